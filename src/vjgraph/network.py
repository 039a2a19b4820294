"""Projections of the graph to networkx: people who met, ministries that came together, people and their topics."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vjgraph.diagnosing import nearest
from vjgraph.errors import UsageError
from vjgraph.querying import Answer

if TYPE_CHECKING:
    import networkx as nx

PROJECTIONS: Mapping[str, str] = {
    "people": "who-met-whom",
    "ministries": "ministries-that-met",
    "topics": "topics-of",
}
"""Each projection and the named query whose rows it is made of."""

FILES = (".graphml", ".gexf", ".json", ".csv")


def check_projection(name: str) -> str:
    """The query behind a projection; raise `UsageError` for an unknown one."""
    if name not in PROJECTIONS:
        raise UsageError(
            f"no network is called '{name}': {nearest(name, list(PROJECTIONS)) or 'there are ' + ', '.join(PROJECTIONS)}"
        )
    return PROJECTIONS[name]


def meeting_network(answer: Answer, *, sides: Mapping[str, str] | None = None) -> nx.Graph[str]:
    """Rows with `a`, `b` and `meeting` as a graph: a node each IRI, an edge each pair.

    An edge's `weight` is the number of meetings, its `meetings` lists them (IRI, kind, date, certainty …); a node has
    `label` and, where known, `side`.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for row in answer:
        for end in ("a", "b"):
            iri = row[f"{end}_id"]
            graph.add_node(iri, label=row[end], side=(sides or {}).get(iri, ""))
        if not graph.has_edge(row["a_id"], row["b_id"]):
            graph.add_edge(row["a_id"], row["b_id"], weight=0, meetings=[])
        edge = graph.edges[row["a_id"], row["b_id"]]
        kept = ("meeting", "kind", "date", "earliest", "latest", "certainty", "because", "place", "people", "sources")
        edge["meetings"].append({key: row[key] for key in kept if key in row})
        edge["weight"] += 1
    return graph


def topic_network(answer: Answer) -> nx.Graph[str]:
    """Rows with `speaker`, `topic` and `act` as a graph of two kinds of nodes; `weight` counts the times it was spoken of."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for row in answer:
        if not row["speaker"]:
            continue
        graph.add_node(row["speaker"], label=row["speaker"], kind="speaker")
        graph.add_node(row["topic_id"], label=row["topic"], kind="topic")
        if not graph.has_edge(row["speaker"], row["topic_id"]):
            graph.add_edge(row["speaker"], row["topic_id"], weight=0, acts=[])
        edge = graph.edges[row["speaker"], row["topic_id"]]
        edge["acts"].append({"act": row["act"], "meeting": row["meeting"], "date": row["date"]})
        edge["weight"] += 1
    return graph


def edge_rows(graph: nx.Graph[str]) -> Answer:
    """The edges as rows, heaviest first: both labels, weight, and the dates of what they stand for."""
    rows = []
    for a, b, data in graph.edges(data=True):
        first, second = sorted((str(graph.nodes[a]["label"]), str(graph.nodes[b]["label"])))
        listed = data.get("meetings") or data.get("acts") or []
        rows.append(
            {
                "a": first,
                "b": second,
                "weight": data["weight"],
                "dates": sorted({str(item["date"]) for item in listed if item["date"]}),
            }
        )
    rows.sort(key=lambda row: (-row["weight"], row["a"], row["b"]))
    return Answer(("a", "b", "weight", "dates"), tuple(rows))


def write_network(path: Path, graph: nx.Graph[str]) -> None:
    """Write a network as GraphML, GEXF, node-link JSON or a CSV of edges, by the file's ending."""
    import networkx as nx

    if path.suffix not in FILES:
        raise UsageError(f"{path.name}: no network format has the ending '{path.suffix}'; there are {', '.join(FILES)}")
    if path.suffix == ".json":
        import msgspec

        path.write_bytes(msgspec.json.format(msgspec.json.encode(nx.node_link_data(graph, edges="edges")), indent=2))
    elif path.suffix == ".csv":
        from vjgraph.rendering import render

        path.write_text(render(edge_rows(graph), format="csv"), encoding="utf-8")
    else:
        (nx.write_graphml if path.suffix == ".graphml" else nx.write_gexf)(_flat(graph), path)


def _flat(graph: nx.Graph[str]) -> nx.Graph[str]:
    """A copy whose lists are JSON text: the XML formats hold plain values only."""
    import msgspec

    flat = graph.copy()
    for *_, data in flat.edges(data=True):
        for key, value in data.items():
            if isinstance(value, list):
                data[key] = msgspec.json.encode(value).decode()
    return flat


def sides(rows: Answer) -> dict[str, str]:
    """The side of each participant in the rows of `present-at`, by IRI."""
    found: dict[str, Any] = {}
    for row in rows:
        if row["side"]:
            found.setdefault(row["participant_id"], row["side"])
    return found
