"""Time expressions of Ukrainian and Russian as UTC intervals, read in the reporting zone.

Pieces that stand side by side ("у четвер, 8 січня, о 22:10 за Києвом") are one expression, in any order. What cannot
be anchored (no day of publication) is found and left null.

A night belongs to the day that it ends on: "в ніч на 5 березня" and "вночі 5 березня" are 20:00 of the 4th to 6:00.
"за добу" and "за последние сутки" are the 24 hours up to the hour of publication, or, where only its day is known,
that day and the one before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from truceline.extract.calendar import PARTS, Interval, days, hours, minute, valid_date
from truceline.extract.dates import known_day
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.numbers import NUMBERS
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.timepieces import Pieces
from truceline.extract.slavic.timesight import Anchor, Piece
from truceline.extract.slavic.timetables import TIMES
from truceline.extract.slavic.timewords import TimeWords
from truceline.extract.slavic.wordclasses import AGO, DATED, FUTURE, PAST, PRESENT, TELLS_TIME
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S, HOUR_S

#: what may stand between two pieces of one expression
_GAP = re.compile(
    r"[\s,]*[(—–-]?\s?(?:(?:в|во|у|о|об|на|около|близько|біля|приблизно|примерно|десь|где-то|орієнтовно|по|за|рано|поздно|пізно"
    r"|ещё|еще|ще|уже|вже|к|під|під час|после|після|до)\s){0,2}"
)
#: for how many sentences the day told last goes on
_RECENT = 2
_UP_TO = frozenset(("до", "по")) | DASHES
_WEEK_S = 7 * DAY_S
_UNTIL = re.compile(r"(?:^|\W)(?:до|ко?|не\s(?:позднее|позже|пізніше))\s$", re.IGNORECASE)
_AFTER = re.compile(r"(?:^|\W)(?:після|после)\s$", re.IGNORECASE)
_MIDDLE = ("середин", "Середин")
_FROM = re.compile(r"(?:^|\W|\b)(?:с|со|з|зі|із|від|от)\s", re.IGNORECASE)
_BOTH_PARTS = re.compile(r"\s(?:та|і|й|и)\s")
_DATED = re.compile(
    r"(\d{1,2})\s([а-яіїє]{3,10})\s((?:19|20)\d\d)|(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)|(\d{4})-(\d\d)-(\d\d)"
)
#: night hours belong to the day that follows
_NIGHT = (-4, 6)
#: the day in a dateline, and how far behind its place it stands
_FILED = re.compile(r"\b(\d{1,2})\s([а-яіїє]{3,10})\b(?:\s((?:19|20)\d\d))?")
_DATELINE = 40
_NEXT, _LATER = ("наступн", "следующ"), ("ої", "ого", "ей", "ього", "его")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MIDNIGHTS = frozenset(("midnight", "after midnight"))
#: how far from midnight "at midnight" and "just after midnight" reach
_AROUND_S, _AFTER_S = HOUR_S // 2, 3 * HOUR_S // 2


def find_times(text: Text, zone: ZoneInfo) -> tuple[TimeMention, ...]:
    """Every time expression of the main text."""
    story = text.story
    known, numbers = TIMES[text.language].words, NUMBERS[text.language]
    published = published_day(story, zone, text.language)
    now = story.document.published_s
    named: tuple[date, int] | None = None
    at_night = False
    coming: tuple[date, int] | None = None
    of_year: tuple[date, int] | None = None
    found: list[TimeMention] = [*_filed(text, published, zone)]
    for line in text.lines:
        sentence, lows, kinds = line.sentence, line.lows, line.kinds
        if not kinds & TELLS_TIME:
            continue
        roles = [known.get(low, ()) for low in lows]
        told_day = named[0] if named is not None and sentence.number - named[1] <= _RECENT else None
        if coming is not None and sentence.number - coming[1] == 1 and not kinds & PAST:  # "Завтра прощання. Об 11-й"
            told_day = coming[0]
        future = (kinds & DATED != 0 and _ahead(kinds)) or _next_one(lows, kinds)
        since = of_year[0] if of_year is not None and sentence.number - of_year[1] == 1 else None
        anchor = Anchor(published, told_day, at_night, future, since)
        sight = Pieces(story.text, line.tokens, lows, roles, numbers, anchor, backward=kinds & AGO != 0)
        for group in _groups(story.text, sight.all()):
            if all(piece.kind == "zone" for piece in group):
                continue
            group = [_shifted(piece, anchor.named) for piece in group]
            interval = _interval(group, anchor, now, zone, partial(sight.begins_later, group[0]))
            if interval is not None and _at_midnight(group):
                interval = _next_midnight(interval, found[-1] if found else None, sentence)
            mention = _mention(story, sentence, group, interval)
            if found and _ends_range(story.text, sentence, found[-1], mention):
                mention = _from_to(story, found.pop(), mention)
            else:
                until = _until(story.text, group, interval, anchor, now, zone)
                mention = mention if until is interval else _mention(story, sentence, group, until)
            found.append(mention)
            for piece in group:
                if piece.first is not None and published is not None and piece.hours_back is None:
                    if piece.first > published and piece.kind in ("date", "weekday", "day"):
                        coming = piece.first, sentence.number
                    elif piece.first.year < published.year and _YEAR.search(story.text, piece.start, piece.end):
                        of_year = piece.first, sentence.number
                told = piece.first if piece.kind in ("date", "weekday") else None
                if told is not None and (published is None or told <= published):
                    named = told, sentence.number
                    at_night = any(one.part == "night" for one in group)
            if named is not None and anchor.named != named[0]:
                anchor = replace(anchor, named=named[0], at_night=at_night)
    return tuple(found)


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
            item_id=story.document.item_id,
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


def _until(
    text: str, group: list[Piece], interval: Interval | None, anchor: Anchor, now: int | None, zone: ZoneInfo
) -> Interval | None:
    """ "до 5 травня", a day still to come: from the day of publication up to then; "після 1 березня": since then.

    An hour of the same day that is still to come: from the moment of publication.
    """
    published = anchor.published
    if interval is None or published is None:
        return interval
    today = days(published, published, zone)
    if _AFTER.search(text, max(0, group[0].start - 8), group[0].start) is not None:
        dated = group[0].kind in ("date", "weekday") or (group[0].kind == "clock" and len(group) > 1)
        return Interval(interval.from_s, today.to_s) if dated and interval.to_s <= today.from_s else interval
    if _UNTIL.search(text, max(0, group[0].start - 12), group[0].start) is None:
        return interval
    by = text[max(0, group[0].start - 3) : group[0].start].strip().lower() in ("к", "ко")
    due = now is not None and now < interval.from_s and all(piece.clock and not piece.until for piece in group)
    if by and not due and (group[0].kind != "period" or any(piece.clock or piece.part for piece in group)):
        return interval  # "к шести утра", "к пятнице": about then
    if interval.from_s < today.to_s:
        return Interval(now or 0, interval.from_s) if due else interval
    if text.startswith(_MIDDLE, group[0].start):  # "до середини квітня"
        return Interval(today.from_s, (interval.from_s + interval.to_s) // 2)
    whole = group[0].kind == "period" and not group[0].edge  # "до червня" ends where June begins
    return Interval(today.from_s, interval.from_s if whole else interval.to_s)


def _next_one(lows: list[str], kinds: int) -> bool:
    """ "Наступне оновлення — о 12:00": whatever comes next, with no word of what is over."""
    return not kinds & PAST and any(low.startswith(_NEXT) and not low.endswith(_LATER) for low in lows)


def _ahead(kinds: int) -> bool:
    """Whether a sentence speaks of what is to come: it says so, or has no verb in the past and one in the present."""
    return kinds & FUTURE != 0 or kinds & (PAST | PRESENT) == PRESENT


def _mention(story: Story, sentence: Sentence, group: list[Piece], interval: Interval | None) -> TimeMention:
    start, end = group[0].start, min(group[-1].end, sentence.end)
    return TimeMention(
        item_id=story.document.item_id,
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
    if before.start < sentence.start or gap not in _UP_TO:
        return False
    if before.from_s is None or after.from_s is None or not before.from_s < after.from_s:
        return False
    if gap in DASHES:  # "листопад 2026 – перша половина січня 2027 року"
        return _is_period(before) and _is_period(after)
    if _FROM.search(text, max(sentence.start, before.start - 4), before.start) is not None:
        return True
    return _FROM.match(text, before.start, before.start + 4) is not None


def _is_period(told: TimeMention) -> bool:
    """Longer than a week."""
    return told.from_s is not None and told.to_s is not None and told.to_s - told.from_s > _WEEK_S


def _from_to(story: Story, before: TimeMention, after: TimeMention) -> TimeMention:
    moment = after.to_s is not None and after.from_s is not None and after.to_s - after.from_s <= 60
    return replace(
        before,
        end=after.end,
        text=story.text[before.start : after.end],
        to_s=after.from_s if moment else after.to_s,
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


def _midnight(at: int, part: str) -> Interval:
    return Interval(at, at + _AFTER_S) if part == "after midnight" else Interval(at - _AROUND_S, at + _AROUND_S)


def _at_midnight(group: list[Piece]) -> bool:
    """ "опівночі" without a day of its own."""
    return len(group) == 1 and group[0].part in _MIDNIGHTS and group[0].first is None


def _next_midnight(interval: Interval, before: TimeMention | None, sentence: Sentence) -> Interval:
    """ "о 23:50 збито дрон, опівночі пролунав відбій": the midnight behind what was told of the day before it."""
    told = before.from_s if before is not None and before.start >= sentence.start else None
    if told is None or not DAY_S // 2 <= told - interval.from_s < DAY_S + HOUR_S:
        return interval
    return Interval(interval.from_s + DAY_S, interval.to_s + DAY_S)


def _interval(
    group: list[Piece], anchor: Anchor, now: int | None, zone: ZoneInfo, later: Callable[[], bool]
) -> Interval | None:
    """What the pieces say together; a clock time alone is of the day that was told last.

    `later`: whether the clause tells of what has not begun.
    """
    published = anchor.published
    back = next((piece.hours_back for piece in group if piece.hours_back), None)
    if back is not None:
        return _back(back, published, now, zone)
    zone = ZoneInfo(next((piece.zone for piece in group if piece.zone), zone.key))
    dated = next((piece for piece in group if piece.kind == "date"), None)
    dated = dated or next((piece for piece in group if piece.kind in ("weekday", "day", "period")), None)
    first = dated.first if dated is not None else anchor.named or published
    last = dated.last if dated is not None else anchor.named or published
    if first is None or last is None:
        return None
    clock = next((piece for piece in group if piece.clock), None)
    part = next((piece.part for piece in group if piece.part), None)
    if any(piece.since for piece in group):
        return _since(group, first, clock, part, published, zone)
    if clock is not None and clock.clock is not None:
        told = dated is not None or anchor.named is not None
        found = _clocked(clock, part, last, zone, back=not told)
        over = now is not None and not told and not anchor.future and found.from_s > now and not later()
        return _clocked(clock, part, last - timedelta(days=1), zone, back=True) if over else found
    parts = [piece.part for piece in group if piece.part]
    if parts:
        if parts[0] in _MIDNIGHTS:
            return _midnight(minute(first, 0, 0, zone), parts[0])
        begin, stop = _hours(parts[0])
        found = Interval(hours(first, begin, stop, zone).from_s, hours(last, *_hours(parts[-1]), zone).to_s)
        over = dated is None and now is not None and found.from_s > now and not later()
        return _day_before(parts, last, zone) if over else found
    return days(first, last, zone)


def _day_before(parts: list[str], day: date, zone: ZoneInfo) -> Interval:
    """ "увечері" in a report of the morning: the evening of the day before."""
    day -= timedelta(days=1)
    return Interval(hours(day, *_hours(parts[0]), zone).from_s, hours(day, *_hours(parts[-1]), zone).to_s)


def _hours(part: str) -> tuple[int, int]:
    if part == "night":
        return _NIGHT
    return PARTS[part]


def _back(count: int, published: date | None, now: int | None, zone: ZoneInfo) -> Interval | None:
    if published is None:
        return None
    if now is not None and datetime.fromtimestamp(now, zone).hour:
        return Interval(now - count * 3600, now)
    return days(published - timedelta(days=-(-count // 24)), published, zone)


def _clocked(piece: Piece, part: str | None, day: date, zone: ZoneInfo, *, back: bool) -> Interval:
    hour, minutes = piece.clock or (0, 0)
    if part in ("evening", "afternoon") and hour < 12 and (part == "evening" or hour < 8) and hour:
        hour += 12
    begin = minute(day, hour, minutes, zone)
    if piece.until is None:
        return Interval(begin, begin + 60)
    stop = minute(day, *piece.until, zone)
    if stop <= begin and back:  # over midnight, and no day told: the night that is over
        begin = minute(day - timedelta(days=1), hour, minutes, zone)
    elif stop <= begin:
        stop = minute(day + timedelta(days=1), *piece.until, zone)
    return Interval(begin, stop)


def _since(
    group: list[Piece], first: date, clock: Piece | None, part: str | None, published: date | None, zone: ZoneInfo
) -> Interval | None:
    """From then up to the end of the day of publication; what is to begin is told by its first day."""
    if published is None:
        return None
    begin = days(first, first, zone).from_s
    if clock is not None and clock.clock is not None:
        begin = minute(first, *clock.clock, zone)
    elif part is not None:
        begin = hours(first, *_hours(part), zone).from_s
    return Interval(begin, days(first, max(first, published), zone).to_s)
