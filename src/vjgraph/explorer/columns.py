"""Which side of the page each node stands on, how its name is broken into lines, and how a column is filled."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from vjgraph.explorer.projections import Node, Projection

LEFT, MIDDLE, RIGHT = -1, 0, 1
CARDS = frozenset({"meeting", "visit", "event", "topic"})
"""The classes that are drawn as cards in the middle."""
_UNUSUAL = re.compile("[^\\x00-\\u02ff\\u1e00-\\u1eff\\u2010-\\u2027]")
"""Whatever is not a Latin letter, a figure or a common sign: it may be of another width."""
_SUMMIT = 40
"""Where more sides than this came together, it tells nothing of who stands against whom."""


def assign_columns(projection: Projection, *, sides: Mapping[str, int] | None = None) -> dict[str, int]:
    """Left, right or middle for each node: sides that met stand apart, and so does what has no side from whom it met.

    Where `sides` says where a state stands, it stands there.
    """
    cards = {node.id for node in projection.nodes if node.cls in CARDS}
    owner = {node.id: node.side or node.id for node in projection.nodes if node.id not in cards}
    met = _facing(projection, owner)
    load = Counter(owner.values())
    states = [id for id in projection.sides if id in load]
    rest = sorted(load.keys() - set(states), key=lambda id: (-sum(met[id].values()), id))
    stands: dict[str, int] = {}
    balance = 0
    for id in (*states, *rest):
        pull = sum(weight * stands.get(against, 0) for against, weight in met[id].items())
        column = LEFT if pull > 0 or (pull == 0 and balance >= 0) else RIGHT
        stands[id] = (sides or {}).get(id, column)
        balance += load[id] * stands[id]
    return {node.id: stands[owner[node.id]] if node.id in owner else MIDDLE for node in projection.nodes}


def side_columns(projection: Projection) -> dict[str, int]:
    """Where each state stands in a projection, so that it stands there in others too."""
    columns = assign_columns(projection)
    return {node.side: columns[node.id] for node in projection.nodes if node.side and columns[node.id] != MIDDLE}


def _facing(projection: Projection, owner: Mapping[str, str]) -> Mapping[str, Counter[str]]:
    """How often two sides met: directly, or as parties of the same occasion."""
    met: dict[str, Counter[str]] = defaultdict(Counter)
    present: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def add(one: str, other: str, weight: int) -> None:
        if one != other:
            met[one][other] += weight
            met[other][one] += weight

    for edge in projection.edges:
        one, other = owner.get(edge.start), owner.get(edge.end)
        if one and other:
            add(one, other, len(edge.items) or 1)
        elif one or other:
            card, party = (edge.end, one) if one else (edge.start, other)
            present[card][party or "", edge.kind] += 1
    for parties in present.values():
        if len(parties) > _SUMMIT:
            continue
        for ((first, kind), times), ((second, other_kind), again) in combinations(sorted(parties.items()), 2):
            add(first, second, times * again * (8 if kind == other_kind == "counterpart" else 1))
    return met


def neighbours(projection: Projection) -> dict[str, list[str]]:
    """What each node is tied to, in the order of their ids."""
    found: dict[str, list[str]] = defaultdict(list)
    for edge in projection.edges:
        found[edge.start].append(edge.end)
        found[edge.end].append(edge.start)
    return {id: sorted(others) for id, others in found.items()}


def ranked(projection: Projection) -> list[Node]:
    """The nodes in an order that does not depend on how they come."""
    return sorted(projection.nodes, key=lambda node: (node.side, node.label, node.id))


def wrap(label: str, width: int, most: int) -> tuple[str, ...]:
    """A label in at most so many lines of at most so many Latin letters' width; what does not fit ends in an ellipsis.

    >>> wrap("Ministry of Foreign Affairs of Aland", 22, 3)
    ('Ministry of Foreign', 'Affairs of Aland')
    >>> wrap("a" * 30, 12, 2)
    ('aaaaaaaaaaaa', 'aaaaaaaaaaa…')
    """
    if letters(label) <= width:
        return (" ".join(label.split()),)
    lines, used = [""], 0
    for word in label.split():
        more = letters(word)
        if lines[-1] and used + 1 + more <= width:
            lines[-1] += f" {word}"
            used += 1 + more
            continue
        if lines[-1]:
            lines.append("")
        if more <= width:
            lines[-1], used = word, more
        else:
            used = _break(word, width, lines)
        if len(lines) > most:
            break
    if len(lines) > most:
        last = lines[most - 1]
        while letters(last) > width - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return tuple(lines)


def _break(word: str, width: int, lines: list[str]) -> int:
    """Fill the last line with a word that is wider than a line, and new ones; the width of the last of them."""
    for letter in word:
        if letters(lines[-1] + letter) > width:
            lines.append("")
        lines[-1] += letter
    return letters(lines[-1])


def letters(text: str) -> int:
    """The width of a text in Latin letters: those of East Asia are twice as wide.

    >>> letters("Tô Lâm"), letters("岸田")
    (6, 4)
    """
    if not _UNUSUAL.search(text):
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def spread(wanted: Sequence[float], sizes: Sequence[float], *, within: tuple[float, float] | None = None) -> list[float]:
    """Centres as near to those wanted as their order and sizes allow (neighbours touch at most), `within` two bounds if given.

    >>> spread([0, 0, 50], [10, 10, 10])
    [-5.0, 5.0, 50.0]
    >>> spread([0, 0, 50], [10, 10, 10], within=(0, 40))
    [5.0, 15.0, 35.0]
    """
    blocks: list[tuple[float, int, float]] = []  # where the block would begin, how many it holds, its height
    for want, size in zip(wanted, sizes, strict=True):
        block = (want - size / 2, 1, size)
        while blocks and blocks[-1][0] + blocks[-1][2] > block[0]:
            top, number, height = blocks.pop()
            total = number + block[1]
            block = ((top * number + (block[0] - height) * block[1]) / total, total, height + block[2])
        blocks.append(block)
    centres: list[float] = []
    above, whole = 0.0, float(sum(sizes))
    for top, number, _ in blocks:
        at: float = top if within is None else above + min(max(top - above, within[0]), within[1] - whole)
        for _ in range(number):
            size = sizes[len(centres)]
            centres.append(at + size / 2)
            at += size
            above += size
    return centres
