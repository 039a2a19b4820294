"""Networks as rows and as files that other programs open and that are read again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import networkx as nx
import pytest

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.interchange import check_measure, edge_rows, node_rows, report_edges, report_measures, write_network
from vjgraph.measures import MEASURES
from vjgraph.network import PROJECTIONS

BASE = "https://w3id.org/vjgraph/id/"
ROE, DOE = f"{BASE}person/jane-roe", f"{BASE}person/john-doe"


def test_edges_are_listed_heaviest_first_in_alphabetical_order(project_graph: vjgraph.Graph) -> None:
    people = edge_rows(project_graph.network("people"))
    assert people.shown == ("a", "b", "weight", "certain", "dates")
    assert people.rows[0] == {
        "a": "Jane Roe",
        "b": "John Doe",
        "a_id": ROE,
        "b_id": DOE,
        "weight": 3,
        "count": 3,
        "newman": 3.0,
        "certain": 3,
        "dates": ["2019-07-01", "2019-07-02", "2019-12-31/2020-01-01"],
        "instruments": [],
    }
    assert [row["weight"] for row in people] == sorted((row["weight"] for row in people), reverse=True)
    topics = edge_rows(project_graph.network("topics"))
    assert {row["b"] for row in topics} == {"Fisheries Accord", "Harbour Memorandum", "joint patrols"}, "the speaker stands first"


def test_shared_out_the_number_of_meetings_stands_beside_the_weight(example_graph: vjgraph.Graph) -> None:
    answer = edge_rows(example_graph.network(weight="newman"))
    assert answer.shown == ("a", "b", "weight", "count", "certain", "dates")
    assert next((row["weight"], row["count"]) for row in answer if row["b"] == "Søren Ahlqvist") == (1.5, 2)


def test_what_two_bodies_share_is_told_with_its_state(example_graph: vjgraph.Graph) -> None:
    guards = next(row for row in edge_rows(example_graph.network("bodies")) if row["a"] == "Coast Guard of Aland")
    assert (guards["b"], guards["weight"], guards["dates"]) == (
        "Coast Guard of Beland",
        4,
        ["2022-08", "2022-08-17", "2022-09-14"],
    )
    assert guards["instruments"] == ["Memorandum on Search and Rescue (signed, [2022-09-14, 2022-09-15])"]
    states = edge_rows(example_graph.network("bodies", year="2021")).rows[-1]
    assert (states["a"], states["b"], states["weight"], states["dates"]) == ("Aland", "Beland", 0, [])
    assert states["instruments"] == ["Fisheries Accord (signed, [2021-06-10, 2021-06-11])"]
    told = report_edges(example_graph.network("bodies"), width=300)
    assert "Ferry Agreement (in force, 2022-05-01)" in told
    assert "instruments" not in report_edges(example_graph.network("ministries"))


# --- measures for a reader --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [name for name in MEASURES if name not in ("statements", "community")])
def test_nodes_are_listed_by_the_measure_asked_for(by: str, example_graph: vjgraph.Graph) -> None:
    answer = node_rows(example_graph.network(measures=True), by=by)
    values = [row[by] for row in answer]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[-1]


def test_communities_are_listed_from_the_largest_and_those_in_none_last(example_graph: vjgraph.Graph) -> None:
    network = example_graph.network("bodies", year="2021", measures=True)
    listed = [row["community"] for row in node_rows(network, by="community")]
    assert listed == [*sorted(number for number in listed if number >= 0), -1, -1]


def test_each_measure_shown_is_told_in_words_and_so_is_who_links_the_sides(example_graph: vjgraph.Graph) -> None:
    told = report_measures(example_graph.network(measures=True), by="broker", width=120).splitlines()
    shown = told[0].replace("\x1b[1m", "").replace("\x1b[0m", "").split()
    assert shown == ["name", "side", *(name for name in MEASURES if name != "statements")]
    assert told[2].split() == ["Jane", "Roe", "Aland", "3", "4", "5", "0.144", "0.1", "0"]
    assert "11 nodes" in told
    assert [line.split()[0] for line in told if line.startswith(tuple(MEASURES))] == shown[2:]
    assert told[-2].startswith(
        "Aland and Beland are linked most by Jane Roe (10%), Ann-Kristín Polk (7%), John Doe (2%) and 1 more:"
    )


@pytest.mark.parametrize("projection", list(PROJECTIONS))
@pytest.mark.parametrize("width", [80, 120])
def test_measures_are_a_table_that_fits_the_terminal(projection: str, width: int, example_graph: vjgraph.Graph) -> None:
    told = report_measures(example_graph.network(projection, measures=True), width=width)
    plain = told.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert max(map(len, plain.splitlines())) <= width
    assert plain.splitlines()[1].startswith("───"), "a table, not one value a line"


def test_of_many_nodes_a_reader_is_shown_the_first(example_graph: vjgraph.Graph) -> None:
    told = report_measures(example_graph.network("topics", measures=True), by="broker")
    assert "\n20 of 32 nodes, the first by broker: -o FILE.csv writes all\n" in told
    assert "\nstatements   the statements behind them\n" in told
    assert "\nmeetings " not in told


def test_where_nothing_is_found_nothing_is_explained(project_graph: vjgraph.Graph) -> None:
    assert report_measures(project_graph.network(year=1999, measures=True)) == "no rows\n"


def test_a_share_too_small_for_three_digits_is_not_shown_as_none() -> None:
    graph = nx.Graph(projection="people", weight="count")
    measures = {"degree": 1, "meetings": 1, "strength": 1, "betweenness": 0.0004, "broker": 0.0, "community": 0}
    graph.add_node("a", label="Ann", **{"class": "person"}, side="", **measures)
    assert report_measures(graph).splitlines()[2].split() == ["Ann", "1", "1", "<0.001", "0", "0"]
    assert node_rows(graph).rows[0]["betweenness"] == 0.0004


def test_what_is_no_measure_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no measure is called 'brokers': did you mean 'broker'"):
        check_measure("brokers", "people")
    with pytest.raises(UsageError, match="no measure is called 'meetings': there are degree, statements, strength"):
        check_measure("meetings", "topics")


def test_rows_become_frames_with_numbers_to_reckon_with(example_graph: vjgraph.Graph) -> None:
    edges = edge_rows(example_graph.network(weight="newman")).to_pandas()
    assert (edges["count"].sum(), edges["weight"].sum()) == (17, 15)
    nodes = node_rows(example_graph.network(measures=True)).to_pandas()
    assert [nodes[name].dtype.kind for name in ("degree", "strength", "broker", "community")] == ["i", "i", "f", "i"]


# --- files ------------------------------------------------------------------------------------------------------------


def read_again(path: Path) -> nx.Graph[str]:
    """A file as networkx reads it."""
    readers = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf, ".json": _read_node_link, ".cyjs": _read_cytoscape}
    return readers[path.suffix.lower()](path)


def _read_node_link(path: Path) -> nx.Graph[str]:
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


def _read_cytoscape(path: Path) -> nx.Graph[str]:
    return nx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")), name="label")


def weights(graph: nx.Graph[str]) -> set[Any]:
    """Each edge with its weight."""
    return {(frozenset(ends), float(data["weight"])) for *ends, data in graph.edges(data=True)}


@pytest.mark.parametrize("projection", list(PROJECTIONS))
@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json", ".cyjs", ".GraphML"])
def test_every_file_is_read_again_as_the_network_it_was(
    projection: str, ending: str, example_graph: vjgraph.Graph, tmp_path: Path
) -> None:
    graph, path = example_graph.network(projection, measures=True), tmp_path / f"network{ending}"
    write_network(path, graph)
    read = read_again(path)
    assert weights(read) == weights(graph)
    for node, data in graph.nodes(data=True):
        assert {name: read.nodes[node][name] for name in data} == data, "label, class, side and every measure"
    for *ends, data in graph.edges(data=True):
        again = read.edges[tuple(ends)]
        for name in ("meetings", "statements", "instruments"):
            listed = again.get(name)
            assert (json.loads(listed) if isinstance(listed, str) else listed) == data.get(name)


@pytest.mark.parametrize("projection", list(PROJECTIONS))
def test_csv_holds_the_edges_or_of_a_measured_network_the_nodes(
    projection: str, example_graph: vjgraph.Graph, tmp_path: Path
) -> None:
    graph, measured = example_graph.network(projection), example_graph.network(projection, measures=True)
    write_network(tmp_path / "edges.csv", graph)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "edges.csv").read_text(encoding="utf-8"), newline="")))
    assert {(frozenset((row["a_id"], row["b_id"])), float(row["weight"])) for row in rows} == weights(graph)
    write_network(tmp_path / "nodes.csv", measured)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "nodes.csv").read_text(encoding="utf-8"), newline="")))
    assert {row["id"]: float(row["betweenness"]) for row in rows} == dict(measured.nodes(data="betweenness"))


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json", ".cyjs"])
def test_parallel_meetings_are_written_and_read_one_by_one(ending: str, project_graph: vjgraph.Graph, tmp_path: Path) -> None:
    graph = project_graph.network(multi=True)
    write_network(tmp_path / f"n{ending}", graph)
    read = read_again(tmp_path / f"n{ending}")
    assert read.is_multigraph()
    assert sorted(data["meeting"] for *_, data in read.edges(data=True)) == sorted(
        data["meeting"] for *_, data in graph.edges(data=True)
    )
    assert {node: data["label"] for node, data in read.nodes(data=True)} == dict(graph.nodes(data="label"))


@pytest.mark.parametrize("projection", list(PROJECTIONS))
def test_csv_of_parallel_meetings_has_a_line_for_each(projection: str, example_graph: vjgraph.Graph, tmp_path: Path) -> None:
    graph = example_graph.network(projection, multi=True)
    write_network(tmp_path / "n.csv", graph)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "n.csv").read_text(encoding="utf-8"), newline="")))
    assert len(rows) == graph.number_of_edges()
    assert {row["count"] for row in rows} == {"1"}
    assert sum(int(row["certain"]) for row in rows) == sum(
        certain for *_, certain in example_graph.network(projection).edges(data="certain")
    )


CYTOSCAPE = {
    "type": "object",
    "required": ["elements"],
    "properties": {
        "data": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
        "elements": {
            "type": "object",
            "required": ["nodes", "edges"],
            "additionalProperties": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["data"],
                    "properties": {"data": {"additionalProperties": {"type": ["string", "number", "boolean"]}}},
                },
            },
            "properties": {
                "nodes": {
                    "items": {"properties": {"data": {"required": ["id", "name"], "properties": {"id": {"type": "string"}}}}}
                },
                "edges": {"items": {"properties": {"data": {"required": ["source", "target"]}}}},
            },
        },
    },
}
"""What Cytoscape and Cytoscape.js ask of a `.cyjs` file: elements with data of plain values, edges between ids of nodes."""


@pytest.mark.parametrize("projection", list(PROJECTIONS))
@pytest.mark.parametrize("multi", [False, True])
def test_cytoscape_finds_what_it_asks_for(projection: str, multi: bool, example_graph: vjgraph.Graph, tmp_path: Path) -> None:
    graph = example_graph.network(projection, multi=multi, measures=True)
    write_network(tmp_path / "n.cyjs", graph)
    written = json.loads((tmp_path / "n.cyjs").read_text(encoding="utf-8"))
    jsonschema.validate(written, CYTOSCAPE)
    nodes = {node["data"]["id"]: node["data"]["name"] for node in written["elements"]["nodes"]}
    assert nodes == dict(graph.nodes(data="label"))
    assert {end for edge in written["elements"]["edges"] for end in (edge["data"]["source"], edge["data"]["target"])} <= set(
        nodes
    )


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_a_measure_is_one_column_in_gephi(ending: str, example_graph: vjgraph.Graph, tmp_path: Path) -> None:
    write_network(tmp_path / f"n{ending}", example_graph.network("bodies", weight="newman", measures=True))
    written = (tmp_path / f"n{ending}").read_text(encoding="utf-8")
    for name in ("strength", "betweenness", "broker", "community"):
        assert written.count(f'attr.name="{name}"' if ending == ".graphml" else f'title="{name}"') == 1


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json", ".cyjs", ".csv"])
def test_a_file_is_the_same_bytes_each_time_and_bears_no_day(ending: str, project_graph: vjgraph.Graph, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_network(tmp_path / (name + ending), project_graph.network(measures=True))
    written = (tmp_path / f"a{ending}").read_bytes()
    assert written == (tmp_path / f"b{ending}").read_bytes()
    assert b"lastmodified" not in written
    assert "Đào Thị Noe".encode() in written


def test_an_unknown_ending_is_refused_and_nothing_written(project_graph: vjgraph.Graph, tmp_path: Path) -> None:
    with pytest.raises(
        UsageError,
        match=r"n\.xlsx: no network format has the ending '\.xlsx'; there are \.graphml, \.gexf, \.cyjs, \.json, \.csv",
    ):
        write_network(tmp_path / "n.xlsx", project_graph.network())
    assert not list(tmp_path.iterdir())
