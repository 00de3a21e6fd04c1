"""Files sealed to people: the age format, against a file that another program wrote."""

from __future__ import annotations

import base64
import io
import secrets

import pytest

from truceline.model.errors import InputError, RecordError
from truceline.stores import bech32
from truceline.stores.age import (
    NotARecipientError,
    Writer,
    new_file_key,
    open_with,
    open_with_file_key,
    recipient_key,
    recipient_of,
)

#: made with pyrage 1.4.0 (the Rust implementation, rage) from a key that was made for this test
IDENTITY = "AGE-SECRET-KEY-1YWR6AS0EF5JNK8SKFDDFTF3RCUSV8Z89LZ6J0V7DTGFNVA6CLSFQ339ZZA"
RECIPIENT = "age1ytj9mpslpxuqwl0m6waq2qd3wery5up5y6jsa55c9ayq2fcp4qzsja9gu3"
FOREIGN = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA0YnVBQlNIWUJobXZlNmpWNDE2V1NFam82L2JqdmVjUnNla043bHhXVlJFClFwbGhjQ1"
    "dLc2pCamhBOVNrQzh0T1N0L3BTeGhvWnA3bXIwb2ZsWlN6cGMKLT4gVlReWy1ncmVhc2UgUQo5OHc3UU9zaHp5bm5rNGlISUV6QUxmK3dudjBz"
    "cTRYZzFzZE1kRzdYSUtKcnlVd0l6VVNOYXhMWE1hQnVHUQotLS0gMFQxNFpxRm13N01waVluS2orU2liUldUeExadmlBbWcyZEEzS011R1RVVQ"
    "rI2nFSNNOaCBpoK38eqqepi+rCJC/1h9Z5jYTFP1H3hGI0HaVOJEqoE+ylXz1Hny5JHd+iOamb"
)

MINE = secrets.token_bytes(32)


def _sealed(plain: bytes, *recipients: str) -> bytes:
    out = io.BytesIO()
    writer = Writer(out, recipients or [recipient_of(MINE)])
    writer.write(plain)
    writer.close()
    return out.getvalue()


def _opened(sealed: bytes, secret: bytes = MINE) -> bytes:
    return b"".join(open_with(io.BytesIO(sealed), [secret], "copy.age"))


def test_a_file_of_another_program_opens() -> None:
    secret = bech32.decode("age-secret-key-", IDENTITY)
    assert recipient_of(secret) == RECIPIENT
    assert _opened(FOREIGN, secret) == b"kept by another program"


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 300_000])
def test_any_size_comes_back_to_each_recipient_and_to_nobody_else(size: int) -> None:
    other = secrets.token_bytes(32)
    plain = secrets.token_bytes(size)
    sealed = _sealed(plain, recipient_of(other), recipient_of(MINE))
    assert _opened(sealed) == _opened(sealed, other) == plain
    with pytest.raises(NotARecipientError, match="2 other keys"):
        _opened(sealed, secrets.token_bytes(32))


def test_whoever_writes_a_file_can_check_it_without_a_recipients_secret() -> None:
    key, out = new_file_key(), io.BytesIO()
    writer = Writer(out, [RECIPIENT], key)
    writer.write(b"all of it")
    writer.close()
    assert b"".join(open_with_file_key(io.BytesIO(out.getvalue()), key, "copy")) == b"all of it"
    with pytest.raises(RecordError):
        b"".join(open_with_file_key(io.BytesIO(out.getvalue()), new_file_key(), "copy"))


def test_every_changed_byte_is_seen() -> None:
    sealed = _sealed(b"x" * 200)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises((InputError, RecordError)):
            _opened(bytes(changed))


def test_a_file_that_is_broken_off_or_goes_on_is_refused() -> None:
    sealed = _sealed(b"x" * 131_072)
    for cut in (len(sealed) - 1, len(sealed) - 16, len(sealed) - 65_552, 300, 150, 40, 3, 0):
        with pytest.raises((InputError, RecordError)):
            _opened(sealed[:cut])
    with pytest.raises(RecordError):
        _opened(sealed + b"x")


@pytest.mark.parametrize(
    "text", ["", "age1", "age1qqqq", RECIPIENT[:-1] + "x", RECIPIENT.replace("age1", "agf1"), "x" * 90]
)
def test_a_mistyped_recipient_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="public key of a recipient"):
        recipient_key(text)


def test_a_share_of_low_order_is_nobodys() -> None:
    sealed = _sealed(b"x")
    head, _, rest = sealed.split(b"\n", 2)
    zero = base64.b64encode(bytes(32)).rstrip(b"=")
    with pytest.raises(NotARecipientError):
        _opened(head + b"\n-> X25519 " + zero + b"\n" + rest)
