"""The pieces of English time expressions, as patterns. What they denote is told elsewhere."""

from __future__ import annotations

import re

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
#: short weekdays only beside a date: "Sun" and "Sat" are words
SHORT_WEEKDAY = rf"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?(?=,?\s+(?:{MONTH}\s\d|\d{{1,2}}\s+{MONTH}))"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
#: dates that are names: the "March 23 Movement"
_NAMED = r"(?!\s(?:Movement|Revolution|Brigades?|Square|Street|Avenue|Alliance|Regiment|Martyrs|Forces|Day)\b)"
DATE = rf"(?:{DAY}\s(?:of\s)?{MONTH}|{MONTH}\s{DAY}(?!\d|[:.,]\d))(?:,?\s{YEAR})?{_NAMED}"
PART = (
    r"(?:early\s+morning|early\s+hours|small\s+hours|late\s+evening|late\s+night|late\s+afternoon|morning|afternoon"
    r"|evening|night|dawn|midday|noon|dusk|midnight|daybreak|sunset|sunrise|lunchtime)"
)
ZONE = (
    r"(?:GMT|UTC|EEST|EET|CEST|CET|MSK|BST|EDT|EST|ET"
    r"|(?:local|Kyiv|Kiev|Moscow|Jerusalem|Beirut|Baku|Yerevan|Khartoum|Tbilisi|Istanbul|Damascus|London|Paris"
    r"|Washington|New\sYork|Delhi|Islamabad|Kabul|Sanaa|Bogota|Minsk|Warsaw|Baghdad|Tehran|Geneva"
    r"|[A-Z][a-z]{3,12})\stime)"
)
_HOUR = r"(?:[01]?\d|2[0-4])"
_AM = r"(?:\s?(?:[ap]\.m\.?|[ap]m\b))"
#: "22:10", "6.20am", "6 a.m.", "0600 GMT", "22h10", "noon"; a bare point needs a.m. or a preposition before it
CLOCK = (
    rf"(?:{_HOUR}[:.][0-5]\d(?:[:][0-5]\d)?{_AM}?(?:\s?(?:hours|hrs|h)\b)?|(?:1[0-2]|0?[1-9]){_AM}"
    rf"|{_HOUR}[0-5]\d(?=\s?(?:hours|hrs|GMT|UTC|EEST|EET|CET|CEST|MSK)\b)(?:\s?(?:hours|hrs))?|{_HOUR}h[0-5]\d"
    r"|(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\so'clock|noon|midday|midnight)"
)
CLOCK_ZONED = rf"{CLOCK}(?:\s{ZONE})?(?:\s\((?:{CLOCK})\s{ZONE}\))?"
NEARLY = r"(?i:around|about|approximately|roughly|just|shortly|soon|right|some\s+time|sometime)"
COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|several"
    r"|a\s+few|a\s+couple\s+of|some|almost\s+\w+|nearly\s+\w+|about\s+\w+|more\s+than\s+\w+)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in the verbose style. Case counts: "may", "march" and "sun" are words."""
    return re.compile(pattern, re.VERBOSE)


def either(word: str) -> str:
    """A word with or without a capital."""
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"


def first_of(*words: str) -> str:
    """Any of the words, with or without a capital."""
    return "(?:" + "|".join(either(word).replace(" ", r"\s+") for word in words) + ")"
