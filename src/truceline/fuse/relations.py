"""How two event types relate in the taxonomy, as far as one incident may be reported as either."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from truceline.fuse.layout import NO
from truceline.fuse.params import FuseParams
from truceline.model.taxonomy import EVENT_TYPES, is_a

Codes = npt.NDArray[np.int32]

#: signals and the acts that may cause them
SUPPORTS: dict[str, tuple[str, ...]] = {
    "signal.thermal": ("fire.explosion", "fire.shelling", "fire", "air", "mine.explosion", "attack_infrastructure"),
    "signal.acoustic": ("fire", "air", "mine.explosion", "ground.assault", "ground.clash"),
    "signal.alert": ("air",),
}
#: what sources and code books write where they cannot, or need not, say what happened
UNSAID = "other"

_MEANS = ("fire", "air", "ground.assault", "ground.raid", "ground.clash", "mine.explosion")
#: types that leave the means open, and what they may be: coding schemes name one act by its means (shelling), by its
#: form (an armed clash, which takes in the shelling of a battle) or by its victims (an attack on civilians)
OPEN_MEANS: dict[str, tuple[str, ...]] = {
    "fire": ("air", "ground.clash", "mine.explosion"),
    "fire.explosion": ("air", "mine.explosion"),
    "ground.clash": (*_MEANS, "ground.advance"),
    "attack_civilians": _MEANS,  # a protest put down by force
    "attack_infrastructure": _MEANS,
}


class Relation(IntEnum):
    """Of two event types, closest first."""

    SAME = 0
    KIN = 1  # one is the other's ancestor
    BRANCH = 2  # siblings that observers confuse
    OPEN = 3  # one leaves open what happened, or by what means, and may be the other
    FORCE = 4  # other acts of force of different branches
    SUPPORT = 5  # a signal and an act
    NEVER = 6


def relation(a: str, b: str) -> Relation:
    """The relation of two types. Consequences, abuses, weapons and politics join only their own type or kin."""
    if a == b:
        return Relation.SAME
    if is_a(a, b) or is_a(b, a):
        return Relation.KIN
    for signal, other in ((a, b), (b, a)):
        if any(is_a(other, act) for act in SUPPORTS.get(signal, ())):
            return Relation.SUPPORT
    if _branch(a) == _branch(b) and ((_force(a) and _force(b)) or _branch(a) == "civil"):
        return Relation.BRANCH
    if may_be(a, b) or may_be(b, a):
        return Relation.OPEN
    return Relation.FORCE if _force(a) and _force(b) else Relation.NEVER


def may_be(general: str, special: str) -> bool:
    """Whether the first leaves open what happened, or by what means, and may be the other."""
    return (general == UNSAID and _force(special)) or any(is_a(special, means) for means in OPEN_MEANS.get(general, ()))


def relation_table(kinds: tuple[str, ...]) -> npt.NDArray[np.int8]:
    """`Relation` of every two of these types."""
    return np.array([[relation(a, b) for b in kinds] for a in kinds], dtype=np.int8).reshape(len(kinds), len(kinds))


def relation_nats(params: FuseParams) -> npt.NDArray[np.float64]:
    """Evidence of each relation, in nats, indexed by `Relation`."""
    milli = (
        params.type_same_mn,
        params.type_kin_mn,
        params.type_branch_mn,
        params.type_open_mn,
        params.type_force_mn,
        params.type_support_mn,
        round(NO * 1000),
    )
    return np.array(milli, dtype=np.float64) / 1000


def pools(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Types that compete for the same pairs share a pool: acts of force and what is left open one, other branches or
    types their own.

    The density of chance is counted within a pool: a plain full of burning stubble says nothing about how likely two
    shellings coincide.
    """
    return tuple(
        "force" if _force(kind) or kind == UNSAID else kind if _branch(kind) == "signal" else _branch(kind)
        for kind in kinds
    )


def _branch(kind: str) -> str:
    return kind.split(".", 1)[0]


def _force(kind: str) -> bool:
    known = EVENT_TYPES.get(kind)
    return known is not None and known.force
