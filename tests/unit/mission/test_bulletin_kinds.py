"""Which days a bulletin covers, what it may choose, and in which folder it lies."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.mission.bulletin_kinds import Wanted, folder_of, period_wanted
from truceline.mission.corrections import is_day
from truceline.model.bulletin import PublicScope
from truceline.model.errors import UsageError

MISSION: Any = SimpleNamespace(
    settings=SimpleNamespace(zone="UTC", cut_off="00:00"), plan=SimpleNamespace(period_days=1)
)
NEWEST = date(2031, 4, 16)  # a Wednesday


def covered(wanted: Wanted) -> tuple[int, str]:
    period = period_wanted(MISSION, wanted, NEWEST)
    return period.length_s // 86_400, period.end_day


def test_a_daily_bulletin_is_of_the_newest_day_or_of_the_day_asked_for() -> None:
    assert covered(Wanted()) == (1, "2031-04-16")
    assert covered(Wanted(last_day=date(2031, 4, 2))) == (1, "2031-04-02")


def test_a_weekly_bulletin_is_of_the_last_whole_calendar_week() -> None:
    assert covered(Wanted("weekly")) == (7, "2031-04-13")  # a Sunday
    assert covered(Wanted("weekly", date(2031, 4, 16))) == (7, "2031-04-16")


def test_a_special_bulletin_is_of_its_window() -> None:
    asked = Wanted("special", date(2031, 4, 9), date(2031, 4, 3), reason="asked for")
    assert covered(asked) == (7, "2031-04-09")
    assert covered(Wanted("special", reason="asked for")) == (1, "2031-04-16")


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "special"},
        {"kind": "special", "reason": "  "},
        {"kind": "special", "reason": "x", "first_day": date(2031, 4, 3), "last_day": date(2031, 4, 2)},
        {"kind": "weekly", "first_day": date(2031, 4, 3)},
        {"kind": "daily", "scope": PublicScope(sectors=("north",))},
        {"kind": "daily", "reason": "why not"},
    ],
)
def test_what_a_kind_cannot_be_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Wanted(**asked)


def test_a_window_without_measure_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be told"):
        covered(Wanted("special", None, date(2020, 1, 1), reason="everything"))


def test_no_window_is_shorter_than_the_missions_own_rhythm() -> None:
    """Where few watch, `period_days = 7` keeps single days apart from a bulletin: a special one must not open them."""
    slow: Any = SimpleNamespace(settings=MISSION.settings, plan=SimpleNamespace(period_days=7))
    with pytest.raises(UsageError, match="shorter than this mission's bulletins"):
        period_wanted(slow, Wanted("special", reason="asked for"), NEWEST)
    week = Wanted("special", date(2031, 4, 9), date(2031, 4, 3), reason="asked for")
    assert period_wanted(slow, week, NEWEST).length_s == 7 * 86_400


def test_only_daily_bulletins_lie_in_a_folder_that_is_a_day() -> None:
    """Whoever looks for the newest bulletin, or for what earlier ones said, looks there."""
    daily = sample_bulletin()
    end_s = 1_934_000_000
    weekly = msgspec.structs.replace(daily, kind="weekly", cut_off="19:30")
    special = msgspec.structs.replace(weekly, kind="special", reason="asked for")
    other = msgspec.structs.replace(special, scope=PublicScope(incidents=("inc_a",)))
    names = [folder_of(one, end_s) for one in (msgspec.structs.replace(daily, cut_off="19:30"), weekly, special, other)]
    assert [is_day(name) for name in names] == [True, False, False, False]
    assert len(set(names)) == 4 and all(name.startswith(names[0]) for name in names)
