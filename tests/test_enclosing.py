"""What is around something: which of several sets an end, whose doubts that carries, and what gives way."""

from __future__ import annotations

from itertools import permutations

import pytest

from vjgraph.dates import Bounds, parse_date
from vjgraph.enclosing import Around, Link, above, enclose, estimate


def around(iri: str, days: str, *doubts: str, why: str = "", loose: bool = False) -> Around:
    """Something around, from a date."""
    return Around(iri, parse_date(days), doubts, why, loose)


def test_the_surest_way_leads_to_what_is_far_above_and_a_circle_ends():
    sure, unsure = Link(), Link("a guess")
    within = {"call": {"talks": unsure, "feast": sure}, "talks": {"trip": sure}, "feast": {"trip": sure}, "trip": {"call": sure}}
    assert dict(above("call", within)) == {"feast": (), "talks": (("talks", unsure),), "trip": ()}


def test_each_end_is_set_by_the_nearest_day_of_all_that_is_around():
    trip, feast = around("trip", "2019-07-01/2019-07-20"), around("feast", "2019-07-10/2019-07-31")
    for order in permutations((trip, feast)):
        assert enclose(parse_date("2019-07"), order) == (parse_date("2019-07-10/2019-07-20"), (), [])


def test_only_the_end_that_is_set_by_what_is_doubtful_is_doubtful():
    trip = around("trip", "2019-06/2019-07-20", "being part of the trip inferred: a guess")
    assert enclose(parse_date("2019-07-02"), [trip])[1] == ()
    assert enclose(parse_date("2019-07"), [trip])[1] == ("being part of the trip inferred: a guess",)
    about = around("trip", "2019-06/2019-07-20~", why="the trip, whose date is vague")
    bounds, doubts, _ = enclose(parse_date("2019-07"), [about])
    assert (bounds.qualified, doubts) == (True, ("last day bounded by the trip, whose date is vague",))


def test_of_those_who_set_one_day_the_surest_counts():
    sure, unsure = around("trip", "2019-07-10"), around("fair", "2019-07-10", "a guess")
    for order in permutations((sure, unsure)):
        assert enclose(Bounds(), order)[1] == ()


def test_what_excludes_the_others_is_said_and_what_is_loose_gives_way():
    own, trip = parse_date("2019-08-02"), around("trip", "2019-07")
    bounds, _, ((excluded, message),) = enclose(own, [trip])
    assert (bounds, excluded) == (own, trip)
    assert "2019-08-02" in message
    assert enclose(own, [around("trip", "2019-07", loose=True)]) == (own, (), [])


@pytest.mark.parametrize("inner", ["leg", "feast"])
def test_the_months_of_a_visit_are_around_all_that_was_during_it_however_deep(inner):
    inside = {"tour": ["call", inner], inner: ["dinner", "tour"]}
    days = {"call": parse_date("2019-07-20"), "dinner": parse_date("2019-09-02"), inner: Bounds()}
    assert estimate("tour", inside, days) == parse_date("2019-07~/2019-09")
    assert estimate("tour", {"tour": [inner]}, days).undated
