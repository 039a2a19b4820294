"""A projection as a pyvis network: every node with its place, shape and colour, every edge with what it rests on.

pyvis is handed its lists whole: `add_edge` looks through all edges each time, and undirected networks drop parallel ones.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vjgraph.explorer.columns import MIDDLE
from vjgraph.explorer.places import Place, Placing
from vjgraph.explorer.projections import Edge, Node, Projection

if TYPE_CHECKING:
    from pyvis.network import Network

PALETTE = (
    ("#1a6cb0", "#6db3f2"), ("#c2472c", "#f29079"), ("#24825a", "#66cc9c"), ("#7f4bb0", "#c39be8"),
    ("#96700b", "#e0b84c"), ("#0b7f86", "#57c7cd"), ("#ad3f6c", "#ee97b8"), ("#5d6b1f", "#b9c76a"),
)  # fmt: skip
"""The colours of sides, on light and on dark; more sides than these share the last."""
NEUTRAL = ("#69727e", "#a7b0bc")
"""The colour of bodies that belong to no state."""
INK = ("#2b3440", "#dde3ea")
SHAPES = {"person": "dot", "body": "square", "meeting": "box", "visit": "box", "event": "box", "topic": "ellipse"}
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": False, "selectable": False, "keyboard": False, "tooltipDelay": 100000, "zoomSpeed": 0.6},
    "layout": {"improvedLayout": False},
    "edges": {
        "color": {"color": NEUTRAL[0], "opacity": 0.6},
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
    },
    "nodes": {"borderWidth": 1.5, "font": {"size": 13, "color": INK[0], "multi": False}},
}


def to_network(projection: Projection, placing: Placing) -> Network:
    """A projection as a pyvis network with every node placed; labels are text, and no titles are there to be run as HTML."""
    from pyvis.network import Network

    network = Network(height="720px", width="100%")
    colours = side_colours(projection)
    network.nodes = [draw_node(node, placing.places[node.id], colours) for node in projection.nodes]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = [draw_edge(edge) for edge in projection.edges]
    network.set_options(json.dumps(OPTIONS))
    return network


def side_colours(projection: Projection) -> dict[str, str]:
    """The colour of each side on light, by its id."""
    return {side: PALETTE[min(index, len(PALETTE) - 1)][0] for index, side in enumerate(projection.sides)}


def draw_node(node: Node, place: Place, colours: Mapping[str, str]) -> dict[str, Any]:
    """A node as pyvis and the page have it."""
    card = place.column == MIDDLE
    colour = colours.get(node.side, NEUTRAL[0])
    drawn: dict[str, Any] = {
        "id": node.id,
        "label": node.label,
        "cls": node.cls,
        "side": node.side,
        "community": place.community,
        "column": place.column,
        "x": place.wide.x,
        "y": place.wide.y,
        "lines": place.wide.lines,
        "room": place.wide.room,
        "tall": {"x": place.tall.x, "y": place.tall.y, "lines": place.tall.lines, "room": place.tall.room},
        "shape": SHAPES[node.cls],
        "size": 8,
        "color": {"background": "#ffffff", "border": INK[0]} if card else colour,
    }
    told = {"status": node.status, "underline": place.underline, "beside": place.beside, "within": node.within}
    return drawn | {name: value for name, value in told.items() if value}


def draw_edge(edge: Edge) -> dict[str, Any]:
    """An edge as pyvis and the page have it: the more it rests on, the wider."""
    number = len(edge.items)
    drawn: dict[str, Any] = {"id": edge.id, "from": edge.start, "to": edge.end, "kind": edge.kind, "items": edge.items}
    return drawn | ({"width": round(1 + number**0.5, 1)} if number > 1 else {})
