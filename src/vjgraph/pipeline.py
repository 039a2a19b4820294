"""From a project's folder to a checked graph, and from that to its `build/` folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vjgraph.authorities import Authorities, label, read_authorities
from vjgraph.checking import (
    check_ids,
    check_order,
    check_references,
    clash_problems,
    find_texts,
    missing_text,
    review_notes,
    uncovered,
)
from vjgraph.claiming import claim_triples, dispute_findings, doubt_triples, find_doubts
from vjgraph.coinciding import find_coinciding
from vjgraph.compiling import compile_source
from vjgraph.corroborating import check_origins, encounter_tellers, find_origins, find_tellers, publisher_triples
from vjgraph.deriving import (
    bound_triples,
    encounter_triples,
    label_triples,
    milestone_triples,
    tenure_triples,
)
from vjgraph.describing import check_links, close, describe, describe_kinds, kinds_of
from vjgraph.diagnosing import Problem
from vjgraph.differing import Dispute
from vjgraph.disputing import entity_labels, find_disputes, name_subjects
from vjgraph.errors import Finding, FindingsError, Severity
from vjgraph.facts import AttestationFact, Fragment
from vjgraph.identifying import Resolver
from vjgraph.joining import apply_decisions, decision_triples
from vjgraph.kinds import Kinds, read_kinds
from vjgraph.likening import find_alike
from vjgraph.overruling import overrule
from vjgraph.pairing import candidate_findings
from vjgraph.reading import Document, place
from vjgraph.settling import Occurrence, plan_triples, settle
from vjgraph.store import to_ntriples
from vjgraph.streaming import read_documents
from vjgraph.terms import Triple, entity
from vjgraph.vocabulary import DATA, expand


@dataclass(frozen=True, slots=True)
class Checked:
    """A project as read and judged: everything found, and the fragments when there is no error."""

    findings: tuple[Finding, ...]
    documents: tuple[Document, ...] = ()
    authorities: Authorities = field(default_factory=Authorities)
    fragments: Mapping[str, Fragment] = field(default_factory=dict)
    occurrences: tuple[Occurrence, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    """Class and name of each name that no authority knows."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the project from being built."""
        return tuple(f for f in self.findings if f.severity == "error")


def check_project(project: Path, *, texts: Path | None = None, base: str = DATA) -> Checked:
    """Read, identify and compile a project; all findings of all files come at once.

    With `texts`, a folder of documents that may not be shared, every quote and paragraph is held against them.
    """
    kinds, findings = _read_kinds(project)
    authorities, found = read_authorities(project / "sources" / "authorities", root=project)
    findings += found
    # Where what is known cannot be read whole, what nobody seems to know is no finding of its own.
    known = _is_known if findings else _is_any
    documents, found = read_documents(project / "sources", root=project)
    findings += found
    unread = bool(found)
    as_read = authorities
    authorities, ids, found = apply_decisions(
        project / "sources" / "authorities", root=project, authorities=as_read, documents=documents, whole=not findings
    )
    findings += found
    resolver = Resolver(authorities)
    unknown: dict[tuple[str, str], None] = {}
    for group, problems in check_links(as_read, resolver=resolver, kinds=kinds).items():
        file = authorities.files[group]
        findings += place(list(filter(known, problems)), raw=file.raw, file=file.file)
        unknown |= dict.fromkeys(problem.unknown for problem in filter(known, problems) if problem.unknown)
    by_hash = find_texts(texts) if texts else None
    fragments: dict[str, Fragment] = {}
    by_id: dict[str, Document] = {}
    for document in documents:
        if (other := by_id.setdefault(document.id, document)) is not document:
            message, hint = f"{other.file} is called '{document.id}' too", "rename one: a source's file name is its id"
            findings.append(Finding(document.file, document.line or 1, 1, "error", "id-twice", message, hint))
            continue
        paragraphs = (by_hash or {}).get(document.record.source.text_sha256)
        fragment, errors, warnings = compile_source(document, resolver=resolver, kinds=kinds, base=base, paragraphs=paragraphs)
        errors = list(filter(known, errors))
        findings += _placed(document, errors, "error") + _placed(document, warnings, "warning")
        unknown |= dict.fromkeys(problem.unknown for problem in errors if problem.unknown)
        if by_hash is not None:
            findings += _placed(document, missing_text(document, by_hash), "warning")
        if fragment:
            fragments[document.id] = fragment
            findings += _placed(document, uncovered(document, fragment, paragraphs), "note")
    occurrences, clashes = settle(fact for fragment in fragments.values() for fact in fragment.occasions)
    # A reference to a source that cannot be read is no finding of its own either.
    references = {} if unread else check_references(fragments, by_id)
    for found_in in (check_ids(by_id), references, check_order(by_id, authorities), clash_problems(clashes, fragments)):
        for id, problems in found_in.items():
            findings += _placed(by_id[id], problems, "error")
    for id, problems in check_origins(by_id).items():
        findings += _placed(by_id[id], problems, "error")
    # What is wrong comes before what is contested: one id for two things is no difference between their sources.
    wrong = any(finding.severity == "error" for finding in findings)
    disputes = () if wrong else find_disputes(fragments, by_id, resolver=resolver, kinds=kinds, base=base)
    names = name_subjects(disputes, occurrences, labels=entity_labels(resolver, base=base), base=base)
    findings += dispute_findings(disputes, by_id, names)
    findings += review_notes(as_read)
    candidates = [
        *find_alike(resolver, fragments=fragments.values(), documents=by_id.values()),
        *find_coinciding(occurrences, fragments, resolver=resolver, base=base),
    ]
    findings += candidate_findings(candidates, authorities=authorities, documents=list(by_id.values()), known=ids)
    return Checked(
        tuple(sorted(set(findings))), tuple(documents), authorities, fragments, tuple(occurrences), disputes, tuple(unknown)
    )


def _read_kinds(project: Path) -> tuple[Kinds, list[Finding]]:
    try:
        return read_kinds(project), []
    except FindingsError as error:
        return read_kinds(), list(error.findings)


def _is_known(problem: Problem) -> bool:
    return not problem.code.startswith("unknown-") and problem.code != "both"


def _is_any(problem: Problem) -> bool:
    return bool(problem)


def _placed(document: Document, problems: Sequence[Problem], severity: Severity) -> list[Finding]:
    return place(problems, raw=document.raw, file=document.file, line=document.line, severity=severity)


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


def derive(checked: Checked, *, project: Path, base: str = DATA) -> Graph:
    """All triples of a checked project: what each source says, who is who, and what follows."""
    resolver, kinds = Resolver(checked.authorities), read_kinds(project)
    entities = close({pair for fragment in checked.fragments.values() for pair in fragment.entities}, resolver=resolver)
    labels = {entity(base, group, id): label(checked.authorities.entries(group)[id]) for group, id in entities}
    documents = {document.id: document for document in checked.documents}
    overruled, derived = overrule(checked.fragments, checked.disputes)
    names = name_subjects(checked.disputes, checked.occurrences, labels=labels, base=base)
    doubts = find_doubts(checked.disputes, documents, labels=names, kinds=kinds)
    origins, tellers = find_origins(documents), find_tellers(checked.fragments, base=base)
    roles = {(subject, role) for subject, predicate, role in overruled if predicate == expand("vj:role")}
    for occurrence in checked.occurrences:
        derived += label_triples(occurrence, labels, overruled=roles)
        derived += bound_triples(occurrence)
        derived += plan_triples(occurrence)
        derived += encounter_triples(occurrence, labels, doubts=doubts)
    tenures: dict[tuple[str, str], list[AttestationFact]] = defaultdict(list)
    for fragment in checked.fragments.values():
        for fact in fragment.attestations:
            tenures[fact.person, fact.office].append(fact)
    for (person, office), facts in sorted(tenures.items()):
        derived += tenure_triples(person, office, facts, base=base, labels=labels)
    derived += milestone_triples(fact for fragment in checked.fragments.values() for fact in fragment.milestones)
    derived += doubt_triples(doubts, checked.fragments, occurrences=checked.occurrences)
    derived += claim_triples(checked.disputes, documents, origins=origins, labels=names, base=base)
    derived += publisher_triples(tellers | encounter_tellers(derived, checked.fragments), origins)
    used = {pair for fragment in checked.fragments.values() for pair in fragment.kinds}
    used |= set(kinds_of(entities, resolver=resolver, kinds=kinds))
    described = [*describe(entities, resolver=resolver, base=base), *describe_kinds(used, kinds=kinds)]
    things = {*labels, *(occurrence.iri for occurrence in checked.occurrences)}
    described += decision_triples(checked.authorities, known=things, base=base)
    graphs = {fragment.source: fragment.triples for fragment in checked.fragments.values()}
    graphs |= {f"<{base}graph/authorities>": tuple(described), f"<{base}graph/derived>": tuple(derived)}
    return Graph(graphs, base, frozenset(overruled))
