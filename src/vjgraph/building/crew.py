"""Work shared out over the cores: the same function for each task, the results in the order of the tasks."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from io import BufferedReader, BytesIO
from itertools import chain, islice
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, BinaryIO, TypeVar, cast

from vjgraph.errors import VjgraphError

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 3
"""Tasks for each worker that wait or are done and not yet taken: more would only fill the memory."""

# Each worker is a plain interpreter at the end of two pipes: it ends when its pipe does, so that none is left behind however
# this process ends; it does not run the caller's script once more, as the standard library's processes do; and it holds no
# semaphore or shared memory that would have to be cleared away. A session of its own keeps it from Ctrl-C, which this
# process is told.
_COMMAND = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from vjgraph.building.crew import serve; serve()"


class Crew:
    """Some processes that share one ground, which each is given once; or none, and the work is done here.

    What they are given, and give back, is pickled; functions must be importable by name.
    """

    def __init__(self, ground: Any, *, workers: int | None = None) -> None:
        """Begin with as many processes as there are cores, or as told; with one, everything is done in this process."""
        self._workers = _cores() if workers is None else workers
        self._ground = ground
        self._packed = b""
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        self._ended = False

    @property
    def alone(self) -> bool:
        """Whether all is done in this process."""
        return self._workers <= 1

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended = True
        if self._threads is None:
            return
        if kind is not None:
            for process in self._all:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._all:
            with process, suppress(BrokenPipeError):
                _pipes(process)[0].close()

    def map(self, function: Callable[[Any, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """`function(ground, task)` for each task, in order; few tasks are taken before their results are.

        A task that has none beside it is done in this process. What it raises is raised here; raises `VjgraphError` where a
        process was ended from outside.
        """
        left = iter(tasks)
        first = list(islice(left, 2))
        # One is done before a process for it has begun.
        if self.alone or len(first) < 2:
            yield from (function(self._ground, task) for task in chain(first, left))
            return
        waiting: deque[Future[Result]] = deque()
        for task in chain(first, left):
            waiting.append(self._begin().submit(self._ask, function, task))
            if len(waiting) >= self._workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _begin(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._packed = pickle.dumps(sys.path) + pack(self._ground)
            # Each thread waits for one process.
            self._threads = ThreadPoolExecutor(self._workers)
        return self._threads

    def _ask(self, function: Callable[[Any, Task], Result], task: Task) -> Result:
        process, begins = self._take()
        into, out = _pipes(process)
        try:
            into.write((self._packed if begins else b"") + pickle.dumps((function, task)))
            into.flush()
            done, result = pickle.load(out)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            raise VjgraphError(_ended(process)) from error
        if not done:
            raise result
        self._idle.put(process)
        return cast(Result, result)

    def _take(self) -> tuple[subprocess.Popen[bytes], bool]:
        """A process that waits, or one more, which does not know yet what it works with."""
        with suppress(Empty):
            return self._idle.get_nowait(), False
        process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self._all.append(process)
        if self._ended:
            process.kill()
        return process, True


def pack(ground: Any) -> bytes:
    """A ground pickled as it was made, without what this process has worked out from it since."""
    packed = BytesIO()
    _Bare(packed).dump(ground)
    return packed.getvalue()


class _Bare(pickle.Pickler):
    """Leaves out the values of cached properties: each process works them out for itself."""

    def reducer_override(self, given: Any) -> Any:
        cached = [
            name for name in getattr(given, "__dict__", ()) if isinstance(getattr(type(given), name, None), cached_property)
        ]
        if not cached:
            return NotImplemented
        make, arguments, state, *more = given.__reduce_ex__(2)
        return make, arguments, {name: value for name, value in state.items() if name not in cached}, *more


def serve() -> None:
    """Be one of a crew: do what comes in, until nothing can come any more; then end this process."""
    into, out = cast(BufferedReader, sys.stdin.buffer), os.fdopen(os.dup(1), "wb")
    # Whatever else is printed must not be taken for a result.
    os.dup2(2, 1)
    sys.excepthook = lambda kind, error, trace: _tell(error, out)  # noqa: ARG005
    # To look for circles among all that is held, after every few things made, was a third of the time; there are none.
    gc.set_threshold(1_000_000)
    ground = pickle.load(into)
    with suppress(BrokenPipeError):
        while into.peek(1):
            function, task = pickle.load(into)
            out.write(pickle.dumps((True, function(ground, task))))
            out.flush()
    # To take apart all that it has come to hold, piece by piece, would take longer than to read it in did.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _tell(error: BaseException, out: BinaryIO) -> None:
    """Hand over what ended this process, with where it was raised."""
    if isinstance(error, VjgraphError):
        told: Any = pack_error(error)
    else:
        error.add_note("".join(["in a process of the crew:\n", *traceback.format_tb(error.__traceback__)]))
        told = error
    with suppress(BrokenPipeError):
        out.write(pickle.dumps((False, told)))
        out.flush()


def pack_error(error: VjgraphError) -> Any:
    """One of our errors for the way: when it is read it is itself again, whatever its class is made of."""
    return _Told(type(error), str(error), dict(vars(error)))


class _Told:
    """One of our errors on its way."""

    def __init__(self, kind: type[VjgraphError], text: str, values: dict[str, Any]) -> None:
        self._kind, self._text, self._values = kind, text, values

    def __reduce__(self) -> tuple[Any, ...]:
        return _error_again, (self._kind, self._text, self._values)


def _error_again(kind: type[VjgraphError], text: str, values: dict[str, Any]) -> VjgraphError:
    error = kind.__new__(kind, text)
    error.__dict__.update(values)
    return error


def _ended(process: subprocess.Popen[bytes]) -> str:
    code = process.wait()
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
    return f"a process of the build ended {how}, as happens where memory runs out: build again with fewer workers"


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    return cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)


def _cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
