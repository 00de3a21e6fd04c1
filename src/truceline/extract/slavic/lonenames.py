"""Names that stand alone: a surname or a given name, told by its company or by a full name elsewhere."""

from __future__ import annotations

from truceline.extract.slavic.cases import Reading, readings
from truceline.extract.slavic.conventional import CONVENTIONAL
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import Role, lexicon
from truceline.extract.slavic.nominatives import choose, figures, like, lone_who, subject_shape
from truceline.extract.slavic.placelists import LIES, listed_as_places
from truceline.extract.slavic.places import PLACES
from truceline.extract.slavic.placewords import COUNTRIES
from truceline.extract.slavic.register import Register
from truceline.extract.slavic.romanise import key
from truceline.extract.slavic.surroundings import MARKS_OPEN, Surroundings, in_marks
from truceline.extract.slavic.text import Line
from truceline.extract.slavic.who import Named, Who
from truceline.extract.slavic.wordclasses import GIVEN, NOBODY, VERB
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.words import words

#: endings of surnames that hardly any other word has
_TELLING = ("енко", "енка", "енку", "енком", "енкові", "чук", "чука", "чуку", "чуком", "чукові", "ишин", "ашвілі",
    "швили", "дзе", "янц", "ський", "ського", "ському", "цький", "цького", "цькому")  # fmt: skip
_BODY_ADJECTIVES = ("ий", "ій", "ый", "ой", "на", "ня", "ая", "яя", "ка", "не", "ое", "ее", "ьке", "ьна")
_AGED = ("-річна", "-річний", "-річної", "-річного", "-летняя", "-летний", "-летней", "-летнего")
#: endings of surnames that common nouns beside a verb of saying seldom have
_SURNAMES_M = ("ов", "ев", "єв", "ёв", "ін", "їн", "ин", "ян", "янц", "ук", "юк", "ко", "ич", "ський", "цький",
    "ский", "цкий", "дзе",
    "швілі", "швили", "ей", "ас", "ес", "ерг", "сон", "ман")  # fmt: skip
_SURNAMES_F = (
    "ова",
    "ева",
    "єва",
    "ёва",
    "іна",
    "їна",
    "ина",
    "ян",
    "ук",
    "юк",
    "ко",
    "ська",
    "цька",
    "ская",
    "цкая",
    "ас",
    "ес",
)
#: "губернатор Саратовской области": no surname stands behind an office in these forms
_ADJECTIVES_OF_PLACES = ("ской", "цкой", "ської", "цької", "ській", "цькій")
_REGIONS = ("област", "район", "округ", "кра", "ова", "громад", "общин", "міськ", "город", "республік", "республик")
#: given names that are common words, too, or places
_COMMON = words(
    "віра надія любов слава роман лев мир вера надежда любовь володимир владимир злата роза мальва ада іван-франко "
    "юнона марс ян дана ніка ника пат рой сем том дін пал ким карл март клим яна кит кіт рик рік поль пол дэн ден "
    "бен"
)
_NOT_OF_PERSONS = (
    "свят",
    "ураган",
    "шторм",
    "циклон",
    "тайфун",
    "князь",
    "острів",
    "остров",
    "шахт",
    "фрегат",
    "корвет",
)

#: adjectives that head the name of a place or of a body: "Білий дім", "Кривий Ріг", "Верховна рада"
_OF_PLACES = ("ий", "ій", "ый", "ой", "ська", "цька", "на", "ая", "ова", "ла", "ра", "ка", "та", "е", "і", "ие", "ые")
#: endings of genitives that surnames in the nominative seldom have
_PLURAL_LIKE = ("ки", "вки", "ии", "ого", "івки", "овки", "ной", "ної", "ської", "ской")
#: which of two of one surname is meant
_OF_TWO = ("-молодший", "-старший", "-младший")
_KINDS_OF_TOWNS = words("села города поселка посёлка деревни хутора міста селища станицы")
_WITHIN = frozenset(("в", "у"))
_LISTING = frozenset((",", "і", "й", "та", "и"))


#: endings of adjectives in oblique cases, and of the nouns that can stand behind them
_OBLIQUE = ("льной", "них", "нной", "ного", "ному", "ної", "ным", "ных", "ового", "ової", "ским", "ских", "ского",
    "ской", "скому", "ським", "ських", "ського", "ської", "цким", "цкого", "цкой", "цьким", "цького",
    "цької")  # fmt: skip
_AGREEING_NOUNS = ("у", "а", "я", "ю", "ом", "ем", "єм", "и", "ы", "і", "ї", "ів", "ов", "ей", "ання", "ення", "тва")
#: whoever is named behind these is named by the surname alone
_CERTAIN = words("якийсь якась якогось якийось такий-то некий некая некоего некую некому певний певна")
_RESIDENTS = ("жител", "мешкан", "селян", "містян")
#: gender, cases, office and end of a surname; an end of 0 where its company tells that it is none
_Company = tuple[str | None, str | None, str | None, int]
_NO_NAME: _Company = (None, None, None, 0)


class LoneNames:
    """Reads what stands alone in a sentence into the register."""

    def __init__(self, story: Story, around: Surroundings, register: Register, language: Language) -> None:
        self._story = story
        self._around = around
        self._register = register
        self._language = language
        self._words = lexicon(language)
        self._villages: set[str] = set()  # given names that are places here

    def villages(self, line: Line) -> None:
        """Notes given names that the document tells to be villages: "Станіслав розташований за 40 км"."""
        for at in line.capitals:
            given = self._words.given.get(line.tokens[at].low) if line.tokens[at].kinds & GIVEN else None
            if given is not None and self._is_village(line.tokens, at, line.tokens[at - 1].low if at else "", given):
                self._villages.add(given[0].nominative)

    def beside_words(self, line: Line) -> None:
        """Surnames after an office, beside a verb of saying, after the words for a source."""
        sentence, tokens = line.sentence, line.tokens
        for at in line.capitals:
            token = tokens[at]
            if token.kinds & NOBODY or token.start in self._register.taken or token.low in self._register.known:
                continue
            if token.low in COUNTRIES or not self._around.may_be_surname(tokens, at):
                continue
            following = tokens[at + 1].low if at + 1 < len(tokens) else ""
            if following in self._words.body_words and token.low.endswith(_BODY_ADJECTIVES):
                continue  # "Координаційний штаб"
            if self._qualifies_noun(tokens, at):
                continue  # "речник Координаційного штабу"
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
                chosen = choose((), tuple(fitting), limit, self._around.capitals)
            self._note_alone(sentence, tokens, at, last, chosen, gender, role)

    def _beside(self, tokens: list[Token], at: int) -> _Company | None:
        """What its company tells of a surname; null when it tells none."""
        before = tokens[at - 1] if at and self._around.touch(tokens, at) else None
        if tokens[at].low.endswith(_OF_TWO):  # "Петренко-молодший"
            return None, "n", None, at + 1
        end = at + 1
        while (
            end < len(tokens)
            and end - at < 3
            and self._around.touch(tokens, end)
            and self._around.may_be_surname(tokens, end)
        ):
            begins = tokens[end].low in self._words.given and tokens[at].low[-1:] in "аяиіїыу"
            # "медсестра Амна Осман": a surname that is a given name, too, has no other behind it
            begins = begins and self._around.touch(tokens, end + 1) and self._around.may_be_surname(tokens, end + 1)
            if tokens[end].start in self._register.taken or begins:
                # "помічник Путіна Юрій Ушаков": what stands before a name is in the genitive
                return (None, "g", None, at + 1) if tokens[at].low in figures(self._language) else None
            end += 1
        told = None if before is None else self._behind(tokens, at, end, before)
        if told is not None:
            return told if told[3] else None
        if end == at + 2 and self._among_names(tokens, at, end):
            return None, None, None, end
        told = self._beside_verb(tokens, at, end, before)
        if told is not None:
            return told if told[3] else None
        if before is not None and at >= 2 and (tokens[at - 2].low, before.low) in self._words.sources:
            return None, "g", None, end
        if (
            self._around.begins(tokens, at)
            and len(tokens) > end
            and tokens[end].text == ":"
            and self._known_as_name(tokens[at])
        ):
            return None, "n", None, end
        if tokens[at].low in figures(self._language) or (tokens[at].low.endswith(_TELLING) and (
            at or self._known_as_name(tokens[at])
        ) and end == at + 1 and self._telling(tokens, at)):  # fmt: skip
            return None, self._around.cases_allowed(tokens, at, at + 1), None, at + 1
        return None

    def _behind(self, tokens: list[Token], at: int, end: int, before: Token) -> _Company | None:
        """What the word before tells: an age, a verb, "якийсь", an office, also one over genitives."""
        if before.low.endswith(_AGED) and tokens[at].low in self._words.given:
            return None, None, None, at + 1
        if end - at >= 2 and before.text[0].islower() and self._around.after_verb(tokens, at, end):
            return None, "n", None, end
        if before.low in _CERTAIN:
            return None, None, None, end
        role = self._words.roles.get(before.low)
        if role is not None:
            return self._after_role(tokens, at, end, role) or _NO_NAME
        far = self._around.role_over_genitives(tokens, at)
        given = self._words.given.get(tokens[at].low)
        if far is not None and given is not None and end == at + 1:
            return (None, far.cases, far.group, end) if set(given[0].cases) & set(far.cases) else _NO_NAME
        if before.low in _KINDS_OF_TOWNS and self._ends_given(tokens, at, end):
            return _NO_NAME  # "житель села Орехово Иван"
        if far is not None and end - at >= 2 and set(far.cases) & {"n"}:
            return far.gender if far.gender == "f" else None, "n", far.group, end
        return None

    def _ends_given(self, tokens: list[Token], at: int, end: int) -> bool:
        """ "Оріхова Тетяна": where somebody lives, and then a given name."""
        return end == at + 2 and tokens[at + 1].low in self._words.given

    def _qualifies_noun(self, tokens: list[Token], at: int) -> bool:
        """Whether a word is an adjective in an oblique case, and its noun stands behind it in small letters."""
        low = tokens[at].low
        if not low.endswith(_OBLIQUE) or low in figures(self._language) or at + 1 >= len(tokens):
            return False
        noun = tokens[at + 1]
        if noun.low.endswith(_OBLIQUE) and noun.text[0].islower() and at + 2 < len(tokens):
            noun = tokens[at + 2]  # "речник Південного оборонного напрямку"
        if not noun.text[0].islower() or not noun.text.isalpha() or len(noun.text) < 4 or noun.kinds & VERB:
            return False
        words = self._words
        if noun.low in words.cues or noun.low in words.adverbs or noun.low in words.pronouns:
            return False
        small = noun.low in words.prepositions or noun.low in words.conjunctions or noun.low in words.negations
        return not small and noun.low.endswith(_AGREEING_NOUNS)

    def _among_names(self, tokens: list[Token], at: int, end: int) -> bool:
        """ "Петро Лис, Хуссам Дерран і Ганна Вовк": two capitals in a list of names."""
        taken = self._register.taken
        if at > 1 and tokens[at - 1].low in _LISTING and tokens[at - 2].start in taken:
            return True
        return end + 1 < len(tokens) and tokens[end].low in _LISTING and tokens[end + 1].start in taken and (
            at > 0 and not self._around.begins(tokens, at)
        )  # fmt: skip

    def _beside_verb(self, tokens: list[Token], at: int, end: int, before: Token | None) -> _Company | None:
        """A surname right before or right behind a verb of saying."""
        deed = self._words.deeds.get(tokens[end].low) if end < len(tokens) else None
        if deed is not None:  # "Бексултан Жумабаєв приїхав": what only people do
            two = end - at == 2 and not tokens[at].low.endswith(_OF_PLACES)
            surname = tokens[end - 1].low.endswith(_SURNAMES_M if deed == "m" else _SURNAMES_F)
            fits = two or (surname and not self._around.begins(tokens, at))
            fits = fits and subject_shape(tokens[end - 1].low, deed, self._language)
            return (deed, "n", None, end) if fits and self._stands_as_subject(tokens, at, end) else None
        verb = self._words.cues.get(tokens[end].low) if end < len(tokens) else None
        if verb is not None and verb.agreement in "mf" and tokens[end].low not in self._words.ambiguous:
            surname = tokens[end - 1].low.endswith(_SURNAMES_M if verb.agreement == "m" else _SURNAMES_F)
            fits = surname or not self._around.begins(tokens, at) or self._known_as_name(tokens[at])
            if end == at + 1 and tokens[at].low.endswith(_PLURAL_LIKE) and not surname:
                fits = fits and tokens[at].low in figures(self._language)  # "про взяття Малинівки спростувала"
            return verb.agreement, "n", None, end if fits and self._stands_as_subject(tokens, at, end) else 0
        verb = self._words.cues.get(before.low) if before is not None else None
        if verb is not None and verb.agreement in "mf" and verb.cue.complement in ("clause", "naming"):
            fits = subject_shape(tokens[end - 1].low, verb.agreement, self._language)
            return verb.agreement, "n", None, end if fits else 0
        if verb is not None and verb.agreement == "s" and tokens[at].low in self._words.given and end == at + 1:
            return None, "n", None, end
        return None

    def _telling(self, tokens: list[Token], at: int) -> bool:
        """An ending of surnames, where no adjective of a place can stand: "Броварський район" is none."""
        if tokens[at].low.endswith(("ський", "цький", "ського", "цького", "ському", "цькому")):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            return following is not None and following.low in self._words.cues
        return True

    def _stands_as_subject(self, tokens: list[Token], at: int, end: int) -> bool:
        before = tokens[at - 1].low if at else ""
        return before not in self._words.prepositions and tokens[at].low not in self._words.media

    def _after_role(self, tokens: list[Token], at: int, end: int, role: Role) -> _Company | None:
        resident = tokens[at - 1].low.startswith(_RESIDENTS)
        if resident and self._ends_given(tokens, at, end):
            return None  # "мешканка Оріхова Тетяна"
        word = tokens[end - 1].low
        if end - at == 1 and role.gender == "f" and word.endswith(("ов", "ев", "їв", "ів", "єв")):
            return None  # "жительница Сокольников"
        if end - at == 1 and resident and word.endswith(("ого", "его", "ої", "ой")):
            return None  # "жителі Степового"
        if word.endswith(_ADJECTIVES_OF_PLACES) or (end < len(tokens) and tokens[end].low.startswith(_REGIONS)):
            return None
        possible = [reading for reading in readings(word, self._language) if set(reading.cases) & set(role.cases)]
        sure = word in figures(self._language) or any(reading.nominative in CONVENTIONAL for reading in possible)
        if not possible or (role.group in ("head", "president") and end - at == 1 and not sure):
            # "мер Бучі", "губернатор Гладков": what is headed stands in the genitive, a person in the office's case
            agreeing = [one for one in possible if (not one.fixed and one.gender == "m") or word.endswith("ко")]
            if not agreeing or (word[-1:] in "аяиіїуюеєоы" and not word.endswith("ко")):
                return None
        if end - at == 1 and all(reading.fixed for reading in possible) and word[-1:] in "иіїуюєы" and not sure:
            return None
        return (None if role.gender == "m" else role.gender), role.cases, role.group, end

    def _known_as_name(self, token: Token) -> bool:
        """A capital at the head of a sentence says nothing, unless the word has one elsewhere, too."""
        low = token.low
        return (
            low in figures(self._language)
            or low in self._words.given
            or low.endswith(_TELLING)
            or (low[: max(4, len(low) - 3)] in self._around.capitals and low not in self._words.roles)
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
        if self._around.street(tokens, at, chosen.cases) or in_marks(tokens, at, last):
            return
        if last == at + 1 and listed_as_places(tokens, [token.low for token in tokens], at):
            return
        written = tokens[last - 1].text
        if last - at == 1:
            who = lone_who(None, gender, chosen, written, self._language)
        else:
            inner = [token.text for token in tokens[at : last - 1]]
            name = " ".join([*inner, like(chosen.nominative, written)])
            who = Who(name, key(name, self._language), gender, like(chosen.nominative, written), True)
        named = Named(sentence.number, tokens[at].start, tokens[last - 1].end, who, chosen.cases, role)
        self._register.put(named, tokens[at:last])

    def alone(self, line: Line) -> None:
        """Surnames of persons who are named in full, or told by their company, somewhere in the text."""
        sentence, tokens = line.sentence, line.tokens
        for at in line.capitals:
            token = tokens[at]
            if token.start in self._register.taken:
                continue
            known = self._register.known.get(token.low)
            if known is None:
                self._given_alone(sentence, tokens, at)
                continue
            if self._around.street(tokens, at, known[0][1]) or token.low in PLACES:
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
            role = self._around.role_before(tokens, at)
            named = Named(sentence.number, token.start, token.end, who, form_cases, role)
            self._register.put(named, [token])

    def _is_village(self, tokens: list[Token], at: int, before: str, given: tuple[Reading, ...]) -> bool:
        """ "Станіслав розташований за 40 км", "у Станіславі": nobody is within a person, or lies somewhere."""
        if at + 1 < len(tokens) and tokens[at + 1].low.startswith(LIES):
            return True
        return before in _WITHIN and not any(set(one.cases) - {"d", "l"} for one in given)

    def _given_alone(self, sentence: Sentence, tokens: list[Token], at: int) -> None:
        """ "побратим Андрія", "Олена живе тут": a given name is a person's, but for saints, storms and common words."""
        low = tokens[at].low
        given = self._words.given.get(low)
        before = tokens[at - 1].low if at else ""
        if (
            given is None
            or low in self._words.adverbs
            or given[0].nominative in _COMMON
            or tokens[at].text.isupper()
            or low in PLACES
        ):
            return
        if before.startswith(_NOT_OF_PERSONS) or before in MARKS_OPEN or self._around.street(tokens, at, ""):
            return
        if at + 1 < len(tokens) and tokens[at + 1].capital and self._around.touch(tokens, at + 1):
            return
        if given[0].nominative in self._villages:
            return
        limit = self._around.cases_allowed(tokens, at, at + 1)
        agreeing = [one for one in given if limit is None or set(one.cases) & set(limit)] or list(given)
        chosen = next((one for one in agreeing if "n" in one.cases), agreeing[0])
        self._note_alone(sentence, tokens, at, at + 1, chosen, chosen.gender, None)
