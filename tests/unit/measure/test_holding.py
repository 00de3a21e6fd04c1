"""Holding, eroding, collapsed, undetermined: on series whose truth is known because they were made."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import numpy as np
import pytest

from truceline.measure.alarms import alarms_in
from truceline.measure.effect import EffectParams, effect_of
from truceline.measure.holding import between, holding
from truceline.measure.series import DaySeries, Truce, truce_between, truce_of
from truceline.model.agreement import Agreement, InForce
from truceline.model.measures import Effect, Verdict

FIRST = date(2025, 1, 1)


def day(index: int) -> str:
    return (FIRST + timedelta(days=index)).isoformat()


def counts(*levels: tuple[int, float], seed: int = 1) -> tuple[float, ...]:
    """Poisson counts: so many days at each level."""
    chance = np.random.default_rng(seed)
    return tuple(float(n) for days, level in levels for n in chance.poisson(level, days))


def series(*levels: tuple[int, float], seed: int = 1) -> DaySeries:
    return DaySeries(day(0), counts(*levels, seed=seed))


@pytest.mark.parametrize("seed", range(5))
def test_a_clear_drop_that_stays_is_holding(seed: int) -> None:
    verdict = holding(series((60, 40), (30, 5), seed=seed), Truce(day(60)))
    assert verdict.verdict == "holding"
    assert verdict.effect.ratio_milli is not None and 80 < verdict.effect.ratio_milli < 200
    assert verdict.effect.high_milli is not None and verdict.effect.high_milli < 1000
    assert verdict.reasons[0].startswith("It is holding")


def test_a_long_truce_says_which_of_its_days_the_effect_is_of() -> None:
    long = effect_of(series((60, 40), (85, 5)), Truce(day(60)))
    assert (long.days_scored, long.days_later) == (60, 25)
    assert any("25 later days enter no effect" in reason for reason in long.reasons)
    short = effect_of(series((60, 40), (60, 5)), Truce(day(60)))
    assert short.days_later == 0 and not any("later" in reason for reason in short.reasons)
    over = effect_of(series((60, 40), (85, 5)), Truce(day(60), day(90)))
    assert (over.days_scored, over.days_later) == (30, 0)


@pytest.mark.parametrize("seed", range(5))
def test_no_change_is_undetermined(seed: int) -> None:
    verdict = holding(series((60, 40), (14, 40), seed=seed), Truce(day(60)))
    assert verdict.verdict == "undetermined"
    low, high = verdict.effect.low_milli, verdict.effect.high_milli
    assert low is not None and high is not None and low < 1000 < high


@pytest.mark.parametrize("seed", range(5))
def test_a_return_to_the_old_level_is_collapsed(seed: int) -> None:
    verdict = holding(series((60, 40), (30, 5), (10, 40), seed=seed), Truce(day(60)))
    assert verdict.verdict == "collapsed"
    assert verdict.alarms and day(89) < verdict.alarms[-1] <= day(97)
    change = verdict.changes[-1]
    assert abs((date.fromisoformat(change.date) - date.fromisoformat(day(90))).days) <= 2
    assert change.from_milli < 10_000 < 25_000 < change.to_milli and change.p_ppm < 50_000


@pytest.mark.parametrize("seed", range(5))
def test_a_rise_that_loses_little_is_eroding(seed: int) -> None:
    verdict = holding(series((60, 200), (40, 5), (21, 14), seed=seed), Truce(day(60)))
    assert verdict.verdict == "eroding"


@pytest.mark.parametrize("factor", (6, 20))
@pytest.mark.parametrize("days_ago", (1, 4, 9, 20))
@pytest.mark.parametrize("lasts", (1, 2, 3))
def test_an_outbreak_of_up_to_three_days_ends_no_truce(lasts: int, days_ago: int, factor: int) -> None:
    spiked = list(counts((120, 60), (40, 12), seed=3))
    for i in range(len(spiked) - days_ago - lasts, len(spiked) - days_ago):
        spiked[i] = 12.0 * factor
    verdict = holding(DaySeries(day(0), tuple(spiked)), Truce(day(120)))
    assert verdict.alarms
    assert verdict.verdict == "holding"


def test_a_rise_of_today_cannot_be_told_yet_and_one_of_five_days_can() -> None:
    today = holding(series((120, 60), (40, 12), (2, 60)), Truce(day(120)))
    assert today.verdict == "undetermined" and today.alarms
    assert "cannot be told yet" in today.reasons[0]
    assert holding(series((120, 60), (40, 12), (5, 60)), Truce(day(120))).verdict == "collapsed"


def test_more_in_three_days_than_a_fortnight_of_war_is_told_at_once() -> None:
    verdict = holding(series((120, 60), (40, 12), (2, 700)), Truce(day(120)))
    assert verdict.verdict == "collapsed" and "fortnight" in verdict.reasons[0]


def test_an_outbreak_after_a_collapse_does_not_hide_it() -> None:
    values = [*counts((120, 60), (30, 12), (20, 60), seed=3)]
    values[-4] = 900.0
    assert holding(DaySeries(day(0), tuple(values)), Truce(day(120))).verdict == "collapsed"


def test_a_truce_without_days_before_can_still_collapse() -> None:
    verdict = holding(series((50, 30), (8, 130)), Truce(day(0)))
    assert verdict.verdict == "collapsed"
    assert verdict.effect == Effect(None, None, None)
    quiet = holding(series((50, 30)), Truce(day(0)))
    assert quiet.verdict == "undetermined" and not quiet.alarms


def test_a_level_above_the_expected_did_not_take_hold() -> None:
    verdict = holding(series((60, 10), (14, 80)), Truce(day(60)))
    assert verdict.verdict == "collapsed"


def test_a_rise_that_has_passed_leaves_it_holding() -> None:
    verdict = holding(series((60, 100), (30, 8), (4, 45), (25, 8)), Truce(day(60)))
    assert verdict.alarms
    assert verdict.verdict == "holding"
    assert any("have passed" in reason for reason in verdict.reasons)


@pytest.mark.parametrize("seed", range(4))
def test_a_level_up_by_two_thirds_without_an_alarm_is_not_holding(seed: int) -> None:
    """Forty days at 1.7 times the level of the truce: no week stands out enough for an alarm."""
    levels = ((240, 60.0), (45, 12.0), (40, 20.4), (75, 12.0))
    whole = series(*levels, seed=seed)
    truce = Truce(day(240))

    def on(last: int) -> Verdict:
        return holding(msgspec.structs.replace(whole, values=whole.values[: 240 + last]), truce)

    assert on(44).verdict == "holding"
    assert on(76).verdict in ("eroding", "undetermined")
    assert on(160).verdict == "holding"


def test_weeks_that_show_a_rise_are_told_with_their_days() -> None:
    verdict = holding(series((240, 200), (45, 40), (28, 66)), Truce(day(240)))
    assert verdict.verdict == "eroding"
    assert "in the last" in verdict.reasons[0] or "rose from" in verdict.reasons[0]


def test_few_events_that_do_not_exclude_a_return_are_undetermined() -> None:
    """Three events in the last fortnight after one in four weeks: a return to five times as many would look so."""
    values = [*counts((120, 2))] + [1.0 if i in (3, 30, 34, 40) else 0.0 for i in range(42)]
    verdict = holding(DaySeries(day(0), tuple(values)), Truce(day(120)))
    assert verdict.verdict == "undetermined"


def test_a_fortnight_that_nobody_watched_is_not_holding() -> None:
    values = counts((120, 40), (42, 5))
    blind = (*values[:-14], *(None if i % 3 else value for i, value in enumerate(values[-14:])))
    verdict = holding(DaySeries(day(0), blind), Truce(day(120)))
    assert verdict.verdict == "undetermined"
    assert "of the last 14 days" in verdict.reasons[0]
    assert holding(DaySeries(day(0), values), Truce(day(120))).verdict == "holding"


def test_too_few_days_before_abstains() -> None:
    verdict = holding(series((10, 40), (14, 5)), Truce(day(10)))
    assert verdict.verdict == "undetermined" and verdict.effect.ratio_milli is None
    assert any("Only 10 of the days before" in reason for reason in verdict.reasons)


def test_one_day_and_nothing_at_all() -> None:
    assert holding(DaySeries(day(0), (3.0,)), Truce(day(0))).verdict == "undetermined"
    assert holding(DaySeries(day(0), (None, None)), Truce(day(0))).verdict == "undetermined"
    assert holding(None, Truce(day(0))).verdict == "undetermined"
    assert "No truce" in holding(series((30, 5)), None).reasons[0]


def test_a_truce_outside_the_series() -> None:
    for truce in (Truce("2030-01-01"), Truce("2001-01-01", "2001-02-01")):
        verdict = holding(series((60, 40)), truce)
        assert verdict.verdict == "undetermined" and verdict.alarms == ()


def test_a_noisy_series_abstains_where_only_a_miracle_would_show() -> None:
    chance = np.random.default_rng(3)
    wild = DaySeries(day(0), tuple(float(round(x)) for x in np.exp(chance.normal(3, 2.5, 61))))
    result = effect_of(wild, Truce(day(60), day(61)))
    assert result.abstained and result.effect.ratio_milli is None
    assert any("no effect is given" in reason for reason in result.reasons)


def test_effort_enters_as_an_offset() -> None:
    """Half the watchers see half the shots: that is no drop."""
    values = counts((60, 40), (20, 10))
    blind = DaySeries(day(0), values)
    effort = tuple([80.0] * 60 + [20.0] * 20)
    assert holding(blind, Truce(day(60))).verdict == "holding"
    loose = EffectParams(thin_share=0.1)
    fair = effect_of(msgspec.structs.replace(blind, effort=effort), Truce(day(60)), loose)
    assert fair.effect.ratio_milli is not None and 700 < fair.effect.ratio_milli < 1_400


def test_thin_effort_in_force_abstains() -> None:
    effort = tuple([80.0] * 60 + [5.0] * 20)
    thin = DaySeries(day(0), counts((60, 40), (20, 0.1)), effort)
    verdict = holding(thin, Truce(day(60)))
    assert verdict.verdict == "undetermined"
    assert any("too thin" in reason for reason in verdict.reasons)


def test_days_without_a_figure_are_not_zeros() -> None:
    values = list(counts((60, 40), (20, 40)))
    for i in range(60, 74):
        values[i] = None  # type: ignore[call-overload]
    assert holding(DaySeries(day(0), tuple(values)), Truce(day(60))).verdict == "undetermined"


def test_partial_days_count_on_neither_side() -> None:
    values = list(counts((60, 40), (20, 5)))
    values[60] = 9_000.0
    truce = Truce(day(61), None, (day(60),))
    with_spike = effect_of(DaySeries(day(0), tuple(values)), truce)
    assert with_spike.effect.ratio_milli is not None
    values[60] = 0.0
    assert effect_of(DaySeries(day(0), tuple(values)), truce).effect == with_spike.effect


def test_a_series_that_never_moved_calls_its_first_event_no_miracle() -> None:
    verdict = holding(DaySeries(day(0), (0.0,) * 60 + (0.0, 1.0, 0.0, 0.0)), Truce(day(60)))
    assert verdict.verdict == "undetermined"


def test_placebo_windows_are_counted() -> None:
    result = effect_of(series((300, 40), (10, 8)), Truce(day(300)))
    assert any("windows of the same length before the truce, 0 showed" in reason for reason in result.reasons)


def test_figures_with_bounds_must_agree() -> None:
    def verdict(kind: str) -> Verdict:
        return Verdict(kind, Effect(500, 300, 800), (), (), ("why",))  # type: ignore[arg-type]

    assert between(verdict("holding"), verdict("holding"), verdict("holding")).verdict == "holding"
    assert between(verdict("holding"), verdict("holding"), verdict("undetermined")).verdict == "undetermined"


def test_alarms_know_only_the_days_before() -> None:
    whole = series((60, 40), (30, 5), (20, 60))
    cut = msgspec.structs.replace(whole, values=whole.values[:95])
    early = [alarm for alarm in alarms_in(whole, 60, 110).alarms if alarm.index < 95]
    assert early == list(alarms_in(cut, 60, 95).alarms)


def test_quiet_poisson_series_seldom_alarm() -> None:
    alarms = sum(
        len([a for a in alarms_in(series((425, 20), seed=seed), 60, 425).alarms if a.rise]) for seed in range(8)
    )
    assert alarms <= 16  # eight years, set for one a year


def test_only_full_days_are_in_force() -> None:
    moscow = "Europe/Moscow"
    truce = truce_between(1_745_074_800, 1_745_182_800, moscow)  # 19 April 18:00 to 21 April 00:00
    assert truce == Truce("2025-04-20", "2025-04-21", ("2025-04-19",))
    assert truce_between(1_745_074_800, None, moscow).until_day is None


def test_contested_days_are_partial() -> None:
    march = 1_742_245_200  # 18 March 2025 00:00 Kyiv less one hour of winter time
    readings = (InForce("A", march, march + 30 * 86_400), InForce("B", march + 7 * 86_400, march + 37 * 86_400))
    agreement = Agreement(
        agreement_id="x", name="x", version="1", parties=(), zones=(), provisions=(), readings=readings
    )
    truce = truce_of(agreement, "UTC")
    assert truce is not None
    assert truce.from_day == "2025-03-25" and truce.until_day == "2025-04-16"
    assert "2025-03-20" in truce.partial_days and "2025-04-20" in truce.partial_days
    assert truce_of(msgspec.structs.replace(agreement, readings=()), "UTC") is None


@pytest.mark.parametrize("seed", range(3))
def test_a_fall_in_force_is_a_change_and_no_alarm(seed: int) -> None:
    verdict = holding(series((40, 60), (20, 6), seed=seed), Truce(day(0)))
    assert verdict.alarms == ()
    change = verdict.changes[0]
    assert abs((date.fromisoformat(change.date) - date.fromisoformat(day(40))).days) <= 2
    assert change.from_milli > 40_000 > 15_000 > change.to_milli


def test_where_too_little_was_expected_no_cut_is_said_to_be_excluded_or_seen() -> None:
    nothing = holding(DaySeries(day(0), (0.0,) * 150), Truce(day(100)))
    told = " ".join(nothing.reasons)
    assert nothing.verdict == "undetermined" and "even none at all would not have shown a fall" in told
    assert "excluded" not in told and "factor of" not in told
    few = effect_of(series((100, 1.0), (40, 1.0)), Truce(day(100)))
    many = effect_of(series((100, 400.0), (40, 400.0)), Truce(day(100)))
    assert few.detectable is None or few.detectable > 3  # by silence alone log(count + 1/2) falls by a factor of 3
    assert many.detectable is not None and many.detectable < 2
