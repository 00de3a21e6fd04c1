"""Hours of the clock, in figures and in words: "22:10", "о 7-й ранку", "в семь вечера", "о сьомій тридцять"."""

from __future__ import annotations

import re

from truceline.extract.slavic.numbers import number_at
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.timesight import Piece, Sight
from truceline.extract.words import words

_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?!\d|:\d)")
_CLOCKS = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s?[-–—]\s?([01]?\d|2[0-4]):([0-5]\d)(?!\d)")
_POINT_CLOCK = re.compile(r"([01]?\d|2[0-4])[.]([0-5]\d)(?!\d|\.\d)")
_POINT_CLOCKS = re.compile(r"([01]?\d|2[0-4])[.]([0-5]\d)\s?[-–—]\s?([01]?\d|2[0-4])[.]([0-5]\d)(?![\d.])")
HOUR = re.compile(r"([01]?\d|2[0-4])(?:[-‑]?(?:й|ій|ї|ої|го|ю|у|ту|ою|ти|та|а|ма|я))?$")
_MEASURED = re.compile(r"\s?(?:%|млн|млрд|тис|тыс|км|раз|м\b|кг|гр)")
#: "близько 9-ї", "до 18-ї": of the hour, where no noun follows
_OF_THE_HOUR = ("-ї", "‑ї")
#: endings of nouns in the genitive plural, which no verb beside an hour has: "до восьми взрывов", "около десяти ракет"
_OF_MANY = ("ров", "тов", "дов", "нов", "ков", "вов", "лов", "мов", "пов", "сов", "зов", "бов", "хов", "гов", "цев",
    "ців", "рів", "тів", "дів", "нів", "ків", "сів", "зів", "пів", "бів", "гів", "хів")  # fmt: skip
#: what is set for an hour, and what lasts for hours
_FIXED = tuple(words("назнач признач заплан намеч наміч перенес перені отлож відкла план сдвин станом состоян"))
_LASTING = tuple(
    words(
        "задерж затрим опозд опазд запізн длит длят трива займ ожида очікув очеред черг простаив перерыв перерв "
        "отключ відключ ремонт сократ скорот увелич збільш"
    )
)


class Clocks(Sight):
    """Hours that begin with a figure or a word for one."""

    def _clock(self, at: int) -> Piece | None:
        start, end = self._start(at), self._end(at)
        parted = self._text[end : end + 1] == ":"
        if not parted and "." not in self._tokens[at].text:
            return None
        match = _CLOCKS.match(self._text, start) if parted else None
        pointed = self._is(at - 1, "at") is not None or self._is(at - 1, "since") is not None
        if match is None and pointed:
            match = _POINT_CLOCKS.match(self._text, start)
        if match is not None:
            clocks = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
            return Piece(start, match.end(), "clock", clock=clocks[0], until=clocks[1])
        match = _CLOCK.match(self._text, start) if parted else None
        if match is None and (pointed or self._is(at + 1, "hour") is not None):
            match = _POINT_CLOCK.match(self._text, start)
            if match is not None and self._names_measure(match.end()):
                match = None
        if match is None or (at and self._text[start - 1] == ":"):
            return None
        return Piece(start, match.end(), "clock", clock=(int(match[1]), int(match[2])))

    def _names_measure(self, end: int) -> bool:
        """ "до 14.30 %", "в 1.20 млн": a number with a point that measures something."""
        return _MEASURED.match(self._text[end : end + 8]) is not None

    def _hour(self, at: int) -> Piece | None:
        """ "о 7-й ранку", "в 7 часов вечера", "11 ночи", "о 14 годині"."""
        match = HOUR.match(self._tokens[at].text)
        if match is None or self._lasts_up_to(at):
            return None
        ordinal = match[1] != self._tokens[at].text
        told = self._low(at - 1) in ("о", "об") or self._is(at + 1, "hour") is not None
        told = told or (self._tokens[at].text.endswith(_OF_THE_HOUR) and not self._qualifies(at + 1))
        return self._hour_of(at, at + 1, int(match[1]), sure=ordinal and told)  # but "на 8-й день"

    def _hour_of(self, at: int, end: int, hour: int, sure: bool) -> Piece | None:
        asked = self._is(at - 1, "at") is not None
        spoken = self._is(end, "hour") is not None
        end += spoken
        part = self._is(end, "of-part")
        if part == "afternoon" and self._low(end) == "дня" and not spoken and not (asked and sure):  # three days
            part = None
        minutes = 0
        if spoken and self._low(end) == "." and self._is(end + 2, "unit") == "minute":  # "22 год. 15 хв."
            end += 1
        if spoken and part is None and end + 1 < len(self._tokens) and self._is(end + 1, "unit") == "minute":
            minute = self._tokens[end].text
            if minute.isdecimal() and int(minute) < 60:
                minutes, end = int(minute), end + 2
                sure = True
                part = self._is(end, "of-part")
        if spoken and self._low(end) == "." and self._low(end + 1)[:1].isdigit() and len(self._low(end - 1)) < 4:
            end += 1  # "на 9 год. 27 жовтня"
        if part is None and not (asked and (sure or (spoken and self._exact_hour(at)))):
            return None
        end += part is not None
        return Piece(self._start(at), self._tokens[end - 1].end, "clock", clock=(twenty_four(hour, part), minutes))

    def _lasts_up_to(self, at: int) -> bool:
        """ "от 40 минут до трёх часов": how long, and not when."""
        if self._low(at - 1) != "до":
            return False
        counted = self._low(at + 1) in ("часов", "годин") and self._is(at + 2, "of-part") is None
        return self._is(at - 2, "unit") in ("minute", "hour") or (counted and self._low(at - 3) in ("от", "від"))

    def _exact_hour(self, at: int) -> bool:
        """Behind a preposition of place in time, not of length: "в 7 часов", but not "после 3 часов боя"."""
        low = self._low(at - 1)
        if low == "на":  # "назначено на 9 часов", but "закрывали на три часа"
            return any(one.startswith(_FIXED) for one in self._lows[max(0, at - 5) : at - 1])
        if low == "до":  # "задержка до четырёх часов"
            return not any(one.startswith(_LASTING) for one in self._lows[max(0, at - 6) : at - 1])
        return low in ("о", "об", "в", "во", "к", "перед")

    def _spoken_hour(self, at: int, value: str) -> Piece | None:
        """ "о сьомій вечора", "в семь вечера", "в час ночи"."""
        if self._is(at - 1, "at") is None or self._lasts_up_to(at):
            return None
        due = self._low(at - 1) in ("до", "к", "після", "после", "близько", "около", "перед")
        sure = (self._low(at - 1) in ("о", "об") or (due and len(self._low(at)) > 4)) and not self._qualifies(at + 1)
        sure = sure or self._low(at + 1) in ("пополудні", "пополудни", "пообіді")
        sure = sure and self._numbers.growth.isdisjoint(self._lows[max(0, at - 6) : at])  # "выросло до восьми"
        if self._low(at + 1) in (",", ".", "", ")") and any(self._is(near, "part") for near in range(at - 5, at - 1)):
            sure = True  # "вечером, около девяти"
        if self._low(at + 1) in DASHES and any(self._is(near, "of-part") for near in range(max(0, at - 14), at)):
            sure = True  # "в 8 утра было три взрыва, в девять — десять"
        hour, end = int(value), at + 1
        if hour == 20 and (more := self._is(end, "ordinal")) is not None and int(more) < 5:  # "о двадцять першій"
            hour, end = hour + int(more), end + 1
            sure = self._low(at - 1) in ("о", "об") and not self._qualifies(end)
        elif self._low(at) == "двадцять":
            return None
        minutes, stop = self._spoken_minutes(at, end)
        if minutes is not None:
            part = self._is(stop, "of-part")
            stop += part is not None
            return Piece(self._start(at), self._end(stop - 1), "clock", clock=(twenty_four(hour, part), minutes))
        if self._low(at + 1) == "часу" and self._low(at - 1) in ("в", "во") and hour > 1:  # "в третьем часу ночи"
            part = self._is(at + 2, "of-part")
            stop = twenty_four(hour, part)
            end = self._end(at + 1 + (part is not None))
            return Piece(self._start(at), end, "clock", clock=((stop - 1) % 24, 0), until=(stop, 0))
        found = self._hour_of(at, end, hour, sure)
        part = self._is(at + 1, "of-part")
        if self._is(at, "hour") is not None and part in ("night", "afternoon"):  # "в час ночи", "к часу дня"
            return Piece(self._start(at), self._tokens[at + 1].end, "clock", clock=(1 if part == "night" else 13, 0))
        return found

    def _spoken_minutes(self, at: int, end: int) -> tuple[int | None, int]:
        """ "о сьомій тридцять", "о двадцятій нуль-нуль", "в девять сорок пять"."""
        if self._low(at - 1) not in ("о", "об", "в", "во"):
            return None, end
        if self._low(end) in ("нуль-нуль", "ноль-ноль"):
            return 0, end + 1
        low = self._low(end)
        if low not in self._numbers.tens and self._numbers.ones.get(low, 0) < 10:
            return None, end
        number = number_at(self._tokens, end, self._numbers)
        if number is None or number.exact is None or number.scaled:
            return None, end
        minutes, odd = divmod(number.exact, 1000)
        if odd or not 5 <= minutes < 60 or minutes % 5 or self._qualifies(number.end):
            return None, end
        return minutes, number.end

    def _qualifies(self, at: int) -> bool:
        """ "о першій леді": the word of order belongs to a noun."""
        low = self._low(at)
        if low.endswith(_OF_MANY):
            return True
        return low[:1].isalpha() and not low.endswith(("в", "ла", "ло", "ли", "ть", "ся")) and len(low) > 2


def twenty_four(hour: int, part: str | None) -> int:
    """The hour of the day: "7 вечора" is 19, "12 ночи" is 0, "11 ночи" is 23."""
    if part == "night":
        return 0 if hour == 12 else hour + 12 if 8 < hour < 12 else hour
    if part == "evening" and hour < 12:
        return hour + 12
    if part == "afternoon" and hour < 8:
        return hour + 12
    return hour
