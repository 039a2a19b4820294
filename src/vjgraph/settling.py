"""What the sources tell of one occasion, settled: one date, the days that bound it, and what makes them doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vjgraph.dates import Bounds
from vjgraph.dating import join_dates
from vjgraph.enclosing import enclose, first_of_month, last_of_month
from vjgraph.facts import OccasionFact, ParticipationFact, alter
from vjgraph.occasions import order_reason
from vjgraph.ordering import Contradiction, Order, narrow
from vjgraph.planning import PLAN, called, date_reason, dated_by, dating, moved, split
from vjgraph.surrounding import VAGUE, Clash, clash_with, find_around, planned_triples, surround
from vjgraph.terms import Triple, tail, text
from vjgraph.vocabulary import expand, vj


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occasion as all its sources tell it together, with the days that bound it."""

    iri: str
    type: str
    status: str
    date: str
    bounds: Bounds
    date_reason: str
    around_doubts: tuple[str, ...]
    """What is not certain of what it is during, where that narrows its bounds."""
    participations: tuple[ParticipationFact, ...]
    """Each participant once: as a counterpart, and as stated, where any source says so."""
    roles: Mapping[str, tuple[str, ...]]
    """All roles told, by the IRI of the participation."""
    label: str
    other_titles: tuple[str, ...] = ()
    order_doubts: tuple[str, ...] = ()
    """What is not certain of the order that narrows its bounds."""
    reasons: tuple[Triple, ...] = ()
    """Why it is not sure what only a plan tells of what was held."""
    undone: tuple[Triple, ...] = ()
    """What only a plan tells of it, and what is told since excludes."""


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
        own[iri] = join_dates(fact.date for fact in dating(told) if fact.date)[:2]
    told_around = find_around(by_iri, {iri: bounds for iri, (_, bounds) in own.items()})
    occurrences = []
    for iri, told in sorted(by_iri.items()):
        text_date, bounds = own[iri]
        # A visit is bounded by its meetings, and like them by whatever it is a part of.
        arounds = list(surround(iri, told_around))
        joined, doubts, excluded = enclose(bounds, arounds) if arounds else (bounds, (), [])
        clashes += [clash_with(one, told, arounds, message=message, own=bounds) for one, message in excluded]
        reason = date_reason(told, bounds)
        if doubts and bounds.qualified and not reason:
            doubts = (VAGUE, *doubts)
        # What was planned has since been held, or called off; where one says this and another that, it may have been held.
        status = next(name for name in ("held", "cancelled", "planned") if any(fact.status == name for fact in told))
        parts, roles = _join_participations(told)
        label, others = called(told)
        reasons, undone = planned_triples(iri, joined, told_around) if iri in told_around.within else ((), ())
        occurrences.append(
            Occurrence(
                iri, told[0].type, status, text_date, joined, reason, doubts, parts, roles, label, others,
                reasons=tuple(reasons), undone=tuple(undone),
            )
        )  # fmt: skip
    ordered, contradicted = _put_in_order(by_iri, occurrences)
    return ordered, clashes + contradicted


def _put_in_order(
    by_iri: Mapping[str, Sequence[OccasionFact]], occurrences: Sequence[Occurrence]
) -> tuple[list[Occurrence], list[Clash]]:
    """Occurrences with the bounds that the order between them sets, and the orders that their dates contradict."""
    told: dict[Order, tuple[OccasionFact, str]] = {}
    plans: dict[Order, tuple[OccasionFact, str]] = {}
    for fact in (fact for _, facts in sorted(by_iri.items()) for fact in facts):
        for field, other, why in fact.orders:
            pair = (fact.iri, other) if field == "before" else (other, fact.iri)
            planned = fact.status == "planned" and _since(fact, by_iri, other)
            reason = why or (PLAN if planned and any(_overtaken(by_iri.get(one, ()), fact.source) for one in pair) else "")
            (plans if planned else told).setdefault(Order(*pair, f"order inferred: {reason}" if reason else ""), (fact, field))
    days = {one.iri: one.bounds for one in occurrences}
    doubts = {one.iri: f"bounded by {one.label}, whose date is not certain" for one in occurrences if date_doubt(one)}
    lasting = {one.iri for one in occurrences if "/" in one.date}
    narrowed, contradictions = narrow(days, told, doubts=doubts, lasting=lasting)
    found = [one for one in contradictions if not moved(by_iri[one.earliest.origin], by_iri[one.latest.origin])]
    clashes = [_order_clash(one, *told[one.order]) for one in found]
    reasons: dict[str, list[Triple]] = defaultdict(list)
    undone: dict[str, list[Triple]] = defaultdict(list)
    firm = {(order.first, order.then) for order in told}
    standing = []
    for order, (fact, field) in plans.items():
        if (order.first, order.then) in firm:
            continue
        # Each by itself: what a plan says of two that were held otherwise takes nothing from what it says of others.
        _, against = narrow(_known(order, days, narrowed), [order], doubts={})
        if not against:
            standing.append(order)
            if order.doubt.endswith(PLAN):
                reasons[order.first].append(order_reason(order.first, order.then, PLAN))
        elif fact.source in dated_by(by_iri[order.first]) & dated_by(by_iri[order.then]):
            clashes += [_order_clash(one, fact, field) for one in against]
        else:
            undone[order.first].append((order.first, vj.before, order.then))
    if standing:
        narrowed, _ = narrow(days, [*told, *standing], doubts=doubts, lasting=lasting)
    return [_ordered(one, narrowed, reasons, undone) for one in occurrences], clashes


def _known(order: Order, days: Mapping[str, Bounds], narrowed: Mapping[str, tuple[Bounds, tuple[str, ...]]]) -> dict[str, Bounds]:
    """The days of the two that an order is of, as far as firmer orders narrow them."""
    return {one: narrowed[one][0] if one in narrowed else days[one] for one in (order.first, order.then) if one in days}


def _order_clash(found: Contradiction, fact: OccasionFact, field: str) -> Clash:
    message = (
        f"'{tail(found.earliest.origin)}', not before {found.earliest.day}, comes out before "
        f"'{tail(found.latest.origin)}', not after {found.latest.day}"
    )
    return Clash(fact, message, field)


def _since(fact: OccasionFact, by_iri: Mapping[str, Sequence[OccasionFact]], other: str) -> bool:
    """Whether another source tells of either of two what is no plan any more."""
    told = (*by_iri[fact.iri], *by_iri.get(other, ()))
    return any(one.status != "planned" and one.source != fact.source for one in told)


def _overtaken(told: Sequence[OccasionFact], source: str) -> bool:
    """Whether something was held that a source knows only as a plan."""
    return any(fact.source == source for fact in split(told)[1])


def _ordered(
    one: Occurrence,
    narrowed: Mapping[str, tuple[Bounds, tuple[str, ...]]],
    reasons: Mapping[str, Sequence[Triple]],
    undone: Mapping[str, Sequence[Triple]],
) -> Occurrence:
    """An occurrence with what the orders that are told come to."""
    if one.iri in narrowed:
        one = replace(one, bounds=narrowed[one.iri][0], order_doubts=narrowed[one.iri][1])
    if one.iri in reasons or one.iri in undone:
        gone = (*one.undone, *undone.get(one.iri, ()))
        one = replace(one, reasons=(*one.reasons, *reasons.get(one.iri, ())), undone=gone)
    return one


def _join_participations(told: Sequence[OccasionFact]) -> tuple[tuple[ParticipationFact, ...], dict[str, tuple[str, ...]]]:
    firm, plans = split(told)
    by_iri: dict[str, list[ParticipationFact]] = defaultdict(list)
    for fact in firm:
        for part in fact.participations:
            by_iri[part.iri].append(part)
    known = set(by_iri)
    for fact in plans:
        for part in fact.participations:
            # Who was to come is not who came.
            if part.iri not in known:
                by_iri[part.iri].append(alter(part, reason=part.reason or PLAN))
    parts = tuple(_join_parts(by_iri[iri]) for iri in sorted(by_iri))
    return parts, {iri: tuple(dict.fromkeys(part.role for part in found)) for iri, found in by_iri.items()}


def _join_parts(found: Sequence[ParticipationFact]) -> ParticipationFact:
    """One participant as a counterpart, and as stated, where any source says so; with the side and the lead any of them tells."""
    part = max(found, key=lambda part: (part.counts, not part.reason))
    side = part.side or next((other.side for other in found if other.side), "")
    return alter(part, side=side, leads=part.leads or next((other.leads for other in found if other.leads), ""))


def plan_triples(occurrence: Occurrence) -> Iterator[Triple]:
    """Why it is not sure that somebody took part whom only a plan names, and what else only a plan tells."""
    yield from occurrence.reasons
    for part in occurrence.participations:
        if part.reason == PLAN:
            yield part.iri, expand("vj:reason"), text(PLAN, "en")


def date_doubt(occurrence: Occurrence) -> str:
    """Why the date of an occurrence is not certain; empty when it is."""
    return "; ".join(filter(None, (_own_doubt(occurrence), *occurrence.order_doubts)))


def _own_doubt(occurrence: Occurrence) -> str:
    if occurrence.date_reason:
        return "; ".join((f"date inferred: {occurrence.date_reason}", *occurrence.around_doubts))
    return "; ".join(occurrence.around_doubts) or (VAGUE if occurrence.bounds.qualified else "")


def known_date(occurrence: Occurrence) -> str:
    """The date of an occurrence as told; where none is told but its visit bounds it, one of the days between (EDTF).

    Days that are only approximate say so; those of one whole month are the month.
    """
    bounds = occurrence.bounds
    if occurrence.date or bounds.undated:
        return occurrence.date
    about = "~" if bounds.qualified else ""
    first, last = bounds.earliest, bounds.latest
    if first and last and first == first_of_month(last) and last == last_of_month(first):
        return f"{first.isoformat()[:7]}{about}"
    return f"[{f'{first}{about}' if first else ''}..{f'{last}{about}' if last else ''}]"
