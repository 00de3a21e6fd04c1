"""Answers of stages as rows to commit to: Arrow tables field by field, lists of objects whole."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pyarrow as pa

from truceline.record.canonical import canonical
from truceline.record.table_fields import Fields
from truceline.record.table_json import object_json
from truceline.record.table_tree import Rows

#: name of the one field of a row that is committed to whole
WHOLE = "row"


def of_table(table: pa.Table, fields: Fields) -> Rows:
    """A table with these fields. Rows keep its order."""

    def values(first: int, n: int) -> Sequence[pa.LargeStringArray]:
        part = table.slice(first, n)
        return [object_json(part, columns) for _, columns in fields]

    return Rows(table.num_rows, tuple(name for name, _ in fields), values)


def of_objects(objects: Sequence[object]) -> Rows:
    """Structs or plain values without floats, each a row of one field."""

    def values(first: int, n: int) -> Sequence[pa.LargeStringArray]:
        written = [canonical(msgspec.to_builtins(one)).decode() for one in objects[first : first + n]]
        return [pa.array(written, pa.large_string())]

    return Rows(len(objects), (WHOLE,), values)
