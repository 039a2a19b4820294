"""Findings and refusals: what they look like, and which exit code each brings."""

import pytest

from vjgraph import errors
from vjgraph.errors import DateError, Finding, FindingsError, StoreError, UsageError, VjgraphError

WRONG = Finding("sources/b.yaml", 3, 5, "error", "unknown-key", "unknown key 'kidn'", "did you mean 'kind'?\nor 'id'?")


def test_a_finding_is_printed_as_editors_read_it_with_its_hint_below():
    assert str(WRONG).splitlines() == [
        "sources/b.yaml:3:5: error: unknown key 'kidn' [unknown-key]",
        "    did you mean 'kind'?",
        "    or 'id'?",
    ]


def test_a_finding_without_a_hint_is_one_line():
    assert "\n" not in str(Finding("a.yaml", 1, 1, "note", "review", "waits"))


def test_findings_sort_by_file_then_place():
    first, second = Finding("a.yaml", 9, 1, "error", "x", ""), Finding("b.yaml", 1, 7, "note", "x", "")
    assert sorted([WRONG, second, first]) == [first, second, WRONG]


def test_refused_findings_hold_all_of_them_and_read_as_their_lines():
    refused = FindingsError([WRONG, WRONG])
    assert refused.findings == (WRONG, WRONG)
    assert str(refused) == f"{WRONG}\n{WRONG}"


def test_a_refused_date_says_apart_what_is_wrong_and_what_to_write():
    refused = DateError("'soon' is no date", "write a day")
    assert (refused.message, refused.hint) == ("'soon' is no date", "write a day")
    assert str(refused) == "'soon' is no date: write a day"


@pytest.mark.parametrize(
    ("kind", "code"), [(VjgraphError, 1), (FindingsError, 1), (DateError, 1), (StoreError, 1), (UsageError, 2)]
)
def test_findings_exit_with_1_and_wrong_usage_with_2(kind, code):
    assert kind.exit_code == code


def test_everything_refused_can_be_caught_as_one():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) > 4
    assert all(issubclass(kind, VjgraphError) for kind in kinds)
