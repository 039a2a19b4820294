"""A project's `build/` folder: made anew, or out of the last build by what has changed since."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

import msgspec

from vjgraph.authorities import DECISIONS
from vjgraph.building.entries import read_findings, write_findings
from vjgraph.building.filling import describe_again, fill
from vjgraph.building.ledger import FILE, TOKEN, Ledger, LedgerError, open_ledger
from vjgraph.building.progress import Progress, silent
from vjgraph.building.publishing import write_exports
from vjgraph.building.tally import Tally, read_tally
from vjgraph.building.updating import find_changes, update
from vjgraph.checking import find_texts
from vjgraph.errors import Finding, FindingsError
from vjgraph.generations import FOLDER, Generation, new_generation
from vjgraph.knowing import Ground, read_knowledge
from vjgraph.reading import Document
from vjgraph.settings import Settings, read_settings
from vjgraph.store import change_store, copy_store, write_store
from vjgraph.streaming import iter_documents, list_sources

LARGE = 100_000
"""Triples above which the exports and the page are written only when they are asked for."""

_SMALL = 8 << 20
"""Bytes of sources up to which a project with an error is judged whole, so that all its errors are told at once."""


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
    workers: int | None = None,
    progress: Progress = silent,
) -> Built:
    """Bring a project's `build/` up to date; raise `FindingsError` when there are errors, and leave the last good build.

    Sources are compiled by all cores, or as many processes as `workers` says. `exports` says whether the exports and the page
    are written; unless it is said, they are up to 100,000 triples.
    """
    project = project.resolve()
    settings = read_settings(project)
    with ExitStack() as stack:
        with new_generation(project) as new:
            knowledge = read_knowledge(project, documents=lambda: (_decided_on(project), False))
            ground = Ground(knowledge, settings.base, project, find_texts(texts) if texts else None)
            build = _Build(project, settings, new, ground, exports, workers, progress)
            try:
                if errors := [finding for finding in knowledge.findings if finding.severity == "error"]:
                    raise FindingsError(errors)
                built, keep = build.again(stack) or build.anew()
            except FindingsError as error:
                raise _all_errors(project, texts, settings.base) or error from error
            except LedgerError as error:
                raise OSError(error) from error
        keep()
    return built


@dataclass(frozen=True)
class _Build:
    """One build of a project: what it is made of and where it goes."""

    project: Path
    settings: Settings
    new: Generation
    ground: Ground
    exports: bool | None
    workers: int | None
    progress: Progress

    def again(self, stack: ExitStack) -> tuple[Built, Keep] | None:
        """Build from the last build, and how to keep that it was; nothing where there is none, or too much has changed."""
        last = self.new.last
        ledger = self._last_ledger(last) if last else None
        if not last or not ledger:
            return None
        stack.callback(ledger.close)
        ledger.begin()
        authorities = _authorities_digest(self.project) != ledger.fact("authorities")
        if authorities and not self._same_links(ledger):
            return None
        scan = find_changes(self.project, ledger, ground=self.ground, authorities_changed=authorities)
        if max(len(scan.pieces), len(scan.gone)) * 2 > ledger.count():
            return None
        tally = read_tally(msgspec.json.decode(ledger.fact("tally")))
        if not (scan or authorities) and self._outputs(tally) == ledger.fact("outputs"):
            ledger.keep_stamps(scan.stamps)
            return self._built(ledger, tally, read_findings(ledger.fact("findings")), 0), ledger.commit
        difference, reused = update(scan, ledger, ground=self.ground, workers=self.workers, tally=tally, progress=self.progress)
        if authorities or reused:
            before = zlib.decompress(ledger.fact("described")).decode().splitlines(keepends=True)
            difference.replace(before, describe_again(ledger, ground=self.ground))
        tally.add(difference.removed, sign=-1)
        tally.add(difference.added)
        copy_store(last / "store", self.new.folder / "store")
        if difference:
            remove, add = ("".join(sorted(lines)).encode() for lines in (difference.removed, difference.added))
            change_store(self.new.folder / "store", remove=remove, add=add)
        return self._finish(ledger, tally, len(scan.pieces)), ledger.commit

    def anew(self) -> tuple[Built, Keep]:
        """Build from the sources alone, and how to keep that it was."""
        tally, path = Tally(), self.new.folder / FILE
        lines = fill(self.project, path=path, ground=self.ground, workers=self.workers, tally=tally, progress=self.progress)
        write_store(self.new.folder / "store", lines)
        ledger = Ledger(path)
        ledger.begin()
        built = self._finish(ledger, tally, ledger.count())
        ledger.commit()
        ledger.close()
        generations = self.new.folder.parent

        def keep() -> None:
            (generations / "current" / FILE).replace(generations / FILE)

        return built, keep

    def _finish(self, ledger: Ledger, tally: Tally, compiled: int) -> Built:
        """Write what a build holds beside its store, and keep in the ledger what the next one asks."""
        token = uuid4().hex
        (self.new.folder / TOKEN).write_text(token, encoding="utf-8")
        facts = {
            "token": token.encode(),
            "version": self._version(),
            "authorities": _authorities_digest(self.project),
            "outputs": self._outputs(tally),
            "links": msgspec.msgpack.encode(_flat(self.ground)),
            "tally": msgspec.json.encode(tally.kept()),
        }
        for name, value in facts.items():
            ledger.keep_fact(name, value)
        exported, title = self._exported(tally), self.settings.title or self.project.name
        findings = write_exports(self.new.folder, ledger, ground=self.ground, title=title, exported=exported)
        ledger.keep_fact("findings", write_findings(findings) or b"")
        return self._built(ledger, tally, findings, compiled)

    def _built(self, ledger: Ledger, tally: Tally, findings: Sequence[Finding], compiled: int) -> Built:
        return Built(
            self.project, self.project / FOLDER, ledger.count(), tally.triples, tally.counts(), tally.quotes, tally.verified,
            tuple(findings), self._exported(tally), compiled,
        )  # fmt: skip

    def _exported(self, tally: Tally) -> bool:
        return tally.triples <= LARGE if self.exports is None else self.exports

    def _outputs(self, tally: Tally) -> bytes:
        """What is written beside the store, and under which title."""
        return f"{self._exported(tally)} {self.settings.title or self.project.name}".encode()

    def _last_ledger(self, last: Path) -> Ledger | None:
        """The ledger of the build that stands, where it was kept by this version."""
        ledger = open_ledger(last)
        if ledger and ledger.fact("version") != self._version():
            ledger.close()
            return None
        return ledger

    def _version(self) -> bytes:
        """A digest of all that bears on every source alike: the code, the kinds, the base and the texts kept outside."""
        told = [_code().hex(), repr(self.ground.knowledge.kinds), self.settings.base, *sorted(self.ground.texts or ())]
        return hashlib.sha256("\x1f".join(told).encode()).digest()

    def _same_links(self, ledger: Ledger) -> bool:
        """Whether bodies, places and offices of one holder are still what they were, where they were something."""
        before = msgspec.msgpack.decode(ledger.fact("links"), type=dict[str, str])
        now = _flat(self.ground)
        return all(now.get(iri) == value for iri, value in before.items())


def _flat(ground: Ground) -> dict[str, str]:
    links = ground.links
    return {**links.bodies, **links.within, **{f"single {iri}": "" for iri in links.single}}


def _decided_on(project: Path) -> Iterable[Document]:
    """The documents whose ids decisions are held against; none where nothing is decided."""
    if not (project / "sources" / "authorities" / DECISIONS).is_file():
        return ()
    return (document for document, _ in iter_documents(project / "sources", root=project) if document)


def _all_errors(project: Path, texts: Path | None, base: str) -> FindingsError | None:
    """Every error of a project of a size that can be judged whole."""
    from vjgraph.pipeline import check_project

    if sum(file.size for file in list_sources(project / "sources", root=project)) > _SMALL:
        return None
    errors = check_project(project, texts=texts, base=base).errors
    return FindingsError(errors) if errors else None


def _authorities_digest(project: Path) -> bytes:
    """A digest of the bytes of all authority files."""
    found = hashlib.sha256()
    for path in sorted((project / "sources" / "authorities").glob("[!.]*.y*ml")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.digest()


@cache
def _code() -> bytes:
    """A digest of this package: what another version compiles may be another graph."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        found.update(path.read_bytes())
    return found.digest()
