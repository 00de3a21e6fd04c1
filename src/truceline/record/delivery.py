"""What a source signs when it sends something: its own number for it, and the hash of the bytes.

With the numbers a source can show that something it sent was dropped (it holds the receipts), and the mission that
something never came (a number is missing). Nobody else can send in its name, change what it sent, or send it twice as
two things. The form is that of a signed note (c2sp.org/signed-note).
"""

from __future__ import annotations

import msgspec

from truceline.model.errors import UNREADABLE, InputError, RecordError
from truceline.ports import Signer
from truceline.record.canonical import canonical
from truceline.record.note import Note, VerifierKey, parse, sign, verify, write

_FIRST = "truceline delivery/v1"
#: numbers beyond this are no counter of anything
MOST = 2**53


class Delivery(msgspec.Struct, frozen=True):
    """To the log `origin`, the `seq`-th that `source` sends has these bytes. Numbers count from 1."""

    origin: str
    source: str
    seq: int
    sha256: str

    @property
    def text(self) -> str:
        """The text that is signed, five lines."""
        lines = (_FIRST, self.origin, canonical(self.source).decode(), str(self.seq), self.sha256)
        return "".join(f"{line}\n" for line in lines)


def sign_delivery(delivery: Delivery, signer: Signer) -> bytes:
    """The signed note that goes with the bytes."""
    return write(Note(delivery.text, (sign(delivery.text, signer),)))


def read_delivery(data: bytes) -> Delivery:
    """What a note says, whoever signed it. Raises InputError where it says no delivery, to the letter."""
    try:
        text = parse(data).text
        first, origin, source, seq, sha256 = text.removesuffix("\n").split("\n")
        named = msgspec.json.decode(source, type=str)
        if first != _FIRST or not 0 < int(seq) <= MOST:
            raise ValueError("its lines are not those of one")
        delivery = Delivery(origin, named, int(seq), sha256)
        if delivery.text != text:
            raise ValueError("it is not written as we write them")
    except (*UNREADABLE, ValueError, RecordError) as error:
        raise InputError(
            f"this is no signed delivery: {error}",
            where="signature",
            advice="See docs/headquarters.md for the five lines.",
        ) from error
    return delivery


def check_delivery(data: bytes, key: VerifierKey, origin: str, sha256: str) -> Delivery:
    """The delivery of these bytes, signed with the source's key. Raises InputError for one that is not."""
    delivery = read_delivery(data)
    found = ""
    if delivery.origin != origin:
        found = f"it was signed for {delivery.origin}, and this is {origin}"
    elif delivery.sha256 != sha256:
        found = "it was signed for other bytes"
    else:
        try:
            verify(parse(data), (key,))
        except RecordError as error:
            found = error.found
    if found:
        raise InputError(
            found, where=f"signature of {delivery.source}", advice="Sign what you send, and send what you signed."
        )
    return delivery
