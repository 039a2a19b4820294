"""Stubs for names that no authority knows, added to the authority files for review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from vjgraph.authorities import Authorities
from vjgraph.errors import Finding, FindingsError
from vjgraph.exporting import write_bytes
from vjgraph.identifying import free, slug, stub
from vjgraph.names import fold
from vjgraph.pipeline import check_project
from vjgraph.reading import decode
from vjgraph.vocabulary import DATA
from vjgraph.yamltext import read_yaml

Added = dict[str, list[str]]
"""The names proposed, by the authority file they were added to."""


def propose_unknown(project: Path, *, texts: Path | None = None, base: str = DATA) -> Added:
    """Propose every name that a check finds unknown, until none is left; the names, by the file they were added to.

    One round brings the next: only of a person who is known are the offices looked up.
    """
    added: Added = {}
    asked: set[tuple[str, str]] = set()
    while True:
        checked = check_project(project, texts=texts, base=base)
        new = once(pair for pair in checked.unknown if pair not in asked)
        if not new:
            return added
        asked.update(new)
        for file, names in propose(new, authorities=checked.authorities, project=project).items():
            added.setdefault(file, []).extend(names)


def once(unknown: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The classes and names to propose at a time: of names that fold to one the first, of a class of things before a topic.

    The others may be known once these are.

    >>> once([("topics", "new pact"), ("agreements", "New Pact"), ("people", "Tô Lâm"), ("people", "To Lam")])
    [('agreements', 'New Pact'), ('people', 'Tô Lâm')]
    """
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for group, name in unknown:
        first.setdefault((group, fold(name)), (group, name))
    things = {folded for group, folded in first if group != "topics"}
    return [pair for (group, folded), pair in first.items() if group != "topics" or folded not in things]


def propose(unknown: Iterable[tuple[str, str]], *, authorities: Authorities, project: Path) -> Added:
    """Append a stub marked `review: true` for each class and name; the names added, by the file they were added to.

    Names that fold to one are proposed once; an id that is taken gets a number. Nothing that stands in a file is changed;
    raises `FindingsError` for a file that nothing can be appended to.
    """
    by_group: dict[str, list[str]] = defaultdict(list)
    for group, name in once(unknown):
        by_group[group].append(name)
    taken = {id for group in authorities.files for id in authorities.entries(group)}
    # What was decided to be another's id is taken too.
    taken |= {id for joined in authorities.decisions.joined.values() for id in joined}
    added: Added = {}
    written: dict[Path, bytes] = {}
    for group, names in sorted(by_group.items()):
        path = project / "sources" / "authorities" / f"{group}.yaml"
        file = path.relative_to(project).as_posix()
        before = path.read_bytes() if path.is_file() else b""
        newline = b"\r\n" if b"\r\n" in before else b"\n"
        # A file that holds only '{}' has no entries to stand beside.
        text = b"" if before.strip() == b"{}" else before
        text += newline if text and not text.endswith(b"\n") else b""
        for name in names:
            id = free(slug(name), taken)
            taken.add(id)
            text += stub(group, name, id=id).encode().replace(b"\n", newline)
        written[path] = _sound(text, file, before=before)
        added[file] = names
    for path, text in written.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, text)
        except OSError as error:
            message = f"the file cannot be written: {error.strerror or error}"
            file, hint = path.relative_to(project).as_posix(), "make it one that may be written, or add the names elsewhere"
            raise FindingsError([Finding(file, 1, 1, "error", "unwritable", message, hint)]) from error
    return added


def _sound(raw: bytes, file: str, *, before: bytes) -> bytes:
    """The bytes of an authority file that reads well; raise `FindingsError` where what was there `before` takes no more."""
    wrong = [finding for finding in _read(before, file) if finding.code != "empty"]
    if not wrong and _read(raw, file):
        # What is wrong would stand in lines that nobody has written.
        lines = [(number, line) for number, line in enumerate(before.decode("utf-8-sig").split("\n"), start=1) if line.strip()]
        ended = [number for number, line in lines if line.startswith("...")]
        first = next((number for number, line in lines if not line.lstrip().startswith(("#", "---"))), 1)
        message = "no entry can be added at the end of this file"
        hint = "begin each entry at the left edge, 'jane-roe: {en: Jane Roe}', without braces around all of them or '...' behind"
        wrong = [Finding(file, ended[-1] if ended else first, 1, "error", "no-more", message, hint)]
    if wrong:
        raise FindingsError(wrong)
    return raw


def _read(raw: bytes, file: str) -> list[Finding]:
    text, findings = decode(raw, file=file)
    return findings or read_yaml(text, file=file)[1]
