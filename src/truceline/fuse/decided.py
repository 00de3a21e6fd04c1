"""What reviewers have ruled on pairs of observations, as sets that must stand together and pairs that never do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Ints
from truceline.model.errors import InputError
from truceline.model.observation import PairDecision
from truceline.model.tables import RULINGS
from truceline.ports import Columnar


class Decided(NamedTuple):
    """Rows of the sorted table. Every set stands together, and never with a set that it is apart from."""

    same: Ints  # pairs, shape (k, 2): those said to be of one incident
    apart: Ints  # pairs, shape (k, 2): those said not to be
    head: Mapping[int, int]  # for the rows of these sets, the first row of the set


def decided(table: Columnar, decisions: tuple[PairDecision, ...]) -> Decided:
    """Rulings on observations that are at hand; others wait until both are. Raises InputError where two contradict."""
    rows = _rows(table, decisions)
    same = [(a, b) for one, (a, b) in rows if one.same and a != b]
    head = {row: row for pair in same for row in pair}
    for a, b in same:
        first, second = sorted((_top(head, a), _top(head, b)))
        head[second] = first
    for row in sorted(head):
        head[row] = _top(head, row)
    apart = [(one, a, b) for one, (a, b) in rows if not one.same]
    for one, a, b in apart:
        if head.get(a, a) == head.get(b, b):
            raise InputError(
                f"{one.who} holds {one.a} and {one.b} to be two incidents ({one.why}), others hold them to be one",
                advice="Withdraw one of the rulings: what is one with the same third observation is one incident.",
            )
    return Decided(_pairs(same), _pairs([(a, b) for _, a, b in apart]), head)


def rulings_table(decisions: tuple[PairDecision, ...], members: pa.Table) -> pa.Table:
    """The rulings (schema RULINGS) with what came of them in `members`."""
    rows = sorted(decisions, key=lambda one: (one.a, one.b, one.same, one.who, one.why))
    columns = {name: [getattr(one, name) for one in rows] for name in RULINGS.names[:5]}
    ids = members.column("observation_id").combine_chunks()
    incidents = members.column("incident_id").combine_chunks()
    for name in ("a", "b"):
        at = pc.index_in(pa.array(columns[name], type=pa.string()), ids)
        columns[f"{name}_incident_id"] = incidents.take(at).to_pylist()
        columns[f"{name}_origin_id"] = [None] * len(rows)
    return pa.table(columns | {"about": ["reports"] * len(rows)}, schema=RULINGS)


def _top(head: Mapping[int, int], row: int) -> int:
    while head[row] != row:
        row = head[row]
    return row


def _pairs(found: list[tuple[int, int]]) -> Ints:
    return np.array(sorted({(min(pair), max(pair)) for pair in found}), dtype=np.int64).reshape(-1, 2)


def _rows(table: Columnar, decisions: tuple[PairDecision, ...]) -> list[tuple[PairDecision, tuple[int, int]]]:
    if not decisions:
        return []
    ids = table.column("observation_id")
    at = [
        pc.index_in(pa.array(names, type=pa.string()), ids).fill_null(-1).to_pylist()
        for names in ([one.a for one in decisions], [one.b for one in decisions])
    ]
    ordered = sorted(zip(decisions, *at, strict=True), key=lambda found: (found[1], found[2], found[0].who))
    return [(one, (a, b)) for one, a, b in ordered if a >= 0 and b >= 0]
