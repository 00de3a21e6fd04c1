"""Bare numbers of a whole that was counted before: "із них 12 — діти", "5 зруйновано", "тижнем раніше їх було 40"."""

from __future__ import annotations

from truceline.extract.slavic.amounts import Amount
from truceline.extract.slavic.countedphrases import looks_like_verb, number_end
from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.shares import THEM, Counted, Share, Shares
from truceline.extract.slavic.signs import DASHES
from truceline.model.mentions import QuantityMention

_DISTRICTS = ("напрям", "направлен", "район", "област", "громад", "общин")
_REST = frozenset(("решта", "решту", "решті", "рештою", "решти", "остальные", "остальных", "остальным", "остальными",
    "оставшиеся", "оставшихся", "інші", "інших", "прочие", "прочих"))  # fmt: skip
_EARLIER = frozenset(("раніше", "ранее", "раньше", "тому", "назад", "напередодні", "накануне"))
#: between two numbers that are compared
AGAINST = frozenset(("проти", "против"))
_ONLY = frozenset(("лише", "тільки", "лишь", "только"))
#: how many tokens behind its whole a part may stand in a list
_LISTED = 5
#: one of something, in thousandths
_ONE = 1000
#: how many quantities back a remainder may reach
_NEAR = 4
#: quantities of one sentence among which the whole of a comparison is looked for
_FARTHEST = 40
_LISTS = frozenset(
    (",", ":", ";", "(", "—", "–", "та", "і", "й", "и", "а", "ще", "еще", "лише", "только", "проти", "против")
)
_WAS = frozenset(("було", "было", "їх", "их", "стало", "лишилося", "осталось", "ще", "еще", "проти", "против", "лише",
    "только"))  # fmt: skip
#: what closes a clause behind a bare number
ENDS = frozenset((".", ",", ";", ")", "!", "?", "", "та", "і", "й", "и", "а", "проти", "против"))
_AGAINST = frozenset(("проти", "против", "було", "было", "їх", "их"))
#: how far a sentence may stand behind the whole that its "ще", "ещё" goes on with
_NEXT = 150
#: between a bare number and its verb: "250 не розірвалися"
_NOT = frozenset(("все", "не", "вже", "уже", "досі", "ще", "еще", "так"))
#: before a bare number that is among those counted: "є вже у двохсот", "37 шкіл із 62", "для трьохсот"
_AMONG = frozenset(("у", "для", "із", "з", "зі", "из", "обіцяних", "обещанных", "запланованих", "запланированных",
    "заявлених", "заявленных", "наших", "своїх", "своих", "їхніх", "потрібних", "необхідних",
    "необходимых"))  # fmt: skip
#: behind the dash of a bare number: "23 — над областю"
_OVER = frozenset(("без", "над", "в", "у", "на", "по", "во", "із", "из"))


_NEAR_TO = frozenset(("під", "под", "біля", "возле", "поблизу"))
_SIDES = ("сход", "півд", "півн", "заход", "центр", "восток", "юг", "север", "запад")


class Subtotals(Shares):
    """The bare numbers of one sentence."""

    def _subtotal(self, at: int, before: list[QuantityMention]) -> Share | None:
        """ "65 БПЛА: 23 — над областю", "із них 12 — діти", "було 40": a bare number of what was counted before."""
        if not before or self._times.inside(self._tokens[at].start) or self._glued(at):
            return None
        amount = self._amount(at)
        if amount is None or amount.number.vague:
            return None
        rest = self._low(amount.first - 1) in _REST
        of_them = self._of_them(amount)
        if not of_them and self._names_a_thing(at, amount) and not self._only_one(amount):
            return None
        counts = [one for one in before[-_NEAR:] if one.unit not in (None, "percent")] if rest or of_them else []
        whole = counts[-1] if counts else before[-1]
        if of_them and amount.number.words and amount.number.exact == _ONE and not self._part_of_told(amount, whole):
            return None
        same_sentence = whole.start >= self._tokens[0].start
        told_then = self._behind_time(amount.first)  # "118 порушень, зокрема 36 вибухів; днем раніше — 204"
        if same_sentence and (
            self._low(amount.first - 1) in _AGAINST or told_then
        ):  # compared with the whole, not with a part of it
            here = (one for one in before[-_FARTHEST:] if one.start >= self._tokens[0].start and one.unit != "percent")
            whole = next(here, whole)
        if rest and counts:
            return Share(
                amount.first - 1, Counted(whole.unit, whole.of, number_end(self._tokens, amount.number)), amount.room
            )
        inside = of_them or (
            self._low(amount.first - 1) in ("ще", "еще") and self._tokens[at].start - whole.end < _NEXT
        )
        compared = same_sentence and self._low(amount.first - 1) in _AGAINST
        if whole.unit == "percent" or (
            whole.unit is None and not (inside or compared or self._part_told(amount, whole))
        ):
            return None
        if not (inside or same_sentence):
            return None
        stop = number_end(self._tokens, amount.number)
        if not inside and not self._bare(amount, joined=whole.end >= self._tokens[max(0, amount.first - 3)].start):
            return None
        if inside and self._unit_near(amount.last) not in (None, whole.unit):
            return None
        if inside and (phrase := self._phrase(amount.last)) and self._unit(phrase, at) is not None:
            return None
        return Share(amount.first, Counted(whole.unit, whole.of, stop), amount.room)

    def _part_told(self, amount: Amount, whole: QuantityMention) -> bool:
        """ "тридцять вісім колон, п'ять завернули": a part of what has no unit, told by its own verb."""
        if whole.of is None or whole.start < self._tokens[0].start:
            return False
        before = self._low(amount.first - 1)
        near = self._tokens[max(0, amount.first - _LISTED)].start <= whole.end
        told = self._verbal(amount.last) or (self._low(amount.last) in _OVER and amount.number.exact is not None)
        listed = before in (",", ":") and near and told
        if not listed and not (looks_like_verb(before) and self._low(amount.last) in ENDS):
            return False
        last = fold(whole.of.split()[-1].lower())
        return last not in self._words.measures and last not in self._words.distances

    def _only_one(self, amount: Amount) -> bool:
        """ "збито лише одну", "чотири бомби, одна не здетонувала": one of what was counted."""
        if amount.number.exact != _ONE or not amount.number.words:
            return False
        before, last = self._low(amount.first - 1), self._low(amount.last)
        if before in _ONLY:
            return last in ENDS
        return before == "," and (self._verbal(amount.last) or (last in _NOT and self._verbal(amount.last + 1)))

    def _part_of_told(self, amount: Amount, whole: QuantityMention) -> bool:
        """ "один із них" counts beside its whole ("двоє поранених, один із них тяжко"); elsewhere it is a pronoun."""
        here = whole.start >= self._tokens[0].start and whole.end <= self._tokens[amount.first].start
        return here and self._low(amount.first - 1) in _LISTS

    def _of_them(self, amount: Amount) -> bool:
        """ "з них", "серед яких", "в том числе" right before a number, or "із них" right behind it."""
        first = amount.first
        if self._low(amount.last) in self._numbers.of and self._low(amount.last + 1) in THEM:
            return True
        back = first - 1 - (self._low(first - 1) in ("ще", "еще", "лише", "только", ":", "—", "–"))
        if self._low(back) in THEM and self._low(back - 1) in self._numbers.of:
            return True
        return self._low(back) in ("числі", "числе") and self._low(back - 1) in ("тому", "том")

    def _bare(self, amount: Amount, joined: bool) -> bool:
        """Whether a number stands without a noun: before a dash, a verb or the end, behind what lists or compares."""
        last, before = self._low(amount.last), self._low(amount.first - 1)
        dashed = last in DASHES and amount.last + 1 < len(self._tokens)
        if dashed and self._low(amount.last + 1) in _OVER:
            return True
        if before in DASHES and self._low(amount.first - 2).endswith(("ому", "ему")):
            return False  # "наймолодшому — 26": an age
        timed = amount.last < len(self._tokens) and self._times.inside(self._tokens[amount.last].start)
        on = amount.last + 1 + (self._low(amount.last + 1) in _NOT)
        said = self._verbal(amount.last) or (last in _NOT and (self._verbal(on) or self._low(on) == "без"))
        ends = timed or last in ENDS or dashed or said or last in _OVER
        if ends and self._only_one(amount):
            return True
        if ends and (self._in_brackets(amount) or self._behind_time(amount.first)):
            return True
        listed = (before in _LISTS and (joined or dashed or said)) or (said and self._behind_noun(amount))
        if ends and (self._by_place(amount.first) or self._spread(amount)):
            return True
        counted = (last in ENDS and looks_like_verb(before)) or ((last in ENDS or said) and before in _AMONG)
        return ends and (listed or counted or before in _WAS)

    def _spread(self, amount: Amount) -> bool:
        """ "42 дрони: 19 над Орлом, 15 над Курськом та вісім над Брянськом": behind a colon, place by place."""
        if self._low(amount.first - 1) not in _LISTS or self._low(amount.last) not in _OVER | _NEAR_TO:
            return False
        behind = self._tokens[amount.last + 1 : amount.last + 3]
        where = any(token.capital or token.low.startswith(_SIDES) for token in behind)
        return where and ":" in self._lows[: amount.first]

    def _behind_noun(self, amount: Amount) -> bool:
        """ "із семисот сімей сімдесяти трьом дали житло": right behind what it is a part of."""
        return amount.number.words and self._low(amount.first - 1) in self._words.units

    def _in_brackets(self, amount: Amount) -> bool:
        """ "(96 напередодні)": a time and a number alone in brackets."""
        timed = amount.last < len(self._tokens) and self._times.inside(self._tokens[amount.last].start)
        return timed and self._low(amount.first - 1) == "("

    def _behind_time(self, first: int) -> bool:
        """ "(напередодні — 96)", "тижнем раніше — лише 43": a dash between a time and the number."""
        first -= self._low(first - 1) in _ONLY
        if first < 2 or self._low(first - 1) not in DASHES:
            return False
        return self._times.inside(self._tokens[first - 2].start) or self._low(first - 2) in _EARLIER

    def _by_place(self, first: int) -> bool:
        """ "на Лиманському напрямку 9, на Покровському 21": figures told place by place."""
        if self._low(first - 1).startswith(_DISTRICTS):
            return True
        return (
            first > 1
            and self._tokens[first - 1].capital
            and self._low(first - 2) in ("на", "у", "в", "по", "під", "под")
        )

    def _verbal(self, at: int) -> bool:
        """Whether a verb stands here."""
        low = self._low(at)
        return (
            low in self._words.person_verbs
            or low in self._words.ruin_verbs
            or low in self._words.verbs
            or (low not in self._words.units and looks_like_verb(low))
        )
