"""What is known because it was invented: the incidents, which report tells of which, what follows."""

from __future__ import annotations

import msgspec
import pyarrow as pa

INCIDENTS_TRUE = pa.schema(
    [
        ("incident", pa.int64()),
        ("event_type", pa.string()),
        ("start_s", pa.int64()),
        ("lat_e6", pa.int64()),
        ("lon_e6", pa.int64()),
        ("actor", pa.string()),
        ("planted", pa.string()),  # label of the planted act, or null
    ]
)

#: one row for each row of a table file; `incident` is -1 where nothing happened
REPORTS_TRUE = pa.schema(
    [
        ("file", pa.string()),
        ("source", pa.string()),
        ("line", pa.int64()),
        ("native_id", pa.string()),
        ("incident", pa.int64()),
        ("errors", pa.string()),  # names of the planted errors, blank-separated
    ]
)


class TrueItem(msgspec.Struct, frozen=True):
    """One news item: the story it tells, and how it came about."""

    file: str
    part: str
    story: int
    relation: str  # wire copy rewrite partial independent translation
    parent: str | None  # file of the item it was made from
    language: str
    incident: int  # -1 where the story tells of no single incident


class Expected(msgspec.Struct, frozen=True):
    """What one provision makes of one planted act."""

    label: str
    incident: int
    provision_id: str
    status: str  # breach no_breach undetermined none
    counted: bool
    role: str  # breach near_miss
    why: str


class TrueTable(msgspec.Struct, frozen=True):
    """One side's table of claims of one day: how it misleads, its total, and the true one."""

    claimant: str
    as_of_s: int
    trick: str
    stated: int
    true: int


class Truth(msgspec.Struct, frozen=True):
    """Everything the score is held against. It never enters the mission folder."""

    incidents: pa.Table
    reports: pa.Table
    items: tuple[TrueItem, ...]
    expected: tuple[Expected, ...]
    labels: pa.Table  # incident, provision_id, status: of every incident
    claims: tuple[TrueTable, ...]
    zone: str
    truce_s: int
    collapse_s: int
