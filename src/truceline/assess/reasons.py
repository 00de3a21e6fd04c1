"""The tree of reasons under one reading: every sentence with the worlds in which it is met, open or not met."""

from __future__ import annotations

import numpy as np

from truceline.assess.conditions import Scene
from truceline.assess.measured import Measured
from truceline.assess.outcomes import (
    BREACH,
    EFFECT_CODES,
    UNDETERMINED,
    Effects,
    applies,
    exception_values,
    in_force,
    lifted,
    settled,
    staged_effect,
)
from truceline.assess.truth import MET, OPEN, Values, where
from truceline.assess.worlds import Worlds
from truceline.model.agreement import Condition, InForce, Provision, Unless
from truceline.model.finding import Reason


class _Tree:
    """Nodes of one evaluation. `total` worlds stand behind every count."""

    def __init__(self, worlds: Worlds, total: int, measured: Measured) -> None:
        self.worlds, self.total, self.measured = worlds, total, measured
        self._values: dict[int, Values] = {}

    def observe(self, node: Condition, values: Values) -> None:
        self._values[id(node)] = values

    def leaf(self, words: str, values: Values, children: tuple[Reason, ...] = ()) -> Reason:
        spread = np.broadcast_to(values, (1, self.worlds.n))
        met, unknown = (int((spread == v).sum()) * self.total // self.worlds.n for v in (MET, OPEN))
        verdict = _verdict(met, unknown, self.total)
        return Reason(
            words=f"{words}: {verdict}", met=met, unknown=unknown, not_met=self.total - met - unknown, children=children
        )

    def node(self, condition: Condition) -> Reason:
        note = self.measured.note(condition)
        words = self.measured.wording.condition(condition) + (f" ({note})" if note else "")
        return self.leaf(words, self._values[id(condition)], tuple(self.node(child) for child in condition.children))


def _verdict(met: int, unknown: int, total: int) -> str:
    """Met, not met, not established, or in how many of the worlds."""
    missed = total - met - unknown
    for count, word in ((met, "met"), (missed, "not met"), (unknown, "not established")):
        if count == total:
            return word
    parts = [
        f"{word} in {count}"
        for count, word in ((met, "met"), (unknown, "not established"), (missed, "not met"))
        if count
    ]
    return f"{', '.join(parts)} of {total} worlds"


def reading_tree(
    scene: Scene, provision: Provision, reading: InForce, worlds: Worlds, total: int, measured: Measured
) -> Reason:
    """The reasons for what the clause gives under this reading; the root counts breach, undetermined and neither."""
    tree = _Tree(worlds, total, measured)
    speaks = applies(scene, provision, reading, worlds, tree.observe)
    bound = scene.actor_bound(provision.bearers, worlds)
    force = where(in_force(reading, worlds))
    staged = staged_effect(provision, worlds)
    values = [exception_values(scene, provision, one, worlds, tree.observe) for one in provision.unless]
    effect = lifted(staged, provision.unless, values) if values else staged
    final = settled(speaks, effect, scene, worlds)
    children = [
        tree.leaf(f"{measured.wording.reading(reading)} ({measured.time_to(reading)})", force),
        *_kind(tree, scene, provision),
        tree.node(provision.when),
        *_bearers(tree, provision, bound),
        *_place(tree, scene),
        *_stages(tree, provision, staged),
        *(_exception(tree, provision, one, v, scene) for one, v in zip(provision.unless, values, strict=True)),
    ]
    root = np.where(final == BREACH, MET, np.where(final == UNDETERMINED, OPEN, 0)).astype(np.int8)
    clause = provision.citation or provision.provision_id
    return tree.leaf(f"{clause} (“{provision.words}”) makes it a breach", root, tuple(children))


def _kind(tree: _Tree, scene: Scene, provision: Provision) -> list[Reason]:
    """Only where the type keeps the clause from speaking: a signal, or an act of no force that it does not name."""
    reached = scene.of_reachable_type(provision)[tree.worlds.rows][:, None]
    if reached.all():
        return []
    label = tree.measured.wording.act(tree.measured.incident.event_type)
    return [tree.leaf(f"{label} is an act of force, or named by the clause", where(reached))]


def _bearers(tree: _Tree, provision: Provision, bound: Values) -> list[Reason]:
    if not provision.bearers:
        return []
    names = ", ".join(tree.measured.wording.party(party) for party in provision.bearers)
    return [tree.leaf(f"the actor is bound by the clause, which binds {names} ({tree.measured.actor()})", bound)]


def _place(tree: _Tree, scene: Scene) -> list[Reason]:
    placed = scene.columns.placed[tree.worlds.rows][:, None]
    if placed.all():
        return []
    return [tree.leaf("the place is determined, without which nothing is a breach", where(placed))]


def _stages(tree: _Tree, provision: Provision, staged: Effects) -> list[Reason]:
    if not provision.stages:
        return []
    moment, reasons = tree.measured.wording.moment, []
    for stage in provision.stages:
        until = "from then on" if stage.until_s is None else f"until {moment(stage.until_s)}"
        here = where(staged == EFFECT_CODES[stage.effect])
        reasons.append(tree.leaf(f"stage: {until} an act {tree.measured.wording.effect(stage.effect)}", here))
    return [tree.leaf("the stage reached makes an act a breach", where(staged == BREACH), tuple(reasons))]


def _exception(tree: _Tree, provision: Provision, exception: Unless, values: Values, scene: Scene) -> Reason:
    name = exception.words or "an exception"
    wording = tree.measured.wording
    effect = wording.effect(exception.effect)
    words = f"unless: {name}. If it holds, the act {effect}"
    if exception.plea != "none":
        said = scene.register.pleaded(exception, provision.provision_id, tree.worlds)
        state = "pleaded" if said.all() else "pleaded for part of the time" if said.any() else "not pleaded"
        words += f"; to be pleaded and shown by {wording.pleader(exception)}: {state}"
    return tree.leaf(words, values, (tree.node(exception.when),))
