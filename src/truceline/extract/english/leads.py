"""Quotations without a verb of saying: led in by a colon, or by a sentence about the one who speaks.

`Sikorski was blunt: "No."` and `Her grandson Danylo shook his head. "She says that every time."`
"""

from __future__ import annotations

from collections.abc import Callable

from truceline.extract.english.carry import Carry, is_human
from truceline.extract.english.names import Names
from truceline.extract.english.speakers import person_speaker
from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.story import MASK, Sentence, Story, Token

_SAYS = Cue("asserts", "clause")
_HIS = {"his": "he", "her": "she", "he": "he", "she": "she"}


def lead(
    story: Story,
    sentence: Sentence,
    tokens: list[Token],
    sayings: dict[int, tuple[Saying, ...]],
    carry: Carry,
    names: Names,
    head: Callable[[int], Speaker | None],
) -> Saying | None:
    """The saying that a colon or the sentence before makes of a quotation; null when nobody is sure to speak."""
    masked = story.narrator.find(MASK, sentence.start, sentence.end)
    if masked < 0:
        return None
    said = [token for token in tokens if token.text[0].isalnum()]
    if not said:
        return _after_topic(story, sentence, tokens, masked, sayings, carry, names)
    before = [token for token in tokens if token.end <= masked]
    if len(before) < 2 or not any(token.text == ":" for token in before[-3:]):
        return None
    speaker = _leading(story, sentence, before, carry, names)
    if speaker is None:  # "A politician, speaking anonymously, put it simply: …"
        about = head(sentence.number)
        speaker = about if about is not None and about.end < masked and is_human(about.words) else None
    return None if speaker is None else _saying(sentence, tokens, len(before), speaker, (masked, sentence.end), ":")


def _leading(story: Story, sentence: Sentence, before: list[Token], carry: Carry, names: Names) -> Speaker | None:
    """The person at the head of a sentence that a colon ends."""
    named = {person.start: person for token in before if (person := names.at(token.start)) is not None}
    if len(named) == 1 and before[0].low in _HIS:  # "His counterpart, General Mutombo, shot back: …"
        return person_speaker(next(iter(named.values())), story, names)
    person = carry.topic(sentence.number)
    if person is None or person.end > before[-1].start or before[0].low in ("he", "she"):
        pronoun = _HIS.get(before[0].low)
        return None if pronoun is None else carry.resolve(pronoun, sentence.number, lambda _: None, before[0].start)
    if sentence.headline and person.end > before[0].end + 40:
        return None
    return person_speaker(person, story, names)


def _after_topic(
    story: Story,
    sentence: Sentence,
    tokens: list[Token],
    masked: int,
    sayings: dict[int, tuple[Saying, ...]],
    carry: Carry,
    names: Names,
) -> Saying | None:
    """A sentence of nothing but quotation, after one of the same paragraph about a person who did not speak yet."""
    number = sentence.number - 1
    if number < 0 or number in sayings or story.sentences[number].paragraph != sentence.paragraph:
        return None
    if MASK in story.narrator[story.sentences[number].start : story.sentences[number].end]:
        return None
    person = carry.topic(number)
    if person is None:
        return None
    return _saying(sentence, tokens, 0, person_speaker(person, story, names), (masked, sentence.end), "")


def _saying(
    sentence: Sentence, tokens: list[Token], at: int, speaker: Speaker, content: tuple[int, int], cue: str
) -> Saying:
    start = tokens[min(at, len(tokens) - 1)].start if tokens else content[0]
    return Saying(
        sentence, cue, _SAYS, min(start, content[0]), min(start, content[0]), 0, 0, at,
        speaker._replace(carried=True), content, False, False, "lead",
    )  # fmt: skip
