"""Which part of an agreement an act is: "pull artillery back" is a withdrawal of weapons, whatever it is called."""

from __future__ import annotations

from truceline.extract.story import Token
from truceline.extract.words import words

_BACK = words(
    "withdraw withdraws withdrawing pull pulls pulling move moves moving remove removes removing redeploy relocate take"
)
_AWAY = words(
    "back out away behind from beyond km kilometres kilometers withdraw withdraws withdrawing remove redeploy"
)
_ARMS = words(
    "artillery guns gun howitzers weapons weaponry tanks armour armor missiles rockets launchers mortars hardware guns"
)
_MEN = words("troops forces soldiers units fighters army personnel brigades battalions")
_FREE = words("free frees freeing release releases releasing exchange exchanges exchanging swap swaps swapping")
_HELD = words("prisoners prisoner detainees hostages captives pows")
_GIVE = words("return returning repatriate exchange hand handing")
_DEAD = words("bodies remains")
_EXTEND = words("extend extending prolong renew")
_LAY_DOWN = words("give surrender surrendering hand handing lay laying disarm")
_WEAPONS = words("weapons arms arsenal weaponry")
_QUIET = words("pause truce ceasefire armistice")
_TRUCES = words("truces ceasefires cease-fires")
_CALM = words("pause halt lull freeze stop moratorium break")
_FIGHTING = words("fighting hostilities strikes attacks shelling bombing firing")
_ROWS: tuple[tuple[frozenset[str], frozenset[str], str], ...] = (
    (_FREE, _HELD, "prisoner_exchange"),
    (_GIVE | _FREE, _DEAD, "return_of_bodies"),
    (_EXTEND, _QUIET, "ceasefire"),
    (_LAY_DOWN, _WEAPONS, "disarmament"),
)
#: how far behind the verb its object may stand (tokens)
_REACH = 7
_VERBS = _BACK.union(*(verbs for verbs, _, _ in _ROWS))


def act_code(tokens: list[Token], first: int, last: int) -> str | None:
    """The code of the act whose verb is among the tokens, or right before them; null for any other act."""
    ahead = tokens[max(0, first - 3) : last + 2]
    low = [token.low for token in tokens[first:last]]
    if any(word in _TRUCES for word in low) or low[-1:] == ["pause"]:
        return "ceasefire"
    if any(word in _CALM for word in low) and any(word in _FIGHTING for word in low):
        return "ceasefire"
    for at, token in enumerate(ahead):
        if token.low not in _VERBS:
            continue
        behind = {other.low for other in ahead[at + 1 : at + 1 + _REACH]}
        if token.low in _BACK and (token.low in _AWAY or behind & _AWAY):
            behind |= {other.low for other in ahead[max(0, at - 3) : at]}  # "Ukrainian troops pull out"
            if behind & _ARMS:
                return "withdrawal_of_weapons"
            if behind & _MEN:
                return "withdrawal_of_troops"
        for verbs, things, code in _ROWS:
            if token.low in verbs and behind & things:
                return code
    return "prisoner_exchange" if not _HELD.isdisjoint(low) else None  # "at odds over prisoners"
