"""Questions to a built graph: who met whom, one person's year, a command from start to end, the network of people."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from bench import MIDDLE, YEAR, YEARS, Bench
from comparing import agree
from measuring import Measured, Row, beside, run
from virtuoso import serving

NAMED = (
    "who met whom: the named query opens the graph, reads what its build kept of these years, and gives kinds, places, sources, "
    "certainty and its reason too; the naive query gives names and days; equal rows in what both give"
)
PERSON = "who met most often in a year met whom then: the store opened and the name looked up; the naive query takes an IRI"
COMMANDS = "a process from start to end, beside an interpreter that does nothing"
NETWORK = (
    "meetings into a graph of people, from what is in memory: counting pairs of first and second party, beside "
    "networkx.bipartite.weighted_projected_graph over meetings and people; equal pairs and weights"
)
LIMIT = 120
"""Seconds after which rdflib is asked no longer."""


def who_met_whom(bench: Bench) -> list[Row]:
    """In a year and in all twenty at each size; in memory up to 10,000 sources, rdflib and Virtuoso in a year at the smallest."""
    rows = []
    for size in bench.sizes:
        project = str(bench.built(size))
        on = f"{size:,} sources, {run('ours:count', project=project)['result']['triples']:,} triples"
        for stage, days in (("Who met whom in a year", YEAR), ("Who met whom in twenty years", YEARS)):
            jobs = {
                "vjgraph, named query, from disk": ("ours:who_met_whom", {"project": project} | days),
                "naive query, from disk": ("peers.stores:ask_disk", {"store": f"{project}/build/store"} | days),
            }
            if size <= MIDDLE:
                jobs["naive query, in memory"] = ("peers.stores:ask_memory", {"triples": str(bench.graph(size))} | days)
            found = list(zip(jobs, bench.turns(*jobs.values()), strict=True))
            ours = found[0][1]
            if size == bench.sizes[0] and days is YEAR:
                found += _others(bench, str(bench.graph(size)))
            agree(stage, **{who: (one.result["rows"], one.result["digest"]) for who, one in found if one.result})
            number = f"{ours.result['rows']:,} rows"
            for who, one in found:
                ratio = "" if one is ours else ("" if one.result else "more than ") + beside(ours.wall, one.wall)
                rows.append(Row(stage, NAMED, on, who, one.wall, one.spent, one.peak, number, ratio))
    return sorted(rows, key=lambda row: row.stage)


def _others(bench: Bench, graph: str) -> Iterator[tuple[str, Measured]]:
    (once,) = bench.turns(("peers.stores:ask_rdflib", {"triples": graph, "limit": LIMIT} | YEAR), times=1)
    yield "naive query, rdflib" + ("" if once.result else f": given up after {LIMIT} s"), once
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        print("Virtuoso: left out: virtuoso-t is not here (apt-get install virtuoso-opensource-7)", file=sys.stderr)
        return
    with serving(graph, bench.fresh("virtuoso")) as url:
        (asked,) = bench.turns(("peers.stores:ask_endpoint", {"url": url} | YEAR))
    yield "naive query, Virtuoso over HTTP", asked


def one_person(bench: Bench) -> Iterator[Row]:
    """At each size."""
    for size in bench.sizes:
        project = str(bench.built(size))
        who = run("ours:busiest", project=project, year=YEAR["first"])["result"]
        ours, naive = bench.turns(
            ("ours:who_met_whom", {"project": project, "person": who["name"]} | YEAR),
            ("peers.stores:ask_disk", {"store": f"{project}/build/store", "iri": who["iri"]} | YEAR),
        )
        agree("one person", vjgraph=ours.result, naive=naive.result)
        rows = f"{ours.result['rows']:,} rows"
        for name, one, ratio in (("vjgraph", ours, ""), ("naive query, from disk", naive, beside(ours.wall, naive.wall))):
            yield Row("One person's year", PERSON, f"{size:,} sources", name, one.wall, one.spent, one.peak, rows, ratio)


def commands(bench: Bench) -> Iterator[Row]:
    """`--help`, and a named query at each size."""
    asked = [("vjgraph --help", ["--help"], "")]
    for size in bench.sizes:
        project = str(bench.built(size))
        name = run("ours:busiest", project=project, year=YEAR["first"])["result"]["name"]
        arguments = ["query", "who-met-whom", name, "--year", YEAR["first"], "--project", project, "--format", "csv"]
        asked.append(("vjgraph query who-met-whom NAME --year", arguments, f"{size:,} sources"))
    nothing, *found = bench.turns(
        ("peers.nothing:start", {}),
        *(("ours:command_line", {"arguments": arguments}) for _, arguments, _ in asked),
        times=max(5, bench.times),
    )
    yield Row("Commands", COMMANDS, "", "python -c pass", nothing.wall, nothing.spent)
    for (name, _, on), one in zip(asked, found, strict=True):
        yield Row("Commands", COMMANDS, on, name, one.wall, one.spent)


def network(bench: Bench) -> Iterator[Row]:
    """At each size."""
    for size in bench.sizes:
        project = {"project": str(bench.built(size))}
        columns, whole, bipartite = bench.turns(
            ("ours:people_who_met", project), ("ours:people_network", project), ("peers.stores:project_bipartite", project)
        )
        agree("network", columns=columns.result["digest"], whole=whole.result["digest"], networkx=bipartite.result["digest"])
        on = f"{size:,} sources, {bipartite.result['pairs']:,} pairs"
        for name, one, ratio in (
            ("vjgraph, pairs", columns, ""),
            ("networkx.bipartite", bipartite, beside(columns.wall, bipartite.wall)),
            ("vjgraph, Graph.network: from disk, with each meeting", whole, ""),
        ):
            yield Row("Meetings into a graph of people", NETWORK, on, name, one.wall, one.spent, one.peak, "", ratio)
