"""Claims read from a table, and their audit as one document."""

from __future__ import annotations

from collections import Counter
from typing import Any

from truceline.confined.reading import read_blob
from truceline.measure.claim_words import moment
from truceline.model.claim import AuditPoint, Claim
from truceline.model.errors import Rejected, no_usable_row
from truceline.model.evidence import Blob, ReadContext

#: in the order in which they are told
VERDICTS = ("inconsistent", "cannot_tell", "consistent")


def read_claims(blob: Blob, zone: str) -> tuple[tuple[Claim, ...], tuple[Rejected, ...]]:
    """The claims of a table, and the rows that stayed out. Raises InputError where no row can be used."""
    reading = read_blob(blob, "claims", ReadContext(time_zone=zone))
    if not reading.claims:
        raise no_usable_row(reading.notes, blob.filename, "Mend these rows, or the header.")
    return reading.claims, reading.notes


def as_document(claims: tuple[Claim, ...], points: tuple[AuditPoint, ...]) -> dict[str, Any]:
    """The audit as in `audit.json`: how many points of each kind, and each point with the lines it rests on."""
    lines = {claim.claim_id: claim.record for claim in claims}
    counted = Counter[str](point.verdict for point in points)
    return {
        "claims": len(claims),
        "summary": {verdict: counted[verdict] for verdict in VERDICTS},
        "points": [
            {
                "check": point.check,
                "verdict": point.verdict,
                "claimant": point.claimant,
                "as_of": moment(point.as_of_s),
                "words": point.words,
                "stated": point.stated,
                "derived": {"low": point.derived_low, "high": point.derived_high},
                "lines": sorted(lines[claim] for claim in point.claims),
                "claims": list(point.claims),
            }
            for point in points
        ],
    }
