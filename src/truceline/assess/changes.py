"""What would change a finding: the open questions, and how near the place and the time are to a limit."""

from __future__ import annotations

import numpy as np

from truceline.assess.cells import CUT
from truceline.assess.columns import UNKNOWN_ACTOR
from truceline.assess.ground import Region, regions_of
from truceline.assess.measured import Measured
from truceline.assess.prepared import conditions_of
from truceline.assess.reach import readings_of
from truceline.assess.truth import OPEN
from truceline.assess.worlds import WORLDS, Worlds
from truceline.model.agreement import Condition, Provision


def would_change(provision: Provision, measured: Measured, contested: bool) -> tuple[str, ...]:
    """Sentences, the legal question first, then what is open, then the nearest limits."""
    found: list[str] = []
    if contested:
        found.append("An agreed answer to when the clause is in force: its readings disagree.")
    found += _place(provision, measured)
    found += [sentence for node in conditions_of(provision) if (sentence := _open(node, measured))]
    found += _actor(provision, measured)
    found += _pleas(provision, measured)
    found += _times(provision, measured)
    return tuple(dict.fromkeys(found))


def _place(provision: Provision, measured: Measured) -> list[str]:
    if not measured.scene.columns.placed[measured.row]:
        return ["A place: without one nothing is found to be a breach."]
    found = []
    for node in conditions_of(provision):
        for region in regions_of(node) if node.in_zone is not None or node.of_line is not None else ():
            if _relevant(region, measured):
                found += _limit(region, measured)
    return found


def _relevant(region: Region, measured: Measured) -> bool:
    """A line concerns only the actor that it belongs to, where that is known."""
    actor = int(measured.scene.columns.actor[measured.row])
    if not region.party or actor == UNKNOWN_ACTOR:
        return True
    return measured.scene.agreement.parties[actor].party_id == region.party


def _limit(region: Region, measured: Measured) -> list[str]:
    away = measured.distance_km(region)
    if away is None:
        return []
    name = measured.wording.zone(region.zone_id)
    limit = f"the limit {region.behind_km} km behind {name}" if region.party else f"the border of {name}"
    if measured.scene.places.relation(region)[measured.row] == CUT:
        return [
            f"A place known more closely than {measured.radius_km():.2f} km: "
            f"{limit} is {abs(away):.2f} km from its middle."
        ]
    return [f"A place more than {abs(away):.2f} km away from the one reported, across {limit}."]


def _open(node: Condition, measured: Measured) -> str:
    """The question that a node leaves open for this incident, or nothing."""
    if node.all is not None or node.any is not None or node.not_ is not None or node.in_zone is not None:
        return ""
    if node.of_line is not None:
        return ""
    worlds = WORLDS if node.unstated_zones else 1
    values = measured.scene.values(node, Worlds(measured.scene.columns, np.array([measured.row]), worlds))
    if not (values == OPEN).any():
        return ""
    asked = measured.wording.condition(node)
    return f"Evidence on whether {asked} ({measured.note(node)})."


def _actor(provision: Provision, measured: Measured) -> list[str]:
    asks = provision.bearers or any(
        node.of_line is not None or node.by in {"self", "other"} or node.attr == "actor"
        for node in conditions_of(provision)
    )
    if not asks or measured.scene.columns.actor[measured.row] != UNKNOWN_ACTOR:
        return []
    return [f"Evidence of who acted: {measured.actor()}."]


def _pleas(provision: Provision, measured: Measured) -> list[str]:
    worlds = Worlds(measured.scene.columns, np.array([measured.row]), 1)
    return [
        f"A plea by {measured.wording.pleader(one)}: {one.words or 'the exception'}."
        for one in provision.unless
        if not measured.scene.register.pleaded(one, provision.provision_id, worlds).any()
    ]


def _times(provision: Provision, measured: Measured) -> list[str]:
    columns, row = measured.scene.columns, measured.row
    edges = [
        (edge, word)
        for reading in readings_of(provision, measured.scene.agreement)
        for edge, word in ((reading.from_s, "comes into force"), (reading.until_s, "goes out of force"))
    ]
    edges += [(stage.until_s, "reaches its next stage") for stage in provision.stages]
    windows = [node.during for node in conditions_of(provision) if node.during is not None]
    edges += [(edge, "asks for another time") for window in windows for edge in (window.from_s, window.until_s)]
    return [
        f"A time known more closely: the clause {word} inside the interval, at {measured.wording.moment(edge)}."
        for edge, word in edges
        if edge is not None and columns.start[row] < edge <= columns.last[row]
    ]
