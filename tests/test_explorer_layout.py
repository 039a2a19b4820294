"""Where nodes stand: sides apart, occasions between them by date, nothing on top of anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pyoxigraph as ox
import pytest

from vjgraph.explorer.columns import assign_columns
from vjgraph.explorer.layout import TALL, WIDE, Spot, place_nodes
from vjgraph.explorer.records import Edge, Node, Side, View
from vjgraph.explorer.view import read_view
from vjgraph.vocabulary import DATA


@pytest.fixture(scope="module")
def view(browser_store: ox.Store) -> View:
    return read_view(browser_store, base=DATA)


def corpus(meetings: int) -> View:
    """An invented view: people of four states who meet in turn."""
    sides = tuple(Side(f"s{number}", f"State {number}") for number in range(4))
    people = tuple(Node(f"p{n}", "person", f"Person Number {n}", sides[n % 4].id) for n in range(meetings // 2 + 4))
    held = tuple(Node(f"m{n:04}", "meeting", f"Meeting {n}", earliest=f"20{n % 20:02}-01-01") for n in range(meetings))
    edges = tuple(
        Edge(f"{event.id}/{who.id}", "", who.id, event.id, "counterpart", "principal")
        for n, event in enumerate(held)
        for who in (people[n % len(people)], people[(n + 1 + n // 7) % len(people)])
    )
    return View((*people, *held), edges, sides, {}, {}, {})


def test_sides_stand_apart_with_the_occasions_between_them(view: View) -> None:
    places = place_nodes(view)
    for spot in ("wide", "tall"):
        x = {node.id: getattr(places[node.id], spot).x for node in view.nodes}
        occasions = [x[node.id] for node in view.nodes if node.cls in ("meeting", "visit", "event")]
        aland = [x[node.id] for node in view.nodes if node.side == "organisation/aland"]
        beland = [x[node.id] for node in view.nodes if node.side == "organisation/beland"]
        assert max(aland) < min(occasions) <= max(occasions) < min(beland)


def test_a_body_of_no_state_stands_across_from_whom_it_met(view: View) -> None:
    columns = assign_columns(view)
    assert columns["organisation/sea-league"] == -columns["delegation/ministry-of-foreign-affairs-of-aland"]


def test_three_sides_stand_where_most_of_those_that_met_are_apart() -> None:
    people = tuple(Node(id, "person", id, side) for id, side in (("a", "A"), ("b", "B"), ("c", "C")))
    events = (Node("ab", "meeting", "ab"), Node("ac", "meeting", "ac"))
    edges = tuple(Edge(f"{event}{who}", "", who, event, "counterpart", "host") for event in ("ab", "ac") for who in event)
    columns = assign_columns(View((*people, *events), edges, tuple(Side(side, side) for side in "ABC"), {}, {}, {}))
    assert columns["b"] == columns["c"] == -columns["a"]


def test_occasions_stand_by_date_and_what_was_part_of_a_visit_after_it(view: View) -> None:
    places = place_nodes(view)
    down = sorted(
        (node for node in view.nodes if node.cls in ("meeting", "visit", "event")), key=lambda node: places[node.id].tall.y
    )
    assert [node.id.removeprefix("event/") for node in down] == [
        "roe-beland-2019",
        "roe-doe-2019",
        "delegation-league-2019",
        "accord-signing-2019",
        "strait-dialogue-10",
        "besse-regatta",
    ]


def test_the_same_view_is_placed_the_same_in_whatever_order_it_comes(view: View) -> None:
    turned = replace(view, nodes=view.nodes[::-1], edges=view.edges[::-1])
    assert place_nodes(turned) == place_nodes(view)


@pytest.mark.parametrize("meetings", [1, 12, 120, 600])
def test_no_two_nodes_stand_on_the_same_place(meetings: int) -> None:
    view = corpus(meetings)
    places = place_nodes(view)
    for canvas, spots in ((WIDE, [place.wide for place in places.values()]), (TALL, [place.tall for place in places.values()])):
        columns: dict[int, list[Spot]] = {}
        for spot in spots:
            columns.setdefault(spot.x, []).append(spot)
        for column in columns.values():
            heights = sorted(spot.y for spot in column)
            assert all(below - above >= 29 for above, below in pairwise(heights)), canvas


def test_a_large_graph_is_spread_to_the_shape_of_its_canvas() -> None:
    spots = [place.wide for place in place_nodes(corpus(600)).values()]
    width = max(spot.x for spot in spots) - min(spot.x for spot in spots)
    height = max(spot.y for spot in spots) - min(spot.y for spot in spots)
    assert 0.2 < width / height < 5


def test_occasions_that_are_part_of_each_other_in_a_circle_are_placed_all_the_same() -> None:
    nodes = (Node("a", "visit", "A", within="b"), Node("b", "visit", "B", within="a"), Node("c", "meeting", "C", within="c"))
    places = place_nodes(View(nodes, (), (), {}, {}, {}))
    assert all(one.wide != other.wide for one, other in combinations(places.values(), 2))


def test_nothing_is_placed_of_an_empty_view() -> None:
    assert place_nodes(View((), (), (), {}, {}, {})) == {}
