"""What everything on the page is found by: each form of a name in all its spellings, and words that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from vjgraph.explorer.reader import Reader
from vjgraph.names import fold, has_long_vowels, is_marked, marks, shorten_vowels, spell_british
from vjgraph.spelling import search_keys

CLASSES = {
    "person": "Person", "body": "Organization", "office": "Office", "meeting": "Meeting", "visit": "Visit",
    "event": "OtherEvent", "topic": "Topic", "agreement": "Agreement", "place": "Place",
}  # fmt: skip
"""What can be searched, as the page calls it and as the graph does."""
LITTLE = frozenset({"of", "the", "for", "and"})
"""Words that need not be typed; To is none, for it is a family name."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def search_entries(reader: Reader) -> list[dict[str, Any]]:
    """All that can be searched, by class, label and id: `terms` are the forms of a name beside its label; `keys`, `marks` and
    `long` tell of the label, then of each term, how it may be spelt, its letters with diacritics (none when no form has any)
    and whether its long vowels may be written short; `initials` are what it may be shortened to; `words` may be typed beside
    the name: offices held, place, day.
    """
    offices = {office: tuple(_office_words(reader, office)) for office in reader.instances("Office")}
    return [
        _entry(reader, id, cls, offices)
        for cls, name in CLASSES.items()
        for id in sorted(reader.instances(name), key=lambda id: (reader.label(id), id))
    ]


def name_forms(reader: Reader, id: str) -> tuple[str, ...]:
    """Every form of a name beside the label, each once, those of documents last."""
    terms = ("foaf:name", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
    found = dict.fromkeys(form for term in terms for form, _ in reader.literals(id, term))
    found.pop(reader.label(id), None)
    return tuple(found)


def initials(label: str) -> tuple[str, ...]:
    """A label as its first letters, without and with its little words: MOD begins the one, MPS the other.

    >>> initials("Ministry of Defence of Aland"), initials("Ministry of Public Security of Aland"), initials("Aland")
    (('mda', 'modoa'), ('mpsa', 'mopsoa'), ())
    """
    words = [word for word in fold(label).split() if word[0].isalpha()]
    short = "".join(word[0] for word in words if word not in LITTLE)
    return tuple(dict.fromkeys((short, "".join(word[0] for word in words)))) if len(short) > 1 else ()


def _entry(reader: Reader, id: str, cls: str, offices: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    label, terms = reader.label(id), name_forms(reader, id)
    forms = (label, *terms)
    family = reader.value(id, "foaf:familyName")
    # A form whose twin has diacritics is known by these.
    known = {fold(form): marks(form) for form in forms if is_marked(form)}
    return {
        "id": id,
        "cls": cls,
        "label": label,
        "terms": terms,
        "keys": [search_keys(form, family=family) if cls == "person" else [spell_british(fold(form))] for form in forms],
        "marks": [known.get(fold(form), "") for form in forms] if known else [],
        "long": [has_long_vowels(form) for form in forms] if cls == "person" else [],
        "family": shorten_vowels(fold(family)),
        "initials": initials(label) if cls in ("body", "office", "agreement") else (),
        "words": " ".join(dict.fromkeys(_words(reader, id, cls, offices))),
    }


def _words(reader: Reader, id: str, cls: str, offices: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Folded words that may be typed beside or instead of a name."""
    if cls == "person":
        held = {office for one in reader.subjects("vj:person", id) for office in reader.values(one, "vj:office")}
        for office in sorted(held):
            yield from offices.get(office, ())
    elif cls in ("body", "office"):
        yield from initials(reader.label(id))
        for kind in reader.values(id, "vj:kind"):
            yield from fold(reader.label(kind)).split()
    elif cls == "agreement":
        yield from initials(reader.label(id))
        for term in ("vj:kind", "vj:party", "vj:initiator"):
            for one in reader.values(id, term):
                yield from fold(reader.label(one)).split()
        for milestone in reader.subjects("vj:agreement", id):
            yield from _days(reader, milestone)
    elif cls in ("meeting", "visit", "event"):
        yield from _days(reader, id)
        for kind in reader.values(id, "vj:kind"):
            yield from fold(reader.label(kind)).split()
        for place in _around(reader, id):
            for form in (reader.label(place), *name_forms(reader, place)):
                yield from fold(form).split()
        for part in reader.subjects("vj:event", id):
            for party in reader.values(part, "vj:participant"):
                yield from fold(reader.label(party)).split()


def _office_words(reader: Reader, office: str) -> Iterator[str]:
    for form in (reader.label(office), *name_forms(reader, office)):
        yield from spell_british(fold(form)).split()
    yield from initials(reader.label(office))


def _around(reader: Reader, event: str) -> list[str]:
    """Where an event took place, and what those places lie in."""
    found = dict.fromkeys(reader.values(event, "vj:place"))
    for place in found.copy():
        while (place := reader.value(place, "schema:containedInPlace")) and place not in found:
            found[place] = None
    return list(found)


def _days(reader: Reader, id: str) -> Iterator[str]:
    """Year, month and day of what is dated, as far as each is known."""
    bounds = [reader.value(id, term) for term in ("vj:earliest", "vj:latest")]
    if not all(bounds):
        yield from (day[:4] for day in bounds if day)
        return
    first, last = map(date.fromisoformat, bounds)
    # What can have been in any of many years is not found by one of them.
    if last.year - first.year < 3:
        yield from map(str, range(first.year, last.year + 1))
    if (first.year, first.month) == (last.year, last.month):
        yield from (_MONTHS[first.month - 1], f"{first.month:02}", *(f"{day}" for day in {first.day, last.day} if first == last))
        if first == last:
            yield f"{first.day:02}"
