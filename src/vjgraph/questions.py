"""The named queries: `.rq` files whose opening comments say what they answer, take and list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vjgraph.diagnosing import nearest
from vjgraph.errors import UsageError

_HEADER = re.compile(r"#\s*(\w+):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Argument:
    """A name that a query takes: for each variable it may fill, the classes of things it can be."""

    variables: Mapping[str, tuple[str, ...]]
    optional: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: its text and what its opening comments declare."""

    name: str
    text: str
    question: str = ""
    example: str = ""
    arguments: tuple[Argument, ...] = ()
    parameters: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    """Parameter -> the variable it fills and its values (text -> prefixed name); the first is the default."""
    period: bool = False
    lists: tuple[str, ...] = ()


def read_query(text: str, *, name: str) -> Query:
    """Read a `.rq` file: comments at its top declare question, arguments, parameters, period, lists and example.

    >>> read_query("# question: Who?\\n# lists: sources\\nSELECT * {}", name="who").question
    'Who?'
    """
    declared: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = _HEADER.match(line)
        if not match:
            break
        declared.setdefault(match[1], []).append(match[2].strip())
    return Query(
        name,
        text,
        " ".join(declared.get("question", [])),
        " ".join(declared.get("example", [])),
        tuple(_read_argument(line) for line in declared.get("argument", [])),
        dict(_read_parameter(line) for line in declared.get("parameter", [])),
        "period" in declared,
        tuple(name.strip() for line in declared.get("lists", []) for name in line.split(",")),
    )


def _read_argument(line: str) -> Argument:
    spec, _, _ = line.partition("; optional")
    optional = line.endswith("; optional")
    variables = {}
    for choice in spec.split("; or "):
        variable, _, groups = choice.partition(":")
        variables[variable.strip()] = tuple(group.strip() for group in groups.split(","))
    return Argument(variables, optional)


def _read_parameter(line: str) -> tuple[str, tuple[str, Mapping[str, str]]]:
    spec, _, variable = line.partition("; as ")
    name, _, values = spec.partition(" = ")
    pairs = (value.partition(":") for value in values.split(", "))
    return name.strip(), (variable.strip(), {text.strip(): term.strip() for text, _, term in pairs})


def read_queries(project: Path | None = None) -> dict[str, Query]:
    """The packaged queries and those of a project's `queries/` folder, by name."""
    folders = [Path(__file__).parent / "queries"]
    if project and (project / "queries").is_dir():
        folders.append(project / "queries")
    files = {path.stem: path for folder in folders for path in sorted(folder.glob("*.rq"))}
    return {name: read_query(path.read_text(encoding="utf-8"), name=name) for name, path in sorted(files.items())}


def find_query(queries: Mapping[str, Query], name: str) -> Query:
    """A query by its name; raise `UsageError` with the nearest one."""
    if name in queries:
        return queries[name]
    hint = nearest(name, list(queries)) or "'vjgraph query' lists them"
    raise UsageError(f"no query is called '{name}': {hint}")
