"""Forms that name a day, days, a part of one, or a clock time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from truceline.extract.calendar import PARTS, Interval, days, hours, minute, valid_date, week, weekday_after
from truceline.extract.dates import iso_moment
from truceline.extract.english.clocks import at_clock, clock
from truceline.extract.english.dayparts import part_hours
from truceline.extract.english.days import dated, future, weekday
from truceline.extract.english.lexicon import WEEKDAYS
from truceline.extract.english.periods import relative_day
from truceline.extract.english.published import day_number
from truceline.extract.english.timereading import Reading
from truceline.extract.english.timewords import (
    CLOCK_ZONED,
    DATE,
    DAY,
    MONTH,
    NEARLY,
    PART,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
    compiled,
)

_Read = Callable[[re.Match[str], Reading], Interval | None]
_Row = tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str], _Read]

_WD = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),?\s(?=\d|{MONTH}))?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|until|till|through|and)\s)"
_NEAR = rf"(?:(?P<near>(?:{NEARLY}\s)?(?:after|before)|{NEARLY})\s)?"
#: the evening reports of observers run from half past seven to half past seven
_CUT_OFF = (19, 30)

_EVENINGS = compiled(
    rf"(?P<x>[Bb]etween\sthe\sevenings?\sof\s(?P<a>{DAY}(?:\s{MONTH})?)\sand\s(?:the\sevening\sof\s)?(?P<b>{DATE}))"
)
_DATES = compiled(
    rf"""(?<![\w-])(?=[FfBbTto\dJMASOND]|early|small|late|m|n|a|e|d|s)(?:[Ff]rom\s|[Bb]etween\s|\b)(?P<x>
      (?:(?P<over>[Oo]vernight)\s(?:(?:on|from|of)\s)?)?(?:the\s)?(?:(?P<part>{PART})s?\s(?:of|from)\s)?
    (?: (?P<d1>{DAY})(?:,\s{DAY}){{0,3}}{_TO}(?:the\s)?(?P<dmy>{DAY}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?)
      | (?P<mdy>{MONTH}\s(?P<m1>{DAY}))(?:\s?[-–—]\s?|\s(?:to|and|until|through)\s)(?P<m2>{DAY})(?!\d|[:.,]\d
      |\s{MONTH})
        (?P<my>,?\s{YEAR})?
      | {_WD}(?P<a>{DATE})(?:\s?[-–—]\s?|\s(?:to|until|till|through)\s){_WD}(?P<b>{DATE})))\b"""
)
_BETWEEN_DATES = compiled(rf"(?:[Bb]etween|[Ff]rom)\s(?P<x>{_WD}(?P<a>{DATE})\s(?:and|to)\s{_WD}(?P<b>{DATE}))\b")
_WEEKDAYS = compiled(
    rf"""(?P<x>(?:(?P<over>[Oo]vernight)\s)?(?:(?:[Ff]rom|[Bb]etween|on)\s)?(?P<a>{WEEKDAY})(?:\s(?P<pa>{PART}))?
    (?:\s(?:to|until|through|into|till)\s|\s?[-–]\s?|(?<=y)\sand\s(?=\w+day\sof\sthis))(?P<b>{WEEKDAY})(?:\s
      (?P<pb>{PART}))?)\b"""
)
_BETWEEN_WEEKDAYS = compiled(
    rf"(?P<x>(?:(?P<over>[Oo]vernight)\s)?[Bb]etween\s(?P<a>{WEEKDAY})\sand\s(?P<b>{WEEKDAY}))\b"
)
#: "from Easter Saturday, 11 April, until the following Tuesday", "from Friday, 6 March, to Monday"
_FROM_TO = compiled(
    rf"""(?P<x>[Ff]rom\s(?:(?:Good|Easter|Palm|Holy|Orthodox|Ash|Maundy)\s)?
    (?:{WEEKDAY},?\s(?:the\s)?(?P<a>{DATE})|(?P<date>{DATE})|(?P<weekday>{WEEKDAY})),?\s(?:to|until|till|through|up\sto)\s
    (?:(?:Good|Easter|Palm|Holy|Orthodox|Ash|Maundy)\s)?
    (?:(?P<on>(?:the\s)?(?:following|next)\s)(?P<bday>{WEEKDAY})|{WEEKDAY},?\s(?:the\s)?(?P<b>{DATE})|(?P<c>{WEEKDAY})))
    (?![\w-])"""
)
#: "the night between Sunday and Monday"
_NIGHT_OF = compiled(
    rf"""(?P<x>(?:[Tt]he\s)?[Nn]ight\s(?:between|from|of)\s(?P<a>{WEEKDAY})\s?(?:and|to|into|on|-|–)\s?(?P<b>{WEEKDAY}))
    (?![\w-])"""
)
_ONE_DAY = compiled(
    rf"""(?<![\w-])(?=[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y\s|[Tt]he\s|[Oo]vernight|[Ee]arl|[Ll]ate|[Aa]t\s|[Aa]round|[Aa]bout
      |[Aa]pprox|[Rr]ough|[Jj]ust|[Ss]hortly|[Ss]oon|[Rr]ight|[Ss]ome|\d|noon|mid|[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight
      |[Dd]awn|dusk|day|sun|small|lunch|[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|coming|one\s|two\s|three\s|four\s|five\s|six\s|seven\s
      |eight\s|nine\s|ten\s|eleven\s|twelve\s|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)
    (?P<x>(?:(?P<lead>[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y)\s(?:the\s)?)?
    (?:(?:the\s)?(?P<over>[Oo]vernight)\s(?:(?:on|into|to|from)\s)?)?
    (?:(?P<hedge>[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater)\s(?:on\s)?)?
    (?:(?:at\s)?{_NEAR}(?P<before>{CLOCK_ZONED}),?\s(?:on\s)?(?:the\s(?P<beforepart>morning|afternoon|evening
      |night)\sof\s)?)?
    (?:(?:[Tt]he\s)?(?P<part1>{PART})s?\s(?:of|on)\s)?
    (?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming|(?:[Tt]he\s)?[Ff]ollowing|[Tt]he\snext)\s)?
    (?: {_WD}(?P<date>{DATE}) | (?P<weekday>{WEEKDAY})(?:\s(?:of\s)?(?P<week>last|this|next)\sweek\b)? )
    (?:\s(?P<part2>{PART}|overnight)\b)?
    (?:,?\s(?:at\s)?(?:(?P<nearby>(?:{NEARLY}\s)?(?:after|before)|{NEARLY})\s)?(?P<clock>{CLOCK_ZONED}))?)(?![\w-])"""
)
_NAMED = compiled(
    r"""(?<![\w-])(?P<x>(?P<lead>[Ss]ince\s|[Uu]ntil\s|[Bb]y\s)?(?P<words>(?:[Ee]arlier\s|[Ll]ater\s|[Ee]arly\s
      |[Ll]ate\s)?(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)
      |[Tt]he\sday\s(?:before\syesterday|after\stomorrow)|[Ll]ast\snight|[Oo]vernight|(?:[Ee]arlier\s|[Ll]ate\s|[Ee]arly\s)?[Tt]his\s
      (?:morning|afternoon|evening))
    (?:\s(?P<part>morning|afternoon|evening|night))?)(?![\w-])"""
)
#: "at 5:40 this morning", "around 22:10 last night", "this morning at 5:40"
_CLOCK_NAMED = compiled(
    rf"""(?<![\w.:])(?P<x>(?:(?P<near>(?:{NEARLY}\s)?(?:after|before)|{NEARLY})\s)?(?P<clock>{CLOCK_ZONED}),?\s
      (?P<words>[Tt]oday|[Yy]esterday(?:\s(?:morning|afternoon|evening))?|[Tt]omorrow|[Tt]onight|[Ll]ast\snight
      |[Tt]his\s(?:morning|afternoon|evening)))(?![\w-])"""
)
_NEXT_DAY = compiled(
    r"""(?<![\w-])(?P<x>(?P<back>[Tt]he\s(?:previous|preceding)\sday|[Tt]he\sday\sbefore(?=[\s]*[,.;)]|\s(?:in|at
      |near|on|and|when|after|the\s\w+\ssaid)\b)|[Aa]\sday\s(?:earlier|before(?=[,.;]|\sthat\b)))
      |(?P<on>[Tt]he\s(?:following|next)\sday|[Tt]he\sday\safter(?=[,.;])|[Aa]\sday\slater)|(?P<same>[Tt]h(?:at
      |e\ssame)(?:\svery)?\sday)|(?P<within>(?:[Ee]arlier|[Ll]ater)\sin\sthe\sday))(?![\w-])"""
)
_DIGITS = compiled(
    rf"""(?<![\w./-])(?P<x>(?P<d>{DAY})\.(?P<m>1[0-2]|0?[1-9])\.(?P<y>{YEAR})|(?P<s1>\d{{1,2}})/(?P<s2>\d{{1,2}})/
      (?P<sy>{YEAR}))(?![\w/-]|\.\d)"""
)
_DONE = re.compile(r"\b(?:had|was|were|did)\b")
_PAST_VERB = re.compile(r"\b(?:fled|left|risen|rose|fell|came|went|met|brought|was|were|had|did|(?!need)[a-z]{2,}ed)\b")
#: what is agreed, ordered or asked for is not done yet
_WANTED = re.compile(
    r"\b(?:agreed|demanded|insisted|urged|called|promised|pledged|vowed|planned|scheduled|proposed|ordered|expected"
    r"|required|asked|told|warned|hoped|due|deadline|ultimatum|to\s[a-z]{2,})\b[^.;]{0,60}$"
)
_TO_COME = re.compile(r"\b(?:will|would|should|must|may|could)\b")
#: nobody told it on that day: "on Monday he said that they will"
_AHEAD = re.compile(
    r"\sat\sthe\s(?:latest|earliest)\b|(?:,?\s(?!said|says|told|that|announced|warned|promised|vowed|after"
    r"|(?:and|but)\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))"
    r"[\w'’-]+){1,5}?\s(?:will|shall|is\sto|are\sto|is\sdue|are\sdue|is\sexpected|are\sexpected)\b"
)
_LASTED = re.compile(
    r"\b(?:lasted|held|continued|went on|raged|remained|was|were|had|stayed|(?<!is\s)(?<!are\s)(?<!be\s)closed)\b"
    r"[^.;,]{0,40}$"
)
_ISO = compiled(r"(?<![\w-])(?P<x>\d{4}-\d\d-\d\d(?:[T\ ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)(?![\w-])")


def _iso(match: re.Match[str], reading: Reading) -> Interval | None:
    return iso_moment(match["x"], reading.zone)


def _in_digits(match: re.Match[str], reading: Reading) -> Interval | None:
    if match["d"]:
        day = valid_date(int(match["y"]), int(match["m"]), day_number(match["d"]))
    else:
        first, second = int(match["s1"]), int(match["s2"])
        number, in_month = (first, second) if reading.month_first else (second, first)
        day = valid_date(int(match["sy"]), number, in_month)
    return None if day is None else days(day, day, reading.zone)


def _evenings(match: re.Match[str], reading: Reading) -> Interval | None:
    last = dated(match["b"], reading.published)
    first = _first(match["a"], last, reading)
    if first is None or last is None or first > last:
        return None
    return Interval(minute(first, *_CUT_OFF, reading.zone), minute(last, *_CUT_OFF, reading.zone))


def _first(words: str, last: date | None, reading: Reading) -> date | None:
    """The first day of a range: "28 February", or "5" in the month of the last one."""
    if last is None:
        return None
    if words.rstrip("stndrh").isdigit():
        day = valid_date(last.year, last.month, day_number(words))
        return day if day is not None and day <= last else None
    found = dated(words, reading.published)
    if found is not None and found > last:
        found = valid_date(found.year - 1, found.month, found.day)
    elif found is not None and (last - found).days > 366:
        found = valid_date(last.year, found.month, found.day)
    return found


def _dates(match: re.Match[str], reading: Reading) -> Interval | None:
    ahead = future(reading.before)
    if match["dmy"]:
        last = dated(match["dmy"], reading.published, ahead)
        first = _first(match["d1"], last, reading)
    elif match["mdy"]:
        month_name = match["mdy"].split()[0]
        year = match["my"] or ""
        last = dated(f"{month_name} {match['m2']}{year}", reading.published, ahead)
        first = _first(match["m1"], last, reading)
    else:
        last = dated(match["b"], reading.published, ahead)
        first = _first(match["a"], last, reading)
    if first is None or last is None or first > last:
        return None
    if match["over"]:
        return hours(last, *PARTS["overnight"], reading.zone)
    part = part_hours(match["part"])
    if part is not None and "night" in (match["part"] or ""):
        return hours(first, *part, reading.zone)
    if part is not None:
        return Interval(hours(first, *part, reading.zone).from_s, hours(last, *part, reading.zone).to_s)
    return days(first, last, reading.zone)


def _between_dates(match: re.Match[str], reading: Reading) -> Interval | None:
    last = dated(match["b"], reading.published, future(reading.before))
    first = _first(match["a"], last, reading)
    return None if first is None or last is None or first > last else days(first, last, reading.zone)


def _weekdays(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    last = weekday(match["b"], None, reading.before, reading.published)
    first = weekday(match["a"], None, "", last)
    parts = match.groupdict()
    if parts.get("over"):
        return hours(last, *PARTS["overnight"], reading.zone)
    begin = part_hours(parts.get("pa")) or (0, 24)
    stop = part_hours(parts.get("pb")) or ((0, 8) if "into" in match["x"] else (0, 24))
    return Interval(hours(first, *begin, reading.zone).from_s, hours(last, *stop, reading.zone).to_s)


def _from_to(match: re.Match[str], reading: Reading) -> Interval | None:
    published = reading.published
    ahead = future(reading.before)
    if match["weekday"]:
        first = None if published is None else weekday(match["weekday"], None, reading.before, published)
    else:
        first = dated(match["a"] or match["date"], published, ahead)
    if first is None:
        return None
    named = match["bday"] or match["c"]
    last = dated(match["b"], published, ahead) if named is None else weekday_after(first, int(WEEKDAYS[named.lower()]))
    return None if last is None or last < first else days(first, last, reading.zone)


def _night_of(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    last = weekday(match["b"], None, reading.before, reading.published)
    return hours(last - timedelta(days=1), *PARTS["night"], reading.zone)


def _one_day(match: re.Match[str], reading: Reading) -> Interval | None:
    lead = (match["lead"] or "").lower()
    ahead = lead in ("until", "till", "by") or future(reading.before)
    day = _day(match, reading, ahead or _announced(match, reading))
    if day is None:
        return None
    told = _within(match, day, reading)
    if lead == "since":
        if reading.published is None or told is None or reading.published < day:
            return None
        return Interval(told.from_s, days(reading.published, reading.published, reading.zone).to_s)
    if lead in ("until", "till") and reading.published is not None and told is not None and day > reading.published:
        return Interval(days(reading.published, reading.published, reading.zone).from_s, told.to_s)
    return told


def _day(match: re.Match[str], reading: Reading, ahead: bool) -> date | None:
    if match["date"]:
        return dated(match["date"], reading.published, ahead)
    if reading.published is None:
        return None
    if match["week"]:
        step = {"last": -7, "next": 7}.get(match["week"], 0)
        return week(reading.published)[0] + timedelta(days=int(WEEKDAYS[match["weekday"].lower()]) + step)
    if (match["which"] or "").lower() in ("following", "the following", "the next"):
        return weekday_after(reading.last or reading.published, int(WEEKDAYS[match["weekday"].lower()]))
    lead = (match["lead"] or "").lower()
    which = "next" if lead in ("until", "till", "by") and not is_over(lead, reading) else match["which"]
    if which is None and _announced(match, reading):
        which = "next" if weekday(match["weekday"], None, "", reading.published) < reading.published else None
    before = "" if match["before"] else reading.before
    return weekday(match["weekday"], which, before, reading.published)


def _announced(match: re.Match[str], reading: Reading) -> bool:
    """ "On Monday the envoys will meet", "on Monday at the latest": the verb behind the day says that it is to come."""
    return _AHEAD.match(reading.after, match.end("x") - match.start("x")) is not None


def is_over(lead: str, reading: Reading) -> bool:
    """ "by Wednesday six had been heard", "it lasted until Friday": a day that is over."""
    if lead == "by":
        told = _DONE.search(reading.after) is not None or _PAST_VERB.search(reading.before) is not None
        wanted = _TO_COME.search(reading.before + reading.after) or _WANTED.search(reading.before)
        return told and wanted is None
    return _LASTED.search(reading.before) is not None


def _within(match: re.Match[str], day: date, reading: Reading) -> Interval | None:
    """The part of the day that was said, or all of it."""
    zone = reading.zone
    words = match["clock"] or match["before"]
    if words and words not in PARTS:
        return at_clock(words, day, zone, match["near"] or match["nearby"] or "")
    if words == "midnight" and match["near"]:
        return at_clock("00:00", day, zone, match["near"])
    if match["over"]:
        return hours(day, *PARTS["overnight"], zone)
    part = part_hours(words or match["part2"] or match["part1"])
    if part is None and (match["hedge"] or "").lower() in ("early", "late"):
        part = PARTS[(match["hedge"] or "").lower()]
    if part == PARTS["night"] and day == reading.published and reading.still_ahead(hours(day, *part, zone)):
        day -= timedelta(days=1)  # "on the night of 2 July", told that morning
    return days(day, day, zone) if part is None else hours(day, *part, zone)


def _named(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    words = " ".join(match["words"].lower().split())
    told = relative_day(words, match["part"], reading.published, reading.zone)
    lead = (match["lead"] or "").lower()
    today = days(reading.published, reading.published, reading.zone)
    if told is not None and lead.startswith("since"):
        return Interval(told.from_s, today.to_s)
    if told is not None and lead.startswith("until") and told.from_s >= today.to_s:  # "until tomorrow morning"
        return Interval(today.from_s, told.to_s)
    return told


def _clock_named(match: re.Match[str], reading: Reading) -> Interval | None:
    if reading.published is None:
        return None
    words = match["words"].lower()
    read = clock(match["clock"])
    back = words.startswith("yesterday") or (words == "last night" and (read is None or read[0] >= 12))
    day = reading.published + timedelta(days=-1 if back else int(words == "tomorrow"))
    half = "" if match["clock"][-2:] == "m." or match["clock"].endswith("m") else _half(words, read)
    return at_clock(match["clock"] + half, day, reading.zone, match["near"] or "")


def _half(words: str, read: tuple[int, int] | None) -> str:
    """The half of the day where "5:40 this afternoon" leaves it to the word."""
    if read is None or not 0 < read[0] < 12 or not words.endswith(("afternoon", "evening", "night")):
        return ""
    return "" if words.endswith("night") and read[0] < 6 else "pm"


def _next_day(match: re.Match[str], reading: Reading) -> Interval | None:
    day = reading.last
    if day is None:
        day = reading.published if match["back"] or match["within"] else None
    if day is None:
        return None
    if match["back"]:
        day -= timedelta(days=1)
    elif match["on"]:
        day += timedelta(days=1)
    return days(day, day, reading.zone)


#: what a sentence must hold for a form to be tried; a search is fastest where a pattern opens with a set
_HINT_ISO = re.compile(r"\d\d\d\d-\d\d-\d\d")
_HINT_DIGITS = re.compile(r"\d[./]\d{1,2}[./]\d")
_HINT_EVENINGS = re.compile(r"the\sevening")
_HINT_DATES = re.compile(r"\d(?:st|nd|rd|th)?\s?[-–—]|\d\w*\s(?:to|until|till|through|and)\s|\d{4}\s?[-–—]")
_HINT_BETWEEN_DATES = re.compile(r"[Bb]etween|[Ff]rom")
_HINT_WEEKDAYS = re.compile(r"day(?:\s\w+){0,2}\s?(?:[-–]|to|until|through|into|till)\s?\w+day")
_HINT_BETWEEN_WEEKDAYS = re.compile(r"[Bb]etween")
_HINT_FROM_TO = re.compile(r"[Ff]rom\s.{3,40}?\s(?:to|until|till|through)\s")
_HINT_NIGHT_OF = re.compile(r"[Nn]ight\s(?:between|from|of)\s\w+day")
_HINT_NAMED = re.compile(
    r"[TtYyLlOo](?:(?<=[Tt])(?:oday|omorrow|onight|his\s(?:morning|afternoon|evening))|(?<=[Yy])esterday"
    r"|(?<=[Ll])ast\snight|(?<=[Oo])vernight)"
)
_HINT_NEXT_DAY = re.compile(r"\bday\b")

DAY_FORMS: tuple[_Row, ...] = (
    (frozenset("nM"), _HINT_ISO, _ISO, _iso),
    (frozenset("nM"), _HINT_DIGITS, _DIGITS, _in_digits),
    (frozenset("mnpB"), _HINT_EVENINGS, _EVENINGS, _evenings),
    (frozenset("mn"), _HINT_DATES, _DATES, _dates),
    (frozenset("mnB"), _HINT_BETWEEN_DATES, _BETWEEN_DATES, _between_dates),
    (frozenset("w"), _HINT_WEEKDAYS, _WEEKDAYS, _weekdays),
    (frozenset("wB"), _HINT_BETWEEN_WEEKDAYS, _BETWEEN_WEEKDAYS, _weekdays),
    (frozenset("wB"), _HINT_FROM_TO, _FROM_TO, _from_to),
    (frozenset("wp"), _HINT_NIGHT_OF, _NIGHT_OF, _night_of),
    (frozenset("d"), None, _ONE_DAY, _one_day),
    (frozenset("N"), _HINT_NAMED, _NAMED, _named),
    (frozenset("Nc"), _HINT_NAMED, _CLOCK_NAMED, _clock_named),
    (frozenset("D"), _HINT_NEXT_DAY, _NEXT_DAY, _next_day),
)
