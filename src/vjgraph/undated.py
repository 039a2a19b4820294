"""What came before or after an event by what is said of a third, where the days of one of the two are not told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from vjgraph.omitting import Asked
from vjgraph.terms import tail

# Of an undated event: those with days that are said to lie on the other side of what is asked about, the nearest first.
_NEXT = """SELECT DISTINCT ?next ?label ?day ?direct WHERE {
  # bind: ?thing
  ?thing vj:undated true ; %(away)s+ ?next .
  ?next %(end)s ?day ; rdfs:label ?label .
  OPTIONAL { ?thing %(away)s ?direct . FILTER (?direct = ?next) }
} ORDER BY %(order)s(?day) DESC(BOUND(?direct)) ?label LIMIT 1"""
# Undated ones that are said to lie beyond another, whose days lie beyond those of the event.
_BEYOND = """SELECT DISTINCT ?other ?label WHERE {
  # bind: ?thing
  ?thing %(start)s ?day .
  ?other vj:undated true ; rdfs:label ?label ; %(away)s+ ?between .
  ?between %(end)s ?last .
  FILTER (?last %(beyond)s ?day)
} ORDER BY ?label ?other"""
_BEFORE = {"start": "vj:earliest", "away": "vj:before", "end": "vj:latest", "beyond": "<", "order": "ASC"}
_AFTER = {"start": "vj:latest", "away": "^vj:before", "end": "vj:earliest", "beyond": ">", "order": "DESC"}
_MOST = 3


def _by_word(asked: Asked, query: str) -> Iterator[str]:
    towards, away = (_BEFORE, _AFTER) if query == "before" else (_AFTER, _BEFORE)
    for row in asked.find(_NEXT % away):
        more = f"what came {query} that came {query} it too: 'vjgraph query {query} {tail(str(row['next']))}'"
        yield f"its year is not told, but {row['label'].value} is told or taken to have come {query} it; {more}"
    listed = {row["other_id"] for row in asked.rows}
    if names := [row["label"].value for row in asked.find(_BEYOND % towards) if row["other"].value not in listed]:
        told = "; ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
        yield f"of no year, but told or taken to have come {query} what came {query} it: {told}"


UNDATED: Mapping[tuple[str, str], Callable[[Asked], Iterator[str]]] = {
    (query, "event_id"): partial(_by_word, query=query) for query in ("before", "after")
}
"""What to say of order that only words tell, by query and the variable of the event asked about."""
