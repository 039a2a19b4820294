"""One job in a process of its own: its seconds, its processor seconds and the most memory it held; and the tables of them.

    python benchmarks/measuring.py MODULE:FUNCTION '{"argument": "value"}'

A job is a function that takes a clock, and the arguments. What it does `with clock:` is measured; what it returns is handed on.
Only the standard library is wanted, so that a peer may run in an interpreter of its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import Any, TypeVar

HERE = Path(__file__).parent
Result = TypeVar("Result")


class Clock:
    """Measures what is done `with` it, each time more; state is what was measured, in seconds and bytes."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0
        self.peak = 0

    def __enter__(self) -> Clock:
        self._stop = Event()
        self._watcher = Thread(target=self._watch, daemon=True)
        self._watcher.start()
        self._spent, self._start = _processor(), perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds += perf_counter() - self._start
        self.processor += _processor() - self._spent
        self._stop.set()
        self._watcher.join()
        self.peak = max(self.peak, _most_memory())

    def repeat(self, job: Callable[[], Result], times: int) -> Result:
        """Measure as one what is done so many times, each too short for the clock alone; what it gave last."""
        with self:
            for _ in range(times):
                result = job()
        self.seconds, self.processor = self.seconds / times, self.processor / times
        return result

    def _watch(self) -> None:
        """The processes that a job starts hold memory too: what all hold together is looked at now and then."""
        if self._stop.wait(0.1):
            # To import what looks at processes would take longer than a short job does, and share its time.
            return
        try:
            import psutil
        except ImportError:
            return
        me = psutil.Process()
        while not self._stop.wait(0.1):
            if helpers := me.children(recursive=True):
                held = me.memory_info().rss
                for helper in helpers:
                    with suppress(psutil.Error):
                        held += helper.memory_info().rss
                self.peak = max(self.peak, held)


def _processor() -> float:
    """Processor seconds of this process and of those it started that have ended."""
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _most_memory() -> int:
    """The most memory this process has held, not counting what it was before it became this program."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


@dataclass(slots=True)
class Measured:
    """What several runs of one job came to."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)
    result: Any = None

    def add(self, got: dict[str, Any]) -> None:
        """Take in one more run."""
        self.seconds.append(got["seconds"])
        self.processor.append(got["processor"])
        self.peaks.append(got["peak"])
        self.result = got["result"]

    @property
    def wall(self) -> float:
        """The median of the seconds."""
        return median(self.seconds)

    @property
    def spent(self) -> float:
        """The median of the processor seconds."""
        return median(self.processor)

    @property
    def peak(self) -> float:
        """The median of the most memory held, in bytes."""
        return median(self.peaks)


class JobFailed(Exception):
    """A job ended with an error."""


def run(job: str, *, python: str = sys.executable, **arguments: Any) -> dict[str, Any]:
    """Run one job; raise `JobFailed` when it fails."""
    command = [python, str(HERE / "measuring.py"), job, json.dumps(arguments)]
    # A thread that numpy starts for what nobody asks here would spin for a while, and be counted.
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})
    if done.returncode:
        raise JobFailed(f"{job} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def take_turns(jobs: Sequence[tuple[str, dict[str, Any]]], *, times: int = 3) -> list[Measured]:
    """Run jobs one after the other, and again, so that whatever else the machine does meets them all."""
    found = [Measured() for _ in jobs]
    for _ in range(times):
        for measured, (job, arguments) in zip(found, jobs, strict=True):
            measured.add(run(job, **arguments))
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: who did what on how much in which time."""

    stage: str
    compares: str
    size: str
    who: str
    seconds: float
    processor: float | None = None
    peak: float | None = None
    rate: str = ""
    ratio: str = ""


HEAD = ("who", "on", "seconds", "processor s", "memory", "rate", "vjgraph beside it")


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is printed."""
    spent = "" if row.processor is None else _brief(row.processor)
    peak = "" if row.peak is None else f"{row.peak / 2**20:,.0f} MiB"
    return row.who, row.size, _brief(row.seconds), spent, peak, row.rate, row.ratio


def _brief(seconds: float) -> str:
    return f"{seconds:,.2f}" if seconds >= 1 else f"{seconds:.{3 if seconds >= 0.01 else 4 if seconds >= 0.001 else 6}f}"


def beside(ours: float, theirs: float, what: str = "as fast") -> str:
    """A ratio in words.

    >>> beside(2.0, 30.0), beside(2.0, 1.0)
    ('15.0 times as fast', '0.50 times as fast')
    """
    ratio = theirs / ours
    return f"{ratio:,.{0 if ratio >= 100 else 1 if ratio >= 1 else 2}f} times {what}"


def main(arguments: Sequence[str]) -> int:
    """Run the job that the arguments name, and print what was measured as a line of JSON."""
    sys.path.insert(0, str(HERE))
    module, _, name = arguments[0].partition(":")
    clock = Clock()
    result = getattr(import_module(module), name)(clock, **json.loads(arguments[1]))
    print(json.dumps({"seconds": clock.seconds, "processor": clock.processor, "peak": clock.peak, "result": result}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
