"""What is learnt without labels is true of the world that the reports tell of; what is left open is said to be."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from benchmarks.fusion_world import World, world
from tests.fuse_rows import row, table

from truceline.fuse.fuse import fuse
from truceline.fuse.learn import learn
from truceline.fuse.learned import Learned, SourceTraits
from truceline.fuse.precision import LEVELS_KM
from truceline.model.observation import PairDecision
from truceline.model.tables import EXPECTED, FRESH, UNRESOLVED
from truceline.model.units import PPM


@pytest.fixture(scope="module")
def made() -> World:
    return world(6_000, per_day=60.0, seed=5)


@pytest.fixture(scope="module")
def learned(made: World) -> Learned:
    return learn(made.observations)


def traits(learned: Learned) -> dict[str, SourceTraits]:
    assert learned.fields is not None
    return {known.source: known for known in learned.fields.sources}


def declared(made: World, source: str, factor: float) -> pa.Table:
    """The same reports, one source declaring another radius than it has."""
    rows = made.observations
    own = rows.column("source").to_numpy(zero_copy_only=False) == source
    radius = np.maximum(np.rint(rows.column("radius_m").to_numpy() * np.where(own, factor, 1.0)), 50)
    at = rows.schema.get_field_index("radius_m")
    return rows.set_column(at, rows.schema.field("radius_m"), pa.array(radius.astype(np.int32)))


def test_what_was_learnt_comes_back_from_bytes_and_fuses_alike(made: World, learned: Learned) -> None:
    again = msgspec.json.decode(msgspec.json.encode(learned), type=Learned)
    assert again == learned
    one, other = fuse(made.observations), fuse(made.observations, learned=again)
    assert one.learned == learned
    assert one.incidents.equals(other.incidents)
    assert one.members.equals(other.members)
    assert one.unresolved.equals(other.unresolved)
    assert one.expected == other.expected


def test_nothing_that_is_kept_is_a_float(learned: Learned) -> None:
    def floats(value: Any) -> bool:
        if isinstance(value, dict):
            return any(floats(inner) for inner in value.values())
        if isinstance(value, list | tuple):
            return any(floats(inner) for inner in value)
        return isinstance(value, float)

    assert not floats(msgspec.to_builtins(learned))


def test_the_order_of_rows_makes_no_difference_to_what_is_learnt(made: World, learned: Learned) -> None:
    turned = made.observations.take(np.random.default_rng(1).permutation(made.observations.num_rows))
    assert learn(turned) == learned


def test_few_reports_teach_nothing_but_where_they_are() -> None:
    few = learn(world(400).observations)
    assert few.fields is None
    assert few.surroundings


def test_a_source_that_declares_a_fifth_of_its_radius_is_found_out(made: World) -> None:
    town = int(np.searchsorted(LEVELS_KM, 0.6))
    honest = traits(learn(made.observations))["wire"].sigma_milli
    boastful = traits(learn(declared(made, "wire", 0.2)))["wire"].sigma_milli
    assert max(boastful[: town + 1]) >= 2.8 * max(honest[: town + 1])


def test_rare_targets_say_more_than_common_ones() -> None:
    rows = world(6_000, per_day=60.0, seed=7).observations
    targets = rows.column("target").to_pylist()
    common = ["residential" if name and name not in ("school", "market") else name for name in targets]
    at = rows.schema.get_field_index("target")
    learned = learn(rows.set_column(at, rows.schema.field("target"), pa.array(common, pa.string())))
    assert learned.fields is not None
    says = dict(learned.fields.targets)
    assert says["school"] > says["residential"] + 300


def test_reviewers_rulings_teach_too(made: World) -> None:
    ids = made.observations.column("observation_id").to_pylist()
    order = np.lexsort((made.truth,))
    pairs = [(a, b) for a, b in pairwise(order) if made.truth[a] == made.truth[b]]
    ruled = tuple(PairDecision(ids[a], ids[b], True, "R", "known") for a, b in pairs[::3])
    before, after = learn(made.observations), learn(made.observations, decisions=ruled)
    assert before.fields is not None
    assert after.fields is not None
    assert dict(after.fields.params)["co_reports_milli"] > dict(before.fields.params)["co_reports_milli"]


def test_the_expected_number_is_near_the_truth_and_adds_up(made: World, learned: Learned) -> None:
    fused = fuse(made.observations, learned=learned)
    true = len(np.unique(made.truth))
    assert fused.expected.low <= true <= fused.expected.high
    assert abs(fused.expected.count_milli / 1000 - true) < 0.1 * true
    assert (fused.days.schema, fused.fresh.schema) == (EXPECTED, FRESH)
    p = fused.fresh.column("p_new_ppm").to_numpy()
    assert fused.expected.count_milli == pytest.approx(p.sum() / 1000, abs=1)
    assert sum(fused.days.column("count_milli").to_pylist()) == pytest.approx(p.sum() / 1000, abs=fused.days.num_rows)


def test_one_report_alone_is_one_incident() -> None:
    expected = fuse(table(row("a"))).expected
    assert (expected.count_milli, expected.low, expected.high) == (1_000, 1, 1)


def test_a_report_that_fits_several_and_none_alone_is_unresolved(made: World, learned: Learned) -> None:
    fused = fuse(made.observations, learned=learned)
    assert fused.unresolved.schema == UNRESOLVED
    found = fused.unresolved.to_pylist()
    size = {one["incident_id"]: one["n_observations"] for one in fused.incidents.to_pylist()}
    own = {one["observation_id"]: one["incident_id"] for one in fused.members.to_pylist()}
    rivals: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        rivals.setdefault(one["observation_id"], []).append(one)
    assert len(rivals) > 10
    for name, ones in rivals.items():
        assert size[own[name]] == 1
        assert own[name] not in {one["rival_incident_id"] for one in ones}
        assert len({one["rival_incident_id"] for one in ones}) == len(ones)
        assert 0 < sum(one["p_ppm"] for one in ones) < PPM
    assert max(len(ones) for ones in rivals.values()) > 2


def test_the_ellipse_lies_along_the_scatter() -> None:
    text = {"radius_m": 1_500}
    places = [0, 6_000, 12_000, 18_000]
    rows = [row(f"n{k}", lat_e6=48_000_000 + up, **text) for k, up in enumerate(places)]
    (north,) = fuse(table(*rows)).incidents.to_pylist()
    assert north["n_observations"] == 4
    assert north["minor_m"] < north["major_m"]
    assert north["bearing_deg"] in (0, 179)
    rows = [row(f"e{k}", lon_e6=37_800_000 + 2 * right, **text) for k, right in enumerate(places)]
    (east,) = fuse(table(*rows)).incidents.to_pylist()
    assert abs(east["bearing_deg"] - 90) <= 1
    (alone,) = fuse(table(row("a"))).incidents.to_pylist()
    assert (alone["major_m"], alone["minor_m"], alone["bearing_deg"]) == (1_500, 1_500, 0)
