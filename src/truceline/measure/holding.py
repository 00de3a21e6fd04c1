"""Is it holding? Holding, eroding, collapsed or undetermined, with its reasons; never a bare score.

* **collapsed**: the level rose in force and at least half of what the truce had gained is lost, or the level in
  force is shown to be above the level expected without a truce.
* **eroding**: the level rose in force, and less than half of the gain is lost.
* **holding**: the level in force is shown to be below the level expected without a truce, and no rise stands.
* **undetermined**: everything else. Where the evidence cannot tell, that is the answer.
"""

from __future__ import annotations

import math

import msgspec

from truceline.measure.alarms import Alarm, Watch, alarms_in, rate_words
from truceline.measure.changes import changes_at
from truceline.measure.effect import NO_EFFECT, EffectResult, effect_of
from truceline.measure.series import DaySeries, Truce
from truceline.model.measures import Change, Holding, Verdict

#: a rise this large ends a truce whose level before is not known
_LARGE_RISE = 3.0

#: days whose level tells whether a rise still stands
_RECENT_DAYS = 7


def holding(series: DaySeries | None, truce: Truce | None) -> Verdict:
    """The verdict on a truce from a daily series.

    Args:
        series: counts a day, with effort where known; the days before the truce are its yardstick.
        truce: full days in force; null when no truce is in force, and then only changes are reported.
    """
    if series is None or not any(value is not None for value in series.values):
        return _undetermined(("There is no daily series to judge by.",))
    if truce is None:
        return _without_truce(series)
    start, end = _in_force(series, truce)
    effect = effect_of(series, truce)
    watch = alarms_in(series, start, max(end, start))
    changes = changes_at(series, watch.alarms, start, end)
    rise = _standing_rise(series, watch.alarms, changes, end)
    verdict, why = _judge(effect, rise)
    return Verdict(
        verdict=verdict,
        effect=effect.effect,
        changes=changes,
        alarms=_days_of(series, watch),
        reasons=(why, *effect.reasons, *_alarm_words(series, watch, rise is not None), *_edge_words(truce)),
    )


def between(central: Verdict, low: Verdict, high: Verdict) -> Verdict:
    """The verdict where the figures have bounds: it stands only if the low and the high figures give the same."""
    if low.verdict == high.verdict == central.verdict:
        return central
    words = (
        f"By the figures as stated it is {central.verdict}, by the low ones {low.verdict}, by the high ones "
        f"{high.verdict}: it cannot be told."
    )
    return msgspec.structs.replace(central, verdict="undetermined", reasons=(words, *central.reasons))


class _Rise(msgspec.Struct, frozen=True):
    """A rise in force that still stands: the level before it and the level now."""

    change: Change
    level_before: float
    level_now: float


def _without_truce(series: DaySeries) -> Verdict:
    watch = alarms_in(series, 0, len(series.values))
    why = "No truce was named or is in force: there is nothing that could hold."
    return Verdict(
        verdict="undetermined",
        effect=NO_EFFECT,
        changes=changes_at(series, watch.alarms, 0, len(series.values)),
        alarms=_days_of(series, watch),
        reasons=(why, *_alarm_words(series, watch, True)),
    )


def _undetermined(reasons: tuple[str, ...]) -> Verdict:
    return Verdict("undetermined", NO_EFFECT, (), (), reasons)


def _in_force(series: DaySeries, truce: Truce) -> tuple[int, int]:
    n = len(series.values)
    end = n if truce.until_day is None else min(series.index(truce.until_day), n)
    return min(max(series.index(truce.from_day), 0), n), max(end, 0)


def _standing_rise(series: DaySeries, alarms: tuple[Alarm, ...], changes: tuple[Change, ...], end: int) -> _Rise | None:
    """The latest rise, if the last days are still nearer to the level after it than to the level before it."""
    for alarm, change in reversed(list(zip(alarms, changes, strict=True))):
        if not alarm.rise or change.to_milli <= change.from_milli:
            continue
        recent = [v for v in series.values[max(series.index(change.date), end - _RECENT_DAYS) : end] if v is not None]
        if not recent:
            return None
        now, before, after = sum(recent) / len(recent), change.from_milli / 1000, change.to_milli / 1000
        if _log(now) < (_log(before) + _log(after)) / 2:
            return None
        return _Rise(change, before, now)
    return None


def _judge(effect: EffectResult, rise: _Rise | None) -> tuple[Holding, str]:
    if rise is not None:
        return _judge_rise(effect, rise)
    low, high = effect.effect.low_milli, effect.effect.high_milli
    if low is not None and low > 1000:
        return "collapsed", "It did not take hold: the level in force is above the level expected without a truce."
    if high is not None and high < 1000:
        return "holding", "It is holding: the level fell with the truce, and no rise stands."
    if effect.abstained:
        return "undetermined", "Whether it is holding cannot be told from this series."
    return "undetermined", "Whether it is holding cannot be told: the level in force may be lower, the same or higher."


def _judge_rise(effect: EffectResult, rise: _Rise) -> tuple[Holding, str]:
    figures = f"the level rose from {rise.level_before:.1f} to {rise.level_now:.1f} a day since {rise.change.date}"
    expected = effect.expected
    if expected is not None and not effect.abstained and _log(expected) - _log(rise.level_before) > math.log(1.25):
        lost = (_log(rise.level_now) - _log(rise.level_before)) / (_log(expected) - _log(rise.level_before))
        share = f"{100 * min(max(lost, 0.0), 1.0):.0f} % of the fall is lost (on the scale of ratios)"
        if lost >= 0.5:
            return "collapsed", f"It has collapsed: {figures}; {share}."
        return "eroding", f"It is eroding: {figures}; {share}."
    times = math.exp(_log(rise.level_now) - _log(rise.level_before))
    if times >= _LARGE_RISE:
        return "collapsed", f"It has collapsed: {figures}, {times:.1f} times as much."
    return "eroding", f"It is eroding: {figures}, {times:.1f} times as much."


def _days_of(series: DaySeries, watch: Watch) -> tuple[str, ...]:
    return tuple(series.day(alarm.index) for alarm in watch.alarms if alarm.rise)


def _alarm_words(series: DaySeries, watch: Watch, stands: bool) -> tuple[str, ...]:
    told = [f"{series.day(alarm.index)} ({alarm.by})" for alarm in watch.alarms if alarm.rise]
    if not told:
        return ()
    passed = () if stands else ("The rises have passed: the last days are back at the level before them.",)
    return (f"Alarms of a rise: {', '.join(told)}. {rate_words(watch.learnt)}", *passed)


def _edge_words(truce: Truce) -> tuple[str, ...]:
    if not truce.partial_days:
        return ()
    days = ", ".join(truce.partial_days[:4]) + (" and others" if len(truce.partial_days) > 4 else "")
    return (f"Days only partly in force, or in force under some readings only, are not scored: {days}.",)


def _log(level: float) -> float:
    return math.log(level + 0.5)
