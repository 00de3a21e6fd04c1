# mypy: disable-error-code="no-any-return"
"""Compiled linkage: clusters, how a merge of two is judged on what is fused of each, and how they join."""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, wide
from truceline.fuse.arrays import Codes, Floats
from truceline.fuse.evidence import (
    ONE_POINT_KM2,
    again_term,
    chance_between,
    field_evidence,
    place_density,
    point_term,
    time_density,
    told_apart,
)
from truceline.fuse.layout import (
    APART_S,
    BRIEF,
    CLOCK,
    END,
    FROM_S,
    NO,
    PRIOR,
    SIGMA,
    START,
    UNCLOCKED,
    UNTIL_S,
    Columns,
    Weights,
    X,
    Y,
    Z,
)

# columns of Clusters.tree
FOLLOWING, TAIL, SIZE, SHARPEST, CHANGED, STATE = 0, 1, 2, 3, 4, 5
#: rows of Clusters.real for reports alone: two for each merge that is judged at a time, and as many that keep what
#: two threads write to from lying together
SPARE, AT_A_TIME = 4, 8
# columns of Clusters.real: place, start and end stand where they do in a report, σ is replaced by its square
VARIANCE = SIGMA
# seconds: earliest end and latest start of the members' brief times; the same of those that keep a clock of their own
ENDED, BEGAN, OWN_ENDED, OWN_BEGAN = 6, 7, 8, 9


class Linkage(NamedTuple):
    """When clusters may merge."""

    above_mn: int
    gain: float  # share by which each further pair of members adds to the fields' evidence
    penalty: float  # nats a member beyond two
    largest: int
    floor_variance: float  # km²
    shift: float  # nats and slope that take evidence to odds, once it is weighed over rivals
    slope: float
    looked_at: int  # members of each side whose fields are compared, the first to join
    lost_among: float  # rivals among which one that fits, and of which fields say nothing, is below the search's bound


class Clusters(NamedTuple):
    """State of the linkage, one row a report; that of a cluster stands at its root, its smallest report.

    parent: another report of the cluster on the way to its root, which is its own parent.
    tree: next member, -1 at the end; last member; size; most precise member; step of the last merge; row of `real`, -1
    for a report alone.
    real: weighted place x, y, z; variance; start and end; earliest end and latest start of brief times, of all members
    and of those with a clock of their own. The last rows are for the states of reports alone, worked out as they are
    asked for; `taken` counts those that clusters have.
    """

    parent: Codes
    tree: Codes
    real: Floats
    taken: Codes


def alone(c: Columns) -> Clusters:
    """Every report a cluster of its own."""
    n = len(c.real)
    rows = np.arange(n, dtype=np.int32)
    tree = np.full((n, STATE + 1), -1, dtype=np.int32)
    tree[:, TAIL] = tree[:, SHARPEST] = rows
    tree[:, SIZE] = 1
    # of this room only what is written to is ever taken up
    return Clusters(rows, tree, np.empty((n + SPARE * AT_A_TIME, OWN_BEGAN + 1)), np.zeros(1, dtype=np.int32))


@inner
def write_alone(i: int, at: int, real: Floats, c: Columns) -> None:
    """The state of a report alone."""
    for k in range(END + 1):
        real[at, k] = c.real[i, k]
    real[at, VARIANCE] = c.real[i, SIGMA] * c.real[i, SIGMA]
    real[at, ENDED] = real[at, OWN_ENDED] = np.inf  # most tell nothing apart
    real[at, BEGAN] = real[at, OWN_BEGAN] = -np.inf
    if c.code[i, CLOCK] > UNCLOCKED:
        real[at, ENDED], real[at, BEGAN] = c.real[i, UNTIL_S], c.real[i, FROM_S]
    if c.code[i, CLOCK] > BRIEF:
        real[at, OWN_ENDED], real[at, OWN_BEGAN] = c.real[i, UNTIL_S], c.real[i, FROM_S]


@inner
def state_of(a: int, spare: int, s: Clusters, c: Columns) -> int:
    """Row of `real` with the state of a cluster; that of a report alone is put into this one of the spare rows."""
    at = wide(s.tree[a, STATE])
    if at < 0:
        at = len(s.real) - 1 - spare
        write_alone(a, at, s.real, c)
    return at


def no_rulings() -> Rulings:
    """Nobody ruled on anything."""
    nothing = np.zeros((0, 2), dtype=np.int32)
    return Rulings(nothing, nothing, np.zeros(0, dtype=np.int32))


@inner
def gap(ended_a: float, began_a: float, ended_b: float, began_b: float) -> float:
    """Largest gap between brief times of two clusters."""
    return max(began_a - ended_b, began_b - ended_a)


@inner
def clusters_told_apart(a: int, b: int, i: int, j: int, s: Clusters, c: Columns, w: Weights) -> bool:
    """Whether the clock tells any member of one cluster from any of the other.

    Those with clocks of their own are known by their extremes. The members of one source are looked at only where
    the extremes of all brief times leave room for two that are told apart. Their states stand in rows i and j.
    """
    real = s.real
    if gap(real[i, OWN_ENDED], real[i, OWN_BEGAN], real[j, OWN_ENDED], real[j, OWN_BEGAN]) >= w.nats[APART_S]:
        return True
    if gap(real[i, ENDED], real[i, BEGAN], real[j, ENDED], real[j, BEGAN]) < w.nats[APART_S]:
        return False
    u = a
    while u >= 0:
        v = b
        while v >= 0:
            if told_apart(u, v, c, w):
                return True
            v = wide(s.tree[v, FOLLOWING])
        u = wide(s.tree[u, FOLLOWING])
    return False


@inner
def root(parent: Codes, a: int) -> int:
    top = wide(a)
    while parent[top] != top:
        parent[top] = parent[parent[top]]
        top = wide(parent[top])
    return top


@inner
def fields_between(a: int, b: int, tree: Codes, c: Columns, w: Weights, link: Linkage) -> float:
    """Evidence of the fields over the pairs of members; NO if one pair is ruled out.

    That a source tells of one incident twice is asked once, however many others tell of it, too.
    """
    total, pairs, u, taken, again = 0.0, 0, a, 0, 0.0
    while u >= 0 and taken < link.looked_at:
        v, looked = b, 0
        while v >= 0 and looked < link.looked_at:
            evidence = field_evidence(u, v, c, w)
            if evidence <= NO:
                return NO
            own = again_term(u, v, c, w)
            again = min(again, own)
            total += evidence - own
            pairs += 1
            looked += 1
            v = wide(tree[v, FOLLOWING])
        taken += 1
        u = wide(tree[u, FOLLOWING])
    return total / pairs * (1.0 + link.gain * min(pairs - 1, 4)) + again


@inner
def merge_evidence(
    a: int, b: int, spare: int, s: Clusters, c: Columns, chance: Floats, w: Weights, link: Linkage
) -> float:
    """Log-odds that clusters a and b (their roots) are one incident; from `spare` on, two spare rows are written to."""
    tree, real = s.tree, s.real
    i, j = state_of(a, spare, s, c), state_of(b, spare + 1, s, c)
    if clusters_told_apart(a, b, i, j, s, c, w):
        return NO
    dx, dy, dz = real[i, X] - real[j, X], real[i, Y] - real[j, Y], real[i, Z] - real[j, Z]
    square, variance = dx * dx + dy * dy + dz * dz, real[i, VARIANCE] + real[j, VARIANCE]
    if square > 12.0 * variance + 700.0:
        return NO
    when = time_density(real[i, START], real[i, END], real[j, START], real[j, END], w)
    if when <= 0.0:
        return NO
    fields = fields_between(a, b, tree, c, w, link)
    if fields <= NO:
        return NO
    first, second = tree[a, SHARPEST], tree[b, SHARPEST]
    against = chance_between(first, second, variance, c, chance, w)
    place = place_density(square, real[i, VARIANCE], real[j, VARIANCE], w)
    place_time = w.nats[PRIOR] + log(place * when / against) + point_term(first, second, c, w)
    return place_time + fields - link.penalty * (tree[a, SIZE] + tree[b, SIZE] - 2)


@inner
def of_one_point(a: Floats, b: Floats) -> bool:
    """Whether two places are one look-up of one name: the second says nothing that the first did not."""
    square = (a[X] - b[X]) ** 2 + (a[Y] - b[Y]) ** 2 + (a[Z] - b[Z]) ** 2
    return square < ONE_POINT_KM2


@inner
def join(a: int, b: int, step: int, s: Clusters, c: Columns, link: Linkage) -> None:
    """Put cluster b into cluster a: weighted place, shared interval (or that of the sharper one)."""
    tree, real = s.tree, s.real
    if tree[a, STATE] < 0:
        tree[a, STATE] = s.taken[0]
        s.taken[0] += 1
        write_alone(a, wide(tree[a, STATE]), real, c)
    i, j = wide(tree[a, STATE]), state_of(b, 1, s, c)
    weight_a, weight_b = 1.0 / real[i, VARIANCE], 1.0 / real[j, VARIANCE]
    variance = 1.0 / (weight_a + weight_b)
    if of_one_point(real[i], real[j]):
        variance = min(real[i, VARIANCE], real[j, VARIANCE])
    for axis in range(X, Z + 1):
        real[i, axis] = (real[i, axis] * weight_a + real[j, axis] * weight_b) / (weight_a + weight_b)
    if c.real[tree[b, SHARPEST], SIGMA] < c.real[tree[a, SHARPEST], SIGMA]:
        tree[a, SHARPEST] = tree[b, SHARPEST]
    real[i, VARIANCE] = max(variance, link.floor_variance)
    low, high = max(real[i, START], real[j, START]), min(real[i, END], real[j, END])
    if high - low >= 0.2:
        real[i, START], real[i, END] = low, high
    elif real[j, END] - real[j, START] < real[i, END] - real[i, START]:
        real[i, START], real[i, END] = real[j, START], real[j, END]
    real[i, ENDED], real[i, BEGAN] = min(real[i, ENDED], real[j, ENDED]), max(real[i, BEGAN], real[j, BEGAN])
    real[i, OWN_ENDED] = min(real[i, OWN_ENDED], real[j, OWN_ENDED])
    real[i, OWN_BEGAN] = max(real[i, OWN_BEGAN], real[j, OWN_BEGAN])
    s.parent[b] = a
    tree[tree[a, TAIL], FOLLOWING] = b
    tree[a, TAIL] = tree[b, TAIL]
    tree[a, SIZE] += tree[b, SIZE]
    tree[a, CHANGED] = step


class Rulings(NamedTuple):
    """What reviewers ruled, as rows of the compared reports."""

    same: Codes  # pairs that stand together, shape (k, 2)
    apart: Codes  # pairs that never do, both ways round and sorted, shape (k, 2)
    bound: Codes  # for each report, where its pairs begin in `apart`; -1 where it has none; empty where none has


@inner
def ruled_apart(a: int, b: int, s: Clusters, r: Rulings) -> bool:
    """Whether a reviewer ruled a member of one cluster apart from one of the other."""
    if len(r.apart) == 0:
        return False
    u = a
    while u >= 0:
        k = r.bound[u]
        while 0 <= k < len(r.apart) and r.apart[k, 0] == u:
            if root(s.parent, r.apart[k, 1]) == b:
                return True
            k += 1
        u = wide(s.tree[u, FOLLOWING])
    return False
