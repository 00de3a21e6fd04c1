"""Claims as bounds and as words: what a qualifier leaves open, and how a figure, a window or a party is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from truceline.model.claim import AuditPoint, AuditVerdict, Claim
from truceline.model.english import english
from truceline.model.phrase import Code, Decimal, Moment, Name, Phrase, Several, Value, say
from truceline.model.units import HOUR_S

#: smallest and largest number; null has no top
Bounds = tuple[int, int | None]


def bounds(claim: Claim) -> Bounds:
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


def add(several: Iterable[Bounds]) -> Bounds:
    """Bounds of a sum."""
    low, high = 0, 0
    open_top = False
    for bottom, top in several:
        low += bottom
        open_top |= top is None
        high += top or 0
    return low, None if open_top else high


def hull(several: Iterable[Bounds]) -> Bounds:
    """Smallest bounds that hold all of these."""
    pairs = list(several)
    tops = [top for _, top in pairs if top is not None]
    return min(bottom for bottom, _ in pairs), max(tops) if len(tops) == len(pairs) else None


def apart(first: Bounds, second: Bounds) -> bool:
    """Whether no number lies within both."""
    return (first[1] is not None and first[1] < second[0]) or (second[1] is not None and second[1] < first[0])


def figure(claim: Claim) -> Phrase:
    """The figure as claimed: "more than 950"."""
    return say(claim.qualifier, n=claim.count)


def head_of(whole: Claim) -> dict[str, Value]:
    """A claim's name and figure, as sentences about it begin."""
    return {"category": Name(whole.category), "figure": figure(whole)}


def range_words(low: int, high: int | None) -> Value:
    """Bounds in words: "4,900", "2,929 or more", "810 to 990"."""
    if high is None:
        return say("or_more", n=low)
    return low if low == high else say("from_to", low=low, high=high)


def moment(at_s: int) -> str:
    """A moment in UTC to the minute."""
    return datetime.fromtimestamp(at_s, UTC).strftime("%Y-%m-%d %H:%M UTC")


def hours(seconds: int) -> int | Decimal:
    """A length of time in hours, with a decimal place where it is no whole number of them."""
    tenths = round(seconds * 10 / HOUR_S)
    return tenths // 10 if tenths % 10 == 0 else Decimal(tenths * 100, 1)


def window(claim: Claim) -> Phrase:
    """The claim's window with its length."""
    length = hours(claim.window_end_s - claim.window_start_s)
    return say("window", hours=length, start=Moment(claim.window_start_s), end=Moment(claim.window_end_s))


def listed(claims: Iterable[Claim]) -> Several:
    """Categories with their figures, in the order of size."""
    ordered = sorted(claims, key=lambda claim: (-claim.count, claim.category, claim.claim_id))
    return Several(tuple(say("item", category=Name(claim.category), figure=figure(claim)) for claim in ordered))


def names(words: Iterable[str]) -> Several:
    """Names in a row."""
    return Several(tuple(Name(word) for word in words))


def units(codes: Iterable[str]) -> Several:
    """Counting units, by their names, sorted by their codes."""
    return Several(tuple(Code("unit", code) for code in sorted(codes)))


def last_place(n: int) -> int:
    """Value of the last digit that is not zero: 100 for 900, 10 for 950."""
    place = 1
    while n and n % (place * 10) == 0:
        place *= 10
    return place


def point(
    check: str,
    verdict: AuditVerdict,
    told: Phrase,
    claims: Iterable[Claim],
    stated: int | None = None,
    derived: tuple[int | None, int | None] = (None, None),
) -> AuditPoint:
    """An audit point about these claims, dated by the latest of them; several claimants are named together."""
    rows = sorted(claims, key=lambda claim: (claim.claimant, claim.as_of_s, claim.claim_id))
    return AuditPoint(
        check=check,
        claimant=", ".join(sorted({row.claimant for row in rows})),
        as_of_s=max(row.as_of_s for row in rows),
        verdict=verdict,
        words=english(told),
        told=told,
        claims=tuple(sorted({row.claim_id for row in rows})),
        stated=stated,
        derived_low=derived[0],
        derived_high=derived[1],
    )
