"""Questions of time about events: what happened, what came before, first and last attested, offices on the day of something."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

import vjgraph
from vjgraph.querying import select
from vjgraph.questions import read_queries
from vjgraph.vocabulary import DATA, PREFIXES


def rows(answer: Any, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of an answer's rows."""
    return [tuple(row[column] for column in columns) for row in answer]


def meetings(*entries: str) -> str:
    """Meetings of Jane Roe and John Doe: id, then what else is told of each."""
    who = "participants: {guest: Jane Roe, host: John Doe}"
    return "meetings:\n" + "".join(f"  - {{title: {entry.split(',')[0]}, id: {entry}, {who}}}\n" for entry in entries)


# --- offices when an instrument was signed -------------------------------------------------------------------------

MINISTER, DEPUTY = "Minister of Foreign Affairs of Aland", "Deputy Minister of Foreign Affairs of Aland"
OFFICES = f"""people:
  Jane Roe: {{as: {MINISTER}}}
  Rob Foe: {{as: President of Aland}}
  Ann Poe: {{as: Commander of the Navy of Beland}}
"""


def signed(on: str, inferred: str = "") -> str:
    why = f", inferred: {{date: {inferred}}}" if inferred else ""
    return f"agreements: [{{name: Fisheries Accord, signed: {{date: {on}{why}}}}}]\n"


def test_on_the_day_of_signing_the_ministers_and_heads_of_the_parties_are_told(graph) -> None:
    built = graph(("2019-07-02", OFFICES + signed("2019-07-02")))
    assert rows(built.query("office-at-signing", "Fisheries Accord"), "office", "person", "signed", "certainty", "because") == [
        (MINISTER, "Jane Roe", "2019-07-02", "certain", ""),
        ("President of Aland", "Rob Foe", "2019-07-02", "certain", ""),
    ]


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        (MINISTER, ["Jane Roe"]),
        ("Commander of the Navy of Beland", ["Ann Poe"]),
        ("Ministry of Foreign Affairs of Aland", ["Jane Roe"]),
        ("Ministry of Defence of Beland", ["Ann Poe"]),
        ("Aland", ["Jane Roe", "Rob Foe"]),
        ("Sea League", []),
    ],
)
def test_an_office_or_body_may_be_asked_about_instead(graph, asked: str, people: list[str]) -> None:
    quoted = "Secretary-General of the Sea League"
    built = graph(("2019-07-02", OFFICES + signed("2019-07-02")), ("2019-07-03", f"people: {{Ann Poe: {{was: {quoted}}}}}"))
    assert [row["person"] for row in built.query("office-at-signing", "Fisheries Accord", asked)] == people


def test_an_uncertain_day_of_signing_leaves_its_doubt_on_whoever_held_the_office(graph) -> None:
    month = graph(("2019-07-02", OFFICES + signed("2019-07"))).query("office-at-signing", "Fisheries Accord", MINISTER)
    assert rows(month, "signed", "certainty", "because") == [("2019-07", "possible", "the day of signing is not told: 2019-07")]


def test_where_sources_differ_on_the_day_of_signing_it_is_one_of_theirs(graph) -> None:
    built = graph(("2019-07-04", OFFICES + signed("2019-07-02")), ("2019-07-05", OFFICES + signed("2019-07-04")))
    assert rows(built.query("office-at-signing", "Fisheries Accord", MINISTER), "signed", "certainty", "because") == [
        ("[2019-07-02, 2019-07-04]", "possible", "the day of signing is one of 2019-07-02, 2019-07-04")
    ]


def test_an_inferred_day_of_signing_is_possible_and_says_why(graph) -> None:
    answer = graph(("2019-07-02", OFFICES + signed("2019-07-02", "the dateline"))).query(
        "office-at-signing", "Fisheries Accord", MINISTER
    )
    assert rows(answer, "signed_because", "certainty", "because") == [
        ("date inferred: the dateline", "possible", "the day of signing is not certain")
    ]
    (row,) = answer
    assert f"{DATA}agreement/fisheries-accord/signed" in row["facts"]


def test_around_the_day_of_signing_a_holder_is_possible(graph) -> None:
    built = graph(("2019-06-02", OFFICES), ("2019-08-02", OFFICES), ("2019-09-02", signed("2019-07-02")))
    assert rows(built.query("office-at-signing", "Fisheries Accord", MINISTER), "person", "certainty", "because") == [
        ("Jane Roe", "possible", "attested on 2019-06-02 and on 2019-08-02, before and after")
    ]


def test_an_instrument_whose_signing_nobody_dates_has_no_office_at_its_signing(graph) -> None:
    assert len(graph(("2019-07-02", OFFICES + signed("undated"))).query("office-at-signing", "Fisheries Accord")) == 0


PARTED = """
x:sea a vj:Ministry ; org:subOrganizationOf x:aland . x:navy org:subOrganizationOf x:sea . x:signed rdfs:label "signed"@en .
x:chief a vj:Office ; rdfs:label "Chief"@en ; org:postIn x:sea . x:roe rdfs:label "Roe"@en . x:news dcterms:identifier "news" .
x:word a vj:Attestation ; vj:person x:roe ; vj:office x:chief ; vj:holding x:holds ; vj:source x:news ;
  vj:attestedOn "2019-07-02" ; vj:earliest "2019-07-02"^^xsd:date ; vj:latest "2019-07-02"^^xsd:date .
x:holds rdfs:label "holds"@en . x:tenure a vj:Tenure ; vj:person x:roe ; vj:office x:chief ; prov:wasDerivedFrom x:word .
x:accord rdfs:label "Accord"@en . x:signing a vj:Milestone ; vj:agreement x:accord ; vj:date "2019-07-02" ;
  vj:kind <https://w3id.org/vjgraph/kinds/milestone/signed> ;
  vj:earliest "2019-07-02"^^xsd:date ; vj:latest "2019-07-02"^^xsd:date .
"""


@pytest.mark.parametrize(
    ("parties", "offices"), [("", []), ("x:accord vj:party x:navy .", ["Chief"]), ("x:accord vj:party x:aland .", [])]
)
def test_offices_of_the_ministry_above_a_party_are_told_and_none_without_a_party(parties: str, offices: list[str]) -> None:
    store = ox.Store()
    known = PREFIXES | {"x": "https://example.org/"}
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known.items())
    store.load((prefixes + PARTED + parties).encode(), format=ox.RdfFormat.TURTLE)
    bound = {"agreement_id": ox.NamedNode("https://example.org/accord")}
    answer = select(store, read_queries()["office-at-signing"].text, bound=bound)
    assert rows(answer, "office", "person", "certainty") == [(office, "Roe", "certain") for office in offices]


# --- the office at a meeting ---------------------------------------------------------------------------------------


def test_the_office_at_a_meeting_is_the_one_told_else_one_attested_then_or_around_it(graph) -> None:
    attests = f"people: {{Jane Roe: {{as: {MINISTER}}}}}\n"
    told = f"people: {{Jane Roe: {{as: {DEPUTY}}}}}\n" + meetings("told, date: 2019-07-02")
    others = meetings(
        "then, date: 2019-07-02", "around, date: 2019-08", "later, date: 2019-10", "wide, date: 2019-06/2019-07", "never"
    )
    people = "people: {Jane Roe: {}, John Doe: {}}\n"
    built = graph(("2019-07-02", attests), ("2019-09-02", attests), ("2018-05-05", told), ("2019-12-02", people + others))
    found = {row["event"]: (row["office"], row["office_because"]) for row in built.query("present-at", "Jane Roe")}
    assert found == {
        "told": ([DEPUTY], ""),
        "then": ([MINISTER], "from what source-1 attests that day"),
        "around": ([MINISTER], "attested on 2019-07-02 and on 2019-09-02, before and after"),
        "wide": ([MINISTER], "from what source-1 attests on 2019-07-02"),
        "later": ([], ""),
        "never": ([], ""),
    }
    (row,) = (row for row in built.query("present-at", "Jane Roe") if row["event"] == "then")
    assert [fact.removeprefix(DATA) for fact in row["facts"]] == [
        "event/then/jane-roe",
        "source/source-1/jane-roe/minister-of-foreign-affairs-of-aland",
    ]
    assert row["certainty"] == "certain", "that she was there is certain, whatever her office"


def test_an_office_at_a_meeting_is_inferred_where_every_document_of_it_that_attests_it_infers_it(graph) -> None:
    guess = f"people: {{Jane Roe: {{as: {MINISTER}, inferred: {{as: she is called Roe alone}}}}, John Doe: {{}}}}\n"
    plain = f"people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{}}}}\n"
    one, both = meetings("one, date: 2019-07-02"), meetings("both, date: 2019-07-02")
    built = graph(("2019-07-02", guess + one + both.removeprefix("meetings:\n")), ("2019-07-02", plain + both))
    found = {row["event"]: row for row in built.query("present-at", "Jane Roe")}
    assert {event: (row["office"], row["office_because"], row["certainty"]) for event, row in found.items()} == {
        "one": ([MINISTER], f"{MINISTER} inferred: she is called Roe alone", "certain"),
        "both": ([MINISTER], "", "certain"),
    }
    assert [fact.removeprefix(DATA) for fact in found["one"]["facts"]] == [
        "event/one/jane-roe",
        "source/source-1/jane-roe/minister-of-foreign-affairs-of-aland",
    ]


# --- a doubtful date in a period ----------------------------------------------------------------------------------

ABOUT_JUNE = f"""
people:
  Jane Roe: {{as: {MINISTER}}}
  John Doe: {{as: Commander of the Navy of Beland}}
meetings:
  - id: talks
    date: 2019-06~
    place: Besse
    series: Besse Forum
    participants: {{guest: Jane Roe, host: {{who: John Doe, on_behalf_of: Ministry of Defence of Beland}}}}
    statements: [{{by: Jane Roe, act: requests, about: [joint patrols]}}]
  - {{id: next-talks, status: planned, date: 2019-06~, participants: {{guest: Jane Roe, host: John Doe}}}}
agreements: [{{name: Fisheries Accord, signed: {{date: 2019-06~}}}}]
"""


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("who-met-whom", ""), ("who-met-whom", "John Doe"), ("meetings", ""), ("meetings-of", "Jane Roe"), ("events", "talks"),
        ("events-of", "Jane Roe"), ("events-in", "Besse"), ("present-at", "talks"), ("topics-of", "talks"), ("happened", ""),
        ("speakers-and-topics", ""), ("ministries-that-met", ""), ("sessions-of", "Besse Forum"), ("planned", ""),
        ("milestones", "Fisheries Accord"),
    ],
)  # fmt: skip
def test_in_a_period_a_doubtful_date_keeps_its_own_doubt(graph, asked: str, name: str) -> None:
    built = graph(("2019-07-02", ABOUT_JUNE))
    doubt, beyond = "date uncertain or approximate", "the date reaches beyond the period"
    found = built.query(asked, *[name] * bool(name), from_="2019-06-10", to="2019-07-31")
    told = [row["because"] if isinstance(row["because"], list) else row["because"].split("; ") for row in found]
    assert told
    assert all(sorted(each) == [doubt, beyond] for each in told)
    whole = built.query(asked, *[name] * bool(name), year=2019)
    assert {str(row["because"]) for row in whole} == {doubt}


# --- inferred statements ------------------------------------------------------------------------------------------


def test_that_something_of_a_statement_is_inferred_is_said_once(graph) -> None:
    said = "statements: [{by: Jane Roe, act: requests, about: [joint patrols], inferred: {by: the host is told}}]"
    talks = f"meetings: [{{id: talks, date: 2019-07-01, participants: {{guest: Jane Roe, host: John Doe}}, {said}}}]"
    built = graph(("2019-07-02", "people: {Jane Roe: {}, John Doe: {}}\n" + talks))
    assert rows(built.query("speakers-and-topics"), "because") == [("by inferred: the host is told",)]


# --- what happened -------------------------------------------------------------------------------------------------


def test_what_happened_is_told_in_the_order_of_time_with_class_and_certainty(project_graph: vjgraph.Graph) -> None:
    answer = project_graph.query("happened", from_="2019-07-02", to="2019-12-31")
    assert rows(answer, "class", "label", "certainty", "because") == [
        ("visit", "visit of Jane Roe to Beland", "possible", "the date reaches beyond the period"),
        ("milestone", "Harbour Memorandum: signed", "certain", ""),
        ("other event", "Signing of the Harbour Memorandum", "certain", ""),
        ("meeting", "Talks at Besse", "certain", ""),
        ("meeting", "Lunch at Arlen", "certain", ""),
        ("meeting", "Talks about Christmas", "possible", "date uncertain or approximate"),
        ("meeting", "Tuesday's talks", "possible", "date inferred: the Tuesday before the last"),
        ("meeting", "New Year's call", "possible", "the date reaches beyond the period"),
    ]
    assert "2 events and milestones without a year are in no period" in answer.notes[0]


def test_what_is_planned_called_off_or_hoped_for_did_not_happen(graph) -> None:
    plans = meetings("plan, status: planned, date: 2019-08", "off, status: cancelled, date: 2019-08", "held, date: 2019-07")
    hope = "agreements: [{name: Fisheries Accord, hoped_for: 2019-09}]\n"
    built = graph(("2019-07-02", "people: {Jane Roe: {}, John Doe: {}}\n" + plans + hope))
    assert [row["label"] for row in built.query("happened")] == ["held"]


# --- before and after ----------------------------------------------------------------------------------------------

PEOPLE = "people: {Jane Roe: {}, John Doe: {}}\n"


def test_what_came_before_says_whether_dates_or_a_document_tell_it(graph) -> None:
    told = meetings(
        "first, before: then", "then, before: talks", "talks, date: 2019-07-04", "early, date: 2019-07-01",
        "same, date: 2019-07-04", "month, date: 2019-07", "late, date: 2019-08", "unknown",
    )  # fmt: skip
    built = graph(("2019-09-02", PEOPLE + told))
    assert rows(built.query("before", "talks"), "label", "certainty", "because") == [
        ("first", "certain", "said to be before then"),
        ("then", "certain", "said to be before talks"),
        ("early", "certain", "its latest day 2019-07-01 is before 2019-07-04, the earliest day of talks"),
        ("month", "possible", "its days and those of talks overlap"),
    ]
    assert rows(built.query("after", "early"), "label", "certainty", "because") == [
        ("month", "possible", "its days and those of early overlap"),
        ("same", "certain", "its earliest day 2019-07-04 is after 2019-07-01, the latest day of early"),
        ("talks", "certain", "its earliest day 2019-07-04 is after 2019-07-01, the latest day of early"),
        ("late", "certain", "its earliest day 2019-08-01 is after 2019-07-01, the latest day of early"),
    ]
    assert rows(built.query("after", "first"), "label", "because") == [
        ("then", "said to be after first"),
        ("talks", "said to be after then"),
    ]


def test_doubts_of_dates_and_of_an_order_are_named(graph) -> None:
    told = meetings(
        "talks, date: 2019-07-04~",
        "early, date: 2019-07-01, inferred: {date: a caption}",
        "guess, before: talks, inferred: {before: b}",
    )
    built = graph(("2019-09-02", PEOPLE + told))
    assert rows(built.query("before", "talks"), "label", "certainty", "because") == [
        ("guess", "possible", "said to be before talks; order inferred: b"),
        (
            "early", "possible", "its latest day 2019-07-01 is before 2019-07-04, the earliest day of talks; "
            "its date inferred: a caption; talks: date uncertain or approximate",
        ),
    ]  # fmt: skip


def test_an_inferred_order_casts_doubt_on_its_own_pair_alone(graph) -> None:
    told = meetings(
        "first, before: [talks, dinner], inferred: {before: the text}",
        "talks, after: early",
        "dinner, after: talks",
        "early",
        "late, after: first",
    )
    built = graph(("2019-09-02", PEOPLE + told))
    assert rows(built.query("order-of"), "first", "then", "certainty", "because") == [
        ("early", "talks", "certain", ""),
        ("first", "dinner", "possible", "the text"),
        ("first", "late", "certain", ""),
        ("first", "talks", "possible", "the text"),
        ("talks", "dinner", "certain", ""),
    ]
    assert rows(built.query("before", "dinner"), "label", "certainty", "because") == [
        ("early", "certain", "said to be before talks"),
        ("first", "possible", "said to be before dinner; order inferred: the text"),
        ("talks", "certain", "said to be before dinner"),
    ]
    assert rows(built.query("after", "first"), "label", "certainty", "because") == [
        ("dinner", "possible", "said to be after first; order inferred: the text"),
        ("late", "certain", "said to be after first"),
        ("talks", "possible", "said to be after first; order inferred: the text"),
    ]
    assert rows(built.query("after", "early"), "label", "certainty", "because") == [
        ("dinner", "certain", "said to be after talks"),
        ("talks", "certain", "said to be after early"),
    ]


def test_of_several_ways_from_one_event_to_another_the_one_that_is_stated_counts(graph) -> None:
    told = meetings(
        "first, before: last, inferred: {before: the text}",
        "zoo, after: first",
        "last, after: zoo",
    )
    built = graph(("2019-09-02", PEOPLE + told))
    assert rows(built.query("before", "last"), "label", "certainty", "because") == [
        ("first", "certain", "said to be before zoo"),
        ("zoo", "certain", "said to be before last"),
    ]
    assert rows(built.query("after", "first"), "label", "certainty", "because") == [
        ("last", "certain", "said to be after zoo"),
        ("zoo", "certain", "said to be after first"),
    ]


def test_what_is_part_of_an_event_is_neither_before_nor_after_it(graph) -> None:
    visit = "visits: [{id: trip, visitor: Jane Roe, date: 2019-07-01/2019-07-09}]\n"
    built = graph(("2019-09-02", PEOPLE + visit + meetings("talks, date: 2019-07-04, during: trip")))
    assert len(built.query("before", "talks")) == len(built.query("after", "talks")) == len(built.query("before", "trip")) == 0


def test_what_comes_after_a_part_of_an_event_cannot_come_before_it_nor_the_other_way_round(graph) -> None:
    visit = "visits: [{id: trip, visitor: Jane Roe, date: 2019-07-01/2019-07-09}]\n"
    told = meetings(
        "talks, during: trip, date: 2019-07-04", "then, after: talks, date: 2019-07", "ere, before: talks, date: 2019-07"
    )
    built = graph(("2019-09-02", PEOPLE + visit + told))
    assert rows(built.query("before", "trip"), "label", "certainty") == [("ere", "possible")]
    assert rows(built.query("after", "trip"), "label", "certainty") == [("then", "possible")]


# --- first and last attested ---------------------------------------------------------------------------------------


def test_whoever_signed_is_attested_by_it(graph) -> None:
    signed = "{date: DAY, by: [Aland, John Doe], inferred: {by: told as both sides}}"
    built = graph(
        ("2019-07-02", f"agreements: [{{name: Fisheries Accord, signed: {signed.replace('DAY', '2014-05-06')}}}]"),
        ("2019-07-03", "people: {John Doe: {as: President of Beland}}"),
    )
    columns = ("first", "first_as", "last", "last_as", "certainty", "because")
    why = "of the first: by inferred: told as both sides"
    assert rows(built.query("attested", "Aland"), *columns) == [
        ("2014-05-06", "signing", "2014-05-06", "signing", "possible", why)
    ]
    assert rows(built.query("attested", "John Doe"), *columns) == [
        ("2014-05-06", "signing", "2019-07-03", "office", "possible", why)
    ]


def test_first_and_last_attested_are_over_offices_events_and_statements(graph) -> None:
    said = "statements: [{by: Roe, act: states, says: so}]"
    built = graph(
        (
            "2019-09-02",
            f"people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{}}}}\n" + meetings(f"talks, date: 2019-07-04, {said}"),
        ),
        ("2019-12-02", PEOPLE + meetings("plan, status: planned, date: 2020-01")),
    )
    columns = ("first", "first_as", "last", "last_as", "certainty", "because")
    assert rows(built.query("attested", "Jane Roe"), *columns) == [
        ("2019-07-04", "meeting", "2019-09-02", "office", "certain", "")
    ]
    assert rows(built.query("attested", "John Doe"), *columns) == [
        ("2019-07-04", "meeting", "2019-07-04", "meeting", "certain", "")
    ]
    assert rows(built.query("attested", MINISTER), "first", "last") == [("2019-07-04", "2019-09-02")]
    assert rows(built.query("attested", "Ministry of Foreign Affairs of Aland"), "first", "last") == [
        ("2019-07-04", "2019-09-02")
    ]
    (row,) = built.query("attested", "Jane Roe")
    assert [fact.removeprefix(DATA) for fact in row["facts"]] == [
        "event/talks/jane-roe",
        "source/source-1/jane-roe/minister-of-foreign-affairs-of-aland",
    ]


@pytest.mark.parametrize(
    ("entries", "first", "because"),
    [
        (["talks, date: 2019-03"], "2019-03", "the first day is not told: 2019-03; the last day is not told: 2019-03"),
        (["talks, date: 2019-03", "later, date: 2019-04-01"], "2019-03", "the first day is not told: 2019-03"),
        (["talks, date: 2019-03-01/2019-03-09"], "2019-03-01/2019-03-09", ""),
        (["talks, date: 2019-03-01~"], "2019-03-01~", "of the first: date uncertain or approximate"),
        (
            ["talks, date: 2019-03-01", "some, date: '[..2019-03-01]'"],
            "2019-03-01",
            "something else may be earlier: [..2019-03-01]",
        ),
        (["talks, date: 2019-03-01", "undated"], "2019-03-01", ""),
        (["talks, date: '[2019-03-01..2019-03-09]'", "z, date: 2019-03-01/2019-03-09"], "2019-03-01/2019-03-09", ""),
        (["talks, date: 2019-03-01, inferred: {guest: a picture}", "z, date: 2019-03-01"], "2019-03-01", ""),
    ],
)
def test_a_first_or_last_day_that_is_none_says_so(graph, entries: list[str], first: str, because: str) -> None:
    built = graph(("2019-09-02", PEOPLE + meetings(*entries)))
    (row,) = built.query("attested", "Jane Roe")
    assert (row["first"], row["because"], row["certainty"]) == (first, because, "possible" if because else "certain")


SAID = "statements: [{by: Jane Roe, act: states, says: so}]"


@pytest.mark.parametrize(
    ("told", "done"),
    [
        (f"visits: [{{id: trip, visitor: Jane Roe, date: 2019-07-01/2019-07-09, {SAID}}}]\n", "visit"),
        (meetings(f"talks, date: 2019-07-04, {SAID}"), "meeting"),
    ],
)
def test_of_one_day_what_was_done_attests_before_what_was_said(graph, told: str, done: str) -> None:
    built = graph(("2019-09-02", PEOPLE + told))
    assert rows(built.query("attested", "Jane Roe"), "first_as", "last_as") == [(done, done)]


def test_a_body_that_its_officers_do_not_stand_for_is_attested_with_their_office(graph) -> None:
    people = "people: {Jane Roe: {as: Secretary-General of the Sea League}, John Doe: {}}\n"
    built = graph(("2019-09-02", people + meetings("talks, date: 2019-07-04")))
    for name in ("Secretary-General of the Sea League", "Sea League"):
        assert rows(built.query("attested", name), "first", "first_as") == [("2019-07-04", "meeting")]


def test_a_visit_whose_days_are_not_told_attests_nobody_after_the_day_of_the_document(graph) -> None:
    people = f"people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{}}}}\n"
    visits = "visits: [{id: trip, visitor: Jane Roe}, {id: stay, visitor: John Doe, date: 2019-07-01/2019-07-09}]\n"
    built = graph(("2019-07-05", people + visits + meetings("talks, date: 2019-07-04, during: trip")))
    assert ("[2019-06-01~..2019-07-31~]", "2019-07-31") in rows(built.query("events-of", "Jane Roe"), "date", "latest")
    (row,) = built.query("attested", "Jane Roe")
    assert (row["last"], row["last_as"]) == ("2019-07-05", "office")
    assert "of the last" not in row["because"]
    # Days that are told are those of the visit, whenever they are told.
    assert rows(built.query("attested", "John Doe"), "last", "because") == [("2019-07-01/2019-07-09", "")]


def test_whose_office_is_inferred_is_attested_all_the_same_and_the_office_is_not(graph) -> None:
    built = graph(("2019-09-02", f"people: {{Jane Roe: {{as: {MINISTER}, inferred: {{as: a picture}}}}}}\n"))
    assert rows(built.query("attested", "Jane Roe"), "first", "certainty") == [("2019-09-02", "certain")]
    assert rows(built.query("attested", MINISTER), "first", "because") == [("2019-09-02", "of the first: inferred: a picture")]


def test_nobody_is_sure_to_have_been_at_what_may_have_been_called_off(graph) -> None:
    off = meetings("called, status: cancelled, kind: talks, inferred: {kind: the seating}, quote: a, par: 1")
    built = graph(("2019-07-02", off), ("2019-07-02", meetings("called, quote: b, par: 1")))
    words = "sources differ on the status: cancelled (source-1) or held (source-2)"
    found = rows(built.query("present-at", "called"), "participant", "certainty", "because")
    assert [row[:2] for row in found] == [("Jane Roe", "possible"), ("John Doe", "possible")]
    assert all(words in row[2] for row in found)


@pytest.mark.parametrize(
    ("query", "argument"),
    [
        ("statements", "Jane Roe"),
        ("statements-at", "talks"),
        ("statements-about", "fish"),
        ("commitments", "Jane Roe"),
        ("commitments-of-side", "Aland"),
    ],
)
def test_that_a_date_reaches_beyond_the_period_joins_the_other_doubts(query: str, argument: str, graph) -> None:
    pledge = "{by: Jane Roe, act: pledges, about: [fish], inferred: {by: a she, act: the tone}}"
    built = graph(
        ("2019-09-02", PEOPLE + meetings(f"talks, date: 2019-07, inferred: {{date: the season}}, statements: [{pledge}]"))
    )
    doubts = "by inferred: a she; act inferred: the tone; date inferred: the season"
    (whole,) = built.query(query, argument, year=2019)
    (part,) = built.query(query, argument, from_="2019-07-02", to="2019-07-31")
    assert whole["because"] == doubts
    assert part["because"] == f"{doubts}; the date reaches beyond the period"
    assert {whole["certainty"], part["certainty"]} == {"possible"}
    assert part["to_because"] == "not told, taken as the counterpart on the other side"
