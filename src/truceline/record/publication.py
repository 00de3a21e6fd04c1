"""Who could be found by what leaves the house, and what is done about it: one row for each class of place.

The table is a floor. A mission's `[policy]` may ask for more caution (coarser cells, a longer delay, more that stand
together), never for less. The radii are what an attacker with every bulletin of 300 days does not come below; `tests/
attack` and `benchmarks/attack` try it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from truceline.model.evidence import PUBLISHED

#: classes of source that stand somewhere and watch
MONITORS = frozenset({"patrol", "camera", "acoustic", "uav"})

#: what stands in place of the kinds of source that a mission has of its own: which of them it was locates it
MISSION = "mission"

PlaceClass = Literal["published", "monitors", "witnesses", "weapons", "civilians"]


class Care(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How coarse, how late, how few.

    cell_resolution: finest H3 cell. delay_h: hours after the end of the week in which it lies. least: how many
    incidents stand together in a cell, or watchers behind a figure of effort.
    """

    cell_resolution: int
    delay_h: int
    least: int

    def with_more(self, other: Care) -> Care:
        """The more careful of the two in each respect."""
        return Care(
            min(self.cell_resolution, other.cell_resolution),
            max(self.delay_h, other.delay_h),
            max(self.least, other.least),
        )


class Row(msgspec.Struct, frozen=True):
    care: Care
    stated_km: int  # nobody of this class is to be placed nearer than this
    why: str


WEEK_H = 168

#: the floor
TABLE: dict[PlaceClass, Row] = {
    "published": Row(
        Care(6, 0, 1), 0, "It stands in the press, in data sets or in the sky: a cell of ours adds nothing to it."
    ),
    "monitors": Row(
        Care(3, WEEK_H, 3),
        8,
        "A post stays where it is for months: cells of 36 or 250 km² around what it sees place it within 2 km, "
        "by their shares alone. Cells of 12,000 km², a week together and unlinked from single incidents, do not.",
    ),
    "witnesses": Row(
        Care(3, WEEK_H, 3),
        8,
        "A witness tells of what happens near home, and is known to the neighbours. Held exactly like monitors: "
        "a table that treated the two differently would tell them apart.",
    ),
    "weapons": Row(
        Care(3, 2 * WEEK_H, 3), 8, "A weapon that was seen can become a target, and says who could have seen it."
    ),
    "civilians": Row(
        Care(3, 2 * WEEK_H, 3), 8, "People who were hit, or live where it was, can be found again and be hit again."
    ),
}

_CIVILIAN_TARGETS = ("residential", "hospital", "school", "market", "worship", "heating", "water")


def own_classes(event_type: str, target: str | None, harmed: bool) -> tuple[PlaceClass, ...]:
    """The rows that hold for an incident of which only the mission knows: monitors and witnesses, and what it is."""
    rows: list[PlaceClass] = ["monitors", "witnesses"]
    if event_type.startswith("weapon"):
        rows.append("weapons")
    if harmed or (target or "").startswith(_CIVILIAN_TARGETS):
        rows.append("civilians")
    return tuple(rows)


def public_classes(classes: Iterable[str]) -> tuple[str, ...]:
    """Kinds of source as they may be named. Where anybody published it too, the mission's part is not told: the
    published text says where it was, and whoever else saw that was near."""
    known = tuple(sorted(PUBLISHED.intersection(classes)))
    return known or (MISSION,)
