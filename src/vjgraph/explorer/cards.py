"""Topics or occasions as cards in the middle, occasions by date, and those who took part in them left and right of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from statistics import median
from typing import NamedTuple

from vjgraph.explorer.columns import LEFT, MIDDLE, RIGHT, assign_columns, letters, neighbours, ranked, spread, wrap
from vjgraph.explorer.places import ENOUGH, LETTER, LINE, TALL, WIDE, Canvas, Place, Placing, Spot
from vjgraph.explorer.projections import Node, Projection

_COLUMNS = (1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 29, 40)
"""How many columns of cards are tried."""
_BEHIND = 0.75
"""Edges to topics are many: only if all would be smaller than this by one column of them are there several."""
_GAP = 240
"""Between cards and names is no more room than this."""
_ROW = 10
"""Between two cards, or two names."""
_SHORT = 12
"""Letters in a line of a name on a canvas that is scrolled."""


class _At(NamedTuple):
    """A centre, and the room for the text there."""

    x: float
    y: float
    room: float


class _Sheet(NamedTuple):
    """What is to be placed: nodes in the middle and beside it, with their texts and heights on a canvas."""

    blocks: Sequence[Sequence[Node]]
    beside: Sequence[Node]
    columns: Mapping[str, int]
    lines: Mapping[str, tuple[str, ...]]
    heights: Mapping[str, int]
    ties: Mapping[str, Sequence[str]]
    canvas: Canvas
    sides: Mapping[int, tuple[float, float]]
    """How high the names of a side are together, and how wide."""
    evenly: bool
    """Whether names are spread over the height of the cards, as where everybody is tied to many."""


def place_cards(projection: Projection, *, sides: Mapping[str, int] | None = None) -> Placing:
    """Every card of a projection in the middle, and everybody else on their side."""
    nodes = ranked(projection)
    columns = assign_columns(projection, sides=sides)
    ties = neighbours(projection)
    middle = [node for node in nodes if columns[node.id] == MIDDLE]
    said: Counter[str] = Counter()
    for edge in projection.edges:
        said.update({edge.start: len(edge.items), edge.end: len(edge.items)})
    blocks = _blocks(
        sorted(middle, key=lambda node: (*_by_date(node)[:3], -said[node.id] * (node.cls == "topic"), node.label, node.id))
    )
    beside = [node for node in nodes if columns[node.id] != MIDDLE]
    wide, tall = (_fit(_sheet(nodes, blocks, beside, columns, ties, canvas)) for canvas in (WIDE, TALL))
    return Placing(
        {
            node.id: Place(columns[node.id], wide[node.id], tall[node.id], underline="" if columns[node.id] else node.underline)
            for node in nodes
        }
    )


def _sheet(
    nodes: Sequence[Node], blocks: Sequence[Sequence[Node]], beside: Sequence[Node],
    columns: Mapping[str, int], ties: Mapping[str, Sequence[str]], canvas: Canvas,
) -> _Sheet:  # fmt: skip
    lines, heights = {}, {}
    for node in nodes:
        if columns[node.id] == MIDDLE:
            lines[node.id] = wrap(node.headline or node.label, canvas.letters, 3)
            heights[node.id] = LINE * (len(lines[node.id]) + bool(node.underline)) + 8 + _ROW
        else:
            lines[node.id] = wrap(node.label, canvas.label if canvas.height else _SHORT, 3)
            heights[node.id] = LINE * len(lines[node.id]) + _ROW
    sides = {}
    for side in (LEFT, RIGHT):
        own = [node.id for node in beside if columns[node.id] == side]
        sides[side] = sum(heights[id] for id in own), max((_text_width(lines[id]) for id in own), default=0.0)
    evenly = any(node.cls == "topic" for node in nodes)
    return _Sheet(blocks, beside, columns, lines, heights, ties, canvas, sides, evenly)


def _fit(sheet: _Sheet) -> dict[str, Spot]:
    """The placing whose text is largest when all of it stands on the canvas."""
    canvas = sheet.canvas
    best, gap = 1, float(canvas.gap)
    if canvas.height:
        sizes = {count: _size(sheet, count) for count in _COLUMNS}
        scales = {count: min(canvas.width / width, canvas.height / height, ENOUGH) for count, (width, height) in sizes.items()}
        best = max(scales, key=lambda count: (scales[count] * (_BEHIND if sheet.evenly and count > 1 else 1), -count))
        gap += max(0.0, min(_GAP - gap, (canvas.width / min(scales[best], 1.0) - sizes[best][0]) / 2))
    placed = _arrange(sheet, best, gap)
    top = min((at.y for at in placed.values()), default=0.0)
    return {id: Spot(round(at.x), round(at.y - top), sheet.lines[id], round(at.room)) for id, at in placed.items()}


def _size(sheet: _Sheet, count: int) -> tuple[float, float]:
    """How wide and how high all is with so many columns of cards, nearly."""
    canvas, heights = sheet.canvas, sheet.heights
    tallest = sum(
        max(heights[card.id] for card in block[start : start + count])
        for block in sheet.blocks
        for start in range(0, len(block), count)
    ) + len(sheet.blocks) * (LINE - 2)
    highest, width = float(tallest), float(count * (canvas.card + canvas.near) - canvas.near)
    for total, text in sheet.sides.values():
        number = _number(total, tallest) if total else 0
        width += number * (text + canvas.near + 16) + canvas.gap
        highest = max(highest, total / max(number, 1))
    return width, max(highest, 1.0)


def _number(total: float, tallest: float) -> int:
    """How many columns of names stand beside cards that are so high."""
    return max(1, ceil(total / max(tallest * 1.15, 400.0)))


def _arrange(sheet: _Sheet, count: int, inner: float) -> dict[str, _At]:
    """All nodes with so many columns of cards."""
    canvas, heights, columns = sheet.canvas, sheet.heights, sheet.columns
    placed, tallest = _cards(sheet, count)
    half = (count * (canvas.card + canvas.near) - canvas.near) / 2 if placed else 0.0
    for side in (LEFT, RIGHT):
        nodes = [node for node in sheet.beside if columns[node.id] == side]
        if not nodes:
            continue
        wanted = {node.id: _wanted(node, placed, sheet.ties, tallest / 2) for node in nodes}
        ordered = _by_side(nodes, wanted)
        if sheet.evenly:
            wanted = {node.id: (at + 0.5) / len(ordered) * tallest for at, node in enumerate(ordered)}
        total, text = sheet.sides[side]
        number = _number(total, tallest) if canvas.height else 1
        end = half
        for index in range(number):
            column = ordered[index::number]
            gap = canvas.near if index else inner
            centres = spread([wanted[node.id] for node in column], [heights[node.id] for node in column])
            x, room = side * (end + gap), text + 8
            placed |= {node.id: _At(x, y, room) for node, y in zip(column, centres, strict=True)}
            end += gap + text + 16
    return placed


def _wanted(node: Node, placed: Mapping[str, _At], ties: Mapping[str, Sequence[str]], middle: float) -> float:
    """How high a node would best stand: amid the cards it is tied to."""
    heights = [placed[id].y for id in ties.get(node.id, ()) if id in placed]
    return median(heights) if heights else middle


def _text_width(lines: Iterable[str]) -> float:
    return max((letters(line) for line in lines), default=0) * LETTER


def _cards(sheet: _Sheet, count: int) -> tuple[dict[str, _At], float]:
    """Cards in rows, and how far down the last reaches."""
    canvas, heights = sheet.canvas, sheet.heights
    placed: dict[str, _At] = {}
    y = bottom = 0.0
    for block in sheet.blocks:
        for start in range(0, len(block), count):
            row = block[start : start + count]
            tall = max(heights[card.id] for card in row)
            for index, card in enumerate(row):
                x = (index - (min(count, len(block)) - 1) / 2) * (canvas.card + canvas.near)
                placed[card.id] = _At(x, y + tall / 2, canvas.card - 20)
            y += tall
            bottom = y
        y += LINE - 2
    return placed, bottom


def _blocks(nodes: Sequence[Node]) -> list[list[Node]]:
    """Cards as they stand together: a visit opens a block, and what was part of it follows."""
    within: dict[str, list[Node]] = defaultdict(list)
    ids = {node.id for node in nodes}
    for node in nodes:
        within[node.within if node.within in ids and node.within != node.id else ""].append(node)
    blocks: list[list[Node]] = []
    loose = False
    for node in within[""]:
        if inside := _inside(node.id, within):
            blocks.append([node, *inside])
            loose = False
        elif loose:
            blocks[-1].append(node)
        else:
            blocks.append([node])
            loose = True
    reached = {node.id for block in blocks for node in block}
    circular = [node for node in nodes if node.id not in reached]
    return [*blocks, circular] if circular else blocks


def _inside(id: str, within: Mapping[str, Sequence[Node]]) -> list[Node]:
    """What was part of an occasion, at whatever remove, by date."""
    found: dict[str, Node] = {}
    todo = [id]
    while todo:
        inner = [node for node in within.get(todo.pop(), ()) if node.id not in found]
        found |= {node.id: node for node in inner}
        todo += [node.id for node in inner]
    return sorted(found.values(), key=_by_date)


def _by_date(node: Node) -> tuple[bool, str, str, str, str]:
    return bool(node.status), node.earliest or node.latest or "9999", node.latest or "9999", node.label, node.id


def _by_side(nodes: Sequence[Node], wanted: Mapping[str, float]) -> list[Node]:
    """By side, and within each from top to bottom as their cards stand."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.side].append(node)
    height = {side: sum(wanted[node.id] for node in group) / len(group) for side, group in groups.items()}
    return sorted(nodes, key=lambda node: (height[node.side], node.side, wanted[node.id], node.label, node.id))
