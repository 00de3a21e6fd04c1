"""What the columns of tables mean: the one description behind help, schemas, the files themselves and the docs.

The names and types of columns are those of the table (`model.tables`); the words stand in `column_texts` and what it
gathers. The same name means the same in every table, unless a table says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import pyarrow as pa


class Column(msgspec.Struct, frozen=True):
    """The meaning of a column. `null` says what an empty value means; columns that are never empty have none."""

    meaning: str
    example: str | int | bool | tuple[str, ...]
    unit: str = ""
    null: str = ""
    hxl: str = ""  # hashtag and attributes of the Humanitarian Exchange Language 1.1


class Described(msgspec.Struct, frozen=True):
    """A table: what one row is, which columns tell rows apart, and what all columns mean."""

    rows: str
    key: tuple[str, ...]
    columns: dict[str, Column]


def described(about: Described, schema: pa.Schema) -> pa.Schema:
    """The schema with the meaning and the unit of each column in it, as Parquet and GeoPackage keep them."""
    fields = []
    for field in schema:
        column = about.columns[field.name]
        words = {"description": column.meaning + (f" Empty: {column.null}." if column.null else "")}
        fields.append(field.with_metadata({**words, "unit": column.unit} if column.unit else words))
    return pa.schema(fields, {"description": about.rows, "key": ", ".join(about.key)})


def json_schema(name: str, about: Described, schema: pa.Schema) -> dict[str, object]:
    """JSON Schema (2020-12) of one row of the table as JSON Lines have it."""
    columns = {field.name: _property(about.columns[field.name], field) for field in schema}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": about.rows,
        "type": "object",
        "properties": columns,
        "required": list(columns),
        "additionalProperties": False,
        "x-key": list(about.key),
    }


def hashtags(about: Described, names: Sequence[str]) -> list[str]:
    """The row of HXL hashtags for these columns; a column without one has an empty cell, as the standard allows."""
    return [about.columns[name].hxl if name in about.columns else "" for name in names]


def harm(null: str) -> dict[str, Column]:
    """The columns of people killed and wounded; `null` is what it means that one is empty."""
    return {
        "killed_low": Column("Persons killed, at least.", 0, unit="persons", null=null, hxl="#affected+killed+min"),
        "killed_high": Column("Persons killed, at most.", 2, unit="persons", null=null, hxl="#affected+killed+max"),
        "wounded_low": Column("Persons wounded, at least.", 1, unit="persons", null=null, hxl="#affected+injured+min"),
        "wounded_high": Column("Persons wounded, at most.", 4, unit="persons", null=null, hxl="#affected+injured+max"),
    }


def with_own(shared: Mapping[str, Column], names: Sequence[str], own: Mapping[str, Column]) -> dict[str, Column]:
    """The columns of a table: its own words before those that tables share. Raises KeyError for one without words."""
    return {name: own[name] if name in own else shared[name] for name in names}


def _property(column: Column, field: pa.Field) -> dict[str, object]:
    kind: dict[str, object] = {"type": _json_type(field.type)}
    if pa.types.is_list(field.type):
        kind["items"] = {"type": _json_type(field.type.value_type)}
    if field.nullable:
        kind["type"] = [kind["type"], "null"]
    kind |= {"description": column.meaning, "examples": [column.example]}
    if column.unit:
        kind["x-unit"] = column.unit
    if column.null:
        kind["x-null"] = column.null
    return kind


def _json_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return "array"
    if pa.types.is_boolean(kind):
        return "boolean"
    return "integer" if pa.types.is_integer(kind) else "string"
