"""The ledger of the invented example is true of its texts: who says what, who copies whom, how many voices there are.

The ledger is what answers are judged by, so it is held here against each source by itself, before anything is settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from vjgraph.dates import intersect, parse_date
from vjgraph.facts import Fragment
from vjgraph.pipeline import Checked, check_project
from vjgraph.starting import start_project
from vjgraph.terms import tail, value
from vjgraph.vocabulary import DATA, expand

LEDGER = Path(__file__).parent / "fixtures" / "example" / "planted.yaml"
# The number of days of a date is no text: dates of the ledger are read as they are written.
PLANTED: Mapping[str, Any] = yaml.load(LEDGER.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
STATES = {
    "date": "vj:date",
    "place": "vj:place",
    "kind": "vj:kind",
    "status": "vj:status",
    "role": "vj:role",
    "office": "vj:inCapacity",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The example, read and compiled source by source."""
    folder = tmp_path_factory.mktemp("example")
    start_project(folder, example=True)
    return check_project(folder)


def told(fragment: Fragment, subject: str, predicate: str) -> list[str]:
    """What one source says of something: the ends of IRIs, or texts."""
    found = [o for s, p, o in fragment.triples if s == subject and p == expand(predicate)]
    return [tail(term) if term.startswith("<") else value(term) for term in found]


def node(subject: str) -> str:
    """The IRI of what the ledger names: an event, a participation, an agreement's milestone."""
    of_agreement = subject.partition("/")[0] in {"fisheries-accord", "ferry-agreement", "rescue-memorandum"}
    return f"<{DATA}{'agreement' if of_agreement else 'event'}/{subject}>"


def voices(example: Checked) -> dict[str, str]:
    """The publisher for whom each source speaks: that of its root; empty where nobody is known."""
    headers = {document.id: document.record.source for document in example.documents}
    found = {}
    for name in headers:
        root = name
        while root in headers and headers[root].derived_from:
            root = headers[root].derived_from
        found[name] = headers[root].publisher if root in headers else root
    return found


def conflicts(*what: str) -> list[Any]:
    """The planted conflicts of some kinds, each a case of its own."""
    found = [entry for entry in PLANTED["conflicts"] if entry["what"] in what]
    return [pytest.param(entry, id=f"{entry['subject']} {entry['what']}") for entry in found]


def test_publishers_and_copies_are_those_of_the_headers(example: Checked) -> None:
    headers = {document.id: document.record.source for document in example.documents}
    assert sorted({header.publisher for header in headers.values() if header.publisher}) == PLANTED["publishers"]
    assert [name for name, header in headers.items() if not header.publisher] == PLANTED["unknown_publisher"]
    copied = {name: header.derived_from for name, header in headers.items() if header.derived_from}
    assert copied == {name: entry["copies"] for name, entry in PLANTED["copies"].items()}
    for name, entry in PLANTED["copies"].items():
        root = entry["root"]
        assert voices(example)[name] == (headers[root].publisher if root in headers else root)


def test_there_are_two_conflicts_of_each_kind_and_corroborated_values_against_lone_ones() -> None:
    number: dict[str, int] = defaultdict(int)
    for entry in PLANTED["conflicts"]:
        number[entry["what"]] += 1
    assert set(number) == {"date", "place", "role", "kind", "status", "office", "holder", "state"}
    assert min(number.values()) >= 2
    uneven = [entry for entry in PLANTED["conflicts"] if sorted(map(len, entry["voices"].values())) == [1, 2]]
    assert len(uneven) >= 2


@pytest.mark.parametrize("entry", conflicts(*STATES))
def test_each_source_gives_the_value_that_the_ledger_says(entry: Any, example: Checked) -> None:
    said = {name: told(fragment, node(entry["subject"]), STATES[entry["what"]]) for name, fragment in example.fragments.items()}
    given = entry["values"] | entry.get("neutral", {})
    assert {name: values for name, values in said.items() if values} == {name: [value] for name, value in given.items()}


@pytest.mark.parametrize("entry", conflicts("date"))
def test_days_in_conflict_have_no_day_in_common_and_what_is_neutral_has_one_with_each(entry: Any) -> None:
    days = sorted(set(entry["values"].values()))
    assert entry["settled"] == f"[{', '.join(days)}]"
    assert all(parse_date(day).earliest == parse_date(day).latest for day in days)
    for wide in map(parse_date, entry.get("neutral", {}).values()):
        for bounds in map(parse_date, days):
            assert intersect(wide, bounds) == bounds


@pytest.mark.parametrize("entry", conflicts("holder"))
def test_two_people_are_named_in_an_office_of_one_holder_on_one_day(entry: Any, example: Checked) -> None:
    assert example.authorities.entries("offices")[entry["subject"]].single
    named = {
        name: tail(fact.person)
        for name, fragment in example.fragments.items()
        for fact in fragment.attestations
        # Of a copy the day is that of what it was taken from.
        if (tail(fact.office), fact.holding) == (entry["subject"], "holds") and (fact.on == entry["day"] or fact.copied)
    }
    assert named == entry["values"]


@pytest.mark.parametrize("entry", conflicts("state"))
def test_what_one_source_has_signed_or_in_force_another_still_negotiates(entry: Any, example: Checked) -> None:
    for name, state in entry["values"].items():
        milestone = f"<{DATA}agreement/{entry['subject']}/{state['state']}>"
        # What is "still being negotiated" is so on the day on which it is written.
        published = next(document.record.source.published for document in example.documents if document.id == name)
        assert (told(example.fragments[name], milestone, "vj:date") or [published]) == [state["date"]]
    done = [parse_date(state["date"]).latest for state in entry["values"].values() if state["state"] != "under-negotiation"]
    open_ = [parse_date(state["date"]).earliest for state in entry["values"].values() if state["state"] == "under-negotiation"]
    assert max(filter(None, done)) < min(filter(None, open_))


@pytest.mark.parametrize("entry", conflicts(*STATES, "holder", "state"))
def test_voices_are_what_is_left_when_copies_are_taken_out(entry: Any, example: Checked) -> None:
    speaks = voices(example)
    behind: dict[str, set[str]] = defaultdict(set)
    for name, given in entry["values"].items():
        behind[given if isinstance(given, str) else given["state"]].add(speaks[name])
    assert {given: sorted(publishers - {""}) for given, publishers in behind.items()} == entry["voices"]
    assert len(behind) == 2


def test_the_publishers_of_every_event_are_counted_right(example: Checked) -> None:
    speaks = voices(example)
    tellers: dict[str, set[str]] = defaultdict(set)
    for name, fragment in example.fragments.items():
        for fact in fragment.occasions:
            tellers[tail(fact.iri)].add(speaks[name])
    counted = {id: sorted(publishers - {""}) for id, publishers in tellers.items()}
    assert counted == {id: entry["who"] for id, entry in PLANTED["corroboration"].items()}
    assert all(int(entry["publishers"]) == len(entry["who"]) for entry in PLANTED["corroboration"].values())


def test_the_publishers_of_parts_milestones_and_tenures_are_counted_right(example: Checked) -> None:
    speaks = voices(example)
    for subject, entry in PLANTED["corroborated_parts"].items():
        if subject.startswith("tenure/"):
            person, office = subject.split("/")[1:]
            named = {
                speaks[name]
                for name, fragment in example.fragments.items()
                for fact in fragment.attestations
                if (tail(fact.person), tail(fact.office)) == (person, office)
            }
        else:
            named = {speaks[name] for name, fragment in example.fragments.items() if told(fragment, node(subject), "rdf:type")}
        assert sorted(named - {""}) == entry["who"], subject
        assert int(entry["publishers"]) == len(entry["who"])


def test_who_met_whom_is_what_single_sources_say(example: Checked) -> None:
    speaks = voices(example)
    met: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for name, fragment in example.fragments.items():
        for fact in fragment.occasions:
            parts = [part for part in fact.participations if part.person and part.counts]
            if (fact.type, fact.status) == ("Meeting", "held"):
                for a in parts:
                    for b in parts:
                        if a.side != b.side:
                            met[tail(fact.iri), frozenset((tail(a.participant), tail(b.participant)))].add(speaks[name])
    counted = {key: len(publishers - {""}) for key, publishers in met.items()}
    planted = {(entry["at"], frozenset(entry["pair"])): int(entry["publishers"]) for entry in PLANTED["met"]}
    # A delegation's visit to a body with its chair in it is one between bodies: no pair of people.
    assert counted == planted


def test_every_subject_of_traps_and_look_alikes_is_in_the_example(example: Checked) -> None:
    ids = {tail(fact.iri) for fragment in example.fragments.values() for fact in fragment.occasions} | set(example.fragments)
    for file in example.authorities.files.values():
        ids |= set(file.entries)
    for trap in PLANTED["traps"]:
        assert set(trap["subject"].split("/")) <= ids, trap
    for alike in (*PLANTED["meetings"], *PLANTED["lookalikes"]):
        assert set(alike["pair"]) <= ids, alike
    assert all(entry["why"] for entry in (*PLANTED["conflicts"], *PLANTED["traps"], *PLANTED["meetings"], *PLANTED["lookalikes"]))


def test_no_trap_is_a_planted_conflict_but_where_the_ledger_says_so() -> None:
    planted = {(entry["subject"], entry["what"]) for entry in PLANTED["conflicts"]}
    both = {(trap["subject"], trap["not"]) for trap in PLANTED["traps"]} & planted
    assert both == {("fisheries-accord", "state"), ("ferry-agreement", "state")}
