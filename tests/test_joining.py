"""Decisions applied: what is the same is one entry or one occasion, and nothing else changes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from vjgraph.identifying import Resolver
from vjgraph.naming import NameIndex
from vjgraph.pipeline import check_project, derive
from vjgraph.vocabulary import DATA, expand

DECISIONS = "sources/authorities/decisions.yaml"
PEOPLE = "sources/authorities/people.yaml"
WORLD = (Path(__file__).parent / "fixtures" / "world" / "authorities" / "people.yaml").read_text(encoding="utf-8")
ROE_AGAIN = WORLD + "j-roe: {en: J. Roe, vi: Rô, aliases: [Jenny Roe], family: Roe, same_as: 'https://example.org/roe'}\n"
SAME_ROE = "- {same: [jane-roe, j-roe], because: one minister}\n"


def meeting(id: str, *, guest: str = "Jane Roe", host: str = "John Doe", more: str = "") -> str:
    return f"meetings: [{{id: {id}, date: 2019-07-01, participants: {{guest: {guest}, host: {host}}}{more}}}]\n"


def triples(told) -> set[tuple[str, str, str]]:
    assert told.graph, told.findings
    return {triple for triples in told.graph.graphs.values() for triple in triples}


def iri(path: str) -> str:
    return f"<{DATA}{path}>"


# --- entries ---------------------------------------------------------------------------------------------------------


def test_entries_that_are_the_same_are_one_under_the_first_id(tell):
    told = tell(meeting("a"), meeting("b", guest="Jenny Roe"), files={PEOPLE: ROE_AGAIN, DECISIONS: SAME_ROE})
    assert told.encounters() == {("person/jane-roe", "person/john-doe", "certain")}
    assert told.ask("?p", "?p a vj:Person") == {("person/jane-roe",), ("person/john-doe",)}


def test_the_names_and_identifiers_of_the_others_are_the_firsts(tell):
    told = tell(meeting("a"), files={PEOPLE: ROE_AGAIN, DECISIONS: SAME_ROE})
    assert told.values("person/jane-roe", "rdfs:label") == {"Jane Roe"}
    assert told.values("person/jane-roe", "skos:altLabel") == {"J. Roe", "Rô", "Jenny Roe"}
    assert told.values("person/jane-roe", "owl:sameAs") == {"person/j-roe", "https://example.org/roe"}


def test_what_the_first_entry_does_not_record_is_taken_from_the_others(tell):
    people = WORLD + "maxim-moe: {en: Maxim Moe, country: Beland}\n"
    told = tell(
        meeting("a", guest="Maxim Moe"), files={PEOPLE: people, DECISIONS: "- {same: [max-moe, maxim-moe], because: x}\n"}
    )
    assert told.values("person/max-moe", "vj:country") == {"organisation/beland"}
    assert told.values("person/max-moe", "foaf:familyName") == {"Moe"}


def test_any_id_and_any_name_of_any_of_them_means_the_one(tell):
    told = tell(meeting("a"), files={PEOPLE: ROE_AGAIN, DECISIONS: SAME_ROE})
    resolver = Resolver(told.checked.authorities)
    for text in ("jane-roe", "j-roe", "Jane Roe", "J. Roe", "Roe Jenny"):
        assert resolver.find("people", text) == ["jane-roe"]


def test_a_built_graph_finds_a_thing_by_the_ids_that_were_joined(tell):
    told = tell(
        meeting("a"), meeting("b"),
        files={PEOPLE: ROE_AGAIN, DECISIONS: SAME_ROE + "- {same: [b, a], because: x}\n"},
    )  # fmt: skip
    names = NameIndex(told.store)
    assert names.resolve(["people"], "j-roe") == names.resolve(["people"], f"<{DATA}person/j-roe>") == f"{DATA}person/jane-roe"
    assert names.resolve(["people", "occasions"], "a") == f"{DATA}event/b"


def test_entries_of_one_name_are_an_error_until_they_are_decided_on(tell):
    twins = WORLD + "roe-2: {en: Roe Jane}\n"
    assert [f.code for f in tell(meeting("a", guest="jane-roe"), files={PEOPLE: twins}).findings if f.severity == "error"] == [
        "name-twice"
    ]
    for choice in ("same", "different"):
        files = {PEOPLE: twins, DECISIONS: f"- {{{choice}: [jane-roe, roe-2], because: x}}\n"}
        told = tell(meeting("a", guest="jane-roe"), files=files, name=choice)
        assert not told.checked.errors


def test_what_is_wrong_in_an_entry_is_said_where_it_stands_though_it_is_joined(tell):
    people = WORLD + "j-roe: {en: J. Roe, country: Atlantis}\n"
    told = tell(meeting("a"), files={PEOPLE: people, DECISIONS: SAME_ROE})
    assert [(f.file, f.line, f.code) for f in told.checked.errors] == [(PEOPLE, 9, "unknown-name")]


def test_what_the_authorities_tell_apart_cannot_be_the_same(tell):
    told = tell(meeting("a"), files={DECISIONS: "- {same: [le-minh, le-minh-2], because: x}\n"})
    (clash,) = told.checked.errors
    assert (clash.file, clash.line, clash.code) == (DECISIONS, 1, "decided-twice")
    assert "'distinct_from: le-minh' in sources/authorities/people.yaml" in clash.message


def test_a_document_may_introduce_under_two_names_whom_a_decision_made_one(tell):
    source = """\
    people:
      Jane Roe: {as: Minister of Foreign Affairs of Aland}
      Jenny Roe: {was: President of Aland}
    """
    told = tell(source, meeting("a", guest="Jenny Roe"), files={PEOPLE: ROE_AGAIN, DECISIONS: SAME_ROE})
    assert told.ask("?o", "?a a vj:Attestation ; vj:person ?p ; vj:office ?o") == {
        ("office/minister-of-foreign-affairs-of-aland",), ("office/president-of-aland",)
    }  # fmt: skip


def test_what_a_document_tells_apart_cannot_be_the_same(tell):
    source = "people: {Ann Poe: {distinct_from: Jim Poe}}\n"
    told = tell(source, files={DECISIONS: "- {same: [ann-poe, jim-poe], because: x}\n"})
    assert [(f.file, f.line, f.code) for f in told.checked.errors] == [("sources/source-1.yaml", 2, "distinct-from")]


@pytest.mark.parametrize(
    ("ids", "differ"),
    [
        ("ann-poe, rob-foe", ["family names differ: ann-poe has Poe; rob-foe has Foe", "countries differ: ann-poe has Beland; "]),
        ("ann-poe, jim-poe", []),
        ("ann-poe, max-moe", ["family names differ"]),
        ("ministry-of-defence-of-beland, coast-guard-of-beland", ["kinds differ"]),
        ("president-of-aland, president-of-beland", ["countries differ"]),
        ("fisheries-accord, visa-memorandum", ["kinds differ"]),
        ("aland, aria", []),
    ],
)
def test_what_is_recorded_otherwise_of_the_two_is_a_warning(tell, ids, differ):
    told = tell(meeting("a"), files={DECISIONS: f"- {{same: [{ids}], because: x}}\n"})
    warned = [finding for finding in told.findings if finding.code == "identity"]
    assert all(f.severity == "warning" and (f.file, f.line, f.column) == (DECISIONS, 1, 4) for f in warned)
    assert len(warned) == len(differ)
    assert all(any(words in finding.message for finding in warned) for words in differ)


def test_what_is_different_says_so_on_both_sides_where_both_are_in_the_graph(tell):
    decisions = "- {different: [jane-roe, john-doe, ann-poe], because: x}\n- {different: [b, a], because: x}\n"
    told = tell(meeting("a"), meeting("b"), files={DECISIONS: decisions})
    assert told.values("person/jane-roe", "owl:differentFrom") == {"person/john-doe"}
    assert told.values("person/john-doe", "owl:differentFrom") == {"person/jane-roe"}
    assert told.values("event/a", "owl:differentFrom") == {"event/b"}
    assert told.values("event/b", "owl:differentFrom") == {"event/a"}


def test_the_graph_of_several_decisions_is_the_same_each_time(tell):
    decisions = "- {different: [jane-roe, john-doe, ann-poe, jim-poe], because: x}\n- {same: [b, c], because: x}\n"
    sources = [meeting(id, host=host) for id, host in zip("abc", ("John Doe", "Ann Poe", "Jim Poe"), strict=True)]
    graphs = [tell(*sources, files={DECISIONS: decisions}, name=name).graph for name in ("one", "two")]
    assert graphs[0].graphs == graphs[1].graphs


# --- occasions -------------------------------------------------------------------------------------------------------


def test_meetings_that_are_the_same_are_settled_together(tell):
    told = tell(
        "meetings: [{id: a, date: 2019-07, participants: {guest: Jane Roe, host: John Doe}}]",
        "meetings: [{id: b, date: 2019-07-01, place: Besse, participants: {guest: Jane Roe, host: Ann Poe}}]",
        files={DECISIONS: "- {same: [a, b], because: x}\n"},
    )
    assert told.ask("?m", "?m a vj:Meeting") == {("event/a",)}
    assert told.bounds("event/a") == ("2019-07-01", "2019-07-01")
    assert {pair[:2] for pair in told.encounters()} == {
        ("person/jane-roe", "person/john-doe"), ("person/ann-poe", "person/jane-roe")
    }  # fmt: skip
    assert told.values("event/a", "owl:sameAs") == {"event/b"}


def test_references_follow(tell):
    told = tell(
        "visits: [{id: trip, visitor: Jane Roe, date: 2019-07}]",
        "visits: [{id: voyage, visitor: Jane Roe}]\nevents: [{id: party}]",
        meeting("m", more=", during: voyage, after: party")
        + "agreements: [{name: Fisheries Accord, signed: {date: 2019-07-01, at: gala}}]\n"
        + "events: [{id: gala, date: 2019-07-01, before: voyage}]",
        files={DECISIONS: "- {same: [trip, voyage], because: x}\n- {same: [gala, party], because: x}\n"},
    )
    assert told.values("event/m", "vj:during") == {"event/trip"}
    assert told.values("event/gala", "vj:before") == {"event/m", "event/trip"}
    assert told.values("agreement/fisheries-accord/signed", "vj:event") == {"event/gala"}


def test_two_entries_of_one_document_can_be_the_same(tell):
    source = "meetings:\n" + "".join(
        f"  - {{id: {id}, date: 2019-07-01, participants: {{guest: Jane Roe, host: John Doe}}}}\n" for id in "ab"
    )
    told = tell(source, files={DECISIONS: "- {same: [a, b], because: x}\n"})
    assert told.ask("?m", "?m a vj:Meeting") == {("event/a",)}


def test_what_comes_before_itself_by_a_decision_is_an_error(tell):
    told = tell(meeting("a", more=", before: b"), meeting("b"), files={DECISIONS: "- {same: [a, b], because: x}\n"})
    assert [(f.file, f.code) for f in told.checked.errors] == [("sources/source-1.yaml", "circle")]


# --- what holds of every decision --------------------------------------------------------------------------------------

DATES = ["", "2019-07-01", "2019-07", "2019-07-02", "2019", '"[..2019-07-02]"']
WHO = ["Jane Roe", "John Doe", "Ann Poe", "Jim Poe", "Sea League"]


@st.composite
def worlds(draw) -> list[str]:
    """Three to five documents, each of which tells of one meeting under an id of its own, with a statement."""
    sources = []
    for number in range(draw(st.integers(3, 5))):
        guest, host = draw(st.lists(st.sampled_from(WHO), min_size=2, max_size=2, unique=True))
        date, place = draw(st.sampled_from(DATES)), draw(st.sampled_from(["", "Besse", "Beland", "Aria"]))
        fields = [f"id: m{number}", f"participants: {{guest: {guest}, host: {host}}}"]
        fields += [f"date: {date}"] if date else []
        fields += [f"place: {place}"] if place else []
        fields += [f"statements: [{{by: {guest}, act: thanks, about: [fish]}}]"]
        header = f"source: {{format: 1, publisher: Paper {number}, published: 2019-07-0{number + 3}}}\n"
        sources.append(f"{header}meetings: [{{{', '.join(fields)}}}]\n")
    return sources


WORLDS = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def build(write):
    """The checked project of some sources and decisions, each time in a folder of its own."""
    count = iter(range(10**6))

    def built(sources: list[str], decisions: str = ""):
        project = write(*sources, files={DECISIONS: decisions}, name=f"p{next(count)}")
        checked = check_project(project)
        assert not checked.errors, checked.errors
        return checked, derive(checked)

    return built


def same_as(subject: str, other: str) -> tuple[str, str, str]:
    return iri(subject), expand("owl:sameAs"), iri(other)


@WORLDS
@given(sources=worlds(), data=st.data())
def test_two_ids_that_are_the_same_give_the_graph_that_one_id_gives_but_for_the_alias(build, sources, data):
    first, second = data.draw(st.lists(st.sampled_from(range(len(sources))), min_size=2, max_size=2, unique=True))
    _, decided = build(sources, f"- {{same: [m{first}, m{second}], because: x}}\n")
    _, written = build([source.replace(f"id: m{second},", f"id: m{first},") for source in sources])
    alias = same_as(f"event/m{first}", f"event/m{second}")
    assert set(lines(decided)) - set(lines(written)) == {" ".join(alias) + " ."}
    assert not set(lines(written)) - set(lines(decided))


@WORLDS
@given(sources=worlds())
def test_two_people_that_are_the_same_give_the_graph_that_one_name_gives_but_for_the_alias(build, sources):
    # Who meets themselves is another matter.
    sources = [source for source in sources if not ("Ann Poe" in source and "Jim Poe" in source)]
    assume(any("Poe" in source for source in sources))
    _, decided = build(sources, "- {same: [ann-poe, jim-poe], because: x}\n")
    _, written = build([source.replace("Jim Poe", "Ann Poe") for source in sources])
    alias = {" ".join(same_as("person/ann-poe", "person/jim-poe")) + " ."}
    alias |= {f'{iri("person/ann-poe")} {expand("skos:altLabel")} "Jim Poe" .'}
    assert set(lines(decided)) - set(lines(written)) == alias
    assert not set(lines(written)) - set(lines(decided))


@WORLDS
@given(sources=worlds(), data=st.data())
def test_a_decision_changes_no_fact_of_others(build, sources, data):
    first, second = data.draw(st.lists(st.sampled_from(range(len(sources))), min_size=2, max_size=2, unique=True))
    choice = data.draw(st.sampled_from(["same", "different"]))
    before, plain = build(sources)
    after, decided = build(sources, f"- {{{choice}: [m{first}, m{second}], because: x}}\n")
    ids = (f"/event/m{first}", f"/event/m{second}")
    for name, fragment in before.fragments.items():
        assert about_others(fragment.triples, ids) == about_others(after.fragments[name].triples, ids)
    if choice == "different":
        a, b = iri(f"event/m{first}"), iri(f"event/m{second}")
        said = {(a, expand("owl:differentFrom"), b), (b, expand("owl:differentFrom"), a)}
        assert set(lines(decided)) - set(lines(plain)) == {" ".join(triple) + " ." for triple in said}
        assert not set(lines(plain)) - set(lines(decided))


@WORLDS
@given(sources=worlds(), data=st.data())
def test_what_was_decided_is_never_asked_again(build, sources, data):
    checked, _ = build(sources)
    asked = [finding for finding in checked.findings if finding.code == "maybe-same"]
    pasted, pairs = "", []
    for finding in asked:
        same = data.draw(st.booleans())
        line = finding.hint.splitlines()[1 if same else 2]
        pairs.append((ids_in(line), same))
        pasted += line.replace("…", "x") + "\n"
    assume(not contradictory(pairs))
    again, _ = build(sources, pasted)
    standing = {frozenset(again.authorities.standing("occasions", id) for id in pair) for pair, _ in pairs}
    for finding in again.findings:
        if finding.code == "maybe-same":
            assert frozenset(ids_in(finding.hint)) not in standing


def contradictory(pairs) -> bool:
    """Whether ids that are different come out the same by way of others."""
    groups: dict[str, set[str]] = {}
    for (a, b), same in pairs:
        if same:
            joined = groups.get(a, {a}) | groups.get(b, {b})
            groups |= dict.fromkeys(joined, joined)
    return any(not same and b in groups.get(a, ()) for (a, b), same in pairs)


def ids_in(line: str) -> list[str]:
    return line.partition("[")[2].partition("]")[0].split(", ")


def lines(graph) -> list[str]:
    return graph.ntriples.decode().splitlines()


def about_others(triples, ids: tuple[str, str]) -> set[tuple[str, str, str]]:
    return {triple for triple in triples if not any(id in term for id in ids for term in triple)}
