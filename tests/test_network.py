"""Projections to networkx: edges that count meetings, share them out, and name what two bodies share."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.measures import measure
from vjgraph.network import check_projection, describe_nodes, meeting_network, topic_network
from vjgraph.querying import Answer

BASE = "https://w3id.org/vjgraph/id/"
ROE, DOE = f"{BASE}person/jane-roe", f"{BASE}person/john-doe"


def test_people_who_met_are_joined_once_however_often_they_met(project_graph: vjgraph.Graph) -> None:
    graph = project_graph.network("people")
    edge = graph.edges[ROE, DOE]
    assert type(graph) is nx.Graph
    assert (edge["weight"], edge["certain"]) == (3, 3)
    assert [(meeting["kind"], meeting["date"]) for meeting in edge["meetings"]] == [
        ("courtesy call", "2019-07-01"),
        ("talks", "2019-07-02"),
        ("phone call", "2019-12-31/2020-01-01"),
    ]
    assert all(meeting["meeting"].startswith(f"{BASE}event/") and meeting["sources"] for meeting in edge["meetings"])
    assert graph.nodes[ROE] == {"label": "Jane Roe", "class": "person", "side": "Aland"}
    assert graph.nodes[DOE] == {"label": "John Doe", "class": "person", "side": "Beland"}


def test_weights_add_up_to_the_rows_of_the_query(project_graph: vjgraph.Graph) -> None:
    for period in ({}, {"year": 2019}, {"from_": "2019-12"}):
        answer = project_graph.query("who-met-whom", **period)
        graph = project_graph.network("people", **period)
        assert sum(weight for *_, weight in graph.edges(data="weight")) == len(answer)
        assert sum(certain for *_, certain in graph.edges(data="certain")) == sum(row["certainty"] == "certain" for row in answer)
        assert {frozenset(edge) for edge in graph.edges} == {frozenset((row["a_id"], row["b_id"])) for row in answer}


def test_what_is_possible_in_a_period_weighs_and_is_not_counted_certain(project_graph: vjgraph.Graph) -> None:
    edge = project_graph.network("people", year=2019).edges[ROE, DOE]
    assert (edge["weight"], edge["certain"]) == (3, 2)
    assert edge["meetings"][2]["because"] == "the date reaches beyond the period"
    assert not project_graph.network("people", year=2018)


def test_ministries_are_joined_by_the_meetings_of_their_people(project_graph: vjgraph.Graph) -> None:
    graph = project_graph.network("ministries")
    ((a, b, data),) = graph.edges(data=True)
    assert {graph.nodes[a]["label"], graph.nodes[b]["label"]} == {
        "Ministry of Foreign Affairs of Aland",
        "Ministry of Defence of Beland",
    }
    assert {graph.nodes[a]["side"], graph.nodes[b]["side"]} == {"Aland", "Beland"}
    assert data["weight"] == len(data["meetings"]) == 3


def test_speakers_are_joined_to_what_they_spoke_of(project_graph: vjgraph.Graph) -> None:
    graph = project_graph.network("topics")
    topic = f"{BASE}topic/joint-patrols"
    assert graph.nodes[ROE] == {"label": "Jane Roe", "class": "person", "side": "Aland", "kind": "speaker"}
    assert graph.nodes[topic] == {"label": "joint patrols", "class": "topic", "side": "", "kind": "topic"}
    assert sorted(graph.nodes[end]["label"] for end in graph[topic]) == ["Aland", "Beland", "Jane Roe"]
    assert [statement["act"] for statement in graph.edges[ROE, topic]["statements"]] == ["requests"]


def test_who_is_spoken_of_and_speaks_is_a_speaker() -> None:
    row = {"statement": "s", "act": "welcomes", "meeting": "m", "date": None, "certainty": "certain", "because": ""}
    graph = topic_network(
        Answer(tuple(row), ({"speaker": "Beland", "speaker_id": "b", "topic": "Beland", "topic_id": "b", **row},))
    )
    assert graph.nodes["b"]["kind"] == "speaker"
    assert graph.edges["b", "b"]["weight"] == 1


def test_two_people_of_one_name_are_two_nodes() -> None:
    row = {"a": "Jane Roe", "b": "Jane Roe", "a_id": "1", "b_id": "2", "meeting": "m", "certainty": "certain", "date": None}
    assert len(meeting_network(Answer(tuple(row), (row,)))) == 2


# --- what a meeting weighs --------------------------------------------------------------------------------------------

PEOPLE = st.sampled_from("abcdefg")
MEETINGS = st.lists(st.sets(PEOPLE, min_size=2), max_size=8)


def rows_of(meetings: list[set[str]]) -> Answer:
    """Rows as the query who-met-whom has them, of meetings in which everybody met everybody."""
    rows = [
        {"a": a, "b": b, "a_id": a, "b_id": b, "meeting": f"m{number}", "certainty": "certain", "date": None}
        for number, people in enumerate(meetings)
        for a, b in combinations(sorted(people), 2)
    ]
    return Answer(("a", "b"), tuple(rows))


@given(MEETINGS)
def test_the_newman_weights_of_a_meeting_among_n_add_up_to_half_of_n(meetings: list[set[str]]) -> None:
    graph = meeting_network(rows_of(meetings))
    shares: Counter[str] = Counter()
    for *_, edge in graph.edges(data=True):
        assert edge["newman"] == pytest.approx(sum(item["newman"] for item in edge["meetings"]))
        for item in edge["meetings"]:
            shares[item["meeting"]] += item["newman"]
    assert shares == pytest.approx({f"m{number}": len(people) / 2 for number, people in enumerate(meetings)})


@given(MEETINGS)
def test_shared_out_whoever_met_everybody_is_as_strong_as_the_number_of_meetings(meetings: list[set[str]]) -> None:
    graph = meeting_network(rows_of(meetings), weight="newman")
    attended = Counter(person for people in meetings for person in people)
    assert {node: of["strength"] for node, of in measure(graph).of.items()} == pytest.approx(attended)
    assert all(edge["weight"] == edge["newman"] and edge["count"] == len(edge["meetings"]) for *_, edge in graph.edges(data=True))


@given(MEETINGS, st.randoms(use_true_random=False))
def test_weights_are_the_same_to_the_last_digit_in_whatever_order_rows_come(meetings: list[set[str]], order: object) -> None:
    rows = list(rows_of(meetings))
    order.shuffle(rows)  # type: ignore[attr-defined]
    again = meeting_network(Answer(("a", "b"), tuple(rows)))
    for a, b, edge in meeting_network(rows_of(meetings)).edges(data=True):
        assert again.edges[a, b]["newman"] == edge["newman"]


def test_who_was_only_there_has_no_part_in_a_meeting(project_graph: vjgraph.Graph) -> None:
    call = project_graph.network().edges[ROE, DOE]["meetings"][0]
    assert len(project_graph.query("present-at", call["meeting"])) == 3
    assert call["newman"] == 1


def test_a_meeting_of_three_is_shared_out_also_where_two_of_one_side_did_not_meet(example_graph: vjgraph.Graph) -> None:
    graph = example_graph.network()
    polk = next(end for end in graph[ROE] if graph.nodes[end]["label"] == "Ann-Kristín Polk")
    assert graph.nodes[polk]["side"] == graph.nodes[DOE]["side"] != graph.nodes[ROE]["side"]
    assert not graph.has_edge(polk, DOE)
    assert [graph.edges[ROE, end]["newman"] for end in (polk, DOE)] == [0.5, 0.5]


def test_both_weights_stand_on_every_edge_and_the_one_asked_for_is_the_weight(example_graph: vjgraph.Graph) -> None:
    counted, shared = example_graph.network(), example_graph.network(weight="newman")
    for ends in counted.edges:
        assert (counted.edges[ends]["weight"], shared.edges[ends]["weight"]) == (
            shared.edges[ends]["count"],
            counted.edges[ends]["newman"],
        )
    assert (counted.graph["weight"], shared.graph["weight"]) == ("count", "newman")


# --- bodies and what they share ---------------------------------------------------------------------------------------


def ends_of(graph: nx.Graph[str]) -> set[frozenset[str]]:
    """The pairs of a network by their labels."""
    return {frozenset((graph.nodes[a]["label"], graph.nodes[b]["label"])) for a, b in graph.edges}


def test_bodies_are_joined_by_those_who_represent_them(five_graph: vjgraph.Graph) -> None:
    bodies, ministries = five_graph.network("bodies"), five_graph.network("ministries")
    assert set(ministries) < set(bodies)
    assert {bodies.nodes[node]["class"] for node in bodies} == {"ministry", "body"}
    alliance, ministry = "Japan - Vietnam Parliamentary Friendship Alliance", "Ministry of Public Security of Viet Nam"
    assert frozenset((alliance, ministry)) in ends_of(bodies) - ends_of(ministries)
    rows = five_graph.query("ministries-that-met", of="bodies")
    assert sum(count for *_, count in bodies.edges(data="count")) == len(rows)


def test_an_edge_names_the_instruments_that_two_ministries_share(five_graph: vjgraph.Graph) -> None:
    graph = five_graph.network("ministries")
    defence = [f"{BASE}organisation/ministry-of-{name}" for name in ("defence-of-japan", "national-defence-of-viet-nam")]
    assert [(item["label"], item["state"], item["date"]) for item in graph.edges[defence]["instruments"]] == [
        ("Joint Vision Statement on Defense Cooperation toward the next decade", "signed", "2018-04"),
        (
            "Memorandum of Understanding between the defence ministries of Viet Nam and Japan (September 2015)",
            "signed",
            "2015-09",
        ),
    ]
    assert [edge["instruments"] for a, b, edge in graph.edges(data=True) if {a, b} != set(defence)] == [[], [], []]


def test_who_met_through_their_officers_and_share_an_instrument_are_joined_by_one_edge(example_graph: vjgraph.Graph) -> None:
    graph = example_graph.network("bodies", measures=True)
    guards = [f"{BASE}organisation/coast-guard-of-{name}" for name in ("aland", "beland")]
    edge = graph.edges[guards]
    assert edge["weight"] == edge["count"] == len(edge["meetings"]) == 4
    assert [item["label"] for item in edge["instruments"]] == ["Memorandum on Search and Rescue"]
    assert [graph.nodes[guard]["side"] for guard in guards] == ["Aland", "Beland"]
    assert not set(guards) & set(example_graph.network("ministries")), "they are no ministries"
    shared = example_graph.network("bodies", weight="newman")
    assert {type(weight) for *_, weight in shared.edges(data="weight")} == {float}, "files have one type for one column"


def test_states_are_bodies_and_sides_of_their_own(example_graph: vjgraph.Graph) -> None:
    graph = example_graph.network("bodies")
    assert graph.nodes[f"{BASE}organisation/aland"] == {"label": "Aland", "class": "state", "side": "Aland"}


def test_in_a_period_bodies_share_what_was_signed_or_came_into_force_in_it(five_graph: vjgraph.Graph) -> None:
    graph = five_graph.network("ministries", year=2015)
    ((*_, edge),) = graph.edges(data=True)
    assert (edge["weight"], [(item["label"][:10], item["date"]) for item in edge["instruments"]]) == (
        0,
        [("Memorandum", "2015-09")],
    )
    assert all(not shared for *_, shared in five_graph.network("ministries", year=2023).edges(data="instruments"))


# --- an edge for each meeting -----------------------------------------------------------------------------------------


def test_parallel_meetings_stay_countable(project_graph: vjgraph.Graph) -> None:
    graph, many = project_graph.network(), project_graph.network(multi=True)
    assert type(many) is nx.MultiGraph
    assert dict(many.nodes(data=True)) == dict(graph.nodes(data=True))
    assert many.number_of_edges() == len(project_graph.query("who-met-whom"))
    assert many.number_of_edges(ROE, DOE) == 3
    meeting = many.edges[ROE, DOE, f"{BASE}event/roe-doe-2019"]
    assert (meeting["kind"], meeting["date"], meeting["certainty"], meeting["weight"]) == (
        "courtesy call",
        "2019-07-01",
        "certain",
        1,
    )
    statements = project_graph.network("topics", multi=True)
    assert statements.number_of_edges() == len(project_graph.query("speakers-and-topics"))


def test_parallel_edges_weigh_what_their_pair_weighs(example_graph: vjgraph.Graph) -> None:
    graph, many = example_graph.network(weight="newman"), example_graph.network(weight="newman", multi=True, measures=True)
    for a, b, weight in graph.edges(data="weight"):
        assert sum(edge["weight"] for edge in many[a][b].values()) == pytest.approx(weight)
    assert all("broker" in data for _, data in many.nodes(data=True))


# --- what is asked wrongly, what is left out --------------------------------------------------------------------------


def test_a_side_is_the_one_most_often_sat_on() -> None:
    things = [{"thing": iri, "class": "#Person", "label": iri, "side": "Aland", "state": None} for iri in "abc"]
    seats = [
        {"person": "a", "side": "Beland", "times": 2},
        {"person": "a", "side": "Celand", "times": 1},
        {"person": "b", "side": "Beland", "times": 1},
    ]
    nodes = describe_nodes(Answer(("thing",), tuple(things)), Answer(("person",), tuple(seats)))
    assert [nodes[iri]["side"] for iri in "abc"] == ["Beland", "Beland", "Aland"]


def test_notes_say_what_a_period_leaves_out(project_graph: vjgraph.Graph) -> None:
    assert project_graph.network().graph["notes"] == []
    (note,) = project_graph.network(year=2019).graph["notes"]
    assert "without a year are in no period" in note


def test_a_weight_that_is_none_is_refused(project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match="no weight is called 'newmann': did you mean 'newman'"):
        project_graph.network(weight="newmann")
    with pytest.raises(UsageError, match="topics have no newman weight"):
        project_graph.network("topics", weight="newman")


def test_an_unknown_network_is_refused_with_the_nearest(project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match="no network is called 'peple': did you mean 'people'"):
        project_graph.network("peple")
    with pytest.raises(UsageError, match="no network is called 'x': there are people, ministries, bodies, topics"):
        check_projection("x")
