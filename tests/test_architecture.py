"""The shape of the code: who may import what, how long a module is, and what each says it owns."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "vjgraph"
MODULES = sorted(SOURCE.rglob("*.py"))

# Each heavy dependency and the modules that may know it; all others go through them.
OWNERS = {
    "yaml": {"yamltext"},
    "backports": {"unpacking"},
    "click": {"cli"},
    "rich": {"rendering", "cli"},
    "dask": {"building"},
    "distributed": {"building"},
    "rapidfuzz": {"nearness", "quoting", "resembling"},
    "networkx": {"interchange", "measures", "network", "graph", "explorer"},
    "pyvis": {"explorer", "graph"},
    "rdflib": {"graph", "shapes"},
    "oxrdflib": {"graph"},
    "pyshacl": {"shapes"},
    "pandas": {"framing", "querying"},
    "polars": {"framing", "querying"},
    "numpy": {"ties"},
    "rustworkx": {"measures"},
    "msgspec": {
        "encounters",
        "model",
        "reading",
        "building",
        "jsonlines",
        "diagnosing",
        "facts",
        "keeping",
        "documenting",
        "rendering",
        "interchange",
        "explorer",
    },
    "pyoxigraph": {
        "citing",
        "kinds",
        "store",
        "endpoint",
        "slicing",
        "exporting",
        "naming",
        "lexicon",
        "querying",
        "showing",
        "graph",
        "shapes",
        "documenting",
        "explorer",
        "versions",
    },
}


def name(path: Path) -> str:
    """A module's name below the package; what lies in a folder is called by the folder."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0]


def trees() -> dict[Path, ast.Module]:
    """Every module as a syntax tree."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def imports(tree: ast.Module) -> set[str]:
    """The packages a module imports anywhere, those only for types included."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_each_dependency_is_known_to_few_modules() -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for path, tree in trees().items():
        for package in imports(tree):
            known[package].add(name(path))
    for package, owners in OWNERS.items():
        assert known[package] <= owners, package
    third_party = set(known) - set(sys.stdlib_module_names) - {"vjgraph", "compression"}
    assert third_party == set(OWNERS), "every dependency has its owners"


def test_what_is_imported_is_what_is_declared() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for_use = ("shapes", "pandas", "polars", "large", "cluster", "zstd")
    listed = [*project["dependencies"], *(line for extra in for_use for line in extras[extra])]
    declared = {re.split(r"[<>=~!\[ ]", line)[0].lower() for line in listed}
    called = {"yaml": "pyyaml", "backports": "backports.zstd", "dask": "distributed"}
    assert {called.get(package, package) for package in OWNERS} == declared


def test_heavy_packages_cost_only_those_who_use_them() -> None:
    """They are imported inside functions, or for types alone; but msgspec, yaml and click are what their modules are made of."""
    for path, tree in trees().items():
        at_once = {
            package
            for node in tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for package in imports(ast.Module([node], []))
        }
        assert at_once & set(OWNERS) <= {"msgspec", "yaml", "click"}, path


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(SOURCE).as_posix() for path in MODULES])
def test_a_module_is_of_reading_length_and_says_what_it_owns(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc"}
    first = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0].replace("\n", " ")
    assert first.endswith(".")
    assert len(first.split()) >= 5
    assert first.isprintable()


def test_the_pages_scripts_are_of_reading_length_too() -> None:
    scripts = [path for path in SOURCE.rglob("*.js") if path.is_file()]
    assert scripts
    assert {path.name for path in scripts if len(path.read_text(encoding="utf-8").splitlines()) > 300} == set()


def test_no_error_is_swallowed() -> None:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{path}:{node.lineno}: a bare except"
                assert not all(isinstance(statement, ast.Pass) for statement in node.body), f"{path}:{node.lineno}: except … pass"
                assert not (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")), (
                    f"{path}:{node.lineno}"
                )


def test_input_is_not_validated_by_assert() -> None:
    found = [f"{path}:{node.lineno}" for path, tree in trees().items() for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert found == []


def test_public_functions_state_their_contract() -> None:
    bare = [
        f"{path.relative_to(SOURCE)}: {node.name}"
        for path, tree in trees().items()
        for holder in [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name[0] != "_")]
        for node in holder.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_" and not ast.get_docstring(node)
        if not (isinstance(holder, ast.ClassDef) and any(base for base in holder.bases))
    ]
    assert bare == []


def test_no_country_person_or_topic_is_in_the_code() -> None:
    """Another pair of countries is another folder of sources; only examples in comments of queries may name any."""
    names = re.compile(r"\b(Viet ?nam|Việt Nam|Japan|Hanoi|Tokyo)\w*", re.I)
    for path in MODULES:
        code = ast.unparse(_without_docstrings(ast.parse(path.read_text(encoding="utf-8"))))
        assert not names.search(code), path
    for path in SOURCE.rglob("*.rq"):
        body = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# example:"))
        assert not names.search(body), path


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def test_data_flows_downhill() -> None:
    """The import contract of pyproject.toml, which names every module."""
    program = Path(sys.executable).with_name("lint-imports")
    found = str(program) if program.is_file() else shutil.which("lint-imports")
    if not found:
        pytest.skip("import-linter is not here: pip install '.[test]' brings it")
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(SOURCE.parent), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
