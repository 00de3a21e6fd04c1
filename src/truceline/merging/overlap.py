"""Which data sets report the same incidents."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.fuse import Fused
from truceline.merging.given import Given

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: sets that are told apart; the smallest beyond these are one set together
_MOST_SETS = 12
_OTHERS = "…"


class Sets(NamedTuple):
    """The sets of a merge, largest first, and the set of each observation (in the order of `given.observations`)."""

    names: tuple[str, ...]
    code: Numbers


class Overlap(NamedTuple):
    """How sets share incidents. Square tables have the sets in the order of `names`."""

    names: tuple[str, ...]
    observations: Numbers
    incidents: Numbers
    alone: Numbers  # incidents that no other set has
    shared: Numbers  # shape (sets, sets): incidents that both have; the diagonal is `incidents`
    combinations: tuple[tuple[tuple[int, ...], int], ...]  # sets that share incidents, and how many; most first


def sets_of(given: Given) -> Sets:
    """The files are the sets; of a single file, the sources that it names are."""
    if len(given.files) > 1:
        row = pc.index_in(given.observations.column("observation_id").combine_chunks(), given.observation_ids)
        names = pa.array([_stem(name) for name in given.files]).take(pa.array(given.file_of)).take(row)
    else:
        names = given.observations.column("source").combine_chunks()
    coded = names.dictionary_encode()
    code = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    words = coded.dictionary.to_pylist()
    size = np.bincount(code, minlength=len(words))
    order = sorted(range(len(words)), key=lambda k: (-size[k], words[k]))
    rank = np.empty(len(words), dtype=np.int64)
    rank[order] = np.arange(len(words))
    kept = tuple(words[k] for k in order)
    if len(kept) > _MOST_SETS:
        rank = np.minimum(rank, _MOST_SETS - 1)
        kept = (*kept[: _MOST_SETS - 1], _OTHERS)
    return Sets(kept, rank[code])


def _stem(filename: str) -> str:
    """A set is called by its file, without what says how it is written."""
    return PurePath(filename.removesuffix(".gz")).stem


def incident_of(given: Given, fused: Fused) -> Numbers:
    """For each observation, the row of its incident in `fused.incidents`."""
    ids = given.observations.column("observation_id").combine_chunks()
    at = pc.index_in(ids, fused.members.column("observation_id").combine_chunks())
    names = fused.members.column("incident_id").combine_chunks().take(at)
    row: Numbers = (
        pc.index_in(names, fused.incidents.column("incident_id").combine_chunks())
        .to_numpy(zero_copy_only=False)
        .astype(np.int64)
    )
    return row


def overlap_of(sets: Sets, incident: Numbers, n_incidents: int) -> Overlap:
    """Count the sets of each incident."""
    n = len(sets.names)
    has = np.zeros((n_incidents, n), dtype=bool)
    has[incident, sets.code] = True
    counted = has.astype(np.int64)
    shared = counted.T @ counted
    several = has.sum(axis=1) > 1
    masks, number = np.unique(has[several] @ (1 << np.arange(n)), return_counts=True)
    combinations = [
        (tuple(k for k in range(n) if mask >> k & 1), int(count)) for mask, count in zip(masks, number, strict=True)
    ]
    combinations.sort(key=lambda pair: (-pair[1], pair[0]))
    return Overlap(
        sets.names,
        np.bincount(sets.code, minlength=n),
        has.sum(axis=0),
        has[~several].sum(axis=0),
        shared,
        tuple(combinations),
    )


def several_of(sets: Sets, incident: Numbers, n_incidents: int) -> Flags:
    """For each incident, whether several sets report it."""
    pairs = np.unique(np.stack([incident, sets.code]), axis=1)
    several: Flags = np.bincount(pairs[0], minlength=n_incidents) > 1
    return several
