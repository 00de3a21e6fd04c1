"""Do the parts add up? Sums against totals, sub-totals against their parents, and totals of unlike units."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from truceline.measure.claim_parts import (
    SHARE,
    acts_beside,
    breakdowns,
    distinct,
    is_total,
    left_out,
    parents_of,
    parts_of,
    sum_of,
    with_rounding,
)
from truceline.measure.claim_statements import statements
from truceline.measure.claim_words import (
    Bounds,
    add,
    apart,
    bounds,
    figure,
    head_of,
    last_place,
    listed,
    names,
    point,
    range_words,
    units,
    window,
)
from truceline.model.claim import AuditPoint, AuditVerdict, Claim
from truceline.model.phrase import Name, Phrase, Several, Value, say

#: small figures coincide by chance; from here on an equal figure is worth a second look
TELLING = 50


def sums(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """The checks of every statement."""
    return _units_once([found for rows in statements(claims) for found in _statement(rows)])


def _units_once(points: list[AuditPoint]) -> list[AuditPoint]:
    """A claimant who adds unlike units every day is told once, with all the claims it rests on."""
    merged: dict[tuple[str, str], AuditPoint] = {}
    for found in points:
        first = merged.get((found.claimant, found.words))
        if found.check == "unit" and first is not None:
            found = msgspec.structs.replace(
                found,
                as_of_s=max(first.as_of_s, found.as_of_s),
                claims=tuple(sorted({*first.claims, *found.claims})),
                stated=None,
            )
        if found.check == "unit":
            merged[found.claimant, found.words] = found
    return [*(found for found in points if found.check != "unit"), *merged.values()]


def _statement(rows: list[Claim]) -> list[AuditPoint]:
    found: list[AuditPoint] = []
    parent = parents_of(rows)
    has_total = any(is_total(row.category) for row in rows)
    for whole in distinct(rows):
        parts = parts_of(whole, rows, parent)
        top = is_total(whole.category) or (not has_total and parent[whole.claim_id] is None)
        found += _whole_and_parts(whole, parts, top, rows, parent) if parts else []
        found += left_out(whole, rows, parent, parts)
    return [*found, *_more_than_all(rows, parent)]


def _more_than_all(rows: list[Claim], parent: dict[str, str | None]) -> list[AuditPoint]:
    """Shares of one thing told together that come to more than the whole, whatever their rounding.

    A whole that is itself a share is held against its parts as any other is.
    """
    found: list[AuditPoint] = []
    wholes = {row.category for row in rows if row.unit == SHARE and not is_total(row.category)}
    summed = any(row.unit == SHARE and is_total(row.category) for row in rows)
    shares: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for row in rows:
        whole = parent[row.claim_id] or ""
        if row.unit == SHARE and not is_total(row.category) and not (whole in wholes or (summed and not whole)):
            shares[whole, row.as_of_s].append(row)
    for _, told_then in sorted(shares.items()):
        together = {row.category: row for row in sorted(told_then, key=lambda row: (-row.count, row.claim_id))}
        low, high = with_rounding(add(bounds(row) for row in together.values()), list(together.values()))
        if low > 100:
            said = range_words(*add(bounds(row) for row in together.values()))
            told = say("audit_over_hundred", parts=listed(together.values()), sum=said)
            found.append(point("overlap", "cannot_tell", told, together.values(), 100, (low, high)))
    return found


def _whole_and_parts(
    whole: Claim, parts: list[list[Claim]], top: bool, rows: list[Claim], parent: dict[str, str | None]
) -> list[AuditPoint]:
    derived = sum_of(parts)
    claims = [whole, *(row for same in parts for row in same)]
    if apart(bounds(whole), derived) and (doubt := _doubt(whole, parts, derived, rows)) is not None:
        return [point("sums" if top else "sub_total", "cannot_tell", doubt, claims, whole.count, derived)]
    if top and len(parts) > 1:
        return [
            *_total(whole, parts, derived, claims, not acts_beside(whole, rows, parent, parts)),
            *_units(whole, parts, claims),
        ]
    return [_sub_total(whole, parts, derived, claims)]


def _doubt(whole: Claim, parts: list[list[Claim]], derived: Bounds, rows: list[Claim]) -> Phrase | None:
    """Why figures that do not add up need not contradict each other: the whole was told anew and its parts were not,
    one part stands twice, as it was said and as others rewrote it, or the whole is broken down in more than one way."""
    head = {**head_of(whole), "window": window(whole), "sum": range_words(*derived)}
    told = max(row.as_of_s for same in parts for row in same)
    earlier = [row for row in rows if row.category == whole.category and row.as_of_s <= told < whole.as_of_s]
    if earlier:
        was = max(earlier, key=lambda row: (row.as_of_s, row.claim_id))
        return say("audit_parts_older", **head, before=figure(was))
    if (groups := breakdowns(whole, parts)) is not None:
        lists = Several(tuple(say("audit_breakdown", parts=listed(same[0] for same in group)) for group in groups))
        return say("audit_breakdowns", **head, lists=lists)
    once = _once(parts)
    if len(once) == len(parts) or apart(bounds(whole), sum_of(once)):
        return None
    twice = names(same[0].category for same in parts if any(_rewritten(same, other) for other in parts))
    return say("audit_twice", **head, names=twice, once=range_words(*sum_of(once)))


def _once(parts: list[list[Claim]]) -> list[list[Claim]]:
    """The parts without those that repeat an earlier one under another name."""
    return [same for n, same in enumerate(parts) if not any(_rewritten(same, other) for other in parts[:n])]


def _rewritten(one: list[Claim], other: list[Claim]) -> bool:
    """Whether two categories carry one figure, too large to meet by chance, from different addresses."""
    figures = {(row.count, row.qualifier) for row in (*one, *other)}
    outlets = [{row.source_url for row in same if row.source_url} for same in (one, other)]
    return (
        one[0].category != other[0].category
        and len(figures) == 1
        and one[0].count >= TELLING
        and all(outlets)
        and not outlets[0] & outlets[1]
    )


def _total(
    whole: Claim, parts: list[list[Claim]], derived: Bounds, claims: list[Claim], complete: bool
) -> list[AuditPoint]:
    """`complete`: no act beside these parts is counted in another unit, in which what is short may lie."""
    stated, (low, high) = bounds(whole), derived
    head = {
        **head_of(whole),
        "window": window(whole),
        "n": len(parts),
        "parts": listed(same[0] for same in parts),
        "sum": range_words(low, high),
    }
    if not apart(stated, derived):
        told = _adding_up(whole, parts, low, head)
        return [point("sums", "consistent", told, claims, whole.count, derived), *_floor(whole, derived, head, claims)]
    if stated[1] is not None and low > stated[1]:
        excess = low - stated[1]
        more, reason = (
            say("audit_exceeds", **head, excess=excess),
            say("audit_overlap", **head_of(whole), excess=excess),
        )
        return [
            point("sums", "inconsistent", more, claims, whole.count, derived),
            point("overlap", "cannot_tell", reason, claims, whole.count, derived),
        ]
    verdict: AuditVerdict = "inconsistent" if is_total(whole.category) and complete else "cannot_tell"
    told = say("audit_short", **head, short=stated[0] - (high or 0))
    return [point("sums", verdict, told, claims, whole.count, derived)]


def _adding_up(whole: Claim, parts: list[list[Claim]], low: int, head: dict[str, Value]) -> Phrase:
    """That it adds up, and what the open parts must come to where only a qualifier makes room."""
    open_parts = [same[0] for same in parts if any(row.qualifier != "exact" for row in same)]
    if whole.qualifier != "exact":
        return say("audit_adds_up_room", **head)
    if not open_parts:
        return say("audit_adds_up_rounded" if whole.unit == SHARE else "audit_adds_up", **head)
    fixed = low - sum(bounds(row)[0] for row in open_parts)
    return say("audit_adds_up_if", **head, open=listed(open_parts), rest=whole.count - fixed)


def _floor(whole: Claim, derived: Bounds, head: dict[str, Value], claims: list[Claim]) -> list[AuditPoint]:
    """A total stated as a floor that lies under its own parts by more than its rounding: not their sum."""
    rounded_up = whole.count + last_place(whole.count)
    if whole.qualifier not in {"at_least", "more_than"} or derived[0] < rounded_up:
        return []
    told = say("audit_floor", **head, under=derived[0] - whole.count)
    return [point("qualifier", "cannot_tell", told, claims, whole.count, derived)]


def _sub_total(whole: Claim, parts: list[list[Claim]], derived: Bounds, claims: list[Claim]) -> AuditPoint:
    stated, low = bounds(whole), derived[0]
    head: dict[str, Value] = {**head_of(whole), "parts": listed(same[0] for same in parts)}
    if stated[1] is not None and low > stated[1]:
        told = say("audit_parts_larger" if len(parts) > 1 else "audit_part_larger", **head)
        return point("sub_total", "inconsistent", told, claims, whole.count, derived)
    return point("sub_total", "consistent", say("audit_within", **head), claims, whole.count, derived)


def _units(whole: Claim, parts: list[list[Claim]], claims: list[Claim]) -> list[AuditPoint]:
    stated = {row.unit for same in parts for row in same if row.unit}
    category = Name(whole.category)
    if len(stated) > 1:
        told = say("audit_sum_units", category=category, units=units(stated))
    elif not stated:
        told = say("audit_no_units", category=category, parts=names(same[0].category for same in parts))
    else:
        return []
    return [point("unit", "cannot_tell", told, claims, whole.count)]
