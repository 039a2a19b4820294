"""What is contested, said as it is: claims with their words, a text on what they concern, findings that quote both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

HEADER = "source: {format: 1, publisher: %s, published: %s, language: en}\n"
MEETING = "meetings:\n  - id: roe-doe\n    participants: %s\n    quote: %s\n    par: 1\n"
BOTH = "{guest: Jane Roe, host: John Doe}"


def source(*lines: str, publisher: str = "Daily", published: str = "2019-07-02", words: str = "met", who: str = BOTH) -> str:
    """A source that tells of the meeting in some words."""
    return HEADER % (publisher, published) + MEETING % (who, words) + "".join(f"    {line}\n" for line in lines)


def copy(*lines: str, publisher: str = "Post", of: str = "source-1") -> str:
    return source(*lines, publisher=publisher).replace("language: en}", f"language: en, derived_from: {of}}}", 1)


def claims(told: Any) -> set[tuple[str, ...]]:
    """Subject, property, value, source and number of publishers of each claim."""
    found = told.ask(
        "?s ?p ?o ?d ?n",
        "?c a vj:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; vj:source ?d ; vj:publishers ?n",
    )
    return {(subject, term.rpartition("#")[2], *rest) for subject, term, *rest in found}


def test_each_source_s_value_is_its_claim_with_its_words(tell: Callable[..., Any]) -> None:
    told = tell(source("date: 2019-07-01", words="on Monday"), source("date: 2019-07-02", publisher="Wire", words="on Tuesday"))
    assert claims(told) == {
        ("event/roe-doe", "date", "2019-07-01", "source/source-1", "1"),
        ("event/roe-doe", "date", "2019-07-02", "source/source-2", "1"),
    }
    assert told.ask("?o ?q", "?c a vj:Claim ; rdf:object ?o ; vj:evidence/vj:quote ?q") == {
        ("2019-07-01", "on Monday"),
        ("2019-07-02", "on Tuesday"),
    }


def test_where_one_value_only_tells_more_nothing_is_claimed_nor_contested(tell: Callable[..., Any]) -> None:
    told = tell(source("date: 2019-07-01"), source("date: 2019-07"))
    assert claims(told) == set()
    assert told.values("event/roe-doe", "vj:contested") == set()


def test_who_takes_no_side_claims_nothing(tell: Callable[..., Any]) -> None:
    told = tell(source("date: 2019-07-01"), source("date: 2019-07-02"), source("date: 2019-07"))
    assert {claim[3] for claim in claims(told)} == {"source/source-1", "source/source-2"}
    assert "source-3" not in told.value("event/roe-doe", "vj:contested")


def test_a_text_says_what_each_publisher_says(tell: Callable[..., Any]) -> None:
    told = tell(source("place: Besse"), source("place: Aria", publisher="Wire"), source("place: Besse", publisher="Post"))
    words = "place: Aria (Wire) or Besse (Daily, Post)"
    assert told.value("event/roe-doe", "vj:contested") == words


def test_a_copy_speaks_for_its_original_and_one_that_differs_from_it_for_nobody(tell: Callable[..., Any]) -> None:
    told = tell(source("date: 2019-07-01"), copy("date: 2019-07-01"), copy("date: 2019-07-02", publisher="Wire"))
    assert {(claim[2], claim[4]) for claim in claims(told)} == {("2019-07-01", "1"), ("2019-07-02", "0")}


def test_a_claim_is_a_statement_of_its_source(tell: Callable[..., Any]) -> None:
    told = tell(source("place: Besse"), source("place: Aria", publisher="Wire"))
    types = {name.rpartition("#")[2] for (name,) in told.ask("?t", "?c a vj:Claim ; a ?t")}
    assert types == {"Claim", "Statement", "Entity"}
    assert told.ask("?o ?l", "?c a vj:Claim ; rdf:object ?o ; rdfs:label ?l") == {
        ("place/besse", "'roe-doe': place Besse"),
        ("place/aria", "'roe-doe': place Aria"),
    }


def test_kinds_are_called_by_their_names(tell: Callable[..., Any]) -> None:
    told = tell(source("kind: courtesy-call"), source("kind: talks", publisher="Wire"))
    assert told.value("event/roe-doe", "vj:contested") == "kind: courtesy call (Daily) or talks (Wire)"


def test_a_copy_that_differs_is_named_itself_and_another_by_its_original(tell: Callable[..., Any]) -> None:
    nameless = copy("date: 2019-07-03").replace(" publisher: Post,", "")
    told = tell(
        source("date: 2019-07-01"), copy("date: 2019-07-01"), copy("date: 2019-07-02", publisher="Wire"), nameless,
    )  # fmt: skip
    assert told.value("event/roe-doe", "vj:contested") == (
        "date: 2019-07-01 (Daily) or 2019-07-02 (Wire) or 2019-07-03 (source-4)"
    )


def test_a_copy_that_tells_what_its_original_leaves_out_speaks_for_it(tell: Callable[..., Any]) -> None:
    told = tell(source(), copy("date: 2019-07-01"), source("date: 2019-07-02", publisher="Wire"))
    assert {(claim[2], claim[4]) for claim in claims(told)} == {("2019-07-01", "1"), ("2019-07-02", "1")}
    assert told.value("event/roe-doe", "vj:contested") == "date: 2019-07-01 (Daily) or 2019-07-02 (Wire)"


def test_two_roles_beside_each_other_make_no_doubt(tell: Callable[..., Any]) -> None:
    told = tell(source(who="{guest: Jane Roe, organiser: Jane Roe, host: John Doe}"), source(publisher="Wire"))
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "certain")}


def test_what_two_offices_or_two_holders_exclude_is_said_of_the_words_for_each(tell: Callable[..., Any], fixtures: Any) -> None:
    minister, deputy = "Minister of Foreign Affairs of Aland", "Deputy Minister of Foreign Affairs of Aland"
    offices = (fixtures / "world" / "authorities" / "offices.yaml").read_text(encoding="utf-8")
    single = {
        "sources/authorities/offices.yaml": offices.replace(
            "{en: President of Beland,", "{en: President of Beland, single: true,"
        )
    }
    held = "people:\n  Jane Roe: {as: %s, quote: a, par: 1}\n  %s: {as: President of Beland, quote: b, par: 2}\n"
    told = tell(HEADER % ("Daily", "2019-07-02") + held % (minister, "John Doe"),
                HEADER % ("Wire", "2019-07-02") + held % (deputy, "Ann Poe"), files=single)  # fmt: skip
    office = f"office: {deputy} (Wire) or {minister} (Daily)"
    holder = "holder: Ann Poe (Wire) or John Doe (Daily)"
    assert told.ask("?t ?w", "?t vj:contested ?w") == {
        ("person/jane-roe", office),
        ("source/source-1/jane-roe/minister-of-foreign-affairs-of-aland", office),
        ("source/source-2/jane-roe/deputy-minister-of-foreign-affairs-of-aland", office),
        ("office/president-of-beland", holder),
        ("source/source-1/john-doe/president-of-beland", holder),
        ("source/source-2/ann-poe/president-of-beland", holder),
    }


def test_the_words_of_an_office_are_those_that_say_who_holds_it(tell: Callable[..., Any]) -> None:
    minister, deputy = "Minister of Foreign Affairs of Aland", "Deputy Minister of Foreign Affairs of Aland"
    held = "people:\n  Jane Roe: {as: %s, quote: %s, par: 1}\n"
    direct = source(who=f"{{guest: {{who: Jane Roe, as: {deputy}}}, host: John Doe}}", publisher="Wire")
    told = tell(source() + held % (minister, "Minister Roe"), direct)
    assert told.ask("?o ?q", "?c a vj:Claim ; rdf:predicate vj:inCapacity ; rdf:object ?o ; vj:evidence/vj:quote ?q") == {
        ("office/minister-of-foreign-affairs-of-aland", "Minister Roe"),
        ("office/deputy-minister-of-foreign-affairs-of-aland", "met"),
    }


def test_a_meeting_that_may_have_been_called_off_is_only_possible(tell: Callable[..., Any]) -> None:
    told = tell(source(), source("status: cancelled", publisher="Wire"))
    words = "sources differ on the status: cancelled (Wire) or held (Daily)"
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "possible")}
    assert told.value("event/roe-doe/met/jane-roe/john-doe", "vj:because") == words
    assert told.value("event/roe-doe", "vj:reason") == words


def test_what_was_said_where_nobody_may_have_met_is_only_possible(tell: Callable[..., Any]) -> None:
    spoke = source("statements: [{by: Jane Roe, act: thanks, quote: thanked, par: 1}]")
    told = tell(spoke, source("status: cancelled", publisher="Wire"))
    assert told.ask("?why", "?s a vj:Statement ; vj:reason ?why") == {
        ("sources differ on the status: cancelled (Wire) or held (Daily)",)
    }
    assert tell(spoke, source(publisher="Wire"), name="held").ask("?why", "?s a vj:Statement ; vj:reason ?why") == set()


@pytest.mark.parametrize(
    ("role", "certainty", "because"),
    [
        ("attendee", "possible", {"sources differ on the role of Jane Roe: attendee (Wire) or guest (Daily)"}),
        ("co-chair", "certain", set()),
    ],
)
def test_an_encounter_is_in_doubt_where_it_is_not_sure_that_somebody_was_a_party(
    role: str, certainty: str, because: set[str], tell: Callable[..., Any]
) -> None:
    told = tell(source(), source(publisher="Wire", who=f"{{{role}: Jane Roe, host: John Doe}}"))
    assert told.encounters() == {("person/jane-roe", "person/john-doe", certainty)}
    assert told.values("event/roe-doe/met/jane-roe/john-doe", "vj:because") == because


def test_a_contested_day_is_certain_in_the_year_that_holds_both(tell: Callable[..., Any]) -> None:
    told = tell(source("date: 2019-07-01"), source("date: 2019-07-02"))
    assert told.bounds("event/roe-doe") == ("2019-07-01", "2019-07-02")
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "certain")}
    assert told.values("event/roe-doe", "vj:dateDoubt") == set()


def test_two_entries_of_one_source_that_are_one_meeting_differ_in_that_source(tell: Callable[..., Any]) -> None:
    told = tell(
        source("date: 2019-07-01") + source("date: 2019-07-02").partition("meetings:\n")[2].replace("roe-doe", "other"),
        files={"sources/authorities/decisions.yaml": "- {same: [roe-doe, other], because: the tea}\n"},
    )
    assert told.value("event/roe-doe", "vj:date") == "[2019-07-01, 2019-07-02]"
    assert {(claim[2], claim[3]) for claim in claims(told)} == {(f"2019-07-0{day}", "source/source-1") for day in (1, 2)}
    (finding,) = told.findings
    words = "one source differs with itself on the date of 'roe-doe': 2019-07-01 and 2019-07-02 (“met”) here"
    assert finding.message == words


# --- findings --------------------------------------------------------------------------------------------------------


def test_the_finding_stands_where_the_later_source_says_otherwise_and_quotes_both(tell: Callable[..., Any]) -> None:
    told = tell(
        source("date: 2019-07-02", published="2019-07-04", words="on Tuesday"),
        source("date: 2019-07-01", words="on Monday"),
        source("date: 2019-07-01", words="one day", published="2019-07-03"),
    )
    (finding,) = told.findings
    assert (finding.file, finding.line, finding.column, finding.severity) == ("sources/source-1.yaml", 7, 5, "warning")
    assert finding.message == (
        "sources differ on the date of 'roe-doe': 2019-07-02 (“on Tuesday”) here, "
        "but 2019-07-01 (“on Monday”) in sources/source-2.yaml:7 and 1 more"
    )
    assert finding.code == "contested"
    assert "vjgraph query conflicts" in finding.hint


def test_what_is_contested_of_a_part_an_instrument_or_an_office_is_named(tell: Callable[..., Any]) -> None:
    minister, deputy = "Minister of Foreign Affairs of Aland", "Deputy Minister of Foreign Affairs of Aland"
    held = "people:\n  Jane Roe: {%s, quote: a, par: 1}\n"
    state = "agreements:\n  - {name: Fisheries Accord, signed: %s, quote: a, par: 1}\n"
    told = tell(
        source(who=f"{{guest: {{who: Jane Roe, as: {minister}}}, host: John Doe}}") + held % f"as: {minister}" + state % 2018,
        source(who=f"{{guest: {{who: Jane Roe, as: {deputy}}}, host: John Doe}}") + held % f"was: {minister}" + state % 2017,
    )
    about = [finding.message.partition(":")[0].removeprefix("sources differ on the ") for finding in told.findings]
    assert sorted(about) == [
        "date of Fisheries Accord, signed",
        "holding of Jane Roe as Minister of Foreign Affairs of Aland",
        "office of Jane Roe in 'roe-doe'",
    ]


def test_the_finding_on_a_role_stands_at_who_has_it_and_quotes_only_what_there_is(tell: Callable[..., Any]) -> None:
    wordless = source(who="{attendee: Jane Roe, host: John Doe}", published="2019-07-03").replace(
        "    quote: met\n    par: 1\n", ""
    )
    (finding,) = [one for one in tell(source(), wordless).findings if one.code == "contested"]
    assert (finding.file, finding.line, finding.column) == ("sources/source-2.yaml", 4, 20)
    assert finding.message == (
        "sources differ on the role of Jane Roe in 'roe-doe': attendee here, but guest (“met”) in sources/source-1.yaml:4"
    )


def test_a_line_of_json_is_named_by_its_number(tell: Callable[..., Any]) -> None:
    line = (
        '{"source": {"format": 1, "published": "2019-07-09"}, "meetings": [{"id": "roe-doe", "date": "2019-07-05",'
        ' "participants": {"guest": "Jane Roe", "host": "John Doe"}, "quote": "then", "par": 1}]}\n'
    )
    told = tell(source("date: 2019-07-01"), files={"sources/wire.jsonl": line})
    assert [(finding.file, finding.line) for finding in told.findings] == [("sources/wire.jsonl", 1)]
