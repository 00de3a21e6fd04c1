"""Time expressions of Ukrainian and Russian as UTC intervals, read in the reporting zone.

Pieces that stand side by side ("у четвер, 8 січня, о 22:10 за Києвом") are one expression, in any order. What cannot
be anchored (no day of publication) is found and left null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from truceline.extract.calendar import Interval, days, valid_date
from truceline.extract.slavic.numbers import NUMBERS
from truceline.extract.slavic.published import published_day
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.text import Line, Text
from truceline.extract.slavic.timeintervals import at_midnight, interval_of, next_midnight, until
from truceline.extract.slavic.timepieces import Pieces
from truceline.extract.slavic.timesight import Anchor, Piece
from truceline.extract.slavic.timetables import TIMES
from truceline.extract.slavic.wordclasses import AGO, DATED, FUTURE, PAST, PRESENT, TELLS_TIME
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S

#: what may stand between two pieces of one expression
_GAP = re.compile(
    r"[\s,]*[(—–-]?\s?(?:(?:в|во|у|о|об|на|около|близько|біля|приблизно|примерно|десь|где-то|орієнтовно|по|за|рано|поздно|пізно"
    r"|ещё|еще|ще|уже|вже|к|під|під час|после|після|до)\s){0,2}"
)
#: for how many sentences the day told last goes on, and one to come or of a past year
_RECENT, _NEXT_TO = 2, 1
#: the sentences in which a text tells of which week it is, and how long that is
_HEADING, _WEEKS = 1, (timedelta(days=5), timedelta(days=6), timedelta(days=7))
_UP_TO = frozenset(("до", "по")) | DASHES
#: "упродовж 31 травня й до ранку 1 червня"
_AND_UP_TO = frozenset(("і до", "й до", "та до", "и до"))
_THROUGH = re.compile(r"(?:упродовж|впродовж|протягом|течение)\s$", re.IGNORECASE)
_WEEK_S = 7 * DAY_S
_FROM = re.compile(r"(?:^|\W|\b)(?:с|со|з|зі|із|від|от)\s", re.IGNORECASE)
_BOTH_PARTS = re.compile(r"\s(?:та|і|й|и)\s")
#: the day in a dateline, and how far behind its place it stands
_FILED = re.compile(r"\b(\d{1,2})\s([а-яіїє]{3,10})\b(?:\s((?:19|20)\d\d))?")
_DATELINE = 40
_NEXT, _LATER = ("наступн", "следующ"), ("ої", "ого", "ей", "ього", "его")
#: a sentence that tells of what was before the day of the text
_REMINDS = re.compile(
    r"\b(?:нагада|напомн|попередн|предыдущ|раніше|ранее|як повідомля|как сообща|до цього|до этого|востаннє)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_times(text: Text, zone: ZoneInfo) -> tuple[TimeMention, ...]:
    """Every time expression of the main text."""
    story = text.story
    known, numbers = TIMES[text.language].words, NUMBERS[text.language]
    published, now = published_day(story, zone, text.language), story.document.published_s
    memory = _Memory(story.text, published)
    found: list[TimeMention] = [*_filed(text, published, zone)]
    for line in text.lines:
        sentence, lows = line.sentence, line.lows
        if not line.kinds & TELLS_TIME:
            continue
        roles = [known.get(low, ()) for low in lows]
        anchor = memory.anchor(line)
        sight = Pieces(story.text, line.tokens, lows, roles, numbers, anchor, backward=line.kinds & AGO != 0)
        for group in _groups(story.text, sight.all()):
            if all(piece.kind == "zone" for piece in group):
                continue
            group = [_shifted(piece, anchor.named) for piece in group]
            interval = interval_of(group, anchor, now, zone, partial(sight.begins_later, group[0]))
            if interval is not None and at_midnight(group):
                interval = next_midnight(interval, found[-1] if found else None, sentence)
            mention = _mention(story, sentence, group, interval)
            if found and _ends_range(story.text, sentence, found[-1], mention):
                mention = _from_to(story, found.pop(), mention)
            else:
                due = until(story.text, group, interval, published, now, zone)
                mention = mention if due is interval else _mention(story, sentence, group, due)
            found.append(mention)
            memory.hear(group, sentence)
            anchor = memory.renewed(anchor)
    return tuple(found)


class _Memory:
    """The days that the sentences before have told, each with the number of its sentence."""

    def __init__(self, text: str, published: date | None) -> None:
        self._text = text
        self._published = published
        self._named: tuple[date, int] | None = None
        self._at_night = False  # that day was told by its night
        self._paragraph = 0  # in which it was told
        self._latest: date | None = None  # the latest of all
        self._reminded = False  # it was told of as what was before
        self._coming: tuple[date, int] | None = None  # behind the day of publication
        self._of_year: tuple[date, int] | None = None  # told with its year, which is over
        self._summary: tuple[date, date] | None = None  # the days of which the whole text tells

    def anchor(self, line: Line) -> Anchor:
        """Against what the words of a sentence are read."""
        number, kinds = line.sentence.number, line.kinds
        named, coming = _recent(self._named, number, _RECENT), _recent(self._coming, number, _NEXT_TO)
        if self._reminded and named is not None and self._latest is not None and named < self._latest:
            # "Попередня атака сталася 4 травня": what another paragraph tells is of the later day again
            named = named if line.sentence.paragraph == self._paragraph else None
        if coming is not None and not kinds & PAST:  # "Завтра прощання. Об 11-й"
            named = coming
        future = (kinds & DATED != 0 and _ahead(kinds)) or _next_one(line.lows, kinds)
        of_year = _recent(self._of_year, number, _NEXT_TO)
        return Anchor(self._published, named, self._at_night, future, of_year, self._summary)

    def hear(self, group: list[Piece], sentence: Sentence) -> None:
        """The days that an expression has told."""
        published = self._published
        for piece in group:
            if piece.first is None:
                continue
            told = piece.first, sentence.number
            if published is not None and piece.hours_back is None:
                if piece.first > published and piece.kind in ("date", "weekday", "day"):
                    self._coming = told
                elif piece.first.year < published.year and _YEAR.search(self._text, piece.start, piece.end):
                    self._of_year = told
            if piece.since:  # "света нет с субботы. К вечеру …": the evening of today
                continue
            if self._summary is None and sentence.number <= _HEADING:
                self._summary = _week_told(piece, published)
            if piece.kind in ("date", "weekday") and (published is None or piece.first <= published):
                self._named = told
                self._paragraph = sentence.paragraph
                words = self._text[sentence.start : sentence.end].lower()
                self._reminded = _REMINDS.search(words) is not None
                self._latest = max(piece.first, self._latest or piece.first)
                self._at_night = any(one.part == "night" for one in group)

    def renewed(self, anchor: Anchor) -> Anchor:
        """The same anchor, at the day that was named last."""
        if self._named is None or anchor.named == self._named[0]:
            return anchor
        return replace(anchor, named=self._named[0], at_night=self._at_night)


def _week_told(piece: Piece, published: date | None) -> tuple[date, date] | None:
    """ "За неделю: 4–10 октября" at the head of a text: the days of a week that is over."""
    first, last = piece.first, piece.last
    if first is None or last is None or published is None or piece.kind != "date":
        return None
    over = last < published and published - last <= _WEEKS[-1]
    return (first, last) if over and last - first in _WEEKS else None


def _recent(told: tuple[date, int] | None, number: int, most: int) -> date | None:
    """A day that was told so many sentences before this one, or fewer."""
    return told[0] if told is not None and number - told[1] <= most else None


def _filed(text: Text, published: date | None, zone: ZoneInfo) -> Iterator[TimeMention]:
    """The day in a dateline: "ВОРОНЕЖ, 13 января."."""
    story = text.story
    if story.dateline is None or published is None:
        return
    first = next((one.start for one in story.sentences if one.start >= story.dateline.end), story.dateline.end)
    match = _FILED.search(story.text, story.dateline.end, min(first, story.dateline.end + _DATELINE))
    words = () if match is None else TIMES[text.language].words.get(match[2].lower(), ())
    number = next((int(word.value) for word in words if word.role == "month"), None)
    if match is None or number is None:
        return
    year = int(match[3] or published.year)
    day = valid_date(year, number, int(match[1]))
    if day is not None and not match[3] and day > published + timedelta(days=31):
        day = valid_date(year - 1, number, int(match[1]))
    if day is not None:
        start, end = match.span()
        interval = days(day, day, zone)
        yield TimeMention(
            item_id=story.item_id,
            start=start,
            end=end,
            text=story.text[start:end],
            method="rule:time.dateline",
            confidence_ppm=900_000,
            from_s=interval.from_s,
            to_s=interval.to_s,
        )


def _shifted(piece: Piece, named: date | None) -> Piece:
    """ "у вівторок …, а наступного дня": counted from the day that this very sentence has told."""
    if piece.shift is None or named is None:
        return piece
    day = named + timedelta(days=piece.shift)
    return replace(piece, first=day, last=day)


def _next_one(lows: list[str], kinds: int) -> bool:
    """ "Наступне оновлення — о 12:00": whatever comes next, with no word of what is over."""
    return not kinds & PAST and any(low.startswith(_NEXT) and not low.endswith(_LATER) for low in lows)


def _ahead(kinds: int) -> bool:
    """Whether a sentence speaks of what is to come: it says so, or has no verb in the past and one in the present."""
    return kinds & FUTURE != 0 or kinds & (PAST | PRESENT) == PRESENT


def _mention(story: Story, sentence: Sentence, group: list[Piece], interval: Interval | None) -> TimeMention:
    start, end = group[0].start, min(group[-1].end, sentence.end)
    return TimeMention(
        item_id=story.item_id,
        start=start,
        end=end,
        text=story.text[start:end],
        method="rule:time.expression",
        confidence_ppm=900_000 if interval else 500_000,
        from_s=interval.from_s if interval else None,
        to_s=interval.to_s if interval else None,
    )


def _ends_range(text: str, sentence: Sentence, before: TimeMention, after: TimeMention) -> bool:
    """ "с 20.00 6 января до 7.00 7 января": two moments, each with its own day."""
    gap = text[before.end : after.start].strip(" ,\u00a0")
    joined = (
        gap in _AND_UP_TO and _THROUGH.search(text, max(sentence.start, before.start - 10), before.start) is not None
    )
    if before.start < sentence.start or not (gap in _UP_TO or joined):
        return False
    if before.from_s is None or after.from_s is None or not before.from_s < after.from_s:
        return False
    if gap in DASHES:  # "листопад 2026 – перша половина січня 2027 року"
        return (_is_period(before) and _is_period(after)) or (_is_moment(before) and _is_moment(after))
    if joined or _FROM.search(text, max(sentence.start, before.start - 4), before.start) is not None:
        return True
    return _FROM.match(text, before.start, before.start + 4) is not None


def _is_period(told: TimeMention) -> bool:
    """Longer than a week."""
    return told.from_s is not None and told.to_s is not None and told.to_s - told.from_s > _WEEK_S


def _is_moment(told: TimeMention) -> bool:
    """A minute of a clock: "18:00 15 березня – 18:00 16 березня" """
    return told.from_s is not None and told.to_s is not None and told.to_s - told.from_s <= 60 and ":" in told.text


def _from_to(story: Story, before: TimeMention, after: TimeMention) -> TimeMention:
    moment = after.to_s is not None and after.from_s is not None and after.to_s - after.from_s <= 60
    return replace(
        before,
        end=after.end,
        text=story.text[before.start : after.end],
        to_s=after.from_s if moment else after.to_s,
    )


def _groups(text: str, pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that stand side by side and say different things of one time."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _belongs(text, groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _belongs(text: str, group: list[Piece], piece: Piece) -> bool:
    before = group[-1]
    if piece.start - before.end > 28:
        return False
    gap = text[before.end : piece.start]
    kinds = {one.kind for one in group}
    if piece.kind == "zone":
        return "clock" in kinds and gap.strip(" (,") == ""
    if piece.kind == "part" and before.kind == "part" and _BOTH_PARTS.fullmatch(gap):
        return piece.part != before.part
    if _GAP.fullmatch(gap) is None or piece.since:
        return False
    if piece.kind == "period" or "period" in kinds:
        return False
    if piece.until is not None and any(one.since for one in group):  # "з 14 лютого — від 23:00 до 04:00"
        return False
    days_of = kinds & {"date", "weekday", "day"}
    if piece.kind in ("date", "weekday", "day"):
        parted = "," in gap or "(" in gap or gap.isspace()
        if days_of:
            return piece.kind not in kinds and parted and "date" in (kinds | {piece.kind})
        return not any(one.until for one in group) or gap.strip() in ("", ",", "у", "в", "во")
    return piece.kind not in kinds and not (piece.part and any(one.part for one in group))
