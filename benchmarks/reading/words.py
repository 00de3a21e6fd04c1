"""Comparing words across inflection: stems by a shared beginning, outer marks and articles left out."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_OUTER = " \t\n\r.,;:!?…—–-«»„“”\"'‘’‚‹›()"
_SMALL = frozenset(
    _WORD.findall(
        "the a an of in near at on and to for from by with town city village settlement hamlet district region"
        " у в на під біля поблизу з із зі до від та і й місто місті міста село селі села селище хутір район області"
        " область под близ возле около из от и город городе города деревня деревне посёлок хутор области район"
    )
)


def plain(text: str) -> str:
    """Without outer marks, in lower case, with plain spaces and apostrophes."""
    return " ".join(re.sub("[’ʼ]", "'", text).strip(_OUTER).casefold().split())


def tokens(text: str) -> list[str]:
    return [re.sub("[’ʼ]", "'", word).casefold() for word in _WORD.findall(text)]


def stem(word: str) -> str:
    """The beginning that inflection leaves: all but the last two letters of a long word."""
    return word if len(word) < 5 else word[: max(4, len(word) - 2)]


def alike(one: str, other: str) -> bool:
    """Whether two words can be forms of one word."""
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 3 and max(len(one), len(other)) - shared <= 3


def same_name(found: str | None, wanted: str | None) -> bool:
    """Whether a speaker or actor found is one of the wanted `a/b/c`. Both null is the same."""
    if found is None or wanted is None:
        return found is wanted
    have = [word for word in tokens(found) if word not in _SMALL]
    for alternative in wanted.split("/"):
        ask = [word for word in tokens(alternative) if word not in _SMALL]
        if ask and have and (any(alike(ask[-1], h) for h in have) or any(alike(have[-1], a) for a in ask)):
            return True
    return False


def same_place(found: str, wanted: str) -> bool:
    """Whether the words for a place name one of the wanted `a/b/c`."""
    have = tokens(found)
    for alternative in wanted.split("/"):
        ask = [word for word in tokens(alternative) if word not in _SMALL] or tokens(alternative)
        if ask and all(any(alike(a, h) for h in have) for a in ask[:1]):
            return True
    return False


def share(one: str, other: str) -> float:
    """Shared words over all words, as bags: 1 for the same words, 0 for none."""
    left, right = sorted(tokens(one)), sorted(tokens(other))
    both, rest = 0, list(right)
    for word in left:
        if word in rest:
            rest.remove(word)
            both += 1
    return both / max(1, len(left) + len(right) - both)
