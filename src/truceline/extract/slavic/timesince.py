"""Stretches of time from one moment on, or between two: "с 22:10 до 6:00", "з 19 до 21 квітня", "с понедельника"."""

from __future__ import annotations

import re
from abc import abstractmethod
from datetime import date

from msgspec.structs import replace

from truceline.extract.calendar import INVASION, valid_date, weekday_before
from truceline.extract.slavic.timeclocks import HOUR, twenty_four
from truceline.extract.slavic.timefigures import DAY
from truceline.extract.slavic.timemonths import Months
from truceline.extract.slavic.timesight import Piece
from truceline.extract.slavic.wordclasses import PRESENT, VERB

#: words behind which "від" opens a stretch of time
_NO_NOUNS = frozenset(["що", "і", "й", "та", "а", "але", "вже", "ще", "там", "тут", "саме", "лише", "тільки", "ось"])
#: beginnings of words for what has a date
_DOCUMENTS = (
    "заяв", "лист", "наказ", "указ", "рішен", "угод", "постанов", "резолюц", "меморандум", "закон", "догов", "договір",
    "протокол", "звіт", "повідомлен", "дан", "знім", "фото", "відео", "зведен", "інтерв", "допис", "пост", "вирок",
    "розпорядж", "ухвал", "припис", "довідк", "акт", "нот", "скарг", "позов", "документ",
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
#: "от" and the hours that are counted behind it, not told
_OFF, _HOURS_COUNTED = frozenset(("от", "від")), ("часов", "годин")
_WITH = frozenset(("з", "із", "зі", "с", "со"))
_INSTRUMENTAL = re.compile(r"(?:ем|ём|ом|им|ями|ами|неделей|добою)$")
#: what is said of the invasion, and of a war that is that one
_LARGEST = ("повномасштабн", "широкомасштабн", "велик", "полномасштабн", "широкомасштабн", "больш")
_LARGE = (*_LARGEST, "російськ", "российск", "воєнн", "збройн")
#: endings of an hour between two: "з дев'ятої до сімнадцятої", "между часом и тремя"
_OF_HOURS = ("ої", "часом", "мя", "ью")
#: endings of numbers in the genitive: "семи", "трёх", "п'яти"
_OF_NUMBERS = ("и", "х")


class Since(Months):
    """Reads what opens with a word for "from" or "between"."""

    @abstractmethod
    def _weekday(self, at: int, value: str) -> Piece | None:
        """ "у вівторок", "прошлой пятницы"."""

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
        compared = self._compared(at, first, inner)
        if compared is not None:
            return compared
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
        return self._numbered(following)

    def _numbered(self, at: int) -> bool:
        """Whether a day of a month stands here: "5 марта"."""
        numbered = at < len(self._tokens) and DAY.match(self._tokens[at].text) is not None
        return numbered and self._is(at + 1, "month") is not None

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
        invasion = self._since_invasion(at)
        if invasion is not None:
            return invasion
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

    def _since_invasion(self, at: int) -> Piece | None:
        """ "від початку повномасштабного вторгнення", "с начала СВО": known to the day."""
        name = at + 2
        while name < at + 5 and self._low(name).startswith(_LARGE):
            name += 1
        told = self._is(name, "war")
        published = self._anchor.published
        small = told == "large" and not self._low(name - 1).startswith(_LARGEST)  # any war
        if told is None or small or published is None or published < INVASION:
            return None
        return Piece(self._start(at), self._end(name), "period", INVASION, published, since=True)

    def _compared(self, at: int, first: int, inner: Piece) -> Piece | None:
        """ "порівняно з груднем", "по сравнению с прошлой неделей": that month, and not since then."""
        if self._low(at) not in _WITH or self._low(first)[:1].isdigit():
            return None
        named = first if self._is(first, "month") is not None else first + 1
        return inner if _INSTRUMENTAL.search(self._low(named)) is not None else None

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
        worded = self._in_words(at, link) if second is None else None
        if worded is not None:
            return replace(worded, start=self._start(at), clock=first.clock, until=worded.clock)
        if second is None or second.clock is None or first.clock is None:
            return None
        named = self._tokens[link].start < second.start and (":" in self._text[first.start : second.end])
        if not named and self._low(at) in _OFF and self._lasts(second.end):
            return None
        spoken = self._text[first.start : second.end]
        if not named and not re.search(
            r"[.]\d\d|годин|час|(?:ої|мя|ью|-ї|-х|-ти|-ой)$|ранку|утра|вечора|вечера|ночі|ночи|північ|полун|півдн|полдн|полуд",
            spoken,
        ):
            return None
        begin, told = first.clock, self._part_at(second.end)
        if told is not None and self._part_at(first.end) is None and ":" not in self._text[first.start : first.end]:
            shared = twenty_four(begin[0], told), begin[1]  # "с шести до девяти вечера"
            begin = shared if shared <= second.clock else begin
        return Piece(self._start(at), second.end, "clock", clock=begin, until=second.clock)

    def _lasts(self, end: int) -> bool:
        """ "от двух до пяти часов": so many hours, where they are counted and no part of the day is told."""
        return self._text.startswith(_HOURS_COUNTED, end - len(_HOURS_COUNTED[0])) and self._part_at(end) is None

    def _in_words(self, at: int, link: int) -> Piece | None:
        """ "с семи до девяти": the second of two bare hours, where no noun follows and nothing grew."""
        if self._low(at) not in _WITH or self._low(link) != "до" or self._is(at + 1, "ordinal") is None:
            return None
        second = self._bare_hour(link + 1)
        bare = self._low(link + 1).endswith(_OF_NUMBERS) and self._low(at + 1).endswith(_OF_NUMBERS)
        grew = not self._numbers.growth.isdisjoint(self._lows[max(0, at - 6) : at])
        return None if not bare or grew or self._goes_on(link + 2) else second

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
        match = HOUR.match(self._tokens[at].text)
        if match is None:
            return None
        end = at + (self._is(at + 1, "hour") is not None)
        part = self._is(end + 1, "of-part")
        end += part is not None
        clock = (twenty_four(int(match[1]), part), 0)
        return Piece(self._start(at), self._tokens[end].end, "clock", clock=clock)

    def _over_new_year(self, first: Piece | None, second: Piece) -> date:
        """ "с 1 декабря по 1 марта": the end of a range; of the year after its beginning where none is told."""
        end = second.last or date.max
        if first is None or first.first is None or first.kind != "date" or first.first <= end:
            return end
        later = valid_date(first.first.year + (first.first.month > end.month), end.month, end.day)
        named = _YEAR.search(self._text, second.start, second.end)
        return end if later is None or named is not None else later

    def _day_range(self, at: int) -> Piece | None:
        """ "с 19 по 21 апреля", "з 28 квітня до 3 травня", "с понедельника по среду"."""
        begin = DAY.match(self._tokens[at + 1].text)
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
        last = self._over_new_year(first, second)
        if day is None or day > last:
            return replace(second, start=self._start(at))
        return Piece(self._start(at), second.end, "date", day, last)
