"""Months, seasons and years by name: "у травні", "с октября по декабрь", "торік у грудні", "навесні 2022 року"."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from truceline.extract.calendar import month
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.timeparts import Parts
from truceline.extract.slavic.timesight import Piece

#: words behind which a month stands without its day or year
_BEFORE = frozenset(
    ("у", "в", "во", "з", "с", "із", "зі", "со", "від", "до", "за", "к", "ко", "по", "на", "весь", "увесь", "протягом",
     "упродовж", "впродовж", "течение", "протяжении", "около", "близько")
)  # fmt: skip
#: how many days of a month are its first or last ones
_FEW = 5
#: words behind which a season stands without its year: "к осени", "з весни"
_BEFORE_SEASONS = frozenset(("к", "ко", "до", "с", "со", "з", "із", "зі", "від", "от", "під", "под", "перед"))
_DAY = frozenset(("день", "дня"))
_DAYS = frozenset(("дні", "дня", "днях", "дни", "дней", "днів", "днями", "числа", "числах", "числами"))


class Months(Parts):
    """Reads what is told by the name of a month or of a season."""

    def _month(self, at: int, value: str) -> Piece | None:
        """A month without a day: with its year, or behind a preposition; or two of them, "у листопаді – грудні"."""
        ranged = self._months_from(at, at)
        if ranged is not None:
            return ranged
        year, end = self._with_year(at + 1)
        if year is None and (self._low(at - 1) not in _BEFORE or self._tokens[at].capital):
            return None
        if year is None and self._low(at - 1) == "до":
            year = self._year_due(at, int(value))
        return self._month_piece(at, end, int(value), year, since=self._is(at - 1, "since") is not None)

    def _month_range(self, at: int) -> Piece | None:
        """ "с октября по декабрь", "з березня до травня 2022 року"."""
        return self._months_from(at, at + 1)

    def _months_from(self, start: int, at: int) -> Piece | None:
        first = self._is(at, "month")
        if first is None:
            return None
        began, link = self._with_year(at + 1)
        if not (self._joins_months(link, since=start < at)):
            return None
        last = self._is(link + 1, "month")
        if last is None:
            return None
        year, end = self._with_year(link + 2)
        whole = self._month_piece(link + 1, end, int(last), year)
        if whole.first is None or whole.last is None:
            return Piece(self._start(start), whole.end, "period")
        if began is None:
            began = whole.first.year - (int(first) > int(last))
        if (began, int(first)) > (whole.first.year, int(last)):
            return None
        return Piece(self._start(start), whole.end, "period", date(began, int(first), 1), whole.last)

    def _joins_months(self, at: int, *, since: bool) -> bool:
        if at >= len(self._tokens):
            return False
        if since:
            return self._is(at, "until") is not None or self._is(at, "join") is not None
        return self._tokens[at].text in DASHES

    def _few_days(self, at: int) -> Piece | None:
        """ "останні дні січня", "в первых числах февраля": a few of them at either end of the month."""
        if self._low(at + 1) in _DAY and (last := self._last_day(at)) is not None:
            return last
        counted = self._counted_last(at)
        if counted is not None:
            return counted
        if self._low(at + 1) not in _DAYS:
            return None
        name = self._is(at + 2, "month")
        if name is None:
            return None
        year, end = self._with_year(at + 3)
        whole = self._month_piece(at, end, int(name), year)
        if whole.last is None:
            return whole
        if self._is(at, "past") is None:
            return self._days_of_month(at, at + 2, 1, _FEW)
        return self._days_of_month(at, at + 2, whole.last.day - _FEW + 1, whole.last.day)

    def _few_during(self, at: int) -> Piece | None:
        """ "за последние три дня декабря", "за останній тиждень лютого"."""
        found = self._few_days(at + 1) if self._is(at + 1, "past") is not None else None
        return None if found is None else replace(found, start=self._start(at))

    def _counted_last(self, at: int) -> Piece | None:
        """ "в последнюю неделю марта", "останні три дні лютого": so many up to the end of the month."""
        if self._is(at, "past") is None or at + 2 >= len(self._tokens):
            return None
        number, end = self._count(at + 1)
        unit = self._is(end, "unit")
        length = {"day": 1, "week": 7}.get(unit or "", 0) * (number or (number is None and unit == "week") or 0)
        name = self._is(end + 1, "month")
        if name is None or not 0 < length <= 28:
            return None
        year, stop = self._with_year(end + 2) if end + 2 < len(self._tokens) else (None, end + 2)
        whole = self._month_piece(at, stop, int(name), year)
        if whole.last is None:
            return whole
        return replace(whole, first=whole.last - timedelta(days=length - 1), edge=True)

    def _last_day(self, at: int) -> Piece | None:
        """ "в останній день літа", "в последний день февраля"."""
        published = self._anchor.published
        if self._is(at, "past") is None or published is None:
            return None
        name, season = self._is(at + 2, "month"), self._is(at + 2, "season")
        year, end = self._with_year(at + 3) if at + 3 < len(self._tokens) else (None, at + 3)
        if name is not None:
            whole = self._month_piece(at, end, int(name), year)
        elif season is not None:
            whole = self._season_piece(self._start(at), end - 1, int(season), year or published.year)
            if year is None and (whole.last or published) > published and not self._to_come(at):
                whole = self._season_piece(self._start(at), end - 1, int(season), published.year - 1)
        else:
            return None
        return replace(whole, start=self._start(at), kind="date", first=whole.last)

    def _year_before(self, at: int, value: str) -> Piece | None:
        """ "торік", "позаторік", "торік у грудні"."""
        published = self._anchor.published
        if published is None:
            return Piece(self._start(at), self._end(at), "period")
        year = published.year - int(value)
        return self._within_year(at, at + 1, year) or Piece(
            self._start(at), self._end(at), "period", date(year, 1, 1), date(year, 12, 31)
        )

    def _last_year(self, at: int) -> Piece | None:
        """ "в прошлом году в декабре", "минулого року восени"."""
        published = self._anchor.published
        if published is None or self._is(at + 1, "unit") != "year":
            return None
        return self._within_year(at, at + 2, published.year - 1)

    def _within_year(self, at: int, inner: int, year: int) -> Piece | None:
        """A month or season told behind its year."""
        inner += self._low(inner) in ("у", "в", "во", "на", ",")
        for role in ("start", "middle", "end"):
            if self._is(inner, role) is not None and self._is(inner + 1, "month") is not None:
                edge = self._edge(inner, "", role, year)
                return None if edge is None else replace(edge, start=self._start(at))
        name, season = self._is(inner, "month"), self._is(inner, "season")
        if name is not None and self._with_year(inner + 1)[0] is None:
            return Piece(self._start(at), self._end(inner), "period", *month(year, int(name)))
        return None if season is None else self._season_piece(self._start(at), inner, int(season), year)

    def _season(self, at: int, value: str) -> Piece | None:
        """ "навесні 2022 року", "з літа 2023-го"; without a year the one that began last, or that is to come."""
        year, end = self._with_year(at + 1)
        published, number = self._anchor.published, int(value)
        led = self._low(at - 1) in _BEFORE_SEASONS or self._is(at - 1, "start") is not None
        led = led or self._is(at - 1, "end") is not None or self._is(at - 1, "middle") is not None
        if year is None and (led or self._is(at, "adverb") is not None) and published is not None:
            year = published.year
            begun = date(year - (number == 12 and published.month < 12), number, 1) <= published
            year -= not begun and not self._to_come(at)
            year += number == 12 and published.month == 12
        if year is None:
            return None
        return self._season_piece(self._start(at), end - 1, number, year)
