"""Ids of rows, made by column, are those that `content_id` gives row by row."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.ids import content_id
from truceline.sources import identity
from truceline.sources.identity import identities
from truceline.sources.sheet import Sheet
from truceline.sources.table import Table

_CELLS = st.one_of(
    st.just(""), st.text(max_size=12), st.sampled_from(['say "so"', "a\\b", "\x1f", "\n\t\r", "щось\x00"])
)
_ROWS = st.lists(st.tuples(_CELLS, _CELLS, st.sampled_from(["1", "2"]), st.sampled_from(["", "", "", "", "x"])))


def _sheet(columns: dict[str, list[str]], offset: int = 0) -> Sheet:
    arrays = {name: pa.array([""] * offset + cells, pa.string()).slice(offset) for name, cells in columns.items()}
    size = len(next(iter(columns.values())))
    return Sheet(Table(file="f.csv", columns=arrays, lines=np.arange(size), rows=size, notes=[]))


def _one_by_one(columns: dict[str, list[str]], source: str) -> list[str]:
    names = sorted(columns)
    rows = zip(*(columns[name] for name in names), strict=True)
    return [
        content_id(
            "obs",
            source,
            "".join(
                f"{name}={cell.replace(chr(31), ' ')}{chr(31)}" for name, cell in zip(names, row, strict=True) if cell
            ),
        )
        for row in rows
    ]


@settings(deadline=None)
@given(_ROWS, st.sampled_from(["patrol", 'a "b"\\', "дані"]), st.integers(0, 2))
def test_an_id_is_the_content_id_of_the_filled_cells(rows: list[tuple[str, ...]], source: str, offset: int) -> None:
    columns = {name: [row[at] for row in rows] for at, name in enumerate(("place", "id", "count", "weapon"))}

    ids = identities(_sheet(columns, offset), "obs", source, (*columns, "absent"))

    assert ids.to_pylist() == _one_by_one(columns, source)


def test_ids_stay_what_they_were() -> None:
    sheet = _sheet({"id": ["a-1", ""], "text": ['"Шість" вибухів', "x\x1fy"]})

    assert identities(sheet, "obs", "patrol", ("id", "text")).to_pylist() == [
        "obs_1b635d5ff4c458981012cb12",
        "obs_5b3f532a5f5ba2a66309a535",
    ]


def test_rows_without_a_single_filled_cell_have_the_id_of_nothing() -> None:
    sheet = _sheet({"id": ["", ""]})

    assert identities(sheet, "eff", "posts", ("id",)).to_pylist() == [content_id("eff", "posts", "")] * 2


def test_rows_are_the_same_in_one_step_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {"id": ["a", "", "c", "d", ""], "text": ["", "x", "", "y", "z"]}
    at_once = identities(_sheet(columns, 1), "obs", "patrol", ("id", "text"))
    monkeypatch.setattr(identity, "_STEP", 2)

    assert identities(_sheet(columns, 1), "obs", "patrol", ("id", "text")).equals(at_once)
