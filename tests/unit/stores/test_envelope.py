"""Encryption at rest: what is sealed opens only with the key, as what it was, and rotation touches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model.errors import MissionError, RecordError
from truceline.stores.cache import FolderCache, StructCodec
from truceline.stores.envelope import DATA_KEYS, CacheLock, Envelope, KeyEvent
from truceline.stores.key_file import NoKeyError
from truceline.stores.keyring import ContentKeys
from truceline.stores.sealed_vault import SealedVault
from truceline.stores.sealing import SealBrokenError, seal, unseal
from truceline.stores.vault import FolderVault
from truceline.testing.vault import check_vault

KEY = bytes(range(32))


class Place:
    """A mission folder and a keyring beside it."""

    def __init__(self, root: Path) -> None:
        self.mission, self.keys = root / "mission", root / "keys"
        self.mission.mkdir()
        self.told: list[KeyEvent] = []

    def envelope(self, keys: Path | None = None) -> Envelope:
        ring = ContentKeys(keys or self.keys, "north-1")
        return Envelope(self.mission / DATA_KEYS, "north-1", ring, self.told.append)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_bytes_of_any_size_come_back(size: int) -> None:
    plain = bytes(size)
    sealed = seal(KEY, plain, b"here")
    assert unseal(KEY, sealed, b"here") == plain
    assert seal(KEY, plain, b"here") != sealed


@pytest.mark.parametrize("size", [0, 5, (1 << 20) + 7])
def test_every_change_is_seen(size: int) -> None:
    sealed = seal(KEY, bytes(size), b"here")
    segment = (1 << 20) + 16
    for at in {0, 23, 24, len(sealed) // 2, len(sealed) - 1}:
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(SealBrokenError):
            unseal(KEY, bytes(changed), b"here")
    for other in (sealed[:-1], sealed + b"x", sealed[:24], b"", sealed[: 24 + segment] if size > 9 else b"y"):
        with pytest.raises(SealBrokenError):
            unseal(KEY, other, b"here")
    for key, context in ((KEY, b"there"), (bytes(32), b"here")):
        with pytest.raises(SealBrokenError):
            unseal(key, sealed, context)


def test_what_was_sealed_for_one_use_or_place_opens_for_no_other(place: Place) -> None:
    envelope = place.envelope()
    sealed = envelope.seal("openings", b"49.9935", "ent_1", "lat")
    assert envelope.open("openings", sealed, "ent_1", "lat") == b"49.9935"
    for context in (("ent_2", "lat"), ("ent_1", "lon"), ("ent_1",)):
        with pytest.raises(SealBrokenError):
            envelope.open("openings", sealed, *context)
    with pytest.raises(SealBrokenError):
        envelope.open("evidence", sealed, "ent_1", "lat")


def test_nothing_in_the_mission_folder_opens_it(place: Place) -> None:
    sealed = place.envelope().seal("positions", b"post 7", "row")
    with pytest.raises(NoKeyError, match="not here"):
        place.envelope(place.keys / "elsewhere").open("positions", sealed, "row")
    with pytest.raises(NoKeyError):
        place.envelope(place.keys / "elsewhere").seal("positions", b"post 8", "row")  # and no second key is made
    assert place.envelope().open("positions", sealed, "row") == b"post 7"


def test_each_purpose_has_a_key_of_its_own(place: Place) -> None:
    envelope = place.envelope()
    for use in ("evidence", "openings", "positions", "identity"):
        envelope.seal(use, b"x", "y")  # type: ignore[arg-type]
    assert {event.purpose for event in place.told} == {"content", "positions", "identity"}
    keys = sorted(path.name for path in place.keys.rglob("*.key"))
    assert keys == ["content-content-1.key", "content-identity-1.key", "content-positions-1.key"]
    (place.keys / "north-1" / "content-positions-1.key").unlink()
    assert not place.envelope().can_open("positions")
    assert place.envelope().can_open("evidence")


def test_rotation_wraps_again_and_touches_nothing_that_is_sealed(place: Place) -> None:
    vault = SealedVault(place.mission / "evidence", place.envelope())
    (place.mission / "evidence").mkdir()
    name = vault.put(b"patrol 3 at the bridge")
    before = {path: path.read_bytes() for path in (place.mission / "evidence").rglob("*") if path.is_file()}
    envelope = place.envelope()
    event = envelope.rotate("content")
    assert (event.what, event.generation) == ("rotated", 2)
    assert before == {path: path.read_bytes() for path in before}
    (place.keys / "north-1" / "content-content-1.key").unlink()  # the old key is needed no more
    assert SealedVault(place.mission / "evidence", place.envelope()).get(name) == b"patrol 3 at the bridge"
    assert place.envelope().seal("evidence", b"x", "y")[4:12] != next(iter(before.values()))[6:14]


def test_after_a_reseal_the_old_data_key_opens_nothing_and_can_go(place: Place) -> None:
    folder = place.mission / "evidence"
    folder.mkdir()
    clear = FolderVault(folder).put(b"kept before the mission was encrypted")
    sealed = SealedVault(folder, place.envelope()).put(b"kept after")
    place.envelope().rotate("content")
    envelope = place.envelope()
    vault = SealedVault(folder, envelope)
    assert vault.reseal() == 2 and vault.reseal() == 0
    old = envelope.old_keys("evidence")
    assert len(old) == 1
    envelope.forget(old)
    again = SealedVault(folder, place.envelope())
    assert again.get(clear) == b"kept before the mission was encrypted"
    assert again.get(sealed) == b"kept after"
    assert list(again.names()) == sorted([clear, sealed])
    assert list(FolderVault(folder).names()) == []


def test_a_rotation_that_is_killed_loses_nothing(place: Place) -> None:
    sealed = place.envelope().seal("evidence", b"x", "y")
    ContentKeys(place.keys, "north-1").make("content")  # durable, and the table does not name it yet
    assert place.envelope().open("evidence", sealed, "y") == b"x"
    assert place.envelope().rotate("content").generation == 3
    assert place.envelope().open("evidence", sealed, "y") == b"x"


def test_the_sealed_vault_keeps_the_promises_of_every_vault(place: Place) -> None:
    folder = place.mission / "evidence"
    folder.mkdir()
    check_vault(lambda: SealedVault(folder, place.envelope()), folder, sealed=True)


def test_a_sealed_blob_moved_over_another_is_not_taken_for_it(place: Place) -> None:
    folder = place.mission / "evidence"
    folder.mkdir()
    vault = SealedVault(folder, place.envelope())
    a, b = vault.put(b"report of the morning"), vault.put(b"report of the evening")
    first, second = vault.sealed_files()
    second.write_bytes(first.read_bytes())
    broken = [name for name in (a, b) if _raises(vault, name)]
    assert len(broken) == 1


def _raises(vault: SealedVault, name: str) -> bool:
    try:
        vault.get(name)
    except RecordError:
        return True
    return False


def test_the_cache_is_sealed_and_comes_back(place: Place) -> None:
    codec: StructCodec[list[str]] = StructCodec(list[str])
    cache = FolderCache(place.mission / "cache", CacheLock(place.envelope()))
    assert cache.recall("read", "k" * 64, lambda: ["patrol-3 at 49.9935"], codec) == ["patrol-3 at 49.9935"]
    (file,) = [path for path in (place.mission / "cache").rglob("*") if path.is_file()]
    assert b"patrol-3" not in file.read_bytes()
    later = FolderCache(place.mission / "cache", CacheLock(place.envelope()))
    assert later.recall("read", "k" * 64, lambda: ["made anew"], codec) == ["patrol-3 at 49.9935"]
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert later.recall("read", "k" * 64, lambda: ["made anew"], codec) == ["made anew"]


def test_a_broken_table_of_keys_says_what_it_means(place: Place) -> None:
    (place.mission / DATA_KEYS).write_text('{"v": 2}')
    with pytest.raises(MissionError, match="wrapped data keys"):
        place.envelope()
