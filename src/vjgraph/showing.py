"""Everything known of one thing: the named queries that speak of its class, asked about it, with its evidence last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vjgraph.naming import CLASSES, NameIndex
from vjgraph.querying import Answer, select
from vjgraph.questions import Query
from vjgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

# Class -> what to ask of it: heading, named query, and the variable that stands for the thing.
_SECTIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "people": (
        ("Offices", "offices-of", "person_id"),
        ("Met", "who-met-whom", "person"),
        ("Took part in", "present-at", "who"),
        ("Said", "statements", "who"),
    ),
    "organisations": (
        ("Offices in it", "offices-in", "body_id"),
        ("Met", "who-met-whom", "person"),
        ("Took part in", "present-at", "who"),
        ("Said", "statements", "who"),
        ("Said about it", "statements-about", "thing"),
        ("Party to", "agreements-of", "party"),
    ),
    "offices": (("Held by", "office-holders", "office_id"),),
    "agreements": (
        ("Instrument", "agreements", "agreement_id"),
        ("Milestones", "milestones", "agreement_id"),
        ("Said about it", "statements-about", "thing"),
    ),
    "topics": (("Narrower", "narrower-than", "topic"), ("Said about it", "statements-about", "thing")),
    "places": (("Events there", "events-in", "place_id"), ("Said about it", "statements-about", "thing")),
    "occasions": (
        ("Event", "events", "meeting"),
        ("Present", "present-at", "what"),
        ("Order", "order-of", "what"),
        ("Said", "statements-at", "meeting"),
    ),
}
_IDENTITY = """SELECT ?what ?value WHERE {
  # bind: ?thing
  VALUES (?p ?what) {
    (rdfs:label "name") (foaf:name "name") (skos:altLabel "also") (skos:hiddenLabel "called in documents")
    (foaf:familyName "family name") (owl:sameAs "same as") (vj:textHash "SHA-256 of the text")
  }
  ?thing ?p ?value .
}"""
_LINKS = """SELECT ?what ?value WHERE {
  # bind: ?thing
  VALUES (?p ?what) {
    (vj:country "country") (org:postIn "body") (org:subOrganizationOf "part of") (skos:broader "broader")
    (schema:containedInPlace "in") (vj:kind "kind") (vj:place "place") (vj:during "during") (vj:series "series")
    (vj:status "status") (vj:initiator "initiator") (owl:differentFrom "not the same as")
  }
  ?thing ?p ?other . ?other rdfs:label ?value .
}"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of one thing, as headed answers."""

    iri: str
    label: str
    sections: tuple[tuple[str, Answer], ...]


def show(store: ox.Store, name: str, *, names: NameIndex, queries: Mapping[str, Query]) -> Shown:
    """Everything known of what a name means; raise `UsageError` for a name that is unknown or means several things."""
    import pyoxigraph as ox

    iri = names.resolve(list(CLASSES), name)
    node = ox.NamedNode(iri)
    group = names.group(iri)
    # One name is one thing in the list, however many properties bear it.
    pairs = dict.fromkeys(
        (row["what"], row["value"]) for text in (_IDENTITY, _LINKS) for row in select(store, text, bound={"thing": node})
    )
    sections = [
        ("", Answer(("what", "value"), tuple({"what": what, "value": value} for what, value in sorted(pairs, key=_order))))
    ]
    for heading, query, variable in _SECTIONS[group]:
        asked = queries[query]
        bound = {variable: node}
        if query == "who-met-whom":
            bound["class"] = ox.NamedNode(PREFIXES["foaf"] + "Agent")
        if query == "agreements":
            bound["policies"] = node
        answer = select(store, asked.text, lists=asked.lists, bound=bound)
        if len(answer):
            sections.append((heading, answer))
    evidence = queries["sources-of"]
    sections.append(("Evidence", select(store, evidence.text, lists=evidence.lists, bound={"thing": node})))
    return Shown(iri, names.label(iri), tuple(sections))


def _order(pair: tuple[str, str]) -> tuple[int, str, str]:
    first = ("name", "also", "called in documents", "family name", "kind")
    return (first.index(pair[0]) if pair[0] in first else len(first), *pair)
