"""An act of saying: the verb, who speaks, and the span of what was said. The same for every language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from truceline.extract.story import Sentence
from truceline.model.mentions import Stance

#: what follows the verb: a clause, a thing, a person and then a clause, a thing that is named in quotation marks
Complement = Literal["clause", "thing", "person", "naming", "accusation"]


class Cue(NamedTuple):
    """A verb of saying."""

    stance: Stance
    complement: Complement


class Speaker(NamedTuple):
    """A speaker as written, with the key that is the same for one speaker in the document."""

    words: str
    key: str
    start: int
    end: int
    person: bool
    gender: str | None  # "f", "m"
    carried: bool = False  # a pronoun stood here; the words are those of the speaker it was carried to


class Saying(msgspec.Struct, frozen=True, gc=False):
    """One act of saying in a sentence. Content is null when the words said lie in another sentence or are not clear."""

    sentence: Sentence
    cue: str
    kind: Cue
    cue_start: int
    cue_end: int
    first: int  # token index where the saying starts (its subject, or its verb)
    at: int  # token index of the verb
    after: int  # token index that follows the verb and an inverted subject
    speaker: Speaker | None
    content: tuple[int, int] | None = None
    inverted: bool = False
    participle: bool = False
    method: str = "verb"
    pronoun: bool = False  # a pronoun speaks; when it could not be resolved, the speaker stays null

    def with_content(self, content: tuple[int, int] | None) -> Saying:
        """The same act with the span of what was said."""
        return msgspec.structs.replace(self, content=content)


def innermost(sayings: Iterable[Saying], offset: int) -> Saying | None:
    """The saying with the shortest content that holds the offset; of equals, the first."""
    holding = [(one.content, one) for one in sayings if one.content and one.content[0] <= offset < one.content[1]]
    return min(holding, key=lambda held: held[0][1] - held[0][0], default=(None, None))[1]
