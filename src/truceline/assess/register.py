"""What the register holds at the moment of an act. Absence is evidence only where the register is declared complete."""

from __future__ import annotations

import numpy as np

from truceline.assess.columns import CUT_SIGMAS, UNKNOWN_ACTOR, Bools, Columns, Ints
from truceline.assess.ground import Ground, walk
from truceline.assess.projection import Floats
from truceline.assess.truth import MET, NOT_MET, OPEN, Values, both, where
from truceline.assess.worlds import Worlds
from truceline.model.agreement import Agreement, Condition, RegisterEntry, Unless
from truceline.model.units import HOUR_S, from_e6

_STANDING = {"established": MET, "asserted": OPEN, "refuted": NOT_MET}
#: metres by which sums of floats may differ: what lies so near a limit is asked world by world
_ROUNDING_M = 0.01


class Register:
    """The register of one agreement, placed on its ground."""

    def __init__(self, agreement: Agreement, ground: Ground) -> None:
        self._complete = agreement.register_complete
        self._parties = [party.party_id for party in agreement.parties]
        self._entries = agreement.register
        lon = np.array([from_e6(e.lon_e6) if e.lon_e6 is not None else np.nan for e in self._entries])
        lat = np.array([from_e6(e.lat_e6) if e.lat_e6 is not None else np.nan for e in self._entries])
        self._x, self._y = ground.plane.metres(lon, lat)

    def of_kind(self, kind: str) -> list[tuple[int, RegisterEntry]]:
        return [(n, entry) for n, entry in enumerate(self._entries) if entry.kind == kind]

    def values(self, condition: Condition, worlds: Worlds) -> Values:
        """The best standing of any entry that matches, or what absence means for this kind.

        An entry that matches and was refuted closes the question unless another is established or asserted.
        """
        absent = NOT_MET if condition.event in self._complete else OPEN
        found = np.full((len(worlds.rows), 1), -1, dtype=np.int8)
        for number, entry in self.of_kind(condition.event or ""):
            near, match = self._match(number, entry, condition, worlds)
            if not len(near):
                continue
            standing = np.minimum(match, np.int8(_STANDING[entry.standing]))
            if match.shape[1] > found.shape[1]:
                found = np.repeat(found, match.shape[1], axis=1)
            found[near] = np.maximum(found[near], np.where(match == NOT_MET, np.int8(-1), standing))
        return np.where(found == -1, np.int8(absent), found).astype(np.int8)

    def _match(self, number: int, entry: RegisterEntry, condition: Condition, worlds: Worlds) -> tuple[Ints, Values]:
        """Which rows the entry may match in some world, and its match in each world of theirs."""
        near = np.flatnonzero(self._may_match(number, entry, condition, worlds))
        some = worlds.of(near)
        match = both(where(_in_window(condition, entry, some)), self._by(condition, entry, some))
        match = both(match, np.full((1, 1), self._told(condition, entry), dtype=np.int8))
        if condition.within_km is not None and len(near):
            away = np.hypot(some.x - self._x[number], some.y - self._y[number])
            close = np.where(np.isnan(away), np.int8(OPEN), where(away <= condition.within_km * 1000))
            match = both(match, close.astype(np.int8))
        return near, match

    def may_speak(self, condition: Condition, columns: Columns, rows: Ints) -> list[tuple[RegisterEntry, Bools]]:
        """Each entry of the kind asked for, and of which acts it may speak by time, place, party and whom it told."""
        one = Worlds(columns, rows, 1)
        return [
            (entry, self._may_match(number, entry, condition, one) & self._may_be(condition, entry, one))
            for number, entry in self.of_kind(condition.event or "")
        ]

    def _may_be(self, condition: Condition, entry: RegisterEntry, worlds: Worlds) -> Bools:
        by = np.broadcast_to(self._by(condition, entry, worlds) != NOT_MET, (len(worlds.rows), 1))[:, 0]
        return np.asarray(by & (self._told(condition, entry) != NOT_MET))

    def _may_match(self, number: int, entry: RegisterEntry, condition: Condition, worlds: Worlds) -> Bools:
        """Whether time and place leave a match possible: most acts are far from most entries, and never asked."""
        columns, rows = worlds.columns, worlds.rows
        first, end = _span(condition, entry)
        possible = columns.last[rows] >= first
        if end is not None:
            possible &= columns.start[rows] < end
        if condition.before_h is not None:
            possible &= columns.start[rows] < entry.at_s + condition.before_h * HOUR_S
        if condition.within_km is not None:
            nearest, _ = self._distances(number, columns, rows)
            possible &= ~(nearest > condition.within_km * 1000)
        return np.asarray(possible)

    def _distances(self, number: int, columns: Columns, rows: Ints) -> tuple[Floats, Floats]:
        """No world of a row is nearer to an entry, or farther from it, than this many metres; nan where unknown."""
        away = np.hypot(columns.x[rows] - self._x[number], columns.y[rows] - self._y[number])
        slack = np.sqrt(2.0) * CUT_SIGMAS * columns.sigma[rows] + _ROUNDING_M
        return away - slack, away + slack

    def cut(self, condition: Condition, columns: Columns, rows: Ints) -> Bools:
        """Rows some of whose worlds may lie within `within_km` of an entry and others not."""
        cut = np.zeros(len(rows), dtype=bool)
        if condition.within_km is None:
            return cut
        limit = condition.within_km * 1000
        for number, entry in self.of_kind(condition.event or ""):
            nearest, farthest = self._distances(number, columns, rows)
            asked = self._may_match(number, entry, condition, Worlds(columns, rows, 1))
            cut |= asked & (nearest <= limit) & (farthest > limit) & (columns.sigma[rows] > 0)
        return cut

    def _by(self, condition: Condition, entry: RegisterEntry, worlds: Worlds) -> Values:
        actor = worlds.columns.actor[worlds.rows][:, None]
        if condition.by in {None, "any"}:
            return where(np.ones_like(actor, dtype=bool))
        same = actor == self._parties.index(entry.party)
        match = where(same if condition.by == "self" else ~same)
        return np.where(actor == UNKNOWN_ACTOR, np.int8(OPEN), match).astype(np.int8)

    def _told(self, condition: Condition, entry: RegisterEntry) -> int:
        """Whether the entry told whom it had to; open where it does not say whom it told."""
        if condition.to is None:
            return MET
        if not entry.to:
            return OPEN
        if condition.to == "other":
            return MET if entry.to in self._parties and entry.to != entry.party else NOT_MET
        return MET if entry.to.strip().casefold() == condition.to.strip().casefold() else NOT_MET

    def pleaded(self, exception: Unless, provision_id: str, worlds: Worlds) -> Bools:
        """Whether the one who must plead the exception has done so, for each world.

        A plea is an entry `plea:<provision id>` for the incident or the time of the act, or any entry, not refuted,
        of a kind that the exception asks for.
        """
        if exception.plea == "none":
            return np.ones((1, 1), dtype=bool)
        said = np.zeros((len(worlds.rows), 1), dtype=bool)
        for _, entry in self.of_kind(f"plea:{provision_id}"):
            if entry.standing != "refuted":
                said = said | (_plea_covers(entry, worlds) & self._may_plead(exception, entry, worlds))
        for node in walk(exception.when):
            for number, entry in self.of_kind(node.event) if node.event is not None else ():
                if entry.standing == "refuted":
                    continue
                near, match = self._match(number, entry, node, worlds)
                if not len(near):
                    continue
                if match.shape[1] > said.shape[1]:
                    said = np.repeat(said, match.shape[1], axis=1)
                said[near] |= match > NOT_MET
        return said

    def _may_plead(self, exception: Unless, entry: RegisterEntry, worlds: Worlds) -> Bools:
        actor = worlds.columns.actor[worlds.rows][:, None]
        same = actor == self._parties.index(entry.party)
        return np.asarray((actor == UNKNOWN_ACTOR) | (same if exception.plea == "bearer" else ~same))

    def moments(self, conditions: tuple[Condition, ...], provision_id: str) -> list[int]:
        """Moments at which what the register says to these conditions may change."""
        moments: list[int] = []
        for entry in self._entries:
            if entry.kind == f"plea:{provision_id}":
                moments += [entry.at_s] if entry.until_s is None else [entry.at_s, entry.until_s]
        for node in conditions:
            for _, entry in self.of_kind(node.event) if node.event is not None else ():
                first, end = _span(node, entry)
                moments += [first] if end is None else [first, end]
                moments += [] if node.before_h is None else [entry.at_s + node.before_h * HOUR_S]
        return moments


def _in_window(condition: Condition, entry: RegisterEntry, worlds: Worlds) -> Bools:
    first, end = _span(condition, entry)
    inside = worlds.t >= first
    if end is not None:
        inside &= worlds.t < end
    if condition.before_h is not None:
        inside &= worlds.t - entry.at_s < condition.before_h * HOUR_S
    return np.asarray(inside)


def _span(condition: Condition, entry: RegisterEntry) -> tuple[int, int | None]:
    """Acts that the entry may speak of: from and until when.

    Of a notice (`covers`) those that it tells of, none where it came too late for the first of them: a late notice
    does not become timely by going on.
    """
    ahead_s = (condition.elapsed_h or 0) * HOUR_S
    if not condition.covers or entry.from_s is None:
        return entry.at_s + ahead_s, entry.until_s if condition.covers else None
    if entry.from_s - entry.at_s < ahead_s:
        return entry.from_s, entry.from_s
    return entry.from_s, entry.until_s


def _plea_covers(entry: RegisterEntry, worlds: Worlds) -> Bools:
    if entry.incident_id is not None:
        row = worlds.columns.row_of.get(entry.incident_id, -1)
        return np.asarray(worlds.rows[:, None] == row)
    covered = worlds.t >= entry.at_s
    return np.asarray(covered if entry.until_s is None else covered & (worlds.t < entry.until_s))
