"""Clusters of observations to the tables of incidents and members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.fuse.arrays import Codes, Flags, Ints, integers, spelled, words
from truceline.fuse.grouping import Grouping, commonest, distinct, first_of, greatest, least, size
from truceline.fuse.kinds import Kind, incident_kind
from truceline.fuse.layout import ACTOR, FAMILY, KIND, SOURCE, TARGET, WEAPON
from truceline.fuse.params import FuseParams
from truceline.fuse.reports import Reports
from truceline.fuse.witnesses import between_origins, doubt, origin_codes, tongues, verb_ranks, witnesses
from truceline.model.incident import incident_id_of
from truceline.model.observation import Derivation, Origin
from truceline.model.tables import INCIDENTS, MEMBERS
from truceline.model.taxonomy import EVENT_TYPES, EVIDENCE_VERBS
from truceline.model.units import PPM

_Column: TypeAlias = "pa.Array | npt.NDArray[np.int64] | npt.NDArray[np.bool_]"


def incident_tables(
    reports: Reports,
    groups: Grouping,
    p_same_ppm: Ints,
    evidence: tuple[tuple[Origin, ...], tuple[Derivation, ...], Mapping[str, str]],
    params: FuseParams,
) -> tuple[pa.Table, pa.Table]:
    """Tables of incidents and members, each sorted by its key.

    `groups` gives the incident of each observation, `p_same_ppm` the probability that it belongs there, `evidence`
    the origins of the items, the relations of their pairs, and the languages of those that are texts.
    """
    weight = np.clip(integers(reports.table, "confidence_ppm"), 1, PPM)
    kind = incident_kind(groups, reports.columns.code[:, KIND], weight, reports.kinds)
    # one after the other: side by side they would take more room than time is saved
    columns = _who(reports, groups, *evidence) | _named(reports.table, groups)
    columns |= _what_when_where(reports, groups, kind, p_same_ppm, params) | _how_many(reports, groups, kind)
    ids = columns["incident_id"]
    made = {field.name: _typed(columns[field.name], field) for field in INCIDENTS}
    members = {
        "observation_id": reports.table.column("observation_id"),
        "incident_id": ids.take(pa.array(groups.label)),
        "p_same_ppm": pa.array(p_same_ppm, type=pa.int32()),
    }
    return pa.table(made, schema=INCIDENTS).sort_by("incident_id").combine_chunks(), pa.table(members, schema=MEMBERS)


def _typed(column: _Column, field: pa.Field) -> pa.Array:
    made = column if isinstance(column, pa.Array) else pa.array(column)
    return made if made.type == field.type else made.cast(field.type)


def _named(table: pa.Table, groups: Grouping) -> dict[str, _Column]:
    """Ids from the member that was reported first, so that an incident keeps its id while evidence is added."""
    missing = np.iinfo(np.int64).min
    reported = integers(table, "reported_s", missing)
    first = first_of(groups, np.where(reported == missing, integers(table, "start_s"), reported))
    anchors = table.column("observation_id").take(pa.array(first)).to_pylist()
    return {"incident_id": pa.array([incident_id_of(anchor) for anchor in anchors], type=pa.string())}


def _what_when_where(
    reports: Reports, groups: Grouping, kind: Kind, p_same_ppm: Ints, params: FuseParams
) -> dict[str, _Column]:
    # the kernels compile when they are first needed, not when this module is imported
    from truceline.fuse.place import posterior_place
    from truceline.fuse.span import posterior_interval

    table = reports.table
    lasting = np.array([name in EVENT_TYPES and EVENT_TYPES[name].duration for name in reports.kinds], dtype=bool)
    stated = integers(table, "start_s"), integers(table, "end_s")
    start, end = posterior_interval(groups, stated, reports.columns.real, p_same_ppm, lasting[kind.code], params)
    lat, lon = (integers(table, name) for name in ("lat_e6", "lon_e6"))
    place = posterior_place(groups, lat, lon, reports.radius_m, p_same_ppm, params)
    nowhere = ~place.located
    return {
        "event_type": spelled(kind.code, reports.kinds),
        "type_share_ppm": kind.share_ppm,
        "start_s": start,
        "end_s": end,
        "lat_e6": pa.array(place.lat_e6, mask=nowhere),
        "lon_e6": pa.array(place.lon_e6, mask=nowhere),
        "radius_m": pa.array(place.radius_m, mask=nowhere),
        "major_m": pa.array(place.major_m, mask=nowhere),
        "minor_m": pa.array(place.minor_m, mask=nowhere),
        "bearing_deg": pa.array(place.bearing_deg, mask=nowhere),
    }


def _who(
    reports: Reports,
    groups: Grouping,
    origins: tuple[Origin, ...],
    pairs: tuple[Derivation, ...],
    languages: Mapping[str, str],
) -> dict[str, _Column]:
    table, code = reports.table, reports.columns.code
    origin = origin_codes(table, code[:, FAMILY])
    doubt_nats = doubt(table, integers(table, "confidence_ppm"))
    counted = witnesses(
        groups,
        origin,
        reports.coded,
        doubt_nats,
        between_origins(table, code[:, FAMILY], origin, origins, pairs),
        tongues(table, code[:, FAMILY], languages),
    )
    sources, _ = distinct(groups.label, code[:, SOURCE])
    actor, actor_tied, actor_rivals = commonest(groups, code[:, ACTOR], origin)
    weapon, _, _ = commonest(groups, code[:, WEAPON], origin)
    target, _, _ = commonest(groups, code[:, TARGET], origin)
    return {
        "n_observations": size(groups.label, groups.n),
        "n_sources": size(sources, groups.n),
        "origins_min": counted.origins_min,
        "origins_max": counted.origins_max,
        "existence_ppm": counted.existence_ppm,
        "claimants": _claimants(table, groups),
        # a tie names nobody: to pick one of two accused parties would take a side
        "alleged_actor": spelled(np.where(actor_tied, -1, actor), words(table, "alleged_actor")[1]),
        "actor_disputed": actor_rivals,
        "weapon": spelled(weapon, words(table, "weapon")[1]),
        "calibre_mm": _calibre(table, code[:, WEAPON], weapon, groups),
        "target": spelled(target, reports.targets),
        "verb": spelled(least(groups, verb_ranks(table)), EVIDENCE_VERBS),
    }


def _claimants(table: pa.Table, groups: Grouping) -> pa.Array:
    code, names = words(table, "claimant")
    known = code >= 0
    owner, claimant = distinct(groups.label[known], code[known])
    offsets = np.searchsorted(owner, np.arange(groups.n + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), spelled(claimant, names))


def _calibre(table: pa.Table, of_member: Codes, of_incident: Codes, groups: Grouping) -> pa.Array:
    """Calibre that the members who name the incident's weapon agree on; null where they do not."""
    calibre = integers(table, "calibre_mm")
    known = (calibre >= 0) & (of_member == of_incident[groups.label])
    low, high = least(groups, calibre, known), greatest(groups, calibre, known)
    return pa.array(low, mask=(low < 0) | (low != high))


def _how_many(reports: Reports, groups: Grouping, kind: Kind) -> dict[str, _Column]:
    table = reports.table
    unit, units = words(table, "count_unit")
    counted = (unit >= 0) & ((integers(table, "count_low") >= 0) | (integers(table, "count_high") >= 0))
    unit = np.where(counted, unit, -1).astype(np.int32)
    own = _own_unit(reports.kinds, units)[kind.code]
    has_own = size(groups.label[counted & (unit == own[groups.label])], groups.n) > 0
    commonest_unit, _, _ = commonest(groups, unit, np.arange(len(unit)))
    chosen = np.where(has_own, own, commonest_unit)
    out: dict[str, _Column] = {"count_unit": spelled(chosen, units)}
    out |= _bounds(table, "count", counted & (unit == chosen[groups.label]), groups)
    for name in ("killed", "wounded"):
        out |= _bounds(table, name, np.ones(len(unit), dtype=bool), groups)
    return out


def _own_unit(kinds: tuple[str, ...], units: tuple[str, ...]) -> Codes:
    """Code of the unit in which each type is counted; -2 where nobody counts in it. Unlike units are never mixed."""
    number = {name: k for k, name in enumerate(units)}
    return np.array(
        [number.get(EVENT_TYPES[name].unit, -2) if name in EVENT_TYPES else -2 for name in kinds], dtype=np.int32
    )


def _bounds(table: pa.Table, name: str, counted: Flags, groups: Grouping) -> dict[str, _Column]:
    """Range of the rival values: the least of the lower bounds to the greatest of the upper ones."""
    low, high = integers(table, f"{name}_low"), integers(table, f"{name}_high")
    least_low = least(groups, low, counted & (low >= 0))
    most_high = greatest(groups, high, counted & (high >= 0))
    return {
        f"{name}_low": pa.array(least_low, mask=least_low < 0),
        f"{name}_high": pa.array(most_high, mask=most_high < 0),
    }
