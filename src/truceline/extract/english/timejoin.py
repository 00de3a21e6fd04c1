"""Expressions of time beside each other that tell one: a day with its hours, two ends of a stretch, and what has gone
on "since" one.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from truceline.extract.calendar import days
from truceline.extract.english.timereading import Reading
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S, HOUR_S

_WEEK_S = 7 * DAY_S
#: letters before an expression in which "between", "from" and "since" stand
_AHEAD = 24
#: longest stretch that two moments make
_LONGEST_S = 62 * DAY_S
#: an expression that tells one moment
_MOMENT_S = 2 * HOUR_S
_NEARLY = r"(?:(?:about|around|approximately|roughly|some\stime|shortly\s(?:before|after))\s)?"
_OPENS = re.compile(rf"(?P<word>[Bb]etween|[Ff]rom)\s{_NEARLY}$")
_SINCE = re.compile(r"[Ss]ince\s(?:the\s|about\s|around\s)?$")
_TO = re.compile(rf",?\s(?:to|until|till|through|up\sto)\s(?:at\s)?{_NEARLY}$")
_AND = re.compile(rf"\sand\s(?:at\s)?{_NEARLY}$")
_BESIDE = re.compile(r",?\s(?:(?:on|of|at|in|from|between)\s)?$")
#: "yesterday at 14:00", "on Tuesday, in the early hours": a moment or a part right behind its day
_AT = re.compile(rf",?\s(?:(?:at|around|about|just|shortly|in|during|before|after)\s){{0,3}}(?:the\s)?{_NEARLY}$")
#: "at 09:00 the next day", "until 6 a.m. the following morning"
_OTHER_DAY = re.compile(
    r"(?:that|the\s(?:same|next|following|previous|preceding))\s(?:very\s)?(?:day|morning|afternoon|evening)$",
    re.IGNORECASE,
)
_ON = re.compile(r",?\s(?:on\s)?$")
#: a stretch of hours, not one moment of the day
_HOURS = re.compile(r"\s(?:to|and|until|till)\s|[-–—]")
_THIS_DAY = re.compile(r"(?:that|the\ssame|this)\s(?:very\s)?day$|today$", re.IGNORECASE)
_PART = re.compile(r"(?:dawn|daybreak|sunrise|morning|noon|midday|midnight|dusk|sunset|nightfall)$")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


def joined(
    story: Story, sentence: Sentence, found: list[TimeMention], reading: Reading, zone: ZoneInfo
) -> list[TimeMention]:
    """The expressions of one sentence, with those in one that tell one time."""
    kept: list[TimeMention] = []
    for mention in found:
        one = _as_one(story, sentence, kept[-1], mention) if kept else None
        if one is None:
            kept.append(mention)
        else:
            kept[-1] = one
    return [_since(story, sentence, mention, reading, zone) for mention in kept]


def _as_one(story: Story, sentence: Sentence, first: TimeMention, last: TimeMention) -> TimeMention | None:
    if first.from_s is None or first.to_s is None or last.from_s is None or last.to_s is None:
        return None
    gap = story.text[first.end : last.start]
    if len(gap) > _AHEAD:
        return None
    told = _hours_of(gap, first, last) or _moment_of(gap, first, last)
    told = told or _stretch(story, sentence, gap, first, last)
    if told is None:
        return None
    text = story.text[first.start : last.end]
    return replace(first, end=last.end, text=text, from_s=told[0], to_s=told[1])


def _hours_of(gap: str, first: TimeMention, last: TimeMention) -> tuple[int, int] | None:
    """ "19 November from 10:00 to 14:00", "between 2 p.m. and 4 p.m. that day": the hours."""
    (a, b), (x, y) = _interval(first), _interval(last)
    if _BESIDE.match(gap) is None:
        return None
    if _a_day(a, b) and a <= x < b and y - x < DAY_S and _HOURS.search(last.text):
        return x, y
    ours = _THIS_DAY.match(last.text) is not None and _HOURS.search(first.text) is not None
    return (a, b) if ours and b - a < DAY_S and x <= a < y else None


def _a_day(from_s: int, to_s: int) -> bool:
    """Whether it is a whole day, on which the clocks may change."""
    return abs(to_s - from_s - DAY_S) <= HOUR_S


def _moment_of(gap: str, first: TimeMention, last: TimeMention) -> tuple[int, int] | None:
    """ "yesterday at 14:00", "on Tuesday, in the early hours": of that day; "at 09:00 the next day": of that one."""
    (a, b), (x, y) = _interval(first), _interval(last)
    if _a_day(a, b) and _AT.match(gap) and a <= x and y <= b + 6 * HOUR_S and y - x < DAY_S // 2:
        return x, y
    if b - a > _MOMENT_S or _OTHER_DAY.match(last.text) is None or _ON.match(gap) is None:
        return None
    step = next((step for step in (0, DAY_S, -DAY_S) if x <= a + step < y), None)
    return None if step is None else (a + step, b + step)


def _stretch(
    story: Story, sentence: Sentence, gap: str, first: TimeMention, last: TimeMention
) -> tuple[int, int] | None:
    """ "between 22:00 on 16 November and 06:30 this morning", "from 16:00 today to midnight on Friday"."""
    opens = _OPENS.search(story.text, max(sentence.start, first.start - _AHEAD), first.start)
    if opens is None or not (_TO.match(gap) or (opens["word"] in ("Between", "between") and _AND.match(gap))):
        return None
    begin, (x, y) = _interval(first)[0], _interval(last)
    end = (x if y - x < 120 else (x + y) // 2) if y - x <= _MOMENT_S else y
    if end <= begin and _WEEKDAY.search(last.text):
        end += _WEEK_S  # "from today to Friday": the Friday that follows
    elif end <= begin < end + DAY_S and _PART.match(last.text):
        end += DAY_S  # "from 8 p.m. on Tuesday until dawn": the dawn that follows
    return (begin, end) if begin < end <= begin + _LONGEST_S else None


def _since(story: Story, sentence: Sentence, mention: TimeMention, reading: Reading, zone: ZoneInfo) -> TimeMention:
    """ "since midnight", "since early morning": from there to the day of publication."""
    lead = _SINCE.search(story.text, max(sentence.start, mention.start - _AHEAD), mention.start)
    if lead is None or mention.from_s is None or mention.to_s is None or reading.published is None:
        return mention
    end = days(reading.published, reading.published, zone).to_s
    if mention.to_s >= end or mention.from_s >= end:
        return mention
    start = lead.start()
    return replace(mention, start=start, text=story.text[start : mention.end], to_s=end)


def _interval(mention: TimeMention) -> tuple[int, int]:
    return mention.from_s or 0, mention.to_s or 0
