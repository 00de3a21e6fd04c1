"""What would change a finding: the open questions, and how near the place and the time are to a limit."""

from __future__ import annotations

import numpy as np

from truceline.assess.cells import CUT
from truceline.assess.columns import UNKNOWN_ACTOR, Bools
from truceline.assess.ground import Region, regions_of
from truceline.assess.measured import Measured
from truceline.assess.prepared import conditions_of
from truceline.assess.reach import readings_of
from truceline.assess.truth import OPEN
from truceline.assess.worlds import WORLDS, Worlds
from truceline.model.agreement import Condition, Provision


def would_change(provision: Provision, measured: Measured, contested: Bools) -> list[tuple[str, ...]]:
    """Sentences for each incident, the legal question first, then what is open, then the nearest limits."""
    found: list[list[str]] = [[] for _ in measured.rows]
    for at in np.flatnonzero(contested):
        found[at].append(measured.wording.say("change_force"))
    _place(provision, measured, found)
    for node in conditions_of(provision):
        _open(node, measured, found)
    _actor(provision, measured, found)
    _pleas(provision, measured, found)
    _times(provision, measured, found)
    return [tuple(dict.fromkeys(sentences)) for sentences in found]


def _place(provision: Provision, measured: Measured, found: list[list[str]]) -> None:
    placed = measured.scene.columns.placed[measured.rows]
    for at in np.flatnonzero(~placed):
        found[at].append(measured.wording.say("change_place"))
    for node in conditions_of(provision):
        for region in regions_of(node) if node.in_zone is not None or node.of_line is not None else ():
            _limit(region, measured, placed & _relevant(region, measured), found)


def _relevant(region: Region, measured: Measured) -> Bools:
    """A line concerns only the actor that it belongs to, where that is known."""
    actor = measured.scene.columns.actor[measured.rows]
    if not region.party:
        return np.ones(len(actor), dtype=bool)
    parties = [party.party_id for party in measured.scene.agreement.parties]
    return np.asarray((actor == UNKNOWN_ACTOR) | (actor == parties.index(region.party)))


def _limit(region: Region, measured: Measured, asked: Bools, found: list[list[str]]) -> None:
    name = measured.wording.zone(region.zone_id)
    say, number = measured.wording.say, measured.wording.number
    limit = say("limit_behind", km=region.behind_km, name=name) if region.party else say("border_of", name=name)
    cut = measured.scene.places.relation(region)[measured.rows] == CUT
    distances = measured.distance_km(region)
    for at in np.flatnonzero(asked):
        away = distances[at]
        if away is not None and cut[at]:
            radius = measured.radius_told[at]
            found[at].append(say("change_closer", radius=radius, limit=limit, km=number(abs(away), 2)))
        elif away is not None:
            found[at].append(say("change_farther", km=number(abs(away), 2), limit=limit))


def _open(node: Condition, measured: Measured, found: list[list[str]]) -> None:
    """The question that a node leaves open."""
    if node.all is not None or node.any is not None or node.not_ is not None or node.in_zone is not None:
        return
    if node.of_line is not None:
        return
    worlds = WORLDS if node.unstated_zones else 1
    values = measured.scene.values(node, Worlds(measured.scene.columns, measured.rows, worlds))
    open_ = np.flatnonzero(np.broadcast_to((values == OPEN).any(axis=1), len(measured)))
    if not len(open_):
        return
    asked, notes = measured.wording.condition(node), measured.note(node)
    for at in open_:
        found[at].append(measured.wording.say("change_evidence", asked=asked, note=notes[at]))


def _actor(provision: Provision, measured: Measured, found: list[list[str]]) -> None:
    asks = provision.bearers or any(
        node.of_line is not None or node.by in {"self", "other"} or node.attr == "actor"
        for node in conditions_of(provision)
    )
    for at in np.flatnonzero(measured.scene.columns.actor[measured.rows] == UNKNOWN_ACTOR) if asks else ():
        found[at].append(measured.wording.say("change_actor", actor=measured.actor[at]))


def _pleas(provision: Provision, measured: Measured, found: list[list[str]]) -> None:
    worlds = Worlds(measured.scene.columns, measured.rows, 1)
    for one in provision.unless:
        pleaded = measured.scene.register.pleaded(one, provision.provision_id, worlds).any(axis=1)
        say = measured.wording.say
        for at in np.flatnonzero(~np.broadcast_to(pleaded, len(measured))):
            found[at].append(
                say("change_plea", who=measured.wording.pleader(one), name=one.words or say("the_exception"))
            )


def _times(provision: Provision, measured: Measured, found: list[list[str]]) -> None:
    columns, rows = measured.scene.columns, measured.rows
    edges = [
        (edge, word)
        for reading in readings_of(provision, measured.scene.agreement)
        for edge, word in ((reading.from_s, "start"), (reading.until_s, "end"))
    ]
    edges += [(stage.until_s, "stage") for stage in provision.stages]
    windows = [node.during for node in conditions_of(provision) if node.during is not None]
    edges += [(edge, "window") for window in windows for edge in (window.from_s, window.until_s)]
    for edge, word in edges:
        if edge is None:
            continue
        for at in np.flatnonzero((columns.start[rows] < edge) & (edge <= columns.last[rows])):
            found[at].append(measured.wording.say(f"change_time_{word}", at=measured.wording.moment(edge)))
