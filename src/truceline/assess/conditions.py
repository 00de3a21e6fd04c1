"""Conditions over worlds: each node of the closed tree becomes met, open or not met in every world of every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa

from truceline.assess.acts import act_value, family
from truceline.assess.attributes import attribute_values
from truceline.assess.cells import CUT
from truceline.assess.clocks import Clocks, Completion
from truceline.assess.columns import UNKNOWN_ACTOR, Bools, Columns
from truceline.assess.counting import Counts
from truceline.assess.coverage import Coverage
from truceline.assess.daily import spans, within_daily
from truceline.assess.ground import Region
from truceline.assess.places import Places
from truceline.assess.prepared import prepared
from truceline.assess.register import Register
from truceline.assess.times import within
from truceline.assess.truth import MET, NOT_MET, OPEN, Values, both, either, negated, where
from truceline.assess.worlds import Worlds
from truceline.model.agreement import Agreement, Condition, Provision

#: told each node after its children, with its values
Observer = Callable[[Condition, Values], None]


class Scene:
    """Everything that conditions read: the incidents, the ground, the register, clocks and counts."""

    def __init__(
        self,
        incidents: pa.Table,
        agreement: Agreement,
        effort: pa.Table | None = None,
        done: Mapping[str, Completion] | None = None,
    ) -> None:
        self.agreement = agreement
        self.prepared = prepared(agreement)
        self.ground = self.prepared.ground
        self.columns = Columns(incidents, agreement, self.ground.plane)
        self.places = Places(self.columns, self.ground)
        self.register = Register(agreement, self.ground)
        self.clocks = Clocks(agreement.clocks, self.columns, self.places, Coverage(effort, self.ground), done)
        self.counts = Counts(self.columns)
        self._attributes: dict[tuple[object, ...], Values] = {}
        self._acts: dict[str, tuple[Values, Values]] = {}
        self._reachable: dict[str, Bools] = {}

    def act_values(self, act: str) -> tuple[Values, Values]:
        """For every incident: the value under its stated type, and under the family of that type."""
        if act not in self._acts:
            kind = self.columns.kind
            self._acts[act] = (
                kind.table(lambda code: act_value(code, act), NOT_MET),
                kind.table(lambda code: act_value(family(code), act), NOT_MET),
            )
        return self._acts[act]

    def of_reachable_type(self, provision: Provision) -> Bools:
        """Incidents whose type the clause can speak to."""
        if provision.provision_id not in self._reachable:
            types = self.prepared.asked[provision.provision_id].types
            values = self.columns.kind.table(lambda code: MET if code in types else NOT_MET, NOT_MET)
            self._reachable[provision.provision_id] = values == MET
        return self._reachable[provision.provision_id]

    def attribute_values(self, node: Condition) -> Values:
        key = (node.attr, node.min, node.below, node.equals)
        if key not in self._attributes:
            self._attributes[key] = attribute_values(node, self.columns, self.agreement)
        return self._attributes[key]

    def values(self, node: Condition, worlds: Worlds, observe: Observer | None = None) -> Values:
        """The node in each world. Shape (rows, worlds), or (rows, 1) where the worlds do not differ."""
        if node.all is not None:
            values = self._fold(both, node.all, worlds, observe)
        elif node.any is not None:
            values = self._fold(either, node.any, worlds, observe)
        elif node.not_ is not None:
            values = negated(self.values(node.not_, worlds, observe))
        else:
            values = self._atom(node, worlds)
        if observe is not None:
            observe(node, values)
        return values

    def _fold(
        self,
        join: Callable[[Values, Values], Values],
        children: tuple[Condition, ...],
        worlds: Worlds,
        observe: Observer | None,
    ) -> Values:
        values = self.values(children[0], worlds, observe)
        for child in children[1:]:
            values = join(values, self.values(child, worlds, observe))
        return values

    def _atom(self, node: Condition, worlds: Worlds) -> Values:
        if node.act is not None:
            return self._act(node.act, worlds)
        if node.attr is not None:
            return self._attribute(node, worlds)
        if node.in_zone is not None:
            return self.places.inside(Region(node.in_zone), worlds)
        if node.of_line is not None:
            return self._not_behind(node, worlds)
        if node.during is not None:
            return where(within(node.during, worlds.t))
        if node.daily is not None:
            return where(within_daily(node.daily, worlds.t))
        if node.event is not None:
            return self.register.values(node, worlds)
        if node.clock is not None:
            return self.clocks.values(node, worlds)
        return self.counts.values(node, worlds.rows)[:, None]

    def _attribute(self, node: Condition, worlds: Worlds) -> Values:
        """A silent condition is open, where nothing is stated, only in the worlds that lie in a zone of its clause."""
        values = self.attribute_values(node)[worlds.rows][:, None]
        unstated = self.columns.target.codes[worlds.rows][:, None] < 0
        if node.unstated != "silent" or not unstated.any():
            return values
        inside = np.full((len(worlds.rows), 1), NOT_MET, dtype=np.int8)
        for zone in node.unstated_zones or ():
            inside = either(inside, self.places.inside(Region(zone), worlds))
        silent = np.where(inside == MET, np.int8(OPEN), np.int8(NOT_MET))
        return np.where(unstated, silent, values).astype(np.int8)

    def _attribute_bound(self, node: Condition) -> tuple[Values, Values]:
        values = self.attribute_values(node)
        if node.unstated != "silent":
            return values, values
        unstated = self.columns.target.codes < 0
        near = np.zeros(len(self.columns), dtype=bool)
        for zone in node.unstated_zones or ():
            near |= np.isin(self.places.relation(Region(zone)), (MET, CUT))
        low = np.where(unstated, np.int8(NOT_MET), values)
        return low, np.where(unstated & near, np.int8(OPEN), low)

    def _act(self, act: str, worlds: Worlds) -> Values:
        stated, minority = (values[worlds.rows][:, None] for values in self.act_values(act))
        if worlds.n == 1 or np.array_equal(stated, minority):
            return stated
        return np.where(worlds.minority, minority, stated).astype(np.int8)

    def _not_behind(self, node: Condition, worlds: Worlds) -> Values:
        """By the actor's own line; where the actor is unknown, open unless every party's line says the same."""
        assert node.of_line is not None and node.not_behind_km is not None
        actor = self.columns.actor[worlds.rows][:, None]
        by_party = {
            party: negated(self.places.inside(Region(line, party, node.not_behind_km), worlds))
            for party, line in node.of_line.items()
        }
        answers = list(by_party.values())
        low, high = answers[0], answers[0]
        for values in answers[1:]:
            low, high = both(low, values), either(high, values)
        result = np.where(low == high, low, np.int8(OPEN))
        for number, party in enumerate(self.agreement.parties):
            result = np.where(actor == number, by_party[party.party_id], result)
        return np.asarray(result, dtype=np.int8)

    def bound(self, node: Condition) -> tuple[Values, Values]:
        """Least and greatest value over all worlds and moments, for every incident. Sound: never too narrow."""
        if node.all is not None or node.any is not None:
            join = both if node.all is not None else either
            low, high = self.bound((node.all or node.any or ())[0])
            for child in (node.all or node.any or ())[1:]:
                below, above = self.bound(child)
                low, high = join(low, below), join(high, above)
            return low, high
        if node.not_ is not None:
            low, high = self.bound(node.not_)
            return negated(high), negated(low)
        if node.act is not None:
            stated, minority = self.act_values(node.act)
            return both(stated, minority), either(stated, minority)
        if node.attr is not None:
            return self._attribute_bound(node)
        if node.in_zone is not None:
            relation = self.places.relation(Region(node.in_zone))
            return np.where(relation == CUT, np.int8(NOT_MET), relation), np.where(
                relation == CUT, np.int8(MET), relation
            )
        if node.during is not None:
            start, last, window = self.columns.start, self.columns.last, node.during
            nearest = start if window.from_s is None else np.minimum(np.maximum(start, window.from_s), last)
            return where(within(window, start) & within(window, last)), where(within(window, nearest))
        if node.daily is not None:
            surely, possibly = spans(node.daily, self.columns.start, self.columns.last)
            return where(surely), where(possibly)
        size = len(self.columns)
        return np.full(size, NOT_MET, dtype=np.int8), np.full(size, MET, dtype=np.int8)

    def actor_bound(self, bearers: tuple[str, ...], worlds: Worlds) -> Values:
        """Whether the actor is one of those bound by a clause; all parties are, where it names none."""
        wanted = [n for n, party in enumerate(self.agreement.parties) if not bearers or party.party_id in bearers]
        if len(wanted) == len(self.agreement.parties):
            return np.full((len(worlds.rows), 1), MET, dtype=np.int8)
        actor = self.columns.actor[worlds.rows][:, None]
        bound = np.where(np.isin(actor, wanted), MET, NOT_MET)
        return np.where(actor == UNKNOWN_ACTOR, OPEN, bound).astype(np.int8)
