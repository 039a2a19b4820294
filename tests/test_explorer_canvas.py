"""What the page draws, in a real browser: where things stand, what is bright, what is hit, by mouse, finger and keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from vjgraph.explorer import write_page
from vjgraph.vocabulary import DATA, PREFIXES

Open = Callable[..., Page]
VIEWS = ("people", "bodies", "topics", "meetings")
PAGES = ("five_page", "example_page", "world_page")
ROE, OSZKA, THORNE, SARN = (f"person/{name}" for name in ("jane-roe", "verel-oszka", "edmund-thorne", "rolf-sarn"))
NARROWED = {
    "people": "from=2021-01-01&to=2021-12-31&undated=false",
    "bodies": "view=bodies&around=organisation/coast-guard-of-aland&hops=1",
    "topics": "view=topics&around=person/jane-roe&hops=1",
    "meetings": "view=meetings&around=person/rolf-sarn&hops=1",
}


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest) -> Path:
    """The file of each of the pages."""
    found: Path = request.getfixturevalue(request.param)
    return found


def scale(page: Page) -> float:
    return float(page.evaluate("vjgraph.network.getScale()"))


def out_of_sight(page: Page) -> list[str]:
    """The nodes that are not whole on the canvas, name included."""
    found: list[str] = page.evaluate(
        """() => {
          const [width, height] = [document.querySelector("#canvas").clientWidth, document.querySelector("#canvas").clientHeight];
          const at = (x, y) => vjgraph.network.canvasToDOM({ x, y });
          return vjgraph.nodes.getIds().filter((id) => {
            const box = vjgraph.extentOf(id);
            const [from, to] = [at(box.left, box.top), at(box.right, box.bottom)];
            return from.x < 0 || from.y < 0 || to.x > width || to.y > height;
          });
        }"""
    )
    return found


def scene(page: Page) -> dict[str, Any]:
    """The nodes and edges that the filters leave."""
    return dict(
        page.evaluate("(({ nodes, edges }) => ({ nodes, edges: edges.map(({ units, ...edge }) => edge) }))(vjgraph.scene())")
    )


# --- where things stand ---


def test_in_each_view_all_is_in_sight_and_no_name_lies_on_another(path: Path, open_page: Open, look: Any) -> None:
    page = open_page(path)
    for view in VIEWS:
        page.evaluate("(view) => vjgraph.update({ view })", view)
        look.settle(page)
        assert look.overlaps(page) == [], view
        assert out_of_sight(page) == [], view
        assert scale(page) * 13 >= 8, view
        boxes = page.evaluate("vjgraph.nodes.getIds().map((id) => vjgraph.extentOf(id))")
        for badge in page.evaluate("vjgraph.badges()"):
            on = [box for box in boxes if box["left"] < badge["x"] < box["right"] and box["top"] < badge["y"] < box["bottom"]]
            assert view == "meetings" or not on, f"{view}: a number lies on a name"


def test_on_a_phone_no_name_lies_on_another_and_all_can_be_read(path: Path, open_page: Open, look: Any) -> None:
    page = open_page(path, phone=True)
    for view in VIEWS:
        page.evaluate("(view) => vjgraph.update({ view })", view)
        look.settle(page)
        assert look.overlaps(page) == [], view
        assert scale(page) * 13 >= 9, view


@pytest.mark.parametrize("view", VIEWS)
def test_what_filters_leave_is_stacked_anew_larger_and_without_overlap(
    example_page: Path, view: str, open_page: Open, look: Any
) -> None:
    whole = open_page(example_page, address=f"view={view}")
    page = open_page(example_page, address=NARROWED[view])
    assert 0 < len(look.shown(page)) < 0.6 * len(look.shown(whole))
    assert look.overlaps(page) == []
    assert out_of_sight(page) == []
    assert scale(page) >= max(1.1, scale(whole))


def test_what_was_stacked_anew_stands_so_again_and_what_is_whole_stands_as_before(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page)
    first = page.evaluate("vjgraph.positions()")
    narrow = "vjgraph.update({ from: '2021-01-01', to: '2021-12-31', undated: false }); vjgraph.positions()"
    wide = "vjgraph.update({ from: '', to: '', undated: true }); vjgraph.positions()"
    narrowed = page.evaluate(narrow)
    assert narrowed != first
    assert page.evaluate(wide) == first
    assert page.evaluate(narrow) == narrowed


def test_sides_stand_apart_in_the_frame_of_their_community(path: Path, open_page: Open) -> None:
    page = open_page(path)
    at = page.evaluate("vjgraph.positions()")
    frames = page.evaluate("vjgraph.frames()")
    assert frames
    columns: Counter[tuple[str, int]] = Counter()
    for node in scene(page)["nodes"]:
        (frame,) = [frame for frame in frames if frame["community"] == node["community"]]
        x, y = at[node["id"]]["x"], at[node["id"]]["y"]
        assert frame["left"] < x < frame["right"]
        assert frame["top"] < y < frame["bottom"]
        assert (x < (frame["left"] + frame["right"]) / 2) == (node["column"] < 0)
        columns[node["side"], node["column"]] += 1
    two: Counter[str] = Counter()
    for (side, _), number in columns.items():
        two[side] += number
    (first, _), (second, _) = two.most_common(2)
    assert {column for side, column in columns if side == first} != {column for side, column in columns if side == second}


def test_the_data_sets_hold_what_is_shown_and_nothing_else(example_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(example_page)
    for patch in ("{ hide: new Set(['class:body']) }", "{ hide: new Set(), sure: 'certain' }", "{ sure: '', view: 'bodies' }"):
        page.evaluate(f"vjgraph.update({patch})")
        left = scene(page)
        assert look.shown(page) == {node["id"] for node in left["nodes"]} == set(page.evaluate("vjgraph.positions()"))
        assert set(page.evaluate("vjgraph.edges.getIds()")) == {edge["id"] for edge in left["edges"]}


def test_an_edge_that_rests_on_more_than_one_thing_tells_how_many(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page)
    counts = {edge["id"]: edge["count"] for edge in scene(page)["edges"] if edge["count"] > 1}
    assert counts[f"{ROE}~{OSZKA}"] == 3
    assert {badge["id"]: badge["count"] for badge in page.evaluate("vjgraph.badges()")} == counts


def test_a_path_runs_from_left_to_right_and_on_a_phone_downwards(example_page: Path, open_page: Open, look: Any) -> None:
    wide = open_page(example_page, address=f"path={THORNE}~{SARN}")
    way = wide.evaluate(f"vjgraph.shortestPath('{THORNE}', '{SARN}')")
    assert len(way) == 5
    for phone, along, across in ((False, "x", "y"), (True, "y", "x")):
        page = open_page(example_page, address=f"path={THORNE}~{SARN}", phone=True) if phone else wide
        at = page.evaluate("vjgraph.positions()")
        assert set(at) == set(way)
        assert all(at[one][along] + 80 < at[other][along] for one, other in pairwise(way))
        assert len({at[id][across] for id in way}) == 1
        assert look.overlaps(page) == []


def test_glyphs_are_as_large_as_what_is_measured_and_still_apart(example_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(example_page, address="size=degree")
    degrees = {id: measured["degree"] for id, measured in page.evaluate("[...vjgraph.measures()]")}
    at = page.evaluate("vjgraph.positions()")
    inner = {}
    for node in scene(page)["nodes"]:
        box = page.evaluate("(id) => vjgraph.extentOf(id)", node["id"])
        inner[node["id"]] = box["right"] - at[node["id"]]["x"] if node["column"] < 0 else at[node["id"]]["x"] - box["left"]
    # Bodies among people are not measured, and small.
    ranked = sorted(inner, key=lambda id: degrees.get(id, 0))
    assert all(inner[one] <= inner[other] for one, other in pairwise(ranked))
    assert inner[ranked[0]] + 4 < inner[ranked[-1]]
    assert look.overlaps(page) == []


# --- colours ---


def test_people_have_the_colour_of_their_side_or_of_their_community_in_light_and_dark(
    example_page: Path, open_page: Open, look: Any
) -> None:
    page = open_page(example_page)
    seen = []
    for theme in ("light", "dark"):
        page.evaluate("(theme) => (document.documentElement.dataset.theme = theme)", theme)
        for colour in ("side", "community"):
            page.evaluate("(colour) => vjgraph.update({ colour })", colour)
            look.settle(page)
            seen.append([look.colour(page, *look.centre(page, id)) for id in (ROE, THORNE, SARN, OSZKA)])
    sides, communities, dark_sides, dark_communities = seen
    assert sides[0] == sides[1] == sides[2] != sides[3]
    assert communities[0] == communities[1] == communities[3] != communities[2]
    assert dark_sides[0] == dark_sides[1] != dark_sides[3]
    assert not {*sides, *communities} & {*dark_sides, *dark_communities}
    number = page.evaluate("vjgraph.data.sides.findIndex(({ id }) => id === 'organisation/aland')")
    assert dark_sides[0] == page.evaluate(
        f"getComputedStyle(document.documentElement).getPropertyValue('--side-{number}').trim()"
    )


# --- pointing and clicking ---


def test_pointing_at_somebody_tells_who_it_is_and_dims_what_has_nothing_to_do_with_it(
    example_page: Path, open_page: Open, look: Any
) -> None:
    page = open_page(example_page)
    bright = {id: look.colour(page, *look.centre(page, id)) for id in (SARN, OSZKA)}
    page.mouse.move(*look.centre(page, ROE))
    look.settle(page)
    expect(page.locator("#tip p").first).to_have_text("Jane Roe")
    assert look.colour(page, *look.centre(page, OSZKA)) == bright[OSZKA]
    assert look.colour(page, *look.centre(page, SARN)) != bright[SARN]
    page.mouse.move(*look.on_edge(page, f"{ROE}~{OSZKA}"))
    look.settle(page)
    told = page.locator("#tip").inner_text().split("\n")
    assert [line for line in told if line] == ["Jane Roe – Vérel Oszka", "3 meetings, 2 certain, latest 20 Nov 2023"]
    page.mouse.move(2, 2)
    expect(page.locator("#tip")).to_be_hidden()


def test_a_click_opens_a_node_or_an_edge_and_one_beside_them_closes(example_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(example_page)
    look.click(page, ROE)
    assert page.evaluate("vjgraph.state.open") == ROE
    look.click_edge(page, f"{ROE}~{OSZKA}")
    assert page.evaluate("vjgraph.state.open") == f"{ROE}~{OSZKA}"
    box = page.locator("#canvas").bounding_box()
    assert box
    page.mouse.click(box["x"] + 3, box["y"] + 3)
    assert page.evaluate("vjgraph.state.open") == ""


def test_an_edge_is_hit_by_what_is_near_it(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page)
    hits = page.evaluate(
        """() => {
          const { x, y } = vjgraph.network.canvasToDOM(vjgraph.badges().find(({ count }) => count === 4));
          return [0, 6, -6, 40].map((off) => vjgraph.idAt({ x: x + 60, y: y + off }));
        }"""
    )
    assert hits[0] == hits[1] == hits[2] != ""
    assert hits[3] != hits[0]


def test_a_finger_opens_a_node_on_a_phone(example_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(example_page, phone=True)
    look.click(page, ROE)
    assert page.evaluate("vjgraph.state.open") == ROE


def test_opening_the_panel_keeps_zoom_and_place(example_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(example_page)
    page.locator("#zoom-in").click()
    page.wait_for_timeout(50)
    look.settle(page)
    before = page.evaluate("[vjgraph.network.getScale(), vjgraph.network.getViewPosition()]")
    page.evaluate("document.querySelector('#panel').hidden = false")
    look.settle(page)
    assert page.locator("#canvas").bounding_box()["width"] < 1000  # type: ignore[index]
    after = page.evaluate("[vjgraph.network.getScale(), vjgraph.network.getViewPosition()]")
    assert after[0] == pytest.approx(before[0])
    assert after[1]["x"] == pytest.approx(before[1]["x"], abs=1)
    assert after[1]["y"] == pytest.approx(before[1]["y"], abs=1)


# --- the keyboard ---


def test_arrows_reach_every_node_and_say_what_they_reach(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page, address=NARROWED["people"])
    canvas = page.locator("#canvas")
    canvas.focus()
    at = page.evaluate("vjgraph.positions()")
    names = {node["label"]: node["id"] for node in scene(page)["nodes"]}
    steps = {"ArrowUp": ("y", -1), "ArrowDown": ("y", 1), "ArrowRight": ("x", 1)}
    column = ["ArrowUp"] * len(at) + ["ArrowDown"] * len(at)
    reached: list[str] = []
    for key in (*column, "ArrowRight") * 4:
        canvas.press(key)
        reached.append(names[page.locator("#live").inner_text().split(". ")[0]])
        axis, way = steps[key]
        if len(reached) > 1 and reached[-1] != reached[-2]:
            assert (at[reached[-1]][axis] - at[reached[-2]][axis]) * way > 0
    assert {*reached} == {*at}


def test_the_keyboard_goes_through_edges_opens_and_closes(example_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(example_page, address=f"open={ROE}")
    page.locator("#canvas").focus()
    told = []
    for key in ("e", "e", "e", "Shift+E"):
        page.keyboard.press(key)
        told.append(page.locator("#live").inner_text())
    assert all("Jane Roe" in text for text in told)
    assert len({*told[:3]}) == 3
    assert told[3] == told[1]
    page.keyboard.press("Enter")
    assert page.evaluate("vjgraph.state.open").count("~") == 1
    page.locator("#canvas").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("vjgraph.state.open") == ""
    # The canvas takes back the room of the closed card first.
    look.settle(page)
    page.keyboard.press("0")
    before = scale(page)
    page.keyboard.press("+")
    page.wait_for_function(f"vjgraph.network.getScale() > {before * 1.2}")
    page.keyboard.press("0")
    assert scale(page) == pytest.approx(before)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_who_closes_a_card_goes_on_from_where_they_were(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page)
    page.locator("#canvas").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    third = page.locator("#live").inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#canvas")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert page.locator("#live").inner_text() == third


def lit(page: Page, look: Any) -> set[str]:
    """Who is drawn as bright as in a picture in which nothing is dimmed: those of the colour of a side."""
    sides = page.evaluate(
        "vjgraph.data.sides.map((_, at) => getComputedStyle(document.documentElement).getPropertyValue(`--side-${at}`).trim())"
    )
    return {id for id in look.shown(page) if look.colour(page, *look.centre(page, id)) in sides}


def test_the_keyboard_stops_once_at_the_graph_and_leaves_nothing_lit(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page)
    everybody = lit(page, look)
    page.locator("#as-graph").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.querySelector('#canvas').contains(document.activeElement)"):
            break
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('#canvas').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    look.settle(page)
    first = page.evaluate("vjgraph.state.open")
    page.evaluate("vjgraph.update({ open: 'person/to-lam' })")
    look.settle(page)
    look.settle(page)
    assert "person/to-lam" in lit(page, look)
    assert first not in lit(page, look)
    page.keyboard.press("Escape")
    look.settle(page)
    look.settle(page)
    page.keyboard.press("Escape")
    look.settle(page)
    assert lit(page, look) == everybody


def test_a_tip_beside_the_panel_keeps_its_width_and_goes_when_a_card_opens(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page, address="open=person/saito-ken")
    look.settle(page)
    _, top, right, bottom = look.box(page, "person/to-lam")
    page.mouse.move(right - 4, (top + bottom) / 2)
    look.settle(page)
    tip, canvas = page.locator("#tip").bounding_box(), page.locator("#canvas").bounding_box()
    assert tip
    assert canvas
    assert tip["width"] > 120
    assert tip["x"] + tip["width"] <= canvas["x"] + canvas["width"]
    page.mouse.click(right - 4, (top + bottom) / 2)
    assert page.evaluate("vjgraph.state.open") == "person/to-lam"
    expect(page.locator("#tip")).to_be_hidden()


def test_closing_a_card_shows_all_again_unless_somebody_has_zoomed(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page)
    before = scale(page)
    page.evaluate("vjgraph.update({ open: 'person/saito-ken' })")
    look.settle(page)
    page.evaluate("vjgraph.update({ open: '' })")
    look.settle(page)
    assert scale(page) == pytest.approx(before)
    assert out_of_sight(page) == []
    page.locator("#zoom-in").click()
    look.settle(page)
    page.evaluate("vjgraph.update({ open: 'person/saito-ken' })")
    look.settle(page)
    zoomed = scale(page)
    assert zoomed != pytest.approx(before)
    page.evaluate("vjgraph.update({ open: '' })")
    look.settle(page)
    assert scale(page) == pytest.approx(zoomed)


# --- large graphs ---


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of 2,400 invented people of two states in circles of twenty, who met in theirs and in the next."""
    lines = [f'<{DATA}organisation/{name}> a vj:Organization ; rdfs:label "{name.title()}"@en .' for name in ("aland", "beland")]

    def met(one: int, other: int) -> str:
        event = f"{DATA}event/m{one}-{other}"
        first, second = sorted((f"<{DATA}person/p{one}>", f"<{DATA}person/p{other}>"))
        return (
            f'<{event}> a vj:Meeting, vj:Event ; rdfs:label "Meeting"@en . <{event}/met/x> a vj:Encounter ; '
            f"vj:meeting <{event}> ; vj:first {first} ; vj:second {second} ; vj:party {first}, {second} ; "
            'vj:certainty "certain" .'
        )

    for number in range(2400):
        side = f"<{DATA}organisation/{'aland' if number % 2 else 'beland'}>"
        lines.append(f'<{DATA}person/p{number}> a vj:Person ; rdfs:label "Person Number {number}"@en ; vj:country {side} .')
        start = number - number % 20
        lines += [met(number, start + (number + step) % 20) for step in (1, 3)]
        if number % 20 == 0:
            lines.append(met(number, (number + 41) % 2400))
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in ("vj", "rdfs"))
    store = ox.Store()
    store.load((prefixes + "\n".join(lines)).encode(), format=ox.RdfFormat.TURTLE)
    path = tmp_path_factory.mktemp("large") / "graph.html"
    write_page(path, store, base=DATA, title="Many")
    return path


def test_a_large_graph_opens_in_groups_that_open_into_their_members(large_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(large_page)
    groups = scene(page)["nodes"]
    assert {node["cls"] for node in groups} == {"group"}
    assert sum(node["count"] for node in groups) == 2400
    assert look.overlaps(page) == []
    assert out_of_sight(page) == []
    named = next(node for node in groups if node["community"] >= 0)
    page.mouse.dblclick(*look.centre(page, named["id"]))
    look.settle(page)
    assert page.evaluate("vjgraph.state.group") == str(named["community"])
    members = [node for node in scene(page)["nodes"] if node["cls"] == "person"]
    assert {member["community"] for member in members} == {named["community"]}
    assert named["count"] <= len(members) < 2400
    assert look.overlaps(page) == []


def test_everybody_of_a_large_graph_is_drawn_when_that_is_wanted(large_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(large_page, address="group=all")
    assert len(look.shown(page)) == 2400
    assert out_of_sight(page) == []
    # From far away names are left out, and come as one comes near.
    page.evaluate("vjgraph.network.moveTo({ scale: 1, position: vjgraph.positions()['person/p7'] })")
    look.settle(page)
    page.mouse.move(*look.centre(page, "person/p7"))
    expect(page.locator("#tip p").first).to_have_text("Person Number 7")


def test_what_comes_into_sight_is_drawn(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page, phone=True, address="open=person/to-lam")
    (side,) = {node["side"] for node in scene(page)["nodes"] if node["id"] == "person/to-lam"}
    number = [one["id"] for one in page.evaluate("vjgraph.data.sides")].index(side)
    colour = page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--side-{number}').trim()")
    assert look.colour(page, *look.centre(page, "person/to-lam")) == colour


def test_the_graph_is_there_again_after_the_table(open_page: Open, five_page: Path, look: Any) -> None:
    page = open_page(five_page)
    look.settle(page)
    before = scale(page)
    page.click("#as-table")
    look.settle(page)
    page.click("#as-graph")
    look.settle(page)
    assert page.evaluate("document.querySelector('#canvas canvas').width") > 0
    assert scale(page) == pytest.approx(before)
