"""Incidents and places of a bulletin as flat rows with their outlines, for formats that know no nesting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from truceline.model.bulletin import Bulletin, PublicFinding, PublicIncident, Ring
from truceline.publish.words import words

_WORST_FIRST = ("breach", "undetermined", "no_breach")

Row = dict[str, Any]


def about(bulletin: Bulletin) -> dict[str, str]:
    """What a file that travels alone has to say of itself, in a few names and words."""
    english = words("en")
    invented = {"warning": english.say("invented")} if bulletin.invented else {}
    return {
        **invented,
        "mission": bulletin.mission,
        "bulletin_id": bulletin.bulletin_id,
        "period": f"{bulletin.period_start}/{bulletin.period_end}",
        "zone": bulletin.zone,
        "places": "Coarse cells (H3), WGS 84. No point is exact, and a cell says where, not how large.",
        "findings": english.say("not_a_decision"),
        "attribution": f"{bulletin.mission}, {bulletin.bulletin_id}",
        "licence": bulletin.licence or english.say("no_licence"),
    }


def flat_incidents(bulletin: Bulletin) -> Iterator[tuple[Row, Ring | None]]:
    """Each incident with what was found of it, in the order of the bulletin."""
    held: dict[str, list[PublicFinding]] = defaultdict(list)
    for finding in bulletin.findings:
        held[finding.incident_id].append(finding)
    for incident in bulletin.incidents:
        yield _flat(incident, held[incident.incident_id], bulletin.invented), incident.cell_outline


def flat_places(bulletin: Bulletin) -> Iterator[tuple[Row, Ring]]:
    """Each cell of the mission's own reports, by week."""
    for place in bulletin.places:
        row: Row = msgspec.to_builtins(place)
        del row["cell_outline"]
        yield {**row, "invented": bulletin.invented}, place.cell_outline


def flat_hot_spots(bulletin: Bulletin) -> Iterator[tuple[Row, Ring]]:
    """Each hot spot."""
    for spot in bulletin.hot_spots:
        yield {"cell": spot.cell, "incidents": spot.incidents, "invented": bulletin.invented}, spot.cell_outline


def _flat(incident: PublicIncident, findings: list[PublicFinding], invented: bool) -> Row:
    row: Row = msgspec.to_builtins(incident)
    del row["cell_outline"]
    for name in ("claimants", "source_classes", "texts"):
        row[name] = "; ".join(row[name])
    statuses = [finding.status for finding in findings]
    row["finding"] = next((status for status in _WORST_FIRST if status in statuses), None)
    row["counted"] = any(finding.counted for finding in findings)
    row["provisions"] = "; ".join(f"{finding.provision_id}: {finding.status}" for finding in findings)
    row["invented"] = invented
    return row
