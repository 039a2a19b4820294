"""What a compiled source owes to the authorities: where the digest stays, so does all that compiling gives."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vjgraph.authorities import Authorities, Decisions, read_authorities
from vjgraph.compiling import compile_source
from vjgraph.depending import answers
from vjgraph.facts import Fragment
from vjgraph.identifying import Resolver
from vjgraph.joining import join
from vjgraph.kinds import read_kinds
from vjgraph.model import Authority
from vjgraph.reading import Document, read_document
from vjgraph.streaming import read_documents

PROJECT = Path(__file__).parent / "fixtures" / "asked"
LINKS = ("kind", "country", "body", "parent", "within", "family", "broader", "note")
VISIT = """\
source: {format: 1, published: 2019-07-03, language: en}
people:
  Jane Roe: {as: [Minister of Foreign Affairs of Aland], called: [Jenny], quote: Jane Roe, par: 1}
  Ann Poe: {rank: Admiral, distinct_from: Mary Moe, quote: Ann Poe, par: 1}
  Jim Loe: {quote: Jim Loe, par: 1}
visits:
  - id: roe-besse
    visitor: {who: Roe, side: Aland, on_behalf_of: Celand}
    place: Besse
    quote: came to Besse
    par: 1
    statements:
      - {by: both, act: agrees, about: [joint patrols, roe-poe], quote: they agreed, par: 1}
      - {by: Jenny, act: requests, about: [Poe], quote: asked, par: 1}
meetings:
  - id: roe-poe
    date: 2019-07-03
    during: roe-besse
    place: Besse
    participants:
      guest: {who: Jane Roe, as: Deputy Minister of Foreign Affairs of Aland}
      host: [Poe, {delegation_of: Coast Guard of Beland, head: Loe}]
    quote: met
    par: 1
mentions:
  - {name: Republic of Beland, quote: the Republic, par: 2}
"""


@cache
def known() -> Authorities:
    authorities, findings = read_authorities(PROJECT / "sources" / "authorities", root=PROJECT)
    assert not findings
    return authorities


@cache
def documents() -> tuple[Document, ...]:
    found, findings = read_documents(PROJECT / "sources", root=PROJECT)
    assert not findings
    return (*found, written(VISIT))


def written(text: str) -> Document:
    document, findings = read_document(text.encode(), id="visit", file="visit.yaml")
    assert document
    assert not findings
    return document


def compiled(document: Document, authorities: Authorities) -> tuple[Fragment | None, list, list]:
    return compile_source(document, resolver=Resolver(authorities), kinds=read_kinds())


@cache
def fragments() -> dict[str, Fragment]:
    """The fragment of each document under the authorities as they stand."""
    made = {document.id: compiled(document, known()) for document in documents()}
    assert not [errors for _, errors, _ in made.values() if errors]
    return {id: fragment for id, (fragment, _, _) in made.items() if fragment}


def digest(document: Document, authorities: Authorities) -> str:
    made = fragments()[document.id]
    return answers(made.lookups, made.consulted, resolver=Resolver(authorities))


@cache
def things() -> tuple[tuple[str, str], ...]:
    return tuple((group, id) for group in sorted(known().files) for id in sorted(known().entries(group)))


@cache
def names() -> tuple[str, ...]:
    """All that the documents look up, short forms and what stands for a link among them, and some that nobody bears."""
    return (*sorted({name for made in fragments().values() for _, name in made.lookups}), "Zed", "Zed Roe")


@cache
def occasions() -> tuple[str, ...]:
    return tuple(sorted({id for made in fragments().values() for group, id in made.consulted if group == "occasions"}))


def edited(authorities: Authorities, group: str, **entries: Authority | None) -> Authorities:
    """The authorities with some entries of a class in the place of others, or (`None`) without them."""
    file = authorities.files[group]
    kept = {id: entry for id, entry in (dict(file.entries) | entries).items() if entry is not None}
    return replace(authorities, files=dict(authorities.files) | {group: replace(file, entries=kept)})


def changed(authorities: Authorities, group: str, id: str, **fields: object) -> Authorities:
    return edited(authorities, group, **{id: msgspec.structs.replace(authorities.entries(group)[id], **fields)})


@st.composite
def edits(draw: st.DrawFn) -> Authorities:
    """The authorities after one edit of any kind."""
    authorities = known()
    group, id = draw(st.sampled_from(things()))
    entry = authorities.entries(group)[id]
    name = draw(st.sampled_from(names()))
    match draw(st.sampled_from(["alias", "no alias", "label", "other name", "gone", "twin", "link", "joined", "one occasion"])):
        case "alias":
            return changed(authorities, group, id, aliases=[*entry.aliases, name])
        case "no alias":
            return changed(authorities, group, id, aliases=[], names={"en": entry.names["en"]})
        case "label":
            return changed(authorities, group, id, names={"en": name}, aliases=[entry.names["en"], *entry.aliases])
        case "other name":
            return changed(authorities, group, id, names={"en": name})
        case "gone":
            return edited(authorities, group, **{id: None})
        case "twin":
            return edited(authorities, group, twin=msgspec.structs.replace(entry, aliases=[name]))
        case "link":
            fields = [field for field in LINKS if hasattr(entry, field)]
            return changed(authorities, group, id, **{draw(st.sampled_from(fields)): name})
        case "joined":
            other = draw(st.sampled_from([other for of, other in things() if of == group and other != id] or [id]))
            return join(authorities, Decisions({group: {other: id}})) if other != id else authorities
        case _:
            first, second = draw(st.sampled_from(occasions())), draw(st.sampled_from([*occasions(), "another"]))
            return replace(authorities, decisions=Decisions({"occasions": {first: second} if first != second else {}}))


@settings(max_examples=400)
@given(st.data())
def test_where_the_digest_stays_compiling_gives_the_same(data):
    document = data.draw(st.sampled_from(documents()))
    authorities = data.draw(edits())
    if digest(document, authorities) == digest(document, known()):
        assert compiled(document, authorities) == compiled(document, known())


def test_the_digest_knows_no_order_and_no_authorities_read_before():
    again, _ = read_authorities(PROJECT / "sources" / "authorities", root=PROJECT)
    for document in documents():
        made = fragments()[document.id]
        turned = answers(sorted(made.lookups, reverse=True), sorted(made.consulted), resolver=Resolver(again))
        assert digest(document, known()) == turned == answers(made.lookups, made.consulted, resolver=Resolver(again))


def test_an_alias_matters_to_those_who_name_the_person_alone():
    daily, wire, visit = documents()
    edit = changed(known(), "people", "jim-loe", aliases=["Loe Jimmy"])
    assert digest(wire, edit) == digest(wire, known())
    assert digest(daily, edit) != digest(daily, known())
    assert digest(visit, edit) != digest(visit, known())


def test_an_alias_of_a_body_matters_only_where_it_is_written():
    daily, wire, visit = documents()
    edit = changed(known(), "organisations", "beland", aliases=["Bay of Beland"])
    assert digest(daily, edit) == digest(daily, known())
    assert digest(wire, edit) == digest(wire, known())
    assert digest(visit, edit) != digest(visit, known()), "it mentions the Republic of Beland"


@pytest.mark.parametrize(
    ("group", "id", "fields"),
    [
        ("people", "jane-roe", {"country": "Celand"}),
        ("people", "jim-loe", {"names": {"en": "James Loe"}, "aliases": ["Jim Loe"]}),
        ("offices", "foreign-minister-of-aland", {"body": "Coast Guard of Beland"}),
        ("organisations", "foreign-ministry-of-aland", {"kind": "agency"}),
        ("organisations", "beland", {"kind": "region"}),
        ("places", "besse", {"within": "Arlen"}),
        ("organisations", "celand", {"names": {"en": "Zeeland"}}),
        ("organisations", "coast-guard-of-beland", {"names": {"en": "Coastguard"}, "aliases": ["Coast Guard of Beland"]}),
    ],
)
def test_what_compiling_reads_of_entries_matters(group, id, fields):
    visit = documents()[-1]
    assert digest(visit, changed(known(), group, id, **fields)) != digest(visit, known())


def test_a_name_that_becomes_ambiguous_matters_and_so_does_one_that_was_nobodys():
    visit = documents()[-1]
    patrols = known().entries("topics")["joint-patrols"]
    assert digest(visit, edited(known(), "topics", **{"more-patrols": patrols})) != digest(visit, known())
    # Poe is nobody's name but by a short form; a body of that name would come before it.
    body = known().entries("organisations")["celand"]
    named = edited(known(), "organisations", poe=msgspec.structs.replace(body, names={"en": "Poe"}))
    assert digest(visit, named) != digest(visit, known())


def test_a_decision_on_an_occasion_matters_to_those_who_tell_of_it():
    daily, _, visit = documents()
    decided = replace(known(), decisions=Decisions({"occasions": {"roe-poe": "poe-roe"}}))
    assert digest(visit, decided) != digest(visit, known())
    assert digest(daily, decided) == digest(daily, known())


def test_the_state_around_a_place_matters_though_nobody_is_of_it():
    document = written("""\
        source: {format: 1, published: 2019-07-03}
        people: {Jane Roe: {quote: Jane Roe, par: 1}}
        visits:
          - id: roe-besse
            visitor: Roe
            place: Besse
            statements: [{by: Roe, act: requests, quote: asked, par: 1}]
            quote: came to Besse
            par: 1
    """)
    made, _, _ = compiled(document, known())
    assert made
    none = changed(known(), "organisations", "beland", kind="region")
    assert compiled(document, none)[0] != made, "nobody is spoken to"
    first, then = (answers(made.lookups, made.consulted, resolver=Resolver(which)) for which in (known(), none))
    assert first != then


def test_a_decision_that_makes_two_people_one_matters_to_who_introduces_both():
    document = written("""\
        source: {format: 1, published: 2019-07-03}
        people: {Jane Roe: {quote: Jane Roe, par: 1}, Mary Moe: {quote: Mary Moe, par: 2}}
    """)
    one = join(known(), Decisions({"people": {"mary-moe": "jane-roe"}}))
    made, _, _ = compiled(document, one)
    assert made
    # The same entry without the decision: who it is told of is told of twice.
    undecided = Authorities(one.files)
    assert compiled(document, undecided)[1]
    first, then = (answers(made.lookups, made.consulted, resolver=Resolver(which)) for which in (one, undecided))
    assert first != then
