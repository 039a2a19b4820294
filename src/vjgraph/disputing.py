"""All that the sources differ on: values of one thing, and facts that exclude each other."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vjgraph.authorities import Authorities, label
from vjgraph.differing import Dispute, Words, find_differences
from vjgraph.excluding import find_exclusions
from vjgraph.facts import Fragment
from vjgraph.identifying import Resolver
from vjgraph.kinds import Kinds
from vjgraph.reading import Document
from vjgraph.settling import Occurrence
from vjgraph.terms import PATHS, entity, tail


def find_disputes(
    fragments: Mapping[str, Fragment],
    documents: Mapping[str, Document],
    *,
    whole: Callable[[str], Fragment],
    links: Links,
    kinds: Kinds,
    base: str,
) -> tuple[Dispute, ...]:
    """Every value on which sources differ, whether one of them only tells more or they exclude each other.

    `whole` gives all that a source says, where `fragments` are only a part of it.
    """
    words = Words(whole)
    differences = find_differences(fragments, words=words, kinds=kinds, within=links.within, bodies=links.bodies)
    exclusions = find_exclusions(fragments, documents, words=words, bodies=links.bodies, single=links.single, base=base)
    # What is told of a person at a meeting is told of the person too, and is one dispute.
    apart = {(tail(one.subject), one.settled): one for one in exclusions if one.term == "office"}
    same = {id(one): key for one in differences if one.contested and (key := (tail(one.subject), one.settled)) in apart}
    return (
        *(replace(one, nodes=apart[same[id(one)]].nodes) if id(one) in same else one for one in differences),
        *(one for one in exclusions if one.term != "office" or (tail(one.subject), one.settled) not in same.values()),
    )


@dataclass(frozen=True, slots=True)
class Links:
    """What disputes look up in the authorities: the body of each office, the place around each place, offices of one holder."""

    bodies: Mapping[str, str]
    within: Mapping[str, str]
    single: frozenset[str]

    @property
    def flat(self) -> dict[str, str]:
        """All of them by IRI, to be held against those of another build."""
        return {**self.bodies, **self.within, **{f"single {iri}": "" for iri in self.single}}


def read_links(resolver: Resolver, *, base: str) -> Links:
    """The links of the authorities' entries, all as IRIs."""
    offices = resolver.authorities.entries("offices")
    return Links(
        _links("offices", "body", "organisations", resolver, base),
        _links("places", "within", "places", resolver, base),
        frozenset(entity(base, "offices", id) for id, entry in offices.items() if entry.single),
    )


def _links(group: str, field: str, target: str, resolver: Resolver, base: str) -> dict[str, str]:
    """What a field of the entries of a class leads to, by IRI."""
    named = ((id, getattr(entry, field)) for id, entry in resolver.authorities.entries(group).items())
    found = ((id, resolver.find(target, name)) for id, name in named if name)
    return {entity(base, group, id): entity(base, target, ids[0]) for id, ids in found if len(ids) == 1}


def name_subjects(
    disputes: Iterable[Dispute], occurrences: Iterable[Occurrence], *, labels: Mapping[str, str], base: str
) -> Mapping[str, str]:
    """What everything that is disputed is called, beside the labels of entities: events by their id, parts by whose they are."""
    names: dict[str, str] = {}
    for occurrence in occurrences:
        names[occurrence.iri] = f"'{tail(occurrence.iri)}'"
        for part in occurrence.participations:
            names[part.iri] = labels[part.participant]
    for dispute in disputes:
        above, _, last = dispute.subject[1:-1].rpartition("/")
        if dispute.term == "holding":
            person, office = (entity(base, group, id) for group, id in (("people", above.rpartition("/")[2]), ("offices", last)))
            names[dispute.subject] = f"{labels[person]} as {labels[office]}"
        elif f"<{above}>" in labels:
            names.setdefault(dispute.subject, f"{labels[f'<{above}>']}, {last.replace('-', ' ')}")
    return ChainMap(names, labels)  # type: ignore[arg-type]  # what is asked first is all that is ever written


class EntityLabels(Mapping[str, str]):
    """The English name of every entity of the authorities, by IRI; each is made when it is asked for."""

    def __init__(self, authorities: Authorities, *, base: str) -> None:
        self._authorities, self._base = authorities, base
        self._groups = {path: group for group, path in PATHS.items()}
        self._made: dict[str, str] = {}

    def __getitem__(self, iri: str) -> str:
        if iri not in self._made:
            path, _, id = iri[1 + len(self._base) : -1].partition("/")
            self._made[iri] = label(self._authorities.entries(self._groups.get(path, ""))[id])
        return self._made[iri]

    def __iter__(self) -> Iterator[str]:
        return (entity(self._base, group, id) for group, file in self._authorities.files.items() for id in file.entries)

    def __len__(self) -> int:
        return sum(len(file.entries) for file in self._authorities.files.values())
