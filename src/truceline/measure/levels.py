"""A slow level under daily noise: the model behind the effect of a truce and the alarm of its collapse.

    y[t] = mu + x[t] + e[t],   x[t] = phi * x[t-1] + w[t],   Var(w) = lam * s2,   Var(e) = s2

A bank of scalar Kalman filters runs over a fixed grid of (phi, lam). The mean `mu` is diffuse (augmented filter:
B. Rosenberg, Annals of Economic and Social Measurement 2, 1973; P. de Jong, Annals of Statistics 19, 1991) and `s2` is
integrated out, so every grid point forecasts with a Student t; the points are averaged by their posterior weight. No
optimiser runs: nothing can fail to converge, and equal series give equal answers. Days without a figure are NaN.

Everything has a leading batch axis: many windows of one length are filtered at once.
"""

from __future__ import annotations

import msgspec
import numpy as np
from scipy.special import ndtri, stdtr

#: slow levels weigh more: daily conflict counts have an AR coefficient near .97 (500-855 placebo dates, five series)
_PHI = np.array([0.6, 0.8, 0.9, 0.95, 0.97, 0.985])
_PHI_PRIOR = np.array([0.05, 0.10, 0.15, 0.20, 0.30, 0.20])
_LAM = np.array([0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0])

_GRID_PHI = np.repeat(_PHI, len(_LAM))
_GRID_LAM = np.tile(_LAM, len(_PHI))
_GRID_PRIOR = np.log(np.repeat(_PHI_PRIOR, len(_LAM)) / len(_LAM))

#: fewer figures than this in a window give no forecast
FEWEST_DAYS = 14


class Fit(msgspec.Struct, frozen=True):
    """State of the bank after the last day of each window: arrays of shape (batch, grid), `n` of shape (batch, 1)."""

    weight: np.ndarray
    mean: np.ndarray  # of mu
    information: np.ndarray  # about mu, in units of 1 / s2
    s2: np.ndarray
    state_y: np.ndarray
    state_1: np.ndarray
    spread: np.ndarray  # of x, in units of s2
    n: np.ndarray


class Forecast(msgspec.Struct, frozen=True):
    """Mean and standard deviation of the mean of `y` over the days asked for; arrays of shape (batch,)."""

    mean: np.ndarray
    sd: np.ndarray
    freedom: np.ndarray


def fit(windows: np.ndarray) -> Fit:
    """Filter each row of `windows` (batch × days, NaN where there is no figure)."""
    shape = (windows.shape[0], len(_GRID_PHI))
    spread = np.broadcast_to(_GRID_LAM / (1 - _GRID_PHI**2), shape).copy()
    state_y, state_1 = np.zeros(shape), np.zeros(shape)
    yy, y1, information, log_f = (np.zeros(shape) for _ in range(4))
    for day in range(windows.shape[1]):
        y = windows[:, day, None]
        seen = ~np.isnan(y)
        variance = spread + 1.0
        gain = np.where(seen, spread / variance, 0.0)
        error_y = np.where(seen, y - state_y, 0.0)
        error_1 = np.where(seen, 1.0 - state_1, 0.0)
        yy += error_y**2 / variance
        y1 += error_y * error_1 / variance
        information += error_1**2 / variance
        log_f += np.where(seen, np.log(variance), 0.0)
        state_y = _GRID_PHI * (state_y + gain * error_y)
        state_1 = _GRID_PHI * (state_1 + gain * error_1)
        spread = _GRID_PHI**2 * spread * (1.0 - gain) + _GRID_LAM
    n = np.sum(~np.isnan(windows), axis=1)[:, None]
    known = np.where(information > 0, information, 1.0)
    mean = y1 / known
    rest = np.maximum(yy - y1 * mean, 1e-9)
    log_likelihood = -0.5 * (log_f + np.log(known) + (n - 1) * np.log(rest)) + _GRID_PRIOR
    weight = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    return Fit(
        weight=weight / weight.sum(axis=1, keepdims=True),
        mean=mean,
        information=known,
        s2=rest / np.maximum(n - 3, 1),
        state_y=state_y,
        state_1=state_1,
        spread=spread,
        n=n,
    )


def forecast(fitted: Fit, ahead: np.ndarray) -> Forecast:
    """Forecast the mean of `y` over the days after the window at which `ahead` is true (`ahead[0]` is the next day)."""
    asked = int(ahead.sum())
    reach, spread = np.ones(len(_GRID_PHI)), fitted.spread
    shared, total = np.zeros_like(spread), np.zeros_like(spread)
    reached = np.zeros(len(_GRID_PHI))
    for wanted in ahead:
        if wanted:
            total = total + 2 * shared + spread
            shared = shared + spread
            reached = reached + reach
        reach = reach * _GRID_PHI
        shared = _GRID_PHI * shared
        spread = _GRID_PHI**2 * spread + _GRID_LAM
    reached = reached / asked
    own = 1.0 - reached * fitted.state_1
    mean = fitted.mean * own + reached * fitted.state_y
    variance = fitted.s2 * (total / asked**2 + 1.0 / asked + own**2 / fitted.information)
    centre = np.sum(fitted.weight * mean, axis=1)
    around = np.sum(fitted.weight * (variance + (mean - centre[:, None]) ** 2), axis=1)
    return Forecast(mean=centre, sd=np.sqrt(around), freedom=np.maximum(fitted.n[:, 0] - 1, 1))


def at_least_poisson(ahead: Forecast, days: int) -> np.ndarray:
    """The forecast's standard deviation, never below that of `days` Poisson counts at the level forecast.

    A series that never moved (all zeros) would else call its first event a miracle.
    """
    floor: np.ndarray = np.sqrt(np.exp(-np.clip(ahead.mean, -0.7, 50.0)) / days)
    sd: np.ndarray = np.maximum(ahead.sd, floor)
    return sd


def normal_scores(error: np.ndarray, sd: np.ndarray, freedom: np.ndarray) -> np.ndarray:
    """Forecast errors as standard normal scores; `sd` is that of a Student t with `freedom` degrees."""
    wide = np.sqrt(np.maximum(freedom - 2, 1) / np.maximum(freedom, 1))
    scores = error / (sd * wide)
    upper = np.maximum(stdtr(freedom, -np.abs(scores)), 1e-300)
    normal: np.ndarray = np.sign(scores) * -ndtri(upper)
    return normal
