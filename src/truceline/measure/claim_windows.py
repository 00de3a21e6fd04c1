"""Does one claimant's figure for one thing stay consistent over time? Nested windows, tiled windows, revisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from truceline.measure.claim_parts import plainly
from truceline.measure.claim_statements import statements, versions
from truceline.measure.claim_words import add, apart, bounds, figure, names, point, range_words, units, window
from truceline.model.claim import AuditPoint, AuditVerdict, Claim
from truceline.model.phrase import Moment, Name, Several, Value, say

#: figures of how many are so at a time, which may fall, and not of how many became so within a window
_STANDS = frozenset(
    {
        *("displaced", "detained", "prisoners", "held", "hostages", "missing", "without power", "weapons"),
        *("переміщені", "утримувані", "полонені", "заручники", "зниклі", "без світла"),
        *("перемещенные", "удерживаемые", "пленные", "заложники", "пропавшие", "без света"),
    }
)

#: windows that begin within another, of which is asked whether they hold too much: years of days and weeks have fewer
_MOST_WITHIN = 1_000


def over_time(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """The checks of every claimant's series of one category about one party."""
    series: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        series[claim.claimant, claim.against, claim.category].append(claim)
    found: list[AuditPoint] = []
    for key in sorted(series):
        rows = sorted(series[key], key=lambda c: (c.window_start_s, -c.window_end_s, c.as_of_s, c.claim_id))
        found += [*_unit(rows), *_revisions(rows)]
        found += _in_time(_standing(rows)) if plainly(key[2]) not in _STANDS else []
    return [*found, *_moved(claims)]


def _in_time(rows: list[Claim]) -> list[AuditPoint]:
    """What the figures that stand say of each other's windows. Where windows make up another, their sum is told; where
    they leave gaps in it, only whether they hold too much."""
    by_span = {_span(row): row for row in rows}
    made_up = [*_tiles(by_span), *_chains(by_span)]
    return [*_falls(rows), *made_up, *_crowded(rows, made_up), *_growth(rows)]


def _standing(rows: list[Claim]) -> list[Claim]:
    """The figures that stand: of each window and unit those told last, as a revised figure is no longer claimed."""
    last: dict[tuple[int, int, str | None], int] = {}
    for row in rows:
        key = (*_span(row), row.unit)
        last[key] = max(last.get(key, row.as_of_s), row.as_of_s)
    return [row for row in rows if row.as_of_s == last[*_span(row), row.unit]]


def _moved(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """A later version of one statement in which some categories gain exactly what others lose."""
    changes = (change for rows in statements(claims) for change in pairwise(versions(rows)))
    return [told for one, other in changes for told in _exchange(one, other)]


def _exchange(one: list[Claim], other: list[Claim]) -> list[AuditPoint]:
    before, after = ({row.category: row for row in rows} for rows in (one, other))
    alike = before.keys() == after.keys() and all(
        row.qualifier == "exact" and row.unit == before[row.category].unit for row in after.values()
    )
    if not alike or any(row.qualifier != "exact" for row in before.values()):
        return []
    change = {name: after[name].count - before[name].count for name in sorted(after)}
    gained = [name for name in change if change[name] > 0]
    lost = [name for name in change if change[name] < 0]
    if not gained or sum(change[name] for name in change) != 0:
        return []
    told = say(
        "audit_moved",
        window=window(other[0]),
        n=sum(change[name] for name in gained),
        lost=names(lost),
        gained=names(gained),
        at=Moment(one[0].as_of_s),
        later=Moment(other[0].as_of_s),
    )
    return [
        point("revision", "cannot_tell", told, [rows[name] for rows in (before, after) for name in (*lost, *gained)])
    ]


def _unit(rows: list[Claim]) -> list[AuditPoint]:
    unlike = {row.unit for row in rows if row.unit}
    if len(unlike) < 2:
        return []
    told = say("audit_unlike_units", category=Name(rows[0].category), units=units(unlike))
    return [point("unit", "cannot_tell", told, rows)]


def _revisions(rows: list[Claim]) -> list[AuditPoint]:
    """Different figures of one claimant for the same thing over the same window."""
    found: list[AuditPoint] = []
    for one, other in pairwise(rows):
        if _span(one) != _span(other) or one.unit != other.unit or not apart(bounds(one), bounds(other)):
            continue
        figures: dict[str, Value] = {
            "category": Name(one.category),
            "window": window(one),
            "one": figure(one),
            "other": figure(other),
        }
        if one.as_of_s == other.as_of_s:
            found.append(point("revision", "inconsistent", say("audit_two_figures", **figures), (one, other)))
        elif bounds(other)[0] < bounds(one)[0]:
            found.append(point("revision", "cannot_tell", say("audit_revised", **figures), (one, other)))
        else:
            told = say("audit_grew", **figures, at=Moment(one.as_of_s), later=Moment(other.as_of_s))
            found.append(point("cumulative", "consistent", told, (one, other)))
    return found


def _falls(rows: list[Claim]) -> list[AuditPoint]:
    """A window inside another cannot hold more than the whole; each row is held against the least of its wholes."""
    start = np.array([row.window_start_s for row in rows], dtype=np.int64)
    end = np.array([row.window_end_s for row in rows], dtype=np.int64)
    top = np.array([np.inf if bounds(row)[1] is None else bounds(row)[1] for row in rows], dtype=np.float64)
    codes = {unit: code for code, unit in enumerate(sorted({row.unit or "" for row in rows}))}
    unit = np.array([codes[row.unit or ""] for row in rows], dtype=np.int64)
    found: list[AuditPoint] = []
    for i, row in enumerate(rows):
        wider = (start <= start[i]) & (end >= end[i]) & ((start < start[i]) | (end > end[i])) & (unit == unit[i])
        smaller = np.flatnonzero(wider & (top < bounds(row)[0]))
        if len(smaller):
            outer = rows[int(smaller[np.argmin(top[smaller])])]
            told = say(
                "audit_fell",
                category=Name(row.category),
                one=figure(row),
                window=window(row),
                other=figure(outer),
                wider=window(outer),
            )
            found.append(point("cumulative", "inconsistent", told, (row, outer), outer.count, bounds(row)))
    return found


def _tiles(by_span: Mapping[tuple[int, int], Claim]) -> list[AuditPoint]:
    """Two windows that make up a third: their figures must make up the third's."""
    from_: dict[int, list[Claim]] = defaultdict(list)
    for row in by_span.values():
        from_[row.window_start_s].append(row)
    found: list[AuditPoint] = []
    for first in by_span.values():
        for second in from_.get(first.window_end_s, ()):
            whole = by_span.get((first.window_start_s, second.window_end_s))
            if whole is None or len({first.unit, second.unit, whole.unit}) > 1:
                continue
            figures: dict[str, Value] = {"one": figure(first), "other": figure(second)}
            found.append(_made_up((first, second), whole, ("audit_tiles_fit", "audit_tiles_differ"), figures))
    return found


def _chains(by_span: Mapping[tuple[int, int], Claim]) -> list[AuditPoint]:
    """Three windows and more, each beginning where the one before ends, that make up another: days and their week."""
    next_: dict[tuple[int, str | None], list[Claim]] = defaultdict(list)
    for span in sorted(by_span, key=lambda span: span[1]):
        next_[span[0], by_span[span].unit].append(by_span[span])
    found: list[AuditPoint] = []
    for whole in by_span.values():
        chain = _chain(whole, next_)
        if len(chain) < 3:
            continue
        found.append(_made_up(chain, whole, ("audit_chain_fits", "audit_chain_differs"), {"n": len(chain)}))
    return found


def _crowded(rows: list[Claim], told: Sequence[AuditPoint]) -> list[AuditPoint]:
    """Windows apart from each other within a longer one hold no more than it does, also where days are missing."""
    already = {claim_id for found in told for claim_id in found.claims if found.stated is not None}
    starts = [row.window_start_s for row in rows]
    found: list[AuditPoint] = []
    for whole in rows:
        top = bounds(whole)[1]
        first, last = (bisect_left(starts, edge) for edge in _span(whole))
        near = rows[first:last] if last - first <= _MOST_WITHIN else []
        inner = [row for row in near if row.unit == whole.unit and _within(row, whole)]
        if top is None or whole.claim_id in already or sum(bounds(row)[0] for row in inner) <= top:
            continue
        chosen = _heaviest(inner)
        if len(chosen) > 1 and sum(bounds(row)[0] for row in chosen) > top:
            found.append(_too_many(chosen, whole))
    return found


def _within(row: Claim, whole: Claim) -> bool:
    inside = row.window_start_s >= whole.window_start_s and row.window_end_s <= whole.window_end_s
    return inside and _span(row) != _span(whole)


def _heaviest(rows: list[Claim]) -> list[Claim]:
    """Windows that share no time and together hold the most, by weighted interval scheduling."""
    rows = sorted(rows, key=lambda row: (row.window_end_s, row.window_start_s, row.claim_id))
    ends = [row.window_end_s for row in rows]
    best: list[tuple[int, list[Claim]]] = [(0, [])]
    for n, row in enumerate(rows):
        before, chosen = best[bisect_right(ends, row.window_start_s, hi=n)]
        taken = (before + bounds(row)[0], [*chosen, row])
        best.append(max(best[-1], taken, key=lambda pair: pair[0]))
    return best[-1][1]


def _too_many(chosen: list[Claim], whole: Claim) -> AuditPoint:
    derived = sum(bounds(row)[0] for row in chosen), None
    told = say(
        "audit_crowded",
        category=Name(whole.category),
        whole=figure(whole),
        window=window(whole),
        n=len(chosen),
        sum=range_words(*derived),
    )
    return point("cumulative", "inconsistent", told, (*chosen, whole), whole.count, derived)


def _made_up(parts: Sequence[Claim], whole: Claim, keys: tuple[str, str], blanks: Mapping[str, Value]) -> AuditPoint:
    """The figure of a window held against those of the windows that make it up: `keys` say that they fit, or differ."""
    derived = add(bounds(row) for row in parts)
    fits = not apart(derived, bounds(whole))
    told = say(
        keys[0] if fits else keys[1],
        category=Name(whole.category),
        whole=figure(whole),
        window=window(whole),
        sum=range_words(*derived),
        **blanks,
    )
    verdict: AuditVerdict = "consistent" if fits else "inconsistent"
    return point("cumulative", verdict, told, (*parts, whole), whole.count, derived)


def _chain(whole: Claim, next_: dict[tuple[int, str | None], list[Claim]]) -> list[Claim]:
    """The shortest windows from the beginning of the whole to its end; empty where they leave a gap."""
    chain: list[Claim] = []
    at = whole.window_start_s
    while at < whole.window_end_s:
        step = next((row for row in next_.get((at, whole.unit), ()) if _span(row) != _span(whole)), None)
        if step is None or step.window_end_s > whole.window_end_s:
            return []
        chain.append(step)
        at = step.window_end_s
    return chain


def _growth(rows: list[Claim]) -> list[AuditPoint]:
    """Counts from one beginning to later and later ends that only grow."""
    chains: dict[tuple[int, str | None], dict[int, Claim]] = defaultdict(dict)
    for row in rows:
        chains[row.window_start_s, row.unit].setdefault(row.window_end_s, row)
    found: list[AuditPoint] = []
    for (start, _), ends in sorted(chains.items(), key=lambda pair: (pair[0][0], pair[0][1] or "")):
        chain = [ends[end] for end in sorted(ends)]
        if len(chain) < 2 or any(_fell(one, other) for one, other in pairwise(chain)):
            continue
        steps = tuple(say("audit_step", figure=figure(row), at=Moment(row.window_end_s)) for row in chain)
        told = say("audit_growth", category=Name(chain[0].category), start=Moment(start), steps=Several(steps))
        found.append(point("cumulative", "consistent", told, chain))
    return found


def _fell(one: Claim, other: Claim) -> bool:
    top = bounds(other)[1]
    return top is not None and bounds(one)[0] > top


def _span(claim: Claim) -> tuple[int, int]:
    return claim.window_start_s, claim.window_end_s
