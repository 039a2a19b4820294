"""What is measured of vjgraph: each a job that calls public functions only, with what is imported first not timed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from comparing import digest_lines, digest_rows

OFTEN = 500
"""How often ties are counted, which takes a millisecond or less."""


def compile_quads(clock: Any, *, project: str, out: str) -> dict[str, int]:
    """The sources of a project into N-Quads on one core: read, checked, compiled, written; one graph a source."""
    from vjgraph.lines import to_lines

    compile_all = _compiler()
    quads = 0
    with clock, Path(out).open("wb") as file:
        for fragment in compile_all(Path(project)):
            quads += len(fragment.triples)
            file.write(to_lines(fragment.triples, graph=fragment.source))
    return {"quads": quads}


def import_alone(clock: Any) -> None:
    """What compiling needs before it reads anything: Python, vjgraph and its libraries in memory."""
    _compiler()
    with clock:
        pass


def compile_on_all_cores(clock: Any, *, project: str, out: str) -> dict[str, int]:
    """The same on all cores, byte for byte: in chunks of a quarter of a mebibyte, each written to a file, then joined."""
    from vjgraph.building.crew import Crew
    from vjgraph.streaming import list_sources, split_source

    read_known, root = _reader(), Path(project)
    with clock, Path(out).open("wb") as file:
        chunks = [part for one in list_sources(root / "sources", root=root) for part in split_source(one, bytes_each=1 << 18)]
        with Crew(read_known(root)) as crew:
            # What the others wrote does not pass through this process, which would keep a core from them.
            for part in crew.map(compile_chunk, ((chunk, f"{out}.{number}") for number, chunk in enumerate(chunks))):
                with Path(part).open("rb") as written:
                    while os.copy_file_range(written.fileno(), file.fileno(), 1 << 30):
                        continue
                Path(part).unlink()
    return {"quads": Path(out).read_bytes().count(b"\n")}


def compile_chunk(known: Known, task: tuple[Any, str]) -> str:
    """The quads of a part of a file of sources, written to a file: its name."""
    from vjgraph.lines import to_lines
    from vjgraph.streaming import read_chunk

    chunk, out = task
    with Path(out).open("wb") as file:
        for fragment in _compiled(read_chunk(chunk), known):
            file.write(to_lines(fragment.triples, graph=fragment.source))
    return out


def compile_triples(clock: Any, *, project: str, out: str) -> None:
    """The same as N-Triples in the order of the sources, as a store is loaded from them; what two say stands twice."""
    from vjgraph.lines import to_lines

    compile_all = _compiler()
    with clock, Path(out).open("wb") as file:
        for fragment in compile_all(Path(project)):
            file.write(to_lines(fragment.triples))


@dataclass(frozen=True)
class Known:
    """What sources are compiled against."""

    authorities: Any
    kinds: Any

    @cached_property
    def resolver(self) -> Any:
        """Finds the entries of the authorities by their names."""
        from vjgraph.identifying import Resolver

        return Resolver(self.authorities)


def _reader() -> Callable[[Path], Known]:
    """What reads who is who in a project, with all that it imports."""
    import pyoxigraph  # noqa: F401

    from vjgraph.authorities import read_authorities
    from vjgraph.kinds import read_kinds

    def read_known(project: Path) -> Known:
        authorities, findings = read_authorities(project / "sources" / "authorities", root=project)
        if findings:
            raise SystemExit(f"a corpus has no errors: {findings[0]}")
        return Known(authorities, read_kinds(project))

    return read_known


def _compiler() -> Callable[[Path], Iterator[Any]]:
    """What compiles the sources of a project, one after the other, with all that it imports."""
    import vjgraph.compiling  # noqa: F401
    from vjgraph.streaming import iter_documents

    read_known = _reader()
    return lambda project: _compiled(iter_documents(project / "sources", root=project), read_known(project))


def _compiled(documents: Iterable[Any], known: Known) -> Iterator[Any]:
    from vjgraph.compiling import compile_source

    for document, found in documents:
        fragment, errors, _ = compile_source(document, resolver=known.resolver, kinds=known.kinds) if document else (None, [], [])
        if fragment is None:
            raise SystemExit(f"a corpus has no errors: {[*found, *errors][0]}")
        yield fragment


def build(clock: Any, *, project: str, compare: bool = False) -> dict[str, Any]:
    """The whole build of a project, anew or by what has changed since the last one; to `compare`, all triples are read back."""
    import vjgraph
    import vjgraph.building.project
    from vjgraph.store import dump_ntriples

    with clock:
        graph = vjgraph.build(project)
    store = (Path(project) / "build" / "store").resolve()
    digest = digest_lines(dump_ntriples(graph.store).splitlines(keepends=True)) if compare else ""
    return {"triples": graph.built.triples, "digest": digest, "store": _size(store), "folder": _size(store.parent)}


def load_store(clock: Any, *, triples: str, store: str) -> dict[str, Any]:
    """N-Triples into a store on disk."""
    from vjgraph.store import write_store

    with clock:
        write_store(Path(store), _parts(Path(triples)))
    return _stored(store)


def _parts(path: Path) -> Iterator[bytes]:
    """A file in parts of whole lines, as the fragments come."""
    with path.open("rb") as file:
        while lines := file.readlines(1 << 20):
            yield b"".join(lines)


def _stored(store: str) -> dict[str, Any]:
    from vjgraph.store import dump_ntriples, read_store

    lines = dump_ntriples(read_store(Path(store))).splitlines(keepends=True)
    return {"triples": len(lines), "digest": digest_lines(lines), "size": _size(Path(store))}


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def write_turtle(clock: Any, *, triples: str, out: str) -> None:
    """N-Triples sorted, and as Turtle."""
    from vjgraph.exporting import to_turtle
    from vjgraph.vocabulary import DATA

    unsorted = Path(triples).read_bytes()
    with clock:
        lines = b"".join(sorted(set(unsorted.splitlines(keepends=True))))
        Path(out).write_bytes(to_turtle(lines, base=DATA))


def dump(clock: Any, *, project: str, out: str) -> dict[str, int]:
    """All triples of a built graph as N-Triples."""
    import vjgraph

    with clock:
        vjgraph.load(project).export(out)
    return {"triples": Path(out).read_bytes().count(b"\n")}


def count(clock: Any, *, project: str) -> dict[str, int]:
    """How many triples a built graph has."""
    import vjgraph

    with clock:
        (row,) = vjgraph.load(project).query("SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }").rows
    return dict(row)


def who_met_whom(clock: Any, *, project: str, first: str, last: str, person: str = "", before: str = "") -> dict[str, Any]:
    """The named query on a built store: opened and asked once; or on an open one that was asked about another person `before`."""
    import pyoxigraph  # noqa: F401

    import vjgraph
    import vjgraph.encounters

    days = {"from_": first, "to": last}
    graph = vjgraph.load(project) if before else None
    if graph:
        graph.query("who-met-whom", before, **days)
    with clock:
        rows = (graph or vjgraph.load(project)).query("who-met-whom", *filter(None, [person]), **days).rows
    met = [(row["a_id"], row["b_id"], row["meeting"], str(row["earliest"]), str(row["latest"])) for row in rows]
    return {"rows": len(rows), "digest": digest_rows(met)}


def of_period(clock: Any, *, project: str, query: str, first: str, last: str, kept: bool) -> dict[str, Any]:
    """A named query about a period on a built store, opened and asked once; by the store alone unless what is `kept` is used."""
    import pyoxigraph  # noqa: F401

    import vjgraph
    import vjgraph.encounters
    from vjgraph.periods import read_period
    from vjgraph.querying import ask

    with clock:
        graph = vjgraph.load(project)
        if kept:
            rows = graph.query(query, from_=first, to=last).rows
        else:
            rows = ask(graph.store, graph.queries[query], period=read_period(None, first, last)).rows
    return {"rows": len(rows), "digest": digest_rows(tuple(map(str, row.values())) for row in rows)}


def busiest(clock: Any, *, project: str, year: str) -> dict[str, str]:
    """Who met most often in a year: the name and the IRI; the IRIs of who came next, and of whom as many met more as met less."""
    import vjgraph

    with clock:
        rows = vjgraph.load(project).query("who-met-whom", year=year).rows
    ends = Counter((row[end], row[f"{end}_id"]) for row in rows for end in ("a", "b"))
    ranked = [who for who, _ in sorted(ends.items(), key=lambda item: (item[1], item[0]))]
    name, iri = ranked[-1]
    return {"name": name, "iri": iri, "next": ranked[-2][1], "typical": ranked[len(ranked) // 2][1]}


def command_line(clock: Any, *, arguments: list[str]) -> dict[str, int]:
    """A command of vjgraph from start to end."""
    command = [sys.executable, "-c", "from vjgraph.cli import main; main()", *arguments]
    with clock:
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "100"})
    return {"lines": done.stdout.count("\n")}


def count_ties(clock: Any, *, project: str) -> dict[str, Any]:
    """Meetings into a graph of people from columns of numbers, which are read first: each pair and how often they met."""
    import vjgraph
    from vjgraph.ties import count_ties, number_encounters, read_encountered

    graph = vjgraph.load(project)
    encounters = number_encounters(read_encountered(graph.folder))
    return _tied(clock.repeat(lambda: count_ties(encounters), OFTEN), graph.settings.base)


def people_ties(clock: Any, *, project: str) -> dict[str, Any]:
    """The same from disk."""
    import numpy  # noqa: F401

    import vjgraph
    import vjgraph.ties

    with clock:
        graph = vjgraph.load(project)
        ties = graph.ties()
    return _tied(ties, graph.settings.base)


def _tied(ties: Any, base: str) -> dict[str, Any]:
    ends = ([iri.removeprefix(base) for iri in ties.people[end]] for end in (ties.first, ties.second))
    edges = [(*sorted(pair), str(count)) for *pair, count in zip(*ends, ties.count.tolist(), strict=True)]
    return {"pairs": len(edges), "digest": digest_rows(edges)}


def people_network(clock: Any, *, project: str) -> dict[str, Any]:
    """The network as it is handed out: each edge with its meetings, their days, places and certainty."""
    import vjgraph

    with clock:
        graph = vjgraph.load(project)
        network = graph.network("people")
    base = graph.settings.base
    edges = ((sorted((a.removeprefix(base), b.removeprefix(base))), edge["count"]) for a, b, edge in network.edges(data=True))
    return {"pairs": network.number_of_edges(), "digest": digest_rows((a, b, str(n)) for (a, b), n in edges)}
