from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.fusing.dropped import DROPS
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.peers.windows import key_rule
from benchmarks.fusing.worlds.all import WORLDS
from benchmarks.fusing.worlds.world import DAY, TOWN, World

from truceline.model.tables import OBSERVATIONS
from truceline.model.taxonomy import EVENT_TYPES, OBJECT_CLASSES, WEAPON_CLASSES

KM = 111.195


@pytest.fixture(scope="module")
def default() -> World:
    return WORLDS["default"](30_000, seed=1)


@pytest.mark.parametrize("name", WORLDS)
def test_a_world_is_a_table_of_observations_with_a_truth(name: str) -> None:
    made = WORLDS[name](1_500, seed=5)
    table = made.observations
    assert table.schema.equals(OBSERVATIONS)
    assert table.num_rows == len(made.truth) == len(made.lat)
    assert 1_100 < table.num_rows < 2_000
    assert len(set(table["observation_id"].to_pylist())) == table.num_rows
    assert all(table[field.name].null_count == 0 for field in OBSERVATIONS if not field.nullable)
    assert set(table["event_type"].to_pylist()) <= set(EVENT_TYPES)
    assert set(table["weapon"].drop_null().to_pylist()) <= set(WEAPON_CLASSES)
    assert set(table["target"].drop_null().to_pylist()) <= set(OBJECT_CLASSES)
    assert (table["end_s"].to_numpy() > table["start_s"].to_numpy()).all()
    assert (table["radius_m"].to_numpy() > 0).all()


@pytest.mark.parametrize("name", ["default", "sea", "siege", "colombia", "off-clock"])
def test_one_seed_is_one_world(name: str) -> None:
    a, b, c = (WORLDS[name](800, seed=seed) for seed in (3, 3, 4))
    assert a.observations.equals(b.observations)
    assert np.array_equal(a.truth, b.truth)
    assert not a.observations.equals(c.observations)


def test_the_order_of_rows_does_not_tell_the_truth(default: World) -> None:
    neighbours = (default.truth[1:] == default.truth[:-1]).mean()
    assert neighbours < 0.001


def coarser(made: World, level: np.ndarray) -> np.ndarray:
    """Share of each level among pairs of one incident, by the coarser of the two."""
    order = np.argsort(made.truth, kind="stable")
    truth, level = made.truth[order], level[order]
    found = [np.maximum(level[k:], level[:-k])[truth[k:] == truth[:-k]] for k in range(1, 7)]
    return np.bincount(np.concatenate(found), minlength=4) / sum(map(len, found))


def test_the_default_world_is_as_described(default: World) -> None:
    """Anchors that were published of the world: levels of precision, singletons, the key rule."""
    assert coarser(default, default.place)[TOWN] == pytest.approx(0.52, abs=0.04)
    assert coarser(default, default.time)[DAY] == pytest.approx(0.58, abs=0.04)
    assert scores(np.arange(len(default.truth)), default.truth)["B3F1"] == pytest.approx(0.655, abs=0.02)
    by_key = scores(key_rule(default.observations), default.truth)
    assert by_key["F1"] == pytest.approx(0.30, abs=0.05)
    assert by_key["B3F1"] == pytest.approx(0.684, abs=0.03)


def test_circles_of_the_default_world_hold_most_of_what_they_should(default: World) -> None:
    table = default.observations
    lat, lon = (table[name].to_numpy() / 1e6 for name in ("lat_e6", "lon_e6"))
    off = np.hypot(lat - default.lat, (lon - default.lon) * np.cos(np.radians(lat))) * KM * 1000
    assert 0.80 < (off <= table["radius_m"].to_numpy()).mean() < 0.95


def test_boastful_sources_declare_less_than_they_are_off() -> None:
    honest, boastful = (WORLDS[name](2_000, seed=2).observations for name in ("default", "boastful"))
    of_wire = honest["source"].to_numpy(zero_copy_only=False) == "wire"
    ratio = boastful["radius_m"].to_numpy() / honest["radius_m"].to_numpy()
    assert np.median(ratio[of_wire]) == pytest.approx(0.2, abs=0.01)
    of_patrol = honest["source"].to_numpy(zero_copy_only=False) == "patrol"
    assert (ratio[of_patrol] == 1).all()


@pytest.mark.parametrize("name", DROPS)
def test_dropping_keeps_the_schema_and_changes_the_table(name: str) -> None:
    table = WORLDS["default"](400, seed=1).observations
    less: pa.Table = DROPS[name](table)
    assert less.schema.equals(OBSERVATIONS)
    assert not less.equals(table)
    assert less["observation_id"].equals(table["observation_id"])
