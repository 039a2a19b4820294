"""The graph in a store that is not ours: graph.ttl loaded into an Oxigraph server, asked over HTTP."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import vjgraph
from vjgraph.querying import bound_terms, read_period
from vjgraph.sparql import SEPARATOR, bind

Ask = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="module")
def server(project_asked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A read-only SPARQL endpoint on a free port of this machine, with graph.ttl in it."""
    binary = Path(sys.executable).with_name("oxigraph")
    program = str(binary) if binary.is_file() else shutil.which("oxigraph")
    if not program:
        pytest.skip("the server is not here: pip install '.[test]' brings oxigraph")
    store = tmp_path_factory.mktemp("server") / "store"
    turtle = project_asked / "build" / "graph.ttl"
    subprocess.run([program, "load", "--location", str(store), "--file", str(turtle)], capture_output=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", str(store), "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(query: str) -> list[dict[str, str]]:
        data = urllib.parse.urlencode({"query": query}).encode()
        request = urllib.request.Request(f"http://{address}/query", data, {"Accept": "application/sparql-results+json"})
        with urllib.request.urlopen(request) as answer:
            found = json.load(answer)
        return [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]

    try:
        for _ in range(200):
            try:
                ask("SELECT * {}")
                break
            except urllib.error.URLError:
                time.sleep(0.05)
        yield ask
    finally:
        process.terminate()
        process.wait()


def plain(rows: Any, lists: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows with texts for values and sorted texts for lists; what is unbound or empty is left out."""
    out = []
    for row in rows:
        kept: dict[str, Any] = {}
        for name, value in row.items():
            if name in lists:
                kept[name] = sorted(filter(None, value.split(SEPARATOR))) if isinstance(value, str) else value
            elif value is not None:
                kept[name] = str(value).lower() if isinstance(value, bool) else str(value)
        out.append({name: value for name, value in kept.items() if value not in ("", [])})
    return sorted(out, key=str)


def test_every_triple_arrives(server: Ask, project_graph: vjgraph.Graph) -> None:
    assert server("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": str(len(project_graph.store))}]
    assert server("SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) }") == [{"n": "0"}]


def test_every_named_query_is_answered_as_here(server: Ask, project_graph: vjgraph.Graph) -> None:
    """The queries run unchanged: their files, as they stand."""
    for name, query in project_graph.queries.items():
        here = project_graph.query("SELECT * { }") if query.arguments and not query.arguments[0].optional else None
        there = server(query.text)
        if here is None and not query.parameters:
            assert plain(there, query.lists) == plain(project_graph.query(name), query.lists), name
        assert there or name == "planned", name


@pytest.mark.parametrize(
    ("name", "arguments", "parameters", "year"),
    [
        ("who-met-whom", ["Jane Roe"], {}, "2019"),
        ("who-met-whom", [], {"of": "organisations"}, "2019"),
        ("meetings-of", ["Mary Moe"], {}, None),
        ("present-at", ["roe-doe-2019"], {}, None),
        ("statements-about", ["joint patrols"], {}, None),
        ("sources-of", ["Harbour Memorandum"], {}, None),
        ("events-in", ["Beland"], {}, "2019"),
        ("milestones", ["Harbour Memorandum"], {}, "2019"),
    ],
)
def test_a_question_with_names_and_a_period_is_answered_as_here(
    name: str, arguments: list[str], parameters: dict[str, str], year: str | None, server: Ask, project_graph: vjgraph.Graph
) -> None:
    query = project_graph.queries[name]
    terms = bound_terms(query, arguments, names=project_graph.names, parameters=parameters, period=read_period(year))
    ours = project_graph.query(name, *arguments, year=year, parameters=parameters)
    there = plain(server(bind(query.text, terms)), query.lists)
    assert there == plain(ours, query.lists)
    assert there
