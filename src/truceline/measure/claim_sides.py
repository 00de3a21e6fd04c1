"""Can two claimants' figures be set side by side? Windows, subjects, counters, and figures that travel."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from truceline.measure.claim_sums import is_total
from truceline.measure.claim_words import apart, bounds, figure, hours, point, window
from truceline.model.claim import AuditPoint, Claim
from truceline.model.units import HOUR_S

#: small figures coincide by chance; from here on an equal figure is worth a second look
_TELLING = 50


def side_by_side(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """For each two claimants and each category, whether their figures for overlapping windows may be compared."""
    final = _longest(claims)
    by_category: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in final:
        name = "total" if is_total(claim.category) else claim.category
        by_category[name][claim.claimant].append(claim)
    found: list[AuditPoint] = []
    for category in sorted(by_category):
        claimants = by_category[category]
        for one, other in combinations(sorted(claimants), 2):
            found += _pair(category, _overlapping(claimants[one], claimants[other]))
    return found


def travelled(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """Figures of one claimant that stand in several places: repeated as they are, or under another category."""
    groups: dict[tuple[str, str, int, int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.count >= _TELLING and claim.source_url:
            groups[claim.claimant, claim.against, *_window(claim), claim.count].append(claim)
    found: list[AuditPoint] = []
    for key in sorted(groups):
        rows = groups[key]
        if len({row.source_url for row in rows}) < 2:
            continue
        if len({row.category for row in rows}) > 1:
            names = " and ".join(sorted({row.category for row in rows}))
            words = (
                f"{rows[0].count:,} stands as {names} at different addresses: one is likely a rewriting of the other. "
                "Count it once, as the claimant's own words have it."
            )
            found.append(point("shared_source", "cannot_tell", words, rows))
        else:
            outlets = len({row.source_url for row in rows})
            words = f"{rows[0].category} {figure(rows[0])} stands at {outlets} addresses: one claim, repeated."
            found.append(point("shared_source", "consistent", words, rows))
    return found


def turned(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """Figures that stand with the sides exchanged: what one says of the other, retold as what the other says of it.

    Only figures too large to meet by chance, of the same thing over the same window, at different addresses.
    """
    groups: dict[tuple[str, int, int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.count >= _TELLING and claim.source_url:
            groups[claim.category, *_window(claim), claim.count].append(claim)
    found: list[AuditPoint] = []
    for key in sorted(groups):
        rows = groups[key]
        by_subject = {row.against: row for row in sorted(rows, key=lambda c: (c.as_of_s, c.claim_id), reverse=True)}
        if len(by_subject) < 2 or len({row.source_url for row in by_subject.values()}) < 2:
            continue
        told = "; ".join(f"{row.claimant} of acts of {against}" for against, row in sorted(by_subject.items()))
        words = (
            f"{rows[0].category} {rows[0].count:,} over {window(rows[0])} stands for different sides at different "
            f"addresses ({told}): one may be a rewriting in which the sides were exchanged. Go back to the first words."
        )
        found.append(point("shared_source", "cannot_tell", words, rows))
    return found


def against_truce(claims: tuple[Claim, ...], truce: tuple[int, int | None]) -> list[AuditPoint]:
    """Whether each claimant's longest total covers the time in force, no less and no more.

    Args:
        truce: the time in force, `[from_s, until_s)`; null is open, and then every total covers a part.
    """
    totals = _longest(tuple(claim for claim in claims if is_total(claim.category)))
    return [found for claim in totals for found in _cover(claim, *truce)]


def _cover(claim: Claim, from_s: int, until_s: int | None) -> list[AuditPoint]:
    end = max(claim.window_end_s, from_s) if until_s is None else until_s
    inside = min(claim.window_end_s, end) - max(claim.window_start_s, from_s)
    if inside <= 0:
        return []
    head = f"{claim.category} {figure(claim)}"
    if until_s is not None and (claim.window_start_s, claim.window_end_s) == (from_s, until_s):
        words = f"{head} covers the {(until_s - from_s) / HOUR_S:g} h in force, no less and no more."
        return [point("window", "consistent", words, (claim,))]
    of = "the time" if until_s is None else f"the {(until_s - from_s) / HOUR_S:g} h"
    words = f"{head} is for {window(claim)}: {inside / HOUR_S:g} h of {of} in force. It is no figure for all of it."
    return [point("window", "cannot_tell", words, (claim,))]


def _longest(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Of each claimant, party and category the claims whose window lies in no longer one: interim figures fall away."""
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.claimant, claim.against, claim.category].append(claim)
    kept: list[Claim] = []
    for key in sorted(groups):
        reach = 0
        first = True
        for row in sorted(groups[key], key=lambda c: (c.window_start_s, -c.window_end_s, -c.as_of_s, c.claim_id)):
            if first or row.window_end_s > reach:
                kept.append(row)
                reach, first = row.window_end_s, False
    return tuple(kept)


def _overlapping(mine: list[Claim], theirs: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs whose windows share time; both lists begin in order and hold no window inside another."""
    pairs: list[tuple[Claim, Claim]] = []
    open_: list[Claim] = []
    waiting = sorted(theirs, key=lambda c: (c.window_start_s, c.claim_id), reverse=True)
    for row in sorted(mine, key=lambda c: (c.window_start_s, c.claim_id)):
        while waiting and waiting[-1].window_start_s < row.window_end_s:
            open_.append(waiting.pop())
        open_ = [other for other in open_ if other.window_end_s > row.window_start_s]
        pairs += [(row, other) for other in open_ if other.window_start_s < row.window_end_s]
    return pairs


def _pair(category: str, pairs: list[tuple[Claim, Claim]]) -> list[AuditPoint]:
    """One point for the pairs of like standing, however many days they make."""
    same = [pair for pair in pairs if _window(pair[0]) == _window(pair[1])]
    other = [pair for pair in pairs if _window(pair[0]) != _window(pair[1])]
    return [*_windows(category, other), *_counters(category, same), *_units(category, pairs)]


def _windows(category: str, pairs: list[tuple[Claim, Claim]]) -> list[AuditPoint]:
    if not pairs:
        return []
    one, two = pairs[-1]
    unequal = "windows of unequal length" if hours(one) != hours(two) else "windows that are shifted"
    words = (
        f"{category}: {one.claimant} gives {figure(one)} for {window(one)}, {two.claimant} {figure(two)} for "
        f"{window(two)}. These are {unequal}: the figures must not be compared{_more(pairs)}."
    )
    return [point("window", "cannot_tell", words, _rows(pairs))]


def _counters(category: str, pairs: list[tuple[Claim, Claim]]) -> list[AuditPoint]:
    differing = [(one, two) for one, two in pairs if apart(bounds(one), bounds(two))]
    if not differing:
        return []
    one, two = differing[-1]
    subject = (
        f"both of acts of {one.against}"
        if one.against == two.against
        else f"the one of acts of {one.against}, the other of {two.against}"
    )
    words = (
        f"{category} over {window(one)}: {one.claimant} counts {figure(one)}, {two.claimant} {figure(two)}, {subject}. "
        f"Different counters see and count different things: not to be compared or added{_more(differing)}."
    )
    return [point("counters", "cannot_tell", words, _rows(differing))]


def _units(category: str, pairs: list[tuple[Claim, Claim]]) -> list[AuditPoint]:
    unlike = [(one, two) for one, two in pairs if one.unit and two.unit and one.unit != two.unit]
    if not unlike:
        return []
    one, two = unlike[-1]
    words = f"{category}: {one.claimant} counts in {one.unit}, {two.claimant} in {two.unit}: not to be compared."
    return [point("unit", "cannot_tell", words, _rows(unlike))]


def _more(pairs: list[tuple[Claim, Claim]]) -> str:
    return f" (and so for {len(pairs) - 1} more)" if len(pairs) > 1 else ""


def _rows(pairs: list[tuple[Claim, Claim]]) -> list[Claim]:
    return [row for pair in pairs for row in pair]


def _window(claim: Claim) -> tuple[int, int]:
    return claim.window_start_s, claim.window_end_s
