"""Where the curves of `truceline.fuse.calibration` come from, and what they do on seeds they were not read off.

    uv run python -m benchmarks.fusing.curves

Every world counts alike. `NEW` and `SAME` are read off odd seeds; the table is of even ones, with the curves that are
in the sources, with those read off, and with those read off the other worlds (what a world that nobody tuned on gets).
"""

from __future__ import annotations

import argparse
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
from benchmarks.fusing.calibration import belongs, bins, ece
from benchmarks.fusing.worlds.all import WORLDS
from benchmarks.fusing.worlds.world import World
from scipy.optimize import lsq_linear

from truceline.fuse.calibration import NEW, SAME, calibrated_ppm
from truceline.fuse.compared import compared_of
from truceline.fuse.decided import decided
from truceline.fuse.expected import expected_number
from truceline.fuse.layout import END, SIGMA, START, Columns
from truceline.fuse.learn import learned_of
from truceline.fuse.linking import model_of, settled, worked
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Curve = tuple[tuple[int, int], ...]
_SIZES = {"calm": 30_000, "default": 30_000, "dense": 30_000}
_SIZE, _STEPS = 20_000, 2_000


class Told(NamedTuple):
    """What was said before any curve, and what was true: of reports in company, and of all that are compared."""

    same: Floats
    belongs: Flags
    new: Floats
    first: Flags  # whether no sharper report tells of the same incident: one report for each incident
    unplaced: Ints  # what reports that are not compared add to the expected number, ppm: no curve changes it
    incidents: int  # those of reports that are not compared included


def told(world: World) -> Told:
    """One world, judged as `fuse` judges it."""
    reports = reports_of(world.observations, (), DEFAULTS, copied=False)
    compared = compared_of(reports)
    model = model_of(reports, DEFAULTS, learned_of(reports, DEFAULTS, (), compared), compared)
    ruled = decided(reports.table, ())
    work = worked(model, ruled)
    label, _, p_new = settled(reports, model, ruled, work.state.parent, work.odds)
    order = pc.index_in(reports.table.column("observation_id"), world.observations["observation_id"].combine_chunks())
    truth = world.truth[order.to_numpy()]
    company = (np.bincount(label)[label] > 1)[model.rows]
    odds = work.odds
    return Told(
        same=(odds[:, 0] / (1.0 + odds[:, 0] + odds[:, 1]))[company],
        belongs=belongs(label, truth)[model.rows][company],
        new=1.0 / (1.0 + odds[:, 2]),
        first=sharpest(model.columns, truth[model.rows]),
        unplaced=np.delete(p_new, model.rows),
        incidents=len(np.unique(truth)),
    )


def sharpest(c: Columns, truth: Ints) -> Flags:
    """The sharpest report of each incident, in the order of `truceline.fuse.posterior.sharper`."""
    vague = c.real[:, SIGMA] ** 2 * (c.real[:, END] - c.real[:, START])
    order = np.lexsort((np.arange(len(truth)), vague, truth))
    out = np.zeros(len(truth), dtype=bool)
    out[order] = np.r_[True, truth[order][1:] != truth[order][:-1]]
    return out


def read_off(said: list[list[Floats]], true: list[list[Flags]], at: Curve) -> Curve:
    """The rising curve through the knots of `at` that comes nearest to the truth (least squares), worlds alike."""
    knots = np.array([x for x, _ in at]) / 1000
    weight, hits = np.zeros(_STEPS), np.zeros(_STEPS)
    for some, truths in zip(said, true, strict=True):
        p, t = np.concatenate(some), np.concatenate(truths)
        place = np.minimum((p * _STEPS).astype(np.int64), _STEPS - 1)
        weight += np.bincount(place, minlength=_STEPS) / len(p)
        hits += np.bincount(place, t.astype(float), minlength=_STEPS) / len(p)
    kept = weight > 0
    middle = (np.arange(_STEPS)[kept] + 0.5) / _STEPS
    basis = np.stack([np.interp(middle, knots, unit) for unit in np.eye(len(knots))], axis=1)
    rises = basis @ np.tri(len(knots))  # each knot is the one before and what is added
    root = np.sqrt(weight[kept])
    added = lsq_linear(rises * root[:, None], hits[kept] / weight[kept] * root, (1e-3, 1.0)).x
    values = np.minimum(np.cumsum(added), 1.0)
    return tuple((x, int(v)) for (x, _), v in zip(at, np.rint(1000 * values), strict=True))


def judged(seeds: list[Told], same: Curve, new: Curve) -> str:
    """Expected incidents over true ones, how many intervals of all hold the truth, and the mean gap of `p_same`."""
    ratios, gaps, held = [], [], 0
    for one in seeds:
        expected = expected_number(np.concatenate([calibrated_ppm(one.new, new), one.unplaced]))
        ratios.append(expected.count_milli / 1000 / one.incidents)
        held += expected.low <= one.incidents <= expected.high
        gaps.append(ece(bins(calibrated_ppm(one.same, same) / 1e6, one.belongs)))
    return f"{np.mean(ratios):6.3f} {held}/{len(seeds)} {np.mean(gaps):6.3f}"


def curves(worlds: dict[str, list[Told]]) -> tuple[Curve, Curve]:
    """`SAME` and `NEW` of these worlds."""
    of = list(worlds.values())
    return (
        read_off([[one.same for one in seeds] for seeds in of], [[one.belongs for one in seeds] for seeds in of], SAME),
        read_off([[one.new for one in seeds] for seeds in of], [[one.first for one in seeds] for seeds in of], NEW),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worlds", default=",".join(WORLDS))
    options.add_argument("--seeds", type=int, default=3, help="of each kind, in each world")
    args = options.parse_args()
    names = args.worlds.split(",")

    def of_world(name: str, first: int) -> list[Told]:
        seeds = range(first, first + 2 * args.seeds, 2)
        return [told(WORLDS[name](_SIZES.get(name, _SIZE), seed=seed)) for seed in seeds]

    practice = {name: of_world(name, 1) for name in names}
    same, new = curves(practice)
    print(f"SAME = {same}\nNEW = {new}")
    print(f"{'expected/truth, held, gap':<26}{'in the sources':<20}{'read off':<20}{'read off the others':<20}")
    for name in names:
        seeds = of_world(name, 2)
        others = curves({other: practice[other] for other in names if other != name}) if len(names) > 1 else (same, new)
        row = (judged(seeds, *pair) for pair in ((SAME, NEW), (same, new), others))
        print(f"{name:<26}" + "  ".join(f"{cell:<18}" for cell in row), flush=True)


if __name__ == "__main__":
    main()
