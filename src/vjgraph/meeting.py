"""Who met whom where nobody is named: the answer of that query from the encounters kept beside the store, in the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from vjgraph.encounters import Met, read_encounters
from vjgraph.querying import Answer, bound_terms, readable
from vjgraph.questions import Query
from vjgraph.store import Queryable
from vjgraph.vocabulary import PREFIXES

QUERY = "who-met-whom"
"""The query that is answered here."""

COLUMNS = (
    "a", "b", "a_id", "b_id", "meeting", "kind", "date", "earliest", "latest", "certainty", "because", "place", "publishers",
    "contested", "sources", "facts",
)  # fmt: skip
_TYPES = {"earliest": "date", "latest": "date", "publishers": "integer", "sources": "list", "facts": "list"}
_IDENTIFIERS = ("a_id", "b_id", "meeting")
_PATHS = {"Person": "person", "Organization": "organisation"}
"""The part of a party's IRI that says what it is, by the class that is asked for; of agents, either."""
_BEYOND = "the date reaches beyond the period"


def who_met_whom(
    generation: Path | None,
    query: Query,
    arguments: Sequence[str],
    *,
    store: Queryable,
    base: str,
    parameters: Mapping[str, str],
    period: tuple[date, date] | None,
) -> Answer | None:
    """The answer of `who-met-whom` that names nobody; `None` where another question is asked, or nothing is found here.

    Raises `UsageError` for a parameter that cannot be.
    """
    if generation is None or query.name != QUERY or query.own or arguments:
        return None
    bound = bound_terms(query, (), names=None, parameters=parameters, period=period)
    told = list(read_encounters(generation, period=period))
    kind = f"{base}{path}/" if (path := _PATHS.get(bound["class"].value.rpartition("#")[2])) else base
    labels = _labels(store, {iri for met in told for iri in (*met.kinds, *met.places)})
    rows = [row for met in told for row in _rows(met, query=query, kind=kind, labels=labels, period=period)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row["earliest"] or "", row["latest"] or "", row["a"], row["b"], row["meeting"]))
    types = {name: _TYPES.get(name, "text") for name in COLUMNS}
    return Answer(COLUMNS, tuple(rows), (), readable(COLUMNS, rows, identifiers=_IDENTIFIERS), types)


def _rows(
    met: Met, *, query: Query, kind: str, labels: Mapping[str, set[str]], period: tuple[date, date] | None
) -> Iterator[dict[str, Any]]:
    pairs = [pair for pair in met.pairs if pair.first.startswith(kind) and pair.second.startswith(kind)]
    doubt = _BEYOND if period and _reaches_beyond(met, *map(date.isoformat, period)) else met.doubt
    kinds, places = (
        _joined(found, labels, between=query.joined[name]) for name, found in (("kind", met.kinds), ("place", met.places))
    )
    for pair in pairs:
        because = "; ".join(filter(None, (doubt, pair.because)))
        yield {
            "a": pair.names[0],
            "b": pair.names[1],
            "a_id": pair.first,
            "b_id": pair.second,
            "meeting": met.meeting,
            "kind": kinds,
            "date": met.date or None,
            "earliest": met.earliest or None,
            "latest": met.latest or None,
            "certainty": "possible" if because else "certain",
            "because": because,
            "place": places,
            "publishers": pair.publishers,
            "contested": "; ".join(sorted({*met.contested, *pair.contested})),
            "sources": list(met.sources),
            "facts": sorted((pair.iri, met.meeting)),
        }


def _reaches_beyond(met: Met, since: str, until: str) -> bool:
    return (met.earliest or "0001-01-01") < since or (met.latest or "9999-12-31") > until


def _joined(iris: Iterable[str], labels: Mapping[str, set[str]], *, between: str) -> str | None:
    return between.join(sorted({label for iri in iris for label in labels.get(iri, ())})) or None


def _labels(store: Queryable, iris: Iterable[str]) -> dict[str, set[str]]:
    """What some things are called."""
    listed = " ".join(f"<{iri}>" for iri in sorted(iris))
    text = f"SELECT ?thing ?label WHERE {{ VALUES ?thing {{ {listed} }} ?thing rdfs:label ?label }}"
    labels: dict[str, set[str]] = {}
    found: Any = store.query(text, prefixes=PREFIXES)
    for row in found:
        labels.setdefault(row["thing"].value, set()).add(row["label"].value)
    return labels
