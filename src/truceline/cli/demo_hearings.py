"""Brings the exercise's cases before its commission, as monitors and parties of a mission do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.exercise.hearings import Hearing
    from truceline.mission.docket import Docket
    from truceline.pipeline import Outcome
    from truceline.stores.record import Record

#: who is named in the record: nobody
_WHO = "exercise"


def hear_cases(record: Record, outcome: Outcome, end_s: int) -> None:
    """Enter the cases with their replies. Does nothing for a provision of which no breach was found in time."""
    from truceline.exercise.hearings import HEARINGS
    from truceline.mission.docket import Docket

    docket = Docket(record)
    for hearing in HEARINGS:
        _hear(docket, outcome, hearing, end_s)


def _hear(docket: Docket, outcome: Outcome, hearing: Hearing, end_s: int) -> None:
    from truceline.adjudicate.lines import Moved, Opened, Replied
    from truceline.exercise.hearings import HOUR_S
    from truceline.model.case import case_id_of

    last_h = max(hearing.after_h, *(one.after_h for one in hearing.replies))
    found = _most_reported(outcome, hearing.provision_id, end_s - last_h * HOUR_S)
    if found is None:
        return
    incident, finding, happened_s = found
    opened_s = happened_s + hearing.after_h * HOUR_S
    stage = "monitoring" if hearing.office == "monitoring" else "verification"
    name = case_id_of(incident)
    if name in docket.heard().cases:
        return
    opened = Opened(name, incident, (finding,), stage, hearing.office, _WHO, hearing.why, opened_s)  # type: ignore[arg-type]
    case = docket.say(opened, opened_s)
    if stage == "monitoring":
        moved = Moved(name, case.steps, "verification", hearing.office, _WHO, hearing.why, opened_s)
        docket.say(moved, opened_s)
    for one in hearing.replies:
        at_s = happened_s + one.after_h * HOUR_S
        docket.say(Replied(name, one.party, one.office, _WHO, one.words, at_s), at_s)


def _most_reported(outcome: Outcome, provision_id: str, before_s: int) -> tuple[str, str, int] | None:
    """Incident, finding and end of the breach of a provision with most reports, among those over by then."""
    import pyarrow.compute as pc

    rows = outcome.findings.filter(
        pc.and_(
            pc.equal(outcome.findings["provision_id"], provision_id), pc.equal(outcome.findings["status"], "breach")
        )
    )
    finding = dict(zip(rows["incident_id"].to_pylist(), rows["finding_id"].to_pylist(), strict=True))
    columns = (outcome.incidents[name].to_pylist() for name in ("n_observations", "incident_id", "end_s"))
    best = max(
        (row for row in zip(*columns, strict=True) if row[1] in finding and row[2] <= before_s),
        default=None,
    )
    return None if best is None else (best[1], finding[best[1]], best[2])
