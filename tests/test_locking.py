"""Locks: one alone or many together, never a wait, and none on a file that is gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vjgraph.locking import lock, stands


def test_one_alone_or_many_together(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert lock(path, alone=False) is None, "there is nothing to share yet"
    alone = lock(path, alone=True)
    assert alone is not None
    assert lock(path, alone=True) is lock(path, alone=False) is None
    os.close(alone)
    one, two = lock(path, alone=False), lock(path, alone=False)
    assert one is not None
    assert two is not None
    assert lock(path, alone=True) is None
    os.close(one)
    assert lock(path, alone=True) is None
    os.close(two)
    last = lock(path, alone=True)
    assert last is not None
    os.close(last)


def test_a_file_that_was_taken_away_while_it_was_opened_is_not_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    path.touch()
    opened = os.open

    def taken_away(*arguments: int) -> int:
        file = opened(*arguments)
        path.unlink()
        return file

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", taken_away)
        before = sorted(Path("/dev/fd").iterdir())
        assert lock(path, alone=False) is None
        assert sorted(Path("/dev/fd").iterdir()) == before, "no file is left open"
    assert lock(tmp_path / "gone" / "lock", alone=True) is None, "a folder that is gone has no lock"


def test_a_file_stands_until_another_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    file = os.open(path, os.O_RDONLY)
    assert stands(path, file)
    (tmp_path / "other").touch()
    (tmp_path / "other").replace(path)
    assert not stands(path, file)
    path.unlink()
    assert not stands(path, file)
    os.close(file)
