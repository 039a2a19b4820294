"""Ties: who met whom how often, in columns of numbers that agree with the network of people."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vjgraph
from vjgraph.encounters import FOLDER
from vjgraph.errors import UsageError
from vjgraph.ties import Ties, count_ties, number_encounters

PERIODS = ({}, {"year": 2019}, {"from_": "2019-12"}, {"to": "2019-07-01"}, {"year": 1900})


def told(ties: Ties) -> dict[frozenset[str], tuple[int, int]]:
    """How often each two met, and how much of it is certain."""
    ends = zip(ties.people[ties.first], ties.people[ties.second], strict=True)
    return {frozenset(pair): (int(n), int(sure)) for pair, n, sure in zip(ends, ties.count, ties.certain, strict=True)}


def edges(network: nx.Graph[str]) -> dict[frozenset[str], tuple[int, int]]:
    """The same of a network."""
    return {frozenset((a, b)): (edge["count"], edge["certain"]) for a, b, edge in network.edges(data=True)}


@pytest.mark.parametrize("period", PERIODS)
def test_ties_are_the_edges_of_the_network_of_people(project_graph: vjgraph.Graph, period: dict[str, str]) -> None:
    network, ties = project_graph.network("people", **period), project_graph.ties(**period)
    assert told(ties) == edges(network)
    assert dict(zip(ties.people, ties.names, strict=True)) == {iri: data["label"] for iri, data in network.nodes(data=True)}
    assert len(ties) == network.number_of_edges()


@pytest.mark.parametrize("period", PERIODS)
def test_where_no_encounters_are_kept_the_graph_is_asked(
    project_graph: vjgraph.Graph, tmp_path: Path, period: dict[str, str]
) -> None:
    project = shutil.copytree(project_graph.project, tmp_path / "asked", symlinks=True)
    (kept,) = (project / "build" / "generations").rglob(FOLDER)
    shutil.rmtree(kept)
    assert told(vjgraph.load(project).ties(**period)) == told(project_graph.ties(**period))


people = st.sampled_from(["a", "b", "c", "d", "é", "z9"])
meetings = st.lists(st.tuples(people, people, st.booleans()).filter(lambda met: met[0] != met[1]))


@given(meetings)
def test_each_tie_counts_its_encounters_in_whatever_order(met: list[tuple[str, str, bool]]) -> None:
    ties = count_ties(number_encounters((a, b, a.upper(), b.upper(), sure) for a, b, sure in met))
    count = Counter(frozenset((a, b)) for a, b, _ in met)
    certain = Counter(frozenset((a, b)) for a, b, sure in met if sure)
    assert told(ties) == {pair: (number, certain[pair]) for pair, number in count.items()}
    assert ties.people.tolist() == sorted({end for a, b, _ in met for end in (a, b)})
    assert ties.names.tolist() == [iri.upper() for iri in ties.people]
    assert np.all(ties.first < ties.second)


def test_more_people_than_small_numbers_hold_are_told_apart() -> None:
    chain = [(f"{number:06}", f"{number + 1:06}", "", "", True) for number in range(70_000)]
    assert told(count_ties(number_encounters(chain))) == {frozenset(met[:2]): (1, 1) for met in chain}


def test_without_numpy_it_is_said_what_to_install(project_graph: vjgraph.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(UsageError, match=r"pip install 'vjgraph\[large\]'"):
        project_graph.ties()
