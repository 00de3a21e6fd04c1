"""The incidents of a live mission as they were told last, and what of them a change made different."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Ints
from truceline.fuse.expected import expected_by_day, expected_number
from truceline.fuse.fuse import Fused
from truceline.fuse.layout import FROM_S, UNTIL_S
from truceline.fuse.learned import Learned
from truceline.fuse.live_link import Rivals
from truceline.fuse.live_rows import Rows
from truceline.fuse.live_tables import Tables
from truceline.model.tables import FRESH, INCIDENTS, MEMBERS, UNRESOLVED, empty


class Changed(msgspec.Struct, frozen=True):
    """What a change did. Tables of schema INCIDENTS and MEMBERS, sorted by their keys."""

    incidents: pa.Table  # those that are new or differ from what they were, as they are now
    gone: tuple[str, ...]  # incidents that are no more
    members: pa.Table  # observations that are new, in another incident, or there with another probability
    rivals_of: tuple[str, ...] = ()  # observations whose rivals may be others now, sorted
    unresolved: pa.Table = msgspec.field(default_factory=lambda: empty(UNRESOLVED))  # all rivals of these


class Answer:
    """Incidents as a full run left them, and those that changed since: the whole is put together when asked for."""

    def __init__(self, incidents: pa.Table, incident_of: list[str]) -> None:
        self.of = incident_of  # by slot
        self._told = Tables(incidents)  # what was told later stands after what was told before
        ids = incidents.column("incident_id").combine_chunks()
        self._sorted = ids.to_numpy(zero_copy_only=False).astype(np.bytes_)
        self._renewed: dict[str, int | None] = {}  # where incidents stand that were told again; None: it is no more

    def rows(self, names: Collection[str]) -> pa.Table:
        """The rows of these incidents, those that there are."""
        renewed = [at for name in names if (at := self._renewed.get(name)) is not None]
        others = np.array([name for name in names if name not in self._renewed], dtype=np.bytes_)
        place = np.minimum(np.searchsorted(self._sorted, others), max(len(self._sorted) - 1, 0))
        kept = place[self._sorted[place] == others] if len(self._sorted) and len(others) else place[:0]
        return self._told.take(np.concatenate([kept, np.array(renewed, dtype=np.int64)]))

    def tell(self, incidents: pa.Table, lost: Iterable[str]) -> pa.Table:
        """Take down incidents that may have changed, and those that are no more; returns those that did change."""
        names = incidents.column("incident_id").to_pylist()
        known = self.rows(names)
        before = dict(zip(known.column("incident_id").to_pylist(), _values(known), strict=True))
        different = [
            k for k, (name, row) in enumerate(zip(names, _values(incidents), strict=True)) if before.get(name) != row
        ]
        changed = incidents.take(pa.array(different, pa.int64())) if len(different) < len(names) else incidents
        self._renewed.update((names[k], at) for at, k in enumerate(different, self._told.size))
        if different:
            self._told.add(changed)
        self._renewed.update(dict.fromkeys(lost))
        return changed

    def incidents(self) -> pa.Table:
        """All incidents, sorted."""
        kept = np.flatnonzero(~np.isin(self._sorted, np.array(list(self._renewed), dtype=np.bytes_)))
        renewed = [at for at in self._renewed.values() if at is not None]
        every = self._told.take(np.concatenate([kept, np.array(renewed, dtype=np.int64)]))
        return every.sort_by("incident_id").combine_chunks()

    def members(self, rows: Rows, slots: Ints) -> pa.Table:
        """Where these observations are, in the order of the slots."""
        return pa.table(
            {
                "observation_id": pa.array([rows.ids[slot] for slot in slots.tolist()], pa.string()),
                "incident_id": pa.array([self.of[slot] for slot in slots.tolist()], pa.string()),
                "p_same_ppm": pa.array(rows.arrays.p_same[slots], pa.int32()),
            },
            schema=MEMBERS,
        )

    def unresolved(self, rows: Rows, rivals: Rivals) -> pa.Table:
        """What these observations fit besides."""
        open_ = [
            {"observation_id": rows.ids[slot], "rival_incident_id": self.of[rival], "p_ppm": p}
            for slot, fits in rivals.items()
            for rival, p in fits
        ]
        return (
            pa.Table.from_pylist(open_, UNRESOLVED)
            .sort_by([("observation_id", "ascending"), ("p_ppm", "descending"), ("rival_incident_id", "ascending")])
            .combine_chunks()
        )

    def fused(self, rows: Rows, rivals: Rivals, learned: Learned) -> Fused:
        """Everything, as `fuse` would return it."""
        a = rows.arrays
        slots = rows.ordered_by_id(np.flatnonzero(a.alive[: rows.size]))
        if not len(slots):
            return Fused(empty(INCIDENTS), empty(MEMBERS))
        members, p_new = self.members(rows, slots), a.p_new[slots]
        times = pa.table(
            {"start_s": a.real[slots, FROM_S].astype(np.int64), "end_s": a.real[slots, UNTIL_S].astype(np.int64)}
        )
        return Fused(
            self.incidents(),
            members,
            learned,
            unresolved=self.unresolved(rows, rivals),
            expected=expected_number(p_new),
            days=expected_by_day(times, p_new),
            fresh=pa.table([members.column("observation_id"), p_new], FRESH.names).cast(FRESH),
        )


def _values(table: pa.Table) -> Iterator[tuple[object, ...]]:
    """Rows as they can be compared."""
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def one_after_other(changes: Sequence[Changed]) -> Changed:
    """Several changes as one, with what each is in the end."""
    if len(changes) == 1:
        return changes[0]
    incidents, members = dict[str, pa.Table](), dict[str, pa.Table]()
    gone, rivals_of, unresolved = set[str](), set[str](), list[pa.Table]()
    for change in changes:
        for table, key, kept in (
            (change.incidents, "incident_id", incidents),
            (change.members, "observation_id", members),
        ):
            kept |= {name: table.slice(at, 1) for at, name in enumerate(table.column(key).to_pylist())}
        for name in change.gone:
            incidents.pop(name, None)
        gone = (gone | set(change.gone)) - incidents.keys()
        asked = pa.array(list(change.rivals_of), pa.string())
        unresolved = [rows.filter(pc.invert(pc.is_in(rows["observation_id"], asked))) for rows in unresolved]
        unresolved.append(change.unresolved)
        rivals_of |= set(change.rivals_of)
    return Changed(
        pa.concat_tables([empty(INCIDENTS), *(incidents[name] for name in sorted(incidents))]).combine_chunks(),
        tuple(sorted(gone)),
        pa.concat_tables([empty(MEMBERS), *(members[name] for name in sorted(members))]).combine_chunks(),
        tuple(sorted(rivals_of)),
        pa.concat_tables([empty(UNRESOLVED), *unresolved]).combine_chunks(),
    )


def between(earlier: tuple[pa.Table, pa.Table], now: Fused) -> Changed:
    """What is different between two full answers; the earlier one as incidents and members."""
    incidents, members = earlier
    were, are = (set(table.column("incident_id").to_pylist()) for table in (incidents, now.incidents))
    everybody = {*members.column("observation_id").to_pylist(), *now.members.column("observation_id").to_pylist()}
    return Changed(
        _unlike(now.incidents, incidents, "incident_id"),
        tuple(sorted(were - are)),
        _unlike(now.members, members, "observation_id"),
        tuple(sorted(everybody)),
        now.unresolved,
    )


def _unlike(now: pa.Table, earlier: pa.Table, key: str) -> pa.Table:
    """Rows of a table that an earlier one does not have just so."""
    known = {row[key]: row for row in earlier.to_pylist()}
    differs = [known.get(row[key]) != row for row in now.to_pylist()]
    return now.filter(pa.array(differs, pa.bool_()))
