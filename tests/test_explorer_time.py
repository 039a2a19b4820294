"""Time on the page in a real browser: the histogram, the handles, the bars, the play, and what has no day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

Open = Any


def period(page: Page) -> tuple[str, str]:
    """The first and last day that are chosen."""
    from_, to = page.evaluate("[vjgraph.state.from, vjgraph.state.to]")
    return from_, to


def edges(page: Page) -> set[str]:
    """The edges of the scene."""
    return set(page.evaluate("vjgraph.scene().edges.map(({ id }) => id)"))


def bins(page: Page) -> list[dict[str, Any]]:
    """The histogram."""
    found: list[dict[str, Any]] = page.evaluate("vjgraph.histogram()")
    return found


@pytest.fixture
def moving(browser: Browser, example_page: Path) -> Iterator[Page]:
    """The page of the example for somebody who does not mind motion, with a clock of the test's own."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page = context.new_page()
    page.clock.install(time=datetime(2024, 1, 1, tzinfo=UTC))
    page.goto(example_page.resolve().as_uri())
    page.wait_for_function("window.vjgraph !== undefined")
    page.clock.pause_at(datetime(2024, 1, 2, tzinfo=UTC))
    yield page
    context.close()


def test_each_bin_is_a_bar_with_possible_above_certain(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    bars = page.locator("#timeline .bin")
    assert bars.count() == len(bins(page))
    heights = page.evaluate(
        """[...document.querySelectorAll("#timeline .bin")].map((bin) =>
          ["certain", "possible"].map((name) => Number(bin.querySelector("." + name).getAttribute("height")) > 0))"""
    )
    assert heights == [[bool(bin["certain"]), bool(bin["possible"])] for bin in bins(page)]
    both = [index for index, bin in enumerate(bins(page)) if bin["certain"] and bin["possible"]]
    tops = "(bin) => ['certain', 'possible'].map((name) => Number(bin.querySelector('.' + name).getAttribute('y')))"
    certain, possible = bars.nth(both[0]).evaluate(tops)
    assert possible < certain
    fill = "(bin, name) => getComputedStyle(bin.querySelector('.' + name)).fill"
    assert bars.nth(both[0]).evaluate(fill, "certain") != bars.nth(both[0]).evaluate(fill, "possible")


def test_the_handles_choose_a_period_and_tell_it_in_words(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    everything = edges(page)
    first, last = page.get_by_role("slider", name="First shown"), page.get_by_role("slider", name="Last shown")
    expect(first).to_have_attribute("aria-valuetext", "from January 2019")
    expect(page.locator("#timeline .period")).to_have_text("All time, Jan 2019 – Nov 2023")
    first.press("End")  # as far as the other lets it
    assert period(page) == ("2023-11-01", "")
    expect(first).to_have_attribute("aria-valuetext", "from November 2023")
    expect(page.locator("#timeline .period")).to_have_text("Nov 2023")
    assert edges(page) < everything
    assert "from=2023-11-01" in page.url
    last.press("ArrowLeft")  # not before the first
    assert period(page) == ("2023-11-01", "")
    first.press("Home")
    last.press("ArrowLeft")
    assert period(page) == ("", "2023-10-31")
    page.get_by_role("button", name="All time").click()
    assert period(page) == ("", "")
    assert edges(page) == everything


def test_a_bar_chooses_its_month_and_several_are_chosen_by_drawing_over_them(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    months = [bin["month"] for bin in bins(page)]
    bars = page.locator("#timeline .hit")
    bars.nth(months.index("2021-03")).click()
    assert period(page) == ("2021-03-01", "2021-03-31")
    assert edges(page) == set(
        page.evaluate("vjgraph.scene().edges.filter(({ certain, possible }) => certain + possible > 0).map(({ id }) => id)")
    )
    bars.nth(months.index("2022-04")).hover()
    page.mouse.down()
    bars.nth(months.index("2022-08")).hover()
    page.mouse.up()
    assert period(page) == ("2022-04-01", "2022-08-31")
    expect(page.locator("#timeline .period")).to_have_text("Apr 2022 – Aug 2022")


def test_a_year_and_an_empty_stretch_choose_the_whole_year(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page)
    page.get_by_role("button", name="Only 2022").press("Enter")
    assert period(page) == ("2022-01-01", "2022-12-31")
    page.get_by_role("button", name="All time").click()
    empty = next(at for at, bin in enumerate(bins(page)) if bin["month"][:4] == "2022" and not bin["certain"] + bin["possible"])
    page.locator("#timeline .hit").nth(empty).click()
    assert period(page) == ("2022-01-01", "2022-12-31")


def test_what_has_no_day_is_counted_and_can_be_left_out(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page, address="view=meetings")
    chip = page.locator("#time-undated")
    expect(chip).to_have_text("1 undated shown")
    shown = "vjgraph.scene().nodes.some(({ id }) => id === 'event/besse-regatta')"
    assert page.evaluate(shown)
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(chip).to_have_text("1 undated left out")
    assert not page.evaluate(shown)
    chip.click()
    assert page.evaluate(shown)


def test_a_period_from_a_link_is_shown_by_the_handles(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address="from=2021-03-09&to=2021-12-31")
    expect(page.get_by_role("slider", name="First shown")).to_have_attribute("aria-valuetext", "from March 2021")
    expect(page.get_by_role("slider", name="Last shown")).to_have_attribute("aria-valuetext", "to December 2021")
    assert period(page) == ("2021-03-09", "2021-12-31")  # and is kept as it is


def test_where_nothing_is_dated_the_timeline_says_so(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page, address="hide=class:person,class:body")
    expect(page.locator("#timeline .period")).to_have_text("Nothing dated is shown")


def test_the_play_lets_the_time_grow_and_stops_when_all_is_shown(moving: Page) -> None:
    everything = edges(moving)
    held = [bin for bin in bins(moving) if bin["certain"] + bin["possible"]]
    moving.get_by_role("button", name="Play").click()
    assert period(moving) == ("", held[0]["to"])
    seen = [edges(moving)]
    for bin in held[1:]:
        moving.clock.run_for(900)
        assert period(moving) == ("", "" if bin is held[-1] else bin["to"])
        seen.append(edges(moving))
    assert all(before <= after for before, after in pairwise(seen))
    assert seen[-1] == everything
    expect(moving.get_by_role("button", name="Play")).to_be_visible()
    moving.clock.run_for(5000)
    assert period(moving) == ("", "")


def test_the_play_moves_a_period_that_is_chosen_and_pauses(moving: Page) -> None:
    moving.evaluate("vjgraph.update({ from: '2021-03-01', to: '2021-05-31' })")
    moving.get_by_role("button", name="Play").click()
    moving.clock.run_for(900)
    assert period(moving) == ("2021-08-01", "2021-10-31")  # what holds nothing is passed over
    moving.clock.run_for(900)
    assert period(moving) == ("2021-09-01", "2021-11-30")
    moving.get_by_role("button", name="Pause").click()
    moving.clock.run_for(5000)
    assert period(moving) == ("2021-09-01", "2021-11-30")


def test_who_wants_no_motion_goes_on_step_by_step(open_page: Open, example_page: Path) -> None:
    page = open_page(example_page)
    page.get_by_role("button", name="Next step").click()
    assert period(page) == ("", "2019-01-31")
    page.get_by_role("button", name="Next step").click()
    assert period(page) == ("", "2019-02-28")
    expect(page.locator("#live")).to_have_text("Jan 2019 – Feb 2019")
