"""Roles and row-level security, made from the table of access: what the table denies, the database denies too.

For each role of the table there is a database role that cannot log in, `<database>_<role>`; an administrator makes
people members of it. A SELECT shows rows and lets them be taken away, so it takes the table's `read` and `export`
both. A database can neither ask for a purpose nor count signatures: what needs one of them is granted to nobody, and
whatever changes a mission goes through the program, which alone can lay an entry into the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from psycopg import sql

from truceline.record.access import ROLES, Class, Role, State, may
from truceline.record.kinds import Kind
from truceline.stores.postgres.links import SCHEMA

Cell = tuple[Class, State]

#: what the rows of a table are. Tables that stand in neither map are the program's own: nobody reads them
TABLES: Final[Mapping[str, Cell]] = {
    "leaves": ("record", "held"),
    "tiles": ("record", "held"),
    "sources": ("record", "held"),
    "checkpoints": ("record", "held"),
    "about": ("record", "held"),
    "blobs": ("evidence", "held"),
    "view_observations": ("observation", "held"),
    "view_incidents": ("observation", "held"),
    "view_members": ("observation", "held"),
    "view_unresolved": ("observation", "held"),
    "view_findings": ("case", "held"),
    "view_effort": ("position", "held"),  # it locates whoever watched
}

#: what opens an entry, by its kind. Of a case the database does not know how far it is: it stays where it began
KINDS: Final[Mapping[Kind, Cell]] = {
    "receipt": ("evidence", "held"),
    "fetch": ("evidence", "held"),
    "stage": ("observation", "held"),
    "extraction": ("observation", "held"),
    "observation": ("observation", "held"),
    "derivation": ("observation", "held"),
    "incidents": ("observation", "held"),
    "incident": ("observation", "held"),
    "agreement": ("case", "held"),
    "assessment": ("case", "held"),
    "ruling": ("case", "held"),
    "case": ("case", "held"),
    "reply": ("case", "held"),
    "vote": ("case", "held"),
    "dissent": ("case", "held"),
    "decision": ("case", "held"),
    "remedy": ("case", "held"),
    "approval": ("bulletin", "proposed"),
    "release": ("bulletin", "released"),
    "recall": ("bulletin", "recalled"),
    "disclosure": ("log", "held"),
    "access": ("log", "held"),
    "permission": ("log", "held"),
    "erasure": ("log", "held"),
    "destruction": ("log", "held"),
    "seal": ("log", "held"),
    "role": ("role", "held"),
    "key": ("key", "held"),
    "takeover": ("record", "held"),
}


def shown_to(role: Role, what: Class, state: State) -> bool:
    """Whether the database shows rows of this class to a role."""
    asked = (may(role, "read", what, state), may(role, "export", what, state))
    return all(answer.allowed and answer.signatures == 1 and not answer.purpose for answer in asked)


def name_of(database: str, role: Role) -> str:
    """The database's own name of a role: roles are shared by all databases of a server."""
    return f"{database}_{role}"


def grants(database: str) -> sql.Composed:
    """All roles, grants and policies of a mission, in place of those that are there."""
    return sql.SQL(";\n").join(_statements(database))


def closed() -> sql.Composed:
    """Nobody but the owner sees a row."""
    return sql.SQL(";\n").join(_closing())


def grants_digest(database: str) -> str:
    """What stands for them: another table of access is another digest."""
    cells = [(role, *cell) for role in ROLES for cell in _cells() if shown_to(role, *cell)]
    return sha256(repr((1, database, sorted(TABLES.items()), sorted(KINDS.items()), cells)).encode()).hexdigest()


def _cells() -> Iterator[Cell]:
    yield from sorted({*TABLES.values(), *KINDS.values()})


def _closing() -> Iterator[sql.Composable]:
    schema = sql.Identifier(SCHEMA)
    yield sql.SQL(_CLOSE_ALL).format(schema=sql.Literal(SCHEMA))
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM PUBLIC").format(schema)
    yield sql.SQL("REVOKE ALL ON SCHEMA {} FROM PUBLIC").format(schema)


def _statements(database: str) -> Iterator[sql.Composable]:
    schema = sql.Identifier(SCHEMA)
    yield from _closing()
    for role in ROLES:
        name = name_of(database, role)
        yield sql.SQL(_MAKE_ROLE).format(name=sql.Literal(name), role=sql.Identifier(name))
        yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}").format(schema, sql.Identifier(name))
        yield sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, sql.Identifier(name))
        yield from _of_role(role, name)


def _of_role(role: Role, name: str) -> Iterator[sql.Composable]:
    for table, cell in TABLES.items():
        if shown_to(role, *cell):
            yield from _shown(table, name, sql.SQL("true"))
    kinds = [kind for kind, cell in KINDS.items() if shown_to(role, *cell)]
    if kinds:
        yield from _shown("openings", name, sql.SQL("kind IN ({})").format(sql.SQL(", ").join(map(sql.Literal, kinds))))


def _shown(table: str, name: str, which: sql.Composable) -> Iterator[sql.Composable]:
    of = sql.Identifier(SCHEMA, table)
    yield sql.SQL("GRANT SELECT ON {} TO {}").format(of, sql.Identifier(name))
    yield sql.SQL("CREATE POLICY {} ON {} FOR SELECT TO {} USING ({})").format(
        sql.Identifier(f"read {name}"), of, sql.Identifier(name), which
    )


#: every table of the schema under row-level security, and no policy left: nobody but the owner sees a row
_CLOSE_ALL: Final = """DO $do$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = {schema} LOOP
    EXECUTE format('DROP POLICY %I ON %I.%I', found.policyname, {schema}, found.tablename);
  END LOOP;
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = {schema} LOOP
    EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', {schema}, found.tablename);
  END LOOP;
END $do$"""

_MAKE_ROLE: Final = """DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN CREATE ROLE {role} NOLOGIN; END IF;
END $do$"""
