"""Bodies, speaking places and nouns of no table as the subject of a verb of saying."""

from __future__ import annotations

import re

from msgspec.structs import replace

from truceline.extract.saying import Speaker
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.conventional import CONVENTIONAL
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.phrases import Phrases
from truceline.extract.slavic.places import PLACES, SPEAKING
from truceline.extract.slavic.signs import ALL_MARKS, OPEN, STOPS
from truceline.extract.slavic.subject import Subject
from truceline.extract.story import Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_SOMEBODY = frozenset(("источник", "собеседник", "співрозмовник"))
#: adjectives before the name of a body that belong to it: "Харківська обласна прокуратура"
_BODY_ADJECTIVES = ("ська", "цька", "зька", "ський", "цький", "ське", "ські", "льна", "льний", "льне", "сна",
    "ская", "цкая",
    "ский", "цкий", "ское", "ские", "льная", "льный", "льное", "стная", "ській", "цькій", "зькій", "ному", "ському",
    "ской",
    "цкой", "льной", "стной", "сній", "льній")  # fmt: skip
_IN = frozenset(("в", "у", "во", "на", "при"))
#: short names of ministries that end like oblique cases
_COMPOUND = ("мін", "мин")
#: "Збито 88 БПЛА: 40 на сході, …": these say nothing
_MACHINES = frozenset(("бпла", "бпа", "каб", "каби", "кабів", "рсзв", "рсзо", "ббм", "зрк", "рлс", "дрг"))
_PLURAL_SHORT = frozenset(("зсу", "всу", "сша", "змі", "сми", "сили", "вс"))
#: endings of adjectives and of nouns in the nominative, by what the verb shows
_ADJECTIVES: dict[str, tuple[str, ...]] = {
    "m": ("ий", "ій", "ый", "ой"), "f": ("ська", "ова", "ева", "на", "ая", "яя", "ша", "ча"), "n": ("е", "ое", "ее",
    "є"),
    "p": ("і", "ые", "ие"), "s": ("ий", "ый", "ій", "на", "ая", "ська"),
}  # fmt: skip
_CAPITAL_ADJECTIVES = ("ний", "ный", "ній", "ная", "чна", "вна", "чне", "ное", "ціна", "чный")
#: endings of words for people in the plural
_PEOPLE = (
    "ники",
    "ики",
    "яни",
    "ачі",
    "ери",
    "ори",
    "анти",
    "енти",
    "исты",
    "исти",
    "анты",
    "енты",
    "еры",
    "оры",
    "ане",
    "яне",
)
#: endings of words for a person by the trade
_AGENTS = ("ант", "ент", "ник", "ець", "ец", "ист", "іст", "ар", "яр", "тор", "лог", "граф", "ач", "щик", "вод")
_NOUNS: dict[str, tuple[str, ...]] = {
    "m": tuple("бвгґджзклмнпрстфхцчшщйь"), "f": ("а", "я", "ь"), "n": ("о", "е", "я", "є"),
    "p": ("и", "і", "ы", "ї", "а", "я", "е", "є"), "s": tuple("бвгґджзклмнпрстфхцчшщйьаяое"),
}  # fmt: skip


#: adjectives in the nominative, whatever they tell: "спільна місія", "западные дипломаты"
_ANY_ADJECTIVE = re.compile(
    r"\w{2}(?:[^аеиоу]ий|ій|ый|[нтвк]ой|[нвчшщ]а|[сц]ька|ая|яя|[нвчш]е|[сц]ьке|нє|ое|ее|[нвчштлрг]і|[сц]ькі|ї|ые|ие)$"
)
_BOTH = frozenset(("обидві", "обидва", "обе", "оба", "всі", "усі", "все"))
#: words that end like adjectives of these
_NO_ADJECTIVES = words(
    "лише вже уже ще еще досі потім тоді який яка яке які такий така таке такі цей ця це ці той та те ті мій моя твій "
    "свій своя своє свої наш ваш його її їх їхній інші інша інший которая которое которые такие такая такое эти эта "
    "это другие другая раніше пізніше утрє вранці ввечері уночі вночі сьогодні вчора завтра опівночі удвічі втричі "
    "позднее ранее более менее далее заяві звіті ефірі дні кожен кожна каждая каждый кажется сам сама сами самі "
    "кілька одна один одне одни одні перша первая україні війні стороні країні справі місті районі області раді "
    "людина жінка частина країна сторона війна вона причина година половина сторони страна война цена женщина мужчина"
)


def _belongs(token: Token) -> bool:
    """Whether an adjective is part of the name of the body behind it: "Координаційний штаб", "обласна прокуратура"."""
    low = token.low
    if low.endswith(_BODY_ADJECTIVES) or (token.capital and low.endswith(_CAPITAL_ADJECTIVES)):
        return True
    return low in _BOTH or (low not in _NO_ADJECTIVES and _ANY_ADJECTIVE.search(low) is not None)


class BodyPhrases:
    """Reads what speaks and is no person."""

    def __init__(self, story: Story, times: TimeSpans, words: Lexicon, phrases: Phrases) -> None:
        self._story = story
        self._times = times
        self._words = words
        self._phrases = phrases

    def body(self, tokens: list[Token], at: int, end: int, agreement: str) -> Subject | None:
        """A body or a speaking place in the nominative; with a plural verb "в МЗС" in the locative."""
        token = tokens[at]
        if agreement in ("p", "i") and self._inside(tokens, at):
            return self.locative(tokens, at, end)
        if (at and tokens[at - 1].low in self._words.prepositions) or token.low in _MACHINES:
            return None
        if at and tokens[at - 1].text in OPEN and token.capital and agreement != "p" and self._leads(tokens, at - 1):
            last = next((here for here in range(at + 1, min(end, at + 5)) if tokens[here].text in ALL_MARKS), at + 1)
            return self.as_body(tokens, at, last)
        gender = self._words.heads.get(token.low)
        fits = gender is not None and (agreement in ("s", gender) or (agreement == "p" and gender == "p"))
        if fits and not (gender == "p" and agreement == "s"):
            return self.as_body(tokens, at, self._phrases.phrase_end(tokens, at + 1, end))
        acronym = token.text.isupper() and len(token.text) > 1 and token.text.isalpha()
        if acronym and agreement == "s" and at == 1 and token.low in SPEAKING and tokens[0].low.endswith(_PEOPLE):
            return self.as_body(tokens, 0, at + 1)  # "Воєнкори РФ: «…»"
        if acronym and (agreement != "p" or token.low in _PLURAL_SHORT or at == 0 or tokens[at - 1].text == ":"):
            return self.as_body(tokens, at, self._phrases.phrase_end(tokens, at + 1, end))
        if token.capital and token.low in self._words.short and agreement != "p" and self._nominative(token):
            return self.as_body(tokens, at, self._phrases.phrase_end(tokens, at + 1, end))
        if token.capital and (token.low in SPEAKING or token.low in self._words.agencies) and self._nominative(token):
            return self.as_body(tokens, at, at + 1) if agreement != "p" else None
        latin = token.text[0].isascii() and token.text[0].isupper() and token.low not in self._words.media
        if latin and agreement != "p":  # but "пишут о прилёте Storm Shadow"
            last = at + 1
            while last < end and tokens[last].text[0].isascii() and tokens[last].text[0].isalpha():
                last += 1
            return self.as_body(tokens, at, last)
        return None

    def _leads(self, tokens: list[Token], mark: int) -> bool:
        """Whether a name in marks can be the subject: at a head, behind the verb, behind the word for what it is."""
        if mark == 0 or not tokens[mark - 1].text[0].isalpha():
            return True
        low, name = tokens[mark - 1].low, tokens[mark + 1]
        if low in self._words.cues:  # "розповів «Медузі» житель": whom one tells stands in the dative
            return self._nominative(name) or name.low.endswith(("не", "ське"))
        return low in self._words.heads

    def _nominative(self, token: Token) -> bool:
        low = token.low
        if low in CONVENTIONAL or token.text.isupper() or low.startswith(_COMPOUND):
            return True
        return low not in SPEAKING and low[-1:] not in "уюіеиыї" and not low.endswith(("ом", "ем", "ою", "ого", "ому"))

    def _inside(self, tokens: list[Token], at: int) -> bool:
        """Whether "в" or "у" governs this word, over the adjectives before it: "у Харківській обласній прокуратурі"."""
        back = at - 1
        while back >= 0 and at - back < 5:
            low = tokens[back].low
            if low in _IN:
                return True
            adjective = low.endswith(("ій", "ому", "ом", "ем", "ей", "ой", "их", "ых", "ім", "ах"))
            latin = tokens[back].text[0].isascii() and tokens[back].capital
            if not adjective and not latin and tokens[back].text not in OPEN:
                return False
            back -= 1
        return False

    def locative(self, tokens: list[Token], at: int, end: int) -> Subject | None:
        token = tokens[at]
        words = self._words
        if token.low in words.media and token.low not in words.locatives:
            return None
        acronym = token.text.isupper() and len(token.text) > 1 and token.text.isalpha()
        ministry = token.capital or token.low.startswith(_COMPOUND)  # "у міноборони кажуть"
        known = token.low in words.locatives or acronym or (ministry and token.low in words.short)
        place = token.capital and token.low in SPEAKING
        quoted = at and tokens[at - 1].text in OPEN and token.capital
        mediating = token.capital and (token.low in words.agencies or token.text[0].isascii())
        street = token.capital and tokens[at - 1].low == "на" and token.low not in PLACES  # "на Даунінг-стріт"
        if not (known or place or quoted or mediating or street):
            return None
        first = at
        while tokens[first - 1].low not in _IN:
            first -= 1
        last = at + 1 if place and not known else self._phrases.phrase_end(tokens, at + 1, end)
        subject = self.as_body(tokens, first, last)
        return replace(subject, first=first - 1)

    def as_body(self, tokens: list[Token], first: int, last: int) -> Subject:
        while first and _belongs(tokens[first - 1]):
            if tokens[first - 1].low in self._words.adverbs or tokens[first - 1].low in self._words.cues:
                break
            if tokens[first - 1].low in self._words.pronouns or tokens[first - 1].low in self._words.prepositions:
                break
            first -= 1
        begin = first
        while begin < last - 1 and tokens[begin].text in OPEN:
            begin += 1
        start, end = tokens[begin].start, tokens[last - 1].end
        if tokens[begin].text not in OPEN and not any(token.text in OPEN for token in tokens[begin:last]):
            while end > start and self._story.text[end - 1] in "»”":
                end -= 1
        words = " ".join(self._story.text[start:end].split())
        gender = "m" if any(token.low in _SOMEBODY for token in tokens[begin : begin + 2]) else None
        return Subject(Speaker(words, body_key(words, self._words.language), start, end, False, gender), first, last)

    def unknown(self, tokens: list[Token], at: int, agreement: str, floor: int) -> Subject | None:
        """A noun of no table before the verb, by its ending: "Водій розповів"; null where nothing can be one."""
        begin = at
        while begin > floor and tokens[begin - 1].text not in STOPS and tokens[begin - 1].text != ",":
            begin -= 1
        words = self._words
        while begin < at and (tokens[begin].low in words.adverbs or self._times.covers(tokens[begin])):
            begin += 1
        if begin >= at or at - begin > 7 or not tokens[begin].text[0].isalpha():
            return None
        low = tokens[begin].low
        if low in words.prepositions and agreement in "mfp":
            return self._last_noun(tokens, begin, at, agreement)
        if low in words.prepositions or low in words.pronouns or low in words.that or low in words.negations:
            return None
        if low in words.conjunctions or low in words.joining or low in words.about or low in words.possessives:
            return None
        head = begin
        while head + 1 < at and tokens[head].low.endswith(_ADJECTIVES.get(agreement, ())):
            head += 1
        if not tokens[head].low.endswith(_NOUNS.get(agreement, ("",))):
            return None
        return self.as_body(tokens, begin, self._phrases.phrase_end(tokens, head + 1, at))

    def _last_noun(self, tokens: list[Token], begin: int, at: int, agreement: str) -> Subject | None:
        """ "По її підсумках Єлисейський палац повідомив": the noun right before the verb, with its adjectives."""
        words = self._words
        while at > begin and (tokens[at - 1].low in words.adverbs or self._times.covers(tokens[at - 1])):
            at -= 1
        first = at - 1
        endings = _PEOPLE if agreement == "p" else _NOUNS[agreement]
        if first <= begin + 1 or not tokens[first].low.endswith(endings) or tokens[first].low in words.media:
            return None
        if agreement == "p" and tokens[first - 1].low not in words.prepositions:
            return self.as_body(tokens, first, at)
        while first > begin and tokens[first - 1].low.endswith(_ADJECTIVES[agreement]):
            first -= 1
        if first == at - 1 or tokens[first - 1].low in words.prepositions:
            return None
        return self.as_body(tokens, first, at)

    def unknown_after(self, tokens: list[Token], at: int, agreement: str) -> Subject | None:
        """A noun of no table right behind the verb: `«…», — сказала доповідачка`."""
        words = self._words
        if agreement == "s" and (at >= len(tokens) or tokens[at].low not in words.roles):
            agreement = "m" if at < len(tokens) and tokens[at].low.endswith(_AGENTS) else "s"
        first = at
        if at < len(tokens) and tokens[at].low in words.prepositions:
            return None  # "відповіла на запитання": no adjective, though it ends like one
        while at < len(tokens) and tokens[at].low.endswith(_ADJECTIVES.get(agreement, ("",))) and at - first < 3:
            at += 1
        if at > first and (
            at >= len(tokens) or not tokens[at].text[0].isalpha() or tokens[at].low in words.prepositions
        ):
            at -= 1  # "скандировали протестующие": the adjective is the noun
        if at >= len(tokens) or not tokens[at].text[0].isalpha() or agreement not in _NOUNS:
            return None
        low = tokens[at].low
        if low in words.small or self._times.covers(tokens[at]):
            return None
        if not low.endswith(_NOUNS[agreement]):
            if at == first or low in words.prepositions:
                return None
            at -= 1  # "сказав старший групи": the adjective is the noun
        return self.as_body(tokens, first, self._phrases.phrase_end(tokens, at + 1, len(tokens)))
