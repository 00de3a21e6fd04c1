"""The object of a verb of saying: "повідомив про загибель", "відкинув план", "пригрозив ударами"."""

from __future__ import annotations

from truceline.extract.saying import Saying
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.phraseends import infinitive
from truceline.extract.slavic.places import SPEAKING
from truceline.extract.slavic.refusals import judged
from truceline.extract.slavic.signs import DASHES, IN
from truceline.extract.slavic.wordclasses import PAST, PRESENT, SAYS, SUBJECT
from truceline.extract.story import MASK, Story, Token
from truceline.extract.timespans import TimeSpans

TRIM = " \t\n\r,;:.—–-!\u00a0\u202f"
OBJECT = frozenset(("denies", "confirms", "announces", "warns", "demands", "rejects", "agrees"))
WHERE = frozenset(("де", "где", "куди", "куда", "коли", "когда"))
CONTRAST = frozenset(("а", "але", "но", "однак", "проте", "однако", "тоді", "тогда"))
_OPENING = frozenset('«"“„')
_TO = frozenset(("до", "к", "ко", "на", "від", "от", "з", "с", "із", "проти", "против"))
_THOSE = frozenset(("те", "ті", "та", "той", "тот", "вони", "они", "він", "он", "вона", "она"))
_EACH_OTHER = frozenset(
    (("одна", "одну"), ("одне", "одного"), ("один", "одного"), ("друг", "друга"), ("одні", "одних"))
)
#: letters of a lone object between the speaker and the verb: "удар заперечує", "обвинение отверг"
_SHORTEST = 4
#: behind "про" these tell nothing of what was said
_NOTHING = frozenset(("це", "те", "этом", "том", "тому", "то", "", "."))
#: a thing and what it is called are two words at least
_NAMED_BEFORE = 2
#: what a patient refuses, and no party to talks
_CARE = ("госпітал", "госпитал", "шпиталіз", "лікуван", "лечени")


class Objects:
    """Finds what stands as the object of an act of saying in one sentence."""

    def __init__(self, story: Story, times: TimeSpans, words: Lexicon) -> None:
        self._story = story
        self._times = times
        self._words = words
        self._borders: frozenset[int] = frozenset()  # tokens where other sayings of the sentence begin
        self.begin = 0  # the sentence's first token that is no label

    def _between(self, tokens: list[Token], saying: Saying) -> tuple[int, int] | None:
        """ "Київ свою причетність заперечує": the object stands between the subject and the verb."""
        speaker = saying.speaker
        if speaker is None or speaker.carried or speaker.end > saying.cue_start:
            return None
        begin = next((at for at in range(saying.at) if tokens[at].start >= speaker.end), saying.at)
        while begin < saying.at and (tokens[begin].low in self._words.adverbs or self._times.covers(tokens[begin])):
            begin += 1
        comma = next((at for at in range(saying.at - 1, begin - 1, -1) if tokens[at].text == ","), None)
        if comma is not None and comma + 1 < saying.at:
            begin = comma + 1
        between = tokens[begin : saying.at]
        while between and (between[-1].low in self._words.negations or between[-1].low in self._words.adverbs):
            between.pop()
        while between and not between[0].text[0].isalnum():
            between = between[1:]
        if (
            not between
            or (len(between) < 2 and (not between[0].text[0].isalpha() or len(between[0].low) < _SHORTEST))
            or between[0].low in self._words.prepositions
            or any(token.text in ",—–" for token in between)
        ):
            return None
        return between[0].start, between[-1].end

    def _naming(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """ "назвала план «небезпечним»": the thing and what it is called; without marks it is a plain verb."""
        content = self._stretch(tokens, saying.after, limit)
        if content is None:
            return None
        last = self._story.narrator.rfind(MASK, content[0], content[1] + 2)
        if last < 0:
            told = judged(tokens, saying.after, limit)
            if told is None:
                return None
            if told.last - saying.after < _NAMED_BEFORE:  # "ці цифри називають вигадкою"
                return self._between(tokens, saying)
            return self._stretch(tokens, saying.after, told.last)
        return content[0], min(last + 2, content[1])

    def _masked_between(self, tokens: list[Token], at: int) -> bool:
        return MASK in self._story.narrator[tokens[at - 1].end : tokens[at].start]

    def _object(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """ "повідомив про загибель …", "відкинув план", "закликав до перемир'я", "пригрозив ударами"."""
        at = saying.after
        words = self._words
        while at < limit and (tokens[at].low in words.adverbs or self._times.covers(tokens[at])):
            at += 1
        takes_object = saying.kind.complement in ("thing", "accusation") or saying.kind.stance in OBJECT
        reach = at + 1 if takes_object else at + 8
        about = next((here for here in range(at, min(limit, reach)) if self._about(tokens, here)), None)
        if about is not None and not any(token.text in ",;:" for token in tokens[at:about]):
            return self._stretch(tokens, about + 1, self._clause_end(tokens, about + 1, limit))
        if takes_object:
            if saying.inverted or at >= limit or not tokens[at].text[0].isalnum():
                return None
            of_this = at + 1 < limit and tokens[at].low in IN and tokens[at + 1].low in ("этом", "цьому")
            if tokens[at].low in words.prepositions and tokens[at].low not in _TO and not of_this:
                return None
            if saying.kind.stance == "rejects" and any(token.low.startswith(_CARE) for token in tokens[at : at + 2]):
                return None  # "водій відмовився від госпіталізації"
            if tokens[at].low in ("від", "от", "у") and saying.kind.stance == "demands":
                at = self._past_whom(tokens, at + 1, limit)
            elif tokens[at].low in _TO:
                at += 1
            elif tokens[at].low in words.joining:
                return None
            if at + 2 < limit and (tokens[at].low, tokens[at + 1].low) in _EACH_OTHER:  # "одна одну в порушенні"
                at += 2 + (tokens[at + 2].low in IN)
            if at + 1 < limit and tokens[at].low in IN and tokens[at + 1].low in ("этом", "цьому"):
                at += 2  # "обвинила в этом отряд"
            if at >= limit:
                return None
            end = self._clause_end(tokens, at, limit)
            while end > at and (tokens[end - 1].low in WHERE or tokens[end - 1].text == ","):
                end -= 1
            return self._stretch(tokens, at, end)
        return None

    def _past_whom(self, tokens: list[Token], at: int, limit: int) -> int:
        """ "вимагає від Червоного Хреста відповіді": what is demanded stands behind of whom."""
        asked = next((here for here in range(at, min(limit, at + 5)) if infinitive(tokens[here].low)), None)
        if asked is not None:
            return asked
        at += 1
        while at < limit and tokens[at].capital:
            at += 1
        return at

    def _about(self, tokens: list[Token], at: int) -> bool:
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        return tokens[at].low in self._words.about and following not in _NOTHING

    def _clause_end(self, tokens: list[Token], at: int, limit: int) -> int:
        """Where the object ends: at a gerund, at ", а" or ", але"; a relative clause goes on with it."""
        for here in range(at, limit):
            if tokens[here].text in DASHES:
                return here
            if tokens[here].text == "," and here + 1 < limit:
                low = tokens[here + 1].low
                if here + 1 in self._borders:
                    return here
                own_verb = here + 2 < limit and tokens[here + 2].kinds & (PRESENT | PAST | SAYS)
                if tokens[here + 1].low in SPEAKING:  # "вітали угоду, Анкара від коментарів утрималася"
                    own_verb = own_verb or self._verb_ahead(tokens, here + 2, limit)
                own_verb = own_verb and (tokens[here + 1].kinds & SUBJECT or tokens[here + 1].low in SPEAKING)
                if own_verb:
                    return here  # "відхилила вимогу, уряд відмовляється": a clause of somebody else
                if (
                    low in CONTRAST
                    or low in _THOSE
                    or low.endswith(("чи", "вши", "ючись", "ясь", "вшись"))
                    or low in ("коли", "когда")
                ):
                    return here
                form = self._words.cues.get(low)
                if form is not None:
                    return here
        return limit

    def _verb_ahead(self, tokens: list[Token], at: int, limit: int) -> int:
        """Whether a verb stands before the next mark."""
        for near in range(at, min(limit, at + 5)):
            if not tokens[near].text[0].isalnum():
                return 0
            if tokens[near].kinds & (PAST | SAYS):
                return 1
        return 0

    def _stretch(self, tokens: list[Token], at: int, limit: int, marks: bool = False) -> tuple[int, int] | None:
        """From a token (or the marks before it) to the limit, without the marks that end a sentence."""
        if at > limit or at == 0:
            return None
        begin = tokens[at - 1].end
        if tokens[at - 1].text in _OPENING and self._masked_between(tokens, at):
            begin = tokens[at - 1].start
        stop = tokens[limit].start if limit < len(tokens) else self._story.end_of_sentence(tokens[-1].end)
        return self._trimmed(begin, stop)

    def _trimmed(self, begin: int, stop: int) -> tuple[int, int] | None:
        narrator = self._story.narrator
        while begin < stop and (narrator[begin].isspace() or narrator[begin] in ",:—–-"):
            begin += 1
        while stop > begin and (narrator[stop - 1].isspace() or narrator[stop - 1] in TRIM):
            stop -= 1
        return (begin, stop) if stop - begin > 1 else None
