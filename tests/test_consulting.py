"""What compiling asks of the authorities: each answer with all that it rests on, found once."""

import pytest

from vjgraph.authorities import Authorities, AuthorityFile
from vjgraph.consulting import Answer, Register, register
from vjgraph.identifying import Resolver
from vjgraph.model import Office, Organisation, Person, Place, Topic
from vjgraph.vocabulary import LABEL, vj

BASE = "https://example.org/"


def file(**entries: object) -> AuthorityFile:
    return AuthorityFile("x.yaml", {id.replace("_", "-"): entry for id, entry in entries.items()})


def body(name: str, **others: str) -> Organisation:
    return Organisation(names={"en": name}, **{"kind": "organisation"} | others)


KNOWN = Authorities(
    {
        "people": file(jane_roe=Person(names={"en": "Jane Roe"}, family="Roe", country="Aland")),
        "organisations": file(
            aland=body("Aland", kind="state"),
            guard=body("Coast Guard", parent="Ministry"),
            ministry=body("Ministry", kind="ministry", country="Aland"),
            egg=body("Egg", parent="Hen"),
            hen=body("Hen", parent="Egg"),
            one=body("Twin"),
            other=body("Twin"),
        ),
        "offices": file(minister=Office(names={"en": "Minister"}, body="Ministry")),
        "topics": file(fish=Topic(names={"en": "fish"})),
        "places": file(
            aland=Place(names={"en": "Aland"}),
            arlen=Place(names={"en": "Arlen"}, within="Aland"),
            nook=Place(names={"en": "Nook"}, within="Cranny"),
            cranny=Place(names={"en": "Cranny"}, within="Nook"),
        ),
    }
)
ALAND = f"<{BASE}organisation/aland>"


@pytest.fixture
def asked() -> Register:
    return register(Resolver(KNOWN), BASE)


def test_a_name_is_looked_up_in_one_class_after_the_other_until_one_knows_it(asked):
    found = asked.named(("topics", "organisations", "people"), "Aland")
    assert found == Answer(ALAND, (("topics", "Aland"), ("organisations", "Aland")), (), (("organisations", "aland"),))


def test_what_nobody_knows_was_looked_up_too(asked):
    assert asked.named(("people", "places"), "Zed") == Answer("", (("people", "Zed"), ("places", "Zed")))
    assert asked.named(("organisations", "places"), "Twin") == Answer("", (("organisations", "Twin"),))


def test_what_bears_a_name_besides_people_may_be_several(asked):
    assert asked.besides_people(("people", "organisations"), "Twin").value == "organisations"
    assert asked.besides_people(("people", "organisations"), "Jane Roe") == Answer("", (("organisations", "Jane Roe"),))


def test_the_state_of_a_body_rests_on_all_bodies_up_to_it(asked):
    found = asked.country(f"<{BASE}organisation/guard>")
    assert found.value == ALAND
    assert found.lookups == (("organisations", "Ministry"), ("organisations", "Aland"))
    assert found.consulted == (("organisations", "guard"), ("organisations", "ministry"))
    assert found.entities == (("organisations", "aland"),)


def test_bodies_that_stand_above_each_other_belong_to_no_state(asked):
    found = asked.country(f"<{BASE}organisation/egg>")
    assert (found.value, found.entities) == ("", ())
    assert set(found.consulted) == {("organisations", "egg"), ("organisations", "hen")}


@pytest.mark.parametrize("kind", ["ministry", "agency", "department", "armed-forces", "party-organ", "alliance", "chamber"])
def test_an_office_is_held_for_a_body_that_its_officers_act_for(kind):
    body = Organisation(names={"en": "Body"}, kind=kind, country="Aland")
    files = {"organisations": {"body": body}, "offices": {"head": Office(names={"en": "Head"}, body="Body")}}
    known = Authorities({group: AuthorityFile(f"{group}.yaml", entries) for group, entries in files.items()})
    found = register(Resolver(known), BASE).authority(f"<{BASE}office/head>").value
    assert bool(found) == (kind not in ("party-organ", "alliance", "chamber"))


def test_the_ministry_of_an_office_rests_on_both(asked):
    found = asked.authority(f"<{BASE}office/minister>")
    assert found.value == f"<{BASE}organisation/ministry>"
    assert found.consulted == (("offices", "minister"), ("organisations", "ministry"))


def test_what_is_said_of_somebody_in_offices_rests_on_all_that_is_read_for_it(asked):
    person, office = f"<{BASE}person/jane-roe>", f"<{BASE}office/minister>"
    entries = {("people", "jane-roe"), ("offices", "minister"), ("organisations", "ministry")}
    attested = asked.attested(person, office, "acting")
    assert dict(attested.pairs)[LABEL] == '"Jane Roe acts as Minister"@en'
    assert set(attested.answer.consulted) == entries
    assert set(attested.answer.lookups) == {("organisations", "Ministry"), ("organisations", "Aland")}
    capacity = asked.capacity(person, (office,))
    assert set(capacity.answer.consulted) == entries
    assert (capacity.answer.value, capacity.answer.entities) == (ALAND, (("organisations", "aland"),))
    assert (vj.represents, f"<{BASE}organisation/ministry>") in capacity.pairs


def test_a_body_represents_itself(asked):
    body = f"<{BASE}organisation/hen>"
    assert (vj.represents, body) in asked.capacity(body, ()).pairs


def test_the_state_around_a_place_rests_on_the_places_in_between_and_on_bodies_of_their_ids(asked):
    found = asked.state_around("Arlen")
    assert (found.value, found.entities) == (ALAND, (("organisations", "aland"),))
    assert found.lookups == (("places", "Arlen"), ("places", "Aland"))
    assert set(found.consulted) == {(group, id) for group in ("organisations", "places") for id in ("arlen", "aland")}
    assert asked.state_around("Nook").value == asked.state_around("Zed").value == ""


def test_an_id_that_is_none_is_found_again_by_its_iri():
    odd = Authorities({"people": AuthorityFile("x.yaml", {"Jane Roe": Person(names={"en": "Jane Roe"})})})
    asked = register(Resolver(odd), BASE)
    iri = asked.named(("people",), "Jane Roe").value
    assert iri == f"<{BASE}person/Jane%20Roe>"
    assert asked.label(iri) == Answer("Jane Roe", (), (("people", "Jane Roe"),))


def test_a_register_is_kept_with_the_authorities_for_each_base(asked):
    assert register(asked.resolver, BASE) is asked
    assert register(asked.resolver, "https://example.net/").label("<https://example.net/topic/fish>").value == "fish"
    assert register(Resolver(KNOWN), BASE) is not asked
