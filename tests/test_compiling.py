"""One source into its fragment: header, people and the offices they hold, agreements and their milestones, mentions."""

import pytest

from vjgraph.vocabulary import DATA

ROE = "person/jane-roe"
MINISTER = "office/minister-of-foreign-affairs-of-aland"
DEPUTY = "office/deputy-minister-of-foreign-affairs-of-aland"
SOURCE = "source/source-1"


# --- header --------------------------------------------------------------------------------------------------------


def test_a_source_is_described_by_what_its_header_tells(tell):
    told = tell(f"""\
        source:
          format: 1
          publisher: Example Daily
          title: Roe gặp Doe
          published: 2019-07-02
          language: vi
          address: https://example.org/roe
          text_sha256: {"0a" * 32}
          derived_from: another-paper
    """)
    assert told.values(SOURCE, "rdf:type") == {
        "https://w3id.org/vjgraph/ns#Source", "https://schema.org/NewsArticle", "http://www.w3.org/ns/prov#Entity",
    }  # fmt: skip
    assert told.value(SOURCE, "dcterms:identifier") == "source-1"
    assert told.value(SOURCE, "dcterms:title") == told.value(SOURCE, "rdfs:label") == "Roe gặp Doe"
    assert told.value(SOURCE, "dcterms:publisher") == "Example Daily"
    assert told.value(SOURCE, "dcterms:issued") == "2019-07-02"
    assert told.value(SOURCE, "dcterms:language") == "vi"
    assert told.value(SOURCE, "schema:url") == "https://example.org/roe"
    assert told.value(SOURCE, "vj:textHash") == "0a" * 32
    assert told.value(SOURCE, "vj:derivedFrom") == "another-paper"


def test_what_a_header_does_not_tell_is_not_in_the_graph(tell):
    told = tell("source: {format: 1}\n")
    assert told.value(SOURCE, "rdfs:label") == "source-1"
    for term in ("dcterms:title", "dcterms:publisher", "dcterms:issued", "dcterms:language", "schema:url", "vj:textHash"):
        assert told.values(SOURCE, term) == set()


# --- people --------------------------------------------------------------------------------------------------------


def test_an_office_is_attested_by_one_document_on_its_day(tell):
    told = tell("""\
        people:
          Jane Roe: {as: Minister of Foreign Affairs of Aland, rank: Dr, called: [the Minister], quote: Dr Roe, par: 1}
    """)
    node = f"{SOURCE}/jane-roe/minister-of-foreign-affairs-of-aland"
    assert told.value(node, "vj:person") == ROE
    assert told.value(node, "vj:office") == MINISTER
    assert told.value(node, "vj:holding") == "holding/holds"
    assert told.value(node, "vj:attestedOn") == "2019-07-02"
    assert told.value(node, "vj:rank") == "Dr"
    assert told.value(node, "vj:source") == SOURCE
    assert told.values(node, "vj:evidence") == told.values(ROE, "vj:evidence") != set()
    assert told.values(ROE, "skos:hiddenLabel") == {"the Minister"}
    assert ROE in told.values(SOURCE, "vj:mentions")


@pytest.mark.parametrize(("key", "holding"), [("as", "holds"), ("was", "held"), ("acting", "acting")])
def test_offices_are_held_were_held_or_are_acted_in(tell, key, holding):
    told = tell(f"""\
        people:
          Jane Roe: {{{key}: [Minister of Foreign Affairs of Aland, Deputy Minister of Foreign Affairs of Aland]}}
    """)
    found = told.ask("?office ?holding", "?a a vj:Attestation ; vj:office ?office ; vj:holding ?holding")
    assert found == {(MINISTER, f"holding/{holding}"), (DEPUTY, f"holding/{holding}")}


def test_an_office_may_have_words_and_a_day_of_its_own(tell):
    told = tell("""\
        people:
          Jane Roe:
            as:
              - {office: Minister of Foreign Affairs of Aland, on: 2019-06, quote: the minister, par: 2}
              - Deputy Minister of Foreign Affairs of Aland
            quote: Jane Roe
            par: 1
    """)
    first, second = (f"{SOURCE}/jane-roe/{office.partition('/')[2]}" for office in (MINISTER, DEPUTY))
    assert told.value(first, "vj:attestedOn") == "2019-06"
    assert told.value(second, "vj:attestedOn") == "2019-07-02"
    words = {node: told.value(told.value(node, "vj:evidence"), "vj:quote") for node in (first, second)}
    assert words == {first: "the minister", second: "Jane Roe"}


def test_without_a_day_of_publication_the_attestation_has_none(tell):
    told = tell("source: {format: 1}\npeople: {Jane Roe: {as: Minister of Foreign Affairs of Aland}}\n")
    assert told.values(f"{SOURCE}/jane-roe/minister-of-foreign-affairs-of-aland", "vj:attestedOn") == set()


@pytest.mark.parametrize(
    ("entry", "doubtful"),
    [
        ("{as: O, inferred: {as: from the table}}", True),
        ("{acting: O, inferred: {acting: from the table}}", True),
        ("{as: {office: O, inferred: {office: from the table}}}", True),
        ("{as: O, was: Deputy Minister of Foreign Affairs of Aland, inferred: {was: from the table}}", False),
    ],
)
def test_an_inferred_office_gives_its_reason(tell, entry, doubtful):
    told = tell(f"people:\n  Jane Roe: {entry.replace('O', 'Minister of Foreign Affairs of Aland', 1)}\n")
    reasons = told.values(f"{SOURCE}/jane-roe/minister-of-foreign-affairs-of-aland", "vj:reason")
    assert reasons == ({"from the table"} if doubtful else set())


@pytest.mark.parametrize(("key", "words"), [("as", "holds"), ("was", "held"), ("acting", "acts as")])
def test_an_attestation_is_called_by_what_it_says(tell, key, words):
    told = tell(f"people: {{Jane Roe: {{{key}: President of Aland}}}}")
    assert told.values(f"{SOURCE}/jane-roe/president-of-aland", "rdfs:label") == {f"Jane Roe {words} President of Aland"}


def test_an_office_that_was_held_and_is_held_again_is_attested_each_way_on_its_day(tell):
    office = "President of Aland"
    held = f"{{was: {{office: {office}, on: 2015}}, as: [{office}, {{office: {office}, on: 2019-06}}]}}"
    told = tell(f"people: {{Jane Roe: {held}}}")
    node = f"{SOURCE}/jane-roe/president-of-aland"
    pattern = "?x vj:holding ?how ; vj:attestedOn ?on ; vj:earliest ?first ; rdfs:label ?label"
    assert told.ask("?x ?how ?on ?first ?label", pattern) == {
        (node, "holding/holds", "2019-07-02", "2019-07-02", f"Jane Roe holds {office}"),
        (f"{node}/holds/2019-06", "holding/holds", "2019-06", "2019-06-01", f"Jane Roe holds {office}"),
        (f"{node}/held/2015", "holding/held", "2015", "2015-01-01", f"Jane Roe held {office}"),
    }


def test_a_text_in_the_source_is_used_to_verify_its_quotes(tell):
    told = tell("source: {format: 1, text: Roe met Doe.}\npeople: {Jane Roe: {quote: Roe}}\n")
    (fragment,) = told.checked.fragments.values()
    assert (fragment.quotes, fragment.verified) == (1, 1)


def test_a_rank_is_no_office(tell):
    told = tell("people: {Jane Roe: {rank: Admiral, quote: Admiral Roe, par: 1}}")
    assert told.ask("?a ?rank", "?a a vj:Attestation ; vj:rank ?rank") == {(f"{SOURCE}/jane-roe", "Admiral")}
    assert told.ask("?o", "?o a vj:Office") == told.ask("?t", "?t a vj:Tenure") == set()


def test_look_alikes_are_told_apart(tell):
    told = tell("people: {Lê Minh: {distinct_from: Lê Mính}, Lê Mính: {}}")
    assert told.values("person/le-minh", "owl:differentFrom") == {"person/le-minh-2"}


# --- agreements ----------------------------------------------------------------------------------------------------

ACCORD = "agreement/fisheries-accord"


def test_an_agreement_is_what_the_authorities_say_and_its_milestones_what_the_document_does(tell):
    told = tell("""\
        agreements:
          - name: Fisheries Accord
            about: [fish, Aland]
            count: 3
            signed: 2014-05-01
            in_force: 2015-09
            quote: in force since
            par: 1
    """)
    assert told.value(ACCORD, "vj:kind") == "agreement/agreement"
    assert told.values(ACCORD, "vj:party") == {"organisation/aland", "organisation/beland"}
    assert told.values(ACCORD, "vj:about") == {"topic/fish", "organisation/aland"}
    assert told.value(ACCORD, "vj:count") == "3"
    milestones = told.ask("?m ?kind ?date", f"?m a vj:Milestone ; vj:agreement <{DATA}{ACCORD}> ; vj:kind ?kind ; vj:date ?date")
    assert milestones == {
        (f"{ACCORD}/signed", "milestone/signed", "2014-05-01"),
        (f"{ACCORD}/in-force", "milestone/in-force", "2015-09"),
    }
    assert told.bounds(f"{ACCORD}/in-force") == ("2015-09-01", "2015-09-30")
    assert told.values(f"{ACCORD}/signed", "vj:evidence") == told.values(ACCORD, "vj:evidence")


def test_an_agreement_that_is_only_cited_has_no_milestone(tell):
    told = tell("agreements: [{name: Fisheries Accord, quote: the accord, par: 1}]")
    assert told.ask("?m", "?m a vj:Milestone") == set()
    assert told.values(SOURCE, "vj:mentions") == {ACCORD}


@pytest.mark.parametrize("signed", ["undated", "{at: signing}", "XXXX-05-01"])
def test_a_milestone_without_a_year_is_undated(tell, signed):
    told = tell(f"events: [{{id: signing}}]\nagreements: [{{name: Fisheries Accord, signed: {signed}}}]\n")
    assert told.value(f"{ACCORD}/signed", "vj:undated") == "true"
    assert told.bounds(f"{ACCORD}/signed") == ("", "")


def test_who_signed_where_is_told_apart_from_the_parties(tell):
    told = tell("""\
        events: [{id: signing, kind: signing-ceremony, participants: {witness: Jane Roe}}]
        agreements:
          - name: Fisheries Accord
            signed:
              date: 2014
              at: signing
              by: [John Doe, Aland]
              quote: was signed by
              par: 3
              inferred: {date: from the heading, at: nearby}
            quote: Fisheries Accord
            par: 1
    """)
    node = f"{ACCORD}/signed"
    assert told.values(node, "vj:signatory") == {"person/john-doe", "organisation/aland"}
    assert told.value(node, "vj:event") == "event/signing"
    assert told.value(node, "vj:dateReason") == "from the heading"
    assert told.value(node, "vj:reason") == "at inferred: nearby"
    assert told.value(told.value(node, "vj:evidence"), "vj:quote") == "was signed by"


def test_why_an_instrument_is_taken_to_be_about_something_is_told(tell):
    told = tell("agreements: [{name: Fisheries Accord, about: [fish], inferred: {about: by its name}, quote: Accord, par: 1}]")
    assert told.value(ACCORD, "vj:about") == "topic/fish"
    assert told.value(ACCORD, "vj:reason") == "about inferred: by its name"


# --- mentions ------------------------------------------------------------------------------------------------------


def test_all_that_is_named_is_mentioned_and_what_is_only_concluded_or_told_apart_is_not(tell):
    told = tell("""\
        people: {Jane Roe: {as: Minister of Foreign Affairs of Aland, distinct_from: Rob Foe}, John Doe: {}}
        meetings:
          - id: call
            place: Besse
            participants: {guest: Roe, host: {delegation_of: Sea League, head: Doe}}
            statements: [{by: both, act: agrees, about: [fish]}]
    """)
    assert told.values(SOURCE, "vj:mentions") == {
        ROE, MINISTER, "person/john-doe", "event/call", "place/besse", "organisation/sea-league", "topic/fish",
        "organisation/ministry-of-foreign-affairs-of-aland",
    }, "an office is named with its body"  # fmt: skip


def test_what_is_only_named_is_mentioned_with_its_words(tell):
    told = tell("mentions: [{name: Sea League, quote: the League, par: 2}, {name: fish, quote: fish, par: 2}]")
    assert told.values(SOURCE, "vj:mentions") == {"organisation/sea-league", "topic/fish"}
    assert told.value(told.value("organisation/sea-league", "vj:evidence"), "vj:quote") == "the League"
