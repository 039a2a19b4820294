"""What a graph behind an endpoint says of itself: that it is one, and the base of its identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from vjgraph.errors import StoreError
from vjgraph.terms import PATHS
from vjgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from vjgraph.endpoint import Endpoint

_SOURCE = "SELECT ?source ?id WHERE { ?source a vj:Source ; dcterms:identifier ?id } LIMIT 1"


def read_base(endpoint: Endpoint, *, default: str) -> str:
    """The base of the identifiers of the graph behind an endpoint; raise `StoreError` where no graph of vjgraph is.

    `default` is what it is for identifiers of another making.
    """
    found: Any = endpoint.query(_SOURCE, prefixes=PREFIXES)
    for row in found:
        base, own, rest = row["source"].value.rpartition(f"{PATHS['sources']}/{quote(row['id'].value, safe='-._~')}")
        return base if own and not rest else default
    named = "is that its graph's name?" if endpoint.names_graph else "name its graph (?default-graph-uri=…)"
    raise StoreError(f"{endpoint.shown} holds no graph of vjgraph where it is asked: load build/graph.ttl there, or {named}")
