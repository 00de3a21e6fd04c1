# mypy: disable-error-code="no-any-return"
"""From clusters to incidents, for those that a change touches: the same steps as in a full run, on their rows alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from truceline.compiled import kernel
from truceline.fuse.arrays import Flags, Ints
from truceline.fuse.decided import decided
from truceline.fuse.grouping import grouping_of
from truceline.fuse.incidents import incident_tables
from truceline.fuse.layout import FAMILY
from truceline.fuse.linking import Model, settled
from truceline.fuse.live_link import Ruled
from truceline.fuse.live_rows import Rows
from truceline.fuse.params import FuseParams
from truceline.fuse.reports import reports_of
from truceline.fuse.telling import telling_of
from truceline.model.observation import Derivation


class Told:
    """What is known of the items: relations of pairs, and languages."""

    def __init__(self, pairs: tuple[Derivation, ...], languages: Mapping[str, str]) -> None:
        self._of: dict[str, list[int]] = {}
        self._pairs, self.languages = pairs, languages
        for at, pair in enumerate(pairs):
            for item in {pair.a, pair.b}:
                self._of.setdefault(item, []).append(at)

    def unlike(self, other: Told) -> set[str]:
        """Items of which the two say different things."""
        pairs = set(self._pairs) ^ set(other._pairs)
        spoken = self.languages.items() ^ other.languages.items()
        return {item for pair in pairs for item in (pair.a, pair.b)} | {item for item, _ in spoken}

    def all(self) -> tuple[Derivation, ...]:
        return self._pairs

    def pairs_of(self, items: set[str]) -> tuple[Derivation, ...]:
        return tuple(self._pairs[at] for at in sorted({at for item in items for at in self._of.get(item, ())}))


def tongue_of(rows: Rows, family: int, told: Told) -> str | None:
    """The language that the texts of an origin are held to be in: the first of theirs; None where one has none."""
    alive = [slot for slot in rows.families.get(family, ()) if rows.arrays.alive[slot]]
    items = set(rows.take(np.array(alive, dtype=np.int64)).column("item_id").to_pylist()) if alive else set()
    found = {told.languages.get(item) for item in items}
    known = sorted(name for name in found if name is not None)
    return known[0] if known and None not in found else None


def closed(rows: Rows, slots: Ints, ruled: Ruled) -> Ints:
    """These observations and all whose incident depends on the same: of their clusters, incidents, texts, rulings."""
    a = rows.arrays
    bound, families = set(ruled.slots.tolist()), set[int]()
    found, new = slots[:0], slots
    while len(new):
        come = joined(new, a.mate, a.parent, a.following, a.first, a.touched)
        found = np.concatenate([found, come])
        more = list[int]()
        own_families = {family for family in a.code[come, FAMILY].tolist() if family >= 0}
        for family in own_families - families:
            families.add(family)
            own = rows.families[family]
            if any(a.alive[member] and not a.comparable[member] for member in own):
                more.extend(own)
        if bound and not bound.isdisjoint(come.tolist()):
            more.extend(bound)
        new = np.array(more, dtype=np.int64)
    a.touched[found] = False
    found.sort()
    return found[a.alive[found] > 0]


@kernel
def joined(slots: Ints, mate: Ints, parent: Ints, following: Ints, first: Ints, seen: Flags) -> Ints:
    """Those of these slots that nobody has seen, and whoever hangs together with them; all are seen from now on."""
    out, n = np.empty(2 * len(slots) + 64, np.int64), 0
    for slot in slots:
        if not seen[slot]:
            seen[slot] = True
            out[n] = slot
            n += 1
    at = 0
    while at < n:
        slot = out[at]
        at += 1
        if n + 4 > len(out):
            longer = np.empty(2 * len(out), np.int64)
            longer[:n] = out[:n]
            out = longer
        for other in (mate[slot], parent[slot], following[slot], first[slot]):
            if other >= 0 and not seen[other]:
                seen[other] = True
                out[n] = other
                n += 1
    return out[:n]


def resettled(
    rows: Rows, slots: Ints, params: FuseParams, learnt: bool, ruled: Ruled, told: Told
) -> tuple[pa.Table, dict[int, str]]:
    """Incidents of these observations, which nothing else has a part in, and the incident of each of `slots`."""
    a = rows.arrays
    order = rows.ordered_by_id(slots)
    table = rows.take(order)
    items = set(table.column("item_id").to_pylist())
    origins = rows.words.origins_of(items)
    reports = reports_of(table, origins, params, copied=False)
    place = np.argsort(order)

    def at(some: Ints) -> Ints:
        return place[np.searchsorted(order, some, sorter=place)]

    first = at(a.first[order])
    own = np.flatnonzero(np.isin(order, rows.compared(order)))
    number = np.full(len(order), -1, dtype=np.int64)
    number[own] = np.arange(len(own))
    parent = number[at(a.parent[order[own]])].astype(np.int32)
    columns = reports.columns
    model = Model(
        own, first, columns, reports.lat, reports.lon, a.chance[order[own]], rows.words.weights, params, learnt
    )
    local = decided(reports.table, ruled.decisions if len(ruled.slots) else ())
    label, p_same, p_new = settled(reports, model, local, parent, a.odds[order[own]])
    a.p_same[order], a.p_new[order] = p_same, p_new
    groups = grouping_of(label)
    everything = {item for origin in origins for item in origin.items} | items
    evidence = (origins, told.pairs_of(everything), _languages(rows, order, told))
    incidents, members = incident_tables(telling_of(rows.widened(reports)), groups, p_same, evidence, params)
    in_rings(a.mate, order, groups.label)
    return incidents, dict(zip(order.tolist(), members.column("incident_id").to_pylist(), strict=True))


def in_rings(mate: Ints, slots: Ints, label: Ints) -> None:
    """Let each of these lead to the next of its incident, and the last to the first."""
    by_incident = np.argsort(label, kind="stable")
    ordered, label = slots[by_incident], label[by_incident]
    begins, ends = np.flatnonzero(np.diff(label, prepend=-1)), np.flatnonzero(np.diff(label, append=-1))
    mate[ordered[:-1]] = ordered[1:]
    mate[ordered[ends]] = ordered[begins]


def _languages(rows: Rows, slots: Ints, told: Told) -> dict[str, str]:
    """The language of each item, as that of its origin: texts of it may stand in other incidents."""
    if not told.languages:
        return {}
    out = {}
    families = rows.arrays.code[slots, FAMILY].tolist()
    told_of = zip(rows.take(slots).column("item_id").to_pylist(), families, strict=True)
    by_item = {item: family for item, family in told_of if family >= 0}
    tongues = {family: tongue_of(rows, family, told) for family in set(by_item.values())}
    for item, family in by_item.items():
        tongue = tongues[family]
        if tongue is not None:
            out[item] = tongue
    return out
