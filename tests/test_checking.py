"""What can only be judged across sources and beside the documents."""

import hashlib

import pytest

from vjgraph.checking import find_texts, missing_text, uncovered
from vjgraph.facts import Fragment
from vjgraph.model import Header, Source
from vjgraph.quoting import Found, paragraphs_of_file
from vjgraph.reading import Document


def errors(told) -> list[tuple[str, int, str, str]]:
    return [(f.file.removeprefix("sources/source-"), f.line, f.code, f.message) for f in told.findings if f.severity == "error"]


def meetings(*lines: str) -> str:
    who = "participants: {guest: Jane Roe, host: John Doe}"
    return "meetings:\n" + "".join(f"  - {{{line}, {who}}}\n" for line in lines)


# --- references and ids --------------------------------------------------------------------------------------------


def test_an_occasion_may_be_referred_to_from_any_source(tell):
    assert errors(tell(meetings("id: a, before: b"), meetings("id: b, after: [a]"))) == []
    assert errors(tell("events: [{id: c, during: c-trip}]", "visits: [{id: c-trip, visitor: Jane Roe}]", name="two")) == []


def test_one_meeting_may_be_told_by_several_sources(tell):
    assert errors(tell(meetings("id: a"), meetings("id: a"))) == []


def test_a_reference_to_nothing_asks_about_the_nearest(tell):
    told = tell(meetings("id: roe-doe-2019"), meetings("id: b, before: roe-do-2019"))
    assert errors(told) == [("2.yaml", 3, "reference", "nothing is called 'roe-do-2019'")]
    assert [finding.hint for finding in told.checked.errors] == ["did you mean 'roe-doe-2019'?"]


def test_a_reference_to_an_occasion_of_a_source_with_other_errors_is_none(tell):
    told = tell(meetings("id: a, place: Atlantis"), meetings("id: b, before: a"))
    assert [code for _, _, code, _ in errors(told)] == ["unknown-name"]


def test_one_id_for_two_classes_of_things_is_an_error_in_the_later_source(tell):
    told = tell(meetings("id: a"), "events: [{id: a}]")
    ((file, line, code, message),) = errors(told)
    assert (file, line, code) == ("2.yaml", 2, "id-twice")
    assert "under meetings in sources/source-1.yaml" in message


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        (["id: a, before: a"], "before itself: a before a"),
        (["id: a, after: a"], "before itself: a before a"),
        (["id: a, during: a"], "during itself: a during a"),
        (["id: a, before: b", "id: b, before: a"], "before itself: a before b before a"),
        (["id: a, before: b", "id: b, before: c", "id: c", "id: a, after: c"], "before itself: a before b before c before a"),
    ],
)
def test_an_order_that_comes_round_is_an_error_said_once(tell, sources, circle):
    ((_, _, code, message),) = errors(tell(*map(meetings, sources)))
    assert (code, message) == ("circle", f"'a' comes out {circle}")


def test_two_ways_to_one_end_are_no_circle(tell):
    assert errors(tell(meetings("id: a, before: [b, c]", "id: b, before: c", "id: c"))) == []


# --- texts kept outside --------------------------------------------------------------------------------------------


def test_texts_are_found_by_the_hash_of_their_bytes(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\n\r\ntwo\r\n")
    (tmp_path / "folder").mkdir()
    digest = hashlib.sha256((tmp_path / "a.txt").read_bytes()).hexdigest()
    (found,) = find_texts(tmp_path).items()
    assert found[0] == digest
    assert len(found[1]) == 2


def document(**header: str) -> Document:
    return Document("doc", "doc.yaml", Source(source=Header(format=1, **header)), b"")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ({"text": "one"}, None),
        ({"text_sha256": "a" * 64}, None),
        ({"text_sha256": "b" * 64}, "no file has this hash"),
        ({}, "neither the text nor its hash"),
    ],
)
def test_a_text_that_was_asked_for_and_is_not_there_is_told(header, says):
    problems = missing_text(document(**header), {"a" * 64: ["one"]})
    assert [says in problem.message for problem in problems] == ([True] if says else [])
    assert all(problem.hint for problem in problems)


# --- what no quote covers ------------------------------------------------------------------------------------------

TEXT = "Roe met Doe in Besse on Monday. He asked for 3.5 tonnes of fish! “Why?” said Doe. Yes.\nThe fog was thick that day"
PARAGRAPHS = paragraphs_of_file(TEXT)


def passages(*covered: Found) -> list[str]:
    found = uncovered(document(), Fragment("<a:doc>", (), covered=covered), PARAGRAPHS)
    return [problem.message for problem in found]


def test_sentences_without_a_quote_are_listed_by_their_beginning():
    assert passages() == [
        "paragraph 1: no quote lies in “Roe met Doe in Besse on …”",
        "paragraph 1: no quote lies in “He asked for 3.5 tonnes of …”",
        "paragraph 2: no quote lies in “The fog was thick that day”",
    ]


def test_a_quote_covers_its_sentence_in_its_paragraph_and_no_other():
    start = PARAGRAPHS[0].index("3.5")
    assert passages(Found(1, 0, 3), Found(1, start, start + 3)) == ["paragraph 2: no quote lies in “The fog was thick that day”"]
    assert len(passages(Found(2, 0, 3))) == 2


def test_a_document_without_its_text_has_nothing_to_list():
    assert uncovered(document(), Fragment("<a:doc>", ()), None) == []


def test_a_long_run_of_stops_is_passed_quickly():
    assert uncovered(document(), Fragment("<a:doc>", ()), ["a" + "." * 20_000 + "b" + "!?" * 20_000]) == []
