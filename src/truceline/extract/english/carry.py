"""Who "she", "it" or "the minister" is: the last one named whom the word can stand for, or nobody."""

from __future__ import annotations

import re
from collections.abc import Callable

from truceline.extract.english.names import Names, Person
from truceline.extract.english.nationalities import NATIONALITIES
from truceline.extract.english.personwords import FEMALE_ROLES, HUMANS, MALE_ROLES, ROLES
from truceline.extract.english.speakers import person_speaker
from truceline.extract.saying import Speaker
from truceline.extract.story import MASK, Story
from truceline.extract.within import Within

#: sentences over which a pronoun is carried to one who spoke or was spoken of
_CARRY = 5
#: sentences over which it is carried to one who was only mentioned, when nobody else was
_MENTIONED = 2
#: sentences over which "the minister" is carried to the one who has the office
_OFFICE = 25
#: speakers looked back at for the body that "the ministry" is
_BODIES = 60
_COMPLEMENT = re.compile(r" (?:of|in|from|for|at|with) ")
#: bodies that are spoken of as many
_MANY_BY_NAME = frozenset(("Forces", "Guards", "Brigades", "Nations", "Fighters", "Houthis", "Taliban", "Rebels"))
_GENDERS = {"he": "m", "she": "f"}


class Carry:
    """Remembers who spoke and whom sentences are about."""

    def __init__(self, story: Story, names: Names) -> None:
        self._story = story
        self._names = names
        self._persons = Within(names.persons)
        self._spoke: list[tuple[int, Speaker]] = []
        self._learned: dict[str, str] = {}

    def note(self, sentence: int, speaker: Speaker) -> None:
        """One who speaks in a sentence."""
        if speaker.gender:
            self._learned.setdefault(speaker.key, speaker.gender)
        self._spoke.append((sentence, speaker))

    def topic(self, number: int) -> Person | None:
        """The person whom a sentence is about: named first, before its verb and not as the owner of something."""
        sentence = self._story.sentences[number]
        for person in self._persons.between(sentence.start, min(sentence.end, sentence.start + 90))[:1]:
            if self._story.narrator[person.start] == MASK:
                return None  # named in a quotation: nobody whom the reporter tells of
            behind = self._story.text[person.end : person.end + 2]
            if behind[:1] in "'’" and behind[1:] == "s":
                return None
            return person
        return None

    def resolve(
        self, pronoun: str, sentence: int, head: Callable[[int], Speaker | None], offset: int
    ) -> Speaker | None:
        """Whom a pronoun at the offset stands for. `head` tells the subject of a sentence by its number."""
        if pronoun in _GENDERS:
            return self._person(_GENDERS[pronoun], sentence, head, offset)
        if pronoun not in ("it", "they"):
            return None
        plural = pronoun == "they"
        for at, speaker in reversed(self._spoke[-8:]):
            if sentence - at > 3:
                break
            if is_plural(speaker.words) == plural and not speaker.person and (plural or not is_human(speaker.words)):
                return speaker._replace(carried=True)
            if plural and speaker.person and " and " in speaker.words:
                return speaker._replace(carried=True)
        for back in range(sentence - 1, max(-1, sentence - 3), -1):
            found = head(back)
            if found is None or found.person or is_plural(found.words) != plural or is_human(found.words):
                continue
            if any(map(str.isupper, found.words)):
                return found._replace(carried=True)
        return None

    def _person(self, gender: str, sentence: int, head: Callable[[int], Speaker | None], offset: int) -> Speaker | None:
        candidates: list[tuple[int, int, Speaker]] = []
        for order, (at, speaker) in enumerate(reversed(self._spoke[-12:])):
            if sentence - at > _CARRY:
                break
            if (speaker.person or speaker.gender or is_human(speaker.words)) and self._fits(speaker, gender):
                candidates.append((-3 * (sentence - at) + 2, -order, speaker))
        for back in range(sentence, max(-1, sentence - _CARRY), -1):
            person = self.topic(back)
            if person is not None and person.end < offset:
                speaker = person_speaker(person, self._story, self._names)
                if self._fits(speaker, gender):
                    candidates.append((-3 * (sentence - back), 0, speaker))
                    break
        about = head(sentence - 1) if sentence else None
        if about is not None and not about.person and not about.carried:
            if about.gender == gender:
                candidates.append((-3, 1, about))  # "Her husband nodded."
            elif not about.gender and is_human(about.words):  # "A resident named Larysa" is Larysa first
                candidates.append((-3, -1, about))
        if candidates:
            best = max(candidates, key=lambda one: one[:2])[2]
            self._learned.setdefault(best.key, gender)
            return best._replace(carried=True)
        return self._only_mentioned(gender, sentence)

    def _only_mentioned(self, gender: str, sentence: int) -> Speaker | None:
        """The one person of this gender in the sentences before, when there is but one."""
        first = self._story.sentences[max(0, sentence - _MENTIONED)].start
        here = self._story.sentences[sentence].start
        found = {person.key: person for person in self._persons.between(first, here)}
        fitting = [
            speaker
            for person in found.values()
            if self._fits(speaker := person_speaker(person, self._story, self._names), gender)
        ]
        return fitting[0]._replace(carried=True) if len(fitting) == 1 else None

    def _fits(self, speaker: Speaker, gender: str) -> bool:
        known = speaker.gender or self._learned.get(speaker.key)
        return known in (None, gender)

    def office(self, phrase: list[str], sentence: int) -> Speaker | None:
        """ "the spokeswoman", "the Ukrainian leader": the person named before who has that office in the text."""
        lands = {NATIONALITIES[word] for word in phrase if word in NATIONALITIES}
        offices = [word.lower() for word in phrase if word not in NATIONALITIES]
        if not offices:
            return None
        limit = self._story.sentences[max(0, sentence - _OFFICE)].start
        seen: set[str] = set()
        for person in reversed(self._persons.between(limit, self._story.sentences[sentence].end)):
            if person.key in seen:
                continue
            seen.add(person.key)
            if self._names.fits(person.key, offices, lands):
                return person_speaker(person, self._story, self._names)._replace(carried=True)
        return None

    def someone(self, noun: str, sentence: int) -> Speaker | None:
        """ "the diplomat", "the woman": the person who spoke just before, where the word says no more than that."""
        gender = "f" if noun in FEMALE_ROLES else "m" if noun in MALE_ROLES else None
        for at, speaker in reversed(self._spoke[-3:]):
            if sentence - at <= 3 and speaker.person and (gender is None or self._fits(speaker, gender)):
                return speaker._replace(carried=True)
        return None

    def last_person(self, sentence: int) -> Speaker | None:
        """ "the 63-year-old": the one spoken of last."""
        candidates = [self._person(gender, sentence, _nobody, 0) for gender in ("f", "m")]
        known = [one for one in candidates if one is not None]
        return max(known, key=lambda one: one.start, default=None)

    def body(self, noun: str) -> str | None:
        """The key of the one body of that kind that spoke before: "the ministry" after "the foreign ministry"."""
        keys = {
            speaker.key
            for _, speaker in self._spoke[-_BODIES:]
            if speaker.key.endswith(f"_{noun}") and not speaker.person
        }
        return keys.pop() if len(keys) == 1 else None


def _nobody(_: int) -> None:
    return None


def is_human(words: str) -> bool:
    """Whether one person is spoken of without a name: "senior official", "head of the mission"."""
    head = _COMPLEMENT.split(words, maxsplit=1)[0].rpartition(" ")[2].lower()
    return head in ROLES or head in HUMANS or head in ("one", "another")


def is_plural(words: str) -> bool:
    """Whether a body or a group is spoken of as many: its noun ends in -s or is a word for people."""
    head = _COMPLEMENT.split(words, maxsplit=1)[0].rpartition(" ")[2]
    if " and " in words:
        return True
    if head in _MANY_BY_NAME:
        return True
    return head.islower() and (head == "people" or (head.endswith("s") and not head.endswith(("ss", "us"))))
