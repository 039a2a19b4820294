"""From a written name to the one entity it names, or to the candidates and what to paste."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from vjgraph import spelling, titles
from vjgraph.authorities import Authorities, forms, label
from vjgraph.diagnosing import Problem
from vjgraph.model import Person
from vjgraph.names import fold, is_short_form, strip_titles
from vjgraph.nearness import likest
from vjgraph.spelling import Form, Named, Spellings, ids, known_by, sought_by, sought_in_part_by, spellings_of
from vjgraph.titles import Titles

STUBS = {
    "people": "{id}:\n  en: {name}\n  family: \n  country: \n  review: true\n",
    "organisations": "{id}:\n  en: {name}\n  kind: organisation\n  country: \n  review: true\n",
    "offices": "{id}:\n  en: {name}\n  body: \n  review: true\n",
    "agreements": "{id}:\n  en: {name}\n  kind: agreement\n  review: true\n",
    "topics": "{id}:\n  en: {name}\n  broader: \n  review: true\n",
    "places": "{id}:\n  en: {name}\n  within: \n  review: true\n",
}
_SINGULAR = {
    "people": "person",
    "organisations": "body",
    "offices": "office",
    "agreements": "agreement",
    "topics": "topic",
    "places": "place",
}

_BODY = re.compile(
    r"\b(ministry|department|agency|institute|party|council|committee|commission|alliance|league|association|union|academy|"
    r"university|bank|company|corporation|group|army|navy|forces?|guard|police|government|parliament|assembly|chamber|house|"
    r"senate|court|centre|center|forum|organi[sz]ation|federation|delegation|port|city|prefecture|province)\b"
)


_LONGEST = 100
"""Signs of an id that is made of a name."""

Index = tuple[spelling.Index, dict[str, titles.Index]]
"""The forms of people's names by their keys, and of all others by class, key and id."""


class Resolver:
    """Finds entities by any recorded form of their names; state is the index over one set of authorities."""

    def __init__(self, authorities: Authorities, *, advising: bool = True, index: Index | None = None) -> None:
        """Index the authorities, or take the `index` of another resolver of the same ones.

        With `advising`, a name that is not known comes with what it may be, which takes its time.
        """
        self.authorities = authorities
        self._advising = advising
        people, others = index or (None, {})
        self._people, self._others = Spellings(people), {group: Titles(known) for group, known in others.items()}
        self._found: dict[tuple[str, str], list[str]] = {}
        self.memory: dict[str, dict[Any, Any]] = defaultdict(dict)
        """What others work out from these authorities alone, by who does, so that it is worked out once."""
        for group, file in authorities.files.items() if index is None else ():
            named = self._others[group] = Titles()
            for id, entry in file.entries.items():
                for form in forms(entry):
                    if isinstance(entry, Person):
                        self._people.add(id, form, family=entry.family)
                    else:
                        named.add(id, form)

    @property
    def index(self) -> Index:
        """What everything is found by."""
        return self._people.index, {group: known.index for group, known in self._others.items()}

    def find(self, group: str, text: str) -> list[str]:
        """The ids of a class that a written name can mean, sorted: one when it is known, none or several else.

        A name with diacritics agrees only with forms that have none, or the same ones. An id names its own entity.
        """
        found = self._found.get((group, text))
        if found is None:
            id = self.authorities.standing(group, text)
            found = [id] if id in self.authorities.entries(group) else self.named(group, text)
            self._found[group, text] = found
        return found

    def named(self, group: str, text: str) -> list[str]:
        """The ids of a class that a text is a name of, sorted; ids are not looked at."""
        return ids(self.spelt(group, text))

    def spelt(self, group: str, text: str) -> list[Form]:
        """The recorded forms of a class that a text is a name of, each with the rules by which it is."""
        if group == "people":
            return self._people.find(text)
        return self._others[group].find(text) if group in self._others else []

    def spelt_in_part(self, text: str) -> list[Form]:
        """The recorded forms of people's names that a text is a part of."""
        return self._people.find_part(text)

    def resolve(self, groups: Sequence[str], text: str) -> tuple[str, str] | Problem:
        """The class and id of the one entity a name means among several classes, else a problem without a path.

        Where the classes given differ in rank, the first that knows the name decides.
        """
        for group in groups:
            if ids := self.find(group, text):
                if len(ids) == 1:
                    return group, ids[0]
                break
        return self.problem(groups, text)

    def problem(self, groups: Sequence[str], text: str) -> Problem:
        """Why a name means no one entity: the candidates, or what to paste; without a path."""
        if not fold(text):
            return Problem((), "unknown-name", f"'{text}' is no name", "write one, or leave the key out")
        for group in groups:
            if ids := self.find(group, text):
                named = ", ".join(f"{id} ({label(self.authorities.entries(group)[id])})" for id in ids)
                return Problem((), "ambiguous-name", f"'{text}' can be {named}", "write the full name, or the id")
        message = f"no {_or(groups)} is called '{text}'"
        # A stub goes to the first class, but what is named like a body goes to the bodies where one may stand.
        likely = tuple(groups)
        if "organisations" in groups and _BODY.search(fold(text)):
            likely = ("organisations", *(group for group in groups if group != "organisations"))
        return Problem((), "unknown-name", message, self._advice(likely, text), (likely[0], text))

    def nearest(self, groups: Sequence[str], text: str, *, limit: int = 3) -> list[str]:
        """The labels most like a name, best first; likeness only proposes."""
        entries = {id: entry for group in groups for id, entry in self.authorities.entries(group).items()}
        return list(dict.fromkeys(label(entries[id]) or id for id, _ in self.likest(groups, text, limit=limit * 3)))[:limit]

    def likest(self, groups: Sequence[str], text: str, *, limit: int = 3) -> list[tuple[str, str]]:
        """The ids whose names are most like a name, each once with that form, best first."""
        entries = ((group, id, entry) for group in groups for id, entry in self.authorities.entries(group).items())
        return likest(text, ((group, id, form) for group, id, entry in entries for form in forms(entry)), limit=limit)

    def _advice(self, groups: Sequence[str], text: str) -> str:
        if not self._advising:
            return ""
        near = self.nearest(groups, text)
        lines = [f"did you mean {' or '.join(repr(name) for name in near)}?"] if near else []
        people = self.authorities.entries("people").values() if "people" in groups else ()
        if any(is_short_form(fold(text), fold(form)) for entry in people for form in forms(entry)):
            lines.append("a short form is understood only where the source introduces the person under 'people:'")
        where = self.authorities.files.get(groups[0])
        file = where.file if where else f"sources/authorities/{groups[0]}.yaml"
        other = " or to the file of its class" if len(groups) > 1 else ""
        lines.append(f"{'else ' if lines else ''}add it to {file}{other} ('vjgraph check --propose' does):")
        id = free(slug(text), {id for group in self.authorities.files for id in self.authorities.entries(group)})
        return "\n".join([*lines, *stub(groups[0], text, id=id).splitlines()])


class Introduction(NamedTuple):
    """Somebody as a document introduces them, with all keys that they can be found by and the words of these."""

    person: Named
    keys: frozenset[str]
    words: frozenset[str]


def introduction(id: str, names: Sequence[str], *, entry: Person) -> Introduction:
    """Somebody under the names a document gives them, and under those of their entry."""
    person = Named(id, tuple(dict.fromkeys((*names, *forms(entry)))), entry.family)
    return Introduction(person, *known_by(person))


class LocalNames:
    """The people one document introduces, so that its short forms can be understood in it alone."""

    def __init__(self) -> None:
        self._people: list[Introduction] = []

    def introduce(self, name: str, id: str, *, entry: Person, called: Sequence[str] = ()) -> None:
        """Make a person known under the name the document gives and under its short forms."""
        self.add(introduction(id, (name, *called), entry=entry))

    def add(self, introduction: Introduction) -> None:
        """Make a person known who was introduced so before."""
        self._people.append(introduction)

    def knows(self, id: str) -> bool:
        """Whether somebody was introduced."""
        return any(person.id == id for person, _, _ in self._people)

    def find(self, text: str) -> list[str]:
        """The ids of those introduced under a name, in either order."""
        sought = sought_by(text)
        likely = tuple([person for person, keys, _ in self._people if not sought.isdisjoint(keys)])
        if len(likely) == 1 and text in likely[0].forms:
            return [likely[0].id]
        return ids(spellings_of(likely).find(text)) if likely else []

    def find_short(self, text: str) -> list[str]:
        """The ids of those introduced under a name that a text is a part of."""
        sought = sought_in_part_by(text)
        likely = tuple(person for person, _, words in self._people if any(words.issuperset(some) for some in sought))
        return ids(spellings_of(likely).find_part(text)) if likely else []


def stub(group: str, name: str, *, id: str = "") -> str:
    """The YAML entry to paste for a name no authority knows."""
    return STUBS[group].format(id=id or slug(name), name=_quoted(name))


def free(id: str, taken: Collection[str]) -> str:
    """An id as it is, or with the first number that makes it a new one."""
    number, found = 1, id
    while found in taken:
        number += 1
        found = f"{id}-{number}"
    return found


def slug(name: str) -> str:
    """An id for a name.

    >>> slug("Gen. Đặng Thùy Trâm"), slug("Minister of Justice")
    ('dang-thuy-tram', 'minister-of-justice')
    """
    import hashlib

    words = [word for word in strip_titles(fold(name), offices=False)[-1].split() if word.isascii()]
    return "-".join(words)[:_LONGEST].strip("-") or "x" + hashlib.sha256(name.encode()).hexdigest()[:10]


def _quoted(name: str) -> str:
    """A name as a YAML value."""
    name = " ".join(name.split())
    if name[:1].isalpha() and name.isprintable() and name[-1] != ":" and not any(sign in name for sign in (": ", " #", *'"{}[]')):
        return name
    signs = (f"\\U{ord(c):08X}" if not c.isprintable() else "\\" + c if c in '\\"' else c for c in name)
    return '"' + "".join(signs) + '"'


def _or(groups: Sequence[str]) -> str:
    return " or ".join(_SINGULAR[group] for group in groups)
