"""Names read only as far as one written name needs find what all names together would find."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from vjgraph.lexicon import Names
from vjgraph.names import fold, is_short_form, marks, spell_british, spell_long
from vjgraph.vocabulary import PREFIXES

PEOPLE = (
    ("Tô Lâm", "Tô"), ("To Lam", "To"), ("Tố Lam", "Tố"), ("Đặng Thùy Trâm", "Đặng"), ("Ōno Ken", "Ōno"), ("Ono Ken", "Ono"),
    ("Kim Hyun-sook", "Kim"), ("Kim Hyunsook", "Kim"), ("Gen. Lam Phan", "Phan"), ("Sen. Lieut. Gen. Ann O’Zoe", "O’Zoe"),
    ("Ann O'Zoe", "O'Zoe"), ("Marcos, Ferdinand, Jr.", "Marcos"), ("岸田 文雄", "岸田"), ("Kishida Fumio", "Kishida"),
    ("He Lifeng", "He"), ("Lifeng Ho", "Ho"), ("Mac+Plus Moe", "Moe"), ("Ishii Shouhei", "Ishii"), ("Shohei Ishii", "Ishii"),
    ("Bà Nguyễn", "Nguyễn"),
    ("X", ""),
)  # fmt: skip
EVENTS = (
    "talks of the Ministry of Defense and the Labor Organization",
    "programme of the Centre",
    "meeting of Ann O'Zoe and Tô Lâm",
)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """People and occasions whose names are alike in every way that names can be."""
    made = ox.Store()

    def add(thing: str, term: str, value: ox.NamedNode | ox.Literal) -> None:
        prefix, _, local = term.partition(":")
        made.add(ox.Quad(ox.NamedNode(f"https://x.org/{thing}"), ox.NamedNode(PREFIXES[prefix] + local), value))

    for number, (name, family) in enumerate(PEOPLE):
        thing = f"person/p-{number}"
        add(thing, "rdf:type", ox.NamedNode(PREFIXES["vj"] + "Person"))
        for term in ("rdfs:label", "foaf:name"):
            add(thing, term, ox.Literal(name, language="en"))
        if family:
            add(thing, "foaf:familyName", ox.Literal(family))
        add(thing, "skos:hiddenLabel" if number % 2 else "skos:altLabel", ox.Literal(f"Minister {name.split()[-1]} of old"))
    for number, title in enumerate(EVENTS):
        add(f"event/e-{number}", "rdf:type", ox.NamedNode(PREFIXES["vj"] + "Event"))
        add(f"event/e-{number}", "rdfs:label", ox.Literal(title, language="en"))
    return made


def spellings(name: str) -> Iterator[str]:
    yield from (name, name.lower(), name.upper(), marks(name), f"Mr {name}", f"Prime Minister {name}", f"  {name}.")
    yield from (" ".join(reversed(name.split())), ", ".join(name.split(" ", 1)), name.replace("-", ""), name.replace(" ", ""))
    yield from (
        name.replace("o", "ou"),
        name.replace("ou", "o"),
        *spell_long(name),
        name.replace("'", "’"),
        name.replace("+", " plus "),
    )
    yield from (
        name.replace("ense", "ence").replace("abor", "abour").replace("iz", "is"),
        f"the {name}",
        name.replace("amme", "am"),
    )


@pytest.mark.parametrize(("group", "names"), [("people", [name for name, _ in PEOPLE]), ("occasions", list(EVENTS))])
def test_few_names_find_what_all_names_find(group: str, names: list[str], store: ox.Store) -> None:
    every = Names(store, group, {})
    assert len(every.entries) == len(names)
    found = 0
    for name in [*names, "Nobody Anywhere", "!", ""]:
        for text in spellings(name):
            few = Names(store, group, {})
            assert few.find(text) == every.find(text), text
            assert "entries" not in few.__dict__, "not all were read"
            found += bool(every.find(text))
    assert found > len(names) * 8


@pytest.mark.parametrize(("group", "names"), [("people", [name for name, _ in PEOPLE]), ("occasions", list(EVENTS))])
def test_few_names_hold_what_all_names_hold(group: str, names: list[str], store: ox.Store) -> None:
    every = Names(store, group, {})
    order = list(every.entries)
    found = 0
    for name in [*names, "Minister Moe", "Nobody Anywhere", "!"]:
        for text in {part for form in spellings(name) for part in (form, *form.split(), " ".join(form.split()[::2]))}:
            few = Names(store, group, {})
            held = few.holding(text)
            assert "entries" not in few.__dict__, "not all were read"
            assert list(held) == [iri for iri in order if iri in held], "in the order of all"
            assert few.spelt_in_part(text) == every.spelt_in_part(text), text
            sought = spell_british(fold(text))
            within = [iri for iri, entry in every.entries.items() if is_part_of_any(sought, entry.forms)]
            assert set(within) <= set(held), text
            found += bool(within)
    assert found > len(names) * 4


def is_part_of_any(sought: str, names: tuple[str, ...]) -> bool:
    return any(sought == (name := spell_british(fold(form))) or is_short_form(sought, name) for form in names)


def test_an_id_is_the_end_of_an_iri(store: ox.Store) -> None:
    for few in (Names(store, "people", {}), every := Names(store, "people", {})):
        _ = every.entries
        assert few.ends("p-3") == ["https://x.org/person/p-3"]
        assert few.ends("person/p-3") == few.ends("p-3")
        assert few.ends("3") == few.ends("") == few.ends('p"3') == few.ends("a b") == []


def test_one_thing_is_read_alone(store: ox.Store) -> None:
    few = Names(store, "people", {"https://x.org/person/old": "https://x.org/person/p-0"})
    entry = few.entry("https://x.org/person/p-0")
    assert entry is not None
    assert (entry.forms[0], len(entry.forms)) == ("Tô Lâm", 3)
    assert few.entry("https://x.org/event/e-0") is few.entry("no IRI>") is None
    assert few.joined("old") == ["https://x.org/person/p-0"]
    assert "entries" not in few.__dict__
