"""A SPARQL 1.1 endpoint on the web, asked as the built store is and answering with the same objects."""

from __future__ import annotations

import base64
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from vjgraph.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from vjgraph.slicing import Rows

_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_LONGEST = 200
_LET_GIVE_MORE = "ask for less, or let the server give more (ResultSetMaxRows of Virtuoso)"


class Endpoint:
    """A SPARQL endpoint by its address; no state but that, and nothing is asked before the first query.

    A user and password in the address are sent as the server asks for them and stand in no message; `default-graph-uri`
    in it names the graph that is asked.

    >>> Endpoint("https://reader:secret@example.org/sparql?key=1").shown
    'https://example.org/sparql'
    """

    def __init__(self, address: str, *, timeout: float = 60) -> None:
        """Take an address; raise `UsageError` for what is no web address."""
        try:
            parts = urlsplit(address.strip())
            place = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
        except ValueError:
            parts, place = urlsplit(""), ""
        if parts.scheme not in ("http", "https") or not place or not address.isprintable():
            raise UsageError(f"'{_without_user(address)}' is no endpoint: write its web address, as https://example.org/sparql")
        self.timeout = timeout
        if ":" in (parts.hostname or ""):
            place = place.replace(parts.hostname or "", f"[{parts.hostname}]", 1)
        self.shown = urlunsplit((parts.scheme, place, parts.path, "", ""))
        """The address as messages may show it."""
        given = parse_qsl(parts.query, keep_blank_values=True)
        # What the protocol knows goes where the query goes; the rest, a key perhaps, is the server's own.
        self._graphs = [pair for pair in given if pair[0] in _GRAPHS]
        others = urlencode([pair for pair in given if pair[0] not in _GRAPHS])
        self._address = urlunsplit((parts.scheme, place, parts.path, others if self._graphs else parts.query, ""))
        self._user = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""

    @property
    def names_graph(self) -> bool:
        """Whether the address chooses a graph among those of the server."""
        return bool(self._graphs)

    def query(
        self, text: str, /, *, prefixes: Mapping[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer SPARQL as `pyoxigraph.Store.query` does.

        Raises `SyntaxError` for what is no SPARQL, before anything is sent; `UsageError` for what the server refuses; and
        `StoreError` for a server that is not there, that fails, or that does not answer with results.
        """
        import pyoxigraph as ox

        triples = _gives_triples(text, prefixes or {})
        # In one line with the query's first, so that a server's complaint about line 7 is about line 7.
        declared = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in (prefixes or {}).items())
        kind, cut, answered = self._post(declared + text, _TRIPLES if triples else _RESULTS)
        if triples:
            return self._triples(kind, cut, answered)
        columns, rows = self._rows(kind, answered)
        if cut and len(rows) >= cut:
            return self._ask_on(declared + text, columns, rows, cut)
        return ox.parse_query_results(answered, format=_format(kind))

    def _triples(self, kind: str, cut: int, answered: bytes) -> ox.QueryTriples:
        import pyoxigraph as ox

        if cut:
            raise StoreError(f"{self.shown} has ended its answer after {cut:,} rows: {_LET_GIVE_MORE}")
        store = ox.Store()
        try:
            store.load(answered, format=ox.RdfFormat.from_media_type(kind) or ox.RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.shown} answers with {kind} that does not read: {error}") from None
        # A store's own answer is the one way to the object that a caller expects.
        return store.query("CONSTRUCT WHERE { ?s ?p ?o }")  # type: ignore[return-value]

    def _rows(self, kind: str, answered: bytes) -> tuple[list[str], Rows]:
        """The columns and rows of an answer, read to its end: what breaks off must not pass for a whole one."""
        import pyoxigraph as ox

        format = _format(kind)
        if format is None:
            raise StoreError(f"{self.shown} answers with {kind}, which is no result of SPARQL: is it an endpoint?")
        found = None
        try:
            found = ox.parse_query_results(answered, format=format)
            if not isinstance(found, ox.QuerySolutions):
                return [], []
            return [variable.value for variable in found.variables], [tuple(row) for row in list(found)]
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.shown} answers with {kind} that does not read: {error}") from None
        finally:
            # An error keeps this frame, and solutions may not be dropped by another thread.
            found = None

    def _ask_on(self, text: str, columns: list[str], first: Rows, cut: int) -> ox.QuerySolutions:
        """The whole of an answer that the server has cut, asked for in parts; raise `StoreError` where that cannot be."""
        from vjgraph.slicing import ask_in_slices, can_slice

        def ask(text: str) -> tuple[Rows, bool]:
            kind, cut, answered = self._post(text, _RESULTS)
            _, rows = self._rows(kind, answered)
            return rows, not cut or len(rows) < cut

        limit = f"{self.shown} ends every answer after {cut:,} rows, and this one is longer"
        if not can_slice(text):
            raise StoreError(f"{limit}: {_LET_GIVE_MORE}")
        found = ask_in_slices(text, columns, first, ask)
        if found is None:
            raise StoreError(f"{limit}; asked for in parts it does not add up: {_LET_GIVE_MORE}")
        return found

    def _post(self, text: str, accept: str) -> tuple[str, int, bytes]:
        """The media type of an answer, after how many rows the server says that it cuts (0: it does not say), and its bytes."""
        data = urlencode([("query", text), *self._graphs]).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "vjgraph"}
        if self._user:
            headers["Authorization"] = f"Basic {base64.b64encode(self._user.encode()).decode()}"
        request = urllib.request.Request(self._address, data, headers)
        try:
            with urllib.request.build_opener(_SameHost).open(request, timeout=self.timeout) as answer:
                if answer.status != 200:
                    # 206 is how one server says that it ran out of time and answers with what it has.
                    raise StoreError(f"{self.shown} answers in part only (HTTP {answer.status}): ask for less")
                most = answer.headers.get("X-SPARQL-MaxRows", "")
                kind = answer.headers.get_content_type()
                return kind, int(most) if most.isdecimal() else 0, answer.read()
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from None
        except TimeoutError:
            raise StoreError(f"{self.shown} has not answered in {self.timeout:g} seconds: ask for less") from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise StoreError(f"{self.shown} has not answered in {self.timeout:g} seconds: ask for less") from None
            told = getattr(error.reason, "strerror", None) or error.reason
            raise StoreError(f"{self.shown} cannot be reached ({told}): does the server run there?") from None
        except (OSError, HTTPException) as error:
            raise StoreError(f"{self.shown} broke off: {error or type(error).__name__}") from None

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        """What a server that does not answer says: its own first line, where it is a line for people."""
        with error:
            body = error.read(10_000).decode(errors="replace") if error.fp else ""
        line = next((line.strip() for line in body.splitlines() if line.strip()), "")
        told = "" if line.startswith(("<", "{")) else "".join(filter(str.isprintable, " ".join(line.split())))[:_LONGEST]
        if error.code in (401, 403):
            return StoreError(f"{self.shown} wants to know who asks (HTTP {error.code}): https://USER:PASSWORD@…")
        if 300 <= error.code < 400:
            return StoreError(f"{self.shown} {error.reason}")
        what = f"HTTP {error.code} {error.reason}" + (f": {told}" if told else "")
        if error.code in (404, 405, 410):
            return StoreError(
                f"{self.shown} is no endpoint ({what}): give the address that takes queries, as …/sparql or …/query"
            )
        if error.code == 400:
            return UsageError(f"{self.shown} refuses the query ({what})")
        return StoreError(f"{self.shown} does not answer ({what})")

    def __repr__(self) -> str:
        return f"<vjgraph.Endpoint {self.shown}>"


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection on the same host, with the query; elsewhere nobody asked to be sent."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        moved = (old.scheme, old.port) != (new.scheme, new.port) and (old.scheme, new.scheme) != ("http", "https")
        if new.hostname == old.hostname and not moved:
            return urllib.request.Request(newurl, req.data, dict(req.headers))
        there = urlunsplit((new.scheme, new.netloc.rpartition("@")[2], new.path, "", ""))
        raise urllib.error.HTTPError(newurl, code, f"sends queries on to {there}: give that address if you trust it", headers, fp)


def _gives_triples(text: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a query constructs or describes; raise `SyntaxError` where it does not parse."""
    import pyoxigraph as ox

    try:
        return isinstance(ox.Store().query(text, prefixes=dict(prefixes)), ox.QueryTriples)
    except (RuntimeError, ValueError):
        # A function that only the server knows.
        return False


def _format(kind: str) -> ox.QueryResultsFormat | None:
    import pyoxigraph as ox

    return ox.QueryResultsFormat.from_media_type(kind)


def _without_user(address: str) -> str:
    before, at, after = address.rpartition("@")
    return f"{before.partition('://')[0]}://{after}" if at and "://" in before else after or address
