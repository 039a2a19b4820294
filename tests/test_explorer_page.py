"""The page as a file: one, closed to the network, the same bytes each time, whole or not at all, and worth opening anywhere."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, expect

import vjgraph
from vjgraph.explorer import to_pyvis, write_page
from vjgraph.vocabulary import DATA

Open = Callable[..., Page]


@pytest.fixture
def text(world_page: Path) -> str:
    return world_page.read_text(encoding="utf-8")


def scripts(text: str) -> list[str]:
    """The script elements that run."""
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


# --- what is in the file ---


def test_the_page_lets_run_what_it_hashes_and_forbids_every_request(text: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in scripts(text)}
    assert set(rules["script-src"].split()) == hashes
    assert len(hashes) == 2
    assert text.index("Content-Security-Policy") < text.index("<style>"), "it holds for what follows it"


def test_the_page_refers_to_no_other_file(text: str) -> None:
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.findall(r"\b(?:src|srcset|action|data|poster)\s*=", markup)
    assert not [address for address in re.findall(r'\bhref\s*=\s*"([^"]*)', markup) if not address.startswith("#")]
    assert not re.findall(r'@import|url\((?!"?#)', "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL)))
    assert "sourceMappingURL" not in text


def test_the_page_says_that_it_is_utf_8_before_anything_else(world_page: Path) -> None:
    raw = world_page.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.index(b'<meta charset="utf-8">') < 1024, "browsers look no further"
    assert "Đặng Thị Ánh" in raw.decode("utf-8")


def test_vis_network_is_brought_whole_with_its_licence(text: str) -> None:
    library = scripts(text)[0]
    assert library.startswith("/**\n * vis-network")
    assert "@license" in library
    assert "Apache 2.0 License" in library


def test_no_path_or_name_of_the_machine_is_in_the_page(five_page: Path, world_page: Path) -> None:
    for page in (five_page, world_page):
        text = page.read_text(encoding="utf-8")
        for told in (str(page.parents[1]), str(Path(vjgraph.__file__).parent), str(Path.home()) + "/", "/tmp/", "file:///"):
            assert told not in text, told


def test_the_same_graph_is_written_in_the_same_bytes(tmp_path: Path, world_graph: vjgraph.Graph, world_page: Path) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(world_graph.store)))
    write_page(tmp_path / "other.html", turned, base=DATA, title=world_graph.project.name)
    assert (tmp_path / "other.html").read_bytes() == world_page.read_bytes()


def test_another_process_writes_the_same_bytes(tmp_path: Path, example_graph: vjgraph.Graph, example_page: Path) -> None:
    code = "import sys, vjgraph; vjgraph.load(sys.argv[1]).view().write(sys.argv[2])"
    target = tmp_path / "again.html"
    subprocess.run([sys.executable, "-c", code, str(example_graph.project), str(target)], check=True)
    assert target.read_bytes() == example_page.read_bytes()


def test_the_page_is_put_in_its_place_whole(tmp_path: Path, world_graph: vjgraph.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.html"
    target.write_text("the last good one")
    monkeypatch.setattr(Path, "replace", _full_disk)
    for write in (lambda: write_page(target, world_graph.store, base=DATA, title="x"), lambda: world_graph.view().write(target)):
        with pytest.raises(OSError, match="no space"):
            write()
        assert target.read_text() == "the last good one"
        assert list(tmp_path.iterdir()) == [target]


def _full_disk(*_: object) -> None:
    raise OSError("no space left")


def test_titles_are_text(tmp_path: Path, world_graph: vjgraph.Graph, open_page: Open) -> None:
    write_page(tmp_path / "page.html", world_graph.store, base=DATA, title="Aland & <b>Beland</b> $data")
    page = open_page(tmp_path / "page.html")
    assert page.title() == "Aland & <b>Beland</b> $data – vjgraph"
    expect(page.locator("h1")).to_have_text("Aland & <b>Beland</b> $data")


# --- where it is opened ---


def test_it_opens_from_a_path_with_spaces_and_any_letters(tmp_path: Path, world_page: Path, open_page: Open) -> None:
    folder = tmp_path / "Đà Nẵng & 東京 #1 100% ?"
    folder.mkdir()
    page = open_page(shutil.copy(world_page, folder / "relationship map (1).html"), address="open=person/jane-roe")
    expect(page.locator("#panel h2")).to_have_text("Jane Roe")
    page.locator('#views [data-view="meetings"]').click()
    expect(page.locator('#views [data-view="meetings"]')).to_have_attribute("aria-pressed", "true")
    assert "view=meetings" in page.evaluate("location.hash")


def test_what_the_page_does_not_know_is_kept_from_running(world_page: Path, open_page: Any) -> None:
    page = open_page(world_page)
    refused = page.evaluate(
        """() => new Promise((done) => {
          const refused = new Set();
          const told = (event) => {
            refused.add(event.effectiveDirective);
            if (refused.size === 8) done([...refused].sort());
          };
          document.addEventListener("securitypolicyviolation", told);
          const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
          add("script", { textContent: "window.pwned = 1" });
          add("script", { src: "data:text/javascript,window.pwned=2" });
          add("img", { src: "https://example.org/spy.png" });
          document.querySelector("img:last-of-type").setAttribute("onerror", "window.pwned = 3");
          add("style", { textContent: "*{display:none}" });
          add("iframe", { src: "https://example.org/" });
          add("object", { data: "https://example.org/" });
          add("base", { href: "https://example.org/" });
          fetch("https://example.org/spy").catch(() => {});
          setTimeout(() => done([...refused].sort()), 2000);
        })"""
    )
    assert {"script-src-elem", "script-src-attr", "img-src", "style-src-elem", "frame-src", "connect-src"} <= set(refused)
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.baseURI.startsWith('file:')")
    assert not [asked for asked in open_page.requests if not asked.startswith(("https://example.org", "data:"))]
    open_page.complaints.clear()
    open_page.requests.clear()


def test_without_javascript_it_says_so_and_still_lists_what_happened(world_page: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(world_page.as_uri())
    told = page.locator("noscript").inner_text()
    assert "JavaScript" in told
    for occasion in ("Courtesy call of Jane Roe and John Doe", "Signing of the Fisheries Accord", "Besse Regatta"):
        assert occasion.casefold() in told.casefold()
    assert "1 Jul 2019" in told
    assert "Example Daily" in told
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.fixture
def framed(tmp_path: Path, world_graph: vjgraph.Graph, open_page: Any) -> Callable[[str], Page]:
    """A page around the page, as a notebook shows the value of a cell."""

    def shown(name: str = "") -> Page:
        outer = tmp_path / "notebook.html"
        outer.write_text(f"<!doctype html><meta charset=utf-8><title>n</title>{world_graph.view(name)._repr_html_()}")
        context = open_page.watch(open_page.browser.new_context(viewport={"width": 1280, "height": 720}, offline=True))
        open_page.files |= {outer.as_uri(), "about:srcdoc"}
        page = context.new_page()
        page.goto(outer.as_uri())
        page.frames[1].wait_for_function("window.vjgraph !== undefined")
        return page

    return shown


def test_inside_a_notebook_it_works_as_on_its_own(framed: Callable[[str], Page]) -> None:
    frame = framed("").frames[1]
    for view in ("bodies", "topics", "meetings", "people"):
        frame.locator(f'#views [data-view="{view}"]').click()
        frame.wait_for_function("(view) => vjgraph.state.view === view", arg=view)
    frame.locator("#search").fill("doe")
    frame.locator("#found [role=option]").first.click()
    expect(frame.locator("#panel h2")).to_have_text("John Doe")
    frame.locator("#panel a", has_text="Jane Roe").first.click()
    expect(frame.locator("#panel h2")).to_have_text("Jane Roe")
    frame.locator("#panel h2").press("Escape")
    expect(frame.locator("#panel")).to_be_hidden()


def test_inside_a_notebook_it_opens_around_what_was_asked_for(framed: Callable[[str], Page]) -> None:
    frame = framed("Jane Roe").frames[1]
    expect(frame.locator("#panel h2")).to_have_text("Jane Roe")
    assert frame.evaluate("[vjgraph.state.around, vjgraph.state.hops]") == ["person/jane-roe", 2]


def test_inside_a_notebook_neither_can_touch_the_other(framed: Callable[[str], Page]) -> None:
    page = framed("")
    assert (
        page.frames[1].evaluate("(() => { try { return String(parent.document.title); } catch { return 'closed'; } })()")
        == "closed"
    )
    assert page.evaluate("(() => document.querySelector('iframe').contentDocument)()") is None
    page.frames[1].locator('#views [data-view="meetings"]').click()
    assert "view=" not in page.evaluate("location.href")


# --- the pyvis network ---


def test_pyvis_is_imported_only_to_draw() -> None:
    code = "import sys, vjgraph, vjgraph.explorer; print('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize("projection", ["people", "bodies", "topics", "meetings"])
def test_a_pyvis_network_holds_what_the_page_draws(
    world_graph: vjgraph.Graph, world_page: Path, projection: str, open_page: Open
) -> None:
    network = world_graph.to_pyvis(projection)
    page = open_page(world_page, address=f"view={projection}")
    drawn = page.evaluate("vjgraph.scene().nodes.filter((node) => node.shown !== false).map((node) => node.id)")
    assert {node["id"] for node in network.nodes} == set(drawn)
    assert {edge["id"] for edge in network.edges} == set(page.evaluate("vjgraph.scene().edges.map((edge) => edge.id)"))
    assert network.options["physics"] == {"enabled": False}
    assert all({"x", "y"} <= set(node) for node in network.nodes)


def test_pyvis_can_count_and_write_what_it_is_handed(world_graph: vjgraph.Graph) -> None:
    network = to_pyvis(world_graph.store, base=DATA, projection="meetings")
    assert network.num_nodes() == len(network.nodes) > 10
    assert network.get_node("person/jane-roe")["label"] == "Jane Roe"
    assert "event/roe-doe-2019" in network.generate_html()


def test_no_node_has_a_title_that_pyvis_would_run_as_html(world_graph: vjgraph.Graph) -> None:
    for projection in ("people", "bodies", "topics", "meetings"):
        network = world_graph.to_pyvis(projection)
        assert not any("title" in thing for thing in (*network.nodes, *network.edges))


def test_the_notebook_frame_escapes_what_is_in_the_page(world_graph: vjgraph.Graph) -> None:
    page = world_graph.view()
    frame = page._repr_html_()
    (srcdoc,) = re.findall(r'srcdoc="([^"]*)"', frame)
    assert html.unescape(srcdoc) == page.text
    assert "<script" not in frame
