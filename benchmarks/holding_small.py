"""How good are the effect of a truce and the alarm of its collapse? On real daily series, with dates without a truce.

    python benchmarks/holding_small.py [DATA]

DATA is a folder with the open data sets named below (default: ../shared/data beside the checkout). Prints for each:

1. the share of 95 % intervals that contain 1.0 at placebo dates (should be about .95), by days in force, with the
   built-in multiplier, and how often a drop is claimed where there was none;
2. false alarms a year on the second half, the bound learnt on the first; and on the whole without learning;
3. days from an injected rise (x2, x3, x5) to the alarm, and the share of x3 found within a week.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np

from truceline.measure.alarms import alarms_in
from truceline.measure.effect import effect_of
from truceline.measure.holding import holding
from truceline.measure.series import DaySeries, Truce

PLACEBO_STEP = 10
INJECTIONS = 25


def war_fires(folder: Path) -> DaySeries:
    path = folder / "economist_war_fires" / "strikes_by_location_and_day.csv"
    rows = sorted(csv.DictReader(path.open()), key=lambda row: row["date"])
    clear = tuple(1 - float(row["cloud_cover_in_country"]) for row in rows)
    return DaySeries(rows[0]["date"], tuple(float(row["war_fires_per_day"]) for row in rows), clear)


def syria(folder: Path, deaths: bool) -> DaySeries:
    counted: Counter[str] = Counter()
    with gzip.open(folder / "ucdp_ged_syria" / "ged191_syria_2016_2019.csv.gz", "rt") as stream:
        for row in csv.DictReader(stream):
            if row["dyad_name"] == "Government of Syria - Syrian insurgents" and row["date_prec"] == "1":
                counted[row["date_start"][:10]] += int(float(row["best"])) if deaths else 1
    first, last = date(2016, 1, 1), date(2019, 11, 30)
    days = [(first + timedelta(days=i)).isoformat() for i in range((last - first).days + 1)]
    return DaySeries(days[0], tuple(float(counted[day]) for day in days))


def gaza(folder: Path) -> DaySeries:
    rows = json.loads((folder / "gaza_lebanon_daily" / "casualties_daily.json").read_text())
    killed = {row["report_date"]: row.get("killed") for row in rows}
    first, last = (date.fromisoformat(edge(killed)) for edge in (min, max))
    days = [(first + timedelta(days=i)).isoformat() for i in range((last - first).days + 1)]
    return DaySeries(days[0], tuple(None if killed.get(day) is None else max(float(killed[day]), 0.0) for day in days))


def placebo(series: DaySeries, length: int) -> dict[str, object]:
    covered = claimed = judged = abstained = 0
    for start in range(60, len(series.values) - length, PLACEBO_STEP):
        past = msgspec.structs.replace(
            series,
            values=series.values[: start + length],
            effort=None if series.effort is None else series.effort[: start + length],
        )
        effect = effect_of(past, Truce(series.day(start), series.day(start + length))).effect
        if effect.low_milli is None or effect.high_milli is None:
            abstained += 1
            continue
        judged += 1
        covered += effect.low_milli <= 1000 <= effect.high_milli
        claimed += effect.high_milli < 1000
    return {
        "judged": judged,
        "abstained": abstained,
        "covered": round(covered / judged, 3) if judged else None,
        "false drops": round(claimed / judged, 3) if judged else None,
    }


def false_alarms(series: DaySeries) -> dict[str, float]:
    n = len(series.values)
    half = n // 2
    learnt = sum(alarm.rise for alarm in alarms_in(series, half, n).alarms)
    plain = sum(alarm.rise for alarm in alarms_in(series, 60, n).alarms)
    return {
        "a year, learnt on the first half": round(learnt / ((n - half) / 365.25), 1),
        "a year, not learnt": round(plain / ((n - 60) / 365.25), 1),
    }


def delays(series: DaySeries) -> dict[str, object]:
    chance = np.random.default_rng(1)
    n = len(series.values)
    found: dict[str, object] = {}
    for factor in (2, 3, 5):
        waits = []
        for start in chance.integers(n // 4, n - 40, INJECTIONS):
            risen = [
                value if value is None or i < start else round(value * factor)
                for i, value in enumerate(series.values[: start + 30])
            ]
            effort = None if series.effort is None else series.effort[: start + 30]
            watch = alarms_in(DaySeries(series.first_day, tuple(risen), effort), int(start) - 45, int(start) + 30)
            after = [alarm.index - start for alarm in watch.alarms if alarm.rise and alarm.index >= start]
            waits.append(int(after[0]) if after else 99)
        median = float(np.median(waits))
        found[f"x{factor}"] = ">30" if median > 30 else median
        if factor == 3:
            found["x3 within 7 days"] = round(float(np.mean(np.array(waits) < 7)), 2)
    return found


def truces(folder: Path) -> None:
    cases = (
        ("Syria, deaths, February 2016, 42 days", syria(folder, True), Truce("2016-02-27", "2016-04-09")),
        ("Syria, deaths, February 2016, to 10 July", syria(folder, True), Truce("2016-02-27", "2016-07-10")),
        ("Syria, deaths, September 2016", syria(folder, True), Truce("2016-09-12", "2016-09-26")),
        ("Syria, deaths, December 2016", syria(folder, True), Truce("2016-12-30", "2017-02-10")),
        ("War fires, Easter 2025", war_fires(folder), Truce("2025-04-20", "2025-04-21", ("2025-04-19",))),
        ("War fires, 8-10 May 2025", war_fires(folder), Truce("2025-05-08", "2025-05-11")),
        ("Gaza, 19 January to 17 March 2025", gaza(folder), Truce("2025-01-19", "2025-03-18")),
        ("Gaza, 19 January to 9 April 2025", gaza(folder), Truce("2025-01-19", "2025-04-10")),
    )
    for name, series, truce in cases:
        verdict = holding(series, truce)
        print(f"{name}: {verdict.verdict}, alarms {', '.join(verdict.alarms) or 'none'}")
        print(f"    {verdict.reasons[0]}\n    {verdict.reasons[1]}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared" / "data"
    plain_fires = msgspec.structs.replace(war_fires(folder), effort=None)
    for name, series in (
        ("war fires", plain_fires),
        ("war fires, cloud as effort", war_fires(folder)),
        ("Syria, deaths", syria(folder, True)),
        ("Syria, events", syria(folder, False)),
        ("Gaza, killed", gaza(folder)),
    ):
        print(f"{name}: {len(series.values)} days")
        for length in (2, 14, 42):
            print(f"    placebo, {length} days: {placebo(series, length)}")
        print(f"    false alarms {false_alarms(series)}")
        print(f"    delay in days {delays(series)}")
    truces(folder)


if __name__ == "__main__":
    main()
