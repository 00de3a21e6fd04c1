"""The steps that make the tables: once each, in order, under a lock; other programs' databases are left alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from tests.postgres_server import Server

from truceline.model.errors import MissionError
from truceline.stores.postgres import migrations
from truceline.stores.postgres.links import Links
from truceline.stores.postgres.migrations import Migration, known, migrate
from truceline.stores.postgres.record import PostgresRecord


def test_steps_are_numbered_without_a_gap() -> None:
    assert [step.n for step in known()] == list(range(1, len(known()) + 1))


def test_each_step_is_applied_once_whoever_comes_first(postgres: Server) -> None:
    url = postgres.fresh()

    def opened(_: int) -> int:
        links = Links(url)
        try:
            with links.new() as link:
                return migrate(link, links.where)
        finally:
            links.close()

    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(opened, range(4)))
    assert sorted(applied) == [0, 0, 0, len(known())]


def test_a_new_step_is_applied_to_a_database_that_has_the_others(postgres: Server, monkeypatch) -> None:
    url = postgres.fresh()
    record = PostgresRecord(url)
    record.append([("stage", {"n": 1})])
    record.close()
    more = (*known(), Migration(len(known()) + 1, "9999_more.sql", "CREATE TABLE more (n bigint)"))
    monkeypatch.setattr(migrations, "known", lambda: more)
    with pytest.raises(MissionError, match="those of an older program"):
        PostgresRecord(url, read_only=True)
    record = PostgresRecord(url)
    assert record.verify() == 1
    record.close()
    monkeypatch.undo()
    for read_only in (True, False):
        with pytest.raises(MissionError, match="made by a newer program") as told:
            PostgresRecord(url, read_only=read_only)
        assert "Nothing was changed" in told.value.diagnostics()


def test_a_step_that_fails_leaves_nothing(postgres: Server, monkeypatch) -> None:
    url = postgres.fresh()
    wrong = Migration(len(known()) + 1, "9999_wrong.sql", "CREATE TABLE more (n bigint); SELECT 1 / 0")
    monkeypatch.setattr(migrations, "known", lambda: (*known_steps, wrong))
    known_steps = known()
    with pytest.raises(Exception, match="division by zero"):
        PostgresRecord(url)
    monkeypatch.undo()
    record = PostgresRecord(url)
    assert record.size() == 0
    record.close()


def test_a_step_that_was_changed_after_it_was_applied_is_seen(postgres: Server, monkeypatch) -> None:
    url = postgres.fresh()
    PostgresRecord(url).close()
    first, *others = known()
    changed = msgspec.structs.replace(first, text=first.text + "-- changed")
    monkeypatch.setattr(migrations, "known", lambda: (changed, *others))
    with pytest.raises(MissionError, match="was another one when it was applied here"):
        PostgresRecord(url)


def test_other_tables_of_the_view_are_made_anew_and_the_record_stays(postgres: Server, monkeypatch) -> None:
    url = postgres.fresh()
    record = PostgresRecord(url)
    record.append([("stage", {"n": 1})])
    record.close()
    monkeypatch.setattr(migrations, "ddl_digest", lambda: "another")
    record = PostgresRecord(url)
    assert record.verify() == 1
    record.close()
