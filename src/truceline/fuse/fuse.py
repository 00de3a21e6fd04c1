"""Observations to incidents."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pyarrow as pa

from truceline.fuse.grouping import grouping_of
from truceline.fuse.incidents import incident_tables
from truceline.fuse.learn import learned_of
from truceline.fuse.learned import NOTHING_LEARNED, Learned
from truceline.fuse.params import DEFAULTS, FuseParams
from truceline.fuse.reports import reports_of
from truceline.model.observation import Derivation, Origin, PairDecision
from truceline.model.tables import INCIDENTS, MEMBERS, empty

_NONE: Mapping[str, str] = {}


class Fused(msgspec.Struct, frozen=True):
    """Incidents (schema INCIDENTS, sorted by incident_id) and their members (MEMBERS, sorted by observation_id).

    `learned` is what they were judged by: the same answer comes out when it is given to `fuse` with the same rows.
    """

    incidents: pa.Table
    members: pa.Table
    learned: Learned = NOTHING_LEARNED


def fuse(
    observations: pa.Table,
    origins: tuple[Origin, ...] = (),
    pairs: tuple[Derivation, ...] = (),
    params: FuseParams = DEFAULTS,
    languages: Mapping[str, str] = _NONE,
    learned: Learned | None = None,
    decisions: tuple[PairDecision, ...] = (),
) -> Fused:
    """Put observations of one incident together.

    Args:
        observations: schema OBSERVATIONS, in any order; every row ends in exactly one incident.
        origins: items that go back to one origin.
        pairs: relations of items; those left open lower the least number of independent origins.
        params: priors and bounds.
        languages: language of each item that is a text; texts of two languages may be one report and its translation.
        learned: what `learn` returned for these or earlier observations; None learns from those at hand.
        decisions: pairs that reviewers have ruled on.
    """
    if observations.num_rows == 0:
        return Fused(empty(INCIDENTS), empty(MEMBERS))
    # the kernels compile when they are first needed, not when this module is imported
    from truceline.fuse.linking import linked, model_of

    reports = reports_of(observations, origins, params)
    known = learned_of(reports, params, decisions) if learned is None else learned
    found = linked(reports, model_of(reports, params, known), params)
    incidents, members = incident_tables(
        reports, grouping_of(found.label), found.p_same_ppm, (origins, pairs, languages), params
    )
    return Fused(incidents, members, known)
