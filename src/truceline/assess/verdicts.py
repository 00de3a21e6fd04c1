"""Shares of worlds into statuses: per reading, and over all readings of when a clause is in force."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.assess.columns import Bools, Ints
from truceline.assess.conditions import Scene
from truceline.assess.outcomes import BREACH, COUNTED, NONE, UNDETERMINED, effects, tally
from truceline.assess.reach import alike, within_reach
from truceline.assess.worlds import NEAR_THRESHOLD_PPM, REFINED_WORLDS, WORLDS, Worlds
from truceline.model.agreement import InForce, Provision
from truceline.model.finding import Status
from truceline.model.units import PPM

STATUSES: tuple[Status, ...] = ("no_breach", "undetermined", "breach")
IS_NO_BREACH, IS_UNDETERMINED, IS_BREACH = 0, 1, 2

#: rows evaluated at a time: bounds memory at about 100 MB for WORLDS worlds
_CHUNK_WORLDS = 1_048_576


class Tally(NamedTuple):
    """Worlds of each row under one reading. `counts` (rows, 4): none, counted, undetermined, breach."""

    counts: Ints
    worlds: Ints  # how many worlds each row was counted in
    spoken: Bools  # whether the clause may speak to the row at all


class Verdicts(NamedTuple):
    """One clause over the rows it may speak to; arrays of one entry a row."""

    rows: Ints
    status: npt.NDArray[np.int8]
    counted: Bools
    belief_ppm: Ints
    plausibility_ppm: Ints
    contested: Bools
    worlds: Ints
    alike: Bools  # all worlds of the row give the same answer
    tallies: tuple[Tally, ...]  # one for each reading

    def of(self, places: Ints) -> Verdicts:
        """Some of the rows, by their places among them."""
        return Verdicts(
            rows=self.rows[places],
            status=self.status[places],
            counted=self.counted[places],
            belief_ppm=self.belief_ppm[places],
            plausibility_ppm=self.plausibility_ppm[places],
            contested=self.contested[places],
            worlds=self.worlds[places],
            alike=self.alike[places],
            tallies=tuple(Tally(t.counts[places], t.worlds[places], t.spoken[places]) for t in self.tallies),
        )


def verdicts(scene: Scene, provision: Provision, rows: Ints | None = None, among: Bools | None = None) -> Verdicts:
    """What the clause gives for these rows; without `rows`, for those it speaks to in some world (`among` these)."""
    readings = scene.agreement.readings_of(provision)
    asked = within_reach(scene, provision, readings) if rows is None else rows
    if among is not None:
        asked = asked[among[asked]]
    if not len(asked):
        return _combined(asked, (), np.zeros(0, dtype=bool), scene.agreement.threshold_ppm)
    same = alike(scene, provision, asked)
    tallies = tuple(_tally(scene, provision, reading, asked, same) for reading in readings)
    if rows is None:
        spoken = np.logical_or.reduce([t.spoken for t in tallies]) if tallies else np.zeros(len(asked), dtype=bool)
        asked, same = asked[spoken], same[spoken]
        tallies = tuple(Tally(t.counts[spoken], t.worlds[spoken], t.spoken[spoken]) for t in tallies)
    return _combined(asked, tallies, same, scene.agreement.threshold_ppm)


def _tally(scene: Scene, provision: Provision, reading: InForce, rows: Ints, same: Bools) -> Tally:
    counts, spoken = np.zeros((len(rows), 4), dtype=np.int64), np.zeros(len(rows), dtype=bool)
    worlds = np.full(len(rows), WORLDS, dtype=np.int64)
    for chosen, n in ((np.flatnonzero(same), 1), (np.flatnonzero(~same), WORLDS)):
        _count_into(counts, spoken, chosen, n, scene, provision, reading, rows)
    counts[same] *= WORLDS
    close = np.flatnonzero(~same & _near_threshold(counts, scene.agreement.threshold_ppm))
    if len(close):
        _count_into(counts, spoken, close, REFINED_WORLDS, scene, provision, reading, rows)
        worlds[close] = REFINED_WORLDS
    return Tally(counts, worlds, spoken)


def _count_into(
    counts: Ints,
    spoken: Bools,
    chosen: Ints,
    n: int,
    scene: Scene,
    provision: Provision,
    reading: InForce,
    rows: Ints,
) -> None:
    size = max(1, _CHUNK_WORLDS // n)
    for first in range(0, len(chosen), size):
        part = chosen[first : first + size]
        effect, speaks = effects(scene, provision, reading, Worlds(scene.columns, rows[part], n))
        counts[part], spoken[part] = tally(effect), spoken[part] | speaks


def _near_threshold(counts: Ints, threshold_ppm: int) -> Bools:
    quiet = counts[:, NONE] + counts[:, COUNTED]
    shares = np.stack([counts[:, BREACH], quiet], axis=1) * PPM // WORLDS
    return np.asarray((np.abs(shares - threshold_ppm) <= NEAR_THRESHOLD_PPM).any(axis=1))


def status_of(tally: Tally, threshold_ppm: int) -> npt.NDArray[np.int8]:
    """Breach or no breach where enough worlds end so; undetermined otherwise."""
    needed = tally.worlds * threshold_ppm
    breach = tally.counts[:, BREACH] * PPM >= needed
    quiet = (tally.counts[:, NONE] + tally.counts[:, COUNTED]) * PPM >= needed
    return np.where(breach, IS_BREACH, np.where(quiet, IS_NO_BREACH, IS_UNDETERMINED)).astype(np.int8)


def counted_of(tally: Tally, threshold_ppm: int) -> Bools:
    """Whether the act is counted: as a breach, or apart from any breach."""
    counted = tally.counts[:, COUNTED] + tally.counts[:, BREACH]
    return np.asarray(counted * PPM >= tally.worlds * threshold_ppm)


def belief_of(tally: Tally) -> Ints:
    """Share of worlds that end in breach, parts per million."""
    return np.asarray(tally.counts[:, BREACH] * PPM // tally.worlds)


def plausibility_of(tally: Tally) -> Ints:
    """Share of worlds that end in breach or stay undetermined, parts per million."""
    return np.asarray((tally.counts[:, BREACH] + tally.counts[:, UNDETERMINED]) * PPM // tally.worlds)


def _combined(rows: Ints, tallies: tuple[Tally, ...], same: Bools, threshold_ppm: int) -> Verdicts:
    """Legal doubt is no probability: readings that disagree leave the finding undetermined and contested."""
    if not tallies:
        nothing = np.zeros(len(rows), dtype=np.int64)
        false = np.zeros(len(rows), dtype=bool)
        calm = np.full(len(rows), IS_NO_BREACH, dtype=np.int8)
        return Verdicts(rows, calm, false, nothing, nothing, false, np.full_like(nothing, WORLDS), same, ())
    statuses = np.stack([status_of(t, threshold_ppm) for t in tallies])
    contested = statuses.min(axis=0) != statuses.max(axis=0)
    return Verdicts(
        rows=rows,
        status=np.where(contested, np.int8(IS_UNDETERMINED), statuses[0]).astype(np.int8),
        counted=np.logical_and.reduce([counted_of(t, threshold_ppm) for t in tallies]),
        belief_ppm=np.min([belief_of(t) for t in tallies], axis=0),
        plausibility_ppm=np.max([plausibility_of(t) for t in tallies], axis=0),
        contested=contested,
        worlds=np.max([t.worlds for t in tallies], axis=0),
        alike=same,
        tallies=tallies,
    )
