"""The graph as the page carries it: each property as two columns of numbers, and every string once."""

from __future__ import annotations

from typing import Any

from vjgraph.explorer.reader import Reader
from vjgraph.explorer.wording import date_words
from vjgraph.vocabulary import CLASSES, expand

PROPERTIES = (
    "rdfs:label", "foaf:name", "foaf:familyName", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:broader",
    "org:postIn", "org:subOrganizationOf", "owl:sameAs", "prov:wasDerivedFrom", "schema:containedInPlace", "schema:url",
    "dcterms:identifier", "dcterms:title", "dcterms:publisher", "dcterms:issued", "dcterms:language",
    "vj:kind", "vj:country", "vj:about", "vj:evidence", "vj:source", "vj:mentions", "vj:reason", "vj:publishers", "vj:contested",
    "vj:status", "vj:date", "vj:earliest", "vj:latest", "vj:undated", "vj:dateQualified", "vj:dateDoubt", "vj:dateReason",
    "vj:place", "vj:placeReason", "vj:orderReason", "vj:duringReason", "vj:during", "vj:before", "vj:series", "vj:edition",
    "vj:handles", "vj:event", "vj:participant", "vj:role", "vj:counts", "vj:inCapacity", "vj:side", "vj:onBehalfOf",
    "vj:represents", "vj:asDelegation", "vj:leads", "vj:first", "vj:second", "vj:party", "vj:meeting", "vj:certainty",
    "vj:because", "vj:speaker", "vj:joint", "vj:act", "vj:addressee", "vj:says", "vj:answers", "vj:quantity", "vj:value",
    "vj:unit", "vj:comparator", "vj:counted", "vj:person", "vj:office", "vj:holding", "vj:rank", "vj:attestedOn",
    "vj:firstAttested", "vj:lastAttested", "vj:heldBefore", "vj:initiator", "vj:count", "vj:agreement", "vj:order",
    "vj:signatory", "vj:derivedFrom", "vj:quote", "vj:paragraph", "vj:position", "rdf:subject", "rdf:predicate", "rdf:object",
)  # fmt: skip
"""What the page can tell; the rest (hashes, rules) stays in the graph."""
_COMPOSED = frozenset({"Evidence", "Encounter", "Statement", "Attestation", "Tenure", "Participation"})
"""Classes whose labels are made of what they hold, which the page does itself."""
_DATES = ("vj:date", "vj:attestedOn", "dcterms:issued")


def pack_graph(reader: Reader) -> dict[str, Any]:
    """A graph as `strings`, `languages`, `columns`, `classes` and `words` of its dates, ready for JSON.

    A column has `s` and `o` (numbers of strings, a row each, by subject), and where a value has a language `l`. IRIs below
    the base are written without it.
    """
    numbers: dict[str, int] = {}
    languages: dict[str, int] = {}

    def number(text: str) -> int:
        return numbers.setdefault(text, len(numbers))

    classes = {name: [number(one) for one in reader.instances(name)] for name in sorted(CLASSES)}
    composed = {one for name in _COMPOSED for one in reader.instances(name)}
    columns: dict[str, dict[str, list[int]]] = {}
    for term in PROPERTIES:
        column: dict[str, list[int]] = {"s": [], "o": [], "l": []}
        for subject, values in sorted(reader.column(term).items()):
            if term == "rdfs:label" and subject in composed:
                continue
            for value, language in values:
                column["s"].append(number(subject))
                column["o"].append(number(value))
                column["l"].append(languages.setdefault(language, len(languages)))
        if not column["s"]:
            continue
        if set(column["l"]) == {languages.get("")}:
            del column["l"]
        columns[term] = column
    dates = {value for term in _DATES for values in reader.column(term).values() for value, _ in values}
    words = {date: told for date in sorted(dates) if (told := date_words(date)) != date}
    return {"strings": list(numbers), "languages": list(languages), "columns": columns, "classes": classes, "words": words}

