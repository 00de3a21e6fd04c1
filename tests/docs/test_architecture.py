"""docs/ARCHITECTURE.md tells the truth: its blocks are a mission, and its outputs are what comes out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")


def named_files() -> dict[str, str]:
    """Blocks that follow a file's name on a line of its own."""
    found = re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return dict(found)


def masked(line: str) -> str:
    """Ids without their digits: they are addresses of content, and the page shortens them."""
    return re.sub(r"\b((?:inc|obs|org|fnd|itm)_)[0-9a-f]+…?", r"\1…", line).strip()


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("lower-river")
    for name, text in named_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lines: list[str] = []
    for command in re.findall(r"^\$ truceline (.*)$", PAGE, re.MULTILINE):
        result = subprocess.run(
            [sys.executable, "-m", "truceline.cli", *command.split()],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"{command}\n{result.stderr}"
        lines += [masked(line) for line in result.stdout.splitlines()]
    return lines


def test_every_line_of_output_is_what_comes_out(said: list[str]) -> None:
    blocks = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    promised = [masked(line) for block in blocks for line in block.splitlines() if not line.startswith("$")]
    assert len(promised) > 20
    assert [line for line in promised if line not in said] == []


def test_every_room_is_on_the_page() -> None:
    source = Path(__file__).parents[2] / "src" / "truceline"
    rooms = [path.name for path in source.iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert [room for room in rooms if f"{room}/" not in PAGE] == []
