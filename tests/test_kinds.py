"""The kinds that sources may name: the packaged ones, and what a project adds."""

import pytest

from vjgraph.errors import FindingsError
from vjgraph.kinds import read_kinds
from vjgraph.vocabulary import KIND

SUMMIT = f"""\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vj: <https://w3id.org/vjgraph/ns#> .
<{KIND}meeting/summit> skos:inScheme <{KIND}meeting> ; skos:prefLabel "sommet"@fr , "summit"@en ;
  skos:broader <{KIND}meeting/talks> .
<{KIND}role/moderator> skos:inScheme <{KIND}role> ; skos:prefLabel "moderator"@en ; vj:counts true .
"""


@pytest.fixture
def read(tmp_path):
    """Read the kinds of a project that adds some."""

    def reading(text: str):
        (tmp_path / "ontology").mkdir()
        (tmp_path / "ontology" / "kinds.ttl").write_text(text, encoding="utf-8")
        return read_kinds(tmp_path)

    return reading


def test_roles_that_count_as_meeting_are_counterparts():
    roles = read_kinds().of["role"]
    assert {name for name in roles if read_kinds().counts(name)} == {"host", "guest", "co-chair", "principal"}
    assert not any(read_kinds().counts(name) for name in ("attendee", "witness", "signatory", "organiser", "visitor"))


def test_acts_stand_in_groups():
    acts = read_kinds().of["act"]
    groups = {name: {act.name for act in acts.values() if act.broader == name} for name in ("view", "wish", "ask", "commitment")}
    assert groups["view"] >= {"states", "affirms", "recalls", "thanks", "supports"}
    assert groups["wish"] == {"hopes", "proposes", "invites"}
    assert groups["ask"] == {"requests"}
    assert groups["commitment"] == {"offers", "pledges", "announces", "accepts", "agrees", "agrees-to-consider"}


def test_milestones_follow_the_life_of_an_instrument():
    milestones = sorted(read_kinds().of["milestone"].values(), key=lambda kind: kind.order)
    assert [kind.order for kind in milestones] == list(range(1, len(milestones) + 1))
    assert [kind.name for kind in milestones][-3:] == ["signed", "in-force", "ended"]


def test_every_kind_leads_up_to_the_top_of_its_scheme():
    for scheme in read_kinds().of.values():
        for kind in scheme.values():
            seen = [kind.name]
            while broader := scheme[seen[-1]].broader:
                assert broader not in seen
                seen.append(broader)
            assert kind.label


def test_a_project_without_kinds_has_the_packaged_ones(tmp_path):
    assert read_kinds(tmp_path) == read_kinds()


def test_a_project_adds_kinds(read):
    kinds = read(SUMMIT)
    assert (kinds.of["meeting"]["summit"].label, kinds.of["meeting"]["summit"].broader) == ("summit", "talks")
    assert kinds.counts("moderator")
    assert set(read_kinds().of["meeting"]) < set(kinds.of["meeting"])


def test_a_project_replaces_nothing(read):
    kinds = read(SUMMIT + f'<{KIND}role/attendee> vj:counts true ; skos:prefLabel "guest of honour"@en , "khách"@vi .')
    assert not kinds.counts("attendee")
    assert kinds.of["role"]["attendee"] == read_kinds().of["role"]["attendee"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("@prefix skos: <http://x#> .\nnonsense", 2, "not Turtle"),
        (SUMMIT.replace(f"{KIND}meeting/talks", f"{KIND}meeting/gathering"), 3, "'gathering' is, or leads to, no kind"),
        (SUMMIT.replace(f"{KIND}meeting/talks", f"{KIND}role/host"), 3, "no kind of the same scheme"),
        (SUMMIT.replace(f"{KIND}meeting/talks", f"{KIND}meeting/summit"), 3, "circle"),
        (SUMMIT.replace(f"<{KIND}meeting/summit>", "<https://example.org/summit>"), 3, "no kind that a source can name"),
    ],
)
def test_what_is_no_kind_is_refused_where_it_stands(read, text, line, says):
    with pytest.raises(FindingsError) as refused:
        read(text)
    (finding,) = refused.value.findings
    assert (finding.file, finding.line) == ("ontology/kinds.ttl", line)
    assert says in finding.message
    assert finding.hint


def test_kinds_that_are_no_utf_8_are_refused_where_they_stop_being_so_and_a_byte_order_mark_is_passed_over(tmp_path):
    file = tmp_path / "ontology" / "kinds.ttl"
    file.parent.mkdir()
    file.write_bytes(SUMMIT.replace("sommet", "causerie privée").encode("latin-1"))
    with pytest.raises(FindingsError, match=r"^ontology/kinds\.ttl:3:\d+: error: not UTF-8: byte 0xe9"):
        read_kinds(tmp_path)
    file.write_text(SUMMIT, encoding="utf-8-sig")
    assert read_kinds(tmp_path).of["meeting"]["summit"].broader == "talks"
