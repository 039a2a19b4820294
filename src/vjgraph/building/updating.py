"""A build from the last one: only what changed is compiled, and only what it touches is settled again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vjgraph.building.attempt import Attempt
from vjgraph.building.cluster import gather_crew
from vjgraph.building.entering import enter_pieces, in_batches
from vjgraph.building.entries import Entry, read_asked, read_findings, used_by
from vjgraph.building.filling import keep
from vjgraph.building.ledger import Ledger
from vjgraph.building.scanning import Scan, scan_sources
from vjgraph.building.standing import Settled, circles, kept_world, settle_groups, settle_units, standing_lines
from vjgraph.depending import answers
from vjgraph.encounters import Met, Moves, encounters_in
from vjgraph.errors import FindingsError
from vjgraph.judging import id_twice
from vjgraph.knowing import Ground
from vjgraph.lines import each_line
from vjgraph.parting import part

_FEW = 400
"""Changed sources that are compiled at once in this process: for more, others are worth their start."""


@dataclass(slots=True)
class Difference:
    """Lines of N-Triples that come to a graph and that go from it, each in one of the two at most."""

    added: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)

    def replace(self, old: Iterable[str], new: Iterable[str]) -> None:
        """Some lines take the place of others."""
        before, after = set(old), set(new)
        for line in before - after:
            self.added.discard(line) if line in self.added else self.removed.add(line)
        for line in after - before:
            self.removed.discard(line) if line in self.removed else self.added.add(line)

    def ntriples(self) -> dict[str, bytes]:
        """The lines to `remove` from a store and those to `add` to it, sorted."""
        return {"remove": "".join(sorted(self.removed)).encode(), "add": "".join(sorted(self.added)).encode()}

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


class Updated(NamedTuple):
    """What a changed ledger changes in the graph and its encounters, how many sources were compiled, and whether what is used
    is other now.
    """

    difference: Difference
    moves: Moves
    compiled: int
    reused: bool


def find_changes(project: Path, ledger: Ledger, *, attempt: Attempt, authorities_changed: bool) -> Scan:
    """Hold the sources against the ledger and, where the authorities changed, their answers against what they answered.

    Files of which something was left out are always read again: what was wrong with it may be mended elsewhere.
    """
    resolver = attempt.ground.knowledge.resolver
    asked = ledger.asked() if authorities_changed else ()
    stale = {kept.number for kept, answered, asking in asked if answers(*read_asked(asking), resolver=resolver) != answered}
    again = {finding.file for finding in read_findings(ledger.fact("left out"))}
    return scan_sources(project, ledger, stale=stale, again=again, skip=attempt.skip)


def update(scan: Scan, ledger: Ledger, *, attempt: Attempt) -> Updated:
    """Bring a ledger up to date with what a scan found.

    Raises `FindingsError` with every error found; the ledger must then be closed without a commit.
    """
    ground, tally = attempt.ground, attempt.tally
    entries = _compile(scan, ledger, attempt=attempt)
    touched = _touched(scan, entries, ledger)
    before = standing_lines(touched, ledger=ledger)
    difference, moves, used = Difference(), Moves(), Counter[str]()
    for kept in scan.gone:
        own = ledger.own(kept.number)
        parted = part(own, base=ground.base)
        difference.replace(each_line(parted.own), ())
        used.subtract(used_by(own, parted.apart))
        tally.quotes -= own.quotes
        tally.verified -= own.verified
        ledger.drop(kept.number)
    for kept, line in scan.moved:
        ledger.move(kept.number, line)
    for entry in entries:
        ledger.add(entry)
        difference.replace((), entry.lines)
        used.update(entry.used)
        tally.quotes += entry.quotes
        tally.verified += entry.verified
    ledger.keep_stamps(scan.stamps)
    copies = [entry.id for entry in entries if entry.derived_from]
    for settled in _settle(sorted(touched), ledger, copies=copies, ground=ground):
        unknown = [one.unit for one in settled.standing if one.unit not in before]
        before |= standing_lines(unknown, ledger=ledger)
        for one in settled.standing:
            difference.replace(before[one.unit], one.lines)
            if one.unit.startswith("event/"):
                moves.add(f"{ground.base}{one.unit}", before=_met(before[one.unit]), now=one.met)
            before[one.unit] = one.lines
        keep(settled, ledger)
    return Updated(difference, moves, len(entries), ledger.count_used(used))


def _met(lines: Iterable[str]) -> Met | None:
    """What stands in the unit of an event, without names: whom the last build called how is not known any more."""
    split = (line.removesuffix(" .\n").split(" ", 2) for line in lines)
    return encounters_in(((subject, predicate, object) for subject, predicate, object in split), labels=defaultdict(str))


def _compile(scan: Scan, ledger: Ledger, *, attempt: Attempt) -> list[Entry]:
    gone, lines = {kept.number for kept in scan.gone}, {kept.number: line for kept, line in scan.moved}
    entries: dict[str, Entry] = {}
    errors = [*scan.findings]
    unknown: list[tuple[str, str]] = []
    few = len(scan.pieces) < _FEW
    with gather_crew(attempt.ground, workers=1 if few else attempt.workers, cluster=None if few else attempt.cluster) as crew:
        for entered in crew.map(enter_pieces, in_batches(scan.pieces, size=32)):
            errors += entered.errors
            unknown += entered.unknown
            attempt.asking.update(entered.asking)
            for entry in entered.entries:
                other = ledger.source(entry.id)
                other = other._replace(line=lines.get(other.number, other.line)) if other and other.number not in gone else None
                if other and (entry.file, entry.line) < (other.file, other.line):
                    # The first has the id, as it has where nothing was kept.
                    errors.append(id_twice(other, entry.file))
                    scan.take_out(other)
                    gone.add(other.number)
                    other = None
                if twice := entries.get(entry.id) or other:
                    errors.append(id_twice(entry, twice.file))
                else:
                    entries[entry.id] = entry
            attempt.progress("sources", len(entries), len(scan.pieces))
    attempt.refuse(errors, unknown=unknown)
    return list(entries.values())


def _touched(scan: Scan, entries: Iterable[Entry], ledger: Ledger) -> set[str]:
    """The units that sources tell of which come, go, change places, or are copies of one that comes or goes.

    With them, those in which something was found, where one of their lines moves.
    """
    touched = {unit for entry in entries for unit, _ in entry.shares}
    changed = {entry.id for entry in entries} | {kept.id for kept in scan.gone}
    for number in {*(kept.number for kept in scan.gone), *ledger.numbers(ledger.copies_of(changed))}:
        touched.update(ledger.units_of(number))
    found = set(ledger.units_with_findings()) if scan.moved else set()
    for kept, _ in scan.moved:
        touched |= found & set(ledger.units_of(kept.number))
    # Of titles, and of what else is told once, the first counts.
    for number in scan.turned:
        touched.update(ledger.units_of(number))
    return touched


def _settle(touched: Iterable[str], ledger: Ledger, *, copies: Iterable[str], ground: Ground) -> Iterator[Settled]:
    world = kept_world(ledger, ground=ground)
    errors = circles(copies, world=world)

    def settle(batches: Iterator[list[str]]) -> Iterator[Settled]:
        return (settle_units(units, ledger=ledger, world=world) for units in batches)

    # Some three sources tell of a unit: to count them costs more than a batch that is larger.
    for settled in settle_groups(dict.fromkeys(touched, 3), neighbours=ledger.links, settle=settle):
        errors += settled.errors
        yield settled
    if errors:
        raise FindingsError(sorted(set(errors)))
