"""Event type of an incident, from the weights of its members' types."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Ints
from truceline.fuse.grouping import Grouping, distinct, heads, size
from truceline.model.units import PPM


class Kind(NamedTuple):
    """One entry an incident: code of its type, and the share of the members' weight that allows it."""

    code: Ints
    share_ppm: Ints


def incident_kind(groups: Grouping, kind: Codes, weight: Ints, kinds: tuple[str, ...]) -> Kind:
    """The type with most weight, where a parent type ("fire") speaks for each of its children as well.

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
    support = own + _from_parent(owner, code, own, kinds)
    depth = np.array([name.count(".") for name in kinds], dtype=np.int64)[code]
    order = np.lexsort((code, -depth, -support, owner))
    best = order[heads(owner[order])]
    whole = np.bincount(label, weights=weight, minlength=groups.n)
    return Kind(code[best], np.rint(PPM * support[best] / whole).astype(np.int64))


def _from_parent(owner: Ints, code: Ints, own: Ints, kinds: tuple[str, ...]) -> Ints:
    """Weight that each (incident, type) gets from the type's parent in the same incident."""
    number = {name: k for k, name in enumerate(kinds)}
    parent_of = np.array([number.get(name.rpartition(".")[0], -1) for name in kinds], dtype=np.int64)
    parent = parent_of[code]
    key, wanted = owner * len(kinds) + code, owner * len(kinds) + parent
    at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    return np.where((parent >= 0) & (key[at] == wanted), own[at], 0)
