"""Facts of different sources that cannot all be true on their day: offices, holders, holdings, states of an instrument."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MINISTER, DEPUTY = "Minister of Foreign Affairs of Aland", "Deputy Minister of Foreign Affairs of Aland"
SINGLE = "sources/authorities/offices.yaml"


def source(*people: str, published: str = "2019-07-02", more: str = "") -> str:
    """A source that introduces people, each as `NAME: held`."""
    entries = "".join(f"  {entry.replace('}', ', quote: a, par: 1}')}\n" for entry in people)
    return f"source: {{format: 1, published: {published}}}\n" + (f"people:\n{entries}" if people else "") + more


def agreement(state: str, *, published: str = "2019-07-02") -> str:
    return source(published=published, more=f"agreements:\n  - {{name: Fisheries Accord, {state}, quote: a, par: 1}}\n")


@pytest.fixture
def contested(tell: Callable[..., Any], fixtures: Any) -> Callable[..., list[tuple[str, str, tuple[str, ...]]]]:
    """What sources exclude: subject, term and values, as ends of IRIs; the presidency of Beland is one person's."""
    offices = (fixtures / "world" / "authorities" / "offices.yaml").read_text(encoding="utf-8")
    single = offices.replace("{en: President of Beland,", "{en: President of Beland, single: true,")
    assert single != offices

    def found(*sources: str) -> list[tuple[str, str, tuple[str, ...]]]:
        told = tell(*sources, files={SINGLE: single})
        assert told.graph, told.findings
        return [
            (one.subject[1:-1].rpartition("/id/")[2], one.term, tuple(value[1:-1].rpartition("/")[2] for value in one.settled))
            for one in told.checked.disputes
            if one.contested
        ]

    return found


def test_two_offices_in_one_body_on_one_day_exclude_each_other(contested: Callable[..., Any]) -> None:
    found = contested(source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{as: {DEPUTY}}}"))
    offices = ("deputy-minister-of-foreign-affairs-of-aland", "minister-of-foreign-affairs-of-aland")
    assert found == [("person/jane-roe", "office", offices)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{as: {DEPUTY}}}", published="2019-07-03")),
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source("Jane Roe: {as: President of Aland}")),
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{was: {DEPUTY}}}")),
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{acting: {DEPUTY}}}")),
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{as: [{MINISTER}, {DEPUTY}]}}")),
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{as: {DEPUTY}, inferred: {{as: her desk}}}}")),
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{as: {DEPUTY}}}", published="2019-07")),
        (source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Ann Poe: {{as: {MINISTER}}}")),
    ],
    ids=["another day", "another body", "former", "acting", "both in one source", "inferred", "a month", "a shared office"],
)
def test_what_can_be_true_together_is_not_contested(ours: str, theirs: str, contested: Callable[..., Any]) -> None:
    assert contested(ours, theirs) == []


@pytest.mark.parametrize("published", ["2019-07", "2019-07-02?", ""])
def test_words_of_no_sure_day_exclude_nothing(published: str, contested: Callable[..., Any]) -> None:
    pair = (source(f"Jane Roe: {{as: {office}}}", published=published) for office in (MINISTER, DEPUTY))
    assert contested(*(one.replace(", published: }", "}") for one in pair)) == []


def test_an_office_of_one_holder_has_one_on_a_day(contested: Callable[..., Any]) -> None:
    ours, theirs = source("John Doe: {as: President of Beland}"), source("Ann Poe: {as: President of Beland}")
    assert contested(ours, theirs) == [("office/president-of-beland", "person", ("ann-poe", "john-doe"))]


@pytest.mark.parametrize("theirs", ["{acting: President of Beland}", "{was: President of Beland}"])
def test_who_acts_for_the_holder_or_held_it_before_is_no_second_one(theirs: str, contested: Callable[..., Any]) -> None:
    assert contested(source("John Doe: {as: President of Beland}"), source(f"Ann Poe: {theirs}")) == []


def test_an_office_is_not_held_and_former_on_one_day(contested: Callable[..., Any]) -> None:
    ours, theirs = source(f"Jane Roe: {{as: {MINISTER}}}"), source(f"Jane Roe: {{was: {MINISTER}}}")
    tenure = "tenure/jane-roe/minister-of-foreign-affairs-of-aland"
    assert contested(ours, theirs) == [(tenure, "holding", ("held", "holds"))]


def test_an_office_left_and_taken_again_is_no_contradiction(contested: Callable[..., Any]) -> None:
    days = (("as", "2018-01-02"), ("was", "2019-07-02"), ("as", "2020-03-04"))
    assert contested(*(source(f"Jane Roe: {{{key}: {MINISTER}}}", published=day) for key, day in days)) == []


@pytest.mark.parametrize("done", ["signed", "in-force"])
@pytest.mark.parametrize("still", ["under-negotiation", "proposed", "hoped-for"])
def test_what_was_signed_is_not_negotiated_after(done: str, still: str, contested: Callable[..., Any]) -> None:
    ours, theirs = f"{done.replace('-', '_')}: 2019-07-01", f"{still.replace('-', '_')}: undated"
    found = contested(agreement(ours), agreement(theirs, published="2019-11-27"))
    assert found == [("agreement/fisheries-accord", "status", tuple(sorted((done, still))))]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (agreement("signed: 2019-07-01"), agreement("under_negotiation: undated", published="2019-06-30")),
        (agreement("signed: 2019-07-01"), agreement("under_negotiation: 2018", published="2019-11-27")),
        (agreement("signed: undated"), agreement("under_negotiation: undated", published="2019-11-27")),
        (agreement("signed: 2019-07-01"), agreement("under_negotiation: 2020, signed: 2021", published="2021-01-01")),
        (agreement("signed: 2019-07-01"), agreement("announced: undated", published="2019-11-27")),
    ],
    ids=["told before", "told of before", "no day", "signed again", "announced after"],
)
def test_an_instrument_goes_through_its_states_in_order(ours: str, theirs: str, contested: Callable[..., Any]) -> None:
    assert not [one for one in contested(ours, theirs) if one[1] == "status"]


@pytest.mark.parametrize(("published", "terms"), [("2019-06-30", []), ("2019-07-02", ["status"])])
def test_what_is_copied_was_said_when_its_original_was(published: str, terms: list[str], contested: Callable[..., Any]) -> None:
    original = agreement("under_negotiation: undated", published=published)
    copy = agreement("under_negotiation: undated", published="2019-11-27").replace(
        "source: {", "source: {derived_from: source-1, "
    )
    assert [one[1] for one in contested(original, copy, agreement("signed: 2019-07-01"))] == terms


def test_a_copy_of_what_has_no_date_has_its_own(contested: Callable[..., Any]) -> None:
    original = agreement("under_negotiation: undated").replace(", published: 2019-07-02", "")
    copy = agreement("under_negotiation: undated", published="2019-11-27").replace(
        "source: {", "source: {derived_from: source-1, "
    )
    assert [one[1] for one in contested(original, copy, agreement("signed: 2019-07-01"))] == ["status"]


def test_the_same_rivals_on_several_days_are_one_dispute(contested: Callable[..., Any]) -> None:
    def on(office: str, *days: str) -> str:
        held = ", ".join(f"{{office: {office}, on: {day}, quote: b, par: {day[-1]}}}" for day in days)
        return source().rstrip() + f"\npeople:\n  Jane Roe: {{as: [{held}], quote: a, par: 9}}\n"

    days = ("2019-07-01", "2019-07-02")
    assert len(contested(on(MINISTER, *days), on(DEPUTY, *days), on(DEPUTY, days[1]))) == 1
