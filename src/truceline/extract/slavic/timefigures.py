"""Pieces of time in figures: "5–7 марта", "22:10", "о 7-й ранку", "2014–2015 роках", "два дні тому"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from truceline.extract.calendar import month, month_from, valid_date
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.timeclocks import Clocks
from truceline.extract.slavic.timesight import Piece
from truceline.extract.slavic.wordclasses import PAST, PRESENT, VERB
from truceline.extract.words import words

_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d|\d\d)(?![\d.]\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
DAY = re.compile(r"([0-2]?\d|3[01])(?:[-‑]?(?:го|ого|е|те|ше|ге|му|й))?$")
_NTH = re.compile(r"([0-2]?\d|3[01])[-‑](?:го|ого|е|те|ше|ге|є|му)$")
_DAYS = re.compile(r"([0-2]?\d|3[01])[-–‑]([0-2]?\d|3[01])$")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:[-‑](?:го|му|м|й|ий|ого|ому|ом)|г|р)?$")
_YEARS = re.compile(r"((?:19|20)\d\d)[-–‑]((?:19|20)\d\d)$")
_DECADE = re.compile(r"((?:19|20)?\d0)[-‑](?:х|ті|тих|е|ми|тые)$")
#: the longest stretch from a day to one of another month
_LONGEST = timedelta(days=62)
UNIT_DAYS = {"day": (1, 0), "24h": (1, 0), "night": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 183),
    "weekend": (7, 3), "half-year": (182, 45), "decade": (3650, 1825)}  # fmt: skip
#: before a stretch of time of which not a day is more or less: "рівно місяць тому", "ровно два года назад"
_EXACTLY = frozenset(("рівно", "ровно", "точно"))
_EXACT_UNITS = frozenset(("week", "month", "year"))
#: words that a word of order never belongs to
_SMALL = words(
    "отсюда оттуда туда сюда здесь там тут звідси звідти туди сюди уже вже еще ще и і й та а я мы ми они вони он она "
    "він вона их їх его її мене меня нас не його все всі лише тільки только почти майже мой мій моя наш наша"
)
#: endings of whatever agrees with "в двадцать четвёртом"
_LOCATIVE = ("е", "у", "ю", "и", "і", "ї", "м")


class Figures(Clocks):
    """Days, hours and years that begin with a figure."""

    def _figures(self, at: int) -> Piece | None:
        start, written = self._start(at), self._tokens[at].text
        if "-" in written and (match := _ISO.match(self._text, start)):
            return self._on(start, match.end(), valid_date(int(match[1]), int(match[2]), int(match[3])))
        if "." in written and (match := _DOTS.match(self._text, start)):
            year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
            return self._on(start, match.end(), valid_date(year, int(match[2]), int(match[1])))
        return (
            self._clock(at)
            or self._day_of_month(at)
            or self._hour(at)
            or self._year(at)
            or self._ago(at)
            or self._day_alone(at)
        )

    def _on(self, start: int, end: int, day: date | None) -> Piece | None:
        return None if day is None else Piece(start, end, "date", day, day)

    def _day_of_month(self, at: int) -> Piece | None:
        """ "5 березня", "5–7 марта", "5 и 6 марта", each with its year or without."""
        written = self._tokens[at].text
        several = None if written.isdecimal() else _DAYS.match(written)
        one = None if several else DAY.match(written)
        if several is None and one is None:
            return None
        first = last = int(several[1] if several else one[1] if one else 0)
        last = int(several[2]) if several else last
        end = at + 1
        while end + 1 < len(self._tokens) and end < at + 9:  # "5, 6 и 7 марта", "19 – 21 апреля"
            joint = self._tokens[end].text in DASHES or self._tokens[end].text == "," or self._joins(end)
            following = DAY.match(self._tokens[end + 1].text)
            if not joint or following is None:
                break
            last, end = int(following[1]), end + 2
        number = self._is(end, "month")
        if number is None:
            return None
        year, end = self._with_year(end + 1)
        found = self._span_of_days(at, end, (first, last), int(number), year)
        return self._to_other_month(found, end)

    def _to_other_month(self, found: Piece | None, end: int) -> Piece | None:
        """ "28 лютого – 3 березня": up to a day of another month."""
        if found is None or found.first is None or end + 2 >= len(self._tokens):
            return found
        if self._tokens[end].text not in DASHES or DAY.match(self._tokens[end + 1].text) is None:
            return found
        if self._is(end + 2, "month") is None:
            return found
        last = self._day_of_month(end + 1)
        if last is None or last.last is None or not found.first < last.last <= found.first + _LONGEST:
            return found
        return Piece(found.start, last.end, "date", found.first, last.last)

    def _day_alone(self, at: int) -> Piece | None:
        """ "7-го числа", "увечері 6-го": the last such day up to publication."""
        match, published = _NTH.match(self._tokens[at].text), self._anchor.published
        if match is None or published is None:
            return None
        named = self._low(at + 1) == "числа"
        onto = self._low(at - 1) in ("на", "проти") and self._is(at - 2, "night") is not None
        if not named and not onto and (self._is(at - 1, "part") is None or self._owned(at + 1)):
            return None
        end = self._end(at + named)
        for back in range(62):
            day = published - timedelta(days=back)
            if day.day == int(match[1]):
                return Piece(self._start(at), end, "date", day, day)
        return None

    def _owned(self, at: int) -> bool:
        """ "вечером 27-го батальона": the number belongs to a noun in the same case."""
        low = self._low(at)
        return low.endswith(("у", "а", "ю", "я", "ого", "его")) and not low.endswith(("ла", "ся")) and len(low) > 2

    def _spoken_day(self, at: int, value: str) -> Piece | None:
        """ "першого листопада", "двадцять четверте лютого"."""
        day, end = int(value.rstrip("+")), at + 1
        if value.endswith("+"):
            told = self._spoken_year(at, day)
            if told is not None:
                return told
            ones = self._is(end, "nth")
            if ones is None or not ones.isdecimal() or int(ones) > 9:
                return None
            day, end = day + int(ones), end + 1
        name = self._is(end, "month")
        if name is None or day > 31:
            return None
        year, end = self._with_year(end + 1)
        return self._span_of_days(at, end, (day, day), int(name), year)

    def _spoken_year(self, at: int, tens: int) -> Piece | None:
        """ "в двадцать четвёртом отсюда вывезли всех": a year of this century told by its last two figures."""
        published = self._anchor.published
        ones = int(self._is(at + 1, "ordinal") or self._numbers.ordinals.get(self._low(at + 1)) or 0)
        if not 0 < ones < 10 or published is None or not self._low(at + 1).endswith(("ом", "ому", "ем")):
            return None
        year = 2000 + tens + ones
        if self._low(at - 1) not in ("в", "у") or year > published.year or not self._no_noun(at + 2):
            return None
        return Piece(self._start(at), self._end(at + 1), "period", date(year, 1, 1), date(year, 12, 31))

    def _no_noun(self, at: int) -> bool:
        """Whether a word of order before this token has no noun of its own: a mark, a verb, a small word follows."""
        if at >= len(self._tokens) or not self._tokens[at].text[0].isalnum():
            return True
        low = self._low(at)
        return low in _SMALL or not low.endswith(_LOCATIVE) or self._tokens[at].kinds & (VERB | PAST | PRESENT) != 0

    def _joins(self, at: int) -> bool:
        return self._is(at, "join") is not None or self._is(at, "until") is not None

    def _span_of_days(
        self, at: int, end: int, numbers: tuple[int, int], month_number: int, year: int | None
    ) -> Piece | None:
        last = self._dated(numbers[1], month_number, year, at)
        start, stop = self._start(at), self._tokens[end - 1].end
        if last is None:
            known = year or self._anchor.published
            return None if known else Piece(start, stop, "date")
        first = valid_date(last.year, month_number, min(numbers[0], last.day)) or last
        return Piece(start, stop, "date", first, last)

    def _year(self, at: int) -> Piece | None:
        token = self._tokens[at].text
        years, year, decade = _YEARS.match(token), _YEAR.match(token), _DECADE.match(token)
        if years is None and year is None and decade is None:
            return None
        if year is not None and at + 2 < len(self._tokens) and self._tokens[at + 1].text in DASHES:
            years = _YEARS.match(f"{year[1]}-{self._tokens[at + 2].text}")
            at = at + 2 if years is not None else at
            start = self._start(at - 2 if years is not None else at)
        else:
            start = self._start(at)
        worded = self._year_word(at + 1)
        if self._low(at + 1 + worded).startswith(("рожд", "народж")) or self._low(at + 1) in ("г.р", "р.н"):
            return None
        if self._low(at + 2) == "." and (self._low(at + 1), self._low(at + 3)) in (("р", "н"), ("г", "р")):
            return None  # "2019 р. н."
        end = self._end(at + worded)
        if years is not None and worded:
            return Piece(start, end, "period", date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))
        if decade is not None and (worded or self._bare_decade(at)):
            begins = int(decade[1]) if len(decade[1]) == 4 else 1900 + int(decade[1])
            return Piece(self._start(at), end, "period", date(begins, 1, 1), date(begins + 9, 12, 31))
        if year is None or not (worded or not token.isdecimal() or self._bare_year(at)):
            return None
        first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
        return Piece(self._start(at), end, "period", first, last)

    def _year_range(self, at: int) -> Piece | None:
        """ "з 1991 по 2013 рік", "между 2014 и 2022 годами"."""
        first = _YEAR.match(self._tokens[at + 1].text)
        link = at + 2 + (first is not None and self._year_word(at + 2))
        last = _YEAR.match(self._tokens[link + 1].text) if link + 1 < len(self._tokens) else None
        if first is None or last is None or not self._joins(link) or not first[1] < last[1]:
            return None
        worded = self._year_word(link + 2)
        if not worded and self._tokens[link + 1].text.isdecimal():
            return None
        end = self._end(link + 1 + worded)
        return Piece(self._start(at), end, "period", date(int(first[1]), 1, 1), date(int(last[1]), 12, 31))

    def _bare_decade(self, at: int) -> bool:
        """ "у 90-х завод мав", "на початку 2000-х"."""
        behind = self._low(at - 1) in ("у", "в", "з", "с", "до", "від", "от") or any(
            self._is(at - 1, role) is not None for role in ("start", "middle", "end")
        )
        return behind and not self._low(at + 1).startswith(("градус", "числ", "номер", "років", "роках", "км"))

    def _bare_year(self, at: int) -> bool:
        """ "у 2014," without the word for year: between a preposition and a mark."""
        following = self._tokens[at + 1].text if at + 1 < len(self._tokens) else "."
        return self._low(at - 1) in ("у", "в", "з", "с", "до", "від", "от") and following in (".", ",", ";", ")")

    def _ago(self, at: int) -> Piece | None:
        """ "два дні тому", "неделю назад", "кілька годин тому"."""
        if not self._backward:
            return None
        number, end = self._count(at)
        unit = self._is(end, "unit")
        if unit is None or self._is(end + 1, "ago") is None:
            return None
        if unit == "year" and number is None and self._low(at - 1) == "пів":
            at, unit = at - 1, "half-year"
        start, stop = self._start(at), self._end(end + 1)
        published = self._anchor.published
        if published is None:
            return Piece(start, stop, "period")
        if unit in ("hour", "minute"):
            return Piece(start, stop, "period", published, published)
        if unit not in UNIT_DAYS:
            return None
        length, either_way = UNIT_DAYS[unit]
        name = self._is(end + 3, "month") if unit == "year" and self._low(end + 2) in ("в", "у") else None
        if name is not None and number != 0:  # "рік тому в травні"
            return Piece(start, self._end(end + 3), "period", *month(published.year - (number or 1), int(name)))
        if unit in _EXACT_UNITS and number != 0 and self._low(at - 1) in _EXACTLY:
            day = _as_long_ago(published, unit, number or 1)
            return Piece(self._start(at - 1), stop, "day", day, day)
        if number == 0:  # several: three to nine of them
            nearest, farthest = published - timedelta(days=3 * length), published - timedelta(days=9 * length)
            return Piece(start, stop, "period", farthest, nearest)
        middle = published - timedelta(days=(number or 1) * length)
        either = timedelta(days=either_way)
        return Piece(start, stop, "day" if not either_way else "period", middle - either, middle + either)


def _as_long_ago(day: date, unit: str, number: int) -> date:
    """The day so many whole weeks, months or years before another; the last of its month where there is none."""
    if unit == "week":
        return day - timedelta(days=7 * number)
    year, name = month_from(day, -number * (12 if unit == "year" else 1))
    return min(month(year, name)[1], date(year, name, 1) + timedelta(days=day.day - 1))
