"""What was said at an occasion: speaker, act, addressee, subject, quantity and what it answers."""

import pytest

PEOPLE = """\
people:
  Jane Roe: {as: Minister of Foreign Affairs of Aland}
  John Doe: {as: President of Beland}
  Ann Poe: {as: Commander of the Navy of Beland}
"""
ALAND, BELAND = "organisation/aland", "organisation/beland"


def said(*statements: str, participants: str = "{guest: Roe, host: Doe, attendee: Poe}") -> str:
    """A source of one meeting with statements."""
    listed = "".join(f"      - {statement}\n" for statement in statements)
    return f"{PEOPLE}meetings:\n  - id: roe-doe\n    participants: {participants}\n    statements:\n{listed}"


def on_visit(statement: str, place: str = "place: Besse") -> str:
    return f"{PEOPLE}visits:\n  - id: roe-doe\n    visitor: Roe\n    {place}\n    statements:\n      - {statement}\n"


def one(told) -> str:
    """The only statement of a source."""
    ((node,),) = told.ask("?s", "?s a vj:Statement")
    return node


def test_a_statement_says_who_did_what_about_what_in_whose_words(tell):
    told = tell(said("{by: Roe, act: requests, about: [fish, Sea League], says: asks for more fish, quote: more fish, par: 2}"))
    node = one(told)
    assert node.startswith("event/roe-doe/s-")
    assert told.value(node, "vj:event") == "event/roe-doe"
    assert told.value(node, "vj:speaker") == "person/jane-roe"
    assert told.value(node, "vj:act") == "act/requests"
    assert told.values(node, "vj:about") == {"topic/fish", "organisation/sea-league"}
    assert told.value(node, "vj:says") == "asks for more fish"
    assert told.value(node, "rdfs:label") == "Jane Roe requests: asks for more fish"
    assert told.value(told.value(node, "vj:evidence"), "vj:paragraph") == "2"
    assert told.values(node, "vj:joint") == set()


def test_by_default_the_counterparts_of_the_other_side_are_spoken_to(tell):
    who = "{guest: [Roe, Rob Foe], host: [Doe, Navy of Beland], attendee: Poe}"
    told = tell(said("{by: Roe, act: thanks}", participants=who))
    assert told.values(one(told), "vj:addressee") == {"person/john-doe", "organisation/navy-of-beland"}


@pytest.mark.parametrize(
    ("speaker", "whom"),
    [
        ("Ministry of Foreign Affairs of Aland", {"person/john-doe"}),
        ("Rob Foe", {"person/john-doe"}),
        ("Jim Poe", {"person/jane-roe"}),
        ("Sea League", {"person/jane-roe", "person/john-doe"}),
    ],
)
def test_who_takes_no_part_speaks_to_the_other_side_than_that_of_their_country(tell, speaker, whom):
    told = tell(said(f"{{by: {speaker}, act: thanks}}", participants="{guest: Roe, host: Doe}"))
    assert told.values(one(told), "vj:addressee") == whom


def test_a_side_that_speaks_speaks_to_the_other(tell):
    told = tell(said("{by: Beland, act: thanks}"))
    assert told.values(one(told), "vj:addressee") == {ALAND}
    assert told.value(one(told), "vj:addresseeReason") == "not told, taken as the other side"


@pytest.mark.parametrize(
    ("statement", "whom", "why"),
    [
        ("by: Roe", {"person/john-doe"}, {"not told, taken as the counterpart on the other side"}),
        ("by: Roe, inferred: {to: the host}", {"person/john-doe"}, {"the host"}),
        ("by: Roe, to: Poe, inferred: {to: only a she}", {"person/ann-poe"}, {"only a she"}),
        ("by: Roe, to: Poe", {"person/ann-poe"}, set()),
        ("by: both", set(), set()),
        ("by: [Roe, Doe]", set(), set()),
    ],
)
def test_whom_it_is_spoken_to_is_doubted_apart_from_what_is_said(tell, statement, whom, why):
    told = tell(said(f"{{{statement}, act: thanks}}"))
    assert told.values(one(told), "vj:addressee") == whom
    assert told.values(one(told), "vj:addresseeReason") == why
    assert told.values(one(told), "vj:reason") == set()


def test_what_else_is_inferred_stays_with_the_statement(tell):
    told = tell(said("{by: Roe, act: thanks, inferred: {to: the host, by: a she, act: the tone}}"))
    assert told.value(one(told), "vj:reason") == "by inferred: a she; act inferred: the tone"


def test_on_a_visit_everyone_speaks_to_the_country_visited(tell):
    told = tell(on_visit("{by: Roe, act: thanks}"))
    assert told.values(one(told), "vj:addressee") == {BELAND}


@pytest.mark.parametrize("to", ["Poe", "[Poe]", "Navy of Beland"])
def test_whoever_is_named_is_spoken_to_and_nobody_else(tell, to):
    told = tell(said(f"{{by: Roe, act: thanks, to: {to}}}"))
    assert told.value(one(told), "vj:addressee") == ("organisation/navy-of-beland" if "Navy" in to else "person/ann-poe")


def test_among_one_side_nobody_is_the_other(tell):
    told = tell(said("{by: Doe, act: thanks}", participants="{principal: [Doe, Poe]}"))
    assert told.values(one(told), "vj:addressee") == set()


def test_several_may_speak_together(tell):
    told = tell(said("{by: [Roe, Doe], act: agrees}"))
    assert told.values(one(told), "vj:speaker") == {"person/jane-roe", "person/john-doe"}
    assert told.values(one(told), "vj:joint") == told.values(one(told), "vj:addressee") == set()


def test_both_are_the_two_sides_together(tell):
    told = tell(said("{by: both, act: agrees}"))
    assert told.values(one(told), "vj:speaker") == {ALAND, BELAND}
    assert told.value(one(told), "vj:joint") == "true"
    assert told.values(one(told), "vj:addressee") == set()


def test_on_a_visit_the_other_side_is_the_country_visited(tell):
    told = tell(on_visit("{by: both, act: agrees}"))
    assert told.values(one(told), "vj:speaker") == {ALAND, BELAND}
    assert told.value(BELAND, "rdfs:label") == "Beland"


@pytest.mark.parametrize(
    "source",
    [
        on_visit("{by: both, act: agrees}", "title: A trip"),
        on_visit("{by: both, act: agrees}", "place: Aria"),
        said("{by: both, act: agrees}", participants="{principal: [Doe, Poe]}"),
    ],
)
def test_both_wants_two_sides(tell, source):
    (finding,) = [finding for finding in tell(source).findings if finding.severity == "error"]
    assert finding.code == "both"
    assert "sides" in finding.hint


def test_a_statement_answers_others_of_its_occasion_in_any_order(tell):
    answer = "{by: Doe, act: accepts, answers: [ask, hope]}"
    told = tell(said(answer, "{by: Roe, act: requests, id: ask}", "{by: Roe, act: hopes, id: hope}"))
    acts = told.ask("?a ?b", "?x vj:answers ?y ; vj:act ?a . ?y vj:act ?b")
    assert acts == {("act/accepts", "act/requests"), ("act/accepts", "act/hopes")}


def test_a_quantity_is_a_number_of_something(tell):
    told = tell(said("{by: Roe, act: offers, quantity: [{value: 1500000.50, unit: tonnes, of: fish, comparator: at least}]}"))
    node = told.value(one(told), "vj:quantity")
    assert told.values(node, "rdf:type") == {"https://w3id.org/vjgraph/ns#Quantity"}
    assert told.value(node, "vj:value") == "1500000.5"
    assert told.value(node, "vj:unit") == "tonnes"
    assert told.value(node, "vj:counted") == "fish"
    assert told.value(node, "vj:comparator") == "at least"
    assert told.value(node, "rdfs:label") == "at least 1500000.50 tonnes of fish"


def test_a_statement_may_be_about_an_occasion_of_the_document(tell):
    source = said("{by: Roe, act: recalls, about: [league, The Feast]}")
    told = tell(source + "events: [{id: league}, {id: feast, title: The Feast}]\n")
    assert told.values(one(told), "vj:about") == {"event/league", "event/feast"}


def test_a_title_that_two_occasions_bear_does_not_say_which_is_meant(tell):
    source = said("{by: Roe, act: recalls, about: [The Feast]}")
    told = tell(source + "events: [{id: spring, title: The Feast}, {id: autumn, title: The Feast}]\n")
    (finding,) = [one for one in told.findings if one.severity == "error"]
    assert finding.code == "ambiguous-name"
    assert "'The Feast' can be spring or autumn in this source" in finding.message
    by_id = source.replace("about: [The Feast]", "about: [feast]")
    told = tell(by_id + "events: [{id: feast}, {id: autumn, title: feast}]\n", name="id")
    assert told.values(one(told), "vj:about") == {"event/feast"}, "an id is nobody else's title"


def test_the_same_words_said_twice_are_two_statements_and_their_names_do_not_change(tell):
    source = said("{by: Roe, act: thanks}", "{by: Roe, act: thanks}", "{by: Doe, act: thanks}")
    first, second = tell(source, name="one"), tell(source, name="two")
    nodes = first.ask("?s", "?s a vj:Statement")
    assert len(nodes) == 3
    assert nodes == second.ask("?s", "?s a vj:Statement")


def test_two_documents_on_one_meeting_keep_their_statements_apart(tell):
    told = tell(said("{by: Roe, act: thanks}"), said("{by: Roe, act: thanks}"))
    assert len(told.ask("?s", "?s a vj:Statement ; vj:act <https://w3id.org/vjgraph/kinds/act/thanks>")) == 2


def test_what_a_statement_infers_says_why(tell):
    told = tell(said("{by: Roe, act: thanks, inferred: {by: the only minister there}}"))
    assert told.value(one(told), "vj:reason") == "by inferred: the only minister there"
