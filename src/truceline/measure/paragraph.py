"""A paragraph that a study could print: the figure with its interval, how it was found, and what it cannot say."""

from __future__ import annotations

from truceline.measure.effect import EffectResult, effect_of
from truceline.measure.series import DaySeries, Truce
from truceline.model.measures import Verdict
from truceline.model.phrase import Day, Decimal, Phrase, days, say

REFERENCES: tuple[str, ...] = (
    "P. de Jong (1991), The diffuse Kalman filter, Annals of Statistics 19, 1073-1083.",
    "T. Williams et al. (2024), on surges of violence before ceasefires, Annals of Applied Statistics, "
    "arXiv:2110.05475.",
    "A. Linden, on intervals of interrupted time series, arXiv:2603.24814.",
)


def paragraph(series: DaySeries, truce: Truce, verdict: Verdict) -> tuple[Phrase, ...]:
    """The sentences of one paragraph. Where no effect can be given it says so, and why, in place of the figure."""
    found = effect_of(series, truce)
    return (
        *_data(series, found),
        *_figure(found),
        *_method(found),
        *_placebos(found),
        _watch(verdict),
        say("par_no_effort" if series.effort is None else "par_effort"),
        say("par_cause"),
    )


def _data(series: DaySeries, found: EffectResult) -> list[Phrase]:
    n, without = len(series.values), sum(value is None for value in series.values)
    first, last = Day(series.first_day), Day(series.day(n - 1))
    told = [
        say("par_series_gaps", n=n, first=first, last=last, gaps=without)
        if without
        else say("par_series", n=n, first=first, last=last)
    ]
    if found.before is not None and found.during is not None and found.days_scored:
        during, before = (_one_place(level) for level in (found.during, found.before))
        told.append(say("par_means", n=found.days_scored, during=during, before=before, before_days=found.days_before))
        if found.days_later:
            told.append(say("scope_later", n=found.days_later))
    return told


def _figure(found: EffectResult) -> list[Phrase]:
    effect = found.effect
    if effect.ratio_milli is None or effect.low_milli is None or effect.high_milli is None:
        return [say("par_no_effect"), *(() if found.days_scored else found.told)]
    kind = "par_fall" if effect.high_milli < 1000 else "par_rise" if effect.low_milli > 1000 else "par_same"
    figures = {"ratio": effect.ratio_milli, "low": effect.low_milli, "high": effect.high_milli}
    return [say(kind, **{name: Decimal(milli) for name, milli in figures.items()}), say("par_geometric")]


def _method(found: EffectResult) -> list[Phrase]:
    if not found.days_scored:
        return []
    told = [say("par_model"), say("par_interval", multiplier=Decimal(round(1000 * found.multiplier)))]
    if found.detectable is None:
        told.append(say("par_detectable_none"))
    else:
        told.append(say("par_undetectable" if found.abstained else "par_detectable", cut=_one_place(found.detectable)))
    return told


def _placebos(found: EffectResult) -> list[Phrase]:
    if not found.placebo_windows:
        return []
    return [say("par_placebos", n=found.placebo_windows, deeper=found.placebo_deeper)]


def _watch(verdict: Verdict) -> Phrase:
    return say("par_alarms", days=days(verdict.alarms)) if verdict.alarms else say("par_no_alarm")


def _one_place(level: float) -> Decimal:
    return Decimal(round(1000 * level), 1)
