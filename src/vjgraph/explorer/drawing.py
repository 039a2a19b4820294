"""The graph as a pyvis network: nodes and edges with shape, colour, dashes and place.

pyvis is handed its lists whole: `add_edge` looks through all edges each time, and undirected networks drop parallel ones.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vjgraph.explorer.layout import Place, place_nodes
from vjgraph.explorer.records import Edge, Node, View

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
SHAPES = {"person": "dot", "body": "square", "meeting": "box", "visit": "diamond", "event": "ellipse"}
DASHES: Mapping[str, bool | list[int]] = {"counterpart": False, "present": [9, 6], "inferred": [1, 5], "office": False}
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": False, "selectable": False, "keyboard": False, "tooltipDelay": 100000, "zoomSpeed": 0.6},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.6}},
    "nodes": {"borderWidth": 1.5, "font": {"size": 13, "color": INK[0], "multi": False}},
}


def to_network(view: View, places: Mapping[str, Place] | None = None, *, stretch: float = 1.0) -> Network:
    """A view as a pyvis network with every node placed; labels are plain text, and there are no titles to be run as HTML.

    vis-network writes names under nodes: `stretch` makes room for them, where no scripts write them beside.
    """
    from pyvis.network import Network

    places = places or place_nodes(view)
    network = Network(height="720px", width="100%")
    colours = side_colours(view)
    network.nodes = [_node(node, places[node.id], colours, stretch) for node in view.nodes]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    sides = {node.id: node.side for node in view.nodes}
    network.edges = list(_edges(view.edges, sides, colours))
    network.set_options(json.dumps(OPTIONS))
    return network


def side_colours(view: View) -> dict[str, tuple[str, str]]:
    """The colours of each side, by its id."""
    return {side.id: PALETTE[min(index, len(PALETTE) - 1)] for index, side in enumerate(view.sides)}


def _node(node: Node, place: Place, colours: Mapping[str, tuple[str, str]], stretch: float) -> dict[str, Any]:
    occasion = node.cls in ("meeting", "visit", "event")
    colour = colours.get(node.side, NEUTRAL)[0]
    fill = "#ffffff" if occasion else colour
    drawn: dict[str, Any] = {
        "id": node.id,
        "label": "\n".join((*place.wide.lines, node.underline) if occasion else place.wide.lines),
        "shape": SHAPES[node.cls],
        "x": place.wide.x,
        "y": round(place.wide.y * stretch),
        "size": 8,
        "color": {"background": fill, "border": INK[0] if occasion else colour},
    }
    if node.status:
        drawn["color"] = {"background": "rgba(0,0,0,0)", "border": NEUTRAL[0]}
        drawn["shapeProperties"] = {"borderDashes": [4, 4]}
    return drawn


def _edges(edges: tuple[Edge, ...], sides: Mapping[str, str], colours: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Edges as drawn; those between the same two nodes are bent apart, so that they can be counted."""
    before: Counter[tuple[str, str]] = Counter()
    for edge in edges:
        number = before[edge.start, edge.end]
        before[edge.start, edge.end] += 1
        faint = edge.kind == "office"
        drawn: dict[str, Any] = {
            "id": edge.id,
            "from": edge.start,
            "to": edge.end,
            "dashes": DASHES["inferred" if edge.inferred else edge.kind],
            "width": 0.8 if faint else 1.6,
            "color": {
                "color": (NEUTRAL if faint else colours.get(sides[edge.start], NEUTRAL))[0],
                "opacity": 0.45 if faint else 0.75,
            },
        }
        if not faint:
            # A dot where an edge ends, since others pass behind.
            drawn["arrows"] = {"to": {"enabled": True, "type": "circle", "scaleFactor": 0.4}}
        if number:
            way = "curvedCW" if number % 2 else "curvedCCW"
            drawn["smooth"] = {"enabled": True, "type": way, "roundness": 0.12 * ((number + 1) // 2)}
        yield drawn
