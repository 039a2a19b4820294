"""Decisions on ids that could be one thing: read, judged, and what they come to."""

import re
from pathlib import Path

import pytest

from vjgraph.model import Decision
from vjgraph.reading import convert
from vjgraph.yamltext import read_yaml

DECISIONS = "sources/authorities/decisions.yaml"
MEETINGS = """\
meetings:
  - {id: roe-doe, date: 2019-07-01, participants: {guest: Jane Roe, host: John Doe}}
  - {id: roe-poe, date: 2019-07-03, participants: {guest: Jane Roe, host: Ann Poe}}
events: [{id: roe-feast}]
"""


def found(tell, decisions: str, *sources: str) -> list[tuple[int, int, str, str]]:
    told = tell(*(sources or (MEETINGS,)), files={DECISIONS: decisions})
    assert all(finding.file == DECISIONS for finding in told.checked.errors), told.checked.errors
    return [(f.line, f.column, f.code, f.message) for f in told.findings if f.file == DECISIONS]


def test_without_a_file_or_with_comments_only_nothing_is_decided(tell):
    assert found(tell, "# nothing yet\n") == []
    assert tell(MEETINGS, name="none").checked.authorities.decisions.joined == {}


@pytest.mark.parametrize(
    ("written", "column", "code", "message"),
    [
        ("{same: [roe-doe, roe-dole], because: x}", 20, "unknown-id", "nothing has the id 'roe-dole'"),
        ("{same: [roe-doe], because: x}", 4, "decision", "'same' wants two ids or more"),
        ("{same: [roe-doe, roe-doe], because: x}", 20, "decision", "'roe-doe' stands here twice"),
        ("{because: x}", 3, "decision", "a decision with neither 'same' nor 'different'"),
        ("{same: [roe-doe, roe-poe]}", 3, "no-reason", "nothing says why they are the same"),
        ("{different: [roe-doe, roe-poe], because: …}", 35, "no-reason", "nothing says why they are different"),
        ("{same: [aland, beland], because: x}", 4, "decision-class", "these ids can be organisations or places"),
        ("{same: [aland, jane-roe], class: places, because: x}", 18, "decision-class", "'jane-roe' is none of the places"),
        ("{same: [aland, beland], class: place, because: x}", 27, "type", "'class' wants one of people, "),
        ("{same: [roe-doe, roe-poe], because: a, and b}", 42, "unknown-key", "unknown key 'and b'"),
        ("{same: [roe-doe, roe-poe], becuase: x}", 30, "unknown-key", "unknown key 'becuase'"),
        ("[roe-doe, roe-poe]", 3, "type", "wants a mapping, not a list"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused_where_it_is_wrong(tell, written, column, code, message):
    ((line, at, said, words),) = found(tell, f"# decisions\n- {written}\n")
    assert (line, at, said) == (2, column, code)
    assert message in words


def test_a_reason_that_a_comma_ends_is_told_to_be_quoted(tell):
    told = tell(MEETINGS, files={DECISIONS: "- {same: [roe-doe, roe-poe], because: July, and b}\n"})
    assert [finding.hint for finding in told.checked.errors] == ["put a reason that holds a comma in quotation marks"]
    told = tell(MEETINGS, files={DECISIONS: '- {same: [roe-doe, roe-poe], because: "July, and b: c"}\n'}, name="quoted")
    assert not told.checked.errors


def test_both_same_and_different_in_one_decision_are_refused(tell):
    ((_, _, code, message),) = found(tell, "- {same: [roe-doe, roe-poe], different: [roe-doe, roe-poe], because: x}\n")
    assert (code, message) == ("decision", "a decision with both 'same' and 'different'")


def test_a_file_that_is_no_list_is_refused(tell):
    ((_, _, code, message),) = found(tell, "same: [roe-doe, roe-poe]\n")
    assert (code, message) == ("type", "the file wants a list of decisions")


@pytest.mark.parametrize("ids", ["roe-doe, roe-feast", "roe-doe, jane-roe", "jane-roe, coast-guard-of-aland"])
def test_ids_of_different_classes_are_never_the_same(tell, ids):
    ((line, column, code, message),) = found(tell, f"- {{same: [{ids}], because: x}}\n")
    assert (line, column, code) == (1, 4, "decision-class")
    assert message.startswith("these are of different classes: ")


def test_a_name_in_the_place_of_an_id_is_told_the_id(tell):
    told = tell(MEETINGS, files={DECISIONS: "- {different: [Jane Roe, john-doe], because: x}\n"})
    assert [finding.hint for finding in told.checked.errors] == ["did you mean 'jane-roe'?"]


def test_an_id_of_a_source_that_cannot_be_read_is_no_finding_of_its_own(tell):
    told = tell(MEETINGS, "meetings: [{id: gone, dat: x}]", files={DECISIONS: "- {same: [roe-doe, gone], because: x}\n"})
    assert [finding.file for finding in told.checked.errors] == ["sources/source-2.yaml"]


def test_a_pair_decided_both_ways_is_an_error_at_the_later_decision_that_names_the_earlier(tell):
    same, different = "- {same: [roe-doe, roe-poe], because: x}\n", "- {different: [roe-poe, roe-doe], because: y}\n"
    message = "'roe-poe' and 'roe-doe' are different here, and the same in line 1"
    assert found(tell, same + different) == [(2, 4, "decided-twice", message)]
    told = tell(MEETINGS, files={DECISIONS: different + same}, name="turned")
    message = "'roe-poe' and 'roe-doe' are the same here, and different in line 1"
    assert [(f.line, f.message) for f in told.checked.errors] == [(2, message)]


def test_what_several_decisions_make_one_cannot_be_different(tell):
    decisions = """\
    - {same: [ann-poe, jim-poe], because: x}
    - {same: [jim-poe, max-moe], because: x}
    - {different: [ann-poe, max-moe], because: x}
    """
    clash = [line for line in found(tell, decisions) if line[2] == "decided-twice"]
    assert clash == [(3, 4, "decided-twice", "'ann-poe' and 'max-moe' are different here, and the same by several decisions")]


@pytest.mark.parametrize(
    ("lists", "standing"),
    [
        (["ann-poe, jim-poe, max-moe"], "ann-poe"),
        (["jim-poe, ann-poe", "max-moe, jim-poe"], "max-moe"),
        (["jim-poe, ann-poe", "max-moe, ann-poe"], "jim-poe"),
        (["jim-poe, ann-poe", "ann-poe, max-moe"], "jim-poe"),
        (["max-moe, ann-poe", "ann-poe, jim-poe", "jim-poe, max-moe"], "max-moe"),
    ],
)
def test_the_id_that_stands_is_one_that_comes_first_and_never_behind_another(tell, lists, standing):
    decisions = "".join(f"- {{same: [{ids}], because: x}}\n" for ids in lists)
    authorities = tell(MEETINGS, files={DECISIONS: decisions}).checked.authorities
    assert {authorities.standing("people", id) for id in ("ann-poe", "jim-poe", "max-moe")} == {standing}


def test_of_several_ids_that_are_different_every_two_are(tell):
    decided = tell(MEETINGS, files={DECISIONS: "- {different: [ann-poe, jim-poe, max-moe], because: x}\n"})
    pairs = {tuple(sorted(pair)) for _, pair in decided.checked.authorities.decisions.different}
    assert pairs == {("ann-poe", "jim-poe"), ("ann-poe", "max-moe"), ("jim-poe", "max-moe")}


def test_a_class_chooses_between_a_state_and_its_place(tell):
    told = tell(MEETINGS, files={DECISIONS: "- {different: [aland, beland], class: places, because: x}\n"})
    assert told.checked.authorities.decisions.different == {("places", frozenset(("aland", "beland")))}


def test_the_decisions_that_the_annotators_page_shows_are_decisions():
    page = (Path(__file__).parents[1] / "sources" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(- \{same: .*?)```", page, flags=re.S)
    data, findings = read_yaml(example, file="decisions.yaml")
    assert not findings
    assert [convert(item, Decision)[1] for item in data] == [[], [], []]
