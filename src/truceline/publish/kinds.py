"""Weapons and their withdrawal, mines, crossings of the line: a section each, with counts, units and a time line."""

from __future__ import annotations

import msgspec

from truceline.model.bulletin import Bulletin, PublicKind, PublicTrend, PublicWeapons
from truceline.publish.document import Block, Column, Drawing, Row, Section, Table, Text
from truceline.publish.multiples import NARROW, draw_multiples
from truceline.publish.period import period_days
from truceline.publish.words import Words


def weapons(bulletin: Bulletin, words: Words) -> Section | None:
    first: list[Block] = [_weapons(bulletin.weapons, words)] if bulletin.weapons else []
    return _section("weapons", bulletin, words, first)


def mines(bulletin: Bulletin, words: Words) -> Section | None:
    return _section("mines", bulletin, words, [])


def crossings(bulletin: Bulletin, words: Words) -> Section | None:
    return _section("crossings", bulletin, words, [])


def _section(name: str, bulletin: Bulletin, words: Words, first: list[Block]) -> Section | None:
    """A section for what there was in the period; the days before alone make none."""
    rows = [(n, one) for n, one in enumerate(bulletin.kinds) if one.of == name]
    if not rows:
        return None
    blocks = [*first, _counts(name, rows, bulletin, words), *_drawing(name, rows, bulletin, words)]
    return Section(name, words.say(f"{name}_title"), tuple(blocks))


def _weapons(found: tuple[PublicWeapons, ...], words: Words) -> Table:
    columns = (
        Column(words.say("col_weapon_status"), wide=True),
        Column(words.say("col_weapon_class")),
        Column(words.say("col_number"), numeric=True),
        Column(words.say("col_incidents"), numeric=True),
        Column(words.say("col_corroborated"), numeric=True),
    )
    rows = tuple(_weapon(one, words, f"/weapons/{n}") for n, one in enumerate(found))
    return Table("weapons", words.say("weapons_caption"), columns, rows, note=words.say("weapons_note"))


def _weapon(one: PublicWeapons, words: Words, place: str) -> Row:
    unit = "event" if one.status == "storage_visit" else "weapon"
    kind = words.term("weapon", one.weapon) if one.weapon else words.say("weapon_unstated")
    return Row(
        (
            Text(words.term("weapon_status", one.status)),
            Text(kind),
            Text(words.span(one.low, one.high), kind="number", under=words.unit(unit, one.high), figure=f"{place}/low"),
            Text(words.number(one.incidents), kind="number", figure=f"{place}/incidents"),
            Text(words.number(one.corroborated), kind="number", figure=f"{place}/corroborated"),
        )
    )


def _counts(name: str, rows: list[tuple[int, PublicKind]], bulletin: Bulletin, words: Words) -> Table:
    harmed = any(one.killed or one.wounded for _, one in rows)
    keys = ("col_incidents", "col_corroborated", "col_breaches")
    columns = (
        Column(words.say("col_what"), wide=True),
        Column(words.say("col_number"), numeric=True),
        *(Column(words.say(key), numeric=True) for key in keys),
        *((Column(words.say("col_harm_of_kind"), numeric=True),) if harmed else ()),
    )
    shown = tuple(_row(one, bulletin, words, f"/kinds/{n}", harmed) for n, one in rows)
    return Table(f"{name}-kinds", words.say("kinds_caption"), columns, shown)


def _row(one: PublicKind, bulletin: Bulletin, words: Words, place: str, harmed: bool) -> Row:
    figures = ("incidents", "corroborated", "breaches")
    numbers = (Text(words.number(getattr(one, key)), kind="number", figure=f"{place}/{key}") for key in figures)
    harm = f"{words.number(one.killed)} / {words.number(one.wounded)}"
    return Row(
        (
            Text(words.term("event_type", one.event_type)),
            _number(one, bulletin, words),
            *numbers,
            *((Text(harm, kind="number", figure=f"{place}/killed"),) if harmed else ()),
        )
    )


def _number(one: PublicKind, bulletin: Bulletin, words: Words) -> Text:
    """The bulletin's own count of it, in the first of its units."""
    for n, count in enumerate(bulletin.counts):
        if count.label == one.event_type and not count.suppressed:
            span = words.span(count.value_low, count.value_high)
            unit = words.unit(count.unit, count.value_high)
            return Text(span, kind="number", under=unit, figure=f"/counts/{n}/value_low")
    return Text(words.say("dash"), kind="number")


def _drawing(name: str, rows: list[tuple[int, PublicKind]], bulletin: Bulletin, words: Words) -> list[Block]:
    types = {one.event_type for _, one in rows}
    mine = tuple(
        msgspec.structs.replace(one, label=words.term("event_type", one.name))
        for one in bulletin.by_kind
        if one.name in types
    )
    if not mine:
        return []
    marked = frozenset(day.day for day in period_days(bulletin))
    title, caption = words.say(f"{name}_title"), words.say("kinds_days")
    drawn = draw_multiples(mine, words, marked, f"days-{name}", title)
    narrow = draw_multiples(mine, words, marked, f"days-{name}-narrow", title, NARROW)
    return [Drawing(f"days-{name}", drawn, caption, _told(mine, words), narrow)]


def _told(mine: tuple[PublicTrend, ...], words: Words) -> str:
    """What the small charts show, in a sentence for each."""
    return " ".join(
        words.say(
            "kind_told", name=one.label, start=words.day(one.days[0]), end=words.day(one.days[-1]), **_peak(one, words)
        )
        for one in mine
    )


def _peak(one: PublicTrend, words: Words) -> dict[str, str]:
    at = max(range(len(one.days)), key=lambda place: (one.incidents[place], one.days[place]))
    return {
        "n": words.number(sum(one.incidents)),
        "peak": words.day(one.days[at]),
        "most": words.number(one.incidents[at]),
    }
