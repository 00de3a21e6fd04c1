"""Salts of commitments: chance for real missions, derived ones for missions in which everything is invented."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import shake_256

from truceline.record.leaf import SALT_BYTES


class ChanceSalts:
    """From the operating system's generator."""

    def draw(self, wanted: Sequence[tuple[int, bytes]]) -> bytes:
        return os.urandom(SALT_BYTES * sum(n_salts for n_salts, _ in wanted))


class DerivedSalts:
    """From the body itself, so that the same exercise gives the same record. They hide nothing from a guesser."""

    def draw(self, wanted: Sequence[tuple[int, bytes]]) -> bytes:
        return b"".join(
            shake_256(b"truceline invented salts\n" + body).digest(SALT_BYTES * n_salts) for n_salts, body in wanted
        )
