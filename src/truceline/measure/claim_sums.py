"""Do the parts add up? Sums against totals, sub-totals against their parents, and totals of unlike units."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from truceline.measure.claim_words import (
    add,
    apart,
    bounds,
    figure,
    hull,
    last_place,
    listed,
    point,
    range_words,
    window,
)
from truceline.model.claim import AuditPoint, Claim

#: names under which tables of claims write their totals
TOTALS = frozenset({"total", "all", "overall", "sum", "violations", "ceasefire_violations", "total_violations"})
_SEPARATORS = (".", "/", ":")

Bounds = tuple[int, int | None]


def is_total(category: str) -> bool:
    """Whether a category is a total over all others of its statement."""
    return category.strip().casefold() in TOTALS


def sums(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """The checks of every statement: one claimant, about one party, over one window."""
    statements: dict[tuple[str, str, int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        statements[claim.claimant, claim.against, claim.window_start_s, claim.window_end_s].append(claim)
    return _units_once([found for key in sorted(statements) for found in _statement(statements[key])])


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
    names = {row.category for row in rows}
    parent = {row.claim_id: _parent(row, names) for row in rows}
    has_total = any(is_total(name) for name in names)
    for whole in _distinct(rows):
        parts = _parts(whole, rows, parent, has_total)
        if not parts:
            continue
        top = is_total(whole.category) or (not has_total and parent[whole.claim_id] is None)
        found += _whole_and_parts(whole, parts, top)
    return found


def _distinct(rows: list[Claim]) -> list[Claim]:
    """One claim for each figure: the same figure carried by several outlets is judged once."""
    seen: dict[tuple[str, int, str, int], Claim] = {}
    for row in sorted(rows, key=lambda claim: (claim.as_of_s, claim.claim_id)):
        seen.setdefault((row.category, row.count, row.qualifier, row.as_of_s), row)
    return list(seen.values())


def _parent(row: Claim, names: set[str]) -> str | None:
    if row.parent:
        return row.parent
    for separator in _SEPARATORS:
        head = row.category.rpartition(separator)[0]
        if head in names:
            return head
    return None


def _parts(whole: Claim, rows: list[Claim], parent: dict[str, str | None], has_total: bool) -> list[list[Claim]]:
    """Claims that are parts of the whole, gathered by category. Without named parents a total is of all others."""
    named = [row for row in rows if parent[row.claim_id] == whole.category and row.category != whole.category]
    if not named and is_total(whole.category):
        named = [row for row in rows if parent[row.claim_id] is None and not is_total(row.category)]
    same_unit = [row for row in named if row.unit == whole.unit and row.unit]
    named = same_unit or named
    same_time = [row for row in named if row.as_of_s == whole.as_of_s]
    latest = max((row.as_of_s for row in named), default=0)
    by_category: dict[str, list[Claim]] = defaultdict(list)
    for row in same_time or [row for row in named if row.as_of_s == latest]:
        by_category[row.category].append(row)
    return [by_category[name] for name in sorted(by_category)]


def _whole_and_parts(whole: Claim, parts: list[list[Claim]], top: bool) -> list[AuditPoint]:
    derived = add(hull(bounds(row) for row in same) for same in parts)
    claims = [whole, *(row for same in parts for row in same)]
    if top and len(parts) > 1:
        return [*_total(whole, parts, derived, claims), *_units(whole, parts, claims)]
    return [_sub_total(whole, parts, derived, claims)]


def _total(whole: Claim, parts: list[list[Claim]], derived: Bounds, claims: list[Claim]) -> list[AuditPoint]:
    stated, (low, high) = bounds(whole), derived
    head = (
        f"{whole.category} {figure(whole)} over {window(whole)}; the {len(parts)} listed parts "
        f"({listed(same[0] for same in parts)}) come to {range_words(low, high)}"
    )
    if not apart(stated, derived):
        room = _room(whole, parts, low)
        words = f"{head}: they add up{room or ' exactly'}."
        return [point("sums", "consistent", words, claims, whole.count, derived), *_floor(whole, derived, head, claims)]
    if stated[1] is not None and low > stated[1]:
        excess = low - stated[1]
        words = f"{head}, {excess:,} more than stated: it does not add up."
        reason = (
            f"The parts of {whole.category} {figure(whole)} exceed it by {excess:,}: the categories overlap or "
            "a figure is wrong. They cannot be added until the claimant says which."
        )
        return [
            point("sums", "inconsistent", words, claims, whole.count, derived),
            point("overlap", "cannot_tell", reason, claims, whole.count, derived),
        ]
    short = stated[0] - (high or 0)
    named_total = is_total(whole.category)
    words = (
        f"{head}, {short:,} less than stated: it does not add up. "
        "Either parts are missing from the list or a figure is wrong."
    )
    return [point("sums", "inconsistent" if named_total else "cannot_tell", words, claims, whole.count, derived)]


def _room(whole: Claim, parts: list[list[Claim]], low: int) -> str:
    """What the open parts must come to for an exact total, where only a qualifier makes room."""
    open_parts = [same[0] for same in parts if any(row.qualifier != "exact" for row in same)]
    if whole.qualifier != "exact":
        return f' only as far as "{figure(whole)}" leaves room'
    if not open_parts:
        return ""
    fixed = low - sum(bounds(row)[0] for row in open_parts)
    return f" if {listed(open_parts)} stands for {whole.count - fixed:,}"


def _floor(whole: Claim, derived: Bounds, head: str, claims: list[Claim]) -> list[AuditPoint]:
    """A total stated as a floor that lies under its own parts by more than its rounding: not their sum."""
    rounded_up = whole.count + last_place(whole.count)
    if whole.qualifier not in {"at_least", "more_than"} or derived[0] < rounded_up:
        return []
    words = f'{head}: "{figure(whole)}" is a floor, not the sum, and lies {derived[0] - whole.count:,} under it.'
    return [point("qualifier", "cannot_tell", words, claims, whole.count, derived)]


def _sub_total(whole: Claim, parts: list[list[Claim]], derived: Bounds, claims: list[Claim]) -> AuditPoint:
    stated, low = bounds(whole), derived[0]
    of_them = listed(same[0] for same in parts)
    head = f"{whole.category} {figure(whole)}, of them {of_them}"
    if stated[1] is not None and low > stated[1]:
        several = ", or the parts overlap" if len(parts) > 1 else ""
        words = f"{head}: a part is larger than its whole{several}. A figure is wrong, or they cannot be added."
        return point("sub_total", "inconsistent", words, claims, whole.count, derived)
    words = f"{head}: a part within its whole. It must not be added to it."
    return point("sub_total", "consistent", words, claims, whole.count, derived)


def _units(whole: Claim, parts: list[list[Claim]], claims: list[Claim]) -> list[AuditPoint]:
    stated = {row.unit for same in parts for row in same if row.unit}
    categories = ", ".join(same[0].category for same in parts)
    if len(stated) > 1:
        words = (
            f"{whole.category} adds unlike units ({', '.join(sorted(stated))}): "
            "it is a plain sum of them, not a count of one thing."
        )
    elif not stated:
        words = (
            f"{whole.category} adds {categories} and states no unit for any of them: "
            "whether they may be added cannot be told."
        )
    else:
        return []
    return [point("unit", "cannot_tell", words, claims, whole.count)]
