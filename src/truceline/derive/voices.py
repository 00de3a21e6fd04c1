"""Whether two quotations are given to one speaker, as far as the words for the speakers tell."""

from __future__ import annotations

import re

from truceline.derive.passages import Token, tokens
from truceline.derive.spelling import bare, same_but_for_spelling
from truceline.model.comparison_codes import Attribution
from truceline.model.mentions import Quote

#: words for bodies and governments, and stems of them: their spokespeople speak for them, so that a name beside one
#: decides nothing
_BODIES = frozenset(
    re.findall(
        r"\w+",
        """
        administration agency army authorities brigade cabinet command commission council embassy forces government
        headquarters kremlin kyiv kiev london military ministry mission moscow nato office paris berlin brussels police
        russia service staff statement ukraine washington
        влада влади власти власть рада ради сили силы оон мзс мид нато
        """,
    )
)
_BODY_STEMS = (
    "агентс", "адміні", "админи", "арміє", "армії", "армія", "армия", "армии", "бригад", "геншт", "командув",
    "командов", "комісі", "комисс", "кремл", "київ", "києв", "киев", "мініст", "минист", "місія", "місії", "миссия",
    "миссии", "москв", "поліці", "полици", "посольс", "посольст", "росія", "росії", "россия", "россии", "служби",
    "служба", "службы", "совет", "україна", "україни", "украина", "украины", "управлін", "управлен", "уряд",
    "правител", "штаб", "заяв",
)  # fmt: skip
_PRONOUNS = frozenset(
    ("he", "she", "they", "it", "him", "her", "them", "він", "вона", "вони", "воно", "он", "она", "они", "оно")
)


def attribution(a: Quote, b: Quote) -> Attribution:
    """ "other" only where both texts name a person, or both a role, and not the same one."""
    if a.speaker is None or b.speaker is None:
        return "unknown"
    if a.speaker_id is not None and a.speaker_id == b.speaker_id:
        return "same"
    left, right = (tokens(words, 0, len(words)) for words in (a.speaker, b.speaker))
    if [t.key for t in left] == [t.key for t in right] or _name_in_both(left, right):
        return "same"
    if any(_is_pronoun(x) for x in (left, right)):
        return "unknown"
    persons = (_is_person(left), _is_person(right))
    if all(persons):
        return "other"
    if any(persons) or any(_is_body(x) for x in (left, right)):
        return "unknown"
    roles = [{t.stem for t in words if t.stem} for words in (left, right)]
    return "other" if all(roles) and roles[0].isdisjoint(roles[1]) else "unknown"


def _name_in_both(a: tuple[Token, ...], b: tuple[Token, ...]) -> bool:
    """A capitalised word of one stands in the other, inflected or transliterated otherwise."""
    return any(
        x.stem is not None and (x.stem == y.stem or same_but_for_spelling(x.word, y.word))
        for x in a
        for y in b
        if x.word[:1].isupper() and y.word[:1].isupper() and not _names_a_body(x)
    )


def _is_pronoun(words: tuple[Token, ...]) -> bool:
    return len(words) == 1 and words[0].key in _PRONOUNS


def _is_body(words: tuple[Token, ...]) -> bool:
    return any(_names_a_body(token) for token in words)


def _names_a_body(token: Token) -> bool:
    key = bare(token.key)
    return key in _BODIES or key.startswith(_BODY_STEMS)


def _is_person(words: tuple[Token, ...]) -> bool:
    """A name stands last: "Maria Zakharova", "President Zelensky"; "the Ukrainian leader" is a role."""
    return bool(words) and words[-1].word[:1].isupper() and not _names_a_body(words[-1])
