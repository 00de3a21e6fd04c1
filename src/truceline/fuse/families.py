"""Which text a report stands in, and which origin that text goes back to."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Codes, words
from truceline.model.observation import Origin


def families(table: pa.Table, origins: tuple[Origin, ...]) -> tuple[Codes, Codes]:
    """Codes of the text and of its origin, one each a report; both -1 for rows of tables outside every origin.

    A row of a table has a line (`record` > 0) and its item is the whole file, which says nothing about the
    row's origin. A text that stands in no origin is its own.
    """
    item, ids = words(table, "item_id")
    of_item = {item: f"origin:{origin.origin_id}" for origin in origins for item in origin.items}
    names = [of_item.get(item, f"item:{item}") for item in ids]
    number = {name: k for k, name in enumerate(dict.fromkeys(names))}
    family_of = np.array([number[name] for name in names], dtype=np.int32)
    in_table = np.asarray(pc.greater(table.column("record"), 0).to_numpy(), dtype=bool)
    known = np.array([name.startswith("origin:") for name in names], dtype=bool)
    if not len(ids):
        return item, item
    outside = in_table & ~known[item]
    return (
        np.where(outside, -1, item).astype(np.int32),
        np.where(outside, -1, family_of[item]).astype(np.int32),
    )
