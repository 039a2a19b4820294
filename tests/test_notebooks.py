"""The notebooks run from the first cell to the last, as a reader would run them in a clone."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
# What a reader is told in each notebook, and the files it writes.
EXPECTED = {
    "01-first-graph": (("To Lam", "“", "paragraph"), ("map.html",)),
    "02-questions": (
        (
            "as the named head of the delegation",  # who met whom, and because of what
            "<td>Minister of Public Security of Viet Nam</td>",
            "accepts: ",
            "paragraph 11",
            "without a year are in no period",
            "<td>10th Vietnam-Japan Defence Policy Dialogue</td>",
            "<td>cancelled</td>",  # the invented example: conflicts, publishers, the settled day, a query of one's own
            "2022-09-17-lantern-rescue-memorandum]</td>",
            "2021-03-09 to 2021-03-09: Jane Roe and John Doe, possible",
            "2021-03-09 to 2021-03-10: Jane Roe and John Doe, certain",
            "<td>Rear Admiral</td>",
            "<td>Aland Press Agency</td>",
        ),
        (),
    ),
    "03-networks": (
        (
            "told only as earlier, beside the meetings of April 4",  # an edge's meetings, and the words behind one
            "2023-04-05-to-lam-tokyo, paragraph 17",
            "how much the sides need this one to reach each other",  # measures in words
            "Nobody links Japan and Viet Nam beyond their own meetings",
            "<td>Søren Ahlqvist</td>\n      <td>2</td>\n      <td>1.5</td>",  # counts and Newman's weights
            "Aland and Beland are linked most by Jane Roe (10%), Ann-Kristín Polk (7%)",
            "0: Edmund Thorne, Jane Roe, John Doe, Vérel Oszka  (Aland and Beland)",
            "Joint Vision Statement on Defense Cooperation toward the next decade (signed, 2018-04)",  # what ministries share
            "<td>Beland</td>\n      <td>0</td>",
            "without a year are in no period",
            "Cytoscape, Cytoscape.js",
            "<iframe",
        ),
        (),
    ),
}


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::ResourceWarning")
def test_notebook_runs(notebook: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    (tmp_path / "notebooks").mkdir()
    book = nbformat.read(notebook, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "commit notebooks without their outputs"
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    told = "".join(output.get("text", "") + output.get("data", {}).get("text/html", "") for output in outputs)
    words, files = EXPECTED[notebook.stem]
    assert [word for word in words if word not in told] == []
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert [(tmp_path / "notebooks" / file).stat().st_size > 100_000 for file in files] == [True] * len(files)
