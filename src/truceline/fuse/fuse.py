"""Observations to incidents."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pyarrow as pa

from truceline.freed import give_back
from truceline.fuse.decided import decided
from truceline.fuse.expected import Expected, expected_by_day, expected_number
from truceline.fuse.grouping import grouping_of
from truceline.fuse.incidents import incident_table, member_table
from truceline.fuse.learn import learned_of
from truceline.fuse.learned import NOTHING_LEARNED, Learned
from truceline.fuse.params import DEFAULTS, FuseParams
from truceline.fuse.reports import reports_of, without_places
from truceline.fuse.telling import telling_of
from truceline.model.observation import Derivation, Origin, PairDecision
from truceline.model.tables import EXPECTED, FRESH, INCIDENTS, MEMBERS, UNRESOLVED, empty
from truceline.ports import Columnar, Engine

_NONE: Mapping[str, str] = {}


class Fused(msgspec.Struct, frozen=True):
    """Incidents (schema INCIDENTS, sorted by incident_id) and their members (MEMBERS, sorted by observation_id).

    `unresolved` (UNRESOLVED) has the observations that fit several incidents and none alone. `expected` is the number
    of incidents to expect, `days` (EXPECTED) the same day by day, and `fresh` (FRESH) what each observation adds to it.
    `learned` is what they were judged by: the same answer comes out when it is given to `fuse` with the same rows.
    """

    incidents: pa.Table
    members: pa.Table
    learned: Learned = NOTHING_LEARNED
    unresolved: pa.Table = msgspec.field(default_factory=lambda: empty(UNRESOLVED))
    expected: Expected = Expected()
    days: pa.Table = msgspec.field(default_factory=lambda: empty(EXPECTED))
    fresh: pa.Table = msgspec.field(default_factory=lambda: empty(FRESH))


def fuse(
    observations: Columnar,
    origins: tuple[Origin, ...] = (),
    pairs: tuple[Derivation, ...] = (),
    params: FuseParams = DEFAULTS,
    languages: Mapping[str, str] = _NONE,
    learned: Learned | None = None,
    decisions: tuple[PairDecision, ...] = (),
    engine: Engine | None = None,
) -> Fused:
    """Put observations of one incident together.

    Args:
        observations: schema OBSERVATIONS, in any order; every row ends in exactly one incident. What reads its columns
            from disk when they are asked for (`stores.archive.Archive`) is not held in memory as a whole.
        origins: items that go back to one origin.
        pairs: relations of items; those left open lower the least number of independent origins.
        params: priors and bounds.
        languages: language of each item that is a text; texts of two languages may be one report and its translation.
        learned: what `learn` returned for these or earlier observations; None learns from those at hand.
        decisions: pairs that reviewers have ruled on: followed always, and learnt from.
        engine: where the search for pairs runs, part by part; None for one search in this process. The answer is one.
    """
    if observations.num_rows == 0:
        return Fused(empty(INCIDENTS), empty(MEMBERS))
    # the kernels compile when they are first needed, not when this module is imported
    from truceline.fuse.compared import compared_of
    from truceline.fuse.linking import linked
    from truceline.fuse.traits import make_as_wide_as_they_are

    give_back()
    reports = reports_of(observations, origins, params, copied=False)
    compared = compared_of(reports)
    give_back()
    known = learned_of(reports, params, decisions, compared) if learned is None else learned
    reports = without_places(reports)
    give_back()
    ruled = decided(reports.table, decisions)
    label, p_same_ppm, p_new_ppm, rivals = linked(reports, compared, params, known, ruled, engine)
    days, expected = expected_by_day(reports.table, p_new_ppm), expected_number(p_new_ppm)
    added = pa.array(p_new_ppm, FRESH.field("p_new_ppm").type)
    del p_new_ppm
    groups = grouping_of(label)
    del compared, label
    told, table = telling_of(make_as_wide_as_they_are(reports, known.fields, params)), reports.table
    del reports
    give_back()
    incidents, number = incident_table(told, groups, p_same_ppm, (origins, pairs, languages), params)
    del told, groups
    give_back()
    members = member_table(table, incidents, number, p_same_ppm)
    ids = members.column("observation_id")
    rival = members.column("incident_id").take(pa.array(rivals.rival))
    unresolved = pa.table([ids.take(pa.array(rivals.row)), rival, rivals.p_ppm], UNRESOLVED.names)
    return Fused(
        incidents,
        members,
        known,
        unresolved=unresolved.cast(UNRESOLVED)
        .sort_by([("observation_id", "ascending"), ("p_ppm", "descending"), ("rival_incident_id", "ascending")])
        .combine_chunks(),
        expected=expected,
        days=days,
        fresh=pa.table([ids, added], FRESH.names).cast(FRESH),
    )
