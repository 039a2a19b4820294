"""What sources tell to be around each occasion: the visit or event it is during, and the months in which an undated visit was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vjgraph.dates import Bounds, meet
from vjgraph.enclosing import AROUND, Around, Link, above, estimate
from vjgraph.facts import OccasionFact
from vjgraph.planning import PLAN, called, date_reason, dated_by_plan, moved, split
from vjgraph.terms import Triple, tail, text
from vjgraph.vocabulary import vj

VAGUE = "date uncertain or approximate"


@dataclass(frozen=True, slots=True)
class Clash:
    """Dates, or a date and an order, that cannot both be true of one occasion."""

    fact: OccasionFact
    message: str
    field: str = "date"
    """Where the fact says so."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of some occasions, by IRI: by whom, on what days, what each is during, and the months of undated visits."""

    facts: Mapping[str, Sequence[OccasionFact]]
    days: Mapping[str, Bounds]
    within: Mapping[str, Mapping[str, Link]]
    months: Mapping[str, Bounds]


def find_around(facts: Mapping[str, Sequence[OccasionFact]], days: Mapping[str, Bounds]) -> Told:
    """What each occasion is told to be during; `days` are those told of each itself."""
    within: dict[str, dict[str, Link]] = {}
    inside: dict[str, list[str]] = defaultdict(list)
    for iri, told in facts.items():
        for fact in told:
            if fact.during:
                planned = fact.status == "planned" and fact in split(told)[1]
                links, link = within.setdefault(iri, {}), Link(fact.during_reason or (PLAN if planned else ""), planned)
                # Of several who say the same, one who states it is enough.
                links[fact.during] = min(links.get(fact.during, link), link, key=lambda one: (one.planned, one.doubt))
        for outer in within.get(iri, ()):
            inside[outer].append(iri)
    months = {iri: estimate(iri, inside, days) for iri in inside if iri in facts and _is_untold(facts[iri], days[iri])}
    return Told(facts, days, within, {iri: bounds for iri, bounds in months.items() if not bounds.undated})


def _is_untold(told: Sequence[OccasionFact], days: Bounds) -> bool:
    return told[0].type == "Visit" and days.undated


def surround(iri: str, told: Told) -> Iterator[Around]:
    """All that bounds an occasion: the months around what took place during it, and whatever it is a part of."""
    if iri in told.months:
        doubt = f"days not told; the months are those within {AROUND} days of what happened during it"
        yield Around(iri, told.months[iri], (doubt,), loose=True)
    for outer, way in above(iri, told.within) if iri in told.within else ():
        if outer in told.facts:
            yield _around(iri, outer, way, told)


def _around(iri: str, outer: str, way: Sequence[tuple[str, Link]], told: Told) -> Around:
    """What is around something, to which some links lead that are not sure."""
    here, facts = told.facts[iri], told.facts[outer]
    label = called(facts)[0]
    doubts = tuple(f"being part of {called(told.facts[one])[0]} inferred: {link.doubt}" for one, link in way)
    if outer in told.months:
        # An estimate gives way to what is told.
        return Around(outer, told.months[outer], doubts, "the visit, whose days are not told", loose=True)
    bounds = told.days[outer]
    planned = any(link.planned for _, link in way)
    loose = moved(here, facts, planned=planned)
    reason = date_reason(facts, bounds)
    if not planned and loose and dated_by_plan(facts) and any(fact.status == "held" for fact in here):
        reason = reason or PLAN
    # What rests on a date that is inferred is no surer than that date.
    if reason:
        return Around(outer, bounds._replace(qualified=True), doubts, f"{label}, whose date is inferred: {reason}", loose)
    return Around(outer, bounds, doubts, f"{label}, whose {VAGUE.replace(' ', ' is ', 1)}" if bounds.qualified else "", loose)


def planned_triples(iri: str, bounds: Bounds, told: Told) -> tuple[list[Triple], list[Triple]]:
    """Why it is not sure that something was during what only a plan puts it into, and what of that its days exclude."""
    reasons, undone = [], []
    links = told.within.get(iri, {})
    for outer, link in links.items():
        if link.planned and not meet(bounds, told.days.get(outer, Bounds())):
            undone.append((iri, vj.during, outer))
        elif link.doubt == PLAN and all(other.doubt for other in links.values()):
            reasons.append((iri, vj.duringReason, text(PLAN, "en")))
    return reasons, undone


def clash_with(around: Around, told: Sequence[OccasionFact], arounds: Sequence[Around], *, message: str, own: Bounds) -> Clash:
    """That the days of what is around something exclude its own, or those of something else around it."""
    fact = max(told, key=lambda fact: (fact.during == around.iri, bool(fact.during), bool(fact.date)))
    rivals = [tail(one.iri) for one in arounds if not one.loose and not meet(one.bounds, around.bounds)]
    if rivals and meet(own, around.bounds):
        both = f"the dates of '{rivals[0]}' and '{tail(around.iri)}', both of which it is during, exclude each other"
        return Clash(fact, f"{both}: {message}")
    return Clash(fact, f"its date and that of '{tail(around.iri)}', which it is during, exclude each other: {message}")
