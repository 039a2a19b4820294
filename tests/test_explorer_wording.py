"""Dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.explorer.wording import date_words, span_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-07-01", "1 July 2019"),
        ("2019-07", "July 2019"),
        ("2019", "2019"),
        ("2019-07-XX", "July 2019"),
        ("201X", "2010s"),
        ("19XX", "1900s"),
        ("XXXX-02-27", "27 February, year not told"),
        ("2021-34", "second quarter of 2021"),
        ("2019-07?", "July 2019 (uncertain)"),
        ("2019~-07-01", "1 July 2019 (approximate)"),
        ("2019%", "2019 (uncertain, approximate)"),
        ("2022-09-09/2022-09-12", "from 9 September 2022 to 12 September 2022"),
        ("2017/..", "from 2017"),
        ("../2017", "until 2017"),
        ("[..2019-07-01]", "on or before 1 July 2019"),
        ("[2019-07-01..]", "on or after 1 July 2019"),
        ("[2019-07-01..2019-07-03]", "between 1 July 2019 and 3 July 2019"),
        ("[2019-07-01, 2019-07-02]", "1 July 2019 or 2 July 2019"),
        ("{2019-07-01, 2019-07-02}", "1 July 2019 and 2 July 2019"),
    ],
)
def test_a_date_is_told_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@pytest.mark.parametrize("text", ["", "</script>", "last week", "2019-13-01", "[", "{}"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert date_words(text) == text


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2019-07-01", "2019-07-01", "1 July 2019"),
        ("2019-07-01", "2019-07-03", "1–3 July 2019"),
        ("2019-07-01", "2019-07-31", "July 2019"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2019-10-01", "2019-12-31", "October 2019 – December 2019"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2010-01-01", "2019-12-31", "2010–2019"),
        ("2019-06-30", "2019-07-02", "30 June 2019 – 2 July 2019"),
        ("", "2019-07-01", "by 1 July 2019"),
        ("2019-07-01", "", "from 1 July 2019"),
        ("", "", ""),
    ],
)
def test_bounds_are_told_in_few_words(earliest: str, latest: str, words: str) -> None:
    assert span_words(earliest, latest) == words


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_the_same_told_as_a_date_and_as_bounds(day: date) -> None:
    assert date_words(day.isoformat()) == span_words(day.isoformat(), day.isoformat())
