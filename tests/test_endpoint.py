"""An endpoint that answers, refuses, fails, lies or goes away: each is a row or one clear line, and no secret is in it."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import base64
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import vjgraph
from vjgraph.cli import main
from vjgraph.endpoint import Endpoint
from vjgraph.errors import StoreError, UsageError
from vjgraph.vocabulary import PREFIXES

JSON = "application/sparql-results+json"
ONE = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "one"}}]}}'
ALL = "SELECT ?n { ?s ?p ?n }"


class Waiting(ThreadingHTTPServer):
    """A server that ends with its last answer: one that a client did not wait for is told of to nobody."""

    daemon_threads = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Server:
    """A web server on this machine that answers every query alike, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 200, {"Content-Type": JSON}, ONE
        self.wait = 0.0
        self.asked: list[tuple[str, dict[str, str], dict[str, list[str]]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                outer.asked.append((self.path, dict(self.headers), form))
                time.sleep(outer.wait)
                moved = outer.status in (301, 302, 307, 308) and self.path == "/moved"
                self.send_response(200 if moved else outer.status)
                headers = {"Content-Type": JSON} if moved else outer.headers
                body = ONE if moved else outer.body
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *values: Any) -> None:  # noqa: ARG002
                return

        self.http = Waiting(("127.0.0.1", 0), Handler)
        self.place = f"127.0.0.1:{self.http.server_port}"
        self.url = f"http://{self.place}/sparql"


@pytest.fixture
def server() -> Iterator[Server]:
    served = Server()
    thread = threading.Thread(target=served.http.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield served
    finally:
        served.http.shutdown()
        served.http.server_close()
        thread.join()


def rows(endpoint: Endpoint, text: str = ALL) -> list[str]:
    found = endpoint.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return [row["n"].value for row in found]


# --- asking -------------------------------------------------------------------------------------------------------------


def test_a_query_is_posted_as_a_form_with_the_prefixes_in_its_first_line(server: Server) -> None:
    assert rows(Endpoint(server.url), "SELECT ?n {\n ?s ?p ?n }") == ["one"]
    Endpoint(server.url).query("SELECT ?n {\n ?s vj:says ?n }", prefixes=PREFIXES)
    (_, headers, first), (_, _, second) = server.asked
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["Accept"].startswith(JSON)
    assert first == {"query": ["SELECT ?n {\n ?s ?p ?n }"]}
    (text,) = second["query"]
    assert text.startswith("PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX ")
    assert text.count("\n") == 1, "lines keep their numbers"


def test_what_is_no_sparql_is_never_sent(server: Server) -> None:
    with pytest.raises(SyntaxError):
        Endpoint(server.url).query("SELECT ?n { ?s ?p }")
    with pytest.raises(UsageError, match="SPARQL that does not parse at line 1, near column"):
        vjgraph.connect(server.url).query("SELECT ?n { ?s ?p }")
    with pytest.raises(UsageError, match="INSERT changes a graph"):
        vjgraph.connect(server.url).query("INSERT DATA { <a:b> <a:c> 1 }")
    assert server.asked == []


def test_a_graph_named_in_the_address_is_asked_and_other_keys_go_along(server: Server) -> None:
    rows(Endpoint(f"{server.url}?key=1&default-graph-uri=https%3A%2F%2Fexample.org%2Fg"))
    path, _, form = server.asked[0]
    assert path == "/sparql?key=1"
    assert form["default-graph-uri"] == ["https://example.org/g"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, ONE),
        ("application/json; charset=utf-8", ONE),
        (
            "application/sparql-results+xml",
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="n"/></head><results><result>'
            b'<binding name="n"><literal>one</literal></binding></result></results></sparql>',
        ),
    ],
)
def test_results_in_json_or_xml_are_read(kind: str, body: bytes, server: Server) -> None:
    server.headers, server.body = {"Content-Type": kind}, body
    assert rows(Endpoint(server.url)) == ["one"]


def test_ask_and_construct_give_what_a_store_gives(server: Server) -> None:
    server.body = b'{"head": {}, "boolean": true}'
    assert isinstance(Endpoint(server.url).query("ASK {}"), ox.QueryBoolean)
    server.headers, server.body = {"Content-Type": "text/turtle"}, b"<a:b> <a:c> 1 ."
    found = Endpoint(server.url).query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, ox.QueryTriples)
    assert [str(triple.predicate) for triple in found] == ["<a:c>"]
    assert "turtle" in server.asked[-1][1]["Accept"]


def test_a_query_may_choose_among_the_graphs_of_an_endpoint(server: Server) -> None:
    answer = vjgraph.connect(server.url).query("SELECT ?n FROM <https://example.org/g> { GRAPH ?g { ?s ?p ?n } }")
    assert (len(answer), answer.notes) == (1, ())


# --- refusing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("nowhere", "nowhere"), ("", ""), ("ftp://example.org/", "ftp://example.org/"), ("file:///etc/passwd", "file:///etc/passwd"),
        ("http://", "http://"), ("http://[::1", "http://[::1"), ("http://example.org:port/", "http://example.org:port/"),
        ("ftp://reader:secret@example.org/", "ftp://example.org/"), ("http://a b/\n", "http://a b/\n"),
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(address: str, shown: str) -> None:
    with pytest.raises(UsageError, match="is no endpoint: write its web address") as refused:
        vjgraph.connect(address)
    assert str(refused.value).startswith(f"'{shown}' ")


def test_a_user_in_the_address_is_told_to_the_server_and_to_nobody_else(server: Server) -> None:
    graph = vjgraph.connect(f"http://reader:s%40cret@{server.place}/sparql?token=hidden")
    assert graph.query(ALL).rows == ({"n": "one"},)
    assert server.asked[0][1]["Authorization"] == f"Basic {base64.b64encode(b'reader:s@cret').decode()}"
    server.status, server.headers, server.body = 401, {"Content-Type": "text/plain"}, b"no"
    with pytest.raises(StoreError) as refused:
        graph.query(ALL)
    said = str(refused.value) + repr(graph) + repr(graph.endpoint)
    assert not any(secret in said for secret in ("reader", "s@cret", "s%40cret", "hidden"))
    assert str(refused.value).startswith(f"http://{server.place}/sparql wants to know who asks (HTTP 401)")


@pytest.mark.parametrize(
    ("status", "body", "error", "line"),
    [
        (400, b"\nLine 3: unknown function\nQuery: ...", UsageError, "refuses the query (HTTP 400 Bad Request: Line 3: unknown function)"),
        (400, b"", UsageError, "refuses the query (HTTP 400 Bad Request)"),
        (404, b"<html>not here</html>", StoreError, "is no endpoint (HTTP 404 Not Found): give the address that takes queries, as …/sparql or …/query"),
        (500, b"out of \x1b[31mmemory", StoreError, "does not answer (HTTP 500 Internal Server Error: out of [31mmemory)"),
        (503, b'{"error": 1}', StoreError, "does not answer (HTTP 503 Service Unavailable)"),
        (206, ONE, StoreError, "answers in part only (HTTP 206): ask for less"),
    ],
)  # fmt: skip
def test_what_a_server_says_is_told_in_one_line(
    status: int, body: bytes, error: type[Exception], line: str, server: Server
) -> None:
    server.status, server.body, server.headers = status, body, {"Content-Type": "text/plain"}
    with pytest.raises(error) as refused:
        Endpoint(server.url).query(ALL)
    assert str(refused.value) == f"{server.url} {line}"


@pytest.mark.parametrize(
    ("kind", "body", "line"),
    [
        ("text/html", b"<html>", "answers with text/html, which is no result of SPARQL: is it an endpoint?"),
        (JSON, b"<html>", f"answers with {JSON} that does not read: "),
        (JSON, ONE[:-4], f"answers with {JSON} that does not read: "),
    ],
)
def test_what_is_no_result_is_never_taken_for_an_empty_one(kind: str, body: bytes, line: str, server: Server) -> None:
    server.headers, server.body = {"Content-Type": kind}, body
    with pytest.raises(StoreError) as refused:
        Endpoint(server.url).query(ALL)
    assert str(refused.value).startswith(f"{server.url} {line}")


@pytest.mark.parametrize(
    "text",
    [
        f"{ALL} LIMIT 9",
        "SELECT ?n FROM <a:g> { ?s ?p ?n }",
        "SELECT ?n { ?s ?p ?n } ORDER BY LCASE(?n)",
        "SELECT ?n { ?s ?p ?n } GROUP BY ?n HAVING (COUNT(*) > 1)",
    ],
)
def test_an_answer_that_the_server_cut_is_no_answer(text: str, server: Server) -> None:
    server.headers["X-SPARQL-MaxRows"] = "1"
    told = "ends every answer after 1 rows, and this one is longer: ask for less, or let the server give more"
    with pytest.raises(StoreError, match=told):
        Endpoint(server.url).query(text)
    server.headers["X-SPARQL-MaxRows"] = "2"
    assert rows(Endpoint(server.url)) == ["one"]


def test_triples_that_the_server_cut_are_no_answer(server: Server) -> None:
    server.headers, server.body = {"Content-Type": "text/turtle", "X-SPARQL-MaxRows": "1"}, b"<a:b> <a:c> 1 ."
    with pytest.raises(StoreError, match="has ended its answer after 1 rows: ask for less"):
        Endpoint(server.url).query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_an_answer_that_breaks_off_is_no_answer(server: Server) -> None:
    server.headers["Content-Length"] = "1000"
    server.http.daemon_threads = True
    with pytest.raises(StoreError, match=r"broke off|has not answered"):
        Endpoint(server.url, timeout=1).query(ALL)


def test_a_server_that_is_slow_or_not_there_is_said(server: Server) -> None:
    server.wait = 1
    with pytest.raises(StoreError, match=r"/sparql has not answered in 0.2 seconds: ask for less$"):
        Endpoint(server.url, timeout=0.2).query(ALL)
    with pytest.raises(
        StoreError, match=r"^http://127.0.0.1:1/ cannot be reached \(Connection refused\): does the server run there\?$"
    ):
        Endpoint("http://127.0.0.1:1/").query(ALL)


# --- redirections -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_on_the_same_host_takes_the_query_along(status: int, server: Server) -> None:
    server.status, server.headers = status, {"Location": "/moved"}
    assert rows(Endpoint(f"http://reader:secret@{server.place}/sparql")) == ["one"]
    (_, first, asked), (path, second, again) = server.asked
    assert (path, again) == ("/moved", asked)
    assert first["Authorization"] == second["Authorization"]


@pytest.mark.parametrize(
    "to", ["http://localhost:{port}/x", "https://example.org/x?a=b", "ftp://127.0.0.1/x", "http://127.0.0.1:1/x"]
)
def test_a_redirection_elsewhere_is_not_followed(to: str, server: Server) -> None:
    server.status, server.headers = 307, {"Location": to.format(port=server.http.server_port)}
    with pytest.raises(StoreError, match=r"sends queries on to \S+/x: give that address if you trust it$|redirect"):
        Endpoint(server.url).query(ALL)
    assert len(server.asked) == 1


# --- the command line ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "code"), [(200, 0), (400, 2), (500, 1)])
def test_the_command_line_asks_without_a_project(status: int, code: int, server: Server, tmp_path: Path) -> None:
    server.status = status
    result = CliRunner().invoke(main, ["query", ALL, "--endpoint", server.url, "--project", str(tmp_path), "--format", "csv"])
    assert result.exit_code == code
    assert result.stdout == ("n\none\n" if code == 0 else "")
    assert result.stderr.count("\n") == (code != 0)


@pytest.mark.parametrize("command", [["query", "meetings"], ["show", "Jane Roe"], ["network"], ["view"], ["view", "Jane Roe"]])
def test_every_command_that_asks_says_in_one_line_what_is_wrong(command: list[str], server: Server, tmp_path: Path) -> None:
    server.status = 500
    asked = [*command, "--endpoint", server.url, "--project", str(tmp_path)]
    result = CliRunner().invoke(main, [*asked, "-o", str(tmp_path / "map.html")] if command[0] == "view" else asked)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{server.url} does not answer (HTTP 500 Internal Server Error)\n"
    assert not any(tmp_path.iterdir())
