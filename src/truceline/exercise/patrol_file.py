"""The patrols' sheet as a form exports it (CSV with group names), and one team's reports as JSON."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.exercise.effort_file import team_name
from truceline.exercise.field import FieldRows
from truceline.exercise.gazetteer import sector_name
from truceline.exercise.happenings import CODE, TARGETS, TYPES, WEAPONS
from truceline.exercise.params import START_S
from truceline.exercise.scene import Scene
from truceline.exercise.text_columns import csv_bytes, degrees, digits, joined, lines, local, utc, words
from truceline.exercise.theatre import Ints, to_degrees_e6
from truceline.exercise.watchers import Posts
from truceline.model.taxonomy import EVENT_TYPES

#: a restriction keeps a team from its post at least this long
_LEAST_DENIED_S = 1_800


def native_ids(rows: FieldRows, head: str) -> pa.Array:
    return joined(f"{head}-", digits(np.arange(1, len(rows.incident) + 1)))


def patrol_csv(scene: Scene, plan: Posts, rows: FieldRows) -> bytes:
    """The bytes of `patrol.csv`: an event or a restriction in each row."""
    turned_back = rows.kind == CODE["restriction"]
    return csv_bytes(
        {
            "SubmissionDate": utc(rows.end_s + 900 + rows.follow_up * 8 * 3_600),
            "team/patrol_id": _teams(plan, rows),
            "team/sector": words(
                tuple(sector_name(i) for i in range(scene.theatre.n_sectors)), scene.theatre.sector_of(rows.x)
            ),
            **_event(scene, rows, ~turned_back),
            **_restriction(plan, rows, turned_back),
            "KEY": native_ids(rows, "uuid:patrol"),
        }
    )


def _teams(plan: Posts, rows: FieldRows) -> pa.Array:
    teams = plan.x.shape[2]
    return words(tuple(team_name(team) for team in range(teams)), rows.watcher % teams)


def _event(scene: Scene, rows: FieldRows, event: np.ndarray) -> dict[str, pa.Array]:
    lat, lon = to_degrees_e6(rows.x, rows.y)
    sides = (*(side.name for side in scene.theatre.sides), "")
    verb = np.where(rows.follow_up, 2, np.where(rows.seen, 0, 1))
    calibre = np.array([calibre for _, calibre in WEAPONS])[rows.weapon]
    kinds = tuple("" if name == "restriction" else name for name in TYPES)
    units = tuple("" if name == "restriction" else EVENT_TYPES[name].unit for name in TYPES)
    return {
        "event/event_type": words(kinds, rows.kind),
        "event/event_start": _where(local(rows.start_s), event),
        "event/event_end": _where(local(rows.end_s), event),
        "event/location-Latitude": degrees(lat),
        "event/location-Longitude": degrees(lon),
        "event/radius_m": digits(rows.radius_m),
        "event/count": digits(rows.count, ~event),
        "event/unit": words(units, rows.kind),
        "event/how_observed": _where(words(("saw", "heard", "followed_up"), verb), event),
        "event/weapon": words(tuple(name for name, _ in WEAPONS), rows.weapon),
        "event/calibre_mm": digits(calibre, calibre == 0),
        "event/object": words(TARGETS, rows.target),
        "event/side": words(sides, np.where(rows.actor < 0, 2, rows.actor)),
    }


def _where(column: pa.Array, keep: np.ndarray) -> pa.Array:
    return pc.if_else(pa.array(keep), column, "")


def denied_until(plan: Posts, rows: FieldRows) -> Ints:
    """A team that was turned back stays away to the end of its half-day."""
    teams = plan.x.shape[2]
    day = np.clip((rows.start_s - START_S) // 86_400, 0, plan.x.shape[0] - 1)
    end = plan.end_s[day, rows.watcher // teams % 2, rows.watcher % teams]
    return np.asarray(np.maximum(end, rows.start_s + _LEAST_DENIED_S), dtype=np.int64)


def _restriction(plan: Posts, rows: FieldRows, turned_back: np.ndarray) -> dict[str, pa.Array]:
    kinds = ("denial", "checkpoint", "conditional_access", "")
    which = np.where(turned_back, np.arange(len(turned_back)) % 3, 3)
    return {
        "restriction/restriction_type": words(kinds, which),
        "restriction/restriction_start": _where(local(rows.start_s), turned_back),
        "restriction/restriction_end": _where(local(denied_until(plan, rows)), turned_back),
    }


def patrol_json(scene: Scene, plan: Posts, rows: FieldRows) -> bytes:
    """The same from a team with another app: a JSON array, one report with one observation in each line."""
    lat, lon = to_degrees_e6(rows.x, rows.y)
    sides = (*(f'"{side.name}"' for side in scene.theatre.sides), "null")
    entries = joined(
        '{"report_id": "', native_ids(rows, "report"), '", "patrol": "', _teams(plan, rows),
        '", "observations": [{"type": "',
        words(TYPES, rows.kind), '", "at": "', utc(rows.start_s), '", "lat": ', degrees(lat), ', "lon": ', degrees(lon),
        ', "radius_m": ', digits(rows.radius_m), ', "count": ', digits(rows.count), ', "verb": "',
        words(("heard", "saw"), rows.seen.astype(np.int64)), '", "side": ',
        words(sides, np.where(rows.actor < 0, 2, rows.actor)), "}]}",
    )  # fmt: skip
    return b"[\n" + lines("", joined(entries, _commas(len(rows.incident)))) + b"]\n"


def _commas(total: int) -> pa.Array:
    return words(("", ","), (np.arange(total) < total - 1).astype(np.int64))
