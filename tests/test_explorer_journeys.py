"""What a newcomer asks of the page of the five articles, in the few steps that it takes, down to the words and the paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
LAM_TOKYO = ("2023-04-05-to-lam-tokyo", "5 April 2023")
DEFENCE = "organisation/ministry-of-defence-of-japan~organisation/ministry-of-national-defence-of-viet-nam"


def ask(page: Page, text: str) -> Locator:
    """Type a text into the search and take what comes first; the panel that opens."""
    if not page.locator("#search").is_visible():
        page.locator("header button[aria-controls=search], header .search button, header button[aria-label*=ind]").first.click()
    page.locator("#search").fill(text)
    page.locator("#search").press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    return panel


def section(panel: Locator, name: str) -> Locator:
    """A section of a card by its heading."""
    return panel.locator(f'details.section[data-section="{name}"]')


def words(fact: Locator, quote: str) -> Locator:
    """The passage of a fact that quotes these words; folded ones are unfolded."""
    passage = fact.locator("q", has_text=quote)
    for more in fact.locator("details.more > summary", has_text=re.compile("passage|same words")).all():
        if not passage.count():
            more.click()
    return passage


def stands_in(passage: Locator, *, source: tuple[str, ...], paragraph: int) -> None:
    """The passage says in which paragraph of which document it stands."""
    expect(passage.locator("xpath=..")).to_contain_text(f"paragraph {paragraph}")
    cited = passage.locator("xpath=ancestor::*[.//cite][1]").locator("cite")
    for told in source:
        expect(cited).to_contain_text(told)


# --- whom To Lam met in Tokyo ---


def test_whom_to_lam_met_in_tokyo(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page)
    met = section(ask(page, "to lam"), "Met")
    met.locator("button.place", has_text="Tokyo").click()
    expect(met.locator(".counterpart h4")).to_have_text([re.compile("Saito Ken"), re.compile("Toyoda Toshihiro")])
    for counterpart, kind, quote in (
        ("Saito Ken", "meeting", "in Tokyo"),
        ("Toyoda Toshihiro", "working session", "another meeting with ... Toyoda Toshihiro in Tokyo"),
    ):
        fact = met.locator(".counterpart", has_text=counterpart)
        expect(fact).to_contain_text("4 April 2023")
        expect(fact).to_contain_text(kind)
        expect(fact).to_contain_text("certain")
        stands_in(words(fact, quote).first, source=LAM_TOKYO, paragraph=2)
    for elsewhere in ("Matsumoto", "Maeda", "Ishii", "Suga"):
        expect(met).not_to_contain_text(elsewhere)


def test_whom_to_lam_met_in_tokyo_starting_from_the_place(five_page: Path, open_page: Open) -> None:
    panel = ask(open_page(five_page), "tokyo")
    expect(panel.locator("h2")).to_have_text(re.compile("^Tokyo$"))
    in_2023 = panel.locator("li.fact").filter(has_text="4 April 2023").filter(has_text="To Lam")
    expect(in_2023).to_have_count(2)
    for who in ("Saito Ken", "Toyoda Toshihiro"):
        expect(in_2023.filter(has_text=who)).to_have_count(1)
    expect(panel).not_to_contain_text("Matsumoto")


def test_whom_to_lam_met_in_tokyo_from_the_table(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page)
    page.locator("#as-table").click()
    page.locator("#table input[type=search]").fill("lam tokyo")
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Saito Ken")).to_contain_text("certain")
    expect(rows.filter(has_text="Toyoda Toshihiro")).to_contain_text("certain")


# --- what was raised with the justice minister ---


@pytest.mark.parametrize("asked", ["justice minister", "minister of justice", "saito ken", "Ken Saito"])
def test_what_was_raised_with_the_justice_minister(five_page: Path, open_page: Open, asked: str) -> None:
    panel = ask(open_page(five_page), asked)
    expect(panel.locator("h2")).to_have_text(re.compile("Saito Ken"))
    raised = section(panel, "Raised with them")
    expect(raised.locator("summary .count").first).to_have_text("6")
    asks = raised.locator("li.fact").filter(has_text="requests")
    expect(asks).to_have_count(3)
    for told, quote in (
        ("rights and legitimate interests", "help guarantee the rights and legitimate interests of"),
        ("do not break the law in the other", "asked the two ministries to work closely together"),
        ("sharing of information and experience", "called on Saito to promote the sharing of"),
    ):
        stands_in(words(asks.filter(has_text=told), quote).first, source=LAM_TOKYO, paragraph=8)
    expect(raised).to_contain_text("transfer of sentenced persons")
    expect(raised).not_to_contain_text("disaster response")


def test_what_came_of_it(five_page: Path, open_page: Open) -> None:
    panel = ask(open_page(five_page), "justice minister")
    accepted = section(panel, "Said").locator("li.fact").filter(has_text="accepts")
    expect(accepted).to_contain_text("inferred")
    stands_in(words(accepted, "agreed with the Vietnamese side's proposals").first, source=LAM_TOKYO, paragraph=11)


# --- which instruments the two defence ministries share ---


def instruments_shared(panel: Locator) -> None:
    shared = section(panel, "Instruments shared")
    expect(shared.locator("summary .count").first).to_have_text("2")
    vision = shared.locator(".instruments > li").filter(has_text="Joint Vision Statement on Defense Cooperation")
    expect(vision).to_contain_text("April 2018")
    stands_in(words(vision, "between the two defence ministries").first, source=("2020-03-02", "2 March 2020"), paragraph=5)
    memorandum = shared.locator(".instruments > li").filter(has_text="Memorandum of Understanding")
    expect(memorandum).to_contain_text("September 2015")
    quote = "signed by ... defense ministries in September 2015"
    stands_in(words(memorandum, quote).first, source=("serizawa-kiyoshi-hanoi",), paragraph=10)


def test_which_instruments_the_two_defence_ministries_share(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page)
    page.locator('#views [data-view="bodies"]').click()
    look.settle(page)
    look.click_edge(page, DEFENCE)
    instruments_shared(page.locator("#panel"))


def test_which_instruments_they_share_from_the_card_of_one_of_them(five_page: Path, open_page: Open) -> None:
    panel = ask(open_page(five_page), "ministry of defence")
    shared = section(panel, "Instruments shared with")
    expect(shared).to_contain_text("Ministry of National Defence of Viet Nam")
    shared.locator("a[href*='~'], a[href*='%7E']").first.click()
    instruments_shared(panel)


# --- who links the two parliaments ---


def test_who_links_the_two_parliaments(five_page: Path, open_page: Open) -> None:
    panel = ask(open_page(five_page), "parliament")
    expect(panel.locator("h2")).to_have_text(re.compile("Japan - Vietnam Parliamentary Friendship Alliance"))
    office = section(panel, "staff")
    for who, quote in (
        ("Toshihiro Nikai", "Chairman of the Japan ... Alliance Toshihiro Nikai"),
        ("Tsutomu Takebe", "Tsutomu Takebe, Special Advisor to the alliance"),
    ):
        expect(office).to_contain_text(who)
        source = ("Việt Nam treasures relations with Japan: Party official", "VNA/VNS", "12 September 2022")
        stands_in(words(office, quote).first, source=source, paragraph=4)
    met = section(panel, "Its people also met")
    expect(met).to_contain_text("Trương Thị Mai")
    expect(met).to_contain_text("President of the Viet Nam-Japan Friendship Parliamentarians’ Group")


def test_who_links_them_by_the_shortest_way(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page, address="path=person/hidehisa-otsuji~person/toshihiro-nikai")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Trương Thị Mai")
    nodes = page.evaluate("vjgraph.scene().nodes.map(({ id }) => id)")
    assert sorted(nodes) == ["person/hidehisa-otsuji", "person/toshihiro-nikai", "person/truong-thi-mai"]
    expect(panel).to_contain_text(re.compile(r"paragraph 4"))


def test_what_was_said_of_relations_between_the_parliaments(five_page: Path, open_page: Open) -> None:
    panel = ask(open_page(five_page), "relations between the two parliaments")
    expect(panel.locator("h2")).to_have_text(re.compile("relations between the two parliaments", re.IGNORECASE))
    said = panel.locator("li.fact").filter(has_text="proposes")
    stands_in(words(said, "promote relations between the two parliaments").first, source=("VNA/VNS",), paragraph=7)


# --- which words in which paragraph say so: every tie, and on a phone ---


def test_a_tie_opens_with_its_words_at_a_click(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page)
    look.click_edge(page, "person/saito-ken~person/to-lam")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text(re.compile("Saito Ken.*and.*To Lam", re.DOTALL))
    expect(panel).to_contain_text("1 meeting, certain · 2023")
    meeting = section(panel, "Meetings").locator("li.fact").first
    expect(meeting).to_contain_text("Minister of Justice of Japan")
    expect(meeting).to_contain_text("Minister of Public Security of Viet Nam")
    stands_in(words(meeting, "To Lam had another meeting with ... Saito Ken").first, source=LAM_TOKYO, paragraph=2)


def test_on_a_phone_whom_to_lam_met_in_tokyo(five_page: Path, open_page: Open) -> None:
    page = open_page(five_page, phone=True)
    met = section(ask(page, "to lam"), "Met")
    met.locator("button.place", has_text="Tokyo").tap()
    expect(met.locator(".counterpart")).to_have_count(2)
    fact = met.locator(".counterpart", has_text="Saito Ken")
    stands_in(words(fact, "in Tokyo").first, source=LAM_TOKYO, paragraph=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_a_tie_opens_at_a_tap(five_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(five_page, phone=True)
    look.click_edge(page, "person/kishida-fumio~person/pham-minh-chinh")
    expect(page.locator("#panel h2")).to_have_text(re.compile("Kishida Fumio.*Pham Minh Chinh", re.DOTALL))
    assert page.evaluate("[vjgraph.state.ministry, vjgraph.state.around, vjgraph.state.view]") == ["", "", "people"]
