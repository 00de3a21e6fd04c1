"""`truceline fuse`: every row comes back, with its incident."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from truceline.cli import commands
from truceline.model.errors import InputError, UsageError

EVENTS = """event_id,source,start,end,lat,lon,radius_m,type,source_class,note
1,wire,2025-04-19T10:00:00Z,2025-04-19T11:00:00Z,48.1,37.8,3000,fire.shelling,news,=1+1
2,portal,2025-04-19T10:20:00Z,2025-04-19T10:30:00Z,48.11,37.81,2000,fire.explosion,news,plain
3,portal,2025-04-19T10:20:00Z,2025-04-19T10:30:00Z,52.1,-37.8,2000,fire.explosion,news,plain
1,wire,2025-04-19T10:00:00Z,2025-04-19T11:00:00Z,48.1,37.8,3000,fire.shelling,news,other words
5,wire,sometime,2025-04-19T11:00:00Z,48.1,37.8,3000,fire.shelling,news,
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["fuse", *words])


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS)
    return path


def test_rows_come_out_in_order_with_their_incident(events: Path) -> None:
    out = events.with_name("merged.csv")
    result = run(str(events), "-o", str(out))
    assert result.exit_code == 1, result.output
    assert "sometime" in result.output
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert [row["event_id"] for row in rows] == ["1", "2", "3", "1", "5"]
    first, second, far, again, broken = rows
    assert first["incident_id"] == second["incident_id"] == again["incident_id"] != far["incident_id"]
    assert (first["n_origins"], far["n_origins"]) == ("2", "1")
    assert 0.5 < float(first["p_same"]) < 1 == float(far["p_same"])
    assert (broken["incident_id"], broken["p_same"], broken["n_origins"]) == ("", "", "")


def test_text_runs_as_no_formula_and_numbers_stay_numbers(events: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(str(events)).stdout)))
    assert rows[0]["note"] == "'=1+1"
    assert rows[2]["lon"] == "-37.8"


def test_json_lines_and_parquet_hold_the_same(events: Path) -> None:
    lines, table = events.with_name("m.jsonl"), events.with_name("m.parquet")
    summary = json.loads(run(str(events), "-o", str(lines), "--json").stdout)
    assert (summary["rows"], summary["incidents"], summary["rejected"]) == (5, 2, 1)
    run(str(events), "-o", str(table))
    assert [json.loads(line) for line in lines.read_text().splitlines()] == pq.read_table(table).to_pylist()


def test_two_files_and_a_row_in_both_are_one_table(events: Path) -> None:
    other = events.with_name("other.csv")
    other.write_text("\n".join(EVENTS.splitlines()[:3]) + "\n")
    rows = list(csv.DictReader(io.StringIO(run(str(events), str(other)).stdout)))
    assert len(rows) == 7
    assert rows[5]["incident_id"] == rows[0]["incident_id"]


def test_a_map_names_foreign_columns(tmp_path: Path) -> None:
    table, mapping = tmp_path / "mine.csv", tmp_path / "map.toml"
    table.write_text("when,north,east,what\n2025-04-19T10:00:00Z,48.1,37.8,boom\n")
    mapping.write_text(
        '[columns]\nstart = "when"\nlat = "north"\nlon = "east"\ntype = "what"\n[types]\nboom = "fire.explosion"\n'
    )
    result = run(str(table), "--map", str(mapping))
    assert result.exit_code == 0, result.output
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["what"] == "boom"
    assert row["incident_id"].startswith("inc_")


def test_what_cannot_be_used_is_said(tmp_path: Path, events: Path) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text("No table at all\n")
    assert isinstance(run(str(poem)).exception, InputError)
    assert isinstance(run(str(events), "-o", str(tmp_path / "x.docx")).exception, UsageError)


def test_what_a_known_table_says_comes_out_with_it(tmp_path: Path) -> None:
    table = Path(__file__).parents[2] / "data" / "sources" / "acled.csv"
    rows = list(csv.DictReader(io.StringIO(run(str(table)).stdout)))
    assert rows
    assert all(row["line"] for row in rows)
    assert any(row["actor"] for row in rows)
    assert any(row["killed"] for row in rows)


def test_an_archive_gives_an_archive_of_incidents(events: Path) -> None:
    from truceline.merging.given import given_of
    from truceline.model.tables import INCIDENTS
    from truceline.stores.archive import read_archive, write_archive
    from truceline.stores.blob_file import blob_of_file

    archive, out = events.with_name("archive"), events.with_name("fused")
    write_archive(archive, given_of([blob_of_file(events)], None, "UTC").observations)
    result = run(str(archive), "-o", str(out), "--json")
    assert result.exit_code == 0, result.output
    incidents = read_archive(out / "incidents", INCIDENTS)
    assert incidents.num_rows == json.loads(result.stdout)["incidents"] == 2
    members = pq.read_table(out / "members.parquet")
    assert set(members.column("incident_id").to_pylist()) == set(incidents.column("incident_id").to_pylist())
    (out / "members.parquet").unlink()
    assert isinstance(run(str(archive), "-o", str(out)).exception, UsageError)
    assert not (out / "members.parquet").exists()  # refused before anything is written


def test_an_archive_needs_a_folder_to_go_to(events: Path) -> None:
    assert isinstance(run(str(events.parent)).exception, UsageError)
