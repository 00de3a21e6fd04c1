"""The day of publication, from the document's own fields or from its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from truceline.extract.calendar import valid_date
from truceline.extract.dates import known_day
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.timetables import TIMES
from truceline.extract.slavic.timewords import TimeWords
from truceline.extract.story import Story

_DATED = re.compile(
    r"(\d{1,2})\s([а-яіїє]{3,10})\s((?:19|20)\d\d)|(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)|(\d{4})-(\d\d)-(\d\d)"
)


def published_day(story: Story, zone: ZoneInfo, language: Language) -> date | None:
    """The local day of publication: as the document says, else a full date in its byline, residue or lead."""
    known = known_day(story.document, zone)
    if known is not None or story.document.published_day or story.document.published_s is not None:
        return known
    for start, end in _where_dates_stand(story):
        for match in _DATED.finditer(story.text, start, end):
            day = _full_date(match, TIMES[language])
            if day is not None:
                return day
    return None


def _where_dates_stand(story: Story) -> Iterable[tuple[int, int]]:
    byline = story.document.byline
    if byline is not None:
        yield byline.start, byline.end
    at = 0
    for paragraph in story.paragraphs:  # the gaps: mastheads, footers, and what pages leave behind
        yield at, paragraph.start
        at = paragraph.end
    yield at, len(story.text)
    for paragraph in story.paragraphs[:3]:
        yield paragraph.start, min(paragraph.end, paragraph.start + 300)


def _full_date(match: re.Match[str], words: TimeWords) -> date | None:
    if match[7]:
        return valid_date(int(match[7]), int(match[8]), int(match[9]))
    if match[4]:
        return valid_date(int(match[6]), int(match[5]), int(match[4]))
    number = next((word.value for word in words.words.get(match[2], ()) if word.role == "month"), None)
    return None if number is None else valid_date(int(match[3]), int(number), int(match[1]))
