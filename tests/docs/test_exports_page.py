"""docs/exports.md and docs/whiteflag.md: every command runs as written, every format and code is one that there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli import commands
from truceline.mission.formats import ENDINGS
from truceline.mission.release import FORMATS
from truceline.model.taxonomy import EVENT_TYPES, OBJECT_CLASSES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "exports.md").read_text(encoding="utf-8")
EVENTS = """event_id,source,start,end,lat,lon,radius_m,type,source_class
1,wire,2025-04-19T10:00:00Z,2025-04-19T11:00:00Z,48.1,37.8,3000,fire.shelling,news
2,portal,2025-04-19T15:20:00Z,2025-04-19T15:30:00Z,48.51,37.11,2000,fire.explosion,news
3,portal,2025-04-21T10:20:00Z,2025-04-21T10:30:00Z,52.1,37.8,2000,fire.explosion,news
"""


def _console() -> list[str]:
    blocks: list[str] = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ truceline ") for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the mission of the page, in which each of its commands was run."""
    place = tmp_path_factory.mktemp("exports")
    (place / "events.csv").write_text(EVENTS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(place)
        for line in ("init north", "ingest north events.csv", *_console()):
            done = CliRunner().invoke(commands, shlex.split(line), catch_exceptions=False)
            assert done.exit_code == 0, (line, done.output)
    return place


def test_every_command_made_its_file(folder: Path) -> None:
    files = [word for line in _console() for word in line.split() if word.startswith(("incidents.", "observations."))]
    assert len(files) == 4 and all((folder / name).stat().st_size for name in files)
    (day,) = (folder / "north" / "bulletins").iterdir()
    names = {path.name for path in day.iterdir()}
    assert {"bulletin.gpkg", "bulletin.cap.xml", "bulletin.stix.json", "ro-crate-metadata.json"} <= names


def test_the_notebook_reads_the_part_that_it_asks_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    (block,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(block, "docs/exports.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "fire.shelling" in shown and "fire.explosion" in shown and shown.count("inc_") == 2


def test_the_table_of_formats_is_complete() -> None:
    rows = re.findall(r"^\| (\w+) \| ([^|]*)\| ([^|]*)\|", PAGE, re.MULTILINE)
    named = {name: (bool(inside.strip()), bool(leaves.strip())) for name, inside, leaves in rows}
    assert {name for name, (inside, _) in named.items() if inside and name != "hxl"} >= set(ENDINGS)
    assert {"html", "md", "pdf", "json"} | {name for name, (_, leaves) in named.items() if leaves} >= set(FORMATS)


def test_the_codes_beside_whiteflag_are_those_of_the_taxonomy() -> None:
    page = (DOCS / "whiteflag.md").read_text(encoding="utf-8")
    codes = set(re.findall(r"`((?:fire|ground|air|mine|harm)[a-z._]*)`", page))
    objects = set(re.findall(r"`((?:energy|water|communications|railway|bridge|port|hospital|school)[a-z._]*)`", page))
    assert codes and codes <= set(EVENT_TYPES) and objects and objects <= set(OBJECT_CLASSES)
