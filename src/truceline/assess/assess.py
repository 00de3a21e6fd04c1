"""Incidents held against every clause of an agreement."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pyarrow as pa

from truceline.assess.attribution import RUNGS, rungs
from truceline.assess.clocks import Completion
from truceline.assess.conditions import Scene
from truceline.assess.summary import summary
from truceline.assess.verdicts import STATUSES, Verdicts, verdicts
from truceline.model.agreement import Agreement, Provision
from truceline.model.ids import content_id
from truceline.model.tables import FINDINGS


def assess(
    incidents: pa.Table,
    agreement: Agreement,
    effort: pa.Table | None = None,
    *,
    about: Collection[str] | None = None,
    done: Mapping[str, Completion] | None = None,
) -> pa.Table:
    """The findings: one for each incident and each clause that speaks to it in some possible world.

    Three-valued logic over shared possible worlds (strong Kleene; `worlds`), each reading of when the clause is in
    force on its own. A finding is conditional on the incident having happened: `existence_ppm` stays beside it.

    Args:
        incidents: rows of `tables.INCIDENTS`, in any order.
        agreement: an agreement without readings is never in force, and gives no findings.
        effort: rows of `tables.EFFORT`; without them no zone counts as watched and no silence as kept.
        about: ids of the incidents that findings are wanted of; the others only restart clocks and are counted.
        done: clocks whose completion is known (`assess.clocks.Clocks`): for these, incidents and effort are not asked.

    Returns:
        Rows of `tables.FINDINGS`, sorted by finding_id.
    """
    scene = Scene(incidents.sort_by("incident_id"), agreement, effort, done)
    return assessed(scene, agreement.provisions, about)


def assessed(scene: Scene, provisions: Iterable[Provision], about: Collection[str] | None = None) -> pa.Table:
    """As `assess`, of some clauses of the agreement whose scene is set already. Its incidents are sorted by id."""
    among = None if about is None else np.isin(np.array(scene.columns.ids, dtype=object), list(about))
    found = [(one, verdicts(scene, one, among=among)) for one in provisions]
    spoken = [(provision, what) for provision, what in found if len(what.rows)]
    if not spoken:
        return FINDINGS.empty_table()
    held = _held(scene)
    parts = [_rows(scene, provision, what, held) for provision, what in spoken]
    return pa.concat_tables(parts).sort_by("finding_id").combine_chunks()


def finding_id(agreement: Agreement, provision_id: str, incident_id: str) -> str:
    """The name of a finding: the same as long as incident, clause and version of the agreement are."""
    return content_id("fnd", agreement.agreement_id, agreement.version, provision_id, incident_id)


def _held(scene: Scene) -> pa.Table:
    """What a finding takes over from its incident, whatever the clause."""
    rung, party = rungs(scene.columns, scene.agreement)
    parties = pa.array([p.party_id for p in scene.agreement.parties], pa.string())
    return pa.table(
        {
            "incident_id": scene.columns.table["incident_id"],
            "attribution": pa.array(RUNGS).take(pa.array(rung)),
            "attributed_to": parties.take(pa.array(party, mask=party < 0)),
        }
    )


def _rows(scene: Scene, provision: Provision, found: Verdicts, held: pa.Table) -> pa.Table:
    mine = held.take(pa.array(found.rows))
    ids = mine["incident_id"].to_pylist()
    return pa.table(
        {
            "finding_id": [finding_id(scene.agreement, provision.provision_id, one) for one in ids],
            "incident_id": mine["incident_id"],
            "provision_id": pa.repeat(provision.provision_id, len(ids)),
            "status": pa.array(STATUSES).take(pa.array(found.status)),
            "counted": found.counted,
            "belief_ppm": found.belief_ppm,
            "plausibility_ppm": found.plausibility_ppm,
            "contested": found.contested,
            "attribution": mine["attribution"],
            "attributed_to": mine["attributed_to"],
            "summary": _summaries(provision, found),
        },
        schema=FINDINGS,
    )


def _summaries(provision: Provision, found: Verdicts) -> pa.Array:
    """One sentence a row; rows that say the same share it."""
    keys = np.stack(
        [found.status, found.counted, found.contested, found.belief_ppm, found.plausibility_ppm, found.worlds], axis=1
    ).astype(np.int64)
    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    sentences = [
        summary(provision, STATUSES[int(s)], bool(c), bool(d), int(b), int(p), int(w)) for s, c, d, b, p, w in distinct
    ]
    return pa.array(sentences, pa.string()).take(pa.array(which.reshape(-1)))
