"""What tests share: an invented world (Aland and Beland), projects written from texts, graphs that can be asked, and pages.

For tests of the page in a real browser:

- `five_page`, `example_page`, `world_page`: the file of the page of this repository's sources, of the invented example, and
  of the small invented world in `fixtures/explorer`; each is built once. Their graphs are `five_graph`, `example_graph`,
  `world_graph`.
- `open_page(path, size=(1280, 720), dark=False, phone=False, address="")` opens such a file, offline, as in a browser
  of its own, and waits until it is drawn. A window is used by one test after another, cleared in between, since a new one takes
  longer than all else. When the test ends, any warning or error of the console, any error of the page, any
  dialog and any request but for the file itself fails it. What a test provokes on purpose it takes out of
  `open_page.complaints`.
- `look_at(path, dark=False, phone=False, address="")` does so for tests that only look, and change no more than the state that
  the address holds: such a file is loaded once a module. A page that afterwards is not as it was is loaded anew.
- `look` is the eyes: `look.settle(page)`, `look.shown(page)`, `look.centre(page, id)`, `look.click(page, id)` …
- `browser` is the Chromium itself. Where there is none these tests are skipped, or fail if `VJGRAPH_REQUIRE_BROWSER` is set.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any, Literal

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.plugins.sparql
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.evaluate import evalProject
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query, QueryContext
from rdflib.util import from_n3

import vjgraph
from vjgraph.errors import Finding
from vjgraph.pipeline import Graph, check_project, derive
from vjgraph.sparql import bind
from vjgraph.starting import start_project
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
        self.graph: Graph | None = None if self.checked.errors else derive(self.checked)
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
    store.load(derive(checked).ntriples, format=ox.RdfFormat.N_TRIPLES)
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


# --- the page in a real browser ---


@pytest.fixture(scope="session")
def ask_rdflib() -> Callable[..., list[dict[str, str | None]]]:
    """What rdflib answers to a named query with terms for some of its variables: the text of each term by its column."""

    def ask(graph: rdflib.Graph, text: str, terms: Mapping[str, Any]) -> list[dict[str, str | None]]:
        query, slots = _parsed(text, tuple(sorted(terms)))
        for values, variable, name in slots:
            values[variable] = from_n3(str(terms[name]))
        evaluators = rdflib.plugins.sparql.CUSTOM_EVALS
        evaluators["once"] = _each_inner_query_once()
        try:
            result = graph.query(query)
            columns = [str(name) for name in result.vars or ()]
            return [{name: None if row[name] is None else str(row[name]) for name in columns} for row in result]
        finally:
            del evaluators["once"]

    return ask


@pytest.fixture(scope="session")
def columns_in_rdflib() -> Callable[[str], set[str]]:
    """The columns that rdflib finds in a named query as it stands."""
    return lambda text: {str(name) for name in _parsed(text, ())[0].algebra.PV}


@cache
def _parsed(text: str, names: tuple[str, ...]) -> tuple[Query, list[tuple[dict[Any, Any], Any, str]]]:
    """A query with room for some terms, and where they belong in it: rdflib takes longer to parse than to answer most.

    With none it is the query as it stands in its file.
    """
    holders = {f"urn:bound:{name}": name for name in names}
    query = prepareQuery(bind(text, {name: f"<{holder}>" for holder, name in holders.items()}) if names else text)

    def slots(part: Any) -> Iterator[tuple[dict[Any, Any], Any, str]]:
        if isinstance(part, dict):
            yield from ((part, key, holders[str(value)]) for key, value in part.items() if str(value) in holders)
        for one in part.values() if isinstance(part, dict) else part if isinstance(part, list | tuple) else ():
            yield from slots(one)

    found = list(slots(query.algebra))
    assert {name for _, _, name in found} == set(names), "each term has its place"
    return query, found


def _each_inner_query_once() -> Callable[[QueryContext, CompValue], Iterator[Any]]:
    """How rdflib evaluates a query inside another once for the same terms; by itself it does so anew for every row around it."""
    variables: dict[int, list[rdflib.Variable]] = {}
    kept: dict[tuple[Any, ...], list[Any]] = {}

    def evaluate(context: QueryContext, part: CompValue) -> Iterator[Any]:
        if part.name != "Project":
            raise NotImplementedError
        if id(part) not in variables:
            variables[id(part)] = sorted(_variables(part))
        bound = context.bindings
        key = (id(part), *(bound.get(name) for name in variables[id(part)]))
        if key not in kept:
            kept[key] = list(evalProject(context, part))
        return iter(kept[key])

    return evaluate


def _variables(part: Any) -> set[rdflib.Variable]:
    """The variables of a part of a query, in whatever depth."""
    if isinstance(part, rdflib.Variable):
        return {part}
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list | tuple | set) else ()
    return set().union(*map(_variables, inside))


@pytest.fixture(scope="session")
def five_graph(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """The graph of this repository's sources."""
    root, project = FIXTURES.parents[1], tmp_path_factory.mktemp("five") / "vjgraph"
    shutil.copytree(root / "sources", project / "sources")
    shutil.copy(root / "vjgraph.yaml", project)
    return vjgraph.build(project)


@pytest.fixture(scope="session")
def example_graph(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """The graph of the invented example that `vjgraph init --example` writes."""
    project = tmp_path_factory.mktemp("example") / "example"
    start_project(project, example=True)
    return vjgraph.build(project)


@pytest.fixture(scope="session")
def world_graph(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """The graph of the small invented world in which each thing that the page draws stands once."""
    return vjgraph.build(shutil.copytree(FIXTURES / "explorer", tmp_path_factory.mktemp("world") / "world"))


@pytest.fixture(scope="session")
def five_page(five_graph: vjgraph.Graph) -> Path:
    """The page of this repository's sources."""
    return five_graph.project / "build" / "graph.html"


@pytest.fixture(scope="session")
def example_page(example_graph: vjgraph.Graph) -> Path:
    """The page of the invented example."""
    return example_graph.project / "build" / "graph.html"


@pytest.fixture(scope="session")
def world_page(world_graph: vjgraph.Graph) -> Path:
    """The page of the small invented world."""
    return world_graph.project / "build" / "graph.html"


CHROMIUM = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run --disable-component-update --disable-sync"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium. It ends with the module, since the event loop it needs would be in the way of tests that run their own."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        missing = "there is no Chromium on this machine: the page is not tried"
        if os.environ.get("VJGRAPH_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM.split())
        yield chromium
        chromium.close()


DESK, PHONE = (1280, 720), (390, 844)


@dataclass(frozen=True)
class Kind:
    """What a window is like from outside: how large, of which theme, on a desk or a phone."""

    size: tuple[int, int]
    dark: bool = False
    phone: bool = False

    @property
    def scheme(self) -> Literal["dark", "light"]:
        """The theme that the system has."""
        return "dark" if self.dark else "light"


class Window:
    """A context of its own with one page, offline; it is lent to one test after another, and each finds it as if it were new."""

    def __init__(self, browser: Browser, kind: Kind) -> None:
        self.kind = kind
        width, height = kind.size
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=kind.scheme, reduced_motion="reduce",
            has_touch=kind.phone, is_mobile=kind.phone, device_scale_factor=2 if kind.phone else 1, offline=True,
        )  # fmt: skip
        self.page = self.context.new_page()
        self.devtools = self.context.new_cdp_session(self.page)
        self.used = False

    def load(self, address: str) -> None:
        """Load a file as a new tab would: no history, and nothing of what was here before."""
        self.page.goto(address)
        if self.used:
            self.devtools.send("Page.resetNavigationHistory")
        self.used = True

    def clear(self) -> None:
        """Leave the file, and take back all that a test may have left: other tabs, storage, permissions, the mouse, the theme."""
        for other in self.context.pages:
            if other != self.page:
                other.close()
        if self.page.url.startswith("file:"):
            self.page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
        self.page.goto("about:blank")
        self.page.mouse.up()
        self.page.mouse.move(-1, -1)
        self.context.clear_permissions()
        self.page.emulate_media(color_scheme=self.kind.scheme, reduced_motion="reduce")

    def go(self, address: str) -> None:
        """Bring the file that is loaded to an address."""
        self.page.evaluate("(address) => { location.hash = address; }", address)
        Look.settle(self.page)

    def looks(self) -> list[str]:
        """What the page is like where nothing is chosen: its elements, what is typed and scrolled to, and what is in sight."""
        self.page.mouse.move(-1, -1)
        self.page.evaluate("() => { document.activeElement.blur(); document.querySelector('#live').textContent = ''; }")
        self.go("")
        return list(self.page.evaluate(LOOKS))


# A table that is hidden keeps the rows that it had until it is shown again, and a sheet that was takes its size when it is drawn.
LOOKS = """() => {
  const body = document.body.cloneNode(true);
  for (const one of body.querySelectorAll("script, #table[hidden] > *")) one.remove();
  for (const sheet of body.querySelectorAll("canvas")) sheet.replaceWith(document.createElement("canvas"));
  if (!body.className) body.removeAttribute("class");
  const typed = [...document.querySelectorAll(":is(input, select):not(#table *)")].map((one) => [one.value, one.checked]);
  const scrolled = [...document.querySelectorAll("*")].map((one) => [one.scrollTop, one.scrollLeft]).filter(([a, b]) => a || b);
  const { network, state } = vjgraph;
  const places = Object.entries(network.getPositions()).sort(([a], [b]) => (a < b ? -1 : 1));
  const seen = [network.getScale(), network.getViewPosition(), places, { ...state, hide: [...state.hide] }];
  return [body.outerHTML, { ...document.documentElement.dataset }, typed, scrolled, seen].map((one) => JSON.stringify(one));
}"""


class Windows:
    """The windows of a browser that no test uses at the moment, and those with a file that tests only look at."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.idle: list[Window] = []
        self.loaded: dict[tuple[Path, Kind], tuple[Window, list[str]]] = {}
        self.teller: dict[Window, Opening] = {}

    def take(self, kind: Kind, opening: Opening) -> Window:
        """A window for a test, which is told what it complains of from now on."""
        window = next((one for one in self.idle if one.kind == kind), None)
        if window:
            self.idle.remove(window)
        else:
            window = Window(self.browser, kind)
            listen(window.context, lambda: self.teller[window])
        self.teller[window] = opening
        return window

    def give_back(self, window: Window) -> None:
        """A test is done with a window; one that is broken is not used again."""
        try:
            window.clear()
        except PlaywrightError:
            window.context.close()
        else:
            self.idle.append(window)


class Opening:
    """Opens pages, each offline and as in a browser of its own, and keeps what they complain of and what they ask for."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self.browser = windows.browser
        self.taken: list[Window] = []
        self.looked: list[tuple[tuple[Path, Kind], Window, list[str]]] = []
        self.contexts: list[BrowserContext] = []
        self.files: set[str] = set()
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def __call__(
        self, path: Path, *, size: tuple[int, int] = DESK, dark: bool = False, phone: bool = False, address: str = ""
    ) -> Page:
        """Open a file and wait until its graph is drawn; `phone` has 390×844 points and is touched."""
        window = self.windows.take(Kind(size=PHONE if phone else size, dark=dark, phone=phone), self)
        self.taken.append(window)
        self.files.add(path.resolve().as_uri())
        window.load(path.resolve().as_uri() + (f"#{address}" if address else ""))
        window.page.wait_for_function("window.vjgraph !== undefined")
        Look.settle(window.page)
        return window.page

    def look_at(self, path: Path, *, dark: bool = False, phone: bool = False, address: str = "") -> Page:
        """The same for a test that changes nothing but the address: a page that another looked at is brought to the address."""
        key = (path.resolve(), Kind(size=PHONE if phone else DESK, dark=dark, phone=phone))
        if key in self.windows.loaded:
            window, before = self.windows.loaded.pop(key)
            self.windows.teller[window] = self
        else:
            self(path, dark=dark, phone=phone)
            window = self.taken.pop()
            before = window.looks()
        self.files.add(path.resolve().as_uri())
        self.looked.append((key, window, before))
        if address:
            window.go(address)
        return window.page

    def leave(self, page: Page) -> None:
        """Be done with a page before the test ends, so that the next opens in its window."""
        (window,) = (one for one in self.taken if one.page == page)
        self.taken.remove(window)
        self.windows.give_back(window)

    def watch(self, context: BrowserContext) -> BrowserContext:
        """Keep what the pages of a context complain of and ask for; close it in the end."""
        self.contexts.append(context)
        listen(context, lambda: self)
        return context

    def asked(self, request: Request) -> None:
        """Keep a request that is not for a page that was opened or a file that is saved."""
        address = request.url.partition("#")[0]
        saved = address.startswith("blob:") and request.resource_type not in ("script", "image", "fetch", "xhr", "stylesheet")
        if address not in self.files and not saved:
            self.requests.append(address)

    def told(self, kind: str, text: str) -> None:
        """Keep an error or a warning of the console."""
        # Chromium's advice to a page whose canvas is read often; only tests do that.
        if kind in ("error", "warning", "assert") and "getImageData" not in text:
            self.complaints.append(f"{kind}: {text}")

    def close(self) -> None:
        """End all; fail if anything complained or was asked for."""
        for key, window, before in self.looked:
            # A page that is not as it was before is looked at no more.
            if window.looks() == before:
                self.windows.loaded[key] = (window, before)
            else:
                self.windows.give_back(window)
        for window in self.taken:
            self.windows.give_back(window)
        for context in self.contexts:
            context.close()
        assert self.complaints == []
        assert self.requests == []


def listen(context: BrowserContext, to: Callable[[], Opening]) -> None:
    """Tell whoever uses a context what its pages complain of and ask for."""
    context.set_default_timeout(20_000)
    context.on("request", lambda request: to().asked(request))
    context.on("console", lambda message: to().told(message.type, message.text))
    context.on("weberror", lambda error: to().complaints.append(str(error.error)))
    context.on("dialog", lambda dialog: (to().complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Windows:
    """The windows that the tests of a module open their pages in, one after another."""
    return Windows(browser)


@pytest.fixture
def open_page(windows: Windows) -> Iterator[Opening]:
    """Open the file of a page; see the top of this module."""
    opening = Opening(windows)
    yield opening
    opening.close()


@pytest.fixture
def look_at(open_page: Opening) -> Callable[..., Page]:
    """Look at the file of a page, changing no more than its address; see the top of this module."""
    return open_page.look_at


class Look:
    """How tests look at a page that is drawn on a canvas."""

    @staticmethod
    def settle(page: Page) -> None:
        """Let the frames pass in which the canvas takes its size and is drawn."""
        page.evaluate(
            "() => new Promise((done) => { let n = 6; const go = () => (n-- ? requestAnimationFrame(go) : done()); go(); })"
        )

    @staticmethod
    def shown(page: Page) -> set[str]:
        """The nodes that vis-network draws."""
        return set(page.evaluate("vjgraph.nodes.get().filter((node) => !node.hidden).map((node) => node.id)"))

    @staticmethod
    def shown_edges(page: Page) -> set[str]:
        """The edges that vis-network draws."""
        return set(
            page.evaluate(
                """() => {
                  const drawn = new Set(vjgraph.nodes.get().filter((node) => !node.hidden).map((node) => node.id));
                  const edges = vjgraph.edges.get().filter((edge) => !edge.hidden);
                  return edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to)).map((edge) => edge.id);
                }"""
            )
        )

    @staticmethod
    def centre(page: Page, id: str) -> tuple[float, float]:
        """Where a node stands in the window."""
        return _in_window(page, page.evaluate("(id) => vjgraph.network.canvasToDOM(vjgraph.network.getPosition(id))", id))

    @staticmethod
    def box(page: Page, id: str) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a node, name included, in the window."""
        ends = page.evaluate(
            """(id) => {
              const { left, top, right, bottom } = vjgraph.extentOf(id);
              return [{ x: left, y: top }, { x: right, y: bottom }].map((at) => vjgraph.network.canvasToDOM(at));
            }""",
            id,
        )
        return (*_in_window(page, ends[0]), *_in_window(page, ends[1]))

    @staticmethod
    def on_edge(page: Page, id: str) -> tuple[float, float]:
        """A point of the window at which an edge, and no node, is; fails where the edge cannot be pointed at."""
        at = page.evaluate(
            """(id) => {
              const { from, to } = vjgraph.edges.get(id);
              const ends = [from, to].map((end) => vjgraph.network.canvasToDOM(vjgraph.network.getPosition(end)));
              const [a, b] = ends.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
              const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
              const points = [];
              for (let x = Math.min(a.x, b.x) - 60; x <= Math.max(a.x, b.x) + 60; x += 3) {
                for (let y = Math.min(a.y, b.y) - 30; y <= Math.max(a.y, b.y) + 30; y += 2) points.push({ x, y });
              }
              const far = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y);
              points.sort((one, other) => far(one) - far(other));
              const around = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];
              return points.find(({ x, y }) => around.every(([dx, dy]) => vjgraph.idAt({ x: x + dx, y: y + dy }) === id)) ?? null;
            }""",
            id,
        )
        assert at, f"{id} is nowhere to be clicked"
        return _in_window(page, at)

    @staticmethod
    def bring(page: Page, id: str) -> None:
        """Move the sheet so that a node or an edge can be pointed at, if it is out of the window."""
        page.evaluate(
            """(id) => {
              const edge = vjgraph.edges.get(id);
              const ends = (edge ? [edge.from, edge.to] : [id]).map((end) => vjgraph.network.getPosition(end));
              const middle = ["x", "y"].map((axis) => ends.reduce((sum, end) => sum + end[axis], 0) / ends.length);
              const at = vjgraph.network.canvasToDOM({ x: middle[0], y: middle[1] });
              const { width, height } = document.querySelector("#canvas").getBoundingClientRect();
              if (at.x > 20 && at.y > 20 && at.x < width - 20 && at.y < height - 20) return;
              vjgraph.network.moveTo({ position: { x: middle[0], y: middle[1] }, animation: false });
            }""",
            id,
        )

    @staticmethod
    def click(page: Page, id: str) -> None:
        """Click on a node, or tap it on a phone."""
        Look.bring(page, id)
        at = Look.centre(page, id)
        page.touchscreen.tap(*at) if page.evaluate("matchMedia('(pointer: coarse)').matches") else page.mouse.click(*at)
        Look.settle(page)

    @staticmethod
    def click_edge(page: Page, id: str) -> None:
        """Click on an edge, or tap it on a phone."""
        Look.bring(page, id)
        at = Look.on_edge(page, id)
        page.touchscreen.tap(*at) if page.evaluate("matchMedia('(pointer: coarse)').matches") else page.mouse.click(*at)
        Look.settle(page)

    @staticmethod
    def cards(page: Page, ids: list[str]) -> dict[str, str]:
        """The text of the card of each of these, opened one after another with all that is folded in it."""
        return dict(
            page.evaluate(
                """(ids) => ids.map((id) => {
                  vjgraph.update({ open: id });
                  const panel = document.querySelector("#panel");
                  for (let more; (more = panel.querySelector("details:not([open])")); ) {
                    more.open = true;
                    more.dispatchEvent(new Event("toggle"));
                  }
                  return [id, panel.hidden ? "" : panel.textContent];
                })""",
                ids,
            )
        )

    @staticmethod
    def overlaps(page: Page) -> list[tuple[str, str]]:
        """The nodes drawn on each other, names included."""
        boxes = page.evaluate(
            """() => {
              const drawn = vjgraph.nodes.get().filter((node) => !node.hidden);
              return Object.fromEntries(drawn.map((node) => [node.id, vjgraph.extentOf(node.id)]));
            }"""
        )
        return [
            (one, other)
            for (one, a), (other, b) in combinations(boxes.items(), 2)
            if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
        ]

    @staticmethod
    def colour(page: Page, x: float, y: float) -> str:
        """The colour that the canvas has at a point of the window."""
        return str(
            page.evaluate(
                """([x, y]) => {
                  const canvas = document.querySelector("#canvas canvas");
                  const box = canvas.getBoundingClientRect();
                  const scale = canvas.width / box.width;
                  const at = [(x - box.left) * scale, (y - box.top) * scale, 1, 1];
                  const [r, g, b] = canvas.getContext("2d").getImageData(...at).data;
                  return "#" + [r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("");
                }""",
                [x, y],
            )
        )


def _in_window(page: Page, at: dict[str, float]) -> tuple[float, float]:
    """A point of the canvas as a point of the window."""
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


@pytest.fixture(scope="session")
def look() -> type[Look]:
    """The eyes of tests."""
    return Look
