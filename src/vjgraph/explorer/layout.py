"""Where everything stands on the page: sides apart to the left and right, occasions between them by date.

Two placings are made, one for a wide canvas and one for a tall one; both are the same for the same view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import NamedTuple

from vjgraph.explorer.columns import LEFT, MIDDLE, RIGHT, assign_columns, letters, spread, wrap
from vjgraph.explorer.records import Edge, Node, View

LINE = 16
"""The height of a line of text."""
_LETTER = 7.0
"""The width of a Latin letter, rather more than it takes."""
_COLUMNS = (1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 29, 40)
"""How many columns of cards are tried."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a placing is made for: its width and height (none where it is scrolled), and the room of labels, cards and gaps."""

    width: float
    height: float
    label: int
    """Letters in a line beside a person or body."""
    card: int
    """Width of an occasion's card."""
    gap: int
    """Between occasions and those who took part: the edges' room."""
    near: int
    """Between other columns."""

    @property
    def letters(self) -> int:
        """Letters in a line of a card."""
        return int((self.card - 24) / (_LETTER + 0.4))


WIDE = Canvas(1236, 590, 22, 200, 88, 26)
TALL = Canvas(390, 0, 15, 166, 36, 30)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node's centre on one canvas, its label in lines, and the room that there is for them."""

    x: int
    y: int
    lines: tuple[str, ...]
    room: int


class _At(NamedTuple):
    """A centre, and the room for the text there."""

    x: float
    y: float
    room: float


@dataclass(frozen=True, slots=True)
class Place:
    """A node's place: the side of its column, and its spot on either canvas."""

    column: int
    wide: Spot
    tall: Spot


def place_nodes(view: View) -> dict[str, Place]:
    """The place of every node of a view, by its id."""
    columns = assign_columns(view)
    wide, tall = (_fit(view, columns, canvas) for canvas in (WIDE, TALL))
    return {node.id: Place(columns[node.id], wide[node.id], tall[node.id]) for node in view.nodes}


def _fit(view: View, columns: Mapping[str, int], canvas: Canvas) -> dict[str, Spot]:
    """The placing whose text is largest when all of it stands on the canvas."""
    lines = {
        node.id: wrap(node.label, canvas.label, 3) if columns[node.id] else wrap(node.headline or node.label, canvas.letters, 3)
        for node in view.nodes
    }
    best: dict[str, _At] = {}
    best_scale = 0.0
    for count in _COLUMNS if canvas.height else (1,):
        placed, width, height = _arrange(view, columns, lines, canvas, count)
        scale = min(canvas.width / width, canvas.height / height) if canvas.height else 1.0
        if scale > best_scale * 1.02:
            best, best_scale = placed, scale
    top = min((at.y for at in best.values()), default=0.0)
    return {id: Spot(round(at.x), round(at.y - top), lines[id], round(at.room)) for id, at in best.items()}


def _arrange(
    view: View, columns: Mapping[str, int], lines: Mapping[str, Sequence[str]], canvas: Canvas, count: int
) -> tuple[dict[str, _At], float, float]:
    """All nodes with so many columns of cards; also the width and height that they take."""
    outer = bool(canvas.height)
    heights = {node.id: _height(node, lines[node.id]) for node in view.nodes}
    middle = [node for node in view.nodes if columns[node.id] == MIDDLE]
    placed = _cards(middle, heights, canvas, count)
    tallest = max((at.y + heights[id] / 2 for id, at in placed.items()), default=0.0)
    half = (count * (canvas.card + canvas.near) - canvas.near) / 2 if middle else 0.0
    inner, far = _layers(view, columns, outer=outer)
    neighbours = _neighbours(view.edges)
    ends = {LEFT: half, RIGHT: half}
    for layer in (inner, far):
        for side in (LEFT, RIGHT):
            nodes = [node for node in layer if columns[node.id] == side]
            if not nodes:
                continue
            wanted = _wanted(nodes, placed, neighbours, tallest / 2)
            ordered = _by_side(nodes, wanted)
            number = max(1, ceil(sum(heights[node.id] for node in ordered) / max(tallest * 1.15, 400.0))) if outer else 1
            text = max(_text_width(lines[node.id]) for node in nodes)
            for index in range(number):
                column = ordered[index::number]
                gap = canvas.near if index or layer is far else canvas.gap
                centres = spread([wanted[node.id] for node in column], [heights[node.id] for node in column])
                x, room = side * (ends[side] + gap), text + canvas.near - 8
                placed |= {node.id: _At(x, y, room) for node, y in zip(column, centres, strict=True)}
                ends[side] += gap + text + 16
    tops = [at.y - heights[id] / 2 for id, at in placed.items()]
    bottoms = [at.y + heights[id] / 2 for id, at in placed.items()]
    height = max(bottoms, default=1.0) - min(tops, default=0.0)
    return placed, max(ends[LEFT] + ends[RIGHT], 1.0), max(height, 1.0)


def _wanted(
    nodes: Sequence[Node], placed: Mapping[str, _At], neighbours: Mapping[str, Sequence[str]], middle: float
) -> dict[str, float]:
    """How high each node would best stand: amid what it is tied to."""
    wanted: dict[str, float] = {}
    for node in sorted(nodes, key=lambda node: node.cls != "person"):
        heights = [placed[id].y if id in placed else wanted[id] for id in neighbours[node.id] if id in placed or id in wanted]
        wanted[node.id] = median(heights) if heights else middle
    return wanted


def _layers(view: View, columns: Mapping[str, int], *, outer: bool) -> tuple[list[Node], list[Node]]:
    """What stands next to the occasions, and the bodies behind the people who hold office in them."""
    sides = [node for node in view.nodes if columns[node.id] != MIDDLE]
    staffed = {edge.end for edge in view.edges if edge.kind == "office"} if outer else set()
    return [node for node in sides if node.id not in staffed], [node for node in sides if node.id in staffed]


def _height(node: Node, lines: Sequence[str]) -> int:
    return LINE * (len(lines) + 1) + 18 if node.cls in ("meeting", "visit", "event") else LINE * len(lines) + 14


def _text_width(lines: Iterable[str]) -> float:
    return max((letters(line) for line in lines), default=0) * _LETTER


def _cards(nodes: Sequence[Node], heights: Mapping[str, int], canvas: Canvas, count: int) -> dict[str, _At]:
    """Cards in rows by date; a visit opens a row, and what was part of it follows."""
    within: dict[str, list[Node]] = defaultdict(list)
    ids = {node.id for node in nodes}
    for node in sorted(nodes, key=_by_date):
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
    blocks.append([node for node in nodes if node.id not in reached])  # those that are part of each other in a circle
    placed: dict[str, _At] = {}
    y = 0.0
    for block in blocks:
        for start in range(0, len(block), count):
            row = block[start : start + count]
            tall = max(heights[card.id] for card in row)
            for index, card in enumerate(row):
                x = (index - (min(count, len(block)) - 1) / 2) * (canvas.card + canvas.near)
                placed[card.id] = _At(x, y + tall / 2, canvas.card - 20)
            y += tall
        y += LINE - 2
    return placed


def _inside(id: str, within: Mapping[str, Sequence[Node]]) -> list[Node]:
    """What was part of an occasion, at whatever remove, by date."""
    found: list[Node] = []
    todo = [id]
    while todo:
        inner = [node for node in within.get(todo.pop(), ()) if node not in found]
        found += inner
        todo += [node.id for node in inner]
    return sorted(found, key=_by_date)


def _by_date(node: Node) -> tuple[bool, str, str, str, str]:
    return bool(node.status), node.earliest or node.latest or "9999", node.latest or "9999", node.label, node.id


def _by_side(nodes: Sequence[Node], wanted: Mapping[str, float]) -> list[Node]:
    """By side, and within each from top to bottom as their occasions stand."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.side].append(node)
    height = {side: sum(wanted[node.id] for node in group) / len(group) for side, group in groups.items()}
    return sorted(nodes, key=lambda node: (height[node.side], node.side, wanted[node.id], node.label, node.id))


def _neighbours(edges: Iterable[Edge]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        found[edge.start].append(edge.end)
        found[edge.end].append(edge.start)
    return found
