"""Why two reports, or all members of an incident, are held to be about one event: the evidence term by term."""

from __future__ import annotations

from math import log

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Ints
from truceline.fuse.evidence import pair_terms
from truceline.fuse.kinship import clock_tells_apart, may_be_one
from truceline.fuse.learn import learned_of
from truceline.fuse.learned import Learned
from truceline.fuse.linking import Model, model_of
from truceline.fuse.params import DEFAULTS, FuseParams
from truceline.fuse.reports import Reports, reports_of
from truceline.model.errors import UsageError
from truceline.model.observation import Origin
from truceline.model.units import PPM

#: plain names of the terms, in the order in which the kernel gives them
TERMS = (
    "reports of one incident to expect",
    "distance, for the precision of the two places",
    "overlap, for the precision of the two times",
    "unrelated reports to expect there and then",
    "type of event",
    "weapon",
    "target",
    "accused party",
    "killed",
    "wounded",
    "source",
    "origin of the texts",
    "how long coded rows lasted",
    "told apart by the clock",
)
#: said of what rules a pair out; the kernel's own figure means "never" and is no evidence
_RULED_OUT_MN = -20_000

Terms = tuple[tuple[str, int], ...]


class Bond(msgspec.Struct, frozen=True):
    """What ties a member to its incident: the other member with most evidence for it, and that evidence."""

    observation_id: str
    other_id: str
    terms: Terms  # label and milli-nats; they add up to the log-odds


def explain_pair(
    observations: pa.Table,
    a_id: str,
    b_id: str,
    params: FuseParams = DEFAULTS,
    origins: tuple[Origin, ...] = (),
    learned: Learned | None = None,
) -> Terms:
    """Evidence that two observations are about one event, as (label, milli-nats), zero terms left out.

    The whole table is needed: how many unrelated reports to expect is counted in it. The same parameters, origins
    and `learned` as in `fuse` give the figures it decided by. Raises UsageError for an id that is not in the table.
    """
    return Judge.of(observations, params, origins, learned).pair(a_id, b_id)


def explain_members(
    observations: pa.Table,
    ids: tuple[str, ...],
    params: FuseParams = DEFAULTS,
    origins: tuple[Origin, ...] = (),
    learned: Learned | None = None,
) -> tuple[Bond, ...]:
    """As `Judge.bonds`, for one incident alone."""
    return Judge.of(observations, params, origins, learned).bonds(ids)


def each_once(bonds: tuple[Bond, ...]) -> tuple[Bond, ...]:
    """Each pair once: two members may each be the other's strongest tie."""
    found: dict[frozenset[str], Bond] = {}
    for bond in bonds:
        found.setdefault(frozenset((bond.observation_id, bond.other_id)), bond)
    return tuple(found.values())


class Judge(msgspec.Struct, frozen=True):
    """The model of a table, made once, and asked for any number of pairs of its rows."""

    reports: Reports
    model: Model
    compared: Ints  # where the model has each row; -1 where it is not compared by place and time
    params: FuseParams

    @staticmethod
    def of(
        observations: pa.Table,
        params: FuseParams = DEFAULTS,
        origins: tuple[Origin, ...] = (),
        learned: Learned | None = None,
    ) -> Judge:
        """The same parameters, origins and `learned` as in `fuse` give the figures it decided by."""
        reports = reports_of(observations, origins, params)
        model = model_of(reports, params, learned_of(reports, params) if learned is None else learned)
        compared = np.full(len(model.first), -1, dtype=np.int64)
        compared[model.rows] = np.arange(len(model.rows))
        return Judge(reports, model, compared[model.first], params)

    def pair(self, a_id: str, b_id: str) -> Terms:
        """As `explain_pair`."""
        return self._between(self._row(a_id), self._row(b_id))

    def bonds(self, ids: tuple[str, ...]) -> tuple[Bond, ...]:
        """For each of these observations, the bond to that one of the others which has most evidence for it.

        What was merged later was judged on the fused place and time of those merged before, so that a bond may be
        weaker than the evidence that joined its member; it still shows what speaks for it.
        """
        rows = [(name, self._row(name)) for name in ids]
        bonds = []
        for name, row in rows:
            others = [(other, self._between(row, at)) for other, at in rows if other != name]
            if others:
                other, terms = max(others, key=lambda pair: (sum(milli for _, milli in pair[1]), pair[0]))
                bonds.append(Bond(name, other, terms))
        return tuple(bonds)

    def _row(self, observation_id: str) -> int:
        ids = self.reports.table.column("observation_id")
        found = int(pc.index(ids, pa.scalar(observation_id, ids.type)).as_py())
        if found < 0:
            raise UsageError(f"there is no observation {observation_id!r}", advice="Ids begin with obs_.")
        return found

    def _between(self, a: int, b: int) -> Terms:
        if self.model.first[a] == self.model.first[b]:
            return (("the same report, sent again", -_RULED_OUT_MN),)
        i, j = int(self.compared[a]), int(self.compared[b])
        if i < 0 or j < 0:
            return self._without_place(a, b)
        nats = pair_terms(min(i, j), max(i, j), self.model.columns, self.model.chance, self.model.weights)
        milli = np.maximum(np.rint(nats * 1000), _RULED_OUT_MN).astype(np.int64).tolist()
        return tuple((label, value) for label, value in zip(TERMS, milli, strict=True) if value)

    def _without_place(self, a: int, b: int) -> Terms:
        if clock_tells_apart(self.reports, a, b, self.params.apart_s):
            return ((TERMS[-1], _RULED_OUT_MN),)
        if not may_be_one(self.reports, a, b):
            return (("no usable place or time, and not one type in one origin at one time", _RULED_OUT_MN),)
        share = self.params.family_p_ppm / PPM
        return (("one origin, one type, overlapping times, no usable place", round(1000 * log(share / (1 - share)))),)
