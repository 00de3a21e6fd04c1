"""Why: one incident and one clause, as a tree of sentences that ends where `assess` ends."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.assess.attribution import rungs
from truceline.assess.columns import Bools, Ints
from truceline.assess.conditions import Scene
from truceline.assess.telling import Telling
from truceline.assess.verdicts import Verdicts, verdicts
from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement, Provision
from truceline.model.errors import UsageError
from truceline.model.finding import Finding
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
        self._spoken: dict[str, Verdicts] = {}

    def reached(self) -> dict[str, frozenset[str]]:
        """By clause, the ids of the incidents for which `assess` gives a finding."""
        ids = self._scene.columns.ids
        return {clause: frozenset(ids[row] for row in found.rows) for clause, found in self._reached().items()}

    def _reached(self) -> dict[str, Verdicts]:
        """What each clause gives for the rows it speaks to, by its id; found once."""
        if not self._spoken:
            self._spoken = {p.provision_id: verdicts(self._scene, p) for p in self._scene.agreement.provisions}
        return self._spoken

    def findings(self, incident: Incident) -> tuple[Finding, ...]:
        """Every finding that `assess` gives for an incident of the table, in the order of the clauses."""
        return tuple(finding for finding, _ in self.all_told((incident,), reached_only=True)[0])

    def all_told(self, incidents: Sequence[Incident], *, reached_only: bool) -> list[list[tuple[Finding, bool]]]:
        """For each of some incidents of the table, the findings in the order of the clauses, and whether the clause
        speaks to the act in some possible world; with `reached_only` those in which it does, which `assess` gives."""
        rows = self._rows(incidents)
        telling = Telling(self._scene, rows, incidents, self._wording, self._rungs)
        told: list[list[tuple[Finding, bool]]] = [[] for _ in incidents]
        for provision in self._scene.agreement.provisions:
            spoken = self._reached()[provision.provision_id]
            place, reached = _found(rows, spoken.rows)
            groups = [(np.flatnonzero(reached), True)]
            if not reached_only:
                groups.append((np.flatnonzero(self._scene.of_reachable_type(provision)[rows] & ~reached), False))
            for group, known in groups:
                if not len(group):
                    continue
                found = spoken.of(place[group]) if known else verdicts(self._scene, provision, rows[group])
                for at, finding in zip(group.tolist(), telling.findings(provision, group, found), strict=True):
                    told[at].append((finding, known))
        return told

    def explain(self, incident: Incident, provision_id: str) -> Finding:
        """The finding for an incident of the table."""
        return self.told((incident,), provision_id)[0]

    def told(self, incidents: Sequence[Incident], provision_id: str) -> tuple[Finding, ...]:
        """The findings for some incidents of the table, in their order: many at once take little longer than one."""
        provision, rows = _provision(self._scene.agreement, provision_id), self._rows(incidents)
        telling = Telling(self._scene, rows, incidents, self._wording, self._rungs)
        return telling.findings(provision, np.arange(len(rows)), self._verdicts(provision, rows))

    def _rows(self, incidents: Sequence[Incident]) -> Ints:
        return np.array([self._row[one.incident_id] for one in incidents], dtype=np.int64)

    def _verdicts(self, provision: Provision, rows: Ints) -> Verdicts:
        """What the clause gives for these rows: as it was found before, where it was."""
        known = self._spoken.get(provision.provision_id)
        if known is not None:
            place, reached = _found(rows, known.rows)
            if reached.all():
                return known.of(place)
        return verdicts(self._scene, provision, rows)


def _found(rows: Ints, among: Ints) -> tuple[Ints, Bools]:
    """Where each row stands among others that are sorted, and whether it is one of them."""
    if not len(among):
        return np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=bool)
    place = np.searchsorted(among, rows)
    return place, among[np.minimum(place, len(among) - 1)] == rows


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
