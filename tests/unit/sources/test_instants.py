"""Times as written to UTC intervals, the same as the standard library's, and clock changes told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from truceline.model.errors import InputError
from truceline.sources.instants import instants


def one(words: str, zone: str = "UTC", order: str = "") -> tuple[int, int] | None:
    read = instants(pa.array([words], pa.string()), zone, order)  # type: ignore[arg-type]
    return None if read.bad[0] or read.blank[0] else (int(read.start_s[0]), int(read.end_s[0]))


def at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[misc]


@pytest.mark.parametrize(
    ("words", "start", "width"),
    [
        ("2025-04-19", at(2025, 4, 19), 86_400),
        ("2025-04-19 18:05", at(2025, 4, 19, 18, 5), 60),
        ("2025-04-19T18:05:07", at(2025, 4, 19, 18, 5, 7), 1),
        ("2025-04-19T18:05:07Z", at(2025, 4, 19, 18, 5, 7), 1),
        ("2025-04-19T18:05Z", at(2025, 4, 19, 18, 5), 60),
        ("2025-04-19T18:05+03:00", at(2025, 4, 19, 15, 5), 60),
        ("2025-04-19 18:05:07-02:30", at(2025, 4, 19, 20, 35, 7), 1),
        ("2025-04-19T18:05:07.250+03:00", at(2025, 4, 19, 15, 5, 7), 1),
        ("2025-04-19 18:05:07 UTC", at(2025, 4, 19, 18, 5, 7), 1),
        ("2025-04-20T24:00", at(2025, 4, 21), 60),
        ("20250419", at(2025, 4, 19), 86_400),
        ("19 April 2025", at(2025, 4, 19), 86_400),
        ("19-Apr-2025", at(2025, 4, 19), 86_400),
        ("19.04.2025 18:05", at(2025, 4, 19, 18, 5), 60),
        ("19/04/2025", at(2025, 4, 19), 86_400),
        ("04/19/2025", at(2025, 4, 19), 86_400),
        ("2024-02-29", at(2024, 2, 29), 86_400),
        ("1969-12-31", at(1969, 12, 31), 86_400),
    ],
)
def test_ways_to_write_a_time(words: str, start: int, width: int) -> None:
    assert one(words) == (start, start + width)


@pytest.mark.parametrize(
    "words",
    [
        *("2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-04-19T25:00", "2025-04-19T10:61", "0000-01-01"),
        *("9999-01-01", "01/02/2025", "soon", "2025-04-19T18:05:60", "2025/04/19x", "2025-04-19T10:00+99:00", "1.5"),
        *("٢٠٢٥-٠٤-١٩", "30 February 2025", "19 Foo 2025"),
    ],
)
def test_impossible_and_ambiguous_dates(words: str) -> None:
    assert one(words) is None


def test_a_declared_order_of_day_and_month() -> None:
    assert one("01/02/2025", order="dmy") == (at(2025, 2, 1), at(2025, 2, 2))
    assert one("01/02/2025", order="mdy") == (at(2025, 1, 2), at(2025, 1, 3))
    assert one("13/02/2025", order="mdy") is None


def test_a_skipped_hour_is_read_with_the_offset_before_and_told() -> None:
    read = instants(pa.array(["2025-03-30 03:30"], pa.string()), "Europe/Kyiv")
    assert read.skipped.tolist() == [True]
    assert read.start_s.tolist() == [at(2025, 3, 30, 1, 30)]


def test_a_repeated_hour_is_the_first_one_and_told() -> None:
    read = instants(pa.array(["2025-10-26 03:30", "2025-10-26 03:30+02:00"], pa.string()), "Europe/Kyiv")
    assert read.folded.tolist() == [True, False]
    assert read.start_s.tolist() == [at(2025, 10, 26, 0, 30), at(2025, 10, 26, 1, 30)]


def test_days_of_a_clock_change_have_23_and_25_hours() -> None:
    read = instants(pa.array(["2025-03-30", "2025-10-26"], pa.string()), "Europe/Kyiv")
    assert (read.end_s - read.start_s).tolist() == [23 * 3600, 25 * 3600]
    assert not read.folded.any()
    assert not read.skipped.any()


def test_zones_that_change_at_midnight() -> None:
    read = instants(pa.array(["2022-03-25"], pa.string()), "Asia/Damascus")
    assert read.end_s[0] - read.start_s[0] == 23 * 3600


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Asia/Kathmandu", "America/St_Johns", "Africa/Juba", "UTC"])
def test_every_hour_of_two_years_is_as_the_standard_library_has_it(zone: str) -> None:
    first = datetime(2020, 12, 31, 0, 7)
    stamps = [first + timedelta(hours=hour) for hour in range(2 * 366 * 24)]
    read = instants(pa.array([stamp.strftime("%Y-%m-%d %H:%M") for stamp in stamps], pa.string()), zone)
    wanted = [int(stamp.replace(tzinfo=ZoneInfo(zone)).timestamp()) for stamp in stamps]
    assert read.start_s.tolist() == wanted


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(InputError, match="Mars"):
        instants(pa.array(["2025-01-01 10:00"], pa.string()), "Mars/Base")


def test_a_slice_of_a_column_reads_like_the_column() -> None:
    whole = pa.array(["x", "2025-04-19", "2025-04-20", "2025-04-21"], pa.string())
    assert instants(whole.slice(2), "UTC").start_s.tolist() == [at(2025, 4, 20), at(2025, 4, 21)]
