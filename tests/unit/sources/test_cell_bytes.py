"""Questions to the bytes of a column are answered as a look at each cell would."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.sources.cell_bytes import column_bytes, holds, only_digits, only_figures, trimmed

_SPACES = " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_EDGES = st.text(alphabet=st.sampled_from(_SPACES + "ab«»…іЯ\u200b\ufeff\u180e"), max_size=4)


@settings(deadline=None)
@given(st.lists(st.tuples(_EDGES, st.text(max_size=5), _EDGES).map("".join)), st.integers(0, 3))
def test_trimming_takes_off_what_arrow_takes_off(cells: list[str], skip: int) -> None:
    column = pa.array(cells, pa.string()).slice(min(skip, len(cells)))

    assert trimmed(column).equals(pc.utf8_trim_whitespace(column))


def test_a_column_without_outer_space_is_not_copied() -> None:
    column = pa.array(["Пантелеймонівка", "two words", "", "«…»"], pa.string())

    assert trimmed(column).buffers()[2].address == column.buffers()[2].address


@pytest.mark.parametrize("cells", [[], [""], ["", ""]])
def test_columns_without_bytes(cells: list[str]) -> None:
    column = pa.array(cells, pa.string())

    data, offsets = column_bytes(column)
    assert (len(data), offsets.tolist()) == (0, [0] * (len(cells) + 1))
    assert trimmed(column).to_pylist() == cells
    assert only_digits(column)
    assert not holds(column, "a")


def test_only_the_cells_of_a_slice_are_asked() -> None:
    column = pa.array(["a\nb", "12", "3.5"], pa.string())

    assert holds(column, "\n")
    assert not holds(column.slice(1), "\n")
    assert only_digits(column.slice(1, 1))
    assert only_figures(column.slice(1)) and not only_digits(column.slice(1))
    assert not only_figures(column)
