"""The records of the format: closed, frozen, and ready to be published as a schema."""

from decimal import Decimal

import msgspec
import pytest

from vjgraph import model
from vjgraph.authorities import RECORDS
from vjgraph.model import MILESTONES, AgreementEntry, EventEntry, Quantity, Source, is_plain, several

RECORD_TYPES = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, model.Record)]


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_every_record_is_frozen_and_refuses_keys_it_does_not_know(kind):
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.forbid_unknown_fields


def test_a_key_that_is_a_word_of_python_is_written_as_it_is_said():
    source = msgspec.convert({"source": {"format": 1}, "people": {"Jane Roe": {"as": "Minister"}}}, Source)
    assert source.people["Jane Roe"].as_ == "Minister"
    assert msgspec.to_builtins(source)["people"] == {"Jane Roe": {"as": "Minister"}}


def test_a_participant_is_a_name_names_or_a_mapping():
    listed = {"guest": "Roe", "host": ["Doe", {"who": "Poe"}], "witness": {"delegation_of": "Aland", "head": "Foe"}}
    event = msgspec.convert({"id": "a", "participants": listed}, EventEntry)
    assert msgspec.to_builtins(event)["participants"] == listed


def test_a_quantity_is_typed_and_exact():
    assert msgspec.convert({"value": "1500000.10", "unit": "doses"}, Quantity, strict=False).value == Decimal("1500000.10")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999"])
def test_a_quantity_that_cannot_be_written_out_is_refused(value):
    assert not is_plain(Decimal(value))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"value": value, "unit": "doses"}, Quantity)


def test_the_milestones_are_the_milestone_fields_of_an_agreement():
    fields = {field.name for field in msgspec.structs.fields(AgreementEntry) if field.type == model.Milestone}
    assert fields == set(MILESTONES)


def test_one_name_or_several_are_several():
    assert several("a") == ["a"]
    assert several(["a", "", "b"]) == ["a", "b"]
    assert several("") == several([]) == []


@pytest.mark.parametrize("kind", [Source, *RECORDS.values()], ids=lambda kind: kind.__name__)
def test_every_file_has_a_schema(kind):
    schema = msgspec.json.schema(kind)
    assert schema["$defs"][kind.__name__]["additionalProperties"] is False
