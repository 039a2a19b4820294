"""From a written name to the one entity it names, or to the candidates and what to paste."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vjgraph.authorities import Authorities, forms, label
from vjgraph.diagnosing import Problem
from vjgraph.model import Authority, Person
from vjgraph.names import fold, is_marked, is_short_form, marks, orders, shorten_vowels, strip_title

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


class Resolver:
    """Finds entities by any recorded form of their names; state is the index over one set of authorities."""

    def __init__(self, authorities: Authorities) -> None:
        self.authorities = authorities
        self._exact: dict[str, dict[str, dict[str, list[str]]]] = {}
        self._loose: dict[str, dict[str, set[str]]] = {}
        for group, file in authorities.files.items():
            exact: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
            loose: dict[str, set[str]] = defaultdict(set)
            for id, entry in file.entries.items():
                for form in forms(entry):
                    for key in _keys(form, entry, group):
                        exact[key][id].append(form)
                        if group == "people":
                            loose[shorten_vowels(key)].add(id)
            self._exact[group], self._loose[group] = dict(exact), dict(loose)

    def find(self, group: str, text: str) -> list[str]:
        """The ids of a class that a written name can mean, sorted: one when it is known, none or several else.

        A name with diacritics agrees only with forms that have none, or the same ones. An id names its own entity.
        """
        if text in self.authorities.entries(group):
            return [text]
        key = _key(text, group)
        found = self._exact.get(group, {}).get(key, {})
        ids = {id for id, written in found.items() if _agrees(text, written)}
        if not ids and group == "people" and not is_marked(text):
            ids = self._loose.get(group, {}).get(shorten_vowels(key), set())
        return sorted(ids)

    def resolve(self, groups: Sequence[str], text: str) -> tuple[str, str] | Problem:
        """The class and id of the one entity a name means among several classes, else a problem without a path.

        Where the classes given differ in rank, the first that knows the name decides.
        """
        for group in groups:
            ids = self.find(group, text)
            if len(ids) == 1:
                return group, ids[0]
            if ids:
                named = ", ".join(f"{id} ({label(self.authorities.entries(group)[id])})" for id in ids)
                return Problem((), "ambiguous-name", f"'{text}' can be {named}", "write the full name, or the id")
        message = f"no {_or(groups)} is called '{text}'"
        return Problem((), "unknown-name", message, self._advice(groups, text), (groups[0], text))

    def nearest(self, groups: Sequence[str], text: str, *, limit: int = 3) -> list[str]:
        """The labels most like a name, best first; likeness only proposes."""
        from rapidfuzz import fuzz, process

        choices = {
            (group, id, form): fold(form)
            for group in groups
            for id, entry in self.authorities.entries(group).items()
            for form in forms(entry)
        }
        near = process.extract(fold(text), choices, scorer=fuzz.WRatio, score_cutoff=75, limit=limit * 3)
        seen: dict[str, None] = {}
        for _, _, (group, id, _form) in near:
            seen.setdefault(label(self.authorities.entries(group)[id]) or id)
        return list(seen)[:limit]

    def _advice(self, groups: Sequence[str], text: str) -> str:
        near = self.nearest(groups, text)
        lines = [f"did you mean {' or '.join(repr(name) for name in near)}?"] if near else []
        where = self.authorities.files.get(groups[0])
        file = where.file if where else f"sources/authorities/{groups[0]}.yaml"
        lines.append(f"else add it to {file} ('vjgraph check --propose' does):")
        return "\n".join([*lines, *stub(groups[0], text).splitlines()])


class LocalNames:
    """The people one document introduces, so that its short forms can be understood in it alone."""

    def __init__(self) -> None:
        self._full: dict[str, set[str]] = defaultdict(set)

    def introduce(self, name: str, id: str, *, entry: Person, called: Sequence[str] = ()) -> None:
        """Make a person known under the name the document gives and under its short forms."""
        for form in (name, *called, *forms(entry)):
            for key in _keys(form, entry, "people"):
                self._full[key].add(id)

    def find(self, text: str) -> list[str]:
        """The ids a name can mean among those introduced: by a full form, else by a short one."""
        key = _key(text, "people")
        if not key:
            return []
        return sorted(self._full.get(key) or {id for full, ids in self._full.items() if is_short_form(key, full) for id in ids})


def stub(group: str, name: str, *, id: str = "") -> str:
    """The YAML entry to paste for a name no authority knows."""
    return STUBS[group].format(id=id or slug(name), name=_quoted(name))


def slug(name: str) -> str:
    """An id for a name.

    >>> slug("Đặng Thùy Trâm")
    'dang-thuy-tram'
    """
    import hashlib

    words = [word for word in fold(strip_title(fold(name))).split() if word.isascii()]
    return "-".join(words) or "x" + hashlib.sha256(name.encode()).hexdigest()[:10]


def _quoted(name: str) -> str:
    plain = name[:1].isalpha() and not any(sign in name for sign in (": ", " #", '"', "\n", "{", "}", "[", "]"))
    return name if plain else '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _key(text: str, group: str) -> str:
    folded = fold(text)
    if group == "people":
        return strip_title(folded)
    # Spaces do not tell bodies apart: Viet Nam and Vietnam are one writing.
    return folded.removeprefix("the ").replace(" ", "")


def _keys(form: str, entry: Authority, group: str) -> Iterator[str]:
    key = _key(form, group)
    if isinstance(entry, Person):
        yield from orders(key, fold(entry.family))
    elif key:
        yield key


def _agrees(text: str, written: Sequence[str]) -> bool:
    """Whether a name's diacritics allow it to be one of the written forms of the same folded key."""
    if not is_marked(text):
        return True
    marked = [form for form in written if is_marked(form)]
    return not marked or any(_words(text) == _words(form) for form in marked)


def _words(name: str) -> list[str]:
    return sorted(strip_title(marks(name)).split())


def _or(groups: Sequence[str]) -> str:
    return " or ".join(_SINGULAR[group] for group in groups)
