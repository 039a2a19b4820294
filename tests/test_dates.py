"""EDTF as sources write it: what is read, the days that bound it, and what is refused."""

from contextlib import suppress
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from vjgraph.dates import Bounds, intersect, parse_date
from vjgraph.errors import DateError

D = date


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023-04-04", D(2023, 4, 4), D(2023, 4, 4)),
        (" 2023-04-04 ", D(2023, 4, 4), D(2023, 4, 4)),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29)),
        ("2023", D(2023, 1, 1), D(2023, 12, 31)),
        ("201X", D(2010, 1, 1), D(2019, 12, 31)),
        ("20XX", D(2000, 1, 1), D(2099, 12, 31)),
        ("2023-XX", D(2023, 1, 1), D(2023, 12, 31)),
        ("2023-04-XX", D(2023, 4, 1), D(2023, 4, 30)),
        ("2023-04-0X", D(2023, 4, 1), D(2023, 4, 9)),
        ("2023-04-3X", D(2023, 4, 30), D(2023, 4, 30)),
        ("2023-XX-31", D(2023, 1, 31), D(2023, 12, 31)),
        ("000X", D(1, 1, 1), D(9, 12, 31)),
        ("201X-02-29", D(2012, 2, 29), D(2016, 2, 29)),
        ("201X-02-2X", D(2010, 2, 20), D(2019, 2, 28)),
        ("2021-33", D(2021, 1, 1), D(2021, 3, 31)),
        ("2021-36", D(2021, 10, 1), D(2021, 12, 31)),
        ("2021-40", D(2021, 1, 1), D(2021, 6, 30)),
        ("2021-41", D(2021, 7, 1), D(2021, 12, 31)),
        ("2022-09-09/2022-09-12", D(2022, 9, 9), D(2022, 9, 12)),
        ("2022/2023-02", D(2022, 1, 1), D(2023, 2, 28)),
        ("2022/..", D(2022, 1, 1), None),
        ("../2022", None, D(2022, 12, 31)),
        ("2022/", D(2022, 1, 1), None),
        ("/2022", None, D(2022, 12, 31)),
        ("[2019-06-30, 2019-07-02]", D(2019, 6, 30), D(2019, 7, 2)),
        ("[2019-07-02,2019-06-30]", D(2019, 6, 30), D(2019, 7, 2)),
        ("[2019-06-30..2019-07-02]", D(2019, 6, 30), D(2019, 7, 2)),
        ("[..2019-07-01]", None, D(2019, 7, 1)),
        ("[2019-07-01..]", D(2019, 7, 1), None),
        ("[..2018, 2019-07-01]", None, D(2019, 7, 1)),
        ("{2019-06, 2019-08}", D(2019, 6, 1), D(2019, 8, 31)),
        ("{2019-06..}", D(2019, 6, 1), None),
    ],
)
def test_a_date_is_bounded_by_the_first_and_last_day_it_can_mean(text, earliest, latest):
    assert parse_date(text) == Bounds(earliest, latest, qualified=False)


@pytest.mark.parametrize("text", ["XXXX", "XXXX-02", "XXXX-02-29", "XXXX-02-27/XXXX-03"])
def test_without_a_year_it_is_undated_and_not_possible_in_every_year(text):
    assert parse_date(text).undated


def test_what_is_open_at_one_end_only_is_not_undated():
    assert not parse_date("[..2019]").undated
    assert not parse_date("2019/..").undated


@pytest.mark.parametrize(
    "text",
    ["2023?", "2023~", "2023%", "2023-04?", "2019?-07-01", "2019-07~-01", "2019-?07-01", "?2019-07-01", "2019-07-~01",
     "2022?/2023", "2022/2023~", "[2019?, 2020]", "{2019, 2020%}", "[..2019?]", "XXXX-02-27?"],
)  # fmt: skip
def test_a_sign_of_doubt_anywhere_qualifies_the_whole(text):
    assert parse_date(text).qualified
    assert parse_date(text)[:2] == parse_date(text.translate({ord(sign): None for sign in "?~%"}))[:2]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no date"), ("   ", "no date"), ("soon", "no EDTF date"), ("last Monday", "no EDTF date"),
        ("4 April 2023", "no EDTF date"), ("2023-4-4", "no EDTF date"), ("04-04-2023", "no EDTF date"),
        ("01/07/2019", "no EDTF date"), ("2023-04-04T10:00", "no EDTF date"), ("20230404", "no EDTF date"),
        ("٢٠٢٣", "no EDTF date"), ("２０２３-04", "no EDTF date"), ("2023-02-30", "no day 30"), ("2023-02-29", "no day 29"),
        ("2023-04-00", "no day 00"), ("XXXX-02-30", "no day 30"), ("2023-02-3X", "no day 3X"), ("2023-13", "no month 13"),
        ("2023-00-01", "no month 00"), ("2023-33-01", "no month 33"), ("0000", "no year 0"), ("0000-01-01", "no year 0"),
        ("2021-21", "season"), ("2021-32", "season"), ("2023/2022", "before it begins"), ("..", "no EDTF date"),
        ("../..", "no EDTF date"), ("/", "no EDTF date"), ("2020/2021/2022", "no EDTF date"), ("[]", "no EDTF set"),
        ("[2019", "no EDTF set"), ("[2019}", "no EDTF set"), ("[..]", "open at both ends"), ("[2020..2019]", "before it begins"),
        ("[2019,]", "no EDTF date"), ("2019..2020", "no EDTF date"), ("2023??", "no EDTF date"), ("20X3", "no EDTF date"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_and_told_how_to_write_it(text, says):
    with pytest.raises(DateError, match=says) as refused:
        parse_date(text)
    assert refused.value.hint


# --- any date of the grammar ---------------------------------------------------------------------------------------

SIGNS = st.sampled_from(["", "", "", "?", "~", "%"])
DAYS = st.dates(min_value=D(1, 1, 1), max_value=D(9999, 12, 31))


@st.composite
def parts(draw: st.DrawFn, *, signs: bool = True) -> str:
    """A day, month or year, some digits untold, in doubt here and there."""
    sign = SIGNS if signs else st.just("")
    day = draw(DAYS)
    year = draw(st.sampled_from([f"{day.year:04}"] * 4 + [f"{day.year // 10:03}X", f"{day.year // 100:02}XX", "XXXX"]))
    month = draw(st.sampled_from(["", f"{day.month:02}", f"{day.month:02}", "XX"]))
    if month == "" and draw(st.booleans()):
        return f"{year}-{draw(st.sampled_from(['33', '34', '35', '36', '40', '41']))}{draw(sign)}"
    last = draw(st.sampled_from(["", f"{day.day:02}", f"{day.day // 10}X", "XX"])) if month else ""
    return "-".join(f"{draw(sign)}{part}" for part in (year, month, last) if part) + draw(sign)


@st.composite
def spans(draw: st.DrawFn) -> str:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return draw(st.sampled_from([f"{first}/{last}", f"{first}/..", f"../{last}", f"{first}/", f"/{last}"]))


@st.composite
def sets(draw: st.DrawFn) -> str:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    members = draw(st.lists(parts(), max_size=3))
    members.append(draw(st.sampled_from([f"{first}..{last}", f"..{last}", f"{first}..", f"{first}"])))
    opening, closing = draw(st.sampled_from(["[]", "{}"]))
    return opening + draw(st.sampled_from([",", ", "])).join(members) + closing


@settings(max_examples=400)
@given(st.one_of(parts(), spans(), sets()))
def test_every_date_of_the_grammar_is_read_with_its_bounds_in_order(text):
    bounds = parse_date(text)
    assert bounds.earliest is None or bounds.latest is None or bounds.earliest <= bounds.latest
    assert bounds.qualified == any(sign in text for sign in "?~%")


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=30), st.text("0123456789X-/.,[]{}?~% ", max_size=24)))
def test_any_other_text_is_refused_as_a_date_and_with_nothing_else(text):
    with suppress(DateError):
        assert isinstance(parse_date(text), Bounds)


@st.composite
def plain(draw: st.DrawFn) -> str:
    """A day, a month, a year or a closed span, in doubt at its end or not: what the edtf package reads right."""
    first, last = sorted((draw(DAYS).isoformat(), draw(DAYS).isoformat()))
    length = draw(st.sampled_from([4, 7, 10]))
    return draw(st.sampled_from([f"{first[:length]}{draw(SIGNS)}", f"{first}/{last}", f"{first[:7]}/{last[:7]}"]))


@settings(max_examples=40)
@given(plain())
def test_the_edtf_package_reads_the_same_bounds(text):
    oracle = parse_edtf(text)
    assert parse_date(text)[:2] == tuple(D(*found[:3]) for found in (oracle.lower_strict(), oracle.upper_strict()))


# --- intersection --------------------------------------------------------------------------------------------------


def bound(first: date, length: int, opening: bool, closing: bool) -> Bounds:
    last = min(first.toordinal() + length, date.max.toordinal())
    return Bounds(None if opening else first, None if closing else date.fromordinal(last))


BOUNDS = st.builds(bound, DAYS, st.integers(0, 900), st.booleans(), st.booleans())


def _holds(bounds: Bounds, day: date) -> bool:
    return (bounds.earliest is None or bounds.earliest <= day) and (bounds.latest is None or day <= bounds.latest)


@given(BOUNDS, BOUNDS, DAYS)
def test_the_intersection_holds_the_days_that_both_hold(a, b, day):
    for near in (day, a.earliest or day, a.latest or day, b.earliest or day, b.latest or day):
        try:
            both = intersect(a, b)
        except DateError:
            assert not (_holds(a, near) and _holds(b, near))
        else:
            assert _holds(both, near) == (_holds(a, near) and _holds(b, near))


def test_the_intersection_is_qualified_by_either():
    assert intersect(parse_date("2023?"), parse_date("2023-04")) == Bounds(D(2023, 4, 1), D(2023, 4, 30), qualified=True)


def test_no_common_day_is_refused_and_both_ends_are_named():
    with pytest.raises(DateError, match="from 2023-05-01 on and up to 2023-04-30"):
        intersect(parse_date("2023-04"), parse_date("2023-05-01"))
