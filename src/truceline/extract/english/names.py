"""Names of persons in a document, and the key under which one speaker is known however the name is spelled."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from truceline.extract.english.lexicon import (
    BODY_WORDS,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PARTICLES,
    PLACE_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    TITLES,
    WEEKDAYS,
)
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.story import Story

_PARTICLE = "|".join(sorted((re.escape(word) for word in PARTICLES if "-" not in word), key=len, reverse=True))
_CAPITAL = r"[A-Z\u00c0-\u00de\u0410-\u042f\u0404\u0406\u0407\u0490][\w\u2019'’-]{0,40}"
_NAMES = re.compile(rf"\b{_CAPITAL}(?:\s(?:(?:{_PARTICLE})\s){{0,2}}{_CAPITAL}){{1,4}}")
_NOT_NAMES = (
    BODY_WORDS
    | CONJUNCTIONS
    | DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | SENTENCE_ADVERBS
    | MONTHS.keys()
    | WEEKDAYS.keys()
)
_LEADERS = frozenset(("president", "premier", "chancellor", "prime", "chairman", "king", "marshal", "emir"))
_PLACES = frozenset(word.lower() for country in [*COUNTRIES, *NATIONALITIES] for word in country.split())
_POSSESSIVE = re.compile(r"['’]s?$")
_NOT_KEY = re.compile(r"[^\w]+")
#: spellings of one ending in Latin letters: -skyy, -skyi, -skiy, -skii, -ski → -sky; -yy, -iy, -ii, -ij → -y
_SKY_ENDING = re.compile(r"(?<=[sc]k)(?:yy|yi|iy|ii|ij|yj|i|y)$|(?<=zk)(?:yy|yi|iy|ii|i|y)$")
_Y_ENDING = re.compile(r"(?:yy|yi|iy|ii|ij|yj)$")


def bare(word: str) -> str:
    """The word without its possessive ending."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """One spelling for the transliterations of one name: lower case, no accents, one ending."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(letter)
    )
    plain = plain.replace("'", "").replace("’", "").replace("ʼ", "")
    return _Y_ENDING.sub("y", _SKY_ENDING.sub("y", plain))


def key(words: str) -> str:
    """The key of a name or a body: "Volodymyr Zelenskyy" and "Volodymyr Zelensky" are both volodymyr_zelensky."""
    return "_".join(
        part for word in words.split() if (part := _NOT_KEY.sub("_", fold(bare(word)).strip("-")).strip("_"))
    )


class Names:
    """Full names of persons in a document, by their last name."""

    def __init__(self, story: Story) -> None:
        self._by_last: dict[str, set[str]] = {}
        self._roles: dict[str, set[str]] = {}
        for sentence in story.sentences:
            if sentence.headline or story.is_heading(sentence):
                continue
            for match in _NAMES.finditer(story.text, sentence.start, sentence.end):
                self._note(match.group().split())

    def _note(self, run: list[str]) -> None:
        """Every stretch of a capitalised run that may be a person: a possessive or a title ends what came before."""
        stretch: list[str] = []
        titles: set[str] = set()
        for word in run:
            low = word.lower()
            if bare(low) in BODY_WORDS:
                stretch, titles = [], set()  # "Joint Monitoring Mission": a body
                continue
            if low in TITLES or bare(low) in _NOT_NAMES or bare(low) in _PLACES or word.isupper():
                self._keep(stretch, titles)
                titles = {*titles, low} if not stretch else {low}
                stretch = []
                continue
            stretch.append(bare(word))
            if bare(word) != word:
                self._keep(stretch, titles)
                stretch, titles = [], set()
        self._keep(stretch, titles)

    def _keep(self, stretch: list[str], titles: set[str]) -> None:
        if (
            2 <= len([word for word in stretch if word not in PARTICLES]) <= 4
            and stretch[0] not in PARTICLES
            and stretch[-1].lower() not in PLACE_WORDS
        ):
            self._by_last.setdefault(fold(stretch[-1]), set()).add(" ".join(stretch))
            self._roles.setdefault(key(" ".join(stretch)), set()).update(titles & TITLES)

    def full(self, last: str) -> str | None:
        """The one full name that ends in this last name; null when there is none, or more than one person."""
        known = self._by_last.get(fold(last))
        if not known:
            return None
        keys = {key(name) for name in known}
        return min(known) if len(keys) == 1 else None

    def has_role(self, person: str, role: str) -> bool:
        """Whether a person (by key) carries this title in the document; a president or premier is also a leader."""
        roles = self._roles.get(person, set())
        return role in roles or (role == "leader" and bool(roles & _LEADERS))

    def is_person(self, words: str) -> bool:
        """Whether the words are a full name of the document, or end one."""
        return fold(words.rsplit(maxsplit=1)[-1]) in self._by_last
