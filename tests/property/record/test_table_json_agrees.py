"""Columns written at once are what RFC 8785 says of each value, whatever stands in them."""

from __future__ import annotations

import pyarrow as pa
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from truceline.record.table_json import column_json, object_json

_LARGEST = 2**53 - 1
_TEXT = st.text(max_size=12)


@given(st.lists(st.none() | _TEXT, max_size=8), st.integers(0, 3))
def test_text(values: list[str | None], first: int) -> None:
    column = pa.array(values, pa.string()).slice(min(first, len(values)))
    assert column_json(column).to_pylist() == [rfc8785.dumps(value).decode() for value in column.to_pylist()]


@given(st.lists(st.none() | st.integers(-_LARGEST, _LARGEST), max_size=8))
def test_numbers(values: list[int | None]) -> None:
    written = column_json(pa.chunked_array([pa.array(values, pa.int64()), pa.array([7], pa.int64())])).to_pylist()
    assert written == [rfc8785.dumps(value).decode() for value in [*values, 7]]


@given(st.lists(st.tuples(st.none() | st.booleans(), st.none() | st.lists(_TEXT, max_size=3), _TEXT), max_size=6))
def test_objects(rows: list[tuple[bool | None, list[str] | None, str]]) -> None:
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    kinds = (pa.bool_(), pa.list_(pa.string()), pa.string())
    arrays = [pa.array(list(values), kind) for values, kind in zip(columns, kinds, strict=True)]
    table = pa.table(dict(zip("bca", arrays, strict=True)))
    assert object_json(table, ["b", "c", "a"]).to_pylist() == [rfc8785.dumps(row).decode() for row in table.to_pylist()]


@pytest.mark.parametrize("value", [_LARGEST + 1, -_LARGEST - 1])
def test_a_number_beyond_53_bits_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="53 bits"):
        column_json(pa.array([0, value], pa.int64()))
    assert column_json(pa.array([_LARGEST, -_LARGEST])).to_pylist() == [str(_LARGEST), str(-_LARGEST)]


@pytest.mark.parametrize("column", [pa.array([0.5]), pa.array([b"x"]), pa.array([{"a": 1}])])
def test_what_has_no_one_spelling_is_refused(column: pa.Array) -> None:
    with pytest.raises(ValueError, match="no canonical JSON"):
        column_json(column)
