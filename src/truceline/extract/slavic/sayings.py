"""Sayings: a verb of saying with its speaker and the span of what was said, sentence by sentence."""

from __future__ import annotations

from msgspec.structs import replace

from truceline.extract.saying import Saying
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.contents import Contents
from truceline.extract.slavic.corrections import taken_back
from truceline.extract.slavic.credits import Credits
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.namedtoo import Elided
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.nouncues import NOUNS
from truceline.extract.slavic.refusals import VERBS
from truceline.extract.slavic.sayingcontents import Completion
from truceline.extract.slavic.sayingverbs import Verbs
from truceline.extract.slavic.shape import Shape
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.speakers import Seeker
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.unspoken import Unspoken
from truceline.extract.slavic.wordclasses import COLON, DASH, DOUBT, SAYS
from truceline.extract.story import MASK, Sentence, Token
from truceline.extract.timespans import TimeSpans

_CREDITS = ("посиланням на", "ссылкой на")
_HE = frozenset(("він", "вона", "он", "она"))
_FACES = frozenset(("грозит", "загрожує", "світить", "светит"))
_SENTENCES = ("лет", "лишени", "тюр", "срок", "строк", "рок", "позбав", "ув'язн", "довічн", "пожизн", "штраф")
_RELAYS = ("кореспондент", "корреспондент", "журналіст", "журналист")
_RELAYED = ("переда", "повідомля", "сообща", "пише")
#: only people do these, whatever the noun: "Вахтер пригадує"
_RECALLS = ("пригад", "згаду", "згадал", "згадав", "розпов", "розказ", "вспомин", "вспомн", "рассказ", "припомин")
_BY_ITSELF = frozenset(("мовляв", "мол", "дескать"))


#: acts of saying in one sentence; more are a list or an attack
_MOST = 12


def _without_credits(found: list[Saying]) -> list[Saying]:
    """Beside a verb of saying "з посиланням на X" and "мовляв" are no sayings; "мовляв" makes the verb's a claim."""
    verbs = [saying for saying in found if saying.method not in ("hearsay", "source")]
    if not verbs:
        return found
    if any(saying.method == "hearsay" for saying in found):
        found = [
            replace(saying, kind=saying.kind._replace(stance="claims")) if saying.method == "verb" else saying
            for saying in found
        ]
    return [saying for saying in found if saying.method != "hearsay" and not saying.cue.endswith(_CREDITS)]


def _relayed(saying: Saying) -> bool:
    """ "…, передає кореспондент": who only passes it on is nobody whom the next sentence means."""
    speaker = saying.speaker
    return speaker is not None and speaker.words.lower().startswith(_RELAYS) and saying.cue.startswith(_RELAYED)


class Sayings:
    """Every saying of a document, sentence by sentence."""

    def __init__(self, text: Text, names: Names, times: TimeSpans) -> None:
        story = text.story
        self._story = story
        self._names = names
        self._words = lexicon(text.language)
        self._carry = Carry(names)
        self._seeker = Seeker(story, names, times, self._words, self._carry)
        self._contents = Contents(story, times, self._words)
        self._shape = Shape(story, self._words)
        self._credits = Credits(story, self._words, self._seeker, self._carry, self._shape)
        self._verbs = Verbs(story, self._words, self._seeker, self._carry, self._shape, self._credits)
        self._unspoken = Unspoken(story, names, self._words, self._seeker, self._carry, self._shape, self._contents)
        self._elided = Elided(story, text.language, self._seeker)
        self.by_sentence: dict[int, tuple[Saying, ...]] = {}
        self._completion = Completion(story, self._words, self._contents, self.by_sentence)
        for line in text.lines:
            found = self._in_sentence(line.sentence, line.kinds)
            if found:
                self.by_sentence[line.sentence.number] = found

    def _in_sentence(self, sentence: Sentence, kinds: int) -> tuple[Saying, ...]:
        tokens = self._story.tokens(sentence)
        if not tokens:
            return self._quotation_alone(sentence)
        marked = kinds & (DASH | COLON) != 0
        labelled = self._unspoken.label(sentence, tokens) if marked else None
        if labelled is not None:
            return labelled
        found: list[Saying] = []
        if kinds & COLON:
            self._note_before_colon(sentence, tokens)
        floor = self._past_label(tokens) if kinds & COLON else 0
        self._contents.begin = floor
        likely = marked or kinds & SAYS
        for at in self._candidates(tokens) if likely else ():
            if at < floor:
                continue
            if len(found) == _MOST:
                break
            token = tokens[at]
            saying = self._at(sentence, tokens, at, token, found, floor)
            if saying is not None:
                if saying.speaker is not None and not _relayed(saying):
                    self._carry.note(sentence.number, saying.speaker, spoke=True)
                found.append(saying)
                if saying.method not in ("source", "hearsay"):
                    floor = saying.after if saying.inverted else at + 1
        found = _without_credits(found)
        if found and found[-1].speaker is None and taken_back([token.low for token in tokens]):
            return ()  # "ошибочно указано, что погибли трое"
        if not found and marked:
            found = self._unspoken.headline(sentence, tokens) or self._unspoken.so(sentence, tokens)
            for saying in found:
                if saying.speaker is not None:
                    self._carry.note(sentence.number, saying.speaker, spoke=True)
        self._note_topic(sentence)
        finished = self._completion.of(sentence, tokens, found, doubting=kinds & DOUBT != 0)
        if kinds & DASH and any(saying.kind.complement == "naming" for saying in finished):
            finished = self._elided.of(sentence, tokens, finished)
        return finished or self._quotation_alone(sentence)

    def _candidates(self, tokens: list[Token]) -> list[int]:
        """Tokens that may open an act of saying: the words of the tables, and whatever follows a dash."""
        found: list[int] = []
        for at in [at for at, token in enumerate(tokens) if token.kinds & (SAYS | DASH)]:
            here = at + (tokens[at].kinds & DASH != 0)
            if here < len(tokens) and here not in found[-1:]:
                found.append(here)
        return found

    def _past_label(self, tokens: list[Token]) -> int:
        """The token after "Деталі:", the heading of a part of the article."""
        colon = next((at for at, token in enumerate(tokens[:4]) if token.text == ":"), None)
        return colon + 1 if colon is not None and tokens[colon - 1].low in self._words.labels else 0

    def _at(
        self, sentence: Sentence, tokens: list[Token], at: int, token: Token, found: list[Saying], floor: int
    ) -> Saying | None:
        form = self._words.cues.get(token.low) or VERBS.get(token.low) or self._shape.unlisted(tokens, at)
        form = form or self._shape.inserted(tokens, at)
        if token.low in _FACES and any(one.low.startswith(_SENTENCES) for one in tokens[at + 1 : at + 8]):
            return None  # "ему грозит до пяти лет лишения свободы": nobody says it
        if form is not None and not (token.capital and at and token.text.isupper()):
            return self._verbs.saying(sentence, tokens, at, form, found, floor)
        if token.low in _BY_ITSELF:
            return self._credits.hearsay(sentence, tokens, at, floor)
        if token.low in NOUNS:
            return self._credits.claim(sentence, tokens, at)
        return self._credits.source(sentence, tokens, at)

    def _note_before_colon(self, sentence: Sentence, tokens: list[Token]) -> None:
        """ "Глава делегации Иван Крот осторожнее: он подчеркнул": the one whom the clause before names."""
        colon = next((at for at in range(2, len(tokens) - 1) if tokens[at].text == ":"), None)
        if colon is None or not self._means_him(tokens, colon + 1):
            return
        before = [one for one in self._names.topics(sentence.number) if one.end <= tokens[colon].start]
        if len(before) == 1:
            self._carry.note(sentence.number, self._seeker.person(before[0], tokens), spoke=True)

    def _means_him(self, tokens: list[Token], at: int) -> bool:
        """ "он", "за її словами", "по её мнению": whoever stands before the colon."""
        low = tokens[at].low
        owner = tokens[at + 1].low if at + 1 < len(tokens) else ""
        return low in _HE or (low in self._words.prepositions and self._words.possessives.get(owner, "i") in "mf")

    def _note_topic(self, sentence: Sentence) -> None:
        """Who was named, the first who can be the subject last: "she" may be meant of them later."""
        topics = self._names.topics(sentence.number)
        for named in topics:
            self._carry.note(sentence.number, self._seeker.person(named, self._story.tokens(sentence)), spoke=False)
        if not topics:
            subject = self._seeker.offices.opening(sentence, self._story.tokens(sentence))
            if subject is not None:
                self._carry.note(sentence.number, subject, spoke=False)

    def _quotation_alone(self, sentence: Sentence) -> tuple[Saying, ...]:
        """A sentence of nothing but quotation: whoever was about to speak before it (a colon), or goes on speaking."""
        if sentence.number == 0 or MASK not in self._story.narrator[sentence.start : sentence.end]:
            return ()
        if any(letter.isalnum() for letter in self._story.narrator[sentence.start : sentence.end]):
            return ()
        before = self._story.sentences[sentence.number - 1]
        said = self.by_sentence.get(before.number)
        if not said or said[-1].speaker is None:
            return ()
        last = said[-1]
        person = last.speaker is not None and (last.speaker.person or last.cue.startswith(_RECALLS))
        near = sentence.paragraph == before.paragraph and person
        opens = self._story.text[before.start : before.end].rstrip().endswith(":")
        quoted = MASK in self._story.narrator[before.start : before.end]
        dialogue = self._story.text[sentence.start] in DASHES  # speakers take turns
        follows = quoted and sentence.paragraph - before.paragraph == 1 and not dialogue
        if not (opens or near or follows):
            return ()
        speaker = last.speaker if opens or last.speaker is None else last.speaker._replace(carried=True)
        return (
            Saying(
                sentence, last.cue, last.kind, before.end, before.end, 0, 0, 0, speaker,
                (sentence.start, sentence.end), method="goes_on",
            ),
        )  # fmt: skip
