"""Parts of longer times: "перша половина дня", "в первую неделю марта", "новорічна ніч", "в половине восьмого"."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from truceline.extract.calendar import month, weekday_after, weekday_before
from truceline.extract.slavic.countedphrases import is_adjective
from truceline.extract.slavic.timefeasts import feast_in
from truceline.extract.slavic.timesight import Piece
from truceline.extract.slavic.timestretches import Stretches
from truceline.extract.slavic.timewords import HALF_YEARS

_PREPOSITIONS = frozenset(
    (
        "напередодні",
        "накануне",
        "після",
        "после",
        "перед",
        "у",
        "в",
        "во",
        "на",
        "з",
        "із",
        "с",
        "до",
        "к",
        "по",
        "під",
        "под",
        "за",
    )
)
#: a feast that is over for longer is the next one, where something is to come
_LONG_AGO = timedelta(days=31)
_HALVES = frozenset(("половині", "половину", "половина", "половини", "половине", "половины", "половиною", "половиной"))
_TEN_DAYS = frozenset(("декаді", "декаду", "декади", "декаде", "декады", "декада"))
_QUARTERS = frozenset(("кварталі", "кварталу", "квартал", "квартале", "квартала"))


#: units of a calendar that have halves, and the shortest stretch that has
_HALVED = frozenset(("week", "month", "year"))
_SHORTEST, _YEAR = 5, 364


class Parts(Stretches):
    """Parts told by their order, feasts, and hours told by the half."""

    def _order(self, at: int, value: str) -> Piece | None:
        """ "у другій половині дня", "в первую неделю марта", "за первые шесть дней января", "у III кварталі 2025"."""
        noun, number = self._low(at + 1), int(value)
        if number >= 10:  # "в двадцатых числах декабря"
            ten = noun in ("числах", "числа") and self._is(at + 2, "month") is not None
            return self._days_of_month(at, at + 2, number, number + 9 if number < 20 else 31) if ten else None
        if noun in _HALVES and number < 3:
            return self._half_of(at, number)
        if noun.startswith(HALF_YEARS) and number < 3:
            return self._months(at, 6 * number - 5, 6 * number)
        if noun in _QUARTERS and number < 5:
            return self._months(at, 3 * number - 2, 3 * number)
        count, end = self._count(at + 1) if number == 1 else (None, at + 1)
        unit = self._is(end, "unit") if count else None
        if count and unit in ("day", "week"):
            return self._days_of_month(at, end + 1, 1, count * (7 if unit == "week" else 1))
        if count and unit == "month" and count < 12 and self._names_year(end + 1):
            return self._months(at, 1, count, end + 1)
        if noun in ("день", "дня", "дні", "днем") and self._is(at + 2, "month") is not None:
            return self._days_of_month(at, at + 2, number, number)  # "у перший день травня"
        if noun in ("день", "дня") and number == 1 and self._is(at + 2, "feast") == "1-1":  # "нового року"
            found = self._feast_day(at, "1-1", None)
            return Piece(self._start(at), self._end(at + 3), "date", found, found)
        weekday = self._is(at + 1, "weekday")
        if weekday is not None:
            return self._weekday_of_month(at, int(weekday), number)
        if self._is(at + 1, "unit") == "week":
            return self._days_of_month(at, at + 2, 7 * number - 6, 7 * number)
        if noun in _TEN_DAYS and number < 4:
            return self._days_of_month(at, at + 2, 10 * number - 9, 10 * number if number < 3 else 31)
        return None

    def _names_year(self, at: int) -> bool:
        """ "перші три місяці року", "первые два месяца 2025-го"; but not of a war."""
        return self._low(at) in ("року", "года") or self._with_year(at)[0] is not None

    def _weekday_of_month(self, at: int, weekday: int, number: int) -> Piece | None:
        """ "у першу суботу травня", "во второй вторник марта"."""
        whole = self._days_of_month(at, at + 2, 1, 31)
        if whole is None or whole.first is None:
            return None
        day = whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (number - 1))
        return replace(whole, kind="date", first=day, last=day)

    def _half_of(self, at: int, number: int) -> Piece | None:
        """ "перша половина дня", "вторую половину пятницы", "у першій половині 2025 року"."""
        unit, half = self._is(at + 2, "unit"), ("morning", "afternoon")[number - 1]
        if unit in ("day", "24h"):
            return Piece(self._start(at), self._end(at + 2), "part", part=half)
        named = self._days_of_month(at, at + 2, *((1, 15) if number == 1 else (16, 31)))
        if named is not None or at + 2 >= len(self._tokens):
            return named
        if unit is not None and unit in _HALVED:
            whole = self._calendar(self._start(at), at + 2, unit, "this")
        else:
            whole = self._piece(at + 2)
        if whole is None or whole.first is None or whole.last is None:
            return None
        if whole.kind in ("weekday", "day", "date") and whole.first == whole.last and whole.part is None:
            return replace(whole, start=self._start(at), part=half)
        days = (whole.last - whole.first).days + 1
        if whole.kind != "period" or days < _SHORTEST:
            return None
        middle = whole.first + timedelta(days=(days + 1) // 2)
        middle = middle.replace(month=7, day=1) if days > _YEAR else middle
        ends = (whole.first, middle - timedelta(days=1)) if number == 1 else (middle, whole.last)
        return replace(whole, start=self._start(at), first=ends[0], last=ends[1], edge=True)

    def _months(self, at: int, first: int, last: int, behind: int | None = None) -> Piece | None:
        """Months of a year that is named behind the words, or of the last that has them."""
        year, end = self._with_year(at + 2 if behind is None else behind)
        published = self._anchor.published
        if year is None and published is not None:
            year = published.year - (first > published.month)
        if year is None:
            return None
        return Piece(self._start(at), self._end(end - 1), "period", date(year, first, 1), month(year, last)[1])

    def _days_of_month(self, at: int, name: int, first: int, last: int) -> Piece | None:
        told = self._is(name, "month")
        if told is None or not 0 < first <= 31:
            return None
        year, end = self._with_year(name + 1)
        whole = self._month_piece(at, end, int(told), year)
        if whole.first is None or whole.last is None or first > whole.last.day:
            return whole
        ends = whole.first.replace(day=first), whole.first.replace(day=min(last, whole.last.day))
        return replace(whole, first=ends[0], last=ends[1])

    def _feast(self, at: int, value: str) -> Piece | None:
        """ "на Різдво", "в новогоднюю ночь", "под Новый год"."""
        end = at
        low, unit = self._low(at), self._is(at + 1, "unit")
        if low.startswith("стар"):
            if not self._low(at + 1).startswith("нов") or self._is(at + 2, "unit") != "year":
                return None
            end = at + 2
        elif low.startswith("нов"):
            if unit not in ("night", "year"):
                return None
            end = at + 1
        elif unit in ("night", "morning", "evening", "day") or self._is(at + 1, "weekday") == "6":
            end = at + 1  # "у різдвяну ніч", "великодньої неділі"
        elif self._low(at - 1) not in _PREPOSITIONS or is_adjective(low):
            return None
        year, stop = self._with_year(end + 1)
        found = self._feast_day(at, value, year)
        part = unit if unit in ("night", "morning", "evening") and not low.startswith("стар") else None
        if part is None and end > at and self._low(at - 1) not in _PREPOSITIONS:
            return None
        return Piece(self._start(at), self._end(stop - 1), "date", found, found, part=part)

    def _named_day(self, at: int) -> Piece | None:
        """ "День Незалежності", "в День Победы"."""
        value = self._is(at + 1, "feast-day") if self._is(at, "unit") == "day" else None
        if value is None:
            return None
        year, stop = self._with_year(at + 2)
        found = self._feast_day(at, value, year)
        return Piece(self._start(at), self._end(stop - 1), "date", found, found)

    def _feast_day(self, at: int, value: str, year: int | None) -> date | None:
        """Without a year, the feast that is nearest as `_dated` has it."""
        published = self._anchor.published
        if year is None and published is None:
            return None
        day = feast_in(value, year or (published or date.min).year)
        if year is not None:
            return day
        near = self._dated(day.day, day.month, None)
        if near is None:
            return None
        later = published is not None and near < published - _LONG_AGO and self._to_come(at)
        return feast_in(value, near.year + later)

    def _half_hour(self, at: int, value: str) -> Piece | None:
        """ "о пів на восьму ранку", "в половине восьмого утра", "о чверть на дев'яту", "в полвосьмого"."""
        low = self._low(at)
        if self._low(at - 1) in ("без", "за") and value == "15":
            return self._quarter_to(at, at + 1 + (self._low(at + 1) == "до"))
        name = at + 1 + (self._low(at + 1) in ("на", "до"))
        first = self._is(name, "order") == "1"
        hour = 1 if first else self._numbers.ordinals.get(self._low(name))
        if low.startswith("пол") and low.endswith("ого"):
            name, hour = at, self._numbers.ordinals.get(low[3:])
        asked = self._low(at - 1) in ("о", "об", "в", "во", "до", "к", "около", "близько", "після", "после", "на")
        if hour is None or not asked or not 1 <= hour <= 12:
            return None
        part = self._is(name + 1, "of-part")
        end = name + (part is not None)
        minutes = int(value)
        if low.startswith(("чверт", "четверт")) and self._low(at + 1) == "до":
            minutes, hour = 45, hour + 1
        return Piece(self._start(at), self._end(end), "clock", clock=((twenty_four_of(hour - 1, part)), minutes))

    def _quarter_to(self, at: int, name: int) -> Piece | None:
        """ "без четверти семь", "за чверть сьома", "за чверть до сьомої"."""
        hour = self._numbers.ones.get(self._low(name)) or self._numbers.ordinals.get(self._low(name))
        if hour is None or not 2 <= hour <= 12:
            return None
        part = self._is(name + 1, "of-part")
        end = name + (part is not None)
        return Piece(self._start(at), self._end(end), "clock", clock=(twenty_four_of(hour - 1, part), 45))

    def _weekend(self, at: int, value: str) -> Piece | None:
        """ "у вихідні", "на выходных": those just past, or those to come."""
        published = self._anchor.published
        before = self._low(at - 1)
        if value != "weekend" or before not in ("у", "в", "на", "к", "до"):
            return None
        if published is None:
            return Piece(self._start(at), self._end(at), "period")
        if (self._anchor.future or before in ("к", "до")) and published.weekday() < 5:
            saturday = weekday_after(published, 5)
        else:
            saturday = weekday_before(published, 5)
        return Piece(self._start(at), self._end(at), "period", saturday, saturday + timedelta(days=1))


def twenty_four_of(hour: int, part: str | None) -> int:
    """The hour that has begun, in the part of the day that is told."""
    if (part in ("evening", "afternoon") and hour < 11) or (part == "night" and 8 < hour < 12):
        return hour + 12
    return hour
