"""What a source signs when it sends something is five lines, and nobody else can have said them."""

from __future__ import annotations

import msgspec
import pytest

from truceline.model.errors import InputError
from truceline.record.delivery import MOST, Delivery, check_delivery, read_delivery, sign_delivery
from truceline.record.note import COSIGNATURE, Note, key_of, sign, write
from truceline.stores.keyring import published_signer

POST = published_signer("post-7")
KEY = key_of(POST)
SHA = "ab" * 32
SENT = Delivery("truceline/north", 'post "7"', 4, SHA)
TEXT = f'truceline delivery/v1\ntruceline/north\n"post \\"7\\""\n4\n{SHA}\n'


def _note(text: str) -> bytes:
    return write(Note(text, (sign(text, POST),)))


def test_the_words_are_exactly_these_and_come_back() -> None:
    assert SENT.text == TEXT
    assert read_delivery(_note(TEXT)) == SENT
    assert check_delivery(sign_delivery(SENT, POST), KEY, SENT.origin, SHA) == SENT


@pytest.mark.parametrize("seq", [1, MOST])
def test_the_first_and_the_last_number(seq: int) -> None:
    sent = msgspec.structs.replace(SENT, seq=seq)
    assert read_delivery(sign_delivery(sent, POST)) == sent


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("delivery/v1", "delivery/v2", "its lines are not those of one"),
        ("\n4\n", "\n0\n", "its lines are not those of one"),
        ("\n4\n", "\n-4\n", "its lines are not those of one"),
        ("\n4\n", f"\n{MOST + 1}\n", "its lines are not those of one"),
        ("\n4\n", "\n04\n", "it is not written as we write them"),
        ("\n4\n", "\n٤\n", "it is not written as we write them"),
        ("\n4\n", "\nfour\n", "invalid literal"),
        ("\n4\n", "\n" + "4" * 5_000 + "\n", "Exceeds the limit"),
        ("\n4\n", "\n", "not enough values"),
        ("\n4\n", "\n4\n4\n", "too many values"),
        ('"post \\"7\\""', "7", "Expected `str`"),
        ('"post \\"7\\""', "null", "Expected `str`"),
        ('"post \\"7\\""', "post-7", "malformed"),
        ('"post \\"7\\""', ' "post-7"', "it is not written as we write them"),
        ('"post \\"7\\""', '"\\u0070ost-7"', "it is not written as we write them"),
        ('"post \\"7\\""', "[" * 100_000, "Expected `str`"),
    ],
)
def test_other_words_are_no_delivery_and_it_is_said_why(old: str, new: str, found: str) -> None:
    assert old in TEXT
    with pytest.raises(InputError, match=f"this is no signed delivery: .*{found}"):
        read_delivery(_note(TEXT.replace(old, new)))


def test_what_is_no_note_is_no_delivery() -> None:
    for data in (b"", b"\xff", TEXT.encode(), _note(TEXT)[:-1]):
        with pytest.raises(InputError, match="no signed delivery"):
            read_delivery(data)


def test_a_delivery_is_of_one_log_one_key_and_its_own_bytes() -> None:
    data = sign_delivery(SENT, POST)
    refused = {
        "it was signed for truceline/north, and this is truceline/south": (KEY, "truceline/south", SHA),
        "it was signed for other bytes": (KEY, SENT.origin, SHA[:-1] + "c"),
        "no known key signed it": (key_of(published_signer("other")), SENT.origin, SHA),
    }
    for found, (key, origin, sha256) in refused.items():
        with pytest.raises(InputError) as error:
            check_delivery(data, key, origin, sha256)
        assert error.value.found == found
        assert error.value.where == 'signature of post "7"'
    with pytest.raises(InputError):
        check_delivery(data, key_of(POST, COSIGNATURE), SENT.origin, SHA)


def test_a_changed_word_voids_the_signature() -> None:
    data = sign_delivery(SENT, POST).replace(b"\n4\n", b"\n5\n")
    assert read_delivery(data).seq == 5
    with pytest.raises(InputError, match="does not hold"):
        check_delivery(data, KEY, SENT.origin, SHA)
