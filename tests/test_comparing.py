"""Comparing: for each edit of a project exactly the facts it changed, in both directions; for none nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import vjgraph
from vjgraph.changes import Change
from vjgraph.comparing import compare
from vjgraph.errors import VjgraphError
from vjgraph.versions import Version, read_version

PROJECT = Path(vjgraph.__file__).parent / "templates" / "project"
SOURCE, PEOPLE = "sources/2019-07-02-roe-doe.yaml", "sources/authorities/people.yaml"
CALL = "courtesy call of Jane Roe and John Doe"
AGREED = """\
      - by: both
        act: agrees
        about: [joint patrols]
        quote: both sides agreed to begin this year
"""
WHY = """\
    inferred:                            # field: why; whatever is not written down in the document
      date: Monday before the day of publication
"""
LEAGUE = """\
  - id: delegation-league-2019
    date: "[..2019-07-01]"
    before: roe-doe-2019
    during: roe-beland-2019
    participants:
      guest: {delegation_of: Ministry of Foreign Affairs of Aland}
      host: Beland-Aland League
    quote: Earlier her delegation had seen
"""
LEAGUE_CALLED = "meeting of delegation of Ministry of Foreign Affairs of Aland and Beland-Aland League"
GAZETTE = """\
source: {format: 1, publisher: Gazette, title: Roe and Doe met, published: 2019-07-04, text: "Doe met Roe in Besse."}
people:
  John Doe: {quote: Doe}
  Jane Roe: {quote: Roe}
meetings:
  - {id: roe-doe-2019, kind: courtesy-call, place: Besse, participants: {guest: Jane Roe, host: John Doe}, quote: Doe met Roe}
"""

Edit = tuple[str, str, str]
"""A file, a text in it, and what is written in its place; the whole file where the text is empty."""

# What is edited -> what stands for itself among the changes: change, class, label, what, old, new.
EDITS: dict[str, tuple[Sequence[Edit], set[tuple[str, ...]]]] = {
    "a date": (
        [(SOURCE, "date: 2019-07-01 ", "date: 2019-07-02 ")],
        {
            ("changed", "meeting", CALL, "date", "2019-07-01", "2019-07-02"),
        },
    ),
    "a date that was inferred is stated": (
        [(SOURCE, WHY, "")],
        {
            ("removed", "meeting", CALL, "why the date is inferred", "Monday before the day of publication", ""),
            (
                "changed", "encounter", "Jane Roe met John Doe", "certainty",
                "possible: date inferred: Monday before the day of publication", "certain",
            ),
        },
    ),
    "a kind, and with it the name that nobody gave": (
        [(SOURCE, "kind: courtesy-call", "kind: talks")],
        {("changed", "meeting", "talks of Jane Roe and John Doe", "kind", "courtesy call", "talks")},
    ),
    "a title": (
        [(SOURCE, "    kind: courtesy-call", "    kind: courtesy-call\n    title: Call in Besse")],
        {("renamed", "meeting", "Call in Besse", "name", CALL, "Call in Besse")},
    ),
    "a place": (
        [(SOURCE, "place: Besse", "place: Beland")],
        {("changed", "meeting", CALL, "place", "Besse", "Beland"), ("removed", "place", "Besse", "", "", "")},
    ),
    "a status": (
        [(SOURCE, "    kind: courtesy-call", "    kind: courtesy-call\n    status: cancelled")],
        {
            ("changed", "meeting", CALL, "status", "held", "cancelled"),
            (
                "removed", "encounter", "Jane Roe met John Doe", "",
                "2019-07-01; possible: date inferred: Monday before the day of publication", "",
            ),
        },
    ),
    "a meeting taken out": (
        [(SOURCE, LEAGUE, "")],
        {
            (
                "removed", "meeting", LEAGUE_CALLED, "",
                "[..2019-07-01]; Beland-Aland League (host), Ministry of Foreign Affairs of Aland (guest)", "",
            ),
            ("removed", "body", "Beland-Aland League", "", "alliance", ""),
        },
    ),
    "an identifier of a meeting": (
        [(SOURCE, "roe-doe-2019", "roe-doe-besse")],
        {("renamed", "meeting", CALL, "identifier", "roe-doe-2019", "roe-doe-besse")},
    ),
    "somebody more at a meeting": (
        [(SOURCE, "attendee: Poe", "attendee: [Poe, Loe]")],
        {("added", "participation", CALL, "participant", "", "Jim Loe as attendee")},
    ),
    "somebody less at a meeting": (
        [(SOURCE, "      attendee: Poe\n", "")],
        {("removed", "participation", CALL, "participant", "Ann Poe as attendee", "")},
    ),
    "a role that makes a counterpart": (
        [(SOURCE, "host: Doe", "host: [Doe, Poe]"), (SOURCE, "      attendee: Poe\n", "")],
        {
            ("changed", "participation", f"Ann Poe in “{CALL} and Ann Poe”", "role", "attendee", "host"),
            (
                "added", "encounter", "Ann Poe met Jane Roe", "", "",
                "2019-07-01; possible: date inferred: Monday before the day of publication",
            ),
            ("added", "statement", "Jane Roe requests: asks for patrols at sea by both coast guards", "to", "", "Ann Poe"),
        },
    ),
    "why somebody takes part": (
        [(SOURCE, "attendee: Poe", "attendee: {who: Poe, inferred: {who: she is named with them}}")],
        {("added", "participation", f"Ann Poe in “{CALL}”", "reason", "", "she is named with them")},
    ),
    "a paraphrase": (
        [(SOURCE, "asks for patrols at sea by both coast guards", "wants both coast guards at sea")],
        {
            (
                "changed", "statement", "Jane Roe requests: wants both coast guards at sea", "says",
                "asks for patrols at sea by both coast guards", "wants both coast guards at sea",
            )
        },
    ),
    "the words and the paraphrase of a statement": (
        [
            (SOURCE, "asks for patrols at sea by both coast guards", "wants both coast guards at sea"),
            (SOURCE, "quote: asked for joint patrols", "quote: and asked for joint patrols"),
        ],
        {
            (
                "changed", "statement", "Jane Roe requests: wants both coast guards at sea", "says",
                "asks for patrols at sea by both coast guards", "wants both coast guards at sea",
            ),
            (
                "changed", "statement", "Jane Roe requests: wants both coast guards at sea", "words",
                "“asked for joint patrols”", "“and asked for joint patrols”",
            ),
        },
    ),
    "an act of speech": (
        [(SOURCE, "act: requests", "act: proposes")],
        {
            (
                "changed", "statement", "Jane Roe proposes: asks for patrols at sea by both coast guards", "act",
                "requests", "proposes",
            )
        },
    ),
    "a speaker": (
        [(SOURCE, "- by: Roe", "- by: Poe")],
        {
            (
                "changed", "statement", "Ann Poe requests: asks for patrols at sea by both coast guards", "speaker",
                "Jane Roe", "Ann Poe",
            ),
            (
                "changed", "statement", "Ann Poe requests: asks for patrols at sea by both coast guards", "to",
                "John Doe", "Jane Roe",
            ),
        },
    ),
    "a statement taken out": (
        [(SOURCE, AGREED, "")],
        {("removed", "statement", "Aland and Beland agree: joint patrols", "", f"at {CALL}", "")},
    ),
    "words that several facts stand on": (
        [(SOURCE, "quote: On Monday she called on President John Doe", "quote: she called on President John Doe")],
        {
            (
                "changed", "meeting", f"{CALL} (and 3 more on the same words)", "words",
                "“On Monday she called on President John Doe”", "“she called on President John Doe”",
            )
        },
    ),
    "a document's day, and the days on which it attests": (
        [(SOURCE, "published: 2019-07-02", "published: 2019-07-03")],
        {
            ("changed", "source", "Roe calls on Doe", "day of publication", "2019-07-02", "2019-07-03"),
            *(
                ("changed", "tenure", tenure, "first and last attested", "2019-07-02", "2019-07-03")
                for tenure in (
                    "Ann Poe, Head of the Coast Guard of Beland", "Jane Roe, Minister of Foreign Affairs of Aland",
                    "John Doe, President of Beland",
                )
            ),
            ("changed", "tenure", "Jim Loe, President of Beland", "held before", "2019-07-02", "2019-07-03"),
        },
    ),
    "in what office somebody sat in, and with it for which ministry": (
        [(SOURCE, "attendee: Poe", "attendee: {who: Poe, as: Minister of Foreign Affairs of Aland}")],
        {
            (
                "changed", "participation", f"Ann Poe in “{CALL}”", "office", "Head of the Coast Guard of Beland",
                "Minister of Foreign Affairs of Aland",
            ),
            ("changed", "participation", f"Ann Poe in “{CALL}”", "side", "Beland", "Aland"),
        },
    ),
    "a meeting that was none": (
        [(SOURCE, LEAGUE, ""), (SOURCE, "agreements: ", f"events:\n{LEAGUE}agreements: ")],
        {
            ("changed", "event", LEAGUE_CALLED.replace("meeting", "event", 1), "class", "meeting", "event"),
            ("changed", "event", LEAGUE_CALLED.replace("meeting", "event", 1), "kind", "meeting", "event"),
            (
                "removed", "encounter", "Beland-Aland League met Ministry of Foreign Affairs of Aland", "",
                "[..2019-07-01]; possible: first day bounded by the visit, whose days are not told", "",
            ),
        },
    ),
    "who was in office and is again": (
        [(SOURCE, "was: President of Beland ", "acting: President of Beland ")],
        {
            (
                "changed", "tenure", "Jim Loe, President of Beland", "attested", "had held it by 2019-07-02",
                "acting on 2019-07-02",
            )
        },
    ),
    "a rank": (
        [(SOURCE, "rank: Admiral", "rank: Vice Admiral")],
        {("changed", "attestation", "Ann Poe holds Head of the Coast Guard of Beland", "rank", "Admiral", "Vice Admiral")},
    ),
    "a milestone's day": (
        [(SOURCE, "in_force: 2015-09", "in_force: 2015-09-01")],
        {("changed", "milestone", "Fisheries Accord: in force", "date", "2015-09", "2015-09-01")},
    ),
    "a milestone more": (
        [(SOURCE, "in_force: 2015-09", "in_force: 2015-09\n    signed: 2015-08-30")],
        {("added", "milestone", "Fisheries Accord", "milestone", "", "signed 2015-08-30")},
    ),
    "a person's name": (
        [(PEOPLE, "en: Ann Poe,", "en: Anne Poe, aliases: [Ann Poe],")],
        {("renamed", "person", "Anne Poe", "name", "Ann Poe", "Anne Poe")},
    ),
    "a person's identifier": (
        [(PEOPLE, "ann-poe:", "ann-b-poe:")],
        {("renamed", "person", "Ann Poe", "identifier", "ann-poe", "ann-b-poe")},
    ),
    "a topic's identifier and name": (
        [
            ("sources/authorities/topics.yaml", "joint-patrols: {en: joint patrols", "patrols: {en: patrols"),
            (SOURCE, "about: [joint patrols]", "about: [patrols]"),
        ],
        {("renamed", "topic", "patrols", "identifier", "joint patrols (joint-patrols)", "patrols (patrols)")},
    ),
    "a document's title": (
        [(SOURCE, "title: Roe calls on Doe", "title: Roe in Besse")],
        {("changed", "source", "Roe in Besse", "title", "Roe calls on Doe", "Roe in Besse")},
    ),
    "the base of identifiers": (
        [("vjgraph.yaml", "", "base: https://example.org/g/\n")],
        {("changed", "graph", "the graph", "base of identifiers", "https://w3id.org/vjgraph/id/", "https://example.org/g/")},
    ),
    "a comment, and the order of keys and names": (
        [
            (SOURCE, "# One document", "# A document"), (SOURCE, "guest: Roe\n      host: Doe", "host: Doe\n      guest: Roe"),
            (SOURCE, "    place: Besse\n", ""), (SOURCE, WHY, f"    place: Besse\n{WHY}"),
        ],
        set(),
    ),
    "a word of the text that no fact stands on": (
        [(SOURCE, "is in Beland. On", "is in Beland now. On")],
        set(),
    ),
}  # fmt: skip


def edited(*edits: Edit, project: Path = PROJECT) -> Version:
    """The graph of a project after some edits."""
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(project, Path(folder) / "project")
        for file, was, now in edits:
            text = (copy / file).read_text(encoding="utf-8") if was else ""
            assert was in text, f"{file} has no {was!r}"
            (copy / file).write_text(text.replace(was, now) if was else now, encoding="utf-8")
        return read_version(None, project=copy)


@cache
def version(*names: str) -> Version:
    """The graph after the edits of some names."""
    return edited(*(edit for name in names for edit in EDITS[name][0]))


def told(changes: Sequence[Change]) -> set[tuple[str, ...]]:
    """What stands for itself among the changes; each once."""
    rows = [(c.change, c.class_, c.label, c.what, c.old, c.new) for c in changes if not c.within]
    assert len(rows) == len(set(rows))
    return set(rows)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_as_what_it_changed_and_nothing_else(name: str) -> None:
    assert told(compare(version(), version(name))) == EDITS[name][1]


@pytest.mark.parametrize("name", EDITS)
def test_nothing_changed_between_a_graph_and_itself(name: str) -> None:
    assert compare(version(name), version(name)) == ()


TURNED = {"added": "removed", "removed": "added", "changed": "changed", "renamed": "renamed"}


@settings(max_examples=40)
@given(st.sets(st.sampled_from(list(EDITS)), max_size=2))
def test_taken_back_a_change_is_its_opposite(names: set[str]) -> None:
    there, back = compare(version(), pair(names)), compare(pair(names), version())
    # What is renamed is called by its newer name, what changed its class by its newer class.
    turned = {
        (TURNED[c.change], c.class_.replace("event", "meeting"), c.what, c.new, c.old) for c in there if c.change != "renamed"
    }
    assert turned == {
        (c.change, c.class_.replace("event", "meeting"), c.what, c.old, c.new) for c in back if c.change != "renamed"
    }


@cache
def pair_of(names: tuple[str, ...]) -> Version:
    try:
        return version(*names)
    except (AssertionError, VjgraphError):
        # One of the two takes away what the other changes or names.
        return version(names[0])


def pair(names: set[str]) -> Version:
    return pair_of(tuple(sorted(names)))


def test_of_reasons_in_one_text_only_those_that_came_are_told() -> None:
    first = (SOURCE, "        act: agrees\n", "        act: agrees\n        inferred: {act: so it reads}\n")
    second = (SOURCE, "inferred: {act: so it reads}", "inferred: {act: so it reads, by: the two of them}")
    assert told(compare(edited(first), edited(first, second))) == {
        ("added", "statement", "Aland and Beland agree: joint patrols", "reason", "", "by inferred: the two of them"),
    }


def test_every_change_names_where_it_can_be_read() -> None:
    for name in EDITS:
        for change in compare(version(), version(name)):
            assert change.passages or change.class_ == "graph", (name, change)
            assert change.iri or change.class_ == "graph"


def test_a_document_more_corroborates_what_others_tell() -> None:
    changes = compare(version(), edited(("sources/gazette.yaml", "", GAZETTE)))
    assert told(changes) == {
        ("added", "source", "Roe and Doe met", "", "", "Gazette, 2019-07-04, gazette"),
        ("added", "meeting", CALL, "told by", "", "gazette"),
    }
    assert {(c.label, c.old, c.new) for c in changes if c.what == "independent publishers"} == {(CALL, "1", "2")}
    (meeting,) = (change for change in changes if change.what == "told by" and change.class_ == "meeting")
    assert [(passage.source, passage.quote) for passage in meeting.passages] == [("gazette", "Doe met Roe")]


def test_a_copy_that_is_found_out_counts_no_more() -> None:
    copied = GAZETTE.replace("{format: 1,", "{format: 1, derived_from: 2019-07-02-roe-doe,")
    changes = compare(edited(("sources/gazette.yaml", "", GAZETTE)), edited(("sources/gazette.yaml", "", copied)))
    assert told(changes) == {
        ("added", "source", "Roe and Doe met", "copied from", "", "2019-07-02-roe-doe"),
        ("changed", "meeting", CALL, "independent publishers", "2", "1"),
    }


def test_where_sources_begin_to_differ_and_agree_again() -> None:
    here = edited(("sources/gazette.yaml", "", GAZETTE))
    places = ("sources/authorities/places.yaml", "besse:", "harn: {en: Harn, within: Beland}\nbesse:")
    there = edited(places, ("sources/gazette.yaml", "", GAZETTE.replace("place: Besse", "place: Harn")))
    conflict = "place: Besse (Example Daily) or Harn (Gazette)"
    assert told(compare(here, there)) == {
        ("added", "meeting", CALL, "conflict", "", conflict),
        ("added", "meeting", CALL, "place", "", "Harn"),
        ("added", "place", "Harn", "", "", ""),
    }
    assert ("removed", "meeting", CALL, "conflict", conflict, "") in told(compare(there, here))


def test_the_words_behind_a_change_are_those_that_came_or_went_with_it() -> None:
    harn = GAZETTE.replace("place: Besse", "place: Harn")
    places = ("sources/authorities/places.yaml", "besse:", "harn: {en: Harn, within: Beland}\nbesse:")
    for changes in (
        compare(version(), edited(places, both := ("sources/gazette.yaml", "", harn))),
        compare(edited(places, both), version()),
    ):
        (place,) = (change for change in changes if change.class_ == "meeting" and change.what == "place")
        assert {passage.source for passage in place.passages} == {"gazette"}


def test_a_file_that_is_renamed_is_the_same_document(tmp_path: Path) -> None:
    copy = shutil.copytree(PROJECT, tmp_path / "project")
    (copy / SOURCE).rename(copy / "sources/daily.yaml")
    assert told(compare(version(), read_version(None, project=copy))) == {
        ("renamed", "source", "Roe calls on Doe", "identifier", "2019-07-02-roe-doe", "daily"),
    }


TWICE = [
    (PEOPLE, "jim-loe:", "j-foe: {en: Johnny Foe, family: Foe, country: Beland}\njim-loe:"),
    (SOURCE, "  Jim Loe:  ", "  Johnny Foe: {quote: Roe thanked Doe}\n  Jim Loe:  "),
    (SOURCE, "attendee: Poe", "attendee: [Poe, Johnny Foe]"),
]


def test_two_people_who_are_found_to_be_one_are_merged_and_stay_where_they_took_part() -> None:
    before = edited(*TWICE)
    joined = [
        (PEOPLE, "en: John Doe,", "en: John Doe, aliases: [Johnny Foe],"),
        (SOURCE, "attendee: Poe", "attendee: [Poe, {who: John Doe, quote: Roe thanked Doe}]"),
    ]
    changes = told(compare(before, edited(*joined)))
    assert ("merged", "person", "John Doe", "identifier", "Johnny Foe (j-foe)", "John Doe (john-doe)") in changes
    assert not {row for row in changes if row[1] == "participation" and row[3] == "participant"}


def test_a_decision_that_two_ids_are_one_is_told_as_a_merger() -> None:
    decided = ("sources/authorities/decisions.yaml", "", "- {same: [john-doe, j-foe], because: one face on two photographs}\n")
    foe = ("sources/gazette.yaml", "", GAZETTE.replace("John Doe", "Johnny Foe"))
    changes = told(compare(edited(TWICE[0], foe), edited(TWICE[0], foe, decided)))
    assert ("merged", "person", "John Doe", "identifier", "Johnny Foe (j-foe)", "John Doe (john-doe)") in changes
    assert not {row for row in changes if "same as" in row[3]}
    parted = ("sources/authorities/decisions.yaml", "", "- {different: [john-doe, j-foe], because: father and son}\n")
    assert told(compare(edited(TWICE[0], foe), edited(TWICE[0], foe, parted))) == {
        ("added", "person", "Johnny Foe", "not the same as", "", "John Doe"),
    }


def test_two_meetings_that_are_found_to_be_one_are_merged() -> None:
    other = GAZETTE.replace("roe-doe-2019", "roe-doe-besse").replace("  - {id", "  - {date: 2019-07-01, id")
    one = other.replace("roe-doe-besse", "roe-doe-2019")
    changes = compare(edited(("sources/gazette.yaml", "", other)), edited(("sources/gazette.yaml", "", one)))
    assert ("merged", "meeting", CALL, "identifier", "roe-doe-besse", "roe-doe-2019") in told(changes)
    assert not {row for row in told(changes) if row[1] in ("participation", "encounter") and not row[3]}


def test_of_statements_in_the_same_words_the_one_taken_out_is_named() -> None:
    first, second = ("rice", "fish")
    both = "".join(
        AGREED.replace("[joint patrols]", f"[joint patrols]\n        says: to trade in {what}") for what in (first, second)
    )
    before, after = edited((SOURCE, AGREED, both)), edited((SOURCE, AGREED, both[len(both) // 2 :]))
    assert told(compare(before, after)) == {
        ("removed", "statement", "Aland and Beland agree: to trade in rice", "", f"at {CALL}", ""),
    }


def test_a_meeting_that_came_takes_its_parts_with_it() -> None:
    changes = compare(edited((SOURCE, LEAGUE, "")), version())
    (meeting,) = (change for change in changes if change.class_ == "meeting")
    parts = {change.class_ for change in changes if change.within == meeting.iri}
    assert parts == {"participation", "encounter"}


@pytest.mark.parametrize("name", ["asked", "explorer", "good", "whole", "worked", "example"])
def test_each_document_of_a_project_that_comes_is_told_and_taken_back_when_it_goes(name: str, fixtures: Path) -> None:
    project = PROJECT.parent / "example" if name == "example" else fixtures / name
    whole = read_version(None, project=project)
    assert compare(whole, whole) == ()
    files = sorted(project.glob("sources/*.yaml"))
    for file in files[:: 1 + len(files) // 8] if len(files) > 1 else []:
        with TemporaryDirectory() as folder:
            copy = shutil.copytree(project, Path(folder) / "project")
            (copy / "sources" / file.name).unlink()
            try:
                less = read_version(None, project=copy)
            except VjgraphError:
                # Others refer to what only this document tells.
                continue
        come, gone = compare(less, whole), compare(whole, less)
        assert {(c.change, c.iri.rpartition("/")[2]) for c in come if c.class_ == "source" and not c.what} == {
            ("added", file.stem)
        }
        assert {(c.change, c.iri.rpartition("/")[2]) for c in gone if c.class_ == "source" and not c.what} == {
            ("removed", file.stem)
        }
        assert {(TURNED[c.change], c.class_, c.what, c.new, c.old) for c in come if c.change in TURNED} == {
            (c.change, c.class_, c.what, c.old, c.new) for c in gone if c.change in TURNED
        }
        # Nothing of the other documents came or went but what rests on this one.
        assert not [
            c
            for c in come
            if c.change == "removed" and c.class_ in ("meeting", "participation", "statement", "source") and not c.what
        ]


def test_changes_come_in_one_order_whatever_order_the_facts_were_read_in() -> None:
    names = sorted(EDITS)
    assert compare(version(), version(names[0])) == compare(edited(), edited(*EDITS[names[0]][0]))


def test_in_python_sources_builds_files_and_graphs_are_compared(tmp_path: Path) -> None:
    old, new = (shutil.copytree(PROJECT, tmp_path / name) for name in ("old", "new"))
    source = new / SOURCE
    source.write_text(source.read_text(encoding="utf-8").replace("date: 2019-07-01 ", "date: 2019-07-02 "), encoding="utf-8")
    graph = vjgraph.build(new)
    found = vjgraph.diff(old, graph)
    assert [(change.what, change.old, change.new) for change in found if not change.within] == [
        ("date", "2019-07-01", "2019-07-02")
    ]
    assert isinstance(found[0], vjgraph.Change)
    assert vjgraph.diff(old, graph.export(tmp_path / "graph.nt")) == vjgraph.diff(str(old), new / "build") == found
    assert vjgraph.diff(new, project=new) == ()


def entries(record: dict[str, object]) -> list[tuple[str, ...]]:
    """Where each statement and each meeting of a source stands."""
    found = []
    for section in ("visits", "meetings", "events"):
        for index, occasion in enumerate(record.get(section, [])):
            found += [(section, index)] if section != "visits" else []
            found += [(section, index, "statements", number) for number in range(len(occasion.get("statements", [])))]
    return found


@cache
def untouched(project: Path) -> Version:
    return read_version(None, project=project)


@settings(max_examples=25)
@given(data=st.data())
def test_whatever_entry_is_taken_out_of_whatever_project_is_named(data: st.DataObject) -> None:
    fixtures = Path(__file__).parent / "fixtures"
    project = data.draw(
        st.sampled_from([PROJECT.parent / "example", *(fixtures / name for name in ("asked", "whole", "explorer"))])
    )
    file = data.draw(st.sampled_from(sorted(project.glob("sources/*.yaml"))))
    record = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    where = entries(record)
    if not where:
        return
    *path, last = data.draw(st.sampled_from(where))
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(project, Path(folder) / "project")
        holder = record
        for step in path:
            holder = holder[step]
        entry = holder.pop(last)
        (copy / "sources" / file.name).write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")
        try:
            less = read_version(None, project=copy)
        except VjgraphError:
            # Something refers to what was taken out.
            return
    changes = compare(untouched(project), less)
    assert compare(less, less) == ()
    if path[-1] == "statements":
        gone = [change for change in changes if change.class_ == "statement" and not change.what]
        assert [change.change for change in gone] == ["removed"]
        assert not {change.class_ for change in changes} & {"meeting", "visit", "event", "participation", "encounter", "tenure"}
    else:
        # Where others tell of the event too, it stays, and this document tells of it no more.
        kinds = {(change.change, change.what) for change in changes if change.iri.endswith(f"/{entry['id']}")}
        assert kinds & {("removed", ""), ("removed", "told by")}
