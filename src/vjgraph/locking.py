"""Locks on files: one writes or many read, nobody waits, and a lock ends with the process that holds it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from vjgraph.errors import StoreError


def lock(path: Path, *, alone: bool) -> int | None:
    """Lock a file, alone or with others; the open file, whose closing unlocks it. `None` where it cannot be had now.

    Alone, the file is made where there is none; with others, one that is missing is not to be had. Raises `OSError` where files
    cannot be locked.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT if alone else os.O_RDONLY, 0o666)
    except FileNotFoundError:
        return None
    locked = False
    try:
        # Who had it before may have taken it away.
        locked = _flock(file, alone=alone) and stands(path, file)
    finally:
        if not locked:
            os.close(file)
    return file if locked else None


def _flock(file: int, *, alone: bool) -> bool:
    try:
        import fcntl
    except ImportError as error:
        raise StoreError("a graph is built and read on Linux, macOS or WSL: this system cannot lock files as it must") from error
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stands(path: Path, file: int) -> bool:
    """Whether an open file is still the one at its path."""
    with suppress(FileNotFoundError):
        return os.path.samestat(path.stat(), os.fstat(file))
    return False
