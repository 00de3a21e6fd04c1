"""By sector and by provision: small charts, and the numbers of the period beside the days before."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicTrend
from truceline.publish.document import Block, Column, Drawing, Row, Section, Table, Text
from truceline.publish.multiples import NARROW, draw_multiples
from truceline.publish.period import period_days
from truceline.publish.safe import visible
from truceline.publish.words import Words


def parts(bulletin: Bulletin, words: Words) -> Section | None:
    shown = [(n, one) for n, one in enumerate(bulletin.by_part) if any(one.incidents)]
    if not shown:
        return None
    marked = frozenset(day.day for day in period_days(bulletin))
    drawn, notes = tuple(one for _, one in shown), _about(bulletin)
    wide = draw_multiples(drawn, words, marked, notes=notes)
    narrow = draw_multiples(drawn, words, marked, "parts-narrow", layout=NARROW, notes=notes)
    drawing = Drawing("parts", wide, words.say("parts_caption"), _told(drawn, bulletin, words), narrow)
    blocks: list[Block] = [drawing, _table(shown, bulletin, words)]
    return Section("parts", words.say("parts_title"), tuple(blocks))


def _told(drawn: tuple[PublicTrend, ...], bulletin: Bulletin, words: Words) -> str:
    """What the small charts show, in words: the sector with most incidents, the provision with most breaches."""
    said = [words.say("parts_alternative")]
    for of, key, place in (("sector", "parts_most_incidents", 0), ("provision", "parts_most_breaches", 1)):
        numbers = {one.label: in_period(one, bulletin)[place] for one in drawn if one.of == of}
        most = max(numbers, key=lambda name: (numbers[name], name), default="")
        if numbers.get(most):
            said.append(words.say(key, name=visible(most), n=words.number(numbers[most])))
    return " ".join(said)


def _about(bulletin: Bulletin) -> dict[str, str]:
    """Words of each provision: a number alone says nothing to who does not know the agreement by heart."""
    return {one.provision_id: one.words for one in bulletin.provisions}


def in_period(one: PublicTrend, bulletin: Bulletin) -> tuple[int, int, int]:
    """Incidents and breaches on the days of the period, and incidents on the other days that are drawn."""
    marked = {day.day for day in period_days(bulletin)}
    inside = [place for place, day in enumerate(one.days) if day in marked]
    now = sum(one.incidents[place] for place in inside)
    return now, sum(one.breaches[place] for place in inside), sum(one.incidents) - now


def _table(shown: list[tuple[int, PublicTrend]], bulletin: Bulletin, words: Words) -> Table:
    columns = (
        Column(words.say("col_part"), wide=True),
        Column(words.say("col_incidents"), numeric=True),
        Column(words.say("col_breaches"), numeric=True),
        Column(words.say("col_days_before"), numeric=True),
    )
    about = _about(bulletin)
    rows = tuple(_row(one, about.get(one.name, ""), bulletin, words, n) for n, one in shown)
    return Table("parts", words.say("parts_table"), columns, rows, note=words.say("parts_note"), folded=True)


def _row(one: PublicTrend, about: str, bulletin: Bulletin, words: Words, place: int) -> Row:
    now, broken, before = in_period(one, bulletin)
    return Row(
        (
            Text(one.label, own=True, under=about if one.of == "provision" else ""),
            Text(words.number(now), kind="number", figure=f"/by_part/{place}/incidents"),
            Text(words.number(broken), kind="number", figure=f"/by_part/{place}/breaches"),
            Text(words.number(before), kind="number"),
        )
    )
