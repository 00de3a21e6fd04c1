"""The readings of several files, from what was found in their rows together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.errors import Rejected
from truceline.model.evidence import EvidenceItem
from truceline.model.reading import Reading
from truceline.sources.assemble import sums
from truceline.sources.sheet import Sheet


def refused(sheet: Sheet) -> np.ndarray:
    """The rows that some note refuses."""
    lost = np.zeros(len(sheet), bool)
    lines: dict[str, list[int]] = {}
    for note in sheet.notes:
        if note.severity == "rejected":
            lines.setdefault(note.file, []).append(note.line)
    for n, file in enumerate(sheet.files):
        if file in lines:
            lost |= (sheet.file_of == n) & np.isin(sheet.lines, lines[file])
    return lost


def readings_of(
    sheet: Sheet,
    items: Sequence[EvidenceItem],
    tables: tuple[pa.Table, pa.Table],
    rows: tuple[np.ndarray, np.ndarray],
) -> list[Reading]:
    """A reading for each item, from tables of observations and effort, and from the rows that were taken and lost."""
    observations, effort = (
        _parts_of(table, key, items) for table, key in zip(tables, ("observation_id", "effort_id"), strict=True)
    )
    n = len(items)
    taken, repeated = (np.bincount(sheet.file_of[mask], minlength=n) for mask in (rows[0], ~rows[0] & ~rows[1]))
    all_ = [sheet.rows] if n == 1 else np.bincount(sheet.file_of, minlength=n).tolist()
    notes: dict[str, list[Rejected]] = {}
    for note in sheet.notes:
        notes.setdefault(note.file, []).append(note)
    return [
        Reading(
            items=(item,),
            observations=observations[at],
            effort=effort[at],
            notes=tuple(sorted(set(notes.get(file, ())))),
            accounting=sums(all_[at], int(taken[at]), int(repeated[at])),
        )
        for at, (item, file) in enumerate(zip(items, sheet.files, strict=True))
    ]


def _parts_of(table: pa.Table, key: str, items: Sequence[EvidenceItem]) -> list[pa.Table]:
    """The rows of each item, sorted by `key`."""
    table = table.take(pc.sort_indices(table, [("item_id", "ascending"), (key, "ascending")])).combine_chunks()
    if len(items) == 1:
        return [table]
    names = table["item_id"].to_numpy()
    starts = {name: at for at, name in reversed(list(enumerate(names)))}
    sizes = Counter(names)
    return [table.slice(starts.get(item.item_id, 0), sizes[item.item_id]) for item in items]
