"""Matching: what is one thing in two versions, by identifier, name, words or content; and what only looks so."""

from __future__ import annotations

from vjgraph.matching import Matched, Renamed, match
from vjgraph.versions import Version

Told = dict[str, dict[str, str | set[str]]]


def version(told: Told) -> Version:
    """A version of a graph, from what its things have."""
    facts = {
        thing: {name: frozenset([one] if isinstance(one, str) else one) for name, one in has.items()}
        for thing, has in told.items()
    }
    return Version("v", "https://example.org/", facts)


def matched(old: Told, new: Told) -> Matched:
    return match(version(old), version(new))


def named(class_: str, label: str, **more: str | set[str]) -> dict[str, str | set[str]]:
    return {"rdf:type": class_, "rdfs:label": label} | {name.replace("_", ":", 1): value for name, value in more.items()}


def words(source: str, paragraph: str, quote: str) -> dict[str, str | set[str]]:
    return {"rdf:type": "vj:Evidence", "vj:source": source, "vj:paragraph": paragraph, "vj:quote": quote}


def said(**more: str | set[str]) -> dict[str, str | set[str]]:
    told: dict[str, str | set[str]] = {
        "rdf:type": "vj:Statement", "vj:event": "event/e", "vj:speaker": "person/a", "vj:act": "vjk:act/asks",
    }  # fmt: skip
    return told | {f"vj:{name}": value for name, value in more.items()}


def test_who_lost_an_identifier_and_whose_name_came_with_another_is_the_same_person() -> None:
    old = {"person/jo": named("vj:Person", "Jo Roe")}
    assert matched(old, {"person/jr": named("vj:Person", "Jo Roe")}).renamed == (Renamed("person/jo", "person/jr", False),)
    also = named("vj:Person", "Joan Roe", skos_altLabel="Jo Roe")
    assert matched(old, {"person/jr": also}).renamed == (Renamed("person/jo", "person/jr", False),)
    assert matched({"person/jr": also}, old).renamed == (Renamed("person/jr", "person/jo", False),)


def test_whose_name_was_taken_over_by_another_was_merged() -> None:
    old = {"person/jo": named("vj:Person", "Jo Roe"), "person/jane": named("vj:Person", "Jane Roe")}
    new = {"person/jane": named("vj:Person", "Jane Roe", skos_altLabel="Jo Roe")}
    found = matched(old, new)
    assert found.renamed == (Renamed("person/jo", "person/jane", True),)
    assert found.old.label("person/jane") == "Jane Roe"


def test_whom_a_decision_made_one_is_one_whatever_the_names() -> None:
    old = {"person/jo": named("vj:Person", "Jo Roe"), "person/mary": named("vj:Person", "Mary Poe")}
    new = {"person/mary": named("vj:Person", "Mary Poe", owl_sameAs="person/jo")}
    assert matched(old, new).renamed == (Renamed("person/jo", "person/mary", True),)


def test_namesakes_other_classes_and_like_names_of_people_are_not_the_same() -> None:
    jo = {"person/jo": named("vj:Person", "Jo Roe")}
    both = {"person/jo": named("vj:Person", "Jo Roe"), "person/jo-2": named("vj:Person", "Jo Roe")}
    assert matched(both, {"person/jo-2": named("vj:Person", "Jo Roe")}).renamed == ()
    assert matched(jo, {"a": named("vj:Person", "Jo Roe"), "b": named("vj:Person", "Jo Roe")}).renamed == ()
    assert matched(jo, {"place/jo": named("vj:Place", "Jo Roe")}).renamed == ()
    assert matched(jo, {"person/joe": named("vj:Person", "Joe Roe")}).renamed == ()


def test_a_topic_that_took_the_very_place_of_one_called_nearly_so_is_the_same() -> None:
    def topics(id: str, label: str) -> Told:
        return {f"topic/{id}": named("vj:Topic", label), "event/e/s-1": said(about=f"topic/{id}")}

    assert matched(topics("patrols", "joint patrols"), topics("patrols-at-sea", "joint patrols at sea")).renamed
    assert not matched(topics("patrols", "joint patrols"), topics("rice", "exports of rice")).renamed


def test_what_depends_on_what_was_renamed_is_the_same_too() -> None:
    def told(id: str, label: str) -> Told:
        return {
            f"person/{id}": named("vj:Person", label),
            f"event/e/{id}": {"rdf:type": "vj:Participation", "vj:event": "event/e", "vj:participant": f"person/{id}"},
            f"event/e/met/{id}": {"rdf:type": "vj:Encounter", "vj:meeting": "event/e", "vj:party": {f"person/{id}", "person/b"}},
        }

    found = matched(told("zoe", "Zoe Roe"), told("a-zoe", "Zoe Roe"))
    assert set(found.old.facts) == set(found.new.facts)
    assert found.old.facts == found.new.facts
    (participation,) = found.new.things("vj:Participation")
    assert found.new.origin[participation] == "event/e/a-zoe"


def test_an_event_whose_words_and_people_are_now_anothers_was_renamed_or_merged() -> None:
    def told(*ids: str) -> Told:
        found: Told = {"source/s/e-1": words("source/s", "1", "they met")}
        for id in ids:
            found[f"event/{id}"] = named("vj:Meeting", "talks", vj_evidence="source/s/e-1") | {
                "rdf:type": {"vj:Meeting", "vj:Event"}
            }
            found[f"event/{id}/a"] = {
                "rdf:type": "vj:Participation", "vj:event": f"event/{id}", "vj:participant": "person/a",
            }  # fmt: skip
        return found

    assert matched(told("one"), told("two")).renamed == (Renamed("event/one", "event/two", False),)
    # That another stood on the same words before makes the two no less two.
    assert matched(told("one", "two"), told("two")).renamed == ()


def test_a_document_under_another_file_name_is_known_by_title_publisher_day_and_text() -> None:
    def told(id: str, **more: str) -> Told:
        return {f"source/{id}": named("vj:Source", "T") | {f"dcterms:{name}": value for name, value in more.items()}}

    assert matched(told("a", title="T", publisher="P"), told("b", title="T", publisher="P")).renamed
    assert not matched(told("a", title="T", publisher="P"), told("b", title="T", publisher="Q")).renamed
    assert not matched(told("a", publisher="P"), told("b", publisher="P")).renamed


def test_statements_are_matched_by_what_they_say_before_what_they_are_called() -> None:
    quote = {"source/s/e-1": words("source/s", "1", "asked")}
    old = quote | {
        "event/e/s-1": said(says="rice", evidence="source/s/e-1"),
        "event/e/s-1-2": said(says="fish", evidence="source/s/e-1"),
    }
    new = quote | {"event/e/s-1": said(says="fish", evidence="source/s/e-1")}
    found = matched(old, new)
    assert found.old.values("event/e/s-1", "vj:says") == ("fish",)
    assert found.old.values("-event/e/s-1", "vj:says") == ("rice",)


def test_a_statement_is_the_same_under_a_new_paraphrase_quote_or_act_and_another_where_only_the_speaker_is() -> None:
    quotes = {f"source/s/e-{number}": words("source/s", number, f"words {number}") for number in "12"}
    quotes["source/t/e-1"] = words("source/t", "1", "words 1")
    old = quotes | {"event/e/s-1": said(says="asks for rice at once", about="topic/rice", evidence="source/s/e-1")}
    for same in (
        said(says="wants rice", about="topic/rice", evidence="source/s/e-1"),
        said(says="asks for rice at once", about="topic/rice", evidence="source/s/e-2"),
        said(says="asks for rice at once", about="topic/rice", evidence="source/s/e-1") | {"vj:act": "vjk:act/hopes"},
        said(says="asks for rice at once", about="topic/rice", evidence="source/s/e-1") | {"vj:speaker": "person/b"},
    ):
        assert matched(old, quotes | {"event/e/s-2": same}).old.things("vj:Statement") == ["event/e/s-2"], same
    for other in (
        said(says="thanks for help", about="topic/help", evidence="source/s/e-2"),
        said(says="asks for rice at once", about="topic/rice", evidence="source/s/e-1") | {"vj:event": "event/f"},
        said(says="asks for rice at once", about="topic/rice", evidence="source/t/e-1"),
    ):
        assert matched(old, quotes | {"event/e/s-2": other}).old.things("vj:Statement") == ["event/e/s-1"], other
