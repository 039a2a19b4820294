"""The graph as a file for other stores: the format by the ending, the same bytes each time, whole or not at all."""

import re
import shutil
import urllib.parse
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.exporting import FORMATS, export_format, to_trig, to_turtle, write_bytes
from vjgraph.lines import to_lines
from vjgraph.pipeline import check_project, derive
from vjgraph.vocabulary import DATA


@pytest.fixture(scope="module")
def graph():
    project = Path(__file__).parent / "fixtures" / "worked"
    return derive(check_project(project))


@pytest.fixture(scope="module")
def nquads(tmp_path_factory):
    """The N-Quads of the same project, as they are handed out."""
    project = shutil.copytree(Path(__file__).parent / "fixtures" / "worked", tmp_path_factory.mktemp("built") / "worked")
    return vjgraph.build(project).export(project / "graph.nq").read_bytes()


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_tells_the_format_in_small_or_large_letters(ending):
    assert export_format(Path(f"a{ending}")) == export_format(Path(f"a.b{ending.upper()}")) == FORMATS[ending]


@pytest.mark.parametrize("name", ["a.rdf", "a", "a.ttl.bak"])
def test_another_ending_is_refused_with_those_there_are(name):
    with pytest.raises(UsageError, match=r"\.ttl"):
        export_format(Path(name))


def test_turtle_holds_every_triple_under_the_projects_prefixes(graph):
    turtle = to_turtle(graph.ntriples, base=DATA)
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    assert isomorphic(read, rdflib.Graph().parse(data=graph.ntriples, format="nt"))
    assert b"@prefix person: <https://w3id.org/vjgraph/id/person/> ." in turtle
    assert b"person:jane-roe a " in turtle


def test_no_name_holds_a_backslash_which_some_stores_take_for_a_part_of_it(graph, nquads):
    strings = re.compile(rb'"(?:\\.|[^"\\])*"')
    for text in (to_turtle(graph.ntriples, base=DATA), to_trig(nquads, base=DATA)):
        assert b"<https://w3id.org/vjgraph/id/event/roe-doe-2019/" in text
        assert b"\\" not in strings.sub(b"", text)


@given(st.text(alphabet=st.sampled_from("ab/.-~!$&'()*+,;=?#@%_é\"\\:<> "), max_size=12), st.text(max_size=12))
def test_any_identifier_and_any_text_come_through_turtle_as_they_are(name, text):
    subject = DATA + "event/" + urllib.parse.quote(name, safe="/!$&'()*+,;=:@~")
    triple = ox.Triple(ox.NamedNode(subject), ox.NamedNode(f"{DATA}place/of/{len(name)}"), ox.Literal(text + name))
    ntriples = ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES)
    assert [quad.triple for quad in ox.parse(to_turtle(ntriples, base=DATA), format=ox.RdfFormat.TURTLE)] == [triple]


def test_trig_and_nquads_hold_one_graph_a_source(graph, nquads):
    told = b"".join(to_lines(set(triples), graph=name) for name, triples in graph.graphs.items())
    assert nquads == b"".join(sorted(told.splitlines(keepends=True)))
    for text, format in ((nquads, ox.RdfFormat.N_QUADS), (to_trig(nquads, base=DATA), ox.RdfFormat.TRIG)):
        quads = list(ox.parse(text, format=format))
        names = {quad.graph_name.value.removeprefix(DATA) for quad in quads}
        assert names == {"source/2019-07-02-roe-beland", "graph/authorities", "graph/derived"}
        assert {quad.triple for quad in quads} == {q.triple for q in ox.parse(graph.ntriples, format=ox.RdfFormat.N_TRIPLES)}


def test_what_one_source_says_is_told_apart_from_what_follows(graph):
    derived = graph.graphs[f"<{DATA}graph/derived>"]
    source = graph.graphs[f"<{DATA}source/2019-07-02-roe-beland>"]
    assert any("Encounter" in object for _, _, object in derived)
    assert not any("Encounter" in object or "Tenure" in object for _, _, object in source)


def test_the_same_graph_is_the_same_bytes(graph, nquads):
    assert len({to_turtle(graph.ntriples, base=DATA) for _ in range(8)}) == 1
    assert len({to_trig(nquads, base=DATA) for _ in range(8)}) == 1


def test_an_empty_graph_is_an_empty_document():
    assert list(ox.parse(to_turtle(b"", base=DATA), format=ox.RdfFormat.TURTLE)) == []
    assert list(ox.parse(to_trig(b"", base=DATA), format=ox.RdfFormat.TRIG)) == []


def test_a_file_is_written_whole_in_the_place_of_the_last(tmp_path):
    path = tmp_path / "graph.ttl"
    write_bytes(path, b"one")
    write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(OSError, match=r"graph\.ttl"):
        write_bytes(tmp_path / "graph.ttl", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_what_cannot_be_written_is_called_by_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as found:
        write_bytes(tmp_path / "missing" / "a.ttl", b"")
    assert found.value.filename == str(tmp_path / "missing" / "a.ttl")
