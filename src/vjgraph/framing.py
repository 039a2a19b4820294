"""Rows as a pandas or polars frame, each column of one type, the same whether there are rows or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from vjgraph.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

# What the named queries call what is no text; a column that no row fills is still of that type.
_KNOWN = {"earliest": "date", "latest": "date"} | dict.fromkeys(
    ("count", "edition", "paragraph", "publishers", "statements"), "integer"
)
_NUMBERS = ("decimal", "double", "float")


def column_types(columns: Sequence[str], found: Sequence[Any], *, lists: Sequence[str]) -> dict[str, str]:
    """The type of each column of RDF terms: list, integer, number, boolean, date or text.

    A column has another type than text only where every term in it has.
    """
    types = {}
    for name in columns:
        terms = [row[name] for row in found if row[name] is not None]
        told = {_type(term) for term in terms}
        types[name] = "list" if name in lists else told.pop() if len(told) == 1 else "text" if told else _KNOWN.get(name, "text")
    return types


def _type(term: Any) -> str:
    datatype = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
    if datatype == "date":
        try:
            date.fromisoformat(term.value)
        except ValueError:
            return "text"
    return datatype if datatype in ("integer", "boolean", "date") else "number" if datatype in _NUMBERS else "text"


def to_pandas(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> pd.DataFrame:
    """Rows as a pandas frame; days are `datetime64`, lists are lists. Raise `UsageError` where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError:
        raise UsageError(_missing("pandas")) from None
    kinds = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]", "text": "string"}
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype=kinds.get(types.get(name, "other"), "object"))
            for name, values in _values(columns, rows, types).items()
        },
        index=pd.RangeIndex(len(rows)),
    )


def to_polars(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> pl.DataFrame:
    """Rows as a polars frame; days are dates, lists are lists. Raise `UsageError` where polars is not installed."""
    try:
        import polars as pl
    except ImportError:
        raise UsageError(_missing("polars")) from None
    kinds: dict[str, Any] = {
        "integer": pl.Int64(), "number": pl.Float64(), "boolean": pl.Boolean(), "date": pl.Date(), "text": pl.String(),
        "list": pl.List(pl.String()),
    }  # fmt: skip
    return pl.DataFrame(
        [
            pl.Series(name, values, dtype=kinds.get(types.get(name, "other")), strict=True)
            for name, values in _values(columns, rows, types).items()
        ]
    )


def _values(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> dict[str, list[Any]]:
    made: dict[str, Callable[[Any], Any]] = {"date": date.fromisoformat, "number": float, "text": _text}
    values: dict[str, list[Any]] = {}
    for name in columns:
        make = made.get(types.get(name, ""))
        values[name] = [make(row[name]) if make and row[name] is not None else row[name] for row in rows]
    return values


def _text(value: Any) -> str:
    # A column of terms of several types.
    return value if isinstance(value, str) else str(value).lower()


def _missing(package: str) -> str:
    return f"{package} is not installed: pip install 'vjgraph[{package}]'"
