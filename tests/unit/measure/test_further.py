"""Late days, hot spots, escalation, recovery: on worlds whose truth is known because they were made."""

from __future__ import annotations

from datetime import UTC, datetime

import h3
import numpy as np
import pyarrow as pa
import pytest

from truceline.measure.escalation import escalation
from truceline.measure.further import escalation_words, further_of_series, recovery_words
from truceline.measure.hotspots import cells_of, exposure_of, hot_spots
from truceline.measure.late_reports import completed, late_days
from truceline.measure.recovery import recovery
from truceline.measure.series import DaySeries, Truce
from truceline.model.english import english
from truceline.model.measures import Nowcast
from truceline.model.tables import EFFORT, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.model.units import DAY_S

CELLS = sorted(h3.grid_disk(h3.latlng_to_cell(48.0, 38.0, 5), 5))
START_S = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())


def table(schema: pa.Schema, rows: list[dict[str, object]]) -> pa.Table:
    """Rows with what is given; a field that may not be null and is not given is nought or empty."""
    nought = {pa.string(): "", pa.bool_(): False, pa.list_(pa.string()): []}
    filled = [{f.name: row.get(f.name, None if f.nullable else nought.get(f.type, 0)) for f in schema} for row in rows]
    return pa.Table.from_pylist(filled, schema=schema)


def world(days: int, rate: float, late: bool, seed: int = 4) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Incidents a day, 60 % reported the same day, 25 % the next and the rest two to five days later."""
    chance = np.random.default_rng(seed)
    incidents, members, observations = [], [], []
    for day in range(days):
        for n in range(chance.poisson(rate)):
            name, at = f"{day:03}-{n:03}", START_S + day * DAY_S + 43_200
            wait = int(chance.choice([0, 1, 2, 5], p=[0.6, 0.25, 0.1, 0.05])) if late else 0
            incidents.append({"incident_id": name, "start_s": at, "end_s": at + 1})
            members.append({"observation_id": name, "incident_id": name})
            observations.append({"observation_id": name, "reported_s": at + wait * DAY_S + 60})
    return table(INCIDENTS, incidents), table(MEMBERS, members), table(OBSERVATIONS, observations)


def test_the_last_days_of_a_mission_expect_what_is_still_to_be_reported() -> None:
    tables, until_s = world(120, 8, late=True), START_S + 110 * DAY_S
    found = late_days(*tables, {}, "UTC", "00:00", until_s)
    assert found[-1].day == "2025-04-20" and found[-1].high > found[-1].reported
    true = sum(row["incident_id"].startswith("109-") for row in tables[0].to_pylist())
    assert found[-1].reported < true and found[-1].low <= true <= found[-1].high
    shuffled = tuple(part.take(np.random.default_rng(1).permutation(part.num_rows)) for part in tables)
    assert late_days(*shuffled, {}, "UTC", "00:00", until_s) == found


def test_a_day_half_reported_is_no_lull() -> None:
    series = DaySeries("2025-01-01", (8.0, None, 3.0))
    late = (Nowcast("2025-01-02", 0, 4, 0, 9), Nowcast("2025-01-03", 3, 7, 4, 12))
    assert completed(series, late).values == (8.0, None, 7.0)


def test_without_delays_or_without_times_of_reports_nothing_is_expected() -> None:
    at_once = late_days(*world(120, 8, late=False), {}, "UTC", "00:00", START_S + 120 * DAY_S)
    assert all(day.high - day.reported <= 2 for day in at_once)
    incidents, members, observations = world(120, 8, late=True)
    blank = observations.set_column(
        observations.schema.get_field_index("reported_s"), "reported_s", pa.nulls(observations.num_rows, pa.int64())
    )
    assert late_days(incidents, members, blank, {}, "UTC", "00:00", START_S + 110 * DAY_S) == ()


def test_the_time_a_text_was_published_stands_for_the_time_of_its_report() -> None:
    incidents, members, observations = world(120, 8, late=True)
    items = [f"itm-{n}" for n in range(observations.num_rows)]
    published = dict(zip(items, observations["reported_s"].to_pylist(), strict=True))
    bare = observations.set_column(1, OBSERVATIONS.field("item_id"), pa.array(items))
    place = OBSERVATIONS.get_field_index("reported_s")
    bare = bare.set_column(place, OBSERVATIONS.field("reported_s"), pa.nulls(bare.num_rows, pa.int64()))
    until_s = START_S + 110 * DAY_S
    assert late_days(incidents, members, bare, published, "UTC", "00:00", until_s) == late_days(
        incidents, members, observations, {}, "UTC", "00:00", until_s
    )


def counts(seed: int, times: float = 1.0, spread: float = 3.0, exposure: np.ndarray | None = None) -> dict[str, int]:
    """Negative binomial counts, overdispersed; the cells around the tenth have `times` as many."""
    chance = np.random.default_rng(seed)
    share = np.ones(len(CELLS)) if exposure is None else exposure / exposure.mean()
    hot = set(h3.grid_disk(CELLS[9], 1))
    mean = 4.0 * share * np.array([times if cell in hot else 1.0 for cell in CELLS])
    drawn = chance.negative_binomial(mean / (spread - 1), 1 / spread)
    return {cell: int(n) for cell, n in zip(CELLS, drawn, strict=True) if n}


def test_hot_spots_are_found_where_they_were_made() -> None:
    exposure = dict.fromkeys(CELLS, 10.0)
    found = [hot_spots(counts(seed, times=6.0), exposure) for seed in range(20)]
    around = set(h3.grid_disk(CELLS[9], 2))
    assert sum(any(spot.cell in around for spot in one) for one in found) >= 18
    assert sum(spot.cell not in around for one in found for spot in one) <= 1


def test_overdispersed_counts_without_a_hot_spot_give_few() -> None:
    exposure = np.random.default_rng(8).gamma(1.0, 1.0, len(CELLS)) * 10 + 0.5
    hours = dict(zip(CELLS, exposure.tolist(), strict=True))
    false = sum(bool(hot_spots(counts(seed, exposure=exposure), hours)) for seed in range(60))
    assert false <= 6


def test_a_place_that_is_watched_more_is_no_hot_spot() -> None:
    hours = {cell: 200.0 if cell == CELLS[9] else 10.0 for cell in CELLS}
    watched = dict.fromkeys(CELLS, 3) | {CELLS[9]: 60}
    assert hot_spots(watched, hours) == ()
    assert CELLS[9] in {spot.cell for spot in hot_spots(watched, dict.fromkeys(CELLS, 10.0))}


def test_too_few_incidents_or_cells_give_no_hot_spot() -> None:
    assert hot_spots({CELLS[0]: 19}, None) == () == hot_spots({}, None)
    assert hot_spots({CELLS[0]: 90}, {CELLS[0]: 1.0, CELLS[1]: 1.0}) == ()


def test_incidents_with_a_wide_place_are_in_no_cell_and_hours_are_cut_at_the_edges() -> None:
    placed = {"lat_e6": 48_000_000, "lon_e6": 38_000_000}
    incidents = table(
        INCIDENTS,
        [
            {"incident_id": "a", **placed, "radius_m": 500},
            {"incident_id": "b", **placed, "radius_m": 50_000},
            {"incident_id": "c", **placed},
            {"incident_id": "d", "radius_m": 10},
        ],
    )
    cell = h3.latlng_to_cell(48.0, 38.0, 5)
    assert cells_of(incidents, 5, 20_000) == {cell: 1}
    row = {"start_s": 0, "end_s": 7_200, "status": "on", **placed}
    effort = table(EFFORT, [row, row | {"status": "off"}, row | {"lat_e6": None, "lon_e6": None}])
    assert exposure_of(effort, 5, 3_600, 100_000) == {cell: 60.0}
    assert exposure_of(effort, 5, 7_200, 100_000) is None


def test_escalation_says_heavier_only_where_the_shares_differ() -> None:
    chance = np.random.default_rng(2)
    stated = chance.poisson(8, 60)
    same = chance.binomial(stated, 0.3)
    more = np.concatenate([same[:-7], chance.binomial(stated[-7:], 0.8)])
    calm, worse = escalation(same.tolist(), stated.tolist()), escalation(more.tolist(), stated.tolist())
    assert calm is not None and calm.direction == "not_shown" and calm.low_ppm < 0 < calm.high_ppm
    assert worse is not None and worse.direction == "heavier" and worse.low_ppm > 0
    lighter = escalation((stated - more).tolist(), stated.tolist())
    assert lighter is not None and lighter.direction == "lighter"  # of the other weapons, it is the mirror image
    assert (lighter.low_ppm, lighter.high_ppm) == pytest.approx((-worse.high_ppm, -worse.low_ppm), abs=2)
    assert escalation([1] * 60, [1] * 60) is None  # 7 in the last days


def decline(half_life: float, days: int, seed: int) -> DaySeries:
    level = np.concatenate([np.full(60, 8.0), 120.0 * 2.0 ** (-np.arange(days) / half_life)])
    drawn = np.random.default_rng(seed).negative_binomial(level / 2, 1 / 3)
    return DaySeries("2025-01-01", tuple(float(n) for n in drawn))


def test_the_interval_of_the_half_life_holds_the_true_one() -> None:
    held = 0
    for seed in range(100):
        found = recovery(decline(8.0, 40, seed))
        assert found is not None and found.low_milli is not None
        held += found.low_milli <= 8_000 <= (found.high_milli or 10**9)
    assert held >= 88


def test_a_peak_that_stays_shows_no_recovery_and_says_so() -> None:
    level = np.concatenate([np.full(60, 8.0), np.full(30, 60.0)])
    drawn = np.random.default_rng(3).negative_binomial(level / 2, 1 / 3)
    found = recovery(DaySeries("2025-01-01", tuple(float(n) for n in drawn)))
    assert found is None or found.high_milli is None or found.high_milli > 30_000
    assert (
        any("no recovery" in english(p) or "No recovery" in english(p) for p in recovery_words(found)) or found is None
    )


def test_without_a_peak_there_is_nothing_to_recover_from() -> None:
    assert recovery(DaySeries("2025-01-01", (4.0,) * 90)) is None
    assert recovery(DaySeries("2025-01-01", (None, 3.0))) is None
    assert recovery_words(None) == () == escalation_words(None)


def test_a_truce_that_is_over_is_asked_about_its_own_days() -> None:
    series = decline(8.0, 40, 1)
    assert further_of_series(series, Truce("2025-02-01", "2025-02-20")).recovery is None
    assert further_of_series(series, Truce("2025-02-01")).recovery is not None


def test_a_series_alone_gives_what_it_can() -> None:
    series = decline(8.0, 40, 1)
    heavy = {series.day(i): (value or 0.0) * 0.5 for i, value in enumerate(series.values)}
    found = further_of_series(series, None, (), heavy)
    assert found.recovery is not None and found.escalation is not None and found.late == ()
    assert len(found.told) == 2 and found.escalation.direction == "not_shown"
