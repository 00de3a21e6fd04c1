"""What stands on disk is fused as if it stood in memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.fusion_world import world

from truceline.fuse import incidents
from truceline.fuse.fuse import fuse
from truceline.fuse.ordered import Ordered, selected
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


def test_what_is_taken_from_stands_in_one_piece() -> None:
    one = pa.table({"a": pa.chunked_array([[1, 2], [3]]), "b": pa.chunked_array([["x"], ["y", "z"]]), "c": [0, 0, 0]})
    held = selected(Ordered(one, np.array([2, 0, 1])), ["b", "a"])
    assert isinstance(held, Ordered)
    assert [held.given.column(name).num_chunks for name in ("a", "b")] == [1, 1]
    assert pa.types.is_dictionary(held.given.column("b").type)
    assert held.take(pa.array([0, 2])).to_pydict() == {"b": ["z", "y"], "a": [3, 2]}
