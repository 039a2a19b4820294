"""Source files into records: YAML or JSON Lines, each error of each file with its line and column."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from vjgraph.diagnosing import Problem, diagnose
from vjgraph.errors import Finding, Severity
from vjgraph.model import Source
from vjgraph.yamltext import KEY, Positions, read_yaml
from vjgraph.yamltext import Path as DataPath

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Document:
    """One source as read: its record, its id (the file's name) and how to find a value's line and column again."""

    id: str
    file: str
    record: Source
    raw: bytes
    line: int = 0
    """The line of a JSON Lines file, from 1; 0 for a YAML file."""

    @property
    def key(self) -> str:
        """The SHA-256 of the bytes it was read from."""
        return hashlib.sha256(self.raw).hexdigest()


def read_documents(folder: Path, *, root: Path) -> tuple[list[Document], list[Finding]]:
    """Read every `*.yaml` and `*.jsonl` file directly in `folder`; file names in findings are relative to `root`.

    A folder that is missing or holds no source is a finding.
    """
    name = _relative(folder, root)
    if not folder.is_dir():
        hint = "run vjgraph in a project's folder, name it, or make one with 'vjgraph init DIR'"
        return [], [Finding(name, 1, 1, "error", "no-sources", "there is no such folder", hint)]
    documents: list[Document] = []
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix not in (".yaml", ".yml", ".jsonl"):
            continue
        file = _relative(path, root)
        raw, found = read_bytes(path, file=file)
        findings += found
        if found:
            continue
        one = [] if path.suffix == ".jsonl" else [read_document(raw, id=path.stem, file=file)]
        for document, found in one or read_lines(raw, stem=path.stem, file=file):
            documents += [document] if document else []
            findings += found
    if not documents and not findings:
        hint = "write one as sources/README.md shows; 'vjgraph init DIR' makes a first one"
        findings.append(Finding(name, 1, 1, "error", "no-sources", "the folder holds no source (*.yaml, *.jsonl)", hint))
    return documents, findings


def read_document(raw: bytes, *, id: str, file: str) -> tuple[Document | None, list[Finding]]:
    """Read one YAML source; `None` when anything in it is wrong."""
    text, findings = decode(raw, file=file)
    if findings:
        return None, findings
    data, findings = read_yaml(text, file=file)
    if not findings:
        record, problems = _source(data)
        if record is not None:
            return Document(id, file, record, raw), []
        findings = place(problems, raw=raw, file=file)
    return None, findings


def read_lines(raw: bytes, *, stem: str, file: str) -> Iterator[tuple[Document | None, list[Finding]]]:
    """Read JSON Lines, one source a line; its id is the line's `id` key or the file's name and the line's number."""
    lines = [(number, line) for number, line in enumerate(raw.removeprefix(BOM_UTF8).splitlines(), start=1) if line.strip()]
    if not lines:
        yield None, [Finding(file, 1, 1, "error", "empty", "the file is empty", "write one source a line, or delete it")]
    for number, line in lines:
        _, findings = decode(line, file=file)
        if findings:
            yield None, [replace(finding, line=number) for finding in findings]
            continue
        try:
            data = _as_text(msgspec.json.decode(line))
        except msgspec.DecodeError as error:
            at = re.search(r"\(byte (\d+)\)", str(error))
            column = len(line[: int(at.group(1))].decode("utf-8", "replace")) + 1 if at else 1
            message = f"not JSON: {str(error).removeprefix('JSON is malformed: ')}"
            hint = "write each source as one JSON object on a line of its own"
            yield None, [Finding(file, number, column, "error", "json", message, hint)]
            continue
        except RecursionError:
            yield None, [Finding(file, number, 1, "error", "nesting", "nested too deep", "no field of the format is that deep")]
            continue
        id = data.pop("id", "") if isinstance(data, dict) else ""
        record, problems = _source(data)
        if not isinstance(id, str):
            record, problems = None, [*problems, Problem(("id",), "type", "'id' wants a text", 'write it as "id": "…"')]
        if record is None:
            yield None, place(problems, raw=line, file=file, line=number)
        else:
            yield Document(id or f"{stem}-{number}", file, record, line, number), []


def read_bytes(path: Path, *, file: str) -> tuple[bytes, list[Finding]]:
    """The bytes of a file, or the finding that says why it cannot be read."""
    try:
        return path.read_bytes(), []
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        return b"", [Finding(file, 1, 1, "error", "unreadable", message, "make it a readable file, or take it away")]


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


def _source(data: Any) -> tuple[Source | None, list[Problem]]:
    """Plain data into a source; what another format holds is not judged by this one."""
    header = data.get("source") if isinstance(data, dict) else None
    number = header.get("format") if isinstance(header, dict) else None
    if isinstance(number, str) and number.isdecimal() and int(number) != FORMAT:
        hint = f"write 'format: {FORMAT}', or take a vjgraph that knows it"
        return None, [Problem(("source", "format"), "format", f"format {number} is not known here", hint)]
    record, problems = convert(data, Source)
    if record is not None:
        problems = _header(record)
    return (None if problems else record), problems


def _header(record: Source) -> list[Problem]:
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


def _as_text(data: Any) -> Any:
    """JSON numbers, truth values and null as the texts that YAML would have given; null is a key without a value."""
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(value) for value in data]
    if data is None:
        return ""
    return data if isinstance(data, str) else msgspec.json.encode(data).decode()


def _dotted(path: DataPath) -> str:
    parts = [str(part) for part in path if part != KEY]
    return ".".join(parts) + ": " if parts else ""


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
