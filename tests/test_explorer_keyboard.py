"""The keyboard keeps its place: on the control that was pressed, though its part of the page is written anew, else beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]


@pytest.mark.parametrize(
    ("group", "name"), [("Colour", "Community"), ("Colour", "Side"), ("Width", "Shared out"), ("Width", "Meetings")]
)
def test_a_choice_of_the_legend_keeps_it(open_page: Open, example_page: Path, group: str, name: str) -> None:
    page = open_page(example_page)
    button = page.get_by_role("group", name=group).get_by_role("button", name=name, exact=True)
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()


def test_what_a_period_alone_has_in_the_legend_leaves_it_to_what_stands_there(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address="from=2021-01-01&to=2021-12-31&undated=false")
    undated = page.locator("#legend [data-key=undated]")
    undated.focus()
    page.evaluate("vjgraph.update({ from: '', to: '' })")
    expect(undated).to_have_count(0)
    expect(page.locator("#legend .all button:focus")).to_have_count(1)


@pytest.mark.parametrize("view", ["people", "meetings"])
@pytest.mark.parametrize(
    ("pressed", "then"),
    [
        ("[data-group=sides] .only >> nth=0", "[data-group=sides] .only >> nth=0"),
        ("[data-group=classes] .only >> nth=0", "[data-group=classes] .only >> nth=0"),
        ("[data-group=sources] .only >> nth=0", "[data-group=sources] .only >> nth=0"),
        ("[data-group=sides] .all-of", "[data-group=sides] input >> nth=0"),
        ("[data-group=sources] .all-of", "[data-group=sources] input >> nth=0"),
        (".foot button", ".foot button"),
    ],
)
def test_the_filters_keep_it(open_page: Open, example_page: Path, view: str, pressed: str, then: str) -> None:
    page = open_page(example_page, address=f"view={view}")
    page.locator("#filters-button").click()
    for group in ("sides", "sources") if "only" not in pressed else ():
        page.locator(f"#filters [data-group={group}] .only").first.click()
    page.locator(f"#filters {pressed}").press("Enter")
    expect(page.locator(f"#filters {then}")).to_be_focused()


def test_all_time_gives_it_to_the_first_handle(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address="from=2021-01-01&to=2021-12-31")
    page.locator("#timeline .all-time").press("Enter")
    expect(page.locator("#timeline .all-time")).to_be_hidden()
    expect(page.locator("#time-from")).to_be_focused()


def test_the_row_whose_card_is_open_is_the_current_one_to_those_who_hear_it(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="as=table&open=person/saito-ken~person/to-lam")
    expect(page.locator("#table tr[aria-current]")).to_have_count(1)
    expect(page.locator("#table tr[aria-current]")).to_have_attribute("aria-current", "true")
    page.evaluate("vjgraph.update({ open: '' })")
    expect(page.locator("#table tr[aria-current]")).to_have_count(0)
