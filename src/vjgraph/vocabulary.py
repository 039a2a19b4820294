"""The IRIs that vjgraph writes: namespaces, terms and the scheme of identifiers, as plain strings."""

from __future__ import annotations

from pathlib import Path

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

CLASSES = frozenset(
    [
        "Person",
        "Office",
        "Ministry",
        "Meeting",
        "Agreement",
        "Topic",
        "Organization",
        "State",
        "Place",
        "Visit",
        "Event",
        "OtherEvent",
        "Participation",
        "Statement",
        "Quantity",
        "Attestation",
        "Tenure",
        "Milestone",
        "Source",
        "Evidence",
        "Encounter",
    ]
)
PROPERTIES = frozenset(
    [
        "kind",
        "family",
        "familyName",
        "country",
        "body",
        "broaderPlace",
        "sameSeries",
        "series",
        "edition",
        "status",
        "date",
        "earliest",
        "latest",
        "dateQualified",
        "undated",
        "place",
        "placeReason",
        "dateReason",
        "during",
        "before",
        "participation",
        "participant",
        "event",
        "role",
        "inCapacity",
        "side",
        "onBehalfOf",
        "inferred",
        "reason",
        "counts",
        "leads",
        "delegation",
        "speaker",
        "jointSpeaker",
        "act",
        "addressee",
        "about",
        "says",
        "answers",
        "quantity",
        "value",
        "unit",
        "comparator",
        "counted",
        "attestation",
        "person",
        "office",
        "holding",
        "rank",
        "attestedOn",
        "firstAttested",
        "lastAttested",
        "heldBefore",
        "basedOn",
        "rule",
        "agreement",
        "party",
        "initiator",
        "milestone",
        "count",
        "signatory",
        "citedAt",
        "discussed",
        "evidence",
        "quote",
        "paragraph",
        "source",
        "position",
        "mentions",
        "met",
        "first",
        "second",
        "meeting",
        "certainty",
        "because",
        "sourceOf",
        "derivedFrom",
        "textHash",
        "review",
    ]
)


def expand(name: str) -> str:
    """The IRI of a prefixed name, in angle brackets.

    >>> expand("vj:Person")
    '<https://w3id.org/vjgraph/ns#Person>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def ontology_folder() -> Path:
    """Where the ontology's files are: in the installed package, or at the top of a checkout."""
    packaged = Path(__file__).parent / "ontology"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "ontology"
