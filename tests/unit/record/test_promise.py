from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model.errors import RecordError
from truceline.record.merkle import TreeHead, leaf_hash
from truceline.record.note import Note, key_of, parse, sign, write
from truceline.record.promise import (
    MERGE_DELAY_S,
    Promise,
    is_denied,
    is_late,
    open_promise,
    promise_of,
    sign_promise,
)
from truceline.stores.keyring import published_signer
from truceline.stores.sqlite import SqliteRecord

SIGNER = published_signer("log")
KEY = key_of(SIGNER)
PROMISE = Promise("log", 7, bytes(range(32)), "патруль\n7", 3, 1_700_000_000)


def test_what_is_signed_is_seven_lines_and_comes_back() -> None:
    data = sign_promise(PROMISE, SIGNER)
    assert parse(data).text.split("\n") == [
        "truceline receipt/v1", "log", "7", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", '"патруль\\n7"', "3",
        "1700000000", "",
    ]  # fmt: skip
    assert open_promise(data, "log", KEY) == PROMISE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("receipt/v1", "receipt/v2"),
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n+7\n"),
        ("\n7\n", "\nseven\n"),
        ("\n3\n", "\n 3\n"),
        ("\n3\n", "\n3\n\n"),
        ("1700000000", "1_700_000_000"),
        ("AAEC", "AAE"),
        ('"патруль', '"\\u043fатруль'),
        ('"патруль\\n7"', "[]"),
        ('"патруль\\n7"', "патруль"),
        ("\n1700000000", ""),
        ("1700000000\n", "1700000000\nmore\n"),
    ],
)
def test_a_receipt_has_one_form_even_when_it_is_signed(old: str, new: str) -> None:
    text = PROMISE.text.replace(old, new, 1)
    assert text != PROMISE.text
    data = f"{text}\n{sign(text, SIGNER).text}".encode()
    with pytest.raises(RecordError):
        open_promise(data, "log", KEY)


def test_only_the_log_itself_promises() -> None:
    data = sign_promise(PROMISE, SIGNER)
    with pytest.raises(RecordError, match="no known key signed"):
        open_promise(data, "log", key_of(published_signer("other")))
    with pytest.raises(RecordError, match="not of 'other'"):
        open_promise(data, "other", KEY)
    other = Promise("log", 8, PROMISE.leaf, PROMISE.source, PROMISE.seq, PROMISE.deadline_s)
    with pytest.raises(RecordError, match="does not hold"):
        open_promise(write(Note(other.text, parse(data).lines)), "log", KEY)


def test_an_omission_is_shown_by_a_checkpoint_that_is_too_small_too_late() -> None:
    small, large = TreeHead(7, bytes(32)), TreeHead(8, bytes(32))
    late, in_time = PROMISE.deadline_s + 1, PROMISE.deadline_s
    assert is_late(PROMISE, small, late)
    assert not is_late(PROMISE, small, in_time)
    assert not is_late(PROMISE, large, late)


def test_an_omission_is_shown_by_another_entry_in_its_place(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db", origin="log")
    entries = record.append([("receipt", {"n": n}) for n in range(5)], source="patrol")
    promise = promise_of(entries[3], record.origin, 1_000)
    assert promise == Promise("log", 3, leaf_hash(entries[3].leaf), "patrol", 4, 1_000 + MERGE_DELAY_S)
    assert MERGE_DELAY_S == 86_400
    head, path = record.tree_head(), record.inclusion(3, 5)
    assert not is_denied(promise, promise.leaf, path, head)

    forked = SqliteRecord(tmp_path / "other.db", origin="log")
    other = forked.append([("receipt", {"n": n}) for n in range(5)], source="patrol")
    there = leaf_hash(other[3].leaf)
    assert is_denied(promise, there, forked.inclusion(3, 5), forked.tree_head())
    with pytest.raises(RecordError):
        is_denied(promise, there, forked.inclusion(3, 5), head)
    with pytest.raises(RecordError):
        is_denied(promise, leaf_hash(other[2].leaf), forked.inclusion(2, 5), forked.tree_head())
