"""A project's `build/` folder: the store, the exports, the page and the findings of its sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from vjgraph.errors import Finding, FindingsError
from vjgraph.exporting import to_nquads, to_trig, to_turtle
from vjgraph.generations import FOLDER, new_generation
from vjgraph.pipeline import check_project, derive
from vjgraph.settings import read_settings
from vjgraph.store import read_store, write_store


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
    with new_generation(project) as new:
        checked = check_project(project, texts=texts, base=settings.base)
        if checked.errors:
            raise FindingsError(checked.errors)
        graph = derive(checked, project=project, base=settings.base)
        ntriples = graph.ntriples
        write_store(new.folder / "store", ntriples)
        (new.folder / "graph.ttl").write_bytes(to_turtle(ntriples, base=settings.base))
        (new.folder / "graph.trig").write_bytes(to_trig(to_nquads(graph.graphs), base=settings.base))
        findings = "".join(f"{finding}\n" for finding in checked.findings)
        (new.folder / "findings.txt").write_text(findings, encoding="utf-8")
        _write_page(new.folder, base=settings.base, title=settings.title or project.name)
    return Built(
        project, project / FOLDER, len(checked.documents), ntriples.count(b"\n"), _counts(ntriples),
        sum(fragment.quotes for fragment in checked.fragments.values()),
        sum(fragment.verified for fragment in checked.fragments.values()), checked.findings,
    )  # fmt: skip


def _write_page(folder: Path, *, base: str, title: str) -> None:
    from vjgraph.explorer import write_page

    write_page(folder / "graph.html", read_store(folder / "store"), base=base, title=title)


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
