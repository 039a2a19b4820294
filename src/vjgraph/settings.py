"""What a project sets for itself in `vjgraph.yaml`: the base of its identifiers and its title."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from vjgraph.vocabulary import DATA

FILE = "vjgraph.yaml"


class Settings(NamedTuple):
    """The settings of a project; every one has a default."""

    base: str = DATA
    title: str = ""


def read_settings(project: Path) -> Settings:
    """Read a project's settings; raise `FindingsError` for what they cannot be."""
    path = project / FILE
    if not path.is_file():
        return Settings()
    # Most projects have no such file, and what reads it takes long to load.
    from vjgraph.diagnosing import Problem
    from vjgraph.errors import FindingsError
    from vjgraph.model import SettingsFile
    from vjgraph.reading import convert, decode, place, read_bytes
    from vjgraph.terms import address
    from vjgraph.yamltext import read_yaml

    raw, findings = read_bytes(path, file=FILE)
    if not findings:
        text, findings = decode(raw, file=FILE)
    if not findings:
        data, findings = read_yaml(text, file=FILE)
        if [finding.code for finding in findings] == ["empty"]:
            return Settings()
    if not findings:
        record, problems = convert(data, SettingsFile)
        if record is not None and not (address(record.base) and record.base.endswith(("/", "#"))):
            problems = [Problem(("base",), "address", f"'{record.base}' is no base", "write a web address that ends in / or #")]
        if not problems:
            return Settings(record.base, record.title)
        findings = place(problems, raw=raw, file=FILE)
    raise FindingsError(findings)
