"""How soon a peak passes: the days in which the level halves after it, with an interval.

A peak is what an alarm of a rise was raised for: ordinary ups and downs have none.

A log-linear decline from the peak on, fitted by quasi-likelihood with Poisson variance (R. W. M. Wedderburn, Biometrika
61, 1974); the interval of the slope is widened by the overdispersion and by the correlation of neighbouring days. Where
a slope of nought lies inside it, no recovery is shown, and the half-life has no upper end.
"""

from __future__ import annotations

import numpy as np

from truceline.measure.alarms import alarms_in
from truceline.measure.series import DaySeries, floats
from truceline.model.measures import Recovery

#: days back in which an alarm of a rise is looked for, and days before that alarm in which the peak may lie
_BACK_DAYS, _BEFORE_ALARM = 90, 14

#: days after the peak that are fitted, at most and at least
_MOST_AFTER, _FEWEST_AFTER = 45, 7

#: a peak is a three-day mean at least this many times the median of the days before it
_LEAST_TIMES = 2.0

_BASE_DAYS = 28


def recovery(series: DaySeries) -> Recovery | None:
    """The half-life after the peak of the latest alarm within 90 days; null without one, or too soon after it."""
    values = floats(series.values)
    peak = _peak(series, values)
    if peak is None:
        return None
    after = values[peak : peak + _MOST_AFTER]
    days = np.flatnonzero(~np.isnan(after)).astype(np.float64)
    counts = after[days.astype(int)]
    if len(days) <= _FEWEST_AFTER or not counts.any():
        return None
    slope, error = _decline(days, counts)
    low, high = slope - 1.96 * error, slope + 1.96 * error
    before = values[max(0, peak - _BASE_DAYS) : peak]
    return Recovery(
        peak_day=series.day(peak),
        peak_milli=round(1000 * float(np.nanmean(values[max(0, peak - 1) : peak + 2]))),
        before_milli=round(1000 * float(np.nanmedian(before))),
        half_life_milli=_half_life(slope),
        low_milli=_half_life(low),
        high_milli=_half_life(high),
        days=len(days),
    )


def _half_life(slope: float) -> int | None:
    """Days in thousandths; null where the level does not decline."""
    return round(1000 * float(np.log(2) / -slope)) if slope < -1e-4 else None


def _peak(series: DaySeries, values: np.ndarray) -> int | None:
    """The middle of the highest three days since a fortnight before the latest alarm, where they stand out."""
    n = len(values)
    rises = [alarm.index for alarm in alarms_in(series, max(0, n - _BACK_DAYS), n).alarms if alarm.rise]
    best, place = 0.0, None
    for day in range(max(1, rises[-1] - _BEFORE_ALARM), n - 1) if rises else ():
        three = values[day - 1 : day + 2]
        before = values[max(0, day - 1 - _BASE_DAYS) : day - 1]
        if np.isnan(three).any() or np.count_nonzero(~np.isnan(before)) < _FEWEST_AFTER:
            continue
        mean = float(three.mean())
        if mean > best and mean >= _LEAST_TIMES * max(float(np.nanmedian(before)), 0.5):
            best, place = mean, day
    return place


def _decline(days: np.ndarray, counts: np.ndarray) -> tuple[float, float]:
    """Slope of log(mean) a day and its standard error, by Fisher scoring."""
    design = np.column_stack([np.ones(len(days)), days - days.mean()])
    beta = np.array([np.log(counts.mean() + 0.5), 0.0])
    for _ in range(50):
        mean = np.exp(np.clip(design @ beta, -20, 20))
        step = np.linalg.solve(design.T @ (design * mean[:, None]), design.T @ (counts - mean))
        beta = beta + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-10:
            break
    mean = np.exp(np.clip(design @ beta, -20, 20))
    residuals = (counts - mean) / np.sqrt(np.maximum(mean, 1e-9))
    spread = max(1.0, float((residuals**2).sum()) / max(len(days) - 2, 1))
    information = np.linalg.inv(design.T @ (design * mean[:, None]))
    rho = float(np.clip(np.sum(residuals[1:] * residuals[:-1]) / max(float((residuals**2).sum()), 1e-9), 0.0, 0.9))
    return float(beta[1]), float(np.sqrt(information[1, 1] * spread * (1 + rho) / (1 - rho)))
