"""Triples as lines: what every store reads, in the order of the triples."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph import terms
from vjgraph.lines import to_lines

BASE = "https://example.org/"
IRIS = st.builds(terms.entity, st.just(BASE), st.sampled_from(["people", "occasions"]), st.text(max_size=4))
BELOW = st.builds(terms.below, IRIS, st.text(max_size=3).filter(lambda part: not part.startswith("<")))
LITERALS = st.builds(terms.text, st.text(max_size=4), st.sampled_from(["", "en", "en-GB", "vi"])) | st.builds(
    terms.integer, st.integers(0, 20)
)
TRIPLES = st.lists(st.tuples(IRIS | BELOW, st.just("<a:p>") | IRIS, IRIS | BELOW | LITERALS), max_size=8)
GRAPH = "<https://example.org/source/s>"


@given(TRIPLES)
def test_lines_are_read_as_the_triples_they_were(triples):
    quads = ox.parse(to_lines(triples), format=ox.RdfFormat.N_TRIPLES)
    assert [(str(quad.subject), str(quad.predicate)) for quad in quads] == [(s, p) for s, p, _ in triples]
    assert to_lines(triples).decode().split("\n") == [*(f"{s} {p} {o} ." for s, p, o in triples), ""]


@given(TRIPLES)
def test_a_graph_stands_on_every_line(triples):
    quads = ox.parse(to_lines(triples, graph=GRAPH), format=ox.RdfFormat.N_QUADS)
    assert [str(quad.graph_name) for quad in quads] == [GRAPH] * len(triples)


@given(TRIPLES)
def test_sorted_triples_are_sorted_lines(triples):
    for graph in ("", GRAPH):
        lines = to_lines(sorted(triples), graph=graph).splitlines(keepends=True)
        assert lines == sorted(lines)


@pytest.mark.parametrize("graph", ["", GRAPH])
def test_nothing_is_no_line(graph):
    assert to_lines([], graph=graph) == b""
