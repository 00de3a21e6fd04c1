from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model.errors import RecordError
from truceline.stores.vault import FolderVault


def test_keeps_bytes_under_their_hash_once(tmp_path: Path) -> None:
    vault = FolderVault(tmp_path)
    name = vault.put(b"patrol")
    assert vault.put(b"patrol") == name
    assert vault.get(name) == b"patrol"
    assert list(vault.names()) == [name]


def test_changed_bytes_are_refused(tmp_path: Path) -> None:
    vault = FolderVault(tmp_path)
    name = vault.put(b"patrol")
    (tmp_path / name[:2] / name).write_bytes(b"patrol!")
    with pytest.raises(RecordError, match="no longer has the bytes"):
        vault.get(name)


def test_missing_bytes_are_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is missing"):
        FolderVault(tmp_path).get("0" * 64)


def test_half_written_neighbour_is_not_evidence(tmp_path: Path) -> None:
    vault = FolderVault(tmp_path)
    name = vault.put(b"patrol")
    (tmp_path / name[:2] / f".{name}.77.part").write_bytes(b"pat")
    assert list(vault.names()) == [name]
