"""What can be disclosed of a row by itself: columns that only mean something together are one field."""

from __future__ import annotations

from collections.abc import Mapping

Fields = tuple[tuple[str, tuple[str, ...]], ...]

_READ_FROM = ("item_id", "record", "span_start", "span_end", "native_id", "method", "confidence_ppm")
_MEANS = ("means", ("weapon", "calibre_mm", "target"))
_COUNT = ("count", ("count_low", "count_high", "count_unit"))
_CASUALTIES = ("casualties", ("killed_low", "killed_high", "wounded_low", "wounded_high"))

#: table -> its fields, the key first, each with its columns
FIELDS: Mapping[str, Fields] = {
    # the largest table: as few fields as can be kept apart from where it was, and from whom it is known
    "observations": (
        ("observation_id", ("observation_id",)),
        ("source", (*_READ_FROM, "source", "source_class", "verb", "claimant", "text", "assessment")),
        ("what", ("event_type", "alleged_actor", *_MEANS[1], *_COUNT[1], *_CASUALTIES[1])),
        ("when", ("start_s", "end_s", "reported_s")),
        ("place", ("lat_e6", "lon_e6", "radius_m", "place_words")),
    ),
    "incidents": (
        ("incident_id", ("incident_id",)),
        ("what", ("event_type", "type_share_ppm", "verb", "existence_ppm")),
        ("when", ("start_s", "end_s")),
        ("place", ("lat_e6", "lon_e6", "radius_m", "major_m", "minor_m", "bearing_deg")),
        ("origins", ("n_observations", "n_sources", "origins_min", "origins_max")),
        _COUNT,
        _CASUALTIES,
        ("parties", ("alleged_actor", "actor_disputed", "claimants")),
        _MEANS,
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
    "members": (
        ("observation_id", ("observation_id",)),
        ("incident", ("incident_id", "p_same_ppm")),
    ),
}
