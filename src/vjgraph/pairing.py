"""Two ids that may be one thing: the candidate, and the note that asks about it with the decisions to choose from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vjgraph.authorities import DECISIONS, Authorities, AuthorityFile
from vjgraph.deciding import OCCASIONS, Known
from vjgraph.diagnosing import Problem
from vjgraph.errors import Finding
from vjgraph.reading import Document, place
from vjgraph.yamltext import Path

Thing = tuple[str, str]
"""A class and an id."""
Where = Mapping[Thing, tuple[AuthorityFile | Document, Path]]
"""The file in which each thing is first told, and where in it."""


class Candidate(NamedTuple):
    """Two ids of one class that may be one thing, the earlier first, and what makes them alike."""

    group: str
    first: str
    second: str
    why: str


def candidate_findings(
    candidates: Iterable[Candidate], *, authorities: Authorities, documents: Sequence[Document], known: Known
) -> list[Finding]:
    """Each candidate as a note at the later of the two, with the decisions to choose from."""
    places: dict[Thing, tuple[AuthorityFile | Document, Path]] = {}
    for document in documents:
        for section in OCCASIONS:
            for index, entry in enumerate(getattr(document.record, section)):
                places.setdefault(("occasions", authorities.standing("occasions", entry.id)), (document, (section, index, "id")))
    candidates = list(candidates)
    for group, first, second, _ in candidates:
        if group != "occasions":
            places |= {(group, id): (authorities.files[group], (id,)) for id in (first, second)}
    lines = {
        key: finding.line
        for keys in _by_file(places, {(group, first) for group, first, _, _ in candidates})
        for key, finding in zip(keys, _noted(places[keys[0]][0], [Problem(places[key][1], "", "") for key in keys]), strict=True)
    }
    asked: dict[Thing, list[Problem]] = defaultdict(list)
    for group, first, second, why in candidates:
        other = f"{places[group, first][0].file}:{lines[group, first]}"
        hint = _paste(first, second, group=group, known=known)
        message = f"'{second}' may be '{first}' ({other}): {why}"
        asked[group, second].append(Problem(places[group, second][1], "maybe-same", message, hint))
    return [
        finding
        for keys in _by_file(places, asked)
        for finding in _noted(places[keys[0]][0], [problem for key in keys for problem in asked[key]])
    ]


def _by_file(places: Where, keys: Iterable[Thing]) -> list[list[Thing]]:
    """Ids with their classes, those of one file together: a file's positions are found once."""
    files: dict[tuple[str, int], list[Thing]] = defaultdict(list)
    for key in sorted(keys):
        where = places[key][0]
        files[where.file, where.line if isinstance(where, Document) else 0].append(key)
    return list(files.values())


def _noted(where: AuthorityFile | Document, problems: Sequence[Problem]) -> list[Finding]:
    line = where.line if isinstance(where, Document) else 0
    return place(
        problems, raw=where.read() if isinstance(where, Document) else where.raw, file=where.file, line=line, severity="note"
    )


def _paste(first: str, second: str, *, group: str, known: Known) -> str:
    """The two decisions to choose from, as lines of the file."""
    both = [name for name, entries in known.items() if first in entries and second in entries]
    section = next((name for name in both if name == group or (group == "occasions" and name in OCCASIONS)), group)
    told = f", class: {section}" if len(both) > 1 else ""
    lines = (f'- {{{verb}: [{first}, {second}]{told}, because: "…"}}' for verb in ("same", "different"))
    return "\n".join([f"decide in sources/authorities/{DECISIONS}, with the reason:", *lines])
