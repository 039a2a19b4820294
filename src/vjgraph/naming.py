"""From any written form of a name to what the built graph calls it: labels, aliases, either order, short forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from vjgraph.authorities import RECORDS, Authorities, AuthorityFile, Decisions
from vjgraph.authorities import forms as written_forms
from vjgraph.errors import UsageError
from vjgraph.identifying import Resolver
from vjgraph.model import Authority, Label, Person
from vjgraph.names import fold, is_marked, is_short_form, marks, spell_british
from vjgraph.spelling import Form
from vjgraph.store import Queryable
from vjgraph.vocabulary import PREFIXES

CLASSES = {
    "people": "vj:Person", "organisations": "vj:Organization", "offices": "vj:Office", "agreements": "vj:Agreement",
    "topics": "vj:Topic", "places": "vj:Place", "occasions": "vj:Event",
}  # fmt: skip
"""The class of the graph behind each word that a query's arguments are declared with."""

_NAMES = """SELECT ?class ?thing ?p ?name ?family WHERE {
  VALUES ?class { %s }
  ?thing a ?class .
  VALUES ?p { rdfs:label foaf:name skos:prefLabel skos:altLabel skos:hiddenLabel }
  ?thing ?p ?name .
  OPTIONAL { ?thing foaf:familyName ?family }
}"""

_SAME = "SELECT ?thing ?other WHERE { ?thing owl:sameAs ?other }"

_SIGNS = re.compile(r'[<>{}"|\\^`\x00-\x1f]')


class NameIndex:
    """Every name in a built graph; state is the index, made once when the first name is looked up."""

    def __init__(self, store: Queryable) -> None:
        names: dict[str, dict[str, dict[str, list[str]]]] = {group: {} for group in CLASSES}
        groups = {PREFIXES["vj"] + name.partition(":")[2]: group for group, name in CLASSES.items()}
        rows = store.query(_NAMES % " ".join(CLASSES.values()), prefixes=PREFIXES)
        # Sorted here, for stores sort each in its own way; rdfs:label comes first, and is what a thing is called.
        for row in sorted(rows, key=lambda row: (row["p"].value, row["name"].value)):  # type: ignore[arg-type]
            found = names[groups[row["class"].value]].setdefault(row["thing"].value, defaultdict(list))
            found["hidden" if row["p"].value.endswith("hiddenLabel") else "names"].append(row["name"].value)
            if row["family"] is not None:
                found["family"] = [row["family"].value]
        self._labels = {iri: found["names"][0] for group in names.values() for iri, found in group.items() if found["names"]}
        self._hidden = {
            group: {iri: [fold(name) for name in found["hidden"]] for iri, found in things.items() if found["hidden"]}
            for group, things in names.items()
        }
        files = {
            group: AuthorityFile("", {iri: _record(group, found) for iri, found in names[group].items()}) for group in CLASSES
        }
        # What was decided to be one thing is found by its other identifiers too.
        same: dict[str, dict[str, str]] = {group: {} for group in CLASSES}
        for row in store.query(_SAME, prefixes=PREFIXES):  # type: ignore[union-attr]
            for group in CLASSES:
                if row["thing"].value in names[group]:
                    same[group][row["other"].value] = row["thing"].value
        self._same = same
        self._resolver = Resolver(Authorities(files, Decisions(same)))
        self._files = files

    def find(self, groups: Sequence[str], text: str) -> list[str]:
        """The IRIs that a written name can mean: by a full form, else by a document's short form or by part of a name.

        A full form is what the first of the classes that knows it calls so: the slot decides between a state and its place.
        """
        wanted = " ".join(text.split()).replace("`", "'")
        for group in groups:
            iri = self._same[group].get(wanted.strip("<>"), wanted.strip("<>"))
            if iri in self._files[group].entries:
                return [iri]
        # No name is told by these signs, so a text that has them names only what is written with them.
        signs = set(_SIGNS.findall(wanted))
        for group in groups:
            if found := [iri for iri in self._full(group, wanted) if self._has(group, iri, signs)]:
                return found
        parts = {group: [iri for iri in self._part(group, wanted) if self._has(group, iri, signs)] for group in groups}
        # Titles of meetings are made of the names of those who met: part of a name is theirs first.
        found = [iri for group, iris in parts.items() for iri in iris if group != "occasions"]
        return found or parts.get("occasions", [])

    def _has(self, group: str, iri: str, signs: set[str]) -> bool:
        entry = self._files[group].entries[iri]
        return any(signs <= set(form) for form in written_forms(entry))

    def namesakes(self, iri: str) -> list[str]:
        """The thing, and what bears its very label in other classes, as a state and its place do."""
        own = self.group(iri)
        return [iri, *(other for other, label in self._labels.items() if label == self._labels[iri] and self.group(other) != own)]

    def resolve(self, groups: Sequence[str], text: str) -> str:
        """The one IRI that a name means; raise `UsageError` that names the nearest or the candidates."""
        found = list(dict.fromkeys(self.find(groups, text)))
        if len(found) == 1:
            return found[0]
        if found:
            listed = sorted((self._labels[iri], "/".join(iri.rsplit("/", 2)[1:])) for iri in found)
            choices = "; ".join(f"{label} ({id})" for label, id in listed)
            raise UsageError(f"'{text}' can be {choices}: write the full name, or what stands in brackets")
        near = self._resolver.nearest(groups, text)
        hint = f"did you mean {' or '.join(repr(name) for name in near)}?" if near else "'vjgraph show' lists what there is"
        raise UsageError(f"nothing in the graph is called '{text}': {hint}")

    def spelt(self, iri: str, text: str) -> list[Form]:
        """The recorded forms of a thing that a written name is, else is a part of, each with the rules by which it is."""
        group = self.group(iri)
        whole = [form for form in self._resolver.spelt(group, text) if form.id == iri]
        return whole or [form for form in self._resolver.spelt_in_part(text) if form.id == iri]

    def nearest(self, groups: Sequence[str], text: str) -> list[tuple[str, str]]:
        """The things most like a name and the form that is, best first; likeness only proposes."""
        return self._resolver.likest(groups, text)

    def group(self, iri: str) -> str:
        """The class of a thing, as a query's arguments call it."""
        return next(group for group, file in self._files.items() if iri in file.entries)

    def label(self, iri: str) -> str:
        """What a thing is called."""
        return self._labels[iri]

    def forms(self, iri: str) -> list[str]:
        """Every form of a thing's name."""
        return written_forms(self._files[self.group(iri)].entries[iri])

    def forms_of(self, name: str) -> list[str]:
        """Every form of the name of what is called by this very label."""
        entries = (entry for file in self._files.values() for entry in file.entries.values())
        return [form for entry in entries if entry.names.get("en") == name for form in written_forms(entry)]

    def listing(self) -> dict[str, list[str]]:
        """The names of all things, sorted, by class."""
        return {group: sorted(self._labels[iri] for iri in file.entries) for group, file in self._files.items()}

    def _full(self, group: str, text: str) -> list[str]:
        ids = [iri for iri in self._files[group].entries if iri.endswith((f"/{text}", f"#{text}"))]
        ids = ids or [iri for other, iri in self._same[group].items() if other.endswith((f"/{text}", f"#{text}"))]
        if ids:
            return ids
        body = fold(text)
        # A delegation is named by its body.
        for opening in ("the delegation of ", "delegation of ", "the "):
            if body.startswith(opening) and group == "organisations":
                return self._resolver.find(group, body.removeprefix(opening).removeprefix("the "))
        return self._resolver.find(group, text)

    def _part(self, group: str, text: str) -> list[str]:
        key = spell_british(fold(text))
        if not key:
            return []
        hidden, entries = self._hidden[group], self._files[group].entries
        if group == "people":
            found = {form.id for form in self._resolver.spelt_in_part(text)}
            return [iri for iri in entries if iri in found or fold(text) in hidden.get(iri, ())]
        # An office is found without its country or body only: the State Minister of Justice is no Minister of Justice.
        fits = self._lacks_body if group == "offices" else is_short_form
        parts = (
            (iri, any(fits(key, spell_british(fold(form))) and _agrees(text, form) for form in written_forms(entry)))
            for iri, entry in entries.items()
        )
        return [iri for iri, is_part in parts if is_part or fold(text) in hidden.get(iri, ())]

    def _lacks_body(self, short: str, full: str) -> bool:
        rest = full.removeprefix(short + " of ").removeprefix("the ")
        return rest != full and " " in short and any(self._resolver.find(group, rest) for group in ("places", "organisations"))


def _agrees(part: str, whole: str) -> bool:
    """Whether the diacritics of a part of a title are those of its words."""
    return not is_marked(part) or not is_marked(whole) or set(marks(part).split()) <= set(marks(whole).split())


def _record(group: str, found: dict[str, list[str]]) -> Authority:
    record = RECORDS.get(group, Authority)
    # The first name is what the thing is called: the record's English label.
    names: dict[str, Label] = {str(number) if number else "en": name for number, name in enumerate(found["names"])}
    if record is Person:
        return Person(names=names, family=next(iter(found.get("family", [])), ""))
    return Authority(names=names)
