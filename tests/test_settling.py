"""What the sources tell of one occasion, settled: one date, the days that bound it, and what makes them doubtful."""

from dataclasses import replace
from datetime import date

import pytest

from vjgraph.dates import Bounds
from vjgraph.facts import OccasionFact
from vjgraph.settling import known_date, settle

MEETING = "event/roe-doe"
BY_VISIT = "date bounded by the visit, whose days are not told"


def meeting(*lines: str, id: str = "roe-doe", participants: str = "{guest: Jane Roe, host: John Doe}") -> str:
    """One meeting of a list of meetings."""
    rest = "".join(f"    {line}\n" for line in lines)
    return f"  - id: {id}\n    participants: {participants}\n{rest}"


def visit(*lines: str, id: str = "trip") -> str:
    return f"visits:\n  - id: {id}\n    visitor: Jane Roe\n" + "".join(f"    {line}\n" for line in lines)


# --- days ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told_date", "bounds", "qualified"),
    [
        ("2019-07-01", ("2019-07-01", "2019-07-01"), False),
        ("2019-07", ("2019-07-01", "2019-07-31"), False),
        ("2019-07~", ("2019-07-01", "2019-07-31"), True),
        ('"[..2019-07-01]"', ("", "2019-07-01"), False),
        ("2019-07-01/..", ("2019-07-01", ""), False),
    ],
)
def test_an_event_is_bounded_by_its_own_date_and_an_open_end_writes_nothing(tell, told_date, bounds, qualified):
    told = tell("meetings:\n" + meeting(f"date: {told_date}"))
    assert told.bounds(MEETING) == bounds
    assert bool(told.values(MEETING, "vj:dateQualified")) == qualified
    assert told.values(MEETING, "vj:dateDoubt") == ({"date uncertain or approximate"} if qualified else set())
    assert told.values(MEETING, "vj:undated") == set()


@pytest.mark.parametrize("lines", [(), ("date: XXXX-02-27",)])
def test_without_a_year_an_event_is_undated_and_listed_as_such(tell, lines):
    told = tell("meetings:\n" + meeting(*lines))
    assert told.value(MEETING, "vj:undated") == "true"
    assert told.bounds(MEETING) == ("", "")


def test_a_visits_days_bound_its_meetings(tell):
    told = tell(
        visit("date: 2019-07-01/2019-07-03") + "meetings:\n"
        + meeting("during: trip") + meeting("during: trip", 'date: "[2019-07-02..]"', id="later")
        + meeting("during: trip", "date: 2019-07-02", id="between")
    )  # fmt: skip
    assert told.bounds(MEETING) == ("2019-07-01", "2019-07-03")
    assert told.bounds("event/later") == ("2019-07-02", "2019-07-03")
    assert told.bounds("event/between") == ("2019-07-02", "2019-07-02")
    assert told.ask("?x", "?x vj:dateQualified true") == told.ask("?x", "?x vj:dateDoubt ?y") == set()
    assert told.value(MEETING, "vj:date") == "[2019-07-01..2019-07-03]"


def test_a_visit_without_a_date_is_bounded_by_the_months_around_its_meetings_and_approximate(tell):
    told = tell(
        visit() + "meetings:\n" + meeting("during: trip") + meeting("during: trip", "date: 2019-07-31", id="first")
        + meeting("during: trip", "date: 2019-08-20", id="second")
    )  # fmt: skip
    for event in ("event/trip", MEETING):
        assert told.bounds(event) == ("2019-07-01", "2019-09-30")
        assert told.value(event, "vj:date") == "[2019-07-01~..2019-09-30~]"
    assert told.values(MEETING, "vj:dateDoubt") == {BY_VISIT}
    assert told.values("event/trip", "vj:dateDoubt") == {
        "days not told; the months are those within 14 days of what happened during it"
    }
    assert told.bounds("event/first") == ("2019-07-31", "2019-07-31")
    assert told.values("event/first", "vj:dateQualified") == told.values("event/second", "vj:dateQualified") == set()


def test_a_meeting_before_the_months_of_the_others_moves_the_beginning_of_the_visit(tell):
    told = tell(
        visit() + "meetings:\n" + meeting("during: trip", "date: 2019-07-01")
        + meeting("during: trip", 'date: "[..2019-06-30]"', id="earlier")
    )  # fmt: skip
    assert told.bounds("event/trip") == ("2019-06-01", "2019-07-31")
    assert told.bounds("event/earlier") == ("2019-06-01", "2019-06-30")
    assert told.value("event/earlier", "vj:dateDoubt") == "first day bounded by the visit, whose days are not told"


@pytest.mark.parametrize(
    ("on", "bounds"),
    [
        ("2019-07-14", ("2019-06-01", "2019-07-31")),
        ("2019-07-15", ("2019-07-01", "2019-07-31")),
        ("2019-07-17", ("2019-07-01", "2019-07-31")),
        ("2019-07-18", ("2019-07-01", "2019-08-31")),
        ("2019-01-02", ("2018-12-01", "2019-01-31")),
        ("0001-01-02", ("0001-01-01", "0001-01-31")),
        ("9999-12-30", ("9999-12-01", "9999-12-31")),
    ],
)
def test_an_untold_visit_may_have_begun_or_ended_fourteen_days_from_what_is_told(tell, on, bounds):
    told = tell(visit() + "meetings:\n" + meeting("during: trip", f"date: {on}"))
    assert told.bounds("event/trip") == bounds
    assert told.bounds(MEETING) == (on, on)
    assert told.values(MEETING, "vj:dateDoubt") == set()


def test_a_meeting_earlier_than_the_days_told_of_a_visit_may_have_been_in_the_month_before(tell):
    told = tell(
        visit() + "meetings:\n" + meeting("during: trip", "date: 2023-04-04")
        + meeting("during: trip", 'date: "[..2023-04-04]"', "inferred: {date: told only as earlier}", id="earlier")
    )  # fmt: skip
    assert told.bounds("event/trip") == ("2023-03-01", "2023-04-30")
    assert told.bounds("event/earlier") == ("2023-03-01", "2023-04-04")
    assert told.value("event/earlier", "vj:dateDoubt") == (
        "date inferred: told only as earlier; first day bounded by the visit, whose days are not told"
    )


def test_a_visit_whose_meetings_tell_no_days_stays_undated(tell):
    told = tell(visit() + "meetings:\n" + meeting("during: trip") + meeting("during: trip", 'date: "[..2019]"', id="b"))
    assert told.value("event/trip", "vj:undated") == told.value(MEETING, "vj:undated") == "true"


def test_what_is_during_an_event_is_bounded_by_it_and_by_what_it_is_a_part_of(tell):
    told = tell(
        visit("date: 2019-07-01/2019-07-09") + "events: [{id: feast, during: trip}, {id: fair, during: trip, date: 2019-07-04}]\n"
        + "meetings:\n" + meeting("during: fair") + meeting("during: feast", id="b")
    )  # fmt: skip
    assert told.bounds(MEETING) == ("2019-07-04", "2019-07-04")
    assert told.bounds("event/b") == ("2019-07-01", "2019-07-09")


def test_a_visits_inferred_date_leaves_a_doubt_on_what_it_bounds(tell):
    told = tell(visit("date: 2019-07", "inferred: {date: from the dateline}") + "meetings:\n" + meeting("during: trip"))
    assert told.value("event/trip", "vj:dateDoubt") == "date inferred: from the dateline"
    assert told.value(MEETING, "vj:dateQualified") == "true"


def test_what_is_inferred_to_be_during_a_visit_is_dated_by_it_with_that_doubt_alone(tell):
    """That the two met is told; only when they did rests on the inference."""
    days, guess = visit("date: 2019-07-10/2019-07-12", "title: The trip"), "inferred: {during: the seating}"
    doubt = "being part of The trip inferred: the seating"
    for name, own in (("month", ("date: 2019-07",)), ("none", ())):
        told = tell(days + "meetings:\n" + meeting("during: trip", guess, *own), name=name)
        assert told.bounds(MEETING) == ("2019-07-10", "2019-07-12")
        assert told.values(MEETING, "vj:dateDoubt") == {doubt}
        assert told.encounters() == {("person/jane-roe", "person/john-doe", "certain")}
    within = tell(days + "meetings:\n" + meeting("during: trip", guess, "date: 2019-07-11"), name="within")
    assert within.values(MEETING, "vj:dateDoubt") == set(), "its own day needs no visit"
    stated = tell(days + "meetings:\n" + meeting("during: trip", guess), "meetings:\n" + meeting("during: trip"), name="stated")
    assert stated.values(MEETING, "vj:dateDoubt") == set()


def test_the_doubt_of_a_visit_that_is_inferred_to_be_part_of_another_falls_on_what_took_place_during_it(tell):
    told = tell(
        "visits:\n  - {id: trip, visitor: Jane Roe, date: 2019-07-10, title: The trip}\n"
        "  - {id: leg, visitor: Jane Roe, during: trip, inferred: {during: the route}}\nmeetings:\n" + meeting("during: leg")
    )
    assert told.bounds(MEETING) == ("2019-07-10", "2019-07-10")
    assert told.values(MEETING, "vj:dateDoubt") == {"being part of The trip inferred: the route"}


def test_the_days_of_a_visit_without_a_date_exclude_nothing_that_took_place_during_a_part_of_it(tell):
    for name, part in (("event", "events: [{id: part, during: trip}]\n"), ("leg", "")):
        visits = visit() + ("" if part else "  - {id: part, visitor: Jane Roe, during: trip}\n")
        told = tell(
            visits + part + "meetings:\n" + meeting("during: trip", "date: 2019-07-20")
            + meeting("during: part", "date: 2019-09-02", id="b"), name=name
        )  # fmt: skip
        assert told.bounds("event/b") == ("2019-09-02", "2019-09-02")
        assert told.bounds("event/trip") == ("2019-07-01", "2019-09-30")


@pytest.mark.parametrize("line", [0, 1])
def test_what_two_sources_put_into_different_visits_is_bounded_by_both(tell, line):
    sources = [
        f"visits: [{{id: {id}, visitor: Jane Roe, date: {days}}}]\nmeetings:\n" + meeting(f"during: {id}", "date: 2019-07")
        for id, days in (("long", "2019-07-01/2019-07-20"), ("short", "2019-07-10/2019-07-12"))
    ]
    told = tell(*(sources if line else sources[::-1]))
    assert told.bounds(MEETING) == ("2019-07-10", "2019-07-12")
    assert told.values(MEETING, "vj:dateDoubt") == set()


@pytest.mark.parametrize("line", [0, 1])
def test_what_two_sources_put_into_visits_of_other_days_is_an_error_that_names_both(tell, line):
    sources = [
        f"visits: [{{id: {id}, visitor: Jane Roe, date: {days}}}]\nmeetings:\n" + meeting(f"during: {id}")
        for id, days in (("early", "2019-06-01"), ("late", "2019-07-01"))
    ]
    (finding,) = [one for one in tell(*(sources if line else sources[::-1])).findings if one.severity == "error"]
    assert finding.code == "date-clash"
    assert "the dates of 'early' and 'late', both of which it is during, exclude each other" in finding.message


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        (("date: 2019-07-10~/2019-07-12",), "whose date is uncertain or approximate"),
        (("date: 2019-07-10/2019-07-12", "inferred: {date: from the dateline}"), "whose date is inferred: from the dateline"),
    ],
)
def test_the_doubt_of_days_that_are_told_is_the_one_there_is(tell, lines, doubt):
    told = tell(visit(*lines, "title: The trip") + "meetings:\n" + meeting("during: trip"))
    assert told.values(MEETING, "vj:dateDoubt") == {f"date bounded by The trip, {doubt}"}
    event = "".join(f"    {line}\n" for line in lines)
    told = tell(f"events:\n  - id: trip\n    title: The fair\n{event}meetings:\n" + meeting("during: trip"), name="event")
    assert told.values(MEETING, "vj:dateDoubt") == {f"date bounded by The fair, {doubt}"}


def test_dates_that_exclude_each_other_are_an_error_where_the_date_stands(tell):
    told = tell(visit("date: 2019-07-01"), "meetings:\n" + meeting("during: trip", "date: 2019-08-01"))
    (finding,) = [finding for finding in told.findings if finding.severity == "error"]
    assert (finding.file, finding.code) == ("sources/source-2.yaml", "date-clash")
    assert "'trip'" in finding.message


# --- order without dates -------------------------------------------------------------------------------------------

DATED = meeting("date: 2019-07-04", id="talks")


def test_what_is_before_or_after_something_is_bounded_by_its_day(tell):
    july = ("date: 2019-07",)
    told = tell("meetings:\n" + DATED + meeting(*july, "before: talks") + meeting(*july, "after: talks", id="b"))
    assert told.bounds(MEETING) == ("2019-07-01", "2019-07-04")
    assert told.bounds("event/b") == ("2019-07-04", "2019-07-31")
    assert told.value(MEETING, "vj:date") == "2019-07"
    assert told.ask("?x", "?x vj:dateDoubt ?y") == set()


def test_order_alone_dates_nothing_but_narrows_what_a_visit_bounds(tell):
    told = tell(
        visit("date: 2019-07-01/2019-07-09") + "meetings:\n" + DATED + meeting("before: talks")
        + meeting("before: talks", "during: trip", id="b")
    )  # fmt: skip
    assert told.value(MEETING, "vj:undated") == "true"
    assert told.bounds("event/b") == ("2019-07-01", "2019-07-04")
    assert told.value("event/b", "vj:date") == "[2019-07-01..2019-07-04]"


def test_the_doubt_of_an_order_and_of_a_neighbour_is_named(tell):
    told = tell(
        "meetings:\n" + meeting("date: 2019-07-04", "inferred: {date: the caption}", "title: The talks", id="talks")
        + meeting("date: 2019-07", "before: talks", "inferred: {before: the seating}")
    )  # fmt: skip
    doubt = "bounded by The talks, whose date is not certain; order inferred: the seating"
    assert told.value(MEETING, "vj:dateDoubt") == doubt
    assert told.value(f"{MEETING}/met/jane-roe/john-doe", "vj:dateDoubt") == doubt
    assert told.values(MEETING, "vj:dateQualified") == set()


def test_an_order_that_dates_contradict_is_an_error_where_the_order_stands(tell):
    told = tell("meetings:\n" + DATED, "meetings:\n" + meeting("date: 2019-07-05", "before: [talks]"))
    (finding,) = [finding for finding in told.findings if finding.severity == "error"]
    assert (finding.file, finding.code) == ("sources/source-2.yaml", "order-clash")
    assert "'roe-doe', not before 2019-07-05, comes out before 'talks', not after 2019-07-04" in finding.message
    assert (told.project / finding.file).read_text(encoding="utf-8").splitlines()[finding.line - 1].strip() == "before: [talks]"


# --- several sources -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "bounds", "doubt"),
    [
        ("2019-07-01", "2019-07-01", ("2019-07-01", "2019-07-01"), False),
        ("2019-07", "2019-07-01", ("2019-07-01", "2019-07-01"), False),
        ('"[..2019-07-05]"', '"[2019-07-03..]"', ("2019-07-03", "2019-07-05"), False),
        ("XXXX-07-01", "2019", ("2019-07-01", "2019-07-01"), False),
        ("2019-07-01", "2019-07-03", ("2019-07-01", "2019-07-03"), False),
        ("2019-07-01?", "2019-07-03", ("2019-07-01", "2019-07-03"), True),
        ("2019-06", "2019-07-03", ("2019-06-01", "2019-07-03"), True),
        ("2019-06/2019-07-01", "2019-07-03/2019-07-05", ("2019-06-01", "2019-07-05"), True),
    ],
)
def test_what_two_sources_say_of_a_date_is_joined_the_same_in_either_order(tell, one, other, bounds, doubt):
    for name, first, second in (("a", one, other), ("b", other, one)):
        told = tell("meetings:\n" + meeting(f"date: {first}"), "meetings:\n" + meeting(f"date: {second}"), name=name)
        assert told.bounds(MEETING) == bounds
        assert bool(told.values(MEETING, "vj:dateDoubt")) == doubt
        assert len(told.ask("?e", "?e a vj:Encounter")) == 1


@pytest.mark.parametrize(
    ("dates", "settled"),
    [
        (["2019-07-01", "2019-07-03"], "[2019-07-01, 2019-07-03]"),
        (["2019-07", "2019-07-01"], "2019-07-01"),
        (["2019-06", "2019-07-03"], "[2019-06, 2019-07-03]"),
        (["2019-06/2019-07-01", "2019-07-03"], "[2019-06-01..2019-07-03]"),
        (["[..2019-06-01]", "2019-07-03"], "[..2019-07-03]"),
        (["[2019-07-03..]", "2019-06-01"], "[2019-06-01..]"),
        (["[..2019-07-05]", "[2019-07-03..]"], "[2019-07-03..2019-07-05]"),
    ],
)
def test_days_that_differ_are_settled_as_one_of_them(dates, settled):
    (occurrence,), clashes = settle(OccasionFact("<a:e>", f"<a:{date}>", "Meeting", "held", date) for date in dates)
    assert (occurrence.date, clashes) == (settled, [])


def test_a_date_that_one_source_states_is_no_longer_inferred(tell):
    inferring = "meetings:\n" + meeting("date: 2019-07-01", "inferred: {date: Monday before}")
    stating = "meetings:\n" + meeting("date: 2019-07-01")
    assert tell(inferring, name="one").values(MEETING, "vj:dateDoubt") == {"date inferred: Monday before"}
    assert tell(inferring, stating, name="two").values(MEETING, "vj:dateDoubt") == set()
    vaguer = "meetings:\n" + meeting("date: 2019-07")
    assert tell(inferring, vaguer, name="three").values(MEETING, "vj:dateDoubt") == {"date inferred: Monday before"}


@pytest.mark.parametrize(
    ("dates", "doubt"),
    [
        ({"2019-07-01": "a", "2019-07-03": "b", "2019-07": ""}, {"date inferred: a"}),
        ({"2019-07-01": "a", "2019-07-03": ""}, set()),
        ({"2019-07-01": "", "2019-07": "a"}, set()),
        ({"2019-07-01": "a", "2019": ""}, {"date inferred: a"}),
        ({'"[..2019-07-05]"': "a", '"[2019-07-03..]"': ""}, {"date inferred: a"}),
    ],
)
def test_a_date_is_as_sure_as_the_surest_who_tells_it(tell, dates, doubt):
    lines = [(f"date: {day}", *([f"inferred: {{date: {why}}}"] if why else [])) for day, why in dates.items()]
    for name, order in (("there", lines), ("back", lines[::-1])):
        told = tell(*("meetings:\n" + meeting(*one) for one in order), name=name)
        assert bool(told.values(MEETING, "vj:dateDoubt")) == bool(doubt)
        if name == "there":
            assert told.values(MEETING, "vj:dateDoubt") == doubt


def test_an_event_without_a_date_is_not_dated_by_what_is_during_it(tell):
    told = tell("events: [{id: feast}]\nmeetings:\n" + meeting("during: feast", "date: 2019-07-04"))
    assert told.value("event/feast", "vj:undated") == "true"


def test_what_was_planned_and_was_held_was_held(tell):
    planned, held = "meetings:\n" + meeting("status: planned"), "meetings:\n" + meeting()
    assert tell(planned, name="one").encounters() == set()
    assert len(tell(planned, held, name="two").encounters()) == 1


PLANNED = ("status: planned", "date: 2019-07-05", "place: Aria", "kind: talks")


def test_what_was_planned_otherwise_than_it_was_held_contradicts_nobody_and_is_not_what_happened(tell):
    plan, held = "meetings:\n" + meeting(*PLANNED), "meetings:\n" + meeting("date: 2019-07-06", "place: Besse")
    for number, sources in enumerate(((plan, held), (held, plan))):
        told = tell(*sources, name=f"order-{number}")
        assert (told.value(MEETING, "vj:date"), told.bounds(MEETING)) == ("2019-07-06", ("2019-07-06", "2019-07-06"))
        assert told.values(MEETING, "vj:place") == {"place/besse"}
        assert told.values(MEETING, "vj:kind") == {"meeting/talks"}, "what only tells more stays"
        assert told.values(MEETING, "vj:contested") == set()
        assert told.ask("?c", "?c a vj:Claim") == told.values(MEETING, "vj:dateDoubt") == set()


def test_a_day_that_only_the_plan_tells_is_not_certain(tell):
    doubt = {"date inferred: told only while it was still planned"}
    plan = "meetings:\n" + meeting(*PLANNED)
    for name, held in (("none", ()), ("month", ("date: 2019-07",))):
        told = tell(plan, "meetings:\n" + meeting(*held), name=name)
        assert (told.value(MEETING, "vj:date"), told.values(MEETING, "vj:dateDoubt")) == ("2019-07-05", doubt)
    same = tell(plan, "meetings:\n" + meeting("date: 2019-07-05"), name="same")
    assert same.values(MEETING, "vj:dateDoubt") == set()
    assert tell(plan, name="alone").values(MEETING, "vj:dateDoubt") == set()


JULY = visit("status: planned", "date: 2019-07-10/2019-07-12", "title: The trip")


@pytest.mark.parametrize("line", [0, 1])
def test_a_visit_for_which_something_was_planned_does_not_date_it_where_it_was_held_on_another_day(tell, line):
    plan = JULY + "meetings:\n" + meeting("status: planned", "date: 2019-07", "during: trip")
    held = "meetings:\n" + meeting("date: 2019-08-10")
    told = tell(*((plan, held) if line else (held, plan)))
    assert told.bounds(MEETING) == ("2019-08-10", "2019-08-10")
    assert told.values(MEETING, "vj:dateDoubt") == told.values(MEETING, "vj:during") == set()


def test_a_visit_for_which_something_was_planned_dates_it_with_that_doubt_where_it_was_held_on_a_day_that_fits(tell):
    plan = JULY + "meetings:\n" + meeting("status: planned", "during: trip")
    told = tell(plan, "meetings:\n" + meeting("date: 2019"))
    assert told.bounds(MEETING) == ("2019-07-10", "2019-07-12")
    why = "told only while it was still planned"
    assert told.values(MEETING, "vj:dateDoubt") == {f"being part of The trip inferred: {why}"}
    assert told.values(MEETING, "vj:duringReason") == {why}
    both = tell(plan, "meetings:\n" + meeting("date: 2019", "during: trip"), name="both")
    assert both.values(MEETING, "vj:duringReason") == set()
    assert both.values(MEETING, "vj:dateDoubt") == {f"date bounded by The trip, whose date is inferred: {why}"}


def test_what_is_planned_for_a_visit_that_was_held_on_other_days_is_no_error(tell):
    plan = JULY + "meetings:\n" + meeting("status: planned", "date: 2019-07-11", "during: trip")
    told = tell(plan, visit("date: 2019-08-10/2019-08-12"))
    assert (told.bounds(MEETING), told.bounds("event/trip")) == (("2019-07-11", "2019-07-11"), ("2019-08-10", "2019-08-12"))
    itself = plan.replace("2019-07-11", "2019-07-20")
    (finding,) = [one for one in tell(itself, name="itself").findings if one.severity == "error"]
    assert finding.code == "date-clash", "a plan that contradicts itself"


def test_an_order_that_was_planned_is_not_that_of_what_was_held_in_another(tell):
    plan = "meetings:\n" + meeting("status: planned", "date: 2019-07-01", "before: talks") + meeting(
        "status: planned", "date: 2019-07-02", id="talks")  # fmt: skip
    held = "meetings:\n" + meeting("date: 2019-07-03") + meeting("date: 2019-07-02", id="talks")
    told = tell(plan, held)
    assert told.bounds(MEETING) == ("2019-07-03", "2019-07-03")
    assert told.values(MEETING, "vj:before") == set()


def test_an_order_that_was_planned_and_fits_what_was_held_bounds_it_with_that_doubt(tell):
    plan = "meetings:\n" + meeting("status: planned", "before: talks") + meeting("status: planned", id="talks")
    told = tell(plan, "meetings:\n" + meeting("date: 2019-07") + DATED)
    assert told.bounds(MEETING) == ("2019-07-01", "2019-07-04")
    why = "told only while it was still planned"
    assert told.values(MEETING, "vj:dateDoubt") == {f"order inferred: {why}"}
    assert told.values(MEETING, "vj:orderReason") == {f"before talks: {why}"}
    held = "meetings:\n" + meeting("date: 2019-07", "before: talks") + DATED
    stated = tell(plan, held, name="stated")
    assert stated.values(MEETING, "vj:dateDoubt") == stated.values(MEETING, "vj:orderReason") == set()


def test_what_is_planned_after_what_was_held_is_as_sure_as_it_is_told(tell):
    after = "meetings:\n" + DATED + meeting("status: planned", "after: talks", "date: 2019-07")
    told = tell(after, "meetings:\n" + DATED)
    assert told.bounds(MEETING) == ("2019-07-04", "2019-07-31")
    assert told.values("event/talks", "vj:orderReason") == told.values(MEETING, "vj:dateDoubt") == set()


def test_days_that_plans_alone_differ_on_stay_contested(tell):
    plan = "meetings:\n" + meeting("status: planned", "date: %s")
    told = tell(plan % "2019-07-05", plan % "2019-07-06", "meetings:\n" + meeting())
    assert told.value(MEETING, "vj:date") == "[2019-07-05, 2019-07-06]"
    assert told.value(MEETING, "vj:contested") == "date: 2019-07-05 (source-1) or 2019-07-06 (source-2)"
    assert told.value(MEETING, "vj:dateDoubt") == "date inferred: told only while it was still planned"


def test_who_was_to_come_is_not_sure_to_have_come(tell):
    plan = "meetings:\n" + meeting("status: planned", participants="{guest: Jane Roe, host: [John Doe, Ann Poe]}")
    told = tell(plan, "meetings:\n" + meeting())
    assert told.encounters() == {
        ("person/jane-roe", "person/john-doe", "certain"),
        ("person/ann-poe", "person/jane-roe", "possible"),
    }
    assert told.value(f"{MEETING}/ann-poe", "vj:reason") == "told only while it was still planned"
    assert told.values(f"{MEETING}/john-doe", "vj:reason") == set()
    assert told.value(MEETING, "rdfs:label") == "meeting of Jane Roe and John Doe"
    assert len(tell(plan, name="plan").values(f"{MEETING}/ann-poe", "vj:reason")) == 0


def test_who_was_to_meet_and_only_sat_in_has_met_nobody(tell):
    plan = "meetings:\n" + meeting("status: planned")
    told = tell(plan, "meetings:\n" + meeting(participants="{attendee: Jane Roe, host: John Doe}"))
    assert told.encounters() == set()
    assert told.values(f"{MEETING}/jane-roe", "vj:role") == {"role/attendee"}
    assert told.ask("?x", "?x vj:contested ?y") == set()


def test_a_day_that_is_contested_by_who_calls_it_off_stays_contested(tell):
    off = "meetings:\n" + meeting("status: cancelled", "date: 2019-07-05")
    told = tell(off, "meetings:\n" + meeting("date: 2019-07-06"))
    assert told.value(MEETING, "vj:date") == "[2019-07-05, 2019-07-06]"


def test_the_side_and_the_lead_that_one_source_tells_hold_for_all(tell):
    plain = "meetings:\n" + meeting(participants="{guest: [Max Moe, Rob Foe], host: John Doe}")
    sided = "meetings:\n" + meeting(participants="{guest: [{who: Max Moe, side: Aland}, Rob Foe], host: John Doe}")
    for number, sources in enumerate(((plain, sided), (sided, plain))):
        pairs = {pair[:2] for pair in tell(*sources, name=f"side-{number}").encounters()}
        assert pairs == {("person/john-doe", "person/max-moe"), ("person/john-doe", "person/rob-foe")}
    body = "Ministry of Foreign Affairs of Aland"
    led = "meetings:\n" + meeting(participants=f"{{guest: {{delegation_of: {body}, head: Jane Roe}}}}")
    told = tell(led, "meetings:\n" + meeting(participants="{guest: Jane Roe}"), name="led")
    assert told.encounters() == set(), "who leads a delegation has not met it"


def test_what_happened_during_a_visit_whose_days_one_source_states_is_bounded_surely(tell):
    days = ("date: 2019-07-01/2019-07-03", "inferred: {date: from the dateline}")
    told = tell(visit(*days) + "meetings:\n" + meeting("during: trip"), visit(*days[:1]))
    assert told.values("event/trip", "vj:dateDoubt") == told.values(MEETING, "vj:dateDoubt") == set()


def test_an_occasion_is_called_one_thing_and_the_other_titles_are_kept(tell):
    told = tell("meetings:\n" + meeting("title: The tea"), "meetings:\n" + meeting("title: The call"), "meetings:\n" + meeting())
    assert told.value(MEETING, "rdfs:label") == "The tea"
    assert told.value(MEETING, "skos:altLabel") == "The call"


def test_a_session_is_called_by_its_number_where_one_source_tells_it(tell):
    plain, numbered = "meetings:\n" + meeting("series: Sea League"), "meetings:\n" + meeting("series: Sea League", "edition: 4")
    for number, sources in enumerate(((plain, numbered), (numbered, plain))):
        assert tell(*sources, name=f"order-{number}").value(MEETING, "rdfs:label") == "Sea League, session 4"


def test_a_counterpart_in_one_source_may_be_one_whatever_the_others_say(tell):
    watching = "meetings:\n" + meeting(participants="{attendee: Jane Roe, host: John Doe}")
    guessing = "meetings:\n" + meeting(participants="{guest: {who: Jane Roe, inferred: {who: the context}}, host: John Doe}")
    stating = "meetings:\n" + meeting()
    pair = ("person/jane-roe", "person/john-doe")
    assert tell(watching, name="a").encounters() == set()
    assert tell(watching, guessing, name="b").encounters() == {(*pair, "possible")}
    assert tell(guessing, stating, name="c").encounters() == {(*pair, "certain")}
    assert tell(guessing, watching, stating, name="e").encounters() == {(*pair, "possible")}, "one source saw her only watch"
    assert tell(watching, guessing, name="d").values(f"{MEETING}/jane-roe", "vj:role") == {"role/attendee", "role/guest"}


# --- dates in words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds(), ""),
        (Bounds(date(2019, 7, 1), date(2019, 7, 3)), "[2019-07-01..2019-07-03]"),
        (Bounds(date(2019, 7, 1), date(2019, 7, 31), qualified=True), "2019-07~"),
        (Bounds(None, date(2019, 7, 3)), "[..2019-07-03]"),
        (Bounds(None, date(2019, 7, 31)), "[..2019-07-31]"),
        (Bounds(date(2019, 7, 1)), "[2019-07-01..]"),
        (Bounds(date(2019, 7, 5), date(2019, 7, 31)), "[2019-07-05..2019-07-31]"),
        (Bounds(date(2019, 6, 1), date(2019, 7, 31)), "[2019-06-01..2019-07-31]"),
        (Bounds(date(33, 7, 1), date(33, 7, 31)), "0033-07"),
    ],
)
def test_days_that_only_follow_are_written_as_one_of_them(bounds, words):
    (plain,), _ = settle([OccasionFact("<a:e>", "<a:s>", "Meeting", "held")])
    assert known_date(replace(plain, bounds=bounds)) == words
    assert known_date(replace(plain, bounds=bounds, date="2019")) == "2019", "what is told is told"
