"""Visits, meetings and other events of one source: who took part how, for which side, when and where."""

import pytest

MEETING = "event/roe-doe"
PEOPLE = """\
people:
  Jane Roe: {as: Minister of Foreign Affairs of Aland}
  John Doe: {as: President of Beland}
  Ann Poe: {as: Commander of the Navy of Beland}
"""


def meeting(participants: str, *lines: str) -> str:
    """A source of one meeting."""
    rest = "".join(f"    {line}\n" for line in lines)
    return f"{PEOPLE}meetings:\n  - id: roe-doe\n    participants: {participants}\n{rest}"


# --- the occasion --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "name", "scheme"),
    [("visits", "Visit", "visit"), ("meetings", "Meeting", "meeting"), ("events", "OtherEvent", "event")],
)
def test_each_section_has_a_class_and_a_plainest_kind(tell, section, name, scheme):
    who = "visitor: Jane Roe" if section == "visits" else "participants: {host: Jane Roe}"
    told = tell(f"{section}: [{{id: it, {who}}}]")
    assert {iri.rpartition("#")[2].rpartition("/")[2] for iri in told.values("event/it", "rdf:type")} == {name, "Event"}
    assert told.value("event/it", "vj:kind") == f"{scheme}/{scheme}"
    assert told.value("event/it", "vj:status") == "status/held"


def test_an_occasion_says_when_and_where_it_was_and_in_which_series(tell):
    told = tell(
        meeting("{guest: Roe, host: Doe}", "date: 2019-07-01", "place: Besse", "kind: talks", "series: Besse Forum", "edition: 3",
                "about: [fish, Sea League]", "agreements: [Visa Memorandum]", "status: cancelled")
    )  # fmt: skip
    assert told.value(MEETING, "vj:date") == "2019-07-01"
    assert told.value(MEETING, "vj:place") == "place/besse"
    assert told.value(MEETING, "vj:kind") == "meeting/talks"
    assert told.value(MEETING, "vj:series") == "organisation/besse-forum"
    assert told.value(MEETING, "vj:edition") == "3"
    assert told.values(MEETING, "vj:about") == {"topic/fish", "organisation/sea-league"}
    assert told.values(MEETING, "vj:handles") == {"agreement/visa-memorandum"}
    assert told.value(MEETING, "vj:status") == "status/cancelled"


@pytest.mark.parametrize(
    ("source", "label"),
    [
        (meeting("{guest: Roe, host: Doe, attendee: Poe}", "kind: courtesy-call"), "courtesy call of Jane Roe and John Doe"),
        (meeting("{guest: Roe, host: Doe}", "title: The tea in Besse"), "The tea in Besse"),
        (meeting("{guest: Roe, host: Doe}", "series: Besse Forum", "edition: 3"), "Besse Forum, session 3"),
        (meeting("{guest: Roe, host: Doe}", "series: Besse Forum", "kind: dialogue"), "dialogue of Besse Forum"),
        ("visits: [{id: roe-doe, visitor: [Jane Roe, Rob Foe], place: Beland}]", "visit of Jane Roe and Rob Foe to Beland"),
        ("visits: [{id: roe-doe, kind: state-visit, visitor: Jane Roe}]", "state visit of Jane Roe"),
        ("events: [{id: roe-doe, kind: festival}]", "festival (roe-doe)"),
    ],
)
def test_an_occasion_without_a_title_is_called_by_kind_and_parties(tell, source, label):
    assert tell(source).values(MEETING, "rdfs:label") == {label}


def test_an_order_may_be_told_from_either_end(tell):
    one = "{participants: {guest: Jane Roe, host: John Doe}, id: "
    told = tell(f"meetings:\n  - {one}a, before: [b, c]}}\n  - {one}b}}\n  - {one}c, after: b}}\n")
    assert told.ask("?a ?b", "?a vj:before ?b") == {("event/a", "event/b"), ("event/a", "event/c"), ("event/b", "event/c")}


def test_why_an_order_is_inferred_stands_on_the_earlier_and_names_the_later(tell):
    one = "{participants: {guest: Jane Roe, host: John Doe}, id: "
    told = tell(
        f"meetings:\n  - {one}a, before: [b, c], inferred: {{before: the seating}}}}\n"
        f"  - {one}b, before: d, after: e, inferred: {{after: the text's order}}}}\n  - {one}c}}\n  - {one}d}}\n  - {one}e}}\n"
    )
    assert told.ask("?a ?why", "?a vj:orderReason ?why") == {
        ("event/a", "before b: the seating"),
        ("event/a", "before c: the seating"),
        ("event/e", "before b: the text's order"),
    }


def test_what_is_inferred_says_why(tell):
    told = tell(
        meeting("{guest: Roe, host: Doe}", "date: 2019-07-01", "place: Besse",
                "inferred: {date: Monday before, place: where he lives, kind: it sounds like talks}")
    )  # fmt: skip
    assert told.value(MEETING, "vj:dateReason") == "Monday before"
    assert told.value(MEETING, "vj:placeReason") == "where he lives"
    assert told.value(MEETING, "vj:reason") == "kind inferred: it sounds like talks"
    assert told.value(MEETING, "vj:dateDoubt") == "date inferred: Monday before"


# --- who took part -------------------------------------------------------------------------------------------------


def test_a_participation_says_role_office_side_and_on_whose_behalf(tell):
    told = tell(meeting("{guest: {who: Roe, on_behalf_of: Sea League, quote: for the League, par: 2}, host: Doe, witness: Poe}"))
    node = f"{MEETING}/jane-roe"
    assert told.value(node, "vj:participant") == "person/jane-roe"
    assert told.value(node, "vj:event") == MEETING
    assert told.value(node, "vj:role") == "role/guest"
    assert told.value(node, "vj:inCapacity") == "office/minister-of-foreign-affairs-of-aland"
    assert told.value(node, "vj:side") == "organisation/aland"
    assert told.value(node, "vj:onBehalfOf") == "organisation/sea-league"
    assert told.value(told.value(node, "vj:evidence"), "vj:quote") == "for the League"
    assert told.value(f"{MEETING}/ann-poe", "vj:role") == "role/witness"


def test_the_capacity_is_what_the_document_says_of_the_day_unless_told_apart(tell):
    told = tell(
        meeting("{guest: {who: Roe, as: Deputy Minister of Foreign Affairs of Aland}, host: Doe, attendee: Rob Foe}")
        + "  - {id: later, participants: {guest: Roe, host: Jim Poe}}\n",
    )
    assert told.value(f"{MEETING}/jane-roe", "vj:inCapacity") == "office/deputy-minister-of-foreign-affairs-of-aland"
    assert told.value("event/later/jane-roe", "vj:inCapacity") == "office/minister-of-foreign-affairs-of-aland"
    assert told.values(f"{MEETING}/rob-foe", "vj:inCapacity") == set()


@pytest.mark.parametrize(
    ("lines", "offices"),
    [
        (("date: 2019-07-01",), set()),
        (("date: 2015-03",), {"office/minister-of-foreign-affairs-of-aland"}),
        (("during: trip",), set()),
        ((), {"office/minister-of-foreign-affairs-of-aland"}),
    ],
)
def test_an_office_of_other_days_than_those_of_the_occasion_is_no_capacity_there(tell, lines, offices):
    trip = "visits: [{id: trip, visitor: Doe, date: 2019-07-01}]\n"
    source = trip + meeting("{guest: Roe, host: Doe}", *lines)
    told = tell(
        source.replace(
            "{as: Minister of Foreign Affairs of Aland}", "{as: {office: Minister of Foreign Affairs of Aland, on: 2015}}"
        )
    )
    assert told.values(f"{MEETING}/jane-roe", "vj:inCapacity") == offices
    assert told.value(f"{MEETING}/jane-roe", "vj:side") == "organisation/aland"


def test_a_former_office_is_no_capacity(tell):
    told = tell("people: {Jane Roe: {was: President of Aland}}\nmeetings: [{id: roe-doe, participants: {guest: Roe}}]\n")
    assert told.values(f"{MEETING}/jane-roe", "vj:inCapacity") == set()
    assert told.value(f"{MEETING}/jane-roe", "vj:side") == "organisation/aland"


@pytest.mark.parametrize(
    ("participant", "side"),
    [
        ("Jane Roe", "aland"),  # her own country
        ("{who: Jane Roe, side: Beland}", "beland"),  # as told
        ("{who: Max Moe, as: President of Beland}", "beland"),  # the office's country
        ("{who: Max Moe, as: Minister of Foreign Affairs of Aland}", "aland"),  # that of the office's body
        ("{who: Max Moe, as: Commander of the Navy of Beland}", "beland"),  # that of the body above the office's
        ("{who: Jane Roe, as: Secretary-General of the Sea League}", "sea-league"),  # the body, where it belongs to no country
        ("Navy of Beland", "beland"),
        ("Sea League", "sea-league"),
        ("Beland", "beland"),
        ("{delegation_of: Ministry of Foreign Affairs of Aland}", "aland"),
        ("Max Moe", None),  # nobody knows
    ],
)
def test_the_side_is_told_or_the_offices_or_the_persons(tell, participant, side):
    told = tell(f"meetings: [{{id: roe-doe, participants: {{guest: {participant}}}}}]")
    found = told.ask("?side", "?p vj:role ?role . OPTIONAL { ?p vj:side ?side }")
    assert found == {(f"organisation/{side}" if side else "",)}


def test_a_visitor_is_no_counterpart(tell):
    told = tell("visits: [{id: roe-doe, visitor: {who: Jane Roe, as: President of Aland}, place: Beland}]")
    assert told.value(f"{MEETING}/jane-roe", "vj:role") == "role/visitor"
    assert told.encounters() == set()


@pytest.mark.parametrize("inferred", ["participants", "guest"])
def test_an_inferred_role_makes_its_bearers_doubtful_and_no_others(tell, inferred):
    told = tell(meeting("{guest: Roe, host: Doe}", f"inferred: {{{inferred}: from the picture}}"))
    assert told.values(f"{MEETING}/jane-roe", "vj:reason") == {"from the picture"}
    assert told.values(f"{MEETING}/john-doe", "vj:reason") == ({"from the picture"} if inferred == "participants" else set())


# --- delegations ---------------------------------------------------------------------------------------------------


def test_a_delegations_meeting_is_the_bodys(tell):
    told = tell(meeting("{guest: {delegation_of: Ministry of Foreign Affairs of Aland}, host: Doe}"))
    body = "organisation/ministry-of-foreign-affairs-of-aland"
    assert told.value(f"{MEETING}/ministry-of-foreign-affairs-of-aland", "vj:asDelegation") == "true"
    assert told.encounters() == {("person/john-doe", body, "certain")}


def test_a_named_head_counts_as_inferred_and_has_not_met_the_own_delegation(tell):
    told = tell(meeting("{guest: {delegation_of: Ministry of Foreign Affairs of Aland, head: Roe}, host: Doe}"))
    body = "organisation/ministry-of-foreign-affairs-of-aland"
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "possible"), ("person/john-doe", body, "certain")}
    assert told.value(f"{MEETING}/jane-roe", "vj:leads") == f"{MEETING}/ministry-of-foreign-affairs-of-aland"
    (why,) = told.ask("?why", "?e a vj:Encounter ; vj:certainty 'possible' ; vj:because ?why")
    assert "named head of the delegation" in why[0]


def test_what_is_inferred_of_the_head_leaves_the_delegation_stated(tell):
    told = tell(
        meeting(
            "{guest: {delegation_of: Ministry of Foreign Affairs of Aland, head: Roe, inferred: {head: by the list}}, host: Doe}"
        )
    )
    body = "organisation/ministry-of-foreign-affairs-of-aland"
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "possible"), ("person/john-doe", body, "certain")}
    assert told.value(f"{MEETING}/jane-roe", "vj:reason") == "by the list"


def test_a_delegation_and_its_head_among_themselves_have_met_nobody(tell):
    told = tell(meeting("{principal: {delegation_of: Ministry of Foreign Affairs of Aland, head: Roe}}"))
    assert told.encounters() == set()


# --- evidence ------------------------------------------------------------------------------------------------------


def test_what_has_no_words_of_its_own_stands_on_those_of_what_holds_it(tell):
    told = tell(
        meeting("{guest: Roe, host: {who: Doe, quote: the host, par: 4}}", "quote: they met", "par: 3",
                "also: [{quote: in Besse, par: 5}]",
                "statements: [{by: Roe, act: thanks}, {by: Doe, act: thanks, quote: thanked, par: 6}]")
    )  # fmt: skip

    def words(node: str) -> set[str]:
        return {told.value(evidence, "vj:quote") for evidence in told.values(node, "vj:evidence")}

    assert words(MEETING) == words(f"{MEETING}/jane-roe") == {"they met", "in Besse"}
    assert words(f"{MEETING}/john-doe") == {"the host"}
    statements = {told.value(node, "vj:speaker"): words(node) for (node,) in told.ask("?s", "?s a vj:Statement")}
    assert statements == {"person/jane-roe": {"they met", "in Besse"}, "person/john-doe": {"thanked"}}


def test_what_stands_on_no_words_at_all_is_a_warning_and_points_to_the_document(tell):
    told = tell("meetings: [{id: roe-doe, participants: {guest: Jane Roe, host: John Doe}}]")
    assert [(finding.severity, finding.code) for finding in told.findings] == [("warning", "no-quote")]
    (evidence,) = told.values(MEETING, "vj:evidence")
    assert told.value(evidence, "vj:source") == "source/source-1"
    assert told.values(evidence, "vj:quote") == set()


@pytest.mark.parametrize(
    ("when", "status", "warned"),
    [
        ("2032-07-01", "held", True),
        ("2019-07-04/2019-07-06", "held", True),
        ("2019-07-03", "held", False),
        ("2019-07-01/2019-07-09", "held", False),
        ("2019", "held", False),
        ("2032-07-01", "planned", False),
    ],
)
def test_what_was_held_after_its_document_was_published_is_warned_of(tell, when, status, warned):
    held = f"meetings: [{{id: talks, date: {when}, status: {status}, participants: {{host: Jane Roe, guest: John Doe}}}}]"
    found = [finding for finding in tell(held).findings if finding.code == "after-document"]
    assert [finding.severity for finding in found] == ["warning"] * warned
    assert not found or f"held on {when}, as a document of 2019-07-02 tells" in found[0].message
