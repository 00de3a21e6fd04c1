"""A mission's record, held by one process while it works on it, and signed in the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from truceline.mission.folder import SEALING, Mission
from truceline.mission.locks import lock_record
from truceline.mission.signing import name_key, sign
from truceline.mission.stores import has_record, holding, record_of
from truceline.model.errors import MissionError
from truceline.stores.record import Record


@contextmanager
def opened(mission: Mission, *, while_sealing: bool = False) -> Iterator[Record]:
    """The mission's record, held by this process while the block runs, and signed when it ends well.

    Where it cannot be signed the work stands all the same: `verify` and the bulletin say what is not signed yet.
    Raises MissionError while the mission is being sealed: what would be added now would be in no copy.
    """
    with holding(mission):
        if (mission.folder / SEALING).exists() and not while_sealing:
            raise MissionError(
                "this mission is being sealed",
                where=str(mission.folder / SEALING),
                advice=f"Finish it (truceline seal {mission.folder}), or give it up with --give-up.",
            )
        record = record_of(mission)
        try:
            lock_record(mission, record)
            name_key(mission, record)
            yield record
            if has_record(mission):  # it was not wiped
                sign(mission, record)
        finally:
            record.close()
