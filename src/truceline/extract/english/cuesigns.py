"""What stands beside a verb of saying and tells what it says: a charge, a party, an order, a small word."""

from __future__ import annotations

from truceline.extract.english.lexicon import DETERMINERS, PHRASAL, PRONOUNS
from truceline.extract.saying import Cue
from truceline.extract.story import Token
from truceline.extract.words import words

_CHARGES = words(
    "accusation accusations allegation allegations claim claims charge charges report reports story stories account"
)
_TOLD = words("story stories account")
_UNTRUE = words(
    "baseless false untrue lie lies fabricated fabrication fabrications nonsense unfounded groundless absurd fake "
    "propaganda invention slander disinformation fiction rubbish"
)
#: how far before its verb a charge may stand
_NEAR_CHARGE = 7


def behind_noun(tokens: list[Token], at: int, kind: Cue) -> bool:
    """ "a claim denied by the army": no finite verb, its agent follows "by"."""
    before = tokens[at - 1] if at else None
    noun = before is not None and not before.capital and before.low not in PRONOUNS and before.text not in ",;:"
    return kind.complement == "thing" or (kind.stance != "asserts" and noun)


def refutes(tokens: list[Token], at: int) -> bool:
    """ "called the accusation baseless", "described the claims as lies"."""
    ahead = [token.low for token in tokens[at : at + 12]]
    charge = next((number for number, low in enumerate(ahead) if low in _CHARGES), None)
    return charge is not None and charge < 5 and any(low in _UNTRUE for low in ahead[charge + 1 :])


def of_charge(tokens: list[Token], at: int) -> bool:
    """ "rejected as baseless the allegation that": what it is said to be is not so."""
    return behind_charge(tokens, at) is not None


def charged_before(tokens: list[Token], at: int) -> bool:
    """ "…, a claim Kyiv dismissed": what is turned down is a charge."""
    return any(
        tokens[on].text == "," and tokens[on + 1].low in DETERMINERS and tokens[on + 2].low in _CHARGES
        for on in range(max(0, at - _NEAR_CHARGE), at - 2)
    )


def behind_charge(tokens: list[Token], at: int) -> int | None:
    """The token at which the charge itself begins: behind "the army's claim that", "the allegation of"."""
    charge = next((on for on in range(at, min(at + 10, len(tokens))) if tokens[on].low in _CHARGES), None)
    if charge is None or charge + 2 >= len(tokens) or tokens[charge + 1].low not in ("that", "of"):
        return None
    if tokens[charge + 1].low == "of" and tokens[charge].low in _TOLD:
        return None  # "rejected the army's account of the night"
    return charge + 2


def before_untrue(tokens: list[Token], at: int, limit: int) -> int:
    """ "described the accusation that it had mined the road as slander": the charge ends before what it is called."""
    for on in range(limit - 1, max(at, limit - 4), -1):
        if tokens[on].low in _UNTRUE:
            while on > at + 1 and tokens[on - 1].low in ("as", "a", "an", "completely", "utterly", "entirely", "pure"):
                on -= 1
            return on
    return limit


def to_do(tokens: list[Token], at: int) -> bool:
    """ "ordered schools in Pell to close"."""
    for token in tokens[at + 1 : at + 10]:
        if token.low == "to":
            return True
        if not token.text[0].isalnum() or token.low in ("and", "but", "that", "who", "which", "from"):
            return False
    return False


def asks_to(tokens: list[Token], at: int) -> bool:
    """ "asked the judge to dismiss": somebody, and what is asked of him."""
    if at >= len(tokens) or not (tokens[at].capital or tokens[at].low in ("the", "both", "all", "its", "their")):
        return False
    return to_do(tokens, at)


def party_from(tokens: list[Token], at: int) -> bool:
    """Whether a name alone stands from `at` on: "the Alliance", "Hezbollah"."""
    while at < len(tokens) and tokens[at].low in DETERMINERS:
        at += 1
    return at < len(tokens) and tokens[at].capital and (at + 1 == len(tokens) or tokens[at + 1].text in ",.;")


def next_low(tokens: list[Token], at: int) -> str:
    return tokens[at + 1].low if at + 1 < len(tokens) else ""


def phrasal(tokens: list[Token], at: int) -> tuple[str, int]:
    """ "called for", "ruled out", "pointed out" as one cue; the index that follows it."""
    low = tokens[at].low
    particles = PHRASAL.get(low, ())
    if next_low(tokens, at) in particles:
        return f"{low} {tokens[at + 1].low}", at + 2
    if low in ("called", "calls", "call", "calling") and next_low(tokens, at) in ("off", "up"):
        return f"{low} {tokens[at + 1].low}", at + 2  # no saying
    return low, at + 1
