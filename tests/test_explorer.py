"""The page in a real browser, cut off from the network: what is drawn, told, found, filtered, and what never runs."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from vjgraph.explorer import write_page
from vjgraph.names import fold
from vjgraph.pipeline import check_project, derive
from vjgraph.settings import read_settings
from vjgraph.vocabulary import DATA, EDTF, expand

FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run --disable-component-update --disable-sync"
DESK, PHONE = (1280, 720), (390, 844)
ROE, DOE, POE = "person/jane-roe", "person/john-doe", "person/ann-poe"
CALL, LEAGUE = "event/roe-doe-2019", "event/delegation-league-2019"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        missing = "there is no Chromium on this machine: the page is not tried"
        if os.environ.get("VJGRAPH_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path, browser_store: ox.Store) -> Iterator[Open]:
    """Write the page of a graph and open it, offline; in the end nothing else was asked for and nothing complained."""
    contexts, requests, complaints = [], [], []

    def opened(
        *, store: ox.Store = browser_store, base: str = DATA, title: str = "world", at: str = "", size: tuple[int, int] = DESK,
        dark: bool = False, touch: bool = False,
    ) -> Page:  # fmt: skip
        file = tmp_path / "graph.html"
        write_page(file, store, base=base, title=title)
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light", has_touch=touch,
            reduced_motion="reduce",
        )  # fmt: skip
        context.set_offline(True)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text) if "getImageData" not in message.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.add_init_script("window.hacked = () => { window.hackedTimes = (window.hackedTimes ?? 0) + 1 }")
        page.goto(file.as_uri() + (f"#{at}" if at else ""))
        page.wait_for_function("window.vjgraph !== undefined")
        settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert {url.partition("#")[0] for url in requests} <= {(tmp_path / "graph.html").as_uri()}
    assert complaints == []


def settle(page: Page) -> None:
    """Let the frames pass in which the canvas takes its size and is drawn."""
    page.evaluate(
        "() => new Promise((done) => { let n = 6; const next = () => (n-- ? requestAnimationFrame(next) : done()); next(); })"
    )


def centre(page: Page, id: str) -> tuple[float, float]:
    """Where a node stands in the window."""
    at = page.evaluate("(id) => vjgraph.network.canvasToDOM(vjgraph.network.getPosition(id))", id)
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def on_edge(page: Page, id: str) -> tuple[float, float]:
    """A point of the window at which an edge, and no node, is."""
    at = page.evaluate(
        """(id) => {
          const { from, to } = vjgraph.data.edges.find((edge) => edge.id === id);
          const [a, b] = [from, to].map((end) => vjgraph.network.getPosition(end));
          const boxes = vjgraph.data.nodes.map((node) => vjgraph.extentOf(node.id));
          for (let part = 0.08; part < 0.95; part += 0.01) {
            for (let dy = -40; dy <= 40; dy += 1) {
              const point = { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part + dy };
              const beside = (box) => point.x < box.left - 8 || point.x > box.right + 8;
              const free = boxes.every((box) => beside(box) || point.y < box.top - 8 || point.y > box.bottom + 8);
              const DOM = vjgraph.network.canvasToDOM(point);
              const [x, y] = [Math.round(DOM.x), Math.round(DOM.y)];
              const around = [[0, 0], [2, 0], [-2, 0], [0, 2], [0, -2]];
              if (free && around.every(([dx, dy]) => vjgraph.network.getEdgeAt({ x: x + dx, y: y + dy }) === id)) return { x, y };
            }
          }
          return null;
        }""",
        id,
    )
    assert at, f"{id} is nowhere to be clicked"
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def colour_at(page: Page, x: float, y: float) -> str:
    """The colour that the canvas has at a point of the window."""
    return str(
        page.evaluate(
            """([x, y]) => {
              const canvas = document.querySelector("#canvas canvas");
              const box = canvas.getBoundingClientRect();
              const scale = canvas.width / box.width;
              const [r, g, b] = canvas.getContext("2d").getImageData((x - box.left) * scale, (y - box.top) * scale, 1, 1).data;
              return "#" + [r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("");
            }""",
            [x, y],
        )
    )


def shown(page: Page) -> set[str]:
    """The nodes that vis-network draws."""
    return set(page.evaluate("vjgraph.nodes.get({ filter: (node) => !node.hidden }).map((node) => node.id)"))


def shown_edges(page: Page) -> set[str]:
    """The edges that vis-network draws."""
    visible = (
        "vjgraph.edges.get({ filter: (e) => !e.hidden && !vjgraph.nodes.get(e.from).hidden && !vjgraph.nodes.get(e.to).hidden })"
    )
    return set(page.evaluate(f"{visible}.map((edge) => edge.id)"))


def click(page: Page, id: str) -> Locator:
    """Click on a node; the panel."""
    page.mouse.click(*centre(page, id))
    settle(page)
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    return panel


def overlaps(page: Page) -> list[tuple[str, str]]:
    """The nodes that lie on each other, names included."""
    boxes = page.evaluate("Object.fromEntries(vjgraph.data.nodes.map((node) => [node.id, vjgraph.extentOf(node.id)]))")
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes.items(), 2)
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]


# --- what is drawn ---


def test_everything_is_drawn_and_in_sight(open_page: Open) -> None:
    page = open_page()
    assert len(shown(page)) == 17
    assert len(shown_edges(page)) == 15
    for id in shown(page):
        x, y = centre(page, id)
        assert 0 < x < 1280
        assert 50 < y < 690


@pytest.mark.parametrize("size", [DESK, PHONE, (820, 1180)])
def test_no_name_lies_on_another(open_page: Open, size: tuple[int, int]) -> None:
    assert overlaps(open_page(size=size)) == []


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_no_name_lies_on_another_in_the_graph_of_this_repository(open_page: Open, size: tuple[int, int]) -> None:
    project = Path(__file__).parents[1]
    checked, base = check_project(project), read_settings(project).base
    store = ox.Store()
    store.load(derive(checked, project=project, base=base).ntriples, format=ox.RdfFormat.N_TRIPLES)
    page = open_page(store=store, base=base, size=size)
    assert len(shown(page)) > 20
    assert overlaps(page) == []
    if size == DESK:
        assert page.evaluate("13 * vjgraph.network.getScale()") > 8, "names are too small to read"


def test_nodes_bear_the_colour_of_their_side(open_page: Open) -> None:
    page = open_page()
    colours = {
        id: colour_at(page, *centre(page, id))
        for id in (ROE, "organisation/aland", DOE, "person/dang-thi-anh", "organisation/sea-league")
    }
    assert colours == {
        ROE: "#1a6cb0",
        "organisation/aland": "#1a6cb0",
        DOE: "#c2472c",
        "person/dang-thi-anh": "#24825a",
        "organisation/sea-league": "#69727e",
    }


def test_classes_have_shapes_of_their_own(open_page: Open) -> None:
    page = open_page()
    scale = page.evaluate("vjgraph.network.getScale()")

    def corner(id: str) -> bool:
        """Whether a node fills the corner of the square round its glyph."""
        x, y = centre(page, id)
        return colour_at(page, x - 5.9 * scale, y - 5.9 * scale) == colour_at(page, x, y)

    assert (corner(ROE), corner("organisation/aland")) == (False, True)
    cards = {
        id: page.evaluate("(id) => vjgraph.extentOf(id)", id)
        for id in (CALL, "event/roe-beland-2019", "event/accord-signing-2019")
    }

    def filled(id: str, across: float) -> bool:
        """Whether a card is filled a little below its top edge, so far across."""
        at = {"x": cards[id]["left"] + across * (cards[id]["right"] - cards[id]["left"]), "y": cards[id]["top"] + 4}
        dom = page.evaluate("(at) => vjgraph.network.canvasToDOM(at)", at)
        box = page.locator("#canvas").bounding_box()
        assert box
        return colour_at(page, box["x"] + dom["x"], box["y"] + dom["y"]) == "#ffffff"

    assert {id: (filled(id, 0.015), filled(id, 0.985)) for id in cards} == {
        CALL: (True, True),
        "event/roe-beland-2019": (True, False),
        "event/accord-signing-2019": (False, False),
    }


def test_what_was_not_held_is_drawn_with_a_broken_border(open_page: Open) -> None:
    page = open_page()

    def border(id: str) -> float:
        """How much of the top border of a card is drawn."""
        colours = page.evaluate(
            """(id) => {
              const box = vjgraph.extentOf(id);
              const canvas = document.querySelector("#canvas canvas");
              const scale = canvas.width / canvas.getBoundingClientRect().width;
              const found = [];
              for (let part = 0.2; part < 0.8; part += 0.005) {
                const at = vjgraph.network.canvasToDOM({ x: box.left + (box.right - box.left) * part, y: box.top });
                const pixels = canvas.getContext("2d").getImageData(at.x * scale, at.y * scale - 1, 1, 3).data;
                found.push([0, 4, 8].some((at) => pixels[at + 3] > 128 && pixels[at] < 170));
              }
              return found;
            }""",
            id,
        )
        return sum(colours) / len(colours)

    assert border(CALL) == 1
    assert 0.3 < border("event/strait-dialogue-10") < 0.9
    assert 0.3 < border("event/besse-regatta") < 0.9


def test_lines_tell_counterparts_those_present_and_the_inferred_apart(open_page: Open) -> None:
    page = open_page()
    dashes = page.evaluate("Object.fromEntries(vjgraph.edges.get().map((edge) => [edge.id, edge.dashes]))")
    assert dashes[f"{CALL}/john-doe"] is False
    assert dashes[f"{CALL}/ann-poe"] == [9, 6]
    assert dashes[f"{LEAGUE}/jane-roe"] == [1, 5]


def test_two_facts_between_the_same_two_nodes_are_two_lines(open_page: Open) -> None:
    page = open_page()
    assert page.evaluate("(id) => vjgraph.network.getConnectedEdges(id)", POE).__len__() == 4
    one, other = (on_edge(page, f"{CALL}/ann-poe{end}") for end in ("", "~1"))
    assert one != other


# --- what is told ---


def test_a_click_on_a_node_tells_all_of_it(open_page: Open) -> None:
    page = open_page()
    panel = click(page, ROE)
    expect(panel.locator("h2")).to_have_text("Jane Roe")
    expect(panel.locator(".lead")).to_have_text("Minister of Foreign Affairs of Aland")
    expect(panel.locator(".chip.side")).to_have_text("Aland")
    expect(panel.locator(".forms .form")).to_have_text(["ジェーン・ロー", "Minister Roe", "Roe"])
    met = panel.locator(".section", has=page.locator("h3", has_text="Met")).locator(".fact")
    expect(met.filter(has_text="John Doe").locator(".sure")).to_have_text("Certainly met")
    doubt = met.filter(has_text="Sea League, 1 July 2019")
    expect(doubt.locator(".sure")).to_have_text("Possibly met")
    expect(doubt.locator(".because")).to_contain_text("as the named head of the delegation")


def test_a_click_on_a_name_is_a_click_on_its_node(open_page: Open) -> None:
    page = open_page()
    box = page.evaluate("(id) => vjgraph.extentOf(id)", ROE)
    x, y = centre(page, ROE)
    scale = page.evaluate("vjgraph.network.getScale()")
    page.mouse.click(x - (box["right"] - box["left"]) * scale * 0.6, y)
    expect(page.locator("#panel h2")).to_have_text("Jane Roe")


def test_every_fact_shows_its_words_paragraph_and_source(open_page: Open) -> None:
    page = open_page()
    fact = click(page, ROE).locator(".fact").first
    expect(fact.locator("q")).to_have_text("Jane Roe, foreign minister of Aland")
    expect(fact.locator("cite")).to_have_text("Roe calls on Doe — paragraph 1, Example Daily, 2 July 2019")
    link = fact.locator("cite a")
    expect(link).to_have_attribute("href", "https://example.org/daily/roe-calls-on-doe")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    bare = page.locator("#panel cite", has_text="undated-wire").first
    expect(bare).to_have_text("undated-wire — paragraph 1")
    expect(bare.locator("a")).to_have_count(0)


def test_a_meeting_tells_date_place_participants_and_statements(open_page: Open) -> None:
    page = open_page()
    panel = click(page, CALL)
    expect(panel.locator(".chip.kind")).to_have_text("meeting · courtesy call")
    expect(panel.locator(".because").first).to_contain_text("Monday before the day of publication")
    expect(panel.locator("h3")).to_have_text(["When and where", "Participants", "Said", "About", "Told in"])
    said = panel.locator(".section", has=page.locator("h3", has_text="Said"))
    expect(said.locator("h4")).to_have_text(["commitment", "ask"])
    expect(said.locator(".tag")).to_have_text(["accepts", "agrees", "jointly", "requests"])
    expect(said).to_contain_text("asks for patrols at sea by both coast guards")


def test_a_click_on_an_edge_tells_of_the_part(open_page: Open) -> None:
    page = open_page()
    page.mouse.click(*on_edge(page, f"{CALL}/ann-poe~1"))
    expect(page.locator("#panel h2")).to_have_text("Ann Poe at courtesy call of Jane Roe and John Doe")
    expect(page.locator("#panel .fact").first).to_contain_text("attendee and organiser")


def test_names_in_the_panel_lead_on_and_back_leads_back(open_page: Open) -> None:
    page = open_page()
    click(page, ROE)
    page.locator("#panel a.to", has_text="John Doe").first.click()
    expect(page.locator("#panel h2")).to_have_text("John Doe")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("Jane Roe")


def test_an_address_with_a_name_opens_it_and_one_without_sense_opens_nothing(open_page: Open) -> None:
    page = open_page(at="person%2Fann-poe")
    expect(page.locator("#panel h2")).to_have_text("Ann Poe")
    for nothing in ("nobody", "%E0%A4%A", "__proto__"):
        page.evaluate("(hash) => { location.hash = hash }", nothing)
        expect(page.locator("#panel")).to_be_hidden()


def test_what_is_open_comes_into_sight_beside_the_panel(open_page: Open) -> None:
    page = open_page()
    for _ in range(4):
        page.locator("#zoom-in").click()
    for id in ("organisation/sea-league", "organisation/ministry-of-foreign-affairs-of-aland"):
        page.evaluate("(id) => { location.hash = id }", id)
        settle(page)
        box = page.evaluate("(id) => vjgraph.extentOf(id)", id)
        left, right = (
            page.evaluate("(at) => vjgraph.network.canvasToDOM(at)", {"x": box[end], "y": 0})["x"] for end in ("left", "right")
        )
        assert left >= 0
        assert right <= 1280 - 392


def test_closing_leaves_the_graph_as_it_was(open_page: Open) -> None:
    page = open_page()
    before = page.evaluate("vjgraph.network.getScale()")
    click(page, ROE)
    page.locator("#panel .close").click()
    expect(page.locator("#panel")).to_be_hidden()
    page.mouse.click(20, 400)
    click(page, DOE)
    page.mouse.click(10, 640)
    expect(page.locator("#panel")).to_be_hidden()
    page.locator("#zoom-all").click()
    assert page.evaluate("vjgraph.network.getScale()") == pytest.approx(before)


def test_a_canvas_that_grows_or_shrinks_keeps_its_zoom_and_its_middle(open_page: Open) -> None:
    page = open_page()
    for _ in range(2):
        page.locator("#zoom-in").click()
    settle(page)
    view = "[vjgraph.network.getScale(), vjgraph.network.getViewPosition().x, vjgraph.network.getViewPosition().y]"
    before = page.evaluate(view)
    page.set_viewport_size({"width": 1100, "height": 640})
    settle(page)
    assert page.evaluate(view) == pytest.approx(before)


def test_pointing_at_a_node_or_edge_says_in_a_word_what_it_is(open_page: Open) -> None:
    page = open_page()
    tip = page.locator("#tip")
    expect(tip).to_be_hidden()
    page.mouse.move(*centre(page, DOE))
    expect(tip).to_be_visible()
    expect(tip.locator("p")).to_have_text(["John Doe", "President of Beland"])
    page.mouse.move(*on_edge(page, f"{LEAGUE}/jane-roe"))
    expect(tip.locator("p").first).to_have_text("Jane Roe: guest")
    expect(tip.locator("p").last).to_contain_text("inferred: as the named head")
    page.mouse.move(8, 60)
    expect(tip).to_be_hidden()


def test_what_is_pointed_at_stands_out(open_page: Open) -> None:
    page = open_page()
    before = colour_at(page, *centre(page, "person/dang-thi-anh"))
    page.mouse.move(*centre(page, DOE))
    settle(page)
    assert colour_at(page, *centre(page, "person/dang-thi-anh")) != before
    assert colour_at(page, *centre(page, ROE)) == "#1a6cb0", "a counterpart stays bright"


# --- keyboard ---


def test_arrows_go_from_node_to_node_and_enter_opens(open_page: Open) -> None:
    page = open_page()
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowDown")
    page.evaluate("(id) => { vjgraph.scene.focus = id }", ROE)
    page.keyboard.press("ArrowRight")
    at = page.evaluate("vjgraph.scene.focus")
    assert at.startswith("event/")
    expect(page.locator("#live")).to_contain_text("2019")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#canvas")).to_be_focused()


def test_every_node_is_reached_by_arrows(open_page: Open) -> None:
    page = open_page()
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowDown")
    reached, todo = set(), [page.evaluate("vjgraph.scene.focus")]
    while todo:
        at = todo.pop()
        if at in reached:
            continue
        reached.add(at)
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            page.evaluate("(id) => { vjgraph.scene.focus = id }", at)
            page.keyboard.press(key)
            todo.append(page.evaluate("vjgraph.scene.focus"))
    assert reached == shown(page)


def test_e_goes_through_the_edges_of_a_node(open_page: Open) -> None:
    page = open_page()
    page.locator("#canvas").focus()
    page.evaluate("(id) => { vjgraph.scene.focus = id }", POE)
    seen = []
    for _ in range(4):
        page.keyboard.press("e")
        seen.append(page.evaluate("vjgraph.scene.focus"))
    assert set(seen) == set(page.evaluate("(id) => vjgraph.network.getConnectedEdges(id)", POE))
    page.keyboard.press("Enter")
    expect(page.locator("#panel .chip.kind")).to_have_text("office")


def test_plus_minus_and_nought_zoom(open_page: Open) -> None:
    page = open_page()
    page.locator("#canvas").focus()
    scale = "vjgraph.network.getScale()"
    whole = page.evaluate(scale)
    page.keyboard.press("+")
    assert page.evaluate(scale) > whole
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate(scale) < whole
    page.keyboard.press("0")
    assert page.evaluate(scale) == pytest.approx(whole)


def test_a_slash_leads_to_the_search(open_page: Open) -> None:
    page = open_page()
    page.locator("#canvas").focus()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_have_value("")


# --- legend ---


def test_the_legend_tells_and_counts_every_colour_shape_and_line(open_page: Open) -> None:
    page = open_page()
    keys = {key.get_attribute("data-filter"): key.inner_text().split("\n") for key in page.locator("#legend .key").all()}
    assert {name: words[-1].strip() for name, words in keys.items()} == {
        "side:organisation/aland": "4", "side:organisation/beland": "4", "side:organisation/cerland": "1", "side:": "2",
        "class:person": "6", "class:body": "5", "class:meeting": "3", "class:visit": "1", "class:event": "2",
        "status:planned": "1", "status:cancelled": "1",
        "edge:counterpart": "6", "edge:present": "4", "edge:inferred": "1", "edge:office": "4",
    }  # fmt: skip


def test_a_click_in_the_legend_hides_and_another_shows(open_page: Open) -> None:
    page = open_page()
    everything = shown(page)
    key = page.locator('#legend [data-filter="side:organisation/beland"]')
    key.click()
    expect(key).to_have_attribute("aria-pressed", "false")
    assert everything - shown(page) == {DOE, POE, "person/jim-loe", "organisation/coast-guard-of-beland"}
    assert not any("john-doe" in edge for edge in shown_edges(page))
    key.click()
    assert shown(page) == everything


def test_what_is_hidden_is_neither_hit_nor_told_on_pointing(open_page: Open) -> None:
    page = open_page()
    at = centre(page, POE)
    page.locator('#legend [data-filter="class:person"]').click()
    page.mouse.move(*at)
    page.mouse.click(*at)
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#tip")).to_be_hidden()


def test_an_occasion_goes_with_the_last_of_those_who_took_part(open_page: Open) -> None:
    page = open_page()
    page.locator('#legend [data-filter="side:organisation/cerland"]').click()
    assert "event/accord-signing-2019" not in shown(page)
    assert "event/besse-regatta" in shown(page), "nobody took part in it"


@pytest.mark.parametrize(
    ("filter", "gone"),
    [
        ("status:planned", {"event/strait-dialogue-10"}),
        ("class:event", {"event/accord-signing-2019", "event/besse-regatta"}),
        ("class:visit", {"event/roe-beland-2019"}),
    ],
)
def test_classes_and_states_are_filtered(open_page: Open, filter: str, gone: set[str]) -> None:
    page = open_page()
    everything = shown(page)
    page.locator(f'#legend [data-filter="{filter}"]').click()
    assert everything - shown(page) == gone


def test_lines_are_filtered_without_their_ends(open_page: Open) -> None:
    page = open_page()
    nodes, edges = shown(page), shown_edges(page)
    page.locator('#legend [data-filter="edge:inferred"]').click()
    assert shown(page) == nodes
    assert edges - shown_edges(page) == {f"{LEAGUE}/jane-roe"}


# --- search ---

ASKED = {
    "dang thi anh": "Đặng Thị Ánh",
    "ĐẶNG": "Đặng Thị Ánh",
    "anh dang": "Đặng Thị Ánh",
    "roe jane": "Jane Roe",
    "ジェーン": "Jane Roe",
    "anna": "Ann Poe",
    "ambassador": "Đặng Thị Ánh",
    "chief pilot": "Ann Poe",
    "sea lea": "Sea League",
    "the SeaLeague": "Sea League",
    "Prof. Dr. ROE, Jane": "Jane Roe",
    "courtesy": "Courtesy call of Jane Roe and John Doe",
    "delegation": "delegation of Ministry of Foreign Affairs of Aland",
}
"""What is asked, and what should come first."""


def test_search_knows_every_form_of_a_name_without_case_and_diacritics(open_page: Open) -> None:
    page = open_page()
    first = {}
    for asked in ASKED:
        page.locator("#search").fill(asked)
        first[asked] = page.locator("#found .label").first.inner_text()
    assert first == ASKED


@pytest.fixture(scope="module")
def named_store(identity: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """A graph of the people of the measure of identity."""
    return identity.build_graph(tmp_path_factory.mktemp("identity")).store


def test_search_finds_a_person_by_every_written_form_of_the_name(
    open_page: Open, named_store: ox.Store, identity: ModuleType
) -> None:
    page = open_page(store=named_store)
    variants = identity.read_variants()
    found = page.evaluate("(forms) => forms.map(vjgraph.find)", [variant.form for variant in variants])
    assert {
        variant: answers[:2]
        for variant, answers in zip(variants, found, strict=True)
        if [one["id"] for one in answers if one["score"] == answers[0]["score"]] != [f"person/{variant.person}"]
    } == {}


def test_search_takes_no_look_alike_for_a_whole_name(open_page: Open, named_store: ox.Store, identity: ModuleType) -> None:
    """What is typed may be the beginning of a name; as a whole name it is nobody else's, nor is it with other diacritics."""
    page = open_page(store=named_store)
    lookalikes = identity.read_lookalikes()
    found = page.evaluate("(forms) => forms.map(vjgraph.find)", [alike.form for alike in lookalikes])
    wrong = {}
    for alike, answers in zip(lookalikes, found, strict=True):
        never = f"person/{alike.never}"
        whole = {one["id"] for one in answers if one["score"] < 1}
        if whole == {never} or (alike.kind in ("tones", "đ") and not alike.means and never in {one["id"] for one in answers}):
            wrong[alike] = answers
    assert wrong == {}


def test_an_office_before_part_of_a_name_finds_nobody_of_that_name(open_page: Open) -> None:
    """There is a John Doe, but President Doe may be another."""
    page = open_page()
    found = page.evaluate(
        "['General Doe', 'Prime Minister John Doe', 'Prime Minister Doe'].map((asked) => vjgraph.find(asked)[0]?.id)"
    )
    assert found == ["person/john-doe", "person/john-doe", None]


def test_a_name_that_was_meant_stands_before_one_that_only_holds_it(open_page: Open) -> None:
    page = open_page()
    page.locator("#search").fill("doe")
    expect(page.locator("#found .label").first).to_have_text("John Doe")


def test_search_is_worked_by_keyboard_and_says_so_to_those_who_hear_it(open_page: Open) -> None:
    page = open_page()
    box = page.locator("#search")
    box.fill("poe")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "found-0")
    box.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Ann Poe")
    expect(page.locator("#found")).to_be_hidden()


def test_search_that_finds_nothing_says_so_and_escape_empties_it(open_page: Open) -> None:
    page = open_page()
    page.locator("#search").fill("zzz")
    expect(page.locator("#found")).to_have_text("Nothing of that name")
    page.locator("#search").press("Escape")
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator("#found")).to_be_hidden()


def test_what_is_searched_is_shown_though_it_was_filtered_out(open_page: Open) -> None:
    page = open_page()
    page.locator('#legend [data-filter="side:organisation/beland"]').click()
    page.locator("#search").fill("doe")
    page.locator("#found [role=option]").first.click()
    expect(page.locator("#panel h2")).to_have_text("John Doe")
    assert DOE in shown(page)
    expect(page.locator('#legend [data-filter="side:organisation/beland"]')).to_have_attribute("aria-pressed", "true")


def test_the_page_folds_names_as_the_graph_does(open_page: Open) -> None:
    page = open_page()
    names = [
        "Đặng  Thùy-Trâm",
        "ASEAN’s",
        "ADMM+",
        "Straße",
        "İstanbul",
        "岸田 文雄",
        "ｶﾅ",
        "ガンジー",
        "O’Neill",
        "a\u200bb",
        "ﬁsh",
        "Łódź",
        "x_y",
        "½",
    ]
    letters = [chr(code) for code in (*range(0x21, 0x600), *range(0xE00, 0xE80), *range(0x1E00, 0x2080), *range(0x3040, 0x3100))]
    names += [f"a{letter}b" for letter in letters if unicodedata.category(letter) != "Cn"]
    assert page.evaluate("(names) => names.map(vjgraph.fold)", names) == [fold(name) for name in names]


# --- table ---


def rows(page: Page) -> list[str]:
    return page.locator("#table tbody th").all_inner_texts()


def test_the_table_tells_every_occasion_as_text(open_page: Open) -> None:
    page = open_page()
    page.locator("#show-table").click()
    expect(page.locator("#graph")).to_be_hidden()
    expect(page.locator("#table caption")).to_have_text("6 meetings, visits and other events")
    assert rows(page)[-1] == "Besse Regatta", "what is undated stands last"
    row = page.locator("#table tr", has_text="Courtesy call")
    expect(row.locator("td").first).to_have_text("1 Jul 2019")
    expect(row).to_contain_text("Besse")
    expect(row.locator("li")).to_have_text(["Ann Poe attendee", "Jane Roe guest", "John Doe host"])


def test_the_table_is_sorted_by_any_column_both_ways(open_page: Open) -> None:
    page = open_page()
    page.locator("#show-table").click()
    what = page.locator("#table th button", has_text="What")
    what.click()
    expect(page.locator("#table thead th").nth(1)).to_have_attribute("aria-sort", "ascending")
    up = rows(page)
    assert up == sorted(up, key=str.casefold)
    page.locator("#table th button", has_text="What").click()
    assert rows(page) == up[::-1]
    expect(page.locator("#table thead th").nth(1)).to_have_attribute("aria-sort", "descending")


def test_the_table_opens_what_it_lists_and_heeds_the_legend(open_page: Open) -> None:
    page = open_page()
    page.locator("#show-table").click()
    page.locator("#table li a", has_text="John Doe").first.click()
    expect(page.locator("#panel h2")).to_have_text("John Doe")
    page.locator('#legend [data-filter="class:meeting"]').click()
    assert rows(page) == ["Roe's visit to Beland", "Signing of the Fisheries Accord", "Besse Regatta"]
    page.locator("#show-graph").click()
    expect(page.locator("#canvas canvas")).to_be_visible()
    settle(page)
    assert CALL not in shown(page)


# --- phone, dark, large ---


def test_a_phone_shows_all_across_with_names_to_be_read(open_page: Open) -> None:
    page = open_page(size=PHONE, touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("13 * vjgraph.network.getScale()") > 9
    for id in shown(page):
        box = page.evaluate("(id) => vjgraph.extentOf(id)", id)
        for end in ("left", "right"):
            assert -1 <= page.evaluate("(x) => vjgraph.network.canvasToDOM({ x, y: 0 }).x", box[end]) <= 391


def test_a_phone_is_worked_by_touch(open_page: Open) -> None:
    page = open_page(size=PHONE, touch=True)
    page.touchscreen.tap(*centre(page, DOE))
    expect(page.locator("#panel h2")).to_have_text("John Doe")
    panel = page.locator("#panel").bounding_box()
    assert panel
    assert panel["width"] == 390
    assert panel["y"] > 200, "the graph is still in sight"
    page.locator("#panel .close").tap()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#legend .key").first).to_be_hidden()
    page.locator("#legend .fold").tap()
    page.locator('#legend [data-filter="class:person"]').tap()
    assert DOE not in shown(page)
    page.locator("#show-table").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#table tbody tr").first).to_be_visible()


def test_turning_a_phone_places_everything_anew(open_page: Open) -> None:
    page = open_page(size=PHONE)
    tall = page.evaluate("vjgraph.network.getPositions()")
    page.set_viewport_size({"width": 844, "height": 390})
    settle(page)
    assert page.evaluate("vjgraph.network.getPositions()") != tall
    assert overlaps(page) == []
    for id in shown(page):
        assert 0 < centre(page, id)[0] < 844


def test_dark_is_dark_and_light_is_light_and_the_page_follows(open_page: Open) -> None:
    page = open_page(dark=True)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"
    assert colour_at(page, *centre(page, ROE)) == "#6db3f2"
    page.emulate_media(color_scheme="light")
    settle(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(246, 247, 249)"
    assert colour_at(page, *centre(page, ROE)) == "#1a6cb0"


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(open_page: Open, dark: bool) -> None:
    page = open_page(dark=dark, at=ROE)
    for name, ground in (
        ("ink", "card"),
        ("ink", "page"),
        ("muted", "card"),
        ("muted", "page"),
        ("accent", "card"),
        ("doubt", "card"),
        ("ink", "chip"),
    ):
        pair = page.evaluate(
            "(names) => names.map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim())",
            [f"--{name}", f"--{ground}"],
        )
        assert contrast(*pair) >= 4.5, (name, ground, pair)
    for side in range(3):
        pair = page.evaluate(
            "(names) => names.map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim())",
            [f"--side-{side}", "--card"],
        )
        assert contrast(*pair) >= 4.5, (side, pair)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2 measures it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_an_empty_graph_is_an_empty_page(open_page: Open) -> None:
    page = open_page(store=ox.Store())
    expect(page.locator("#summary")).to_have_text("nothing yet")
    page.locator("#show-table").click()
    expect(page.locator("#table caption")).to_have_text("0 meetings, visits and other events")
    page.locator("#show-graph").click()
    page.locator("#zoom-all").click()


# --- what must never run ---

HOSTILE = (
    "<script>hacked()</script>",
    "</script><script>hacked()</script>",
    "<img src=x onerror=hacked()>",
    '"><svg onload=hacked()>',
    '<a href="javascript:hacked()">href</a>',
    "javascript:hacked()",
    "\u2028hacked()\u2029",
    "\u202egnp.exe\u202d",
    "</title><style>*{display:none}</style>",
    "<!--<script>",
    "$data ${script} {{hacked()}}",
    "']);hacked();([' \\",
    "long " + "W" * 4000,
)


@pytest.fixture
def hostile_store(browser_store: ox.Store) -> ox.Store:
    """The same graph, with something hostile in every text, date and address."""
    store = ox.Store()
    string, tagged = "http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    for number, quad in enumerate(sorted(browser_store, key=str)):
        thing, evil = quad.object, HOSTILE[number % len(HOSTILE)]
        if isinstance(thing, ox.Literal) and thing.datatype.value in (string, tagged, EDTF):
            text = f"{thing.value} {evil}"
            thing = ox.Literal(text, language=thing.language) if thing.language else ox.Literal(text, datatype=thing.datatype)
        elif quad.predicate.value in (expand("schema:url")[1:-1], expand("owl:sameAs")[1:-1]):
            thing = ox.NamedNode("javascript:hacked()")
        store.add(ox.Quad(quad.subject, quad.predicate, thing))
    return store


def assert_unhurt(page: Page) -> None:
    assert page.evaluate("window.hackedTimes") is None
    assert page.locator("script").count() == 3
    assert page.locator("style").count() == 1
    assert page.locator("img, svg, iframe, object, embed, link[rel=stylesheet]").count() == 0
    assert page.locator("[onerror], [onload], [onclick]").count() == 0
    assert all(re.match(r"#|https?://", link.get_attribute("href") or "") for link in page.locator("a").all())


def test_nothing_that_a_source_says_is_run(open_page: Open, hostile_store: ox.Store) -> None:
    page = open_page(store=hostile_store, title="</title><script>hacked()</script>")
    assert_unhurt(page)
    for id in sorted(shown(page)):
        page.mouse.move(*centre(page, id))
        assert_unhurt(page)
        click(page, id)
        expect(page.locator("#panel h2")).not_to_be_empty()
        assert_unhurt(page)
    for id in sorted(shown_edges(page)):
        page.evaluate("(id) => { location.hash = encodeURIComponent(id) }", id)
        expect(page.locator("#panel h2")).not_to_be_empty()
        for more in page.locator("#panel summary").all():
            more.evaluate("(summary) => { summary.parentElement.open = true }")
        assert_unhurt(page)
    for asked in ("script", "hacked", "<img", "$data", "roe"):
        page.locator("#search").fill(asked)
        assert_unhurt(page)
    page.locator("#search").press("Escape")
    page.locator("#show-table").click()
    assert_unhurt(page)


def test_what_a_source_says_is_shown_as_it_stands(open_page: Open, hostile_store: ox.Store) -> None:
    page = open_page(store=hostile_store, title="<b>bold</b>")
    expect(page.locator("h1")).to_have_text("<b>bold</b>")
    told = ""
    for id in sorted(shown(page)):
        page.evaluate("(id) => { location.hash = encodeURIComponent(id) }", id)
        settle(page)
        told += page.locator("#panel").text_content() or ""
    for evil in HOSTILE[:6]:
        assert evil in told, evil


def test_very_long_names_break_nothing(open_page: Open, hostile_store: ox.Store) -> None:
    for size in (DESK, PHONE):
        page = open_page(store=hostile_store, size=size)
        assert overlaps(page) == []
        click(page, ROE)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.evaluate("(() => { const p = document.getElementById('panel'); return p.scrollWidth <= p.clientWidth; })()")
        page.locator("#show-table").click()
        assert page.evaluate("(() => { const t = document.getElementById('table'); return t.scrollWidth <= t.clientWidth; })()")


def test_a_name_is_cut_where_its_room_ends(open_page: Open, browser_store: ox.Store) -> None:
    store = ox.Store()
    guard = ox.NamedNode(f"{DATA}organisation/coast-guard-of-beland")
    for quad in browser_store:
        label = quad.subject == guard and quad.predicate.value == expand("rdfs:label")[1:-1]
        store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("W" * 300, language="en") if label else quad.object))
    page = open_page(store=store)
    ink = page.evaluate(
        """(id) => {
          const box = vjgraph.extentOf(id);
          const end = vjgraph.network.canvasToDOM({ x: box.right, y: (box.top + box.bottom) / 2 });
          const canvas = document.querySelector("#canvas canvas");
          const scale = canvas.width / canvas.getBoundingClientRect().width;
          const count = (from) => {
            const place = [end.x + from, end.y - 12, 30, 24].map((part) => part * scale);
            const { data } = canvas.getContext("2d").getImageData(...place);
            return data.filter((_, at) => at % 4 === 3 && data[at] > 0).length;
          };
          return [count(-34), count(4)];
        }""",
        guard.value.removeprefix(DATA),
    )
    assert ink[0] > 0
    assert ink[1] == 0


def test_the_policy_keeps_what_it_does_not_know_from_running(chromium: Browser, tmp_path: Path, browser_store: ox.Store) -> None:
    file = tmp_path / "graph.html"
    write_page(file, browser_store, base=DATA, title="world")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    refused = page.evaluate(
        """() => new Promise((done) => {
          const refused = new Set();
          document.addEventListener("securitypolicyviolation", (event) => {
            refused.add(event.effectiveDirective);
            if (refused.size === 4) done([...refused].sort());
          });
          const script = document.createElement("script");
          script.textContent = "window.hackedTimes = 1";
          const image = document.createElement("img");
          image.setAttribute("onerror", "window.hackedTimes = 1");
          image.src = "https://example.org/spy.png";
          document.body.append(script, image);
          fetch("https://example.org/spy").catch(() => {});
        })"""
    )
    assert refused == ["connect-src", "img-src", "script-src-attr", "script-src-elem"]
    assert page.evaluate("window.hackedTimes") is None
    context.close()


def test_ids_may_hold_what_addresses_may_hold(open_page: Open, browser_store: ox.Store) -> None:
    store = ox.Store()
    for quad in browser_store:
        store.add(ox.Quad(*(odd(term) for term in (quad.subject, quad.predicate, quad.object))))
    page = open_page(store=store)
    page.locator("#search").fill("jane roe")
    page.locator("#found [role=option]").first.click()
    expect(page.locator("#panel h2")).to_have_text("Jane Roe")
    page.reload()
    expect(page.locator("#panel h2")).to_have_text("Jane Roe")


def odd(term: Any) -> Any:
    """An identifier with letters in it that are escaped in addresses."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(f"{DATA}person/"):
        return ox.NamedNode(term.value + "&'%25;é#x")
    return term
