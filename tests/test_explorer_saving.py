"""The view as a picture, saved from the page in a real browser: PNG with its pixels, SVG with its texts."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page

from vjgraph.explorer import write_page
from vjgraph.vocabulary import DATA

Open = Callable[..., Page]
SVG = "{http://www.w3.org/2000/svg}"
HEAD_AND_FOOT = 118


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    """The name and the bytes of the picture that the page saves."""
    page.locator("#save-button").click()
    with page.expect_download() as download:
        page.locator(f"#save-{kind}").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def svg(page: Page) -> ElementTree.Element:
    return ElementTree.fromstring(saved(page, "svg")[1])


def texts(drawing: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]


def lines_of(page: Page) -> list[str]:
    """What the names of all nodes shown are written as, line by line."""
    found: list[str] = page.evaluate("vjgraph.scene().nodes.flatMap((node) => node.lines)")
    return found


@pytest.mark.parametrize("dark", [False, True])
def test_the_png_is_twice_as_sharp_as_the_screen_and_shows_the_graph(
    example_page: Path, dark: bool, open_page: Open, browser: Browser
) -> None:
    page = open_page(example_page, dark=dark)
    box = page.locator("#canvas").bounding_box()
    assert box
    name, data = saved(page, "png")
    assert name == "aland-and-beland-2021-to-2023-an-invented-example-people.png"
    pixels = """async (data) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const ctx = new OffscreenCanvas(image.width, image.height).getContext("2d");
      ctx.drawImage(image, 0, 0);
      const counts = new Map();
      const { data: rgba } = ctx.getImageData(0, 0, image.width, image.height);
      for (let at = 0; at < rgba.length; at += 4) {
        const colour = "#" + [0, 1, 2].map((part) => rgba[at + part].toString(16).padStart(2, "0")).join("");
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      return [image.width, image.height, [...counts]];
    }"""
    blank = browser.new_page()
    width, height, counts = blank.evaluate(pixels, base64.b64encode(data).decode())
    blank.close()
    assert (width, height) == (2 * box["width"], 2 * (box["height"] + HEAD_AND_FOOT))
    found = dict(counts)
    ground, *sides = [
        page.evaluate("(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", name)
        for name in ("--page", "--side-0", "--side-1")
    ]
    assert found[ground] > 0.2 * width * height
    # A disc has a radius of 8 and more, at twice the size: some hundred pixels each.
    assert all(found[side] > 1000 for side in sides)


@pytest.mark.parametrize("view", ["people", "bodies", "topics", "meetings"])
def test_the_svg_has_every_name_as_text(example_page: Path, view: str, open_page: Open) -> None:
    page = open_page(example_page, address=f"view={view}")
    drawing = svg(page)
    written = texts(drawing)
    for line in lines_of(page):
        assert line in written
    assert page.evaluate("vjgraph.data.title") in written
    assert any(re.fullmatch(r".*\d{4} · vjgraph, 23 sources", text) for text in written)
    counts = Counter(str(badge["count"]) for badge in page.evaluate("vjgraph.badges()"))
    assert counts <= Counter(written)


def test_the_svg_is_named_told_and_free_of_anything_that_runs(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page)
    name, data = saved(page, "svg")
    assert name.endswith("-people.svg")
    drawing = ElementTree.fromstring(data)
    assert drawing.get("role") == "img"
    named = {element.get("id"): element.text or "" for element in drawing if element.tag in (f"{SVG}title", f"{SVG}desc")}
    assert drawing.get("aria-labelledby", "").split() == [*named]
    assert named["title"] == page.evaluate("vjgraph.data.title")
    assert "17 people" in named["description"]
    kinds = {element.tag.removeprefix(SVG) for element in drawing.iter()}
    assert kinds <= {"svg", "title", "desc", "g", "path", "text", "clipPath"}
    attributes = {name for element in drawing.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]


def test_what_is_only_possible_is_dashed_and_agreements_alone_are_dotted(example_page: Path, open_page: Open) -> None:
    for view in ("people", "bodies"):
        page = open_page(example_page, address=f"view={view}")
        edges = page.evaluate(
            "vjgraph.scene().edges.map(({ certain, possible, agreements, count }) => [certain, possible, agreements === count])"
        )
        drawing = svg(page)
        dashes = [path.get("stroke-dasharray") for path in drawing.iter(f"{SVG}path") if path.get("d", "").count("C") == 1]
        possible = [edge for edge in edges if not edge[0] and edge[1]]
        agreed = [edge for edge in edges if edge[2] and edge not in possible]
        assert len(dashes) == len(edges)
        assert dashes.count("7 5") == len(possible)
        assert dashes.count("2.5 3.5") == len(agreed)
        assert possible or agreed
        key = {"certain", "only possible", "agreements alone", "undated"} & {*texts(drawing)}
        told = {"only possible": possible, "agreements alone": agreed, "certain": len(edges) > len(possible) + len(agreed)}
        assert key == {text for text, found in told.items() if found}


def test_in_a_period_what_is_undated_is_finely_dotted_and_the_key_says_so(five_page: Path, open_page: Open) -> None:
    drawing = svg(open_page(five_page, address="from=2022-01-01&to=2022-12-31"))
    lines = [path for path in drawing.iter(f"{SVG}path") if path.get("d", "").count("C") == 1]
    fine = [path for path in lines if path.get("stroke-dasharray") == "1.5 5"]
    others = [path for path in lines if path.get("stroke-dasharray") != "1.5 5"]
    assert len(fine) == 3
    assert others
    assert not {path.get("stroke") for path in fine} & {path.get("stroke") for path in others}
    assert {"certain", "only possible", "undated", "person", "body"} <= {*texts(drawing)}


def test_a_picture_tells_what_narrows_the_view(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page, address="from=2021-01-01&to=2022-12-31&undated=false&sure=certain")
    name, data = saved(page, "svg")
    assert name.endswith("-people-2021-2022.svg")
    written = texts(ElementTree.fromstring(data))
    assert "People · 2021–2022 · without undated · only certain" in written
    assert "2021–2022 · vjgraph, 23 sources" in written
    assert not set(written) & {"Ilse Tamm", "Jim Loe"}


def test_the_picture_shows_what_is_in_sight(example_page: Path, open_page: Open, look: Any) -> None:
    page = open_page(example_page)
    page.evaluate("vjgraph.network.moveTo({ scale: 2, position: vjgraph.positions()['person/jane-roe'] })")
    look.settle(page)
    scales = [group.get("transform") for group in svg(page).iter(f"{SVG}g")]
    assert "scale(2 2)" in scales


def test_the_picture_can_be_saved_from_the_table_too(example_page: Path, open_page: Open) -> None:
    page = open_page(example_page, address="as=table")
    written = texts(svg(page))
    assert all(line in written for line in lines_of(page))


def test_names_of_any_kind_are_text_in_the_svg(browser_store: ox.Store, tmp_path: Path, open_page: Open) -> None:
    title = "</title><script>alert(1)</script> & \u202e\u0007 \U0001f600 “x”"
    path = tmp_path / "graph.html"
    write_page(path, browser_store, base=DATA, title=title)
    name, data = saved(open_page(path), "svg")
    assert name == "title-script-alert-1-script-x-people.svg"
    drawing = ElementTree.fromstring(data)
    (told,) = [element.text for element in drawing if element.tag == f"{SVG}title"]
    assert told == title.replace("\u0007", "")
    assert not list(drawing.iter(f"{SVG}script"))
