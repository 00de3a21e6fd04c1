"""Alarms of a rise: how often false, how soon right. Heights are learnt on one half of a series, tested on the other.

Every detector is a function of counts, (batch, days), to scores of the same shape; one height for each series is learnt
as the 14-day maximum passed once a year in the first half. `truceline` learns its heights by its own rule. An alarm
that stands counts again every fortnight. A rise times f adds counts of a negative binomial with mean (f - 1) times the
level around, and the overdispersion of the days around; where an alarm stood in the week before it, it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from holding_series import Named, gaza, syria
from truceline.measure.alarms import alarms_in
from truceline.measure.scan import heights, peak, scan_scores
from truceline.measure.series import DaySeries

Detector = Callable[[np.ndarray], np.ndarray]

_QUIET, _HISTORY, _AFTER, _YEAR = 14, 290, 30, 365.25
_CALM_DAYS, _CALM_SHARE = 45, 0.4
_ASKED = ((2, 14), (3, 7), (5, 7))


def measure(series: Iterable[Named], injections: int) -> list[dict[str, object]]:
    """One row for each series and detector."""
    rows: list[dict[str, object]] = []
    for named in series:
        counts = np.array([np.nan if value is None else value for value in named.series.values])
        half = len(counts) // 2
        risen = {
            (start, factor): _injected(counts, factor, start == "truce", injections)
            for start in ("random", "truce")
            for factor, _ in _ASKED
        }
        for name in ("truceline", *PEERS):
            spoken = _spoken(name, counts)
            row: dict[str, object] = {"series": named.name, "kind": named.kind, "detector": name}
            row["false a year"] = [round(rate, 2) for rate in spoken]
            for (start, factor), batch in risen.items():
                within = dict(_ASKED)[factor]
                waits = _waits(name, counts[:half], batch, start == "truce")
                row[f"x{factor} within {within} days, {start}"] = round(float(np.mean(waits < within)), 3)
                row[f"x{factor} delay, {start}"] = float(np.median(waits))
            rows.append(row)
    return rows


def slow_collapse(folder: Path) -> list[dict[str, object]]:
    """Days from a collapse as told by history to the first alarm at or after it."""
    deaths = syria(folder, "Government of Syria - Syrian insurgents", True)
    cases = (
        ("Syria, April 2016", deaths, "2016-02-27", "2016-04-11", "2016-06-01"),
        ("Syria, September 2016", deaths, "2016-09-12", "2016-09-19", "2016-10-20"),
        ("Gaza, March 2025", gaza(folder), "2025-01-19", "2025-03-18", "2025-05-01"),
    )
    return [{"collapse": name, "delay": _delay(*case)} for name, *case in cases]


def _delay(series: DaySeries, start: str, collapse: str, end: str) -> int | None:
    watch = alarms_in(series, series.index(start), series.index(end))
    after = [alarm.index - series.index(collapse) for alarm in watch.alarms if alarm.rise]
    return min((days for days in after if days >= 0), default=None)


def _spoken(name: str, counts: np.ndarray) -> tuple[float, float]:
    """False alarms a year on the second half and on the first, heights learnt on the other."""
    n, half = len(counts), len(counts) // 2
    halves = ((slice(60, half), slice(half, n)), (slice(half, n), slice(60, half)))
    rates = []
    for learn, test in halves:
        if name == "truceline":
            scores = scan_scores(counts, np.ones(n))[0]
            hit = peak(scores[test], heights(scores[learn], 1.0).z) >= 1
        else:
            scores = PEERS[name](counts[None])[0]
            hit = scores[test] > _height(scores[learn])
        rates.append(_episodes(hit) / (len(hit) / _YEAR))
    return rates[0], rates[1]


def _waits(name: str, first_half: np.ndarray, batch: np.ndarray, truce: bool) -> np.ndarray:
    """Days to the alarm of each injected rise; 99 where there is none."""
    if name == "truceline":
        past = scan_scores(first_half, np.ones(len(first_half)))[0, 60:]
        restart = _HISTORY - _CALM_DAYS if truce else 0
        hit = peak(scan_scores(batch, np.ones(batch.shape[1]), restart=restart), heights(past, 1.0).z) >= 1
    else:
        hit = PEERS[name](batch) > _height(PEERS[name](first_half[None])[0, 60:])
    fresh = hit[~hit[:, _HISTORY - 7 : _HISTORY].any(axis=1), _HISTORY:]
    return np.where(fresh.any(axis=1), fresh.argmax(axis=1), 99)


def _injected(counts: np.ndarray, factor: int, truce: bool, injections: int) -> np.ndarray:
    chance = np.random.default_rng(len(counts) + factor)
    rows = []
    for start in chance.integers(len(counts) // 2, len(counts) - _AFTER - 1, injections):
        row = counts[start - _HISTORY : start + _AFTER].copy()
        around = counts[max(0, start - 60) : start + _AFTER]
        around = around[~np.isnan(around)]
        mean = max(float(around.mean()), 0.3)
        shape = mean**2 / max(float(around.var()) - mean, 0.05 * mean**2)
        here = counts[max(0, start - 14) : start + 15]
        level = max(float(np.nanmean(here)) if not np.isnan(here).all() else mean, 0.3)
        if truce:
            calm = np.arange(len(row)) >= _HISTORY - _CALM_DAYS
            known = calm & ~np.isnan(row)
            row[known] = chance.binomial(row[known].astype(int), _CALM_SHARE)
            level *= _CALM_SHARE
        more = (factor - 1) * level
        row[_HISTORY:] += chance.negative_binomial(shape, shape / (shape + more), _AFTER)
        rows.append(row)
    return np.array(rows)


def _height(scores: np.ndarray) -> float:
    """What the largest score of a fortnight passed once a year."""
    whole = scores[: len(scores) // _QUIET * _QUIET].reshape(-1, _QUIET)
    peaks = np.sort(whole.max(axis=1))[::-1]
    return float(peaks[min(int(len(scores) / _YEAR), len(peaks) - 1)])


def _episodes(hits: np.ndarray) -> int:
    last, number = -99, 0
    for day in np.flatnonzero(hits):
        if day - last >= _QUIET:
            number, last = number + 1, day
    return int(number)


def _moving(counts: np.ndarray, days: int, gap: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of up to `days` days that end `gap` days before each day."""
    padded = np.concatenate([np.full((len(counts), days + gap), np.nan), counts], axis=1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, days, axis=1)[:, : counts.shape[1]]
    seen = ~np.isnan(windows)
    n = np.maximum(seen.sum(axis=2), 1)
    mean = np.where(seen, windows, 0.0).sum(axis=2) / n
    variance = np.where(seen, (windows - mean[:, :, None]) ** 2, 0.0).sum(axis=2) / np.maximum(n - 1, 1)
    enough = seen.sum(axis=2) >= max(3, days // 2)
    return np.where(enough, mean, np.nan), variance


def _cusum(steps: np.ndarray) -> np.ndarray:
    total, sums = np.zeros(len(steps)), np.zeros(steps.shape)
    for day in range(steps.shape[1]):
        total = np.maximum(0.0, total + np.nan_to_num(steps[:, day]))
        sums[:, day] = total
    return sums


def _poisson_cusum(counts: np.ndarray) -> np.ndarray:
    """Log-likelihood ratio of twice the level of the last 28 days (Lucas, Technometrics 27, 1985)."""
    mean = np.maximum(_moving(counts, 28, 3)[0], 0.3)
    return _cusum((counts * np.log(2.0) - mean) / np.sqrt(mean))


def _nb_cusum(counts: np.ndarray) -> np.ndarray:
    """The same for a negative binomial (Höhle and Paul, Computational Statistics & Data Analysis 52, 2008)."""
    mean, variance = _moving(counts, 28, 3)
    mean = np.maximum(mean, 0.3)
    size = mean**2 / np.maximum(variance - mean, 0.05 * mean**2)
    return _cusum(counts * np.log(2.0) - (counts + size) * np.log((size + 2 * mean) / (size + mean)))


def _farrington(counts: np.ndarray) -> np.ndarray:
    """Quasi-Poisson bound with the 2/3 power over the last 28 days (Farrington et al. 1996, without years)."""
    mean, variance = _moving(counts, 28)
    mean = np.maximum(mean, 0.3)
    spread = np.sqrt(np.maximum(variance / mean, 1.0) * mean * (1 + 1 / 28))
    return np.nan_to_num(1.5 * mean / spread * ((np.nan_to_num(counts) / mean) ** (2 / 3) - 1), nan=-9.0)


def _ears(counts: np.ndarray) -> np.ndarray:
    """EARS C2: seven days, two days apart (Hutwagner et al., Journal of Urban Health 80, 2003)."""
    mean, variance = _moving(counts, 7, 2)
    return np.nan_to_num((counts - mean) / np.maximum(np.sqrt(variance), 0.5), nan=-9.0)


PEERS: dict[str, Detector] = {
    "Poisson CUSUM": _poisson_cusum,
    "NB CUSUM": _nb_cusum,
    "Farrington type": _farrington,
    "EARS C2": _ears,
}
