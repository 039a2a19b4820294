"""Meetings, visits and other events: how each is drawn, and its panel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from vjgraph.dates import parse_date
from vjgraph.errors import DateError
from vjgraph.explorer.parts import Part, by_act, part_fact, roles_run, said_by
from vjgraph.explorer.reader import Reader
from vjgraph.explorer.records import Fact, Group, Node, Panel, Runs, Section, told
from vjgraph.explorer.wording import date_words, span_words

CLASSES = {"Meeting": "meeting", "Visit": "visit", "OtherEvent": "event"}


def occasion_nodes(reader: Reader, parts: Mapping[str, Sequence[Part]]) -> tuple[Node, ...]:
    """All occasions as nodes; what any source says was held, was."""
    return tuple(_node(reader, id, cls, parts.get(id, ())) for name, cls in CLASSES.items() for id in reader.instances(name))


def _node(reader: Reader, id: str, cls: str, parts: Sequence[Part]) -> Node:
    statuses = reader.values(id, "vj:status")
    # What one source calls off and another holds is drawn as what may not have been.
    status = "" if all(one.endswith("/held") for one in statuses) else " or ".join(sorted(map(reader.label, statuses)))
    kind = reader.labels(id, "vj:kind") or cls
    place = reader.labels(id, "vj:place")
    caption = short_date(reader, id)
    label = reader.label(id)[:1].upper() + reader.label(id)[1:]
    return Node(
        id,
        cls,
        label,
        status=status,
        headline=_headline(reader.label(id), kind, parts),
        caption=caption,
        within=reader.value(id, "vj:during"),
        earliest=reader.value(id, "vj:earliest"),
        latest=reader.value(id, "vj:latest"),
        kind=kind,
        place=place,
        tip=(label, " · ".join(filter(None, (kind, status, caption, place)))),
        terms=tuple(dict.fromkeys((*reader.values(id, "rdfs:label")[1:], kind))),
    )


def _headline(label: str, kind: str, parts: Sequence[Part]) -> str:
    """The counterparts by side, where the label was made of kind and counterparts; a delegation stands for its head."""
    counterparts = [part for part in parts if any(counts for _, counts in part.roles) and not part.leads]
    if not label.startswith(f"{kind} of ") or not 1 < len(counterparts) < 5:
        return ""
    by_side: dict[str, list[str]] = defaultdict(list)
    for part in counterparts:
        by_side[part.side].append(part.name)
        if part.name.removeprefix("delegation of ") not in label:
            return ""
    headline = " – ".join(", ".join(names) for _, names in sorted(by_side.items()))
    return headline[:1].upper() + headline[1:]


def short_date(reader: Reader, id: str) -> str:
    """The date of an occasion in a few words: its bounds, else what is told of its day, else that nothing is.

    One day out of several is no span.
    """
    told = reader.value(id, "vj:date")
    if told.startswith("[") and "," in told:
        return date_words(told)
    bounds = span_words(reader.value(id, "vj:earliest"), reader.value(id, "vj:latest"), short=True)
    return bounds or " / ".join(date_words(told) for told in reader.values(id, "vj:date")) or "undated"


def occasion_panel(reader: Reader, node: Node, parts: tuple[Part, ...]) -> Panel:
    """All that is told of an occasion: when, where, who, what was said, what it rests on."""
    statements = tuple(one for one in reader.subjects("vj:event", node.id) if reader.value(one, "vj:act"))
    sections = (
        Section("When and where", (Group((), (_when(reader, node.id), *_where(reader, node.id))),)),
        Section("Sources differ", (Group((), _contested(reader, node.id)),)),
        Section("Participants", _participants(reader, parts)),
        Section("Said", by_act(reader, statements)),
        Section("About", (Group((), tuple(_about(reader, node.id))),)),
        Section("During it", (Group((), _inside(reader, node.id)),)),
        Section("Told in", (Group((), told_in(reader, node.id)),)),
    )
    named = "other event" if node.cls == "event" else node.cls
    kind = named if node.kind == node.cls else f"{named} · {node.kind}"
    forms = tuple((label, "") for label in reader.values(node.id, "rdfs:label")[1:])
    lead = " · ".join(filter(None, (node.status or "held", node.caption, node.place)))
    return Panel(node.label, kind, "", (lead,), forms, (), tuple(section for section in sections if section.count))


def _when(reader: Reader, id: str) -> Fact:
    dates = reader.values(id, "vj:date")
    bounds = span_words(reader.value(id, "vj:earliest"), reader.value(id, "vj:latest"))
    reason = "; ".join(dict.fromkeys((*reader.values(id, "vj:dateDoubt"), *_date_reasons(reader, id))))
    words = " / ".join(date_words(one) for one in dates)
    notes: list[Runs] = [(f"in EDTF: {one}",) for one in dates if not one.replace("-", "").isdigit()]
    if bounds and not (len(dates) == 1 and _is_told(dates[0], reader, id)):
        notes.append((f"bounds: {bounds}",))
    if not dates and not bounds:
        why = "no source gives a day or year, and nothing bounds it"
        return Fact(("No date is told",), certainty="unknown", because=why, evidence=reader.evidence(id))
    if reader.value(id, "vj:undated") == "true":
        notes.append(("the year is not told, so it counts in no year",))
    return told((words or "No day is told",), notes=notes, because=reason, evidence=reader.evidence(id))


def _contested(reader: Reader, id: str) -> tuple[Fact, ...]:
    """On what the sources differ, of an occasion and of those who took part, with the words of each."""
    facts = []
    for node in (id, *reader.subjects("vj:event", id)):
        claims = reader.subjects("rdf:subject", node)
        evidence = tuple(dict.fromkeys(words for claim in claims for words in reader.evidence(claim)))
        whose = () if node == id else ((reader.label(node),),)
        told = reader.values(node, "vj:contested")
        facts += [Fact((words,), whose, certainty="contested", evidence=evidence) for words in told]
    return tuple(facts)


def _is_told(date: str, reader: Reader, id: str) -> bool:
    """Whether a date alone gives the bounds."""
    try:
        first, last, _ = parse_date(date)
    except DateError:  # a graph that was not made by vjgraph
        return False
    return (reader.value(id, "vj:earliest"), reader.value(id, "vj:latest")) == (str(first or ""), str(last or ""))


def _date_reasons(reader: Reader, id: str) -> tuple[str, ...]:
    """Reasons for a date that its doubt does not already tell."""
    doubts = " ".join(reader.values(id, "vj:dateDoubt"))
    return tuple(reason for reason in reader.values(id, "vj:dateReason") if reason not in doubts)


def _where(reader: Reader, id: str) -> tuple[Fact, ...]:
    evidence = reader.evidence(id)
    reason = "; ".join(reader.values(id, "vj:placeReason"))
    facts = []
    for place in reader.values(id, "vj:place"):
        around = reader.labels(place, "schema:containedInPlace")
        facts.append(told((", ".join(filter(None, (reader.label(place), around))),), because=reason, evidence=evidence))
    for series in reader.values(id, "vj:series"):
        session = "".join(f", session {edition}" for edition in reader.values(id, "vj:edition"))
        facts.append(told((reader.label(series) + session,), tags=("series",), evidence=evidence))
    links = [("during ", one) for one in reader.values(id, "vj:during")]
    links += [("before ", one) for one in reader.values(id, "vj:before")]
    links += [("after ", one) for one in reader.subjects("vj:before", id)]
    facts += [told((word, reader.run(one, reader.label(one))), evidence=evidence) for word, one in links]
    facts += [Fact((why,), certainty="inferred", evidence=evidence) for why in reader.values(id, "vj:reason")]
    return tuple(facts)


def _participants(reader: Reader, parts: tuple[Part, ...]) -> tuple[Group, ...]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for part in sorted(parts, key=lambda part: (not any(counts for _, counts in part.roles), part.name)):
        text: Runs = (reader.run(part.party, part.name), " — ", roles_run(part))
        groups[reader.label(part.side) if part.side else "no side told"].append(part_fact(reader, part, text))
    return tuple(Group((side,), tuple(facts)) for side, facts in sorted(groups.items()))


def _about(reader: Reader, id: str) -> list[Fact]:
    evidence = reader.evidence(id)
    facts = [told((reader.label(topic),), tags=("topic",), evidence=evidence) for topic in reader.values(id, "vj:about")]
    facts += [told((reader.label(one),), tags=("agreement",), evidence=evidence) for one in reader.values(id, "vj:handles")]
    for milestone in reader.subjects("vj:event", id):
        if reader.value(milestone, "vj:agreement"):
            words = [reader.label(milestone), *(date_words(day) for day in reader.values(milestone, "vj:date"))]
            reason = "; ".join(reader.values(milestone, "vj:dateReason"))
            facts.append(told((", ".join(words),), tags=("agreement",), because=reason, evidence=reader.evidence(milestone)))
    return facts


def _inside(reader: Reader, id: str) -> tuple[Fact, ...]:
    inner = sorted(reader.subjects("vj:during", id), key=lambda one: (reader.value(one, "vj:earliest") or "9", reader.label(one)))
    return tuple(
        told((reader.run(one, reader.label(one)),), notes=((short_date(reader, one),),), evidence=reader.evidence(one))
        for one in inner
    )


def told_in(reader: Reader, id: str) -> tuple[Fact, ...]:
    """The documents that mention something, each with the words in which it does."""
    facts = []
    for document in reader.subjects("vj:mentions", id):
        source = reader.source(document)
        evidence = tuple(one for one in reader.evidence(id) if reader.value(one, "vj:source") == document)
        published = ", ".join(filter(None, (source.publisher, source.issued)))
        facts.append(Fact((source.title,), ((published,),) if published else (), evidence=evidence))
    return tuple(facts)


def part_panel(reader: Reader, part: Part, occasion: Node) -> Panel:
    """All that is told of one party's part in one occasion."""
    own = (reader.run(part.party, part.name), " — ", " and ".join(role for role, _ in part.roles) or "took part")
    said = tuple(one for one in said_by(reader, part.participant, (part,)) if reader.value(one, "vj:event") == part.occasion)
    sections = (
        Section("Part", (Group((), (part_fact(reader, part, own),)),)),
        Section("Occasion", (Group((), (Fact((reader.run(occasion.id, occasion.label),), ((occasion.tip[1],),)),)),)),
        Section("Said there", by_act(reader, said)),
    )
    title = f"{part.name} at {reader.label(part.occasion)}"
    return Panel(title, "participation", part.side, (), (), (), tuple(section for section in sections if section.count))
