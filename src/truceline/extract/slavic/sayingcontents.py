"""What each saying of a sentence says: its content, and what a colon, "це" or a doubting word makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from truceline.extract.saying import Cue, Saying
from truceline.extract.slavic.contents import Contents
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.refusals import DENIES, Judged, calls_false, judged
from truceline.extract.slavic.signs import DOUBTS
from truceline.extract.story import Sentence, Story, Token

#: what is denied, confirmed or judged by "це" stands in the sentence before
_ANAPHORIC = frozenset(("denies", "confirms", "rejects"))
_THIS = frozenset(("це", "это", "те", "то"))
_SHORT_WORD = 6
#: what turns something down, often with the reason behind a colon
_OBJECTING = frozenset(("denies", "rejects"))
_SAYS = Cue("asserts", "clause")
_HARD = frozenset((":", ".", ";", "!", "?", "—", "–"))


class Completion:
    """Gives the sayings of a sentence their contents; `told` are those of the sentences before."""

    def __init__(
        self, story: Story, words: Lexicon, contents: Contents, told: Mapping[int, tuple[Saying, ...]]
    ) -> None:
        self._story = story
        self._words = words
        self._contents = contents
        self._told = told

    def of(self, sentence: Sentence, tokens: list[Token], found: list[Saying], doubting: bool) -> tuple[Saying, ...]:
        """The sayings with what they say; `doubting`: the reporter keeps off a claim somewhere in the sentence."""
        finished: list[Saying] = []
        for number, saying in enumerate(found):
            if saying.content is None:
                saying = saying.with_content(self._contents.of(sentence, tokens, found, number))
            if number == 0 and self._tells_of_the_paper(tokens, saying):
                saying = saying.with_content(None)
            colon = self._colon(tokens, saying)
            if colon is not None:
                saying = self._before_colon(tokens, saying, colon)
            if saying.content is None and number == 0:
                saying = self._about_this(sentence, tokens, saying)
            if saying.kind.stance in _ANAPHORIC and (number == 0 or saying.content is None):
                saying = self._of_this(tokens, saying, finished)
            if saying.kind.complement == "naming" and saying.content is not None:
                saying = self._judged(tokens, saying)
            finished.append(self._doubted(saying, doubting))
            reason = None if colon is None else self._instead(tokens, saying, colon, found)
            if reason is not None:
                finished.append(reason)
        return tuple(finished)

    def _colon(self, tokens: list[Token], saying: Saying) -> int | None:
        """ "цю інформацію спростовує: …": behind the colon stands what the speaker says instead."""
        if saying.kind.stance not in _OBJECTING or saying.method != "verb":
            return None
        at = next((at for at in range(saying.after, len(tokens) - 2) if tokens[at].text in _HARD), None)
        return None if at is None or tokens[at].text != ":" else at

    def _instead(self, tokens: list[Token], saying: Saying, colon: int, found: list[Saying]) -> Saying | None:
        if any(other.first > colon for other in found):
            return None  # "спростував це: за його даними, …" is told by the source
        content = self._contents.behind(tokens, colon)
        return None if content is None else replace(saying, kind=_SAYS, content=content, method="reason")

    def _before_colon(self, tokens: list[Token], saying: Saying, colon: int) -> Saying:
        begin, end = saying.content or (0, 0)
        if end <= tokens[colon].start:
            return saying
        return saying.with_content(None if begin > tokens[colon].start else (begin, tokens[colon - 1].end))

    def _judged(self, tokens: list[Token], saying: Saying) -> Saying:
        """ "назвав ці заяви вигадкою": whoever calls a claim false denies it."""
        told = judged(tokens, saying.after, len(tokens)) or self._judged_in_marks(saying)
        return saying if told is None else replace(saying, kind=told.kind)

    def _judged_in_marks(self, saying: Saying) -> Judged | None:
        """ "назвав звинувачення «абсурдом»": the word in marks is the speaker's own."""
        begin, end = saying.content or (0, 0)
        inside = (piece for piece in self._story.outer.between(begin, end + 1) if piece.start >= begin)
        words = (word for piece in inside for word in self._story.text[piece.start : piece.end].lower().split())
        return Judged(saying.after, DENIES) if any(calls_false(word) for word in words) else None

    def _of_this(self, tokens: list[Token], saying: Saying, before: list[Saying]) -> Saying:
        """ "Урядові війська це спростували": what the sentence before says is denied."""
        near = {token.low for token in tokens[max(0, saying.at - 2) : saying.at + 2]}
        short = saying.content is None or saying.content[1] - saying.content[0] < _SHORT_WORD
        number = saying.sentence.number
        if before and saying.content is None and saying.kind.stance == "rejects":
            # "Бейрут вимагає відвести війська, Ізраїль це відкидає"
            this = any(one.low in _THIS for one in tokens[max(0, saying.at - 2) : saying.at])
            return replace(saying, content=before[-1].content, method="this") if this else saying
        if before or not short or near.isdisjoint(_THIS) or number == 0 or saying.speaker is None:
            return saying
        told = self._story.sentences[number - 1]
        if saying.sentence.paragraph != told.paragraph or told.headline or self._story.is_heading(told):
            return saying
        said = [one.content for one in self._told.get(told.number, ()) if one.content is not None]
        if said and told.start <= said[-1][0] < told.end:  # "X повідомив, що …. Y це підтвердив": what X said
            return replace(saying, content=said[-1], method="about_this")
        return self._all_of(told, saying)

    def _doubted(self, saying: Saying, doubting: bool) -> Saying:
        """ "заявив, що нібито …": a claim that the reporter does not share."""
        if saying.content is None or saying.kind.stance != "asserts":
            return saying
        begin = saying.content[0]
        if begin >= saying.sentence.start and not doubting:
            return saying
        if DOUBTS.isdisjoint(self._story.narrator[begin : begin + 40].lower().split()[:3]):
            return saying
        return replace(saying, kind=saying.kind._replace(stance="claims"))

    def _tells_of_the_paper(self, tokens: list[Token], saying: Saying) -> bool:
        """ "Про це йдеться в комюніке, яке опублікували увечері": behind the comma stands nothing that was said."""
        if (tokens[0].low, tokens[1].low) not in self._words.about_this or saying.after + 1 >= len(tokens):
            return False
        return tokens[saying.after].text == "," and tokens[saying.after + 1].low in self._words.relatives

    def _about_this(self, sentence: Sentence, tokens: list[Token], saying: Saying) -> Saying:
        """ "Про це повідомив X": the sentence before is what was said."""
        first = tuple(token.low for token in tokens[:2])
        if first not in self._words.about_this or sentence.number == 0:
            return saying
        before = self._story.sentences[sentence.number - 1]
        near = sentence.paragraph - before.paragraph <= 1 and not before.headline and not self._story.is_heading(before)
        if not near or before.number in self._told:
            return saying
        return self._all_of(before, saying)

    def _all_of(self, told: Sentence, saying: Saying) -> Saying:
        """What is said is a whole sentence, without the marks at its end."""
        end = told.end
        while end > told.start and (self._story.text[end - 1].isspace() or self._story.text[end - 1] in ".!?…"):
            end -= 1
        return replace(saying, content=(told.start, end), method="about_this")
