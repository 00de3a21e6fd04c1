"""docs/merging.md tells the truth: its command and its script run as written, in the folder of its examples."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "merging.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    found: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = shutil.copytree(DOCS / "examples" / "merging", tmp_path_factory.mktemp("guide") / "merging")
    command = shlex.split(block("console").removeprefix("$ truceline "))
    run(place, "-m", "truceline.cli", *command)
    return place


def run(folder: Path, *words: str) -> None:
    result = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "merged.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_comes_out_with_the_columns_the_page_names(folder: Path) -> None:
    tables = [folder / name for name in ("acled.csv", "ged.csv", "gtd.csv", "field.csv")]
    given = sum(len(table.read_text().splitlines()) - 1 for table in tables)
    assert len(rows(folder)) == given
    assert all(row["incident_id"] and row["p_same"] and row["n_origins"] for row in rows(folder))
    assert "</html>" in (folder / "merge.html").read_text(encoding="utf-8")


def test_sets_that_tell_of_one_event_stand_together(folder: Path) -> None:
    """The last two digits of an id number the invented event it tells of."""
    found = [(row["incident_id"], row["event_id"][-2:]) for row in rows(folder)]
    pairs = [(a, b) for k, a in enumerate(found) for b in found[:k]]
    together = [a[1] == b[1] for a, b in pairs if a[0] == b[0]]
    true = [a[0] == b[0] for a, b in pairs if a[1] == b[1]]
    assert sum(together) / len(together) > 0.9
    assert sum(true) / len(true) > 0.7


def test_the_map_on_the_page_is_in_the_map_of_the_examples(folder: Path) -> None:
    def leaves(tables: dict[str, object]) -> set[tuple[str, str]]:
        [table] = tables["table"]  # type: ignore[misc]
        return {
            (f"{group}.{name}", str(value))
            for group, part in table.items()
            if group != "match"
            for name, value in part.items()
        }

    assert leaves(tomllib.loads(block("toml"))) <= leaves(tomllib.loads((folder / "map.toml").read_text()))


def test_the_script_runs(folder: Path) -> None:
    run(folder, "-c", block("python"))
