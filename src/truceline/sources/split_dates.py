"""Dates that a table keeps in three columns: year, month, day; a month or a day of 0 is not known."""

from __future__ import annotations

from calendar import monthrange

import pyarrow as pa
import pyarrow.compute as pc

from truceline.sources.coding import mapped
from truceline.sources.sheet import Sheet


def add_days(sheet: Sheet, columns: tuple[str, str, str], first: str, last: str) -> None:
    """Adds two columns of ISO days, `first` and `last`, from (year, month, day).

    An unknown day is the whole month and an unknown month the whole year. What is no date stays as it is written, so
    that whoever reads the column tells of it.
    """
    written = pc.binary_join_element_wise(*(_whole(sheet.text(name)) for name in columns), "-")
    sheet.columns[first] = mapped(written, lambda words: _day(words, 0), pa.string())
    sheet.columns[last] = mapped(written, lambda words: _day(words, 1), pa.string())


def _whole(cells: pa.Array) -> pa.Array:
    """A spreadsheet's "3.0" is 3."""
    return pc.replace_substring_regex(cells, r"^(\d+)\.0*$", r"\1")


def _day(words: str, which: int) -> str:
    parts = words.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return words.strip("-")
    year, month, day = (int(part) for part in parts)
    if month > 12 or not 1 <= year <= 9999:
        return words
    month = month or (1, 12)[which]
    day = day or (1, monthrange(year, month)[1])[which]
    return f"{year:04}-{month:02}-{day:02}"
