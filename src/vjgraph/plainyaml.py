"""YAML as sources are mostly written, read line by line; of anything else it says that it is not for it to read."""

from __future__ import annotations

import json
import re
from typing import Any

# All of YAML that is read here is what these patterns match. What they do not match is left to a parser, and so is every error.
# A group is repeated possessively only where it is one class of characters: Python 3.11.0 to 3.11.4 get others wrong.
_BEGIN = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]"""
_TEXT = rf"{_BEGIN}[^\n:#]*+(?:(?::(?![ \n])|(?<![ ])\#)[^\n:#]*+)*"
_DOUBLE = r'"(?:[^"\\\n]++|\\["\\nt]|\\u(?!00[0189]|007[fF]|[dD][89a-fA-F])[0-9a-fA-F]{4})*"'
_SINGLE = r"'(?:[^'\n]++|'')*'"
_KEY = r"""\w[^\n:#]{0,200}+(?<![ ])|"[^"\\\n]{0,200}+"|'(?:[^'\n]|''){0,200}'"""
_WORDS = rf"{_BEGIN}[^\n,\[\]{{}}:#?]*+(?<![ ])"
_LIST = rf"\[{_WORDS}(?:,[ ]{_WORDS})*\]"
_PAIRS = rf"\{{{_WORDS}:[ ]{_WORDS}(?:,[ ]{_WORDS}:[ ]{_WORDS})*\}}"
_BRACKETS = r"[\[{][^\n\#]*(?:\n\1[ ]++(?=[^ \n])[^\n\#]*)*?(?<=[\]}])"
_BLOCK = r"[|>]-?(?:[ ]++\#[^\n]*+)?(?=\n)(?:\n\1[ ][^\n]*+|\n[ ]*+(?=\n))*"
_LINES = re.compile(
    rf"""
    ([ ]*+) (-[ ]++)?                  # an indentation, the dash of an item
    (?:({_KEY}):(?:[ ]++|(?=\n)))?     # a key
    (?:({_TEXT})|({_LIST}|{_PAIRS})|({_DOUBLE}|{_SINGLE}|{_BRACKETS}|{_BLOCK}))?
    [ ]*+((?<![^ \n])\#[^\n]*+)?\n     # a comment
    | ([\s\S]++)                       # what is not for here
    """,
    re.VERBOSE,
)
_SHORT = rf"{_BEGIN}[^,\[\]{{}}:#?]*+"
_INNERMOST = r"[\[{][^\[\]{}]*+[\]}]"
_INNER = rf"[\[{{](?:[^\[\]{{}}]++|{_INNERMOST})*[\]}}]"
_ITEM = rf"""(?:({_SHORT})|("[^"\\]*+"|'(?:[^']++|'')*'|{_INNER}))[ \n]*+(?:,[ \n]*+(?=[^ \n])|\Z)"""
_IN_LIST = re.compile(rf"{_ITEM}|([\s\S]++)")
_NAME = rf"""{_BEGIN}[^\n,\[\]{{}}:#?]*+(?<! )|"[^"\\\n]{{0,200}}+\""""
_IN_MAPPING = re.compile(rf"({_NAME}):[ \n][ ]*+{_ITEM}|([\s\S]++)")
_WRAPPED = re.compile(" *\n *")
_STRANGE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DEEP = 12


def read_plain(text: str) -> dict[str, Any] | None:
    """Read a mapping into dicts, lists and texts; `None` where the text is not plainly written or may be wrong.

    Read are keys and items on lines of their own, texts unquoted or quoted, blocks after `|`, and brackets on one line.

    >>> read_plain("a: no # yes\\nb:\\n  - c: [1, 'two']\\n")
    {'a': 'no', 'b': [{'c': ['1', 'two']}]}
    >>> read_plain("a: &b c\\n")
    """
    text = text.replace("\r\n", "\n").removeprefix("---\n")
    if not text.replace("\n", "").isprintable() and _STRANGE.search(text):
        return None
    # The innermost open collection and its column, those around it, a key that awaits its value, and where a text may go on.
    root: dict[str, Any] = {}
    inner: Any = root
    column = 0
    around: list[tuple[Any, int]] = []
    awaiting: str | None = None
    going_on: str | int | None = None
    for indent, dash, key, plain, simple, other, comment, strange in _LINES.findall(text):
        at = len(indent)
        if not key and not dash:
            if simple or other or strange or (plain and (going_on is None or at <= column)):
                return None
            if plain:
                inner[going_on] += " " + plain.rstrip(" ")
            if comment or not plain:
                going_on = None
            continue
        if plain:
            value: Any = plain.rstrip(" ")
        else:
            value = _simple(simple) if simple else _value(other, at + len(dash) if key else at) if other else ""
        if value is None:
            return None
        if awaiting is not None:
            if at > column or (dash and at == column):
                inner[awaiting] = [] if dash else {}
                around.append((inner, column))
                inner, column = inner[awaiting], at
            awaiting = None
        while at < column or (not dash and at == column and type(inner) is list):
            inner, column = around.pop()
        if at != column or (dash and type(inner) is not list) or len(around) > _DEEP:
            return None
        if dash and key:
            inner.append({})
            around.append((inner, column))
            inner, column = inner[-1], at + len(dash)
        going_on = None
        if not key:
            inner.append(value)
            going_on = -1 if plain and not comment else None
            continue
        name = _value(key, 0) if key[0] in "\"'" else key
        if name in inner:
            return None
        inner[name] = value
        if plain:
            going_on = None if comment else name
        elif not simple and not other:
            awaiting = name
    return root or None


def _simple(text: str) -> list[str] | dict[str, str] | None:
    """Unquoted texts in brackets; `None` where a key stands twice."""
    parts = text[1:-1].split(", ")
    if text[0] == "[":
        return parts
    pairs = dict([part.split(": ", 1) for part in parts])
    return pairs if len(pairs) == len(parts) else None


def _value(text: str, column: int) -> Any:
    """What is quoted, in brackets or a block; `None` where it is not plainly written."""
    first = text[0]
    if first == '"':
        return json.loads(text) if "\\" in text else text[1:-1].replace("\n", " ")
    if first == "'":
        return text[1:-1].replace("''", "'").replace("\n", " ")
    if first in "|>":
        return _block(text, column)
    if "\n" in text:
        text = _WRAPPED.sub("\n", text)
    return _items(text) if first == "[" else _pairs(text)


def _items(text: str) -> list[Any] | None:
    items = []
    for plain, other, strange in _IN_LIST.findall(text[1:-1].strip(" \n")):
        value = plain.rstrip(" \n").replace("\n", " ") if plain else None if strange else _value(other, 0)
        if value is None:
            return None
        items.append(value)
    return items if text[-1] == "]" else None


def _pairs(text: str) -> dict[str, Any] | None:
    pairs: dict[str, Any] = {}
    for key, plain, other, strange in _IN_MAPPING.findall(text[1:-1].strip(" \n")):
        value = plain.rstrip(" \n").replace("\n", " ") if plain else None if strange else _value(other, 0)
        name = key[1:-1] if key[:1] == '"' else key
        if value is None or name in pairs:
            return None
        pairs[name] = value
    return pairs if text[-1] == "}" else None


def _block(text: str, column: int) -> str | None:
    sign, *lines = text.split("\n")
    sign = sign.partition(" ")[0]
    indent = len(lines[0]) - len(lines[0].lstrip(" ")) if lines else 0
    if indent <= column or not lines[0].strip(" "):
        return None
    for line in lines:
        if line[:indent].strip(" ") or (len(line) > indent and not line.strip(" ")):
            return None
    words = "\n".join([line[indent:] for line in lines]).rstrip("\n")
    if sign[0] == ">":
        if "\n\n" in words or "\n " in words:
            return None
        words = words.replace("\n", " ")
    return words if sign[-1] == "-" else words + "\n"
