"""SPARQL as text: what is a query, what it may do, where it breaks, and RDF terms in the place of its variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vjgraph.errors import UsageError

SEPARATOR = "\x1f"
"""What stands between the members of a list in a row of a named query (GROUP_CONCAT)."""

_BIND = re.compile(r"# bind:((?: \?\w+)+)")
_AMONG = re.compile(r"# among: (\?\w+)")
# Strings, IRIs, comments, variables, words; an escaped character of a prefixed name begins no string.
_TOKENS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\r\n])*"|\'(?:\\.|[^\'\\\r\n])*\''
    r'|<[^<>"{}|^`\s]*>|#[^\r\n]*|[?$]\w+|(?:[\w:.%-]|\\.)+',
    re.S,
)
_LINE = re.compile(r"^.*# (?P<when>only|unless): \?(?P<name>\w+)[^\S\n]*$\n?", re.M)
_SENTENCE = re.compile(r"\b[A-Z][A-Za-z]*(?: [A-Za-z]+){2,}")
_READS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_CHANGES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_OPENS = {"PREFIX", "BASE"}


def is_sparql(text: str) -> bool:
    """Whether a text is a query rather than the name of one.

    >>> is_sparql("SELECT * { ?s ?p ?o }"), is_sparql("DESCRIBE <https://example.org/>"), is_sparql("who-met-whom")
    (True, True, False)
    """
    return "{" in text or (len(text.split()) > 1 and bool({*_words(text)[:1]} & (_READS | _CHANGES | _OPENS)))


def check_reads(text: str, *, named_graphs: bool = False) -> tuple[str, ...]:
    """Notes on a query that reads this graph only; raise `UsageError` for one that would change it or call another.

    Where there are `named_graphs`, as an endpoint may have them, a query can choose among them.

    >>> check_reads("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    ('this graph has no named graphs, so GRAPH finds nothing: graph.trig has one graph a source',)
    """
    words = _words(text)
    verb = next((word for word in words if word in _READS | _CHANGES), "")
    if verb in _CHANGES:
        raise UsageError(f"{verb} changes a graph, and this one is only read: edit sources/ and run 'vjgraph build'")
    for word in ("SERVICE", "FROM"):
        if word in words and not (word == "FROM" and named_graphs):
            what = "another service" if word == "SERVICE" else "another graph"
            raise UsageError(f"{word} asks {what}, and only this graph is asked: leave it out")
    if "GRAPH" in words and not named_graphs:
        return ("this graph has no named graphs, so GRAPH finds nothing: graph.trig has one graph a source",)
    return ()


def bind(text: str, terms: Mapping[str, Any]) -> str:
    """A query with RDF terms for some of its variables: a VALUES block in the place of each `# bind:` comment that names them.

    A subquery sees nothing of what stands around it: one that wants a term has a comment of its own. A line that ends in
    `# only: ?x` is left out where `?x` has no term, one that ends in `# unless: ?x` where it has one: without them the query
    answers the same, but not as fast.

    >>> bind("SELECT * WHERE {\\n  # bind: ?x\\n  ?x ?p ?o }", {"x": "<a:b>"})
    'SELECT * WHERE {\\n  VALUES (?x) { (<a:b>) }\\n  ?x ?p ?o }'
    """
    text = _LINE.sub(lambda line: line[0] if (line["name"] in terms) is (line["when"] == "only") else "", text)
    named = {name[1:] for place in _BIND.finditer(text) for name in place[1].split()}
    if not terms.keys() <= named:
        raise UsageError(f"the query has no line '# bind: {' '.join('?' + name for name in terms)}' in its WHERE")

    def block(place: re.Match[str]) -> str:
        here = {name: terms[name] for name in (name[1:] for name in place[1].split()) if name in terms}
        return (
            f"VALUES ({' '.join('?' + name for name in here)}) {{ ({' '.join(map(str, here.values()))}) }}" if here else place[0]
        )

    return _BIND.sub(block, text)


def among(text: str, iris: Callable[[], Sequence[str] | None]) -> str:
    """A query with the only things it need look at, where they are known: in the place of each `# among:` comment that asks.

    >>> among("SELECT * WHERE {\\n  # among: ?x\\n  ?x ?p ?o }", lambda: ["a:b", "a:c"])
    'SELECT * WHERE {\\n  { SELECT ?x { VALUES ?x { <a:b> <a:c> } } }\\n  ?x ?p ?o }'
    """
    known = iris() if _AMONG.search(text) else None
    if known is None:
        return text
    listed = " ".join(f"<{iri}>" for iri in known)
    # In a query of their own: many values by themselves a store may hold against one row after the other.
    return _AMONG.sub(lambda place: f"{{ SELECT {place[1]} {{ VALUES {place[1]} {{ {listed} }} }} }}", text)


def syntax_message(text: str, error: str) -> str:
    """Where SPARQL stops making sense: line, column, the line itself with a mark below; why, where the parser says it."""
    match = re.search(r"at (\d+):(\d+): (.*)", error, re.S)
    if not match:
        return f"SPARQL that does not parse: {error}"
    line, column = int(match[1]), int(match[2])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    # Among the tokens it would have taken next, a parser hides the one sentence that helps.
    why = _SENTENCE.search(match[3])
    hint = f" ({why[0]})" if why else ""
    if not _READS & {*_words(text)}:
        hint = " (a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE)"
    return f"SPARQL that does not parse at line {line}, near column {column}{hint}:\n  {shown}\n  {' ' * (column - 1)}^"


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """The strings, IRIs, variables, names and words of SPARQL, each with its offset; no comments.

    >>> list(tokens("ASK { ?m a vj:Meeting } # why"))
    [('ASK', 0), ('?m', 6), ('a', 9), ('vj:Meeting', 11)]
    """
    for match in _TOKENS.finditer(text):
        if match.group()[0] != "#":
            yield match.group(), match.start()


def behind_pattern(text: str) -> str:
    """What stands behind the pattern of a query: how its rows are grouped, sorted and bounded; no comments.

    >>> behind_pattern("SELECT ?s { ?s ?p '}' } ORDER BY ?s # }")
    'ORDER BY ?s'
    """
    # Braces inside strings, IRIs and comments are none.
    plain = _TOKENS.sub(lambda match: match[0] if match[0][0] not in "\"'<#" else " " * len(match[0]), text)
    depth = 0
    for brace in re.finditer("[{}]", plain):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return plain[brace.end() :].strip()
    return ""


def _words(text: str) -> list[str]:
    """The bare words of SPARQL in capitals: no strings, IRIs, comments or prefixed names."""
    return [word.upper() for word, _ in tokens(text) if word[0] not in "\"'<?$" and ":" not in word]
