"""Where sources give one thing different values: which stand, which exclude each other, and who takes no side."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.dates import parse_date
from vjgraph.dating import join_dates

MEETING = "meetings:\n  - id: roe-doe\n    participants: %s\n    quote: met\n    par: 1\n"
BOTH = "{guest: Jane Roe, host: John Doe}"
DAYS = st.dates().map(lambda day: day.isoformat())


def meeting(*lines: str, participants: str = BOTH) -> str:
    """A source that tells of the meeting."""
    return MEETING % participants + "".join(f"    {line}\n" for line in lines)


def disputes(told: Any) -> list[tuple[str, bool]]:
    """What is told differently, and whether it is contested."""
    return [(dispute.term, dispute.contested) for dispute in told.checked.disputes]


@pytest.mark.parametrize(
    ("ours", "theirs", "term", "contested", "stands"),
    [
        ("date: 2019-07-01", "date: 2019-07", "date", False, {"2019-07-01"}),
        ("date: 2019-07-01", "date: 2019-07-02", "date", True, {"[2019-07-01, 2019-07-02]"}),
        ("date: 2019-07", "date: 2019-08-02", "date", True, {"[2019-07, 2019-08-02]"}),
        ('date: "[2019-07-01, 2019-07-02]"', "date: 2019-07-02", "date", False, {"2019-07-02"}),
        ("date: 2019-07-01/2019-07-03", "date: 2019-07-02", "date", False, {"2019-07-01/2019-07-03"}),
        ("date: 2019-07-01/2019-07-03", "date: 2019-07", "date", False, {"2019-07-01/2019-07-03"}),
        ("date: 2018-09/..", "date: 2019-07-02", "date", False, {"2018-09/.."}),
        ("place: Besse", "place: Beland", "place", False, {"place/besse"}),
        ("place: Besse", "place: Aland", "place", True, {"place/besse", "place/aland"}),
        ("kind: talks", "kind: courtesy-call", "kind", True, {"meeting/talks", "meeting/courtesy-call"}),
        ("status: held", "status: planned", "status", False, {"status/held"}),
        ("status: cancelled", "status: planned", "status", False, {"status/cancelled"}),
        ("status: held", "status: cancelled", "status", True, {"status/held", "status/cancelled"}),
    ],
)
def test_what_is_narrower_stands_and_what_excludes_each_other_is_contested(
    ours: str, theirs: str, term: str, contested: bool, stands: set[str], tell: Callable[..., Any]
) -> None:
    for number, pair in enumerate(permutations((ours, theirs))):
        told = tell(*map(meeting, pair), name=f"order-{number}")
        assert disputes(told) == [(term, contested)]
        assert told.values("event/roe-doe", f"vj:{term}") == stands
        assert bool(told.findings) == contested


@pytest.mark.parametrize("theirs", ["place: Aland", "place: Beland"])
def test_a_circle_of_places_that_sources_differ_on_is_the_one_thing_found(theirs: str, tell: Callable[..., Any]) -> None:
    places = "aland: {en: Aland}\nbeland: {en: Beland, within: Besse}\nbesse: {en: Besse, within: Beland}\n"
    told = tell(meeting("place: Besse"), meeting(theirs), files={"sources/authorities/places.yaml": places})
    assert [(finding.file, finding.line, finding.code) for finding in told.findings] == [
        ("sources/authorities/places.yaml", 2, "circle")
    ]


@pytest.mark.parametrize("line", ["date: 2019-07-01", "place: Besse", "kind: talks", "status: cancelled"])
def test_where_sources_agree_or_one_is_silent_nothing_differs(line: str, tell: Callable[..., Any]) -> None:
    assert disputes(tell(meeting(line), meeting(line), name="agree")) == []
    if not line.startswith(("status", "kind")):
        assert disputes(tell(meeting(line), meeting(), name="silent")) == []


def test_a_kind_that_is_not_named_is_no_other_kind(tell: Callable[..., Any]) -> None:
    told = tell(meeting("kind: talks"), meeting("kind: meeting"), meeting())
    assert disputes(told) == [("kind", False)]
    assert told.values("event/roe-doe", "vj:kind") == {"meeting/talks"}


@pytest.mark.parametrize(
    ("ours", "theirs", "contested", "stands"),
    [
        ("guest", "principal", False, {"role/guest"}),
        ("attendee", "witness", False, {"role/witness"}),
        ("guest", "attendee", True, {"role/guest", "role/attendee"}),
        ("guest", "co-chair", True, {"role/guest", "role/co-chair"}),
        ("organiser", "witness", False, {"role/organiser", "role/witness"}),
    ],
)
def test_roles_of_a_counterpart_exclude_other_roles(
    ours: str, theirs: str, contested: bool, stands: set[str], tell: Callable[..., Any]
) -> None:
    told = tell(*(meeting(participants=f"{{{role}: Jane Roe, host: John Doe}}") for role in (ours, theirs)))
    assert disputes(told) == [("role", contested)]
    assert told.values("event/roe-doe/jane-roe", "vj:role") == stands
    label = told.value("event/roe-doe/jane-roe", "rdfs:label")
    assert all(role.removeprefix("role/") in label for role in stands)
    assert ("principal" in label) == ("role/principal" in stands)


def test_two_roles_in_one_source_are_two_roles(tell: Callable[..., Any]) -> None:
    told = tell(meeting(participants="{guest: Jane Roe, organiser: Jane Roe, host: John Doe}"), meeting())
    assert disputes(told) == [("role", False)]


MINISTER, DEPUTY = "Minister of Foreign Affairs of Aland", "Deputy Minister of Foreign Affairs of Aland"


def in_office(*offices: str) -> str:
    named = ", ".join(offices)
    return meeting(participants=f"{{guest: {{who: Jane Roe, as: [{named}]}}, host: John Doe}}")


@pytest.mark.parametrize(
    ("ours", "theirs", "contested"),
    [
        ([MINISTER], [DEPUTY], [("inCapacity", True)]),
        ([MINISTER], ["President of Aland"], [("inCapacity", False)]),
        ([MINISTER], [MINISTER, DEPUTY], [("inCapacity", False)]),
        ([MINISTER], [MINISTER], []),
    ],
)
def test_offices_in_one_body_exclude_each_other_unless_a_source_gives_both(
    ours: list[str], theirs: list[str], contested: list[Any], tell: Callable[..., Any]
) -> None:
    assert disputes(tell(in_office(*ours), in_office(*theirs))) == contested


def test_a_source_that_fits_all_others_takes_no_side(tell: Callable[..., Any]) -> None:
    told = tell(meeting("date: 2019-07-01"), meeting("date: 2019-07-02"), meeting("date: 2019-07"))
    (dispute,) = told.checked.disputes
    assert dispute.neutral == {"source-3"}
    assert [voice.source for voice in dispute.sides] == ["source-1", "source-2"]


def test_an_instrument_and_its_milestones_can_differ_too(tell: Callable[..., Any]) -> None:
    told = tell(
        "agreements:\n  - {name: Fisheries Accord, signed: 2019-07-01, count: 2, quote: a, par: 1}\n",
        "agreements:\n  - {name: Fisheries Accord, signed: 2019-07-02, count: 3, quote: a, par: 1}\n",
    )
    assert sorted(disputes(told)) == [("count", True), ("date", True)]
    assert told.value("agreement/fisheries-accord/signed", "vj:date") == "[2019-07-01, 2019-07-02]"


@given(st.lists(st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4])), min_size=1, max_size=4))
def test_dates_are_joined_alike_in_any_order_and_no_day_of_theirs_is_lost(dates: list[str]) -> None:
    joined = join_dates(dates)
    assert all(join_dates(order) == joined for order in permutations(dates))
    text, bounds, clash = joined
    assert parse_date(text)[:2] == bounds[:2]
    told = [parse_date(date) for date in dates]
    if clash:
        narrow = [one for one in told if not any(one != other and _within(other, one) for other in told)]
        assert bounds[:2] == (min(one.earliest for one in narrow), max(one.latest for one in narrow))
    else:
        assert bounds[:2] == (max(one.earliest for one in told), min(one.latest for one in told))


def _within(inner: Any, outer: Any) -> bool:
    return bool(outer.earliest <= inner.earliest and inner.latest <= outer.latest)
