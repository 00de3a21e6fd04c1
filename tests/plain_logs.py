"""Logs for tests of witnesses: a list of leaves, and the recursive definitions of RFC 6962, section 2.1, as they stand.

Written apart from `truceline.record.merkle`, so that an error there is not repeated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from truceline.ports import Signer
from truceline.record.checkpoint import Checkpoint, sign_checkpoint
from truceline.record.witness_request import WitnessRequest, parse_request, write_request


def root_of(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def consistency_of(old: int, leaves: Sequence[bytes]) -> list[bytes]:
    def sub(m: int, part: Sequence[bytes], whole: bool) -> list[bytes]:
        n = len(part)
        if m == n:
            return [] if whole else [root_of(part)]
        half = 1 << ((n - 1).bit_length() - 1)
        if m <= half:
            return [*sub(m, part[:half], whole), root_of(part[half:])]
        return [*sub(m - half, part[half:], False), root_of(part[:half])]

    return [] if old == 0 else sub(old, leaves, True)


class PlainLog:
    """A log whose operator may do anything: `leaves` is an ordinary list."""

    def __init__(self, signer: Signer, leaves: Sequence[bytes] = (), origin: str | None = None) -> None:
        self.signer, self.leaves, self.origin = signer, list(leaves), origin or signer.name

    def note(self, size: int | None = None) -> bytes:
        part = self.leaves[:size]
        return sign_checkpoint(Checkpoint(self.origin, len(part), root_of(part)), self.signer)

    def request_bytes(self, old: int, proof: Sequence[bytes] | None = None) -> bytes:
        return write_request(old, consistency_of(old, self.leaves) if proof is None else proof, self.note())

    def request(self, old: int, proof: Sequence[bytes] | None = None) -> WitnessRequest:
        return parse_request(self.request_bytes(old, proof))
