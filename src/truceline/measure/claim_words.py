"""Claims as bounds and as words: what a qualifier leaves open, and how a figure, a window or a party is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from truceline.model.claim import AuditPoint, AuditVerdict, Claim
from truceline.model.units import HOUR_S

_QUALIFIERS = {
    "exact": "{}",
    "about": "about {}",
    "more_than": "more than {}",
    "less_than": "less than {}",
    "at_least": "at least {}",
    "at_most": "at most {}",
}


def bounds(claim: Claim) -> tuple[int, int | None]:
    """Smallest and largest number that the claim can mean; null has no top.

    "About" is taken as ten per cent, or half of the last digit that is not zero, whichever is more.
    """
    n = claim.count
    if claim.qualifier == "about":
        slack = max(n // 10, last_place(n) // 2)
        return max(n - slack, 0), n + slack
    bottom, top = {
        "exact": (n, n),
        "more_than": (n + 1, None),
        "at_least": (n, None),
        "less_than": (0, max(n - 1, 0)),
        "at_most": (0, n),
    }[claim.qualifier]
    return bottom, top


def add(several: Iterable[tuple[int, int | None]]) -> tuple[int, int | None]:
    """Bounds of a sum."""
    low, high = 0, 0
    open_top = False
    for bottom, top in several:
        low += bottom
        open_top |= top is None
        high += top or 0
    return low, None if open_top else high


def hull(several: Iterable[tuple[int, int | None]]) -> tuple[int, int | None]:
    """Smallest bounds that hold all of these."""
    pairs = list(several)
    tops = [top for _, top in pairs if top is not None]
    return min(bottom for bottom, _ in pairs), max(tops) if len(tops) == len(pairs) else None


def apart(first: tuple[int, int | None], second: tuple[int, int | None]) -> bool:
    """Whether no number lies within both."""
    return (first[1] is not None and first[1] < second[0]) or (second[1] is not None and second[1] < first[0])


def figure(claim: Claim) -> str:
    """The figure as claimed: "more than 950"."""
    return _QUALIFIERS[claim.qualifier].format(f"{claim.count:,}")


def range_words(low: int, high: int | None) -> str:
    """Bounds in words: "4,900", "2,929 or more", "810 to 990"."""
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def moment(at_s: int) -> str:
    """A moment in UTC to the minute."""
    return datetime.fromtimestamp(at_s, UTC).strftime("%Y-%m-%d %H:%M UTC")


def hours(claim: Claim) -> str:
    """Length of the claim's window: "30 h"."""
    length = (claim.window_end_s - claim.window_start_s) / HOUR_S
    return f"{length:,.1f} h".replace(".0 h", " h")


def window(claim: Claim) -> str:
    """The claim's window with its length."""
    return f"{hours(claim)} from {moment(claim.window_start_s)} to {moment(claim.window_end_s)}"


def listed(claims: Iterable[Claim]) -> str:
    """Categories with their figures, in the order of size."""
    ordered = sorted(claims, key=lambda claim: (-claim.count, claim.category, claim.claim_id))
    return ", ".join(f"{claim.category} {figure(claim)}" for claim in ordered)


def last_place(n: int) -> int:
    """Value of the last digit that is not zero: 100 for 900, 10 for 950."""
    place = 1
    while n and n % (place * 10) == 0:
        place *= 10
    return place


def point(
    check: str,
    verdict: AuditVerdict,
    words: str,
    claims: Iterable[Claim],
    stated: int | None = None,
    derived: tuple[int | None, int | None] = (None, None),
) -> AuditPoint:
    """An audit point about these claims, dated by the latest of them; several claimants are named together."""
    rows = sorted(claims, key=lambda claim: (claim.claimant, claim.as_of_s, claim.claim_id))
    return AuditPoint(
        check=check,
        claimant=" and ".join(sorted({row.claimant for row in rows})),
        as_of_s=max(row.as_of_s for row in rows),
        verdict=verdict,
        words=words,
        claims=tuple(sorted({row.claim_id for row in rows})),
        stated=stated,
        derived_low=derived[0],
        derived_high=derived[1],
    )
