"""Who speaks beside a verb of saying: a person, an office, a body, a place that speaks for its government, a pronoun.

The past tense of both languages shows gender and number, so a subject that disagrees with its verb is none.
"""

from __future__ import annotations

from truceline.extract.saying import Speaker
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.bodyphrases import BodyPhrases
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.lexicon import Lexicon, Role
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.phrases import Phrases, abbreviated
from truceline.extract.slavic.places import SPEAKING
from truceline.extract.slavic.shape import in_hour
from truceline.extract.slavic.signs import AND, IN, QUESTIONS, STOPS
from truceline.extract.slavic.subject import Subject
from truceline.extract.slavic.who import Named
from truceline.extract.slavic.wordclasses import ENDS, LOCATIVE, NUMBER, PAST, PRESENT, SUBJECT, VERB
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

#: stops behind which a subject of its own begins
_OUTER_STOPS = STOPS - frozenset("()—–")
#: words for a person that tell no office
_ANYBODY = frozenset(("жінка", "чоловік", "женщина", "мужчина", "посадовець", "чиновник", "посадовиця", "політик",
    "политик", "співрозмовник", "співрозмовниця", "собеседник", "собеседница", "чиновниця", "військовий", "военный",
    "дипломат", "баба", "бабуся", "бабушка", "дед", "дід", "хлопець", "дівчина", "девушка", "парень", "урядовець",
    "мешканка", "житель", "жительница", "парламентар", "парламентарий"))  # fmt: skip
#: shorter words before ", який" are pronouns: "те", "усе"
_SHORTEST_NOUN = 4
_OBLIQUE_ADJECTIVES = ("ського", "цького", "ської", "цької", "ского", "цкого", "ской", "цкой")
#: whoever is called by these is somebody else than the one who spoke before
_OTHERS = words(
    "мати мама батько син донька дружина чоловік вдова брат сестра сусід сусідка баба дід мать отец дочь жена сын "
    "вдова сосед соседка журналіст журналістка кореспондент кореспондентка журналист журналистка корреспондент "
    "знайомий знайома побратим знакомый знакомая сослуживец адвокат адвокатка прокурор прокурорка суддя судья "
    "лікар лікарка врач медик колега коллега дехто"
)
_LATTER = frozenset(("та", "те", "той", "тот", "ті"))
_WHOSE = words("їхній їхня його її їх свій своя его ее её их свой своя")
#: endings of adjectives before an office: "чинна голова", "бывший министр"; so many of them at most
_NOMINATIVE = ("ий", "ій", "ый", "ой", "на", "ша", "ня", "ая", "яя", "ька", "ва")
_ADJECTIVES = 3
#: words of an office before a name, within which its head stands
_TITLE = 7
#: tokens of an apposition at most
_FARTHEST = 16
#: groups of offices that one holds alone
_OFFICES = frozenset(("president", "head", "minister", "spokesman"))


#: who tells an agency something and is not named
_UNNAMED = ("источник", "собеседник", "чиновник", "дипломат", "джерел", "співрозмовник", "посадов", "свидетел", "свідк",
    "очевид")  # fmt: skip
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
_FROM = frozenset(("з", "із", "зі", "из", "с", "со"))


def _of_a_man(speaker: Speaker) -> bool:
    """Whether a name of no known gender ends as no woman's does: "Юрко"."""
    return speaker.gender != "f" and speaker.words[-1:] not in "аяьАЯ"


class Seeker:
    """Looks for subjects in the sentences of one document."""

    def __init__(self, story: Story, names: Names, times: TimeSpans, words: Lexicon, carry: Carry) -> None:
        self._story = story
        self._names = names
        self._times = times
        self._words = words
        self._carry = carry
        self._phrases = Phrases(story, names, times, words)
        self.bodies = BodyPhrases(story, times, words, self._phrases)

    def after(self, sentence: Sentence, tokens: list[Token], at: int, agreement: str) -> Subject | None:
        """The subject that follows the verb, up to the next mark."""
        stop, last = at, min(len(tokens), at + 24)
        masked = MASK in self._story.narrator[tokens[at - 1].start : tokens[last - 1].end] if at and at < last else True
        while stop < last:
            if (masked or tokens[stop].kinds & ENDS) and self._ends(tokens, stop, at):
                break
            stop += 1
        found = self.best(sentence, tokens, at, stop, agreement)
        if found is None or self._is_name(found) or stop >= len(tokens) or tokens[stop].text != ",":
            return found
        return self._apposed(sentence, tokens, stop + 1, agreement, found) or found

    def _apposed(
        self, sentence: Sentence, tokens: list[Token], at: int, agreement: str, found: Subject
    ) -> Subject | None:
        """ "сказав голова місії, колишній міністр Литви Ян Бутас": a second office, and whoever holds both."""
        office = at
        while office < len(tokens) and office - at < _ADJECTIVES and tokens[office].low.endswith(_NOMINATIVE):
            office += tokens[office].low not in self._words.roles
            if office < len(tokens) and tokens[office].low in self._words.roles:
                break
        role = self._words.roles.get(tokens[office].low) if office < len(tokens) else None
        if found.speaker is None or not found.speaker.person or role is None or "n" not in role.cases:
            return None
        stop = office
        while stop < len(tokens) and stop - at < _FARTHEST and not self._ends(tokens, stop, at):
            stop += 1
        named = self.best(sentence, tokens, office, stop, agreement)
        if named is None or not self._is_name(named):
            return None
        does = named.last < len(tokens) and tokens[named.last].kinds & (VERB | PAST | PRESENT)
        return None if does else Subject(named.speaker, found.first, named.last)

    def _ends(self, tokens: list[Token], here: int, at: int) -> bool:
        token = tokens[here]
        if token.text == "," or (token.text in STOPS and not abbreviated(tokens, here)):
            return True
        if here > at and token.low in self._words.cues and not token.capital:
            return True
        if token.low == "о" and abbreviated(tokens, min(here + 1, len(tokens) - 1)):  # "и. о. мэра"
            return False
        if token.low in self._words.about and tokens[here - 1].low.startswith(QUESTIONS):
            return False  # "відповіла на запитання про страх Соломія"
        if token.low in self._words.opening_that or (token.low in self._words.about and here > at + 1):
            return here > at
        return MASK in self._story.narrator[tokens[here - 1].end : token.start] if here else False

    def before(self, sentence: Sentence, tokens: list[Token], at: int, agreement: str, floor: int) -> Subject | None:
        """The subject before the verb: in its own stretch between commas, else in those before."""
        end = at
        for _ in range(5):
            begin = end
            while begin > floor and (tokens[begin - 1].text not in STOPS or in_hour(tokens, begin - 1)):
                if tokens[begin - 1].text == ",":
                    break
                begin -= 1
            found = self.best(sentence, tokens, begin, end, agreement)
            if found is not None and self._elsewhere(tokens, found, begin, end, crossed=end < at):
                return None
            if found is not None:
                return self._named_beside(sentence, tokens, begin, end, at, floor, agreement, found)
            if begin <= floor or tokens[begin - 1].text in _OUTER_STOPS:
                return None
            if begin - 1 > floor and tokens[begin - 1].text in "—–" and tokens[begin - 2].text == ",":
                return None
            end = begin - 1
        return None

    def _elsewhere(self, tokens: list[Token], found: Subject, begin: int, end: int, *, crossed: bool) -> bool:
        """ "В Женеве прошёл раунд, коммюнике не приняли": where something else was, and not who speaks.

        In the verb's own stretch what stands behind may be its object: "В Киеве эту атаку называют выдумкой".
        """
        if tokens[found.first].low not in IN or tokens[found.last - 1].low not in SPEAKING:
            return False
        others = [*tokens[begin : found.first], *(tokens[found.last : end] if crossed else ())]
        return any(one.low not in self._words.adverbs and not self._times.covers(one) for one in others)

    def _named_beside(
        self,
        sentence: Sentence,
        tokens: list[Token],
        begin: int,
        end: int,
        at: int,
        floor: int,
        agreement: str,
        found: Subject,
    ) -> Subject:
        """ "Микола, водій автобуса, каже": an office between commas tells of the person before it."""
        apposed = end < at and tokens[end].text == "," and begin > floor and tokens[begin - 1].text == ","
        if (
            not apposed
            or tokens[found.first].low in self._words.pronouns
            or (found.speaker is not None and found.speaker.key and self._is_name(found))
        ):
            return found
        start = begin - 1
        while start > floor and tokens[start - 1].text not in STOPS and tokens[start - 1].text != ",":
            start -= 1
        other = self.best(sentence, tokens, start, begin - 1, agreement)
        return other if other is not None and self._is_name(other) else found

    def _is_name(self, subject: Subject) -> bool:
        speaker = subject.speaker
        return speaker is not None and not speaker.carried and self._names.at(speaker.start) is not None

    def relative(self, sentence: Sentence, tokens: list[Token], at: int, gender: str) -> Subject | None:
        """The noun before ", який заявив": a person or an office in whatever case."""
        for back in range(at - 1, max(-1, at - 14), -1):
            token = tokens[back]
            if token.text in STOPS:
                return None
            named = self._names_ending(tokens, back)
            if named is not None and named.who.gender in (None, gender):
                return Subject(self._person(named), back, at)
            role = self._words.roles.get(token.low)
            if role is not None and role.gender == gender and not (back and tokens[back - 1].text == ","):
                return self._office(sentence, tokens, back, at - 1, gender)
        return self._antecedent(tokens, at - 1)

    def _antecedent(self, tokens: list[Token], comma: int) -> Subject | None:
        """ "допитав двох сержантів, які твердять": the word before the comma, with its number or adjective."""
        first = comma - 1
        if first < 0 or not tokens[first].text[0].isalpha() or tokens[first].kinds & (VERB | PAST | PRESENT):
            return None
        if tokens[first].low in self._words.pronouns or len(tokens[first].low) < _SHORTEST_NOUN:
            return None
        while first and (tokens[first - 1].kinds & NUMBER or tokens[first - 1].low.endswith(_OBLIQUE_ADJECTIVES)):
            first -= 1
        start, stop = tokens[first].start, tokens[comma - 1].end
        words = self._story.text[start:stop]
        return Subject(Speaker(words, body_key(words, self._words.language), start, stop, True, None), first, comma)

    def _names_ending(self, tokens: list[Token], at: int) -> Named | None:
        for back in range(at, max(-1, at - 5), -1):
            named = self._names.at(tokens[back].start)
            if named is not None:
                return named if named.end == tokens[at].end else None
        return None

    def best(self, sentence: Sentence, tokens: list[Token], begin: int, end: int, agreement: str) -> Subject | None:
        """The likeliest subject in a stretch: a person, then a pronoun, an office, a body, a speaking place."""
        office: Subject | None = None
        body: Subject | None = None
        pronoun: Subject | None = None
        at = begin
        inside = agreement in ("p", "i")  # "в МЗС сказали": any noun may be one
        wanted = SUBJECT | LOCATIVE | (NUMBER if agreement == "p" else 0) if inside else SUBJECT
        while at < end:
            token = tokens[at]
            if not (token.kinds & wanted or token.capital):
                at += 1
                continue
            before = tokens[at - 1].low if at else ""
            named = self._names.at(token.start)
            if named is not None:
                last = self._end_of(tokens, named, at)
                beside = self._names.at(tokens[last].start) if last < end else None
                if named.nominative and before not in self._words.prepositions and beside is None:
                    subject = self._named(tokens, named, at, last, end, agreement)
                    if subject is not None:
                        return subject
                at = last
                continue
            if self._times.covers(token) or token.low in self._words.adverbs:
                at += 1
                continue
            if token.low in self._words.pronouns and pronoun is None and before not in self._words.prepositions:
                pronoun = self._pronoun(sentence, tokens, at, agreement)
            elif office is None and self._is_office(tokens, at, before, agreement):
                office = self._office(sentence, tokens, at, end, agreement)
            elif office is None and agreement == "p" and (two := self._two_offices(tokens, at, end)) is not None:
                return two
            elif agreement == "p" and (counted := self._counted_sources(tokens, at, end)) is not None:
                return counted
            elif body is None:
                body = self.bodies.body(tokens, at, end, agreement)
                if body is not None and office is None and body.last > at:
                    at = body.last
                    continue
            at += 1
        if pronoun is not None and (office is None or pronoun.first > office.first):
            return pronoun
        if office is not None and body is not None and body.first < office.first and agreement == "p":
            return body
        return office or pronoun or body

    def _end_of(self, tokens: list[Token], named: Named, at: int) -> int:
        while at < len(tokens) and tokens[at].start < named.end:
            at += 1
        return at

    def _named(self, tokens: list[Token], named: Named, at: int, last: int, end: int, agreement: str) -> Subject | None:
        gender = named.who.gender
        if agreement == "p":
            if last + 1 >= end or tokens[last].low not in AND:
                return None
            for here in range(last + 1, min(end, last + 7)):
                other = self._names.at(tokens[here].start)
                if other is not None and other.nominative:
                    stop = self._end_of(tokens, other, here)
                    return Subject(self._pair(tokens, at, stop), at, stop)
            return None
        if agreement in "mf" and gender is not None and gender != agreement and not self._titled(tokens, at, agreement):
            return None
        if agreement == "n":
            return None
        speaker = self._person(named)
        return Subject(speaker._replace(gender=agreement) if agreement in "mf" else speaker, at, last)

    def _titled(self, tokens: list[Token], at: int, gender: str) -> bool:
        """ "очільниця місії Даніель Белл": her office tells what her name does not."""
        for back in range(at - 1, max(-1, at - _TITLE), -1):
            role = self._words.roles.get(tokens[back].low)
            if role is not None and "n" in role.cases:
                return role.gender == gender and role.lemma != "голова"  # who may be a man
            if not tokens[back].text[0].isalnum():
                return False
        return False

    def _pair(self, tokens: list[Token], at: int, stop: int) -> Speaker:
        start, end = tokens[at].start, tokens[stop - 1].end
        words = self._story.text[start:end]
        return Speaker(words, body_key(words, self._words.language), start, end, False, "p")

    def _person(self, named: Named) -> Speaker:
        words = " ".join(self._story.text[named.start : named.end].split())
        return Speaker(words, named.who.key, named.start, named.end, True, named.who.gender)

    def person(self, named: Named, tokens: list[Token]) -> Speaker:
        """A person as a speaker, a woman where her office in the sentence is a woman's."""
        at = next((number for number, token in enumerate(tokens) if token.start == named.start), 0)
        speaker = self._person(named)
        return speaker._replace(gender="f") if at and self._titled(tokens, at, "f") else speaker

    def _pronoun(self, sentence: Sentence, tokens: list[Token], at: int, agreement: str) -> Subject | None:
        gender = self._words.pronouns[tokens[at].low]
        if agreement in "mfnp" and gender != agreement:
            return None
        if tokens[at].low in _LATTER:  # whoever was named last, who is seldom the one who spoke
            opens = at == 0 or tokens[at - 1].text in ",;:"
            verb = at + 1 < len(tokens) and tokens[at + 1].low in self._words.cues
            return Subject(None, at, at + 1, True) if opens and verb else None
        return Subject(self._carry.pronoun(sentence.number, gender), at, at + 1, True)

    def _counted_sources(self, tokens: list[Token], at: int, end: int) -> Subject | None:
        """ "сообщили агентству три источника", "розповіли двоє чиновників": so many who are not named."""
        if not tokens[at].kinds & NUMBER or (at and tokens[at - 1].low in self._words.prepositions):
            return None
        for last in range(at + 1, min(end, at + 4)):
            if tokens[last].low.startswith(_UNNAMED):
                start, stop = tokens[at].start, tokens[last].end
                words = " ".join(self._story.text[start:stop].split())
                known = Speaker(words, body_key(words, self._words.language), start, stop, False, "p")
                return Subject(known, at, last + 1)
        return None

    def _two_offices(self, tokens: list[Token], at: int, end: int) -> Subject | None:
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
                return Subject(self._pair(tokens, at, last), at, last)
        return None

    def _is_office(self, tokens: list[Token], at: int, before: str, agreement: str) -> bool:
        role = self._words.roles.get(tokens[at].low)
        if role is None or "n" not in role.cases or before in self._words.prepositions:
            return False
        if agreement == "f":
            return role.gender == "f" or not tokens[at].low.endswith(("ка", "ця"))
        return agreement in ("m", "s") and (agreement == "s" or role.gender == "m" or tokens[at].low == "голова")

    def _office(self, sentence: Sentence, tokens: list[Token], at: int, end: int, agreement: str) -> Subject:
        """An office without a name: the person known to hold it, else the office as written."""
        first = at
        while first and tokens[first - 1].low.endswith(
            ("ий", "ый", "ой", "на", "ая", "ська", "ший", "шний", "ова", "ня")
        ):
            low = tokens[first - 1].low
            womans = self._words.roles[tokens[at].low].gender == "f" and low.endswith(
                "ой"
            )  # "покачала головой женщина"
            surname = tokens[first - 1].capital and low.endswith("на") and first > 1 and tokens[first - 2].capital
            if surname or womans or low in self._words.adverbs or low in self._words.cues or low.endswith("ння"):
                break
            first -= 1
        last = self._phrases.phrase_end(tokens, at + 1, end)
        role = self._words.roles[tokens[at].low]
        if at and tokens[at - 1].low in _WHOSE:
            return self._theirs(tokens, at - 1, last, agreement)
        plain = [token for token in tokens[at:last] if not token.low.endswith(_OBLIQUE_ADJECTIVES)]
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
            return Subject(self._person(titled)._replace(carried=True), first, last, True)
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
        start, stop = tokens[first].start, tokens[last - 1].end
        words = " ".join(self._story.text[start:stop].split())
        gender = agreement if agreement in "mf" else None
        return Subject(Speaker(words, body_key(words, self._words.language), start, stop, True, gender), first, last)

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
        return at + 1 < len(tokens) and tokens[at].low in _FROM and tokens[at + 1].capital

    def _theirs(self, tokens: list[Token], first: int, last: int, agreement: str) -> Subject:
        """ "їхній речник", "её пресс-секретарь": somebody of theirs, and not whoever held such an office before."""
        titled = self._names.titled(tuple(token.low for token in tokens[first + 1 : last]))
        if titled is not None:
            return Subject(self._person(titled)._replace(carried=True), first, last, True)
        start, stop = tokens[first].start, tokens[last - 1].end
        words = " ".join(self._story.text[start:stop].split())
        gender = agreement if agreement in "mf" else None
        return Subject(Speaker(words, body_key(words, self._words.language), start, stop, True, gender), first, last)

    def opening(self, sentence: Sentence, tokens: list[Token]) -> Speaker | None:
        """ "Полковник знизав плечима.": an office at the head of a sentence, of whom "he" may speak in the next."""
        if len(tokens) > 1 and tokens[0].kinds & PAST and tokens[1].kinds & SUBJECT and not tokens[1].capital:
            tokens = [tokens[1], tokens[0], *tokens[2:]]  # "Зателефонував син."
        head = 1 if len(tokens) > 2 and tokens[0].low.endswith(("ий", "ый", "ой", "на", "ая")) else 0
        if len(tokens) < head + 2 or not tokens[head].kinds & SUBJECT:
            return None
        role = self._words.roles.get(tokens[head].low)
        if tokens[head + 1].kinds & PRESENT and role is not None and "n" in role.cases:
            return self._office(sentence, tokens, head, head + 1, role.gender).speaker
        if not tokens[head + 1].kinds & PAST:
            return None
        verb = tokens[head + 1].low.removesuffix("ся").removesuffix("сь")
        gender = "f" if verb.endswith("ла") else "m" if verb.endswith(("в", "л")) else None
        if role is None or "n" not in role.cases or gender is None:
            return None
        return self._office(sentence, tokens, head, head + 1, gender).speaker

    def source(self, sentence: Sentence, tokens: list[Token], at: int) -> Subject | None:
        """The noun phrase from `at` on, in the genitive: "за словами X", "по данным X"."""
        stop = at
        while stop < len(tokens) and tokens[stop].text not in STOPS and tokens[stop].text != "," and stop - at < 12:
            named = self._names.at(tokens[stop].start)
            if named is not None:
                last = self._end_of(tokens, named, stop)
                if last < len(tokens) and self._names.at(tokens[last].start) is not None:
                    stop = last  # "за словами сусідки Артема Ірини Ткач"
                    continue
                return Subject(self._person(named), stop, last)
            stop += 1
        if stop == at or tokens[at].text in STOPS:
            return None
        last = max(self._phrases.phrase_end(tokens, at, stop), at + 1)
        role = self._words.roles.get(tokens[at].low)
        if role is None and at + 1 < last and tokens[at].low.endswith(_OBLIQUE_ADJECTIVES):
            at += 1  # "за оцінкою чеського лідера"
            role = self._words.roles.get(tokens[at].low)
        if role is not None and last == at + 1:
            known = self._carry.role(sentence.number, role.group, "m" if role.gender == "m" else "f")
            if known is None and role.lemma in _ANYBODY:
                known = self._carry.pronoun(sentence.number, role.gender)
            if known is None and role.group in _OFFICES:
                known = self._carry.plain(sentence.number, role.gender)
            if known is not None:
                return Subject(known, at, last, True)
        if role is not None and last > at + 1:
            phrase = (role.lemma, *(token.low for token in tokens[at + 1 : last]))
            group = self._words.standins.get(
                " ".join(word for word in phrase if not word.endswith(_OBLIQUE_ADJECTIVES))
            )
            known = None if group is None else self._carry.role(sentence.number, group, role.gender)
            titled = self._names.titled(phrase)
            known = known or (None if titled is None else self._person(titled)._replace(carried=True))
            known = known or (self._carry.plain(sentence.number, role.gender) if role.group in _OFFICES else None)
            if known is not None:
                return Subject(known, at, last, True)
        if tokens[at].low in self._words.pronouns or tokens[at].low in self._words.prepositions:
            return None
        return self.bodies.as_body(tokens, at, last)
