"""Days as tables write them: 2030-04-11, 11.04.2030, and 11/04/2030 where the column itself tells which is the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[ T])")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?=$|[ T])")


def iso_days(cells: Sequence[str]) -> list[str]:
    """The cells with each day as YYYY-MM-DD. What is no day, or may be two, is left as it was written.

    With dots the day comes first, as everywhere. With slashes it comes first or second: a number above twelve in any
    cell of the column tells, and where none does, or both do, nobody can know.
    """
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _SLASHES.match(cell))]
    first, second = (any(pair[n] > 12 for pair in pairs) for n in (0, 1))
    return [_dots(_slashed(cell, first) if first != second else cell) for cell in cells]


def _dots(cell: str) -> str:
    found = _DOTS.match(cell)
    return _iso(cell, found, 1, 2) if found else cell


def _slashed(cell: str, day_first: bool) -> str:
    found = _SLASHES.match(cell)
    return _iso(cell, found, *((1, 2) if day_first else (2, 1))) if found else cell


def _iso(cell: str, found: re.Match[str], day: int, month: int) -> str:
    try:
        return date(int(found[3]), int(found[month]), int(found[day])).isoformat() + cell[found.end() :]
    except ValueError:
        return cell
