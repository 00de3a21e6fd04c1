"""Who speaks: the phrase that governs a verb of saying as a speaker, through pronouns, offices and asides."""

from __future__ import annotations

from truceline.extract.english.carry import Carry
from truceline.extract.english.lexicon import CUES, PREPOSITIONS, PRONOUNS, TITLES
from truceline.extract.english.names import Names
from truceline.extract.english.personwords import FEMALE_ROLES, HUMANS, MALE_ROLES, ROLES
from truceline.extract.english.speakers import person_speaker, speaker_of
from truceline.extract.english.subjects import KIN, Subject, says_nobody, subject_before
from truceline.extract.english.verbs import is_finite, is_passive
from truceline.extract.saying import Saying, Speaker
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

#: what is read out: "the statement read"

TEXTS = words(
    "statement letter text document post tweet message declaration note banner sign resolution caption placard"
)
#: a part of a sentence with a subject of its own begins behind these
_PARTS = words("while whereas although though ;")
_ASKED = words("asked questioned pressed challenged speaking standing sitting pointing looking told reached")
_THEM = {"her": "she", "him": "he", "them": "they"}
_GIVING_NAME = frozenset(("name", "identified", "named"))
_DETERMINED = words("a an the one another his her their our")
_SMALL = words("and but or as while when then before after also not in who which that him her them it himself herself")

#: callings of private life by which the person who was just named is called again
_CALLINGS = words(
    "pensioner farmer widow widower driver nurse teacher shopkeeper fisherman baker miner volunteer librarian student "
    "engineer mechanic electrician medic paramedic"
)


class Voices:
    """Tells the speakers of a document's sayings, sentence by sentence, remembering who spoke before."""

    def __init__(
        self, story: Story, names: Names, times: TimeSpans, carry: Carry, sayings: dict[int, tuple[Saying, ...]]
    ) -> None:
        self._story = story
        self._names = names
        self._times = times
        self._carry = carry
        self._sayings = sayings
        self._heads: dict[int, Speaker | None] = {}

    def governing(
        self, sentence: Sentence, tokens: list[Token], at: int, found: list[Saying], floor: int, participle: bool
    ) -> tuple[Speaker | None, int]:
        """The speaker and the token where the saying starts; a verb without its own subject takes the one before."""
        back = at - 1
        while back > 0 and tokens[back].low in ("also", "then", "later", "has", "have", "had"):
            back -= 1
        if participle and _own_subject(tokens, at):
            subject = subject_before(tokens, at, self._times, floor, self._names)
            if subject is not None:  # "with Medvedev calling it …": nobody's but his
                return self.speaker(tokens, subject, sentence), subject.first
        if at > 1 and tokens[at - 1].low == "as":  # "was quoted as saying"
            quoted = self._quoted(sentence, tokens, at - 1)
            if quoted is not None:
                return quoted, self._head_first(tokens, at)
            return self._head_before(sentence, tokens, at), self._head_first(tokens, at)
        if participle or (back >= 0 and (tokens[back].low in ("and", "but") or _aside_after_and(tokens, back))):
            inherited = next((saying.speaker for saying in reversed(found) if saying.speaker), None)
            return (self._head_before(sentence, tokens, at) if inherited is None else inherited), at
        subject = subject_before(tokens, at, self._times, floor, self._names)
        if subject is None and floor:  # what was said before may stand in an aside of this subject
            subject = subject_before(tokens, at, self._times, 0, self._names) if tokens[at - 1].text == "," else None
            subject = subject if subject is not None and subject.tail < floor else None
        if subject is None:
            chained = bool(found) and at > 0 and tokens[at - 1].text == ","
            return (found[-1].speaker if chained else None), at
        if says_nobody(tokens, subject):
            return None, at
        named = self._named_in(tokens, subject)
        return named or self.speaker(tokens, subject, sentence), subject.first

    def _named_in(self, tokens: list[Token], subject: Subject) -> Speaker | None:
        """`one of them, a woman who gave her name as Lidia, said`."""
        aside = tokens[subject.tail : subject.last]
        if _GIVING_NAME.isdisjoint({token.low for token in aside}):
            return None
        found = next((person for token in aside if (person := self._names.at(token.start)) is not None), None)
        return None if found is None else person_speaker(found, self._story, self._names)

    def _quoted(self, sentence: Sentence, tokens: list[Token], at: int) -> Speaker | None:
        """`State television quoted Oren Tal as saying`: whom it quoted."""
        verb = next(
            (back for back in range(at - 1, max(0, at - 12), -1) if tokens[back].low in ("quoted", "cited")), None
        )
        if verb is None or is_passive(tokens, verb) or verb + 1 >= at:
            return None
        if at - verb == 2 and tokens[verb + 1].low in _THEM:  # "her office quoted her as saying"
            return self._carry.resolve(_THEM[tokens[verb + 1].low], sentence.number, self.head, tokens[verb].start)
        return self.speaker(tokens, Subject(verb + 1, at, verb + 1, at), sentence)

    def _head_first(self, tokens: list[Token], at: int) -> int:
        verb = next((verb for verb in range(1, at) if is_finite(tokens, verb)), None)
        subject = None if verb is None else subject_before(tokens, verb, self._times, 0, self._names)
        return at if subject is None else subject.first

    def _head_before(self, sentence: Sentence, tokens: list[Token], at: int) -> Speaker | None:
        """The subject of the sentence, or of its part: what stands before the first finite verb there."""
        begin = next((back + 1 for back in range(at - 1, 0, -1) if tokens[back].low in _PARTS), 0)
        if begin == 0 and tokens[0].low in _ASKED:  # "Asked whether it was holding, the colonel shrugged"
            begin = next((to + 1 for to in range(1, at) if tokens[to].text == ","), 0)
        for floor in {begin: None, 0: None}:
            verb = next((verb for verb in range(floor + 1, at) if is_finite(tokens, verb)), None)
            subject = None if verb is None else subject_before(tokens, verb, self._times, floor, self._names)
            if subject is not None:
                break
        return None if subject is None else self.speaker(tokens, subject, sentence)

    def head(self, number: int) -> Speaker | None:
        """Whom or what a sentence is about: the subject of its first verb."""
        if number not in self._heads:
            self._heads[number] = None  # a pronoun at the head of it finds nobody here
            sentence = self._story.sentences[number]
            tokens = self._story.tokens(sentence)
            found = self._head_before(sentence, tokens, len(tokens)) or self._opening(tokens)
            self._heads[number] = found
        return self._heads[number]

    def _opening(self, tokens: list[Token]) -> Speaker | None:
        """ "A fisherman pointed at the pier": the person at the head of a sentence whose verb is not clear."""
        if not tokens or tokens[0].low not in _DETERMINED or any(self._names.at(token.start) for token in tokens):
            return None
        for at in range(1, min(5, len(tokens))):
            if tokens[at].low in HUMANS or tokens[at].low in ROLES:
                return speaker_of(tokens, 0, at + 1, self._story, self._names)
            if not tokens[at].text[0].isalpha() or tokens[at].low in PREPOSITIONS:
                return None
        return None

    def speaker(self, tokens: list[Token], subject: Subject, sentence: Sentence) -> Speaker | None:
        start, end = subject.head, subject.tail
        first = tokens[start]
        if first.low in PRONOUNS and end - start == 1:
            return self._carry.resolve(first.low, sentence.number, self.head, first.start)
        if tokens[end - 1].low.endswith("-year-old"):
            return self._carry.last_person(sentence.number)
        if first.low == "the" and tokens[start + 1].low.endswith("-year-old"):  # "the 61-year-old librarian"
            known = self._carry.last_person(sentence.number)
            if known is not None:
                return known
        noun = next(
            (tokens[at - 1].low for at in range(start + 2, end) if tokens[at].low in PREPOSITIONS), tokens[end - 1].low
        )
        if first.low in ("the", "this", "that") and end - start <= 5:
            if noun in TITLES or noun in ROLES:
                known = self._carry.office([token.text for token in tokens[start + 1 : end]], sentence.number)
                if known is not None:
                    return known
            if noun in HUMANS or (tokens[start + 1].low, noun) == ("head", "head"):
                known = self._carry.someone(noun, sentence.number)
                if known is not None:
                    return known
            if noun in _CALLINGS and first.low == "the" and end - start == 2:  # "the pensioner recalls"
                known = self._carry.last_person(sentence.number)
                if known is not None:
                    return known
            if noun in TEXTS:
                issuer = self._issuer(sentence)
                if issuer is not None:
                    return issuer
        found = speaker_of(tokens, start, end, self._story, self._names)
        if found is not None and subject.first < start - 1 and tokens[start - 2].low in KIN:
            kin = tokens[start - 2].low
            gender = "f" if kin in FEMALE_ROLES else "m" if kin in MALE_ROLES else found.gender
            return found._replace(gender=gender)
        if found is not None and first.low == "the" and end - start == 2 and not found.person:
            body = self._carry.body(found.key)
            return found if body is None else found._replace(key=body)
        return found

    def _issuer(self, sentence: Sentence) -> Speaker | None:
        """Who issued the statement that is read out: the one who spoke in one just before."""
        for back in (1, 2):
            for saying in self._sayings.get(sentence.number - back, ()):
                behind = self._story.tokens(saying.sentence)[saying.after : saying.after + 6]
                if saying.speaker is not None and any(token.low in TEXTS for token in behind):
                    return saying.speaker._replace(carried=True)
        return None

    def named_behind(self, tokens: list[Token], at: int) -> Speaker | None:
        """`said one, who gave her name only as Amna`, `read a letter signed by Bero Kalt`: the name that follows."""
        if at + 3 >= len(tokens):
            return None
        apposed = self._names.at(tokens[at + 1].start) if tokens[at].text == "," else None
        if apposed is not None and self._story.text[apposed.end : apposed.end + 1] in (".", ",", ""):
            return person_speaker(apposed, self._story, self._names)  # "said a spokeswoman, Andrea Sand."
        signed = tokens[at].low in ("signed", "written", "issued") and tokens[at + 1].low == "by"
        aside = tokens[at].low == "who" or (tokens[at].text == "," and tokens[at + 1].low == "who")
        told = aside and _GIVING_NAME & {token.low for token in tokens[at + 2 : at + 8]}
        if not signed and not told:
            return None
        persons = (self._names.at(token.start) for token in tokens[at + 2 : at + 12])
        found = next((person for person in persons if person is not None), None)
        return None if found is None else person_speaker(found, self._story, self._names)


def _aside_after_and(tokens: list[Token], closing: int) -> bool:
    """ "… and, visibly angry, added": the verb goes on with the subject before."""
    if tokens[closing].text != ",":
        return False
    opening = next((at for at in range(closing - 1, max(0, closing - 9), -1) if tokens[at].text == ","), None)
    return opening is not None and opening > 0 and tokens[opening - 1].low in ("and", "but")


def _own_subject(tokens: list[Token], at: int) -> bool:
    """Whether a noun stands right before a participle: "with the Kremlin saying …"."""
    if at < 2:
        return False
    before = tokens[at - 1]
    small = before.low in PREPOSITIONS or before.low in _SMALL or before.low in CUES
    verbal = before.low.endswith(("ing", "ed", "ly")) and not before.capital
    return before.text[0].isalpha() and not small and not verbal
