"""Forms that name years and their parts: a decade, a quarter, a season."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from truceline.extract.calendar import YEARS, Interval, days
from truceline.extract.english.days import future
from truceline.extract.english.periods import decade, part_of_year, quarter, season
from truceline.extract.english.timereading import Reading
from truceline.extract.english.timewords import SEASON, YEAR, compiled

_Read = Callable[[re.Match[str], Reading], Interval | None]
_Row = tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str], _Read]

_YEARS = compiled(
    rf"""(?<![\w-])(?P<x>(?:[Ff]rom|[Bb]etween)\s(?P<a>{YEAR})\s(?:to|and|until)\s(?P<b>{YEAR})|
      (?P<c>{YEAR})\s?[-–]\s?(?P<d>{YEAR}))(?![\w-])"""
)
#: "in early 2024", "by the end of 2026": what stands before the year
_YEAR_PART = re.compile(
    r"\b(?:(?P<part>early|mid|late)[\s-]|(?:the\s)?(?P<edge>beginning|start|middle|end|first\shalf|second\shalf)\sof\s)$",
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:by|until|till|before|no\slater\sthan)\s$", re.IGNORECASE)
_COUNTED = (
    r"(?:people|soldiers|troops|civilians|homes|households|houses|families|metres|meters|km|fighters|prisoners|rounds"
    r"|shells|drones|tonnes|residents|hectares|men|others|cases|strikes|attacks|violations|explosions)"
)
_YEAR_ONLY = compiled(
    rf"""(?:(?:[Ii]n|[Dd]uring|[Oo]f|[Ff]rom|[Bb]efore|[Aa]fter|[Ii]n\s(?:early|late|mid)|early|late|mid|back\sin
      |year)(?:\s|-)
      |(?P<lead>[Ss]ince|[Uu]ntil|[Bb]y)\s(?:early\s|late\s|mid-)?)
    (?P<x>(?P<year>{YEAR}))\b(?![-/.,:]\d|\s{_COUNTED}\b|['’]?\w)"""
)
_YEAR_NOUN = compiled(
    rf"""(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s(?P<x>(?P<year>{YEAR}))
    (?=\s(?:war|invasion|ceasefire|truce|agreement|accords?|deal|conflict|election|revolution|uprising|coup|offensive
    |annexation|attacks?|massacre|peace|treaty|memorandum|fighting|crisis|protests|earthquake|budget|summit|resolution
    |genocide|[A-Z]\w+\s(?:agreements?|accords?|war|protocol|memorandum))\b)"""
)
_DECADE = compiled(r"(?:[Tt]he|[Ii]n|early|late|mid)[\s-](?P<x>(?:early\s|late\s|mid-)?(?P<decade>(?:18|19|20)\d0)s)\b")
_QUARTER = compiled(
    rf"""(?<![\w-])(?P<x>(?:the\s)?(?P<quarter>first|second|third|fourth|last)\squarter\sof
      \s(?:(?P<year>{YEAR})|(?P<rel>this|last)\syear)|the\s(?P<bare>first|second|third|fourth)\squarter(?!\w|-|\sof\b)|(?P<q>Q[1-4])(?:\s(?:of\s)?(?:(?P<qyear>{YEAR})|(?P<qrel>this|last)\syear))?)(?!\w)"""
)
_SEASON_YEAR = compiled(rf"(?<![\w-])(?P<x>(?:the\s)?(?P<season>{SEASON})\s(?:of\s)?(?P<year>{YEAR}))\b")
#: "since spring", "by the autumn"; "the spring offensive" names none
_SEASON_ONLY = compiled(
    r"""(?<![\w-])(?:(?:[Ii]n|[Dd]uring|[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|[Tt]hroughout)\s(?:the\s)?|(?=[Ss]ince\s))
    (?P<x>(?P<lead>[Ss]ince\s(?:the\s)?)?(?:(?P<part>early|late|mid)[\s-])?(?P<season>spring|summer|autumn|winter))
    (?=[.,;:)]|\s(?:and|but|when|with|the|after|before|of\sthis|they|it|he|she|there|in|at|on|if)\b|$)"""
)
_AHEAD_OF_SEASONS = frozenset(("by", "before", "until", "till"))


def _years(match: re.Match[str], reading: Reading) -> Interval | None:
    first, last = int(match["a"] or match["c"]), int(match["b"] or match["d"])
    return days(date(first, 1, 1), date(last, 12, 31), reading.zone) if first <= last else None


def _year_only(match: re.Match[str], reading: Reading) -> Interval | None:
    year = int(match["year"])
    part = _YEAR_PART.search(reading.before)
    told = part_of_year((part["part"] or part["edge"]).lower() if part else "", year, reading.zone)
    due = part is not None and _DUE.search(reading.before, 0, part.start()) is not None
    if due and reading.published is not None and reading.published.year <= year:
        begin = days(reading.published, reading.published, reading.zone).from_s
        return Interval(begin, told.to_s) if begin < told.from_s else told
    return reading.since_begun(match["lead"], told) if "lead" in match.re.groupindex else told


def _decade(match: re.Match[str], reading: Reading) -> Interval | None:
    return decade(match["decade"], reading.zone)


def _quarter(match: re.Match[str], reading: Reading) -> Interval | None:
    words = match["quarter"] or match["bare"] or match["q"]
    named = match["year"] or match["qyear"]
    if named:
        return quarter(words, int(named), reading.zone)
    published = reading.published
    if published is None or published.year not in YEARS:
        return None
    rel = match["rel"] or match["qrel"]
    told = quarter(words, published.year - (1 if rel == "last" else 0), reading.zone)
    begun = told is None or told.from_s <= days(published, published, reading.zone).from_s
    return told if begun or rel else quarter(words, published.year - 1, reading.zone)


def _season_year(match: re.Match[str], reading: Reading) -> Interval | None:
    return season(match["season"], int(match["year"]), reading.zone)


def _season_only(match: re.Match[str], reading: Reading) -> Interval | None:
    """The season that has begun last, or the next one of what is to come."""
    published = reading.published
    lead = match[0].split()[0].lower()
    if published is None:
        return None
    told = season(match["season"], published.year, reading.zone)
    begin = days(published, published, reading.zone).from_s
    ahead = lead in _AHEAD_OF_SEASONS or future(reading.before)
    if told is not None and told.from_s > begin and not ahead:
        told = season(match["season"], published.year - 1, reading.zone)
    elif told is not None and told.to_s <= begin and ahead:
        told = season(match["season"], published.year + 1, reading.zone)
    return reading.since_begun(match["lead"], told)


#: what a sentence must hold for a form to be tried
_HINT_YEARS = re.compile(r"\d\d\d\d\s?(?:[-–]|to|and|until)\s?\d{4}")
_HINT_DECADE = re.compile(r"\d0s\b")
_HINT_QUARTER = re.compile(r"\squarter\b|\bQ[1-4]\b")
_HINT_SEASON = re.compile(r"\s(?:spring|summer|autumn|winter)\b")

YEAR_FORMS: tuple[_Row, ...] = (
    (frozenset("y"), _HINT_YEARS, _YEARS, _years),
    (frozenset("y"), None, _YEAR_ONLY, _year_only),
    (frozenset("y"), None, _YEAR_NOUN, _year_only),
    (frozenset("nM"), _HINT_DECADE, _DECADE, _decade),
    (frozenset("Q"), _HINT_QUARTER, _QUARTER, _quarter),
    (frozenset("ry"), None, _SEASON_YEAR, _season_year),
    (frozenset("r"), _HINT_SEASON, _SEASON_ONLY, _season_only),
)
