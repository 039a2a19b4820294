"""The terms that the code names, the ontology defines and a graph holds are one set."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from vjgraph.pipeline import check_project, derive
from vjgraph.vocabulary import CLASSES, PREFIXES, PROPERTIES, VJ, expand, ontology_folder

CODE = Path(__file__).parents[1] / "src" / "vjgraph"
WHOLE = Path(__file__).parent / "fixtures" / "whole"
"""A project that uses every field of the format."""


def named_in_code() -> set[str]:
    """The vj: terms that modules, queries and scripts name, as prefixed names or whole."""
    files = [path for ending in ("py", "rq", "js") for path in CODE.rglob(f"*.{ending}")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    # vj:Term stands for any term in a message.
    return set(re.findall(rf"(?:\bvj:|{re.escape(VJ)})([A-Za-z]\w*)", text)) - {"Term"}


def defined_in_ontology(*types: str) -> set[str]:
    facts = ox.parse(path=str(ontology_folder() / "vjgraph.ttl"))
    return {
        str(quad.subject.value).removeprefix(VJ)
        for quad in facts
        if quad.predicate.value == PREFIXES["rdf"] + "type" and quad.object.value in {PREFIXES["owl"] + name for name in types}
    }


def test_a_prefixed_name_becomes_an_iri() -> None:
    assert expand("vj:Meeting") == "<https://w3id.org/vjgraph/ns#Meeting>"
    assert expand("vj:during") == "<https://w3id.org/vjgraph/ns#during>"
    assert expand("rdfs:label") == "<http://www.w3.org/2000/01/rdf-schema#label>"


@pytest.mark.parametrize("name", ["vj:Meetings", "vj:", "vj:meets"])
def test_a_term_the_ontology_does_not_define_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"is no term of the ontology: define it in ontology/vjgraph\.ttl"):
        expand(name)


def test_a_prefix_nobody_declared_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="no namespace has the prefix 'dc'; there are dcterms, foaf"):
        expand("dc:title")


def test_the_code_names_no_term_outside_the_vocabulary() -> None:
    assert named_in_code() - CLASSES - PROPERTIES == set()


def test_classes_and_properties_are_told_apart_by_their_first_letter() -> None:
    assert all(name[0].isupper() for name in CLASSES)
    assert all(name[0].islower() for name in PROPERTIES)


def test_the_ontology_defines_the_classes_of_the_vocabulary_and_no_others() -> None:
    assert defined_in_ontology("Class") == CLASSES


def test_the_ontology_defines_the_properties_of_the_vocabulary_and_no_others() -> None:
    assert defined_in_ontology("ObjectProperty", "DatatypeProperty") == PROPERTIES


def test_a_project_that_uses_the_whole_format_is_compiled_into_every_term() -> None:
    graph = derive(check_project(WHOLE))
    written = set(re.findall(rf"<{re.escape(VJ)}(\w+)>", graph.ntriples.decode()))
    assert written == CLASSES | PROPERTIES
