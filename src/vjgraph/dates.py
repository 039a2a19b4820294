"""Dates as sources tell them: a small EDTF grammar and the days that bound each date.

What is read, after the Library of Congress EDTF specification (ISO 8601-2:2019):

| text | means |
| --- | --- |
| `2023-04-04`, `2023-04`, `2023` | a day, a month, a year |
| `201X`, `20XX`, `2023-XX`, `2023-04-XX` | digits nobody told |
| `XXXX-02-27`, `XXXX-02`, `XXXX` | no year: the date is undated |
| `2021-33` … `2021-36`, `2021-40`, `2021-41` | a quarter, a half-year |
| `2023?`, `2023-04~`, `2023%`, `2019?-07-01`, `2019-?07-01` | uncertain, approximate, both |
| `A/B`, `A/..`, `../B`, `A/`, `/B` | a span; open or unknown at one end |
| `[A, B]`, `[A..B]`, `[..B]`, `[A..]` | one of these days |
| `{A, B}`, `{A..B}` | all of these days |

Seasons are refused: they name other months in the other hemisphere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vjgraph.errors import DateError

_PART = re.compile(
    r"(?P<lead>[?~%]?)(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?P<yq>[?~%]?)"
    r"(?:-(?P<mlead>[?~%]?)(?P<month>\d{2}|XX)(?P<mq>[?~%]?)"
    r"(?:-(?P<dlead>[?~%]?)(?P<day>\d{2}|XX|\dX)(?P<dq>[?~%]?))?)?",
    re.ASCII,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HINT = 'write 2023-04-04, 2023-04, 2023, 2023?, XXXX-04-04, 2022-09-09/2022-09-12, 2022/.. or "[..2023-04-04]"'
_SUBYEARS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


class Bounds(NamedTuple):
    """The first and last day a date can mean; `None` where it stays open."""

    earliest: date | None = None
    latest: date | None = None
    qualified: bool = False

    @property
    def undated(self) -> bool:
        """Nothing at all is known of the year."""
        return self.earliest is None and self.latest is None


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Bounds:
    """Read an EDTF text into its `Bounds`; raise `DateError` for anything else.

    >>> parse_date("2015-09").latest
    datetime.date(2015, 9, 30)
    >>> parse_date("[..2019-07-01]").earliest is None
    True
    >>> parse_date("XXXX-02-27").undated
    True
    """
    text = text.strip()
    if not text:
        raise DateError("an empty text is no date", "leave the key out when nothing is told")
    if text[0] in "[{":
        return _parse_set(text)
    if "/" in text:
        return _parse_span(text)
    return _parse_part(text)


def parse_members(text: str) -> list[Bounds]:
    """The bounds of each member of a set, in their order; of what is no set, its own.

    >>> [str(bounds.latest) for bounds in parse_members("[2019-06, 2019-07-05]")]
    ['2019-06-30', '2019-07-05']
    """
    return _members(text.strip()) if text.strip()[:1] in ("[", "{") else [parse_date(text)]


def _parse_set(text: str) -> Bounds:
    found = _members(text)
    # An open member leaves that end of the whole set open.
    starts, ends = [b.earliest for b in found], [b.latest for b in found]
    return Bounds(
        None if None in starts else min(d for d in starts if d),
        None if None in ends else max(d for d in ends if d),
        any(b.qualified for b in found),
    )


def _members(text: str) -> list[Bounds]:
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing or not (inner := text[1:-1].strip()):
        raise DateError(f"'{text}' is no EDTF set", 'write "[2019-06-30, 2019-07-02]" or "[..2019-07-02]"')
    found: list[Bounds] = []
    for member in (part.strip() for part in inner.split(",")):
        if ".." in member:
            first, _, last = member.partition("..")
            if not first and not last:
                raise DateError(f"'{text}' is open at both ends", "leave the date out when nothing is told")
            found.append(_join(text, first, last))
        else:
            found.append(_parse_part(member))
    return found


def _parse_span(text: str) -> Bounds:
    first, _, last = text.partition("/")
    open_ends = ("", "..")
    if "/" in last or (first in open_ends and last in open_ends):
        raise DateError(f"'{text}' is no EDTF date", _HINT)
    return _join(text, "" if first == ".." else first, "" if last == ".." else last)


def _join(text: str, first: str, last: str) -> Bounds:
    start = _parse_part(first) if first else Bounds()
    end = _parse_part(last) if last else Bounds()
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateError(f"'{text}' ends before it begins", "write the earlier day first")
    return Bounds(start.earliest, end.latest, start.qualified or end.qualified)


def _parse_part(text: str) -> Bounds:
    if _DAY.fullmatch(text):
        with suppress(ValueError):  # what is wrong is said below
            day = date.fromisoformat(text)
            return Bounds(day, day)
    match = _PART.fullmatch(text)
    if not match:
        raise DateError(f"'{text}' is no EDTF date", _HINT)
    part = match.groupdict()
    qualified = any(part[key] for key in ("lead", "yq", "mlead", "mq", "dlead", "dq"))
    first_month, last_month = _months(text, part["month"], has_day=bool(part["day"]))
    days = _days(text, part["day"], part["year"], first_month)
    if part["year"] == "XXXX":
        return Bounds(None, None, qualified)
    first_year, last_year = int(part["year"].replace("X", "0")), int(part["year"].replace("X", "9"))
    if last_year == 0:
        raise DateError(f"'{text}': there is no year 0", "years run from 0001 to 9999")
    years = range(max(first_year, 1), last_year + 1)
    # Of several years only leap years may have the day: 201X-02-29 is 2012 at the earliest, 2016 at the latest.
    lengths = [(year, monthrange(year, first_month)[1]) for year in years]
    earliest = next(date(year, first_month, days[0]) for year, longest in lengths if days[0] <= longest)
    lengths = [(year, monthrange(year, last_month)[1]) for year in reversed(years)]
    latest = next(date(year, last_month, min(days[1], longest)) for year, longest in lengths if days[0] <= longest)
    return Bounds(earliest, latest, qualified)


def _months(text: str, month: str | None, *, has_day: bool) -> tuple[int, int]:
    if month is None or month == "XX":
        return 1, 12
    number = int(month)
    if 1 <= number <= 12:
        return number, number
    if number in _SUBYEARS and not has_day:
        return _SUBYEARS[number]
    if 21 <= number <= 32:
        raise DateError(f"'{text}' names a season, which differs between hemispheres", "write the months, as 2021-03/2021-05")
    hint = "months run from 01 to 12, quarters of a year from 33 to 36; its halves are 40 and 41"
    raise DateError(f"'{text}': there is no month {month}", hint)


def _days(text: str, day: str | None, year: str, month: int) -> tuple[int, int]:
    """The first and last day that are meant, where the month is that long."""
    if day is None or day == "XX":
        return 1, 31
    # 2000 stands in where the year is not told, so that 29 February may exist.
    longest = monthrange(int(year) if year.isdigit() and int(year) else 2000, month)[1]
    if day[1] == "X":
        first, last = max(int(day[0]) * 10, 1), min(int(day[0]) * 10 + 9, longest)
    else:
        first = last = int(day)
    if not 1 <= first <= last <= longest:
        raise DateError(f"'{text}': there is no day {day} in that month", f"it has {longest} days: look the date up again")
    return first, last


def intersect(*bounds: Bounds) -> Bounds:
    """The days that all `bounds` allow; raise `DateError` when there is none.

    >>> intersect(parse_date("2023-04"), parse_date("[..2023-04-04]")).latest
    datetime.date(2023, 4, 4)
    """
    earliest = max((b.earliest for b in bounds if b.earliest), default=None)
    latest = min((b.latest for b in bounds if b.latest), default=None)
    if earliest and latest and earliest > latest:
        raise DateError(f"no day is both from {earliest} on and up to {latest}", "correct one of the two dates")
    return Bounds(earliest, latest, any(b.qualified for b in bounds))


def meet(bounds: Bounds, other: Bounds) -> bool:
    """Whether some day lies in both."""
    return (not bounds.earliest or not other.latest or bounds.earliest <= other.latest) and (
        not bounds.latest or not other.earliest or other.earliest <= bounds.latest
    )
