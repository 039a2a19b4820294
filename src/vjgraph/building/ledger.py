"""What a build was made of, in one SQLite file beside it, so that the next one does only what has changed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from vjgraph.building.entries import Entry, read_conclusion, read_findings, write_findings
from vjgraph.building.tables import INDEXES, TABLES
from vjgraph.errors import Finding
from vjgraph.facts import Fragment
from vjgraph.keeping import read_fragment
from vjgraph.parting import join
from vjgraph.terms import Triple

_BIND = 500

LedgerError = (sqlite3.Error, zlib.error, msgspec.DecodeError)
"""What a ledger raises that cannot be read or written any more, or what it gave when that is read."""

FILE, TOKEN = "ledger.sqlite", "token"
"""The ledger's name beside the generations, and that of the file in each that says whether the ledger is of it."""


def open_ledger(generation: Path) -> Ledger | None:
    """The ledger of a generation; nothing where it was not kept, is damaged, or is of another generation by now."""
    path, token = generation.parent / FILE, generation / TOKEN
    if not path.is_file() or not token.is_file():
        return None
    with ExitStack() as opened, suppress(*LedgerError):  # in place of one that is damaged the next build makes another
        ledger = Ledger(path)
        opened.callback(ledger.close)
        if ledger.fact("token") == token.read_bytes():
            opened.pop_all()
            return ledger
    return None


class Kept(NamedTuple):
    """A source as the last build kept it: its row, its id, where it stands, and the hash of its bytes."""

    number: int
    id: str
    file: str
    line: int
    hash: str


class Ledger:
    """The kept sources, shares and conclusions of one project; state is the open file and what changed since it was opened."""

    def __init__(self, path: Path | str, *, fresh: bool = False) -> None:
        """Open a ledger, or begin a `fresh` one that nobody else reads."""
        self._db = sqlite3.connect(path, isolation_level=None, timeout=5)
        if fresh:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=OFF")
            self._db.executescript(TABLES)
        else:
            # What is half done stays in memory until it is committed, so that others go on reading.
            self._db.execute("PRAGMA cache_spill=OFF")
        self._db.execute("PRAGMA cache_size=-65536")

    def begin(self) -> None:
        """Begin to change: nothing is seen by others before `commit`, and `close` alone takes it back."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was changed."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def index(self) -> None:
        """Make what a filled ledger is searched by."""
        self._db.executescript(INDEXES)

    def settle_down(self) -> None:
        """Make a filled ledger one file, which is read and changed as any other."""
        self._db.execute("PRAGMA journal_mode=DELETE")

    def close(self) -> None:
        """Close; what is not committed is as if it had never been."""
        self._db.close()

    def fact(self, name: str) -> bytes:
        """What is kept of the whole build under a name; empty where nothing is."""
        found = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return bytes(found[0]) if found else b""

    def keep_fact(self, name: str, value: bytes) -> None:
        """Keep something of the whole build."""
        self._db.execute("REPLACE INTO fact VALUES (?, ?)", (name, value))

    # --- sources ------------------------------------------------------------------------------------------------------

    def stamps(self) -> dict[str, str]:
        """Each file of sources as it was when it was read last."""
        return dict(self._db.execute("SELECT path, stamp FROM file"))

    def keep_stamps(self, stamps: Mapping[str, str]) -> None:
        """Keep how the files of sources are now."""
        before = self.stamps()
        self._db.executemany("DELETE FROM file WHERE path = ?", [(path,) for path in before.keys() - stamps.keys()])
        changed = [(path, stamp) for path, stamp in stamps.items() if before.get(path) != stamp]
        self._db.executemany("REPLACE INTO file VALUES (?, ?)", changed)

    def sources_in(self, file: str) -> list[Kept]:
        """The sources of a file, by line."""
        rows = self._db.execute("SELECT number, id, file, line, hash FROM source WHERE file = ? ORDER BY line", (file,))
        return list(map(Kept._make, rows))

    def numbered(self, numbers: Iterable[int]) -> list[Kept]:
        """The sources with some numbers."""
        ask = "SELECT number, id, file, line, hash FROM source WHERE number = ?"
        return [Kept._make(row) for number in numbers for row in self._db.execute(ask, (number,))]

    def source(self, id: str) -> Kept | None:
        """The source with an id."""
        found = self._db.execute("SELECT number, id, file, line, hash FROM source WHERE id = ?", (id,)).fetchone()
        return Kept._make(found) if found else None

    def copies(self) -> dict[str, str]:
        """What each source that was taken from another was taken from, by their ids."""
        return dict(self._db.execute("SELECT id, derived_from FROM source WHERE derived_from != ''"))

    def copies_of(self, ids: Iterable[str]) -> set[str]:
        """The sources that were taken from some others, directly or through one another; those others are not counted."""
        ask, found, todo = "SELECT id FROM source WHERE derived_from = ? AND derived_from != ''", set[str](), list(ids)
        while todo:
            new = {id for (id,) in self._db.execute(ask, (todo.pop(),))} - found
            found |= new
            todo += new
        return found

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of sources by their ids."""
        return [kept.number for kept in map(self.source, ids) if kept]

    def units_of(self, number: int) -> list[str]:
        """The units that a source tells of."""
        return [unit for (unit,) in self._db.execute("SELECT unit FROM share WHERE source = ?", (number,))]

    def count(self) -> int:
        """How many sources are kept."""
        return int(self._db.execute("SELECT count(*) FROM source").fetchone()[0])

    def ids(self) -> Iterator[str]:
        """The ids of all sources, in the order of their files and lines."""
        return (id for (id,) in self._db.execute("SELECT id FROM source ORDER BY file, line"))

    def asked(self) -> Iterator[tuple[Kept, str, bytes]]:
        """Each source with the digest of what the authorities answered it, and what it had asked."""
        for *row, answers, asked in self._db.execute("SELECT number, id, file, line, hash, answers, asked FROM source"):
            yield Kept._make(row), answers, asked

    def add(self, entry: Entry) -> int:
        """Keep a compiled source; the number of its row."""
        cursor = self._db.execute(
            "INSERT INTO source (id, file, line, hash, answers, derived_from, outline, asked, own, findings)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.id, entry.file, entry.line, entry.hash, entry.answers, entry.derived_from, entry.outline, entry.asked,
             entry.own,             entry.findings),
        )  # fmt: skip
        number = int(cursor.lastrowid or 0)
        self._db.executemany("INSERT INTO share VALUES (?, ?, ?)", [(unit, number, body) for unit, body in entry.shares])
        self._db.executemany("INSERT INTO link VALUES (?, ?, ?)", [(*link, number) for link in entry.links])
        return number

    def drop(self, number: int) -> None:
        """Forget a source."""
        for table in ("share", "link"):
            self._db.execute(f"DELETE FROM {table} WHERE source = ?", (number,))
        self._db.execute("DELETE FROM source WHERE number = ?", (number,))

    def move(self, number: int, line: int) -> None:
        """A source, with what was found in it, that now stands in another line of its file."""
        (found,) = self._db.execute("SELECT findings FROM source WHERE number = ?", (number,)).fetchone()
        findings = write_findings([replace(finding, line=line) for finding in read_findings(found)])
        self._db.execute("UPDATE source SET line = ?, findings = ? WHERE number = ?", (line, findings, number))

    def outline(self, id: str) -> tuple[str, int, bytes] | None:
        """The file, line and outline of a source."""
        return next(self._db.execute("SELECT file, line, outline FROM source WHERE id = ?", (id,)), None)

    def own(self, number: int) -> Fragment:
        """What only this source says; of the authorities, what it used. Raise `KeyError` where it is there no more."""
        for (body,) in self._db.execute("SELECT own FROM source WHERE number = ?", (number,)):
            return read_fragment(zlib.decompress(body))
        raise KeyError(number)

    def whole(self, id: str) -> Fragment:
        """All that a source says, by its id; raise `KeyError` where there is none."""
        kept = self.source(id)
        if kept is None:
            raise KeyError(id)
        own = self.own(kept.number)
        return join([own, *self.shares(kept.number).values()])

    def shares(self, number: int) -> dict[str, Fragment]:
        """What a source says of each unit."""
        return {unit: read_fragment(zlib.decompress(body)) for unit, body in self._db.execute(
            "SELECT unit, body FROM share WHERE source = ?", (number,))}  # fmt: skip

    # --- units --------------------------------------------------------------------------------------------------------

    def told(self, units: Iterable[str]) -> dict[str, dict[str, Fragment]]:
        """What the sources say of some units: by source, in the order of their files and lines, by unit."""
        found: list[tuple[str, int, str, str, bytes]] = []
        for some in _batches(units):
            found += self._db.execute(
                "SELECT s.file, s.line, s.id, share.unit, share.body FROM share JOIN source s ON s.number = share.source"
                f" WHERE share.unit IN ({','.join('?' * len(some))})",
                some,
            )
        by_source: dict[str, dict[str, Fragment]] = {}
        for _, _, id, unit, body in sorted(found, key=lambda row: row[:4]):
            by_source.setdefault(id, {})[unit] = read_fragment(zlib.decompress(body))
        return by_source

    def units(self) -> dict[str, int]:
        """Every unit that a source says something of, and how many do; events first."""
        counted = "SELECT unit, count(*) FROM share GROUP BY unit ORDER BY unit NOT LIKE 'event/%', unit"
        return dict(self._db.execute(counted))

    def events(self) -> Iterator[str]:
        """The ids of all events, as they stand in their identifiers."""
        return (unit.partition("/")[2] for unit in self.units() if unit.startswith("event/"))

    def links(self, units: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """The pairs of units that must be settled together: all, or those with one of some units."""
        if units is None:
            yield from self._db.execute("SELECT unit, target FROM link UNION SELECT person, event FROM couple")
            return
        for some in _batches(units):
            marks = ",".join("?" * len(some))
            for a, b, table in (("unit", "target", "link"), ("person", "event", "couple")):
                for one in (a, b):
                    yield from self._db.execute(f"SELECT {a}, {b} FROM {table} WHERE {one} IN ({marks})", some)

    def conclusion(self, unit: str) -> tuple[list[Triple], list[Triple]]:
        """What follows in a unit: triples that nobody says, and those said that do not stand."""
        found = self._db.execute("SELECT body FROM conclusion WHERE unit = ?", (unit,)).fetchone()
        return read_conclusion(found[0]) if found else ([], [])

    def derived(self) -> Iterator[list[Triple]]:
        """All that follows, unit by unit; between them, others may write."""
        some, last = "SELECT unit, body FROM conclusion WHERE unit > ? ORDER BY unit LIMIT 500", ""
        while rows := self._db.execute(some, (last,)).fetchall():
            yield from (read_conclusion(body)[0] for _, body in rows if body)
            last = rows[-1][0]

    def keep_conclusion(self, unit: str, body: bytes | None, findings: bytes | None) -> None:
        """Keep what follows in a unit, as bytes; nothing where nothing does."""
        if body or findings:
            self._db.execute("REPLACE INTO conclusion VALUES (?, ?, ?)", (unit, body, findings))
        else:
            self._db.execute("DELETE FROM conclusion WHERE unit = ?", (unit,))

    def units_with_findings(self) -> list[str]:
        """The units in which something was found."""
        return [unit for (unit,) in self._db.execute("SELECT unit FROM conclusion WHERE findings IS NOT NULL")]

    def findings(self) -> list[Finding]:
        """Everything found in sources and units."""
        some = "SELECT findings FROM {} WHERE findings IS NOT NULL"
        rows = (row for table in ("source", "conclusion") for row in self._db.execute(some.format(table)))
        return [finding for (body,) in rows for finding in read_findings(body)]

    def keep_couples(self, couples: Iterable[tuple[str, str]], *, events: Iterable[str]) -> None:
        """Keep which people are settled together with which of some events."""
        self._db.executemany("DELETE FROM couple WHERE event = ?", [(event,) for event in events])
        self._db.executemany("REPLACE INTO couple VALUES (?, ?)", couples)

    # --- what is counted ----------------------------------------------------------------------------------------------

    def used(self) -> list[str]:
        """What some source uses, sorted."""
        return [what for (what,) in self._db.execute("SELECT what FROM used WHERE times > 0 ORDER BY what")]

    def count_used(self, times: Mapping[str, int]) -> bool:
        """Count what sources use more or less often than before; whether something is now used, or no longer is."""
        before = {what: self._times(what) for what in times}
        self._db.executemany("REPLACE INTO used VALUES (?, ?)", [(what, before[what] + by) for what, by in times.items()])
        return any((before[what] > 0) != (before[what] + by > 0) for what, by in times.items())

    def _times(self, what: str) -> int:
        found = self._db.execute("SELECT times FROM used WHERE what = ?", (what,)).fetchone()
        return int(found[0]) if found else 0


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    listed = list(items)
    return (listed[start : start + _BIND] for start in range(0, len(listed), _BIND))
