"""What a network says of its nodes and edges in numbers: so far the communities that people fall into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import networkx as nx

_TRIES, _EDGES = 16, 10_000
"""Communities are the best of so many tries, fewer where there are many edges: each try passes over all of them."""


def communities(graph: nx.Graph[str], *, weight: Literal["newman", "weight"] = "newman") -> dict[str, int]:
    """The community of each node, 0 being the largest: those who meet each other more than chance would have it (Louvain).

    Of several tries the one of the highest modularity is kept. The same graph gives the same numbers whatever the order of
    its nodes and edges. An edge without the attribute weighs 1; one that weighs nothing joins nobody, and who is joined to
    nobody is in no community (-1).

    >>> import networkx as nx
    >>> communities(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y")]))
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}
    """
    import networkx as nx

    names = sorted(graph)
    number = {name: place for place, name in enumerate(names)}
    # Numbers in place of names: the order in which a set of texts is walked through is another one each time Python starts.
    joined: dict[tuple[int, int], float] = {}
    for a, b, value in sorted((*sorted((number[a], number[b])), value) for a, b, value in graph.edges(data=weight, default=1)):
        if a != b and value:
            joined[a, b] = joined.get((a, b), 0) + value
    plain: nx.Graph[int] = nx.Graph()
    plain.add_weighted_edges_from((a, b, value) for (a, b), value in joined.items())
    if not plain:
        return dict.fromkeys(names, -1)
    tries = range(max(1, min(_TRIES, _EDGES // plain.number_of_edges())))
    found = (nx.community.louvain_communities(plain, seed=seed) for seed in tries)
    best = max(found, key=lambda parts: round(nx.community.modularity(plain, parts), 9))
    return _numbered(names, best)


def _numbered(names: list[str], parts: Iterable[Iterable[int]]) -> dict[str, int]:
    ranked = sorted(map(sorted, parts), key=lambda part: (-len(part), part))
    community = {member: place for place, part in enumerate(ranked) for member in part}
    return {name: community.get(place, -1) for place, name in enumerate(names)}
