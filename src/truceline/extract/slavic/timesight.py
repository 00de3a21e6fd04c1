"""Pieces of time, and the sight of a sentence in which they are found."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import date, timedelta
from typing import Literal

import msgspec

from truceline.extract.calendar import month, valid_date
from truceline.extract.slavic.numbers import number_at
from truceline.extract.slavic.numberwords import NumberWords
from truceline.extract.slavic.timetense import DUE, ahead, begins_later, to_come_at
from truceline.extract.slavic.timewords import Role, TimeWord
from truceline.extract.story import Token

_YEAR = re.compile(r"((?:19|20)\d\d)(?:[-‑](?:го|му|м|й|ий|ого|ому|ом)|г|р)?$")
#: how far from the day of publication an unyeared date may lie ahead before it is read as last year's
_AHEAD = timedelta(days=31)
#: for how long after its beginning what was told of a past year goes on
_GOES_ON = timedelta(days=92)
_LATER_THAN = frozenset(("позднее", "позже", "пізніше"))
Clock = tuple[int, int]
Kind = Literal["date", "weekday", "day", "part", "clock", "period", "zone"]


class Piece(msgspec.Struct, frozen=True, gc=False):
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
    edge: bool = False  # the beginning, middle or end of a longer time
    shift: int | None = None  # so many days from the one that is told last


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """Against what words of time are read: the day of publication and the last day that the text named."""

    published: date | None
    named: date | None
    at_night: bool = False  # that day was told by its night
    future: bool = False  # the sentence speaks of what is to come
    since: date | None = None  # where a stretch of a year that is over begins, told in the sentence before
    summary: tuple[date, date] | None = None  # the week of which the whole text tells


class Sight(ABC):
    """What stands at the tokens of one sentence, and years and months behind them."""

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        lows: list[str],
        roles: list[tuple[TimeWord, ...]],
        numbers: NumberWords,
        anchor: Anchor,
        *,
        backward: bool,
    ) -> None:
        """`backward`: "ago" stands in the sentence."""
        self._text = text
        self._tokens = tokens
        self._lows = lows
        self._numbers = numbers
        self._anchor = anchor
        self._roles = roles
        self._depth = 0
        self._backward = backward

    def _is(self, at: int, role: Role) -> str | None:
        """The value of the token's word in this role; null when it has no such role."""
        if 0 <= at < len(self._roles):
            for word in self._roles[at]:
                if word.role == role:
                    return word.value
        return None

    def _low(self, at: int) -> str:
        return self._lows[at] if 0 <= at < len(self._lows) else ""

    def _start(self, at: int) -> int:
        return self._tokens[at].start

    def _end(self, at: int) -> int:
        return self._tokens[min(at, len(self._tokens) - 1)].end

    def _count(self, at: int) -> tuple[int | None, int]:
        """A number in a stretch of time: "три", "24", "декілька" (as nothing exact: 0)."""
        if at >= len(self._tokens):
            return None, at
        number = number_at(self._tokens, at, self._numbers)
        if number is None or number.scaled:
            return None, at
        return (number.low // 1000 if number.exact is not None else 0), number.end

    def _with_year(self, at: int) -> tuple[int | None, int]:
        """A year behind a month, with its word or without."""
        if self._tokens[at - 1].text and at < len(self._tokens):
            at += (
                self._tokens[at].text == ","
                and _YEAR.match(self._tokens[min(at + 1, len(self._tokens) - 1)].text) is not None
            )
            match = _YEAR.match(self._tokens[at].text)
            if match is not None and self._tokens[at - 1].text == "," and self._counts(at + 1):
                return None, at - 1  # "(10–17 мая, 2004 респондента)"
            if match is not None:
                return int(match[1]), at + 1 + self._year_word(at + 1)
            if self._is(at, "this") is not None and self._is(at + 1, "unit") == "year":
                return (self._anchor.published.year if self._anchor.published else None), at + 2
            before = self._is(at, "year-before")
            if before is not None:
                return (self._anchor.published.year - int(before) if self._anchor.published else None), at + 1
            if self._is(at, "last") is not None and self._is(at + 1, "unit") == "year":
                return (self._anchor.published.year - 1 if self._anchor.published else None), at + 2
        return None, at

    def _counts(self, at: int) -> bool:
        """Whether a word stands here that the number before it may count, and none for a year."""
        low = self._low(at)
        return len(low) > len("рік") and low.isalpha() and self._is(at, "year") is None

    def _year_word(self, at: int) -> int:
        if self._is(at, "year") is None:
            return 0
        return 2 if len(self._tokens[at].text) <= 2 and at + 1 < len(self._tokens) and self._dot(at + 1) else 1

    def _dot(self, at: int) -> bool:
        return self._tokens[at].text == "." and self._tokens[at].start == self._tokens[at - 1].end

    def _to_come(self, at: int) -> bool:
        """Whether the clause around a token tells of what is to come, or where it has no verb, the sentence."""
        parted = self._is(at - 1, "part") is not None or self._is(at - 1, "night") is not None
        if self._is(at - 1 - parted, "since") is not None:
            return begins_later(self._tokens, self._lows, at)
        told = to_come_at(self._tokens, self._lows, at)
        return self._anchor.future if told is None else told

    def _dated(self, day: int, month_number: int, year: int | None, at: int | None = None) -> date | None:
        """The date; without a year the one nearest to the day of publication, rather in the past.

        `at`: where it stands. "до 1 вересня" is the next one if the clause tells of what is to come, else the last.
        """
        if year is not None:
            return valid_date(year, month_number, day)
        published = self._anchor.published
        if published is None:
            return None
        if at is not None and self._low(at - 1) in DUE:
            return self._due(day, month_number, published, later=self._to_come(at))
        if at is not None and self._low(at - 1) in _LATER_THAN and self._low(at - 2) in ("не", "ніж"):
            return self._due(day, month_number, published, later=True)  # "не позднее 31 января"
        if at is not None and self._low(at - 1) == "на" and self._to_come(at):  # "перенесли на 12 березня"
            return self._due(day, month_number, published, later=True)
        found = valid_date(published.year, month_number, day)
        told = None if found is None else self._of_told_year(found)
        if told is not None:
            return told
        if found is not None and found > published + (_AHEAD * 9 if self._is_ahead(at, found) else _AHEAD):
            found = valid_date(published.year - 1, month_number, day)
        elif found is not None and found < published - timedelta(days=334):
            found = valid_date(published.year + 1, month_number, day)
        return found

    def _of_told_year(self, day: date) -> date | None:
        """ "влітку 2026 року … 14 липня": a day of what was just told of, where it is none of these weeks."""
        since, published = self._anchor.since, self._anchor.published
        if since is None or published is None or abs(day - published) <= _AHEAD:
            return None
        told = valid_date(since.year, day.month, day.day)
        return told if told is not None and timedelta() <= told - since <= _GOES_ON else None

    def _is_ahead(self, at: int | None, day: date) -> bool:
        """Whether a day far ahead may be told of: the sentence speaks of what is to come, or the clause does."""
        if self._anchor.future or at is None or self._anchor.published is None:
            return self._anchor.future
        if day <= self._anchor.published + _AHEAD:
            return False
        told = to_come_at(self._tokens, self._lows, at)
        return ahead(self._tokens, self._lows) if told is None else told

    def _year_due(self, at: int, number: int) -> int | None:
        """The year of a month by whose beginning or end something is to be done."""
        published = self._anchor.published
        found = None if published is None else self._due(1, number, published, later=self._to_come(at))
        return None if found is None else found.year

    def _due(self, day: int, month_number: int, published: date, *, later: bool) -> date | None:
        found = valid_date(published.year, month_number, day)
        if found is None:
            return None
        if later and found < published - _AHEAD:
            return valid_date(published.year + 1, month_number, day)
        return valid_date(published.year - 1, month_number, day) if not later and found > published + _AHEAD else found

    def _month_piece(self, at: int, end: int, number: int, year: int | None, *, since: bool = False) -> Piece:
        start, stop = self._start(at), self._tokens[end - 1].end
        found = self._dated(1, number, year)
        if found is None:
            return Piece(start, stop, "period")
        published = self._anchor.published
        if since and year is None and published is not None and found > published and not self._to_come(at):
            found = found.replace(year=found.year - 1)
        return Piece(start, stop, "period", *month(found.year, number))

    @abstractmethod
    def _piece(self, at: int) -> Piece | None:
        """The piece that starts at a token."""
