"""Who only acts in an office is told so wherever the office is: on cards, in suggestions, in the table and beside the name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import vjgraph

Open = Callable[..., Page]
Build = Callable[..., vjgraph.Graph]

OFFICE = "Minister of Foreign Affairs of Aland"
ACTING = f"people: {{Jane Roe: {{acting: {OFFICE}}}, John Doe: {{}}}}"
MET = "meetings:\n  - {id: met, date: 2019-07-01, participants: {guest: Jane Roe, host: John Doe}}"


def page_of(graph: vjgraph.Graph) -> Path:
    """The page that was built with a graph."""
    return graph.project / "build" / "graph.html"


@pytest.fixture
def acting(graph: Build, open_page: Open) -> Page:
    """The page of somebody who met another as an acting minister."""
    return open_page(page_of(graph(("2019-07-02", f"{ACTING}\n{MET}"))))


def show(page: Page, id: str) -> None:
    """Open a card."""
    page.evaluate("(open) => vjgraph.update({ open })", id)


def test_cards_say_that_somebody_acts(acting: Page) -> None:
    panel = acting.locator("#panel")
    show(acting, "person/jane-roe")
    expect(panel.locator(".lead")).to_have_text(f"acting {OFFICE} attested 2 July 2019")
    expect(panel.locator(".tenure .text")).to_have_text(f"acting {OFFICE} stated")
    show(acting, "office/minister-of-foreign-affairs-of-aland")
    expect(panel.locator(".lead")).to_have_text("Attested: Jane Roe (acting)")
    expect(panel.locator(".tenure .text")).to_have_text("Jane Roe (acting) stated")
    show(acting, "organisation/ministry-of-foreign-affairs-of-aland")
    expect(panel.locator(".tenure .text")).to_have_text("Jane Roe (acting) stated")
    show(acting, "event/met")
    expect(panel.locator(".fact", has_text="Jane Roe · guest").locator(".note").first).to_have_text(f"acting {OFFICE}")
    show(acting, "person/john-doe")
    expect(panel.locator(".counterpart .office")).to_have_text(f"acting {OFFICE}")
    show(acting, "person/jane-roe~person/john-doe")
    expect(panel.locator(".ends-of li").first).to_have_text(f"Jane Roe · guest, acting {OFFICE}")


def test_so_do_suggestions_tables_and_the_line_beside_a_name(acting: Page) -> None:
    search = acting.locator("#search")
    search.fill("minister of foreign affairs")
    expect(acting.locator("#found [data-id^='office/'] .beside")).to_have_text("Jane Roe (acting)")
    search.fill("jane roe")
    expect(acting.locator("#found [data-id='person/jane-roe'] .beside")).to_have_text(f"acting {OFFICE}")
    acting.evaluate("vjgraph.update({ as: 'table' })")
    acting.locator("#table [data-table=nodes]").click()
    row = acting.locator("#table tbody tr", has_text="Jane Roe")
    expect(row.locator("[data-name='Office or kind']")).to_have_text(f"acting {OFFICE}")
    acting.evaluate("vjgraph.update({ view: 'meetings' })")
    acting.locator("#table [data-table=parts]").click()
    part = acting.locator("#table tbody tr", has=acting.locator("[data-name=Who]", has_text="Jane Roe"))
    expect(part.locator("[data-name=Office]")).to_have_text(f"acting {OFFICE}")
    (node,) = acting.evaluate("vjgraph.data.projections.people.nodes.filter(({ id }) => id === 'person/jane-roe')")
    assert f"acting {OFFICE}" in (node["underline"], node["beside"])


def test_so_does_the_part_that_is_pointed_at(acting: Page, look: Any) -> None:
    acting.evaluate("vjgraph.update({ view: 'meetings' })")
    (edge,) = acting.evaluate("vjgraph.scene().edges.filter(({ from }) => from === 'person/jane-roe').map(({ id }) => id)")
    look.settle(acting)
    acting.mouse.move(*look.on_edge(acting, edge))
    look.settle(acting)
    expect(acting.locator("#tip p")).to_have_text(["Jane Roe – Meeting of Jane Roe and John Doe", f"guest, acting {OFFICE}"])


def test_who_acted_first_and_then_held_it_holds_it(graph: Build, open_page: Open) -> None:
    held = f"people: {{Jane Roe: {{as: {OFFICE}}}}}"
    page = open_page(page_of(graph(("2019-07-02", f"{ACTING}\n{MET}"), ("2019-07-05", held))), address="open=person/jane-roe")
    expect(page.locator("#panel .lead")).to_have_text(f"{OFFICE} attested 5 July 2019")
    expect(page.locator("#panel .tenure .text")).to_have_text(re.compile(f"^{OFFICE}"))
    expect(page.locator("#panel .tenure .note").first).to_have_text("attested 2–5 July 2019, acting in 1 of 2 documents")
    # At the meeting that the first document tells of, it was held as that document has it.
    show(page, "event/met")
    expect(page.locator("#panel .fact", has_text="Jane Roe · guest").locator(".note").first).to_have_text(f"acting {OFFICE}")
