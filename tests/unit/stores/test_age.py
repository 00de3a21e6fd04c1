"""Files sealed to people: the age format, against a file that another program wrote."""

from __future__ import annotations

import base64
import errno
import io
import secrets
import threading

import pytest

from truceline.model.errors import InputError, RecordError
from truceline.stores import bech32
from truceline.stores.age import NotARecipientError, open_with, recipient_key, recipient_of, seal_to, sealed

#: made with another release of rage, from a key that was made for this test
SECRET = bytes.fromhex("2387aec1f94d253b1e164b5a95a623c720c388e5f8b527b3cd5a13367758fc12")
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
    return sealed(plain, recipients or [recipient_of(MINE)])


def _opened(data: bytes, secret: bytes = MINE) -> bytes:
    return b"".join(open_with(io.BytesIO(data), [secret], "copy.age"))


def test_a_file_of_another_program_opens() -> None:
    assert bech32.encode("age-secret-key-", SECRET).upper() == IDENTITY
    assert recipient_of(SECRET) == RECIPIENT
    assert _opened(FOREIGN, SECRET) == b"kept by another program"


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 300_000])
def test_any_size_comes_back_to_each_recipient_and_to_nobody_else(size: int) -> None:
    other = secrets.token_bytes(32)
    plain = secrets.token_bytes(size)
    data = _sealed(plain, recipient_of(other), recipient_of(MINE))
    assert _opened(data) == _opened(data, other) == plain
    with pytest.raises(NotARecipientError, match="other keys"):
        _opened(data, secrets.token_bytes(32))


def test_what_is_written_in_pieces_goes_through_in_blocks() -> None:
    out = io.BytesIO()
    assert (
        seal_to(out, [recipient_of(MINE)], lambda plain: sum(plain.write(b"%07d" % n) for n in range(500_000)))
        == 3_500_000
    )
    assert _opened(out.getvalue()) == b"".join(b"%07d" % n for n in range(500_000))


def test_a_disk_that_refuses_and_a_writer_that_fails_are_heard_as_what_they_are() -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    for size in (10, 5_000_000):
        with pytest.raises(OSError, match="No space left"):
            seal_to(Full(), [RECIPIENT], lambda plain, size=size: plain.write(bytes(size)))
    with pytest.raises(ZeroDivisionError):
        seal_to(io.BytesIO(), [RECIPIENT], lambda plain: plain.write(bytes(1 // 0)))


def test_whoever_stops_reading_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    blocks = open_with(io.BytesIO(_sealed(bytes(8_000_000))), [MINE], "copy.age")
    assert next(blocks)
    blocks.close()
    assert threading.active_count() == before


def test_every_changed_byte_is_seen() -> None:
    data = _sealed(b"x" * 200)
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises((InputError, RecordError)):
            _opened(bytes(changed))


def test_a_file_that_is_broken_off_or_goes_on_is_refused() -> None:
    data = _sealed(b"x" * 131_072)
    for cut in (len(data) - 1, len(data) - 16, len(data) - 65_552, 300, 150, 40, 3, 0):
        with pytest.raises((InputError, RecordError)):
            _opened(data[:cut])
    with pytest.raises(RecordError):
        _opened(data + b"x")


@pytest.mark.parametrize(
    "text", ["", "age1", "age1qqqq", RECIPIENT[:-1] + "x", RECIPIENT.replace("age1", "agf1"), "x" * 90]
)
def test_a_mistyped_recipient_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="public key of a recipient"):
        recipient_key(text)


def test_a_share_of_low_order_is_nobodys() -> None:
    data = _sealed(b"x")
    head, _, rest = data.split(b"\n", 2)
    zero = base64.b64encode(bytes(32)).rstrip(b"=")
    with pytest.raises((NotARecipientError, RecordError)):
        _opened(head + b"\n-> X25519 " + zero + b"\n" + rest)
