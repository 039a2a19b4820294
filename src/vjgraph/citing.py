"""Evidence: the words behind each row of an answer, ready to be cited; what is concluded names its rule and its grounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from vjgraph.querying import GROUNDS, Answer
from vjgraph.store import Queryable
from vjgraph.vocabulary import PREFIXES

EVIDENCE = "evidence"
"""The column that holds the passages behind a row."""
NO_WORDS = "no words stand behind this"
_DOCUMENT = ("source", "publisher", "title", "published", "address")
FIELDS = ("fact", "quote", "language", "paragraph", *_DOCUMENT, "rule", "from")
"""What is told of a passage; `rule` and `from` where the fact is concluded from what the passage tells."""

Passage = Mapping[str, Any]

_SETTLED = "where sources differ, what each of them says stands"
_IRI = re.compile(r'<?([A-Za-z][\w+.-]*:[^\s<>"{}|\\^`]+)>?')
# A query that grows without end is refused by some endpoints.
_AT_ONCE = 2000
# Each question binds in all its parts what joins them: over many facts, a join without takes the square of the time.
_BEHIND = f"""SELECT DISTINCT ?fact ?rule ?from ?words WHERE {{
  VALUES ?fact {{ %s }}
  {{ ?fact vj:evidence ?words }}
  UNION {{ ?fact a vj:Evidence . BIND (?fact AS ?words) }}
  UNION {{ ?fact vj:rule ?rule ; prov:wasDerivedFrom ?ground . ?ground rdfs:label ?from
    OPTIONAL {{ ?ground vj:evidence ?words }} }}
  UNION {{ ?claim rdf:subject ?fact ; rdfs:label ?from ; vj:evidence ?words . BIND ("{_SETTLED}" AS ?rule) }}
}}"""
_WORDS = """SELECT ?words ?quote ?paragraph ?iri WHERE {
  VALUES ?words { %s }
  ?words vj:source ?iri .
  OPTIONAL { ?words vj:quote ?quote }
  OPTIONAL { ?words vj:paragraph ?paragraph }
}"""
_DOCUMENTS = """SELECT ?iri ?source ?publisher ?title ?published ?address WHERE {
  VALUES ?iri { %s }
  ?iri dcterms:identifier ?source .
  OPTIONAL { ?iri dcterms:publisher ?publisher }
  OPTIONAL { ?iri dcterms:title ?title }
  OPTIONAL { ?iri dcterms:issued ?published }
  OPTIONAL { ?iri schema:url ?address }
}"""


def with_evidence(store: Queryable, answer: Answer) -> Answer:
    """An answer whose rows have the passages behind them in a column `evidence`, a list of mappings with `FIELDS`."""
    found = find_evidence(store, answer.rows)
    rows = tuple({**row, EVIDENCE: passages} for row, passages in zip(answer.rows, found, strict=True))
    return replace(answer, columns=(*answer.columns, EVIDENCE), rows=rows, read=answer.shown)


def find_evidence(store: Queryable, rows: Sequence[Mapping[str, Any]]) -> list[list[Passage]]:
    """For each row the passages behind it, each once, in the order of documents and paragraphs.

    They are the words of the facts that the row names, and of what these are concluded from; of a row that names no facts,
    the words of whatever it holds.
    """
    facts = [_facts(row) for row in rows]
    behind = _ask(store, sorted({fact for listed in facts for fact in listed}))
    return [_ordered([passage for fact in listed for passage in behind.get(fact, ())]) for listed in facts]


def _facts(row: Mapping[str, Any]) -> list[str]:
    if row.get(GROUNDS):
        return list(row[GROUNDS])
    values = (value for key, cell in row.items() if key != EVIDENCE for value in (cell if isinstance(cell, list) else [cell]))
    found = (match[1] for value in values if isinstance(value, str) and (match := _IRI.fullmatch(value)))
    return [value for value in dict.fromkeys(found) if _is_iri(value)]


def _is_iri(text: str) -> bool:
    import pyoxigraph as ox

    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _ask(store: Queryable, facts: Sequence[str]) -> dict[str, list[Passage]]:
    """The passages behind each fact, as the graph tells them."""
    grounds: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    words: dict[tuple[str, str | None], dict[str, None]] = defaultdict(dict)
    for fact, rule, ground, told in _solutions(store, _BEHIND, facts):
        if ground is not None:
            # A claim on an event is named after its id, and the row says better which event it is.
            name = ground.value
            grounds[fact.value, _text(rule)].add(name.rpartition(": ")[2] if name.startswith("'") else name)
        words[fact.value, _text(rule)] |= {told.value: None} if told is not None else {}
    passages = _passages(store, sorted({iri for listed in words.values() for iri in listed}))
    # What is concluded from grounds without words is told all the same.
    unquoted = [dict.fromkeys(FIELDS)]
    found: dict[str, list[Passage]] = defaultdict(list)
    for (fact, rule), listed in words.items():
        concluded = {"fact": fact, "rule": rule, "from": sorted(grounds[fact, rule])}
        found[fact] += [{**passage, **concluded} for passage in [passages[iri] for iri in listed] or unquoted]
    return found


def _passages(store: Queryable, words: Sequence[str]) -> dict[str, Passage]:
    """Each passage by its IRI: what it says, and all that is known of its document."""
    told = {row["words"].value: row for row in _solutions(store, _WORDS, words)}
    documents: dict[str, dict[str, Any]] = {}
    for row in _solutions(store, _DOCUMENTS, sorted({row["iri"].value for row in told.values()})):
        documents.setdefault(row["iri"].value, {name: _text(row[name]) for name in _DOCUMENT})
    return {
        iri: dict.fromkeys(FIELDS)
        | {"quote": _text(row["quote"]), "language": row["quote"].language if row["quote"] is not None else None}
        | {"paragraph": int(row["paragraph"].value) if row["paragraph"] is not None else None}
        | documents.get(row["iri"].value, {})
        for iri, row in told.items()
    }


def _solutions(store: Queryable, text: str, iris: Sequence[str]) -> Iterator[Any]:
    """The solutions of a question about all of these, asked together."""
    for start in range(0, len(iris), _AT_ONCE):
        block = " ".join(f"<{iri}>" for iri in iris[start : start + _AT_ONCE])
        found: Any = store.query(text % block, prefixes=PREFIXES)
        yield from found


def _text(term: Any) -> str | None:
    return term.value if term is not None else None


def _ordered(passages: Iterable[Passage]) -> list[Passage]:
    """Each passage once: under every conclusion that it is a ground of, and by itself where it is of none."""
    once: dict[tuple[Any, ...], Passage] = {}
    concluded = set()
    for passage in sorted(passages, key=lambda passage: (not passage["rule"], passage["fact"])):
        words = _place(passage)
        if passage["rule"]:
            concluded.add(words)
            once.setdefault((words, passage["rule"], passage["fact"]), passage)
        elif words not in concluded:
            once.setdefault((words,), passage)
    return sorted(once.values(), key=lambda passage: (_place(passage), passage["rule"] or ""))


def _place(passage: Passage) -> tuple[Any, ...]:
    """Where words stand: in the order of documents by their day, undated ones last, and of paragraphs."""
    day = passage["published"]
    return day is None, day or "", passage["source"] or "", passage["paragraph"] or 0, passage["quote"] or ""


def conclusions(passages: Iterable[Passage]) -> list[str]:
    """By what rules something is concluded, and from what, each once."""
    return list(
        dict.fromkeys(
            f"concluded: {passage['rule']}; from: {', '.join(passage['from'])}" for passage in passages if passage["rule"]
        )
    )


def citations(passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """A citation for each document, in their order: quoted words and where they stand; and its address, which may be empty.

    >>> told = {"source": "2019-07-02-daily", "publisher": "Example Daily", "title": None, "published": "2019-07-02"}
    >>> words = [{**told, "quote": "on Monday", "paragraph": 2, "address": None}, {**told, "quote": "in Besse", "paragraph": 2}]
    >>> list(citations(words))
    [('“on Monday”, “in Besse” - Example Daily, 2019-07-02, paragraph 2', '')]
    """
    quoted = [passage for passage in passages if passage["source"]]
    for _, group in groupby(quoted, key=lambda passage: passage["source"]):
        listed = list(group)
        words = ", ".join(dict.fromkeys(f"“{passage['quote']}”" for passage in listed if passage["quote"]))
        where = ", ".join(filter(None, (document(listed[0]), _paragraphs(listed))))
        yield f"{words} - {where}" if words else where, listed[0]["address"] or ""


def document(passage: Passage) -> str:
    """What is known of a document, as it is cited: publisher, day, title; the name of the source where nothing is.

    >>> document({"source": "leaflet", "publisher": None, "title": None, "published": None})
    'leaflet'
    """
    title = f"“{passage['title']}”" if passage["title"] else ""
    known = ", ".join(filter(None, (passage["publisher"], passage["published"], title)))
    return known if passage["publisher"] or title else ", ".join(filter(None, (passage["source"], passage["published"])))


def _paragraphs(passages: Iterable[Passage]) -> str:
    numbers = sorted({passage["paragraph"] for passage in passages if passage["paragraph"]})
    if len(numbers) > 1:
        return f"paragraphs {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
    return f"paragraph {numbers[0]}" if numbers else ""
