"""One source into its fragment: header, people, agreements and mentions; occasions are compiled next door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import compress
from operator import ne

from vjgraph.authorities import is_language
from vjgraph.dates import Bounds, meet
from vjgraph.diagnosing import Problem
from vjgraph.drafting import ANYBODY, ANYTHING, UNKNOWN, Draft, begin
from vjgraph.facts import AttestationFact, Fragment, MilestoneFact
from vjgraph.identifying import Resolver
from vjgraph.kinds import Kinds
from vjgraph.model import MILESTONES, AgreementEntry, Held, MilestoneEntry, Names, Offices, Person, PersonEntry
from vjgraph.occasions import compile_occasions
from vjgraph.quoting import paragraphs_of_source
from vjgraph.reading import Document
from vjgraph.terms import address, below, edtf, integer, text
from vjgraph.vocabulary import DATA, LABEL, TYPE, expand, vj
from vjgraph.yamltext import KEY, Path

UNDATED = "undated"
_DAY = timedelta(days=1)
_TYPES = tuple(map(expand, ("vj:Source", "schema:NewsArticle", "prov:Entity")))
_IDENTIFIER, _TITLE, _PUBLISHER, _ISSUED, _LANGUAGE = (
    expand(f"dcterms:{name}") for name in ("identifier", "title", "publisher", "issued", "language")
)


def compile_source(
    document: Document, *, resolver: Resolver, kinds: Kinds, base: str = DATA, paragraphs: Sequence[str] | None = None
) -> tuple[Fragment | None, list[Problem], list[Problem]]:
    """Compile one document; its fragment (`None` when there are errors), its errors and its warnings.

    `paragraphs` is the text of a document that is kept outside; a text in the source itself is always used.
    """
    inline = document.record.source.text
    if inline:
        paragraphs = paragraphs_of_source(inline)
    draft = begin(document, resolver=resolver, kinds=kinds, base=base, paragraphs=paragraphs)
    _header(draft)
    for name, person in document.record.people.items():
        _introduce(draft, name, person, ("people", name))
    for name, person in document.record.people.items():
        _person(draft, name, person, ("people", name))
    for index, agreement in enumerate(document.record.agreements):
        _agreement(draft, agreement, ("agreements", index))
    compile_occasions(draft)
    for index, mention in enumerate(document.record.mentions):
        found = draft.find(("mentions", index, "name"), ANYTHING, mention.name)
        if found:
            draft.ground(found[1], draft.evidence(mention, ("mentions", index)))
    if draft.problems:
        return None, draft.problems, draft.warnings
    draft.triples += [(draft.source, vj.mentions, iri) for iri in draft.mentioned]
    triples = sorted(draft.triples)
    lookups, consulted, entities = draft.owed()
    fragment = Fragment(
        draft.source,
        # Those that are equal stand side by side.
        tuple(compress(triples, map(ne, triples, (None, *triples)))),
        tuple(draft.occasions),
        tuple(draft.attestations),
        tuple(draft.milestones),
        tuple(draft.references),
        entities,
        frozenset(draft.used_kinds),
        draft.quotes,
        draft.verified,
        tuple(draft.covered),
        draft.paths,
        lookups,
        consulted,
    )
    return fragment, [], draft.warnings


def _header(draft: Draft) -> None:
    header, source = draft.document.record.source, draft.source
    language = header.language
    if language and not is_language(language):
        hint = "write its tag of two or three letters, as en, vi or ja"
        draft.problem(("source", "language"), "language", f"'{language}' is no language", hint)
    draft.triples += (
        *[(source, TYPE, name) for name in _TYPES],
        (source, LABEL, text(header.title or draft.document.id, language or "en")),
        (source, _IDENTIFIER, text(draft.document.id)),
    )
    if header.title:
        draft.triples.append((source, _TITLE, text(header.title, language)))
    if header.publisher:
        draft.triples.append((source, _PUBLISHER, text(header.publisher)))
    if header.published and (published := draft.date(("source", "published"), header.published)):
        draft.triples.append((source, _ISSUED, edtf(header.published)))
        draft.written = published.latest + _DAY if published.latest and published.latest < date.max else None
    if language:
        draft.triples.append((source, _LANGUAGE, text(language)))
    if header.text_sha256:
        draft.add(source, "vj:textHash", text(header.text_sha256))
    if header.address:
        url = address(header.address)
        if url:
            draft.add(source, "schema:url", url)
        else:
            draft.problem(
                ("source", "address"), "address", f"'{header.address}' is no web address", "write it whole, as https://…"
            )
    if header.derived_from:
        draft.add(source, "vj:derivedFrom", text(header.derived_from))


def _introduce(draft: Draft, name: str, entry: PersonEntry, path: Path) -> None:
    """Make the person known in this document before anything refers to them by a short form."""
    answer = draft.register.named(("people",), name)
    if not answer.value:
        draft.problems.append(draft.register.resolver.problem(("people",), name)._replace(path=(*path, KEY)))
        draft.local.introduce(name, UNKNOWN, entry=Person(), called=entry.called)
        return
    # Whom a decision made one, a document may go on introducing as two.
    ((_, id),) = answer.entities
    if draft.local.knows(id) and not draft.register.resolver.authorities.is_joined("people", id):
        hint = "join the two entries, and put the other form under 'called:'"
        draft.problem((*path, KEY), "person-twice", f"'{name}' is introduced here already under another form", hint)
    draft.take(answer)
    draft.introduce(name, id, called=entry.called)


def _person(draft: Draft, name: str, entry: PersonEntry, path: Path) -> None:
    person = draft.register.named(("people",), name).value
    if not person:
        # Who is not known yet may hold offices that are not known either: both are said in one run.
        for key, written in (("as", entry.as_), ("was", entry.was), ("acting", entry.acting)):
            for at, item in _listed(written, (*path, key)):
                _find_office(draft, item, at)
        return
    evidence = draft.evidence(entry, path)
    draft.ground(person, evidence)
    draft.triples.append((draft.source, vj.mentions, person))
    for form in entry.called:
        draft.add(person, "skos:hiddenLabel", text(form))
    if entry.distinct_from:
        _distinguish(draft, person, "people", entry.distinct_from, (*path, "distinct_from"))
    offices = 0
    for holding, key, written in (("holds", "as", entry.as_), ("held", "was", entry.was), ("acting", "acting", entry.acting)):
        for at, item in _listed(written, (*path, key)):
            offices += _office(draft, person, item, holding, entry, evidence, at)
    if entry.rank and not offices:
        # Rank is beside an office; where none is told, the attestation is of the rank alone.
        node = below(draft.source, person)
        draft.type(node, "vj:Attestation")
        draft.add(node, "rdfs:label", text(f"{entry.rank} {draft.label(person)}", "en"))
        draft.add(node, "vj:person", person)
        draft.add(node, "vj:rank", text(entry.rank))
        draft.add(node, "vj:source", draft.source)
        draft.ground(node, evidence)


def _distinguish(draft: Draft, iri: str, group: str, names: Names, path: Path) -> None:
    """Say from whom or what of like name something is told apart."""
    for other in draft.named(path, (group,), names, mention=False):
        if other == iri:
            hint = "take it out, or the decision that makes the two one"
            draft.problem(path, "distinct-from", "what is told apart here is one and the same", hint)
        else:
            draft.add(iri, "owl:differentFrom", other)


def _find_office(draft: Draft, item: str | Held, path: Path) -> str:
    """The IRI of the office an entry names; empty, with a problem, where none is known."""
    at, name = (path, item) if isinstance(item, str) else ((*path, "office"), item.office)
    found = draft.find(at, ("offices",), name)
    return found[1] if found else ""


def _office(
    draft: Draft, person: str, item: str | Held, holding: str, entry: PersonEntry, evidence: Sequence[str], path: Path
) -> bool:
    office = _find_office(draft, item, path)
    if not office:
        return False
    on = draft.document.record.source.published
    reason = ""
    if entry.inferred:
        key = {"holds": "as", "held": "was"}.get(holding, holding)
        reason = entry.inferred.get(key) or entry.inferred.get("office", "")
    own_day = None
    if isinstance(item, Held):
        if item.on:
            own_day = draft.date((*path, "on"), item.on)
        on = item.on or on
        reason = item.inferred.get("office") or reason
    copied = bool(draft.document.record.source.derived_from) and not (isinstance(item, Held) and item.on)
    node = below(draft.source, person, office)
    # One document may say of an office both that it was held and that it is held again: each is a word of its own.
    if node in draft.paths and any(fact.iri == node and (fact.holding, fact.on) != (holding, on) for fact in draft.attestations):
        node = below(node, *filter(None, (holding, on)))
    draft.paths.setdefault(node, path)
    draft.attestations.append(AttestationFact(node, person, office, holding, on, reason, copied))
    if holding != "held":
        known = draft.capacities.setdefault(person, [])
        if own_day and office not in known:
            draft.elsewhen[person, office] = own_day
        elif not own_day or not meet(own_day, draft.elsewhen.get((person, office), Bounds())):
            # Told without a day, or of several, it may be held on any.
            draft.elsewhen.pop((person, office), None)
        known.append(office)
    draft.kind(path, "holding", holding)
    said = draft.register.attested(person, office, holding)
    draft.take(said.answer)
    draft.triples += [(node, predicate, object) for predicate, object in said.pairs]
    draft.triples.append((node, vj.source, draft.source))
    draft.ground(node, draft.evidence(item, path, evidence) if isinstance(item, Held) else evidence)
    # Of a copy the day follows from what it was taken from.
    if on and not copied:
        draft.triples.append((node, vj.attestedOn, edtf(on)))
    if entry.rank:
        draft.triples.append((node, vj.rank, text(entry.rank)))
    if reason:
        draft.triples.append((node, vj.reason, text(reason, "en")))
    return True


def _listed(written: Offices, path: Path) -> list[tuple[Path, str | Held]]:
    if isinstance(written, list):
        return [((*path, index), item) for index, item in enumerate(written)]
    return [(path, written)]


def _agreement(draft: Draft, entry: AgreementEntry, path: Path) -> None:
    found = draft.find((*path, "name"), ("agreements",), entry.name)
    if not found:
        return
    agreement = found[1]
    draft.paths.setdefault(agreement, path)
    evidence = draft.evidence(entry, path)
    draft.ground(agreement, evidence)
    if entry.count:
        draft.add(agreement, "vj:count", integer(entry.count))
    for index, topic in enumerate(entry.about):
        if about := draft.find((*path, "about", index), ANYTHING, topic):
            draft.add(agreement, "vj:about", about[1])
    if reason := "; ".join(f"{field} inferred: {why}" for field, why in entry.inferred.items() if field not in MILESTONES):
        draft.add(agreement, "vj:reason", text(reason, "en"))
    _distinguish(draft, agreement, "agreements", entry.distinct_from, (*path, "distinct_from"))
    for field in MILESTONES:
        written = getattr(entry, field)
        if written:
            milestone = MilestoneEntry(date=written) if isinstance(written, str) else written
            _milestone(draft, agreement, field.replace("_", "-"), milestone, entry, evidence, (*path, field))


def _milestone(
    draft: Draft, agreement: str, state: str, entry: MilestoneEntry, of: AgreementEntry, evidence: Sequence[str], path: Path
) -> None:
    node = below(agreement, state)
    draft.paths.setdefault(node, path)
    draft.type(node, "vj:Milestone")
    draft.add(node, "rdfs:label", text(f"{draft.label(agreement)}: {state.replace('-', ' ')}", "en"))
    draft.add(node, "vj:agreement", agreement)
    draft.add(node, "vj:kind", draft.kind(path, "milestone", state) or "")
    dated = bool(entry.date and entry.date != UNDATED and draft.date((*path, "date"), entry.date))
    if dated:
        draft.add(node, "vj:date", edtf(entry.date))
    draft.milestones.append(MilestoneFact(node, entry.date if dated else ""))
    if reason := entry.inferred.get("date") or of.inferred.get(state.replace("-", "_")):
        draft.add(node, "vj:dateReason", text(reason, "en"))
    if reason := "; ".join(f"{field} inferred: {why}" for field, why in entry.inferred.items() if field != "date"):
        draft.add(node, "vj:reason", text(reason, "en"))
    if entry.at:
        draft.refer((*path, "at"), node, "vj:event", entry.at)
    if entry.by and state != "signed":
        hint = "say it as a statement of theirs"
        draft.problem((*path, "by"), "by", f"'by' names who signed, and '{state}' is no signing", hint)
    for signatory in draft.named((*path, "by"), ANYBODY, entry.by):
        draft.add(node, "vj:signatory", signatory)
    if entry.count:
        draft.add(agreement, "vj:count", integer(entry.count))
    draft.ground(node, draft.evidence(entry, path, evidence))
