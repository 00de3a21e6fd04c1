"""Observations as arrays, the way peers want them: kilometres, hours and small numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
KM_PER_DEGREE = 111.195


class Frame(NamedTuple):
    """One row an observation. Codes are below zero where nothing is said."""

    x: Floats
    y: Floats
    radius: Floats
    start: Floats  # hours
    end: Floats
    kind: Ints
    family: Ints  # the first word of the kind
    source: Ints
    source_class: Ints
    actor: Ints
    claimant: Ints
    weapon: Ints
    target: Ints
    killed: Ints
    wounded: Ints
    count: Ints

    @property
    def middle(self) -> Floats:
        """The middle of the stated time, in hours."""
        return (self.start + self.end) / 2

    def __len__(self) -> int:
        return len(self.x)


def frame_of(table: pa.Table) -> Frame:
    """Arrays of a table of observations. Words are numbered in alphabetical order."""
    lat, lon = (table[name].to_numpy() / 1e6 for name in ("lat_e6", "lon_e6"))
    middle = float(np.median(lon))
    kind, words = _codes(table["event_type"])
    roots = sorted({word.partition(".")[0] for word in words})
    family = np.array([roots.index(word.partition(".")[0]) for word in words])[kind]
    first = table["start_s"].to_numpy().min()
    return Frame(
        x=(lon - middle) * KM_PER_DEGREE * np.cos(np.radians(lat)),
        y=lat * KM_PER_DEGREE,
        radius=table["radius_m"].to_numpy() / 1000,
        start=(table["start_s"].to_numpy() - first) / 3600,
        end=(table["end_s"].to_numpy() - first) / 3600,
        kind=kind,
        family=family,
        source=_codes(table["source"])[0],
        source_class=_codes(table["source_class"])[0],
        actor=_codes(table["alleged_actor"])[0],
        claimant=_codes(table["claimant"])[0],
        weapon=_codes(table["weapon"])[0],
        target=_codes(table["target"])[0],
        killed=_numbers(table["killed_low"]),
        wounded=_numbers(table["wounded_low"]),
        count=_numbers(table["count_low"]),
    )


def _codes(column: pa.ChunkedArray) -> tuple[Ints, tuple[str, ...]]:
    """Numbers of the words in alphabetical order, so that two tables with the same words agree."""
    words = tuple(sorted(w for w in column.unique().to_pylist() if w is not None))
    found = pc.index_in(column.combine_chunks(), pa.array(words, pa.string()))
    return found.fill_null(-1).to_numpy().astype(np.int64), words


def _numbers(column: pa.ChunkedArray) -> Ints:
    return column.combine_chunks().fill_null(-1).to_numpy().astype(np.int64)


def alone(label: Ints) -> Ints:
    """Rows without a group (-1) get one of their own."""
    free = label < 0
    out = label.copy()
    out[free] = label.max(initial=-1) + 1 + np.arange(int(free.sum()))
    return out
