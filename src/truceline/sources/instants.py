"""Columns of dates and times to UTC seconds: ISO 8601 by arithmetic on whole columns, other writings cell by cell.

A cell that names a day stands for the whole local day, one with minutes for that minute. Local times that a clock
change repeats or skips are resolved as PEP 495 says for fold=0 and reported, so that the same file reads the same
everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.errors import InputError
from truceline.model.units import DAY_S
from truceline.sources.cell_bytes import column_bytes

DateOrder = Literal["", "dmy", "mdy"]
FIRST_YEAR, LAST_YEAR = 1900, 2100
_NO_OFFSET = 1 << 40
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock arithmetic
_MONTHS = dict(
    zip(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True)
)
_CLOCK = r"(?:[ T,]+(?P<h>\d{1,2}):(?P<n>\d\d)(?::(?P<s>\d\d))?)?$"
_WORDED = re.compile(r"(?P<d>\d{1,2})[ -](?P<mon>[A-Za-z]{3,9})\.?,?[ -](?P<y>\d{4})" + _CLOCK)
_DOTTED = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})" + _CLOCK)
_SLASHED = re.compile(r"(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})" + _CLOCK)


class Instants(msgspec.Struct):
    """One interval for each cell, and what was odd. Arrays of one length."""

    start_s: Any  # int64; 0 where there is none
    end_s: Any
    width_s: Any  # precision as written: DAY_S, 60 or 1
    blank: Any  # bool: an empty cell
    bad: Any  # bool: not a date, or an impossible one
    folded: Any  # bool: the clock showed this time twice
    skipped: Any  # bool: the clock never showed this time


class _Wall(msgspec.Struct):
    """Wall-clock seconds since 1970 as written, with the offset where one stands."""

    seconds: Any
    offset: Any
    width: Any
    ok: Any


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of this name; an InputError names a wrong one."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise InputError(f"there is no time zone {name!r}", advice='Use an IANA name such as "Europe/Kyiv".') from error


def instants(cells: pa.Array, zone: str, order: DateOrder = "") -> Instants:
    """UTC intervals of a column of text. `zone` is for cells without an offset; `order` for dates with slashes."""
    wall = _read(cells, order)
    blank = pc.equal(cells, "").to_numpy(zero_copy_only=False)
    start, folded, skipped = _to_utc(wall.seconds, wall, zone, fold=0)
    end, _, _ = _to_utc(wall.seconds + wall.width, wall, zone, fold=0)
    clock = wall.width < DAY_S
    end = np.where(clock, start + wall.width, end)
    return Instants(
        start_s=start,
        end_s=end,
        width_s=wall.width,
        blank=blank,
        bad=~wall.ok & ~blank,
        folded=folded & clock,
        skipped=skipped & clock,
    )


def _read(cells: pa.Array, order: DateOrder) -> _Wall:
    n = len(cells)
    wall = _Wall(np.zeros(n, np.int64), np.full(n, _NO_OFFSET, np.int64), np.ones(n, np.int64), np.zeros(n, bool))
    lengths = pc.binary_length(cells).to_numpy(zero_copy_only=False)
    for length, take in _SHAPES.items():
        rows = np.flatnonzero(lengths == length)
        if len(rows):
            _read_fixed(wall, rows, _matrix(cells, rows, length), take)
    rest = np.flatnonzero(~wall.ok & (lengths > 0))
    if len(rest):
        _read_singly(wall, cells, rest, order)
    return wall


def _matrix(cells: pa.Array, rows: np.ndarray, length: int) -> np.ndarray:
    """The bytes of cells of one length: a row for each byte of the writing, a column for each cell."""
    chosen = cells if len(rows) == len(cells) and cells.offset == 0 else cells.take(pa.array(rows))
    return np.ascontiguousarray(column_bytes(chosen)[0].reshape(len(rows), length).T)


#: where the figures of a date and a clock time stand
_FIGURES = (0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18)
#: length of the cell -> (length of the wall-clock part, how the offset is written)
_SHAPES: dict[int, tuple[int, str]] = {
    10: (10, ""),
    16: (16, ""),
    17: (16, "Z"),
    19: (19, ""),
    20: (19, "Z"),
    22: (16, "+hh:mm"),
    25: (19, "+hh:mm"),
}


def _read_fixed(wall: _Wall, rows: np.ndarray, text: np.ndarray, shape: tuple[int, str]) -> None:
    """`text` holds a row for each byte of the writing, with that byte of every cell."""
    size, suffix = shape
    figures = text - np.uint8(ord("0"))
    ok = np.ones(len(rows), bool)
    for at, allowed in ((4, b"-"), (7, b"-"), (10, b"T "), (13, b":"), (16, b":")):
        if at < size:
            ok &= _one_of(text[at], allowed)
    for at in _FIGURES:
        if at < size:
            ok &= figures[at] <= 9
    days, ok = _days(_pair(figures, 0) * 100 + _pair(figures, 2), _pair(figures, 5), _pair(figures, 8), ok)
    seconds = days * DAY_S
    if size > 10:
        hour, minute = _pair(figures, 11), _pair(figures, 14)
        ok &= (hour < 24) & (minute < 60)
        seconds += hour * 3600 + minute * 60
    if size > 16:
        second = _pair(figures, 17)
        ok &= second < 60
        seconds += second
    offset, ok = _offset(text, figures, size, suffix, ok)
    wall.seconds[rows] = np.where(ok, seconds, 0)
    wall.offset[rows] = offset
    wall.width[rows] = {10: DAY_S, 16: 60, 19: 1}[size]
    wall.ok[rows] = ok


def _one_of(letters: np.ndarray, allowed: bytes) -> np.ndarray:
    found = letters == allowed[0]
    for other in allowed[1:]:
        found |= letters == other
    return np.asarray(found)


def _pair(figures: np.ndarray, at: int) -> np.ndarray:
    """Two figures as a number; only meaningful where both are figures."""
    return np.asarray(figures[at].astype(np.int32) * 10 + figures[at + 1])


def _days(year: np.ndarray, month: np.ndarray, day: np.ndarray, ok: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Days since 1970, with impossible ones (30 February) told."""
    ok = ok & (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)
    months = np.where(ok, (year - 1970) * 12 + month - 1, 0)
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    after = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    ok = ok & (day >= 1) & (day <= after - first)
    return first + day - 1, ok


def _offset(
    text: np.ndarray, figures: np.ndarray, size: int, suffix: str, ok: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    none = np.full(len(ok), _NO_OFFSET, np.int64)
    if suffix == "Z":
        return np.zeros(len(ok), np.int64), ok & _one_of(text[size], b"Zz")
    if suffix == "+hh:mm":
        ok = ok & _one_of(text[size], b"+-") & (text[size + 3] == ord(":"))
        for at in (1, 2, 4, 5):
            ok &= figures[size + at] <= 9
        hours, minutes = _pair(figures, size + 1), _pair(figures, size + 4)
        ok &= (hours <= 14) & (minutes < 60)
        sign = np.where(text[size] == ord("-"), -1, 1)
        return np.where(ok, sign * (hours * 3600 + minutes * 60), _NO_OFFSET), ok
    return none, ok


def _read_singly(wall: _Wall, cells: pa.Array, rows: np.ndarray, order: DateOrder) -> None:
    distinct = cells.take(pa.array(rows)).dictionary_encode()
    codes = distinct.indices.to_numpy(zero_copy_only=False)
    read = [_one(words, order) for words in distinct.dictionary.to_pylist()]
    ok = np.array([one is not None for one in read], bool)
    table = np.array([one or (0, _NO_OFFSET, 1) for one in read], np.int64).reshape(-1, 3)
    wall.seconds[rows], wall.offset[rows], wall.width[rows] = table[codes].T
    wall.ok[rows] = ok[codes]


def _one(words: str, order: DateOrder) -> tuple[int, int, int] | None:
    """One cell: (wall seconds, offset, width), or None when it names no possible time."""
    for form in (_iso, _worded, _dotted, _slashed(order)):
        moment = form(words)
        if moment is not None:
            break
    else:
        return None
    stamp, width = moment
    if not FIRST_YEAR <= stamp.year <= LAST_YEAR:
        return None
    offset = stamp.utcoffset()
    wall = stamp.replace(tzinfo=None) - _EPOCH
    return (
        wall.days * DAY_S + wall.seconds,
        _NO_OFFSET if offset is None else int(offset.total_seconds()),
        width,
    )


_Form = Callable[[str], tuple[datetime, int] | None]


def _iso(words: str) -> tuple[datetime, int] | None:
    clean = re.sub(r"\s+(UTC|GMT)$", "Z", words)
    midnight = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]24:00(:00)?(.*)", clean)
    try:
        if midnight:
            return datetime.fromisoformat(f"{midnight[1]}T00:00:00{midnight[3]}") + timedelta(days=1), 60
        stamp = datetime.fromisoformat(clean)
    except (ValueError, OverflowError):
        return None
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d|\d{4}-?W\d\d-?\d?", clean):
        return stamp, DAY_S
    return stamp, 60 if clean.count(":") == 1 and "." not in clean else 1


def _worded(words: str) -> tuple[datetime, int] | None:
    match = _WORDED.fullmatch(words)
    month = _MONTHS.get(match["mon"][:3].lower()) if match else None
    return _moment(match, int(match["y"]), month, int(match["d"])) if match and month else None


def _dotted(words: str) -> tuple[datetime, int] | None:
    match = _DOTTED.fullmatch(words)
    return _moment(match, int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def _slashed(order: DateOrder) -> _Form:
    def read(words: str) -> tuple[datetime, int] | None:
        match = _SLASHED.fullmatch(words)
        if not match:
            return None
        a, b = int(match["a"]), int(match["b"])
        if order == "dmy" or (not order and a > 12):
            return _moment(match, int(match["y"]), b, a)
        if order == "mdy" or (not order and b > 12):
            return _moment(match, int(match["y"]), a, b)
        return None

    return read


def _moment(match: re.Match[str], year: int, month: int, day: int) -> tuple[datetime, int] | None:
    width = DAY_S if match["h"] is None else 60 if match["s"] is None else 1
    try:
        clock = (int(match["h"] or 0), int(match["n"] or 0), int(match["s"] or 0))
        return datetime(year, month, day, *clock), width  # noqa: DTZ001 - wall clock; the zone is put in later
    except ValueError:
        return None


def _to_utc(seconds: np.ndarray, wall: _Wall, zone: str, fold: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Wall-clock seconds to UTC; which of them the clock showed twice, and which never."""
    folded, skipped = np.zeros(len(seconds), bool), np.zeros(len(seconds), bool)
    stated = wall.offset != _NO_OFFSET
    shift = np.where(stated, wall.offset, 0)
    local = np.flatnonzero(~stated & wall.ok)
    if len(local):
        place = zone_of(zone)
        days, codes = np.unique(seconds[local] // DAY_S, return_inverse=True)
        offsets = [_steady_offset(place, int(day)) for day in days]
        by_day = np.array([_NO_OFFSET if offset is None else offset for offset in offsets], np.int64)
        shift[local] = by_day[codes]
        for row in local[by_day[codes] == _NO_OFFSET]:
            shift[row], folded[row], skipped[row] = _offset_at(place, int(seconds[row]), fold)
    return seconds - shift, folded, skipped


@lru_cache(maxsize=50_000)
def _steady_offset(place: ZoneInfo, day: int) -> int | None:
    """The zone's offset through this local day and three hours around it; None when it changes."""
    first = datetime(1970, 1, 1, tzinfo=place)
    seen = set()
    for hours in (-3, 12, 27):
        moment = first + timedelta(days=day, hours=hours)
        seen.add(moment.utcoffset())
    offset = seen.pop()
    return int(offset.total_seconds()) if offset is not None and not seen else None


def _offset_at(place: ZoneInfo, seconds: int, fold: int) -> tuple[int, bool, bool]:
    moment = (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=place, fold=fold)
    early, late = moment.replace(fold=0).utcoffset(), moment.replace(fold=1).utcoffset()
    here = moment.utcoffset()
    assert early is not None and late is not None and here is not None
    return int(here.total_seconds()), early > late, early < late
