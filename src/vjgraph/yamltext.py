"""YAML as plain data: every scalar a text, positions on demand, nothing clever allowed."""

from __future__ import annotations

import re
from typing import Any

from vjgraph.errors import Finding
from vjgraph.plainyaml import read_plain

MAX_DEPTH = 20
Path = tuple[str | int, ...]
Positions = dict[Path, tuple[int, int]]
"""Where each value stands, line and column from 1; the key of an entry is at its path + (KEY,)."""
KEY = "\0key"

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""The control characters that no text holds."""
_ENDS = re.compile("[\x85\u2028\u2029]")
"""What ends a line for YAML, and for no editor."""
_PLAIN = "take it out, and save the file as plain UTF-8 text"


def read_yaml(text: str, *, file: str, positions: Positions | None = None) -> tuple[Any, list[Finding]]:
    """Read one YAML document into dicts, lists and texts, with what is wrong with it.

    Anchors, aliases, tags, duplicate keys, keys that are no text, nesting over 20, several documents and an empty file
    are findings. `positions`, when given, is filled with where each value stands.

    >>> read_yaml("a: [no, 1]", file="x.yaml")
    ({'a': ['no', '1']}, [])
    """
    if positions is None and (plain := read_plain(text)) is not None:
        return plain, []
    if "\0" in text:
        line, column = _position(text, text.index("\0"))
        return None, [Finding(file, line, column, "error", "yaml", "the file holds a zero byte", _PLAIN)]
    # Most files are plain, and a small project has no other.
    import yaml

    builder = _Builder(file, positions, text if _ENDS.search(text) else "")
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            if builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        at, since = error.problem_mark, error.context_mark
        # What is never closed is found wrong behind the last line: it is mended where it opens, or at the last character.
        end = len(text.rstrip())
        mark = next((mark for mark in (at, since) if mark and mark.index < end), None)
        line, column = builder.at(mark) if mark else _position(text, max(end - 1, 0))
        what = error.problem or "it does not parse"
        if error.context and since:
            what += ", {} from line {}, column {}".format(error.context, *builder.at(since))
        if at and (sign := _ENDS.search(text, 0, at.index)):
            message = f"the sign U+{ord(sign[0]):04X} stands here, which ends a line"
            hint = "write a space or a line's end in its place"
            builder.findings.append(Finding(file, *_position(text, sign.start()), "error", "yaml", message, hint))
        hint = "quote a text that holds ': ' or begins with a sign; close every bracket and quotation mark; indent with spaces"
        builder.findings.append(Finding(file, line, column, "error", "yaml", f"not YAML: {what}", hint))
    except yaml.reader.ReaderError as error:
        code = ord(error.character) if isinstance(error.character, str) else error.character
        line, column = _position(text, text.index(chr(code)))
        message = f"not YAML: the control character U+{code:04X}"
        builder.findings.append(Finding(file, line, column, "error", "yaml", message, _PLAIN))
    if not builder.findings and not builder.seen:
        hint = "write a source into it as sources/README.md shows, or delete it"
        builder.findings.append(Finding(file, 1, 1, "error", "empty", "the file is empty", hint))
    return builder.root, builder.findings


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Builder:
    """Turns parser events into data without recursion, so that no depth of nesting can exhaust the stack."""

    def __init__(self, file: str, positions: Positions | None, text: str = "") -> None:
        """Begin; `text` is what is read, where lines end in it that are none elsewhere."""
        self.file, self.positions, self._text = file, positions, text
        self.findings: list[Finding] = []
        self.root: Any = None
        self.seen = False
        # Each open collection: its data, its path, and for a mapping the key that awaits a value.
        self._stack: list[tuple[dict[str, Any] | list[Any], Path]] = []
        self._keys: list[str | None] = []
        self._anchors: set[str] = set()

    def take(self, event: Any) -> bool:
        """Take one event; true when nothing more can be read."""
        kind = type(event).__name__
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._stack.pop()
            self._keys.pop()
        elif kind == "AliasEvent":
            # What repeats an anchor is mended with it: one finding for both.
            if event.anchor not in self._anchors:
                hint = "write the value out; quote a text that begins with *"
                self._say(event, "alias", f"an alias, *{event.anchor}, is not read here", hint)
            self._place("", event)
        elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            return self._value(event, kind)
        elif kind == "DocumentStartEvent" and self.seen:
            self._say(event, "documents", "a second document begins here", "keep one source a file; leave out '---'")
            return True
        return False

    def _value(self, event: Any, kind: str) -> bool:
        self.seen = True
        if event.anchor:
            self._anchors.add(event.anchor)
            hint = f"write the value out wherever *{event.anchor} stands; quote a text that begins with &"
            self._say(event, "alias", f"an anchor, &{event.anchor}, is not read here", hint)
        if event.tag and event.tag != "!":
            self._say(event, "tag", f"a tag, {event.tag}, is not read here", "leave it out: every value is read as text")
        if kind == "ScalarEvent":
            # Written as they are, they are refused before; as an escape, they stand in quotation marks.
            if event.style == '"' and (found := CONTROL.search(event.value)):
                message = f"a control character (U+{ord(found[0]):04X}), which no text holds"
                self._say(event, "control-character", message, "take it out")
            self._place(event.value, event)
            return False
        if len(self._stack) >= MAX_DEPTH:
            hint = "no field of the format is that deep: see sources/README.md"
            self._say(event, "nesting", f"nested more than {MAX_DEPTH} deep", hint)
            return True
        if self._stack and isinstance(self._stack[-1][0], dict) and self._keys[-1] is None:
            self._say(event, "key", "a mapping or list cannot be a key", "write a text as key")
            return True
        data: dict[str, Any] | list[Any] = {} if kind == "MappingStartEvent" else []
        path = self._place(data, event)
        self._stack.append((data, path))
        self._keys.append(None)
        return False

    def _place(self, value: Any, event: Any) -> Path:
        """Put a value where it belongs; the value's path."""
        if not self._stack:
            self.root = value
            return self._mark((), event)
        parent, path = self._stack[-1]
        if isinstance(parent, list):
            parent.append(value)
            return self._mark((*path, len(parent) - 1), event)
        key = self._keys[-1]
        if key is None:
            if value in parent:
                self._say(event, "duplicate-key", f"the key '{value}' stands here twice", "join the two entries or rename one")
            self._keys[-1] = value
            return self._mark((*path, value, KEY), event)
        self._keys[-1] = None
        parent[key] = value
        return self._mark((*path, key), event)

    def _mark(self, path: Path, event: Any) -> Path:
        if self.positions is not None:
            self.positions[path] = self.at(event.start_mark)
        return path

    def at(self, mark: Any) -> tuple[int, int]:
        """The line and column of a mark, as an editor counts them."""
        return _position(self._text, mark.index) if self._text else (mark.line + 1, mark.column + 1)

    def _say(self, event: Any, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(self.file, *self.at(event.start_mark), "error", code, message, hint))
