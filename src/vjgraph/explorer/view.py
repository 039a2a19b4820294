"""A store as the page shows it: nodes, edges, sides and panels, in a fixed order."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from vjgraph.explorer.occasions import occasion_nodes, occasion_panel, part_panel
from vjgraph.explorer.parties import body_nodes, body_panel, office_edges, office_panel, person_nodes, person_panel
from vjgraph.explorer.parts import Part, delegation, part_edges, read_parts
from vjgraph.explorer.reader import Reader
from vjgraph.explorer.records import Edge, Node, Panel, Passage, Side, Source, View

if TYPE_CHECKING:
    import pyoxigraph as ox

_ORDER = ("person", "body", "visit", "meeting", "event")


def read_view(store: ox.Store, *, base: str) -> View:
    """Read all that the page shows from a graph; the same graph gives the same view."""
    reader = Reader(store, base=base)
    parts = read_parts(reader)
    of_party: dict[str, list[Part]] = defaultdict(list)
    of_occasion: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        of_party[part.party].append(part)
        of_occasion[part.occasion].append(part)
    offices = office_edges(reader)
    occasions = {node.id: node for node in occasion_nodes(reader, of_occasion)}
    people = person_nodes(reader, of_party)
    bodies = body_nodes(reader, of_party, [edge.end for edge in offices])
    nodes = sorted((*people, *bodies, *occasions.values()), key=lambda node: (_ORDER.index(node.cls), node.label, node.id))
    known = {node.id for node in nodes}
    drawn = [edge for part in parts for edge in part_edges(reader, part)] + list(offices)
    edges = tuple(edge for edge in drawn if edge.start in known and edge.end in known)
    reader.drawn |= known | {edge.id for edge in edges}
    panels = _panels(reader, tuple(nodes), edges, parts, of_party, of_occasion)
    passages, sources = _evidence(reader, panels)
    return View(tuple(nodes), edges, _sides(reader, nodes), panels, passages, sources)


def _panels(
    reader: Reader, nodes: tuple[Node, ...], edges: tuple[Edge, ...], parts: tuple[Part, ...],
    of_party: dict[str, list[Part]], of_occasion: dict[str, list[Part]],
) -> dict[str, Panel]:  # fmt: skip
    by_id = {part.id: part for part in parts}
    by_node = {node.id: node for node in nodes}
    sent = {delegation(part.participant): part.participant for part in parts}
    panels = {}
    for node in nodes:
        own = of_party.get(node.id, [])
        if node.cls == "person":
            panels[node.id] = person_panel(reader, node, own, by_id)
        elif node.cls == "body":
            panels[node.id] = body_panel(reader, node, sent.get(node.id, node.id), own, by_id)
        else:
            panels[node.id] = occasion_panel(reader, node, tuple(of_occasion.get(node.id, ())))
    for edge in edges:
        if edge.kind == "office":
            panels[edge.id] = office_panel(reader, edge)
        else:
            panels[edge.id] = part_panel(reader, by_id[edge.of], by_node[edge.end])
    return panels


def _evidence(reader: Reader, panels: dict[str, Panel]) -> tuple[dict[str, Passage], dict[str, Source]]:
    """The passages that panels point to, and their documents."""
    used = sorted(
        {
            id
            for panel in panels.values()
            for section in panel.sections
            for group in section.groups
            for fact in group.facts
            for id in fact.evidence
        }
    )
    passages = {id: reader.passage(id) for id in used}
    return passages, {id: reader.source(id) for id in sorted({passage.source for passage in passages.values()})}


def _sides(reader: Reader, nodes: list[Node]) -> tuple[Side, ...]:
    """The states, those with most people and bodies first."""
    counts = Counter(node.side for node in nodes if node.side)
    return tuple(Side(id, reader.label(id)) for id in sorted(counts, key=lambda id: (-counts[id], reader.label(id), id)))
