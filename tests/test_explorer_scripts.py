"""The page's modules become one script in which each keeps its own names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vjgraph.errors import StoreError
from vjgraph.explorer import scripts
from vjgraph.explorer.scripts import FOLDER, join_scripts, join_styles, vis_network


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules that are joined instead of the page's own."""
    monkeypatch.setattr(scripts, "FOLDER", tmp_path)
    join_scripts.cache_clear()
    yield tmp_path
    join_scripts.cache_clear()


def test_every_module_of_the_folder_is_in_the_page() -> None:
    joined = join_scripts()
    assert [path.stem for path in FOLDER.glob("*.js") if f'modules["{path.stem}"] =' not in joined] == []


def test_no_import_or_export_is_left_in_the_joined_script() -> None:
    assert re.findall(r"^(?:import|export) .*", join_scripts(), re.MULTILINE) == []


def test_modules_stand_after_those_that_they_import_and_keep_their_names_apart(modules: Path) -> None:
    (modules / "main.js").write_text('import { at as place } from "./b.js";\nconst own = 1;\nplace(own);\n')
    (modules / "b.js").write_text('import {\n  own,\n} from "./a.js";\nexport const at = (x) => x + own;\n')
    (modules / "a.js").write_text("export const own = 2;\n")
    joined = join_scripts()
    assert re.findall(r'^modules\["(\w+)"\] =', joined, re.MULTILINE) == ["a", "b", "main"]
    assert 'const { at: place } = modules["b"];' in joined
    assert "return { at };" in joined


def test_a_circle_of_imports_is_refused(modules: Path) -> None:
    (modules / "main.js").write_text('import { a } from "./a.js";\n')
    (modules / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    (modules / "b.js").write_text('import { a } from "./a.js";\nexport const b = 1;\n')
    with pytest.raises(StoreError, match="circle: main → a → b → a"):
        join_scripts()


def test_an_import_of_what_is_not_exported_is_refused(modules: Path) -> None:
    (modules / "main.js").write_text('import { a, b as c } from "./a.js";\n')
    (modules / "a.js").write_text("export function a() {}\n")
    with pytest.raises(StoreError, match=r"main\.js imports b, which a\.js does not export"):
        join_scripts()


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FOLDER.iterdir()}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_each_module_says_first_what_it_owns() -> None:
    assert [path.name for path in FOLDER.glob("*.js") if not path.read_text(encoding="utf-8").startswith("// ")] == []


def test_nothing_from_the_data_is_read_as_html() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", join_scripts())


def test_the_styles_are_joined_in_the_order_of_their_names_and_ask_for_nothing() -> None:
    joined = join_styles()
    assert joined.startswith((FOLDER / "10-base.css").read_text(encoding="utf-8"))
    assert not re.search(r"""@import|url\((?!"?#)""", joined)


def test_the_library_keeps_its_licence_and_asks_for_no_map() -> None:
    library = vis_network()
    assert re.search(r"(?i)licen[cs]e", library[:1500])
    assert "sourceMappingURL" not in library
