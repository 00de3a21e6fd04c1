"""Pieces of time in a sentence: a day, a part of the day, a clock time, a zone. `times` puts neighbours together."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from truceline.extract.calendar import valid_date, weekday_after, weekday_before
from truceline.extract.slavic.timefigures import twenty_four
from truceline.extract.slavic.timemonths import Months
from truceline.extract.slavic.timesight import Piece
from truceline.extract.slavic.timetense import begins_later
from truceline.extract.slavic.timewords import Role
from truceline.extract.slavic.wordclasses import BEGINS_TIME, PRESENT, VERB

_DAY = re.compile(r"([0-2]?\d|3[01])(?:[-‑]?(?:го|ого|е|те|ше|ге|му|й))?$")
_HOUR = re.compile(r"([01]?\d|2[0-4])(?:[-‑]?(?:й|ій|ї|ої|го|ю|у|ту|ою|ти|та|а|ма|я))?$")
#: "з початку минулого тижня" is the deepest that people write
_DEEPEST = 3
#: words behind which "від" opens a stretch of time
_NO_NOUNS = frozenset(["що", "і", "й", "та", "а", "але", "вже", "ще", "там", "тут", "саме", "лише", "тільки", "ось"])

#: what one may stand on the eve of, without a day that is known
_AFFAIRS = frozenset(
    ("переговорів", "переговоров", "зустрічі", "встречи", "візиту", "визита", "саміту", "саммита", "виборів", "выборов",
     "голосування", "голосования", "свят", "праздников", "наступу", "наступления", "засідання", "заседания",
     "референдуму",
     "референдума", "приїзду", "приезда", "обміну", "обмена", "війни", "войны", "вторгнення", "вторжения", "зими",
     "зимы",
     "перемир'я", "перемирия", "річниці", "годовщины")
)  # fmt: skip
#: beginnings of words for what has a date
_DOCUMENTS = (
    "заяв", "лист", "наказ", "указ", "рішен", "угод", "постанов", "резолюц", "меморандум", "закон", "догов", "договір",
    "протокол", "звіт", "повідомлен", "дан", "знім", "фото", "відео", "зведен", "інтерв", "допис", "пост", "вирок",
    "розпорядж", "ухвал", "припис", "довідк", "акт", "нот", "скарг", "позов", "документ",
)  # fmt: skip
#: parts of the day that are an expression behind a preposition alone
_BEHIND_PREPOSITION = frozenset(
    ("обід", "ніч", "вечір", "світанок", "північ", "рассвет", "вечер", "утро", "ночь", "ранок", "утра", "ранку", "ночі",
     "ночи", "рассвета", "рассвету", "вечера", "вечора", "полуночи", "полудня", "вечеру", "утру")
)  # fmt: skip
#: endings of an hour between two: "з дев'ятої до сімнадцятої", "между часом и тремя"
_OF_HOURS = ("ої", "часом", "мя", "ью")
#: before "півночі" where it is midnight and not the north
_NO_NORTH = frozenset(("після", "о", "близько", "коло", "перед", "ближче"))
_ONTO = frozenset(("на", "проти"))
_PREPOSITIONS = frozenset(
    ("на", "в", "у", "під", "под", "з", "із", "с", "до", "за", "к", "по", "після", "после", "около", "близько", "від",
     "перед")
)  # fmt: skip


class Pieces(Months):
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
            day = weekday_before(published, number)
        return Piece(self._start(at - 1 if which else at), self._end(at), "weekday", day, day)

    def begins_later(self, piece: Piece) -> bool:
        """Whether the clause around a piece tells of what has not begun."""
        at = next((near for near, token in enumerate(self._tokens) if token.start >= piece.start), 0)
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

    def _part(self, at: int, value: str) -> Piece | None:
        low = self._low(at)
        before = self._low(at - 1)
        if self._is(at, "unit") == "day":
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
            noon = before in ("до", "к", "ближче", "ближе")
            if before == "до" and at > 1 and self._is(at - 2, "month") is not None:  # "28 января до обеда"
                return Piece(self._start(at), self._end(at), "part", part="morning")
            return Piece(self._start(at), self._end(at), "part", part="noon") if noon else None
        if low in ("днем", "ранком", "вечором") and (
            before in ("с", "з", "перед", "за", "над") or before.endswith("м")
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

    def _piece_of_day(self, at: int, value: str) -> Piece | None:
        """ "рано у вівторок", "поздно 5 марта": no time without a day behind it, and none beside "утром"."""
        if "-" in self._low(at):  # "рано-вранці"
            return Piece(self._start(at), self._end(at), "part", part=value)
        if value == "early" and self._is(at + 1, "part") == "morning":  # "рано утром в пятницу"
            return Piece(self._start(at), self._end(at + 1), "part", part=value)
        day = at + 1 + (self._low(at + 1) in ("у", "в", "во", ","))
        dated = self._is(day, "weekday") is not None or self._is(day, "day") is not None
        numbered = day < len(self._tokens) and _DAY.match(self._tokens[day].text) is not None
        if not dated and not (numbered and self._is(day + 1, "month") is not None):
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

    def _since(self, at: int, value: str) -> Piece | None:
        """ "с 22:10 до 6:00", "з 19 до 21 квітня", "с 28 апреля по 3 мая", "с понедельника", "с начала года"."""
        if at + 1 >= len(self._tokens):
            return None
        if self._is(at + 1, "start") is not None:
            return self._since_start(at)
        ranged = self._clock_range(at) or self._day_range(at) or self._month_range(at) or self._year_range(at)
        if ranged is not None:
            return ranged
        low = self._low(at)
        if low in ("між", "между"):
            return None
        if self._is(at + 1, "edge") is not None and self._is(at + 2, "part") is not None:  # "від самого ранку"
            return Piece(self._start(at), self._end(at + 2), "part", part=self._is(at + 2, "part"))
        first = at + 1 + (low in ("починаючи", "начиная"))
        hour = self._named_hour(first) if self._is(first, "ordinal") is not None else None
        if hour is not None and low not in ("від", "от"):  # "з восьмої ранку"
            return replace(hour, start=self._start(at), since=True)
        inner = self._piece(first)
        related = any(self._is(first, role) is not None for role in ("last", "this", "next"))
        if inner is None and related and self._is(first + 1, "weekday") is not None:  # "з минулого четверга"
            inner = self._weekday(first + 1, self._is(first + 1, "weekday") or "0")
        if inner is None or inner.start > self._start(min(at + 2, len(self._tokens) - 1)):
            return None
        if (
            inner.kind == "part" and not (low == "від" and self._noun_before(at)) and self._names_day(inner.end)
        ):  # "с утра вторника"
            return replace(inner, start=self._start(at), since=True)
        if inner.part is not None:
            return None
        if inner.kind == "clock" and inner.until is None:
            return replace(inner, start=self._start(at), since=True)
        if inner.kind != "day" and (low == "от" or (low == "від" and self._noun_before(at) and self._dates(at, inner))):
            return None
        if inner.kind in ("date", "weekday", "day", "period") and inner.hours_back is None:
            return replace(inner, start=self._start(at), since=True)
        return None

    def _names_day(self, end: int) -> bool:
        """Whether a weekday or a date stands right behind."""
        following = next((at for at, token in enumerate(self._tokens) if token.start >= end), len(self._tokens))
        if self._is(following, "weekday") is not None:
            return True
        numbered = following < len(self._tokens) and _DAY.match(self._tokens[following].text) is not None
        return numbered and self._is(following + 1, "month") is not None

    def _noun_before(self, at: int) -> bool:
        """ "заява МЗС від вівторка": dated, and not since then; "молчать від вівторка" is since then."""
        if at == 0 or not self._tokens[at - 1].text[0].isalnum() or self._tokens[at - 1].kinds & (VERB | PRESENT):
            return at > 0 and self._tokens[at - 1].text in '»"'
        return self._lows[at - 1] not in _NO_NOUNS

    def _dates(self, at: int, told: Piece) -> bool:
        """ "наказ від лютого 2022 року": dated; "повернуто з депортації від лютого 2022-го" is since then."""
        return told.kind != "period" or any(
            self._lows[near].startswith(_DOCUMENTS) for near in range(max(0, at - 5), at)
        )

    def _since_start(self, at: int) -> Piece | None:
        published = self._anchor.published
        unit = self._is(at + 2, "unit")
        if unit not in ("24h", "day", "week", "month", "year"):
            if self._is(at + 2, "month") is not None:
                inner = self._edge(at + 1, "", "start")
                return None if inner is None else replace(inner, start=self._start(at), since=True)
            inner = self._figures(at + 2) if self._low(at + 2)[:1].isdigit() else None
            if inner is not None and inner.kind == "period":  # "з початку 2024-го"
                return replace(inner, start=self._start(at), since=True)
            return None
        whole = self._calendar(self._start(at), at + 2, unit, "this")
        if whole is None or published is None:
            return whole
        return replace(whole, kind="period", last=published)

    def _clock_range(self, at: int) -> Piece | None:
        first = self._clock(at + 1) or self._plain_hour(at + 1) or self._named_hour(at + 1) or self._bare_hour(at + 1)
        if first is None or first.until is not None:
            return None
        link = at + 2
        while link < len(self._tokens) and self._tokens[link].start < first.end:
            link += 1
        if not self._joins(link) or link + 1 >= len(self._tokens):
            return None
        second = self._clock(link + 1) or self._hour(link + 1)
        second = second or self._plain_hour(link + 1) or self._named_hour(link + 1)
        if second is None or second.clock is None or first.clock is None:
            return None
        named = self._tokens[link].start < second.start and (":" in self._text[first.start : second.end])
        spoken = self._text[first.start : second.end]
        if not named and not re.search(
            r"[.]\d\d|годин|час|(?:ої|мя|ью)$|ранку|утра|вечора|вечера|ночі|ночи|північ|полун|півдн|полдн|полуд", spoken
        ):
            return None
        begin, told = first.clock, self._part_at(second.end)
        if told is not None and self._part_at(first.end) is None and ":" not in self._text[first.start : first.end]:
            shared = twenty_four(begin[0], told), begin[1]  # "с шести до девяти вечера"
            begin = shared if shared <= second.clock else begin
        return Piece(self._start(at), second.end, "clock", clock=begin, until=second.clock)

    def _part_at(self, end: int) -> str | None:
        """The part of the day that the word ending here names."""
        return next((self._is(at, "of-part") for at, one in enumerate(self._tokens) if one.end == end), None)

    def _bare_hour(self, at: int) -> Piece | None:
        """ "с шести до девяти утра": an hour whose part of the day is told behind the second one."""
        hour = self._is(at, "ordinal")
        return None if hour is None else Piece(self._start(at), self._end(at), "clock", clock=(int(hour), 0))

    def _named_hour(self, at: int) -> Piece | None:
        """ "опівночі", "полудня", "четвертої ранку", "пяти утра" as an end of a range."""
        part = self._is(at, "part")
        if part in ("midnight", "noon"):
            return Piece(self._start(at), self._end(at), "clock", clock=(0 if part == "midnight" else 12, 0))
        hour = self._is(at, "ordinal")
        if hour is None:
            return None
        spoken = self._is(at + 1, "hour") is not None
        told = self._is(at + 1 + spoken, "of-part")
        if told is None and not spoken and (not self._low(at).endswith(_OF_HOURS) or self._goes_on(at + 1)):
            return None
        end = at + spoken + (told is not None)
        return Piece(self._start(at), self._end(end), "clock", clock=(twenty_four(int(hour), told), 0))

    def _goes_on(self, at: int) -> bool:
        """ "между двумя и тремя домами": the number has a noun; "между двумя и тремя ПВО сбила" has none."""
        return at < len(self._tokens) and self._qualifies(at) and not self._tokens[at].text.isupper()

    def _plain_hour(self, at: int) -> Piece | None:
        if at >= len(self._tokens):
            return None
        match = _HOUR.match(self._tokens[at].text)
        if match is None:
            return None
        end = at + (self._is(at + 1, "hour") is not None)
        part = self._is(end + 1, "of-part")
        end += part is not None
        clock = (twenty_four(int(match[1]), part), 0)
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
        linked = self._joins(link) if self._low(at) in ("між", "между") else self._is(link, "until") is not None
        if not linked or link + 1 >= len(self._tokens):
            return None
        second = self._piece(link + 1)
        if second is None or second.kind not in ("date", "weekday") or second.start != self._start(link + 1):
            return None
        if second.last is None:
            return replace(second, start=self._start(at))
        day = first.first if first is not None else None
        if first is not None and first.kind == "weekday" and first.first is not None and second.kind == "weekday":
            day = weekday_before(second.last, first.first.weekday())
        if day is None and begin is not None:
            day = valid_date(second.last.year, second.last.month, int(begin[1]))
        if day is None or day > second.last:
            return replace(second, start=self._start(at))
        return Piece(self._start(at), second.end, "date", day, second.last)

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
