"""Meetings and visits under several ids that may be one: which are asked about, and which are told apart."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vjgraph.pipeline import check_project


def meeting(id: str, date: str = "2019-07-01", *, guest: str = "Jane Roe", host: str = "John Doe", more: str = "") -> str:
    told = f"date: {date}, " if date else ""
    return f"meetings: [{{id: {id}, {told}participants: {{guest: {guest}, host: {host}}}{more}}}]\n"


def visit(id: str, date: str = "2019-07-01", *, place: str = "Besse", visitor: str = "Jane Roe") -> str:
    return f"visits: [{{id: {id}, date: {date}, place: {place}, visitor: {visitor}}}]\n"


@pytest.fixture
def asked(tell):
    """The messages of what is asked of some sources."""
    count = iter(range(10**6))

    def ask(*sources: str) -> list[str]:
        told = tell(*sources, name=f"p{next(count)}")
        assert not told.checked.errors, told.checked.errors
        return [f.message for f in told.checked.findings if f.code == "maybe-same"]

    return ask


# --- asked about ------------------------------------------------------------------------------------------------------


def test_one_pair_on_one_day_is_asked_about_at_the_later_source_with_the_earlier_and_the_reason(tell):
    told = tell(meeting("a", more=", place: Besse"), "# a line\n" + meeting("b", more=", place: Beland"))
    ((asked),) = [finding for finding in told.checked.findings if finding.code == "maybe-same"]
    assert (asked.file, asked.line, asked.column, asked.severity) == ("sources/source-2.yaml", 3, 13, "note")
    reason = "both tell of Jane Roe and John Doe on 2019-07-01, in Besse"
    assert asked.message == f"'b' may be 'a' (sources/source-1.yaml:2): {reason}"
    assert asked.hint.splitlines()[1:] == ['- {same: [a, b], because: "…"}', '- {different: [a, b], because: "…"}']


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("2019-07-01", "2019-07", "(2019-07-01; 2019-07)"),
        ("2019", "2019-07/2019-08", "(2019; 2019-07/2019-08)"),
        ('"[2019-07-01, 2019-07-02]"', "2019-07-02", "([2019-07-01, 2019-07-02]; 2019-07-02)"),
        ("", "2019-07-02", "(days not told; 2019-07-02)"),
        ("XXXX-07-01", '"[..2019-07-02]"', "(XXXX-07-01; [..2019-07-02])"),
    ],
)
def test_one_pair_on_days_that_may_be_the_same_is_asked_about(asked, first, second, days):
    (message,) = asked(meeting("a", first), meeting("b", second))
    assert message.endswith(f"on days that may be the same {days}")


def test_places_that_differ_are_named(asked):
    (message,) = asked(meeting("a", more=", place: Besse"), meeting("b", more=", place: Aria"))
    assert message.endswith("on 2019-07-01, in Besse and in Aria")


def test_one_counterpart_in_one_place_on_one_day_is_asked_about_where_the_other_may_be_the_same(asked):
    place = ", place: Besse"
    for host in ("Navy of Beland", "[]"):
        (message,) = asked(meeting("a", more=place), meeting("b", host=host, more=place))
        assert message.endswith("both tell of Jane Roe on 2019-07-01, in Besse")


def test_hosts_whom_a_visitor_meets_one_after_another_are_not(asked):
    hosts = ("John Doe", "Ann Poe", "Coast Guard of Aland")
    assert asked(*(meeting(f"m{number}", host=host, more=", place: Besse") for number, host in enumerate(hosts))) == []


def test_a_visit_of_one_visitor_to_one_place_on_overlapping_days_is_asked_about(asked):
    (message,) = asked(visit("a"), visit("b", "2019-07", place="Beland"))
    assert message.endswith("both tell of Jane Roe on days that may be the same (2019-07-01; 2019-07), in Besse")


def test_a_plan_may_be_the_meeting_that_came_of_it(asked):
    assert len(asked(meeting("a", "2019-07", more=", status: planned"), meeting("b"))) == 1


def test_each_pair_is_asked_about_once(asked):
    both = "[John Doe, Ann Poe]"
    assert len(asked(*(meeting(id, host=both, more=", place: Besse") for id in "abc"))) == 3


def test_two_entries_of_one_document_are_asked_about_only_where_nothing_tells_them_apart(asked):
    def two(first: str, second: str) -> str:
        who = "participants: {guest: Jane Roe, host: John Doe}"
        return f"meetings:\n  - {{id: a, date: 2019-07-01, {who}{first}}}\n  - {{id: b, date: 2019-07-01, {who}{second}}}\n"

    assert len(asked(two("", ""))) == 1
    assert asked(two("", ", kind: talks")) == []
    assert asked(two(", place: Besse", ", place: Beland")) == []


# --- told apart ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (meeting("a"), meeting("b", "2019-07-02")),
        (meeting("a"), meeting("b", host="Ann Poe")),
        (meeting("a", more=", place: Besse"), meeting("b", host="Ann Poe", more=", place: Aria")),
        (meeting("a", "2019-07", more=", place: Besse"), meeting("b", "2019-07", host="Ann Poe", more=", place: Besse")),
        (meeting("a"), meeting("b", more=", before: a")),
        (meeting("a"), meeting("b", more=", after: a")),
        (meeting("a"), meeting("b", more=", during: a")),
        (meeting("a", more=", series: Besse Forum, edition: 3"), meeting("b", more=", series: Besse Forum, edition: 4")),
        (meeting("a", more=", series: Besse Forum"), meeting("b", more=", series: Sea League")),
        (meeting("a"), meeting("b", more=", status: cancelled")),
        (meeting("a"), meeting("b", "", host="[John Doe, Ann Poe]")),
        (meeting("a"), meeting("b", "2016/2020", host="[John Doe, Ann Poe]")),
        (visit("a"), visit("b", visitor="Rob Foe")),
        (visit("a"), visit("b", place="Aria")),
        (visit("a"), visit("b", "2019-08")),
        (visit("a"), meeting("b")),
    ],
)
def test_what_is_told_keeps_two_apart(asked, first, second):
    assert asked(first, second) == []
    assert asked(second, first) == []


def test_what_lies_between_keeps_two_apart_too(asked):
    assert asked(meeting("a", "2019-07", more=", before: c"), "events: [{id: c, before: b}]", meeting("b", "2019-07")) == []


def test_those_who_only_attend_make_no_two_meetings_alike(asked):
    day = "date: 2019-07-01, place: Besse"
    first = f"meetings: [{{id: a, {day}, participants: {{guest: Jane Roe, host: John Doe, attendee: Ann Poe}}}}]\n"
    second = f"meetings: [{{id: b, {day}, participants: {{guest: Rob Foe, host: Jim Poe, attendee: Ann Poe}}}}]\n"
    assert asked(first, second) == []


# --- what holds of all ------------------------------------------------------------------------------------------------------


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(["", "2019", "2019-07", "2019-07-01", "2019-07-02", '"[..2019-07-02]"']),
            st.sampled_from(["John Doe", "Ann Poe", "[John Doe, Ann Poe]", "Navy of Beland", "[John Doe, Navy of Beland]"]),
            st.sampled_from(["", ", place: Besse", ", place: Beland"]),
        ),
        min_size=2,
        max_size=5,
    )
)
def test_blocks_miss_no_pair_that_the_rule_names(asked, told):
    """The rule in its plain words, on every pair, finds what the blocks find."""
    sources = [meeting(f"m{number}", date, host=host, more=place) for number, (date, host, place) in enumerate(told)]
    found = {tuple(message.split("'")[1:4:2]) for message in asked(*sources)}
    wanted = {(f"m{j}", f"m{i}") for j in range(len(told)) for i in range(j) if plainly_alike(told[i], told[j])}
    assert found == wanted


def plainly_alike(first: tuple[str, str, str], second: tuple[str, str, str]) -> bool:
    (days, hosts, place), (others, more_hosts, other_place) = first, second
    vague = {"", '"[..2019-07-02]"'}
    spans = {
        "": ("0000", "9999"), '"[..2019-07-02]"': ("0000", "2019-07-02"), "2019": ("2019-01-01", "2019-12-31"),
        "2019-07": ("2019-07-01", "2019-07-31"), "2019-07-01": ("2019-07-01",) * 2, "2019-07-02": ("2019-07-02",) * 2,
    }  # fmt: skip
    a, b = spans[days], spans[others]
    if a[0] > b[1] or b[0] > a[1] or ({days, others} & vague and hosts != more_hosts):
        return False
    one, other = (set(listed.strip("[]").split(", ")) for listed in (hosts, more_hosts))
    mine, theirs = ({"Navy" in host for host in rest} for rest in (one - other, other - one))
    # A person may be the body they came for: another person may not.
    fit = not mine or not theirs or mine | theirs == {True, False}
    return bool(one & other) or (a == b and a[0] == a[1] and bool(place and other_place) and fit)


def test_the_invented_example_asks_about_its_planted_meetings_and_no_others(fixtures):
    example = fixtures.parents[1] / "src" / "vjgraph" / "templates" / "example"
    planted = yaml.safe_load((fixtures / "example" / "planted.yaml").read_text(encoding="utf-8"))
    wanted = {frozenset(entry["pair"]) for entry in planted["meetings"] if entry["candidate"]}
    notes = [f for f in check_project(example).findings if f.code == "maybe-same" and "/authorities/" not in f.file]
    assert {frozenset(finding.message.split("'")[1:4:2]) for finding in notes} == wanted
    assert len(notes) == len(wanted) > 0
