"""A verb of naming that a dash stands for: "Москва назвала вимогу «неприйнятною», Київ – «мінімальною»"."""

from __future__ import annotations

from msgspec.structs import replace

from truceline.extract.saying import Saying, Speaker
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.speakers import Seeker
from truceline.extract.story import MASK, Sentence, Story, Token

_CONTRAST = frozenset(("а", "але", "но", "і", "й", "та", "и"))
#: tokens of who names it at most
_LONGEST = 6


class Elided:
    """Finds who else names something in a sentence."""

    def __init__(self, story: Story, language: Language, seeker: Seeker) -> None:
        self._story = story
        self._language = language
        self._seeker = seeker

    def of(self, sentence: Sentence, tokens: list[Token], found: tuple[Saying, ...]) -> tuple[Saying, ...]:
        """The sayings with those that have no verb of their own; the one before ends where the next begins."""
        naming = next(saying for saying in found if saying.kind.complement == "naming")
        for dash in range(naming.after + 1, len(tokens)):
            marks = self._marks_behind(tokens, dash, sentence) if tokens[dash].text in DASHES else None
            begin = next((at + 1 for at in range(dash - 1, naming.at, -1) if tokens[at].text in ",;"), None)
            if marks is None or begin is None or dash - begin > _LONGEST:
                continue
            first = begin + (tokens[begin].low in _CONTRAST)
            subject = self._seeker.best(sentence, tokens, first, dash, "s")
            if subject is None or subject.speaker is None:
                continue
            if naming.speaker is not None and subject.speaker.key == naming.speaker.key:  # "…, а прем'єр – «шансом»"
                start, end = tokens[first].start, tokens[subject.last - 1].end
                words = self._story.text[start:end]
                subject = replace(
                    subject, speaker=Speaker(words, body_key(words, self._language), start, end, True, None)
                )
            cut = tokens[begin - 1].start
            found = tuple(_ending(saying, cut) for saying in found)
            own = replace(
                naming, first=first, at=dash, after=dash + 1, speaker=subject.speaker, content=marks, inverted=False
            )
            found = (*found, own)
        return found

    def _marks_behind(self, tokens: list[Token], dash: int, sentence: Sentence) -> tuple[int, int] | None:
        """The quotation right behind a dash."""
        narrator = self._story.narrator
        begin = narrator.find(MASK, tokens[dash].end, tokens[dash].end + 3)
        if begin < 0:
            return None
        end = begin
        while end < sentence.end and narrator[end] == MASK:
            end += 1
        return begin, end


def _ending(saying: Saying, cut: int) -> Saying:
    if saying.content is None or not saying.content[0] < cut < saying.content[1]:
        return saying
    return replace(saying, content=(saying.content[0], cut))
