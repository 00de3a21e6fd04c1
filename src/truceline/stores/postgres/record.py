"""The record in PostgreSQL: the same leaves, tiles and checkpoints as in a file, so the same root and proofs."""

from __future__ import annotations

from truceline.model.errors import MissionError
from truceline.ports import Salts
from truceline.stores.postgres.links import Link, Links
from truceline.stores.postgres.migrations import check_version, migrate
from truceline.stores.postgres.raw_record import standing
from truceline.stores.postgres.record_reader import PostgresReader
from truceline.stores.postgres.record_writer import PostgresWriter
from truceline.stores.record import Record
from truceline.stores.salts import ChanceSalts


class PostgresRecord(Record):
    """The record of one mission in a database of its own, which several processes and machines may use."""

    def __init__(
        self, url: str, *, read_only: bool = False, salts: Salts | None = None, origin: str | None = None
    ) -> None:
        """Raises MissionError for a server that cannot be trusted, tables of another program, a record on its way."""
        drawn = salts or ChanceSalts()
        links = Links(url)
        try:
            prepare_tables(links, read_only=read_only)
            links.ask(lambda link: _check_standing(link, links.where))
            if not read_only:
                name = origin or f"truceline/{drawn.draw([(1, b'origin')]).hex()}"
                links.ask(lambda link: _name(link, name))
        except BaseException:  # nobody has it yet who could close it
            links.close()
            raise
        super().__init__(PostgresReader(links), None if read_only else PostgresWriter(links, drawn), drawn, links.where)


def prepare_tables(links: Links, *, read_only: bool) -> None:
    """Look whether the server and its tables can be trusted; make what is missing where that is allowed."""
    with links.new() as link:
        if read_only:
            check_version(link, links.where)
        else:
            migrate(link, links.where)


def _check_standing(link: Link, where: str) -> None:
    now = standing(link)
    if now != "here":
        raise MissionError(
            "this record was not moved here to its end" if now == "arriving" else "this record went elsewhere",
            where=where,
            advice="Finish the move where it was begun: truceline migrate MISSION --to URL"
            if now == "arriving"
            else "Work in the folder that it went to; or move it back: truceline migrate MISSION --to URL",
        )


def _name(link: Link, name: str) -> None:
    link.execute("INSERT INTO about VALUES ('origin', %s) ON CONFLICT (name) DO NOTHING", (name,))
