from __future__ import annotations

import pytest
from tests.plain_logs import PlainLog

from truceline.record import note as notes
from truceline.record.checkpoint import Checkpoint, sign_checkpoint
from truceline.record.merkle import EMPTY_ROOT, TreeHead
from truceline.record.note import MalformedNoteError
from truceline.record.witness_request import MAX_REQUEST_BYTES, parse_request, write_request
from truceline.record.witnessing import NEUTRAL, NOTHING_SEEN, admit, grade, judge
from truceline.stores.keyring import published_signer

SIGNER = published_signer("log.example.org/1")
KEYS = {SIGNER.name: (notes.key_of(SIGNER),)}
LOG = PlainLog(SIGNER, [bytes([n]) for n in range(7)])


def head(log: PlainLog) -> TreeHead:
    checkpoint = log.request(0).checkpoint
    return TreeHead(checkpoint.size, checkpoint.root)


def longer() -> PlainLog:
    return PlainLog(SIGNER, [*LOG.leaves, b"x", b"y"])


def test_a_history_that_continues_what_was_seen_is_signed() -> None:
    assert judge(LOG.request(0), NOTHING_SEEN) is None
    assert judge(longer().request(7), head(LOG)) is None
    assert judge(LOG.request(7), head(LOG)) is None, "the same state again"


@pytest.mark.parametrize(("old", "size"), [(0, 7), (6, 7), (8, 7)])
def test_whoever_is_mistaken_about_what_was_seen_is_told(old: int, size: int) -> None:
    refusal = judge(longer().request(old), head(LOG))
    assert refusal is not None
    assert (refusal.reason, refusal.size, refusal.is_evidence) == ("other_size", size, False)


def test_an_old_size_beyond_the_checkpoint_is_no_question() -> None:
    refusal = judge(parse_request(write_request(9, (), LOG.note())), head(LOG))
    assert refusal is not None and refusal.reason == "smaller_than_old"


def test_two_histories_are_never_signed_whatever_the_proof() -> None:
    forged = PlainLog(SIGNER, [*LOG.leaves[:3], b"other", *LOG.leaves[4:], b"x", b"y"])
    honest = longer()
    for proof in (None, [], honest.request(7).proof, honest.request(7).proof[::-1], [bytes(32)] * 63):
        refusal = judge(forged.request(7, proof), head(LOG))
        assert refusal is not None and refusal.reason == "inconsistent" and refusal.is_evidence


def test_the_same_size_with_another_root_is_evidence() -> None:
    forged = PlainLog(SIGNER, [*LOG.leaves[:-1], b"other"])
    refusal = judge(forged.request(7), head(LOG))
    assert refusal is not None and refusal.is_evidence


def test_a_first_checkpoint_comes_without_a_proof_and_an_empty_one_with_the_empty_root() -> None:
    refusal = judge(LOG.request(0, [bytes(32)]), NOTHING_SEEN)
    assert refusal is not None and refusal.reason == "inconsistent"
    empty = sign_checkpoint(Checkpoint(SIGNER.name, 0, bytes(32)), SIGNER)
    refusal = judge(parse_request(write_request(0, (), empty)), NOTHING_SEEN)
    assert refusal is not None and refusal.reason == "inconsistent"
    assert judge(parse_request(write_request(0, (), PlainLog(SIGNER).note())), NOTHING_SEEN) is None
    assert PlainLog(SIGNER).request(0).checkpoint.root == EMPTY_ROOT


def test_only_known_logs_with_their_own_key_are_admitted() -> None:
    assert admit(LOG.request(0), KEYS) is None
    unknown = admit(PlainLog(published_signer("log.example.org/2")).request(0), KEYS)
    assert unknown is not None and unknown.reason == "unknown_log"
    other_key = admit(PlainLog(published_signer("someone"), origin=SIGNER.name).request(0), KEYS)
    assert other_key is not None and other_key.reason == "not_signed"
    note = notes.parse(LOG.note())
    bad = notes.SignatureLine(note.lines[0].name, note.lines[0].key_id, bytes(64))
    spoilt = admit(parse_request(write_request(0, (), notes.write(notes.with_lines(note, (bad,))))), KEYS)
    assert spoilt is not None and spoilt.reason == "not_signed"


def test_every_refusal_says_what_was_found() -> None:
    forged = PlainLog(SIGNER, [*LOG.leaves[:3], b"other", *LOG.leaves[4:]])
    other_key = PlainLog(published_signer("someone"), origin=SIGNER.name)
    refusals = {
        "does not know the log 'log.example.org/2'": admit(
            PlainLog(published_signer("log.example.org/2")).request(0), KEYS
        ),
        "no known key signed it": admit(other_key.request(0), KEYS),
        "it has 7 entries, fewer than the 9 before": judge(parse_request(write_request(9, (), LOG.note())), head(LOG)),
        "has signed 7 entries of this log": judge(longer().request(6), head(LOG)),
        "two records of one size differ": judge(forged.request(7), head(LOG)),
    }
    for found, refusal in refusals.items():
        assert refusal is not None
        assert found in refusal.found


def test_while_a_log_changes_its_key_either_will_do() -> None:
    new = published_signer("log.example.org/new")
    both = {SIGNER.name: (notes.key_of(SIGNER), notes.key_of(new))}
    assert admit(PlainLog(new, origin=SIGNER.name).request(0), both) is None
    assert admit(LOG.request(0), both) is None


def test_a_request_comes_back_as_it_was_written() -> None:
    data = longer().request_bytes(7)
    request = parse_request(data)
    assert write_request(request.old_size, request.proof, notes.write(request.note)) == data


GOOD = longer().request_bytes(7)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"old 7",
        GOOD[4:],
        GOOD.replace(b"old 7\n", b"old 07\n"),
        GOOD.replace(b"old 7\n", b"old -7\n"),
        GOOD.replace(b"old 7\n", b"old 7 \n"),
        GOOD.replace(b"old 7\n", b"old 9223372036854775808\n"),
        GOOD.replace(b"old 7\n", b"old 7\r\n"),
        GOOD.replace(b"old 7\n", b"old 7\n!\n"),
        GOOD.replace(b"old 7\n", b"old 7\n" + b"A" * 43 + b"=\n" * 64),
        GOOD.replace(b"old 7\n", b"old 7\n" + (b"A" * 43 + b"=\n") * 63),
        GOOD.replace(b"old 7\n", b"old 7\n\n"),
        GOOD[:-1],
        GOOD + b"\n",
        GOOD + b"\xff",
        GOOD + b"x" * MAX_REQUEST_BYTES,
    ],
)
def test_what_cannot_be_read_is_no_request(data: bytes) -> None:
    with pytest.raises(MalformedNoteError):
        parse_request(data)


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ((), "unattested"),
        ((NEUTRAL,), "unattested"),
        (("A",), "unattested"),
        (("A", "B"), "unattested"),
        ((NEUTRAL, "A"), "attested"),
        ((NEUTRAL, "B"), "attested"),
        ((NEUTRAL, "stranger"), "unattested"),
        ((NEUTRAL, "A", "B"), "jointly_attested"),
        ((NEUTRAL, "A", "B", "A"), "jointly_attested"),
    ],
)
def test_what_signatures_are_worth_together(signed: tuple[str, ...], expected: str) -> None:
    assert grade(signed, ("A", "B")) == expected
    swapped = {"A": "B", "B": "A"}
    assert grade([swapped.get(side, side) for side in signed], ("B", "A")) == expected, "the sides are alike"


def test_one_side_alone_is_never_joint() -> None:
    assert grade((NEUTRAL, "A"), ("A",)) == "attested"
    assert grade((NEUTRAL, "A", "B"), ("A", "B", "C")) == "attested"
