"""A judged source as an entry of the ledger: all that the next build needs of it, as bytes; and its outline back."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from vjgraph.depending import answers
from vjgraph.errors import Finding
from vjgraph.facts import Fragment
from vjgraph.identifying import Resolver
from vjgraph.keeping import write_fragment
from vjgraph.lines import each_line
from vjgraph.model import AgreementEntry, EventEntry, Occasion, PersonEntry, Source, VisitEntry
from vjgraph.parting import part
from vjgraph.reading import Document
from vjgraph.terms import Triple


@dataclass(frozen=True, slots=True)
class Entry:
    """One compiled source, ready to be kept: everything as the bytes that are written."""

    id: str
    file: str
    line: int
    hash: str
    answers: str
    derived_from: str
    outline: bytes
    asked: bytes
    own: bytes
    findings: bytes | None
    shares: tuple[tuple[str, bytes], ...]
    links: tuple[tuple[str, str], ...]
    used: tuple[str, ...]
    """What of the authorities and kinds it uses, and what it tells apart: counted, since others may too."""
    lines: tuple[str, ...]
    """Its own triples, which no other source can share, as lines of N-Triples."""
    quotes: int
    verified: int


def to_entry(
    document: Document,
    fragment: Fragment,
    findings: Sequence[Finding],
    *,
    resolver: Resolver,
    base: str,
    single: Collection[str],
) -> Entry:
    """A source with its fragment and findings as an entry."""
    parted = part(fragment, base=base, single=single)
    own = Fragment(
        fragment.source, (*parted.own, *parted.apart), entities=fragment.entities, kinds=fragment.kinds, quotes=fragment.quotes,
        verified=fragment.verified,
    )  # fmt: skip
    asked = fragment.lookups, fragment.consulted | fragment.entities
    return Entry(
        document.id,
        document.file,
        document.line,
        document.key,
        answers(*asked, resolver=resolver),
        document.record.source.derived_from,
        write_outline(document.record),
        msgspec.msgpack.encode(asked),
        zlib.compress(write_fragment(own), 1),
        write_findings(findings),
        tuple((unit, zlib.compress(write_fragment(share), 1)) for unit, share in parted.shares.items()),
        tuple(sorted(parted.links)),
        tuple(used_by(fragment, parted.apart)),
        tuple(each_line(parted.own)),
        fragment.quotes,
        fragment.verified,
    )


def used_by(fragment: Fragment, apart: Collection[tuple[str, str, str]]) -> Iterator[str]:
    """What a source uses, a text each: `entity people jane-roe`, `kind act states`, `apart` and a triple."""
    yield from (f"entity {group} {id}" for group, id in sorted(fragment.entities))
    yield from (f"kind {scheme} {name}" for scheme, name in sorted(fragment.kinds))
    yield from (f"apart {subject} {predicate} {object}" for subject, predicate, object in sorted(apart))


# --- outlines -----------------------------------------------------------------------------------------------------------


def write_outline(record: Source) -> bytes:
    """What is asked of a source when it is held against others: its header, ids, order, and what it tells apart."""
    apart = {name: entry.distinct_from for name, entry in record.people.items() if entry.distinct_from}
    outlined = Source(
        source=replace(record.source, text=""),
        people={name: PersonEntry(distinct_from=others) for name, others in apart.items()},
        visits=[VisitEntry(visitor="", **_order(entry)) for entry in record.visits],
        meetings=[EventEntry(**_order(entry)) for entry in record.meetings],
        events=[EventEntry(**_order(entry)) for entry in record.events],
        agreements=[AgreementEntry(name=one.name, distinct_from=one.distinct_from) for one in record.agreements],
    )
    return _encoder().encode(outlined)


def _order(entry: Occasion) -> dict[str, Any]:
    return {"id": entry.id, "during": entry.during, "before": entry.before, "after": entry.after}


def read_outline(raw: bytes, *, id: str, file: str, line: int, root: Path) -> Document:
    """The document that was outlined; its bytes are in its file."""
    return Document(id, file, _decoder().decode(raw), b"", line, None if line else root / file)


# --- findings -----------------------------------------------------------------------------------------------------------


def write_findings(findings: Sequence[Finding]) -> bytes | None:
    """Findings as bytes; nothing for none."""
    return msgspec.msgpack.encode(findings) if findings else None


def read_findings(raw: bytes | None) -> list[Finding]:
    """The findings that were written."""
    return msgspec.msgpack.decode(raw, type=list[Finding]) if raw else []


def read_asked(raw: bytes) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """What a source looked up and consulted."""
    return _asked().decode(raw)


def write_conclusion(derived: list[Triple], overruled: list[Triple]) -> bytes | None:
    """What follows in a unit as bytes; nothing for nothing."""
    return zlib.compress(msgspec.msgpack.encode((derived, overruled)), 1) if derived or overruled else None


def read_conclusion(raw: bytes | None) -> tuple[list[Triple], list[Triple]]:
    """What was written of a unit."""
    return msgspec.msgpack.decode(zlib.decompress(raw), type=tuple[list[Triple], list[Triple]]) if raw else ([], [])


@cache
def _asked() -> msgspec.msgpack.Decoder[tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]]:
    return msgspec.msgpack.Decoder(tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]])


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder()


@cache
def _decoder() -> msgspec.msgpack.Decoder[Source]:
    return msgspec.msgpack.Decoder(Source)
