"""The IRIs that vjgraph writes: namespaces, and the terms of its own ontology, as plain strings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

VJ = "https://w3id.org/vjgraph/ns#"
KIND = "https://w3id.org/vjgraph/kinds/"
DATA = "https://w3id.org/vjgraph/id/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vj": VJ,
    "vjk": KIND,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# The terms of ontology/vjgraph.ttl, neither more nor fewer: the tests hold the two against each other and against a build.
_CLASSES = """
    Person Office Ministry Meeting Agreement Topic
    Organization Place Event Visit OtherEvent Participation Encounter Statement Quantity Attestation Tenure Milestone
    Source Evidence Claim
"""
_PROPERTIES = """
    kind country about evidence source mentions reason rule review publishers contested
    status date earliest latest undated dateQualified dateDoubt dateReason
    place placeReason orderReason duringReason during before series edition
    handles event participant role counts inCapacity side onBehalfOf represents asDelegation leads
    first second party meeting certainty because
    speaker joint act addressee addresseeReason says answers quantity value unit comparator counted
    person office single holding rank attestedOn firstAttested lastAttested heldBefore
    initiator count agreement order signatory
    textHash derivedFrom quote paragraph position
"""
CLASSES = frozenset(_CLASSES.split())
"""The classes of the ontology, by their local names."""
PROPERTIES = frozenset(_PROPERTIES.split())
"""The properties of the ontology, by their local names."""


@cache
def expand(name: str) -> str:
    """The IRI of a prefixed name, in angle brackets; raise `ValueError` for an unknown prefix or `vj:` term.

    >>> expand("vj:Person")
    '<https://w3id.org/vjgraph/ns#Person>'
    """
    prefix, _, local = name.partition(":")
    if prefix not in PREFIXES:
        raise ValueError(f"'{name}': no namespace has the prefix '{prefix}'; there are {', '.join(PREFIXES)}")
    if prefix == "vj" and local not in CLASSES and local not in PROPERTIES:
        raise ValueError(f"'{name}' is no term of the ontology: define it in ontology/vjgraph.ttl and name it in vocabulary.py")
    return f"<{PREFIXES[prefix]}{local}>"


class _Terms:
    """The terms of the ontology as attributes: what is written for each of a million triples is not looked up by its text."""

    def __init__(self) -> None:
        self.__dict__.update({name: expand(f"vj:{name}") for name in CLASSES | PROPERTIES})

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> str: ...


vj = _Terms()
"""The IRI of each term in angle brackets: `vj.event` is `expand("vj:event")`."""
TYPE = expand("rdf:type")
LABEL = expand("rdfs:label")


def ontology_folder() -> Path:
    """Where the ontology's files are: in the installed package, or at the top of a checkout."""
    packaged = Path(__file__).parent / "ontology"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "ontology"
