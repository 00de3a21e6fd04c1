"""What each field says, given how probable it is that pairs of reports are of one incident."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.expectation import toll_relations
from truceline.fuse.layout import (
    ACTOR,
    ACTOR_DIFFER,
    ACTOR_SAME,
    CLAIMANT,
    FAMILY,
    KILLED,
    KILLED_HIGH,
    KILLED_LOW,
    LASTED,
    NO,
    SOURCE,
    SOURCE_OTHER,
    SPAN_ALIKE,
    SPAN_DIFFERS,
    SPOKEN,
    TARGET,
    TARGET_BRANCH,
    TARGET_DIFFER,
    TARGET_KIN,
    TOLL_SIZES,
    WEAPON,
    WEAPON_DIFFER,
    WOUNDED,
    WOUNDED_HIGH,
    WOUNDED_LOW,
    Columns,
    Weights,
)

#: pairs that a prior is worth, for each outcome of a comparison
_STRENGTH = 5.0
#: what is learnt of two types that may be one never speaks more against them: how two schemes code is no evidence of
#: two incidents, and a few early mistakes must not feed on themselves. The less doubtful pairs are, the lower it lies
_LEAST_OF_KIN = -1.0
#: pairs drawn from anywhere that are counted as chance beside those that place and time allow: where reports are
#: sparse, most of the latter are of one incident, and what little doubt they leave would be taken for chance
_STRANGERS = 300.0
_SHIFTS = (2, 3, 5, 7)


class Pairs(NamedTuple):
    """Pairs of reports that place and time allow, with their probabilities in whole ppm (so that sums are exact)."""

    i: Codes
    j: Codes
    p: Floats


class Seen(NamedTuple):
    """Weights of something among the pairs of one incident, and among the others."""

    match: Floats
    chance: Floats


def learnt_nats(seen: Seen, prior: Floats) -> Floats:
    """Evidence of each outcome of a comparison, given how often it was seen and the nats believed before.

    An outcome is believed as far as its count stands out from what the prior makes of chance (a gamma prior on each
    rate).
    """
    possible = prior > NO
    share = np.where(possible, (seen.chance + 1e-3) / (seen.chance + 1e-3).sum(), 0.0)
    before = np.where(possible, prior, 0.0)
    believed = np.where(possible, share * np.exp(before), 0.0)
    scale = max(float(believed.sum() / max(share.sum(), 1e-12)), 1e-12)
    wanted = seen.match.sum() * believed / max(float(believed.sum()), 1e-12)
    nats = before - np.log(scale) + np.log((seen.match + _STRENGTH) / (wanted + _STRENGTH))
    return np.where(possible, nats, NO)


def maximised(pairs: Pairs, c: Columns, prior: Weights, kind: Ints, doubt: float) -> Weights:
    """Weights that suit these probabilities; what few pairs speak of stays near the prior.

    `kind` is the type of each entry of `spoken`, `doubt` how doubtful pairs of one incident are, from 0 to 1.
    """
    nats, code = prior.nats.copy(), c.code
    pairs, by_chance = _with_strangers(pairs, len(code))
    apart = np.asarray((code[pairs.i, FAMILY] != code[pairs.j, FAMILY]) | (code[pairs.i, FAMILY] < 0))
    seen = Seen(np.where(apart, pairs.p / 1e6, 0.0), np.where(apart, by_chance, 0.0))
    strangers = np.asarray(code[pairs.i, SOURCE] != code[pairs.j, SOURCE])
    nats[SOURCE_OTHER], again = _sources(pairs, code, seen, prior)
    weapon_differ = float(prior.nats[WEAPON_DIFFER])
    nats[WEAPON_DIFFER], weapon = _values(pairs, code[:, WEAPON], seen, prior.weapon, weapon_differ)
    target = _targets(pairs, code, seen, prior, nats)
    _actors(pairs, code, seen, prior, nats)
    spans = [SPAN_ALIKE, SPAN_DIFFERS]
    nats[spans] = learnt_nats(_lasted(pairs, code, seen), prior.nats[spans])
    toll = np.stack(
        [
            _tolls(pairs, code, (KILLED_LOW, KILLED_HIGH), seen, prior.toll[KILLED]),
            _tolls(pairs, code, (WOUNDED_LOW, WOUNDED_HIGH), seen, prior.toll[WOUNDED]),
        ]
    )
    least = _LEAST_OF_KIN / max(doubt, 0.1)
    spoken = _spoken(pairs, code, seen, strangers, prior, kind, least)
    return prior._replace(nats=nats, spoken=spoken, weapon=weapon, target=target, toll=toll, again=again)


def _with_strangers(pairs: Pairs, n: int) -> tuple[Pairs, Floats]:
    """The pairs, and reports that have nothing to do with each other; how much of each is chance."""
    rows = np.arange(n, dtype=np.int32)
    i = np.concatenate([rows for _ in _SHIFTS])
    j = np.concatenate([np.roll(rows, n // shift) for shift in _SHIFTS])
    i, j = i[i != j], j[i != j]
    nothing = np.zeros(len(i))
    drawn = Pairs(np.append(pairs.i, i), np.append(pairs.j, j), np.append(pairs.p, nothing))
    weight = np.full(len(i), _STRANGERS / max(len(i), 1))
    return drawn, np.concatenate([1.0 - pairs.p / 1e6, weight])


def _count(outcome: Codes | Ints, seen: Seen, rows: Flags, n: int) -> Seen:
    """Of both, the sums by outcome over these rows."""
    match, chance = (np.bincount(outcome[rows], weights=weight[rows], minlength=n) for weight in seen)
    return Seen(match.astype(np.float64), chance.astype(np.float64))


def _spoken(pairs: Pairs, code: Codes, seen: Seen, rows: Flags, prior: Weights, kind: Ints, least: float) -> Floats:
    """Types by classes, drawn to the types alone, which are drawn to how they relate in the taxonomy, and that to what
    is assumed of such relations: many pairs of types, each of them rare, tell together what none of them would."""
    n, width = len(prior.spoken), int(kind.max(initial=0)) + 1
    cell = code[pairs.i, SPOKEN].astype(np.int64) * n + code[pairs.j, SPOKEN]
    cells = [table.reshape(n, n) for table in _count(cell, seen, rows, n * n)]
    whole = [(table + table.T) / 2 for table in cells]
    coarse = Seen(*(_folded(table, kind, width).ravel() for table in whole))
    of_kinds = np.full((width, width), NO)
    np.maximum.at(of_kinds, (kind[:, None], kind[None, :]), prior.spoken)
    by_kind = learnt_nats(coarse, _of_relations(coarse, of_kinds.ravel())).reshape(width, width)
    start = by_kind[kind[:, None], kind[None, :]]
    learnt = learnt_nats(Seen(*(table.ravel() for table in whole)), start.ravel()).reshape(n, n)
    return np.where(prior.spoken >= 0.0, np.maximum(learnt, least), learnt)


def _of_relations(seen: Seen, prior: Floats) -> Floats:
    """What types of which one and the same was assumed say together."""
    assumed, relation = np.unique(prior, return_inverse=True)
    together = Seen(*(np.bincount(relation, table, len(assumed)).astype(np.float64) for table in seen))
    return learnt_nats(together, assumed)[relation]


def _folded(table: Floats, kind: Ints, width: int) -> Floats:
    out = np.zeros((width, width))
    np.add.at(out, (kind[:, None], kind[None, :]), table)
    return out


def _sources(pairs: Pairs, code: Codes, seen: Seen, prior: Weights) -> tuple[float, Floats]:
    """How often one source reports one incident twice: each source drawn to all of its kind."""
    a, b = code[pairs.i, SOURCE], code[pairs.j, SOURCE]
    everything = np.ones(len(a), dtype=bool)
    usual = float(np.median(prior.again))
    _, other = learnt_nats(
        _count((a != b).astype(np.int64), seen, everything, 2), np.array([usual, prior.nats[SOURCE_OTHER]])
    ).tolist()
    n = len(prior.again)
    own, ends = _own_and_all(a, b, seen, everything, n)
    again = np.empty(n)
    for start in np.unique(prior.again).tolist():
        kin = prior.again == start
        mean, _ = learnt_nats(_either(own, ends, kin), np.array([start, 0.0])).tolist()
        for source in np.flatnonzero(kin).tolist():
            one = np.arange(n) == source
            again[source] = learnt_nats(_either(own, ends, one), np.array([mean, other]))[0]
    return other, again


def _own_and_all(a: Codes, b: Codes, seen: Seen, known: Flags, n: int) -> tuple[Seen, Seen]:
    """By value: pairs of which both reports have it, and the mean number of ends that do."""
    first, second = _count(a, seen, known, n), _count(b, seen, known, n)
    ends = Seen(*((x + y) / 2 for x, y in zip(first, second, strict=True)))
    return _count(a, seen, known & (a == b), n), ends


def _either(own: Seen, ends: Seen, chosen: Flags) -> Seen:
    """Of the pairs with one of the chosen values: those that have it twice, and the others."""
    return Seen(*(np.array([x[chosen].sum(), (y - x)[chosen].sum()]) for x, y in zip(own, ends, strict=True)))


def _values(pairs: Pairs, value: Codes, seen: Seen, same: Floats, differ: float) -> tuple[float, Floats]:
    """Evidence of naming two values, and of naming each value alike: a rare one says more."""
    n = len(same)
    if not n:
        return differ, same
    a, b = value[pairs.i], value[pairs.j]
    known = np.asarray((a >= 0) & (b >= 0))
    whole = _count((a != b).astype(np.int64), seen, known, 2)
    mean, otherwise = learnt_nats(whole, np.array([same.mean(), differ])).tolist()
    own, ends = _own_and_all(a, b, seen, known, n)
    agree, usual = (float(side[0] / max(side.sum(), 1e-9)) for side in whole)
    out = np.empty(n)
    for k in range(n):
        # matches agree as often whatever the value; by chance, rare values agree less
        by_chance = (own.chance[k] + 5.0 * usual) / (ends.chance[k] + 5.0)
        start = float(np.clip(np.log(max(agree, 1e-3) / max(by_chance, 1e-4)), mean - 2.0, mean + 3.0))
        out[k] = learnt_nats(_either(own, ends, np.arange(n) == k), np.array([start, otherwise]))[0]
    return otherwise, out


def _targets(pairs: Pairs, code: Codes, seen: Seen, prior: Weights, nats: Floats) -> Floats:
    """As `_values`, with targets of one branch apart from those that differ."""
    a, b = code[pairs.i, TARGET], code[pairs.j, TARGET]
    kin = code[pairs.i, TARGET_BRANCH] == code[pairs.j, TARGET_BRANCH]
    outcome = np.where(a == b, 0, np.where(kin, 1, 2))
    same = float(prior.target.mean()) if len(prior.target) else 0.0
    nats[[TARGET_KIN, TARGET_DIFFER]] = learnt_nats(
        _count(outcome, seen, np.asarray((a >= 0) & (b >= 0)), 3),
        np.array([same, *prior.nats[[TARGET_KIN, TARGET_DIFFER]]]),
    )[1:]
    return _values(pairs, code[:, TARGET], seen, prior.target, float(prior.nats[TARGET_DIFFER]))[1]


def _actors(pairs: Pairs, code: Codes, seen: Seen, prior: Weights, nats: Floats) -> None:
    a, b = code[pairs.i, ACTOR], code[pairs.j, ACTOR]
    claims = (code[pairs.i, CLAIMANT] >= 0).astype(np.int64) + (code[pairs.j, CLAIMANT] >= 0)
    for n_claims in range(3):
        rows = np.asarray((a >= 0) & (b >= 0) & (claims == n_claims))
        at = [ACTOR_SAME + n_claims, ACTOR_DIFFER + n_claims]
        nats[at] = learnt_nats(_count((a != b).astype(np.int64), seen, rows, 2), prior.nats[at])


def _lasted(pairs: Pairs, code: Codes, seen: Seen) -> Seen:
    """Coded rows that lasted about as long as each other, and those that did not."""
    a, b = code[pairs.i, LASTED], code[pairs.j, LASTED]
    known = np.asarray((a >= 0) & (b >= 0))
    return _count((2 * np.maximum(a, b) > 3 * np.minimum(a, b)).astype(np.int64), seen, known, 2)


def _tolls(pairs: Pairs, code: Codes, at: tuple[int, int], seen: Seen, prior: Floats) -> Floats:
    outcome = toll_relations(pairs.i, pairs.j, code, *at)
    return learnt_nats(_count(outcome, seen, np.asarray(outcome >= 0), 4 * TOLL_SIZES), prior)
