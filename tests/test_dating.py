"""Dates that several sources give one thing: the one that tells most, no day lost, and which exclude each other."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.dates import parse_date
from vjgraph.dating import join_dates

DAYS = st.integers(1, 6).map(lambda day: f"2019-07-{day:02}")
ENDS = st.one_of(DAYS, st.sampled_from(["2019-06", "2019-07", "2019-08", ".."]))


@pytest.mark.parametrize(
    ("dates", "joined"),
    [
        (["2019-07-01/2019-07-03", "2019-07-02"], "2019-07-01/2019-07-03"),
        (["2019-07-01/2019-07-03", "2019-07"], "2019-07-01/2019-07-03"),
        (["2019-06-30/2019-07-03", "2019-07"], "2019-06-30/2019-07-03"),
        (["2019-07-02/2019-07-04", "[2019-07-03..2019-07-10]"], "2019-07-02/2019-07-04"),
        (["2019-07-01/..", "2019-07-01/2019-07-03"], "2019-07-01/2019-07-03"),
        (["../2019-07-03", "2019-07/2019-07"], "2019-07/2019-07-03"),
        (["2019-07-01/", "2019-07-05"], "2019-07-01/"),
        (["XXXX-07-01", "2019"], "2019-07-01"),
        (["XXXX-07-01", "2019-07-01"], "2019-07-01"),
        (["XXXX-07-01", "2019/2020"], "2019/2020"),
        (["XXXX-07-01", "[..2019]"], "[..2019]"),
        (["2019-07-01/2019-07-03", "[2019-07-02..]"], "2019-07-01/2019-07-03"),
        (["XXXX-02-29", "2019"], "2019"),
        (["XXXX", "2019"], "2019"),
        (["XXXX-07-01"], "XXXX-07-01"),
        (["XXXX-02-29", "XXXX-02"], "XXXX-02-29"),
        (["XXXX-07-01", "2019/.."], "2019/.."),
        (["XXXX-07-01", "2019?"], "2019?-07-01"),
        (["XXXX-07-01", "2019?", "2019"], "2019-07-01"),
        (["2019?", "[2019-07-02..]"], "[2019-07-02?..2019-12-31?]"),
        (["2019?", "2019-07-01"], "2019-07-01"),
        (["{2019-07-01, 2019-07-05}", "2019-07-01"], "{2019-07-01, 2019-07-05}"),
        (["{2019-07-01, 2019-07-05}", "2019-07"], "{2019-07-01, 2019-07-05}"),
        (["{2019-07-01, 2019-07-05}", "2019-07-01/2019-07-05"], "2019-07-01/2019-07-05"),
        (["{2019-07-01, 2019-07-05}", "{2019-07-01, 2019-07-05, 2019-07-09}"], "{2019-07-01, 2019-07-05, 2019-07-09}"),
        (["[2019-07-01, 2019-07-05]", "2019-07-05"], "2019-07-05"),
        (["[2019-07-01, 2019-07-05]", "2019-07"], "[2019-07-01, 2019-07-05]"),
        (["[2019-07-01, 2019-07-05]", "[2019-07-02..]"], "2019-07-05"),
        (["[2019-07-01, 2019-07-05, 2019-07-09]", "[2019-07-02..]"], "[2019-07-05, 2019-07-09]"),
    ],
)
def test_dates_that_can_be_true_together_are_the_one_that_tells_most(dates: list[str], joined: str) -> None:
    for order in permutations(dates):
        assert join_dates(order) == (joined, parse_date(joined), False)


@pytest.mark.parametrize(
    ("dates", "joined"),
    [
        (["2019-07-01/2019-07-03", "2019-07-02/2019-07-04"], "[2019-07-01..2019-07-04]"),
        (["2019-07-01/2019-07-03", "2019-07-01/2019-07-05"], "[2019-07-01..2019-07-05]"),
        (["2019-07-01/2019-07-03", "2019-07-05"], "[2019-07-01..2019-07-05]"),
        (["2019-07-02/2019-07-03", "2019-07-01"], "[2019-07-01..2019-07-03]"),
        (["2019-07-01/..", "2019-06"], "[2019-06-01..]"),
        (["[..2019-06-05]", "2019-07-01"], "[..2019-07-01]"),
        (["XXXX-07-01", "2019-08-03"], "[2019-07-01, 2019-08-03]"),
        (["XXXX-12-31", "XXXX-01-01"], "[XXXX-01-01, XXXX-12-31]"),
        (["2019-07-01", "2019-07-02", "2019-07-03"], "[2019-07-01, 2019-07-02, 2019-07-03]"),
        (["[2019-07-01, 2019-07-05]", "2019-07-03"], "[2019-07-01, 2019-07-03, 2019-07-05]"),
        (["{2019-07-01, 2019-07-05}", "2019-07-03"], "[2019-07-01..2019-07-05]"),
        (["{2019-07-01, 2019-07-05}", "{2019-07-01, 2019-07-03}"], "[2019-07-01..2019-07-05]"),
        (["{2019-07-01, 2019-07-09}", "2019-07-01/2019-07-05"], "[2019-07-01..2019-07-09]"),
    ],
)
def test_dates_that_exclude_each_other_are_one_of_them(dates: list[str], joined: str) -> None:
    for order in permutations(dates):
        text, bounds, clash = join_dates(order)
        assert (text, bounds[:2], clash) == (joined, parse_date(joined)[:2], True)


@given(st.lists(st.one_of(DAYS, st.tuples(DAYS, ENDS).filter(lambda span: span[0] <= span[1] or span[1] in ("2019-07", ".."))
                          .map("/".join)), min_size=1, max_size=3))  # fmt: skip
def test_no_day_of_a_span_is_lost_and_no_order_matters(dates: list[str]) -> None:
    joined = join_dates(dates)
    assert all(join_dates(order) == joined for order in permutations(dates))
    text, bounds, clash = joined
    assert parse_date(text)[:2] == bounds[:2]
    days = [parse_date(told) for told in dates if "/" not in told]
    assert all((not bounds.earliest or bounds.earliest <= day.earliest) and (not bounds.latest or day.latest <= bounds.latest)
               for day in days)  # fmt: skip
    if not clash and (spans := [told.split("/") for told in dates if "/" in told]):
        assert {span[0] for span in spans} == {text.split("/")[0]}, "spans that begin on two days are not one"
