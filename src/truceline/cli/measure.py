"""`truceline measure`: a daily series and a truce to a verdict: is it holding?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.measure.daily import Daily
    from truceline.measure.series import Truce
    from truceline.model.measures import Further, MeasureView, Verdict


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
    from truceline.filters.measured import hold
    from truceline.stores.blob_file import blob_of_file

    watched = None if effort is None else blob_of_file(effort)
    held = hold(blob_of_file(series), truce_words, watched, value_column, zone, cut_off)
    if output is not None:
        from truceline.stores.files import write_atomic

        write_atomic(output, _encoded(held.document))
    if html is not None:
        _page(html, held.view, lang)
    list_notes(held.notes)
    answer(as_json, held.document, _lines(held.daily, held.truce, held.verdict, held.further, lang, paragraph))
    leave(held.notes)


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


def _encoded(document: dict[str, object]) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
