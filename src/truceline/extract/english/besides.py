"""A verb that no list of verbs of saying knows, beside a quotation of several words: `"We saw it," Ana Reis shrugged.`

The quotation, its last mark and the subject make it a verb of saying, whatever it is: manner, gesture, feeling.
"""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.english.lexicon import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS
from truceline.extract.english.personwords import GESTURES
from truceline.extract.english.subjects import phrase_after
from truceline.extract.saying import Cue
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.words import words

SAYS = Cue("asserts", "clause")
#: words of which a quotation that ends in a comma must have at least so many: fewer may be a name
_WORDS = 2
_IRREGULAR = words("began went wept swore spoke sang read broke cut put sniffs began thought mused")
_SUBJECT = DETERMINERS | words("of and from another one")
_LEADING = PREPOSITIONS - _SUBJECT
_CLOSING = ",?!…"


class Beside(NamedTuple):
    """Token of the verb, and `[first, last)` of the one who speaks."""

    verb: int
    first: int
    last: int
    after: int


def beside(story: Story, sentence: Sentence, tokens: list[Token]) -> Beside | None:
    """The verb and its subject right behind a quotation that ends in a comma or a mark of its own."""
    text = story.narrator
    masked = text.find(MASK, sentence.start, sentence.end)
    if masked < 0:
        return None
    at = next((number for number, token in enumerate(tokens) if token.start > masked and token.text[0].isalpha()), None)
    if at is None or any(token.end <= masked and token.text[0].isalnum() for token in tokens):
        return None
    closing = text[masked : tokens[at].start].rstrip(" \u00a0\n\"'”’»").strip(MASK)
    if closing[-1:] not in _CLOSING or not closing:
        return None
    if closing[-1:] == "," and story.text.count(" ", masked, tokens[at].start) < _WORDS:
        return None
    return _inverted(tokens, at, text) or _plain(tokens, at)


def _inverted(tokens: list[Token], at: int, text: str) -> Beside | None:
    """`…," remembered a shepherd.`"""
    if at + 1 >= len(tokens) or not _verb(tokens[at]):
        return None
    if not (tokens[at + 1].capital or tokens[at + 1].low in DETERMINERS):
        return None
    phrase = phrase_after(tokens, at + 1, text)
    return None if phrase is None else Beside(at, phrase[0], phrase[1], phrase[1])


def _plain(tokens: list[Token], at: int) -> Beside | None:
    """`…," a shepherd remembered.`"""
    for verb in range(at + 1, min(at + 8, len(tokens))):
        token = tokens[verb]
        if token.text == "," and verb > at and tokens[verb - 1].capital:  # "Makar, the beekeeper, spat"
            behind = next(
                (to + 1 for to in range(verb + 1, min(verb + 8, len(tokens))) if tokens[to].text == ","), None
            )
            told = behind is not None and behind < len(tokens) and tokens[behind].low in GESTURES
            return Beside(behind, at, verb, behind + 1) if told and behind is not None else None
        if _verb(token) and not tokens[verb - 1].low.endswith("'s") and _ends(tokens, verb + 1):
            return Beside(verb, at, verb, verb + 1)
        if token.low in AUXILIARIES or token.low in _LEADING or not token.text[0].isalpha():
            return None
        if token.low in PRONOUNS:
            return None
    return None


def _verb(token: Token) -> bool:
    low = token.low
    return not token.capital and ((low.endswith("ed") and len(low) > 4) or low in _IRREGULAR or low in GESTURES)


def _ends(tokens: list[Token], at: int) -> bool:
    """Whether the verb has no object of its own: a mark, a preposition or an adverb comes next, or nothing."""
    if at >= len(tokens):
        return True
    following = tokens[at]
    adverb = following.low.endswith("ly") or following.low in ("as", "while", "when", "softly", "again", "then")
    return not following.text[0].isalnum() or following.low in PREPOSITIONS or adverb
