"""One daily series and a truce on a page of its own: the answer, why, drawn, and in a paragraph to publish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from markupsafe import Markup

from truceline.model.bulletin import PublicRate
from truceline.model.measures import MeasureView, Rate
from truceline.publish.document import Block, Column, Drawing, Paragraph, Row, Section, Table, Text, Tile
from truceline.publish.effect import effect
from truceline.publish.html import environment, part, policy_of, style_of
from truceline.publish.placebo_chart import draw_placebos
from truceline.publish.series_chart import draw_series
from truceline.publish.trends import late_days
from truceline.publish.whiskers import draw_whiskers
from truceline.publish.words import Words, words


def render_measure(view: MeasureView, lang: str) -> bytes:
    """One self-contained HTML file in UTF-8 ("en", "uk" or "ru"): it loads nothing, and no script runs in it.

    Raises:
        UsageError: for another language.
    """
    spoken = words(lang)
    style = style_of("", texts=False) + "\n" + part("measure.css")
    page = environment().get_template("measure.html.j2")
    return page.render(
        lang=lang,
        say=spoken.group("measure"),
        labels=spoken.group("label"),
        style=Markup(style),
        policy=policy_of(style, ""),
        title=spoken.measure("title" if view.from_day else "title_no_truce"),
        meta=tuple(_meta(view, spoken)),
        question=spoken.say("question"),
        code=view.verdict.verdict,
        word=spoken.term("verdict", view.verdict.verdict),
        meaning=spoken.term("verdict_meaning", view.verdict.verdict),
        measure=_effect(view, spoken),
        reasons_title=spoken.say("reasons"),
        reasons=[spoken.phrase(phrase) for phrase in view.verdict.told],
        tiles=tuple(_tiles(view, spoken)),
        sections=tuple(_sections(view, spoken)),
        paragraph=" ".join(spoken.phrase(phrase) for phrase in view.paragraph),
        references=view.references,
    ).encode()


def _meta(view: MeasureView, words: Words) -> Iterator[tuple[str, Text]]:
    if view.subject:
        yield words.measure("file"), Text(view.subject, own=True)
    yield words.measure("column"), Text(view.column, own=True)
    yield words.measure("covered"), Text(_days(view.first_day, view.last_day, words))
    if view.from_day:
        if view.until_day is None:
            force = words.measure("force_open", first=words.day(view.from_day))
        else:
            last = date.fromisoformat(view.until_day) - timedelta(days=1)
            force = _days(view.from_day, max(last.isoformat(), view.from_day), words)
        yield words.measure("force"), Text(force)


def _days(first: str, last: str, words: Words) -> str:
    return words.day(first) if first == last else words.days(date.fromisoformat(first), date.fromisoformat(last))


def _effect(view: MeasureView, words: Words) -> str:
    return "" if view.from_day is None else effect(view.verdict.effect, words)


def _tiles(view: MeasureView, words: Words) -> Iterator[Tile]:
    levels = view.levels
    if levels is None:
        return
    for key, milli in (("tile_before", levels.before_milli), ("tile_during", levels.during_milli)):
        yield Tile(Text(words.measure(key)), words.fixed(milli, 1), "")
    if levels.expected_milli is not None and levels.low_milli is not None and levels.high_milli is not None:
        low, high = (words.fixed(milli, 1) for milli in (levels.low_milli, levels.high_milli))
        between = words.measure("between", low=low, high=high)
        yield Tile(Text(words.measure("tile_expected")), words.fixed(levels.expected_milli, 1), "", remark=between)
    alarms = view.verdict.alarms
    told = ", ".join(words.day(day) for day in alarms[-3:])
    yield Tile(Text(words.measure("tile_alarms")), words.number(len(alarms)), "", remark=told)


def _sections(view: MeasureView, words: Words) -> Iterator[Section]:
    yield Section("series", words.measure("series_title"), tuple(_series(view, words)))
    if view.from_day:
        yield Section("placebo", words.measure("placebo_title"), (_placebos(view, words),))
    if view.rates:
        yield Section("rates", words.measure("rates_title"), tuple(_rates(view, words)))
    yield Section("changes", words.measure("changes_title"), (_changes(view, words),))
    if view.trends:
        told: list[Block] = [Paragraph(Text(words.phrase(phrase))) for phrase in view.trends]
        table = [late_days(view.late, words)] if view.late else []
        yield Section("trends", words.say("trends_title"), (*told, *table))


def _series(view: MeasureView, words: Words) -> Iterator[Block]:
    caption = words.measure("series_caption")
    if len(view.days) < view.n_days:
        drawn = words.measure("series_part", k=words.number(len(view.days)), n=words.number(view.n_days))
        caption = f"{caption} {drawn}"
    yield Drawing("series", draw_series(view, words), caption, words.measure("series_alternative"))
    keys = ["col_day", "col_value", *(["col_effort"] if view.by_effort else []), "col_in_force"]
    columns = tuple(Column(words.measure(key), numeric=key in ("col_value", "col_effort")) for key in keys)
    yield Table("days", words.measure("days_table"), columns, tuple(_day_rows(view, words)), folded=True)


def _day_rows(view: MeasureView, words: Words) -> Iterator[Row]:
    dash = words.say("dash")
    for day in view.days:
        value = words.measure("no_figure") if day.value_milli is None else words.thousandths(day.value_milli)
        effort = dash if day.effort_milli is None else words.thousandths(day.effort_milli)
        force = words.measure("judged" if day.scored else "not_judged") if day.in_force else dash
        numbers = [Text(value, kind="number"), *([Text(effort, kind="number")] if view.by_effort else [])]
        yield Row((Text(words.day(day.day)), *numbers, Text(force)))


def _placebos(view: MeasureView, words: Words) -> Block:
    if not view.placebo_milli:
        return Paragraph(Text(words.measure("no_placebo")))
    n, k = (words.number(number) for number in (len(view.placebo_milli), view.placebo_deeper))
    caption = words.measure("placebo_caption", n=n, k=k)
    return Drawing("placebo", draw_placebos(view, words), caption, words.measure("placebo_alternative"))


def _rates(view: MeasureView, words: Words) -> Iterator[Block]:
    caption = words.measure("rates_caption_effort" if view.by_effort else "rates_caption")
    drawn = tuple((words.measure(rate.label), _public(rate)) for rate in view.rates)
    svg = draw_whiskers(drawn, words, axis=caption)
    yield Drawing("rates", svg, words.measure("rates_note"), words.measure("rates_alternative"))
    columns = (
        Column("", wide=True),
        Column(words.measure("col_value"), numeric=True),
        Column(words.measure("col_interval"), numeric=True),
        Column(words.measure("col_events"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Text(words.measure(rate.label)),
                Text(words.fixed(rate.rate_milli or 0), kind="number"),
                Text(f"{words.fixed(rate.low_milli or 0)}–{words.fixed(rate.high_milli or 0)}", kind="number"),
                Text(words.number(rate.events), kind="number"),
            )
        )
        for rate in view.rates
    )
    yield Table("rates", caption, columns, rows)


def _public(rate: Rate) -> PublicRate:
    return PublicRate(rate.label, rate.events, 0, rate.rate_milli, rate.low_milli, rate.high_milli)


def _changes(view: MeasureView, words: Words) -> Block:
    changes = view.verdict.changes
    if not changes:
        return Paragraph(Text(words.measure("no_changes")))
    columns = (
        Column(words.measure("col_day"), wide=True),
        Column(words.measure("col_from"), numeric=True),
        Column(words.measure("col_to"), numeric=True),
        Column(words.measure("col_chance"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Text(words.day(change.date)),
                Text(words.fixed(change.from_milli, 1), kind="number"),
                Text(words.fixed(change.to_milli, 1), kind="number"),
                Text(words.percent(change.p_ppm), kind="number"),
            )
        )
        for change in changes
    )
    return Table("changes", words.measure("changes_caption"), columns, rows)
