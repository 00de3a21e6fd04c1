"""What was counted, day by day and by area: numbers with their units, never added across units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from truceline.model.bulletin import Bulletin, PublicCount, PublicDay, PublicPlaces
from truceline.publish.around import around
from truceline.publish.document import Bullets, Column, Drawing, Paragraph, Row, Section, Table, Text
from truceline.publish.map import draw_map, map_told
from truceline.publish.own import label, own_texts
from truceline.publish.period import period_days, recent_days
from truceline.publish.projection import KM_PER_DEGREE
from truceline.publish.strips import strips
from truceline.publish.timeline import NARROW, draw_timeline
from truceline.publish.words import Words

#: a phone shows the last days of the time line, and the map in a drawing as wide as its screen
_DAYS_ON_A_PHONE = 28
_MAP_ON_A_PHONE = 380.0
_WEEK = 7


def counts(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.counts:
        return None
    columns = (
        Column(words.say("col_what"), wide=True),
        Column(words.say("col_unit")),
        Column(words.say("col_now"), numeric=True),
        Column(words.say("col_before"), numeric=True),
        Column(words.say("col_change")),
    )
    rows = tuple(Row(_count(count, words, f"/counts/{n}")) for n, count in enumerate(bulletin.counts))
    table = Table("counts", words.say("counts_caption"), columns, rows, note=_counts_note(bulletin, words))
    return Section("counts", words.say("counts_title"), (table,))


def _count(count: PublicCount, words: Words, place: str) -> tuple[Text, ...]:
    now = words.say("suppressed") if count.suppressed else words.span(count.value_low, count.value_high)
    known_before = count.previous_low is not None or count.previous_high is not None
    before = words.span(count.previous_low, count.previous_high) if known_before else words.say("dash")
    return (
        label(count.label, words),
        Text(words.unit(count.unit, count.value_high if not count.suppressed else None)),
        Text(now, kind="number", figure=f"{place}/value_low"),
        Text(before, kind="number", figure=f"{place}/previous_low"),
        Text(_change(count, words)),
    )


def _change(count: PublicCount, words: Words) -> str:
    """More, fewer, or not told apart: two ranges that overlap are no change that can be stated."""
    bounds = (count.value_low, count.value_high, count.previous_low, count.previous_high)
    low, high, old_low, old_high = bounds
    if count.suppressed or low is None or high is None or old_low is None or old_high is None:
        return words.say("dash")
    if low == high and old_low == old_high:
        difference = low - old_low
        sign = "+" if difference > 0 else "−" if difference < 0 else "±"
        return sign + words.number(abs(difference))
    if low > old_high:
        return words.say("more")
    return words.say("fewer") if high < old_low else words.say("overlap")


def _counts_note(bulletin: Bulletin, words: Words) -> str:
    note = words.say("counts_note")
    return note + " " + words.say("suppressed_note") if any(count.suppressed for count in bulletin.counts) else note


def cannot_conclude(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.cannot_conclude:
        return None
    items = own_texts(bulletin.cannot_conclude, words)
    return Section("cannot", words.say("cannot_title"), (Bullets(items),))


def time_line(bulletin: Bulletin, words: Words, limit: int) -> Section | None:
    if not bulletin.days:
        return None
    days = recent_days(bulletin)
    if not any(day.incidents or day.undetermined or day.observer_minutes or day.outage_minutes for day in days):
        return Section("timeline", words.say("timeline_title"), (Paragraph(Text(words.say("timeline_empty"))),))
    caption = " ".join((*_levels(days, words), words.say("timeline_caption")))
    if len(days) < len(bulletin.days):
        caption += " " + words.count("days_cut", len(bulletin.days), k=words.number(len(days)))
    places = {day.day: f"/days/{n}" for n, day in enumerate(bulletin.days)}
    marked = frozenset(day.day for day in period_days(bulletin))
    in_force = strips(bulletin, days, words)
    if in_force:
        caption += " " + words.say("strips_caption")
    turn = _turn(bulletin, words)
    alarms, last = frozenset(bulletin.verdict.alarms), days[-_DAYS_ON_A_PHONE:]
    narrow = draw_timeline(last, words, marked, alarms, strips(bulletin, last, words), NARROW, turn)
    wide = draw_timeline(days, words, marked, alarms, in_force, turn=turn)
    drawing = Drawing("timeline", wide, caption, _timeline_words(days, words), narrow)
    return Section("timeline", words.say("timeline_title"), (drawing, _day_table(days, places, words, limit)))


def _turn(bulletin: Bulletin, words: Words) -> tuple[str, str]:
    """The day since which the ceasefire erodes or has collapsed, and that in words."""
    verdict = bulletin.verdict
    if not bulletin.in_force or verdict.since is None or verdict.verdict not in ("eroding", "collapsed"):
        return "", ""
    since = words.say("since", day=words.short_day(verdict.since))
    return verdict.since, f"{words.term('verdict', verdict.verdict)} {since}"


def _levels(days: tuple[PublicDay, ...], words: Words) -> Iterator[str]:
    """What the drawing shows, in a sentence: the mean of the days without and with a ceasefire, and of the last week.

    Nothing where only one of the two is drawn, or less than a week.
    """
    sides = {
        name: [day.incidents for day in days if day.in_force is on]
        for name, on in (("before", False), ("during", True))
    }
    if not all(sides.values()) or len(days) < _WEEK:
        return
    sides["last"] = [day.incidents for day in days[-_WEEK:]]
    means = {name: round(1000 * sum(numbers) / len(numbers)) for name, numbers in sides.items()}
    yield words.say("timeline_levels", **{name: words.thousandths(mean, 1) for name, mean in means.items()})


def _timeline_words(days: tuple[PublicDay, ...], words: Words) -> str:
    peak = max(days, key=lambda day: (day.breaches, day.incidents, day.day))
    return words.say(
        "timeline_alternative",
        start=words.day(days[0].day),
        end=words.day(days[-1].day),
        peak=words.day(peak.day),
        breaches=words.number(peak.breaches),
        incidents=words.number(peak.incidents),
    )


def _day_table(days: tuple[PublicDay, ...], places: Mapping[str, str], words: Words, limit: int) -> Table:
    keys = ("row_force", "col_breaches", "col_undetermined", "col_counted", "col_hours", "col_outages", "col_night")
    columns = (
        Column(words.say("col_day")),
        Column(words.say("col_in_force")),
        *(Column(words.say(key), numeric=True) for key in keys),
    )
    rows = tuple(_day(day, places[day.day], words) for day in days[-limit:])
    note = words.count("days_cut", len(days), k=words.number(limit)) if limit < len(days) else ""
    return Table("days", words.say("days_caption"), columns, rows, note=note, folded=True)


def _day(day: PublicDay, place: str, words: Words) -> Row:
    counts = (day.incidents, day.breaches, day.undetermined, day.counted)
    told = [*map(words.number, counts), _hours(day.observer_minutes, words), _hours(day.outage_minutes, words)]
    numbers = (Text(number, kind="number") for number in (*told, _night(day.night_share_ppm, words)))
    return Row((Text(words.day(day.day), figure=place), Text(words.say("yes" if day.in_force else "no")), *numbers))


def _hours(minutes: int | None, words: Words) -> str:
    return words.say("dash") if minutes is None else words.hours(minutes)


def _night(share_ppm: int | None, words: Words) -> str:
    return words.say("dash") if share_ppm is None else words.percent(share_ppm)


def where(bulletin: Bulletin, words: Words) -> Section | None:
    ground = any(area.kind in ("zone", "line") for area in bulletin.areas)
    if not (ground or bulletin.incidents or bulletin.places):
        return None
    blocks: list[Paragraph | Drawing | Table] = []
    hot = tuple(spot.cell_outline for spot in bulletin.hot_spots)
    drawn = partial(draw_map, bulletin.areas, bulletin.incidents, words, hot, bulletin.places, bulletin.settlements)
    svg = drawn()
    off_map = sum(incident.cell_outline is None for incident in bulletin.incidents)
    if svg:
        caption = words.say("map_caption") + (" " + words.count("off_map", off_map) if off_map else "")
        if hot:
            caption += " " + words.say("hot_on_map")
        if bulletin.settlements and not bulletin.invented:
            caption += " " + words.say("settlements_on_map")
        narrow = drawn(_MAP_ON_A_PHONE)
        blocks.append(Drawing("map", svg, caption, map_told(bulletin.incidents, words), narrow))
    elif bulletin.incidents:
        blocks.append(Paragraph(Text(words.say("no_map"))))
    if any(incident.area for incident in bulletin.incidents):
        blocks.append(_area_table(bulletin, words))
    if bulletin.places:
        blocks.append(_places_table(bulletin, words))
    return Section("map", words.say("map_title"), tuple(blocks))


def _places_table(bulletin: Bulletin, words: Words) -> Table:
    columns = (
        Column(words.say("col_week")),
        Column(words.say("col_what")),
        Column(words.say("col_where"), wide=True),
        Column(words.say("col_incidents"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Text(words.week(row.from_day, row.until_day)),
                Text(words.term("places_of", row.of)),
                Text(around(row.cell_outline, words), under=_cell(row, words)),
                Text(words.span(row.low, row.high), kind="number"),
            )
        )
        for row in bulletin.places
    )
    return Table("places", words.say("places_caption"), columns, rows, note=words.say("places_note"))


def _cell(row: PublicPlaces, words: Words) -> str:
    """How far the cell reaches around its middle, and its index."""
    lats = [lat for _, lat in row.cell_outline.lon_lat_e6]
    reach_km = round((max(lats) - min(lats)) / 2 * KM_PER_DEGREE / 1e6)
    return f"{words.say('within_km', km=words.number(reach_km))} · {row.cell}"


def _area_table(bulletin: Bulletin, words: Words) -> Table:
    breached = {finding.incident_id for finding in bulletin.findings if finding.status == "breach"}
    total: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    breaches: Counter[str] = Counter()
    for incident in bulletin.incidents:
        area = incident.area or ""
        total[area] += 1
        shown[area] += incident.cell_outline is not None
        breaches[area] += incident.incident_id in breached
    columns = (
        Column(words.say("col_area"), wide=True),
        Column(words.say("col_incidents"), numeric=True),
        Column(words.say("col_breaches"), numeric=True),
        Column(words.say("col_on_map"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Text(area, own=True) if area else Text(words.say("area_unknown")),
                *(Text(words.number(count[area]), kind="number") for count in (total, breaches, shown)),
            )
        )
        for area in sorted(total, key=lambda name: (-total[name], name))
    )
    return Table("areas", words.say("areas_caption"), columns, rows)
