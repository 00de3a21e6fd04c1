"""The audit of what the parties claim: do the figures agree with themselves and with each other?

Every claimant is treated alike. A point is *inconsistent* only where one claimant's own figures cannot all be right;
where figures merely cannot be compared or added, the answer is *cannot tell*, with the reason. Two claimants who count
differently do not contradict each other: nobody sees everything. Notes in free words are never read as facts.
"""

from __future__ import annotations

from truceline.measure.claim_parents import parents
from truceline.measure.claim_shares import shares
from truceline.measure.claim_sides import against_truce, side_by_side, travelled, turned
from truceline.measure.claim_spelling import spelled_alike
from truceline.measure.claim_sums import sums
from truceline.measure.claim_windows import over_time
from truceline.model.claim import AuditPoint, Claim
from truceline.model.phrase import say

#: what is told where there is no point
NOTHING = say("audit_nothing")


def audit(claims: tuple[Claim, ...], truce: tuple[int, int | None] | None = None) -> tuple[AuditPoint, ...]:
    """Every point that the audit looked at, sorted by claimant, time, check and words; the order of rows is nothing.

    Args:
        claims: any number of claimants, windows and categories. `parent` is used where given; without it the
            category "total" is the whole of the other categories of the same claimant, party and window.
        truce: the time in force, `[from_s, until_s)`, null for open: tells whether the totals cover it.
    """
    rows = spelled_alike(tuple(sorted(claims, key=lambda claim: claim.claim_id)))
    points = [*sums(rows), *parents(rows), *shares(rows), *over_time(rows)]
    points += [*side_by_side(rows), *travelled(rows), *turned(rows)]
    if truce is not None:
        points += against_truce(rows, truce)
    points.sort(key=lambda p: (p.claimant, p.as_of_s, p.check, p.words, p.claims))
    return tuple(points)
