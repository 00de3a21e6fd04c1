"""Parts of a whole in per cent: "понад третину жителів", "две трети школ", "кожен п'ятий опитаний", "вдвічі"."""

from __future__ import annotations

import msgspec

from truceline.extract.digits import Bounds, bounds
from truceline.extract.slavic.amounts import Amounts
from truceline.extract.slavic.countedphrases import looks_like_verb
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.timetense import BOUNDS

_WHOLE = 100_000
THEM = frozenset(("них", "нас", "вас", "яких", "которых"))
#: what closes a clause behind a part
ENDS = frozenset((".", ",", ";", ")", "!", "?", ""))
#: endings of short adjectives: "непридатна чверть", "пригодны две трети"
_SHORT = (
    "дна",
    "дні",
    "дно",
    "дны",
    "тна",
    "тні",
    "тно",
    "тны",
    "ена",
    "ені",
    "ено",
    "ены",
    "ана",
    "ані",
    "ано",
    "аны",
)
#: before a part that stands without its whole
_JUST = frozenset(("рівно", "ровно", "лише", "тільки", "лишь", "только", "аж", "ціла", "цілу", "целая", "целую",
    "добра",
    "добру", "добрая", "добрую", "ще", "еще"))  # fmt: skip
_ALSO = frozenset(("а", "і", "й", "та", "и", "але", "но", "ще", "еще"))
_YET = frozenset(("вже", "уже", "не", "досі", "ще", "еще"))
#: people at large: nine of ten of them are a share, nine of ten wounded are nine
_AT_LARGE = ("опит", "опрош", "респонд", "жител", "мешкан", "українц", "украинц", "росіян", "россиян", "громад",
    "граждан",
    "людей", "переселен", "сімей", "семей", "родин", "осель", "домогоспод", "домохоз", "виборц", "избират")  # fmt: skip
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
        if (of_ten := self._of_ten(at)) is not None:
            return of_ten
        if low == "третью" and self._low(at + 1).endswith(("у", "ю", "ь")):
            return None  # "третью ночь подряд"
        if low in self._numbers.fractions:
            return self._part(at, at, self._numbers.fractions[low])
        return self._several_parts(at)

    def _of_ten(self, at: int) -> Share | None:
        """ "дев'ять із десяти опитаних", "семеро из десяти": tenths, where the words are of a saying and no count."""
        count = self._numbers.ones.get(self._low(at), 10)
        if count >= 10 or self._low(at + 1) not in self._numbers.of or self._numbers.ones.get(self._low(at + 2)) != 10:
            return None
        phrase = self._phrase(at + 3)
        if not (self._low(at + 3).startswith(_AT_LARGE) or looks_like_verb(self._low(at + 3))):
            return None
        end = phrase[-1].end if phrase else self._tokens[at + 2].end
        milli = count * _WHOLE // 10
        return Share(
            at, Counted("percent", self._words_of(phrase) if phrase else None, end), Bounds(milli, milli, milli)
        )

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
        of_them = self._low(last + 1) in self._numbers.of and self._low(last + 2) in THEM
        if at == last and not governed and not phrase and modifier is None and not of_them and not self._alone_here(at):
            return None
        if self._low(last + 1) in self._numbers.scales:  # "чверть мільйона людей"
            return None
        if self._low(at - 1) in ("з", "із", "с") or self._is_time(last + 1):
            return None
        of, end = None, self._tokens[last].end
        if phrase and not governed:
            of, end = self._words_of(phrase), phrase[-1].end
        return Share(first, Counted("percent", of, end), bounds(milli, modifier))

    def _alone_here(self, at: int) -> bool:
        """ "надійшла рівно чверть", "половину вже виписали": a part that needs no noun beside its verb."""
        before, after = self._low(at - 1), self._low(at + 1)
        if before in _JUST and (after in ENDS or looks_like_verb(after)):
            return True
        if after in ENDS and (before in DASHES or looks_like_verb(before) or before.endswith(_SHORT)):
            return True
        opened = at == 0 or before in BOUNDS or before in _ALSO
        told = looks_like_verb(after) or (after in _YET and looks_like_verb(self._low(at + 2)))
        return opened and (told or after in DASHES)

    def _is_time(self, at: int) -> bool:
        """ "половина девятого", "чверть години": no part of anything counted."""
        low = self._low(at)
        return low in self._words.durations or (low in self._numbers.ordinals and low.endswith("ого"))
