"""The rows of a record in PostgreSQL (`stores.raw_record.RawRecord`), and what is said about a record on its way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from truceline.stores.postgres.links import SCHEMA, Link, Links, rows
from truceline.stores.postgres.record_reader import size_of
from truceline.stores.raw_record import RawEntry, Rest

#: a record on its way in, one that can be worked with, one that went elsewhere
Standing = Literal["arriving", "here", "moved"]
_STANDING: Final = "standing"


class RawPostgres:
    """The rows of a record's tables."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def size(self) -> int:
        return self._links.ask(size_of)

    def entries(self, first: int, end: int) -> list[RawEntry]:
        query = (
            "SELECT idx, l.kind, leaf, body, salts FROM leaves l JOIN openings USING (idx)"
            " WHERE idx >= %s AND idx < %s ORDER BY idx"
        )
        return [RawEntry(*row) for row in self._links.rows(query, (first, end))]

    def rest(self) -> Rest:
        return Rest(
            {name: value for name, value in self._links.rows("SELECT * FROM about") if name != _STANDING},
            self._links.rows("SELECT level, n, root, hashes FROM tiles ORDER BY level, n"),
            self._links.rows('SELECT source, seq, hash FROM sources ORDER BY source COLLATE "C"'),
            self._links.rows("SELECT size, note FROM checkpoints ORDER BY size"),
        )

    def put(self, entries: Iterable[RawEntry]) -> None:
        kept = list(entries)
        numbers, kinds = [e.index for e in kept], [e.kind for e in kept]

        def work(link: Link) -> None:
            with link.transaction():
                link.execute(
                    "INSERT INTO leaves SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bytea[])"
                    " ON CONFLICT (idx) DO NOTHING",
                    (numbers, kinds, [e.leaf for e in kept]),
                )
                link.execute(
                    "INSERT INTO openings AS old"
                    " SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bytea[], %s::bytea[])"
                    " ON CONFLICT (idx) DO UPDATE SET body = excluded.body, salts = excluded.salts"
                    " WHERE (old.body, old.salts) IS DISTINCT FROM (excluded.body, excluded.salts)",
                    (numbers, kinds, [e.body for e in kept], [e.salts for e in kept]),
                )

        self._links.ask(work)

    def finish(self, rest: Rest) -> None:
        def work(link: Link) -> None:
            with link.transaction(), link.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO tiles VALUES (%s, %s, %s, %s) ON CONFLICT (level, n) DO NOTHING", rest.tiles
                )
                cursor.executemany(
                    "INSERT INTO sources VALUES (%s, %s, %s)"
                    " ON CONFLICT (source) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
                    rest.sources,
                )
                cursor.executemany(
                    "INSERT INTO checkpoints VALUES (%s, %s) ON CONFLICT (size) DO UPDATE SET note = excluded.note",
                    rest.checkpoints,
                )
                _say(link, rest.about)
                link.execute("UPDATE head SET size = %s", (size_of(link),))
                link.execute("ANALYZE leaves, openings, tiles")

        self._links.ask(work)

    def close(self) -> None:
        """The connections are those of whoever made them."""


def standing(link: Link) -> Standing:
    """How far a record is on its way."""
    found = rows(link, "SELECT value FROM about WHERE name = %s", (_STANDING,))
    return found[0][0] if found else "here"


def set_standing(links: Links, to: Standing, about: dict[str, str] | None = None) -> None:
    """From now on it is so, durably; `about` is noted with it."""

    def work(link: Link) -> None:
        with link.transaction():
            _say(link, {**(about or {}), _STANDING: to})

    links.ask(work)


def origin_of(link: Link) -> str | None:
    """The name of the record that this database holds; null where it holds none."""
    ((there,),) = rows(link, "SELECT to_regclass(%s) IS NOT NULL", (f"{SCHEMA}.about",))
    found = rows(link, "SELECT value FROM about WHERE name = 'origin'") if there else []
    return str(found[0][0]) if found else None


def remove(links: Links) -> None:
    """Take the mission out of the database: every table of it. Roles stay, for they may have members."""
    links.ask(lambda link: link.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))


def _say(link: Link, about: dict[str, str]) -> None:
    for name, value in about.items():
        link.execute(
            "INSERT INTO about VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )
