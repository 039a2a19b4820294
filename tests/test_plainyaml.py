"""Plainly written YAML, read line by line: what a parser reads, or nothing at all."""

import json
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vjgraph.plainyaml import read_plain
from vjgraph.yamltext import read_yaml

ROOT = Path(__file__).parents[1]


def parsed(text: str):
    """What the parser makes of a text: it alone knows positions."""
    return read_yaml(text, file="x.yaml", positions={})


def agrees(text: str) -> bool:
    """Whether a text is read here; then the parser must find nothing wrong and the same data."""
    data = read_plain(text)
    if data is not None:
        assert (data, []) == parsed(text), text
    return data is not None


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (
            "a: no\nb: 007\nc: 2019-07-01\nd: ~\ne:\nf: null # or not\n",
            {"a": "no", "b": "007", "c": "2019-07-01", "d": "~", "e": "", "f": "null"},
        ),
        (
            "a: at 10:30\nb: https://example.org/#top\nc: it's [so], isn't {it}?\n",
            {"a": "at 10:30", "b": "https://example.org/#top", "c": "it's [so], isn't {it}?"},
        ),
        (
            "a: 'it''s'\nb: \"a \\\"b\\\" \\\\ \\n\\u0110\"\nc: ''\nd: 'x' # y\n",
            {"a": "it's", "b": 'a "b" \\ \nĐ', "c": "", "d": "x"},
        ),
        ("Đặng Thuỳ:\n  as: x\n'a: b': c\n\"d\": e\n", {"Đặng Thuỳ": {"as": "x"}, "a: b": "c", "d": "e"}),
        (
            "a:\n  - b: c\n    d: e\n  -   f: g\n      h: i\n  - j\nk:\n- l\n- m: n\no: p\n",
            {"a": [{"b": "c", "d": "e"}, {"f": "g", "h": "i"}, "j"], "k": ["l", {"m": "n"}], "o": "p"},
        ),
        ("a: [b, 'c, d', \"e]\", f g]\nb: []\nc: {}\n", {"a": ["b", "c, d", "e]", "f g"], "b": [], "c": {}}),
        ("a: {b: c, d: [e, {f: g}], h: 'i, j'}\n", {"a": {"b": "c", "d": ["e", {"f": "g"}], "h": "i, j"}}),
        ("a:\n- {b: on a\n    visit, c: d,\n  e: 'f\n    g'}\n- h\n", {"a": [{"b": "on a visit", "c": "d", "e": "f g"}, "h"]}),
        ('a: {"b": "c", "d e": [f], g: h, "": "i"}\n', {"a": {"b": "c", "d e": ["f"], "g": "h", "": "i"}}),
        ("a: b\n  c  \n   d\ne: f\n", {"a": "b c d", "e": "f"}),
        ("a: [b , c  d ]\ne: { f: g , h: i }\n", {"a": ["b", "c  d"], "e": {"f": "g", "h": "i"}}),
        ("a: 文\u3000字\xa0b\n", {"a": "文\u3000字\xa0b"}),
        ("a: |\n  b\n   c\n\n  d: e # f\n\n\ng: |-\n  h\n\ni: j\n", {"a": "b\n c\n\nd: e # f\n", "g": "h", "i": "j"}),
        ("a: >-\n  b\n  c\nd: >  # e\n  f\n", {"a": "b c", "d": "f\n"}),
        ("# a\n\nb: c\n  # d\n# e\nf:\n\n  g: h\n# i", None),
        ("# a\n\nb: c\n  # d\n# e\nf:\n\n  g: h\n# i\n\n", {"b": "c", "f": {"g": "h"}}),
        ("---\na: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ],
)  # fmt: skip
def test_what_is_plainly_written_is_read(text, data):
    assert read_plain(text) == data
    agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  - # b\n    c: d\n", "a:\n  -  \n    c: d\n", "a: {b : c}\n", "a: {b:c}\n", "a: {b:'c'}\n",
        'a: {"b" : c}\n', 'a: {"b":c}\n', 'a: {"b\\n": c}\n', 'a: {"b": c, b: d}\n', 'a: {"b"c: d}\n',
        "a: \x84b\n",
        "", "\n", "# a\n", "a\n", "- a\n", "[a]\n", "{a: b}\n", "a: b", "a:b\n", " a: b\n", "---\n---\na: b\n", "a: b\n---\n",
        "a: b\n...\n", "a: b\n... c: d\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "a: ! b\n", "? a\n: b\n", "a: ? b\n",
        "%YAML 1.1\n---\na: b\n",
        "a: b: c\n", "a: b:\n", "a: @b\n", "a: - b\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "a:\n  b: c\n  b: d\n",
        "a:\n  b: c\n d: e\n", "a: b\n  c: d\n", "a:\n  - b\n  c: d\n", "a: b\n- c\n", "a:\n  b\n", "a:\n  - b\n - c\n",
        "a: b\n\n  c\n", "a: b # c\n  d\n", "a: 'b'\n  c\n", "a: b\nc\n", "- a: b\n c: d\n", "a: [b\n", "a: [b]]\n",
        "a: [b}\n", "a: {b: c]\n", "a: [b, ]\n", "a: [, b]\n", "a: [b: c]\n", "a: [?b]\n", "a: {b}\n", "a: {b: }\n",
        "a: {b: c\n  d: e}\n",
        "a: {b\n  c: d}\n", "a: ['b'c]\n", "a: [\"b\\n\"]\n", "a: [b # c\n  ]\n", "a: [b\n\n  c]\n", "a: [b\n    \n  c]\n",
        "a: [b,\nc]\n",
        "a: 'b\n  c'\n", "a: \"b\n  c\"\n", "a: \"\\x41\"\n", "a: \"\\ud83d\\ude00\"\n", "a: \"\\0\"\n", "a: |+\n  b\n",
        "a: |2\n  b\n", "a: |\n\n  b\n", "a: |\n  b\n c\n", "a: |\nb: c\n", "a: |\n  b\n     \n", "- a: |\n  b\n",
        "a: >\n  b\n\n  c\n", "a: >\n  b\n   c\n", "a: b\tc\n", "a:\tb\n", "a: \ufeffb\n", "a: \x85b\n", "a: \u2028b\n",
        "a: b\rc: d\n", "a: \x07\n", "a: \0\n", "a: \ufffe\n", f"{'a' * 300}: b\n",
        "".join(f"{'  ' * n}a:\n" for n in range(30)),
    ],
)  # fmt: skip
def test_all_else_is_left_to_the_parser(text):
    assert read_plain(text) is None


def test_the_sources_here_and_those_of_a_new_project_are_read():
    paths = [
        *(ROOT / "sources").rglob("*.yaml"),
        *(ROOT / "src").rglob("*.yaml"),
        *(ROOT / "tests/fixtures/whole").rglob("*.yaml"),
    ]
    assert len(paths) > 20
    read = [path.name for path in paths if agrees(path.read_text(encoding="utf-8"))]
    assert len(read) >= 0.9 * len(paths)


def test_no_file_of_the_tests_is_read_otherwise_than_by_the_parser():
    for path in sorted((ROOT / "tests").rglob("*.yaml")):
        agrees(path.read_bytes().decode("utf-8-sig", "replace"))


def test_every_source_that_lacks_or_repeats_a_line_is_read_alike_or_left_to_the_parser():
    text = (ROOT / "tests/fixtures/worked/sources/2019-07-02-roe-beland.yaml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    read = 0
    for n in range(len(lines)):
        read += agrees("".join([*lines[:n], *lines[n + 1 :]]))
        read += agrees("".join([*lines[: n + 1], *lines[n:]]))
        read += agrees("".join([*lines[:n], " ", *lines[n:]]))
        read += agrees("".join([*lines[:n], lines[n].removeprefix("  "), *lines[n + 1 :]]))
    assert read > len(lines)


# --- what PyYAML writes --------------------------------------------------------------------------------------------

WORDS = st.sampled_from([
    "a", "it's", "on a visit", "Đỗ 野", "'q'", '"d"', "10:30", "a: b", "# c", "- d", "1", "no", "", "e, f", "[g]", "{h}", "i]",
    "&j", "m:", "n#", "o # p", "|", "?", "\\",
])  # fmt: skip
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text("ab :#,[]{}'\"\n\\-", max_size=12)
KEYS = TEXTS.map(lambda text: text[:60])
INNER = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=10)
DATA = st.dictionaries(KEYS, INNER, max_size=4)


@settings(max_examples=300)
@given(DATA, st.sampled_from([True, False, None]), st.sampled_from([20, 60, 200]), st.integers(2, 5), st.booleans())
def test_what_pyyaml_writes_is_read_alike_or_left_to_it(data, flow, width, indent, unicode):
    agrees(yaml.safe_dump(data, default_flow_style=flow, width=width, indent=indent, allow_unicode=unicode, sort_keys=False))


@settings(max_examples=300)
@given(DATA, st.booleans())
def test_what_a_machine_writes_as_json_is_read_alike_or_left_to_the_parser(data, ascii):
    agrees("".join(f"x{n}: {json.dumps(value, ensure_ascii=ascii)}\n" for n, value in enumerate(data.values())))


NAMES = st.text("abc Đ野", min_size=1, max_size=20).map(lambda text: "x" + " ".join(text.split()))
PHRASES = st.lists(NAMES, min_size=1, max_size=9).map(" ".join)
ENTRY = st.dictionaries(NAMES, PHRASES | st.lists(PHRASES, min_size=1) | st.dictionaries(NAMES, PHRASES, min_size=1), min_size=1)


@given(ENTRY, ENTRY, st.sampled_from([False, None]), st.sampled_from([60, 400]))
def test_names_and_words_as_pyyaml_writes_them_need_no_parser(person, meeting, flow, width):
    data = {"people": {"Jane Roe": person}, "meetings": [meeting, {"id": "a", "participants": {"guest": "Roe"}}]}
    assert agrees(yaml.safe_dump(data, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False))


# --- any text ------------------------------------------------------------------------------------------------------

TOKENS = st.sampled_from([
    "a", "b: ", "b:", "c: d", "- ", "-", " ", "  ", "    ", "\n", "\n  ", "\n    ", "\n\n", "#", " # e", ",", ", ", "[", "]",
    "{", "}", "'", '"', "''", "\\", "\\n", "|", ">", "|-\n", "|\n  ", ">-\n  ", "&f ", "*f", "!g ", "? ", ": ", "%", "@", "`",
    "---\n", "...\n", "\t", "\r\n", "\r", "\u2028", "\xa0", "\u3000", "Đ", "~", "<<", "\ufeff",
])  # fmt: skip


@settings(max_examples=1000)
@given(st.lists(TOKENS, max_size=20).map("".join))
@example("a: 'b\n  c'\n")
def test_any_text_is_read_alike_or_left_to_the_parser(text):
    agrees(text)
    agrees(f"a: {text}\n")
    agrees(f"a:\n  - b: {text}\n    c: d\n")


PARTS = product(("a: ", "- ", "- a: ", "  ", "b"), ("", "b", "'b'", "[b]", "|", "#"), ("", " #", ","))
FIRST = ["".join(parts) for parts in PARTS]
BEFORE = ("a:", "a:\n  - b", "a:\n  b: c", "a: b", "a:\n- b")
AFTER = ("", "c: d", "  c: d", "  c", "- c", "  - c", "    c")


@pytest.mark.parametrize("first", FIRST)
def test_short_lines_below_each_other_are_read_alike_or_left_to_the_parser(first):
    for before, indent, after in product(BEFORE, ("", "  ", "    "), AFTER):
        agrees(f"{before}\n{indent}{first}\n{after}\n")
