"""What the secrets of sign-in codes are sealed with: a key of the mission, apart from those of its content."""

from __future__ import annotations

from typing import Final

from truceline.mission.folder import Mission
from truceline.mission.locks import envelope_of
from truceline.ports import Clock
from truceline.stores.envelope import Envelope
from truceline.stores.record import Record
from truceline.stores.sealing import SealBrokenError

_USE: Final = "codes"


class MissionCodes:
    """Seals and opens under the mission's key of accounts, which is made when it is first needed."""

    def __init__(self, mission: Mission, record: Record, clock: Clock) -> None:
        self._mission = mission
        self._record = record
        self._clock = clock
        self._envelope: Envelope | None = None

    def seal(self, name: str, secret: bytes) -> bytes:
        return self._opened().seal(_USE, secret, name)

    def open(self, name: str, sealed: bytes) -> bytes:
        """Raises NoKeyError without the key, SealBrokenError for a secret that was changed or is another's."""
        try:
            return self._opened().open(_USE, sealed, name)
        except SealBrokenError:
            self._envelope = None  # the keys may have been replaced since
            return self._opened().open(_USE, sealed, name)

    def _opened(self) -> Envelope:
        if self._envelope is None:
            self._envelope = envelope_of(self._mission, self._record, self._clock)
        assert self._envelope is not None  # a record was given
        return self._envelope


def resealed(envelope: Envelope, name: str, sealed: bytes) -> bytes:
    """The secret of somebody's codes under the newest data key."""
    return envelope.seal(_USE, envelope.open(_USE, sealed, name), name)
