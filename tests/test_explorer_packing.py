"""The page carries the graph: what stands in the store can be read again from the columns."""

from __future__ import annotations

import json

import pytest

import vjgraph
from vjgraph.explorer.layout import place
from vjgraph.explorer.packing import PROPERTIES, Strings, pack_graph, pack_projection
from vjgraph.explorer.projecting import read_projections
from vjgraph.explorer.reader import Reader
from vjgraph.vocabulary import PROPERTIES as TERMS

LEFT_OUT = {"rule", "review", "textHash", "single"}
"""Terms of the ontology that the page does not tell."""


def _pack(graph: vjgraph.Graph) -> dict:
    strings = Strings()
    packed = pack_graph(Reader(graph.store, base=graph.settings.base), strings)
    return {**packed, "strings": list(strings.numbers)}


@pytest.fixture(scope="module")
def packed(example_graph: vjgraph.Graph) -> dict:
    """The invented example, as the page reads it."""
    return json.loads(json.dumps(_pack(example_graph)))


def unpacked(packed: dict, term: str) -> set[tuple[str, str, str]]:
    column = packed["columns"].get(term, {"s": [], "o": []})
    languages = [packed["languages"][number] for number in column["l"]] if "l" in column else [""] * len(column["s"])
    texts = packed["strings"]
    return {(texts[s], texts[o], language) for s, o, language in zip(column["s"], column["o"], languages, strict=True)}


def test_every_term_of_the_ontology_is_carried_or_left_out_on_purpose() -> None:
    carried = {term.removeprefix("vj:") for term in PROPERTIES if term.startswith("vj:")}
    assert carried | LEFT_OUT == TERMS
    assert not carried & LEFT_OUT


@pytest.mark.parametrize("term", [term for term in PROPERTIES if term != "rdfs:label"])
def test_a_column_holds_what_the_store_holds(term: str, packed: dict, example_graph: vjgraph.Graph) -> None:
    base = example_graph.settings.base
    rows = example_graph.query(f"SELECT ?s (STR(?o) AS ?text) (LANG(?o) AS ?language) WHERE {{ ?s {term} ?o }}")
    told = {(row["s"].removeprefix(base), str(row["text"]).removeprefix(base), row["language"] or "") for row in rows}
    assert unpacked(packed, term) == told


def test_labels_are_carried_but_for_those_that_the_page_composes(packed: dict, example_graph: vjgraph.Graph) -> None:
    base = example_graph.settings.base
    rows = example_graph.query("""SELECT ?s (STR(?o) AS ?text) WHERE { ?s rdfs:label ?o FILTER NOT EXISTS {
      VALUES ?c { vj:Evidence vj:Encounter vj:Statement vj:Attestation vj:Tenure vj:Participation } ?s a ?c } }""")
    assert {(s, o) for s, o, _ in unpacked(packed, "rdfs:label")} == {(row["s"].removeprefix(base), row["text"]) for row in rows}


def test_classes_hold_their_members(packed: dict, example_graph: vjgraph.Graph) -> None:
    base = example_graph.settings.base
    for name in ("Person", "Meeting", "Claim", "Evidence"):
        rows = example_graph.query(f"SELECT ?one WHERE {{ ?one a vj:{name} }}")
        assert {packed["strings"][number] for number in packed["classes"][name]} == {
            row["one"].removeprefix(base) for row in rows
        }
        assert len(rows)


def test_each_string_stands_once(packed: dict) -> None:
    assert len(packed["strings"]) == len(set(packed["strings"]))


def test_dates_stand_in_words_beside_their_edtf(five_graph: vjgraph.Graph) -> None:
    words = _pack(five_graph)["words"]
    assert words["2023-04-05"] == "5 April 2023"
    assert words["2022-09-09/2022-09-12"] == "from 9 September 2022 to 12 September 2022"


def test_the_same_graph_is_packed_the_same(example_graph: vjgraph.Graph) -> None:
    packs = [_pack(example_graph) for _ in range(2)]
    assert json.dumps(packs[0]) == json.dumps(packs[1])


def test_a_projection_is_carried_with_its_places(example_graph: vjgraph.Graph) -> None:
    for projection in read_projections(Reader(example_graph.store, base=example_graph.settings.base)).values():
        strings, placing = Strings(), place(projection)
        packed = json.loads(json.dumps(pack_projection(projection, placing, strings), default=str))
        texts = list(strings.numbers)
        assert [texts[number] for number in packed["nodes"]["id"]] == [node.id for node in projection.nodes]
        assert packed["nodes"]["wide"]["x"] == [placing.places[node.id].wide.x for node in projection.nodes]
        told = [[texts[number] for number in lines] for lines in packed["nodes"]["tall"]["lines"]]
        assert told == [list(placing.places[node.id].tall.lines) for node in projection.nodes]
        ends = list(zip(packed["edges"]["from"], packed["edges"]["to"], packed["edges"]["items"], strict=True))
        assert [(texts[a], texts[b], [texts[one] for one in items]) for a, b, items in ends] == [
            (edge.start, edge.end, list(edge.items)) for edge in projection.edges
        ]
