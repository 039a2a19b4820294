"""Stubs for names that no authority knows, added to the authority files for review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from vjgraph.authorities import Authorities
from vjgraph.exporting import write_bytes
from vjgraph.identifying import free, slug, stub
from vjgraph.names import fold


def propose(unknown: Iterable[tuple[str, str]], *, authorities: Authorities, project: Path) -> dict[str, list[str]]:
    """Append a stub marked `review: true` for each class and name; the names added, by the file they were added to.

    Names that fold to one are proposed once; an id that is taken gets a number. Nothing that stands in a file is changed.
    """
    by_group: dict[str, dict[str, str]] = defaultdict(dict)
    for group, name in unknown:
        by_group[group].setdefault(fold(name), name)
    added: dict[str, list[str]] = {}
    taken = {id for group in authorities.files for id in authorities.entries(group)}
    for group, names in sorted(by_group.items()):
        path = project / "sources" / "authorities" / f"{group}.yaml"
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        # A file that holds only '{}' or comments has no entries to stand beside.
        text = "" if before.strip() == "{}" else before
        text += "\n" if text and not text.endswith("\n") else ""
        for name in names.values():
            id = free(slug(name), taken)
            taken.add(id)
            text += stub(group, name, id=id)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, text.encode())
        added[path.relative_to(project).as_posix()] = list(names.values())
    return added
