"""What somebody changes in a project: which files a build is made of have changed, once they have come to rest."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import inf
from pathlib import Path

from vjgraph.settings import FILE
from vjgraph.streaming import ENDINGS, unread

_PAUSE, _REST, _PATIENCE = 0.3, 0.2, 10.0
"""Seconds between two looks; in which nothing may change before a change is told; and after which it is told all the same."""

_SHARE = 5
"""Looking at very many files takes its time: the pause is so many times as long as the look was."""

Stamp = tuple[int, int, int]
_THERE = (0, 0, 0)
"""The stamp of what is not read."""


class Watch:
    """Looks at the files of a project since it was made.

    It asks for their sizes and times a few times a second: unlike the events of a system, these are the same everywhere, on
    network drives too, and whatever way an editor has to save a file.
    """

    def __init__(self, project: Path, *, texts: Path | None = None) -> None:
        """Watch the sources, authorities, kinds and settings of a project, and texts kept outside it."""
        self._project, self._texts = project, texts
        self._pause = _PAUSE
        self._seen = self._look()

    def wait(self, *, within: float = inf) -> tuple[str, ...]:
        """Wait until something changed and came to rest: the names of the files; none if nothing did so within some seconds.

        A file that came or went is called so: `sources/a.yaml (new)`. What was put back as it was has not changed.
        """
        end = time.monotonic() + within
        while True:
            time.sleep(min(self._pause, within))
            now = self._look()
            if now != self._seen:
                before, self._seen = self._seen, self._at_rest(now)
                if changed := tuple(compare(before, self._seen)):
                    return changed
            if time.monotonic() >= end:
                return ()

    def _at_rest(self, now: dict[str, Stamp]) -> dict[str, Stamp]:
        """How the files are when they have not changed for a moment."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            time.sleep(_REST)
            later = self._look()
            if later == now:
                break
            now = later
        return now

    def _look(self) -> dict[str, Stamp]:
        begun = time.monotonic()
        found = read_stamps(self._project, texts=self._texts)
        self._pause = max(_PAUSE, _SHARE * (time.monotonic() - begun))
        return found


def read_stamps(project: Path, *, texts: Path | None = None) -> dict[str, Stamp]:
    """Size, time and number of each file that a build of a project reads, by its name below the project.

    What cannot be read, or is not although it looks like a source, is an error until it is gone: that it is there, is told.
    """
    found: dict[str, Stamp] = {}
    for name in (FILE, "ontology/kinds.ttl"):
        with suppress(OSError):
            found[name] = _stamp((project / name).stat())
    for folder, endings in (("sources", ENDINGS), ("sources/authorities", (".yaml", ".yml"))):
        for entry in _files(project / folder):
            if entry.name.endswith(endings):
                found[f"{folder}/{entry.name}"] = _THERE
                with suppress(OSError):
                    found[f"{folder}/{entry.name}"] = _stamp(entry.stat())
    with suppress(OSError):
        found |= dict.fromkeys((finding.file for finding in unread(project / "sources", root=project)), _THERE)
    for entry in _files(texts) if texts else ():
        with suppress(OSError):
            if entry.is_file():
                found[entry.path] = _stamp(entry.stat())
    return found


def compare(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> list[str]:
    """The names of the files that differ, and whether they are new or gone.

    >>> compare({"a": (1, 1, 1), "b": (1, 1, 1)}, {"a": (2, 2, 1), "c": (1, 1, 2)})
    ['a', 'b (gone)', 'c (new)']
    """
    changed = sorted(name for name in {**before, **after} if before.get(name) != after.get(name))
    return [f"{name}{'' if name in before and name in after else ' (new)' if name in after else ' (gone)'}" for name in changed]


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The files of a folder, without those that an editor lays beside them: .a.yaml.swp, .#a.yaml, #a.yaml#, a.yaml~."""
    with suppress(OSError), os.scandir(folder) as entries:
        yield from (entry for entry in entries if not entry.name.startswith((".", "#")) and not entry.name.endswith("~"))


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ino
