"""Who took part in what: participations as they stand in the graph, and what was said, as facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from vjgraph.explorer.reader import Reader
from vjgraph.explorer.records import Edge, Fact, Group, Run, Runs, Section, told

GROUPS = ("commitment", "ask", "wish", "view")
"""The order in which groups of acts are shown; others follow."""


@dataclass(frozen=True, slots=True)
class Part:
    """One party's part in one occasion; a delegation is a party of its own, beside the body that sent it."""

    id: str
    occasion: str
    party: str
    name: str
    participant: str
    roles: tuple[tuple[str, bool], ...]
    """Each role, and whether its bearer counts as a counterpart."""
    side: str
    reason: str
    leads: bool
    """Whether it is a delegation's head, who is inferred to have been there."""


def delegation(body: str) -> str:
    """The id of the node that stands for a body's delegations.

    >>> delegation("organisation/beland-aland-league")
    'delegation/beland-aland-league'
    """
    return f"delegation/{body.rpartition('/')[2]}"


def read_parts(reader: Reader) -> tuple[Part, ...]:
    """All participations, in the order of their ids."""
    return tuple(_part(reader, id) for id in reader.instances("Participation"))


def _part(reader: Reader, id: str) -> Part:
    participant = reader.value(id, "vj:participant")
    sent = reader.value(id, "vj:asDelegation") == "true"
    name = reader.label(participant)
    roles = sorted((reader.value(role, "vj:counts") != "true", reader.label(role)) for role in reader.values(id, "vj:role"))
    return Part(
        id,
        reader.value(id, "vj:event"),
        delegation(participant) if sent else participant,
        f"delegation of {name}" if sent else name,
        participant,
        tuple((role, not lesser) for lesser, role in roles),
        reader.value(id, "vj:side"),
        "; ".join(reader.values(id, "vj:reason")),
        bool(reader.value(id, "vj:leads")),
    )


def part_edges(reader: Reader, part: Part) -> tuple[Edge, ...]:
    """One edge for each role of a part; the first bears the part's own id."""
    return tuple(
        Edge(
            part.id if index == 0 else f"{part.id}~{index}",
            part.id,
            part.party,
            part.occasion,
            "counterpart" if counts else "present",
            role,
            bool(part.reason),
            (f"{part.name}: {role}", reader.label(part.occasion), *((f"inferred: {part.reason}",) if part.reason else ())),
        )
        for index, (role, counts) in enumerate(part.roles or (("took part", False),))
    )


def part_fact(reader: Reader, part: Part, text: Runs, *, when: str = "") -> Fact:
    """The fact that a party took part, with office and on whose behalf; `when` is said first."""
    offices = "; ".join(reader.label(office) for office in reader.values(part.id, "vj:inCapacity"))
    notes: list[Runs] = [(words,) for words in (when, offices and f"as {offices}") if words]
    notes += [(f"on behalf of {reader.label(body)}",) for body in reader.values(part.id, "vj:onBehalfOf")]
    for led in reader.values(part.id, "vj:leads"):
        body = reader.value(led, "vj:participant")
        notes.append(("heads the ", reader.run(delegation(body), f"delegation of {reader.label(body)}")))
    return told(text, notes=notes, because=part.reason, evidence=reader.evidence(part.id))


def roles_run(part: Part) -> Run:
    """The roles of a part, leading to the part."""
    return (" and ".join(role for role, _ in part.roles) or "took part", part.id)


def statement_fact(reader: Reader, statement: str) -> Fact:
    """What somebody said: speaker, act, paraphrase, addressee, subject, quantities, and what it answers."""
    speakers = reader.values(statement, "vj:speaker")
    joint = reader.value(statement, "vj:joint") == "true"
    text: list[Run] = []
    for number, speaker in enumerate(speakers):
        text += ([" and "] if number else []) + [reader.run(speaker, reader.label(speaker))]
    topics = [reader.label(topic) for topic in reader.values(statement, "vj:about")]
    says = "; ".join(reader.values(statement, "vj:says"))
    quoted = " … ".join(filter(None, (reader.value(one, "vj:quote") for one in reader.evidence(statement))))
    text.append(f": {says}" if says else f": “{quoted}”" if quoted else "")
    notes: list[Runs] = []
    if addressees := reader.values(statement, "vj:addressee"):
        notes.append(("to ", *_joined([reader.run(one, reader.label(one)) for one in addressees])))
    if topics:
        notes.append((f"about {', '.join(topics)}",))
    notes += [(f"quantity: {reader.label(quantity)}",) for quantity in reader.values(statement, "vj:quantity")]
    notes += [(f"in answer to: {reader.label(answered)}",) for answered in reader.values(statement, "vj:answers")]
    reason = "; ".join(reader.values(statement, "vj:reason"))
    acts = tuple(reader.label(act) for act in reader.values(statement, "vj:act"))
    tags = (*acts, "jointly") if joint else acts
    return told(tuple(text), notes=notes, tags=tags, because=reason, evidence=reader.evidence(statement))


def _joined(runs: list[Run]) -> Runs:
    return tuple(part for index, run in enumerate(runs) for part in ((", ", run) if index else (run,)))


def by_act(reader: Reader, statements: tuple[str, ...]) -> tuple[Group, ...]:
    """Statements by the group of their act: commitments first, views last."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for statement in _in_order(reader, statements):
        act = reader.value(statement, "vj:act")
        group = reader.value(act, "skos:broader") or act
        groups[group].append(statement_fact(reader, statement))
    order = sorted(groups, key=lambda group: (_rank(group), reader.label(group)))
    return tuple(Group((reader.label(group),), tuple(groups[group])) for group in order)


def by_occasion(reader: Reader, statements: tuple[str, ...]) -> Section:
    """Statements by the occasion at which they were made."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for statement in _in_order(reader, statements):
        groups[reader.value(statement, "vj:event")].append(statement_fact(reader, statement))
    order = sorted(groups, key=lambda one: (reader.value(one, "vj:earliest") or "9", reader.label(one)))
    return Section("Said", tuple(Group((reader.run(one, reader.label(one)),), tuple(groups[one])) for one in order))


def said_by(reader: Reader, party: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The statements of a party: its own, and those its side made jointly where it was a counterpart."""
    own = reader.subjects("vj:speaker", party)
    joint = [
        statement
        for part in parts
        if any(counts for _, counts in part.roles)
        for statement in reader.subjects("vj:event", part.occasion)
        if reader.value(statement, "vj:joint") == "true" and part.side in reader.values(statement, "vj:speaker")
    ]
    return tuple(dict.fromkeys((*own, *joint)))


def _in_order(reader: Reader, statements: tuple[str, ...]) -> list[str]:
    """In the order in which the documents tell them."""
    return sorted(
        statements, key=lambda one: (*(reader.place(passage) for passage in reader.evidence(one)[:1]), ("", 0, 0, 0, one))
    )


def _rank(group: str) -> int:
    name = group.rpartition("/")[2]
    return GROUPS.index(name) if name in GROUPS else len(GROUPS)
