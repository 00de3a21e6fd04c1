"""Where a noun phrase ends, in the tokens of a sentence."""

from __future__ import annotations

from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.places import SPEAKING
from truceline.extract.slavic.refusals import VERBS, judged, takes
from truceline.extract.slavic.signs import ALL_MARKS, AND, OPEN, STOPS, THIS
from truceline.extract.story import MASK, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_CALLED = frozenset(("позивним", "позывным", "ім'я", "ім’я", "имени", "имя"))
_SOURCES = words(
    "джерел джерело джерела джерелам источник источники источника источников источнику співрозмовник співрозмовники "
    "собеседник собеседники"
)
_PAPERS = ("агентств", "агенці", "агенци", "видання", "издани", "телекан", "канал", "газет", "журнал")
_ONE_OF = words(
    "дехто один одне одно одного одна однієї одной одному кілька кількох несколько нескольких двое двоє двох"
)
#: what one rejects, denies or calls by a name
_OBJECTS = (
    "звинувач", "обвинувач", "обвинен", "закид", "причетн", "причастн", "пропозиці", "предложен", "удар", "обстр",
    "атак", "вибух", "взрыв", "заяв", "вимог", "требован", "план", "угод", "соглаш", "версі", "верси", "чутк", "слухи",
    "факт", "загроз", "угроз", "інформац", "информац", "умов", "услови", "ультиматум", "інцидент", "инцидент",
    "постріл", "выстрел", "підозр", "подозр", "відповідальн", "ответственн", "повідомлен", "сообщени", "дані", "данные",
    "рішення", "решени", "порушен", "нарушен", "провокац", "вину", "вини", "вины", "провин", "відмов",
    "поразк", "цифр", "оцінк", "оценк", "число", "втрат", "потер")  # fmt: skip
_SUCH = words("такий такої такого таке такі таку таких такой такое такие такую свою своє своего свої свои")
_DENYING = frozenset(("denies", "rejects", "confirms"))
#: endings that only verbs of what was done have: "Президент подякував команді: «…»"
_DID = ("ував", "ював", "увала", "ювала", "ували", "ювали", "ався", "ився", "лася", "лися", "овал", "ировала",
    "овали", "ался", "ился", "лась", "лись",
    "йшов", "йшла", "йшли", "нула", "нув", "нули", "итала", "итав", "итал")  # fmt: skip
#: tokens of a noun phrase at most
_LONGEST = 9


#: "acting", written without blanks
_ACTING = frozenset(("и.о", "в.о", "т.в.о", "в.и.о"))


def abbreviated(tokens: list[Token], at: int) -> bool:
    """Whether a point belongs to an abbreviation: "в. о. мера", "т. зв.", "им."."""
    before = tokens[at - 1].text if at else ""
    if tokens[at].text != "." or at + 1 >= len(tokens):
        return False
    return (len(before) <= 2 and before.isalpha() and before.islower()) or before.lower() in _ACTING


class Phrases:
    """Reads noun phrases in the sentences of one document."""

    def __init__(self, story: Story, names: Names, times: TimeSpans, words: Lexicon) -> None:
        self._story = story
        self._names = names
        self._times = times
        self._words = words

    def phrase_end(self, tokens: list[Token], at: int, end: int) -> int:
        """Where a noun phrase ends: before marks, verbs, adverbs, times and most prepositions."""
        words = self._words
        begin = at
        while at < end and at - begin < _LONGEST:
            token = tokens[at]
            low = token.low
            if token.text == "," or (token.text in STOPS and not abbreviated(tokens, at)):
                break
            if low in words.cues or self._times.covers(token) or low.endswith(_DID):
                break
            if self._object_of(tokens, at):
                break
            if low in words.agencies and token.capital and at > begin and not self._of_source(tokens, begin, at):
                break
            if (
                low in words.adverbs
                or low in words.negations
                or low in words.pronouns
                or low in THIS
                or low in _SUCH
                or low in words.that
                or low in words.about
            ):
                break
            if token.text in OPEN or token.text in "»”":
                at += 1
                continue
            named = self._names.at(token.start)
            if named is not None and named.nominative and at > begin:
                break
            if low in words.prepositions and not self.goes_on(tokens, at, end):
                break
            if low in words.conjunctions and not (low in AND and at + 1 < end and tokens[at + 1].low[-1:] in "іїиуаыя"):
                break
            role = words.roles.get(low)
            if not token.capital and (low.endswith(("ам", "ям")) or (role is not None and "g" not in role.cases)):
                break
            if MASK in self._story.narrator[tokens[at - 1].end : token.start]:
                break
            at += 1
        while at > begin and (tokens[at - 1].low in words.prepositions or tokens[at - 1].low in words.conjunctions):
            at -= 1
        if at == begin or tokens[at - 1].text not in OPEN:
            return at
        marks = sum(tokens[here].text in ALL_MARKS for here in range(begin, at))
        while at > begin and tokens[at - 1].text in OPEN and marks % 2:
            at -= 1
            marks -= 1
        return at

    def _of_source(self, tokens: list[Token], begin: int, at: int) -> bool:
        """ "джерела Reuters", "агентства Reuters", "канала CNN": an agency that belongs to the word before it."""
        named = tokens[at - 1].low.startswith(_PAPERS)
        return named or any(token.low in _SOURCES for token in tokens[max(0, begin - 1) : at])

    def _object_of(self, tokens: list[Token], at: int) -> bool:
        """What stands right before a verb of saying is its own: "Альянс звинувачення відкинув"."""
        if at + 1 >= len(tokens) or tokens[at].capital or not tokens[at].low.startswith(_OBJECTS):
            return False
        if tokens[at + 1].low in self._words.cues or tokens[at + 1].low in VERBS:
            return True
        for here in range(at + 1, min(len(tokens), at + 8)):  # "причетність до нападу на табір заперечили"
            if tokens[here].text in ALL_MARKS or tokens[here].text in STOPS or tokens[here].text == ",":
                return False
            form = self._words.cues.get(tokens[here].low) or VERBS.get(tokens[here].low)
            if form is not None:
                refused = tokens[here - 1].low in self._words.negations and takes(tokens[here].low)
                called = form.cue.complement == "naming" and judged(tokens, here + 1, len(tokens)) is not None
                return refused or called or form.cue.stance in _DENYING
        return False

    def goes_on(self, tokens: list[Token], at: int, end: int) -> bool:
        """ "з питань", "по делам", "при ООН", "у Харківській області" right behind an office or a body."""
        if at + 1 >= end:
            return False
        low, following = tokens[at].low, tokens[at + 1]
        if low in ("з", "із", "по", "со", "с") and following.low in (
            "питань", "прав", "координації", "координации", "делам", "правам", "вопросам", "внешним",
            "безопасности", "обороне",
        ):  # fmt: skip
            return True
        if low in ("з", "із", "с", "на", "по") and following.low in _CALLED:
            return True
        if low in ("при", "про") or (low in ("из", "з", "із", "зі") and tokens[at - 1].low in _ONE_OF):
            return True
        if any(tokens[back].low in _SOURCES for back in range(max(0, at - 3), at)) and low in (
            "в",
            "у",
            "из",
            "з",
            "із",
            "серед",
            "среди",
            "на",
        ):
            return True
        return low in ("в", "у") and (
            following.low in SPEAKING
            or (at + 2 < end and tokens[at + 2].low in ("області", "области", "районі", "раді"))
        )
