"""Where a node stands, on a wide canvas and on a tall one: the records of a layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LINE = 16
"""The height of a line of text."""
LETTER, SMALL_LETTER = 7.0, 6.3
"""The width of a Latin letter, rather more than it takes, and that of one in small type."""
GAP = 10
"""Between a name and what stands beside it."""
ENOUGH = 1.1
"""Text that is as large as this need not be larger: what room is left then keeps things apart."""
DOT = 13
"""From the middle of a dot to where its name begins."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a layout is made for: its width and height (none where it is scrolled), and the room of labels, cards and gaps."""

    width: float
    height: float
    label: int
    """Letters in a line beside a person or body."""
    card: int
    """Width of a card."""
    gap: int
    """Between cards and those who took part: the edges' room."""
    near: int
    """Between other columns."""
    across: int
    """Between those who face each other: the room of the edges where there are no cards."""

    @property
    def letters(self) -> int:
        """Letters in a line of a card."""
        return int((self.card - 24) / (LETTER + 0.4))


WIDE = Canvas(1248, 540, 22, 200, 88, 26, 220)
TALL = Canvas(390, 0, 15, 150, 30, 30, 96)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node's centre on one canvas, its label in lines, and the width that there is for them."""

    x: int
    y: int
    lines: tuple[str, ...]
    room: int


@dataclass(frozen=True, slots=True)
class Place:
    """A node's place: the side of its column (-1 left, 0 a card in the middle, 1 right), its community, a spot on each canvas."""

    column: int
    wide: Spot
    tall: Spot
    community: int = -1
    """The number of its band; -1 where there are none."""
    underline: str = ""
    """The last line of a card."""
    beside: str = ""
    """What stands in small type after a name on the wide canvas, where there is room for it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on a canvas."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Band:
    """A community's row: what it is called, how many it holds, and its frame; its label stands in the uppermost line."""

    community: int
    label: str
    size: int
    wide: Frame
    tall: Frame


@dataclass(frozen=True, slots=True)
class Placing:
    """The place of every node of a projection by its id, and the bands of its communities from top to bottom."""

    places: Mapping[str, Place] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
