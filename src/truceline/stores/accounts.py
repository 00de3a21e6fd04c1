"""Accounts and sessions in one SQLite file of the mission, for its owner alone, apart from the record.

It is opened when it is first needed: a public page never waits for it, and whoever cannot sign in is told why. Who only
asks (each request does, for its session) waits for nobody who writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import apsw

from truceline.model.accounts import Account, Failures, KeptAnswer, Session
from truceline.model.errors import UsageError
from truceline.stores.accounts_file import AccountsFile
from truceline.stores.connection import Transaction
from truceline.stores.group_commit import GroupCommit

FILE: Final = "accounts.db"
#: names and addresses against which failures are kept: strangers can fill this, and no more
MOST_FAILURES: Final = 10_000

_ACCOUNT: Final = "name, password, secret, subject, made_s, changed_s"
_SESSION: Final = 'token_sha256, person, how, "grant", agent_sha256, made_s, seen_s, ends_s'
#: person, key, status, media type, body
_Answer = tuple[str, str, int, str, bytes]


class SqliteAccounts:
    """The accounts of one mission (`ports.Accounts`)."""

    def __init__(self, path: Path) -> None:
        self._file = AccountsFile(path)
        self._answers = GroupCommit[_Answer, bool](self._keep_answers)

    # -- accounts

    def account(self, name: str) -> Account | None:
        return _account(self._row(f"SELECT {_ACCOUNT} FROM accounts WHERE name = ?", name))

    def account_of(self, subject: str) -> Account | None:
        return _account(self._row(f"SELECT {_ACCOUNT} FROM accounts WHERE subject = ? AND subject <> ''", subject))

    def accounts(self) -> tuple[Account, ...]:
        rows = self._rows(f"SELECT {_ACCOUNT} FROM accounts ORDER BY name")
        return tuple(Account(*row) for row in rows)

    def put(self, account: Account) -> None:
        values = (account.password, account.secret, account.subject, account.made_s, account.changed_s)
        with self._writing() as db:
            query = "SELECT name FROM accounts WHERE subject = ? AND subject <> '' AND name <> ?"
            other = db.execute(query, (account.subject, account.name)).get
            if other is not None:
                raise UsageError(
                    f"{account.subject!r} signs in as {other} already", advice="One person at the provider, one here."
                )
            db.execute(
                f"INSERT INTO accounts ({_ACCOUNT}) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO UPDATE"
                " SET password = ?2, secret = ?3, subject = ?4, made_s = ?5, changed_s = ?6,"
                " used_step = iif(secret = ?3, used_step, -1)",  # a new secret has new codes
                (account.name, *values),
            )

    def remove(self, name: str) -> bool:
        with self._writing() as db:
            for table, column in (("sessions", "person"), ("browsers", "person"), ("spares", "name")):
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))
            db.execute("DELETE FROM accounts WHERE name = ?", (name,))
            return db.changes() > 0

    # -- codes

    def reseal_secret(self, name: str, old: bytes, new: bytes) -> bool:
        return self._changed("UPDATE accounts SET secret = ?3 WHERE name = ?1 AND secret = ?2", name, old, new)

    def use_step(self, name: str, step: int) -> bool:
        return self._changed("UPDATE accounts SET used_step = ?2 WHERE name = ?1 AND used_step < ?2", name, step)

    def put_spares(self, name: str, hashes: Iterable[str]) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM spares WHERE name = ?", (name,))
            db.executemany("INSERT INTO spares VALUES (?, ?)", [(name, hash_) for hash_ in hashes])

    def use_spare(self, name: str, hash_: str) -> bool:
        return self._changed("DELETE FROM spares WHERE name = ? AND hash = ?", name, hash_)

    def spares(self, name: str) -> int:
        return self._number("SELECT count(*) FROM spares WHERE name = ?", name)

    # -- sessions

    def begin(self, session: Session) -> None:
        self._changed(f"INSERT INTO sessions ({_SESSION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *_values(session))

    def session(self, token_sha256: str) -> Session | None:
        row = self._row(f"SELECT {_SESSION} FROM sessions WHERE token_sha256 = ?", token_sha256)
        return None if row is None else Session(*row)

    def sessions(self, person: str) -> tuple[Session, ...]:
        rows = self._rows(f"SELECT {_SESSION} FROM sessions WHERE person = ?", person)
        return tuple(sorted(Session(*row) for row in rows))

    def seen(self, token_sha256: str, now_s: int) -> None:
        self._changed("UPDATE sessions SET seen_s = max(seen_s, ?2) WHERE token_sha256 = ?1", token_sha256, now_s)

    def end(self, token_sha256: str) -> bool:
        return self._changed("DELETE FROM sessions WHERE token_sha256 = ?", token_sha256)

    def end_all(self, person: str) -> int:
        with self._writing() as db:
            db.execute("DELETE FROM browsers WHERE person = ?", (person,))
            db.execute("DELETE FROM sessions WHERE person = ?", (person,))
            return db.changes()

    # -- attempts

    def know(self, token_sha256: str, person: str, until_s: int) -> None:
        self._changed("INSERT OR REPLACE INTO browsers VALUES (?, ?, ?)", token_sha256, person, until_s)

    def is_known(self, token_sha256: str, person: str, now_s: int) -> bool:
        query = "SELECT count(*) FROM browsers WHERE token_sha256 = ? AND person = ? AND until_s > ?"
        return self._number(query, token_sha256, person, now_s) > 0

    def failures(self, key: str) -> Failures:
        row = self._row("SELECT count, last_s FROM failures WHERE key = ?", key)
        return Failures() if row is None else Failures(*row)

    def failed(self, key: str, now_s: int, forget_s: int) -> Failures:
        with self._writing() as db:
            before = db.execute("SELECT count FROM failures WHERE key = ? AND last_s > ?", (key, now_s - forget_s)).get
            failures = Failures((before or 0) + 1, now_s)
            db.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", (key, failures.count, now_s))
            over = int(db.execute("SELECT count(*) FROM failures").get) - MOST_FAILURES
            if over > 0:
                db.execute(
                    "DELETE FROM failures WHERE key IN"
                    " (SELECT key FROM failures WHERE key <> ? ORDER BY count, last_s LIMIT ?)",
                    (key, over),
                )
        return failures

    def forgive(self, key: str) -> None:
        self._changed("DELETE FROM failures WHERE key = ?", key)

    # -- answers

    def claim(self, person: str, key: str, request_sha256: str, now_s: int, stale_s: int) -> KeptAnswer | None:
        with self._writing(synced=False) as db:
            row: Any = db.execute(
                "SELECT request_sha256, status, media_type, body, at_s FROM answers WHERE person = ? AND key = ?",
                (person, key),
            ).fetchone()
            kept = None if row is None else KeptAnswer(*row)
            if kept is not None and (kept.status or now_s - kept.at_s < stale_s):
                return kept
            db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, 0, '', x'', ?)", (person, key, request_sha256, now_s)
            )
        return None

    def answered(self, person: str, key: str, status: int, media_type: str, body: bytes) -> None:
        self._answers.put((person, key, status, media_type, body))

    def _keep_answers(self, answers: Sequence[_Answer]) -> list[bool]:
        """Those that are given at the same time wait for the disk together."""
        with self._writing() as db:
            query = "UPDATE answers SET status = ?3, media_type = ?4, body = ?5 WHERE person = ?1 AND key = ?2"
            db.executemany(query, answers)
        return [True] * len(answers)

    def unclaim(self, person: str, key: str) -> None:
        with self._writing(synced=False) as db:
            db.execute("DELETE FROM answers WHERE person = ? AND key = ? AND status = 0", (person, key))

    # -- the file

    def sweep(self, now_s: int, idle_s: int, forget_s: int) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM sessions WHERE ends_s <= ? OR seen_s <= ?", (now_s, now_s - idle_s))
            db.execute("DELETE FROM browsers WHERE until_s <= ?", (now_s,))
            db.execute("DELETE FROM failures WHERE last_s <= ?", (now_s - forget_s,))
            db.execute("DELETE FROM answers WHERE at_s <= ?", (now_s - forget_s,))

    def close(self) -> None:
        self._file.close()

    def _changed(self, query: str, *values: object) -> bool:
        with self._writing() as db:
            db.execute(query, values)
            return db.changes() > 0

    def _row(self, query: str, *values: object) -> Any:
        with self._file.open(to_write=False) as db:
            return db.execute(query, values).fetchone()

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._file.open(to_write=False) as db:
            rows: list[Any] = db.execute(query, values).fetchall()
        return rows

    def _number(self, query: str, *values: object) -> int:
        return int(self._row(query, *values)[0])

    @contextmanager
    def _writing(self, *, synced: bool = True) -> Iterator[apsw.Connection]:
        """All that the block writes, or nothing. What is not `synced` survives a kill; a power cut may take it."""
        with self._file.open(to_write=True) as db:
            db.pragma("synchronous", 2 if synced else 1)
            with Transaction(db):
                yield db


def _account(row: Any) -> Account | None:
    return None if row is None else Account(*row)


def _values(session: Session) -> tuple[object, ...]:
    return tuple(getattr(session, name) for name in session.__struct_fields__)
