"""Projections of the graph to networkx: people who met, ministries and bodies that came together, people and their topics."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from vjgraph.errors import UsageError
from vjgraph.nearness import nearest
from vjgraph.querying import Answer

if TYPE_CHECKING:
    import networkx as nx

PROJECTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "people": ("who-met-whom", {}),
    "ministries": ("ministries-that-met", {"of": "ministries"}),
    "bodies": ("ministries-that-met", {"of": "bodies"}),
    "topics": ("speakers-and-topics", {}),
}
"""Each projection and the named query whose rows it is made of, with its parameters."""

BODIES = ("ministries", "bodies")
"""The projections whose nodes can be parties to an instrument."""

WEIGHTS = ("count", "newman")

_NODES = """SELECT ?thing ?class ?label ?side ?state WHERE {
  VALUES ?class { %s }
  ?thing a ?class ; rdfs:label ?label .
  OPTIONAL { ?thing vj:country ?country . ?country rdfs:label ?side }
  OPTIONAL { ?thing vj:kind <https://w3id.org/vjgraph/kinds/body/state> ; rdfs:label ?state }
}"""
_PARTIES = ("Ministry", "Person", "Organization")
_CLASSES = (*_PARTIES, "Topic", "Agreement", "Place", "Office", "Event")

# Read apart from each other, states, seats and people take a fifth of the time; whatever has a side is a participation.
SEATS = """SELECT ?person ?side (COUNT(DISTINCT ?part) AS ?times) WHERE {
  { SELECT ?seat ?side { ?seat vj:kind <https://w3id.org/vjgraph/kinds/body/state> ; rdfs:label ?side } }
  { SELECT ?part ?seat { ?part vj:side ?seat } }
  { SELECT ?part ?person { ?part vj:participant ?person } }
  { SELECT ?person { ?person a vj:Person } }
} GROUP BY ?person ?side"""
"""How often people sat on the side of which state."""

PARTIES = """SELECT DISTINCT ?agreement ?body WHERE {
  { ?agreement a vj:Agreement ; vj:party ?body }
  UNION { ?step a vj:Milestone ; vj:agreement ?agreement ; vj:signatory ?body }
  ?body a vj:Organization .
}"""
"""The bodies that are parties or signatories to each instrument."""

_KEPT = (
    "meeting", "kind", "date", "earliest", "latest", "certainty", "because", "place", "place_because", "people", "sources",
)  # fmt: skip
_SAID = ("statement", "act", "meeting", "date", "certainty", "because")

Nodes = Mapping[str, Mapping[str, str]]
"""The label, class and side of each thing, by IRI."""


def check_projection(name: str, weight: str = "count") -> tuple[str, Mapping[str, str]]:
    """The query behind a projection and its parameters; raise `UsageError` for an unknown one, or a weight it has not."""
    if name not in PROJECTIONS:
        raise UsageError(
            f"no network is called '{name}': {nearest(name, list(PROJECTIONS)) or 'there are ' + ', '.join(PROJECTIONS)}"
        )
    if weight not in WEIGHTS:
        raise UsageError(f"no weight is called '{weight}': {nearest(weight, WEIGHTS) or 'there are ' + ', '.join(WEIGHTS)}")
    if name == "topics" and weight == "newman":
        raise UsageError("topics have no newman weight, for statements are not shared out: leave it out")
    return PROJECTIONS[name]


def nodes_query(projection: str) -> str:
    """SPARQL for what the nodes of a projection can be, what they are called, and whose they are."""
    return _NODES % " ".join(f"vj:{name}" for name in (_CLASSES if projection == "topics" else _PARTIES))


def describe_nodes(things: Answer, seats: Answer) -> dict[str, dict[str, str]]:
    """The label, class and side of each thing, from the rows of `nodes_query` and `SEATS`.

    A person's side is the one most often sat on, else that of the person's country; a state is a side itself.
    """
    sat = {row["person"]: row["side"] for row in sorted(seats, key=lambda row: (row["times"], row["side"]))}
    found: dict[str, dict[str, str]] = {}
    for row in sorted(things, key=lambda row: _CLASSES.index(row["class"].rpartition("#")[2])):
        name = row["class"].rpartition("#")[2].lower()
        kind = "state" if row["state"] else "body" if name == "organization" else name
        side = sat.get(row["thing"]) or row["side"] or row["state"] or ""
        found.setdefault(row["thing"], {"label": row["label"], "class": kind, "side": side})
    return found


def meeting_network(answer: Answer, nodes: Nodes | None = None, *, weight: str = "count") -> nx.Graph[str]:
    """Rows with `a`, `b` and `meeting` as a graph: a node each IRI, an edge each pair.

    An edge's `count` is the number of meetings, `certain` how many of them are; its `meetings` lists them (IRI, kind, date,
    certainty …). Its `newman` adds 1/(n-1) for each meeting, n being the different counterparts of that meeting that the rows
    tell of: who was only present, or met nobody, is none of them. So a talk between two adds 1, and one between twenty a
    nineteenth to each of its pairs (M. E. J. Newman, "Scientific collaboration networks. II", Phys. Rev. E 64, 016132, 2001).
    `weight` is whichever of both is asked for. A node has `label`, `class` and, where known, `side`.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(weight=weight)
    met: dict[str, set[str]] = defaultdict(set)
    for row in answer:
        met[row["meeting"]] |= {row["a_id"], row["b_id"]}
    for row in answer:
        for end in ("a", "b"):
            _add_node(graph, row[f"{end}_id"], row[end], nodes)
        edge = _edge(graph, row["a_id"], row["b_id"], meetings=[])
        share = 1 / (len(met[row["meeting"]]) - 1)
        edge["meetings"].append({key: row[key] for key in _KEPT if key in row} | {"newman": share})
        edge["certain"] += row["certainty"] == "certain"
    for *_, edge in graph.edges(data=True):
        edge["count"], edge["newman"] = len(edge["meetings"]), math.fsum(item["newman"] for item in edge["meetings"])
        edge["weight"] = edge[weight]
    return graph


def topic_network(answer: Answer, nodes: Nodes | None = None) -> nx.Graph[str]:
    """Rows with `speaker`, `topic` and `statement` as a graph of speakers and what they spoke of.

    An edge's `weight` and `count` are the number of statements, `certain` how many of them are; its `statements` lists them.
    A node has `label`, `class`, `side` and `kind` (speaker or topic; who is spoken of and speaks too, is a speaker).
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(weight="count")
    speakers = {row["speaker_id"] for row in answer}
    for row in answer:
        for iri, label in ((row["speaker_id"], row["speaker"]), (row["topic_id"], row["topic"])):
            _add_node(graph, iri, label, nodes, kind="speaker" if iri in speakers else "topic")
        edge = _edge(graph, row["speaker_id"], row["topic_id"], statements=[])
        edge["statements"].append({key: row[key] for key in _SAID})
        edge["weight"] = edge["count"] = len(edge["statements"])
        edge["certain"] += row["certainty"] == "certain"
    return graph


def add_instruments(graph: nx.Graph[str], parties: Answer, instruments: Answer, nodes: Nodes, *, among: str) -> None:
    """Name on each edge, as `instruments`, those that both bodies are parties or signatories to, with the state of each.

    `instruments` are rows of the query `agreements`, or of `milestones` in a period: only what they name is shared, and the
    last row tells the state. Two bodies that share one and never met get an edge that weighs nothing.
    """
    told = {row["agreement_id"]: row for row in instruments}
    bound: dict[str, set[str]] = defaultdict(set)
    for row in parties:
        if row["agreement"] in told and (among == "bodies" or nodes[row["body"]]["class"] == "ministry"):
            bound[row["agreement"]].add(row["body"])
    for *_, edge in graph.edges(data=True):
        edge["instruments"] = []
    for iri in sorted(bound, key=lambda iri: (told[iri]["agreement"], iri)):
        row = told[iri]
        state = {"state": row.get("milestone", row.get("state")), "date": row["date"], "certainty": row["certainty"]}
        for a, b in combinations(sorted(bound[iri]), 2):
            for body in (a, b):
                _add_node(graph, body, nodes[body]["label"], nodes)
            edge = _edge(graph, a, b, count=0, newman=0.0, meetings=[], instruments=[])
            edge["weight"] = edge[graph.graph["weight"]]
            edge["instruments"].append({"agreement": iri, "label": row["agreement"], **state})


def parallel(graph: nx.Graph[str]) -> nx.MultiGraph[str]:
    """A network with an edge for each meeting (of a network of topics: each statement) in place of one for each pair.

    The edge's key is the meeting's IRI, its attributes what is known of it; its `weight` is 1, or its Newman share.
    """
    import networkx as nx

    many: nx.MultiGraph[str] = nx.MultiGraph(**graph.graph)
    many.add_nodes_from(graph.nodes(data=True))
    for a, b, edge in graph.edges(data=True):
        for item in edge.get("meetings", ()):
            weight = item["newman"] if graph.graph["weight"] == "newman" else 1
            many.add_edge(a, b, key=item["meeting"], weight=weight, **item)
        for item in edge.get("statements", ()):
            many.add_edge(a, b, key=item["statement"], weight=1, **item)
    return many


def _add_node(graph: nx.Graph[str], iri: str, label: str, nodes: Nodes | None, **more: str) -> None:
    if iri not in graph:
        known = (nodes or {}).get(iri, {})
        graph.add_node(iri, **{"label": label, "class": known.get("class", ""), "side": known.get("side", ""), **more})


def _edge(graph: nx.Graph[str], a: str, b: str, **new: Any) -> dict[str, Any]:
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, weight=0, certain=0, **new)
    return graph.edges[a, b]
