"""Columns of numbers and coordinates: whole columns where they are well written, cell by cell where they are not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.units import E6
from truceline.sources.cell_bytes import only_digits, only_figures
from truceline.sources.sheet import Sheet

_INT32_MAX = 2_147_483_647
_WHOLE = r"^\+?[0-9]{1,9}$"
_DECIMAL = r"^[+-]?[0-9]{1,6}(\.[0-9]{0,17})?$"
#: thousands set apart, as people and spreadsheets write them: 1,000 and 1 000 and 1'000, never 1.000
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([,'’ \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
#: a thousand to a German, one to a programme that writes three decimals
_THREE_DECIMALS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
#: how data sets write that a number is not known
UNKNOWN = frozenset({"", "na", "n/a", "null", "none", "unknown", "-", "–", "?"})

Bounds = tuple[int, int, int, int]


class Places(msgspec.Struct):
    """Micro-degrees with a mask of the rows that have them."""

    lat_e6: Any
    lon_e6: Any
    present: Any

    def lat(self) -> pa.Array:
        return pa.array(self.lat_e6.astype(np.int32), mask=~self.present)

    def lon(self) -> pa.Array:
        return pa.array(self.lon_e6.astype(np.int32), mask=~self.present)


def decimals(cells: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Values, and which cells are no finite number. Blank and unknown words are NaN and not bad."""
    plain = _all_plain(cells, pa.float64()) if only_figures(cells) else None
    if plain is not None:
        values = plain.fill_null(math.nan).to_numpy(zero_copy_only=False)
        if not np.isinf(values).any():
            return values.copy(), np.zeros(len(cells), bool)
    good = pc.match_substring_regex(cells, _DECIMAL)
    values = pc.if_else(good, cells, "nan").cast(pa.float64()).to_numpy(zero_copy_only=False).copy()
    bad = np.zeros(len(cells), bool)
    for rows, words in _odd(cells, good):
        value = _decimal(words)
        bad[rows] = value is None
        values[rows] = math.nan if value is None else value
    return values, bad


def integers(sheet: Sheet, field: str, *, required: bool = False) -> pa.Array:
    """A column of counts (0 … 2³¹-1), null where blank or unknown.

    A cell that is no count costs the row when `required`; else the value is left out and a warning says so.
    """
    if not sheet.has(field):
        return pa.nulls(len(sheet), pa.int32())
    cells = sheet.text(field)
    if not required and only_digits(cells):
        plain = _all_plain(cells, pa.int32())
        if plain is not None:
            return plain
    good = pc.match_substring_regex(cells, _WHOLE)
    values = pc.if_else(good, pc.utf8_ltrim(cells, "+"), "0").cast(pa.int64()).to_numpy(zero_copy_only=False).copy()
    missing = ~good.to_numpy(zero_copy_only=False)
    bad = np.zeros(len(sheet), bool)
    for rows, words in _odd(cells, good):
        number = _count(words)
        if number is None:
            bad[rows] = words.lower() not in UNKNOWN
        else:
            values[rows], missing[rows] = number, False
    advice = "A count is a whole number from 0 on; leave the cell blank when it is not known."
    if required:
        sheet.refuse(bad, field, None, advice)
        sheet.refuse(missing & ~bad, field, "nothing", advice)
    else:
        sheet.warn(bad, field, None, advice + " The row went in without it.")
    return pa.array(values.astype(np.int32), mask=missing)


def places(sheet: Sheet, lat: str, lon: str, bounds: Bounds | None) -> Places:
    """Coordinates in degrees to micro-degrees.

    Refused: half a pair, what is no finite number, what lies outside ±90 / ±180. When only the exchanged pair lies
    inside `bounds` (lon_min, lat_min, lon_max, lat_max), the exchanged one is taken with a warning; without bounds
    a pair is taken as it stands. A pair of zeros is a blank that a program filled in: the row goes in without a place.
    """
    y, bad_y = decimals(sheet.text(lat))
    x, bad_x = decimals(sheet.text(lon))
    number = "Write degrees as a decimal number (48.5731)."
    sheet.refuse(bad_y, lat, None, number)
    sheet.refuse(bad_x, lon, None, number)
    no_y, no_x = np.isnan(y), np.isnan(x)
    sheet.refuse(no_y & ~no_x, lat, "nothing, with a longitude given", "Give both coordinates or none.")
    sheet.refuse(no_x & ~no_y, lon, "nothing, with a latitude given", "Give both coordinates or none.")
    present = ~no_y & ~no_x
    y, x = np.where(present, y, 0.0), np.where(present, x, 0.0)
    y, x = _exchange(sheet, lat, y, x, present, bounds)
    high = "A latitude lies between -90 and 90. Were latitude and longitude exchanged?"
    sheet.refuse(present & (np.abs(y) > 90), lat, None, high)
    sheet.refuse(present & (np.abs(x) > 180), lon, None, "A longitude lies between -180 and 180.")
    zero = present & (y == 0) & (x == 0)
    sheet.warn(zero, lat, "0, 0", "A blank filled in by a program? The row went in without a place.")
    present = present & ~zero & (np.abs(y) <= 90) & (np.abs(x) <= 180)
    lat_e6 = np.rint(np.where(present, y, 0.0) * E6).astype(np.int64)
    lon_e6 = np.rint(np.where(present, x, 0.0) * E6).astype(np.int64)
    return Places(lat_e6=lat_e6, lon_e6=lon_e6, present=present)


def _exchange(
    sheet: Sheet, field: str, y: np.ndarray, x: np.ndarray, present: np.ndarray, bounds: Bounds | None
) -> tuple[np.ndarray, np.ndarray]:
    if bounds is None:
        return y, x
    turned = present & ~_inside(y, x, bounds) & _inside(x, y, bounds)
    sheet.warn(
        turned,
        field,
        lambda row: f"{y[row]:g}, {x[row]:g}",
        "Latitude and longitude are exchanged: only the other order lies in the mission's area, and was taken.",
    )
    return np.where(turned, x, y), np.where(turned, y, x)


def _inside(y: np.ndarray, x: np.ndarray, bounds: Bounds) -> np.ndarray:
    west, south, east, north = (side / E6 for side in bounds)
    return (x >= west) & (x <= east) & (y >= south) & (y <= north)


def _all_plain(cells: pa.Array, kind: pa.DataType) -> pa.Array | None:
    """The whole column converted at once, null where blank; None when a cell does not convert."""
    try:
        return pc.if_else(pc.equal(cells, ""), None, cells).cast(kind)
    except pa.ArrowInvalid:
        return None


def _odd(cells: pa.Array, good: pa.Array) -> Iterator[tuple[np.ndarray, str]]:
    """Each distinct cell that is neither blank nor well written, with the rows it stands in."""
    odd = ~good.to_numpy(zero_copy_only=False) & ~pc.equal(cells, "").to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(odd)
    distinct = cells.take(pa.array(rows)).dictionary_encode()
    codes = distinct.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(codes, kind="stable")
    groups = np.split(rows[order], np.flatnonzero(np.diff(codes[order])) + 1)
    yield from zip(groups, distinct.dictionary.to_pylist(), strict=False)


def _decimal(words: str) -> float | None:
    """A number written otherwise (decimal comma, exponent); NaN when it says unknown, None when it is none."""
    if words.lower() in UNKNOWN:
        return math.nan
    if words.count(",") == 1 and "." not in words:
        words = words.replace(",", ".")
    try:
        value = float(words)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in words else None


def _count(words: str) -> int | None:
    """A count written otherwise; None where it is none, or may be a thousand times another (1.000)."""
    if _THOUSANDS.fullmatch(words):
        words = re.sub("[^0-9]", "", words)
    elif _THREE_DECIMALS.fullmatch(words):
        return None
    value = _decimal(words)
    if value is None or math.isnan(value) or value < 0 or value > _INT32_MAX or value != int(value):
        return None
    return int(value)
