"""The import contract holds, and is able to fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("publish/answer.py", "from truceline.model.tables import INCIDENTS"),
        ("publish/answer.py", "from truceline.record.redact import redact"),
        ("fuse/params.py", "import time"),
        ("assess/worlds.py", "import random"),
        ("model/ids.py", "from truceline.stores import files"),
        ("extract/extract.py", "from truceline.locate import locate"),
        ("measure/counts.py", "import os"),
    ],
)
def test_planted_import_is_caught(tmp_path: Path, room: str, forbidden: str) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "src/truceline" / room
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{forbidden}  # noqa\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout
