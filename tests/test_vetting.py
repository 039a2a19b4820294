"""What a query names that nobody defined is said with its place and the nearest; only what is really named counts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.errors import UsageError
from vjgraph.questions import read_queries
from vjgraph.vetting import vet


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT * { ?m a vj:Meting }", "vj:Meting is no term of the ontology (line 1, column 17): did you mean 'vj:Meeting'?"),
        ("ASK {\n  ?e vj:frist ?a .\n}", "vj:frist is no term of the ontology (line 2, column 6): did you mean 'vj:first'?"),
        (
            "ASK { ?e <https://w3id.org/vjgraph/ns#partyy> ?a }",
            "<https://w3id.org/vjgraph/ns#partyy> is no term of the ontology (line 1, column 10): did you mean 'vj:party'?",
        ),
        (
            "PREFIX v: <https://w3id.org/vjgraph/ns#>\nASK { ?x a v:Persn }",
            "v:Persn is no term of the ontology (line 2, column 12): did you mean 'vj:Person'?",
        ),
        ("ASK { ?e !(vj:kind|^vj:plac) ?a }", "vj:plac is no term of the ontology (line 1, column 21): did you mean 'vj:place'?"),
        ("ASK { ?e vj:first ?y.?y vj:xyzzy ?a }", "vj:xyzzy is no term of the ontology (line 1, column 25): ontology/README.md"),
        ("ASK { ?x skoss:broader ?y }", "no prefix is called 'skoss:' (line 1, column 10): did you mean 'skos:'?"),
        ("ASK { ?x :y ?z }", "no prefix is called ':' (line 1, column 10): write PREFIX : <…>, or one of dcterms, foaf, org"),
    ],
)
def test_a_term_or_prefix_that_is_none_is_refused_with_the_nearest(text: str, line: str) -> None:
    with pytest.raises(UsageError) as refused:
        vet(text)
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("ASK { ?m vj:kind vjk:meeting\\/tlks }", "no kind is called 'meeting/tlks' (line 1, column 18): did you"),
        (
            "PREFIX act: <https://w3id.org/vjgraph/kinds/act/> ASK { ?s vj:act act:request }",
            "no kind is called 'act/request' (line 1, column 67): did you mean 'act/requests'?",
        ),
        ("ASK { ?m vj:kind <https://w3id.org/vjgraph/kinds/stats/held> }", "no kind is called 'stats/held' (line 1, column"),
    ],
)  # fmt: skip
def test_a_kind_of_no_scheme_is_a_note_for_it_may_be_to_come(text: str, note: str) -> None:
    (told,) = vet(text)
    assert told.startswith(note)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?m a vj:Meeting ; rdfs:label ?l FILTER (?l != 'vj:Meting') } # vj:Meting foo:bar",
        'SELECT (STR(?x) AS ?y) { ?x vj:says """vj:Nix foo:bar""" }',
        "PREFIX foo: <https://example.org/> ASK { foo:a foo:b _:c }",
        "PREFIX : <https://example.org/> ASK { :a a :b . }",
        "PREFIX vj: <https://example.org/> ASK { ?x a vj:Meting }",
        "ASK { ?x a <https://example.org/ns#Meting> }",
        "ASK { ?k skos:inScheme vjk:meeting }",
        "ASK { ?e vj:date ?d; vj:earliest ?f.?f ^vj:latest/vj:date ?g }",
    ],
)
def test_what_is_defined_or_only_written_in_words_is_passed(text: str) -> None:
    assert vet(text) == ()


def test_every_packaged_query_names_only_what_is_defined() -> None:
    for query in read_queries().values():
        assert vet(query.text) == (), query.name


def test_a_projects_own_kinds_are_known(tmp_path: Path) -> None:
    text = "ASK { ?m vj:kind <https://w3id.org/vjgraph/kinds/meeting/tea> }"
    assert len(vet(text, project=tmp_path)) == 1
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "kinds.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix k: <https://w3id.org/vjgraph/kinds/meeting/> .\n"
        'k:tea a skos:Concept ; skos:inScheme <https://w3id.org/vjgraph/kinds/meeting> ; skos:prefLabel "tea"@en .\n',
        encoding="utf-8",
    )
    assert vet(text, project=tmp_path) == ()


@given(st.text(alphabet=st.sampled_from("PREFIXvj:a<>#'\"\\/.-_? {}\n;é"), max_size=40))
def test_any_text_is_vetted_without_a_crash(text: str) -> None:
    with suppress(UsageError):
        vet(text)
