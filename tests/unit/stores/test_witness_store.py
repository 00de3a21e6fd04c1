from __future__ import annotations

import threading
from pathlib import Path

import apsw
import pytest
from tests.plain_logs import PlainLog

from truceline.model.errors import MissionError
from truceline.record import note as notes
from truceline.record.checkpoint import open_checkpoint
from truceline.record.note import SignatureLine
from truceline.record.witnessing import Refusal
from truceline.stores.keyring import published_signer
from truceline.stores.witness import WitnessStore

LOG_SIGNER = published_signer("log.example.org/1")
KEYS = {LOG_SIGNER.name: (notes.key_of(LOG_SIGNER),)}
OWN = published_signer("witness.example.org")
LEAVES = [bytes([n]) for n in range(40)]


def log(size: int) -> PlainLog:
    return PlainLog(LOG_SIGNER, LEAVES[:size])


def store_in(folder: Path) -> WitnessStore:
    return WitnessStore(folder / "witness.db", OWN)


def test_what_was_signed_is_there_after_opening_again(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    line = store.answer(log(5).request(0), KEYS, 100)
    assert isinstance(line, SignatureLine)
    assert notes.verify_line(log(5).request(0).note.text, line, store.key).time_s == 100
    store.close()
    again = store_in(tmp_path)
    refusal = again.answer(log(9).request(0), KEYS, 101)
    assert isinstance(refusal, Refusal) and refusal.size == 5
    assert isinstance(again.answer(log(9).request(5), KEYS, 101), SignatureLine)
    assert [(one.origin, one.size, one.time_s) for one in again.seen()] == [(LOG_SIGNER.name, 9, 101)]


def test_the_newest_checkpoint_bears_both_signatures_and_nobody_elses(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    assert store.newest(LOG_SIGNER.name) is None
    request = log(5).request(0)
    crowd = tuple(SignatureLine(f"junk.example/{n}", b"junk", b"x") for n in range(90))
    crowded = type(request)(0, (), notes.with_lines(request.note, crowd), request.checkpoint)
    store.answer(crowded, KEYS, 100)
    newest = store.newest(LOG_SIGNER.name)
    assert newest is not None
    opened = open_checkpoint(newest, LOG_SIGNER.name, KEYS[LOG_SIGNER.name][0], (store.key,))
    assert [one.key.name for one in opened.signed_by] == [LOG_SIGNER.name, OWN.name]
    assert len(opened.note.lines) == 2


def test_a_fork_is_kept_as_evidence_and_a_flood_of_them_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.stores.witness._MOST_REFUSED", 3)
    store = store_in(tmp_path)
    store.answer(log(5).request(0), KEYS, 100)
    for n in range(6):
        forged = PlainLog(LOG_SIGNER, [*LEAVES[:4], b"forged", bytes([n])])
        for _ in range(2):
            assert isinstance(store.answer(forged.request(5), KEYS, 101), Refusal)
    kept = store.refused()
    assert len(kept) == 3
    assert open_checkpoint(kept[0].note, LOG_SIGNER.name, KEYS[LOG_SIGNER.name][0]).checkpoint.size == 6
    assert store.seen()[0].size == 5


def test_a_clock_that_was_put_back_makes_no_older_signature(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.answer(log(5).request(0), KEYS, 1000)
    line = store.answer(log(6).request(5), KEYS, 10)
    assert isinstance(line, SignatureLine)
    assert notes.verify_line(log(6).request(5).note.text, line, store.key).time_s == 1000


def test_of_many_histories_at_once_one_is_signed(tmp_path: Path) -> None:
    WitnessStore(tmp_path / "witness.db", OWN).close()
    signed: list[bytes] = []
    gate = threading.Barrier(6)

    def race(n: int) -> None:
        store = store_in(tmp_path)
        mine = PlainLog(LOG_SIGNER, [*LEAVES[:n], b"branch", bytes([n])])
        gate.wait()
        if isinstance(store.answer(mine.request(0), KEYS, 100), SignatureLine):
            signed.append(mine.request(0).checkpoint.root)
        store.close()

    threads = [threading.Thread(target=race, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(signed) == 1
    assert store_in(tmp_path).seen()[0].root == signed[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seen SET size = size - 1",
        "UPDATE seen SET root = zeroblob(32)",
        "UPDATE seen SET origin = 'other'",
        "DELETE FROM seen",
    ],
)
def test_the_file_itself_refuses_to_go_back(tmp_path: Path, statement: str) -> None:
    store = store_in(tmp_path)
    store.answer(log(5).request(0), KEYS, 100)
    store.close()
    with pytest.raises(apsw.ConstraintError):
        apsw.Connection(str(tmp_path / "witness.db")).execute(statement)


def test_a_store_belongs_to_one_key(tmp_path: Path) -> None:
    store_in(tmp_path).close()
    with pytest.raises(MissionError, match="another key"):
        WitnessStore(tmp_path / "witness.db", published_signer("witness.example.org/2"))


def test_a_full_disk_signs_nothing_and_the_store_goes_on(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.answer(log(5).request(0), KEYS, 100)
    (pages,) = next(store._db.execute("PRAGMA page_count"))
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    wide = log(6).request(5)
    text = f"{wide.note.text}{'e' * 100_000}\n"
    asked = type(wide)(5, wide.proof, notes.Note(text, (notes.sign(text, LOG_SIGNER),)), wide.checkpoint)
    with pytest.raises(MissionError, match="refused"):
        store.answer(asked, KEYS, 101)
    assert store.seen()[0].size == 5
    assert isinstance(store.answer(log(5).request(5), KEYS, 102), SignatureLine)
