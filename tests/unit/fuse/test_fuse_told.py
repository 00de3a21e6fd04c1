"""Where many sources tell of one incident, what they tell is no chance of its own."""

from __future__ import annotations

import numpy as np
from tests.fuse_rows import NOON_S, row, table

from truceline.fuse.fuse import fuse
from truceline.fuse.learn import learn
from truceline.fuse.live import Live
from truceline.fuse.surroundings import Points
from truceline.fuse.told import told_by_others

_DAY_S = 86_400


def _told(day: list[int], source: list[int]) -> float:
    """Of reports of one town, each good to its day."""
    n, yes = len(day), np.ones(len(day), dtype=bool)
    middle = 24.0 * np.array(day) + 12.0
    points = Points(np.full(n, 50.0), np.full(n, 36.0), middle, np.full(n, 2.0), yes, yes, ~yes)
    return float(told_by_others(points, np.full(n, 24.0), np.array(source, dtype=np.int32)).values().sum()) / 1000


def test_twenty_outlets_of_a_day_tell_of_one_incident() -> None:
    outlets, days = list(range(20)), [day for day in range(0, 60, 3) for _ in range(20)]
    assert _told(days, outlets * 20) > 17.0


def test_sources_that_tell_of_a_day_again_and_again_tell_of_many() -> None:
    """Twenty reports a day from four outlets are five incidents or more, and never one."""
    assert _told([day for day in range(20) for _ in range(20)], [0, 1, 2, 3] * 100) < 3.0
    assert _told([day for day in range(20) for _ in range(20)], [0] * 400) == 0.0


def test_sources_that_take_turns_share_nothing() -> None:
    assert _told(list(range(100)), [0, 1, 2, 3, 4] * 20) == 0.0
    assert _told([], []) == 0.0


def _press(incidents: int, outlets: int) -> list[dict[str, object]]:
    """Every outlet tells of every incident, by one of three towns and its day."""
    rng = np.random.default_rng(7)
    rows: list[dict[str, object]] = []
    for incident in range(incidents):
        start = NOON_S + int(rng.integers(0, 200)) * _DAY_S
        lat, lon = 48_000_000 + 700_000 * int(rng.integers(0, 3)), 37_000_000
        for outlet in range(outlets):
            at = {"lat_e6": lat + int(rng.normal(0, 9_000)), "lon_e6": lon + int(rng.normal(0, 9_000))}
            told = {"start_s": start, "end_s": start + _DAY_S, "radius_m": 5_000, "killed_low": None, "weapon": None}
            rows.append(row(f"{incident}-{outlet}", source=f"outlet{outlet}", **at, **told))
    return rows


def test_what_many_outlets_tell_is_put_together() -> None:
    few, many = (fuse(table(*_press(incidents, 15))).incidents.num_rows for incidents in (1, 60))
    assert few == 1
    assert many < 120


def test_reports_that_come_in_one_by_one_are_judged_alike() -> None:
    rows = _press(40, 15)
    rng = np.random.default_rng(3)
    rows = [rows[k] for k in rng.permutation(len(rows))]
    learned = learn(table(*rows))
    assert max(around.told.values().max() for around in learned.surroundings) > 5_000
    live = Live.of(table(*rows[:580]), learned=learned)
    for one in rows[580:]:
        live.put(table(one))
    live.withdraw([str(one["observation_id"]) for one in rows[:5]])
    whole = fuse(table(*rows[5:]), learned=learned)
    assert live.fused().incidents.equals(whole.incidents)
    assert live.fused().members.equals(whole.members)
    assert live.fused().fresh.equals(whole.fresh)
