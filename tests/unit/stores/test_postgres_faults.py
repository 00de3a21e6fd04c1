"""PostgreSQL under bad conditions: what was acknowledged is there, once; whatever else is an error that says why."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from tests import postgres_server
from tests.postgres_server import Server

from truceline.model.errors import MissionError, RecordError
from truceline.stores.postgres import links, record_writer
from truceline.stores.postgres.links import Links
from truceline.stores.postgres.record import PostgresRecord
from truceline.stores.postgres.record_writer import UnknownOutcomeError
from truceline.stores.postgres.vault import BlobTable, PostgresVault

_CLIENTS = 4
_UNREACHED = r"could not be made|cannot be reached"


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that may be broken: the others' stays whole."""
    if why := postgres_server.absent():
        pytest.skip(why)
    with postgres_server.server() as running:
        yield running


def test_a_server_that_may_lose_commits_is_refused(own: Server) -> None:
    url = own.fresh()
    for name in ("fsync", "full_page_writes"):
        own.restart({name: "off"})
        with pytest.raises(MissionError, match=f"runs with {name} = off") as told:
            PostgresRecord(url)
        assert "Nothing was written" in told.value.diagnostics()
    own.restart()
    with pytest.raises(MissionError, match="synchronous_commit = off"):
        PostgresRecord(url + "&options=-c%20synchronous_commit%3Doff")
    PostgresRecord(url).close()


@pytest.mark.parametrize("blow", ["terminate", "restart", "kill"])
def test_what_was_acknowledged_is_there_once(own: Server, blow: str) -> None:
    """Connections are cut, the server is restarted, the server is killed: all under load, again and again."""
    url = own.fresh()
    record = PostgresRecord(url)
    told: list[tuple[int, str]] = []
    refused: list[str] = []
    stop = threading.Event()

    def client(k: int) -> None:
        n = 0
        while not stop.is_set():
            try:
                (entry,) = record.append([("receipt", {"who": k, "n": n})], source=f"client {k}")
                told.append((entry.index, f"{k} {n}"))
            except MissionError as error:
                refused.append(str(error))
            n += 1

    with ThreadPoolExecutor(_CLIENTS) as pool:
        jobs = [pool.submit(client, k) for k in range(_CLIENTS)]
        for _ in range(2):
            _more(told)
            _struck(own, blow)
        _more(told)
        stop.set()
        for job in jobs:
            job.result()
    record.close()
    again = PostgresRecord(url)
    by_place = {e.index: e.body for e in again.entries()}
    assert len(by_place) == len({*by_place.values()}), "an entry went in twice"
    for index, words in told:
        k, n = words.split()
        assert f'"n":{n},"who":{k}'.encode() in by_place[index]
    assert not refused, "a client was told to try again, and the server came back in time"
    assert len(told) == again.verify() and len(told) > 20
    again.close()


def _more(told: list[tuple[int, str]]) -> None:
    """Until a good many more were acknowledged."""
    enough, until = len(told) + 20, time.monotonic() + 120
    while len(told) < enough:
        assert time.monotonic() < until, "nothing is acknowledged any more"
        time.sleep(0.01)


def _struck(server: Server, blow: str) -> None:
    if blow == "terminate":
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'truceline'")
    elif blow == "restart":
        server.restart()
    else:
        server.kill()
        server.start()


_APPENDING = """
import sys
from truceline.stores.postgres.record import PostgresRecord
record = PostgresRecord(sys.argv[1])
for n in range(10**6):
    (entry,) = record.append([("receipt", {"n": n})])
    print(entry.index, flush=True)
"""


def test_a_process_that_is_killed_while_it_appends(own: Server) -> None:
    """kill -9 of whoever appends: all it said that was kept is kept, and the next one goes on at once."""
    url = own.fresh()
    for times in range(3):
        with subprocess.Popen([sys.executable, "-c", _APPENDING, url], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            told = [int(process.stdout.readline()) for _ in range(20)]
            process.kill()
            told += [int(line) for line in process.stdout.read().split()]
        record = PostgresRecord(url)
        bodies = {entry.index: entry.body for entry in record.entries("receipt")}
        assert [bodies[index] for index in told] == [f'{{"n":{n}}}'.encode() for n in range(len(told))], times
        assert record.verify() == record.size()
        record.append([("stage", {"n": times})])
        record.close()


@pytest.mark.parametrize("came_through", [True, False])
def test_a_connection_that_breaks_in_the_commit(own: Server, monkeypatch, came_through: bool) -> None:
    """Whether the server committed or not before the answer was lost: the entry is there once, where it was told."""
    record = PostgresRecord(own.fresh())
    record.append([("stage", {"n": 0})])
    execute, struck = psycopg.Connection.execute, []

    def cut(self: psycopg.Connection, query, *values, **how):  # type: ignore[no-untyped-def]
        if query == "COMMIT" and not struck:
            struck.append(1)
            if came_through:
                execute(self, query)
                self._pipeline.sync()
            self.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return execute(self, query, *values, **how)

    monkeypatch.setattr(psycopg.Connection, "execute", cut)
    (entry,) = record.append([("stage", {"n": 1})])
    (later,) = record.append([("stage", {"n": 2})])
    assert struck and (entry.index, later.index) == (1, 2)
    assert [e.body for e in record.entries()] == [b'{"n":0}', b'{"n":1}', b'{"n":2}'] and record.verify() == 3
    record.close()


def test_a_commit_whose_outcome_is_not_known_is_not_acknowledged(own: Server, monkeypatch) -> None:
    monkeypatch.setattr(record_writer, "_PATIENCE_S", 0.5)
    monkeypatch.setattr(links, "_PATIENCE_S", 0.5)
    url = own.fresh()
    record = PostgresRecord(url)
    execute = psycopg.Connection.execute

    def cut(self: psycopg.Connection, query, *values, **how):  # type: ignore[no-untyped-def]
        if query == "COMMIT":
            own.stop()
        return execute(self, query, *values, **how)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "execute", cut)
        with pytest.raises(UnknownOutcomeError, match="whether the entries were kept is not known yet"):
            record.append([("stage", {"n": 1})])
    with pytest.raises(MissionError, match=_UNREACHED):
        record.append([("stage", {"n": 2})])
    with pytest.raises(MissionError, match=_UNREACHED):
        record.size()
    own.start()
    assert record.size() in (0, 1)
    record.append([("stage", {"n": 3})])
    assert record.verify() == record.size()
    record.close()


def test_a_full_disk(own: Server, tmp_path: Path) -> None:
    """The tables' disk is full: an error that says so, nothing half kept, and work goes on when there is room."""
    url = own.fresh("full_disk")
    record = PostgresRecord(url)
    record.append([("stage", {"n": 0})])
    vault = PostgresVault(BlobTable(Links(url)))
    with _filled(own, "full_disk"):
        for attempt in (
            lambda: [record.append([("stage", {"n": n, "words": "x" * 50_000})]) for n in range(400)],
            lambda: [vault.put(os.urandom(1 << 20)) for _ in range(16)],
        ):
            with pytest.raises(MissionError, match="the disk of the database is full") as told:
                attempt()
            assert "Free some space" in told.value.diagnostics()
        held = record.size()
        assert record.verify() == held
    record.append([("stage", {"n": 1})])
    assert record.verify() == held + 1
    assert all(vault.get(name) for name in vault.names())
    record.close()


@contextlib.contextmanager
def _filled(server: Server, database: str) -> Iterator[None]:
    """A disk of four megabytes under the tables; where none may be mounted, a server that says that it is full."""
    room = server.folder / "small"
    room.mkdir()
    small = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=777", "tmpfs", str(room)]
    if os.geteuid() == 0 and subprocess.run(small, check=False, capture_output=True).returncode == 0:
        try:
            os.chown(room, 65534, 65534)
            server.sql(f"CREATE TABLESPACE small LOCATION '{room}'")
            for table in ("openings", "blobs"):
                server.sql(f"ALTER TABLE truceline.{table} SET TABLESPACE small", database)
            yield
            for table in ("openings", "blobs"):
                server.sql(f"ALTER TABLE truceline.{table} SET TABLESPACE pg_default", database)
            server.sql("DROP TABLESPACE small")
        finally:
            subprocess.run(["umount", "-l", str(room)], check=True)
        return
    server.sql(
        "CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;"
        " CREATE TRIGGER f1 BEFORE INSERT ON truceline.openings EXECUTE FUNCTION full();"
        " CREATE TRIGGER f2 BEFORE INSERT ON truceline.blobs EXECUTE FUNCTION full()",
        database,
    )
    yield
    server.sql("DROP FUNCTION full() CASCADE", database)


def test_a_statement_that_takes_too_long(own: Server) -> None:
    url = own.fresh()
    PostgresRecord(url).close()
    record = PostgresRecord(url + "&options=-c%20statement_timeout%3D300ms")
    own.sql(
        "CREATE FUNCTION truceline.slow() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_sleep(5); RETURN NEW; END $$;"
        " CREATE TRIGGER slow BEFORE INSERT ON truceline.openings EXECUTE FUNCTION truceline.slow()",
        url.partition("@/")[2].partition("?")[0],
    )
    with pytest.raises(MissionError, match="took longer than it allows") as told:
        record.append([("stage", {"n": 1})])
    assert "statement_timeout" in told.value.diagnostics() and record.size() == 0
    record.close()


def test_somebody_who_holds_the_record_for_long(own: Server) -> None:
    url = own.fresh()
    record = PostgresRecord(url + "&options=-c%20lock_timeout%3D300ms")
    with psycopg.connect(url) as other:
        other.execute("SELECT * FROM truceline.head FOR UPDATE")
        with pytest.raises(MissionError, match="another process is writing this record"):
            record.append([("stage", {"n": 1})])
    record.append([("stage", {"n": 2})])
    assert record.verify() == 1
    record.close()


def test_a_standby_and_a_stranger_are_told(own: Server) -> None:
    url = own.fresh()
    PostgresRecord(url).close()
    record = PostgresRecord(url + "&options=-c%20default_transaction_read_only%3Don", read_only=True)
    assert record.size() == 0
    record.close()
    with pytest.raises(MissionError, match="can only be read"):
        PostgresRecord(url + "&options=-c%20default_transaction_read_only%3Don").append([("stage", {"n": 1})])
    own.sql("CREATE ROLE stranger LOGIN")
    with pytest.raises(MissionError, match="none that this user may see"):
        PostgresRecord(url.replace("truceline@", "stranger@"), read_only=True)
    with pytest.raises(MissionError, match="no such database"):
        PostgresRecord(own.url("nowhere"))
    with pytest.raises(MissionError, match="did not let this user in"):
        PostgresRecord(url.replace("truceline@", "nobody_known@"))
    with pytest.raises(MissionError, match="not an address of a database"):
        PostgresRecord("mysql://x/y")


def test_whoever_changes_a_leaf_is_refused_and_an_owner_who_does_is_seen(own: Server) -> None:
    url = own.fresh()
    database = url.partition("@/")[2].partition("?")[0]
    record = PostgresRecord(url)
    record.append([("stage", {"n": n}) for n in range(300)])
    for statement in (
        "UPDATE truceline.leaves SET kind = 'x'",
        "DELETE FROM truceline.leaves",
        "TRUNCATE truceline.tiles",
        "DELETE FROM truceline.openings",
    ):
        with pytest.raises(RuntimeError, match="append-only"):
            own.sql(statement, database, "truceline")
    assert record.verify() == 300
    own.sql(
        "ALTER TABLE truceline.leaves DISABLE TRIGGER ALL;"
        " UPDATE truceline.leaves SET leaf = leaf || ' ' WHERE idx = 7",
        database,
    )
    with pytest.raises(RecordError):
        record.verify()
    record.close()
