"""Every command explains itself, and errors end as the contract says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli import COMMANDS, commands


def truceline(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "truceline.cli", *words], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", list(COMMANDS))
def test_help_is_printed(name: str) -> None:
    result = CliRunner().invoke(commands, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert f"truceline {name}" in result.output


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom truceline.cli import commands\n"
        "try:\n    commands(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pyarrow', 'duckdb', 'numba', 'msgspec', 'rich', 'apsw', 'shapely'} & set(sys.modules)\n"
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_usage_errors_end_with_2(tmp_path: Path) -> None:
    assert truceline("no-such-command").returncode == 2
    assert truceline("demo", "no-such-demo").returncode == 2


def test_what_cannot_be_used_ends_with_3_and_says_what_to_do(tmp_path: Path) -> None:
    result = truceline("run", str(tmp_path))
    assert result.returncode == 3
    assert "not a mission folder" in result.stderr
    assert "truceline init" in result.stderr


def test_nothing_but_the_answer_on_a_pipe(tmp_path: Path) -> None:
    result = truceline("init", str(tmp_path / "north"), "--json")
    assert result.returncode == 0
    assert result.stderr == ""
    assert result.stdout.startswith("{")
