"""A build from the last one gives what a build from the sources alone gives, whatever was changed between the two."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vjgraph
from vjgraph.building import Built, build_project
from vjgraph.building.ledger import Ledger
from vjgraph.building.publishing import nquads, read_nquads
from vjgraph.building.updating import Difference
from vjgraph.encounters import read_encounters
from vjgraph.errors import FindingsError, StoreError
from vjgraph.generations import open_generation
from vjgraph.lines import to_lines
from vjgraph.pipeline import Checked, check_project, derive
from vjgraph.querying import ask
from vjgraph.questions import read_queries
from vjgraph.store import dump_ntriples, read_store
from vjgraph.vocabulary import DATA
from vjgraph.yamltext import read_yaml

EXAMPLE = Path(__file__).parents[1] / "src" / "vjgraph" / "templates" / "example"
PAIRS = [("roe-doe-2021", "roe-verel-2021"), ("fisheries-talks-2021", "ministers-besse-2021")]


def new_project(folder: Path) -> Path:
    project = folder / "strait"
    shutil.copytree(EXAMPLE / "sources", project / "sources")
    return project


def sources(project: Path) -> list[Path]:
    return sorted((project / "sources").glob("*.yaml"))


def pick(project: Path, number: int) -> Path:
    found = sources(project)
    return found[number % len(found)]


# --- what somebody may change -------------------------------------------------------------------------------------------


def take_out(project: Path, number: int) -> None:
    if len(sources(project)) > 4:
        pick(project, number).unlink()


def put_back(project: Path, number: int) -> None:
    originals = sorted((EXAMPLE / "sources").glob("*.yaml"))
    chosen = originals[number % len(originals)]
    shutil.copy(chosen, project / "sources" / chosen.name)


def tell_again(project: Path, number: int) -> None:
    """The same article in another newspaper."""
    chosen = pick(project, number)
    told = [line for line in chosen.read_text("utf-8").splitlines() if not line.startswith("  publisher:")]
    told.insert(told.index("source:") + 1, f"  publisher: Paper {number % 3}")
    (project / "sources" / f"again-{number % 5}.yaml").write_text("\n".join(told) + "\n", "utf-8")


def copy_it(project: Path, number: int) -> None:
    """A copy of an article that says where it was taken from, and differs in a day."""
    chosen = pick(project, number)
    told = chosen.read_text("utf-8").replace("source:\n", f"source:\n  derived_from: {chosen.stem}\n", 1)
    if "  derived_from" in chosen.read_text("utf-8"):
        return
    (project / "sources" / f"copy-{number % 4}.yaml").write_text(told.replace("-10\n", "-11\n"), "utf-8")


def change_a_date(project: Path, number: int) -> None:
    chosen = pick(project, number)
    lines = chosen.read_text("utf-8").splitlines()
    dated = [place for place, line in enumerate(lines) if line.startswith("    date: 20") and len(line) == 20]
    if dated:
        place = dated[number % len(dated)]
        lines[place] = lines[place][:-2] + f"{1 + number % 28:02}"
        chosen.write_text("\n".join(lines) + "\n", "utf-8")


def rename_somebody(project: Path, number: int) -> None:
    """Another English name in the authorities: what is shown changes, who is found does not."""
    file = project / "sources" / "authorities" / ("people.yaml" if number % 2 else "places.yaml")
    lines = file.read_text("utf-8").splitlines()
    named = [place for place, line in enumerate(lines) if "{en: " in line and "aliases" not in line]
    if named:
        place = named[number % len(named)]
        name = re.search(r"{en: ([^,}]*)", lines[place])
        assert name
        lines[place] = lines[place].replace(name[0], f"{name[0]} Elder, aliases: [{name[1]}]")
        file.write_text("\n".join(lines) + "\n", "utf-8")


def name_otherwise(project: Path, number: int) -> None:
    """An alias that nobody has written yet, or that makes a name mean two."""
    file = project / "sources" / "authorities" / "people.yaml"
    lines = file.read_text("utf-8").splitlines()
    named = [place for place, line in enumerate(lines) if "{en: " in line and "aliases" not in line]
    if named:
        place = named[number % len(named)]
        alias = "Jane Roe" if number % 7 == 0 else f"Somebody {number}"
        lines[place] = lines[place].replace("{en:", f"{{aliases: [{alias}], en:")
        file.write_text("\n".join(lines) + "\n", "utf-8")


def add_an_entry(project: Path, number: int) -> None:
    file = project / "sources" / "authorities" / "topics.yaml"
    file.write_text(file.read_text("utf-8") + f"new-topic-{number}: {{en: New topic {number}}}\n", "utf-8")


def forget_an_entry(project: Path, number: int) -> None:
    """Somebody whom no authority knows any more: an error where they are named."""
    file = project / "sources" / "authorities" / "topics.yaml"
    lines = file.read_text("utf-8").splitlines()
    flat = [place for place, line in enumerate(lines) if line and not line.startswith((" ", "#")) and line.endswith("}")]
    if flat:
        del lines[flat[number % len(flat)]]
        file.write_text("\n".join(lines) + "\n", "utf-8")


def decide(project: Path, number: int) -> None:
    file = project / "sources" / "authorities" / "decisions.yaml"
    declared = sorted({event for path in sources(project) for event in events(path)})
    if number % 3 == 0 or len(declared) < 2:
        file.unlink(missing_ok=True)
    else:
        one, other = declared[number % len(declared)], declared[(number + 1) % len(declared)]
        verb = "same" if number % 3 == 1 else "different"
        file.write_text(f"- {{{verb}: [{one}, {other}], because: it is tried}}\n", "utf-8")


def events(path: Path) -> Iterator[str]:
    data, _ = read_yaml(path.read_text("utf-8"), file="x")
    for section in ("visits", "meetings", "events"):
        yield from (entry["id"] for entry in (data or {}).get(section, []))


def put_into_lines(project: Path, number: int) -> None:
    """Some sources as lines of one file, in another order each time."""
    chosen = [pick(project, number + step) for step in range(3)]
    lines = [msgspec.json.encode(read_yaml(path.read_text("utf-8"), file="x")[0] | {"id": path.stem}) for path in set(chosen)]
    for path in set(chosen):
        path.unlink()
    (project / "sources" / f"lines-{number}.jsonl").write_bytes(b"\n".join(lines) + b"\n")


def move_lines(project: Path, number: int) -> None:
    for path in (project / "sources").glob("*.jsonl"):
        lines = path.read_bytes().splitlines()
        turn = 1 + number % len(lines)
        path.write_bytes(b"\n".join([b"", *lines[turn:], *lines[:turn]]) + b"\n")


EDITS: list[Callable[[Path, int], None]] = [
    take_out, put_back, tell_again, copy_it, change_a_date, rename_somebody, name_otherwise, add_an_entry, forget_an_entry,
    decide, put_into_lines, move_lines,
]  # fmt: skip
edits = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 200)), min_size=1, max_size=7)


def check(project: Path, built: Built, checked: Checked) -> None:
    """The build is what the sources alone give: store, graphs, findings, numbers."""
    graph = derive(checked)
    assert dump_ntriples(read_store(project / "build" / "store")) == graph.ntriples
    assert built.triples == graph.ntriples.count(b"\n")
    asked, query = vjgraph.load(project), read_queries(project)["who-met-whom"]
    assert asked.query("who-met-whom", of="all").rows == ask(asked.store, query, parameters={"of": "all"}).rows
    assert kept_days(asked) == told_days(asked)
    assert (built.sources, built.quotes) == (len(checked.documents), sum(one.quotes for one in checked.fragments.values()))
    told = [finding for finding in checked.findings if finding.code != "maybe-same"]
    assert sorted(built.findings) == sorted(told)
    ledger = Ledger(project / "build" / "generations" / "ledger.sqlite")
    told = b"".join(to_lines(set(triples), graph=name) for name, triples in graph.graphs.items())
    assert sorted(b"".join(nquads(ledger, base=DATA)).splitlines(keepends=True)) == sorted(told.splitlines(keepends=True))
    ledger.close()


def kept_days(graph: vjgraph.Graph) -> dict[str, tuple[str, str]]:
    """The first and last day of each event, as the records beside the store have them."""
    assert graph.folder
    return {met.meeting: (met.earliest, met.latest) for met in read_encounters(graph.folder) if met.earliest or met.latest}


def told_days(graph: vjgraph.Graph) -> dict[str, tuple[str, str]]:
    """The same, as the store has them."""
    pattern = "?event a vj:Event OPTIONAL { ?event vj:earliest ?first } OPTIONAL { ?event vj:latest ?last }"
    rows = graph.query(f"SELECT ?event ?first ?last {{ {pattern} FILTER (BOUND(?first) || BOUND(?last)) }}").rows
    assert len({row["event"] for row in rows}) == len(rows)
    return {row["event"]: (row["first"] or "", row["last"] or "") for row in rows}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits)
def test_whatever_is_edited_a_build_from_the_last_one_is_a_build_from_the_sources(
    sequence: list[tuple[Callable[[Path, int], None], int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(Path(folder))
        build_project(project, exports=False, workers=1)
        for edit, number in sequence:
            edit(project, number)
            checked, stood = check_project(project), open_generation(project)
            if checked.errors:
                with pytest.raises(FindingsError) as refused:
                    build_project(project, exports=False, workers=1)
                assert refused.value.findings == checked.errors
                assert open_generation(project) == stood
            else:
                check(project, build_project(project, exports=False, workers=1), checked)


def told(number: int, *, id: str = "talks", **more: str) -> dict[str, Any]:
    """A source of one meeting, as a line tells it."""
    met = {"id": id, "participants": {"guest": "Jane Roe", "host": "John Doe"}, "quote": "met", "par": 1, **more}
    return {"id": f"paper-{number}", "source": {"format": 1, "publisher": f"Paper {number}"}, "meetings": [met]}


def put_lines(project: Path, lines: list[dict[str, Any]], *, name: str = "wire.jsonl") -> None:
    (project / "sources" / name).write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))


REST = [told(number, id=f"talks-{number}") for number in range(3, 9)]
"""Sources of other meetings, beside which two are few."""


@pytest.mark.parametrize("order", [(4, 1, 2, 3, 0, 5, 6, 7), (*range(1, 8), 0), (7, *range(7)), (0, 7, 2, 3, 4, 5, 6, 1)])
def test_of_lines_that_change_places_the_first_gives_the_title(order: tuple[int, ...], write: Callable[..., Path]) -> None:
    project = write()
    lines = [told(1, title="Talks in Besse"), *REST[:3], told(2, title="Harbour talks"), *REST[3:]]
    put_lines(project, lines)
    build_project(project, exports=False)
    put_lines(project, [lines[place] for place in order])
    built = build_project(project, exports=False)
    assert built.compiled == 0
    check(project, built, check_project(project))


def test_what_comes_to_lie_in_something_takes_with_it_what_has_long_lain_in_it(write: Callable[..., Path]) -> None:
    project = write()
    places = "aland: {{en: Aland}}\nbeland: {{en: Beland}}\nnorth: {{en: North{}}}\nbesse: {{en: Besse, within: North}}\n"
    put_lines(project, [told(1, place="Besse"), told(2, place="Beland"), *REST])
    for within, differ in (("", True), (", within: Beland", False), (", within: Aland", True)):
        (project / "sources" / "authorities" / "places.yaml").write_text(places.format(within), "utf-8")
        built = build_project(project, exports=False)
        assert any(finding.code == "contested" for finding in built.findings) == differ
        check(project, built, check_project(project))


def test_of_two_sources_with_one_id_the_first_has_it_whichever_came_first(write: Callable[..., Path]) -> None:
    project = write()
    first, second = told(1, title="Talks in Besse"), told(1, title="Harbour talks")
    put_lines(project, [*REST, second], name="b.jsonl")
    build_project(project, keep_going=True, exports=False)
    put_lines(project, [first], name="a.jsonl")
    # The one that has to go stands in another line by now.
    put_lines(project, [{}, second, *REST], name="b.jsonl")
    for _ in range(2):
        built = build_project(project, keep_going=True, exports=False)
        assert {(finding.file, finding.line, finding.code) for finding in built.findings if finding.severity == "error"} == {
            ("sources/b.jsonl", 1, "missing-key"),
            ("sources/b.jsonl", 2, "id-twice"),
        }
        stood = dump_ntriples(read_store(project / "build" / "store"))
        assert b"Talks in Besse" in stood
        assert b"Harbour talks" not in stood
    put_lines(project, REST, name="b.jsonl")
    assert dump_ntriples(read_store(project / "build" / "store")) == stood
    put_lines(project, [second, *REST], name="b.jsonl")
    (project / "sources" / "a.jsonl").unlink()
    check(project, build_project(project, keep_going=True, exports=False), check_project(project))


def test_a_folder_of_texts_that_is_empty_is_another_than_none(write: Callable[..., Path], tmp_path: Path) -> None:
    project = write()
    put_lines(project, REST)
    assert not build_project(project, exports=False).findings
    (tmp_path / "texts").mkdir()
    for texts, warned in ((tmp_path / "texts", len(REST)), (None, 0)):
        built = build_project(project, texts=texts, exports=False)
        assert [finding.code for finding in built.findings] == ["no-text"] * warned


# --- how much is done -----------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = new_project(tmp_path)
    build_project(made, exports=False, workers=1)
    return made


def test_only_the_source_that_changed_is_compiled(project: Path) -> None:
    change_a_date(project, 9)
    assert build_project(project, exports=False).compiled == 1


def test_nothing_is_compiled_where_nothing_changed(project: Path) -> None:
    assert build_project(project, exports=False).compiled == 0


def test_an_alias_is_compiled_into_the_sources_that_name_it_and_into_no_other(project: Path) -> None:
    file = project / "sources" / "authorities" / "people.yaml"
    file.write_text(file.read_text("utf-8").replace("en: Edmund Thorne,", "en: Edmund Thorne, aliases: [Ed Thorne],"), "utf-8")
    named = [path for path in sources(project) if "Thorne" in path.read_text("utf-8")]
    assert 0 < len(named) < len(sources(project))
    assert build_project(project, exports=False).compiled == len(named)


def test_a_file_written_twice_within_a_moment_is_read_twice(project: Path) -> None:
    chosen = sources(project)[3]
    for title in ("One title", "Two title"):
        text = chosen.read_text("utf-8").splitlines()
        text[next(place for place, line in enumerate(text) if line.startswith("  title:"))] = f"  title: {title}"
        chosen.write_text("\n".join(text) + "\n", "utf-8")
        build_project(project, exports=False)
    assert b"Two title" in dump_ntriples(read_store(project / "build" / "store"))


def test_a_name_with_a_sign_that_could_end_a_line_is_one_name(project: Path) -> None:
    file = project / "sources" / "authorities" / "people.yaml"
    text = file.read_text("utf-8")
    for alias in ("Ed\\u2028Thorne", "Ed\\u0085Thorne"):
        file.write_text(text.replace("en: Edmund Thorne,", f'en: Edmund Thorne, aliases: ["{alias}"],'), "utf-8")
        check(project, build_project(project, exports=False), check_project(project))


@pytest.mark.parametrize("damage", ["cut", "other", "gone"])
def test_a_damaged_ledger_costs_a_build_from_the_beginning_and_nothing_else(project: Path, damage: str) -> None:
    ledger = project / "build" / "generations" / "ledger.sqlite"
    raw, stood = ledger.read_bytes(), dump_ntriples(read_store(project / "build" / "store"))
    if damage == "gone":
        ledger.unlink()
    else:
        ledger.write_bytes(raw[: len(raw) // 2] if damage == "cut" else b"no ledger" * 1000)
    assert build_project(project, exports=False).compiled == len(sources(project))
    assert dump_ntriples(read_store(project / "build" / "store")) == stood
    assert build_project(project, exports=False).compiled == 0


@pytest.mark.parametrize("what", ["knowledge", "own"])
def test_a_ledger_whose_pieces_are_damaged_costs_no_more(project: Path, what: str) -> None:
    stood = dump_ntriples(read_store(project / "build" / "store"))
    with closing(sqlite3.connect(project / "build" / "generations" / "ledger.sqlite")) as ledger, ledger:
        if what == "knowledge":
            ledger.execute("UPDATE fact SET value = substr(value, 1, length(value) / 2) WHERE name = 'knowledge'")
        else:
            ledger.execute("UPDATE source SET own = substr(own, 1, length(own) / 2)")
    put_back(project, 0)
    tell_again(project, 1)
    build_project(project, exports=False)
    (project / "sources" / "again-1.yaml").unlink()
    build_project(project, exports=False)
    assert dump_ntriples(read_store(project / "build" / "store")) == stood


@pytest.mark.parametrize("gone", ["store", "a file of the store", "graph.html", "findings.txt"])
def test_what_is_gone_of_a_build_is_made_again(project: Path, gone: str) -> None:
    vjgraph.build(project)
    stood = dump_ntriples(read_store(project / "build" / "store"))
    generation = open_generation(project)
    if gone == "store":
        shutil.rmtree(generation / gone)
    elif gone == "a file of the store":
        next((generation / "store").glob("*.sst")).write_bytes(b"cut")
    else:
        (generation / gone).unlink()
    assert build_project(project).compiled == len(sources(project))
    assert dump_ntriples(read_store(project / "build" / "store")) == stood
    assert all((open_generation(project) / name).is_file() for name in ("graph.ttl", "graph.trig", "graph.html", "findings.txt"))


def test_an_authority_that_is_edited_while_a_build_goes_on_is_read_by_the_next_one(project: Path) -> None:
    file = project / "sources" / "authorities" / "people.yaml"
    text = file.read_text("utf-8")

    def edit(*_: object) -> None:
        file.write_text(text.replace("en: Edmund Thorne,", "en: Edmund Thorne Elder, aliases: [Edmund Thorne],"), "utf-8")

    change_a_date(project, 9)
    assert build_project(project, exports=False, progress=edit).compiled == 1
    assert b"Thorne Elder" not in dump_ntriples(read_store(project / "build" / "store"))
    check(project, build_project(project, exports=False), check_project(project))
    assert b"Edmund Thorne Elder" in dump_ntriples(read_store(project / "build" / "store"))


def test_copies_that_come_round_to_themselves_are_refused_as_they_are_by_a_check(project: Path) -> None:
    first, second = sources(project)[:2]
    for one, other in ((first, second), (second, first)):
        one.write_text(one.read_text("utf-8").replace("source:\n", f"source:\n  derived_from: {other.stem}\n", 1), "utf-8")
    refused = [finding for finding in check_project(project).findings if finding.code == "circle"]
    assert len(refused) == 1
    with pytest.raises(FindingsError) as again:
        build_project(project, exports=False)
    shutil.rmtree(project / "build")
    with pytest.raises(FindingsError) as anew:
        build_project(project, exports=False)
    assert [*again.value.findings] == [*anew.value.findings] == refused


def test_a_circle_is_found_by_the_one_copy_that_closes_it(project: Path) -> None:
    first, second, third = sources(project)[:3]
    for one, other in ((first, second), (second, third), (third, first)):
        assert build_project(project, exports=False).sources == len(sources(project))
        one.write_text(one.read_text("utf-8").replace("source:\n", f"source:\n  derived_from: {other.stem}\n", 1), "utf-8")
    with pytest.raises(FindingsError, match="comes out a copy of itself"):
        build_project(project, exports=False)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM source WHERE number = (SELECT max(number) FROM source)", "export again"),
        ("UPDATE source SET own = substr(own, 1, 9)", "or delete .*ledger.sqlite and run 'vjgraph build'"),
    ],
)
def test_an_export_says_that_what_it_reads_was_changed_or_is_damaged(project: Path, change: str, told: str) -> None:
    lines = read_nquads(open_generation(project), base=DATA)
    next(lines)
    with closing(sqlite3.connect(project / "build" / "generations" / "ledger.sqlite")) as ledger, ledger:
        ledger.execute(change)
        if change.startswith("DELETE"):
            ledger.execute("UPDATE fact SET value = X'00' WHERE name = 'token'")
    with pytest.raises(StoreError, match=told):
        list(lines)


def test_what_is_meant_by_a_reference_to_nothing_is_looked_for_in_all_sources(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is small is judged whole.
    monkeypatch.setattr("vjgraph.building.project._SMALL", 0)
    visit = next(events(sources(project)[0]))
    told = f"events: [{{id: speech, during: {visit}x, quote: Jane Roe spoke}}]\n"
    (project / "sources" / "lone.yaml").write_text(f"source: {{format: 1, text: Jane Roe spoke.}}\n{told}", "utf-8")
    (wanted,) = [finding for finding in check_project(project).errors if finding.code == "reference"]
    with pytest.raises(FindingsError) as again:
        build_project(project, exports=False)
    assert wanted in again.value.findings
    assert "did you mean" in wanted.hint


def test_the_journal_that_a_killed_build_left_goes_with_its_ledger(project: Path) -> None:
    vjgraph.build(project)
    ledger = project / "build" / "generations" / "ledger.sqlite"
    # What SQLite leaves that was ended between making the file and writing its head.
    journal = ledger.with_name("ledger.sqlite-journal")
    journal.write_bytes(bytes(512))
    ledger.unlink()
    vjgraph.build(project)
    assert not journal.exists()


def test_lines_that_come_and_go_in_turn_leave_no_difference() -> None:
    difference = Difference()
    difference.replace(["a\n", "b\n"], ["b\n", "c\n"])
    difference.replace(["b\n", "c\n"], ["a\n", "b\n"])
    assert not difference
