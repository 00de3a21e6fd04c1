"""Pieces of time that are stretches: "минулого тижня", "за последние три дня", "в середине марта", "протягом ночі"."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta

from msgspec.structs import replace

from truceline.extract.calendar import month, month_from, week, weekday_after, weekday_before
from truceline.extract.slavic.timefigures import UNIT_DAYS, Figures
from truceline.extract.slavic.timesight import Piece
from truceline.extract.slavic.timetense import DUE, begins_later
from truceline.extract.slavic.timewords import Role

_BEFORE = frozenset(("раніше", "ранее", "раньше"))
_LATER = frozenset(("пізніше", "позже", "позднее", "згодом"))
#: verbs that look like "last": "последняя прошла 28 января"
_VERBS = frozenset(("прошла", "прошло", "прошли", "минула", "минуло", "минули", "прошел"))
#: how many days from the day told last a day is counted
_FAR = 62
#: endings of the unit in "днем раніше", "двумя днями ранее"
_ENDINGS_APART = ("ем", "сутками", "добою", "нем", "ями", "ею", "ей", "днів", "дней", "дня", "дні")
_THAT = frozenset(("того", "цього", "этого", "тим", "цим"))
#: weeks and months without a number, and how many of them that is
_MANY = frozenset(
    ("тижні", "тижнів", "тижнями", "тижнях", "недели", "недель", "неделями", "неделях", "місяці", "місяців", "місяцями",
     "місяцях", "месяцы", "месяцев", "месяцами", "месяцах")
)  # fmt: skip
_SOME = {"week": 4, "month": 3}
_PARTS_OF_DAY = ("night", "morning", "evening")


class Stretches(Figures):
    """Weeks, months, years, seasons and stretches of so many days, told from the day of publication."""

    def _related(self, at: int, value: str, role: Role = "last", start: int | None = None) -> Piece | None:
        """ "минулого тижня", "на прошлой неделе", "последние три дня", "цієї ночі", "прошлым летом"."""
        start = self._start(at) if start is None else start
        number, end = self._count(at + 1)
        if self._low(at) in _VERBS and (number is not None or self._is(end, "month") is not None):
            return None
        if number is None and self._is(end, "weekday") is not None:
            return None  # told by the weekday itself
        name = self._is(end, "month")
        if name is not None and self._anchor.published is not None:
            found = month(self._month_before(int(name), role), int(name))
            return Piece(start, self._end(end), "period", *found)
        season = self._is(end, "season")
        if season is not None and self._anchor.published is not None:
            return self._season_piece(start, end, int(season), self._season_year(int(season), role))
        unit = self._unit(end, role)
        if unit is None:
            return None
        if number is not None and role == "next":
            return self._forward(start, end, unit, number)
        if number is not None or role == "past":
            return self._back(start, end, unit, number)
        whole = self._calendar(start, end, unit, role, int(value or 1))
        return self._half_over(at, whole) if role == "this" else whole

    def _half_over(self, at: int, found: Piece | None) -> Piece | None:
        """ "раніше цього тижня", "ранее на этой неделе": up to now; "later this week": from now on."""
        back = at - 1 - (self._low(at - 1) in ("на", "в", "у"))
        published, low = self._anchor.published, self._low(back)
        if found is None or published is None or found.first is None or found.last is None or found.kind != "period":
            return found
        if low in _BEFORE and found.first <= published:
            return replace(found, start=self._start(back), last=published)
        if low in _LATER and published <= found.last:
            return replace(found, start=self._start(back), first=published)
        return found

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

    def _back(self, start: int, end: int, unit: str, number: int | None) -> Piece | None:
        """So many units up to now; the ends are days, or hours where hours are told."""
        published, stop = self._anchor.published, self._end(end)
        if published is None:
            return Piece(start, stop, "period")
        count = 1 if number is None else number or 9
        if number is None and unit in ("day", "hour", "minute"):
            count = 9 if unit == "day" else 1
        if number is None and self._low(end) in _MANY:  # "останніми тижнями": some of them
            count = _SOME[unit]
        if unit == "minute":
            return Piece(start, stop, "period", published, published)
        if unit in ("hour", "24h") and (unit == "24h" or count <= 72):
            return Piece(start, stop, "period", hours_back=count * (24 if unit == "24h" else 1))
        if unit == "hour":
            count, unit = count // 24, "day"
        if unit in _PARTS_OF_DAY:
            day = published if unit == "night" else published - timedelta(days=1)
            return Piece(start, stop, "day", day, day, part=unit)
        length = {"day": 1, "week": 7, "month": 30, "half-year": 182, "year": 365, "weekend": 7, "decade": 3650}[unit]
        return Piece(start, stop, "period", published - timedelta(days=count * length), published)

    def _forward(self, start: int, end: int, unit: str, number: int) -> Piece | None:
        """ "в ближайшие два дня", "протягом наступних 48 годин": so many units from the day of publication on."""
        published, stop = self._anchor.published, self._end(end)
        if published is None or unit not in ("hour", "24h", "day", "week", "month"):
            return None
        length = number // 24 if unit == "hour" else number * UNIT_DAYS[unit][0]
        return Piece(start, stop, "period", published, published + timedelta(days=min(max(length, 1), 366)))

    def _calendar(self, start: int, end: int, unit: str, role: Role, steps: int = 1) -> Piece | None:
        published, stop = self._anchor.published, self._end(end)
        if published is None:
            return Piece(start, stop, "period")
        step = {"last": -steps, "next": 1}.get(role, 0)
        if role == "next" and unit in ("day", "24h", *_PARTS_OF_DAY):
            return self._day_after(start, stop, unit)
        if unit in _PARTS_OF_DAY:
            day = published if unit == "night" else published + timedelta(days=step)
            day = day - timedelta(days=1) if unit == "night" and step == -2 else day
            return Piece(start, stop, "day", day, day, part=unit)
        if unit in ("day", "24h"):
            told = self._anchor.named or published
            day = told if role == "this" else published - timedelta(days=steps)
            return Piece(start, stop, "day", day, day)
        if unit == "week":
            monday, sunday = week(published + timedelta(days=7 * step))
            return Piece(start, stop, "period", monday, sunday)
        if unit == "weekend":
            saturday = (
                weekday_before(published - timedelta(days=7 * (step < -1)), 5)
                if step < 1
                else weekday_after(published, 5)
            )
            return Piece(start, stop, "period", saturday, saturday + timedelta(days=1))
        if unit == "month":
            return Piece(start, stop, "period", *month(*month_from(published, step)))
        if unit == "year":
            year = published.year + step
            return Piece(start, stop, "period", date(year, 1, 1), date(year, 12, 31))
        return None

    def _day_after(self, start: int, stop: int, unit: str) -> Piece:
        """ "наступного ранку", "на следующий день": after the day told last, else after that of publication."""
        day = (self._anchor.named or self._anchor.published or date(2000, 1, 1)) + timedelta(days=1)
        part = unit if unit in _PARTS_OF_DAY else None
        return Piece(start, stop, "day", day, day, part=part, shift=1)

    def _through(self, at: int, value: str) -> Piece | None:
        """ "через три дні", "спустя два дня": after the day told last, or from now where it is to come."""
        counted, end = (1, at + 1) if self._low(at + 1) == "день" else self._count(at + 1)
        number = counted or 0
        unit = self._is(end, "unit")
        if unit in ("week", "month") and (counted is None or 0 < number <= 12):
            return self._in_about(at, end, unit, number or 1)
        if unit != "day" or not 0 < number <= 31:
            return None
        if self._low(end + 1) in ("після", "после") and self._low(end + 2) not in _THAT:
            return None
        published, named = self._anchor.published, self._anchor.named
        if published is None:
            return None
        every_other = self._low(at + 1) == "день"  # "через день ходять по воду"
        later = begins_later(self._tokens, self._lows, at) if every_other else self._to_come(at)
        if named is None and not later:
            return None
        day = (published if later else named or published) + timedelta(days=number)
        return Piece(self._start(at), self._end(end), "day", day, day)

    def _in_about(self, at: int, end: int, unit: str, number: int) -> Piece | None:
        """ "через тиждень сторони зустрінуться": about then."""
        published = self._anchor.published
        if published is None or self._low(end + 1) in ("після", "после") or not self._to_come(at):
            return None
        length, either_way = UNIT_DAYS[unit]
        middle, either = published + timedelta(days=number * length), timedelta(days=either_way)
        return Piece(self._start(at), self._end(end), "period", middle - either, middle + either)

    def _days_apart(self, at: int) -> Piece | None:
        """ "днем раніше", "двумя днями ранее", "неделей позже": counted from the day told last."""
        thereafter = self._thereafter(at)
        way = 1 if thereafter or self._low(at + 1) in _LATER else -1 if self._low(at + 1) in _BEFORE else 0
        length = {"day": 1, "24h": 1, "week": 7}.get(self._is(at, "unit") or "", 0)
        if not way or not length or not (thereafter or self._low(at).endswith(_ENDINGS_APART)):
            return None
        counted, end = self._count(at - 1) if at else (None, at)
        first = at - 1 if counted and end == at else at
        told = self._anchor.named or self._anchor.published
        if told is None:
            return None
        shift = way * length * (counted if counted and end == at else 1)
        if abs(shift) > _FAR:
            return None
        day = told + timedelta(days=shift)
        return Piece(self._start(first), self._end(at + (thereafter or 1)), "day", day, day, shift=shift)

    def _thereafter(self, at: int) -> int:
        """How many tokens of "спустя" and "по тому" stand behind a unit: "пять дней спустя", "тиждень по тому"."""
        if self._low(at + 1) == "спустя" and (at == 0 or self._low(at - 1) not in ("через", "в", "за")):
            return 1
        return 2 * (self._low(at + 1) == "по" and self._low(at + 2) == "тому")

    def _days_before(self, at: int) -> Piece | None:
        """ "за два дні до того", "за день до этого": before the day told last."""
        if self._is(at + 1, "unit") in ("day", "week"):
            number, end = 1, at + 1
        else:
            counted, end = self._count(at + 1)
            number = counted or 0
        unit = self._is(end, "unit")
        if unit not in ("day", "week") or self._low(end + 1) != "до":
            return None
        number *= UNIT_DAYS[unit][0]
        if self._low(end + 2) not in _THAT:
            return self._days_before_date(at, end + 2, number)
        named = self._anchor.named
        if not 0 < number <= 31:
            return None
        if named is None:  # before a day that is not told
            return Piece(self._start(at), self._end(end + 2), "period")
        day = named - timedelta(days=number)
        return Piece(self._start(at), self._end(end + 2), "day", day, day, shift=-number)

    def _days_before_date(self, at: int, inner: int, number: int) -> Piece | None:
        """ "за три дні до Великодня", "за неделю до 9 мая"."""
        told = self._piece(inner) if inner < len(self._tokens) else None
        if told is None or told.kind not in ("date", "weekday") or told.first is None or not 0 < number <= _FAR:
            return None
        day = told.first - timedelta(days=number)
        return Piece(self._start(at), told.end, "day", day, day)

    def _season_year(self, number: int, role: Role) -> int:
        """The year in which a season ends: a winter is of the year that follows its December."""
        published = self._anchor.published or date(2000, 1, 1)
        year = published.year + (number == 12 and published.month > 6)
        if role == "next":
            return year + (number <= published.month < 12)
        return year - (role == "last")

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
        if unit == "night" and self._anchor.named is not None and not self._anchor.at_night:
            day = self._anchor.named + timedelta(days=1)  # the night behind the day that was told
        part = unit if unit in _PARTS_OF_DAY else None
        return Piece(self._start(at), self._end(end), "day", day, day, part=part)

    def _edge(self, at: int, value: str, role: Role, within: int | None = None) -> Piece | None:
        """ "на початку тижня", "в середине марта", "наприкінці минулого року"."""
        inner = self._piece(at + 1) if at + 1 < len(self._tokens) else None
        name = self._is(at + 1, "month")
        if name is not None:
            year, end = self._with_year(at + 2)
            year = year or within
            if year is None and self._low(at - 1) in DUE:
                year = self._year_due(at, int(name))
            inner = self._month_piece(at + 1, end, int(name), year)
        elif inner is not None and inner.kind in ("weekday", "date") and inner.first is not None:
            if role != "end" or self._low(at - 1) not in ("до", "к") or inner.first != inner.last:
                return None
            return replace(inner, start=self._start(at), kind="period", edge=True)  # "до кінця неділі"
        elif inner is None or inner.kind not in ("period", "day"):
            unit = self._is(at + 1, "unit")
            if unit not in ("week", "month", "year", "24h", "day"):
                return None
            if unit in ("24h", "day") and (role != "end" or self._low(at - 1) not in ("до", "к")):
                return None
            inner = self._calendar(self._start(at), at + 1, unit, "this")
        if inner is None or inner.first is None or inner.last is None:
            return None if inner is None else replace(inner, start=self._start(at))
        if inner.kind == "day":  # "до конца дня"
            return replace(inner, start=self._start(at), kind="period", edge=True)
        length = (inner.last - inner.first).days + 1
        third = max(1, -(-length // 3))
        first, last = inner.first, inner.last
        if role == "start":
            last = first + timedelta(days=third - 1)
        elif role == "middle" and 28 <= length <= 31:
            first, last = first + timedelta(days=10), first + timedelta(days=19)
        elif role == "middle":
            first, last = first + timedelta(days=third), last - timedelta(days=third)
        else:
            first = last - timedelta(days=third - 1)
        return replace(inner, start=self._start(at), kind="period", first=first, last=max(first, last), edge=True)

    @abstractmethod
    def _night(self, at: int, value: str) -> Piece | None:
        """ "ніч на 5 березня"."""

    def _during(self, at: int, value: str) -> Piece | None:
        """ "за минулу добу", "за останні 24 години", "протягом ночі", "в течение суток", "за сутки"."""
        start = self._start(at)
        before = self._days_before(at) if self._low(at) == "за" else None
        if before is not None:
            return before
        for role in ("last", "past", "this", "next"):
            if self._is(at + 1, role) is not None:
                return self._related(at + 1, "", role, start)
        counted, end = self._count(at + 1)
        if counted and any(self._is(end, role) is not None for role in ("past", "last")):  # "за три последних дня"
            unit = self._is(end + 1, "unit")
            return None if unit is None else self._back(start, end + 1, unit, counted)
        season = self._is(at + 1, "season")
        if season is not None and self._anchor.published is not None and self._low(at) == "за":  # "за літо"
            last = self._anchor.published.year - (self._anchor.published.month < int(season))
            return self._season_piece(start, at + 1, int(season), last)
        unit = self._is(at + 1, "unit")
        following = self._low(at + 2)
        if unit == "24h" and at + 2 < len(self._tokens) and self._tokens[at + 2].text[0].isdigit():
            dated = self._figures(at + 2)  # "за добу 4 лютого"
            if dated is not None and dated.kind == "date":
                return replace(dated, start=start)
        if unit == "night" and following in ("на", "проти", "з", "із", "с", "со"):  # "протягом ночі на четвер"
            onto = self._night(at + 1, "")
            if onto is not None:
                return replace(onto, start=start)
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
