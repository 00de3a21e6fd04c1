"""Whether a clause of the agreement withdraws weapons of a class, wherever one of them was seen."""

from __future__ import annotations

from typing import NamedTuple

from truceline.model.agreement import Agreement, Condition
from truceline.model.taxonomy import WEAPON_CLASSES, is_a

#: attributes that a class of weapon decides
_OF_A_CLASS = frozenset({"weapon", "heavy", "calibre_mm"})


class _Can(NamedTuple):
    """What a condition can be for a weapon of this class, at one place and moment or another."""

    be_met: bool
    fail: bool


_OPEN = _Can(be_met=True, fail=True)


def withdraws(agreement: Agreement | None, event_type: str, weapon: str | None) -> bool:
    """Whether some clause that speaks of classes can be met by this one. A class not stated may be any."""
    clauses = agreement.provisions if agreement else ()
    return any(_speaks_of_classes(one.when) and _can(one.when, event_type, weapon).be_met for one in clauses)


def _speaks_of_classes(condition: Condition) -> bool:
    return condition.attr in _OF_A_CLASS or any(_speaks_of_classes(child) for child in condition.children)


def _can(condition: Condition, event_type: str, weapon: str | None) -> _Can:
    if condition.all is not None:
        found = [_can(child, event_type, weapon) for child in condition.all]
        return _Can(all(one.be_met for one in found), any(one.fail for one in found))
    if condition.any is not None:
        found = [_can(child, event_type, weapon) for child in condition.any]
        return _Can(any(one.be_met for one in found), all(one.fail for one in found))
    if condition.not_ is not None:
        denied = _can(condition.not_, event_type, weapon)
        return _Can(denied.fail, denied.be_met)
    if condition.act is not None:
        met = is_a(event_type, condition.act)
        return _Can(met, not met)
    return _of_class(condition, weapon) if condition.attr in _OF_A_CLASS else _OPEN


def _of_class(condition: Condition, weapon: str | None) -> _Can:
    """`artillery_100` is `artillery`, which may be `artillery_100`; a class bounds its calibre."""
    kind = WEAPON_CLASSES.get(weapon or "")
    if kind is None or weapon is None:
        return _OPEN
    if condition.attr == "heavy":
        met = kind.heavy == (condition.equals == "yes")
        return _Can(met, not met)
    if condition.attr == "weapon":
        wanted = condition.equals or ""
        is_one = weapon == wanted or weapon.startswith(wanted + "_")
        return _Can(is_one or wanted.startswith(weapon + "_"), not is_one)
    least = condition.min if condition.min is not None else 0
    below = condition.below if condition.below is not None else float("inf")
    low = kind.calibre_min_mm if kind.calibre_min_mm is not None else 0
    high = kind.calibre_max_mm - 1 if kind.calibre_max_mm is not None else float("inf")
    return _Can(high >= least and low < below, low < least or high >= below)
