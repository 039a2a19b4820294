"""Stubs for unknown names: appended for review, ids free, nothing else touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vjgraph.authorities import Authorities, label, read_authorities
from vjgraph.errors import FindingsError
from vjgraph.names import fold
from vjgraph.pipeline import check_project
from vjgraph.proposing import propose, propose_unknown
from vjgraph.yamltext import CONTROL

SOURCE = """
source: {format: 1, language: en}
people:
  Zoe Quux: {as: Minister of Nothing, quote: Zoe Quux, par: 1}
  "Đặng O'Bree-Ng": {as: [Head of "Things"], quote: Bree, par: 1}
visits:
  - {id: quux-nowhere, visitor: Zoe Quux, place: Nowhere, quote: in Nowhere, par: 1}
meetings:
  - id: quux-club
    date: 2019-07-01
    about: [knitting, Knitting]
    agreements: [The Yarn Pact]
    participants: {guest: Zoe Quux, host: {delegation_of: Knitting Club}}
    quote: the club
    par: 1
    statements: [{by: Zoe Quux, act: thanks, about: ["wool: red & blue #1"], quote: thanked, par: 1}]
"""


def test_every_unknown_name_is_proposed_and_a_second_check_finds_only_what_waits_for_review(write: Callable[..., Path]) -> None:
    project = write(SOURCE)
    assert check_project(project).errors
    added = propose_unknown(project)
    checked = check_project(project)
    assert {file.removeprefix("sources/authorities/"): set(names) for file, names in added.items()} == {
        "agreements.yaml": {"The Yarn Pact"},
        "offices.yaml": {"Minister of Nothing", 'Head of "Things"'},
        "organisations.yaml": {"Knitting Club"},
        "people.yaml": {"Zoe Quux", "Đặng O'Bree-Ng"},
        "places.yaml": {"Nowhere"},
        "topics.yaml": {"knitting", "wool: red & blue #1"},
    }
    assert {finding.code for finding in checked.findings} == {"review"}
    assert len(checked.findings) == 9
    assert propose_unknown(project) == {}


def test_what_stood_in_a_file_stands_there_to_the_byte(write: Callable[..., Path]) -> None:
    project = write(SOURCE)
    folder = project / "sources" / "authorities"
    (folder / "people.yaml").write_bytes(b"# mine\r\njane-roe: {en: Jane Roe}   # twice?\r\n\r\n# the end, without a line's end")
    (folder / "topics.yaml").write_bytes(b"\xef\xbb\xbfsecurity: {en: security}\n")
    (folder / "agreements.yaml").unlink()
    (folder / "places.yaml").write_bytes(b"# none yet\n")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    propose_unknown(project)
    for name, bytes_ in before.items():
        assert (folder / name).read_bytes().startswith(bytes_), name
    assert b"\n" not in (folder / "people.yaml").read_bytes().replace(b"\r\n", b""), "line ends are those of the file"
    assert (folder / "agreements.yaml").read_bytes().startswith(b"the-yarn-pact:\n")
    assert check_project(project).errors == ()


def test_an_id_that_is_taken_by_anything_gets_a_number(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "authorities"
    folder.mkdir(parents=True)
    (folder / "people.yaml").write_text("zoe-quux: {en: Someone Else}\n", encoding="utf-8")
    (folder / "organisations.yaml").write_text("zoe-quux-2: {en: Zoe Quux Ltd, kind: company}\n", encoding="utf-8")
    authorities, _ = read_authorities(folder, root=tmp_path)
    propose([("people", "Zoe Quux"), ("people", "ZOE  QUUX"), ("people", "Zoé Quux!")], authorities=authorities, project=tmp_path)
    again, findings = read_authorities(folder, root=tmp_path)
    assert findings == []
    assert [*again.entries("people")] == ["zoe-quux", "zoe-quux-3"], "names that fold to one are proposed once"
    assert label(again.entries("people")["zoe-quux-3"]) == "Zoe Quux"
    assert again.entries("people")["zoe-quux-3"].review


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("{jane-roe: {en: Jane Roe}}\n", 1, "no entry can be added at the end"),
        ("# all of them\n\n  jane-roe: {en: Jane Roe}\n  john-doe: {en: John Doe}\n", 3, "no entry can be added at the end"),
        ("jane-roe: {en: Jane Roe}\n...\n", 2, "no entry can be added at the end"),
        ("jane-roe: {en: Jane Roe}\njohn-doe: {en: John: Doe}\n", 2, "not YAML"),
    ],
)
def test_a_file_that_takes_no_more_entries_is_refused_and_none_is_changed(
    text: str, line: int, says: str, tmp_path: Path
) -> None:
    folder = tmp_path / "sources" / "authorities"
    folder.mkdir(parents=True)
    (folder / "people.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as refused:
        propose([("offices", "Minister of Nothing"), ("people", "Zoe Quux")], authorities=Authorities(), project=tmp_path)
    (finding,) = refused.value.findings
    assert (finding.file, finding.line) == ("sources/authorities/people.yaml", line)
    assert says in finding.message
    assert finding.hint
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {"people.yaml": text}


def test_a_file_that_holds_an_empty_mapping_is_begun(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "authorities"
    folder.mkdir(parents=True)
    (folder / "topics.yaml").write_text("{}\n", encoding="utf-8")
    propose([("topics", "knitting")], authorities=Authorities(), project=tmp_path)
    assert (folder / "topics.yaml").read_text(encoding="utf-8") == "knitting:\n  en: knitting\n  broader: \n  review: true\n"


# No source holds a control character, or a name of nothing.
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: name.strip() and not CONTROL.search(name)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, max_size=5))
def test_any_name_makes_a_stub_that_is_read_as_that_name(tmp_path: Path, names: list[str]) -> None:
    folder = tmp_path / "sources" / "authorities"
    for path in folder.glob("*.yaml"):
        path.unlink()
    propose([("topics", name) for name in names], authorities=Authorities(), project=tmp_path)
    authorities, findings = read_authorities(folder, root=tmp_path)
    assert findings == []
    first = {fold(name): name for name in reversed(names)}
    assert sorted(map(label, authorities.entries("topics").values())) == sorted(" ".join(name.split()) for name in first.values())
