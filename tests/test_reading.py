"""A YAML file into a record, and every error of a file with its line and column."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.diagnosing import Problem
from vjgraph.reading import decode, place, read_document
from vjgraph.yamltext import KEY

SOURCE = "source:\n  format: 1\n  title: Roe calls on Doe\nmeetings:\n  - id: roe-doe\n    participants: {guest: Jane Roe}\n"


def read(text: str | bytes):
    raw = text if isinstance(text, bytes) else text.encode()
    return read_document(raw, id="a", file="sources/a.yaml")


# --- YAML ----------------------------------------------------------------------------------------------------------


def test_a_source_is_read_with_the_name_of_its_file_as_id():
    document, findings = read(SOURCE)
    assert findings == []
    assert (document.id, document.file, document.line) == ("a", "sources/a.yaml", 0)
    assert document.record.source.title == "Roe calls on Doe"
    assert document.record.meetings[0].participants == {"guest": "Jane Roe"}
    assert document.key == hashlib.sha256(SOURCE.encode()).hexdigest()


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + SOURCE.encode(), SOURCE.replace("\n", "\r\n").encode()])
def test_marks_of_order_and_ends_of_lines_do_not_matter(raw):
    assert read(raw)[0].record == read(SOURCE)[0].record


@pytest.mark.parametrize(
    ("header", "line", "code", "says"),
    [
        ("format: 2\n  newer: yes", 2, "format", "format 2 is not known"),
        (f"format: {'9' * 5000}", 2, "format", "is not known"),
        ("format: one", 2, "type", "'format' wants a whole number"),
        ("title: Roe", 1, "missing-key", "'format' is missing"),
        ("format: 1\n  text_sha256: abc", 3, "text", "64 digits"),
        (f"format: 1\n  text: Roe\n  text_sha256: {'0' * 64}", 4, "text", "both"),
    ],
)
def test_a_header_is_judged_before_anything_is_compiled(header, line, code, says):
    document, (finding,) = read(f"source:\n  {header}\n")
    assert document is None
    assert (finding.line, finding.code) == (line, code)
    assert says in finding.message
    assert finding.hint


def test_the_format_to_write_is_told_where_there_is_none():
    _, (finding,) = read("source:\n  title: Roe\n")
    assert finding.hint == "add 'format: 1' here"


def test_a_hash_of_a_text_is_taken_in_small_digits():
    assert read(f"source:\n  format: 1\n  text_sha256: {'0a' * 32}\n")[1] == []
    assert read(f"source:\n  format: 1\n  text_sha256: {'0A' * 32}\n")[1] != []


def test_a_file_that_is_not_plain_is_no_document_though_the_rest_would_do():
    document, (finding,) = read(SOURCE + "meetings: []\n")
    assert document is None
    assert finding.code == "duplicate-key"


@given(st.binary())
def test_no_bytes_make_it_fail(raw):
    document, findings = read(raw)
    assert (document is None) == bool(findings)


# --- bytes and places ----------------------------------------------------------------------------------------------


def test_bytes_that_are_no_utf8_are_shown_by_line_and_column():
    text, (finding,) = decode("a\nđé: ".encode() + b"\xff", file="a.yaml")
    assert text == ""
    assert (finding.line, finding.column) == (2, 5)
    assert "0xff" in finding.message


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ((), (1, 1)),
        (("meetings", 0), (5, 5)),
        (("meetings", 0, "id"), (5, 5)),
        (("meetings", 0, "participants", "guest"), (6, 20)),
        (("meetings", 0, "participants", "guest", KEY), (6, 20)),
        (("meetings", 0, "quote"), (5, 5)),
        (("meetings", 7, "quote"), (4, 1)),
        (("elsewhere",), (1, 1)),
    ],
)
def test_a_problem_is_placed_at_its_key_or_at_the_nearest_thing_around_it(path, at):
    (finding,) = place([Problem(path, "code", "message", "hint")], raw=SOURCE.encode(), file="a.yaml", severity="warning")
    assert (finding.line, finding.column) == at
    assert (finding.severity, finding.message, finding.hint) == ("warning", "message", "hint")
