"""Order without dates: what it narrows, what it leaves alone, whose doubts it carries, and what it contradicts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.dates import Bounds, parse_date
from vjgraph.ordering import Order, narrow

FIRST = date(2019, 7, 1)
SPAN = 4


def days(**told: str) -> dict[str, Bounds]:
    """Bounds by name, from dates; an empty text is undated."""
    return {name: parse_date(text) if text else Bounds() for name, text in told.items()}


def narrowed(bounds, *orders, doubts=None, lasting=()):
    """What comes of orders written "a < b": new bounds as texts, and doubts where there are any."""
    pairs = [Order(*order.split(" < ")) if isinstance(order, str) else order for order in orders]
    found, contradictions = narrow(bounds, pairs, doubts=doubts or {}, lasting=lasting)
    assert not contradictions
    return {name: (str(bound.earliest or ""), str(bound.latest or ""), *doubted) for name, (bound, doubted) in found.items()}


# --- what is narrowed ----------------------------------------------------------------------------------------------


def test_what_is_before_ends_no_later_and_what_is_after_begins_no_earlier():
    bounds = days(call="2019-07", talks="2019-07-04", dinner="2019-07")
    assert narrowed(bounds, "call < talks", "talks < dinner") == {
        "call": ("2019-07-01", "2019-07-04"),
        "dinner": ("2019-07-04", "2019-07-31"),
    }


def test_order_is_handed_on_by_what_has_no_date_and_that_stays_undated():
    bounds = days(call="2019-07", unknown="", talks="2019-07-04")
    assert narrowed(bounds, "call < unknown", "unknown < talks") == {"call": ("2019-07-01", "2019-07-04")}


def test_the_closest_of_several_sets_the_day():
    bounds = days(call="2019", talks="2019-08", dinner="2019-07-04", fair="2019-05/2019-06")
    assert narrowed(bounds, "call < talks", "call < dinner", "fair < call") == {"call": ("2019-05-01", "2019-07-04")}


def test_an_open_end_is_closed():
    assert narrowed(days(call="[2019-07-01..]", talks="2019-07-04"), "call < talks") == {"call": ("2019-07-01", "2019-07-04")}


def test_what_lasts_fills_its_days_and_is_not_narrowed():
    bounds = days(visit="2019-07-01/2019-07-09", talks="2019-07-04")
    assert narrowed(bounds, "visit < talks", lasting={"visit"}) == {}
    assert narrowed(bounds, "visit < talks") == {"visit": ("2019-07-01", "2019-07-04")}


def test_what_is_before_something_of_the_same_day_is_left_as_it_is():
    assert narrowed(days(call="2019-07-04", talks="2019-07-04"), "call < talks") == {}


# --- doubts --------------------------------------------------------------------------------------------------------


def test_an_inferred_order_and_a_doubtful_neighbour_leave_their_doubts_on_what_they_narrow():
    bounds = days(call="2019-07", talks="2019-07-04")
    inferred = Order("call", "talks", "order inferred: the picture")
    assert narrowed(bounds, inferred)["call"] == ("2019-07-01", "2019-07-04", "order inferred: the picture")
    doubted = narrowed(bounds, "call < talks", doubts={"talks": "talks are not certain", "call": "nor is the call"})
    assert doubted == {"call": ("2019-07-01", "2019-07-04", "talks are not certain")}


def test_of_those_who_set_one_day_the_surest_counts():
    bounds = days(call="2019-07", talks="2019-07-04", dinner="2019-07-04")
    orders = [Order("call", "talks", "inferred"), Order("call", "dinner")]
    assert narrowed(bounds, *orders)["call"] == ("2019-07-01", "2019-07-04")
    stated = [Order("call", "talks", "inferred"), Order("call", "talks")]
    assert narrowed(bounds, *stated)["call"] == ("2019-07-01", "2019-07-04")


def test_a_doubt_on_the_way_is_carried_once():
    bounds = days(call="2019-07", tea="", talks="2019-07-04")
    orders = [Order("call", "tea", "inferred: a"), Order("tea", "talks", "inferred: b")]
    assert narrowed(bounds, *orders)["call"][2:] == ("inferred: b", "inferred: a")


# --- what cannot be ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "orders", [["talks < call"], ["talks < tea", "tea < call"], ["talks < tea", "tea < call", "talks < call"]]
)
def test_dates_that_say_otherwise_are_one_contradiction_that_names_both_ends(orders):
    bounds = days(call="2019-07-01", talks="2019-07-04", tea="")
    _, (found,) = narrow(bounds, [Order(*order.split(" < ")) for order in orders], doubts={})
    assert (found.earliest.origin, found.earliest.day) == ("talks", date(2019, 7, 4))
    assert (found.latest.origin, found.latest.day) == ("call", date(2019, 7, 1))


# --- in general ----------------------------------------------------------------------------------------------------

NAMES = "abcd"
ENDS = st.none() | st.integers(0, SPAN - 1)
BOUNDS = st.tuples(ENDS, ENDS).filter(lambda ends: None in ends or ends[0] <= ends[1])
ORDERS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1]), max_size=6)


def _bounds(told):
    as_days = [[None if end is None else FIRST + timedelta(end) for end in ends] for ends in told]
    return {name: Bounds(*ends) for name, ends in zip(NAMES, as_days, strict=True)}


@given(st.tuples(*[BOUNDS] * len(NAMES)), ORDERS, st.randoms())
def test_what_remains_are_the_days_on_which_each_can_have_been_and_no_fewer(told, pairs, random):
    """Held against every way to put the four on days: an order takes away no day that could be, and leaves none that cannot."""
    bounds = _bounds(told)
    orders = [Order(*pair) for pair in sorted(pairs)]
    found, contradictions = narrow(bounds, orders, doubts={})
    shuffled = random.sample(orders, len(orders))
    assert narrow(dict(reversed(bounds.items())), shuffled, doubts={}) == (found, contradictions), "in any order the same"

    # A day before and a day after the span stand for all days that open ends reach.
    reach = [range(-1 if low is None else low, (SPAN if high is None else high) + 1) for low, high in told]
    places = [NAMES.index(name) for pair in sorted(pairs) for name in pair]
    firsts, thens = places[::2], places[1::2]
    ways = [way for way in product(*reach) if all(way[a] <= way[b] for a, b in zip(firsts, thens, strict=True))]
    assert bool(ways) == (not contradictions)
    for number, name in enumerate(NAMES):
        old, (new, _) = bounds[name], found.get(name, (bounds[name], ()))
        assert not (old.earliest and (not new.earliest or new.earliest < old.earliest)), "never wider"
        assert not (old.latest and (not new.latest or new.latest > old.latest)), "never wider"
        assert not (new.earliest and new.latest and new.earliest > new.latest), "never empty"
        if old.undated or not ways:
            assert new == old or not ways
            continue
        could = {way[number] for way in ways}
        assert (new.earliest - FIRST).days == min(could) if new.earliest else -1 in could
        assert (new.latest - FIRST).days == max(could) if new.latest else SPAN in could
