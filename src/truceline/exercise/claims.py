"""What the two commands claim: a table a day from each, about the other.

They exaggerate, in several ways that an audit can expose: totals that do not add up, sub-totals larger than their
whole, windows longer than the day, unlike units added, categories that overlap. A figure that is only inflated cannot
be exposed by arithmetic. Some days are honest.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.exercise.happenings import CODE, local_day
from truceline.exercise.params import START_S
from truceline.exercise.scene import Scene
from truceline.exercise.treaty import stamp
from truceline.exercise.truth import TrueTable

#: category, event types counted in it, and its own counting unit (an honest table counts episodes throughout)
_CATEGORIES = (
    ("shelling", ("fire.shelling", "fire.explosion"), "attack"),
    ("drone", ("air.drone_strike", "air.drone_sortie"), "sortie"),
    ("assault", ("ground.assault", "ground.clash"), "attack"),
    ("small_arms", ("fire.burst", "fire.shot"), "burst"),
)
#: tricks in the order in which they are used, day by day; the sides begin at different places
TRICKS = ("honest", "inflated", "sum_off", "part_above_whole", "honest", "window", "mixed_units", "overlap")


class ClaimRow(msgspec.Struct, frozen=True):
    """One row of claims.csv, with what was true."""

    claimant: str
    against: str
    as_of_s: int
    start_s: int
    end_s: int
    category: str
    count: int
    qualifier: str
    unit: str
    parent: str
    trick: str
    true_count: int


def claims(scene: Scene) -> tuple[ClaimRow, ...]:
    """Claims of every day in force, by both sides about each other."""
    stream = scene.params.stream(60)
    rows: list[ClaimRow] = []
    for day in range(scene.params.truce_day, scene.params.days):
        for side in (0, 1):
            trick = TRICKS[(day + 3 * side) % len(TRICKS)]
            rows.extend(_table(scene, stream, day, side, trick))
    return tuple(rows)


def _table(scene: Scene, stream: np.random.Generator, day: int, side: int, trick: str) -> list[ClaimRow]:
    """One side's table of one day: a total, its parts, and heavy shelling as part of the shelling."""
    true = _true_counts(scene, day, 1 - side)
    factor = 1.0 if trick == "honest" else float(stream.uniform(1.4, 2.6))
    parts = {name: round(count * factor) for name, count in true.items()}
    if trick == "overlap":
        parts["drone"] = max(parts["drone"], 2)  # something to count twice
    total = sum(parts.values())
    heavy = round(parts["shelling"] * 0.4)
    if trick == "sum_off":
        total += int(stream.integers(7, 40))
    if trick == "overlap":  # strikes by drone are counted a second time under shelling, but once in the total
        parts["shelling"] += parts["drone"]
    if trick == "part_above_whole":
        heavy = parts["shelling"] + int(stream.integers(2, 9))
    start = max(START_S + day * 86_400, scene.agreed.truce_s)
    end = START_S + (day + 1) * 86_400
    if trick == "window":
        start -= 6 * 3_600
    claimant, against = scene.theatre.sides[side].party_id, scene.theatre.sides[1 - side].party_id
    qualifier = "more_than" if trick == "inflated" and day % 3 == 0 else "exact"
    own_units = trick == "mixed_units"
    rows = [("total", total, qualifier, "event" if own_units else "attack", "", sum(true.values()))]
    rows += [
        (name, parts[name], qualifier, unit if own_units else "attack", "total", true[name])
        for name, _, unit in _CATEGORIES
    ]
    rows.append(("heavy_shelling", heavy, "exact", "attack", "shelling", round(true["shelling"] * 0.4)))
    return [
        ClaimRow(claimant, against, end, start, end, category, count, how, unit, parent, trick, truly)
        for category, count, how, unit, parent, truly in rows
    ]


def _true_counts(scene: Scene, day: int, actor: int) -> dict[str, int]:
    truth = scene.truth
    today = (local_day(truth.start_s) == day) & (truth.actor == actor) & (truth.start_s >= scene.agreed.truce_s)
    return {name: int((today & np.isin(truth.kind, [CODE[t] for t in types])).sum()) for name, types, _ in _CATEGORIES}


def true_tables(rows: tuple[ClaimRow, ...]) -> tuple[TrueTable, ...]:
    """One entry for each table, by its total."""
    return tuple(
        TrueTable(r.claimant, r.as_of_s, r.trick, r.count, r.true_count) for r in rows if r.category == "total"
    )


def claims_csv(rows: tuple[ClaimRow, ...]) -> bytes:
    """`claims.csv` with the columns of the contract."""
    head = "claimant,against,as_of,window_start,window_end,category,count,qualifier,unit,parent,source_url,note"
    lines = [
        f"{r.claimant},{r.against},{stamp(r.as_of_s)},{stamp(r.start_s)},{stamp(r.end_s)},{r.category},{r.count},"
        f"{r.qualifier},{r.unit},{r.parent},exercise:{r.claimant}/{(r.as_of_s - START_S) // 86_400},"
        for r in rows
    ]
    return "\n".join([head, *lines, ""]).encode()
