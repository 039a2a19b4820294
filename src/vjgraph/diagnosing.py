"""All that keeps plain data from being a record, said at once: unknown and missing keys, wrong types."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
import msgspec.inspect as mi

from vjgraph.model import MILESTONES, is_plain
from vjgraph.nearness import nearest
from vjgraph.yamltext import KEY, Path

_DATES = ("date", "on", "published", *MILESTONES)


class Problem(NamedTuple):
    """What is wrong at a path of the data, and what to do."""

    path: Path
    code: str
    message: str
    hint: str = ""
    unknown: tuple[str, str] | None = None
    """The class and name that no authority knows, where that is the problem."""


@lru_cache(maxsize=16)
def _type_of(record: type) -> mi.Type:
    return mi.type_info(record)


def diagnose(data: Any, record: type, *, path: Path = ()) -> list[Problem]:
    """Everything that keeps `data` (dicts, lists, texts) from being converted to `record`, in the order of the data.

    `path` is where the data stands in its file.

    >>> from vjgraph.model import Passage
    >>> [p.message for p in diagnose({"qoute": "a", "par": "x"}, Passage)]
    ["unknown key 'qoute'", "'par' wants a whole number, not 'x'", "the key 'quote' is missing"]
    """
    return list(_walk(data, _type_of(record), path))


def _walk(data: Any, kind: mi.Type, path: Path) -> Iterator[Problem]:
    if isinstance(kind, mi.UnionType):
        yield from _union(data, kind, path)
    elif isinstance(kind, mi.StructType):
        yield from _struct(data, kind, path)
    elif isinstance(kind, mi.ListType):
        if isinstance(data, list):
            for index, item in enumerate(data):
                yield from _walk(item, kind.item_type, (*path, index))
        else:
            one = isinstance(data, str) and data
            yield _wrong(data, "a list", path, f"write it as [{data}]" if one else "write '- ' before each, or leave the key out")
    elif isinstance(kind, mi.DictType):
        if isinstance(data, dict):
            for key, item in data.items():
                yield from _walk(item, kind.value_type, (*path, key))
        else:
            yield _wrong(data, "a mapping", path, "write 'key: value' on lines below it")
    elif isinstance(kind, mi.LiteralType):
        if data not in kind.values:
            hint = nearest(str(data), kind.values) or "write one of these, or leave the key out"
            yield _wrong(data, "one of " + ", ".join(map(str, kind.values)), path, hint)
    else:
        yield from _scalar(data, kind, path)


def _scalar(data: Any, kind: mi.Type, path: Path) -> Iterator[Problem]:
    if isinstance(data, list | dict):
        yield _wrong(data, "a text", path, _one_text(data, path))
    elif isinstance(kind, mi.IntType) and not _converts(data, int):
        yield _wrong(data, "a whole number", path, "digits only: 3")
    elif isinstance(kind, mi.BoolType) and not _converts(data, bool):
        yield _wrong(data, "true or false", path, "write true, or leave the key out")
    elif isinstance(kind, mi.DecimalType) and not (_converts(data, Decimal) and is_plain(Decimal(data))):
        yield _wrong(data, "a number", path, "digits and a point only: 1500000 or 1.5")


def _converts(data: str, kind: type) -> bool:
    try:
        msgspec.convert(data, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _one_text(data: Any, path: Path) -> str:
    """How to write one text where a list or mapping was found."""
    if path and path[-1] in _DATES:
        return 'quote a set of dates: "[2019-06-30, 2019-07-02]"'
    return "write one text, not a list" if isinstance(data, list) else "write one text; quote it when it holds ': '"


def _struct(data: Any, kind: mi.StructType, path: Path) -> Iterator[Problem]:
    fields = {field.encode_name: field for field in kind.fields}
    if not isinstance(data, dict):
        yield _wrong(data, "a mapping", path, f"with keys out of: {', '.join(fields)}")
        return
    for key, value in data.items():
        if key in fields:
            yield from _walk(value, fields[key].type, (*path, key))
        else:
            hint = nearest(key, tuple(fields)) or f"keys here: {', '.join(fields)}"
            yield Problem((*path, key, KEY), "unknown-key", f"unknown key '{key}'", hint)
    for name, field in fields.items():
        if field.required and name not in data:
            value = "1" if name == "format" else "…"
            yield Problem(path, "missing-key", f"the key '{name}' is missing", f"add '{name}: {value}' here")


def _union(data: Any, kind: mi.UnionType, path: Path) -> Iterator[Problem]:
    wanted = (mi.StructType, mi.DictType) if isinstance(data, dict) else mi.ListType if isinstance(data, list) else mi.StrType
    for member in kind.types:
        if isinstance(member, wanted):
            yield from _walk(data, member, path)
            return
    words = {mi.StrType: "a text", mi.ListType: "a list", mi.StructType: "a mapping", mi.DictType: "a mapping"}
    yield _wrong(data, " or ".join(words.get(type(member), "a value") for member in kind.types), path, _one_text(data, path))


def _wrong(data: Any, wanted: str, path: Path, hint: str = "") -> Problem:
    if isinstance(data, str):
        found = f"'{data[:40]}{'…' * (len(data) > 40)}'" if data else "nothing"
    else:
        found = "a mapping" if isinstance(data, dict) else "a list"
    where = next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
    return Problem(path, "type", f"'{where}' wants {wanted}, not {found}", hint)
