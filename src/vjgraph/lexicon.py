"""The names of one class of things as a store holds them: all of them, or as few as one written name needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from vjgraph.names import TITLES, fold, strip_title
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
_MANY = {
    "people": ("foaf:name", "skos:altLabel", "skos:hiddenLabel"),
    "occasions": ("rdfs:label", "skos:altLabel", "skos:hiddenLabel"),
}
"""The classes of which there are too many to read all names for one, and where all of these stand."""
_FIRST_WORDS = "|".join(sorted({title[0] for title in TITLES}))
# Whatever a name is folded into has its letters, but for those of long vowels or of another spelling of a title; and names
# with other signs or a title before them are always looked at.
_SPELT_EITHER_WAY = {"people": "ouh", "occasions": "cehmostuz"}
_SIGNS = """REGEX(?name, "[^ -~]|['`+]")"""
_LIKE = f"""FILTER ((STRLEN(?name) >= %d && !REGEX(?name, "[%s]", "i")) || {_SIGNS}
  || REGEX(?name, "^[^a-z]*(?:{_FIRST_WORDS})(?:[^a-z]|$)", "i"))"""
_FEW = 300
"""Of so many things the names are read one by one; of more it takes no longer to read all."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Entry(NamedTuple):
    """What a thing is called, its label first, and the family name of a person."""

    forms: tuple[str, ...]
    family: str = ""


class Names:
    """The names of one class as a store holds them; state is what has been read of them, or made of all."""

    def __init__(self, store: Queryable, group: str, same: Mapping[str, str], *, alike: bool = False) -> None:
        """Where IRIs are `alike`, differing in their last segments alone, a thing is found by its id without a search."""
        self._store, self.group, self.same, self._alike = store, group, same, alike
        self.hidden: dict[str, list[str]] = {}
        self._read: dict[str, Entry | None] = {}
        self._found: dict[str, list[str]] = {}
        self._holding: dict[str, Mapping[str, Entry]] = {}

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
            self._found[text] = ids(self._indexed(self._some(self._like(text))).find(text))
        return self._found[text]

    def holding(self, text: str) -> Mapping[str, Entry]:
        """The things of whose names a text may be a part, in the order of all; of a class of many only those with its words."""
        if self.group not in _MANY or "entries" in self.__dict__:
            return self.entries
        if text not in self._holding:
            self._holding[text] = self._some(self._with_words_of(text))
        return self._holding[text]

    def spelt(self, text: str) -> list[Form]:
        """The forms of all of them that a text is, each with the rules by which it is."""
        return self._index.find(text)

    def spelt_in_part(self, text: str) -> list[Form]:
        """The forms of people's names that a text is a part of."""
        index = self._indexed(self.holding(text)) if "entries" not in self.__dict__ else self._index
        return index.find_part(text) if isinstance(index, Spellings) else []

    def _like(self, text: str) -> list[str]:
        """The things of which a name may be a text, for all its letters are and it has as many, and some more."""
        either = set(_SPELT_EITHER_WAY[self.group])
        others = set(_LETTERS) - set(fold(text)) - either
        least = sum(letter in _LETTERS and letter not in either for letter in strip_title(fold(text)))
        return self._named(_LIKE % (least, "".join(sorted(others))) if others else "")

    def _with_words_of(self, text: str) -> list[str]:
        """The things of which a name may have the words of a text, for it has their letters in that order, and some more."""
        either = _SPELT_EITHER_WAY[self.group]
        # Without the titles before it, a text is part of all names that it is part of with them.
        words = ([letter for letter in word if letter not in either] for word in strip_title(fold(text)).split())
        held = " && ".join(f'REGEX(?name, "{f"[{either}]*".join(letters)}", "i")' for letters in words if letters)
        return self._named(f"FILTER (({held}) || {_SIGNS})" if held else "")

    def _named(self, condition: str) -> list[str]:
        """The things of which a name fulfils a condition, and some that are of other classes."""
        # Of occasions, everything has a label of the same kind.
        of = f"?thing a {CLASSES[self.group]} ." if self.group == "occasions" else ""
        label, *others = (f"?thing {term} ?name" for term in _MANY[self.group])
        # Few things have other names than one: these are read at once, and then held against the class.
        read = [f"{of} {label}", *(f"{of} {{ SELECT ?thing ?name {{ {other} }} }}" for other in others)]
        named = " UNION ".join(f"{{ {names} }}" for names in read)
        found: Any = self._store.query(f"SELECT DISTINCT ?thing WHERE {{ {{ {named} }} {condition} }}", prefixes=PREFIXES)
        return [row["thing"].value for row in found]

    def ends(self, text: str) -> list[str]:
        """The IRIs whose last segments are a text."""
        if " " in text or not text:
            return []
        last = (f"/{text}", f"#{text}")
        if self.group not in _MANY or "entries" in self.__dict__:
            return [iri for iri in self.entries if iri.endswith(last)]
        things = f"SELECT DISTINCT ?thing WHERE {{ ?thing a {CLASSES[self.group]} "
        found: Any
        if self._alike:
            found = self._store.query(things + "} LIMIT 1", prefixes=PREFIXES)
            like = [f"{row['thing'].value.rpartition('/')[0]}/{text.rpartition('/')[2]}" for row in found]
            return [iri for iri in like if iri.endswith(last) and self.entry(iri)]
        import pyoxigraph as ox

        ends = f"STRENDS(STR(?thing), {ox.Literal(text)})"
        found = self._store.query(f"{things}. FILTER ({ends}) }}", prefixes=PREFIXES)
        return sorted(iri for iri in (row["thing"].value for row in found) if iri.endswith(last))

    def joined(self, text: str) -> list[str]:
        """What was decided to be one with something of whose IRI a text is the last segment."""
        found = (iri for other, iri in self.same.items() if other.endswith((f"/{text}", f"#{text}")))
        return [iri for iri in found if self.entry(iri)]

    def _some(self, things: Sequence[str]) -> Mapping[str, Entry]:
        """The names of some things or, where they are many, of all."""
        if len(things) > _FEW:
            return self.entries
        found = self._load(things)
        self._read |= found
        return found

    def _load(self, things: Sequence[str] | None = None) -> dict[str, Entry]:
        """The names of some things, or of all."""
        if things is not None and not things:
            return {}
        of = f"?thing a {CLASSES[self.group]}"
        terms = [f"{term} ?name . BIND ({at} AS ?p)" for at, term in enumerate(_PROPERTIES)]
        label, *others = terms if self.group == "people" else terms[:_FAMILY]
        if things:
            values = f"VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in things)} }}"
            named = " UNION ".join(f"{{ {values} {of} ; {term} }}" for term in (label, *others))
        else:
            # Everything has a label, and few things have other names: these are read at once, and then held against the class.
            other = " UNION ".join(f"{{ ?thing {term} }}" for term in others)
            other = f"{{ SELECT ?thing {{ {of} }} }} {{ SELECT ?thing ?p ?name {{ {other} }} }}"
            named = f"{{ {of} ; {label} }} UNION {{ {other} }}"
        rows: Any = self._store.query(f"SELECT ?thing ?p ?name WHERE {{ {named} }}", prefixes=PREFIXES)
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
