"""A story as the rules for Ukrainian and Russian see it: its words folded, and where its capitals stand."""

from __future__ import annotations

from truceline.extract.slavic.forms import fold_all
from truceline.extract.slavic.language import Language
from truceline.extract.story import Sentence, Story


class Text:
    """A story in one of the languages, with what many rules ask of its sentences, each found once."""

    def __init__(self, story: Story, language: Language) -> None:
        self.story = story
        self.language = language
        self._lows: list[list[str] | None] = [None] * len(story.sentences)
        self._capitals: list[list[int] | None] = [None] * len(story.sentences)

    def lows(self, sentence: Sentence) -> list[str]:
        """The words and marks of the sentence, spoken ones too, in small letters as the tables have them."""
        known = self._lows[sentence.number]
        if known is None:
            known = fold_all([token.low for token in self.story.spoken_tokens(sentence)])
            self._lows[sentence.number] = known
        return known

    def capitals(self, sentence: Sentence) -> list[int]:
        """Which of the sentence's tokens begin with a capital letter."""
        known = self._capitals[sentence.number]
        if known is None:
            tokens = self.story.spoken_tokens(sentence)
            known = [at for at, token in enumerate(tokens) if token.capital and token.text[0].isupper()]
            self._capitals[sentence.number] = known
        return known
