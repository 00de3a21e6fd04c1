"""What the search cannot see is counted, and a place whose reports are all vague is no empty one."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc
from benchmarks.fusing.worlds.siege import siege
from benchmarks.fusing.worlds.world import REGION

from truceline.fuse.calibration import belonging_ppm
from truceline.fuse.fuse import fuse
from truceline.fuse.surroundings import SCALES_KM, Points, long_run, surroundings_of
from truceline.model.units import PPM


def test_where_hundreds_of_incidents_fit_a_vague_report_is_not_held_to_be_of_a_new_one() -> None:
    made = siege(4_000, seed=3)
    fused = fuse(made.observations)
    expected = fused.expected
    true = len(np.unique(made.truth))
    assert expected.low <= true <= expected.high
    assert abs(expected.count_milli / 1000 - true) < 0.08 * true
    order = pc.index_in(fused.fresh["observation_id"], made.observations["observation_id"].combine_chunks()).to_numpy()
    p_new = fused.fresh["p_new_ppm"].to_numpy() / PPM
    city = (made.place[order] == REGION) & (p_new > 0)
    assert city.sum() > 100
    assert p_new[city].mean() < 0.4


def _points(lat: float, n: int, sigma_km: float) -> Points:
    at, hours = np.full(n, lat), np.linspace(0, 100 * 24.0, n)
    yes = np.ones(n, dtype=bool)
    sharp = np.full(n, sigma_km < 10.0)
    return Points(at, np.full(n, 30.0), hours, np.full(n, sigma_km), sharp, yes, ~yes)


def _both(a: Points, b: Points) -> Points:
    return Points(*(np.concatenate(pair) for pair in zip(a, b, strict=True)))


def test_a_town_of_which_all_reports_are_vague_is_no_empty_place() -> None:
    """A report of a large town has a large radius: what is reported there is still reported there."""
    around = surroundings_of("force", _both(_points(15.0, 90, 14.0), _points(13.0, 100, 1.0)))
    town, desert = long_run(np.array([15.0, 13.99]), np.array([30.0, 30.0]), around)
    town_km2h = 90 / (2 * np.pi * (0.7 * SCALES_KM[2]) ** 2 * 100 * 24)
    assert abs(town[2] / town_km2h - 1) < 0.2
    assert (town[:2] > 3 * desert[:2]).all()


def test_where_little_was_seen_the_wider_surroundings_say_what_to_expect() -> None:
    """Six reports in a hundred days within 40 km: no village there is known to be quieter than the next."""
    rng = np.random.default_rng(3)
    some = _points(15.0, 6, 1.0)
    some = some._replace(lat=15.0 + rng.uniform(-0.3, 0.3, 6), lon=30.0 + rng.uniform(-0.3, 0.3, 6))
    beside = long_run(np.array([15.05]), np.array([30.02]), surroundings_of("force", some))[0]
    assert (beside[:2] > 0.3 * beside[2]).all()


def test_the_doubt_about_a_vague_report_is_one_about_the_sharp_one_it_was_linked_to() -> None:
    own = np.array([900_000, 900_000, 400_000])
    others = np.array([900_000.0, 400_000.0, 400_000.0])
    sure, doubted, vague = belonging_ppm(own, others).tolist()
    assert sure > doubted > vague
    assert belonging_ppm(np.array([0, PPM]), np.array([0.0, float(PPM)])).min() >= 0
