"""Who is who, as the last build knew it: read again at once while no authority has changed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from vjgraph.authorities import DECISIONS, Authorities, AuthorityFile
from vjgraph.building.ledger import Ledger, LedgerError, open_ledger
from vjgraph.errors import Finding
from vjgraph.identifying import Index
from vjgraph.kinds import Kinds
from vjgraph.knowing import Knowledge, read_knowledge
from vjgraph.model import Agreement, Office, Organisation, Person, Place, Topic
from vjgraph.reading import Document
from vjgraph.streaming import iter_documents


class _Entries(msgspec.Struct):
    """The entries of each class; a class that is missing has no file."""

    people: dict[str, Person] | None = None
    organisations: dict[str, Organisation] | None = None
    offices: dict[str, Office] | None = None
    agreements: dict[str, Agreement] | None = None
    topics: dict[str, Topic] | None = None
    places: dict[str, Place] | None = None


class _Remembered(msgspec.Struct):
    digest: bytes
    kinds: Kinds
    files: dict[str, str]
    entries: _Entries
    findings: list[Finding]
    index: Index


def remember(knowledge: Knowledge, ledger: Ledger, *, digest: bytes) -> None:
    """Keep what is known; `digest` is that of all it was read from. What was decided is held against sources, and is not kept."""
    files = knowledge.authorities.files
    listed: dict[str, Any] = {group: dict(file.entries) for group, file in files.items()}
    names = {group: file.file for group, file in files.items()}
    kept = _Remembered(digest, knowledge.kinds, names, _Entries(**listed), knowledge.findings, knowledge.resolver.index)
    ledger.keep_fact("knowledge", zlib.compress(msgspec.msgpack.encode(kept), 1))


def read_known(project: Path, last: Path | None, *, digest: bytes, advising: bool) -> Knowledge:
    """What is known in a project: as the last build knew it, where it was read from the same, of which `digest` tells."""
    decided = (project / "sources" / "authorities" / DECISIONS).is_file()
    if last and not decided and (recalled := _recall(last, digest=digest, project=project)):
        return recalled

    def documents() -> tuple[Iterable[Document], bool]:
        # Decisions are held against the ids there are.
        found = iter_documents(project / "sources", root=project) if decided else ()
        return (document for document, _ in found if document), False

    return read_knowledge(project, documents=documents, advising=advising)


def _recall(last: Path, *, digest: bytes, project: Path) -> Knowledge | None:
    ledger = open_ledger(last)
    if ledger is None:
        return None
    try:
        raw = ledger.fact("knowledge")
        kept = _decoder().decode(zlib.decompress(raw)) if raw else None
    except LedgerError:  # it is read from the files then
        return None
    finally:
        ledger.close()
    if kept is None or kept.digest != digest:
        return None
    files = {
        group: AuthorityFile(file, getattr(kept.entries, group), (project / file).read_bytes())
        for group, file in kept.files.items()
    }
    return Knowledge(kept.kinds, Authorities(files), {}, kept.findings, index=kept.index)


@cache
def _decoder() -> msgspec.msgpack.Decoder[_Remembered]:
    return msgspec.msgpack.Decoder(_Remembered)
