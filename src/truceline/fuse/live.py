"""Fusion while reports come in: one more, one corrected or one withdrawn, and the answer of a full run.

What a change cannot reach is left as it is: given what was learnt, everything else depends on what lies near.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pyarrow as pa

from truceline.fuse.arrays import Ints
from truceline.fuse.chance import brief_today, found_in_burst
from truceline.fuse.compared import points_of
from truceline.fuse.decided import decided
from truceline.fuse.fuse import Fused
from truceline.fuse.grouping import grouping_of
from truceline.fuse.incidents import incident_tables
from truceline.fuse.layout import FAMILY
from truceline.fuse.learn import learned_of
from truceline.fuse.learned import Learned
from truceline.fuse.link import FOLLOWING
from truceline.fuse.linking import model_of, settled, worked
from truceline.fuse.live_answer import Answer, Changed, between
from truceline.fuse.live_chance import changed_chance, know_places
from truceline.fuse.live_edges import renewed
from truceline.fuse.live_link import Rivals, Ruled, cluster_of, relinked, weighed
from truceline.fuse.live_neighbours import Neighbours
from truceline.fuse.live_rivals import Unresolved
from truceline.fuse.live_rows import Rows
from truceline.fuse.live_settle import Told, closed, in_rings, resettled
from truceline.fuse.live_standing import Standing
from truceline.fuse.params import DEFAULTS, FuseParams
from truceline.fuse.repeats import first_of_repeats
from truceline.fuse.reports import reports_of
from truceline.fuse.surroundings import SCALES_KM
from truceline.fuse.telling import telling_of
from truceline.fuse.traits import make_as_wide_as_they_are
from truceline.fuse.weights import merging
from truceline.model.errors import InputError
from truceline.model.observation import Derivation, Origin, PairDecision
from truceline.model.tables import INCIDENTS, OBSERVATIONS, empty

_NONE: Mapping[str, str] = {}


class Live:
    """A body of observations and its incidents, kept while it changes."""

    def __init__(
        self,
        observations: pa.Table,
        origins: tuple[Origin, ...],
        params: FuseParams,
        learned: Learned,
        told: Told,
        decisions: tuple[PairDecision, ...],
    ) -> None:
        self.learned = learned
        self._given, self._origins, self._told, self._decisions = params, origins, told, decisions
        self._start(observations)

    @classmethod
    def of(
        cls,
        observations: pa.Table,
        origins: tuple[Origin, ...] = (),
        pairs: tuple[Derivation, ...] = (),
        params: FuseParams = DEFAULTS,
        languages: Mapping[str, str] = _NONE,
        learned: Learned | None = None,
        decisions: tuple[PairDecision, ...] = (),
    ) -> Live:
        """Fuse these observations, and be ready for more. The arguments are those of `fuse`.

        What is learnt stays as it is: None learns from the observations at hand, now and never again.
        """
        if learned is None:
            learned = Learned()
            if observations.num_rows:
                learned = learned_of(reports_of(observations, origins, params), params, decisions)
        return cls(observations, origins, params, learned, Told(pairs, languages), decisions)

    def put(self, observations: pa.Table) -> Changed:
        """Add observations (schema OBSERVATIONS); one whose id is known takes the place of the earlier one."""
        ids = observations.column("observation_id").to_pylist()
        if len(set(ids)) < len(ids):
            reports_of(observations, (), self._params)  # says which stands twice
        return self._change(observations, [self._rows.slot[name] for name in ids if name in self._rows.slot])

    def withdraw(self, ids: Iterable[str]) -> Changed:
        """Take observations back. Raises InputError where one is not known."""
        wanted = list(dict.fromkeys(ids))
        for name in wanted:
            if name not in self._rows.slot:
                raise InputError(
                    f"there is no observation {name} to withdraw",
                    advice="Give ids of observations that were put in and not yet withdrawn.",
                )
        return self._change(empty(OBSERVATIONS), [self._rows.slot[name] for name in wanted])

    def rule(self, decisions: tuple[PairDecision, ...]) -> Changed:
        """From now on these rulings hold and no others. Raises InputError where they contradict each other."""
        before = self._decisions
        if len(self._rows.slot):
            names = pa.array(sorted({name for one in decisions for name in (one.a, one.b)} & self._rows.slot.keys()))
            decided(pa.table({"observation_id": names.cast(pa.string())}), decisions)
        self._decisions = decisions
        differ = {(one.a, one.b, one.same) for one in before} ^ {(one.a, one.b, one.same) for one in decisions}
        return self._again({name for a, b, _ in differ for name in (a, b)} & self._rows.slot.keys())

    def retell(
        self, origins: tuple[Origin, ...], pairs: tuple[Derivation, ...], languages: Mapping[str, str] = _NONE
    ) -> Changed:
        """From now on this is what is known of the items: which come from one origin, and how pairs relate."""
        told, before = Told(pairs, languages), self._told
        items = told.unlike(before) | self._rows.words.retell(origins)
        kin = {item: origin.items for every in (self._origins, origins) for origin in every for item in origin.items}
        kin_before = {item: origin.items for origin in self._origins for item in origin.items}
        items |= {other for item in tuple(items) for known in (kin, kin_before) for other in known.get(item, ())}
        self._origins, self._told = origins, told
        return self._again(self._rows.of_items(items))

    def at_hand(self, ids: Iterable[str]) -> pa.Table:
        """The rows of these observations, those that there are, in the order of their ids."""
        slots = [self._rows.slot[name] for name in ids if name in self._rows.slot]
        return self._rows.take(self._rows.ordered_by_id(np.array(slots, dtype=np.int64)))

    def incidents(self, names: Collection[str]) -> pa.Table:
        """The rows of these incidents as they are now, those that there are, in no order."""
        return self._answer.rows(names)

    @property
    def n_observations(self) -> int:
        """How many observations are at hand."""
        return len(self._rows.slot)

    def observations(self) -> pa.Table:
        """All that is at hand, by id."""
        return self.at_hand(self._rows.slot)

    def fused(self) -> Fused:
        """Everything, as `fuse` would return it for the observations at hand and what was learnt.

        It is put together now: a change returns what is different, and touches nothing else.
        """
        return self._answer.fused(self._rows, self._unresolved.of, self.learned)

    def _again(self, ids: Iterable[str]) -> Changed:
        """The same observations, put once more: what is known about them is other."""
        rows = self.at_hand(ids)
        return self._change(rows, [self._rows.slot[name] for name in rows.column("observation_id").to_pylist()])

    def _start(self, observations: pa.Table) -> None:
        """A full run, of which everything is kept that a change may need."""
        n = observations.num_rows
        self._params, self._learnt = merging(self._given, self.learned.fields), self.learned.fields is not None
        table = reports_of(observations, self._origins, self._given).table if n else empty(OBSERVATIONS)
        self._rows = rows = Rows(table, self._origins, self._given, self.learned, len(SCALES_KM))
        self._unresolved = Unresolved()
        self._ruled = self._ruled_now()
        if not n:
            self._answer, self._neighbours = Answer(empty(INCIDENTS), []), Neighbours.none()
            self._standing = Standing(rows, np.zeros(0, dtype=np.int64), self._params)
            return
        reports = reports_of(table, self._origins, self._given)
        ruled = decided(table, self._decisions)
        model = model_of(reports, self._given, self.learned)
        work = worked(model, ruled)
        self._neighbours = Neighbours(work.edges, model.rows)
        a = rows.arrays
        a.first[:n] = model.first
        know_places(rows, model.rows, self.learned)
        self._standing = Standing(rows, model.rows, self._params)
        for pool in np.unique(a.pool[model.rows]).tolist():
            members = model.rows[a.pool[model.rows] == pool]
            points = points_of(reports.columns, reports.lat, reports.lon, members)
            a.today[members], a.found[members] = brief_today(points), found_in_burst(points)
        a.chance[model.rows], a.odds[model.rows] = model.chance, work.odds
        a.parent[model.rows] = model.rows[work.state.parent]
        following = work.state.tree[:, FOLLOWING]
        a.following[model.rows] = np.where(following >= 0, model.rows[following], -1)
        label, a.p_same[:n], a.p_new[:n] = settled(reports, model, ruled, work.state.parent, work.odds)
        groups = grouping_of(label)
        reports = make_as_wide_as_they_are(reports, self.learned.fields, self._given)
        evidence = (self._origins, self._told.all(), self._told.languages)
        incidents, members = incident_tables(telling_of(reports), groups, a.p_same[:n], evidence, self._given)
        self._answer = Answer(incidents, members.column("incident_id").to_pylist())
        in_rings(a.mate, np.arange(n), groups.label)
        rivals = work.unresolved
        found: Rivals = {}
        for slot, rival, p in zip(rivals.row.tolist(), rivals.rival.tolist(), rivals.p_ppm.tolist(), strict=True):
            found.setdefault(slot, []).append((rival, p))
        self._unresolved.put(found)

    def _ruled_now(self) -> Ruled:
        names = {name for one in self._decisions for name in (one.a, one.b)}
        slots = sorted(self._rows.slot[name] for name in names if name in self._rows.slot)
        return Ruled(self._decisions, np.array(slots, dtype=np.int64))

    def _change(self, come: pa.Table, old: list[int]) -> Changed:
        rows = self._rows
        gone = np.array(old, dtype=np.int64)
        self._check_rulings(come, {rows.ids[slot] for slot in old})
        new = rows.add(come) if come.num_rows else np.zeros(0, dtype=np.int64)
        for name in [rows.ids[slot] for slot in old if rows.slot[rows.ids[slot]] == slot]:
            del rows.slot[name]
        self._answer.of.extend([""] * len(new))
        if not rows.words.coded_as_known(come, rows.take(gone)):
            return self._anew(gone)
        alike = rows.alike(np.concatenate([new, gone]))
        before = np.setdiff1d(rows.compared(np.union1d(alike, gone)), new)
        first = rows.arrays.first[alike].copy()
        rows.arrays.alive[gone] = 0
        rows.forget(gone)
        alike_now = alike[rows.arrays.alive[alike] > 0]
        _find_repeats(rows, alike_now)
        turned = alike[rows.arrays.first[alike] != first]
        after = rows.compared(np.union1d(alike_now, new))
        arrived, left = np.setdiff1d(after, before), np.setdiff1d(before, after)
        mates = cluster_of(rows, left)
        touched = np.concatenate([new, gone, turned])
        rows.arrays.parent[arrived], rows.arrays.following[arrived] = arrived, -1
        know_places(rows, arrived, self.learned)
        self._standing.put(arrived)
        self._standing.take(left)
        seeds = [touched, self._texts_retold(touched)]
        ruled_before = self._ruled
        self._ruled = self._ruled_now()
        changed = [mates]
        if np.isin(touched, np.union1d(ruled_before.slots, self._ruled.slots)).any():
            changed.append(rows.arrays.first[self._ruled.slots])
            seeds.append(self._ruled.slots)
        if len(arrived) or len(left):
            dense = changed_chance(rows, self._standing, arrived, left)
            most = self._params.edges_at_most
            changed += [dense, renewed(rows, self._standing, self._neighbours, dense, arrived, left, most)]
        inside, moved = relinked(
            rows, self._neighbours, rows.compared(np.unique(np.concatenate(changed))), self._params, self._ruled
        )
        rows.arrays.parent[left], rows.arrays.following[left] = left, -1
        differ, rivals = weighed(rows, self._neighbours, inside, self._params)
        rivals.update((slot, []) for slot in left.tolist())
        others = self._unresolved.put(rivals)
        slots = closed(rows, np.unique(np.concatenate([*seeds, moved, differ])), self._ruled)
        return self._settle(slots, gone, {*others, *gone.tolist()})

    def _check_rulings(self, come: pa.Table, gone: set[str]) -> None:
        """Raise InputError where rulings would contradict each other, before anything is changed."""
        named = {name for one in self._decisions for name in (one.a, one.b)}
        at_hand = {name for name in named if name in self._rows.slot} - gone
        at_hand |= named & set(come.column("observation_id").to_pylist())
        if at_hand:
            decided(pa.table({"observation_id": pa.array(sorted(at_hand), pa.string())}), self._decisions)

    def _texts_retold(self, touched: Ints) -> Ints:
        """Observations in texts of an origin whose language may be another now: it counts wherever they stand."""
        if not self._told.languages:
            return touched[:0]
        families = {family for family in self._rows.arrays.code[touched, FAMILY].tolist() if family >= 0}
        return np.array([slot for family in families for slot in self._rows.families[family]], dtype=np.int64)

    def _settle(self, slots: Ints, gone: Ints, asked: set[int]) -> Changed:
        """Work out the incidents of these observations, and take down what is different.

        `asked` are the slots whose rivals are others; those whose rivals have another name now come to them.
        """
        rows, a = self._rows, self._rows.arrays
        told = self._answer.of
        before = {slot: (told[slot], int(a.p_same[slot])) for slot in [*slots.tolist(), *gone.tolist()]}
        earlier = {incident for incident, _ in before.values() if incident}
        incidents, incident_of = empty(INCIDENTS), dict[int, str]()
        if len(slots):
            incidents, incident_of = resettled(rows, slots, self._params, self._learnt, self._ruled, self._told)
        for slot, incident in incident_of.items():
            told[slot] = incident
        lost = sorted(earlier - set(incidents.column("incident_id").to_pylist()))
        different = self._answer.tell(incidents, lost)
        a.mate[gone] = a.parent[gone] = a.first[gone] = gone
        a.following[gone] = -1
        moved = [slot for slot in slots.tolist() if before[slot] != (told[slot], int(a.p_same[slot]))]
        members = self._answer.members(rows, rows.ordered_by_id(np.array(moved, dtype=np.int64)))
        asked |= self._unresolved.fitting(slot for slot in slots.tolist() if before[slot][0] != told[slot])
        unresolved = self._answer.unresolved(rows, self._unresolved.among(asked))
        return Changed(different, tuple(lost), members, tuple(sorted({rows.ids[one] for one in asked})), unresolved)

    def _anew(self, gone: Ints) -> Changed:
        """A full run: whether a source is coded event data counts wherever it reports."""
        rows, a = self._rows, self._rows.arrays
        told = [slot for slot in np.flatnonzero(a.alive[: rows.size]).tolist() if self._answer.of[slot]]
        earlier = (self._answer.incidents(), self._answer.members(rows, np.array(told, dtype=np.int64)))
        a.alive[gone] = 0
        self._start(rows.take(np.flatnonzero(a.alive[: rows.size])))
        return between(earlier, self.fused())


def _find_repeats(rows: Rows, slots: Ints) -> None:
    """Which of these repeat which; nothing else repeats any of them."""
    rows.arrays.first[slots] = slots
    order = rows.ordered_by_id(rows.in_company(slots))
    if len(order):
        rows.arrays.first[order] = order[first_of_repeats(rows.take(order))]
