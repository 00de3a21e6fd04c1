"""The compiled loops against plain geometry, and the prefilter against the full evaluation."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from tests.unit.assess.scenes import DAY_S, START_S, agreement, clause, incident, table

from truceline.assess.conditions import Scene
from truceline.assess.edges import edges_of
from truceline.assess.kernels import worlds_inside
from truceline.assess.outcomes import applies
from truceline.assess.reach import alike, within_reach
from truceline.assess.sobol import shifts
from truceline.assess.truth import NOT_MET
from truceline.assess.worlds import NORMAL, SEQUENCE, WORLDS, Worlds
from truceline.model.agreement import Condition
from truceline.model.incident import Incident

_RING = shapely.Point(0, 0).buffer(5_000, quad_segs=32)
_HOLE = shapely.Point(500, 300).buffer(1_000)
_SHAPES = (_RING, _RING.difference(_HOLE), shapely.MultiPolygon([_HOLE, shapely.Point(9_000, 0).buffer(2_000)]))


def test_worlds_inside_agree_with_shapely() -> None:
    chance = np.random.default_rng(3)
    x, y = chance.uniform(-9_000, 12_000, (2, 200))
    sigma = chance.uniform(1, 3_000, 200)
    shift = shifts([str(n) for n in range(200)])
    u = (SEQUENCE[None, :WORLDS, :2] + shift[:, None, :2]) % 1.0
    bins = (u * len(NORMAL)).astype(int)
    east, north = (
        x[:, None] + sigma[:, None] * NORMAL[bins[:, :, 0]],
        y[:, None] + sigma[:, None] * NORMAL[bins[:, :, 1]],
    )
    for shape in _SHAPES:
        found = worlds_inside(edges_of(shape), x, y, sigma, shift, SEQUENCE[:WORLDS], NORMAL)
        assert np.array_equal(found, shapely.contains_xy(shape, east, north))
        assert 0 < found.sum() < found.size


def _many(count: int) -> list[Incident]:
    chance = np.random.default_rng(11)
    kinds = ["fire.shelling", "fire", "weapon", "air.strike", "harm.killed", "attack_civilians"]
    return [
        incident(
            n,
            float(chance.normal(0, 12)),
            int(chance.choice([0, 300, 4_000, 30_000])),
            start_s=START_S + int(chance.integers(-3 * DAY_S, 20 * DAY_S)),
            event_type=str(chance.choice(kinds)),
            type_share_ppm=int(chance.choice([1_000_000, 500_000])),
            alleged_actor=str(chance.choice(["Alder", "Birch", "?"])),
        )
        for n in range(count)
    ]


_CLAUSES = (
    clause('{ all = [{ act = "fire.shelling" }, { in_zone = "buffer" }, { not = { in_zone = "square" } }] }', "", "one")
    + clause('{ any = [{ act = "air" }, { all = [{ act = "weapon" }, { not = { in_zone = "buffer" } }] }] }', "", "two")
    + clause('{ not_behind_km = 5, of_line = { A = "contact", B = "older" } }', "", "three")
)


def test_what_the_prefilter_drops_is_met_in_no_world() -> None:
    agreed = agreement(_CLAUSES)
    scene = Scene(table(*_many(400)), agreed)
    every = np.arange(400)
    for provision in agreed.provisions:
        readings = agreed.readings_of(provision)
        kept = within_reach(scene, provision, readings)
        dropped = np.setdiff1d(every, kept)
        assert len(kept)
        assert len(dropped)
        values = applies(scene, provision, readings[0], Worlds(scene.columns, dropped, WORLDS), None)
        assert (values == NOT_MET).all()


def test_rows_held_alike_are_alike_in_every_world() -> None:
    agreed = agreement(_CLAUSES)
    scene = Scene(table(*_many(400)), agreed)
    for provision in agreed.provisions:
        readings = agreed.readings_of(provision)
        rows = np.flatnonzero(alike(scene, provision, np.arange(400)))
        assert len(rows)
        many = applies(scene, provision, readings[0], Worlds(scene.columns, rows, WORLDS), None)
        one = applies(scene, provision, readings[0], Worlds(scene.columns, rows, 1), None)
        assert (many == one).all()


def _counted(many: list[Incident], window_s: int, within_m: float | None) -> tuple[list[int], list[int]]:
    """By hand: for each incident the others that surely, and at most, precede it in the window and within reach."""
    columns = Scene(table(*many), agreement(clause('{ act = "fire" }'))).columns
    surely, at_most = [], []
    for row in range(len(columns)):
        first, last = columns.start[row], columns.last[row]
        may = (columns.start <= last) & (columns.last > first - window_s)
        sure = (columns.last <= first) & (columns.start > last - window_s)
        if within_m is not None:
            apart = np.hypot(columns.x - columns.x[row], columns.y - columns.y[row])
            slack = columns.radius + columns.radius[row]
            may &= ~(apart - slack > within_m)
            sure &= apart + slack <= within_m
        may[row] = sure[row] = True
        surely.append(int(sure.sum()))
        at_most.append(int(may.sum()))
    return surely, at_most


@pytest.mark.parametrize("within_km", [None, 1, 5, 40])
def test_counts_agree_with_counting_by_hand(within_km: int | None) -> None:
    chance = np.random.default_rng(6)
    many = [
        incident(
            n,
            float(chance.normal(0, 15)),
            int(chance.choice([0, 300, 4_000, 30_000])),
            start_s=(start := START_S + int(chance.integers(0, 5 * DAY_S))),
            end_s=start + int(chance.choice([1, 3_600, DAY_S, 3 * DAY_S])),
            lat_e6=48_000_000 + int(chance.integers(-300_000, 300_000)),
        )
        for n in range(300)
    ]
    many += [incident(300 + n, lat_e6=None, lon_e6=None, radius_m=None) for n in range(5)]
    agreed = agreement(clause('{ act = "fire" }'))
    counts = Scene(table(*many), agreed).counts
    node = Condition(count_of="fire", at_least=4, within_h=24, within_km=within_km)
    surely, at_most = _counted(many, DAY_S, None if within_km is None else within_km * 1000.0)
    found = counts.bounds(node, np.arange(305))
    assert (found[0].tolist(), found[1].tolist()) == (surely, at_most)
    expected = [2 if s >= 4 else 0 if m < 4 else 1 for s, m in zip(surely, at_most, strict=True)]
    assert counts.values(node, np.arange(305)).tolist() == expected
