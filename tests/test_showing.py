"""All that is known of one thing, for each class of things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.naming import CLASSES
from vjgraph.showing import Shown


def sections(shown: Shown) -> dict[str, list[tuple[object, ...]]]:
    """The sections by heading, each row as the values a reader sees."""
    return {heading: [tuple(row[name] for name in answer.shown) for row in answer] for heading, answer in shown.sections}


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("Jane Roe", ["", "Offices", "First and last attested", "Met", "Took part in", "Said", "Evidence"]),
        ("Jim Loe", ["", "Offices", "Evidence"]),
        ("Beland-Aland League", ["", "Met", "Took part in", "Evidence"]),
        ("Coast Guard of Beland", ["", "Offices in it", "First and last attested", "Party to", "Evidence"]),
        ("Defence Ministry of Beland", None),
        ("President of Beland", ["", "Held by", "Evidence"]),
        ("Harbour Memorandum", ["", "Instrument", "Milestones", "On the table at", "Said about it", "Evidence"]),
        ("Blue Strait policy", ["", "Instrument", "Milestones", "Evidence"]),
        ("security", ["", "Within it", "Said about it", "Evidence"]),
        ("trade | tariffs [draft]", ["", "Discussed at", "Evidence"]),
        ("Besse", ["", "Events there", "Evidence"]),
        ("roe-beland-2019", ["", "Event", "Took part", "During it", "Evidence"]),
        ("roe-doe-2019", ["", "Event", "Took part", "Order", "Said", "Evidence"]),
    ],
)
def test_each_class_of_things_has_its_sections(name: str, headings: list[str] | None, project_graph: vjgraph.Graph) -> None:
    if headings is None:
        with pytest.raises(UsageError, match="nothing in the graph is called 'Defence Ministry of Beland': did you mean"):
            project_graph.show(name)
    else:
        assert [heading for heading, _ in project_graph.show(name).sections] == headings


def test_a_person_is_shown_with_offices_counterparts_events_words_and_evidence(project_graph: vjgraph.Graph) -> None:
    shown = project_graph.show("Mary Moe")
    assert (shown.label, shown.iri) == ("Mary Moe", "https://w3id.org/vjgraph/id/person/mary-moe")
    found = sections(shown)
    assert found[""] == [("name", "Mary Moe"), ("family name", "Moe"), ("country", "Aland")]
    assert [row[0] for row in found["Met"]] == ["Beland-Aland League", "Ann Poe", "Tom Doe"]
    assert {"Signing of the Harbour Memorandum", "Talks at Besse"} <= {row[0] for row in found["Took part in"]}
    assert ("Mary Moe as attendee", "talks at Besse", 2, "2019-07-02-daily") in found["Evidence"]


def test_what_is_concluded_names_its_rule_and_what_it_rests_on(project_graph: vjgraph.Graph) -> None:
    shown = dict(project_graph.show("Jane Roe").sections)
    assert shown["Met"].notes == ("concluded: counterparts of one held meeting have met",)
    assert all(
        row["rests_on"] == ["Jane Roe as guest", "John Doe as host"] for row in shown["Met"] if row["kind"] == "courtesy call"
    )
    attested = shown["First and last attested"]
    assert attested.notes == ("concluded: the first and the last day on which a document attests the office",)
    assert [(row["first"], row["last"], row["rests_on"]) for row in attested] == [
        ("2019-07-02", "2020-01-03", ["2019-07-02-daily", "2020-01-03-wire"])
    ]
    # One document alone attests no first and last day.
    assert "First and last attested" not in dict(project_graph.show("Jim Loe").sections)


def test_what_is_only_possible_is_marked_with_its_reason(project_graph: vjgraph.Graph) -> None:
    (met,) = (answer for heading, answer in project_graph.show("Tom Doe").sections if heading == "Met")
    assert [(row["whom"], row["certainty"], row["because"]) for row in met] == [
        ("Mary Moe", "possible", "date inferred: the Tuesday before the last")
    ]
    assert {"certainty", "because"} <= set(met.shown)
    (sure,) = (answer for heading, answer in project_graph.show("Jane Roe").sections if heading == "Met")
    assert "certainty" not in sure.shown


def test_a_state_and_its_place_are_shown_as_one(project_graph: vjgraph.Graph) -> None:
    found = sections(project_graph.show("Beland"))
    assert ("also", "Republic of Beland") in found[""]
    assert [row[0] for row in found["Party to"]] == ["Fisheries Accord"]
    assert {row[0] for row in found["Within it"]} == {
        "Beland-Aland League",
        "Besse",
        "Coast Guard of Beland",
        "Ministry of Defence of Beland",
    }
    assert "Talks at Besse" in {row[0] for row in found["Events there"]}
    assert "visit of Jane Roe to Beland" in {row[0] for row in found["Evidence"]}


def test_a_meeting_is_shown_with_who_was_there_what_was_said_and_what_came_before(project_graph: vjgraph.Graph) -> None:
    found = sections(project_graph.show("Talks at Besse"))
    assert [row[:3] for row in found["Took part"]] == [
        ("Jane Roe", "co-chair", "met"),
        ("John Doe", "co-chair", "met"),
        ("Mary Moe", "attendee", "present"),
    ]
    assert found["Order"] == [("courtesy call of Jane Roe and John Doe",)]


def test_a_visit_is_shown_with_who_went_and_what_it_contained(five_graph: vjgraph.Graph) -> None:
    found = sections(five_graph.show("to-lam-japan-2023"))
    assert found["Took part"] == [("To Lam", "visitor", ["Minister of Public Security of Viet Nam"], "Viet Nam")]
    assert [row[0] for row in found["During it"]][:2] == [
        "meeting of To Lam and Maeda Kazuhiro",
        "meeting of To Lam and Matsumoto Takeaki",
    ]
    mai, body = dict(five_graph.show("cpv-delegation-hokkaido-2022").sections)["Took part"]
    assert mai["office_because"].startswith("Head of the Organising Commission of the Central Committee")
    assert (" inferred: " in mai["office_because"], body["office_because"]) == (True, "")
    assert (mai["participant"], mai["role"], len(mai["office"]), mai["certainty"]) == ("Trương Thị Mai", "visitor", 4, "possible")
    assert (mai["leads"], body["leads"]) == (["delegation of Communist Party of Viet Nam"], [])
    assert mai["because"].startswith("taking part is inferred: the sentence has ")
    assert (body["participant"], body["certainty"]) == ("delegation of Communist Party of Viet Nam", "certain")


def test_a_source_is_shown_by_its_id_with_all_its_words_in_their_order(five_graph: vjgraph.Graph) -> None:
    shown = five_graph.show("2021-11-24-pham-minh-chinh-tokyo")
    header, told, words = (answer for _, answer in shown.sections)
    assert [heading for heading, _ in shown.sections] == ["", "Tells of", "Evidence"]
    assert {"what": "published", "value": "2021-11-24"} in header.rows
    assert {"what": "person", "label": "Naruhito"} in told.rows
    # Whatever its facts name, and nothing that is only known of these.
    for what, label in (("body", "ASEAN"), ("office", "Emperor of Japan"), ("place", "Tokyo"), ("topic", "green growth")):
        assert {"what": what, "label": label} in told.rows
    assert {"what": "body", "label": "Cabinet of Japan"} not in told.rows
    assert {row["source"] for row in words} == {shown.label}
    paragraphs = [row["paragraph"] for row in words]
    assert paragraphs == sorted(paragraphs)
    counted = five_graph.query(f"SELECT DISTINCT ?w {{ ?w vj:source <{shown.iri}> ; a vj:Evidence }}")
    assert {fact for row in words for fact in row["facts"]} == {row["w"] for row in counted}


def test_an_id_that_a_thing_has_too_is_the_things(write: Callable[..., Path]) -> None:
    story = "source: {format: 1}\nvisits: [{id: source-1, visitor: Jane Roe, place: Besse}]\npeople: {Jane Roe: {}}\n"
    built = vjgraph.build(write(story, story.replace("source-1", "stay")))
    assert built.show("source-1").iri.endswith("/event/source-1")
    source = built.show("source-2")
    assert source.iri.endswith("/source/source-2")
    assert built.show("source/source-1").iri == source.iri.replace("-2", "-1")
    assert built.show(f"<{source.iri}>") == source


def test_a_name_that_a_source_is_called_by_is_the_persons(write: Callable[..., Path]) -> None:
    story = "source: {format: 1}\npeople: {Jane Roe: {}}\n"
    built = vjgraph.build(write(files={"sources/jane.yaml": story, "sources/jan.yaml": story}))
    assert built.show("jane").label == "Jane Roe"
    assert built.show("jan").label == "jan"


def test_what_is_planned_is_shown_with_who_is_to_take_part(five_graph: vjgraph.Graph) -> None:
    (row,) = dict(five_graph.show("asean-japan-justice-ministers-2023").sections)["Took part"]
    assert (row["participant"], row["role"], row["status"], row["certainty"]) == ("Japan", "organiser", "planned", "possible")
    assert row["because"].startswith("status inferred: ")


def test_what_is_only_taken_to_be_part_of_a_visit_says_why(five_graph: vjgraph.Graph) -> None:
    known = sections(five_graph.show("to-lam-maeda-2023"))[""]
    assert ("during", "To Lam's visit to Japan") in known
    assert ("during inferred", "told among the meetings of the same visit") in known


def test_a_short_name_that_several_people_bear_is_refused(project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match="'Doe' can be John Doe"):
        project_graph.show("Doe")
    with pytest.raises(UsageError, match="nothing in the graph is called ''"):
        project_graph.show("")
    # As a shell hands on what is no UTF-8.
    with pytest.raises(UsageError, match="nothing in the graph is called 'S"):
        project_graph.show("S\udcf8ren")


def test_everything_that_is_listed_can_be_shown_with_words_behind_it(project_graph: vjgraph.Graph) -> None:
    for group, labels in project_graph.names.listing().items():
        assert group in CLASSES
        for label in labels:
            shown = project_graph.show(label)
            assert shown.label == label
            assert shown.sections[0][1].rows[0] == {"what": "name", "value": label}
            assert shown.sections[-1][0] == "Evidence"
