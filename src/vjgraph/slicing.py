"""An answer that a server ends after so many rows, asked for again in parts that together are the whole of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from vjgraph.sparql import behind_pattern, tokens

if TYPE_CHECKING:
    import pyoxigraph as ox

_DIGITS = "0123456789abcdef"
_DEEPEST = 4
_VARIABLE = r"[?$]\w+"
_ORDER = re.compile(rf"(?i:(?P<grouped>GROUP\s+BY(?:\s+{_VARIABLE})+)?\s*(?:ORDER\s+BY(?P<order>(?:\s+{_VARIABLE})+))?)\s*")

Rows = list[tuple["ox.NamedNode | ox.Literal | None", ...]]


def can_slice(text: str) -> bool:
    """Whether the rows of a query can be asked for in parts: it has no limit, names no graph, and sorts by columns only.

    >>> can_slice("SELECT ?s { ?s ?p ?o } ORDER BY ?s"), can_slice("SELECT ?s { ?s ?p ?o } LIMIT 10")
    (True, False)
    """
    words = {word.upper() for word, _ in tokens(text)}
    return "SELECT" in words and "FROM" not in words and bool(_ORDER.fullmatch(behind_pattern(text)))


def ask_in_slices(
    text: str, columns: Sequence[str], first: Rows, ask: Callable[[str], tuple[Rows, bool]]
) -> ox.QuerySolutions | None:
    """The whole answer of a query that `can_slice`, in its order; `None` where its parts do not add up to it.

    `first` are rows of it, and `ask` gives the rows of a query and whether they are all. What part a row belongs to is told by
    a hash of what it names, and not by its place: no server owes two answers the same order.
    """
    import pyoxigraph as ox

    start = next(at for word, at in tokens(text) if word.upper() == "SELECT")
    opening, inner = text[:start], f"{{ {text[start:]}\n}}"
    named = [at for at in range(len(columns)) if all(isinstance(row[at], ox.NamedNode) for row in first)]
    # Texts that are joined may be joined in another order the next time.
    told = ', "|", '.join(f'COALESCE(STR(?{columns[at]}), "")' for at in named or range(len(columns)))
    listed = " ".join(f"?{name}" for name in columns)
    rows: Rows = []
    todo = list(_DIGITS)
    while todo:
        part = todo.pop()
        found, whole = ask(f'{opening}SELECT {listed} WHERE {{ {inner} FILTER (STRSTARTS(MD5(CONCAT({told}, "")), "{part}")) }}')
        if whole:
            rows += found
        elif len(part) == _DEEPEST:
            return None
        else:
            todo += [part + digit for digit in _DIGITS]
    answered, _ = ask(f"{opening}SELECT (COUNT(*) AS ?n) WHERE {{ {inner} }}")
    counted = [term.value for row in answered for term in row if term is not None]
    if counted != [str(len(rows))] or any(isinstance(term, ox.BlankNode) for row in rows for term in row):
        return None
    return _sorted(columns, rows, (_ORDER.fullmatch(behind_pattern(text)) or {"order": ""})["order"] or "")


def _sorted(columns: Sequence[str], rows: Rows, order: str) -> ox.QuerySolutions:
    """Rows as the solutions of a query, which is the one way to the object that a caller expects."""
    import pyoxigraph as ox

    listed = " ".join(f"?{name}" for name in columns)
    values = "\n".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    found: Any = ox.Store().query(
        f"SELECT {listed} WHERE {{ VALUES ({listed}) {{ {values} }} }} {f'ORDER BY{order}' * bool(order)}"
    )
    return found  # type: ignore[no-any-return]
