"""The database that answers: written or changed for a build, opened read-only, and never an empty answer for a missing one."""

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from vjgraph import store as stores
from vjgraph.errors import StoreError
from vjgraph.store import change_store, copy_store, dump_ntriples, read_store, to_ntriples, write_store

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


def numbered(first: int, last: int) -> bytes:
    """Triples, one a number."""
    return to_ntriples((f"<a:{number}>", "<a:p>", f'"{number}"') for number in range(first, last))


def test_what_comes_in_parts_is_written_like_the_whole(tmp_path: Path):
    lines = numbered(0, 20_000).splitlines(keepends=True)
    for parts in (lines, [b"", b"".join(lines[:9]), b"", b"".join(lines[9:])], [b"".join(lines)]):
        folder = tmp_path / str(len(parts))
        assert write_store(folder, iter(parts)) == 20_000
        assert dump_ntriples(read_store(folder)) == b"".join(lines)
    assert write_store(tmp_path / "empty", iter(())) == 0
    assert dump_ntriples(read_store(tmp_path / "empty")) == b""


def _cores() -> set[int]:
    """The cores this thread may run on, where the system tells."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def test_what_making_the_triples_raises_is_raised_and_the_cores_are_as_they_were(tmp_path: Path):
    cores = _cores()

    def failing(error: BaseException):
        # The loader is told of one core, and no one else.
        assert _cores() == cores
        yield numbered(0, 100)
        raise error

    for error in (StoreError("no more"), KeyboardInterrupt()):
        with pytest.raises(type(error)) as raised:
            write_store(tmp_path / type(error).__name__, failing(error))
        assert raised.value is error
        assert _cores() == cores


@pytest.mark.skipif(len(_cores()) < 2, reason="a system with one core, or that does not tell of more")
def test_the_loader_finds_one_core_when_it_begins_and_what_it_loads_is_made_on_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    cores, seen = _cores(), []
    run_on = os.sched_setaffinity
    monkeypatch.setattr(os, "sched_setaffinity", lambda who, which: (seen.append(len(which)), run_on(who, which)))

    def parts():
        seen.append("made")
        yield numbered(0, 100)

    write_store(tmp_path / "store", parts())
    assert seen[:3] == [1, len(cores), "made"]
    assert _cores() == cores


@pytest.mark.parametrize("small", [0, 1 << 30])
def test_a_copy_is_changed_by_a_difference_and_what_it_was_copied_from_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
):
    monkeypatch.setattr(stores, "_SMALL", small)
    write_store(tmp_path / "last", numbered(0, 100))
    copy_store(tmp_path / "last", tmp_path / "next")
    shared = [path.name for path in (tmp_path / "last").glob("*.sst") if (tmp_path / "next" / path.name).samefile(path)]
    assert shared, "what is not changed is not copied"
    before = read_store(tmp_path / "last")
    change_store(tmp_path / "next", remove=numbered(10, 20), add=numbered(100, 110))
    expected = sorted([*numbered(0, 10).splitlines(), *numbered(20, 110).splitlines()])
    assert dump_ntriples(read_store(tmp_path / "next")).splitlines() == expected
    assert dump_ntriples(before) == dump_ntriples(read_store(tmp_path / "last")) == numbered(0, 100)


def test_a_difference_may_remove_what_is_not_there_and_add_what_is(tmp_path: Path):
    write_store(tmp_path / "store", numbered(0, 10))
    change_store(tmp_path / "store", remove=numbered(5, 20), add=numbered(0, 6))
    assert dump_ntriples(read_store(tmp_path / "store")) == numbered(0, 6), "what is removed and added is there"
    change_store(tmp_path / "store")
    assert dump_ntriples(read_store(tmp_path / "store")) == numbered(0, 6)


def test_many_changes_one_after_the_other_leave_few_files(tmp_path: Path):
    write_store(tmp_path / "0", numbered(0, 100))
    for number in range(40):
        copy_store(tmp_path / str(number), tmp_path / str(number + 1))
        change_store(tmp_path / str(number + 1), remove=numbered(number, number + 1), add=numbered(100 + number, 101 + number))
    assert dump_ntriples(read_store(tmp_path / "40")) == numbered(40, 140)
    assert len(list((tmp_path / "40").iterdir())) < 40


def test_a_finished_store_does_not_tell_where_it_was_made(tmp_path: Path):
    write_store(tmp_path / "store", numbered(0, 10))
    change_store(tmp_path / "store", add=numbered(10, 20))
    for path in (tmp_path / "store").iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_a_store_that_is_damaged_is_not_copied(tmp_path: Path):
    write_store(tmp_path / "store", numbered(0, 10))
    for path in (tmp_path / "store").iterdir():
        path.write_bytes(b"\0")
    with pytest.raises(StoreError, match="cannot be opened"):
        copy_store(tmp_path / "store", tmp_path / "next")
