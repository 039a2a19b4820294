"""Dates that several sources give one thing, joined: the one that tells most, or, where they exclude each other, one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vjgraph.dates import Bounds, intersect, meet, parse_date, parse_members
from vjgraph.errors import DateError


def join_dates(told: Iterable[str]) -> tuple[str, Bounds, bool]:
    """One date for those that sources give, its days, and whether they exclude each other: then it is one of them.

    A span, and a set of days that are all meant, tells more than a day in it, as a day tells more than its month; a day without
    a year is in the year others tell, and as sure as that.

    >>> join_dates(["2019-07", "2019-07-01"])[0], join_dates(["2019-07-02", "2019-07-01"])[0]
    ('2019-07-01', '[2019-07-01, 2019-07-02]')
    >>> join_dates(["2019-07-01/2019-07-03", "2019-07-02"])[0], join_dates(["2019-07-01/..", "2019-07/2019-07-03"])[0]
    ('2019-07-01/2019-07-03', '2019-07-01/2019-07-03')
    >>> join_dates(["XXXX-07-01", "2019"])[0], join_dates(["XXXX-07-01", "2019?"])[0]
    ('2019-07-01', '2019?-07-01')
    >>> join_dates(["{2019-07-01, 2019-07-05}", "2019-07-01"])[0], join_dates(["[2019-07-01, 2019-07-05]", "2019-07-05"])[0]
    ('{2019-07-01, 2019-07-05}', '2019-07-05')
    """
    texts = sorted(set(told))
    if len(texts) > 1 and all("XXXX" in text_date for text_date in texts):
        # Days of one unknown year are held against each other in a leap year, and stay without it.
        joined, bound, clash = join_dates(text_date.replace("XXXX", "2000") for text_date in texts)
        return joined.replace("2000", "XXXX"), Bounds(qualified=bound.qualified), clash
    bounds = {text_date: parse_date(text_date) for text_date in _with_year(texts)}
    if any(_lasts(text_date) for text_date in bounds):
        return _join_lasting(bounds)
    dates = list(bounds)
    if len(dates) <= 1:
        return (dates[0], bounds[dates[0]], False) if dates else ("", Bounds(), False)
    common = _common([parse_members(text_date) for text_date in dates])
    if not common:
        return *_one_of(bounds), True
    # A month and a day within it agree: the narrower one tells more, and of two alike the surer.
    for text_date, bound in sorted(bounds.items(), key=lambda told: (told[1].qualified, told[0])):
        if _days(parse_members(text_date)) == _days(common):
            return text_date, bound, False
    written = ", ".join(_written(one) for one in common)
    return (written if len(common) == 1 and "." not in written else f"[{written}]"), _around(common), False


def _lasts(told: str) -> bool:
    """Whether a date is of all its days, not of one of them."""
    return "/" in told or told.startswith("{")


def _join_lasting(bounds: Mapping[str, Bounds]) -> tuple[str, Bounds, bool]:
    """Dates of which some are of several days: the one of them that all others lie in, else one of them all."""
    spans = [text_date for text_date in bounds if "/" in text_date]
    sets = sorted((text_date for text_date in bounds if text_date.startswith("{")), key=lambda told: -len(parse_members(told)))
    span = _join_spans(spans) if spans else ""
    lasting = span or (sets[0] if sets and not spans else "")
    beside = {text_date: bound for text_date, bound in bounds.items() if not _lasts(text_date) or text_date not in spans}
    beside = {text_date: bound for text_date, bound in beside.items() if lasting and not _lies_in(text_date, lasting)}
    if not lasting or beside:
        kept = {lasting: parse_date(lasting), **beside} if lasting else bounds
        return *_one_of(kept), True
    return lasting, parse_date(lasting), False


def _lies_in(told: str, lasting: str) -> bool:
    """Whether some of the days that are told are among those of a span or set; of a set, whether all are."""
    days = parse_members(lasting)
    found = [any(meet(one, other) for other in days) for one in parse_members(told)]
    return all(found) if told.startswith("{") else any(found)


def _common(told: Sequence[Sequence[Bounds]]) -> list[Bounds]:
    """The days, as alternatives, that all who tell some allow; what is narrower is as sure as the surest who sets its ends."""
    found = list(told[0])
    for others in told[1:]:
        met = [_narrower(one, other) for one in found for other in others if meet(one, other)]
        found = [one for number, one in enumerate(met) if one[:2] not in {other[:2] for other in met[:number]}]
    return sorted(found, key=lambda one: (one.earliest or date.min, one.latest or date.max))


def _narrower(one: Bounds, other: Bounds) -> Bounds:
    """The days in both; where one of the two has just these, as sure as it is, and as the surer where both have."""
    common = intersect(one, other)
    same = [bounds.qualified for bounds in (one, other) if bounds[:2] == common[:2]]
    return common._replace(qualified=all(same)) if same else common


def _days(members: Iterable[Bounds]) -> set[tuple[date | None, date | None]]:
    return {one[:2] for one in members}


def _around(members: Sequence[Bounds]) -> Bounds:
    """The first and the last day of several."""
    starts, ends = [one.earliest for one in members], [one.latest for one in members]
    return Bounds(
        None if None in starts else min(filter(None, starts)),
        None if None in ends else max(filter(None, ends)),
        any(one.qualified for one in members),
    )


def _written(days: Bounds) -> str:
    """Days as a member of a set."""
    about = "?" if days.qualified else ""
    if days.earliest == days.latest:
        return f"{days.earliest}{about}"
    return f"{f'{days.earliest}{about}' if days.earliest else ''}..{f'{days.latest}{about}' if days.latest else ''}"


def _with_year(dates: Sequence[str]) -> list[str]:
    """Dates, those without a year in the one year that all others lie in."""
    ends = [end for told in dates if "XXXX" not in told for end in parse_date(told)[:2]]
    years = {end.year if end else None for end in ends}
    if len(years) != 1 or None in years:
        return list(dates)
    # A day is in a year as surely as anybody tells the year.
    about = "?" if all(parse_date(told).qualified for told in dates if "XXXX" not in told) else ""
    filled = [told.replace("XXXX", f"{f'{ends[0]:%Y}'.zfill(4)}{about}") for told in dates]
    try:
        return sorted({told for told in filled if parse_date(told)})
    except DateError:  # 29 February in a year that has none
        return list(dates)


def _join_spans(spans: Sequence[str]) -> str:
    """The span whose ends are told best; empty where the spans begin or end on other days."""
    joined = []
    for end in zip(*(span.split("/") for span in spans), strict=True):
        told, _, clash = join_dates(part.strip() for part in end if part.strip() not in ("", ".."))
        if clash or told.startswith("["):
            return ""
        joined.append(told or "..")
    return spans[0] if len(spans) == 1 else "/".join(joined)


def _one_of(dates: Mapping[str, Bounds]) -> tuple[str, Bounds]:
    """One of dates that exclude each other, as an EDTF set; a month tells nothing beside a day in it."""
    # A month tells nothing beside a day in it.
    hulls = list(dates.values())
    kept = {
        told: bounds
        for told, bounds in dates.items()
        if _lasts(told) or not any(holds(one, other) for one in parse_members(told) for other in hulls)
    }
    around = _around(list(kept.values()))
    # One of several days is as good as each of them.
    listed = sorted({day.strip() for told in kept for day in (told[1:-1].split(",") if _is_choice(told) else [told])})
    single = not any(sign in told for told in listed for sign in "/[{")
    days = all(b.earliest == b.latest and not b.qualified for told in listed for b in parse_members(told))
    written = f"[{', '.join(listed)}]" if single else f"[{around.earliest or ''}..{around.latest or ''}]"
    return written, around._replace(qualified=not days)


def _is_choice(told: str) -> bool:
    """Whether a date is one of days that are each told."""
    return told.startswith("[") and ".." not in told


def holds(bounds: Bounds, other: Bounds) -> bool:
    """Whether other bounds lie within some, and are narrower."""
    try:
        return intersect(bounds, other)[:2] == other[:2] != bounds[:2]
    except DateError:
        return False
