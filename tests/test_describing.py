"""What the authorities say of the entities that sources use, and what is wrong between their entries."""

import pytest

from vjgraph.authorities import Authorities, AuthorityFile
from vjgraph.describing import check_links
from vjgraph.identifying import Resolver
from vjgraph.kinds import read_kinds
from vjgraph.model import Agreement, Office, Organisation, Person, Place, Topic


def wrong(**groups: dict[str, object]) -> list[tuple[str, tuple[str | int, ...], str]]:
    """Class, path and code of what is wrong between some entries."""
    known = Authorities({group: AuthorityFile(f"{group}.yaml", entries) for group, entries in groups.items()})
    found = check_links(known, resolver=Resolver(known), kinds=read_kinds())
    return [(group, problem.path, problem.code) for group, problems in found.items() for problem in problems]


def person(name: str, **others: object) -> Person:
    return Person(names={"en": name}, **others)


def body(name: str, kind: str = "agency", **others: object) -> Organisation:
    return Organisation(names={"en": name}, kind=kind, **others)


def topic(name: str, **others: object) -> Topic:
    return Topic(names={"en": name}, **others)


def place(name: str, within: str = "") -> Place:
    return Place(names={"en": name}, within=within)


# --- links ---------------------------------------------------------------------------------------------------------


def test_entries_that_know_each_other_have_nothing_wrong():
    assert wrong(
        people={"a": person("Ann", country="Aland")},
        organisations={"aland": body("Aland", "state"), "navy": body("Navy", country="aland", parent="Ministry"),
                       "ministry": body("Ministry", "ministry", country="Aland")},
        offices={"head": Office(names={"en": "Head"}, body="Navy")},
        agreements={"pact": Agreement(names={"en": "Pact"}, kind="treaty", parties=["Aland"], initiator="Navy")},
        topics={"fish": topic("fish", broader="sea"), "sea": topic("sea")},
        places={"aria": place("Aria", "Aland"), "aland": place("Aland")},
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("group", "entry", "path"),
    [
        ("people", person("X", country="Nowhere"), ("x", "country")),
        ("organisations", body("X", country="Nowhere"), ("x", "country")),
        ("organisations", body("X", parent="Nowhere"), ("x", "parent")),
        ("offices", Office(names={"en": "X"}, body="Nowhere"), ("x", "body")),
        ("offices", Office(names={"en": "X"}, country="Nowhere"), ("x", "country")),
        ("agreements", Agreement(names={"en": "X"}, kind="treaty", parties=["Aland", "Nowhere"]), ("x", "parties", 1)),
        ("agreements", Agreement(names={"en": "X"}, kind="treaty", initiator="Nowhere"), ("x", "initiator")),
        ("topics", topic("X", broader="Nowhere"), ("x", "broader")),
        ("places", place("X", "Nowhere"), ("x", "within")),
        ("people", person("X", distinct_from=["Nobody"]), ("x", "distinct_from")),
    ],
)
def test_a_link_to_nothing_is_said_at_its_place(group, entry, path):
    groups = {"organisations": {"aland": body("Aland", "state")}}
    groups[group] = groups.get(group, {}) | {"x": entry}
    assert wrong(**groups) == [(group, path, "unknown-name")]


def test_a_kind_is_one_of_those_there_are():
    assert wrong(organisations={"x": body("X", "club")}) == [("organisations", ("x", "kind"), "unknown-body")]
    pact = Agreement(names={"en": "X"}, kind="pact")
    assert wrong(agreements={"x": pact}) == [("agreements", ("x", "kind"), "unknown-agreement")]


@pytest.mark.parametrize("same_as", ["Q1", ["https://example.org/a", "Q1"]])
def test_an_identity_elsewhere_is_a_web_address(same_as):
    assert wrong(people={"x": person("X", same_as=same_as)}) == [("people", ("x", "same_as"), "address")]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_circle_is_said_once_however_long_and_whatever_hangs_on_it(length):
    ring = {f"t{n}": topic(f"t{n}", broader=f"t{(n + 1) % length}") for n in range(length)}
    assert wrong(topics=ring | {"leaf": topic("leaf", broader="t0")}) == [("topics", ("t0", "broader"), "circle")]


def test_a_circle_through_one_of_several_is_found():
    topics = {
        "a": topic("a", broader=["b", "c"]),
        "b": topic("b"),
        "c": topic("c", broader="a"),
        "d": topic("d", broader=["a", "b"]),
    }
    assert wrong(topics=topics) == [("topics", ("a", "broader"), "circle")]


def test_two_circles_are_two():
    ring = {"a": place("a", "b"), "b": place("b", "a"), "c": place("c", "c")}
    assert wrong(places=ring) == [("places", ("a", "within"), "circle"), ("places", ("c", "within"), "circle")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ann Poe", family="Poe"), person("Poe Ann", family="Poe")),
        (person("Lê Minh"), person("Le Minh")),
        (person("Ann"), person("Anna", aliases=["Ann"])),
    ],
)
def test_a_name_that_fits_two_entries_is_said_at_the_later(one, other):
    assert wrong(people={"b": one, "a": other}) == [("people", ("a",), "name-twice")]


def test_a_name_is_no_less_twice_where_it_is_an_id_too():
    assert wrong(topics={"trade": topic("trade"), "commerce": topic("Trade")}) == [("topics", ("commerce",), "name-twice")]
    assert wrong(topics={"zebra": topic("Trade"), "trade": topic("trade")}) == [("topics", ("trade",), "name-twice")]


@pytest.mark.parametrize("sayer", ["a", "b"])
def test_either_of_two_may_say_that_they_are_two(sayer):
    people = {id: person("Ann", distinct_from="b" if id == "a" else "a") if id == sayer else person("Ann") for id in ("a", "b")}
    assert wrong(people=people) == []


def test_different_tones_are_different_names():
    assert wrong(people={"a": person("Lê Minh"), "b": person("Lê Mính")}) == []


def test_a_person_and_a_body_do_not_share_an_id():
    assert wrong(people={"x": person("Ann")}, organisations={"x": body("Navy")}) == [("people", ("x",), "id-twice")]


# --- the graph -----------------------------------------------------------------------------------------------------


@pytest.fixture
def described(tell):
    """The graph of a source that mentions some things, with entries of its own beside the world's."""

    def describing(mentions: str, **files: str):
        entries = {f"sources/authorities/{group}.yaml": text for group, text in files.items()}
        return tell(f"mentions: [{', '.join(f'{{name: {name}}}' for name in mentions.split('; '))}]", files=entries)

    return describing


def test_an_entity_has_its_names_in_every_language_and_an_english_label(described):
    told = described("Besse", places="besse: {en: Besse, vi: Bê, ja: , aliases: [Bessy, {name: Bissau, from: an atlas}]}")
    names = told.ask("?n (LANG(?n) AS ?l)", "?x skos:prefLabel ?n FILTER(CONTAINS(STR(?x), 'place/besse'))")
    assert names == {("Besse", "en"), ("Bê", "vi")}
    assert told.values("place/besse", "rdfs:label") == {"Besse"}
    assert told.values("place/besse", "skos:altLabel") == {"Bessy", "Bissau"}


def test_people_and_bodies_have_names_as_foaf_knows_them(described):
    told = described("Jane Roe; Ministry of Foreign Affairs of Aland")
    assert told.value("person/jane-roe", "foaf:name") == "Jane Roe"
    assert told.value("person/jane-roe", "foaf:familyName") == "Roe"
    assert told.value("person/jane-roe", "vj:country") == "organisation/aland"
    assert told.value("organisation/aland", "vj:kind") == "body/state"
    assert "https://w3id.org/vjgraph/ns#Ministry" in told.values("organisation/ministry-of-foreign-affairs-of-aland", "rdf:type")
    assert "https://w3id.org/vjgraph/ns#Ministry" not in told.values("organisation/aland", "rdf:type")


def test_whatever_an_entity_leads_to_is_described_too_and_nothing_else(described):
    told = described("Commander of the Navy of Beland")
    assert told.value("office/commander-of-the-navy-of-beland", "org:postIn") == "organisation/navy-of-beland"
    assert told.value("organisation/navy-of-beland", "org:subOrganizationOf") == "organisation/ministry-of-defence-of-beland"
    assert told.value("organisation/ministry-of-defence-of-beland", "vj:country") == "organisation/beland"
    bodies = told.ask("?x", "?x a vj:Organization")
    assert bodies == {(f"organisation/{id}",) for id in ("navy-of-beland", "ministry-of-defence-of-beland", "beland")}


def test_trees_lead_up(described):
    told = described("cod; Besse", topics="fish: {en: fish}\nfood: {en: food}\ncod: {en: cod, broader: [fish, food]}\n")
    assert told.values("topic/cod", "skos:broader") == {"topic/fish", "topic/food"}
    assert told.value("place/besse", "schema:containedInPlace") == "place/beland"


def test_identity_elsewhere_and_review_are_told(described):
    places = "besse: {en: Besse, same_as: [https://example.org/b]}\naria: {en: Aria, review: true}\n"
    told = described("Besse; Aria", places=places)
    assert told.value("place/besse", "owl:sameAs") == "https://example.org/b"
    assert told.value("place/aria", "vj:review") == "true"
    assert told.values("place/besse", "vj:review") == set()


def test_a_look_alike_is_told_apart_where_both_are_in_the_graph(described):
    twins = "lena: {en: Lena, distinct_from: Lenah}\nlenah: {en: Lenah}\n"
    assert described("Lena; Lenah", places=twins).values("place/lena", "owl:differentFrom") == {"place/lenah"}


def test_a_look_alike_that_no_source_names_is_left_out(described):
    twins = "lena: {en: Lena, distinct_from: Lenah}\nlenah: {en: Lenah}\n"
    told = described("Lena", places=twins)
    assert told.values("place/lena", "owl:differentFrom") == told.values("place/lenah", "rdfs:label") == set()


def test_the_kinds_a_graph_names_can_be_read_without_the_ontology(described):
    told = described("Ministry of Foreign Affairs of Aland")
    kinds = told.ask("?k ?label ?broader", "?k a skos:Concept ; rdfs:label ?label . OPTIONAL { ?k skos:broader ?broader }")
    assert kinds >= {("body/ministry", "ministry", "body/organisation"), ("body/organisation", "organisation", "")}
    schemes = told.ask("?k ?scheme ?name", "?k skos:inScheme ?scheme ; skos:prefLabel ?name")
    assert ("body/ministry", "body", "ministry") in schemes


def test_roles_say_whether_they_count_and_milestones_in_which_order_they_come(tell):
    told = tell(
        "meetings: [{id: a, participants: {guest: Jane Roe, witness: John Doe}}]\n"
        "agreements: [{name: Fisheries Accord, signed: 2014, in_force: 2015}]\n"
    )
    counting = told.ask("?k ?counts", "?k vj:counts ?counts")
    assert counting >= {("role/guest", "true"), ("role/witness", "false")}
    assert {kind.partition("/")[0] for kind, _ in counting} == {"role"}
    ordered = told.ask("?k ?order", "?k vj:order ?order")
    assert {kind for kind, _ in ordered} == {"milestone/signed", "milestone/in-force"}
    assert int(dict(ordered)["milestone/signed"]) < int(dict(ordered)["milestone/in-force"])
