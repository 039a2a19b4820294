"""Stores and libraries asked and loaded as their own documentation has it."""

from __future__ import annotations

import json
import signal
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

from comparing import digest_lines, digest_rows

NAIVE = """PREFIX vj: <https://w3id.org/vjgraph/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?a ?b ?meeting ?earliest ?latest WHERE {{
  ?encounter a vj:Encounter ; vj:first ?a ; vj:second ?b ; vj:meeting ?meeting ; vj:earliest ?earliest ; vj:latest ?latest .
  ?a a vj:Person . ?b a vj:Person .
  FILTER (?latest >= "{first}-01-01"^^xsd:date && ?earliest <= "{last}-12-31"^^xsd:date)
  {person}
}}"""
"""Who met whom in some years, as one writes it at first."""


def naive(first: str, last: str, iri: str = "") -> str:
    """The query, of everybody or of one."""
    return NAIVE.format(first=first, last=last, person=f"FILTER (?a = <{iri}> || ?b = <{iri}>)" if iri else "")


def bulk_load(clock: Any, *, triples: str, store: str, optimize: bool = False) -> dict[str, Any]:
    """pyoxigraph's bulk loader, from N-Triples to a store on disk, which is put in order where that is asked for."""
    import pyoxigraph as ox

    with clock:
        made = ox.Store(store)
        made.bulk_load(path=triples, format=ox.RdfFormat.N_TRIPLES)
        made.flush()
        if optimize:
            made.optimize()
    dumped = made.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    lines = dumped.splitlines(keepends=True)
    size = sum(path.stat().st_size for path in Path(store).rglob("*") if path.is_file())
    return {"triples": len(lines), "digest": digest_lines(lines), "size": size}


def ask_disk(clock: Any, *, store: str, first: str, last: str, iri: str = "", before: str = "") -> dict[str, Any]:
    """The naive query on the built store, by pyoxigraph; or on an open one that was asked about another person `before`."""
    import pyoxigraph as ox

    opened = ox.Store.read_only(store) if before else None
    if opened is not None:
        _rows(opened.query(naive(first, last, before)))
    with clock:
        return _rows((ox.Store.read_only(store) if opened is None else opened).query(naive(first, last, iri)))


def ask_memory(clock: Any, *, triples: str, first: str, last: str) -> dict[str, Any]:
    """The naive query in pyoxigraph's memory; loading is not timed."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=triples, format=ox.RdfFormat.N_TRIPLES)
    with clock:
        return _rows(store.query(naive(first, last)))


class TooLong(Exception):
    """A query was given up."""


def ask_rdflib(clock: Any, *, triples: str, first: str, last: str, limit: int) -> dict[str, Any] | None:
    """The naive query in rdflib; loading is not timed. Nothing when it is not done in `limit` seconds."""
    from rdflib import Graph

    graph = Graph().parse(triples, format="nt")
    with suppress(TooLong), clock:
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(limit)
        rows = [tuple(str(value) for value in row) for row in graph.query(naive(first, last))]  # type: ignore[union-attr]
        signal.alarm(0)
        return {"rows": len(rows), "digest": digest_rows(rows)}
    return None


def _give_up(*_: object) -> None:
    raise TooLong


def ask_endpoint(clock: Any, *, url: str, first: str, last: str) -> dict[str, Any]:
    """The naive query over HTTP, answered in JSON."""
    asked = urllib.parse.urlencode({"query": naive(first, last), "format": "application/sparql-results+json"})
    with clock, urllib.request.urlopen(f"{url}?{asked}", timeout=120) as response:
        found = json.load(response)
    names = found["head"]["vars"]
    rows = [tuple(row[name]["value"] for name in names) for row in found["results"]["bindings"]]
    return {"rows": len(rows), "digest": digest_rows(rows)}


def _rows(solutions: Any) -> dict[str, Any]:
    rows = [tuple(value.value for value in solution) for solution in solutions]
    return {"rows": len(rows), "digest": digest_rows(rows)}


def longturtle(clock: Any, *, triples: str, out: str) -> None:
    """rdflib's stable Turtle, from a graph in memory; loading is not timed."""
    from rdflib import Graph

    graph = Graph().parse(triples, format="nt")
    with clock:
        graph.serialize(out, format="longturtle", encoding="utf-8")


def project_bipartite(clock: Any, *, project: str) -> dict[str, Any]:
    """networkx's projection of people and the held meetings that they were counterparts in; the two-sided graph is made first."""
    import networkx as nx

    import vjgraph

    graph = vjgraph.load(project)
    rows = graph.query(
        """SELECT DISTINCT ?meeting ?person WHERE {
          ?meeting a vj:Meeting ; vj:status <https://w3id.org/vjgraph/kinds/status/held> .
          ?part vj:event ?meeting ; vj:participant ?person ; vj:role ?role .
          ?role vj:counts true .
          ?person a vj:Person .
        }"""
    ).rows
    base = graph.settings.base
    both = nx.Graph()
    both.add_edges_from((row["meeting"], row["person"].removeprefix(base)) for row in rows)
    people = {row["person"].removeprefix(base) for row in rows}
    projected = clock.repeat(lambda: nx.bipartite.weighted_projected_graph(both, people), 3)
    edges = [(*sorted((a, b)), str(weight)) for a, b, weight in projected.edges(data="weight")]
    return {"pairs": len(edges), "digest": digest_rows(edges)}
