"""Attributes of an incident against a clause: what is not known stays open; a class of weapon bounds its calibre."""

from __future__ import annotations

import numpy as np

from truceline.assess.columns import UNKNOWN_ACTOR, Columns
from truceline.assess.projection import Floats
from truceline.assess.truth import MET, NOT_MET, OPEN, Values
from truceline.model.agreement import Agreement, Condition
from truceline.model.taxonomy import WEAPON_CLASSES


def attribute_values(condition: Condition, columns: Columns, agreement: Agreement) -> Values:
    """The condition's value for every incident of the table. Shape (n,)."""
    name = condition.attr
    if name == "actor":
        wanted = [party.party_id for party in agreement.parties].index(condition.equals or "")
        return np.where(columns.actor == UNKNOWN_ACTOR, OPEN, np.where(columns.actor == wanted, MET, NOT_MET)).astype(
            np.int8
        )
    if name == "target":
        return columns.target.table(lambda word: target_value(word, condition.equals or ""), OPEN)
    if name == "heavy":
        return columns.weapon.table(lambda word: _heavy(word, condition.equals == "yes"), OPEN)
    if name == "weapon":
        return _weapon(columns, condition.equals or "")
    low, high = _calibre(columns) if name == "calibre_mm" else _bounds(columns, str(name))
    return in_range(low, high, condition.min, condition.below)


def in_range(low: Floats, high: Floats, least: int | None, below: int | None) -> Values:
    """Whether a number known to lie in [low, high] lies in [least, below)."""
    floor = -np.inf if least is None else float(least)
    ceiling = np.inf if below is None else float(below)
    surely = (low >= floor) & (high < ceiling)
    never = (high < floor) | (low >= ceiling)
    return np.where(surely, MET, np.where(never, NOT_MET, OPEN)).astype(np.int8)


def target_value(word: str, wanted: str) -> int:
    """`energy.refinery` is `energy`; `energy` may be `energy.refinery`."""
    word = word.strip().casefold()
    if word == wanted or word.startswith(wanted + "."):
        return MET
    return OPEN if wanted.startswith(word + ".") else NOT_MET


def weapon_value(word: str, wanted: str) -> int:
    """`artillery_100` is `artillery` (calibre not stated), which may be `artillery_100`."""
    if word not in WEAPON_CLASSES:
        return OPEN
    if word == wanted or word.startswith(wanted + "_"):
        return MET
    return OPEN if wanted.startswith(word + "_") else NOT_MET


def _heavy(word: str, wanted: bool) -> int:
    kind = WEAPON_CLASSES.get(word)
    if kind is None:
        return OPEN
    return MET if kind.heavy == wanted else NOT_MET


def _weapon(columns: Columns, wanted: str) -> Values:
    """By class; where the class is open, a stated calibre outside the wanted class rules it out."""
    values = columns.weapon.table(lambda word: weapon_value(word, wanted), OPEN)
    kind, calibre = WEAPON_CLASSES[wanted], columns.optional("calibre_mm")
    low = -np.inf if kind.calibre_min_mm is None else kind.calibre_min_mm
    high = np.inf if kind.calibre_max_mm is None else kind.calibre_max_mm
    with np.errstate(invalid="ignore"):
        outside = (calibre < low) | (calibre >= high)
    return np.where((values == OPEN) & outside, NOT_MET, values).astype(np.int8)


def _calibre(columns: Columns) -> tuple[Floats, Floats]:
    """The stated calibre, or the bounds of the weapon's class. The class's upper bound is exclusive, in whole mm."""
    stated = columns.optional("calibre_mm")
    kinds = [WEAPON_CLASSES.get(name) for name in columns.weapon.names]
    lows = [-np.inf if k is None or k.calibre_min_mm is None else float(k.calibre_min_mm) for k in kinds]
    highs = [np.inf if k is None or k.calibre_max_mm is None else float(k.calibre_max_mm - 1) for k in kinds]
    low = np.array([*lows, -np.inf])[columns.weapon.codes]
    high = np.array([*highs, np.inf])[columns.weapon.codes]
    known = np.isfinite(stated)
    return np.where(known, stated, low), np.where(known, stated, high)


def _bounds(columns: Columns, name: str) -> tuple[Floats, Floats]:
    low, high = columns.optional(f"{name}_low"), columns.optional(f"{name}_high")
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
