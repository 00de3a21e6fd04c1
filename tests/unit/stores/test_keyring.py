from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from truceline.model.errors import MissionError
from truceline.stores.keyring import key_file, keys_folder, load, load_or_make, published_signer

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
    assert key_file(tmp_path, "../../x").parent.parent == tmp_path


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
