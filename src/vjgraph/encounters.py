"""The dated events of a build and who met there, as records in a file a year beside its store: a year is read at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from vjgraph.terms import Triple, value
from vjgraph.vocabulary import TYPE, expand, vj

FOLDER = "encounters-3"
"""Where a generation keeps them, with a number of their form: a build that has them otherwise has none that could be misread."""

_FROM = expand("prov:wasDerivedFrom")
_BEYOND = "the date reaches beyond the period"
_OTHER = "other"
"""The file of what lies in no one year, or in none that is known."""
_HELD = 1 << 20
"""Bytes of a file that are held before they are written."""
_LISTED = 8 << 20
"""Bytes of records up to which the events of a period are looked up one by one."""


class Pair(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An encounter: its IRI, the two who met, what they are called, why they may not have, and who tells of it otherwise."""

    iri: str
    first: str
    second: str
    names: tuple[str, str]
    because: str = ""
    publishers: int | None = None
    contested: tuple[str, ...] = ()


class Met(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An event and who met there; kinds and places are IRIs, sources their ids, days ISO dates or empty.

    Of an event at which nobody met, no more is told than its days.
    """

    meeting: str
    earliest: str
    latest: str
    date: str = ""
    doubt: str = ""
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    place_reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()

    @property
    def year(self) -> str:
        """The year in which it lies as a whole, else a word for all others."""
        year = self.earliest[:4]
        return year if year and self.latest[:4] == year else _OTHER

    def doubts(self, pair: Pair, days: tuple[str, str] | None = None) -> str:
        """Why the two may not have met, or not within two ISO days; empty where it is certain."""
        beyond = days and ((self.earliest or "0001-01-01") < days[0] or (self.latest or "9999-12-31") > days[1])
        return "; ".join(filter(None, (_BEYOND if beyond else "", self.doubt, pair.because)))


def encounters_in(triples: Iterable[Triple], *, labels: Mapping[str, str], sources: Iterable[str] = ()) -> Met | None:
    """What stands in the unit of an event, told by `sources`, as a record; nothing where it has no days and nobody met there.

    `labels` gives what each party is called, by IRI in angle brackets.
    """
    of: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, object in triples:
        of.setdefault(subject, {}).setdefault(predicate, []).append(object)
    found = {iri: told for iri, told in of.items() if vj.Encounter in told.get(TYPE, ())}
    if not found:
        return _without_pairs(of)
    pairs = []
    for iri, told in sorted(found.items()):
        (first,), (second,), (meeting,) = told[vj.first], told[vj.second], told[vj.meeting]
        parts = (of.get(part, {}) for part in told[_FROM])
        contested = sorted({value(against) for part in parts for against in part.get(vj.contested, ())})
        publishers = _text(told, vj.publishers)
        pairs.append(
            Pair(
                iri[1:-1], first[1:-1], second[1:-1], (labels[first], labels[second]),
                _text(told, vj.because), int(publishers) if publishers else None, tuple(contested),
            )
        )  # fmt: skip
    # The days of an encounter are those of its meeting.
    at, whole = of[meeting], next(iter(found.values()))
    return Met(
        meeting[1:-1],
        earliest=_text(whole, vj.earliest),
        latest=_text(whole, vj.latest),
        date=_text(whole, vj.date),
        doubt=_text(whole, vj.dateDoubt),
        kinds=_texts(at, vj.kind),
        places=_texts(at, vj.place),
        place_reasons=_texts(at, vj.placeReason),
        sources=tuple(sorted(sources)),
        contested=_texts(at, vj.contested),
        pairs=tuple(pairs),
    )


def _without_pairs(of: Mapping[str, Mapping[str, list[str]]]) -> Met | None:
    for iri, told in of.items():
        earliest, latest = _text(told, vj.earliest), _text(told, vj.latest)
        if vj.Event in told.get(TYPE, ()) and (earliest or latest):
            return Met(iri[1:-1], earliest, latest)
    return None


def _text(told: Mapping[str, list[str]], term: str) -> str:
    return value(told[term][0]) if term in told else ""


def _texts(told: Mapping[str, list[str]], term: str) -> tuple[str, ...]:
    return tuple(sorted(map(value, told.get(term, ()))))


class Shelf:
    """The files of encounters in the making; state is what is not written yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, bytearray] = {}

    def add(self, met: Met) -> None:
        """Put a record where it belongs."""
        held = self._held.setdefault(met.year, bytearray())
        held += _line(met)
        if len(held) > _HELD:
            self.write(met.year)

    def write(self, *years: str) -> None:
        """Write what is held of some years, or of all."""
        for year in years or sorted(self._held):
            with _file(self._folder, year).open("ab") as file:
                file.write(self._held.pop(year))


@contextmanager
def shelve(generation: Path) -> Iterator[Shelf]:
    """A shelf for a generation that holds no encounters; what was put there stands in its files at the end."""
    folder = generation / FOLDER
    folder.mkdir()
    shelf = Shelf(folder)
    yield shelf
    shelf.write()


@dataclass(slots=True)
class Moves:
    """What a build changes in the encounters: what is told now of meetings, by IRI, and the years they lay in until then."""

    now: dict[str, Met | None] = field(default_factory=dict)
    years: set[str] = field(default_factory=set)

    def add(self, meeting: str, *, before: Met | None, now: Met | None) -> None:
        """Note what is told of a meeting, where anybody met there before or meets there now."""
        if before or now:
            self.now[meeting] = now
            self.years |= {met.year for met in (before, now) if met}


def change_encounters(last: Path, generation: Path, *, moves: Moves) -> None:
    """Make the files of a generation out of the last one's; those of years in which nothing changes are shared."""
    folder = generation / FOLDER
    folder.mkdir()
    added = [met for met in moves.now.values() if met]
    for path in (last / FOLDER).iterdir():
        if path.stem not in moves.years:
            _share(path, folder / path.name)
    for year in sorted(moves.years):
        path = _file(last / FOLDER, year)
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
        lines = [line for line in lines if _meeting(line) not in moves.now] + [_line(met) for met in added if met.year == year]
        if lines:
            _file(folder, year).write_bytes(b"".join(lines))


def read_encounters(generation: Path, *, period: tuple[date, date] | None = None, naming: str = "") -> Iterator[Met]:
    """The records of a generation that can lie in a period and name an IRI, in no order; none of a build that kept none."""
    since, until = (day.isoformat() for day in period) if period else ("", "")
    for path in _files(generation, period):
        lines = path.read_bytes()
        for met in _decoder.decode_lines(_lines_with(f'"{naming}"'.encode(), lines) if naming else lines):
            if not period or (
                (met.earliest or met.latest)
                and met.earliest <= until and (not met.latest or met.latest >= since)
            ):  # fmt: skip
                yield met


def list_events(generation: Path, *, period: tuple[date, date]) -> list[str] | None:
    """The IRIs of the events that can lie in a period; `None` where they are not known, or too many to ask of one by one."""
    if not (generation / FOLDER).is_dir() or count_bytes(generation, period=period) > _LISTED:
        return None
    return [met.meeting for met in read_encounters(generation, period=period)]


def count_bytes(generation: Path, *, period: tuple[date, date] | None = None) -> int:
    """How much is read for a period."""
    return sum(path.stat().st_size for path in _files(generation, period))


def _files(generation: Path, period: tuple[date, date] | None) -> list[Path]:
    """The files of what can lie in a period."""
    years = [day.isoformat()[:4] for day in period] if period else ["", "9999"]
    paths = sorted((generation / FOLDER).glob("*.jsonl"))
    return [path for path in paths if path.stem == _OTHER or years[0] <= path.stem <= years[1]]


def _lines_with(text: bytes, lines: bytes) -> bytes:
    """The lines that hold a text, found without looking at each."""
    held, at = [], lines.find(text)
    while at >= 0:
        end = lines.index(b"\n", at) + 1
        held.append(lines[lines.rfind(b"\n", 0, at) + 1 : end])
        at = lines.find(text, end)
    return b"".join(held)


def _share(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # not every file system has a second name for a file
        shutil.copyfile(path, target)


def _file(folder: Path, year: str) -> Path:
    return folder / f"{year}.jsonl"


def _line(met: Met) -> bytes:
    return _encode(met) + b"\n"


def _meeting(line: bytes) -> str:
    """The IRI with which a record begins; IRIs hold no sign that JSON would escape."""
    return line[2 : line.index(b'"', 2)].decode()


_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(Met)
