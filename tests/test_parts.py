"""The graph in parts: sorted, the same bytes each time, whole or not at all, and taken by the loaders of other stores."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

import vjgraph
from vjgraph.building.publishing import read_nquads
from vjgraph.errors import StoreError, UsageError
from vjgraph.exporting import iter_ntriples
from vjgraph.generations import open_generation
from vjgraph.parts import Parts, write_parts
from vjgraph.store import dump_ntriples
from vjgraph.vocabulary import DATA

GRAPH = "https://example.org/graphs/parts"
MOST = 60


def lines_of(folder: Path) -> list[bytes]:
    """All lines of the parts of a folder, in the order of the parts."""
    parts = (gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("part-*")))
    return b"".join(parts).splitlines(keepends=True)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def quads(project_graph: vjgraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quads of the invented project, in parts."""
    folder = tmp_path_factory.mktemp("parts") / "quads"
    write_parts(folder, read_nquads(open_generation(project_graph.project), base=DATA), ending="nq", most=MOST)
    return folder


@pytest.fixture(scope="module")
def triples(project_graph: vjgraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands in its store, in parts."""
    folder = tmp_path_factory.mktemp("parts") / "triples"
    write_parts(folder, iter_ntriples(project_graph.store), ending="nt", most=MOST)
    return folder


# --- what is written ----------------------------------------------------------------------------------------------------


def test_parts_hold_so_many_lines_each_and_the_last_the_rest(triples: Path, project_graph: vjgraph.Graph) -> None:
    lengths = [gzip.decompress(path.read_bytes()).count(b"\n") for path in sorted(triples.glob("part-*"))]
    assert lengths == [MOST] * (len(project_graph.store) // MOST) + [len(project_graph.store) % MOST]
    assert [path.name for path in sorted(triples.glob("part-*"))][:2] == ["part-00000.nt.gz", "part-00001.nt.gz"]


def test_triples_are_those_of_the_store_in_their_order(triples: Path, project_graph: vjgraph.Graph) -> None:
    assert b"".join(lines_of(triples)) == dump_ntriples(project_graph.store)


def test_quads_are_those_of_the_export_sorted_within_each_graph(
    quads: Path, project_graph: vjgraph.Graph, tmp_path: Path
) -> None:
    lines = lines_of(quads)
    exported = project_graph.export(tmp_path / "graph.nq").read_bytes().splitlines(keepends=True)
    assert sorted(lines) == exported
    graphs = [line.split()[-2] for line in lines]
    changes = [graph for before, graph in zip([b"", *graphs], graphs, strict=False) if graph != before]
    assert len(changes) == len(set(changes)), "each graph is in one piece"
    assert changes[:2] == [f"<{DATA}graph/{name}>".encode() for name in ("authorities", "derived")]
    assert changes[2:] == sorted(changes[2:])
    assert len(changes) == 4
    for graph in changes:
        held = [line for line in lines if line.endswith(graph + b" .\n")]
        assert held == sorted(held)


def test_the_manifest_lists_each_part_as_it_lies_there(quads: Path) -> None:
    manifest = json.loads((quads / "manifest.json").read_text())
    assert manifest["format"] == "N-Quads"
    assert manifest["lines"] == len(lines_of(quads)) == sum(part["lines"] for part in manifest["parts"])
    there = sorted(quads.glob("part-*"))
    assert [part["file"] for part in manifest["parts"]] == [path.name for path in there]
    for part, path in zip(manifest["parts"], there, strict=True):
        assert part["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert part["bytes"] == path.stat().st_size


def test_the_same_graph_is_the_same_bytes_at_any_time_and_place(
    quads: Path, project_graph: vjgraph.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 1.0)
    again = read_nquads(open_generation(project_graph.project), base=DATA)
    write_parts(tmp_path / "elsewhere" / "again", again, ending="nq", most=MOST)
    assert files(tmp_path / "elsewhere" / "again") == files(quads)


def test_blocks_of_any_size_are_cut_into_the_same_parts(tmp_path: Path) -> None:
    lines = [f"<a:{number:03}> <a:b> <a:c> .\n".encode() for number in range(100)]
    for name, blocks in {
        "one": [b"".join(lines)],
        "each": lines,
        "some": [b"", b"".join(lines[:33]), b"".join(lines[33:])],
    }.items():
        written = write_parts(tmp_path / name, blocks, ending="nt", most=25)
        assert (written.lines, [part.lines for part in written.parts]) == (100, [25] * 4)
        assert files(tmp_path / name) == files(tmp_path / "one")


def test_a_graph_without_triples_is_no_part_and_a_manifest(tmp_path: Path) -> None:
    assert write_parts(tmp_path / "none", [], ending="nt") == Parts("N-Triples", 0, ())
    assert list(files(tmp_path / "none")) == ["manifest.json"]


# --- where it is written ------------------------------------------------------------------------------------------------


def test_earlier_parts_are_replaced_by_all_of_the_new_or_stay(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    write_parts(folder, [b"<a:a> <a:b> <a:c> .\n"] * 9, ending="nt", most=2)
    write_parts(folder, [b"<a:a> <a:b> <a:d> .\n"], ending="nt")
    assert sorted(files(folder)) == ["manifest.json", "part-00000.nt.gz"]
    before = files(folder)

    def broken() -> Iterator[bytes]:
        yield b"<a:a> <a:b> <a:e> .\n"
        raise OSError("no more space")

    with pytest.raises(OSError, match="no more space"):
        write_parts(folder, broken(), ending="nt")
    assert files(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["parts"], "nothing half written is left"


def test_what_is_no_place_for_parts_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "part-of-my-life.txt").write_text("mine")

    def lines() -> Iterator[bytes]:
        pytest.fail("read")
        yield b""

    for name, why in {"file": "this is a file", "full": "holds something else than parts"}.items():
        with pytest.raises(UsageError, match=why):
            write_parts(tmp_path / name, lines(), ending="nq")
    with pytest.raises(UsageError, match="no parts are called 'ttl'; there are nq, nt"):
        write_parts(tmp_path / "new", lines(), ending="ttl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]


def test_quads_that_the_next_build_changes_halfway_are_refused(project_graph: vjgraph.Graph, tmp_path: Path) -> None:
    project = shutil.copytree(project_graph.project / "sources", tmp_path / "project" / "sources").parent
    vjgraph.build(project)
    reading = read_nquads(open_generation(project), base=DATA)
    next(reading)
    source = next((project / "sources").glob("*.yaml"))
    source.rename(source.with_name("renamed.yaml"))
    vjgraph.build(project)
    with pytest.raises(StoreError, match="the next build was made while this one was read: export again"):
        list(reading)


# --- who takes them -----------------------------------------------------------------------------------------------------


def met(graph: vjgraph.Graph) -> list[dict[str, str]]:
    return [{key: str(value) for key, value in row.items()} for row in graph.query("who-met-whom").rows]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _want(*programs: str) -> list[str]:
    found = [
        str(path) if (path := Path(sys.executable).with_name(program)).is_file() else shutil.which(program)
        for program in programs
    ]
    if None in found:
        if os.environ.get("VJGRAPH_REQUIRE_STORES"):
            pytest.fail(f"{' and '.join(programs)} are not here, and VJGRAPH_REQUIRE_STORES wants them")
        pytest.skip(f"{' and '.join(programs)} are not here")
    return [program for program in found if program]


def _until(answers: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            answers()
            return
        except (StoreError, subprocess.CalledProcessError):
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
    pytest.fail("the server does not answer")


def test_oxigraph_in_python_takes_them(quads: Path, triples: Path, project_graph: vjgraph.Graph) -> None:
    store = ox.Store()
    for folder, format in ((quads, ox.RdfFormat.N_QUADS), (triples, ox.RdfFormat.N_TRIPLES)):
        for path in sorted(folder.glob("part-*.gz")):
            with gzip.open(path) as part:
                store.bulk_load(part, format=format)
    manifest = json.loads((quads / "manifest.json").read_text())
    assert len(store) == manifest["lines"] + len(project_graph.store)
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == len(project_graph.store)
    assert len(list(store.named_graphs())) == 4


@contextmanager
def oxigraph(folder: Path, parts: Path, *, graph: str = "") -> Iterator[str]:
    """The address of an Oxigraph server into which parts were loaded."""
    (program,) = _want("oxigraph")
    store, address = str(folder / "store"), f"127.0.0.1:{_free_port()}"
    loaded = [program, "load", "--location", store, *(["--graph", graph] if graph else []), "--file"]
    subprocess.run([*loaded, *map(str, sorted(parts.glob("part-*.gz")))], capture_output=True, check=True)
    command = [program, "serve-read-only", "--location", store, "--bind", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _until(lambda: vjgraph.connect(f"http://{address}/query").query("ASK {}"), process)
            yield f"http://{address}/query"
        finally:
            process.terminate()


@contextmanager
def virtuoso(folder: Path, parts: Path, *, graph: str = "") -> Iterator[str]:
    """The address of a Virtuoso into which parts were loaded."""
    server, client = _want("virtuoso-t", "isql-vt")
    sql, web = _free_port(), _free_port()
    lines = {
        "Database": {"DatabaseFile": "virtuoso.db", "TransactionFile": "trx", "ErrorLogFile": "log", "LockFile": "lck"},
        "TempDatabase": {"DatabaseFile": "temp.db", "TransactionFile": "temp.trx"},
        "Parameters": {"ServerPort": f"127.0.0.1:{sql}", "DirsAllowed": parts, "NumberOfBuffers": 10000, "CaseMode": 2},
        "HTTPServer": {"ServerPort": f"127.0.0.1:{web}", "ServerThreads": 4},
        "SPARQL": {"ResultSetMaxRows": 20000},
    }
    text = "".join(f"[{part}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) for part, keys in lines.items())
    (folder / "virtuoso.ini").write_text(text)

    def say(statement: str) -> None:
        told = [client, f"127.0.0.1:{sql}", "dba", "dba", "VERBOSE=OFF", f"exec={statement}"]
        done = subprocess.run(told, capture_output=True, text=True, check=True)
        assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr

    command = [server, "+foreground", "+configfile", "virtuoso.ini"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _until(lambda: say("status();"), process)
            say(f"ld_dir('{parts}', 'part-*.gz', '{graph or 'https://example.org/unused'}'); rdf_loader_run(); checkpoint;")
            yield f"http://127.0.0.1:{web}/sparql"
        finally:
            process.terminate()


@pytest.mark.parametrize("served", [oxigraph, virtuoso])
def test_a_server_that_loaded_the_triples_answers_as_the_build_does(
    served: Callable[..., object], triples: Path, project_graph: vjgraph.Graph, tmp_path: Path
) -> None:
    with served(tmp_path, triples, graph=GRAPH) as address:  # type: ignore[attr-defined]
        there = vjgraph.connect(f"{address}?default-graph-uri={GRAPH}")
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert there.query(count).rows == project_graph.query(count).rows == ({"n": len(project_graph.store)},)
        assert met(there) == met(project_graph)
        assert met(there)


@pytest.mark.parametrize("served", [oxigraph, virtuoso])
def test_a_server_that_loaded_the_quads_knows_what_each_source_says(
    served: Callable[..., object], quads: Path, tmp_path: Path
) -> None:
    wanted: dict[str, int] = {}
    for line in lines_of(quads):
        graph = line.split()[-2].decode().strip("<>")
        wanted[graph] = wanted.get(graph, 0) + 1
    with served(tmp_path, quads) as address:  # type: ignore[attr-defined]
        text = f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), '{DATA}')) }} GROUP BY ?g"
        assert {str(row["g"]): row["n"] for row in vjgraph.connect(address).query(text).rows} == wanted
