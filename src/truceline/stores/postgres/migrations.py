"""The tables of a mission in PostgreSQL, made step by step: numbered files, applied once, in order, under a lock."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import Final

import msgspec
import psycopg
from psycopg import errors, sql

from truceline.model.errors import MissionError
from truceline.stores.postgres.grants import closed, grants, grants_digest
from truceline.stores.postgres.links import SCHEMA, Link, rows
from truceline.stores.postgres.refusals import refusal
from truceline.stores.postgres.view_tables import ddl, ddl_digest, drop

#: whoever changes the tables holds it; a number of our own, for good
_LOCK: Final = 7_205_759_403_792_793


class Migration(msgspec.Struct, frozen=True):
    """One step: a file of SQL."""

    n: int
    name: str
    text: str

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()


def known() -> tuple[Migration, ...]:
    """Every step that this program knows, in order."""
    found = [path for path in files(__package__).joinpath("migrations").iterdir() if path.name.endswith(".sql")]
    return tuple(
        Migration(int(path.name[:4]), path.name, path.read_text("utf-8"))
        for path in sorted(found, key=lambda p: p.name)
    )


def migrate(link: Link, where: str, steps: tuple[Migration, ...] | None = None) -> int:
    """Bring the tables up to date, all steps or none. Returns how many were applied.

    Raises MissionError for a database that is newer than this program, or whose steps were other ones; where the user
    may not make tables.
    """
    steps = known() if steps is None else steps
    try:
        with link.transaction():
            link.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            link.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
            link.execute(
                "CREATE TABLE IF NOT EXISTS migrations (n integer PRIMARY KEY, name text NOT NULL,"
                " sha256 text NOT NULL, applied timestamptz NOT NULL DEFAULT now())"
            )
            link.execute("CREATE TABLE IF NOT EXISTS made (name text PRIMARY KEY, value text NOT NULL)")
            missing = _missing(link, where, steps)
            for step in missing:
                link.execute(step.text)
                link.execute("INSERT INTO migrations VALUES (%s, %s, %s)", (step.n, step.name, step.sha256))
            _make_view(link)
            _grant(link)
    except errors.InsufficientPrivilege as error:
        raise MissionError(
            f"this user may not make the mission's tables: {str(error).splitlines()[0]}",
            where=where,
            advice="As an administrator of the server: CREATE EXTENSION postgis; ALTER DATABASE … OWNER TO …; "
            "ALTER ROLE … CREATEROLE",
        ) from error
    except psycopg.Error as error:
        raise refusal(error, where) from error
    return len(missing)


def check_version(link: Link, where: str) -> None:
    """Raises MissionError unless the tables are those of this program."""
    try:
        if _missing(link, where, known()):
            raise MissionError(
                "the tables of this database are those of an older program",
                where=where,
                advice="Run any command that may write it once, such as: truceline run MISSION",
            )
    except psycopg.Error as error:
        raise refusal(error, where) from error


def _missing(link: Link, where: str, steps: tuple[Migration, ...]) -> tuple[Migration, ...]:
    done = {int(n): str(digest) for n, digest in rows(link, "SELECT n, sha256 FROM migrations ORDER BY n")}
    newest = steps[-1].n
    if done and max(done) > newest:
        raise MissionError(
            f"the tables of this database were made by a newer program: step {max(done)}, and this one knows {newest}",
            where=where,
            advice="Install the newer program. Nothing was changed.",
        )
    for step in steps:
        if step.n in done and done[step.n] != step.sha256:
            raise MissionError(
                f"step {step.name} was another one when it was applied here",
                where=where,
                advice="Use the program that made these tables. Nothing was changed.",
            )
    return tuple(step for step in steps if step.n not in done)


def _make_view(link: Link) -> None:
    """The tables of the view, which can be filled again: where others are wanted, they are made anew, empty."""
    if not _is(link, "view", ddl_digest()):
        link.execute(drop() + ddl())


def _grant(link: Link) -> None:
    """Roles and policies, where they are not those of the table of access as it stands.

    Where this user may make no roles, nobody but this user sees a row: the next who may makes them.
    """
    database = link.info.dbname
    ((able,),) = rows(link, "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    if not _is(link, "grants", f"{grants_digest(database)} {ddl_digest()} {able}"):
        link.execute(grants(database) if able else closed())


def _is(link: Link, name: str, wanted: str) -> bool:
    """Whether this was noted before; from now on it is."""
    held = rows(link, "SELECT value FROM made WHERE name = %s", (name,))
    if held and held[0][0] == wanted:
        return True
    link.execute(
        "INSERT INTO made VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, wanted)
    )
    return False
