"""From any written form of a name to what the built graph calls it: labels, aliases, either order, short forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from vjgraph.errors import UsageError
from vjgraph.lexicon import CLASSES, Names
from vjgraph.names import fold, is_marked, is_short_form, marks, spell_british
from vjgraph.nearness import likest
from vjgraph.officials import Official, Post, find_officials, office_forms
from vjgraph.sparql import bind
from vjgraph.spelling import Form
from vjgraph.store import Queryable
from vjgraph.vocabulary import PREFIXES

__all__ = ["CLASSES", "NameIndex"]

_SAME = "SELECT ?thing ?other WHERE { ?thing owl:sameAs ?other }"

# What each class is called, alone and in the plural, and the query that asks about one of it.
_KINDS = {
    "people": ("a person", "people", "events-of"),
    "organisations": ("a body", "bodies", "events-of"),
    "offices": ("an office", "offices", "office-holders"),
    "agreements": ("an agreement", "agreements", "milestones"),
    "topics": ("a topic", "topics", "statements-about"),
    "places": ("a place", "places", "events-in"),
    "occasions": ("an event", "events", "events"),
}
_OF_OFFICES = {"people": "offices-of", "organisations": "offices-in"}
"""What asks of people and bodies about their offices."""
_HOLDERS = """SELECT ?name (MAX(?day) AS ?last) WHERE {
  # bind: ?office
  ?word vj:office ?office ; vj:person ?person ; vj:holding ?how .
  ?person rdfs:label ?name .
  OPTIONAL { ?word vj:latest ?attested . FILTER (?how != <https://w3id.org/vjgraph/kinds/holding/held>) }
  BIND (COALESCE(STR(?attested), "") AS ?day)
} GROUP BY ?name ORDER BY DESC(?last) ?name"""
_OFFICES = """SELECT DISTINCT ?name ?former WHERE {
  # bind: ?person
  ?word a vj:Attestation ; vj:person ?person ; vj:office ?office ; vj:holding ?how .
  ?office rdfs:label|skos:altLabel ?name .
  BIND (?how = <https://w3id.org/vjgraph/kinds/holding/held> AS ?former)
} ORDER BY ?name"""
_MOST = 3
_MOST_SIGNS = 2000
"""Of so many signs nothing has a name, and a store need not be asked."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_SIGNS = re.compile(r'[<>{}"|\\^`\x00-\x1f]')


class NameIndex:
    """Every name in a built graph; state is what has been read of it, a class at a time or less."""

    def __init__(self, store: Queryable, *, alike: bool = False) -> None:
        """Index the names in a store; `alike` says that IRIs of a class differ in their last segments alone, as a build's do."""
        self._store, self._alike = store, alike
        self._held: dict[str, Names] = {}

    def find(self, groups: Sequence[str], text: str) -> list[str]:
        """The IRIs that a written name can mean: by a full form, else by a document's short form or by part of a name.

        A full form is what the first of the classes that knows it calls so: the slot decides between a state and its place.
        """
        wanted = " ".join(text.split()).replace("`", "'")
        if len(wanted) > _MOST_SIGNS:
            return []
        for group in groups:
            iri = self._of(group).same.get(wanted.strip("<>"), wanted.strip("<>"))
            if self._of(group).entry(iri):
                return [iri]
        # Where an id is found without a search, so is what it is of; that nothing is called so first, takes one of all names.
        if self._alike and _ID.fullmatch(wanted):
            for group in groups:
                if found := self._of(group).ends(wanted):
                    return found
        # No name is told by these signs, so a text that has them names only what is written with them.
        signs = set(_SIGNS.findall(wanted))
        for group in groups:
            if found := [iri for iri in self._full(group, wanted) if self._has(group, iri, signs)]:
                return found
        # With a comma a text is somebody and their office before it is part of the title of an event.
        if ", " in wanted and "people" in groups and not signs and (held := self.behind_office(wanted)):
            return [one.person for one in held]
        # Titles of meetings are made of the names of those who met: part of a name is theirs first.
        for some in ([group for group in groups if group != "occasions"], [group for group in groups if group == "occasions"]):
            if found := [iri for group in some for iri in self._part(group, wanted) if self._has(group, iri, signs)]:
                return found
        return [one.person for one in self.behind_office(wanted)] if "people" in groups and not signs else []

    def behind_office(self, text: str) -> list[Official]:
        """Whom part of a name means beside an office that documents attest them in."""
        return find_officials(text, offices=self._offices, called=self._whom, held=self._posts)

    @cached_property
    def _offices(self) -> frozenset[str]:
        """The ways to write what offices there are."""
        forms = chain.from_iterable(entry.forms for entry in self._of("offices").entries.values())
        return frozenset(chain.from_iterable(map(office_forms, forms)))

    def _whom(self, part: str) -> list[str]:
        """The people whose name a text is or, where it is nobody's, is a part of."""
        return self._full("people", part) or self._part("people", part)

    def _posts(self, person: str) -> list[Post]:
        """The offices that somebody is attested in."""
        import pyoxigraph as ox

        rows: Any = self._store.query(bind(_OFFICES, {"person": ox.NamedNode(person)}), prefixes=PREFIXES)
        return [Post(row["name"].value, row["former"].value == "true") for row in rows]

    def is_id(self, text: str) -> bool:
        """Whether a text is the id of a thing, or was one before it was decided to be one with another."""
        return any(self._of(group).ends(text) or self._of(group).joined(text) for group in CLASSES)

    def _has(self, group: str, iri: str, signs: set[str]) -> bool:
        entry = self._of(group).entry(iri)
        return entry is not None and any(signs <= set(form) for form in entry.forms)

    def namesakes(self, iri: str) -> list[str]:
        """The thing, and what bears its very label in other classes, as a state and its place do."""
        import pyoxigraph as ox

        own, called = self.group(iri), self.label(iri)
        labels = f"{ox.Literal(called)} {ox.Literal(called, language='en')}"
        rows: Any = self._store.query(
            f"SELECT ?thing WHERE {{ VALUES ?label {{ {labels} }} ?thing rdfs:label ?label }}", prefixes=PREFIXES
        )
        found = sorted({row["thing"].value for row in rows})
        others = ((group, other) for group in CLASSES if group != own for other in found)
        return [iri, *(other for group, other in others if self._of(group).entry(other) and self.group(other) == group)]

    def resolve(self, groups: Sequence[str], text: str) -> str:
        """The one IRI that a name means; raise `UsageError` that names the nearest or the candidates."""
        found = list(dict.fromkeys(self.find(groups, text)))
        if len(found) == 1:
            return found[0]
        if found:
            listed = sorted((self._called(groups, iri), "/".join(iri.rsplit("/", 2)[1:]).rpartition("#")[2]) for iri in found)
            choices = "; ".join(f"{label} ({id})" for label, id in listed)
            raise UsageError(f"'{text}' can be {choices}: write the full name, or what stands in brackets")
        if elsewhere := self._elsewhere(groups, text):
            raise UsageError(elsewhere + self._longer(groups, text))
        near = list(dict.fromkeys(self._called(groups, iri) for iri, _ in self.nearest(groups, text, limit=9)))[:_MOST]
        hint = f"did you mean {' or '.join(repr(name) for name in near)}?" if near else "'vjgraph show' lists what there is"
        raise UsageError(f"nothing in the graph is called '{text}': {hint}")

    def _elsewhere(self, groups: Sequence[str], text: str) -> str:
        """That a name is one of other classes than those asked about, and what asks about it; empty where it is not."""
        others = [group for group in CLASSES if group not in groups]
        found = list(dict.fromkeys(self.find(others, text)))
        kinds = {self.group(iri) for iri in found}
        if len(kinds) != 1 or len(found) > _MOST:
            return ""
        (group,) = kinds
        one, several, query = _KINDS[group]
        query = _OF_OFFICES.get(group, query) if groups == ["offices"] else query
        labels = sorted(map(self.label, found))
        named = f"the {several} {'; '.join(labels)}" if len(labels) > 1 else one if labels == [text] else f"{one}, {labels[0]}"
        ask = f"'vjgraph query {query} \"{labels[0]}\"'"
        holders = self._holders(found[0]) if group == "offices" and "people" in groups and len(found) == 1 else []
        if holders:
            more = ["others"] if len(holders) > _MOST else []
            hint = f"ask about {' or '.join([*holders[:_MOST], *more])}, who held it ({ask} tells when)"
        else:
            hint = f"{ask} asks about {'it' if len(labels) == 1 else 'the first'}"
        return f"'{text}' is {named}, not {' or '.join(_KINDS[wanted][0] for wanted in groups)}: {hint}"

    def _longer(self, groups: Sequence[str], text: str) -> str:
        """The things of some classes whose names go on after a text, as another meaning of it; empty where there are none."""
        key = f"{spell_british(fold(text))} "
        few = [self._of(group).entries.values() for group in groups if group not in ("people", "occasions")]
        longer = [
            entry.forms[0] for entry in chain(*few) if any(spell_british(fold(form)).startswith(key) for form in entry.forms)
        ]
        return f"; or did you mean {' or '.join(map(repr, sorted(longer)))}?" if 0 < len(longer) <= _MOST else ""

    def _holders(self, office: str) -> list[str]:
        """Who is attested in an office, the last first, and then who is only told to have held it before."""
        import pyoxigraph as ox

        rows: Any = self._store.query(bind(_HOLDERS, {"office": ox.NamedNode(office)}), prefixes=PREFIXES)
        return [row["name"].value for row in rows]

    def spelt(self, iri: str, text: str) -> list[Form]:
        """The recorded forms of a thing that a written name is, else is a part of, each with the rules by which it is."""
        group = self.group(iri)
        names = self._of(group)
        whole = [form for form in names.spelt(text) if form.id == iri]
        return whole or [form for form in names.spelt_in_part(text) if form.id == iri]

    def nearest(self, groups: Sequence[str], text: str, *, limit: int = 3) -> list[tuple[str, str]]:
        """The things most like a name and the form that is, best first; likeness only proposes."""
        entries = ((group, iri, entry) for group in groups for iri, entry in self._of(group).entries.items())
        return likest(text, ((group, iri, form) for group, iri, entry in entries for form in entry.forms), limit=limit)

    def group(self, iri: str) -> str:
        """The class of a thing, as a query's arguments call it."""
        return next(group for group in CLASSES if self._of(group).entry(iri))

    def label(self, iri: str) -> str:
        """What a thing is called."""
        return self.forms(iri)[0]

    def _called(self, groups: Sequence[str], iri: str) -> str:
        """The same of something in one of some classes, in whichever."""
        return next(entry.forms[0] for group in groups if (entry := self._of(group).entry(iri)))

    def forms(self, iri: str) -> list[str]:
        """Every form of a thing's name."""
        entry = self._of(self.group(iri)).entry(iri)
        return [*entry.forms] if entry else []

    def forms_of(self, name: str) -> list[str]:
        """Every form of the name of what is called by this very label."""
        entries = (entry for group in CLASSES for entry in self._of(group).entries.values())
        return [form for entry in entries if entry.forms[:1] == (name,) for form in entry.forms]

    def listing(self) -> dict[str, list[str]]:
        """The names of all things, sorted, by class."""
        return {group: sorted(entry.forms[0] for entry in self._of(group).entries.values()) for group in CLASSES}

    @cached_property
    def _same(self) -> dict[str, str]:
        """What was decided to be one thing is found by its other identifiers too."""
        rows: Any = self._store.query(_SAME, prefixes=PREFIXES)
        return {row["other"].value: row["thing"].value for row in rows}

    def _of(self, group: str) -> Names:
        if group not in self._held:
            self._held[group] = Names(self._store, group, self._same, alike=self._alike)
        return self._held[group]

    def _full(self, group: str, text: str) -> list[str]:
        ids = self._of(group).ends(text)
        ids = ids or self._of(group).joined(text)
        if ids:
            return ids
        body = fold(text)
        # A delegation is named by its body.
        for opening in ("the delegation of ", "delegation of ", "the "):
            if body.startswith(opening) and group == "organisations":
                return self._of(group).find(body.removeprefix(opening).removeprefix("the "))
        return self._of(group).find(text)

    def _part(self, group: str, text: str) -> list[str]:
        key = spell_british(fold(text))
        if not key:
            return []
        entries, hidden = self._of(group).holding(text), self._of(group).hidden
        if group == "people":
            found = {form.id for form in self._of(group).spelt_in_part(text)}
            return [iri for iri in entries if iri in found or fold(text) in hidden.get(iri, ())]
        # An office is found without its country or body only: the State Minister of Justice is no Minister of Justice.
        fits = self._lacks_body if group == "offices" else is_short_form
        parts = (
            (iri, any(fits(key, spell_british(fold(form))) and _agrees(text, form) for form in entry.forms))
            for iri, entry in entries.items()
        )
        return [iri for iri, is_part in parts if is_part or fold(text) in hidden.get(iri, ())]

    def _lacks_body(self, short: str, full: str) -> bool:
        rest = full.removeprefix(short + " of ").removeprefix("the ")
        return rest != full and " " in short and any(self._of(group).find(rest) for group in ("places", "organisations"))


def _agrees(part: str, whole: str) -> bool:
    """Whether the diacritics of a part of a title are those of its words."""
    return not is_marked(part) or not is_marked(whole) or set(marks(part).split()) <= set(marks(whole).split())
