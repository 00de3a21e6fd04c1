"""Times in an agreement's tables: a stretch between two moments, and hours of the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from truceline.assess.fields import Fields
from truceline.assess.problems import near_miss
from truceline.model.agreement import Condition, Daily, Window
from truceline.model.units import DAY_S, HOUR_S

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: a time in a table, as UTC seconds
Moment = Callable[[Fields, str], int | None]

_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")


def read_window(fields: Fields, moment: Moment) -> Window:
    """`from` and `until` of a table; both may be left out."""
    start, until = moment(fields, "from"), moment(fields, "until")
    if start is not None and until is not None and until <= start:
        found = f"from {fields.raw('from')} until {fields.raw('until')} is no time at all"
        fields.problem(found, "Windows are [from, until); check both times.", "until")
        return Window(start)
    return Window(start, until)


def read_during(fields: Fields, moment: Moment) -> Condition | None:
    """One stretch of time, `during = { from, until }`."""
    span = fields.table("during")
    if span is None:
        return None
    window = read_window(span, moment)
    span.finish()
    if window == Window() and not (span.has("from") or span.has("until")):
        advice = 'Write during = { from = "…", until = "…" }, or one of them.'
        fields.problem("`during` names no time", advice, "during")
    if window == Window():
        return None
    return Condition(during=window)


def read_daily(fields: Fields, time_zone: str) -> Condition | None:
    """Hours of every day, or of some weekdays, by the clocks of the agreement."""
    hours = fields.table("daily")
    if hours is None:
        return None
    start, until = (_clock_time(hours, key) for key in ("from", "until"))
    weekdays = tuple(sorted({n for word in hours.texts("on") if (n := _weekday(hours, word)) is not None}))
    if hours.raw("on") == []:
        hours.problem("`on` names no day", "Name at least one weekday, or leave it out for every day.", "on")
    hours.finish()
    if start is None or until is None:
        return None
    if start in {until, DAY_S}:
        found = f"from {hours.raw('from')} until {hours.raw('until')} is no time of the day"
        hours.problem(found, 'Hours are [from, until); a whole day is from "00:00" until "24:00".', "until")
        return None
    return Condition(daily=Daily(start, until, time_zone, weekdays))


def _clock_time(fields: Fields, key: str) -> int | None:
    """Seconds after midnight of "10:00"; 24:00 is the end of the day."""
    raw = fields.raw(key)
    if isinstance(raw, dt.time):
        raw = raw.isoformat("minutes")
    words = raw if isinstance(raw, str) else ""
    fields.has(key)
    found = _CLOCK_TIME.fullmatch(words.strip())
    if found is None:
        said = f"{words or raw!r} is no time of day" if raw is not None else f"`{key}` is missing"
        fields.problem(said, 'Write hours and minutes of the local clock, such as "10:00".', key)
        return None
    return DAY_S if found[1] is None else int(found[1]) * HOUR_S + int(found[2]) * 60


def _weekday(fields: Fields, word: str) -> int | None:
    if word.casefold() in WEEKDAYS:
        return WEEKDAYS.index(word.casefold())
    fields.problem(f"{word!r} is no weekday", near_miss(word, WEEKDAYS), "on")
    return None
