"""Which text a report stands in, and which origin that text goes back to."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Codes, coded
from truceline.fuse.grouping import grouping_of
from truceline.model.observation import Origin
from truceline.ports import Columnar


def families(table: Columnar, origins: tuple[Origin, ...]) -> tuple[Codes, Codes]:
    """Codes of the text and of its origin, one each a report; both -1 for rows of tables outside every origin.

    A row of a table has a line (`record` > 0) and its item is the whole file, which says nothing about the
    row's origin. A text that stands in no origin is its own.
    """
    item, ids = coded(table, "item_id")
    if not len(ids):
        return item, item
    of_item = {item: number for number, origin in enumerate(origins) for item in origin.items}
    at = pc.index_in(pa.array(list(of_item), pa.string()), ids).fill_null(-1).to_numpy()
    origin_of = np.full(len(ids), -1, dtype=np.int64)
    origin_of[at[at >= 0]] = np.array(list(of_item.values()), dtype=np.int64)[at >= 0]
    known = origin_of >= 0
    # a number for each origin, and for each text in none, in the order of their first texts
    name = np.where(known, origin_of, len(origins) + np.arange(len(ids)))
    family_of = grouping_of(name).label.astype(np.int32)
    in_table = np.asarray(pc.greater(table.column("record"), 0).to_numpy(), dtype=bool)
    outside = in_table & ~known[item]
    return (
        np.where(outside, -1, item).astype(np.int32),
        np.where(outside, -1, family_of[item]).astype(np.int32),
    )
