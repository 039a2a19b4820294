"""Witnessing: which documents and words stand behind what stayed, and how many publishers."""

from __future__ import annotations

from vjgraph.changes import Change
from vjgraph.matching import match
from vjgraph.versions import Version
from vjgraph.witnessing import witnessed

Told = dict[str, dict[str, set[str]]]


def graph(**behind: list[tuple[str, str, str]]) -> Told:
    """A meeting and who took part, each with passages: document, paragraph, quote."""
    told: Told = {
        "event/e": {"rdf:type": {"vj:Meeting", "vj:Event"}, "rdfs:label": {"talks"}},
        "event/e/jo": {"rdf:type": {"vj:Participation"}, "vj:event": {"event/e"}, "vj:participant": {"person/jo"}},
        "person/jo": {"rdf:type": {"vj:Person"}, "rdfs:label": {"Jo"}},
    }
    for name, passages in behind.items():
        thing = {"meeting": "event/e", "part": "event/e/jo", "person": "person/jo"}[name]
        for source, paragraph, quote in passages:
            evidence = f"source/{source}/e-{paragraph}-{quote}"
            told[f"source/{source}"] = {"rdf:type": {"vj:Source"}, "dcterms:title": {source}}
            told[evidence] = {
                "rdf:type": {"vj:Evidence"}, "vj:source": {f"source/{source}"}, "vj:paragraph": {paragraph}, "vj:quote": {quote},
            }  # fmt: skip
            told[thing].setdefault("vj:evidence", set()).add(evidence)
    return told


def changes(old: Told, new: Told) -> list[Change]:
    versions = (
        Version("v", "b/", {thing: {name: frozenset(has[name]) for name in has} for thing, has in told.items()})
        for told in (old, new)
    )
    return list(witnessed(match(*versions)))


def rows(old: Told, new: Told) -> list[tuple[str, str, str, str, str]]:
    return [(c.change, c.class_, c.what, c.old, c.new) for c in changes(old, new) if not c.within]


DAILY, WIRE = ("daily", "1", "they met"), ("wire", "2", "Jo was there")


def test_a_document_that_newly_tells_of_a_meeting_takes_those_who_took_part_with_it() -> None:
    old, new = graph(meeting=[DAILY], part=[DAILY]), graph(meeting=[DAILY, WIRE], part=[DAILY, WIRE])
    assert rows(old, new) == [("added", "meeting", "told by", "", "wire")]
    assert rows(new, old) == [("removed", "meeting", "told by", "wire", "")]
    assert {c.within for c in changes(old, new) if c.class_ == "participation"} == {"b/event/e"}


def test_a_document_that_newly_tells_only_who_took_part_stands_for_itself() -> None:
    both = [DAILY, WIRE]
    assert rows(graph(meeting=both, part=[DAILY]), graph(meeting=both, part=both)) == [
        ("added", "participation", "told by", "", "wire"),
    ]


def test_whom_a_new_document_names_comes_with_it_and_whom_an_old_one_newly_names_does_not() -> None:
    came = changes(graph(person=[DAILY]), graph(person=[DAILY, WIRE]))
    assert [(c.what, c.new, c.within) for c in came] == [("named in", "wire", "b/source/wire")]
    named = changes(graph(meeting=[WIRE], person=[DAILY]), graph(meeting=[WIRE], person=[DAILY, WIRE]))
    assert [(c.what, c.new, c.within) for c in named] == [("named in", "wire", "")]


def test_words_are_told_once_for_all_that_stands_on_them() -> None:
    other = ("daily", "1", "the two met")
    (change,) = changes(graph(meeting=[DAILY], part=[DAILY]), graph(meeting=[other], part=[other]))
    assert change.label == "talks (and 1 more on the same words)"
    assert (change.change, change.what, change.old, change.new) == ("changed", "words", "“they met”", "“the two met”")


def test_a_quote_that_moved_says_to_which_paragraph() -> None:
    moved = ("daily", "3", "they met")
    assert rows(graph(meeting=[DAILY]), graph(meeting=[moved])) == [("changed", "meeting", "paragraph", "1", "3")]


def test_words_that_came_or_went_beside_others() -> None:
    more = ("daily", "2", "for an hour")
    assert rows(graph(meeting=[DAILY]), graph(meeting=[DAILY, more])) == [("added", "meeting", "words", "", "“for an hour”")]
    whole = ("daily", "", "")
    assert rows(graph(meeting=[DAILY, whole]), graph(meeting=[DAILY])) == [
        ("removed", "meeting", "words", "the whole document", ""),
    ]


def test_publishers_are_counted_only_where_both_versions_count_them() -> None:
    old, new = graph(meeting=[DAILY]), graph(meeting=[DAILY])
    new["event/e"]["vj:publishers"] = {"2"}
    assert rows(old, new) == []
    old["event/e"]["vj:publishers"] = {"1"}
    assert rows(old, new) == [("changed", "meeting", "independent publishers", "1", "2")]
