"""Everything known of one thing: the named queries that speak of its class, asked about it, with its evidence last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from vjgraph.citing import find_evidence
from vjgraph.naming import CLASSES, NameIndex
from vjgraph.noting import note_on_name
from vjgraph.querying import Answer, select
from vjgraph.questions import Query, read_query
from vjgraph.sparql import bind
from vjgraph.store import Queryable
from vjgraph.vocabulary import PREFIXES

_WITHIN = """SELECT ?within ?kind WHERE {
  # bind: ?thing
  { ?part org:subOrganizationOf ?thing } UNION { ?part vj:country ?thing . ?part a vj:Organization }
  UNION { ?part schema:containedInPlace ?thing } UNION { ?part skos:broader ?thing }
  ?part rdfs:label ?within .
  OPTIONAL { ?part vj:kind ?of . ?of rdfs:label ?kind }
} GROUP BY ?within ?kind ORDER BY ?within ?kind"""
_SPOKEN_OF_AT = """SELECT ?event ?date WHERE {
  # bind: ?thing
  { ?meeting vj:about ?thing } UNION { ?meeting vj:handles ?thing }
  ?meeting vj:status <https://w3id.org/vjgraph/kinds/status/held> ; rdfs:label ?event .
  OPTIONAL { ?meeting vj:date ?date }
} GROUP BY ?meeting ?event ?date ORDER BY ?date ?event ?meeting"""

# Who was present at meetings and other events held, another query tells; this one, who went on visits and who is to take part.
_TAKING_PART = """# lists: leads, office
# joined: role, side, status
# sentences: office_because, contested
SELECT ?participant (GROUP_CONCAT(DISTINCT COALESCE(?roleName, ""); separator="\\u001F") AS ?role)
       (GROUP_CONCAT(DISTINCT COALESCE(?ledName, ""); separator="\\u001F") AS ?leads)
       (GROUP_CONCAT(DISTINCT COALESCE(?officeName, ""); separator="\\u001F") AS ?office)
       (GROUP_CONCAT(DISTINCT COALESCE(?officeWhy, ""); separator="\\u001F") AS ?office_because)
       (GROUP_CONCAT(DISTINCT COALESCE(?of, ""); separator="\\u001F") AS ?side)
       (GROUP_CONCAT(DISTINCT COALESCE(?statusName, ""); separator="\\u001F") AS ?status)
       ?certainty (MIN(?doubts) AS ?because)
       (GROUP_CONCAT(DISTINCT COALESCE(?against, ""); separator="\\u001F") AS ?contested)
WHERE {
  {
    SELECT ?part ?participant ?certainty ?doubts WHERE {
      # bind: ?thing
      ?part vj:event ?thing ; vj:participant ?who .
      ?who rdfs:label ?plain .
      FILTER NOT EXISTS {
        ?thing vj:status <https://w3id.org/vjgraph/kinds/status/held> .
        FILTER NOT EXISTS { ?thing a vj:Visit }
      }
      OPTIONAL { ?part vj:asDelegation ?delegation }
      OPTIONAL {
        SELECT ?part (GROUP_CONCAT(DISTINCT ?told; separator="; ") AS ?reasons) WHERE {
          # bind: ?thing
          { ?part vj:event ?thing ; vj:participant ?anybody ; vj:reason ?why .
            BIND (CONCAT("taking part is inferred: ", ?why) AS ?told) }
          UNION { ?part vj:event ?thing ; vj:participant ?anybody . ?thing vj:reason ?told }
        } GROUP BY ?part
      }
      BIND (IF(BOUND(?delegation), CONCAT("delegation of ", ?plain), STR(?plain)) AS ?participant)
      BIND (COALESCE(?reasons, "") AS ?doubts)
      BIND (IF(?doubts = "", "certain", "possible") AS ?certainty)
    }
  }
  { ?part vj:role ?role_ . ?role_ rdfs:label ?roleName }
  UNION { ?part vj:inCapacity ?office_ . ?office_ rdfs:label ?officeName }
  UNION {
    ?part vj:inCapacity ?unsure ; vj:participant ?holder ; vj:evidence ?ground . ?unsure rdfs:label ?unsureName .
    ?ground vj:source ?teller . ?word vj:person ?holder ; vj:office ?unsure ; vj:source ?teller ; vj:reason ?inferring
    FILTER NOT EXISTS {
      ?part vj:evidence ?firmGround . ?firmGround vj:source ?firmTeller .
      ?firm vj:person ?holder ; vj:office ?unsure ; vj:source ?firmTeller FILTER NOT EXISTS { ?firm vj:reason ?doubtful }
    }
    BIND (CONCAT(STR(?unsureName), " inferred: ", STR(?inferring)) AS ?officeWhy)
  }
  UNION { ?part vj:side ?side_ . ?side_ rdfs:label ?of }
  UNION { ?part vj:event ?at . ?at vj:status ?status_ . ?status_ rdfs:label ?statusName
    FILTER (?status_ != <https://w3id.org/vjgraph/kinds/status/held>) }
  UNION { ?part vj:contested ?against }
  UNION { ?part vj:leads ?led . ?led vj:participant ?ledBody . ?ledBody rdfs:label ?ofBody
    BIND (CONCAT("delegation of ", ?ofBody) AS ?ledName) }
} GROUP BY ?part ?participant ?certainty ORDER BY ?participant"""

# What stands elsewhere in what is shown: documents with the evidence, everybody else at an event with the event.
_LEFT_OUT = ("sources", "publisher", "title", "published", "participants", "participants_because")
_TENURE = ("first", "last", "before")

# Class -> what to ask of it: heading, named query (or text), and the variable that stands for the thing.
_SAID_ABOUT = ("Said about it", "statements-about", "thing")
_OF_PARTIES = (
    ("Met", "who-met-whom", "person"),
    ("Took part in", "events-of", "who"),
    ("Said", "statements", "who"),
    _SAID_ABOUT,
)
_SECTIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "people": (("Offices", "offices-of", "person_id"), *_OF_PARTIES),
    "organisations": (
        ("Offices in it", "offices-in", "body_id"),
        *_OF_PARTIES,
        ("Party to", "agreements-of", "party"),
        ("Sessions", "sessions-of", "series"),
        ("Within it", _WITHIN, "thing"),
    ),
    "offices": (("Held by", "office-holders", "office_id"), _SAID_ABOUT),
    "agreements": (
        ("Instrument", "agreements", "agreement_id"),
        ("Milestones", "milestones", "agreement_id"),
        ("On the table at", _SPOKEN_OF_AT, "thing"),
        _SAID_ABOUT,
    ),
    "topics": (("Within it", _WITHIN, "thing"), ("Discussed at", _SPOKEN_OF_AT, "thing"), _SAID_ABOUT),
    "places": (("Events there", "events-in", "place_id"), ("Within it", _WITHIN, "thing"), _SAID_ABOUT),
    "occasions": (
        ("Event", "events", "meeting"),
        ("Took part", "present-at", "what"),
        ("Took part", _TAKING_PART, "thing"),
        ("During it", "during", "what"),
        ("Order", "order-of", "what"),
        ("Said", "statements-at", "meeting"),
    ),
}
_IDENTITY = """SELECT ?what ?value WHERE {
  # bind: ?thing
  VALUES (?p ?what) {
    (rdfs:label "name") (foaf:name "name") (skos:altLabel "also") (skos:hiddenLabel "called in documents")
    (foaf:familyName "family name") (owl:sameAs "same as") (vj:textHash "SHA-256 of the text")
    (vj:duringReason "during inferred") (vj:reason "because")
  }
  ?thing ?p ?value .
}"""
_LINKS = """SELECT ?what ?value WHERE {
  # bind: ?thing
  VALUES (?p ?what) {
    (vj:country "country") (org:postIn "body") (org:subOrganizationOf "part of") (skos:broader "broader")
    (schema:containedInPlace "in") (vj:kind "kind") (vj:place "place") (vj:during "during") (vj:series "series")
    (vj:status "status") (vj:initiator "initiator") (vj:about "about") (owl:differentFrom "not the same as")
  }
  ?thing ?p ?other . ?other rdfs:label ?value .
}"""
_SOURCE = "SELECT ?thing WHERE {\n  # bind: ?id\n  ?thing dcterms:identifier ?id ; a vj:Source }"
_DOCUMENT = """SELECT ?what ?value WHERE {
  # bind: ?thing
  VALUES (?p ?what) {
    (dcterms:title "title") (dcterms:publisher "publisher") (dcterms:issued "published") (dcterms:language "language")
    (schema:url "address") (vj:derivedFrom "copied from") (vj:textHash "SHA-256 of the text")
  }
  ?thing ?p ?value .
}"""
_TELLS_OF = """SELECT ?what ?label WHERE {
  # bind: ?thing
  ?thing vj:mentions ?other .
  ?other a ?class .
  VALUES (?class ?what) {
    (vj:Person "person") (vj:Organization "body") (vj:Office "office") (vj:Agreement "instrument") (vj:Topic "topic")
    (vj:Place "place") (vj:Meeting "meeting") (vj:Visit "visit") (vj:OtherEvent "other event")
  }
  ?other rdfs:label ?label .
} ORDER BY ?what ?label"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of one thing, as headed answers."""

    iri: str
    label: str
    sections: tuple[tuple[str, Answer], ...]
    notes: tuple[str, ...] = ()


def show(store: Queryable, name: str, *, names: NameIndex, queries: Mapping[str, Query]) -> Shown:
    """Everything known of what a name means, a state and its place as one; what is not marked possible is certain.

    The id of a source, where nothing else has it, shows that source. Raises `UsageError` for a name that is unknown or means
    several things.
    """
    id = unquote(name.strip().strip("<>").rpartition("source/")[2])
    # To look through all titles takes long, and hardly an event is called like a file.
    others = [group for group in CLASSES if group != "occasions"]
    if (document := _document(store, id, queries)) and not names.is_id(name.strip()) and not names.find(others, name):
        return document
    iri = names.resolve(list(CLASSES), name)
    pairs: dict[tuple[str, str], None] = {}
    sections: dict[str, Answer] = {}
    for thing in names.namesakes(iri):
        # One name is one thing in the list, however many properties bear it.
        pairs |= dict.fromkeys(
            (row["what"], row["value"]) for text in (_IDENTITY, _LINKS) for row in _ask(store, text, "thing", thing)
        )
        for heading, answer in _sections(store, thing, names=names, queries=queries):
            first = sections.get(heading, answer)
            more = tuple(row for row in answer if row not in first.rows)
            read, notes = dict.fromkeys((*first.shown, *answer.shown)), dict.fromkeys((*first.notes, *answer.notes))
            sections[heading] = replace(first, rows=first.rows + more, read=tuple(read), notes=tuple(notes))
    known = [{"what": what, "value": value} for what, value in sorted(pairs, key=_order)]
    # The words behind all of it come last.
    last = sections.pop("Evidence")
    all_known = (("", Answer(("what", "value"), tuple(known))), *sections.items(), ("Evidence", last))
    return Shown(iri, names.label(iri), all_known, tuple(note_on_name(iri, name, names=names)))


def _document(store: Queryable, id: str, queries: Mapping[str, Query]) -> Shown | None:
    """A source by its id: what its header says, what it tells of, and all its words that are quoted."""
    import pyoxigraph as ox

    try:
        literal = ox.Literal(id)
    except ValueError:  # bytes that are not UTF-8 are the id of nothing
        return None
    rows: Any = store.query(bind(_SOURCE, {"id": literal}), prefixes=PREFIXES)
    for iri in (row["thing"].value for row in rows):
        told = tuple(_ask(store, text, "thing", iri) for text in (_DOCUMENT, _TELLS_OF))
        words = _ask(store, queries["sources-of"].text, "thing", iri, queries["sources-of"])
        return Shown(iri, id, (("", told[0]), ("Tells of", told[1]), ("Evidence", words)))
    return None


def _sections(store: Queryable, iri: str, *, names: NameIndex, queries: Mapping[str, Query]) -> Iterator[tuple[str, Answer]]:
    for heading, query, variable in (*_SECTIONS[names.group(iri)], ("Evidence", "sources-of", "thing")):
        asked = queries.get(query) or read_query(query, name="")
        answer = _ask(store, asked.text, variable, iri, asked)
        if query == "who-met-whom":
            answer = _counterparts(store, answer, iri)
        left_out = {*_LEFT_OUT, *(_TENURE if "attested" in answer.columns else ())}
        if all(row.get("certainty") == "certain" for row in answer):
            left_out.add("certainty")
        # What stands in every row is the thing that is shown.
        told = tuple(c for c in answer.shown if c not in left_out and any(row[c] != names.label(iri) for row in answer))
        if len(answer) or heading == "Evidence":
            yield heading, replace(answer, read=told)
        if "attested" in answer.columns and (tenures := _tenures(store, answer, names.label(iri))):
            yield "First and last attested", tenures


def _ask(store: Queryable, text: str, variable: str, iri: str, query: Query | None = None) -> Answer:
    import pyoxigraph as ox

    node = ox.NamedNode(iri)
    bound = {variable: node}
    for name, values in (query.parameters if query else {}).values():
        # The last value of a parameter is the widest.
        prefix, _, local = list(values.values())[-1].partition(":")
        bound[name] = ox.NamedNode(PREFIXES[prefix] + local)
    asked = query or Query("", text)
    return select(store, text, lists=asked.lists, joined=asked.joined, bound=bound, named=True)


def _counterparts(store: Queryable, answer: Answer, iri: str) -> Answer:
    """Pairs that met as the one whom the other met, with the rule of that conclusion and what it rests on."""
    rows: list[Mapping[str, Any]] = []
    rules: dict[str, None] = {}
    for row, passages in zip(answer.rows, find_evidence(store, answer.rows), strict=True):
        # What is settled of the meeting itself is said of the meeting.
        concluded = [passage for passage in passages if passage["rule"] and passage["fact"] != row["meeting"]]
        rules |= {f"concluded: {passage['rule']}": None for passage in concluded}
        grounds = {ground: None for passage in concluded for ground in passage["from"]}
        rows.append({"whom": row["b" if row["a_id"] == iri else "a"], **row, "rests_on": list(grounds)})
    read = ("whom", *(c for c in answer.shown if c not in ("a", "b")), "rests_on")
    return replace(answer, columns=("whom", *answer.columns, "rests_on"), rows=tuple(rows), read=read, notes=tuple(rules))


def _tenures(store: Queryable, answer: Answer, label: str) -> Answer | None:
    """What several attestations of one person in one office come to; nothing where one document stands alone."""
    told: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in answer:
        told.setdefault((row["person_id"], row["office_id"]), []).append(row)
    columns = ("person", "office", *_TENURE)
    rows = [
        {**{name: listed[0][name] for name in columns}, "rests_on": sorted({name for row in listed for name in row["sources"]})}
        for listed in told.values()
    ]
    rows = [row for row in rows if len(row["rests_on"]) > 1]
    if not rows:
        return None
    passages = (passage for listed in find_evidence(store, answer.rows) for passage in listed if passage["rule"])
    rules = tuple(dict.fromkeys(f"concluded: {passage['rule']}" for passage in passages))
    read = tuple(name for name in (*columns, "rests_on") if any(row[name] and row[name] != label for row in rows))
    return Answer((*columns, "rests_on"), tuple(rows), rules, read)


def _order(pair: tuple[str, str]) -> tuple[int, str, str]:
    first = ("name", "also", "called in documents", "family name", "kind")
    return (first.index(pair[0]) if pair[0] in first else len(first), *pair)
