"""Work shared out over processes: results in order, few tasks at once, and none of them is left behind however it ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import vjgraph
from vjgraph.building.crew import AHEAD, Crew, pack
from vjgraph.errors import DateError, Finding, FindingsError, VjgraphError
from vjgraph.knowing import Ground, read_knowledge

PACKAGE = str(Path(vjgraph.__file__).parents[1])
WORK = """
import os, sqlite3, sys, time
from vjgraph.errors import DateError, Finding, FindingsError

def end(): os.kill(os.getpid(), 9)
class Deadly:
    def __reduce__(self): return end, ()

def times(ground, task): return ground * task
def slowest_first(ground, task): time.sleep(0.2 if task == 0 else 0); return task
def whose(ground, task): return id(ground), os.getpid()
def process(ground, task): time.sleep(task); return os.getpid()
def loud(ground, task): print("printed in between", task); return task
def large(ground, task): return task * 2
def divide(ground, task): return 1 / task
def find(ground, task): raise FindingsError([Finding("a.yaml", 3, 1, "error", "made", "made up")])
def misdate(ground, task): raise DateError("no date", "write one")
def misquery(ground, task): sqlite3.connect(":memory:").execute("SELECT * FROM missing")
def die(ground, task): os.kill(os.getpid(), 9)
def leave(ground, task): os._exit(3)
def unheard(ground, task): return lambda: None
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A module of functions that both sides can import."""
    (tmp_path / "crew_work.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    import crew_work  # type: ignore[import-not-found]

    assert isinstance(crew_work, ModuleType)
    yield crew_work
    del sys.modules["crew_work"]


def lives(process: int) -> bool:
    """Whether a process runs; one that ended and that nobody asked after does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(state) and not state.startswith("Z")


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold within half a minute."""
    for _ in range(300):
        if holds():
            return True
        time.sleep(0.1)
    return False


# --- what it does -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_each_task_is_done_and_results_come_in_order(work: Any, workers: int) -> None:
    with Crew(7, workers=workers) as crew:
        assert list(crew.map(work.times, range(20))) == [7 * task for task in range(20)]
        assert list(crew.map(work.slowest_first, range(5))) == [0, 1, 2, 3, 4], "and again, with the same processes"


def test_the_processes_are_others_and_each_gets_the_ground_once(work: Any) -> None:
    with Crew({"any": "thing"}, workers=2) as crew:
        told = list(crew.map(work.whose, range(40)))
    grounds = {process: {ground for ground, who in told if who == process} for _, process in told}
    assert os.getpid() not in grounds
    assert 1 <= len(grounds) <= 2
    assert all(len(ids) == 1 for ids in grounds.values())


def test_alone_all_is_done_here_and_nothing_is_started(work: Any) -> None:
    with Crew(0, workers=1) as crew:
        assert crew.alone
        assert list(crew.map(work.process, [0])) == [os.getpid()]


def test_a_task_that_has_none_beside_it_is_done_here(work: Any) -> None:
    with Crew(0, workers=2) as crew:
        assert list(crew.map(work.process, iter([0]))) == [os.getpid()]
        assert list(crew.map(work.process, [])) == []
        assert os.getpid() not in crew.map(work.process, [0, 0])


def test_who_works_in_a_crew_imports_no_build_and_no_cluster() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import vjgraph.building.crew, sys; print(*sys.modules)"],
        env={**os.environ, "PYTHONPATH": PACKAGE}, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert {name for name in loaded if name.startswith("vjgraph.")} == {
        "vjgraph.building", "vjgraph.building.crew", "vjgraph.errors",
    }  # fmt: skip


def test_as_many_processes_as_cores_unless_it_is_told() -> None:
    assert Crew(0).alone == (len(os.sched_getaffinity(0)) == 1)
    assert not Crew(0, workers=2).alone


def test_tasks_are_taken_only_as_results_are(work: Any) -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for task in range(100):
            taken.append(task)
            yield task

    with Crew(1, workers=2) as crew:
        results = crew.map(work.times, tasks())
        for done in range(20):
            assert next(results) == done
            assert len(taken) <= done + 2 * AHEAD


def test_what_is_printed_there_is_no_result_and_is_seen(work: Any, capfd: pytest.CaptureFixture[str]) -> None:
    with Crew(0, workers=2) as crew:
        assert list(crew.map(work.loud, range(3))) == [0, 1, 2]
    assert capfd.readouterr().err.count("printed in between") == 3


def test_tasks_and_results_of_any_size_pass(work: Any) -> None:
    task = b"x" * (9 << 20)
    with Crew(0, workers=2) as crew:
        assert [len(result) for result in crew.map(work.large, [task] * 3)] == [18 << 20] * 3


def test_a_ground_goes_as_it_was_made_without_what_was_worked_out_since(tmp_path: Path) -> None:
    (tmp_path / "sources" / "authorities").mkdir(parents=True)
    ground = Ground(read_knowledge(tmp_path, documents=lambda: ((), True)), "https://example.org/", tmp_path)
    bare = pack(ground)
    assert ground.links is not None
    assert isinstance(type(ground).links, cached_property)
    assert len(pack(ground)) == len(bare)
    assert "links" in vars(ground), "nothing is taken from it here"


# --- what goes wrong ----------------------------------------------------------------------------------------------------


def test_what_is_raised_there_is_raised_here_and_says_where(work: Any) -> None:
    with pytest.raises(ZeroDivisionError, match="division by zero") as raised, Crew(0, workers=2) as crew:
        list(crew.map(work.divide, [1, 0, 1]))
    (note,) = raised.value.__notes__
    assert "in a process of the crew" in note
    assert "crew_work.py" in note
    with pytest.raises(sqlite3.OperationalError, match="no such table: missing"), Crew(0, workers=2) as crew:
        list(crew.map(work.misquery, [1, 2]))


def test_our_own_errors_come_back_whole(work: Any) -> None:
    with pytest.raises(FindingsError) as found, Crew(0, workers=2) as crew:
        list(crew.map(work.find, [1, 2]))
    assert found.value.findings == (Finding("a.yaml", 3, 1, "error", "made", "made up"),)
    assert str(found.value) == "a.yaml:3:1: error: made up [made]"
    with pytest.raises(DateError, match="no date: write one") as misdated, Crew(0, workers=2) as crew:
        list(crew.map(work.misdate, [1, 2]))
    assert str(misdated.value) == "no date: write one"
    assert (misdated.value.message, misdated.value.hint) == ("no date", "write one")


@pytest.mark.parametrize(("function", "how"), [("die", "by SIGKILL"), ("leave", "with code 3")])
def test_a_process_that_is_ended_is_told_in_one_line(work: Any, function: str, how: str) -> None:
    told = f"^a process of the build ended {how}, as happens where memory runs out: build again with fewer workers$"
    with pytest.raises(VjgraphError, match=told), Crew(0, workers=2) as crew:
        list(crew.map(getattr(work, function), range(9)))


def test_a_process_that_is_ended_before_it_knows_what_to_work_with_is_told_so_too(work: Any) -> None:
    # It is read in there before anything is asked, and is too much to wait in a pipe.
    ground = (work.Deadly(), b"much" * 100_000)
    with pytest.raises(VjgraphError, match=r"^a process of the build ended by SIGKILL"), Crew(ground, workers=2) as crew:
        list(crew.map(work.process, [0, 0]))


def test_a_result_that_cannot_be_handed_over_is_an_error_and_no_standstill(work: Any) -> None:
    with pytest.raises(AttributeError, match="pickle"), Crew(0, workers=2) as crew:
        list(crew.map(work.unheard, [1, 2]))


def test_processes_end_with_the_crew_also_where_it_is_left_halfway(work: Any) -> None:
    with Crew(0, workers=2) as crew:
        processes = set(crew.map(work.process, [0.1, 0.1]))
        half = crew.map(work.process, [0, 0, 0])
        next(half)
    assert not any(map(lives, processes))
    with suppress(KeyError), Crew(0, workers=2) as crew:
        processes = set(crew.map(work.process, [0.1, 0.1]))
        next(crew.map(work.process, [0, 1000, 1000]))
        raise KeyError("while two sleep for long")
    assert not any(map(lives, processes))


# --- wherever it is called from -----------------------------------------------------------------------------------------

SCRIPT = """
import sys
import crew_work
from vjgraph.building.crew import Crew

print("begun")
with Crew(1, workers=2) as crew:
    for process in crew.map(crew_work.process, {tasks}):
        print(process, flush=True)
"""


def begin(folder: Path, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Python with warnings as errors, in a session of its own as in a terminal."""
    (folder / "crew_work.py").write_text(WORK)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([PACKAGE, str(folder)])}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.Popen(command, env=environment, start_new_session=True, **pipes, **options)


@pytest.mark.parametrize("way", ["file", "stdin", "-c"])
def test_a_script_needs_no_guard_and_is_run_once(way: str, tmp_path: Path) -> None:
    script = SCRIPT.format(tasks="[0, 0, 0]")
    (tmp_path / "script.py").write_text(script)
    arguments = {"file": [str(tmp_path / "script.py")], "stdin": ["-"], "-c": ["-c", script]}[way]
    with begin(tmp_path, *arguments) as process:
        out, err = process.communicate(script if way == "stdin" else None, timeout=60)
    assert (out.count("begun"), len(out.split()), err) == (1, 4, "")


def test_a_notebook_can_have_one(tmp_path: Path) -> None:
    import nbclient
    import nbformat

    (tmp_path / "crew_work.py").write_text(WORK)
    cells = [f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {PACKAGE!r}]", SCRIPT.format(tasks="[0, 0]")]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(book, kernel_name="python3", timeout=60).execute()
    assert [output.name for output in book.cells[1].outputs] == ["stdout"] * len(book.cells[1].outputs)
    assert len("".join(output.text for output in book.cells[1].outputs).split()) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_all_at_once_and_only_this_process_says_so(tmp_path: Path) -> None:
    with begin(tmp_path, "-c", SCRIPT.format(tasks="[0.5, 0.5] + [1000] * 9")) as process:
        assert process.stdout
        workers = {int(line) for line in (process.stdout.readline(), process.stdout.readline(), process.stdout.readline())[1:]}
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode != 0
    assert not any(map(lives, workers))
    assert err.count("Traceback") == 1
    assert err.endswith("KeyboardInterrupt\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("task", [0, 2], ids=["waiting", "working"])
def test_a_killed_parent_leaves_nobody(task: int, tmp_path: Path) -> None:
    waits = SCRIPT.format(tasks=f"[0.5, 0.5, {task}, {task}]") + "    import time; time.sleep(1000)\n"
    with begin(tmp_path, "-c", waits) as process:
        assert process.stdout
        workers = {int(line) for line in (process.stdout.readline(), process.stdout.readline(), process.stdout.readline())[1:]}
        process.kill()
        assert process.stderr
        err = process.stderr.read()
    assert until(lambda: not any(map(lives, workers)))
    assert err == ""
