"""Whether two texts name the day of one incident, by the days as written."""

from __future__ import annotations

import numpy as np
import pytest

from truceline.derive.kernels.facts import FACTS, N_NAMED_DAYS, NAMED_DAYS, days_near

TUESDAY, FRIDAY, SUNDAY, MARCH_4, FEBRUARY_20 = 2, 5, 7, 304, 220


def near(one: tuple[int, ...], other: tuple[int, ...], one_matter: bool = False) -> int:
    rows = np.zeros((2, FACTS), np.int64)
    for row, days in zip(rows, (one, other), strict=True):
        row[N_NAMED_DAYS] = len(days)
        row[NAMED_DAYS : NAMED_DAYS + len(days)] = days
    assert days_near(rows[0], rows[1], one_matter) == days_near(rows[1], rows[0], one_matter)
    return days_near(rows[0], rows[1], one_matter)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ((TUESDAY, FRIDAY), (TUESDAY,), 1),
        ((TUESDAY,), (FRIDAY,), -1),
        ((TUESDAY,), (MARCH_4,), 0),  # which day of the week that was is not known
        ((), (FRIDAY,), 0),
        ((MARCH_4, TUESDAY), (SUNDAY,), -1),  # a date in front hides no other day of the week
    ],
)
def test_the_first_days_tell(one: tuple[int, ...], other: tuple[int, ...], answer: int) -> None:
    assert near(one, other) == answer


def test_who_takes_up_a_report_later_names_his_own_day_first() -> None:
    assert near((TUESDAY,), (FRIDAY, TUESDAY), one_matter=True) == 0
    assert near((TUESDAY,), (FRIDAY, TUESDAY)) == -1


def test_a_day_of_the_background_makes_no_day_of_the_incident() -> None:
    assert near((TUESDAY, FEBRUARY_20), (FRIDAY, FEBRUARY_20), one_matter=True) == -1
