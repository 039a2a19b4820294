"""Names that a build adds to the authorities for review, and takes back where nothing comes of it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from vjgraph.authorities import Authorities
from vjgraph.building.attempt import Where, where
from vjgraph.errors import Finding, FindingsError
from vjgraph.exporting import write_bytes
from vjgraph.proposing import once, propose

_BEFORE = ".before"


class Minting:
    """The names added on the way to one build; state is what was added for which sources, and the files as they were before."""

    def __init__(self, project: Path, *, going_on: bool) -> None:
        """Begin; `going_on` says whether names are added at all."""
        self._project = project
        self.going_on = going_on
        """Whether more may be added: not once all that is wrong is something else."""
        self._minted: set[tuple[str, str]] = set()
        self._asking: set[Where] = set()
        self._files: dict[Path, tuple[bytes | None, bytes | None]] = {}

    def add(self, error: FindingsError, *, asking: Collection[Where], authorities: Authorities) -> bool:
        """Add the names that are unknown, for the sources that ask for them, and were not added before; whether any were."""
        unseen = once(pair for pair in error.unknown if pair not in self._minted) if self.going_on else []
        self.going_on = bool(unseen)
        if not unseen:
            return False
        self._minted.update(unseen)
        self._asking.update(asking)
        paths = {_folder(self._project) / f"{group}.yaml" for group, _ in unseen}
        before = {path: self._files[path][0] if path in self._files else _read(path) for path in paths}
        for path in paths - self._files.keys():
            # A link keeps the file itself, with its times: who watches the project sees that nothing has changed.
            with suppress(OSError):
                os.link(path, _aside(path))
        try:
            propose(unseen, authorities=authorities, project=self._project)
        finally:
            self._files |= {path: (raw, _read(path)) for path, raw in before.items()}
        return True

    def added_for(self, errors: Iterable[Finding]) -> bool:
        """Whether names were added for a source in which something is wrong."""
        return any(where(error) in self._asking for error in errors)

    def begin_again(self) -> None:
        """Take back what was added, and add again what the sources that are left ask for."""
        self.take_back()
        self.going_on = True

    def take_back(self) -> None:
        """Put the files back as they were; one that somebody else has changed since stays."""
        for path, (before, after) in self._files.items():
            if before == after or _read(path) != after:
                continue
            if before is None:
                path.unlink()
                continue
            try:
                _aside(path).replace(path)
            except OSError:  # a system without links
                write_bytes(path, before)
        self.leave()

    def leave(self) -> None:
        """Let the files be as they are; what a build that was killed set aside goes too."""
        for path in _folder(self._project).glob(f".*.yaml.[0-9]*{_BEFORE}"):
            path.unlink(missing_ok=True)
        self._files.clear()
        self._minted.clear()
        self._asking.clear()


def _folder(project: Path) -> Path:
    return project / "sources" / "authorities"


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}{_BEFORE}")


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
