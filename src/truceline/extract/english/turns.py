"""Turns of a conversation in print: `Reyes: There are no normal days.` Whoever stands before the colon says it all."""

from __future__ import annotations

from truceline.extract.english.names import Names
from truceline.extract.english.speakers import person_speaker
from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.story import MASK, Sentence, Story

_SAYS = Cue("asserts", "clause")
#: one name before a colon is a heading as well; two are a conversation
_LEAST = 2


def turns_of(story: Story, names: Names) -> dict[int, Saying]:
    """The saying of each sentence that stands in a paragraph opened by a person's name and a colon."""
    opened: dict[int, tuple[Speaker, int]] = {}
    paragraph = -1
    for sentence in story.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            found = _opening(story, names, sentence)
            if found is not None:
                opened[paragraph] = found
    if len(opened) < _LEAST:
        return {}
    turns: dict[int, Saying] = {}
    for sentence in story.sentences:
        if sentence.paragraph in opened:
            speaker, begin = opened[sentence.paragraph]
            turns[sentence.number] = _turn(story, sentence, speaker, max(begin, sentence.start))
    return turns


def _opening(story: Story, names: Names, sentence: Sentence) -> tuple[Speaker, int] | None:
    """Who speaks from the colon on, and where that begins; null for a paragraph that opens otherwise."""
    person = names.at(sentence.start)
    if person is None or story.text[person.end : person.end + 1] != ":":
        return None
    begin = person.end + 1
    while begin < sentence.end and story.text[begin].isspace():
        begin += 1
    if begin == sentence.end or story.narrator[begin] == MASK or begin == person.end + 1:
        return None
    return person_speaker(person, story, names), begin


def _turn(story: Story, sentence: Sentence, speaker: Speaker, begin: int) -> Saying:
    told = speaker if sentence.start <= speaker.start < sentence.end else speaker._replace(carried=True)
    content = (begin, max(begin + 1, sentence.end))
    return Saying(sentence, ":", _SAYS, begin, begin, 0, 0, 0, told, content, True, False, "turn")
