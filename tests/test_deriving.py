"""What follows from all sources together: who met whom, tenures and milestones."""

from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.deriving import met
from vjgraph.facts import ParticipationFact
from vjgraph.pipeline import check_project, derive
from vjgraph.vocabulary import PREFIXES

MEETING = "event/roe-doe"


def meeting(*lines: str, id: str = "roe-doe", participants: str = "{guest: Jane Roe, host: John Doe}") -> str:
    """One meeting of a list of meetings."""
    rest = "".join(f"    {line}\n" for line in lines)
    return f"  - id: {id}\n    participants: {participants}\n{rest}"


def visit(*lines: str, id: str = "trip") -> str:
    return f"visits:\n  - id: {id}\n    visitor: Jane Roe\n" + "".join(f"    {line}\n" for line in lines)


# --- who met whom --------------------------------------------------------------------------------------------------


def test_parties_of_different_sides_have_met_and_those_of_one_side_have_not(tell):
    told = tell("meetings:\n" + meeting(participants="{guest: [Jane Roe, Rob Foe], host: [John Doe, Sea League]}"))
    assert {pair[:2] for pair in told.encounters()} == {
        ("person/jane-roe", "person/john-doe"), ("person/john-doe", "person/rob-foe"),
        ("person/jane-roe", "organisation/sea-league"), ("person/rob-foe", "organisation/sea-league"),
        ("person/john-doe", "organisation/sea-league"),
    }  # fmt: skip


def test_where_all_are_of_one_side_all_principals_have_met(tell):
    told = tell("meetings:\n" + meeting(participants="{principal: [John Doe, Ann Poe, Navy of Beland]}"))
    assert len(told.encounters()) == 3


@pytest.mark.parametrize("role", ["attendee", "witness", "signatory", "organiser", "visitor"])
def test_whoever_is_only_there_has_met_nobody(tell, role):
    told = tell("meetings:\n" + meeting(participants=f"{{guest: Jane Roe, host: John Doe, {role}: [Ann Poe, Rob Foe]}}"))
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "certain")}


@pytest.mark.parametrize("lines", [("status: planned",), ("status: cancelled",)])
def test_a_meeting_that_was_not_held_gives_no_encounter(tell, lines):
    assert tell("meetings:\n" + meeting(*lines)).encounters() == set()


def test_visits_and_other_events_give_no_encounter(tell):
    told = tell(visit() + "events: [{id: fair, participants: {guest: Jane Roe, host: John Doe}}]\n")
    assert told.encounters() == set()


def test_an_encounter_names_its_meeting_its_days_its_rule_and_what_it_rests_on(tell):
    told = tell("meetings:\n" + meeting("date: 2019-07~"))
    node = f"{MEETING}/met/jane-roe/john-doe"
    assert told.value(node, "vj:meeting") == MEETING
    assert told.values(node, "vj:party") == {"person/jane-roe", "person/john-doe"}
    assert told.values(node, "prov:wasDerivedFrom") == {f"{MEETING}/jane-roe", f"{MEETING}/john-doe"}
    assert told.value(node, "vj:date") == "2019-07~"
    assert told.bounds(node) == told.bounds(MEETING) == ("2019-07-01", "2019-07-31")
    assert told.value(node, "vj:dateQualified") == "true"
    assert "met" in told.value(node, "vj:rule")
    assert told.value(node, "rdfs:label") == "Jane Roe met John Doe"


def test_an_inferred_part_makes_the_encounter_possible_and_says_which(tell):
    told = tell("meetings:\n" + meeting("inferred: {guest: the picture}"))
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "possible")}
    assert told.value(f"{MEETING}/met/jane-roe/john-doe", "vj:because") == "Jane Roe inferred: the picture"


PARTS = st.lists(
    st.builds(
        ParticipationFact,
        iri=st.integers().map(lambda n: f"<a:p{n}>"),
        participant=st.just("<a:x>"),
        person=st.booleans(),
        role=st.just("principal"),
        counts=st.booleans(),
        side=st.sampled_from(["", "<a:aland>", "<a:beland>", "<a:celand>"]),
    ),
    max_size=6,
    unique_by=lambda part: part.iri,
)


@given(PARTS)
def test_only_counterparts_meet_and_each_pair_once(parts):
    pairs = [frozenset((a.iri, b.iri)) for a, b in met(parts)]
    assert len(pairs) == len(set(pairs))
    principals = [part for part in parts if part.counts]
    one_side = len({part.side for part in principals}) == 1
    wanted = {frozenset((a.iri, b.iri)) for a, b in combinations(principals, 2) if one_side or a.side != b.side}
    assert set(pairs) == wanted


# --- tenures -------------------------------------------------------------------------------------------------------

TENURE = "tenure/jane-roe/president-of-aland"


def attested(key: str, day: str) -> str:
    return f"source: {{format: 1, published: {day}}}\npeople: {{Jane Roe: {{{key}: President of Aland}}}}\n"


def test_a_copy_attests_an_office_on_the_day_of_what_it_was_taken_from(tell):
    """A reprint in September does not say who holds an office in September."""

    def told_by(header, on=""):
        held = f"{{office: President of Beland{on}}}"
        return f"source: {{format: 1, language: en, {header}}}\npeople:\n  John Doe: {{as: {held}}}\n"

    original = told_by("published: 2019-07-02")
    copy, copied_again = (
        told_by(f"published: {on}, derived_from: {of}") for on, of in (("2019-09-01", "source-1"), ("2019-11-01", "source-2"))
    )
    tenure, word = "tenure/john-doe/president-of-beland", "source/source-{}/john-doe/president-of-beland"
    told = tell(original, copy, copied_again)
    assert told.value(tenure, "vj:lastAttested") == "2019-07-02"
    assert [told.value(word.format(number), "vj:attestedOn") for number in (1, 2, 3)] == ["2019-07-02"] * 3
    of_its_own = tell(original, told_by("published: 2019-09-01, derived_from: source-1", ", on: 2019-08-01"), name="own")
    assert of_its_own.value(tenure, "vj:lastAttested") == "2019-08-01"
    agency = tell(told_by("published: 2019-09-01, derived_from: Aland Press Agency"), name="agency")
    assert agency.value(tenure, "vj:lastAttested") == agency.value(word.format(1), "vj:attestedOn") == "2019-09-01"


def test_a_tenure_is_the_first_and_last_day_on_which_a_document_says_so(tell):
    days = (("as", "2019-07-02"), ("acting", "2018-01-05"), ("as", "2019-03"), ("as", "2020?"))
    told = tell(*(attested(key, day) for key, day in days))
    assert told.value(TENURE, "vj:firstAttested") == "2018-01-05"
    assert told.value(TENURE, "vj:lastAttested") == "2019-07-02"
    assert told.values(TENURE, "vj:heldBefore") == set()
    assert len(told.values(TENURE, "prov:wasDerivedFrom")) == 4
    assert told.value(TENURE, "vj:office") == "office/president-of-aland"
    assert told.value(TENURE, "org:member") == told.value(TENURE, "vj:person") == "person/jane-roe"


def test_a_former_office_gives_only_a_day_before_which_it_was_held(tell):
    told = tell(attested("was", "2019-07-02"), attested("was", "2019-05-02"))
    assert told.value(TENURE, "vj:heldBefore") == "2019-05-02"
    assert told.values(TENURE, "vj:firstAttested") == told.values(TENURE, "vj:lastAttested") == set()


def test_a_tenure_that_no_day_attests_has_no_day(tell):
    told = tell("source: {format: 1}\npeople: {Jane Roe: {as: President of Aland}}\n")
    assert told.value(TENURE, "rdfs:label") == "Jane Roe, President of Aland"
    assert told.values(TENURE, "vj:firstAttested") == set()


def test_each_person_in_each_office_has_a_tenure_of_its_own(tell):
    roe, foe = "{as: [President of Aland, Minister of Foreign Affairs of Aland]}", "{was: President of Aland}"
    told = tell(f"people:\n  Jane Roe: {roe}\n  Rob Foe: {foe}\n")
    assert told.ask("?t", "?t a vj:Tenure") == {
        (TENURE,), ("tenure/jane-roe/minister-of-foreign-affairs-of-aland",), ("tenure/rob-foe/president-of-aland",),
    }  # fmt: skip


# --- milestones ----------------------------------------------------------------------------------------------------

SIGNED = "agreement/fisheries-accord/signed"


@pytest.mark.parametrize(
    ("dates", "bounds", "undated"),
    [
        (["2014-05-01"], ("2014-05-01", "2014-05-01"), False),
        (["2014", "2014-05"], ("2014-05-01", "2014-05-31"), False),
        (["undated", "2014"], ("2014-01-01", "2014-12-31"), False),
        (["undated", "undated"], ("", ""), True),
        (["XXXX-05-01"], ("", ""), True),
        (["2014-05-01", "2014-06-01"], ("2014-05-01", "2014-06-01"), False),
    ],
)
def test_a_milestone_is_bounded_by_what_all_sources_say(tell, dates, bounds, undated):
    told = tell(*(f"agreements: [{{name: Fisheries Accord, signed: {day}}}]" for day in dates))
    assert told.bounds(SIGNED) == bounds
    assert told.values(SIGNED, "vj:undated") == ({"true"} if undated else set())


# --- encounters, held against the same rule in SPARQL ------------------------------------------------------------------

# Written from the ontology alone: nothing here knows of `vj:Encounter`.
MET_BY_SPARQL = """
CONSTRUCT { ?one vj:met ?other } WHERE {
  ?meeting a vj:Meeting ; vj:status <https://w3id.org/vjgraph/kinds/status/held> .
  ?one vj:event ?meeting ; vj:role ?role1 .
  ?role1 vj:counts true .
  ?other vj:event ?meeting ; vj:role ?role2 .
  ?role2 vj:counts true .
  FILTER (STR(?one) < STR(?other))
  OPTIONAL { ?one vj:side ?sideOne }
  OPTIONAL { ?other vj:side ?sideOther }
  # A delegation and its named head are one party.
  FILTER NOT EXISTS { ?one vj:leads ?other }
  FILTER NOT EXISTS { ?other vj:leads ?one }
  FILTER (COALESCE(STR(?sideOne), "") != COALESCE(STR(?sideOther), "") || NOT EXISTS {
    ?third vj:event ?meeting ; vj:role ?role3 .
    ?role3 vj:counts true .
    OPTIONAL { ?third vj:side ?sideThird }
    FILTER (COALESCE(STR(?sideThird), "") != COALESCE(STR(?sideOne), ""))
  })
}
"""
ROOT = Path(__file__).parents[1]
PROJECTS = {
    "the articles": ROOT,
    "whole": ROOT / "tests" / "fixtures" / "whole",
    "asked": ROOT / "tests" / "fixtures" / "asked",
    "the example": ROOT / "src" / "vjgraph" / "templates" / "example",
}


def pairs(project):
    """The pairs of participations that the build derives encounters from, and those that SPARQL finds in the rest."""
    checked = check_project(project)
    assert not checked.errors
    store = ox.Store()
    store.load(derive(checked).ntriples, format=ox.RdfFormat.N_TRIPLES)
    grounds = "SELECT ?met ?part { ?met a vj:Encounter ; prov:wasDerivedFrom ?part }"
    derived = {}
    for row in store.query(grounds, prefixes=PREFIXES):
        derived.setdefault(row["met"].value, set()).add(row["part"].value)
    found = store.query(MET_BY_SPARQL, prefixes=PREFIXES)
    return set(map(frozenset, derived.values())), {frozenset((t.subject.value, t.object.value)) for t in found}


@pytest.mark.parametrize("project", PROJECTS.values(), ids=list(PROJECTS))
def test_encounters_are_those_that_sparql_finds_in_what_the_sources_say(project):
    derived, found = pairs(project)
    assert found
    assert derived == found


def test_sparql_finds_the_same_among_those_of_one_side_and_with_a_head_of_a_delegation(write):
    derived, found = pairs(
        write(
            """
            source: {format: 1, published: 2019-07-02, language: en}
            meetings:
              - id: navy-day
                participants:
                  principal: [John Doe, Ann Poe, {delegation_of: Navy of Beland, head: Jim Poe}]
              - id: two-sides
                participants:
                  guest: [Jane Roe, {delegation_of: Ministry of Foreign Affairs of Aland, head: Rob Foe}]
                  host: [John Doe, {who: Max Moe, side: Beland}]
                  attendee: Ann Poe
              - {id: called-off, status: cancelled, participants: {guest: Jane Roe, host: John Doe}}
            """
        )
    )
    assert derived == found
    # Four of one side, of whom a delegation and its head are one party; three guests and two hosts.
    assert len(found) == 5 + 6


@pytest.mark.parametrize("role", ["host", "guest"])
def test_who_receives_or_comes_together_has_not_met_as_long_as_no_other_side_is_known(tell, role):
    other = {"host": "guest", "guest": "host"}[role]
    nobody = "people: {Nan Noe: {}, Tom Toe: {}}\n"
    own = {"sources/authorities/people.yaml": "noe: {en: Nan Noe}\ntoe: {en: Tom Toe}\njane-roe: {en: Jane Roe}\n"}
    alone = f"meetings: [{{id: talks, participants: {{{role}: [Nan Noe, Tom Toe]}}}}]"
    told = tell(nobody + alone.replace("Toe]", f"Toe], {other}: Jane Roe"), files=own)
    assert told.encounters() == {("person/jane-roe", f"person/{who}", "certain") for who in ("noe", "toe")}
    assert tell(nobody + alone, files=own, name="alone").encounters() == {("person/noe", "person/toe", "certain")}


def test_hosts_of_two_sides_have_met(tell):
    told = tell("meetings: [{id: talks, participants: {host: [Jane Roe, John Doe], guest: Ann Poe}}]")
    assert ("person/jane-roe", "person/john-doe", "certain") in told.encounters()
