"""What a network says in numbers: the same whatever the order, and what the words beside them promise."""

from __future__ import annotations

import random
import sys
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.measures import MEASURES, betweenness, communities, meanings, measure, who_links

LINKS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.sampled_from([0, 0.25, 1 / 3, 1, 2])))


@given(LINKS, st.randoms(use_true_random=False))
def test_communities_are_the_same_whatever_the_order(links: list[tuple[str, str, float]], shuffled: random.Random) -> None:
    graph = nx.Graph()
    graph.add_nodes_from("abcdefgh")
    graph.add_weighted_edges_from(links, weight="newman")
    found = communities(graph)
    nodes, edges = list(graph), [[*random.Random(1).sample(edge, 2), data] for *edge, data in graph.edges(data=True)]
    shuffled.shuffle(nodes)
    shuffled.shuffle(edges)
    again = nx.Graph()
    again.add_nodes_from(nodes)
    again.add_edges_from(edges)
    assert communities(again) == found


@given(LINKS)
def test_who_is_joined_to_nobody_is_in_no_community_and_the_largest_is_the_first(links: list[tuple[str, str, float]]) -> None:
    graph = nx.Graph()
    graph.add_nodes_from("abcdefgh")
    graph.add_weighted_edges_from(links, weight="newman")
    found = communities(graph)
    joined = {end for a, b, weight in graph.edges(data="newman") if a != b and weight for end in (a, b)}
    assert {node for node, number in found.items() if number == -1} == set(graph) - joined
    sizes = [list(found.values()).count(number) for number in range(max(found.values()) + 1)]
    assert sizes == sorted(sizes, reverse=True)
    assert 0 not in sizes


def test_two_circles_with_one_link_between_them_are_two_communities() -> None:
    graph = nx.relabel_nodes(nx.barbell_graph(5, 0), str)
    found = communities(graph)
    assert {node for node, number in found.items() if number == found["0"]} == set("01234")


def test_what_weighs_more_joins() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=9, newman=0.1)
    graph.add_edge("b", "c", weight=1, newman=9)
    graph.add_edge("c", "d", weight=9, newman=0.1)
    graph.add_edge("d", "a", weight=1, newman=9)
    assert communities(graph, weight="weight") == {"a": 0, "b": 0, "c": 1, "d": 1}
    assert communities(graph) == {"a": 0, "d": 0, "b": 1, "c": 1}


@st.composite
def networks(draw: st.DrawFn) -> nx.Graph:
    """A small network of people of two sides, some of no known side, some of whose edges nobody met on."""
    graph = nx.Graph()
    graph.add_nodes_from((node, {"side": draw(st.sampled_from(["Aland", "Beland", ""]))}) for node in "hgfedcba")
    graph.add_weighted_edges_from(link for link in draw(LINKS) if link[0] != link[1])
    return graph


def those_who_met(graph: nx.Graph) -> nx.Graph:
    """The edges that weigh something, and their ends."""
    return graph.edge_subgraph((a, b) for a, b, weight in graph.edges(data="weight") if weight)


@given(networks())
def test_measures_are_those_of_networkx_on_the_edges_on_which_somebody_met(graph: nx.Graph) -> None:
    met = those_who_met(graph)
    between = dict.fromkeys(graph, 0.0) | nx.betweenness_centrality(met)
    for node, measured in measure(graph).of.items():
        assert list(measured) == [name for name in MEASURES if name != "statements"]
        assert measured["degree"] == (met.degree(node) if node in met else 0)
        assert measured["strength"] == pytest.approx(graph.degree(node, weight="weight"))
        assert measured["betweenness"] == pytest.approx(between[node])


@given(networks())
def test_a_broker_stands_on_the_shortest_paths_between_different_sides(graph: nx.Graph) -> None:
    met = those_who_met(graph)
    side = dict(graph.nodes(data="side"))
    pairs = [(a, b) for a, b in combinations(met, 2) if side[a] and side[b] and side[a] != side[b]]
    share = dict.fromkeys(graph, 0.0)
    for a, b in pairs:
        paths = list(nx.all_shortest_paths(met, a, b)) if nx.has_path(met, a, b) else []
        for path in paths:
            for between in path[1:-1]:
                share[between] += 1 / len(paths) / len(pairs)
    assert betweenness(graph)[1] == pytest.approx(share)


def test_meetings_are_counted_once_however_many_counterparts_they_had() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=1, meetings=[{"meeting": "summit"}])
    graph.add_edge("a", "c", weight=2, meetings=[{"meeting": "summit"}, {"meeting": "call"}])
    assert {node: (of["meetings"], of["strength"]) for node, of in measure(graph).of.items()} == {
        "a": (2, 3),
        "b": (1, 1),
        "c": (2, 2),
    }


def test_nobody_is_a_counterpart_of_oneself_or_twice_of_another() -> None:
    graph = nx.MultiGraph([("a", "b"), ("a", "b"), ("a", "a"), ("b", "c")])
    found = measure(graph).of
    assert {node: of["degree"] for node, of in found.items()} == {"a": 1, "b": 2, "c": 1}
    assert found["b"]["betweenness"] == 1


def measured(*links: tuple[str, str], **sides: str) -> nx.Graph:
    """A network whose nodes carry their measures."""
    graph = nx.Graph(links)
    for node, values in measure(graph_of(graph, sides)).of.items():
        graph.nodes[node].update(values)
    return graph


def graph_of(graph: nx.Graph, sides: dict[str, str]) -> nx.Graph:
    """The same network with labels and sides."""
    for node, data in graph.nodes(data=True):
        data |= {"label": node.upper(), "side": sides.get(node, "")}
    return graph


def test_a_sentence_names_who_links_the_sides() -> None:
    chain = measured(("a", "b"), ("b", "c"), ("c", "d"), a="Aland", b="Aland", c="Beland", d="Beland")
    assert who_links(chain) == (
        "Aland and Beland are linked most by B (50%), C (50%): "
        "so many of the pairs with one on each side reach each other through them."
    )
    star = measured(*(("x", end) for end in "abcde"), x="Aland", a="Aland", b="Beland", c="Celand", d="Celand", e="")
    assert who_links(star).startswith("The 3 sides are linked most by X (")
    many = measured(("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f"), a="Aland", f="Beland")
    assert who_links(many, most=2).startswith("Aland and Beland are linked most by B (100%), C (100%) and 2 more:")


def test_where_nobody_does_it_says_so_and_where_there_is_one_side_nothing() -> None:
    pair = measured(("a", "b"), a="Aland", b="Beland")
    assert who_links(pair).startswith("Nobody links Aland and Beland beyond their own meetings")
    assert who_links(measured(("a", "b"), ("b", "c"), a="Aland", c="Aland")) == ""


@pytest.mark.parametrize("projection", ["people", "ministries", "bodies", "topics"])
@pytest.mark.parametrize("weight", ["count", "newman"])
def test_each_measure_has_its_words_in_the_order_they_are_told_in(projection: str, weight: str) -> None:
    counted = "meetings" if projection == "topics" else "statements"
    assert list(meanings(projection, weight=weight)) == [name for name in MEASURES if name != counted]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> nx.Graph:
    """More people than shortest paths are counted from."""
    monkeypatch.setattr("vjgraph.measures.EXACT", 299)
    monkeypatch.setattr("vjgraph.measures.SAMPLE", 100)
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(300, 2, seed=5), str)
    nx.set_node_attributes(graph, {node: ("Aland", "Beland", "")[int(node) % 3] for node in graph}, "side")
    return graph


def test_a_large_network_is_measured_exactly_where_what_is_faster_is_installed(large: nx.Graph) -> None:
    pytest.importorskip("rustworkx")
    found, _, notes = betweenness(large)
    assert notes == ("broker estimated from 100 of 300 nodes",)
    assert found == pytest.approx(nx.betweenness_centrality(large), abs=1e-8)


def test_else_its_measures_are_estimates_and_say_so(large: nx.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = nx.betweenness_centrality(large)
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    measured = measure(large)
    assert measured.notes == (
        "betweenness and broker estimated from 100 of 300 nodes: pip install 'vjgraph[large]' makes betweenness exact",
    )
    known = sorted(large, key=lambda node: (-exact[node], node))
    guessed = sorted(large, key=lambda node: (-measured.of[node]["betweenness"], node))
    assert len(set(known[:20]) & set(guessed[:20])) > 15
    assert sum(of["broker"] for of in measured.of.values()) == pytest.approx(_length_between_sides(large) - 1, rel=0.05)


def _length_between_sides(graph: nx.Graph) -> float:
    """The mean length of the shortest paths between people of different sides, as shares of brokers add up to it."""
    sides = {side: [node for node in graph if graph.nodes[node]["side"] == side] for side in ("Aland", "Beland")}
    lengths = [
        length
        for a in sides["Aland"]
        for b, length in nx.single_source_shortest_path_length(graph, a).items()
        if graph.nodes[b]["side"] == "Beland"
    ]
    missing = len(sides["Aland"]) * len(sides["Beland"]) - len(lengths)
    return (sum(lengths) + missing) / (len(lengths) + missing)
