"""The trees of reasons under one reading: every sentence with the worlds in which it is met, open or not met."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from truceline.assess.columns import Bools, Ints
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


class _Sentence(NamedTuple):
    """A sentence about each of some incidents. `told` has those of which it is said; without it, all of them."""

    words: Sequence[str]
    met: list[int]
    unknown: list[int]
    children: tuple[_Sentence, ...] = ()
    told: list[bool] | None = None

    def reason(self, at: int, total: int) -> Reason:
        """The sentence about one of them, with all below it. `total` worlds stand behind every count."""
        met, unknown = self.met[at], self.unknown[at]
        return Reason(
            words=f"{self.words[at]}: {_verdict(met, unknown, total)}",
            met=met,
            unknown=unknown,
            not_met=total - met - unknown,
            children=tuple(one.reason(at, total) for one in self.children if one.told is None or one.told[at]),
        )


class _Trees:
    """The sentences of one evaluation, for the incidents that stand `at` these places of the measured ones."""

    def __init__(self, worlds: Worlds, total: int, measured: Measured, at: Ints) -> None:
        self.worlds, self.total, self.measured = worlds, total, measured
        self.at: list[int] = at.tolist()
        self._values: dict[int, Values] = {}

    def observe(self, node: Condition, values: Values) -> None:
        self._values[id(node)] = values

    def picked(self, notes: Sequence[str]) -> list[str]:
        """Of what was noted of all measured incidents, the notes on these."""
        return [notes[at] for at in self.at]

    def leaf(
        self,
        words: str | Sequence[str],
        values: Values,
        children: tuple[_Sentence, ...] = (),
        told: Bools | None = None,
    ) -> _Sentence:
        return _Sentence(
            [words] * len(self.at) if isinstance(words, str) else words,
            self._count(values == MET),
            self._count(values == OPEN),
            children,
            None if told is None else np.broadcast_to(told, len(self.at)).tolist(),
        )

    def _count(self, held: Bools) -> list[int]:
        share = held.sum(axis=1) * self.total // held.shape[1]
        counts: list[int] = np.broadcast_to(share, len(self.at)).tolist()
        return counts

    def node(self, condition: Condition) -> _Sentence:
        asked = self.measured.wording.condition(condition)
        notes = self.picked(self.measured.note(condition))
        words = [f"{asked} ({note})" if note else asked for note in notes]
        return self.leaf(words, self._values[id(condition)], tuple(self.node(child) for child in condition.children))


@lru_cache(maxsize=4_096)
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


def reading_trees(
    scene: Scene, provision: Provision, reading: InForce, worlds: Worlds, total: int, measured: Measured, at: Ints
) -> list[Reason]:
    """The reasons for what the clause gives under this reading, for each of the measured incidents that stand `at`
    these places and in these worlds; the root counts breach, undetermined and neither."""
    trees = _Trees(worlds, total, measured, at)
    speaks = applies(scene, provision, reading, worlds, trees.observe)
    bound = scene.actor_bound(provision.bearers, worlds)
    force = where(in_force(reading, worlds))
    staged = staged_effect(provision, worlds)
    values = [exception_values(scene, provision, one, worlds, trees.observe) for one in provision.unless]
    effect = lifted(staged, provision.unless, values) if values else staged
    final = settled(speaks, effect, scene, worlds)
    when = measured.wording.reading(reading)
    children = (
        trees.leaf([f"{when} ({note})" for note in trees.picked(measured.time_to(reading))], force),
        *_kind(trees, scene, provision),
        trees.node(provision.when),
        *_bearers(trees, provision, bound),
        *_place(trees, scene),
        *_stages(trees, provision, staged),
        *(_exception(trees, provision, one, v, scene) for one, v in zip(provision.unless, values, strict=True)),
    )
    root = np.where(final == BREACH, MET, np.where(final == UNDETERMINED, OPEN, 0)).astype(np.int8)
    clause = provision.citation or provision.provision_id
    tree = trees.leaf(f"{clause} (“{provision.words}”) makes it a breach", root, children)
    return [tree.reason(k, total) for k in range(len(at))]


def _kind(trees: _Trees, scene: Scene, provision: Provision) -> list[_Sentence]:
    """Only where the type keeps the clause from speaking: a signal, or an act of no force that it does not name."""
    reached = scene.of_reachable_type(provision)[trees.worlds.rows]
    if reached.all():
        return []
    act = trees.measured.wording.act
    labels = [act(trees.measured.incidents[at].event_type) for at in trees.at]
    words = [f"{label} is an act of force, or named by the clause" for label in labels]
    return [trees.leaf(words, where(reached[:, None]), told=~reached)]


def _bearers(trees: _Trees, provision: Provision, bound: Values) -> list[_Sentence]:
    if not provision.bearers:
        return []
    names = ", ".join(trees.measured.wording.party(party) for party in provision.bearers)
    actors = trees.picked(trees.measured.actor)
    return [trees.leaf([f"the actor is bound by the clause, which binds {names} ({one})" for one in actors], bound)]


def _place(trees: _Trees, scene: Scene) -> list[_Sentence]:
    placed = scene.columns.placed[trees.worlds.rows]
    if placed.all():
        return []
    words = "the place is determined, without which nothing is a breach"
    return [trees.leaf(words, where(placed[:, None]), told=~placed)]


def _stages(trees: _Trees, provision: Provision, staged: Effects) -> list[_Sentence]:
    if not provision.stages:
        return []
    wording, reasons = trees.measured.wording, []
    for stage in provision.stages:
        until = "from then on" if stage.until_s is None else f"until {wording.moment(stage.until_s)}"
        here = where(staged == EFFECT_CODES[stage.effect])
        reasons.append(trees.leaf(f"stage: {until} an act {wording.effect(stage.effect)}", here))
    return [trees.leaf("the stage reached makes an act a breach", where(staged == BREACH), tuple(reasons))]


def _exception(trees: _Trees, provision: Provision, exception: Unless, values: Values, scene: Scene) -> _Sentence:
    wording = trees.measured.wording
    told = f"unless: {exception.words or 'an exception'}. If it holds, the act {wording.effect(exception.effect)}"
    words: str | list[str] = told
    if exception.plea != "none":
        said = scene.register.pleaded(exception, provision.provision_id, trees.worlds)
        plea = f"{told}; to be pleaded and shown by {wording.pleader(exception)}"
        words = [f"{plea}: {state}" for state in _pleaded(said)]
    return trees.leaf(words, values, (trees.node(exception.when),))


def _pleaded(said: Bools) -> list[str]:
    always, ever = np.asarray(said.all(axis=1)), np.asarray(said.any(axis=1))
    states: list[str] = np.where(
        always, "pleaded", np.where(ever, "pleaded for part of the time", "not pleaded")
    ).tolist()
    return states
