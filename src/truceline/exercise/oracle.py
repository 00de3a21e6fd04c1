"""What the agreement makes of what truly happened: a second reading of the same articles, on exact places and times.

It shares no code with `assess`. Only incidents that a provision reaches appear; planted acts bring their own answer for
the provision they were planted for.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from truceline.exercise.happenings import CODE, TARGETS, TYPES, WEAPONS, Happenings
from truceline.exercise.planted import Plan
from truceline.exercise.theatre import Ints, Theatre
from truceline.exercise.treaty import (
    ARTILLERY_KM,
    DISENGAGEMENT_KM,
    DRONE_BUFFER_KM,
    MLRS_KM,
    REPAIR_KM,
    SECURITY_KM,
    Terms,
)

Bools = NDArray[np.bool_]

LABELS = pa.schema(
    [
        ("incident", pa.int64()),
        ("provision_id", pa.string()),
        ("status", pa.string()),  # breach, no_breach (reached, and excused or in a stage), undetermined
        ("counted", pa.bool_()),
    ]
)
#: numbers under which the four answers stand in the working columns
NONE, BREACH, COUNTED, EXCUSED, OPEN = range(5)
_STATUS = ("none", "breach", "no_breach", "no_breach", "undetermined")


def labels(theatre: Theatre, agreed: Terms, truth: Happenings, plan: Plan) -> pa.Table:
    """One row for each incident and provision that reaches it, sorted by both."""
    parts = []
    answers = _answers(theatre, agreed, truth)
    answers["fire"] = _returned(truth, plan, answers["fire"])
    answers["monitors"] = _excused_by_hazard(truth, plan, answers["monitors"])
    for provision_id, answer in sorted(answers.items()):
        for row in np.flatnonzero(truth.planted >= 0):
            act = plan.acts[int(truth.planted[row])]
            if act.provision_id == provision_id:
                answer[row] = _expected(act.status, act.counted)
        rows = np.flatnonzero(answer != NONE)
        status = pa.array(_STATUS, pa.string()).take(pa.array(answer[rows]))
        parts.append(
            pa.table(
                [rows, pa.array([provision_id] * len(rows), pa.string()), status, answer[rows] == COUNTED],
                schema=LABELS,
            )
        )
    return pa.concat_tables(parts).sort_by([("incident", "ascending"), ("provision_id", "ascending")])


def _expected(status: str, counted: bool) -> int:
    if status == "no_breach":
        return COUNTED if counted else EXCUSED
    return {"none": NONE, "breach": BREACH, "undetermined": OPEN}[status]


def _is(truth: Happenings, *heads: str) -> Bools:
    """Which incidents are of one of these types or below it."""
    codes = [CODE[t] for t in TYPES if any(t == h or t.startswith(h + ".") for h in heads)]
    return np.isin(truth.kind, codes)


def _answers(theatre: Theatre, agreed: Terms, truth: Happenings) -> dict[str, Ints]:
    in_force = truth.start_s >= agreed.truce_s
    contact = np.abs(theatre.behind_km(truth.x, truth.y, truth.actor, own_line=False))
    fire = _is(truth, "fire") & ~_is(truth, "fire.exercise")
    strike = _is(truth, "air.missile", "air.drone_strike", "attack_infrastructure")
    in_area = _in_square(truth, agreed.disengagement, DISENGAGEMENT_KM)
    present = _is(truth, "weapon", "ground.movement")
    window = (truth.start_s >= agreed.repair_from_s) & (truth.start_s < agreed.repair_until_s)
    at_works = _in_square(truth, agreed.repair_site, REPAIR_KM)
    exercise = _is(truth, "fire.exercise")
    return {
        "fire": _breach((fire | strike) & in_force),
        "assault": _breach(_is(truth, "ground.assault") & in_force),
        "artillery": _withdrawal(theatre, agreed, truth, _gun(truth), ARTILLERY_KM),
        "mlrs": _withdrawal(theatre, agreed, truth, _weapon(truth, "mlrs"), MLRS_KM),
        "disengagement": _breach(present & in_area & in_force & _silence(agreed, truth, in_area & _is(truth, "fire"))),
        "drones": _breach(_is(truth, "air.drone_sortie") & in_force & (contact <= DRONE_BUFFER_KM)),
        "energy": _energy(agreed, truth),
        "exercise": _breach(exercise & in_force & ((contact <= SECURITY_KM) | (truth.planted < 0))),
        "monitors": _breach(_is(truth, "restriction") & in_force),
        "repair": _breach(_is(truth, "fire", "air") & window & at_works),
    }


def _breach(where: Bools) -> Ints:
    return np.where(where, BREACH, NONE).astype(np.int64)


def _in_square(truth: Happenings, centre: tuple[float, float], half: float) -> Bools:
    return (np.abs(truth.x - centre[0]) <= half) & (np.abs(truth.y - centre[1]) <= half)


def _weapon(truth: Happenings, *names: str) -> Bools:
    codes = [i for i, (name, _) in enumerate(WEAPONS) if name in names]
    return _is(truth, "weapon") & np.isin(truth.weapon, codes)


def _gun(truth: Happenings) -> Bools:
    """A weapon of 100 mm and more that is no rocket launcher."""
    codes = [i for i, (name, calibre) in enumerate(WEAPONS) if calibre >= 100 and name != "mlrs"]
    return _is(truth, "weapon") & np.isin(truth.weapon, codes)


def _withdrawal(theatre: Theatre, agreed: Terms, truth: Happenings, weapon: Bools, limit_km: float) -> Ints:
    too_near = theatre.behind_km(truth.x, truth.y, truth.actor, own_line=True) <= limit_km
    reached = weapon & too_near & (truth.start_s >= agreed.truce_s)
    stage = np.where(
        truth.start_s < agreed.staged_none_s,
        EXCUSED,
        np.where(truth.start_s < agreed.staged_counted_s, COUNTED, BREACH),
    )
    return np.where(reached, stage, NONE).astype(np.int64)


def _silence(agreed: Terms, truth: Happenings, shot: Bools) -> Bools:
    """Whether seven days without fire in the area were complete at some time before each incident."""
    shots = np.sort(truth.start_s[shot & (truth.start_s >= agreed.truce_s)])
    starts = np.concatenate([[agreed.truce_s], shots])
    ends = np.concatenate([shots, [np.iinfo(np.int64).max]])
    complete = starts[ends - starts >= 7 * 86_400] + 7 * 86_400
    first = complete.min() if len(complete) else np.iinfo(np.int64).max
    return np.asarray(truth.start_s >= first)


def _returned(truth: Happenings, plan: Plan, answer: Ints) -> Ints:
    """Fire by a side in the two hours after its order and within 10 km of it: the plea covers every such shot.

    The three entries of a plea lie at one place and within half an hour, so that the order is the binding one.
    """
    result = answer.copy()
    offensives = {(e.x, e.y): e.at_s for e in plan.register if e.kind == "offensive_action"}
    for order in (e for e in plan.register if e.kind == "order"):
        ends_s = offensives[(order.x, order.y)] + 7_200
        near = (truth.start_s >= order.at_s) & (truth.start_s < ends_s) & (truth.actor == order.side)
        near &= np.hypot(truth.x - order.x, truth.y - order.y) <= 10.0
        result[near & (answer == BREACH)] = COUNTED if order.standing == "established" else OPEN
    return result


def _excused_by_hazard(truth: Happenings, plan: Plan, answer: Ints) -> Ints:
    result = answer.copy()
    for notice in (e for e in plan.register if e.kind == "hazard_notified"):
        near = (truth.start_s >= notice.at_s) & (truth.start_s < notice.at_s + 48 * 3_600)
        near &= np.hypot(truth.x - notice.x, truth.y - notice.y) <= 5.0
        result[near & (answer == BREACH)] = COUNTED
    return result


def _energy(agreed: Terms, truth: Happenings) -> Ints:
    """A breach once both parties hold the moratorium to be in force; open while only one does."""
    facility = np.isin(truth.target, [i for i, name in enumerate(TARGETS) if name.startswith("energy")])
    act = facility & _is(truth, "air", "fire", "attack_infrastructure")
    first, second = min(agreed.energy_from_s), max(agreed.energy_from_s)
    return np.where(
        act & (truth.start_s >= second), BREACH, np.where(act & (truth.start_s >= first), OPEN, NONE)
    ).astype(np.int64)
