"""Visits, meetings and other events of one source: who took part how, when and where, and what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from vjgraph.dates import Bounds, parse_date
from vjgraph.diagnosing import Problem
from vjgraph.drafting import ANYBODY, ANYTHING, Draft
from vjgraph.errors import DateError
from vjgraph.facts import OccasionFact, ParticipationFact, alter
from vjgraph.model import EventEntry, Occasion, Participant, Participants, VisitEntry, several
from vjgraph.statements import compile_statements
from vjgraph.terms import Triple, below, edtf, integer, kind, tail, text
from vjgraph.vocabulary import TYPE, expand, vj
from vjgraph.yamltext import KEY, Path

SECTIONS = {"visits": ("Visit", "visit"), "meetings": ("Meeting", "meeting"), "events": ("OtherEvent", "event")}

# Fields whose reasons answers tell apart, since each bears on other questions.
_REASONS = {
    "date": "vj:dateReason",
    "place": "vj:placeReason",
    "during": "vj:duringReason",
}


def compile_occasions(draft: Draft) -> None:
    """Compile the three sections of occasions, in the order of the format."""
    record = draft.document.record
    seen: dict[str, str] = {}
    for section in SECTIONS:
        entries: Sequence[Occasion] = getattr(record, section)
        for index, entry in enumerate(entries):
            if entry.id in seen:
                draft.problem(
                    (section, index, "id"),
                    "id-twice",
                    f"the id '{entry.id}' is used for two things",
                    f"it also stands in {seen[entry.id]}; choose another",
                )
            seen[entry.id] = section
            draft.local_occasions[entry.id] = [entry.id]
    for section in SECTIONS:
        for entry in getattr(record, section):
            if entry.title and entry.title not in seen:
                draft.local_occasions.setdefault(entry.title, []).append(entry.id)
    for section, (type_name, scheme) in SECTIONS.items():
        for index, entry in enumerate(getattr(record, section)):
            _occasion(draft, entry, type_name, scheme, (section, index))


def _occasion(draft: Draft, entry: VisitEntry | EventEntry, type_name: str, scheme: str, path: Path) -> None:
    if not draft.slug((*path, "id"), entry.id):
        return
    iri = draft.occasion(entry.id)
    draft.paths.setdefault(iri, path)
    evidence = draft.evidence(entry, path)
    draft.triples += (
        *[(iri, TYPE, name) for name in _types(type_name)],
        (draft.source, vj.mentions, iri),
        (iri, vj.kind, draft.kind((*path, "kind"), scheme, entry.kind or scheme) or ""),
        (iri, vj.status, draft.kind((*path, "status"), "status", entry.status) or ""),
        *[(iri, vj.evidence, node) for node in evidence],
    )
    _when_and_where(draft, entry, iri, path)
    if draft.elsewhen:
        draft.when = _when(draft, entry)
    if isinstance(entry, VisitEntry):
        roles: Mapping[str, Participants] = {"visitor": entry.visitor}
        base_path = path
    else:
        roles, base_path = entry.participants, (*path, "participants")
    if not any(_listed(listed, path) for listed in roles.values()):
        if type_name == "Visit":
            draft.problem((*path, "visitor"), "no-participant", "a visit without a visitor", "name who came, after 'visitor:'")
        elif type_name == "Meeting" and entry.status == "held":
            hint = "add 'participants:' and below it a role and a name, as 'guest: Jane Roe'"
            draft.problem(path, "no-participant", "a meeting without a participant", hint)
    parts = [
        part
        for role, listed in roles.items()
        if draft.kind((*base_path, role, KEY), "role", role)
        for place, item in _listed(listed, (*base_path, role))
        for part in _participation(draft, iri, role, item, entry.inferred, evidence, place)
    ]
    for index, name in enumerate(entry.about):
        if found := draft.find((*path, "about", index), ANYTHING, name):
            draft.add(iri, "vj:about", found[1])
    for index, name in enumerate(entry.agreements):
        if found := draft.find((*path, "agreements", index), ("agreements",), name):
            draft.add(iri, "vj:handles", found[1])
    draft.occasions.append(
        OccasionFact(
            iri,
            draft.source,
            type_name,
            entry.status,
            entry.date,
            entry.inferred.get("date", ""),
            draft.occasion(entry.during) if entry.during else "",
            tuple(parts),
            path,
            entry.title,
            _title(draft, entry, scheme, parts),
            bool(entry.series and entry.edition),
            _orders(draft, entry) if entry.before or entry.after else (),
            entry.inferred.get("during", ""),
        )
    )
    if entry.statements:
        compile_statements(draft, entry, iri, parts, evidence, path)


def _orders(draft: Draft, entry: Occasion) -> tuple[tuple[str, str, str], ...]:
    """What an occasion is before or after, and why that is inferred."""
    return tuple(
        (field, draft.occasion(id), entry.inferred.get(field, ""))
        for field in ("before", "after")
        for id in several(getattr(entry, field))
    )


def order_reason(first: str, then: str, why: str) -> Triple:
    """Why something is taken to be before something else, on the earlier of the two; it names the later by its id."""
    return first, vj.orderReason, text(f"before {tail(then)}: {why}", "en")


@cache
def _types(name: str) -> tuple[str, ...]:
    """The classes of an occasion, in whose terms others know events too."""
    return tuple(map(expand, (f"vj:{name}", "vj:Event", "schema:Event", "sem:Event")))


def _when_and_where(draft: Draft, entry: Occasion, iri: str, path: Path) -> None:
    if entry.date and (bounds := draft.date((*path, "date"), entry.date)):
        draft.add(iri, "vj:date", edtf(entry.date))
        published = draft.document.record.source.published
        if entry.status == "held" and draft.written and bounds.earliest and bounds.earliest > draft.written:
            message, hint = f"held on {entry.date}, as a document of {published} tells", "look up both days; or is it 'planned'?"
            draft.warnings.append(Problem((*path, "date"), "after-document", message, hint))
    if entry.place and (found := draft.find((*path, "place"), ("places",), entry.place)):
        draft.add(iri, "vj:place", found[1])
    if entry.inferred:
        _reasons(draft, entry, iri)
    if entry.during:
        draft.refer((*path, "during"), iri, "vj:during", entry.during)
    for field, names in (("before", entry.before), ("after", entry.after)):
        for id in several(names):
            draft.refer((*path, field), iri, "vj:before", id, inverse=field == "after")
            if why := entry.inferred.get(field):
                pair = (iri, draft.occasion(id)) if field == "before" else (draft.occasion(id), iri)
                draft.triples.append(order_reason(*pair, why))
    if entry.series and (found := draft.find((*path, "series"), ("organisations",), entry.series)):
        draft.add(iri, "vj:series", found[1])
    if entry.edition:
        draft.add(iri, "vj:edition", integer(entry.edition))


def _when(draft: Draft, entry: Occasion) -> Bounds:
    """The days of an occasion, or of what it is during, as this document tells them."""
    record = draft.document.record
    around = (other for section in SECTIONS for other in getattr(record, section) if other.id == entry.during)
    told = entry.date or next((other.date for other in around), "")
    try:
        return parse_date(told) if told else Bounds()
    except DateError:  # which is an error of its own, where the date stands
        return Bounds()


def _reasons(draft: Draft, entry: Occasion, iri: str) -> None:
    for field, why in entry.inferred.items():
        if field in _REASONS:
            draft.add(iri, _REASONS[field], text(why, "en"))
    # Why somebody takes part stands on the participation, why something is before something else on the earlier of the two.
    elsewhere = {*_REASONS, "before", "after", "visitor", "participants", *getattr(entry, "participants", ())}
    if reason := "; ".join(f"{field} inferred: {why}" for field, why in entry.inferred.items() if field not in elsewhere):
        draft.add(iri, "vj:reason", text(reason, "en"))


def _participation(
    draft: Draft, event: str, role: str, item: str | Participant, why: Mapping[str, str], evidence: Sequence[str], path: Path
) -> list[ParticipationFact]:
    """One entry as one participation, or two: a delegation's and its named head's."""
    if isinstance(item, str):
        found = draft.find(path, ANYBODY, item)
        reason = why.get("participants", "") or why.get(role, "")
        return [_bear(draft, event, role, found, None, reason, evidence, path)] if found else []
    if bool(item.who) == bool(item.delegation_of):
        found_keys = "both 'who' and 'delegation_of'" if item.who else "neither 'who' nor 'delegation_of'"
        hint = "a participant is somebody ('who: Jane Roe') or a delegation ('delegation_of: BODY'): give one of the two"
        draft.problem(path, "participant", f"a participant with {found_keys}", hint)
        return []
    grounds = draft.evidence(item, path, evidence)
    at = (*path, "who" if item.who else "delegation_of")
    reason = (
        "; ".join(told for field, told in item.inferred.items() if field != "head")
        or why.get("participants", "")
        or why.get(role, "")
    )
    if item.who:
        found = draft.find(at, ANYBODY, item.who)
        return [_bear(draft, event, role, found, item, reason, grounds, path)] if found else []
    body = draft.find(at, ("organisations",), item.delegation_of)
    if not body:
        return []
    parts = [alter(_bear(draft, event, role, body, item, reason, grounds, path), delegation=True)]
    draft.add(parts[0].iri, "vj:asDelegation", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')
    if item.head and (head := draft.find((*path, "head"), ("people",), item.head)):
        # Who leads a visiting delegation makes the visit; whom it met, its head has met as far as we infer.
        led = (
            item.inferred.get("head", "")
            or reason
            or ("" if role == "visitor" else f"as the named head of the delegation of {draft.label(body[1])}")
        )
        leader = _bear(draft, event, role, head, item, led, grounds, path)
        parts.append(alter(leader, leads=parts[0].iri))
        draft.add(leader.iri, "vj:leads", parts[0].iri)
    return parts


def _bear(
    draft: Draft,
    event: str,
    role: str,
    who: tuple[str, str],
    entry: Participant | None,
    reason: str,
    grounds: Sequence[str],
    path: Path,
) -> ParticipationFact:
    group, participant = who
    iri = below(event, participant)
    draft.paths.setdefault(iri, path)
    person = group == "people"
    offices = draft.offices(participant)
    sides: list[str] = []
    behalf: list[str] = []
    if entry:
        offices = draft.named((*path, "as"), ("offices",), entry.as_) or offices
        sides = draft.named((*path, "side"), ("organisations",), entry.side)
        behalf = draft.named((*path, "on_behalf_of"), ("organisations",), entry.on_behalf_of)
    said = draft.register.capacity(participant, tuple(offices) if person else ())
    state = draft.take(said.answer)
    side = sides[0] if sides else state
    draft.triples += (
        (iri, vj.event, event),
        (iri, vj.role, kind("role", role)),
        *[(iri, predicate, object) for predicate, object in said.pairs],
        *[(iri, predicate, body) for body in behalf for predicate in (vj.onBehalfOf, vj.represents)],
        *[(iri, vj.evidence, node) for node in grounds],
    )
    if side:
        draft.triples.append((iri, vj.side, side))
    if reason:
        draft.triples.append((iri, vj.reason, text(reason, "en")))
    return ParticipationFact(iri, participant, person, role, draft.kinds.counts(role), side, reason)


def _title(draft: Draft, entry: Occasion, scheme: str, parts: Sequence[ParticipationFact]) -> str:
    """A name for an occasion that its source does not name: kind, series or parties."""
    kinds = draft.kinds.of[scheme]
    called = kinds[entry.kind].label if entry.kind in kinds else scheme
    if entry.series:
        return f"{entry.series}, session {entry.edition}" if entry.edition else f"{called} of {entry.series}"
    named = [part for part in parts if (part.counts or scheme == "visit") and not part.leads]
    names = [("delegation of " if part.delegation else "") + draft.label(part.participant) for part in named]
    if scheme == "visit":
        return f"{called} of {' and '.join(names)}" + (f" to {entry.place}" if entry.place else "")
    return f"{called} of {' and '.join(names)}" if names else f"{called} ({tail(draft.occasion(entry.id))})"


def _listed(written: Participants, path: Path) -> list[tuple[Path, str | Participant]]:
    if isinstance(written, list):
        return [((*path, index), item) for index, item in enumerate(written)]
    return [(path, written)]
