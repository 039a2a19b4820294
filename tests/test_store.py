"""The database that answers: written once, opened read-only, and never an empty answer for a missing one."""

import pyoxigraph as ox
import pytest

from vjgraph.errors import StoreError
from vjgraph.store import dump_ntriples, read_store, to_ntriples, write_store

TRIPLES = [("<a:s>", "<a:p>", '"b"'), ("<a:r>", "<a:p>", "<a:s>"), ("<a:s>", "<a:p>", '"b"')]


def test_triples_are_sorted_and_each_once():
    assert to_ntriples(TRIPLES) == b'<a:r> <a:p> <a:s> .\n<a:s> <a:p> "b" .\n'
    assert to_ntriples(reversed(TRIPLES)) == to_ntriples(TRIPLES)
    assert to_ntriples([]) == b""


def test_what_is_written_is_read_back(tmp_path):
    data = to_ntriples(TRIPLES)
    assert write_store(tmp_path / "store", data) == 2
    assert dump_ntriples(read_store(tmp_path / "store")) == data


def test_a_built_graph_can_be_read_by_many_and_written_by_none(tmp_path):
    write_store(tmp_path / "store", to_ntriples(TRIPLES))
    first, second = read_store(tmp_path / "store"), read_store(tmp_path / "store")
    assert len(first) == len(second) == 2
    with pytest.raises(RuntimeError, match="read-write"):
        first.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.NamedNode("a:o")))


def test_a_graph_that_is_not_built_says_how_to_build_it(tmp_path):
    with pytest.raises(StoreError, match="vjgraph build"):
        read_store(tmp_path / "build" / "store")
    assert not (tmp_path / "build").exists()


def test_a_damaged_graph_says_how_to_build_it_again(tmp_path):
    write_store(tmp_path / "store", to_ntriples(TRIPLES))
    for path in (tmp_path / "store").iterdir():
        path.write_bytes(b"\0")
    with pytest.raises(StoreError, match="vjgraph build"):
        read_store(tmp_path / "store")


def test_the_odd_letters_of_a_name_survive_the_store(tmp_path):
    name = 'T\u00f4 L\u00e2m To\u0302 蘇林 \u202b\u2028\u0001\\"\n'
    from vjgraph.terms import text

    write_store(tmp_path / "store", to_ntriples([("<a:s>", "<a:p>", text(name, "vi"))]))
    (quad,) = read_store(tmp_path / "store")
    assert quad.object == ox.Literal(name, language="vi")
