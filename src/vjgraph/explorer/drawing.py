"""A projection as a pyvis network: every node with its place and colour, every edge with what it rests on.

pyvis is handed its lists whole: `add_edge` looks through all edges each time, and undirected networks drop parallel ones.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vjgraph.explorer.columns import MIDDLE, letters
from vjgraph.explorer.places import LETTER, Place, Placing
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
_CORNERS = {"person": 9, "body": 2, "topic": 12}
"""How round the corners of a box are; those of occasions are in between."""
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": False, "selectable": False, "keyboard": False, "tooltipDelay": 100000, "zoomSpeed": 0.6},
    "layout": {"improvedLayout": False},
    "edges": {
        "color": {"color": NEUTRAL[0], "opacity": 0.6},
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
    },
    "nodes": {"shape": "box", "borderWidth": 1, "margin": 3, "font": {"size": 13, "color": INK[0], "multi": False}},
}


def to_network(projection: Projection, placing: Placing) -> Network:
    """A projection as a pyvis network with every node placed; labels are text, and no titles are there to be run as HTML."""
    from pyvis.network import Network

    network = Network(height="720px", width="100%")
    colours = _side_colours(projection)
    network.nodes = [_draw_node(node, placing.places[node.id], colours) for node in projection.nodes]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = [_draw_edge(edge) for edge in projection.edges]
    network.set_options(json.dumps(OPTIONS))
    return network


def _side_colours(projection: Projection) -> dict[str, str]:
    """The colour of each side on light, by its id."""
    return {side: PALETTE[min(index, len(PALETTE) - 1)][0] for index, side in enumerate(projection.sides)}


def _draw_node(node: Node, place: Place, colours: Mapping[str, str]) -> dict[str, Any]:
    """A node as a box that begins where the page has its dot: pyvis would write a name beneath a dot, on top of the next."""
    spot, card = place.wide, place.column == MIDDLE
    width = max(map(letters, spot.lines)) * LETTER + 8
    colour = colours.get(node.side, NEUTRAL[0])
    return {
        "id": node.id,
        "label": "\n".join(filter(None, (*spot.lines, place.underline))),
        "cls": node.cls,
        "side": node.side,
        "community": place.community,
        "x": round(spot.x + place.column * width / 2),
        "y": spot.y,
        "shapeProperties": {"borderRadius": _CORNERS.get(node.cls, 5), "borderDashes": [4, 4] if node.status else False},
        "color": {"background": "#ffffff", "border": INK[0]} if card else {"background": colour, "border": colour},
        "font": {"color": INK[0] if card else "#ffffff"},
    }


def _draw_edge(edge: Edge) -> dict[str, Any]:
    """An edge with what it rests on: the more that is, the wider."""
    width = round(1 + (len(edge.items) - 1) ** 0.5, 1) if edge.items else 1
    dashes = edge.kind == "present"
    return {
        "id": edge.id,
        "from": edge.start,
        "to": edge.end,
        "kind": edge.kind,
        "items": edge.items,
        "width": width,
        "dashes": dashes,
    }
