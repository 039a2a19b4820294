"""Order that is told without dates: it narrows the days of what it orders, or contradicts them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vjgraph.dates import Bounds


@dataclass(frozen=True, slots=True)
class Order:
    """One thing is before another, as somebody says; `doubt` is why that is not certain, empty where it is."""

    first: str
    then: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A day that an order sets to what is before or after something, and what makes it doubtful."""

    day: date
    origin: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An order that cannot be: what is `first`, not before `earliest`, is after what is `then`, not after `latest`."""

    order: Order
    earliest: Limit
    latest: Limit


def narrow(
    bounds: Mapping[str, Bounds], orders: Iterable[Order], *, doubts: Mapping[str, str], lasting: Container[str] = ()
) -> tuple[dict[str, tuple[Bounds, tuple[str, ...]]], list[Contradiction]]:
    """The bounds that an order narrows, each with what makes that doubtful; and the orders that the bounds contradict.

    What is before something ends no later than its last day, and what is after it begins no earlier than its first day,
    however many stand between. What is undated stays so, and hands on what others set. `doubts` says why the days of
    something are not certain. Days that contradict each other narrow nothing, nor are those of what is `lasting` narrowed: it
    fills them.

    >>> from vjgraph.dates import parse_date
    >>> days = {"call": parse_date("2019-07"), "talks": parse_date("2019-07-04")}
    >>> narrow(days, [Order("call", "talks")], doubts={})[0]["call"][0].latest
    datetime.date(2019, 7, 4)
    """
    told = sorted(set(orders), key=lambda order: (order.first, order.then, order.doubt))
    # Of several who say the same, one who states it is enough.
    sure = {(order.first, order.then) for order in told if not order.doubt}
    told = [order for order in told if not order.doubt or (order.first, order.then) not in sure]
    ends = {iri: bound.latest for iri, bound in bounds.items() if bound.latest}
    starts = {iri: bound.earliest for iri, bound in bounds.items() if bound.earliest}
    latest = _limits(ends, [(order.then, order.first, order.doubt) for order in told], doubts, forwards=False)
    earliest = _limits(starts, [(order.first, order.then, order.doubt) for order in told], doubts, forwards=True)
    contradictions: dict[tuple[str, str], Contradiction] = {}
    for order in told:
        low, high = earliest.get(order.first), latest.get(order.then)
        if low and high and low.day > high.day:
            contradictions.setdefault((low.origin, high.origin), Contradiction(order, low, high))
    narrowed: dict[str, tuple[Bounds, tuple[str, ...]]] = {}
    for iri, bound in bounds.items():
        low, high = earliest.get(iri), latest.get(iri)
        if bound.undated or iri in lasting or not (low or high) or (low and high and low.day > high.day):
            continue
        new = bound._replace(earliest=low.day if low else None, latest=high.day if high else None)
        if new != bound:
            by = [limit for limit, old in ((low, bound.earliest), (high, bound.latest)) if limit and limit.day != old]
            narrowed[iri] = new, tuple(dict.fromkeys(doubt for limit in by for doubt in limit.doubts))
    return narrowed, list(contradictions.values())


def _limits(
    own: Mapping[str, date], edges: Sequence[tuple[str, str, str]], doubts: Mapping[str, str], *, forwards: bool
) -> dict[str, Limit]:
    """For each thing the closest of its own day and those of all that lead to it; of equal days the surest."""
    following: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for start, end, doubt in edges:
        following[start].append((end, doubt))
    sign = -1 if forwards else 1
    # The closest day first, and with it whatever it reaches: each thing is settled once.
    queue = []
    for iri, day in own.items():
        reasons = (doubts[iri],) if doubts.get(iri) else ()
        queue.append((sign * day.toordinal(), len(reasons), 0, iri, iri, reasons))
    heapq.heapify(queue)
    found: dict[str, Limit] = {}
    while queue:
        ordinal, _, steps, iri, origin, reasons = heapq.heappop(queue)
        if iri in found:
            continue
        found[iri] = Limit(date.fromordinal(sign * ordinal), origin, reasons)
        for end, doubt in following[iri]:
            if end not in found:
                more = (*reasons, doubt) if doubt and doubt not in reasons else reasons
                heapq.heappush(queue, (ordinal, len(more), steps + 1, end, origin, more))
    return found
