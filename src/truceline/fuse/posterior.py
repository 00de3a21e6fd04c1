# mypy: disable-error-code="no-any-return"
"""Compiled posterior of each report over its rivals: its own incident, each other one near, and none of them."""

from __future__ import annotations

from math import exp, log, pi
from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel, wide
from truceline.fuse.arrays import Codes, Floats, Ints
from truceline.fuse.candidates import Edges
from truceline.fuse.evidence import (
    again_term,
    chance_between,
    field_evidence,
    place_density,
    point_term,
    time_density,
    told_apart,
)
from truceline.fuse.layout import END, NO, PRIOR, SIGMA, START, Columns, Weights, X, Y, Z
from truceline.fuse.link import FOLLOWING, Clusters, Linkage, of_one_point

# which members of a cluster a report is held against
OTHERS, SHARPER = 0, 1

# the fused members, as far as they have been taken
_VARIANCE, _SHARPEST, _TAKEN = SIGMA, 6, 7


class Hood(NamedTuple):
    """Partners of each report: those of report i stand in `partner[begin[i]:begin[i + 1]]`."""

    begin: Ints
    partner: Codes


class Weighed(NamedTuple):
    """One entry a report: odds against being a report of none of the incidents around."""

    own: Floats  # that it belongs to the rest of its incident; 0 where it is alone
    others: Floats  # sum over the other incidents
    known: Floats  # sum over all incidents, as the reports sharper than this one show them, and over those unseen


@kernel
def hood_of(edges: Edges, n: int) -> Hood:
    """Both directions of the edges, by report; partners in the order of the edges."""
    # while partners are put down, the entry behind that of a report says where its next one goes
    begin, partner = np.zeros(n + 2, dtype=np.int64), np.empty(2 * len(edges.i), dtype=np.int32)
    for k in range(len(edges.i)):
        begin[edges.i[k] + 2] += 1
        begin[edges.j[k] + 2] += 1
    for i in range(n):
        begin[i + 2] += begin[i + 1]
    for k in range(len(edges.i)):
        i, j = edges.i[k], edges.j[k]
        partner[begin[i + 1]] = j
        partner[begin[j + 1]] = i
        begin[i + 1] += 1
        begin[j + 1] += 1
    return Hood(begin[: n + 1], partner)


@inner
def odds_of(evidence: float, link: Linkage) -> float:
    """Odds, without the excess of confidence that fields and neighbours which are not independent bring about."""
    return exp(min(link.shift + link.slope * evidence, 50.0))


@inner
def sharper(m: int, i: int, c: Columns) -> bool:
    """Whether report m is more precise than report i; of equals, the one that stands first."""
    a = c.real[m, SIGMA] * c.real[m, SIGMA] * (c.real[m, END] - c.real[m, START])
    b = c.real[i, SIGMA] * c.real[i, SIGMA] * (c.real[i, END] - c.real[i, START])
    return a < b or (a == b and m < i)


@inner
def take(m: int, state: Floats, c: Columns, link: Linkage) -> None:
    """Fuse report m into the state: weighted place, shared interval (or that of the sharper one)."""
    variance = c.real[m, SIGMA] * c.real[m, SIGMA]
    if state[_TAKEN] == 0.0:
        state[X], state[Y], state[Z] = c.real[m, X], c.real[m, Y], c.real[m, Z]
        state[_VARIANCE], state[START], state[END] = variance, c.real[m, START], c.real[m, END]
        state[_SHARPEST], state[_TAKEN] = float(m), 1.0
        return
    weight, more = 1.0 / state[_VARIANCE], 1.0 / variance
    together = 1.0 / (weight + more)
    if of_one_point(state, c.real[m]):
        together = min(state[_VARIANCE], variance)
    for axis in range(X, Z + 1):
        state[axis] = (state[axis] * weight + c.real[m, axis] * more) / (weight + more)
    if c.real[m, SIGMA] < c.real[int(state[_SHARPEST]), SIGMA]:
        state[_SHARPEST] = float(m)
    state[_VARIANCE] = max(together, link.floor_variance)
    low, high = max(state[START], c.real[m, START]), min(state[END], c.real[m, END])
    if high - low >= 0.2:
        state[START], state[END] = low, high
    elif c.real[m, END] - c.real[m, START] < state[END] - state[START]:
        state[START], state[END] = c.real[m, START], c.real[m, END]
    state[_TAKEN] += 1.0


@inner
def evidence_against(
    i: int, top: int, which: int, state: Floats, s: Clusters, c: Columns, chance: Floats, w: Weights, link: Linkage
) -> float:
    """Log-odds that report i is about what the chosen members of a cluster tell of; NO if none is left."""
    state[_TAKEN] = 0.0
    total, pairs, m, again = 0.0, 0, top, 0.0
    while m >= 0:
        if m != i and (which == OTHERS or sharper(m, i, c)):
            if told_apart(i, m, c, w):
                return NO
            take(m, state, c, link)
            if pairs < link.looked_at:
                evidence = field_evidence(min(i, m), max(i, m), c, w)
                if evidence <= NO:
                    return NO
                own = again_term(i, m, c, w)
                again = min(again, own)
                total += evidence - own
                pairs += 1
        m = wide(s.tree[m, FOLLOWING])
    if pairs == 0:
        return NO
    dx, dy, dz = state[X] - c.real[i, X], state[Y] - c.real[i, Y], state[Z] - c.real[i, Z]
    square, own = dx * dx + dy * dy + dz * dz, c.real[i, SIGMA] * c.real[i, SIGMA]
    variance = own + state[_VARIANCE]
    if square > 12.0 * variance + 700.0:
        return NO
    when = time_density(state[START], state[END], c.real[i, START], c.real[i, END], w)
    if when <= 0.0:
        return NO
    sharpest = int(state[_SHARPEST])
    against = chance_between(i, sharpest, variance, c, chance, w)
    place_time = w.nats[PRIOR] + log(place_density(square, own, state[_VARIANCE], w) * when / against)
    place_time += point_term(i, sharpest, c, w)
    fields = total / pairs * (1.0 + link.gain * min(pairs - 1, 4)) + again
    return place_time + fields - link.penalty * (state[_TAKEN] - 1.0)


@inner
def unseen(i: int, c: Columns, chance: Floats, w: Weights, link: Linkage) -> float:
    """Odds that a report of the same incident is at hand but not among the pairs that are looked at.

    Were every pair looked at, the odds of one report would add up to the number of further reports that its incident
    is expected to have, however many reports stand around it. The more its own place and time leave open, the lower
    each pair, and what is below the bound of the search is lost: all of it where there are many more rivals than
    fields can tell apart. As in the sampling of distances, what is seen is held against what could be seen.
    """
    variance = c.real[i, SIGMA] * c.real[i, SIGMA]
    room = 2.0 * pi * variance * (c.real[i, END] - c.real[i, START])
    rivals = chance_between(i, i, 2.0 * variance, c, chance, w) * room
    return exp(w.nats[PRIOR]) * rivals / (rivals + link.lost_among)


@kernel
def weigh(
    block: tuple[int, int],
    hood: Hood,
    s: Clusters,
    c: Columns,
    chance: Floats,
    w: Weights,
    link: Linkage,
) -> tuple[Floats, Floats]:
    """Rivals of a block of reports. `s.parent` holds roots.

    Returns `Weighed` as columns, and for each partner in the hood the odds of its incident (at the first partner of
    an incident; 0 at the others).
    """
    first, last = block
    out = np.zeros((last - first, 3))
    odds = np.zeros(hood.begin[last] - hood.begin[first])
    weigh_each(first, last, hood, s, c, chance, w, link, np.empty(8), out, odds)
    return out, odds


@inner
def weigh_each(
    first: int,
    last: int,
    hood: Hood,
    s: Clusters,
    c: Columns,
    chance: Floats,
    w: Weights,
    link: Linkage,
    state: Floats,
    out: Floats,
    odds: Floats,
) -> None:
    for i in range(first, last):
        own_top = s.parent[i]
        row = i - first
        begin, end = hood.begin[i], hood.begin[i + 1]
        out[row, 2] = unseen(i, c, chance, w, link)
        for k in range(begin, end):
            top = wide(s.parent[hood.partner[k]])
            seen = False
            for earlier in range(begin, k):
                if s.parent[hood.partner[earlier]] == top:
                    seen = True
                    break
            if seen:
                continue
            for which in range(2):  # in a loop, so that it is compiled once
                evidence = evidence_against(i, top, which, state, s, c, chance, w, link)
                if evidence > NO and which == SHARPER:
                    out[row, 2] += odds_of(evidence, link)
                elif evidence > NO:
                    odds[k - hood.begin[first]] = odds_of(evidence, link)
                    out[row, 0 if top == own_top else 1] += odds[k - hood.begin[first]]
