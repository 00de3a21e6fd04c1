"""Tables of several downloads as one: sorted, each key once, the first item's row."""

from __future__ import annotations

import pyarrow as pa
import pytest

from truceline.ingest.submission import lay_together

_SCHEMA = pa.schema([("key", pa.string()), ("item_id", pa.string()), ("record", pa.int32()), ("text", pa.string())])


def _table(*rows: tuple[str, str, int, str | None]) -> pa.Table:
    return pa.Table.from_arrays(
        [pa.array(cells, kind) for cells, kind in zip(zip(*rows, strict=True), _SCHEMA.types, strict=True)],
        schema=_SCHEMA,
    )


_FIRST = _table(("b", "itm_2", 1, "later item"), ("d", "itm_2", 7, None))
_SECOND = _table(("a", "itm_1", 5, "alone"), ("b", "itm_1", 9, "kept"), ("d", "itm_2", 3, "earlier line"))


@pytest.mark.parametrize("tables", [[_FIRST, None, _SECOND], [_SECOND, _FIRST], [pa.concat_tables([_FIRST, _SECOND])]])
def test_a_key_in_two_files_is_one_row_whatever_their_order(tables: list[pa.Table | None]) -> None:
    assert lay_together(tables, _SCHEMA, "key").to_pylist() == [
        {"key": "a", "item_id": "itm_1", "record": 5, "text": "alone"},
        {"key": "b", "item_id": "itm_1", "record": 9, "text": "kept"},
        {"key": "d", "item_id": "itm_2", "record": 3, "text": "earlier line"},
    ]


def test_a_single_row_and_none() -> None:
    one = _table(("a", "itm_1", 5, "x"))
    assert lay_together([one], _SCHEMA, "key").equals(one)
    assert lay_together([None, _SCHEMA.empty_table()], _SCHEMA, "key").equals(_SCHEMA.empty_table())
