"""Why: one incident and one clause, as a tree of sentences that ends where `assess` ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.assess.assess import finding_id
from truceline.assess.attribution import RUNGS, rungs
from truceline.assess.changes import would_change
from truceline.assess.columns import Bools
from truceline.assess.conditions import Scene
from truceline.assess.measured import Measured
from truceline.assess.reach import readings_of
from truceline.assess.reasons import reading_trees
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
from truceline.model.finding import Finding, ReadingResult, Reason
from truceline.model.incident import Incident
from truceline.model.tables import INCIDENTS


def explain(
    incident: Incident,
    agreement: Agreement,
    provision_id: str,
    effort: pa.Table | None = None,
    context: pa.Table | None = None,
    wording: Wording | None = None,
) -> Finding:
    """The finding that `assess` gives for this incident and clause, with the tree of its reasons.

    Args:
        incident: the incident; it stands in for the row of its id in `context`.
        effort: rows of `tables.EFFORT`, as given to `assess`.
        context: rows of `tables.INCIDENTS`, as given to `assess`: clocks and counts depend on them.
        wording: the language of the reasons; English where none is given.

    Raises:
        UsageError: the agreement has no such provision.
    """
    return Explainer(_with(context, incident), agreement, effort, wording).explain(incident, provision_id)


class Explainer:
    """Explains many findings over one table of incidents without reading it again for each."""

    def __init__(
        self,
        incidents: pa.Table,
        agreement: Agreement,
        effort: pa.Table | None = None,
        wording: Wording | None = None,
    ) -> None:
        self._scene = Scene(incidents.sort_by("incident_id"), agreement, effort)
        self._row = {one: row for row, one in enumerate(self._scene.columns.ids)}
        self._wording = wording or Wording(agreement)
        self._rungs = rungs(self._scene.columns, agreement)

    def considered(self, provision_id: str) -> tuple[str, ...]:
        """Ids of the incidents whose type the clause can speak to, wherever and whenever they happened, sorted."""
        provision = _provision(self._scene.agreement, provision_id)
        chosen = np.flatnonzero(self._scene.of_reachable_type(provision))
        return tuple(self._scene.columns.ids[row] for row in chosen)

    def reached(self) -> dict[str, frozenset[str]]:
        """By clause, the ids of the incidents for which `assess` gives a finding."""
        ids = self._scene.columns.ids
        return {provision.provision_id: frozenset(ids[row] for row in found.rows) for provision, found in self._reached}

    def findings(self, incident: Incident) -> tuple[Finding, ...]:
        """Every finding that `assess` gives for an incident of the table, in the order of the clauses."""
        row = self._row[incident.incident_id]
        reached = ((provision, found, int(np.searchsorted(found.rows, row))) for provision, found in self._reached)
        return tuple(
            self._told((incident,), provision, found.of(place))[0]
            for provision, found, place in reached
            if place < len(found.rows) and found.rows[place] == row
        )

    @cached_property
    def _reached(self) -> tuple[tuple[Provision, Verdicts], ...]:
        """Each clause with what it gives for the rows it speaks to."""
        return tuple((p, verdicts(self._scene, p)) for p in self._scene.agreement.provisions)

    def explain(self, incident: Incident, provision_id: str) -> Finding:
        """The finding for an incident of the table."""
        return self.told((incident,), provision_id)[0]

    def told(self, incidents: Sequence[Incident], provision_id: str) -> tuple[Finding, ...]:
        """The findings for some incidents of the table, in their order: many at once take little longer than one."""
        provision = _provision(self._scene.agreement, provision_id)
        rows = np.array([self._row[one.incident_id] for one in incidents], dtype=np.int64)
        return self._told(incidents, provision, verdicts(self._scene, provision, rows))

    def _told(self, incidents: Sequence[Incident], provision: Provision, found: Verdicts) -> tuple[Finding, ...]:
        """The findings of the rows found, with their reasons."""
        if not incidents:
            return ()
        agreement = self._scene.agreement
        measured = Measured(self._scene, found.rows, incidents, self._wording)
        readings = tuple(zip(*self._readings(provision, found, measured), strict=True))
        changes = would_change(provision, measured, found.contested)
        rungs, parties = (self._rungs[k][found.rows].tolist() for k in (0, 1))
        return tuple(
            Finding(
                finding_id=finding_id(agreement, provision.provision_id, incident.incident_id),
                incident_id=incident.incident_id,
                provision_id=provision.provision_id,
                status=STATUSES[status],
                counted=counted,
                belief_ppm=belief,
                plausibility_ppm=plausibility,
                contested=contested,
                attribution=RUNGS[rungs[at]],
                attributed_to=agreement.parties[parties[at]].party_id if parties[at] >= 0 else None,
                summary=summary(
                    provision,
                    STATUSES[status],
                    counted,
                    contested,
                    belief,
                    plausibility,
                    worlds,
                    self._wording.phrases,
                ),
                readings=readings[at] if readings else (),
                would_change=changes[at],
                agreement_version=agreement.version,
            )
            for at, (incident, status, counted, belief, plausibility, contested, worlds) in enumerate(
                zip(
                    incidents,
                    found.status.tolist(),
                    found.counted.tolist(),
                    found.belief_ppm.tolist(),
                    found.plausibility_ppm.tolist(),
                    found.contested.tolist(),
                    found.worlds.tolist(),
                    strict=True,
                )
            )
        )

    def _readings(self, provision: Provision, found: Verdicts, measured: Measured) -> list[list[ReadingResult]]:
        """What the clause gives under each reading, for each of the rows."""
        readings = readings_of(provision, self._scene.agreement)
        return [
            self._reading(provision, reading, tally, found.alike, measured)
            for reading, tally in zip(readings, found.tallies, strict=True)
        ]

    def _reading(
        self, provision: Provision, reading: InForce, tally: Tally, same: Bools, measured: Measured
    ) -> list[ReadingResult]:
        threshold = self._scene.agreement.threshold_ppm
        trees = self._trees(provision, reading, tally, same, measured)
        return [
            ReadingResult(
                according_to=reading.according_to,
                status=STATUSES[status],
                counted=counted,
                belief_ppm=belief,
                plausibility_ppm=plausibility,
                tree=tree,
            )
            for status, counted, belief, plausibility, tree in zip(
                status_of(tally, threshold).tolist(),
                counted_of(tally, threshold).tolist(),
                belief_of(tally).tolist(),
                plausibility_of(tally).tolist(),
                trees,
                strict=True,
            )
        ]

    def _trees(
        self, provision: Provision, reading: InForce, tally: Tally, same: Bools, measured: Measured
    ) -> list[Reason]:
        """The trees of the rows, evaluated together with those that are held against as many worlds."""
        scene = self._scene
        trees: dict[int, Reason] = {}
        for alone, total in sorted(set(zip(same.tolist(), tally.worlds.tolist(), strict=True))):
            at = np.flatnonzero((same == alone) & (tally.worlds == total))
            worlds = Worlds(scene.columns, measured.rows[at], 1 if alone else total)
            found = reading_trees(scene, provision, reading, worlds, total, measured, at)
            trees |= dict(zip(at.tolist(), found, strict=True))
        return [trees[at] for at in range(len(measured))]


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
