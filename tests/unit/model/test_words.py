"""The words agree with each other: tables with types, schemas with data."""

from __future__ import annotations

import jsonschema
import msgspec
import pytest

from truceline.model import tables
from truceline.model.claim import Claim
from truceline.model.effort import Effort
from truceline.model.ids import canonical_bytes, content_id
from truceline.model.incident import Incident
from truceline.model.mentions import AnyMention, Quote
from truceline.model.observation import Observation
from truceline.model.schemas import PUBLIC_TYPES, schema
from truceline.model.taxonomy import EVENT_TYPES, is_a


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (Observation, tables.OBSERVATIONS),
        (Incident, tables.INCIDENTS),
        (Effort, tables.EFFORT),
        (Claim, tables.CLAIMS),
    ],
)
def test_one_name_in_python_and_arrow(kind: type[msgspec.Struct], table: object) -> None:
    fields = msgspec.structs.fields(kind)
    assert [field.name for field in fields] == table.names  # type: ignore[attr-defined]
    nullable = {field.name for field in fields if "None" in str(field.type)}
    assert nullable == {field.name for field in table if field.nullable}  # type: ignore[attr-defined]


def test_every_parent_in_the_tree_is_a_type_or_a_branch() -> None:
    for code in EVENT_TYPES:
        assert is_a(code, code.split(".")[0])
    assert is_a("fire.shot", "fire")
    assert not is_a("firearm", "fire")


def test_ids_are_content() -> None:
    assert content_id("obs", "a", 1) == content_id("obs", "a", 1)
    assert content_id("obs", "a", 1) != content_id("obs", "a", 2)
    assert content_id("obs", "ab", "c") != content_id("obs", "a", "bc")


def test_no_float_is_hashed() -> None:
    with pytest.raises(ValueError, match="float"):
        canonical_bytes({"share": [1, {"x": 0.5}]})


def test_every_public_type_has_a_schema_that_its_data_meet() -> None:
    document = schema()
    assert {kind.__name__ for kind in PUBLIC_TYPES} <= set(document["$defs"])
    quote = Quote(item_id="itm_1", start=0, end=4, text="Yes.", method="rule:quote", confidence_ppm=900_000)
    validator = jsonschema.Draft202012Validator({**schema("Quote")})
    validator.validate(msgspec.to_builtins(quote))
    broken = {**msgspec.to_builtins(quote), "start": "0"}
    assert not validator.is_valid(broken)
    assert msgspec.convert(msgspec.to_builtins(quote), AnyMention) == quote
