"""A daily series from the cells of a table: every doubtful row is named with its line, the rest goes in."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from truceline.measure.nowcast import Report
from truceline.measure.series import DaySeries
from truceline.model.errors import InputError, Rejected, no_usable_row

#: a table that spans more days than this has a mistyped year
_MOST_DAYS = 36_525

_BLANK = frozenset({"", "na", "n/a", "null", "none", "-"})
#: 5,5 has a decimal comma; 1,500 may have one, or be a thousand and a half
_COMMA = re.compile(r"^(\d+),(\d{1,2})$")
_CHECK_EXPORT = "Give the days in a column `date` (YYYY-MM-DD) and the figures in `value`, or name theirs with --value."
_WRITE_DAY = "Write the day as YYYY-MM-DD."
_EITHER = " With slashes, nothing in this column tells the day from the month."
_NO_ROW = "Days without a row have no figure; write 0 where nothing happened."
_NOT_DAYS = (
    "Totals of weeks or months cannot be judged by days: give a row for each day, with 0 where nothing happened. "
    "Spreading a total over its days would invent how they vary."
)

#: gaps are told one by one up to so many; rows all as far apart are no daily table from so many steps on
_MOST_GAPS_TOLD, _FEWEST_STEPS = 5, 3
#: share of days that may be given twice by a slip
_MOST_SLIPS = 0.1


class DailyTable(msgspec.Struct, frozen=True):
    """Cells by column name (text, trimmed), the file line of each row, and what was odd about the file."""

    file: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    notes: tuple[Rejected, ...] = ()


class Daily(msgspec.Struct, frozen=True):
    """The series as stated, and with the low and the high figures where every day that has a figure has both."""

    series: DaySeries
    low: DaySeries | None
    high: DaySeries | None
    notes: tuple[Rejected, ...]
    reports: tuple[Report, ...] = ()  # every row that says when it was reported


class _Row(msgspec.Struct, frozen=True):
    line: int
    day: date
    value: float | None
    low: float | None
    high: float | None
    effort: float | None
    reported: str
    cells: tuple[str, ...]  # all of them: a row that is given twice is alike in each


def read_daily(table: DailyTable) -> Daily:
    """Read `date, value` and optional `low, high, effort, reported`.

    Rows may come in any order. A blank value is a day without a figure. Of two rows for one day the later `reported`
    counts; without that, the first does and the second is rejected unless it says the same. Days without a row are
    days without a figure, never zeros.

    Raises:
        InputError: a needed column is missing, no row can be used, or more than a tenth of the days have several rows
            that differ: those of regions or kinds, of which the first alone would be no series of all.
    """
    for name in ("date", "value"):
        if name not in table.columns:
            found = ", ".join(table.columns) or "none"
            raise InputError(f"there is no column {name!r}; found: {found}", where=table.file, advice=_CHECK_EXPORT)
    notes = list(table.notes)
    rows = [row for row in (_row(table, i, notes) for i in range(len(table.lines))) if row is not None]
    if not rows:
        raise no_usable_row(notes, table.file, _CHECK_EXPORT)
    _say_order(table.file, rows, notes)
    by_day = _one_a_day(table.file, rows, notes)
    _say_gaps(table.file, by_day, notes)
    reports = _reports(table.file, rows, notes)
    return msgspec.structs.replace(_series(table, by_day, tuple(sorted(notes))), reports=reports)


def read_effort(table: DailyTable, column: str) -> tuple[dict[str, float], tuple[Rejected, ...]]:
    """Effort by day from a table with `date` and this column; a day named twice adds up."""
    notes = list(table.notes)
    effort: dict[str, list[float]] = {}
    for i, line in enumerate(table.lines):
        day = _day(table, i, line, notes)
        hours = _number(table, column, i, line, notes)
        if day is not None and isinstance(hours, float):
            effort.setdefault(day.isoformat(), []).append(hours)
    return {day: math.fsum(sorted(hours)) for day, hours in sorted(effort.items())}, tuple(sorted(notes))


def with_effort(series: DaySeries, effort: Mapping[str, float]) -> DaySeries:
    """The series with this effort; a day that the effort does not name has none."""
    days = (series.day(i) for i in range(len(series.values)))
    return msgspec.structs.replace(series, effort=tuple(effort.get(day, 0.0) for day in days))


def _row(table: DailyTable, i: int, notes: list[Rejected]) -> _Row | None:
    line = table.lines[i]
    day = _day(table, i, line, notes)
    value = _number(table, "value", i, line, notes)
    if day is None or value is _BAD:
        return None
    low, high, effort = (_optional(table, name, i, line, notes) for name in ("low", "high", "effort"))
    given = value if isinstance(value, float) else None
    if None not in (low, high, given) and not low <= given <= high:  # type: ignore[operator]
        found = f"low {low:g}, value {given:g}, high {high:g}"
        notes.append(
            Rejected(table.file, line, "low", found, "The bounds are left out: low ≤ value ≤ high.", "warning")
        )
        low = high = None
    cells = tuple(column[i] for column in table.columns.values())
    return _Row(line, day, given, low, high, effort, _cell(table, "reported", i), cells)


class _Bad(msgspec.Struct, frozen=True):
    """Marks a cell that is no number."""


_BAD = _Bad()


def _number(table: DailyTable, name: str, i: int, line: int, notes: list[Rejected]) -> float | _Bad | None:
    words = _cell(table, name, i)
    if words.casefold() in _BLANK:
        return None
    try:
        number = float(_COMMA.sub(r"\1.\2", words))
    except ValueError:
        number = math.nan
    if math.isfinite(number) and number >= 0 and "_" not in words:
        return number
    notes.append(Rejected(table.file, line, name, words, "A count is a number from 0 up, such as 12 or 12.5."))
    return _BAD


def _optional(table: DailyTable, name: str, i: int, line: int, notes: list[Rejected]) -> float | None:
    """A number that a row can do without: a bad one is left out with a warning."""
    inner: list[Rejected] = []
    number = _number(table, name, i, line, inner)
    notes += [msgspec.structs.replace(note, severity="warning") for note in inner]
    return number if isinstance(number, float) else None


def _day(table: DailyTable, i: int, line: int, notes: list[Rejected]) -> date | None:
    words = _cell(table, "date", i)
    try:
        return date.fromisoformat(words[:10] if words[10:11] in {"T", " "} else words)
    except ValueError:
        advice = f"{_WRITE_DAY}{_EITHER if '/' in words else ''}"
        notes.append(Rejected(table.file, line, "date", words, advice))
        return None


def _cell(table: DailyTable, name: str, i: int) -> str:
    return table.columns[name][i] if name in table.columns else ""


def _reports(file: str, rows: list[_Row], notes: list[Rejected]) -> tuple[Report, ...]:
    """What each row says was known of its day, and when; a date that cannot be one is named."""
    found = []
    for row in rows:
        if not row.reported or row.value is None:
            continue
        try:
            reported = date.fromisoformat(row.reported[:10])
        except ValueError:
            notes.append(Rejected(file, row.line, "reported", row.reported, "Write the day as YYYY-MM-DD.", "warning"))
            continue
        if reported < row.day:
            words = f"{row.day} is reported on {reported}"
            notes.append(Rejected(file, row.line, "reported", words, "No delay is learnt from it.", "warning"))
            continue
        found.append(Report(row.day.isoformat(), reported.isoformat(), row.value))
    return tuple(sorted(found))


def _say_order(file: str, rows: list[_Row], notes: list[Rejected]) -> None:
    wrong = next((row for before, row in pairwise(rows) if row.day < before.day), None)
    if wrong is not None:
        notes.append(Rejected(file, wrong.line, "date", "rows are not in order of day", "They were sorted.", "warning"))


def _one_a_day(file: str, rows: list[_Row], notes: list[Rejected]) -> dict[date, _Row]:
    kept: dict[date, _Row] = {}
    repeats: list[_Row] = []
    others: list[tuple[_Row, _Row]] = []  # the row that counts, and one that says something else
    for row in sorted(rows, key=lambda r: (r.day, r.reported, r.line)):
        first = kept.setdefault(row.day, row)
        if first is row:
            continue
        if row.reported > first.reported:
            kept[row.day] = row
        elif row.cells == first.cells:
            repeats.append(row)
        else:
            others.append((first, row))
    _demand_one_series(file, len(kept), others)
    for first, row in others:
        found = f"{row.day} is given twice: {_shown(first.value)} and {_shown(row.value)}"
        advice = f"Line {first.line} counts. Keep one, or say when reported."
        notes.append(Rejected(file, row.line, "date", found, advice))
    _say_repeats(file, repeats, notes)
    return kept


def _demand_one_series(file: str, days: int, others: list[tuple[_Row, _Row]]) -> None:
    """Raises InputError where so many days have several rows that these are regions or kinds, not slips."""
    several = len({row.day for _, row in others})
    if several < _FEWEST_STEPS or several <= days * _MOST_SLIPS:
        return
    first, row = others[0]
    raise InputError(
        f"{several} of {days} days have several rows; lines {first.line} and {row.line} are both for {row.day}",
        where=file,
        advice="Sum the rows of a day, or give those of one region or kind. For later reports of a day add `reported`.",
    )


def _say_repeats(file: str, repeats: list[_Row], notes: list[Rejected]) -> None:
    """Each row that stands twice where there are few; else how many there are."""
    if len(repeats) > _MOST_GAPS_TOLD:
        found = f"{len(repeats)} rows stand twice, the first of them for {repeats[0].day}"
        notes.append(Rejected(file, repeats[0].line, "date", found, "Each counts once.", "warning"))
        return
    for row in repeats:
        notes.append(Rejected(file, row.line, "date", f"{row.day} is repeated", "It counts once.", "warning"))


def _say_gaps(file: str, by_day: Mapping[date, _Row], notes: list[Rejected]) -> None:
    """Each gap where there are few; else how many there are, and the longest. Rows that are weeks apart are no days."""
    days = sorted(by_day)
    gaps = [(after - before).days - 1 for before, after in pairwise(days)]
    at = [(before, after, gap) for (before, after), gap in zip(pairwise(days), gaps, strict=True) if gap > 0]
    if len(gaps) >= _FEWEST_STEPS and len(set(gaps)) == 1 and gaps[0] > 0:
        found = f"every row is {gaps[0] + 1} days after the one before it"
        notes.append(Rejected(file, by_day[days[1]].line, "date", found, _NOT_DAYS, "warning"))
    elif len(at) > _MOST_GAPS_TOLD:
        before, _, longest = max(at, key=lambda gap: gap[2])
        found = (
            f"{sum(gap for *_, gap in at)} days in {len(at)} gaps have no row; the longest is {longest} after {before}"
        )
        notes.append(Rejected(file, by_day[at[0][1]].line, "date", found, _NO_ROW, "warning"))
    else:
        for before, after, gap in at:
            found = f"no row for the {gap} days after {before}" if gap > 1 else f"no row for the day after {before}"
            notes.append(Rejected(file, by_day[after].line, "date", found, _NO_ROW, "warning"))


def _series(table: DailyTable, by_day: Mapping[date, _Row], notes: tuple[Rejected, ...]) -> Daily:
    first, last = min(by_day), max(by_day)
    span = (last - first).days + 1
    if span > _MOST_DAYS:
        raise InputError(f"the days span from {first} to {last}", where=table.file, advice="Look for a mistyped year.")
    rows = [by_day.get(first + timedelta(days=i)) for i in range(span)]
    known = [row for row in rows if row is not None and row.value is not None]
    effort = _column(rows, lambda row: row.effort) if any(row.effort is not None for row in by_day.values()) else None
    series = DaySeries(first.isoformat(), _column(rows, lambda row: row.value), effort)
    bounded = bool(known) and all(row.low is not None and row.high is not None for row in known)
    return Daily(
        series=series,
        low=msgspec.structs.replace(series, values=_column(rows, lambda row: row.low)) if bounded else None,
        high=msgspec.structs.replace(series, values=_column(rows, lambda row: row.high)) if bounded else None,
        notes=notes,
    )


def _column(rows: Sequence[_Row | None], pick: Callable[[_Row], float | None]) -> tuple[float | None, ...]:
    return tuple(None if row is None else pick(row) for row in rows)


def _shown(value: float | None) -> str:
    return "nothing" if value is None else f"{value:g}"
