"""Where everything of a projection stands on the page: sides apart to the left and right, communities in bands.

Two layouts are made, one for a wide canvas and one for a tall one; both are the same for the same projection.
"""

from __future__ import annotations

from collections.abc import Mapping

from vjgraph.explorer.bands import place_bands
from vjgraph.explorer.cards import place_cards
from vjgraph.explorer.columns import CARDS, side_columns
from vjgraph.explorer.places import LINE, TALL, WIDE, Band, Frame, Place, Placing, Spot
from vjgraph.explorer.projections import Projection

__all__ = ["LINE", "TALL", "WIDE", "Band", "Frame", "Place", "Placing", "Spot", "place", "place_all", "tied_communities"]

_LAST = {
    "people": ("pairs that met only each other", "nobody's counterpart here"),
    "bodies": ("pairs tied only to each other", "without a meeting or agreement here"),
}
"""What the bands of pairs, and of those that have no tie, are called."""


def place(
    projection: Projection, *, communities: Mapping[str, int] | None = None, sides: Mapping[str, int] | None = None
) -> Placing:
    """The place of every node: in bands by community, or about the cards in the middle where a projection has any.

    Communities are found where none are given; `sides` says where states stand when that is settled elsewhere.
    """
    if any(node.cls in CARDS for node in projection.nodes):
        return place_cards(projection, sides=sides)
    found = tied_communities(projection) if communities is None else communities
    paired, alone = _LAST.get(projection.name, _LAST["bodies"])
    return place_bands(projection, found, sides=sides, paired=paired, alone=alone)


def place_all(projections: Mapping[str, Projection]) -> dict[str, Placing]:
    """The places of several projections, in each of which a state stands on the side where it stands among the first's."""
    sides: dict[str, int] = {}
    for projection in projections.values():
        sides = {**side_columns(projection), **sides}
    return {name: place(projection, sides=sides) for name, projection in projections.items()}


def tied_communities(projection: Projection) -> dict[str, int]:
    """The community of each node that is tied to any other, by how much their ties rest on."""
    import networkx as nx

    from vjgraph.measures import communities

    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((edge.start, edge.end, len(edge.items) or 1) for edge in projection.edges)
    return communities(graph, weight="weight")
