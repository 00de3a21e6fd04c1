"""Spans of time as people type them: a time that the clocks skip or pass twice is no moment."""

from __future__ import annotations

import pytest

from truceline.filters.moments import span_s
from truceline.model.errors import UsageError


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("2030-03-31T03:30..", "does not exist"),
        ("2030-03-30..2030-03-31T03:59", "does not exist"),
        ("2030-10-27T03:30..", "happens twice"),
    ],
)
def test_a_time_that_the_clocks_skip_or_pass_twice_is_refused(words: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        span_s(words, "Europe/Kyiv")
    assert why in str(caught.value) and "offset" in str(caught.value.advice)


@pytest.mark.parametrize(
    ("words", "cut_off"),
    [("2026-02-30..", "00:00"), ("0000-00-00..", "00:00"), ("0001-01-01..", "19:30"), ("9999-12-31..", "00:00")],
)
def test_a_day_that_is_none_or_at_the_ends_of_the_calendar_is_refused(words: str, cut_off: str) -> None:
    with pytest.raises(UsageError) as caught:
        span_s(words, "Europe/Kyiv", cut_off)
    assert "is not a day" in caught.value.found and caught.value.advice


def test_an_offset_or_another_hour_tells() -> None:
    first, until = span_s("2030-10-27T03:30+03:00..2030-10-27T03:30+02:00", "Europe/Kyiv")
    assert until is not None and until - first == 3_600
    assert span_s("2030-03-31T03:30..", "UTC") == (1_901_158_200, None)
    assert (
        span_s("2030-03-31..2030-04-01", "Europe/Kyiv")[1] == span_s("2030-03-31..2030-03-31T21:00Z", "Europe/Kyiv")[1]
    )
