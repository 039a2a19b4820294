"""From a row to its words: each passage once, with all that is known of its document, and why what is concluded follows."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import vjgraph
from vjgraph.citing import FIELDS, NO_WORDS, citations, conclusions, find_evidence
from vjgraph.cli import main

MET = "counterparts of one held meeting have met"
PLACES = "aland: {en: Aland}\nbeland: {en: Beland}\nbesse: {en: Besse, within: beland}\narlen: {en: Arlen, within: aland}\n"
DAILY = """
    source:
      format: 1
      publisher: Example Daily
      title: Roe calls on Doe
      published: 2019-07-02
      language: en
      address: https://example.org/roe
      text: |
        Jane Roe called on John Doe in Besse on Monday.

        They talked for long; Roe thanked Doe.
    people:
      Jane Roe: {quote: Jane Roe}
      John Doe: {quote: John Doe}
    meetings:
      - id: roe-doe
        kind: courtesy-call
        date: 2019-07-01
        place: Besse
        participants: {guest: {who: Roe, side: Aland}, host: {who: Doe, side: Beland}}
        quote: called on John Doe in Besse
        statements:
          - {by: Roe, act: thanks, quote: Roe thanked Doe}
"""
LEAFLET = """
    source: {format: 1, language: de}
    people:
      Jane Roe: {quote: Jane Roe, par: 2}
      John Doe: {quote: John Doe, par: 2}
    meetings:
      - id: roe-doe
        kind: talks
        date: 2019-07-01
        place: Arlen
        participants: {host: {who: Roe, side: Aland}, guest: {who: Doe, side: Beland}}
        quote: sprachen miteinander
        par: 2
"""


@pytest.fixture
def graph(write: Callable[..., Path]) -> vjgraph.Graph:
    """A meeting that a newspaper and a leaflet of nobody tell of, each with a kind, a place and roles of its own."""
    return vjgraph.build(write(DAILY, LEAFLET, files={"sources/authorities/places.yaml": PLACES}))


def test_a_row_has_the_words_behind_it_once_in_the_order_of_documents_and_paragraphs(graph: vjgraph.Graph) -> None:
    (row,) = graph.query("who-met-whom", evidence=True)
    passages = row["evidence"]
    assert all(tuple(passage) == FIELDS for passage in passages)
    met = [passage for passage in passages if passage["rule"] == MET]
    assert met[0] == {
        "fact": "https://w3id.org/vjgraph/id/event/roe-doe/met/jane-roe/john-doe",
        "quote": "called on John Doe in Besse",
        "language": "en",
        "paragraph": 1,
        "source": "source-1",
        "publisher": "Example Daily",
        "title": "Roe calls on Doe",
        "published": "2019-07-02",
        "address": "https://example.org/roe",
        "rule": MET,
        "from": ["Jane Roe as guest and host", "John Doe as host and guest"],
    }
    assert [(passage["source"], passage["quote"], passage["language"]) for passage in met[1:]] == [
        ("source-2", "sprachen miteinander", "de")
    ]
    # The meeting's own words are the same: what is a ground of a conclusion does not stand beside it.
    assert all(passage["rule"] for passage in passages)
    assert graph.evidence(row) == passages


def test_what_is_settled_says_so_with_the_values_that_it_is_settled_from(graph: vjgraph.Graph) -> None:
    (row,) = graph.query("meetings", evidence=True)
    told = conclusions(row["evidence"])
    settled = "concluded: where sources differ, what each of them says stands; from: "
    assert sorted(told) == [
        f"{settled}Jane Roe in 'roe-doe': role guest, Jane Roe in 'roe-doe': role host",
        f"{settled}John Doe in 'roe-doe': role guest, John Doe in 'roe-doe': role host",
        f"{settled}kind courtesy call, kind talks, place Arlen, place Besse",
    ]


def test_a_citation_is_words_publisher_day_title_paragraph_and_address_and_leaves_out_what_is_unknown(
    graph: vjgraph.Graph,
) -> None:
    (row,) = graph.query("who-met-whom", evidence=True)
    assert list(citations(row["evidence"])) == [
        (
            "“called on John Doe in Besse” - Example Daily, 2019-07-02, “Roe calls on Doe”, paragraph 1",
            "https://example.org/roe",
        ),
        ("“sprachen miteinander” - source-2, paragraph 2", ""),
    ]


def test_a_statement_is_cited_by_its_own_words(graph: vjgraph.Graph) -> None:
    (row,) = graph.query("statements", evidence=True)
    assert [(passage["quote"], passage["paragraph"], passage["rule"], passage["from"]) for passage in row["evidence"]] == [
        ("Roe thanked Doe", 2, None, [])
    ]


def test_a_tenure_rests_on_what_documents_attest(project_graph: vjgraph.Graph) -> None:
    row = project_graph.query("offices-of", "Jane Roe", evidence=True).rows[0]
    assert conclusions(row["evidence"]) == [
        "concluded: the first and the last day on which a document attests the office; "
        "from: Jane Roe holds Minister of Foreign Affairs of Aland"
    ]


def test_raw_sparql_is_cited_for_whatever_it_names_and_says_where_no_words_stand_behind_a_row(graph: vjgraph.Graph) -> None:
    asked = "SELECT ?thing ?name { VALUES ?thing { %s } ?thing rdfs:label ?name }"
    meeting, place = (f"<https://w3id.org/vjgraph/id/{name}>" for name in ("event/roe-doe", "place/besse"))
    (found,) = graph.query(asked % meeting, evidence=True)
    assert {passage["quote"] for passage in found["evidence"]} == {"called on John Doe in Besse", "sprachen miteinander"}
    (found,) = graph.query(asked % place, evidence=True)
    assert found["evidence"] == []
    made = graph.query(f"CONSTRUCT {{ ?e a vj:Evidence }} WHERE {{ {meeting} vj:evidence ?e }}", evidence=True)
    assert sorted(row["evidence"][0]["quote"] for row in made) == ["called on John Doe in Besse", "sprachen miteinander"]
    (counted,) = graph.query("SELECT (COUNT(*) AS ?n) ('see: this' AS ?a) ('a:b[' AS ?b) { ?s ?p ?o }", evidence=True)
    assert counted["evidence"] == []
    (answer,) = graph.query("ASK { ?s ?p ?o }", evidence=True)
    assert answer["evidence"] == []


def test_every_row_of_every_query_can_be_cited(project_graph: vjgraph.Graph) -> None:
    for query in project_graph.queries.values():
        if all(argument.optional for argument in query.arguments):
            for row in project_graph.query(query.name, evidence=True):
                assert list(citations(row["evidence"])), query.name


def test_rows_are_asked_about_together_and_not_one_by_one(project_graph: vjgraph.Graph) -> None:
    class Counting:
        asked = 0

        def query(self, text: str, **options: Any) -> Any:
            self.asked += 1
            return project_graph.store.query(text, **options)

    store = Counting()
    rows = project_graph.query("topics-of").rows
    assert all(find_evidence(store, rows))  # type: ignore[arg-type]
    assert store.asked == 3, "one for the facts, one for the words, one for the documents"
    assert find_evidence(store, []) == []  # type: ignore[arg-type]


# --- written out ------------------------------------------------------------------------------------------------------


def printed(graph: vjgraph.Graph, *words: str) -> str:
    run = CliRunner().invoke(main, ["query", *words, "--evidence", "--project", str(graph.project)])
    assert run.exit_code == 0, run.output
    return run.stdout


def test_a_table_has_the_evidence_below_each_row(graph: vjgraph.Graph) -> None:
    lines = printed(graph, "who-met-whom").splitlines()
    assert lines[-3:] == [
        "  “called on John Doe in Besse” - Example Daily, 2019-07-02, “Roe calls on Doe”, paragraph 1, https://example.org/roe",
        "  “sprachen miteinander” - source-2, paragraph 2",
        "1 row",
    ]
    assert f"  concluded: {MET}; from: Jane Roe as guest and host, John Doe as host and guest" in lines
    assert "None" not in printed(graph, "meetings")
    assert f"  {NO_WORDS}" in printed(graph, "SELECT (1 AS ?one) {}").splitlines()


def test_markdown_has_numbered_footnotes_each_once(graph: vjgraph.Graph) -> None:
    page = printed(graph, "sources-of", "Jane Roe", "--format", "md").splitlines()
    rows = [line for line in page if line.startswith("|")][2:]
    notes = [line for line in page if line.startswith("[^")]
    assert all(line.endswith("] |") for line in rows)
    assert len(set(notes)) == len(notes)
    assert [note.partition(":")[0] for note in notes] == [f"[^{number}]" for number in range(1, len(notes) + 1)]
    assert "[^1]: “Jane Roe” - Example Daily, 2019-07-02, “Roe calls on Doe”, paragraph 1, <https://example.org/roe>" in notes
    assert NO_WORDS in printed(graph, "SELECT (1 AS ?one) {}", "--format", "md")


def test_csv_has_a_line_for_each_passage_and_for_each_row_without(graph: vjgraph.Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(graph, "statements", "--format", "csv"))))
    assert [(row["evidence_quote"], row["evidence_publisher"], row["evidence_rule"]) for row in rows] == [
        ("Roe thanked Doe", "Example Daily", "")
    ]
    (empty,) = csv.DictReader(io.StringIO(printed(graph, "SELECT (1 AS ?one) {}", "--format", "csv")))
    assert empty == {"one": "1"} | {f"evidence_{field}": "" for field in FIELDS}


def test_json_has_the_passages_in_each_row(graph: vjgraph.Graph) -> None:
    (row,) = json.loads(printed(graph, "who-met-whom", "--format", "json"))
    assert row["evidence"] == graph.query("who-met-whom", evidence=True).rows[0]["evidence"]


def test_that_no_publisher_is_known_by_name_is_no_column_to_read(graph: vjgraph.Graph, write: Callable[..., Path]) -> None:
    assert "publishers" in graph.query("events").shown
    unknown = vjgraph.build(write(LEAFLET, files={"sources/authorities/places.yaml": PLACES}, name="leaflet"))
    assert [row["publishers"] for row in unknown.query("events")] == [0]
    assert "publishers" not in unknown.query("events").shown


# --- one row for one thing --------------------------------------------------------------------------------------------


def test_no_query_repeats_a_row_where_sources_differ(graph: vjgraph.Graph) -> None:
    """One tells of a courtesy call in Besse, the other of talks in Arlen, each the other's guest: one meeting, one row."""
    for name, arguments in (
        ("who-met-whom", []),
        ("meetings", []),
        ("events", []),
        ("meetings-of", ["Jane Roe"]),
        ("events-of", ["Jane Roe"]),
        ("events-in", ["Arlen"]),
    ):
        (row,) = graph.query(name, *arguments)
        assert row["kind"] == "courtesy call / talks", name
        assert row["place"] == "Arlen / Besse", name
        assert row["publishers"] == 1, name
        assert "place: Arlen (source-2) or Besse (Example Daily)" in row["contested"], name
    (row,) = graph.query("meetings-of", "Jane Roe")
    assert row["role"] == "guest / host"
    (row,) = graph.query("events-in", "Arlen")
    assert (row["certainty"], row["because"]) == ("possible", "sources differ on the place")


IDENTITY = {
    "agreements": ("agreement_id",), "agreements-of": ("agreement_id",), "events": ("meeting",), "events-in": ("meeting",),
    "events-of": ("meeting",), "instruments-cited-together": ("a_id", "b_id"), "meetings": ("meeting",),
    "meetings-of": ("meeting",), "mentioned-only": ("person_id",), "met-both": ("person_id",),
    "milestones": ("agreement_id", "milestone"), "ministries": ("ministry_id",), "narrower-than": ("narrower_id",),
    "ministries-that-met": ("a_id", "b_id", "meeting"), "order-of": ("first_id", "then_id"), "planned": ("meeting",),
    "statements": ("statement",), "commitments": ("statement",), "undated": ("subject_id",),
    "speakers-and-topics": ("statement", "speaker_id", "topic_id"), "who-met-whom": ("a_id", "b_id", "meeting"),
}  # fmt: skip


@pytest.mark.parametrize("name", IDENTITY)
def test_in_the_example_whose_sources_contradict_one_another_no_row_is_told_twice(name: str, example: vjgraph.Graph) -> None:
    query = example.queries[name]
    people = example.names.listing()["people"]
    for arguments in (
        [[]]
        if all(argument.optional for argument in query.arguments)
        else [[person] for person in people]
        if name.endswith("-of") and name != "agreements-of"
        else []
    ):
        rows = example.query(name, *arguments).rows
        keys = [tuple(row[column] for column in IDENTITY[name]) for row in rows]
        assert len(set(keys)) == len(keys)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """The example that `vjgraph init --example` writes, built."""
    template = Path(vjgraph.__file__).parent / "templates" / "example"
    return vjgraph.build(shutil.copytree(template, tmp_path_factory.mktemp("example") / "example"))
