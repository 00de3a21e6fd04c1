"""What the columns of tables mean, as a page: the same words that the files themselves carry."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from truceline.model.column_texts import DESCRIBED
from truceline.model.columns import Column, Described
from truceline.model.errors import UsageError
from truceline.model.public_tables import PUBLIC, PUBLIC_DESCRIBED
from truceline.model.tables import BY_NAME
from truceline.writers.shown import shown_name

_HEAD = """# The columns of all tables

Written by `truceline schema --text`. The same words stand in `truceline schema TABLE` and inside GeoPackage and Parquet
files. In csv, xlsx, geojson and gpkg `…_s` is a moment in UTC without the suffix (`start_s` → `start`), and `…_e6` are
degrees (`lat_e6` → `lat`).
"""

_RELEASED = """# The tables of a bulletin

What leaves: the sheets of bulletin.xlsx, the layers of bulletin.gpkg, the columns of bulletin.parquet and
bulletin.hxl.csv.
"""


def page(name: str | None) -> str:
    """The page of one table, or of all. Raises UsageError for a table that there is not."""
    if name is not None and name not in BY_NAME:
        raise UsageError(f"there is no table {name!r}", advice=f"Tables: {', '.join(BY_NAME)}.")
    if name is not None:
        return "\n".join(_table(name, DESCRIBED[name], BY_NAME[name]))
    inside = ["\n".join(_table(each, DESCRIBED[each], BY_NAME[each])) for each in BY_NAME]
    released = ["\n".join(_table(f"bulletin: {each}", PUBLIC_DESCRIBED[each], PUBLIC[each])) for each in PUBLIC]
    return "\n".join((_HEAD, *inside, _RELEASED, *released))


def _table(name: str, about: Described, schema: pa.Schema) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{about.rows} Key: {', '.join(f'`{key}`' for key in about.key)}.\n"
    yield "| column | type | unit | what it means | empty when | example |"
    yield "|---|---|---|---|---|---|"
    for field in schema:
        column = about.columns[field.name]
        cells = (_name(field.name), _type(field.type), column.unit, column.meaning, column.null or "never")
        yield "| " + " | ".join((*cells, _example(column))) + " |"
    yield ""


def _name(name: str) -> str:
    return f"`{name}`" if shown_name(name) == name else f"`{name}` → `{shown_name(name)}`"


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return "list of text"
    if pa.types.is_boolean(kind):
        return "true, false"
    return "whole number" if pa.types.is_integer(kind) else "text"


def _example(column: Column) -> str:
    value = column.example
    if isinstance(value, tuple):
        value = "; ".join(value)
    return "" if value == "" else f"`{str(value).lower() if isinstance(value, bool) else value}`"
