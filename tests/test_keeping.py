"""A fragment as bytes and back: nothing that is drawn on later is lost, and what is no fragment is refused."""

from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from string import printable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.facts import AttestationFact, Fragment, MilestoneFact, OccasionFact, ParticipationFact, Reference
from vjgraph.keeping import read_fragment, write_fragment
from vjgraph.pipeline import check_project
from vjgraph.quoting import Found

TEXTS = st.text(st.sampled_from(printable + "đ“岸\u0301\U0001f600"), max_size=8)
PAIRS = st.frozensets(st.tuples(TEXTS, TEXTS), max_size=3)
PATHS = st.lists(TEXTS | st.integers(0, 99), max_size=3).map(tuple)


def several(of: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    return st.lists(of, max_size=3).map(tuple)


PARTS = st.builds(
    ParticipationFact, TEXTS, TEXTS, st.booleans(), TEXTS, st.booleans(), TEXTS, TEXTS, TEXTS, st.booleans()
)  # fmt: skip
OCCASIONS = st.builds(
    OccasionFact, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, several(PARTS), PATHS, TEXTS, TEXTS, st.booleans(),
    several(st.tuples(TEXTS, TEXTS, TEXTS)),
)  # fmt: skip
FRAGMENTS = st.builds(
    Fragment,
    source=TEXTS,
    triples=several(st.tuples(TEXTS, TEXTS, TEXTS)),
    occasions=several(OCCASIONS),
    attestations=several(st.builds(AttestationFact, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)),
    milestones=several(st.builds(MilestoneFact, TEXTS, TEXTS)),
    references=several(st.builds(Reference, PATHS, TEXTS)),
    entities=PAIRS,
    kinds=PAIRS,
    quotes=st.integers(0, 1000),
    verified=st.integers(0, 1000),
    paths=st.dictionaries(TEXTS, PATHS, max_size=3),
    lookups=PAIRS,
    consulted=PAIRS,
)


@cache
def compiled() -> tuple[Fragment, ...]:
    """The fragments of an invented project with whole texts."""
    checked = check_project(Path(__file__).parent / "fixtures" / "asked")
    assert not checked.errors
    return tuple(checked.fragments.values())


@given(FRAGMENTS)
def test_what_is_written_is_read_again(fragment):
    assert read_fragment(write_fragment(fragment)) == fragment


def test_every_field_is_kept_but_where_the_quotes_stand():
    full = Fragment(
        "<a:s>",
        (("<a:s>", "<a:p>", '"o"'),),
        (OccasionFact("<a:e>", "<a:s>", "Meeting", "held"),),
        (AttestationFact("<a:a>", "<a:n>", "<a:o>", "holds"),),
        (MilestoneFact("<a:m>"),),
        (Reference(("meetings", 0, "during"), "<a:e>"),),
        frozenset({("people", "jane-roe")}),
        frozenset({("role", "host")}),
        2,
        1,
        (Found(1, 0, 3),),
        {"<a:e>": ("meetings", 0)},
        frozenset({("people", "Jane Roe")}),
        frozenset({("people", "jane-roe")}),
    )
    assert all(getattr(full, field.name) for field in fields(full)), "a new field wants a value here"
    assert read_fragment(write_fragment(full)) == replace(full, covered=())


def test_a_compiled_source_is_read_as_it_was_written():
    for fragment in compiled():
        assert read_fragment(write_fragment(fragment)) == replace(fragment, covered=())


def test_the_bytes_are_the_same_however_the_sets_were_made():
    made = compiled()[0]
    turned = replace(made, entities=frozenset(sorted(made.entities)), lookups=frozenset(sorted(made.lookups, reverse=True)))
    assert write_fragment(turned) == write_fragment(made)


def test_equal_terms_are_one_text_in_memory():
    read = read_fragment(write_fragment(compiled()[0]))
    terms = [term for triple in read.triples for term in triple]
    assert len({id(term) for term in terms}) == len(set(terms)) < len(terms)


@pytest.mark.parametrize("cut", [0, 1, 20, -1])
def test_bytes_that_were_cut_are_refused(cut):
    with pytest.raises(ValueError, match="truncated"):
        read_fragment(write_fragment(compiled()[0])[:cut])


@pytest.mark.parametrize("places", [[0, 1], [0, 1, 9], [0, 0, -1]])
def test_triples_of_terms_that_were_not_written_are_refused(places):
    data = msgspec.msgpack.decode(write_fragment(Fragment("<a:s>", (("a", "b", "c"),))))
    data[2] = places
    with pytest.raises(ValueError, match=r"term|argument|>= 0"):
        read_fragment(msgspec.msgpack.encode(data))
