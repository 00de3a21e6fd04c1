"""What pieces of time that stand together say: an interval.

A night belongs to the day that it ends on: "в ніч на 5 березня" and "вночі 5 березня" are 20:00 of the 4th to 6:00.
"за добу" and "за последние сутки" are the 24 hours up to the hour of publication, or, where only its day is known,
that day and the one before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from truceline.extract.calendar import PARTS, Interval, days, hours, minute
from truceline.extract.slavic.timesight import Anchor, Piece
from truceline.extract.story import Sentence
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S, HOUR_S

_UNTIL = re.compile(r"(?:^|\W)(?:до|ко?|не\s(?:позднее|позже|пізніше))\s$", re.IGNORECASE)
_AFTER = re.compile(r"(?:^|\W)(?:після|после)\s$", re.IGNORECASE)
_MIDDLE = ("середин", "Середин")
#: night hours belong to the day that follows
_NIGHT = (-4, 6)
_MIDNIGHTS = frozenset(("midnight", "after midnight"))
#: how far from midnight "at midnight" and "just after midnight" reach
_AROUND_S, _AFTER_S = HOUR_S // 2, 3 * HOUR_S // 2


def interval_of(
    group: list[Piece], anchor: Anchor, now: int | None, zone: ZoneInfo, later: Callable[[], bool]
) -> Interval | None:
    """What the pieces say together; a clock time alone is of the day that was told last.

    `later`: whether the clause tells of what has not begun.
    """
    published = anchor.published
    back = next((piece.hours_back for piece in group if piece.hours_back), None)
    if back is not None:
        return _back(back, published, now, zone)
    zone = ZoneInfo(next((piece.zone for piece in group if piece.zone), zone.key))
    dated = next((piece for piece in group if piece.kind == "date"), None)
    dated = dated or next((piece for piece in group if piece.kind in ("weekday", "day", "period")), None)
    first = dated.first if dated is not None else anchor.named or published
    last = dated.last if dated is not None else anchor.named or published
    if first is None or last is None:
        return None
    clock = next((piece for piece in group if piece.clock), None)
    part = next((piece.part for piece in group if piece.part), None)
    if any(piece.since for piece in group):
        return _since(group, first, clock, part, published, zone)
    if clock is not None and clock.clock is not None:
        told = dated is not None or anchor.named is not None
        found = _clocked(clock, part, last, zone, back=not told)
        over = now is not None and not told and not anchor.future and found.from_s > now and not later()
        return _clocked(clock, part, last - timedelta(days=1), zone, back=True) if over else found
    parts = [piece.part for piece in group if piece.part]
    if parts:
        if parts[0] in _MIDNIGHTS:
            return _midnight(minute(first, 0, 0, zone), parts[0])
        begin, stop = _hours(parts[0])
        found = Interval(hours(first, begin, stop, zone).from_s, hours(last, *_hours(parts[-1]), zone).to_s)
        over = dated is None and now is not None and found.from_s > now and not later()
        return _day_before(parts, last, zone) if over else found
    return days(first, last, zone)


def until(
    text: str, group: list[Piece], interval: Interval | None, published: date | None, now: int | None, zone: ZoneInfo
) -> Interval | None:
    """ "до 5 травня", a day still to come: from the day of publication up to then; "після 1 березня": since then.

    An hour of the same day that is still to come: from the moment of publication.
    """
    if interval is None or published is None:
        return interval
    today = days(published, published, zone)
    if _AFTER.search(text, max(0, group[0].start - 8), group[0].start) is not None:
        dated = group[0].kind in ("date", "weekday") or (group[0].kind == "clock" and len(group) > 1)
        return Interval(interval.from_s, today.to_s) if dated and interval.to_s <= today.from_s else interval
    if _UNTIL.search(text, max(0, group[0].start - 12), group[0].start) is None:
        return interval
    by = text[max(0, group[0].start - 3) : group[0].start].strip().lower() in ("к", "ко")
    due = now is not None and now < interval.from_s and all(piece.clock and not piece.until for piece in group)
    if by and not due and (group[0].kind != "period" or any(piece.clock or piece.part for piece in group)):
        return interval  # "к шести утра", "к пятнице": about then
    if interval.from_s < today.to_s:
        return Interval(now or 0, interval.from_s) if due else interval
    if text.startswith(_MIDDLE, group[0].start):  # "до середини квітня"
        return Interval(today.from_s, (interval.from_s + interval.to_s) // 2)
    whole = group[0].kind == "period" and not group[0].edge  # "до червня" ends where June begins
    return Interval(today.from_s, interval.from_s if whole else interval.to_s)


def at_midnight(group: list[Piece]) -> bool:
    """ "опівночі" without a day of its own."""
    return len(group) == 1 and group[0].part in _MIDNIGHTS and group[0].first is None


def next_midnight(interval: Interval, before: TimeMention | None, sentence: Sentence) -> Interval:
    """ "о 23:50 збито дрон, опівночі пролунав відбій": the midnight behind what was told of the day before it."""
    told = before.from_s if before is not None and before.start >= sentence.start else None
    if told is None or not DAY_S // 2 <= told - interval.from_s < DAY_S + HOUR_S:
        return interval
    return Interval(interval.from_s + DAY_S, interval.to_s + DAY_S)


def _midnight(at: int, part: str) -> Interval:
    return Interval(at, at + _AFTER_S) if part == "after midnight" else Interval(at - _AROUND_S, at + _AROUND_S)


def _day_before(parts: list[str], day: date, zone: ZoneInfo) -> Interval:
    """ "увечері" in a report of the morning: the evening of the day before."""
    day -= timedelta(days=1)
    return Interval(hours(day, *_hours(parts[0]), zone).from_s, hours(day, *_hours(parts[-1]), zone).to_s)


def _hours(part: str) -> tuple[int, int]:
    if part == "night":
        return _NIGHT
    return PARTS[part]


def _back(count: int, published: date | None, now: int | None, zone: ZoneInfo) -> Interval | None:
    if published is None:
        return None
    if now is not None and datetime.fromtimestamp(now, zone).hour:
        return Interval(now - count * 3600, now)
    return days(published - timedelta(days=-(-count // 24)), published, zone)


def _clocked(piece: Piece, part: str | None, day: date, zone: ZoneInfo, *, back: bool) -> Interval:
    hour, minutes = piece.clock or (0, 0)
    if part in ("evening", "afternoon") and hour < 12 and (part == "evening" or hour < 8) and hour:
        hour += 12
    begin = minute(day, hour, minutes, zone)
    if piece.until is None:
        return Interval(begin, begin + 60)
    stop = minute(day, *piece.until, zone)
    if stop <= begin and back:  # over midnight, and no day told: the night that is over
        begin = minute(day - timedelta(days=1), hour, minutes, zone)
    elif stop <= begin:
        stop = minute(day + timedelta(days=1), *piece.until, zone)
    return Interval(begin, stop)


def _since(
    group: list[Piece], first: date, clock: Piece | None, part: str | None, published: date | None, zone: ZoneInfo
) -> Interval | None:
    """From then up to the end of the day of publication; what is to begin is told by its first day."""
    if published is None:
        return None
    begin = days(first, first, zone).from_s
    if clock is not None and clock.clock is not None:
        begin = minute(first, *clock.clock, zone)
    elif part is not None:
        begin = hours(first, *_hours(part), zone).from_s
    return Interval(begin, days(first, max(first, published), zone).to_s)
