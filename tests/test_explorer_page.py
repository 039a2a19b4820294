"""The page as a file: one, closed to the network, the same bytes each time; and the pyvis network that it is drawn from."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from vjgraph.errors import StoreError
from vjgraph.explorer import page, to_pyvis, write_page
from vjgraph.explorer.page import SCRIPTS, escape_json, join_scripts, vis_network
from vjgraph.vocabulary import DATA

EXPLORER = Path(page.__file__).parent


@pytest.fixture
def text(tmp_path: Path, browser_store: ox.Store) -> str:
    write_page(tmp_path / "graph.html", browser_store, base=DATA, title="Aland & Beland")
    return (tmp_path / "graph.html").read_text(encoding="utf-8")


def scripts(text: str) -> list[str]:
    """The script elements that run."""
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def test_the_page_lets_run_what_it_hashes_and_forbids_every_request(text: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in scripts(text)}
    assert set(rules["script-src"].split()) == hashes
    assert len(hashes) == 2


def test_the_page_refers_to_no_other_file(text: str) -> None:
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.findall(r"\b(?:src|href|srcset|action)\s*=", markup)
    assert not re.findall(r"@import|url\(", "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL)))
    assert "sourceMappingURL" not in text


def test_vis_network_is_brought_whole_with_its_licence(text: str) -> None:
    library = scripts(text)[0]
    assert library.startswith("/**\n * vis-network")
    assert "@license" in library
    assert "Apache 2.0 License" in library


def test_the_title_is_text(text: str) -> None:
    assert "<title>Aland &amp; Beland – vjgraph</title>" in text


def test_the_same_graph_is_written_in_the_same_bytes(tmp_path: Path, browser_store: ox.Store) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(browser_store)))
    for name, store in (("one", browser_store), ("other", turned)):
        write_page(tmp_path / name, store, base=DATA, title="x")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_the_page_is_put_in_its_place_whole(tmp_path: Path, browser_store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.html"
    target.write_text("the last good one")
    monkeypatch.setattr(Path, "replace", _full_disk)
    with pytest.raises(OSError, match="no space"):
        write_page(target, browser_store, base=DATA, title="x")
    assert target.read_text() == "the last good one"
    assert list(tmp_path.iterdir()) == [target]


def _full_disk(*_: object) -> None:
    raise OSError("no space left")


def test_a_pyvis_that_is_not_whole_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "find_spec", lambda _: None)
    vis_network.cache_clear()
    with pytest.raises(StoreError, match="pyvis"):
        vis_network()
    vis_network.cache_clear()


def test_no_text_can_end_the_script_element_it_stands_in() -> None:
    hostile = "</script><!--&\u2028\u2029"
    written = escape_json(hostile)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == hostile


def test_the_scripts_are_modules_that_stand_in_the_order_of_their_imports() -> None:
    assert {path.stem for path in EXPLORER.glob("*.js")} == set(SCRIPTS)
    before: set[str] = set()
    for name in SCRIPTS:
        source = (EXPLORER / f"{name}.js").read_text()
        assert set(re.findall(r'from "\./(\w+)\.js"', source)) <= before
        assert len(source.splitlines()) < 300
        before.add(name)
    assert not re.search(r"^(?:import|export)\b", join_scripts(), re.MULTILINE)


def test_the_scripts_never_read_text_as_html() -> None:
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc|createContextualFragment"
    )
    assert not re.search(sinks, join_scripts())


def test_no_two_modules_give_the_same_name_to_different_things() -> None:
    names = [
        name
        for script in SCRIPTS
        for name in re.findall(
            r"^(?:export )?(?:const|let|function|class) (\w+)", (EXPLORER / f"{script}.js").read_text(), re.MULTILINE
        )
    ]
    assert sorted(names) == sorted(set(names))


def test_pyvis_is_imported_only_to_draw() -> None:
    code = "import sys, vjgraph.explorer, vjgraph.explorer.view; print('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_pyvis_network_holds_every_node_and_edge_with_its_look(browser_store: ox.Store) -> None:
    network = to_pyvis(browser_store, base=DATA)
    nodes = {node["id"]: node for node in network.nodes}
    edges = {edge["id"]: edge for edge in network.edges}
    assert {node["shape"] for node in nodes.values()} == {"dot", "square", "box", "diamond", "ellipse"}
    assert nodes["person/jane-roe"]["color"] == nodes["organisation/aland"]["color"] != nodes["person/john-doe"]["color"]
    assert nodes["event/strait-dialogue-10"]["shapeProperties"]["borderDashes"]
    assert "shapeProperties" not in nodes["event/roe-doe-2019"]
    assert edges["event/roe-doe-2019/john-doe"]["dashes"] is False
    assert edges["event/roe-doe-2019/ann-poe"]["dashes"] == [9, 6]
    assert edges["event/delegation-league-2019/jane-roe"]["dashes"] == [1, 5]
    assert network.options["physics"] == {"enabled": False}
    assert all({"x", "y"} <= set(node) for node in nodes.values())


def test_edges_between_the_same_two_nodes_are_bent_apart(browser_store: ox.Store) -> None:
    edges = {edge["id"]: edge for edge in to_pyvis(browser_store, base=DATA).edges}
    assert "smooth" not in edges["event/roe-doe-2019/ann-poe"]
    assert edges["event/roe-doe-2019/ann-poe~1"]["smooth"]["type"] == "curvedCW"


def test_pyvis_can_count_and_write_what_it_is_handed(browser_store: ox.Store) -> None:
    network = to_pyvis(browser_store, base=DATA)
    assert (network.num_nodes(), network.num_edges()) == (17, 15)
    assert network.get_node("person/jane-roe")["label"] == "Jane Roe"
    assert "event/roe-doe-2019" in network.generate_html()


def test_no_node_has_a_title_that_pyvis_would_run_as_html(browser_store: ox.Store) -> None:
    assert not any(
        "title" in thing for network in [to_pyvis(browser_store, base=DATA)] for thing in (*network.nodes, *network.edges)
    )
