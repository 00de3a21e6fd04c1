"""The tables of a view in SQLite, made from the schemas of `model.tables`, and rows on their way in and out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec
import pyarrow as pa

from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS, UNRESOLVED

#: raised when the tables below change: an older file is then filled anew
VERSION: Final = 1

#: table -> its schema and its key
TABLES: Final[dict[str, tuple[pa.Schema, tuple[str, ...]]]] = {
    "incidents": (INCIDENTS, ("incident_id",)),
    "findings": (FINDINGS, ("finding_id",)),
    "observations": (OBSERVATIONS, ("observation_id",)),
    "members": (MEMBERS, ("observation_id",)),
    "unresolved": (UNRESOLVED, ("observation_id", "rival_incident_id")),
    "effort": (EFFORT, ("effort_id",)),
}

#: what an incident has here besides the columns of its schema
_MORE: Final = {"incidents": ("status INTEGER NOT NULL DEFAULT 3", "sectors TEXT NOT NULL", "changed INTEGER NOT NULL")}

#: those without a place lie here, off the globe, so that a question about times alone finds them in the tree
NOWHERE_E6: Final = 1_000_000_000
MINUTE_S: Final = 60

INDEXES: Final = """
CREATE INDEX incidents_by_start ON incidents (start_s, incident_id);
CREATE INDEX incidents_by_existence ON incidents (existence_ppm, incident_id);
CREATE INDEX incidents_by_radius ON incidents (ifnull(radius_m, -1), incident_id);
CREATE INDEX findings_by_incident ON findings (incident_id, provision_id, status);
CREATE INDEX findings_by_provision ON findings (provision_id, status, incident_id);
CREATE INDEX members_by_incident ON members (incident_id, observation_id);
CREATE INDEX unresolved_by_rival ON unresolved (rival_incident_id);
CREATE INDEX observations_by_item ON observations (item_id);
CREATE INDEX effort_by_start ON effort (start_s, effort_id);
"""

_OTHERS: Final = """
CREATE VIRTUAL TABLE places USING rtree_i32(n, west, east, south, north, first, last);
CREATE VIRTUAL TABLE words USING fts5(text, place_words, content='', contentless_delete=1, detail=none,
  tokenize="unicode61 remove_diacritics 2");
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE changed (n INTEGER PRIMARY KEY, as_of INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL) STRICT;
CREATE INDEX changed_by_as_of ON changed (as_of);
"""


def ddl() -> str:
    """Everything that a new view begins with."""
    return "".join(_table(name) for name in TABLES) + _OTHERS + INDEXES


def columns(name: str) -> list[str]:
    return list(TABLES[name][0].names)


def upsert(name: str, more: tuple[str, ...] = (), kept: tuple[str, ...] = ()) -> str:
    """A row in; one of the same key takes the place of the earlier one, and keeps its number and what is `kept`."""
    every = [*columns(name), *more]
    apart = (*TABLES[name][1], *kept)
    key = TABLES[name][1]
    rest = ", ".join(f"{column} = excluded.{column}" for column in every if column not in apart)
    marks = ", ".join("?" * len(every))
    names = ", ".join(every)
    return f"INSERT INTO {name} ({names}) VALUES ({marks}) ON CONFLICT ({', '.join(key)}) DO UPDATE SET {rest}"


def rows(name: str, table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows of an Arrow table as SQLite takes them."""
    schema = TABLES[name][0]
    found = [table.column(column).to_pylist() for column in schema.names]
    for at, field in enumerate(schema):
        if pa.types.is_list(field.type):
            found[at] = [msgspec.json.encode(value).decode() for value in found[at]]
        elif pa.types.is_boolean(field.type):
            found[at] = [None if value is None else int(value) for value in found[at]]
    return zip(*found, strict=True)


def table_of(name: str, found: list[Any]) -> pa.Table:
    """Rows of SQLite as an Arrow table."""
    schema = TABLES[name][0]
    values = [list(column) for column in zip(*found, strict=True)] or [[] for _ in schema]
    for at, field in enumerate(schema):
        if pa.types.is_list(field.type):
            values[at] = [msgspec.json.decode(value) for value in values[at]]
        elif pa.types.is_boolean(field.type):
            values[at] = [None if value is None else bool(value) for value in values[at]]
    return pa.table([pa.array(column, field.type) for column, field in zip(values, schema, strict=True)], schema=schema)


def objects(name: str, found: list[Any], kind: type, more: dict[str, list[Any]]) -> tuple[Any, ...]:
    """Rows of SQLite as structs of the model; `more` has columns that are not in the schema."""
    schema = TABLES[name][0]
    lists = {at for at, field in enumerate(schema) if pa.types.is_list(field.type)}
    truths = {at for at, field in enumerate(schema) if pa.types.is_boolean(field.type)}
    out = []
    for n, row in enumerate(found):
        values = {
            column: tuple(msgspec.json.decode(value))
            if at in lists
            else (None if value is None else bool(value))
            if at in truths
            else value
            for at, (column, value) in enumerate(zip(schema.names, row, strict=False))
        }
        out.append(kind(**values, **{column: every[n] for column, every in more.items()}))
    return tuple(out)


def place_of(row: tuple[Any, ...]) -> tuple[int, ...]:
    """Box and minutes of an incident (west, east, south, north, first, last) from longitude, latitude and times."""
    lon, lat, start_s, end_s = row
    if lon is None or lat is None:
        lon = lat = NOWHERE_E6
    return lon, lon, lat, lat, start_s // MINUTE_S, max(start_s, end_s - 1) // MINUTE_S


def _table(name: str) -> str:
    schema, key = TABLES[name]
    lines = [f"{field.name} {_kind(field.type)}{'' if field.nullable else ' NOT NULL'}" for field in schema]
    lines += list(_MORE.get(name, ()))
    return f"CREATE TABLE {name} (n INTEGER PRIMARY KEY, {', '.join(lines)}, UNIQUE ({', '.join(key)})) STRICT;\n"


def _kind(kind: pa.DataType) -> str:
    return "INTEGER" if pa.types.is_integer(kind) or pa.types.is_boolean(kind) else "TEXT"
