"""Several processes open one new file at once: each gets its write-ahead log, and nobody is told that it is locked."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import apsw
import pytest

from truceline.stores import connection
from truceline.stores.connection import BUSY_MS, write_ahead

MANY = """
import sys, threading
import apsw
from truceline.stores.connection import BUSY_MS, Transaction, write_ahead

def one(n):
    try:
        db = apsw.Connection(sys.argv[1])
        db.set_busy_timeout(BUSY_MS)
        write_ahead(db)
        with Transaction(db):
            db.execute("CREATE TABLE IF NOT EXISTS t (n)")
            db.execute("INSERT INTO t VALUES (?)", (n,))
    except apsw.Error as error:
        print(error)

print("ready", flush=True)
sys.stdin.readline()
threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_many_who_open_a_new_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    command = [sys.executable, "-c", MANY, str(path)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    told = [process.communicate("\n")[0] for process in processes]
    assert told == ["", "", ""]
    assert apsw.Connection(str(path)).execute("SELECT count(*) FROM t").get == 24


def test_who_waits_for_the_log_waits_no_longer_than_for_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    path = str(tmp_path / "held.db")
    holder, waiting = apsw.Connection(path), apsw.Connection(path)
    holder.execute("CREATE TABLE t (n); BEGIN; INSERT INTO t VALUES (1)")
    with pytest.raises(apsw.BusyError):
        write_ahead(waiting)
    threading.Timer(0.1, lambda: holder.execute("COMMIT")).start()
    monkeypatch.setattr(connection, "BUSY_MS", BUSY_MS)
    write_ahead(waiting)
    assert waiting.pragma("journal_mode") == "wal"
