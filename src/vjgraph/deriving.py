"""What follows from all sources together: bounds, encounters, tenures; each conclusion names its rule and grounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from vjgraph.dates import Bounds, parse_date
from vjgraph.dating import join_dates
from vjgraph.facts import AttestationFact, MilestoneFact, ParticipationFact
from vjgraph.settling import Occurrence, date_doubt, known_date
from vjgraph.terms import Triple, below, boolean, day, edtf, kind, tenure, text
from vjgraph.vocabulary import expand

_TOGETHER = ("host", "guest")
"""Roles that several have together: who receives, who comes."""


def bound_triples(occurrence: Occurrence) -> Iterator[Triple]:
    """The first and last day of an occurrence, as far as they are known, and what makes them doubtful."""
    if not occurrence.date and (date_text := known_date(occurrence)):
        yield occurrence.iri, expand("vj:date"), edtf(date_text)
    yield from _bounds(occurrence.iri, occurrence.bounds)
    if occurrence.bounds.undated:
        yield occurrence.iri, expand("vj:undated"), boolean(True)
    if doubt := date_doubt(occurrence):
        yield occurrence.iri, expand("vj:dateDoubt"), text(doubt, "en")


def label_triples(
    occurrence: Occurrence, labels: Mapping[str, str], *, overruled: Container[tuple[str, str]] = ()
) -> Iterator[Triple]:
    """What an occurrence and each participation in it is called, once; titles of further sources are other names.

    `overruled` holds the roles, each with its participation's IRI, that another source tells more closely.
    """
    yield occurrence.iri, expand("rdfs:label"), text(occurrence.label, "en")
    for title in occurrence.other_titles:
        yield occurrence.iri, expand("skos:altLabel"), text(title, "en")
    for part in occurrence.participations:
        standing = [role for role in occurrence.roles[part.iri] if (part.iri, kind("role", role)) not in overruled]
        roles = [role if role == "co-chair" else role.replace("-", " ") for role in standing]
        yield part.iri, expand("rdfs:label"), text(f"{labels[part.participant]} as {' and '.join(roles)}", "en")


def milestone_triples(facts: Iterable[MilestoneFact]) -> Iterator[Triple]:
    """The bounds of milestones; a milestone that no source dates is undated."""
    by_iri: dict[str, list[MilestoneFact]] = defaultdict(list)
    for fact in facts:
        by_iri[fact.iri].append(fact)
    for iri, told in sorted(by_iri.items()):
        _, bounds, _ = join_dates(fact.date for fact in told if fact.date)
        yield from _bounds(iri, bounds)
        if bounds.undated:
            yield iri, expand("vj:undated"), boolean(True)
        if bounds.qualified:
            yield iri, expand("vj:dateDoubt"), text("date uncertain or approximate", "en")


def _bounds(iri: str, bounds: Bounds) -> Iterator[Triple]:
    if bounds.earliest:
        yield iri, expand("vj:earliest"), day(bounds.earliest)
    if bounds.latest:
        yield iri, expand("vj:latest"), day(bounds.latest)
    if bounds.qualified:
        yield iri, expand("vj:dateQualified"), boolean(True)


def met(participations: Sequence[ParticipationFact]) -> Iterator[tuple[ParticipationFact, ParticipationFact]]:
    """The pairs that met: principals of different sides, told or not; all principals where they share one side.

    A delegation's named head and the delegation itself are one party. Several hosts, and several guests, are of one side where
    it is not known that they are of two.
    """
    principals = [part for part in participations if part.counts]
    sides, roles = {part.side for part in principals}, {part.role for part in principals}
    for a, b in combinations(principals, 2):
        one_party = a.leads == b.iri or b.leads == a.iri
        one_party |= a.role == b.role and a.role in _TOGETHER and len(roles) > 1 and not (a.side and b.side)
        if not one_party and (len(sides) == 1 or a.side != b.side):
            yield a, b


def encounter_triples(
    occurrence: Occurrence, labels: Mapping[str, str], *, doubts: Mapping[str, str] | None = None
) -> Iterator[Triple]:
    """The encounters of one held meeting; `labels` gives the English name of each participant's IRI.

    `doubts` says, by the IRI of a meeting or participation, why it may be none.
    """
    if occurrence.type != "Meeting" or occurrence.status != "held":
        return
    for pair in met(occurrence.participations):
        a, b = sorted(pair, key=lambda part: (labels[part.participant], part.participant))
        iri = below(occurrence.iri, "met", a.participant, b.participant)
        for name in ("vj:Encounter", "prov:Entity"):
            yield iri, expand("rdf:type"), expand(name)
        yield iri, expand("rdfs:label"), text(f"{labels[a.participant]} met {labels[b.participant]}", "en")
        for term, part in (("vj:first", a), ("vj:second", b)):
            yield iri, expand(term), part.participant
            yield iri, expand("vj:party"), part.participant
            yield iri, expand("prov:wasDerivedFrom"), part.iri
        yield iri, expand("vj:meeting"), occurrence.iri
        yield iri, expand("vj:rule"), text(f"{'principals' if a.side == b.side else 'counterparts'} of one held meeting have met")
        if date_text := known_date(occurrence):
            yield iri, expand("vj:date"), edtf(date_text)
        yield from _bounds(iri, occurrence.bounds)
        if doubt := date_doubt(occurrence):
            yield iri, expand("vj:dateDoubt"), text(doubt, "en")
        why = {f"{labels[part.participant]} inferred: {part.reason}" for part in pair if part.reason}
        known = doubts or {}
        why |= {known[part.iri] for part in pair if part.iri in known}
        if a.role == b.role and bool(a.side) != bool(b.side):
            # Beside somebody in the same role, who is of no known side may be of theirs.
            why.add(f"the side of {labels[(b if a.side else a).participant]} is not told")
        reasons = sorted(why) + ([known[occurrence.iri]] if occurrence.iri in known else [])
        yield iri, expand("vj:certainty"), text("possible" if reasons else "certain")
        if reasons:
            yield iri, expand("vj:because"), text("; ".join(reasons), "en")


def tenure_triples(
    person: str, office: str, attestations: Sequence[AttestationFact], *, base: str, labels: Mapping[str, str]
) -> Iterator[Triple]:
    """What all attestations of one person in one office come to: first and last attested day, never a term."""
    iri = tenure(base, person, office)
    yield iri, expand("rdf:type"), expand("vj:Tenure")
    yield iri, expand("rdf:type"), expand("org:Membership")
    yield iri, expand("rdfs:label"), text(f"{labels[person]}, {labels[office]}", "en")
    yield iri, expand("vj:person"), person
    yield iri, expand("vj:office"), office
    yield iri, expand("org:member"), person
    yield iri, expand("vj:rule"), text("the first and the last day on which a document attests the office")
    for fact in attestations:
        yield iri, expand("prov:wasDerivedFrom"), fact.iri
        if fact.copied and fact.on:
            yield fact.iri, expand("vj:attestedOn"), edtf(fact.on)
        # The day of the word itself, so that a question about a day can be held against it.
        yield from _bounds(fact.iri, parse_date(fact.on) if fact.on else Bounds())
    # Only whole days count: attested "in April", the office is sure on no day of it.
    days = [(fact.holding, bounds.latest) for fact in attestations if fact.on and _is_day(bounds := parse_date(fact.on))]
    serving = sorted(on for holding, on in days if holding != "held" and on)
    before = sorted(on for holding, on in days if holding == "held" and on)
    for term, found in (("vj:firstAttested", serving[:1]), ("vj:lastAttested", serving[-1:]), ("vj:heldBefore", before[:1])):
        for known in found:
            yield iri, expand(term), day(known)


def _is_day(bounds: Bounds) -> bool:
    return bounds.earliest is not None and bounds.earliest == bounds.latest and not bounds.qualified
