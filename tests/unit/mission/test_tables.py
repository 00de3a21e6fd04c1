"""Answers of stages as entries: of a small mission, run once, again, and after something was erased."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from click.testing import CliRunner

from truceline.cli import commands
from truceline.mission.folder import Mission, open_mission
from truceline.mission.opened import opened
from truceline.mission.proofs import entry_proof, row_proof
from truceline.mission.signing import log_keys, sign
from truceline.mission.tables import entry_of, rows_of, table_entries
from truceline.mission.work import work
from truceline.model.errors import RecordError
from truceline.pipeline import Outcome
from truceline.record.merkle import TreeHead, verify_inclusion
from truceline.record.proof import verify_proof, write_proof
from truceline.record.table_tree import SECRET, Secret, grown, row_hash
from truceline.record.table_tree import opened as row_opened
from truceline.stores.silence import SilentProgress
from truceline.stores.sqlite import SqliteRecord

TABLES = {
    "items", "effort", "claims", "mentions", "observations", "pairs", "origins", "incidents", "members", "findings",
    "audits",
}  # fmt: skip


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    folder = tmp_path_factory.mktemp("tables")
    for n, town in enumerate(("Kharkiv", "Sumy"), 1):
        (folder / f"{n}.txt").write_text(
            f"Shelling in {town}\n\nBy Reuters | March {n}, 2026\n\n"
            f"Shelling hit {town} on March {n}, killing {n} people.\n"
        )
    for words in (["init", str(folder / "m")], ["ingest", str(folder / "m"), *map(str, sorted(folder.glob("*.txt")))]):
        assert CliRunner().invoke(commands, words).exit_code == 0
    return open_mission(folder / "m")


@pytest.fixture
def at_work(mission: Mission) -> Iterator[tuple[SqliteRecord, Outcome]]:
    with opened(mission) as record:
        yield record, work(mission, record, None, SilentProgress())


def test_every_answer_is_one_entry_with_the_root_over_its_rows(at_work: tuple[SqliteRecord, Outcome]) -> None:
    record, outcome = at_work
    found = {line.table: line for _, line in table_entries(record).values()}
    assert found.keys() == TABLES
    for name, line in found.items():
        rows = rows_of(outcome, name)
        assert line.secret is not None
        assert (line.rows, line.fields) == (rows.n, rows.fields)
        assert line.root == grown(rows, line.secret).root.hex()
    assert found["observations"].rows == outcome.observations.num_rows > 0
    assert len({line.secret.seeds.seeds[0].seed for line in found.values() if line.secret}) == len(TABLES)


def test_a_run_that_changes_nothing_adds_nothing(mission: Mission, at_work: tuple[SqliteRecord, Outcome]) -> None:
    record, _ = at_work
    before = record.size()
    work(mission, record, None, SilentProgress())
    assert record.size() == before


def test_a_row_of_the_mission_is_shown_and_no_other(mission: Mission, at_work: tuple[SqliteRecord, Outcome]) -> None:
    record, outcome = at_work
    sign(mission, record)
    found = entry_of(record, outcome, "incidents")
    assert found is not None
    index, line = found
    assert line.secret is not None
    rows = rows_of(outcome, "incidents")
    proof = row_proof(record, log_keys(record), index, rows, line.secret, 1, ["origins"])
    assert proof is not None
    data = write_proof(proof)
    shown = verify_proof(data).row
    assert shown is not None
    counted = ("n_observations", "n_sources", "origins_min", "origins_max")
    assert shown.fields["origins"] == {name: outcome.incidents[name][1].as_py() for name in counted}
    assert outcome.incidents["incident_id"][1].as_py() not in data.decode()
    assert line.secret.seeds.seeds[0].seed not in data.decode()


def test_what_opens_a_table_is_never_laid_open(mission: Mission, at_work: tuple[SqliteRecord, Outcome]) -> None:
    record, outcome = at_work
    found = entry_of(record, outcome, "incidents")
    assert found is not None
    with pytest.raises(RecordError, match="every row of a table"):
        entry_proof(record, log_keys(record), found[0], ["table", "secret"])


def test_closed_tables_keep_their_proofs_and_are_made_anew(mission: Mission) -> None:
    with opened(mission) as record:
        outcome = work(mission, record, None, SilentProgress())
        sign(mission, record)
        index, line = entry_of(record, outcome, "findings" if outcome.findings.num_rows else "incidents") or (0, None)
        assert line is not None
        assert line.secret is not None
        rows = rows_of(outcome, line.table)
        given = row_proof(record, log_keys(record), index, rows, line.secret, 0, rows.fields)
        assert given is not None
        for table, _ in tuple(table_entries(record).values()):
            record.erase(table, [SECRET], by=["a", "b"], why="a piece of evidence was erased")
        verify_proof(write_proof(given))
        assert b"seeds" not in record.entry(index).body
        before = record.size()
        again = work(mission, record, None, SilentProgress())
        assert record.size() == before + len(TABLES)
        new = entry_of(record, again, line.table)
        assert new is not None and new[1].secret not in (None, line.secret)
        record.verify()


def test_a_row_stands_under_the_root_whatever_was_erased_of_another(at_work: tuple[SqliteRecord, Outcome]) -> None:
    record, outcome = at_work
    found = entry_of(record, outcome, "observations")
    assert found is not None
    secret = msgspec.json.decode(msgspec.json.encode(found[1].secret), type=Secret)
    rows = rows_of(outcome, "observations")
    row = row_opened(rows, secret, 0)
    tree = grown(rows, secret)
    verify_inclusion(row_hash(row.commits), 0, tree.path(0), TreeHead(rows.n, tree.root))
