"""The shape of a sentence around a verb of saying: stretches, closing marks, what opens speech."""

from __future__ import annotations

from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.slavic.cues import Form
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.signs import AS, CLOSING, DASHES, MARKS, QUESTIONS, SOURCE
from truceline.extract.story import MASK, Sentence, Story, Token

#: what is declared may be told by a noun alone: "объявило о взятии", "оголосили про перемир'я"
_DECLARES = ("объяв", "оголос", "оголош", "долож", "доповів", "доповіл")
#: endings of finite verbs of both languages, with the gender and number that they show
_FINITE = (
    ("вся", "m"), ("лся", "m"), ("лась", "f"), ("лася", "f"), ("лись", "p"), ("лися", "p"), ("ла", "f"), ("ли", "p"),
    ("ав", "m"),
    ("їв", "m"),
    ("яв", "m"),
    ("ється", "s"), ("ив", "m"), ("ув", "m"), ("ал", "m"), ("ил", "m"), ("ел", "m"), ("ул", "m"), ("ається", "s"),
    ("ується", "s"), ("ається", "s"), ("ется", "s"), ("ится", "s"), ("є", "s"), ("ить", "s"), ("ет", "s"), ("ит", "s"),
    ("ють", "p"), ("ять", "p"), ("ют", "p"), ("ят", "p"),
)  # fmt: skip


#: tokens of a dateline at most, with its dash
_DATELINE = 6


def in_hour(tokens: list[Token], at: int) -> bool:
    """Whether a mark stands between the hour and the minutes: "о 3:12"."""
    beside = tokens[at - 1 : at + 2 : 2]
    return tokens[at].text in ":." and len(beside) == 2 and all(token.text.isdigit() for token in beside)


def act(
    sentence: Sentence,
    tokens: list[Token],
    at: int,
    kind: Cue,
    first: int,
    after: int,
    speaker: Speaker | None,
    *,
    inverted: bool = False,
    participle: bool = False,
    pronoun: bool = False,
    method: str = "verb",
) -> Saying:
    return Saying(
        sentence, tokens[at].low, kind, tokens[at].start, tokens[at].end, first, at, after, speaker, None,
        inverted, participle, method, pronoun,
    )  # fmt: skip


class Shape:
    """Asks the narrator's text of one document."""

    def __init__(self, story: Story, words: Lexicon) -> None:
        self._story = story
        self._words = words

    def segment(self, tokens: list[Token], at: int, floor: int) -> int:
        """Where the stretch between marks begins in which the verb stands."""
        while at > floor and (tokens[at - 1].text not in ",.;:—–()!?…" or in_hour(tokens, at - 1)):
            if MASK in self._story.narrator[tokens[at - 1].end : tokens[at].start]:
                return at
            at -= 1
        return at

    def closes(self, tokens: list[Token], at: int) -> bool:
        """Whether quotation marks close right before the token."""
        back = at - 1
        while back > 0 and (tokens[back].text in CLOSING or tokens[back].text in ".,!?…"):
            if MASK in self._story.narrator[tokens[back - 1].end : tokens[back].start]:
                return True
            back -= 1
        begin = tokens[at - 1].end if at else max(0, tokens[at].start - 6)
        return MASK in self._story.narrator[begin : tokens[at].start]

    def parted(self, tokens: list[Token], first: int) -> bool:
        """Whether a comma, a dash or closing marks part the saying from what stands before it."""
        if self.dated(tokens, first):
            return False
        return first > 0 and (tokens[first - 1].text in MARKS or self.closes(tokens, first))

    def dated(self, tokens: list[Token], first: int) -> bool:
        """Whether nothing but "КИЇВ —" stands before a token: the place that a report was sent from."""
        if not 1 < first <= _DATELINE or tokens[first - 1].text not in DASHES:
            return False
        return all(token.text.isupper() or not token.text.isalpha() for token in tokens[: first - 1])

    def head(self, tokens: list[Token], first: int, floor: int) -> int:
        """The first token of the saying: adverbs, "як" and times before it belong to it."""
        words = self._words
        while first > floor and tokens[first - 1].text[0].isalnum() and not self.closes(tokens, first):
            low = tokens[first - 1].low
            if not (low in words.adverbs or low in AS or low in words.joining or low in words.prepositions):
                begin = self.segment(tokens, first, floor)
                lead = tokens[begin].low
                parted = begin <= floor or tokens[begin - 1].text in MARKS or self.closes(tokens, begin)
                return begin if parted and (lead not in words.that or lead in AS) and first - begin <= 8 else first
            first -= 1
        return first

    def opens_speech(self, tokens: list[Token], at: int) -> bool:
        """Whether a clause, a colon or quotation marks go with the verb: else it may not be one of saying."""
        behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if behind in self._words.about and tokens[at].low.startswith(_DECLARES):
            return True
        while at > 1 and tokens[at - 1].low in self._words.adverbs:
            at -= 1
        if self.closes(tokens, at) or (at and tokens[at - 1].text in "—–") or (at and tokens[at - 1].low in AS):
            return True
        if at > 1 and tokens[at - 1].text == ",":
            return True
        for here in range(at + 1, min(len(tokens), at + 16)):
            if MASK in self._story.narrator[tokens[here - 1].end : tokens[here].start] or tokens[here].text == ":":
                return True
            if tokens[here].text == "," and here + 1 < len(tokens) and tokens[here + 1].low in self._words.opening_that:
                return True
            if tokens[here].text in ".;—–":
                return False
        return MASK in self._story.narrator[tokens[-1].end : tokens[-1].end + 6]

    def gerund_speaks(self, tokens: list[Token], at: int) -> bool:
        """ "додавши, що …", "зазначивши про …"; "коментуючи обстріл," only leads up to the verb."""
        if any(token.low.startswith(QUESTIONS) for token in tokens[at + 1 : at + 4]):
            return False  # "відповідаючи на запитання, чи згодна Москва, Ткач відказав"
        for here in range(at + 1, min(len(tokens), at + 12)):
            if MASK in self._story.narrator[tokens[here - 1].end : tokens[here].start] or tokens[here].text == ":":
                return True
            if tokens[here].text == ",":
                return here + 1 < len(tokens) and tokens[here + 1].low in self._words.that
            if here == at + 1 and tokens[here].low in self._words.about:
                return True
        return self._words.cues[tokens[at].low].cue.complement in ("thing", "accusation") or (
            MASK in self._story.narrator[tokens[-1].end : tokens[-1].end + 6]
        )

    def inserted(self, tokens: list[Token], at: int) -> Form | None:
        """ "до п'ятниці, сподіваються в мерії, дітей вивезуть": a verb of hope or reckoning put in between marks."""
        low = tokens[at].low
        if low not in self._words.inserted or at < 2 or tokens[at - 1].text not in ",—–" or at + 1 >= len(tokens):
            return None
        behind = tokens[at + 1].low
        if behind in self._words.that or behind in ("на", ",") or behind.endswith(("ти", "ть", "ться", "тися")):
            return None
        plural = (
            ("ться", "тся") if low.endswith(("ються", "яться", "ются", "ятся")) else ("ли", "ють", "ют", "ять", "ят")
        )
        agreement = "p" if low.endswith(plural) else "f" if low.endswith(("ла", "лася", "лась")) else "s"
        return Form(SOURCE, agreement)

    def unlisted(self, tokens: list[Token], at: int) -> Form | None:
        """`«…», — обурився чоловік`: a verb of no table that stands where only a verb of saying can stand."""
        low = tokens[at].low
        if at < 1 or tokens[at - 1].text not in "—–-" or len(low) < 5 or not self.closes(tokens, at - 1):
            return None
        words = self._words
        if not low.isalpha() or tokens[at].capital or low in words.adverbs or low in words.roles or low in words.heads:
            return None
        return next((Form(SOURCE, agreement) for ending, agreement in _FINITE if low.endswith(ending)), None)
