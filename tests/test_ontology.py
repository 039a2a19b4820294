"""The ontology's files: terms with one meaning each, questions that are answered, kinds in order, links to the world."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Namespace, URIRef

from vjgraph.exporting import to_turtle
from vjgraph.pipeline import check_project, derive
from vjgraph.questions import read_queries
from vjgraph.vocabulary import CLASSES, DATA, KIND, PREFIXES, PROPERTIES, VJ

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ontology"
WHOLE = Path(__file__).parent / "fixtures" / "whole"
ONTOLOGY = URIRef(VJ.rstrip("#"))
SCHEMA = Namespace(PREFIXES["schema"])
TERMS = rdflib.Graph().parse(FOLDER / "vjgraph.ttl")
ALIGNMENTS = rdflib.Graph().parse(FOLDER / "alignments.ttl")
KINDS = rdflib.Graph().parse(FOLDER / "kinds.ttl")
OURS = {URIRef(VJ + name) for name in CLASSES | PROPERTIES}


@cache
def whole_ntriples() -> bytes:
    """The graph of a project that uses the whole format."""
    return derive(check_project(WHOLE)).ntriples


@cache
def whole() -> rdflib.Graph:
    return rdflib.Graph().parse(data=whole_ntriples(), format="nt")


def local(term: object) -> str:
    return str(term).removeprefix(VJ)


# --- the files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.ttl")))
def test_each_file_is_read_alike_by_two_parsers_and_says_what_it_is(file: str) -> None:
    path = FOLDER / file
    graph = rdflib.Graph().parse(path)
    assert len(graph) == len(list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)))
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI):
        assert len(list(graph.objects(ontology, predicate))) == 1, predicate
    assert graph.value(ontology, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(graph.value(ontology, OWL.versionIRI)).startswith(f"{ontology}/")


@pytest.mark.parametrize("file", ["vjgraph.ttl", "alignments.ttl", "kinds.ttl"])
def test_there_are_no_blank_nodes_in_what_is_published(file: str) -> None:
    graph = rdflib.Graph().parse(FOLDER / file)
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)


def test_the_ontology_says_its_preferred_prefix() -> None:
    assert str(TERMS.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "vj"
    assert str(TERMS.value(ONTOLOGY, VANN.preferredNamespaceUri)) == VJ


# --- the terms -------------------------------------------------------------------------------------------------------


def test_each_term_has_one_label_one_definition_and_its_ontology() -> None:
    for term in OURS:
        for predicate in (RDFS.label, SKOS.definition):
            (text,) = TERMS.objects(term, predicate)
            assert text.language == "en", term
        assert list(TERMS.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]
        assert len(list(TERMS.objects(term, RDF.type))) == 1


def test_a_class_is_defined_by_what_is_above_it_and_a_property_by_what_it_does() -> None:
    for term in OURS:
        opening = "(A|An|Something) " if local(term)[0].isupper() else "(Relates|Gives|Says|Names) "
        definition = str(TERMS.value(term, SKOS.definition))
        assert re.match(opening, definition), definition
        assert definition.endswith("."), definition


def test_no_two_terms_are_defined_alike() -> None:
    definitions = [str(text) for text in TERMS.objects(None, SKOS.definition)]
    assert len(definitions) == len(set(definitions)) == len(OURS)


def test_the_file_of_terms_holds_terms_only() -> None:
    assert set(TERMS.subjects()) == OURS | {ONTOLOGY}
    constraining = {RDFS.domain, RDFS.range, OWL.disjointWith, OWL.equivalentClass, OWL.equivalentProperty}
    assert not constraining & set(TERMS.predicates())
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        assert set(TERMS.objects(None, predicate)) <= OURS


def test_the_six_classes_at_the_heart_come_first() -> None:
    facts = ox.parse(path=str(FOLDER / "vjgraph.ttl"), format=ox.RdfFormat.TURTLE)
    order = dict.fromkeys(local(quad.subject.value) for quad in facts if str(quad.subject.value).startswith(VJ))
    assert list(order)[:6] == ["Person", "Office", "Ministry", "Meeting", "Agreement", "Topic"]


def test_superclasses_and_superproperties_are_written_into_every_graph() -> None:
    for sub, above in TERMS.subject_objects(RDFS.subClassOf):
        assert set(whole().subjects(RDF.type, sub)) <= set(whole().subjects(RDF.type, above))
    for sub, above in TERMS.subject_objects(RDFS.subPropertyOf):
        assert set(whole().subject_objects(sub)) <= set(whole().subject_objects(above))


def test_the_hints_on_domain_and_range_hold_for_every_triple() -> None:
    wrong = set()
    for subject, predicate, object in whole():
        if not predicate.startswith(VJ):
            continue
        domain, range = set(TERMS.objects(predicate, SCHEMA.domainIncludes)), set(TERMS.objects(predicate, SCHEMA.rangeIncludes))
        if not domain & set(whole().objects(subject, RDF.type)):
            wrong.add((local(predicate), "of", subject))
        if isinstance(object, rdflib.Literal):
            fits = (RDF.langString if object.language else object.datatype or rdflib.XSD.string) in range
        else:
            fits = bool(range & set(whole().objects(object, RDF.type)))
        if not fits:
            wrong.add((local(predicate), "value", object))
    assert not wrong


def test_object_properties_lead_to_things_and_datatype_properties_to_values() -> None:
    for predicate in set(whole().predicates()) & OURS:
        kinds = {isinstance(object, rdflib.Literal) for object in whole().objects(None, predicate)}
        assert kinds == {(predicate, RDF.type, OWL.DatatypeProperty) in TERMS}, predicate


# --- competency ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_the_question_of_a_class_is_answered_by_its_query_through_its_members(name: str) -> None:
    cls = URIRef(VJ + name)
    (question,) = TERMS.objects(cls, SKOS.example)
    assert str(question).endswith("?")
    (query,) = TERMS.objects(cls, RDFS.seeAlso)
    text = read_queries()[str(query).rpartition("/")[2]].text
    members = {str(node) for node in whole().subjects(RDF.type, cls)}
    without = b"".join(
        line for line in whole_ntriples().splitlines(keepends=True) if not members & set(re.findall("<([^>]*)>", line.decode()))
    )
    assert answers(whole_ntriples(), text) > answers(without, text)


def answers(ntriples: bytes, query: str) -> int:
    """How much an answer says: the characters of its values."""
    store = ox.Store()
    store.load(ntriples, format=ox.RdfFormat.N_TRIPLES)
    return sum(len(str(value)) for row in store.query(query, prefixes=PREFIXES) for value in row if value is not None)


# --- alignments ------------------------------------------------------------------------------------------------------


def test_alignments_lead_from_our_terms_to_the_vocabularies_named() -> None:
    named = [PREFIXES[prefix] for prefix in ("rdf", "foaf", "org", "skos", "schema", "sem", "prov", "dcterms")]
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for subject, object in ALIGNMENTS.subject_objects(predicate):
            assert subject in OURS or object == rdflib.FOAF.Agent, subject
            assert any(object.startswith(namespace) for namespace in named), object
            assert predicate == (RDFS.subClassOf if local(subject)[0].isupper() or subject not in OURS else RDFS.subPropertyOf)


def test_the_standard_classes_beside_ours_follow_from_the_alignments() -> None:
    above = defaultdict(set)
    for graph in (TERMS, ALIGNMENTS):
        for sub, sup in graph.subject_objects(RDFS.subClassOf):
            above[sub].add(sup)
    for node in set(whole().subjects(RDF.type)):
        types = set(whole().objects(node, RDF.type))
        follows = {cls for cls in types if cls in OURS}
        if not follows:
            assert types == {SKOS.Concept}, node
            continue
        while more := {sup for cls in follows for sup in above[cls]} - follows:
            follows |= more
        assert types <= follows, node


# --- kinds -----------------------------------------------------------------------------------------------------------


def test_each_kind_is_in_the_scheme_its_iri_names_and_has_one_label_and_definition() -> None:
    kinds = set(KINDS.subjects(RDF.type, SKOS.Concept))
    assert len(kinds) > 80
    for kind in kinds:
        scheme, _, name = str(kind).removeprefix(KIND).partition("/")
        assert name
        assert list(KINDS.objects(kind, SKOS.inScheme)) == [URIRef(KIND + scheme)]
        for predicate in (SKOS.prefLabel, SKOS.definition):
            (text,) = KINDS.objects(kind, predicate)
            assert text.language == "en"
    assert {URIRef(KIND + str(kind).removeprefix(KIND).partition("/")[0]) for kind in kinds} == set(
        KINDS.subjects(RDF.type, SKOS.ConceptScheme)
    )


def test_a_broader_kind_is_in_the_same_scheme_and_never_comes_round() -> None:
    for kind, broader in KINDS.subject_objects(SKOS.broader):
        assert KINDS.value(kind, SKOS.inScheme) == KINDS.value(broader, SKOS.inScheme)
        assert kind not in set(KINDS.transitive_objects(broader, SKOS.broader))


def test_each_role_says_whether_it_counts_and_each_milestone_where_it_stands() -> None:
    roles = set(KINDS.subjects(SKOS.inScheme, URIRef(KIND + "role")))
    assert roles == set(KINDS.subjects(URIRef(VJ + "counts")))
    milestones = set(KINDS.subjects(SKOS.inScheme, URIRef(KIND + "milestone")))
    assert milestones == set(KINDS.subjects(URIRef(VJ + "order")))
    assert sorted(int(order) for order in KINDS.objects(None, URIRef(VJ + "order"))) == [*range(1, len(milestones) + 1)]


# --- the page --------------------------------------------------------------------------------------------------------


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.S)
    assert found
    return found[1]


def test_the_page_names_every_file_here() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in FOLDER.iterdir()} - {"README.md"} == set(re.findall(r"^\| \[(\S+)\]\(\1\)", text, re.M))


def test_the_turtle_of_the_page_is_part_of_a_real_graph() -> None:
    exported = to_turtle(whole_ntriples(), base=DATA).decode()
    prefixes = "".join(line + "\n" for line in exported.splitlines() if line.startswith("@prefix"))
    shown = rdflib.Graph().parse(data=prefixes + block("turtle"), format="turtle")
    assert len(shown) > 15
    assert set(shown) <= set(whole())


def test_the_python_of_the_page_loads_a_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "graph.ttl").write_bytes(to_turtle(whole_ntriples(), base=DATA))
    (tmp_path / "ontology").symlink_to(FOLDER)
    monkeypatch.chdir(tmp_path)
    names: dict[str, list[tuple[rdflib.Literal]]] = {}
    exec(block("python"), names)
    assert "Jane Roe" in [str(row[0]) for row in names["people"]]
