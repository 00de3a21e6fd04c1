"""Pieces of time in a sentence: a day, a part of the day, a clock time, a zone. `times` puts neighbours together."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from truceline.extract.calendar import month, valid_date, week, weekday_after, weekday_before
from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.numbers import number_at
from truceline.extract.slavic.numberwords import NumberWords
from truceline.extract.slavic.timewords import Role, TimeWord
from truceline.extract.story import Token

Clock = tuple[int, int]
Kind = Literal["date", "weekday", "day", "part", "clock", "period", "zone"]


class Piece(NamedTuple):
    """One piece: its span, what it is, and what it says."""

    start: int
    end: int
    kind: Kind
    first: date | None = None
    last: date | None = None
    part: str | None = None
    clock: Clock | None = None
    until: Clock | None = None
    hours_back: int | None = None  # so many hours up to now
    since: bool = False
    zone: str | None = None


class Anchor(NamedTuple):
    """Against what words of time are read: the day of publication and the last day that the text named."""

    published: date | None
    named: date | None
    future: bool = False  # the sentence speaks of what is to come


_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_CLOCKS = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s?[-–—]\s?([01]?\d|2[0-4]):([0-5]\d)(?!\d)")
_POINT_CLOCK = re.compile(r"([01]?\d|2[0-4])[.]([0-5]\d)(?![\d.])")
_POINT_CLOCKS = re.compile(r"([01]?\d|2[0-4])[.]([0-5]\d)\s?[-–—]\s?([01]?\d|2[0-4])[.]([0-5]\d)(?![\d.])")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d|\d\d)(?![\d.]\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DAY = re.compile(r"([0-2]?\d|3[01])(?:[-‑]?(?:го|ого|е|те|ше|ге|му|й))?$")
_DAYS = re.compile(r"([0-2]?\d|3[01])[-–‑]([0-2]?\d|3[01])$")
_HOUR = re.compile(r"([01]?\d|2[0-4])(?:[-‑]?(?:й|ій|ї|ої|го|ю|у|ти|та|а|ма|я))?$")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:[-‑](?:го|му|м|й|ий|ого|ому|ом)|г|р)?$")
_YEARS = re.compile(r"((?:19|20)\d\d)[-–‑]((?:19|20)\d\d)$")
_DECADE = re.compile(r"((?:19|20)?\d0)[-‑](?:х|ті|тих|е|ми|тые)$")
_DASHES = frozenset("-–—")
#: how far from the day of publication an unyeared date may lie ahead before it is read as last year's
_AHEAD = timedelta(days=31)
_UNIT_DAYS = {"day": (1, 0), "24h": (1, 0), "night": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 183),
    "weekend": (7, 3), "decade": (3650, 1825)}  # fmt: skip
#: "з початку минулого тижня" is the deepest that people write
_DEEPEST = 3
_PARTS_OF_DAY = ("night", "morning", "evening")


class Pieces:
    """Reads the pieces of one sentence."""

    def __init__(
        self, text: str, tokens: list[Token], roles: list[tuple[TimeWord, ...]], numbers: NumberWords, anchor: Anchor
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._numbers = numbers
        self._anchor = anchor
        self._roles = roles
        self._depth = 0
        self._backward = any(word.role == "ago" for roles in self._roles for word in roles)

    def all(self) -> list[Piece]:
        """Every piece, in order; they do not overlap."""
        found: list[Piece] = []
        at = 0
        while at < len(self._tokens):
            piece = self._piece(at)
            if piece is None:
                at += 1
                continue
            found.append(piece)
            at += 1
            while at < len(self._tokens) and self._tokens[at].start < piece.end:
                at += 1
        return found

    def _piece(self, at: int) -> Piece | None:
        """The piece that starts at a token; pieces hold pieces, but not without end."""
        if self._tokens[at].text[0].isdigit():
            return self._figures(at)
        if (not self._roles[at] and not self._backward) or self._depth > _DEEPEST:
            return None
        self._depth += 1
        found = self._worded(at)
        self._depth -= 1
        return found

    def _worded(self, at: int) -> Piece | None:
        for word in self._roles[at]:
            rule = _RULES.get(word.role)
            found = None if rule is None else rule(self, at, word.value)
            if found is not None:
                return found
        return self._ago(at)

    # --- what stands at a token -----------------------------------------------------------------------------------

    def _is(self, at: int, role: Role) -> str | None:
        """The value of the token's word in this role; null when it has no such role."""
        if 0 <= at < len(self._roles):
            for word in self._roles[at]:
                if word.role == role:
                    return word.value
        return None

    def _low(self, at: int) -> str:
        return fold(self._tokens[at].low) if 0 <= at < len(self._tokens) else ""

    def _start(self, at: int) -> int:
        return self._tokens[at].start

    def _end(self, at: int) -> int:
        return self._tokens[min(at, len(self._tokens) - 1)].end

    # --- figures --------------------------------------------------------------------------------------------------

    def _figures(self, at: int) -> Piece | None:
        start = self._start(at)
        if match := _ISO.match(self._text, start):
            return self._on(start, match.end(), valid_date(int(match[1]), int(match[2]), int(match[3])))
        if match := _DOTS.match(self._text, start):
            year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
            return self._on(start, match.end(), valid_date(year, int(match[2]), int(match[1])))
        return self._clock(at) or self._day_of_month(at) or self._hour(at) or self._year(at) or self._ago(at)

    def _on(self, start: int, end: int, day: date | None) -> Piece | None:
        return None if day is None else Piece(start, end, "date", day, day)

    def _clock(self, at: int) -> Piece | None:
        start = self._start(at)
        match = _CLOCKS.match(self._text, start)
        pointed = self._is(at - 1, "at") is not None or self._is(at - 1, "since") is not None
        if match is None and pointed:
            match = _POINT_CLOCKS.match(self._text, start)
        if match is not None:
            clocks = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
            return Piece(start, match.end(), "clock", clock=clocks[0], until=clocks[1])
        match = _CLOCK.match(self._text, start)
        if match is None and (pointed or self._is(at + 1, "hour") is not None):
            match = _POINT_CLOCK.match(self._text, start)
            if match is not None and self._names_measure(match.end()):
                match = None
        if match is None or (at and self._text[start - 1] == ":"):
            return None
        return Piece(start, match.end(), "clock", clock=(int(match[1]), int(match[2])))

    def _names_measure(self, end: int) -> bool:
        """ "до 14.30 %", "в 1.20 млн": a number with a point that measures something."""
        return re.match(r"\s?(?:%|млн|млрд|тис|тыс|км|раз|м\b|кг|гр)", self._text[end : end + 8]) is not None

    def _day_of_month(self, at: int) -> Piece | None:
        """ "5 березня", "5–7 марта", "5 и 6 марта", each with its year or without."""
        several = _DAYS.match(self._tokens[at].text)
        one = _DAY.match(self._tokens[at].text)
        if several is None and one is None:
            return None
        first = last = int(several[1] if several else one[1] if one else 0)
        last = int(several[2]) if several else last
        end = at + 1
        while end + 1 < len(self._tokens) and end < at + 9:  # "5, 6 и 7 марта", "19 – 21 апреля"
            joint = self._tokens[end].text in _DASHES or self._tokens[end].text == "," or self._joins(end)
            following = _DAY.match(self._tokens[end + 1].text)
            if not joint or following is None:
                break
            last, end = int(following[1]), end + 2
        number = self._is(end, "month")
        if number is None:
            return None
        year, end = self._with_year(end + 1)
        return self._span_of_days(at, end, (first, last), int(number), year)

    def _joins(self, at: int) -> bool:
        return self._is(at, "join") is not None or self._is(at, "until") is not None

    def _with_year(self, at: int) -> tuple[int | None, int]:
        """A year behind a month, with its word or without."""
        if self._tokens[at - 1].text and at < len(self._tokens):
            at += (
                self._tokens[at].text == ","
                and _YEAR.match(self._tokens[min(at + 1, len(self._tokens) - 1)].text) is not None
            )
            match = _YEAR.match(self._tokens[at].text)
            if match is not None:
                return int(match[1]), at + 1 + self._year_word(at + 1)
            if self._is(at, "this") is not None and self._is(at + 1, "unit") == "year":
                return (self._anchor.published.year if self._anchor.published else None), at + 2
            if self._is(at, "last") is not None and self._is(at + 1, "unit") == "year":
                return (self._anchor.published.year - 1 if self._anchor.published else None), at + 2
        return None, at

    def _year_word(self, at: int) -> int:
        if self._is(at, "year") is None:
            return 0
        return 2 if len(self._tokens[at].text) <= 2 and at + 1 < len(self._tokens) and self._dot(at + 1) else 1

    def _dot(self, at: int) -> bool:
        return self._tokens[at].text == "." and self._tokens[at].start == self._tokens[at - 1].end

    def _span_of_days(
        self, at: int, end: int, numbers: tuple[int, int], month_number: int, year: int | None
    ) -> Piece | None:
        last = self._dated(numbers[1], month_number, year)
        start, stop = self._start(at), self._tokens[end - 1].end
        if last is None:
            known = year or self._anchor.published
            return None if known else Piece(start, stop, "date")
        first = valid_date(last.year, month_number, min(numbers[0], last.day)) or last
        return Piece(start, stop, "date", first, last)

    def _dated(self, day: int, month_number: int, year: int | None) -> date | None:
        """The date; without a year the one nearest to the day of publication, rather in the past."""
        if year is not None:
            return valid_date(year, month_number, day)
        published = self._anchor.published
        if published is None:
            return None
        found = valid_date(published.year, month_number, day)
        if found is not None and found > published + (_AHEAD * 6 if self._anchor.future else _AHEAD):
            found = valid_date(published.year - 1, month_number, day)
        elif found is not None and found < published - timedelta(days=334):
            found = valid_date(published.year + 1, month_number, day)
        return found

    def _hour(self, at: int) -> Piece | None:
        """ "о 7-й ранку", "в 7 часов вечера", "11 ночи", "о 14 годині"."""
        match = _HOUR.match(self._tokens[at].text)
        if match is None:
            return None
        return self._hour_of(at, at + 1, int(match[1]), sure=match[1] != self._tokens[at].text)

    def _hour_of(self, at: int, end: int, hour: int, sure: bool) -> Piece | None:
        asked = self._is(at - 1, "at") is not None
        spoken = self._is(end, "hour") is not None
        end += spoken
        part = self._is(end, "of-part")
        if part == "afternoon" and not spoken and not (asked and sure):  # "3 дня": three days
            part = None
        minutes = 0
        if spoken and part is None and end + 1 < len(self._tokens) and self._is(end + 1, "unit") == "minute":
            minute = self._tokens[end].text
            if minute.isdecimal() and int(minute) < 60:
                minutes, end = int(minute), end + 2
                part = self._is(end, "of-part")
        if part is None and not (asked and (sure or (spoken and self._exact_hour(at)))):
            return None
        end += part is not None
        return Piece(self._start(at), self._tokens[end - 1].end, "clock", clock=(_twenty_four(hour, part), minutes))

    def _exact_hour(self, at: int) -> bool:
        """Behind a preposition of place in time, not of length: "в 7 часов", but not "после 3 часов боя"."""
        return self._low(at - 1) in ("о", "об", "в", "во", "к")

    def _spoken_hour(self, at: int, value: str) -> Piece | None:
        """ "о сьомій вечора", "в семь вечера", "в час ночи"."""
        if self._is(at - 1, "at") is None:
            return None
        sure = self._low(at - 1) in ("о", "об") and not self._qualifies(at + 1)
        found = self._hour_of(at, at + 1, int(value), sure)
        if found is None and self._is(at, "hour") is not None and self._is(at + 1, "of-part") == "night":
            return Piece(self._start(at), self._tokens[at + 1].end, "clock", clock=(1, 0))
        return found

    def _qualifies(self, at: int) -> bool:
        """ "о першій леді": the word of order belongs to a noun."""
        low = self._low(at)
        return low[:1].isalpha() and not low.endswith(("в", "ла", "ло", "ли", "ть", "ся")) and len(low) > 2

    def _year(self, at: int) -> Piece | None:
        token = self._tokens[at].text
        years, year, decade = _YEARS.match(token), _YEAR.match(token), _DECADE.match(token)
        if year is not None and at + 2 < len(self._tokens) and self._tokens[at + 1].text in _DASHES:
            years = _YEARS.match(f"{year[1]}-{self._tokens[at + 2].text}")
            at = at + 2 if years is not None else at
            start = self._start(at - 2 if years is not None else at)
        else:
            start = self._start(at)
        worded = self._year_word(at + 1)
        if self._low(at + 1 + worded).startswith(("рожд", "народж")) or self._low(at + 1) in ("г.р", "р.н"):
            return None
        end = self._end(at + worded)
        if years is not None and worded:
            return Piece(start, end, "period", date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))
        if decade is not None and worded:
            begins = int(decade[1]) if len(decade[1]) == 4 else 1900 + int(decade[1])
            return Piece(self._start(at), end, "period", date(begins, 1, 1), date(begins + 9, 12, 31))
        if year is None or not (worded or not token.isdecimal() or self._bare_year(at)):
            return None
        first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
        return Piece(self._start(at), end, "period", first, last)

    def _bare_year(self, at: int) -> bool:
        """ "у 2014," without the word for year: between a preposition and a mark."""
        following = self._tokens[at + 1].text if at + 1 < len(self._tokens) else "."
        return self._low(at - 1) in ("у", "в", "з", "с", "до", "від", "от") and following in (".", ",", ";", ")")

    # --- days -----------------------------------------------------------------------------------------------------

    def _month(self, at: int, value: str) -> Piece | None:
        """A month without a day: with its year, or behind a preposition."""
        year, end = self._with_year(at + 1)
        if year is None and self._low(at - 1) not in ("у", "в", "з", "с", "до", "за", "протягом", "упродовж", "к"):
            return None
        if self._tokens[at].capital and year is None:
            return None
        return self._month_piece(at, end, int(value), year)

    def _month_piece(self, at: int, end: int, number: int, year: int | None) -> Piece:
        start, stop = self._start(at), self._tokens[end - 1].end
        found = self._dated(1, number, year)
        return (
            Piece(start, stop, "period") if found is None else Piece(start, stop, "period", *month(found.year, number))
        )

    def _weekday(self, at: int, value: str) -> Piece | None:
        if self._tokens[at].capital and at:
            return None
        published = self._anchor.published
        if published is None:
            return Piece(self._start(at), self._end(at), "weekday")
        which = next((role for role in ("last", "next", "this") if self._is(at - 1, role) is not None), "")
        number = int(value)
        if which == "next" or (which != "last" and self._anchor.future and number != published.weekday()):
            day = weekday_after(published, number)
        elif which == "last":
            day = weekday_before(published - timedelta(days=1), number)
        else:
            day = weekday_before(published, number)
        return Piece(self._start(at - 1 if which else at), self._end(at), "weekday", day, day)

    def _day(self, at: int, value: str) -> Piece | None:
        published = self._anchor.published
        if published is None:
            return Piece(self._start(at), self._end(at), "day")
        day = published + timedelta(days=int(value))
        return Piece(self._start(at), self._end(at), "day", day, day)

    def _part(self, at: int, value: str) -> Piece | None:
        low = self._low(at)
        before = self._low(at - 1)
        if low in ("днем", "ранком", "вечором") and (
            before in ("с", "з", "перед", "за", "над") or before.endswith("м")
        ):
            return None
        if low in ("обід", "ніч", "вечір", "світанок", "північ", "рассвет", "вечер", "утро", "ночь", "ранок", "утра",
                   "ранку", "ночі", "рассвета",
                "вечера",
                "вечора", "полуночи", "полудня"):  # fmt: skip
            allowed = ("на", "в", "у", "під", "под", "з", "с", "до", "за", "к", "по", "після", "после")
            if before not in allowed or (
                low in ("північ", "вечер", "утро", "ночь", "ніч", "вечір") and before in ("в", "у", "с")
            ):
                return None
            if value == "midnight" and low == "північ":
                return None
        return Piece(self._start(at), self._end(at), "part", part=value)

    def _night(self, at: int, value: str) -> Piece | None:
        """ "в ніч на 5 березня", "в ночь с 4 на 5 марта", "ніч на понеділок"."""
        if self._low(at + 1) == "на" and at + 2 < len(self._tokens):
            inner = self._piece(at + 2)
            if inner is not None and inner.kind in ("date", "weekday", "day") and inner.start == self._start(at + 2):
                return inner._replace(start=self._start(at), part="night")
        if self._is(at + 1, "since") is not None:
            for last in range(at + 3, min(at + 6, len(self._tokens) - 1)):
                if self._low(last) == "на":
                    inner = self._piece(last + 1)
                    if inner is not None and inner.kind in ("date", "weekday"):
                        return inner._replace(start=self._start(at), part="night", first=inner.last)
        return None

    # --- stretches ------------------------------------------------------------------------------------------------

    def _related(self, at: int, value: str, role: Role = "last", start: int | None = None) -> Piece | None:
        """ "минулого тижня", "на прошлой неделе", "последние три дня", "цієї ночі", "прошлым летом"."""
        start = self._start(at) if start is None else start
        number, end = self._count(at + 1)
        if number is None and self._is(end, "weekday") is not None:
            return None  # told by the weekday itself
        name = self._is(end, "month")
        if name is not None and self._anchor.published is not None:
            found = month(self._month_before(int(name), role), int(name))
            return Piece(start, self._end(end), "period", *found)
        season = self._is(end, "season")
        if season is not None and self._anchor.published is not None:
            return self._season_piece(start, end, int(season), self._anchor.published.year - (role == "last"))
        unit = self._unit(end, role)
        if unit is None:
            return None
        if number is not None or role == "past":
            return self._back(start, end, unit, number)
        return self._calendar(start, end, unit, role)

    def _unit(self, at: int, role: Role) -> str | None:
        unit = self._is(at, "unit")
        if unit == "day" and role == "this" and self._low(at) in ("дні", "дни", "днях"):
            return None
        return unit

    def _month_before(self, number: int, role: Role) -> int:
        published = self._anchor.published or date(2000, 1, 1)
        if role == "next":
            return published.year + (number <= published.month)
        if role == "last":
            return published.year - (number >= published.month)
        return published.year

    def _count(self, at: int) -> tuple[int | None, int]:
        """A number in a stretch of time: "три", "24", "декілька" (as nothing exact: 0)."""
        if at >= len(self._tokens):
            return None, at
        number = number_at(self._tokens, at, self._numbers)
        if number is None or number.scaled:
            return None, at
        return (number.low // 1000 if number.exact is not None else 0), number.end

    def _back(self, start: int, end: int, unit: str, number: int | None) -> Piece | None:
        """So many units up to now; the ends are days, or hours where hours are told."""
        published, stop = self._anchor.published, self._end(end)
        if published is None:
            return Piece(start, stop, "period")
        count = 1 if number is None else number or 9
        if number is None and unit in ("day", "hour", "minute"):
            count = 9 if unit == "day" else 1
        if unit == "minute":
            return Piece(start, stop, "period", published, published)
        if unit in ("hour", "24h") and (unit == "24h" or count <= 72):
            return Piece(start, stop, "period", hours_back=count * (24 if unit == "24h" else 1))
        if unit == "hour":
            count, unit = count // 24, "day"
        if unit in _PARTS_OF_DAY:
            day = published if unit == "night" else published - timedelta(days=1)
            return Piece(start, stop, "day", day, day, part=unit)
        length = {"day": 1, "week": 7, "month": 30, "year": 365, "weekend": 7, "decade": 3650}[unit]
        return Piece(start, stop, "period", published - timedelta(days=count * length), published)

    def _calendar(self, start: int, end: int, unit: str, role: Role) -> Piece | None:
        published, stop = self._anchor.published, self._end(end)
        if published is None:
            return Piece(start, stop, "period")
        step = {"last": -1, "next": 1}.get(role, 0)
        if unit in _PARTS_OF_DAY:
            day = published if unit == "night" else published + timedelta(days=step)
            day = day + timedelta(days=1) if unit == "night" and step == 1 else day
            return Piece(start, stop, "day", day, day, part=unit)
        if unit in ("day", "24h"):
            if role == "this":
                day = self._anchor.named or published
            elif role == "next":
                day = (self._anchor.named or published) + timedelta(days=1)
            else:
                day = published - timedelta(days=1)
            return Piece(start, stop, "day", day, day)
        if unit == "week":
            monday, sunday = week(published + timedelta(days=7 * step))
            return Piece(start, stop, "period", monday, sunday)
        if unit == "weekend":
            saturday = weekday_before(published, 5) if step < 1 else weekday_after(published, 5)
            return Piece(start, stop, "period", saturday, saturday + timedelta(days=1))
        if unit == "month":
            number = published.year * 12 + published.month - 1 + step
            return Piece(start, stop, "period", *month(number // 12, number % 12 + 1))
        if unit == "year":
            year = published.year + step
            return Piece(start, stop, "period", date(year, 1, 1), date(year, 12, 31))
        return None

    def _season(self, at: int, value: str) -> Piece | None:
        year, end = self._with_year(at + 1)
        if year is None:
            return None
        return self._season_piece(self._start(at), end - 1, int(value), year)

    def _season_piece(self, start: int, end: int, number: int, year: int) -> Piece:
        first = date(year - (number == 12), number, 1)
        last = month(first.year + (number == 12), (number + 1) % 12 + 1)[1]
        return Piece(start, self._end(end), "period", first, last)

    def _same(self, at: int, value: str) -> Piece | None:
        """ "того ж дня", "в ту же ночь", "тієї ночі"."""
        end = at + 1 + (self._is(at + 1, "edge") is not None)
        unit = self._is(end, "unit")
        if unit not in ("day", "24h", *_PARTS_OF_DAY) or (end == at + 1 and self._low(at) == "тому"):
            return None
        day = self._anchor.named or self._anchor.published
        part = unit if unit in _PARTS_OF_DAY else None
        return Piece(self._start(at), self._end(end), "day", day, day, part=part)

    def _edge(self, at: int, value: str, role: Role) -> Piece | None:
        """ "на початку тижня", "в середине марта", "наприкінці минулого року"."""
        inner = self._piece(at + 1) if at + 1 < len(self._tokens) else None
        name = self._is(at + 1, "month")
        if name is not None:
            year, end = self._with_year(at + 2)
            inner = self._month_piece(at + 1, end, int(name), year)
        elif inner is None or inner.kind not in ("period", "day"):
            unit = self._is(at + 1, "unit")
            if unit not in ("week", "month", "year", "24h", "day"):
                return None
            if unit in ("24h", "day"):
                return None
            inner = self._calendar(self._start(at), at + 1, unit, "this")
        if inner is None or inner.first is None or inner.last is None:
            return None if inner is None else inner._replace(start=self._start(at))
        length = (inner.last - inner.first).days + 1
        third = max(1, -(-length // 3))
        first, last = inner.first, inner.last
        if role == "start":
            last = first + timedelta(days=third - 1)
        elif role == "middle":
            first, last = first + timedelta(days=third), last - timedelta(days=third)
        else:
            first = last - timedelta(days=third - 1)
        return inner._replace(start=self._start(at), kind="period", first=first, last=max(first, last))

    def _during(self, at: int, value: str) -> Piece | None:
        """ "за минулу добу", "за останні 24 години", "протягом ночі", "в течение суток", "за сутки"."""
        start = self._start(at)
        for role in ("last", "past", "this"):
            if self._is(at + 1, role) is not None:
                return self._related(at + 1, "", role, start)
        unit = self._is(at + 1, "unit")
        following = self._low(at + 2)
        if following in ("до", "после", "після") or unit is None:
            return None
        if unit == "night":
            published = self._anchor.published
            return Piece(start, self._end(at + 1), "day", published, published, part="night")
        if unit == "day" and self._low(at + 1) in ("день", "дня"):
            published = self._anchor.published
            if self._low(at) in ("за", "протягом", "впродовж", "упродовж", "течение"):
                return Piece(start, self._end(at + 1), "day", published, published)
        if unit in ("24h", "weekend", "week") and self._low(at + 1) not in ("діб", "тижні", "недели", "недель"):
            if unit == "weekend":
                return self._calendar(start, at + 1, unit, "this")
            return self._back(start, at + 1, unit, None)
        return None

    def _since(self, at: int, value: str) -> Piece | None:
        """ "с 22:10 до 6:00", "з 19 до 21 квітня", "с 28 апреля по 3 мая", "с понедельника", "с начала года"."""
        if at + 1 >= len(self._tokens):
            return None
        if self._is(at + 1, "start") is not None:
            return self._since_start(at)
        ranged = self._clock_range(at) or self._day_range(at)
        if ranged is not None:
            return ranged
        low = self._low(at)
        if low in ("від", "от", "між", "между"):
            return None
        inner = self._piece(at + 1 + (low in ("починаючи", "начиная")))
        if inner is None or inner.start > self._start(min(at + 2, len(self._tokens) - 1)) or inner.part is not None:
            return None
        if inner.kind in ("date", "weekday", "day", "period") and inner.hours_back is None:
            return inner._replace(start=self._start(at), since=True)
        return None

    def _since_start(self, at: int) -> Piece | None:
        published = self._anchor.published
        unit = self._is(at + 2, "unit")
        if unit not in ("24h", "day", "week", "month", "year"):
            if self._is(at + 2, "month") is not None:
                inner = self._edge(at + 1, "", "start")
                return None if inner is None else inner._replace(start=self._start(at), since=True)
            return None
        whole = self._calendar(self._start(at), at + 2, unit, "this")
        if whole is None or published is None:
            return whole
        return whole._replace(kind="period", last=published)

    def _clock_range(self, at: int) -> Piece | None:
        first = self._clock(at + 1) or self._plain_hour(at + 1)
        if first is None or first.until is not None:
            return None
        link = at + 2
        while link < len(self._tokens) and self._tokens[link].start < first.end:
            link += 1
        if not self._joins(link) or link + 1 >= len(self._tokens):
            return None
        second = self._clock(link + 1) or self._hour(link + 1) or self._plain_hour(link + 1)
        if second is None or second.clock is None or first.clock is None:
            return None
        named = self._tokens[link].start < second.start and (":" in self._text[first.start : second.end])
        spoken = self._text[first.start : second.end]
        if not named and not re.search(r"[.]\d\d|годин|час|ранку|утра|вечора|вечера|ночі|ночи", spoken):
            return None
        return Piece(self._start(at), second.end, "clock", clock=first.clock, until=second.clock)

    def _plain_hour(self, at: int) -> Piece | None:
        if at >= len(self._tokens):
            return None
        match = _HOUR.match(self._tokens[at].text)
        if match is None:
            return None
        end = at + (self._is(at + 1, "hour") is not None)
        part = self._is(end + 1, "of-part")
        end += part is not None
        clock = (_twenty_four(int(match[1]), part), 0)
        return Piece(self._start(at), self._tokens[end].end, "clock", clock=clock)

    def _day_range(self, at: int) -> Piece | None:
        """ "с 19 по 21 апреля", "з 28 квітня до 3 травня", "с понедельника по среду"."""
        begin = _DAY.match(self._tokens[at + 1].text)
        link = at + 2
        first: Piece | None = None
        if begin is not None and self._is(at + 2, "month") is not None:
            first = self._day_of_month(at + 1)
        elif begin is None and self._is(at + 1, "weekday") is not None:
            first = self._weekday(at + 1, self._is(at + 1, "weekday") or "0")
        if first is not None:
            while link < len(self._tokens) and self._tokens[link].start < first.end:
                link += 1
        elif begin is None:
            return None
        if self._is(link, "until") is None or link + 1 >= len(self._tokens):
            return None
        second = self._piece(link + 1)
        if second is None or second.kind not in ("date", "weekday") or second.start != self._start(link + 1):
            return None
        if second.last is None:
            return second._replace(start=self._start(at))
        day = first.first if first is not None else None
        if day is None and begin is not None:
            day = valid_date(second.last.year, second.last.month, int(begin[1]))
        if day is None or day > second.last:
            return second._replace(start=self._start(at))
        return Piece(self._start(at), second.end, "date", day, second.last)

    def _ago(self, at: int) -> Piece | None:
        """ "два дні тому", "неделю назад", "кілька годин тому"."""
        if not self._backward:
            return None
        number, end = self._count(at)
        unit = self._is(end, "unit")
        if unit is None or self._is(end + 1, "ago") is None:
            return None
        start, stop = self._start(at), self._end(end + 1)
        published = self._anchor.published
        if published is None:
            return Piece(start, stop, "period")
        if unit in ("hour", "minute"):
            return Piece(start, stop, "period", published, published)
        if unit not in _UNIT_DAYS:
            return None
        length, either_way = _UNIT_DAYS[unit]
        if number == 0:  # several: three to nine of them
            nearest, farthest = published - timedelta(days=3 * length), published - timedelta(days=9 * length)
            return Piece(start, stop, "period", farthest, nearest)
        middle = published - timedelta(days=(number or 1) * length)
        either = timedelta(days=either_way)
        return Piece(start, stop, "day" if not either_way else "period", middle - either, middle + either)

    def _zone(self, at: int, value: str) -> Piece | None:
        low = self._low(at)
        if low in ("мск", "utc", "gmt"):
            return Piece(self._start(at), self._end(at), "zone", zone=value)
        if self._low(at - 1) not in ("за", "по"):
            return None
        end = at + (self._is(at + 1, "zone-word") is not None)
        return Piece(self._start(at - 1), self._end(end), "zone", zone=value)


def _twenty_four(hour: int, part: str | None) -> int:
    """The hour of the day: "7 вечора" is 19, "12 ночи" is 0, "11 ночи" is 23."""
    if part == "night":
        return 0 if hour == 12 else hour + 12 if 8 < hour < 12 else hour
    if part == "evening" and hour < 12:
        return hour + 12
    if part == "afternoon" and hour < 8:
        return hour + 12
    return hour


_RULES: dict[Role, Callable[[Pieces, int, str], Piece | None]] = {
    "since": Pieces._since,
    "during": Pieces._during,
    "last": lambda pieces, at, value: pieces._related(at, value, "last"),
    "past": lambda pieces, at, value: pieces._related(at, value, "past"),
    "this": lambda pieces, at, value: pieces._related(at, value, "this"),
    "next": lambda pieces, at, value: pieces._related(at, value, "next"),
    "same": Pieces._same,
    "day": Pieces._day,
    "weekday": Pieces._weekday,
    "month": Pieces._month,
    "night": Pieces._night,
    "part": Pieces._part,
    "start": lambda pieces, at, value: pieces._edge(at, value, "start"),
    "middle": lambda pieces, at, value: pieces._edge(at, value, "middle"),
    "end": lambda pieces, at, value: pieces._edge(at, value, "end"),
    "season": Pieces._season,
    "ordinal": Pieces._spoken_hour,
    "zone": Pieces._zone,
}
