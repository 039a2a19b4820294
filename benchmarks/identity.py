"""How well a written name finds its person, and that no look-alike is ever taken for another: one table.

    python benchmarks/identity.py

Two searches are measured over the people of `tests/fixtures/identity`: that of annotation (full names only) and that of
the built graph, which `show`, query arguments and the page use (parts of names as well). A form is found by rule when
the person's own name is enough to find it, and by alias when it wants another name or another script to be recorded.
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

import vjgraph
from vjgraph.authorities import Authorities, AuthorityFile, read_authorities
from vjgraph.identifying import Resolver
from vjgraph.model import Person

FIXTURE = Path(__file__).parents[1] / "tests" / "fixtures" / "identity"
SOURCE = "source: {format: 1, published: 2019-07-02, language: en}\n"

Find = Callable[[str], list[str]]


class Variant(NamedTuple):
    """A way to write somebody's name, and what finds it: rule or alias."""

    form: str
    person: str
    kind: str
    found_by: str
    source: str


class LookAlike(NamedTuple):
    """A name that is never this person's alone: it means another, `several`, or nobody that is recorded."""

    form: str
    never: str
    means: str
    kind: str
    source: str


def read_variants() -> list[Variant]:
    """The written variants."""
    return [Variant(_unescaped(form), *rest) for form, *rest in _rows("variants.csv")]


@cache
def read_lookalikes() -> list[LookAlike]:
    """The pairs of look-alikes."""
    return [LookAlike(_unescaped(form), *rest) for form, *rest in _rows("lookalikes.csv")]


def read_people() -> Mapping[str, Person]:
    """The people whose names are written."""
    authorities, findings = read_authorities(FIXTURE / "authorities", root=FIXTURE)
    if findings:
        raise SystemExit("\n".join(map(str, findings)))
    return authorities.entries("people")


def by_rule_alone(people: Mapping[str, Person]) -> dict[str, Person]:
    """The same people as if nothing but their names in Latin letters were recorded."""
    return {
        id: msgspec.structs.replace(
            person, aliases=[], names={language: name for language, name in person.names.items() if language in ("en", "vi")}
        )
        for id, person in people.items()
    }


def annotation(people: Mapping[str, Person]) -> Find:
    """The search of annotation."""
    resolver = Resolver(Authorities({"people": AuthorityFile("people.yaml", people)}))
    return lambda form: resolver.find("people", form)


def build_graph(folder: Path) -> vjgraph.Graph:
    """A graph of these people, built in a folder."""
    (folder / "sources" / "authorities").mkdir(parents=True)
    file = folder / "sources" / "authorities" / "people.yaml"
    file.write_bytes((FIXTURE / "authorities" / "people.yaml").read_bytes())
    # A graph holds those of whom a source tells.
    told = "".join(f"  {id}: {{quote: someone, par: 1}}\n" for id in read_people())
    (folder / "sources" / "all.yaml").write_text(f"{SOURCE}people:\n{told}", encoding="utf-8")
    return vjgraph.build(folder)


def built_graph(graph: vjgraph.Graph) -> Find:
    """The search of a built graph, whose names are read at once: hundreds of them are searched for."""
    graph.names.listing()
    return lambda form: [iri.rpartition("/")[2] for iri in graph.names.find(["people"], form)]


def judge_variant(variant: Variant, found: list[str], by_rule: list[str]) -> str:
    """What came of a variant: `rule` or `alias` where its person is found, else `missed`, `several` or `wrong`."""
    if found == [variant.person]:
        return "rule" if by_rule == found else "alias"
    return "missed" if not found else "several" if variant.person in found else "wrong"


def is_kept_apart(alike: LookAlike, found: list[str], *, parts: bool) -> bool:
    """Whether a look-alike is not taken for the other; where parts of names count, it also finds what it means."""
    if alike.never == alike.means or found == [alike.never]:
        return False
    if alike.means == "several":
        return len(found) > 1 or (not parts and not found)
    if alike.means:
        return found == [alike.means] or (not parts and not found)
    return len(found) != 1 or found[0] not in _never(alike.form)


def _never(form: str) -> set[str]:
    return {alike.never for alike in read_lookalikes() if alike.form == form}


def main() -> int:
    """Print the tables; 1 where a row is not right."""
    people = read_people()
    variants, lookalikes = read_variants(), read_lookalikes()
    bare = annotation(by_rule_alone(people))
    wrong_rows = []
    with tempfile.TemporaryDirectory() as folder:
        for search, find in (("annotation", annotation(people)), ("built graph", built_graph(build_graph(Path(folder))))):
            kinds: Counter[tuple[str, str]] = Counter()
            merges = 0
            for variant in variants:
                outcome = judge_variant(variant, find(variant.form), bare(variant.form))
                right = outcome == variant.found_by
                merges += outcome == "wrong"
                for key in (variant.kind, f"from: {variant.source}"):
                    kinds.update([(key, "all"), (key, outcome if right else "not right")])
                if not right:
                    wrong_rows.append(f"{search}: {variant.form!r}: {outcome}, not {variant.found_by}: {find(variant.form)}")
            print(f"\n{search}: {len(variants)} written variants of {len({v.person for v in variants})} people")
            _table(kinds, ("rule", "alias", "not right"))
            kinds.clear()
            for alike in lookalikes:
                right = is_kept_apart(alike, find(alike.form), parts=search != "annotation")
                merges += find(alike.form) == [alike.never]
                for key in (alike.kind, f"from: {alike.source}"):
                    kinds.update([(key, "all"), (key, "kept apart" if right else "not right")])
                if not right:
                    wrong_rows.append(f"{search}: {alike.form!r} is not {alike.means or 'unknown'}: {find(alike.form)}")
            print(f"\n{search}: {len(lookalikes)} look-alikes")
            _table(kinds, ("kept apart", "not right"))
            print(f"\nwrong merges: {merges}")
    for row in wrong_rows:
        print(row, file=sys.stderr)
    return bool(wrong_rows)


def _table(kinds: Counter[tuple[str, str]], columns: Iterable[str]) -> None:
    columns = ("all", *columns)
    print(f"  {'':32}" + "".join(f"{column:>12}" for column in columns))
    names = list(dict.fromkeys(kind for kind, _ in kinds))
    for name in sorted(names, key=lambda name: (name.startswith("from: "), -kinds[name, "all"])):
        print(f"  {name:32}" + "".join(f"{kinds[name, column] or '-':>12}" for column in columns))


def _rows(name: str) -> list[list[str]]:
    with (FIXTURE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _unescaped(form: str) -> str:
    """A form whose signs that cannot be seen are written as `\\u200b`."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), form)


if __name__ == "__main__":
    sys.exit(main())
