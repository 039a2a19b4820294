"""What follows from what the sources say together, unit by unit: settled values, disputes, encounters, tenures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field

from vjgraph.authorities import Authorities
from vjgraph.claiming import claim_triples, dispute_findings, doubt_triples, find_doubts
from vjgraph.corroborating import Origins, date_copies, encounter_tellers, find_tellers, publisher_triples
from vjgraph.deriving import bound_triples, encounter_triples, label_triples, milestone_triples, tenure_triples
from vjgraph.describing import Entity, close, describe, describe_kinds, kinds_of
from vjgraph.differing import Dispute
from vjgraph.disputing import EntityLabels, Links, find_disputes, name_subjects, read_links
from vjgraph.errors import Finding
from vjgraph.facts import AttestationFact, Fragment, OccasionFact
from vjgraph.identifying import Resolver
from vjgraph.joining import decision_triples
from vjgraph.kinds import Kinds
from vjgraph.overruling import overrule
from vjgraph.parting import unit_of
from vjgraph.reading import Document
from vjgraph.settling import Occurrence, plan_triples, settle
from vjgraph.surrounding import Clash
from vjgraph.terms import Triple, entity, tail
from vjgraph.vocabulary import expand


@dataclass(frozen=True, slots=True)
class World:
    """What sources are held against: who is who, the kinds, all documents, and all that each says, and whose word it is."""

    resolver: Resolver
    kinds: Kinds
    base: str
    documents: Mapping[str, Document]
    whole: Callable[[str], Fragment]
    links: Links
    labels: Mapping[str, str]
    origins: Mapping[str, str]

    @property
    def authorities(self) -> Authorities:
        """The authorities that the resolver finds names in."""
        return self.resolver.authorities


def open_world(
    resolver: Resolver, *, kinds: Kinds, base: str, documents: Mapping[str, Document], whole: Callable[[str], Fragment]
) -> World:
    """The world of a project."""
    labels = EntityLabels(resolver.authorities, base=base)
    return World(resolver, kinds, base, documents, whole, read_links(resolver, base=base), labels, Origins(documents))


@dataclass(slots=True)
class Conclusion:
    """What follows in one unit: triples that nobody says, triples that sources say and that do not stand, and findings."""

    derived: list[Triple] = field(default_factory=list)
    overruled: set[Triple] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What follows in several units, by unit, and what contradicts itself."""

    of: Mapping[str, Conclusion] = field(default_factory=dict)
    occurrences: tuple[Occurrence, ...] = ()
    clashes: tuple[Clash, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    couples: frozenset[tuple[str, str]] = frozenset()
    """A person's unit, and that of an event at which sources give the person different offices: one dispute may be of both."""


def conclude(fragments: Mapping[str, Fragment], *, world: World, units: Collection[str] | None = None) -> Conclusions:
    """What follows in some units (all, where none are named) from all that the sources say of them, in the order of the sources.

    The units must be closed: with an event, those that it is put in an order with or that lie within one another.
    """
    base = world.base
    fragments = date_copies(fragments, world.documents)
    told: dict[str, list[tuple[str, OccasionFact]]] = defaultdict(list)
    for id, fragment in fragments.items():
        for fact in fragment.occasions:
            told[fact.iri].append((id, fact))
    occurrences, clashes = settle(fact for facts in told.values() for _, fact in facts)
    occurrences = [one for one in occurrences if units is None or unit_of(one.iri, base=base) in units]
    found = find_disputes(fragments, world.documents, whole=world.whole, links=world.links, kinds=world.kinds, base=base)
    disputes = tuple(one for one in found if units is None or unit_of(one.subject, base=base) in units)
    names = name_subjects(disputes, occurrences, labels=world.labels, base=base)
    of: dict[str, Conclusion] = defaultdict(Conclusion)
    overruled, instead = overrule(fragments, disputes)
    for triple in overruled:
        of[unit_of(triple[0], base=base)].overruled.add(triple)
    doubts = find_doubts(disputes, world.documents, labels=names, kinds=world.kinds)
    tellers = find_tellers(fragments, base=base)
    by_subject = [*instead, *milestone_triples(fact for fragment in fragments.values() for fact in fragment.milestones)]
    roles = {(subject, role) for subject, predicate, role in overruled if predicate == expand("vj:role")}
    for occurrence in occurrences:
        derived = of[unit_of(occurrence.iri, base=base)].derived
        derived += label_triples(occurrence, world.labels, overruled=roles)
        derived += bound_triples(occurrence)
        derived += plan_triples(occurrence)
        of[unit_of(occurrence.iri, base=base)].overruled.update(occurrence.undone)
        encounters = list(encounter_triples(occurrence, world.labels, doubts=doubts))
        derived += encounters
        tellers |= encounter_tellers(encounters, told[occurrence.iri])
        derived += doubt_triples(doubts, {occurrence.iri: tellers[occurrence.iri]}, whole=world.whole)
    for (person, office), facts in _tenures(fragments).items():
        of[unit_of(person, base=base)].derived += tenure_triples(person, office, facts, base=base, labels=world.labels)
    by_subject += publisher_triples(tellers, world.origins)
    for triple in by_subject:
        of[unit_of(triple[0], base=base)].derived.append(triple)
    for dispute in disputes:
        claims = claim_triples([dispute], world.documents, origins=world.origins, labels=names, base=base)
        of[unit_of(dispute.subject, base=base)].derived += claims
    contested = [dispute for dispute in disputes if dispute.contested]
    for dispute, finding in zip(contested, dispute_findings(contested, world.documents, names), strict=True):
        of[unit_of(dispute.subject, base=base)].findings.append(finding)
    kept = {unit: one for unit, one in of.items() if units is None or unit in units}
    return Conclusions(kept, tuple(occurrences), tuple(clashes), disputes, _couples(contested, base))


def _tenures(fragments: Mapping[str, Fragment]) -> dict[tuple[str, str], list[AttestationFact]]:
    tenures: dict[tuple[str, str], list[AttestationFact]] = defaultdict(list)
    for fragment in fragments.values():
        for fact in fragment.attestations:
            tenures[fact.person, fact.office].append(fact)
    return tenures


def _couples(contested: Iterable[Dispute], base: str) -> frozenset[tuple[str, str]]:
    differing = (dispute.subject for dispute in contested if dispute.term == "inCapacity")
    return frozenset((f"person/{tail(subject)}", unit_of(subject, base=base)) for subject in differing)


def describe_used(
    entities: Iterable[Entity], used: Iterable[tuple[str, str]], *, world: World, events: Container[str]
) -> list[Triple]:
    """What is known of the entities and kinds that sources use, and what was decided of them and of `events` (IRIs)."""
    closed = close(entities, resolver=world.resolver)
    named = {*used, *kinds_of(closed, resolver=world.resolver, kinds=world.kinds)}
    things = {entity(world.base, *pair) for pair in closed}
    decided = decision_triples(world.authorities, known=lambda iri: iri in things or iri in events, base=world.base)
    described = describe(closed, resolver=world.resolver, base=world.base)
    return [*described, *describe_kinds(named, kinds=world.kinds), *decided]
