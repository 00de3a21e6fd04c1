"""Offices told without a name, and who is known to hold them: "полковник", "її речник", "президент і канцлер"."""

from __future__ import annotations

from truceline.extract.saying import Speaker
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.lexicon import Lexicon, Role
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.phrases import Phrases
from truceline.extract.slavic.placewords import ORIGIN
from truceline.extract.slavic.signs import AND
from truceline.extract.slavic.subject import Subject, pair_of, person_of
from truceline.extract.slavic.wordclasses import PAST, PRESENT, SUBJECT
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.words import words

#: words for a person that tell no office
_ANYBODY = frozenset(("жінка", "чоловік", "женщина", "мужчина", "посадовець", "чиновник", "посадовиця", "політик",
    "политик", "співрозмовник", "співрозмовниця", "собеседник", "собеседница", "чиновниця", "військовий", "военный",
    "дипломат", "баба", "бабуся", "бабушка", "дед", "дід", "хлопець", "дівчина", "девушка", "парень", "урядовець",
    "мешканка", "житель", "жительница", "парламентар", "парламентарий"))  # fmt: skip
OBLIQUE_ADJECTIVES = ("ського", "цького", "ської", "цької", "ского", "цкого", "ской", "цкой")
#: whoever is called by these is somebody else than the one who spoke before
_OTHERS = words(
    "мати мама батько син донька дружина чоловік вдова брат сестра сусід сусідка баба дід мать отец дочь жена сын "
    "вдова сосед соседка журналіст журналістка кореспондент кореспондентка журналист журналистка корреспондент "
    "знайомий знайома побратим знакомый знакомая сослуживец адвокат адвокатка прокурор прокурорка суддя судья "
    "лікар лікарка врач медик колега коллега дехто"
)
_WHOSE = words("їхній їхня його її їх свій своя его ее её их свой своя")
#: words of an office before a name, within which its head stands
_TITLE = 7
#: groups of offices that one holds alone
_OFFICES = frozenset(("president", "head", "minister", "spokesman"))
_RANKS = ("diplomat", "deputy", "soldier")
#: adjectives of nations and sides, of whose office is spoken: "російський президент"
_NATIONS = (
    "ійський",
    "нський",
    "мський",
    "ецький",
    "ійська",
    "нська",
    "ецька",
    "ийский",
    "нский",
    "ецкий",
    "ийская",
    "нская",
)
_WEARING = frozenset(("у", "в", "із", "з", "зі", "с", "со", "на", "без"))
#: where one says a thing, which tells nothing of who one is
_WHERE_SAID = (
    "комент", "ефір", "эфир", "інтерв", "интерв", "розмов", "разгов", "суд", "зверн", "обращ", "відео",
    "видео", "студі", "студи", "брифінг", "брифинг", "пресконф", "пресс", "телеграм", "фейсбу", "дописі",
    "посту", "пості", "сюжет", "програм", "камер", "зал", "сльоз", "слез", "усміш", "улыб", "гірк", "горе",
    "питан", "запит", "своє", "свое", "цьом", "этом", "відпов", "ответ", "посилан", "ссылк",
)  # fmt: skip


def _of_a_man(speaker: Speaker) -> bool:
    """Whether a name of no known gender ends as no woman's does: "Юрко"."""
    return speaker.gender != "f" and speaker.words[-1:] not in "аяьАЯ"


class Offices:
    """Looks for offices in the sentences of one document."""

    def __init__(self, story: Story, names: Names, words: Lexicon, carry: Carry, phrases: Phrases) -> None:
        self._story = story
        self._names = names
        self._words = words
        self._carry = carry
        self._phrases = phrases

    def stands(self, tokens: list[Token], at: int, before: str, agreement: str) -> bool:
        """Whether the word at a token, behind the word `before`, is an office that agrees with its verb."""
        role = self._words.roles.get(tokens[at].low)
        if role is None or "n" not in role.cases or before in self._words.prepositions:
            return False
        if agreement == "f":
            return role.gender == "f" or not tokens[at].low.endswith(("ка", "ця"))
        return agreement in ("m", "s") and (agreement == "s" or role.gender == "m" or tokens[at].low == "голова")

    def held(self, sentence: Sentence, tokens: list[Token], at: int, end: int, agreement: str) -> Subject:
        """An office without a name: the person known to hold it, else the office as written."""
        role = self._words.roles[tokens[at].low]
        first = at
        while first and tokens[first - 1].low.endswith(
            ("ий", "ый", "ой", "на", "ая", "ська", "ший", "шний", "ова", "ня")
        ):
            low = tokens[first - 1].low
            womans = role.gender == "f" and low.endswith("ой")  # "покачала головой женщина"
            surname = tokens[first - 1].capital and low.endswith("на") and first > 1 and tokens[first - 2].capital
            if surname or womans or low in self._words.adverbs or low in self._words.cues or low.endswith("ння"):
                break
            first -= 1
        last = self._phrases.phrase_end(tokens, at + 1, end)
        if at and tokens[at - 1].low in _WHOSE:
            return self._theirs(tokens, at - 1, last, agreement)
        plain = [token for token in tokens[at:last] if not token.low.endswith(OBLIQUE_ADJECTIVES)]
        group = self._words.standins.get(" ".join(token.low for token in plain[:2]))
        if len(plain) > 2 and not plain[2].capital:
            group = None
        if group is None and last == at + 1:
            group = role.group
        elsewhere = self._from_place(tokens, last) or self._described(tokens, role.lemma, last)
        elsewhere = elsewhere or any(token.low.endswith(_NATIONS) for token in tokens[first:at])
        if group is not None and not elsewhere:
            plainly = agreement == "s" and role.lemma in _ANYBODY  # "знизує плечима жінка"
            known = self._carry.role(sentence.number, group, role.gender if plainly else agreement)
            if known is None and tokens[at].low in _ANYBODY:
                known = self._carry.pronoun(sentence.number, role.gender)
            if known is not None and not (plainly and _of_a_man(known) and role.gender == "f"):
                return Subject(known, first, last, True)
        titled = self._names.titled(tuple(token.low for token in tokens[at:last]))
        if titled is not None:
            return Subject(person_of(self._story.text, titled)._replace(carried=True), first, last, True)
        surely = agreement == "f" and role.gender == "m"
        known = None
        if role.group in _OFFICES and not elsewhere:
            known = self._carry.plain(sentence.number, agreement, surely=surely)
        if known is None and last == at + 1 and role.lemma not in _OTHERS and not elsewhere:
            told = role.gender if role.gender == "f" or role.lemma in _ANYBODY else agreement
            known = self._carry.only(sentence.number, told)
            if known is not None and role.gender == "f" and role.lemma in _ANYBODY and _of_a_man(known):
                known = None
        if known is not None and self._of_another_rank(known, role, agreement):
            known = None
        if known is not None:
            return Subject(known, first, last, True)
        return self._as_written(tokens, first, last, agreement)

    def _of_another_rank(self, known: Speaker, role: Role, agreement: str) -> bool:
        """Whether the office told now is not that of whoever spoke: a president after a mother, a woman or a driver."""
        if role.group not in _OFFICES:
            return False
        if agreement == "s" and known.gender is not None and known.gender != role.gender:
            return True
        told = self._names.has_any_role(known.key)
        return told and not any(self._names.has_role(known.key, group) for group in (*_OFFICES, *_RANKS))

    def _described(self, tokens: list[Token], lemma: str, at: int) -> bool:
        """ "каже чоловік у ковдрі": somebody new, whom the words describe."""
        if lemma not in _ANYBODY or at + 1 >= len(tokens) or tokens[at].low not in _WEARING:
            return False
        return not tokens[at + 1].low.startswith(_WHERE_SAID) and not tokens[at + 1].capital

    def _from_place(self, tokens: list[Token], at: int) -> bool:
        """ "Староста з Уд": whose office is told by its place, and nobody who was named before."""
        return at + 1 < len(tokens) and tokens[at].low in ORIGIN and tokens[at + 1].capital

    def _theirs(self, tokens: list[Token], first: int, last: int, agreement: str) -> Subject:
        """ "їхній речник", "её пресс-секретарь": somebody of theirs, and not whoever held such an office before."""
        titled = self._names.titled(tuple(token.low for token in tokens[first + 1 : last]))
        if titled is not None:
            return Subject(person_of(self._story.text, titled)._replace(carried=True), first, last, True)
        return self._as_written(tokens, first, last, agreement)

    def _as_written(self, tokens: list[Token], first: int, last: int, agreement: str) -> Subject:
        """Whoever holds an office, where nobody is known to hold it."""
        start, stop = tokens[first].start, tokens[last - 1].end
        words = " ".join(self._story.text[start:stop].split())
        gender = agreement if agreement in "mf" else None
        return Subject(Speaker(words, body_key(words, self._words.language), start, stop, True, gender), first, last)

    def two(self, tokens: list[Token], at: int, end: int) -> Subject | None:
        """ "президент Франции и канцлер ФРГ": two who speak together."""
        first = self._words.roles.get(tokens[at].low)
        if first is None or "n" not in first.cases or (at and tokens[at - 1].low in self._words.prepositions):
            return None
        for link in range(at + 1, min(end - 1, at + 6)):
            if tokens[link].low in AND:
                second = self._words.roles.get(tokens[link + 1].low)
                if second is None or "n" not in second.cases:
                    return None
                last = self._phrases.phrase_end(tokens, link + 2, end)
                return Subject(pair_of(self._story.text, self._words.language, tokens, at, last), at, last)
        return None

    def in_genitive(self, sentence: Sentence, tokens: list[Token], at: int, last: int, role: Role) -> Speaker | None:
        """ "за словами мера", "по словам главы МИД": whoever is known to hold the office of tokens `[at, last)`."""
        if last == at + 1:
            known = self._carry.role(sentence.number, role.group, "m" if role.gender == "m" else "f")
            if known is None and role.lemma in _ANYBODY:
                known = self._carry.pronoun(sentence.number, role.gender)
        else:
            phrase = (role.lemma, *(token.low for token in tokens[at + 1 : last]))
            plain = " ".join(word for word in phrase if not word.endswith(OBLIQUE_ADJECTIVES))
            group = self._words.standins.get(plain)
            known = None if group is None else self._carry.role(sentence.number, group, role.gender)
            titled = self._names.titled(phrase) if known is None else None
            known = known if titled is None else person_of(self._story.text, titled)._replace(carried=True)
        if known is None and role.group in _OFFICES:
            known = self._carry.plain(sentence.number, role.gender)
        return known

    def tell(self, tokens: list[Token], at: int, gender: str) -> bool:
        """ "очільниця місії Даніель Белл": her office tells what her name does not."""
        for back in range(at - 1, max(-1, at - _TITLE), -1):
            role = self._words.roles.get(tokens[back].low)
            if role is not None and "n" in role.cases:
                return role.gender == gender and role.lemma != "голова"  # who may be a man
            if not tokens[back].text[0].isalnum():
                return False
        return False

    def opening(self, sentence: Sentence, tokens: list[Token]) -> Speaker | None:
        """ "Полковник знизав плечима.": an office at the head of a sentence, of whom "he" may speak in the next."""
        if len(tokens) > 1 and tokens[0].kinds & PAST and tokens[1].kinds & SUBJECT and not tokens[1].capital:
            tokens = [tokens[1], tokens[0], *tokens[2:]]  # "Зателефонував син."
        head = 1 if len(tokens) > 2 and tokens[0].low.endswith(("ий", "ый", "ой", "на", "ая")) else 0
        if len(tokens) < head + 2 or not tokens[head].kinds & SUBJECT:
            return None
        role = self._words.roles.get(tokens[head].low)
        if role is None or "n" not in role.cases:
            return None
        if tokens[head + 1].kinds & PRESENT:
            return self.held(sentence, tokens, head, head + 1, role.gender).speaker
        if not tokens[head + 1].kinds & PAST:
            return None
        verb = tokens[head + 1].low.removesuffix("ся").removesuffix("сь")
        gender = "f" if verb.endswith("ла") else "m" if verb.endswith(("в", "л")) else None
        return None if gender is None else self.held(sentence, tokens, head, head + 1, gender).speaker
