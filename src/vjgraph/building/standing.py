"""What stands in each unit, settled from the ledger: its triples as lines, what is found in it, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vjgraph.building.entries import read_outline, write_conclusion
from vjgraph.building.grouping import Neighbours, batch, group, linked_by
from vjgraph.building.ledger import Ledger
from vjgraph.checking import check_ids, check_order, check_references, clash_problems
from vjgraph.concluding import World, conclude
from vjgraph.corroborating import Origins, check_origins, copies_of
from vjgraph.disputing import EntityLabels
from vjgraph.encounters import Met, encounters_in
from vjgraph.errors import Finding
from vjgraph.facts import Fragment
from vjgraph.judging import placed
from vjgraph.knowing import Ground
from vjgraph.lines import each_line
from vjgraph.parting import join, unit_of
from vjgraph.reading import Document
from vjgraph.surrounding import Clash
from vjgraph.terms import Triple

_BATCH, _HELD = 1000, 20_000
"""Sources' words of units that are settled at once, and documents that are remembered."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in one unit: its lines of N-Triples, what follows in it as bytes, and what was found."""

    unit: str
    lines: frozenset[str]
    conclusion: bytes | None
    findings: tuple[Finding, ...]
    met: Met | None = None
    """Who met there, where it is an event."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Some units settled together: what stands in each, errors, and people who must be settled with events beside these."""

    standing: tuple[Standing, ...]
    errors: tuple[Finding, ...] = ()
    couples: frozenset[tuple[str, str]] = frozenset()


class KeptDocuments(Mapping[str, Document]):
    """The documents of a ledger by their ids, as outlines; state is those that were asked for."""

    def __init__(self, ledger: Ledger, root: Path) -> None:
        self._ledger, self._root = ledger, root
        self._read: dict[str, Document | None] = {}

    def __getitem__(self, id: str) -> Document:
        if id not in self._read:
            if len(self._read) > _HELD:
                self._read.clear()
            found = self._ledger.outline(id)
            self._read[id] = read_outline(found[2], id=id, file=found[0], line=found[1], root=self._root) if found else None
        document = self._read[id]
        if document is None:
            raise KeyError(id)
        return document

    def __iter__(self) -> Iterator[str]:
        return self._ledger.ids()

    def __len__(self) -> int:
        return self._ledger.count()


def kept_world(ledger: Ledger, *, ground: Ground) -> World:
    """The world of the sources that a ledger keeps."""
    documents = KeptDocuments(ledger, ground.root)
    resolver, kinds = ground.knowledge.resolver, ground.knowledge.kinds
    labels = EntityLabels(resolver.authorities, base=ground.base)
    return World(resolver, kinds, ground.base, documents, ledger.whole, ground.links, labels, Origins(documents))


def settle_units(units: Sequence[str], *, ledger: Ledger, world: World) -> Settled:
    """Settle whole groups of units from what the ledger keeps of them."""
    told = ledger.told(units)
    fragments = {id: join(shares.values()) for id, shares in told.items()}
    concluded = conclude(fragments, world=world, units=set(units))
    errors = list(_errors(fragments, concluded.clashes, world))
    if errors:
        return Settled((), tuple(errors))
    tellers: dict[str, set[str]] = {}
    for id, fragment in fragments.items():
        for fact in fragment.occasions:
            tellers.setdefault(unit_of(fact.iri, base=world.base), set()).add(id)
    standing = []
    for unit, said in _said(told, units).items():
        found = concluded.of.get(unit)
        derived, overruled = (found.derived, found.overruled) if found else ([], set())
        triples = (said - overruled) | set(derived)
        findings = tuple(found.findings) if found else ()
        met = encounters_in(triples, labels=world.labels, sources=tellers[unit]) if unit in tellers else None
        conclusion = write_conclusion(derived, list(overruled))
        standing.append(Standing(unit, frozenset(each_line(triples)), conclusion, findings, met))
    return Settled(tuple(standing), couples=concluded.couples)


def settle_at(ground: Ground, task: tuple[Path, Sequence[str]]) -> Settled:
    """Settle whole groups of units of a ledger on disk, which a process opens once."""
    path, units = task
    if path not in _opened:
        ledger = Ledger(path)
        _opened.clear()
        _opened[path] = ledger, kept_world(ledger, ground=ground)
    ledger, world = _opened[path]
    return settle_units(units, ledger=ledger, world=world)


_opened: dict[Path, tuple[Ledger, World]] = {}


def settle_groups(
    units: Mapping[str, int], *, neighbours: Neighbours, settle: Callable[[Iterator[list[str]]], Iterator[Settled]]
) -> Iterator[Settled]:
    """Settle some units and all that they are linked to, in batches of whole groups; those that a doubt joins, last.

    `units` gives how many sources tell of each; `settle` settles batches. Events come first: sources that differ on
    somebody's office at an event may differ on the person's too, and the two are then settled together.
    """

    def batches(some: Iterable[str], links: Neighbours) -> Iterator[list[str]]:
        return batch(group(some, links), size=_BATCH, sizes=units)

    done: set[str] = set()
    couples: set[tuple[str, str]] = set()
    for settled in settle(batches((unit for unit in units if unit.startswith("event/")), neighbours)):
        here = {one.unit for one in settled.standing}
        apart = {couple for couple in settled.couples if couple[0] not in here}
        held = {unit for units in group((event for _, event in apart), neighbours) for unit in units}
        couples |= apart
        done |= here
        yield replace(settled, standing=tuple(one for one in settled.standing if one.unit not in held)) if held else settled
    left = [unit for unit in units if unit not in done and unit not in {person for person, _ in couples}]
    yield from settle(batches(left, neighbours))
    if couples:
        joined: Neighbours = lambda units: [*neighbours(units), *linked_by(couples)(units)]  # noqa: E731
        yield from settle(batches((person for person, _ in sorted(couples)), joined))


def circles(copies: Iterable[str], *, world: World) -> list[Finding]:
    """That some copies come round to themselves; only these are read, and what they were taken from."""
    documents = {one: world.documents[one] for id in copies for one in (id, *copies_of(id, world.documents))}
    problems = check_origins(documents)
    return [finding for id, found in problems.items() for finding in placed(documents[id], found, "error")]


def standing_lines(units: Iterable[str], *, ledger: Ledger) -> dict[str, frozenset[str]]:
    """What stands in units as the ledger keeps it; nothing in those that it does not know."""
    listed = list(units)
    lines = {}
    for unit, said in _said(ledger.told(listed), listed).items():
        derived, overruled = ledger.conclusion(unit)
        lines[unit] = frozenset(each_line((said - set(overruled)) | set(derived)))
    return lines


def _said(told: Mapping[str, Mapping[str, Fragment]], units: Iterable[str]) -> dict[str, set[Triple]]:
    said: dict[str, set[Triple]] = {unit: set() for unit in units}
    for shares in told.values():
        for unit, share in shares.items():
            said[unit].update(share.triples)
    return said


def _errors(fragments: Mapping[str, Fragment], clashes: Sequence[Clash], world: World) -> Iterator[Finding]:
    """What cannot be: ids of two classes, references to nothing, circles, and days that exclude each other."""
    referring = {id: fragment for id, fragment in fragments.items() if fragment.references}
    declared = {fact.iri for fragment in fragments.values() for fact in fragment.occasions} if referring else set()
    types: dict[str, set[str]] = {}
    for fragment in fragments.values():
        for fact in fragment.occasions:
            types.setdefault(fact.iri, set()).add(fact.type)
    untold = {id for id, fragment in referring.items() if any(reference.iri not in declared for reference in fragment.references)}
    mixed = any(len(found) > 1 for found in types.values())
    ordered = any(fact.orders or fact.during for fragment in fragments.values() for fact in fragment.occasions)
    documents = {id: world.documents[id] for id in fragments} if mixed or ordered else {}
    for problems in (
        check_references({id: fragments[id] for id in untold}, world.documents) if untold else {},
        check_ids(documents) if mixed else {},
        check_order(documents, world.authorities) if ordered else {},
        clash_problems(clashes, fragments),
    ):
        for id, found in problems.items():
            yield from placed(world.documents[id], found, "error")
