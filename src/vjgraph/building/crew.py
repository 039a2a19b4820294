"""Work shared out over the cores: the same function for each task, the results in the order of the tasks."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 3
"""Tasks for each worker that wait or are done and not yet taken: more would only fill the memory."""

_ground: list[Any] = []
"""What this process was given, where it is one of a crew."""


class Crew:
    """Some processes that share one ground, which each is given once; or none, and the work is done here."""

    def __init__(self, ground: Any, *, workers: int | None = None) -> None:
        """Begin with as many processes as there are cores, or as told; with one, everything is done in this process."""
        self._workers = os.cpu_count() or 1 if workers is None else workers
        self._ground = ground
        self._executor: Any = None

    @property
    def alone(self) -> bool:
        """Whether all is done in this process."""
        return self._workers <= 1

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, kill_workers=kind is not None)

    def map(self, function: Callable[[Any, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """`function(ground, task)` for each task, in order; few tasks are taken before their results are."""
        if self.alone:
            yield from (function(self._ground, task) for task in tasks)
            return
        waiting: deque[Any] = deque()
        for task in tasks:
            waiting.append(self._begin().submit(_work, function, task))
            if len(waiting) >= self._workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _begin(self) -> Any:
        if self._executor is None:
            # Unlike the standard library's, its processes do not run the caller's script once more.
            from loky import ProcessPoolExecutor

            self._executor = ProcessPoolExecutor(self._workers, timeout=60, initializer=_settle_in, initargs=(self._ground,))
        return self._executor


def _settle_in(ground: Any) -> None:
    _ground[:] = [ground]


def _work(function: Callable[[Any, Task], Result], task: Task) -> Result:
    return function(_ground[0], task)
