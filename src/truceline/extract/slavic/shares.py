"""Parts of a whole in per cent: "понад третину жителів", "две трети школ", "кожен п'ятий опитаний", "вдвічі"."""

from __future__ import annotations

import msgspec

from truceline.extract.digits import Bounds, bounds
from truceline.extract.slavic.amounts import Amounts

_WHOLE = 100_000
THEM = frozenset(("них", "нас", "вас", "яких", "которых"))
#: words behind an ordinal that make it a part: "п'ята частина", "десятая доля"
_PART_NOUNS = ("част", "дол", "частк")


class Counted(msgspec.Struct, frozen=True, gc=False):
    """What a number counts, and where its words end."""

    unit: str | None
    of: str | None
    end: int


class Share(msgspec.Struct, frozen=True, gc=False):
    """A part of a whole, from the token of its first word."""

    first: int
    counted: Counted
    room: Bounds


class Shares(Amounts):
    """The parts of a whole in one sentence."""

    def _share(self, at: int) -> Share | None:
        low = self._low(at)
        if low in self._numbers.times:
            milli = self._numbers.times[low]
            return Share(at, Counted("percent", None, self._tokens[at].end), Bounds(milli, milli, milli))
        if low in self._numbers.each:
            return self._every_nth(at)
        if low in self._numbers.fractions:
            return self._part(at, at, self._numbers.fractions[low])
        return self._several_parts(at)

    def _every_nth(self, at: int) -> Share | None:
        """ "кожен п'ятий", "каждая третья семья", but not "кожен третій день"."""
        nth = self._numbers.ordinals.get(self._low(at + 1))
        after = self._low(at + 2)
        if nth is None or after in self._words.durations or after in self._words.distances:
            return None
        phrase = self._phrase(at + 2)
        end = phrase[-1].end if phrase else self._tokens[at + 1].end
        milli = round(_WHOLE / nth)
        return Share(
            at, Counted("percent", self._words_of(phrase) if phrase else None, end), Bounds(milli, milli, milli)
        )

    def _several_parts(self, at: int) -> Share | None:
        """ "дві третини", "три чверті", "три п'ятих", "одна десятая", "п'ята частина"."""
        count, following = self._numbers.ones.get(self._low(at)), self._low(at + 1)
        if count is None:
            nth = self._numbers.ordinals.get(self._low(at))
            if nth is None or not following.startswith(_PART_NOUNS):
                return None
            return self._part(at, at + 1, round(_WHOLE / nth))
        milli = self._numbers.fractions.get(following)
        nth = self._numbers.ordinals.get(following) if milli is None else round(_WHOLE / milli)
        ordinal = milli is None and (following.endswith(("их", "ых")) or self._low(at + 2).startswith(_PART_NOUNS))
        if nth is None or not count < nth or (milli is None and not ordinal):
            return None
        last = at + 1 + self._low(at + 2).startswith(_PART_NOUNS)
        return self._part(at, last, round(_WHOLE * count / nth))

    def _part(self, at: int, last: int, milli: int) -> Share | None:
        """The part told from one token to another, with the bound before it and the whole behind it."""
        governed = self._low(at - 1) in self._numbers.by
        phrase = self._phrase(last + 1)
        first, modifier = self._modifier(at)
        low = self._low(at)
        of_them = self._low(last + 1) in self._numbers.of and self._low(last + 2) in THEM
        if at == last and not governed and not phrase and modifier is None and not of_them:
            return None
        if self._numbers.halves.get(low) and self._low(last + 1) in self._numbers.scales:
            return None
        if self._low(at - 1) in ("з", "із", "с") or self._is_time(last + 1):
            return None
        of, end = None, self._tokens[last].end
        if phrase and not governed:
            of, end = self._words_of(phrase), phrase[-1].end
        return Share(first, Counted("percent", of, end), bounds(milli, modifier))

    def _is_time(self, at: int) -> bool:
        """ "половина девятого", "чверть години": no part of anything counted."""
        low = self._low(at)
        return low in self._words.durations or (low in self._numbers.ordinals and low.endswith("ого"))
