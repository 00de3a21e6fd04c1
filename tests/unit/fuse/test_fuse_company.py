"""How much closer together incidents stand than the long run has it, told from where no error of place reaches."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Floats
from truceline.fuse.company import Watched, company_of
from truceline.fuse.layout import ALONE, NEAR_BY_KM
from truceline.fuse.surroundings import SCALES_KM, Points

N = 2_000
DAYS = 40.0
#: one degree square at 48°N
AREA_KM2 = 111.2 * 111.2 * np.cos(np.radians(48.5))
LONG_RUN = N / (AREA_KM2 * DAYS * 24.0)


def watched(lat: Floats, lon: Floats, hours: Floats, sigma_km: float = 0.2) -> Watched:
    n = len(lat)
    yes, no = np.ones(n, dtype=bool), np.zeros(n, dtype=bool)
    points = Points(lat, lon, hours, np.full(n, sigma_km), yes, yes, no)
    return Watched(points, np.full(n, sigma_km), np.full(n, 1.0), np.full((n, len(SCALES_KM)), LONG_RUN))


def scattered() -> tuple[Floats, Floats, Floats]:
    chance = np.random.default_rng(3)
    return chance.uniform(48, 49, N), chance.uniform(36, 37, N), chance.uniform(0, DAYS * 24.0, N)


def raids() -> tuple[Floats, Floats, Floats]:
    """Ten at a time, within some kilometres and half an hour."""
    chance = np.random.default_rng(4)
    lat, lon, hours = (np.repeat(column[: N // 10], 10) for column in scattered())
    return lat + chance.normal(0, 0.06, N), lon + chance.normal(0, 0.09, N), hours + chance.uniform(0, 0.5, N)


def raised(found: Floats) -> Floats:
    """Density of chance where the long run has 1."""
    return np.asarray(found[..., 0] + found[..., 1] / LONG_RUN)


def test_where_incidents_know_nothing_of_each_other_the_long_run_stands() -> None:
    found = raised(company_of([watched(*scattered())]))
    assert found[1:3].max() < 1.3
    assert found[1:3].min() > 0.7


def test_raids_are_seen_for_what_they_are() -> None:
    found = raised(company_of([watched(*raids())]))
    assert found[NEAR_BY_KM.index(3.0), 0] > 20.0
    # further out there is nothing more of them than anywhere
    assert found[NEAR_BY_KM.index(30.0), 0] < 1.0


def test_pools_of_types_are_watched_apart_and_told_together() -> None:
    lat, lon, hours = raids()
    even = np.arange(N) % 2 == 0
    apart = raised(company_of([watched(lat[rows], lon[rows], hours[rows]) for rows in (even, ~even)]))
    assert apart[NEAR_BY_KM.index(3.0), 0] > 10.0


def test_vague_reports_tell_nothing_of_what_is_nearer_than_they_are_good_to() -> None:
    found = company_of([watched(*raids(), sigma_km=5.0)])
    assert found[NEAR_BY_KM.index(10.0)].tolist() == found[NEAR_BY_KM.index(30.0)].tolist()


def test_too_few_reports_leave_the_density_as_it_is() -> None:
    lat, lon, hours = raids()
    found = company_of([watched(lat[:100], lon[:100], hours[:100])])
    assert (found == np.array(ALONE)).all()
    assert (company_of([]) == np.array(ALONE)).all()
