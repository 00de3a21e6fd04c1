"""A story as the rules for Ukrainian and Russian see it, line by line: words folded, capitals found."""

from __future__ import annotations

import re

import msgspec

from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.signs import AS, DASHES
from truceline.extract.slavic.wordclasses import CAPITAL, FOLDED
from truceline.extract.story import Sentence, Story, Token

_THEN = frozenset(("тоді", "тогда"))
_IT_WAS = re.compile(
    r"(?:Це|Все|Усе|Это|Всё)\s(?:було|сталося|сталось|трапилося|трапилось|відбулося|почалося|было|произошло|случилось"
    r"|началось)\s[^,;:]"
)


class Line(msgspec.Struct, frozen=True, gc=False):
    """A sentence with the words inside its quotation marks, and what many rules ask of them."""

    sentence: Sentence
    tokens: list[Token]
    lows: list[str]  # in small letters, as the tables have them
    capitals: list[int]  # tokens that begin with a capital letter
    kinds: int  # of all its words


class Text:
    """A story in one of the languages, with its lines."""

    def __init__(self, story: Story, language: Language) -> None:
        self.story = story
        self.language = language
        self.lines: tuple[Line, ...] = tuple([_line(story, sentence) for sentence in story.sentences])

    def question_before(self, sentence: Sentence) -> tuple[int, int]:
        """Where the question stands that a sentence answers, both behind a dash; (0, 0) where none does."""
        story = self.story
        before = story.sentences[sentence.number - 1] if sentence.number else None
        if before is None or sentence.paragraph - before.paragraph != 1 or story.text[before.end - 1] != "?":
            return 0, 0
        turns = story.text[story.paragraphs[sentence.paragraph].start] in DASHES
        return (before.start, before.end) if turns and story.text[before.start] in DASHES else (0, 0)

    def then_told(self, line: Line) -> tuple[int, int]:
        """Where the sentence of whose time "тоді" tells stands: before it in its paragraph; (0, 0) where none does.

        So does a sentence behind "Це було у п'ятницю.". "Тоді як" compares, and tells of no time.
        """
        at = next((number for number, low in enumerate(line.lows) if low in _THEN), None)
        if not line.sentence.number or (at is not None and not AS.isdisjoint(line.lows[at + 1 : at + 2])):
            return 0, 0
        before = self.story.sentences[line.sentence.number - 1]
        if at is None and _IT_WAS.match(self.story.text, before.start, before.end) is None:
            return 0, 0
        return (before.start, before.end) if before.paragraph == line.sentence.paragraph else (0, 0)


def _line(story: Story, sentence: Sentence) -> Line:
    tokens = story.spoken_tokens(sentence)
    kinds, capitals = 0, []
    for at, token in enumerate(tokens):
        kinds |= token.kinds
        if token.kinds & CAPITAL:
            capitals.append(at)
    lows = [token.low for token in tokens]
    if kinds & FOLDED:
        lows = [fold(low) for low in lows]
    return Line(sentence, tokens, lows, capitals, kinds)
