"""Projections to networkx: edges that count meetings, and files that are read again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.network import PROJECTIONS, check_projection, edge_rows, meeting_network, topic_network, write_network
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
    assert graph.nodes[ROE] == {"label": "Jane Roe", "side": "Aland"}
    assert graph.nodes[DOE] == {"label": "John Doe", "side": "Beland"}


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
    assert graph.nodes[ROE] == {"label": "Jane Roe", "kind": "speaker"}
    assert graph.nodes[topic] == {"label": "joint patrols", "kind": "topic"}
    assert sorted(graph.nodes[end]["label"] for end in graph[topic]) == ["Aland", "Beland", "Jane Roe"]
    assert [statement["act"] for statement in graph.edges[ROE, topic]["statements"]] == ["requests"]


def test_who_is_spoken_of_and_speaks_is_a_speaker() -> None:
    row = {"statement": "s", "act": "welcomes", "meeting": "m", "date": None, "certainty": "certain", "because": ""}
    graph = topic_network(
        Answer(tuple(row), ({"speaker": "Beland", "speaker_id": "b", "topic": "Beland", "topic_id": "b", **row},))
    )
    assert graph.nodes["b"]["kind"] == "speaker"
    assert edge_rows(graph).rows[0]["weight"] == 1


def test_two_people_of_one_name_are_two_nodes() -> None:
    row = {"a": "Jane Roe", "b": "Jane Roe", "a_id": "1", "b_id": "2", "meeting": "m", "certainty": "certain", "date": None}
    assert len(meeting_network(Answer(tuple(row), (row,)))) == 2


def test_edges_are_listed_heaviest_first_in_alphabetical_order(project_graph: vjgraph.Graph) -> None:
    people = edge_rows(project_graph.network("people"))
    assert people.shown == ("a", "b", "weight", "certain", "dates")
    assert people.rows[0] == {
        "a": "Jane Roe",
        "b": "John Doe",
        "a_id": ROE,
        "b_id": DOE,
        "weight": 3,
        "certain": 3,
        "dates": ["2019-07-01", "2019-07-02", "2019-12-31/2020-01-01"],
    }
    assert [row["weight"] for row in people] == sorted((row["weight"] for row in people), reverse=True)
    topics = edge_rows(project_graph.network("topics"))
    assert {row["b"] for row in topics} == {"Fisheries Accord", "Harbour Memorandum", "joint patrols"}, "the speaker stands first"


def test_an_unknown_network_is_refused_with_the_nearest(project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match="no network is called 'peple': did you mean 'people'"):
        project_graph.network("peple")
    with pytest.raises(UsageError, match="no network is called 'x': there are people, ministries, topics"):
        check_projection("x")


@pytest.mark.parametrize("projection", list(PROJECTIONS))
@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json", ".csv", ".GraphML"])
def test_every_file_is_read_again_as_the_network_it_was(
    projection: str, ending: str, project_graph: vjgraph.Graph, tmp_path: Path
) -> None:
    graph, path = project_graph.network(projection), tmp_path / f"network{ending}"
    write_network(path, graph)
    if ending == ".csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert {(frozenset((row["a_id"], row["b_id"])), int(row["weight"])) for row in rows} == weights(graph)
        return
    read = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf, ".json": _read_json}[ending.lower()](path)
    assert weights(read) == weights(graph)
    assert {node: read.nodes[node]["label"] for node in read} == {node: graph.nodes[node]["label"] for node in graph}
    for *ends, data in graph.edges(data=True):
        again = read.edges[tuple(ends)]
        listed = again.get("meetings") or again.get("statements")
        assert (json.loads(listed) if isinstance(listed, str) else listed) == (data.get("meetings") or data.get("statements"))


def weights(graph: Any) -> set[Any]:
    """Each edge with its weight."""
    return {(frozenset(ends), int(data["weight"])) for *ends, data in graph.edges(data=True)}


def _read_json(path: Path) -> Any:
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json", ".csv"])
def test_a_file_is_the_same_bytes_each_time_and_bears_no_day(ending: str, project_graph: vjgraph.Graph, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_network(tmp_path / (name + ending), project_graph.network())
    written = (tmp_path / f"a{ending}").read_bytes()
    assert written == (tmp_path / f"b{ending}").read_bytes()
    assert b"lastmodified" not in written
    assert "Đào Thị Noe".encode() in written


def test_an_unknown_ending_is_refused_and_nothing_written(project_graph: vjgraph.Graph, tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"n\.xlsx: no network format has the ending '\.xlsx'; there are \.graphml, \.gexf, \.json, \.csv"
    ):
        write_network(tmp_path / "n.xlsx", project_graph.network())
    assert not list(tmp_path.iterdir())
