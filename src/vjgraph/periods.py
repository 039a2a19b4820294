"""Periods that are asked about: the days of what somebody writes, and which events can lie in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from vjgraph.dates import Bounds, parse_date
from vjgraph.errors import DateError, UsageError
from vjgraph.questions import Query
from vjgraph.sparql import among

Day = str | int | None
_PERIOD_OPENS, _PERIOD_ENDS = date.min, date.max
_WHEN = "write 2023-04-04, 2023-04, 2023 or 2022-09-09/2022-09-12"
_VAGUE = f"'%s' leaves open which day is asked about: {_WHEN}"


def read_period(year: Day = None, first: Day = None, last: Day = None) -> tuple[date, date] | None:
    """The first and last day asked about; dates may be years, months or days. Raise `UsageError` for what is none.

    >>> read_period("2023")[1].isoformat()
    '2023-12-31'
    """
    if year is not None and (first is not None or last is not None):
        raise UsageError("give either --year or --from and --to")
    told = [str(text) for text in (year, first, last) if text is not None]
    if not told:
        return None
    bounds = [_bounds(text) for text in told]
    if vague := [text for text, bound in zip(told, bounds, strict=True) if _is_vague(text, bound)]:
        raise UsageError(_VAGUE % vague[0])
    opens = _PERIOD_OPENS if year is first is None else bounds[0].earliest
    ends = _PERIOD_ENDS if year is last is None else bounds[-1].latest
    if undated := [text for text, bound in zip(told, bounds, strict=True) if bound.undated]:
        raise UsageError(f"'{undated[0]}' names no year: {_WHEN}")
    if opens is None or ends is None:
        raise UsageError(f"'{told[0] if opens is None else told[-1]}' is open at one end: use --from or --to alone")
    if opens > ends:
        raise UsageError(f"the period ends ({ends}) before it begins ({opens})")
    return opens, ends


def read_when(text: str) -> tuple[date, date]:
    """The first and last day of a date that is asked about: a day, a month, a year or a span. Raise `UsageError` for others.

    >>> read_when("2019-02")[1].isoformat()
    '2019-02-28'
    """
    bounds = _bounds(text)
    if bounds.undated:
        raise UsageError(f"'{text}' names no year: {_WHEN}")
    if _is_vague(text, bounds):
        raise UsageError(_VAGUE % text)
    return bounds.earliest or _PERIOD_OPENS, bounds.latest or _PERIOD_ENDS


def within(query: Query, generation: Path | None, *, period: tuple[date, date] | None) -> Query:
    """A query as it is, or told which events can lie in the period asked about: where it asks for them, and the build knows."""
    if generation is None or period is None:
        return query

    def events() -> list[str] | None:
        from vjgraph.encounters import list_events

        return list_events(generation, period=period)

    return replace(query, text=among(query.text, events))


def _is_vague(text: str, bounds: Bounds) -> bool:
    """Whether a date is uncertain or one of several, as only a source may have it."""
    return bounds.qualified or text.strip()[0] in "[{"


def _bounds(text: str) -> Bounds:
    try:
        return parse_date(text)
    except DateError as error:
        # Whoever asks writes no sets and no doubts, as a source may.
        raise UsageError(f"{error.message}: {error.hint if 'there is no' in error.message else _WHEN}") from None
