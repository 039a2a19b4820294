"""Who is who in a project: kinds, authorities and decisions, read and held against one another before any source is compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from vjgraph.authorities import Authorities, read_authorities
from vjgraph.checking import review_notes
from vjgraph.deciding import Known
from vjgraph.describing import check_links
from vjgraph.disputing import Links, read_links
from vjgraph.errors import Finding, FindingsError
from vjgraph.identifying import Index, Resolver
from vjgraph.joining import apply_decisions
from vjgraph.judging import is_known
from vjgraph.kinds import Kinds, read_kinds
from vjgraph.reading import Document, place


@dataclass(frozen=True)
class Knowledge:
    """What sources are compiled against, and what was found in it; `whole` is false where a part could not be read."""

    kinds: Kinds
    authorities: Authorities
    ids: Known
    findings: list[Finding]
    unknown: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = True
    advising: bool = True
    """Whether a name that nobody knows comes with what it may be."""
    index: Index | None = None
    """What names are found by, where that is known already."""

    @cached_property
    def resolver(self) -> Resolver:
        """Finds the entries of the authorities by their names, with what was decided of them."""
        return Resolver(self.authorities, advising=self.advising, index=self.index)


@dataclass(frozen=True)
class Ground:
    """What every process that compiles or settles is given once."""

    knowledge: Knowledge
    base: str
    root: Path
    """The project, below which files are called in findings."""
    texts: Mapping[str, Sequence[str]] | None = None
    """The paragraphs of texts kept outside, by the hash of each."""

    @cached_property
    def links(self) -> Links:
        """What disputes look up in the authorities."""
        return read_links(self.knowledge.resolver, base=self.base)


def read_knowledge(
    project: Path, *, documents: Callable[[], tuple[Iterable[Document], bool]], advising: bool = True
) -> Knowledge:
    """Read what is known in a project.

    `documents` gives all documents, and whether some could not be read: decisions are held against the ids in them.
    """
    folder = project / "sources" / "authorities"
    kinds, findings = _read_kinds(project)
    as_read, found = read_authorities(folder, root=project)
    findings += found
    whole = not findings
    told, unread = documents()
    authorities, ids, found = apply_decisions(
        folder, root=project, authorities=as_read, documents=list(told), whole=whole and not unread
    )
    knowledge = Knowledge(kinds, authorities, ids, [*findings, *found, *review_notes(as_read)], whole=whole, advising=advising)
    for group, problems in check_links(as_read, resolver=knowledge.resolver, kinds=kinds).items():
        file = as_read.files[group]
        told_here = [problem for problem in problems if whole or is_known(problem)]
        knowledge.findings.extend(place(told_here, raw=file.raw, file=file.file))
        knowledge.unknown.extend(problem.unknown for problem in told_here if problem.unknown)
    return knowledge


def _read_kinds(project: Path) -> tuple[Kinds, list[Finding]]:
    try:
        return read_kinds(project), []
    except FindingsError as error:
        return read_kinds(), list(error.findings)
