"""Learning from a body of observations what fusion judges by, without labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from truceline.fuse.learned import Learned
from truceline.fuse.params import DEFAULTS, FuseParams
from truceline.fuse.reports import Reports, reports_of
from truceline.model.observation import Origin, PairDecision
from truceline.ports import Columnar

if TYPE_CHECKING:
    from truceline.fuse.compared import Compared


def learn(
    observations: Columnar,
    origins: tuple[Origin, ...] = (),
    params: FuseParams = DEFAULTS,
    decisions: tuple[PairDecision, ...] = (),
) -> Learned:
    """What the observations (schema OBSERVATIONS, in any order) say about how this world is reported.

    Given the answer, `fuse` is a function of what lies near each report. Keep it while reports come in one by one, and
    learn anew now and then.
    """
    if observations.num_rows == 0:
        return Learned()
    return learned_of(reports_of(observations, origins, params, copied=False), params, decisions)


def learned_of(
    reports: Reports,
    params: FuseParams,
    decisions: tuple[PairDecision, ...] = (),
    compared: Compared | None = None,
) -> Learned:
    """As `learn`, for reports that are sorted already."""
    # the kernels compile when they are first needed, not when this module is imported
    from truceline.fuse.compared import by_pool, compared_of, points_of
    from truceline.fuse.fields import learned_fields
    from truceline.fuse.layout import END, KIND, SOURCE, START
    from truceline.fuse.surroundings import surroundings_of
    from truceline.fuse.told import told_by_others

    rows = (compared_of(reports) if compared is None else compared).rows
    (real, code), surroundings = reports.columns, []
    for pool, members in by_pool(reports.kinds, code[rows, KIND]):
        there = rows[members]
        points = points_of(reports.columns, reports.lat, reports.lon, there)
        told = told_by_others(points, real[there, END] - real[there, START], code[there, SOURCE])
        surroundings.append(msgspec.structs.replace(surroundings_of(pool, points), told=told))
    known = Learned(n_observations=reports.table.num_rows, surroundings=tuple(surroundings))
    return msgspec.structs.replace(known, fields=learned_fields(reports, rows, known, decisions, params))
