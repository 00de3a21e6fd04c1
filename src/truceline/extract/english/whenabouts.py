"""When an event was: by its clause, its sentence, what its paragraph told, else the day of publication."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from truceline.extract.calendar import Interval, days
from truceline.extract.english.clauses import Clause
from truceline.extract.english.happenings import Found, weighed
from truceline.extract.english.periods import counted
from truceline.extract.english.whereabouts import background, told_aside
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S

_WHEN = re.compile(r",?\swhen\s(?:[^,.;]{1,40},\s[^,.;]{1,40},\s)?$")
_SHIFT = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?P<unit>hour|day|week)s?"
    r"\s(?P<way>after|before)\s$",
    re.IGNORECASE,
)
#: "the monitors, who have been there since March, recorded": told of somebody, and not of the act
_RELATIVE = re.compile(r",\s(?:who|whose|which)\s[^,;]+,")
_HOUR_S = 3_600
_UNITS_S = {"hour": _HOUR_S, "day": DAY_S, "week": 7 * DAY_S}


def _part_of(story: Story, sentence: Sentence, at: int) -> tuple[int, int]:
    """The sentence, as far as no semicolon parts it."""
    begin = story.text.rfind(";", sentence.start, at)
    stop = story.text.find(";", at, sentence.end)
    return (sentence.start if begin < 0 else begin), (sentence.end if stop < 0 else stop)


def _exact(time: TimeMention) -> bool:
    """A clock time, or an hour around one: it tells more than the day or the morning that it lies in."""
    return (time.to_s or 0) - (time.from_s or 0) <= _HOUR_S


def _day_when(story: Story, sentence: Sentence, clause: Clause, found: Found) -> Interval | None:
    """ "since Wednesday, when 104 people were killed": on that Wednesday."""
    opened = _WHEN.search(story.text, max(sentence.start, clause.start - 96), clause.start)
    if opened is None:
        return None
    before = [time for time in found.times.between(sentence.start, opened.start() + 1) if time.end >= opened.start()]
    if not before or before[-1].from_s is None or before[-1].to_s is None:
        return None
    begin = before[-1].from_s
    since = before[-1].text[:5].lower() == "since"
    return Interval(begin, begin + DAY_S) if since else Interval(begin, before[-1].to_s)


def _of_a_name(story: Story, sentence: Sentence, at: int) -> list[tuple[int, int]]:
    """Relative clauses that close before an act is told."""
    return [match.span() for match in _RELATIVE.finditer(story.text, sentence.start, at)]


def _moved(story: Story, sentence: Sentence, clause: Clause, found: Found) -> Interval | None:
    """ "lit his oven on Tuesday, two days after a shell hit the bakery": so long before, or behind, what was told."""
    shift = _SHIFT.search(story.text, max(sentence.start, clause.start - 40), clause.start)
    if shift is None or found.times.between(clause.start, clause.end):
        return None
    told = [time for time in found.times.between(sentence.start, shift.start() + 1) if time.from_s is not None]
    count, unit, way = counted(shift["count"]), shift["unit"].lower(), shift["way"].lower()
    if not told or told[-1].to_s is None or told[-1].from_s is None or count is None:
        return None
    step = count * _UNITS_S[unit] * (-1 if way == "after" else 1)
    begin, stop = told[-1].from_s, told[-1].to_s
    if unit != "hour" and stop - begin < DAY_S - _HOUR_S:  # so many days before a morning is a day
        begin, stop = begin - DAY_S // 2, max(stop, begin + DAY_S // 2)
    return Interval(begin + step, stop + step)


def interval_of(
    story: Story, sentence: Sentence, clause: Clause, at: int, found: Found, zone: ZoneInfo, carried: Interval | None
) -> Interval | None:
    """Of the clause, the sentence, what the paragraph told last, else the day of publication and the day before."""
    last = days(found.published, found.published, zone).to_s if found.published else None
    behind = [*background(story, sentence, at), *_of_a_name(story, sentence, at)]
    day = _day_when(story, sentence, clause, found)
    if day is not None and (last is None or day.from_s < last):
        return day
    moved = _moved(story, sentence, clause, found)
    if moved is not None and (last is None or moved.from_s < last):
        return moved
    for start, end in ((clause.start, clause.end), _part_of(story, sentence, at)):
        known = [time for time in found.times.between(start, end) if time.from_s is not None and time.to_s is not None]
        known = [
            time
            for time in [time for time in known if not told_aside(behind, time)]
            if (last is None or (time.from_s or 0) < last) and not weighed(story, time)
        ]
        if known:
            nearest = min(known, key=lambda time: (not _exact(time), abs(time.start - at), time.start))
            begin, stop = nearest.from_s or 0, nearest.to_s or 0
            return Interval(begin, stop if last is None else max(begin + 1, min(stop, last)))
    if carried is not None:
        return carried
    if found.published is None:
        return None
    return days(found.published - timedelta(days=1), found.published, zone)
