"""Sources into quads: YAML beside PyYAML, pydantic and rdflib; JSON Lines beside morph-kgc and rdflib."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench import KINDS, Bench
from comparing import agree, digest_quads
from measuring import Row, beside
from peers.morph import is_mapped

YAML = (
    "YAML into checked records into N-Quads, on one core; all quads are equal; the program that checks nothing and keeps nothing "
    "but its quads (peers/straight.py) reads the same sources from JSON Lines, and no YAML at all: it is the most that Python "
    "gives, whatever parses YAML; wanted: 5 times as fast, 25 times if a faster parser can tell errors as well"
)
LINES = "JSON Lines into N-Quads, on one core; all quads are equal"
CORES = (
    "JSON Lines into N-Quads by vjgraph on one core and on all of them, in seconds of the clock; all quads are equal; a program "
    "that checks nothing and keeps nothing but its quads (peers/straight.py) is on one core, and on two at most twice as fast; "
    "wanted: 2 million quads/s on two cores"
)
MAPPED = (
    "JSON Lines into N-Quads, on one core, quads a second: morph-kgc's mapping leaves out what statements and instruments say, "
    "and the capacity and side of participants; its quads equal vjgraph's without these; vjgraph's rate counts all of its own; "
    "the program that checks nothing and keeps nothing but its quads (peers/straight.py), and the same that checks its records' "
    "types with msgspec and nothing else, are the most that Python gives; "
    "wanted: 6 times the quads a second, 10 times less memory"
)

UNCHECKED = "a program that checks nothing"
TYPED = "the same, that checks types alone"


def from_yaml(bench: Bench) -> Iterator[Row]:
    """At the smallest size, since a peer wants all in memory."""
    size = bench.sizes[0]
    yield from _by_hand(bench, size, "yaml", "YAML into quads", YAML)


def from_lines(bench: Bench) -> Iterator[Row]:
    """At the greatest size up to 10,000 sources."""
    size = bench.middle
    yield from _by_hand(bench, size, "jsonl", "JSON Lines into quads", LINES)
    yield from _on_all_cores(bench, size)
    if not bench.morph:
        print("morph-kgc: left out: MORPH_KGC names no interpreter that has it (see peers/morph.py)", file=sys.stderr)
        return
    project, out, theirs = str(bench.project(size)), bench.fresh("ours.nq"), bench.fresh("morph.nq")
    plain, checked = ({"project": project, "out": bench.fresh(f"{one}.nq"), "kinds": str(KINDS)} for one in ("straight", "typed"))
    mine, straight, typed, bare, morph = bench.turns(
        ("ours:compile_quads", {"project": project, "out": out}),
        ("peers.straight:convert", plain),
        ("peers.straight:convert", {**checked, "typed": True}),
        ("ours:import_alone", {}),
        ("peers.morph:convert", {"project": project, "out": theirs, "python": bench.morph}),
    )
    quads, found = digest_quads(theirs)
    agree("JSON Lines", vjgraph=digest_quads(out), straight=digest_quads(plain["out"]), typed=digest_quads(checked["out"]))
    agree("JSON Lines by morph-kgc", vjgraph=digest_quads(out, keep=is_mapped), morph=(quads, found))
    all_quads = mine.result["quads"]
    peers = quads / morph.spent
    stage = "JSON Lines into quads, by a mapping"
    on = f"{size:,} sources"
    ours = all_quads / mine.spent
    yield Row(stage, MAPPED, on, "vjgraph", mine.wall, mine.spent, mine.peak, f"{ours:,.0f} quads/s of {all_quads:,}")
    for who, one in ((UNCHECKED, straight), (TYPED, typed)):
        free = all_quads / one.spent
        what = f"{beside(free, ours, 'the quads a second')}; its own are {free / peers:.1f} times those of morph-kgc"
        yield Row(stage, MAPPED, on, who, one.wall, one.spent, one.peak, f"{free:,.0f} quads/s of {all_quads:,}", what)
    what = f"{beside(peers, ours, 'the quads a second')}, {morph.peak / mine.peak:.1f} times less memory"
    least = f"{morph.peak / bare.peak:.1f} times less is what Python, vjgraph and its libraries take before anything is read"
    rate = f"{peers:,.0f} quads/s of {quads:,}"
    yield Row(stage, MAPPED, on, "morph-kgc", morph.wall, morph.spent, morph.peak, rate, f"{what}; {least}")


def _on_all_cores(bench: Bench, size: int) -> Iterator[Row]:
    project, one, all_ = str(bench.project(size)), bench.fresh("ours.nq"), bench.fresh("all.nq")
    unchecked = bench.fresh("straight.nq")
    alone, crew, straight = bench.turns(
        ("ours:compile_quads", {"project": project, "out": one}),
        ("ours:compile_on_all_cores", {"project": project, "out": all_}),
        ("peers.straight:convert", {"project": project, "out": unchecked, "kinds": str(KINDS)}),
    )
    quads, found = digest_quads(one)
    agree("all cores", one=(quads, found), all=digest_quads(all_), straight=digest_quads(unchecked))
    on = f"{size:,} sources, {quads:,} quads"
    stage = "JSON Lines into quads, on all cores"
    yield Row(stage, CORES, on, "one core", alone.wall, alone.spent, alone.peak, f"{quads / alone.wall:,.0f} quads/s")
    what = beside(crew.wall, alone.wall)
    yield Row(stage, CORES, on, "all cores", crew.wall, crew.spent, crew.peak, f"{quads / crew.wall:,.0f} quads/s", what)
    rate = f"{quads / straight.wall:,.0f} quads/s"
    yield Row(stage, CORES, on, f"{UNCHECKED}, one core", straight.wall, straight.spent, straight.peak, rate)


def _by_hand(bench: Bench, size: int, format: str, stage: str, compares: str) -> Iterator[Row]:
    project, out, theirs = str(bench.project(size, format)), bench.fresh("ours.nq"), bench.fresh("by-hand.nq")
    lines, unchecked = str(bench.project(size)), bench.fresh("straight.nq")
    mine, peer, straight = bench.turns(
        ("ours:compile_quads", {"project": project, "out": out}),
        ("peers.by_hand:convert", {"project": project, "out": theirs, "kinds": str(KINDS)}),
        ("peers.straight:convert", {"project": lines, "out": unchecked, "kinds": str(KINDS)}),
    )
    quads, found = digest_quads(out)
    agree(stage, vjgraph=(quads, found), peer=digest_quads(theirs), straight=digest_quads(unchecked))
    what = f"{beside(mine.spent, peer.spent)}, {peer.peak / mine.peak:.1f} times less memory"
    who = "PyYAML, pydantic, rdflib" if format == "yaml" else "json, pydantic, rdflib"
    on = f"{size:,} sources, {quads:,} quads"
    yield Row(stage, compares, on, "vjgraph", mine.wall, mine.spent, mine.peak, f"{quads / mine.spent:,.0f} quads/s")
    yield Row(stage, compares, on, who, peer.wall, peer.spent, peer.peak, f"{quads / peer.spent:,.0f} quads/s", what)
    rate, most = f"{quads / straight.spent:,.0f} quads/s", f"it is {peer.spent / straight.spent:.1f} times as fast as {who}"
    yield Row(stage, compares, on, f"{UNCHECKED}, from JSON Lines", straight.wall, straight.spent, straight.peak, rate, most)
