"""The named queries: `.rq` files whose opening comments say what they answer, take and list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from vjgraph.errors import UsageError
from vjgraph.nearness import nearest
from vjgraph.sparql import tokens
from vjgraph.vocabulary import PREFIXES

EITHER, AND = " / ", "; "
"""What stands between the values of a column where sources differ on one, and between sentences."""
DATE = ("date",)
"""The classes of an argument that is a date."""

_HEADER = re.compile(r"#\s*(\w+):\s*(.*)")
_DECLARED = ("question", "argument", "parameter", "period", "lists", "joined", "sentences", "example")
_VALUE = re.compile(r"(\w+): ?(\w+:\w+)?")
_PARAMETER = re.compile(rf"(?P<key>\w+) = (?P<values>{_VALUE.pattern}(?:, {_VALUE.pattern})*); as (?P<variable>\w+)")
_WORDS = {
    "people": "PERSON", "organisations": "BODY", "offices": "OFFICE", "agreements": "AGREEMENT", "topics": "TOPIC",
    "places": "PLACE", "occasions": "EVENT", "date": "DATE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Argument:
    """A name that a query takes: for each variable it may fill, the classes of things it can be.

    A date (class `date`) fills `?since` and `?until`, its first and its last day, whatever its variable is called.
    """

    variables: Mapping[str, tuple[str, ...]]
    optional: bool

    @property
    def dated(self) -> bool:
        """Whether it may be a date."""
        return DATE in self.variables.values()


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
    joined: Mapping[str, str] = field(default_factory=dict)
    """Column -> what stands between its values where there are several: sources may differ."""
    own: bool = False
    """Whether somebody's own file holds it, whose terms nobody has held against the ontology."""

    @property
    def usage(self) -> str:
        """How it is written on the command line: its name, and what it takes.

        >>> read_query("# argument: who: people, organisations; optional\\n# period: yes", name="met").usage
        'met [PERSON|BODY] [--year Y]'
        """
        words = [self.name]
        for argument in self.arguments:
            groups = [group for slot in argument.variables.values() for group in slot]
            word = "|".join(_WORDS[group] for group in groups) if len(groups) <= 3 else "NAME"
            words.append(f"[{word}]" if argument.optional else word)
        words += [f"[-p {name}={'|'.join(values)}]" for name, (_, values) in self.parameters.items()]
        return " ".join([*words, *(["[--year Y]"] if self.period else [])])


def read_query(text: str, *, name: str) -> Query:
    """Read a `.rq` file: comments at its top declare question, arguments, parameters, period, columns and example.

    Columns are `lists`, or `joined` where sources may differ on one value ("Arlen / Besse"), or `sentences` ("this; that").
    Raises `UsageError` for a declaration that cannot be understood.

    >>> read_query("# question: Who?\\n# lists: sources\\nSELECT * {}", name="who").question
    'Who?'
    """
    declared: dict[str, list[str]] = {key: [] for key in _DECLARED}
    for number, line in enumerate(text.splitlines(), start=1):
        match = _HEADER.match(line)
        if not match:
            break
        if match[1] not in _DECLARED and (hint := nearest(match[1], _DECLARED)):
            raise UsageError(f"{name}.rq:{number}: '# {match[1]}:' declares nothing: {hint}")
        declared.setdefault(match[1], []).append(match[2].strip())
    return Query(
        name,
        text,
        " ".join(declared["question"]),
        " ".join(declared["example"]),
        tuple(_read_argument(line, name) for line in declared["argument"]),
        dict(_read_parameter(line, name) for line in declared["parameter"]),
        _read_period(declared["period"], name),
        _columns(declared["lists"]),
        dict.fromkeys(_columns(declared["joined"]), EITHER) | dict.fromkeys(_columns(declared["sentences"]), AND),
    )


def _read_period(lines: list[str], name: str) -> bool:
    if wrong := [line for line in lines if line not in ("yes", "no")]:
        raise UsageError(f"{name}.rq: '# period: {wrong[0]}': write 'yes', or 'no' as where the line is left out")
    return lines[-1:] == ["yes"]


def _columns(lines: list[str]) -> tuple[str, ...]:
    return tuple(column.strip() for line in lines for column in line.split(","))


def _read_argument(line: str, name: str) -> Argument:
    spec, _, _ = line.partition("; optional")
    variables = {}
    for choice in spec.split("; or "):
        variable, _, listed = choice.partition(":")
        groups = tuple(group.strip() for group in listed.split(","))
        for group in groups:
            if group not in _WORDS:
                hint = nearest(group, list(_WORDS)) or f"classes: {', '.join(_WORDS)}"
                raise UsageError(f"{name}.rq: '# argument: {line}' names no class '{group}': {hint}")
        if "date" in groups and groups != DATE:
            raise UsageError(f"{name}.rq: '# argument: {line}': a date is no name: write 'VARIABLE: CLASS; or when: date'")
        variables[variable.strip()] = groups
    return Argument(variables, line.endswith("; optional"))


def _read_parameter(line: str, name: str) -> tuple[str, tuple[str, Mapping[str, str]]]:
    match = _PARAMETER.fullmatch(line)
    values = {pair[1]: pair[2] or "" for pair in _VALUE.finditer(match["values"])} if match else {}
    if not match or any(term and term.partition(":")[0] not in PREFIXES for term in values.values()):
        raise UsageError(f"{name}.rq: '# parameter: {line}' is none: write 'KEY = VALUE: vj:Term, VALUE: vj:Term; as VARIABLE'")
    return match["key"], (match["variable"], values)


def read_query_file(path: Path) -> Query:
    """Read a `.rq` file of somebody's own; raise `UsageError` for one that is not there or is no text."""
    try:
        # What an editor may put before the first letter is no part of the query.
        query = read_query(path.read_text(encoding="utf-8-sig"), name=path.stem)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8: save the query as plain text") from None
    except OSError as error:
        raise UsageError(f"{path}: the query cannot be read: {error.strerror}") from None
    if not any(tokens(query.text)):
        raise UsageError(f"{path.name}: the file holds no query: write SPARQL below its opening comments")
    return replace(query, own=True)


def read_queries(project: Path | None = None) -> dict[str, Query]:
    """The packaged queries and those of a project's `queries/` folder, by name.

    Raises `UsageError` for one of the project's that bears the name of a packaged one, which others build on.
    """
    folder = Path(__file__).parent / "queries"
    queries = {path.stem: replace(read_query_file(path), own=False) for path in folder.glob("*.rq")}
    for path in sorted((project / "queries").glob("*.rq")) if project else ():
        if path.stem in queries:
            raise UsageError(f"queries/{path.name}: a query of vjgraph is called '{path.stem}': give yours another name")
        queries[path.stem] = read_query_file(path)
    return dict(sorted(queries.items()))


def find_query(queries: Mapping[str, Query], name: str) -> Query:
    """A query by its name; raise `UsageError` with the nearest one."""
    if name in queries:
        return queries[name]
    if not name.strip():
        raise UsageError("the question is empty: name a query ('vjgraph query' lists them) or write SPARQL")
    hint = nearest(name, list(queries)) or "'vjgraph query' lists them"
    raise UsageError(f"no query is called '{name}': {hint}")
