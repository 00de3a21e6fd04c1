"""The view in PostgreSQL, with places in PostGIS: the same questions and answers as in SQLite.

It can be made again from the evidence, so its commits do not wait for the disk; they are atomic all the same.
"""

from __future__ import annotations

from typing import Any

from truceline.model.errors import MissionError
from truceline.model.view import EffortQuery, IncidentQuery, ViewChanges
from truceline.stores.postgres.links import Link, Links, send
from truceline.stores.postgres.texts import told
from truceline.stores.postgres.view_apply import AS_OF, about, as_of_of, take_over
from truceline.stores.postgres.view_select import add_box, page_of_incidents, sort_value
from truceline.stores.postgres.view_tables import PREFIX, forget
from truceline.stores.view_questions import ViewQuestions
from truceline.stores.view_tables import TABLES
from truceline.stores.view_where import Where


class PostgresView(ViewQuestions):
    """A `ports.View`. Threads and processes share it."""

    prefix = PREFIX

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made = links.ask(lambda link: about(link, "made"))

    # -- reading

    def as_of(self) -> int:
        return self._links.ask(as_of_of)

    def note(self, name: str) -> str | None:
        return self._links.ask(lambda link: about(link, name))

    def seen(self, sql: str, values: tuple[object, ...] = ()) -> tuple[list[Any], int]:
        """With one wait for the server."""
        asked = sql.replace("?", "%s")

        def work(link: Link) -> tuple[list[Any], int]:
            with link.pipeline():
                link.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                found = send(link, asked, values)
                said = send(link, AS_OF)
                link.execute("COMMIT")
            row = said.fetchone()
            return _as_applied(found.fetchall()), int(row[0]) if row else 0

        return self._links.ask(work)

    def incident_rows(self, query: IncidentQuery, wanted: str) -> tuple[list[Any], int]:
        sql, values = page_of_incidents(query, wanted)
        return self.seen(sql, tuple(values))

    def in_box(self, where: Where, query: EffortQuery) -> None:
        if query.bbox is not None:
            add_box(where, query.bbox)

    def sort_value(self, query: IncidentQuery) -> str:
        return sort_value(query)

    # -- writing

    def apply(self, changes: ViewChanges, as_of: int) -> None:
        def work(link: Link) -> None:
            with link.transaction():
                link.execute("SET LOCAL synchronous_commit = off")
                link.execute("LOCK TABLE view_about IN SHARE ROW EXCLUSIVE MODE")
                self._check_same(link)
                take_over(link, changes, as_of)
            if changes.whole:
                link.execute("VACUUM " + ", ".join(f"{PREFIX}{name}" for name in TABLES))

        self._links.ask(work)

    def forget(self) -> None:
        """Take everything out of it: what it held may have to be erased. It can be filled again."""
        self._links.ask(lambda link: link.execute(forget()))
        self._made = None

    def _check_same(self, link: Link) -> None:
        """Raises MissionError where the view was emptied since this was opened: what is in it is not what was put."""
        made = about(link, "made")
        if self._made is not None and made != self._made:
            raise MissionError("the view was deleted", where=self._links.where, advice="It is made again.")
        self._made = made

    def close(self) -> None:
        self._links.close()


def _as_applied(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows with their texts as they were applied."""
    return [tuple(map(told, row)) if any(map(_escaped, row)) else row for row in found]


def _escaped(value: object) -> bool:
    return isinstance(value, str) and "\x1a" in value
