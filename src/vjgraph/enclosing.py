"""What is around something: the days that a visit or event sets to what took place during it, and what makes them doubtful."""

from __future__ import annotations

import heapq
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vjgraph.dates import Bounds, intersect
from vjgraph.errors import DateError

AROUND = 14
"""How many days before and after what is told to have happened during it a visit without a date may have lasted."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Something is during something else; `doubt` is why that is not certain, empty where it is."""

    doubt: str = ""
    planned: bool = False
    """Whether nobody says so but while what was held since was planned."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is around something: its days, what makes it doubtful that they count, and what makes the days so."""

    iri: str
    bounds: Bounds
    doubts: tuple[str, ...] = ()
    why: str = ""
    """What it is called, and why its days themselves are not certain; empty where they are."""
    loose: bool = False
    """Whether they give way to what excludes them, as an estimate does."""


def above(iri: str, within: Mapping[str, Mapping[str, Link]]) -> Iterator[tuple[str, tuple[tuple[str, Link], ...]]]:
    """All that something is a part of, and the links on the way there that are not sure: of several ways the surest.

    A circle, which is an error of its own, ends it.

    >>> sure, unsure = Link(), Link("the seating")
    >>> list(above("call", {"call": {"talks": sure, "trip": unsure}, "talks": {"trip": sure}}))
    [('talks', ()), ('trip', ())]
    """
    seen: set[str] = set()
    queue: list[tuple[int, int, str, tuple[tuple[str, Link], ...]]] = [(0, 0, iri, ())]
    while queue:
        _, steps, here, way = heapq.heappop(queue)
        if here in seen:
            continue
        seen.add(here)
        if steps:
            yield here, way
        for outer, link in within.get(here, {}).items():
            if outer not in seen:
                more = (*way, (outer, link)) if link.doubt or link.planned else way
                heapq.heappush(queue, (len(more), steps + 1, outer, more))


def enclose(own: Bounds, arounds: Sequence[Around]) -> tuple[Bounds, tuple[str, ...], list[tuple[Around, str]]]:
    """Bounds within those of all that is around; what makes them doubtful; and what excludes them, with what it says.

    An end is as sure as the surest that sets it. What excludes the others narrows nothing.
    """
    joined, used, excluded = own, [], []
    for around in sorted(arounds, key=lambda one: one.loose):
        try:
            joined = intersect(joined, around.bounds)
        except DateError as error:
            if not around.loose:
                excluded.append((around, error.message))
        else:
            used.append(around)
    setting: dict[str, list[str]] = defaultdict(list)
    by = {one.iri: one for one in used}
    for end, day, before in (("first day", joined.earliest, own.earliest), ("last day", joined.latest, own.latest)):
        if day != before:
            same = [one for one in used if day == (one.bounds.earliest if end == "first day" else one.bounds.latest)]
            setting[min(same, key=lambda one: (len(one.doubts) + bool(one.why), one.bounds.qualified)).iri].append(end)
    qualified = own.qualified or any(by[iri].bounds.qualified for iri in setting)
    doubts: list[str] = []
    for iri, ends in setting.items():
        doubts += by[iri].doubts
        if why := by[iri].why:
            doubts.append(f"{'date' if len(ends) > 1 else ends[0]} bounded by {why}")
    return joined._replace(qualified=qualified), tuple(dict.fromkeys(doubts)), excluded


def estimate(iri: str, inside: Mapping[str, Collection[str]], own: Mapping[str, Bounds]) -> Bounds:
    """The months around all that took place during something whose days are not told, however many visits lie between.

    Without bounds where nothing of it has a first and a last day.
    """
    found: dict[str, Bounds] = {}
    todo = list(inside.get(iri, ()))
    while todo:
        if (one := todo.pop()) not in found and one != iri:
            found[one] = own.get(one, Bounds())
            todo += inside.get(one, ())
    dated = [bounds for bounds in found.values() if bounds.earliest and bounds.latest]
    if not dated:
        return Bounds()
    # A meeting "up to 30 June" moves the visit's beginning to June, however late the others are.
    starts = [b.earliest for b in dated] + [b.latest for b in found.values()]
    ends = [b.latest for b in dated] + [b.earliest for b in found.values()]
    # Who is in a place on a day may have come, and met others, before that day's month began.
    first, last = _shifted(min(filter(None, starts)), -AROUND), _shifted(max(filter(None, ends)), AROUND)
    return Bounds(first_of_month(first), last_of_month(last), True)


def _shifted(day: date, days: int) -> date:
    """A day some days later or earlier, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def first_of_month(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
