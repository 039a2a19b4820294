"""What a network says in numbers: the same whatever the order, and what the words beside them promise."""

from __future__ import annotations

import random

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.measures import communities

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
