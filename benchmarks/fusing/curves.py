"""Where the curves of `truceline.fuse.calibration` come from, and what they do on seeds they were not read off.

    uv run python -m benchmarks.fusing.curves

`NEW` and `SAME` are read off odd seeds; the table is of even ones, with the curves that are in the sources, with those
read off, and with those read off the other worlds (what a world that nobody tuned on gets). For `NEW` every world
counts alike. For `SAME` those of the contact line count more: the others err to one side and would take them along.
Worlds that are kept unseen are in the table alone.
"""

from __future__ import annotations

import argparse
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
from benchmarks.fusing.calibration import belongs, bins, ece
from benchmarks.fusing.worlds.all import UNSEEN, WORLDS
from benchmarks.fusing.worlds.world import World
from scipy.optimize import lsq_linear, minimize
from scipy.special import expit, logit

from truceline.fuse.calibration import NEW, SAME, belonging_ppm, calibrated_ppm
from truceline.fuse.compared import compared_of
from truceline.fuse.decided import decided
from truceline.fuse.expected import expected_number
from truceline.fuse.layout import END, PRIOR, SIGMA, START, Columns
from truceline.fuse.learn import learned_of
from truceline.fuse.linking import model_of, raw_same, settled, worked
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Curve = tuple[tuple[int, int], ...]
Same = tuple[int, int, int]
_SIZES = {"calm": 30_000, "default": 30_000, "dense": 30_000}
_SIZE, _STEPS = 20_000, 2_000
#: how much more a world counts for `SAME` than the others
_COUNTS = {"calm": 20.0, "default": 20.0, "dense": 20.0, "boastful": 10.0, "modest": 10.0, "off-clock": 10.0}


class Told(NamedTuple):
    """What was said before any curve, and what was true: of reports in company, and of all that are compared."""

    own: Ints  # `raw_same`
    others: Floats
    belongs: Flags
    new: Floats
    first: Flags  # whether no sharper report tells of the same incident: one report for each incident
    unplaced: int  # reports that are not compared, one for each group of them
    unseen: float  # what is said of each of these
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
    own, others = raw_same(label[model.rows], work.odds)
    return Told(
        own=own[company],
        others=others[company],
        belongs=belongs(label, truth)[model.rows][company],
        new=1.0 / (1.0 + work.odds[:, 2]),
        first=sharpest(model.columns, truth[model.rows]),
        unplaced=int(np.count_nonzero(np.delete(p_new, model.rows))),
        unseen=1.0 / (1.0 + float(np.exp(model.weights.nats[PRIOR]))),
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


def fitted(worlds: dict[str, list[Told]]) -> Same:
    """The three numbers of `SAME` that make most of what was true probable."""
    told = [(_COUNTS.get(name, 1.0), one) for name, seeds in worlds.items() for one in seeds]
    x = [np.stack([np.ones(len(one.own)), _log_odds(one.own), _log_odds(one.others)], axis=1) for _, one in told]

    def missed(at: Floats) -> float:
        p = (expit(some @ at) for some in x)
        right = (np.where(one.belongs, q, 1.0 - q) for q, (_, one) in zip(p, told, strict=True))
        return -sum(weight * float(np.log(q).mean()) for q, (weight, _) in zip(right, told, strict=True))

    found = np.rint(1000 * minimize(missed, np.array([0.0, 1.0, 0.0])).x).astype(int)
    return int(found[0]), int(found[1]), int(found[2])


def _log_odds(ppm: npt.NDArray[np.generic]) -> Floats:
    return np.asarray(logit(np.clip(ppm / 1e6, 1e-4, 1 - 1e-4)))


def judged(seeds: list[Told], same: Same, new: Curve) -> str:
    """Expected incidents over true ones, how many intervals of all hold the truth, and the mean gap of `p_same`."""
    ratios, gaps, held = [], [], 0
    for one in seeds:
        unseen = calibrated_ppm(np.full(one.unplaced, one.unseen), new)
        expected = expected_number(np.concatenate([calibrated_ppm(one.new, new), unseen]))
        ratios.append(expected.count_milli / 1000 / one.incidents)
        held += expected.low <= one.incidents <= expected.high
        gaps.append(ece(bins(belonging_ppm(one.own, one.others, same) / 1e6, one.belongs)))
    return f"{np.mean(ratios):6.3f} {held}/{len(seeds)} {np.mean(gaps):6.3f}"


def curves(worlds: dict[str, list[Told]]) -> tuple[Same, Curve]:
    """`SAME` and `NEW` of these worlds."""
    of = list(worlds.values())
    new = read_off([[one.new for one in seeds] for seeds in of], [[one.first for one in seeds] for seeds in of], NEW)
    return fitted(worlds), new


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worlds", default=",".join(WORLDS))
    options.add_argument("--seeds", type=int, default=3, help="of each kind, in each world")
    args = options.parse_args()
    names = args.worlds.split(",")

    def of_world(name: str, first: int) -> list[Told]:
        seeds = range(first, first + 2 * args.seeds, 2)
        return [told(WORLDS[name](_SIZES.get(name, _SIZE), seed=seed)) for seed in seeds]

    practice = {name: of_world(name, 1) for name in names if name not in UNSEEN}
    same, new = curves(practice)
    print(f"SAME = {same}\nNEW = {new}")
    print(f"{'expected/truth, held, gap':<26}{'in the sources':<20}{'read off':<20}{'read off the others':<20}")
    for name in names:
        seeds = of_world(name, 2)
        rest = {other: of for other, of in practice.items() if other != name}
        others = curves(rest) if rest else (same, new)
        row = (judged(seeds, *pair) for pair in ((SAME, NEW), (same, new), others))
        print(f"{name:<26}" + "  ".join(f"{cell:<18}" for cell in row), flush=True)


if __name__ == "__main__":
    main()
