"""Planted acts: three breaches of each provision, and near-misses that are none.

A near-miss differs from a breach in one fact: minutes before the ceasefire, a few hundred metres outside the zone, the
calibre below the limit, the exercise announced, the clock not yet complete. Sides alternate.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.exercise.happenings import CODE, TARGETS, WEAPONS, Happenings
from truceline.exercise.params import START_S, ExerciseParams
from truceline.exercise.theatre import Theatre
from truceline.exercise.treaty import ARTILLERY_KM, DISENGAGEMENT_KM, DRONE_BUFFER_KM, MLRS_KM, REPAIR_KM, Entry, Terms

DAY = 86_400
HOUR = 3_600


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One planted act and what its provision makes of it.

    `status` is what the truth gives under the agreement: breach, no_breach, undetermined; "none" means that the
    provision is not reached at all, and a finding of no breach is as right as no finding.
    """

    label: str
    provision_id: str
    role: str  # breach or near_miss
    status: str
    counted: bool = False
    why: str
    kind: str
    at_s: int
    x: float
    y: float
    side: int
    weapon: tuple[str, int] = ("", 0)
    target: str = ""
    count: int = 1


class Plan(msgspec.Struct, frozen=True):
    acts: tuple[Act, ...]
    register: tuple[Entry, ...]


class _Stage(msgspec.Struct, frozen=True):
    """Where and when acts can be planted."""

    params: ExerciseParams
    theatre: Theatre
    agreed: Terms

    def moment(self, share: float, hour: float, *, after_s: int | None = None) -> int:
        """A local hour on a day this share of the way from the ceasefire (or `after_s`) to the collapse."""
        first = ((after_s or self.agreed.truce_s) - START_S + DAY - 1) // DAY
        last = self.params.collapse_day - 1
        return START_S + (first + round(share * (last - first))) * DAY + int(hour * HOUR)

    def act(self, provision: str, number: int, why: str, point: tuple[float, float], **fields: object) -> Act:
        status = str(fields.pop("status", "breach"))
        role = "breach" if status == "breach" and not fields.pop("miss", False) else "near_miss"
        return msgspec.convert(
            {
                "label": f"{provision}/{role}/{number}", "provision_id": provision, "role": role, "status": status,
                "why": why, "x": point[0], "y": point[1], **fields,
            },
            Act,
        )  # fmt: skip


def plan(params: ExerciseParams, theatre: Theatre, agreed: Terms) -> Plan:
    """All planted acts of this exercise, and the register entries that belong to them."""
    stage = _Stage(params, theatre, agreed)
    exercises, announced = _exercises(stage)
    returned, pleas = _return_fire(stage)
    restrictions, hazards = _monitors(stage)
    acts = (
        *_fire(stage), *returned, *_assault(stage), *_artillery(stage), *_mlrs(stage), *_disengagement(stage),
        *_drones(stage), *_energy(stage), *exercises, *restrictions, *_repair(stage),
    )  # fmt: skip
    return Plan(acts, (*announced, *pleas, *hazards))


def _fire(stage: _Stage) -> list[Act]:
    at = stage.theatre.at_depth
    acts = [
        stage.act("fire", i + 1, "shelling in force", at(0.12 + 0.3 * i, 2.5, 1 - i % 2), kind="fire.shelling",
                  at_s=stage.moment(0.15 + 0.3 * i, 10.4), side=i % 2, weapon=("mortar", 82))
        for i in range(3)
    ]  # fmt: skip
    acts.append(
        stage.act("fire", 1, "nine minutes before the ceasefire", at(0.46, 2.0, 0), kind="fire.shelling", side=1,
                  at_s=stage.agreed.truce_s - 540, status="none", weapon=("mortar", 82))
    )  # fmt: skip
    acts.append(
        stage.act("fire", 2, "an old mine, not fire", at(0.56, 2.0, 1), kind="mine.explosion", side=1,
                  at_s=stage.moment(0.4, 11.3), status="none")
    )  # fmt: skip
    return acts


def _return_fire(stage: _Stage) -> tuple[list[Act], list[Entry]]:
    """Return fire pleaded and proven is counted; pleaded with an order that nobody established stays open."""
    acts: list[Act] = []
    pleas: list[Entry] = []
    for number, (share, side, order, status) in enumerate(
        ((0.25, 0, "established", "no_breach"), (0.55, 1, "asserted", "undetermined")), start=3
    ):
        x, y = stage.theatre.at_depth(0.2 + 0.45 * (number - 3), 1.5, 1 - side)
        moment = stage.moment(share, 14.2)
        counted = status == "no_breach"
        acts.append(
            stage.act("fire", number, f"return fire on an order {order}", (x, y), kind="fire.shelling", side=side,
                      at_s=moment, status=status, counted=counted, weapon=("mortar", 82))
        )  # fmt: skip
        pleas.append(Entry("offensive_action", 1 - side, moment - 2_400, "established", x, y, "joint commission"))
        pleas.append(Entry("order", side, moment - 1_200, order, x, y, "order book"))
        pleas.append(Entry("coordination_failed", side, moment - 1_800, "established", x, y, "joint commission"))
    return acts, pleas


def _assault(stage: _Stage) -> list[Act]:
    at = stage.theatre.at_depth
    acts = [
        stage.act("assault", i + 1, "assault in force", at(0.17 + 0.29 * i, 0.8, i % 2), kind="ground.assault",
                  at_s=stage.moment(0.2 + 0.32 * i, 9.7), side=1 - i % 2)
        for i in range(3)
    ]  # fmt: skip
    acts.append(
        stage.act("assault", 1, "assault six hours before the ceasefire", at(0.61, 0.8, 1), kind="ground.assault",
                  at_s=stage.agreed.truce_s - 6 * HOUR, side=0, status="none")
    )  # fmt: skip
    acts.append(
        stage.act("assault", 2, "troops on the move behind their own line", at(0.68, 6.0, 0), kind="ground.movement",
                  at_s=stage.moment(0.45, 13.1), side=0, status="none")
    )  # fmt: skip
    return acts


def _artillery(stage: _Stage) -> list[Act]:
    at = stage.theatre.at_depth
    late = stage.agreed.staged_counted_s
    gun, howitzer = ("artillery_100", 122), ("artillery_100", 152)
    sight = {"kind": "weapon"}
    return [
        stage.act("artillery", 1, "12 km behind its line", at(0.09, 12.0, 0), side=0, weapon=gun,
                  at_s=stage.moment(0.1, 11.0, after_s=late), **sight),
        stage.act("artillery", 2, "18 km behind its line", at(0.33, 18.0, 1, own_line=True), side=1, weapon=howitzer,
                  at_s=stage.moment(0.5, 12.0, after_s=late), **sight),
        stage.act("artillery", 3, "26 km behind the line of contact, 23 behind its own", side=1, weapon=gun,
                  point=at(0.8, ARTILLERY_KM - 2.0, 1, own_line=True),
                  at_s=stage.moment(0.9, 13.0, after_s=late), **sight),
        stage.act("artillery", 1, "2 km beyond the limit", at(0.21, ARTILLERY_KM + 2, 0), side=0, weapon=gun,
                  at_s=stage.moment(0.3, 11.5, after_s=late), status="none", **sight),
        stage.act("artillery", 2, "82 mm, below the limit", at(0.39, 10.0, 1), side=1, weapon=("mortar", 82),
                  at_s=stage.moment(0.4, 12.5, after_s=late), status="none", **sight),
        stage.act("artillery", 3, "in the first stage of withdrawal", at(0.52, 15.0, 1), side=1, weapon=gun,
                  at_s=stage.agreed.staged_none_s - 2 * DAY, status="no_breach", **sight),
        stage.act("artillery", 4, "in the second stage: counted", at(0.65, 15.0, 0), side=0, weapon=gun,
                  at_s=stage.agreed.staged_counted_s - 2 * DAY, status="no_breach", counted=True, **sight),
    ]  # fmt: skip


def _mlrs(stage: _Stage) -> list[Act]:
    at = stage.theatre.at_depth
    late = stage.agreed.staged_counted_s
    acts = [
        stage.act("mlrs", i + 1, f"{depth} km behind its line", at(0.14 + 0.31 * i, depth, i % 2, own_line=True),
                  kind="weapon", weapon=("mlrs", 122), side=i % 2,
                  at_s=stage.moment(0.15 + 0.35 * i, 10.0, after_s=late))
        for i, depth in enumerate((14.0, 28.0, 32.0))
    ]  # fmt: skip
    acts.append(
        stage.act("mlrs", 1, "2 km beyond the limit", at(0.58, MLRS_KM + 2, 1, own_line=True), kind="weapon", side=1,
                  weapon=("mlrs", 122), at_s=stage.moment(0.6, 10.6, after_s=late), status="none")
    )  # fmt: skip
    return acts


def _disengagement(stage: _Stage) -> list[Act]:
    """One shot on the third day restarts the clock; it is complete seven days later."""
    x, y = stage.agreed.disengagement
    restart = stage.moment(0.0, 12.0) + DAY
    complete = restart + 168 * HOUR
    mortar = ("mortar", 82)
    acts = [
        stage.act("disengagement", i + 1, "a weapon in the area after the clock", (x + 0.3 * (i - 1), y + 0.2),
                  kind="weapon", weapon=mortar, side=i % 2, at_s=stage.moment(0.15 + 0.35 * i, 15.0, after_s=complete))
        for i in range(3)
    ]  # fmt: skip
    acts.append(
        stage.act("disengagement", 1, "a shell restarts the clock: fire, not presence", (x, y), kind="fire.shelling",
                  side=1, at_s=restart, status="none", weapon=mortar)
    )  # fmt: skip
    acts.append(
        stage.act("disengagement", 2, "before the clock is complete", (x + 0.2, y), kind="weapon", weapon=mortar,
                  side=0, at_s=complete - 3 * DAY, status="none")
    )  # fmt: skip
    acts.append(
        stage.act("disengagement", 3, "900 m outside the area", (x + DISENGAGEMENT_KM + 0.9, y), kind="weapon", side=1,
                  weapon=mortar, at_s=stage.moment(0.35, 15.5, after_s=complete), status="none")
    )  # fmt: skip
    return acts


def _drones(stage: _Stage) -> list[Act]:
    at = stage.theatre.at_depth
    drone = ("recon_drone", 0)
    acts = [
        stage.act("drones", i + 1, "over the belt", at(0.23 + 0.27 * i, 1.0, i % 2), kind="air.drone_sortie",
                  weapon=drone, side=1 - i % 2, at_s=stage.moment(0.12 + 0.36 * i, 12.3))
        for i in range(3)
    ]  # fmt: skip
    acts.append(
        stage.act("drones", 1, "1.3 km beyond the belt", at(0.42, DRONE_BUFFER_KM + 1.3, 0), kind="air.drone_sortie",
                  weapon=drone, side=0, at_s=stage.moment(0.5, 12.6), status="none")
    )  # fmt: skip
    acts.append(
        stage.act("drones", 2, "over the belt the day before", at(0.6, 1.0, 1), kind="air.drone_sortie", weapon=drone,
                  side=0, at_s=stage.agreed.truce_s - 12 * HOUR, status="none")
    )  # fmt: skip
    return acts


def _energy(stage: _Stage) -> list[Act]:
    theatre, agreed = stage.theatre, stage.agreed
    late = max(agreed.energy_from_s)
    drone = ("attack_drone", 0)

    def strike(number: int, why: str, site: int, **fields: object) -> Act:
        point = (float(theatre.energy_x[site]), float(theatre.energy_y[site]))
        target = f"energy.{theatre.energy_kind[site]}"
        side = 1 if site % 2 == 0 else 0  # even sites lie north of the line
        given = {"kind": "air.drone_strike", "weapon": drone, "side": side, "target": target, **fields}
        return stage.act("energy", number, why, point, **given)

    return [
        strike(1, "strike at night on a power plant", 0, at_s=stage.moment(0.1, 2.2, after_s=late)),
        strike(2, "strike by day on a substation", 1, at_s=stage.moment(0.5, 11.1, after_s=late)),
        strike(3, "strike at night on a refinery", 2, at_s=stage.moment(0.9, 3.4, after_s=late)),
        strike(1, "in force for one party, not yet for the other", 3, status="undetermined",
               at_s=(agreed.energy_from_s[0] + agreed.energy_from_s[1]) // 2 // DAY * DAY + 15 * HOUR),
        strike(2, "a works, not an energy facility", 4, target="industry", status="none",
               at_s=stage.moment(0.4, 10.9, after_s=late)),
    ]  # fmt: skip


def _exercises(stage: _Stage) -> tuple[list[Act], list[Entry]]:
    at = stage.theatre.at_depth
    rows = (
        (1, "not announced", 0.19, 16.0, 0.2, "breach"),
        (2, "announced only twenty hours ahead", 0.47, 22.0, 0.45, "breach"),
        (3, "announced, inside the security zone", 0.71, 6.0, 0.7, "breach"),
        (1, "announced, outside the security zone", 0.28, 18.0, 0.33, "no_breach"),
        (2, "announced, outside the security zone", 0.83, 14.0, 0.8, "no_breach"),
    )
    acts: list[Act] = []
    entries: list[Entry] = []
    for order, (number, why, share, depth, when, status) in enumerate(rows):
        side = order % 2
        x, y = at(share, depth, side)
        moment = stage.moment(when, 10.1)
        acts.append(
            stage.act("exercise", number, why, (x, y), kind="fire.exercise", side=side, at_s=moment, status=status,
                      counted=status == "no_breach", count=12)
        )  # fmt: skip
        if why.startswith("announced"):
            ahead = 20 * HOUR if "only" in why else 4 * DAY
            entries.append(Entry("exercise_announced", side, moment - ahead, "established", x, y, f"notice {order}"))
    return acts, entries


def _monitors(stage: _Stage) -> tuple[list[Act], list[Entry]]:
    at = stage.theatre.at_depth
    acts = [
        stage.act("monitors", i + 1, "a patrol is turned back", at(0.3 + 0.2 * i, 4.0, i % 2), kind="restriction",
                  side=i % 2, at_s=stage.moment(0.25 + 0.3 * i, 9.2))
        for i in range(3)
    ]  # fmt: skip
    x, y = at(0.77, 5.0, 1)
    moment = stage.moment(0.62, 9.9)
    acts.append(
        stage.act("monitors", 1, "a mine hazard notified beforehand", (x, y), kind="restriction", side=1, at_s=moment,
                  status="no_breach", counted=True)
    )  # fmt: skip
    acts.append(
        stage.act("monitors", 2, "turned back the day before the ceasefire", at(0.87, 4.0, 0), kind="restriction",
                  side=0, at_s=stage.agreed.truce_s - 10 * HOUR, status="none")
    )  # fmt: skip
    return acts, [Entry("hazard_notified", 1, moment - 20 * HOUR, "established", x, y, "mine action notice 4")]


def _repair(stage: _Stage) -> list[Act]:
    x, y = stage.agreed.repair_site
    start, end = stage.agreed.repair_from_s, stage.agreed.repair_until_s
    mortar = ("mortar", 82)
    acts = [
        stage.act("repair", i + 1, "fire at the waterworks inside the window", (x + 0.3 * (i - 1), y + 0.1), side=i % 2,
                  kind="fire.shelling", weapon=mortar, at_s=start + (i * 2 + 1) * HOUR)
        for i in range(3)
    ]  # fmt: skip
    acts.append(
        stage.act("repair", 1, "forty minutes after the window", (x, y + 0.2), kind="fire.shelling", weapon=mortar,
                  side=1, at_s=end + 2_400, status="none")
    )  # fmt: skip
    acts.append(
        stage.act("repair", 2, "1.2 km outside the waterworks", (x + REPAIR_KM + 1.2, y), kind="fire.shelling",
                  weapon=mortar, side=0, at_s=start + 3 * HOUR + 1_800, status="none")
    )  # fmt: skip
    return acts


def as_happenings(acts: tuple[Act, ...]) -> Happenings:
    """The acts as rows; `planted` is their place in the plan."""

    def whole(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    zero = np.zeros(len(acts), dtype=np.int64)
    return Happenings(
        kind=whole([CODE[a.kind] for a in acts]), start_s=whole([a.at_s for a in acts]),
        x=np.array([a.x for a in acts]), y=np.array([a.y for a in acts]), actor=whole([a.side for a in acts]),
        count=whole([a.count for a in acts]), weapon=whole([WEAPONS.index(a.weapon) for a in acts]),
        target=whole([TARGETS.index(a.target) for a in acts]), killed=zero, wounded=zero,
        planted=np.arange(len(acts), dtype=np.int64),
    )  # fmt: skip
