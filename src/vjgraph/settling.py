"""What the sources tell of one occasion, settled: one date, the days that bound it, and what makes them doubtful."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vjgraph.dates import Bounds, intersect, parse_date
from vjgraph.dating import holds, join_dates
from vjgraph.errors import DateError
from vjgraph.facts import OccasionFact, ParticipationFact, alter
from vjgraph.ordering import Order, narrow
from vjgraph.terms import Triple, tail, text
from vjgraph.vocabulary import expand

_PLAN = "told only while it was still planned"
"""Why what a plan alone says of something that was held is no more than inferred."""


_AROUND = 14
"""How many days before and after what is told to have happened during it a visit without a date may have lasted."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occasion as all its sources tell it together, with the days that bound it."""

    iri: str
    type: str
    status: str
    date: str
    bounds: Bounds
    date_reason: str
    by_visit: str
    """Which of its bounds (`first day`, `last day`, or `date` for both) is that of a visit whose days are not told."""
    participations: tuple[ParticipationFact, ...]
    """Each participant once: as a counterpart, and as stated, where any source says so."""
    roles: Mapping[str, tuple[str, ...]]
    """All roles told, by the IRI of the participation."""
    label: str
    other_titles: tuple[str, ...] = ()
    order_doubts: tuple[str, ...] = ()
    """What is not certain of the order that narrows its bounds."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Dates, or a date and an order, that cannot both be true of one occasion."""

    fact: OccasionFact
    message: str
    field: str = "date"
    """Where the fact says so."""


def settle(facts: Iterable[OccasionFact]) -> tuple[list[Occurrence], list[Clash]]:
    """Join what the sources say of each occasion, and bound each by its own date and that of the visit or event around it.

    A visit without a date is bounded by the months around its dated meetings, and is then approximate. What is told to be
    before or after something is bounded by it.
    """
    by_iri: dict[str, list[OccasionFact]] = defaultdict(list)
    for fact in facts:
        by_iri[fact.iri].append(fact)
    clashes: list[Clash] = []
    own: dict[str, tuple[str, Bounds]] = {}
    for iri, told in by_iri.items():
        own[iri] = join_dates(fact.date for fact in _dating(told) if fact.date)[:2]
    within = {iri: next((fact.during for fact in told if fact.during), "") for iri, told in by_iri.items()}
    days = _days_around(by_iri, own)
    occurrences = []
    for iri, told in sorted(by_iri.items()):
        text_date, bounds = own[iri]
        joined = bounds
        by_visit: set[str] = set()
        # A visit is bounded by its meetings, and like them by whatever it is a part of.
        for around in _chain(iri, within):
            try:
                joined, narrower = _narrow(joined, days.get(around, Bounds()))
                by_visit |= narrower if around in days and days[around].qualified else set()
            except DateError as error:
                message = f"its date and that of '{tail(around)}', which it is during, exclude each other: {error.message}"
                clashes.append(Clash(max(told, key=lambda fact: (bool(fact.during), bool(fact.date))), message))
        reason = _date_reason(told, bounds)
        # What was planned has since been held, or called off; where one says this and another that, it may have been held.
        status = next(name for name in ("held", "cancelled", "planned") if any(fact.status == name for fact in told))
        parts, roles = _join_participations(told)
        titles = list(dict.fromkeys(fact.title for fact in told if fact.title))
        # What a source does not name is called by its number in a series, where one source tells it.
        unnamed = max(_split(told)[0], key=lambda fact: fact.numbered).label
        label, others = (titles[0], tuple(titles[1:])) if titles else (unnamed, ())
        bounded = "date" if len(by_visit) > 1 else "".join(by_visit)
        occurrences.append(Occurrence(iri, told[0].type, status, text_date, joined, reason, bounded, parts, roles, label, others))
    ordered, contradicted = _put_in_order(by_iri, occurrences)
    return ordered, clashes + contradicted


def _put_in_order(
    by_iri: Mapping[str, Sequence[OccasionFact]], occurrences: Sequence[Occurrence]
) -> tuple[list[Occurrence], list[Clash]]:
    """Occurrences with the bounds that the order between them sets, and the orders that their dates contradict."""
    told: dict[Order, tuple[OccasionFact, str]] = {}
    for fact in (fact for _, facts in sorted(by_iri.items()) for fact in facts):
        for field, other, why in fact.orders:
            pair = (fact.iri, other) if field == "before" else (other, fact.iri)
            told.setdefault(Order(*pair, f"order inferred: {why}" if why else ""), (fact, field))
    narrowed, contradictions = narrow(
        {one.iri: one.bounds for one in occurrences},
        told,
        doubts={one.iri: f"bounded by {one.label}, whose date is not certain" for one in occurrences if date_doubt(one)},
        lasting={one.iri for one in occurrences if "/" in one.date},
    )
    clashes = [
        Clash(
            told[found.order][0],
            f"'{tail(found.earliest.origin)}', not before {found.earliest.day}, comes out before "
            f"'{tail(found.latest.origin)}', not after {found.latest.day}",
            told[found.order][1],
        )
        for found in contradictions
    ]
    return [
        replace(one, bounds=narrowed[one.iri][0], order_doubts=narrowed[one.iri][1]) if one.iri in narrowed else one
        for one in occurrences
    ], clashes


def _chain(iri: str, within: Mapping[str, str]) -> Iterator[str]:
    """An occasion, what it is during, what that is during; a circle, which is an error of its own, ends it."""
    seen: set[str] = set()
    while iri and iri not in seen:
        seen.add(iri)
        yield iri
        iri = within.get(iri, "")


def _split(told: Sequence[OccasionFact]) -> tuple[list[OccasionFact], list[OccasionFact]]:
    """What sources say of an occasion, and what was said only while it was planned, where another source says it was held."""
    firm = {fact.source for fact in told if fact.status != "planned"}
    if not any(fact.status == "held" for fact in told):
        return list(told), []
    return [fact for fact in told if fact.source in firm], [fact for fact in told if fact.source not in firm]


def _dating(told: Sequence[OccasionFact]) -> Sequence[OccasionFact]:
    """Those whose dates count: what was planned for another day than that on which it was held was not held on it."""
    firm, _ = _split(told)
    moved = any(fact.date for fact in firm) and join_dates(fact.date for fact in told if fact.date)[2]
    return firm if moved else told


def _date_reason(told: Sequence[OccasionFact], bounds: Bounds) -> str:
    """Why the date is inferred; empty where one source states it."""
    _, plans = _split(told)
    dated = [alter(fact, date_reason=fact.date_reason or _PLAN) if fact in plans else fact for fact in _dating(told) if fact.date]
    same = [fact for fact in dated if parse_date(fact.date)[:2] == bounds[:2]]
    # Of days that exclude each other, a month that holds them is none.
    same = same or [fact for fact in dated if not holds(parse_date(fact.date), bounds)]
    reasons = [fact.date_reason for fact in same or dated]
    return "" if same and "" in reasons else next(filter(None, reasons), "")


def _join_participations(told: Sequence[OccasionFact]) -> tuple[tuple[ParticipationFact, ...], dict[str, tuple[str, ...]]]:
    firm, plans = _split(told)
    by_iri: dict[str, list[ParticipationFact]] = defaultdict(list)
    for fact in firm:
        for part in fact.participations:
            by_iri[part.iri].append(part)
    known = set(by_iri)
    for fact in plans:
        for part in fact.participations:
            # Who was to come is not who came.
            if part.iri not in known:
                by_iri[part.iri].append(alter(part, reason=part.reason or _PLAN))
    parts = tuple(_join_parts(by_iri[iri]) for iri in sorted(by_iri))
    return parts, {iri: tuple(dict.fromkeys(part.role for part in found)) for iri, found in by_iri.items()}


def _join_parts(found: Sequence[ParticipationFact]) -> ParticipationFact:
    """One participant as a counterpart, and as stated, where any source says so; with the side and the lead any of them tells."""
    part = max(found, key=lambda part: (part.counts, not part.reason))
    side = part.side or next((other.side for other in found if other.side), "")
    return alter(part, side=side, leads=part.leads or next((other.leads for other in found if other.leads), ""))


def plan_triples(occurrence: Occurrence) -> Iterator[Triple]:
    """Why it is not sure that somebody took part whom only a plan names."""
    for part in occurrence.participations:
        if part.reason == _PLAN:
            yield part.iri, expand("vj:reason"), text(_PLAN, "en")


def _days_around(by_iri: Mapping[str, Sequence[OccasionFact]], own: Mapping[str, tuple[str, Bounds]]) -> dict[str, Bounds]:
    """The days that bound what happened during each occasion."""
    found: dict[str, Bounds] = {}
    within: dict[str, list[Bounds]] = defaultdict(list)
    for iri, told in by_iri.items():
        for fact in told:
            if fact.during:
                within[fact.during].append(own[iri][1])
    for iri, told in by_iri.items():
        bounds = own[iri][1]
        if told[0].type == "Visit" and bounds.undated and any(b.earliest and b.latest for b in within[iri]):
            dated = [b for b in within[iri] if b.earliest and b.latest]
            # A meeting "up to 30 June" moves the visit's beginning to June, however late the others are.
            starts = [b.earliest for b in dated] + [b.latest for b in within[iri]]
            ends = [b.latest for b in dated] + [b.earliest for b in within[iri]]
            # Who is in a place on a day may have come, and met others, before that day's month began.
            first, last = _shifted(min(filter(None, starts)), -_AROUND), _shifted(max(filter(None, ends)), _AROUND)
            bounds = Bounds(_first_of_month(first), _last_of_month(last), True)
        # What rests on a date that is inferred is no surer than that date.
        inferred = bool(_date_reason(told, bounds))
        found[iri] = bounds._replace(qualified=bounds.qualified or inferred)
    return found


def _narrow(bounds: Bounds, around: Bounds) -> tuple[Bounds, set[str]]:
    """Bounds within those of a visit, and which of them it narrows; qualified by the visit only where it narrows any."""
    joined = intersect(bounds, around)
    ends = (("first day", joined.earliest != bounds.earliest), ("last day", joined.latest != bounds.latest))
    narrower = {end for end, changed in ends if changed}
    return joined._replace(qualified=bounds.qualified or (bool(narrower) and around.qualified)), narrower


def _shifted(day: date, days: int) -> date:
    """A day some days later or earlier, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def date_doubt(occurrence: Occurrence) -> str:
    """Why the date of an occurrence is not certain; empty when it is."""
    return "; ".join(filter(None, (_own_doubt(occurrence), *occurrence.order_doubts)))


def _own_doubt(occurrence: Occurrence) -> str:
    inferred = f"date inferred: {occurrence.date_reason}" if occurrence.date_reason else ""
    if not occurrence.by_visit:
        return inferred or ("date uncertain or approximate" if occurrence.bounds.qualified else "")
    if occurrence.type == "Visit" and not occurrence.date:
        return f"days not told; the months are those within {_AROUND} days of what happened during it"
    by_visit = f"{occurrence.by_visit} bounded by the visit, whose days are not told"
    return f"{inferred}; {by_visit}" if inferred else by_visit


def known_date(occurrence: Occurrence) -> str:
    """The date of an occurrence as told; where none is told but its visit bounds it, one of the days between (EDTF).

    Days that are only approximate say so; those of one whole month are the month.
    """
    bounds = occurrence.bounds
    if occurrence.date or bounds.undated:
        return occurrence.date
    about = "~" if bounds.qualified else ""
    first, last = bounds.earliest, bounds.latest
    if first and last and first == _first_of_month(last) and last == _last_of_month(first):
        return f"{first.isoformat()[:7]}{about}"
    return f"[{f'{first}{about}' if first else ''}..{f'{last}{about}' if last else ''}]"
