"""One whole build stands at any time, whatever happens to the next one, and who reads it keeps it."""

from __future__ import annotations

import errno
import importlib.util
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import vjgraph
from vjgraph.errors import StoreError
from vjgraph.generations import keep, new_generation, open_generation
from vjgraph.store import change_store, copy_store, read_store, write_store

_FILE = Path(__file__).parents[1] / "benchmarks" / "faults.py"
_SPEC = importlib.util.spec_from_file_location("faults", _FILE)
assert _SPEC
assert _SPEC.loader
faults = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(faults)

PACKAGE = str(Path(vjgraph.__file__).parents[1])
SIZE = 20
"""How many triples the builds of these tests have: each tells the number of its build."""


def triples(number: int) -> bytes:
    """The triples of a build."""
    return b"".join(b'<a:%d> <a:build> "%d" .\n' % (each, number) for each in range(SIZE))


def build(project: Path, number: int, *, without: str = "") -> None:
    """Build anew: a store and a file."""
    with new_generation(project) as new:
        write_store(new.folder / "store", triples(number))
        for name in {"graph.ttl", "findings.txt"} - {without}:
            (new.folder / name).write_text(str(number), encoding="utf-8")


def change(project: Path, number: int) -> None:
    """Build by a difference from the last build."""
    with new_generation(project) as new:
        assert new.last
        last = int((new.last / "graph.ttl").read_text(encoding="utf-8"))
        copy_store(new.last / "store", new.folder / "store")
        change_store(new.folder / "store", remove=triples(last), add=triples(number))
        for name in ("graph.ttl", "findings.txt"):
            (new.folder / name).write_text(str(number), encoding="utf-8")


def seen(project: Path) -> int:
    """The number of the build that a reader finds; the test fails where what it finds is not of one build."""
    folder = open_generation(project)
    numbers = [int(row["n"].value) for row in read_store(folder / "store").query("SELECT ?n { ?s <a:build> ?n }")]
    assert len(numbers) == SIZE
    (number,) = {*numbers, *(int((folder / name).read_text(encoding="utf-8")) for name in ("graph.ttl", "findings.txt"))}
    return number


def shown(project: Path) -> int:
    """The number of the build whose files a person finds in `build/`."""
    return int((project / "build" / "graph.ttl").read_text(encoding="utf-8"))


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to build in, without waiting for the disk; what is read here is read by nobody any more when the test ends."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    yield tmp_path
    faults.forget()


@contextmanager
def elsewhere(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another process, which has said its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": PACKAGE},
    )  # fmt: skip
    assert process.stdout
    assert process.stdin
    try:
        assert process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stdin.close()


# --- one build after the other ---


def test_names_in_build_are_links_to_the_build_that_stands(project: Path) -> None:
    build(project, 1)
    assert names(project / "build") == ["findings.txt", "generations", "graph.ttl", "store"]
    assert names(project / "build" / "generations") == ["1", "current", "lock"]
    assert (project / "build" / "graph.ttl").readlink() == Path("generations/current/graph.ttl")
    assert seen(project) == shown(project) == 1
    moved = project.rename(project.with_name("moved"))
    assert seen(moved) == shown(moved) == 1


def test_the_next_build_takes_the_place_of_the_last_which_is_gone(project: Path) -> None:
    build(project, 1)
    build(project, 2)
    change(project, 3)
    assert seen(project) == shown(project) == 3
    assert names(project / "build" / "generations") == ["3", "current", "lock"]


def test_a_file_that_the_next_build_does_not_have_is_not_named_any_more(project: Path) -> None:
    build(project, 1)
    build(project, 2, without="findings.txt")
    assert names(project / "build") == ["generations", "graph.ttl", "store"]
    build(project, 3)
    assert names(project / "build") == ["findings.txt", "generations", "graph.ttl", "store"]


def test_a_build_that_raises_changes_nothing_and_leaves_nothing(project: Path) -> None:
    def stop(number: int) -> None:
        with new_generation(project) as new:
            write_store(new.folder / "store", triples(number))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop(1)
    assert names(project) == [], "where nothing was built, no folder is left"
    build(project, 1)
    with pytest.raises(KeyboardInterrupt):
        stop(2)
    assert seen(project) == shown(project) == 1
    assert names(project / "build" / "generations") == ["1", "current", "lock"]


def test_a_build_into_which_nothing_is_written_lets_the_last_one_stand(project: Path) -> None:
    build(project, 1)
    with new_generation(project) as new:
        assert new.last == project / "build" / "generations" / "1"
    assert seen(project) == 1
    assert names(project / "build" / "generations") == ["1", "current", "lock"]


def test_where_nothing_is_built_it_says_how_to_build(project: Path) -> None:
    with pytest.raises(StoreError, match=f"{re.escape(str(project))}: no graph is built here yet: run 'vjgraph build'"):
        open_generation(project)
    assert names(project) == []


def test_what_is_not_ours_is_left_alone(project: Path) -> None:
    (project / "build").mkdir()
    (project / "build" / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError, match="was not built by vjgraph: move it away"):
        build(project, 1)
    assert names(project / "build") == ["thesis.docx"]
    (project / "build" / "thesis.docx").rename(project / "thesis.docx")
    build(project, 1)
    (project / "build" / "notes.txt").write_text("of a reader", encoding="utf-8")
    build(project, 2)
    assert (project / "build" / "notes.txt").read_text(encoding="utf-8") == "of a reader"


# --- those who read ---

READ = """
import pathlib, sys
from vjgraph.generations import open_generation
folder = open_generation(pathlib.Path(sys.argv[1]))
print("reads", flush=True)
sys.stdin.readline()
print((folder / "graph.ttl").read_text(), flush=True)
sys.stdin.readline()
"""


def test_what_somebody_reads_is_kept_until_they_end_however_they_end(project: Path) -> None:
    build(project, 1)
    with elsewhere(READ, project) as reader:
        build(project, 2)
        assert seen(project) == 2
        assert names(project / "build" / "generations") == ["1", "2", "current", "lock"]
        assert reader.stdin
        assert reader.stdout
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "1\n"
        reader.kill()
        reader.wait()
        faults.forget()
        build(project, 3)
    assert names(project / "build" / "generations") == ["3", "current", "lock"]


def test_a_build_that_was_opened_here_is_kept_whatever_becomes_of_the_names_in_build(project: Path) -> None:
    build(project, 1)
    folder = open_generation(project)
    store = read_store(project / "build" / "store")
    build(project, 2)
    assert (folder / "graph.ttl").read_text(encoding="utf-8") == "1"
    assert {row["n"].value for row in store.query("SELECT ?n { ?s <a:build> ?n }")} == {"1"}
    assert folder == keep(folder / "store").parent
    shutil.rmtree(project / "build")
    build(project, 3)
    assert seen(project) == 3
    build(project, 4)
    assert "1" in names(project / "build" / "generations"), "another build of the same number is held on its own account"


def test_readers_during_many_builds_see_one_whole_build_each_time(project: Path) -> None:
    build(project, 0)
    count = "import sys; sys.path.insert(0, sys.argv[2]); import test_generations as t, pathlib\n"
    count += "print('reads', flush=True)\nlast = 0\n"
    count += (
        "while last < 50:\n    number = t.seen(pathlib.Path(sys.argv[1])); assert number >= last, (number, last); last = number\n"
    )
    count += "    t.faults.forget()\nprint('saw all', flush=True)\n"
    with elsewhere(count, project, Path(__file__).parent) as one, elsewhere(count, project, Path(__file__).parent) as two:
        for number in range(1, 51):
            (change if number % 2 else build)(project, number)
        for reader in (one, two):
            assert reader.stdout
            assert reader.stdout.readline() == "saw all\n"
    build(project, 51)
    assert names(project / "build" / "generations") == ["52", "current", "lock"]


def test_where_files_cannot_be_locked_it_is_read_all_the_same_and_not_built(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project, 1)

    def unable(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", unable)
    assert seen(project) == 1
    with pytest.raises(StoreError, match=r"could not be written \(No locks available\); the last good one is untouched"):
        build(project, 2)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with pytest.raises(StoreError, match="on Linux, macOS or WSL"):
        build(project, 2)


# --- those who build at the same time ---


def test_who_builds_second_is_refused_at_once_and_told_who_builds(project: Path) -> None:
    build(project, 1)
    with new_generation(project) as new:
        write_store(new.folder / "store", triples(2))
        with pytest.raises(StoreError) as refused:
            build(project, 3)
        assert seen(project) == 1
        for name in ("graph.ttl", "findings.txt"):
            (new.folder / name).write_text("2", encoding="utf-8")
    who = rf"another build runs here \(process {os.getpid()} since \d\d:\d\d:\d\d\)"
    assert re.fullmatch(rf"{project}/build: {who}: wait for it, or end it, and build again", str(refused.value))
    assert seen(project) == 2


# --- what is here from elsewhere ---


def older(project: Path, number: int) -> None:
    """A build as an older vjgraph left it: plain files in `build/`."""
    build(project, number)
    as_older(project)


def as_older(project: Path) -> None:
    """Let a build be as an older vjgraph left it."""
    folder = (project / "build" / "generations" / "current").resolve().rename(project / "plain")
    shutil.rmtree(project / "build")
    (folder / "lock").unlink()
    folder.rename(project / "build")


def test_a_build_of_an_older_vjgraph_is_read_and_then_built_upon(project: Path) -> None:
    older(project, 1)
    assert names(project / "build") == ["findings.txt", "graph.ttl", "store"]
    assert seen(project) == 1
    change(project, 2)
    assert seen(project) == shown(project) == 2
    assert names(project / "build") == ["findings.txt", "generations", "graph.ttl", "store"]
    assert (project / "build" / "store").is_symlink()
    assert len(names(project / "build" / "generations")) == 3


def test_an_older_build_in_part_gives_way_to_the_next(project: Path) -> None:
    older(project, 1)
    shutil.rmtree(project / "build" / "store")
    build(project, 2)
    assert seen(project) == shown(project) == 2


def test_a_copy_in_which_links_became_folders_is_read_and_built_upon(project: Path) -> None:
    build(project / "origin", 1)
    copy = shutil.copytree(project / "origin", project / "copy")
    assert not (copy / "build" / "generations" / "current").is_symlink()
    assert seen(copy) == shown(copy) == 1
    faults.forget()
    change(copy, 2)
    assert seen(copy) == shown(copy) == 2
    assert len(names(copy / "build" / "generations")) == 3


def test_a_copy_that_lost_its_links_is_not_thrown_away_by_a_build_that_fails(project: Path) -> None:
    build(project, 1)
    for path in [*(project / "build").iterdir(), *(project / "build" / "generations").iterdir()]:
        if path.is_symlink():
            path.unlink()
    with pytest.raises(RuntimeError), new_generation(project):
        raise RuntimeError
    assert seen(project) == shown(project) == 1


# --- what goes wrong ---


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, int], None]:
    """What builds in no time: the stores are written beforehand, and only linked in."""
    folder = tmp_path_factory.mktemp("stores")
    for number in range(1, 5):
        write_store(folder / str(number), triples(number))

    def build(project: Path, number: int) -> None:
        with new_generation(project) as new:
            shutil.copytree(folder / str(number), new.folder / "store", copy_function=os.link)
            for name in ("graph.ttl", "findings.txt"):
                (new.folder / name).write_text(str(number), encoding="utf-8")

    return build


@pytest.mark.parametrize(("begin", "every"), [("nothing", 1), ("a build", 1), ("an older build", 3)])
def test_whichever_file_operation_fails_a_whole_build_stands(
    project: Path, begin: str, every: int, stores: Callable[[Path, int], None]
) -> None:
    """Each in its turn, until none does; of a build on an older one, which differs in little, a third, another one each time."""
    home, first = project / "0", random.randint(1, every)

    def start() -> None:
        home.mkdir()
        if begin != "nothing":
            stores(home, 1)
        if begin == "an older build":
            as_older(home)

    def disturbed() -> None:
        (build if begin == "nothing" else change)(home, 2)

    def judge(operation: str, built: bool) -> None:
        nonlocal home
        if begin != "nothing" or built:
            assert seen(home) == shown(home) == 1 + built, operation
        else:
            with pytest.raises(StoreError, match="no graph is built here yet"):
                seen(home)
        faults.forget()
        stores(home, 3)
        assert seen(home) == shown(home) == 3
        assert faults.left_over(home) == [], operation
        faults.forget()
        home = project / str(int(home.name) + 1)
        start()

    start()
    code = random.choice((errno.EIO, errno.ENOSPC))
    assert faults.fail_each(disturbed, judge, below=project, code=code, first=first, every=every) > 50 // every


AGAIN = """
import itertools, pathlib, sys
sys.path.insert(0, sys.argv[2])
import test_generations as t
print("ready", flush=True)
for number in itertools.count(int(sys.argv[3])):
    (t.change if number % 3 else t.build)(pathlib.Path(sys.argv[1]), number)
"""


def test_builds_that_are_killed_at_random_moments_lose_nothing(project: Path) -> None:
    """More, and of whole projects, in `benchmarks/faults.py`."""
    chance = random.Random(6)
    build(project, 1)
    for _ in range(15):
        last = seen(project)
        faults.forget()
        command = [sys.executable, "-c", AGAIN, str(project), str(Path(__file__).parent), str(last + 1)]
        assert faults.kill_after(command, chance.uniform(0, 0.3)) == -signal.SIGKILL
        number = seen(project)
        assert last <= number == shown(project)
        faults.forget()
        build(project, number + 1)
        assert faults.left_over(project) == []


def test_a_build_that_is_interrupted_ends_at_once_and_clears_up(project: Path) -> None:
    build(project, 1)
    for seconds in (0, 0.02, 0.05, 0.1):
        last = seen(project)
        faults.forget()
        command = [sys.executable, "-c", AGAIN, str(project), str(Path(__file__).parent), str(last + 1)]
        assert faults.kill_after(command, seconds, by=signal.SIGINT) == -signal.SIGINT
        assert last <= seen(project) == shown(project)
        faults.forget()
        assert faults.left_over(project) == []


def test_a_disk_that_is_full_is_said_in_one_line_and_costs_nothing(project: Path) -> None:
    """By the limit of what a process may write to a file, at every size at which the build still fails."""
    code = "import resource, signal, sys, pathlib; sys.path.insert(0, sys.argv[2]); import test_generations as t\n"
    code += "from vjgraph.errors import StoreError\n"
    code += "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))\n"
    code += "try:\n    t.build(pathlib.Path(sys.argv[1]), 2)\nexcept StoreError as error:\n    sys.exit(str(error))\n"
    build(project, 1)
    full = 0
    for size in (0, 1, 10, 100, 1000, 10_000, 60_000, 1_000_000):
        done = subprocess.run(
            [sys.executable, "-c", code, str(project), str(Path(__file__).parent), str(size)],
            capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": PACKAGE},
        )  # fmt: skip
        if done.returncode:
            full += 1
            wanted = f"{project}/build: the build could not be written (File too large); the last good one is untouched\n"
            assert done.stderr == wanted
        assert seen(project) == shown(project) == (1 if done.returncode else 2)
        faults.forget()
        assert faults.left_over(project) == []
    assert 4 < full < 8
