"""A daily table as people write them: every doubtful row is named with its line, the rest goes in."""

from __future__ import annotations

import pytest

from truceline.measure.daily import Daily, DailyTable, read_daily, read_effort, with_effort
from truceline.model.errors import InputError


def table(text: str) -> DailyTable:
    header, *rows = [line.split(",") for line in text.strip().splitlines()]
    cells = {name: [row[i] if i < len(row) else "" for row in rows] for i, name in enumerate(header)}
    return DailyTable("series.csv", cells, list(range(2, 2 + len(rows))))


def read(text: str) -> Daily:
    return read_daily(table(text))


def found(daily: Daily) -> list[tuple[int, str, str]]:
    return [(note.line, note.field, note.severity) for note in daily.notes]


def test_a_clean_table() -> None:
    daily = read("date,value\n2025-04-19,12\n2025-04-20,0.5")
    assert daily.series.first_day == "2025-04-19" and daily.series.values == (12.0, 0.5)
    assert daily.notes == () and daily.low is None


@pytest.mark.parametrize("cell", ["nan", "inf", "-3", "1_000", "twelve", "1e400"])
def test_a_value_that_is_no_count_is_rejected_with_its_line(cell: str) -> None:
    daily = read(f"date,value\n2025-04-19,12\n2025-04-20,{cell}\n2025-04-21,3")
    assert daily.series.values == (12.0, None, 3.0)
    assert (3, "value", "rejected") in found(daily)


@pytest.mark.parametrize("cell", ["20.04.2025", "2025-02-30", "", "soon"])
def test_a_day_that_is_none_is_rejected(cell: str) -> None:
    assert found(read(f"date,value\n{cell},12\n2025-04-21,3")) == [(2, "date", "rejected")]


def test_a_gap_is_no_zero() -> None:
    daily = read("date,value\n2025-04-19,12\n2025-04-22,3\n2025-04-23,")
    assert daily.series.values == (12.0, None, None, 3.0, None)
    assert found(daily) == [(3, "date", "warning")]


def test_many_gaps_are_told_in_one_line_with_the_longest() -> None:
    days = [day for day in range(1, 29) if day not in {3, 6, 9, 12, 13, 14, 17, 20}]
    daily = read("date,value\n" + "".join(f"2031-01-{day:02},1\n" for day in days))
    (note,) = daily.notes
    assert note.line == 4 and note.severity == "warning"
    assert note.found == "8 days in 6 gaps have no row; the longest is 3 after 2031-01-11"


def test_rows_that_are_weeks_apart_are_said_to_be_no_days() -> None:
    daily = read("date,value\n" + "".join(f"2031-01-{day:02},9\n" for day in (1, 8, 15, 22)))
    (note,) = daily.notes
    assert note.found == "every row is 7 days after the one before it"
    assert "Totals of weeks" in note.advice


def test_rows_out_of_order_are_sorted() -> None:
    daily = read("date,value\n2025-04-20,2\n2025-04-19,1")
    assert daily.series.values == (1.0, 2.0)
    assert found(daily) == [(3, "date", "warning")]


def test_a_day_given_twice() -> None:
    same = read("date,value\n2025-04-19,1\n2025-04-19,1")
    assert found(same) == [(3, "date", "warning")]
    differing = read("date,value\n2025-04-19,1\n2025-04-19,7")
    assert found(differing) == [(3, "date", "rejected")] and differing.series.values == (1.0,)
    revised = read("date,value,reported\n2025-04-19,7,2025-04-21\n2025-04-19,1,2025-04-20")
    assert revised.series.values == (7.0,) and found(revised) == []


def test_rows_of_regions_are_no_series() -> None:
    """The first region's figures would pass for those of all; where they are the same by chance as well."""
    rows = "".join(
        f"2025-04-{day},north,3\n2025-04-{day},south,{south}\n" for day, south in ((19, 3), (20, 4), (21, 0))
    )
    with pytest.raises(InputError, match="3 of 3 days have several rows; lines 2 and 3 are both for 2025-04-19"):
        read("date,region,value\n" + rows)
    slips = "".join(f"2025-04-{day:02},x,1\n" for day in range(1, 31)) + "".join(
        f"2025-04-0{day},x,2\n" for day in (1, 2, 3)
    )
    rejected = [note for note in read("date,region,value\n" + slips).notes if note.severity == "rejected"]
    assert [note.line for note in rejected] == [32, 33, 34]


def test_many_rows_that_stand_twice_are_told_in_one_line() -> None:
    once = "".join(f"2025-04-0{day},{day}\n" for day in range(1, 8))
    daily = read("date,value\n" + once + once)
    assert daily.series.values == (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
    assert "7 rows stand twice, the first of them for 2025-04-01" in {note.found for note in daily.notes}
    assert len(daily.notes) == 2  # and that they are out of order


def test_bounds_and_effort() -> None:
    daily = read("date,value,low,high,effort\n2025-04-19,5,4,6,100\n2025-04-20,5,5,9,")
    assert daily.low is not None and daily.low.values == (4.0, 5.0)
    assert daily.high is not None and daily.high.values == (6.0, 9.0)
    assert daily.series.effort == (100.0, None)
    crossed = read("date,value,low,high\n2025-04-19,5,8,6")
    assert found(crossed) == [(2, "low", "warning")] and crossed.low is None


def test_what_cannot_be_used_says_what_was_found() -> None:
    with pytest.raises(InputError, match="no column 'value'; found: date, count"):
        read("date,count\n2025-04-19,5")
    with pytest.raises(InputError, match=r"no row can be used \(line 2, date: x; line 2, value: y\)"):
        read("date,value\nx,y")
    with pytest.raises(InputError, match="mistyped year"):
        read("date,value\n0205-04-19,5\n2025-04-19,5")


def test_daily_effort() -> None:
    effort, notes = read_effort(table("date,hours\n2025-04-19,10\n2025-04-19,5\n2025-04-20,-1"), "hours")
    assert effort == {"2025-04-19": 15.0} and [note.line for note in notes] == [4]
    assert with_effort(read("date,value\n2025-04-19,1\n2025-04-20,1").series, effort).effort == (15.0, 0.0)
