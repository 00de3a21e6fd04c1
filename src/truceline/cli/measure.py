"""`truceline measure`: a daily series and a truce to a verdict: is it holding?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.measure.daily import Daily, DailyTable
    from truceline.measure.series import DaySeries, Truce
    from truceline.model.errors import Rejected
    from truceline.model.measures import Further, MeasureView, Verdict

#: names under which a table of daily effort may carry its figure
_EFFORT_COLUMNS = ("effort", "hours", "minutes", "value")

#: rows of a daily table: far more than two centuries of days
_MOST_DAYS = 100_000


@click.command("measure")
@click.argument("series", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="SERIES.CSV")
@click.option("--truce", "truce_words", metavar="FROM..TO", help="Time in force, half-open; TO may be left out.")
@click.option(
    "--effort",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Observation effort: date and hours, or rows of watchers with start and end.",
)
@click.option("--value", "value_column", metavar="COLUMN", help="The column with the figure, if not `value`.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of the days and of times without an offset.")
@click.option("--cut-off", default="00:00", show_default=True, help="Time of day at which a day of the series ends.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="verdict.json. Default: none.")
@click.option("--paragraph", is_flag=True, help="Print a paragraph to publish: figure, method, limits, references.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one HTML page: the answer, why, the series drawn, placebo dates, rates, and the paragraph.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "uk", "ru"]),
    default="en",
    show_default=True,
    help="Language of the page and of what is printed; verdict.json and --json are in English.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def command(
    series: Path,
    truce_words: str | None,
    effort: Path | None,
    value_column: str | None,
    zone: str,
    cut_off: str,
    output: Path | None,
    paragraph: bool,
    html: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Is a ceasefire holding, eroding or collapsed, by a daily series? Undetermined where the series cannot tell.

    SERIES.CSV has the columns date and value, and optionally low, high, effort, heavy (how many of the day's events
    were by heavy weapons) and reported (of two rows for a day the one reported later counts, and how late reports come
    teaches what the last days will still bring). Days without a row have no figure; write 0 where nothing happened.

    FROM and TO are days (2016-02-27: from its beginning) or times (2025-04-19T18:00+03:00). TO itself is no longer in
    force. Only days that are wholly in force are judged, against up to 60 days before.

    \b
    Examples:
      truceline measure fires.csv --truce 2025-04-19T18:00+03:00..2025-04-21T00:00+03:00 --zone Europe/Kyiv
      truceline measure fires.csv --value war_fires_per_day --truce 2025-04-19..2025-04-21
      truceline measure deaths.csv --truce 2016-02-27..2016-04-09 --paragraph
      truceline measure deaths.csv --truce 2016-02-27..2016-04-09 --html page.html --lang uk
      truceline measure smm.csv --truce 2020-07-27.. --effort patrols.csv -o verdict.json
    """
    from truceline.cli.answers import answer, leave, list_notes
    from truceline.measure.daily import read_daily
    from truceline.measure.further import further_of_series
    from truceline.measure.view import view_of

    daily = read_daily(_series(series, value_column))
    notes = list(daily.notes)
    if effort is not None:
        daily, more = _with_effort(daily, effort, zone, cut_off)
        notes += more
    truce = _truce(truce_words, zone, cut_off) if truce_words else None
    further = further_of_series(daily.series, truce, daily.reports, _heavy(series, notes))
    daily = _completed(daily, further)
    verdict = _verdict(daily, truce)
    document = as_document(verdict) | _more(further)
    if output is not None:
        from truceline.stores.files import write_atomic

        write_atomic(output, _encoded(document))
    if html is not None:
        _page(html, view_of(daily.series, truce, verdict, further, series.name, value_column or "value"), lang)
    list_notes(notes)
    answer(as_json, document, _lines(daily, truce, verdict, further, lang, paragraph))
    leave(notes)


def as_document(verdict: Verdict) -> dict[str, object]:
    """The verdict as in `verdict.json`: ratios and levels as numbers, not thousandths."""

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


def _lines(
    daily: Daily, truce: Truce | None, verdict: Verdict, further: Further, lang: str, as_paragraph: bool
) -> list[str]:
    """What is printed: the verdict with its reasons, or a paragraph with its references; then the late days."""
    from truceline.measure.paragraph import REFERENCES, paragraph
    from truceline.model.english import english
    from truceline.model.errors import UsageError
    from truceline.publish.words import words

    spoken = words(lang)
    more = [spoken.phrase(phrase) if lang != "en" else english(phrase) for phrase in further.told]
    if not as_paragraph:
        word = verdict.verdict if lang == "en" else spoken.term("verdict", verdict.verdict)
        told = verdict.reasons if lang == "en" else (spoken.phrase(phrase) for phrase in verdict.told)
        return [word, *told, *more]
    if truce is None:
        raise UsageError("--paragraph without --truce", advice="Say when the truce was in force: --truce FROM..TO.")
    return [
        " ".join(spoken.phrase(phrase) for phrase in paragraph(daily.series, truce, verdict)),
        "",
        *REFERENCES,
        *more,
    ]


def _page(path: Path, view: MeasureView, lang: str) -> None:
    from truceline.publish.measure_page import render_measure
    from truceline.stores.files import write_atomic

    write_atomic(path, render_measure(view, lang))


def _completed(daily: Daily, further: Further) -> Daily:
    """With what is still to be reported of the last days."""
    import msgspec

    from truceline.measure.late_reports import completed

    def whole(series: DaySeries | None) -> DaySeries | None:
        return None if series is None else completed(series, further.late)

    more = {"series": completed(daily.series, further.late), "low": whole(daily.low), "high": whole(daily.high)}
    return msgspec.structs.replace(daily, **more)


def _heavy(path: Path, notes: list[Rejected]) -> dict[str, float] | None:
    """Events by heavy weapons, by day; null where the file has no such column."""
    from truceline.measure.daily import read_effort

    table = _table(path)
    if "heavy" not in table.columns or "date" not in table.columns:
        return None
    by_day, found = read_effort(table, "heavy")
    notes += [note for note in found if note not in notes]
    return by_day


def _more(further: Further) -> dict[str, object]:
    """What else stands in `verdict.json`, where the series says it: shares from 0 to 1, levels and days as numbers."""
    import msgspec

    found: dict[str, object] = {}
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


def _verdict(daily: Daily, truce: Truce | None) -> Verdict:
    from truceline.measure.holding import between, holding

    verdict = holding(daily.series, truce)
    if daily.low is None or daily.high is None:
        return verdict
    return between(verdict, holding(daily.low, truce), holding(daily.high, truce))


def _truce(words: str, zone: str, cut_off: str) -> Truce:
    from truceline.cli.given import span_s
    from truceline.measure.series import truce_between

    return truce_between(*span_s(words, zone, cut_off), zone, cut_off)


def _with_effort(daily: Daily, path: Path, zone: str, cut_off: str) -> tuple[Daily, list[Rejected]]:
    """The series with effort a day: from a table of days, or summed from the hours of watchers."""
    import msgspec

    from truceline.measure.daily import read_effort, with_effort
    from truceline.model.errors import InputError

    table = _table(path)
    column = next((name for name in _EFFORT_COLUMNS if name in table.columns), None)
    if "date" in table.columns and column is not None:
        by_day, notes = read_effort(table, column)
    else:
        by_day, notes = _watched(path, daily.series, zone, cut_off)
    if not by_day:
        raise InputError("no row of effort can be used", where=str(path), advice="Give date and hours a day.")

    def enrich(series: DaySeries | None) -> DaySeries | None:
        return None if series is None else with_effort(series, by_day)

    return (
        msgspec.structs.replace(
            daily, series=with_effort(daily.series, by_day), low=enrich(daily.low), high=enrich(daily.high)
        ),
        list(notes),
    )


def _watched(path: Path, series: DaySeries, zone: str, cut_off: str) -> tuple[dict[str, float], tuple[Rejected, ...]]:
    """Observer-minutes a day from rows of watchers."""
    from truceline.cli.given import blob_of
    from truceline.confined.reading import read_blob
    from truceline.measure.calendar import day_bounds, local_days
    from truceline.measure.effort import watched
    from truceline.model.evidence import ReadContext

    reading = read_blob(blob_of(path), "effort", ReadContext(time_zone=zone))
    if reading.effort is None or reading.effort.num_rows == 0:
        return {}, reading.notes
    first = day_bounds(series.first_day, zone, cut_off)[0]
    last = day_bounds(series.day(len(series.values) - 1), zone, cut_off)[1] - 1
    days = local_days(first, last, zone, cut_off)
    on_s = watched(reading.effort, days).on_s
    return {label: float(on_s[i]) / 60 for i, label in enumerate(days.labels)}, reading.notes


def _series(path: Path, value_column: str | None) -> DailyTable:
    """The daily table with the chosen column as its value. Raises UsageError or InputError where there is none."""
    from truceline.measure.daily import DailyTable
    from truceline.model.errors import InputError, UsageError
    from truceline.sources.header import normal_name

    table = _table(path)
    chosen, names = normal_name(value_column or "value"), ", ".join(table.columns)
    if chosen in table.columns:
        columns = {**table.columns, "value": table.columns[chosen]}
        return DailyTable(table.file, columns, table.lines, table.notes)
    if value_column:
        raise UsageError(f"there is no column {value_column!r}", where=table.file, advice=f"Columns: {names}.")
    if "date" in table.columns:
        advice = "Name the column with the figure: --value COLUMN."
        raise InputError(f"there is no column 'value'; found: {names}", where=table.file, advice=advice)
    return table


def _table(path: Path) -> DailyTable:
    from truceline.cli.given import blob_of
    from truceline.confined.reading import read_rows
    from truceline.measure.daily import DailyTable
    from truceline.model.errors import InputError

    blob = blob_of(path)
    table = read_rows(blob)
    if len(table.lines) > _MOST_DAYS:
        found = f"{len(table.lines)} rows are no series of days"
        raise InputError(found, where=blob.filename, advice=f"Give one row a day, {_MOST_DAYS} at most.")
    columns = {name: cells.to_pylist() for name, cells in table.columns.items()}
    return DailyTable(blob.filename, columns, [int(line) for line in table.lines], tuple(table.notes))


def _encoded(document: dict[str, object]) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
