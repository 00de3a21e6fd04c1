"""Sources that sign: replays, reordering, gaps, forgeries, and a number that stands for two things."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.mission.folder import open_mission
from truceline.mission.intake import receipts
from truceline.mission.opened import opened
from truceline.mission.received import ConflictError, missing
from truceline.mission.submit import Sent, Submissions, Submitted
from truceline.model.errors import InputError
from truceline.model.ids import sha256_hex
from truceline.record.delivery import Delivery, read_delivery, sign_delivery
from truceline.record.note import key_of
from truceline.stores.clock import FixedClock
from truceline.stores.keyring import load_or_make
from truceline.stores.record import Record


class Post:
    """A sensor with a key, and a mission that knows it."""

    def __init__(self, record: Record, submissions: Submissions, keys: Path) -> None:
        self.record, self.submissions = record, submissions
        self.signer, self.stranger = load_or_make(keys, "post-7"), load_or_make(keys, "stranger")

    def data(self, number: int) -> bytes:
        return b'{"kind":"detection","sensor":"post-7","at":"2026-03-01T10:%02d:00Z","lat":48.5,"lon":37.9}\n' % number

    def note(self, seq: int, data: bytes, **changes: str) -> bytes:
        fields = {"origin": self.record.origin, "source": "post-7", "sha256": sha256_hex(data)} | changes
        return sign_delivery(Delivery(seq=seq, **fields), self.signer)

    def send(self, seq: int, data: bytes | None = None) -> Submitted:
        data = self.data(seq) if data is None else data
        return self.submissions.submit(data, "post-7.jsonl", signed=self.submissions.signed(self.note(seq, data), data))


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "north"
    folder.mkdir()
    key = key_of(load_or_make(tmp_path / "keys", "post-7")).text
    (folder / "mission.toml").write_text(
        f'[mission]\nname = "North"\n[[device]]\nname = "post-7"\nkey = "{key}"\nconnector = "sensor"\n'
    )
    mission = open_mission(folder)
    with opened(mission) as record:
        yield Post(record, Submissions(mission, record, FixedClock(1_772_400_000)), tmp_path / "keys")


def test_numbers_that_come_late_and_out_of_order_leave_no_gap(post: Post) -> None:
    for seq in (1, 4, 2):
        post.send(seq)
    (standing,) = post.submissions.standings()
    assert (standing.came, standing.last, standing.missing) == (3, 4, ((3, 3),))
    post.send(3)
    assert post.submissions.standings()[0].missing == ()


def test_a_replay_gets_the_first_receipt_again(post: Post) -> None:
    first, again = post.send(1), post.send(1)
    assert again.again and again.receipt == first.receipt and again.index == first.index
    assert len(receipts(post.record)) == 1


def test_the_receipt_keeps_who_signed_and_its_number(post: Post) -> None:
    post.send(7)
    (receipt,) = receipts(post.record)
    assert (receipt.source, receipt.seq, receipt.connector) == ("post-7", 7, "sensor")
    assert isinstance(receipt.signature, str)
    assert read_delivery(receipt.signature.encode()).sha256 == receipt.sha256


def test_one_number_for_two_things_is_refused_and_the_first_stands(post: Post) -> None:
    post.send(1)
    with pytest.raises(ConflictError, match="number 1 of post-7 came before"):
        post.send(1, post.data(9))
    assert len(receipts(post.record)) == 1


def test_one_number_for_two_things_that_come_at_once(post: Post) -> None:
    empty, data, other = b"[]", post.data(1), post.data(9)
    sent = [
        Sent(one, "x.jsonl", signed=post.submissions.signed(post.note(1, one), one)) for one in (empty, data, other)
    ]
    nothing, first, second = post.submissions.take(sent)
    assert isinstance(nothing, InputError) and not isinstance(nothing, ConflictError), "it took no number"
    assert isinstance(first, Submitted)
    assert isinstance(second, ConflictError)


def test_nobody_sends_in_anothers_name(post: Post) -> None:
    data = post.data(1)
    delivery = Delivery(post.record.origin, "post-7", 1, sha256_hex(data))
    forged = sign_delivery(delivery, post.stranger)
    for note, found in (
        (forged, ""),
        (post.note(1, data, origin="south-00000000"), "signed for south"),
        (post.note(1, post.data(2)), "other bytes"),
        (post.note(1, data, source="post-8"), "no source 'post-8'"),
        (post.note(1, data).replace(b"\n1\n", b"\n2\n"), ""),
        (b"not a note", "no signed delivery"),
        (sign_delivery(Delivery(post.record.origin, "post-7", 0, sha256_hex(data)), post.signer), "no signed delivery"),
    ):
        with pytest.raises(InputError, match=found or None):
            post.submissions.submit(data, "x.jsonl", signed=post.submissions.signed(note, data))
    assert receipts(post.record) == ()


def test_a_clock_that_is_ahead_is_told(post: Post) -> None:
    late = post.data(1).replace(b"2026-03-01", b"2026-03-02")  # received on the first
    (note,) = post.send(1, late).notes
    assert note.severity == "warning" and "after this server's clock" in note.found
    assert post.send(2, post.data(2).replace(b"2026-03-01", b"2026-02-01")).notes == (), "late is not ahead"


def test_what_never_came() -> None:
    assert missing([]) == ()
    assert missing([1, 2, 3]) == ()
    assert missing([7, 3, 2]) == ((1, 1), (4, 6))
