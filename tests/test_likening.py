"""Entries that may be one thing: which are asked about, with what reason, and which what is recorded keeps apart."""

import re

import pytest
import yaml

from vjgraph.pipeline import check_project

PEOPLE = "sources/authorities/people.yaml"
BODIES = "sources/authorities/organisations.yaml"
STATES = "aland: {en: Aland, kind: state}\nbeland: {en: Beland, kind: state}\n"
DOE = "doe: {en: John Doe, family: Doe, country: Beland}\n"
SOURCE = "meetings: []\n"


@pytest.fixture
def asked(tell):
    """What is asked of authority files: line, and the words of the finding."""

    def ask(files: dict[str, str], *sources: str, name: str = "project") -> list[tuple[int, str]]:
        files = {f"sources/authorities/{group}.yaml": text for group, text in files.items()}
        told = tell(*(sources or (SOURCE,)), files={BODIES: STATES} | files, name=name)
        notes = [finding for finding in told.checked.findings if finding.code == "maybe-same"]
        assert all(finding.severity == "note" for finding in notes)
        return [(finding.line, finding.message) for finding in notes if "/authorities/" in finding.file]

    return ask


def test_people_of_like_names_are_asked_about_at_the_later_entry_with_the_reason(asked):
    people = "brekke: {en: Tomas Brekke, family: Brekke, country: Aland}\n"
    people += "brekk: {en: Tomas Brekk, family: Brekk, country: Aland}\n"
    ((line, message),) = asked({"people": people})
    assert line == 2
    assert message == f"'brekk' may be 'brekke' ({PEOPLE}:1): one letter apart, 'Tomas Brekke' and 'Tomas Brekk'; both of Aland"


def test_a_pair_is_asked_about_once_however_many_of_its_forms_are_alike(asked):
    people = "a: {en: Tomas Brekke, aliases: [Tom Brekke, T. Brekke]}\nb: {en: Tomas Brekk, aliases: [Tom Brekk]}\n"
    assert [line for line, _ in asked({"people": people})] == [2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("country: Aland", "country: Beland"),
        ("family: Brekke", "family: Tomas"),
        ("distinct_from: [Tomas Brekk]", "country: Aland"),
        ("country: Aland", "distinct_from: [a]"),
    ],
)
def test_what_is_recorded_of_two_people_keeps_them_apart(asked, first, second):
    assert asked({"people": f"a: {{en: Tomas Brekke, {first}}}\nb: {{en: Tomas Brekk, {second}}}\n"}) == []


def test_what_a_document_tells_apart_is_not_asked_about(asked):
    people = "a: {en: Tomas Brekke}\nb: {en: Tomas Brekk}\n"
    agreements = "c: {en: Fishery Accord, kind: agreement}\nd: {en: Fisheri Accord, kind: agreement}\n"
    source = """\
    people: {Tomas Brekke: {distinct_from: Tomas Brekk}}
    agreements: [{name: Fishery Accord, distinct_from: Fisheri Accord}]
    """
    files = {"people": people, "agreements": agreements}
    assert len(asked(files)) == 2
    assert asked(files, source, name="told") == []


@pytest.mark.parametrize("choice", ["same", "different"])
def test_what_was_decided_is_not_asked_again(asked, choice):
    people = "a: {en: Tomas Brekke}\nb: {en: Tomas Brekk}\nc: {en: Tomas Brekker}\n"
    files = {"people": people, "decisions": f"- {{{choice}: [a, b], because: x}}\n"}
    # As one entry, the two are like the third under either name, and it is asked about once.
    assert len(asked(files)) == 1


def test_a_name_that_is_proposed_is_asked_about_beside_what_it_may_be(asked):
    people = DOE + "jon-doe:\n  en: Johnn Doe\n  family: \n  country: \n  review: true\n"
    assert [line for line, _ in asked({"people": people})] == [2]


ATTESTED = """
people:
  Mary Oszka:
    as: Minister of Aland
  Marie Oszka:
    as: {{office: Minister of Aland, on: {on}}}
"""
OSZKAS = "mary: {en: Mary Oszka, family: Oszka}\nmarie: {en: Marie Oszka, family: Oszka}\n"


def test_people_of_one_family_name_in_one_office_of_one_holder_on_overlapping_days_are_asked_about(asked):
    files = {"people": OSZKAS, "offices": "minister: {en: Minister of Aland, country: Aland, single: true}\n"}
    ((line, message),) = asked(files, ATTESTED.format(on="2019-07-02"))
    assert line == 2
    assert (
        message
        == f"'marie' may be 'mary' ({PEOPLE}:1): Marie Oszka and Mary Oszka are both Minister of Aland on overlapping days"
    )
    assert asked(files, ATTESTED.format(on="2021-07-02"), name="later") == []


def test_people_of_one_family_name_in_an_office_of_many_are_not_asked_about_for_that(asked):
    people = "mary: {en: Mary Oszka, family: Oszka}\nhugo: {en: Hugo Oszka, family: Oszka}\n"
    files = {"people": people, "offices": "minister: {en: Minister of Aland, country: Aland}\n"}
    assert asked(files, ATTESTED.format(on="2019-07-02").replace("Marie", "Hugo")) == []


@pytest.mark.parametrize(
    ("group", "entries", "why"),
    [
        (
            "organisations",
            "a: {en: Ministry of Defence of Aland, kind: ministry, country: Aland}\n"
            "b: {en: Aland Defence Ministry, kind: ministry, country: Aland}\n",
            "'b' may be 'a': the same words, 'Ministry of Defence of Aland' and 'Aland Defence Ministry'; both of Aland",
        ),
        (
            "organisations",
            "a: {en: Coast Guard of Aland, kind: agency, country: Aland}\nb: {en: Coast Guard, kind: agency}\n",
            "'b' may be 'a': the same words, 'Coast Guard of Aland' and 'Coast Guard'",
        ),
        (
            "offices",
            "a: {en: Minister of Foreign Affairs of Aland, country: Aland}\nb: {en: Foreign Minister of Aland, country: Aland}\n",
            "'b' may be 'a': the same words, 'Minister of Foreign Affairs of Aland' and 'Foreign Minister of Aland'; "
            "both of Aland",
        ),
        (
            "agreements",
            "a: {en: Fisheries Accord, kind: agreement, parties: [Aland, Beland]}\n"
            "b: {en: Aland-Beland Accord on Fisheries of May 2015, kind: agreement, parties: [Beland, Aland]}\n",
            "'b' may be 'a': the same words, 'Fisheries Accord' and 'Aland-Beland Accord on Fisheries of May 2015'; "
            "both of the parties Aland and Beland",
        ),
        (
            "topics",
            "a: {en: joint patrol}\nb: {en: joint patrols}\n",
            "'b' may be 'a': one letter apart, 'joint patrol' and 'joint patrols'",
        ),
        (
            "places",
            "beland: {en: Beland}\na: {en: Ostmark, within: Beland}\nb: {en: Östmarck, within: Beland}\n",
            "'b' may be 'a': one letter apart, 'Ostmark' and 'Östmarck'; both in Beland",
        ),
    ],
)
def test_other_things_are_asked_about_too(asked, group, entries, why):
    entries = STATES + entries if group == "organisations" else entries
    assert [re.sub(r" \(.*?\)", "", message, count=1) for _, message in asked({"people": DOE, group: entries})] == [why]


@pytest.mark.parametrize(
    ("group", "entries"),
    [
        (
            "organisations",
            "a: {en: Navy of Aland, kind: agency, country: Aland}\nb: {en: Navy of Beland, kind: agency, country: Beland}\n",
        ),
        (
            "organisations",
            "up: {en: Ministry of War, kind: ministry}\nside: {en: Ministry of Peace, kind: ministry}\n"
            "a: {en: Legal Department, kind: agency, parent: up}\nb: {en: Legal Departments, kind: agency, parent: side}\n",
        ),
        (
            "offices",
            "a: {en: Minister of Fish of Aland, country: Aland}\nb: {en: Deputy Minister of Fish of Aland, country: Aland}\n",
        ),
        ("agreements", "a: {en: Accord of May 2015, kind: agreement}\nb: {en: Accord of June 2016, kind: agreement}\n"),
        (
            "agreements",
            "a: {en: Fishery Accord, kind: agreement, parties: [Aland]}\n"
            "b: {en: Fisheri Accord, kind: agreement, parties: [Beland]}\n",
        ),
        ("topics", "a: {en: joint patrols, aliases: [patrols]}\nb: {en: night patrols, aliases: [patrols]}\n"),
        (
            "places",
            "beland: {en: Beland}\na: {en: Ostmark, within: Beland}\naland: {en: Aland}\nb: {en: Ostmarck, within: Aland}\n",
        ),
    ],
)
def test_what_is_recorded_keeps_other_things_apart(asked, group, entries):
    entries = STATES + entries if group == "organisations" else entries
    assert asked({"people": DOE, group: entries}) == []


def test_entries_of_one_name_are_an_error_and_not_asked_about_beside_it(tell):
    told = tell(SOURCE, files={PEOPLE: DOE + "doe-2: {en: Doe John}\n"})
    assert [finding.code for finding in told.checked.findings] == ["name-twice"]


def test_the_invented_example_asks_about_its_planted_look_alikes_and_no_others(fixtures):
    example = fixtures.parents[1] / "src" / "vjgraph" / "templates" / "example"
    planted = yaml.safe_load((fixtures / "example" / "planted.yaml").read_text(encoding="utf-8"))
    wanted = {frozenset(entry["pair"]) for entry in planted["lookalikes"] if entry["candidate"]}
    notes = [f for f in check_project(example).findings if f.code == "maybe-same" and "/authorities/" in f.file]
    assert {frozenset(finding.message.split("'")[1:4:2]) for finding in notes} == wanted
    assert len(notes) == len(wanted) > 0
