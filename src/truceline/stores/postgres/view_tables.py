"""The tables of a view in PostgreSQL, made from the schemas of `model.tables`, and words as they are looked up there.

Places are points of PostGIS; one GiST index over place and time leads to what lies in a box at a time.
"""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import Final

import pyarrow as pa

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


def _table(name: str) -> str:
    schema, key = TABLES[name]
    lines = [f"{field.name} {_kind(field)}{'' if field.nullable else ' NOT NULL'}" for field in schema]
    lines += list(_MORE.get(name, ()))
    return f"CREATE TABLE {PREFIX}{name} ({', '.join(lines)}, PRIMARY KEY ({', '.join(key)}));\n"


def _kind(field: pa.Field) -> str:
    """Words are compared byte by byte, as everywhere in this program."""
    whole = pa.types.is_integer(field.type) or pa.types.is_boolean(field.type)
    return "bigint" if whole else 'text COLLATE "C"'
