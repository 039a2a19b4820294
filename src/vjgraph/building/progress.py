"""How far a long work has come: who wants to know is told, in which stage, how many of how many."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Whoever wants to know how far a build has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """So many of a stage's items are done, of a total that is 0 where nobody knows it and may be guessed anew each time.

        None done of 0 says that a stage begins, and is all that is said of one whose items are not counted.
        """


def silent(stage: str, done: int, total: int) -> None:
    """Nobody wants to know."""


def expected(done: int, *, part: int, whole: int) -> int:
    """How many there will be, if the `part` that is done (bytes, say) is like the `whole`; 0 where that cannot be said.

    >>> expected(250, part=10_000, whole=80_000)
    2000
    >>> expected(0, part=0, whole=80_000)
    0
    """
    return max(done, round(done * whole / part)) if part and whole else 0
