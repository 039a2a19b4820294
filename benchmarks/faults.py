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
build_project(pathlib.Path(sys.argv[1]))
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
            return _File(file, self, path) if "w" in mode else file

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


def fail_each(build: Callable[[], object], judge: Callable[[str, bool], None], *, below: Path, code: int = errno.EIO) -> int:
    """Build once for each file operation of a build, which then fails; `judge` is told which, and whether it was built.

    The number of operations. What a build refuses is to be a `VjgraphError`: anything else comes through.
    """
    number = 0
    while True:
        number += 1
        built = False
        with failing(number, below=below, code=code) as faults, suppress(vjgraph.VjgraphError):
            build()
            built = True
        if len(faults.done) < number:
            judge("nothing", built)
            return number - 1
        judge(faults.done[number - 1], built)


def kill_after(command: Sequence[str], seconds: float, *, by: int = signal.SIGKILL) -> int:
    """Run a command that says `ready` when it begins, and end it so long after that; its exit code."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": PACKAGE}
    )
    assert process.stdout
    with process.stdout:
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(by)
        return process.wait()


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
    return hashlib.sha256(b"\0".join(words)).hexdigest()


def left_over(project: Path) -> list[str]:
    """What lies in `build/` besides the build that stands."""
    generations = project / FOLDER / "generations"
    names = {path.name for path in (project / FOLDER).iterdir()} - {*FILES, "generations"}
    return sorted(
        names | {path.name for path in generations.iterdir()} - {"current", "lock", str((generations / "current").readlink())}
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
        project = shutil.copytree(PROJECT, Path(folder) / "project")
        versions = Versions(project)
        for code in (errno.EIO, errno.ENOSPC):
            print(f"{versions.fail_each(code)} file operations failed, one a build, with {os.strerror(code)!r}: nothing was lost")
        old, new = versions.kill(options.kills)
        print(
            f"{options.kills} builds killed at random moments: {old} times the last stood, {new} times the new one, always whole"
        )


class Versions:
    """A project with two states of its sources, and what a reader finds of each."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.extra = project / "sources" / "2020-01-03-wire.yaml"
        self.text = self.extra.read_bytes()
        self.all = {True: self.build(True), False: self.build(False)}
        assert len(set(self.all.values())) == 2

    def build(self, whole: bool) -> str:
        """Build one of the two undisturbed; what is seen of it. Nothing is left over."""
        self.turn(whole)
        build_project(self.project)
        found = seen(self.project)
        forget()
        assert not left_over(self.project), left_over(self.project)
        return found

    def turn(self, whole: bool) -> None:
        """Let the sources be in one of the two states."""
        self.extra.write_bytes(self.text) if whole else self.extra.unlink(missing_ok=True)

    def fail_each(self, code: int) -> int:
        """Let each file operation of a build fail."""

        def build() -> None:
            self.turn(True)
            build_project(self.project)

        def judge(operation: str, built: bool) -> None:
            assert seen(self.project) == self.all[built], f"{operation} failed, and what stands is not right"
            forget()
            self.build(False)

        return fail_each(build, judge, below=self.project / FOLDER, code=code)

    def kill(self, times: int) -> tuple[int, int]:
        """Kill builds; how often the last and the new one stood then."""
        chance = random.Random(6)
        started = time.perf_counter()
        self.build(False)
        lasts = time.perf_counter() - started
        found = [0, 0]
        for _ in range(times):
            self.turn(True)
            kill_after([sys.executable, "-c", BUILD, str(self.project)], chance.uniform(0, lasts * 1.5))
            stands = seen(self.project)
            assert stands in self.all.values(), "what stands is no whole build"
            forget()
            found[stands == self.all[True]] += 1
            self.build(False)
        return found[0], found[1]


if __name__ == "__main__":
    main()
