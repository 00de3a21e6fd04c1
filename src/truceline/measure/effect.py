"""What a truce changed: the level in force against the level that the days before it led to expect.

Effect = mean of log(count + 1/2) on the full days in force, less its forecast from up to 60 days before (module
`levels`). The interval is the forecast's standard deviation times a multiplier learnt at placebo dates, dates at
which nothing was agreed: with 1.96 such intervals miss too often, because wars are not stationary. There is no trend to
extrapolate: a surge before a truce would turn it into an invented drop (T. Williams et al., Annals of Applied
Statistics 2024, arXiv 2110.05475; A. Linden, arXiv 2603.24814 on interrupted series). It is told as a ratio of counts
a day (module `small_counts`).
"""

from __future__ import annotations

import math

import msgspec
import numpy as np

from truceline.measure import levels
from truceline.measure.rhythm import Rhythm, changed
from truceline.measure.series import DaySeries, Truce, floats
from truceline.measure.small_counts import level_of
from truceline.model.english import english
from truceline.model.measures import Effect
from truceline.model.phrase import Decimal, Phrase, say

NO_EFFECT = Effect(None, None, None)


class EffectParams(msgspec.Struct, frozen=True):
    """How the effect is judged.

    `multiplier + multiplier_by_log * log(days in force)` makes about 96 % of the intervals at placebo dates contain 1.0
    on the series for tuning of `benchmarks/holding_series.py`, and 95 % of those that are given: abstention leaves the
    narrower ones. From there the series' own past moves it, placebo date by placebo date, each known only when its
    window has ended: up by `rate * (1 - miss)` on the scale of logs where the interval missed, down by `rate * miss`
    where it held, so that over any long time the share missed is `miss` whatever the war does (adaptive conformal
    intervals: I. Gibbs and E. Candès, NeurIPS 34, 2021).
    """

    days_before: int = 60
    fewest_before: int = 21
    most_scored: int = 60
    multiplier: float = 2.05
    multiplier_by_log: float = 0.15
    miss: float = 0.05
    rate: float = 0.05
    of_abstained: float = 0.3  # of the rate, where no interval would have been given: those given are to hold
    narrowest: float = 0.6  # of the multiplier learnt on other series
    widest: float = 3.3
    placebos_to_learn: int = 5  # windows that do not overlap; with fewer it is said that other series' alone spoke
    thin_share: float = 1 / 3  # a day with less than this share of the usual effort is no figure
    detectable: float = 10.0  # abstain where only a larger cut than this could be seen


DEFAULTS = EffectParams()


class EffectResult(msgspec.Struct, frozen=True):
    """The effect, or none with the reasons why. `before` and `during` are mean counts a day, as observed."""

    effect: Effect
    told: tuple[Phrase, ...]
    abstained: bool
    days_scored: int = 0
    before: float | None = None
    during: float | None = None
    expected: float | None = None
    days_before: int = 0  # with a figure
    days_later: int = 0  # in force after those that are scored, with a figure
    multiplier: float = 0.0
    detectable: float | None = None  # the cut in counts, as a ratio above 1, shown in four of five cases; null: none
    placebo_windows: int = 0
    placebo_deeper: int = 0
    score: float | None = None  # the effect in forecast deviations
    placebo_scores: tuple[float, ...] = ()  # the same at dates without a truce, in the order of days
    fell: bool | None = None  # whether the level in force lay below the level expected, however unsurely
    reporting_changed: bool = False  # days were reported in another rhythm: no figure of these days is compared

    @property
    def reasons(self) -> tuple[str, ...]:
        """What is told, in English."""
        return tuple(english(phrase) for phrase in self.told)


def effect_of(series: DaySeries, truce: Truce, params: EffectParams = DEFAULTS) -> EffectResult:
    """The ratio of the level in force to the level expected without a truce, with an interval, or an abstention."""
    y = log_levels(series, params.thin_share)
    start = series.index(truce.from_day)
    end = len(y) if truce.until_day is None else min(series.index(truce.until_day), len(y))
    whole, end = end, min(end, start + params.most_scored)
    for day in truce.partial_days:
        if 0 <= series.index(day) < len(y):
            y[series.index(day)] = np.nan
    refusal = _refuse(series, y, start, end, params)
    if refusal:
        return EffectResult(NO_EFFECT, refusal, abstained=True)
    rhythms = changed(series, (start - params.days_before, start), (start, whole))
    if rhythms is not None:
        return EffectResult(NO_EFFECT, (_rhythm_words(*rhythms),), abstained=True, reporting_changed=True)
    return _judge(series, y, start, end, int(np.count_nonzero(~np.isnan(y[end:whole]))), params)


def _rhythm_words(before: Rhythm, force: Rhythm) -> Phrase:
    figures = {"zeros": force.zeros, "n": force.days, "zeros_before": before.zeros, "n_before": before.days}
    return say("reporting_changed" if force.broken else "reporting_changed_before", **figures)


def log_levels(series: DaySeries, thin_share: float = 1 / 3) -> np.ndarray:
    """log(count + 1/2), less the log of effort against its median where effort is given; NaN without a figure."""
    values = floats(series.values)
    y: np.ndarray = np.log(values + 0.5)
    if series.effort is None:
        return y
    effort = floats(series.effort)
    worked = effort > 0
    if not worked.any():
        return np.full(len(y), np.nan)
    share = np.where(worked, effort, np.nan) / np.median(effort[worked])
    return np.where(share >= thin_share, y - np.log(share), np.nan)


def _refuse(series: DaySeries, y: np.ndarray, start: int, end: int, params: EffectParams) -> tuple[Phrase, ...]:
    if end <= max(start, 0) or start >= len(y):
        return (say("no_full_day"),)
    before = int(np.count_nonzero(~np.isnan(y[max(0, start - params.days_before) : max(start, 0)])))
    during = int(np.count_nonzero(~np.isnan(y[max(start, 0) : end])))
    if start < 0 or before < params.fewest_before:
        return (say("too_few_before", n=before, needed=params.fewest_before),)
    if 2 * during <= end - start:
        why = "too_thin" if series.effort is None else "too_thin_effort"
        return (say(why, missing=end - start - during, n=end - start),)
    return ()


def _judge(series: DaySeries, y: np.ndarray, start: int, end: int, later: int, params: EffectParams) -> EffectResult:
    window = y[max(0, start - params.days_before) : start]
    asked = ~np.isnan(y[start:end])
    ahead = levels.forecast(levels.fit(window[None, :]), asked)
    gap = float(np.mean(y[start:end][asked])) - float(ahead.mean[0])
    sd = float(levels.at_least_poisson(ahead, int(asked.sum()))[0])
    dates = placebos(y[:start], end - start, params)
    placebo = dates.gap / dates.sd
    multiplier = float(multipliers(dates, end - start, np.array([start]), params)[0])
    learnt = len(placebo) >= params.placebos_to_learn * (end - start)
    detectable = detectable_cut(multiplier, sd)
    watched = (
        _watched(series, max(0, start - params.days_before), start, params),
        _watched(series, start, end, params),
    )
    effect = _in_counts(float(ahead.mean[0]), gap, multiplier * sd, watched)
    cut = _cut_in_counts(float(ahead.mean[0]) + watched[0], math.log(detectable))
    told = [_scope(window, asked, multiplier, learnt), *([say("scope_later", n=later)] if later else [])]
    deeper = int(np.count_nonzero(placebo <= gap / sd))
    if len(placebo):
        told.append(say("placebos", n=len(placebo), deeper=deeper))
    result = EffectResult(
        effect=effect,
        told=(),
        abstained=False,
        days_scored=int(asked.sum()),
        before=_mean(series, max(0, start - params.days_before), start),
        during=_mean(series, start, end),
        expected=float(np.exp(ahead.mean[0])) - 0.5,
        days_before=int(np.count_nonzero(~np.isnan(window))),
        days_later=later,
        multiplier=multiplier,
        detectable=cut,
        placebo_windows=len(placebo),
        placebo_deeper=deeper,
        score=gap / sd,
        placebo_scores=tuple(float(score) for score in placebo),
        fell=effect.ratio_milli is not None and effect.ratio_milli < 1000,
    )
    if detectable > params.detectable:
        told.append(say("undetectable", cut=round(detectable)))
        if effect.low_milli is not None and not result.fell and cut is not None:
            told.append(say("effect_excluded", low=Decimal(effect.low_milli)))
        return msgspec.structs.replace(result, effect=NO_EFFECT, abstained=True, told=tuple(told))
    told[:0] = effect_words(result.effect, cut is not None)
    told.append(say("detectable_none") if cut is None else say("detectable", cut=Decimal(round(1000 * cut), 1)))
    return msgspec.structs.replace(result, told=tuple(told))


def _in_counts(expected: float, gap: float, reach: float, watched: tuple[float, float]) -> Effect:
    """The effect as a ratio of counts a day at the usual effort.

    Args:
        watched: mean log of the effort against the usual, before and in force. Where both are alike the interval holds
            1 where that of the log ratio holds 0, and only there.
    """
    before, during = watched
    level = float(level_of(np.array(expected + before))) - before
    found = level_of(expected + during + gap + np.array([0.0, -reach, reach])) - during - level
    ratio, low, high = (_milli(float(one)) for one in found)
    return Effect(ratio, low, high)


def _cut_in_counts(expected: float, reach: float) -> float | None:
    """Expected level over the largest one that would be shown to be lower, a day; null where not even 0 would be.

    Args:
        expected: mean of log(count + 1/2) expected.
        reach: of that scale, what a fall must exceed.
    """
    if expected - reach <= math.log(0.5):
        return None
    level, lower = level_of(np.array([expected, expected - reach]))
    return float(np.exp(level - lower))


def _watched(series: DaySeries, start: int, end: int, params: EffectParams) -> float:
    """Mean log of the effort of these days against the usual."""
    plain = log_levels(DaySeries(series.first_day, series.values))[start:end]
    share = plain - log_levels(series, params.thin_share)[start:end]
    return 0.0 if np.isnan(share).all() else float(np.nanmean(share))


class Placebos(msgspec.Struct, frozen=True):
    """Dates without a truce: first day of each window, its effect (log ratio) and the forecast's deviation."""

    start: np.ndarray
    gap: np.ndarray
    sd: np.ndarray


def placebos(y: np.ndarray, length: int, params: EffectParams = DEFAULTS) -> Placebos:
    """The effect at every date of log levels `y` with enough days on both sides, each judged by the days before it."""
    starts = np.arange(params.days_before, len(y) - length + 1)
    if not len(starts):
        return Placebos(starts, np.zeros(0), np.zeros(0))
    windows = np.lib.stride_tricks.sliding_window_view(y, params.days_before)[starts - params.days_before]
    after = np.lib.stride_tricks.sliding_window_view(y, length)[starts]
    seen = np.count_nonzero(~np.isnan(after), axis=1)
    usable = (2 * seen > length) & (np.count_nonzero(~np.isnan(windows), axis=1) >= params.fewest_before)
    if not usable.any():
        return Placebos(starts[usable], np.zeros(0), np.zeros(0))
    ahead = levels.forecast(levels.fit(windows[usable]), np.ones(length, dtype=bool))
    mean = np.nansum(after[usable], axis=1) / seen[usable]
    return Placebos(starts[usable], mean - ahead.mean, levels.at_least_poisson(ahead, length))


def multipliers(dates: Placebos, length: int, at: np.ndarray, params: EffectParams = DEFAULTS) -> np.ndarray:
    """Forecast deviations for windows of `length` days that begin `at` these days, each by what was over by then."""
    misses = np.abs(dates.gap / dates.sd)
    shared = params.multiplier + params.multiplier_by_log * float(np.log(length))
    over = dates.start + length
    told = np.searchsorted(over, dates.start, side="right")
    low, high = float(np.log(params.narrowest)), float(np.log(params.widest))
    moved = np.zeros(len(misses) + 1)
    for n, known in enumerate(told.tolist()):
        multiplier = shared * float(np.exp(moved[known]))
        given = detectable_cut(multiplier, float(dates.sd[n])) <= params.detectable
        rate = params.rate * (1.0 if given else params.of_abstained)
        moved[n + 1] = min(max(moved[n] + rate * (float(misses[n] > multiplier) - params.miss), low), high)
    learnt: np.ndarray = shared * np.exp(moved[np.searchsorted(over, at, side="right")])
    return learnt


def detectable_cut(multiplier: float, sd: float) -> float:
    """The cut, as expected level over level in force, that would be shown in four of five cases."""
    return float(np.exp((multiplier + 0.84) * sd))


def _scope(window: np.ndarray, asked: np.ndarray, multiplier: float, learnt: bool) -> Phrase:
    return say(
        "scope_own" if learnt else "scope_other",
        n=int(asked.sum()),
        before=int(np.count_nonzero(~np.isnan(window))),
        multiplier=Decimal(round(1000 * multiplier)),
    )


def effect_words(effect: Effect, could_fall: bool = True) -> tuple[Phrase, ...]:
    """What an effect with its interval shows: a drop, a rise, or neither, and then which cut is excluded. Where so few
    events were expected that even none would have shown no fall (not `could_fall`), none is excluded."""
    assert effect.ratio_milli is not None and effect.low_milli is not None and effect.high_milli is not None
    low = Decimal(effect.low_milli)
    kind = "effect_drop" if effect.high_milli < 1000 else "effect_rise" if effect.low_milli > 1000 else "effect_none"
    shown = say(kind, ratio=Decimal(effect.ratio_milli), low=low, high=Decimal(effect.high_milli))
    return (shown, say("effect_excluded", low=low)) if kind == "effect_none" and could_fall else (shown,)


def _milli(log_ratio: float) -> int:
    return round(1000 * float(np.exp(np.clip(log_ratio, -20.0, 20.0))))


def _mean(series: DaySeries, start: int, end: int) -> float | None:
    values = [value for value in series.values[start:end] if value is not None]
    return sum(values) / len(values) if values else None
