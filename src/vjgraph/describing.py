"""What the authorities say of the entities that sources use: classes, names, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vjgraph.authorities import Authorities, label
from vjgraph.diagnosing import Problem
from vjgraph.identifying import Resolver
from vjgraph.kinds import Kinds
from vjgraph.model import Authority, several
from vjgraph.nearness import nearest
from vjgraph.terms import Triple, address, boolean, entity, integer, kind, text
from vjgraph.vocabulary import KIND, expand

# Field of an authority entry -> the class of what it names, and the predicate between the two.
_LINKS = {
    "people": {"country": ("organisations", "vj:country")},
    "organisations": {"country": ("organisations", "vj:country"), "parent": ("organisations", "org:subOrganizationOf")},
    "offices": {"body": ("organisations", "org:postIn"), "country": ("organisations", "vj:country")},
    "agreements": {"parties": ("organisations", "vj:party"), "initiator": ("organisations", "vj:initiator")},
    "topics": {"broader": ("topics", "skos:broader")},
    "places": {"within": ("places", "schema:containedInPlace")},
}
_TYPES = {
    "people": ("vj:Person", "foaf:Person", "foaf:Agent"),
    "organisations": ("vj:Organization", "org:Organization", "foaf:Agent"),
    "offices": ("vj:Office", "org:Post"),
    "agreements": ("vj:Agreement",),
    "topics": ("vj:Topic", "skos:Concept"),
    "places": ("vj:Place", "schema:Place"),
}
_SCHEMES = {"organisations": "body", "agreements": "agreement"}
Entity = tuple[str, str]
"""A class and an id."""


def check_links(authorities: Authorities, *, resolver: Resolver, kinds: Kinds) -> dict[str, list[Problem]]:
    """What is wrong between authority entries, by class: references to nothing, unknown kinds, circles, names used twice."""
    problems: dict[str, list[Problem]] = {group: [] for group in authorities.files}
    for group, file in authorities.files.items():
        for id, entry in file.entries.items():
            for field, name, path in _links(group, id, entry):
                found = resolver.resolve((_LINKS[group][field][0],), name)
                if isinstance(found, Problem):
                    problems[group].append(found._replace(path=path))
            scheme, kind_name = _SCHEMES.get(group), getattr(entry, "kind", "")
            if scheme and kind_name not in kinds.of[scheme]:
                hint = f"{nearest(kind_name, list(kinds.of[scheme]))}\nkinds: {', '.join(kinds.of[scheme])}".strip()
                message = f"no kind of {scheme} is called '{kind_name}'"
                problems[group].append(Problem((id, "kind"), f"unknown-{scheme}", message, hint))
            for url in several(entry.same_as):
                if not address(url):
                    message, hint = f"'{url}' is no web address", "write it whole, as https://…"
                    problems[group].append(Problem((id, "same_as"), "address", message, hint))
            for name in several(entry.distinct_from):
                if isinstance(found := resolver.resolve((group,), name), Problem):
                    problems[group].append(found._replace(path=(id, "distinct_from")))
        problems[group] += _same_names(group, file.entries, resolver)
        problems[group] += _circles(group, file.entries, resolver)
    for id in sorted(set(authorities.entries("people")) & set(authorities.entries("organisations"))):
        hint = "rename one of the two: both can take part in one meeting"
        problems["people"].append(Problem((id,), "id-twice", f"the id '{id}' is a person's and a body's", hint))
    return problems


def _same_names(group: str, entries: Mapping[str, Authority], resolver: Resolver) -> Iterator[Problem]:
    """Entries that one name cannot tell apart; said at the later of the two."""
    order = {id: number for number, id in enumerate(entries)}
    decided = resolver.authorities
    different = {
        frozenset((id, other))
        for id, entry in entries.items()
        for name in several(entry.distinct_from)
        for other in resolver.find(group, name)
    }
    twins = {
        (other, standing)
        for id, entry in entries.items()
        for standing in [decided.standing(group, id)]
        for other in resolver.named(group, label(entry))
        if other != standing and (group, frozenset((other, standing))) not in decided.decisions.different
    }
    for first, second in sorted({tuple(sorted(pair, key=order.__getitem__)) for pair in twins}):
        if frozenset((first, second)) not in different:
            hint = "join them into one entry, say 'distinct_from' if they are two, or decide it in decisions.yaml"
            yield Problem((second,), "name-twice", f"'{first}' and '{second}' have one name", hint)


def _circles(group: str, entries: Mapping[str, Any], resolver: Resolver) -> Iterator[Problem]:
    """Entries that lie above themselves; said once a circle."""
    field = {"topics": "broader", "places": "within", "organisations": "parent"}.get(group, "")

    def above(id: str) -> set[str]:
        found, todo = set[str](), [id]
        while todo:
            for name in several(getattr(entries[todo.pop()], field)):
                over = resolver.find(group, name)
                if len(over) == 1 and over[0] not in found:
                    found.add(over[0])
                    todo.append(over[0])
        return found

    for id in entries if field else ():
        if id in (over := above(id)) and id == min(ring := {one for one in over if id in above(one)}):
            hint = f"put {' or '.join(sorted(ring))} under something else, or under nothing"
            yield Problem((id, field), "circle", f"'{id}' comes round to itself by '{field}'", hint)


def _links(group: str, id: str, entry: Authority) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    for field in _LINKS[group]:
        value = getattr(entry, field)
        if isinstance(value, str):
            if value:
                yield field, value, (id, field)
        else:
            for index, name in enumerate(value):
                yield field, name, (id, field, index)


def close(entities: Iterable[Entity], *, resolver: Resolver) -> set[Entity]:
    """The entities given and all that their entries lead to."""
    done: set[Entity] = set()
    todo = list(entities)
    while todo:
        group, id = pair = todo.pop()
        if pair in done:
            continue
        done.add(pair)
        entry = resolver.authorities.entries(group)[id]
        for field, name, _ in _links(group, id, entry):
            target = _LINKS[group][field][0]
            todo += [(target, found) for found in resolver.find(target, name)]
    return done


def describe(entities: Iterable[Entity], *, resolver: Resolver, base: str) -> Iterator[Triple]:
    """The triples of entities: types, names in every language, kind and links to others."""
    known = set(entities)
    for group, id in sorted(known):
        entry = resolver.authorities.entries(group)[id]
        iri = entity(base, group, id)
        types = _TYPES[group] + (("vj:Ministry",) if getattr(entry, "kind", "") == "ministry" else ())
        for name in types:
            yield iri, expand("rdf:type"), expand(name)
        yield iri, expand("rdfs:label"), text(label(entry), "en")
        preferred = {"people": "foaf:name", "organisations": "foaf:name"}.get(group, "skos:prefLabel")
        for language in entry.names:
            if name := label(entry, language):
                yield iri, expand(preferred), text(name, language)
        for alias in entry.aliases:
            yield iri, expand("skos:altLabel"), text(alias if isinstance(alias, str) else alias.name)
        if scheme := _SCHEMES.get(group):
            yield iri, expand("vj:kind"), kind(scheme, entry.kind)
        if family := getattr(entry, "family", ""):
            yield iri, expand("foaf:familyName"), text(family)
        if getattr(entry, "single", False):
            yield iri, expand("vj:single"), boolean(True)
        if entry.review:
            yield iri, expand("vj:review"), boolean(True)
        for url in several(entry.same_as):
            yield iri, expand("owl:sameAs"), f"<{url}>"
        for field, name, _ in _links(group, id, entry):
            target, predicate = _LINKS[group][field]
            for found in resolver.find(target, name):
                yield iri, expand(predicate), entity(base, target, found)
        for other in several(entry.distinct_from):
            for found in resolver.find(group, other):
                if (group, found) in known:
                    yield iri, expand("owl:differentFrom"), entity(base, group, found)


def describe_kinds(used: Iterable[tuple[str, str]], *, kinds: Kinds) -> Iterator[Triple]:
    """The triples of kinds that the graph names, so that it can be read without the ontology's file."""
    for scheme, name in sorted(used):
        found, iri = kinds.of[scheme][name], kind(scheme, name)
        yield iri, expand("rdf:type"), expand("skos:Concept")
        yield iri, expand("rdfs:label"), text(found.label, "en")
        yield iri, expand("skos:prefLabel"), text(found.label, "en")
        yield iri, expand("skos:inScheme"), f"<{KIND}{scheme}>"
        if found.broader:
            yield iri, expand("skos:broader"), kind(scheme, found.broader)
        if scheme == "role":
            yield iri, expand("vj:counts"), boolean(found.counts)
        if found.order:
            yield iri, expand("vj:order"), integer(found.order)


def kinds_of(entities: Iterable[Entity], *, resolver: Resolver, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """The kinds that the entries of entities name, and all that is broader."""
    for group, id in entities:
        if scheme := _SCHEMES.get(group):
            name = resolver.authorities.entries(group)[id].kind
            while name in kinds.of[scheme]:
                yield scheme, name
                name = kinds.of[scheme][name].broader
