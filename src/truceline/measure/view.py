"""What the page of one series shows: days around the truce, levels, placebo dates, rates, late days, a paragraph."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import gammaincinv

from truceline.measure.effect import DEFAULTS, EffectResult, effect_of
from truceline.measure.paragraph import REFERENCES, paragraph
from truceline.measure.series import DaySeries, Truce
from truceline.model.measures import Further, Levels, MeasureView, Rate, SeriesDay, Verdict

#: days drawn before the truce, after its end, and at most
_BEFORE_DAYS, _AFTER_DAYS, _MOST_DAYS = 120, 45, 400

_BLOCK_DAYS = 7


def view_of(
    series: DaySeries,
    truce: Truce | None,
    verdict: Verdict,
    more: Further | None = None,
    subject: str = "",
    column: str = "value",
) -> MeasureView:
    """The view of a series, of a truce where one is named, and of the verdict that `holding` gave on them."""
    n = len(series.values)
    start, end = _span(series, truce)
    found = effect_of(series, truce) if truce is not None else None
    out = frozenset(truce.partial_days) if truce else frozenset()  # days that are not scored
    lower = max(0, start - _BEFORE_DAYS) if truce is not None else max(0, n - _MOST_DAYS)
    upper = min(n, end + _AFTER_DAYS, lower + _MOST_DAYS) if truce is not None else n
    return MeasureView(
        subject=subject,
        column=column,
        first_day=series.first_day,
        last_day=series.day(n - 1),
        n_days=n,
        from_day=truce.from_day if truce else None,
        until_day=truce.until_day if truce else None,
        verdict=verdict,
        days=tuple(_day(series, i, start <= i < end, series.day(i) not in out) for i in range(lower, upper)),
        levels=_levels(series, found, start, end, out),
        score_milli=None if found is None or found.score is None else round(1000 * found.score),
        multiplier_milli=round(1000 * found.multiplier) if found else 0,
        placebo_milli=tuple(round(1000 * score) for score in found.placebo_scores) if found else (),
        placebo_deeper=found.placebo_deeper if found else 0,
        rates=_rates(series, truce, start, end) if truce is not None else (),
        by_effort=series.effort is not None,
        late=more.late if more else (),
        trends=more.told if more else (),
        paragraph=paragraph(series, truce, verdict) if truce is not None else (),
        references=REFERENCES if truce is not None else (),
    )


def _span(series: DaySeries, truce: Truce | None) -> tuple[int, int]:
    n = len(series.values)
    if truce is None:
        return n, n
    end = n if truce.until_day is None else series.index(truce.until_day)
    return min(max(series.index(truce.from_day), 0), n), min(max(end, 0), n)


def _day(series: DaySeries, i: int, in_force: bool, scored: bool) -> SeriesDay:
    value, effort = series.values[i], None if series.effort is None else series.effort[i]
    return SeriesDay(
        day=series.day(i),
        value_milli=None if value is None else round(1000 * value),
        effort_milli=None if effort is None else round(1000 * effort),
        in_force=in_force,
        scored=scored and in_force,
    )


def _levels(series: DaySeries, found: EffectResult | None, start: int, end: int, out: frozenset[str]) -> Levels | None:
    """Geometric means of count + 1/2, on whose ratio the effect is; expected for as much observation as in force."""
    if found is None or not found.days_scored:
        return None
    before = _typical(series, range(max(0, start - DEFAULTS.days_before), start), frozenset())
    during = _typical(series, range(start, min(end, start + DEFAULTS.most_scored)), out)
    if before is None or during is None:
        return None
    effect = found.effect
    if not effect.ratio_milli or not effect.low_milli or not effect.high_milli:
        return Levels(_milli(before), _milli(during))
    expected, low, high = (
        _milli(during * 1000 / milli) for milli in (effect.ratio_milli, effect.high_milli, effect.low_milli)
    )
    return Levels(_milli(before), _milli(during), expected, low, high)


def _typical(series: DaySeries, span: range, out: frozenset[str]) -> float | None:
    logs = [math.log(v + 0.5) for i in span if (v := series.values[i]) is not None and series.day(i) not in out]
    return math.exp(math.fsum(logs) / len(logs)) if logs else None


def _milli(level: float) -> int:
    return max(0, round(1000 * (level - 0.5)))


def _rates(series: DaySeries, truce: Truce, start: int, end: int) -> tuple[Rate, ...]:
    """Events a day, or for each unit of effort, on the days before and on those in force.

    The interval is Garwood's for a Poisson count, of a count divided by the overdispersion of weeks (quasi-Poisson:
    P. McCullagh and J. A. Nelder, Generalized Linear Models, 1989, section 6.2.3): days of a war come in bouts.
    """
    lower = max(0, start - DEFAULTS.days_before)
    partial = frozenset(truce.partial_days)
    groups = (("before", range(lower, start)), ("in_force", range(start, end)))
    spread = _overdispersion(series, range(lower, start))
    rates = []
    for label, span in groups:
        days = [i for i in span if series.values[i] is not None and series.day(i) not in partial]
        exposure = float(len(days)) if series.effort is None else float(sum(series.effort[i] or 0.0 for i in days))
        count = float(sum(series.values[i] or 0.0 for i in days))
        if days and exposure > 0:
            rates.append(_rate(label, count, exposure, spread))
    return tuple(rates)


def _rate(label: str, count: float, exposure: float, spread: float) -> Rate:
    effective = count / spread
    low = 0.0 if count == 0 else float(gammaincinv(effective, 0.025)) * spread
    high = float(gammaincinv(effective + 1.0, 0.975)) * spread
    middle, bottom, top = (round(1000 * value / exposure) for value in (count, low, high))
    return Rate(label, round(count), 0, middle, bottom, top)


def _overdispersion(series: DaySeries, span: range) -> float:
    """Variance over mean of the counts of whole weeks; never under 1."""
    values = [series.values[i] for i in span]
    whole = len(values) // _BLOCK_DAYS * _BLOCK_DAYS
    blocks = [values[i : i + _BLOCK_DAYS] for i in range(len(values) - whole, len(values), _BLOCK_DAYS)]
    sums = np.array([sum(v for v in block if v is not None) for block in blocks if None not in block])
    if len(sums) < 2 or sums.mean() <= 0:
        return 1.0
    return max(1.0, float(sums.var(ddof=1) / sums.mean()))
