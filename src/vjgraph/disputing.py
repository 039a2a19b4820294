"""All that the sources differ on: values of one thing, and facts that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from vjgraph.authorities import label
from vjgraph.differing import Dispute, find_differences, read_words
from vjgraph.excluding import find_exclusions
from vjgraph.facts import Fragment
from vjgraph.identifying import Resolver
from vjgraph.kinds import Kinds
from vjgraph.reading import Document
from vjgraph.settling import Occurrence
from vjgraph.terms import entity, tail


def find_disputes(
    fragments: Mapping[str, Fragment], documents: Mapping[str, Document], *, resolver: Resolver, kinds: Kinds, base: str
) -> tuple[Dispute, ...]:
    """Every value on which sources differ, whether one of them only tells more or they exclude each other."""
    words = read_words(fragments)
    bodies = _links("offices", "body", "organisations", resolver, base)
    within = _links("places", "within", "places", resolver, base)
    offices = resolver.authorities.entries("offices")
    single = frozenset(entity(base, "offices", id) for id, entry in offices.items() if entry.single)
    differences = find_differences(fragments, words=words, kinds=kinds, within=within, bodies=bodies)
    exclusions = find_exclusions(fragments, documents, words=words, bodies=bodies, single=single, base=base)
    # What is told of a person at a meeting is told of the person too, and is one dispute.
    apart = {(tail(one.subject), one.settled): one for one in exclusions if one.term == "office"}
    same = {id(one): key for one in differences if one.contested and (key := (tail(one.subject), one.settled)) in apart}
    return (
        *(replace(one, nodes=apart[same[id(one)]].nodes) if id(one) in same else one for one in differences),
        *(one for one in exclusions if one.term != "office" or (tail(one.subject), one.settled) not in same.values()),
    )


def _links(group: str, field: str, target: str, resolver: Resolver, base: str) -> dict[str, str]:
    """What a field of the entries of a class leads to, by IRI."""
    named = ((id, getattr(entry, field)) for id, entry in resolver.authorities.entries(group).items())
    found = ((id, resolver.find(target, name)) for id, name in named if name)
    return {entity(base, group, id): entity(base, target, ids[0]) for id, ids in found if len(ids) == 1}


def name_subjects(
    disputes: Iterable[Dispute], occurrences: Iterable[Occurrence], *, labels: Mapping[str, str], base: str
) -> dict[str, str]:
    """What everything that is disputed is called, beside the labels of entities: events by their id, parts by whose they are."""
    names = dict(labels)
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
    return names


def entity_labels(resolver: Resolver, *, base: str) -> dict[str, str]:
    """The English name of every entity of the authorities, by IRI."""
    return {
        entity(base, group, id): label(entry)
        for group, file in resolver.authorities.files.items()
        for id, entry in file.entries.items()
    }
