"""Forms that name a stretch longer than a day, or one counted from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from truceline.extract.calendar import INVASION, Interval, days, month, month_from, week
from truceline.extract.english.dayforms import is_over
from truceline.extract.english.days import dated, future
from truceline.extract.english.periods import (
    ago,
    calendar_period,
    counted,
    lately,
    part_of_month,
    part_of_week,
    part_of_year,
)
from truceline.extract.english.published import month_number
from truceline.extract.english.timereading import Reading
from truceline.extract.english.timewords import COUNT, DAY, MONTH, SEASON, YEAR, compiled
from truceline.extract.english.yearforms import YEAR_FORMS

_Read = Callable[[re.Match[str], Reading], Interval | None]
_Row = tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str], _Read]

_UNIT = r"(?P<unit>minute|hour|day|night|fortnight|week|month|year|decade)s?"
_AGO = compiled(
    rf"(?<![\w-])(?P<x>(?P<count>{COUNT}|[Hh]alf\san?|An?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several)\s{_UNIT}"
    r"\s(?P<way>ago|earlier|previously|later|before(?=[,.;]|\sthat\b)))(?!\w|\sthan|(?<!before)\sthat)"
)
_LATELY = compiled(
    rf"""(?<![\w-])(?P<x>(?:the\s|(?<!to\s)(?<!will\s)(?<!would\s)(?<!could\s)(?<!not\s)(?<!only\s))
      (?P<which>past|last|previous|preceding|next|coming|following)\s
      (?P<count>\d{{1,3}}|{COUNT})\s{_UNIT}(?!\w)
      |(?P<recent>recent|(?:the\s)?coming|(?:the\s)?past|(?:the\s)?last)\s(?:few\s)?(?P<runit>hour|day|week|month)s
      (?!\w))"""
)
_PAST_DAY = compiled(
    r"(?<![\w-])(?P<x>the\s(?:past|previous|preceding)\s(?P<unit>day|hour)|the\slast\s(?P<last>day)(?=[,.;]))(?![\w-])"
)
_CALENDAR = compiled(
    rf"""(?<![\w-])(?P<x>(?P<lead>[Ss]ince\s|[Uu]ntil\s|[Bb]y\s)?(?P<hedge>(?:[Ee]arly|[Ll]ate|(?:the\s)?(?:end
      |start|beginning|middle)\sof)\s)?
    (?P<which>[Ee]arlier\s(?:this|in\sthe)|[Ll]ater\sthis|[Tt]his|[Tt]he\slast|[Ll]ast|[Nn]ext|(?:[Tt]he\s)?[Pp]ast
      |[Tt]he\sprevious|[Tt]he\spreceding|the\scoming)\s
    (?P<unit>week|weekend|month|year|quarter|{SEASON}))(?![\w-])"""
)
_WEEKEND = compiled(r"(?:[Aa]t|[Oo]ver|[Oo]n|[Dd]uring|[Ss]ince)\sthe\s(?P<x>weekend)(?!\w)")
_MONTH_RANGE = compiled(
    rf"""(?:[Ff]rom|[Bb]etween)\s(?P<x>(?P<a>{MONTH})(?:\s(?P<ay>{YEAR}))?\s(?:to|and|until|through)
    \s(?P<b>{MONTH})(?!\s\d{{1,2}}\b)(?:\s(?P<by>{YEAR}))?)"""
)
#: "January–March 2026"
_MONTH_SPAN = compiled(
    rf"""(?<![\w-])(?P<x>(?P<a>{MONTH})(?:\s(?P<ay>{YEAR}))?\s?[-–—]\s?(?P<b>{MONTH})(?!\s\d{{1,2}}\b)(?:\s(?P<by>{YEAR}))?)
      (?![\w-])"""
)
_MONTH_YEAR = compiled(
    rf"""(?<![\w-])(?P<x>(?P<lead>[Ss]ince\s|[Uu]ntil\s|[Bb]y\s)?(?:(?P<part>(?:[Ee]arly|[Mm]id|[Ll]ate)(?:\s|-)
      |[Tt]he\s(?:beginning|start|middle|end|first\shalf|second\shalf)\sof\s))?
    (?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{YEAR}))(?!\w|-\d)"""
)
#: a month that no day and no year belongs to
_LONE_MONTH = rf"{MONTH}(?!\w|\s\d|,?\s{YEAR}|\s(?:{DAY})\b|\sDay\b|['’\-])"
_MONTH_ONLY = compiled(
    rf"""(?:(?:[Ii]n|[Dd]uring|[Oo]f|[Tt]hrough|[Ff]rom|[Tt]o|[Ff]or|[Bb]efore|[Aa]fter)\s|(?<![\w-])(?=[Ss]ince\s|[Uu]ntil\s|[Bb]y\s
      |[Ll]ast\s|[Tt]his\s|[Nn]ext\s|[Ee]arly|[Mm]id|[Ll]ate|(?:the\s)?(?:beginning|start|middle|end
      |\w+\shalf)\sof\s))
    (?P<x>(?P<lead>[Ss]ince\s|[Uu]ntil\s|[Bb]y\s)?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s)?
    (?P<part>(?:[Ee]arly|[Mm]id|[Ll]ate)(?:\s|-)|(?:the\s)?(?:beginning|start|middle|end|first\shalf
      |second\shalf)\sof\s)?
    (?P<month>{MONTH})(?:\s(?P<year>last|this|next)\syear\b)?)(?!\w|\s\d|,?\s{YEAR}|\s(?:{DAY})\b|\sDay\b|['’\-])"""
)
_WEEK_OF = compiled(
    rf"""(?P<x>(?:(?P<count>{COUNT}|\d{{1,2}})\s)?[Ww]eeks?\s(?P<how>of|beginning|starting|commencing|ending|to)
    \s(?P<date>(?:{DAY}\s{MONTH}|{MONTH}\s{DAY})(?:,?\s{YEAR})?))\b"""
)


_EDGE_OF = compiled(
    r"""(?:(?:[Bb]y|[Aa]t|[Uu]ntil|[Bb]efore|[Tt]owards?|[Ff]rom|[Ii]n)\s|\b(?=[Ss]ince\s))
    (?P<x>(?P<lead>[Ss]ince\s)?the\s(?P<edge>end|start|beginning|middle|first\shalf|second\shalf)\sof\sthe
      \s(?P<unit>week|month|year))(?![\w-])"""
)
_SINCE_MORNING = compiled(r"(?<![\w-])(?P<x>(?:[Ss]ince|[Ff]rom)\sthe\s(?:start|beginning)\sof\sthe\sday)(?![\w-])")
#: "since the start of the full-scale invasion", "since Russia invaded": known to the day
_SINCE_INVASION = compiled(
    r"""(?<![\w-])(?P<x>[Ss]ince\s(?:the\s)?(?:(?:start|beginning|launch|onset|outbreak)\sof\s)?(?:
      (?:the\s|its\s|their\s|Russia['’]s\s|Moscow['’]s\s|Russian\s)*full-scale\s(?:Russian\s)?(?:invasion|war|aggression)
      |(?:the\s)?(?:Russia['’]s|Moscow['’]s|Russian)\s(?:\d{4}\s)?invasion|Russia(?:['’]s\sforces)?\sinvaded)
    (?:\sof\s(?:Ukraine|its\sneighbou?r))?)(?![\w-]|\s(?:began\s|started\s)?in\s(?:February\s)?20)"""
)
_MAY = re.compile(r"\b(?:could|might|may|can|should)\b[^.;]{0,60}$")
#: from the week or the year of publication to the one that is named
_STEPS = {"this": 0, "last": -1, "previous": -1, "next": 1, "coming": 1}
_YEAR_EDGES = {"end": 12, "middle": 6}
_SPELLED = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
_SPELLED_DAY = compiled(
    rf"""(?<![\w-])(?P<x>(?P<lead>[Ss]ince\s|[Uu]ntil\s|[Bb]y\s)?[Tt]he\s(?P<day>{"|".join(reversed(_SPELLED))})\sof
      \s(?P<month>{MONTH}(?:,?\s{YEAR})?))(?!\w)"""
)


def _edge_of(match: re.Match[str], reading: Reading) -> Interval | None:
    """The first, middle or last third of the week, the month or the year of publication."""
    if reading.published is None:
        return None
    day, edge = reading.published, match["edge"]
    if match["unit"] == "week":
        told = part_of_week(edge, week(day)[0], reading.zone)
    elif match["unit"] == "month":
        told = part_of_month(edge, day.year, day.month, reading.zone)
    elif edge.endswith("half"):
        told = part_of_year(edge, day.year, reading.zone)
    else:
        told = part_of_month("", day.year, _YEAR_EDGES.get(edge, 1), reading.zone)
    return reading.since_begun(match["lead"], told)


def _spelled_day(match: re.Match[str], reading: Reading) -> Interval | None:
    """ "the third of February"."""
    lead = (match["lead"] or "").lower()
    ahead = lead.startswith(("until", "by")) or future(reading.before)
    day = dated(f"{_SPELLED.index(match['day']) + 1} {match['month']}", reading.published, ahead)
    return None if day is None else reading.since_begun(match["lead"], days(day, day, reading.zone))


def _ago(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    relative = match["way"] != "ago"
    day = (reading.last or reading.published) if relative else reading.published
    return ago(match["count"], match["unit"], day, reading.zone, forward=match["way"] == "later")


def _lately(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    if match["recent"]:
        ahead = "coming" in match["recent"]
        return lately(None, match["runit"], reading.published, reading.published_s, reading.zone, ahead)
    ahead = match["which"] in ("next", "coming", "following")
    return lately(match["count"], match["unit"], reading.published, reading.published_s, reading.zone, ahead)


def _past_day(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    return lately("a", match["unit"] or "day", reading.published, reading.published_s, reading.zone, False)


def _calendar(match: re.Match[str], reading: Reading) -> Interval | None:
    published = reading.published
    if published is None:
        return None
    which = " ".join(match["which"].lower().split())
    which = "past" if which == "the last" else which.removeprefix("the ").replace("in the", "this")
    told = calendar_period(which, match["unit"], published, reading.zone)
    hedge = (match["hedge"] or "").lower().removeprefix("the ").removesuffix(" of ").strip()
    if hedge and match["unit"] == "month" and which in ("this", "last", "next"):
        told = part_of_month(hedge, *month_from(published, _STEPS[which]), reading.zone)
    elif hedge and which in _STEPS:
        if match["unit"] == "week":
            monday = week(published)[0] + timedelta(days=7 * _STEPS[which])
            told = part_of_week(hedge, monday, reading.zone)
        elif match["unit"] == "year":
            told = part_of_year(hedge, published.year + _STEPS[which], reading.zone)
    return reading.since_begun(match["lead"], told)


def _weekend(match: re.Match[str], reading: Reading) -> Interval | None:
    return None if reading.published is None else calendar_period("last", "weekend", reading.published, reading.zone)


def _month_range(match: re.Match[str], reading: Reading) -> Interval | None:
    first, last = month_number(match["a"]), month_number(match["b"])
    year = int(match["by"]) if match["by"] else _year_of(last, reading, future(reading.before))
    if year is None:
        return None
    begin = int(match["ay"]) if match["ay"] else year - (1 if first > last else 0)
    return days(date(begin, first, 1), month(year, last)[1], reading.zone) if begin <= year else None


def _year_of(number: int, reading: Reading, ahead: bool) -> int | None:
    """The year of a month without one: the last such month, or the next one when it is to come."""
    if reading.published is None:
        return None
    year = reading.published.year
    if number > reading.published.month:
        return year if ahead else year - 1
    return year + 1 if ahead and number < reading.published.month else year


def _month_year(match: re.Match[str], reading: Reading) -> Interval | None:
    part = _month_part(match["part"])
    told = part_of_month(part, int(match["year"]), month_number(match["month"]), reading.zone)
    return reading.since_begun(match["lead"], told)


def _month_part(words: str | None) -> str:
    return (words or "").lower().strip(" -").removeprefix("the ").removesuffix(" of").strip()


def _month_only(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    lead = (match["lead"] or "").lower().strip()
    which = (match["which"] or "").lower()
    number = month_number(match["month"])
    opens = match[0].split()[0].lower()
    ahead = which == "next" or future(reading.before)
    if opens == "before":  # "could be signed before the end of June"
        ahead = ahead or _MAY.search(reading.before) is not None
    elif lead in ("until", "by") or opens == "through":  # "the deal runs through June"
        ahead = ahead or not is_over(lead or "until", reading)
    elif opens == "for":  # "no money for February", told in January
        ahead = ahead or number == reading.published.month % 12 + 1
    step = {"last": -1, "this": 0, "next": 1}.get(match["year"] or "")
    year = _year_of(number, reading, ahead) if step is None else reading.published.year + step
    if year is None:
        return None
    if which == "last" and number == reading.published.month:
        year -= 1
    told = part_of_month(_month_part(match["part"]), year, number, reading.zone)
    return reading.since_begun(match["lead"], told)


def _since_morning(match: re.Match[str], reading: Reading) -> Interval | None:
    """ "since the beginning of the day": the day of publication."""
    return None if reading.published is None else days(reading.published, reading.published, reading.zone)


def _since_invasion(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None or reading.published < INVASION:
        return None
    return days(INVASION, reading.published, reading.zone)


def _week_of(match: re.Match[str], reading: Reading) -> Interval | None:
    day = dated(match["date"], reading.published)
    if day is None:
        return None
    if match["how"] in ("ending", "to"):
        number = (counted(match["count"]) or 1) if match["count"] else 1  # "the two weeks to 20 June"
        return days(day - timedelta(days=7 * number - 1), day, reading.zone)
    if match["how"] == "of":
        return days(*week(day), reading.zone)
    return days(day, day + timedelta(days=6), reading.zone)


#: what a sentence must hold for a form to be tried
_HINT_AGO = re.compile(r"\b(?:ago|earlier|later|previously|before)\b")
_HINT_LATELY = re.compile(r"\b(?:past|last|previous|preceding|next|coming|following|recent)\b")
_HINT_PAST_DAY = re.compile(r"the\s(?:past|preceding|last)\s(?:day|hour)")
_HINT_CALENDAR = re.compile(
    r"\b(?:[Tt]his|in\sthe|[Ll]ast|[Nn]ext|[Pp]ast|previous|preceding|coming)\s(?:week|month|year|quarter|spring|summer"
    r"|autumn|fall|winter)"
)
_HINT_EDGE_OF = re.compile(r"the\s(?:end|start|beginning|middle|first\shalf|second\shalf)\sof\sthe\s")
_HINT_SPELLED = re.compile(r"[tT]he\s[-a-z]+(?:th|st|nd|rd)\sof\s[A-Z]")
_HINT_WEEKEND = re.compile(r"the\sweekend")
_HINT_MONTH_RANGE = re.compile(r"[Ff]rom|[Bb]etween")
_HINT_MONTH_SPAN = re.compile(r"[a-z.\d]\s?[-–—]\s?[JFMASOND][a-z]")
_HINT_MONTH_ONLY = re.compile(_LONE_MONTH)
_HINT_SINCE_MORNING = re.compile(r"of\sthe\sday\b")
_HINT_WEEK_OF = re.compile(r"[Ww]eeks?\s")

PERIOD_FORMS: tuple[_Row, ...] = (
    (frozenset("rA"), _HINT_AGO, _AGO, _ago),
    (frozenset("rL"), _HINT_LATELY, _LATELY, _lately),
    (frozenset("rL"), _HINT_PAST_DAY, _PAST_DAY, _past_day),
    (frozenset("r"), _HINT_CALENDAR, _CALENDAR, _calendar),
    (frozenset("r"), _HINT_EDGE_OF, _EDGE_OF, _edge_of),
    (frozenset("E"), _HINT_WEEKEND, _WEEKEND, _weekend),
    (frozenset("mB"), _HINT_MONTH_RANGE, _MONTH_RANGE, _month_range),
    (frozenset("m"), _HINT_MONTH_SPAN, _MONTH_SPAN, _month_range),
    (frozenset("my"), None, _MONTH_YEAR, _month_year),
    (frozenset("m"), _HINT_SPELLED, _SPELLED_DAY, _spelled_day),
    (frozenset("m"), _HINT_MONTH_ONLY, _MONTH_ONLY, _month_only),
    *YEAR_FORMS,
    (frozenset("D"), _HINT_SINCE_MORNING, _SINCE_MORNING, _since_morning),
    (frozenset("I"), None, _SINCE_INVASION, _since_invasion),
    (frozenset("rmn"), _HINT_WEEK_OF, _WEEK_OF, _week_of),
)
