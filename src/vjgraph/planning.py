"""What was said of an occasion while it was planned, told apart from what is said of it since."""

from __future__ import annotations

from collections.abc import Sequence

from vjgraph.dates import Bounds, parse_date
from vjgraph.dating import holds, join_dates
from vjgraph.facts import OccasionFact, alter

PLAN = "told only while it was still planned"
"""Why what a plan alone says of something that was held is no more than inferred."""


def split(told: Sequence[OccasionFact]) -> tuple[list[OccasionFact], list[OccasionFact]]:
    """What sources say of an occasion, and what was said only while it was planned, where another source says it was held."""
    firm = {fact.source for fact in told if fact.status != "planned"}
    if not any(fact.status == "held" for fact in told):
        return list(told), []
    return [fact for fact in told if fact.source in firm], [fact for fact in told if fact.source not in firm]


def dating(told: Sequence[OccasionFact]) -> Sequence[OccasionFact]:
    """Those whose dates count: what was planned for another day than that on which it was held was not held on it."""
    firm, _ = split(told)
    moved = any(fact.date for fact in firm) and join_dates(fact.date for fact in told if fact.date)[2]
    return firm if moved else told


def moved(told: Sequence[OccasionFact], other: Sequence[OccasionFact], *, planned: bool = False) -> bool:
    """Whether plans of one of two occasions meet what is told since of either: where they exclude each other, plans give way.

    `planned` says that what relates the two is itself of a plan.
    """
    if all(fact.status == "planned" for fact in (*told, *other)):
        return False
    return planned or (not dated_by(told) & dated_by(other) and (dated_by_plan(told) or dated_by_plan(other)))


def dated_by(told: Sequence[OccasionFact]) -> set[str]:
    """The sources whose dates of an occasion count: who dates two of them errs where these exclude each other."""
    return {fact.source for fact in dating(told) if fact.date}


def dated_by_plan(told: Sequence[OccasionFact]) -> bool:
    """Whether only plans give an occasion a date."""
    return {fact.status for fact in dating(told) if fact.date} == {"planned"}


def date_reason(told: Sequence[OccasionFact], bounds: Bounds) -> str:
    """Why the date is inferred; empty where one source states it."""
    _, plans = split(told)
    dated = [alter(fact, date_reason=fact.date_reason or PLAN) if fact in plans else fact for fact in dating(told) if fact.date]
    same = [fact for fact in dated if parse_date(fact.date)[:2] == bounds[:2]]
    # Of days that exclude each other, a month that holds them is none.
    same = same or [fact for fact in dated if not holds(parse_date(fact.date), bounds)]
    reasons = [fact.date_reason for fact in same or dated]
    return "" if same and "" in reasons else next(filter(None, reasons), "")


def called(told: Sequence[OccasionFact]) -> tuple[str, tuple[str, ...]]:
    """What an occasion is called, and its other titles."""
    titles = list(dict.fromkeys(fact.title for fact in told if fact.title))
    if titles:
        return titles[0], tuple(titles[1:])
    # What a source does not name is called by its number in a series, where one source tells it.
    return max(split(told)[0], key=lambda fact: fact.numbered).label, ()
