from __future__ import annotations

import pyarrow as pa
import pytest

from truceline.engines.duckdb import DuckEngine
from truceline.model.errors import InputError


def test_counts_and_sums_in_the_order_of_the_keys() -> None:
    table = pa.table({"day": ["b", "a", "b", None], "unit": ["x", "x", "x", "y"], "low": [1, 2, 3, None]})
    answer = DuckEngine().count(table, ("day", "unit"), ("low",))
    assert answer.to_pylist() == [
        {"day": None, "unit": "y", "n_rows": 1, "low": 0},
        {"day": "a", "unit": "x", "n_rows": 1, "low": 2},
        {"day": "b", "unit": "x", "n_rows": 2, "low": 4},
    ]


def test_floats_are_not_added() -> None:
    with pytest.raises(InputError, match="whole numbers"):
        DuckEngine().count(pa.table({"a": ["x"], "b": [0.5]}), ("a",), ("b",))


def test_unknown_column_is_named() -> None:
    with pytest.raises(InputError, match="no column 'c'"):
        DuckEngine().count(pa.table({"a": ["x"]}), ("c",))
