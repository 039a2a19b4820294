"""Questions to the graph: the named queries, a project's own `.rq` files and raw SPARQL, answered as rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from vjgraph.dates import Bounds, parse_date
from vjgraph.errors import DateError, UsageError
from vjgraph.framing import column_types, to_pandas, to_polars
from vjgraph.naming import CLASSES, NameIndex
from vjgraph.nearness import nearest
from vjgraph.noting import notes_on, notes_on_nothing
from vjgraph.periods import read_when
from vjgraph.questions import AND, DATE, Query
from vjgraph.sparql import SEPARATOR, bind, check_reads, syntax_message
from vjgraph.store import Queryable
from vjgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyoxigraph as ox

GROUNDS = "facts"
"""The column of a named query that lists the nodes whose words stand behind a row."""
# What tells a reader nothing where every row has it: no value, or that no publisher is known by name.
_NOTHING: tuple[Any, ...] = (None, "", [])
_NOBODY = (None, 0)
_INTEGER = re.compile(r"[+-]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer; each has every column, `None` where nothing is known."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    """The columns that tell a reader something; empty for all."""
    types: Mapping[str, str] = field(default_factory=dict)
    """The type of each column that has one: list, integer, number, boolean, date or text."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns a reader wants: no identifiers beside names, nothing that no row fills."""
        return self.read or self.columns

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame, identifiers included; raise `UsageError` where pandas is not installed."""
        return to_pandas(self.columns, self.rows, self.types)

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame, identifiers included; raise `UsageError` where polars is not installed."""
        return to_polars(self.columns, self.rows, self.types)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def ask(
    store: Queryable,
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
    try:
        answer = select(store, query.text, lists=query.lists, joined=query.joined, bound=bound, named=True)
    except UsageError as error:
        raise UsageError(f"{query.name}.rq: {error}") if query.own else error from None
    if query.own:
        # Whoever wrote it asked for the identifiers that it gives.
        answer = replace(answer, read=readable(answer.columns, answer.rows, identifiers=()))
    notes = [*answer.notes]
    left = [name for name in query.parameters if name not in (parameters or {})]
    if left and not answer.rows:
        # The last value of a parameter is the widest.
        wider = {**(parameters or {}), **{name: list(query.parameters[name][1])[-1] for name in left}}
        otherwise = bound_terms(query, arguments, names=index, parameters=wider, period=period)
        if select(store, query.text, lists=query.lists, joined=query.joined, bound=otherwise, named=True).rows:
            others = ", ".join(f"-p {name}={wider[name]}" for name in left)
            notes.append(f"nothing is found so; {others} asks otherwise")
    if index:
        notes += notes_on(store, query, arguments, answer.rows, bound=bound, names=index)
        if not answer.rows and not notes:
            notes += notes_on_nothing(query, bound=bound, names=index)
    return replace(answer, notes=tuple(notes))


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
    named = (term.value for name, term in bound.items() if name not in ("since", "until"))
    groups = {names.group(iri) for iri in named} if names else set()
    bound |= _bind_parameters(query, parameters, groups)
    if period and "since" in bound:
        raise UsageError("give either a date or --year, --from and --to")
    return bound | (_period_terms(period) if period else {})


def select(
    store: Queryable,
    text: str,
    *,
    lists: Sequence[str] = (),
    joined: Mapping[str, str] = MappingProxyType({}),
    bound: Mapping[str, Any] | None = None,
    named: bool = False,
) -> Answer:
    """Answer SPARQL that only reads; raise `UsageError` for what does not parse, updates, or calls another service.

    The answer of a `named` query shows a reader what its rows fill, and no identifiers; of raw SPARQL, all that was asked.
    """
    import pyoxigraph as ox

    notes = check_reads(text, named_graphs=not isinstance(store, ox.Store))
    try:
        result: Any = store.query(bind(text, bound or {}), prefixes=PREFIXES)
        if isinstance(result, ox.QueryBoolean):
            return Answer(("answer",), ({"answer": bool(result)},), notes, types={"answer": "boolean"})
        if isinstance(result, ox.QueryTriples):
            columns: tuple[str, ...] = ("subject", "predicate", "object")
            triples = sorted((str(t.subject), str(t.predicate), str(t.object)) for t in result)
            told = tuple(dict(zip(columns, triple, strict=True)) for triple in triples)
            return Answer(columns, told, notes, types=dict.fromkeys(columns, "text"))
        columns = tuple(variable.value for variable in result.variables)
        found = list(result)
    except SyntaxError as error:
        raise UsageError(syntax_message(text, str(error))) from None
    except (RuntimeError, ValueError) as error:
        raise UsageError(f"SPARQL that cannot be answered: {error}") from None
    rows = tuple(
        {name: _value(row[name], listed=name in lists, between=joined.get(name, "")) for name in columns} for row in found
    )
    types = column_types(columns, found, lists=lists)
    identifiers = [name for name in columns if all(isinstance(row[name], ox.NamedNode | None) for row in found)]
    return Answer(columns, rows, notes, readable(columns, rows, identifiers=identifiers) if named else (), types)


def readable(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], *, identifiers: Collection[str]) -> tuple[str, ...]:
    """The columns of a named query that tell a reader something; `identifiers` are those that hold IRIs."""
    kept = [
        name
        for name in columns
        if not name.endswith("_id")
        and name != GROUNDS
        and name not in identifiers
        and any(row[name] not in (_NOBODY if name == "publishers" else _NOTHING) for row in rows)
    ]
    if "date" in kept and not any(map(_narrowed, rows)):
        kept = [name for name in kept if name not in ("earliest", "latest")]
    return tuple(kept)


def _narrowed(row: Mapping[str, Any]) -> bool:
    """Whether the bounds of a row say more than its date, as those of a meeting on a visit do."""
    if row["date"] and not (isinstance(row["date"], str) and _is_date(row["date"])):
        return True
    told = parse_date(row["date"]) if row["date"] else Bounds()
    days = (("earliest", told.earliest), ("latest", told.latest))
    return any(row.get(name) != (day and day.isoformat()) for name, day in days)


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True


def _period_terms(period: tuple[date, date]) -> dict[str, Any]:
    return {name: _literal(day.isoformat(), "date") for name, day in zip(("since", "until"), period, strict=True)}


def _bind_arguments(query: Query, arguments: Sequence[str], names: NameIndex | None) -> dict[str, Any]:
    import pyoxigraph as ox

    required = sum(not argument.optional for argument in query.arguments)
    if not required <= len(arguments) <= len(query.arguments):
        most = len(query.arguments)
        word = "argument" if any(argument.dated for argument in query.arguments) else "name"
        wanted = f"{most or 'no'} {word}{'' if most == 1 else 's'}" if required in (most, 0) else f"{required} to {most} {word}s"
        at_most = "at most " if most and not required else ""
        raise UsageError(f"'{query.name}' takes {at_most}{wanted}, not {len(arguments)}: vjgraph query {query.usage}")
    if names is None:
        return {}
    bound: dict[str, Any] = {}
    for argument, text in zip(query.arguments, arguments, strict=False):
        named = {variable: groups for variable, groups in argument.variables.items() if groups != DATE}
        if variable := next((variable for variable, groups in named.items() if names.find(groups, text)), ""):
            bound[variable] = ox.NamedNode(names.resolve(named[variable], text))
        elif argument.dated and (not named or _is_date(text)):
            bound |= _period_terms(read_when(text))
        else:
            names.resolve([group for groups in named.values() for group in groups], text)
    return bound


def _bind_parameters(query: Query, given: Mapping[str, str], named: set[str]) -> dict[str, Any]:
    import pyoxigraph as ox

    for name in given:
        if name not in query.parameters:
            known = ", ".join(f"{key}={'|'.join(values)}" for key, (_, values) in query.parameters.items()) or "none"
            raise UsageError(f"'{query.name}' has no parameter '{name}'; it has {known}")
    bound: dict[str, Any] = {}
    for name, (variable, values) in query.parameters.items():
        default = next(iter(values))
        # Asked about a body, who met whom is not about people alone.
        value = given.get(name, "all" if named & values.keys() and default in CLASSES and default not in named else default)
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


def _value(term: Any, *, listed: bool, between: str) -> Any:
    if listed or between:
        # In whatever order an engine adds them up.
        several = sorted(set(filter(None, term.value.split(SEPARATOR)))) if term is not None else []
        return several if listed else between.join(several) or ("" if between == AND else None)
    if term is None:
        return None
    datatype = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
    if datatype == "integer" and _INTEGER.fullmatch(term.value):
        return int(term.value)
    if datatype == "boolean":
        return term.value in ("true", "1")
    return term.value
