"""Weapons, mines and crossings of the line: what the bulletin lists of them, by kind and by status of withdrawal.

All of it is counted from incidents and findings that leave anyway, so nothing is told here that they do not tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from truceline.model.agreement import Agreement
from truceline.model.bulletin import KindOf, PublicFinding, PublicIncident, PublicKind, PublicWeapons, WeaponStatus
from truceline.model.taxonomy import EVENT_TYPES, is_a
from truceline.record.withdrawn import withdraws

#: origins that corroborate each other
_TWO = 2

_STATUSES: tuple[WeaponStatus, ...] = get_args(WeaponStatus)
#: events that are a status by themselves, whatever was found of them
_BY_EVENT: dict[str, WeaponStatus] = {"weapon.absent": "absent_from_storage", "weapon.storage_visit": "storage_visit"}


def kind_of(event_type: str) -> KindOf | None:
    if is_a(event_type, "weapon"):
        return "weapons"
    if is_a(event_type, "mine"):
        return "mines"
    crosses = event_type in ("ground.crossing", "air.entry") or is_a(event_type, "crossing_point")
    return "crossings" if crosses else None


#: event types of the kinds, in the order of the taxonomy
TYPES: dict[str, KindOf] = {code: kind for code in EVENT_TYPES if (kind := kind_of(code)) is not None}


def public_kinds(incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...]) -> tuple[PublicKind, ...]:
    """One row for each event type of a kind of which an incident is listed, in the order of the taxonomy."""
    broken = _with(findings, "breach")
    rows: dict[str, list[PublicIncident]] = defaultdict(list)
    for incident in incidents:
        rows[incident.event_type].append(incident)
    return tuple(_kind(kind, rows[code], broken) for code, kind in TYPES.items() if code in rows)


def _kind(kind: KindOf, incidents: list[PublicIncident], broken: set[str]) -> PublicKind:
    return PublicKind(
        kind,
        incidents[0].event_type,
        len(incidents),
        _corroborated(incidents),
        sum(one.incident_id in broken for one in incidents),
        sum(one.killed_low or 0 for one in incidents),
        sum(one.wounded_low or 0 for one in incidents),
    )


def public_weapons(
    incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...], agreement: Agreement | None
) -> tuple[PublicWeapons, ...]:
    """Weapons by status, then by class; those of a class that no report states come last.

    What no clause forbids where it was seen is told apart: behind the lines that a clause draws for its class, or of
    a class that no clause of the agreement withdraws.
    """
    broken, open_ = _with(findings, "breach"), _with(findings, "undetermined")
    rows: dict[tuple[WeaponStatus, str | None], list[PublicIncident]] = defaultdict(list)
    for incident in incidents:
        if kind_of(incident.event_type) == "weapons":
            rows[_status(incident, broken, open_, agreement), incident.weapon].append(incident)
    order = sorted(rows, key=lambda key: (_STATUSES.index(key[0]), key[1] is None, key[1] or ""))
    return tuple(_weapons(status, weapon, rows[status, weapon]) for status, weapon in order)


def _status(incident: PublicIncident, broken: set[str], open_: set[str], agreement: Agreement | None) -> WeaponStatus:
    if incident.event_type in _BY_EVENT:
        return _BY_EVENT[incident.event_type]
    if incident.incident_id in broken:
        return "in_breach"
    if incident.event_type == "weapon.stored":
        return "in_storage"
    if incident.incident_id in open_:
        return "not_settled"
    return "beyond" if withdraws(agreement, incident.event_type, incident.weapon) else "unnamed"


def _weapons(status: WeaponStatus, weapon: str | None, incidents: list[PublicIncident]) -> PublicWeapons:
    bounds = [_bounds(incident) for incident in incidents]
    low, high = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    return PublicWeapons(status, weapon, len(incidents), _corroborated(incidents), low, high)


def _bounds(incident: PublicIncident) -> tuple[int, int]:
    """What was counted in the type's own unit; a number in another one is no number of weapons."""
    if incident.count_unit not in (None, EVENT_TYPES[incident.event_type].unit):
        return 1, 1
    low = 1 if incident.count_low is None else incident.count_low
    return low, max(low, incident.count_high if incident.count_high is not None else low)


def _corroborated(incidents: Iterable[PublicIncident]) -> int:
    return sum(one.origins_min >= _TWO for one in incidents)


def _with(findings: tuple[PublicFinding, ...], status: str) -> set[str]:
    return {finding.incident_id for finding in findings if finding.status == status}
