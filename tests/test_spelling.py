"""Which recorded forms a written name is, by which rules; the page is given what the search here compares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.names import fold
from vjgraph.spelling import JOINED, LONG, ORDER, PART, TITLE, Spellings, ids, lookups, search_keys

NAMES = {
    "ono-kiyoko": ("Kiyoko Ono", "Ono"),
    "oono-motohiro": ("Motohiro Ōno", "Ōno"),
    "ono-motohiro": ("Motohiro Ono", "Ono"),
    "kim-hyunsook": ("Kim Hyunsook", "Kim"),
    "lee-hae-chan": ("Lee Hae Chan", "Lee"),
    "yulo-loyzaga": ("Toni Yulo-Loyzaga", "Yulo-Loyzaga"),
    "velasco-jr": ("Presbitero Velasco, Jr.", "Velasco"),
    "nakatani-gen": ("Gen Nakatani", "Nakatani"),
    "lee-young": ("Lee Young", "Lee"),
    "le-minh-hung": ("Lê Minh Hưng", "Lê"),
    "naruhito": ("Naruhito", ""),
}
WORDS = st.text(alphabet="abcdefgiklmnoprstu", min_size=1, max_size=8)


@pytest.fixture
def names() -> Spellings:
    spellings = Spellings()
    for id, (written, family) in NAMES.items():
        spellings.add(id, written, family=family)
    return spellings


@pytest.mark.parametrize(
    ("asked", "id", "rules"),
    [
        ("Kiyoko Ono", "ono-kiyoko", ()),
        ("ONO Kiyoko", "ono-kiyoko", (ORDER,)),
        ("Ohno, Motohiro", "several", (ORDER, LONG)),
        ("Kim Hyun-sook", "kim-hyunsook", (JOINED,)),
        ("Hyun Sook Kim", "kim-hyunsook", (ORDER, JOINED)),
        ("Lee Haechan", "lee-hae-chan", (JOINED,)),
        ("Toni YuloLoyzaga", "yulo-loyzaga", (JOINED,)),
        ("Velasco Jr., Presbitero", "velasco-jr", (ORDER,)),
        ("General Nakatani Gen", "nakatani-gen", (TITLE, ORDER)),
        ("Minh Hưng Lê", "le-minh-hung", (ORDER,)),
        ("Emperor Naruhito", "naruhito", (TITLE,)),
    ],
)
def test_a_name_is_found_by_the_rules_that_make_it_another(asked: str, id: str, rules: tuple[str, ...], names: Spellings) -> None:
    found = names.find(asked)
    assert rules in [form.rules for form in found]
    assert ids(found) == ([id] if id != "several" else ["ono-motohiro", "oono-motohiro"])


@pytest.mark.parametrize(
    "asked",
    ["Lee Yong", "Le Young", "Hung Minh Le", "Hưng Minh Lê", "Motohiro, Ono", "Lê Mình Hưng", "Ono", "Gen", "General", ""],
)
def test_what_is_no_form_of_a_name_finds_nobody(asked: str, names: Spellings) -> None:
    assert names.find(asked) == []


def test_a_macron_tells_two_people_apart_and_letters_do_not(names: Spellings) -> None:
    assert ids(names.find("Motohiro Ōno")) == ["oono-motohiro"]
    for asked in ("Motohiro Ono", "Motohiro Oono", "Motohiro Ohno"):
        assert ids(names.find(asked)) == ["ono-motohiro", "oono-motohiro"]


def test_parts_of_names_say_that_they_are_parts(names: Spellings) -> None:
    assert {form.rules[0] for form in names.find_part("Ono")} == {PART}
    assert ids(names.find_part("Ono")) == ids(names.find_part("Oono")) == ["ono-kiyoko", "ono-motohiro", "oono-motohiro"]
    assert ids(names.find_part("Mr Minh")) == ["le-minh-hung"]
    assert ids(names.find_part("Mình")) == []


def test_an_office_comes_off_a_full_name_but_not_off_a_part_that_may_be_somebody_elses(names: Spellings) -> None:
    assert ids(names.find("Prime Minister Lê Minh Hưng")) == ["le-minh-hung"]
    assert ids(names.find_part("Prime Minister Hưng")) == []
    assert ids(names.find_part("General Hưng")) == ["le-minh-hung"]


def test_a_title_comes_off_only_where_the_name_as_it_stands_is_nobodys() -> None:
    assert lookups("Gen Nakatani") == (("gen nakatani", ()), ("nakatani", (TITLE,)))
    assert lookups("") == ()


def test_the_page_is_given_every_key_that_finds_a_form() -> None:
    for id, (written, family) in NAMES.items():
        keys = search_keys(written, family=family)
        assert keys[0] == fold(written)
        alone = Spellings()
        alone.add(id, written, family=family)
        assert all(ids(alone.find(key)) == [id] for key in keys if " " in key or id == "naruhito")


@given(st.lists(WORDS, min_size=2, max_size=4), st.booleans())
def test_any_name_is_found_in_both_orders_and_in_capitals(words: list[str], last: bool) -> None:
    family = words[-1 if last else 0]
    spellings = Spellings()
    spellings.add("x", " ".join(words), family=family)
    turned = [words[-1], *words[:-1]] if last else [*words[1:], words[0]]
    for asked in (words, turned):
        assert ids(spellings.find(" ".join(asked))) == ids(spellings.find(" ".join(asked).upper())) == ["x"]


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_can_be_recorded_and_asked_for(written: str, family: str) -> None:
    spellings = Spellings()
    spellings.add("x", written, family=family)
    assert ids(spellings.find(written)) == (["x"] if fold(written) else [])
    assert all(key == fold(key) for key in search_keys(written, family=family))
