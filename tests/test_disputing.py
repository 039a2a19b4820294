"""All that the sources of the invented example differ on: what its ledger plants is found, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

import vjgraph
from vjgraph.differing import Dispute
from vjgraph.pipeline import Checked, check_project

EXAMPLE = Path(__file__).parents[1] / "src" / "vjgraph" / "templates" / "example"
LEDGER = yaml.load(  # days as texts
    (Path(__file__).parent / "fixtures" / "example" / "planted.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
TERMS = {"office": "inCapacity", "holder": "person", "state": "status"}


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_project(EXAMPLE)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    return vjgraph.build(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("built") / "example"))


def subject(dispute: Dispute) -> str:
    """What is disputed, as the ledger calls it: the IRI after its class."""
    return dispute.subject[1:-1].rpartition("/id/")[2].partition("/")[2]


def contested(checked: Checked) -> dict[tuple[str, str], Dispute]:
    found = [dispute for dispute in checked.disputes if dispute.contested]
    assert len({(subject(one), one.term) for one in found}) == len(found), "each once"
    return {(subject(one), one.term): one for one in found}


def shown(value: Any) -> str:
    """A value of the ledger or of a claim, bare."""
    if isinstance(value, dict):
        return str(value["state"])
    return str(value).strip("<>").rpartition("/")[2] if str(value).startswith("<") else str(value).partition('"^^')[0].strip('"')


def test_every_conflict_that_is_planted_is_found_and_no_other(checked: Checked) -> None:
    planted = {(one["subject"], TERMS.get(one["what"], one["what"])) for one in LEDGER["conflicts"]}
    assert set(contested(checked)) == planted


@pytest.mark.parametrize("planted", LEDGER["conflicts"], ids=lambda one: f"{one['subject']}-{one['what']}")
def test_a_conflict_has_the_values_of_its_sources(planted: dict[str, Any], checked: Checked) -> None:
    dispute = contested(checked)[planted["subject"], TERMS.get(planted["what"], planted["what"])]
    said = {voice.source: shown(voice.values[0]) for voice in dispute.sides}
    assert said == {source: shown(value) for source, value in planted["values"].items()}
    assert all(voice.quotes for voice in dispute.voices), "each with its words"
    if "settled" in planted:
        assert [shown(value) for value in dispute.settled] == [planted["settled"]]


@pytest.mark.parametrize("planted", LEDGER["conflicts"], ids=lambda one: f"{one['subject']}-{one['what']}")
def test_each_value_has_the_voices_of_independent_publishers(planted: dict[str, Any], graph: vjgraph.Graph) -> None:
    rows = [
        row
        for row in graph.query("conflicts")
        if row["subject_id"].rpartition("/id/")[2].partition("/")[2] == planted["subject"] and row["what"] == _what(planted)
    ]
    assert sorted(row["publishers"] for row in rows) == sorted(len(voices) for voices in planted["voices"].values())


def _what(planted: dict[str, Any]) -> str:
    return "status" if planted["what"] == "state" else str(planted["what"])


@pytest.mark.parametrize("trap", LEDGER["traps"], ids=lambda one: f"{one['subject']}-{one['not']}")
def test_what_only_looks_like_a_conflict_is_none(trap: dict[str, Any], checked: Checked, graph: vjgraph.Graph) -> None:
    term = TERMS.get(trap["not"], trap["not"])
    dispute = contested(checked).get((trap["subject"], term))
    planted = {(one["subject"], TERMS.get(one["what"], one["what"])) for one in LEDGER["conflicts"]}
    assert dispute is None or (trap["subject"], term) in planted
    if "settled" in trap:
        ask = f"SELECT ?date {{ <https://w3id.org/vjgraph/id/event/{trap['subject']}> vj:date ?date }}"
        assert [row["date"] for row in graph.query(ask)] == [trap["settled"]]


@pytest.mark.parametrize(
    ("node", "counted"), [*LEDGER["corroboration"].items(), *LEDGER["corroborated_parts"].items()], ids=lambda one: str(one)[:40]
)
def test_independent_publishers_are_counted_as_the_ledger_counts_them(
    node: str, counted: dict[str, Any], graph: vjgraph.Graph
) -> None:
    first, _, state = node.partition("/")
    cls = "" if first == "tenure" else "agreement/" if state in ("signed", "in-force", "under-negotiation") else "event/"
    rows = graph.query(f"SELECT ?n {{ <https://w3id.org/vjgraph/id/{cls}{node}> vj:publishers ?n }}").rows
    assert [row["n"] for row in rows] == [int(counted["publishers"])]


def test_who_met_whom_is_told_by_who_says_that_they_met(graph: vjgraph.Graph) -> None:
    found = {
        (*sorted(tail(row[end]) for end in ("a_id", "b_id")), tail(row["meeting"]), row["publishers"])
        for row in graph.query("who-met-whom")
    }
    assert found == {(*sorted(one["pair"]), one["at"], int(one["publishers"])) for one in LEDGER["met"]}


def tail(iri: str) -> str:
    return iri.rpartition("/")[2]
