"""A project's `build/` folder: made beside the last good one, and put in its place when all of it is written."""

from __future__ import annotations

import errno
import os
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from vjgraph.errors import Finding, FindingsError, StoreError
from vjgraph.exporting import to_nquads, to_trig, to_turtle
from vjgraph.pipeline import check_project, derive
from vjgraph.settings import read_settings
from vjgraph.store import FOLDER, read_store, write_store

FILES = ("store", "graph.ttl", "graph.trig", "graph.html", "findings.txt")
"""What a build consists of."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: where, from how many sources, how many of each class, and what was found on the way."""

    project: Path
    folder: Path
    sources: int
    triples: int
    counts: tuple[tuple[str, int], ...]
    quotes: int
    verified: int
    findings: tuple[Finding, ...]


def build_project(project: Path, *, texts: Path | None = None) -> Built:
    """Build a project's graph into `build/`; raise `FindingsError` when there are errors, and leave the last good build."""
    project = project.resolve()
    settings = read_settings(project)
    checked = check_project(project, texts=texts, base=settings.base)
    if checked.errors:
        raise FindingsError(checked.errors)
    target = project / FOLDER
    if target.exists() and not _disposable(target):
        raise StoreError(f"{target}: what stands here was not built by vjgraph: move it away, and build again")
    graph = derive(checked, project=project, base=settings.base)
    ntriples = graph.ntriples
    fresh = project / f".{FOLDER}.{os.getpid()}.{uuid4().hex[:8]}.new"
    try:
        _sweep(project)
        fresh.mkdir()
        write_store(fresh / "store", ntriples)
        (fresh / "graph.ttl").write_bytes(to_turtle(ntriples, base=settings.base))
        (fresh / "graph.trig").write_bytes(to_trig(to_nquads(graph.graphs), base=settings.base))
        (fresh / "findings.txt").write_text("".join(f"{finding}\n" for finding in checked.findings), encoding="utf-8")
        _write_page(fresh, base=settings.base, title=settings.title or project.name)
        _swap(fresh, target)
    except OSError as error:
        raise StoreError(
            f"{target}: the build could not be written ({error.strerror or error}); the last good one is untouched"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Built(
        project, target, len(checked.documents), ntriples.count(b"\n"), _counts(ntriples),
        sum(fragment.quotes for fragment in checked.fragments.values()),
        sum(fragment.verified for fragment in checked.fragments.values()), checked.findings,
    )  # fmt: skip


def _write_page(folder: Path, *, base: str, title: str) -> None:
    from vjgraph.explorer import write_page

    write_page(folder / "graph.html", read_store(folder / "store"), base=base, title=title)


def _disposable(folder: Path) -> bool:
    """Whether a folder is a build, whole or in part, or empty."""
    return folder.is_dir() and (not any(folder.iterdir()) or any((folder / name).exists() for name in FILES))


def _swap(fresh: Path, target: Path) -> None:
    """Put a finished build in the place of the last one, which is kept until the new one stands there."""
    last = fresh.with_suffix(".last")
    while True:
        with suppress(FileNotFoundError):
            target.rename(last)
        try:
            fresh.rename(target)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                if last.exists():
                    last.rename(target)
                raise
            # Another build was put there at this very moment: it began before this one ended, and makes room.
            shutil.rmtree(last, ignore_errors=True)
        else:
            shutil.rmtree(last, ignore_errors=True)
            return


def _sweep(project: Path) -> None:
    """Take away what builds that were killed left behind, and put the last good build back where it was moved away."""
    for left in sorted([*project.glob(f".{FOLDER}.*.last"), *project.glob(f".{FOLDER}.*.new")]):
        pid = left.name.split(".")[2]
        if pid.isdigit() and _alive(int(pid)):
            continue
        if left.suffix == ".last" and not (project / FOLDER).exists():
            left.rename(project / FOLDER)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


_COUNTED = (
    ("people", "Person"), ("offices", "Office"), ("bodies", "Organization"), ("ministries", "Ministry"), ("meetings", "Meeting"),
    ("visits", "Visit"), ("other events", "OtherEvent"), ("statements", "Statement"), ("agreements", "Agreement"),
    ("topics", "Topic"), ("encounters", "Encounter"), ("evidence", "Evidence"),
)  # fmt: skip


def _counts(ntriples: bytes) -> tuple[tuple[str, int], ...]:
    types = Counter(
        line.rpartition(b"#")[2]
        for line in ntriples.splitlines()
        if b"22-rdf-syntax-ns#type> <https://w3id.org/vjgraph/ns#" in line
    )
    return tuple((name, types[f"{cls}> .".encode()]) for name, cls in _COUNTED)
