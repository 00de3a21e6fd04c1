"""Harm as reports state it, and the part of it that two independent origins tell of, apart."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from truceline.model.bulletin import PublicFinding, PublicHarm, PublicIncident, PublicObject

#: origins that corroborate each other
_TWO = 2


def public_harm(incidents: tuple[PublicIncident, ...]) -> tuple[PublicHarm, ...]:
    """Killed and wounded of the incidents that leave; a kind of which no report speaks is left out.

    Corroborated is the incident, by a second independent origin; its number is still the one that reports state.
    """
    return tuple(harm for kind in ("killed", "wounded") if (harm := _harm(kind, incidents)) is not None)


def _harm(kind: Literal["killed", "wounded"], incidents: tuple[PublicIncident, ...]) -> PublicHarm | None:
    told = [(i.origins_min, *_bounds(i, kind)) for i in incidents if _bounds(i, kind)[1]]
    if not told:
        return None
    sure = [one for one in told if one[0] >= _TWO]
    return PublicHarm(
        kind,
        len(told),
        sum(low for _, low, _ in told),
        sum(high for _, _, high in told),
        len(sure),
        sum(low for _, low, _ in sure),
        sum(high for _, _, high in sure),
    )


def _bounds(incident: PublicIncident, kind: str) -> tuple[int, int]:
    low, high = getattr(incident, f"{kind}_low"), getattr(incident, f"{kind}_high")
    return low or 0, high if high is not None else low or 0


def public_objects(
    incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...]
) -> tuple[PublicObject, ...]:
    """Incidents by the kind of object that was hit, as reports state it; sorted by kind."""
    breached = {finding.incident_id for finding in findings if finding.status == "breach"}
    hit, corroborated, breaches = Counter[str](), Counter[str](), Counter[str]()
    for incident in incidents:
        if incident.target is None:
            continue
        hit[incident.target] += 1
        corroborated[incident.target] += incident.origins_min >= _TWO
        breaches[incident.target] += incident.incident_id in breached
    return tuple(PublicObject(name, hit[name], corroborated[name], breaches[name]) for name in sorted(hit))
