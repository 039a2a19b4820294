"""The notebooks run from the first cell to the last, as a reader would run them in a clone."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::ResourceWarning")
def test_notebook_runs(notebook: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    (tmp_path / "notebooks").mkdir()
    book = nbformat.read(notebook, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "commit notebooks without their outputs"
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    printed = "".join(output.get("text", "") for cell in book.cells for output in cell.get("outputs", []))
    assert "To Lam" in printed
    assert any("image/png" in output.get("data", {}) for cell in book.cells for output in cell.get("outputs", []))
    assert (tmp_path / "notebooks" / "map.html").stat().st_size > 100_000
