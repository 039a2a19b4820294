"""What somebody changes while a project is watched, as files and as builds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest

import vjgraph
from vjgraph import watching
from vjgraph.generations import FOLDER
from vjgraph.locking import lock
from vjgraph.pipeline import check_project
from vjgraph.watching import Watch

PACKAGE = str(Path(vjgraph.__file__).parents[1])
# However the tests were started, the process listens to Ctrl-C.
SHELL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from vjgraph.cli import main; main(prog_name='vjgraph')"
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_PAUSE", 0.01)
    monkeypatch.setattr(watching, "_REST", 0.01)


# --- files --------------------------------------------------------------------------------------------------------------


def overwrite(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# more\n")


def rename(path: Path) -> None:
    beside = path.with_name(".4711.tmp")
    beside.write_bytes(path.read_bytes() + b"# more\n")
    beside.replace(path)


def keep_a_backup(path: Path) -> None:
    text = path.read_bytes()
    path.rename(f"{path}~")
    path.write_bytes(text + b"# more\n")


def delete_and_write(path: Path) -> None:
    text = path.read_bytes()
    path.unlink()
    path.write_bytes(text + b"# more\n")


def save_as_it_was(path: Path) -> None:
    beside = path.with_name(".4711.tmp")
    beside.write_bytes(path.read_bytes())
    beside.replace(path)


def copy_over_with_its_times(path: Path) -> None:
    beside = path.with_name(".4711.tmp")
    beside.write_bytes(path.read_bytes().swapcase())
    os.utime(beside, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    beside.replace(path)


SAVES = [overwrite, rename, keep_a_backup, delete_and_write, save_as_it_was, copy_over_with_its_times]


@pytest.mark.parametrize("save", SAVES)
def test_however_an_editor_saves_a_file_that_file_has_changed(save: Callable[[Path], None], good_project: Path) -> None:
    watch = Watch(good_project)
    save(good_project / "sources" / "good.yaml")
    assert watch.wait(within=0) == ("sources/good.yaml",)
    assert watch.wait(within=0) == ()


def test_what_an_editor_lays_beside_a_file_is_no_change(good_project: Path) -> None:
    watch = Watch(good_project, texts=good_project)
    for name in (".good.yaml.swp", "good.yaml~", "#good.yaml#", ".#good.yaml", "4913", "good.yaml.bak"):
        (good_project / "sources" / name).write_text("x", encoding="utf-8")
    (good_project / "sources" / "authorities" / ".people.yaml.swp").write_text("x", encoding="utf-8")
    (good_project / "text.txt~").write_text("x", encoding="utf-8")
    (good_project / FOLDER).mkdir()
    assert watch.wait(within=0) == ()


def test_a_file_that_is_put_back_as_it_was_has_not_changed(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = good_project / "sources" / "good.yaml"
    there = watching.read_stamps(good_project)
    path.rename(path.with_suffix(".away"))
    looks = [there, watching.read_stamps(good_project), there, there, there]
    monkeypatch.setattr(watching, "read_stamps", lambda *_, **__: looks.pop(0))
    assert Watch(good_project).wait(within=0) == ()


def test_files_that_come_and_go_are_told_as_that(good_project: Path) -> None:
    watch = Watch(good_project)
    (good_project / "sources" / "a.jsonl").write_text("", encoding="utf-8")
    (good_project / "sources" / "good.yaml").unlink()
    assert watch.wait(within=0) == ("sources/a.jsonl (new)", "sources/good.yaml (gone)")


@pytest.mark.parametrize("name", ["vjgraph.yaml", "ontology/kinds.ttl", "sources/authorities/decisions.yaml", "sources/b.yml"])
def test_all_that_a_build_reads_is_watched(name: str, good_project: Path) -> None:
    watch = Watch(good_project)
    (good_project / name).parent.mkdir(exist_ok=True)
    (good_project / name).write_text("", encoding="utf-8")
    assert watch.wait(within=0) == (f"{name} (new)",)


@pytest.mark.parametrize("name", ["x.json", "2019/spring.yaml", "gone.yaml", "authorities/topics.yaml"])
def test_what_is_an_error_for_being_there_is_watched_until_it_is_gone(name: str, good_project: Path) -> None:
    wrong = good_project / "sources" / name
    wrong.unlink(missing_ok=True)
    wrong.parent.mkdir(exist_ok=True)
    if name.endswith(("gone.yaml", "topics.yaml")):
        wrong.symlink_to("nowhere.yaml")
    else:
        wrong.write_text("{}", encoding="utf-8")
    assert {finding.code for finding in check_project(good_project).errors} <= {"not-read", "unreadable"}
    assert check_project(good_project).errors
    watch = Watch(good_project)
    assert watch.wait(within=0) == ()
    wrong.unlink()
    (told,) = watch.wait(within=0)
    assert told.endswith(" (gone)")
    assert f"sources/{name}".startswith(told.removesuffix(" (gone)"))


def test_texts_kept_outside_are_watched_and_folders_may_be_missing(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "project", texts=tmp_path / "texts")
    assert watch.wait(within=0) == ()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "article.txt").write_text("", encoding="utf-8")
    assert watch.wait(within=0) == (f"{tmp_path / 'texts' / 'article.txt'} (new)",)


def test_a_change_is_told_when_nothing_changes_any_more(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [{"a": (size, 0, 0)} for size in (1, 2, 3, 4, 4)]
    looks[3]["b"] = looks[4]["b"] = (1, 1, 1)
    monkeypatch.setattr(watching, "read_stamps", lambda *_, **__: looks.pop(0))
    assert Watch(good_project).wait(within=0) == ("a", "b (new)")
    assert looks == []


def test_a_change_that_does_not_end_is_told_all_the_same(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter(range(1_000_000))
    monkeypatch.setattr(watching, "_PATIENCE", 0.05)
    monkeypatch.setattr(watching, "read_stamps", lambda *_, **__: {"a": (next(sizes), 0, 0)})
    watch = Watch(good_project)
    assert watch.wait(within=0) == ("a",)
    assert watch.wait(within=0) == ("a",)


# --- builds -------------------------------------------------------------------------------------------------------------


class Watching:
    """`vjgraph build --watch`, and what it prints."""

    def __init__(self, project: Path, *words: str) -> None:
        self.project = project
        self.process = subprocess.Popen(
            [sys.executable, "-c", SHELL, "build", "--watch", *words],
            cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=os.environ | {"PYTHONPATH": PACKAGE, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        # One that hangs must not hang the tests.
        self._limit = Timer(300, self.process.kill)
        self._limit.start()

    def read(self, words: str) -> list[str]:
        """What is printed, up to a line that holds some words."""
        lines: list[str] = []
        assert self.process.stdout
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if words in line:
                return lines
        raise AssertionError(f"no line with '{words}': {lines}")

    def save(self, name: str, text: str) -> None:
        """Write a file as an editor does."""
        (self.project / f"{name}.tmp").write_text(text, encoding="utf-8")
        (self.project / f"{name}.tmp").replace(self.project / name)

    def end(self) -> tuple[list[str], int]:
        """What is printed on Ctrl-C, and the exit code."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate()
        return said.splitlines(), self.process.returncode

    def close(self) -> None:
        """Nothing of it stays."""
        self._limit.cancel()
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def watched(good_project: Path) -> Iterator[Watching]:
    """A project that is watched, once its first build is made."""
    watching = Watching(good_project)
    try:
        assert "open build/graph.html" in watching.read("watching for changes: Ctrl-C ends it")
        yield watching
    finally:
        watching.close()


def names(project: Path) -> set[str]:
    """The people in the built graph."""
    return {row["name"] for row in vjgraph.load(project).query("SELECT ?name { ?p a vj:Person ; rdfs:label ?name }")}


def test_what_is_annotated_is_in_the_graph_a_moment_later(watched: Watching) -> None:
    source = (watched.project / "sources" / "good.yaml").read_text(encoding="utf-8")
    before = names(watched.project)
    page = (watched.project / "build" / "graph.html").read_bytes()

    watched.save("sources/more.yaml", MORE)
    (line,) = watched.read("compiled")
    assert "  sources/more.yaml (new): 2 of 2 sources compiled, " in line
    assert " more), " in line
    assert names(watched.project) == {*before, "Ann Poe"}
    assert (watched.project / "build" / "graph.html").read_bytes() != page

    watched.save("sources/more.yaml", f"{MORE}meetngs: []\n")
    line, finding, _ = watched.read("did you mean")
    assert line.endswith("  sources/more.yaml: 1 error, and what was built before stays")
    assert finding == f"sources/more.yaml:{MORE.count(chr(10)) + 1}:1: error: unknown key 'meetngs' [unknown-key]"
    assert names(watched.project) == {*before, "Ann Poe"}

    watched.save("sources/more.yaml", MORE)
    (line,) = watched.read("sources/more.yaml")
    assert line.endswith("  sources/more.yaml: no errors, nothing has changed since the last build")

    (watched.project / "sources" / "more.yaml").unlink()
    (line,) = watched.read("(gone)")
    assert " fewer), " in line
    assert names(watched.project) == before
    assert (watched.project / "sources" / "good.yaml").read_text(encoding="utf-8") == source
    assert watched.end() == (["no longer watching"], 0)


def test_while_another_builds_the_watch_waits_its_turn(watched: Watching) -> None:
    held = lock(watched.project / FOLDER / "generations" / "lock", alone=True)
    assert held is not None
    watched.save("sources/more.yaml", MORE)
    (line,) = watched.read("another build runs here")
    assert line.endswith("; trying again")
    os.close(held)
    (line,) = watched.read("compiled")
    assert "sources/more.yaml (new): 2 of 2 sources compiled" in line


def test_a_project_that_holds_errors_at_first_is_built_when_they_are_mended(good_project: Path) -> None:
    source = good_project / "sources" / "good.yaml"
    good = source.read_text(encoding="utf-8")
    source.write_text(f"{good}meetngs: []\n", encoding="utf-8")
    watching = Watching(good_project)
    try:
        lines = watching.read("watching for changes")
        assert "1 error: nothing was built, and what was built before stays" in lines
        watching.save("sources/good.yaml", good)
        (line,) = watching.read("compiled")
        assert "sources/good.yaml: no errors, 1 of 1 source compiled" in line
        assert watching.end() == (["no longer watching"], 0)
    finally:
        watching.close()


MORE = """\
source: {format: 1, published: 2019-07-03, language: en, text: "Ann Poe spoke."}
people:
  Ann Poe: {quote: Ann Poe}
"""
