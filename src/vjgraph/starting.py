"""A new project that builds at once, copied from the package's templates."""

from __future__ import annotations

from importlib.abc import Traversable
from importlib.resources import files
from pathlib import Path

from vjgraph.errors import UsageError


def start_project(folder: Path, *, example: bool = False) -> list[Path]:
    """Make a project in a folder that is new or empty; the files written. Raises `UsageError` where something stands there.

    It holds one source to begin from, or the invented `example`: some twenty that overlap, copy and contradict one another.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: something stands there already; name a new folder")
    written: list[Path] = []
    _copy(files("vjgraph") / "templates" / ("example" if example else "project"), folder, written)
    return written


def _copy(template: Traversable, target: Path, written: list[Path]) -> None:
    if template.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        # What was built in a template is no part of it.
        for child in sorted(template.iterdir(), key=lambda entry: entry.name):
            if child.name != "build":
                _copy(child, target / child.name, written)
    else:
        target.write_bytes(template.read_bytes())
        written.append(target)
