"""Which day a date, a weekday or "the previous day" names, against the day of publication and the last day told."""

from __future__ import annotations

import re
from datetime import date, timedelta

from truceline.extract.calendar import valid_date, week, weekday_after, weekday_before
from truceline.extract.english.lexicon import WEEKDAYS
from truceline.extract.english.published import day_number, month_number

_FUTURE = re.compile(
    r"\b(?:will|would|meets?|begins|(?<!to )begin|to be|(?<!agreed )to (?:meet|begin|start|expire|hold|visit|take"
    r"|resume|travel|open|convene)"
    r"|(?:offer(?:ed|s)|propos(?:ed|es)|wants?|hopes?|intends?|promis(?:ed|es)|vow(?:ed|s)|pledg(?:ed|es)|invited|ready"
    r"|prepar(?:ed|ing))\s(?:\w+\s){0,3}?to\s\w+"
    r"|due|scheduled|set for|slated|postponed (?:to|until)|put off (?:to|until)|fixed for|deadline|no later than"
    r"|must|shall|ha(?:s|ve) to|needs? to|runs? out|lapses?|(?:takes|comes) (?:effect|into (?:force|effect))"
    r"|(?:ends|closes|opens|starts|resumes|returns)(?=\s(?:on|in|at|from)\b)"
    r"|expected|expects?|expires?|planned|plans|is to|are to|set to|next|upcoming|coming|ahead of)\b[^.;,]{0,50}$"
)
_STARTING = re.compile(
    r"\b(?:agreed|pauses?|truce|ceasefire|curfew|closed?)\b[^.;,]{0,50}\b(?:from|starting|beginning)\s(?:on\s)?$"
)
_OVER = re.compile(r"\b(?:lasted|held|was|were|had|ran|stayed)\b")
_DATED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>[A-Z][a-z]+\.?)"
    r"|(?P<m2>[A-Z][a-z]+\.?)\s(?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:,?\s(?P<y>(?:19|20)\d\d))?"
)
#: how far from the day of publication a date without a year may lie ahead before it is read as last year's
_AHEAD = timedelta(days=31)
_FAR_AHEAD = timedelta(days=270)


def future(before: str) -> bool:
    """Whether the words before a time speak of what is to come."""
    return _FUTURE.search(before) is not None or (_STARTING.search(before) is not None and _OVER.search(before) is None)


def dated(words: str, published: date | None, ahead: bool = False) -> date | None:
    """ "5 May", "May 5", "5 May 2026"."""
    match = _DATED.fullmatch(words)
    if match is None:
        return None
    day = day_number(match["d1"] or match["d2"])
    number = month_number(match["m1"] or match["m2"])
    if match["y"]:
        return valid_date(int(match["y"]), number, day)
    return None if published is None else unyeared(number, day, published, ahead)


def unyeared(number: int, day: int, published: date, ahead: bool = False) -> date | None:
    """The nearest such day that a report can speak of: up to a month ahead (half a year when it is to come)."""
    found = valid_date(published.year, number, day)
    if found is None:
        return None
    if found > published + (_FAR_AHEAD if ahead else _AHEAD):
        return valid_date(published.year - 1, number, day)
    if found < published - timedelta(days=334) or (ahead and found < published - timedelta(days=120)):
        return valid_date(published.year + 1, number, day)
    return found


def weekday(name: str, which: str | None, before: str, published: date) -> date:
    """ "Thursday", "last Thursday", "next Thursday", "is to meet on Thursday"."""
    number = int(WEEKDAYS[name.lower()])
    which = (which or "").lower()
    today = published.weekday() == number
    if which in ("next", "coming") or (which not in ("last", "this", "past") and not today and future(before)):
        return weekday_after(published, number)
    if which in ("last", "past"):
        return weekday_before(published - timedelta(days=1), number)
    if which == "this":  # of this week, over or not
        return week(published)[0] + timedelta(days=number)
    return weekday_before(published, number)
