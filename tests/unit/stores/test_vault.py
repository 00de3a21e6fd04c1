from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from truceline.model.errors import MissionError, RecordError
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


def test_what_was_left_half_durable_is_made_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refused to keep the name of a blob is asked again, although the blob lies there."""
    synced: list[str] = []

    def refuse(folder: Path) -> None:
        synced.append(folder.name)
        if len(folder.name) == 2:
            raise MissionError("refused", where=str(folder), advice="")

    monkeypatch.setattr("truceline.stores.files.sync_folder", refuse)
    vault = FolderVault(tmp_path / "evidence")
    (tmp_path / "evidence").mkdir()
    with pytest.raises(MissionError):
        vault.put(b"a report")
    assert vault.has(hashlib.sha256(b"a report").hexdigest())
    asked: list[str] = []
    monkeypatch.setattr("truceline.stores.vault.sync_folder", lambda folder: asked.append(folder.name))
    FolderVault(tmp_path / "evidence").put(b"a report")
    assert asked == ["evidence", tmp_path.name, hashlib.sha256(b"a report").hexdigest()[:2]]
