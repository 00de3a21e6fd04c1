"""Remembers who was named, so that "вона сказала", "міністр додав" and a verb without a subject find their speaker."""

from __future__ import annotations

import msgspec

from truceline.extract.saying import Speaker
from truceline.extract.slavic.names import Names

#: sentences over which a pronoun is carried to a person
_NEAR = 5
#: sentences over which a role that only one person has is carried
_FAR = 40
#: remembered at most; older ones are out of reach anyway
_KEPT = 24


class _Note(msgspec.Struct, frozen=True, gc=False):
    sentence: int
    speaker: Speaker
    spoke: bool  # spoke, and was not only what a sentence is about


class Carry:
    """Speakers and persons in the order in which they were named."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._notes: list[_Note] = []
        self._genders: dict[str, str] = {}

    def note(self, sentence: int, speaker: Speaker, *, spoke: bool) -> None:
        """Somebody spoke, or was the subject of a sentence."""
        if speaker.gender is not None:
            self._genders[speaker.key] = speaker.gender
        self._notes.append(_Note(sentence, speaker, spoke))
        del self._notes[:-_KEPT]

    def last(self, sentence: int, agreement: str) -> Speaker | None:
        """Whoever spoke last, where a verb without a subject goes on; its gender has to agree."""
        for note in reversed(self._notes):
            if note.spoke and sentence - note.sentence <= 3:
                return note.speaker._replace(carried=True) if self._agrees(note.speaker, agreement) else None
        return None

    def pronoun(self, sentence: int, gender: str) -> Speaker | None:
        """Whom "він", "вона" or "они" stands for: of the sentence before, else who spoke, else who was named."""
        near = [note for note in self._notes if sentence - note.sentence <= _NEAR]
        beside = [note for note in near if sentence - note.sentence <= 1]
        for notes, spoke in ((beside, True), (beside, False), (near, True), (near, False)):
            for note in reversed(notes):
                if note.spoke is spoke and self._agrees(note.speaker, gender, strict=gender in "mf"):
                    if gender in "mf":
                        self._genders.setdefault(note.speaker.key, gender)
                    return note.speaker._replace(carried=True)
        for note in reversed(beside):  # "Москва погодилася. Натомість вона вимагає …": a body by the ending of its name
            name = note.speaker.words
            herself = gender == "f" and " " not in name and name.endswith(("а", "я"))
            if herself and note.spoke and not note.speaker.person:
                return note.speaker._replace(carried=True)
        return None

    def role(self, sentence: int, group: str, agreement: str) -> Speaker | None:
        """The person who has the role: the last one named with it whose gender agrees."""
        for note in reversed(self._notes):
            if (
                sentence - note.sentence <= _FAR
                and note.speaker.person
                and self._names.has_role(note.speaker.key, group)
            ) and (self._agrees(note.speaker, agreement) or agreement == "m"):
                return note.speaker._replace(carried=True)
        return None

    def plain(self, sentence: int, agreement: str, *, surely: bool = False) -> Speaker | None:
        """The person of the sentence before, whose office is not told: it is told now.

        `surely`: the verb shows a woman where the office is of no gender, so she was named before.
        """
        for note in reversed(self._notes):
            if sentence - note.sentence > 1:
                return None
            if note.speaker.person and sentence != note.sentence:
                if self._names.at(note.speaker.start) is None:
                    return None  # "Мер міста: «…» Начальник ОВА: «…»": an office is not another office
                told = self._names.has_any_role(note.speaker.key) and not surely
                return (
                    note.speaker._replace(carried=True) if not told and self._agrees(note.speaker, agreement) else None
                )
        return None

    def only(self, sentence: int, agreement: str) -> Speaker | None:
        """The one person who spoke in the last sentences, whatever the office by which the text calls them now."""
        spoke = {
            note.speaker.key: note.speaker
            for note in self._notes
            if note.speaker.person and sentence - note.sentence <= 3 and self._names.at(note.speaker.start) is not None
        }
        if len(spoke) != 1:
            return None
        speaker = next(iter(spoke.values()))
        return speaker._replace(carried=True) if self._agrees(speaker, agreement) else None

    def alone(self, sentence: int) -> Speaker | None:
        """ "Головлікар показує палату. «…», – каже.": the one person of whom the sentence before tells."""
        beside = {
            note.speaker.key: note.speaker
            for note in self._notes
            if note.sentence == sentence - 1 and note.speaker.person
        }
        return next(iter(beside.values()))._replace(carried=True) if len(beside) == 1 else None

    def body(self, sentence: int) -> Speaker | None:
        """The body that spoke last: "йдеться в повідомленні" speaks of its paper."""
        for note in reversed(self._notes):
            if note.spoke and not note.speaker.person and sentence - note.sentence <= 4:
                return note.speaker._replace(carried=True)
        return None

    def body_beside(self, sentence: int) -> Speaker | None:
        """The body that spoke in the sentence before, where no person was named in it."""
        beside = [note.speaker for note in self._notes if sentence - note.sentence <= 1]
        if not beside or any(speaker.person for speaker in beside):
            return None
        return self.body(sentence)

    def _agrees(self, speaker: Speaker, agreement: str, *, strict: bool = False) -> bool:
        gender = self._genders.get(speaker.key)
        if agreement in ("m", "f"):
            return (speaker.person or not strict or gender == agreement) and gender in (None, agreement)
        if agreement == "p":
            return not speaker.person or gender == "p"
        if agreement == "n":
            return not speaker.person
        return True
