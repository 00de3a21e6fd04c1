"""Which observations become one incident, and which never do."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from tests.fuse_rows import NOON_S, partition, row, table

from truceline.fuse.explain import explain_pair
from truceline.fuse.fuse import Fused, fuse
from truceline.fuse.params import FuseParams
from truceline.model.observation import Origin
from truceline.model.tables import INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.model.units import DAY_S, HOUR_S, PPM


def together(fused: Fused, *names: str) -> bool:
    return any({f"obs_{name}" for name in names} <= group for group in partition(fused.members))


def test_no_rows_give_empty_tables_of_the_schemas() -> None:
    fused = fuse(table())
    assert (fused.incidents.schema, fused.members.schema) == (INCIDENTS, MEMBERS)
    assert fused.incidents.num_rows == fused.members.num_rows == 0


def test_a_single_row_is_its_own_incident_with_certainty() -> None:
    fused = fuse(table(row("a")))
    assert fused.incidents.schema == INCIDENTS
    assert fused.members.to_pylist()[0]["p_same_ppm"] == PPM
    (incident,) = fused.incidents.to_pylist()
    assert (incident["lat_e6"], incident["lon_e6"], incident["radius_m"]) == (48_000_000, 37_800_000, 1_500)


def test_reports_of_one_place_and_time_are_one_incident() -> None:
    fused = fuse(table(row("a"), row("b", lat_e6=48_005_000), row("c", event_type="fire.explosion")))
    assert together(fused, "a", "b", "c")
    assert all(PPM // 2 < p < PPM for p in fused.members.column("p_same_ppm").to_pylist())


@pytest.mark.parametrize(
    "other",
    [
        {"lat_e6": 48_300_000},  # 33 km away, both within 1.5 km
        {"start_s": NOON_S + 12 * HOUR_S, "end_s": NOON_S + 12 * HOUR_S + 600},
        {"event_type": "harm.outage"},
        {"event_type": "politics.talks"},
    ],
)
def test_another_place_time_or_kind_of_event_stays_apart(other: dict[str, object]) -> None:
    assert not together(fuse(table(row("a"), row("b", **other))), "a", "b")


def test_a_report_that_leaves_open_what_happened_joins_an_act_of_force_there_and_nothing_else() -> None:
    unsaid = row("b", event_type="other")
    assert together(fuse(table(row("a"), unsaid)), "a", "b")
    assert not together(fuse(table(row("a", event_type="politics.talks"), unsaid)), "a", "b")


def test_one_source_that_counts_two_units_tells_two_things_apart() -> None:
    counted = {"source": "camera", "count_low": 3, "count_high": 3}
    rows = (
        row("a", event_type="fire.explosion", count_unit="explosion", **counted),
        row("b", event_type="fire.projectile", count_unit="projectile", **counted),
    )
    assert not together(fuse(table(*rows)), "a", "b")
    other = {**rows[1], "source": "another camera"}
    assert together(fuse(table(rows[0], other)), "a", "b")


def test_a_day_of_a_region_is_no_reason_to_join_in_a_busy_place() -> None:
    vague = {"radius_m": 90_000, "start_s": NOON_S - 12 * HOUR_S, "end_s": NOON_S + 12 * HOUR_S}
    busy = [
        row(f"x{k}", lat_e6=48_000_000 + 40_000 * (k % 12), start_s=NOON_S + 1_800 * k, end_s=NOON_S + 1_800 * k + 600)
        for k in range(48)
    ]
    fused = fuse(table(*busy, row("vague-1", **vague), row("vague-2", **vague)))
    assert fused.incidents.num_rows > 40


def test_a_fire_seen_from_space_joins_a_strike_but_makes_none() -> None:
    strike = row("strike", event_type="air.missile", radius_m=800)
    thermal = row(
        "thermal",
        event_type="signal.thermal",
        source_class="satellite",
        radius_m=500,
        start_s=NOON_S + 900,
        end_s=NOON_S + 901,
    )
    joined = fuse(table(strike, thermal))
    assert together(joined, "strike", "thermal")
    assert joined.incidents.column("event_type").to_pylist() == ["air.missile"]
    alone = fuse(table(row("far", event_type="air.missile", lat_e6=49_000_000), thermal))
    assert set(alone.incidents.column("event_type").to_pylist()) == {"air.missile", "signal.thermal"}


def test_exact_repeats_of_one_source_are_one_report() -> None:
    again = {"source": "wire", "text": "Shelling of the western district"}
    vague = {"radius_m": 20_000, "start_s": NOON_S - DAY_S // 2, "end_s": NOON_S + DAY_S // 2}
    fused = fuse(table(*(row(name, **again, **vague) for name in "abc")))
    assert together(fused, "a", "b", "c")
    incident = fused.incidents.to_pylist()[0]
    assert (incident["n_observations"], incident["n_sources"], incident["origins_max"]) == (3, 1, 1)
    assert set(fused.members.column("p_same_ppm").to_pylist()) == {PPM}  # nothing else was joined to it by a guess


def test_without_a_place_only_texts_of_one_origin_are_linked() -> None:
    nowhere = {"lat_e6": None, "lon_e6": None, "radius_m": None, "record": 0, "event_type": "attack_infrastructure"}
    rows = (
        row("a", **nowhere, place_words="energy facilities"),
        row("b", **nowhere),
        row("c", **nowhere, place_words="Odesa"),
        row("stranger", **nowhere, place_words="energy facilities"),
    )
    origins = (Origin("org_1", ("itm_a", "itm_b", "itm_c")),)
    fused = fuse(table(*rows), origins)
    assert together(fused, "a", "b")
    assert not together(fused, "a", "c")
    assert not together(fused, "a", "stranger")
    assert {m["p_same_ppm"] for m in fused.members.to_pylist() if m["observation_id"] == "obs_b"} == {800_000}


def test_a_text_that_says_one_thing_twenty_thousand_times_comes_through() -> None:
    n = 20_000
    one = table(row("a", lat_e6=None, lon_e6=None, radius_m=None, record=0))
    copies = one.take(pa.array(np.zeros(n, dtype=int))).drop_columns("observation_id")
    ids = pa.array([f"obs_{k:06d}" for k in range(n)])
    fused = fuse(copies.add_column(0, OBSERVATIONS.field("observation_id"), ids))
    assert fused.incidents.column("n_observations").to_pylist() == [n]


def test_rows_of_tables_without_a_place_stay_alone() -> None:
    nowhere = {"lat_e6": None, "lon_e6": None, "radius_m": None, "item_id": "itm_file", "source": "set"}
    assert fuse(table(row("a", **nowhere), row("b", **nowhere))).incidents.num_rows == 2


def test_two_rewrites_of_one_origin_are_linked_more_readily_than_strangers() -> None:
    vague = {"record": 0, "radius_m": 30_000, "start_s": NOON_S - 2 * DAY_S, "end_s": NOON_S + 2 * DAY_S}
    rows = table(row("a", **vague), row("b", **vague))
    alone = explain_pair(rows, "obs_a", "obs_b")
    kin = explain_pair(rows, "obs_a", "obs_b", origins=(Origin("org_1", ("itm_a", "itm_b")),))
    assert sum(milli for _, milli in kin) > sum(milli for _, milli in alone)
    assert "origin of the texts" in dict(kin)


def test_across_the_antimeridian_and_over_the_pole() -> None:
    edge = fuse(table(row("a", lon_e6=179_999_000), row("b", lon_e6=-179_999_000)))
    (incident,) = edge.incidents.to_pylist()
    assert abs(abs(incident["lon_e6"]) - 180_000_000) <= 1
    pole = {"lat_e6": 89_999_000}
    over = fuse(table(row("a", **pole, lon_e6=10_000_000), row("b", **pole, lon_e6=-170_000_000)))
    (incident,) = over.incidents.to_pylist()
    assert incident["lat_e6"] > 89_999_900


def test_a_radius_of_zero_is_not_believed() -> None:
    fused = fuse(table(row("a", radius_m=0), row("b", radius_m=0, lat_e6=48_001_500)))
    (incident,) = fused.incidents.to_pylist()
    assert incident["radius_m"] >= FuseParams().floor_radius_m


def test_five_thousand_rows_at_one_instant_and_point_come_through() -> None:
    rows = table(*(row(f"{k:05d}", source=f"s{k % 7}", text=str(k)) for k in range(5_000)))
    fused = fuse(rows)
    assert fused.members.num_rows == 5_000
    assert max(fused.incidents.column("n_observations").to_pylist()) <= FuseParams().largest_incident


def test_identical_rows_collapse_before_anything_is_compared() -> None:
    n = 20_000
    one = table(row("a", source="sensor"))
    columns = {
        name: one.column(name).combine_chunks().take(pa.array(np.zeros(n, dtype=int))) for name in one.column_names
    }
    columns["observation_id"] = pa.array([f"obs_{k:06d}" for k in range(n)])
    fused = fuse(pa.table(columns, schema=one.schema))
    assert fused.incidents.column("n_observations").to_pylist() == [n]


def test_an_incident_keeps_its_id_while_evidence_is_added() -> None:
    first = row("m", reported_s=NOON_S + 100)
    later = [row(name, reported_s=NOON_S + 5_000) for name in "abc"]
    before = fuse(table(first)).incidents.column("incident_id").to_pylist()
    after = fuse(table(*later, first)).incidents.column("incident_id").to_pylist()
    assert before == after


def test_importing_the_stage_compiles_nothing() -> None:
    code = "import sys, truceline.fuse.fuse; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
