"""A fragment falls into parts that are settled alone and give together what the whole gives."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from vjgraph.concluding import Conclusions, conclude
from vjgraph.facts import Fragment
from vjgraph.parting import join, part, unit_of
from vjgraph.pipeline import Checked, check_project, derive
from vjgraph.store import to_ntriples
from vjgraph.vocabulary import DATA

FIXTURES = Path(__file__).parent / "fixtures"
EXAMPLE = Path(__file__).parents[1] / "src" / "vjgraph" / "templates" / "example"
PROJECTS = [EXAMPLE, FIXTURES / "worked", FIXTURES / "whole"]


@pytest.fixture(scope="module", params=PROJECTS, ids=lambda path: path.name)
def checked(request: pytest.FixtureRequest) -> Checked:
    found = check_project(request.param)
    assert not found.errors
    return found


def shares(checked: Checked) -> dict[str, dict[str, Fragment]]:
    """What each source says of each unit."""
    assert checked.world
    found: dict[str, dict[str, Fragment]] = defaultdict(dict)
    for id, fragment in checked.fragments.items():
        for unit, share in part(fragment, base=DATA, single=checked.world.links.single).shares.items():
            found[unit][id] = share
    return found


def closed(unit: str, checked: Checked) -> set[str]:
    """A unit and all that must be settled with it."""
    links = {link for fragment in checked.fragments.values() for link in part(fragment, base=DATA).links}
    pairs = {*links, *checked.concluded.couples}
    found: set[str] = set()
    todo = {unit}
    while todo:
        found |= todo
        todo = {b for a, b in pairs if a in todo} | {a for a, b in pairs if b in todo}
        todo -= found
    return found


def settle_alone(unit: str, checked: Checked) -> Conclusions:
    assert checked.world
    units, by_unit = closed(unit, checked), shares(checked)
    told: dict[str, list[Fragment]] = defaultdict(list)
    for one in sorted(units):
        for id, share in by_unit[one].items():
            told[id].append(share)
    return conclude({id: join(told[id]) for id in checked.fragments if id in told}, world=checked.world, units=units)


def test_each_unit_concludes_alone_what_it_concludes_among_all(checked: Checked) -> None:
    for unit in shares(checked):
        alone, among = settle_alone(unit, checked).of.get(unit), checked.concluded.of.get(unit)
        assert (alone is None) == (among is None), unit
        if alone and among:
            assert set(alone.derived) == set(among.derived), unit
            assert alone.overruled == among.overruled, unit
            assert alone.findings == among.findings, unit


def test_own_triples_and_those_that_stand_in_each_unit_make_the_graph_and_none_is_in_two(checked: Checked) -> None:
    assert checked.world
    parted = [part(fragment, base=DATA, single=checked.world.links.single) for fragment in checked.fragments.values()]
    own = {triple for one in parted for triple in (*one.own, *one.apart)}
    standing = set()
    for unit, told in shares(checked).items():
        said = {triple for share in told.values() for triple in share.triples}
        if found := checked.concluded.of.get(unit):
            said = (said - found.overruled) | set(found.derived)
        assert not said & standing, unit
        standing |= said
    assert not own & standing
    graph = derive(checked)
    described = set(graph.graphs[f"<{DATA}graph/authorities>"])
    assert to_ntriples(own | standing | described) == graph.ntriples


def test_the_shares_of_a_source_joined_are_the_source(checked: Checked) -> None:
    for fragment in checked.fragments.values():
        parted = part(fragment, base=DATA)
        whole = join(parted.shares.values(), own=(*parted.own, *parted.apart))
        assert set(whole.triples) == set(fragment.triples)
        assert whole.paths == fragment.paths
        assert whole.occasions == fragment.occasions
        assert set(whole.attestations) == set(fragment.attestations)
        assert set(whole.milestones) == set(fragment.milestones)
        assert set(whole.references) == set(fragment.references)


def test_somebody_whose_id_looks_like_a_statement_is_shared() -> None:
    event, who = f"<{DATA}event/talks/s-roe>", f"<{DATA}person/s-roe>"
    triple = (event, "<https://w3id.org/vjgraph/ns#participant>", who)
    parted = part(Fragment(f"<{DATA}source/a>", (triple,)), base=DATA)
    assert parted.own == ()
    assert parted.shares["event/talks"].triples == (triple,)


def test_a_tenure_is_settled_with_its_person() -> None:
    assert unit_of(f"<{DATA}tenure/roe/envoy>", base=DATA) == unit_of(f"<{DATA}person/roe>", base=DATA) == "person/roe"
