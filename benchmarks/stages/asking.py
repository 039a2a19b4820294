"""Questions to a built graph: who met whom in a year, one person's year, a command from start to end, the network of people."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import YEAR, Bench
from comparing import agree
from measuring import JobFailed, Measured, Row, beside, run
from virtuoso import serving

NAMED = (
    f"who met whom in {YEAR}: the named query opens the store and gives kinds, places, sources, certainty and its reason too; "
    "the naive query gives names and days; equal rows in what both give"
)
PERSON = f"who met most often in {YEAR} met whom then: the store opened and the name looked up; the naive query takes an IRI"
COMMANDS = "a process from start to end, beside an interpreter that does nothing"
NETWORK = (
    "meetings into a graph of people, from what is in memory: counting the columns of first and second party, beside "
    "networkx.bipartite.weighted_projected_graph over meetings and people; equal pairs and weights"
)
LIMIT = 60


def who_met_whom(bench: Bench) -> Iterator[Row]:
    """At each size, rdflib and Virtuoso at the smallest."""
    for size in bench.sizes:
        project, graph = str(bench.built(size)), str(bench.graph(size))
        ours, disk, memory = bench.turns(
            ("ours:who_met_whom", {"project": project, "year": YEAR}),
            ("peers.stores:ask_disk", {"store": f"{project}/build/store", "year": YEAR}),
            ("peers.stores:ask_memory", {"triples": graph, "year": YEAR}),
        )
        found = [("vjgraph, named query, from disk", ours), ("naive query, from disk", disk), ("naive query, in memory", memory)]
        if size == bench.sizes[0]:
            found += _others(bench, graph)
        rows = ours.result["rows"]
        agree("who met whom", **{who: (one.result["rows"], one.result["digest"]) for who, one in found})
        with Path(graph).open("rb") as file:
            on = f"{size:,} sources, {sum(1 for _ in file):,} triples"
        for who, one in found:
            ratio = "" if one is ours else beside(ours.wall, one.wall)
            yield Row("Who met whom in a year", NAMED, on, who, one.wall, one.spent, one.peak, f"{rows:,} rows", ratio)


def _others(bench: Bench, graph: str) -> Iterator[tuple[str, Measured]]:
    try:
        once = Measured()
        once.add(run("peers.stores:ask_rdflib", triples=graph, year=YEAR, limit=LIMIT))
        yield "naive query, rdflib", once
    except JobFailed as error:
        print(f"rdflib: left out: {error}", file=sys.stderr)
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        print("Virtuoso: left out: virtuoso-t is not here (apt-get install virtuoso-opensource-7)", file=sys.stderr)
        return
    with serving(graph, bench.fresh("virtuoso")) as url:
        (asked,) = bench.turns(("peers.stores:ask_endpoint", {"url": url, "year": YEAR}))
    yield "naive query, Virtuoso over HTTP", asked


def one_person(bench: Bench) -> Iterator[Row]:
    """At each size."""
    for size in bench.sizes:
        project = str(bench.built(size))
        who = run("ours:busiest", project=project, year=YEAR)["result"]
        ours, naive = bench.turns(
            ("ours:who_met_whom", {"project": project, "year": YEAR, "person": who["name"]}),
            ("peers.stores:ask_disk", {"store": f"{project}/build/store", "year": YEAR, "iri": who["iri"]}),
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
        name = run("ours:busiest", project=project, year=YEAR)["result"]["name"]
        arguments = ["query", "who-met-whom", name, "--year", YEAR, "--project", project, "--format", "csv"]
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
            ("vjgraph, columns", columns, ""),
            ("networkx.bipartite", bipartite, beside(columns.wall, bipartite.wall)),
            ("vjgraph, Graph.network: from disk, with each meeting", whole, ""),
        ):
            yield Row("Meetings into a graph of people", NETWORK, on, name, one.wall, one.spent, one.peak, "", ratio)
