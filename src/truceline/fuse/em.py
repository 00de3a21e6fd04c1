"""Expectation and maximisation: what the fields say, learnt from reports of which nobody said which belong together."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Floats, Ints
from truceline.fuse.candidates import Edges, Places, candidate_pairs
from truceline.fuse.decoys import standing_out
from truceline.fuse.expectation import best_first, expected, judge
from truceline.fuse.layout import (
    ACTOR_DIFFER,
    NO,
    PRIOR,
    SIGMA,
    TARGET_DIFFER,
    TARGET_KIN,
    WEAPON_DIFFER,
    Columns,
    Weights,
)
from truceline.fuse.link import Linkage
from truceline.fuse.maximisation import Pairs, maximised
from truceline.fuse.params import FuseParams
from truceline.fuse.precision import LEVELS_KM, Judged, learnt_pad, learnt_sigma, with_traits
from truceline.fuse.tails import learnt_tails

_ROUNDS = 4
#: pairs are looked at if place and time alone put them no lower than this (nats)
_LEAST_BY_PLACE = -3.0
#: and for so many times the declared precision of place
_LOOKED_WIDER = 2.5
#: co-reports: what is found is believed by half in each round, within these bounds
_FEWEST, _MOST = 0.1, 30.0
#: by how much less weapon, target and tolls are found to say than they do (as labels have it in invented worlds), where
#: pairs are as doubtful as they are there
_BLURRED = 1.4
#: share of what is held to be of one incident and is not, from which on that is so
_DOUBTFUL = 0.3
#: by how much the log-odds of doubtful merges fall short of what is true, as several invented worlds have it
_SHY = 2.2


class Sample(NamedTuple):
    """Reports to learn from, in the order of their cells and times, and what reviewers said of pairs of them."""

    columns: Columns
    places: Places
    chance: Floats
    kind: Ints  # type of each entry of the weights' `spoken`
    same: Ints  # pairs that are of one incident, shape (k, 2)
    apart: Ints  # pairs that are not


class Traits(NamedTuple):
    """How good what each source declares is, in thousandths of it."""

    sigma_milli: Ints  # shape (sources, levels)
    pad_milli: Ints


class Taught(NamedTuple):
    """What came out."""

    weights: Weights
    traits: Traits
    above_mn: int  # evidence from which on clusters are to be merged
    missed: float  # partners that are not where they are looked for, as a share of those in invented worlds


def learn_weights(sample: Sample, prior: Weights, params: FuseParams, link: Linkage) -> Taught:
    """Weights, traits and a threshold that suit these reports."""
    c, n_sources = sample.columns, len(prior.again)
    edges = candidate_pairs(vaguer(c), sample.places, sample.chance, _place_only(prior), params, _LEAST_BY_PLACE)
    order = np.lexsort((edges.j, edges.i))
    pairs = edges.i[order], edges.j[order]
    least = (params.merge_above_mn - params.candidate_slack_mn) / 1000
    weights, believed = prior, c
    whole = np.full((n_sources, len(LEVELS_KM) + 1), 1_000, dtype=np.int64)
    traits = Traits(whole, whole[:, 0].copy())
    ruled, p = _ruled(pairs, sample, len(c.real)), np.zeros(len(pairs[0]))
    for _ in range(_ROUNDS):
        p = np.where(ruled >= 0, ruled, expected(pairs, believed, sample.chance, weights, link, least))
        weights = maximised(Pairs(*pairs, p), c, prior, sample.kind, doubt_in(p))
        weights.nats[PRIOR] = _co_reports(p, len(c.real), weights.nats[PRIOR])
        nats = judge(*pairs, believed, sample.chance, weights)
        told = Judged(*pairs, np.where(ruled == 0.0, NO, nats))
        traits = Traits(
            learnt_sigma(told, c, believed, weights, n_sources), learnt_pad(told, c, believed, weights, n_sources)
        )
        believed = with_traits(c, *traits, params.floor_sigma_m / 1000)
    doubt = doubt_in(p)
    weights = outspoken(weights, doubt)
    found = _linkable(sample, weights, params, believed)
    told = Judged(found.i, found.j, found.evidence_mn / 1000)
    weights = weights._replace(nats=learnt_tails(told, believed, sample.chance, weights, least, doubt))
    above_mn = merge_above(p, link, params.merge_learnt_above_mn)
    edges = best_first(found.i, found.j, judge(found.i, found.j, believed, sample.chance, weights))
    search, merging = partial(_linkable, sample, weights, params), link._replace(above_mn=above_mn)
    true = standing_out(edges, search, believed, sample.chance, weights, merging)
    weights.nats[PRIOR] += np.log(true)
    return Taught(weights, traits, above_mn, doubt * true)


def _linkable(sample: Sample, w: Weights, params: FuseParams, c: Columns) -> Edges:
    """Pairs that linkage would look at, of the sample's reports as these columns have them."""
    return candidate_pairs(c, sample.places, sample.chance, w, params)


def vaguer(c: Columns) -> Columns:
    """Reports as they would be if each source boasted: looked for so far around, what it did not say is found, too."""
    real = c.real.copy()
    real[:, SIGMA] *= _LOOKED_WIDER
    return Columns(real, c.code)


def outspoken(w: Weights, doubt: float) -> Weights:
    """What fields say once the wrong pairs among those that were held probable no longer blur it."""
    blur = 1.0 + (_BLURRED - 1.0) * doubt
    nats = w.nats.copy()
    nats[[TARGET_KIN, TARGET_DIFFER, WEAPON_DIFFER]] *= blur
    return w._replace(nats=nats, weapon=w.weapon * blur, target=w.target * blur, toll=w.toll * blur)


def doubt_in(p: Floats) -> float:
    """How doubtful pairs are (ppm) that are held to be of one incident: 0 where none is, 1 as in most worlds."""
    share = p / 1e6
    return min(float((share * (1.0 - share)).sum() / max(share.sum(), 1e-9)) / _DOUBTFUL, 1.0)


def merge_above(p: Floats, link: Linkage, least_mn: int) -> int:
    """Evidence (milli-nats) from which on a merge does more good than harm, given how well pairs can be told apart.

    A pair is worth a merge if its probability is more than half of the F1 that can be reached (Lipton, Elkan,
    Naryanaswamy 2014): in orderly data a doubtful pair spoils the picture, in a muddle it is worth the risk.
    """
    best = np.sort(p)[::-1] / 1e6
    if not len(best) or best[0] <= 0.0:
        return 0
    reached = float((2.0 * np.cumsum(best) / (np.arange(1, len(best) + 1) + best.sum())).max())
    half = min(reached, 1.0 - 1e-6) / 2.0
    nats = (_SHY * np.log(half / (1.0 - half)) - link.shift) / link.slope
    return max(least_mn, min(0, round(1000 * float(nats))))


def _co_reports(p: Floats, n: int, before: float) -> float:
    found = float(np.clip(2.0 * p.sum() / 1e6 / max(n, 1), _FEWEST, _MOST))
    return float(np.log(0.5 * np.exp(before) + 0.5 * found))


def _ruled(pairs: tuple[Codes, Codes], sample: Sample, n: int) -> Floats:
    """What reviewers said of each pair, in ppm; -1 where they said nothing."""
    out = np.full(len(pairs[0]), -1.0)
    key = pairs[0].astype(np.int64) * n + pairs[1]
    for said, value in ((sample.same, 1e6), (sample.apart, 0.0)):
        out[np.isin(key, said.min(axis=1) * n + said.max(axis=1))] = value
    return out


def _place_only(w: Weights) -> Weights:
    """Weights for which the fields say nothing but what rules a pair out."""
    nats = w.nats.copy()
    nats[PRIOR + 1 : ACTOR_DIFFER + 3] = 0.0
    return w._replace(
        nats=nats,
        spoken=np.where(w.spoken > NO, 0.0, NO),
        kinds=np.where(w.kinds > NO, 0.0, NO),
        weapon=np.zeros_like(w.weapon),
        target=np.zeros_like(w.target),
        toll=np.zeros_like(w.toll),
        again=np.zeros_like(w.again),
    )
