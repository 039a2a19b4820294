"""A project's `build/` folder: made beside the last good one, and put in its place when all of it is written."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from vjgraph.errors import Finding, FindingsError, StoreError
from vjgraph.exporting import to_nquads, to_trig, to_turtle
from vjgraph.pipeline import check_project, derive
from vjgraph.settings import read_settings
from vjgraph.store import FOLDER, read_store, write_store


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
        raise FindingsError(checked.findings)
    graph = derive(checked, project=project, base=settings.base)
    ntriples = graph.ntriples
    target = project / FOLDER
    fresh = project / f".{FOLDER}.{os.getpid()}.new"
    _sweep(project)
    try:
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


def _swap(fresh: Path, target: Path) -> None:
    """Put a finished build in the place of the last one, which is kept until the new one stands there."""
    last = target.with_name(f".{FOLDER}.last")
    if target.exists():
        target.rename(last)
    try:
        fresh.rename(target)
    except OSError:
        if last.exists():
            last.rename(target)
        raise
    shutil.rmtree(last, ignore_errors=True)


def _sweep(project: Path) -> None:
    """Take away what a build that was killed left behind, and put the last good build back where it was moved away."""
    last = project / f".{FOLDER}.last"
    if last.exists() and not (project / FOLDER).exists():
        last.rename(project / FOLDER)
    shutil.rmtree(last, ignore_errors=True)
    for left in project.glob(f".{FOLDER}.*.new"):
        pid = left.name.split(".")[2]
        if not pid.isdigit() or not _alive(int(pid)):
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
