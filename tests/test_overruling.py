"""What sources say that does not stand in the graph, and stays in the graphs of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vjgraph.terms import edtf
from vjgraph.vocabulary import expand

HEADER = "source: {format: 1, published: 2019-07-02, language: en}\n"
MEETING = "meetings:\n  - id: roe-doe\n    participants: %s\n    quote: met\n    par: 1\n"
BOTH = "{guest: Jane Roe, host: John Doe}"


def source(*lines: str, who: str = BOTH) -> str:
    return HEADER + MEETING % who + "".join(f"    {line}\n" for line in lines)


def test_the_store_holds_what_stands_and_each_source_s_graph_what_it_says(tell: Callable[..., Any]) -> None:
    told = tell(source("date: 2019-07-01", "place: Besse"), source("date: 2019-07-02", "place: Beland"))
    assert told.value("event/roe-doe", "vj:date") == "[2019-07-01, 2019-07-02]"
    assert told.value("event/roe-doe", "vj:place") == "place/besse"
    second = next(triples for name, triples in told.graph.graphs.items() if name.endswith("/source-2>"))
    said = {object for _, predicate, object in second if predicate in (expand("vj:date"), expand("vj:place"))}
    assert {edtf("2019-07-02")} < said
    assert len(said) == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "term", "reasons"),
    [
        (("date: 2019-07-01", "inferred: {date: a}"), ("date: 2019-07-01",), "vj:dateReason", set()),
        (("date: 2019-07-01", "inferred: {date: a}"), ("date: 2019-07-01", "inferred: {date: b}"), "vj:dateReason", {"a; b"}),
        (("date: 2019-07-01", "inferred: {date: a}"), ("date: 2019-07-01", "inferred: {date: a}"), "vj:dateReason", {"a"}),
        (("date: 2019-07-01", "inferred: {date: a}"), (), "vj:dateReason", {"a"}),
        (("date: 2019-07", "inferred: {date: a}"), ("date: 2019-07-01",), "vj:dateReason", set()),
        (("date: 2019-07", ""), ("date: 2019-07-01", "inferred: {date: b}"), "vj:dateReason", {"b"}),
        (("place: Besse", "inferred: {place: a}"), ("place: Besse",), "vj:placeReason", set()),
        (("place: Beland", "inferred: {place: a}"), ("place: Besse",), "vj:placeReason", set()),
    ],
)
def test_what_one_source_states_is_not_inferred_because_another_infers_it(
    ours: tuple[str, ...], theirs: tuple[str, ...], term: str, reasons: set[str], tell: Callable[..., Any]
) -> None:
    assert tell(source(*ours), source(*theirs), name="one").values("event/roe-doe", term) == reasons
    assert tell(source(*theirs), source(*ours), name="two").values("event/roe-doe", term) == reasons


def test_who_took_part_in_the_words_of_one_source_is_stated(tell: Callable[..., Any]) -> None:
    guess = source(who="{guest: {who: Jane Roe, inferred: {who: the context}}, host: John Doe}")
    part = "event/roe-doe/jane-roe"
    assert tell(guess, name="one").values(part, "vj:reason") == {"the context"}
    assert tell(guess, source(), name="two").values(part, "vj:reason") == set()
    assert tell(guess, source(who="{host: John Doe}"), name="three").values(part, "vj:reason") == {"the context"}


@pytest.mark.parametrize(
    ("theirs", "kept"),
    [
        ("", True),  # whoever only names it states nothing of that
        ("about: [joint patrols]", True),
        ("signed: 2014", True),
        ("about: [fish]", False),
        ("about: [joint patrols, fish]", False),
        ("about: [fish], inferred: {about: by its name}", True),
    ],
)
def test_why_an_instrument_is_about_something_stands_unless_another_states_it(
    theirs: str, kept: bool, tell: Callable[..., Any]
) -> None:
    guess = HEADER + "agreements: [{name: Fisheries Accord, about: [fish], inferred: {about: by its name}, quote: a, par: 1}]\n"
    other = HEADER + f"agreements: [{{name: Fisheries Accord, {theirs}, quote: b, par: 1}}]\n".replace(", ,", ",")
    for number, sources in enumerate(((guess, other), (other, guess))):
        told = tell(*sources, name=f"project-{number}")
        assert told.values("agreement/fisheries-accord", "vj:reason") == ({"about inferred: by its name"} if kept else set())


@pytest.mark.parametrize(
    ("theirs", "kept"),
    [("", True), (", by: [Jane Roe]", True), (", by: [Rob Foe]", False), (", by: [Jane Roe, Rob Foe]", False)],
)
def test_a_signatory_that_one_source_infers_is_inferred_unless_another_states_it(
    theirs: str, kept: bool, tell: Callable[..., Any]
) -> None:
    signed = "agreements: [{{name: Fisheries Accord, signed: {{date: 2014-05-06{}}}, quote: a, par: 1}}]\n"
    guess = HEADER + signed.format(", by: [Rob Foe], inferred: {by: the context}")
    told = tell(guess, HEADER + signed.format(theirs))
    assert told.values("agreement/fisheries-accord/signed", "vj:reason") == ({"by inferred: the context"} if kept else set())


def test_one_source_alone_keeps_all_it_says(tell: Callable[..., Any]) -> None:
    told = tell(source("date: 2019-07-01", "inferred: {date: a}"))
    assert told.graph.overruled == frozenset()
    assert told.value("event/roe-doe", "vj:dateReason") == "a"


@pytest.mark.parametrize(
    ("theirs", "reasons"),
    [
        ((), {"kind inferred: a", "about inferred: b"}),
        (("kind: meeting",), {"kind inferred: a", "about inferred: b"}),
        (("kind: talks",), {"about inferred: b"}),
        (("about: [fish, Sea League]",), {"kind inferred: a"}),
        (("kind: talks", "about: [fish]"), set()),
        (("kind: talks", "inferred: {kind: c}"), {"kind inferred: a", "kind inferred: c", "about inferred: b"}),
    ],
)
def test_what_is_inferred_of_an_event_stays_so_unless_another_source_states_it(
    theirs: tuple[str, ...], reasons: set[str], tell: Callable[..., Any]
) -> None:
    ours = source("kind: talks", "about: [fish]", "inferred: {kind: a, about: b}")
    for name, order in (("one", (ours, source(*theirs))), ("two", (source(*theirs), ours))):
        found = tell(*order, name=name).values("event/roe-doe", "vj:reason")
        assert {part for one in found for part in one.split("; ")} == reasons


@pytest.mark.parametrize("states", ["before: talks", "place: Besse"])
def test_an_order_that_another_source_states_is_not_inferred_and_no_other_pair_is_touched(
    states: str, tell: Callable[..., Any]
) -> None:
    others = "".join(
        f"  - {{id: {id}, participants: {BOTH}, quote: met, par: 1{more}}}\n"
        for id, more in (("talks", ""), ("dinner", ", after: roe-doe, inferred: {after: the hour}"), ("lunch", ""))
    )
    guess = source("before: [talks, lunch]", "inferred: {before: the text}") + others
    told = tell(guess, source(states))
    stated = {"before talks: the text"} if "before" in states else set()
    every = {"before talks: the text", "before lunch: the text", "before dinner: the hour"}
    assert told.values("event/roe-doe", "vj:orderReason") == every - stated
    assert tell(source(states), guess, name="back").values("event/roe-doe", "vj:orderReason") == every - stated


def test_an_order_that_one_entry_infers_and_the_other_states_is_stated(tell: Callable[..., Any]) -> None:
    told = tell(
        source("before: talks", "inferred: {before: the text}")
        + f"  - {{id: talks, participants: {BOTH}, quote: met, par: 1, after: roe-doe}}\n"
    )
    assert told.values("event/roe-doe", "vj:orderReason") == set()
    assert told.values("event/roe-doe", "vj:before") == {"event/talks"}
