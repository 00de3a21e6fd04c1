"""Whether a type of event is the act that a clause names. A type that is only less specific leaves it open."""

from __future__ import annotations

from truceline.assess.ground import walk
from truceline.assess.truth import MET, NOT_MET, OPEN
from truceline.model.agreement import Condition, Provision
from truceline.model.taxonomy import EVENT_TYPES, is_a

#: attacks whose means are not stated: they may have been any act of these families
_MEANS_OPEN = ("attack_infrastructure", "attack_civilians")
_MEANS = ("fire", "air", "ground")
#: kinds that a report names when it means them: fire of a kind not stated is not taken for an exercise
_STATED = ("fire.exercise",)


def act_value(code: str, act: str) -> int:
    """Met, open or not met: is an event of type `code` an `act`?"""
    if is_a(code, act):
        return MET
    if act in _STATED:
        return NOT_MET
    if is_a(act, code) or (code in _MEANS_OPEN and family(act) in _MEANS):
        return OPEN
    return NOT_MET


def family(code: str) -> str:
    """The type of the same family with its kind not stated: all that the minority of the members may agree on."""
    return code.split(".", maxsplit=1)[0]


def may_be_met(condition: Condition, code: str) -> bool:
    """Whether the condition can be met by an event of this type, everything else left open."""
    return max(_value(condition, code), _value(condition, family(code))) > NOT_MET


def _value(condition: Condition, code: str) -> int:
    if condition.act is not None:
        return act_value(code, condition.act)
    if condition.all is not None:
        return min(_value(child, code) for child in condition.all)
    if condition.any is not None:
        return max(_value(child, code) for child in condition.any)
    if condition.not_ is not None:
        return MET - _value(condition.not_, code)
    return OPEN


def surely_met(condition: Condition, code: str) -> bool:
    """Whether some event of this type surely meets the condition: not only one whose kind is left open."""
    return _possible(condition, code)[0]


def _possible(condition: Condition, code: str) -> tuple[bool, bool]:
    """Whether a condition can be surely met, and surely not met, by an event of this type."""
    if condition.act is not None:
        value = act_value(code, condition.act)
        return value == MET, value == NOT_MET
    if condition.not_ is not None:
        met, missed = _possible(condition.not_, code)
        return missed, met
    below = [_possible(child, code) for child in condition.children]
    if condition.all is not None:
        return all(met for met, _ in below), any(missed for _, missed in below)
    if condition.any is not None:
        return any(met for met, _ in below), all(missed for _, missed in below)
    return True, True


def types_reached(provision: Provision) -> frozenset[str]:
    """Types of event to which a clause can speak: acts of force, and whatever it names. Signals are never acts."""
    named = [node.act for node in walk(provision.when) if node.act is not None]
    return frozenset(
        code
        for code, kind in EVENT_TYPES.items()
        if not code.startswith("signal")
        and (kind.force or any(act_value(code, act) > NOT_MET for act in named))
        and may_be_met(provision.when, code)
    )
