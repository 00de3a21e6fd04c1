"""Time expressions as UTC intervals, read in the reporting zone against the day of publication.

What cannot be anchored (no day of publication; "since the summit") is found and left null.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from truceline.extract.calendar import (
    PARTS,
    Interval,
    days,
    hours,
    minute,
    month,
    valid_date,
    week,
    weekday_after,
    weekday_before,
)
from truceline.extract.dates import date_in_digits, iso_date, iso_moment, known_day
from truceline.extract.english.lexicon import MONTHS, WEEKDAYS
from truceline.extract.english.numbers import small_number
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import TimeMention

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember"
    r"|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEKDAYS = rf"{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,?\s+{_MONTH})"
_PART = r"(?:morning|afternoon|evening|night|dawn|midday|noon|dusk|midnight|daybreak|sunset)"
_CLOCK = (
    r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:hours|hrs|h\b|GMT|UTC))?|(?:1[0-2]"
    r"|[1-9])\s?[ap]\.?m\b\.?|noon|midnight"
)
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"

_TIME = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d\d-\d\d(?:[T\ ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)
    | (?P<since>[Ss]ince\s+the\s+[a-z]+)
    | (?P<range>(?:[Bb]etween|[Ff]rom)\s+(?P<clock1>{_CLOCK})\s+(?:and|to|until)\s+(?P<clock2>{_CLOCK}))
        (?:,?\s+(?:on\s+)?(?:(?P<rwd>{_WEEKDAY})|(?P<rd>{_DAY_NUMBER})\s+(?P<rm>{_MONTH})))?
    | (?P<rel>[Ee]arlier\s+(?:this\s+(?:week|month|year)|today|on\s+(?={_WEEKDAY}))
        | (?:[Tt]his|[Ll]ast|[Nn]ext|[Pp]ast)\s+(?:week|month|year|morning|afternoon|evening|night|weekend)\b
        | [Tt]oday\b|[Yy]esterday\b|[Tt]onight\b|[Tt]omorrow\b|[Oo]vernight\b
        |[Tt]hat\s+day\b|[Tt]he\s+(?:same|following)\s+day\b)
        (?:\s+(?P<relpart>morning|afternoon|evening|night))?(?!-)
    | (?P<ago>(?:\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve
        |several|a\s+few)\s+(?P<agounit>minute|hour|day|week|month|year)s?\s+ago)\b
    | (?P<lead>[Ss]ince\s+|[Uu]ntil\s+|[Bb]y\s+)?
      (?:(?P<hedge>[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater)\s+(?:on\s+)?)?
      (?:(?:at\s+)?(?P<before>{_CLOCK})\s+(?:on\s+)?)?
      (?:(?:the\s+)?(?P<partof>{_PART})s?\s+(?:of|on)\s+)?
      (?:(?P<span>(?P<d1>{_DAY_NUMBER})\s?(?:-|–|and|to)\s?(?={_DAY_NUMBER}\s+{_MONTH}))?
         (?:(?P<which>last|next|this)\s+)?
         (?:(?P<wd>{_WEEKDAYS}),?\s+(?={_DAY_NUMBER}\s+{_MONTH}|{_MONTH}\s+\d))?
         (?:(?P<dmy>(?P<dmy_d>{_DAY_NUMBER})(?:\s+of)?\s+(?P<dmy_m>{_MONTH})(?:,?\s+(?P<dmy_y>(?:19|20)\d\d))?)
           |(?P<mdy>(?P<mdy_m>{_MONTH})\s+(?P<mdy_d>{_DAY_NUMBER})(?!\d|[:.,]\d)(?:,?\s+(?P<mdy_y>(?:19|20)\d\d))?)
           |(?P<my>(?P<my_m>{_MONTH}),?\s+(?P<my_y>(?:19|20)\d\d))
           |(?P<weekday>{_WEEKDAY})
         )
      )\b
      (?:\s+(?P<part>{_PART}))?
      (?:,?\s+(?:at\s+)?(?:around\s+|about\s+)?(?P<clock>(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s?[ap]\.?m\b\.?)?))?
    | (?P<dots>{_DAY_NUMBER}\.(?:1[0-2]|0?[1-9])\.(?:19|20)\d\d)\b
    | (?:in|[Ii]n|since|[Ss]ince|until|during|of)\s+(?P<year>(?:19|20)\d\d)\b(?![-/.,:]\d)
    | (?:[Aa]t|[Aa]round|[Aa]bout)\s+(?P<only>{_CLOCK}|dawn|daybreak|sunrise|dusk|sunset|midday|night)(?!\w)
    )""",
    re.VERBOSE,
)
#: a cheap look for anything that a time must hold, before the dear one
_ANY_TIME = re.compile(
    r"\d|[Ss]ince the|[Tt]oday|[Yy]esterday|[Tt]onight|[Tt]omorrow|[Oo]vernight|day\b|\b[Aa]go\b|week|month|year"
    r"|[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight|[Dd]awn|[Nn]oon|[Dd]usk|[Dd]aybreak|[Ss]un(?:rise|set)|\b(?:Mon"
    r"|Tue|Wed|Thu|Fri|Sat|Sun)"
)
_DATE_TEXT = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d\d-\d\d)|\b(?P<dmy_d>{_DAY_NUMBER})\s+(?P<dmy_m>{_MONTH}),?\s+(?P<dmy_y>(?:19|20)\d\d)"
    rf"|\b(?P<mdy_m>{_MONTH})\s+(?P<mdy_d>{_DAY_NUMBER}),?\s+(?P<mdy_y>(?:19|20)\d\d)"
)
_FUTURE = re.compile(r"\b(?:will|would|to be|due|scheduled|expected|planned|is to|are to|next)\b")
_TIMED_LEAD = re.compile(r"(?:\b[Oo]n|\b[Ii]n|\b[Aa]t|\b[Ff]rom|,)\s+$")
#: "six weeks ago" is not that day: half the unit either way
_AGO_DAYS = {"day": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 183)}
_FEW = {"several": None, "a few": None, "a": 1, "an": 1}
#: how far from the day of publication an unyeared date may lie ahead before it is read as last year's
_AHEAD = timedelta(days=31)


def find_times(story: Story, zone: ZoneInfo) -> tuple[TimeMention, ...]:
    """Every time expression of the main text."""
    published = published_day(story, zone)
    found: list[TimeMention] = []
    for sentence in story.sentences:
        if _ANY_TIME.search(story.text, sentence.start, sentence.end) is None:
            continue
        for match in _TIME.finditer(story.text, sentence.start, sentence.end):
            start, end = _span(match)
            interval = _read(match, story, sentence, published, zone)
            found.append(
                TimeMention(
                    item_id=story.document.item_id,
                    start=start,
                    end=end,
                    text=story.text[start:end],
                    method="rule:time.expression",
                    confidence_ppm=900_000 if interval else 500_000,
                    from_s=interval.from_s if interval else None,
                    to_s=interval.to_s if interval else None,
                )
            )
    return tuple(found)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The expression without "on" or "at" before it; "since" stays, because it says how long."""
    for name in ("only", "dots"):
        if match[name]:
            return match.span(name)
    start = match.start()
    if match.group()[:3].lower() == "at ":
        start += 3
    if match["year"] and match.group()[0] not in "sS":
        start = match.start("year")
    words = match.group()
    return start, start + len(words[start - match.start() :].rstrip())


def published_day(story: Story, zone: ZoneInfo) -> date | None:
    """The local day of publication: as the document says, else a full date in its byline, residue or lead."""
    known = known_day(story.document, zone)
    if known is not None or story.document.published_day or story.document.published_s is not None:
        return known
    for start, end in _where_dates_stand(story):
        match = _DATE_TEXT.search(story.text, start, end)
        if match is not None:
            return _full_date(match)
    return None


def _where_dates_stand(story: Story) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    if story.document.byline is not None:
        places.append((story.document.byline.start, story.document.byline.end))
    at = 0
    for paragraph in story.paragraphs:  # the gaps: mastheads, footers, and what pages leave behind
        places.append((at, paragraph.start))
        at = paragraph.end
    places.append((at, len(story.text)))
    places.extend((paragraph.start, paragraph.end) for paragraph in story.paragraphs[:4])
    places.extend((max(paragraph.start, paragraph.end - 40), paragraph.end) for paragraph in story.paragraphs[-1:])
    return places


def _full_date(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return iso_date(match["iso"])
    kind = "dmy" if match["dmy_d"] else "mdy"
    return valid_date(int(match[f"{kind}_y"]), _month(match[f"{kind}_m"]), _number(match[f"{kind}_d"]))


def _read(
    match: re.Match[str], story: Story, sentence: Sentence, published: date | None, zone: ZoneInfo
) -> Interval | None:
    if match["iso"]:
        return iso_moment(match["iso"], zone)
    if match["dots"]:
        return date_in_digits(match["dots"], zone)
    if match["year"]:
        year = int(match["year"])
        last = published if match.group()[0] in "sS" and published else date(year, 12, 31)
        return days(date(year, 1, 1), last, zone) if last.year >= year else None
    if match["my"] and not match["dmy"]:
        first, last = month(int(match["my_y"]), _month(match["my_m"]))
        return days(first, published if _since(match) and published and published >= first else last, zone)
    if published is None and not (match["dmy_y"] or match["mdy_y"]):
        return None
    return _read_relative(match, story, sentence, published, zone)


def _read_relative(
    match: re.Match[str], story: Story, sentence: Sentence, published: date | None, zone: ZoneInfo
) -> Interval | None:
    if match["dmy"] or match["mdy"] or match["weekday"]:
        day = _named_day(match, story, sentence, published)
        return _within(match, day, published, zone) if day else None
    if published is None:
        return None
    if match["range"]:
        return _clock_range(match, published, zone)
    if match["rel"]:
        return _relative(" ".join(match["rel"].lower().split()), match["relpart"], published, zone)
    if match["ago"]:
        return _ago(match["ago"], match["agounit"], published, zone)
    if match["only"]:
        return _at(match["only"], published, zone)
    return None


def _since(match: re.Match[str]) -> bool:
    return bool(match["lead"]) and match["lead"][0] in "sS"


def _named_day(match: re.Match[str], story: Story, sentence: Sentence, published: date | None) -> date | None:
    """The day that a date or a weekday names."""
    if match["weekday"]:
        return _weekday(match, story, sentence, published)
    kind = "dmy" if match["dmy"] else "mdy"
    day, number = _number(match[f"{kind}_d"]), _month(match[f"{kind}_m"])
    if match[f"{kind}_y"]:
        return valid_date(int(match[f"{kind}_y"]), number, day)
    if published is None:
        return None
    found = valid_date(published.year, number, day)
    if found is not None and found > published + _AHEAD:
        found = valid_date(published.year - 1, number, day)
    elif found is not None and found < published - timedelta(days=334):
        found = valid_date(published.year + 1, number, day)
    return found


def _weekday(match: re.Match[str], story: Story, sentence: Sentence, published: date | None) -> date | None:
    if published is None:
        return None
    number = int(WEEKDAYS[match["weekday"].lower()])
    before = story.text[max(sentence.start, match.start() - 60) : match.start()]
    if match["which"] == "next" or (match["which"] != "last" and _FUTURE.search(before)):
        return weekday_after(published, number)
    if match["which"] == "last":
        return weekday_before(published - timedelta(days=1), number)
    return weekday_before(published, number)


def _within(match: re.Match[str], day: date, published: date | None, zone: ZoneInfo) -> Interval | None:
    """The part of the day that was said, or all of it."""
    clock = match["clock"] or match["before"]
    part = match["part"] or match["partof"] or (match["hedge"] or "").lower()
    first = day
    if match["d1"]:
        first = valid_date(day.year, day.month, min(_number(match["d1"]), day.day)) or day
    if clock and clock not in PARTS:
        return _at(clock, day, zone)
    if _since(match):
        begins = (
            hours(day, *PARTS[clock or part], zone).from_s if (clock or part) in PARTS else days(day, day, zone).from_s
        )
        return Interval(begins, days(published, published, zone).to_s) if published and published >= day else None
    if clock in PARTS or part in PARTS:
        begin, stop = PARTS[clock or part]
        if first != day and part == "night":
            return hours(first, begin, stop, zone)
        return Interval(hours(first, begin, stop, zone).from_s, hours(day, begin, stop, zone).to_s)
    return days(first, day, zone)


def _clock_range(match: re.Match[str], published: date, zone: ZoneInfo) -> Interval | None:
    first, last = _clock(match["clock1"]), _clock(match["clock2"])
    day: date | None = published
    if match["rwd"]:
        day = weekday_before(published, int(WEEKDAYS[match["rwd"].lower()]))
    elif match["rd"]:
        day = valid_date(published.year, _month(match["rm"]), _number(match["rd"]))
    if first is None or last is None or day is None:
        return None
    begin, stop = minute(day, *first, zone), minute(day, *last, zone)
    return Interval(begin, stop if stop > begin else minute(day + timedelta(days=1), *last, zone))


def _relative(words: str, part: str | None, published: date, zone: ZoneInfo) -> Interval | None:
    yesterday = published - timedelta(days=1)
    if words in ("today", "yesterday", "tomorrow", "earlier today"):
        day = {"yesterday": yesterday, "tomorrow": published + timedelta(days=1)}.get(words, published)
        return hours(day, *PARTS[part], zone) if part else days(day, day, zone)
    if words in ("tonight", "overnight", "last night"):
        if words == "tonight":
            return hours(published, *PARTS["night"], zone)
        return (
            hours(yesterday, *PARTS["night"], zone)
            if words == "last night"
            else hours(published, *PARTS["overnight"], zone)
        )
    which, _, unit = words.rpartition(" ")
    if unit in PARTS and which == "this":
        return hours(published, *PARTS[unit], zone)
    if unit == "weekend":
        return _weekend(which, published, zone)
    return _calendar(which, unit, published, zone)


def _weekend(which: str, published: date, zone: ZoneInfo) -> Interval:
    saturday = weekday_before(published, 5)
    if which == "next":
        saturday = weekday_after(published, 5)
    return days(saturday, saturday + timedelta(days=1), zone)


def _calendar(which: str, unit: str, published: date, zone: ZoneInfo) -> Interval | None:
    """This, last, next and "earlier this" week, month or year."""
    if unit == "week":
        first, last = week(published)
        step = timedelta(days=7)
        before, after = (first - step, last - step), (first + step, last + step)
    elif unit == "month":
        first, last = month(published.year, published.month)
        before, after = (month_of(first - timedelta(days=1))), (month_of(last + timedelta(days=1)))
    elif unit == "year":
        first, last = date(published.year, 1, 1), date(published.year, 12, 31)
        before = (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31))
        after = (date(published.year + 1, 1, 1), date(published.year + 1, 12, 31))
    else:
        return None
    if which == "earlier this":  # up to the day before, unless the period has only begun
        return days(first, published - timedelta(days=1) if published > first else published, zone)
    if which == "past":
        return days(published - (last - first), published, zone)
    return days(*{"last": before, "next": after}.get(which, (first, last)), zone)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month of a day."""
    return month(day.year, day.month)


def _ago(words: str, unit: str, published: date, zone: ZoneInfo) -> Interval | None:
    count = words.lower().rsplit(" ", 2)[0]
    number = _FEW[count] if count in _FEW else small_number(count)
    if unit not in _AGO_DAYS:
        return days(published, published, zone)
    length, either_way = _AGO_DAYS[unit]
    if number is None:  # several, a few: three to nine of them
        return days(published - timedelta(days=9 * length), published - timedelta(days=2 * length), zone)
    middle = published - timedelta(days=number * length)
    return days(middle - timedelta(days=either_way), middle + timedelta(days=either_way), zone)


def _at(words: str, day: date, zone: ZoneInfo) -> Interval | None:
    if words.lower() in PARTS:
        return hours(day, *PARTS[words.lower()], zone)
    clock = _clock(words)
    if clock is None:
        return None
    begin = minute(day, *clock, zone)
    return Interval(begin, begin + 60)


def _clock(words: str) -> tuple[int, int] | None:
    if words in ("noon", "midnight"):
        return (12, 0) if words == "noon" else (24, 0)
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap]?)", words.lower())
    if match is None:
        return None
    hour, minutes = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return hour, minutes


def _month(name: str) -> int:
    return int(MONTHS[name.lower().rstrip(".")])


def _number(words: str) -> int:
    return int(words.rstrip("stndrh"))
