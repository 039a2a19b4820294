"""The sheet a source is compiled on: names in the light of the document, evidence, and what every section shares."""

import pytest

from vjgraph.authorities import Authorities, AuthorityFile
from vjgraph.drafting import ANYBODY, ANYTHING, UNKNOWN, Draft, begin
from vjgraph.identifying import Resolver
from vjgraph.kinds import read_kinds
from vjgraph.model import Header, Office, Organisation, Passage, Person, Place, Source, StatementEntry, Topic
from vjgraph.quoting import paragraphs_of_source
from vjgraph.reading import Document

BASE = "https://example.org/"
AT = ("meetings", 0)


def entries(**named: object) -> AuthorityFile:
    return AuthorityFile("x.yaml", {id.replace("_", "-"): entry for id, entry in named.items()})


def body(name: str, **others: str) -> Organisation:
    return Organisation(names={"en": name}, **{"kind": "organisation"} | others)


KNOWN = Authorities(
    {
        "people": entries(
            to_lam=Person(names={"en": "To Lam", "vi": "Tô Lâm"}, family="To", country="Viet Nam"),
            tran_viet_nam=Person(names={"en": "Tran Viet Nam"}, family="Tran"),
            jane_roe=Person(names={"en": "Jane Roe"}, family="Roe", country="Aland"),
        ),
        "organisations": entries(
            viet_nam=body("Viet Nam", kind="state"),
            fleet=body("Fleet", parent="Ministry"),
            ministry=body("Ministry", kind="ministry", country="Viet Nam"),
            league=body("League"),
            office=body("Office", parent="League"),
            lost=body("Lost", country="Nowhere"),
            egg=body("Egg", parent="Hen"),
            hen=body("Hen", parent="Egg"),
        ),
        "offices": entries(
            envoy=Office(names={"en": "Envoy"}, body="Ministry"),
            captain=Office(names={"en": "Captain"}, body="Fleet"),
            nobody=Office(names={"en": "Nobody"}),
            lost=Office(names={"en": "Lost"}, body="Nowhere"),
        ),
        "places": entries(viet_nam=Place(names={"en": "Viet Nam"})),
        "topics": entries(fish=Topic(names={"en": "fish"})),
    }
)


def draft(*introduced: str, text: str = "", header: Header | None = None) -> Draft:
    source = Source(source=header or Header(format=1, language="en", text=text))
    document = Document("doc", "doc.yaml", source, b"")
    paragraphs = paragraphs_of_source(text) if text else None
    sheet = begin(document, resolver=Resolver(KNOWN), kinds=read_kinds(), base=BASE, paragraphs=paragraphs)
    for id in introduced:
        person = KNOWN.entries("people")[id]
        sheet.local.introduce(person.names["en"], id, entry=person)
    return sheet


# --- names ---------------------------------------------------------------------------------------------------------


def test_a_short_form_counts_for_the_people_a_document_introduces():
    sheet = draft("to-lam")
    assert sheet.find(AT, ANYBODY, "Lam") == ("people", f"<{BASE}person/to-lam>")
    assert draft("jane-roe").find(AT, ANYBODY, "Lam") is None


def test_a_short_form_is_no_name_of_anything_but_a_person():
    sheet = draft("to-lam")
    assert sheet.find(AT, ("organisations",), "Lam") is None
    assert [problem.code for problem in sheet.problems] == ["unknown-name"]


def test_what_bears_a_name_in_full_comes_before_whom_it_shortens():
    sheet = draft("tran-viet-nam")
    assert sheet.find(AT, ANYBODY, "Viet Nam") == ("organisations", f"<{BASE}organisation/viet-nam>")
    assert sheet.find(AT, ANYBODY, "Tran") == ("people", f"<{BASE}person/tran-viet-nam>")


def test_the_slot_decides_between_a_country_and_a_place():
    assert draft().find(AT, ("places",), "Viet Nam") == ("places", f"<{BASE}place/viet-nam>")
    assert draft().find(AT, ANYTHING, "Viet Nam") == ("organisations", f"<{BASE}organisation/viet-nam>")


def test_a_short_form_of_two_people_is_ambiguous_and_a_full_name_is_not():
    sheet = draft("to-lam", "jane-roe")
    sheet.local.introduce("Ann Roe", "ann-roe", entry=Person(names={"en": "Ann Roe"}, family="Roe"))
    assert sheet.find(AT, ANYBODY, "Roe") is None
    (problem,) = sheet.problems
    assert (problem.path, problem.code, problem.message) == (
        AT,
        "ambiguous-name",
        "'Roe' can be ann-roe or jane-roe in this source",
    )
    assert sheet.find(AT, ANYBODY, "Roe Jane") == ("people", f"<{BASE}person/jane-roe>")


def test_what_a_document_calls_somebody_comes_before_a_body_of_that_name():
    sheet = draft()
    sheet.local.introduce("To Lam", "to-lam", entry=KNOWN.entries("people")["to-lam"], called=["the League"])
    assert sheet.find(AT, ANYBODY, "League") is not None
    assert sheet.find(AT, ANYBODY, "the League") == ("people", f"<{BASE}person/to-lam>")


def test_whoever_is_introduced_and_known_to_nobody_is_not_said_again():
    sheet = draft()
    sheet.local.introduce("Zoe Low", UNKNOWN, entry=Person())
    assert sheet.find(AT, ANYBODY, "Low") is None
    assert sheet.problems == []


def test_look_alikes_in_other_tones_are_not_taken_for_whoever_is_introduced():
    sheet = draft("to-lam")
    assert sheet.find(AT, ANYBODY, "Tố Lam") is None
    assert sheet.find(AT, ANYBODY, "Lãm") is None
    assert {problem.code for problem in sheet.problems} == {"unknown-name"}


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_a_problem_where_it_stands(name):
    sheet = draft()
    assert sheet.find(AT, ANYBODY, name) is None
    assert [(problem.path, problem.unknown) for problem in sheet.problems] == [(AT, None)]


def test_one_name_or_several_are_looked_up_each_at_its_place():
    sheet = draft()
    assert sheet.named(AT, ANYBODY, ["Jane Roe", "Zork"]) == [f"<{BASE}person/jane-roe>"]
    assert sheet.named(AT, ANYBODY, "Jane Roe") == [f"<{BASE}person/jane-roe>"]
    assert sheet.named(AT, ANYBODY, "") == []
    assert [problem.path for problem in sheet.problems] == [(*AT, 1)]


@pytest.mark.parametrize(
    ("iri", "state"),
    [
        ("person/to-lam", "viet-nam"), ("person/tran-viet-nam", None), ("person/jane-roe", None),
        ("organisation/viet-nam", "viet-nam"),
        ("organisation/ministry", "viet-nam"), ("organisation/fleet", "viet-nam"), ("organisation/league", "league"),
        ("organisation/office", "league"), ("organisation/lost", None), ("organisation/egg", None),
    ],
)  # fmt: skip
def test_a_person_or_body_belongs_to_the_state_of_its_own_or_of_the_body_above(iri, state):
    found = draft().register.capacity(f"<{BASE}{iri}>", ()).answer.value
    assert found == (f"<{BASE}organisation/{state}>" if state else "")


def test_the_state_of_whoever_takes_part_is_in_the_graph():
    sheet = draft()
    sheet.take(sheet.register.capacity(f"<{BASE}organisation/fleet>", ()).answer)
    lookups, consulted, entities = sheet.owed()
    assert entities == {("organisations", "viet-nam")}
    assert lookups == {("organisations", "Ministry"), ("organisations", "Viet Nam")}
    assert consulted == {("organisations", "fleet"), ("organisations", "ministry")}


@pytest.mark.parametrize(("office", "ministry"), [("envoy", "ministry"), ("captain", None), ("nobody", None), ("lost", None)])
def test_an_office_is_in_a_ministry_where_its_body_is_one(office, ministry):
    found = draft().register.authority(f"<{BASE}office/{office}>").value
    assert found == (f"<{BASE}organisation/{ministry}>" if ministry else "")


# --- evidence ------------------------------------------------------------------------------------------------------

TEXT = "Roe called on Doe.\n\nRoe asked\nfor patrols."


def entry(**fields: object) -> StatementEntry:
    return StatementEntry(by="Roe", act="states", **fields)


def facts(sheet: Draft, node: str) -> dict[str, str]:
    return {predicate.rpartition("#")[2][:-1]: value for subject, predicate, value in sheet.triples if subject == node}


def test_a_quote_becomes_evidence_with_its_paragraph_and_its_place_in_a_shared_text():
    sheet = draft(text=TEXT)
    (node,) = sheet.evidence(entry(quote="asked  for\npatrols"), AT)
    found = facts(sheet, node)
    assert found["quote"] == '"asked for patrols"@en'
    assert found["paragraph"].startswith('"2"')
    assert found["position"].startswith('"4"')
    assert found["source"] == f"<{BASE}source/doc>"
    assert (sheet.quotes, sheet.verified) == (1, 1)


def test_the_words_of_a_text_kept_outside_have_a_paragraph_and_no_place():
    sheet = draft(header=Header(format=1, text_sha256="0" * 64))
    (node,) = sheet.evidence(entry(quote="asked", par=7), AT)
    assert facts(sheet, node)["paragraph"].startswith('"7"')
    assert "position" not in facts(sheet, node)
    assert (sheet.quotes, sheet.verified) == (1, 0)


def test_a_text_that_was_asked_for_gives_the_paragraph_and_still_no_place():
    sheet = draft(header=Header(format=1, text_sha256="0" * 64))
    sheet.paragraphs = ["Roe called on Doe.", "Roe asked for patrols."]
    (node,) = sheet.evidence(entry(quote="asked", par=2), AT)
    assert facts(sheet, node)["paragraph"].startswith('"2"')
    assert "position" not in facts(sheet, node)
    assert [found.par for found in sheet.covered] == [2]


def test_words_that_are_not_in_the_text_are_a_problem():
    sheet = draft(text=TEXT)
    sheet.evidence(entry(quote="asked for fish"), AT)
    assert [(problem.path, problem.code) for problem in sheet.problems] == [((*AT, "quote"), "quote-absent")]
    assert (sheet.quotes, sheet.verified) == (1, 0)


def test_the_words_of_a_text_kept_outside_want_a_paragraph():
    sheet = draft(header=Header(format=1, text_sha256="0" * 64))
    sheet.evidence(entry(quote="asked"), AT)
    assert [(problem.path, problem.code) for problem in sheet.problems] == [((*AT, "par"), "paragraph")]


@pytest.mark.parametrize("fields", [{"par": 2}, {"also": [Passage(quote=" ", par=2)]}])
def test_a_paragraph_without_words_is_a_problem(fields):
    sheet = draft(text=TEXT)
    sheet.evidence(entry(**fields), AT)
    assert [problem.code for problem in sheet.problems] == ["paragraph"]


def test_words_are_in_the_language_of_the_document_or_in_none_that_is_told():
    vietnamese, unknown = Header(format=1, language="vi"), Header(format=1)
    for header, tag in ((vietnamese, "vi"), (unknown, "und")):
        sheet = draft(header=header)
        (node,) = sheet.evidence(entry(quote="ông To\u0302 Lâm", par=1), AT)
        assert facts(sheet, node)["quote"] == f'"ông T\u00f4 Lâm"@{tag}'
        assert facts(sheet, node)["label"] == f'"“ông T\u00f4 Lâm”"@{tag}'


def test_what_stands_on_no_words_stands_on_the_whole_document():
    sheet = draft(text=TEXT)
    (node,) = sheet.evidence(entry(), AT)
    assert facts(sheet, node)["label"] == '"the whole of doc"@en'
    assert "quote" not in facts(sheet, node)
    assert [warning.code for warning in sheet.warnings] == ["no-quote"]


def test_what_is_grounded_names_each_piece_of_its_evidence():
    sheet = draft()
    sheet.ground("<a:s>", ["<a:one>", "<a:two>"])
    evidence = "<https://w3id.org/vjgraph/ns#evidence>"
    assert sheet.triples == [("<a:s>", evidence, "<a:one>"), ("<a:s>", evidence, "<a:two>")]


def test_one_passage_is_one_node_however_often_it_is_quoted():
    sheet = draft(text=TEXT)
    first = sheet.evidence(entry(quote="asked for"), AT)
    again = sheet.evidence(entry(quote="asked for", par=2), AT)
    other = sheet.evidence(entry(quote="Roe asked"), AT)
    assert first == again != other


def test_further_passages_are_further_evidence():
    sheet = draft(text=TEXT)
    assert len(sheet.evidence(entry(quote="called on", also=[Passage(quote="asked for")]), AT)) == 2


def test_without_words_of_its_own_an_entry_stands_on_what_holds_it():
    sheet = draft(text=TEXT)
    assert sheet.evidence(entry(), AT, ["<a:node>"]) == ["<a:node>"]
    assert sheet.warnings == []


def test_eight_words_may_be_quoted_of_a_text_that_is_not_shared():
    outside = draft(header=Header(format=1, text_sha256="0" * 64))
    outside.evidence(entry(quote="one two three four ... five six seven eight", par=1), AT)
    assert outside.problems == []
    outside.evidence(entry(quote="one two three four five six seven eight nine", par=1), AT)
    assert [problem.code for problem in outside.problems] == ["quote-long"]
    words = " ".join(["one"] * 20)
    shared = draft(text=words)
    shared.evidence(entry(quote=words), AT)
    assert shared.problems == []


# --- the rest ------------------------------------------------------------------------------------------------------


def test_a_kind_is_used_with_all_that_is_broader():
    sheet = draft()
    assert sheet.kind(AT, "act", "requests") == "<https://w3id.org/vjgraph/kinds/act/requests>"
    assert sheet.used_kinds == {("act", "requests"), ("act", "ask")}


def test_an_unknown_kind_lists_those_there_are():
    sheet = draft()
    assert sheet.kind(AT, "role", "hosts") is None
    (problem,) = sheet.problems
    assert problem.code == "unknown-role"
    assert problem.hint.splitlines()[0] == "did you mean 'host'?"
    assert "co-chair" in problem.hint


def test_no_other_act_is_proposed_for_a_word_that_only_looks_like_it():
    sheet = draft()
    assert sheet.kind(AT, "act", "promises") is None
    (problem,) = sheet.problems
    assert problem.hint.startswith("kinds: accepts")


def test_a_date_that_is_none_is_a_problem_with_what_to_write():
    sheet = draft()
    assert sheet.date(AT, "soon") is None
    (problem,) = sheet.problems
    assert (problem.path, problem.code) == (AT, "date")
    assert "2023-04-04" in problem.hint


def test_a_reference_is_kept_until_all_sources_are_compiled():
    sheet = draft()
    sheet.refer(AT, "<a:s>", "vj:before", "roe-doe", inverse=True)
    sheet.refer(AT, "<a:s>", "vj:during", "Roe Doe")
    assert [(reference.path, reference.iri) for reference in sheet.references] == [(AT, f"<{BASE}event/roe-doe>")]
    assert sheet.triples == [(f"<{BASE}event/roe-doe>", "<https://w3id.org/vjgraph/ns#before>", "<a:s>")]
    assert [problem.code for problem in sheet.problems] == ["id"]


@pytest.mark.parametrize(
    ("inferred", "codes"),
    [({"by": "why"}, []), ({"by": " "}, ["inferred"]), ({"buy": "why"}, ["inferred"]), ({"act": "a", "to": "b"}, [])],
)
def test_what_is_inferred_is_a_key_of_the_entry_and_has_a_reason(inferred, codes):
    sheet = draft(text=TEXT)
    sheet.evidence(entry(quote="asked", inferred=inferred), AT)
    assert [problem.code for problem in sheet.problems] == codes
