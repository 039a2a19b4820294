"""People or bodies in bands: a row for each community, in which the sides face each other and the edges run across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from math import ceil, floor
from typing import NamedTuple

from vjgraph.explorer.columns import LEFT, RIGHT, assign_columns, letters, neighbours, ranked, spread, wrap
from vjgraph.explorer.facing import face
from vjgraph.explorer.gathering import gather
from vjgraph.explorer.places import (
    DOT,
    ENOUGH,
    GAP,
    LETTER,
    LINE,
    SMALL_LETTER,
    TALL,
    WIDE,
    Band,
    Canvas,
    Frame,
    Place,
    Placing,
    Spot,
)
from vjgraph.explorer.projections import Node, Projection

_SIDES = (LEFT, RIGHT)
_AIR = (20, 14, 9, 5)
"""Between two labels in a column: as much as leaves text large enough, and at least the last."""
_HEAD, _FOOT, _APART = 22, 5, 8
"""The room in a frame for its label and at its foot, and that between two frames."""
_MARGIN = 12
"""From the outermost label to the frame."""
_COLUMNS = (1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 29, 40, 56)
"""How many columns a side may have are tried …"""
_ROWS = (6, 4, 3, 2)
"""… and how many rows there are before another is begun."""
_LARGE = 400
"""With more nodes than this none of it can be read at once: what is looked at closely should have its edges near."""
_WIDTHS = (50, 28, 22, 18)
"""The letters in a line that are tried on a wide canvas."""
_SHRUNK = 0.8
"""What stands beside a name is left out where it would make all smaller than this."""
_WIDEST = 460
"""A name has no more room than this with what stands beside it."""
_ACROSS = 460
"""The edges take no more room than this, however much there is."""

Rows = Sequence[Mapping[int, Sequence[str]]]
"""The members of each band by side, from top to bottom."""


class _Text(NamedTuple):
    """What is written at each node, how high that is with its gap, how wide, and whether anything stands beside names."""

    lines: Mapping[str, tuple[str, ...]]
    height: Mapping[str, int]
    width: Mapping[str, float]
    beside: bool


class _Filling(NamedTuple):
    """How many columns a side may have in a band, and how many rows there are before another is begun."""

    most: int
    fewest: int

    def columns(self, number: int) -> int:
        """The columns of so many nodes."""
        return max(1, min(self.most, ceil(number / self.fewest)))


def place_bands(
    projection: Projection, communities: Mapping[str, int], *, paired: str, alone: str, sides: Mapping[str, int] | None = None
) -> Placing:
    """Every node in the band of its community, the sides left and right.

    `paired` and `alone` are what the last bands are called: of those tied to one other only, and of those tied to nobody.
    """
    nodes = {node.id: node for node in ranked(projection)}
    if not nodes:
        return Placing()
    ties = neighbours(projection)
    columns = assign_columns(projection, sides=sides)
    bands = gather(nodes, ties, communities, paired=paired, alone=alone)
    rows = face([band.members for band in bands], columns, ties)
    text, filling = _fit(nodes, rows)
    wide, wide_frames = _arrange(rows, text, filling, ties, WIDE)
    tall, tall_frames = _arrange(rows, _text(nodes, TALL.label, beside=False, air=_AIR[-2]), _Filling(1, 1), ties, TALL)
    number = {id: index for index, band in enumerate(bands) for id in band.members}
    places = {
        id: Place(columns[id], wide[id], tall[id], number[id], beside=node.underline if text.beside else "")
        for id, node in nodes.items()
    }
    frames = zip(bands, wide_frames, tall_frames, strict=True)
    return Placing(places, tuple(Band(at, band.label, len(band.members), *both) for at, (band, *both) in enumerate(frames)))


def _text(nodes: Mapping[str, Node], width: int, *, beside: bool, air: int) -> _Text:
    lines = {id: wrap(node.label, width, 3) for id, node in nodes.items()}
    height = {id: LINE * len(lines[id]) + air for id in nodes}
    room = {id: max(map(letters, lines[id])) * LETTER for id in nodes}
    if beside:
        told = {id: letters(node.underline) * SMALL_LETTER + GAP for id, node in nodes.items() if node.underline}
        room |= {id: min(room[id] + more, _WIDEST) for id, more in told.items()}
    return _Text(lines, height, room, beside)


def _fit(nodes: Mapping[str, Node], rows: Rows) -> tuple[_Text, _Filling]:
    """What makes the text large when all stands on the wide canvas, and then keeps the rows apart."""
    width, beside, filling = _chosen(nodes, rows)
    for air in _AIR:
        text = _text(nodes, width, beside=beside, air=air)
        if _scale(rows, text, filling) >= ENOUGH:
            break
    return text, filling


def _chosen(nodes: Mapping[str, Node], rows: Rows) -> tuple[int, bool, _Filling]:
    """The width of a line, whether offices stand beside names, as they do where that leaves them readable, and the columns."""
    filling, told = _Filling(1, 1), any(node.underline for node in nodes.values())
    if told and _scale(rows, _text(nodes, _WIDTHS[0], beside=True, air=_AIR[-1]), filling) >= _SHRUNK:
        return _WIDTHS[0], True, filling
    best_scale, best = 0.0, (WIDE.label, False, filling)
    large = len(nodes) > _LARGE
    for width in (WIDE.label,) if large else _WIDTHS:
        text = _text(nodes, width, beside=False, air=_AIR[-1])
        for filling in (_Filling(most, fewest) for most in _COLUMNS for fewest in (_ROWS[:1] if large else _ROWS)):
            scale = min(_scale(rows, text, filling), ENOUGH)
            if scale > best_scale * 1.02:
                best_scale, best = scale, (width, False, filling)
    return best


def _scale(rows: Rows, text: _Text, filling: _Filling) -> float:
    """How large all is on the wide canvas, nearly."""
    height, columns = -float(_APART), dict.fromkeys(_SIDES, 0)
    for row in rows:
        highest = 0.0
        for side in _SIDES:
            count = filling.columns(len(row[side]))
            total = sum(text.height[id] for id in row[side])
            highest = max(highest, total / max(1, len(row[side])) * (ceil(len(row[side]) / count) + (count > 1) / 2))
            columns[side] = max(columns[side], count)
        height += highest + _HEAD + _FOOT + _APART
    widest = max(text.width.values()) + DOT + WIDE.near
    return min(WIDE.height / height, WIDE.width / (sum(columns.values()) * widest + WIDE.across + 2 * _MARGIN))


def _arrange(
    rows: Rows, text: _Text, filling: _Filling, ties: Mapping[str, Sequence[str]], canvas: Canvas
) -> tuple[dict[str, Spot], list[Frame]]:
    """The spot of every node, and the frame of every band, all of them of one width."""
    filled = [{side: _columns(row[side], filling, ties) for side in _SIDES} for row in rows]
    heights = [max(_height(row[side], text) for side in _SIDES) for row in filled]
    room = _rooms(filled, text)
    width = sum(room.values()) + len(room) * (DOT + canvas.near) + canvas.across + 2 * _MARGIN
    across = float(canvas.across)
    if canvas.height:
        scale = min(canvas.height / (sum(heights) + len(rows) * (_HEAD + _FOOT + _APART)), canvas.width / width, ENOUGH)
        across += max(0.0, min(_ACROSS - across, canvas.width / scale - width))
    x, ends = _verticals(room, across, canvas)
    spots: dict[str, Spot] = {}
    frames: list[Frame] = []
    top = 0.0
    for row, height in zip(filled, heights, strict=True):
        down = _heights(row, text, ties, height)
        for side in _SIDES:
            for at, ids in enumerate(row[side]):
                for id in ids:
                    y = floor(top + _HEAD + down[id])
                    spots[id] = Spot(round(x[side, at]), y, text.lines[id], int(room[side, at]))
        frames.append(Frame(round(-ends[LEFT]), round(top), round(ends[RIGHT]), round(top + _HEAD + height + _FOOT)))
        top += _HEAD + height + _FOOT + _APART
    return spots, frames


def _rooms(filled: Sequence[Mapping[int, Sequence[Sequence[str]]]], text: _Text) -> dict[tuple[int, int], float]:
    """The width of the names in each column, by side and number; a column goes through all bands."""
    rooms: dict[tuple[int, int], float] = {}
    for row in filled:
        for side in _SIDES:
            for at, ids in enumerate(row[side]):
                rooms[side, at] = max((rooms.get((side, at), 0.0), *(text.width[id] for id in ids)))
    return rooms


def _verticals(
    room: Mapping[tuple[int, int], float], across: float, canvas: Canvas
) -> tuple[dict[tuple[int, int], float], dict[int, float]]:
    """Where the dots of each column stand, and how far the frames reach on either side."""
    x: dict[tuple[int, int], float] = {}
    ends = dict.fromkeys(_SIDES, across / 2)
    for side, at in sorted(room, key=lambda column: column[1]):
        x[side, at] = side * ends[side]
        ends[side] += DOT + room[side, at] + canvas.near
    return x, {side: end - canvas.near + _MARGIN for side, end in ends.items()}


def _columns(ids: Sequence[str], filling: _Filling, ties: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Those with most ties in the innermost column, so that few edges pass behind names; each keeps its order in its column."""
    place = {id: at for at, id in enumerate(ids)}
    tied = iter(sorted(ids, key=lambda id: (-len(ties.get(id, ())), place[id])))
    count = filling.columns(len(ids))
    return [sorted(islice(tied, len(ids[at::count])), key=place.__getitem__) for at in range(count)]


def _height(columns: Sequence[Sequence[str]], text: _Text) -> float:
    """How high the columns of a side are; where there are several they stand half a row lower in turn."""
    heights = [sum(text.height[id] for id in ids) for ids in columns]
    number = max(len(columns[0]), 1)
    return max(heights) + (max(heights) / number / 2 if len(columns) > 1 else 0)


def _heights(
    row: Mapping[int, Sequence[Sequence[str]]], text: _Text, ties: Mapping[str, Sequence[str]], height: float
) -> dict[str, float]:
    """How far down each stands: the fuller side evenly, the other amid those that it is tied to."""
    found: dict[str, float] = {}
    for side in sorted(_SIDES, key=lambda side: -_height(row[side], text)):
        number = sum(map(len, row[side]))
        facing = dict(found)
        for at, ids in enumerate(row[side]):
            wanted = []
            for place, id in enumerate(ids):
                across = [facing[other] for other in ties.get(id, ()) if other in facing]
                even = (place * len(row[side]) + at + 0.5) / number * height
                wanted.append(sum(across) / len(across) if across else even)
            centres = spread(wanted, [text.height[id] for id in ids], within=(0, height))
            found |= dict(zip(ids, centres, strict=True))
    return found
