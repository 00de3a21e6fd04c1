"""Origins that people have ruled to be apart: how many of each incident's are so, whatever their languages."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Codes, Ints
from truceline.model.apart import ruled_apart


def most_apart(owner: Ints, origin: Ints, tongue_of: Codes, shared: Ints, rulings: Ints, n: int) -> Ints:
    """The most origins of each incident that are apart pair by pair (`model.apart.ruled_apart`); 0 where nobody ruled.

    Args:
        owner, origin: incidents and their origins, a row for each origin of an incident.
        tongue_of: language of each origin, -1 outside texts.
        shared: pairs of origins that may be one, shape (k, 2). rulings: those ruled to be two, likewise.
        n: number of incidents.
    """
    most = np.zeros(n, dtype=np.int64)
    if not len(rulings):
        return most
    about = np.unique(owner[np.isin(origin, rulings)])
    at_hand = np.isin(owner, about)
    owner, origin = owner[at_hand], origin[at_hand]
    ruled, doubts = _pairs(rulings), _pairs(shared[np.isin(shared, origin).all(axis=1)])
    for incident in about.tolist():
        mine = origin[owner == incident].tolist()
        most[incident] = ruled_apart(mine, lambda one: int(tongue_of[one]), doubts, ruled)
    return most


def _pairs(codes: Ints) -> frozenset[tuple[int, int]]:
    return frozenset((a, b) for a, b in codes.tolist())
