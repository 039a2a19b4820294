"""What a projection of the graph is: nodes, and edges that name what they rest on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A person, body, topic or occasion as it is drawn; `cls` is person, body, topic, meeting, visit or event."""

    id: str
    cls: str
    label: str
    side: str = ""
    """The state it belongs to."""
    status: str = ""
    """What an occasion is when it was not held: planned, cancelled."""
    headline: str = ""
    """What a card says, where that is shorter than its label."""
    underline: str = ""
    """The last line of a card: status, kind, date."""
    within: str = ""
    """The visit or event during which an occasion was."""
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes, `start` before `end`, and the ids of what it rests on (encounters, statements …)."""

    id: str
    start: str
    end: str
    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """Nodes by class, label and id; edges by id; the states that are sides, those with most people first."""

    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sides: tuple[str, ...]
