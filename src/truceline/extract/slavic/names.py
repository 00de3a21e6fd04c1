"""Persons named in a text, in any case, and the key under which one of them is known.

A full name is told by its given name, by initials, or by the office before it. A surname that stands alone is told by a
full name elsewhere in the text, by an office, by a verb of saying beside it, or because it is in the news every day.
"""

from __future__ import annotations

from truceline.extract.slavic.fullnames import FullNames
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.lonenames import LoneNames
from truceline.extract.slavic.register import Register
from truceline.extract.slavic.surroundings import Surroundings
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.who import Named
from truceline.extract.story import Story
from truceline.model.mentions import PersonMention


class Names:
    """Every person named in a document, in order of place; surnames are known once a full name was read."""

    def __init__(self, text: Text) -> None:
        story, language = text.story, text.language
        self._story = story
        self._words = lexicon(language)
        self._register = Register(language)
        self._titles: dict[tuple[str, ...], Named] | None = None
        around = Surroundings(text)
        full = FullNames(story, around, self._register, language)
        lone = LoneNames(story, around, self._register, language)
        asked = [line for line in text.lines if line.capitals]
        for read in (lone.villages, full.read, lone.beside_words, lone.alone):
            for line in asked:
                read(line)
        found = self._register.found
        self.found: tuple[Named, ...] = tuple(found[start] for start in sorted(found))
        self._persons: dict[int, list[Named]] = {}
        for named in self.found:
            self._persons.setdefault(named.sentence, []).append(named)

    def at(self, offset: int) -> Named | None:
        """The person whose name starts here."""
        return self._register.found.get(offset)

    def topics(self, sentence: int) -> list[Named]:
        """The persons of a sentence, the likeliest to be meant by "she" last: the first who can be its subject."""
        here = self._persons.get(sentence, [])
        return sorted(here, key=lambda named: (named.nominative, -named.start))

    def covers(self, offset: int) -> bool:
        """Whether the word that starts at the offset is part of a person's name."""
        return offset in self._register.taken

    def has_role(self, person: str, group: str) -> bool:
        """Whether the person (by key) is named beside an office of the group somewhere in the text."""
        return group in self._register.roles.get(person, ())

    def has_any_role(self, person: str) -> bool:
        """Whether the person (by key) is named beside any office."""
        return bool(self._register.roles.get(person))

    def titled(self, phrase: tuple[str, ...]) -> Named | None:
        """The person whose name stood behind these words: "міністр оборони Рустем Умєров"; null for one word."""
        if len(phrase) < 2 or not self.found:
            return None
        if self._titles is None:
            self._titles = {}
            for named in self.found:
                for words in self._titles_before(named):
                    self._titles.setdefault(words, named)
        return self._titles.get(phrase)

    def _titles_before(self, named: Named) -> list[tuple[str, ...]]:
        """The words before a name from its office on."""
        tokens = self._story.spoken_tokens(self._story.sentences[named.sentence])
        first = next((at for at, token in enumerate(tokens) if token.start == named.start), 0)
        for back in range(first - 2, max(-1, first - 8), -1):
            if not tokens[back].text[0].isalpha() or tokens[back].low in self._words.prepositions:
                return []
            role = self._words.roles.get(tokens[back].low)
            if role is not None:
                return [(role.lemma, *(token.low for token in tokens[back + 1 : first]))]
        return []


def find_persons(story: Story, names: Names) -> tuple[PersonMention, ...]:
    """Every person named."""
    return tuple(
        PersonMention(
            item_id=story.item_id,
            start=named.start,
            end=named.end,
            text=story.text[named.start : named.end],
            method="rule:person.full"
            if named.who.full and " " in story.text[named.start : named.end]
            else "rule:person.surname",
            confidence_ppm=900_000 if named.who.full else 700_000,
            name=named.who.name,
            person_id=named.who.key,
        )
        for named in names.found
    )
