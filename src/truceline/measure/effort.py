"""Observation effort: the watchers' hours, by day and by day or night."""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.calendar import Days
from truceline.measure.sun import daylight_s

#: classes of sources whose effort can be known: somebody or something watches at stated hours
WATCHER_CLASSES: tuple[str, ...] = ("patrol", "camera", "acoustic", "uav")


class Watched(msgspec.Struct, frozen=True):
    """Seconds by day, summed over watchers: int64 arrays of one entry for each day."""

    on_s: np.ndarray
    night_s: np.ndarray
    out_s: np.ndarray


def watched(effort: pa.Table, days: Days, centre_e6: tuple[int, int] | None = None) -> Watched:
    """Effort split exactly at the edges of the days. What lies outside the days is left out.

    Night is what the row itself says (`daylight`), else the time without sun at the watcher's place, else at
    `centre_e6` (latitude, longitude). Without any place, no minute is called night.

    Args:
        effort: table of `tables.EFFORT`. Overlapping rows of two watchers both count; minutes are sums over watchers.
    """
    pieces = _split(effort, days)
    on = pc.equal(effort["status"], "on").to_numpy(zero_copy_only=False)[pieces.row]
    length = pieces.end_s - pieces.start_s
    night = np.where(on, _night_s(effort, pieces, centre_e6), 0)
    n = len(days.labels)
    return Watched(
        on_s=_sum_by(pieces.day, np.where(on, length, 0), n),
        night_s=_sum_by(pieces.day, night, n),
        out_s=_sum_by(pieces.day, np.where(on, 0, length), n),
    )


class _Pieces(msgspec.Struct, frozen=True):
    row: np.ndarray
    day: np.ndarray
    start_s: np.ndarray
    end_s: np.ndarray


def _split(effort: pa.Table, days: Days) -> _Pieces:
    """One piece for each row and day they share."""
    edges = np.asarray(days.edges_s, dtype=np.int64)
    start = np.clip(effort["start_s"].to_numpy(), edges[0], edges[-1])
    end = np.clip(effort["end_s"].to_numpy(), edges[0], edges[-1])
    first = np.searchsorted(edges, start, side="right") - 1
    last = np.searchsorted(edges, end, side="left") - 1
    n = np.where(end > start, last - first + 1, 0)
    row = np.repeat(np.arange(len(start)), n)
    within = np.arange(len(row)) - np.repeat(np.cumsum(n) - n, n)
    day = first[row] + within
    return _Pieces(row, day, np.maximum(start[row], edges[day]), np.minimum(end[row], edges[day + 1]))


def _night_s(effort: pa.Table, pieces: _Pieces, centre_e6: tuple[int, int] | None) -> np.ndarray:
    length = pieces.end_s - pieces.start_s
    lat, lon = (
        _place(effort[name], at) for name, at in zip(("lat_e6", "lon_e6"), centre_e6 or (None, None), strict=True)
    )
    placed = ~(np.isnan(lat) | np.isnan(lon))[pieces.row]
    night = np.zeros(len(length), dtype=np.int64)
    where = pieces.row[placed]
    lit = daylight_s(pieces.start_s[placed], pieces.end_s[placed], lat[where], lon[where])
    night[placed] = length[placed] - lit
    stated = pc.fill_null(effort["daylight"].cast(pa.int8()), -1).to_numpy()[pieces.row]
    told: np.ndarray = np.select([stated == 1, stated == 0], [np.zeros_like(length), length], night)
    return told


def _place(column: pa.ChunkedArray, fallback: int | None) -> np.ndarray:
    degrees = column.cast(pa.float64())
    filled: np.ndarray = (pc.fill_null(degrees, float("nan") if fallback is None else float(fallback))).to_numpy()
    return filled


def _sum_by(day: np.ndarray, seconds: np.ndarray, n: int) -> np.ndarray:
    total = np.zeros(n, dtype=np.int64)
    np.add.at(total, day, seconds)
    return total
