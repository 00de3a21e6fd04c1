# mypy: disable-error-code="no-any-return"
"""How probable it is, by what is believed so far, that two reports are of one incident: weighed over rivals."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel, wide
from truceline.fuse.arrays import Codes, Floats
from truceline.fuse.candidates import Edges
from truceline.fuse.evidence import pair_evidence, toll_relation
from truceline.fuse.joining import link_pairs
from truceline.fuse.layout import Columns, Weights
from truceline.fuse.link import Clusters, Linkage, alone, no_rulings
from truceline.fuse.posterior import Hood, hood_of, weigh


@kernel
def judge(i: Codes, j: Codes, c: Columns, chance: Floats, w: Weights) -> Floats:
    """Evidence of each pair, in nats."""
    out = np.empty(len(i))
    judge_each(i, j, c, chance, w, out)
    return out


@inner
def judge_each(i: Codes, j: Codes, c: Columns, chance: Floats, w: Weights, out: Floats) -> None:
    for k in range(len(i)):
        out[k] = pair_evidence(wide(i[k]), wide(j[k]), c, chance, w)


@kernel
def toll_relations(i: Codes, j: Codes, code: Codes, low: int, high: int) -> Codes:
    """How the tolls of each pair compare: a column of Weights.toll, -1 where one is not stated."""
    out = np.empty(len(i), dtype=np.int32)
    for k in range(len(i)):
        a, b = i[k], j[k]
        out[k] = toll_relation(code[a, low], code[a, high], code[b, low], code[b, high])
    return out


@inner
def part_of(i: int, j: int, s: Clusters, hood: Hood, odds: Floats, whole: Floats) -> float:
    """Posterior that report i belongs to the incident of report j; 0 where they are no neighbours."""
    top = s.parent[j]
    for k in range(hood.begin[i], hood.begin[i + 1]):
        if s.parent[hood.partner[k]] == top:  # the odds stand at the first partner of an incident
            return odds[k] / (1.0 + whole[i])
    return 0.0


@kernel
def shares(i: Codes, j: Codes, s: Clusters, hood: Hood, odds: Floats, whole: Floats) -> Floats:
    """Mean of what either report of each pair says of the other's incident."""
    out = np.empty(len(i))
    share_each(i, j, s, hood, odds, whole, out)
    return out


@inner
def share_each(i: Codes, j: Codes, s: Clusters, hood: Hood, odds: Floats, whole: Floats, out: Floats) -> None:
    for k in range(len(i)):
        a, b = part_of(i[k], j[k], s, hood, odds, whole), part_of(j[k], i[k], s, hood, odds, whole)
        out[k] = 0.5 * (a + b)


def expected(pairs: tuple[Codes, Codes], c: Columns, chance: Floats, w: Weights, link: Linkage, least: float) -> Floats:
    """Probability in ppm that each pair is of one incident, as whole numbers: their sums are exact in any order."""
    i, j = pairs
    nats = judge(i, j, c, chance, w)
    near = np.flatnonzero(nats > least)
    state, hood, odds, whole = put_together(best_first(i[near], j[near], nats[near]), c, chance, w, link)
    p = np.zeros(len(i))
    p[near] = shares(i[near], j[near], state, hood, odds, whole)
    return np.rint(p * 1e6)


class Together(NamedTuple):
    """Clusters of reports, and the posterior of each report over its rivals."""

    state: Clusters
    hood: Hood
    odds: Floats  # of the incident of each partner in the hood, at the first partner of an incident
    whole: Floats  # sum over the incidents around each report, its own among them


def put_together(edges: Edges, c: Columns, chance: Floats, w: Weights, link: Linkage) -> Together:
    """What these pairs, best first, make of the reports, whatever reviewers said."""
    state, hood = alone(c), hood_of(edges, len(c.real))
    link_pairs(edges, state, c, chance, w, link, no_rulings())
    out, odds = weigh((0, len(c.real)), hood, state, c, chance, w, link)
    return Together(state, hood, odds, out[:, 0] + out[:, 1])


def best_first(i: Codes, j: Codes, nats: Floats) -> Edges:
    """Pairs in the order in which they are linked."""
    evidence = np.clip(np.rint(nats * 1000), -32_767, 32_767).astype(np.int16)
    best = np.argsort(-evidence, kind="stable")
    return Edges(i[best], j[best], evidence[best])
