"""Telling: changes under headings, in lines that fit, each with where it can be read; or as rows."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import vjgraph
from vjgraph.changes import HEADINGS, Change, Passage, heading, order
from vjgraph.comparing import compare
from vjgraph.rendering import render
from vjgraph.telling import answer_changes, tell_changes
from vjgraph.versions import read_version

TEMPLATES = Path(vjgraph.__file__).parent / "templates"
WORDS = (Passage("daily", "1", "she called on President John Doe"),)


def lines(*changes: Change, width: int = 0) -> list[str]:
    """What is told of some changes, below what they lie between."""
    return tell_changes(changes, old="a", new="b", width=width).splitlines()[3:]


@pytest.fixture(scope="module")
def document_more(tmp_path_factory: pytest.TempPathFactory) -> tuple[Change, ...]:
    """What one document more brings to the invented example."""
    folder = shutil.copytree(TEMPLATES / "example", tmp_path_factory.mktemp("telling") / "example")
    (folder / "sources" / "2021-10-07-gazette-ministers-in-besse.yaml").unlink()
    return compare(read_version(None, project=folder), read_version(None, project=TEMPLATES / "example"))


def test_a_correction_stands_under_its_heading_with_its_words() -> None:
    change = Change("changed", "meeting", "Roe calls on Doe", "date", "2019-07-01", "2019-07-02", WORDS)
    assert lines(change) == [
        "Dates (1)",
        "  ~ Roe calls on Doe: 2019-07-01 → 2019-07-02",
        "      daily, paragraph 1: “she called on President John Doe”",
        "",
        "1 change",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change("added", "meeting", "Roe calls on Doe", new="2019-07-01"), "+ Roe calls on Doe: 2019-07-01"),
        (Change("removed", "meeting", "Roe calls on Doe", old="2019-07-01"), "- Roe calls on Doe: 2019-07-01"),
        (Change("added", "meeting", "A call", "place", new="Besse"), "+ A call, place: Besse"),
        (Change("removed", "meeting", "A call", "place", "Besse"), "- A call, place: Besse"),
        (Change("renamed", "meeting", "A call", "name", "Call", "A call"), "~ meeting: Call is now called A call"),
        (Change("merged", "person", "Jo", "identifier", "Joe (joe)", "Jo (jo)"), "~ person: Joe (joe) is now one with Jo (jo)"),
        (Change("renamed", "person", "Jo", "identifier", "joe", "jo"), "~ person: Jo, identifier: joe → jo"),
        (Change("added", "participation", "A call", "participant", new="Poe as guest"), "+ A call: Poe as guest"),
        (Change("added", "statement", "Roe thanks: for help", new="at A call"), "+ Roe thanks: for help, at A call"),
        (Change("added", "milestone", "Accord", "milestone", new="signed 2015"), "+ Accord: signed 2015"),
        (Change("added", "meeting", "A call", "conflict", new="they differ"), "+ A call: they differ"),
        (Change("removed", "meeting", "A call", "conflict", "they differ"), "- A call: no longer: they differ"),
        (Change("added", "person", "Jo"), "+ person: Jo"),
    ],
)
def test_each_kind_of_change_is_one_sentence(change: Change, sentence: str) -> None:
    assert lines(change)[1] == f"  {sentence}"


def test_who_has_no_words_names_the_document_or_the_authorities_beside_it() -> None:
    change = Change("changed", "topic", "patrols", "broader", "sea", "ships", (Passage("authorities/topics.yaml", "", ""),))
    assert lines(change)[1:3] == ["  ~ patrols, broader: sea → ships (authorities/topics.yaml)", ""]


def test_further_passages_are_counted_and_the_words_of_one_thing_said_once() -> None:
    more = (*WORDS, Passage("daily", "2", "they met"), Passage("wire", "1", "a call"))
    kind = Change("changed", "meeting", "A call", "kind", "call", "talks", more)
    place = Change("changed", "meeting", "A call", "place", "Besse", "Harn", more)
    assert lines(kind, place)[1:5] == [
        "  ~ A call, kind: call → talks",
        "      daily, paragraph 1: “she called on President John Doe” and 2 more passages",
        "  ~ A call, place: Besse → Harn",
        "",
    ]


def test_many_names_are_listed_in_one_line_of_their_class() -> None:
    names = [Change("added", "topic", name, passages=WORDS) for name in ("fish", "rice")]
    assert lines(*names)[:2] == ["People, bodies and other names (2)", "  + topics: fish; rice (in daily)"]


def test_what_came_with_something_else_is_counted_and_not_repeated() -> None:
    meeting = Change("added", "meeting", "A call", new="2019", iri="event/a")
    part = Change("added", "participation", "A call", "participant", new="Jo as guest", within="event/a")
    assert lines(meeting, part) == [
        "Meetings, visits and other events (1)",
        "  + A call: 2019",
        "",
        "1 change, and 1 of what came and went with them (--format csv or json lists all)",
    ]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_lines_fit_the_terminal(width: int, document_more: tuple[Change, ...]) -> None:
    told = tell_changes(document_more, old="a", new="b", width=width).splitlines()
    assert max(map(len, told)) <= width
    assert len(told) > 20


def test_a_terminal_obeys_nothing_that_is_told() -> None:
    change = Change("renamed", "person", "Jo", "name", "J\x1b[31mo\u202e", "Jo")
    assert "\x1b" not in "".join(lines(change))
    assert "\u202e" not in "".join(lines(change))


def test_headings_follow_one_order_and_every_change_stands_under_one(document_more: tuple[Change, ...]) -> None:
    assert list(document_more) == sorted(document_more, key=order)
    found = list(dict.fromkeys(map(heading, document_more)))
    assert found == [title for title in HEADINGS if title in found]
    told = tell_changes(document_more, old="a", new="b")
    for change in document_more:
        if not change.within:
            assert f"\n{heading(change)} (" in told


def test_a_new_document_shows_what_an_analyst_looks_for(document_more: tuple[Change, ...]) -> None:
    told = tell_changes(document_more, old="a", new="b", width=300)
    talks = "talks of Søren Ahlqvist and Morova Lida"
    for line in (
        "+ Fisheries ministers at work: Besse Gazette, 2021-10-07, 2021-10-07-gazette-ministers-in-besse",
        "+ meeting of Morova Lida and Søren Ahlqvist: 2021-10-06, Besse; Morova Lida (host), Søren Ahlqvist (guest); 1 statement",
        "~ Mira Halvorsen, Deputy Minister of Fisheries of Aland, last attested: 2021-10-06 → 2021-10-07",
        f"+ {talks}, told by: 2021-10-07-gazette-ministers-in-besse, independent publishers: 2 → 3",
        f"+ {talks}: place: Besse (Besse Gazette) or Karst (Ostmark Courier, Beland Bulletin)",
    ):
        assert f"  {line}\n" in told, line


def test_rows_hold_everything_and_a_page_what_stands_for_itself(document_more: tuple[Change, ...]) -> None:
    rows = json.loads(render(answer_changes(document_more), format="json"))
    assert [row["label"] for row in rows] == [change.label for change in document_more]
    assert list(rows[0]) == ["change", "class", "label", "what", "old", "new", "source", "words", "iri", "within"]
    table = list(csv.DictReader(io.StringIO(render(answer_changes(document_more), format="csv"))))
    assert len(table) == len(rows)
    page = render(answer_changes(document_more, whole=True), format="md").splitlines()
    assert page[0] == "| change | class | label | what | old | new | source | words |"
    assert len(page) - 2 == sum(not row["within"] for row in rows) < len(rows)
