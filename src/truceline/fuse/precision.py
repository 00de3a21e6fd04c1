# mypy: disable-error-code="no-any-return"
"""How good what each source declares is: its radius, level by level, and its brief times.

A factor is judged by every pair that is looked at, each being of one incident or of two: were it judged by pairs that
are held probable already, those that agree would vouch for the precision that let them agree.
"""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.evidence import place_density, square_distance, time_density
from truceline.fuse.layout import END, FROM_S, NO, SIGMA, SOURCE, START, UNTIL_S, Columns, Weights
from truceline.model.units import HOUR_S

#: declared sigma (km) up to which a place is an exact one, one in a town, a town, or a district
LEVELS_KM = (0.5, 2.5, 10.0)
#: factors that are tried
FACTORS = np.array([0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6])
_AT_ONE = 4
#: pairs that the declared precision is worth, against a factor of e^0.7
_STRENGTH, _SPREAD = 20.0, 0.7
#: pairs at one and the same point (one look-up of one name) tell nothing of its place
_LEAST_SQUARE = 0.0025
_BRIEF_H = 3.5


def level_of(sigma: Floats) -> Ints:
    """Level of each declared sigma (km)."""
    return np.searchsorted(np.array(LEVELS_KM), sigma, side="left").astype(np.int64)


def with_traits(c: Columns, sigma_milli: Ints, pad_milli: Ints, floor_km: float) -> Columns:
    """Reports with their places and brief times as good as they are, not as they are declared to be.

    `sigma_milli` has a row for each source and a column for each level, `pad_milli` an entry for each source.
    """
    better = Columns(c.real.copy(), c.code)
    make_as_good(better, sigma_milli, pad_milli, floor_km)
    return better


def make_as_good(c: Columns, sigma_milli: Ints, pad_milli: Ints, floor_km: float) -> None:
    """As `with_traits`, of columns that nobody else reads."""
    real = c.real
    source = c.code[:, SOURCE]
    factor = sigma_milli[source, level_of(real[:, SIGMA])] / 1000
    brief = _brief(c)
    real[:, SIGMA] = np.maximum(real[:, SIGMA] * factor, floor_km)
    more = (pad_milli[source] / 1000 - 1.0) * (real[:, FROM_S] / HOUR_S - real[:, START])
    real[:, START] = np.where(brief, real[:, START] - more, real[:, START])
    real[:, END] = np.where(brief, real[:, END] + more, real[:, END])


class Judged(NamedTuple):
    """Pairs that are looked at, with the evidence of each (nats) as precision is believed so far."""

    i: Codes
    j: Codes
    nats: Floats

    def possible(self) -> Judged:
        known = self.nats > NO
        return Judged(self.i[known], self.j[known], self.nats[known])


def learnt_sigma(pairs: Judged, declared: Columns, believed: Columns, w: Weights, n_sources: int) -> Ints:
    """Factor in thousandths by which the sigma of each source is to be taken, by level; shape (sources, levels + 1)."""
    level = level_of(declared.real[:, SIGMA])
    return _best(_place_likelihoods(*pairs.possible(), level, declared, believed, FACTORS, w, n_sources))


def learnt_pad(pairs: Judged, declared: Columns, believed: Columns, w: Weights, n_sources: int) -> Ints:
    """Factor in thousandths by which what brief times of each source are good to is to be taken."""
    return _best(_time_likelihoods(*pairs.possible(), _brief(declared), declared, believed, FACTORS, w, n_sources))


def _brief(c: Columns) -> Flags:
    stated = (c.real[:, UNTIL_S] - c.real[:, FROM_S]) / HOUR_S
    return np.asarray((c.real[:, END] - c.real[:, START] > stated) & (stated < _BRIEF_H))


def _best(likelihood: Floats) -> Ints:
    believed = likelihood - _STRENGTH * (np.log(FACTORS) / _SPREAD) ** 2 / 2
    # a draw goes to the declared precision
    best = np.where(
        believed.max(axis=-1) > believed[..., _AT_ONE], believed.argmax(axis=-1), np.full(believed.shape[:-1], _AT_ONE)
    )
    return np.rint(1000 * FACTORS[best]).astype(np.int64)


@inner
def add_place(
    k: int, other: int, odds: float, level: Ints, a: Columns, b: Columns, factors: Floats, w: Weights, out: Floats
) -> None:
    square = square_distance(k, other, a)
    beside = b.real[other, SIGMA] * b.real[other, SIGMA]
    own = a.real[k, SIGMA] * a.real[k, SIGMA]
    now = place_density(square, b.real[k, SIGMA] * b.real[k, SIGMA], beside, w)
    for f in range(len(factors)):
        believed = own * factors[f] * factors[f]
        out[a.code[k, SOURCE], level[k], f] += log(1.0 + odds * place_density(square, believed, beside, w) / now)


@kernel
def _place_likelihoods(
    i: Codes, j: Codes, nats: Floats, level: Ints, a: Columns, b: Columns, factors: Floats, w: Weights, n_sources: int
) -> Floats:
    """Log-likelihood of the distances of these pairs for each factor; `a` as declared, `b` as believed so far."""
    out = np.zeros((n_sources, 4, len(factors)))
    for k in range(len(i)):
        if square_distance(i[k], j[k], a) >= _LEAST_SQUARE:
            odds = exp(min(nats[k], 30.0))
            add_place(i[k], j[k], odds, level, a, b, factors, w, out)
            add_place(j[k], i[k], odds, level, a, b, factors, w, out)
    return out


@inner
def add_time(k: int, other: int, odds: float, a: Columns, b: Columns, factors: Floats, w: Weights, out: Floats) -> None:
    pad = a.real[k, FROM_S] / 3600.0 - a.real[k, START]
    now = time_density(b.real[k, START], b.real[k, END], b.real[other, START], b.real[other, END], w)
    for f in range(len(factors)):
        more = (factors[f] - 1.0) * pad
        density = time_density(
            a.real[k, START] - more, a.real[k, END] + more, b.real[other, START], b.real[other, END], w
        )
        out[a.code[k, SOURCE], f] += log(1.0 + odds * density / max(now, 1e-9))


@kernel
def _time_likelihoods(
    i: Codes, j: Codes, nats: Floats, brief: Flags, a: Columns, b: Columns, factors: Floats, w: Weights, n_sources: int
) -> Floats:
    out = np.zeros((n_sources, len(factors)))
    for k in range(len(i)):
        odds = exp(min(nats[k], 30.0))
        if brief[i[k]]:
            add_time(i[k], j[k], odds, a, b, factors, w, out)
        if brief[j[k]]:
            add_time(j[k], i[k], odds, a, b, factors, w, out)
    return out
