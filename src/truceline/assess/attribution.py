"""How far the evidence goes towards a party: a rung of the ladder, and never a motive or a decision.

A program reaches at most "consistent with": only a decision signed by people attributes an act.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.assess.columns import UNKNOWN_ACTOR, Bools, Columns, Ints
from truceline.model.agreement import Agreement

RUNGS = ("none_stated", "side_of_origin_of_fire", "consistent_with_party")
_NONE, _SIDE, _CONSISTENT = 0, 1, 2

#: verbs of a monitor who perceived the act and could tell whose it was
_SEEN = ("saw", "camera_recorded", "imagery_revealed")
#: verbs of a monitor who perceived where the fire came from
_SENSED = ("heard", "sensor_detected", "corroborated", "followed_up")
_FIRED = ("fire", "air")


def rungs(columns: Columns, agreement: Agreement) -> tuple[npt.NDArray[np.int8], Ints]:
    """For every incident the rung (index into RUNGS) and the party of whom the evidence speaks (-1: none).

    A party's own word about its own act counts; its word about another party's does not.
    """
    known = columns.actor != UNKNOWN_ACTOR
    seen = _verb_in(columns.table, _SEEN) | _admitted(columns, agreement)
    fired = columns.kind.table(lambda code: int(code.split(".")[0] in _FIRED), 0) == 1
    sensed = _verb_in(columns.table, _SENSED) & fired
    rung = np.where(known & seen, _CONSISTENT, np.where(known & sensed, _SIDE, _NONE)).astype(np.int8)
    return rung, np.where(rung == _NONE, UNKNOWN_ACTOR, columns.actor)


def _verb_in(table: pa.Table, verbs: tuple[str, ...]) -> Bools:
    return np.asarray(pc.is_in(table["verb"], value_set=pa.array(verbs)).to_numpy(zero_copy_only=False), dtype=bool)


def _admitted(columns: Columns, agreement: Agreement) -> Bools:
    """Rows in which the party that is named as the actor is itself among the claimants."""
    claimants = columns.table["claimants"].combine_chunks()
    counts = pc.list_value_length(claimants).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    row = np.repeat(np.arange(len(columns)), counts)
    index = {party.party_id: n for n, party in enumerate(agreement.parties)}
    words = pc.dictionary_encode(pc.list_flatten(claimants).cast(pa.string()))
    parties = [index.get(agreement.party_of(name) or "", UNKNOWN_ACTOR) for name in words.dictionary.to_pylist()]
    speaker = np.array([*parties, UNKNOWN_ACTOR], dtype=np.int64)[
        words.indices.fill_null(len(parties)).to_numpy(zero_copy_only=False).astype(np.int64)
    ]
    own = (speaker == columns.actor[row]) & (speaker != UNKNOWN_ACTOR)
    return np.asarray(np.bincount(row, weights=own, minlength=len(columns)) > 0)
