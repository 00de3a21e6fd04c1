"""What would change a finding: the open questions, and how near the place and the time are to a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from truceline.assess.cells import CUT
from truceline.assess.columns import UNKNOWN_ACTOR, Bools, Ints
from truceline.assess.ground import Region, regions_of
from truceline.assess.measured import Measured
from truceline.assess.prepared import conditions_of
from truceline.assess.truth import OPEN
from truceline.assess.worlds import WORLDS, Worlds
from truceline.model.agreement import Condition, Provision


def would_change(provision: Provision, measured: Measured, at: Ints, contested: Bools) -> list[tuple[str, ...]]:
    """Sentences for each of the measured incidents `at` these places, the legal question first, then what is open, then
    the nearest limits."""
    asked = _Asked(measured, at)
    asked.add(contested, measured.wording.say("change_force"))
    _place(provision, asked)
    for node in conditions_of(provision):
        _open(node, asked)
    _actor(provision, asked)
    _pleas(provision, asked)
    _times(provision, asked)
    return [tuple(dict.fromkeys(sentences)) for sentences in asked.found]


class _Asked:
    """The incidents of whom it is asked, and the sentences found for each."""

    def __init__(self, measured: Measured, at: Ints) -> None:
        self.measured, self.at, self.rows = measured, at, measured.rows[at]
        self.scene, self.wording = measured.scene, measured.wording
        self.found: list[list[str]] = [[] for _ in at]

    def add(self, which: Bools, words: str | Sequence[str]) -> None:
        """A sentence for those of whom it holds: the same, or one for each of them."""
        chosen = np.flatnonzero(np.broadcast_to(which, len(self.at))).tolist()
        for n, sentence in zip(chosen, [words] * len(chosen) if isinstance(words, str) else words, strict=True):
            self.found[n].append(sentence)


def _place(provision: Provision, asked: _Asked) -> None:
    placed = asked.scene.columns.placed[asked.rows]
    asked.add(~placed, asked.wording.say("change_place"))
    for node in conditions_of(provision):
        for region in regions_of(node) if node.in_zone is not None or node.of_line is not None else ():
            _limit(region, placed & _relevant(region, asked), asked)


def _relevant(region: Region, asked: _Asked) -> Bools:
    """A line concerns only the actor that it belongs to, where that is known."""
    actor = asked.scene.columns.actor[asked.rows]
    if not region.party:
        return np.ones(len(actor), dtype=bool)
    parties = [party.party_id for party in asked.scene.agreement.parties]
    return np.asarray((actor == UNKNOWN_ACTOR) | (actor == parties.index(region.party)))


def _limit(region: Region, which: Bools, asked: _Asked) -> None:
    measured = asked.measured
    drawn = which & np.isfinite(measured.distance_km(region, asked.at))
    told = measured.kept(("limit", region), asked.at[drawn], lambda at: _limits(region, at, measured))
    asked.add(drawn, told)


def _limits(region: Region, at: Ints, measured: Measured) -> Iterator[str]:
    name = measured.wording.zone(region.zone_id)
    say, number = measured.wording.say, measured.wording.number
    limit = say("limit_behind", km=region.behind_km, name=name) if region.party else say("border_of", name=name)
    cut = (measured.scene.places.relation(region)[measured.rows[at]] == CUT).tolist()
    distances = np.abs(measured.distance_km(region, at)).tolist()
    for near, radius, away in zip(cut, measured.radius(at), distances, strict=True):
        if near:
            yield say("change_closer", radius=radius, limit=limit, km=number(away, 2))
        else:
            yield say("change_farther", km=number(away, 2), limit=limit)


def _open(node: Condition, asked: _Asked) -> None:
    """The question that a node leaves open."""
    if node.children or node.in_zone is not None or node.of_line is not None:
        return
    worlds = WORLDS if node.unstated_zones else 1
    values = asked.scene.values(node, Worlds(asked.scene.columns, asked.rows, worlds))
    open_ = np.broadcast_to((values == OPEN).any(axis=1), len(asked.at))
    if not open_.any():
        return
    words, notes = asked.wording.condition(node), asked.measured.note(node, asked.at[open_])
    asked.add(open_, [asked.wording.say("change_evidence", asked=words, note=note) for note in notes])


def _actor(provision: Provision, asked: _Asked) -> None:
    asks = provision.bearers or any(
        node.of_line is not None or node.by in {"self", "other"} or node.attr == "actor"
        for node in conditions_of(provision)
    )
    unknown = asked.scene.columns.actor[asked.rows] == UNKNOWN_ACTOR
    if asks and unknown.any():
        named = asked.measured.actor(asked.at[unknown])
        asked.add(unknown, [asked.wording.say("change_actor", actor=actor) for actor in named])


def _pleas(provision: Provision, asked: _Asked) -> None:
    worlds = Worlds(asked.scene.columns, asked.rows, 1)
    for one in provision.unless:
        if one.plea == "none":
            continue
        pleaded = asked.scene.register.pleaded(one, provision.provision_id, worlds).any(axis=1)
        who, name = asked.wording.pleader(one), one.words or asked.wording.say("the_exception")
        asked.add(~np.asarray(pleaded), asked.wording.say("change_plea", who=who, name=name))


def _times(provision: Provision, asked: _Asked) -> None:
    columns, rows = asked.scene.columns, asked.rows
    edges = [
        (edge, word)
        for reading in asked.scene.agreement.readings_of(provision)
        for edge, word in ((reading.from_s, "start"), (reading.until_s, "end"))
    ]
    edges += [(stage.until_s, "stage") for stage in provision.stages]
    windows = [node.during for node in conditions_of(provision) if node.during is not None]
    edges += [(edge, "window") for window in windows for edge in (window.from_s, window.until_s)]
    for edge, word in edges:
        if edge is not None:
            around = (columns.start[rows] < edge) & (edge <= columns.last[rows])
            asked.add(around, asked.wording.say(f"change_time_{word}", at=asked.wording.moment(edge)))
