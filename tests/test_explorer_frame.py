"""The frame of the page in a real browser: header, filters, crumbs, legend, measures, themes, sizes, names for screen readers.

What is asserted is what the scene holds and what the controls say, not pixels.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

ROE, THORNE, OSZKA = "person/jane-roe", "person/edmund-thorne", "person/verel-oszka"
ALAND, BELAND = "organisation/aland", "organisation/beland"
Open = Any


def nodes(page: Page) -> set[str]:
    """The nodes of the scene."""
    return set(page.evaluate("vjgraph.scene().nodes.map(({ id }) => id)"))


def edges(page: Page) -> set[str]:
    """The edges of the scene."""
    return set(page.evaluate("vjgraph.scene().edges.map(({ id }) => id)"))


def sides(page: Page) -> set[str]:
    """The sides of the scene's nodes."""
    return set(page.evaluate("vjgraph.scene().nodes.map(({ side }) => side)"))


def state(page: Page, field: str) -> Any:
    """A field of the state; a set as a sorted list."""
    return page.evaluate("(field) => { const v = vjgraph.state[field]; return v instanceof Set ? [...v].sort() : v; }", field)


def crumbs(page: Page) -> list[str]:
    """What the chips say."""
    return page.locator("#crumbs li bdi").all_inner_texts()


def pressed(button: Locator, is_pressed: bool) -> None:
    """A toggle says that it is on, or off."""
    expect(button).to_have_attribute("aria-pressed", str(is_pressed).lower())


def filters(page: Page) -> Locator:
    """The drawer of filters, opened."""
    page.click("#filters-button")
    return page.locator("#filters")


def choice(within: Locator, name: str, *, role: str = "checkbox") -> Locator:
    """A check box or radio button of the filters; after its name stands how much it would leave."""
    return within.get_by_role(role, name=re.compile(f"^{name}( \\d+)?$", re.IGNORECASE), include_hidden=True)  # type: ignore[arg-type]


# --- The header -----------------------------------------------------------------------------------------------------


def test_the_switch_changes_what_the_graph_shows(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    people = nodes(page)
    page.click("#views [data-view=meetings]")
    pressed(page.locator("#views [data-view=meetings]"), True)
    pressed(page.locator("#views [data-view=people]"), False)
    assert any(id.startswith("event/") for id in nodes(page) - people)
    assert "view=meetings" in page.url
    page.go_back()
    expect(page.locator("#views [data-view=people]")).to_have_attribute("aria-pressed", "true")
    assert nodes(page) == people


def test_graph_and_table_take_each_others_place(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    page.click("#as-table")
    expect(page.locator("#table")).to_be_visible()
    expect(page.locator("#graph")).to_be_hidden()
    page.click("#as-graph")
    expect(page.locator("#graph")).to_be_visible()
    expect(page.locator("#table")).to_be_hidden()


def test_the_save_menu_opens_closes_and_copies_a_link_that_restores_the_view(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address=f"view=bodies&hide=side:{ALAND}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    menu = page.locator("#save-menu")
    page.click("#save-button")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator("#save-button")).to_be_focused()
    page.click("#save-button")
    page.click("#copy-link")
    expect(menu).to_be_hidden()
    expect(page.locator("#live")).to_have_text("Copied. It works with this very file: send the file along.")
    link = page.evaluate("navigator.clipboard.readText()")
    again = open_page(example_page, address=link.partition("#")[2])
    assert nodes(again) == nodes(page)
    assert state(again, "view") == "bodies"


@pytest.mark.parametrize("dark", [False, True])
def test_the_first_press_of_the_theme_changes_what_is_seen(open_page: Open, example_page: Path, dark: bool) -> None:
    page = open_page(example_page, dark=dark)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    button = page.locator("#theme-button")
    button.click()
    opposite = page.evaluate(ground)
    assert opposite != before
    page.reload()
    page.wait_for_function("window.vjgraph !== undefined")
    assert page.evaluate(ground) == opposite
    button.click()
    assert page.evaluate(ground) == before
    button.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "auto"


# --- Filters --------------------------------------------------------------------------------------------------------


def test_a_side_is_hidden_and_shown_by_its_check_box(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    box = choice(filters(page), "Aland")
    expect(box).to_be_checked()
    box.uncheck()
    assert sides(page) == {BELAND, "organisation/celand"}
    assert crumbs(page) == ["without Aland"]
    expect(page.locator("#filters-button")).to_have_accessible_name("Filters, 1 active")
    box.check()
    assert ALAND in sides(page)
    assert crumbs(page) == []


def test_only_leaves_one_value_of_a_filter_and_all_brings_back_the_rest(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    group = filters(page).get_by_role("group", name="Side")
    group.get_by_role("listitem").filter(has_text="Beland").hover()
    group.get_by_role("button", name="Only Beland").click()
    assert sides(page) == {BELAND}
    group.get_by_role("button", name="Side: show all").click()
    assert sides(page) == {ALAND, BELAND, "organisation/celand"}


def test_people_and_bodies_can_be_shown_alone(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    choice(filters(page), "Bodies").uncheck()
    assert {id.partition("/")[0] for id in nodes(page)} == {"person"}


def test_a_topic_takes_its_narrower_ones_along(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    drawer = filters(page)
    all_edges = edges(page)
    expect(choice(drawer, "Herring quota", role="radio")).to_be_hidden()
    for branch in ("relations between Aland and Beland", "fisheries"):
        drawer.get_by_role("button", name=f"Narrower topics of {branch}").click()
    choice(drawer, "Fisheries", role="radio").check()
    wide = edges(page)
    assert crumbs(page) == ["topic: fisheries"]
    drawer.get_by_role("button", name="Narrower topics of fish stocks").click()
    choice(drawer, "Herring quota", role="radio").check()
    narrow = edges(page)
    assert set() < narrow <= wide < all_edges
    again = open_page(example_page, address="topic=topic/herring-quota")
    expect(choice(filters(again), "Herring quota", role="radio")).to_be_visible()  # the tree is open down to what is chosen
    assert edges(again) == narrow


def test_a_topic_under_several_is_offered_once_and_chosen_by_each_of_them(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page)
    filters(page)
    offered = page.locator("input[type=radio][name=topic]").evaluate_all("found => found.map((one) => one.value)")
    assert len(offered) == len(set(offered))
    assert offered.count("topic/joint-disaster-response-exercises") == 1
    for broader in ("joint-exercises", "disaster-response"):
        again = open_page(five_page, address=f"topic=topic/{broader}")
        assert "person/matsumoto-takeaki~person/to-lam" in edges(again)


def test_a_body_leaves_those_who_act_for_it_or_for_its_parts(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    select = filters(page).get_by_label("Ministry or body")
    select.select_option(value="organisation/coast-guard-of-beland")
    assert edges(page) == {"person/ann-kristin-polk~person/jane-roe", "person/ann-kristin-polk~person/rolf-sarn"}
    assert crumbs(page) == ["body: Coast Guard of Beland"]


def test_only_certain_leaves_no_edge_that_is_only_possible(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    certain = set(page.evaluate("vjgraph.scene().edges.filter((edge) => edge.certain).map(({ id }) => id)"))
    choice(filters(page), "Only certain", role="radio").check()
    assert edges(page) == certain
    assert crumbs(page) == ["only certain"]


def test_sources_are_told_by_title_publisher_and_day(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    group = filters(page).get_by_role("group", name="Source")
    expect(group).to_contain_text("Roe calls on Doe")
    expect(group).to_contain_text("Example Daily, 2 July 2019")
    choice(group, "Roe calls on Doe .*").uncheck()
    assert edges(page) == {"person/jane-roe~person/john-doe"}  # the other source tells of it too
    choice(group, "undated-wire").uncheck()
    assert edges(page) == set()


def test_a_kind_of_meeting_and_what_was_said_are_filters_too(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    items = "vjgraph.scene().edges.flatMap(({ items }) => items).length"
    before = page.evaluate(items)
    choice(filters(page), "Working session").uncheck()
    assert 0 < page.evaluate(items) < before
    page.click("#views [data-view=topics]")
    expect(page.locator("#filters").get_by_role("group", name="What was said")).to_be_visible()


def test_many_values_of_a_filter_are_folded_and_work_all_the_same(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    group = filters(page).get_by_role("group", name="Source")
    last = choice(group, "The Friendship Garden")
    expect(last).to_be_hidden()
    group.get_by_text("more").click()
    last.uncheck()
    assert crumbs(page) == ["without The Friendship Garden"]
    page.click("#legend [data-key='side:organisation/celand']")
    expect(last).not_to_be_checked()


def test_reset_all_takes_every_filter_away(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address=f"sure=certain&topic=topic/fisheries&hide=side:{ALAND}&from=2021-01-01")
    drawer = filters(page)
    drawer.get_by_role("button", name="Reset all").click()
    assert crumbs(page) == []
    expect(choice(drawer, "All topics", role="radio")).to_be_checked()
    assert len(nodes(page)) == 22


def test_the_drawer_is_worked_by_keyboard_alone(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    page.focus("#filters-button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Filters")).to_be_focused()
    for _ in range(2):  # past the button that closes
        page.keyboard.press("Tab")
    expect(choice(page.locator("#filters"), "Aland")).to_be_focused()
    page.keyboard.press("Space")
    assert ALAND not in sides(page)
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#filters-button")).to_be_focused()


# --- Crumbs ---------------------------------------------------------------------------------------------------------


def test_each_chip_takes_away_what_it_says(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address=f"from=2022-01-01&to=2022-12-31&around={THORNE}&hops=2&sure=certain")
    assert crumbs(page) == ["2022", "around Edmund Thorne, 2 steps", "only certain"]
    page.get_by_role("button", name="Remove: around Edmund Thorne").click()
    assert crumbs(page) == ["2022", "only certain"]
    page.get_by_role("button", name="Remove: 2022").click()
    assert state(page, "from") == state(page, "to") == ""
    page.get_by_role("button", name="Remove: only certain").click()
    expect(page.locator("#crumbs")).to_be_hidden()


def test_a_path_says_whom_it_joins(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address=f"path={ROE}~{THORNE}")
    assert crumbs(page) == ["path Jane Roe → Edmund Thorne"]
    assert {ROE, THORNE} <= nodes(page)


def test_an_empty_view_says_why_and_offers_a_way_back(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address="hide=class:person,class:body")
    empty = page.locator("#empty")
    expect(empty).to_contain_text("without people")
    empty.get_by_role("button", name="Reset all").click()
    expect(empty).to_be_hidden()
    assert nodes(page)


# --- The legend -----------------------------------------------------------------------------------------------------


def test_the_legend_filters_by_side_class_and_certainty(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    legend = page.locator("#legend")
    for name, field in (("Celand", "side:organisation/celand"), ("Bodies", "class:body")):
        key = legend.get_by_role("button", name=name)
        pressed(key, True)
        key.click()
        pressed(legend.locator(f'[data-key="{field}"]'), False)
        assert field in state(page, "hide")
    assert sides(page) == {ALAND, BELAND}
    assert not any(id.startswith("organisation/") for id in nodes(page))
    legend.get_by_role("button", name="Only possible").click()
    assert state(page, "sure") == "certain"


def test_agreements_between_bodies_can_be_left_out(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=bodies")
    assert page.evaluate("vjgraph.scene().edges.some((edge) => edge.agreements)")
    page.locator("#legend").get_by_role("button", name="Agreements").click()
    assert not page.evaluate("vjgraph.scene().edges.some((edge) => edge.agreements)")


def test_what_was_planned_can_be_left_out(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page, address="view=meetings")
    assert "event/strait-dialogue-10" in nodes(page)
    page.locator("#legend").get_by_role("button", name="planned").click()
    assert "event/strait-dialogue-10" not in nodes(page)


def test_colour_and_width_are_chosen_in_the_legend(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    legend = page.locator("#legend")
    legend.get_by_role("button", name="Community").click()
    assert state(page, "colour") == "community"
    expect(legend).not_to_contain_text("A summit counts less")
    legend.get_by_role("button", name="Shared out").click()
    assert state(page, "weight") == "newman"
    expect(legend).to_contain_text("A summit counts less between any two of its guests")


# --- Measures -------------------------------------------------------------------------------------------------------


def test_the_measures_rank_what_is_shown_and_open_whom_is_clicked(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    page.click("#measures-button")
    panel = page.locator("#measures")
    expect(panel).to_contain_text(f"Of what is shown now: {page.evaluate('vjgraph.describeView()')}")
    for measure, name in (("degree", "Contacts"), ("meetings", "Meetings"), ("betweenness", "Between"), ("broker", "Brokers")):
        panel.get_by_role("button", name=name, exact=True).click()
        ranked = page.evaluate(
            """(measure) => {
              const found = [...vjgraph.measures()].map(([id, values]) => [values[measure], id]).filter(([value]) => value > 0);
              const most = Math.max(...found.map(([value]) => value));
              const names = new Map(vjgraph.scene().nodes.map(({ id, label }) => [id, label]));
              return found.filter(([value]) => value === most).map(([, id]) => names.get(id));
            }""",
            measure,
        )
        assert panel.locator(".ranking tbody button").first.inner_text() in ranked
    name = panel.locator(".ranking tbody button").first.inner_text()
    panel.locator(".ranking tbody button").first.click()
    expect(page.locator("#panel h2").first).to_contain_text(name)


def test_the_measures_follow_the_filters(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    page.click("#measures-button")
    rows = page.locator(".ranking tbody tr")
    before = rows.count()
    page.locator("#legend").get_by_role("button", name="Aland 10").click()
    assert rows.count() < before


def test_the_graph_is_sized_by_a_measure(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    page.click("#measures-button")
    page.locator("#measures").get_by_role("button", name="Brokers").click()
    button = page.locator("#measures").get_by_role("button", name="Size by this")
    button.click()
    assert state(page, "size") == "broker"
    pressed(page.locator("#measures").get_by_role("button", name="Sized by this"), True)


def test_communities_are_listed_coloured_and_shown_alone(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    page.click("#measures-button")
    panel = page.locator("#measures")
    panel.get_by_role("button", name="Communities").click()
    panel.get_by_role("button", name="Colour by community").click()
    assert state(page, "colour") == "community"
    panel.get_by_role("button", name="show only these").first.click()
    assert page.evaluate("new Set(vjgraph.scene().nodes.map(({ community }) => community)).size") == 1
    assert len(crumbs(page)) == 1


# --- Themes and sizes -----------------------------------------------------------------------------------------------

CONTRAST = """() => {
  const sheet = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const canvas = sheet.getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("header *, footer *, .drawer *, #crumbs *, #empty *")) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!text || !element.checkVisibility({ opacityProperty: true }) || element.closest(".unseen, svg")) continue;
    const [a, b] = [light(rgba(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${element.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_stands_out_from_its_ground(open_page: Open, example_page: Path, dark: bool) -> None:
    page = open_page(example_page, dark=dark, address=f"sure=certain&hide=side:{ALAND}&weight=newman&from=2022-01-01")
    filters(page)
    assert page.evaluate(CONTRAST) == []
    page.click("#measures-button")
    assert page.evaluate(CONTRAST) == []


def test_the_graph_has_most_of_the_room(open_page: Open, example_page: Path) -> None:
    for size in ((1280, 720), (960, 600)):
        page = open_page(example_page, size=size)
        header, strip = page.locator("#bar").bounding_box(), page.locator("#strip").bounding_box()
        assert header
        assert strip
        assert header["height"] <= 56
        assert strip["height"] <= 112
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]
        cut = "[...document.querySelectorAll('#bar button')].filter((b) => b.getBoundingClientRect().right > innerWidth).length"
        assert page.evaluate(cut) == 0


@pytest.mark.parametrize("address", ["", "view=topics&sure=certain", "as=table", "view=meetings&weight=newman"])
def test_a_phone_has_room_for_the_graph_and_targets_for_fingers(open_page: Open, example_page: Path, address: str) -> None:
    page = open_page(example_page, phone=True, address=address)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    stage = page.locator("#table" if "table" in address else "#graph").bounding_box()
    assert stage
    assert stage["height"] > 844 / 2
    page.locator("#legend .fold").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll("header button, header input, footer button, #crumbs button, .zoom button")]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 40).map((one) => one.textContent)"""
    )
    assert small == []


def test_on_a_phone_the_rest_is_under_more(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, phone=True)
    expect(page.locator("#measures-button")).to_be_hidden()
    page.locator("#more-button").tap()
    page.locator("#as-table").tap()
    expect(page.locator("#table")).to_be_visible()
    expect(page.locator("#more")).to_be_hidden()
    page.locator("#filters-button").tap()
    choice(page.locator("#filters"), "Beland").uncheck()
    page.get_by_role("button", name="Close filters").tap()
    assert BELAND not in sides(page)


# --- For screen readers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["people", "bodies", "topics", "meetings"])
def test_every_control_has_a_name_and_every_part_a_landmark(open_page: Open, example_page: Path, view: str) -> None:
    page = open_page(example_page, address=f"view={view}&sure=certain")
    filters(page)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("header *, footer *, .drawer *, #crumbs *")]
          .filter((one) => one.matches("button, input, select") && one.checkVisibility())
          .filter((one) => !one.getAttribute("aria-label") && !one.textContent.trim())
          .filter((one) => ![...(one.labels ?? [])].some((label) => label.textContent.trim()))
          .map((one) => one.outerHTML)"""
    )
    assert nameless == []
    landmarks = {"What the graph shows": "navigation", "Filters": "complementary", "Time": "region", "Legend": "region"}
    for name, role in landmarks.items():
        expect(page.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type]
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
