"""Who was where: what was planned or called off is told as such on every card, and what sources differ on with its doubt."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import vjgraph

Open = Callable[..., Page]

WORLD = Path(__file__).parent / "fixtures" / "world" / "authorities"

COURIER = """
source: {format: 1, publisher: Courier, published: 2019-07-02, language: en}
people: {Jane Roe: {}, John Doe: {}, Ann Poe: {}}
meetings:
  - id: called-off
    date: 2019-05-08
    status: cancelled
    about: [joint patrols]
    agreements: [Fisheries Accord]
    participants: {guest: Jane Roe, host: John Doe}
  - id: to-come
    kind: courtesy-call
    date: 2019-08-08
    status: planned
    inferred: {kind: told as a reception, status: a reception is spoken of}
    participants: {guest: Jane Roe, host: John Doe}
  - id: called
    kind: phone-call
    date: 2019-06-01
    inferred: {kind: taken as a call}
    participants: {principal: [Jane Roe, Ann Poe]}
events:
  - {id: fair, title: Fair of Besse, date: 2019-05-09, participants: {attendee: [Jane Roe, John Doe]}}
  - {id: sail, title: Sail of Besse, date: 2019-05-10, participants: {attendee: [Jane Roe, John Doe]}}
"""
GAZETTE = """
source: {format: 1, publisher: Gazette, published: 2019-07-03, language: en}
people: {Jane Roe: {}, John Doe: {}}
events:
  - {id: fair, title: Fair of Besse, date: 2019-05-09, status: cancelled, participants: {attendee: [Jane Roe, John Doe]}}
"""
ROE, BOTH = "person/jane-roe", "person/jane-roe~person/john-doe"
MET = "Meeting of Jane Roe and John Doe"
DIFFER = "sources differ on the status: cancelled (Gazette) or held (Courier)"


@pytest.fixture(scope="module")
def page_of_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of occasions that were held, planned, called off, and both."""
    project = tmp_path_factory.mktemp("plans")
    shutil.copytree(WORLD, project / "sources" / "authorities")
    for name, text in (("courier", COURIER), ("gazette", GAZETTE)):
        (project / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return vjgraph.build(project).project / "build" / "graph.html"


def section(page: Page, name: str) -> Locator:
    """The part of a card under a heading."""
    return page.locator("#panel details.section").filter(has=page.get_by_role("heading", name=name, exact=True, level=3))


def facts(found: Locator) -> list[str]:
    """The first line of each fact."""
    return [re.sub(r"\s+", " ", text).strip() for text in found.locator(".fact .text").all_inner_texts()]


# --- who was there ---


def test_only_what_was_held_is_told_as_where_somebody_was(look_at: Open, page_of_plans: Path) -> None:
    page = look_at(page_of_plans, address=f"open={ROE}")
    assert facts(section(page, "Also present at")) == [
        "Fair of Besse · attendee · cancelled or held sources differ",
        "Sail of Besse · attendee stated",
    ]
    expect(section(page, "Also present at").locator(".because")).to_have_text(DIFFER)
    assert facts(section(page, "Planned or called off")) == [
        f"{MET} · guest · cancelled stated",
        "Courtesy call of Jane Roe and John Doe · guest · planned stated",
    ]


def test_two_were_both_at_what_was_held_alone(look_at: Open, page_of_plans: Path) -> None:
    page = look_at(page_of_plans, address=f"open={BOTH}")
    expect(page.locator("#panel .lead")).to_have_text("Both at 2 occasions; 2 occasions planned or called off")
    expect(section(page, "Both at").locator("li")).to_have_text(
        [re.compile("Fair of Besse, 9 May 2019 · cancelled or held$"), re.compile("Sail of Besse, 10 May 2019$")]
    )
    expect(section(page, "Planned or called off").locator("li")).to_have_text(
        [re.compile("8 May 2019 · cancelled$"), re.compile("8 August 2019 · planned$")]
    )


def test_where_no_path_leads_it_says_who_was_and_who_was_to_be_there(look_at: Open, page_of_plans: Path) -> None:
    page = look_at(page_of_plans, address=f"path={BOTH}")
    told = page.locator("#panel .note")
    expect(told.filter(has_text=re.compile("^was at "))).to_have_text(
        "was at Fair of Besse (cancelled or held) and Sail of Besse"
    )
    meetings = "meeting of Jane Roe and John Doe (cancelled) and courtesy call of Jane Roe and John Doe (planned)"
    expect(told.filter(has_text=re.compile("^was to be at "))).to_have_text(f"was to be at {meetings}")
    expect(told.filter(has_text="Both were at ")).to_have_text("Both were at Fair of Besse (cancelled or held) and Sail of Besse")
    expect(told.filter(has_text="Both were to be at ")).to_have_text(f"Both were to be at {meetings}")


def test_an_instrument_and_a_topic_name_what_was_called_off_as_such(look_at: Open, page_of_plans: Path) -> None:
    page = look_at(page_of_plans, address="open=topic/joint-patrols")
    assert facts(section(page, "Events about it")) == [f"{MET} · 8 May 2019 · cancelled"]
    page.evaluate("vjgraph.update({ open: 'agreement/fisheries-accord' })")
    assert facts(section(page, "Dealt with at")) == [f"{MET} · 8 May 2019 · cancelled"]
    page.evaluate("(open) => vjgraph.update({ open })", ROE)
    expect(section(page, "Instruments").locator("h4 + .note")).to_have_text("agreement · was to be there")


def test_the_table_of_who_took_part_names_what_was_not_held(look_at: Open, page_of_plans: Path) -> None:
    page = look_at(page_of_plans, address="view=meetings&as=table")
    page.locator("#table [data-table=parts]").click()
    kinds = page.locator("#table tbody tr", has_text="Jane Roe").locator("[data-name=Kind]").all_inner_texts()
    assert {kind.split(" · ")[0] for kind in kinds} == {
        "meeting, cancelled", "event, cancelled or held", "event", "phone call", "courtesy call, planned",
    }  # fmt: skip


def test_pointed_at_a_part_in_what_was_called_off_says_so(open_page: Open, look: Any, page_of_plans: Path) -> None:
    page = open_page(page_of_plans, address="view=meetings")
    (edge,) = page.evaluate(
        "([a, b]) => vjgraph.scene().edges.filter(({ from, to }) => from === a && to === b).map(({ id }) => id)",
        [ROE, "event/called-off"],
    )
    page.mouse.move(*look.on_edge(page, edge))
    look.settle(page)
    expect(page.locator("#tip p")).to_have_text([f"Jane Roe – {MET}", "guest", "cancelled"])


# --- whether it took place, and why its kind is inferred ---


def test_that_it_took_place_is_inferred_only_where_its_status_is(look_at: Open, page_of_plans: Path) -> None:
    page = look_at(page_of_plans, address="open=event/called")
    expect(page.locator("#panel .told > .because")).to_have_text("kind – inferred: taken as a call")
    assert facts(section(page, "When and where")) == ["1 June 2019 stated"]
    page.evaluate("vjgraph.update({ open: 'event/to-come' })")
    expect(page.locator("#panel .told > .because")).to_have_text("kind – inferred: told as a reception")
    assert facts(section(page, "When and where")) == ["8 August 2019 stated", "It is planned inferred"]
    expect(section(page, "When and where").locator(".because")).to_have_text("a reception is spoken of")
    page.evaluate("vjgraph.update({ open: 'event/fair' })")
    assert facts(section(page, "When and where")) == ["9 May 2019 stated", "Whether it took place sources differ"]
    expect(section(page, "When and where").locator(".because")).to_have_text(DIFFER)


def test_why_the_kind_of_a_meeting_is_inferred_stands_with_those_who_met(look_at: Open, page_of_plans: Path) -> None:
    page = look_at(page_of_plans, address=f"open={ROE}")
    expect(section(page, "Met").locator(".because")).to_contain_text(["kind – inferred: taken as a call"])
    page.evaluate("vjgraph.update({ open: 'person/ann-poe~person/jane-roe' })")
    expect(section(page, "Meetings").locator(".because")).to_contain_text(["kind – inferred: taken as a call"])
