"""What a network says in numbers: counterparts, meetings, strength, betweenness, brokers between the sides, communities."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

MEASURES = ("degree", "meetings", "statements", "strength", "betweenness", "broker", "community")
"""What is measured of each node, in the order it is told in; statements in a network of topics, meetings in all others."""

EXACT = 2_000
"""Up to so many nodes shortest paths are counted from every node by networkx, which takes it some seconds."""
SAMPLE = 500
"""Above that they are counted from so many nodes, drawn at random but always the same, where nothing faster is installed."""

_TRIES, _EDGES = 16, 10_000
"""Communities are the best of so many tries, fewer where there are many edges: each try passes over all of them."""
_DIGITS = 9
"""Shares are told so exactly: the order of a sum, which engines choose freely, shows in later digits."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of each node by name, and in sentences what of it is only estimated."""

    of: Mapping[str, Mapping[str, float]]
    notes: tuple[str, ...] = ()


def measure(graph: nx.Graph[str], *, weight: str = "weight") -> Measured:
    """Every measure of every node.

    An edge counts when its `weight` is above nothing: two bodies that share an instrument and never met are no counterparts,
    and no path runs over their edge. Nodes without an edge that counts are no part of any pair below, and measure nothing.

    - `degree`: the number of counterparts.
    - `meetings`, or `statements` in a network of topics: how many different ones stand behind a node's edges.
    - `strength`: the sum of the weights of a node's edges.
    - `betweenness`, `broker`, `community`: see `betweenness`, `brokers` and `communities`.

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "b"), ("b", "c")])
    >>> nx.set_node_attributes(graph, {"a": "Aland", "b": "Aland", "c": "Beland"}, "side")
    >>> measure(graph).of["b"]
    {'degree': 2, 'meetings': 0, 'strength': 2, 'betweenness': 1.0, 'broker': 0.5, 'community': 0}
    """
    between, told = betweenness(graph, weight=weight)
    brokering, also_told = brokers(graph, weight=weight)
    found = communities(graph, weight=weight)
    # One type for all nodes: files declare one for each column.
    number = float if any(isinstance(data.get(weight), float) for *_, data in graph.edges(data=True)) else int
    counted = "statements" if any("statements" in data for *_, data in graph.edges(data=True)) else "meetings"
    of = {}
    for node in graph:
        edges = [data for *_, data in graph.edges(node, data=True) if data.get(weight, 1)]
        of[node] = {
            "degree": len(edges),
            counted: len({item[counted[:-1]] for data in edges for item in data.get(counted, ())}),
            "strength": round(number(sum(sorted(data.get(weight, 1) for data in edges))), _DIGITS),
            "betweenness": between[node],
            "broker": brokering[node],
            "community": found[node],
        }
    return Measured(of, tuple(filter(None, (told, also_told))))


def betweenness(graph: nx.Graph[str], *, weight: str = "weight") -> tuple[dict[str, float], str]:
    """The share of the shortest paths between all pairs of others that run through each node, and a note when estimated.

    As networkx has it for undirected graphs: paths are counted in steps, whatever the edges weigh; where a pair has several
    shortest paths each counts in part; the sum is divided by the number of pairs of others, (n-1)(n-2)/2, so that 0 means
    on no path and 1 on all.
    """
    import networkx as nx

    names, plain = _plain(graph, weight)
    if len(names) <= EXACT:
        return _named(graph, names, nx.betweenness_centrality(plain)), ""
    try:
        import rustworkx as rx
    except ImportError:
        install = "pip install 'vjgraph[large]' makes it exact"
        note = f"betweenness is estimated from {SAMPLE:,} of {len(names):,} nodes: {install}"
        return _named(graph, names, nx.betweenness_centrality(plain, k=SAMPLE, seed=1)), note
    # rustworkx numbers nodes as they are added, which is how these are numbered.
    fast: Any = rx.PyGraph(multigraph=False)
    fast.add_nodes_from(names)
    fast.add_edges_from_no_data(list(plain.edges))
    return _named(graph, names, rx.betweenness_centrality(fast)), ""


def brokers(graph: nx.Graph[str], *, weight: str = "weight") -> tuple[dict[str, float], str]:
    """The share of the pairs of different sides whose shortest paths run through each node, and a note when estimated.

    The pairs are all unordered pairs of nodes whose `side` is known and differs, whether a path joins them or not; a pair
    counts for a node in the part of its shortest paths (in steps) on which the node stands in between. Who stands at an end
    of a path does not stand on it, and one of no known side can be a broker too. So 0 means that nobody of one side needs
    this node to get to somebody of another, and 1 that all do (after U. Brandes, "On variants of shortest-path betweenness
    centrality", Social Networks 30, 2008).
    """
    import networkx as nx

    names, plain = _plain(graph, weight)
    sides: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if side := graph.nodes[name].get("side"):
            sides[side].append(number)
    known = sorted(number for members in sides.values() for number in members)
    pairs = (len(known) ** 2 - sum(len(members) ** 2 for members in sides.values())) / 2
    counted = set(known if len(names) <= EXACT else random.Random(1).sample(known, min(SAMPLE, len(known))))
    total = dict.fromkeys(plain, 0.0)
    for members in map(set, sides.values()) if pairs else ():
        # Of an undirected graph networkx halves what it finds, as if each pair were met with from both ends; so it is here.
        part = nx.betweenness_centrality_subset(plain, sorted(members & counted), sorted(set(known) - members))
        for number, value in part.items():
            total[number] += value * len(known) / len(counted) / pairs
    note = f"broker is estimated from {len(counted):,} of {len(known):,} nodes" if len(counted) < len(known) else ""
    return _named(graph, names, total), note


def communities(graph: nx.Graph[str], *, weight: str = "newman") -> dict[str, int]:
    """The community of each node, 0 being the largest: those who meet each other more than chance would have it (Louvain).

    Of several tries the one of the highest modularity is kept. The same graph gives the same numbers whatever the order of
    its nodes and edges. An edge without the attribute weighs 1; one that weighs nothing joins nobody, and who is joined to
    nobody is in no community (-1).

    >>> import networkx as nx
    >>> communities(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y")]))
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}
    """
    import networkx as nx

    names, plain = _plain(graph, weight)
    if not names:
        return dict.fromkeys(graph, -1)
    tries = range(max(1, min(_TRIES, _EDGES // plain.number_of_edges())))
    found = (nx.community.louvain_communities(plain, seed=seed) for seed in tries)
    best = max(found, key=lambda parts: round(nx.community.modularity(plain, parts), _DIGITS))
    ranked = sorted(map(sorted, best), key=lambda part: (-len(part), part))
    community = {member: place for place, part in enumerate(ranked) for member in part}
    return dict.fromkeys(graph, -1) | {name: community[number] for number, name in enumerate(names)}


def meanings(projection: str, *, weight: str = "count") -> dict[str, str]:
    """What each measure means in a projection, in words for a reader of diplomacy rather than of graphs."""
    if projection == "topics":
        return {
            "degree": "of a speaker, the topics spoken of; of a topic, its speakers",
            "statements": "the statements behind them",
            "strength": "the same, but a statement counts once for each topic it is about",
            "betweenness": "how often this stands on the shortest way between two others: 0 never, 1 always",
            "broker": "the same between speakers of different sides: what joins the sides in what they speak of",
            "community": "who speaks of the same more than the rest do; 0 is the largest",
        }
    shared = "shared out among its counterparts, so that a summit counts no more than a talk between two"
    each = "counted once for each counterpart, so that a summit weighs most (--weight newman shares it out)"
    return {
        "degree": f"counterparts: how many {projection} this one met",
        "meetings": "in how many meetings this one met them",
        "strength": f"the same, but each meeting is {shared if weight == 'newman' else each}",
        "betweenness": f"how often this one stands on the shortest chain of meetings between two other {projection}: 0 never, "
        "1 always. It tells who is in the middle of what is reported, not who has power",
        "broker": f"the same between {projection} of different sides: how much the sides need this one to reach each other",
        "community": "who met one another more than the rest did; 0 is the largest, -1 is none. Reckoned, no body of its own",
    }


def who_links(graph: nx.Graph[str], *, most: int = 3) -> str:
    """A sentence that names who links the sides of a measured network; empty where there are no two sides."""
    sides = sorted({data["side"] for _, data in graph.nodes(data=True) if data.get("side")})
    if len(sides) < 2:
        return ""
    among = " and ".join(sides) if len(sides) == 2 else f"the {len(sides)} sides"
    linking = [(-data["broker"], data["label"]) for _, data in graph.nodes(data=True) if data["broker"]]
    if not linking:
        return f"Nobody links {among} beyond their own meetings: no chain of meetings between the sides leads on through anybody."
    named = [f"{label} ({-share:.0%})" for share, label in sorted(linking)[:most]]
    more = f" and {len(linking) - most} more" if len(linking) > most else ""
    share = "so many of the pairs with one on each side reach each other through them"
    return f"{among[0].upper()}{among[1:]} are linked most by {', '.join(named)}{more}: {share}."


def _plain(graph: nx.Graph[str], weight: str) -> tuple[list[str], nx.Graph[int]]:
    """The names of those joined to anybody, in order, and the graph of their numbers.

    Numbers, for sets of texts are walked through in another order in each run.
    """
    import networkx as nx

    told = [(a, b, value) for a, b, value in graph.edges(data=weight, default=1) if value and a != b]
    joined = [(min(a, b), max(a, b), value) for a, b, value in told]
    names = sorted({end for a, b, _ in joined for end in (a, b)})
    number = {name: place for place, name in enumerate(names)}
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, value in sorted(joined):
        weights[number[a], number[b]] += value
    plain: nx.Graph[int] = nx.empty_graph(len(names))
    plain.add_weighted_edges_from((a, b, value) for (a, b), value in weights.items())
    return names, plain


def _named(graph: nx.Graph[str], names: list[str], values: Mapping[int, float]) -> dict[str, float]:
    return dict.fromkeys(graph, 0.0) | {name: round(values[number], _DIGITS) for number, name in enumerate(names)}
