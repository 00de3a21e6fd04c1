"""What a governing noun says of a part of an agreement: "no agreement on X was reached", "a call for X"."""

from __future__ import annotations

from truceline.extract.english.lexicon import AUXILIARIES, DETERMINERS, PRONOUNS
from truceline.extract.english.standing import Standing
from truceline.extract.english.termphrases import Phrase, act_from, listed_from
from truceline.extract.english.termwords import AGREEMENTS, DENYING, QUARRELS, REACHED, TALKS, WISHES
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words
from truceline.model.mentions import ElementStatus

_FRUITLESS = words(
    "aground without no failed fails collapsed stalled inconclusive inconclusively nowhere deadlock fruitless"
)
_NOUNS = AGREEMENTS | QUARRELS | TALKS | frozenset(WISHES)
_OVER = words("on over about for concerning regarding of to")
#: what stands before "reached" where somebody reached it, or it was
_LEADING = AUXILIARIES | DETERMINERS | PRONOUNS


def of_noun(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """What a noun governs: "an agreement on X", "differences over X", "talks on X ended without result"."""
    low = tokens[at].low
    if low not in _NOUNS or at + 2 >= len(tokens):
        return []
    following = tokens[at + 1].low
    status: ElementStatus | None = WISHES.get(low)
    if following not in _OVER and low not in AGREEMENTS:
        return []
    before = [token.low for token in tokens[max(0, at - 8) : at]]
    if low in AGREEMENTS:
        if following in ("was", "has", "had", "could") and any(word in DENYING for word in before):
            on = next((to for to in range(at + 2, min(at + 6, len(tokens))) if tokens[to].low in ("on", "over")), None)
            if on is None or not any(token.low in REACHED for token in tokens[at + 2 : on]):
                return []  # "no agreement was reached on the reopening"
            return [(phrase, Standing("unresolved", 700_000)) for phrase in listed_from(tokens, on + 1, times)]
        if following not in ("on", "over", "about", "to"):
            return []
        if any(word in DENYING for word in before):
            status = "unresolved"
        else:
            status = "agreed" if any(word in REACHED for word in before) or _reached_later(tokens, at) else None
    elif low in QUARRELS:
        status = None if any(word in ("no", "resolved", "overcame") for word in before) else "unresolved"
    elif low in TALKS:
        ended = any(token.low in _FRUITLESS for token in tokens[at + 1 :])
        status = "unresolved" if following in ("on", "over", "about") and ended else None
    if status is None or following not in _OVER or (low in QUARRELS and following not in ("on", "over", "about")):
        return []
    standing = Standing(status, 700_000)
    if following == "to" and low not in AGREEMENTS:
        phrase = act_from(tokens, at + 2, times)
        return [] if phrase is None else [(phrase, standing)]
    if low in WISHES and following == "of":
        return []
    return [(phrase, standing) for phrase in listed_from(tokens, at + 2, times)]


def _reached_later(tokens: list[Token], at: int) -> bool:
    return any(
        token.low in REACHED and tokens[number - 1].low in _LEADING
        for number, token in enumerate(tokens[at + 1 : at + 16], at + 1)
    )
