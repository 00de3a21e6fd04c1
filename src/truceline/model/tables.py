"""Arrow schemas of what is counted and joined. One name in Python, Arrow, SQL, JSON and the docs.

Floats do not appear: places are micro-degrees, probabilities parts per million. Every table has a unique key,
its first column (or first two), and stages return it sorted by that key.
"""

from __future__ import annotations

import pyarrow as pa

_text = pa.string()
_int = pa.int64()


def _schema(*columns: tuple[str, pa.DataType, bool]) -> pa.Schema:
    return pa.schema([pa.field(name, kind, nullable=nullable) for name, kind, nullable in columns])


#: key: observation_id. The fields are those of model.observation.Observation, in its order.
OBSERVATIONS = _schema(
    ("observation_id", _text, False),
    ("item_id", _text, False),
    ("record", pa.int32(), False),
    ("span_start", pa.int32(), True),
    ("span_end", pa.int32(), True),
    ("native_id", _text, True),
    ("source", _text, False),
    ("source_class", _text, False),
    ("event_type", _text, False),
    ("start_s", _int, False),
    ("end_s", _int, False),
    ("lat_e6", pa.int32(), True),
    ("lon_e6", pa.int32(), True),
    ("radius_m", pa.int32(), True),
    ("place_words", _text, True),
    ("count_low", pa.int32(), True),
    ("count_high", pa.int32(), True),
    ("count_unit", _text, True),
    ("verb", _text, False),
    ("alleged_actor", _text, True),
    ("claimant", _text, True),
    ("weapon", _text, True),
    ("calibre_mm", pa.int32(), True),
    ("target", _text, True),
    ("assessment", _text, True),
    ("killed_low", pa.int32(), True),
    ("killed_high", pa.int32(), True),
    ("wounded_low", pa.int32(), True),
    ("wounded_high", pa.int32(), True),
    ("text", _text, True),
    ("reported_s", _int, True),
    ("method", _text, False),
    ("confidence_ppm", pa.int32(), False),
)

#: key: incident_id. The fields are those of model.incident.Incident, in its order.
INCIDENTS = _schema(
    ("incident_id", _text, False),
    ("event_type", _text, False),
    ("type_share_ppm", pa.int32(), False),
    ("start_s", _int, False),
    ("end_s", _int, False),
    ("lat_e6", pa.int32(), True),
    ("lon_e6", pa.int32(), True),
    ("radius_m", pa.int32(), True),
    ("n_observations", pa.int32(), False),
    ("n_sources", pa.int32(), False),
    ("origins_min", pa.int32(), False),
    ("origins_max", pa.int32(), False),
    ("claimants", pa.list_(_text), False),
    ("alleged_actor", _text, True),
    ("actor_disputed", pa.bool_(), False),
    ("weapon", _text, True),
    ("calibre_mm", pa.int32(), True),
    ("target", _text, True),
    ("count_low", pa.int32(), True),
    ("count_high", pa.int32(), True),
    ("count_unit", _text, True),
    ("killed_low", pa.int32(), True),
    ("killed_high", pa.int32(), True),
    ("wounded_low", pa.int32(), True),
    ("wounded_high", pa.int32(), True),
    ("verb", _text, False),
    ("existence_ppm", pa.int32(), False),
    ("major_m", pa.int32(), True),  # half axes of the ellipse that holds the place with p = .95
    ("minor_m", pa.int32(), True),
    ("bearing_deg", pa.int32(), True),  # of the major axis, clockwise from north, 0 to 179
)

#: key: observation_id. p_same_ppm: probability that the observation belongs to its incident (1e6 when alone).
MEMBERS = _schema(
    ("observation_id", _text, False),
    ("incident_id", _text, False),
    ("p_same_ppm", pa.int32(), False),
)

#: key: observation_id, rival_incident_id. Observations that fit several incidents and none alone: they stay alone.
#: p_ppm: probability that the observation belongs to the rival; what is left over speaks for an incident of its own.
UNRESOLVED = _schema(
    ("observation_id", _text, False),
    ("rival_incident_id", _text, False),
    ("p_ppm", pa.int32(), False),
)

#: key: observation_id. p_new_ppm: probability that no sharper observation tells of the same incident. Summed over any
#: day or place, it is the number of incidents to expect there.
FRESH = _schema(
    ("observation_id", _text, False),
    ("p_new_ppm", pa.int32(), False),
)

#: key: a, b. What reviewers ruled on pairs of observations (one incident or two) and of texts (one origin or two; null
#: where they hold that nobody can tell), and the incident or origin in which each of the two now is; null for one that
#: is not at hand: such a ruling waits for it.
RULINGS = _schema(
    ("a", _text, False),
    ("b", _text, False),
    ("same", pa.bool_(), True),
    ("who", _text, False),
    ("why", _text, False),
    ("a_incident_id", _text, True),
    ("b_incident_id", _text, True),
    ("about", _text, False),
    ("a_origin_id", _text, True),
    ("b_origin_id", _text, True),
)

#: key: day_s (midnight, UTC). Expected number of incidents of the day, and the bounds of its 95 % interval.
EXPECTED = _schema(
    ("day_s", _int, False),
    ("count_milli", _int, False),
    ("low", _int, False),
    ("high", _int, False),
)

#: key: finding_id; one row for each incident and provision that reaches it. Readings are in the reason tree.
FINDINGS = _schema(
    ("finding_id", _text, False),
    ("incident_id", _text, False),
    ("provision_id", _text, False),
    ("status", _text, False),  # breach no_breach undetermined
    ("counted", pa.bool_(), False),
    ("belief_ppm", pa.int32(), False),
    ("plausibility_ppm", pa.int32(), False),
    ("contested", pa.bool_(), False),  # the readings of the parties disagree
    ("attribution", _text, False),  # rung of the ladder
    ("attributed_to", _text, True),  # party of whom the evidence speaks; a decision's only on the highest rung
    ("summary", _text, False),  # one sentence
)

#: key: effort_id. The fields are those of model.effort.Effort, in its order.
EFFORT = _schema(
    ("effort_id", _text, False),
    ("item_id", _text, False),
    ("record", pa.int32(), False),
    ("watcher", _text, False),
    ("source_class", _text, False),
    ("start_s", _int, False),
    ("end_s", _int, False),
    ("status", _text, False),
    ("reason", _text, True),
    ("lat_e6", pa.int32(), True),
    ("lon_e6", pa.int32(), True),
    ("range_m", pa.int32(), True),
    ("sector", _text, True),
    ("daylight", pa.bool_(), True),
)

#: key: cell and start_s. Who could have seen or heard a small cell in an hour: it locates watchers, and stays inside
COVERAGE = _schema(
    ("cell", _text, False),  # H3
    ("start_s", _int, False),  # of an hour of UTC
    ("lat_e6", pa.int32(), False),  # of the cell's middle
    ("lon_e6", pa.int32(), False),
    ("dark_min", pa.int32(), False),  # minutes without sun
    ("seen_min", pa.int32(), False),  # minutes in which somebody could have seen it
    ("heard_min", pa.int32(), False),  # minutes in which somebody could have heard it
    ("watched_min", pa.int32(), False),  # one or the other
    ("watched_dark_min", pa.int32(), False),  # of these, without sun
    (
        "lost_min",
        pa.int32(),
        False,
    ),  # minutes in which those who watch it were out, denied or withdrawn, and nobody else did
    ("watchers", pa.list_(_text), False),
)

#: key: cell and part. How much of an area was watched, in quarters: what may leave the house
PUBLIC_COVERAGE = _schema(
    ("cell", _text, False),  # H3
    ("part", _text, False),  # day or night
    ("lat_e6", pa.int32(), False),
    ("lon_e6", pa.int32(), False),
    ("from_s", _int, False),
    ("until_s", _int, False),
    ("share_low_ppm", pa.int32(), False),
    ("share_high_ppm", pa.int32(), False),
)

#: key: claim_id. The fields are those of model.claim.Claim, in its order.
CLAIMS = _schema(
    ("claim_id", _text, False),
    ("item_id", _text, False),
    ("record", pa.int32(), False),
    ("claimant", _text, False),
    ("against", _text, False),
    ("as_of_s", _int, False),
    ("window_start_s", _int, False),
    ("window_end_s", _int, False),
    ("category", _text, False),
    ("count", _int, False),
    ("qualifier", _text, False),
    ("unit", _text, True),
    ("parent", _text, True),
    ("source_url", _text, False),
    ("note", _text, False),
)

#: key: item_id. The fields are those of model.evidence.EvidenceItem, in its order.
EVIDENCE = _schema(
    ("item_id", _text, False),
    ("sha256", _text, False),
    ("part", _text, False),
    ("media_type", _text, False),
    ("source", _text, False),
    ("source_class", _text, False),
    ("filename", _text, False),
    ("reported_s", _int, True),
    ("received_s", _int, False),
    ("provenance", _text, False),
)

#: key: item_id, start, end, mode. What somebody said, in a text
STATEMENTS = _schema(
    ("item_id", _text, False),
    ("start", _int, False),
    ("end", _int, False),
    ("mode", _text, False),
    ("stance", _text, True),
    ("speaker", _text, True),
    ("speaker_id", _text, True),
    ("cue", _text, True),
    ("text", _text, False),
    ("method", _text, False),
    ("confidence_ppm", _int, False),
)

#: key: item_id, start, end. The fields are those of model.mentions.QuantityMention, in its order.
QUANTITIES = _schema(
    ("item_id", _text, False),
    ("start", _int, False),
    ("end", _int, False),
    ("text", _text, False),
    ("method", _text, False),
    ("confidence_ppm", _int, False),
    ("value_milli", _int, True),
    ("low_milli", _int, True),
    ("high_milli", _int, True),
    ("unit", _text, True),
    ("of", _text, True),
    ("claimed_by", _text, True),
    ("part_of", _int, True),
)

#: key: origin_id, item_id
ORIGINS = _schema(("origin_id", _text, False), ("item_id", _text, False))

#: key: day, event_type, count_unit
COUNTS = _schema(
    ("day", _text, False),
    ("event_type", _text, False),
    ("count_unit", _text, True),
    ("n_rows", _int, False),
    ("count_low", _int, False),
    ("count_high", _int, False),
)

#: key: entry, incident_id. What became of incidents of earlier runs
HISTORY = _schema(
    ("entry", _int, False), ("incident_id", _text, False), ("what", _text, False), ("became", pa.list_(_text), False)
)

#: key: what, of, beside. What fusion learnt
LEARNED = _schema(("what", _text, False), ("of", _text, False), ("beside", _text, False), ("value", _int, False))

#: key: case_id
CASES = _schema(
    ("case_id", _text, False),
    ("incident_id", _text, False),
    ("stage", _text, False),
    ("outcome", _text, False),
    ("findings", pa.list_(_text), False),
    ("brought_by", _text, True),
    ("attributed_to", _text, True),
)

#: key: all columns. The fields are those of model.errors.Rejected, in its order.
REJECTED = _schema(
    ("file", _text, False),
    ("line", _int, False),
    ("field", _text, False),
    ("found", _text, False),
    ("advice", _text, False),
    ("severity", _text, False),
)

#: the tables that people take out of a mission, by name
BY_NAME: dict[str, pa.Schema] = {
    "evidence": EVIDENCE,
    "observations": OBSERVATIONS,
    "statements": STATEMENTS,
    "quantities": QUANTITIES,
    "origins": ORIGINS,
    "incidents": INCIDENTS,
    "members": MEMBERS,
    "unresolved": UNRESOLVED,
    "rulings": RULINGS,
    "history": HISTORY,
    "learned": LEARNED,
    "counts": COUNTS,
    "findings": FINDINGS,
    "effort": EFFORT,
    "coverage": COVERAGE,
    "public_coverage": PUBLIC_COVERAGE,
    "claims": CLAIMS,
    "cases": CASES,
    "rejected": REJECTED,
}


def empty(schema: pa.Schema) -> pa.Table:
    """A table of this schema without rows."""
    return schema.empty_table()
