"""Who watched when, as `effort.csv`: posts, acoustic sensors with their outages, passes under cloud.

Cameras tell of themselves in their own file, and refusals stand on the patrols' sheet.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from truceline.exercise.gazetteer import sector_name
from truceline.exercise.params import START_S
from truceline.exercise.scene import Scene
from truceline.exercise.skies import PASSES, Sky
from truceline.exercise.text_columns import csv_bytes, degrees, digits, utc, words
from truceline.exercise.theatre import to_degrees_e6
from truceline.exercise.watchers import Posts, Stations

#: how far posts and stations observe at best, m
_RANGE_M = {"patrol": 8_000, "camera": 5_000, "acoustic": 9_000}
_REASONS = {"camera": ("no power", "camera_obstruction", "link down"), "acoustic": ("no power", "link down", "flooded")}


class _Rows(msgspec.Struct):
    """Columns while they are gathered."""

    watcher: list[str]
    source_class: list[str]
    start_s: list[int]
    end_s: list[int]
    status: list[str]
    reason: list[str]
    x: list[float]
    y: list[float]

    def add(
        self, who: tuple[str, str], when: tuple[int, int], how: tuple[str, str], where: tuple[float, float]
    ) -> None:
        if when[1] <= when[0]:
            return
        self.watcher.append(who[0])
        self.source_class.append(who[1])
        self.start_s.append(when[0])
        self.end_s.append(when[1])
        self.status.append(how[0])
        self.reason.append(how[1])
        self.x.append(where[0])
        self.y.append(where[1])


def effort_csv(scene: Scene, plan: Posts, acoustic: Stations, over: Sky) -> bytes:
    """The bytes of `effort.csv`, in the order of watcher and time."""
    rows = _Rows([], [], [], [], [], [], [], [])
    _stations(rows, acoustic)
    _posts(rows, plan)
    _passes(rows, over)
    x, y = np.array(rows.x), np.array(rows.y)
    lat, lon = to_degrees_e6(x, y)
    sectors = tuple(sector_name(i) for i in range(scene.theatre.n_sectors))
    everywhere = np.array([c == "satellite" for c in rows.source_class])
    blank = np.where(everywhere, len(sectors), scene.theatre.sector_of(x))
    return csv_bytes(
        {
            "watcher": words(tuple(rows.watcher), np.arange(len(x))),
            "source_class": words(tuple(rows.source_class), np.arange(len(x))),
            "start": utc(np.array(rows.start_s)),
            "end": utc(np.array(rows.end_s)),
            "status": words(tuple(rows.status), np.arange(len(x))),
            "reason": words(tuple(rows.reason), np.arange(len(x))),
            "lat": degrees(lat),
            "lon": degrees(lon),
            "range_m": digits(np.array([_RANGE_M.get(c, 0) for c in rows.source_class]), everywhere),
            "sector": words((*sectors, ""), blank),
        }
    )


def team_name(team: int) -> str:
    return f"patrol-{team + 1:02d}"


def runs(on: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of equal value, as half-open pairs of indices."""
    edges = (np.flatnonzero(np.diff(on.astype(np.int8))) + 1).tolist()
    return list(zip([0, *edges], [*edges, len(on)], strict=True))


def outage_reason(kind: str, number: int) -> str:
    return _REASONS[kind][number % len(_REASONS[kind])]


def _stations(rows: _Rows, stations: Stations) -> None:
    """Runs of hours in which a station worked or not."""
    for index, on in enumerate(stations.on):
        for number, (first, last) in enumerate(runs(on)):
            how = ("on", "") if on[first] else ("outage", outage_reason(stations.kind, index + number // 2))
            who = (stations.name(index), stations.kind)
            when = (START_S + first * 3_600, START_S + last * 3_600)
            rows.add(who, when, how, (float(stations.x[index]), float(stations.y[index])))


def _posts(rows: _Rows, plan: Posts) -> None:
    days, halves, teams = plan.x.shape
    for team in range(teams):
        who = (team_name(team), "patrol")
        for day in range(days):
            for half in range(halves):
                at = (day, half, team)
                where = (float(plan.x[at]), float(plan.y[at]))
                start, end, denied = (int(times[at]) for times in (plan.start_s, plan.end_s, plan.denied_s))
                if plan.withdrawn[at]:
                    rows.add(who, (start, end), ("withdrawn", "security"), where)
                else:
                    rows.add(who, (start, denied), ("on", ""), where)  # a refusal is on the patrol's own sheet


def _passes(rows: _Rows, over: Sky) -> None:
    """Each pass is ten minutes of watching; one that is three quarters hidden is written off as cloud."""
    for day, clouds in enumerate(over.cloud):
        for which, cloud in enumerate(clouds):
            start = START_S + day * 86_400 + int(PASSES[which] * 3_600) - 300
            how = ("outage", "cloud") if cloud > 0.75 else ("on", "")
            rows.add(("viirs", "satellite"), (start, start + 600), how, (0.0, 0.0))
