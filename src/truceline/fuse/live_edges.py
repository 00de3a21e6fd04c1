"""Candidate pairs of a live mission: whose lists a change touches, and what they are now."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Flags, Ints
from truceline.fuse.live_neighbours import Neighbours, Pairs
from truceline.fuse.live_rows import Rows
from truceline.fuse.live_standing import Looks, Standing

_RANKS = 64
#: numbers of two slots stand side by side in one of 64 bits
_SLOTS = 1 << 32


def renewed(
    rows: Rows, standing: Standing, known: Neighbours, touched: Ints, come: Ints, gone: Ints, most: int
) -> Ints:
    """Judge anew the pairs of reports that came, changed or went; returns whose pairs differ.

    A report that looks at one of them and is not touched itself keeps its list, but for them; where the list, or the
    cell that is looked into, is full, so that one more or less makes room for others, it is made anew.
    `come` are those of the touched that were not there before; `most` is how many partners a list holds.
    """
    everybody = np.concatenate([touched, gone])
    went = np.concatenate([np.zeros(len(touched), dtype=bool), np.ones(len(gone), dtype=bool)])
    rows.arrays.touched[everybody] = True
    now, again = standing.onlookers(everybody, went, np.concatenate([come, gone]))
    before = _by_looks(rows, known.of(everybody))
    full = _full_lists(rows, known, now, before, most)
    lists = np.concatenate([again, full, standing.all_lists(touched)])
    anew = np.unique(lists[:, 0] * _RANKS + lists[:, 1])
    lists = np.stack(np.divmod(anew, _RANKS), axis=1)
    kept = now[~np.isin(_list_of(rows, now), anew)]
    made = np.concatenate([kept, standing.lists(lists[:, 0], lists[:, 1])])
    theirs = _by_looks(rows, known.of(np.unique(lists[~rows.arrays.touched[lists[:, 0]], 0])))
    before = np.concatenate([before, theirs[np.isin(_list_of(rows, theirs), anew)]])
    rows.arrays.touched[everybody] = False
    lost, found = _different(before, made)
    known.drop(lost)
    known.put(found)
    return np.unique(np.concatenate([lost[:, :2], found[:, :2]]))


def _different(before: Looks, made: Looks) -> tuple[Looks, Looks]:
    """Pairs that are no more, and those that are new or weigh otherwise."""
    (was, before), (now, made) = _by_number(before), _by_number(made)
    lost = before[~np.isin(was, now, assume_unique=True)]
    if not len(was):
        return lost, made
    at = np.minimum(np.searchsorted(was, now), len(was) - 1)
    return lost, made[(was[at] != now) | (before[at, 2] != made[:, 2])]


def _by_number(pairs: Looks) -> tuple[Ints, Looks]:
    """Each pair once, by a number for its two, which ascends."""
    number, at = np.unique(pairs[:, 0] * _SLOTS + pairs[:, 1], return_index=True)
    return number, pairs[at]


def _by_looks(rows: Rows, pairs: Pairs) -> Looks:
    """Pairs as rows of who looks, partner and evidence: the vaguer one looks; of two of one rank, the first."""
    one, other, evidence = pairs
    rank, of_rank = rows.arrays.rank[one], rows.arrays.rank[other]
    looks: Flags = (rank > of_rank) | ((rank == of_rank) & rows.earlier(one, other))
    return np.stack([np.where(looks, one, other), np.where(looks, other, one), evidence], axis=1)


def _list_of(rows: Rows, pairs: Looks) -> Ints:
    """A number for the list in which each pair stands: by who looks, and the rank of the partner."""
    return np.asarray(pairs[:, 0] * _RANKS + rows.arrays.rank[pairs[:, 1]])


def _full_lists(rows: Rows, known: Neighbours, now: Looks, before: Looks, most: int) -> Ints:
    """Lists of untouched reports that are full, or would be with what is new: rows of slot and rank."""
    lists = np.concatenate([_list_of(rows, now), _list_of(rows, before)])
    lists = np.unique(lists[~rows.arrays.touched[lists // _RANKS]])
    pairs = known.of(np.unique(lists // _RANKS))
    theirs = _by_looks(rows, pairs)
    held = np.concatenate([_list_of(rows, theirs)[theirs[:, 0] == pairs[0]], _list_of(rows, now)])
    number, count = np.unique(held[np.isin(held, lists)], return_counts=True)
    full = number[count >= most]
    return np.stack([full // _RANKS, full % _RANKS], axis=1)
