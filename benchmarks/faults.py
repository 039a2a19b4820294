"""What a build loses when it is disturbed: nothing. Each file operation fails once, then builds are killed at random moments.

    python benchmarks/faults.py [--kills 100]

The project is a small one; what is built is its whole graph, with store, exports and page. After every fault the graph that
stands must be the last one or the new one, whole: store, Turtle and page of the same build.
"""

from __future__ import annotations

import argparse
import builtins
import errno
import hashlib
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

import pyoxigraph

import vjgraph
from vjgraph.building import build_project
from vjgraph.encounters import FOLDER as ENCOUNTERS
from vjgraph.generations import FILES, FOLDER, open_generation
from vjgraph.generations import _kept as kept
from vjgraph.store import dump_ntriples, read_store

PROJECT = Path(__file__).parents[1] / "tests" / "fixtures" / "asked"
PACKAGE = str(Path(vjgraph.__file__).parents[1])
BUILD = """
import pathlib, sys
import pyoxigraph, vjgraph.explorer
from vjgraph.building import build_project
print("ready", flush=True)
build_project(pathlib.Path(sys.argv[1]), workers=int(sys.argv[2]))
"""

_PATHS = ("chmod", "link", "listdir", "lstat", "mkdir", "open", "readlink", "remove", "rename", "replace", "rmdir", "scandir")
_PATHS += ("stat", "symlink", "unlink", "utime")
_FILES = ("close", "fdopen", "fstat", "fsync", "ftruncate", "write")
_STORE = ("backup", "bulk_load", "flush", "load", "optimize", "remove")


class Faults:
    """Counts the file operations below a folder, and lets one of them fail."""

    def __init__(self, below: Path, *, fail: int, code: int = errno.EIO) -> None:
        self.below, self.fail, self.code = str(below), fail, code
        self.done: list[str] = []

    def count(self, name: str, *paths: object) -> None:
        """One more operation, which fails if it is its turn."""
        if not paths or any(isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self.below) for path in paths):
            self.done.append(f"{name} {' '.join(map(str, paths))}")
            if len(self.done) == self.fail:
                raise OSError(self.code, os.strerror(self.code))

    def of_paths(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """An operation that takes paths."""

        def counted(*arguments: Any, **options: Any) -> Any:
            self.count(name, *arguments[:2])
            return function(*arguments, **options)

        return counted

    def of_files(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """An operation on an open file; one that is closed is closed also when this fails."""

        def counted(*arguments: Any, **options: Any) -> Any:
            if name == "close":
                function(*arguments, **options)
            self.count(name)
            return None if name == "close" else function(*arguments, **options)

        return counted

    def opening(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """`open`, whose file counts what is written to it."""

        def opened(path: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            self.count(f"open {mode}", path)
            file = function(path, mode, *arguments, **options)
            return _File(file, self, path) if {*mode} & {*"wax+"} else file

        return opened

    def stores(self, kind: Any) -> Any:
        """The class of stores, which counts what is done to one."""

        def store(path: str | None = None) -> Any:
            self.count("Store", *([path] if path else []))
            return _Store(kind(path) if path else kind(), self)

        def read_only(path: str) -> Any:
            self.count("read_only", path)
            return _Store(kind.read_only(path), self)

        store.read_only = read_only  # type: ignore[attr-defined]
        return store


class _File:
    """A file that is written."""

    def __init__(self, file: Any, faults: Faults, path: object) -> None:
        self._file, self._faults, self._path = file, faults, path

    def write(self, data: Any) -> Any:
        self._faults.count("write", self._path)
        return self._file.write(data)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Store:
    """A store."""

    def __init__(self, store: Any, faults: Faults) -> None:
        self._store, self._faults = store, faults

    def __getattr__(self, name: str) -> Any:
        if name in _STORE:
            self._faults.count(name)
        return getattr(self._store, name)


@contextmanager
def failing(number: int, *, below: Path, code: int = errno.EIO) -> Iterator[Faults]:
    """Let the operation of this number fail, counted from one, of all those on files below a folder."""
    faults = Faults(below, fail=number, code=code)
    with ExitStack() as stack:
        for name in _PATHS:
            stack.enter_context(mock.patch.object(os, name, faults.of_paths(name, getattr(os, name))))
        for name in _FILES:
            stack.enter_context(mock.patch.object(os, name, faults.of_files(name, getattr(os, name))))
        for module in (builtins, io):
            stack.enter_context(mock.patch.object(module, "open", faults.opening(module.open)))
        stack.enter_context(mock.patch.object(pyoxigraph, "Store", faults.stores(pyoxigraph.Store)))
        yield faults


def fail_each(
    build: Callable[[], object],
    judge: Callable[[str, bool], None],
    *,
    below: Path,
    code: int = errno.EIO,
    first: int = 1,
    every: int = 1,
) -> int:
    """Build once for each file operation of a build, which then fails; `judge` is told which, and whether it was built.

    The number of operations that failed: all of them, or of those from the `first` one on `every` so many. What a build refuses
    is to be a `VjgraphError`: anything else comes through.
    """
    number = first
    while True:
        built = False
        with failing(number, below=below, code=code) as faults, suppress(vjgraph.VjgraphError):
            build()
            built = True
        if len(faults.done) < number:
            judge("nothing", built)
            return (number - first) // every
        judge(faults.done[number - 1], built)
        number += every


def kill_after(command: Sequence[str], seconds: float, *, by: int = signal.SIGKILL) -> int:
    """Run a command that says `ready` when it begins, and end it so long after that; its exit code."""
    with _begun(command) as process:
        time.sleep(seconds)
        process.send_signal(by)
        return process.wait()


def lasts(command: Sequence[str]) -> float:
    """The seconds from `ready` to the end of a command that is left alone."""
    with _begun(command) as process:
        started = time.perf_counter()
        assert process.wait() == 0
        return time.perf_counter() - started


@contextmanager
def _begun(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"PYTHONPATH": PACKAGE}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout
        process.stdout.readline()
        yield process


def seen(project: Path) -> str:
    """What a reader finds: the store's triples, those of the Turtle, and the page, as one word; an error where they differ."""
    folder = open_generation(project)
    stored = dump_ntriples(read_store(folder / "store"))
    turtle = pyoxigraph.parse(path=str(folder / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    exported = pyoxigraph.serialize((quad.triple for quad in turtle), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert sorted(exported.splitlines(keepends=True)) == stored.splitlines(keepends=True), "store and graph.ttl differ"
    for name in FILES[1:]:
        assert (project / FOLDER / name).read_bytes() == (folder / name).read_bytes(), f"{name} is of another build"
    words = [stored, *((folder / name).read_bytes() for name in FILES[1:])]
    words += [b"".join(sorted(path.read_bytes().splitlines(True))) for path in sorted((folder / ENCOUNTERS).iterdir())]
    return hashlib.sha256(b"\0".join(words)).hexdigest()


def left_over(project: Path) -> list[str]:
    """What lies in `build/` besides the build that stands."""
    generations = project / FOLDER / "generations"
    names = {path.name for path in (project / FOLDER).iterdir()} - {*FILES, "generations"}
    return sorted(
        names
        | {path.name for path in generations.iterdir()}
        - {"current", "lock", "ledger.sqlite", str((generations / "current").readlink())}
    )


def forget() -> None:
    """End this process's reading, as if it were another one."""
    for lock in kept.values():
        os.close(lock)
    kept.clear()


def main() -> None:
    """Disturb builds, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="how many builds are killed (default: 100)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        edited = Edited(shutil.copytree(PROJECT, Path(folder) / "project"))
        for anew in (False, True):
            count = edited.fail_each(anew=anew, code=errno.ENOSPC if anew else errno.EIO)
            print(f"{_told(anew)}: {count} file operations failed, one a build: nothing was lost")
        for anew in (False, True):
            last, new = edited.kill(options.kills // 2, anew=anew)
            print(f"{_told(anew)}: killed {last + new} times: the last build stood {last} times, the new one {new} times, whole")


def _told(anew: bool) -> str:
    return "a build from the beginning" if anew else "a build out of the last one"


class Edited:
    """A project, a source of which is edited to and fro, and what a reader finds of each of the two."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.source = project / "sources" / "2020-01-03-wire.yaml"
        self.all = [self.build(0), self.build(1)]
        assert len(set(self.all)) == 2

    def edit(self, state: int, *, anew: bool = False) -> None:
        """Let the sources be in one of the two states; with `anew`, so that the next build cannot start from the last."""
        text = self.source.read_text(encoding="utf-8")
        self.source.write_text(re.sub("2019-11-0.", f"2019-11-0{state + 1}", text), encoding="utf-8")
        if anew:
            (self.project / FOLDER / "generations" / "ledger.sqlite").unlink(missing_ok=True)

    def build(self, state: int) -> str:
        """Build one of the two undisturbed; what is seen of it. Nothing is left over."""
        self.edit(state)
        build_project(self.project, workers=1)
        found = seen(self.project)
        forget()
        assert not left_over(self.project), left_over(self.project)
        return found

    def fail_each(self, *, anew: bool, code: int = errno.EIO, first: int = 1, every: int = 1) -> int:
        """Let each file operation of a build fail, or some of them."""

        def build() -> None:
            build_project(self.project, workers=1)

        def judge(operation: str, built: bool) -> None:
            assert seen(self.project) == self.all[built], f"{operation} failed, and what stands is not right"
            forget()
            assert self.build(0) == self.all[0], f"{operation} failed, and the next build is not right"
            self.edit(1, anew=anew)

        self.build(0)
        self.edit(1, anew=anew)
        return fail_each(build, judge, below=self.project / FOLDER, code=code, first=first, every=every)

    def kill(self, times: int, *, anew: bool) -> tuple[int, int]:
        """Kill builds; how often the last and the new one stood then."""
        chance = random.Random(6)
        command = [sys.executable, "-c", BUILD, str(self.project), "1"]
        self.build(0)
        self.edit(1, anew=anew)
        # A new process takes longer than this one, which has read everything before.
        whole = lasts(command)
        found = [0, 0]
        for _ in range(times):
            self.build(0)
            self.edit(1, anew=anew)
            kill_after(command, chance.uniform(0, whole * 1.2))
            found[self.all.index(seen(self.project))] += 1
            forget()
            assert self.build(1) == self.all[1], "the build after one that was killed is not right"
        return found[0], found[1]


if __name__ == "__main__":
    main()
