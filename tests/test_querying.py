"""Answers: what each named query finds in the invented project, how sure it is, and what cannot be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vjgraph
from vjgraph.dates import parse_date
from vjgraph.errors import UsageError
from vjgraph.querying import ask, bound_terms, select
from vjgraph.questions import read_query

MET = ("a", "b", "date", "certainty", "because")


def rows(answer: Any, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of an answer's rows."""
    return [tuple(row[column] for column in columns) for row in answer]


# --- who met whom -----------------------------------------------------------------------------------------------------


def test_a_row_of_who_met_whom_is_a_pair_and_a_meeting_with_all_that_bears_on_it(project_graph: vjgraph.Graph) -> None:
    first = project_graph.query("who-met-whom", year=2019).rows[0]
    base = "https://w3id.org/vjgraph/id/"
    assert first == {
        "a": "Jane Roe",
        "b": "John Doe",
        "a_id": f"{base}person/jane-roe",
        "b_id": f"{base}person/john-doe",
        "meeting": f"{base}event/roe-doe-2019",
        "kind": "courtesy call",
        "date": "2019-07-01",
        "earliest": "2019-07-01",
        "latest": "2019-07-01",
        "certainty": "certain",
        "because": "",
        "place": "Besse",
        "place_because": "",
        "publishers": first["publishers"],
        "contested": "",
        "sources": ["2019-07-02-daily"],
        "facts": [f"{base}event/roe-doe-2019", f"{base}event/roe-doe-2019/met/jane-roe/john-doe"],
    }


def test_who_met_whom_in_a_year_tells_certain_from_possible_and_says_why(project_graph: vjgraph.Graph) -> None:
    zoe = 'Max "Mac" O\'Zoe [red]'
    assert rows(project_graph.query("who-met-whom", year=2019), *MET) == [
        ("Jane Roe", "John Doe", "2019-07-01", "certain", ""),
        ("Jane Roe", "John Doe", "2019-07-02", "certain", ""),
        (zoe, "Đào Thị Noe", "2019-11-05", "possible", f"{zoe} inferred: only a Mac is told"),
        ("Ann Poe", "Mary Moe", "2019-12~", "possible", "date uncertain or approximate"),
        ("Mary Moe", "Tom Doe", "2019-12-17", "possible", "date inferred: the Tuesday before the last"),
        ("Jane Roe", "John Doe", "2019-12-31/2020-01-01", "possible", "the date reaches beyond the period"),
    ]


@pytest.mark.parametrize(
    ("period", "certainty"),
    [
        ({"year": "2019"}, "possible"),
        ({"year": "2020"}, "possible"),
        ({"year": "2018"}, None),
        ({"from_": "2019", "to": "2020"}, "certain"),
        ({"from_": "2019-12-31", "to": "2020-01-01"}, "certain"),
        ({"from_": "2020-01-01"}, "possible"),
        ({"from_": "2019-12-31"}, "certain"),
        ({"to": "2020-01-01"}, "certain"),
        ({"to": "2019-12-30"}, None),
        ({"from_": "2020-01-02"}, None),
        ({}, "certain"),
    ],
)
def test_a_call_around_new_year_is_certain_only_in_a_period_that_holds_both_days(
    period: dict[str, str], certainty: str | None, project_graph: vjgraph.Graph
) -> None:
    found = [row["certainty"] for row in project_graph.query("who-met-whom", **period) if row["kind"] == "phone call"]
    assert found == ([certainty] if certainty else [])


@pytest.mark.parametrize(
    ("period", "certainty"),
    [
        ({"to": "2019-07-01"}, "certain"),
        ({"from_": "2019-06-30"}, "certain"),
        ({"year": "2019"}, "certain"),
        ({"to": "2019-06-30"}, "possible"),
    ],
)
def test_a_meeting_before_a_day_is_bounded_by_the_visit_it_belongs_to(
    period: dict[str, str], certainty: str, project_graph: vjgraph.Graph
) -> None:
    """The League was seen "[..2019-07-01]", on a visit of 30 June to 2 July."""
    found = project_graph.query("who-met-whom", parameters={"of": "organisations"}, **period)
    assert rows(found, "a", "b", "earliest", "latest", "certainty") == [
        ("Beland-Aland League", "Ministry of Foreign Affairs of Aland", "2019-06-30", "2019-07-01", certainty)
    ]


@pytest.mark.parametrize("year", [1, 2018, 2019, 2020, 9999])
def test_what_is_undated_is_in_no_year_and_is_listed_as_undated(year: int, project_graph: vjgraph.Graph) -> None:
    assert "XXXX-02-27" not in [row["date"] for row in project_graph.query("who-met-whom", year=f"{year:04}")]
    assert ("Ann Poe", "Đào Thị Noe", "XXXX-02-27", "certain", "") in rows(project_graph.query("who-met-whom"), *MET)
    assert rows(project_graph.query("undated"), "label", "date") == [
        ("Blue Strait policy: adopted", None),
        ("Carnival meeting", "XXXX-02-27"),
    ]


def test_people_are_asked_about_unless_bodies_are(project_graph: vjgraph.Graph) -> None:
    pairs = {
        kind: {(row["a"], row["b"]) for row in project_graph.query("who-met-whom", of=kind)}
        for kind in ("people", "organisations", "all")
    }
    league, ministry = "Beland-Aland League", "Ministry of Foreign Affairs of Aland"
    assert project_graph.query("who-met-whom").rows == project_graph.query("who-met-whom", of="people").rows
    assert pairs["organisations"] == {(league, ministry)}
    # The named head of a delegation has met whom the delegation met, as far as can be inferred.
    assert pairs["all"] == pairs["people"] | pairs["organisations"] | {(league, "Mary Moe")}


def test_asked_about_a_body_who_met_whom_is_not_about_people_alone(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("who-met-whom", "Beland-Aland League"), "b") == [
        ("Mary Moe",),
        ("Ministry of Foreign Affairs of Aland",),
    ]


def test_a_name_of_what_a_parameter_does_not_choose_among_leaves_its_default(project_graph: vjgraph.Graph) -> None:
    declared = "# argument: where: places\n# parameter: of = people: vj:Person, all: foaf:Agent; as class\n"
    query = read_query(f"{declared}SELECT * {{\n# bind: ?where ?class\n}}", name="hosts")
    bound = bound_terms(query, ["Beland"], names=project_graph.names, parameters={}, period=None)
    assert bound["class"].value.endswith("#Person")


def test_where_nothing_is_found_a_note_says_how_else_to_ask(project_graph: vjgraph.Graph) -> None:
    answer = project_graph.query("agreements", "Blue Strait policy")
    assert len(answer) == 0
    assert answer.notes == ("nothing is found so; -p of=all asks otherwise",)
    assert project_graph.query("agreements", "Blue Strait policy", of="all").notes == ()


@given(st.sampled_from(["2018", "2019", "2020", "2019-07", "2019-12", "2019-07-01", "2019-12-17", "2020-01"]), st.data())
def test_certainty_in_any_period_follows_from_the_bounds(project_graph: vjgraph.Graph, first: str, data: st.DataObject) -> None:
    last = data.draw(st.sampled_from(["2018", "2019-07-01", "2019-12", "2019", "2020-01-01", "2021"]))
    opens, ends = parse_date(first).earliest, parse_date(last).latest
    if not opens or not ends or opens > ends:
        return
    everything = project_graph.query("who-met-whom")
    found = {(row["a_id"], row["b_id"], row["meeting"]): row for row in project_graph.query("who-met-whom", from_=first, to=last)}
    for row in everything:
        earliest, latest = (date.fromisoformat(row[key]) if row[key] else None for key in ("earliest", "latest"))
        overlaps = bool(earliest or latest) and (not earliest or earliest <= ends) and (not latest or latest >= opens)
        key = (row["a_id"], row["b_id"], row["meeting"])
        assert (key in found) == overlaps
        if overlaps:
            inside = earliest and latest and opens <= earliest and latest <= ends
            assert found[key]["certainty"] == ("certain" if inside and not row["because"] else "possible")
            assert bool(found[key]["because"]) == (found[key]["certainty"] == "possible")


# --- the other queries ------------------------------------------------------------------------------------------------


def test_meetings_are_those_held_with_everybody_who_took_part(project_graph: vjgraph.Graph) -> None:
    found = project_graph.query("meetings", year=2019)
    assert rows(found, "label", "kind", "place", "participants")[:3] == [
        (
            "The delegation at the League",
            "meeting",
            None,
            ["Beland-Aland League", "Mary Moe", "delegation of Ministry of Foreign Affairs of Aland"],
        ),
        ("courtesy call of Jane Roe and John Doe", "courtesy call", "Besse", ["Ann Poe", "Jane Roe", "John Doe"]),
        ("Talks at Besse", "talks", "Besse", ["Jane Roe", "John Doe", "Mary Moe"]),
    ]
    assert not any("Strait Dialogue" in row["label"] for row in project_graph.query("meetings"))


def test_meetings_of_somebody_are_those_in_any_role(project_graph: vjgraph.Graph) -> None:
    assert sorted(rows(project_graph.query("meetings-of", "Ann Poe"), "role", "date")) == [
        ("attendee", "2019-07-01"),
        ("guest", "2019-12~"),
        ("principal", "XXXX-02-27"),
    ]


def test_attending_is_being_present_and_not_meeting(project_graph: vjgraph.Graph) -> None:
    present = rows(project_graph.query("present-at", "roe-doe-2019"), "participant", "role", "counts", "office", "side")
    assert present == [
        ("Ann Poe", "attendee", "present", ["Head of the Coast Guard of Beland"], "Beland"),
        ("Jane Roe", "guest", "met", ["Minister of Foreign Affairs of Aland"], "Aland"),
        ("John Doe", "host", "met", ["Minister of Defence of Beland"], "Beland"),
    ]
    assert ("Ann Poe", "Jane Roe") not in rows(project_graph.query("who-met-whom"), "a", "b")


def test_events_of_somebody_are_all_they_took_part_in_or_are_to(project_graph: vjgraph.Graph) -> None:
    found = rows(project_graph.query("events-of", "Jane Roe", to="2019-07-02"), "role", "kind", "date")
    assert sorted(found) == [
        ("co-chair", "talks", "2019-07-02"),
        ("guest", "courtesy call", "2019-07-01"),
        ("visitor", "visit", "2019-06-30/2019-07-02"),
        ("witness", "signing ceremony", "2019-07-02"),
    ]


CAME = "{guest: {delegation_of: Ministry of Foreign Affairs of Aland, head: Jane Roe%s}, host: John Doe}"
HEADS = "Jane Roe inferred: as the named head of the delegation of Ministry of Foreign Affairs of Aland"
GUESSED = "; Ministry of Foreign Affairs of Aland inferred: only guests are told"
OFFICIALS = "people: {Jane Roe: {}, John Doe: {}}\n"


@pytest.mark.parametrize(("asked", "name"), [("events", "tea"), ("events-in", "Besse"), ("meetings", "")])
@pytest.mark.parametrize(
    ("reason", "why"),
    [("", ""), (", inferred: {who: only guests are told}", "Jane Roe inferred: only guests are told" + GUESSED)],
)
def test_that_a_delegation_came_is_as_sure_as_it_is_told_whoever_headed_it(
    graph: Any, asked: str, name: str, reason: str, why: str
) -> None:
    meeting = f"meetings: [{{id: tea, date: 2019-07-01, place: Besse, participants: {CAME % reason}}}]"
    (row,) = graph(("2019-07-02", OFFICIALS + meeting)).query(asked, *[name] * bool(name))
    assert (row["certainty"], sorted(row["because"].split("; "))) == ("possible" if why else "certain", sorted(why.split("; ")))
    assert sorted(row["participants_because"].split("; ")) == sorted((why or HEADS).split("; "))


@pytest.mark.parametrize(("asked", "name"), [("events", "tea"), ("events-in", "Besse"), ("meetings", ""), ("planned", "")])
@pytest.mark.parametrize(
    ("bodies", "certainty"),
    [
        ("MINISTRY, ", "certain"),
        ("{who: MINISTRY, inferred: {who: a guess}}, ", "possible"),
        ("", "possible"),
        ("Aland, ", "possible"),
    ],
)
def test_that_a_body_took_part_is_as_sure_as_it_is_told_whoever_stood_for_it(
    graph: Any, asked: str, name: str, bodies: str, certainty: str
) -> None:
    ministry = "Ministry of Foreign Affairs of Aland"
    host = f"[{bodies.replace('MINISTRY', ministry)}{{who: Jane Roe, on_behalf_of: {ministry}, inferred: {{who: a caption}}}}]"
    status = "planned" if asked == "planned" else "held"
    told = f"id: tea, status: {status}, date: 2019-07-01, place: Besse"
    meeting = f"meetings: [{{{told}, participants: {{guest: John Doe, host: {host}}}}}]"
    (row,) = graph(("2019-07-02", OFFICIALS + meeting)).query(asked, *[name] * bool(name))
    assert (row["certainty"], "Jane Roe inferred: a caption" in row["because"]) == (certainty, certainty == "possible")
    # What is planned has one column of reasons.
    assert asked == "planned" or "Jane Roe inferred: a caption" in row["participants_because"]


@pytest.mark.parametrize("asked", ["meetings-of", "events-of"])
def test_who_is_only_inferred_among_others_is_told_beside_them(project_graph: vjgraph.Graph, asked: str) -> None:
    (row,) = (row for row in project_graph.query(asked, "Dao Thi Noe") if row["label"] == "Lunch at Arlen")
    guest = 'Max "Mac" O\'Zoe [red]'
    assert guest in row["participants"]
    assert (row["certainty"], row["because"]) == ("certain", "")
    assert row["participants_because"] == f"{guest} inferred: only a Mac is told"
    (row,) = project_graph.query(asked, guest)
    assert (row["certainty"], row["because"]) == ("possible", "taking part is inferred: only a Mac is told")


def test_what_took_place_during_a_visit_is_told_in_order_and_why_it_is_part_of_it(write: Callable[..., Path]) -> None:
    """What follows something stands after it, without a day too; what was during a part of the visit was during the visit."""
    stay = """
        source: {format: 1, language: en, published: 2019-07-02}
        people: {Jane Roe: {}, John Doe: {}}
        visits:
          - {id: stay, visitor: Jane Roe, place: Beland, date: 2019-07-01/2019-07-31}
          - {id: trip, title: Trip, visitor: Jane Roe, place: Besse, date: 2019-07-03, during: stay,
             inferred: {during: told of one journey}}
        meetings:
          - {id: last, title: A farewell, participants: {guest: Jane Roe, host: John Doe}, during: stay, after: lunch}
          - {id: lunch, title: B lunch, participants: {guest: Jane Roe, host: John Doe}, during: trip, date: 2019-07-03,
             after: [call, rumour]}
          - {id: rumour, participants: {guest: Jane Roe, host: John Doe}}
          - {id: call, title: C call, participants: {guest: Jane Roe, host: John Doe}, during: trip, date: 2019-07-03,
             inferred: {during: the mayor of the town}}
          - {id: plan, title: Plan, status: planned, participants: {guest: Jane Roe}, during: stay, date: 2019-07-02}
          - {id: away, participants: {guest: Jane Roe, host: John Doe}, date: 2019-07-02}
        """
    built = vjgraph.build(write(stay))
    answer = built.query("during", "stay")
    assert rows(answer, "label", "status", "date", "certainty") == [
        ("Plan", "planned", "2019-07-02", "certain"),
        ("C call", "held", "2019-07-03", "possible"),
        ("Trip", "held", "2019-07-03", "possible"),
        ("B lunch", "held", "2019-07-03", "possible"),
        ("A farewell", "held", "[2019-07-03..2019-07-31]", "certain"),
    ]
    because = {row["label"]: row["because"] for row in answer}
    journey = "being part of it is inferred: told of one journey"
    assert because["B lunch"] == because["Trip"] == journey
    assert set(because["C call"].split("; ")) == {journey, "being part of it is inferred: the mayor of the town"}
    assert rows(built.query("during", "trip"), "label", "certainty") == [("C call", "possible"), ("B lunch", "certain")]
    assert built.query("during", "away").rows == ()


def test_events_in_a_place_are_those_within_it_too(project_graph: vjgraph.Graph) -> None:
    assert {row["place"] for row in project_graph.query("events-in", "Beland")} == {"Beland", "Besse"}
    assert {row["place"] for row in project_graph.query("events-in", "Besse")} == {"Besse"}
    assert rows(project_graph.query("events-in", "Arlen", year=2020), "label", "status") == [
        ("Strait Dialogue, session 10", "planned")
    ]


def test_what_is_planned_is_told_apart_from_what_was_held(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("planned"), "label", "date", "earliest", "latest") == [
        ("Strait Dialogue, session 10", "2020-36", "2020-10-01", "2020-12-31")
    ]
    assert {row["status"] for row in project_graph.query("events")} == {"held", "planned"}


NAVY = """people:
  Jane Roe: {as: Minister of Foreign Affairs of Aland}
  Ann Poe: {as: Commander of the Navy of Beland%s}
meetings:
  - {id: talks, date: 2019-07-01, participants: {guest: Jane Roe, host: Ann Poe}, quote: met, par: 1}
"""


@pytest.mark.parametrize(
    ("offices", "of", "found"),
    [
        ([""], "ministries", []),
        ([""], "bodies", [("certain", "")]),
        ([", inferred: {as: the uniform}"], "bodies", [("possible", "office of Ann Poe inferred: the uniform")]),
        ([", inferred: {as: the uniform}", ""], "bodies", [("certain", "")]),
    ],
)
def test_of_bodies_forces_come_together_too_as_surely_as_the_office_is_told(
    offices: list[str], of: str, found: list[tuple[str, str]], graph
) -> None:
    built = graph(*((f"2019-07-0{day}", NAVY % office) for day, office in enumerate(offices, start=2)))
    pair = ("Ministry of Foreign Affairs of Aland", "Navy of Beland")
    answer = rows(built.query("ministries-that-met", of=of), "a", "b", "certainty", "because")
    assert answer == [(*pair, *sure) for sure in found]


def test_order_is_what_the_documents_say(project_graph: vjgraph.Graph) -> None:
    call = "courtesy call of Jane Roe and John Doe"
    assert rows(project_graph.query("order-of"), "first", "then") == [
        ("The delegation at the League", call),
        (call, "Talks at Besse"),
    ]
    assert rows(project_graph.query("order-of", "talks-besse-2019"), "first", "then") == [(call, "Talks at Besse")]


def test_who_is_only_mentioned_met_nobody(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("mentioned-only"), "person", "sources") == [("Jim Loe", ["2019-07-02-daily"])]


def test_who_met_both_is_neither_of_the_two(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("met-both", "Mary Moe", "Dao Noe"), "person") == [("Ann Poe",)]
    assert rows(project_graph.query("met-both", "Jane Roe", "Jane Roe"), "person") == []


def test_ministries_came_together_through_their_people(project_graph: vjgraph.Graph) -> None:
    found = project_graph.query("ministries-that-met", year=2019)
    assert rows(found, "a", "b", "kind", "certainty", "people") == [
        ("Ministry of Defence of Beland", "Ministry of Foreign Affairs of Aland", kind, certainty, ["Jane Roe and John Doe"])
        for kind, certainty in (("courtesy call", "certain"), ("talks", "certain"), ("phone call", "possible"))
    ]


def test_ministries_are_listed_with_country_and_people(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("ministries"), "ministry", "country", "people") == [
        ("Ministry of Foreign Affairs of Aland", "Aland", ["Jane Roe", "Mary Moe"]),
        ("Ministry of Defence of Beland", "Beland", ["John Doe"]),
    ]


def test_offices_are_held_or_were_on_a_documents_word(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("offices-of", "Jim Loe"), "office", "status", "attested", "first", "before") == [
        ("President of Beland", "held", ["2019-07-02"], None, "2019-07-02")
    ]
    held = rows(
        project_graph.query("office-holders", "Minister of Foreign Affairs of Aland"),
        "person",
        "status",
        "attested",
        "first",
        "last",
    )
    assert held == [
        ("Jane Roe", "holds", ["2019-07-02", "2020-01-03"], "2019-07-02", "2020-01-03"),
    ]
    assert {row["office"]: row["body"] for row in project_graph.query("offices-in", "Beland")} == {
        "Head of the Coast Guard of Beland": "Coast Guard of Beland",
        "Minister of Defence of Beland": "Ministry of Defence of Beland",
        "President of Beland": "Beland",
    }
    assert {row["office"] for row in project_graph.query("offices-in", "Ministry of Foreign Affairs of Aland")} == {
        "Deputy Minister of Foreign Affairs of Aland",
        "Minister of Foreign Affairs of Aland",
    }


def test_statements_have_speaker_act_addressee_topics_words_and_quantities(project_graph: vjgraph.Graph) -> None:
    found = project_graph.query("statements-at", "roe-doe-2019")
    assert rows(found, "speaker", "act", "to", "topics", "says", "quote", "quantities") == [
        (["John Doe"], "accepts", ["Jane Roe"], [], None, ["Doe accepted"], []),
        (
            ["Aland", "Beland"],
            "agrees",
            [],
            ["Fisheries Accord", "Harbour Memorandum", "joint patrols"],
            None,
            ["both sides agreed"],
            ["at least 2 ships"],
        ),
        (["Jane Roe"], "requests", ["John Doe"], ["joint patrols"], "asks for patrols at sea", ["asked for joint patrols"], []),
    ]


def test_a_request_binds_nobody_and_a_joint_agreement_binds_whoever_spoke_for_a_side(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("commitments"), "act") == [("accepts",), ("agrees",)]
    assert rows(project_graph.query("commitments", "Jane Roe"), "act") == [("agrees",)]
    assert rows(project_graph.query("commitments-of-side", "Beland"), "act") == [("accepts",), ("agrees",)]
    assert rows(project_graph.query("commitments", year=2020), "act") == []


def test_what_is_said_of_a_narrower_topic_is_said_of_the_broader_one(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("statements-about", "joint patrols"), "act") == [("agrees",), ("requests",)]
    assert rows(project_graph.query("statements-about", "Harbour Memorandum"), "act") == [("agrees",)]
    assert (
        project_graph.query("statements-about", "security").rows == project_graph.query("statements-about", "joint patrols").rows
    )
    assert rows(project_graph.query("narrower-than", "security"), "narrower") == [("joint patrols",)]
    sessions = project_graph.query("sessions-of", "Strait Dialogue", year=2020)
    tenth = ("Strait Dialogue, session 10", 10, "planned", "certain")
    assert rows(sessions, "label", "edition", "status", "certainty") == [tenth]
    assert len(project_graph.query("sessions-of", "Strait Dialogue", year=2021)) == 0


def test_topics_of_a_meeting_are_those_spoken_of_and_those_on_its_agenda(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("topics-of", "talks-besse-2019"), "topic", "speaker") == [("trade | tariffs [draft]", "")]
    assert ("joint patrols", "Jane Roe", "requests") in rows(
        project_graph.query("topics-of", "Jane Roe"), "topic", "speaker", "act"
    )
    assert ("Jane Roe", "joint patrols", "requests") in rows(
        project_graph.query("speakers-and-topics"), "speaker", "topic", "act"
    )


def test_instruments_have_kind_parties_and_the_last_state_told(project_graph: vjgraph.Graph) -> None:
    columns = ("agreement", "kind", "parties", "state", "date")
    assert rows(project_graph.query("agreements"), *columns) == [
        ("Fisheries Accord", "agreement", ["Aland", "Beland"], "in force", "2015-09"),
        (
            "Harbour Memorandum",
            "memorandum of understanding",
            ["Coast Guard of Beland", "Ministry of Foreign Affairs of Aland"],
            "signed",
            "2019-07-02",
        ),
    ]
    policy = project_graph.query("agreements", "Blue Strait policy", of="all")
    assert rows(policy, "kind", "parties", "initiator", "state", "date") == [("policy", [], ["Beland"], "adopted", None)]
    assert rows(project_graph.query("agreements-of", "Aland"), "agreement") == [("Fisheries Accord",)]
    assert rows(project_graph.query("instruments-cited-together"), "a", "b", "statements") == [
        ("Fisheries Accord", "Harbour Memorandum", 1)
    ]


def test_milestones_are_dated_each_for_itself(project_graph: vjgraph.Graph) -> None:
    assert rows(project_graph.query("milestones", "Harbour Memorandum"), "milestone", "date", "event", "signatories") == [
        ("announced", "2019-04", None, []),
        ("signed", "2019-07-02", "Signing of the Harbour Memorandum", ["Ann Poe", "Mary Moe"]),
    ]
    assert rows(project_graph.query("milestones", year=2015), "agreement", "milestone") == [("Fisheries Accord", "in force")]


def test_the_words_behind_something_are_found_with_paragraph_and_document(project_graph: vjgraph.Graph) -> None:
    found = rows(project_graph.query("sources-of", "roe-doe-2019"), "quote", "paragraph", "source", "publisher", "published")
    assert ("called on John Doe", 1, "2019-07-02-daily", "Example Daily", "2019-07-02") in found


# --- arguments --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Jane Roe", "jane roe", "Roe Jane", "JANE  ROE", "Jané Roe-Roë", "Minister Roe", "Ms Jane Roe", "jane-roe",
     "person/jane-roe", "https://w3id.org/vjgraph/id/person/jane-roe", "<https://w3id.org/vjgraph/id/person/jane-roe>", " Roe "],
)  # fmt: skip
def test_any_form_of_a_name_asks_about_the_same_person(name: str, project_graph: vjgraph.Graph) -> None:
    assert project_graph.query("who-met-whom", name).rows == project_graph.query("who-met-whom", "Jane Roe").rows


HOSTILE = [
    'Jane" Roe',
    "Jane Roe }",
    "Jane Roe> } UNION { ?a ?b ?c",
    '"@en } UNION { ?x a vj:Person . # ',
    "Jane\nRoe} #",
    "?person",
    "vj:Person",
    "<https://w3id.org/vjgraph/ns#Person>",
    "\\",
    "\u0000",
    "",
    "   ",
    "%s {0} $1",
    "'; DROP ALL; --",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_read_as_sparql(name: str, project_graph: vjgraph.Graph) -> None:
    """Not even a name that has signs of SPARQL too many is taken for the one it is like."""
    with pytest.raises(UsageError, match=r"^nothing in the graph is called"):
        project_graph.query("who-met-whom", name)


@given(st.text(max_size=40))
def test_whatever_is_written_for_a_name_is_found_or_refused(project_graph: vjgraph.Graph, name: str) -> None:
    everybody = project_graph.query("who-met-whom").rows
    try:
        found = project_graph.query("who-met-whom", name)
    except UsageError:
        return
    assert {row["meeting"] for row in found} <= {row["meeting"] for row in everybody}


@pytest.mark.parametrize(
    ("question", "names", "message"),
    [
        ("who-met-whom", ["Jane Rowe"], "nothing in the graph is called 'Jane Rowe': did you mean 'Jane Roe'?"),
        ("who-met-whom", ["Qqqqq"], "nothing in the graph is called 'Qqqqq': 'vjgraph show' lists what there is"),
        (
            "office-holders",
            ["President of Belant"],
            "nothing in the graph is called 'President of Belant': did you mean 'President of Beland'",
        ),
        ("offices-of", ["Beland"], "'Beland' is a body, not a person: 'vjgraph query events-of \"Beland\"' asks about it"),
        (
            "who-met-whom",
            ["Jane Roe", "John Doe"],
            "'who-met-whom' takes at most 1 name, not 2: vjgraph query who-met-whom [PERSON|BODY]",
        ),
        ("met-both", ["Jane Roe"], "'met-both' takes 2 names, not 1: vjgraph query met-both PERSON PERSON"),
        ("meetings", ["Jane Roe"], "'meetings' takes no names, not 1: vjgraph query meetings [--year Y]"),
        ("who-met-hwom", [], "no query is called 'who-met-hwom': did you mean 'who-met-whom'?"),
        ("no-such-file.rq", [], "no-such-file.rq: the query cannot be read: No such file or directory"),
    ],
)
def test_what_is_not_known_is_said_with_the_nearest_valid_thing(
    question: str, names: list[str], message: str, project_graph: vjgraph.Graph
) -> None:
    with pytest.raises(UsageError) as refused:
        project_graph.query(question, *names)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"of": "peple"}, "'who-met-whom': of cannot be 'peple': did you mean 'people'?"),
        ({"of": "x"}, "'who-met-whom': of cannot be 'x': write one of people, organisations, all"),
        ({"off": "all"}, "'who-met-whom' has no parameter 'off'; it has of=people|organisations|all"),
    ],
)
def test_a_parameter_takes_its_own_values_only(parameters: dict[str, str], message: str, project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError) as refused:
        project_graph.query("who-met-whom", **parameters)
    assert str(refused.value) == message


def test_a_query_without_parameters_says_so(project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match="'meetings' has no parameter 'of'; it has none"):
        project_graph.query("meetings", of="all")


# --- periods ----------------------------------------------------------------------------------------------------------


def test_a_period_for_a_query_that_asks_about_none_is_refused(project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match="'ministries' asks about no period: leave out --year, --from and --to"):
        project_graph.query("ministries", year=2019)
    with pytest.raises(UsageError, match="belong to named queries: write a FILTER on vj:earliest and vj:latest"):
        project_graph.query("SELECT * { ?s a vj:Meeting }", year=2019)


# --- raw SPARQL and own files -----------------------------------------------------------------------------------------


def test_raw_sparql_knows_the_projects_prefixes_and_shows_every_column_asked_for(project_graph: vjgraph.Graph) -> None:
    answer = project_graph.query("SELECT ?meeting ?nothing (1 AS ?one) (true AS ?yes) { ?meeting vj:kind vjk:nothing } ")
    assert answer.shown == ("meeting", "nothing", "one", "yes")
    counted = project_graph.query("SELECT (COUNT(?p) AS ?people) (COUNT(?p) > 1 AS ?several) { ?p a vj:Person }")
    assert counted.rows == ({"people": 8, "several": True},)


def test_ask_construct_and_describe_are_answered_as_rows(project_graph: vjgraph.Graph) -> None:
    assert project_graph.query("ASK { ?p a vj:Person }").rows == ({"answer": True},)
    made = project_graph.query("CONSTRUCT { ?p a foaf:Agent } WHERE { ?p a vj:Ministry }")
    assert made.columns == ("subject", "predicate", "object")
    assert [row["subject"].rpartition("/")[2] for row in made] == ["defence-ministry-of-beland>", "foreign-ministry-of-aland>"]
    described = project_graph.query("DESCRIBE <https://w3id.org/vjgraph/id/person/jane-roe>")
    assert any(row["object"] == '"Jane Roe"@en' for row in described)


def test_the_answer_of_a_named_query_shows_a_reader_no_identifiers_and_nothing_empty(project_graph: vjgraph.Graph) -> None:
    answer = project_graph.query("who-met-whom", "Mary Moe", year=2019)
    assert answer.shown == ("a", "b", "kind", "date", "certainty", "because", "place", "publishers", "sources")
    assert set(answer.columns) - set(answer.shown) == {
        "a_id", "b_id", "meeting", "earliest", "latest", "place_because", "contested", "facts",
    }  # fmt: skip


def test_bounds_are_shown_where_they_say_more_than_the_date(project_graph: vjgraph.Graph) -> None:
    league = project_graph.query("who-met-whom", "Beland-Aland League")
    assert rows(league, "date", "earliest") == [("[..2019-07-01]", "2019-06-30")] * 2
    assert {"earliest", "latest"} <= set(league.shown)
    days = project_graph.query("who-met-whom", "Jane Roe")
    assert "2019-12-31/2020-01-01" in [row["date"] for row in days]
    assert not {"earliest", "latest"} & set(days.shown)


def test_names_and_parameters_do_not_go_with_raw_sparql(project_graph: vjgraph.Graph) -> None:
    for names, parameters in ((["Jane Roe"], {}), ([], {"of": "all"})):
        with pytest.raises(UsageError, match="SPARQL takes no names or parameters here"):
            project_graph.query("SELECT * { ?s a vj:Meeting }", *names, **parameters)


def test_a_file_of_ones_own_takes_names_parameters_and_a_period(project_graph: vjgraph.Graph, tmp_path: Any) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# question: Where was somebody?\n# argument: who: people\n# period: yes\n"
        "SELECT DISTINCT ?place WHERE {\n  # bind: ?who ?since ?until\n  ?part vj:participant ?who ; vj:event ?event .\n"
        "  ?event vj:place/rdfs:label ?place ; vj:earliest ?day .\n"
        "  FILTER (!BOUND(?since) || ?day >= ?since)\n} ORDER BY ?place\n",
        encoding="utf-8",
    )
    assert rows(project_graph.query(str(file), "Mary Moe"), "place") == [("Arlen",), ("Besse",)]
    assert rows(project_graph.query(str(file), "Mary Moe", from_="2019-12"), "place") == [("Arlen",)]
    with pytest.raises(UsageError, match="'mine' takes 1 name, not 0"):
        project_graph.query(str(file))


def test_a_file_of_ones_own_shows_the_identifiers_it_asks_for(project_graph: vjgraph.Graph, tmp_path: Any) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?p ?o WHERE { <https://w3id.org/vjgraph/id/person/jane-roe> ?p ?o }", encoding="utf-8")
    assert project_graph.query(str(file)).shown == ("p", "o")


def test_a_declared_variable_that_the_text_leaves_no_place_for_is_refused(project_graph: vjgraph.Graph) -> None:
    query = read_query("# argument: who: people\nSELECT * { ?who a vj:Person }", name="mine")
    with pytest.raises(UsageError, match=r"the query has no line '# bind: \?who' in its WHERE"):
        ask(project_graph.store, query, ["Jane Roe"])


def test_a_function_that_nobody_knows_is_refused_and_not_a_crash(project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match=r"SPARQL that cannot be answered: .*https://example\.org/f"):
        select(project_graph.store, "SELECT (<https://example.org/f>(?p) AS ?x) { ?p a vj:Person }")
