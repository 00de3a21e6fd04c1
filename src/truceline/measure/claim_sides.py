"""Can two claimants' figures be set side by side? Windows, subjects, counters, and figures that travel."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from truceline.measure.claim_parts import is_total
from truceline.measure.claim_sums import TELLING
from truceline.measure.claim_words import apart, bounds, figure, hours, names, point, window
from truceline.model.claim import AuditPoint, Claim
from truceline.model.phrase import Code, Name, Phrase, Several, Value, say


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
        if claim.count >= TELLING and claim.source_url:
            groups[claim.claimant, claim.against, *_window(claim), claim.count].append(claim)
    found: list[AuditPoint] = []
    for key in sorted(groups):
        rows = groups[key]
        if len({row.source_url for row in rows}) < 2:
            continue
        if len({row.category for row in rows}) > 1:
            told = say("audit_rewritten", n=rows[0].count, names=names(sorted({row.category for row in rows})))
            found.append(point("shared_source", "cannot_tell", told, rows))
        else:
            outlets = len({row.source_url for row in rows})
            told = say("audit_repeated", category=Name(rows[0].category), figure=figure(rows[0]), n=outlets)
            found.append(point("shared_source", "consistent", told, rows))
    return found


def turned(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """Figures that stand with the sides exchanged: what one says of the other, retold as what the other says of it.

    Only figures too large to meet by chance, of the same thing over the same window, at different addresses.
    """
    groups: dict[tuple[str, int, int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.count >= TELLING and claim.source_url:
            groups[claim.category, *_window(claim), claim.count].append(claim)
    found: list[AuditPoint] = []
    for key in sorted(groups):
        rows = groups[key]
        by_subject = {row.against: row for row in sorted(rows, key=lambda c: (c.as_of_s, c.claim_id), reverse=True)}
        if len(by_subject) < 2 or len({row.source_url for row in by_subject.values()}) < 2:
            continue
        sides = tuple(
            say("audit_told_of", claimant=Name(row.claimant), against=Name(against))
            for against, row in sorted(by_subject.items())
        )
        category, n = Name(rows[0].category), rows[0].count
        told = say("audit_turned", category=category, n=n, window=window(rows[0]), told=Several(sides))
        found.append(point("shared_source", "cannot_tell", told, rows))
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
    head: dict[str, Value] = {"category": Name(claim.category), "figure": figure(claim)}
    if until_s is not None and (claim.window_start_s, claim.window_end_s) == (from_s, until_s):
        return [point("window", "consistent", say("audit_covers", **head, hours=hours(until_s - from_s)), (claim,))]
    head["window"] = window(claim)
    if until_s is None:
        told = say("audit_covers_open", **head, inside=hours(inside))
    elif inside == until_s - from_s:
        beyond = claim.window_end_s - claim.window_start_s - inside
        told = say("audit_covers_more", **head, hours=hours(inside), beyond=hours(beyond))
    else:
        told = say("audit_covers_part", **head, inside=hours(inside), hours=hours(until_s - from_s))
    return [point("window", "cannot_tell", told, (claim,))]


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
    same = one.window_end_s - one.window_start_s == two.window_end_s - two.window_start_s
    told = say(
        "audit_shifted" if same else "audit_unequal",
        **_both(category, one, two),
        window=window(one),
        wider=window(two),
        more=_more(pairs),
    )
    return [point("window", "cannot_tell", told, _rows(pairs))]


def _both(category: str, one: Claim, two: Claim) -> dict[str, Value]:
    return {
        "category": Name(category),
        "one": Name(one.claimant),
        "two": Name(two.claimant),
        "figure": figure(one),
        "other": figure(two),
    }


def _counters(category: str, pairs: list[tuple[Claim, Claim]]) -> list[AuditPoint]:
    differing = [(one, two) for one, two in pairs if apart(bounds(one), bounds(two))]
    if not differing:
        return []
    one, two = differing[-1]
    subject = (
        say("audit_both_of", against=Name(one.against))
        if one.against == two.against
        else say("audit_each_of", against=Name(one.against), other=Name(two.against))
    )
    told = say(
        "audit_counters", **_both(category, one, two), window=window(one), subject=subject, more=_more(differing)
    )
    return [point("counters", "cannot_tell", told, _rows(differing))]


def _units(category: str, pairs: list[tuple[Claim, Claim]]) -> list[AuditPoint]:
    unlike = [(one, two) for one, two in pairs if one.unit and two.unit and one.unit != two.unit]
    if not unlike:
        return []
    one, two = unlike[-1]
    told = say(
        "audit_units_differ",
        category=Name(category),
        one=Name(one.claimant),
        two=Name(two.claimant),
        unit=Code("unit", one.unit or ""),
        other=Code("unit", two.unit or ""),
        window=window(one),
        more=_more(unlike),
    )
    return [point("unit", "cannot_tell", told, _rows(unlike))]


def _more(pairs: list[tuple[Claim, Claim]]) -> Phrase:
    return say("and_more", n=len(pairs) - 1) if len(pairs) > 1 else say("no_more")


def _rows(pairs: list[tuple[Claim, Claim]]) -> list[Claim]:
    return [row for pair in pairs for row in pair]


def _window(claim: Claim) -> tuple[int, int]:
    return claim.window_start_s, claim.window_end_s
