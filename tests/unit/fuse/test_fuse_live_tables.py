"""Rows that are laid together as they come are found again by their numbers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from truceline.fuse.live_tables import Tables

SCHEMA = pa.schema([("name", pa.string()), ("n", pa.int64())])


def _rows(first: int, until: int) -> pa.Table:
    return pa.table({"name": [f"row {n}" for n in range(first, until)], "n": range(first, until)}, schema=SCHEMA)


@pytest.fixture
def tables() -> Tables:
    """Twelve rows in three tables."""
    made = Tables(_rows(0, 5))
    made.add(_rows(5, 11))
    made.add(_rows(11, 12))
    assert len(made.parts) == 3
    return made


@pytest.mark.parametrize("at", [[0], [11], [2, 3], [4, 1], [5, 0, 11, 6, 6], list(range(12)), list(range(11, -1, -1))])
def test_rows_come_in_the_order_of_the_numbers(tables: Tables, at: list[int]) -> None:
    found = tables.take(np.array(at, dtype=np.int64))
    assert found.schema == SCHEMA
    assert found["n"].to_pylist() == at
    assert found["name"].to_pylist() == [f"row {n}" for n in at]


def test_who_asks_for_no_row_gets_none_with_all_columns_and_no_table_is_looked_at(tables: Tables) -> None:
    tables._tables.clear()
    none = tables.take(np.zeros(0, dtype=np.int64))
    assert none.num_rows == 0
    assert none.schema == SCHEMA


def test_tables_that_grow_are_laid_together() -> None:
    tables = Tables(_rows(0, 2))
    for n in range(2, 40):
        tables.add(_rows(n, n + 1))
    assert tables.size == 40
    assert len(tables.parts) < 8
    assert tables.take(np.arange(40))["n"].to_pylist() == list(range(40))
