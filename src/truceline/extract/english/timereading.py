"""Where the reading of a text's times stands: the day of publication, the last day told, the words before."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from truceline.extract.calendar import Interval, days
from truceline.extract.english.timewords import MONTH
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:(?:19|20)\d\d)(?![\d/])")
_MONTH_FIRST = re.compile(rf"\b{MONTH}\s\d{{1,2}}\b(?!\s?:)")
_BEFORE = 70
#: words of a sentence that tells of what is to come
_TO_COME = re.compile(
    r"\b(?:will|until|till|tomorrow|tonight|expected|due|scheduled|planned|would|to\sbe|is\sto|are\sto|starts?"
    r"|begins?|resumes?|ends?|opens?|meets?)\b"
)


#: behind "on the night of 8 to 9 May", an hour from this one on is of the 8th
_LATE = 19


class Reading:
    """What the forms ask while they read one expression after the other."""

    def __init__(self, story: Story, published: date | None, zone: ZoneInfo) -> None:
        self.published = published
        self.zone = zone
        self.published_s = story.document.published_s
        self.before = ""
        self.after = ""
        self._story = story
        self._last: date | None = None
        self._night: date | None = None
        self._paragraph = -1
        self._now = 0
        self._post = False

    def at(self, sentence: Sentence, offset: int) -> Reading:
        """The same, before the expression at an offset."""
        self.before = self._story.text[max(sentence.start, offset - _BEFORE) : offset]
        self.after = self._story.text[offset : min(sentence.end, offset + _BEFORE)]
        self._now = sentence.paragraph
        self._post = offset == sentence.start and offset in self._story.posts
        return self

    def told(self, sentence: Sentence, interval: Interval | None) -> None:
        """A day, or a part of one, that was told is what "the previous day" goes back from."""
        if interval is None or interval.to_s - interval.from_s > 2 * DAY_S:
            return
        middle = self._day((interval.from_s + interval.to_s) // 2)
        if self.published is not None and middle > self.published:  # "at midnight" of the day of publication
            middle = max(self._day(interval.from_s), self.published)
        self._last = middle
        first = self._day(interval.from_s)
        self._night = first if first < middle and interval.to_s - interval.from_s < DAY_S * 2 // 3 else None
        self._paragraph = sentence.paragraph

    def hear(self, sentence: Sentence, mention: TimeMention) -> None:
        """What several expressions tell together ends on the day from which the next ones are counted."""
        if mention.from_s is not None and mention.to_s is not None:
            self.told(sentence, Interval(max(mention.from_s, mention.to_s - DAY_S), mention.to_s))

    def since(self, lead: str | None, told: Interval) -> Interval:
        """ "since Christmas": up to the day of publication; without "since" what was told."""
        if self.published is None or not (lead or "").lower().startswith("since"):
            return told
        end = days(self.published, self.published, self.zone).to_s
        return Interval(told.from_s, max(end, told.to_s))

    def since_begun(self, lead: str | None, told: Interval | None) -> Interval | None:
        """As `since`, but null of what has not begun by then, or of which nobody knows whether it has."""
        if told is None or not (lead or "").lower().startswith("since"):
            return told
        if self.published is None:
            return None
        end = days(self.published, self.published, self.zone).to_s
        return Interval(told.from_s, end) if end > told.from_s else None

    def _day(self, moment: int) -> date:
        return datetime.fromtimestamp(moment, UTC).astimezone(self.zone).date()

    @property
    def last(self) -> date | None:
        """The last day told in this paragraph or the one before."""
        return self._last if self._now - self._paragraph <= 1 else None

    @property
    def here(self) -> date | None:
        """The day of a clock time without one: the last told here, or one that is over in the paragraph before."""
        last = self.last
        if (
            self._post
            or last is None
            or (self._paragraph != self._now and self.published is not None and last > self.published)
        ):
            return self.published
        return last

    def still_ahead(self, told: Interval) -> bool:
        """Whether an hour, in a report that tells of no other day, lies behind its publication: of the day before."""
        now = self.published_s
        if now is None or self.last is not None or not datetime.fromtimestamp(now, UTC).astimezone(self.zone).hour:
            return False
        return told.from_s > now and _TO_COME.search(self.before + self.after) is None

    def evening(self, hour: int) -> date | None:
        """The day of a late hour: of the night that was told, its first; else that of any clock time."""
        return self._night if self._night is not None and self.last is not None and hour >= _LATE else self.here

    @cached_property
    def month_first(self) -> bool:
        """Whether 3/5/2026 is the fifth of March: as the document's other dates have it; else the day comes first."""
        pairs = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(self._story.text)]
        if any(first > 12 for first, _ in pairs):
            return False
        if any(second > 12 for _, second in pairs):
            return True
        return _MONTH_FIRST.search(self._story.text) is not None
