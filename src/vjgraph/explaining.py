"""Why a written name finds what it finds: the recorded form, the rules between the two, and where the form stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vjgraph.citing import citations, find_evidence
from vjgraph.names import fold, is_marked, is_short_form, marks, spell_british, strip_title
from vjgraph.naming import CLASSES, NameIndex
from vjgraph.spelling import JOINED, ORDER, PART, TITLE, Form
from vjgraph.store import Queryable
from vjgraph.vocabulary import PREFIXES

_FORMS = """SELECT ?name ?use WHERE {
  VALUES (?p ?use) { (rdfs:label 0) (foaf:name 1) (skos:prefLabel 1) (skos:altLabel 2) (skos:hiddenLabel 3) }
  <%s> ?p ?name .
} ORDER BY ?use ?name"""
_USES = ("the name", "a name", "an alias")
_CALLED = 3
_SPACED = {PART, JOINED, "hyphens, apostrophes and dots"}
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SIGNS = re.compile(r"[^\w\s,]")


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that a written name can mean: the recorded form that says so, what that is, the rules, the words."""

    iri: str
    label: str
    form: str
    use: str
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A recorded form that a written name is like but is not, and why not."""

    iri: str
    label: str
    form: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """What a written name means in a graph: one match, several, or none and what is nearest."""

    asked: str
    matches: tuple[Match, ...] = ()
    nearest: tuple[Near, ...] = ()


def explain(store: Queryable, text: str, *, names: NameIndex) -> Why:
    """Say what a written name finds, by which rules, or why it finds nothing."""
    found = list(dict.fromkeys(names.find(list(CLASSES), text)))
    matches = tuple(sorted((_match(store, iri, text, names) for iri in found), key=lambda match: (match.label, match.iri)))
    return Why(text, matches, () if matches else tuple(_nearest(text, names)))


def _match(store: Queryable, iri: str, text: str, names: NameIndex) -> Match:
    recorded = list(_recorded(store, iri))
    asked = text.strip().strip("<>")
    if asked == iri or iri.endswith((f"/{asked}", f"#{asked}")):
        return Match(iri, names.label(iri), asked, "its id")
    spelt = names.spelt(iri, text)
    if names.group(iri) == "people" and not spelt and all(fold(name) != fold(text) for name, _, _ in recorded):
        for part, office in ((part, office) for person, part, office in names.behind_office(text) if person == iri):
            match = _match(store, iri, part, names)
            return replace(match, rules=(*match.rules, f"an office beside it that documents attest: {office}"))
    form, rules = _best(text, spelt, [name for name, _, _ in recorded])
    use, language = next((use, language) for name, use, language in recorded if name == form)
    told = _told(use, language, title=names.group(iri) == "occasions", other=_script(form) != _script(names.label(iri)))
    return Match(iri, names.label(iri), form, told, (*rules, *_differences(text, form, rules)), _words(store, iri, form))


def _told(use: int, language: str, *, title: bool, other: bool) -> str:
    """What a recorded form is to the thing, and where it is recorded."""
    if use == _CALLED:
        return "what a document calls it"
    if title:
        return "another title" if use else "the title"
    said = "the name in another script" if use and other else _USES[use]
    return f"{said} in the authorities" + (f" ({language})" if language else "")


def _recorded(store: Queryable, iri: str) -> Iterator[tuple[str, int, str]]:
    """The recorded forms of a thing's name, each with its use and its language."""
    rows: Any = store.query(_FORMS % iri, prefixes=PREFIXES)
    for row in rows:
        yield row["name"].value, int(row["use"].value), row["name"].language or ""


def _best(text: str, spelt: Sequence[Form], recorded: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The form that is told as the reason: that of the fewest rules and differences."""
    key = fold(text)
    choices: list[tuple[str, tuple[str, ...]]] = []
    choices += [(form, ()) for form in recorded if fold(form) == key and not (spelt and form in {one.written for one in spelt})]
    choices += [(form.written, form.rules) for form in spelt]
    if not choices:
        joined = [form for form in recorded if _closed(form) == _closed(text)]
        part = [form for form in recorded if is_short_form(key, fold(form))]
        choices = [(form, ()) for form in joined] or [(form, (PART,)) for form in part or recorded]
    return min(choices, key=lambda one: (len(one[1]), len(_differences(text, *one)), recorded.index(one[0])))


def _words(store: Queryable, iri: str, form: str) -> tuple[str, ...]:
    """Citations of the words about a thing in which a form of its name stands."""
    key = f" {fold(form)} "
    (passages,) = find_evidence(store, [{"thing": iri}])
    return tuple(cited for cited, _ in citations([one for one in passages if key in f" {fold(one['quote'] or '')} "]))


def _differences(text: str, form: str, rules: Sequence[str] = ()) -> tuple[str, ...]:
    """What folding looks past between a written name and a recorded form that it is."""
    found = []
    composed = unicodedata.normalize("NFC", text)
    titled = TITLE in rules
    ours, theirs = _raw_words(text, titled=titled), _raw_words(form, titled=titled)
    if not rules and fold(text) != fold(form):
        # Spaces, the article and an American spelling do not tell bodies apart.
        spelt = [spell_british(fold(name)) != fold(name) for name in (text, form)]
        found += ["British or American spelling"] * (spelt[0] != spelt[1])
        found += ["“the” left out"] * (fold(text).startswith("the ") != fold(form).startswith("the "))
        found += ["white space"] * (_titled(text) != _titled(form))
        ours, theirs = (["".join(words[words[0].lower() == "the" :])] for words in (ours, theirs))
    pairs = [(one, min((o for o in theirs if fold(o) == fold(one)), key=lambda o: o != one, default=one)) for one in ours]
    if any(_plain(one) != _plain(other) for one, other in pairs):
        found.append("capitals")
    dotted = [(one, other) for one, other in pairs if marks(one) != marks(other)]
    if any(set(_plain(other).lower()) & {"đ"} ^ set(_plain(one).lower()) & {"đ"} for one, other in dotted):
        found.append("đ")
    if any(_without_d(marks(one)) != _without_d(marks(other)) for one, other in dotted):
        found.append("diacritics")
    if any(marks(one) == marks(other) and _lower(one) != _lower(other) for one, other in pairs):
        found.append("place of the tone mark")
    if ("," in text) != ("," in form) and ORDER not in rules:
        found.append("comma")
    if PART not in rules and _signs(text, titled=titled) != _signs(form, titled=titled):
        found.append("hyphens, apostrophes and dots")
    if _seen(text).split(" ") != _seen(text).split() or (len(ours) != len(theirs) and not {*rules, *found} & _SPACED):
        found.append("white space")
    if _UNSEEN.search(text):
        found.append("signs that are not seen")
    if composed != text or unicodedata.normalize("NFKC", text) != composed:
        found.append("Unicode form")
    return tuple(found)


def _closed(text: str) -> str:
    return _titled(text).replace(" ", "")


def _titled(text: str) -> str:
    return spell_british(fold(text)).removeprefix("the ")


def _signs(name: str, *, titled: bool) -> Counter[str]:
    """The signs in a name, behind its title where that was taken off."""
    seen, words = _seen(name), _raw_words(name, titled=titled)
    at = seen.find(words[0]) if words else -1
    return Counter(_SIGNS.findall(seen[max(at, 0) :]))


def _seen(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def _raw_words(name: str, *, titled: bool = True) -> list[str]:
    """The words of a name as they are written, without its title where it has one."""
    words = re.sub(r"[\W_]+", " ", re.sub("[’‘ʼʻʹ´`']", "", unicodedata.normalize("NFKC", _seen(name)))).split()
    return words[-len(strip_title(fold(name)).split()) :] if titled else words


def _plain(word: str) -> str:
    """A word without its marks, in the case in which it is written; đ stays."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _lower(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _without_d(word: str) -> str:
    return word.replace("đ", "d")


def _script(name: str) -> str:
    letter = next((c for c in name if c.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0]


def _nearest(text: str, names: NameIndex) -> Iterator[Near]:
    """The recorded forms most like a name, each thing once, and why none of them is it."""
    # Titles of meetings are made of the names of those who met.
    near = names.nearest([group for group in CLASSES if group != "occasions"], text) or names.nearest(["occasions"], text)
    for iri, like in near:
        # Of two spellings of the same letters, that which is written as the name is.
        alike = [one for one in names.forms(iri) if sorted(fold(one)) == sorted(fold(like))]
        form = max(alike, key=lambda one: is_marked(one) == is_marked(text))
        yield Near(iri, names.label(iri), form, tuple(_refusals(text, form, people=names.group(iri) == "people")))


def _refusals(text: str, form: str, *, people: bool) -> Iterator[str]:
    """Why a written name is not a recorded form."""
    ours = _raw_words(text) if people else _seen(text).split()
    theirs = _raw_words(form) if people else _seen(form).split()
    mine, own = Counter(map(fold, ours)), Counter(map(fold, theirs))
    if mine == own:
        if is_marked(text) and Counter(map(marks, ours)) != Counter(map(marks, theirs)):
            yield from _mark_by_mark(ours, theirs)
        elif people and "," in text:
            yield "what stands before the comma is not the family name"
        else:
            yield "the words stand in another order" + (": only the family name may stand at either end" if people else "")
        return
    lacking = [word for word in theirs if fold(word) in own - mine]
    odd = [word for word in ours if fold(word) in mine - own]
    if len(lacking) == len(odd):
        yield from (f"“{one}” is not “{other}”" for one, other in zip(odd, lacking, strict=True))
        return
    if odd:
        yield f"{_listed(odd)} {'is' if len(odd) == 1 else 'are'} not in it"
    if lacking:
        yield f"{_listed(lacking)} {'is' if len(lacking) == 1 else 'are'} lacking"


def _mark_by_mark(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """The letters by which two names of the same letters differ."""
    left = list(theirs)
    for one in ours:
        other = next((o for o in left if marks(o) == marks(one)), None) or next(o for o in left if fold(o) == fold(one))
        left.remove(other)
        letters = zip(unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", other), strict=False)
        for a, b in letters:
            if a.casefold() != b.casefold():
                yield f"the diacritics differ: {a} is not {b} (“{one}”, “{other}”)"


def _listed(words: Iterable[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)
