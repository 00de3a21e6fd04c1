"""Clauses with a short time of their own, such as a repair truce: each with its own record of how it was kept."""

from __future__ import annotations

from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.agreement import InForce, Provision
from truceline.model.bulletin import PublicWindow
from truceline.record.material import Material

#: a clause in force for longer than this is a stage of the agreement, not a window
_LONGEST_S = 14 * 86_400
#: windows that ended longer ago than this are history
_TOLD_AFTER_S = 28 * 86_400


def public_windows(material: Material) -> tuple[PublicWindow, ...]:
    """Windows that are ahead, running, or over for no more than four weeks, in the order of the agreement."""
    if material.agreement is None:
        return ()
    found = ((one, _window(one)) for one in material.agreement.provisions)
    return tuple(
        _told(material, one, *window)
        for one, window in found
        if window is not None and window[1] > material.period.start_s - _TOLD_AFTER_S
    )


def _window(provision: Provision) -> tuple[int, int] | None:
    """From the first beginning to the last end that anybody reads; null where it is open or long."""
    bounds = [pair for reading in provision.readings if (pair := _bounds(reading)) is not None]
    if not bounds or len(bounds) < len(provision.readings):
        return None
    start, end = min(start for start, _ in bounds), max(end for _, end in bounds)
    return (start, end) if 0 < end - start <= _LONGEST_S else None


def _bounds(reading: InForce) -> tuple[int, int] | None:
    return None if reading.from_s is None or reading.until_s is None else (reading.from_s, reading.until_s)


def _told(material: Material, provision: Provision, start_s: int, end_s: int) -> PublicWindow:
    until_s = min(end_s, material.period.end_s)
    mine = material.findings.filter(pc.equal(material.findings["provision_id"], provision.provision_id))
    inside = material.incidents.filter(
        pc.and_(pc.less(material.incidents["start_s"], until_s), pc.greater(material.incidents["end_s"], start_s))
    )
    mine = mine.filter(pc.is_in(mine["incident_id"], inside["incident_id"].combine_chunks()))
    return PublicWindow(
        provision.provision_id,
        provision.words,
        provision.citation,
        material.period.local(start_s),
        material.period.local(end_s),
        _state(material.period.end_s, start_s, end_s),
        _number(mine, "breach"),
        _number(mine, "undetermined"),
    )


def _state(now_s: int, start_s: int, end_s: int) -> Literal["ahead", "running", "over"]:
    return "ahead" if now_s <= start_s else "over" if now_s >= end_s else "running"


def _number(findings: pa.Table, status: str) -> int:
    return int(findings.filter(pc.equal(findings["status"], status)).num_rows)
