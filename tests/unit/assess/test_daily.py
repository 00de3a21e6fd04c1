"""Hours that recur by the local clocks: over midnight, on weekdays, and where the clocks change."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from truceline.assess.daily import spans, unbroken, within_daily
from truceline.assess.explain import explain
from truceline.assess.language import examine, load
from truceline.model.agreement import Daily
from truceline.model.incident import Incident

KYIV = ZoneInfo("Europe/Kyiv")
LULL = Daily(10 * 3600, 14 * 3600, "Europe/Kyiv")
NIGHT = Daily(22 * 3600, 6 * 3600, "Europe/Kyiv", (4,))  # Friday night
HEAD = """
[agreement]
id = "lull"
name = "Lull"
time_zone = "Europe/Kyiv"
[[party]]
id = "A"
name = "Alder"
[[party]]
id = "B"
name = "Birch"
[[reading]]
according_to = "all"
from = "2031-01-01"
[[provision]]
id = "hours"
words = "No fire from 10 to 14 hours."
citation = "Article 1"
when = { all = [{ act = "fire" }, { daily = { DAILY } }] }
"""
ZONES = b'{"type": "FeatureCollection", "features": []}'


def at(words: str, fold: int = 0) -> int:
    return int(dt.datetime.fromisoformat(words).replace(tzinfo=KYIV, fold=fold).timestamp())


def inside(daily: Daily, *words: str) -> list[bool]:
    return within_daily(daily, np.array([at(one) for one in words])).tolist()


def test_the_beginning_is_in_and_the_end_is_not_in_winter_and_summer() -> None:
    for day in ("2031-01-15", "2031-07-15"):
        hours = ("09:59:59", "10:00", "13:59:59", "14:00")
        assert inside(LULL, *(f"{day}T{hour}" for hour in hours)) == [False, True, True, False]


def test_hours_past_midnight_belong_to_the_day_on_which_they_begin() -> None:
    friday, saturday = "2031-03-07", "2031-03-08"
    assert inside(NIGHT, f"{friday}T05:00", f"{friday}T23:00", f"{saturday}T05:59", f"{saturday}T23:00") == [
        False,
        True,
        True,
        False,
    ]


def test_an_hour_that_the_clocks_show_twice_is_in_it_twice_and_one_they_skip_is_not() -> None:
    early = Daily(3 * 3600, 4 * 3600, "Europe/Kyiv")
    back = [at("2031-10-26T03:30"), at("2031-10-26T03:30", fold=1), at("2031-10-26T04:00")]
    assert within_daily(early, np.array(back)).tolist() == [True, True, False]
    forward = at("2031-03-30T02:59:59") + np.arange(0, 7200, 60)
    assert not within_daily(early, forward).any()


def test_every_moment_of_a_year_agrees_with_the_clocks() -> None:
    moments = np.arange(at("2031-01-01T00:00"), at("2032-01-01T00:00"), 1_747)
    for daily in (LULL, NIGHT, Daily(0, 86_400, "Europe/Kyiv", (0, 6))):
        wall = [dt.datetime.fromtimestamp(int(one), KYIV) for one in moments]
        assert within_daily(daily, moments).tolist() == [_by_hand(daily, one) for one in wall]


def _by_hand(daily: Daily, wall: dt.datetime) -> bool:
    second, day = wall.hour * 3600 + wall.minute * 60 + wall.second, wall.weekday()
    if daily.until_s > daily.from_s:
        return daily.from_s <= second < daily.until_s and (not daily.weekdays or day in daily.weekdays)
    begun = day if second >= daily.from_s else (day - 1) % 7
    return not daily.until_s <= second < daily.from_s and (not daily.weekdays or begun in daily.weekdays)


@pytest.mark.parametrize("daily", (LULL, NIGHT))
def test_what_is_said_of_spans_is_what_their_moments_say(daily: Daily) -> None:
    chance = np.random.default_rng(5)
    start = at("2031-03-20T00:00") + chance.integers(0, 15 * 86_400, 300)
    last = start + chance.choice([0, 600, 9_000, 40_000, 200_000], 300)
    surely, possibly = spans(daily, start, last)
    same = unbroken(daily, start, last)
    for k in range(300):
        held = within_daily(daily, np.append(np.arange(start[k], last[k] + 1, 60), last[k]))
        assert not surely[k] or held.all()
        assert possibly[k] or not held.any()
        assert not same[k] or held.all() or not held.any()


def _found(daily: str, start: str, end: str) -> tuple[str, str]:
    agreement = load(HEAD.replace("DAILY", daily).encode(), ZONES, "agreement.toml")
    unknown = dict.fromkeys(Incident.__struct_fields__)
    told = {
        "incident_id": "inc_1",
        "event_type": "fire.shelling",
        "type_share_ppm": 1_000_000,
        "start_s": at(start),
        "end_s": at(end),
        "lat_e6": 48_000_000,
        "lon_e6": 37_000_000,
        "radius_m": 100,
        "claimants": (),
        "actor_disputed": False,
        "verb": "saw",
        "existence_ppm": 900_000,
    }
    counted = dict.fromkeys(("n_observations", "n_sources", "origins_min", "origins_max"), 1)
    incident = Incident(**(unknown | counted | told))  # type: ignore[arg-type]
    finding = explain(incident, agreement, "hours")
    return finding.status, str(finding.readings[0].tree)


def test_a_finding_turns_on_the_hours_and_says_them() -> None:
    hours = 'from = "10:00", until = "14:00"'
    status, tree = _found(hours, "2031-07-01T11:00", "2031-07-01T11:05")
    assert status == "breach" and "every day from 10:00 until 14:00, local time (Europe/Kyiv)" in tree
    assert _found(hours, "2031-07-01T15:00", "2031-07-01T15:05")[0] == "no_breach"
    assert _found(hours, "2031-07-01T13:00", "2031-07-01T15:00")[0] == "undetermined"


@pytest.mark.parametrize(
    ("daily", "said"),
    [
        ('from = "10:00"', "`until` is missing"),
        ('from = "25:00", until = "14:00"', "'25:00' is no time of day"),
        ('from = "10:00", until = "10:00"', "is no time of the day"),
        ('from = "10:00", until = "14:00", on = ["mondey"]', "'mondey' is no weekday"),
        ('from = "10:00", until = "14:00", on = []', "names no day"),
    ],
)
def test_what_is_wrong_is_told_with_its_clause_and_line(daily: str, said: str) -> None:
    _, problems = examine(HEAD.replace("DAILY", daily).encode(), ZONES, "agreement.toml")
    errors = [problem for problem in problems if said in problem.found]
    assert [(problem.clause, problem.line) for problem in errors] == [("provision 'hours'", 19)]
