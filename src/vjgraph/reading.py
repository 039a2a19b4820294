"""Plain data into records: a YAML source, and every error of a file with its line and column."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from vjgraph.diagnosing import Problem, diagnose
from vjgraph.errors import Finding, Severity
from vjgraph.model import Source
from vjgraph.yamltext import KEY, Positions, read_yaml
from vjgraph.yamltext import Path as DataPath

FORMAT = 1


class Document(msgspec.Struct, frozen=True):
    """One source as read: its record, its id (the file's name) and how to find a value's line and column again."""

    id: str
    file: str
    record: Source
    raw: bytes
    line: int = 0
    """The line of a JSON Lines file, from 1; 0 for a YAML file."""
    path: Path | None = None
    """Where the bytes of a YAML file are, while they are not held here."""

    def read(self) -> bytes:
        """Its bytes, as they are needed to find a value's line and column."""
        return self.path.read_bytes() if self.path else self.raw

    @property
    def key(self) -> str:
        """The SHA-256 of the bytes it was read from."""
        return hashlib.sha256(self.raw).hexdigest()


def read_document(raw: bytes, *, id: str, file: str) -> tuple[Document | None, list[Finding]]:
    """Read one YAML source; `None` when anything in it is wrong."""
    text, findings = decode(raw, file=file)
    if findings:
        return None, findings
    data, findings = read_yaml(text, file=file)
    if not findings:
        record, problems = to_source(data)
        if record is not None:
            return Document(id, file, record, raw), []
        findings = place(problems, raw=raw, file=file)
    return None, findings


def read_bytes(path: Path, *, file: str) -> tuple[bytes, list[Finding]]:
    """The bytes of a file, or the finding that says why it cannot be read."""
    try:
        return path.read_bytes(), []
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        return b"", [Finding(file, 1, 1, "error", "unreadable", message, "make it a readable file, or take it away")]


def printable(name: str) -> str:
    """A file's name as a finding can be printed with it: bytes that are not UTF-8 are written as `\\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def decode(raw: bytes, *, file: str) -> tuple[str, list[Finding]]:
    """The text of a file's bytes, or the finding that says where they stop being UTF-8."""
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"not UTF-8: byte 0x{raw[error.start]:02x}"
        return "", [Finding(file, line, column, "error", "encoding", message, "save the file as UTF-8")]


def convert(data: Any, record: type[Any], *, path: DataPath = ()) -> tuple[Any, list[Problem]]:
    """Plain data, which stands at `path` in its file, into a record, or all that is wrong with it."""
    try:
        return msgspec.convert(data, record, strict=False), []
    except msgspec.ValidationError as error:
        return None, diagnose(data, record, path=path) or [Problem(path, "type", str(error))]


def place(problems: Sequence[Problem], *, raw: bytes, file: str, line: int = 0, severity: Severity = "error") -> list[Finding]:
    """Problems as findings, at the line and column where their path stands in the file."""
    positions: Positions = {}
    if problems and not line:
        read_yaml(raw.decode("utf-8-sig"), file=file, positions=positions)
    findings = []
    for problem in problems:
        at_line, column = (line, 1) if line else _locate(problem.path, positions)
        message = (_dotted(problem.path) if line else "") + problem.message
        findings.append(Finding(file, at_line, column, severity, problem.code, message, problem.hint))
    return findings


def _locate(path: DataPath, positions: Positions) -> tuple[int, int]:
    """Where a path stands, else the nearest thing around it."""
    if path and path not in positions and (*path, KEY) in positions:
        return positions[(*path, KEY)]
    while path not in positions and path:
        path = path[:-1]
    return positions.get((*path, KEY)) or positions.get(path, (1, 1))


def to_source(data: Any) -> tuple[Source | None, list[Problem]]:
    """Plain data into a source; what another format holds is not judged by this one."""
    header = data.get("source") if isinstance(data, dict) else None
    number = header.get("format") if isinstance(header, dict) else None
    if isinstance(number, str) and number.isdecimal() and int(number.lstrip("0")[:9] or "0") != FORMAT:
        hint = f"write 'format: {FORMAT}', or take a vjgraph that knows it"
        return None, [Problem(("source", "format"), "format", f"format {number} is not known here", hint)]
    record, problems = convert(data, Source)
    if record is not None:
        problems = judge_header(record)
    return (None if problems else record), problems


def judge_header(record: Source) -> list[Problem]:
    """What no type can say of a header: a text or its hash, and a hash that is one."""
    header = record.source
    if header.text and header.text_sha256:
        return [
            Problem(
                ("source", "text_sha256"),
                "text",
                "both a text and a text's hash are given",
                "keep the text only if it may be shared",
            )
        ]
    digits = header.text_sha256
    if digits and (len(digits) != 64 or digits.strip("0123456789abcdef")):
        return [
            Problem(("source", "text_sha256"), "text", "a SHA-256 is 64 digits out of 0-9 and a-f", "sha256sum FILE prints it")
        ]
    return []


def _dotted(path: DataPath) -> str:
    parts = [str(part) for part in path if part != KEY]
    return ".".join(parts) + ": " if parts else ""
