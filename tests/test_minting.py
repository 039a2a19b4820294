"""Names that a build makes known: those of the sources it is made of, and nobody where none is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import vjgraph
from vjgraph.authorities import read_authorities
from vjgraph.building import build_project
from vjgraph.errors import FindingsError
from vjgraph.watching import read_stamps

HEADER = "source: {format: 1}\n"
GOOD = HEADER + "people: {Zoe Low: {as: Envoy of Aland, quote: Zoe Low, par: 1}}\n"
NO_NAME = HEADER + "people: {Zoe High: {quote: Zoe High, par: 1}, '-': {quote: she, par: 1}}\n"
NO_MEETING = HEADER + (
    "meetings: [{id: talks, after: no-such, participants: {guest: Zoe High, host: Jane Roe}, quote: met, par: 1}]\n"
)


def proposed(project: Path) -> list[str]:
    """The names that wait for review."""
    authorities, findings = read_authorities(project / "sources" / "authorities", root=project)
    assert not findings
    entries = [entry for group in authorities.files for entry in authorities.entries(group).values()]
    return sorted(str(entry.names["en"]) for entry in entries if entry.review)


def stamps(project: Path) -> dict[str, tuple[int, int, int]]:
    return read_stamps(project)


def test_names_that_differ_in_their_accents_alone_are_each_made_known(write: Callable[..., Path]) -> None:
    project = write(HEADER + "people: {Tô Lâm: {quote: x, par: 1}, Tố Lam: {quote: y, par: 1}}\n")
    assert build_project(project, on_unknown="mint", exports=False).sources == 1
    assert proposed(project) == ["Tô Lâm", "Tố Lam"]


@pytest.mark.parametrize("wrong", [NO_NAME, NO_MEETING])
def test_a_build_that_is_refused_leaves_the_authorities_as_they_were(wrong: str, write: Callable[..., Path]) -> None:
    project = write(GOOD, wrong)
    (project / "sources" / "authorities" / "offices.yaml").unlink()
    before = stamps(project)
    with pytest.raises(FindingsError) as refused:
        build_project(project, on_unknown="mint")
    assert [finding.file for finding in refused.value.findings] == ["sources/source-2.yaml"], "what minting mends is not told"
    assert stamps(project) == before, "whoever watches the project sees no change"
    assert not list((project / "sources" / "authorities").glob(".*"))


@pytest.mark.parametrize("wrong", [NO_NAME, NO_MEETING])
def test_whom_only_a_source_names_that_is_left_out_is_not_made_known(wrong: str, write: Callable[..., Path]) -> None:
    project = write(GOOD, wrong, GOOD.replace("Zoe Low", "Ray Low"))
    for _ in range(2):
        built = build_project(project, on_unknown="mint", keep_going=True)
        assert [finding.file for finding in built.findings if finding.severity == "error"] == ["sources/source-2.yaml"]
        assert built.sources == 2
        assert proposed(project) == ["Envoy of Aland", "Ray Low", "Zoe Low"]
    assert not list((project / "sources" / "authorities").glob(".*"))


def test_what_a_build_that_was_killed_set_aside_goes_with_the_next(write: Callable[..., Path]) -> None:
    project = write(GOOD)
    (project / "sources" / "authorities" / ".people.yaml.1.before").write_bytes(b"")
    build_project(project, on_unknown="mint", exports=False)
    assert not list((project / "sources" / "authorities").glob(".*"))


def test_what_somebody_writes_into_a_file_meanwhile_stays(write: Callable[..., Path]) -> None:
    project = write(GOOD, NO_MEETING)
    people = project / "sources" / "authorities" / "people.yaml"

    def edit(*_: object) -> None:
        if "Zoe High" in people.read_text("utf-8") and "ray-low" not in people.read_text("utf-8"):
            people.write_text(people.read_text("utf-8") + "ray-low: {en: Ray Low}\n", "utf-8")

    with pytest.raises(FindingsError):
        build_project(project, on_unknown="mint", progress=edit)
    assert "ray-low: {en: Ray Low}" in people.read_text("utf-8")


def test_a_name_that_stands_as_an_instrument_and_as_a_topic_is_made_known_as_the_instrument(write: Callable[..., Path]) -> None:
    met = "{id: talks, agreements: [New Pact], about: [New Pact, fog], participants: {guest: Jane Roe}, quote: met, par: 1}"
    project = write(f"{HEADER}meetings: [{met}]\n")
    graph = vjgraph.build(project, on_unknown="mint")
    assert graph.built
    assert proposed(project) == ["New Pact", "fog"]
    assert dict(graph.built.counts)["agreements"] == 1
