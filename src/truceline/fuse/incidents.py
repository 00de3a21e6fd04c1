"""Clusters of observations to the tables of incidents and members."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.freed import give_back
from truceline.fuse.arrays import Codes, Flags, Ints, alphabetical, integers, spelled
from truceline.fuse.grouping import Grouping, commonest, distinct, first_of, greatest, least, size
from truceline.fuse.kinds import Kind, incident_kind
from truceline.fuse.layout import (
    ACTOR,
    CLAIMANT,
    FAMILY,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    SOURCE,
    TARGET,
    UNIT,
    WEAPON,
    WOUNDED_HIGH,
    WOUNDED_LOW,
)
from truceline.fuse.ordered import selected, values_at
from truceline.fuse.params import FuseParams
from truceline.fuse.telling import Telling
from truceline.fuse.witnesses import Between, between_origins, doubt, origin_codes, tongues, verb_ranks, witnesses
from truceline.model.evidence import PUBLISHED
from truceline.model.incident import incident_id_of
from truceline.model.observation import Derivation, Origin
from truceline.model.tables import INCIDENTS, MEMBERS
from truceline.model.taxonomy import EVENT_TYPES, EVIDENCE_VERBS
from truceline.model.units import PPM
from truceline.ports import Columnar
from truceline.threads import side_by_side

_Column: TypeAlias = "pa.Array | npt.NDArray[np.int64] | npt.NDArray[np.bool_]"

#: reports of the incidents that are told at a time: bounds the room that is needed on the way
_BLOCK = 32_768
#: columns of observations that are read when an incident is told
_READ = ("start_s", "end_s", "lat_e6", "lon_e6", "confidence_ppm", "verb", "calibre_mm", "count_low", "count_high")


class _Said(NamedTuple):
    """Reports and the incident of each, and what was worked out for each report."""

    told: Telling
    groups: Grouping
    p_same_ppm: Ints
    origin: Codes


class _Origins(NamedTuple):
    """What is known of the origins of all reports, by their codes."""

    between: Between
    tongue_of: Codes


def incident_tables(
    told: Telling,
    groups: Grouping,
    p_same_ppm: Ints,
    evidence: tuple[tuple[Origin, ...], tuple[Derivation, ...], Mapping[str, str]],
    params: FuseParams,
) -> tuple[pa.Table, pa.Table]:
    """Tables of incidents and members, each sorted by its key: `incident_table`, then `member_table`."""
    incidents, number = incident_table(told, groups, p_same_ppm, evidence, params)
    return incidents, member_table(told.table, incidents, number, p_same_ppm)


def incident_table(
    told: Telling,
    groups: Grouping,
    p_same_ppm: Ints,
    evidence: tuple[tuple[Origin, ...], tuple[Derivation, ...], Mapping[str, str]],
    params: FuseParams,
) -> tuple[pa.Table, Ints]:
    """Incidents, sorted by their ids, and the row in that table of the incident of each observation.

    `groups` gives the incident of each observation, `p_same_ppm` the probability that it belongs there, `evidence`
    the origins of the items, the relations of their pairs, and the languages of those that are texts.
    """
    origins, pairs, languages = evidence
    ids, groups = _named(told.table, groups)
    family = told.codes(FAMILY)
    origin = origin_codes(family, told.codes(SOURCE))
    known = _Origins(
        between_origins(told.table, family, origin, origins, pairs),
        tongues(told.table, family, origin, languages),
    )
    said = _Said(told._replace(table=selected(told.table, _READ)), groups, p_same_ppm, origin)
    if len(groups.label) > _BLOCK:
        give_back()
    # an incident is told by its own reports alone, so that a few are told at a time
    parts = side_by_side([partial(_told, some, known, params) for some in _blocks(said)], len(origin))
    del said
    if len(parts) > 1:
        give_back()
    made = {name: pa.concat_arrays([part.pop(name) for part in parts]) for name in INCIDENTS.names[1:]}
    return pa.table({"incident_id": ids} | made, schema=INCIDENTS), groups.label


def member_table(table: Columnar, incidents: pa.Table, number: Ints, p_same_ppm: Ints) -> pa.Table:
    """The incident of each observation of a sorted table; `number` is its row in the table of incidents."""
    members = {
        "observation_id": table.column("observation_id"),
        "incident_id": incidents.column("incident_id").take(pa.array(number)),
        "p_same_ppm": pa.array(p_same_ppm, type=pa.int32()),
    }
    return pa.table(members, schema=MEMBERS)


def _named(table: Columnar, groups: Grouping) -> tuple[pa.Array, Grouping]:
    """Ids of the incidents, sorted, and the incidents in that order.

    An id is that of the member that was reported first, so that an incident keeps it while evidence is added. What
    anybody published goes before: whoever holds the published reports knows their ids, and an incident of theirs that
    was called after another would be known for one that the mission saw first.
    """
    missing = np.iinfo(np.int64).min
    reported = integers(table, "reported_s", missing)
    said = np.where(reported == missing, integers(table, "start_s"), reported)
    first = first_of(groups, ~_published(table), said)
    anchors = values_at(table, "observation_id", first)
    ids = pa.concat_arrays([_ids_of(anchors.slice(at, _BLOCK)) for at in range(0, len(anchors), _BLOCK)])
    order = alphabetical(ids)
    place = np.empty(groups.n, dtype=np.int64)
    place[order] = np.arange(groups.n)
    return ids.take(pa.array(order)), Grouping(place[groups.label], groups.n)


def _published(table: Columnar) -> Flags:
    """Which reports anybody can look up."""
    found = pc.is_in(table.column("source_class"), pa.array(sorted(PUBLISHED)))
    flags: Flags = found.to_numpy()
    return flags


def _ids_of(anchors: pa.ChunkedArray) -> pa.Array:
    return pa.array([incident_id_of(anchor) for anchor in anchors.to_pylist()], type=pa.string())


def _blocks(said: _Said) -> Iterator[Callable[[], _Said]]:
    """Incidents in their order, as many at a time as have about as many reports as a block may hold."""
    rows = len(said.origin)
    if rows <= _BLOCK:
        yield lambda: said
        return
    by_incident = np.argsort(said.groups.label, kind="stable")
    begin = np.concatenate([[0], np.cumsum(size(said.groups.label, said.groups.n))])
    cuts = np.unique(np.append(np.searchsorted(begin, np.arange(0, rows, _BLOCK)), said.groups.n))
    for first, last in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        yield partial(_some, said, np.sort(by_incident[begin[first] : begin[last]]), first, last - first)


def _some(said: _Said, rows: Ints, first: int, n: int) -> _Said:
    """These rows, which are all reports of the `n` incidents from the `first` on."""
    return _Said(
        said.told.some(rows),
        Grouping(said.groups.label[rows] - first, n),
        said.p_same_ppm[rows],
        said.origin[rows],
    )


def _told(some: Callable[[], _Said], known: _Origins, params: FuseParams) -> dict[str, pa.Array]:
    """Columns of INCIDENTS, but for the ids."""
    said = some()
    told, groups = said.told, said.groups
    weight = np.clip(integers(told.table, "confidence_ppm"), 1, PPM)
    kind = incident_kind(groups, told.codes(KIND), weight, told.kinds)
    columns = _who(said, known) | _what_when_where(said, kind, params) | _how_many(told, groups, kind)
    return {field.name: _typed(columns[field.name], field) for field in INCIDENTS if field.name in columns}


def _typed(column: _Column, field: pa.Field) -> pa.Array:
    made = column if isinstance(column, pa.Array) else pa.array(column)
    return made if made.type == field.type else made.cast(field.type)


def _what_when_where(said: _Said, kind: Kind, params: FuseParams) -> dict[str, _Column]:
    # the kernels compile when they are first needed, not when this module is imported
    from truceline.fuse.place import posterior_place
    from truceline.fuse.span import posterior_interval

    told, groups, p_same_ppm, _ = said
    table = told.table
    lasting = np.array([name in EVENT_TYPES and EVENT_TYPES[name].duration for name in told.kinds], dtype=bool)
    stated = integers(table, "start_s"), integers(table, "end_s")
    start, end = posterior_interval(groups, stated, told.hours, p_same_ppm, lasting[kind.code], params)
    lat, lon = (integers(table, name) for name in ("lat_e6", "lon_e6"))
    place = posterior_place(groups, lat, lon, told.radius_m, p_same_ppm, params)
    nowhere = ~place.located
    return {
        "event_type": spelled(kind.code, told.kinds),
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


def _who(said: _Said, known: _Origins) -> dict[str, _Column]:
    told, groups, _, origin = said
    table = told.table
    doubt_nats = doubt(table, integers(table, "confidence_ppm"))
    counted = witnesses(groups, origin, told.coded, doubt_nats, known.between, known.tongue_of)
    sources, _ = distinct(groups.label, told.codes(SOURCE))
    actor, actor_tied, actor_rivals = commonest(groups, told.codes(ACTOR), origin)
    weapon, _, _ = commonest(groups, told.codes(WEAPON), origin)
    target, _, _ = commonest(groups, told.codes(TARGET), origin)
    return {
        "n_observations": size(groups.label, groups.n),
        "n_sources": size(sources, groups.n),
        "origins_min": counted.origins_min,
        "origins_max": counted.origins_max,
        "existence_ppm": counted.existence_ppm,
        "claimants": _claimants(told, groups),
        # a tie names nobody: to pick one of two accused parties would take a side
        "alleged_actor": spelled(np.where(actor_tied, -1, actor), told.actors),
        "actor_disputed": actor_rivals,
        "weapon": spelled(weapon, told.weapons),
        "calibre_mm": _calibre(table, told.codes(WEAPON), weapon, groups),
        "target": spelled(target, told.targets),
        "verb": spelled(least(groups, verb_ranks(table)), EVIDENCE_VERBS),
    }


def _claimants(told: Telling, groups: Grouping) -> pa.Array:
    code = told.codes(CLAIMANT)
    known = code >= 0
    owner, claimant = distinct(groups.label[known], code[known])
    offsets = np.searchsorted(owner, np.arange(groups.n + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), spelled(claimant, told.claimants))


def _calibre(table: Columnar, of_member: Codes, of_incident: Codes, groups: Grouping) -> pa.Array:
    """Calibre that the members who name the incident's weapon agree on; null where they do not."""
    calibre = integers(table, "calibre_mm")
    known = (calibre >= 0) & (of_member == of_incident[groups.label])
    low, high = least(groups, calibre, known), greatest(groups, calibre, known)
    return pa.array(low, mask=(low < 0) | (low != high))


def _how_many(told: Telling, groups: Grouping, kind: Kind) -> dict[str, _Column]:
    table = told.table
    unit, units = told.codes(UNIT), told.units
    counted = (unit >= 0) & ((integers(table, "count_low") >= 0) | (integers(table, "count_high") >= 0))
    unit = np.where(counted, unit, -1).astype(np.int32)
    own = _own_unit(told.kinds, units)[kind.code]
    has_own = size(groups.label[counted & (unit == own[groups.label])], groups.n) > 0
    commonest_unit, _, _ = commonest(groups, unit, np.arange(len(unit)))
    chosen = np.where(has_own, own, commonest_unit)
    out: dict[str, _Column] = {"count_unit": spelled(chosen, units)}
    rival = counted & (unit == chosen[groups.label])
    out |= _bounds("count", integers(table, "count_low"), integers(table, "count_high"), rival, groups)
    everybody = np.ones(len(unit), dtype=bool)
    for name, low, high in (("killed", KILLED_LOW, KILLED_HIGH), ("wounded", WOUNDED_LOW, WOUNDED_HIGH)):
        out |= _bounds(name, told.codes(low), told.codes(high), everybody, groups)
    return out


def _own_unit(kinds: tuple[str, ...], units: tuple[str, ...]) -> Codes:
    """Code of the unit in which each type is counted; -2 where nobody counts in it. Unlike units are never mixed."""
    number = {name: k for k, name in enumerate(units)}
    return np.array(
        [number.get(EVENT_TYPES[name].unit, -2) if name in EVENT_TYPES else -2 for name in kinds], dtype=np.int32
    )


def _bounds(name: str, low: Ints | Codes, high: Ints | Codes, counted: Flags, groups: Grouping) -> dict[str, _Column]:
    """Range of the rival values: the least of the lower bounds to the greatest of the upper ones."""
    least_low = least(groups, low, counted & (low >= 0))
    most_high = greatest(groups, high, counted & (high >= 0))
    return {
        f"{name}_low": pa.array(least_low, mask=least_low < 0),
        f"{name}_high": pa.array(most_high, mask=most_high < 0),
    }
