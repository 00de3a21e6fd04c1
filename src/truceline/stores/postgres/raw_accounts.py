"""Accounts on their way between a file and a database, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import apsw

from truceline.model.errors import MissionError
from truceline.stores.accounts import SqliteAccounts
from truceline.stores.connection import Transaction, connect
from truceline.stores.postgres.links import Link, Links, rows, run
from truceline.stores.postgres.texts import told

_TABLES: Final = ("accounts", "spares", "sessions", "browsers", "failures", "answers")


def into_database(path: Path, links: Links) -> None:
    """All that the file holds, in place of what the database holds."""
    try:
        db = connect(path, read_only=True)
        held: dict[str, list[Any]] = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in _TABLES}
        db.close()
    except apsw.Error as error:
        raise _refusal(path, error) from error

    def work(link: Link) -> None:
        with link.transaction():
            link.execute(f"TRUNCATE {', '.join(_TABLES)}")
            for name, found in held.items():
                for row in found:
                    run(link, f"INSERT INTO {name} VALUES ({', '.join(['%s'] * len(row))})", row)

    links.ask(work)


def into_file(links: Links, path: Path) -> None:
    """All that the database holds, in place of what the file holds; no file where there is nobody."""
    held = links.ask(lambda link: {name: rows(link, f"SELECT * FROM {name}") for name in _TABLES})
    if not any(held.values()):
        return
    made = SqliteAccounts(path)
    made.accounts()
    made.close()
    try:
        db = connect(path, read_only=False)
        with Transaction(db):
            for name in reversed(_TABLES):
                db.execute(f"DELETE FROM {name}")
            for name, found in held.items():
                for row in found:
                    db.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", [told(cell) for cell in row])
        db.close()
    except apsw.Error as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: apsw.Error) -> MissionError:
    return MissionError(
        f"{path.name} cannot be moved: {error}", where=str(path), advice="Restore it from a backup, or move it away."
    )
