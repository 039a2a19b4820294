"""What is installed works by itself: the wheel carries all it needs, and runs where no checkout is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be published, built without a network."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = target.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed package and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(command, capture_output=True, check=True)
    return target


def test_the_wheel_carries_every_file_the_package_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src" / "vjgraph"
    wanted = {
        path.relative_to(source.parent).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    ontology = ("vjgraph.ttl", "kinds.ttl", "shapes.ttl", "alignments.ttl", "source.schema.json")
    wanted |= {f"vjgraph/ontology/{name}" for name in ontology}
    assert wanted <= names
    assert {Path(name).suffix for name in wanted} >= {
        ".py",
        ".rq",
        ".ttl",
        ".json",
        ".yaml",
        ".md",
        ".js",
        ".css",
        ".html",
        ".typed",
    }


def test_the_wheel_carries_nothing_else_but_what_says_what_it_is(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    beside = {name.split("/", 1)[1] for name in names if not name.startswith("vjgraph/")}
    assert beside == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/sources/LICENSE"}
    assert not [name for name in names if "/tests/" in name or "__pycache__" in name or name.endswith((".pyc", ".ttf", ".woff2"))]


def test_the_metadata_name_licence_python_and_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    texts = {name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    for line in (
        "License-Expression: MIT AND CC-BY-4.0",
        "Requires-Python: >=3.11",
        "Requires-Dist: pyoxigraph>=0.5",
        "# vjgraph",
    ):
        assert line in texts["METADATA"]
    assert "vjgraph = vjgraph.cli:main" in texts["entry_points.txt"]


def test_the_files_are_those_of_the_checkout_to_the_byte(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    for name in ("kinds.ttl", "vjgraph.ttl", "source.schema.json"):
        assert archive.read(f"vjgraph/ontology/{name}") == (ROOT / "ontology" / name).read_bytes()


def test_the_installed_package_makes_builds_and_asks_a_project_far_from_any_checkout(installed: Path, tmp_path: Path) -> None:
    code = (
        "import runpy, sys, vjgraph\nassert vjgraph.__file__.startswith(sys.argv.pop(1)), vjgraph.__file__\n"
        "runpy.run_module('vjgraph', run_name='__main__')\n"
    )

    def run(*words: str, folder: Path = tmp_path) -> str:
        # -P: not even the folder it runs in is looked into for modules.
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, str(installed), *words], cwd=folder, capture_output=True, text=True, check=False,
            env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"PYTHONPATH": str(installed)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    project = tmp_path / "demo"
    run("init", "demo")
    assert "build/ written" in run("build", folder=project)
    assert "Jane Roe" in run("query", "who-met-whom", "--year", "2019", "--format", "csv", folder=project)
    assert "Evidence" in run("show", "John Doe", folder=project)
    assert run("--version") == "vjgraph 0.1.0\n"
    assert (project / "build" / "graph.html").stat().st_size > 100_000


def test_its_types_are_published(installed: Path) -> None:
    assert (installed / "vjgraph" / "py.typed").is_file()
