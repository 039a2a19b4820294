"""A line of JSON into a source: the same record by the short way and the long one, each error at its line and column."""

import json
from textwrap import dedent

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph import jsonlines
from vjgraph.jsonlines import read_line
from vjgraph.model import Source
from vjgraph.reading import read_document


def read(line: object):
    raw = line if isinstance(line, bytes) else json.dumps(line).encode()
    return read_line(raw, id="corpus-3", file="x.jsonl", number=3)


def test_a_line_is_called_as_it_says_or_as_it_is_told():
    first, _ = read({"source": {"format": 1}})
    second, _ = read({"id": "b", "source": {"format": 1, "title": "Roe"}})
    assert (first.id, first.line) == ("corpus-3", 3)
    assert (second.id, second.record.source.title) == ("b", "Roe")
    assert read({"id": "", "source": {"format": 1}})[0].id == "corpus-3"


def test_a_line_holds_the_same_record_as_a_file():
    statement = {"by": "Roe", "act": "requests", "quantity": [{"value": 1.5, "unit": "ships"}]}
    meeting = {"id": "roe-doe", "edition": 3, "participants": {"guest": "Jane Roe"}, "statements": [statement]}
    document, _ = read({"source": {"format": 1, "title": None}, "meetings": [meeting]})
    text = """\
        source: {format: 1, title: }
        meetings:
          - id: roe-doe
            edition: 3
            participants: {guest: Jane Roe}
            statements: [{by: Roe, act: requests, quantity: [{value: 1.5, unit: ships}]}]
        """
    assert document.record == read_document(dedent(text).encode(), id="a", file="a.yaml")[0].record
    assert type(document.record) is Source


def test_numbers_and_truth_where_texts_are_wanted_are_texts():
    document, _ = read({"id": 7, "source": {"format": 1, "title": 2019, "note": True}})
    assert (document.id, document.record.source.title, document.record.source.note) == ("7", "2019", "true")


@pytest.mark.parametrize(
    ("line", "column", "code", "says"),
    [
        (b'{"source": }', 12, "json", "not JSON"),
        ('{"đ": "đ", }'.encode(), 12, "json", "not JSON"),
        (b'{"source": {"format": 1e400}}', 1, "json", "not JSON"),
        (b'\xef\xbb\xbf{"source": {"format": 1}}', 1, "json", "not JSON"),
        (b'{"source": "\xff"}', 13, "encoding", "0xff"),
        (b'{"source": {"format": 1, "note": "\xff"}}', 35, "encoding", "0xff"),
        (b"[" * 100_000, 1, "nesting", "too deep"),
        (b'{"a": ' * 100_000, 1, "nesting", "too deep"),
        (b'"words"', 1, "type", "wants a mapping"),
        (b'{"id": ["a"], "source": {"format": 1}}', 1, "type", "id: 'id' wants a text"),
        (b'{"source": {"format": 2}, "newer": 1}', 1, "format", "source.format: format 2 is not known"),
        (b'{"source": {"format": 1, "text_sha256": "abc"}}', 1, "text", "source.text_sha256: a SHA-256"),
        (b'{"source": {"format": 1}, "meetings": [{"id": ["a"]}]}', 1, "type", "meetings.0.id: 'id' wants a text, not a list"),
    ],
)
def test_a_line_that_is_no_source_is_said_where_it_stands(line, column, code, says):
    document, (finding,) = read(line)
    assert document is None
    assert (finding.line, finding.column, finding.code) == (3, column, code)
    assert says in finding.message
    assert finding.hint


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        (rb'{"source": {"format": 1}, "source": {"format": 1}}', ["source"]),
        (rb'{"source": {"format": 1, "note": "a", "note": "a"}}', ["source.note"]),
        (rb'{"source": {"format": 1, "note": "\"", "note": "\\"}}', ["source.note"]),
        (rb'{"source": {"format": 1, "note": "a", "n\u006fte": "b"}}', ["source.note"]),
        (rb'{"source": {"format": 1, "note": "a", "note": "\u0022\u0022\u0022\u0022"}}', ["source.note"]),
        (rb'{"source": {"format": 1, "note": "\\", "note": "\u005c", "title": "\u005c"}}', ["source.note"]),
        (rb'{"source": {"format": 1, "format": 1}}', ["source.format"]),
        (rb'{"id": "a", "id": "b", "source": {"format": 1}}', ["id"]),
        (rb'{"source": {"format": 1}, "meetings": [{"id": "a", "par": 1, "par": 2}, {"id": "b"}]}', ["meetings.0.par"]),
        (rb'{"source": {"format": 1}, "events": [{"id": "a", "id": ""}, {"par": 1, "par": 1}]}', ["events.0.id", "events.1.par"]),
        (rb'{"source": {"format": 1}, "people": {"Roe": {"par": 1}, "Roe": {"par": 2}}}', ["people.Roe"]),
        (rb'{"source": {"format": 1, "x": 1e9, "x": 2}}', ["source.x"]),
    ],
)  # fmt: skip
def test_a_key_that_stands_twice_is_said_with_its_path(line, paths):
    document, findings = read(line)
    assert document is None
    assert {finding.code for finding in findings} == {"duplicate-key"}
    assert [finding.message.split(": ")[0] for finding in findings] == paths


# --- the short way and the long way ---------------------------------------------------------------------------------

WORDS = st.text(max_size=8) | st.sampled_from(['"', "\\", '\\"', '"a": "b"', '"a":', "1", "null"])
SCALARS = WORDS | st.integers(-5, 2**70) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()
GROUNDED = {"quote": WORDS, "par": st.integers(0, 9)}
MEETING = st.fixed_dictionaries(
    {"id": WORDS},
    optional={
        **GROUNDED,
        "date": WORDS,
        "edition": SCALARS,
        "about": st.lists(WORDS, max_size=2),
        "participants": st.dictionaries(
            WORDS, WORDS | st.lists(WORDS, max_size=2) | st.fixed_dictionaries({"who": SCALARS}), max_size=2
        ),
        "statements": st.lists(
            st.fixed_dictionaries(
                {"by": WORDS, "act": WORDS},
                optional={"quantity": st.lists(st.fixed_dictionaries({"value": SCALARS, "unit": WORDS}), max_size=1)},
            ),
            max_size=2,
        ),
    },
)  # fmt: skip
HEADER = st.fixed_dictionaries({"format": st.sampled_from([1, 1, 1, 1.0, "1", 2])}, optional={"title": SCALARS, "text": WORDS})
LINE = st.fixed_dictionaries(
    {"source": HEADER},
    optional={
        "id": SCALARS,
        "meetings": st.lists(MEETING, max_size=2),
        "people": st.dictionaries(WORDS, st.fixed_dictionaries(GROUNDED), max_size=2),
    },
)  # fmt: skip


@given(LINE, st.booleans(), st.sampled_from([None, (",", ":"), (" , ", " : ")]))
def test_both_ways_read_the_same(data, ascii, separators):
    line = json.dumps(data, ensure_ascii=ascii, separators=separators).encode("utf-8", "replace")
    line = line.replace(rb"\"", rb"\u0022") if ascii else line
    short = jsonlines._at_once(line, id="a", file="x.jsonl", number=1)
    long, findings = jsonlines._with_all_that_is_wrong(line, id="a", file="x.jsonl", number=1)
    assert not any(finding.code == "duplicate-key" for finding in findings)
    assert short is None or short == long
    if short:
        assert msgspec.json.encode(short.record) == msgspec.json.encode(long.record)


@pytest.mark.parametrize("key", [b"quantity", rb"qu\u0061ntity", rb"\u0071uantity"])
def test_a_number_that_is_no_whole_one_has_no_zeros_at_its_end(key):
    line = (
        b'{"source":{"format":1},"meetings":[{"id":"m","statements":[{"by":"R","act":"a","%b":[{"value":1.50,"unit":"u"}]}]}]}'
        % key
    )
    document, _ = read(line)
    assert str(document.record.meetings[0].statements[0].quantity[0].value) == "1.5"


def test_a_line_of_values_of_their_types_is_read_the_short_way():
    meeting = {"id": "m", "par": 2, "participants": {"guest": ["Roe", {"who": "Poe"}]}, "quote": 'she said "no" \\ left'}
    line = json.dumps({"id": "b", "source": {"format": 1, "title": "Đỗ"}, "meetings": [meeting]}).encode()
    assert jsonlines._at_once(line, id="a", file="x.jsonl", number=1)


@given(
    st.binary()
    | st.lists(st.sampled_from([b'{"', b'":', b'"', b"{", b"}", b"[", b"]", b",", b"1", b"\\", b"\xc4", b"\x90"])).map(b"".join)
)
def test_no_bytes_make_it_fail(line):
    document, findings = read(line)
    assert (document is None) == bool(findings)


def test_control_characters_are_refused_as_yaml_refuses_them():
    line = b'{"source": {"format": 1, "title": "a\\u0000b"}, "people": {"Bo\\u0001b": {}}}'
    document, findings = read_line(line, id="a-7", file="a.jsonl", number=7)
    assert document is None
    assert [(finding.line, finding.code, finding.message) for finding in findings] == [
        (7, "control-character", "source.title: a control character (U+0000), which no text holds"),
        (7, "control-character", "people: a control character (U+0001), which no text holds"),
    ]
    for raw in ("\x7f", "\x80", "\x9f"):
        line = f'{{"source": {{"format": 1, "title": "a{raw}b"}}}}'.encode()
        document, (finding,) = read_line(line, id="a", file="a.jsonl", number=1)
        assert (document, finding.code) == (None, "control-character")
    document, findings = read_line(b'{"source": {"format": 1, "title": "a\\u0009b\\u00e9"}}', id="a", file="a.jsonl", number=1)
    assert document is not None
    assert not findings


@pytest.mark.parametrize("alone", ["\\ud800", "\\udc00", "\\ud83d\\ud83d\\ude00"])
def test_a_surrogate_that_is_half_a_sign_is_named_where_it_stands(alone):
    line = f'{{"source": {{"format": 1, "title": "\\\\ud800 \\ud83d\\ude00 é {alone} y"}}}}'
    document, (finding,) = read_line(line.encode(), id="a", file="a.jsonl", number=3)
    assert document is None
    assert (finding.line, finding.column) == (3, line.index(f" {alone}") + 2)
    assert finding.message == f"not JSON: an unpaired surrogate, {alone[:6]}"
