"""A graph behind an endpoint knows the base of its identifiers, whatever the project that asks has set."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from vjgraph.endpoint import Endpoint
from vjgraph.errors import StoreError
from vjgraph.remote import read_base

SOURCE = '<%s> a <https://w3id.org/vjgraph/ns#Source> ; <http://purl.org/dc/terms/identifier> "2019-07-02 é" .'


class Held(Endpoint):
    """An endpoint that answers from a store of its own."""

    def __init__(self, address: str, turtle: str) -> None:
        super().__init__(address)
        self.store = ox.Store()
        self.store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)

    def query(self, text: str, /, **more: Any) -> Any:
        return self.store.query(text, **more)


@pytest.mark.parametrize(
    ("iri", "base"),
    [
        ("https://example.org/kg/source/2019-07-02%20%C3%A9", "https://example.org/kg/"),
        ("https://example.org/source/source/2019-07-02%20%C3%A9", "https://example.org/source/"),
        ("https://example.org/documents/7", "https://given.org/"),
    ],
)
def test_the_base_is_what_stands_before_the_path_of_a_source(iri: str, base: str) -> None:
    assert read_base(Held("http://example.org/sparql", SOURCE % iri), default="https://given.org/") == base


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("http://example.org/sparql", "name its graph (?default-graph-uri=…)"),
        ("http://example.org/sparql?default-graph-uri=a:b", "is that its graph's name?"),
    ],
)
def test_where_no_source_is_there_is_no_graph(address: str, advice: str) -> None:
    told = f"http://example.org/sparql holds no graph of vjgraph where it is asked: load build/graph.ttl there, or {advice}"
    with pytest.raises(StoreError) as refused:
        read_base(Held(address, "<a:b> <a:c> <a:d> ."), default="https://given.org/")
    assert str(refused.value) == told
