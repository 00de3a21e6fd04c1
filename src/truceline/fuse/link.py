# mypy: disable-error-code="no-any-return"
"""Compiled linkage: pairs in descending order of evidence, each merge judged anew on the fused clusters."""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.candidates import Edges
from truceline.fuse.compiled import compiled
from truceline.fuse.evidence import NO, Weights, field_evidence, pair_evidence, place_density, scale_of, time_density
from truceline.fuse.reports import Columns


class Linkage(NamedTuple):
    """When clusters may merge."""

    above: float  # nats
    gain: float  # share by which each further pair of members adds to the fields' evidence
    penalty: float  # nats a member beyond two
    largest: int
    floor_variance: float  # km²
    looked_at: int  # members of each side whose fields are compared, the first to join


class Clusters(NamedTuple):
    """State of the linkage; indexed by report, valid at each cluster's root."""

    parent: Ints
    following: Ints  # next member, -1 at the end
    tail: Ints
    size: Ints
    x: Floats  # precision-weighted place
    y: Floats
    z: Floats
    variance: Floats
    start: Floats
    end: Floats
    sharpest: Ints  # most precise member
    evidence: Floats  # of the merge by which a report joined; NaN while alone


@compiled
def root(parent: Ints, a: int) -> int:
    while parent[a] != a:
        parent[a] = parent[parent[a]]
        a = parent[a]
    return a


@compiled
def fields_between(a: int, b: int, s: Clusters, c: Columns, w: Weights, link: Linkage) -> float:
    """Evidence of the fields over the pairs of members; NO if one pair is ruled out."""
    total, pairs, u, taken = 0.0, 0, a, 0
    while u >= 0 and taken < link.looked_at:
        v, looked = b, 0
        while v >= 0 and looked < link.looked_at:
            evidence = field_evidence(u, v, c, w)
            if evidence <= NO:
                return NO
            total += evidence
            pairs += 1
            looked += 1
            v = s.following[v]
        taken += 1
        u = s.following[u]
    return total / pairs * (1.0 + link.gain * min(pairs - 1, 4))


@compiled
def merge_evidence(a: int, b: int, s: Clusters, c: Columns, chance: Floats, w: Weights, link: Linkage) -> float:
    """Log-odds that clusters a and b (their roots) are one incident."""
    if s.size[a] == 1 and s.size[b] == 1:
        return pair_evidence(a, b, c, chance, w)
    dx, dy, dz = s.x[a] - s.x[b], s.y[a] - s.y[b], s.z[a] - s.z[b]
    square, variance = dx * dx + dy * dy + dz * dz, s.variance[a] + s.variance[b]
    if square > 12.0 * variance + 700.0:
        return NO
    when = time_density(s.start[a], s.end[a], s.start[b], s.end[b], w)
    if when <= 0.0:
        return NO
    signal_a, signal_b = w.signal[c.kind[a]], w.signal[c.kind[b]]
    if signal_a != signal_b:
        sharp = s.sharpest[a] if signal_a > signal_b else s.sharpest[b]
    else:
        sharp = s.sharpest[a] if s.variance[a] < s.variance[b] else s.sharpest[b]
    fields = fields_between(a, b, s, c, w, link)
    if fields <= NO:
        return NO
    against = chance[sharp, scale_of(variance)]
    place_time = w.prior + log(place_density(square, variance, w) * when / against)
    return place_time + fields - link.penalty * (s.size[a] + s.size[b] - 2)


@compiled
def join(a: int, b: int, evidence: float, s: Clusters, c: Columns, link: Linkage) -> None:
    """Put cluster b into cluster a: weighted place, shared interval (or that of the sharper one)."""
    weight_a, weight_b = 1.0 / s.variance[a], 1.0 / s.variance[b]
    both = weight_a + weight_b
    s.x[a] = (s.x[a] * weight_a + s.x[b] * weight_b) / both
    s.y[a] = (s.y[a] * weight_a + s.y[b] * weight_b) / both
    s.z[a] = (s.z[a] * weight_a + s.z[b] * weight_b) / both
    if c.sigma[s.sharpest[b]] < c.sigma[s.sharpest[a]]:
        s.sharpest[a] = s.sharpest[b]
    s.variance[a] = max(1.0 / both, link.floor_variance)
    low, high = max(s.start[a], s.start[b]), min(s.end[a], s.end[b])
    if high - low >= 0.2:
        s.start[a], s.end[a] = low, high
    elif s.end[b] - s.start[b] < s.end[a] - s.start[a]:
        s.start[a], s.end[a] = s.start[b], s.end[b]
    for side in (a, b):
        if s.size[side] == 1:
            s.evidence[side] = evidence
    s.parent[b] = a
    s.following[s.tail[a]] = b
    s.tail[a] = s.tail[b]
    s.size[a] += s.size[b]


@compiled
def link_pairs(edges: Edges, s: Clusters, c: Columns, chance: Floats, w: Weights, link: Linkage) -> None:
    """Two rounds over the edges: what the first has placed better, the second may join.

    The threshold is read in whole milli-nats, so that the last bit of a logarithm decides nothing.
    """
    threshold = round(link.above * 1000.0)
    for _ in range(2):
        merged = 0
        for k in range(len(edges.i)):
            a, b = root(s.parent, edges.i[k]), root(s.parent, edges.j[k])
            if a == b or s.size[a] + s.size[b] > link.largest:
                continue
            evidence = merge_evidence(min(a, b), max(a, b), s, c, chance, w, link)
            if round(evidence * 1000.0) < threshold:
                continue
            join(min(a, b), max(a, b), evidence, s, c, link)
            merged += 1
        if merged == 0:
            break
    for k in range(len(s.parent)):
        s.parent[k] = root(s.parent, k)


def alone(c: Columns) -> Clusters:
    """Every report a cluster of its own."""
    n = len(c.sigma)
    rows = np.arange(n, dtype=np.int64)
    return Clusters(
        parent=rows.copy(),
        following=np.full(n, -1, dtype=np.int64),
        tail=rows.copy(),
        size=np.ones(n, dtype=np.int64),
        x=c.x.copy(),
        y=c.y.copy(),
        z=c.z.copy(),
        variance=c.sigma**2,
        start=c.start.copy(),
        end=c.end.copy(),
        sharpest=rows.copy(),
        evidence=np.full(n, np.nan),
    )
