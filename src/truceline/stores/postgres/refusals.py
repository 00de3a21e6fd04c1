"""What a refusal of PostgreSQL means for whoever ran the command."""

from __future__ import annotations

import re

import psycopg
from psycopg import errors
from psycopg_pool import PoolTimeout

from truceline.model.errors import MissionError, RecordError

_AGAIN = "run the same command again; nothing kept was lost."

_ADVICE: tuple[tuple[type[psycopg.Error], str, str], ...] = (
    (errors.DiskFull, "the disk of the database is full", f"Free some space there and {_AGAIN}"),
    (errors.OutOfMemory, "the database ran out of memory", f"Give it more, and {_AGAIN}"),
    (
        errors.LockNotAvailable,
        "another process is writing this record",
        "Wait for it to finish, then run the command again.",
    ),
    (
        errors.QueryCanceled,
        "the database broke the work off: a statement took longer than it allows",
        f"Raise statement_timeout for this user of the database, then {_AGAIN}",
    ),
    (
        errors.IdleInTransactionSessionTimeout,
        "the database broke the work off: this process stood still in the middle of it",
        f"Then {_AGAIN}",
    ),
    (
        errors.ReadOnlySqlTransaction,
        "the database can only be read: it is a standby, or was set so",
        "Name the primary server in mission.toml ([store] url).",
    ),
    (
        errors.InsufficientPrivilege,
        "this user of the database may not do that",
        "Connect as the owner of the mission's tables ([store] url in mission.toml).",
    ),
    (
        errors.InvalidPassword,
        "the database did not take the password",
        "Set TRUCELINE_DATABASE to the password, or put it into a passfile (~/.pgpass).",
    ),
    (
        errors.InvalidAuthorizationSpecification,
        "the database did not let this user in",
        "Check the user in [store] url, and pg_hba.conf of the server.",
    ),
    (
        errors.InvalidCatalogName,
        "there is no such database on the server",
        "Make it first: createdb NAME, then as an administrator in it: CREATE EXTENSION postgis",
    ),
    (
        errors.TooManyConnections,
        "the database has no connection left",
        "Close other programs that use it, or raise max_connections; then run the same command again.",
    ),
    (errors.RestrictViolation, "the record is append-only", "Nothing was changed."),
    (
        errors.DataCorrupted,
        "the database says that it is damaged",
        "Restore it from a backup, and find out what changed it.",
    ),
    (errors.IndexCorrupted, "an index of the database is damaged", "Run REINDEX DATABASE, then truceline verify."),
    (
        errors.UndefinedTable,
        "the database holds no mission, or none that this user may see",
        "Move a mission into it: truceline migrate MISSION --to URL",
    ),
    (
        PoolTimeout,
        "the database cannot be reached",
        f"Check that the server runs and the network is up, then {_AGAIN}",
    ),
)


#: a server that lets nobody in says why in words alone
_AT_THE_DOOR: tuple[tuple[re.Pattern[str], type[psycopg.Error]], ...] = (
    (re.compile(r'database ".*" does not exist'), errors.InvalidCatalogName),
    (re.compile(r"password authentication failed|no password supplied"), errors.InvalidPassword),
    (
        re.compile(r'role ".*" does not exist|no pg_hba\.conf entry|authentication failed'),
        errors.InvalidAuthorizationSpecification,
    ),
    (re.compile(r"too many clients|connection slots|too many connections"), errors.TooManyConnections),
)


def refusal(error: psycopg.Error, where: str) -> MissionError | RecordError:
    """What PostgreSQL's refusal means."""
    told = next((kind for words, kind in _AT_THE_DOOR if error.sqlstate is None and words.search(str(error))), None)
    for kind, found, advice in _ADVICE:
        if isinstance(error, kind) or (told is not None and issubclass(told, kind)):
            return MissionError(found, where=where, advice=advice)
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        why = said.rpartition(" failed: ")[2]  # which address was asked stands in `where`, which fewer are told
        return MissionError(
            f"the connection to the database was lost, or could not be made: {why}",
            where=where,
            advice=f"Check that the server runs and the network is up, then {_AGAIN}",
        )
    return RecordError(f"the database refused: {said}", where=where, advice="See the server's log.")


def is_lost(error: psycopg.Error) -> bool:
    """Whether it was the connection that broke: the statement may be asked again over another one."""
    if isinstance(error, (PoolTimeout, errors.QueryCanceled, errors.InvalidPassword)):
        return False
    state = error.sqlstate or ""
    lost = state[:2] in ("08", "57")  # connection exceptions; shut down, crashed, or starting up
    return lost or (not state and isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)))
