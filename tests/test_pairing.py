"""What may be one thing is asked about: where, beside what, and with lines that can be pasted."""

DECISIONS = "sources/authorities/decisions.yaml"
MEETINGS = """\
meetings:
  - {id: roe-doe, date: 2019-07-01, participants: {guest: Jane Roe, host: John Doe}}
  - {id: roe-poe, date: 2019-07-03, participants: {guest: Jane Roe, host: Ann Poe}}
"""


def asked(told) -> list:
    return [finding for finding in told.checked.findings if finding.code == "maybe-same"]


def test_each_is_asked_about_where_it_stands_beside_the_line_where_the_other_does(tell):
    told = tell(MEETINGS, MEETINGS.replace("roe-doe", "doe-roe").replace("roe-poe", "poe-roe"))
    assert [(f.file, f.line, f.column) for f in asked(told)] == [
        ("sources/source-2.yaml", 3, 6),
        ("sources/source-2.yaml", 4, 6),
    ]
    assert ["(sources/source-1.yaml:3)" in asked(told)[0].message, "(sources/source-1.yaml:4)" in asked(told)[1].message] == [
        True
    ] * 2


def test_in_json_lines_the_line_is_that_of_the_source(tell):
    who = '{"guest": "Jane Roe", "host": "John Doe"}'
    record = '{"source": {"format": 1}, "meetings": [{"id": "%s", "date": "2019-07-01", "participants": ' + who + "}]}\n"
    told = tell(files={"sources/wire.jsonl": record % "a" + record % "b"})
    ((note),) = asked(told)
    assert (note.file, note.line) == ("sources/wire.jsonl", 2)
    assert "(sources/wire.jsonl:1)" in note.message


def test_of_what_was_joined_the_first_telling_is_named(tell):
    sources = [
        MEETINGS.replace("roe-doe", id).replace("roe-poe", f"poe-{id}").replace("07-03", f"07-0{number}")
        for number, id in enumerate("abc", start=3)
    ]
    told = tell(*sources, files={DECISIONS: "- {same: [b, a], because: x}\n"})
    ((note),) = asked(told)
    assert note.message.startswith("'c' may be 'b' (sources/source-1.yaml:3): ")


def test_what_is_asked_can_be_pasted_with_a_reason_and_is_not_asked_again(tell):
    sources = (MEETINGS, MEETINGS.replace("roe-doe", "doe-roe").replace("roe-poe", "poe-roe").replace("roe-feast", "feast"))
    asked = [finding for finding in tell(*sources).checked.findings if finding.code == "maybe-same"]
    assert [finding.severity for finding in asked] == ["note", "note"]
    for number, choice in enumerate(("same", "different")):
        pasted = "".join(f"{line}\n" for f in asked for line in f.hint.splitlines() if line.startswith(f"- {{{choice}:"))
        told = tell(*sources, files={DECISIONS: pasted.replace("…", "both papers have it")}, name=f"pasted-{number}")
        assert not told.checked.errors
        assert not [finding for finding in told.checked.findings if finding.code == "maybe-same"]


def test_what_is_asked_of_ids_of_two_classes_names_the_class(tell):
    files = {
        "sources/authorities/places.yaml": "strand: {en: Harn Strand}\nstrands: {en: Harn Strands}\n",
        "sources/authorities/topics.yaml": "strand: {en: whales}\nstrands: {en: nets}\n",
    }
    asked = [f for f in tell(MEETINGS, files=files).checked.findings if f.code == "maybe-same"]
    assert ["class: places" in line for f in asked for line in f.hint.splitlines()[1:]] == [True, True]
