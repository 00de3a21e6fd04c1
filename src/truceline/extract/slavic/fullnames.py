"""Full names: a given name and a surname, initials and a surname, a given name and a patronymic."""

from __future__ import annotations

import re

from truceline.extract.slavic.cases import Reading, readings
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.nominatives import ROMAN, by_given, choose, full_who, joint, lone_who
from truceline.extract.slavic.places import PLACES, SPEAKING
from truceline.extract.slavic.register import Register
from truceline.extract.slavic.surroundings import MARKS_CLOSE, MARKS_OPEN, Surroundings, in_marks
from truceline.extract.slavic.text import Line
from truceline.extract.slavic.who import Named
from truceline.extract.slavic.wordclasses import GIVEN
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.words import words

_INITIALS = re.compile(r"[А-ЯІЇЄҐЁA-Z](?:\.-?[А-ЯІЇЄҐЁA-Z])?")
_INITIALS_AND_NAME = re.compile(r"(?:[А-ЯІЇЄҐЁ]\.-?){1,2}(?P<name>[А-ЯІЇЄҐЁ][\w'’ʼ-]+)")
#: what a nickname may stand in
_OPENS, _CLOSES = MARKS_OPEN | {"("}, MARKS_CLOSE | {")"}
_PARTICLES = words("фон дер ван ден де да ді дель бін бен ібн ибн аль ель эль ед ад ле ла ду дос оглу огли кизи")


def _with_feminine(low: str, given: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """ "Ілона" is a woman's name as written, though the tables have only "Ілон"; the surname beside it decides."""
    if low[-1:] not in "ая" or any(one.gender == "f" for one in given):
        return given
    return (*given, Reading(low, "f", "n", True))


class FullNames:
    """Reads the full names of a sentence into the register."""

    def __init__(self, story: Story, around: Surroundings, register: Register, language: Language) -> None:
        self._story = story
        self._around = around
        self._register = register
        self._language = language
        self._words = lexicon(language)

    def read(self, line: Line) -> None:
        sentence, tokens = line.sentence, line.tokens
        past = 0
        for at in line.capitals:
            if at >= past and (tokens[at].kinds & GIVEN or self._initials(tokens, at)):
                past = self._full_name(sentence, tokens, at)

    def _initials(self, tokens: list[Token], at: int) -> bool:
        """Whether initials may begin here, or two given names that a hyphen joins."""
        text = tokens[at].text
        return len(text) < 4 or "." in text or "-" in text

    def _full_name(self, sentence: Sentence, tokens: list[Token], at: int) -> int:
        """Reads a name that begins with this token; the token after it, or after this one."""
        token = tokens[at]
        whole = _INITIALS_AND_NAME.fullmatch(token.text) if "." in token.text else None
        if whole is not None:
            return self._note(sentence, tokens, at, at + 1, None, (), whole["name"])
        if at + 2 < len(tokens) and tokens[at + 1].text == "." and _INITIALS.fullmatch(token.text):
            second = at + 2
            if _INITIALS.fullmatch(tokens[second].text) and second + 2 < len(tokens) and tokens[second + 1].text == ".":
                second += 2
            if self._around.may_be_surname(tokens, second) and tokens[second].start - token.start < 10:
                return self._note(sentence, tokens, at, second + 1, None, (), tokens[second].text)
            return at + 1
        given = self._words.given.get(token.low) or self._double(token.low)
        if given is None or (token.text.isupper() and len(token.text) > 1 and not self._around.all_capitals(tokens)):
            return at + 1
        return self._after_given(sentence, tokens, at, given)

    def _double(self, low: str) -> tuple[Reading, ...] | None:
        """ "Оксана-Марія": two given names as one, in the cases that both have."""
        first, dash, second = low.partition("-")
        if not dash:
            return None
        found = [
            Reading(f"{one.nominative}-{other.nominative}", one.gender, "".join(sorted({*one.cases} & {*other.cases})))
            for one in self._words.given.get(first, ())
            for other in self._words.given.get(second, ())
            if one.gender == other.gender and {*one.cases} & {*other.cases}
        ]
        return tuple(found) or None

    def _after_given(self, sentence: Sentence, tokens: list[Token], at: int, given: tuple[Reading, ...]) -> int:
        words = self._words
        end = at + 1
        patronymic = end < len(tokens) and tokens[end].capital and tokens[end].low.endswith(
            words.patronymics_m + words.patronymics_f
        ) and len(tokens[end].low) > 5  # fmt: skip
        if patronymic and self._around.touch(tokens, end):
            end += 1
        end = self._past_nickname(tokens, end)
        surname = end
        if self._another(tokens, end, given):
            return at + 1
        if end < len(tokens) and self._named_like_town(tokens, at, end, given):
            return self._note(sentence, tokens, at, end + 1, surname, given, None)
        while end < len(tokens) and end - surname < 4 and self._around.touch(tokens, end):
            if tokens[end].low in _PARTICLES and end + 1 < len(tokens) and self._around.touch(tokens, end + 1):
                end += 1
            elif self._around.may_be_surname(tokens, end):
                end += 1
                if self._is_verb_or_given(tokens, end) or not self._foreign(tokens, surname, end):
                    break
            else:
                break
        while end > surname and tokens[end - 1].low in _PARTICLES:
            end -= 1
        if end == surname:
            if ROMAN.fullmatch(tokens[end].text if end < len(tokens) else ""):
                return self._note(sentence, tokens, at, end + 1, None, given, None)
            if patronymic:
                return self._note(sentence, tokens, at, end, None, given, None)
            return at + 1
        return self._note(sentence, tokens, at, end, surname, given, None)

    def _named_like_town(self, tokens: list[Token], at: int, end: int, given: tuple[Reading, ...]) -> bool:
        """ "директор Петро Лиман": a surname that a town has too, behind an office and a given name in its case."""
        low = tokens[end].low
        if not tokens[end].capital or low not in PLACES or low in SPEAKING or not self._around.touch(tokens, end):
            return False
        role = self._around.role_before(tokens, at)
        return role is not None and any("n" in one.cases for one in given)

    def _another(self, tokens: list[Token], at: int, given: tuple[Reading, ...]) -> bool:
        """ "сусідка Артема Ірина Ткач": a given name of the other gender begins somebody else's full name."""
        other = self._words.given.get(tokens[at].low) if at < len(tokens) and tokens[at].capital else None
        if other is None or not self._around.may_be_surname(tokens, at + 1) or not self._around.touch(tokens, at + 1):
            return False
        return not {one.gender for one in given} & {one.gender for one in other}

    def _is_verb_or_given(self, tokens: list[Token], end: int) -> bool:
        """Whether a given name follows that begins somebody else's name; "Алі Джавад Насер" ends with one."""
        if end >= len(tokens) or tokens[end].low not in self._words.given:
            return False
        behind = end + 1
        return not self._around.touch(tokens, end) or (
            behind < len(tokens) and self._around.touch(tokens, behind) and self._around.may_be_surname(tokens, behind)
        )

    def _foreign(self, tokens: list[Token], surname: int, end: int) -> bool:
        """Whether the name may go on: "Реджеп Тайїп Ердоган", "Рафаель Маріано Гроссі" have more than two parts."""
        last = tokens[end - 1].low
        return not last.endswith(("енко", "енка", "енку", "енком", "ський", "ська", "ского")) and (
            end >= len(tokens) or not tokens[end].text.isupper()
        )

    def _past_nickname(self, tokens: list[Token], at: int) -> int:
        """ "Денис «Редіс» Прокопенко": the nickname is part of the name."""
        opens = at + 3 < len(tokens) and tokens[at].text in _OPENS and tokens[at + 1].capital
        if opens and tokens[at + 2].text in _CLOSES and self._around.may_be_surname(tokens, at + 3):
            return at + 3
        return at

    def _note(
        self,
        sentence: Sentence,
        tokens: list[Token],
        first: int,
        last: int,
        surname: int | None,
        given: tuple[Reading, ...],
        only: str | None,
    ) -> int:
        """Notes a full name and what it tells: its nominative, its gender, its surname."""
        role = self._around.role_before(tokens, first)
        limit = self._around.cases_allowed(tokens, first, last)
        office = self._around.role_over_genitives(tokens, first) if limit is None else None
        limit = office.cases if office is not None else limit
        if only is not None:
            chosen = choose((), readings(only.lower(), self._language), limit, self._around.capitals)
            who = lone_who(None, None, chosen, only, self._language)
            cases = chosen.cases
        elif surname is None:
            feminine = tokens[last - 1].low.endswith(self._words.patronymics_f)
            reading = next((one for one in given if (one.gender == "f") is feminine), given[0])
            who = by_given(tokens, first, last, reading, self._language)
            cases = reading.cases
        else:
            chosen_given, chosen = joint(
                _with_feminine(tokens[first].low, given),
                readings(tokens[last - 1].low, self._language),
                limit,
                tokens[last - 1].low,
            )
            middle = [
                tokens[at].text
                for at in range(first + 1, last - 1)
                if tokens[at].text[0].isalpha() and tokens[at - 1].text not in _OPENS  # no nicknames
            ]
            who = full_who(chosen_given, middle, chosen, tokens[last - 1].text, tokens[first].text, self._language)
            cases = chosen.cases if chosen.fixed is False else chosen_given.cases
        if self._around.street(tokens, first, cases) or in_marks(tokens, first, last):
            self._register.taken.update(token.start for token in tokens[first:last])
            return last
        named = Named(sentence.number, tokens[first].start, tokens[last - 1].end, who, cases, role)
        self._register.put(named, tokens[first:last])
        return last
