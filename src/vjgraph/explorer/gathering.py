"""Which bands there are: communities in an order that keeps tied ones near, then pairs, then what has no tie."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vjgraph.explorer.projections import Node

_MOST = 40
"""Of more communities than this the smallest share a band."""


class Gathered(NamedTuple):
    """The members of a band, in a fixed order, and what it is called."""

    label: str
    members: tuple[str, ...]


def gather(
    nodes: Mapping[str, Node], ties: Mapping[str, Sequence[str]], communities: Mapping[str, int], *, paired: str, alone: str
) -> list[Gathered]:
    """The bands from top to bottom; `nodes` come in their order, and `ties` are those of each.

    `paired` is what the band of those is called who are tied to one other alone, `alone` that of those tied to nobody.
    """
    held: dict[object, list[str]] = defaultdict(list)
    for id in nodes:
        if ties.get(id):
            held[communities.get(id, id)].append(id)
    lonely = [id for id in nodes if not ties.get(id)]
    _join_single(held, ties)
    groups = sorted(held.values(), key=lambda ids: (-len(ids), ids))
    pairs = [ids for ids in groups if _is_pair(ids, ties)]
    groups = [ids for ids in groups if not _is_pair(ids, ties)]
    small = [id for ids in groups[_MOST:] for id in ids]
    bands = [Gathered(_label(ids, nodes, ties), tuple(ids)) for ids in _chained(groups[:_MOST], ties)]
    rest = (("smaller groups", small), (paired, [id for ids in pairs for id in ids]), (alone, lonely))
    return [*bands, *(Gathered(label, tuple(ids)) for label, ids in rest if ids)]


def _join_single(held: dict[object, list[str]], ties: Mapping[str, Sequence[str]]) -> None:
    """Put who is alone in a community, though tied to others, into that of most of them."""
    group = {id: key for key, ids in held.items() for id in ids}
    for key in [key for key, ids in held.items() if len(ids) == 1]:
        (id,) = held[key] if len(held[key]) == 1 else (None,)
        if id is None:
            continue
        counts = Counter(group[other] for other in ties[id] if other in group and group[other] != key)
        if counts:
            into = min(counts, key=lambda other: (-counts[other], held[other]))
            held[into].append(id)
            group[id] = into
            del held[key]


def _is_pair(ids: Sequence[str], ties: Mapping[str, Sequence[str]]) -> bool:
    return len(ids) == 2 and all(other in ids for id in ids for other in ties[id])


def _chained(groups: Sequence[Sequence[str]], ties: Mapping[str, Sequence[str]]) -> Iterable[Sequence[str]]:
    """The largest first, then always the one that has most ties to those before."""
    of = {id: number for number, ids in enumerate(groups) for id in ids}
    between: dict[int, Counter[int]] = defaultdict(Counter)
    for id, number in of.items():
        between[number].update(of[other] for other in ties[id] if other in of)
    left, pull = list(range(len(groups))), Counter[int]()
    while left:
        number = min(left, key=lambda number: (-pull[number], number))
        left.remove(number)
        pull.update(between[number])
        yield groups[number]


def _label(ids: Sequence[str], nodes: Mapping[str, Node], ties: Mapping[str, Sequence[str]]) -> str:
    """Called after who has most ties inside."""
    inside = set(ids)
    first = min(ids, key=lambda id: (-sum(other in inside for other in ties[id]), nodes[id].label, id))
    return f"around {nodes[first].label}"
