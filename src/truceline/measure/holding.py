"""Is it holding? Holding, eroding, collapsed or undetermined, with its reasons; never a bare score.

* **collapsed**: the level rose in force for longer than an outbreak lasts and at least half of what the truce had
  gained is lost, or the level in force is shown to be above the level expected without a truce.
* **eroding**: the level rose in force in the same way, and less than half of the gain is lost.
* **holding**: the level in force is shown to be below the level expected without a truce, no rise stands, and the
  last weeks do not speak for one and leave no room for half of the gain to be lost.
* **undetermined**: everything else, a rise of up to three days among it, which may be an outbreak. Where the
  evidence cannot tell, that is the answer.

A rise is found by an alarm that lasts (module `standing`), or shown by the last weeks (module `recent`).
"""

from __future__ import annotations

import math
import statistics

from truceline.measure.alarms import Watch, alarms_in, rate_words
from truceline.measure.changes import changes_at
from truceline.measure.effect import NO_EFFECT, EffectResult, effect_of, log_levels
from truceline.measure.recent import LENGTHS, Weeks, last_weeks, unseen
from truceline.measure.series import DaySeries, Truce
from truceline.measure.standing import Rise, expected_level, standing_rise
from truceline.model.english import english
from truceline.model.measures import Change, Effect, Holding, Verdict
from truceline.model.phrase import Code, Day, Decimal, Phrase, Several, days, say

#: a rise this large ends a truce whose level before is not known
_LARGE_RISE = 3.0

#: levels from here on are told without decimals
_TENS = 10

#: days in force watched with less than this share of the usual effort are said to be
_LITTLE_EFFORT = 0.75

_MOST_DAYS_TOLD = 4


def holding(series: DaySeries | None, truce: Truce | None) -> Verdict:
    """The verdict on a truce from a daily series.

    Args:
        series: counts a day, with effort where known; the days before the truce are its yardstick.
        truce: full days in force; null when no truce is in force, and then only changes are reported.
    """
    if series is None or not any(value is not None for value in series.values):
        return _verdict("undetermined", NO_EFFECT, (), (), say("no_series"))
    if truce is None:
        return _without_truce(series)
    start, end = _in_force(series, truce)
    effect = effect_of(series, truce)
    watch = alarms_in(series, start, max(end, start))
    changes = changes_at(series, watch.alarms, start, end)
    known = effect.expected is not None and not effect.abstained
    expected = _log(effect.expected) if known and effect.expected is not None else None
    rise = standing_rise(series, watch.alarms, changes, (start, end), expected)
    share = effort_share(series, max(start, 0), end)
    little = share is not None and share < _LITTLE_EFFORT
    verdict, why = _judge(effect, None if effect.reporting_changed else rise, little)
    stands = rise is not None
    if verdict == "holding":
        verdict, why = _judge_weeks(series, (start, end), effect)
        stands = verdict != "holding"
    seen = _seen(effect, None if share is None or not little else round(100 * share))
    told = (why, *effect.told, *seen, *_alarm_words(series, watch, stands))
    return _verdict(verdict, effect.effect, changes, _days_of(series, watch), *told, *_edge_words(truce))


def between(central: Verdict, low: Verdict, high: Verdict) -> Verdict:
    """The verdict where the figures have bounds: it stands only if the low and the high figures give the same."""
    if low.verdict == high.verdict == central.verdict:
        return central
    kinds = {name: Code("verdict", one.verdict) for name, one in (("central", central), ("low", low), ("high", high))}
    return _verdict(
        "undetermined", central.effect, central.changes, central.alarms, say("by_bounds", **kinds), *central.told
    )


def _verdict(
    kind: Holding, effect: Effect, changes: tuple[Change, ...], alarms: tuple[str, ...], *told: Phrase
) -> Verdict:
    return Verdict(kind, effect, changes, alarms, tuple(english(phrase) for phrase in told), told)


def _without_truce(series: DaySeries) -> Verdict:
    watch = alarms_in(series, 0, len(series.values))
    changes = changes_at(series, watch.alarms, 0, len(series.values))
    told = (say("no_truce"), *_alarm_words(series, watch, True))
    return _verdict("undetermined", NO_EFFECT, changes, _days_of(series, watch), *told)


def _in_force(series: DaySeries, truce: Truce) -> tuple[int, int]:
    n = len(series.values)
    end = n if truce.until_day is None else min(series.index(truce.until_day), n)
    return min(max(series.index(truce.from_day), 0), n), max(end, 0)


def _judge(effect: EffectResult, rise: Rise | None, little: bool) -> tuple[Holding, Phrase]:
    if rise is not None:
        return _judge_rise(rise)
    low, high = effect.effect.low_milli, effect.effect.high_milli
    if low is not None and low > 1000:
        return "collapsed", say("not_taken_hold")
    if high is not None and high < 1000:
        return "holding", say("is_holding")
    if effect.fell is False and not little:
        return "undetermined", say("cannot_no_drop")
    return "undetermined", say("cannot_series" if effect.abstained else "cannot_either_way")


def _judge_rise(rise: Rise) -> tuple[Holding, Phrase]:
    before, now = (Decimal(round(1000 * level), 1) for level in (rise.before, rise.now))
    figures = say("rise", before=before, now=now, day=Day(rise.change.date))
    if rise.lasting == "young":
        return "undetermined", say("rise_is_young", rise=figures)
    if rise.lasting == "overwhelming":
        return "collapsed", say("has_collapsed", rise=figures, lost=say("lost_at_once"))
    return _by_loss(figures, rise.before, rise.now, rise.expected)


def _judge_weeks(series: DaySeries, span: tuple[int, int], effect: EffectResult) -> tuple[Holding, Phrase]:
    """Where the level fell and no alarm stands: whether the last weeks speak against it, or cannot tell."""
    missing = unseen(series, span)
    if missing is not None:
        return "undetermined", say("last_unseen", n=LENGTHS[0], missing=missing)
    weeks = last_weeks(series, span, effect.multiplier)
    risen = next((one for one in weeks if one.risen), None)
    if risen is not None:
        expected = None if effect.expected is None else _log(effect.expected)
        without = expected_level(log_levels(series), span[0], expected)
        return _by_loss(_recent(risen), risen.before, risen.now, without)
    doubtful = next((one for one in weeks if one.seems_risen), None)
    if doubtful is not None:
        return "undetermined", say("rise_not_shown", rise=_recent(doubtful))
    ratio = effect.effect.ratio_milli
    limit = math.sqrt(1000 / ratio) if ratio else math.inf
    if weeks and weeks[0].high >= limit:
        high, half = (Decimal(round(1000 * times), 1) for times in (weeks[0].high, limit))
        return "undetermined", say("rise_not_excluded", rise=_recent(weeks[0]), high=high, limit=half)
    return "holding", say("is_holding")


def _recent(weeks: Weeks) -> Phrase:
    before, now = (Decimal(round(1000 * level), 1) for level in (weeks.before, weeks.now))
    return say("rise_recent", n=weeks.days, day=Day(weeks.since), before=before, now=now)


def _by_loss(rise: Phrase, before: float, now: float, expected: float | None) -> tuple[Holding, Phrase]:
    """Collapsed where at least half of the gain is lost, else eroding; by the rise alone where the gain is not known.

    Args:
        expected: the level expected without a truce, null where it is not known.
    """
    grown = _log(now) - _log(before)
    if expected is not None and _log(expected) - _log(before) > math.log(1.25):
        lost = grown / (_log(expected) - _log(before))
        share = say(
            "lost_of_expected",
            share=round(100 * min(max(lost, 0.0), 1.0)),
            expected=Decimal(round(1000 * expected), 0 if expected >= _TENS else 1),
        )
        return _told(lost >= 0.5, rise, share)
    times = math.exp(grown)
    return _told(times >= _LARGE_RISE, rise, say("lost_times", times=Decimal(round(1000 * times), 1)))


def _told(most: bool, rise: Phrase, lost: Phrase) -> tuple[Holding, Phrase]:
    if most:
        return "collapsed", say("has_collapsed", rise=rise, lost=lost)
    return "eroding", say("is_eroding", rise=rise, lost=lost)


def _seen(effect: EffectResult, little: int | None) -> tuple[Phrase, ...]:
    """Where no effect is given: whether anything that looks like a drop was there at all; and how little was watched.

    `little` is the effort in force in per cent of the usual, null where it is no less than that.
    """
    told: list[Phrase] = []
    if effect.abstained and effect.fell:
        told.append(say("drop_not_told"))
    elif effect.abstained and effect.fell is False and little is None:
        told.append(say("no_drop_seen"))
    if little is not None:
        told.append(say("little_seen", share=little))
    return tuple(told)


def effort_share(series: DaySeries, start: int, end: int) -> float | None:
    """Mean effort of the days `[start, end)` as a share of the median of all days with effort; null without effort."""
    if series.effort is None or end <= start:
        return None
    worked = sorted(hours for hours in series.effort if hours)
    if not worked:
        return 0.0
    usual = statistics.median(worked)
    return math.fsum(sorted(hours or 0.0 for hours in series.effort[start:end])) / (end - start) / usual


def _days_of(series: DaySeries, watch: Watch) -> tuple[str, ...]:
    return tuple(series.day(alarm.index) for alarm in watch.alarms if alarm.rise)


def _alarm_words(series: DaySeries, watch: Watch, stands: bool) -> tuple[Phrase, ...]:
    rises = [alarm for alarm in watch.alarms if alarm.rise]
    if not rises:
        return ()
    told = (say("alarm", day=Day(series.day(one.index)), by=say(f"by_{one.by.replace(' ', '_')}")) for one in rises)
    passed = () if stands else (say("rises_passed"),)
    return (say("alarms", alarms=Several(tuple(told))), rate_words(watch.learnt), *passed)


def _edge_words(truce: Truce) -> tuple[Phrase, ...]:
    if not truce.partial_days:
        return ()
    key = "edge_days_more" if len(truce.partial_days) > _MOST_DAYS_TOLD else "edge_days"
    return (say(key, days=days(truce.partial_days[:_MOST_DAYS_TOLD])),)


def _log(level: float) -> float:
    return math.log(level + 0.5)
