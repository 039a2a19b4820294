"""How far a long work has come: who wants to know is told, in which stage, how many of how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Whoever wants to know how far a build has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """So many of a stage's items are done, of a total that is 0 where nobody knows it."""


def silent(stage: str, done: int, total: int) -> None:
    """Nobody wants to know."""


def counted(items: Iterable[Item], progress: Progress, stage: str, *, total: int = 0) -> Iterator[Item]:
    """Items as they come, each told when the next is asked for.

    >>> told = []
    >>> list(counted("ab", lambda *told_now: told.append(told_now), "letters", total=2))
    ['a', 'b']
    >>> told
    [('letters', 1, 2), ('letters', 2, 2)]
    """
    for done, item in enumerate(items, start=1):
        yield item
        progress(stage, done, total)
