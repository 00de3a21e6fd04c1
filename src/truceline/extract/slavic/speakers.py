"""Who speaks beside a verb of saying: a person, an office, a body, a place that speaks for its government, a pronoun.

The past tense of both languages shows gender and number, so a subject that disagrees with its verb is none.
"""

from __future__ import annotations

from truceline.extract.saying import Speaker
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.bodyphrases import BodyPhrases
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.offices import OBLIQUE_ADJECTIVES, Offices
from truceline.extract.slavic.phrases import Phrases, abbreviated
from truceline.extract.slavic.places import SPEAKING
from truceline.extract.slavic.shape import in_hour
from truceline.extract.slavic.signs import AND, IN, QUESTIONS, STOPS
from truceline.extract.slavic.subject import Subject, pair_of, person_of
from truceline.extract.slavic.who import Named
from truceline.extract.slavic.wordclasses import ENDS, LOCATIVE, NUMBER, PAST, PRESENT, SUBJECT, VERB
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans

#: stops behind which a subject of its own begins
_OUTER_STOPS = STOPS - frozenset("()—–")
#: shorter words before ", який" are pronouns: "те", "усе"
_SHORTEST_NOUN = 4
_LATTER = frozenset(("та", "те", "той", "тот", "ті"))
#: endings of adjectives before an office: "чинна голова", "бывший министр"; so many of them at most
_NOMINATIVE = ("ий", "ій", "ый", "ой", "на", "ша", "ня", "ая", "яя", "ька", "ва")
_ADJECTIVES = 3
#: tokens of an apposition at most
_FARTHEST = 16
#: who tells an agency something and is not named
_UNNAMED = ("источник", "собеседник", "чиновник", "дипломат", "джерел", "співрозмовник", "посадов", "свидетел", "свідк",
    "очевид")  # fmt: skip


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
        self.offices = Offices(story, names, words, carry, self._phrases)

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
        while office < len(tokens) and office - at < _ADJECTIVES and tokens[office].low not in self._words.roles:
            if not tokens[office].low.endswith(_NOMINATIVE):
                break
            office += 1
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
            while begin > floor and tokens[begin - 1].text != ",":
                if tokens[begin - 1].text in STOPS and not in_hour(tokens, begin - 1):
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
                return Subject(person_of(self._story.text, named), back, at)
            role = self._words.roles.get(token.low)
            if role is not None and role.gender == gender and not (back and tokens[back - 1].text == ","):
                return self.offices.held(sentence, tokens, back, at - 1, gender)
        return self._antecedent(tokens, at - 1)

    def _antecedent(self, tokens: list[Token], comma: int) -> Subject | None:
        """ "допитав двох сержантів, які твердять": the word before the comma, with its number or adjective."""
        first = comma - 1
        if first < 0 or not tokens[first].text[0].isalpha() or tokens[first].kinds & (VERB | PAST | PRESENT):
            return None
        if tokens[first].low in self._words.pronouns or len(tokens[first].low) < _SHORTEST_NOUN:
            return None
        while first and (tokens[first - 1].kinds & NUMBER or tokens[first - 1].low.endswith(OBLIQUE_ADJECTIVES)):
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
            elif office is None and self.offices.stands(tokens, at, before, agreement):
                office = self.offices.held(sentence, tokens, at, end, agreement)
            elif office is None and agreement == "p" and (two := self.offices.two(tokens, at, end)) is not None:
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
                    return Subject(pair_of(self._story.text, self._words.language, tokens, at, stop), at, stop)
            return None
        disagrees = agreement in "mf" and gender is not None and gender != agreement
        if disagrees and not self.offices.tell(tokens, at, agreement):
            return None
        if agreement == "n":
            return None
        speaker = person_of(self._story.text, named)
        return Subject(speaker._replace(gender=agreement) if agreement in "mf" else speaker, at, last)

    def person(self, named: Named, tokens: list[Token]) -> Speaker:
        """A person as a speaker, a woman where her office in the sentence is a woman's."""
        at = next((number for number, token in enumerate(tokens) if token.start == named.start), 0)
        speaker = person_of(self._story.text, named)
        return speaker._replace(gender="f") if at and self.offices.tell(tokens, at, "f") else speaker

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
                return Subject(person_of(self._story.text, named), stop, last)
            stop += 1
        if stop == at or tokens[at].text in STOPS:
            return None
        last = max(self._phrases.phrase_end(tokens, at, stop), at + 1)
        role = self._words.roles.get(tokens[at].low)
        if role is None and at + 1 < last and tokens[at].low.endswith(OBLIQUE_ADJECTIVES):
            at += 1  # "за оцінкою чеського лідера"
            role = self._words.roles.get(tokens[at].low)
        if role is not None:
            known = self.offices.in_genitive(sentence, tokens, at, last, role)
            if known is not None:
                return Subject(known, at, last, True)
        if tokens[at].low in self._words.pronouns or tokens[at].low in self._words.prepositions:
            return None
        return self.bodies.as_body(tokens, at, last)
