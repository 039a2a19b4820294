"""What a reader is told beside the rows: names found in part, words without a year, what stands elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

import vjgraph

MINISTER, DEPUTY = "Minister of Foreign Affairs of Aland", "Deputy Minister of Foreign Affairs of Aland"


def told(on: str, office: str, *people: str, how: str = "as") -> str:
    """A source that says who holds an office; published on a day, or on none that it tells."""
    day = f', published: "{on}"' if on else ""
    return f"source: {{format: 1, language: en{day}}}\npeople:\n" + "".join(f"  {who}: {{{how}: {office}}}\n" for who in people)


# --- a name found in part ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("Memorandum", "'Memorandum' is part of the name of: Harbour Memorandum"),
        ("tariffs", "'tariffs' is part of the name of: trade | tariffs [draft]"),
        ("courtesy call", "'courtesy call' is part of the name of: courtesy call of Jane Roe and John Doe"),
        ("Minister of Defence", "'Minister of Defence' is part of the name of: Minister of Defence of Beland"),
        ("League", "'League' is part of the name of: Beland-Aland League"),
        ("Republic", "'Republic' is part of the name of: Beland (Republic of Beland)"),
        ("Beland", ""),
        ("Harbour Memorandum", ""),
        ("the  HARBOUR memorandum", ""),
        ("harbour-memorandum", ""),
        ("delegation of the Coast Guard of Beland", ""),
        ("Roe", ""),
    ],
)
def test_what_was_found_by_part_of_its_name_is_said_to_be(name: str, note: str, project_graph: vjgraph.Graph) -> None:
    """But of people, who are called so."""
    assert project_graph.show(name).notes == ((note,) if note else ())


def test_an_id_is_no_part_of_a_name(five_graph: vjgraph.Graph) -> None:
    """Though its words stand in one."""
    assert five_graph.show("Joint Statement").notes
    assert five_graph.show("joint-vision-statement-on-defence-cooperation").notes == ()


def test_a_named_query_says_so_of_each_of_its_names(project_graph: vjgraph.Graph) -> None:
    (note,) = project_graph.query("milestones", "Memorandum").notes
    assert note == "'Memorandum' is part of the name of: Harbour Memorandum"
    assert project_graph.query("milestones", "Harbour Memorandum").notes == ()
    asked = project_graph.query("office-at-signing", "Memorandum", "Minister of Foreign Affairs")
    assert [note.partition(" is part")[0] for note in asked.notes] == ["'Memorandum'", "'Minister of Foreign Affairs'"]


# --- nobody was present ---------------------------------------------------------------------------------------------


def test_who_was_present_at_a_visit_or_at_what_is_planned_is_told_elsewhere(write: Callable[..., Path]) -> None:
    story = """
        source: {format: 1, language: en, published: 2019-07-02}
        people: {Jane Roe: {}, John Doe: {}}
        visits:
          - {id: stay, visitor: Jane Roe, place: Beland, date: 2019-07}
          - {id: tour, visitor: Jane Roe, place: Besse, status: planned}
        meetings:
          - {id: call, participants: {guest: Jane Roe, host: John Doe}, during: stay}
          - {id: plan, status: planned, participants: {guest: Jane Roe}}
          - {id: off, status: cancelled, participants: {guest: Jane Roe}}
        events:
          - {id: rain, title: The rain, kind: event}
        """
    built = vjgraph.build(write(story))
    lists, held = "this lists who was at", "this lists who was at what was held"
    notes = {id: built.query("present-at", id).notes for id in ("stay", "tour", "call", "plan", "off", "rain")}
    assert notes == {
        "stay": (
            f"it is a visit, and {lists} meetings and other events; 'vjgraph query during stay' lists what it contained (1);"
            " 'vjgraph show stay' names who went",
        ),
        "tour": (f"it is a visit, and {lists} meetings and other events; 'vjgraph show tour' names who is to go",),
        "call": (),
        "plan": (f"it is planned, and {held}; 'vjgraph show plan' names who is to take part",),
        "off": (f"it is cancelled, and {held}; 'vjgraph show off' names who was to take part",),
        "rain": ("no document tells who was there",),
    }
    assert not any("who was there" in note for note in built.query("present-at", "call", year="2021").notes)


# --- what is in no period ------------------------------------------------------------------------------------------


UNDATED = """
    source: {format: 1, language: en}
    people: {Jane Roe: {as: Minister of Foreign Affairs of Aland}, John Doe: {}, Rob Foe: {as: President of Aland}}
    visits: [{id: stay, visitor: Jane Roe, place: Beland}]
    meetings:
      - id: call
        participants: {guest: Jane Roe, host: John Doe}
        place: Besse
        statements: [{by: Jane Roe, act: offers, about: [joint patrols]}, {by: John Doe, act: thanks, about: [fish]}]
      - {id: plan, status: planned, participants: {guest: Jane Roe}}
    agreements: [{name: Fisheries Accord, signed: undated}]
    """
DATED = """
    source: {format: 1, language: en, published: 2019-07-02}
    people: {Ann Poe: {}, John Doe: {}}
    meetings: [{id: tea, date: 2019-07-01, place: Aland, participants: {guest: Ann Poe, host: John Doe}}]
    """


@pytest.mark.parametrize(
    ("query", "name", "told"),
    [
        ("who-met-whom", "Jane Roe", "1 of them with Jane Roe"),
        ("who-met-whom", "Ann Poe", "none of them with Ann Poe"),
        ("meetings-of", "John Doe", "1 of them with John Doe"),
        ("meetings-of", "Jane Roe", "1 of them with Jane Roe"),
        ("events-of", "Jane Roe", "3 of them with Jane Roe"),
        ("present-at", "Jane Roe", "1 of them with Jane Roe"),
        ("statements", "John Doe", "1 of them with words of John Doe"),
        ("commitments", "John Doe", "none of them with commitments of John Doe"),
        ("commitments", "Jane Roe", "1 of them with commitments of Jane Roe"),
        ("commitments-of-side", "Aland", "1 of them with commitments of Aland"),
        ("topics-of", "John Doe", "1 of them with topics of John Doe"),
        ("statements-about", "joint patrols", "1 of them with words about joint patrols"),
        ("events-in", "Beland", "2 of them in Beland"),
        ("milestones", "Fisheries Accord", "1 of them of Fisheries Accord"),
        ("events", "call", ""),
    ],
)
def test_what_has_no_year_is_counted_of_the_name_asked_about(
    query: str, name: str, told: str, write: Callable[..., Path]
) -> None:
    built = vjgraph.build(write(UNDATED, DATED))
    whole = "4 events and milestones without a year are in no period"
    where = told.partition("of them ")[2] or "told of here"
    if name in ("Ann Poe", "call") or (name, query) == ("John Doe", "meetings-of"):
        days = f"the first event or milestone {where}, plans included, is of 2019-07-01, the last of 2019-07-01"
    else:
        days = f"of no event or milestone {where} is the year told"
    assert built.query(query, name, year="2018").notes == (
        f"no row in that period: {days}",
        f"{whole}{', ' if told else ''}{told}: 'vjgraph query undated' lists them",
    )
    answer = built.query(query, name)
    assert answer.notes == (() if answer.rows else (f"'vjgraph show \"{name}\"' tells all there is",))


def test_one_event_without_a_year_is_told_of_as_one(write: Callable[..., Path]) -> None:
    built = vjgraph.build(write("source: {format: 1}\nevents: [{id: fair, title: The fair, kind: festival}]\n"))
    told = "1 event or milestone without a year is in no period: 'vjgraph query undated' lists it"
    assert told in built.query("events", year=2019).notes


def test_who_is_attested_in_what_has_no_year_alone_is_told_of_elsewhere(write: Callable[..., Path]) -> None:
    built = vjgraph.build(write(UNDATED, DATED))
    shown = "'vjgraph show \"{}\"' tells all there is"
    told = "is told of without a year"
    assert built.query("attested", "Jane Roe").notes == (
        f"Jane Roe {told}, at 2 events held and in office by 1 document: {shown.format('Jane Roe')}",
    )
    assert built.query("attested", "Rob Foe").notes == (f"Rob Foe {told}, in office by 1 document: {shown.format('Rob Foe')}",)
    assert built.query("attested", "Ann Poe").notes == ()
    both = f"John Doe {told} too, and that may be earlier or later, at 1 event held: {shown.format('John Doe')}"
    assert built.query("attested", "John Doe").notes == (both,)


@pytest.mark.parametrize("day", ["undated", '"XXXX-05-06"'])
def test_a_signing_without_a_year_is_told_of(day: str, write: Callable[..., Path]) -> None:
    signed = f"agreements: [{{name: Fisheries Accord, signed: {{date: {day}, by: [Rob Foe]}}, quote: signed, par: 3}}]\n"
    own = {"sources/authorities/agreements.yaml": "fisheries-accord: {en: Fisheries Accord, kind: agreement}\n"}
    built = vjgraph.build(write(f"source: {{format: 1, language: en, text_sha256: {'0' * 64}}}\n{signed}", files=own))
    told = "Rob Foe is told of without a year, at 1 signing: 'vjgraph show \"Rob Foe\"' tells all there is"
    answer = built.query("attested", "Rob Foe")
    assert (answer.rows, answer.notes) == ((), (told,))
    evidence = built.show("Rob Foe").sections[-1][1]
    assert [(row["quote"], row["paragraph"]) for row in evidence] == [("signed", 3)]


# --- words about the sessions of a series --------------------------------------------------------------------------


def test_the_sessions_of_a_series_that_statements_are_about_are_named(write: Callable[..., Path]) -> None:
    sessions = "".join(
        f"  - {{id: forum-{number}, title: Forum {number}, series: Besse Forum, edition: {number}, status: planned}}\n"
        for number in range(1, 6)
    )
    said = ", ".join(f"{{by: Jane Roe, act: hopes, about: [forum-{number}]}}" for number in (1, 2, 3, 5))
    story = (
        "source: {format: 1, language: en, published: 2019-07-02}\npeople: {Jane Roe: {}, John Doe: {}}\n"
        f"meetings:\n{sessions}  - {{id: call, participants: {{guest: Jane Roe, host: John Doe}},\n"
        f"     statements: [{said}, {{by: John Doe, act: invites, about: [forum-2]}}]}}\n"
    )
    built = vjgraph.build(write(story))
    answer = built.query("statements-about", "Besse Forum")
    assert not answer.rows
    assert answer.notes == (
        "1 statement is about a session of it, Forum 1: 'vjgraph query statements-about forum-1'",
        "2 statements are about a session of it, Forum 2: 'vjgraph query statements-about forum-2'",
        "1 statement is about a session of it, Forum 3: 'vjgraph query statements-about forum-3'",
        "statements are about 1 more of its sessions: 'vjgraph query sessions-of \"Besse Forum\"' lists them",
    )
    assert built.query("statements-about", "forum-2").notes == ()


# --- words of what a meeting was part of ------------------------------------------------------------------------------


def test_the_words_of_the_visit_that_a_meeting_was_part_of_are_counted(write: Callable[..., Path]) -> None:
    said = "statements: [{by: Jane Roe, act: thanks, about: [joint patrols]}, {by: Jane Roe, act: hopes, about: [fish]}]"
    story = f"""
        source: {{format: 1, language: en, published: 2019-07-02}}
        people: {{Jane Roe: {{}}, John Doe: {{}}}}
        visits:
          - {{id: stay, visitor: Jane Roe, place: Beland, {said}}}
        meetings:
          - {{id: call, participants: {{guest: Jane Roe, host: John Doe}}, during: stay}}
          - {{id: talks, participants: {{guest: Jane Roe, host: John Doe}}, during: fair, {said}}}
          - {{id: tea, participants: {{guest: Jane Roe, host: John Doe}}, during: fair, inferred: {{during: on its last day}}}}
          - {{id: alone, participants: {{guest: Jane Roe, host: John Doe}}}}
        events:
          - {{id: fair, title: The fair, kind: festival, statements: [{{by: Jane Roe, act: thanks, about: [joint patrols]}}]}}
        """
    built = vjgraph.build(write(story))
    for query in ("statements-at", "topics-of"):
        assert built.query(query, "call").notes == (
            f"2 statements are told of the visit that it was part of: 'vjgraph query {query} stay'",
        )
        assert built.query(query, "tea").notes == (
            f"1 statement is told of the event that it is taken to be part of: 'vjgraph query {query} fair'",
        )
        assert [built.query(query, id).notes for id in ("talks", "stay")] == [(), ()]
        assert built.query(query, "alone").notes == ("'vjgraph show alone' tells all there is",)
        assert built.query(query, "talks").rows
    # Of what somebody said, or spoke of, at no single meeting.
    around = "told of what a meeting with John Doe was part of: 'vjgraph query statements-at"
    assert built.query("statements", "John Doe").notes == (f"1 statement is {around} fair'", f"2 statements are {around} stay'")
    assert built.query("statements", "Jane Roe").notes == ()
    # Out of the period asked about stand words of its own.
    assert not any("part of" in note for note in built.query("statements-at", "talks", year="2001").notes)


def test_the_words_of_what_took_place_during_a_visit_are_counted(write: Callable[..., Path]) -> None:
    story = """
        source: {format: 1, language: en, published: 2019-07-02}
        people: {Jane Roe: {}, John Doe: {}}
        visits: [{id: stay, visitor: Jane Roe, place: Beland}]
        meetings:
          - {id: call, participants: {guest: Jane Roe, host: John Doe}, during: stay,
             statements: [{by: Jane Roe, act: thanks, about: [joint patrols]}]}
        """
    built = vjgraph.build(write(story))
    for query in ("statements-at", "topics-of"):
        note = "1 statement is told of what took place during it: 'vjgraph query during stay' lists that"
        assert built.query(query, "stay").notes == (note,)


# --- who met nobody themselves ---------------------------------------------------------------------------------------


def test_whoever_met_nobody_is_told_where_to_look(write: Callable[..., Path]) -> None:
    """Who was only there, and a state or ministry whose people met."""
    story = f"""
        source: {{format: 1, language: en, published: 2019-07-02}}
        people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{}}, Rob Foe: {{}}, Lê Minh: {{}}, Ann Poe: {{}}}}
        meetings:
          - {{id: call, participants: {{guest: [Jane Roe, Lê Minh], host: John Doe, attendee: [Rob Foe, Ann Poe]}}}}
          - {{id: plan, status: planned, participants: {{guest: Jane Roe, host: Jim Poe, attendee: Ann Poe}}}}
        """
    # To be party to an instrument is not to meet.
    parties = (
        "fisheries-accord: {en: Fisheries Accord, kind: agreement, parties: [Aland, Ministry of Foreign Affairs of Aland]}\n"
    )
    more = "source: {format: 1}\npeople: {Jim Poe: {}}\nagreements: [{name: Fisheries Accord}]\n"
    files = {"sources/source-2.yaml": more, "sources/authorities/agreements.yaml": parties}
    built = vjgraph.build(write(story, files=files))
    there = "Rob Foe was present where others met: 'vjgraph query present-at \"Rob Foe\"' tells where"
    assert built.query("who-met-whom", "Rob Foe").notes == (there,)
    assert built.query("who-met-whom", "Jim Poe").notes == ("'vjgraph show \"Jim Poe\"' tells all there is",)
    met = "no document says that {} met anybody itself; those who did for it: {}"
    asks = ["'vjgraph query {0} \"" + who + "\"'" for who in ("Jane Roe", "Lê Minh")]
    for query in ("who-met-whom", "meetings-of"):
        listed = ", ".join(ask.format(query) for ask in asks)
        assert built.query(query, "Aland").notes == (met.format("Aland", listed),)
        # Who met in another year is not said to have met nobody.
        assert not any("itself" in note for note in built.query(query, "Jane Roe", year=2001).notes)
        ministry = "Ministry of Foreign Affairs of Aland"
        assert built.query(query, ministry).notes == (met.format(ministry, asks[0].format(query)),)


def test_who_met_bodies_too_or_had_others_meet_in_their_name_is_told(write: Callable[..., Path]) -> None:
    ministry = "Ministry of Foreign Affairs of Aland"
    story = f"""
        source: {{format: 1, language: en, published: 2019-07-02}}
        people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{}}, Ann Poe: {{}}}}
        meetings:
          - {{id: call, date: 2019-07-01, participants: {{guest: Jane Roe, host: John Doe}}}}
          - {{id: tea, date: 2018-07-01, participants: {{guest: {{delegation_of: {ministry}}}, host: John Doe}}}}
        """
    built = vjgraph.build(write(story))
    more = "1 row more is with bodies in their own names: -p of=all lists it too"
    answer = built.query("who-met-whom", "John Doe")
    assert ({answer.rows[0]["a"], answer.rows[0]["b"]}, len(answer), answer.notes) == ({"Jane Roe", "John Doe"}, 1, (more,))
    both = built.query("who-met-whom", "John Doe", of="all")
    assert (len(both), both.notes) == (2, ())
    # What lies outside of the period is not in more rows of it.
    assert not any("bodies" in note for note in built.query("who-met-whom", "John Doe", year=2019).notes)
    for query in ("who-met-whom", "meetings-of"):
        (note,) = built.query(query, ministry).notes
        assert note == f"others met in the name of {ministry}: 'vjgraph query {query} \"Jane Roe\"'"


@pytest.mark.parametrize("others", ["host: {delegation_of: MINISTRY}, guest: John Doe", "host: MINISTRY"])
def test_a_body_that_met_itself_in_another_year_is_not_said_to_have_met_nobody(write: Callable[..., Path], others: str) -> None:
    ministry = "Ministry of Foreign Affairs of Aland"
    story = f"""
        source: {{format: 1, language: en, published: 2019-07-02}}
        people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{}}}}
        meetings:
          - {{id: call, date: 2019-07-01, participants: {{guest: Jane Roe, host: John Doe}}}}
          - {{id: tea, date: 2018-07-01, participants: {{{others.replace("MINISTRY", ministry)}}}}}
        """
    built = vjgraph.build(write(story))
    for query in ("who-met-whom", "meetings-of"):
        answer = built.query(query, ministry, year=2001)
        assert not answer.rows
        assert not any("in the name" in note or "itself" in note for note in answer.notes)


def test_who_was_there_in_the_name_of_a_body_that_met_nobody_is_told(write: Callable[..., Path]) -> None:
    story = f"""
        source: {{format: 1, language: en, published: 2019-07-02}}
        people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{}}, Ann Poe: {{}}}}
        meetings: [{{id: call, date: 2019-07-01, participants: {{guest: John Doe, host: Ann Poe, attendee: Jane Roe}}}}]
        """
    built = vjgraph.build(write(story))
    ministry = "Ministry of Foreign Affairs of Aland"
    asks = "'vjgraph query {} \"Jane Roe\"'"
    for query in ("who-met-whom", "meetings-of"):
        (note,) = built.query(query, ministry).notes
        assert note == f"others were present in the name of {ministry}: {asks.format('present-at')}"
    for query in ("events-of", "present-at"):
        (note,) = built.query(query, ministry).notes
        assert note == f"others took part in the name of {ministry}: {asks.format(query)}"


# --- words of office without a year --------------------------------------------------------------------------------


def test_who_is_attested_in_the_office_without_a_year_is_counted(write: Callable[..., Path]) -> None:
    built = vjgraph.build(
        write(
            told("2019-07-02", MINISTER, "Jane Roe"),
            told("", MINISTER, "Rob Foe", "Jane Roe"),
            told("XXXX-02-27", MINISTER, "Rob Foe"),
            told("", MINISTER, "Jim Poe", how="was"),
            told("", DEPUTY, "Max Moe"),
            told("2018", "President of Aland", "Jane Roe"),
            told("2017-07", MINISTER, "Lê Minh"),
            told("[..2017-07]", MINISTER, "John Doe"),
            told("2020/..", MINISTER, "Ann Poe"),
        )
    )
    answer = built.query("held-office", MINISTER, "2019-07-02")
    assert [row["person"] for row in answer] == ["Jane Roe"]
    (note,) = answer.notes
    assert note == (
        "2 people are attested in this office without a year, so on no date:"
        f" 'vjgraph query office-holders \"{MINISTER}\"' lists them"
    )
    command = shlex.split(note.partition("'")[2].partition("'")[0])
    assert {"Rob Foe", "Jim Poe"} <= {row["person"] for row in built.query(*command[2:])}
    (alone,) = built.query("held-office", DEPUTY, "2019").notes
    assert alone.startswith("1 person is attested in this office without a year")
    assert built.query("held-office", "President of Aland", "2019").notes == ()


def test_the_holders_of_an_office_at_a_signing_are_counted_so_too(write: Callable[..., Path]) -> None:
    signed = "agreements: [{name: Fisheries Accord, signed: {date: 2019-07-02}}]\n"
    built = vjgraph.build(write(told("2019-07-02", MINISTER, "Jane Roe") + signed, told("", MINISTER, "Rob Foe")))
    (note,) = built.query("office-at-signing", "Fisheries Accord", MINISTER).notes
    assert note.startswith("1 person is attested in this office without a year")
    body = "Ministry of Foreign Affairs of Aland"
    (note,) = built.query("office-at-signing", "Fisheries Accord", body).notes
    listed = f"'vjgraph query offices-in \"{body}\"' lists them"
    assert note == f"1 person is attested in an office of this body without a year, so on no date: {listed}"
    assert built.query("office-at-signing", "Fisheries Accord").notes == ()


def test_the_holders_of_an_office_of_a_party_are_counted_so_too(write: Callable[..., Path]) -> None:
    signed = "agreements: [{name: Fisheries Accord, signed: {date: 2019-07-02}}]\n"
    body = "Ministry of Foreign Affairs of Aland"
    parties = f"fisheries-accord: {{en: Fisheries Accord, kind: agreement, parties: [{body}, Beland]}}\n"
    files = {"sources/authorities/agreements.yaml": parties}
    built = vjgraph.build(write(told("2019-07-02", MINISTER, "Jane Roe") + signed, told("", MINISTER, "Rob Foe"), files=files))
    (note,) = built.query("office-at-signing", "Fisheries Accord").notes
    listed = f"'vjgraph query offices-in \"{body}\"' lists them"
    assert note == f"1 person is attested in an office of {body} without a year, so on no date: {listed}"
    assert "Rob Foe" in {row["person"] for row in built.query("offices-in", body)}


# --- nobody held an office at a signing -------------------------------------------------------------------------------


def test_why_nobody_is_found_at_a_signing_is_said_and_what_to_ask_then(write: Callable[..., Path]) -> None:
    own = {
        "sources/authorities/agreements.yaml": """
            undated: {en: Undated Pact, kind: agreement, parties: [Aland, Beland]}
            yearless: {en: Yearless Pact, kind: agreement, parties: [Aland, Beland]}
            unsigned: {en: Unsigned Pact, kind: agreement, parties: [Aland, Beland]}
            cited: {en: Cited Pact, kind: agreement, parties: [Aland, Beland]}
            open: {en: Open Pact, kind: agreement}
            bare: {en: Bare Pact, kind: agreement}
            strange: {en: Strange Pact, kind: agreement, parties: [Sea League]}
            """
    }
    story = f"""
        source: {{format: 1, language: en, published: 2019-07-02}}
        people: {{Jane Roe: {{as: {MINISTER}}}, John Doe: {{was: President of Beland}}}}
        events:
          - {{id: ceremony, kind: signing-ceremony, date: 2019-07-02, participants: {{signatory: Jane Roe}}}}
        agreements:
          - {{name: Undated Pact, signed: undated}}
          - {{name: Yearless Pact, signed: XXXX-07-02}}
          - {{name: Unsigned Pact, in_force: 2019}}
          - {{name: Cited Pact}}
          - {{name: Open Pact, signed: {{date: 2019-07-02, at: ceremony}}}}
          - {{name: Bare Pact, signed: 2019-07}}
          - {{name: Strange Pact, signed: 2019-07-02}}
        """
    built = vjgraph.build(write(story, files=own))

    def note(*names: str) -> str:
        answer = built.query("office-at-signing", *names)
        assert not answer.rows
        return "".join(answer.notes)

    held = "'vjgraph query held-office OFFICE DATE' tells who held an office on a day"
    listed = "'vjgraph query milestones \"{}\"' lists what is told of it"
    assert note("Undated Pact") == f"that it was signed is told, and not when: {listed.format('Undated Pact')}, {held}"
    assert note("Yearless Pact") == f"the day of its signing is told without a year: {listed.format('Yearless Pact')}, {held}"
    assert note("Unsigned Pact") == f"no document tells that it was signed: {listed.format('Unsigned Pact')}, {held}"
    assert note("Cited Pact") == f"no document tells that it was signed: {held}"
    name = "name an office or a body too, as 'vjgraph query office-at-signing"
    assert note("Open Pact") == f'no parties of it are recorded: {name} "Open Pact" "{MINISTER}"\''
    assert note("Bare Pact") == f'no parties of it are recorded: {name} "Bare Pact" OFFICE\''
    assert note("Strange Pact") == f'nobody is told to hold an office of its parties: {name} "Strange Pact" OFFICE\''
    assert [row["person"] for row in built.query("office-at-signing", "Open Pact", MINISTER)] == ["Jane Roe"]
    shown = "'vjgraph show \"Open Pact\"' tells all there is'vjgraph show \"President of Beland\"' tells all there is"
    assert note("Open Pact", "President of Beland") == shown


# --- bodies that are parties themselves ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "instruments", "body"),
    [
        ("Aland", ["Fisheries Accord"], "Ministry of Foreign Affairs of Aland"),
        ("Ministry of Defence of Beland", [], "Coast Guard of Beland"),
        ("Coast Guard of Beland", ["Harbour Memorandum"], ""),
        ("Celand", [], ""),
    ],
)
def test_the_bodies_within_a_body_that_are_parties_are_named(
    party: str, instruments: list[str], body: str, project_graph: vjgraph.Graph
) -> None:
    answer = project_graph.query("agreements-of", party)
    assert [row["agreement"] for row in answer] == instruments
    note = f"bodies within it are parties in their own names: 'vjgraph query agreements-of \"{body}\"'"
    whole = f"'vjgraph show \"{party}\"' tells all there is"
    assert answer.notes == ((note,) if body else () if instruments else (whole,))


def test_instruments_of_which_no_document_names_the_parties_are_counted(write: Callable[..., Path]) -> None:
    told = """\
        source: {format: 1}
        agreements: [{name: Open Pact}, {name: Shut Pact}, {name: One-Sided Policy}]
        mentions: [{name: Beland}]
    """
    entries = "{en: %s, kind: %s%s}"
    files = {
        "sources/authorities/agreements.yaml": "\n".join(
            (
                f"open: {entries % ('Open Pact', 'agreement', '')}",
                f"shut: {entries % ('Shut Pact', 'agreement', '')}",
                f"policy: {entries % ('One-Sided Policy', 'initiative', ', initiator: Aland')}",
            )
        )
        + "\n"
    }
    unknown = "of 2 instruments no document names the parties: 'vjgraph query agreements -p of=all' lists all instruments"
    assert vjgraph.build(write(told, files=files)).query("agreements-of", "Beland").notes == (unknown,)


def test_a_body_that_is_party_only_beside_the_state_is_not_named(write: Callable[..., Path]) -> None:
    parties = "[Aland, Coast Guard of Aland, Beland]"
    own = {"sources/authorities/agreements.yaml": f"sea-pact: {{en: Sea Pact, kind: agreement, parties: {parties}}}\n"}
    built = vjgraph.build(write("source: {format: 1, language: en}\nagreements: [{name: Sea Pact}]\n", files=own))
    assert built.query("agreements-of", "Aland").notes == ()


def test_of_many_bodies_three_are_named(write: Callable[..., Path]) -> None:
    bodies = [f"Office {letter} of Aland" for letter in "ABCDE"]
    own = {
        "sources/authorities/organisations.yaml": "aland: {en: Aland, kind: state}\nbeland: {en: Beland, kind: state}\n"
        + "".join(f"o{number}: {{en: {name}, kind: agency, country: Aland}}\n" for number, name in enumerate(bodies)),
        "sources/authorities/offices.yaml": "president: {en: President of Beland, country: Beland}\n",
        "sources/authorities/agreements.yaml": f"sea-pact: {{en: Sea Pact, kind: agreement, parties: [{', '.join(bodies)}]}}\n",
    }
    built = vjgraph.build(write("source: {format: 1, language: en}\nagreements: [{name: Sea Pact}]\n", files=own))
    (note,) = built.query("agreements-of", "Aland").notes
    assert note.endswith("\"Office A of Aland\"', 'vjgraph query agreements-of \"Office B of Aland\"', "
                         "'vjgraph query agreements-of \"Office C of Aland\"' and 2 more")  # fmt: skip
