"""Why a name finds what it finds: the form, the rules and the words are told, and so is why nothing matches."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vjgraph
from vjgraph.explaining import Match, Why, explain
from vjgraph.naming import CLASSES, NameIndex

BASE = "https://w3id.org/vjgraph/id/"


@pytest.fixture
def why(tell: Callable[..., Any]) -> Callable[[str], Why]:
    """Explain names in a graph of one invented document."""
    told = tell(
        """
        source:
          format: 1
          published: 2019-07-02
          publisher: Example Daily
          language: en
          text: |
            Foreign minister Jane Roe met John Doe; Mr Doe thanked her. Tom Doe and Trần Thị Đoe were there.
        people:
          Jane Roe: {quote: Foreign minister Jane Roe}
          John Doe: {called: [Mr Doe], quote: met John Doe}
          Tom Doe: {quote: Tom Doe}
          Trần Thị Đoe: {quote: Trần Thị Đoe were there}
        """,
        files={
            "sources/authorities/people.yaml": """
            jane-roe: {en: Jane Roe, ja: ロー, family: Roe}
            john-doe: {en: John Doe, family: Doe, aliases: [Jack Doe]}
            tom-doe: {en: Tom Doe, family: Doe}
            tran-thi-doe: {en: Tran Thi Doe, vi: Trần Thị Đoe, family: Trần}
            """
        },
    )
    assert told.graph, told.findings
    names = NameIndex(told.store)
    return lambda text: explain(told.store, text, names=names)


def one(why: Why) -> Match:
    (match,) = why.matches
    assert why.nearest == ()
    return match


@pytest.mark.parametrize(
    ("asked", "id", "form", "use", "rules"),
    [
        ("Jane Roe", "jane-roe", "Jane Roe", "the name in the authorities (en)", ()),
        ("Roe Jane", "jane-roe", "Jane Roe", "the name in the authorities (en)", ("order of names",)),
        ("ROE, Jane", "jane-roe", "Jane Roe", "the name in the authorities (en)", ("order of names", "capitals")),
        ("Dr. Jane Roe", "jane-roe", "Jane Roe", "the name in the authorities (en)", ("rank or honorific taken off",)),
        ("Roe", "jane-roe", "Jane Roe", "the name in the authorities (en)", ("part of a name",)),
        ("ロー", "jane-roe", "ロー", "the name in another script in the authorities (ja)", ()),
        ("ﾛｰ", "jane-roe", "ロー", "the name in another script in the authorities (ja)", ("Unicode form",)),
        ("jack  doe", "john-doe", "Jack Doe", "an alias in the authorities", ("capitals", "white space")),
        ("Trần Thị Đoe", "tran-thi-doe", "Trần Thị Đoe", "a name in the authorities (vi)", ()),
        ("Thị Đoe Trần", "tran-thi-doe", "Trần Thị Đoe", "a name in the authorities (vi)", ("order of names",)),
        ("Jane\u200b Roe", "jane-roe", "Jane Roe", "the name in the authorities (en)", ("signs that are not seen",)),
    ],
)
def test_a_match_names_the_form_where_it_is_recorded_and_the_rules_between(
    asked: str, id: str, form: str, use: str, rules: tuple[str, ...], why: Callable[[str], Why]
) -> None:
    match = one(why(asked))
    assert (match.iri, match.form, match.use, match.rules) == (f"{BASE}person/{id}", form, use, rules)


def test_the_words_in_which_the_form_stands_are_cited(why: Callable[[str], Why]) -> None:
    (words,) = one(why("Jane Roe")).words
    assert words == "“Foreign minister Jane Roe” - Example Daily, 2019-07-02, paragraph 1"
    assert one(why("ロー")).words == ()


def test_what_a_document_calls_somebody_is_told_as_such(why: Callable[[str], Why]) -> None:
    match = next(match for match in why("Mr Doe").matches if match.label == "John Doe")
    assert (match.form, match.use, match.rules) == ("Mr Doe", "what a document calls it", ())


def test_an_office_before_part_of_a_name_is_told_with_the_form_that_it_leaves(project_graph: vjgraph.Graph) -> None:
    for written in ("President Loe", "Loe, President of Beland"):
        (match,) = project_graph.why(written).matches
        assert (match.label, match.form) == ("Jim Loe", "Jim Loe")
        assert match.rules == ("part of a name", "an office beside it that documents attest: President of Beland")


def test_each_of_several_candidates_is_explained(why: Callable[[str], Why]) -> None:
    told = why("Doe")
    assert [match.label for match in told.matches] == ["John Doe", "Tom Doe", "Tran Thi Doe"]
    assert {match.rules for match in told.matches} == {("part of a name",)}
    assert told.nearest == ()


@pytest.mark.parametrize(
    ("asked", "label", "reason"),
    [
        ("Trần Thí Đoe", "Tran Thi Doe", "the diacritics differ: í is not ị (“Thí”, “Thị”)"),
        ("Trần Thị Doe", "Tran Thi Doe", "the diacritics differ: D is not Đ (“Doe”, “Đoe”)"),
        ("Thi Tran Doe", "Tran Thi Doe", "the words stand in another order: only the family name may stand at either end"),
        ("Jane, Roe", "Jane Roe", "what stands before the comma is not the family name"),
        ("Jane Rose", "Jane Roe", "“Rose” is not “Roe”"),
        ("Jane Mary Roe", "Jane Roe", "“Mary” is not in it"),
    ],
)
def test_what_is_nearest_is_told_with_the_reason_why_it_is_not_meant(
    asked: str, label: str, reason: str, why: Callable[[str], Why]
) -> None:
    told = why(asked)
    assert told.matches == ()
    assert told.nearest[0].label == label
    assert reason in told.nearest[0].because


def test_nothing_is_near_to_nonsense(why: Callable[[str], Why]) -> None:
    assert why("zzzz") == Why("zzzz")
    assert why("") == Why("")


def test_records_are_frozen(why: Callable[[str], Why]) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        why("Jane Roe").asked = "John Doe"  # type: ignore[misc]


def test_other_things_than_people_are_explained_too(project_graph: vjgraph.Graph) -> None:
    assert one(project_graph.why("the Republic of  Beland")).rules == ("“the” left out", "white space")
    assert one(project_graph.why("person/jane-roe")).use == "its id"
    assert one(project_graph.why("roe-doe-2019")).use == "its id"
    assert one(project_graph.why("Talks at Besse")).use == "the title"
    assert one(project_graph.why("BESSE")).rules == ("capitals",)
    assert one(project_graph.why("MINISTER of Foreign Affairs of Aland")).rules == ("capitals",)


@given(st.text(max_size=30))
def test_any_text_is_explained_as_it_is_found(project_graph: vjgraph.Graph, text: str) -> None:
    found = project_graph.names.find(list(CLASSES), text)
    told = project_graph.why(text)
    assert sorted(match.iri for match in told.matches) == sorted(set(found))


def test_every_name_is_explained_by_itself(project_graph: vjgraph.Graph) -> None:
    for labels in project_graph.names.listing().values():
        for label in labels:
            assert label in {match.form for match in project_graph.why(label).matches}
