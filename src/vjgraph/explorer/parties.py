"""People and bodies: how each is drawn, what they held, whom they met, and their panels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from vjgraph.explorer.occasions import short_date, told_in
from vjgraph.explorer.parts import Part, by_occasion, part_fact, roles_run, said_by
from vjgraph.explorer.reader import Reader, is_web
from vjgraph.explorer.records import Edge, Fact, Group, Node, Panel, Runs, Section, told
from vjgraph.explorer.wording import date_words, span_words

_HOLDING = {"holds": "In office on", "acting": "Acting on", "held": "No longer in office on"}
"""How an office is held, by the label of the kind."""


def side_of(reader: Reader, id: str) -> str:
    """The state something belongs to; a state is its own, and some bodies have none."""
    country = reader.value(id, "vj:country")
    if country or not reader.value(id, "vj:kind").endswith("body/state"):
        return country
    return id


def person_nodes(reader: Reader, parts: Mapping[str, Sequence[Part]]) -> tuple[Node, ...]:
    """All people as nodes; the side of one whose country is not told is that of an office or of a part taken."""
    nodes = []
    for id in reader.instances("Person"):
        held = offices_of(reader, id)
        sides = [side_of(reader, id), *(reader.value(office, "vj:country") for office in held)]
        sides += [part.side for part in parts.get(id, ()) if side_of(reader, part.side) == part.side]
        offices = [reader.label(office) for office in held]
        terms = (*(form for form, _ in name_forms(reader, id)), *offices)
        side = next(filter(None, sides), "")
        family = reader.value(id, "foaf:familyName")
        nodes.append(Node(id, "person", reader.label(id), side, tip=(reader.label(id), *offices[:2]), terms=terms, family=family))
    return tuple(nodes)


def body_nodes(reader: Reader, parts: Mapping[str, Sequence[Part]], of_office: Sequence[str]) -> tuple[Node, ...]:
    """The bodies that took part, apart from their delegations, and those in which people hold office."""
    people = set(reader.instances("Person"))
    took_part = [part for found in parts.values() for part in found if part.participant not in people]
    bodies = {part.party: (part.participant, part.name) for part in took_part}
    bodies |= {body: (body, reader.label(body)) for body in of_office}
    nodes = []
    for id, (body, name) in sorted(bodies.items()):
        terms = (*(form for form, _ in name_forms(reader, body)), *([reader.label(body)] if id != body else ()))
        kind = reader.labels(body, "vj:kind")
        nodes.append(Node(id, "body", name, side_of(reader, body), kind=kind, tip=(name, kind), terms=terms))
    return tuple(nodes)


def name_forms(reader: Reader, id: str) -> tuple[tuple[str, str], ...]:
    """Every form of a name beside the label, each with its language or use."""
    label = reader.label(id)
    found: dict[str, list[str]] = defaultdict(list)
    for term, use in (("foaf:name", ""), ("skos:prefLabel", ""), ("skos:altLabel", "also"), ("skos:hiddenLabel", "in the text")):
        for form, language in reader.literals(id, term):
            if form != label:
                found[form].append(language or use)
    return tuple((form, ", ".join(dict.fromkeys(uses))) for form, uses in found.items())


def _attestations(reader: Reader, person: str) -> list[str]:
    return [one for one in reader.subjects("vj:person", person) if reader.value(one, "vj:source")]


def offices_of(reader: Reader, person: str) -> list[str]:
    """The offices of a person, those that some document calls former last."""
    former: dict[str, bool] = {}
    for one in _attestations(reader, person):
        for office in reader.values(one, "vj:office"):
            former[office] = former.get(office, True) and reader.value(one, "vj:holding").endswith("/held")
    return sorted(former, key=lambda office: (former[office], reader.label(office)))


def office_edges(reader: Reader) -> tuple[Edge, ...]:
    """A person's ties to bodies: one for each office in each body."""
    edges = []
    for id in reader.instances("Tenure"):
        person, office = reader.value(id, "vj:person"), reader.value(id, "vj:office")
        attested = [one for one in _attestations(reader, person) if reader.value(one, "vj:office") == office]
        inferred = bool(attested) and all(reader.value(one, "vj:reason") for one in attested)
        for number, body in enumerate(reader.values(office, "org:postIn")):
            own, role = f"{id}~{number}" if number else id, reader.label(office)
            edges.append(Edge(own, id, person, body, "office", role, inferred, (reader.label(person), role)))
    return tuple(edges)


def _office_group(reader: Reader, person: str, office: str) -> Group:
    """One office of one person: each document's word on it."""
    facts = []
    attested = [one for one in _attestations(reader, person) if reader.value(one, "vj:office") == office]
    for one in sorted(attested, key=lambda one: (reader.value(one, "vj:attestedOn") or "9", one)):
        holding = reader.labels(one, "vj:holding")
        days = " / ".join(date_words(day) for day in reader.values(one, "vj:attestedOn"))
        text = f"{_HOLDING.get(holding, f'{holding}:')} {days or 'a day that is not told'}"
        notes: list[Runs] = [(f"rank: {rank}",) for rank in reader.values(one, "vj:rank")]
        reason = "; ".join(reader.values(one, "vj:reason"))
        facts.append(told((text,), notes=notes, because=reason, evidence=reader.evidence(one)))
    body = reader.value(office, "org:postIn")
    heading: Runs = (reader.label(office), *((" · ", reader.run(body, reader.label(body))) if body else ()))
    return Group(heading, tuple(facts))


def _ranks(reader: Reader, person: str) -> tuple[Group, ...]:
    """Ranks that stand in a document without an office."""
    alone = [one for one in _attestations(reader, person) if not reader.value(one, "vj:office")]
    facts = [told((rank,), evidence=reader.evidence(one)) for one in alone for rank in reader.values(one, "vj:rank")]
    return (Group(("rank",), tuple(facts)),) if facts else ()


def encounters_of(reader: Reader, parts: Sequence[Part], by_id: Mapping[str, Part]) -> tuple[Fact, ...]:
    """Whom a party met: each encounter of its parts, with date, certainty and what that rests on."""
    found = []
    for part in parts:
        for id in reader.subjects("prov:wasDerivedFrom", part.id):
            others = [by_id[one] for one in reader.values(id, "prov:wasDerivedFrom") if one != part.id and one in by_id]
            if reader.value(id, "vj:meeting") and others:
                found.append((reader.value(id, "vj:earliest") or reader.value(id, "vj:latest") or "9", id, part, others[0]))
    facts = []
    for _, id, part, other in sorted(found, key=lambda one: one[:2]):
        days = span_words(reader.value(id, "vj:earliest"), reader.value(id, "vj:latest"))
        when = days or " / ".join(date_words(day) for day in reader.values(id, "vj:date")) or "undated"
        notes: list[Runs] = [(reader.run(part.occasion, reader.label(part.occasion)),)]
        notes += [(doubt,) for doubt in reader.values(id, "vj:dateDoubt")]
        because = "; ".join(reader.values(id, "vj:because"))
        evidence = tuple(dict.fromkeys((*reader.evidence(part.occasion), *reader.evidence(part.id, other.id))))
        text: Runs = (reader.run(other.party, other.name), f", {when}")
        facts.append(Fact(text, tuple(notes), (), reader.value(id, "vj:certainty"), because, evidence))
    return tuple(facts)


def _took_part(reader: Reader, parts: Sequence[Part]) -> tuple[Fact, ...]:
    facts = []
    for part in sorted(parts, key=lambda part: (reader.value(part.occasion, "vj:earliest") or "9", part.occasion)):
        text: Runs = (reader.run(part.occasion, reader.label(part.occasion)), " — ", roles_run(part))
        facts.append(part_fact(reader, part, text, when=short_date(reader, part.occasion)))
    return tuple(facts)


def person_panel(reader: Reader, node: Node, parts: Sequence[Part], by_id: Mapping[str, Part]) -> Panel:
    """All that is told of a person."""
    offices = offices_of(reader, node.id)
    ranks = dict.fromkeys(rank for one in reader.subjects("vj:person", node.id) for rank in reader.values(one, "vj:rank"))
    held = Section("Offices", (*(_office_group(reader, node.id, office) for office in offices), *_ranks(reader, node.id)))
    lead = " · ".join((*ranks, *(reader.label(office) for office in offices)))
    sections = (held, *_sections(reader, node.id, parts, by_id))
    return _panel(reader, node, node.id, "person", lead, sections)


def body_panel(reader: Reader, node: Node, body: str, parts: Sequence[Part], by_id: Mapping[str, Part]) -> Panel:
    """All that is told of a body, or of its delegations."""
    staff = []
    for office in reader.subjects("org:postIn", body):
        for person in dict.fromkeys(reader.value(one, "vj:person") for one in reader.subjects("vj:office", office)):
            heading: Runs = (reader.run(person, reader.label(person)), f" · {reader.label(office)}")
            staff.append(Group(heading, _office_group(reader, person, office).facts))
    lead = " · ".join(f"part of {reader.label(one)}" for one in reader.values(body, "org:subOrganizationOf"))
    kind = f"body · {node.kind}" if node.id == body else f"delegation of a body · {node.kind}"
    own = (Section("People in office", tuple(staff)),) if node.id == body else ()
    return _panel(reader, node, body, kind, lead, (*own, *_sections(reader, body, parts, by_id)))


def _sections(reader: Reader, id: str, parts: Sequence[Part], by_id: Mapping[str, Part]) -> tuple[Section, ...]:
    """What is told of people and bodies alike."""
    return (
        Section("Met", (Group((), encounters_of(reader, parts, by_id)),)),
        Section("Took part in", (Group((), _took_part(reader, parts)),)),
        by_occasion(reader, said_by(reader, id, tuple(parts))),
        Section("Named in", (Group((), told_in(reader, id)),)),
    )


def _panel(reader: Reader, node: Node, id: str, kind: str, lead: str, sections: Sequence[Section]) -> Panel:
    links = tuple(address for address in reader.values(id, "owl:sameAs") if is_web(address))
    shown = tuple(section for section in sections if section.count)
    return Panel(node.label, kind, node.side, (lead,) if lead else (), name_forms(reader, id), links, shown)


def office_panel(reader: Reader, edge: Edge) -> Panel:
    """All that is told of one person in one office."""
    office = reader.value(edge.of, "vj:office")
    days = span_words(reader.value(edge.of, "vj:firstAttested"), reader.value(edge.of, "vj:lastAttested"))
    lead: Runs = (reader.run(edge.start, reader.label(edge.start)), f" · attested {days}" if days else "")
    attested = Section("Attested", (_office_group(reader, edge.start, office),))
    return Panel(f"{reader.label(edge.start)}, {edge.role}", "office", side_of(reader, edge.end), lead, sections=(attested,))
