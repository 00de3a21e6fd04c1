"""What became of incidents: merges and splits as entries of the record.

An incident is called by its first report, so that it keeps its id while evidence is added. When two are found to be
one, or one to be two, an id goes or comes. Each run notes in the record which observations came to another incident
than they were in before, and what that did to the incidents; replayed, the entries give the incidents of every run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec
import pyarrow as pa

from truceline.stores.record import Record

What = Literal["merged", "split", "renamed", "gone"]


class Change(msgspec.Struct, frozen=True):
    """What became of an incident whose observations no longer stand together, or no longer under its id.

    merged: all of them are now in another, with those of others. split: they are in several. renamed: they stand alone,
    and an earlier report than its first has come in. gone: none of them is at hand any more.
    """

    incident_id: str
    what: What
    became: tuple[str, ...] = ()  # itself among them where part of it stayed


class IncidentsLine(msgspec.Struct, frozen=True):
    """What changed between two runs."""

    key: str  # of the answer of `fuse`
    changes: tuple[Change, ...]
    came: dict[str, tuple[str, ...]]  # incident -> observations that are new in it
    left: tuple[str, ...] = ()  # observations that are no longer at hand


class Noted(msgspec.Struct, frozen=True):
    """A change with the number of its entry in the record."""

    entry: int
    change: Change


def incidents_lines(record: Record) -> tuple[tuple[int, IncidentsLine], ...]:
    """Number and body of every entry about incidents, in order."""
    return tuple((e.index, msgspec.json.decode(e.body, type=IncidentsLine)) for e in record.entries("incidents"))


def changes_in(record: Record) -> tuple[Noted, ...]:
    """Every change of an incident, oldest first."""
    return tuple(Noted(entry, change) for entry, line in incidents_lines(record) for change in line.changes)


def line_of(earlier: Iterable[IncidentsLine], key: str, members: pa.Table) -> IncidentsLine | None:
    """What the record is to be told of this answer; null where nothing changed since the last entry."""
    lines = tuple(earlier)
    if lines and lines[-1].key == key:
        return None
    before = _standing(lines)
    after: dict[str, str] = dict(
        zip(members.column("observation_id").to_pylist(), members.column("incident_id").to_pylist(), strict=True)
    )
    came: dict[str, list[str]] = defaultdict(list)
    for observation, incident in sorted(after.items()):
        if before.get(observation) != incident:
            came[incident].append(observation)
    left = tuple(sorted(before.keys() - after.keys()))
    if not came and not left:
        return None
    moved = {incident: tuple(found) for incident, found in came.items()}
    return IncidentsLine(key, _changes(before, after), moved, left)


def _standing(lines: Iterable[IncidentsLine]) -> dict[str, str]:
    """The incident of each observation after these entries."""
    standing: dict[str, str] = {}
    for line in lines:
        for incident, observations in line.came.items():
            standing |= dict.fromkeys(observations, incident)
        for observation in line.left:
            del standing[observation]
    return standing


def _changes(before: dict[str, str], after: dict[str, str]) -> tuple[Change, ...]:
    became: dict[str, set[str]] = defaultdict(set)  # old incident -> where its observations are now
    came_from: dict[str, set[str]] = defaultdict(set)
    for observation, old in before.items():
        new = after.get(observation)
        found = became[old]
        if new is not None:
            found.add(new)
            came_from[new].add(old)
    made = (_change(old, tuple(sorted(new)), came_from) for old, new in sorted(became.items()))
    return tuple(change for change in made if change is not None)


def _change(old: str, new: tuple[str, ...], came_from: dict[str, set[str]]) -> Change | None:
    if new == (old,):
        return None
    if not new:
        return Change(old, "gone")
    if len(new) > 1:
        return Change(old, "split", new)
    return Change(old, "renamed" if came_from[new[0]] == {old} else "merged", new)
