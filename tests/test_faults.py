"""A whole project, built while files fail and processes are killed: its graph, its exports and the next build are right."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).parents[1] / "benchmarks" / "faults.py"
_SPEC = importlib.util.spec_from_file_location("faults", _FILE)
assert _SPEC
assert _SPEC.loader
faults = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(faults)


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A project, one source of which is edited to and fro. Nobody waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    return faults.Edited(shutil.copytree(faults.PROJECT, tmp_path / "project"))


@pytest.mark.parametrize("anew", [False, True], ids=["out of the last", "from the beginning"])
@pytest.mark.parametrize("first", [3, 9])
def test_where_a_file_operation_fails_the_last_build_stands_or_the_new_one(edited: Any, anew: bool, first: int) -> None:
    """Some of them; `python benchmarks/faults.py` lets each fail."""
    assert edited.fail_each(anew=anew, first=first, every=16) > 5


@pytest.mark.parametrize("anew", [False, True], ids=["out of the last", "from the beginning"])
def test_where_a_build_is_killed_the_last_one_stands_or_the_new_one(edited: Any, anew: bool) -> None:
    last, new = edited.kill(4, anew=anew)
    assert last + new == 4
