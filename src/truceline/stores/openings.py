"""What opens the record's entries, as it lies in the store: in the clear, or under the mission's lock.

Leaves and tiles are hashes and stay as they are, so every proof is the same with a lock and without one.
"""

from __future__ import annotations

from typing import Final, Protocol

from truceline.model.errors import MissionError

#: sealed bytes begin like this; a body in the clear begins with a brace
SEALED_MAGIC: Final = b"TLS1"
_LENGTH_BYTES: Final = 4


class OpeningsLock(Protocol):
    """Seals an entry's values and salts, bound to its place. `open` raises NoKeyError where the key is not here."""

    def seal(self, plain: bytes, name: str) -> bytes: ...

    def open(self, sealed: bytes, name: str) -> bytes: ...


def kept(index: int, body: bytes, salts: bytes, lock: OpeningsLock | None) -> tuple[bytes, bytes]:
    """The columns of an entry: its body and salts, or both sealed in the first."""
    if lock is None:
        return body, salts
    return lock.seal(len(salts).to_bytes(_LENGTH_BYTES, "big") + salts + body, str(index)), b""


def opened(index: int, body: bytes, salts: bytes, lock: OpeningsLock | None) -> tuple[bytes, bytes]:
    """Body and salts of an entry from its columns. What was kept before there was a lock is in the clear."""
    if body[: len(SEALED_MAGIC)] != SEALED_MAGIC:
        return body, salts
    if lock is None:
        raise MissionError(
            "the values of this record are sealed, and the mission's wrapped data keys are not here",
            where=f"entry {index}",
            advice="Put data-keys.json back into the mission folder from a backup.",
        )
    plain = lock.open(body, str(index))
    start = _LENGTH_BYTES + int.from_bytes(plain[:_LENGTH_BYTES], "big")
    return plain[start:], plain[_LENGTH_BYTES:start]
