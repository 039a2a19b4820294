"""A project's `build/` folder: made anew, or out of the last build by what has changed since."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import uuid4

import msgspec

from vjgraph.authorities import Decisions
from vjgraph.building.attempt import Attempt, Where, leave_out
from vjgraph.building.digests import code_digest, known_digest
from vjgraph.building.entries import read_findings, write_findings
from vjgraph.building.filling import describe_again, described, fill
from vjgraph.building.ledger import FILE, TOKEN, Ledger, LedgerError, open_ledger
from vjgraph.building.minting import Minting
from vjgraph.building.progress import Progress, silent
from vjgraph.building.publishing import is_whole, write_exports
from vjgraph.building.remembering import read_known, remember
from vjgraph.building.tally import Tally, read_tally
from vjgraph.building.updating import find_changes, update
from vjgraph.checking import find_texts
from vjgraph.encounters import change_encounters, shelve
from vjgraph.errors import Finding, FindingsError, StoreError
from vjgraph.generations import FOLDER, Generation, new_generation
from vjgraph.knowing import Ground
from vjgraph.settings import Settings, read_settings
from vjgraph.store import change_store, copy_store, is_sound, write_store
from vjgraph.streaming import list_sources, no_sources

LARGE = 100_000
"""Triples above which the exports and the page are written only when they are asked for."""

_SMALL = 8 << 20
"""Bytes of sources up to which a project with an error is judged whole, so that all its errors are told at once."""

OnUnknown = Literal["refuse", "mint"]
"""What is done about names that no authority knows."""

Keep = Callable[[], None]
"""Keeps in the ledger what was built, once it stands: where that fails, the next build begins anew."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: where, from how many sources, how many of each class, and what was found on the way."""

    project: Path
    folder: Path
    sources: int
    triples: int
    counts: tuple[tuple[str, int], ...]
    quotes: int
    verified: int
    findings: tuple[Finding, ...]
    exported: bool = True
    """Whether the exports and the page were written."""
    compiled: int = 0
    """How many sources were compiled: those that changed since the last build."""


def build_project(
    project: Path,
    *,
    texts: Path | None = None,
    exports: bool | None = None,
    keep_going: bool = False,
    on_unknown: OnUnknown = "refuse",
    workers: int | None = None,
    cluster: str | None = None,
    progress: Progress = silent,
) -> Built:
    """Bring a project's `build/` up to date; raise `FindingsError` when there are errors, and leave the last good build.

    All cores compile, or as many processes as `workers` says, or a Dask `cluster` at an address. `exports` says whether the
    exports and the page are written: unless it is said, up to 100,000 triples. With `keep_going`, sources that hold errors are
    left out. With `on_unknown` as `mint`, names that no authority knows are added to the authorities, for review.
    """
    project = project.resolve()
    if not project.is_dir():
        raise FindingsError([no_sources(project / "sources", root=project)])
    settings = read_settings(project)
    outside = find_texts(texts) if texts else None
    minting, skip = Minting(project, going_on=on_unknown == "mint"), dict[Where, list[Finding]]()
    with ExitStack() as taken_back:
        # Nobody is made known by a build that is not made.
        taken_back.callback(minting.take_back)
        with ExitStack() as stack, new_generation(project) as new:
            while True:
                # What is edited from here on is another than was read, whenever it was read.
                digest = known_digest(project)
                knowledge = read_known(project, new.last, digest=digest, advising=not minting.going_on)
                ground = Ground(knowledge, settings.base, project, outside)
                attempt = Attempt(ground, workers, progress, cluster, keep_going and not minting.going_on, skip)
                build = _Build(project, settings, new, attempt, exports, digest)
                opened = stack.enter_context(ExitStack())
                try:
                    if errors := [finding for finding in knowledge.findings if finding.severity == "error"]:
                        raise FindingsError(errors)
                    built, keep = build.again(opened) or build.anew(opened)
                    new.afterwards.append(_if_possible(keep))
                    break
                except FindingsError as error:
                    opened.close()
                    _clear(new.folder)
                    advised = not minting.going_on
                    if minting.add(error, asking=attempt.asking, authorities=knowledge.authorities):
                        continue
                    if keep_going and minting.added_for(error.findings) and leave_out(error.findings, skip):
                        minting.begin_again()
                    # What minting does not mend is refused in the next attempt, with what it may be, or left out.
                    elif advised and not (keep_going and leave_out(error.findings, skip)):
                        raise _all_errors(project, texts, settings.base) or error from error
                except LedgerError as error:
                    raise OSError(error) from error
        taken_back.pop_all()
        minting.leave()
    return built


def _if_possible(keep: Keep) -> Keep:
    """What keeps a ledger where it can: the build stands without it, and the next begins anew."""

    def try_to_keep() -> None:
        with suppress(*LedgerError):
            keep()

    return try_to_keep


def _clear(folder: Path) -> None:
    """Take away what an attempt that came to nothing has written."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@dataclass(frozen=True)
class _Build:
    """One build of a project: what it is made of and where it goes."""

    project: Path
    settings: Settings
    new: Generation
    attempt: Attempt
    exports: bool | None
    digest: bytes
    """Of all that knowledge was read from."""

    def again(self, opened: ExitStack) -> tuple[Built, Keep] | None:
        """Build from the last build, and how to keep that it was; nothing where there is none, or too much has changed."""
        last = self.new.last
        ledger = open_ledger(last) if last else None
        if not last or not ledger:
            return None
        opened.callback(ledger.close)
        built = None
        try:
            built = self._from(last, ledger)
        except (*LedgerError, StoreError):
            # What was kept is damaged: the sources are not.
            _clear(self.new.folder)
        if not built:
            # Another ledger will take its place, and must not find a journal of this one.
            ledger.close()
        return built

    def _from(self, last: Path, ledger: Ledger) -> tuple[Built, Keep] | None:
        attempt = self.attempt
        if not self._stands(last, ledger):
            return None
        ledger.begin()
        authorities = self.digest != ledger.fact("authorities")
        if authorities and not self._same_links(ledger):
            return None
        scan = find_changes(self.project, ledger, attempt=attempt, authorities_changed=authorities)
        if max(len(scan.pieces), len(scan.gone)) * 2 > ledger.count():
            return None
        attempt.tally = tally = read_tally(msgspec.json.decode(ledger.fact("tally")))
        # A source that is left out again is in no ledger: for the scan, nothing came of it.
        same = self._outputs() == ledger.fact("outputs") and write_findings(self._left_out) == (ledger.fact("left out") or None)
        if not (scan or authorities) and same and is_sound(last / "store"):
            ledger.keep_stamps(scan.stamps)
            return self._built(ledger, read_findings(ledger.fact("findings")), 0), ledger.commit
        difference, moves, compiled, reused = update(scan, ledger, attempt=attempt)
        # What was decided of events stands as long as there are such events.
        if authorities or reused or attempt.ground.knowledge.authorities.decisions != Decisions():
            difference.replace(described(ledger), describe_again(ledger, ground=attempt.ground))
        tally.add(difference.removed, sign=-1)
        tally.add(difference.added)
        copy_store(last / "store", self.new.folder / "store")
        change_encounters(last, self.new.folder, moves=moves)
        if difference:
            change_store(self.new.folder / "store", **difference.ntriples())
        return self._finish(ledger, compiled), ledger.commit

    def anew(self, opened: ExitStack) -> tuple[Built, Keep]:
        """Build from the sources alone, and how to keep that it was."""
        opened.close()
        path = self.new.folder / FILE
        self.attempt.tally = Tally()
        with shelve(self.new.folder) as shelf:
            write_store(self.new.folder / "store", fill(self.project, path=path, attempt=self.attempt, shelf=shelf))
        ledger = Ledger(path)
        opened.callback(ledger.close)
        ledger.begin()
        built = self._finish(ledger, ledger.count())
        ledger.commit()
        ledger.close()
        generations = self.new.folder.parent

        def keep() -> None:
            # What a killed build has left of its journal belongs to the ledger that goes.
            (generations / f"{FILE}-journal").unlink(missing_ok=True)
            (generations / "current" / FILE).replace(generations / FILE)

        return built, keep

    def _finish(self, ledger: Ledger, compiled: int) -> Built:
        """Write what a build holds beside its store, and keep in the ledger what the next one asks."""
        attempt, token = self.attempt, uuid4().hex
        (self.new.folder / TOKEN).write_text(token, encoding="utf-8")
        title = self.settings.title or self.project.name
        attempt.progress("graph.ttl, graph.trig, graph.html" if self._exported else "findings.txt", 0, 0)
        findings = write_exports(
            self.new.folder, ledger, ground=attempt.ground, title=title, exported=self._exported, left_out=self._left_out
        )
        facts = {
            "token": token.encode(),
            "version": self._version(),
            "authorities": self.digest,
            "outputs": self._outputs(),
            "links": msgspec.msgpack.encode(attempt.ground.links.flat),
            "tally": msgspec.json.encode(attempt.tally.kept()),
            "left out": write_findings(self._left_out) or b"",
            "findings": write_findings(findings) or b"",
        }
        for name, value in facts.items():
            ledger.keep_fact(name, value)
        if ledger.fact("knowledge") == b"" or attempt.ground.knowledge.index is None:
            remember(attempt.ground.knowledge, ledger, digest=self.digest)
        return self._built(ledger, findings, compiled)

    def _built(self, ledger: Ledger, findings: Sequence[Finding], compiled: int) -> Built:
        tally = self.attempt.tally
        return Built(
            self.project, self.project / FOLDER, ledger.count(), tally.triples, tally.counts(), tally.quotes, tally.verified,
            tuple(findings), self._exported, compiled,
        )  # fmt: skip

    @property
    def _exported(self) -> bool:
        return self.attempt.tally.triples <= LARGE if self.exports is None else self.exports

    @property
    def _left_out(self) -> list[Finding]:
        """What is wrong with the sources that are left out."""
        return sorted({*self.attempt.left_out, *(finding for found in self.attempt.skip.values() for finding in found)})

    def _outputs(self) -> bytes:
        """What is written beside the store, and under which title."""
        return f"{self._exported} {self.settings.title or self.project.name}".encode()

    def _stands(self, last: Path, ledger: Ledger) -> bool:
        """Whether the last build was made by this version, and all of it is there."""
        exported = ledger.fact("outputs").startswith(b"True")
        return ledger.fact("version") == self._version() and is_whole(last, exported=exported)

    def _version(self) -> bytes:
        """A digest of all that bears on every source alike: the code, the kinds, the base and the texts kept outside."""
        texts = self.attempt.ground.texts
        told = [
            code_digest().hex(),
            repr(self.attempt.ground.knowledge.kinds),
            self.settings.base,
            *([] if texts is None else ["texts", *sorted(texts)]),
        ]
        return hashlib.sha256("\x1f".join(told).encode()).digest()

    def _same_links(self, ledger: Ledger) -> bool:
        """Whether bodies, places and offices of one holder are still what they were, where they were something or led to it."""
        before = msgspec.msgpack.decode(ledger.fact("links"), type=dict[str, str])
        now = self.attempt.ground.links.flat
        # Who uses what newly lies in something is compiled again; but not who uses only what has long lain in that.
        return all(now.get(iri) == value for iri, value in before.items()) and before.keys() >= now.keys() & set(before.values())


def _all_errors(project: Path, texts: Path | None, base: str) -> FindingsError | None:
    """Every error of a project of a size that can be judged whole."""
    from vjgraph.pipeline import check_project

    if sum(file.size for file in list_sources(project / "sources", root=project)) > _SMALL:
        return None
    errors = check_project(project, texts=texts, base=base).errors
    return FindingsError(errors) if errors else None
