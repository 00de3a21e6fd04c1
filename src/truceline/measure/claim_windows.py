"""Does one claimant's figure for one thing stay consistent over time? Nested windows, tiled windows, revisions."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np

from truceline.measure.claim_words import add, apart, bounds, figure, point, range_words, units, window
from truceline.model.claim import AuditPoint, AuditVerdict, Claim
from truceline.model.phrase import Moment, Name, Several, Value, say


def over_time(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """The checks of every claimant's series of one category about one party."""
    series: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        series[claim.claimant, claim.against, claim.category].append(claim)
    found: list[AuditPoint] = []
    for key in sorted(series):
        rows = sorted(series[key], key=lambda c: (c.window_start_s, -c.window_end_s, c.as_of_s, c.claim_id))
        found += [*_unit(rows), *_revisions(rows), *_falls(rows), *_tiles(rows), *_growth(rows)]
    return found


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


def _tiles(rows: list[Claim]) -> list[AuditPoint]:
    """Two windows that make up a third: their figures must make up the third's."""
    by_span: dict[tuple[int, int], Claim] = {_span(row): row for row in rows}
    from_: dict[int, list[Claim]] = defaultdict(list)
    for row in by_span.values():
        from_[row.window_start_s].append(row)
    found: list[AuditPoint] = []
    for first in by_span.values():
        for second in from_.get(first.window_end_s, ()):
            whole = by_span.get((first.window_start_s, second.window_end_s))
            if whole is None or len({first.unit, second.unit, whole.unit}) > 1:
                continue
            derived = add((bounds(first), bounds(second)))
            fits = not apart(derived, bounds(whole))
            told = say(
                "audit_tiles_fit" if fits else "audit_tiles_differ",
                category=Name(whole.category),
                whole=figure(whole),
                window=window(whole),
                one=figure(first),
                other=figure(second),
                sum=range_words(*derived),
            )
            verdict: AuditVerdict = "consistent" if fits else "inconsistent"
            found.append(point("cumulative", verdict, told, (first, second, whole), whole.count, derived))
    return found


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
