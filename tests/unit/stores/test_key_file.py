"""Key files: who may read them, and what a passphrase protects."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model.errors import MissionError
from truceline.stores import key_file, passphrase
from truceline.stores.key_file import SecretKey, fresh_secret, is_protected, make_key, read_key, replace_key
from truceline.stores.keyring import ContentKeys, keys_on_disk, load, load_or_make, secret_of


@pytest.fixture(autouse=True)
def _light_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "_LOG2_N", 15)


def _never(path: Path) -> bytes:
    raise AssertionError(f"{path} asked for a passphrase")


KEY = SecretKey("opening", "anna", fresh_secret())


@pytest.mark.parametrize("kind", ["signing", "opening", "content"])
@pytest.mark.parametrize("words", [None, b"correct horse"])
def test_a_key_comes_back(tmp_path: Path, kind: str, words: bytes | None) -> None:
    key = SecretKey(kind, "anna", fresh_secret())  # type: ignore[arg-type]
    path = tmp_path / "x" / "a.key"
    assert make_key(path, key, words)
    assert read_key(path, key.kind, "anna", _never if words is None else lambda _: words) == key
    assert is_protected(path) == (words is not None)
    assert path.stat().st_mode & 0o777 == 0o600
    if words:
        assert key.secret not in path.read_bytes()


def test_a_second_key_never_takes_the_place_of_the_first(tmp_path: Path) -> None:
    assert make_key(tmp_path / "a.key", KEY)
    assert not make_key(tmp_path / "a.key", SecretKey("opening", "anna", fresh_secret()))
    assert read_key(tmp_path / "a.key", "opening", "anna", _never) == KEY
    assert [path.name for path in tmp_path.iterdir()] == ["a.key"]


def test_a_wrong_passphrase_opens_nothing_and_a_new_one_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    make_key(path, KEY, b"first")
    with pytest.raises(MissionError, match="passphrase does not open"):
        read_key(path, "opening", "anna", lambda _: b"second")
    replace_key(path, KEY, b"second")
    assert read_key(path, "opening", "anna", lambda _: b"second") == KEY


@pytest.mark.parametrize("change", [("opening", "content"), ("anna", "bert"), ("scrypt:15", "scrypt:16")])
def test_the_words_before_the_box_are_bound_to_it(tmp_path: Path, change: tuple[str, str]) -> None:
    path = tmp_path / "a.key"
    make_key(path, KEY, b"words")
    path.write_text(path.read_text().replace(*change))
    kind, name = ("content", "anna") if change[1] == "content" else ("opening", "bert" if "bert" in change else "anna")
    with pytest.raises(MissionError):
        read_key(path, kind, name, lambda _: b"words")  # type: ignore[arg-type]


@pytest.mark.parametrize("work", ["scrypt:40:8:1", "scrypt:1:8:1", "scrypt:17:9999:1", "scrypt:17:8", "scrypt:x:8:1"])
def test_a_file_cannot_ask_for_any_amount_of_work(tmp_path: Path, work: str) -> None:
    path = tmp_path / "a.key"
    make_key(path, KEY, b"words")
    path.write_text(path.read_text().replace("scrypt:15:8:1", work))
    with pytest.raises(MissionError, match="not the key"):
        read_key(path, "opening", "anna", _never)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o602])
def test_a_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    make_key(tmp_path / "a.key", KEY)
    (tmp_path / "a.key").chmod(mode)
    with pytest.raises(MissionError, match="chmod 600"):
        read_key(tmp_path / "a.key", "opening", "anna", _never)


def test_a_secret_is_not_printed() -> None:
    assert KEY.secret.hex() not in repr(KEY) and str(KEY.secret) not in repr(KEY)


def test_the_list_names_keys_and_reads_none(tmp_path: Path) -> None:
    load_or_make(tmp_path, "truceline.example/north")
    secret_of(tmp_path, "anna", "opening")
    ContentKeys(tmp_path, "north-1").make("positions", b"words")
    found = [(key.name, key.kind, key.protected) for key in keys_on_disk(tmp_path)]
    assert found == [
        ("anna", "opening", False),
        ("north-1", "content", True),
        ("truceline.example/north", "signing", False),
    ]


def test_a_signing_key_under_a_passphrase_signs(tmp_path: Path) -> None:
    made = load_or_make(tmp_path, "north")
    path = tmp_path / "north" / "signing.key"
    key = read_key(path, "signing", "north", _never)
    assert key is not None
    replace_key(path, key, b"words")
    found = load(tmp_path, "north", lambda _: b"words")
    assert found is not None and found.public == made.public


def test_where_a_passphrase_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tmp_path / "words"
    words.write_bytes(b"correct horse\nsecond line")
    words.chmod(0o600)
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(words))
    assert passphrase.passphrase_for(tmp_path) == b"correct horse"
    words.chmod(0o644)
    with pytest.raises(MissionError, match="others"):
        passphrase.passphrase_for(tmp_path)
    words.chmod(0o600)
    words.write_bytes(b"\n")
    with pytest.raises(MissionError, match="empty"):
        passphrase.passphrase_for(tmp_path)
    monkeypatch.delenv(passphrase.FILE_VARIABLE)
    with pytest.raises(MissionError, match="nobody can be asked"):
        passphrase.passphrase_for(tmp_path)
