"""Arrow tables as CSV: what stands in each cell, whatever it holds."""

from __future__ import annotations

import csv
import io
import re

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from truceline.publish.safe import csv_cell
from truceline.publish.sheet import csv_of

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        [
            "-3.5",
            "+1",
            "=1+1",
            "@x",
            "-",
            "1e5",
            "a b",
            "a  b",
            " a",
            "a ",
            "a\n",
            'a"b',
            "a,b",
            "",
            "\u202eabc",
            "٣",
            "|x",
        ]
    ),
)


@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=30))
def test_cells_are_what_a_careful_writer_would_write_one_by_one(rows: list[tuple[str | None, str | None]]) -> None:
    table = pa.table(
        {"a": pa.array([r[0] for r in rows], pa.string()), "=b": pa.array([r[1] for r in rows], pa.string())}
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["a", "'=b"])
    writer.writerows([[_one(value) for value in row] for row in rows])
    assert csv_of(table) == out.getvalue().encode()


def test_numbers_flags_and_lists() -> None:
    table = pa.table(
        {"n": [1, None, -3], "x": [1.0, 0.25, None], "flag": [True, None, False], "l": [["a", "b"], None, []]}
    )
    assert csv_of(table) == b"n,x,flag,l\r\n1,1.0,True,\"['a', 'b']\"\r\n,0.25,,\r\n-3,,False,[]\r\n"


def test_rows_stay_in_order_beyond_one_block() -> None:
    n = 140_000
    lines = csv_of(pa.table({"n": pa.array(range(n)), "word": pa.array(["x"] * n)})).decode().splitlines()
    assert lines[1:] == [f"{k},x" for k in range(n)]


def _one(value: str | None) -> str:
    if value is None:
        return ""
    return value if _NUMBER.fullmatch(value) else csv_cell(value)
