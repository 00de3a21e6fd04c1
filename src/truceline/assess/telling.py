"""Some incidents explained together: what is noted of them is written once, and every clause tells it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from truceline.assess.assess import finding_id
from truceline.assess.attribution import RUNGS
from truceline.assess.changes import would_change
from truceline.assess.columns import Bools, Ints
from truceline.assess.conditions import Scene
from truceline.assess.measured import Measured
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
)
from truceline.assess.wording import Wording
from truceline.assess.worlds import Worlds
from truceline.model.agreement import InForce, Provision
from truceline.model.finding import Finding, ReadingResult, Reason
from truceline.model.incident import Incident

#: the rung of every incident of a scene, and the party of whom its evidence speaks (`assess.attribution.rungs`)
Rungs = tuple[npt.NDArray[np.int8], Ints]


class Telling:
    """Incidents of one scene, by their rows, and the clauses told of them."""

    def __init__(self, scene: Scene, rows: Ints, incidents: Sequence[Incident], wording: Wording, rungs: Rungs) -> None:
        self._scene, self._incidents, self._wording = scene, incidents, wording
        self._measured = Measured(scene, rows, incidents, wording)
        self._rungs = rungs

    def findings(self, provision: Provision, at: Ints, found: Verdicts) -> tuple[Finding, ...]:
        """The findings under one clause, with their reasons, of the incidents `at` these places; `found` holds the
        verdicts on them, in the same order."""
        agreement, measured = self._scene.agreement, self._measured
        readings = tuple(zip(*self._readings(provision, at, found), strict=True))
        changes = would_change(provision, measured, at, found.contested)
        rungs, parties = (self._rungs[k][found.rows].tolist() for k in (0, 1))
        incidents = [self._incidents[one] for one in at.tolist()]
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
                attribution=RUNGS[rungs[n]],
                attributed_to=agreement.parties[parties[n]].party_id if parties[n] >= 0 else None,
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
                readings=readings[n] if readings else (),
                would_change=changes[n],
                agreement_version=agreement.version,
            )
            for n, (incident, status, counted, belief, plausibility, contested, worlds) in enumerate(
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

    def _readings(self, provision: Provision, at: Ints, found: Verdicts) -> list[list[ReadingResult]]:
        """What the clause gives under each reading, for each of the incidents."""
        readings = self._scene.agreement.readings_of(provision)
        return [
            self._reading(provision, reading, tally, found.alike, at)
            for reading, tally in zip(readings, found.tallies, strict=True)
        ]

    def _reading(
        self, provision: Provision, reading: InForce, tally: Tally, same: Bools, at: Ints
    ) -> list[ReadingResult]:
        threshold = self._scene.agreement.threshold_ppm
        trees = self._trees(provision, reading, tally, same, at)
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

    def _trees(self, provision: Provision, reading: InForce, tally: Tally, same: Bools, at: Ints) -> list[Reason]:
        """The trees of the rows, evaluated together with those that are held against as many worlds."""
        trees: dict[int, Reason] = {}
        for alone, total in sorted(set(zip(same.tolist(), tally.worlds.tolist(), strict=True))):
            chosen = np.flatnonzero((same == alone) & (tally.worlds == total))
            worlds = Worlds(self._scene.columns, self._measured.rows[at[chosen]], 1 if alone else total)
            found = reading_trees(self._scene, provision, reading, worlds, total, self._measured, at[chosen])
            trees |= dict(zip(chosen.tolist(), found, strict=True))
        return [trees[n] for n in range(len(at))]
