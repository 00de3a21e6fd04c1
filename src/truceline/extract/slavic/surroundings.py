"""What the words beside a name tell: whether it can be one, in which case it stands, which office it follows."""

from __future__ import annotations

from functools import cached_property, lru_cache

from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import Role, lexicon
from truceline.extract.slavic.nominatives import subject_shape
from truceline.extract.slavic.places import PLACES
from truceline.extract.slavic.signs import IN
from truceline.extract.slavic.text import Text
from truceline.extract.story import Token

_ARTICLES = ("аль-", "ель-", "эль-", "ас-", "ад-", "ед-", "эд-", "ан-", "аш-", "ар-", "ат-", "аз-", "бін-", "бен-")
_BEFORE_SENTENCES = frozenset('«"“„.:;!?…—–-')
#: behind these a name is a street's in whatever form; behind "лікарня" or "музей" only in the genitive
_NAMED_AFTER = (
    "імен",
    "имен",
    "ім",
    "им",
    "вул",
    "ул",
    "просп",
    "площ",
    "бульв",
    "пров",
    "переул",
    "набереж",
    "шос",
    "сквер",
)
MARKS_OPEN, MARKS_CLOSE = frozenset('«"“„'), frozenset('»"”“')


@lru_cache(maxsize=2)
def _no_surnames(language: Language) -> frozenset[str]:
    """Words that are no surnames, however they are written."""
    words = lexicon(language)
    known = (words.short, words.body_words, words.agencies, words.roles, words.prepositions, words.conjunctions)
    return frozenset(PLACES).union(*known)


@lru_cache(maxsize=65_536)
def _shape(text: str, language: Language) -> str | None:
    """Whether a word may be a surname as it is written, and whether only where every word is in capitals."""
    low = text.lower()
    if low.startswith(_ARTICLES) and any(letter.isupper() for letter in text):
        return "name"
    capital = text[0].isupper() and not text[0].isascii()
    if not capital or len(text) == 1 or low in _no_surnames(language):
        return None
    if not text.isalpha() and any(map(str.isdigit, text)):
        return None
    return "shouted" if text.isupper() else "name"


class Surroundings:
    """Asks the words around a capital in the sentences of one document."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._story = text.story
        self._words = lexicon(text.language)
        self._language = text.language
        self._asked: list[Token] = []
        self._shouted = False

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Stems of words that have a capital although no sentence starts with them."""
        found: set[str] = set()
        for line in self._text.lines:
            tokens = line.tokens
            for at in line.capitals:
                if at and tokens[at - 1].text[0].isalnum():
                    low = tokens[at].low
                    found.add(low[: max(4, len(low) - 3)])
        return frozenset(found)

    def all_capitals(self, tokens: list[Token]) -> bool:
        """Whether the sentence is set in capitals, as headlines are; asked of one sentence many times."""
        if self._asked is not tokens:
            self._asked = tokens
            self._shouted = all(
                token.text.isupper() for token in tokens if len(token.text) > 3 and token.text.isalpha()
            )
        return self._shouted

    def touch(self, tokens: list[Token], at: int) -> bool:
        return self._story.text[tokens[at - 1].end : tokens[at].start].isspace() or tokens[at - 1].text in '»"”“)'

    def may_be_surname(self, tokens: list[Token], at: int) -> bool:
        if at >= len(tokens):
            return False
        shape = _shape(tokens[at].text, self._language)
        return shape == "name" or (shape == "shouted" and self.all_capitals(tokens))

    def street(self, tokens: list[Token], first: int, cases: str) -> bool:
        """ "вулиця Тараса Шевченка": a street, a square, a ship; no person is meant."""
        for back in range(first - 1, max(-1, first - 4), -1):
            low = tokens[back].low
            if low in self._words.streets:
                return "n" not in cases or low.startswith(_NAMED_AFTER)
            if low != "." and low not in MARKS_OPEN:
                return False
        return False

    def role_before(self, tokens: list[Token], first: int) -> str | None:
        """The group of the office that stands before the name, over the words that belong to it."""
        for back in range(first - 1, max(-1, first - 9), -1):
            token = tokens[back]
            if token.text in ",;:.—–-!?()" or token.low in self._words.cues:
                return None
            role = self._words.roles.get(token.low)
            if role is not None:
                return self._words.standins.get(f"{role.lemma} {tokens[back + 1].low}", role.group)
        return None

    def cases_allowed(self, tokens: list[Token], first: int, last: int) -> str | None:
        """Cases that the words beside the name allow, or null when they tell nothing."""
        before = tokens[first - 1].low if first else ""
        if before in self._words.prepositions:
            return "gdail"
        role = self._words.roles.get(before)
        if role is not None and "n" not in role.cases:
            return role.cases
        if role is not None and role.cases == "n":
            return "n"
        after = self._words.cues.get(tokens[last].low) if last < len(tokens) else None
        if after is not None and after.agreement in "mfs":
            return "n"
        behind = self._words.cues.get(before)
        if behind is not None and behind.agreement in "mf" and behind.cue.complement == "clause":
            return "n"
        return None

    def role_over_genitives(self, tokens: list[Token], at: int) -> Role | None:
        """ "глава організації Рамі Абдель Рахман", "мешканка Купянська Олена": what is headed stands between."""
        nearest: Role | None = None
        for back in range(at - 1, max(-1, at - 8), -1):
            token = tokens[back]
            low = token.low
            role = self._words.roles.get(low)
            if role is not None and "n" in role.cases:
                return role
            nearest = nearest or role  # "заступник міністра оборони Елбрідж Колбі": the office may lie further back
            if low in IN and tokens[back + 1].low in PLACES and back + 2 <= at:
                continue  # "глава делегації МКЧХ в Україні Юрг Еглін"
            plain = token.text[0].isalpha() and (not token.capital or low in PLACES or token.text.isupper()
                or low in self._words.body_words or (back == at - 1 and at - back == 1))  # fmt: skip
            if (
                not plain
                or low in self._words.prepositions
                or low in self._words.cues
                or low in self._words.conjunctions
            ):
                return nearest
            if low in self._words.adverbs or low in self._words.that:
                return nearest
        return nearest

    def after_verb(self, tokens: list[Token], at: int, end: int) -> bool:
        """ "сказала доповідачка Міріам Лексманн": two capitals behind a calling of no table and a verb."""
        low = tokens[at - 1].low
        if low in self._words.prepositions or low in self._words.adverbs or low in self._words.conjunctions:
            return False
        for back in range(at - 2, max(-1, at - 9), -1):
            if not tokens[back].text[0].isalnum():
                return False
            verb = self._words.cues.get(tokens[back].low)
            if verb is not None:
                return verb.agreement in "mf" and subject_shape(tokens[end - 1].low, verb.agreement, self._language)
        return False

    def begins(self, tokens: list[Token], at: int) -> bool:
        """Whether a sentence starts here, where every word has a capital."""
        return at == 0 or tokens[at - 1].text in _BEFORE_SENTENCES


def in_marks(tokens: list[Token], first: int, last: int) -> bool:
    """Whether marks hold the name and nothing else: a ship, a film, a prize."""
    if last >= len(tokens) or tokens[last].text not in MARKS_CLOSE:
        return False
    while first and tokens[first - 1].capital:
        first -= 1
    return first > 0 and tokens[first - 1].text in MARKS_OPEN
