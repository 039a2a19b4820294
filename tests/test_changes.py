"""Changes: each under one heading, each as a row."""

from __future__ import annotations

import pytest

from vjgraph.changes import HEADINGS, Change, Passage, heading, order


@pytest.mark.parametrize(
    ("class_", "what", "title"),
    [
        ("meeting", "", "Meetings, visits and other events"),
        ("event", "identifier", "Meetings, visits and other events"),
        ("visit", "days", "Dates"),
        ("meeting", "place", "Places, kinds and other details"),
        ("participation", "role", "Participants and roles"),
        ("encounter", "certainty", "Who met whom"),
        ("statement", "says", "Statements"),
        ("statement", "words", "Words quoted"),
        ("tenure", "last attested", "Offices held"),
        ("rank", "", "Offices held"),
        ("milestone", "date", "Agreements"),
        ("milestone", "conflict", "Where sources differ"),
        ("agreement", "told by", "Who tells of it"),
        ("topic", "name", "People, bodies and other names"),
        ("source", "title", "Sources"),
        ("graph", "base of identifiers", "Settings"),
    ],
)
def test_a_change_stands_where_a_reader_looks_for_it(class_: str, what: str, title: str) -> None:
    assert heading(Change("changed", class_, "x", what)) == title
    assert title in HEADINGS


def test_events_that_came_stand_in_the_order_of_their_days_and_those_without_a_day_last() -> None:
    days = ["2019-07-01, Besse", "[2019-07-02..2019-07-04]", "2019-07-03", "[..2019-08-01]", "XXXX-02-27", "day not told"]
    changes = [Change("added", "meeting", label, new=day) for label, day in zip("fedcba", days, strict=True)]
    assert [change.new for change in sorted(changes, key=order)] == days


def test_a_row_lists_documents_once_and_the_words_there_are() -> None:
    passages = (Passage("daily", "1", "they met"), Passage("daily", "2", ""), Passage("wire", "", "a call"))
    row = Change("added", "meeting", "A call", passages=passages).row
    assert row["source"] == ["daily", "wire"]
    assert row["words"] == ["they met", "a call"]
