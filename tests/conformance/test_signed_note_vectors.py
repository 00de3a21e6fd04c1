"""Published vectors: the example of c2sp.org/signed-note, and the key and note of golang.org/x/mod/sumdb/note."""

from __future__ import annotations

import base64

import pytest

from truceline.model.errors import RecordError
from truceline.record import note as notes
from truceline.stores.keyring import KeySigner

SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    GO_TEXT
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


@pytest.mark.parametrize(("key", "note"), [(SPEC_KEY, SPEC_NOTE), (GO_KEY, GO_NOTE)])
def test_published_note_verifies(key: str, note: str) -> None:
    parsed = notes.parse(note.encode())
    (verified,) = notes.verify(parsed, (notes.parse_key(key),))
    assert verified.key.text == key
    assert notes.write(parsed) == note.encode()


def test_signing_gives_the_published_bytes() -> None:
    signer = KeySigner("PeterNeumann", GO_SEED)
    assert notes.key_of(signer).text == GO_KEY
    assert notes.write(notes.Note(GO_TEXT, (notes.sign(GO_TEXT, signer),))) == GO_NOTE.encode()


def test_no_part_of_a_key_is_a_key() -> None:
    for start in range(len(GO_KEY)):
        for end in range(start + 1, len(GO_KEY) + 1):
            if (start, end) != (0, len(GO_KEY)):
                with pytest.raises(RecordError):
                    notes.parse_key(GO_KEY[start:end])


def test_no_changed_letter_leaves_a_key() -> None:
    for at, letter in enumerate(GO_KEY):
        with pytest.raises(RecordError):
            notes.parse_key(GO_KEY[:at] + chr(ord(letter) + 1) + GO_KEY[at + 1 :])


@pytest.mark.parametrize(
    "key",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",  # too long, with its own hash
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",  # a kind nobody knows
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_keys_the_reference_refuses(key: str) -> None:
    with pytest.raises(RecordError):
        notes.parse_key(key)


@pytest.mark.parametrize(
    "note",
    [
        GO_TEXT,
        GO_TEXT + "\n",
        GO_NOTE[:-1],
        GO_NOTE.replace("— ", "-- "),
        GO_NOTE.replace("— ", "—"),
        GO_NOTE.replace("PeterNeumann ", "Peter Neumann "),
        GO_NOTE.replace("PeterNeumann ", "PeterNeumann  "),
        GO_NOTE.replace("PeterNeumann ", "Peter+Neumann "),
        GO_NOTE.replace("PeterNeumann ", "Peter\u00a0Neumann "),
        GO_NOTE.replace("AM=\n", "AM\n"),
        GO_NOTE.replace("AM=\n", "AN=\n"),  # the same bytes in other letters
        GO_NOTE.replace("AM=\n", "AM= \n"),
        GO_NOTE + "\n",
        GO_NOTE + "— \n",
        GO_NOTE + "— PeterNeumann AAAA\n",
        GO_NOTE.replace("If you", "If\tyou"),
        GO_NOTE.replace("If you", "If\x00you"),
        GO_NOTE.replace("\n", "\r\n"),
    ],
)
def test_malformed_notes_are_refused(note: str) -> None:
    with pytest.raises(notes.MalformedNoteError):
        notes.parse(note.encode())
