"""A crew of other machines: work shared out over a Dask cluster that runs already, as a `Crew` does over the cores."""

from __future__ import annotations

import hashlib
import pickle
import sys
import threading
import zlib
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from types import TracebackType
from typing import Any, TypeVar, cast

from vjgraph.building.crew import AHEAD, Crew, pack, pack_error
from vjgraph.building.digests import code_digest
from vjgraph.errors import UsageError, VjgraphError

Task = TypeVar("Task")
Result = TypeVar("Result")

WAIT = 5
"""Seconds in which a cluster must answer, and have somebody to work."""

PATIENCE = 30
"""Seconds after which it is asked whether anybody works, and in which somebody must come where all are lost."""

_ground: dict[str, Any] = {}
"""What this process was given last, where it works for a cluster."""

_alone = threading.Lock()


def gather_crew(ground: Any, *, workers: int | None = None, cluster: str | None = None) -> Crew | ClusterCrew:
    """The crew of a cluster where its address is given, else of this machine."""
    return Crew(ground, workers=workers) if cluster is None else ClusterCrew(ground, address=cluster)


class ClusterCrew:
    """The workers of a Dask cluster, which share one ground; state is the connection.

    Tasks and results travel pickled; functions must be importable by name where the workers run. A task whose worker is lost
    is done by another one.
    """

    alone = False
    """Never is all done in this process."""

    def __init__(self, ground: Any, *, address: str) -> None:
        """Say where the cluster's scheduler is, as `tcp://10.0.0.5:8786`; nobody is asked yet."""
        self._ground, self._address = ground, address
        self._open = ExitStack()
        self._client: Any = None

    def __enter__(self) -> ClusterCrew:
        """Connect; raise `VjgraphError` where nobody answers, nobody works, or another edition of vjgraph does."""
        with ExitStack() as stack:
            self._client = _connect(self._address, stack)
            self._check_workers()
            packed = zlib.compress(pack(self._ground), 1)
            # Dask makes it anew where all who hold it are lost, which it could not if it had been scattered.
            self._laid = self._client.submit(bytes, packed, pure=False)
            self._key = hashlib.sha256(packed).hexdigest()
            self._ahead = AHEAD * max(sum(self._client.nthreads().values()), 1)
            self._open = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def map(self, function: Callable[[Any, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """`function(ground, task)` for each task, in order; few tasks are taken before their results are.

        What it raises is raised here; raises `VjgraphError` where the cluster is lost.
        """
        waiting: deque[Any] = deque()
        for task in tasks:
            packed = zlib.compress(pickle.dumps((function, task)), 1)
            waiting.append(self._client.submit(_work, packed, self._laid, self._key, edition(), pure=False))
            if len(waiting) >= self._ahead:
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def _result(self, future: Any) -> Any:
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError

        try:
            done, result = pickle.loads(zlib.decompress(self._wait(future)))
        except KilledWorker as error:
            lost = "worker after worker was lost at one task, as happens where memory runs out: give them more of it"
            raise VjgraphError(f"{self._address}: {lost}") from error
        except (CommClosedError, FutureCancelledError) as error:
            raise VjgraphError(f"{self._address}: the cluster was lost while it worked: build again") from error
        if not done:
            raise result
        return result

    def _wait(self, future: Any) -> bytes:
        while True:
            done = future.done()
            try:
                return cast(bytes, future.result(timeout=PATIENCE))
            except TimeoutError:
                # Of what was done before, this is its own error; else only the wait has ended.
                if done:
                    raise
            # Dask waits for workers without end, whether any will come or not.
            try:
                self._client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError as error:
                lost = "all workers of the cluster were lost, and no other has come: start some, and build again"
                raise VjgraphError(f"{self._address}: {lost}") from error

    def _check_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            raise VjgraphError(f"{self._address}: the cluster has no workers: start some, as with 'dask worker'") from error
        for worker, told in sorted(self._client.run(edition, on_error="return").items()):
            if isinstance(told, Exception):
                raise VjgraphError(f"{worker}: this worker cannot run vjgraph ({told}): install {edition()} there")
            _check_edition(told, edition(), where=worker)


@cache
def edition() -> str:
    """The digest of the code, and the Python that runs it, in words: two that are equal make the same of a source."""
    return f"vjgraph of code {code_digest().hex()[:12]} on Python {sys.version_info[0]}.{sys.version_info[1]}"


def _connect(address: str, stack: ExitStack) -> Any:
    try:
        import dask
        from distributed import Client
        from distributed.comm.addressing import parse_address, parse_host_port
        from distributed.comm.core import connect
        from distributed.comm.registry import get_backend
        from distributed.security import Security
    except ImportError as error:
        raise UsageError("a cluster is reached with Dask: pip install 'vjgraph[cluster]'") from error
    try:
        scheme, place = parse_address(address)
        get_backend(scheme)
        parse_host_port(place)
    except ValueError as error:
        raise UsageError(f"'{address}' is no address of a cluster ({error}): write it as tcp://HOST:8786") from error
    # A batch of large sources is what is meant to be sent.
    stack.enter_context(dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}))
    reach: Any = Client
    security: Any = Security
    try:
        # A client waits without end for one who takes its call and is no Dask.
        _await(_greet(connect, address, security().get_connection_args("client")))
        return stack.enter_context(reach(address, timeout=WAIT, set_as_default=False))
    except OSError as error:
        raise VjgraphError(f"{address}: no cluster answers here within {WAIT} seconds: is its scheduler running?") from error


async def _greet(connect: Any, address: str, security: Any) -> None:
    import asyncio

    comm = await asyncio.wait_for(connect(address, timeout=WAIT, **security), WAIT + 1)
    await comm.write({"op": "identity"})
    told = await asyncio.wait_for(comm.read(), WAIT)
    await comm.close()
    if told.get("type") != "Scheduler":
        raise UsageError(f"{address}: a {told.get('type', 'server').lower()} answers here: give the address of its scheduler")


def _await(waiting: Coroutine[Any, Any, None]) -> None:
    """Wait for something, also where this thread has a loop of events that runs, as in a notebook."""
    # Most builds have no cluster.
    import asyncio

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, waiting).result()


def _work(packed: bytes, laid: bytes, key: str, wanted: str) -> bytes:
    """Do a task, in a process of a cluster."""
    # Python compiles no faster in two threads at once, and what one remembers of names is not for another to change.
    with _alone:
        try:
            _check_edition(edition(), wanted, where="a worker that came later")
            function, task = pickle.loads(zlib.decompress(packed))
            if key not in _ground:
                _ground.clear()
                _ground[key] = pickle.loads(zlib.decompress(laid))
            told = pickle.dumps((True, function(_ground[key], task)))
        except VjgraphError as error:
            told = pickle.dumps((False, pack_error(error)))
        return zlib.compress(told, 1)


def _check_edition(found: str, wanted: str, *, where: str) -> None:
    if found != wanted:
        raise VjgraphError(f"{where}: here runs {wanted}, there {found}: install the same on both")
