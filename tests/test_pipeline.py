"""From a project's folder to a graph: all findings at once, the worked example as designed, the same input the same bytes."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import graph_diff, isomorphic, to_isomorphic

from vjgraph.pipeline import check_project, derive

FIXTURES = Path(__file__).parent / "fixtures"
BAD = FIXTURES / "bad"


# --- what is wrong -------------------------------------------------------------------------------------------------


def expected() -> Iterator[tuple[str, str, list[str]]]:
    """Each bad file, where it is put in a project, and the lines it is refused with."""
    for block in re.split(r"\n\s*\n", (BAD / "expected.txt").read_text(encoding="utf-8")):
        first, *lines = [line for line in block.splitlines() if not line.startswith("#")] or [""]
        if first:
            file, _, place = first.partition(" -> ")
            yield file, place, lines


CASES = list(expected())


@pytest.mark.parametrize(("file", "place", "lines"), CASES, ids=[file for file, _, _ in CASES])
def test_a_bad_file_is_refused_where_it_is_wrong_and_told_how_to_mend_it(file, place, lines, good_project):
    (good_project / place).parent.mkdir(exist_ok=True)
    shutil.copy(BAD / file, good_project / place)
    checked = check_project(good_project)
    said = [finding for finding in checked.findings if finding.severity != "note"]
    assert {(finding.file, finding.severity) for finding in said} == {(place, "error")}
    assert all(finding.hint for finding in said)
    text = "\n".join(str(finding).removeprefix(f"{place}:").replace(": error: ", ": ", 1) for finding in said)
    printed = text.splitlines()
    assert len(printed) == len(lines), printed
    for line, wanted in zip(printed, lines, strict=True):
        assert line.rstrip() == wanted or re.fullmatch(re.escape(wanted).replace("…", ".*"), line), (line, wanted)


def test_every_bad_file_has_its_expectation():
    files = {path.relative_to(BAD).as_posix() for path in BAD.rglob("*") if path.is_file()} - {"expected.txt"}
    assert files == {file for file, _, _ in CASES}


def test_the_good_project_has_nothing_wrong(good_project):
    assert check_project(good_project).findings == ()


def test_errors_of_all_files_come_in_one_run(good_project):
    put = set()
    for file, place, _ in CASES:
        if place.startswith("sources/") and "authorities" not in place:
            shutil.copy(BAD / file, good_project / place)
            put.add(place)
    together = {finding.file for finding in check_project(good_project).errors}
    # A reference may lead to a source that cannot be read, so it is not judged while there is one.
    unjudged = {f"sources/{field}-nothing.yaml" for field in ("at", "before", "during")}
    assert put - together == unjudged


def test_a_missing_or_empty_folder_of_sources_is_an_error(tmp_path):
    (missing,) = check_project(tmp_path).errors
    assert (missing.file, missing.code) == ("sources", "no-sources")
    (tmp_path / "sources").mkdir()
    (empty,) = check_project(tmp_path).errors
    assert "holds no source" in empty.message
    assert "vjgraph init" in empty.hint


@pytest.mark.parametrize("id", ["jané-roe", "Jane Roe", "jane/roe", "jane-roe?#"])
def test_what_is_no_id_is_the_one_thing_found_though_sources_tell_of_whom_it_stands_for(id, tell):
    people = "{id}: {{en: Jane Roe, family: Roe, country: Aland}}\njohn-doe: {{en: John Doe, family: Doe, country: Beland}}\n"
    who = "people: {Jane Roe: {as: Minister of Foreign Affairs of Aland, quote: Jane Roe, par: 1}}\n"
    met = "meetings: [{id: talks, participants: {guest: Roe, host: John Doe}, quote: met, par: 1}]\n"
    told = tell(who + met, files={"sources/authorities/people.yaml": people.format(id=id)})
    (found,) = told.findings
    assert (found.file, found.line, found.code) == ("sources/authorities/people.yaml", 1, "id")


def test_an_authority_file_that_cannot_be_read_makes_no_names_unknown(good_project):
    (good_project / "sources" / "authorities" / "people.yaml").write_text("a: b: c", encoding="utf-8")
    checked = check_project(good_project)
    assert [(finding.file, finding.code) for finding in checked.errors] == [("sources/authorities/people.yaml", "yaml")]
    assert checked.unknown == ()


def test_unknown_names_are_listed_for_proposals(good_project):
    (good_project / "sources" / "new.yaml").write_text(
        "source: {format: 1}\npeople: {Zoe Low: {as: Envoy of Aland}}\nmentions: [{name: fog}, {name: fog}]\n", encoding="utf-8"
    )
    assert check_project(good_project).unknown == (("people", "Zoe Low"), ("offices", "Envoy of Aland"), ("topics", "fog"))


def test_what_hangs_on_something_wrong_is_judged_in_the_same_run(good_project):
    (good_project / "sources" / "new.yaml").write_text(
        "source: {format: 1}\nvisits:\n  - id: trip\n    visitor: Jane Roe\n"
        "    statements: [{by: Zoe Low, act: sayz, about: [fog]}]\n",
        encoding="utf-8",
    )
    assert {finding.code for finding in check_project(good_project).errors} == {"unknown-name", "unknown-act"}
    assert check_project(good_project).unknown == (("people", "Zoe Low"), ("topics", "fog"))


def test_two_sources_of_one_name_are_refused(good_project):
    shutil.copy(good_project / "sources" / "good.yaml", good_project / "sources" / "good.yml")
    (finding,) = check_project(good_project).errors
    assert (finding.file, finding.code) == ("sources/good.yml", "id-twice")
    assert "sources/good.yaml" in finding.message


def test_an_entry_that_waits_for_review_is_a_note(good_project):
    with (good_project / "sources" / "authorities" / "topics.yaml").open("a") as file:
        file.write("fog: {en: fog, review: true}\n")
    (note,) = check_project(good_project).findings
    assert (note.severity, note.code, note.line) == ("note", "review", 3)
    assert "review: true" in note.hint


# --- texts that may not be shared ----------------------------------------------------------------------------------

LETTER = "Jane Roe flew home.\n\nShe had met John Doe in Besse, and Doe had thanked her for it.\n"


@pytest.fixture
def apart(write, tmp_path):
    """A project whose one source keeps its text in a folder beside it."""
    digest = hashlib.sha256(LETTER.encode()).hexdigest()
    project = write(
        f"""\
        source: {{format: 1, text_sha256: {digest}}}
        meetings:
          - id: roe-doe
            participants: {{guest: Jane Roe, host: John Doe}}
            quote: met John Doe
            par: 2
        """
    )
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "letter.txt").write_text(LETTER, encoding="utf-8")
    return project, texts


def test_a_text_kept_outside_verifies_every_quote(apart):
    project, texts = apart
    (fragment,) = check_project(project).fragments.values()
    assert (fragment.quotes, fragment.verified) == (1, 0)
    checked = check_project(project, texts=texts)
    (fragment,) = checked.fragments.values()
    assert (fragment.quotes, fragment.verified) == (1, 1)
    assert [finding.message for finding in checked.findings] == ["paragraph 1: no quote lies in “Jane Roe flew home.”"]


def test_the_graph_is_the_same_whether_its_quotes_were_verified_or_not(apart):
    project, texts = apart
    graphs = {derive(check_project(project, texts=folder)).ntriples for folder in (None, texts)}
    assert len(graphs) == 1


def test_a_quote_that_the_text_does_not_hold_is_an_error(apart):
    project, texts = apart
    source = project / "sources" / "source-1.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("met John Doe", "met Jim Doe"), encoding="utf-8")
    assert check_project(project).errors == ()
    (finding,) = check_project(project, texts=texts).errors
    assert finding.code == "quote-absent"
    assert "nearest, in paragraph 2: met John Doe" in finding.hint


def test_a_text_that_was_changed_is_not_found(apart):
    project, texts = apart
    (texts / "letter.txt").write_text(LETTER + "P. S.", encoding="utf-8")
    (warning,) = check_project(project, texts=texts).findings
    assert (warning.severity, warning.code) == ("warning", "no-text")


# --- the graph -----------------------------------------------------------------------------------------------------


def build(project: Path) -> bytes:
    checked = check_project(project)
    assert checked.errors == ()
    return derive(checked).ntriples


def test_the_worked_example_becomes_the_graph_it_is_to_become():
    built = to_isomorphic(rdflib.Graph().parse(data=build(FIXTURES / "worked"), format="nt"))
    wanted = to_isomorphic(rdflib.Graph().parse(FIXTURES / "worked" / "expected.ttl"))
    _, missing, surplus = graph_diff(wanted, built)
    assert isomorphic(built, wanted), f"missing:\n{missing.serialize()}\nsurplus:\n{surplus.serialize()}"


def test_no_sentence_of_the_worked_example_is_without_a_quote():
    assert check_project(FIXTURES / "worked").findings == ()


def test_there_are_no_blank_nodes_and_every_thing_has_a_class_and_an_english_label():
    quads = list(ox.parse(build(FIXTURES / "worked"), format=ox.RdfFormat.N_TRIPLES))
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))
    subjects = {quad.subject for quad in quads}
    for predicate in ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#label"):
        assert subjects == {quad.subject for quad in quads if quad.predicate.value == predicate}
    known = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)} - subjects
    assert {node.value for node in known if "/vjgraph/id/" in node.value} == set()


def test_every_fact_of_a_source_can_be_opened_to_its_words():
    store = ox.Store()
    store.load(build(FIXTURES / "worked"), format=ox.RdfFormat.N_TRIPLES)
    vj = "PREFIX vj: <https://w3id.org/vjgraph/ns#> "
    for name in ("Person", "Meeting", "Visit", "Participation", "Statement", "Attestation", "Milestone", "Agreement"):
        things = list(store.query(f"{vj} SELECT ?x WHERE {{ ?x a vj:{name} }}"))
        opened = f"?x a vj:{name} ; vj:evidence ?e . ?e vj:quote ?q ; vj:paragraph ?p ; vj:source ?s"
        words = store.query(f"{vj} SELECT DISTINCT ?x WHERE {{ {opened} }}")
        assert things
        assert len(things) == len(list(words)), name


def test_the_same_input_is_the_same_bytes_wherever_it_stands(tmp_path):
    elsewhere = shutil.copytree(FIXTURES / "worked", tmp_path / "elsewhere")
    assert build(FIXTURES / "worked") == build(FIXTURES / "worked") == build(elsewhere)


MEETING = """\
source: {{format: 1, publisher: {publisher}, published: 2019-07-0{day}}}
people:
  Jane Roe: {{as: Minister of Foreign Affairs of Aland, quote: Roe, par: 1}}
meetings:
  - id: roe-doe
    date: 2019-07-01
    participants: {{guest: Roe, host: John Doe}}
    quote: met
    par: {day}
"""


def test_the_order_of_files_and_of_entries_does_not_matter(write):
    texts = [MEETING.format(publisher=name, day=day) for day, name in enumerate(("Daily", "Herald", "Post"), start=2)]
    projects = [write(name=f"p{number}") for number in range(2)]
    for project, names in zip(projects, ("abc", "cab"), strict=True):
        for name, text in zip(names, texts if names == "abc" else [texts[2], texts[0], texts[1]], strict=True):
            (project / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
        people = project / "sources" / "authorities" / "people.yaml"
        entries = sorted(people.read_text(encoding="utf-8").splitlines(), reverse=names == "cab")
        people.write_text("\n".join(entries), encoding="utf-8")
    assert build(projects[0]) == build(projects[1])


def test_a_file_and_a_line_of_the_same_record_are_the_same_graph(write):
    text = "source: {format: 1}\nmeetings: [{id: a, participants: {guest: Jane Roe, host: John Doe}, quote: met, par: 1}]\n"
    line = (
        '{"id": "source-1", "source": {"format": 1}, "meetings": [{"id": "a", "participants":'
        ' {"guest": "Jane Roe", "host": "John Doe"}, "quote": "met", "par": 1}]}\n'
    )
    assert build(write(text, name="yaml")) == build(write(files={"sources/x.jsonl": line}, name="lines"))


def test_another_base_names_everything_anew(good_project):
    checked = check_project(good_project, base="https://example.org/id/")
    graph = derive(checked)
    assert b"w3id.org/vjgraph/id/" not in graph.ntriples
    assert b"<https://example.org/id/person/jane-roe>" in graph.ntriples
    assert len(graph.ntriples.splitlines()) == len(build(good_project).splitlines())
