"""The graph as the page carries it: each property as two columns of numbers, and every string once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vjgraph.explorer.places import Placing, Spot
from vjgraph.explorer.projections import Projection
from vjgraph.explorer.reader import Reader
from vjgraph.explorer.wording import date_words
from vjgraph.vocabulary import CLASSES

PROPERTIES = (
    "rdfs:label", "foaf:name", "foaf:familyName", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:broader",
    "org:postIn", "org:subOrganizationOf", "owl:sameAs", "prov:wasDerivedFrom", "schema:containedInPlace", "schema:url",
    "dcterms:identifier", "dcterms:title", "dcterms:publisher", "dcterms:issued", "dcterms:language",
    "vj:kind", "vj:country", "vj:about", "vj:evidence", "vj:source", "vj:mentions", "vj:reason", "vj:publishers", "vj:contested",
    "vj:status", "vj:date", "vj:earliest", "vj:latest", "vj:undated", "vj:dateQualified", "vj:dateDoubt", "vj:dateReason",
    "vj:place", "vj:placeReason", "vj:orderReason", "vj:duringReason", "vj:during", "vj:before", "vj:series", "vj:edition",
    "vj:handles", "vj:event", "vj:participant", "vj:role", "vj:counts", "vj:inCapacity", "vj:side", "vj:onBehalfOf",
    "vj:represents", "vj:asDelegation", "vj:leads", "vj:first", "vj:second", "vj:party", "vj:meeting", "vj:certainty",
    "vj:because", "vj:speaker", "vj:joint", "vj:act", "vj:addressee", "vj:addresseeReason", "vj:says", "vj:answers",
    "vj:quantity", "vj:value", "vj:unit", "vj:comparator", "vj:counted", "vj:person", "vj:office", "vj:holding", "vj:rank",
    "vj:attestedOn", "vj:firstAttested", "vj:lastAttested", "vj:heldBefore", "vj:initiator", "vj:count", "vj:agreement",
    "vj:order", "vj:signatory", "vj:derivedFrom", "vj:quote", "vj:paragraph", "vj:position", "rdf:subject", "rdf:predicate",
    "rdf:object",
)  # fmt: skip
"""What the page can tell; the rest (hashes, rules) stays in the graph."""
_COMPOSED = frozenset({"Evidence", "Encounter", "Statement", "Attestation", "Tenure", "Participation"})
"""Classes whose labels are made of what they hold, which the page does itself."""
_DATES = ("vj:date", "vj:attestedOn", "dcterms:issued", "rdf:object")


class Strings:
    """Numbers for strings, each given once, in the order in which they are met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a string.

        >>> strings = Strings()
        >>> strings.number("a"), strings.number("b"), strings.number("a")
        (0, 1, 0)
        """
        return self.numbers.setdefault(text, len(self.numbers))

    def all(self, texts: Iterable[str]) -> list[int]:
        """The numbers of several strings."""
        return [self.number(text) for text in texts]


def pack_graph(reader: Reader, strings: Strings) -> dict[str, Any]:
    """A graph as `languages`, `columns`, `classes` and `words` of its dates, ready for JSON.

    A column has `s` and `o` (numbers of strings, a row each, by subject), and where a value has a language `l`. IRIs below
    the base are written without it.
    """
    languages: dict[str, int] = {}
    classes = {name: strings.all(reader.instances(name)) for name in sorted(CLASSES)}
    composed = {one for name in _COMPOSED for one in reader.instances(name)}
    columns: dict[str, dict[str, list[int]]] = {}
    numbers = strings.numbers
    for term in PROPERTIES:
        held, column = reader.column(term), {"s": list[int](), "o": list[int](), "l": list[int]()}
        for subject in sorted(held.keys() - composed if term == "rdfs:label" else held):
            at = numbers.setdefault(subject, len(numbers))
            for value, language in held[subject]:
                column["s"].append(at)
                column["o"].append(numbers.setdefault(value, len(numbers)))
                column["l"].append(languages.setdefault(language, len(languages)))
        if column["s"]:
            columns[term] = {key: rows for key, rows in column.items() if key != "l" or set(rows) != {languages.get("")}}
    dates = {value for term in _DATES for values in reader.column(term).values() for value, _ in values}
    words = {date: told for date in sorted(dates) if (told := date_words(date)) != date}
    return {"languages": list(languages), "columns": columns, "classes": classes, "words": words}


def pack_projection(projection: Projection, placing: Placing, strings: Strings) -> dict[str, Any]:
    """The nodes, edges and bands of a projection that is placed, as columns: a row each, texts as numbers of strings."""
    places = [placing.places[node.id] for node in projection.nodes]
    texts = ("id", "label", "cls", "side", "status", "within")
    nodes: dict[str, Any] = {name: strings.all(getattr(node, name) for node in projection.nodes) for name in texts}
    nodes |= {name: strings.all(getattr(place, name) for place in places) for name in ("underline", "beside")}
    nodes |= {name: [getattr(place, name) for place in places] for name in ("community", "column")}
    nodes |= {canvas: _pack_spots([getattr(place, canvas) for place in places], strings) for canvas in ("wide", "tall")}
    edges = {
        "id": strings.all(edge.id if edge.id != f"{edge.start}~{edge.end}" else "" for edge in projection.edges),
        "from": strings.all(edge.start for edge in projection.edges),
        "to": strings.all(edge.end for edge in projection.edges),
        "kind": strings.all(edge.kind for edge in projection.edges),
        "items": [strings.all(edge.items) for edge in projection.edges],
    }
    return {"nodes": nodes, "edges": edges, "bands": placing.bands}


def _pack_spots(spots: Sequence[Spot], strings: Strings) -> dict[str, Any]:
    return {
        **{name: [getattr(spot, name) for spot in spots] for name in ("x", "y", "room")},
        "lines": [strings.all(spot.lines) for spot in spots],
    }
