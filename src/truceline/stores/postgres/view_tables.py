"""The tables of a view in PostgreSQL, made from the schemas of `model.tables`, and questions to them as SQL.

Places are points of PostGIS; one GiST index over place and time leads to what lies in a box at a time. Conditions on
whole numbers decide: the index only leads there. Words are looked up as they begin, in any language.
"""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import Any, Final

import msgspec
import pyarrow as pa

from truceline.model.view import Box, EffortQuery, IncidentQuery
from truceline.stores.view_select import STATUSES, cursor_values
from truceline.stores.view_tables import TABLES, columns

PREFIX: Final = "view_"

_MORE: Final = {
    "incidents": (
        "status bigint NOT NULL DEFAULT 3",
        "sectors text NOT NULL",
        "changed bigint NOT NULL",
        "place geometry(Point, 4326) GENERATED ALWAYS AS"
        " (ST_SetSRID(ST_MakePoint(lon_e6 / 1000000.0, lat_e6 / 1000000.0), 4326)) STORED",
        "span int8range GENERATED ALWAYS AS (int8range(start_s, greatest(start_s, end_s), '[]')) STORED",
    ),
    "observations": ("words tsvector NOT NULL DEFAULT ''",),
}
_INDEXES: Final = """
CREATE INDEX view_incidents_by_start ON view_incidents (start_s, incident_id);
CREATE INDEX view_incidents_by_existence ON view_incidents (existence_ppm, incident_id);
CREATE INDEX view_incidents_by_radius ON view_incidents (coalesce(radius_m, -1), incident_id);
CREATE INDEX view_incidents_by_status ON view_incidents (status, start_s, incident_id);
CREATE INDEX view_incidents_by_place ON view_incidents USING gist (place, span);
CREATE INDEX view_incidents_by_span ON view_incidents USING gist (span);
CREATE INDEX view_findings_by_incident ON view_findings (incident_id, provision_id, status);
CREATE INDEX view_findings_by_provision ON view_findings (provision_id, status, incident_id);
CREATE INDEX view_members_by_incident ON view_members (incident_id, observation_id);
CREATE INDEX view_unresolved_by_rival ON view_unresolved (rival_incident_id);
CREATE INDEX view_observations_by_item ON view_observations (item_id);
CREATE INDEX view_observations_by_word ON view_observations USING gin (words);
CREATE INDEX view_effort_by_start ON view_effort (start_s, effort_id);
"""
_OTHERS: Final = """
CREATE TABLE view_about (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE view_changed (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, as_of bigint NOT NULL, kind text NOT NULL, id text NOT NULL
);
CREATE INDEX view_changed_by_as_of ON view_changed (as_of);
INSERT INTO view_about VALUES ('made', gen_random_uuid()::text);
"""
_ORDERS: Final = {"start_s": "start_s", "existence_ppm": "existence_ppm", "radius_m": "coalesce(radius_m, -1)"}


def ddl() -> str:
    """Everything that a new view begins with."""
    return "".join(_table(name) for name in TABLES) + _OTHERS + _INDEXES


def ddl_digest() -> str:
    return sha256(ddl().encode()).hexdigest()


def drop() -> str:
    names = (*TABLES, "about", "changed")
    return "".join(f"DROP TABLE IF EXISTS {PREFIX}{name};\n" for name in names)


def forget() -> str:
    """Nothing is left in the tables, nor in their files; whoever was filling them is told."""
    names = ", ".join(f"{PREFIX}{name}" for name in (*TABLES, "about", "changed"))
    return f"TRUNCATE {names}; INSERT INTO view_about VALUES ('made', gen_random_uuid()::text)"


def upsert(name: str, more: tuple[str, ...] = ()) -> str:
    """A row in; one of the same key takes the place of the earlier one."""
    every = [*columns(name), *more]
    key = TABLES[name][1]
    rest = ", ".join(f"{column} = excluded.{column}" for column in every if column not in key)
    marks = ", ".join(["%s"] * len(every))
    return (
        f"INSERT INTO {PREFIX}{name} ({', '.join(every)}) VALUES ({marks})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {rest}"
    )


class Where:
    """Conditions that all must hold, and their values."""

    def __init__(self) -> None:
        self._terms: list[str] = []
        self.values: list[Any] = []

    def add(self, term: str, *values: object) -> None:
        self._terms.append(term)
        self.values += values

    def any_of(self, column: str, wanted: tuple[object, ...]) -> None:
        if wanted:
            self.add(f"{column} = ANY(%s)", list(wanted))

    @property
    def sql(self) -> str:
        return " AND ".join(self._terms) or "true"


def incidents_where(query: IncidentQuery) -> Where:
    """Every condition on incidents, exact; those on `place` and `span` lead to the index."""
    where = Where()
    if query.bbox is not None:
        _in_box(where, query.bbox, "place")
    if query.from_s is not None or query.until_s is not None:
        where.add("span && int8range(%s, %s, '[]')", query.from_s, query.until_s)
    if query.from_s is not None:
        where.add("end_s > %s", query.from_s)
    if query.until_s is not None:
        where.add("start_s < %s", query.until_s)
    if query.types:
        where.add(
            "(event_type = ANY(%s) OR EXISTS (SELECT FROM unnest(%s::text[]) AS family"
            " WHERE starts_with(event_type, family || '.')))",
            list(query.types),
            list(query.types),
        )
    if query.statuses and not query.provisions:
        where.any_of("status", tuple(STATUSES.index(name) for name in query.statuses if name in STATUSES) or (-1,))
    if query.provisions:
        found = Where()
        found.any_of("provision_id", query.provisions)
        found.any_of("f.status", query.statuses)
        where.add(
            f"EXISTS (SELECT FROM view_findings AS f WHERE f.incident_id = view_incidents.incident_id AND {found.sql})",
            *found.values,
        )
    if query.sectors:
        said = [msgspec.json.encode(sector).decode() for sector in query.sectors]
        where.add("EXISTS (SELECT FROM unnest(%s::text[]) AS one WHERE strpos(sectors, one) > 0)", said)
    if query.words is not None and (said_words := words_query(query.words)):
        where.add(
            "incident_id IN (SELECT m.incident_id FROM view_members AS m JOIN view_observations USING (observation_id)"
            " WHERE words @@ %s::tsquery)",
            said_words,
        )
    return where


def page_of_incidents(query: IncidentQuery, wanted: str) -> tuple[str, list[Any]]:
    """The page asked for, and one row more, which tells whether it is the last."""
    order, step, comes = _ordered(query)
    where = incidents_where(query)
    if query.cursor is not None:
        where.add(f"({_ORDERS[order]}, incident_id) {comes} (%s, %s)", *cursor_values(query.cursor, 2))
    last = f"ORDER BY {_ORDERS[order]} {step}, incident_id {step} LIMIT %s"
    return f"SELECT {wanted} FROM view_incidents WHERE {where.sql} {last}", [*where.values, query.limit + 1]


def sort_value(query: IncidentQuery) -> str:
    """The expression that the page is sorted by."""
    return _ORDERS[_ordered(query)[0]]


def effort_where(query: EffortQuery) -> Where:
    where = Where()
    if query.bbox is not None:
        _in_box(where, query.bbox, None)
    if query.from_s is not None:
        where.add("end_s > %s", query.from_s)
    if query.until_s is not None:
        where.add("start_s < %s", query.until_s)
    if query.cursor is not None:
        where.add("(start_s, effort_id) > (%s, %s)", *cursor_values(query.cursor, 2))
    return where


def words_of(*texts: str | None) -> str:
    """What may be looked up of texts, as a tsvector: words and numbers without case and accents, each once."""
    return " ".join(f"'{word}'" for word in _words(*texts))


def _words(*texts: str | None) -> list[str]:
    joined = unicodedata.normalize("NFKD", " ".join(text or "" for text in texts).casefold())
    plain = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in joined)
    return sorted(set(plain.split()))


def words_query(words: str) -> str:
    """Every word, as a beginning. Nothing in them is an operator: only letters and digits are left."""
    return " & ".join(f"'{word}':*" for word in _words(words))


def _ordered(query: IncidentQuery) -> tuple[str, str, str]:
    down = query.sort.startswith("-")
    return query.sort.removeprefix("-"), "DESC" if down else "ASC", "<" if down else ">"


def _in_box(where: Where, box: Box, indexed: str | None) -> None:
    west, south, east, north = box
    parts = ((west, east),) if west <= east else ((west, 180_000_000), (-180_000_000, east))
    if indexed is not None:
        boxes = " OR ".join([f"{indexed} && ST_MakeEnvelope(%s, %s, %s, %s, 4326)"] * len(parts))
        where.add(
            f"({boxes})", *(e6 / 1e6 for one, other in parts for e6 in (one - 1, south - 1, other + 1, north + 1))
        )
    where.add("lat_e6 BETWEEN %s AND %s", south, north)
    terms = " OR ".join(["lon_e6 BETWEEN %s AND %s"] * len(parts))
    where.add(f"({terms})", *(e6 for part in parts for e6 in part))


def _table(name: str) -> str:
    schema, key = TABLES[name]
    lines = [f"{field.name} {_kind(field)}{'' if field.nullable else ' NOT NULL'}" for field in schema]
    lines += list(_MORE.get(name, ()))
    return f"CREATE TABLE {PREFIX}{name} ({', '.join(lines)}, PRIMARY KEY ({', '.join(key)}));\n"


def _kind(field: pa.Field) -> str:
    """Words are compared byte by byte, as everywhere in this program."""
    whole = pa.types.is_integer(field.type) or pa.types.is_boolean(field.type)
    return "bigint" if whole else 'text COLLATE "C"'
