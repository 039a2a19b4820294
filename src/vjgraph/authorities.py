"""Authority files into records: who is who, read once, every reference between them checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vjgraph.diagnosing import Problem
from vjgraph.errors import Finding
from vjgraph.model import Agreement, Authority, Office, Organisation, Person, Place, Topic
from vjgraph.reading import convert, decode, place, printable, read_bytes
from vjgraph.yamltext import KEY, read_yaml

RECORDS: Mapping[str, type[Authority]] = {
    "people": Person,
    "organisations": Organisation,
    "offices": Office,
    "agreements": Agreement,
    "topics": Topic,
    "places": Place,
}
"""Each authority file (without `.yaml`) and the record of its entries."""

DECISIONS = "decisions.yaml"
"""The file beside the authorities that says which ids are the same, and which are not."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """One authority file as read: entries by id, and the bytes that positions are found in."""

    file: str
    entries: Mapping[str, Authority]
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided of ids that could be one thing, by class; visits, meetings and events are the class `occasions`."""

    joined: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By class: each id that is another name of a thing, and the id that stands for it."""
    different: frozenset[tuple[str, frozenset[str]]] = frozenset()
    """Class and pair of standing ids that are two things."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """All authority files of a project, by class (`people`, `organisations` …), and what was decided of their ids."""

    files: Mapping[str, AuthorityFile] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=Decisions)

    def standing(self, group: str, id: str) -> str:
        """The id that stands for an id: itself, unless it was decided to be another's."""
        return self.decisions.joined.get(group, {}).get(id, id)

    def is_joined(self, group: str, id: str) -> bool:
        """Whether an id was decided to stand for others too."""
        return id in self.decisions.joined.get(group, {}).values()

    def entries(self, group: str) -> Mapping[str, Any]:
        """The entries of one class by id; empty where the project has no such file."""
        file = self.files.get(group)
        return file.entries if file else {}


def read_authorities(folder: Path, *, root: Path) -> tuple[Authorities, list[Finding]]:
    """Read `folder`'s authority files; a file that is missing is an empty one."""
    files: dict[str, AuthorityFile] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("[!.]*.y*ml")) if folder.is_dir() else ():
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        if path.name == DECISIONS:
            continue
        if path.suffix != ".yaml" or path.stem not in RECORDS:
            hint = "authority files are " + ", ".join([*(f"{name}.yaml" for name in RECORDS), DECISIONS])
            message = f"no authority file is called '{printable(path.name)}'"
            findings.append(Finding(printable(file), 1, 1, "error", "authority-file", message, hint))
            continue
        raw, found = read_bytes(path, file=file)
        findings += found
        if not found:
            files[path.stem], found = _read_file(raw, group=path.stem, file=file)
            findings += found
    return Authorities(files), findings


def _read_file(raw: bytes, *, group: str, file: str) -> tuple[AuthorityFile, list[Finding]]:
    nothing = AuthorityFile(file, {}, raw)
    text, findings = decode(raw, file=file)
    if findings or not text.strip():
        return nothing, findings
    data, findings = read_yaml(text, file=file)
    if findings:
        # A file of comments only is an empty one.
        return nothing, [f for f in findings if f.code != "empty"]
    if not isinstance(data, dict):
        hint = "write 'jane-roe: {en: Jane Roe}', one entry a line"
        wanted = Problem((), "type", "the file wants a mapping from id to names", hint)
        return nothing, place([wanted], raw=raw, file=file)
    entries: dict[str, Authority] = {}
    problems: list[Problem] = []
    for id, entry in data.items():
        if not is_slug(id):
            problems.append(Problem((id, KEY), "id", f"'{id}' is no id", "use small letters, digits and hyphens, as 'jane-roe'"))
        record, found = convert(_gather_names(entry), RECORDS[group], path=(id,))
        problems += [
            p._replace(path=tuple(part for part in p.path if part != "names"), hint=p.hint.replace(": names,", ": en, vi, ja,"))
            for p in found
        ]
        if record is not None:
            # What is called by no id could be called by no IRI either: nobody is told of it.
            entries |= {id: record} if is_slug(id) else {}
            if not label(record):
                hint = "add 'en: …', the name by which it is shown"
                problems.append(Problem((id, KEY), "label", f"'{id}' has no English name", hint))
    return AuthorityFile(file, entries, raw), place(problems, raw=raw, file=file) if problems else []


def _gather_names(entry: Any) -> Any:
    """`{en: A, vi: B, family: C}` as `{names: {en: A, vi: B}, family: C}`."""
    if not isinstance(entry, dict):
        return entry
    names = {key: value for key, value in entry.items() if _LANGUAGE.fullmatch(key)}
    return {"names": names} | {key: value for key, value in entry.items() if key not in names}


def is_slug(text: str) -> bool:
    """Whether a text can be an id.

    >>> is_slug("to-lam"), is_slug("To Lam")
    (True, False)
    """
    return bool(_SLUG.fullmatch(text))


def is_language(text: str) -> bool:
    """Whether a text can be the tag of a language.

    >>> is_language("vi"), is_language("zh-Hant"), is_language("Vietnamese")
    (True, True, False)
    """
    return bool(_LANGUAGE.fullmatch(text))


def label(entry: Authority, language: str = "en") -> str:
    """The entry's name in a language; empty where it has none."""
    found = entry.names.get(language, "")
    return found if isinstance(found, str) else found.name


def forms(entry: Authority) -> list[str]:
    """Every written form of the entry's name."""
    return [form if isinstance(form, str) else form.name for form in (*entry.names.values(), *entry.aliases)]
