"""Persons named in a text, in any case, and the key under which one of them is known.

A full name is told by its given name, by initials, or by the office before it. A surname that stands alone is told by a
full name elsewhere in the text, by an office, by a verb of saying beside it, or because it is in the news every day.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from truceline.extract.slavic.cases import ALL_CASES, Reading, forms, readings
from truceline.extract.slavic.conventional import CONVENTIONAL, SURNAMES
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import Role, lexicon
from truceline.extract.slavic.places import PLACES
from truceline.extract.slavic.romanise import is_known, key
from truceline.extract.story import Sentence, Story, Token
from truceline.model.mentions import PersonMention

_INITIALS = re.compile(r"[А-ЯІЇЄҐЁA-Z](?:\.-?[А-ЯІЇЄҐЁA-Z])?")
_INITIALS_AND_NAME = re.compile(r"(?:[А-ЯІЇЄҐЁ]\.-?){1,2}(?P<name>[А-ЯІЇЄҐЁ][\w'’ʼ-]+)")
_PARTICLES = frozenset(
    "фон дер ван ден де да ді дель бін бен ібн ибн аль ель эль ед ад ле ла ду дос оглу огли кизи".split()
)
_ROMAN = re.compile(r"[IVXІХ]{1,5}")
#: endings of surnames that hardly any other word has
_TELLING = ("енко", "енка", "енку", "енком", "енкові", "чук", "чука", "чуку", "чуком", "чукові", "ишин", "ашвілі",
    "швили", "дзе", "янц", "ський", "ського", "ському", "цький", "цького", "цькому")  # fmt: skip
_AGED = ("-річна", "-річний", "-річної", "-річного", "-летняя", "-летний", "-летней", "-летнего")
_ARTICLES = ("аль-", "ель-", "эль-", "ас-", "ад-", "ед-", "эд-", "ан-", "аш-", "ар-", "ат-", "аз-", "бін-", "бен-")
_BEFORE_SENTENCES = frozenset("«\"“„.:;!?…—–-")
#: endings of surnames that common nouns beside a verb of saying seldom have
_SURNAMES_M = ("ов", "ев", "єв", "ёв", "ін", "їн", "ин", "ян", "янц", "ук", "юк", "ко", "ич", "ський", "цький", "ский", "цкий", "дзе",
    "швілі", "швили", "ей", "ас", "ес", "ерг", "сон", "ман")  # fmt: skip
_SURNAMES_F = ("ова", "ева", "єва", "ёва", "іна", "їна", "ина", "ян", "ук", "юк", "ко", "ська", "цька", "ская", "цкая", "ас", "ес")
#: "губернатор Саратовской области": no surname stands behind an office in these forms
_ADJECTIVES_OF_PLACES = ("ской", "цкой", "ської", "цької", "ській", "цькій")
_REGIONS = ("област", "район", "округ", "кра", "ова", "громад", "общин", "міськ", "город", "республік", "республик")
#: behind these a name is a street's in whatever form; behind "лікарня" or "музей" only in the genitive
_NAMED_AFTER = ("імен", "имен", "ім", "им", "вул", "ул", "просп", "площ", "бульв", "пров", "переул", "набереж", "шос", "сквер")
#: given names that are common words, too, or places
_COMMON = frozenset(
    "віра надія любов слава роман лев мир вера надежда любовь володимир владимир злата роза мальва ада іван-франко юнона "
    "марс ян дана ніка ника пат рой сем том дін пал ким карл март клим яна кит кіт рик рік поль пол дэн ден бен".split()
)
_NOT_OF_PERSONS = ("свят", "ураган", "шторм", "циклон", "тайфун", "князь", "острів", "остров", "шахт", "фрегат", "корвет")
_MARKS_OPEN, _MARKS_CLOSE = frozenset('«"“„'), frozenset('»"”“')


class Who(NamedTuple):
    """A person: the name in the nominative, the key, the gender where it is known, and the surname alone."""

    name: str
    key: str
    gender: str | None
    surname: str
    full: bool


class Named(NamedTuple):
    """A person named in the text: tokens `[first, last)` of a sentence, the cases that the form can be."""

    sentence: int
    start: int
    end: int
    who: Who
    cases: str
    group: str | None  # group of the office that stands before the name

    @property
    def nominative(self) -> bool:
        """Whether the form can be a subject."""
        return "n" in self.cases


class Names:
    """Every person named in a document, in order of place; surnames are known once a full name was read."""

    def __init__(self, story: Story, language: Language) -> None:
        self._story = story
        self._words = lexicon(language)
        self._language = language
        self._known: dict[str, list[tuple[Who, str]]] = {}
        self._noted: set[str] = set()
        self._roles: dict[str, set[str]] = {}
        self._asked: list[Token] = []
        self._shouted = False
        self._titles: dict[tuple[str, ...], Named] | None = None
        self._with_capital = [
            [at for at, token in enumerate(story.spoken_tokens(sentence)) if token.text[0].isupper()]
            for sentence in story.sentences
        ]
        self._capitals = self._within_sentences()
        self._found: dict[int, Named] = {}
        self._taken: set[int] = set()
        for sentence in story.sentences:
            self._full_names(sentence)
        for sentence in story.sentences:
            self._beside_words(sentence)
        for sentence in story.sentences:
            self._alone(sentence)
        self.found: tuple[Named, ...] = tuple(self._found[start] for start in sorted(self._found))

    def at(self, offset: int) -> Named | None:
        """The person whose name starts here."""
        return self._found.get(offset)

    def covers(self, offset: int) -> bool:
        """Whether the word that starts at the offset is part of a person's name."""
        return offset in self._taken

    def has_role(self, person: str, group: str) -> bool:
        """Whether the person (by key) is named beside an office of the group somewhere in the text."""
        return group in self._roles.get(person, ())

    def has_any_role(self, person: str) -> bool:
        """Whether the person (by key) is named beside any office."""
        return bool(self._roles.get(person))

    def titled(self, phrase: tuple[str, ...]) -> Named | None:
        """The person whose name stood behind these words: "міністр оборони Рустем Умєров"; null for one word."""
        if len(phrase) < 2:
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

    def _within_sentences(self) -> frozenset[str]:
        """Stems of words that have a capital although no sentence starts with them."""
        found: set[str] = set()
        for sentence in self._story.sentences:
            tokens = self._story.spoken_tokens(sentence)
            found.update(
                tokens[at].low[: max(4, len(tokens[at].low) - 3)]
                for at in self._with_capital[sentence.number]
                if at and tokens[at - 1].text[0].isalnum()
            )
        return frozenset(found)

    def _full_names(self, sentence: Sentence) -> None:
        tokens = self._story.spoken_tokens(sentence)
        past = 0
        for at in self._with_capital[sentence.number]:
            if at >= past:
                past = self._full_name(sentence, tokens, at)

    def _full_name(self, sentence: Sentence, tokens: list[Token], at: int) -> int:
        """Reads a name that begins with this token; the token after it, or after this one."""
        token = tokens[at]
        whole = _INITIALS_AND_NAME.fullmatch(token.text)
        if whole is not None:
            return self._note(sentence, tokens, at, at + 1, None, (), whole["name"])
        if _INITIALS.fullmatch(token.text) and at + 2 < len(tokens) and tokens[at + 1].text == ".":
            second = at + 2
            if _INITIALS.fullmatch(tokens[second].text) and second + 2 < len(tokens) and tokens[second + 1].text == ".":
                second += 2
            if self._may_be_surname(tokens, second) and tokens[second].start - token.start < 10:
                return self._note(sentence, tokens, at, second + 1, None, (), tokens[second].text)
            return at + 1
        given = self._words.given.get(token.low)
        if given is None or token.text.isupper() and len(token.text) > 1 and not self._all_capitals(tokens):
            return at + 1
        return self._after_given(sentence, tokens, at, given)

    def _all_capitals(self, tokens: list[Token]) -> bool:
        """Whether the sentence is set in capitals, as headlines are; asked of one sentence many times."""
        if self._asked is not tokens:
            self._asked = tokens
            self._shouted = all(token.text.isupper() for token in tokens if len(token.text) > 3 and token.text.isalpha())
        return self._shouted

    def _after_given(self, sentence: Sentence, tokens: list[Token], at: int, given: tuple[Reading, ...]) -> int:
        words = self._words
        end = at + 1
        patronymic = end < len(tokens) and tokens[end].capital and tokens[end].low.endswith(
            words.patronymics_m + words.patronymics_f
        ) and len(tokens[end].low) > 5  # fmt: skip
        if patronymic and self._touch(tokens, end):
            end += 1
        end = self._past_nickname(tokens, end)
        surname = end
        while end < len(tokens) and end - surname < 4 and self._touch(tokens, end):
            if tokens[end].low in _PARTICLES and end + 1 < len(tokens) and self._touch(tokens, end + 1):
                end += 1
            elif self._may_be_surname(tokens, end):
                end += 1
                if self._is_verb_or_given(tokens, end) or not self._foreign(tokens, surname, end):
                    break
            else:
                break
        while end > surname and tokens[end - 1].low in _PARTICLES:
            end -= 1
        if end == surname:
            if _ROMAN.fullmatch(tokens[end].text if end < len(tokens) else ""):
                return self._note(sentence, tokens, at, end + 1, None, given, None)
            if patronymic:
                return self._note(sentence, tokens, at, end, None, given, None)
            return at + 1
        return self._note(sentence, tokens, at, end, surname, given, None)

    def _is_verb_or_given(self, tokens: list[Token], end: int) -> bool:
        return end < len(tokens) and tokens[end].low in self._words.given

    def _foreign(self, tokens: list[Token], surname: int, end: int) -> bool:
        """Whether the name may go on: "Реджеп Тайїп Ердоган", "Рафаель Маріано Гроссі" have more than two parts."""
        last = tokens[end - 1].low
        return not last.endswith(("енко", "енка", "енку", "енком", "ський", "ська", "ского", "ський")) and (
            end >= len(tokens) or not tokens[end].text.isupper()
        )

    def _past_nickname(self, tokens: list[Token], at: int) -> int:
        """ "Денис «Редіс» Прокопенко": the nickname is part of the name."""
        if at + 3 < len(tokens) and tokens[at].text in _MARKS_OPEN | {"("} and tokens[at + 1].capital:
            if tokens[at + 2].text in _MARKS_CLOSE | {")"} and self._may_be_surname(tokens, at + 3):
                return at + 3
        return at

    def _touch(self, tokens: list[Token], at: int) -> bool:
        return self._story.text[tokens[at - 1].end : tokens[at].start].isspace() or tokens[at - 1].text in '»"”“)'

    def _may_be_surname(self, tokens: list[Token], at: int) -> bool:
        if at >= len(tokens):
            return False
        token = tokens[at]
        if token.low.startswith(_ARTICLES) and any(letter.isupper() for letter in token.text):
            return True
        return (
            token.capital
            and (not token.text.isupper() or self._all_capitals(tokens))
            and len(token.text) > 1
            and token.text[0].isalpha()
            and not token.text[0].isascii()
            and token.low not in PLACES
            and token.low not in self._words.short
            and token.low not in self._words.body_words
            and token.low not in self._words.agencies
            and token.low not in self._words.roles
            and token.low not in self._words.prepositions
            and token.low not in self._words.conjunctions
            and (token.text.isalpha() or not any(character.isdigit() for character in token.text))
        )

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
        role = self._role_before(tokens, first)
        limit = self._cases_allowed(tokens, first, last)
        if only is not None:
            chosen = _choose((), readings(only.lower(), self._language), limit, self._capitals)
            who = self._who(None, None, chosen, only)
            cases = chosen.cases
        elif surname is None:
            feminine = tokens[last - 1].low.endswith(self._words.patronymics_f)
            reading = next((one for one in given if (one.gender == "f") is feminine), given[0])
            who = _known_by_given(tokens, first, last, reading, self._language)
            cases = reading.cases
        else:
            chosen_given, chosen = _joint(
                given, readings(tokens[last - 1].low, self._language), limit, tokens[last - 1].low
            )
            middle = [
                tokens[at].text
                for at in range(first + 1, last - 1)
                if tokens[at].text[0].isalpha() and tokens[at - 1].text not in _MARKS_OPEN | {"("}  # no nicknames
            ]
            who = self._full_who(chosen_given, middle, chosen, tokens[last - 1].text, tokens[first].text)
            cases = chosen.cases if chosen.fixed is False else chosen_given.cases
        if self._street(tokens, first, cases) or _in_marks(tokens, first, last):
            self._taken.update(token.start for token in tokens[first:last])
            return last
        if role is not None:
            self._roles.setdefault(who.key, set()).add(role)
        self._remember(who)
        self._found[tokens[first].start] = Named(
            sentence.number, tokens[first].start, tokens[last - 1].end, who, cases, role
        )
        self._taken.update(token.start for token in tokens[first:last])
        return last

    def _full_who(self, given: Reading, middle: list[str], surname: Reading, written: str, first: str) -> Who:
        patronymics = self._words.patronymics_m + self._words.patronymics_f
        inner = [word for word in middle if not word.lower().endswith(patronymics) or len(word) < 6]
        patronymic = [
            _like(_patronymic(word.lower(), given.gender, self._language), word) for word in middle if word not in inner
        ]
        last = _like(surname.nominative, written)
        begin = _like(given.nominative, first)
        name = " ".join([begin, *patronymic, *inner, last])
        return Who(name, key(" ".join([begin, *inner, last]), self._language), given.gender, last, True)

    def _who(self, given: str | None, gender: str | None, surname: Reading, written: str) -> Who:
        last = _like(surname.nominative, written)
        unchanged = surname.cases == "n" and surname.nominative[-1:] not in "ая"  # a woman's name might be the same
        sure = None if surname.fixed or unchanged else surname.gender
        return Who(last, key(last, self._language), gender or sure, last, False)

    def _remember(self, who: Who) -> None:
        """From now on every form of the surname is this person."""
        if who.key in self._noted:
            return
        self._noted.add(who.key)
        for form, form_cases in forms(who.surname.lower(), who.gender, self._language):
            self._known.setdefault(form, []).append((who, form_cases))

    def _street(self, tokens: list[Token], first: int, cases: str) -> bool:
        """ "вулиця Тараса Шевченка": a street, a square, a ship; no person is meant."""
        for back in range(first - 1, max(-1, first - 4), -1):
            low = tokens[back].low
            if low in self._words.streets:
                return "n" not in cases or low.startswith(_NAMED_AFTER)
            if low != "." and low not in _MARKS_OPEN:
                return False
        return False

    def _role_before(self, tokens: list[Token], first: int) -> str | None:
        """The group of the office that stands before the name, over the words that belong to it."""
        for back in range(first - 1, max(-1, first - 9), -1):
            token = tokens[back]
            if token.text in ",;:.—–-!?()" or token.low in self._words.cues:
                return None
            role = self._words.roles.get(token.low)
            if role is not None:
                return self._words.standins.get(f"{role.lemma} {tokens[back + 1].low}", role.group)
        return None

    def _cases_allowed(self, tokens: list[Token], first: int, last: int) -> str | None:
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

    def _beside_words(self, sentence: Sentence) -> None:
        """Surnames after an office, beside a verb of saying, after the words for a source."""
        tokens = self._story.spoken_tokens(sentence)
        for at in self._with_capital[sentence.number]:
            token = tokens[at]
            if token.start in self._taken or not self._may_be_surname(tokens, at):
                continue
            if token.low in self._words.pronouns or token.low in self._words.that or token.low in self._words.possessives:
                continue
            if token.low in self._known or token.low in self._words.agencies or token.low in self._words.cues:
                continue
            if token.low in self._words.heads or token.low in self._words.locatives or token.low in self._words.adverbs:
                continue
            wanted = self._beside(tokens, at)
            if wanted is None:
                continue
            gender, limit, role, last = wanted
            given = self._words.given.get(token.low)
            if given is not None:
                agreeing = [
                    one
                    for one in given
                    if gender in (None, one.gender) and (limit is None or set(one.cases) & set(limit))
                ]
                chosen = agreeing[0] if agreeing else given[0]
            else:
                fitting = [
                    reading
                    for reading in readings(tokens[last - 1].low, self._language)
                    if (gender is None or reading.gender == gender)
                ]
                chosen = _choose((), tuple(fitting), limit, self._capitals)
            self._note_alone(sentence, tokens, at, last, chosen, gender, role)

    def _beside(self, tokens: list[Token], at: int) -> tuple[str | None, str | None, str | None, int] | None:
        """Gender, cases, office and end of a surname that its company tells; null when it tells none."""
        before = tokens[at - 1] if at and self._touch(tokens, at) else None
        end = at + 1
        while end < len(tokens) and end - at < 3 and self._touch(tokens, end) and self._may_be_surname(tokens, end):
            begins = tokens[end].low in self._words.given and tokens[at].low[-1:] in "аяиіїыу"
            if tokens[end].start in self._taken or begins:
                # "помічник Путіна Юрій Ушаков": what stands before a name is in the genitive
                return (None, "g", None, at + 1) if tokens[at].low in _figures(self._language) else None
            end += 1
        if before is not None and before.low.endswith(_AGED) and tokens[at].low in self._words.given:
            return None, None, None, at + 1
        if before is not None and end - at >= 2 and before.text[0].islower() and self._after_verb(tokens, at, end):
            return None, "n", None, end
        role = self._words.roles.get(before.low) if before is not None else None
        if role is None and before is not None:
            far = self._role_over_genitives(tokens, at)
            given = self._words.given.get(tokens[at].low)
            if far is not None and given is not None and end == at + 1:
                return (None, far.cases, far.group, end) if set(given[0].cases) & set(far.cases) else None
            if far is not None and end - at >= 2 and set(far.cases) & {"n"}:
                return far.gender if far.gender == "f" else None, "n", far.group, end
        if role is not None and before is not None:
            return self._after_role(tokens, at, end, role)
        verb = self._words.cues.get(tokens[end].low) if end < len(tokens) else None
        if verb is not None and verb.agreement in "mf" and tokens[end].low not in self._words.ambiguous:
            surname = tokens[end - 1].low.endswith(_SURNAMES_M if verb.agreement == "m" else _SURNAMES_F)
            if self._begins(tokens, at) and not (surname or self._known_as_name(tokens[at])):
                return None
            return (verb.agreement, "n", None, end) if self._stands_as_subject(tokens, at, end) else None
        verb = self._words.cues.get(before.low) if before is not None else None
        if verb is not None and verb.agreement in "mf" and verb.cue.complement in ("clause", "naming"):
            fits = _subject_shape(tokens[end - 1].low, verb.agreement, self._language)
            return (verb.agreement, "n", None, end) if fits else None
        if verb is not None and verb.agreement == "s" and tokens[at].low in self._words.given and end == at + 1:
            return None, "n", None, end
        if before is not None and at >= 2 and (tokens[at - 2].low, before.low) in self._words.sources:
            return None, "g", None, end
        if self._begins(tokens, at) and len(tokens) > end and tokens[end].text == ":" and self._known_as_name(tokens[at]):
            return None, "n", None, end
        if tokens[at].low in _figures(self._language) or tokens[at].low.endswith(_TELLING) and (
            at or self._known_as_name(tokens[at])
        ) and end == at + 1 and self._telling(tokens, at):  # fmt: skip
            return None, self._cases_allowed(tokens, at, at + 1), None, at + 1
        return None

    def _after_verb(self, tokens: list[Token], at: int, end: int) -> bool:
        """ "сказала доповідачка Міріам Лексманн": two capitals behind a calling of no table, behind a verb of saying."""
        low = tokens[at - 1].low
        if low in self._words.prepositions or low in self._words.adverbs or low in self._words.conjunctions:
            return False
        for back in range(at - 2, max(-1, at - 9), -1):
            if not tokens[back].text[0].isalnum():
                return False
            verb = self._words.cues.get(tokens[back].low)
            if verb is not None:
                return verb.agreement in "mf" and _subject_shape(tokens[end - 1].low, verb.agreement, self._language)
        return False

    def _role_over_genitives(self, tokens: list[Token], at: int) -> Role | None:
        """ "глава організації Рамі Абдель Рахман", "мешканка Купянська Олена": what is headed stands between."""
        for back in range(at - 1, max(-1, at - 6), -1):
            token = tokens[back]
            low = token.low
            role = self._words.roles.get(low)
            if role is not None:
                return role
            plain = token.text[0].isalpha() and (not token.capital or low in PLACES or token.text.isupper()
                or low in self._words.body_words or back == at - 1 and at - back == 1)  # fmt: skip
            if (
                not plain
                or low in self._words.prepositions
                or low in self._words.cues
                or low in self._words.conjunctions
            ):
                return None
            if low in self._words.adverbs or low in self._words.that:
                return None
        return None

    def _telling(self, tokens: list[Token], at: int) -> bool:
        """An ending of surnames, where no adjective of a place can stand: "Броварський район" is none."""
        if tokens[at].low.endswith(("ський", "цький", "ського", "цького", "ському", "цькому")):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            return following is not None and following.low in self._words.cues
        return True

    def _begins(self, tokens: list[Token], at: int) -> bool:
        """Whether a sentence starts here, where every word has a capital."""
        return at == 0 or tokens[at - 1].text in _BEFORE_SENTENCES

    def _stands_as_subject(self, tokens: list[Token], at: int, end: int) -> bool:
        before = tokens[at - 1].low if at else ""
        return before not in self._words.prepositions and tokens[at].low not in self._words.media

    def _after_role(
        self, tokens: list[Token], at: int, end: int, role: object
    ) -> tuple[str | None, str | None, str | None, int] | None:
        known = self._words.roles[tokens[at - 1].low]
        word = tokens[end - 1].low
        if word.endswith(_ADJECTIVES_OF_PLACES) or (end < len(tokens) and tokens[end].low.startswith(_REGIONS)):
            return None
        possible = [reading for reading in readings(word, self._language) if set(reading.cases) & set(known.cases)]
        sure = word in _figures(self._language) or any(reading.nominative in CONVENTIONAL for reading in possible)
        if not possible or (known.group in ("head", "president") and end - at == 1 and not sure):
            # "мер Бучі", "губернатор Гладков": what is headed stands in the genitive, a person in the office's case
            agreeing = [one for one in possible if not one.fixed and one.gender == "m" or word.endswith("ко")]
            if not agreeing or word[-1:] in "аяиіїуюеєоы" and not word.endswith("ко"):
                return None
        if end - at == 1 and all(reading.fixed for reading in possible) and word[-1:] in "иіїуюєы" and not sure:
            return None
        return (None if known.gender == "m" else known.gender), known.cases, known.group, end

    def _known_as_name(self, token: Token) -> bool:
        """A capital at the head of a sentence says nothing, unless the word has one elsewhere, too."""
        low = token.low
        return (
            low in _figures(self._language)
            or low in self._words.given
            or low.endswith(_TELLING)
            or low[: max(4, len(low) - 3)] in self._capitals
            and low not in self._words.roles
        )

    def _note_alone(
        self,
        sentence: Sentence,
        tokens: list[Token],
        at: int,
        last: int,
        chosen: Reading,
        gender: str | None,
        role: str | None,
    ) -> None:
        if self._street(tokens, at, chosen.cases) or _in_marks(tokens, at, last):
            return
        written = tokens[last - 1].text
        if last - at == 1:
            who = self._who(None, gender, chosen, written)
        else:
            inner = [token.text for token in tokens[at : last - 1]]
            name = " ".join([*inner, _like(chosen.nominative, written)])
            who = Who(name, key(name, self._language), gender, _like(chosen.nominative, written), True)
        if role is not None:
            self._roles.setdefault(who.key, set()).add(role)
        self._remember(who)
        self._found[tokens[at].start] = Named(
            sentence.number, tokens[at].start, tokens[last - 1].end, who, chosen.cases, role
        )
        self._taken.update(token.start for token in tokens[at:last])

    def _given_alone(self, sentence: Sentence, tokens: list[Token], at: int) -> None:
        """ "побратим Андрія", "Олена живе тут": a given name is a person's, but for saints, storms and common words."""
        low = tokens[at].low
        given = self._words.given.get(low)
        before = tokens[at - 1].low if at else ""
        if given is None or given[0].nominative in _COMMON or tokens[at].text.isupper() or low in PLACES:
            return
        if before.startswith(_NOT_OF_PERSONS) or before in _MARKS_OPEN or self._street(tokens, at, ""):
            return
        if at + 1 < len(tokens) and tokens[at + 1].capital and self._touch(tokens, at + 1):
            return
        limit = self._cases_allowed(tokens, at, at + 1)
        agreeing = [one for one in given if limit is None or set(one.cases) & set(limit)] or list(given)
        chosen = next((one for one in agreeing if "n" in one.cases), agreeing[0])
        self._note_alone(sentence, tokens, at, at + 1, chosen, chosen.gender, None)

    def _alone(self, sentence: Sentence) -> None:
        """Surnames of persons who are named in full, or told by their company, somewhere in the text."""
        tokens = self._story.spoken_tokens(sentence)
        for at in self._with_capital[sentence.number]:
            token = tokens[at]
            if token.start in self._taken:
                continue
            known = self._known.get(token.low)
            if known is None:
                self._given_alone(sentence, tokens, at)
                continue
            if self._street(tokens, at, known[0][1]) or token.low in PLACES:
                continue
            persons = {who.key: (who, form_cases) for who, form_cases in known}
            if len(persons) > 1:
                full = {who.key: (who, form_cases) for who, form_cases in known if who.full}
                persons = full if len(full) == 1 else persons
            if len(persons) == 1:
                who, form_cases = next(iter(persons.values()))
            else:  # two of one surname: told apart by nobody
                other, form_cases = next(iter(persons.values()))
                who = Who(other.surname, key(other.surname, self._language), None, other.surname, False)
            role = self._role_before(tokens, at)
            if role is not None:
                self._roles.setdefault(who.key, set()).add(role)
            self._found[token.start] = Named(sentence.number, token.start, token.end, who, form_cases, role)
            self._taken.add(token.start)


def _in_marks(tokens: list[Token], first: int, last: int) -> bool:
    """Whether marks hold the name and nothing else: a ship, a film, a prize."""
    if last >= len(tokens) or tokens[last].text not in _MARKS_CLOSE:
        return False
    while first and tokens[first - 1].capital:
        first -= 1
    return first > 0 and tokens[first - 1].text in _MARKS_OPEN


@lru_cache(maxsize=2)
def _figures(language: Language) -> frozenset[str]:
    """Every form of the surnames that have a conventional spelling."""
    return frozenset(
        form
        for surname in SURNAMES
        if len(surname) > 3
        for form, _ in forms(surname, "f" if surname.endswith(("ова", "ева")) else "m", language)
    )


def _subject_shape(word: str, gender: str, language: Language) -> bool:
    """Whether a word can be the nominative of a surname of this gender."""
    fixed = word[-1:] in "ую" or word.endswith(("ом", "ем", "ого", "ой", "их", "ым", "им"))
    return any(
        "n" in reading.cases and reading.gender == gender and not (reading.fixed and fixed and word not in CONVENTIONAL)
        for reading in readings(word, language)
    )


def _joint(
    given: tuple[Reading, ...], surname: tuple[Reading, ...], limit: str | None, word: str
) -> tuple[Reading, Reading]:
    """The readings of a given name and of a surname that agree in gender and case, the likeliest pair of them."""
    best: tuple[int, int, Reading, Reading] | None = None
    number = 0
    for one in given:
        for other in surname:
            number += 1
            shared = set(one.cases) & set(other.cases)
            if one.gender != other.gender or not shared:
                continue
            score = 0
            if limit is not None and not shared & set(limit):
                score += 8
            if other.fixed:
                score += 4 if word[-1:] not in "еєиіїоуюэы" else 2
            if other.fixed and "n" in one.cases:
                score -= 2
            if other.nominative.endswith("енко"):  # before "бондаренок", of which "бондаренка" is a form, too
                score -= 2
            if is_known(one.nominative, other.nominative):
                score -= 8
            if "n" in one.cases and one.gender == "f" and not other.fixed and word.endswith(("ка", "на", "ра")):
                score += 1 if len(given) > 1 else 0
            if one.nominative.endswith(("ек", "ел")):  # a vowel that other cases drop is the rarer reading
                score += 1
            if best is None or (score, number) < best[:2]:
                best = (score, number, one._replace(cases="".join(sorted(shared))), other)
    if best is None:
        return given[0], Reading(word, given[0].gender, ALL_CASES, True)
    return best[2], best[3]._replace(cases=best[2].cases)


def _choose(
    given: tuple[Reading, ...], surname: tuple[Reading, ...], limit: str | None, capitals: frozenset[str]
) -> Reading:
    """The likeliest reading of a surname that stands alone."""
    best: tuple[int, int, Reading] | None = None
    for number, reading in enumerate(surname):
        score = 0
        if limit is not None and not set(reading.cases) & set(limit):
            score += 8
        if reading.nominative in SURNAMES:
            score -= 4
        if reading.fixed:
            score += 4
        if reading.nominative.endswith("енко") and "n" not in reading.cases:
            score -= 2
        if best is None or (score, number) < best[:2]:
            best = (score, number, reading)
    if best is None:
        raise ValueError("a surname has at least one reading")
    return best[2]


def _known_by_given(tokens: list[Token], first: int, last: int, reading: Reading, language: Language) -> Who:
    """ "Лев XIV", "Ольга Петрівна": a name without a surname."""
    more = [token.text for token in tokens[first + 1 : last]]
    if more and not _ROMAN.fullmatch(more[-1]):
        more = [_like(_patronymic(more[-1].lower(), reading.gender, language), more[-1])]
    name = " ".join([_like(reading.nominative, tokens[first].text), *more])
    return Who(name, key(name, language), reading.gender, name, True)


def _patronymic(word: str, gender: str, language: Language) -> str:
    """The nominative of a patronymic."""
    if gender == "m":
        stem = word.rpartition("ич")
        return stem[0] + stem[1] if stem[1] else word
    stem = word.rpartition("н")
    return stem[0] + "на" if stem[1] else word


def _like(word: str, written: str) -> str:
    """The word in lower case with the capitals that names have."""
    if written.isupper() and len(written) > 3:
        written = written.title()
    parts = word.split("-")
    return "-".join(part[:1].upper() + part[1:] for part in parts)


def find_persons(story: Story, names: Names) -> tuple[PersonMention, ...]:
    """Every person named."""
    return tuple(
        PersonMention(
            item_id=story.document.item_id,
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
