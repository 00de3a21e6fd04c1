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


def test_an_offset_or_another_hour_tells() -> None:
    first, until = span_s("2030-10-27T03:30+03:00..2030-10-27T03:30+02:00", "Europe/Kyiv")
    assert until is not None and until - first == 3_600
    assert span_s("2030-03-31T03:30..", "UTC") == (1_901_158_200, None)
    assert (
        span_s("2030-03-31..2030-04-01", "Europe/Kyiv")[1] == span_s("2030-03-31..2030-03-31T21:00Z", "Europe/Kyiv")[1]
    )
