"""In which order the members of a band stand, so that those who met face each other and few edges cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vjgraph.explorer.columns import LEFT, RIGHT

_SWEEPS = 8
"""How often a side is put in order by what stands on the other."""

Ties = Mapping[str, Sequence[str]]


def face(bands: Sequence[Sequence[str]], columns: Mapping[str, int], ties: Ties) -> list[dict[int, list[str]]]:
    """The members of each band, left and right from top to bottom; both sides are drawn towards those they are tied to.

    >>> columns, ties = {"a": -1, "b": -1, "y": 1, "z": 1}, {"a": ["z"], "b": ["y"], "y": ["b"], "z": ["a"]}
    >>> face([["a", "b", "y", "z"]], columns, ties)
    [{-1: ['a', 'b'], 1: ['z', 'y']}]
    """
    band_of = {id: number for number, members in enumerate(bands) for id in members}
    walks = (_walk(members, ties) for members in bands)
    rows = [{side: [id for id in walk if columns[id] == side] for side in (LEFT, RIGHT)} for walk in walks]
    at: dict[str, float] = {}

    def rank(ids: Sequence[str]) -> None:
        at.update((id, (place + 0.5) / len(ids)) for place, id in enumerate(ids))

    for row in rows:
        for ids in row.values():
            rank(ids)
    for sweep in range(_SWEEPS):
        for row in rows:
            ids = row[RIGHT if sweep % 2 else LEFT]
            wanted = {id: (_drawn(id, at, band_of, ties[id]) if ties.get(id) else at[id], at[id]) for id in ids}
            ids.sort(key=wanted.__getitem__)
            rank(ids)
    return rows


def _drawn(id: str, at: Mapping[str, float], band_of: Mapping[str, int], others: Sequence[str]) -> float:
    """The middle of what it is tied to; other bands are above or below."""
    own = band_of[id]
    return sum(at[to] if band_of[to] == own else -0.5 if band_of[to] < own else 1.5 for to in others) / len(others)


def _walk(members: Sequence[str], ties: Ties) -> list[str]:
    """The members as a walk along their ties comes to them, from an end of the band to the other."""
    place = {id: at for at, id in enumerate(members)}
    ends_first = sorted(members, key=lambda id: len(ties.get(id, ())))
    walked: dict[str, None] = {}
    for start in ends_first:
        todo = [start]
        while todo:
            id = todo.pop()
            if id in walked:
                continue
            walked[id] = None
            others = [to for to in ties.get(id, ()) if to in place and to not in walked]
            todo += sorted(others, key=lambda to: (-len(ties[to]), -place[to]))
    return list(walked)
