"""The compiled loops against plain geometry, and the prefilter against the full evaluation."""

from __future__ import annotations

import numpy as np
import shapely
from tests.unit.assess.scenes import DAY_S, START_S, agreement, clause, incident, table

from truceline.assess.conditions import Scene
from truceline.assess.edges import edges_of
from truceline.assess.kernels import worlds_inside
from truceline.assess.outcomes import applies
from truceline.assess.reach import alike, readings_of, within_reach
from truceline.assess.sobol import shifts
from truceline.assess.truth import NOT_MET
from truceline.assess.worlds import NORMAL, SEQUENCE, WORLDS, Worlds
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
        readings = readings_of(provision, agreed)
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
        readings = readings_of(provision, agreed)
        rows = np.flatnonzero(alike(scene, provision, readings, np.arange(400)))
        assert len(rows)
        many = applies(scene, provision, readings[0], Worlds(scene.columns, rows, WORLDS), None)
        one = applies(scene, provision, readings[0], Worlds(scene.columns, rows, 1), None)
        assert (many == one).all()
