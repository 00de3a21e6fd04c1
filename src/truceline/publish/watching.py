"""How much was watched, what was seen for it, and what kept watchers from watching."""

from __future__ import annotations

from collections.abc import Callable

from truceline.model.bulletin import Bulletin, PublicRate, PublicRestriction
from truceline.publish.document import Block, Column, Drawing, Row, Section, Table, Text
from truceline.publish.own import label
from truceline.publish.period import period_days
from truceline.publish.safe import visible
from truceline.publish.whiskers import NARROW, WIDE, draw_whiskers
from truceline.publish.words import Words


def rates(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.rates:
        return None
    columns = (
        Column(words.say("col_what"), wide=True),
        Column(words.say("col_rate"), numeric=True),
        Column(words.say("col_interval"), numeric=True),
        Column(words.say("col_seen"), numeric=True),
        Column(words.say("col_hours"), numeric=True),
        Column(words.say("col_night_of"), numeric=True),
        Column(words.say("col_outages"), numeric=True),
    )
    rows = tuple(_rate(rate, words, f"/rates/{n}") for n, rate in enumerate(bulletin.rates))
    table = Table("rates", words.say("rates_caption"), columns, rows, note=words.say("rates_note"))
    blocks: list[Block] = []
    drawn = [(label(rate.label, words).words, rate) for rate in bulletin.rates if rate.rate_milli is not None]
    if drawn:
        wide, narrow = (draw_whiskers(tuple(drawn), words, layout=layout) for layout in (WIDE, NARROW))
        blocks.append(Drawing("rates", wide, words.say("whiskers_caption"), _ends(drawn, words), narrow))
    return Section("rates", words.say("rates_title"), (*blocks, table))


def _rate(rate: PublicRate, words: Words, place: str) -> Row:
    interval = words.say("dash")
    if rate.low_milli is not None and rate.high_milli is not None:
        interval = f"{words.fixed(rate.low_milli)}–{words.fixed(rate.high_milli)}"
    value = words.say("not_stated") if rate.rate_milli is None else words.fixed(rate.rate_milli)
    return Row(
        (
            label(rate.label, words, under=words.phrase(rate.told) if rate.told else rate.note),
            Text(value, kind="number", figure=f"{place}/rate_milli"),
            Text(interval, kind="number", figure=f"{place}/low_milli"),
            Text(words.number(rate.incidents), kind="number", figure=f"{place}/incidents"),
            Text(words.hours(rate.observer_minutes), kind="number", figure=f"{place}/observer_minutes"),
            Text(_known(rate.night_share_ppm, words.percent, words), kind="number", figure=f"{place}/night_share_ppm"),
            Text(_known(rate.outage_minutes, words.hours, words), kind="number", figure=f"{place}/outage_minutes"),
        )
    )


def _ends(drawn: list[tuple[str, PublicRate]], words: Words) -> str:
    """What the drawing shows, in words: the highest and the lowest rate."""
    said = words.say("whiskers_alternative")
    if len(drawn) < 2:
        return said
    ordered = sorted(drawn, key=lambda one: one[1].rate_milli or 0)
    (least, low), (most, high) = ordered[0], ordered[-1]
    if low.rate_milli == high.rate_milli:
        return said
    rates = {"low": words.fixed(low.rate_milli or 0), "high": words.fixed(high.rate_milli or 0)}
    return f"{said} {words.say('rates_ends', most=visible(most), least=visible(least), **rates)}"


def _known(number: int | None, show: Callable[[int], str], words: Words) -> str:
    return words.say("dash") if number is None else show(number)


def restrictions(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.restrictions:
        return None
    columns = (
        Column(words.say("col_restriction"), wide=True),
        Column(words.say("col_events"), numeric=True),
        Column(words.say("col_lost"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Text(name),
                Text(_told(one.events, one.at_least, words.number, words)),
                Text(_told(one.minutes, one.at_least, words.hours, words)),
            )
        )
        for name, one in _by_kind(bulletin, words)
    )
    notes = [words.say("suppressed_note")] if any(item.events is None for item in bulletin.restrictions) else []
    if len(period_days(bulletin)) > 1:
        notes.append(words.say("restrictions_days"))
    table = Table("restrictions", words.say("restrictions_caption"), columns, rows, note=" ".join(notes))
    return Section("restrictions", words.say("restrictions_title"), (table,))


def _told(number: int | None, at_least: bool, show: Callable[[int], str], words: Words) -> str:
    if number is None:
        return words.say("suppressed")
    return words.say("at_least_n", n=show(number)) if at_least else show(number)


def _by_kind(bulletin: Bulletin, words: Words) -> list[tuple[str, PublicRestriction]]:
    """Events and minutes of each known kind. Free words could name a post: they go under "other", last."""
    found: dict[str, PublicRestriction] = {}
    for item in bulletin.restrictions:
        kind = item.restriction if words.knows("restriction", item.restriction) else "other"
        found[kind] = _together(found[kind], item) if kind in found else item
    ordered = sorted(found, key=lambda kind: (kind == "other", kind))
    return [(words.term("restriction", kind), found[kind]) for kind in ordered]


def _together(a: PublicRestriction, b: PublicRestriction) -> PublicRestriction:
    at_least = a.at_least or b.at_least
    return PublicRestriction(a.restriction, _sum(a.events, b.events), _sum(a.minutes, b.minutes), at_least)


def _sum(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b
