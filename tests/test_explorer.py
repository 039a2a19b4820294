"""The page in a real browser as a whole: its address, keyboard, screen readers, a phone, both themes, graphs of any size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

import vjgraph
from vjgraph.explorer import write_page
from vjgraph.vocabulary import expand

Open = Callable[..., Page]
ROE, DOE = "person/jane-roe", "person/john-doe"
PAIR = f"{ROE}~{DOE}"
STATE = "() => ({ ...vjgraph.state, hide: [...vjgraph.state.hide].sort() })"


# --- the address ---

STATES = {
    "view=bodies": {"view": "bodies"},
    "view=topics": {"view": "topics"},
    "view=meetings": {"view": "meetings"},
    "as=table": {"as": "table"},
    f"open={ROE}": {"open": ROE},
    f"open={PAIR}": {"open": PAIR},
    "open=event/roe-doe-2019&view=meetings": {"open": "event/roe-doe-2019", "view": "meetings"},
    "from=2019-07-01&to=2019-07-31": {"from": "2019-07-01", "to": "2019-07-31"},
    "undated=false": {"undated": False},
    "hide=class:body,side:organisation/beland": {"hide": ["class:body", "side:organisation/beland"]},
    "hide=status:planned&view=meetings": {"hide": ["status:planned"], "view": "meetings"},
    "topic=topic/joint-patrols&view=topics": {"topic": "topic/joint-patrols", "view": "topics"},
    "ministry=organisation/ministry-of-foreign-affairs-of-aland": {
        "ministry": "organisation/ministry-of-foreign-affairs-of-aland"
    },
    "sure=certain": {"sure": "certain"},
    f"around={ROE}&hops=2": {"around": ROE, "hops": 2},
    f"path={PAIR}": {"path": PAIR},
    "group=all": {"group": "all"},
    "size=degree": {"size": "degree"},
    "weight=newman": {"weight": "newman"},
    "colour=community": {"colour": "community"},
}


UPDATE = "(patch) => vjgraph.update({ ...patch, ...(patch.hide ? { hide: new Set(patch.hide) } : {}) })"


def test_the_address_restores_the_view(world_page: Path, open_page: Any, look: Any) -> None:
    stepping = open_page(world_page)
    for address, told in STATES.items():
        page = open_page(world_page, address=address)
        state = page.evaluate(STATE)
        assert {name: state[name] for name in told} == told
        # The same is reached by steps from the beginning, and written in words that lead to it again.
        stepping.evaluate("location.hash = ''")
        look.settle(stepping)
        stepping.evaluate(UPDATE, told)
        look.settle(stepping)
        assert stepping.evaluate(STATE) == state, address
        assert look.shown(stepping) == look.shown(page), address
        page.evaluate("(hash) => { location.hash = hash }", stepping.evaluate("location.hash"))
        look.settle(page)
        assert page.evaluate(STATE) == state, address
        open_page.leave(page)


FOREIGN = (
    "nobody", "%E0%A4%A", "__proto__", "open=__proto__", "view=constructor", "open=nobody&view=nothing", "around=x&hops=99",
    "path=a~b", f"path={ROE}~{ROE}", f"open={DOE}~{ROE}", "from=2023-02-31&to=x", "from=2030-01-01&to=1900-01-01",
    "hide=class:constructor,constructor:x,constructor:y,constructor:z,constructor:w", "hide=,,,", "topic=person/jane-roe",
    "ministry=topic/joint-patrols", "group=-5", "group=999999", "open=group/0/", "size=__proto__&colour=x&weight=y",
    "open=" + "x" * 5000, "#", "&&==&", "view=people&view=bodies", "hops=3", "open=javascript:alert(1)", "path=~", "open=~",
    f"around={ROE}&hops=1&path={PAIR}&topic=topic/joint-patrols&ministry=organisation/aland&sure=certain&undated=false",
)  # fmt: skip


def test_an_address_without_sense_does_nothing_bad(world_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(world_page)
    for foreign in FOREIGN:
        for view in ("", "view=meetings&", "as=table&"):
            page.evaluate("(hash) => { location.hash = hash }", f"{view}{foreign}")
            look.settle(page)
            told = page.locator("body").inner_text()
            assert not re.search(r"undefined|NaN|\[object|native code|\bnull\b", told), (foreign, told)
    page.evaluate("location.hash = ''")
    look.settle(page)
    assert page.evaluate("vjgraph.state.view") == "people"
    assert ROE in look.shown(page)


@pytest.mark.parametrize("foreign", [one for one in FOREIGN if one != "#"][1::4])
def test_a_page_opened_at_an_address_without_sense_opens(world_page: Path, open_page: Open, foreign: str) -> None:
    page = open_page(world_page, address=foreign)
    expect(page.locator("#views button").first).to_be_visible()


def test_back_and_forward_go_through_what_was_looked_at(world_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(world_page)
    look.click(page, ROE)
    page.locator("#panel a", has_text="John Doe").first.click()
    page.locator('#views [data-view="meetings"]').click()
    heading, pressed = page.locator("#panel h2"), page.locator('#views [aria-pressed="true"]')
    expect(heading).to_have_text(re.compile("John Doe"))
    page.go_back()
    expect(pressed).to_have_text("People")
    expect(heading).to_have_text(re.compile("John Doe"))
    page.go_back()
    expect(heading).to_have_text(re.compile("Jane Roe"))
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()
    page.go_forward()
    expect(heading).to_have_text(re.compile("Jane Roe"))


def test_a_copied_link_restores_the_view_elsewhere(world_page: Path, open_page: Open) -> None:
    page = open_page(world_page, address=f"view=meetings&hide=class:visit&open={ROE}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#save-button").click()
    page.locator("#copy-link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(world_page.resolve().as_uri())
    other = open_page(world_page, address=link.partition("#")[2])
    assert other.evaluate(STATE) == page.evaluate(STATE)


@pytest.fixture
def odd_page(tmp_path: Path, world_graph: vjgraph.Graph) -> Path:
    """A page whose people have letters in their ids that addresses escape, and one that stands between the ends of a pair."""
    store, base = ox.Store(), world_graph.settings.base

    def odd(term: Any) -> Any:
        own = isinstance(term, ox.NamedNode) and term.value.startswith(f"{base}person/")
        return ox.NamedNode(term.value + "&'%25;é=,:#x") if own else term

    for quad in world_graph.store:
        store.add(ox.Quad(odd(quad.subject), quad.predicate, odd(quad.object)))
    write_page(tmp_path / "odd.html", store, base=base, title="odd")
    return tmp_path / "odd.html"


def test_ids_may_hold_what_addresses_escape(odd_page: Path, open_page: Open) -> None:
    page = open_page(odd_page)
    page.locator("#search").fill("jane roe")
    page.locator("#search").press("Enter")
    expect(page.locator("#panel h2")).to_have_text(re.compile("Jane Roe"))
    page.reload()
    expect(page.locator("#panel h2")).to_have_text(re.compile("Jane Roe"))
    page.locator("#panel .counterpart .to.tie").first.click()
    expect(page.locator("#panel h2")).to_have_text(re.compile(" and "))
    page.reload()
    expect(page.locator("#panel h2")).to_have_text(re.compile(" and "))


# --- the keyboard alone ---


def active(page: Page) -> str:
    """What has the keyboard, in a word."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))


def test_a_whole_journey_without_a_mouse(world_page: Path, open_page: Open) -> None:
    page = open_page(world_page)
    press = page.keyboard.press
    press("/")
    assert active(page) == "search"
    page.keyboard.type("jane")
    press("ArrowDown")
    press("Enter")
    expect(page.locator("#panel h2")).to_have_text(re.compile("Jane Roe"))
    expect(page.locator("#panel h2")).to_be_focused()
    # From the card to the tie with whom she met, and to the words.
    for _ in range(60):
        press("Tab")
        if page.evaluate("document.activeElement.matches('.counterpart .to.tie')"):
            break
    press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel q").first).to_be_visible()
    press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert active(page) != "BODY", "the keyboard is somewhere"


def test_the_graph_is_walked_by_arrows_and_its_edges_by_e(world_page: Path, open_page: Open) -> None:
    page = open_page(world_page)
    page.locator("#canvas").focus()
    live = page.locator("#live")
    page.keyboard.press("ArrowDown")
    expect(live).not_to_be_empty()
    seen = {live.inner_text()}
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(live.inner_text())
    assert len(seen) > 2
    page.keyboard.press("e")
    expect(live).to_contain_text(re.compile("meeting|connection"))
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#canvas")).to_be_focused()


def test_every_control_is_reached_by_tab_and_seen_when_it_is(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
              const e = document.activeElement;
              const box = e.getBoundingClientRect();
              // What a slider shows is on its thumb, which cannot be asked for.
              const ringed = e.type === "range" || [e, e.parentElement].some((one) => {
                const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
                return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
              });
              const name = e.id || e.dataset.view || e.dataset.key || e.className || e.tagName;
              return { name, inside: box.width > 0 && box.height > 0, ringed };
            }"""
        )
        if told["name"] == "BODY":
            break
        reached.append(told)
    names = [told["name"] for told in reached]
    for wanted in ("search", "people", "bodies", "topics", "meetings", "filters-button", "as-table", "measures-button",
                   "save-button", "theme-button", "canvas", "zoom-in", "time-play", "time-from", "time-to"):  # fmt: skip
        assert wanted in names, (wanted, names)
    assert names.index("search") < names.index("canvas") < names.index("time-play"), "in the order in which it is read"
    assert [told["name"] for told in reached if not told["inside"]] == []
    assert [told["name"] for told in reached if not told["ringed"]] == []


def test_a_slider_that_has_the_keyboard_looks_otherwise_and_moves_by_arrows(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page)
    timeline = page.locator("#timeline")
    before = timeline.screenshot()
    page.locator("#measures-button").focus()
    page.keyboard.press("Tab")
    page.locator("#time-from").focus()
    assert timeline.screenshot() != before
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("vjgraph.state.from") > "2020-01-01"
    assert page.evaluate("history.length") <= 3, "sliding leaves no steps to go back through"


@pytest.mark.parametrize("button", ["filters-button", "measures-button", "save-button"])
def test_drawers_and_menus_open_and_close_by_keyboard(five_page: Path, open_page: Open, button: str) -> None:
    page = open_page(five_page)
    opener = page.locator(f"#{button}")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    drawer = page.locator(f"#{opener.get_attribute('aria-controls')}")
    expect(drawer).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


# --- what a screen reader is told ---


def test_the_page_has_landmarks_and_names(five_page: Path, open_page: Open) -> None:
    told = open_page(five_page).locator("body").aria_snapshot()
    for part in ("banner", "main", "contentinfo", 'heading "Viet Nam and Japan in five articles" [level=1]',
                 'region "Graph"', 'button "Filters"', 'button "People" [pressed]', 'button "Bodies"', "combobox"):  # fmt: skip
        assert part in told, (part, told)
    assert open_page(five_page).evaluate("document.documentElement.lang") == "en"


NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, [role=slider], summary")]
  .filter((e) => e.getClientRects().length && !e.closest("[hidden]"))
  .filter((e) => {
    const by = (e.getAttribute("aria-labelledby") ?? "").split(" ");
    const named = by.map((id) => document.getElementById(id)?.textContent ?? "").join("");
    const labels = [...(e.labels ?? [])].map((label) => label.textContent).join("");
    return !(e.getAttribute("aria-label") || named || labels || e.textContent.trim() || e.title);
  })
  .map((e) => e.outerHTML.slice(0, 120))"""

BROKEN = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const references = ["aria-controls", "aria-labelledby", "aria-describedby", "aria-activedescendant", "for"];
  const lost = references.flatMap((name) => [...document.querySelectorAll(`[${name}]`)]
    .filter((e) => e.getAttribute(name).split(" ").some((id) => id && !document.getElementById(id)))
    .map((e) => `${name} of ${e.outerHTML.slice(0, 100)}`));
  const nested = "button button, button a, a a, a button, summary button, summary a, ul > :not(li), ol > :not(li)";
  return [...twice, ...lost, ...[...document.querySelectorAll(nested)].map((e) => e.outerHTML.slice(0, 100))];
}"""


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_everything_that_can_be_used_has_a_name_in_every_state(five_page: Path, open_page: Open, phone: bool) -> None:
    page = open_page(five_page, phone=phone)
    opened = ["person/to-lam", "person/saito-ken~person/to-lam", "event/to-lam-saito-2023", "topic/peacekeeping", "place/tokyo",
              "organisation/ministry-of-defence-of-japan", "office/minister-of-justice-of-japan",
              "source/2023-04-05-to-lam-tokyo", "agreement/joint-vision-statement-on-defence-cooperation"]  # fmt: skip
    for patch in (
        *({"view": view, "as": way} for view in ("people", "bodies", "topics", "meetings") for way in ("graph", "table")),
        *({"as": "graph", "open": id} for id in opened),
        {"open": "", "path": "person/hidehisa-otsuji~person/toshihiro-nikai"},
        {"path": "", "around": "person/to-lam"},
    ):
        page.evaluate("(patch) => vjgraph.update(patch)", patch)
        assert page.evaluate(NAMELESS) == [], patch
        assert page.evaluate(BROKEN) == [], patch
    page.evaluate("vjgraph.update({ around: '' })")
    for button in ("#filters-button", "#measures-button"):
        if not page.locator(button).is_visible():
            page.locator("#more-button").click()
        page.locator(button).click()
        assert page.evaluate(NAMELESS) == [], button
        assert page.evaluate(BROKEN) == [], button
        page.keyboard.press("Escape")


def test_headings_go_down_step_by_step(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page)
    for id in ("person/to-lam", "person/saito-ken~person/to-lam", "event/to-lam-saito-2023", "topic/peacekeeping"):
        page.evaluate("(id) => vjgraph.update({ open: id })", id)
        levels = page.evaluate("[...document.querySelectorAll('#panel :is(h1,h2,h3,h4,h5,h6)')].map((e) => Number(e.tagName[1]))")
        assert levels[0] == 2
        assert levels.count(2) == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), (id, levels)


def test_what_changes_is_said(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page)
    live = page.locator("#live")
    expect(live).to_have_attribute("aria-live", "polite")
    page.locator("#search").fill("to lam")
    expect(live).to_contain_text(re.compile(r"\d+ suggestion"))
    page.locator("#search").press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    page.locator("#time-play").click()
    expect(live).to_contain_text(re.compile(r"20\d\d"))


# --- a phone ---


@pytest.mark.parametrize("name", ["five", "example"])
def test_a_phone_shows_each_view_without_a_sideways_scroll(
    request: pytest.FixtureRequest, open_page: Open, look: Any, name: str
) -> None:
    page = open_page(request.getfixturevalue(f"{name}_page"), phone=True)
    for view in ("people", "bodies", "topics", "meetings"):
        page.evaluate("(view) => vjgraph.update({ view, as: 'graph' })", view)
        look.settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view
        boxes = [look.box(page, id) for id in look.shown(page)]
        assert min(box[0] for box in boxes) >= -1, view
        assert max(box[2] for box in boxes) <= 391, view
        page.evaluate("vjgraph.update({ as: 'table' })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view


def test_a_tap_opens_what_it_hits_and_nothing_more(five_page: Path, open_page: Open, look: Any) -> None:
    """The card opens under the finger: what lies there must not be pressed by the same tap."""
    page = open_page(five_page, phone=True, address="view=meetings")
    before = page.evaluate(STATE)
    low = "{ position: vjgraph.network.getPosition(id), offset: { x: 0, y: 150 }, animation: false }"
    for id in sorted(look.shown(page))[::3]:
        page.evaluate(f"(id) => vjgraph.network.moveTo({low})", id)
        look.click(page, id)
        page.wait_for_timeout(120)
        assert page.evaluate(STATE) == before | {"open": id}
        page.locator("#panel .close").tap()
        expect(page.locator("#panel")).to_be_hidden()


def test_a_drag_moves_the_sheet_and_opens_nothing(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page)
    x, y = look.centre(page, "person/to-lam")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 30, steps=4)
    page.mouse.up()
    expect(page.locator("#panel")).to_be_hidden()
    assert look.centre(page, "person/to-lam") != (x, y)


def test_a_phone_searches_filters_and_saves_by_touch(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page, phone=True)
    everything = look.shown(page)
    page.locator("#filters-button").tap()
    drawer = page.locator("#filters")
    expect(drawer).to_be_visible()
    drawer.locator("label", has_text="Viet Nam").first.tap()
    drawer.locator("button[aria-label*='lose']").first.tap()
    expect(drawer).to_be_hidden()
    look.settle(page)
    assert look.shown(page) < everything
    page.locator("#crumbs button").first.tap()
    look.settle(page)
    assert look.shown(page) == everything
    page.locator("#more-button").tap()
    page.locator("#as-table").tap()
    expect(page.locator("#table tbody tr").first).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_what_is_pressed_is_large_enough(five_page: Path, open_page: Open, phone: bool) -> None:
    """WCAG 2.2: 24 pixels at least, or room around it; a finger wants more of the main buttons."""
    page = open_page(five_page, phone=phone, address="open=person/to-lam")
    small = page.evaluate(
        """(least) => [...document.querySelectorAll("button")].filter((e) => e.getClientRects().length).map((e) => {
          const { width, height } = e.getBoundingClientRect();
          return [e.id || e.className || e.textContent, width, height];
        }).filter(([, width, height]) => width < least || height < least)""",
        24,
    )
    assert small == []


# --- both themes ---

CONTRAST = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [x, y, z] = [r, g, b].map((part) => linear(part / 255));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const over = ([r, g, b, a = 1], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
  const ground = (e) => (e ? over(parse(getComputedStyle(e).backgroundColor), ground(e.parentElement)) : [255, 255, 255]);
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !e.getClientRects().length) continue;
    if (e.closest(".unseen, [aria-hidden=true], svg, noscript, :disabled, #canvas")) continue;
    if (getComputedStyle(e).visibility === "hidden") continue;
    const behind = ground(e);
    const ink = over(parse(getComputedStyle(e).color), behind);
    const [dark, bright] = [light(ink), light(behind)].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    const size = parseFloat(getComputedStyle(e).fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(getComputedStyle(e).fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push([e.tagName, e.className, e.textContent.slice(0, 40), ratio.toFixed(2)]);
  }
  return found;
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(five_page: Path, open_page: Open, dark: bool) -> None:
    page = open_page(five_page, dark=dark)
    for patch in (
        {"open": "person/to-lam", "hide": ["class:body"]},
        {"open": "person/ngo-xuan-lich~person/yamazaki-koji"},
        {"open": "event/to-lam-saito-2023", "view": "meetings"},
        {"as": "table", "open": ""},
    ):
        page.evaluate(UPDATE, patch)
        assert page.evaluate(CONTRAST) == [], patch
    for button in ("#filters-button", "#measures-button"):
        page.locator(button).click()
        assert page.evaluate(CONTRAST) == [], button
    page.locator("#search").fill("to lam")
    assert page.evaluate(CONTRAST) == [], "suggestions"


def test_the_theme_follows_the_system_until_it_is_chosen(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page, dark=True)

    def lightness() -> int:
        return sum(map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]))

    assert lightness() < 200
    page.emulate_media(color_scheme="light")
    assert lightness() > 600
    page.locator("#theme-button").click()
    assert lightness() < 200, "dark was chosen, the opposite of what was seen"
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    assert lightness() < 200, "dark stays"
    page.locator("#theme-button").click()
    page.emulate_media(color_scheme="dark")
    assert lightness() > 600, "light was chosen"


# --- any size of graph ---


@pytest.mark.parametrize("view", ["people", "bodies", "topics", "meetings"])
def test_an_empty_graph_is_an_empty_page(tmp_path: Path, open_page: Open, view: str) -> None:
    write_page(tmp_path / "empty.html", ox.Store(), base="https://example.org/", title="nothing")
    page = open_page(tmp_path / "empty.html", address=f"view={view}")
    expect(page.locator("#empty")).to_be_visible()
    for button in ("#filters-button", "#filters-button", "#measures-button", "#measures-button", "#as-table", "#as-graph"):
        page.locator(button).click()
    page.locator("#search").fill("anything")
    page.locator("#time-play").click() if page.locator("#time-play").is_visible() else None
    assert not re.search(r"undefined|NaN", page.locator("body").inner_text())


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of 2,400 people of two states who met in 3,000 meetings."""
    base = "https://example.org/id/"
    store = ox.Store()
    for quad in _crowd(base, people=2_400, meetings=3_000):
        store.add(quad)
    path = tmp_path_factory.mktemp("large") / "large.html"
    write_page(path, store, base=base, title="large")
    return path


def _crowd(base: str, *, people: int, meetings: int) -> Iterator[ox.Quad]:
    """The triples of a crowd that meets: each meeting has two participants of different states."""

    def iri(term: str) -> ox.NamedNode:
        return ox.NamedNode(expand(term)[1:-1])

    def own(id: str) -> ox.NamedNode:
        return ox.NamedNode(base + id)

    a, name = iri("rdf:type"), iri("rdfs:label")
    for state in ("aland", "beland"):
        yield ox.Quad(own(f"organisation/{state}"), a, iri("vj:Organization"))
        yield ox.Quad(own(f"organisation/{state}"), name, ox.Literal(state.title(), language="en"))
        yield ox.Quad(own(f"organisation/{state}"), iri("vj:kind"), ox.NamedNode("https://w3id.org/vjgraph/kinds/body/state"))
    for number in range(people):
        person = own(f"person/p{number}")
        yield ox.Quad(person, a, iri("vj:Person"))
        yield ox.Quad(person, name, ox.Literal(f"Person {number}", language="en"))
        yield ox.Quad(person, iri("vj:country"), own(f"organisation/{('aland', 'beland')[number % 2]}"))
    role = ox.NamedNode("https://w3id.org/vjgraph/kinds/role/principal")
    yield ox.Quad(role, iri("vj:counts"), ox.Literal(True))
    for number in range(meetings):
        circle = number % 30 * (people // 30)
        turn = number // 30
        one, other = circle + turn * 7 % (people // 30), circle + (turn * 11 + 1) % (people // 30)
        if one % 2 == other % 2:
            other = circle + (other + 1 - circle) % (people // 30)
        event, day = (
            own(f"event/m{number}"),
            ox.Literal(f"{2000 + number % 20}-05-17", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        )
        yield ox.Quad(event, a, iri("vj:Meeting"))
        yield ox.Quad(event, name, ox.Literal(f"meeting {number}", language="en"))
        parts = []
        for who in (one, other):
            part = own(f"event/m{number}/p{who}")
            parts.append(part)
            yield ox.Quad(part, a, iri("vj:Participation"))
            yield ox.Quad(part, iri("vj:event"), event)
            yield ox.Quad(part, iri("vj:participant"), own(f"person/p{who}"))
            yield ox.Quad(part, iri("vj:role"), role)
        met = own(f"event/m{number}/met/p{one}/p{other}")
        yield ox.Quad(met, a, iri("vj:Encounter"))
        yield ox.Quad(met, iri("vj:meeting"), event)
        yield ox.Quad(met, iri("vj:certainty"), ox.Literal("certain"))
        for end, who in (("vj:first", one), ("vj:second", other), ("vj:party", one), ("vj:party", other)):
            yield ox.Quad(met, iri(end), own(f"person/p{who}"))
        for part in parts:
            yield ox.Quad(met, iri("prov:wasDerivedFrom"), part)
        for thing in (met, event):
            for bound in ("vj:earliest", "vj:latest"):
                yield ox.Quad(thing, iri(bound), day)


def test_a_large_graph_opens_in_groups_and_a_group_opens_into_its_members(large_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(large_page)
    groups = look.shown(page)
    assert groups
    assert all(id.startswith("group/") for id in groups)
    assert len(groups) < 120
    counted = page.evaluate("vjgraph.scene().nodes.reduce((sum, { count }) => sum + count, 0)")
    assert counted == 2_400 - page.evaluate("2400 - vjgraph.data.projections.people.nodes.length")
    assert look.overlaps(page) == []
    first = page.evaluate("vjgraph.scene().nodes.toSorted((a, b) => b.count - a.count)[0].id")
    look.click(page, first)
    expect(page.locator("#panel h2")).not_to_be_empty()
    page.evaluate("(id) => vjgraph.update({ group: id.split('/')[1], open: '' })", first)
    look.settle(page)
    members = {id for id in look.shown(page) if id.startswith("person/")}
    assert len(members) > 20
    expect(page.locator("#crumbs")).to_be_visible()
    page.locator("#crumbs button").first.click()
    look.settle(page)
    assert look.shown(page) == groups


def test_in_a_large_graph_somebody_is_found_and_seen_among_those_they_met(large_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(large_page)
    page.locator("#search").fill("person 77")
    page.locator("#search").press("Enter")
    expect(page.locator("#panel h2")).to_have_text(re.compile("Person 77$"))
    page.evaluate("vjgraph.update({ around: 'person/p77', hops: 1 })")
    look.settle(page)
    assert "person/p77" in look.shown(page)
    assert 1 < len(look.shown(page)) < 60


@pytest.mark.parametrize("view", ["people", "meetings"])
def test_a_large_graph_is_filtered_and_tabled(large_page: Path, open_page: Open, view: str) -> None:
    page = open_page(large_page, address=f"view={view}&from=2003-01-01&to=2003-12-31")
    assert page.evaluate("vjgraph.scene().nodes.length") > 0
    page.evaluate("vjgraph.update({ as: 'table' })")
    expect(page.locator("#table tbody tr").first).to_be_visible()
    assert page.locator("#table tbody tr").count() <= 300, "written as it is scrolled to"
