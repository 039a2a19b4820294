"""What a project sets for itself in vjgraph.yaml."""

import pytest

import vjgraph
from vjgraph.errors import FindingsError, UsageError
from vjgraph.settings import Settings, read_settings
from vjgraph.vocabulary import DATA


@pytest.fixture
def read(tmp_path):
    """Read the settings of a project."""

    def reading(text: str | bytes) -> Settings:
        (tmp_path / "vjgraph.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_settings(tmp_path)

    return reading


def test_without_a_file_every_setting_has_its_default(tmp_path):
    assert read_settings(tmp_path) == Settings()
    assert Settings().base == DATA


def test_settings_are_read(read):
    assert read("base: https://example.org/id/\ntitle: Aland and Beland\n") == Settings(
        base="https://example.org/id/", title="Aland and Beland"
    )


@pytest.mark.parametrize("text", ["{}", "# nothing set\n", ""])
def test_an_empty_file_sets_nothing(read, text):
    assert read(text) == Settings()


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("title: A\nbasis: x\n", 2, "unknown-key"),
        ("base: [a]\n", 1, "type"),
        ("base: example.org/\n", 1, "address"),
        ("title: A\nbase: https://example.org\n", 2, "address"),
        ("base: https://example.org/a b/\n", 1, "address"),
        ("- base\n", 1, "type"),
        ("a: b: c\n", 1, "yaml"),
        (b"title: \xff\n", 1, "encoding"),
    ],
)
def test_what_they_cannot_be_is_refused_where_it_stands(read, text, line, code):
    with pytest.raises(FindingsError) as refused:
        read(text)
    (finding,) = refused.value.findings
    assert (finding.file, finding.line, finding.code) == ("vjgraph.yaml", line, code)
    assert finding.hint


def test_a_base_that_ends_in_a_hash_gives_the_same_graph_and_answers(write):
    who = "{guest: Jane Roe, host: John Doe, attendee: [Ann Poe, Jim Poe]}"
    met = "meetings: [{id: talks, quote: met, par: 1, participants: " + who + ", %s}]\n"
    told = [
        "source: {format: 1, published: 2019-06-30}\n" + met % "date: 2019-07-05, place: Besse, status: planned",
        "source: {format: 1, published: 2019-07-09}\n" + met % "date: 2019-07-06, place: Aland, status: held",
    ]
    found = []
    for number, base in enumerate(("https://example.org/data/", "https://example.org/data#")):
        graph = vjgraph.build(write(*told, files={"vjgraph.yaml": f"base: {base}\n"}, name=f"project-{number}"))
        with pytest.raises(UsageError) as several:
            graph.query("meetings-of", "Poe")
        rows = [
            repr(answer.rows).replace(base, "") for answer in (graph.query("who-met-whom", of="people"), graph.query("conflicts"))
        ]
        lines = {str(quad).replace(base, "") for quad in graph.store}
        found.append((rows, str(several.value), lines))
    assert found[0] == found[1]
    assert "Jane Roe" in found[0][0][0]
