"""Which side of the page each node stands on, how its name is broken into lines, and how a column is filled."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from vjgraph.explorer.records import Edge, View

LEFT, MIDDLE, RIGHT = -1, 0, 1


def assign_columns(view: View) -> dict[str, int]:
    """Left, right or middle for each node: sides that met stand apart, and so does what has no side from whom it met."""
    owner = {node.id: node.side or node.id for node in view.nodes if node.cls in ("person", "body")}
    met: dict[str, Counter[str]] = defaultdict(Counter)
    present: dict[str, list[Edge]] = defaultdict(list)
    for edge in view.edges:
        if edge.kind != "office":
            present[edge.end].append(edge)
    for edges in present.values():
        for first, second in combinations(edges, 2):
            one, other = owner[first.start], owner[second.start]
            if one != other:
                weight = 8 if first.kind == second.kind == "counterpart" else 1
                met[one][other] += weight
                met[other][one] += weight
    load = Counter(owner.values())
    sides = [side.id for side in view.sides]
    rest = sorted(set(owner.values()) - set(sides), key=lambda id: (-sum(met[id].values()), id))
    stands: dict[str, int] = {}
    for id in (*sides, *rest):
        pull = sum(weight * stands.get(against, 0) for against, weight in met[id].items())
        balance = sum(load[placed] * at for placed, at in stands.items())
        stands[id] = LEFT if pull > 0 or (pull == 0 and balance >= 0) else RIGHT
    return {node.id: stands[owner[node.id]] if node.id in owner else MIDDLE for node in view.nodes}


def wrap(label: str, width: int, most: int) -> tuple[str, ...]:
    """A label in at most so many lines of at most so many Latin letters' width; what does not fit ends in an ellipsis.

    >>> wrap("Ministry of Foreign Affairs of Aland", 22, 3)
    ('Ministry of Foreign', 'Affairs of Aland')
    >>> wrap("a" * 30, 12, 2)
    ('aaaaaaaaaaaa', 'aaaaaaaaaaa…')
    """
    lines = [""]
    for word in label.split():
        joined = f"{lines[-1]} {word}".strip()
        if letters(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if letters(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
        if len(lines) > most:
            break
    if len(lines) > most:
        last = lines[most - 1]
        while letters(last) > width - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return tuple(lines)


def letters(text: str) -> int:
    """The width of a text in Latin letters: those of East Asia are twice as wide.

    >>> letters("Tô Lâm"), letters("岸田")
    (6, 4)
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def spread(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Centres as near to those wanted as their order and sizes allow (neighbours touch at most).

    >>> spread([0, 0, 50], [10, 10, 10])
    [-5.0, 5.0, 50.0]
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
    for top, number, _ in blocks:
        at = top
        for _ in range(number):
            size = sizes[len(centres)]
            centres.append(at + size / 2)
            at += size
    return centres
