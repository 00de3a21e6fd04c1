# mypy: disable-error-code="no-any-return"
"""How often places and times are further off than stated: the next town, another zone, the day of publication.

Judged as `precision` judges what is declared: by every pair that is looked at, each being of one incident or of two.
Only pairs count that would still be looked at if they were off by so much: where reports are dense, or fields say
little, those that are off are lost among the others, and that none is seen tells nothing.
"""

from __future__ import annotations

from math import exp, log, pi

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Codes, Floats
from truceline.fuse.evidence import place_density, square_distance, time_density
from truceline.fuse.layout import (
    DAY_H,
    END,
    FLAT_FROM,
    NEIGHBOUR_VARIANCE,
    PLACE_CORE,
    PLACE_FLAT,
    PLACE_NEIGHBOUR,
    PLACE_WIDE,
    SIGMA,
    SLIP_DAY,
    SLIP_ZONE,
    START,
    WIDER,
    ZONE_H,
    Columns,
    Weights,
)
from truceline.fuse.precision import Judged

#: shares that are judged, by their places in `Weights.nats`; what a place loses goes to what is right
_TAILS = (PLACE_WIDE, PLACE_NEIGHBOUR, SLIP_ZONE, SLIP_DAY)
_WIDE, _NEIGHBOUR, _ZONE, _DAY = range(4)
#: parts of the prior share that are tried. Never more of it: what is far and looks alike may be chance as well
PARTS = np.array([1 / 128, 1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0])
#: pairs that the prior share is worth
_STRENGTH = 5.0


def learnt_tails(pairs: Judged, c: Columns, chance: Floats, w: Weights, least: float, doubt: float) -> Floats:
    """`Weights.nats` with these shares as they are found to be. Pairs are looked at from this evidence (nats) on.

    It is believed as far as pairs are beyond `doubt` (0 to 1): where they are not, those that only a tail would explain
    are the most doubtful ones, and the tail would shrink by itself.
    """
    seen = _tail_likelihoods(*pairs, c, chance, w, PARTS, least)
    nats = w.nats.copy()
    for row, at in enumerate(_TAILS):
        share = float(w.nats[at])
        before = _STRENGTH * (share * np.log(PARTS) + (1.0 - share) * np.log1p(-share * PARTS))
        # of equals the greatest: where nothing was seen, the prior stays
        best = len(PARTS) - 1 - int((seen[row] + before)[::-1].argmax())
        nats[at] = share * PARTS[best] ** (1.0 - doubt)
        if at in (PLACE_WIDE, PLACE_NEIGHBOUR):
            nats[PLACE_CORE] += share - nats[at]
    return nats


@inner
def normal(square: float, variance: float) -> float:
    """Density of a Gaussian in the plane."""
    return exp(-0.5 * square / variance) / (2.0 * pi * variance)


@inner
def add_tail(nats: float, now: float, tail: float, right: float, share: float, parts: Floats, out: Floats) -> None:
    """Log-likelihood of a pair for each part of the share, which `now` has whole; the rest is right."""
    odds = exp(min(nats, 30.0))
    for k in range(len(parts)):
        out[k] += log(1.0 + odds * max(1.0 + share * (parts[k] - 1.0) * (tail - right) / now, 0.0))


@kernel
def _tail_likelihoods(
    i: Codes, j: Codes, nats: Floats, c: Columns, chance: Floats, w: Weights, parts: Floats, least: float
) -> Floats:
    out = np.zeros((4, len(parts)))
    for k in range(len(i)):
        a, b = i[k], j[k]
        square = square_distance(a, b, c)
        one, other = c.real[a, SIGMA] * c.real[a, SIGMA], c.real[b, SIGMA] * c.real[b, SIGMA]
        variance, now = one + other, place_density(square, one, other, w)
        curved = 1.0 if max(one, other) < w.nats[FLAT_FROM] else 1.0 - w.nats[PLACE_FLAT]
        for row in range(2):
            share = curved * (w.nats[PLACE_WIDE] if row == _WIDE else w.nats[PLACE_NEIGHBOUR])
            off = variance * w.nats[WIDER] if row == _WIDE else variance + w.nats[NEIGHBOUR_VARIANCE]
            if nats[k] + log(share * normal(2.0 * off, off) / now) >= least:
                add_tail(nats[k], now, normal(square, off), normal(square, variance), share, parts, out[row])
        add_slip(a, b, nats[k], c, w, parts, least, out)
    return out


@inner
def add_slip(a: int, b: int, nats: float, c: Columns, w: Weights, parts: Floats, least: float, out: Floats) -> None:
    one, other = c.real[a, END] - c.real[a, START], c.real[b, END] - c.real[b, START]
    brief = one < 20.0 and other < 20.0
    share = w.nats[SLIP_ZONE] if brief else w.nats[SLIP_DAY]
    slip = w.nats[ZONE_H] if brief else w.nats[DAY_H]
    now = time_density(c.real[a, START], c.real[a, END], c.real[b, START], c.real[b, END], w)
    spread = one * other + 2.0 * slip * min(one, other)
    if now <= 0.0 or nats + log(share * min(one, other) / spread / now) < least:
        return
    shared = min(c.real[a, END], c.real[b, END]) - max(c.real[a, START], c.real[b, START])
    tail = max(0.0, min(shared + slip, one, other)) / spread
    right = max(0.0, shared) / (one * other)
    add_tail(nats, now, tail, right, share, parts, out[_ZONE if brief else _DAY])
