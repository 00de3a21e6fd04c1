"""The trees of reasons under one reading: every sentence with the worlds in which it is met, open or not met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
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

_PLEADED = ("pleaded", "pleaded_part", "not_pleaded")


class _Sentence(NamedTuple):
    """A sentence about each of some incidents: in how many worlds it is met and open, and what is noted beside it.

    Without `words` the notes are the whole of it. `told` has those of which it is said; without it, all of them.
    """

    words: str
    notes: Sequence[str] | None
    met: list[int]
    unknown: list[int]
    children: tuple[_Sentence, ...] = ()
    told: list[bool] | None = None

    def reasons(self, total: int, measured: Measured) -> list[Reason]:
        """The sentence about each of them, with all below it. `total` worlds stand behind every count."""
        notes = repeat("", len(self.met)) if self.notes is None else self.notes
        held = zip(notes, self.met, self.unknown, strict=True)
        leaves = measured.leaves(self.words, total)
        if not self.children:
            return [leaves[one] for one in held]
        return [
            Reason(words=leaf.words, met=leaf.met, unknown=leaf.unknown, not_met=leaf.not_met, children=below)
            for leaf, below in zip(map(leaves.__getitem__, held), self._below(total, measured), strict=True)
        ]

    def _below(self, total: int, measured: Measured) -> Iterable[tuple[Reason, ...]]:
        columns = [one.reasons(total, measured) for one in self.children]
        if all(one.told is None for one in self.children):
            return zip(*columns, strict=True)
        said = [one.told or [True] * len(self.met) for one in self.children]
        return (
            tuple(reason for reason, heard in zip(reasons, hearing, strict=True) if heard)
            for reasons, hearing in zip(zip(*columns, strict=True), zip(*said, strict=True), strict=True)
        )


class _Trees:
    """The sentences of one evaluation, for the incidents that stand `at` these places of the measured ones."""

    def __init__(self, worlds: Worlds, total: int, measured: Measured, at: Ints) -> None:
        self.worlds, self.total, self.measured, self.at = worlds, total, measured, at
        self._values: dict[int, Values] = {}

    def observe(self, node: Condition, values: Values) -> None:
        self._values[id(node)] = values

    def leaf(
        self,
        words: str,
        values: Values,
        children: tuple[_Sentence, ...] = (),
        told: Bools | None = None,
        notes: Sequence[str] | None = None,
    ) -> _Sentence:
        return _Sentence(
            words,
            notes,
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
        asked, notes = self.measured.wording.condition(condition), self.measured.note(condition, self.at)
        below = tuple(self.node(child) for child in condition.children)
        return self.leaf(asked, self._values[id(condition)], below, notes=notes)


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
    wording, when = measured.wording, measured.wording.reading(reading)
    children = (
        trees.leaf(when, force, notes=measured.time_to(reading, at)),
        *_kind(trees, scene, provision),
        trees.node(provision.when),
        *_bearers(trees, provision, bound),
        *_place(trees, scene),
        *_stages(trees, provision, staged),
        *(_exception(trees, provision, one, v, scene) for one, v in zip(provision.unless, values, strict=True)),
    )
    root = np.where(final == BREACH, MET, np.where(final == UNDETERMINED, OPEN, 0)).astype(np.int8)
    clause = provision.citation or provision.provision_id
    tree = trees.leaf(wording.say("makes_breach", clause=clause, words=provision.words), root, children)
    return tree.reasons(total, measured)


def _kind(trees: _Trees, scene: Scene, provision: Provision) -> list[_Sentence]:
    """Only where the type keeps the clause from speaking: a signal, or an act of no force that it does not name."""
    reached = scene.of_reachable_type(provision)[trees.worlds.rows]
    if reached.all():
        return []
    act, say = trees.measured.wording.act, trees.measured.wording.say
    words = [say("act_of_force", act=act(trees.measured.incidents[at].event_type)) for at in trees.at.tolist()]
    return [trees.leaf("", where(reached[:, None]), told=~reached, notes=words)]


def _bearers(trees: _Trees, provision: Provision, bound: Values) -> list[_Sentence]:
    if not provision.bearers:
        return []
    names = ", ".join(trees.measured.wording.party(party) for party in provision.bearers)
    say, actors = trees.measured.wording.say, trees.measured.actor(trees.at)
    return [trees.leaf("", bound, notes=[say("actor_bound", who=names, actor=one) for one in actors])]


def _place(trees: _Trees, scene: Scene) -> list[_Sentence]:
    placed = scene.columns.placed[trees.worlds.rows]
    if placed.all():
        return []
    words = trees.measured.wording.say("place_needed")
    return [trees.leaf(words, where(placed[:, None]), told=~placed)]


def _stages(trees: _Trees, provision: Provision, staged: Effects) -> list[_Sentence]:
    if not provision.stages:
        return []
    wording, reasons = trees.measured.wording, []
    for stage in provision.stages:
        at = "" if stage.until_s is None else wording.moment(stage.until_s)
        words = wording.say("stage_until" if at else "stage_after", at=at, effect=wording.effect(stage.effect))
        reasons.append(trees.leaf(words, where(staged == EFFECT_CODES[stage.effect])))
    return [trees.leaf(wording.say("stage_reached"), where(staged == BREACH), tuple(reasons))]


def _exception(trees: _Trees, provision: Provision, exception: Unless, values: Values, scene: Scene) -> _Sentence:
    wording = trees.measured.wording
    name, effect = exception.words or wording.say("an_exception"), wording.effect(exception.effect)
    below = (trees.node(exception.when),)
    if exception.plea == "none":
        return trees.leaf(wording.say("unless", name=name, effect=effect), values, below)
    said = scene.register.pleaded(exception, provision.provision_id, trees.worlds)
    told = {"name": name, "effect": effect, "who": wording.pleader(exception)}
    states = {key: wording.say("unless_plea", **told, state=wording.say(key)) for key in _PLEADED}
    return trees.leaf("", values, below, notes=[states[key] for key in _pleaded(said, len(trees.at))])


def _pleaded(said: Bools, rows: int) -> list[str]:
    always, ever = (np.broadcast_to(held, rows) for held in (said.all(axis=1), said.any(axis=1)))
    return [_PLEADED[state] for state in np.where(always, 0, np.where(ever, 1, 2)).tolist()]
