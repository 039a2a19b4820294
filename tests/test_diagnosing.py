"""Everything that keeps plain data from being a record, said at once and where it stands."""

import msgspec.inspect as mi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vjgraph.authorities import RECORDS
from vjgraph.diagnosing import Problem, diagnose
from vjgraph.model import Passage, Record, Source
from vjgraph.nearness import nearest
from vjgraph.reading import convert
from vjgraph.yamltext import KEY

MEETING = {"id": "roe-doe-2019", "participants": {"guest": "Roe"}}


def said(**sections: object) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Path, code and message of what is wrong with a source of these sections."""
    data = {"source": {"format": "1"}} | sections
    return [(problem.path, problem.code, problem.message) for problem in diagnose(data, Source)]


def test_what_converts_has_nothing_wrong():
    assert said() == said(meetings=[MEETING]) == said(meetings=[MEETING | {"status": "planned"}]) == []


@pytest.mark.parametrize(
    ("sections", "path", "code", "message"),
    [
        ({"meetings": [MEETING | {"kidn": "talks"}]}, ("meetings", 0, "kidn", KEY), "unknown-key", "unknown key 'kidn'"),
        ({"meetings": [{"kind": "talks"}]}, ("meetings", 0), "missing-key", "the key 'id' is missing"),
        ({"meetings": MEETING}, ("meetings",), "type", "'meetings' wants a list, not a mapping"),
        ({"meetings": ["talks"]}, ("meetings", 0), "type", "'meetings' wants a mapping, not 'talks'"),
        ({"meetings": [MEETING | {"title": ["a"]}]}, ("meetings", 0, "title"), "type", "'title' wants a text, not a list"),
        ({"meetings": [MEETING | {"title": {}}]}, ("meetings", 0, "title"), "type", "'title' wants a text, not a mapping"),
        ({"meetings": [MEETING | {"about": "fish"}]}, ("meetings", 0, "about"), "type", "'about' wants a list, not 'fish'"),
        ({"meetings": [MEETING | {"about": ""}]}, ("meetings", 0, "about"), "type", "'about' wants a list, not nothing"),
        ({"meetings": [MEETING | {"about": [["a"]]}]}, ("meetings", 0, "about", 0), "type", "'about' wants a text, not a list"),
        ({"meetings": [MEETING | {"participants": "Roe"}]}, ("meetings", 0, "participants"), "type",
         "'participants' wants a mapping, not 'Roe'"),
        ({"meetings": [MEETING | {"after": {"a": "b"}}]}, ("meetings", 0, "after"), "type",
         "'after' wants a text or a list, not a mapping"),
        ({"meetings": [MEETING | {"edition": "3rd"}]}, ("meetings", 0, "edition"), "type",
         "'edition' wants a whole number, not '3rd'"),
        ({"meetings": [MEETING | {"status": "off"}]}, ("meetings", 0, "status"), "type",
         "'status' wants one of cancelled, held, planned, not 'off'"),
        ({"people": {"Jane Roe": {"as": [{"office": ["a"]}]}}}, ("people", "Jane Roe", "as", 0, "office"), "type",
         "'office' wants a text, not a list"),
        ({"people": ["Jane Roe"]}, ("people",), "type", "'people' wants a mapping, not a list"),
        ({"agreements": [{"name": "A", "signed": ["2019"]}]}, ("agreements", 0, "signed"), "type",
         "'signed' wants a text or a mapping, not a list"),
    ],
)  # fmt: skip
def test_each_fault_is_said_where_it_stands(sections, path, code, message):
    assert said(**sections) == [(path, code, message)]


def test_all_faults_are_said_at_once_in_the_order_of_the_data():
    faults = said(meetings=[{"kidn": "talks", "about": "fish"}, {"id": ["a"]}], weather="fine")
    assert [path for path, _, _ in faults] == [
        ("meetings", 0, "kidn", KEY), ("meetings", 0, "about"), ("meetings", 0), ("meetings", 1, "id"), ("weather", KEY),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [[], "", "words", ["a"]])
def test_a_root_that_is_no_mapping_is_one_fault(data):
    (fault,) = diagnose(data, Source)
    assert (fault.path, fault.code) == ((), "type")
    assert "'the file' wants a mapping" in fault.message
    assert "source, people, visits" in fault.hint


def test_a_fault_is_placed_below_the_path_its_data_stands_at():
    (fault,) = diagnose("Ann Poe", Passage, path=("ann-poe",))
    assert fault.path == ("ann-poe",)
    assert "'ann-poe' wants a mapping" in fault.message


@pytest.mark.parametrize("field", ["date"])
def test_an_unquoted_set_of_dates_is_told_to_be_quoted(field):
    for unquoted in (["2019-06-30..2019-07-02"], {"2019-06-30": "", "2019-07-02": ""}):
        (fault,) = diagnose({"source": {"format": "1"}, "meetings": [MEETING | {field: unquoted}]}, Source)
        assert fault.hint.startswith('quote a set of dates: "[')


def test_another_list_or_mapping_where_a_text_is_wanted_is_told_to_be_one_text():
    for wrong, hint in ((["a", "b"], "write one text, not a list"), ({"a": "b"}, "write one text; quote it when it holds ': '")):
        (fault,) = diagnose({"source": {"format": "1"}, "meetings": [MEETING | {"title": wrong}]}, Source)
        assert fault.hint == hint


@pytest.mark.parametrize(
    ("status", "hint"), [("hold", "did you mean 'held'?"), ("off", "write one of these, or leave the key out")]
)
def test_one_of_some_words_is_the_nearest_or_any_of_them(status, hint):
    (fault,) = diagnose({"source": {"format": "1"}, "meetings": [MEETING | {"status": status}]}, Source)
    assert fault.hint == hint


def test_a_text_where_a_list_is_wanted_is_shown_as_a_list():
    (fault,) = diagnose({"source": {"format": "1"}, "meetings": [MEETING | {"about": "fish"}]}, Source)
    assert fault.hint == "write it as [fish]"


def test_a_long_text_is_shown_by_its_beginning():
    (fault,) = diagnose({"source": "x" * 500}, Source)
    assert len(fault.message) < 100


@pytest.mark.parametrize("value", ["many", "", "nan", "inf", "-Infinity", "1e999", "1e-999", "1,5", "1 000"])
def test_a_quantity_wants_a_number_that_can_be_written_out(value):
    statement = {"by": "Roe", "act": "states", "quantity": [{"value": value, "unit": "ships"}]}
    (fault,) = diagnose({"source": {"format": "1"}, "meetings": [MEETING | {"statements": [statement]}]}, Source)
    assert fault.path[-1] == "value"
    assert "wants a number" in fault.message


@pytest.mark.parametrize(("text", "hint"), [("kidn", "did you mean 'kind'?"), ("weather", ""), ("", "")])
def test_the_nearest_valid_thing_is_asked_about_when_it_is_near(text, hint):
    assert nearest(text, ["kind", "id", "place"]) == hint


# --- diagnose and convert agree ------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["", "a", "held", "planned", "true", "FALSE", "1", "0", "-3", "01", "1.0", "1e3", "٣", "1.5", "nan", "1e99", "2019"]
)
KEYS = st.sampled_from(["id", "kind", "quote", "par", "by", "act", "as", "signed", "name", "status", "value", "unit", "x", "en"])
ANY = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5)
# Nine in ten values are of the right shape.
WRONG = st.sampled_from([False] * 9 + [True])


@st.composite
def almost(draw: st.DrawFn, kind: mi.Type) -> object:
    """Data that is right for a type, but for a few places."""
    if draw(WRONG):
        return draw(ANY)
    if isinstance(kind, mi.StructType):
        fields = {field.encode_name: field for field in kind.fields}
        keys = {name for name, field in fields.items() if field.required and not draw(WRONG)}
        keys |= set(draw(st.lists(st.sampled_from(sorted(fields)), max_size=3)))
        return {key: draw(almost(fields[key].type)) for key in sorted(keys)}
    if isinstance(kind, mi.UnionType):
        return draw(almost(draw(st.sampled_from(kind.types))))
    if isinstance(kind, mi.ListType):
        return [draw(almost(kind.item_type)) for _ in range(draw(st.integers(0, 2)))]
    if isinstance(kind, mi.DictType):
        return {key: draw(almost(kind.value_type)) for key in draw(st.lists(KEYS, max_size=2))}
    return draw(st.sampled_from(kind.values) if isinstance(kind, mi.LiteralType) else WORDS)


@pytest.mark.parametrize("record", [Source, *RECORDS.values()], ids=lambda record: record.__name__)
@settings(max_examples=100)
@given(st.data())
def test_a_record_converts_if_and_only_if_nothing_is_wrong(record: type[Record], data: st.DataObject):
    plain = data.draw(almost(mi.type_info(record)))
    problems = diagnose(plain, record)
    converted, found = convert(plain, record)
    assert (converted is None) == bool(problems) == bool(found)
    assert found == problems
    assert all(isinstance(problem, Problem) and problem.hint for problem in problems)
