"""A paragraph that a study could print: the figure with its interval, how it was found, and what it cannot say."""

from __future__ import annotations

from truceline.measure.effect import EffectResult, effect_of
from truceline.measure.series import DaySeries, Truce
from truceline.model.measures import Verdict

REFERENCES: tuple[str, ...] = (
    "P. de Jong (1991), The diffuse Kalman filter, Annals of Statistics 19, 1073-1083.",
    "T. Williams et al. (2024), on surges of violence before ceasefires, Annals of Applied Statistics, "
    "arXiv:2110.05475.",
    "A. Linden, on intervals of interrupted time series, arXiv:2603.24814.",
)


def paragraph(series: DaySeries, truce: Truce, verdict: Verdict) -> str:
    """One paragraph in English. Where no effect can be given it says so, and why, in place of the figure."""
    found = effect_of(series, truce)
    parts = [
        _data(series, found),
        *_figure(found),
        *_method(found),
        *_placebos(found),
        _watch(verdict),
        _limits(series),
    ]
    return " ".join(part for part in parts if part)


def _data(series: DaySeries, found: EffectResult) -> str:
    last = series.day(len(series.values) - 1)
    without = sum(value is None for value in series.values)
    gaps = f", {without} of them without a figure" if without else ""
    head = f"The series holds {len(series.values)} days from {series.first_day} to {last}{gaps}."
    if found.before is None or found.during is None or not found.days_scored:
        return head
    days = "1 full day" if found.days_scored == 1 else f"{found.days_scored} full days"
    return (
        f"{head} On the {days} in force that could be judged the mean was {found.during:.1f} a day, against "
        f"{found.before:.1f} on the {found.days_before} days before."
    )


def _figure(found: EffectResult) -> list[str]:
    effect = found.effect
    if effect.ratio_milli is None or effect.low_milli is None or effect.high_milli is None:
        why = " ".join(found.reasons) if not found.days_scored else ""
        return [f"No effect of the truce is estimated. {why}".strip()]
    ratio, low, high = (milli / 1000 for milli in (effect.ratio_milli, effect.low_milli, effect.high_milli))
    told = "shows a fall" if high < 1 else "shows a rise" if low > 1 else "is compatible with no change"
    return [
        f"The level in force was {ratio:.2f} times the level expected without a truce (95 % interval {low:.2f} to "
        f"{high:.2f}), which {told}."
    ]


def _method(found: EffectResult) -> list[str]:
    if not found.days_scored:
        return []
    parts = [
        "The level expected is the forecast of a slow autoregressive level under daily noise, fitted to the logarithm "
        "of the counts before the truce alone and averaged over its parameters (de Jong 1991); no trend is "
        "extrapolated, since violence often surges before a truce (Williams et al. 2024).",
        f"The interval is {found.multiplier:.2f} forecast standard deviations, learnt at dates without a truce, where "
        "nominal intervals miss too often (Linden).",
    ]
    if found.detectable is not None:
        parts.append(
            f"A cut to 1/{found.detectable:.1f} of the expected level would have been shown in four of five cases"
            + (
                "; no smaller one could be told from the ordinary ups and downs, so none is claimed."
                if found.abstained
                else "."
            )
        )
    return parts


def _placebos(found: EffectResult) -> list[str]:
    if not found.placebo_windows:
        return []
    return [
        f"Of {found.placebo_windows} overlapping windows of the same length before the truce, {found.placebo_deeper} "
        "showed a fall at least as deep for its forecast."
    ]


def _watch(verdict: Verdict) -> str:
    if not verdict.alarms:
        return "No alarm of a rise was raised in force."
    days = ", ".join(verdict.alarms)
    return f"Alarms of a rise were raised on {days}; real series without a truce raise about one a year, at worst four."


def _limits(series: DaySeries) -> str:
    seen = (
        "Counts are set against the observation effort of each day."
        if series.effort is not None
        else ("No observation effort was given, so a change of reporting cannot be told from a change of violence.")
    )
    return f"{seen} The comparison is of before and after: it does not show that the truce caused the difference."
