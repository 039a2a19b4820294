"""Triples onto disk: a store beside pyoxigraph's own bulk loader, and Turtle beside rdflib's longturtle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench import Bench
from comparing import agree, digest_quads
from measuring import Measured, Row, beside, run

LOADED = (
    "the N-Triples of the sources into a store on disk, both cores; equal triples when read back; vjgraph gives the loader one "
    "thread beside its own, which bounds the memory (pyoxigraph takes as many as there are cores), does not judge again whether "
    "IRIs are valid, and puts the store in order at the end; wanted: 90 % of its speed"
)
TURTLE = (
    "N-Triples sorted and as Turtle, beside serialising a graph that rdflib holds in memory already; equal triples; "
    "wanted: 12 times as fast"
)


def into_store(bench: Bench) -> Iterator[Row]:
    """At the greatest size up to 10,000 sources, and once at the greatest: how the loader's own cost grows stands beside ours."""
    before: dict[str, float] = {}
    for size in sorted({bench.middle, bench.sizes[-1]}):
        triples = str(bench.triples(size))
        jobs: dict[str, tuple[str, dict[str, Any]]] = {
            "vjgraph": ("ours:load_store", {}),
            "pyoxigraph bulk_load": ("peers.stores:bulk_load", {}),
            "pyoxigraph bulk_load, then optimize": ("peers.stores:bulk_load", {"optimize": True}),
        }
        found = {who: Measured() for who in jobs}
        for _ in range(bench.times if size == bench.middle else 1):
            for who, (job, more) in jobs.items():
                # A store is loaded anew each time.
                found[who].add(run(job, triples=triples, store=bench.fresh("store"), **more))
        agree("store", **{who: (one.result["triples"], one.result["digest"]) for who, one in found.items()})
        ours = found["vjgraph"]
        number = ours.result["triples"]
        on = f"{size:,} sources, {number:,} triples"
        for who, one in found.items():
            speed = f"{one.wall / ours.wall:.0%} of its speed by the clock, {one.spent / ours.spent:.0%} by the processor"
            told = [] if one is ours else [speed]
            each = one.spent / number
            if who in before:
                told.append(f"a triple takes it {each / before[who]:.2f} times as long as at {bench.middle:,} sources")
            before[who] = each
            rate = f"{number / one.wall:,.0f} triples/s, {one.result['size'] / 2**20:,.0f} MiB on disk"
            yield Row("Triples into a store", LOADED, on, who, one.wall, one.spent, one.peak, rate, "; ".join(told))


def into_turtle(bench: Bench) -> Iterator[Row]:
    """At the smallest size, for rdflib's sake."""
    size = bench.sizes[0]
    triples, out, theirs = str(bench.triples(size)), bench.fresh("ours.ttl"), bench.fresh("theirs.ttl")
    mine, peer = bench.turns(
        ("ours:write_turtle", {"triples": triples, "out": out}), ("peers.stores:longturtle", {"triples": triples, "out": theirs})
    )
    number, digest = digest_quads(out)
    agree("Turtle", vjgraph=(number, digest), rdflib=digest_quads(theirs))
    on = f"{size:,} sources, {number:,} triples"
    for who, one, ratio in (("vjgraph", mine, ""), ("rdflib longturtle", peer, beside(mine.spent, peer.spent))):
        rate = f"{number / one.spent:,.0f} triples/s"
        yield Row("Sorted Turtle, the same bytes each time", TURTLE, on, who, one.wall, one.spent, one.peak, rate, ratio)
