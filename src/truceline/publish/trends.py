"""What the days say beside the verdict: days still being reported, heavier or lighter, after a peak, hot spots."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin
from truceline.model.measures import Nowcast
from truceline.publish.around import around, next_to
from truceline.publish.document import Block, Column, Paragraph, Row, Section, Table, Text
from truceline.publish.words import Words


def trends(bulletin: Bulletin, words: Words) -> Section | None:
    blocks: list[Block] = [Paragraph(Text(words.phrase(phrase))) for phrase in bulletin.trends]
    if bulletin.late:
        blocks.append(late_days(bulletin.late, words))
    if bulletin.hot_spots:
        blocks.append(_hot_spots(bulletin, words))
    return Section("trends", words.say("trends_title"), tuple(blocks)) if blocks else None


def late_days(late: tuple[Nowcast, ...], words: Words) -> Table:
    """Days still being reported: so far, expected, and the interval."""
    keys = ("col_day", "col_so_far", "col_median", "col_interval")
    columns = tuple(Column(words.measure(key), numeric=key != "col_day") for key in keys)
    rows = tuple(
        Row(
            (
                Text(words.day(one.day)),
                Text(words.number(one.reported), kind="number"),
                Text(words.number(one.median), kind="number"),
                Text(words.span(one.low, one.high), kind="number"),
            )
        )
        for one in late
    )
    return Table("late", words.measure("late_caption"), columns, rows)


def _hot_spots(bulletin: Bulletin, words: Words) -> Table:
    columns = (Column(words.say("col_where"), wide=True), Column(words.say("col_incidents"), numeric=True))
    rows = tuple(
        Row(
            (
                Text(around(spot.cell_outline, words), under=next_to(spot.cell_outline, bulletin.settlements, words)),
                Text(words.number(spot.incidents), kind="number"),
            )
        )
        for spot in bulletin.hot_spots
    )
    return Table("hot", words.say("hot_caption"), columns, rows, note=words.say("hot_note"))
