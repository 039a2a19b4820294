"""Which recorded forms of people's names a written name is, and by which rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from vjgraph.names import (
    close_up,
    fold,
    has_long_vowels,
    is_marked,
    is_short_form,
    join_given,
    marks,
    orders,
    shorten_vowels,
    spell_long,
    strip_title,
    strip_titles,
    surname_before_comma,
)

ORDER, TITLE, JOINED, LONG, PART = (
    "order of names",
    "rank or honorific taken off",
    "given name in one word or several",
    "long vowels",
    "part of a name",
)
"""The rules that do more than compare without case, diacritics and signs."""


class Form(NamedTuple):
    """A recorded form of somebody's name, and the rules by which a written one is it."""

    id: str
    written: str
    family: str = ""
    rules: tuple[str, ...] = ()


class Named(NamedTuple):
    """Somebody's id, the forms of their name, and their family name."""

    id: str
    forms: tuple[str, ...]
    family: str = ""


Index = tuple[dict[str, list[Form]], dict[str, list[Form]], dict[str, list[Form]]]
"""The recorded forms by the keys they are found by: as they stand, with joined given names, with long vowels."""


class Spellings:
    """The recorded forms of people's names; state is the index of what each is found by."""

    def __init__(self, index: Index | None = None) -> None:
        """Begin with nothing, or with the `index` of others."""
        self.index: Index = index or (defaultdict(list), defaultdict(list), defaultdict(list))
        self._exact, self._joined, self._long = self.index

    def add(self, id: str, written: str, *, family: str = "") -> None:
        """Record a form of somebody's name."""
        by = {JOINED: self._joined, LONG: self._long}
        folded = fold(family)
        for rule, key, rules in _found_by(written, family):
            by.get(rule, self._exact)[key].append(Form(id, written, folded, rules))

    def find(self, text: str) -> list[Form]:
        """The forms that a written name can be, each with its rules: by the fewest rules that find any.

        A name with diacritics agrees only with forms that have none, or the same ones.
        """
        keys = lookups(text)
        for key, rules in keys:
            if found := _agreeing(text, self._exact.get(key, ()), rules):
                # Written short, a vowel may be a long one of somebody else.
                longer = self._long[key] if key in self._long and shorten_vowels(key) == key else ()
                return _closest(text, found + _agreeing(text, longer, rules))
        for key, rules in keys:
            joined = [_by(form, JOINED) for other in join_given(key) for form in self._exact.get(other, ())]
            if found := _agreeing(text, joined + self._joined.get(key, []), rules):
                return _closest(text, found)
        for key, rules in keys if not is_marked(text) else ():
            long = list(self._long.get(key, ())) + list(self._long.get(shorten_vowels(key), ()))
            long += [_by(form, JOINED) for other in join_given(key) for form in self._long.get(shorten_vowels(other), ())]
            if found := _agreeing(text, long, rules):
                return found
        return []

    def find_part(self, text: str) -> list[Form]:
        """The forms that a written name is some words of, in either order of names; an office before it is no part of it."""
        for key, rules in lookups(text, offices=False):
            exact = [(full, forms) for full, forms in self._exact.items() if is_short_form(key, full)]
            if found := _agreeing(text, (form for _, forms in exact for form in forms), (PART, *rules)):
                return found
            short = shorten_vowels(key)
            long = (form for full, forms in self._long.items() if is_short_form(short, full) for form in forms)
            if not is_marked(text) and (found := _agreeing(text, long, (PART, *rules))):
                return found
        return []


@lru_cache(maxsize=1 << 12)
def spellings_of(people: tuple[Named, ...]) -> Spellings:
    """The spellings of some people, the same each time."""
    spellings = Spellings()
    for id, forms, family in people:
        for form in forms:
            spellings.add(id, form, family=family)
    return spellings


@lru_cache(maxsize=1 << 12)
def known_by(person: Named) -> tuple[frozenset[str], frozenset[str]]:
    """All keys that somebody can be found by, and all words of these."""
    keys = frozenset(key for form in person.forms for _, key, _ in _found_by(form, person.family))
    return keys, frozenset(word for key in keys for word in key.split())


@lru_cache(maxsize=1 << 12)
def sought_by(text: str) -> frozenset[str]:
    """All keys that a written name is sought by: whoever has none of them is not found."""
    keys = {key for key, _ in lookups(text)}
    keys |= {joined for key in keys for joined in join_given(key)}
    return frozenset(keys | set(map(shorten_vowels, keys)))


@lru_cache(maxsize=1 << 12)
def sought_in_part_by(text: str) -> tuple[frozenset[str], ...]:
    """Words that a written name is sought in part by: whoever has no such set of them is not found."""
    keys = [key for key, _ in lookups(text, offices=False)][-1:]
    return tuple(frozenset(words.split()) for key in keys for words in dict.fromkeys((key, shorten_vowels(key))))


@lru_cache(maxsize=1 << 12)
def lookups(text: str, *, offices: bool = True) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The keys to look a written name up by: as it stands, then without one title after the other, for Gen may be a name."""
    keys: dict[str, tuple[str, ...]] = {}
    for number, key in enumerate(strip_titles(fold(text), offices=offices)):
        if key:
            keys.setdefault(close_up(key), (TITLE,) if number else ())
    return tuple(keys.items())


@lru_cache(maxsize=1 << 12)
def _found_by(written: str, family: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What a recorded form is found by: the rule that keeps a key apart (empty where none does), the key, all its rules."""
    form = Form("", written, fold(family))
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for key, rules in dict(_keys(form)).items():
        found.append(("", key, rules))
        found += [(JOINED, joined, _with(rules, JOINED)) for joined in _joined_given(key, form.family)]
        if has_long_vowels(written):
            found.append((LONG, shorten_vowels(key), _with(rules, LONG)))
    for other, rule in _respelt(form, family):
        found += [(rule, key, _with(rules, rule)) for key, rules in dict(_keys(other)).items()]
    return tuple(found)


def search_keys(written: str, *, family: str = "") -> list[str]:
    """All folded spellings of a form of somebody's name, the plain one first: what is typed needs only be compared.

    >>> search_keys("Ōno Ken", family="Ōno")
    ['ono ken', 'ken ono', 'ohno ken', 'ken ohno', 'ouno ken', 'ken ouno', 'oono ken', 'ken oono']
    """
    form = Form("", written, fold(family))
    keys = [key for key, _ in reversed(list(_keys(form)))]
    keys += [joined for key in keys for joined in _joined_given(key, form.family)]
    if has_long_vowels(written):
        keys += [shorten_vowels(key) for key in keys]
    keys += [key for other, _ in _respelt(form, family) for key, _ in reversed(list(_keys(other)))]
    return list(dict.fromkeys(keys))


def ids(forms: Iterable[Form]) -> list[str]:
    """Whose forms these are, sorted, each once."""
    return sorted({form.id for form in forms})


def _keys(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys that a recorded form is found by, those of fewer rules last."""
    family = form.family
    found: list[tuple[str, tuple[str, ...]]] = []
    for key, rules in lookups(form.written):
        # What is left of a name without its rank must still be a full name.
        if rules and not (" " in key and (not family or f" {family} " in f" {key} ")):
            continue
        turned = orders(key, family)
        words = form.written.split()
        if family and not rules and len(turned) == 1 and len(words) == 2 and f" {family} " not in f" {key} " and key.isascii():
            # Another spelling of a family name and a given name.
            turned = (key, f"{fold(words[1])} {fold(words[0])}")
        found += [(other, (*rules, *((ORDER,) if number else ()))) for number, other in enumerate(turned)]
    return reversed(found)


def _respelt(form: Form, family: str) -> Iterator[tuple[Form, str]]:
    """The form as others write it, its family name alike, and by which rule: macrons as letters, hyphens left out."""
    families = spell_long(family) or (family,) * 3
    for spelt, own in zip(spell_long(form.written), families, strict=False):
        yield form._replace(written=spelt, family=fold(own)), LONG
    if "-" in form.written:
        yield form._replace(written=form.written.replace("-", ""), family=fold(family.replace("-", ""))), JOINED


def _joined_given(key: str, family: str) -> tuple[str, ...]:
    """The key with its given name in one word."""
    if family and key.startswith(family + " "):
        given = key.removeprefix(family + " ")
        return (f"{family} {given.replace(' ', '')}",) if " " in given else ()
    if family and key.endswith(" " + family):
        given = key.removesuffix(" " + family)
        return (f"{given.replace(' ', '')} {family}",) if " " in given else ()
    return ()


def _by(form: Form, rule: str) -> Form:
    return form._replace(rules=_with(form.rules, rule))


def _with(rules: tuple[str, ...], rule: str) -> tuple[str, ...]:
    return rules if rule in rules else (*rules, rule)


def _agreeing(text: str, forms: Iterable[Form], rules: tuple[str, ...]) -> list[Form]:
    """The forms that a text can be by its diacritics and its comma; `rules` are what was done to the text."""
    if not forms:
        return []
    surname = surname_before_comma(text)
    held = [form for form in forms if not surname or _is_surname(surname, form)]
    if is_marked(text):
        # Whoever's diacritics are recorded is known by these: their plain form only leaves them out.
        known = {form.id for form in held if is_marked(form.written)}
        held = [form for form in held if form.id not in known or (is_marked(form.written) and _agrees(text, form.written))]
    if rules:
        held = [form._replace(rules=tuple(dict.fromkeys((*rules, *form.rules)))) for form in held]
    return list(dict.fromkeys(held))


def _is_surname(surname: str, form: Form) -> bool:
    written = fold(form.written)
    if not form.family or surname == surname_before_comma(form.written):
        return True
    own = shorten_vowels(form.family)
    return shorten_vowels(surname) == own or (f" {own} " not in f" {shorten_vowels(written)} " and written.startswith(surname))


def _agrees(text: str, written: str) -> bool:
    """Whether the diacritics of a name are those of the words of a recorded form, or of some of them."""
    return any(one <= other for one in _words(text) for other in _words(written))


def _words(name: str) -> list[Counter[str]]:
    plain = _without_title(name)
    return [Counter(words.split()) for words in (plain, *join_given(plain or "-"))]


def _without_title(name: str) -> str:
    """A name with its marks, and without what folding takes off its front."""
    return " ".join(marks(name).split()[-len(strip_title(fold(name)).split()) :])


def _closest(text: str, forms: list[Form]) -> list[Form]:
    """The forms with the very marks of the text, long vowels too, where there are any; else all."""
    if marks(text) == fold(text):
        return forms
    mine = Counter(_without_title(text).split())
    return [form for form in forms if Counter(_without_title(form.written).split()) == mine] or forms
