"""Every command of docs/verifying.md is run, and answers as it says there; the proof in it is one of today's format."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.proof_files import samples

from truceline.cli import commands

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "verifying.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a reader has: the program and the proof; `python3` and `truceline` are those of the tests."""
    (tmp_path / "examples").mkdir()
    shutil.copy(DOCS / "verify_figure.py", tmp_path)
    shutil.copy(DOCS / "examples" / "figure.proof.json", tmp_path / "examples")
    (tmp_path / "bin").mkdir()
    for name, words in (("python3", ""), ("truceline", " -m truceline.cli")):
        command = tmp_path / "bin" / name
        command.write_text(f'#!/bin/sh\nexec {sys.executable}{words} "$@"\n')
        command.chmod(0o755)
    return tmp_path


def test_every_command_answers_as_it_says(folder: Path) -> None:
    typed, told = [], []
    for block in re.findall(r"```\n(\$ .*?)```", PAGE, re.DOTALL):
        for line in block.splitlines():
            (typed if line.startswith("$ ") else told).append(line.removeprefix("$ "))
    path = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", "\n".join(typed)],
        cwd=folder, env=path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert [line.rstrip() for line in done.stdout.splitlines()] == told


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        (["/counts/0/value_low"], True),
        (["#/counts/0/value_low"], True),
        (["bulletin.proof.json#/counts/0/value_low"], True),
        (["#/counts/0/value_high"], False),
        (["counts/0/value_low"], False),
        (["/counts/0/value_low", "/counts/1/value_low"], False),
        (["truceline/test"], False),
    ],
)
def test_what_was_not_asked_rightly_is_not_said_to_hold(folder: Path, words: list[str], holds: bool) -> None:
    """A place as the page has it, and nothing else that could be taken for one."""
    command = [sys.executable, "verify_figure.py", "examples/figure.proof.json", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == holds == ("/counts/0/value_low = 3" in done.stdout), done


def test_the_proof_on_the_page_is_the_one_that_is_made_today(tmp_path: Path) -> None:
    assert (DOCS / "examples" / "figure.proof.json").read_bytes() == samples(tmp_path)["figure"]


def test_the_schema_of_a_proof_is_printed() -> None:
    printed = json.loads(CliRunner().invoke(commands, ["schema", "Proof"]).stdout)
    parts = printed["$defs"]["Proof"]
    assert set(parts["required"]) == {"format", "keys", "note", "index", "leaf", "path", "disclosed"}
    assert set(parts["properties"]) == {*parts["required"], "row", "figure", "bulletin"}
    assert parts["additionalProperties"] is False
