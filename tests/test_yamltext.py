"""YAML as plain data: every scalar a text, positions right, nothing clever, and no text that breaks it."""

import subprocess
import sys

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vjgraph.yamltext import KEY, MAX_DEPTH, Positions, read_yaml


def codes(text: str) -> list[tuple[int, int, str]]:
    """Line, column and code of what is wrong with a text."""
    return [(finding.line, finding.column, finding.code) for finding in read_yaml(text, file="x.yaml")[1]]


def positions_of(text: str) -> Positions:
    positions: Positions = {}
    assert read_yaml(text, file="x.yaml", positions=positions)[1] == []
    return positions


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("a: 2019-07-01", {"a": "2019-07-01"}),
        ("a: 007", {"a": "007"}),
        ("a: null\nb: ~\nc:", {"a": "null", "b": "~", "c": ""}),
        ("1: yes", {"1": "yes"}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("a: ! b", {"a": "b"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: >\n  one\n  two\n", {"a": "one two\n"}),
        ("\ufeffa: b", {"a": "b"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("%YAML 1.1\n---\na: b", {"a": "b"}),
        ("just words", "just words"),
        ("- a\n- [b, {c: d}]", ["a", ["b", {"c": "d"}]]),
        ("---", ""),
    ],
)
def test_every_scalar_is_a_text(text, data):
    assert read_yaml(text, file="x.yaml") == (data, [])


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("a: 1\na: 2", [(2, 1, "duplicate-key")]),
        ("a:\n  b: 1\n  c: 2\n  b: 3", [(4, 3, "duplicate-key")]),
        ("a: &x 1\nb: *x", [(1, 4, "alias")]),
        ("a: *x", [(1, 4, "alias")]),
        ("a: *x\nb: *y", [(1, 4, "alias"), (2, 4, "alias")]),
        ("a: !!int 1\nb: !mine 2", [(1, 4, "tag"), (2, 4, "tag")]),
        ("? [a]\n: b", [(1, 3, "key")]),
        ("? {a: b}\n: c", [(1, 3, "key")]),
        ("a: 1\n---\nb: 2", [(2, 1, "documents")]),
        ("---\n---\n", [(2, 1, "documents")]),
        ("", [(1, 1, "empty")]),
        ("# nothing yet\n", [(1, 1, "empty")]),
        ("a: b: c", [(1, 5, "yaml")]),
        ("a: [1, 2", [(1, 4, "yaml")]),
        ("a: [1, 2\nb: 3\n", [(2, 2, "yaml")]),
        ("a: 'b\n\n", [(1, 4, "yaml")]),
        ("a: @b", [(1, 4, "yaml")]),
        ("a:\n\t- b", [(2, 1, "yaml")]),
        ("%YAML 9.9\n---\na: b", [(1, 1, "yaml")]),
        ("a\n b: \0", [(2, 5, "yaml")]),
        ("đ: 1\nà: \x07", [(2, 4, "yaml")]),
        ("a: \ufffe", [(1, 4, "yaml")]),
        ('a: "\\ud800"', [(1, 7, "yaml")]),
    ],
)
def test_what_is_not_plain_is_said_where_it_stands(text, findings):
    assert codes(text) == findings


def test_all_that_is_wrong_is_said_at_once():
    assert codes("a: &x 1\na: !t 2\nb: *y\nc: [") == [
        (1, 4, "alias"), (2, 1, "duplicate-key"), (2, 4, "tag"), (3, 4, "alias"), (4, 4, "yaml"),
    ]  # fmt: skip


def test_every_finding_says_what_to_do():
    text = "a: &x 1\na: !t 2\nb: *y\n? [a]\n: b"
    assert all(finding.hint for finding in read_yaml(text, file="x.yaml")[1])


def test_a_bomb_of_aliases_is_never_unfolded():
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    data, findings = read_yaml(bomb, file="x.yaml")
    assert data["a39"] == [""] * 9
    assert {finding.code for finding in findings} == {"alias"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_nesting_stops_at_its_limit(opening):
    depth = opening.count("[") + opening.count("{") + opening.count("-") + opening.count("?")
    reachable = opening * (MAX_DEPTH // depth - 1) + "x"
    assert "nesting" not in {code for _, _, code in codes(reachable)}
    assert {code for _, _, code in codes(opening * 40)} & {"nesting", "key"}


@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "- ", "? ", "[{a: ", "- - ", "!t ", "&a ", "* ", "|\n", "---\n"])
def test_a_hundred_thousand_levels_do_not_take_the_interpreter_down(opening):
    run = f"from vjgraph.yamltext import read_yaml; print(len(read_yaml({opening!r} * 100_000, file='x')[1]) > 0)"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr[-500:]


# --- positions -----------------------------------------------------------------------------------------------------


def test_values_and_keys_have_positions():
    positions = positions_of("people:\n  Đặng Thuỳ: {as: [Minister, Envoy]}\nmeetings:\n  - id: a\n")
    assert positions[("people", KEY)] == (1, 1)
    assert positions[("people", "Đặng Thuỳ", KEY)] == (2, 3)
    assert positions[("people", "Đặng Thuỳ", "as", 1)] == (2, 30)
    assert positions[("meetings", 0)] == (4, 5)
    assert positions[("meetings", 0, "id")] == (4, 9)


# What PyYAML's own writer may write, and any reader reads: no control characters, which have a test of their own.
TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
DATA = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12)


def _marks(node: yaml.Node, path: tuple[str | int, ...] = ()) -> Positions:
    """Where PyYAML's composed nodes stand."""
    found = {path: (node.start_mark.line + 1, node.start_mark.column + 1)}
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            found |= _marks(item, (*path, index))
    elif isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            found |= _marks(item, (*path, key.value))
            found[(*path, key.value, KEY)] = (key.start_mark.line + 1, key.start_mark.column + 1)
    return found


@settings(max_examples=200)
@given(DATA, st.sampled_from([True, False, None]), st.sampled_from([None, '"', "'", "|"]), st.booleans())
def test_plain_data_is_read_as_pyyaml_reads_it_and_stands_where_pyyaml_says(data, flow, style, unicode):
    text = yaml.safe_dump(data, default_flow_style=flow, default_style=style, allow_unicode=unicode, sort_keys=False)
    # A style asked for writes tags beside what would read as a number; tags are refused.
    text = text.replace("!!null ", "").replace("!!str ", "")
    positions: Positions = {}
    found, findings = read_yaml(text, file="x.yaml", positions=positions)
    assert findings == []
    assert found == yaml.load(text, Loader=yaml.BaseLoader)
    assert positions == _marks(yaml.compose(text, Loader=yaml.BaseLoader))


# --- any text ------------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(st.one_of(st.text(), st.text("ab:-?[]{},&*!|>'\"%@`# \n\t\\.", max_size=40)))
def test_any_text_is_data_or_findings_and_never_an_exception(text):
    data, findings = read_yaml(text, file="x.yaml", positions={})
    assert findings or isinstance(data, str | list | dict)
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1
    assert all(1 <= finding.line <= lines and finding.column >= 1 and finding.message for finding in findings)


@settings(max_examples=100)
@given(st.text("ab:-?[]{},&*!|>'\"%@`# \n\t\\.", max_size=40))
def test_what_pyyaml_reads_without_complaint_is_read_alike_or_refused_for_a_reason(text):
    try:
        wanted = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, TypeError):
        return
    data, findings = read_yaml(text, file="x.yaml")
    assert data == wanted or findings or wanted is None


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\e", "\\u0001", "\\u007f", "\\x9b"])
def test_a_control_character_is_refused_however_it_is_written(escape):
    for text, line in ((f'a: b\nc: "x {escape} y"\n', 2), (f'- a\n- b\n- "x {escape} y": c\n', 3)):
        _, (finding,) = read_yaml(text, file="x.yaml")
        assert (finding.line, finding.code) == (line, "control-character")
    assert read_yaml('a: "x \\t \\u0009 \\u00e9 y"\n', file="x.yaml") == ({"a": "x \t \t é y"}, [])


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_sign_that_ends_a_line_for_yaml_alone_moves_no_positions_and_is_named_before_what_comes_of_it(sign):
    positions = {}
    read_yaml(f"a: |\n  one{sign}  two\nb: c\n", file="x.yaml", positions=positions)
    assert positions["b",] == (3, 4)
    _, (first, second) = read_yaml(f"a: |\n  one{sign}two\nb: c\n", file="x.yaml")
    assert (first.line, first.column) == (2, 6)
    assert f"U+{ord(sign):04X}" in first.message
    assert second.line in (2, 3)
