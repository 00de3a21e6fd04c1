"""What must hold whatever comes in: nothing is lost at midnight, order is nothing, bounds stay bounds."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.measure.audit import audit
from truceline.measure.calendar import local_days
from truceline.measure.claim_words import add, apart, bounds, hull
from truceline.measure.effort import watched
from truceline.measure.holding import holding
from truceline.measure.rates import rate
from truceline.measure.series import DaySeries, Truce
from truceline.measure.sun import daylight_s
from truceline.model.claim import Claim
from truceline.model.tables import EFFORT

ZONES = st.sampled_from(["Europe/Kyiv", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
MOMENTS = st.integers(1_735_689_600, 1_767_225_600)  # the year 2025
CUT_OFFS = st.sampled_from(["00:00", "19:30", "06:00"])


def effort_table(rows: list[tuple[int, int, str]]) -> pa.Table:
    return pa.table(
        {
            field.name: pa.array(
                {
                    "effort_id": [f"eff_{i}" for i in range(len(rows))],
                    "start_s": [start for start, _, _ in rows],
                    "end_s": [start + length for start, length, _ in rows],
                    "status": [status for _, _, status in rows],
                    "lat_e6": [48_000_000] * len(rows),
                    "lon_e6": [37_800_000] * len(rows),
                }.get(field.name, [None if field.nullable else 0 if field.type == pa.int32() else ""] * len(rows)),
                field.type,
            )
            for field in EFFORT
        },
        schema=EFFORT,
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(MOMENTS, st.integers(0, 400_000), st.sampled_from(["on", "outage"])), min_size=1, max_size=8),
    ZONES,
    CUT_OFFS,
)
def test_no_second_of_effort_is_lost_or_made(rows: list[tuple[int, int, str]], zone: str, cut_off: str) -> None:
    first = min(start for start, _, _ in rows)
    last = max(start + length for start, length, _ in rows)
    days = local_days(first, max(last - 1, first), zone, cut_off)
    seconds = watched(effort_table(rows), days)
    assert int(seconds.on_s.sum()) == sum(length for _, length, status in rows if status == "on")
    assert int(seconds.out_s.sum()) == sum(length for _, length, status in rows if status != "on")
    assert (seconds.night_s >= 0).all() and (seconds.night_s <= seconds.on_s).all()


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.integers(0, 40 * 86_400), ZONES, CUT_OFFS)
def test_days_follow_each_other_and_hold_every_moment(first: int, length: int, zone: str, cut_off: str) -> None:
    days = local_days(first, first + length, zone, cut_off)
    lengths = np.diff(np.asarray(days.edges_s))
    assert ((lengths >= 22.5 * 3600) & (lengths <= 25.5 * 3600)).all()
    assert days.edges_s[0] <= first < days.edges_s[1]
    assert days.edges_s[-2] <= first + length < days.edges_s[-1]
    assert len(set(days.labels)) == len(days.labels) == len(lengths)


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.integers(1, 86_400), st.floats(-89, 89), st.floats(-180, 180))
def test_daylight_is_a_part_of_the_time(start: int, length: int, lat: float, lon: float) -> None:
    place = (np.array([round(lat * 1e6)]), np.array([round(lon * 1e6)]))
    lit = int(daylight_s(np.array([start]), np.array([start + length]), *place)[0])
    assert 0 <= lit <= length


@given(st.integers(0, 10_000), st.integers(1_440, 10_000_000))
def test_a_rate_lies_in_its_interval(events: int, minutes: int) -> None:
    found = rate("x", events, minutes)
    assert found.rate_milli is not None and found.low_milli is not None and found.high_milli is not None
    assert found.low_milli <= found.rate_milli <= found.high_milli


CLAIMS = st.builds(
    lambda number, claimant, category, count, qualifier, start, length, parent: Claim(
        claim_id=f"clm_{number}",
        item_id="itm",
        record=number,
        claimant=claimant,
        against={"A": "B", "B": "A"}[claimant],
        as_of_s=start + length,
        window_start_s=start,
        window_end_s=start + length,
        category=category,
        count=count,
        qualifier=qualifier,
        parent=parent,
    ),
    st.integers(0, 10**9),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["total", "shelling", "assault", "shelling.heavy"]),
    st.integers(0, 2_000),
    st.sampled_from(["exact", "about", "more_than", "less_than", "at_least", "at_most"]),
    st.sampled_from([0, 21_600, 43_200]),
    st.sampled_from([21_600, 43_200, 86_400]),
    st.sampled_from([None, None, "total", "shelling"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=14, unique_by=lambda claim: claim.claim_id), st.randoms(use_true_random=False))
def test_the_audit_takes_anything_in_any_order(claims: list[Claim], chance) -> None:  # type: ignore[no-untyped-def]
    points = audit(tuple(claims))
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert audit(tuple(shuffled)) == points
    known = {claim.claim_id for claim in claims}
    for point in points:
        assert set(point.claims) <= known and point.words.endswith(".")


@given(st.lists(CLAIMS, min_size=1, max_size=5))
def test_bounds_stay_bounds(claims: list[Claim]) -> None:
    pairs = [bounds(claim) for claim in claims]
    for low, high in (*pairs, add(pairs), hull(pairs)):
        assert high is None or 0 <= low <= high or low == 0
    assert not any(apart(pair, hull(pairs)) for pair in pairs)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 5_000).map(float)), min_size=1, max_size=120),
    st.integers(-10, 130),
    st.integers(-5, 60),
)
def test_any_series_gets_a_verdict_with_its_reasons(values: list[float | None], start: int, length: int) -> None:
    base = np.datetime64("2025-01-01")
    truce = Truce(str(base + start), str(base + start + length))
    series = DaySeries("2025-01-01", tuple(values))
    verdict = holding(series, truce)
    assert verdict == holding(series, truce)
    assert verdict.reasons
    low, ratio, high = verdict.effect.low_milli, verdict.effect.ratio_milli, verdict.effect.high_milli
    assert (low is None) == (ratio is None) == (high is None)
    assert low is None or ratio is None or high is None or low <= ratio <= high
