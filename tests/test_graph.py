"""The Python API: the verbs of the command line, over one store; and exports that every parser reads alike."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare

import vjgraph
from vjgraph import cli
from vjgraph.errors import FindingsError, StoreError, UsageError, VjgraphError
from vjgraph.vocabulary import PREFIXES

ENDINGS = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "nt"}


@pytest.fixture(scope="module")
def exported(project_graph: vjgraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The invented project's graph in each format."""
    folder = tmp_path_factory.mktemp("exported")
    return {ending: project_graph.export(folder / f"graph{ending}") for ending in ENDINGS}


# --- the verbs --------------------------------------------------------------------------------------------------------


def test_what_the_package_offers_is_what_it_says() -> None:
    for name in vjgraph.__all__:
        assert getattr(vjgraph, name).__doc__
    with pytest.raises(AttributeError, match="module 'vjgraph' has no attribute 'nothing'"):
        _ = vjgraph.nothing


def test_every_command_is_a_verb_in_python_with_the_same_options() -> None:
    verbs: dict[str, Any] = {name: getattr(vjgraph.Graph, name) for name in ("query", "show", "network", "view", "export")}
    verbs["build"] = vjgraph.build
    assert set(cli.main.commands) - set(verbs) == {"check", "diff", "init"}, "these make, judge or compare"
    for name, verb in verbs.items():
        taken = set(inspect.signature(verb).parameters) - {"self"}
        options = {parameter.name for parameter in cli.main.commands[name].params} - {
            "project",
            "named",  # the project, as an option
            "endpoint",
            "output",
            "open_",
            "format",
            "by",  # how a table is sorted
            "why",  # a verb of its own
            "watch",  # goes on until it is ended
        }
        assert options - {"file"} <= taken, name


def test_a_build_gives_the_graph_and_what_was_made(good_project: Path) -> None:
    graph = vjgraph.build(str(good_project))
    assert graph.built
    assert graph.built.sources == len(graph.query("SELECT * { ?s a vj:Source }"))
    assert vjgraph.load(good_project).query("meetings").rows == graph.query("meetings").rows
    assert vjgraph.load(good_project).built is None
    assert repr(graph) == "<vjgraph.Graph of good>"


def test_a_build_with_errors_raises_all_of_them(good_project: Path) -> None:
    (good_project / "sources" / "bad.yaml").write_text("source: {format: 1, nothing: 2}\nmeetings: 3\n", encoding="utf-8")
    with pytest.raises(FindingsError) as refused:
        vjgraph.build(good_project)
    assert {finding.file for finding in refused.value.findings} == {"sources/bad.yaml"}
    assert len(refused.value.findings) == 2
    assert isinstance(refused.value, VjgraphError)


def test_where_nothing_is_built_the_way_to_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=rf"{tmp_path}: no graph is built here yet: run 'vjgraph build'"):
        vjgraph.load(tmp_path)


def test_parameters_are_keywords_or_a_mapping(project_graph: vjgraph.Graph) -> None:
    by_keyword = project_graph.query("who-met-whom", of="organisations")
    assert by_keyword.rows == project_graph.query("who-met-whom", parameters={"of": "organisations"}).rows
    assert len(by_keyword) == 1


def test_a_year_is_a_number_or_a_text(project_graph: vjgraph.Graph) -> None:
    assert project_graph.query("meetings", year=2019).rows == project_graph.query("meetings", year="2019").rows
    assert project_graph.query("meetings", from_="2019-12").rows != project_graph.query("meetings").rows


def test_what_has_no_year_is_in_no_period_and_a_note_says_how_much_that_is(project_graph: vjgraph.Graph) -> None:
    (note,) = project_graph.query("meetings", year=2019).notes
    assert note == "2 events and milestones without a year are in no period: 'vjgraph query undated' lists them"
    assert len(project_graph.query("undated")) == 2
    assert project_graph.query("meetings").notes == ()


def test_a_projects_own_queries_are_asked_by_name(project_asked: Path, tmp_path: Path) -> None:
    project = shutil.copytree(project_asked, tmp_path / "own")
    (project / "queries").mkdir()
    (project / "queries" / "states.rq").write_text(
        "# question: Which states?\nSELECT ?state { ?s vj:kind vjk:body\\/state ; rdfs:label ?state } ORDER BY ?state",
        encoding="utf-8",
    )
    assert [row["state"] for row in vjgraph.load(project).query("states")] == ["Aland", "Beland", "Celand"]


def test_the_page_bears_the_projects_title_or_its_folders_name(good_project: Path, tmp_path: Path) -> None:
    graph = vjgraph.build(good_project)
    assert graph.view().write(tmp_path / "map.html") == tmp_path / "map.html"
    assert "<title>good" in (tmp_path / "map.html").read_text(encoding="utf-8")
    (good_project / "vjgraph.yaml").write_text("title: Aland & Beland\n", encoding="utf-8")
    assert "Aland &amp; Beland" in vjgraph.build(good_project).view().text
    assert "Aland &amp; Beland" in (good_project / "build" / "graph.html").read_text(encoding="utf-8")


def test_another_base_moves_every_identifier(project_asked: Path, tmp_path: Path) -> None:
    project = shutil.copytree(project_asked / "sources", tmp_path / "moved" / "sources").parent
    (project / "vjgraph.yaml").write_text("base: https://example.org/kg/\n", encoding="utf-8")
    graph = vjgraph.build(project)
    assert graph.query("who-met-whom").rows[1]["a_id"] == "https://example.org/kg/person/jane-roe"
    assert graph.show("jane-roe").iri == "https://example.org/kg/person/jane-roe"
    assert b"w3id.org/vjgraph/id" not in (project / "build" / "graph.ttl").read_bytes()


# rdflib's Dataset calls names of its own that it has deprecated.
dataset = pytest.mark.filterwarnings(r"ignore:(Dataset\.|ConjunctiveGraph is):DeprecationWarning")


# --- rdflib -----------------------------------------------------------------------------------------------------------


@dataset
def test_rdflib_looks_into_the_same_store(project_graph: vjgraph.Graph) -> None:
    dataset = project_graph.rdflib
    assert isinstance(dataset, rdflib.Dataset)
    assert len(dataset) == len(project_graph.store)
    roe = rdflib.URIRef("https://w3id.org/vjgraph/id/person/jane-roe")
    assert dataset.value(roe, rdflib.RDFS.label) == rdflib.Literal("Jane Roe", lang="en")


@dataset
@pytest.mark.parametrize("name", ["who-met-whom", "meetings", "statements", "agreements", "offices-of"])
def test_rdflib_answers_as_the_store_does(name: str, project_graph: vjgraph.Graph) -> None:
    query = project_graph.queries[name]
    ours = project_graph.query(name, parameters={"of": "all"} if name == "who-met-whom" else None)
    theirs = [{str(key): str(value) for key, value in row.asdict().items()} for row in project_graph.rdflib.query(query.text)]
    single = [column for column in ours.columns if column not in (*query.lists, *query.joined)]
    texts = [{column: str(row[column]) for column in single if row[column] is not None} for row in ours]
    assert [{column: row[column] for column in single if column in row} for row in theirs] == texts


@dataset
def test_the_store_cannot_be_changed_through_rdflib(project_graph: vjgraph.Graph) -> None:
    before = len(project_graph.store)
    with pytest.raises(Exception, match="read-write instances"):
        project_graph.rdflib.add((rdflib.URIRef("a:b"), rdflib.URIRef("a:c"), rdflib.Literal("d")))
    assert len(project_graph.store) == before


# --- exports ----------------------------------------------------------------------------------------------------------


@dataset
def test_every_format_holds_the_same_triples(exported: dict[str, Path]) -> None:
    graphs = {}
    for ending, format in ENDINGS.items():
        dataset = rdflib.Dataset(default_union=True).parse(exported[ending], format=format)
        graphs[ending] = {triple[:3] for triple in dataset.quads()}
    turtle = graphs[".ttl"]
    assert len(turtle) > 1000
    assert all(triples == turtle for triples in graphs.values())
    # Without blank nodes, the same triples are the same graph.
    assert not [term for triple in turtle for term in triple if isinstance(term, rdflib.BNode)]
    assert rdflib.compare.isomorphic(rdflib.Graph().parse(exported[".ttl"]), rdflib.Graph().parse(exported[".nt"]))


def test_quads_have_one_graph_a_source_and_those_that_are_nobodys(exported: dict[str, Path]) -> None:
    base = "https://w3id.org/vjgraph/id/"
    for ending, format in ((".nq", ox.RdfFormat.N_QUADS), (".trig", ox.RdfFormat.TRIG)):
        quads = list(ox.parse(exported[ending].read_bytes(), format=format))
        assert {str(quad.graph_name.value) for quad in quads} == {
            f"{base}source/2019-07-02-daily",
            f"{base}source/2020-01-03-wire",
            f"{base}graph/authorities",
            f"{base}graph/derived",
        }
        derived = {quad.subject.value for quad in quads if quad.graph_name.value == f"{base}graph/derived"}
        assert f"{base}event/roe-doe-2019/met/jane-roe/john-doe" in derived


def test_lines_are_sorted_and_stand_once(exported: dict[str, Path]) -> None:
    for ending in (".nt", ".nq"):
        lines = exported[ending].read_bytes().splitlines()
        assert lines == sorted(set(lines))


def test_literals_are_canonical(exported: dict[str, Path]) -> None:
    """A typed value has one way to be written, so that two builds can be compared as texts."""
    xsd = PREFIXES["xsd"]
    patterns = {
        f"{xsd}date": r"\d{4}-\d\d-\d\d",
        f"{xsd}boolean": "true|false",
        f"{xsd}integer": r"0|-?[1-9]\d*",
        f"{xsd}decimal": r"-?(0|[1-9]\d*)(\.\d*[1-9])?",
        "http://id.loc.gov/datatypes/edtf/EDTF": r"\S.*",
    }
    seen = set()
    for quad in ox.parse(exported[".nt"].read_bytes(), format=ox.RdfFormat.N_TRIPLES):
        term = quad.object
        if isinstance(term, ox.Literal) and term.language is None and term.datatype.value != f"{xsd}string":
            assert re.fullmatch(patterns[term.datatype.value], term.value), term
            seen.add(term.datatype.value)
    assert seen == set(patterns)


def test_an_export_is_the_same_bytes_each_time_and_as_the_build_wrote_it(
    exported: dict[str, Path], project_graph: vjgraph.Graph, tmp_path: Path
) -> None:
    for ending, path in exported.items():
        assert project_graph.export(tmp_path / f"again{ending}").read_bytes() == path.read_bytes()
    for ending in (".ttl", ".trig"):
        assert exported[ending].read_bytes() == (project_graph.project / "build" / f"graph{ending}").read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("parser", ["serdi", "rapper"])
def test_strict_parsers_of_others_read_every_format(ending: str, parser: str, exported: dict[str, Path]) -> None:
    if not shutil.which(parser):
        if os.environ.get("VJGRAPH_REQUIRE_PARSERS"):
            pytest.fail(f"{parser} is not here, and VJGRAPH_REQUIRE_PARSERS wants it")
        pytest.skip(f"{parser} is not here: apt-get install serdi raptor2-utils")
    formats = {
        "serdi": {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "ntriples"},
        "rapper": {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "ntriples"},
    }
    path, format = exported[ending], formats[parser][ending]
    command = ["serdi", "-i", format, "-o", "nquads"] if parser == "serdi" else ["rapper", "-q", "-i", format, "-o", "nquads"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    triples = {line.rsplit(" <", 1)[0] if ending in (".trig", ".nq") else line for line in done.stdout.splitlines() if line}
    assert len(triples) == len(exported[".nt"].read_bytes().splitlines())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("graph.xml", r"graph\.xml: no format has the ending '\.xml'; there are \.ttl, \.nt, \.trig, \.nq"),
        ("graph", r"graph: the file's ending names no format; there are \.ttl"),
    ],
)
def test_an_unknown_ending_is_refused_and_nothing_written(
    name: str, message: str, project_graph: vjgraph.Graph, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=message):
        project_graph.export(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_period_in_which_nothing_is_told_says_when_something_is(project_graph: vjgraph.Graph) -> None:
    first, *_ = project_graph.query("who-met-whom", year=1999).notes
    told = r"no row in that period: the first event or milestone told of here, plans included, is of DAY, the last of DAY"
    assert re.fullmatch(told.replace("DAY", r"\d{4}-\d\d-\d\d"), first)
    assert not any("no row" in note for note in project_graph.query("who-met-whom", year=2019).notes)


def test_numbers_are_as_good_as_texts_for_years_and_what_is_no_name_is_refused(project_graph: vjgraph.Graph) -> None:
    assert project_graph.query("meetings", from_=2019, to=2019).rows == project_graph.query("meetings", year="2019").rows
    assert project_graph.ties(from_=2019).count.tolist() == project_graph.ties(from_="2019").count.tolist()
    for odd in (None, ["Jane Roe"]):
        with pytest.raises(UsageError, match="a name is a text"):
            project_graph.query("who-met-whom", odd)


@pytest.mark.parametrize(("name", "parts"), [("a.ttl", None), ("a.nt", None), ("a.nq", None), ("a.trig", None), ("parts", "nq")])
def test_what_is_asked_elsewhere_is_not_exported_from_here(
    name: str, parts: str | None, project_asked: Path, tmp_path: Path
) -> None:
    graph = vjgraph.connect("http://localhost:9/sparql", project=project_asked)
    with pytest.raises(UsageError, match="build the graph here"):
        graph.export(tmp_path / name, parts=parts)
    assert not any(tmp_path.iterdir())


def test_what_there_is_to_import_is_listed_before_it_is_imported() -> None:
    assert {"build", "connect", "diff", "load", "Graph"} <= {*dir(vjgraph)}
