"""Alarms of a rise: how often false, how soon right. Heights are learnt on one half of a series, tested on the other.

Every detector is a function of counts, (batch, days), to scores of the same shape; one height for each series is learnt
as the 14-day maximum passed once a year in the first half. `truceline` learns its heights by its own rule. An alarm
that stands counts again every fortnight; one within four weeks after a collapse told by history is not false. Rises
come after random dates of the second half; where an alarm stood in the week before one, it is left out. Three kinds:

* multiplied: every day's count times f;
* added: counts of a negative binomial with mean (f - 1) times the level around and the overdispersion around;
* slow: times 2 after 14 days and 4 after 28. Found in time is within 7 days after it passes twice the level.

`frontier` says what is there to be had: the best detector of all for each series and question, at the lowest height
that gives at most one false alarm a year in both halves, known only afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from holding_series import GAZA_COLLAPSE, SYRIAN_COLLAPSES, Named, gaza, syria
from truceline.measure import surprise
from truceline.measure.alarms import alarms_in
from truceline.measure.heights import ERRORS, SUMS, heights, peak
from truceline.measure.scan import scan_scores
from truceline.measure.series import DaySeries

Detector = Callable[[np.ndarray], np.ndarray]

_QUIET, _HISTORY, _AFTER, _YEAR = 14, 290, 30, 365.25
_CALM_DAYS, _CALM_SHARE = 45, 0.4
_LEARN = 60  # days at the beginning that have no score
_ROUND = 30  # days before a rise whose forecast errors are needed

#: kind, factor, days within which it is to be found, and whether it begins 45 days after a fall to .4
_ASKED = (
    ("multiplied", 2, 14, False),
    ("multiplied", 3, 7, False),
    ("added", 2, 14, False),
    ("added", 3, 7, False),
    ("added", 5, 7, False),
    ("slow", 2, 21, False),
    ("multiplied", 2, 14, True),
    ("multiplied", 3, 7, True),
)


def measure(series: Iterable[Named], injections: int) -> list[dict[str, object]]:
    """One row for each series and detector, and one for the frontier."""
    rows: list[dict[str, object]] = []
    for named in series:
        counts = np.array([np.nan if value is None else value for value in named.series.values])
        risen = [_injected(counts, kind, factor, truce, injections) for kind, factor, _, truce in _ASKED]
        right = [named.series.index(day) for day in named.collapses]
        best = np.zeros(len(_ASKED))
        for name in ("truceline", *PEERS):
            found, hindsight = _judged(name, counts, risen)
            best = np.maximum(best, hindsight)
            rows.append(
                {
                    "series": named.name,
                    "kind": named.kind,
                    "detector": name,
                    "false a year": _spoken(name, counts, right),
                }
                | _columns(found)
            )
        rows.append(
            {"series": named.name, "kind": named.kind, "detector": "frontier", "false a year": [1.0, 1.0]}
            | _columns(best)
            | {"threefold weeks a year": _threefold(counts)}
        )
    return rows


def question(kind: str, factor: int, within: int, truce: bool) -> str:
    if kind == "slow":
        return "slow, 7 days after passing x2"
    return f"x{factor} within {within} days, {kind}" + (", in a truce" if truce else "")


QUESTIONS = tuple(question(*asked) for asked in _ASKED)


def _columns(shares: np.ndarray) -> dict[str, object]:
    return {words: round(float(share), 3) for words, share in zip(QUESTIONS, shares, strict=True)}


def _judged(name: str, counts: np.ndarray, risen: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Share of each batch of rises found in time, at heights of the first half and at those of hindsight."""
    half = len(counts) // 2
    whole = _relative(name, counts[None], slice(_LEARN, half), counts)[0]
    afterwards = max(_lowest(whole[_LEARN:half]), _lowest(whole[half:]))
    shares = []
    for batch, (_, _, within, truce) in zip(risen, _ASKED, strict=True):
        scores = _relative(name, batch, slice(_LEARN, half), counts, _HISTORY - _CALM_DAYS if truce else 0)
        shares.append([_in_time(scores > height, within) for height in (1.0, afterwards)])
    found = np.array(shares)
    return found[:, 0], found[:, 1]


def _relative(name: str, batch: np.ndarray, learn: slice, counts: np.ndarray, restart: int = 0) -> np.ndarray:
    """Scores of each day over the height that this stretch of the whole series teaches."""
    if name != "truceline":
        height = _height(PEERS[name](counts[None])[0][learn])
        return PEERS[name](batch) / height if height > 0 else PEERS[name](batch) - height + 1.0
    y = np.log(counts + 0.5)
    by_sums = heights(scan_scores(counts, np.ones(len(counts)))[0][learn], SUMS, 1.0)
    by_errors = heights(surprise.scan(surprise.scores(y, 0, len(y)))[learn], ERRORS, 1.0)
    sums = peak(scan_scores(batch, np.ones(batch.shape[1]), restart=restart), by_sums)
    errors = np.full(sums.shape, -np.inf)
    first = 0 if batch.shape[1] > _HISTORY + _AFTER else max(_HISTORY - _ROUND, restart)
    for row, values in enumerate(np.log(batch + 0.5)):
        errors[row, first:] = peak(surprise.scan(surprise.scores(values, first, len(values), restart)), by_errors)
    highest: np.ndarray = np.maximum(sums, errors)
    return highest


def _spoken(name: str, counts: np.ndarray, right: list[int]) -> list[float]:
    """False alarms a year on the second half and on the first, heights learnt on the other.

    An alarm within four weeks after one of the days `right` is none of them.
    """
    n, half = len(counts), len(counts) // 2
    halves = ((slice(_LEARN, half), slice(half, n)), (slice(half, n), slice(_LEARN, half)))
    rates = []
    for learn, test in halves:
        hit = _relative(name, counts[None], learn, counts)[0][test] > 1
        false = [day for day in _episodes(hit) if not any(0 <= test.start + day - told < 28 for told in right)]
        rates.append(round(len(false) / (len(hit) / _YEAR), 2))
    return rates


def _lowest(scores: np.ndarray) -> float:
    """The lowest height at most one episode a year passes, known afterwards."""
    known = scores[np.isfinite(scores)]
    lowest = float(known.max())
    for share in np.geomspace(0.5 / len(known), 0.3, 120):
        height = float(np.quantile(known, 1 - share))
        if len(_episodes(scores > height)) > len(scores) / _YEAR:
            break
        lowest = height
    return lowest


def _in_time(hit: np.ndarray, within: int) -> float:
    fresh = hit[~hit[:, _HISTORY - 7 : _HISTORY].any(axis=1), _HISTORY:]
    return float(fresh[:, :within].any(axis=1).mean()) if len(fresh) else 0.0


def _threefold(counts: np.ndarray) -> float:
    """Weeks a year that were at least three times the four weeks before them, with nothing injected."""
    week, before = _moving(counts[None], 7)[0][0], _moving(counts[None], 28, 7)[0][0]
    return round(len(_episodes(week >= 3 * np.maximum(before, 0.3))) / (len(counts) / _YEAR), 1)


def slow_collapse(folder: Path) -> list[dict[str, object]]:
    """Days from a collapse as told by history to the first alarm at or after it."""
    deaths = syria(folder, "Government of Syria - Syrian insurgents", True)
    cases = (
        ("Syria, April 2016", deaths, "2016-02-27", SYRIAN_COLLAPSES[0], "2016-06-01"),
        ("Syria, September 2016", deaths, "2016-09-12", SYRIAN_COLLAPSES[1], "2016-10-20"),
        ("Gaza, March 2025", gaza(folder), "2025-01-19", GAZA_COLLAPSE, "2025-05-01"),
    )
    return [{"collapse": name, "delay": _delay(*case)} for name, *case in cases]


def _delay(series: DaySeries, start: str, collapse: str, end: str) -> int | None:
    watch = alarms_in(series, series.index(start), series.index(end))
    after = [alarm.index - series.index(collapse) for alarm in watch.alarms if alarm.rise]
    return min((days for days in after if days >= 0), default=None)


def _injected(counts: np.ndarray, kind: str, factor: int, truce: bool, injections: int) -> np.ndarray:
    chance = np.random.default_rng(len(counts) + factor)
    rows = []
    for start in chance.integers(max(_HISTORY, len(counts) // 2), len(counts) - _AFTER - 1, injections):
        row = counts[start - _HISTORY : start + _AFTER].copy()
        if truce:
            calm = np.arange(len(row)) >= _HISTORY - _CALM_DAYS
            known = calm & ~np.isnan(row)
            row[known] = chance.binomial(row[known].astype(int), _CALM_SHARE)
        if kind == "added":
            row[_HISTORY:] += _more(counts, int(start), factor, chance)
        elif kind == "multiplied":
            row[_HISTORY:] *= factor
        else:
            row[_HISTORY:] = np.round(row[_HISTORY:] * 2 ** np.minimum(np.arange(1, _AFTER + 1) / 14, 2.0))
        rows.append(row)
    return np.array(rows)


def _more(counts: np.ndarray, start: int, factor: int, chance: np.random.Generator) -> np.ndarray:
    around = counts[max(0, start - 60) : start + _AFTER]
    around = around[~np.isnan(around)]
    mean = max(float(around.mean()), 0.3)
    shape = mean**2 / max(float(around.var()) - mean, 0.05 * mean**2)
    here = counts[max(0, start - 14) : start + 15]
    level = max(float(np.nanmean(here)) if not np.isnan(here).all() else mean, 0.3)
    return chance.negative_binomial(shape, shape / (shape + (factor - 1) * level), _AFTER)


def _height(scores: np.ndarray) -> float:
    """What the largest score of a fortnight passed once a year."""
    whole = scores[: len(scores) // _QUIET * _QUIET].reshape(-1, _QUIET)
    peaks = np.sort(whole.max(axis=1))[::-1]
    return float(peaks[min(int(len(scores) / _YEAR), len(peaks) - 1)])


def _episodes(hits: np.ndarray) -> list[int]:
    """First day of each episode; one that stands counts again every fortnight."""
    last, first = -99, []
    for day in np.flatnonzero(hits).tolist():
        if day - last >= _QUIET:
            first.append(day)
            last = day
    return first


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
