"""What is there to be had? The best that any rule can do against a rise, where the nature of the war is known exactly.

A war is a negative binomial around a latent AR(1) log level. The oracle knows all of it but the latent path and the day
of the rise; the path is integrated out by a filter on a grid, so its likelihoods are exact up to the grid.

* `ceiling`: no rule that alarms once a year can find a rise within w days more often than the best single test of size
  w / 365.25, made at the end of those days by somebody who knows the day on which to look (Neyman and Pearson: the
  expected number of alarms in w days without a rise bounds the chance of one). No rule whatever passes it.
* `reached`: what the Shiryaev-Roberts rule reaches, which does not know the day: R[t] is the sum over days of the
  likelihood of a rise on that day over that of none (A. N. Shiryaev, Theory of Probability and its Applications 8,
  1963; S. W. Roberts, Technometrics 8, 1966), a day of w ago counting by 1/e: what is asked is to be seen within w.

A goal above `ceiling` is out of reach for these series; one between the two is out of reach in all likelihood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import gammaln, ndtr
from scipy.stats import poisson

if TYPE_CHECKING:
    from holding_series import Named

_YEAR, _QUIET = 365.25, 14
_POINTS = np.linspace(-3.5, 3.5, 43)
_SURE = 1e250  # a likelihood ratio that nothing has to be added to
_BURN = 45  # days on which the filter learns the level before it is asked
_PHI, _SD = (0.6, 0.8, 0.9, 0.95, 0.975, 0.99), (0.15, 0.3, 0.5, 0.75, 1.0, 1.4)
_THETA = (0.01, 0.05, 0.15, 0.4, 0.9, 1.8)


class Nature(NamedTuple):
    """Counts a day around `mean`: latent AR(1) of the log with stationary deviation `sd`, NB size, share of zeros."""

    mean: float
    phi: float
    sd: float
    size: float
    zeros: float = 0.0
    week: float = 0.0  # amplitude of a weekly wave
    gaps: float = 0.0


class Best(NamedTuple):
    ceiling: float
    reached: float


def best(nature: Nature, factor: float, within: int, seed: int, wars: int = 2000) -> Best:
    """Share of rises by `factor` found within so many days at one false alarm a year: no rule more, and by one rule."""
    chance = np.random.default_rng(seed)
    calm = draw(nature, _BURN + within, wars, chance)
    risen = draw(nature, _BURN + within, wars, chance, factor)
    height = np.quantile(_known_day(calm, nature, factor), 1 - within / _YEAR)
    ceiling = float(np.mean(_known_day(risen, nature, factor) > height))
    years = shiryaev_roberts(draw(nature, _BURN + 365, wars // 5, chance), nature, factor, within)[:, _BURN:]
    found = shiryaev_roberts(risen, nature, factor, within)
    height = _once_a_year(years)
    fresh = ~(found[:, _BURN - 7 : _BURN] > height).any(axis=1)
    return Best(round(ceiling, 3), round(float((found[fresh, _BURN:] > height).any(axis=1).mean()), 3))


def draw(nature: Nature, days: int, wars: int, chance: np.random.Generator, factor: float = 1.0) -> np.ndarray:
    """Counts, (wars, days), NaN in gaps; multiplied from day `_BURN` on."""
    counts = _with_latent(nature, days, wars, chance, factor)[1]
    counts[chance.random(counts.shape) < nature.gaps] = np.nan
    return counts


def _with_latent(
    nature: Nature, days: int, wars: int, chance: np.random.Generator, factor: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    latent = np.empty((wars, days))
    latent[:, 0] = chance.normal(size=wars)
    for day in range(1, days):
        latent[:, day] = nature.phi * latent[:, day - 1] + np.sqrt(1 - nature.phi**2) * chance.normal(size=wars)
    mean = _offset(nature, days) * np.exp(nature.sd * latent)
    mean[:, _BURN:] *= factor
    mean = np.where(chance.random(mean.shape) < nature.zeros, 0.0, mean)
    counts = chance.poisson(chance.gamma(nature.size, np.maximum(mean, 1e-9) / nature.size)).astype(float)
    return latent, counts


def shiryaev_roberts(counts: np.ndarray, nature: Nature, factor: float, within: int) -> np.ndarray:
    """Logarithm of R for each day, (wars, days)."""
    move = _move(nature)
    calm = np.broadcast_to(_stationary(), (len(counts), len(_POINTS))).copy()
    risen, found = np.zeros_like(calm), np.empty(counts.shape)
    for day, (as_is, raised) in enumerate(_seen(counts, nature, factor)):
        risen = (risen * (1 - 1 / within) + calm) @ move * raised
        calm = calm @ move * as_is
        scale = calm.sum(axis=1, keepdims=True)
        risen, calm = np.minimum(risen / scale, _SURE), calm / scale
        found[:, day] = np.log(risen.sum(axis=1) + 1e-300)
    return found


def _known_day(counts: np.ndarray, nature: Nature, factor: float) -> np.ndarray:
    """Log likelihood ratio of a rise on day `_BURN` by the end of the counts, (wars,)."""
    move = _move(nature)
    calm = np.broadcast_to(_stationary(), (len(counts), len(_POINTS))).copy()
    risen = calm
    for day, (as_is, raised) in enumerate(_seen(counts, nature, factor)):
        risen = risen @ move * (raised if day >= _BURN else as_is)
        calm = calm @ move * as_is
        scale = calm.sum(axis=1, keepdims=True)
        risen, calm = np.minimum(risen / scale, _SURE), calm / scale
    ratio: np.ndarray = np.log(risen.sum(axis=1) + 1e-300)
    return ratio


def _seen(counts: np.ndarray, nature: Nature, factor: float) -> Iterator[tuple[np.ndarray, ...]]:
    """For each day the chance of its counts at each latent point, as it is and at the risen level."""
    offset = _offset(nature, counts.shape[1])
    points = np.exp(nature.sd * _POINTS)
    for day in range(counts.shape[1]):
        y = counts[:, day, None]
        yield tuple(_chance_of(y, offset[day] * points * f, nature) for f in (1.0, factor))


def _chance_of(y: np.ndarray, mean: np.ndarray, nature: Nature) -> np.ndarray:
    r, known = nature.size, np.nan_to_num(y)
    if r > 1e5:
        log = known * np.log(mean) - mean - gammaln(known + 1)
    else:
        log = gammaln(known + r) - gammaln(r) - gammaln(known + 1) + r * np.log(r / (r + mean))
        log = log + known * np.log(mean / (r + mean))
    chance = (1 - nature.zeros) * np.exp(log) + nature.zeros * (known == 0)
    return np.where(np.isnan(y), 1.0, np.maximum(chance, 1e-30))


def _offset(nature: Nature, days: int) -> np.ndarray:
    return nature.mean * (1.0 + nature.week * np.sin(2 * np.pi * np.arange(days) / 7))


def _stationary() -> np.ndarray:
    weight = np.exp(-0.5 * _POINTS**2)
    return np.asarray(weight / weight.sum())


def _move(nature: Nature) -> np.ndarray:
    """Chance to come from each latent point (rows) to the cell of each (columns) in a day."""
    edges = np.concatenate([[-np.inf], (_POINTS[1:] + _POINTS[:-1]) / 2, [np.inf]])
    below = ndtr((edges[None, :] - nature.phi * _POINTS[:, None]) / np.sqrt(1 - nature.phi**2))
    return np.asarray(np.diff(below, axis=1))


def fitted(counts: np.ndarray) -> Nature:
    """The nature under which a series is likeliest, of a grid; its likelihood by the same filter."""
    level = np.log(max(float(np.nanmean(counts)), 0.05))
    tried = [
        Nature(float(np.exp(level - sd**2 / 2 + shift)), phi, sd, 1 / theta)
        for phi in _PHI
        for sd in _SD
        for theta in _THETA
        for shift in (-0.6, -0.3, 0.0, 0.3)
    ]
    size = np.array([nature.size for nature in tried])[:, None]
    mean = np.array([nature.mean * np.exp(nature.sd * _POINTS) for nature in tried])
    move = np.stack([_move(nature) for nature in tried])
    state = np.broadcast_to(_stationary(), mean.shape)[:, None, :].copy()
    rest, spread = np.log(size / (size + mean)) * size, np.log(mean / (size + mean))
    log_likelihood = np.zeros(len(tried))
    for y in counts:
        state = state @ move
        if not np.isnan(y):
            log = gammaln(y + size) - gammaln(size) - gammaln(y + 1) + rest + y * spread
            state *= np.maximum(np.exp(log), 1e-30)[:, None, :]
            total = state.sum(axis=2, keepdims=True)
            log_likelihood += np.log(total[:, 0, 0])
            state /= total
    return tried[int(np.argmax(log_likelihood))]


def _once_a_year(scores: np.ndarray) -> float:
    """The lowest height at which there is at most one episode a year."""
    low, high = float(np.quantile(scores, 0.5)), float(scores.max())
    for _ in range(25):
        middle = (low + high) / 2
        low, high = (low, middle) if _episodes(scores > middle) <= scores.size / _YEAR else (middle, high)
    return high


def _episodes(hits: np.ndarray) -> int:
    last, number = np.full(len(hits), -99), 0
    for day in range(hits.shape[1]):
        new = hits[:, day] & (day - last >= _QUIET)
        last = np.where(new, day, last)
        number += int(new.sum())
    return number


def sure_of_coverage(nature: Nature, days: int, length: int, seed: int, wars: int = 300) -> tuple[float, float]:
    """Share of wars in which .93 to .97 of the 95 % intervals hold, and the lowest share held in twenty wars.

    The intervals, for the mean log of the counts of a window of `length` days, are perfect: of the true distribution,
    given the latent level on the day before, which nobody knows. What is left is chance: windows of one war that begin
    on every day are not so many wars.
    """
    chance = np.random.default_rng(seed)
    latent, counts = _with_latent(nature, days + length, wars, chance)
    sums = np.cumsum(np.concatenate([np.zeros((wars, 1)), np.log(counts + 0.5)], axis=1), axis=1)
    mean = (sums[:, length:] - sums[:, :-length])[:, 1:] / length
    before = latent[:, : mean.shape[1]]
    bins = np.digitize(before, np.quantile(before, np.linspace(0, 1, 61)[1:-1]))
    held = np.zeros(mean.shape, dtype=bool)
    for one in np.unique(bins):
        low, high = np.quantile(mean[bins == one], (0.025, 0.975))
        held[bins == one] = ((mean >= low) & (mean <= high))[bins == one]
    shares = held.mean(axis=1)
    return round(float(np.mean((shares >= 0.93) & (shares <= 0.97))), 2), round(float(np.quantile(shares, 0.05)), 3)


def every_half(series: Iterable[Named], sure: float = 0.9) -> dict[str, object]:
    """What chance alone does to the false alarms of halves, where they come as a Poisson process of one rate."""
    lengths = [len(named.series.values) for named in series]
    years = np.array([days for n in lengths for days in (n // 2, n - n // 2)]) / _YEAR
    rates = np.geomspace(0.01, 2.0, 400)
    each = poisson.cdf(np.floor(years), rates[:, None] * years)
    return {
        "halves": len(years),
        "years each": f"{years.min():.1f} to {years.max():.1f}",
        "with at most one a year, at a rate of one": round(float(poisson.cdf(np.floor(years), years).mean()), 2),
        f"rate at which all have, {sure:.0%} sure": round(float(rates[each.prod(axis=1) >= sure].max()), 2),
        "the same, as likely as not": round(float(rates[each.prod(axis=1) >= 0.5].max()), 2),
    }


def measure(series: Iterable[Named], wars: int) -> list[dict[str, object]]:
    """One row for each series: the nature fitted to it, and what is there to be had in wars of that nature."""
    rows: list[dict[str, object]] = []
    for named in series:
        counts = np.array([np.nan if value is None else value for value in named.series.values])
        nature = fitted(counts)
        row: dict[str, object] = {
            "series": named.name,
            "mean": round(nature.mean, 1),
            "AR(1)": nature.phi,
            "sd of the log level": nature.sd,
            "overdispersion of days": round(1 / nature.size, 2),
        }
        for factor, within in ((3, 7), (2, 14)):
            found = best(nature, factor, within, len(counts), wars)
            row |= {f"x{factor} within {within} days, no rule more": found.ceiling, f"x{factor}, a rule": found.reached}
        for length in (14, 42):
            sure, lowest = sure_of_coverage(nature, len(counts) - 60, length, len(counts), wars // 5)
            row |= {f"perfect intervals, {length} days, at .93-.97": sure, f"lowest of 20, {length} days": lowest}
        rows.append(row)
    return rows
