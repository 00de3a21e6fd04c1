from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from truceline.model.errors import MissionError
from truceline.stores.keyring import key_file, keys_folder, load, load_or_make, published_signer, restore_key

NAME = "truceline.example/north 1".replace(" ", "-")


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    assert load(tmp_path, NAME) is None
    made = load_or_make(tmp_path, NAME)
    assert load_or_make(tmp_path, NAME).public == made.public
    file = key_file(tmp_path, NAME)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_two_at_once_get_one_key(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(load_or_make(tmp_path, NAME).public)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1


def test_a_name_with_slashes_stays_in_the_folder(tmp_path: Path) -> None:
    for name in ("../../x", "..", ".", "a/b"):
        assert key_file(tmp_path, name).resolve().parent.parent == tmp_path.resolve()


def test_a_shared_key_cannot_name_another_place(tmp_path: Path) -> None:
    for name in ("..:content:1", "a/b:content:1", "a:../x:1", "a:content:0", "a:b:c"):
        text = f"truceline-key-v2 content {name} plain {'A' * 43}=\n".encode()
        with pytest.raises(MissionError):
            restore_key(text, tmp_path)
    assert list(tmp_path.iterdir()) == []
    good = f"truceline-key-v2 content a:content:1 plain {'A' * 43}=\n".encode()
    assert restore_key(good, tmp_path) == restore_key(good, tmp_path) == tmp_path / "a" / "content-content-1.key"
    with pytest.raises(MissionError, match="another key"):
        restore_key(good.replace(b"AAAA=", b"AAAE="), tmp_path)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_or_make(tmp_path, NAME)
    key_file(tmp_path, NAME).chmod(0o640)
    with pytest.raises(MissionError, match="others"):
        load(tmp_path, NAME)


@pytest.mark.parametrize("text", ["", "x y z", "truceline-key-v1 other AAAA", "truceline-key-v1 other !!"])
def test_another_file_is_no_key(tmp_path: Path, text: str) -> None:
    load_or_make(tmp_path, NAME)
    key_file(tmp_path, NAME).write_text(text, "ascii")
    with pytest.raises(MissionError, match="not the key"):
        load(tmp_path, NAME)


def test_where_keys_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys_folder({"TRUCELINE_KEYS": "/a", "XDG_DATA_HOME": "/b"}) == Path("/a")
    assert keys_folder({"XDG_DATA_HOME": "/b"}) == Path("/b/truceline/keys")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert keys_folder({}) == tmp_path / ".local/share/truceline/keys"


def test_the_published_key_is_the_same_everywhere() -> None:
    assert published_signer("a").public == published_signer("a").public != published_signer("b").public
