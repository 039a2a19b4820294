"""What a network says in numbers: counterparts, meetings, strength, betweenness, brokers between the sides, communities."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

MEASURES = ("degree", "meetings", "statements", "strength", "betweenness", "broker", "community")
"""What is measured of each node, in the order it is told in; statements in a network of topics, meetings in all others."""

EXACT = 2_000
"""Up to so many nodes shortest paths are counted from every node, which takes some seconds."""
SAMPLE = 500
"""Above that they are counted from so many nodes, drawn at random but always the same ones."""

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
    - `betweenness`, `broker`, `community`: see `betweenness` and `communities`.

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "b"), ("b", "c")])
    >>> nx.set_node_attributes(graph, {"a": "Aland", "b": "Aland", "c": "Beland"}, "side")
    >>> measure(graph).of["b"]
    {'degree': 2, 'meetings': 0, 'strength': 2, 'betweenness': 1.0, 'broker': 0.5, 'community': 0}
    """
    between, brokering, notes = betweenness(graph, weight=weight)
    found = communities(graph, weight=weight)
    # One type for all nodes: files declare one for each column.
    number = float if any(isinstance(data.get(weight), float) for *_, data in graph.edges(data=True)) else int
    counted = "statements" if any("statements" in data for *_, data in graph.edges(data=True)) else "meetings"
    of = {}
    for node in graph:
        told = [(other, data) for _, other, data in graph.edges(node, data=True) if data.get(weight, 1)]
        edges = [data for _, data in told]
        of[node] = {
            "degree": len({other for other, _ in told if other != node}),
            counted: len({item[counted[:-1]] for data in edges for item in data.get(counted, ())}),
            "strength": round(number(sum(sorted(data.get(weight, 1) for data in edges))), _DIGITS),
            "betweenness": between[node],
            "broker": brokering[node],
            "community": found[node],
        }
    return Measured(of, notes)


def betweenness(graph: nx.Graph[str], *, weight: str = "weight") -> tuple[dict[str, float], dict[str, float], tuple[str, ...]]:
    """The betweenness of each node, its brokerage between the sides, and notes where they are estimated.

    Shortest paths are counted in steps, whatever the edges weigh; where a pair has several, each counts in part; who stands at
    an end of a path does not stand on it.

    Betweenness is the share of the pairs of others whose shortest paths run through a node, 0 for none and 1 for all: the sum
    over the pairs, divided by their number (n-1)(n-2)/2, as networkx has it for undirected graphs.

    Brokerage counts the pairs of different sides only: unordered pairs of nodes whose `side` is known and differs, whether a
    path joins them or not, those with the node itself included in their number. So 0 means that nobody of one side needs this
    node to get to somebody of another, and 1 that all do. One of no known side can be a broker too. (After U. Brandes, "On
    variants of shortest-path betweenness centrality", Social Networks 30, 2008.)
    """
    names, plain = _plain(graph, weight)
    sides = [graph.nodes[name].get("side") or "" for name in names]
    near = [list(plain[number]) for number in range(len(names))]
    sources = range(len(names)) if len(names) <= EXACT else sorted(random.Random(1).sample(range(len(names)), SAMPLE))
    between, across = _on_paths(near, sides, sources)
    # Each source stands for so many; pairs are met with from both ends.
    stands_for, known = len(names) / max(len(sources), 1), [side for side in sides if side]
    pairs = (len(names) - 1) * (len(names) - 2)
    mixed = len(known) ** 2 - sum(known.count(side) ** 2 for side in set(known))
    shares = [value * stands_for / pairs if pairs > 0 else 0.0 for value in between]
    brokering = [value * stands_for / mixed if mixed else 0.0 for value in across]
    estimated = ["betweenness", "broker"] if len(names) > EXACT else []
    if estimated and (exact := _by_rustworkx(plain)):
        shares, estimated = exact, ["broker"]
    note = f"{' and '.join(estimated)} estimated from {len(sources):,} of {len(names):,} nodes"
    install = ": pip install 'vjgraph[large]' makes betweenness exact" if "betweenness" in estimated else ""
    return _named(graph, names, shares), _named(graph, names, brokering), (note + install,) if estimated else ()


def _on_paths(near: list[list[int]], sides: list[str], sources: Iterable[int]) -> tuple[list[float], list[float]]:
    """What part of the shortest paths from the sources runs through each node: of all, and of those to another side.

    Both in one pass, which takes a third of the time that networkx needs for the two (U. Brandes, "A faster algorithm for
    betweenness centrality", Journal of Mathematical Sociology 25, 2001).
    """
    between, across = [0.0] * len(near), [0.0] * len(near)
    for source in sources:
        order, far, ways = [source], [-1] * len(near), [0] * len(near)
        before: list[list[int]] = [[] for _ in near]
        far[source], ways[source] = 0, 1
        for node in order:
            for other in near[node]:
                if far[other] < 0:
                    far[other] = far[node] + 1
                    order.append(other)
                if far[other] == far[node] + 1:
                    ways[other] += ways[node]
                    before[other].append(node)
        own, whole, mixed = sides[source], [0.0] * len(near), [0.0] * len(near)
        for node in reversed(order[1:]):
            each = (1 + whole[node]) / ways[node]
            each_mixed = (bool(own and sides[node] and sides[node] != own) + mixed[node]) / ways[node]
            for other in before[node]:
                whole[other] += ways[other] * each
                mixed[other] += ways[other] * each_mixed
            between[node] += whole[node]
            across[node] += mixed[node]
    return between, across


def _by_rustworkx(plain: nx.Graph[int]) -> list[float]:
    """The betweenness of each node by number; nothing where rustworkx is not installed."""
    try:
        import rustworkx as rx
    except ImportError:
        return []
    fast: Any = rx.PyGraph(multigraph=False)
    fast.add_nodes_from(range(len(plain)))
    fast.add_edges_from_no_data(list(plain.edges))
    found = rx.betweenness_centrality(fast)
    return [found[number] for number in range(len(plain))]


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


def _named(graph: nx.Graph[str], names: list[str], values: Sequence[float]) -> dict[str, float]:
    return dict.fromkeys(graph, 0.0) | {name: round(values[number], _DIGITS) for number, name in enumerate(names)}
