"""The graph in stores that are not ours: graph.ttl loaded into an Oxigraph server and into Virtuoso, asked over HTTP."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

import vjgraph
from vjgraph.errors import StoreError, UsageError
from vjgraph.interchange import write_network
from vjgraph.periods import read_period
from vjgraph.querying import Answer, bound_terms
from vjgraph.questions import read_queries
from vjgraph.rendering import render

ROOT = Path(__file__).parents[1]
GRAPHS = "https://example.org/graphs/"
QUERIES = read_queries()
# Stores join texts in any order, and each joined column of the queries has one of these between its members.
_JOINED = re.compile("; | / ")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _until(answers: Callable[[], Any], process: subprocess.Popen[bytes]) -> None:
    """Wait until a server that was started answers; fail where it ends instead."""
    for _ in range(600):
        try:
            answers()
            return
        except (StoreError, subprocess.CalledProcessError):
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@contextmanager
def _oxigraph(folder: Path, files: dict[str, Path]) -> Iterator[str]:
    binary = Path(sys.executable).with_name("oxigraph")
    program = str(binary) if binary.is_file() else shutil.which("oxigraph") or ""
    store, address = folder / "store", f"127.0.0.1:{_free_port()}"
    for name, file in files.items():
        load = [program, "load", "--location", str(store), "--file", str(file), "--graph", GRAPHS + name]
        subprocess.run(load, capture_output=True, check=True)
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", str(store), "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until(lambda: vjgraph.connect(f"http://{address}/query").query("ASK {}"), process)
        yield f"http://{address}/query"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _virtuoso(folder: Path, files: dict[str, Path], *, most: int = 20000) -> Iterator[str]:
    sql, web = _free_port(), _free_port()
    own = {key: folder / f"virtuoso.{end}" for key, end in {"DatabaseFile": "db", "TransactionFile": "trx"}.items()}
    lines = {
        "Database": own | {"ErrorLogFile": folder / "log", "LockFile": folder / "lck", "xa_persistent_file": folder / "pxa"},
        "TempDatabase": {"DatabaseFile": folder / "temp.db", "TransactionFile": folder / "temp.trx"},
        "Parameters": {"ServerPort": f"127.0.0.1:{sql}", "DirsAllowed": folder, "NumberOfBuffers": 10000, "CaseMode": 2},
        "HTTPServer": {"ServerPort": f"127.0.0.1:{web}", "ServerThreads": 4},
        "SPARQL": {"ResultSetMaxRows": most, "MaxQueryExecutionTime": 10},
    }
    (folder / "virtuoso.ini").write_text(
        "".join(f"[{part}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) for part, keys in lines.items())
    )
    command = ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def say(statement: str) -> None:
        told = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", "VERBOSE=OFF", f"exec={statement}"]
        done = subprocess.run(told, capture_output=True, text=True, check=True)
        assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr

    try:
        _until(lambda: say("status();"), process)
        for name, file in files.items():
            shutil.copy(file, folder / "load.ttl")
            say(f"DB.DBA.TTLP(file_to_string_output('{folder / 'load.ttl'}'), '', '{GRAPHS}{name}', 0);")
        yield f"http://127.0.0.1:{web}/sparql"
    finally:
        process.terminate()
        process.wait()


# What Virtuoso 7.2.5 does not answer as it ought, and why; a query that is mended must leave this list.
VIRTUOSO_ERRS = {
    "after": "takes unbound variables of a CONCAT for bound ones",
    "attested": "its compiler fails at EXISTS in BIND",
    "before": "takes unbound variables of a CONCAT for bound ones",
    "events-in": "its compiler fails at EXISTS in BIND",
    "held-office": "takes unbound variables of a CONCAT for bound ones",
    "office-at-signing": "its compiler makes SQL of it that it cannot read",
    "present-at": "takes unbound variables of a CONCAT for bound ones",
}


def _is_virtuoso(server: str) -> bool:
    return server.endswith("/sparql")


def _may_differ(request: pytest.FixtureRequest, server: str, *names: str) -> None:
    """Expect what Virtuoso is known to get wrong; whether it does hangs on its plan."""
    reasons = [f"Virtuoso 7.2.5, {name}: {VIRTUOSO_ERRS[name]}" for name in names if name in VIRTUOSO_ERRS]
    if _is_virtuoso(server) and reasons:
        wrong = (AssertionError, vjgraph.VjgraphError)
        request.applymarker(pytest.mark.xfail(reason="; ".join(reasons), raises=wrong, strict=False))


STORES = {"oxigraph": (_oxigraph, "pip install '.[test]'"), "virtuoso": (_virtuoso, "apt-get install virtuoso-opensource-7-bin")}


def _is_here(store: str) -> bool:
    if store == "oxigraph":
        return Path(sys.executable).with_name("oxigraph").is_file() or bool(shutil.which("oxigraph"))
    return bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))


def _want(store: str) -> None:
    if not _is_here(store):
        if os.environ.get("VJGRAPH_REQUIRE_STORES"):
            pytest.fail(f"{store} is not here, and VJGRAPH_REQUIRE_STORES wants it")
        pytest.skip(f"{store} is not here: {STORES[store][1]}")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """The graph of this project's own sources."""
    project = tmp_path_factory.mktemp("articles") / "project"
    shutil.copytree(ROOT / "sources", project / "sources")
    shutil.copy(ROOT / "vjgraph.yaml", project)
    return vjgraph.build(project)


@pytest.fixture(scope="module", params=STORES)
def server(
    request: pytest.FixtureRequest,
    articles: vjgraph.Graph,
    project_graph: vjgraph.Graph,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a server on this machine that holds two graphs, each by its name: the articles', the invented one."""
    _want(request.param)
    graphs = {"articles": articles, "invented": project_graph}
    files = {name: graph.project / "build" / "graph.ttl" for name, graph in graphs.items()}
    with STORES[request.param][0](tmp_path_factory.mktemp(request.param), files) as address:
        yield address


def _there(server: str, graph: str) -> vjgraph.Graph:
    return vjgraph.connect(f"{server}?default-graph-uri={GRAPHS}{graph}")


@pytest.fixture(scope="module")
def articles_there(server: str) -> vjgraph.Graph:
    """The articles' graph behind the endpoint."""
    return _there(server, "articles")


@pytest.fixture(scope="module")
def invented_there(server: str) -> vjgraph.Graph:
    """The invented project's graph behind the endpoint."""
    return _there(server, "invented")


@pytest.fixture(scope="module")
def brief(articles: vjgraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[vjgraph.Graph]:
    """The articles' graph behind a Virtuoso that ends every answer after 500 rows, as others do after 10,000."""
    _want("virtuoso")
    files = {"articles": articles.project / "build" / "graph.ttl"}
    with _virtuoso(tmp_path_factory.mktemp("brief"), files, most=500) as address:
        yield vjgraph.connect(f"{address}?default-graph-uri={GRAPHS}articles", project=articles.project)


def plain(answer: Answer) -> list[list[tuple[str, Any]]]:
    """Rows without an order, and joined texts without one either."""
    return sorted(([(name, _parts(row[name])) for name in sorted(row)] for row in answer), key=str)


def _parts(value: Any) -> Any:
    return sorted(_JOINED.split(value)) if isinstance(value, str) else value


Asked = tuple[tuple[str, ...], dict[str, Any]]


def _questions() -> dict[str, list[Asked]]:
    """By query, what is asked of it: its example, nothing where it needs nothing, and the questions about each article."""
    asked: dict[str, dict[str, Asked]] = {name: {} for name in QUERIES}
    for name, query in QUERIES.items():
        words = shlex.split(query.example)[3:]
        arguments = tuple(words[: next((number for number, word in enumerate(words) if word.startswith("-")), len(words))])
        starts = [arguments, ()] if all(argument.optional for argument in query.arguments) else [arguments]
        for start in starts:
            for key, (_, values) in query.parameters.items() or {"": ("", {"": ""})}.items():
                for value in values:
                    more: dict[str, Any] = {"parameters": {key: value}} if key else {}
                    for period in ({}, {"year": "2023"}, {"to": "2022"}) if query.period else ({},):
                        asked[name][f"{start}{more}{period}"] = (start, more | period)
    for path in sorted((ROOT / "tests" / "competency").glob("*.yaml")):
        for question in yaml.safe_load(path.read_text(encoding="utf-8")):
            options = {{"from": "from_"}.get(key, key): str(question[key]) for key in ("year", "from", "to") if key in question}
            options |= {"parameters": question["parameters"]} if question.get("parameters") else {}
            arguments = tuple(map(str, question.get("arguments") or []))
            asked[question["query"]][f"{arguments}{options}"] = (arguments, options)
    return {name: list(questions.values()) for name, questions in asked.items()}


QUESTIONS = _questions()


def _of_each_form(name: str, graph: vjgraph.Graph) -> list[Asked]:
    """One of those that fill the same variables of a query, and set the same parameters."""
    forms: dict[str, Asked] = {}
    for arguments, options in QUESTIONS[name]:
        period = read_period(*(options.get(key) for key in ("year", "from_", "to")))
        parameters = options.get("parameters") or {}
        with suppress(UsageError):
            filled = bound_terms(QUERIES[name], arguments, names=graph.names, parameters=parameters, period=period)
            forms.setdefault(f"{sorted(filled)} {parameters}", (arguments, options))
    return list(forms.values())


# --- the same triples, the same rows ------------------------------------------------------------------------------------


def test_every_triple_arrives(articles_there: vjgraph.Graph, articles: vjgraph.Graph) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert articles_there.query(count).rows == ({"n": len(articles.store)},) == articles.query(count).rows
    everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s a vj:Meeting }"
    assert articles_there.query(everything).rows == articles.query(everything).rows


@pytest.mark.parametrize("name", QUERIES)
def test_a_named_query_gives_the_same_rows_there_as_here(
    name: str, server: str, articles_there: vjgraph.Graph, articles: vjgraph.Graph, request: pytest.FixtureRequest
) -> None:
    """Over this project's own sources: its file as it stands, with every name, parameter and period it is asked with.

    Virtuoso, which plans a question longer than it answers it, is asked one of each form.
    """
    _may_differ(request, server, name)
    for arguments, options in _of_each_form(name, articles) if _is_virtuoso(server) else QUESTIONS[name]:
        try:
            here = articles.query(name, *arguments, **options)
        except UsageError as error:
            with pytest.raises(UsageError, match=re.escape(str(error))):
                articles_there.query(name, *arguments, **options)
            continue
        there = articles_there.query(name, *arguments, **options)
        assert there.columns == here.columns
        assert plain(there) == plain(here), (name, arguments, options)
        assert there.notes == here.notes


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
@pytest.mark.parametrize(
    ("name", "arguments", "options"),
    [
        ("who-met-whom", ["Jane Roe"], {"year": "2019"}),
        ("who-met-whom", [], {"of": "organisations", "year": "2019"}),
        ("meetings-of", ["Mary Moe"], {}),
        ("present-at", ["roe-doe-2019"], {}),
        ("statements-about", ["joint patrols"], {}),
        ("sources-of", ["Harbour Memorandum"], {}),
        ("events-in", ["Beland"], {"year": "2019"}),
        ("milestones", ["Harbour Memorandum"], {"year": "2019"}),
        ("undated", [], {}),
        ("meetings", [], {"from_": "2019-07", "to": "2020"}),
    ],
)
def test_dates_of_every_kind_are_weighed_there_as_here(
    name: str, arguments: list[str], options: dict[str, str], invented_there: vjgraph.Graph, project_graph: vjgraph.Graph
) -> None:
    """Over the invented sources, whose dates are certain and doubtful each in its way."""
    here = project_graph.query(name, *arguments, **options)  # type: ignore[arg-type]
    assert plain(invented_there.query(name, *arguments, **options)) == plain(here)  # type: ignore[arg-type]
    assert here.rows


# --- the other verbs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Saito Ken", "Japan", "Prime Minister of Japan", "to-lam-saito-2023", "to-lam-japan-2023", "Tokyo"]
)
def test_what_is_shown_of_a_thing_is_the_same_there(
    name: str, server: str, articles_there: vjgraph.Graph, articles: vjgraph.Graph, request: pytest.FixtureRequest
) -> None:
    asks = {"Japan": "events-in", "Tokyo": "events-in", "to-lam-saito-2023": "present-at"}
    _may_differ(request, server, asks.get(name, ""))
    there, here = articles_there.show(name), articles.show(name)
    assert (there.iri, there.label) == (here.iri, here.label)
    assert [heading for heading, _ in there.sections] == [heading for heading, _ in here.sections]
    for (heading, found), (_, wanted) in zip(there.sections, here.sections, strict=True):
        assert plain(found) == plain(wanted), heading


@pytest.mark.parametrize("projection", ["people", "ministries", "bodies", "topics"])
def test_a_network_is_the_same_there(projection: str, articles_there: vjgraph.Graph, articles: vjgraph.Graph) -> None:
    for period in ({}, {"year": 2023}):
        there, here = (graph.network(projection, **period, measures=True) for graph in (articles_there, articles))
        assert dict(there.nodes(data=True)) == dict(here.nodes(data=True))
        for told in ("weight", "newman", "instruments"):
            edges = [{frozenset(ends): value for *ends, value in graph.edges(data=told)} for graph in (there, here)]
            assert edges[0] == edges[1]


def test_ties_are_the_same_there(articles_there: vjgraph.Graph, articles: vjgraph.Graph) -> None:
    for period in ({}, {"year": 2023}):
        there, here = (graph.ties(**period) for graph in (articles_there, articles))
        for column in ("people", "names", "first", "second", "count", "certain"):
            assert getattr(there, column).tolist() == getattr(here, column).tolist(), column
        assert len(here)


@pytest.mark.parametrize("multi", [False, True])
def test_the_file_of_a_network_is_the_same_there(
    multi: bool, articles_there: vjgraph.Graph, articles: vjgraph.Graph, tmp_path: Path
) -> None:
    for ending in (".graphml", ".gexf", ".cyjs", ".json", ".csv"):
        for name, graph in {"there": articles_there, "here": articles}.items():
            write_network(tmp_path / (name + ending), graph.network(year=2023, weight="newman", measures=not multi, multi=multi))
        assert (tmp_path / f"there{ending}").read_bytes() == (tmp_path / f"here{ending}").read_bytes()


@pytest.mark.parametrize("name", ["", "Saito Ken", "Japan", "to-lam-saito-2023", "Tokyo"])
def test_the_page_is_the_same_to_the_byte(name: str, server: str, articles: vjgraph.Graph) -> None:
    there = vjgraph.connect(f"{server}?default-graph-uri={GRAPHS}articles", project=articles.project)
    assert there.view(name, year=2023).text == articles.view(name, year=2023).text


def test_the_page_of_doubts_of_every_kind_is_the_same_to_the_byte(server: str, project_graph: vjgraph.Graph) -> None:
    there = vjgraph.connect(f"{server}?default-graph-uri={GRAPHS}invented", project=project_graph.project)
    assert there.view().text.replace(server, project_graph.title) == project_graph.view().text


def test_without_a_project_the_page_is_called_after_the_endpoint(server: str, tmp_path: Path) -> None:
    page = vjgraph.connect(f"{server}?default-graph-uri={GRAPHS}articles", project=tmp_path).view("Saito Ken")
    assert page.title == server
    assert "around=person/saito-ken" in page.text


def test_a_server_that_ends_its_answers_early_is_asked_for_the_rest(brief: vjgraph.Graph, articles: vjgraph.Graph) -> None:
    assert brief.view("Japan").text == articles.view("Japan").text
    assert brief.names.listing() == articles.names.listing()
    told = [brief.query("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?p ?s ?o"), articles.query("SELECT ?s ?p ?o { ?s ?p ?o }")]
    assert len(told[0]) == len(told[1]) == len(articles.store)
    with pytest.raises(StoreError, match=r"ends every answer after 500 rows, .* \(ResultSetMaxRows of Virtuoso\)$"):
        brief.query("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 600")


@pytest.mark.parametrize("ask", ["query", "names", "show", "network", "view"])
def test_where_no_graph_is_the_way_to_one_is_told(ask: str, server: str) -> None:
    there = vjgraph.connect(f"{server}?default-graph-uri={GRAPHS}nothing")
    asked: dict[str, Callable[[], Any]] = {
        "query": lambda: there.query("meetings"),
        "names": lambda: there.query("meetings-of", "Saito Ken"),
        "show": lambda: there.show("Saito Ken"),
        "network": there.network,
        "view": there.view,
    }
    told = f"{server} holds no graph of vjgraph where it is asked: load build/graph.ttl there, or "
    with pytest.raises(StoreError, match=f"^{re.escape(told)}") as refused:
        asked[ask]()
    assert "\n" not in str(refused.value)


def test_any_sparql_is_answered_in_the_same_form(articles_there: vjgraph.Graph, articles: vjgraph.Graph) -> None:
    for text in (
        "SELECT ?p ?day { ?p a vj:Meeting ; vj:earliest ?day } ORDER BY ?day ?p LIMIT 5",
        "ASK { ?m a vj:Meeting }",
        "ASK { ?m a vj:Meeting . FILTER (1 = 2) }",
        "CONSTRUCT { ?a vj:first ?b } WHERE { ?e vj:first ?a ; vj:second ?b }",
        "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?m a vj:Meeting }",
    ):
        there = articles_there.query(text)
        assert render(there) == render(articles.query(text)), text
    described = articles_there.query("DESCRIBE <https://w3id.org/vjgraph/id/person/saito-ken>")
    assert {"subject", "predicate", "object"} == set(described.columns)
    assert described.rows


def test_a_projects_own_queries_are_asked_there_without_a_build(server: str, tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "how-many.rq").write_text("SELECT (COUNT(?m) AS ?n) { ?m a vj:Meeting }", encoding="utf-8")
    there = vjgraph.connect(f"{server}?default-graph-uri={GRAPHS}invented", project=tmp_path)
    assert there.query("how-many").rows[0]["n"] > 0
    with pytest.raises(
        UsageError, match="an endpoint answers query, show, network and view: for anything else build the graph here"
    ):
        there.export(tmp_path / "graph.ttl")


def test_what_a_server_refuses_is_told_in_its_own_words(server: str) -> None:
    told = rf"^{re.escape(server)} (refuses the query|does not answer) \(HTTP [45]\d\d [^:]+: .*(function|procedure).*\)$"
    with pytest.raises(vjgraph.VjgraphError, match=told) as refused:
        vjgraph.connect(server).query("SELECT (<https://example.org/f>(?s) AS ?x) { ?s ?p ?o }")
    assert "\n" not in str(refused.value)
