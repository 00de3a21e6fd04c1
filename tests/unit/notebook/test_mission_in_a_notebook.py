"""A mission opened in a notebook: the tables and reasons of the commands, and a bulletin that nobody has released."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import truceline as tl
from truceline.cli import commands
from truceline.model.errors import UsageError
from truceline.notebook.mission import Mission

PAGE = (Path(__file__).parents[3] / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    """The block of the page that follows the name of its file."""
    return PAGE.partition(f"`{name}`\n")[2].split("```")[1].partition("\n")[2]


def told(*words: str) -> str:
    done = CliRunner().invoke(commands, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Mission]]:
    folder = tmp_path_factory.mktemp("mission")
    names = ("mission.toml", "agreement.toml", "zones.geojson", "reports/patrol-3.csv", "reports/wire.txt")
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(block(name), encoding="utf-8")
    told("ingest", str(folder), str(folder / "reports"))
    yield folder, tl.open(folder)


def test_tables_are_those_that_are_exported(mission: tuple[Path, Mission], tmp_path: Path) -> None:
    folder, opened = mission
    for name in ("incidents", "findings", "members"):
        told("export", str(folder), name, "-o", str(tmp_path / f"{name}.parquet"))
        written, shown = pq.read_table(tmp_path / f"{name}.parquet"), opened.table(name).to_arrow()
        key = shown.column_names[0]
        assert shown.sort_by(key).to_pylist() == written.select(shown.column_names).sort_by(key).to_pylist()
    assert opened.incidents.columns == opened.table("incidents").columns
    with pytest.raises(UsageError, match="Tables: evidence"):
        opened.table("secrets")


def test_why_is_what_explain_says(mission: tuple[Path, Mission]) -> None:
    folder, opened = mission[0], tl.open(mission[0])  # once more: by now all of it is signed
    for id_ in (opened.incidents.to_list()[0]["incident_id"], opened.findings.to_list()[0]["finding_id"]):
        said = json.loads(told("explain", str(folder), id_, "--json"))["lines"]
        assert [list(line) for line in opened.explain(id_).lines] == [[line["depth"], line["words"]] for line in said]


def test_an_incident_shows_its_reports_and_findings(mission: tuple[Path, Mission]) -> None:
    opened = mission[1]
    largest = max(opened.incidents.to_list(), key=lambda row: int(row["n_observations"]))
    shown = opened.incident(str(largest["incident_id"])[:12])
    html = shown._repr_html_()
    assert len(shown.reports) == largest["n_observations"] and "four impacts" in html
    assert "All fire shall cease" in html and shown.findings[0].status == "breach"
    assert "<svg" in shown.plot()._repr_html_()
    with pytest.raises(UsageError, match="inc_"):
        opened.incident("fnd_1")


def test_findings_and_the_mission_show_themselves(mission: tuple[Path, Mission]) -> None:
    folder, opened = mission
    id_ = str(opened.findings.to_list()[0]["finding_id"])
    assert opened.finding(id_)._repr_html_().count("<li>") >= 3
    assert "Lower River" in opened._repr_html_()
    assert "порушення" in tl.open(folder, lang="uk").finding(id_)._repr_html_()


def test_a_bulletin_is_drawn_and_not_released(mission: tuple[Path, Mission]) -> None:
    folder, opened = mission
    issue = opened.bulletin()
    assert "Machine assessment" in issue._repr_html_() and "<svg" in issue.plot()._repr_html_()
    assert "36.23" not in issue._repr_html_(), "an exact place in what the public would see"
    assert not list((folder / "bulletins").glob("*"))
