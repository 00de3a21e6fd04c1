"""The day of publication, from the document's own fields or from its words."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from truceline.extract.calendar import valid_date
from truceline.extract.dates import iso_date, known_day
from truceline.extract.english.lexicon import MONTHS
from truceline.extract.english.timewords import DAY, MONTH
from truceline.extract.story import Story

_DATE_TEXT = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d\d-\d\d)|\b(?P<dmy_d>{DAY})\s+(?P<dmy_m>{MONTH}),?\s+(?P<dmy_y>(?:19|20)\d\d)"
    rf"|\b(?P<mdy_m>{MONTH})\s+(?P<mdy_d>{DAY}),?\s+(?P<mdy_y>(?:19|20)\d\d)"
)


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
    return valid_date(int(match[f"{kind}_y"]), month_number(match[f"{kind}_m"]), day_number(match[f"{kind}_d"]))


def month_number(name: str) -> int:
    """ "Jan.", "January": 1."""
    return int(MONTHS[name.lower().rstrip(".")])


def day_number(words: str) -> int:
    """ "3", "03", "3rd"."""
    return int(words.rstrip("stndrh"))
