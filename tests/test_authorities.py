"""Authority files into records: who is who, and what is refused."""

import pytest

from vjgraph.authorities import RECORDS, Authorities, forms, is_language, is_slug, label, read_authorities


@pytest.fixture
def read(tmp_path):
    """Read authority files written from texts, by their names."""

    def reading(**files: str):
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return read_authorities(tmp_path, root=tmp_path)

    return reading


def test_entries_are_read_by_class_and_id(read):
    authorities, findings = read(
        people="to-lam: {en: To Lam, vi: Tô Lâm, family: To, country: Viet Nam}", places="besse: {en: Besse}"
    )
    assert findings == []
    entry = authorities.entries("people")["to-lam"]
    assert (label(entry), label(entry, "vi"), label(entry, "ja")) == ("To Lam", "Tô Lâm", "")
    assert (entry.family, entry.country) == ("To", "Viet Nam")
    assert list(authorities.entries("places")) == ["besse"]
    assert authorities.files["people"].file == "people.yaml"


def test_a_name_may_say_where_it_was_looked_up(read):
    authorities, findings = read(
        people="to-lam: {en: To Lam, ja: {name: トー・ラム, from: a register}, aliases: [Lam To, {name: T. Lam, from: x}]}"
    )
    entry = authorities.entries("people")["to-lam"]
    assert findings == []
    assert label(entry, "ja") == "トー・ラム"
    assert forms(entry) == ["To Lam", "トー・ラム", "Lam To", "T. Lam"]


@pytest.mark.parametrize("text", ["", "\n", "# nobody yet\n", "{}"])
def test_a_file_without_entries_is_empty(read, text):
    authorities, findings = read(people=text)
    assert findings == []
    assert authorities.entries("people") == {}


def test_a_folder_or_file_that_is_missing_is_empty(tmp_path):
    authorities, findings = read_authorities(tmp_path / "authorities", root=tmp_path)
    assert (dict(authorities.files), findings) == ({}, [])
    assert Authorities().entries("people") == {}


@pytest.mark.parametrize("name", ["persons.yaml", "people.yml", "People.yaml"])
def test_a_file_of_another_name_is_refused_with_the_names_there_are(tmp_path, name):
    (tmp_path / name).write_text("a: {en: A}", encoding="utf-8")
    authorities, (finding,) = read_authorities(tmp_path, root=tmp_path)
    assert dict(authorities.files) == {}
    assert finding.code == "authority-file"
    assert all(f"{group}.yaml" in finding.hint for group in RECORDS)


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path):
    (tmp_path / "people.yaml").mkdir()
    _, (finding,) = read_authorities(tmp_path, root=tmp_path)
    assert finding.code == "unreadable"


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("jane-roe: {en: Jane Roe}\nJohn Doe: {en: John Doe}", 2, 1, "id"),
        ("jane-roe: {vi: Jane Roe}", 1, 1, "label"),
        ("jane-roe: {en: }", 1, 1, "label"),
        ("jane-roe: {en: Jane Roe, surname: Roe}", 1, 26, "unknown-key"),
        ("jane-roe: {en: [Jane, Roe]}", 1, 12, "type"),
        ("jane-roe: Jane Roe", 1, 1, "type"),
        ("jane-roe: {en: Jane Roe, review: perhaps}", 1, 26, "type"),
        ("jane-roe: {en: Jane Roe, ja: {name: J}}", 1, 26, "missing-key"),
        ("- jane-roe", 1, 1, "type"),
        ("jane-roe: {en: J}\njane-roe: {en: R}", 2, 1, "duplicate-key"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands_and_how_to_mend_it(read, text, line, column, code):
    _, (finding,) = read(people=text)
    assert (finding.file, finding.line, finding.column, finding.code) == ("people.yaml", line, column, code)
    assert finding.hint


def test_the_entries_beside_a_wrong_one_are_read(read):
    authorities, findings = read(people="jane-roe: {en: Jane Roe}\njohn-doe: {}\nann-poe: {em: Ann}\njim: Jim")
    assert list(authorities.entries("people")) == ["jane-roe", "john-doe", "ann-poe"]
    assert [finding.line for finding in findings] == [2, 3, 4]


@pytest.mark.parametrize("text", ["jane-roe", "2019-06", "a"])
def test_an_id_is_small_letters_digits_and_single_hyphens(text):
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "Jane", "a b", "đ", "a_b", "a\n"])
def test_nothing_else_is_an_id(text):
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [("en", True), ("eng", True), ("zh-Hant", True), ("pt-BR", True), ("English", False), ("EN", False), ("en_GB", False)],
)
def test_a_language_is_a_tag(text, right):
    assert is_language(text) == right
