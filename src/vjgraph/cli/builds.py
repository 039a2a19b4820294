"""A build as a command makes it, with a bar while it lasts; and one after the other, whenever somebody changes something."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from vjgraph.cli.bar import bar
from vjgraph.cli.options import folder
from vjgraph.errors import FindingsError, VjgraphError

if TYPE_CHECKING:
    from vjgraph.building import Built
    from vjgraph.watching import Watch

_AGAIN = 2.0
"""Seconds after which a build that could not be written is tried again: another may have been at work."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was built, in how many seconds, and whether anything had changed so that it was written."""

    built: Built
    seconds: float
    written: bool


def make(project: Path, **options: Any) -> Made:
    """Build a project with the options of `build_project`, and draw on the terminal how far that has come."""
    from vjgraph.building import build_project

    started, before = time.perf_counter(), _standing(project)
    with bar() as progress:
        built = build_project(folder(project), progress=progress, **options)
    return Made(built, time.perf_counter() - started, _standing(project) != before)


def build_once(project: Path, make: Callable[[], Made]) -> int:
    """Build, and print the summary or what is wrong; the exit code."""
    from vjgraph.reporting import left_out

    before = _standing(project)
    try:
        made = _first(make)
        return FindingsError.exit_code if made is None or left_out(made.built) else 0
    except KeyboardInterrupt:
        unchanged = _standing(project) == before
        _farewell("stopped: nothing was built, and what was built before stays" if unchanged else "stopped: the new build stands")
        return 130


def build_and_watch(project: Path, make: Callable[[], Made], *, texts: Path | None) -> int:
    """Build, and again whenever something changes, until that is ended; the exit code.

    Prints a line on each build, with what is wrong. What could not be written is tried again.
    """
    from vjgraph.watching import Watch

    try:
        # What changes while the first build lasts is built after it.
        watch = Watch(project, texts=texts)
        made = _first(make)
        click.echo("watching for changes: Ctrl-C ends it")
        _keep_fresh(watch, make, last=made)
    except KeyboardInterrupt:
        _farewell("no longer watching")
    return 0


def _first(make: Callable[[], Made]) -> Made | None:
    from vjgraph.reporting import is_fault, report_build, report_refusal

    try:
        made = make()
    except FindingsError as error:
        click.echo(f"{error}\n{report_refusal(error)}", err=True)
        return None
    for finding in filter(is_fault, made.built.findings):
        click.echo(str(finding), err=True)
    click.echo(report_build(made.built, seconds=made.seconds, written=made.written), nl=False)
    return made


def _keep_fresh(watch: Watch, make: Callable[[], Made], *, last: Made | None) -> NoReturn:
    from vjgraph.reporting import report_rebuilt, report_unbuilt

    broken, refused = last is None, ""
    changed: tuple[str, ...] = ()
    while True:
        new = watch.wait(within=_AGAIN) if refused else watch.wait()
        changed = tuple(dict.fromkeys((*changed, *new)))
        try:
            made = make()
        except FindingsError as error:
            _say(report_unbuilt(error, changed))
            broken = True
        except (VjgraphError, OSError) as error:
            if str(error) != refused:
                _say(f"{error}; trying again")
            refused = str(error)
            continue
        else:
            before = last.built if last else None
            _say(report_rebuilt(made.built, changed, seconds=made.seconds, written=made.written, last=before, mended=broken))
            last, broken = made, False
        refused, changed = "", ()


def _standing(project: Path) -> Path:
    """Where the build that stands really lies: another place for each."""
    from vjgraph.generations import FOLDER

    return (project / FOLDER / "store").resolve()


def _say(line: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')}  {line}")


def _farewell(line: str) -> None:
    # In the place of the ^C that a terminal shows.
    click.echo(f"\r{line}" if sys.stderr.isatty() else line, err=True)
