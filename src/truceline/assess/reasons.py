"""The trees of reasons under one reading: every sentence with the worlds in which it is met, open or not met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from truceline.assess.wording import Wording
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

    def reasons(self, total: int, wording: Wording) -> list[Reason]:
        """The sentence about each of them, with all below it. `total` worlds stand behind every count."""
        told = wording.phrases["leaf"].format
        held = list(zip(self.met, self.unknown, strict=True))
        verdicts = {one: _verdict(*one, total, wording) for one in set(held)}
        if not self.children:
            return self._leaves(told, held, verdicts, total)
        return [
            Reason(
                words=told(words=words, verdict=verdicts[one]),
                met=one[0],
                unknown=one[1],
                not_met=total - one[0] - one[1],
                children=below,
            )
            for words, one, below in zip(self.words, held, self._below(total, wording), strict=True)
        ]

    def _leaves(
        self, told: Callable[..., str], held: list[tuple[int, int]], verdicts: dict[tuple[int, int], str], total: int
    ) -> list[Reason]:
        """Where the same is said of many in as many worlds, they share the sentence."""
        shared: dict[tuple[str, tuple[int, int]], Reason] = {}
        for words, one in zip(self.words, held, strict=True):
            if (words, one) not in shared:
                met, unknown = one
                shared[words, one] = Reason(
                    words=told(words=words, verdict=verdicts[one]),
                    met=met,
                    unknown=unknown,
                    not_met=total - met - unknown,
                )
        return [shared[key] for key in zip(self.words, held, strict=True)]

    def _below(self, total: int, wording: Wording) -> Iterable[tuple[Reason, ...]]:
        columns = [one.reasons(total, wording) for one in self.children]
        if all(one.told is None for one in self.children):
            return zip(*columns, strict=True)
        said = [one.told or [True] * len(self.words) for one in self.children]
        return (
            tuple(reason for reason, heard in zip(reasons, hearing, strict=True) if heard)
            for reasons, hearing in zip(zip(*columns, strict=True), zip(*said, strict=True), strict=True)
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
        noted = self.measured.wording.phrases["noted"]
        words = [noted.format(words=asked, note=note) if note else asked for note in notes]
        return self.leaf(words, self._values[id(condition)], tuple(self.node(child) for child in condition.children))


@lru_cache(maxsize=4_096)
def _verdict(met: int, unknown: int, total: int, wording: Wording) -> str:
    """Met, not met, not established, or in how many of the worlds."""
    missed = total - met - unknown
    shares = ((met, "met"), (unknown, "not_established"), (missed, "not_met"))
    for count, key in shares:
        if count == total:
            return wording.say(key)
    parts = [wording.say("in_worlds", verdict=wording.say(key), n=count) for count, key in shares if count]
    return wording.say("of_worlds", parts=", ".join(parts), total=total)


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
        trees.leaf([wording.say("noted", words=when, note=n) for n in trees.picked(measured.time_to(reading))], force),
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
    return tree.reasons(total, wording)


def _kind(trees: _Trees, scene: Scene, provision: Provision) -> list[_Sentence]:
    """Only where the type keeps the clause from speaking: a signal, or an act of no force that it does not name."""
    reached = scene.of_reachable_type(provision)[trees.worlds.rows]
    if reached.all():
        return []
    act, say = trees.measured.wording.act, trees.measured.wording.say
    words = [say("act_of_force", act=act(trees.measured.incidents[at].event_type)) for at in trees.at]
    return [trees.leaf(words, where(reached[:, None]), told=~reached)]


def _bearers(trees: _Trees, provision: Provision, bound: Values) -> list[_Sentence]:
    if not provision.bearers:
        return []
    names = ", ".join(trees.measured.wording.party(party) for party in provision.bearers)
    say, actors = trees.measured.wording.say, trees.picked(trees.measured.actor)
    return [trees.leaf([say("actor_bound", who=names, actor=one) for one in actors], bound)]


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
    words: str | list[str] = wording.say("unless", name=name, effect=effect)
    if exception.plea != "none":
        said = scene.register.pleaded(exception, provision.provision_id, trees.worlds)
        told = {"name": name, "effect": effect, "who": wording.pleader(exception)}
        words = [wording.say("unless_plea", **told, state=wording.say(state)) for state in _pleaded(said)]
    return trees.leaf(words, values, (trees.node(exception.when),))


def _pleaded(said: Bools) -> list[str]:
    always, ever = np.asarray(said.all(axis=1)), np.asarray(said.any(axis=1))
    states: list[str] = np.where(always, "pleaded", np.where(ever, "pleaded_part", "not_pleaded")).tolist()
    return states
