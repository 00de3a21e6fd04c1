"""Hours of watchers on their way out: exactly how coarse, and exactly when they are told at all."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from tests.record_material import WEEK, material, table

from truceline.model.bulletin import PublicRate
from truceline.model.measures import DayMeasure, Rate
from truceline.model.period import period_ending
from truceline.model.phrase import say
from truceline.model.tables import EFFORT
from truceline.record.material import ReleasePolicy
from truceline.record.public_effort import public_days, public_rates, public_restrictions, rounded, told_days

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
LEAST = POLICY.care("monitors").least
#: seven days of the week, and the two by which its hours are in
DAYS = 9


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, 0), (4, 0), (6, 10), (14.4, 10), (94, 90), (96, 100), (99, 100), (100, 100), (101, 100), (106, 110),
        (994, 990), (1_049, 1_000), (1_051, 1_100), (26_130, 26_000), (26_590, 27_000), (123_456, 120_000),
    ],
)  # fmt: skip
def test_two_digits_are_told(minutes: float, told: int) -> None:
    answer = rounded(minutes)
    assert answer == told and type(answer) is int


def watchers(n: int, start_s: int, end_s: int, status: str = "on") -> list[dict[str, object]]:
    return [{"watcher": f"w{k}", "start_s": start_s, "end_s": end_s, "status": status} for k in range(n)]


def measures(**first: int) -> tuple[DayMeasure, ...]:
    """Equal days, but for the first one."""
    day = DayMeasure(
        day="2023-11-13", incidents=5, breaches=3, undetermined=1, counted=2, observed_incidents=4,
        observer_minutes=1_000, outage_minutes=70, night_minutes=300, in_force=True,
    )  # fmt: skip
    days = [
        msgspec.structs.replace(day, day=(date(2023, 11, 13) + timedelta(days=n)).isoformat(), in_force=n < 4)
        for n in range(DAYS)
    ]
    return (msgspec.structs.replace(days[0], **first), *days[1:])


def told(rows: list[dict[str, object]], **first: int) -> tuple[DayMeasure, ...]:
    return told_days(measures(**first), table(rows, EFFORT), POLICY, "UTC", "00:00")


def hours(rows: list[dict[str, object]], **first: int) -> tuple[int, int, int]:
    shown = {(day.observer_minutes, day.outage_minutes, day.night_minutes) for day in told(rows, **first)}
    assert len(shown) == 1, "all days of a week are told alike"
    return shown.pop()


ALL_WEEK = WEEK.start_s + 60, WEEK.end_s - 60


def test_days_of_a_week_have_its_rounded_mean() -> None:
    """1,000 minutes on six days and 1,700 on one: 1,100 each. 2,100 of 7,700 at night are 27 %: in steps, 25 %."""
    both = watchers(LEAST, *ALL_WEEK) + watchers(LEAST, *ALL_WEEK, "outage")
    assert hours(both, observer_minutes=1_700) == (1_100, 70, 275)
    assert [day.day for day in told(both)] == [f"2023-11-{n}" for n in range(13, 20)]
    assert all(type(day.night_minutes) is int for day in told(both))


def test_time_lost_is_told_of_enough_watchers_who_lost_it() -> None:
    on = watchers(LEAST, *ALL_WEEK)
    assert hours(on + watchers(LEAST, *ALL_WEEK, "denied"))[1] == 70
    assert hours(on + watchers(LEAST - 1, *ALL_WEEK, "denied"))[1] == 0
    assert hours(on)[1] == 0


def test_nights_of_nobody_are_none() -> None:
    both = watchers(LEAST, *ALL_WEEK)
    days = tuple(msgspec.structs.replace(day, observer_minutes=0, night_minutes=0) for day in measures())
    assert {day.night_minutes for day in told_days(days, table(both, EFFORT), POLICY, "UTC", "00:00")} == {0}


@pytest.mark.parametrize(
    ("start_s", "end_s", "inside"),
    [
        (WEEK.start_s - 60, WEEK.start_s, False),
        (WEEK.start_s - 60, WEEK.start_s + 1, True),
        (WEEK.end_s - 1, WEEK.end_s + 60, True),
        (WEEK.end_s, WEEK.end_s + 60, False),
    ],
)
def test_who_watched_a_second_of_the_week_is_counted(start_s: int, end_s: int, inside: bool) -> None:
    rows = [*watchers(LEAST - 1, *ALL_WEEK), {"watcher": "last", "start_s": start_s, "end_s": end_s, "status": "on"}]
    assert bool(told(rows)) == inside


def test_the_time_line_says_shares_of_nights_in_steps_of_five_hundredths() -> None:
    shown = told(watchers(LEAST, *ALL_WEEK))
    days = public_days(material(days=measures()), shown)
    assert [day.night_share_ppm for day in days] == [300_000] * 7 + [None, None]
    assert [day.observer_minutes for day in days] == [1_000] * 7 + [None, None]
    assert [day.day for day in days] == [day.day for day in measures()]
    first = days[0]
    assert (first.incidents, first.breaches, first.undetermined, first.counted, first.in_force) == (5, 3, 1, 2, True)
    assert [day.outage_minutes for day in days] == [0] * 7 + [None, None]


def test_a_rate_stands_beside_the_outages_and_nights_of_its_own_days() -> None:
    shown = told(watchers(LEAST, *ALL_WEEK) + watchers(LEAST, *ALL_WEEK, "outage"))
    shown = tuple(msgspec.structs.replace(d, night_minutes=300 if d.in_force else 110) for d in shown)
    rates = (
        Rate("all days", 28, 7_000, 24_000, 15_900, 34_700, "a note", say("few")),
        Rate("days in force", 16, 4_000, 1, 2, 3),
        Rate("days not in force", 12, 3_000, None, None, None),
    )
    assert public_rates(rates, shown) == (
        PublicRate("all days", 28, 7_000, 24_000, 15_900, 34_700, "a note", say("few"), 490, 200_000),
        PublicRate("days in force", 16, 4_000, 1, 2, 3, "", None, 280, 300_000),
        PublicRate("days not in force", 12, 3_000, None, None, None, "", None, 210, 100_000),
    )


def test_a_rate_of_no_days_has_nothing_beside_it() -> None:
    empty = Rate("days in force", 0, 0, None, None, None)
    other = Rate("weekdays", 28, 7_000, 1, 2, 3)
    assert public_rates((empty,), ()) == (PublicRate("days in force", 0, 0, None, None, None),)
    (rate,) = public_rates((other,), told(watchers(LEAST, *ALL_WEEK)))
    assert (rate.outage_minutes, rate.night_share_ppm) == (None, None)


def test_every_settled_week_is_told_and_not_the_last_alone() -> None:
    start = WEEK.start_s - 7 * 86_400
    early = tuple(
        msgspec.structs.replace(day, day=(date.fromisoformat(day.day) - timedelta(days=7)).isoformat())
        for day in measures()[:7]
    )
    effort = table(watchers(LEAST, start, WEEK.end_s), EFFORT)
    shown = told_days((*early, *measures()), effort, POLICY, "UTC", "00:00")
    assert [day.day for day in shown] == [day.day for day in (*early, *measures()[:7])]


def lost(*rows: tuple[int, int, str, str | None]) -> list[tuple[str, int | None, int | None]]:
    """What a bulletin of the week's last day tells, of times `[from, until)` in minutes of it, by status and reason."""
    day = period_ending(date(2023, 11, 19), 1, "UTC", 0)
    told_of = [
        {"watcher": f"w{n}", "start_s": day.start_s + 60 * a, "end_s": day.start_s + 60 * b, "status": status,
         "reason": reason}
        for n, (a, b, status, reason) in enumerate(rows)
    ]  # fmt: skip
    shown = public_restrictions(material(period=day, effort=table(told_of, EFFORT)), POLICY)
    return [(one.restriction, one.events, one.minutes) for one in shown]


def test_time_on_duty_is_no_restriction() -> None:
    assert lost(*[(0, 60, "on", None)] * 3) == []


def test_a_restriction_is_called_by_its_reason_where_that_is_one_of_the_list_and_never_in_free_words() -> None:
    assert lost(*[(0, 60, "denied", "checkpoint")] * 3) == [("checkpoint", 3, 180)]
    assert lost(*[(0, 60, "denied", "the guard at the mill")] * 3) == [("denied", 3, 180)]


def test_only_what_lies_in_the_day_is_told_of_it() -> None:
    assert lost(*[(-60, 30, "denied", None)] * 3) == [("denied", 3, 90)]
    beside = [
        (0, 60, "denied", None),
        (0, 60, "denied", None),
        (-60, 0, "denied", None),
        (1_440, 1_500, "denied", None),
    ]
    assert lost(*beside) == [("denied", None, None)]


def test_the_days_of_a_longer_period_meet_and_do_not_overlap() -> None:
    """A denial that ends with Monday is none of Tuesday's, and one that begins with Wednesday none either."""
    monday, tuesday, wednesday = (WEEK.start_s + n * 86_400 for n in range(3))
    rows = [
        {"watcher": f"w{n}", "start_s": a, "end_s": b, "status": "denied", "reason": None}
        for n, (a, b) in enumerate(
            [(tuesday, tuesday + 600), (tuesday, tuesday + 600), (monday, tuesday), (wednesday, wednesday + 600)]
        )
    ]
    period = msgspec.structs.replace(WEEK, end_s=WEEK.start_s + 3 * 86_400, end_day="2023-11-15")
    (shown,) = public_restrictions(material(period=period, effort=table(rows, EFFORT)), POLICY)
    assert (shown.events, shown.minutes) == (None, None)
