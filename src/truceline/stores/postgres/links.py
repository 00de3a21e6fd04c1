"""Connections to a mission's database: what a commit returned from stays, and a lost connection is made again."""

from __future__ import annotations

import atexit
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, TypeVar

import psycopg
from psycopg import conninfo
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from truceline.model.errors import MissionError
from truceline.stores.postgres.refusals import is_lost, refusal
from truceline.stores.postgres.texts import kept

Link = psycopg.Connection[TupleRow]
T = TypeVar("T")
Values = tuple[object, ...] | dict[str, object]

#: the password, which mission.toml never holds
PASSWORD_VARIABLE = "TRUCELINE_DATABASE"
SCHEMA = "truceline"

_OLDEST_SERVER = 150_000
_MOST_LINKS = 12
#: how long a server that is being restarted is waited for
_PATIENCE_S = 15.0
_PAUSE_S = 0.1
#: a server with one of these so may lose, or make up, what it acknowledged
_UNSOUND = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "zero_damaged_pages": "on",
    "ignore_checksum_failure": "on",
}
_SETTINGS = (
    f"-c search_path={SCHEMA},public -c synchronous_commit=on -c lock_timeout=20s"
    " -c idle_in_transaction_session_timeout=600s -c timezone=UTC -c jit=off"
)
#: whoever changes a mission holds it; a number of our own, for good
_HOLD = 7_205_759_403_792_794
_LOCAL = ("", "localhost", "127.0.0.1", "::1")


def address(url: str) -> str:
    """A URL as it is shown to people: without a password. Raises MissionError for one that cannot be read."""
    parts = _parts(url)
    user = f"{parts['user']}@" if parts.get("user") else ""
    port = f":{parts['port']}" if parts.get("port") else ""
    host = str(parts.get("host", ""))
    shown = host if not host.startswith("/") else f"[{host}]"
    return f"postgresql://{user}{shown}{port}/{parts.get('dbname', '')}"


def has_password(url: str) -> bool:
    return "password" in _parts(url)


class Links:
    """Connections to one database. Threads may share them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.where = address(url)
        self._told = _told(url)
        self._lasting = False
        logging.getLogger("psycopg").setLevel(logging.ERROR)  # a lost connection is made again, or is our own error
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        self._pool = ConnectionPool(
            self._told,
            kwargs={"autocommit": True},
            min_size=0,
            max_size=_MOST_LINKS,
            timeout=_PATIENCE_S,
            reconnect_timeout=_PATIENCE_S,
            max_idle=60.0,
            open=True,
            name=self.where,
        )

    @classmethod
    @cache
    def shared(cls, url: str) -> Links:
        """Those that everybody in this process shares, until it ends."""
        links = cls(url)
        links._lasting = True
        atexit.register(links._pool.close)
        return links

    def new(self) -> Link:
        """A connection of one's own, to a server that keeps what it acknowledges. Waits for one that is starting.

        Raises MissionError for a server that is too old, or set up so that it may lose what it acknowledged.
        """
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return self.connect()
            except psycopg.OperationalError as error:
                if not _may_come(error) or time.monotonic() > until:
                    raise refusal(error, self.where) from error
                time.sleep(_PAUSE_S)

    def connect(self) -> Link:
        """As `new` does, at once or not at all; raises psycopg's errors where it cannot be made."""
        link = psycopg.connect(self._told, autocommit=True)
        try:
            check_server(link, self.where)
        except BaseException:  # nobody has it yet who could close it
            link.close()
            raise
        return link

    def ask(self, work: Callable[[Link], T]) -> T:
        """What `work` answers, given a connection outside of any transaction; asked again where the connection broke.

        `work` must be one that may run twice. Raises MissionError, RecordError where the database refuses.
        """
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                with self._pool.connection() as link:
                    return work(link)
            except psycopg.Error as error:
                if not is_lost(error) or time.monotonic() > until:
                    raise refusal(error, self.where) from error
                time.sleep(_PAUSE_S)
                self._pool.check()

    def rows(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        return self.ask(lambda link: rows(link, query, values))

    def row(self, query: str, values: Values = ()) -> tuple[Any, ...] | None:
        """The first row of an answer."""
        return next(iter(self.rows(query, values)), None)

    def close(self) -> None:
        """Shared ones stay: others may be using them."""
        if not self._lasting:
            self._pool.close()


def rows(link: Link, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """All rows of an answer. Texts that PostgreSQL does not take are given with escapes (`texts`), and so come back."""
    return send(link, query, values).fetchall()


def send(link: Link, query: str, values: Values = ()) -> psycopg.Cursor[TupleRow]:
    """A question whose answer is fetched later, in a pipeline; texts as in `rows`."""
    return link.execute(query, _kept(values), binary=True)


def run(link: Link, query: str, values: Values = ()) -> int:
    """How many rows a statement changed."""
    return link.execute(query, _kept(values)).rowcount


def _kept(values: Values) -> Values:
    if isinstance(values, dict):
        return {name: kept(value) for name, value in values.items()}
    return tuple(kept(value) for value in values)


@contextmanager
def holding(links: Links) -> Iterator[None]:
    """Hold the mission in this database while the block runs; the server frees it when the process dies.

    Raises MissionError at once when another process holds it, on whatever machine.
    """
    with links.new() as link:
        ((free,),) = rows(link, "SELECT pg_try_advisory_lock(%s)", (_HOLD,))
        if not free:
            raise MissionError(
                "another process is working on this mission, here or on another machine",
                where=links.where,
                advice="Wait until it has finished, then run the same command again.",
            )
        try:
            yield
        finally:  # the server would notice the closed link a little later than whoever comes next
            with suppress(psycopg.Error):
                rows(link, "SELECT pg_advisory_unlock(%s)", (_HOLD,))


def check_server(link: Link, where: str) -> None:
    """Raises MissionError for a server that may lose what it acknowledged, or is too old to be one of ours."""
    if link.info.server_version < _OLDEST_SERVER:
        raise MissionError(
            f"the server is PostgreSQL {link.info.server_version // 10_000}",
            where=where,
            advice="Use PostgreSQL 15 or newer.",
        )
    for name, setting in rows(link, "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", ([*_UNSOUND],)):
        if setting == _UNSOUND[name]:
            raise MissionError(
                f"the server runs with {name} = {setting}: it may lose, or make up, what it acknowledged",
                where=where,
                advice=f"Set {name} = {'off' if setting == 'on' else 'on'} and restart it. Nothing was written.",
            )
    if link.info.parameter_status("server_encoding") != "UTF8":
        raise MissionError(
            "the database is not in UTF-8", where=where, advice="Make it again: createdb --encoding UTF8 NAME"
        )


def _parts(url: str) -> dict[str, Any]:
    try:
        if not url.startswith(("postgresql://", "postgres://")):
            raise psycopg.ProgrammingError("it does not begin with postgresql://")
        return conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise MissionError(
            f"not an address of a database: {str(error).strip()}",
            where="[store] url",
            advice='Write one such as "postgresql://truceline@db.example.org/north".',
        ) from error


def _told(url: str) -> str:
    """The URL with the password from the environment and what every connection of ours asks for.

    A server elsewhere must show a certificate for its name, unless the URL says otherwise.
    """
    parts = _parts(url)
    extra: dict[str, Any] = {"application_name": "truceline", "connect_timeout": "10", "tcp_user_timeout": "30000"}
    if PASSWORD_VARIABLE in os.environ:
        extra["password"] = os.environ[PASSWORD_VARIABLE]
    host = str(parts.get("host") or os.environ.get("PGHOST", ""))
    if host not in _LOCAL and not host.startswith("/") and "sslmode" not in parts and "PGSSLMODE" not in os.environ:
        extra |= {"sslmode": "verify-full", "sslrootcert": parts.get("sslrootcert", "system")}
    extra["options"] = f"{_SETTINGS} {parts.get('options', '')}".strip()
    return conninfo.make_conninfo(**{**parts, **extra})


def _may_come(error: psycopg.OperationalError) -> bool:
    """Whether a server that refuses now may be there in a moment: it starts, or stops to start again."""
    said = str(error)
    return any(words in said for words in ("starting up", "shutting down", "recovery mode", "not yet accepting"))
