"""Silence that restarts: when a zone has been quiet for long enough, in each world, at the earliest and at the latest.

Any act of the named kind in the zone restarts the clock. While nobody watched, a shot may have fallen: a gap moves
the latest completion past its end and leaves the earliest where it was. Reports without a place restart nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from truceline.assess.acts import act_value, family
from truceline.assess.columns import Bools, Columns, Ints
from truceline.assess.coverage import NEVER_S, Coverage
from truceline.assess.ground import Region
from truceline.assess.places import Places
from truceline.assess.truth import MET, NOT_MET, OPEN, Values
from truceline.assess.worlds import REFINED_WORLDS, WORLDS, Worlds
from truceline.model.agreement import Clock, Condition
from truceline.model.units import HOUR_S

#: above this many restarts the clock is followed in WORLDS worlds, repeated
MANY = 512


class Completion(NamedTuple):
    """First moments at which the silence is complete, one for each of REFINED_WORLDS worlds."""

    earliest: Ints
    latest: Ints


class Stretch(NamedTuple):
    """Between the first two moments restarts changed; at the third, a later restart in every world, that is forgotten.

    Restarts are incidents: the last is over by `last_s`, and the later one by `forgotten_s`.
    """

    first_s: int
    last_s: int
    forgotten_s: int


class Clocks:
    """The clocks of one agreement over one table of incidents."""

    def __init__(
        self,
        clocks: tuple[Clock, ...],
        columns: Columns,
        places: Places,
        coverage: Coverage,
        done: Mapping[str, Completion] | None = None,
    ) -> None:
        self._clocks = {clock.clock_id: clock for clock in clocks}
        self._columns, self._places, self._coverage = columns, places, coverage
        self._done: dict[str, Completion] = dict(done or {})
        self._moments: dict[tuple[str, int], tuple[Ints, Ints]] = {}

    def completion(self, clock_id: str) -> Completion:
        if clock_id not in self._done:
            clock = self._clocks[clock_id]
            self._done[clock_id] = self._follow(clock, clock.start_s, worlds_for(len(self.restarting(clock_id))))
        return self._done[clock_id]

    def values(self, condition: Condition, worlds: Worlds) -> Values:
        done = self.completion(condition.clock or "")
        wait = (condition.elapsed_h or 0) * HOUR_S
        met = worlds.t >= done.latest[None, : worlds.n] + wait
        not_yet = worlds.t < done.earliest[None, : worlds.n] + wait
        return np.where(met, MET, np.where(not_yet, NOT_MET, OPEN)).astype(np.int8)

    def span(self, condition: Condition) -> tuple[int, int]:
        """Before the first moment the condition is met in no world; from the second on it is met in every world."""
        done = self.completion(condition.clock or "")
        wait = (condition.elapsed_h or 0) * HOUR_S
        return int(done.earliest.min()) + wait, int(done.latest.max()) + wait

    def restarting(self, clock_id: str) -> Ints:
        """Rows that may restart the clock in some world: nothing else of the incidents is asked about it."""
        clock = self._clocks[clock_id]
        columns = self._columns
        may = columns.kind.table(lambda code: _most(code, clock), NOT_MET) > NOT_MET
        may &= (columns.last >= clock.start_s) & columns.placed
        return np.flatnonzero(may & (self._places.relation(Region(clock.zone)) != NOT_MET))

    def surely_restarting(self, clock_id: str) -> Bools:
        """For each row, whether it restarts the clock in every world."""
        clock, columns = self._clocks[clock_id], self._columns
        sure, spare = self._kinds(clock)
        always = (sure == MET) & ((spare == MET) | (columns.share >= 1.0)) & (columns.start >= clock.start_s)
        return np.asarray(always & (self._places.relation(Region(clock.zone)) == MET))

    def resumed(self, clock_id: str, before: Completion, changed_s: int, n: int) -> Completion:
        """The completion after changes from `changed_s` on, given the one before them in `n` worlds.

        The table and the coverage need only what reaches past `changed_s` less the clock's hours. A world whose silence
        was complete by then stays as it is. In any other the last restart, or the end of the last gap, lies within
        these hours, and from there on everything is at hand.
        """
        clock = self._clocks[clock_id]
        found = self._follow(clock, max(clock.start_s, changed_s - clock.hours * HOUR_S), n)
        return Completion(*(np.where(old > changed_s, new, old) for old, new in zip(before, found, strict=True)))

    def mended(self, clock_id: str, before: Completion, stretch: Stretch, n: int) -> Completion | None:
        """As `resumed`, where nothing changed after `stretch`; the table needs only what reaches up to its end.

        A world that is complete before the changes end, is. One that is not complete when the clock forgets them, is so
        when it was, if that was later. Null where a world is neither: then it must be followed further.
        """
        clock = self._clocks[clock_id]
        from_s = max(clock.start_s, stretch.first_s - clock.hours * HOUR_S)
        found = self._follow(clock, from_s, n, stretch.forgotten_s)
        out = []
        for old, new in zip(before, found, strict=True):
            stays = (old <= stretch.first_s) | ((old > stretch.forgotten_s) & (new > stretch.forgotten_s))
            if not (stays | (new <= stretch.last_s)).all():
                return None
            out.append(np.where(stays, old, new))
        return Completion(*out)

    def _follow(self, clock: Clock, from_s: int, n: int, until_s: int | None = None) -> Completion:
        """From this moment on, as if it had restarted the clock; no restart after `until_s` is heard of."""
        surely, maybe = self._restarts(clock, n)
        if until_s is not None:
            surely, maybe = (_among(moments, from_s, until_s) for moments in (surely, maybe))
        need = clock.hours * HOUR_S
        gaps = np.array(self._coverage.gaps(clock.zone, from_s), dtype=np.int64).reshape(-1, 2)
        earliest = complete(surely, gaps[:0], from_s, need)
        latest = complete(np.vstack([surely, maybe]), gaps, from_s, need)
        repeat = REFINED_WORLDS // n
        return Completion(np.tile(earliest, repeat), np.tile(latest, repeat))

    def _kinds(self, clock: Clock) -> tuple[Values, Values]:
        """For each row, whether its type is what the clock waits for the end of, and whether the type's family is."""
        kind = self._columns.kind
        return (
            kind.table(lambda code: act_value(code, clock.silence_of), NOT_MET),
            kind.table(lambda code: act_value(family(code), clock.silence_of), NOT_MET),
        )

    def _restarts(self, clock: Clock, n: int) -> tuple[Ints, Ints]:
        """Moments of restarts, certain and possible, shape (k, worlds); NEVER_S where a world has none."""
        if (clock.clock_id, n) not in self._moments:
            self._moments[clock.clock_id, n] = self._looked_up(clock, n)
        return self._moments[clock.clock_id, n]

    def _looked_up(self, clock: Clock, n: int) -> tuple[Ints, Ints]:
        columns, region = self._columns, Region(clock.zone)
        sure, spare = self._kinds(clock)
        rows = self.restarting(clock.clock_id)
        worlds = Worlds(columns, rows, n)
        inside = self._places.inside(region, worlds) == MET
        kind = np.where(worlds.minority, spare[rows, None], sure[rows, None])
        counts = inside & (worlds.t >= clock.start_s)
        surely, maybe = counts & (kind == MET), counts & (kind == OPEN)
        return (
            np.where(surely, worlds.t, NEVER_S)[surely.any(axis=1)],
            np.where(maybe, worlds.t, NEVER_S)[maybe.any(axis=1)],
        )


def _among(moments: Ints, from_s: int, until_s: int) -> Ints:
    """Restarts between two moments; NEVER_S where a world has none."""
    within = (moments >= from_s) & (moments <= until_s)
    return np.where(within, moments, NEVER_S)[within.any(axis=1)]


def worlds_for(restarts: int) -> int:
    """In how many worlds a clock with so many restarts is followed."""
    return REFINED_WORLDS if restarts <= MANY else WORLDS


def _most(code: str, clock: Clock) -> int:
    """The most that a type, or its family, can be of what the clock waits for the end of."""
    return max(act_value(code, clock.silence_of), act_value(family(code), clock.silence_of))


def complete(restarts: Ints, gaps: Ints, start_s: int, need_s: int) -> Ints:
    """First moment, in each world, that ends `need_s` without a restart and outside every gap.

    `restarts` (k, worlds), NEVER_S where a world has none; `gaps` (m, 2), begin and end, ascending and apart.
    """
    if len(gaps) and gaps[-1, 1] >= NEVER_S:  # it is complete before that gap, or never: what falls into it is nothing
        restarts = restarts[(restarts < gaps[-1, 0]).any(axis=1)]
    worlds = restarts.shape[1]
    begin = np.vstack([restarts, np.repeat(gaps[:, :1], worlds, axis=1)]).T.copy()
    begin.sort(axis=1)
    end = begin
    if len(gaps):
        of = np.searchsorted(gaps[:, 0], begin, side="right") - 1
        end = np.where(of >= 0, np.maximum(begin, gaps[of, 1]), begin)
    first, never = np.full((worlds, 1), start_s), np.full((worlds, 1), NEVER_S)
    last = np.maximum(np.hstack([first, end]), start_s)  # when what came before is over; at the end there is nothing
    quiet = np.hstack([begin, never]) - last >= need_s
    at = np.where(quiet.any(axis=1), quiet.argmax(axis=1), quiet.shape[1] - 1)
    return np.asarray(np.minimum(last[np.arange(worlds), at] + need_s, NEVER_S))
