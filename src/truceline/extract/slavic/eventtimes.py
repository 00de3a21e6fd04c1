"""When an event was: the interval that its clause or its sentence tells, and what is no event of the day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from truceline.extract.calendar import Interval, days
from truceline.extract.dates import history
from truceline.extract.slavic.clauses import Clause
from truceline.extract.slavic.subtotals import AGAINST
from truceline.extract.slavic.text import Line
from truceline.extract.within import Within
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S

#: "since": from a day on; longer than this it is told as a total
_FROM = re.compile(r"(?:з|із|зі|від|с|со|от|починаючи з|начиная с)\s")
_COMPARED = re.compile(r"\s?[—–-]\s?\d[\d\s\u00a0]*\s?[).;,]")
#: "близько шостої ранку": an act of some minutes around the one that is named
_ROUGHLY = re.compile(r"\b(?:близько|около|приблизно|примерно|орієнтовно|ориентировочно)\s(?:(?:о|об|в|у)\s)?$")
_ROUGHLY_REACH, _ROUGHLY_S, _MINUTE_S = 20, 600, 60
#: "за тиждень до того", with no day told before it
_BEFORE_THAT = re.compile(r"\sдо\s(?:того|цього|этого)$")
#: how far behind "against 212" its time may stand, and what ends it
_NEAR = 6
_BREAKS = frozenset(",;:()—–")
_LONG_S, _FLOW_S = 4 * DAY_S, 30 * DAY_S
_GOES_ON = ("трива", "продовж", "продолж", "длит", "длят", "точат", "идут", "йдуть")
#: "за шість років війни", "за час вторгнення": so many in all, and none of them of the day
_IN_ALL = re.compile(
    r"\b(?:за|впродовж|упродовж|протягом|в течение)\s(?:[\w'’ʼ-]+\s){0,2}(?:рік|року|роки|років|год|года|годы|лет)\b"
    r"(?!\s(?:до|тому|назад|перед))"
    r"|\b(?:за|впродовж|упродовж|протягом|в течение)\s(?:[\w'’ʼ-]+\s)?(?:час[уи]?|врем(?:я|ени)|період[уи]?|периода?)"
    r"\s(?:[\w'’ʼ-]+\s){0,2}(?:війни|вторгнення|агресії|конфлікту|окупації|войны|вторжения|агрессии|конфликта|оккупации)"
)
#: "вдруге за тиждень", "в третий раз за месяц": how often, and not when
_OFTEN = re.compile(
    r"(?:вдруге|удруге|втретє|утретє|вчетверте|учетверте|вп'яте|вшосте|вперше|уперше|впервые|разів|рази|раза?)\s$"
)
_OFTEN_REACH = 12
_BEFELL = re.compile(
    r",\s(?:який|яка|яке|які|що|котор\w{2,3})\s(?:сталас|сталос|ставс|сталис|відбу|трапи|произош|случил)\w{0,5}\s"
)
_UP_TO = re.compile(r"\bдо\s$")
#: "нічного дронового удару", right before the word for the act
_AT_NIGHT = re.compile(r"\b(?:нічн|ночн)\w{1,4}\s(?:\w+\s)?$")
_NIGHT_REACH, _EVENING_S, _DAWN_S = 40, 4 * 3600, 6 * 3600
#: words behind a comma that tell of somebody or something named before
_ASIDE = re.compile(
    r"(?:який|яка|яке|які|якого|якої|яких|якому|котор\w+|котр\w+|\w+(?:вш|ющ|ащ|ящ)(?:ий|ая|ое|ие|его|ей|их|ую|им)"
    r"|\w{3,}[ео]нн(?:ый|ая|ое|ые|ого|ой|ых|ую|ым)|\w{3,}[еао]н(?:ий|а|е|і|ого|ої|их|у|им))$"
)


class Day(NamedTuple):
    """Where the day of publication ends, and the interval of an event without a time of its own."""

    end_s: int
    recent: Interval


def day_of(published: date | None, zone: ZoneInfo) -> Day | None:
    """The day of publication; the news of a day also tell of the day before."""
    if published is None:
        return None
    recent = days(published - timedelta(days=1), published, zone)
    return Day(recent.to_s, recent)


class When:
    """The times of one sentence, asked for its events."""

    def __init__(
        self,
        line: Line,
        low_text: str,
        times: Within[TimeMention],
        published: date | None,
        day: Day | None,
        asked: tuple[int, int],
        then: tuple[int, int],
    ) -> None:
        """`asked`: where the question stands that the sentence answers; `then`: the sentence of whose time it tells."""
        self._asked = asked
        self._then = then
        self._line = line
        self._low_text = low_text
        self._times = times
        self._published = published
        self._day = day

    @property
    def told(self) -> bool:
        """Whether the sentence tells any time."""
        return bool(self._times.between(self._line.sentence.start, self._line.sentence.end))

    def of_the_past(self, clause: Clause) -> bool:
        """Whether the time told is too long or too long ago for an event of the day."""
        sentence = self._line.sentence
        times = self._times.between(clause.start, clause.end) or self._times.between(sentence.start, sentence.end)
        times = times or self._times.between(*self._then)
        if not times or self._published is None:
            return False
        published_s = int((self._published - date(1970, 1, 1)).days) * DAY_S
        known = [Interval(one.from_s, one.to_s) for one in times if one.from_s is not None and one.to_s is not None]
        if not known and any(_BEFORE_THAT.search(one.text) for one in times):
            return True
        return bool(known) and all(
            history(interval, published_s) or interval.from_s > published_s + 2 * DAY_S for interval in known
        )

    def since(self, clause: Clause, *, flowing: bool = False) -> bool:
        """ "з 1 вересня протокол порушено 318 разів": a running total is no event of the day.

        People leave for weeks: "з 18 квітня евакуйовано 3 460 осіб" is one (`flowing`).
        """
        if self._published is None:
            return False
        if not flowing and _IN_ALL.search(self._low_text, clause.start, clause.end) is not None:
            return True
        since = any(
            one.from_s is not None
            and one.to_s is not None
            and one.to_s - one.from_s > (_FLOW_S if flowing else _LONG_S)
            and _FROM.match(self._low_text, one.start) is not None
            for one in self._times.between(clause.start, clause.end)
        )
        return since and not any(low.startswith(_GOES_ON) for low in self._line.lows)

    def interval(self, clause: Clause, at: int) -> Interval | None:
        """Of the clause, else of the sentence, else of the question, else the day of publication and the day before."""
        last = self._day.end_s if self._day else None
        sentence = self._line.sentence
        befell = self._befell(at)
        spans = ((clause.start, clause.end), (sentence.start, sentence.end), self._then, self._asked)
        for start, end in (befell, *spans) if befell is not None else spans:
            known = [
                (abs(one.start - at), one.start, one.from_s, one.to_s)
                for one in self._times.between(start, end)
                if one.from_s is not None
                and one.to_s is not None
                and (last is None or one.from_s < last)
                and (befell is not None or not self._aside(at, one.start))
                and not self._compared(one.start, one.end)
                and not self._how_often(one.start)
            ]
            if known:
                _, told, begin, stop = min(known)
                if stop - begin == _MINUTE_S and _ROUGHLY.search(self._low_text, max(0, told - _ROUGHLY_REACH), told):
                    begin, stop = begin - _ROUGHLY_S, begin + _ROUGHLY_S
                elif stop - begin == _MINUTE_S and last is not None and self._up_to(told):
                    begin = max(begin - DAY_S, last - DAY_S * (1 + (last - begin) // DAY_S))
                return Interval(begin, stop if last is None else min(stop, last))
        return self._by_night(at) or (self._day.recent if self._day else None)

    def _befell(self, at: int) -> tuple[int, int] | None:
        """ "завершили роботи на місці влучання, яке сталося 12 березня": when the act was, and not when it was over."""
        match = _BEFELL.search(self._low_text, at, self._line.sentence.end)
        return None if match is None else (match.end(), self._line.sentence.end)

    def _up_to(self, start: int) -> bool:
        """ "до 15-ї години росіяни 41 раз відкривали вогонь": since the day began."""
        return _UP_TO.search(self._low_text, max(0, start - _OFTEN_REACH), start) is not None

    def _by_night(self, at: int) -> Interval | None:
        """ "нічна атака на Тернопіль": of the night that went before."""
        if self._day is None or _AT_NIGHT.search(self._low_text, max(0, at - _NIGHT_REACH), at) is None:
            return None
        midnight = self._day.end_s - DAY_S
        return Interval(midnight - _EVENING_S, midnight + _DAWN_S)

    def _how_often(self, start: int) -> bool:
        return _OFTEN.search(self._low_text, max(0, start - _OFTEN_REACH), start) is not None

    def _compared(self, start: int, end: int) -> bool:
        """ "22 порушення (напередодні — 9)", "46 порушень проти 212 минулого місяця": the time of a figure that is only
        compared."""
        if _COMPARED.match(self._low_text, end) is not None:
            return True
        lows = [low for low, token in zip(self._line.lows, self._line.tokens, strict=True) if token.start < start]
        since = max((number for number, low in enumerate(lows) if low in AGAINST), default=len(lows))
        behind = lows[since + 1 :]
        return bool(behind) and behind[0][:1].isdigit() and len(behind) <= _NEAR and not _BREAKS & frozenset(behind)

    def _aside(self, at: int, time: int) -> bool:
        """ "помер чоловік, який дістав опіки 28 лютого": the day of something that was before."""
        if time < at:
            return False
        tokens, lows = self._line.tokens, self._line.lows
        between = [number for number, token in enumerate(tokens) if at < token.start < time]
        comma = next((number for number in reversed(between) if lows[number] == ","), None)
        if comma is None or comma + 1 >= len(lows) or tokens[comma - 1].start == at:
            return False
        return _ASIDE.match(lows[comma + 1]) is not None
