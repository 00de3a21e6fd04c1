"""A daily series held against a truce: read, completed by what is still to be reported, judged, and as one document."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from truceline.confined.reading import read_blob, read_rows
from truceline.filters.moments import span_s
from truceline.filters.written_days import iso_days
from truceline.measure.calendar import day_bounds, local_days
from truceline.measure.daily import Daily, DailyTable, read_daily, read_effort, with_effort
from truceline.measure.effort import watched
from truceline.measure.further import further_of_series
from truceline.measure.holding import between, holding
from truceline.measure.late_reports import completed
from truceline.measure.series import DaySeries, Truce, truce_between
from truceline.measure.view import view_of
from truceline.model.errors import InputError, Rejected, UsageError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.measures import Further, MeasureView, Verdict
from truceline.sources.header import normal_name

#: names under which a table of daily effort may carry its figure
_EFFORT_COLUMNS = ("effort", "hours", "minutes", "value")

#: rows of a daily table: far more than two centuries of days
_MOST_DAYS = 100_000


class Held(msgspec.Struct, frozen=True):
    """A series, the truce it was held against, and what came of it."""

    daily: Daily
    truce: Truce | None
    verdict: Verdict
    further: Further
    notes: tuple[Rejected, ...]
    file: str
    column: str

    @property
    def view(self) -> MeasureView:
        """What the page of the series shows."""
        return view_of(self.daily.series, self.truce, self.verdict, self.further, self.file, self.column)

    @property
    def document(self) -> dict[str, Any]:
        """The verdict as in `verdict.json`."""
        return as_document(self.verdict) | _more(self.further)


def hold(
    series: Blob,
    truce: str | None,
    effort: Blob | None = None,
    value: str | None = None,
    zone: str = "UTC",
    cut_off: str = "00:00",
) -> Held:
    """Hold a daily series against a truce `FROM..TO` (null: say only what the series itself does).

    Raises UsageError for a column or a span that there is not, InputError for a table that is no series of days.
    """
    table = _series(series, value)
    daily = read_daily(table)
    notes = list(daily.notes)
    if effort is not None:
        daily, more = _with_effort(daily, effort, zone, cut_off)
        notes += more
    span = truce_between(*span_s(truce, zone, cut_off), zone, cut_off) if truce else None
    further = further_of_series(daily.series, span, daily.reports, _heavy(table, daily.series, notes))
    daily = _completed(daily, further)
    return Held(daily, span, _verdict(daily, span), further, tuple(notes), series.filename, value or "value")


def as_document(verdict: Verdict) -> dict[str, Any]:
    """The verdict with ratios and levels as numbers, not thousandths."""

    def plain(milli: int | None) -> float | None:
        return None if milli is None else milli / 1000

    effect = verdict.effect
    return {
        "verdict": verdict.verdict,
        "effect": {
            "ratio": plain(effect.ratio_milli),
            "low": plain(effect.low_milli),
            "high": plain(effect.high_milli),
        },
        "changes": [
            {"date": c.date, "from": c.from_milli / 1000, "to": c.to_milli / 1000, "p": c.p_ppm / 1_000_000}
            for c in verdict.changes
        ],
        "alarms": list(verdict.alarms),
        "reasons": list(verdict.reasons),
    }


def _more(further: Further) -> dict[str, Any]:
    """What else the series says: shares from 0 to 1, levels and days as numbers."""
    found: dict[str, Any] = {}
    if further.late:
        found["nowcast"] = [msgspec.to_builtins(day) for day in further.late]
    if (one := further.escalation) is not None:
        shares = {name: getattr(one, f"{name}_ppm") / 1_000_000 for name in ("share", "before", "low", "high")}
        numbers = {"incidents": one.incidents, "incidents_before": one.incidents_before}
        found["escalation"] = {"direction": one.direction, **shares, **numbers}
    if (two := further.recovery) is not None:
        names = ("peak", "before", "half_life", "low", "high")
        figures = {name: getattr(two, f"{name}_milli") for name in names}
        plain = {name: None if milli is None else milli / 1000 for name, milli in figures.items()}
        found["recovery"] = {"peak_day": two.peak_day, **plain, "days": two.days}
    return found


def _completed(daily: Daily, further: Further) -> Daily:
    """With what is still to be reported of the last days."""

    def whole(series: DaySeries | None) -> DaySeries | None:
        return None if series is None else completed(series, further.late)

    more = {"series": completed(daily.series, further.late), "low": whole(daily.low), "high": whole(daily.high)}
    return msgspec.structs.replace(daily, **more)


def _heavy(table: DailyTable, series: DaySeries, notes: list[Rejected]) -> dict[str, float] | None:
    """Events by heavy weapons, by day; null where the file has no such column. More of them than events are none."""
    if "heavy" not in table.columns or "date" not in table.columns:
        return None
    by_day, found = read_effort(table, "heavy")
    notes += [note for note in found if note not in notes]
    events = {series.day(i): value for i, value in enumerate(series.values) if value is not None}
    more = {day: heavy for day, heavy in by_day.items() if heavy > events.get(day, math.inf)}
    if more:
        day, most = next(iter(more.items()))
        said = f"on {day} {most:g} of {events[day]:g}"
        said += f", and on {len(more) - 1} more days" if len(more) > 1 else ""
        advice = "More by heavy weapons than there were: these days are left out of the share of heavy weapons."
        notes.append(Rejected(table.file, 0, "heavy", said, advice, "warning"))
    return {day: heavy for day, heavy in by_day.items() if day not in more}


def _verdict(daily: Daily, truce: Truce | None) -> Verdict:
    verdict = holding(daily.series, truce)
    if daily.low is None or daily.high is None:
        return verdict
    return between(verdict, holding(daily.low, truce), holding(daily.high, truce))


def _with_effort(daily: Daily, blob: Blob, zone: str, cut_off: str) -> tuple[Daily, list[Rejected]]:
    """The series with effort a day: from a table of days, or summed from the hours of watchers."""
    table = _table(blob)
    column = next((name for name in _EFFORT_COLUMNS if name in table.columns), None)
    if "date" in table.columns and column is not None:
        by_day, notes = read_effort(table, column)
    else:
        by_day, notes = _watched(blob, daily.series, zone, cut_off)
    if not by_day:
        raise InputError("no row of effort can be used", where=blob.filename, advice="Give date and hours a day.")

    def enrich(series: DaySeries | None) -> DaySeries | None:
        return None if series is None else with_effort(series, by_day)

    return (
        msgspec.structs.replace(
            daily, series=with_effort(daily.series, by_day), low=enrich(daily.low), high=enrich(daily.high)
        ),
        list(notes),
    )


def _watched(blob: Blob, series: DaySeries, zone: str, cut_off: str) -> tuple[dict[str, float], tuple[Rejected, ...]]:
    """Observer-minutes a day from rows of watchers."""
    reading = read_blob(blob, "effort", ReadContext(time_zone=zone))
    if reading.effort is None or reading.effort.num_rows == 0:
        return {}, reading.notes
    first = day_bounds(series.first_day, zone, cut_off)[0]
    last = day_bounds(series.day(len(series.values) - 1), zone, cut_off)[1] - 1
    days = local_days(first, last, zone, cut_off)
    on_s = watched(reading.effort, days).on_s
    return {label: float(on_s[i]) / 60 for i, label in enumerate(days.labels)}, reading.notes


def _series(blob: Blob, value: str | None) -> DailyTable:
    """The daily table with the chosen column as its value. Raises UsageError or InputError where there is none."""
    table = _table(blob)
    chosen, names = normal_name(value or "value"), ", ".join(table.columns)
    if chosen in table.columns:
        columns = {**table.columns, "value": table.columns[chosen]}
        return DailyTable(table.file, columns, table.lines, table.notes)
    if value:
        raise UsageError(f"there is no column {value!r}", where=table.file, advice=f"Columns: {names}.")
    if "date" in table.columns:
        advice = "Name the column with the figure: --value COLUMN; in Python value=…."
        raise InputError(f"there is no column 'value'; found: {names}", where=table.file, advice=advice)
    return table


def _table(blob: Blob) -> DailyTable:
    table = read_rows(blob)
    if len(table.lines) > _MOST_DAYS:
        found = f"{len(table.lines)} rows are no series of days"
        raise InputError(found, where=blob.filename, advice=f"Give one row a day, {_MOST_DAYS} at most.")
    columns = {name: cells.to_pylist() for name, cells in table.columns.items()}
    columns |= {name: iso_days(columns[name]) for name in ("date", "reported") if name in columns}
    return DailyTable(blob.filename, columns, [int(line) for line in table.lines], tuple(table.notes))
