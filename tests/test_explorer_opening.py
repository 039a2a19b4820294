"""A page opens where it is asked to, and stands inside a notebook."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page as Browsed

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.explorer.opening import Page


def start(page: Page) -> str:
    """The address that a page opens with."""
    told = page.text.split('"start":"', 1)[1].split('"', 1)[0]
    return told.replace("\\u0026", "&")


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ({}, ""),
        ({"name": "To Lam"}, "around=person/to-lam&hops=2&open=person/to-lam"),
        ({"name": "Tô Lâm", "hops": 1}, "around=person/to-lam&hops=1&open=person/to-lam"),
        ({"year": 2023}, "from=2023-01-01&to=2023-12-31"),
        ({"from_": "2021", "to": "2022-06"}, "from=2021-01-01&to=2022-06-30"),
        ({"from_": "2021"}, "from=2021-01-01"),
        ({"to": "2022-06"}, "to=2022-06-30"),
        ({"name": "peacekeeping"}, "view=topics&topic=topic/peacekeeping&open=topic/peacekeeping"),
        ({"name": "Minister of Justice of Japan"}, "open=office/minister-of-justice-of-japan"),
    ],
)
def test_it_opens_around_a_name_and_in_a_period(five_graph: vjgraph.Graph, asked: dict, address: str) -> None:
    assert start(five_graph.view(**asked)) == address


def test_what_stands_in_no_tie_of_its_own_kind_opens_where_it_is_drawn(five_graph: vjgraph.Graph) -> None:
    assert start(five_graph.view("Communist Party of Viet Nam")).startswith("around=organisation/communist-party-of-viet-nam&")
    assert start(five_graph.view("Japan")).startswith("view=meetings&around=organisation/japan&")
    assert start(five_graph.view("House of Councillors")) == "open=organisation/house-of-councillors-of-japan"


def test_a_body_opens_among_bodies_and_a_meeting_among_meetings(five_graph: vjgraph.Graph) -> None:
    assert start(five_graph.view("Ministry of Justice of Japan")).startswith("view=bodies&around=organisation/")
    meeting = f"{five_graph.settings.base}event/to-lam-saito-2023"
    assert start(five_graph.view(meeting)) == "view=meetings&around=event/to-lam-saito-2023&hops=2&open=event/to-lam-saito-2023"


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ({"name": "To Lam", "hops": 4}, "--hops 4: give 1, 2 or 3 steps"),
        ({"hops": 2}, "--hops goes from a person, body or meeting: name one"),
        ({"name": "Minister of Justice of Japan", "hops": 2}, "--hops goes from"),
        ({"name": "Nobody Atall"}, "nothing in the graph is called"),
        ({"name": "map.html"}, r"\.view\(\)\.write\('map.html'\)"),
        ({"from_": "2023", "to": "2021"}, "ends .* before it begins"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_what_to_do(five_graph: vjgraph.Graph, asked: dict, because: str) -> None:
    with pytest.raises(UsageError, match=because):
        five_graph.view(**asked)


def test_written_it_is_the_page_and_in_a_notebook_the_same_page_in_a_frame(five_graph: vjgraph.Graph, tmp_path: Path) -> None:
    page = five_graph.view()
    assert page.write(tmp_path / "map.html").read_text(encoding="utf-8") == page.text
    frame = page._repr_html_()
    assert frame.startswith("<iframe ")
    assert html.unescape(frame.split('srcdoc="', 1)[1].split('"', 1)[0]) == page.text
    assert 'sandbox="allow-scripts' in frame
    assert "allow-same-origin" not in frame


# --- in the browser ---

SEEN = "(({ view, around, from, open }) => [view, around, from, open])(vjgraph.state)"
OPENED = ["people", "person/jane-roe", "2021-01-01", "person/jane-roe"]


@pytest.fixture
def around_roe(example_graph: vjgraph.Graph, tmp_path: Path) -> Path:
    """A page that opens around somebody, in a year."""
    return example_graph.view("Jane Roe", hops=1, year=2021).write(tmp_path / "roe.html")


def test_back_leads_to_what_the_page_opened_with(open_page: Callable[..., Browsed], around_roe: Path) -> None:
    page = open_page(around_roe)
    assert page.evaluate(SEEN) == OPENED
    page.evaluate("vjgraph.update({ view: 'meetings' })")
    page.evaluate("vjgraph.update({ view: 'topics', around: '' })")
    page.go_back()
    page.wait_for_function("vjgraph.state.view === 'meetings'")
    page.go_back()
    page.wait_for_function("vjgraph.state.view === 'people'")
    assert page.evaluate(SEEN) == OPENED
    page.go_forward()
    page.wait_for_function("vjgraph.state.view === 'meetings'")
    assert page.evaluate("vjgraph.state.around") == "person/jane-roe"


def test_the_whole_graph_has_an_address_of_its_own(open_page: Callable[..., Browsed], around_roe: Path) -> None:
    page = open_page(around_roe)
    page.locator("#crumbs").get_by_role("button", name="Reset all").click()
    page.locator("#panel .close").click()
    whole = page.evaluate("vjgraph.describeView()")
    assert page.evaluate(SEEN) == ["people", "", "", ""]
    page.reload()
    page.wait_for_function("window.vjgraph !== undefined")
    assert page.evaluate(SEEN) == ["people", "", "", ""]
    assert page.evaluate("vjgraph.describeView()") == whole
