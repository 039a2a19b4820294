"""What a build holds beside its store: the exports, the page, and the findings of its sources."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from vjgraph.building.ledger import FILE, Ledger, LedgerError, open_ledger
from vjgraph.building.standing import kept_world
from vjgraph.deciding import known_ids
from vjgraph.encounters import FOLDER as ENCOUNTERS
from vjgraph.errors import Finding, StoreError
from vjgraph.exporting import iter_ntriples, to_trig, to_turtle
from vjgraph.facts import Fragment
from vjgraph.knowing import Ground
from vjgraph.lines import to_lines
from vjgraph.parting import join
from vjgraph.parts import Parts, check_parts, write_parts
from vjgraph.pipeline import alike_notes
from vjgraph.reading import Document
from vjgraph.settling import settle
from vjgraph.sorting import sort_lines
from vjgraph.store import dump_ntriples, read_store
from vjgraph.terms import entity

_AT_ONCE = 10_000
"""Lines of what follows that are handed on at once."""


def write_exports(
    folder: Path, ledger: Ledger, *, ground: Ground, title: str, exported: bool, left_out: Sequence[Finding] = ()
) -> tuple[Finding, ...]:
    """Write `findings.txt` and, where they are `exported`, Turtle, TriG and the page beside a new store; all findings.

    What may be one thing is looked for only in a graph that is exported: 'vjgraph check' does it for any.
    """
    findings = [*ground.knowledge.findings, *ledger.findings(), *left_out]
    if exported:
        from vjgraph.explorer import write_page

        findings += _alike(ledger, ground)
        store = read_store(folder / "store")
        (folder / "graph.ttl").write_bytes(to_turtle(dump_ntriples(store), base=ground.base))
        (folder / "graph.trig").write_bytes(to_trig(b"".join(nquads(ledger, base=ground.base)), base=ground.base))
        write_page(folder / "graph.html", store, base=ground.base, title=title)
    told = tuple(sorted(set(findings)))
    (folder / "findings.txt").write_text("".join(f"{finding}\n" for finding in told), encoding="utf-8")
    return told


def is_whole(generation: Path, *, exported: bool) -> bool:
    """Whether all that a build writes is there."""
    wanted = ("store", ENCOUNTERS, "findings.txt", *(("graph.ttl", "graph.trig", "graph.html") if exported else ()))
    return all((generation / name).exists() for name in wanted)


def read_nquads(generation: Path, *, base: str) -> Iterator[bytes]:
    """The N-Quads of a generation; raise `StoreError` where what it was made of was not kept, or the next build changed it."""
    ledger = open_ledger(generation)
    if ledger is None:
        raise StoreError(f"{generation}: what each source says was not kept by this build: run 'vjgraph build' again")
    token = ledger.fact("token")
    try:
        yield from nquads(ledger, base=base)
        changed = ledger.fact("token") != token
    except KeyError:
        changed = True
    except LedgerError as error:
        hint = f"export again, or delete {generation.parent / FILE} and run 'vjgraph build'"
        raise StoreError(f"{generation}: what each source says cannot be read ({error}): {hint}") from error
    finally:
        ledger.close()
    if changed:
        raise StoreError(f"{generation}: the next build was made while this one was read: export again")


def export_parts(folder: Path, generation: Path, *, ending: str, base: str) -> Parts:
    """Write a generation in parts for bulk loaders; raise `UsageError` as `write_parts` does, before anything is read."""
    check_parts(folder, ending)
    lines = read_nquads(generation, base=base) if ending == "nq" else iter_ntriples(read_store(generation / "store"))
    return write_parts(folder, lines, ending=ending)


def nquads(ledger: Ledger, *, base: str) -> Iterator[bytes]:
    """What each source says, what is known and what follows as N-Quads, one graph each, sorted within a graph.

    What follows is sorted on the disk where there is much of it; what is known, and what one source says, in memory.
    """
    described = zlib.decompress(ledger.fact("described")).splitlines(keepends=True)
    yield b"".join(_in_graph(described, f"{base}graph/authorities"))
    derived = sort_lines(line for triples in ledger.derived() for line in to_lines(triples).splitlines(keepends=True))
    lines = _in_graph(derived, f"{base}graph/derived")
    while some := b"".join(islice(lines, _AT_ONCE)):
        yield some
    for id in sorted(ledger.ids(), key=lambda id: entity(base, "sources", id)):
        fragment = ledger.whole(id)
        yield to_lines(sorted(set(fragment.triples)), graph=fragment.source)


def _in_graph(lines: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Lines of N-Triples as N-Quads of one graph."""
    end = f"<{name}> .\n".encode()
    return (line[:-2] + end for line in lines)


def _alike(ledger: Ledger, ground: Ground) -> list[Finding]:
    world = kept_world(ledger, ground=ground)
    fragments: dict[str, Fragment] = {id: join(shares.values()) for id, shares in ledger.told(ledger.units()).items()}
    occurrences, _ = settle(fact for fragment in fragments.values() for fact in fragment.occasions)
    documents: dict[str, Document] = {id: world.documents[id] for id in ledger.ids()}
    known = known_ids(ground.knowledge.authorities, documents.values())
    return alike_notes(occurrences, fragments, documents, resolver=ground.knowledge.resolver, known=known, base=ground.base)
