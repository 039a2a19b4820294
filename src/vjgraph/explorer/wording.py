"""Dates in words, long for sentences and short for captions."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from vjgraph.dates import parse_date
from vjgraph.errors import DateError

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PART = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?")
_PARTS_OF_YEAR = {
    33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter", 40: "first half", 41: "second half",
}  # fmt: skip
_OPEN = ("", "..")


def date_words(edtf: str) -> str:
    """An EDTF date in words; what is no date stays as it is.

    >>> date_words("2019-07-01"), date_words("2019-07?"), date_words("XXXX-02-27")
    ('1 July 2019', 'July 2019 (uncertain)', '27 February, year not told')
    >>> date_words("[..2019-07-01]"), date_words("2022-09-09/2022-09-12")
    ('on or before 1 July 2019', 'from 9 September 2022 to 12 September 2022')
    """
    text = edtf.strip()
    try:
        parse_date(text)
    except DateError:
        return edtf
    if text[:1] in ("[", "{") and text[-1:] in ("]", "}"):
        joint = " or " if text[0] == "[" else " and "
        parts = [part.strip() for part in text[1:-1].split(",")]
        return joint.join(_range_words(part, "on or after", "on or before", "between", "and") for part in parts)
    if "/" in text:
        first, _, last = text.partition("/")
        return _range_words(f"{'' if first in _OPEN else first}..{'' if last in _OPEN else last}", "from", "until", "from", "to")
    return _part_words(text)


def _range_words(text: str, since: str, until: str, between: str, and_: str) -> str:
    if ".." not in text:
        return _part_words(text)
    first, _, last = text.partition("..")
    if first and last:
        return f"{between} {_part_words(first)} {and_} {_part_words(last)}"
    return f"{since} {_part_words(first)}" if first else f"{until} {_part_words(last)}"


def _part_words(text: str) -> str:
    marks = "".join(mark for mark in "?~%" if mark in text)
    doubt = {"": "", "?": " (uncertain)", "~": " (approximate)"}.get(marks, " (uncertain, approximate)")
    match = _PART.fullmatch(re.sub("[?~%]", "", text))
    if not match:
        return text
    year, month, day = match.groups()
    told = (
        "year not told" if year == "XXXX" else f"{year[:3]}0s" if year[2] != "X" and year[3] == "X" else year.replace("XX", "00s")
    )
    if not month or month == "XX":
        return told + doubt
    number = int(month)
    if number in _PARTS_OF_YEAR:
        return f"{_PARTS_OF_YEAR[number]} of {told}{doubt}"
    words = _MONTHS[number - 1] if not day or day == "XX" else f"{int(day)} {_MONTHS[number - 1]}"
    return f"{words}{', ' if year == 'XXXX' else ' '}{told}{doubt}"


def span_words(earliest: str, latest: str, *, short: bool = False) -> str:
    """The days from one ISO date to another in words; either may be empty.

    >>> span_words("2022-09-09", "2022-09-12"), span_words("2020-03-01", "2020-03-31")
    ('9–12 September 2022', 'March 2020')
    >>> span_words("", "2019-07-01", short=True)
    'by 1 Jul 2019'
    """
    if not earliest or not latest:
        known = _day(earliest or latest, short)
        return known and f"{'from' if earliest else 'by'} {known}"
    if earliest == latest:
        return _day(earliest, short)
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if first.year == last.year and first.month == last.month:
        month = _month(first, short)
        return month if whole else f"{first.day}–{last.day} {month}"
    if whole and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole:
        return f"{_month(first, short)} – {_month(last, short)}"
    return f"{_day(earliest, short)} – {_day(latest, short)}"


def _day(iso: str, short: bool) -> str:
    return f"{date.fromisoformat(iso).day} {_month(date.fromisoformat(iso), short)}" if iso else ""


def _month(day: date, short: bool) -> str:
    name = _MONTHS[day.month - 1]
    return f"{name[:3] if short else name} {day.year}"
