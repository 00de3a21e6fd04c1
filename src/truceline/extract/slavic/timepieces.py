"""Pieces of time in a sentence: a day, a part of the day, a clock time, a zone. `times` puts neighbours together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from truceline.extract.calendar import weekday_after, weekday_before
from truceline.extract.slavic.timesight import Piece
from truceline.extract.slavic.timesince import Since
from truceline.extract.slavic.timetense import DUE, begins_later, to_come_at
from truceline.extract.slavic.timewords import Role
from truceline.extract.slavic.wordclasses import BEGINS_TIME

#: "з початку минулого тижня" is the deepest that people write
_DEEPEST = 3

#: what one may stand on the eve of, without a day that is known
_AFFAIRS = frozenset(
    ("переговорів", "переговоров", "зустрічі", "встречи", "візиту", "визита", "саміту", "саммита", "виборів", "выборов",
     "голосування", "голосования", "свят", "праздников", "наступу", "наступления", "засідання", "заседания",
     "референдуму",
     "референдума", "приїзду", "приезда", "обміну", "обмена", "війни", "войны", "вторгнення", "вторжения", "зими",
     "зимы",
     "перемир'я", "перемирия", "річниці", "годовщины")
)  # fmt: skip
#: parts of the day that are an expression behind a preposition alone
_BEHIND_PREPOSITION = frozenset(
    ("обід", "ніч", "вечір", "світанок", "північ", "рассвет", "вечер", "утро", "ночь", "ранок", "утра", "ранку", "ночі",
     "ночи", "рассвета", "рассвету", "вечера", "вечора", "полуночи", "полудня", "вечеру", "утру")
)  # fmt: skip
#: what days are called after: "днём траура", "днем пам'яті"
_OF_DAYS = ("траур", "жалоб", "памят", "пам'ят", "скорб", "рождени", "народженн", "тишин", "тиші", "единств", "єдност")
#: before "півночі" where it is midnight and not the north
_NO_NORTH = frozenset(("після", "о", "близько", "коло", "перед", "ближче"))
_HOURS = frozenset(("години", "годин", "годинах", "годину", "пору", "часы", "часов", "часах", "время"))
_ONTO = frozenset(("на", "проти"))
_PREPOSITIONS = frozenset(
    ("на", "в", "у", "під", "под", "з", "із", "с", "до", "за", "к", "по", "після", "после", "около", "близько", "від",
     "перед")
)  # fmt: skip
#: "каждую субботу": what comes again and again is no day
_EVERY = frozenset(
    ("кожен", "кожний", "кожного", "кожної", "кожну", "кожна", "кожне", "каждый", "каждого", "каждой", "каждую",
     "каждая", "каждое")
)  # fmt: skip
#: forms of the word for Wednesday that are one behind "by" alone: "в среде" is in surroundings
_OF_WEDNESDAY = frozenset(("среде",))
_BY = frozenset(("к", "ко"))


class Pieces(Since):
    """Reads the pieces of one sentence."""

    def all(self) -> list[Piece]:
        """Every piece, in order; they do not overlap."""
        found: list[Piece] = []
        end = 0
        for at, token in enumerate(self._tokens):
            if not (token.kinds & BEGINS_TIME or self._backward) or token.start < end:
                continue
            piece = self._piece(at)
            if piece is not None:
                found.append(piece)
                end = piece.end
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

    def _weekday(self, at: int, value: str) -> Piece | None:
        if self._tokens[at].capital and at:
            return None
        if self._low(at - 1) in _EVERY or (self._low(at) in _OF_WEDNESDAY and self._low(at - 1) not in _BY):
            return None
        published = self._anchor.published
        if self._low(at - 1) in self._numbers.ordinals or self._is(at - 1, "order") is not None:
            return None  # "третя неділя без дощу"
        if published is None:
            return Piece(self._start(at), self._end(at), "weekday")
        which = next((role for role in ("last", "next", "this") if self._is(at - 1, role) is not None), "")
        number = int(value)
        future = which != "last" and number != published.weekday() and self._to_come(at - 1 if which else at)
        if which == "next" or future:
            day = weekday_after(published, number)
        elif which == "last":
            day = weekday_before(published - timedelta(days=1), number)
        else:
            day = weekday_before(self._last_day_told(number) or published, number)
        return Piece(self._start(at - 1 if which else at), self._end(at), "weekday", day, day)

    def _last_day_told(self, weekday: int) -> date | None:
        """The last day of the week of which the whole text tells, where it has such a weekday."""
        if self._anchor.summary is None:
            return None
        first, last = self._anchor.summary
        return last if weekday_before(last, weekday) >= first else None

    def begins_later(self, piece: Piece) -> bool:
        """Whether the clause around a piece tells of what has not begun."""
        at = next((near for near, token in enumerate(self._tokens) if token.start >= piece.start), 0)
        if self._low(at - 1) in DUE and to_come_at(self._tokens, self._lows, at):  # "обіцяють дати світло до 21-ї"
            return True
        return begins_later(self._tokens, self._lows, at)

    def _day(self, at: int, value: str) -> Piece | None:
        published = self._anchor.published
        if published is None:
            return Piece(self._start(at), self._end(at), "day")
        eve = self._low(at) in ("напередодні", "накануне")  # the day before the one that was told last
        if eve:
            if self._low(at + 1) in _AFFAIRS:
                return None
            inner = self._piece(at + 1) if at + 1 < len(self._tokens) else None
            if inner is not None and inner.kind == "date" and inner.first is not None and inner.part is None:
                before = inner.first + timedelta(days=-1)
                return Piece(self._start(at), inner.end, "day", before, before)
            published = self._anchor.named or published
        day = published + timedelta(days=int(value))
        return Piece(self._start(at), self._end(at), "day", day, day, shift=-1 if eve else None)

    def _hours_of(self, at: int, value: str) -> Piece | None:
        """ "у вечірні години", "в ночные часы"."""
        if self._low(at + 1) not in _HOURS:
            return None
        return Piece(self._start(at), self._end(at + 1), "part", part=value)

    def _part(self, at: int, value: str) -> Piece | None:
        low = self._low(at)
        before = self._low(at - 1)
        if self._is(at, "unit") in ("day", "24h"):
            apart = self._days_apart(at)
            if apart is not None:
                return apart
        if value in ("early", "late"):
            return self._piece_of_day(at, value)
        if value in ("night", "midnight") and (self._low(at + 1) in _ONTO or self._is(at + 1, "since") is not None):
            onto = self._night(at, value)
            if onto is not None:
                return replace(onto, part=value)
        if value == "noon" and before in ("після", "после"):
            return Piece(self._start(at), self._end(at), "part", part="afternoon")
        if low in ("обіді", "обіду", "обеда", "обеду") and before not in ("по", "після", "после"):
            noon = before in ("до", "к", "ближче", "ближе", "раніше", "ранее", "раньше", "пізніше", "позже")
            if before == "до" and at > 1 and self._is(at - 2, "month") is not None:  # "28 января до обеда"
                return Piece(self._start(at), self._end(at), "part", part="morning")
            return Piece(self._start(at), self._end(at), "part", part="noon") if noon else None
        if low in ("днем", "ранком", "вечором") and (
            before in ("с", "з", "перед", "за", "над") or before.endswith("м") or self._named_so(at)
        ):
            return None
        if low == "півночі" and (before not in _NO_NORTH or self._low(at + 1).endswith(("області", "міста", "країни"))):
            return None
        if low in _BEHIND_PREPOSITION:
            if before not in _PREPOSITIONS or (
                low in ("північ", "вечер", "утро", "ночь", "ніч", "вечір") and before in ("в", "у", "с")
            ):
                return None
            if value == "midnight" and low == "північ":
                return None
        if value == "midnight" and before in ("після", "после"):
            value = "after midnight"
        return Piece(self._start(at), self._end(at), "part", part=value)

    def _named_so(self, at: int) -> bool:
        """ "объявлено днём траура", "стане Днем пам'яті": what a day is called."""
        return self._is(at + 1, "feast-day") is not None or self._low(at + 1).startswith(_OF_DAYS)

    def _piece_of_day(self, at: int, value: str) -> Piece | None:
        """ "рано у вівторок", "поздно 5 марта": no time without a day behind it, and none beside "утром"."""
        if "-" in self._low(at):  # "рано-вранці"
            return Piece(self._start(at), self._end(at), "part", part=value)
        if value == "early" and self._is(at + 1, "part") == "morning":  # "рано утром в пятницу"
            return Piece(self._start(at), self._end(at + 1), "part", part=value)
        day = at + 1 + (self._low(at + 1) in ("у", "в", "во", ","))
        dated = self._is(day, "weekday") is not None or self._is(day, "day") is not None
        if not dated and not self._numbered(day):
            return None
        return Piece(self._start(at), self._end(at), "part", part=value)

    def _night(self, at: int, value: str) -> Piece | None:
        """ "в ніч на 5 березня", "в ночь с 4 на 5 марта", "ніч на понеділок"."""
        if self._low(at + 1) in ("на", "проти") and at + 2 < len(self._tokens):
            inner = self._piece(at + 2)
            if inner is not None and inner.kind in ("date", "weekday", "day") and inner.start == self._start(at + 2):
                return replace(inner, start=self._start(at), part="night")
        if self._is(at + 1, "since") is not None:
            for last in range(at + 3, min(at + 6, len(self._tokens) - 1)):
                if self._low(last) == "на":
                    inner = self._piece(last + 1)
                    if inner is not None and inner.kind in ("date", "weekday"):
                        return replace(inner, start=self._start(at), part="night", first=inner.last)
        return None

    def _zone(self, at: int, value: str) -> Piece | None:
        low = self._low(at)
        if low in ("мск", "utc", "gmt"):
            return Piece(self._start(at), self._end(at), "zone", zone=value)
        if self._low(at - 1) not in ("за", "по"):
            return None
        end = at + (self._is(at + 1, "zone-word") is not None)
        return Piece(self._start(at - 1), self._end(end), "zone", zone=value)


_RULES: dict[Role, Callable[[Pieces, int, str], Piece | None]] = {
    "since": Pieces._since,
    "during": lambda pieces, at, value: pieces._few_during(at) or pieces._during(at, value),
    "last": lambda pieces, at, value: pieces._last_year(at) or pieces._related(at, value, "last"),
    "past": lambda pieces, at, value: pieces._few_days(at) or pieces._related(at, value, "past"),
    "this": lambda pieces, at, value: pieces._related(at, value, "this"),
    "next": lambda pieces, at, value: pieces._related(at, value, "next"),
    "same": Pieces._same,
    "day": Pieces._day,
    "year-before": Pieces._year_before,
    "weekday": Pieces._weekday,
    "month": Pieces._month,
    "night": Pieces._night,
    "part": Pieces._part,
    "part-hours": Pieces._hours_of,
    "start": lambda pieces, at, value: pieces._edge(at, value, "start"),
    "middle": lambda pieces, at, value: pieces._edge(at, value, "middle"),
    "end": lambda pieces, at, value: pieces._edge(at, value, "end"),
    "season": Pieces._season,
    "through": Pieces._through,
    "ordinal": Pieces._spoken_hour,
    "zone": Pieces._zone,
    "order": lambda pieces, at, value: (pieces._few_days(at) if value == "1" else None) or pieces._order(at, value),
    "feast": Pieces._feast,
    "half-hour": Pieces._half_hour,
    "unit": lambda pieces, at, value: pieces._named_day(at) or pieces._days_apart(at) or pieces._weekend(at, value),
    "nth": Pieces._spoken_day,
}
