"""A projection as pyvis has it: all of it, placed, as text, and shown by pyvis's own page."""

from __future__ import annotations

import json
import re

import networkx as nx
import pytest
from pyvis.network import Network

from vjgraph.explorer.drawing import NEUTRAL, PALETTE, to_network
from vjgraph.explorer.layout import place
from vjgraph.explorer.projections import Edge, Node, Projection

PEOPLE = Projection(
    "people",
    (
        Node("league", "body", "Beland-Aland League"),
        Node("doe", "person", "John Doe", "beland"),
        Node("roe", "person", "Jane <img src=x onerror=alert(1)> Roe", "aland"),
    ),
    (Edge("doe~roe", "doe", "roe", "tie", ("m1", "m2", "m3")), Edge("league~roe", "league", "roe", "tie", ("m4",))),
    ("aland", "beland"),
)
MEETINGS = Projection(
    "meetings",
    (
        Node("m1", "meeting", "Talks in Besse", underline="1 Jul 2019"),
        Node("m2", "meeting", "Talks in Harn", status="planned"),
        Node("roe", "person", "Jane Roe", "aland"),
    ),
    (
        Edge("m1/roe", "roe", "m1", "counterpart", ("m1/roe",)),
        Edge("m1/roe~1", "roe", "m1", "present", ("m1/roe",)),
        Edge("m2/roe", "roe", "m2", "counterpart", ("m2/roe",)),
    ),
    ("aland",),
)


def drawn(projection: Projection) -> Network:
    return to_network(projection, place(projection))


@pytest.mark.parametrize("projection", [PEOPLE, MEETINGS], ids=lambda projection: projection.name)
def test_everything_is_drawn_also_ties_between_the_same_two(projection: Projection) -> None:
    network = drawn(projection)
    assert network.get_nodes() == [node.id for node in projection.nodes]
    assert [edge["id"] for edge in network.get_edges()] == [edge.id for edge in projection.edges]


@pytest.mark.parametrize("projection", [PEOPLE, MEETINGS], ids=lambda projection: projection.name)
def test_pyvis_writes_its_own_page_of_it(projection: Projection) -> None:
    page = drawn(projection).generate_html()
    (written,) = re.findall(r"nodes = new vis\.DataSet\((\[.*?\])\);", page, re.DOTALL)
    assert [node["id"] for node in json.loads(written)] == [node.id for node in projection.nodes]


def test_what_pyvis_offers_for_its_networks_works() -> None:
    network = drawn(PEOPLE)
    assert network.num_edges() == 2
    assert network.neighbors("roe") == {"doe", "league"}
    network.add_node("poe", label="Ann Poe")
    network.add_edge("poe", "roe")
    assert nx.Graph((edge["from"], edge["to"]) for edge in network.edges).degree["roe"] == 3


def test_names_are_text_and_nothing_has_a_title_that_is_run() -> None:
    network = drawn(PEOPLE)
    assert not any("title" in thing for thing in (*network.nodes, *network.edges))
    assert "".join(network.get_node("roe")["label"].split()) == "Jane<imgsrc=xonerror=alert(1)>Roe"
    assert network.options["nodes"]["font"]["multi"] is False


def test_sides_have_their_colours_and_what_rests_on_more_is_wider() -> None:
    network = drawn(PEOPLE)
    colours = {node["id"]: node["color"]["background"] for node in network.nodes}
    assert colours == {"roe": PALETTE[0][0], "doe": PALETTE[1][0], "league": NEUTRAL[0]}
    widths = {edge["id"]: edge["width"] for edge in network.edges}
    assert widths["doe~roe"] > widths["league~roe"]


def test_what_is_planned_and_who_was_only_present_is_dashed() -> None:
    network = drawn(MEETINGS)
    assert [bool(network.get_node(id)["shapeProperties"]["borderDashes"]) for id in ("m1", "m2")] == [False, True]
    assert [edge["dashes"] for edge in network.edges] == [False, True, False]


def test_nodes_stand_where_they_are_placed_and_do_not_move() -> None:
    network = drawn(MEETINGS)
    places = place(MEETINGS).places
    assert all((node["x"], node["y"]) == (places[node["id"]].wide.x, places[node["id"]].wide.y) for node in network.nodes[:2])
    assert network.options["physics"] == {"enabled": False}
