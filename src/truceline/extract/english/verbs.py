"""Which words of a sentence are verbs, as far as their form and their neighbours tell."""

from __future__ import annotations

from truceline.extract.english.lexicon import (
    AUXILIARIES,
    BASE_FORMS,
    BE,
    CUES,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    NOUN_OR_VERB,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from truceline.extract.english.numbers import OPENING
from truceline.extract.story import Token
from truceline.extract.words import words

POSSESSIVES = ("'s", "’s", "s'", "s’")
MARKS = frozenset(",;:—–-()[]\"“”„«»…!?.'’‘‹›")
#: verb forms that stand as participles behind a noun: "residents reached by phone", "a man shot in the leg"
_PARTICIPLES = words(
    "found shot struck held sent made hit led built caught taken seen known left based born driven given brought told "
    "fed set cut hurt put bought lost torn worn written drawn"
)
_AFTER_PARTICIPLE = PREPOSITIONS | words("there here nearby earlier later overnight only")
_CATENATIVE = words(
    "declined refused failed agreed offered promised vowed threatened decided tried managed continued wanted hoped "
    "pledged intended attempted sought began"
)
_CLAIMS = words("claim claims report reports")
_ABOUT = words("about of concerning regarding")
_LEADING = DETERMINERS | PREPOSITIONS
_STILL = words("still now also already again currently")
_MORE = DETERMINERS | words("more less fewer about over some around nearly almost several hundreds thousands dozens")
#: base forms that are nouns behind a capital: "Daily report: more explosions"
_ALSO_NOUNS = words("claim call demand report estimate fear")


def is_verb(tokens: list[Token], at: int) -> bool:
    """Whether a word is a finite verb or participle of its own, not a noun, an infinitive or a denied act."""
    token, before = tokens[at], tokens[at - 1]
    if before.low in NEGATIONS or before.low in MODALS or before.low in ("to", "do", "does", "did", "let", "not"):
        return False
    if token.low in NOUN_OR_VERB and (
        before.low in DETERMINERS
        or before.low in OPENING
        or before.text[0].isdigit()
        or before.low in PREPOSITIONS
        or before.text.endswith(POSSESSIVES)
        or (token.low not in BASE_FORMS and before.low.endswith(("ed", "al", "ous")) and not before.capital)
    ):
        return False
    if token.low in _CLAIMS and at + 1 < len(tokens) and tokens[at + 1].low in _ABOUT:
        return False  # "enemy claims about the capture of Pell"
    if token.low.endswith("ed") and before.low in ("the", "a", "an", "of", "as"):
        return False
    if token.low in BASE_FORMS and at + 1 < len(tokens) and tokens[at + 1].low == "that" and _many(tokens[0]):
        return before.low not in DETERMINERS and not before.text.endswith(
            POSSESSIVES
        )  # "Sources close to it claim that"
    if token.low in BASE_FORMS and not (
        before.low.endswith("s") or before.low in PRONOUNS or before.low in ("people", "who", "and", "also")
    ):
        return before.capital and token.low not in _ALSO_NOUNS
    return True


def _many(token: Token) -> bool:
    return token.low.endswith("s") and not token.low.endswith(("ss", "us", "'s", "’s", "is")) and len(token.low) > 4


def is_passive(tokens: list[Token], at: int) -> bool:
    """Whether a form of "be" stands before: "the plan was criticised"."""
    if tokens[at].low.endswith("ing"):
        return False
    back = at - 1
    while back >= 0 and (tokens[back].low.endswith("ly") or tokens[back].low in ("also", "widely", "being", "not")):
        back -= 1
    return back >= 0 and tokens[back].low in BE


def is_finite(tokens: list[Token], at: int) -> bool:
    """Whether the word ends a noun phrase: an auxiliary, a finite verb, no participle behind its noun."""
    token = tokens[at]
    low = token.low
    if low in AUXILIARIES:
        return True
    if token.capital:
        return False
    if low in VERBS:
        return not (low in _PARTICIPLES and _behind_noun(tokens, at))
    if low in CUES:
        return not (low in NOUN_OR_VERB and at > 0 and noun_position(tokens, at)) and not _behind_noun(tokens, at)
    if low.endswith("ed") and len(low) > 4:  # "armed men", "the injured man": before a noun it is an adjective
        if at == 0 or tokens[at - 1].text in MARKS:
            return False
        before = tokens[at - 1]
        if low == "armed" or ((before.text[0].isdigit() or before.low in OPENING) and _plural_behind(tokens, at)):
            return False  # "two masked members"
        if before.low in DETERMINERS or before.text.endswith(("'s", "’s")) or before.low.endswith("ly"):
            return False
        return not _behind_noun(tokens, at)
    return False


def _plural_behind(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and _many(tokens[at + 1]) and tokens[at + 1].low not in VERBS


def _behind_noun(tokens: list[Token], at: int) -> bool:
    """ "residents reached by phone": a participle between a noun and what tells how."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.low in PRONOUNS or before.text in MARKS or not before.text[0].isalpha():
        return False
    if after.low == "to" and tokens[at].low in _CATENATIVE:
        return False  # "the spokeswoman declined to comment"
    return after.low in _AFTER_PARTICIPLE and not tokens[at].low.endswith("ing") and (at == 1 or not before.capital)


def noun_position(tokens: list[Token], at: int) -> bool:
    """Whether an article, a preposition or a possessive stands before the word."""
    before = tokens[at - 1]
    return before.low in DETERMINERS or before.low in PREPOSITIONS or before.text.endswith(POSSESSIVES)


def has_finite(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a stretch holds a finite verb, so that it can be a clause."""
    return any(
        tokens[at].low in AUXILIARIES
        or (tokens[at].low in VERBS and at > start)
        or (at > start and _cue(tokens, at))
        or (at > start and _past(tokens, at))
        or tokens[at].text.endswith(("'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "n't", "n’t"))
        or (at > start and _third_person(tokens, at))
        for at in range(start, min(end, len(tokens)))
    )


def _cue(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.low not in CUES or token.capital or token.low.endswith("ing"):
        return False
    return not (token.low in NOUN_OR_VERB and noun_position(tokens, at))


def _past(tokens: list[Token], at: int) -> bool:
    """A past form, and no participle with its agent: "a threat uttered by Putin"."""
    low = tokens[at].low
    if not low.endswith("ed") or len(low) < 5 or tokens[at].capital:
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].low != "by" or tokens[at - 1].low in AUXILIARIES


def _third_person(tokens: list[Token], at: int) -> bool:
    """A present form by its place: "Kyiv rejects the plan", "it plans to"."""
    token, before = tokens[at], tokens[at - 1]
    if token.capital or not token.low.endswith("s") or token.low.endswith(("ss", "us", "'s")) or len(token.low) < 4:
        return False
    if before.low in _STILL:  # "each side still holds more than 200"
        return at + 1 < len(tokens) and (tokens[at + 1].low in _MORE or tokens[at + 1].text[0].isdigit())
    singular = before.capital or before.low in ("it", "he", "she", "who", "which", "that", "this")
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return singular and following is not None and (following.low in _LEADING or following.low == "to")
