"""The generated pages are current, and the JSON Schema takes good sources and refuses bad ones."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml

from vjgraph.documenting import generate_docs, source_schema, term_table, write_docs
from vjgraph.kinds import read_kinds
from vjgraph.model import Source
from vjgraph.streaming import read_documents
from vjgraph.vocabulary import CLASSES, PROPERTIES

ROOT = Path(__file__).parents[1]
WHOLE = Path(__file__).parent / "fixtures" / "whole"
TEMPLATE = ROOT / "src" / "vjgraph" / "templates" / "project"
SOURCES = sorted(path for project in (ROOT, WHOLE, TEMPLATE) for path in (project / "sources").glob("*.yaml"))
SCHEMA = source_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, where only numbers, true, false and null are typed."""


EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", "n~"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^({_pattern})$"), list(_first))


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)


def faults(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(as_an_editor_reads(text))]


def test_the_pages_in_the_checkout_are_those_the_code_generates() -> None:
    for path, text in generate_docs(ROOT).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is stale: run 'python tests/test_docs.py'"


def test_a_stale_page_is_written_anew_and_all_around_the_table_is_kept(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    page = tmp_path / "ontology" / "README.md"
    current = page.read_text(encoding="utf-8")
    page.write_text(re.sub("(?<=<!-- terms -->).*(?=<!-- /terms -->)", "\nold\n", current, flags=re.S), encoding="utf-8")
    assert write_docs(tmp_path) == [page]
    assert page.read_text(encoding="utf-8") == current
    assert write_docs(tmp_path) == []


def test_the_table_has_a_row_a_term() -> None:
    table = term_table((ROOT / "ontology" / "vjgraph.ttl").read_bytes())
    rows = re.findall(r"^\| `vj:(\w+)` ", table, re.M)
    assert sorted(rows) == sorted(CLASSES | PROPERTIES)
    assert "| `vj:Ministry` | `vj:Organization` | An organisation that is a department of state" in table


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_an_editor_takes_a_good_source(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


HEADER = "source: {format: 1}\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("people: {}\n", "$"),
        ("source: {format: 2}\n", "$.source.format"),
        ("source: {format: 1, text_sha256: abc}\n", "$.source.text_sha256"),
        ("source: {format: 1, language: English}\n", "$.source.language"),
        (HEADER + "meeting: []\n", "$"),
        (HEADER + "meetings: [{id: Roe & Doe}]\n", "$.meetings[0].id"),
        (HEADER + "meetings: [{id: a, date: [2019-07-01, 2019-07-02]}]\n", "$.meetings[0].date"),
        (HEADER + "meetings: [{id: a, status: done}]\n", "$.meetings[0].status"),
        (HEADER + "meetings: [{id: a, about: joint patrols}]\n", "$.meetings[0].about"),
        (HEADER + "meetings: [{id: a, statements: [{act: states}]}]\n", "$.meetings[0].statements[0]"),
        (
            HEADER + "visits: [{id: a, visitor: b, statements: [{by: c, act: d, quantity: [{value: many, unit: e}]}]}]\n",
            "$.visits[0].statements[0].quantity[0].value",
        ),
    ],
)
def test_an_editor_shows_what_is_wrong(text: str, where: str) -> None:
    assert faults(text) == [where]


def test_values_that_look_typed_are_texts() -> None:
    text = HEADER + "people: {Jane Roe: {rank: 2, quote: true}}\nmeetings: [{id: a, date: 2019, title: 1.5}]\n"
    assert faults(text) == []


def test_an_amount_is_a_number_or_a_text() -> None:
    statement = "{by: Roe, act: offers, quantity: [{value: %s, unit: crowns}]}"
    for value in ("1500000", "1.5", '"2.50"'):
        assert faults(HEADER + f"meetings: [{{id: a, statements: [{statement % value}]}}]\n") == []


def test_kinds_are_offered_and_a_project_may_have_its_own() -> None:
    offered, free = SCHEMA["$defs"]["StatementEntry"]["properties"]["act"]["anyOf"]
    assert offered["enum"] == list(read_kinds().of["act"])
    assert free == {"type": "string"}


def records(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Source", schema
    yield from ((name, record) for name, record in schema["$defs"].items() if "properties" in record)


def test_every_record_and_field_is_described() -> None:
    for name, record in records(SCHEMA):
        assert record["description"], name
        for field, schema in record["properties"].items():
            assert schema["description"].endswith("."), f"{name}.{field}"


def test_the_schema_has_every_field_of_the_format() -> None:
    exported = msgspec.json.schema(Source)["$defs"]
    assert {name: set(record["properties"]) for name, record in records(SCHEMA)} == {
        name: set(record["properties"]) for name, record in exported.items()
    }


def test_dates_come_with_examples() -> None:
    assert "[..2019-07-01]" in SCHEMA["$defs"]["Date"]["examples"]
    for record, field in (("Header", "published"), ("EventEntry", "date"), ("Held", "on")):
        assert SCHEMA["$defs"][record]["properties"][field]["$ref"] == "#/$defs/Date"


def test_the_whole_format_project_uses_every_field_of_the_format() -> None:
    documents, findings = read_documents(WHOLE / "sources", root=WHOLE)
    assert not findings
    used: set[tuple[str, str]] = set()

    def visit(value: Any) -> None:
        if isinstance(value, msgspec.Struct):
            for field in msgspec.structs.fields(value):
                found = getattr(value, field.name)
                default = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default
                if found != default:
                    used.add((type(value).__name__, field.encode_name))
                    visit(found)
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            visit(part)

    for document in documents:
        visit(document.record)
    every = {(name, field) for name, record in records(SCHEMA) for field in record["properties"]}
    # What all entries share is used in some of them; the rest everywhere it can stand.
    shared = {"quote", "par", "also", "inferred"}
    occasions = {"VisitEntry", "EventEntry"}
    missing = {
        (name, field)
        for name, field in every - used
        if field not in shared and not (name in occasions and any((other, field) in used for other in occasions))
    }
    assert missing == set()


def test_the_file_in_the_checkout_is_json() -> None:
    assert json.loads((ROOT / "ontology" / "source.schema.json").read_text(encoding="utf-8")) == SCHEMA
