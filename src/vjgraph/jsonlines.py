"""A line of JSON into a source: at once where each value is of its type, else slowly, with all that is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from vjgraph.diagnosing import Problem
from vjgraph.errors import Finding
from vjgraph.model import Source
from vjgraph.reading import FORMAT, Document, decode, judge_header, place, to_source
from vjgraph.yamltext import CONTROL, KEY, Path


class _Line(Source, frozen=True):
    """A source with the id that a line may give it."""

    id: str = ""


_typed = msgspec.json.Decoder(_Line, strict=False)  # a number may be written as a text
_plain = msgspec.json.Decoder()
_encode = msgspec.json.Encoder().encode
_CONTROLS = re.compile(rb"\x7f|\xc2[\x80-\x9f]")
"""Control characters that JSON takes as they are, in UTF-8."""
_ESCAPED = re.compile(rb"\\u[dD][89abAB]..\\u[dD][c-fC-F]|\\u([dD][89a-fA-F]..)|\\.")
"""What is escaped: two surrogates that are one sign, one that is none, anything else."""


def read_line(line: bytes, *, id: str, file: str, number: int) -> tuple[Document | None, list[Finding]]:
    """Read one line as a source, called `id` unless the line says what it is called; `None` when anything is wrong.

    >>> document, _ = read_line(b'{"source": {"format": 1}}', id="corpus-7", file="corpus.jsonl", number=7)
    >>> document.id, document.line
    ('corpus-7', 7)
    """
    document = _at_once(line, id=id, file=file, number=number)
    return (document, []) if document else _with_all_that_is_wrong(line, id=id, file=file, number=number)


def _at_once(line: bytes, *, id: str, file: str, number: int) -> Document | None:
    """A line whose values are of their types; `None` for any other, right or wrong."""
    try:
        data = _plain.decode(line)
        if _repeats(line, data):
            return None
        read = _typed.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    # A number that is no whole one is read by way of its text: 1.50 is 1.5. Only quantities hold such numbers, and their key
    # may be written with escapes.
    if read.source.format != FORMAT or b"quantity" in line or b"\\u00" in line or _CONTROLS.search(line):
        return None
    parts = msgspec.structs.asdict(read)
    own = parts.pop("id")
    record = Source(**parts)
    return None if judge_header(record) else Document(own or id, file, record, line, number)


def _with_all_that_is_wrong(line: bytes, *, id: str, file: str, number: int) -> tuple[Document | None, list[Finding]]:
    _, findings = decode(line, file=file)
    if findings:
        return None, [replace(finding, line=number) for finding in findings]
    try:
        read = _plain.decode(line)
        data = _as_text(read)
        problems = [*(_twice(line) if _repeats(line, read) else ()), *_unwritable(data, ())]
    except msgspec.DecodeError as error:
        at = re.search(r"\(byte (\d+)\)", str(error))
        column = len(line[: int(at.group(1))].decode("utf-8", "replace")) + 1 if at else 1
        message = f"not JSON: {str(error).removeprefix('JSON is malformed: ')}"
        hint = "write each source as one JSON object on a line of its own"
        if "surrogate" in message or "truncated" in message:
            # Its place is told of some of them only.
            alone = next((found for found in _ESCAPED.finditer(line) if found[1]), None)
            if alone:
                column = len(line[: alone.start()].decode("utf-8", "replace")) + 1
                message = f"not JSON: an unpaired surrogate, {alone[0].decode('utf-8', 'replace')}"
                hint = "write the sign that is meant, or take it out"
        return None, [Finding(file, number, column, "error", "json", message, hint)]
    except RecursionError:
        return None, [Finding(file, number, 1, "error", "nesting", "nested too deep", "no field of the format is that deep")]
    if problems:
        return None, place(problems, raw=line, file=file, line=number)
    own = data.pop("id", "") if isinstance(data, dict) else ""
    record, problems = to_source(data)
    if not isinstance(own, str):
        record, problems = None, [*problems, Problem(("id",), "type", "'id' wants a text", 'write it as "id": "…"')]
    if record is None:
        return None, place(problems, raw=line, file=file, line=number)
    return Document(own or id, file, record, line, number), []


def _as_text(data: Any) -> Any:
    """JSON numbers, truth values and null as the texts that YAML would have given; null is a key without a value."""
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(value) for value in data]
    if data is None:
        return ""
    return data if isinstance(data, str) else _encode(data).decode()


def _unwritable(data: Any, path: Path) -> Iterator[Problem]:
    """Control characters, which YAML does not take either."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _unwritable(key, (*path, KEY))
            yield from _unwritable(value, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _unwritable(item, (*path, index))
    elif found := CONTROL.search(data):
        message = f"a control character (U+{ord(found[0]):04X}), which no text holds"
        yield Problem(path, "control-character", message, "take it out")


# --- keys that stand twice -------------------------------------------------------------------------------------------


def _repeats(line: bytes, data: Any) -> bool:
    """Whether a key stands twice in an object: what is read keeps one of the two, so written again it has fewer texts."""
    again = _encode(data)
    return again != line and _count_ends(line) != _count_ends(again)


def _count_ends(text: bytes) -> int:
    """How many quotation marks begin or end a text; of one that ends in a backslash, the one that begins it."""
    return text.count(b'"') - text.count(b'\\"')


class _Pairs(list[tuple[str, Any]]):
    """An object as it is written, each key with its value."""


def _twice(line: bytes) -> Iterator[Problem]:
    """The keys that stand twice."""
    yield from _twice_in(json.loads(line, object_pairs_hook=_Pairs, parse_int=str, parse_float=str), ())


def _twice_in(data: Any, path: Path) -> Iterator[Problem]:
    if isinstance(data, _Pairs):
        seen = set()
        for key, value in data:
            if key in seen:
                message, hint = f"the key '{key}' stands here twice", "join the two entries or rename one"
                yield Problem((*path, key, KEY), "duplicate-key", message, hint)
            seen.add(key)
            yield from _twice_in(value, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _twice_in(item, (*path, index))
