"""An operator who rewrites history gets no signature, whatever is sent along.

Long form, 10,000 forks: TRUCELINE_FORKS=10000 pytest tests/property/record/test_witness_forks.py
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.plain_logs import PlainLog, consistency_of

from truceline.model.errors import TrucelineError
from truceline.record import note as notes
from truceline.record.note import SignatureLine
from truceline.record.witness_request import parse_request
from truceline.stores.keyring import published_signer
from truceline.stores.witness import WitnessStore

FORKS = int(os.environ.get("TRUCELINE_FORKS", "100"))
KINDS = ("edit", "delete", "insert", "swap", "truncate")


def forged(rng: random.Random, leaves: list[bytes], kind: str) -> list[bytes]:
    """The leaves with one thing done to them that is no growth."""
    changed, at = list(leaves), rng.randrange(len(leaves))
    if kind == "edit":
        changed[at] = rng.randbytes(12)
    elif kind == "delete":
        del changed[at]
    elif kind == "insert":
        changed.insert(at, rng.randbytes(12))
    elif kind == "swap":
        other = (at + rng.randrange(1, len(leaves))) % len(leaves)
        changed[at], changed[other] = changed[other], changed[at]
    else:
        del changed[at:]
    return changed


def attempts(rng: random.Random, honest: PlainLog, fork: PlainLog, seen: int) -> Iterator[bytes]:
    """All that a forger might send: with every proof at hand, true or not, and lies about what was seen."""
    size = len(fork.leaves)
    proofs: list[list[bytes]] = [[], [rng.randbytes(32) for _ in range(rng.randrange(1, 20))]]
    if size >= seen:
        own = consistency_of(seen, fork.leaves)
        proofs += [own, own[::-1], own[1:], [*own, *own[-1:]]]
    if len(honest.leaves) > seen:
        true = consistency_of(seen, honest.leaves)
        proofs += [true, true[:-1]]
    for proof in proofs:
        yield fork.request_bytes(seen, proof)
    for lie in {0, size, seen - 1, seen + 1, rng.randrange(seen)}:
        yield fork.request_bytes(lie, consistency_of(lie, fork.leaves) if lie <= size else [])


def cosigned(forks: int, seed: int, memory: Path = Path(":memory:")) -> tuple[Counter[str], int]:
    """How many forks of each kind got a signature, and how many honest logs got theirs after the attack."""
    rng = random.Random(seed)
    store = WitnessStore(memory, published_signer("witness.example.org"))
    log_key = published_signer("log.example.org")
    won: Counter[str] = Counter()
    served = 0
    for n in range(forks):
        origin, kind = f"log.example.org/{n}", KINDS[n % len(KINDS)]
        keys = {origin: (notes.key_of(log_key),)}
        leaves = [rng.randbytes(12) for _ in range(rng.randrange(2, 200))]
        seen = len(leaves)
        more = [rng.randbytes(12) for _ in range(rng.randrange(40))]
        first = PlainLog(log_key, leaves, origin)
        assert isinstance(store.answer(first.request(0), keys, 1), SignatureLine)
        honest = PlainLog(log_key, [*leaves, *more], origin)
        fork = PlainLog(log_key, [*forged(rng, leaves, kind), *more], origin)
        for data in attempts(rng, honest, fork, seen):
            try:
                answer = store.answer(parse_request(data), keys, 2)
            except TrucelineError:
                continue
            won[kind] += isinstance(answer, SignatureLine)
        served += isinstance(store.answer(honest.request(seen), keys, 3), SignatureLine)
    return won, served


def test_no_fork_is_signed_and_every_honest_log_is() -> None:
    won, served = cosigned(FORKS, seed=7)
    assert won.total() == 0, won
    assert served == FORKS


def test_a_witness_that_looks_at_no_proof_would_sign_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.record.witnessing.verify_consistency", lambda *_: None)
    won, _ = cosigned(20, seed=7)
    assert {"edit", "insert", "swap"} <= set(+won), "the attack has no teeth"
