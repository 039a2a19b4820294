"""The pages are part of the product: their commands run, and what they print stands in them.

`python tests/test_docs.py` writes the printed examples, the figures and the picture of the map anew.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

import vjgraph
from vjgraph.pipeline import check_project
from vjgraph.reading import read_document
from vjgraph.starting import start_project

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sources/README.md", "sources/DOUBTS.md", "ontology/README.md")
_CONSOLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.S)
_FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.S)


def test_the_printed_examples_are_what_the_commands_print(project: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    found = list(_CONSOLE.finditer(page))
    assert found
    for match in found:
        assert match["output"] == printed(match["command"], project), match["command"]


def test_the_figures_are_those_of_the_graph(project: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert _FIGURES.findall(page) == [figures(project)]


def test_the_sparql_of_the_readme_answers_alike_in_the_store_and_in_rdflib(project: Path) -> None:
    query = block("README.md", "sparql")
    rows = [tuple(row.values()) for row in vjgraph.load(project).query(query)]
    copy = rdflib.Graph().parse(project / "build" / "graph.ttl")
    assert rows == [tuple(map(str, row)) for row in copy.query(query)]
    named = vjgraph.load(project).query("who-met-whom", year=2023)
    assert {(row["a"], row["b"]) for row in named} == {row[:2] for row in rows}


def test_the_sparql_of_the_ontology_finds_what_happened_within_a_country_and_a_topic(project: Path) -> None:
    query, graph = block("ontology/README.md", "sparql"), vjgraph.load(project)
    rows = [tuple(row.values()) for row in graph.query(query)]
    within = {row["label"] for row in graph.query("events-in", "Japan")}
    assert rows
    assert {event for event, _, _ in rows} <= within
    assert {topic for _, _, topic in rows} >= {"cyber security", "law enforcement at sea"}, "parts, and parts of parts"
    copy = rdflib.Graph().parse(project / "build" / "graph.ttl")
    assert rows == [tuple(map(str, row)) for row in copy.query(query)]


def test_the_terms_of_others_that_a_graph_uses_are_told(project: Path) -> None:
    page = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    for folder in (project, project / "demo"):
        graph = rdflib.Graph().parse(folder / "build" / "graph.ttl")
        used = {graph.qname(term) for term in graph.predicates()}
        assert [name for name in used if not name.startswith(("vj:", "rdf:")) and f"`{name}`" not in page] == []


def test_the_python_of_the_readme_runs(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    names: dict[str, object] = {}
    exec(compile(block("README.md", "python"), "README.md", "exec"), names)
    assert "To Lam" in capsys.readouterr().out
    assert names["heaviest"]
    assert (project / "map.html").stat().st_size > 100_000


def test_the_example_of_the_annotators_guide_is_a_good_source() -> None:
    document, findings = read_document(block("sources/README.md", "yaml").encode(), id="example", file="sources/README.md")
    assert not findings
    assert document is not None
    assert document.record.meetings[0].statements[0].act == "requests"


def test_the_authorities_of_the_annotators_guide_know_whom_its_source_names(tmp_path: Path) -> None:
    source, known = re.findall(r"```yaml\n(.*?)```", (ROOT / "sources" / "README.md").read_text(encoding="utf-8"), re.S)[:2]
    (tmp_path / "sources" / "authorities").mkdir(parents=True)
    (tmp_path / "sources" / "2019-07-02-roe-doe.yaml").write_text(source, encoding="utf-8")
    for name, entries in re.findall(r"^# (\w+\.yaml)[^\n]*\n(.*?)(?=^#|\Z)", known, re.S | re.M):
        (tmp_path / "sources" / "authorities" / name).write_text(entries, encoding="utf-8")
    checked = check_project(tmp_path)
    assert checked.findings == ()
    assert [len(fragment.occasions) for fragment in checked.fragments.values()] == [1]


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project, built."""
    return built(tmp_path_factory.mktemp("docs") / "vjgraph")


def built(folder: Path) -> Path:
    shutil.copytree(ROOT / "sources", folder / "sources")
    vjgraph.build(folder)
    corrected_since_it_was_built(folder / "demo")
    return folder


def corrected_since_it_was_built(folder: Path) -> None:
    """A first project as `vjgraph init` makes it, and its build from when a day and a role in it were wrong."""
    start_project(folder)
    (source,) = folder.glob("sources/*.yaml")
    right = source.read_text(encoding="utf-8")
    wrong = right.replace("date: 2019-07-01 ", "date: 2019-07-02 ").replace("attendee: Poe", "principal: Poe")
    source.write_text(wrong, encoding="utf-8")
    vjgraph.build(folder)
    source.write_text(right, encoding="utf-8")


def block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)
    assert found, f"{page} has no {language}"
    return found[1]


def printed(command: str, project: Path) -> str:
    words = command.removeprefix("vjgraph ")
    code = "import shlex, sys; from vjgraph.cli import main; sys.argv[1:] = shlex.split(sys.argv[1]); main()"
    run = subprocess.run(
        [sys.executable, "-c", code, words], cwd=project, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return run.stdout


def figures(project: Path) -> str:
    counted = vjgraph.build(project).built
    assert counted is not None
    pairs = [("sources", counted.sources), *counted.counts, ("triples", counted.triples)]
    heads, values = zip(*((name, f"{count:,}") for name, count in pairs if count), strict=True)
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, ["---:"] * len(heads), values)]
    return "\n" + "\n".join(lines) + "\n\n"


def picture(project: Path) -> bytes:
    """The map as the README shows it, with the card of one meeting open."""
    from playwright.sync_api import sync_playwright

    shutil.copy(ROOT / "vjgraph.yaml", project)
    page = vjgraph.load(project).view().write(project / "map.html")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = chromium.new_page(viewport={"width": 1440, "height": 810})
        tab.goto(f"{page.as_uri()}#open=person/saito-ken~person/to-lam")
        tab.evaluate("new Promise((done) => setTimeout(done, 1000))")
        return tab.screenshot()


if __name__ == "__main__":
    import tempfile

    from vjgraph.documenting import write_docs

    write_docs(ROOT)
    page = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        copy = built(Path(folder) / "vjgraph")
        text = _CONSOLE.sub(
            lambda match: f"```console\n$ {match['command']}\n{printed(match['command'], copy)}```",
            page.read_text(encoding="utf-8"),
        )
        page.write_text(_FIGURES.sub(lambda _: figures(copy), text), encoding="utf-8")
        (ROOT / "docs" / "map.png").write_bytes(picture(copy))
