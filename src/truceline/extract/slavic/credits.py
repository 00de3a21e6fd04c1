"""Who is credited without being the subject of a verb: "за словами X", "йдеться у звіті X", "цитує його", "мовляв"."""

from __future__ import annotations

from msgspec.structs import replace

from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.shape import Shape, act
from truceline.extract.slavic.signs import IN, SOURCE
from truceline.extract.slavic.speakers import Seeker
from truceline.extract.slavic.subject import Subject
from truceline.extract.slavic.wordclasses import PAST
from truceline.extract.story import Sentence, Story, Token

#: "ніби", "о том, что": what opens the clause of a claim
_CLAIMED = frozenset(("що", "ніби", "нібито", "буцімто", "начебто", "что", "будто", "якобы"))
_FEW = 4
_TOLD_IN = frozenset(("о", "про", "в", "у"))
_OF_THAT = (["те", ","], ["том", ","], ["тому", ","])


class Credits:
    """Reads credits in the sentences of one document."""

    def __init__(self, story: Story, words: Lexicon, seeker: Seeker, carry: Carry, shape: Shape) -> None:
        self._story = story
        self._words = words
        self._seeker = seeker
        self._carry = carry
        self._shape = shape

    def source(self, sentence: Sentence, tokens: list[Token], at: int) -> Saying | None:
        """ "за словами X", "по его словам", "на думку експертів"."""
        words = self._words
        low = tokens[at].low
        if (low not in words.prepositions and low not in ("згідно", "согласно")) or at + 2 > len(tokens) - 1:
            return None
        if tokens[at + 1].low not in words.sourcing:
            return None
        for length in (2, 3):
            phrase = tuple(token.low for token in tokens[at : at + length])
            stance = words.sources.get(phrase)
            if stance is not None:
                subject = self._seeker.source(sentence, tokens, at + length)
                return self._of_source(sentence, tokens, at, length, phrase, stance, subject)
        gender = words.possessives.get(tokens[at + 1].low)
        whose = (low, tokens[at + 2].low) if at + 2 < len(tokens) else ()
        if gender is not None and whose in words.sources:
            subject = Subject(self._whose(sentence, tokens, at, gender), at, at + 3, True)
            return self._of_source(sentence, tokens, at, 3, whose, words.sources[whose], subject)
        return None

    def _whose(self, sentence: Sentence, tokens: list[Token], at: int, gender: str) -> Speaker | None:
        """Who "за його даними" means; nobody for "за моїми"."""
        if gender == "i":
            return None
        # "Міністерство звинувачення відкинуло. За його даними, …"
        known = self._beside(sentence, gender) or self._carry.body_beside(sentence.number)
        known = known or self._carry.pronoun(sentence.number, gender)
        if known is None and gender in ("m", "f") and at > 2:  # "Посол вийшов, бо, за його словами, …"
            before = self._seeker.best(sentence, tokens, 0, at, gender)
            known = None if before is None else before.speaker
        # "У Міноборони це назвали вигадкою: за його даними, …"
        return known or self._carry.body(sentence.number)

    def _beside(self, sentence: Sentence, gender: str) -> Speaker | None:
        """ "Генштаб это отрицает: по его информации, …": the body that spoke in the same sentence."""
        last = self._carry.last(sentence.number, "s")
        if last is None or last.person or not sentence.start <= last.start < sentence.end:
            return None
        heads = [self._words.heads.get(word.lower()) for word in last.words.split()]
        return last if gender in heads else None

    def _of_source(
        self,
        sentence: Sentence,
        tokens: list[Token],
        at: int,
        length: int,
        phrase: tuple[str, ...],
        stance: str,
        subject: Subject | None,
    ) -> Saying | None:
        if subject is None:
            return None
        kind = Cue("claims", "clause") if stance == "claims" else SOURCE
        after = max(subject.last, at + length)
        return Saying(
            sentence, " ".join(phrase), kind, tokens[at].start, tokens[at + length - 1].end, at, at, after,
            subject.speaker, None, True, False, "source", subject.pronoun,
        )  # fmt: skip

    def impersonal(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue) -> Saying | None:
        """ "йдеться в заяві МЗС", "сообщили в", "повідомляється": the body whose paper it is, else nobody."""
        after = at + 1
        speaker: Speaker | None = None
        papers = self._words.statement_nouns
        for here in range(max(0, at - 4), min(len(tokens), at + 6)):
            if tokens[here].low in papers and here and tokens[here - 1].text[0].isalnum():
                subject = self._seeker.source(sentence, tokens, here + 1) if here + 1 < len(tokens) else None
                if here > at:
                    after = here + 1
                    if subject is not None:
                        after = subject.last
                    else:
                        subject = self._publisher(sentence, tokens, after)
                speaker = self._carry.body(sentence.number) if subject is None else subject.speaker
                break
        else:
            paper = self._paper_ahead(tokens, at)
            if paper is not None:  # "У доповіді місії ООН, оприлюдненій у вівторок, ідеться, що"
                subject = self._seeker.source(sentence, tokens, paper + 1)
                speaker = self._carry.body(sentence.number) if subject is None else subject.speaker
            elif tokens[at].low in ("йдеться", "говорится", "мовиться"):
                return None
            else:
                subject = self._seeker.after(sentence, tokens, at + 1, "i")
                if subject is not None:
                    speaker, after = subject.speaker, subject.last
        first = self._shape.head(tokens, at, 0)
        return act(
            sentence, tokens, at, kind, first, after, speaker, inverted=self._shape.parted(tokens, first), pronoun=True,
            method="impersonal",
        )  # fmt: skip

    def _publisher(self, sentence: Sentence, tokens: list[Token], comma: int) -> Subject | None:
        """ "йдеться в комюніке, яке опублікувало МЗС": whoever put the paper out, told behind its comma."""
        if comma + 3 > len(tokens) or tokens[comma].text != "," or tokens[comma + 1].low not in self._words.relatives:
            return None
        verb = next((at for at in range(comma + 2, min(len(tokens), comma + 5)) if tokens[at].kinds & PAST), None)
        return None if verb is None else self._seeker.after(sentence, tokens, verb + 1, "s")

    def _paper_ahead(self, tokens: list[Token], at: int) -> int | None:
        """The paper at the head of the sentence, told further before the verb than a few words."""
        papers = self._words.statement_nouns
        if tokens[0].low not in IN or at < _FEW:
            return None
        return next((here for here in range(1, _FEW) if tokens[here].low in papers), None)

    def claim(self, sentence: Sentence, tokens: list[Token], at: int) -> Saying | None:
        """ "твердження Москви, ніби …", "заверения мэрии в том, что …": the noun, whose it is, and the clause."""
        if at and tokens[at - 1].low in ("по", "за", "на"):
            return None
        subject = self._seeker.source(sentence, tokens, at + 1) if at + 4 < len(tokens) else None
        if subject is None or subject.speaker is None:
            return None
        opens = subject.last
        opens += opens < len(tokens) and tokens[opens].low in _TOLD_IN
        opens += [token.low for token in tokens[opens : opens + 2]] in _OF_THAT
        if opens + 3 > len(tokens) or tokens[opens].text != "," or tokens[opens + 1].low not in _CLAIMED:
            return None
        last = next((end for end in range(opens + 4, len(tokens)) if tokens[end].text in ",.;:—–"), len(tokens))
        said = act(sentence, tokens, at, Cue("claims", "clause"), at, subject.last, subject.speaker, method="noun")
        return replace(said, content=(tokens[opens + 2].start, tokens[last - 1].end))

    def hearsay(self, sentence: Sentence, tokens: list[Token], at: int, floor: int) -> Saying | None:
        """ "…, мовляв, …": what somebody is said to say, at the reporter's distance."""
        subject = self._seeker.before(sentence, tokens, at, "s", 0)
        speaker = subject.speaker if subject is not None else self._carry.last(sentence.number, "s")
        if speaker is None:
            return None
        after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text == "," else at + 1
        if after >= len(tokens):
            return None
        content = tokens[after].start, max(tokens[after].end, tokens[-1].end)
        while content[1] > content[0] and self._story.text[content[1] - 1] in '.,;!?…»"':
            content = content[0], content[1] - 1
        saying = act(sentence, tokens, at, Cue("claims", "clause"), at, after, speaker, method="hearsay")
        return replace(saying, content=content)

    def cited(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue, floor: int) -> Saying | None:
        """ "цитує його Reuters", "цитирует президента CNN": who is cited speaks, not the paper."""
        whose = self._words.possessives.get(tokens[at + 1].low)
        if whose is not None:
            subject: Subject | None = Subject(self._carry.pronoun(sentence.number, whose), at, at + 2, True)
        else:
            subject = self._seeker.source(sentence, tokens, at + 1)
        if subject is None:
            return None
        first = self._shape.head(tokens, at, floor)
        after = max(subject.last, at + 1)
        return act(sentence, tokens, at, kind, first, after, subject.speaker, inverted=True, pronoun=True)
