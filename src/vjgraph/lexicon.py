"""The names of one class of things as a store holds them: all of them, or as few as one written name needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from vjgraph.names import TITLES, fold
from vjgraph.spelling import Form, Spellings, ids
from vjgraph.store import Queryable
from vjgraph.titles import Titles
from vjgraph.vocabulary import PREFIXES

CLASSES = {
    "people": "vj:Person", "organisations": "vj:Organization", "offices": "vj:Office", "agreements": "vj:Agreement",
    "topics": "vj:Topic", "places": "vj:Place", "occasions": "vj:Event",
}  # fmt: skip
"""The class of the graph behind each word that a query's arguments are declared with."""

_PROPERTIES = ("rdfs:label", "skos:altLabel", "skos:hiddenLabel", "skos:prefLabel", "foaf:name", "foaf:familyName")
"""Where names stand, in the order of their IRIs: `rdfs:label` comes first, and is what a thing is called."""
_HIDDEN, _FAMILY = _PROPERTIES.index("skos:hiddenLabel"), _PROPERTIES.index("foaf:familyName")
_NAMED = "{{ {things} ?thing a {cls} ; {term} ?name . BIND ({at} AS ?p) }}"
_MANY = {
    "people": ("foaf:name", "skos:altLabel", "skos:hiddenLabel"),
    "occasions": ("rdfs:label", "skos:altLabel", "skos:hiddenLabel"),
}
"""The classes of which there are too many to read all names for one, and where all of these stand."""
_FIRST_WORDS = "|".join(sorted({title[0] for title in TITLES}))
# Whatever a name is folded into has its letters, but for those of long vowels or of another spelling of a title; and names
# with other signs or a title before them are always looked at.
_SPELT_EITHER_WAY = {"people": "ouh", "occasions": "cehmostuz"}
_LIKE = (
    """FILTER (!REGEX(?name, "[%s]", "i") || REGEX(?name, "[^ -~]|['`+]") || REGEX(?name, "^[^a-z]*(?:"""
    + _FIRST_WORDS
    + """)(?:[^a-z]|$)", "i"))"""
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Entry(NamedTuple):
    """What a thing is called, its label first, and the family name of a person."""

    forms: tuple[str, ...]
    family: str = ""


class Names:
    """The names of one class as a store holds them; state is what has been read of them, or made of all."""

    def __init__(self, store: Queryable, group: str, same: Mapping[str, str]) -> None:
        self._store, self.group, self.same = store, group, same
        self.hidden: dict[str, list[str]] = {}
        self._read: dict[str, Entry | None] = {}
        self._found: dict[str, list[str]] = {}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """All of them, by IRI."""
        return self._load()

    @cached_property
    def _index(self) -> Spellings | Titles:
        return self._indexed(self.entries)

    def entry(self, iri: str) -> Entry | None:
        """The names of one thing; nothing where it is none of this class."""
        if "entries" in self.__dict__:
            return self.entries.get(iri)
        if iri not in self._read:
            self._read[iri] = self._load([iri]).get(iri) if _is_iri(iri) else None
        return self._read[iri]

    def find(self, text: str) -> list[str]:
        """What a text is a full name of. Of a class of many only names of its letters are read: to learn all takes long."""
        if self.group not in _MANY or "entries" in self.__dict__:
            iri = self.same.get(text, text)
            return [iri] if iri in self.entries else ids(self._index.find(text))
        if text not in self._found:
            self._found[text] = ids(self._indexed(self._load(self._like(text))).find(text))
        return self._found[text]

    def spelt(self, text: str) -> list[Form]:
        """The forms of all of them that a text is, each with the rules by which it is."""
        return self._index.find(text)

    def spelt_in_part(self, text: str) -> list[Form]:
        """The forms of people's names that a text is a part of."""
        return self._index.find_part(text) if isinstance(self._index, Spellings) else []

    def _like(self, text: str) -> list[str]:
        """The things of which a name may be a text, for all its letters are, and some more."""
        others = set(_LETTERS) - set(fold(text)) - set(_SPELT_EITHER_WAY[self.group])
        # Of occasions, everything has a label of the same kind.
        of = f" ; a {CLASSES[self.group]}" if self.group == "occasions" else ""
        named = " UNION ".join(f"{{ ?thing {term} ?name{of} }}" for term in _MANY[self.group])
        like = _LIKE % "".join(sorted(others)) if others else ""
        found: Any = self._store.query(f"SELECT DISTINCT ?thing WHERE {{ {{ {named} }} {like} }}", prefixes=PREFIXES)
        return [row["thing"].value for row in found]

    def ends(self, text: str) -> list[str]:
        """The IRIs whose last segments are a text."""
        if " " in text or not text:
            return []
        if self.group not in _MANY or "entries" in self.__dict__:
            return [iri for iri in self.entries if iri.endswith((f"/{text}", f"#{text}"))]
        import pyoxigraph as ox

        ends = " || ".join(f"STRENDS(STR(?thing), {ox.Literal(sign + text)})" for sign in "/#")
        asked = f"SELECT DISTINCT ?thing WHERE {{ ?thing a {CLASSES[self.group]} . FILTER ({ends}) }}"
        found: Any = self._store.query(asked, prefixes=PREFIXES)
        return sorted(row["thing"].value for row in found)

    def joined(self, text: str) -> list[str]:
        """What was decided to be one with something of whose IRI a text is the last segment."""
        found = (iri for other, iri in self.same.items() if other.endswith((f"/{text}", f"#{text}")))
        return [iri for iri in found if self.entry(iri)]

    def _load(self, things: Sequence[str] | None = None) -> dict[str, Entry]:
        """The names of some things, or of all."""
        if things is not None and not things:
            return {}
        values = f"VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in things)} }}" if things else ""
        named = (
            _NAMED.format(things=values, cls=CLASSES[self.group], term=term, at=at)
            for at, term in enumerate(_PROPERTIES)
            if at != _FAMILY or self.group == "people"
        )
        rows: Any = self._store.query(f"SELECT ?thing ?p ?name WHERE {{ {' UNION '.join(named)} }}", prefixes=PREFIXES)
        names: dict[str, dict[int, list[str]]] = {}
        # Sorted here, for stores sort each in its own way.
        for at, name, thing in sorted((int(row["p"].value), row["name"].value, row["thing"].value) for row in rows):
            names.setdefault(thing, defaultdict(list))[at if at in (_HIDDEN, _FAMILY) else 0].append(name)
        self.hidden |= {iri: [fold(name) for name in told[_HIDDEN]] for iri, told in names.items() if told[_HIDDEN]}
        return {iri: Entry(tuple(told[0]), "".join(told[_FAMILY][:1])) for iri, told in names.items()}

    def _indexed(self, entries: Mapping[str, Entry]) -> Spellings | Titles:
        spellings, titles = Spellings(), Titles()
        for iri, entry in entries.items():
            for form in entry.forms:
                if self.group == "people":
                    spellings.add(iri, form, family=entry.family)
                else:
                    titles.add(iri, form)
        return spellings if self.group == "people" else titles


def _is_iri(text: str) -> bool:
    import pyoxigraph as ox

    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
