"""Real daily series for `holding.py`, from the folder of open data sets; each with what it may be used for.

Series marked "tuning" taught the thresholds that `truceline.measure` ships; only those marked "reporting" stand in the
tables of results.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from truceline.measure.series import DaySeries

_INSURGENTS = "Government of Syria - Syrian insurgents"
SYRIAN_COLLAPSES, GAZA_COLLAPSE = ("2016-04-11", "2016-09-19"), "2025-03-18"


class Named(NamedTuple):
    name: str
    kind: str  # "war" or "air raids"
    use: str  # "tuning" or "reporting"
    series: DaySeries
    collapses: tuple[str, ...] = ()  # days on which, as told by history, a truce ended: an alarm there is right


def all_series(folder: Path) -> list[Named]:
    """Every series that can be read from the folder."""
    return [*_reported(folder), *_tuning(folder), *_air_raids(folder)]


def _reported(folder: Path) -> list[Named]:
    return [
        Named("war fires", "war", "reporting", war_fires(folder, cloud=False)),
        Named("Syria, deaths", "war", "reporting", syria(folder, _INSURGENTS, True), SYRIAN_COLLAPSES),
        Named("Syria, events", "war", "reporting", syria(folder, _INSURGENTS, False), SYRIAN_COLLAPSES),
        Named("Gaza, killed by report date", "war", "reporting", gaza(folder), (GAZA_COLLAPSE,)),
    ]


def _tuning(folder: Path) -> list[Named]:
    syrian = [
        Named(f"Syria, {dyad}, {'deaths' if deaths else 'events'}", "war", "tuning", syria(folder, dyad, deaths))
        for dyad in ("IS - SDF", "Government of Syria - IS")
        for deaths in (True, False)
    ]
    return [*syrian, *viina(folder)]


def war_fires(folder: Path, cloud: bool = True) -> DaySeries:
    """War fires a day over Ukraine; with the share of clear sky as effort."""
    path = folder / "economist_war_fires" / "strikes_by_location_and_day.csv"
    with path.open() as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["date"])
    clear = tuple(1 - float(row["cloud_cover_in_country"]) for row in rows)
    return DaySeries(rows[0]["date"], tuple(float(row["war_fires_per_day"]) for row in rows), clear if cloud else None)


def syria_rows(folder: Path, dyad: str) -> list[dict[str, str]]:
    """Events of one dyad whose day is known."""
    with gzip.open(folder / "ucdp_ged_syria" / "ged191_syria_2016_2019.csv.gz", "rt") as stream:
        return [row for row in csv.DictReader(stream) if row["dyad_name"] == dyad and row["date_prec"] == "1"]


def syria(folder: Path, dyad: str, deaths: bool) -> DaySeries:
    counted: Counter[str] = Counter()
    for row in syria_rows(folder, dyad):
        counted[row["date_start"][:10]] += int(float(row["best"])) if deaths else 1
    return _filled(counted, ("2016-01-01", "2019-11-30"))


def gaza(folder: Path) -> DaySeries:
    """Killed by the day of the report; a report on several days is no figure of one day."""
    rows = json.loads((folder / "gaza_lebanon_daily" / "casualties_daily.json").read_text())
    killed = {row["report_date"]: max(float(row.get("killed") or 0), 0.0) for row in rows}
    return _with_gaps(killed, {row["report_date"] for row in rows if row.get("report_period") != 24})


def viina(folder: Path) -> list[Named]:
    """Reports of the commonest event classes in the longest stretch of months without a gap.

    A class that is missing on more than one day in twenty was not coded throughout: its zeros say nothing.
    """
    by_class: dict[str, Counter[str]] = {}
    for path in sorted((folder / "viina_2023_2025").glob("viina_incidents_202[45]*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8-sig") as stream:
            for row in csv.DictReader(stream):
                for kind in set((row.get("event_type") or "").split("|")) - {""}:
                    by_class.setdefault(kind, Counter())[row["datetime"][:10]] += 1
    span = ("2024-01-01", "2025-08-26")
    days = _days(*span)
    coded = [kind for kind in by_class if sum(by_class[kind][day] == 0 for day in days) <= len(days) / 20]
    most = sorted(coded, key=lambda kind: (-by_class[kind].total(), kind))[:4]
    return [Named(f"VIINA, {kind}", "war", "tuning", _filled(by_class[kind], span)) for kind in most]


def _air_raids(folder: Path) -> list[Named]:
    counted: dict[str, Counter[str]] = {}
    with gzip.open(folder / "air_raid_ua" / "volunteer_data_en_to_2024-10-10.csv.gz", "rt") as stream:
        for row in csv.DictReader(stream):
            counted.setdefault(row["region"], Counter())[row["started_at"][:10]] += 1
    most = sorted(counted, key=lambda oblast: (-counted[oblast].total(), oblast))[:12]
    span = ("2022-03-16", "2024-10-09")
    return [
        Named(f"air raids, {oblast}", "air raids", ("tuning", "reporting")[i % 2], _filled(counted[oblast], span))
        for i, oblast in enumerate(most)
    ]


def _filled(counted: Mapping[str, int], span: tuple[str, str]) -> DaySeries:
    """A series in which a day without an event is a zero."""
    return DaySeries(span[0], tuple(float(counted.get(day, 0)) for day in _days(*span)))


def _with_gaps(values: Mapping[str, float], without: Iterable[str]) -> DaySeries:
    known = {day: value for day, value in values.items() if day not in set(without)}
    first, last = min(known), max(known)
    return DaySeries(first, tuple(known.get(day) for day in _days(first, last)))


def _days(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=i)).isoformat() for i in range((end - start).days + 1)]
