"""Incidents as cards: what each member says, side by side, and what ties it to the others."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.explain import Bond, Judge, each_once
from truceline.fuse.fuse import Fused
from truceline.merging.given import Given
from truceline.merging.overlap import Numbers, Sets
from truceline.model.units import E6

#: members that a card shows; an incident with more of them is told by the first to report
_MEMBERS = 8


class Member(NamedTuple):
    """One observation of a card. Times are ISO 8601 in the zone of the merge."""

    observation_id: str
    set_name: str
    native_id: str
    source: str
    event_type: str
    start: str
    end: str
    lat: str
    lon: str
    radius_m: int | None
    killed: str
    words: str
    p_same_ppm: int


class Card(NamedTuple):
    """An incident, its members, and the bonds that hold them, each pair once."""

    incident_id: str
    members: tuple[Member, ...]
    bonds: tuple[Bond, ...]


def clearest(sets: Sets, incident: Numbers, fused: Fused, number: int) -> Numbers:
    """Rows of the incidents that most sets report, then most observations; ties in the order of ids."""
    n = fused.incidents.num_rows
    pairs = np.unique(np.stack([incident, sets.code]), axis=1)
    n_sets = np.bincount(pairs[0], minlength=n)
    size = fused.incidents.column("n_observations").to_numpy()
    order = np.lexsort((np.arange(n), -size, -n_sets))
    kept: Numbers = order[size[order] > 1][:number]
    return kept


def least_certain(incident: Numbers, given: Given, fused: Fused, number: int) -> Numbers:
    """Rows of the incidents with the least certain member, least first: those worth a look."""
    at = pc.index_in(
        given.observations.column("observation_id").combine_chunks(),
        fused.members.column("observation_id").combine_chunks(),
    )
    p_same = fused.members.column("p_same_ppm").combine_chunks().take(at).to_numpy()
    least = np.full(fused.incidents.num_rows, np.iinfo(np.int64).max)
    np.minimum.at(least, incident, p_same)
    size = fused.incidents.column("n_observations").to_numpy()
    order = np.lexsort((np.arange(len(least)), least))
    kept: Numbers = order[size[order] > 1][:number]
    return kept


class Open(NamedTuple):
    """A report that fits several incidents and none alone, and those incidents, most probable first."""

    report: Member
    rivals: tuple[tuple[str, Member, int], ...]  # incident, its first member, probability in parts per million


def open_reports(sets: Sets, given: Given, fused: Fused, number: int) -> tuple[Open, ...]:
    """The reports that come nearest to a decision, with at most three rivals each."""
    rivals: dict[str, list[tuple[int, str]]] = {}
    for row in fused.unresolved.to_pylist():
        rivals.setdefault(row["observation_id"], []).append((row["p_ppm"], row["rival_incident_id"]))
    chosen = sorted(rivals, key=lambda name: (-max(rivals[name])[0], name))[:number]
    best = {name: sorted(rivals[name], key=lambda one: (-one[0], one[1]))[:3] for name in chosen}
    wanted = {incident for found in best.values() for _, incident in found}
    first = _first_members(fused, wanted)
    members = _members((*chosen, *first.values()), sets, given, fused)
    return tuple(
        Open(members[name], tuple((incident, members[first[incident]], p) for p, incident in found))
        for name, found in best.items()
    )


def _first_members(fused: Fused, incidents: set[str]) -> dict[str, str]:
    """The member of each incident whose id comes first."""
    kept = fused.members.filter(pc.is_in(fused.members.column("incident_id"), pa.array(sorted(incidents), pa.string())))
    first: dict[str, str] = {}
    for row in kept.to_pylist():
        first.setdefault(row["incident_id"], row["observation_id"])
    return first


def _members(ids: tuple[str, ...], sets: Sets, given: Given, fused: Fused) -> dict[str, Member]:
    at = pc.index_in(pa.array(ids, pa.string()), given.observations.column("observation_id").combine_chunks())
    names = pa.array([sets.names[k] for k in sets.code[at.to_numpy()]], pa.string())
    table = given.observations.take(at).append_column("set", names)
    p_same = _p_same(fused, ids)
    return {
        name: _member(row, p, ZoneInfo(given.zone)) for name, row, p in zip(ids, table.to_pylist(), p_same, strict=True)
    }


def card_of(row: int, sets: Sets, incident: Numbers, given: Given, fused: Fused, judge: Judge) -> Card:
    """The card of one incident; `judge` is that of the run."""
    rows = np.flatnonzero(incident == row)
    names = pa.array([sets.names[k] for k in sets.code[rows]])
    table = given.observations.take(pa.array(rows)).append_column("set", names)
    table = table.sort_by([("start_s", "ascending"), ("observation_id", "ascending")])[:_MEMBERS]
    ids = tuple(table.column("observation_id").to_pylist())
    p_same = dict(zip(ids, _p_same(fused, ids), strict=True))
    members = tuple(_member(one, p_same[one["observation_id"]], ZoneInfo(given.zone)) for one in table.to_pylist())
    name = fused.incidents.column("incident_id")[row].as_py()
    return Card(name, members, each_once(judge.bonds(ids)))


def _p_same(fused: Fused, ids: tuple[str, ...]) -> list[int]:
    at = pc.index_in(pa.array(ids, pa.string()), fused.members.column("observation_id").combine_chunks())
    found: list[int] = fused.members.column("p_same_ppm").combine_chunks().take(at).to_pylist()
    return found


def _member(one: dict[str, object], p_same_ppm: int, zone: ZoneInfo) -> Member:
    return Member(
        observation_id=str(one["observation_id"]),
        set_name=str(one["set"]),
        native_id=str(one["native_id"] or ""),
        source=str(one["source"]),
        event_type=str(one["event_type"]),
        start=_moment(one["start_s"], zone),
        end=_moment(one["end_s"], zone),
        lat=_degrees(one["lat_e6"]),
        lon=_degrees(one["lon_e6"]),
        radius_m=one["radius_m"] if isinstance(one["radius_m"], int) else None,
        killed=_range(one["killed_low"], one["killed_high"]),
        words=str(one["text"] or ""),
        p_same_ppm=p_same_ppm,
    )


def _moment(seconds: object, zone: ZoneInfo) -> str:
    assert isinstance(seconds, int)
    return datetime.fromtimestamp(seconds, zone).isoformat()


def _degrees(micro: object) -> str:
    return f"{micro / E6:.4f}" if isinstance(micro, int) else ""


def _range(low: object, high: object) -> str:
    if low is None:
        return ""
    return str(low) if low == high else f"{low}–{high}"
