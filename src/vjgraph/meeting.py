"""Who met whom, all or one of them: the answer of that query from the encounters kept beside the store, in the same rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vjgraph.naming import NameIndex
from vjgraph.noting import notes_on
from vjgraph.querying import Answer, bound_terms, readable
from vjgraph.questions import Query
from vjgraph.store import Queryable
from vjgraph.terms import PATHS
from vjgraph.vocabulary import PREFIXES, vj

if TYPE_CHECKING:
    from vjgraph.encounters import Met

QUERY = "who-met-whom"
"""The query that is answered here."""

COLUMNS = (
    "a", "b", "a_id", "b_id", "meeting", "kind", "date", "earliest", "latest", "certainty", "because", "place", "place_because",
    "publishers", "contested", "sources", "facts",
)  # fmt: skip
_TYPES = {"earliest": "date", "latest": "date", "publishers": "integer", "sources": "list", "facts": "list"}
_IDENTIFIERS = ("a_id", "b_id", "meeting")
_PATHS = {vj.Person: PATHS["people"], vj.Organization: PATHS["organisations"]}
"""The part of a party's IRI that says what it is, by the class that is asked for; of agents, either."""
_SEARCHED = 32 << 20
"""Bytes of encounters in which one party is found sooner than in the store, but for who met few."""


def who_met_whom(
    generation: Path | None,
    query: Query,
    arguments: Sequence[str],
    *,
    store: Queryable,
    names: NameIndex | None,
    parameters: Mapping[str, str],
    period: tuple[date, date] | None,
) -> Answer | None:
    """The answer of `who-met-whom`; `None` where another question is asked, or nothing is found here or sooner than in the store.

    `names` are those of the store where `arguments` name a party. Raises `UsageError` for a name or parameter that cannot be.
    """
    if generation is None or query.name != QUERY or query.own:
        return None
    from vjgraph.encounters import count_bytes, read_encounters

    bound = bound_terms(query, arguments, names=names, parameters=parameters, period=period)
    party = bound["person"].value if "person" in bound else ""
    if party and count_bytes(generation, period=period) > _SEARCHED:
        return None
    told = list(read_encounters(generation, period=period, naming=party))
    kind = _PATHS.get(str(bound["class"]))
    labels = _labels(store, {iri for met in told for iri in (*met.kinds, *met.places)})

    @cache
    def joined(column: str, iris: tuple[str, ...]) -> str | None:
        return query.joined[column].join(sorted({label for iri in iris for label in labels[iri]})) or None

    days = (period[0].isoformat(), period[1].isoformat()) if period else None
    rows = [row for met in told for row in _rows(met, party=party, kind=kind, joined=joined, days=days)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row["earliest"] or "", row["latest"] or "", row["a"], row["b"], row["meeting"]))
    types = {name: _TYPES.get(name, "text") for name in COLUMNS}
    notes = tuple(notes_on(store, query, arguments, rows, bound=bound, names=names)) if names else ()
    return Answer(COLUMNS, tuple(rows), notes, readable(COLUMNS, rows, identifiers=_IDENTIFIERS), types)


def _rows(
    met: Met, *, party: str, kind: str | None, joined: Callable[[str, tuple[str, ...]], str | None], days: tuple[str, str] | None
) -> Iterator[dict[str, Any]]:
    for pair in met.pairs:
        ends = (pair.first, pair.second)
        if (party and party not in ends) or (kind and any(_path(end) != kind for end in ends)):
            continue
        because = met.doubts(pair, days)
        yield {
            "a": pair.names[0],
            "b": pair.names[1],
            "a_id": pair.first,
            "b_id": pair.second,
            "meeting": met.meeting,
            "kind": joined("kind", met.kinds),
            "date": met.date or None,
            "earliest": met.earliest or None,
            "latest": met.latest or None,
            "certainty": "possible" if because else "certain",
            "because": because,
            "place": joined("place", met.places),
            "place_because": "; ".join(sorted({*met.place_reasons})),
            "publishers": pair.publishers,
            "contested": "; ".join(sorted({*met.contested, *pair.contested})),
            "sources": list(met.sources),
            "facts": sorted((pair.iri, met.meeting)),
        }


def is_person(iri: str) -> bool:
    """Whether a party is a person, as its IRI says."""
    return _path(iri) == PATHS["people"]


def _path(iri: str) -> str:
    # A base ends in either sign.
    return iri.rsplit("/", 2)[1].rpartition("#")[2]


def _labels(store: Queryable, iris: Collection[str]) -> dict[str, set[str]]:
    """What some things are called."""
    listed = " ".join(f"<{iri}>" for iri in sorted(iris))
    text = f"SELECT ?thing ?label WHERE {{ VALUES ?thing {{ {listed} }} ?thing rdfs:label ?label }}"
    labels: dict[str, set[str]] = {iri: set() for iri in iris}
    found: Any = store.query(text, prefixes=PREFIXES)
    for row in found:
        labels[row["thing"].value].add(row["label"].value)
    return labels
