"""The four projections of a graph: people who met, bodies that came together, speakers and topics, and who was at what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations

from vjgraph.explorer.occasions import occasion_nodes
from vjgraph.explorer.projections import Edge, Node, Projection
from vjgraph.explorer.reader import Reader

Ties = Mapping[tuple[str, str], Iterable[str]]
_FEW = 3
"""Fewer topics than these tell nothing apart."""


def read_projections(reader: Reader) -> dict[str, Projection]:
    """Read `people`, `bodies`, `topics` and `meetings` from a graph; the same graph gives the same projections."""
    sides = _sides(reader)
    people = _people(reader, sides)
    ranked = Counter(node.side for node in people if node.side)
    order = tuple(sorted(ranked, key=lambda side: (-ranked[side], reader.label(side), side)))
    everyone = {node.id: node for node in (*people, *_bodies(reader))}
    made = {"people": _met(reader), "bodies": _came_together(reader), "topics": _spoke_of(reader)}
    projections = {}
    for name, ties in made.items():
        tied = {end for pair in ties for end in pair}
        nodes = [node for id, node in everyone.items() if id in tied or (name == "people" and node.cls == "person")]
        if name == "topics":
            nodes += [Node(id, "topic", reader.label(id)) for id in tied if id not in everyone]
        projections[name] = _projection(name, nodes, _edges(ties), order)
    projections["meetings"] = _projection("meetings", *_took_part(reader, everyone, occasion_nodes(reader)), order)
    return projections


def _projection(name: str, nodes: Iterable[Node], edges: Iterable[Edge], sides: tuple[str, ...]) -> Projection:
    ordered = sorted(nodes, key=lambda node: (node.cls, node.label, node.id))
    others = dict.fromkeys(node.side for node in ordered if node.side and node.side not in sides)
    return Projection(name, tuple(ordered), tuple(sorted(edges, key=lambda edge: edge.id)), (*sides, *others))


def _edges(ties: Ties) -> list[Edge]:
    return [Edge(f"{a}~{b}", a, b, "tie", tuple(sorted(set(items)))) for (a, b), items in ties.items()]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _met(reader: Reader) -> Ties:
    ties = defaultdict(list)
    for encounter in reader.instances("Encounter"):
        first, second = reader.value(encounter, "vj:first"), reader.value(encounter, "vj:second")
        ties[_pair(first, second)].append(encounter)
    return ties


def _came_together(reader: Reader) -> Ties:
    """Bodies whose representatives met, as the query ministries-that-met has it; and those that share an instrument."""
    ties = defaultdict(list)
    for encounter in reader.instances("Encounter"):
        parts = reader.values(encounter, "prov:wasDerivedFrom")
        for one, other in combinations(parts, 2):
            for a in reader.values(one, "vj:represents"):
                for b in reader.values(other, "vj:represents"):
                    if a != b:
                        ties[_pair(a, b)].append(encounter)
    bodies = set(reader.instances("Organization"))
    for agreement in reader.instances("Agreement"):
        bound = {*reader.values(agreement, "vj:party")}
        for milestone in reader.subjects("vj:agreement", agreement):
            bound |= {*reader.values(milestone, "vj:signatory")}
        for pair in combinations(sorted(bound & bodies), 2):
            ties[pair].append(agreement)
    return ties


def _spoke_of(reader: Reader) -> Ties:
    """Speakers and broad topics, by what was said of these or of narrower ones that have no card of their own."""
    topics = set(reader.instances("Topic"))
    about = {
        statement: {topic for topic in reader.values(statement, "vj:about") if topic in topics}
        for statement in reader.instances("Statement")
    }
    cards = _topic_cards(reader, topics, Counter(topic for told in about.values() for topic in told))

    @cache
    def nearest(topic: str) -> frozenset[str]:
        if topic in cards:
            return frozenset((topic,))
        return frozenset(card for one in reader.values(topic, "skos:broader") for card in nearest(one))

    ties = defaultdict(list)
    for statement, told in about.items():
        for speaker in reader.values(statement, "vj:speaker"):
            for card in {card for topic in told for card in nearest(topic)}:
                ties[_pair(speaker, card)].append(statement)
    return ties


def _topic_cards(reader: Reader, topics: set[str], told: Mapping[str, int]) -> set[str]:
    """The topics with no broader one; where there are fewer than three, those next below join them."""
    cards = {topic for topic in topics if topics.isdisjoint(reader.values(topic, "skos:broader"))}

    @cache
    def below(topic: str) -> int:
        return told.get(topic, 0) + sum(below(one) for one in reader.subjects("skos:broader", topic))

    level = cards
    while level and sum(below(card) > 0 for card in cards) < _FEW:
        level = {one for card in level for one in reader.subjects("skos:broader", card)} & topics
        cards = cards | level
    return cards


def _took_part(reader: Reader, everyone: Mapping[str, Node], occasions: tuple[Node, ...]) -> tuple[list[Node], list[Edge]]:
    """Occasions, those who took part in them, and an edge for each role."""
    known = {node.id for node in occasions}
    edges = []
    for part in reader.instances("Participation"):
        party, occasion = reader.value(part, "vj:participant"), reader.value(part, "vj:event")
        if party not in everyone or occasion not in known:
            continue
        for index, role in enumerate(reader.values(part, "vj:role") or ("",)):
            kind = "counterpart" if reader.value(role, "vj:counts") == "true" else "present"
            edges.append(Edge(f"{part}~{index}" if index else part, party, occasion, kind, (part,)))
    taking_part = {edge.start for edge in edges}
    return [*(everyone[id] for id in taking_part), *occasions], edges


def _sides(reader: Reader) -> dict[str, str]:
    """The side of each person: the state on whose side they sat most often, else their country or that of an office."""
    sat: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for part in reader.instances("Participation"):
        side = reader.value(part, "vj:side")
        if _is_state(reader, side):
            sat[reader.value(part, "vj:participant")][reader.label(side), side] += 1
    held = {
        reader.value(tenure, "vj:person"): reader.value(reader.value(tenure, "vj:office"), "vj:country")
        for tenure in reader.instances("Tenure")
    }
    sides = {}
    for person in reader.instances("Person"):
        most = max(sat[person].items(), key=lambda seat: (seat[1], seat[0]), default=(("", ""), 0))[0][1]
        sides[person] = most or reader.value(person, "vj:country") or held.get(person, "")
    return sides


def _is_state(reader: Reader, id: str) -> bool:
    return reader.value(id, "vj:kind").endswith("body/state")


def _people(reader: Reader, sides: Mapping[str, str]) -> list[Node]:
    """All people; the line under a name is the office attested last, or one that documents only call former."""
    latest: dict[str, tuple[str, str]] = defaultdict(lambda: ("", ""))
    for tenure in reader.instances("Tenure"):
        person, office = reader.value(tenure, "vj:person"), reader.label(reader.value(tenure, "vj:office"))
        held, left = reader.value(tenure, "vj:lastAttested"), reader.value(tenure, "vj:heldBefore")
        # Of the last two words on it, the later one counts: who held it before a day no longer holds it then.
        told = f"former {office}" if left and left > held else f"acting {office}" if _is_acting(reader, tenure) else office
        latest[person] = max(latest[person], (held, told))
    return [Node(id, "person", reader.label(id), sides[id], underline=latest[id][1]) for id in reader.instances("Person")]


def _is_acting(reader: Reader, tenure: str) -> bool:
    """Whether all that attest an office last say "acting"; a day, where told, is later than none."""
    holdings: dict[str, set[str]] = defaultdict(set)
    for word in reader.values(tenure, "prov:wasDerivedFrom"):
        if not (holding := reader.value(word, "vj:holding")).endswith("/held"):
            holdings[reader.value(word, "vj:earliest") or reader.value(word, "vj:latest")].add(holding)
    return bool(holdings) and all(holding.endswith("/acting") for holding in holdings[max(holdings)])


def _bodies(reader: Reader) -> list[Node]:
    """All bodies; a state is its own side, and some bodies have none."""
    nodes = []
    for id in reader.instances("Organization"):
        own = id if _is_state(reader, id) else ""
        nodes.append(Node(id, "body", reader.label(id), reader.value(id, "vj:country") or own))
    return nodes
