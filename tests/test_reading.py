"""Files into records: YAML and JSON Lines, each error of each file with its line and column."""

import hashlib
import json
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.diagnosing import Problem
from vjgraph.reading import decode, place, read_document, read_documents, read_lines
from vjgraph.yamltext import KEY

SOURCE = "source:\n  format: 1\n  title: Roe calls on Doe\nmeetings:\n  - id: roe-doe\n    participants: {guest: Jane Roe}\n"


def read(text: str | bytes):
    raw = text if isinstance(text, bytes) else text.encode()
    return read_document(raw, id="a", file="sources/a.yaml")


def lines(*records: object):
    raw = "".join(f"{json.dumps(record)}\n" for record in records).encode()
    return list(read_lines(raw, stem="corpus", file="sources/corpus.jsonl"))


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


# --- JSON Lines ----------------------------------------------------------------------------------------------------


def test_each_line_is_a_source_with_an_id_of_its_own():
    (first, _), (second, _) = lines({"source": {"format": 1}}, {"id": "b", "source": {"format": 1, "title": "Roe"}})
    assert (first.id, first.line) == ("corpus-1", 1)
    assert (second.id, second.line, second.record.source.title) == ("b", 2, "Roe")


def test_a_line_holds_the_same_record_as_a_file():
    statement = {"by": "Roe", "act": "requests", "quantity": [{"value": 1.5, "unit": "ships"}]}
    meeting = {"id": "roe-doe", "edition": 3, "participants": {"guest": "Jane Roe"}, "statements": [statement]}
    ((document, _),) = lines({"source": {"format": 1, "title": None}, "meetings": [meeting]})
    text = """\
        source: {format: 1, title: }
        meetings:
          - id: roe-doe
            edition: 3
            participants: {guest: Jane Roe}
            statements: [{by: Roe, act: requests, quantity: [{value: 1.5, unit: ships}]}]
        """
    assert document.record == read(dedent(text))[0].record


def test_numbers_and_truth_where_texts_are_wanted_are_texts():
    ((document, _),) = lines({"id": 7, "source": {"format": 1, "title": 2019, "note": True}})
    assert (document.id, document.record.source.title, document.record.source.note) == ("7", "2019", "true")


def test_empty_lines_are_passed_over_and_counted():
    raw = b'\xef\xbb\xbf\n\n{"source": {"format": 1}}\r\n'
    ((document, _),) = read_lines(raw, stem="corpus", file="x.jsonl")
    assert document.line == 3


def test_findings_name_the_line_and_the_path_in_it():
    _, (none, findings) = lines({"source": {"format": 1}}, {"source": {"format": 1}, "meetings": [{"id": ["a"]}]})
    assert none is None
    assert [(f.line, f.column, f.message) for f in findings] == [(2, 1, "meetings.0.id: 'id' wants a text, not a list")]


@pytest.mark.parametrize(
    ("raw", "line", "column", "code"),
    [
        (b'{"source": }', 1, 12, "json"),
        ('\n{"đ": "đ", }'.encode(), 2, 12, "json"),
        (b'{"source": {"format": 1e400}}', 1, 1, "json"),
        (b'{"source": "\xff"}', 1, 13, "encoding"),
        (b"[" * 100_000, 1, 1, "nesting"),
        (b'{"a": ' * 100_000, 1, 1, "nesting"),
        (b"", 1, 1, "empty"),
        (b"\n \n", 1, 1, "empty"),
        (b'"words"', 1, 1, "type"),
        (b'{"id": ["a"], "source": {"format": 1}}', 1, 1, "type"),
    ],
)
def test_a_line_that_is_no_source_is_said_where_it_stands(raw, line, column, code):
    ((document, (finding,)),) = read_lines(raw, stem="corpus", file="x.jsonl")
    assert document is None
    assert (finding.line, finding.column, finding.code) == (line, column, code)
    assert finding.hint


@given(st.binary())
def test_no_lines_of_bytes_make_it_fail(raw):
    for document, findings in read_lines(raw, stem="corpus", file="x.jsonl"):
        assert (document is None) == bool(findings)


# --- folders -------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    for name in ("b.yaml", "a.yml", "README.md", ".draft.yaml"):
        (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"source": {"format": 1}}\n', encoding="utf-8")
    (tmp_path / "authorities").mkdir()
    documents, findings = read_documents(tmp_path, root=tmp_path.parent)
    assert findings == []
    assert [document.id for document in documents] == ["a", "b", "c-1"]
    assert documents[0].file == f"{tmp_path.name}/a.yml"


def test_errors_of_all_files_come_at_once(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("source: 1\nx: 2\n", encoding="utf-8")
    documents, findings = read_documents(tmp_path, root=tmp_path)
    assert documents == []
    assert [(finding.file, finding.line) for finding in findings] == [("a.yaml", 1), ("a.yaml", 2), ("b.yaml", 1), ("b.yaml", 2)]


def test_a_folder_that_is_missing_or_holds_no_source_is_a_finding(tmp_path):
    for folder in (tmp_path / "sources", tmp_path):
        documents, (finding,) = read_documents(folder, root=tmp_path)
        assert documents == []
        assert finding.code == "no-sources"
        assert "vjgraph init" in finding.hint


def test_what_cannot_be_read_is_a_finding_beside_the_others(tmp_path):
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (tmp_path / "c.yaml").write_text(SOURCE, encoding="utf-8")
    documents, findings = read_documents(tmp_path, root=tmp_path)
    assert [document.id for document in documents] == ["c"]
    assert [(finding.file, finding.code) for finding in findings] == [("a.yaml", "unreadable"), ("b.yaml", "unreadable")]


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
