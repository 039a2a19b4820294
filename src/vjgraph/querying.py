"""Questions to the graph: the named queries, a project's own `.rq` files and raw SPARQL, answered as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from vjgraph.dates import parse_date
from vjgraph.diagnosing import nearest
from vjgraph.errors import DateError, UsageError
from vjgraph.naming import NameIndex
from vjgraph.questions import Query
from vjgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

SEPARATOR = "\x1f"
"""What stands between the members of a list in a row of a named query (GROUP_CONCAT)."""

_BIND = re.compile(r"# bind:((?: \?\w+)+)")
_TOKENS = re.compile(
    r'"""(?:.|\n)*?"""|\'\'\'(?:.|\n)*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>"{}|^`\s]*>|#[^\n]*|[?$]\w+|[\w:.-]+'
)
_VERBS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE"}
_PERIOD_OPENS, _PERIOD_ENDS = date.min, date.max


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer; each has every column, `None` where nothing is known."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def is_sparql(text: str) -> bool:
    """Whether a text is a query rather than the name of one.

    >>> is_sparql("SELECT * { ?s ?p ?o }"), is_sparql("who-met-whom")
    (True, False)
    """
    words = _words(text)
    return "{" in text or (len(words) > 1 and words[0].upper() in _VERBS)


def ask(
    store: ox.Store,
    query: Query,
    arguments: Sequence[str] = (),
    *,
    names: NameIndex | None = None,
    parameters: Mapping[str, str] | None = None,
    period: tuple[date, date] | None = None,
) -> Answer:
    """Answer a named query; arguments are written names, bound as RDF terms and never pasted into the text.

    Raises `UsageError` for an unknown name, argument or parameter, with the nearest valid thing.
    """
    index = names or (NameIndex(store) if arguments else None)
    bound = bound_terms(query, arguments, names=index, parameters=parameters or {}, period=period)
    return select(store, query.text, lists=query.lists, bound=bound)


def bound_terms(
    query: Query,
    arguments: Sequence[str],
    *,
    names: NameIndex | None,
    parameters: Mapping[str, str],
    period: tuple[date, date] | None,
) -> dict[str, Any]:
    """The RDF term for each variable that arguments, parameters and period fill; raise `UsageError` for what cannot be."""
    if period and not query.period:
        raise UsageError(f"'{query.name}' asks about no period: leave out --year, --from and --to")
    bound = _bind_arguments(query, arguments, names)
    bound |= _bind_parameters(query, parameters)
    if period:
        bound |= {"since": _literal(period[0].isoformat(), "date"), "until": _literal(period[1].isoformat(), "date")}
    return bound


def select(store: ox.Store, text: str, *, lists: Sequence[str] = (), bound: Mapping[str, Any] | None = None) -> Answer:
    """Answer SPARQL that only reads; raise `UsageError` for what does not parse, updates, or calls another service."""
    import pyoxigraph as ox

    words = [word.upper() for word in _words(text)]
    verb = next((word for word in words if word in _VERBS - {"PREFIX", "BASE"}), "")
    if verb in _VERBS - {"PREFIX", "BASE", "SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
        raise UsageError(f"{verb} changes a graph, and this one is only read: edit sources/ and run 'vjgraph build'")
    if "SERVICE" in words or "FROM" in words:
        raise UsageError("the query calls another service or file (SERVICE, FROM): only this graph is asked; leave that out")
    notes = (
        ("the store has no named graphs, so GRAPH finds nothing: graph.trig has one graph a source",) if "GRAPH" in words else ()
    )
    try:
        result: Any = store.query(bind(text, bound or {}), prefixes=PREFIXES)
    except SyntaxError as error:
        raise UsageError(_syntax(text, str(error))) from None
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), ({"answer": bool(result)},), notes)
    if isinstance(result, ox.QueryTriples):
        triples = sorted((str(t.subject), str(t.predicate), str(t.object)) for t in result)
        return Answer(
            ("subject", "predicate", "object"),
            tuple(dict(zip(("subject", "predicate", "object"), t, strict=True)) for t in triples),
            notes,
        )
    columns = tuple(variable.value for variable in result.variables)
    rows = tuple({name: _value(row[name], listed=name in lists) for name in columns} for row in result)
    return Answer(columns, rows, notes)


def bind(text: str, terms: Mapping[str, Any]) -> str:
    """A query with RDF terms for some of its variables: a VALUES block in the place of its `# bind:` comment.

    >>> bind("SELECT * WHERE {\n  # bind: ?x\n  ?x ?p ?o }", {"x": "<a:b>"})
    'SELECT * WHERE {\n  VALUES (?x) { (<a:b>) }\n  ?x ?p ?o }'
    """
    if not terms:
        return text
    place = _BIND.search(text)
    if not place or not terms.keys() <= {name[1:] for name in place[1].split()}:
        raise UsageError(f"the query has no line '# bind: {' '.join('?' + name for name in terms)}' in its WHERE")
    block = f"VALUES ({' '.join('?' + name for name in terms)}) {{ ({' '.join(map(str, terms.values()))}) }}"
    return text[: place.start()] + block + text[place.end() :]


def read_period(year: str | None = None, first: str | None = None, last: str | None = None) -> tuple[date, date] | None:
    """The first and last day asked about; dates may be years, months or days. Raise `UsageError` for what is none.

    >>> read_period("2023")[1].isoformat()
    '2023-12-31'
    """
    if year and (first or last):
        raise UsageError("give either --year or --from and --to")
    try:
        opens = parse_date(year or first or "").earliest if year or first else _PERIOD_OPENS
        ends = parse_date(year or last or "").latest if year or last else _PERIOD_ENDS
    except DateError as error:
        raise UsageError(str(error)) from None
    if not (year or first or last):
        return None
    if opens is None or ends is None:
        raise UsageError(f"'{year or first or last}' is open at one end: use --from or --to alone")
    if opens > ends:
        raise UsageError(f"the period ends ({ends}) before it begins ({opens})")
    return opens, ends


def _bind_arguments(query: Query, arguments: Sequence[str], names: NameIndex | None) -> dict[str, Any]:
    import pyoxigraph as ox

    required = sum(not argument.optional for argument in query.arguments)
    if not required <= len(arguments) <= len(query.arguments):
        wanted = f"{required}" if required == len(query.arguments) else f"{required} to {len(query.arguments)}"
        raise UsageError(f"'{query.name}' takes {wanted} names, not {len(arguments)}: {query.example}")
    bound: dict[str, Any] = {}
    for argument, text in zip(query.arguments, arguments, strict=False):
        assert names is not None
        for variable, groups in argument.variables.items():
            if names.find(groups, text):
                bound[variable] = ox.NamedNode(names.resolve(groups, text))
                break
        else:
            names.resolve([group for groups in argument.variables.values() for group in groups], text)
    return bound


def _bind_parameters(query: Query, given: Mapping[str, str]) -> dict[str, Any]:
    import pyoxigraph as ox

    for name in given:
        if name not in query.parameters:
            known = ", ".join(f"{key}={'|'.join(values)}" for key, (_, values) in query.parameters.items()) or "none"
            raise UsageError(f"'{query.name}' has no parameter '{name}'; it has {known}")
    bound: dict[str, Any] = {}
    for name, (variable, values) in query.parameters.items():
        value = given.get(name, next(iter(values)))
        if value not in values:
            hint = nearest(value, list(values)) or f"write one of {', '.join(values)}"
            raise UsageError(f"'{query.name}': {name} cannot be '{value}': {hint}")
        if values[value]:
            prefix, _, local = values[value].partition(":")
            bound[variable] = ox.NamedNode(PREFIXES[prefix] + local)
    return bound


def _literal(text: str, datatype: str) -> ox.Literal:
    import pyoxigraph as ox

    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


def _value(term: Any, *, listed: bool) -> Any:
    if term is None:
        return [] if listed else None
    if listed:
        return sorted(set(filter(None, term.value.split(SEPARATOR))))
    datatype = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
    if datatype == "integer":
        return int(term.value)
    if datatype == "boolean":
        return term.value == "true"
    return term.value


def _syntax(text: str, error: str) -> str:
    """Where SPARQL stops making sense: line, column, the line itself with a mark below; what was expected, if that is short."""
    match = re.search(r"at (\d+):(\d+): (.*)", error, re.S)
    if not match:
        return f"SPARQL that does not parse: {error}"
    line, column, expected = int(match[1]), int(match[2]), " ".join(match[3].split())
    shown = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1]
    hint = f"; {expected}" if len(expected) <= 80 else ""
    return f"SPARQL that does not parse at line {line}, column {column}{hint}:\n  {shown}\n  {' ' * (column - 1)}^"


def _words(text: str) -> list[str]:
    """The bare words of SPARQL: no strings, IRIs, comments or prefixed names."""
    found = (match.group() for match in _TOKENS.finditer(text))
    return [word for word in found if word[0] not in "\"'<#?$" and ":" not in word]
