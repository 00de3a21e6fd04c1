"""What each local day brought: incidents, findings, and the effort behind them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.calendar import Days, local_days
from truceline.measure.effort import WATCHER_CLASSES, watched
from truceline.model.agreement import Agreement
from truceline.model.measures import DayMeasure


def days(
    incidents: pa.Table,
    findings: pa.Table | None,
    members: pa.Table | None,
    observations: pa.Table | None,
    effort: pa.Table | None,
    agreement: Agreement | None,
    zone: str,
    *,
    cut_off: str = "00:00",
    first_s: int | None = None,
    last_s: int | None = None,
) -> tuple[DayMeasure, ...]:
    """Every day from the first to the last incident or hour of effort, without gaps.

    An incident is counted on the one day that holds the middle of its interval. `breaches`, `undetermined` and
    `counted` are incidents with at least one such finding; an incident with a breach is not also undetermined.
    `observed_incidents` have a member from a patrol, a camera, an acoustic sensor or an unmanned aircraft: only
    they may be divided by effort. `in_force` says that at least one reading of the agreement was in force at some
    moment of the day.

    Args:
        incidents, findings, members, observations, effort: tables of `model.tables`; null where there is none.
        zone: IANA zone of the mission.
        cut_off: time of day at which a day ends ("00:00" for calendar days).
        first_s, last_s: moments that the days must hold even if nothing happened then.
    """
    middle = middle_s(incidents)
    span = _span(middle, effort, first_s, last_s)
    if span is None:
        return ()
    calendar = local_days(*span, zone, cut_off)
    n = len(calendar.labels)
    where = calendar.index(middle)
    counts = [
        np.bincount(where[chosen], minlength=n)
        for chosen in (
            np.ones(len(middle), dtype=bool),
            *_judged(incidents, findings),
            observed(incidents, members, observations),
        )
    ]
    minutes = _minutes(effort, calendar, incidents)
    force = _in_force(agreement, calendar)
    return tuple(
        DayMeasure(
            day=label,
            incidents=int(counts[0][i]),
            breaches=int(counts[1][i]),
            undetermined=int(counts[2][i]),
            counted=int(counts[3][i]),
            observed_incidents=int(counts[4][i]),
            observer_minutes=int(minutes[0][i]),
            outage_minutes=int(minutes[1][i]),
            night_minutes=int(minutes[2][i]),
            in_force=force[i],
        )
        for i, label in enumerate(calendar.labels)
    )


def middle_s(incidents: pa.Table) -> np.ndarray:
    """Middle of each incident's interval: the day on which it most likely fell."""
    start = incidents["start_s"].to_numpy()
    end = incidents["end_s"].to_numpy()
    middle: np.ndarray = start + np.maximum(end - start - 1, 0) // 2
    return middle


def observed(incidents: pa.Table, members: pa.Table | None, observations: pa.Table | None) -> np.ndarray:
    """Which incidents were seen or heard by a watcher whose effort can be known (bool array)."""
    if members is None or observations is None:
        return np.zeros(incidents.num_rows, dtype=bool)
    by_watchers = observations.filter(pc.is_in(observations["source_class"], value_set=pa.array(WATCHER_CLASSES)))
    seen = members.filter(pc.is_in(members["observation_id"], value_set=by_watchers["observation_id"].combine_chunks()))
    return _is_in(incidents, seen)


def _judged(incidents: pa.Table, findings: pa.Table | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if findings is None:
        none = np.zeros(incidents.num_rows, dtype=bool)
        return none, none, none
    breach = _is_in(incidents, findings.filter(pc.equal(findings["status"], "breach")))
    open_ = _is_in(incidents, findings.filter(pc.equal(findings["status"], "undetermined")))
    return breach, open_ & ~breach, _is_in(incidents, findings.filter(findings["counted"]))


def _is_in(incidents: pa.Table, chosen: pa.Table) -> np.ndarray:
    wanted = chosen["incident_id"].combine_chunks()
    found: np.ndarray = pc.is_in(incidents["incident_id"], value_set=wanted).to_numpy(zero_copy_only=False)
    return found.astype(bool)


def _span(
    middle: np.ndarray, effort: pa.Table | None, first_s: int | None, last_s: int | None
) -> tuple[int, int] | None:
    moments = [moment for moment in (first_s, last_s) if moment is not None]
    if len(middle):
        moments += [int(middle.min()), int(middle.max())]
    if effort is not None and effort.num_rows:
        moments += [int(effort["start_s"].to_numpy().min()), int(effort["end_s"].to_numpy().max()) - 1]
    return (min(moments), max(moments)) if moments else None


def _minutes(effort: pa.Table | None, calendar: Days, incidents: pa.Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if effort is None or effort.num_rows == 0:
        none = np.zeros(len(calendar.labels), dtype=np.int64)
        return none, none, none
    seconds = watched(effort, calendar, centre_e6(effort, incidents))
    return seconds.on_s // 60, seconds.out_s // 60, seconds.night_s // 60


def centre_e6(effort: pa.Table | None, incidents: pa.Table) -> tuple[int, int] | None:
    """Median place of the watchers, else of the incidents: where the sun is looked up for effort without a place."""
    for table in (effort, incidents):
        if table is None:
            continue
        placed = table.filter(pc.and_(pc.is_valid(table["lat_e6"]), pc.is_valid(table["lon_e6"])))
        if placed.num_rows:
            return tuple(int(np.median(placed[name].to_numpy())) for name in ("lat_e6", "lon_e6"))  # type: ignore[return-value]
    return None


def _in_force(agreement: Agreement | None, calendar: Days) -> tuple[bool, ...]:
    readings = () if agreement is None else agreement.readings
    return tuple(
        any(
            (reading.from_s is None or reading.from_s < until_s)
            and (reading.until_s is None or from_s < reading.until_s)
            for reading in readings
        )
        for from_s, until_s in zip(calendar.edges_s, calendar.edges_s[1:], strict=False)
    )
