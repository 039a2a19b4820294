"""What tests share: an invented world (Aland and Beland), projects written from texts, and graphs that can be asked."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pyoxigraph as ox
import pytest
from hypothesis import settings

import vjgraph
from vjgraph.errors import Finding
from vjgraph.pipeline import Graph, check_project, derive
from vjgraph.vocabulary import DATA, KIND, PREFIXES, expand

# No test judges speed; the same examples each time, and nothing left behind in the checkout.
settings.register_profile("vjgraph", deadline=None, derandomize=True, database=None, max_examples=100)
settings.load_profile("vjgraph")

FIXTURES = Path(__file__).parent / "fixtures"


class Told:
    """A checked project and, where it has no error, its graph; names are the ends of IRIs, as `person/jane-roe`."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.checked = check_project(project)
        self.graph: Graph | None = None if self.checked.errors else derive(self.checked, project=project)
        self.store = ox.Store()
        if self.graph:
            self.store.load(self.graph.ntriples, format=ox.RdfFormat.N_TRIPLES)

    @property
    def findings(self) -> list[Finding]:
        """Errors and warnings; notes are left out."""
        return [finding for finding in self.checked.findings if finding.severity != "note"]

    def values(self, subject: str, predicate: str) -> set[str]:
        """What a thing has as a property: ends of IRIs, texts of literals."""
        assert self.graph, self.findings
        found = self.store.quads_for_pattern(ox.NamedNode(f"{DATA}{subject}"), ox.NamedNode(expand(predicate)[1:-1]), None)
        return {_short(quad.object.value) for quad in found}

    def value(self, subject: str, predicate: str) -> str:
        """The one value of a property."""
        (only,) = self.values(subject, predicate)
        return only

    def ask(self, variables: str, pattern: str) -> set[tuple[str, ...]]:
        """The solutions of a SPARQL pattern, as tuples of some of its variables."""
        assert self.graph, self.findings
        solutions = self.store.query(f"SELECT {variables} WHERE {{ {pattern} }}", prefixes=PREFIXES)
        return {tuple("" if value is None else _short(value.value) for value in solution) for solution in solutions}

    def encounters(self) -> set[tuple[str, str, str]]:
        """Who met whom, and how sure that is."""
        return self.ask("?a ?b ?c", "?e a vj:Encounter ; vj:first ?a ; vj:second ?b ; vj:certainty ?c")

    def bounds(self, subject: str) -> tuple[str, str]:
        """First and last day of something; empty where they stay open."""
        return "".join(self.values(subject, "vj:earliest")), "".join(self.values(subject, "vj:latest"))


def _short(value: str) -> str:
    return value.removeprefix(DATA).removeprefix(KIND)


@pytest.fixture
def fixtures() -> Path:
    """The folder of files that tests read."""
    return FIXTURES


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a project: the authorities of the invented world, the sources given, and other files by their paths."""

    def written(*sources: str, files: Mapping[str, str] | None = None, name: str = "project") -> Path:
        project = tmp_path / name
        shutil.copytree(FIXTURES / "world" / "authorities", project / "sources" / "authorities")
        texts = {f"sources/source-{number}.yaml": dedent(text) for number, text in enumerate(sources, start=1)}
        for path, text in (texts | {path: dedent(text) for path, text in (files or {}).items()}).items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(text, encoding="utf-8")
        return project

    return written


@pytest.fixture
def tell(write: Callable[..., Path]) -> Callable[..., Told]:
    """Write a project and check it; a source without a header is given one, of a document published on 2 July 2019."""

    def told(*sources: str, files: Mapping[str, str] | None = None, name: str = "project") -> Told:
        return Told(write(*map(_with_header, sources), files=files, name=name))

    return told


@pytest.fixture
def graph(write: Callable[..., Path]) -> Callable[..., vjgraph.Graph]:
    """Build a project of sources, each a day of publication and what it says."""

    def built(*sources: tuple[str, str]) -> vjgraph.Graph:
        texts = [f"source: {{format: 1, published: {on}, language: en}}\n{said}" for on, said in sources]
        return vjgraph.build(write(*texts))

    return built


def _with_header(source: str) -> str:
    text = dedent(source).lstrip("\n")
    return text if text.startswith("source:") else f"source: {{format: 1, published: 2019-07-02, language: en}}\n{text}"


@pytest.fixture(scope="session")
def identity() -> ModuleType:
    """The measure of identity: written variants of real names, and how they are judged."""
    spec = importlib.util.spec_from_file_location("identity_benchmark", FIXTURES.parents[1] / "benchmarks" / "identity.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def good_project(tmp_path: Path) -> Path:
    """A copy of the project in which nothing is wrong."""
    return shutil.copytree(FIXTURES / "good", tmp_path / "good")


@pytest.fixture(scope="session")
def browser_store() -> ox.Store:
    """The graph that the explorer's tests look at."""
    project = FIXTURES / "explorer"
    checked = check_project(project)
    assert not checked.errors, checked.errors
    store = ox.Store()
    store.load(derive(checked, project=project).ntriples, format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="session")
def project_asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project to be asked, never to be changed: two sources, whose dates are certain and doubtful each in its way."""
    project = shutil.copytree(FIXTURES / "asked", tmp_path_factory.mktemp("built") / "asked")
    vjgraph.build(project)
    return project


@pytest.fixture(scope="session")
def project_graph(project_asked: Path) -> vjgraph.Graph:
    """The graph of that project."""
    return vjgraph.load(project_asked)
