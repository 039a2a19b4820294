"""What one source says, parted by what is settled together: its own words, and its share in each event, person, instrument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from vjgraph.facts import Fragment
from vjgraph.terms import Triple
from vjgraph.vocabulary import expand
from vjgraph.yamltext import Path

_TYPE, _APART = expand("rdf:type"), expand("owl:differentFrom")
_SAID = {expand("vj:Statement"), expand("vj:Quantity")}
_SECTIONS = {"visits": 0, "meetings": 1, "events": 2}


@dataclass(frozen=True, slots=True)
class Parted:
    """A fragment in parts: triples that no other source can share, those that tell entities apart, and its share in each unit."""

    own: tuple[Triple, ...]
    apart: tuple[Triple, ...]
    shares: dict[str, Fragment]
    links: frozenset[tuple[str, str]] = frozenset()
    """The units of events that this source puts in an order or within one another: each with the one it refers to."""


def unit_of(iri: str, *, base: str) -> str:
    """What something is settled with: the event, agreement or person it belongs to; a tenure belongs to its person.

    >>> unit_of("<https://example.org/event/talks/roe>", base="https://example.org/")
    'event/talks'
    >>> unit_of("<https://example.org/tenure/roe/envoy>", base="https://example.org/")
    'person/roe'
    """
    group, _, rest = iri[1 + len(base) : -1].partition("/")
    return f"{'person' if group == 'tenure' else group}/{rest.partition('/')[0]}"


def part(fragment: Fragment, *, base: str, single: Collection[str] = ()) -> Parted:
    """Part a fragment; who holds an office that one person holds (`single`, IRIs) is also a share in that office."""
    own, below = fragment.source, fragment.source[:-1] + "/"
    said = {subject for subject, predicate, object in fragment.triples if predicate == _TYPE and object in _SAID}
    private: list[Triple] = []
    apart: list[Triple] = []
    triples: dict[str, list[Triple]] = defaultdict(list)
    for triple in fragment.triples:
        subject, predicate, object = triple
        if subject == own or subject in said or subject.startswith(below) or object.startswith(below):
            private.append(triple)
        elif predicate == _APART:
            apart.append(triple)
        else:
            triples[unit_of(subject, base=base)].append(triple)
    paths: dict[str, dict[str, Path]] = defaultdict(dict)
    attestations: dict[str, list[Any]] = defaultdict(list)
    for attested in fragment.attestations:
        for iri in (attested.person, *((attested.office,) if attested.office in single else ())):
            unit = unit_of(iri, base=base)
            attestations[unit].append(attested)
            paths[unit][attested.iri] = fragment.paths[attested.iri]
    for iri, path in fragment.paths.items():
        if not iri.startswith(below):
            paths[unit_of(iri, base=base)][iri] = path
    occasions = _by_unit(fragment.occasions, lambda fact: fact.iri, base)
    milestones = _by_unit(fragment.milestones, lambda fact: fact.iri, base)
    references = _by_unit(fragment.references, lambda fact: fact.iri, base)
    units = dict.fromkeys([*triples, *paths, *attestations, *occasions, *milestones, *references])
    shares = {
        unit: Fragment(
            fragment.source,
            tuple(triples.get(unit, ())),
            tuple(occasions.get(unit, ())),
            tuple(attestations.get(unit, ())),
            tuple(milestones.get(unit, ())),
            tuple(references.get(unit, ())),
            paths=paths.get(unit, {}),
        )
        for unit in units
    }
    return Parted(tuple(private), tuple(apart), shares, frozenset(_links(fragment, base)))


def _by_unit(facts: Iterable[Any], iri: Callable[[Any], str], base: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for fact in facts:
        found[unit_of(iri(fact), base=base)].append(fact)
    return found


def _links(fragment: Fragment, base: str) -> Iterable[tuple[str, str]]:
    for fact in fragment.occasions:
        for other in filter(None, (fact.during, *(other for _, other, _ in fact.orders))):
            yield unit_of(fact.iri, base=base), unit_of(other, base=base)


def join(shares: Iterable[Fragment], *, own: Iterable[Triple] = ()) -> Fragment:
    """What one source says of several units (and its own triples) as one fragment, each fact once and in the source's order."""
    shares = list(shares)
    occasions = dict.fromkeys(fact for share in shares for fact in share.occasions)
    paths = {iri: path for share in shares for iri, path in share.paths.items()}
    return Fragment(
        shares[0].source,
        (*own, *(triple for share in shares for triple in share.triples)),
        tuple(sorted(occasions, key=lambda fact: (_SECTIONS.get(str(fact.path[0]), 3), fact.path[1:]) if fact.path else (4,))),
        tuple(dict.fromkeys(fact for share in shares for fact in share.attestations)),
        tuple(fact for share in shares for fact in share.milestones),
        tuple(fact for share in shares for fact in share.references),
        paths=paths,
    )
