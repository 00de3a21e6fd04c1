"""Incidents as columns: the table once, as arrays that every condition reads."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.assess.projection import Floats, Plane
from truceline.assess.sobol import shifts
from truceline.model.agreement import Agreement
from truceline.model.units import SIGMAS_IN_RADIUS

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

UNKNOWN_ACTOR = -1
#: places are normal, cut at three sigmas on each axis, so that the box around a place holds all of its worlds
CUT_SIGMAS = 3.0
#: verbs that say a monitor perceived the act itself
PERCEIVED = ("saw", "camera_recorded", "imagery_revealed", "heard", "sensor_detected", "corroborated", "followed_up")


class Words:
    """A text column as codes into its distinct values; -1 is null."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        flat = pc.dictionary_encode(column).combine_chunks()
        self.codes: Ints = flat.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        self.names: list[str] = flat.dictionary.to_pylist()

    def table(self, value: Any, null: int) -> npt.NDArray[np.int8]:
        """`value(name)` for every row, `null` where there is no name."""
        answers = np.array([value(name) for name in self.names] + [null], dtype=np.int8)
        return answers[self.codes]


class Columns:
    """A table of `tables.INCIDENTS` read for one agreement.

    Attributes:
        start, last: first and last second in which the act may have happened.
        x, y, sigma: metres in the agreement's plane; nan where the place is not determined.
        share: weight of the stated type; the rest of the worlds only share its family.
        actor: index of the party, or -1 where nobody, several, or only the other side names one.
    """

    def __init__(self, table: pa.Table, agreement: Agreement, plane: Plane) -> None:
        self.table = table
        self.ids: list[str] = table["incident_id"].to_pylist()
        self.kind = Words(table["event_type"])
        self.share = _ints(table, "type_share_ppm") / 1_000_000
        self.start = _ints(table, "start_s")
        self.last = np.maximum(self.start, _ints(table, "end_s") - 1)
        self._set_place(table, plane)
        self.actor, self.named = actors(table, agreement)
        self.weapon, self.target = Words(table["weapon"]), Words(table["target"])

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each incident id."""
        return {one: row for row, one in enumerate(self.ids)}

    @cached_property
    def shifts(self) -> Floats:
        """Four numbers in [0, 1) for each incident, from the SHA-256 of its id. Shape (n, 4)."""
        return shifts(self.ids)

    def _set_place(self, table: pa.Table, plane: Plane) -> None:
        lat, lon, radius = (_floats(table, name) for name in ("lat_e6", "lon_e6", "radius_m"))
        known = np.isfinite(lat) & np.isfinite(lon) & np.isfinite(radius) & (radius >= 0)
        self.placed: Bools = known
        x, y = np.full(len(lat), np.nan), np.full(len(lat), np.nan)
        if known.any():
            x[known], y[known] = plane.metres(lon[known] / 1e6, lat[known] / 1e6)
        self.x, self.y = x, y
        self.sigma: Floats = np.where(known, radius / SIGMAS_IN_RADIUS, np.nan)
        self.radius: Floats = np.where(known, radius, np.nan)

    def optional(self, name: str) -> Floats:
        """A nullable integer column as floats; nan is null."""
        return _floats(self.table, name)


def actors(table: pa.Table, agreement: Agreement) -> tuple[Ints, Ints]:
    """The actor that conditions may rely on, and the one that is named at all, as indices of parties (-1: none).

    An actor is relied on unless members name different ones, or only another party says so and no monitor perceived
    the act: an allegation leaves open what depends on it.
    """
    index = {party.party_id: n for n, party in enumerate(agreement.parties)}
    words = Words(table["alleged_actor"])
    lookup = [index.get(agreement.party_of(name) or "", UNKNOWN_ACTOR) for name in words.names] + [UNKNOWN_ACTOR]
    named = np.array(lookup, dtype=np.int64)[words.codes]
    disputed = table["actor_disputed"].to_numpy(zero_copy_only=False).astype(bool)
    perceived = pc.is_in(table["verb"], value_set=pa.array(PERCEIVED)).to_numpy(zero_copy_only=False).astype(bool)
    alleged = _only_alleged(table, named, index, agreement)
    relied = np.where(disputed | (alleged & ~perceived), UNKNOWN_ACTOR, named)
    return relied.astype(np.int64), named


def _only_alleged(table: pa.Table, named: Ints, index: dict[str, int], agreement: Agreement) -> Bools:
    """Rows in which some claimant speaks, and every claimant is a party other than the one it names."""
    claimants = table["claimants"].combine_chunks()
    counts = pc.list_value_length(claimants).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    words = Words(pa.chunked_array([pc.list_flatten(claimants).cast(pa.string())]))
    lookup = [index.get(agreement.party_of(name) or "", UNKNOWN_ACTOR) for name in words.names] + [UNKNOWN_ACTOR]
    speaker = np.array(lookup, dtype=np.int64)[words.codes]
    row = np.repeat(np.arange(len(counts)), counts)
    other = (speaker != UNKNOWN_ACTOR) & (speaker != named[row]) & (named[row] != UNKNOWN_ACTOR)
    others = np.bincount(row, weights=other, minlength=len(counts)).astype(np.int64)
    return np.asarray((counts > 0) & (others == counts))


def _ints(table: pa.Table, name: str) -> Ints:
    return np.asarray(table[name].to_numpy().astype(np.int64))


def _floats(table: pa.Table, name: str) -> Floats:
    return np.asarray(table[name].cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
