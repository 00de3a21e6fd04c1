"""What is sent: read, kept, acknowledged and answered, or refused with nothing kept."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from truceline.mission.check import verify
from truceline.mission.folder import Mission, open_mission
from truceline.mission.intake import receipts
from truceline.mission.locks import lock_record, vault_of
from truceline.mission.opened import opened
from truceline.mission.signing import log_keys
from truceline.mission.stores import record_of
from truceline.mission.submit import Sent, Submissions, Submitted, UnusableError
from truceline.mission.work import work
from truceline.model.errors import InputError, MissionError, UsageError
from truceline.record.promise import open_promise
from truceline.stores.record import Record
from truceline.stores.silence import SilentProgress


class Clock:
    def __init__(self) -> None:
        self.at_s = 1_773_000_000  # after what is reported: a clock that is behind is warned of

    def now_s(self) -> int:
        self.at_s += 1
        return self.at_s


@pytest.fixture
def mission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "north"
    folder.mkdir()
    rule = '[[source]]\nmatch = "north*"\nname = "north bank"\nclass = "acoustic"\n'
    (folder / "mission.toml").write_text(f'[mission]\nname = "North"\nzone = "Europe/Kyiv"\n{rule}')
    return open_mission(folder)


@pytest.fixture
def record(mission: Mission) -> Iterator[Record]:
    found = record_of(mission)
    lock_record(mission, found)
    yield found
    found.close()


def report(**more: object) -> bytes:
    row = {"type": "fire.shelling", "at": "2026-03-03T16:40:00+02:00", "lat": 49.9935, "lon": 36.2304, "radius_m": 800}
    return json.dumps({"patrol": "p-3", "observations": [{**row, **more}]}).encode()


def test_what_is_sent_is_read_kept_and_promised(mission: Mission, record: Record) -> None:
    found = Submissions(mission, record, Clock()).submit(report(), "p-3.json", source="north bank", connector="patrol")
    assert (found.observations, found.again) == (1, False)
    assert vault_of(mission).get(found.sha256) == report()
    kept = receipts(record)
    assert [(one.sha256, one.source, one.connector) for one in kept] == [(found.sha256, "north bank", "patrol")]
    assert found.receipt is not None
    promise = open_promise(found.receipt.encode(), record.origin, log_keys(record)[0])
    assert (promise.index, promise.leaf.hex()) == (found.index, record.entry(found.index).hash)
    record.close()
    assert verify(mission).evidence == 1
    with opened(mission) as held:
        outcome = work(mission, held, None, SilentProgress())
    assert outcome.observations["source"].to_pylist() == ["north bank"]
    assert outcome.observations["source_class"].to_pylist() == ["acoustic"]


def test_the_same_bytes_again_get_the_first_receipt_to_the_letter(mission: Mission, record: Record) -> None:
    desk = Submissions(mission, record, Clock())
    first = desk.submit(report(), "a.json", connector="patrol")
    size = record.size()
    again = desk.submit(report(), "b.json", connector="patrol")
    assert (again.again, again.receipt, again.index) == (True, first.receipt, first.index)
    assert record.size() == size
    assert desk.found(first.sha256) == Submissions(mission, record, Clock()).found(first.sha256)
    assert desk.found("0" * 64) is None


def test_what_nobody_can_read_is_refused_and_not_kept(mission: Mission, record: Record) -> None:
    desk = Submissions(mission, record, Clock())
    with pytest.raises(UnusableError, match="2026-13-45") as caught:
        desk.submit(report(at="2026-13-45"), "p-3.json", connector="patrol")
    assert "p-3.json" in caught.value.where
    assert caught.value.advice
    for data in (b"", b"\x00\x01\x02", b'{"observations": [', b"[]", b'{"patrol": "p"}'):
        with pytest.raises(InputError):
            desk.submit(data, "p-3.json", connector="patrol")
    assert receipts(record) == ()
    assert list(vault_of(mission).names()) == []


def test_good_rows_go_in_beside_rejected_ones(mission: Mission, record: Record) -> None:
    rows = json.loads(report())
    rows["observations"].append({**rows["observations"][0], "lat": 950})
    found = Submissions(mission, record, Clock()).submit(json.dumps(rows).encode(), "p.json", connector="patrol")
    assert found.observations == 1
    assert [note.severity for note in found.notes if note.field] == ["rejected"]


def test_many_at_once_are_each_acknowledged_once(mission: Mission, record: Record) -> None:
    desk = Submissions(mission, record, Clock())
    sent = [report(text=str(n % 20)) for n in range(60)]
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda data: desk.submit(data, "p.json", connector="patrol"), sent))
    assert sum(not one.again for one in found) == 20
    assert len(receipts(record)) == 20
    assert {one.receipt for one in found[:20]} == {one.receipt for one in found[20:40]}


def test_what_is_taken_in_together_is_answered_each_by_itself(mission: Mission, record: Record) -> None:
    desk = Submissions(mission, record, Clock())
    sent = [
        Sent(report(text="one"), "1.json", connector="patrol"),
        Sent(report(at="2026-13-45"), "2.json", connector="patrol"),
        Sent(report(text="one"), "3.json", connector="patrol"),
        Sent(report(text="two"), "4.json", connector="no such"),
        Sent(report(text="two"), "5.json", connector="patrol"),
    ]
    first, wrong, again, strange, second = desk.take(sent)
    assert isinstance(first, Submitted)
    assert isinstance(second, Submitted)
    assert isinstance(again, Submitted)
    assert isinstance(wrong, UnusableError)
    assert isinstance(strange, UsageError)
    assert (first.again, again.again, again.receipt) == (False, True, first.receipt)
    assert [one.filename for one in receipts(record)] == ["1.json", "5.json"]
    assert [record.entry(one.index).kind for one in (first, second)] == ["receipt"] * 2
    assert sorted(vault_of(mission).names()) == sorted((first.sha256, second.sha256))


def test_while_a_mission_is_sealed_nothing_comes_in(mission: Mission, record: Record) -> None:
    (mission.folder / "sealing.json").write_text("{}")
    with pytest.raises(MissionError, match="sealed"):
        Submissions(mission, record, Clock()).submit(report(), "p.json", connector="patrol")


def test_a_full_disk_acknowledges_nothing(mission: Mission, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Submissions(mission, record, Clock())

    def full(blobs: Sequence[bytes]) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(desk._vault, "put_all", full)
    with pytest.raises(OSError):
        desk.submit(report(), "p.json", connector="patrol")
    assert receipts(record) == ()


def test_without_its_key_the_record_takes_in_and_promises_nothing(
    mission: Mission, record: Record, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Submissions(mission, record, Clock()).submit(report(), "a.json", connector="patrol")
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "elsewhere"))
    found = Submissions(mission, record, Clock()).submit(report(count=3), "b.json", connector="patrol")
    assert found.receipt is None
    assert len(receipts(record)) == 2
