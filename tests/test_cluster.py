"""Work shared out over a Dask cluster: a real scheduler and two worker processes give what this machine alone gives."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import vjgraph
from vjgraph.building import build_project
from vjgraph.building.cluster import ClusterCrew, edition, gather_crew
from vjgraph.building.crew import AHEAD, Crew
from vjgraph.building.entering import enter_pieces, in_batches
from vjgraph.building.entries import Entry, read_asked
from vjgraph.building.scanning import Scan, all_pieces
from vjgraph.errors import DateError, Finding, FindingsError, UsageError, VjgraphError
from vjgraph.knowing import Ground, read_knowledge
from vjgraph.vocabulary import ontology_folder

dask = pytest.importorskip("dask", reason="a cluster is reached with vjgraph[cluster]")
distributed = pytest.importorskip("distributed", reason="a cluster is reached with vjgraph[cluster]")

# Closing processes and sockets, Dask leaves some to the garbage collector; Python 3.12 warns of forks beside threads.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning", "ignore:.*fork.*:DeprecationWarning")

PACKAGE = Path(vjgraph.__file__).parent
EXAMPLE = PACKAGE / "templates" / "example"
WORK = """
import os, time
from vjgraph.errors import DateError, Finding, FindingsError

def times(ground, task): return ground * task
def process(ground, task): time.sleep(task); return os.getpid()
def divide(ground, task): return 1 / task
def find(ground, task): raise FindingsError([Finding("a.yaml", 3, 1, "error", "made", "made up")])
def slow(ground, task): raise TimeoutError("too slow")
def misdate(ground, task): raise DateError("no date", "write one")
def die(ground, task): os.kill(os.getpid(), 9)
def large(ground, task): return task
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A module of functions that the workers can import too."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "cluster_work.py").write_text(WORK)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        import cluster_work  # type: ignore[import-not-found]

        yield cluster_work
        del sys.modules["cluster_work"]


def begin(**options: Any) -> Any:
    """A cluster of processes on this machine."""
    return distributed.LocalCluster(
        processes=True, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50, **options
    )


@contextmanager
def worker(cluster: Any, *, path: str | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """One more worker of a cluster, which nobody starts again when it ends."""
    script = "import sys; from distributed.cli.dask_worker import main; sys.exit(main())"
    command = [sys.executable, "-c", script, cluster.scheduler_address, "--no-nanny", "--no-dashboard", "--nthreads", "1"]
    environment = os.environ | {"PYTHONPATH": path or os.pathsep.join(sys.path)}
    with subprocess.Popen(command, env=environment, cwd=path, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def address(work: Any) -> Iterator[str]:  # noqa: ARG001
    """The address of a cluster of two processes."""
    with begin(n_workers=2) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def ground(project_asked: Path) -> Ground:
    return Ground(read_knowledge(project_asked, documents=lambda: ((), False)), "https://example.org/", project_asked)


def as_read(entry: Entry) -> tuple[Any, ...]:
    """An entry with its sets as sets: their members are written in any order."""
    return entry.id, read_asked(entry.asked), replace(entry, asked=b"")


def test_the_address_of_a_cluster_makes_the_crew_one_of_it(address: str) -> None:
    assert isinstance(gather_crew(0), Crew)
    assert gather_crew(0, workers=1).alone
    assert isinstance(gather_crew(0, cluster=address), ClusterCrew)


def test_each_task_is_done_there_and_results_come_in_order(work: Any, address: str) -> None:
    with ClusterCrew(7, address=address) as crew:
        assert not crew.alone
        assert list(crew.map(work.times, range(30))) == [7 * task for task in range(30)]
        processes = set(crew.map(work.process, [0.1] * 6))
        assert len(processes) == 2
        assert os.getpid() not in processes


def test_a_second_crew_has_its_own_ground(work: Any, address: str) -> None:
    for ground in (2, 3):
        with ClusterCrew(ground, address=address) as crew:
            assert list(crew.map(work.times, [1] * 8)) == [ground] * 8


def test_tasks_are_taken_only_as_results_are(work: Any, address: str) -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for task in range(100):
            taken.append(task)
            yield task

    with ClusterCrew(1, address=address) as crew:
        results = crew.map(work.times, tasks())
        for done in range(10):
            assert next(results) == done
            assert len(taken) <= done + 2 * AHEAD


def test_tasks_of_any_size_pass_without_a_warning(work: Any, address: str) -> None:
    task = os.urandom(11 << 20)
    with warnings.catch_warnings(), ClusterCrew(0, address=address) as crew:
        warnings.simplefilter("error")
        assert list(crew.map(work.large, [task])) == [task]


def test_sources_are_compiled_there_to_the_same_entries(ground: Ground, address: str) -> None:
    told = []
    for crew in (Crew(ground, workers=1), ClusterCrew(ground, address=address)):
        with crew as begun:
            pieces = in_batches(all_pieces(ground.root, Scan()), size=1)
            told.append(list(begun.map(enter_pieces, pieces)))
    here, there = ([as_read(entry) for entered in batches for entry in entered.entries] for batches in told)
    assert here == there
    assert len(here) == 2


# --- what goes wrong ----------------------------------------------------------------------------------------------------


def test_what_is_raised_there_is_raised_here(work: Any, address: str) -> None:
    with pytest.raises(ZeroDivisionError), ClusterCrew(0, address=address) as crew:
        list(crew.map(work.divide, [1, 0, 1]))
    with pytest.raises(TimeoutError, match="too slow"), ClusterCrew(0, address=address) as crew:
        list(crew.map(work.slow, [1]))
    with pytest.raises(FindingsError) as found, ClusterCrew(0, address=address) as crew:
        list(crew.map(work.find, [1]))
    assert found.value.findings == (Finding("a.yaml", 3, 1, "error", "made", "made up"),)
    with pytest.raises(DateError, match="no date: write one"), ClusterCrew(0, address=address) as crew:
        list(crew.map(work.misdate, [1]))


def test_what_a_lost_worker_had_is_done_by_others_and_all_lost_by_those_who_come(work: Any) -> None:
    with begin(n_workers=0) as cluster, ExitStack() as stack:
        workers = [stack.enter_context(worker(cluster)) for _ in range(2)]
        cluster.wait_for_workers(2)
        with ClusterCrew(1, address=cluster.scheduler_address) as crew:
            results = crew.map(work.process, [0.2] * 12)
            next(results)
            workers[0].kill()
            assert set(results) <= {one.pid for one in workers}
            results = crew.map(work.process, [0.2] * 12)
            next(results)
            workers[1].kill()
            other = stack.enter_context(worker(cluster))
            assert other.pid in set(results)


def test_where_all_are_lost_and_nobody_comes_that_is_told(work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vjgraph.building.cluster.PATIENCE", 1)
    with begin(n_workers=0) as cluster, worker(cluster) as only:
        cluster.wait_for_workers(1)
        told = f"^{cluster.scheduler_address}: all workers of the cluster were lost, and no other has come: start some"
        with ClusterCrew(1, address=cluster.scheduler_address) as crew:
            results = crew.map(work.process, [0.2, 2, 0, 0])
            assert next(results) == only.pid
            assert next(results) == only.pid, "who takes longer than is waited is not lost"
            assert list(results) == [only.pid] * 2
            results = crew.map(work.process, [0, 1000])
            next(results)
            only.kill()
            with pytest.raises(VjgraphError, match=told):
                next(results)


def test_a_task_that_ends_worker_after_worker_is_given_up(work: Any) -> None:
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), begin(n_workers=0) as cluster, worker(cluster):
        cluster.wait_for_workers(1)
        told = "worker after worker was lost at one task, as happens where memory runs out: give them more of it"
        with pytest.raises(VjgraphError, match=told), ClusterCrew(0, address=cluster.scheduler_address) as crew:
            list(crew.map(work.die, [1]))


def test_a_cluster_that_is_lost_is_told_in_one_line(work: Any) -> None:
    with begin(n_workers=1) as cluster:
        told = f"^{cluster.scheduler_address}: the cluster was lost while it worked: build again$"
        with ClusterCrew(0, address=cluster.scheduler_address) as crew:
            results = crew.map(work.process, [0.1] * 50)
            next(results)
            cluster.close()
            with pytest.raises(VjgraphError, match=told):
                list(results)


@pytest.mark.parametrize(("wrong", "why"), [
    ("", "missing port"), ("somewhere", "missing port"), ("http://127.0.0.1:8786", "unknown address scheme 'http'"),
])  # fmt: skip
def test_what_is_no_address_is_refused(wrong: str, why: str) -> None:
    with pytest.raises(UsageError, match=f"^'{wrong}' is no address of a cluster \\({why}.*: write it as tcp://HOST:8786$"):
        ClusterCrew(0, address=wrong).__enter__()


@pytest.mark.parametrize("listens", [False, True])
def test_an_address_that_does_not_answer_is_told_after_a_few_seconds(listens: bool) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if listens:
            silent.listen()
        there = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        told = f"^{there}: no cluster answers here within 5 seconds: is its scheduler running\\?$"
        with pytest.raises(VjgraphError, match=told):
            ClusterCrew(0, address=there).__enter__()


def test_the_address_of_a_worker_is_not_that_of_its_scheduler(address: str) -> None:
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2)
        worker = next(iter(client.nthreads()))
    with pytest.raises(UsageError, match=f"^{worker}: a worker answers here: give the address of its scheduler$"):
        ClusterCrew(0, address=worker).__enter__()


def test_nobody_there_to_work_is_told() -> None:
    with begin(n_workers=0) as cluster, pytest.raises(VjgraphError, match="the cluster has no workers: start some"):
        ClusterCrew(0, address=cluster.scheduler_address).__enter__()


@pytest.mark.parametrize("other", ["another", "none", "old"])
def test_workers_run_the_same_edition_or_the_build_is_refused(other: str, tmp_path: Path) -> None:
    """A worker that was started elsewhere: with another vjgraph, an older one that knows no clusters, or none."""
    there = shutil.copytree(PACKAGE, tmp_path / "vjgraph", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ontology_folder(), there / "ontology", dirs_exist_ok=True)
    if other == "another":
        (there / "errors.py").open("a").write("# changed\n")
    else:
        shutil.rmtree(there / "building")
        (there / "__init__.py").write_text("raise ImportError" if other == "none" else "")
    with begin(n_workers=0) as cluster, worker(cluster, path=str(tmp_path)):
        cluster.wait_for_workers(1)
        with pytest.raises(VjgraphError) as refused:
            ClusterCrew(0, address=cluster.scheduler_address).__enter__()
    told = str(refused.value)
    assert told.startswith("tcp://127.0.0.1:")
    assert edition() in told
    assert "\n" not in told
    assert told.count("vjgraph of code") == (2 if other == "another" else 1)


def test_without_dask_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"^a cluster is reached with Dask: pip install 'vjgraph\[cluster\]'$"):
        ClusterCrew(0, address="tcp://127.0.0.1:8786").__enter__()


def test_a_build_by_a_cluster_is_the_build_of_this_machine(address: str, tmp_path: Path) -> None:
    built = {}
    for name, where in (("here", None), ("there", address)):
        project = shutil.copytree(EXAMPLE / "sources", tmp_path / name / "sources").parent
        made = build_project(project, cluster=where, workers=1)
        graph = vjgraph.load(project)
        parts = [(graph.export(project / ending, parts=ending) / "manifest.json").read_bytes() for ending in ("nq", "nt")]
        built[name] = (project / "build" / "graph.trig").read_bytes(), parts, made.findings, made.counts, made.compiled
    assert built["here"] == built["there"]
