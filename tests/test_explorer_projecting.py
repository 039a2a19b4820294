"""What the page draws is what the named queries answer: no tie more, none less."""

from __future__ import annotations

from collections import defaultdict

import pytest

import vjgraph
from vjgraph.explorer.projecting import read_projections
from vjgraph.explorer.projections import Projection
from vjgraph.explorer.reader import Reader

Ties = dict[tuple[str, str], set[str]]


@pytest.fixture(params=["five_graph", "example_graph", "project_graph", "world_graph"])
def built(request: pytest.FixtureRequest) -> vjgraph.Graph:
    """Each of the graphs that tests ask."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def drawn(built: vjgraph.Graph) -> dict[str, Projection]:
    """Its projections."""
    return read_projections(Reader(built.store, base=built.settings.base))


def ties(projection: Projection, kind: str = "") -> Ties:
    return {(edge.start, edge.end): {one for one in edge.items if one.startswith(kind)} for edge in projection.edges}


def of_rows(built: vjgraph.Graph, rows: vjgraph.Answer, a: str, b: str, item: str) -> Ties:
    base, found = built.settings.base, defaultdict(set)
    for row in rows:
        one, other = sorted(row[end].removeprefix(base) for end in (a, b))
        found[one, other].add(row[item].removeprefix(base))
    return dict(found)


def test_people_and_bodies_are_tied_by_the_meetings_at_which_they_met(built: vjgraph.Graph, drawn: dict[str, Projection]) -> None:
    asked = of_rows(built, built.query("who-met-whom", of="all"), "a_id", "b_id", "meeting")
    assert {pair: {one.split("/met/")[0] for one in items} for pair, items in ties(drawn["people"]).items()} == asked


def test_everybody_is_among_the_people_whether_they_met_anyone_or_not(built: vjgraph.Graph, drawn: dict[str, Projection]) -> None:
    people = {row["p"].removeprefix(built.settings.base) for row in built.query("SELECT ?p WHERE { ?p a vj:Person }")}
    assert {node.id for node in drawn["people"].nodes if node.cls == "person"} == people


def test_bodies_are_tied_by_the_meetings_of_those_who_represent_them(built: vjgraph.Graph, drawn: dict[str, Projection]) -> None:
    asked = of_rows(built, built.query("ministries-that-met", of="bodies"), "a_id", "b_id", "meeting")
    met = {pair: {one.split("/met/")[0] for one in items} for pair, items in ties(drawn["bodies"], "event/").items() if items}
    assert met == asked


def test_bodies_are_tied_by_the_instruments_to_which_both_are_bound(built: vjgraph.Graph, drawn: dict[str, Projection]) -> None:
    asked = built.query("""SELECT DISTINCT ?a ?b ?agreement WHERE {
      { ?agreement vj:party ?a } UNION { ?milestone vj:agreement ?agreement ; vj:signatory ?a }
      { ?agreement vj:party ?b } UNION { ?other vj:agreement ?agreement ; vj:signatory ?b }
      ?agreement a vj:Agreement . ?a a vj:Organization . ?b a vj:Organization . FILTER (STR(?a) < STR(?b)) }""")
    found = {pair: items for pair, items in ties(drawn["bodies"], "agreement/").items() if items}
    assert found == of_rows(built, asked, "a", "b", "agreement")


def test_speakers_are_tied_to_the_nearest_broad_topic_of_what_they_said(
    built: vjgraph.Graph, drawn: dict[str, Projection]
) -> None:
    base = built.settings.base
    broader = defaultdict(set)
    for row in built.query("SELECT ?a ?b WHERE { ?a a vj:Topic ; skos:broader ?b . ?b a vj:Topic }"):
        broader[row["a"].removeprefix(base)].add(row["b"].removeprefix(base))
    cards = {node.id for node in drawn["topics"].nodes if node.cls == "topic"}

    def nearest(topic: str) -> set[str]:
        return {topic} if topic in cards else {card for one in broader[topic] for card in nearest(one)}

    asked: Ties = defaultdict(set)
    for row in built.query("SELECT * WHERE { ?statement vj:speaker ?who ; vj:about ?topic . ?topic a vj:Topic }"):
        for card in nearest(row["topic"].removeprefix(base)):
            one, other = sorted((row["who"].removeprefix(base), card))
            asked[one, other].add(row["statement"].removeprefix(base))
    assert ties(drawn["topics"]) == asked


def test_topics_are_the_broadest_unless_these_are_too_few_to_tell_anything_apart(
    five_graph: vjgraph.Graph, example_graph: vjgraph.Graph
) -> None:
    def cards(graph: vjgraph.Graph) -> set[str]:
        topics = read_projections(Reader(graph.store, base=graph.settings.base))["topics"]
        return {node.label for node in topics.nodes if node.cls == "topic"}

    assert {"bilateral relations", "security", "justice"} <= cards(five_graph)
    assert not {"peacekeeping", "defence cooperation"} & cards(five_graph)
    assert {"fisheries", "security at sea", "traffic"} <= cards(example_graph)


def test_those_who_took_part_are_tied_to_the_occasion_once_for_each_role(
    built: vjgraph.Graph, drawn: dict[str, Projection]
) -> None:
    asked = built.query("SELECT ?part ?who ?what ?role WHERE { ?part vj:participant ?who ; vj:event ?what ; vj:role ?role }")
    assert len(drawn["meetings"].edges) == len(asked)
    base = built.settings.base
    assert {(edge.start, edge.end) for edge in drawn["meetings"].edges} == {
        (row["who"].removeprefix(base), row["what"].removeprefix(base)) for row in asked
    }


def test_a_tie_names_two_different_nodes_that_are_drawn(drawn: dict[str, Projection]) -> None:
    for projection in drawn.values():
        known = [node.id for node in projection.nodes]
        assert len(known) == len(set(known))
        assert all(edge.start != edge.end and {edge.start, edge.end} <= set(known) and edge.items for edge in projection.edges)


def test_the_same_graph_gives_the_same_projections(built: vjgraph.Graph, drawn: dict[str, Projection]) -> None:
    assert read_projections(Reader(built.store, base=built.settings.base)) == drawn


def test_under_a_name_stands_the_office_attested_last(five_graph: vjgraph.Graph) -> None:
    people = read_projections(Reader(five_graph.store, base=five_graph.settings.base))["people"]
    offices = {node.label: node.underline for node in people.nodes if node.cls == "person"}
    assert offices["Saito Ken"] == "Minister of Justice of Japan"
    assert offices["Phan Van Giang"] == "Deputy Minister of National Defence of Viet Nam"
    assert offices["Suga Yoshihide"] == "former Prime Minister of Japan"


def test_sides_are_states(built: vjgraph.Graph, drawn: dict[str, Projection]) -> None:
    states = built.query("SELECT ?state WHERE { ?state vj:kind <https://w3id.org/vjgraph/kinds/body/state> }")
    known = {row["state"].removeprefix(built.settings.base) for row in states}
    assert {node.side for projection in drawn.values() for node in projection.nodes} - {""} <= known
