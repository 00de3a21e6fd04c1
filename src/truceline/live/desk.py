"""The live desk: follows a mission's record and keeps the view equal to a full run.

*Equal* means: at every `as_of` n, the view holds what reading, extracting, locating, deriving, fusing and assessing the
first n entries' evidence gives, under the rulings of these entries, with what fusion has learnt fixed
(`fuse(…, learned=L)`). L is learnt when the view is first made, after each full run (`truceline run`), and when a
quarter of what is at hand came since. What comes meanwhile waits as long as a full run takes: while reports stand in
line it is put off until half came since. At that moment the view equals a full run that learns for itself. So an
incident changes when something about it comes in, and not because of what came in elsewhere.

The view is written in one transaction, with its `as_of` and the name of its L: after a kill the next desk begins where
it says. What changes the ground under all of it (the mission's files, the program, an erasure) makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from truceline.fuse.learned import Learned
from truceline.ingest.submission import Submission
from truceline.live.basis import Basis, basis_of, signature_of
from truceline.live.state import State
from truceline.mission.agreed import theatre_of
from truceline.mission.destroyed import DestructionLine
from truceline.mission.folder import SEALING, Mission, open_mission
from truceline.mission.intake import receipt_of
from truceline.mission.locks import cache_of, vault_of
from truceline.mission.ruling_lines import RulingLine
from truceline.mission.submissions import submission_of
from truceline.mission.work import ruled_by, rules_of
from truceline.model.errors import MissionError
from truceline.model.ids import sha256_hex
from truceline.ports import View
from truceline.record.entry import Entry
from truceline.stores.cache import StructCodec
from truceline.stores.record import Record
from truceline.stores.silence import SilentProgress

#: receipts taken in one step, at most: more would keep those that wait for the first of them
STEP = 200
#: what came since it was last learnt, as a share of what is at hand, after which it is learnt anew when nothing waits
GROWN = 4
#: the share after which it is learnt anew whatever waits
OUTGROWN = 2
#: a full run tells the record of its answers by entries of these kinds
_RUNS = frozenset({"stage", "observation", "incident", "incidents", "assessment"})
_LEARNED: StructCodec[Learned] = StructCodec(Learned)


class Desk:
    """One mission's desk. One process at a time has one."""

    def __init__(
        self,
        folder: Path,
        record: Record,
        open_view: Callable[[Mission], View],
        settle: Callable[[], None] = lambda: None,
    ) -> None:
        """`settle` is called when all that is held was made anew, before it is shown: then the next reports come."""
        self._folder, self._record, self._open_view, self._settle = folder, record, open_view, settle
        self._signature: object = None
        self._view: View | None = None
        self._state: State | None = None

    def step(self) -> bool:
        """Do what comes next. Returns whether anything was done; where not, nothing was new.

        Raises what stands in the way: the view stays as it is, and says so by its `as_of`.
        """
        if (self._folder / SEALING).exists():
            raise MissionError("this mission is being sealed", where=SEALING, advice="The view stays as it is.")
        signature = signature_of(self._folder)
        if self._state is None or signature != self._signature:
            self._state = None
            self._begin(signature)
            return True
        size = self._record.size()
        try:
            return size > self._as_of and self._follow(size)
        except BaseException:  # also an interrupt
            self._state = None  # it may have taken in what the view was not told
            raise

    def close(self) -> None:
        if self._view is not None:
            self._view.close()

    # -- from nothing, or from where an earlier desk came to

    def _begin(self, signature: object) -> None:
        self._mission = mission = open_mission(self._folder)
        self._vault, self._cache = vault_of(mission), cache_of(mission)
        self.close()
        self._view = view = self._open_view(mission)
        self._rules = rules_of(mission, None)
        self._around = theatre_of(self._rules.agreement) if self._rules.agreement is not None else None
        basis = basis_of(self._rules, mission, self._record.origin)
        kept = self._kept(view, basis)
        at = self._record.size() if kept is None else view.as_of()
        entries = list(self._record.since(0, at))
        self._ruled = [msgspec.json.decode(e.body, type=RulingLine) for e in entries if e.kind == "ruling"]
        self._rules = ruled_by(self._rules, self._ruled)
        gone = _destroyed(entries)
        state = State(
            self._rules,
            tuple(one for one in self._submissions(entries) if one.sha256 not in gone),
            lambda submission: self._vault.get(submission.sha256),
            self._cache,
            SilentProgress(),
            kept,
        )
        self._basis, self._as_of, self._state, self._signature = basis, at, state, signature
        self._came = 0
        self._settle()
        if kept is None or view.totals().observations != state.live.n_observations:
            self._show_all(state)

    def _kept(self, view: View, basis: Basis) -> Learned | None:
        """What the view was judged by, where the view is of this ground and still stands."""
        name = view.note("learned")
        if view.note("basis") != basis.digest or name is None or view.as_of() > self._record.size():
            return None
        if any(
            entry.kind in ("destruction", "erasure") for entry in self._record.since(view.as_of(), self._record.size())
        ):
            return None
        held = self._cache.small("live", name)
        return None if held is None else _LEARNED.decode(held)

    # -- what is new

    def _follow(self, size: int) -> bool:
        assert self._state is not None
        taken: list[Entry] = []
        receipts = 0
        ran = False
        for entry in self._record.since(self._as_of, size):
            if entry.kind in ("destruction", "erasure"):
                self._state = None  # what was read from it must not stay in memory, nor in the view
                return True
            receipts += entry.kind == "receipt"
            ran |= entry.kind in _RUNS
            taken.append(entry)
            if receipts >= STEP:
                break
        self._ruled += [msgspec.json.decode(e.body, type=RulingLine) for e in taken if e.kind == "ruling"]
        self._rules = ruled_by(self._rules, self._ruled)
        changes = self._state.take(tuple(self._submissions(taken)), self._rules)
        as_of = taken[-1].index + 1
        self._came += changes.observations.num_rows
        if (ran and self._came) or self._outgrown(as_of):
            self._as_of = as_of
            self._state.renew()
            self._settle()
            self._show_all(self._state)
            return True
        self._shown.apply(changes, as_of)
        self._as_of = as_of
        return True

    def _outgrown(self, as_of: int) -> bool:
        """Whether so much came since it was last learnt that it is time to learn anew."""
        assert self._state is not None
        share = GROWN if self._record.size() == as_of else OUTGROWN
        return self._came * share > self._state.live.n_observations

    def _show_all(self, state: State) -> None:
        """Write the whole view, and keep what it was judged by."""
        data = _LEARNED.encode(state.learned)
        name = sha256_hex(data)
        self._cache.put_small("live", name, data)
        notes = {"basis": self._basis.digest, "learned": name}
        self._shown.apply(msgspec.structs.replace(state.whole(), notes=notes), self._as_of)
        self._cache.forget_others("live", frozenset({name}))
        self._came = 0

    @property
    def _shown(self) -> View:
        assert self._view is not None
        return self._view

    def _submissions(self, entries: Iterable[Entry]) -> Iterable[Submission]:
        for entry in entries:
            if entry.kind == "receipt":
                yield submission_of(self._mission, receipt_of(entry.body), self._around)


def _destroyed(entries: Iterable[Entry]) -> set[str]:
    lines = (msgspec.json.decode(e.body, type=DestructionLine) for e in entries if e.kind == "destruction")
    return {line.sha256 for line in lines if line.sha256 is not None}
