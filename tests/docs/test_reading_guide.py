"""docs/reading.md tells the truth: its commands run as written, and every line it shows is in what comes out."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reading.md").read_text(encoding="utf-8")


def masked(line: str) -> str:
    """Ids without their digits: they are addresses of content, and the page shortens them."""
    return re.sub(r"\b((?:org|itm)_)[0-9a-f]+…?", r"\1…", line).strip()


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(DOCS / "examples" / "reading", tmp_path_factory.mktemp("guide") / "reading")


@pytest.fixture(scope="module")
def said(folder: Path) -> list[str]:
    lines: list[str] = []
    for command in re.findall(r"^\$ truceline (.*)$", "".join(blocks("console")), re.MULTILINE):
        result = subprocess.run(
            [sys.executable, "-m", "truceline.cli", *shlex.split(command)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"{command}\n{result.stderr}"
        lines += [masked(line) for line in result.stdout.splitlines()]
    return lines


def holds(written: dict[str, Any], shown: dict[str, Any]) -> bool:
    return all(written.get(name) == value for name, value in shown.items())


def test_every_line_of_output_is_what_comes_out(said: list[str]) -> None:
    promised = [masked(line) for block in blocks("console") for line in block.splitlines() if not line.startswith("$")]
    assert len(promised) > 6
    assert [line for line in promised if line not in said] == []


@pytest.mark.parametrize(("block", "file"), [(0, "read.jsonl"), (1, "origins.jsonl")])
def test_every_line_of_json_is_what_is_written(said: list[str], folder: Path, block: int, file: str) -> None:
    written = [json.loads(line) for line in (folder / file).read_text(encoding="utf-8").splitlines()]
    shown = [json.loads(line) for line in blocks("json")[block].splitlines()]
    assert shown
    assert [one for one in shown if not any(holds(line, one) for line in written)] == []


def test_the_places_are_those_of_the_files(said: list[str], folder: Path) -> None:
    text = (folder / "wire.txt").read_text(encoding="utf-8")
    for line in (folder / "read.jsonl").read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        assert text[read["start"] : read["end"]] == read["text"]


def test_the_pages_are_written(said: list[str], folder: Path) -> None:
    assert "not a single round left our positions" in (folder / "read.html").read_text(encoding="utf-8")
    assert 'class="same"' in (folder / "beside.html").read_text(encoding="utf-8")
    assert 'lang="uk"' in (folder / "origin.html").read_text(encoding="utf-8")


def test_every_file_of_the_table_is_there() -> None:
    named = re.findall(r"^\| `([\w.]+)` \|", PAGE, re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in (DOCS / "examples" / "reading").iterdir())
