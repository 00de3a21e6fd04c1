"""A clause in each world: none, counted, undetermined or breach, and the shares of worlds that end in each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from truceline.assess.columns import Bools, Ints
from truceline.assess.conditions import Observer, Scene
from truceline.assess.times import within
from truceline.assess.truth import MET, NOT_MET, OPEN, Values, both
from truceline.assess.worlds import Worlds
from truceline.model.agreement import InForce, Provision, Unless, Window

EFFECT_CODES = {"none": 0, "counted": 1, "undetermined": 2, "breach": 3}
NONE, COUNTED, UNDETERMINED, BREACH = 0, 1, 2, 3

Effects = npt.NDArray[np.int8]


def in_force(reading: InForce, worlds: Worlds) -> Bools:
    """Whether each world's moment lies in [from, until) of a reading."""
    return within(Window(reading.from_s, reading.until_s), worlds.t)


def applies(scene: Scene, provision: Provision, reading: InForce, worlds: Worlds, observe: Observer | None) -> Values:
    """Whether the clause speaks to the act: its kind, its condition, by a party bound, while in force."""
    met = both(scene.values(provision.when, worlds, observe), scene.actor_bound(provision.bearers, worlds))
    kind = scene.of_reachable_type(provision)[worlds.rows][:, None]
    return np.where(kind & in_force(reading, worlds), met, np.int8(NOT_MET)).astype(np.int8)


def staged_effect(provision: Provision, worlds: Worlds) -> Effects:
    """The effect at each world's moment. After a last stage with an end, the effect of the clause itself."""
    effect = np.full(worlds.t.shape, EFFECT_CODES[provision.effect], dtype=np.int8)
    for stage in reversed(provision.stages):
        code = np.int8(EFFECT_CODES[stage.effect])
        effect = (
            np.full_like(effect, code) if stage.until_s is None else np.where(worlds.t < stage.until_s, code, effect)
        )
    return effect


def exception_values(
    scene: Scene, provision: Provision, exception: Unless, worlds: Worlds, observe: Observer | None
) -> Values:
    """Whether an exception holds; what is open counts only once it has been pleaded."""
    values = scene.values(exception.when, worlds, observe)
    pleaded = scene.register.pleaded(exception, provision.provision_id, worlds)
    return np.where((values == OPEN) & ~pleaded, np.int8(NOT_MET), values).astype(np.int8)


def effects(scene: Scene, provision: Provision, reading: InForce, worlds: Worlds) -> tuple[Effects, Bools]:
    """The effect in each world, shape (rows, worlds), and which rows the clause may speak to at all."""
    speaks = applies(scene, provision, reading, worlds, None)
    effect = staged_effect(provision, worlds)
    if provision.unless:
        exceptions = [exception_values(scene, provision, one, worlds, None) for one in provision.unless]
        effect = lifted(effect, provision.unless, exceptions)
    return settled(speaks, effect, scene, worlds), np.asarray((speaks > NOT_MET).any(axis=1))


def lifted(effect: Effects, exceptions: tuple[Unless, ...], values: list[Values]) -> Effects:
    """The effect after exceptions. The first that holds decides; failing that, the first that is open."""
    shape = np.broadcast_shapes(effect.shape, *(v.shape for v in values))
    result = np.broadcast_to(effect, shape).copy()
    for wanted in (OPEN, MET):
        for exception, value in reversed(list(zip(exceptions, values, strict=True))):
            code = EFFECT_CODES[exception.effect if wanted == MET else exception.if_unknown]
            result = np.where(value == wanted, np.minimum(effect, np.int8(code)), result)
    return np.asarray(result, dtype=np.int8)


def settled(speaks: Values, effect: Effects, scene: Scene, worlds: Worlds) -> Effects:
    """What an act under the clause is. Without a place there is no breach, and without certainty no count."""
    placed = scene.columns.placed[worlds.rows][:, None]
    effect = np.where((effect == BREACH) & ~placed, np.int8(UNDETERMINED), effect)
    unsure = np.where(effect >= UNDETERMINED, np.int8(UNDETERMINED), np.int8(NONE))
    result = np.where(speaks == MET, effect, np.where(speaks == OPEN, unsure, np.int8(NONE)))
    return np.broadcast_to(result, (len(worlds.rows), worlds.n)).astype(np.int8)


def tally(effect: Effects) -> Ints:
    """Worlds that end in none, counted, undetermined and breach. Shape (rows, 4)."""
    return np.stack([(effect == code).sum(axis=1) for code in range(4)], axis=1).astype(np.int64)
