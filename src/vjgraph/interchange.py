"""A network as rows, and as files that other programs open: GraphML, GEXF, Cytoscape, node-link JSON, CSV."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from vjgraph.errors import UsageError
from vjgraph.exporting import write_bytes
from vjgraph.measures import MEASURES, meanings, who_links
from vjgraph.nearness import nearest
from vjgraph.querying import Answer

if TYPE_CHECKING:
    import networkx as nx

FILES = (".graphml", ".gexf", ".cyjs", ".json", ".csv")

_SHOWN, _TOP, _WIDE = 3, 20, 100
"""The digits of a share, the nodes and the width of a line that a reader is shown where no terminal bounds it."""


def edge_rows(graph: nx.Graph[str]) -> Answer:
    """The edges as rows, heaviest first: both ends, weight, how much of it is certain, the dates behind it, what is shared.

    The ends stand in alphabetical order, a speaker before the topic. `weight` is the number of meetings or statements, or the
    Newman weight where that was asked for; the number is then `count`.
    """
    columns = ("a", "b", "a_id", "b_id", "weight", "count", "newman", "certain", "dates", "instruments")
    rows = []
    for *ends, data in graph.edges(data=True):
        a, b = sorted(ends, key=lambda end: (graph.nodes[end].get("kind") == "topic", graph.nodes[end]["label"], end))
        labels = (graph.nodes[a]["label"], graph.nodes[b]["label"])
        # Of parallel edges each is one meeting or statement itself.
        items = [data] if "certainty" in data else data.get("meetings") or data.get("statements") or []
        dates = sorted({item["date"] for item in items if item["date"]})
        certain = sum(item["certainty"] == "certain" for item in items)
        weighed = (data["weight"], len(items), data.get("newman"), certain)
        shared = [_instrument(item) for item in data.get("instruments", ())]
        rows.append(dict(zip(columns, (*labels, a, b, *weighed, dates, shared), strict=True)))
    rows.sort(key=lambda row: (-row["weight"], row["a"], row["b"], row["a_id"], row["b_id"]))
    left_out = {"a_id", "b_id", "newman"} | ({"count"} if graph.graph.get("weight") != "newman" else set())
    read = (name for name in columns if name not in left_out and (name != "instruments" or any(row[name] for row in rows)))
    return Answer(columns, tuple(rows), read=tuple(read), types=_types(rows))


def check_measure(name: str, projection: str) -> None:
    """Raise `UsageError` for what is no measure of a projection."""
    known = list(meanings(projection))
    if name not in known:
        raise UsageError(f"no measure is called '{name}': {nearest(name, known) or 'there are ' + ', '.join(known)}")


def node_rows(graph: nx.Graph[str], *, by: str = "degree") -> Answer:
    """The nodes of a measured network as rows, those with most of a measure first."""
    measures = [name for name in MEASURES if any(name in data for _, data in graph.nodes(data=True))]
    columns = ("name", "class", "side", "id", *measures)
    rows = [
        {"name": data["label"], "class": data["class"], "side": data["side"], "id": node}
        | {name: data[name] for name in measures}
        for node, data in graph.nodes(data=True)
    ]
    # Communities are numbered from the largest, and -1 is none; of everything else the most comes first.
    none = len(rows)
    rank = {row["id"]: row[by] % none if by == "community" else -row[by] for row in rows}
    rows.sort(key=lambda row: (rank[row["id"]], -row["degree"], -row["strength"], row["name"], row["id"]))
    topics = graph.graph["projection"] == "topics"
    # Where no meeting had several counterparts, the strength tells nothing new.
    alike = topics or all(row["strength"] == row["meetings"] for row in rows)
    left_out = {"id", "side" if topics else "class"} | ({"strength"} if alike else set())
    return Answer(columns, tuple(rows), read=tuple(name for name in columns if name not in left_out), types=_types(rows))


def report_edges(graph: nx.Graph[str], *, width: int = 0) -> str:
    """The edges of a network for a reader."""
    from vjgraph.rendering import render

    return render(_readable(edge_rows(graph)), width=width)


def report_measures(graph: nx.Graph[str], *, by: str = "degree", width: int = 0) -> str:
    """The first nodes of a measured network for a reader, what each measure means, and who links the sides."""
    from vjgraph.rendering import render

    answer = node_rows(graph, by=by)
    if not answer.rows:
        return "no rows\n"
    table = render(_readable(replace(answer, rows=answer.rows[:_TOP])), width=width, counted=False)
    counted = f"{len(answer)} node{'' if len(answer) == 1 else 's'}"
    if len(answer) > _TOP:
        counted = f"{_TOP} of {counted}, the first by {by}: -o FILE.csv writes all"
    said = meanings(graph.graph["projection"], weight=graph.graph["weight"])
    told = [name for name in answer.shown if name in said]
    margin = " " * (max(map(len, told)) + 2)
    lines = [fill(f"{name:<{len(margin)}}{said[name]}", width or _WIDE, subsequent_indent=margin) for name in told]
    linking = fill(who_links(graph), width or _WIDE)
    return "\n".join((f"{table}{counted}\n", *lines, *(["", linking] if linking else []))) + "\n"


def _types(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The type of each column that has one, as `Answer` names them."""
    known = {str: "text", int: "integer", float: "number", list: "list"}
    return {name: known[type(value)] for row in rows for name, value in row.items() if value is not None}


def _readable(answer: Answer) -> Answer:
    return replace(answer, rows=tuple({name: _short(value) for name, value in row.items()} for row in answer))


def write_network(path: Path, graph: nx.Graph[str]) -> None:
    """Write a network in the format of the file's ending; the same bytes each time. Raise `UsageError` for another ending.

    GraphML and GEXF (for Gephi and yEd) and `.cyjs` (for Cytoscape and Cytoscape.js) hold plain values only, so lists in them
    are JSON text; `.json` is node-link JSON as networkx and d3 read it. CSV holds the edges, or, of a measured network, the
    nodes with their measures.
    """
    ending = path.suffix.lower()
    if ending not in FILES:
        raise UsageError(f"{path.name}: no network format has the ending '{path.suffix}'; there are {', '.join(FILES)}")
    write_bytes(path, {".csv": _csv, ".json": _node_link, ".cyjs": _cytoscape}.get(ending, _xml)(graph, ending))


def _csv(graph: nx.Graph[str], _: str) -> bytes:
    from vjgraph.rendering import render

    measured = any(name in data for _, data in graph.nodes(data=True) for name in MEASURES)
    return render(node_rows(graph) if measured else edge_rows(graph), format="csv").encode()


def _node_link(graph: nx.Graph[str], _: str) -> bytes:
    import networkx as nx

    return _json(nx.node_link_data(graph, edges="edges"))


def _cytoscape(graph: nx.Graph[str], _: str) -> bytes:
    """As networkx writes and reads it; but the graph's own data are an object, which it writes as pairs."""
    import networkx as nx

    flat = _flat(graph)
    data = nx.cytoscape_data(flat, name="label")
    return _json({"format_version": "1.0", "target_cytoscapejs_version": "~2.1", **data, "data": flat.graph})


def _xml(graph: nx.Graph[str], ending: str) -> bytes:
    import networkx as nx

    out = io.BytesIO()
    (nx.write_graphml if ending == ".graphml" else nx.write_gexf)(_flat(graph), out)
    # GEXF is stamped with the day it was written on.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue())


def _flat(graph: nx.Graph[str]) -> nx.Graph[str]:
    """A copy that holds plain values only: lists are JSON text, and what is not known is left out."""
    import msgspec

    flat = graph.copy()
    edges, nodes = (data for *_, data in flat.edges(data=True)), (data for _, data in flat.nodes(data=True))
    for data in (flat.graph, *nodes, *edges):
        for key, value in list(data.items()):
            if isinstance(value, list | tuple):
                data[key] = msgspec.json.encode(value).decode()
            elif value is None:
                del data[key]
    return flat


def _json(value: object) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def _short(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    least = 10**-_SHOWN
    return f"<{least}" if 0 < value < least else f"{value:.{_SHOWN}f}".rstrip("0").rstrip(".")


def _instrument(item: Mapping[str, Any]) -> str:
    told = ", ".join(filter(None, (item["state"], item["date"])))
    return f"{item['label']} ({told})" if told else str(item["label"])
