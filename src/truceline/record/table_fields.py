"""What can be disclosed of a row by itself: columns that only mean something together are one field."""

from __future__ import annotations

from collections.abc import Mapping

Fields = tuple[tuple[str, tuple[str, ...]], ...]

_READ_FROM = ("item_id", "record", "span_start", "span_end", "native_id", "method", "confidence_ppm")
_SAID = (
    *("weapon", "calibre_mm", "target", "count_low", "count_high", "count_unit"),
    *("killed_low", "killed_high", "wounded_low", "wounded_high"),
)

#: table -> its fields, each with its columns; the table's key is the first
FIELDS: Mapping[str, Fields] = {
    # of the largest tables, no more fields than can be kept apart: what and when; from whom it is known; where
    "observations": (
        ("what", ("observation_id", "event_type", "start_s", "end_s", "reported_s", "alleged_actor", *_SAID)),
        ("source", (*_READ_FROM, "source", "source_class", "verb", "claimant", "text", "assessment")),
        ("place", ("lat_e6", "lon_e6", "radius_m", "place_words")),
    ),
    "incidents": (
        ("what", ("incident_id", "event_type", "type_share_ppm", "start_s", "end_s", "verb", "existence_ppm", *_SAID)),
        ("place", ("lat_e6", "lon_e6", "radius_m", "major_m", "minor_m", "bearing_deg")),
        ("origins", ("n_observations", "n_sources", "origins_min", "origins_max")),
        ("parties", ("alleged_actor", "actor_disputed", "claimants")),
    ),
    "findings": (
        ("finding_id", ("finding_id",)),
        ("incident_id", ("incident_id",)),
        ("provision_id", ("provision_id",)),
        ("status", ("status", "counted", "contested")),
        ("belief", ("belief_ppm", "plausibility_ppm")),
        ("attribution", ("attribution", "attributed_to")),
        ("summary", ("summary",)),
    ),
    "effort": (
        ("effort_id", ("effort_id",)),
        ("read_from", ("item_id", "record")),
        ("watcher", ("watcher", "source_class")),
        ("when", ("start_s", "end_s", "daylight")),
        ("status", ("status", "reason")),
        ("place", ("lat_e6", "lon_e6", "range_m", "sector")),
    ),
    "members": (("member", ("observation_id", "incident_id", "p_same_ppm")),),
}
