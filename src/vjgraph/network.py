"""Projections of the graph to networkx: people who met, ministries that came together, people and their topics."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vjgraph.diagnosing import nearest
from vjgraph.errors import UsageError
from vjgraph.exporting import write_bytes
from vjgraph.querying import Answer

if TYPE_CHECKING:
    import networkx as nx

PROJECTIONS: Mapping[str, str] = {
    "people": "who-met-whom",
    "ministries": "ministries-that-met",
    "topics": "speakers-and-topics",
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

    An edge's `weight` is the number of meetings, `certain` how many of them are; its `meetings` lists them (IRI, kind,
    date, certainty …). A node has `label` and, where known, `side`.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for row in answer:
        for end in ("a", "b"):
            iri = row[f"{end}_id"]
            graph.add_node(iri, label=row[end], side=(sides or {}).get(iri, ""))
        if not graph.has_edge(row["a_id"], row["b_id"]):
            graph.add_edge(row["a_id"], row["b_id"], weight=0, certain=0, meetings=[])
        edge = graph.edges[row["a_id"], row["b_id"]]
        kept = ("meeting", "kind", "date", "earliest", "latest", "certainty", "because", "place", "people", "sources")
        edge["meetings"].append({key: row[key] for key in kept if key in row})
        edge["weight"] += 1
        edge["certain"] += row["certainty"] == "certain"
    return graph


def topic_network(answer: Answer) -> nx.Graph[str]:
    """Rows with `speaker`, `topic` and `statement` as a graph of speakers and what they spoke of.

    An edge's `weight` is the number of statements, `certain` how many of them are; its `statements` lists them. A node has
    `label` and `kind` (speaker or topic; who is spoken of and speaks too, is a speaker).
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    speakers = {row["speaker_id"] for row in answer}
    for row in answer:
        ends = row["speaker_id"], row["topic_id"]
        graph.add_node(ends[0], label=row["speaker"], kind="speaker")
        graph.add_node(ends[1], label=row["topic"], kind="speaker" if ends[1] in speakers else "topic")
        if not graph.has_edge(*ends):
            graph.add_edge(*ends, weight=0, certain=0, statements=[])
        edge = graph.edges[ends]
        kept = ("statement", "act", "meeting", "date", "certainty", "because")
        edge["statements"].append({key: row[key] for key in kept})
        edge["weight"] += 1
        edge["certain"] += row["certainty"] == "certain"
    return graph


def edge_rows(graph: nx.Graph[str]) -> Answer:
    """The edges as rows, heaviest first: both ends, weight, how much of it is certain, and the dates behind it.

    The ends stand in alphabetical order, a speaker before the topic.
    """
    columns = ("a", "b", "a_id", "b_id", "weight", "certain", "dates")
    rows = []
    for *ends, data in graph.edges(data=True):
        a, b = sorted(ends, key=lambda end: (graph.nodes[end].get("kind") == "topic", graph.nodes[end]["label"], end))
        labels = (graph.nodes[a]["label"], graph.nodes[b]["label"])
        dates = sorted({item["date"] for item in data.get("meetings") or data.get("statements") or () if item["date"]})
        rows.append(dict(zip(columns, (*labels, a, b, data["weight"], data["certain"], dates), strict=True)))
    rows.sort(key=lambda row: (-row["weight"], row["a"], row["b"], row["a_id"], row["b_id"]))
    return Answer(columns, tuple(rows), read=("a", "b", "weight", "certain", "dates"))


def write_network(path: Path, graph: nx.Graph[str]) -> None:
    """Write a network as GraphML, GEXF, node-link JSON or a CSV of edges, by the file's ending; the same bytes each time."""
    import networkx as nx

    ending = path.suffix.lower()
    if ending not in FILES:
        raise UsageError(f"{path.name}: no network format has the ending '{path.suffix}'; there are {', '.join(FILES)}")
    if ending == ".json":
        import msgspec

        written = msgspec.json.format(msgspec.json.encode(nx.node_link_data(graph, edges="edges")), indent=2)
    elif ending == ".csv":
        from vjgraph.rendering import render

        written = render(edge_rows(graph), format="csv").encode()
    else:
        out = io.BytesIO()
        (nx.write_graphml if ending == ".graphml" else nx.write_gexf)(_flat(graph), out)
        # GEXF is stamped with the day it was written on.
        written = re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue())
    write_bytes(path, written)


def _flat(graph: nx.Graph[str]) -> nx.Graph[str]:
    """A copy whose lists are JSON text: the XML formats hold plain values only."""
    import msgspec

    flat = graph.copy()
    for *_, data in flat.edges(data=True):
        for key, value in data.items():
            if isinstance(value, list):
                data[key] = msgspec.json.encode(value).decode()
    return flat


def sides(rows: Answer, *, of: str = "participant", side: str = "side") -> dict[str, str]:
    """The side that rows tell of each thing, by IRI; the first where they differ."""
    found: dict[str, Any] = {}
    for row in rows:
        if row[side]:
            found.setdefault(row[f"{of}_id"], row[side])
    return found
