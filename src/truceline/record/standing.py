"""Since when the answer stands, and what it was in the period before."""

from __future__ import annotations

import pyarrow.compute as pc

from truceline.model.bulletin import PublicBefore
from truceline.model.measures import DayMeasure, Verdict
from truceline.model.period import Period
from truceline.model.phrase import Day, Phrase, Value
from truceline.record.material import Material
from truceline.record.public_incidents import incidents_in
from truceline.record.sentences import readings_in_force


def since(verdict: Verdict, days: tuple[DayMeasure, ...]) -> str | None:
    """The day on which the level rose; where none stands, the first day in force. Null where nothing is told."""
    if verdict.verdict == "undetermined":
        return None
    rises = (day for phrase in verdict.told if (day := _rise(phrase)) is not None)
    return next(rises, _in_force_since(days))


def _rise(value: Value) -> str | None:
    """The day named by the phrase of a rise, wherever it stands in a sentence."""
    if not isinstance(value, Phrase):
        return None
    if value.key in ("rise", "rise_recent"):
        return next((one.day for _, one in value.blanks if isinstance(one, Day)), None)
    return next((day for _, one in value.blanks if (day := _rise(one)) is not None), None)


def _in_force_since(days: tuple[DayMeasure, ...]) -> str | None:
    """The first of the days in force that run without a gap to the last one."""
    first = None
    for day in reversed(days):
        if not day.in_force:
            break
        first = day.day
    return first


def before(material: Material) -> PublicBefore | None:
    """The period of the same length before: what its own bulletin lists, by the evidence of today."""
    if material.verdict_before is None:
        return None
    period = material.period
    earlier = Period(period.start_s - period.length_s, period.start_s, period.zone, "")
    inside = incidents_in(material.incidents, earlier)
    found = material.findings.filter(pc.equal(material.findings["status"], "breach"))["incident_id"]
    breaches = inside.filter(pc.is_in(inside["incident_id"], found.combine_chunks()))
    in_force = bool(readings_in_force(material.agreement, earlier))
    return PublicBefore(material.verdict_before.verdict, in_force, inside.num_rows, breaches.num_rows)
