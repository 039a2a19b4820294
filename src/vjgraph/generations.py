"""The builds of a project side by side: a new one is written in a folder of its own, and takes the last one's place at once."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from vjgraph.errors import StoreError
from vjgraph.locking import lock, stands

FOLDER = "build"
"""Where a project keeps what was built."""

FILES = ("store", "graph.ttl", "graph.trig", "graph.html", "findings.txt")
"""What a build consists of; what else is written with it lies in its generation only."""

# In build/, generations/<number> holds a whole build each, and generations/current is a link to the one that stands; store,
# graph.ttl, … are links through it, for people. Replacing that one link is what makes a new build stand.
_ALL, _CURRENT, _LOCK = "generations", "current", "lock"
_NEW, _OLD, _LINK = ".new-", ".old-", ".link-"
_TRIES = 100

_kept: dict[Path, int] = {}
"""The locks this process holds as a reader, by generation. A store opens files late, and may outlive all that is ours: what
was opened is kept until the process ends."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A build in the making: the folder to write it into, and the last one, where there is any, to take over from."""

    folder: Path
    last: Path | None
    afterwards: list[Callable[[], object]] = field(default_factory=list)
    """What is done once the build stands and before another may begin; where one fails as files do, the build stands still."""


def open_generation(project: Path) -> Path:
    """The folder of the build that stands, kept while this process runs; raise `StoreError` where nothing is built.

    What belongs to one answer is read below this folder: `build/` itself may hold the next build a moment later.
    """
    build = project / FOLDER
    current = build / _ALL / _CURRENT
    store = (current if current.exists() else build) / "store"
    if not store.is_dir():
        raise StoreError(f"{project}: no graph is built here yet: run 'vjgraph build' (--project names another folder)")
    return keep(store).parent


def keep(path: Path) -> Path:
    """Where a file of a build really lies; the generation it belongs to is not taken away while this process runs."""
    real = path.resolve()
    for _ in range(_TRIES):
        generation = real.parent
        if not (generation.name.isdigit() and generation.parent.name == _ALL):
            break
        if generation in _kept and stands(generation / _LOCK, _kept[generation]):
            break
        try:
            held = lock(generation / _LOCK, alone=False)
        except OSError:
            # Where files cannot be locked, a reader does without.
            break
        if held is not None:
            _kept[generation] = held
            break
        # It is being taken away: then another one stands already.
        real = path.resolve()
    return real


@contextmanager
def new_generation(project: Path) -> Iterator[Generation]:
    """Write a build: what is in the folder at the end stands in place of the last one, or nothing is changed at all.

    An empty folder changes nothing either. Raises `StoreError` at once where another process builds, or where `build/` holds
    what is not ours; and when the build cannot be written.
    """
    build = project / FOLDER
    try:
        if os.path.lexists(build) and not _ours(build):
            raise StoreError(f"{build}: what stands here was not built by vjgraph: move it away, and build again")
        with _writing(build) as generations:
            try:
                _adopt(build)
                _tidy(build)
                _sweep(generations)
                last = _standing(generations)
                fresh = _fresh(generations)
                new = Generation(fresh, generations / str(last) if last else None)
                yield new
                if any(fresh.iterdir()):
                    _publish(build, fresh)
                for step in new.afterwards:
                    with suppress(OSError):
                        step()
            finally:
                try:
                    _clear_up(build)
                except KeyboardInterrupt:
                    # What was interrupted was the clearing up.
                    _clear_up(build)
                    raise
    except OSError as error:
        # The database names its files before it says what is wrong.
        why = error.strerror or str(error).rpartition(": ")[2]
        untouched = "; the last good one is untouched" if os.access(build / "store", os.F_OK) else ""
        raise StoreError(f"{build}: the build could not be written ({why}){untouched}") from error


def _clear_up(build: Path) -> None:
    """Leave what stands, with its names, and nothing else."""
    with suppress(OSError):
        _tidy(build)
    _sweep(build / _ALL)


def _ours(build: Path) -> bool:
    """Whether a folder is a build, whole or in part, or empty."""
    return build.is_dir() and (not any(build.iterdir()) or any(os.path.lexists(build / name) for name in (_ALL, *FILES)))


@contextmanager
def _writing(build: Path) -> Iterator[Path]:
    """Be the only one who builds; the folder of the generations, which is gone again where none came to stand in it."""
    generations = build / _ALL
    for _ in range(_TRIES):
        generations.mkdir(parents=True, exist_ok=True)
        held = lock(generations / _LOCK, alone=True)
        # None, too, when a build that came to nothing is just clearing up behind itself.
        if held is not None:
            break
    else:
        raise StoreError(f"{build}: another build runs here{_other(generations)}: wait for it, or end it, and build again")
    try:
        os.ftruncate(held, 0)
        os.write(held, f"{os.getpid()} since {time.strftime('%H:%M:%S')}".encode())
        yield generations
    finally:
        with suppress(OSError):
            if not _standing(generations):
                (generations / _LOCK).unlink()
                generations.rmdir()
                build.rmdir()
        with suppress(OSError):
            os.close(held)


def _publish(build: Path, fresh: Path) -> None:
    """Make a build that is written stand. The last step decides: until then all is as it was, after it nothing can fail."""
    generations = fresh.parent
    (fresh / _LOCK).touch()
    for path in [*fresh.rglob("*"), fresh]:
        # A store sees to its own files, and what is shared with the last build was written with it.
        if path.parent.name != "store" and (path.is_dir() or path.stat().st_nlink == 1):
            _to_disk(path)
    for name in FILES:
        if (fresh / name).exists() and not os.path.lexists(build / name):
            _link(generations, build / name, f"{_ALL}/{_CURRENT}/{name}")
    number = max((int(path.name) for path in generations.iterdir() if path.name.isdigit()), default=0) + 1
    fresh.rename(generations / str(number))
    _to_disk(generations)
    _link(generations, generations / _CURRENT, str(number))
    with suppress(OSError):
        _to_disk(generations)
        _to_disk(build)


def _adopt(build: Path) -> None:
    """Make a generation of what stands here otherwise: a build of an older vjgraph, or a copy that lost its links."""
    generations = build / _ALL
    if _standing(generations):
        return
    numbers = [int(path.name) for path in generations.iterdir() if path.name.isdigit()]
    if (current := generations / _CURRENT).is_dir():
        numbers.append(max(numbers, default=0) + 1)
        current.rename(generations / str(numbers[-1]))
    if numbers:
        _link(generations, current, str(max(numbers)))
    elif (build / "store").is_dir():
        fresh = _fresh(generations)
        for name in FILES:
            if (build / name).is_dir():
                shutil.copytree(build / name, fresh / name, copy_function=os.link)
            elif (build / name).is_file():
                os.link(build / name, fresh / name)
        _publish(build, fresh)


def _tidy(build: Path) -> None:
    """Let the names in `build/` be links to what stands, and none of them lead nowhere."""
    generations = build / _ALL
    for path in (build / name for name in FILES):
        if not (generations / _CURRENT / path.name).exists():
            if path.is_symlink():
                path.unlink()
        elif not path.is_symlink():
            if path.is_dir():
                path.rename(generations / f"{_OLD}{uuid4().hex}")
            _link(generations, path, f"{_ALL}/{_CURRENT}/{path.name}")


def _sweep(generations: Path) -> None:
    """Take away what was left half written, and every generation but the one that stands that nobody reads."""
    with suppress(OSError):
        standing = _standing(generations)
        for path in sorted(generations.iterdir()):
            if path.name.isdigit() and int(path.name) != standing:
                _take_away(path)
            elif path.name.startswith((_NEW, _OLD)):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(_LINK):
                path.unlink()


def _take_away(generation: Path) -> None:
    """Remove a generation, unless somebody reads it."""
    if (held := lock(generation / _LOCK, alone=True)) is None:
        return
    try:
        # First out of the way, so that nobody can find a part of it.
        old = generation.rename(generation.with_name(f"{_OLD}{uuid4().hex}"))
        shutil.rmtree(old, ignore_errors=True)
    finally:
        os.close(held)


def _standing(generations: Path) -> int:
    """The number of the generation that stands, 0 where none does."""
    link = generations / _CURRENT
    return int(link.readlink().name) if link.is_symlink() and link.exists() else 0


def _other(generations: Path) -> str:
    """Who builds here, as the lock says."""
    with suppress(OSError):
        if said := (generations / _LOCK).read_text(encoding="utf-8"):
            return f" (process {said})"
    return ""


def _fresh(generations: Path) -> Path:
    folder = generations / f"{_NEW}{uuid4().hex}"
    folder.mkdir()
    return folder


def _link(generations: Path, path: Path, target: str) -> None:
    """Let `path` be a link to `target`, in one step whatever file or link stands there."""
    link = generations / f"{_LINK}{uuid4().hex}"
    link.symlink_to(target)
    link.replace(path)


def _to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk and not only on their way."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
