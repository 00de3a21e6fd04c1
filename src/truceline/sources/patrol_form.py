"""What the fields of patrol reports are called: our own names, and those of XLSForm exports (ODK Central, KoboToolbox).

An export writes `group/field`, `group-field` or only `field`, puts coordinates into `_location_latitude` or
`location-Latitude`, or into one cell "48.57 37.98 112.0 4.5" (latitude, longitude, altitude, accuracy in metres).
Source: https://docs.getodk.org/central-submissions/ and https://support.kobotoolbox.org/export_download.html.
Device and user names of the form are never read.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from truceline.sources.sheet import Sheet

#: our name -> other names, best first
FIELDS: dict[str, tuple[str, ...]] = {
    "report_id": ("instanceid", "meta_instanceid", "_uuid", "uuid", "key", "_id", "id"),
    "patrol": ("watcher", "patrol_id", "team", "team_id", "post", "patrol_name", "observer_team"),
    "source_class": (),
    "patrol_start": ("shift_start", "patrol_from", "watch_start"),
    "patrol_end": ("shift_end", "patrol_to", "watch_end"),
    "start": (),
    "end": (),
    "event_type": ("type", "event", "observation_type", "violation_type"),
    "event_start": ("event_time", "observed_at", "time_observed", "event_datetime", "observation_time", "time", "at"),
    "event_end": ("time_end", "observed_until"),
    "lat": ("event_location_latitude", "location_latitude", "latitude", "gps_latitude"),
    "lon": ("event_location_longitude", "location_longitude", "longitude", "gps_longitude"),
    "accuracy": ("event_location_accuracy", "location_accuracy", "location_precision", "gps_precision", "precision"),
    "location": ("event_location", "gps", "geopoint", "position"),
    "radius_m": ("uncertainty_m", "radius"),
    "distance_m": ("distance", "range_to_event_m"),
    "patrol_lat": ("post_lat", "patrol_location_latitude", "patrol_position_latitude"),
    "patrol_lon": ("post_lon", "patrol_location_longitude", "patrol_position_longitude"),
    "range_m": ("visibility_m", "observation_range_m"),
    "sector": ("area", "zone", "sector_name"),
    "daylight": ("day_night",),
    "place": ("event_place", "settlement", "locality", "place_name", "location_name"),
    "count": ("number", "quantity", "event_count"),
    "unit": ("count_unit", "counting_unit"),
    "verb": ("evidence", "how_observed", "means", "observation_means"),
    "weapon": ("weapon_type", "weapon_class"),
    "calibre_mm": ("calibre", "caliber", "caliber_mm"),
    "target": ("object", "object_class", "damaged_object"),
    "assessment": ("assessed_as", "explosion_assessment"),
    "actor": ("alleged_actor", "side", "alleged_side"),
    "claimant": ("told_by", "said_by"),
    "killed": ("persons_killed", "dead"),
    "wounded": ("persons_wounded", "injured"),
    "text": ("notes", "note", "description", "comment", "remarks"),
    "restriction_type": ("restriction", "type_of_restriction"),
    "restriction_start": ("restriction_time", "restriction_from"),
    "restriction_end": ("restriction_to", "restriction_until"),
    "delay_min": ("delay_minutes", "delay"),
    "reported": ("_submission_time", "submissiondate", "submission_time", "submitted_at"),
}

#: names of files that come by themselves (`sources.media`)
_PICTURE = re.compile(r"(^|_)photos?$")

_GEOPOINT = re.compile(
    r"^\s*(-?\d+(?:\.\d+)?)[ ,]+(-?\d+(?:\.\d+)?)(?:[ ,]+(-?\d+(?:\.\d+)?))?(?:[ ,]+(\d+(?:\.\d+)?))?\s*$"
)


@lru_cache(maxsize=512)
def field_key(name: str) -> str:
    """A column of an export as it is compared: `event_group/Event type` is `event_type`."""
    last = (
        re.split(r"[/.:]", name.strip().lower())[-1] if not name.lower().endswith("meta/instanceid") else "instanceid"
    )
    return re.sub(r"[^a-z0-9]+", "_", last).strip("_")


def name_fields(sheet: Sheet) -> list[str]:
    """Puts the columns of an export under our names. Answers those that nothing was found for."""
    found, unused = fields_of(tuple(sheet.columns))
    sheet.columns = {ours: sheet.columns[column] for ours, column in found.items()}
    _split_geopoints(sheet)
    return unused


@lru_cache(maxsize=64)
def fields_of(columns: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """By our name the column of an export, and the columns that nothing was found for."""
    keys: dict[str, str] = {}
    for name in columns:
        keys.setdefault(field_key(name), name)
    found = {
        ours: column
        for ours, others in FIELDS.items()
        for column in [_column(keys, (ours, *others))]
        if column is not None
    }
    used = set(found.values())
    return found, [name for name in columns if name not in used and not _PICTURE.search(field_key(name))]


def _column(keys: dict[str, str], wanted: tuple[str, ...]) -> str | None:
    """The column of a wanted name; one that ends in it behind a group's name when that is the only one."""
    for name in wanted:
        key = name.strip("_")
        if key in keys:
            return keys[key]
    for name in wanted:
        key = name.strip("_")
        behind = [column for other, column in keys.items() if other.endswith("_" + key)] if "_" in key else []
        if len(behind) == 1:
            return behind[0]
    return None


def _split_geopoints(sheet: Sheet) -> None:
    """Coordinates from cells of the form "lat lon altitude accuracy", where there are none of their own."""
    if not sheet.has("location"):
        return
    parts = [_GEOPOINT.match(words) for words in sheet.text("location").to_pylist()]
    for name, group in (("lat", 1), ("lon", 2), ("accuracy", 4)):
        read = pa.array([(part[group] or "") if part else "" for part in parts], pa.string())
        own = sheet.text(name)
        sheet.columns[name] = pc.if_else(pc.equal(own, ""), read, own)
    if not sheet.has("place"):
        words = [
            words if part is None else "" for words, part in zip(sheet.text("location").to_pylist(), parts, strict=True)
        ]
        sheet.columns["place"] = pa.array(words, pa.string())
