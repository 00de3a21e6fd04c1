"""A locked mission: what works without its key, and what is said when one of the parts is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.mission.asking import KEYBOARD, Asker
from truceline.mission.check import verify
from truceline.mission.code_lock import MissionCodes
from truceline.mission.folder import Mission, open_mission
from truceline.mission.intake import ingest, receipts
from truceline.mission.locks import KeyLine, has_key, is_locked, vault_of
from truceline.mission.opened import opened
from truceline.mission.signing import sign
from truceline.mission.stores import accounts_of
from truceline.mission.turning import destroy_old, reseal, rotate
from truceline.model.accounts import Account
from truceline.model.errors import MissionError, RecordError
from truceline.stores.clock import FixedClock
from truceline.stores.key_file import NoKeyError
from truceline.stores.silence import SilentProgress

CLOCK = FixedClock(1_770_000_000)
TEXT = b"Shelling at the bridge, heard by patrol 3."


def _settings(mission: Path, policy: str) -> Mission:
    (mission / "mission.toml").write_text(f'[mission]\nname = "North"\n[policy]\n{policy}')
    return open_mission(mission)


def _take_in(mission: Mission, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with opened(mission) as record:
        ingest(mission, record, [path], CLOCK, SilentProgress())


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    (tmp_path / "north").mkdir()
    mission = _settings(tmp_path / "north", "encrypt = true")
    _take_in(mission, tmp_path / "report.txt", TEXT)
    return mission


def _without_key(tmp_path: Path) -> Path:
    (key,) = tmp_path.rglob("content-content-1.key")
    return key.rename(tmp_path / "away.key")


def test_nothing_in_the_folder_tells_what_was_taken_in(locked: Mission) -> None:
    assert is_locked(locked)
    for path in locked.folder.rglob("*"):
        if path.is_file():
            assert b"bridge" not in path.read_bytes() and b"report.txt" not in path.read_bytes(), path
    with opened(locked) as record:
        assert [receipt.filename for receipt in receipts(record)] == ["report.txt"]
        assert vault_of(locked).get(receipts(record)[0].sha256) == TEXT


def test_that_a_key_was_made_is_in_the_record(locked: Mission) -> None:
    import msgspec

    with opened(locked) as record:
        found = [entry.body for entry in record.entries("key") if b"key_id" in entry.body]
    lines = [msgspec.json.decode(body, type=KeyLine) for body in found]
    assert [(line.what, line.purpose, line.generation) for line in lines] == [("made", "content", 1)]


def test_without_the_key_the_record_is_kept_checked_and_signed_and_nothing_is_read(
    locked: Mission, tmp_path: Path
) -> None:
    _without_key(tmp_path)
    assert not has_key(locked)
    report = verify(locked)
    assert report.sealed and report.entries == 3
    with opened(locked) as record:
        assert sign(locked, record).note
        assert record.inclusion(0, 3) and record.leaf(2)
        with pytest.raises(NoKeyError):
            receipts(record)
        with pytest.raises(NoKeyError):
            record.append([("ruling", {"a": "x"})])
        assert record.size() == 3


def test_a_changed_leaf_is_seen_without_the_key(locked: Mission, tmp_path: Path) -> None:
    import apsw

    _without_key(tmp_path)
    db = apsw.Connection(str(locked.record_path))
    db.execute("DROP TRIGGER leaves_never_change")
    db.execute(
        "UPDATE leaves SET leaf = CAST(replace(CAST(leaf AS TEXT), 'operator', 'operat0r') AS BLOB) WHERE idx = 1"
    )
    db.close()
    with pytest.raises(RecordError):
        verify(locked)


def test_with_the_key_a_changed_seal_is_seen(locked: Mission) -> None:
    import apsw

    db = apsw.Connection(str(locked.record_path))
    (body,) = db.execute("SELECT body FROM openings WHERE idx = 2").fetchone() or (b"",)
    assert isinstance(body, bytes) and body[:4] == b"TLS1"
    db.execute("UPDATE openings SET body = ? WHERE idx = 2", (body[:-1] + bytes((body[-1] ^ 1,)),))
    db.close()
    with pytest.raises(RecordError, match="do not open"):
        verify(locked)


def test_lost_data_keys_are_not_replaced_by_new_ones(locked: Mission) -> None:
    (locked.folder / "data-keys.json").unlink()
    with pytest.raises(MissionError, match="wrapped data keys are gone"), opened(locked):
        pass
    assert not (locked.folder / "data-keys.json").exists()


def test_a_mission_that_was_locked_stays_so(locked: Mission, tmp_path: Path) -> None:
    open_again = _settings(locked.folder, "")
    _take_in(open_again, tmp_path / "second.txt", b"A second report from the bridge.")
    assert not any(b"second" in path.read_bytes() for path in locked.folder.rglob("*") if path.is_file())


def test_the_secrets_of_codes_turn_with_their_key_and_used_codes_stay_used(locked: Mission) -> None:
    me = Asker("me", KEYBOARD)
    accounts = accounts_of(locked)
    with opened(locked) as record:
        served = MissionCodes(locked, record, CLOCK)  # a server that runs all the while
        for name in ("anna", "bert"):
            accounts.put(Account(name, secret=served.seal(name, name.encode())))
        accounts.put(Account("clara"))
        before = {one.name: one.secret for one in accounts.accounts()}
        assert accounts.use_step("anna", 100)
        rotate(locked, record, me, "accounts", CLOCK, None)
        assert reseal(locked, record, CLOCK) >= 2
        assert len(destroy_old(locked, record, CLOCK)) == 1
        after = {one.name: one.secret for one in accounts.accounts()}
        assert after["clara"] == b"" and not any(before[name][:12] == after[name][:12] for name in ("anna", "bert"))
        for reader in (served, MissionCodes(locked, record, CLOCK)):
            assert [reader.open(name, after[name]) for name in ("anna", "bert")] == [b"anna", b"bert"]
            with pytest.raises(RecordError):
                reader.open("anna", before["anna"])
        assert not accounts.use_step("anna", 100), "a code is good once, whatever key it lies under"
    accounts.close()


def test_what_was_kept_before_the_lock_is_locked_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    (tmp_path / "north").mkdir()
    mission = _settings(tmp_path / "north", "")
    _take_in(mission, tmp_path / "report.txt", TEXT)
    with opened(mission) as record:
        root = record.tree_head(1).root
    mission = _settings(mission.folder, "encrypt = true")
    with opened(mission) as record:
        assert vault_of(mission).get(receipts(record)[0].sha256) == TEXT
        reseal(mission, record, CLOCK)
        assert record.tree_head(1).root == root
    assert not any(b"bridge" in p.read_bytes() or b"report.txt" in p.read_bytes() for p in _files(mission))
    assert verify(mission).evidence == 1


def _files(mission: Mission) -> list[Path]:
    return [path for path in mission.folder.rglob("*") if path.is_file()]
