"""Every written form of a real name finds its person, everywhere a name is asked for; no look-alike is taken for another."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import vjgraph
from vjgraph.authorities import forms, label

_FILE = Path(__file__).parents[1] / "benchmarks" / "identity.py"
_SPEC = importlib.util.spec_from_file_location("identity_rows", _FILE)
assert _SPEC
assert _SPEC.loader
# The rows are wanted when tests are collected.
measure = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(measure)
PEOPLE = measure.read_people()
VARIANTS = measure.read_variants()
LOOKALIKES = measure.read_lookalikes()
ANNOTATION = measure.annotation(PEOPLE)
BARE = measure.annotation(measure.by_rule_alone(PEOPLE))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """A graph of all these people."""
    return measure.build_graph(tmp_path_factory.mktemp("identity"))


@pytest.fixture(scope="module", params=["annotation", "built graph"])
def find(request: pytest.FixtureRequest, graph: vjgraph.Graph) -> Callable[[str], list[str]]:
    """The two searches: that of annotation, and that of a built graph (`show`, arguments of queries)."""
    return ANNOTATION if request.param == "annotation" else measure.built_graph(graph)


@pytest.mark.parametrize("kind", list(dict.fromkeys(variant.kind for variant in VARIANTS)))
def test_every_written_form_finds_its_person_by_rule_or_by_alias_as_expected(kind: str, find: Callable[[str], list[str]]) -> None:
    rows = [variant for variant in VARIANTS if variant.kind == kind]
    outcomes = {row: measure.judge_variant(row, find(row.form), BARE(row.form)) for row in rows}
    assert {row: outcome for row, outcome in outcomes.items() if outcome != row.found_by} == {}


@pytest.mark.parametrize("kind", list(dict.fromkeys(alike.kind for alike in LOOKALIKES)))
def test_no_look_alike_is_taken_for_another(kind: str, find: Callable[[str], list[str]], request: pytest.FixtureRequest) -> None:
    parts = "built graph" in request.node.name
    rows = {row: find(row.form) for row in LOOKALIKES if row.kind == kind}
    assert {row: found for row, found in rows.items() if not measure.is_kept_apart(row, found, parts=parts)} == {}


def test_the_measure_is_as_large_as_it_says() -> None:
    assert len(VARIANTS) >= 240
    assert len(LOOKALIKES) >= len(VARIANTS)
    for rows in (VARIANTS, LOOKALIKES):
        assert sum(row.source == "wikidata" for row in rows) * 2 >= len(rows)
        assert {row.source for row in rows} <= {"wikidata", "project", "invented"}
    assert {row.person for row in VARIANTS} | {row.never for row in LOOKALIKES} <= set(PEOPLE)
    assert {row.means for row in LOOKALIKES} <= {*PEOPLE, "several", ""}


def test_what_is_expected_is_not_said_twice_or_against_itself() -> None:
    expected = {variant.form: variant.person for variant in VARIANTS}
    assert len(expected) == len(VARIANTS)
    assert len({(alike.form, alike.never) for alike in LOOKALIKES}) == len(LOOKALIKES)
    for alike in LOOKALIKES:
        assert expected.get(alike.form, alike.means) == alike.means


def test_every_recorded_form_finds_whose_it_is_and_is_ambiguous_only_where_it_must_be(find: Callable[[str], list[str]]) -> None:
    found = {(id, form): find(form) for id, person in PEOPLE.items() for form in forms(person)}
    assert all(id in ids for (id, _), ids in found.items())
    assert {form for (_, form), ids in found.items() if len(ids) > 1} == {
        "Masaharu Nakagawa",  # two people of one name
        "Motohiro Ono",  # or Ōno, with a macron left out
        "Allan Jay Velasco",  # or Lord Allan Jay Velasco, whose first name is no title
    }


EXPLAINED = {
    "order of names": {"order of names"},
    "without diacritics": {"diacritics", "capitals"},
    "with diacritics": {"diacritics"},
    "đ and d": {"đ", "diacritics", "capitals"},
    "rank or honorific in front": {"rank or honorific taken off", "capitals"},
    "long vowels": {"long vowels", "diacritics", "capitals"},
    "hyphens and apostrophes": {"hyphens, apostrophes and dots", "given name in one word or several", "capitals", "diacritics"},
    "capitals": {"capitals"},
    "comma": {"comma", "order of names"},
    "white space": {"white space"},
    "invisible characters": {"signs that are not seen"},
    "Unicode forms": {"Unicode form", "diacritics"},
    "place of the tone mark": {"place of the tone mark", "capitals"},
}


def test_every_match_is_explained_by_the_rule_that_makes_it(graph: vjgraph.Graph) -> None:
    missing = []
    for variant in VARIANTS:
        why = graph.why(variant.form)
        (match,) = why.matches
        assert match.iri.endswith(f"/{variant.person}")
        if variant.form in forms(PEOPLE[variant.person]):
            assert (match.form, match.rules) == (variant.form, ()), variant
        elif not match.rules or not EXPLAINED.get(variant.kind, set(match.rules)) & set(match.rules):
            missing.append((variant, match.form, match.rules))
    assert missing == []


def test_what_a_look_alike_is_not_is_explained(graph: vjgraph.Graph) -> None:
    for alike in LOOKALIKES:
        why = graph.why(alike.form)
        assert [match.iri.rpartition("/")[2] for match in why.matches] != [alike.never]
        assert all(near.because for near in why.nearest), alike


# --- whatever is done to a name ----------------------------------------------------------------------------------------

_BARE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "ø": "o"})


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.translate(_BARE))
    return "".join(c for c in letters if not unicodedata.combining(c))


CHANGES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "no diacritics": _plain,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "wide letters": lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" < c < "~" else c for c in name),
    "two spaces": lambda name: name.replace(" ", "  "),
    "an invisible sign": lambda name: name.replace(" ", "\u200b "),
    "a title": lambda name: f"H.E. Mr. {name}",
    "hyphens as spaces": lambda name: name.replace("-", " "),
}


@given(st.sampled_from(sorted(PEOPLE)), st.lists(st.sampled_from(sorted(CHANGES)), max_size=4, unique=True), st.booleans())
def test_a_name_is_found_whatever_is_done_to_it_and_never_as_another(id: str, changes: list[str], turned: bool) -> None:
    name, family = label(PEOPLE[id]), PEOPLE[id].family
    if turned and family and name.startswith(family + " "):
        name = f"{name.removeprefix(family + ' ')} {family}"
    elif turned and family and name.endswith(" " + family):
        name = f"{family} {name.removesuffix(' ' + family)}"
    for change in changes:
        name = CHANGES[change](name)
    assert id in ANNOTATION(name)


@given(st.sampled_from(sorted(PEOPLE)), st.data())
def test_a_name_with_another_consonant_is_another_name(id: str, data: st.DataObject) -> None:
    name = _plain(label(PEOPLE[id]))
    places = [match.start() for match in re.finditer("[bcdfgklmnprstvz]", name)]
    assume(places)
    at = data.draw(st.sampled_from(places))
    letter = data.draw(st.sampled_from(sorted(set("bdfgklmnprstvz") - {name[at]})))
    changed = name[:at] + letter + name[at + 1 :]
    assert id not in ANNOTATION(changed)


@given(st.sampled_from(sorted(PEOPLE)), st.data())
def test_the_words_of_a_name_in_an_order_no_one_writes_are_another_name(id: str, data: st.DataObject) -> None:
    words = label(PEOPLE[id]).split()
    assume(len(words) > 2 and PEOPLE[id].family == words[0])
    order = data.draw(st.permutations(words))
    assert (id in ANNOTATION(" ".join(order))) == (order in (words, [*words[1:], words[0]]))


def test_diacritics_tell_apart_whom_letters_do_not() -> None:
    by_letters = defaultdict(set)
    for id, person in PEOPLE.items():
        by_letters[_plain(label(person))].add(id)
    alike = {letters: ids for letters, ids in by_letters.items() if len(ids) > 1}
    assert {"Motohiro Ono", "Bui Quang Vinh"} <= set(alike)
    for letters, ids in alike.items():
        assert set(ANNOTATION(letters)) == ids
        for id in ids:
            name = label(PEOPLE[id])
            assert set(ANNOTATION(name)) == (ids if name == letters else {id})
