"""What is said by nobody who is named: "the army is believed to have left", "it is alleged that", "was accused of"."""

from __future__ import annotations

from truceline.extract.english.names import Names
from truceline.extract.english.subjects import subject_before
from truceline.extract.saying import Cue, Saying
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_SAID = words("said believed thought understood reported alleged claimed estimated expected feared rumoured presumed")


class Hearsay:
    """Passive verbs of saying without an agent. Their speaker is null."""

    def __init__(self, story: Story, times: TimeSpans) -> None:
        self._story = story
        self._times = times

    def of(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue, names: Names) -> Saying | None:
        """The saying of a passive verb at `at` that no "by" follows."""
        if at + 2 >= len(tokens):
            return None
        following = tokens[at + 1].low
        if kind.complement == "accusation" and following in ("of", "for"):
            return self._saying(sentence, tokens, at, kind, tokens[at + 2].start, at)
        if tokens[at].low not in _SAID:
            return None
        subject = subject_before(tokens, at, self._times, 0, names)
        if following == "that" and subject is not None and tokens[subject.head].low == "it":
            return self._saying(sentence, tokens, at, kind, tokens[at + 2].start, subject.first)
        if following == "to" and subject is not None and tokens[subject.head].low != "it":
            return self._saying(sentence, tokens, at, kind, tokens[subject.first].start, subject.first)
        return None

    def _saying(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue, begin: int, first: int) -> Saying:
        relative = any(token.low in ("who", "which", "whose") for token in tokens[max(0, at - 6) : at])
        marks = (";", ",") if relative else (";",)
        stop = next((token.start for token in tokens[at + 1 :] if token.text in marks), sentence.end)
        while stop > begin and (self._story.narrator[stop - 1] in ".;!?, " or self._story.narrator[stop - 1].isspace()):
            stop -= 1
        stance = kind.stance if kind.complement == "accusation" else "claims"
        return Saying(
            sentence, f"was {tokens[at].low}", Cue(stance, kind.complement), tokens[at].start, tokens[at].end, first,
            at, at + 1, None, (begin, stop), True, False, "hearsay",
        )  # fmt: skip
