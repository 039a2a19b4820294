"""Which units must be settled together: those that an order, a part or a doubt links, directly or by others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

Neighbours = Callable[[Iterable[str]], Iterable[tuple[str, str]]]
"""The links that some units have, as pairs of units in any order."""


def group(units: Iterable[str], neighbours: Neighbours) -> Iterator[list[str]]:
    """The groups that some units are in, each once, with all that is linked to them; sorted within.

    >>> links = {("a", "b"), ("b", "c")}
    >>> list(group(["b", "d"], lambda units: [link for link in links if set(link) & set(units)]))
    [['a', 'b', 'c'], ['d']]
    """
    seen: set[str] = set()
    for unit in units:
        if unit in seen:
            continue
        found, new = {unit}, [unit]
        while new:
            linked = {one for pair in neighbours(new) for one in pair}
            new = sorted(linked - found)
            found |= linked
        seen |= found
        yield sorted(found)


def linked_by(links: Iterable[tuple[str, str]]) -> Neighbours:
    """The neighbours by links that are all at hand."""
    by_unit: Mapping[str, list[tuple[str, str]]] = defaultdict(list)
    for link in links:
        for unit in link:
            by_unit[unit].append(link)
    return lambda units: [link for unit in units if unit in by_unit for link in by_unit[unit]]


def batch(groups: Iterable[list[str]], *, size: int, sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Groups joined until the `sizes` of the units of a batch come to `size`, or more: no group is torn apart.

    A unit whose size is not known counts as one.

    >>> list(batch([["a", "b"], ["c"], ["d"]], size=3, sizes={"a": 2}))
    [['a', 'b'], ['c', 'd']]
    """
    joined: list[str] = []
    held = 0
    for units in groups:
        joined += units
        held += sum(sizes.get(unit, 1) for unit in units)
        if held >= size:
            yield joined
            joined, held = [], 0
    if joined:
        yield joined
