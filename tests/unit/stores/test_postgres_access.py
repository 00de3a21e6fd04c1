"""The table of access, walked in the database: what it denies, the database denies to that role too."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors, sql
from tests import postgres_server
from tests.postgres_server import Server

from truceline.record.access import ACTIONS, CLASSES, ROLES, STATES, Class, Role, State, cells, may
from truceline.record.kinds import KINDS as ALL_KINDS
from truceline.stores.postgres.grants import KINDS, TABLES, grants_digest, name_of, shown_to
from truceline.stores.postgres.links import Links
from truceline.stores.postgres.record import PostgresRecord
from truceline.stores.postgres.vault import BlobTable, PostgresVault

Link = psycopg.Connection[tuple]


@pytest.fixture(scope="module")
def database() -> Iterator[tuple[Server, str]]:
    """A mission with an entry of each kind and a row in each table, and somebody who can sign in for each role."""
    if why := postgres_server.absent():
        pytest.skip(why)
    with postgres_server.server() as server:
        name = "walked"
        url = server.fresh(name)
        record = PostgresRecord(url)
        for kind in ALL_KINDS:
            record.append([(kind, {"words": f"secret {kind}"})])
        record.append([("receipt", {"n": n}) for n in range(300)])
        record.keep_checkpoint(1, b"note")
        record.close()
        links = Links(url)
        PostgresVault(BlobTable(links)).put(b"evidence")
        links.close()
        for table in TABLES:
            if table.startswith("view_"):
                server.sql(_one_row(server, name, table), name)
        for role in ROLES:
            server.sql(f"CREATE ROLE person_{role} LOGIN IN ROLE {name_of(name, role)}")
        yield server, name


def _one_row(server: Server, database: str, table: str) -> str:
    """A row of anything at all."""
    columns = server.sql(
        "SELECT string_agg(column_name || ':' || data_type, ',') FROM information_schema.columns WHERE"
        f" table_schema = 'truceline' AND table_name = '{table}' AND is_generated = 'NEVER'"
        " AND (is_nullable = 'NO') AND column_default IS NULL",
        database,
    )
    pairs = [pair.split(":") for pair in columns.split(",")]
    values = ", ".join("0" if kind == "bigint" else "'x'" for _, kind in pairs)
    return f"INSERT INTO truceline.{table} ({', '.join(name for name, _ in pairs)}) VALUES ({values})"


@pytest.mark.parametrize("role", ROLES)
def test_every_cell(database: tuple[Server, str], role: Role) -> None:
    """For each class and state: what is shown is what may be read and taken away, without a condition."""
    server, name = database
    walked = set()
    with psycopg.connect(server.url(name, f"person_{role}"), autocommit=True) as link:
        for what in CLASSES:
            for state in STATES:
                seen = sum(_rows_of(link, what, state))
                allowed = may(role, "read", what, state).allowed and may(role, "export", what, state).allowed
                assert allowed or not seen, f"the database shows {what}.{state} to {role}, and the table does not"
                held = (what, state) in {*TABLES.values(), *KINDS.values()}
                assert not (shown_to(role, what, state) and held) or seen, f"{role} does not see {what}.{state}"
                walked |= {(role, action, what, state) for action in ACTIONS}
                _nothing_can_be_changed(link, what, state)
    assert walked == {cell for cell in cells() if cell[0] == role}


def _rows_of(link: Link, what: Class, state: State) -> Iterator[int]:
    """How many rows of a class a role sees, table by table; none where it is refused."""
    for table, cell in TABLES.items():
        if cell == (what, state):
            yield _count(link, table, sql.SQL("true"))
    kinds = [kind for kind, cell in KINDS.items() if cell == (what, state)]
    if kinds:
        yield _count(link, "openings", sql.SQL("kind = ANY({})").format(sql.Literal(kinds)))


def _count(link: Link, table: str, which: sql.Composable) -> int:
    try:
        query = sql.SQL("SELECT count(*) FROM {} WHERE {}").format(sql.Identifier("truceline", table), which)
        return int(link.execute(query).fetchone()[0])  # type: ignore[index]
    except errors.InsufficientPrivilege:
        return 0


def _nothing_can_be_changed(link: Link, what: Class, state: State) -> None:
    """Whatever may be added, erased or released goes through the program, which lays an entry into the tree."""
    tables = [table for table, cell in TABLES.items() if cell == (what, state)]
    if any(cell == (what, state) for cell in KINDS.values()):
        tables.append("openings")
    for table in tables:
        for statement in ("DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES", "TRUNCATE {}"):
            with pytest.raises(errors.InsufficientPrivilege):
                link.execute(sql.SQL(statement).format(sql.Identifier("truceline", table)))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_only_the_kinds_of_its_classes(database: tuple[Server, str], role: Role) -> None:
    server, name = database
    with psycopg.connect(server.url(name, f"person_{role}"), autocommit=True) as link:
        try:
            seen = {kind for (kind,) in link.execute("SELECT DISTINCT kind FROM truceline.openings")}
        except errors.InsufficientPrivilege:
            seen = set()
    assert seen == {kind for kind, cell in KINDS.items() if shown_to(role, *cell)}


@pytest.mark.parametrize("role", ROLES)
def test_no_role_sees_accounts_sessions_or_what_the_program_keeps_for_itself(
    database: tuple[Server, str], role: Role
) -> None:
    server, name = database
    every = server.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'truceline'", name).split()
    own = {*every} - {*TABLES} - {"openings"}
    assert {"accounts", "sessions", "spares", "browsers", "answers", "failures", "migrations", "made"} <= own
    with psycopg.connect(server.url(name, f"person_{role}"), autocommit=True) as link:
        for table in own:
            with pytest.raises(errors.InsufficientPrivilege):
                link.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier("truceline", table)))


def test_every_table_is_under_row_level_security(database: tuple[Server, str]) -> None:
    server, name = database
    query = "SELECT count(*) FROM pg_tables WHERE schemaname = 'truceline' AND NOT rowsecurity"
    assert server.sql(query, name) == "0"


def test_what_is_mapped_is_known() -> None:
    assert {*KINDS} <= {*ALL_KINDS}
    assert not any(shown_to("public", *cell) for cell in TABLES.values())


def test_another_table_of_access_is_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    from truceline.stores.postgres import grants

    before = grants_digest("one")
    assert grants_digest("two") != before
    monkeypatch.setattr(grants, "shown_to", lambda role, *cell: role == "chair")
    assert grants_digest("one") != before


def test_a_user_who_may_make_no_roles_is_told(database: tuple[Server, str]) -> None:
    server, _ = database
    server.sql("CREATE ROLE plain LOGIN")
    server.sql("CREATE DATABASE of_plain TEMPLATE empty_mission OWNER plain")
    record = PostgresRecord(server.url("of_plain", "plain"))
    record.append([("stage", {"n": 1})])
    assert record.verify() == 1
    record.close()
    server.sql("ALTER ROLE plain CREATEROLE")
    PostgresRecord(server.url("of_plain", "plain")).close()
    assert server.sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'of\\_plain\\_%'") == str(len(ROLES))
