"""Whoever brings evidence takes a signed receipt away, and can tell later that the record keeps its promise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A file to bring."""
    path = tmp_path / "article.txt"
    path.write_text("Shelling kills two in Kharkiv\n\nRussian shelling hit Kharkiv on Tuesday.\n", encoding="utf-8")
    return path


def truceline(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    keys = {**os.environ, "TRUCELINE_KEYS": str(folder / "keys")}
    return subprocess.run(
        [sys.executable, "-m", "truceline.cli", *map(str, words)], capture_output=True, text=True, check=False, env=keys
    )


def test_a_receipt_is_given_and_kept(tmp_path: Path, told: Path) -> None:
    mission, other, given = tmp_path / "north", tmp_path / "south", tmp_path / "given"
    for folder in (mission, other):
        assert truceline(tmp_path, "init", folder).returncode == 0
    assert truceline(tmp_path, "ingest", mission, told, "--receipts", given).returncode == 0
    assert truceline(tmp_path, "ingest", other, told).returncode == 0
    (receipt,) = given.iterdir()
    assert receipt.read_text().startswith("truceline receipt/v1\n")
    kept = truceline(tmp_path, "verify", mission, "--receipt", receipt)
    assert (kept.returncode, "is the one that was promised" in kept.stdout) == (0, True), kept
    assert json.loads(truceline(tmp_path, "verify", mission, "--receipt", receipt, "--json").stdout)["evidence"] == 1
    assert truceline(tmp_path, "verify", other, "--receipt", receipt).returncode == 3
    forged = tmp_path / "forged.receipt"
    forged.write_bytes(receipt.read_bytes().replace(b"operator", b"operatoR"))
    refused = truceline(tmp_path, "verify", mission, "--receipt", forged)
    assert (refused.returncode, "does not hold" in refused.stderr) == (3, True), refused
    again = truceline(tmp_path, "ingest", mission, told, "--receipts", tmp_path / "again")
    assert (again.returncode, (tmp_path / "again").exists()) == (0, False), "nothing new, nothing to promise"
