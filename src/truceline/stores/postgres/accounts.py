"""Accounts and sessions in the mission's database, apart from the record. No role of the database reads them.

Where a connection breaks, the question is asked again: of two answers the more careful one is given (a code that was
used up by the first attempt is used up).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from truceline.model.accounts import Account, Failures, KeptAnswer, Session
from truceline.model.errors import UsageError
from truceline.stores.accounts import MOST_FAILURES
from truceline.stores.postgres.links import Link, Links, Values, rows, run
from truceline.stores.postgres.texts import told

T = TypeVar("T")

_ACCOUNT: Final = "name, password, secret, subject, made_s, changed_s"
_SESSION: Final = 'token_sha256, person, how, "grant", agent_sha256, made_s, seen_s, ends_s'


class PostgresAccounts:
    """The accounts of one mission (`ports.Accounts`)."""

    def __init__(self, links: Links) -> None:
        self._links = links

    # -- accounts

    def account(self, name: str) -> Account | None:
        return _account(self._links.row(f"SELECT {_ACCOUNT} FROM accounts WHERE name = %s", (name,)))

    def account_of(self, subject: str) -> Account | None:
        query = f"SELECT {_ACCOUNT} FROM accounts WHERE subject = %s AND subject <> ''"
        return _account(self._links.row(query, (subject,)))

    def accounts(self) -> tuple[Account, ...]:
        query = f'SELECT {_ACCOUNT} FROM accounts ORDER BY name COLLATE "C"'
        return tuple(Account(*map(told, row)) for row in self._links.rows(query))

    def put(self, account: Account) -> None:
        values = (account.password, account.secret, account.subject, account.made_s, account.changed_s)

        def work(link: Link) -> str | None:
            query = "SELECT name FROM accounts WHERE subject = %s AND subject <> '' AND name <> %s"
            for (name,) in rows(link, query, (account.subject, account.name)):
                return str(told(name))
            run(
                link,
                f"INSERT INTO accounts AS old ({_ACCOUNT}) VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (name) DO UPDATE"
                " SET password = excluded.password, secret = excluded.secret, subject = excluded.subject,"
                " made_s = excluded.made_s, changed_s = excluded.changed_s,"
                " used_step = CASE WHEN old.secret = excluded.secret THEN old.used_step ELSE -1 END",  # new codes
                (account.name, *values),
            )
            return None

        other = self._together(work)
        if other is not None:
            raise UsageError(
                f"{account.subject!r} signs in as {other} already", advice="One person at the provider, one here."
            )

    def remove(self, name: str) -> bool:
        def work(link: Link) -> bool:
            for table in ("sessions", "browsers"):
                run(link, f"DELETE FROM {table} WHERE person = %s", (name,))
            return run(link, "DELETE FROM accounts WHERE name = %s", (name,)) > 0

        return self._together(work)

    # -- codes

    def reseal_secret(self, name: str, old: bytes, new: bytes) -> bool:
        return self._changed("UPDATE accounts SET secret = %s WHERE name = %s AND secret = %s", (new, name, old))

    def use_step(self, name: str, step: int) -> bool:
        query = "UPDATE accounts SET used_step = %(step)s WHERE name = %(name)s AND used_step < %(step)s"
        return self._changed(query, {"name": name, "step": step})

    def put_spares(self, name: str, hashes: Iterable[str]) -> None:
        kept = [(name, hash_) for hash_ in hashes]

        def work(link: Link) -> None:
            run(link, "DELETE FROM spares WHERE name = %s", (name,))
            for one in kept:
                run(link, "INSERT INTO spares VALUES (%s, %s)", one)

        self._together(work)

    def use_spare(self, name: str, hash_: str) -> bool:
        return self._changed("DELETE FROM spares WHERE name = %s AND hash = %s", (name, hash_))

    def spares(self, name: str) -> int:
        return self._number("SELECT count(*) FROM spares WHERE name = %s", (name,))

    # -- sessions

    def begin(self, session: Session) -> None:
        values = tuple(getattr(session, name) for name in session.__struct_fields__)
        marks = ", ".join(["%s"] * len(values))
        self._changed(f"INSERT INTO sessions ({_SESSION}) VALUES ({marks}) ON CONFLICT DO NOTHING", values)

    def session(self, token_sha256: str) -> Session | None:
        row = self._links.row(f"SELECT {_SESSION} FROM sessions WHERE token_sha256 = %s", (token_sha256,))
        return None if row is None else Session(*map(told, row))

    def sessions(self, person: str) -> tuple[Session, ...]:
        found = self._links.rows(f"SELECT {_SESSION} FROM sessions WHERE person = %s", (person,))
        return tuple(sorted(Session(*map(told, row)) for row in found))

    def seen(self, token_sha256: str, now_s: int) -> None:
        query = "UPDATE sessions SET seen_s = greatest(seen_s, %s) WHERE token_sha256 = %s"
        self._changed(query, (now_s, token_sha256))

    def end(self, token_sha256: str) -> bool:
        return self._changed("DELETE FROM sessions WHERE token_sha256 = %s", (token_sha256,))

    def end_all(self, person: str) -> int:
        def work(link: Link) -> int:
            run(link, "DELETE FROM browsers WHERE person = %s", (person,))
            return run(link, "DELETE FROM sessions WHERE person = %s", (person,))

        return self._together(work)

    # -- attempts

    def know(self, token_sha256: str, person: str, until_s: int) -> None:
        self._changed(
            "INSERT INTO browsers VALUES (%s, %s, %s)"
            " ON CONFLICT (token_sha256, person) DO UPDATE SET until_s = excluded.until_s",
            (token_sha256, person, until_s),
        )

    def is_known(self, token_sha256: str, person: str, now_s: int) -> bool:
        query = "SELECT count(*) FROM browsers WHERE token_sha256 = %s AND person = %s AND until_s > %s"
        return self._number(query, (token_sha256, person, now_s)) > 0

    def failures(self, key: str) -> Failures:
        row = self._links.row("SELECT count, last_s FROM failures WHERE key = %s", (key,))
        return Failures() if row is None else Failures(*row)

    def failed(self, key: str, now_s: int, forget_s: int) -> Failures:
        def work(link: Link) -> Failures:
            ((count,),) = rows(
                link,
                "INSERT INTO failures AS old VALUES (%(key)s, 1, %(now)s) ON CONFLICT (key) DO UPDATE SET"
                " count = CASE WHEN old.last_s > %(then)s THEN old.count + 1 ELSE 1 END, last_s = %(now)s"
                " RETURNING count",
                {"key": key, "now": now_s, "then": now_s - forget_s},
            )
            ((held,),) = rows(link, "SELECT count(*) FROM failures")
            if held > MOST_FAILURES:
                run(
                    link,
                    "DELETE FROM failures WHERE key IN"
                    " (SELECT key FROM failures WHERE key <> %s ORDER BY count, last_s LIMIT %s)",
                    (key, held - MOST_FAILURES),
                )
            return Failures(int(count), now_s)

        return self._together(work)

    def forgive(self, key: str) -> None:
        self._changed("DELETE FROM failures WHERE key = %s", (key,))

    # -- answers

    def claim(self, person: str, key: str, request_sha256: str, now_s: int, stale_s: int) -> KeptAnswer | None:
        def work(link: Link) -> KeptAnswer | None:
            run(link, "SET LOCAL synchronous_commit = off")
            claimed = rows(
                link,
                "INSERT INTO answers AS old VALUES (%(person)s, %(key)s, %(request)s, 0, '', '', %(now)s)"
                " ON CONFLICT (person, key)"
                " DO UPDATE SET request_sha256 = excluded.request_sha256, at_s = excluded.at_s"
                " WHERE old.status = 0 AND %(now)s - old.at_s >= %(stale)s RETURNING 1",
                {"person": person, "key": key, "request": request_sha256, "now": now_s, "stale": stale_s},
            )
            if claimed:
                return None
            query = "SELECT request_sha256, status, media_type, body, at_s FROM answers WHERE person = %s AND key = %s"
            found = rows(link, query, (person, key))
            return KeptAnswer(*map(told, found[0])) if found else None

        return self._together(work)

    def answered(self, person: str, key: str, status: int, media_type: str, body: bytes) -> None:
        query = "UPDATE answers SET status = %s, media_type = %s, body = %s WHERE person = %s AND key = %s"
        self._changed(query, (status, media_type, body, person, key))

    def unclaim(self, person: str, key: str) -> None:
        self._changed("DELETE FROM answers WHERE person = %s AND key = %s AND status = 0", (person, key))

    def sweep(self, now_s: int, idle_s: int, forget_s: int) -> None:
        def work(link: Link) -> None:
            run(link, "DELETE FROM sessions WHERE ends_s <= %s OR seen_s <= %s", (now_s, now_s - idle_s))
            run(link, "DELETE FROM browsers WHERE until_s <= %s", (now_s,))
            run(link, "DELETE FROM failures WHERE last_s <= %s", (now_s - forget_s,))
            run(link, "DELETE FROM answers WHERE at_s <= %s", (now_s - forget_s,))

        self._together(work)

    def close(self) -> None:
        self._links.close()

    def _together(self, work: Callable[[Link], T]) -> T:
        """All that `work` writes, or nothing."""

        def within(link: Link) -> T:
            with link.transaction():
                return work(link)

        return self._links.ask(within)

    def _changed(self, query: str, values: Values) -> bool:
        return self._links.ask(lambda link: run(link, query, values) > 0)

    def _number(self, query: str, values: tuple[object, ...]) -> int:
        row = self._links.row(query, values)
        return int(row[0]) if row else 0


def _account(row: tuple[Any, ...] | None) -> Account | None:
    return None if row is None else Account(*map(told, row))
