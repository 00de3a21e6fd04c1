"""Predicates that say of their subject where it stands: "remains open", "was rejected", "has not been disclosed"."""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.english.cuesigns import next_low
from truceline.extract.english.lexicon import BE, HAVE, MODALS
from truceline.extract.english.termwords import DENYING
from truceline.extract.story import Token
from truceline.extract.words import table, words
from truceline.model.mentions import ElementStatus


class Predicate(NamedTuple):
    """The status and the first word of the verb, before which the subject ends."""

    status: ElementStatus
    copula: int


#: the last word of a predicate, plain
_TOLD: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    (
        "unresolved",
        "unresolved unsettled undecided open outstanding contentious contested deadlocked unclear disputed "
        "debated argued haggled discussed negotiated",
    ),
    ("undisclosed", "undisclosed unpublished confidential secret"),
    ("rejected", "rejected unacceptable vetoed rebuffed non-negotiable dropped scrapped"),
    ("agreed", "agreed accepted finalised finalized initialled"),
    ("demanded", "demanded"),
    ("proposed", "proposed tabled floated mooted offered"),
)
#: what a denial makes of it; words that count only when denied
_DENIED: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    ("unresolved", "agreed finalised finalized resolved settled decided reached bridged clear"),
    ("undisclosed", "disclosed published revealed released divulged public"),
    ("rejected", "accepted acceptable negotiable"),
)
#: open while they last
_TALKED_OF = words("disputed debated argued haggled discussed negotiated")
#: of the subject only in the passive
_DONE_TO = words(
    "rejected vetoed rebuffed dropped scrapped agreed accepted finalised finalized initialled demanded proposed tabled "
    "floated mooted offered"
)
_POINTS = words("point points block obstacle obstacles hurdle hurdles question questions issue issues")
#: what may be "still open" as no shop is; how far before (tokens)
_OPEN_POINTS, _REACH = words("question questions issue issues matter matters point points"), 14
_MADE_KNOWN = words("disclosed published revealed released divulged")
_POINT_KINDS = words(
    "sticking stumbling main key biggest chief open thorny thorniest contentious unresolved major last"
)
PREDICATE_WORDS = frozenset(_TOLD) | frozenset(_DENIED) | words("point points block wraps air table obstacle obstacles")
_COPULAS = BE | HAVE | MODALS | words("remain remains remained stay stays stayed stand stands stood kept seem seems")
_FILL = (
    words(
        "not yet still been be being to also never fully largely entirely finally formally so far already since "
        "firmly flatly again completely kept left deliberately made the a an one of most main key the biggest their its"
    )
    | DENYING
)


def predicate_at(tokens: list[Token], at: int) -> Predicate | None:
    """The predicate that ends in the word at `at`, or null."""
    low = tokens[at].low
    copula, denied = at, False
    while copula > 0:
        before = tokens[copula - 1].low
        if before in ("but", "and") and copula > 2 and tokens[copula - 2].low.endswith("ed"):
            copula -= 2  # "was discussed but not settled"
            continue
        if before not in _COPULAS and before not in _FILL and before not in _POINT_KINDS and not before.endswith("ly"):
            break
        copula -= 1
        denied = denied or before in DENYING or before.endswith(("n't", "n’t"))
    seen = [token.low for token in tokens[copula:at]]
    if not any(word in _COPULAS or word.endswith(("n't", "n’t")) for word in seen):
        return None
    while copula < at and tokens[copula].low not in _COPULAS and tokens[copula].low not in DENYING:
        copula += 1
    status = _status(low, seen, denied or "yet" in seen, tokens, at)
    return None if status is None else Predicate(status, copula)


def _status(low: str, seen: list[str], denied: bool, tokens: list[Token], at: int) -> ElementStatus | None:
    if low in _POINTS:
        return "unresolved" if any(word in _POINT_KINDS for word in seen) and not denied else None
    if low == "wraps":
        return "undisclosed" if "under" in seen else None
    if low in ("air", "table"):
        return None
    if low in _TALKED_OF and not ("still" in seen or "being" in seen or "yet" in seen):
        return None
    if low in ("finalised", "finalized") and "being" in seen:
        return "unresolved"
    if (low in _DONE_TO or (denied and low in _MADE_KNOWN)) and not any(word in BE for word in seen):
        return None  # "the government has offered", "have not disclosed the text": who does it, and not what is done to
    if denied:
        return _DENIED.get(low)
    if low == "agreed" and next_low(tokens, at) in ("that", "to", "with"):
        return None
    if low == "open":
        asked = "still" in seen and any(token.low in _OPEN_POINTS for token in tokens[max(0, at - _REACH) : at])
        lasting = asked or any(word.startswith(("remain", "left", "stay")) for word in seen)
        if next_low(tokens, at) in ("to", "for", "at") or not lasting:
            return None
    if low == "secret" and "kept" not in seen and not any(word.startswith("remain") for word in seen):
        return None
    if "be" in seen and "to" in seen and low in ("agreed", "decided", "settled", "resolved"):
        return "unresolved"
    if any(word in MODALS for word in seen):
        return "demanded" if "must" in seen else None
    return _TOLD.get(low)
