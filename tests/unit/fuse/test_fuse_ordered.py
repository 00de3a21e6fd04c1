"""What stands on disk is fused as if it stood in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.fusion_world import world

from truceline.fuse import incidents
from truceline.fuse.fuse import fuse
from truceline.model.tables import OBSERVATIONS
from truceline.stores.archive import Archive, write_archive


def test_an_archive_gives_what_its_table_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incidents, "_BLOCK", 256)
    observations = world(1_500).observations
    write_archive(tmp_path / "archive", observations)
    archive = Archive(tmp_path / "archive", OBSERVATIONS)
    assert archive.column("observation_id") != observations.column("observation_id")
    one, other = fuse(archive), fuse(observations)
    assert (one.learned, one.expected) == (other.learned, other.expected)
    for name in ("incidents", "members", "unresolved", "days", "fresh"):
        assert getattr(one, name).equals(getattr(other, name)), name
