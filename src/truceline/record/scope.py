"""What a special bulletin is about: a choice among what is public already, by what is public of it.

It cannot be narrower in place or time than the door: sectors are those of published cells, and the window is made of
whole reporting days. So a special bulletin tells nothing that the daily ones of its days do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from truceline.model.bulletin import PublicFinding, PublicIncident, PublicScope
from truceline.model.errors import UsageError


def chosen_incidents(
    incidents: tuple[PublicIncident, ...],
    findings: tuple[PublicFinding, ...],
    inside: Mapping[str, tuple[str, ...]],
    scope: PublicScope,
) -> tuple[PublicIncident, ...]:
    """Incidents in one of the sectors, held against one of the provisions, and named: as far as each is asked for."""
    held = {finding.incident_id for finding in findings if finding.provision_id in scope.provisions}
    return tuple(
        incident
        for incident in incidents
        if (not scope.sectors or not set(scope.sectors).isdisjoint(inside[incident.incident_id]))
        and (not scope.provisions or incident.incident_id in held)
        and (not scope.incidents or incident.incident_id in scope.incidents)
    )


def chosen_findings(
    findings: tuple[PublicFinding, ...], incidents: tuple[PublicIncident, ...], scope: PublicScope
) -> tuple[PublicFinding, ...]:
    kept = {incident.incident_id for incident in incidents}
    return tuple(
        finding
        for finding in findings
        if finding.incident_id in kept and (not scope.provisions or finding.provision_id in scope.provisions)
    )


def check_scope(
    scope: PublicScope, sectors: Iterable[str], provisions: Iterable[str], incidents: Iterable[str]
) -> None:
    """Raises UsageError for a name that there is not: a bulletin about nothing would say that nothing happened."""
    known = {"sectors": set(sectors), "provisions": set(provisions), "incidents": set(incidents)}
    for part, names in known.items():
        for name in getattr(scope, part):
            if name not in names:
                raise UsageError(
                    f"there is no {part.removesuffix('s')} {name!r} to choose",
                    advice=f"There {'are' if names else 'is'}: {', '.join(sorted(names)[:20]) or 'none'}.",
                )
