"""A build from the beginning: every source into a new ledger, every unit settled, the lines of the graph as they come."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path

from vjgraph.building.attempt import Attempt
from vjgraph.building.cluster import ClusterCrew, gather_crew
from vjgraph.building.crew import Crew
from vjgraph.building.entering import enter_pieces, in_batches
from vjgraph.building.entries import write_findings
from vjgraph.building.grouping import linked_by
from vjgraph.building.ledger import Ledger
from vjgraph.building.progress import expected
from vjgraph.building.scanning import Scan, all_pieces
from vjgraph.building.standing import Settled, circles, kept_world, settle_at, settle_groups, settle_units
from vjgraph.concluding import describe_used
from vjgraph.encounters import Shelf
from vjgraph.errors import Finding, FindingsError
from vjgraph.judging import id_twice
from vjgraph.knowing import Ground
from vjgraph.lines import each_line
from vjgraph.terms import entity

_PIECES = 64
"""Sources that are compiled at once."""


def fill(project: Path, *, path: Path, attempt: Attempt, shelf: Shelf) -> Iterator[bytes]:
    """Fill a new ledger at `path`, and a shelf, from a project's sources; the lines of N-Triples of its graph.

    Raises `FindingsError` when all sources are read, or all units settled, with every error found until then.
    """
    ledger = Ledger(path, fresh=True)
    try:
        with ExitStack() as stack:
            crew: Crew | ClusterCrew = gather_crew(attempt.ground, workers=attempt.workers, cluster=attempt.cluster)
            stack.enter_context(crew)
            # Units are settled where the ledger is.
            here = crew if isinstance(crew, Crew) else stack.enter_context(Crew(attempt.ground, workers=attempt.workers))
            ledger.begin()
            yield from _enter(project, ledger, crew=crew, attempt=attempt)
            ledger.commit()
            attempt.progress("index", 0, 0)
            ledger.index()
            ledger.begin()
            yield from _settle(ledger, path, crew=here, attempt=attempt, shelf=shelf)
            lines = describe_again(ledger, ground=attempt.ground)
            attempt.tally.add(lines)
            yield "".join(lines).encode()
        ledger.commit()
        # Nobody else has it open now.
        ledger.settle_down()
        # What is left is the store's own work.
        attempt.progress("store", 0, 0)
    finally:
        ledger.close()


def _enter(project: Path, ledger: Ledger, *, crew: Crew | ClusterCrew, attempt: Attempt) -> Iterator[bytes]:
    scan, used, tally = Scan(), Counter[str](), attempt.tally
    files: dict[str, str] = {}
    errors: list[Finding] = []
    unknown: list[tuple[str, str]] = []
    done = 0
    for entered in crew.map(enter_pieces, in_batches(all_pieces(project, scan, skip=attempt.skip), size=_PIECES)):
        errors += entered.errors
        unknown += entered.unknown
        attempt.asking.update(entered.asking)
        for entry in entered.entries:
            if other := files.get(entry.id):
                errors.append(id_twice(entry, other))
                continue
            files[entry.id] = entry.file
            ledger.add(entry)
            used.update(entry.used)
            tally.add(entry.lines)
            tally.quotes += entry.quotes
            tally.verified += entry.verified
            yield "".join(entry.lines).encode()
        done += len(entered.entries)
        attempt.progress("sources", done, expected(scan.read, part=scan.part, whole=scan.whole))
    attempt.refuse([*errors, *scan.findings], unknown=unknown)
    ledger.keep_stamps(scan.stamps)
    ledger.count_used(used)


def _settle(ledger: Ledger, path: Path, *, crew: Crew, attempt: Attempt, shelf: Shelf) -> Iterator[bytes]:
    units, world = ledger.units(), kept_world(ledger, ground=attempt.ground)
    errors = circles(_circling(ledger.copies()), world=world)
    done = 0

    def settle(batches: Iterator[list[str]]) -> Iterator[Settled]:
        # One batch is settled here, where the ledger is open already.
        first = list(islice(batches, 2))
        if crew.alone or len(first) < 2:
            return (settle_units(listed, ledger=ledger, world=world) for listed in chain(first, batches))
        return crew.map(settle_at, ((path, listed) for listed in chain(first, batches)))

    for settled in settle_groups(units, neighbours=linked_by(ledger.links()), settle=settle):
        errors += settled.errors
        keep(settled, ledger)
        for one in settled.standing:
            attempt.tally.add(one.lines)
            if one.met:
                shelf.add(one.met)
        done += len(settled.standing)
        attempt.progress("meetings, offices, instruments", done, len(units))
        yield "".join(line for one in settled.standing for line in one.lines).encode()
    if errors:
        raise FindingsError(sorted(set(errors)))


def _circling(left: dict[str, str]) -> dict[str, str]:
    """Of copies, by what each was taken from, those that come round to themselves, or to some that do."""
    while ends := [id for id, origin in left.items() if origin not in left]:
        for id in ends:
            del left[id]
    return left


def described(ledger: Ledger) -> list[str]:
    """What was described last, as lines of N-Triples."""
    # They are parted as bytes: in a text, signs such as U+2028 would end a line too.
    return [line.decode() for line in zlib.decompress(ledger.fact("described")).splitlines(keepends=True)]


def describe_again(ledger: Ledger, *, ground: Ground) -> list[str]:
    """What the authorities say of all that is used, as lines of N-Triples; the ledger keeps them."""
    used = [what.split(" ", 2) for what in ledger.used()]
    entities, kinds = ([(first, second) for sort, first, second in used if sort == name] for name in ("entity", "kind"))
    world = kept_world(ledger, ground=ground)
    told = world.authorities.decisions.joined.get("occasions") or any(
        group == "occasions" for group, _ in world.authorities.decisions.different
    )
    events = ledger.events() if told else ()
    iris = {entity(ground.base, "occasions", id) for id in events}
    triples = describe_used(entities, kinds, world=world, events=iris)
    lines = sorted({*each_line(triples)} | {f"{first} {second} .\n" for sort, first, second in used if sort == "apart"})
    ledger.keep_fact("described", zlib.compress("".join(lines).encode(), 1))
    return lines


def keep(settled: Settled, ledger: Ledger) -> None:
    """Keep what was settled."""
    for one in settled.standing:
        ledger.keep_conclusion(one.unit, one.conclusion, write_findings(one.findings))
    ledger.keep_couples(settled.couples, events=[one.unit for one in settled.standing if one.unit.startswith("event/")])
