"""Questions to a built graph: who met whom, one person's year, a command from start to end, the network of people."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from bench import MIDDLE, MONTH, YEAR, YEARS, Bench
from comparing import agree
from measuring import Measured, Row, beside, run
from virtuoso import serving

NAMED = (
    "who met whom: the named query opens the graph, reads what its build kept of these years, and gives kinds, places, sources, "
    "certainty and its reason too; the naive query gives names and days; equal rows in what both give; wanted: 16,000 rows of a "
    "million triples in 0.25 s, of 8 million in 2.5 s"
)
PERSON = "who met most often in a year met whom then: the store opened and the name looked up; the naive query takes an IRI"
ALONE = (
    "the question alone, on an open graph that was asked about another person before: who met most often, and who met more often "
    "than one half and less often than the other; all take an IRI; wanted: 20 ms of 8 million triples"
)
PERIOD = (
    "named queries about a month and a year: vjgraph reads from its build which events can lie in it, and the query walks these; "
    "beside it the same query without them, which walks all; the graph is opened each time; equal rows"
)
COMMANDS = "a process from start to end, beside an interpreter that does nothing; wanted: 0.1 s for --help, 0.2 s for a question"
NETWORK = (
    "meetings into a graph of people, from what is in memory: vjgraph's encounters as columns of numbers, counted with how many "
    "are certain, beside networkx.bipartite.weighted_projected_graph over a graph of meetings and people; equal pairs and "
    "weights; wanted: 500 times as fast; from disk, reading and numbering are counted too"
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


def one_person(bench: Bench) -> list[Row]:
    """At each size: a graph opened and asked by name, and the question alone about the busiest and a typical person."""
    rows = []
    for size in bench.sizes:
        project = str(bench.built(size))
        store = f"{project}/build/store"
        who = run("ours:busiest", project=project, year=YEAR["first"])["result"]
        asked = [("One person's year", PERSON, "", {"person": who["name"]}, {"iri": who["iri"]})]
        for one, iri in (("the busiest", who["iri"]), ("a typical one", who["typical"])):
            before = {"before": who["next"]}
            again = ("One person's year, asked again", ALONE, f", {one}")
            asked.append((*again, {"person": iri} | before, {"iri": iri} | before))
        for stage, compares, one, named, known in asked:
            ours, naive = bench.turns(
                ("ours:who_met_whom", {"project": project} | named | YEAR),
                ("peers.stores:ask_disk", {"store": store} | known | YEAR),
                times=max(5, bench.times),
            )
            agree(f"one person{one}", vjgraph=ours.result, naive=naive.result)
            on, number = f"{size:,} sources{one}", f"{ours.result['rows']:,} rows"
            rows += [
                Row(stage, compares, on, name, took.wall, took.spent, took.peak, number, ratio)
                for name, took, ratio in (
                    ("vjgraph", ours, ""),
                    ("naive query, from disk", naive, beside(ours.spent, naive.spent)),
                )
            ]
    return sorted(rows, key=lambda row: row.stage)


def periods(bench: Bench) -> Iterator[Row]:
    """Meetings, statements and all that happened: in a year at each size, and in a month where there are some in it."""
    for size in bench.sizes:
        project = str(bench.built(size))
        asking = [("in a year", YEAR), ("in a month", MONTH)] if size >= MIDDLE else [("in a year", YEAR)]
        for query in ("meetings", "statements", "happened"):
            for asked, days in asking:
                job = {"project": project, "query": query} | days
                kept, walked = bench.turns(*(("ours:of_period", job | {"kept": kept}) for kept in (True, False)))
                agree(f"{query} {asked}", kept=kept.result, walked=walked.result)
                on, number = f"{size:,} sources, {query} {asked}", f"{kept.result['rows']:,} rows"
                ratio = beside(kept.spent, walked.spent)
                for who, one, told in (("vjgraph", kept, ""), ("all walked", walked, ratio)):
                    yield Row("Questions about a period", PERIOD, on, who, one.wall, one.spent, one.peak, number, told)


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
        jobs = {
            "networkx.bipartite": ("peers.stores:project_bipartite", project),
            "vjgraph, count_ties": ("ours:count_ties", project),
            "vjgraph, Graph.ties: from disk": ("ours:people_ties", project),
            "vjgraph, Graph.network: from disk, with each meeting": ("ours:people_network", project),
        }
        found = dict(zip(jobs, bench.turns(*jobs.values()), strict=True))
        agree("network", **{name: one.result["digest"] for name, one in found.items()})
        theirs = found["networkx.bipartite"]
        for name, one in found.items():
            # Reading from disk is no part of what networkx does.
            ratio = beside(one.spent, theirs.spent, "as fast as networkx") if jobs[name][0] == "ours:count_ties" else ""
            on = f"{size:,} sources, {theirs.result['pairs']:,} pairs"
            yield Row("Meetings into a graph of people", NETWORK, on, name, one.wall, one.spent, one.peak, "", ratio)
