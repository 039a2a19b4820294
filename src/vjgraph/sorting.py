"""Lines in the order of their bytes, each once, also where there are more of them than the memory holds."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile

RUN = 500_000
"""Lines that are sorted in memory: more are sorted in runs, which lie on the disk until they are merged."""


def sort_lines(lines: Iterable[bytes], *, run: int = RUN) -> Iterator[bytes]:
    r"""Whole lines, sorted, each of them once.

    >>> list(sort_lines([b"b\n", b"a\n", b"b\n"]))
    [b'a\n', b'b\n']
    """
    left = iter(lines)
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while batch := list(islice(left, run)):
            listed = sorted(set(batch))
            if len(batch) < run:
                runs.append(listed)
                break
            file = stack.enter_context(TemporaryFile())
            file.writelines(listed)
            file.seek(0)
            runs.append(file)
        before = b""
        for line in heapq.merge(*runs):
            if line != before:
                yield line
            before = line
