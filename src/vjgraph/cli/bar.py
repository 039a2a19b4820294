"""A bar on the terminal while a long work lasts: its stage, how much is done, how fast, and the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vjgraph.building.progress import Progress

_AFTER = 1.0
"""Seconds after which a work is long."""


@contextmanager
def bar() -> Iterator[Progress]:
    """Whom to tell how far a work has come. Nothing is shown of a short one, nor where the errors go to no terminal."""
    from vjgraph.building.progress import silent

    if not sys.stderr.isatty():
        yield silent
        return
    shown = _Shown()
    thread = Thread(target=shown.show, daemon=True)
    thread.start()
    try:
        yield shown
    finally:
        shown.over.set()
        thread.join()


class _Shown:
    """What was told last, and when its stage began."""

    def __init__(self) -> None:
        self.over = Event()
        self._told, self._since = ("", 0, 0), (0, time.monotonic())

    def __call__(self, stage: str, done: int, total: int) -> None:
        # What is minted or left out has everything begin once more.
        if stage != self._told[0] or done < self._told[1]:
            self._since = done, time.monotonic()
        self._told = stage, done, total

    def show(self) -> None:
        """Draw the bar, after a moment, until all is over."""
        if self.over.wait(_AFTER):
            return
        # Its import takes longer than a short build.
        from rich.console import Console
        from rich.live import Live

        with Live(get_renderable=self._line, console=Console(stderr=True), refresh_per_second=5, transient=True):
            self.over.wait()

    def _line(self) -> Any:
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        (stage, done, total), (first, since) = self._told, self._since
        # Where the terminal is narrow, the bar gives way.
        line = Table.grid(padding=(0, 1))
        line.add_column(no_wrap=True)
        line.add_column(max_width=24)
        line.add_column(no_wrap=True)
        shown = ProgressBar(total=total or None, completed=done, pulse=not total, complete_style="cyan", pulse_style="cyan")
        line.add_row(stage or "reading", shown, describe(done, total, rate=(done - first) / (time.monotonic() - since)))
        return line


def describe(done: int, total: int, *, rate: float) -> str:
    """How much is done at so many a second, and the time left.

    >>> describe(1280, 2000, rate=171.6)
    '1,280 of 2,000  172/s  4 s left'
    >>> describe(1280, 0, rate=0.52)
    '1,280  0.5/s'
    >>> describe(2000, 2000, rate=171.6)
    '2,000 of 2,000'
    >>> describe(0, 0, rate=0)
    ''
    """
    if not done and not total:
        return ""
    words = [f"{done:,} of {total:,}" if total else f"{done:,}"]
    if rate > 0 and done != total:
        words.append(f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
        if total:
            words.append(f"{_duration(max(total - done, 0) / rate)} left")
    return "  ".join(words)


def _duration(seconds: float) -> str:
    """A time to wait, no finer than is of use.

    >>> _duration(4.2), _duration(75), _duration(7350)
    ('4 s', '1 min 15 s', '2 h 02 min')
    """
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {left:02} s" if minutes else f"{left} s"
