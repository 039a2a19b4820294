"""Rows as text: every character of a name survives, and a table fits the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vjgraph.errors import UsageError
from vjgraph.querying import Answer
from vjgraph.rendering import check_format, render

HOSTILE = 'a | b, "c" [bold]d[/bold] <b>e</b> *f* _g_ `h` \\ end'


def answer(*rows: dict[str, Any]) -> Answer:
    """Rows of a test as an answer."""
    return Answer(tuple(rows[0]), rows)


def plain(text: str) -> str:
    """A text without the signs that colour it."""
    return re.sub(r"\x1b\[\d*m", "", text)


def test_a_table_has_headings_a_line_below_them_and_the_number_of_rows() -> None:
    assert render(answer({"who_met": "Jane Roe", "how_often": 2}, {"who_met": "John Doe", "how_often": None})) == (
        "who met   how often\n───────────────────\nJane Roe  2\nJohn Doe\n2 rows\n"
    )
    assert render(answer({"a": 1})).endswith("\n1 row\n")
    assert "row" not in render(answer({"a": 1}), counted=False)


def test_lists_and_truth_values_are_written_for_readers() -> None:
    assert render(answer({"all": ["Aland", "Beland"], "sure": True, "known": False, "none": []}), format="csv") == (
        "all,sure,known,none\nAland; Beland,yes,no,\n"
    )


def test_an_answer_without_rows_says_so_in_each_format() -> None:
    nothing = Answer(("a", "b"), ())
    assert render(nothing) == "no rows\n"
    assert render(nothing, format="csv") == "a,b\n"
    assert render(nothing, format="json") == "[]\n"
    assert render(nothing, format="md") == "| a | b |\n| --- | --- |\n"


def test_a_table_and_markdown_show_what_a_reader_wants_and_the_rest_keeps_everything() -> None:
    found = Answer(("a", "a_id"), ({"a": "Jane Roe", "a_id": "https://example.org/1"},), read=("a",))
    assert "example.org" not in render(found) + render(found, format="md")
    assert json.loads(render(found, format="json")) == [{"a": "Jane Roe", "a_id": "https://example.org/1"}]
    assert "Jane Roe,https://example.org/1" in render(found, format="csv")


def test_names_keep_every_character_in_json_and_csv() -> None:
    names = [HOSTILE, "two\nlines", "\t=1+1", "野絵", "e\u0301", "\U0001f6a2"]
    found = answer(*({"name": name} for name in names))
    assert [row["name"] for row in json.loads(render(found, format="json"))] == names
    assert [row["name"] for row in csv.DictReader(io.StringIO(render(found, format="csv"), newline=""))] == names


def test_markup_in_a_name_is_a_name() -> None:
    assert HOSTILE in render(answer({"name": HOSTILE}))
    assert HOSTILE in plain(render(answer({"name": HOSTILE}), width=200))
    row = render(answer({"name": HOSTILE}), format="md").splitlines()[2]
    assert row == r'| a \| b, "c" \[bold\]d\[/bold\] \<b\>e\</b\> \*f\* \_g\_ \`h\` \\ end |'


def test_a_name_of_several_lines_stays_in_its_row() -> None:
    found = answer({"name": "two\nlines", "b": "x"})
    assert "two lines  x\n" in render(found)
    assert "| two lines | x |" in render(found, format="md")


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x07", "\x00", "\u202e", "\u2066", "\x9b"])
def test_a_terminal_is_not_given_orders_by_a_name(sign: str) -> None:
    shown = render(answer({"name": f"Jane{sign}Roe"}))
    assert sign[0] not in shown
    assert "Jane\N{REPLACEMENT CHARACTER}" in shown


def test_wide_letters_take_two_cells() -> None:
    first, line, second, third, _ = render(answer({"name": "田中太郎", "x": 1}, {"name": "Jane Roe", "x": 2})).splitlines()
    assert (first, second, third) == ("name      x", "田中太郎  1", "Jane Roe  2")
    assert cell_len(line) == cell_len(second) == 11


def test_a_wide_table_folds_between_words_and_sets_its_rows_apart() -> None:
    found = answer(*({"name": f"{name} who is at home in the harbour town of Besse", "n": 1} for name in ("Jane", "John")))
    lines = plain(render(found, width=40)).splitlines()
    assert lines[2:] == [
        "Jane who is at home in the harbour     1",
        "town of Besse",
        "",
        "John who is at home in the harbour     1",
        "town of Besse",
        "2 rows",
    ]


ROW = {
    "a": "Jane Roe",
    "b": "John Doe",
    "kind": "courtesy call",
    "date": "2019-07~",
    "earliest": "2019-07-01",
    "latest": "2019-07-31",
    "certainty": "possible",
    "because": "the date reaches beyond the period",
    "sources": ["2019-07-02-example-daily"],
}


def test_a_narrow_table_goes_without_sources_then_bounds_and_says_so() -> None:
    wide, narrow, slim = (plain(render(answer(ROW), width=width)) for width in (130, 100, 85))
    assert "2019-07-02-example-daily" in wide
    assert wide.endswith("\n1 row\n")
    assert narrow.endswith("\n1 row (no room for sources: --format md shows all)\n")
    assert "earliest" in narrow
    assert slim.endswith("\n1 row (no room for earliest, latest, sources: --format md shows all)\n")


def test_a_narrower_one_gives_its_reasons_lines_of_their_own_and_folds_names_last() -> None:
    assert plain(render(answer(ROW, ROW | {"because": ""}), width=65)).splitlines()[:4] == [
        "a         b         kind           date      certainty",
        "──────────────────────────────────────────────────────",
        "Jane Roe  John Doe  courtesy call  2019-07~  possible",
        "  because: the date reaches beyond the period",
    ]
    assert plain(render(answer(ROW), width=52)).splitlines()[2:5] == [
        "Jane Roe  John Doe  courtesy     2019-07~  possible",
        "                    call",
        "  because: the date reaches beyond the period",
    ]


def test_a_table_with_no_room_at_all_is_written_one_value_a_line_and_nothing_is_left_out() -> None:
    assert plain(render(answer(ROW | {"place": None}, ROW | {"place": None}), width=40)).split("\n\n")[0] == (
        "a          Jane Roe\nb          John Doe\nkind       courtesy call\ndate       2019-07~\n"
        "earliest   2019-07-01\nlatest     2019-07-31\ncertainty  possible\nbecause    the date reaches beyond the\n"
        "           period\nsources    2019-07-02-example-daily"
    )


@given(
    st.lists(
        st.fixed_dictionaries({name: st.none() | st.text(max_size=60) for name in ("a", "because", "sources")}),
        min_size=1,
        max_size=4,
    ),
    st.integers(30, 200),
)
def test_no_line_is_wider_than_the_terminal(rows: list[dict[str, Any]], width: int) -> None:
    body = plain(render(answer(*rows), width=width)).splitlines()[:-1]
    assert all(cell_len(line) <= width for line in body)


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Z"]), max_size=30), min_size=1, max_size=5))
def test_no_letter_is_lost_at_any_width(names: list[str]) -> None:
    for width in (40, 60, 0):
        shown = plain(render(answer(*({"name": name} for name in names)), width=width, counted=False))
        assert "".join(shown.split("\n", 2)[2].split()) == "".join(names)


def test_colours_are_for_terminals_and_mark_what_is_only_possible() -> None:
    assert "\x1b[" not in render(answer(ROW))
    assert "\x1b[33mpossible\x1b[0m" in render(answer(ROW), width=160)
    assert "\x1b[33m" not in render(answer(ROW | {"certainty": "certain"}), width=160)


def test_an_unknown_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no format is called 'jsn': did you mean 'json'"):
        render(answer(ROW), format="jsn")
    with pytest.raises(UsageError, match="no format is called 'xml': there are table, csv, json, md"):
        check_format("xml")
