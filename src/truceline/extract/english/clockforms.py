"""Forms that name a clock time, a stretch between two, or a part of the day that is told already."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from truceline.extract.calendar import PARTS, Interval, days, hours, minute
from truceline.extract.english.clocks import at_clock, clock, zone_of
from truceline.extract.english.dayparts import part_hours
from truceline.extract.english.days import dated, future, weekday
from truceline.extract.english.numbers import small_number
from truceline.extract.english.periods import counted
from truceline.extract.english.timereading import Reading
from truceline.extract.english.timewords import (
    CLOCK,
    CLOCK_ZONED,
    COUNT,
    DATE,
    NEARLY,
    PART,
    WEEKDAY,
    ZONE,
    compiled,
    either,
)
from truceline.model.units import HOUR_S

_Read = Callable[[re.Match[str], Reading], Interval | None]
_Row = tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str], _Read]

#: "between 2 and 4 p.m."
_BARE_HOUR = (
    r"(?:1[0-2]|[1-9])(?=(?:\s(?:and|to|until|till)\s|\s?[-–—]\s?)(?:1[0-2]|[1-9])(?:[.:][0-5]\d)?"
    r"\s?(?:[ap]\.m|[ap]m\b))"
)
_HALF_OF_DAY = re.compile(r"([ap])\.?m")
_CLOCKS = compiled(
    rf"""(?<![\w.:])(?P<x>(?:(?:[Bb]etween|[Ff]rom)\s(?:{NEARLY}\s)?)?(?P<a>{CLOCK}|{_BARE_HOUR})(?:\s{ZONE})?
    (?:\s(?:and|to|until|till)\s|\s?[-–—]\s?)(?:{NEARLY}\s)?(?P<b>{CLOCK})(?P<zone>\s{ZONE})?
    (?:,?\s(?:on\s)?(?:(?P<weekday>{WEEKDAY})|(?P<date>{DATE})))?)(?!\w)"""
)
_CLOCK_ONLY = compiled(
    rf"""(?<![\w.:])(?=[\dabcdfijnrstuoemANBFSUJR])(?:(?:[Aa]t|[Bb]y|[Ff]rom|[Ss]ince|[Uu]ntil)\s)?
    (?P<x>(?:(?P<near>(?:{NEARLY}|{either("shortly")}|{either("just")}|{either("around")}|{either("about")}
      |{either("soon")})\s(?:after\s|before\s)?
      |(?:[Aa]fter|[Bb]efore)\s))?
    (?P<clock>(?:(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]\.m\.?|[ap]m\b))?(?:\s?(?:hours|hrs)\b)?
      (?:\s{ZONE})?(?:\s\({CLOCK}\s{ZONE}\))?
      |{CLOCK}\s{ZONE}|(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)?\s?(?:[ap]\.m\.?|[ap]m\b)(?:\s{ZONE})?
      (?:\s\({CLOCK}\s{ZONE}\))?
      |{CLOCK}\slocal\stime|(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven
      |twelve)\so'clock)(?:\s(?:in\sthe\s(?:early\s)?(?:morning|afternoon|evening)|at\snight)(?![\w-]|\sof\s))?))(?!\w|:\d)"""
)
_POINTED = compiled(
    rf"""(?:[Aa]t|[Aa]round|[Bb]y|[Uu]ntil|[Ff]rom)\s(?P<x>(?P<clock>(?:[01]?\d|2[0-4])[.h][0-5]\d(?:\s{ZONE})?))
      (?![\w.]*\d|\s?(?:km|m|per|%|million|billion|tonnes))"""
)
_PART_ONLY = compiled(
    rf"""(?<![\w-])(?=[TtAaBbIiDdWwRrSsJjMmNnEeLlUu])(?:(?:[Aa]t|[Bb]y|[Ii]n|[Dd]uring|[Tt]hrough|[Tt]owards?|[Ww]ith)\s(?:the\s)?)?
    (?P<x>(?:(?P<that>[Tt]hat|[Tt]he\ssame|[Tt]he\sfollowing|[Tt]he\snext|[Tt]he\sprevious)\s(?P<part>{PART})
      |[Tt]he\s(?P<eve>night|evening|morning|afternoon)\s(?:before|earlier)
      |(?P<near>(?:{NEARLY}|[Ss]hortly|[Jj]ust|[Ss]oon)\s(?:after|before)|[Bb]efore|[Aa]fter)\s(?P<point>midnight
      |noon|midday|dawn|dusk|sunset|sunrise|daybreak|nightfall)
      |(?:(?<=[Aa]t\s)|(?<=[Bb]y\s)|(?<=[Uu]ntil\s)|(?<=[Tt]ill\s)|(?<=[Aa]round\s)|(?<=[Aa]bout\s)|(?<=[Ss]ince\s))(?P<only>nightfall|dawn
      |daybreak|sunrise|dusk|sunset|midday|noon|midnight|night|lunchtime)
      |(?:(?<=[Ii]n\sthe\s)|(?<=[Dd]uring\sthe\s)|(?<=[Ss]ince\sthe\s))(?P<in>early\shours|small\shours
      |early\smorning|late\sevening|morning|afternoon|evening|night)
      |(?:(?<=[Bb]y\s)|(?<=[Ii]n\sthe\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?<=[Tt]ill\s))(?P<by>(?:early\s|mid-|late\s)?(?:morning|evening|afternoon))))(?![\w-]|\sof\s|\son\s)"""
)


def _clocks(match: re.Match[str], reading: Reading) -> Interval | None:
    first, last = clock(match["a"]), clock(match["b"])
    day = reading.here if first is None or not last or last > first else reading.evening(first[0])
    if match["weekday"] and reading.published is not None:
        day = weekday(match["weekday"], None, reading.before, reading.published)
    elif match["date"]:
        day = dated(match["date"], reading.published)
    if first is None or last is None or day is None:
        return None
    first = _same_half(match["a"], match["b"]) or first
    zone = zone_of(match["x"], reading.zone)
    if last <= first and reading.here == day - timedelta(days=1):
        day -= timedelta(days=1)  # "on 1 May, from 23:15 until 01:20 on 2 May"
    begin, stop = minute(day, *first, zone), minute(day, *last, zone)
    return Interval(begin, stop if stop > begin else minute(day + timedelta(days=1), *last, zone))


def _same_half(first: str, last: str) -> tuple[int, int] | None:
    """ "between 2 and 4 p.m.", "from 11 to 1 p.m.": the half of the day that is told behind the second hour only."""
    half, read, told = _HALF_OF_DAY.search(last), clock(first), clock(last)
    if half is None or _HALF_OF_DAY.search(first) is not None or read is None or told is None:
        return None
    if first[0] not in "123456789" or not 0 < read[0] <= 12:
        return None
    if not first.isdecimal() and read[0] >= ((told[0] - 1) % 12) + 1:
        return None  # "10:00 to 8 p.m."
    same = read[0] % 12 + (12 if half[1] == "p" else 0), read[1]
    return same if same < told else ((same[0] + 12) % 24, same[1])


def _clock_only(match: re.Match[str], reading: Reading) -> Interval | None:
    read = clock(match["clock"])
    day = reading.here if read is None else reading.evening(read[0])
    near = (match.groupdict().get("near") or "").strip().lower()
    near = "" if near in ("after", "before") else near
    if reading.before.lower().endswith("as of "):
        day = reading.published
    if day is None:
        return None
    told = at_clock(match["clock"], day, reading.zone, near)
    if told is not None and reading.still_ahead(told):
        return at_clock(match["clock"], day - timedelta(days=1), reading.zone, near)
    return told


def _part_only(match: re.Match[str], reading: Reading) -> Interval | None:
    day = reading.here
    that = (match["that"] or "").lower()
    if that:
        day = reading.last or reading.published
    if day is None:
        return None
    if match["eve"] or that.endswith("previous"):
        day -= timedelta(days=1)
    elif that.endswith(("following", "next")):
        day += timedelta(days=1)
    point = match["point"]
    if point in ("midnight", "noon", "midday"):
        words = "00:00" if point == "midnight" else "12:00"
        hint = match["near"] if " " in match["near"] else f"shortly {match['near']}"
        return at_clock(words, day, reading.zone, hint)
    if point:
        point = "dusk" if point == "nightfall" else point
        begin, stop = PARTS[point]
        return hours(
            day, *((begin - 2, stop) if "before" in match["near"].lower() else (begin, stop + 2)), reading.zone
        )
    if match["only"] and reading.before.lower().endswith("since ") and reading.published is not None:
        begin = 0 if match["only"] == "midnight" else (part_hours(match["only"]) or (0, 0))[0]
        told = hours(day, begin, begin + 1, reading.zone)
        end = days(reading.published, reading.published, reading.zone).to_s
        return Interval(told.from_s, end) if end > told.from_s else told
    name = match["part"] or match["eve"] or match["only"] or match["in"] or match["by"]
    part = part_hours(name)
    if (name or "").lower() in ("midnight", "night") and _is_over(day, reading):
        day -= timedelta(days=1)
    return None if part is None else hours(day, *part, reading.zone)


def _is_over(day: date, reading: Reading) -> bool:
    """Of the day on which it was published, a report knows the night before it, unless it speaks of what is to come."""
    return day == reading.published and not future(reading.before)


#: "five at night" is before the morning, "six at night" is in the evening
_SMALL_HOURS = 5
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MORNING = re.compile(r"a\.?m\b|morning|dawn|sunrise|daybreak")
#: "half past six", "ten to four on Tuesday", "seven in the morning", "by eleven"; "five to seven people" is none
_SPELLED = compiled(
    rf"""(?:[Aa]t|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ss]ince|[Ff]rom|[Aa]round|[Aa]bout|[Ii]t(?:['’]s|\sis|\swas))\s
    (?P<x>(?:(?P<shift>(?:half|(?:a\s)?quarter|five|ten|twenty|twenty-five|\d{{1,2}})(?:\sminutes)?)\s(?P<way>past|to)\s
      (?P<h1>{_HOUR_WORD})(?=\s?[.,;:)]|\s(?:on|in|at|when|the|a|and|local|that|as|it|there|they|he|she|but)\b|$)
    |(?P<h2>{_HOUR_WORD}(?=\s(?:in\sthe\s|at\snight)))
    |(?P<h4>{_HOUR_WORD}(?=\son\s{WEEKDAY}\s(?:morning|afternoon|evening|night)\b))
    |(?<=[Bb]y\s)(?P<h3>{_HOUR_WORD})(?=\s?[,;.]|\s(?:the|there|they|it|he|she|we|all|only|most|every|no)\b))
    (?:\s(?:in\sthe\s(?:early\s)?(?P<part>morning|afternoon|evening)|at\s(?P<night>night)))?
    (?:\son\s(?P<weekday>{WEEKDAY})(?:\s(?P<dpart>morning|afternoon|evening|night)\b)?)?)(?!\w)"""
)
_HINT_SPELLED = re.compile(
    rf"\s(?:past|to)\s{_HOUR_WORD}\b|{_HOUR_WORD}\s(?:in\sthe\s|at\snight)|[Bb]y\s{_HOUR_WORD}\b"
    rf"|{_HOUR_WORD}\son\s\w+\s(?:morning|afternoon|evening|night)\b"
)


def _spelled(match: re.Match[str], reading: Reading) -> Interval | None:
    day = reading.here
    if match["weekday"] and reading.published is not None:
        day = weekday(match["weekday"], None, reading.before, reading.published)
    hour = small_number(match["h1"] or match["h2"] or match["h3"] or match["h4"])
    if day is None or hour is None:
        return None
    part, night = match["part"] or match["dpart"], match["night"] is not None or match["dpart"] == "night"
    after_noon = _after_noon(part, night, hour)
    if part is None and not night:
        # "by eleven" is in the morning, "by five" in the afternoon, unless the morning is being told of
        after_noon = hour < 7 and _MORNING.search(reading.before) is None
    minutes = hour % 12 * 60 + (720 if after_noon else 0)
    if match["shift"]:
        words = match["shift"].removesuffix(" minutes").removeprefix("a ")
        shift = {"half": 30, "quarter": 15}.get(words) or small_number(words) or 0
        minutes += shift if match["way"] == "past" else -shift
    begin = minute(day, *divmod(minutes % 1440, 60), reading.zone)
    return Interval(begin, begin + 60)


def _after_noon(part: str | None, night: bool, hour: int) -> bool:
    """Whether an hour of so many is in the second half of the day."""
    return part in ("afternoon", "evening") or (night and hour > _SMALL_HOURS)


#: "between one and three in the morning", "from six to eight at night": the half of the day is told once
_SPELLED_RANGE = compiled(
    rf"""(?P<x>(?:[Bb]etween|[Ff]rom)\s(?P<a>{_HOUR_WORD})\s(?:and|to|until|till)\s(?P<b>{_HOUR_WORD})
    \s(?:in\sthe\s(?:early\s)?(?P<part>morning|afternoon|evening)|at\s(?P<night>night)))(?!\w)"""
)
_HINT_RANGE = re.compile(r"(?:etween|rom)\s\w+\s(?:and|to|until|till)\s\w+\s(?:in\sthe|at\snight)")


def _spelled_range(match: re.Match[str], reading: Reading) -> Interval | None:
    day, first, last = reading.here, small_number(match["a"]), small_number(match["b"])
    if day is None or first is None or last is None:
        return None
    noon = 12 if _after_noon(match["part"], match["night"] is not None, last) else 0
    begin, stop = first % 12 + noon, last % 12 + noon
    if begin >= stop:
        begin -= 12  # "between eleven and one in the afternoon"
    midnight = minute(day, 0, 0, reading.zone)
    return Interval(midnight + begin * HOUR_S, midnight + stop * HOUR_S)


_MOMENTS = compiled(
    rf"""(?:[Ff]rom|[Bb]etween)\s(?P<x>(?P<a>{CLOCK_ZONED}),?\s(?:on\s)?(?P<day1>{WEEKDAY}|{DATE})\s(?:to|until|till|and)
    \s(?P<b>{CLOCK_ZONED}),?\s(?:on\s)?(?P<day2>{WEEKDAY}|{DATE}))(?!\w)"""
)
_HOURS_TO = compiled(
    rf"""(?:the\s)(?P<x>(?P<count>\d{{1,3}}|{COUNT})\shours\s(?:to|until|before|ending(?:\sat)?)
    \s(?P<b>{CLOCK_ZONED})(?:,?\s(?:on\s)?(?P<day2>{WEEKDAY}|{DATE}))?)(?!\w)"""
)
#: what a sentence must hold for a form to be tried
_HINT_CLOCKS = re.compile(
    r"(?:\d|m|noon|night|\.)(?:\s[A-Z]{3,4})?(?:\s(?:and|to|until|till)\s|\s?[-–—]\s?)(?:\w+\s)?(?:\d|noon|mid)"
)
_HINT_POINTED = re.compile(r"\d[.h]\d\d")


def _moments(match: re.Match[str], reading: Reading) -> Interval | None:
    first, last = _moment(match["a"], match["day1"], reading), _moment(match["b"], match["day2"], reading)
    return Interval(first, last) if first is not None and last is not None and first < last else None


def _hours_to(match: re.Match[str], reading: Reading) -> Interval | None:
    last = _moment(match["b"], match["day2"], reading)
    count = counted(match["count"])
    return None if last is None or count is None else Interval(last - count * 3600, last)


def _moment(words: str, named: str | None, reading: Reading) -> int | None:
    read = clock(words)
    day = reading.here
    if named is not None:
        weekly = named if named.endswith("day") else None
        published = reading.published
        day = dated(named, published) if weekly is None else published and weekday(weekly, None, "", published)
    if read is None or day is None:
        return None
    return minute(day, *read, zone_of(words, reading.zone))


CLOCK_FORMS: tuple[_Row, ...] = (
    (frozenset("cd"), None, _MOMENTS, _moments),
    (frozenset("cr"), None, _HOURS_TO, _hours_to),
    (frozenset("c"), _HINT_CLOCKS, _CLOCKS, _clocks),
    (frozenset("c"), None, _CLOCK_ONLY, _clock_only),
    (frozenset("c"), _HINT_POINTED, _POINTED, _clock_only),
    (frozenset("H"), _HINT_RANGE, _SPELLED_RANGE, _spelled_range),
    (frozenset("H"), _HINT_SPELLED, _SPELLED, _spelled),
    (frozenset("p"), None, _PART_ONLY, _part_only),
)
