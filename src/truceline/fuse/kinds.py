"""Event type of an incident, from the weights of its members' types."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Ints
from truceline.fuse.grouping import Grouping, distinct, heads, size
from truceline.fuse.relations import may_be
from truceline.model.units import PPM


class Kind(NamedTuple):
    """One entry an incident: code of its type, and the share of the members' weight that allows it."""

    code: Ints
    share_ppm: Ints


def incident_kind(groups: Grouping, kind: Codes, weight: Ints, kinds: tuple[str, ...]) -> Kind:
    """The type with most weight, where a general type ("fire") speaks for each that it may be as well.

    A signal has no say where an act was reported. Ties go to the more specific type, then to the alphabet.
    """
    signal = np.array([name.startswith("signal.") for name in kinds], dtype=bool)
    acts = size(groups.label[~signal[kind]], groups.n)
    heard = ~signal[kind] | (acts[groups.label] == 0)
    label, said, weight = groups.label[heard], kind[heard], weight[heard]
    owner, code = distinct(label, said)
    width = len(kinds)
    row = np.searchsorted(owner * width + code, label * width + said)
    own = np.bincount(row, weights=weight, minlength=len(owner)).astype(np.int64)
    support = own + _from_general(owner, code, own, kinds)
    depth = np.array([name.count(".") for name in kinds], dtype=np.int64)[code]
    order = np.lexsort((code, -depth, -support, owner))
    best = order[heads(owner[order])]
    whole = np.bincount(label, weights=weight, minlength=groups.n)
    return Kind(code[best], np.rint(PPM * support[best] / whole).astype(np.int64))


def _from_general(owner: Ints, code: Ints, own: Ints, kinds: tuple[str, ...]) -> Ints:
    """Weight that each (incident, type) gets from the more general types in the same incident: from its parent, and
    from those that leave the means open, as a coding scheme may that knows only of an armed clash."""
    key = owner * len(kinds) + code
    out = np.zeros(len(owner), dtype=np.int64)
    for special in np.unique(code).tolist():
        rows = np.flatnonzero(code == special)
        for general, name in enumerate(kinds):
            parent = name == kinds[special].rpartition(".")[0]
            if general != special and (parent or may_be(name, kinds[special])):
                wanted = owner[rows] * len(kinds) + general
                at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
                out[rows] += np.where(key[at] == wanted, own[at], 0)
    return out
