"""The shapes are the contract with readers of a graph: what is built conforms, and each shape catches its own fault."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pyshacl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS

from vjgraph.errors import UsageError
from vjgraph.exporting import to_turtle
from vjgraph.pipeline import check_project, derive
from vjgraph.quoting import GAP, count_words
from vjgraph.shapes import SHAPES, check_shapes
from vjgraph.vocabulary import CLASSES, DATA, VJ, ontology_folder

ROOT = Path(__file__).parents[1]
FIXTURES = Path(__file__).parent / "fixtures" / "shapes"
BASE = (FIXTURES / "base.ttl").read_bytes()
BROKEN = sorted(path.stem for path in FIXTURES.glob("*.ttl") if path.stem != "base")
SH = rdflib.SH
CONTRACT = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
TERMS = rdflib.Graph().parse(ontology_folder() / "vjgraph.ttl")


def turtle_of(project: Path) -> bytes:
    checked = check_project(project)
    assert not checked.errors
    return to_turtle(derive(checked).ntriples, base=DATA)


def shapes_that_constrain() -> set[str]:
    """The named shapes that say more than where other shapes apply."""
    structure = {RDF.type, SH.property, SH.path, SH.message, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
    named = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in CONTRACT.subjects(RDF.type, kind)}
    return {str(shape).removeprefix(SHAPES) for shape in named if set(CONTRACT.predicates(shape)) - structure}


@pytest.mark.parametrize(
    "project",
    [FIXTURES.parent / "whole", ROOT, ROOT / "src" / "vjgraph" / "templates" / "project"],
    ids=["whole format", "this project", "template"],
)
def test_what_is_built_conforms(project: Path) -> None:
    assert check_shapes(turtle_of(project)) == []


def test_the_base_of_the_fixtures_conforms() -> None:
    assert check_shapes(BASE) == []


@pytest.mark.parametrize("shape", BROKEN)
def test_a_graph_that_breaks_one_shape_is_told_by_that_shape_alone(shape: str) -> None:
    findings = check_shapes(BASE + (FIXTURES / f"{shape}.ttl").read_bytes())
    assert {finding.code for finding in findings} == {shape}


def test_each_shape_has_a_fixture_that_trips_it() -> None:
    assert set(BROKEN) == shapes_that_constrain()


def test_each_shape_is_named_and_says_what_is_wrong() -> None:
    assert len(shapes_that_constrain()) > 100
    for name in shapes_that_constrain():
        messages = list(CONTRACT.objects(rdflib.URIRef(SHAPES + name), SH.message))
        assert len(messages) == 1, name
        assert messages[0].language == "en", name
        assert str(messages[0]).endswith("."), name


def test_each_property_shape_is_used() -> None:
    used = set(CONTRACT.objects(None, SH.property))
    assert {shape for shape in CONTRACT.subjects(RDF.type, SH.PropertyShape) if shape not in used} == set()


def test_each_class_has_a_shape() -> None:
    assert {str(target).removeprefix(VJ) for target in CONTRACT.objects(None, SH.targetClass)} == CLASSES


def test_each_class_wants_a_label() -> None:
    labels = {rdflib.URIRef(SHAPES + "label"), rdflib.URIRef(SHAPES + "label-in-own-language")}
    for name in CLASSES - {"Meeting", "Visit", "OtherEvent", "Ministry"}:
        shapes = CONTRACT.subjects(SH.targetClass, rdflib.URIRef(VJ + name))
        assert any(labels & set(CONTRACT.objects(shape, SH.property)) for shape in shapes), name


def test_no_object_property_may_lead_to_a_blank_node() -> None:
    guarded = set(CONTRACT.objects(rdflib.URIRef(SHAPES + "Node"), SH.targetObjectsOf))
    assert set(TERMS.subjects(RDF.type, OWL.ObjectProperty)) - guarded == set()


def test_the_shapes_name_no_term_that_is_not_defined() -> None:
    text = (ontology_folder() / "shapes.ttl").read_text(encoding="utf-8")
    named = {rdflib.URIRef(VJ + local) for local in re.findall(r"\bvj:(\w+)", text)}
    assert named <= set(TERMS.subjects(RDFS.isDefinedBy))


def test_the_shapes_are_good_shacl() -> None:
    conforms, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=CONTRACT, meta_shacl=True)
    assert conforms, report


def test_a_finding_says_where_the_node_begins_and_what_it_has() -> None:
    turtle = BASE + (FIXTURES / "Flag-true.ttl").read_bytes()
    (finding,) = check_shapes(turtle, file="build/graph.ttl")
    first = next(number for number, line in enumerate(turtle.decode().splitlines(), 1) if line.startswith("ex:roe a"))
    assert str(finding).splitlines() == [
        f"build/graph.ttl:{first}:1: error: A flag is true or left out, never false. [Flag-true]",
        '    at <https://example.org/roe>, which has "false"^^xsd:boolean',
    ]


def test_a_finding_finds_its_line_in_an_exported_graph() -> None:
    turtle = turtle_of(FIXTURES.parent / "whole")
    lines = turtle.decode().splitlines()
    event = "<https://w3id.org/vjgraph/id/event/roe-doe-2019/john-doe> a vj:Participation"
    assert event in turtle.decode()
    broken = turtle + b"\n<https://w3id.org/vjgraph/id/event/roe-doe-2019/john-doe> vj:participant person:jane-roe .\n"
    codes = {(finding.code, lines[finding.line - 1].split(" ;")[0]) for finding in check_shapes(broken)}
    assert ("Participation-participant", event) in codes


def test_all_faults_come_at_once_sorted() -> None:
    turtle = BASE + b"".join((FIXTURES / f"{shape}.ttl").read_bytes() for shape in ("Event-place", "Source-hash", "Topic"))
    findings = check_shapes(turtle)
    assert {finding.code for finding in findings} == {"Event-place", "Source-hash", "Topic"}
    assert findings == sorted(findings)


def test_superclasses_must_be_written_down_since_nothing_is_inferred() -> None:
    turtle = BASE + b"@prefix ex: <https://example.org/> .\nex:gathering a vj:Meeting ; rdfs:label 'gathering'@en .\n"
    assert [finding.code for finding in check_shapes(turtle)] == ["Meeting"]


@given(st.lists(st.sampled_from(["word", "“Amt”", "1,5", "sea-lane", "…"]), min_size=1, max_size=12), st.data())
def test_a_quote_of_a_text_kept_outside_is_as_long_as_the_annotator_may_write(words: list[str], data: st.DataObject) -> None:
    joints = data.draw(st.lists(st.sampled_from([" ", GAP]), min_size=len(words) - 1, max_size=len(words) - 1))
    quote = "".join(part for pair in zip(words, [*joints, ""], strict=True) for part in pair)
    (pattern,) = [str(value) for value in CONTRACT.objects(None, SH.pattern) if "{0,7}" in value]
    assert bool(re.search(pattern, quote)) == (count_words(quote) <= 8)


def test_what_is_no_turtle_is_refused_with_the_place() -> None:
    with pytest.raises(UsageError, match=r"broken\.ttl: this is no Turtle: .*line 1"):
        check_shapes(b"ex:roe a vj:Person", file="broken.ttl")


def test_without_pyshacl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'vjgraph[shapes]'")):
        check_shapes(BASE)
