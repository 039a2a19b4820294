"""One source compiled and judged: its fragment, its findings at their lines, and the names that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from vjgraph.checking import missing_text, uncovered
from vjgraph.compiling import compile_source
from vjgraph.diagnosing import Problem
from vjgraph.errors import Finding, Severity
from vjgraph.facts import Fragment
from vjgraph.identifying import Resolver
from vjgraph.kinds import Kinds
from vjgraph.reading import Document, place


class Judged(NamedTuple):
    """A fragment, which is missing where there is an error; findings; class and name of each name that no authority knows."""

    fragment: Fragment | None
    findings: list[Finding]
    unknown: list[tuple[str, str]]


def judge_source(
    document: Document,
    *,
    resolver: Resolver,
    kinds: Kinds,
    base: str,
    texts: Mapping[str, Sequence[str]] | None = None,
    whole: bool = True,
) -> Judged:
    """Compile a source; with `texts`, paragraphs by the hash of their document, its quotes are held against them.

    Where the authorities could not be read `whole`, that nobody seems to know a name is no finding.
    """
    paragraphs = (texts or {}).get(document.record.source.text_sha256)
    fragment, errors, warnings = compile_source(document, resolver=resolver, kinds=kinds, base=base, paragraphs=paragraphs)
    errors = [problem for problem in errors if whole or is_known(problem)]
    findings = placed(document, errors, "error") + placed(document, warnings, "warning")
    if texts is not None:
        findings += placed(document, missing_text(document, texts), "warning")
    if fragment:
        findings += placed(document, uncovered(document, fragment, paragraphs), "note")
    return Judged(fragment, findings, list(dict.fromkeys(problem.unknown for problem in errors if problem.unknown)))


class Called(Protocol):
    """A source as far as it is called: its id, its file, and its line in it (0 for a whole file)."""

    @property
    def id(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...


def id_twice(source: Called, other: str) -> Finding:
    """That a source has the id of one in another file, or line."""
    message, hint = f"{other} is called '{source.id}' too", "rename one: a source's file name is its id"
    if source.line:
        message, hint = f"the id '{source.id}' is that of a source in {other} too", "give each line an 'id' of its own"
    return Finding(source.file, source.line or 1, 1, "error", "id-twice", message, hint)


def is_known(problem: Problem) -> bool:
    """Whether a problem is another than that nobody knows a name."""
    return not problem.code.startswith("unknown-") and problem.code != "both"


def placed(document: Document, problems: Sequence[Problem], severity: Severity) -> list[Finding]:
    """Problems of a document at their lines."""
    return place(problems, raw=document.read(), file=document.file, line=document.line, severity=severity) if problems else []
