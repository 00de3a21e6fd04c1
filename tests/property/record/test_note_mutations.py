"""A signed note that was changed anywhere is refused, or says exactly what the true one says.

Long form: TRUCELINE_NOTE_MUTATIONS=1000000 pytest tests/property/record/test_note_mutations.py
"""

from __future__ import annotations

import os
import random

import pytest

from truceline.model.errors import RecordError
from truceline.record import note as notes
from truceline.record.checkpoint import Checkpoint, Opened, open_checkpoint, sign_checkpoint
from truceline.stores.keyring import published_signer

MUTATIONS = int(os.environ.get("TRUCELINE_NOTE_MUTATIONS", "6000"))
LOG = published_signer("log.example.org/1")
WITNESSES = tuple(published_signer(f"witness.example.org/{side}") for side in ("a", "b", "neutral"))
LOG_KEY = notes.key_of(LOG)
KEYS = tuple(notes.key_of(signer, notes.COSIGNATURE) for signer in WITNESSES)
STATE = Checkpoint(LOG.name, 20_852_163, bytes(range(32)))


def true_note() -> bytes:
    note = notes.parse(sign_checkpoint(STATE, LOG))
    lines = [notes.cosign(note.text, signer, 1_700_000_000 + n) for n, signer in enumerate(WITNESSES)]
    return notes.write(notes.with_lines(note, lines))


def mutated(rng: random.Random, data: bytes, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at, kind = rng.randrange(len(changed)), rng.randrange(8)
        if kind == 0:
            changed[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del changed[at]
        elif kind == 2:
            changed.insert(at, rng.randrange(256))
        elif kind == 3:
            start = rng.randrange(len(changed))
            changed[at:at] = changed[start : start + rng.randrange(1, 60)]
        elif kind == 4:
            del changed[at : at + rng.randrange(1, 200)]
        elif kind == 5:
            lines = bytes(changed).split(b"\n")
            rng.shuffle(lines)
            changed = bytearray(b"\n".join(lines))
        elif kind == 6:
            lines, others = bytes(changed).split(b"\n"), other.split(b"\n")
            lines[rng.randrange(len(lines))] = rng.choice(others)
            changed = bytearray(b"\n".join(lines))
        else:
            changed[at : at + 1] = rng.choice((b"\xe2\x80\x94 ", b"\n\n", b"\r\n", b"\xc2\xa0", b"=", b"\x00", b"+"))
        if not changed:
            return b""
    return bytes(changed)


def says(opened: Opened) -> tuple[Checkpoint, set[notes.Verified]]:
    return opened.checkpoint, set(opened.signed_by)


def test_no_change_makes_a_note_say_anything_else() -> None:
    rng, data = random.Random(11), true_note()
    checkpoint, signed = says(open_checkpoint(data, LOG.name, LOG_KEY, KEYS))
    assert len(signed) == 4
    elsewhere = Checkpoint(LOG.name, 7, bytes(32))
    other = notes.parse(sign_checkpoint(elsewhere, LOG))
    other_data = notes.write(notes.with_lines(other, [notes.cosign(other.text, s, 9) for s in WITNESSES]))
    accepted = 0
    for _ in range(MUTATIONS):
        changed = mutated(rng, data, other_data)
        try:
            opened = open_checkpoint(changed, LOG.name, LOG_KEY, KEYS)
        except RecordError:
            continue
        if opened.note.text != other.text:
            assert opened.checkpoint == checkpoint, changed
            assert set(opened.signed_by) <= signed, changed
            accepted += changed != data
    # lines may be lost, doubled or moved among each other: what is left still says only what was signed
    assert accepted < MUTATIONS / 5


def test_a_verifier_that_takes_any_signature_would_be_fooled(monkeypatch: pytest.MonkeyPatch) -> None:
    class Anything:
        def verify(self, signature: bytes, message: bytes) -> None: ...

    monkeypatch.setattr(notes.Ed25519PublicKey, "from_public_bytes", lambda _: Anything())
    rng, data, fooled = random.Random(11), true_note(), 0
    for _ in range(500):
        try:
            fooled += open_checkpoint(mutated(rng, data, data), LOG.name, LOG_KEY, KEYS).checkpoint != STATE
        except RecordError:
            continue
    assert fooled
