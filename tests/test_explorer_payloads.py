"""Nothing that a source or an authority says is ever run: it is shown as it stands, wherever the page shows it."""

from __future__ import annotations

import csv
import io
import itertools
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import yaml
from playwright.sync_api import Page, expect

import vjgraph
from vjgraph.explorer import write_page
from vjgraph.vocabulary import EDTF, expand

Open = Callable[..., Page]

# What each calls does not exist: were it run, the page would complain, and `open_page` fails on any complaint.
PAYLOADS = (
    "<script>pwned()</script>",
    "</script><script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    '"><svg onload=pwned()>',
    "'><b onmouseover=pwned()>",
    '<a href="javascript:pwned()">href</a>',
    "javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "\u2028pwned()\u2029",
    "\u202egnp.exe\u2066",
    "zero\u200bwidth\u200d\ufeff",
    "<!--<script>",
    "</title></style></noscript></textarea>--><b>",
    "]]>&lt;script&gt; &amp; %3Cscript%3E",
    "$data ${pwned()} {{pwned()}} `${pwned()}`",
    "']);pwned();([' \\ \\\\ \\u003c",
    "__proto__",
    "constructor",
    '=HYPERLINK("javascript:pwned()")',
    "<style>*{display:none}</style>",
    "<b>bold</b>",
    "W" * 2000,
)
WORDS = frozenset({"title", "publisher", "note", "says", "unit", "of", "comparator", "rank"})
"""The fields of a source that are text of one's own."""
STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGES = frozenset({"en", "de", "ja"})


class Hostile:
    """Puts a payload behind each text of a project, each payload in its turn."""

    def __init__(self, first: int) -> None:
        self.numbers = itertools.count(first)

    def text(self, told: str, *, words: int = 0) -> str:
        """A text with a payload behind it; of so many words at most, as a quote is."""
        payload = PAYLOADS[next(self.numbers) % len(PAYLOADS)]
        return (
            " ".join([*told.replace(" ... ", " ").split(" ")[:2], *payload.split(" ")][:words]) if words else f"{told} {payload}"
        )

    def authority(self, entry: dict[str, Any]) -> dict[str, Any]:
        """An entry whose names and aliases are hostile; what it was called still finds it."""
        aliases = [*entry.get("aliases", []), entry["en"], self.text(f"{entry['en']} also")]
        named = {key: self.text(name) for key, name in entry.items() if key in LANGUAGES}
        return entry | named | {"aliases": aliases, "note": self.text("note")}

    def source(self, value: Any, key: str = "") -> Any:
        """A part of a source whose words, titles, reasons and quotes are hostile."""
        if isinstance(value, dict) and key == "inferred":
            return {name: self.text(why) for name, why in value.items()}
        if isinstance(value, dict):
            told = {name: self.source(part, name) for name, part in value.items()}
            return told | {"par": told.get("par", 1)} if "quote" in told else told
        if isinstance(value, list):
            return [self.source(part, key) for part in value]
        if key == "quote":
            return self.text(value, words=8)
        return self.text(value) if key in WORDS else value


def write_hostile(fixtures: Path, project: Path, *, first: int) -> Path:
    """A project with every field of the format, a payload in each, and ids that scripts know; `first` is the first payload."""
    hostile, authorities = Hostile(first), project / "sources" / "authorities"
    authorities.mkdir(parents=True)
    for path in sorted((fixtures / "whole" / "sources" / "authorities").iterdir()):
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        told = {id: hostile.authority(entry) for id, entry in entries.items()}
        if path.stem == "topics":
            told |= {"constructor": {"en": "constructor"}, "prototype": {"en": "__proto__", "broader": "constructor"}}
        (authorities / path.name).write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    names = ("<img src=x onerror=pwned()>.yaml", "__proto__.yaml")
    for name, path in zip(names, sorted((fixtures / "whole" / "sources").glob("*.yaml")), strict=True):
        told = hostile.source(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))
        told["source"].pop("text", None)
        told["source"] |= {
            "text_sha256": sha256(path.read_bytes()).hexdigest(),
            "address": "https://example.org/?q='%22%3E(pwned())",
        }
        told["mentions"] = [{"name": "__proto__", "quote": "none", "par": 9}]
        told["meetings"][0]["statements"][0]["about"] += ["__proto__", "constructor"]
        (project / "sources" / name).write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    shutil.copytree(fixtures / "whole" / "ontology", project / "ontology")
    (project / "vjgraph.yaml").write_text(yaml.safe_dump({"title": f"</title>{PAYLOADS[0]}"}), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """A graph whose every text ends in a payload."""
    fixtures = Path(__file__).parent / "fixtures"
    return vjgraph.build(write_hostile(fixtures, tmp_path_factory.mktemp("hostile") / "project", first=0))


@pytest.fixture(scope="module")
def hostile_page(hostile_graph: vjgraph.Graph) -> Path:
    """Its page."""
    return hostile_graph.project / "build" / "graph.html"


@pytest.fixture(scope="module")
def worse_page(tmp_path_factory: pytest.TempPathFactory, hostile_graph: vjgraph.Graph) -> Path:
    """The page of a store that no model has looked at: dates, addresses and languages are hostile too."""
    store, numbers = ox.Store(), itertools.count()
    addresses = itertools.cycle(["javascript:pwned()", "data:text/html,pwned()", "JaVaScRiPt:pwned()", "vbscript:x"])
    linked = {expand(name)[1:-1] for name in ("schema:url", "owl:sameAs")}
    for quad in sorted(hostile_graph.store, key=str):
        thing = quad.object
        if isinstance(thing, ox.Literal) and (thing.language or thing.datatype.value in (STRING, EDTF)):
            text = f"{thing.value} {PAYLOADS[next(numbers) % len(PAYLOADS)]}"
            kept = thing.datatype if thing.datatype.value == EDTF else None
            thing = ox.Literal(text, language=thing.language) if thing.language else ox.Literal(text, datatype=kept)
        elif quad.predicate.value in linked:
            thing = ox.NamedNode(next(addresses))
        store.add(ox.Quad(quad.subject, quad.predicate, thing))
    path = tmp_path_factory.mktemp("worse") / "graph.html"
    write_page(path, store, base=hostile_graph.settings.base, title=PAYLOADS[1])
    return path


def assert_unhurt(page: Page) -> None:
    """Nothing has come into the page that its own scripts did not make."""
    assert page.evaluate("document.querySelectorAll('script').length") == 3
    assert page.evaluate("document.querySelectorAll('style').length") == 1
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, link, base, form, marquee').length") == 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => /^on/i.test(a.name)).length"
        )
        == 0
    )
    addresses = page.evaluate(
        "[...document.querySelectorAll('[href], [src]')].map((e) => e.getAttribute('href') ?? e.getAttribute('src'))"
    )
    assert [address for address in addresses if not re.match(r"#|https?://", address)] == []
    assert page.evaluate("Object.prototype.polluted") is None


def everything(page: Page) -> list[str]:
    """The id of everything that has a card."""
    return page.evaluate(
        """() => {
          const ids = new Set(Object.values(vjgraph.data.classes).flat().map((at) => vjgraph.data.strings[at]));
          for (const { nodes, edges } of Object.values(vjgraph.data.projections)) {
            for (const thing of [...nodes, ...edges]) ids.add(thing.id);
          }
          return [...ids];
        }"""
    )


# --- every card, node and edge ---


@pytest.mark.parametrize("which", ["hostile_page", "worse_page"])
def test_every_card_shows_what_is_said_as_text(which: str, open_page: Open, look: Any, request: pytest.FixtureRequest) -> None:
    page = open_page(request.getfixturevalue(which))
    ids = everything(page)
    assert len(ids) > 50
    told = page.locator("h1").inner_text()
    for start in range(0, len(ids), 40):
        cards = look.cards(page, ids[start : start + 40])
        assert_unhurt(page)
        told += "".join(cards.values())
    shown = " ".join(told.split())
    assert [payload for payload in PAYLOADS if " ".join(payload.split()) not in shown] == []


@pytest.mark.parametrize(
    ("view", "phone"), [("people", False), ("bodies", True), ("topics", False), ("meetings", False), ("people", True)]
)
def test_every_node_and_edge_is_pointed_at_and_clicked(
    hostile_page: Path, open_page: Open, look: Any, view: str, phone: bool
) -> None:
    page = open_page(hostile_page, address=f"view={view}", phone=phone)
    assert look.shown(page)
    assert look.overlaps(page) == [], "the longest name keeps to its room"
    for id in sorted(look.shown(page)):
        look.bring(page, id)
        page.mouse.move(*look.centre(page, id))
        look.click(page, id)
        expect(page.locator("#panel h2")).not_to_be_empty()
        assert page.evaluate("vjgraph.state.open") == id
        page.keyboard.press("Escape")
    ties = page.evaluate("vjgraph.scene().edges.map((edge) => edge.id)")
    assert all(look.cards(page, ties).values())
    assert_unhurt(page)


@pytest.mark.parametrize("view", ["people", "bodies", "topics", "meetings"])
def test_tables_tips_and_what_is_heard_are_text(hostile_page: Path, open_page: Open, look: Any, view: str) -> None:
    page = open_page(hostile_page, address=f"view={view}")
    for id in sorted(look.shown(page))[:6]:
        page.mouse.move(*look.centre(page, id))
        look.settle(page)
        assert_unhurt(page)
    page.locator("#canvas").focus()
    for key in ("ArrowDown", "ArrowRight", "e", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    page.evaluate("vjgraph.update({ as: 'table' })")
    expect(page.locator("#table tbody tr").first).to_be_visible()
    assert_unhurt(page)
    for number in range(page.locator("#table thead button").count()):
        page.locator("#table thead button").nth(number).click()
        assert_unhurt(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280, "the longest name does not widen the page"


# --- search, filters, measures, legend ---


@pytest.mark.parametrize("which", ["hostile_page", "worse_page"])
def test_search_filters_measures_and_legend_are_text(which: str, open_page: Open, request: pytest.FixtureRequest) -> None:
    page = open_page(request.getfixturevalue(which))
    for asked in (*PAYLOADS, "roe", "script", "<img", "$data", "__proto__", "constructor", "hasOwnProperty", "(", "[", "\\"):
        page.locator("#search").fill(asked)
        assert_unhurt(page)
    page.locator("#search").press("Escape")
    for button in ("#filters-button", "#measures-button", "#save-button", "#more-button"):
        if page.locator(button).is_visible():
            page.locator(button).click()
            assert_unhurt(page)
    everything_hidden = [key.get_attribute("data-filter") for key in page.locator("[data-filter]").all()]
    page.evaluate("(keys) => vjgraph.update({ hide: new Set(keys.filter(Boolean)) })", everything_hidden)
    assert_unhurt(page)
    page.evaluate("vjgraph.update({ hide: new Set() })")


@pytest.mark.parametrize("word", ["__proto__", "constructor"])
def test_names_that_scripts_know_are_names_like_others(hostile_page: Path, open_page: Open, word: str) -> None:
    page = open_page(hostile_page)
    page.locator("#search").fill(word)
    page.locator("#found [role=option]").first.click()
    expect(page.locator("#panel h2")).to_have_text(re.compile(word, re.IGNORECASE))


# --- what is saved ---


def saved(page: Page, button: str) -> str:
    """The text of the file that a button of the menu saves."""
    if not page.locator("#save-button").is_visible():
        page.locator("#more-button").click()
    page.locator("#save-button").click()
    with page.expect_download() as download:
        page.locator(button).click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("view", ["people", "bodies", "topics", "meetings"])
def test_a_drawing_holds_text_and_nothing_that_runs(hostile_page: Path, open_page: Any, tmp_path: Path, view: str) -> None:
    drawing = saved(open_page(hostile_page, address=f"view={view}"), "#save-svg")
    root = ElementTree.fromstring(drawing)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "foreignObject", "a", "image", "iframe", "set", "animate", "use"}
    assert not [name for element in root.iter() for name in element.attrib if name.lower().startswith("on") or "href" in name]
    shown = " ".join("".join(root.itertext()).split())
    assert "pwned" in shown
    file = tmp_path / "map.svg"
    file.write_text(drawing, encoding="utf-8")
    context = open_page.watch(open_page.browser.new_context(offline=True))
    open_page.files.add(file.as_uri())
    context.new_page().goto(file.as_uri())


@pytest.mark.parametrize("view", ["people", "bodies", "topics", "meetings"])
def test_no_cell_of_a_saved_table_is_a_formula(hostile_page: Path, open_page: Open, view: str) -> None:
    rows = list(csv.reader(io.StringIO(saved(open_page(hostile_page, address=f"view={view}&as=table"), "#save-csv"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == []


@pytest.fixture
def formulas_page(tmp_path: Path, world_graph: vjgraph.Graph) -> Path:
    """A page whose every name begins as a formula does."""
    store, starts = ox.Store(), itertools.cycle(["=", "+", "-", "@", "\t=", "\r="])
    for quad in sorted(world_graph.store, key=str):
        thing = quad.object
        if quad.predicate.value == expand("rdfs:label")[1:-1]:
            thing = ox.Literal(f"{next(starts)}cmd|' /C calc'!A0 {thing.value}", language="en")
        store.add(ox.Quad(quad.subject, quad.predicate, thing))
    write_page(tmp_path / "formulas.html", store, base=world_graph.settings.base, title="x")
    return tmp_path / "formulas.html"


@pytest.mark.parametrize("view", ["people", "bodies", "topics", "meetings"])
def test_a_name_that_begins_like_a_formula_is_none_in_a_saved_table(formulas_page: Path, open_page: Open, view: str) -> None:
    page = open_page(formulas_page, address=f"view={view}&as=table")
    rows = list(csv.reader(io.StringIO(saved(page, "#save-csv"))))
    assert any("calc" in cell for row in rows for cell in row)
    assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == []


# --- elsewhere: without scripts, in a notebook, in pyvis ---


def test_without_javascript_what_is_said_is_text_too(hostile_page: Path, worse_page: Path, open_page: Any) -> None:
    context = open_page.watch(open_page.browser.new_context(java_script_enabled=False, offline=True))
    for path in (hostile_page, worse_page):
        open_page.files.add(path.as_uri())
        page = context.new_page()
        page.goto(path.as_uri())
        told = page.locator("noscript")
        assert told.locator("script, img, svg, style, iframe, a[href^=javascript]").count() == 0
        assert "pwned()" in told.inner_text()


def test_in_a_notebook_what_is_said_is_text_too(hostile_graph: vjgraph.Graph, tmp_path: Path, open_page: Any) -> None:
    outer = tmp_path / "notebook.html"
    outer.write_text(f"<!doctype html><meta charset=utf-8>{hostile_graph.view()._repr_html_()}", encoding="utf-8")
    context = open_page.watch(open_page.browser.new_context(offline=True))
    open_page.files |= {outer.as_uri(), "about:srcdoc"}
    page = context.new_page()
    page.goto(outer.as_uri())
    frame = page.frames[1]
    frame.wait_for_function("window.vjgraph !== undefined")
    assert page.evaluate("document.querySelectorAll('body > *').length") == 1, "all of it is in the frame"
    assert frame.evaluate("document.querySelectorAll('script').length") == 3


@pytest.mark.parametrize("projection", ["people", "bodies", "topics", "meetings"])
def test_in_pyvis_what_is_said_is_text_too(hostile_graph: vjgraph.Graph, projection: str, open_page: Any, tmp_path: Path) -> None:
    network = hostile_graph.to_pyvis(projection)
    network.cdn_resources = "in_line"
    path = tmp_path / "pyvis.html"
    # pyvis asks two other hosts for styles that nothing here needs.
    written = re.sub(
        r'<(?:link|script)[^>]*?(?:href|src)="http[^>]*?>(?:</script>)?', "", network.generate_html(), flags=re.DOTALL
    )
    path.write_text(written, encoding="utf-8")
    context = open_page.watch(open_page.browser.new_context(offline=True))
    open_page.files.add(path.as_uri())
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("typeof network !== 'undefined'")
    for x in range(100, 1200, 150):
        for y in range(60, 700, 80):
            page.mouse.move(x, y)
    assert page.locator(".vis-tooltip a, .vis-tooltip img, .vis-tooltip script").count() == 0
