"""Why: one incident and one clause, as a tree of sentences that ends where `assess` ends."""

from __future__ import annotations

from functools import cached_property

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.assess.assess import finding_id
from truceline.assess.attribution import RUNGS, rungs
from truceline.assess.changes import would_change
from truceline.assess.conditions import Scene
from truceline.assess.measured import Measured
from truceline.assess.reach import alike, readings_of
from truceline.assess.reasons import reading_tree
from truceline.assess.summary import summary
from truceline.assess.verdicts import (
    STATUSES,
    Tally,
    Verdicts,
    belief_of,
    counted_of,
    plausibility_of,
    status_of,
    verdicts,
)
from truceline.assess.wording import Wording
from truceline.assess.worlds import Worlds
from truceline.model.agreement import Agreement, InForce, Provision
from truceline.model.errors import UsageError
from truceline.model.finding import Finding, ReadingResult
from truceline.model.incident import Incident
from truceline.model.tables import INCIDENTS


def explain(
    incident: Incident,
    agreement: Agreement,
    provision_id: str,
    effort: pa.Table | None = None,
    context: pa.Table | None = None,
) -> Finding:
    """The finding that `assess` gives for this incident and clause, with the tree of its reasons.

    Args:
        incident: the incident; it stands in for the row of its id in `context`.
        effort: rows of `tables.EFFORT`, as given to `assess`.
        context: rows of `tables.INCIDENTS`, as given to `assess`: clocks and counts depend on them.

    Raises:
        UsageError: the agreement has no such provision.
    """
    return Explainer(_with(context, incident), agreement, effort).explain(incident, provision_id)


class Explainer:
    """Explains many findings over one table of incidents without reading it again for each."""

    def __init__(self, incidents: pa.Table, agreement: Agreement, effort: pa.Table | None = None) -> None:
        self._scene = Scene(incidents.sort_by("incident_id"), agreement, effort)
        self._row = {one: row for row, one in enumerate(self._scene.columns.ids)}
        self._wording = Wording(agreement)
        self._rungs = rungs(self._scene.columns, agreement)

    def considered(self, provision_id: str) -> tuple[str, ...]:
        """Ids of the incidents whose type the clause can speak to, wherever and whenever they happened, sorted."""
        provision = _provision(self._scene.agreement, provision_id)
        chosen = np.flatnonzero(self._scene.of_reachable_type(provision))
        return tuple(self._scene.columns.ids[row] for row in chosen)

    def findings(self, incident: Incident) -> tuple[Finding, ...]:
        """Every finding that `assess` gives for an incident of the table, in the order of the clauses."""
        row = self._row[incident.incident_id]
        reached = ((provision, found, int(np.searchsorted(found.rows, row))) for provision, found in self._reached)
        return tuple(
            self._told(incident, provision, found.of(place))
            for provision, found, place in reached
            if place < len(found.rows) and found.rows[place] == row
        )

    @cached_property
    def _reached(self) -> tuple[tuple[Provision, Verdicts], ...]:
        """Each clause with what it gives for the rows it speaks to."""
        return tuple((p, verdicts(self._scene, p)) for p in self._scene.agreement.provisions)

    def explain(self, incident: Incident, provision_id: str) -> Finding:
        """The finding for an incident of the table."""
        provision, row = _provision(self._scene.agreement, provision_id), self._row[incident.incident_id]
        return self._told(incident, provision, verdicts(self._scene, provision, np.array([row])))

    def _told(self, incident: Incident, provision: Provision, found: Verdicts) -> Finding:
        """The finding of one row with its reasons."""
        scene, agreement = self._scene, self._scene.agreement
        provision_id, row = provision.provision_id, int(found.rows[0])
        measured = Measured(scene, row, incident, self._wording)
        rung, party = int(self._rungs[0][row]), int(self._rungs[1][row])
        status = STATUSES[int(found.status[0])]
        counted, contested = bool(found.counted[0]), bool(found.contested[0])
        belief, plausibility = int(found.belief_ppm[0]), int(found.plausibility_ppm[0])
        return Finding(
            finding_id=finding_id(agreement, provision_id, incident.incident_id),
            incident_id=incident.incident_id,
            provision_id=provision_id,
            status=status,
            counted=counted,
            belief_ppm=belief,
            plausibility_ppm=plausibility,
            contested=contested,
            attribution=RUNGS[rung],
            attributed_to=agreement.parties[party].party_id if party >= 0 else None,
            summary=summary(provision, status, counted, contested, belief, plausibility, int(found.worlds[0])),
            readings=self._readings(provision, row, found, measured),
            would_change=would_change(provision, measured, contested),
            agreement_version=agreement.version,
        )

    def _readings(
        self, provision: Provision, row: int, found: Verdicts, measured: Measured
    ) -> tuple[ReadingResult, ...]:
        readings = readings_of(provision, self._scene.agreement)
        same = bool(alike(self._scene, provision, np.array([row]))[0])
        return tuple(
            self._reading(provision, reading, tally, row, same, measured)
            for reading, tally in zip(readings, found.tallies, strict=True)
        )

    def _reading(
        self, provision: Provision, reading: InForce, tally: Tally, row: int, same: bool, measured: Measured
    ) -> ReadingResult:
        total = int(tally.worlds[0])
        worlds = Worlds(self._scene.columns, np.array([row]), 1 if same else total)
        threshold = self._scene.agreement.threshold_ppm
        return ReadingResult(
            according_to=reading.according_to,
            status=STATUSES[int(status_of(tally, threshold)[0])],
            counted=bool(counted_of(tally, threshold)[0]),
            belief_ppm=int(belief_of(tally)[0]),
            plausibility_ppm=int(plausibility_of(tally)[0]),
            tree=reading_tree(self._scene, provision, reading, worlds, total, measured),
        )


def _provision(agreement: Agreement, provision_id: str) -> Provision:
    for provision in agreement.provisions:
        if provision.provision_id == provision_id:
            return provision
    known = ", ".join(p.provision_id for p in agreement.provisions) or "none"
    raise UsageError(f"the agreement has no provision {provision_id!r}", advice=f"Its provisions: {known}.")


def _with(context: pa.Table | None, incident: Incident) -> pa.Table:
    own = pa.Table.from_pylist([msgspec.to_builtins(incident)], schema=INCIDENTS)
    if context is None:
        return own
    others = context.filter(pc.not_equal(context["incident_id"], incident.incident_id))
    return pa.concat_tables([others, own]).combine_chunks()
