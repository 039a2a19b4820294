"""Dates that several sources give one thing, joined: the one that tells most, or, where they exclude each other, one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vjgraph.dates import Bounds, intersect, meet, parse_date
from vjgraph.errors import DateError


def join_dates(told: Iterable[str]) -> tuple[str, Bounds, bool]:
    """One date for those that sources give, its days, and whether they exclude each other: then it is one of them.

    A span tells more than a day in it, as a day tells more than its month; a day without a year is in the year others tell.

    >>> join_dates(["2019-07", "2019-07-01"])[0], join_dates(["2019-07-02", "2019-07-01"])[0]
    ('2019-07-01', '[2019-07-01, 2019-07-02]')
    >>> join_dates(["2019-07-01/2019-07-03", "2019-07-02"])[0], join_dates(["2019-07-01/..", "2019-07/2019-07-03"])[0]
    ('2019-07-01/2019-07-03', '2019-07-01/2019-07-03')
    >>> join_dates(["XXXX-07-01", "2019"])[0]
    '2019-07-01'
    """
    texts = sorted(set(told))
    if len(texts) > 1 and all("XXXX" in text_date for text_date in texts):
        # Days of one unknown year are held against each other in a leap year, and stay without it.
        joined, bound, clash = join_dates(text_date.replace("XXXX", "2000") for text_date in texts)
        return joined.replace("2000", "XXXX"), Bounds(qualified=bound.qualified), clash
    bounds = {text_date: parse_date(text_date) for text_date in _with_year(texts)}
    if spans := {text_date: bound for text_date, bound in bounds.items() if "/" in text_date}:
        if span := _join_spans(list(spans)):
            spans = {span: parse_date(span)}
        beside = {
            text_date: bound
            for text_date, bound in bounds.items()
            if "/" not in text_date and not all(meet(bound, around) for around in spans.values())
        }
        if not span or beside:
            return *_one_of(spans | beside), True
        return span, spans[span], False
    dates = list(bounds)
    if len(dates) <= 1:
        return (dates[0], bounds[dates[0]], False) if dates else ("", Bounds(), False)
    try:
        # A month and a day within it agree: the narrower one tells more.
        common = intersect(*bounds.values())
    except DateError:
        return *_one_of(bounds), True
    for text_date, bound in bounds.items():
        if bound[:2] == common[:2]:
            return text_date, bound, False
    return f"[{common.earliest or ''}..{common.latest or ''}]", common, False


def _with_year(dates: Sequence[str]) -> list[str]:
    """Dates, those without a year in the one year that all others lie in."""
    ends = [end for told in dates if "XXXX" not in told for end in parse_date(told)[:2]]
    years = {end.year if end else None for end in ends}
    if len(years) != 1 or None in years:
        return list(dates)
    filled = [told.replace("XXXX", f"{ends[0]:%Y}".zfill(4)) for told in dates]
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
    kept = {
        told: bounds for told, bounds in dates.items() if "/" in told or not any(holds(bounds, other) for other in dates.values())
    }
    starts, ends = [b.earliest for b in kept.values()], [b.latest for b in kept.values()]
    earliest = None if None in starts else min(filter(None, starts))
    latest = None if None in ends else max(filter(None, ends))
    single = not any(sign in told for told in kept for sign in "/[{")
    days = all(b.earliest == b.latest and not b.qualified for b in kept.values())
    written = f"[{', '.join(kept)}]" if single else f"[{earliest or ''}..{latest or ''}]"
    return written, Bounds(earliest, latest, not days)


def holds(bounds: Bounds, other: Bounds) -> bool:
    """Whether other bounds lie within some, and are narrower."""
    try:
        return intersect(bounds, other)[:2] == other[:2] != bounds[:2]
    except DateError:
        return False
