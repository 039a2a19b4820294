"""From a project's folder to a checked graph, and from that to its `build/` folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vjgraph.authorities import Authorities
from vjgraph.checking import check_ids, check_order, check_references, clash_problems, find_texts
from vjgraph.coinciding import find_coinciding
from vjgraph.concluding import Conclusions, World, conclude, describe_used, open_world
from vjgraph.corroborating import check_origins
from vjgraph.deciding import Known
from vjgraph.differing import Dispute
from vjgraph.errors import Finding
from vjgraph.facts import Fragment
from vjgraph.identifying import Resolver
from vjgraph.judging import id_twice, judge_source, placed
from vjgraph.knowing import read_knowledge
from vjgraph.likening import find_alike
from vjgraph.pairing import candidate_findings
from vjgraph.reading import Document
from vjgraph.settling import Occurrence
from vjgraph.store import to_ntriples
from vjgraph.streaming import read_documents
from vjgraph.terms import Triple
from vjgraph.vocabulary import DATA


@dataclass(frozen=True, slots=True)
class Checked:
    """A project as read and judged: everything found, and the fragments when there is no error."""

    findings: tuple[Finding, ...]
    documents: tuple[Document, ...] = ()
    world: World | None = None
    fragments: Mapping[str, Fragment] = field(default_factory=dict)
    concluded: Conclusions = field(default_factory=Conclusions)
    unknown: tuple[tuple[str, str], ...] = ()
    """Class and name of each name that no authority knows."""

    @property
    def authorities(self) -> Authorities:
        """Who is who, with what was decided."""
        return self.world.authorities if self.world else Authorities()

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """All that the sources differ on."""
        return self.concluded.disputes

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the project from being built."""
        return tuple(f for f in self.findings if f.severity == "error")


def check_project(project: Path, *, texts: Path | None = None, base: str = DATA) -> Checked:
    """Read, identify and compile a project; all findings of all files come at once.

    With `texts`, a folder of documents that may not be shared, every quote and paragraph is held against them.
    """
    documents, found = read_documents(project / "sources", root=project)
    unread = bool(found)
    knowledge = read_knowledge(project, documents=lambda: (documents, unread))
    resolver, kinds = knowledge.resolver, knowledge.kinds
    findings = [*knowledge.findings, *found]
    unknown = dict.fromkeys(knowledge.unknown)
    by_hash = find_texts(texts) if texts else None
    fragments: dict[str, Fragment] = {}
    by_id: dict[str, Document] = {}
    for document in documents:
        if (other := by_id.setdefault(document.id, document)) is not document:
            findings.append(id_twice(document, other.file))
            continue
        judged = judge_source(document, resolver=resolver, kinds=kinds, base=base, texts=by_hash, whole=knowledge.whole)
        findings += judged.findings
        unknown |= dict.fromkeys(judged.unknown)
        if judged.fragment:
            fragments[document.id] = judged.fragment
    world = open_world(resolver, kinds=kinds, base=base, documents=by_id, whole=fragments.__getitem__)
    concluded = conclude(fragments, world=world)
    # A reference to a source that cannot be read is no finding of its own either.
    references = {} if unread else check_references(fragments, by_id)
    clashes = clash_problems(concluded.clashes, fragments)
    for found_in in (check_ids(by_id), references, check_order(by_id, knowledge.authorities), clashes, check_origins(by_id)):
        for id, problems in found_in.items():
            findings += placed(by_id[id], problems, "error")
    # What is wrong comes before what is contested: one id for two things is no difference between their sources.
    wrong = any(finding.severity == "error" for finding in findings)
    findings += [] if wrong else [finding for one in concluded.of.values() for finding in one.findings]
    findings += alike_notes(concluded.occurrences, fragments, by_id, resolver=resolver, known=knowledge.ids, base=base)
    return Checked(tuple(sorted(set(findings))), tuple(documents), world, fragments, concluded, tuple(unknown))


def alike_notes(
    occurrences: Sequence[Occurrence],
    fragments: Mapping[str, Fragment],
    documents: Mapping[str, Document],
    *,
    resolver: Resolver,
    known: Known,
    base: str,
) -> list[Finding]:
    """A note for each two entries or occasions that may be one; `known` are all ids that can be decided on."""
    candidates = [
        *find_alike(resolver, fragments=fragments.values(), documents=documents.values()),
        *find_coinciding(occurrences, fragments, resolver=resolver, base=base),
    ]
    authorities = resolver.authorities
    return candidate_findings(candidates, authorities=authorities, documents=list(documents.values()), known=known)


@dataclass(frozen=True, slots=True)
class Graph:
    """The triples of a project: those of each graph by its IRI, and all that stand together as sorted N-Triples."""

    graphs: Mapping[str, tuple[Triple, ...]]
    base: str
    overruled: frozenset[Triple] = frozenset()
    """What sources say, in graphs of their own, that others tell better or contradict."""

    @property
    def ntriples(self) -> bytes:
        """All triples that stand, each once, sorted."""
        standing = (triple for triples in self.graphs.values() for triple in triples if triple not in self.overruled)
        return to_ntriples(standing)


def derive(checked: Checked) -> Graph:
    """All triples of a checked project: what each source says, who is who, and what follows."""
    if checked.world is None:
        return Graph({}, DATA)
    base, fragments = checked.world.base, checked.fragments
    entities = {pair for fragment in fragments.values() for pair in fragment.entities}
    used = {pair for fragment in fragments.values() for pair in fragment.kinds}
    events = {occurrence.iri for occurrence in checked.concluded.occurrences}
    graphs = {fragment.source: fragment.triples for fragment in fragments.values()}
    graphs[f"<{base}graph/authorities>"] = tuple(describe_used(entities, used, world=checked.world, events=events))
    derived = (triple for one in checked.concluded.of.values() for triple in one.derived)
    graphs[f"<{base}graph/derived>"] = tuple(derived)
    overruled = frozenset(triple for one in checked.concluded.of.values() for triple in one.overruled)
    return Graph(graphs, base, overruled)
