"""Columns of text made from columns of integers, in Arrow: the same digits everywhere, a million rows in a second."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.exercise.params import ZONE_OFFSET_S
from truceline.exercise.theatre import Ints


def degrees(micro: Ints) -> pa.Array:
    """Micro-degrees as decimal degrees with six digits: 5012345 is "5.012345"."""
    sign = pa.array(np.where(micro < 0, "-", ""))
    whole = pa.array(np.abs(micro) // 1_000_000).cast(pa.string())
    rest = pc.utf8_lpad(pa.array(np.abs(micro) % 1_000_000).cast(pa.string()), 6, "0")
    return joined(sign, whole, ".", rest)


def utc(second: Ints) -> pa.Array:
    """`2025-06-01T02:00:00Z`."""
    return pc.strftime(pa.array(second, pa.int64()).cast(pa.timestamp("s")), "%Y-%m-%dT%H:%M:%SZ")


def local(second: Ints, form: str = "%Y-%m-%dT%H:%M:%S-02:00") -> pa.Array:
    """The local wall clock of the island with its offset, or in another form."""
    return pc.strftime(pa.array(second + ZONE_OFFSET_S, pa.int64()).cast(pa.timestamp("s")), form)


def digits(values: Ints, blank: np.ndarray | None = None) -> pa.Array:
    """Integers as text; empty where `blank` is true."""
    text = pa.array(values, pa.int64()).cast(pa.string())
    return text if blank is None else pc.if_else(pa.array(blank), "", text)


def words(choices: tuple[str, ...], index: Ints) -> pa.Array:
    """The word at each index."""
    return pa.array(choices, pa.string()).take(pa.array(index, pa.int64()))


def joined(*parts: pa.Array | str) -> pa.Array:
    """Parts of each row put together; a plain string stands in every row."""
    return pc.binary_join_element_wise(*parts, "")


def csv_bytes(columns: dict[str, pa.Array]) -> bytes:
    """A CSV file with a header line; a field is quoted where a comma, a quote or a line break asks for it."""
    rows = None
    for column in columns.values():
        needs = pc.match_substring_regex(column, '[",\n\r]')
        quoted = joined('"', pc.replace_substring(column, '"', '""'), '"')
        field = pc.if_else(needs, quoted, column)
        rows = field if rows is None else pc.binary_join_element_wise(rows, field, ",")
    return lines(",".join(columns), rows)


def lines(head: str, rows: pa.Array | None) -> bytes:
    """A head line (left out when empty) and one line for each row."""
    body = b"" if rows is None else "\n".join(rows.to_pylist()).encode()
    return b"".join((head.encode(), b"\n" if head else b"", body, b"\n" if body else b""))
