"""Does a share fit the counts it is a share of? "60 per cent of the 200 were drones" against "50 drones"."""

from __future__ import annotations

from truceline.measure.claim_parts import SHARE
from truceline.measure.claim_statements import statements, versions
from truceline.measure.claim_words import Bounds, apart, bounds, figure, point, range_words, window
from truceline.model.claim import AuditPoint, Claim
from truceline.model.phrase import Name, say


def shares(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """Each share that names its whole, against the counts of part and whole that its claimant told with it."""
    return [found for rows in statements(claims) for version in versions(rows) for found in _version(version)]


def _version(rows: list[Claim]) -> list[AuditPoint]:
    found: list[AuditPoint] = []
    for share in (row for row in rows if row.unit == SHARE and row.parent):
        wholes = [row for row in rows if row.category == share.parent and row.unit != SHARE]
        parts = [row for row in rows if row.category == share.category and row.unit != SHARE]
        pairs = [(part, whole) for whole in wholes for part in parts if part.unit == whole.unit]
        if len(pairs) == 1:  # of several, nobody says which it is a share of
            found.append(_held(share, *pairs[0]))
    return found


def _held(share: Claim, part: Claim, whole: Claim) -> AuditPoint:
    derived = _of(share, bounds(whole))
    fits = not apart(derived, bounds(part))
    told = say(
        "audit_share_fits" if fits else "audit_share_differs",
        category=Name(part.category),
        share=figure(share),
        parent=Name(whole.category),
        whole=figure(whole),
        window=window(whole),
        sum=range_words(*derived),
        figure=figure(part),
    )
    return point("sub_total", "consistent" if fits else "inconsistent", told, (share, part, whole), part.count, derived)


def _of(share: Claim, whole: Bounds) -> Bounds:
    """Whole numbers that are this share, rounded to a point, of a whole within these bounds."""
    low, high = bounds(share)
    bottom = -(-max(2 * low - 1, 0) * whole[0] // 200)
    return bottom, None if high is None or whole[1] is None else (2 * high + 1) * whole[1] // 200
