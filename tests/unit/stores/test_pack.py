"""Small blobs in one file: a vault like any other, in the clear and under lock, also for many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from truceline.model.errors import MissionError, RecordError
from truceline.model.ids import sha256_hex
from truceline.stores.envelope import DATA_KEYS, Envelope
from truceline.stores.keyring import ContentKeys
from truceline.stores.layered_vault import LayeredVault
from truceline.stores.pack import FILE, SMALL_BYTES, PackVault
from truceline.stores.sealed_vault import SealedVault
from truceline.stores.vault import FolderVault
from truceline.testing import check_vault

SECRET = b"the post stands at the mill " * 20


def envelope(root: Path) -> Envelope:
    (root / "mission").mkdir(exist_ok=True)
    return Envelope(root / "mission" / DATA_KEYS, "north-1", ContentKeys(root / "keys", "north-1"), lambda _: None)


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_pack_is_a_vault(tmp_path: Path) -> None:
    check_vault(lambda: PackVault(tmp_path / "clear"))
    check_vault(lambda: PackVault(tmp_path / "sealed", envelope(tmp_path)))


@pytest.mark.parametrize("small", [True, False])
def test_files_and_pack_are_one_vault(tmp_path: Path, small: bool) -> None:
    check_vault(lambda: LayeredVault(FolderVault(tmp_path), PackVault(tmp_path), pack_small=small))
    locked, folder = envelope(tmp_path), tmp_path / "sealed"
    check_vault(lambda: LayeredVault(SealedVault(folder, locked), PackVault(folder, locked), pack_small=small))


def test_only_what_is_small_goes_into_the_pack(tmp_path: Path) -> None:
    pack = PackVault(tmp_path)
    vault = LayeredVault(FolderVault(tmp_path), pack, pack_small=True)
    small, large = vault.put(bytes(SMALL_BYTES)), vault.put(bytes(SMALL_BYTES + 1))
    assert list(pack.names()) == [small]
    assert list(FolderVault(tmp_path).names()) == [large]


def test_nobody_who_only_asks_makes_a_file(tmp_path: Path) -> None:
    vault = PackVault(tmp_path)
    assert not vault.has("0" * 64)
    assert list(vault.names()) == []
    vault.drop("0" * 64)
    assert not (tmp_path / FILE).exists()


def test_under_lock_the_file_tells_nothing(tmp_path: Path) -> None:
    vault = PackVault(tmp_path / "e", envelope(tmp_path))
    name = vault.put(SECRET)
    vault.close()
    seen = bytes_on_disk(tmp_path / "e")
    assert SECRET[:20] not in seen
    assert name.encode() not in seen
    assert bytes.fromhex(name) not in seen
    with pytest.raises(RecordError):
        PackVault(tmp_path / "e").names()


def test_what_lay_in_the_clear_is_sealed_and_leaves_the_disk(tmp_path: Path) -> None:
    open_ = PackVault(tmp_path / "e")
    name = open_.put(SECRET)
    open_.close()
    vault = PackVault(tmp_path / "e", envelope(tmp_path))
    assert vault.get(name) == SECRET
    assert vault.reseal() == 1
    assert vault.reseal() == 0
    assert vault.get(name) == SECRET
    assert SECRET[:20] not in bytes_on_disk(tmp_path / "e")


def test_what_was_dropped_leaves_the_disk(tmp_path: Path) -> None:
    vault = PackVault(tmp_path)
    kept, name = vault.put(b"something else"), vault.put(SECRET)
    vault.drop(name)
    assert SECRET[:20] not in bytes_on_disk(tmp_path)
    assert vault.get(kept) == b"something else"


def test_a_reader_in_the_way_of_an_erasure_is_said(tmp_path: Path) -> None:
    vault = PackVault(tmp_path)
    name = vault.put(SECRET)
    other = apsw.Connection(str(tmp_path / FILE))
    other.execute("BEGIN; SELECT count(*) FROM blobs").fetchall()
    vault._db.set_busy_timeout(1)  # type: ignore[union-attr]
    with pytest.raises(MissionError, match="write-ahead log"):
        vault.drop(name)
    assert not vault.has(name)


def test_changed_bytes_are_seen(tmp_path: Path) -> None:
    for folder, lock in ((tmp_path / "a", None), (tmp_path / "b", envelope(tmp_path))):
        vault = PackVault(folder, lock)
        name = vault.put(SECRET)
        db = apsw.Connection(str(folder / FILE))
        db.execute("UPDATE blobs SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB)")
        with pytest.raises(RecordError, match="no longer"):
            vault.get(name)


def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    vault = PackVault(tmp_path)
    blobs = [str(n).encode() for n in range(300)]
    with ThreadPoolExecutor(16) as pool:
        names = list(pool.map(vault.put, [*blobs, *blobs]))
    assert list(PackVault(tmp_path).names()) == sorted({sha256_hex(blob) for blob in blobs})
    assert names[:300] == names[300:]
