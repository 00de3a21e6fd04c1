"""What a bulletin lists: the incidents of its period with their findings, or what a special one chooses of them."""

from __future__ import annotations

import msgspec

from truceline.model.bulletin import PublicFinding, PublicIncident
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_findings import public_findings
from truceline.record.public_incidents import public_incidents, witnesses_in
from truceline.record.public_parts import sectors_of, sectors_of_incidents
from truceline.record.scope import check_scope, chosen_findings, chosen_incidents


class Listed(msgspec.Struct, frozen=True):
    """Incidents sorted by day and id, findings by provision and incident, as they may leave."""

    incidents: tuple[PublicIncident, ...]
    findings: tuple[PublicFinding, ...]


def listed_in(material: Material, policy: ReleasePolicy) -> Listed:
    """Raises UsageError where the scope of a special bulletin names what there is not."""
    witnesses = witnesses_in(material)
    incidents = public_incidents(material, policy, witnesses)
    findings = public_findings(material, incidents, witnesses)
    scope = material.scope
    if scope.whole:
        return Listed(incidents, findings)
    provisions = material.agreement.provisions if material.agreement else ()
    check_scope(
        scope,
        (sector.name for sector in sectors_of(material.agreement, policy, material.sectors)),
        (one.provision_id for one in provisions),
        (incident.incident_id for incident in incidents),
    )
    inside = sectors_of_incidents(incidents, material.agreement, policy, material.sectors)
    chosen = chosen_incidents(incidents, findings, inside, scope)
    return Listed(chosen, chosen_findings(findings, chosen, scope))
