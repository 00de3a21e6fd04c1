"""A sentence as the words of agreement see it: where its objects and subjects begin, and how lists of them part."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from truceline.extract.slavic.governorwords import GovernorWords, governor_words
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.phraseends import Phrases, infinitive, phrases, verbal
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import ElementStatus

NOT = frozenset(("не", "ні", "ни", "немає", "нет", "без"))
FINAL = frozenset('.!?…»"”')
STOPS = frozenset(";:—–()")
MARKS = frozenset('.,;:!?…—–()«»"')
#: what a governor means behind "не": those who do not sign refuse, those who did not come to terms left it open
DENIED: dict[ElementStatus, ElementStatus | None] = {"agreed": "unresolved", "ready": "rejected"}
#: tokens of a relative clause at most
LONGEST_ASIDE = 16
_COLON = ":"
#: begin like "суд", a court
_NO_COURT = ("судьб", "судн", "судов", "судох", "судна")
_OF_PLACES = frozenset(("из", "із", "с", "з", "от", "від", "в", "у", "на", "под", "під", "до"))
#: endings of nouns in one case, roughly
_FORMS = {"а": "of", "я": "of", "у": "to", "ю": "to", "е": "in", "і": "in", "и": "of"}
_BESIDES = ([",", "а", "также"], [",", "а", "також"])
_AND = frozenset(("та", "і", "й", "и"))
_LEADS_TIME = frozenset(("на", "в", "у", "во", "до", "к", "ко", "з", "із", "с", "со", "від", "от", "протягом",
    "впродовж", "упродовж", "течение", "по", "через", "за"))  # fmt: skip
_AROUND = frozenset(("навколо", "довкола", "вокруг", "між", "между", "біля", "возле", "для"))
_RELATIVES = ("який", "яка", "яке", "які", "якого", "якої", "яких", "котор")
#: tokens between what is done and the next act of a list: "из города"
_LONGEST_TAIL = 5


class Governed(msgspec.Struct, frozen=True, gc=False):
    """A phrase of a sentence's tokens `[first, last)`, its status, and the token of the word that governs it."""

    first: int
    last: int
    status: ElementStatus
    at: int


class Clause:
    """One sentence: its tokens, the small words of its language, and the tokens that are of times."""

    def __init__(self, tokens: list[Token], lows: list[str], language: Language, times: TimeSpans) -> None:
        self.tokens = tokens
        self.lows = lows
        self.words: GovernorWords = governor_words(language)
        self.ends: Phrases = phrases(language)
        self.timed = times.among(tokens)

    def past_times(self, at: int) -> int:
        """The token from `at` on that is no adverb and not of a time: "на следующей неделе", "до кінця місяця"."""
        while True:
            here = self.ends.past_adverbs(self.lows, at)
            if here in self.timed or (here + 1 in self.timed and self.lows[here] in _LEADS_TIME):
                here += 1
            if here == at:
                return at
            at = here

    def alone(self, at: int) -> bool:
        return self.ends.end(self.tokens, self.lows, at, len(self.lows)) == at + 1

    def subject(self, at: int, floor: int) -> int | None:
        """The token where the subject before a predicate begins."""
        begin = at
        while begin > floor and lows_open(self.lows[begin - 1]):
            begin -= 1
        begin = self.ends.past_openings(self.lows, begin)
        while begin < at and self.ends.is_light(self.lows[begin]):
            begin += 1
        if begin >= at:
            return self.before_aside(begin, at, floor)
        if not self.ends.may_begin(self.tokens, self.lows, begin):
            return None
        end = self.ends.end(self.tokens, self.lows, begin, at)
        return begin if end > begin and not self.ends.is_light(self.lows[begin]) else None

    def before_aside(self, begin: int, at: int, floor: int) -> int | None:
        """ "Режим тиші, який запропонували посередники, не узгоджено": the subject stands before the clause of it."""
        lows = self.lows
        comma = next((near for near in range(at - 1, max(floor, at - 6), -1) if lows[near] == ","), None)
        if comma is None:
            return None
        opening = next((near for near in range(comma - 1, max(floor, comma - LONGEST_ASIDE), -1)
            if lows[near].startswith(_RELATIVES) and lows[near - 1] == ","), None)  # fmt: skip
        if opening is None:  # "обмін, домовленості про який досягли в ОАЕ, має відбутися"
            led = next((near for near in range(comma - 1, max(floor, comma - LONGEST_ASIDE), -1)
                if lows[near].startswith(_RELATIVES)), None)  # fmt: skip
            opening = led - 2 if led is not None and led > 3 and lows[led - 3] == "," else None
        if opening is None:
            return None
        first = opening - 1
        while first > floor and lows_open(lows[first - 1]):
            first -= 1
        first = self.ends.past_openings(lows, first)
        return first if first < opening - 1 and self.ends.may_begin(self.tokens, lows, first) else None

    def is_private(self, at: int) -> bool:
        """Residents and doctors ask for things that are part of no agreement."""
        near = self.lows[max(0, at - 6) : at]
        return any(low.startswith(self.words.private) and not low.startswith(_NO_COURT) for low in near)

    def split(self, first: int, at: int, status: ElementStatus, stop: int | None = None) -> list[Governed]:
        """The phrase in its members: "обмін полоненими та відведення військ", "три пункти: …, … і …"."""
        stop = len(self.lows) if stop is None else stop
        end = self.ends.end(self.tokens, self.lows, first, stop)
        if end <= first:
            return []
        found = [Governed(first, end, status, at)]
        listed = end < stop and self.lows[end] == _COLON and not self.lows[end - 1][0].isdigit()
        if listed:
            found = []
            end = self.ends.end(self.tokens, self.lows, end + 1, stop)
            first = next((here + 1 for here in range(first, stop) if self.lows[here] == _COLON), first)
            found.append(Governed(first, end, status, at))
        while end + 1 < stop:
            besides = self.lows[end : end + 3] in _BESIDES
            timed = self.past_times(end) if self.lows[end] not in MARKS else end
            # "продовжити режим тиші до 1 травня та передати списки"
            end = timed if timed in range(end + 1, stop - 1) and self.lows[timed] in _AND else end
            if listed or infinitive(self.lows[found[-1].first]):
                end = self.past_tail(end, stop)
            elif not besides:
                end = self._past_place(found[-1].first, end, stop)
            if not besides and not self.ends.joins(self.tokens, self.lows, end, listed or len(found) > 1):
                break
            begin = end + 1 + 2 * besides  # ", а также совместные группы"
            if self.is_ready(begin):
                break  # "домовилися про обмін і готові обговорювати перемир'я"
            if not listed and any(low in _AROUND for low in self.lows[found[-1].first : end]):
                # "режим тиші навколо ринків і шкіл": one phrase
                end = self.ends.end(self.tokens, self.lows, begin, stop)
                found[-1] = replace(found[-1], last=end)
                break
            if self.lows[begin] in self.ends.leading:
                begin += 1
            if not self.ends.may_begin(self.tokens, self.lows, begin):
                break
            end = self.ends.end(self.tokens, self.lows, begin, stop)
            if end <= begin or any(verbal(low) for low in self.lows[end : end + 1]):
                break
            found.append(Governed(begin, end, status, at))
        found = [replace(one, last=self._before_hours(one.first, one.last)) for one in found]
        found = [one for one in found if not all(at in self.timed for at in range(one.first, one.last))]
        return [
            one for one in found if one.last > one.first and not self.ends.means_else(self.lows, one.first, one.last)
        ]

    def _before_hours(self, first: int, last: int) -> int:
        """The end of a phrase without the hour it is cut off in: "приостановить огонь с 9:00"."""
        cut = last < len(self.lows) and self.lows[last] == _COLON and last - 1 in self.timed
        while cut and last - 1 > first and (last - 1 in self.timed or self.lows[last - 1] in _LEADS_TIME):
            last -= 1
        return last

    def is_ready(self, at: int) -> bool:
        return self.lows[at].startswith(self.words.ready) and not infinitive(self.lows[at])

    def _past_place(self, first: int, end: int, stop: int) -> int:
        """ "вывода войск из области и закрепления статуса": to the "and" before a noun of the same form."""
        if end >= stop or (self.lows[end] not in self.ends.leading and self.lows[end] not in _OF_PLACES):
            return end
        tail = range(end + 1, min(end + _LONGEST_TAIL, stop - 1))
        joint = next((at for at in tail if self.lows[at] in _AND or self.lows[at] in MARKS), None)
        if joint is None or self.lows[joint] not in _AND:
            return end
        alike = _FORMS.get(self.lows[first][-1]) == _FORMS.get(self.lows[joint + 1][-1], "")
        return joint if alike and self.ends.may_begin(self.tokens, self.lows, joint + 1) else end

    def past_tail(self, end: int, stop: int) -> int:
        """Past "из города" to the comma or the "and" of a list of acts; the token itself where none follows soon."""
        tail = range(end, min(end + _LONGEST_TAIL, stop))
        joint = next((at for at in tail if self.lows[at] in _AND or self.lows[at] in MARKS), None)
        acts = joint is not None and joint + 1 < stop and infinitive(self.lows[joint + 1])
        return joint if joint is not None and acts and self.lows[joint] not in FINAL else end


def lows_open(low: str) -> bool:
    """Whether the word is of the same clause."""
    return low not in STOPS and low != ","
