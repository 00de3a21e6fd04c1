"""Accounts on the disk: the promises of the port, and what is wrong with a file is said."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from truceline.model.accounts import Account, Session
from truceline.model.errors import MissionError
from truceline.stores import accounts
from truceline.stores.accounts import SqliteAccounts
from truceline.testing import check_accounts


def test_the_promises_of_the_port(tmp_path: Path) -> None:
    check_accounts(lambda: SqliteAccounts(tmp_path / "accounts.db"))


def test_nothing_is_made_before_it_is_needed_and_then_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.db"
    store = SqliteAccounts(path)
    assert not path.exists()
    store.put(Account("anna"))
    assert {p.name: p.stat().st_mode & 0o777 for p in tmp_path.iterdir()} == {
        "accounts.db": 0o600,
        "accounts.db-wal": 0o600,
        "accounts.db-shm": 0o600,
    }


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "accounts.db").touch(0o644)
    (tmp_path / "accounts.db").chmod(0o644)
    with pytest.raises(MissionError, match="others on this machine can read"):
        SqliteAccounts(tmp_path / "accounts.db").accounts()


def test_a_damaged_file_is_said_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "accounts.db"
    store = SqliteAccounts(path)
    store.put(Account("anna"))
    store.close()
    for words in (b"no database" * 1000, path.read_bytes()[:1000] + bytes(8000)):
        path.write_bytes(words)
        with pytest.raises(MissionError, match="is damaged") as refused:
            SqliteAccounts(path).accounts()
        assert "Restore it from a backup" in refused.value.advice


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    store = SqliteAccounts(tmp_path / "accounts.db")
    store.put(Account("anna"))
    with store._file.open(to_write=True) as db:
        db.pragma("query_only", 1)
    with pytest.raises(MissionError, match="cannot be written"):
        store.put(Account("bert"))
    assert [a.name for a in store.accounts()] == ["anna"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissionError, match="cannot write"):
        SqliteAccounts(tmp_path / "none" / "accounts.db").accounts()


def test_a_file_taken_away_in_use_signs_nobody_in(tmp_path: Path) -> None:
    store = SqliteAccounts(tmp_path / "accounts.db")
    store.put(Account("anna"))
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(MissionError, match="was taken away"):
        store.account("anna")
    assert store.accounts() == ()


def test_strangers_fill_a_bounded_part_and_push_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "MOST_FAILURES", 20)
    store = SqliteAccounts(tmp_path / "accounts.db")
    for n in range(3):
        store.failed("name:anna", n, 1000)
    for n in range(100):
        store.failed(f"name:stranger-{n}", 10 + n, 1000)
    assert store.failures("name:anna").count == 3
    db = apsw.Connection(str(tmp_path / "accounts.db"))
    assert db.execute("SELECT count(*) FROM failures").get == 20


def test_what_was_removed_is_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "accounts.db"
    store = SqliteAccounts(path)
    store.put(Account("anna", "$argon2id$findme"))
    store.remove("anna")
    store.close()
    assert b"findme" not in b"".join(p.read_bytes() for p in tmp_path.iterdir())


def test_who_asks_does_not_wait_for_who_writes(tmp_path: Path) -> None:
    store = SqliteAccounts(tmp_path / "accounts.db")
    store.begin(Session("t1", "anna", "password", 1, "a", 1, 1, 9))
    with store._file.open(to_write=True) as db, ThreadPoolExecutor(1) as pool:
        db.execute("BEGIN IMMEDIATE")
        found = pool.submit(store.session, "t1").result(30)
        db.execute("ROLLBACK")
    assert found is not None
    assert found.person == "anna"


def test_answers_that_are_given_at_once_wait_for_the_disk_together(tmp_path: Path) -> None:
    store = SqliteAccounts(tmp_path / "accounts.db")
    keys = [f"k{n}" for n in range(6)]
    for key in keys:
        store.claim("anna", key, "r", 1_000, 60)
    commits: list[int] = []
    with ThreadPoolExecutor(len(keys)) as pool:
        with store._file.open(to_write=True) as db:  # the first who answers waits here, the others behind it
            db.set_commit_hook(lambda: bool(commits.append(1)))
            given = [pool.submit(store.answered, "anna", key, 201, "text/plain", key.encode()) for key in keys]
            while len(store._answers._waiting) < len(keys) - 1:
                time.sleep(0.001)
        for one in given:
            one.result(30)
    assert len(commits) == 2
    kept = [store.claim("anna", key, "r", 1_000, 60) for key in keys]
    assert [one.body.decode() for one in kept if one is not None] == keys


def test_a_claim_waits_for_no_disk_and_an_answer_does(tmp_path: Path) -> None:
    store = SqliteAccounts(tmp_path / "accounts.db")
    with store._file.open(to_write=True) as db:
        store.claim("anna", "k", "r", 1_000, 60)
        assert db.pragma("synchronous") == 1
        store.answered("anna", "k", 201, "text/plain", b"done")
        assert db.pragma("synchronous") == 2
        store.unclaim("anna", "other")
        store.put(Account("anna"))
        assert db.pragma("synchronous") == 2
