"""Sayings without a verb: "Зеленський: …", "… – Генштаб", "Пряма мова: …", «…», — так Сибіга описав зустріч."""

from __future__ import annotations

import re

from msgspec.structs import replace

from truceline.extract.saying import Saying, Speaker
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.contents import Contents
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.shape import Shape, act
from truceline.extract.slavic.signs import DASHES, SOURCE
from truceline.extract.slavic.speakers import Seeker
from truceline.extract.slavic.wordclasses import PAST, PRESENT, VERB
from truceline.extract.story import MASK, Sentence, Story, Token

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b[.,]?\s?[—–-]?\s")


_GREETING = frozenset(
    ("дякую", "дякуємо", "вітаю", "вітаємо", "спасибо", "благодарю", "здравствуйте", "привет", "привіт", "доброго",
     "доброе", "добрый", "добрий", "добре", "алло", "так", "да", "ні", "нет")
)  # fmt: skip
_SHORT_TURN = 3
#: what headquarters call their texts
_SUMMARIES = (
    "отчет",
    "отчёт",
    "звіт",
    "доклад",
    "бюллетен",
    "бюлетен",
    "хроник",
    "хронік",
    "сводк",
    "ситуац",
    "обстанов",
    "зведен",
    "оновлен",
    "итог",
    "підсумк",
    "главн",
    "головн",
    "информаци",
    "графік",
    "график",
    "перелік",
    "перечень",
    "розклад",
    "расписан",
    "огляд",
    "обзор",
    "карта",
    "відео",
    "видео",
    "фото",
    "інформаці",
)


def _greets_or_asks(tokens: list[Token], colon: int) -> bool:
    """ "ВЕДУЧА: А перемир'я?", "Бондар: Доброго ранку.": a turn of a talk in which nothing is stated."""
    turn = [token for token in tokens[colon + 1 :] if token.text not in ".!"]
    if turn and turn[-1].text == "?":
        return True
    return 0 < len(turn) <= _SHORT_TURN and turn[0].low in _GREETING


def _titles(tokens: list[Token], colon: int) -> bool:
    """ "Генштаб: вечерняя сводка на 22:00", "Оперштаб: ситуация на утро": what the text is."""
    if any(token.kinds & (PAST | PRESENT | VERB) for token in tokens[colon + 1 :]):
        return False
    return any(token.low.startswith(_SUMMARIES) for token in tokens[colon + 1 : colon + 4])


class Unspoken:
    """Reads sayings that no verb tells."""

    def __init__(
        self,
        story: Story,
        names: Names,
        words: Lexicon,
        seeker: Seeker,
        carry: Carry,
        shape: Shape,
        contents: Contents,
    ) -> None:
        self._story = story
        self._names = names
        self._words = words
        self._seeker = seeker
        self._carry = carry
        self._shape = shape
        self._contents = contents
        self._credited: Speaker | None = None  # by "Джерело: X"

    def label(self, sentence: Sentence, tokens: list[Token]) -> tuple[Saying, ...] | None:
        """ "Джерело: X" credits what follows to X; "Пряма мова X: «…»" is X's speech."""
        colon = next((at for at, token in enumerate(tokens[:8]) if token.text == ":"), None)
        if colon is None:
            return None
        lows = tuple(token.low for token in tokens[:colon])
        if len(lows) == 1 and lows[0] in self._words.source_labels:
            subject = self._seeker.best(sentence, tokens, colon + 1, len(tokens), "s") or self._seeker.source(
                sentence, tokens, colon + 1
            )
            if subject is not None and subject.speaker is not None:
                self._credited = subject.speaker
                self._carry.note(sentence.number, subject.speaker, spoke=True)
            return ()
        label = next((label for label in self._words.quote_labels if lows[: len(label)] == label), None)
        if label is None or self._told_behind(tokens, colon):
            return None
        subject = self._seeker.source(sentence, tokens, len(label)) if len(label) < colon else None
        speaker = subject.speaker if subject is not None else self._credited or self._carry.last(sentence.number, "s")
        saying = act(sentence, tokens, 0, SOURCE, 0, colon, speaker, method="label", pronoun=True)
        saying = replace(saying, cue=" ".join(label), cue_end=tokens[len(label) - 1].end)
        return (replace(saying, content=self._contents.of(sentence, tokens, [saying], 0)),)

    def _told_behind(self, tokens: list[Token], colon: int) -> bool:
        """ "Дослівно: «…», — відрізав Бєлов": a dash behind the speech leads to whoever spoke."""
        return any(
            tokens[at].text in DASHES and self._shape.closes(tokens, at)
            for at in range(colon + 1, min(len(tokens), colon + 6))
        )

    def headline(self, sentence: Sentence, tokens: list[Token]) -> list[Saying]:
        """ "Зеленський: ми готові", "Ворог готує наступ – Генштаб": a speaker without a verb."""
        clock = _CLOCK.match(self._story.text, sentence.start)  # "06:45 Мер Харкова Ігор Терехов: …"
        begin = 0 if clock is None else sum(token.start < clock.end() for token in tokens[:4])
        colon = next((at for at, token in enumerate(tokens[: begin + 9]) if token.text == ":" and at >= begin), None)
        if colon is not None and colon > begin and not _greets_or_asks(tokens, colon) and not _titles(tokens, colon):
            subject = self._seeker.best(sentence, tokens, begin, colon, "s") or self._seeker.best(
                sentence, tokens, begin, colon, "p"
            )
            if subject is not None and self._held_at(tokens, begin, subject.first):
                subject = None
            if subject is not None and any(one.kinds & (PAST | VERB) for one in tokens[begin : subject.first]):
                subject = None  # "Пострадала женщина: острая реакция на стресс"
            if (
                subject is not None
                and subject.first <= begin + 2
                and self._leads_to(tokens, subject.last, colon)
                and subject.speaker is not None
            ):
                saying = act(sentence, tokens, colon, SOURCE, 0, colon, subject.speaker, method="colon")
                return [replace(saying, cue=":")]
        dash = next(
            (at for at in range(len(tokens) - 2, max(1, len(tokens) - 7), -1) if tokens[at].text in "—–-"), None
        )
        if dash is None or not (self._story.is_heading(sentence) or sentence.headline or dash >= len(tokens) - 3):
            return []
        subject = self._seeker.best(sentence, tokens, dash + 1, len(tokens), "s")
        closed = tokens[-1].text not in "." or sentence.headline
        if (
            subject is None
            or subject.speaker is None
            or subject.first != dash + 1
            or not (closed or tokens[dash - 1].text == ",")
        ):
            return []
        saying = act(sentence, tokens, dash, SOURCE, dash, len(tokens), subject.speaker, inverted=True, method="tail")
        return [
            replace(saying, cue=tokens[dash].text, content=(sentence.start, self._tail_end(tokens, dash, sentence)))
        ]

    def so(self, sentence: Sentence, tokens: list[Token]) -> list[Saying]:
        """`«…», — так Андрій Сибіга описав зустріч.`: whoever stands behind the dash spoke."""
        colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
        if colon is not None and MASK in self._story.narrator[tokens[colon].end : tokens[colon].end + 4]:
            subject = self._seeker.best(sentence, tokens, 0, colon, "s")
            subject = subject or self._seeker.best(sentence, tokens, 0, colon, "p")
            named = subject is not None and self._names.at(tokens[subject.first].start) is not None
            if subject is not None and subject.speaker is not None and (named or subject.first <= 1):
                return [act(sentence, tokens, colon, SOURCE, subject.first, colon, subject.speaker, method="colon")]
            gender = self._words.possessives.get(tokens[0].low)  # "Його правило просте: «…»"
            known = None if gender is None or gender == "i" else self._carry.pronoun(sentence.number, gender)
            if known is not None:
                return [act(sentence, tokens, colon, SOURCE, 0, colon, known, method="colon", pronoun=True)]
        dash = next((at for at, token in enumerate(tokens[:5]) if token.text in DASHES), None)
        if dash == 0 and (inner := self._inner_dash(tokens)) is not None:
            return self._gesture(sentence, tokens, inner)
        if dash is None or dash + 2 >= len(tokens) or not self._shape.closes(tokens, dash):
            return []
        if tokens[dash + 1].capital:
            return self._gesture(sentence, tokens, dash)
        moved = tokens[dash + 2].kinds & (VERB | PRESENT) and tokens[dash + 1].low in self._words.roles
        subject = (
            # "«…», — женщина кивает на подвал"
            self._seeker.best(sentence, tokens, dash + 1, dash + 2, self._words.roles[tokens[dash + 1].low].gender)
            if moved
            else self._seeker.after(sentence, tokens, dash + 1, "s")
        )
        if subject is None or subject.speaker is None:
            return []
        return [
            act(sentence, tokens, dash, SOURCE, dash + 1, subject.last, subject.speaker, inverted=True, method="dash")
        ]

    def _inner_dash(self, tokens: list[Token]) -> int | None:
        """ "— Там, — Степан замовкає, — там били": the dash behind speech that a dash opened."""
        for at in range(1, min(len(tokens) - 2, 5)):
            if tokens[at].text in DASHES and tokens[at + 1].capital:
                gap = self._story.narrator[tokens[0].end : tokens[at].start]
                return at if MASK in gap else None
        return None

    def _gesture(self, sentence: Sentence, tokens: list[Token], dash: int) -> list[Saying]:
        """ "«…», — Ярина витирає сльози": whoever moves behind the speech spoke it."""
        named = self._names.at(tokens[dash + 1].start)
        if named is None or not named.nominative:
            return []
        last = dash + 1
        while last < len(tokens) and tokens[last].start < named.end:
            last += 1
        if last >= len(tokens) or not tokens[last].kinds & (VERB | PRESENT):
            return []
        speaker = self._seeker.person(named, tokens)
        return [act(sentence, tokens, dash, SOURCE, dash + 1, last, speaker, inverted=True, method="dash")]

    def _held_at(self, tokens: list[Token], begin: int, first: int) -> bool:
        """ "Переговори в Абу-Дабі: що відомо": where something is held, and nobody who speaks."""
        if first > begin and tokens[first].low in self._words.prepositions:
            return True
        return first > begin + 1 and tokens[first - 1].low in self._words.prepositions

    def _leads_to(self, tokens: list[Token], last: int, colon: int) -> bool:
        """Whether nothing but "про вибори" stands between the speaker and the colon."""
        return last >= colon - 1 or (tokens[last].low in self._words.about and colon - last <= 6)

    def _tail_end(self, tokens: list[Token], dash: int, sentence: Sentence) -> int:
        end = tokens[dash].start
        while end > sentence.start and (self._story.text[end - 1].isspace() or self._story.text[end - 1] in ",.—–-"):
            end -= 1
        return end
