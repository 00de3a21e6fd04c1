"""What is sent wrongly, is too much, or meets a full disk: each has a clear answer, and nothing of it is half kept."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest
from litestar.testing import TestClient

import truceline.service.app
from truceline.mission.asking import Asker
from truceline.mission.folder import open_mission
from truceline.mission.intake import receipts
from truceline.service.house import House, open_house
from truceline.service.limits import Limits
from truceline.service.problems import AnyRequest
from truceline.stores.accounts import SqliteAccounts
from truceline.stores.record_writer import RecordWriter

SEEN = {"type": "explosion", "at": "2026-03-01T09:10:00Z", "lat": 48.57, "lon": 37.98}
REPORT = {"patrol": "P-3", "observations": [SEEN]}
JSON = {"Content-Type": "application/json"}
BODY_BYTES = 100_000


class Desk:
    """A server that takes little, and an observer who sends to it."""

    def __init__(self, house: House, client: TestClient[Any]) -> None:
        self.house, self._client = house, client

    def send(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> Any:
        answer = self._client.post(path, headers=headers, **body)
        if answer.status_code >= 400:
            assert answer.headers["content-type"].startswith("application/problem+json")
        return answer

    def kept(self) -> int:
        return len(receipts(self.house.record))


def _observer(request: AnyRequest, house: House) -> Asker:
    return Asker("olena", "observer")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "mission.toml").write_text('[mission]\nname = "North"\n')
    limits = Limits(body_bytes=BODY_BYTES)
    with (
        open_house(open_mission(tmp_path / "north"), limits=limits) as house,
        TestClient(truceline.service.app.app(house, _observer)) as client,
    ):
        yield Desk(house, client)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"", 400, ""),
        (b'{"observations": [', 400, "truncated"),
        (b'{"observations": [{"type": "explosion", "at": "x", "lat": NaN}]}', 400, "malformed"),
        (b'{"patrol": "\xff\xfe"}', 400, "not UTF-8"),
        (b'{"patrol": "\\ud800"}', 400, ""),
        (b"[" * 50_000, 400, "too deeply"),
        (b'{"observations": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400, "too deeply"),
        (json.dumps({"observations": [SEEN] * 1_001}).encode(), 400, "1000"),
        (json.dumps({"patrol": "x" * 20_001, "observations": [SEEN]}).encode(), 400, "20000"),
        (gzip.compress(json.dumps(REPORT).encode()), 400, ""),
    ],
)
def test_a_report_that_is_none(desk: Desk, body: bytes, status: int, said: str) -> None:
    answer = desk.send("/v1/observations", JSON, content=body)
    assert answer.status_code == status, answer.text
    assert said in answer.json()["detail"]
    assert desk.kept() == 0


def _in_pieces() -> Iterator[bytes]:
    """Without a length in its head."""
    for _ in range(11):
        yield b"x" * (BODY_BYTES // 10)


@pytest.mark.parametrize("path", ["/v1/evidence", "/v1/observations", "/openrosa/submission"])
@pytest.mark.parametrize("pieces", [False, True])
def test_what_is_too_long_is_said_to_be(desk: Desk, path: str, pieces: bool) -> None:
    body = _in_pieces() if pieces else b"x" * (BODY_BYTES + 1)
    kind = "multipart/form-data; boundary=b" if "openrosa" in path else "application/json"
    answer = desk.send(path, {"Content-Type": kind}, content=body)
    assert answer.status_code == 413, answer.text
    assert desk.kept() == 0


def test_what_is_too_long_for_a_key_is_told_to_come_without(desk: Desk) -> None:
    answer = desk.send("/v1/evidence", {"Idempotency-Key": "k"}, content=b"x" * (1024 * 1024 + 1))
    assert answer.status_code == 413
    assert "without" in answer.json()["advice"]


@contextmanager
def _full(db: apsw.Connection) -> Iterator[None]:
    """The disk has no room for another page of this file."""
    db.pragma("max_page_count", 1)
    try:
        yield
    finally:
        db.pragma("max_page_count", 1_000_000)


@pytest.mark.parametrize("store", ["evidence", "record"])
def test_a_full_disk_is_said_and_the_same_report_goes_in_once_there_is_room(desk: Desk, store: str) -> None:
    assert desk.send("/v1/observations", json=REPORT).status_code == 201
    writer = desk.house.record._writer
    pack = desk.house.submissions._vault._pack._db  # type: ignore[attr-defined]
    assert isinstance(writer, RecordWriter)
    with _full(writer._db if store == "record" else pack):
        for n in range(200):  # what still has room in the last page goes in
            kept, report = desk.kept(), {"patrol": "P-4", "observations": [{**SEEN, "text": f"{n} heard " * 900}]}
            refused = desk.send("/v1/observations", {"Idempotency-Key": f"k{n}"}, json=report)
            if refused.status_code != 201:
                break
        assert refused.status_code == 503, refused.text
        assert "full" in refused.json()["detail"]
        assert "space" in refused.json()["advice"]
        assert desk.kept() == kept
    again = desk.send("/v1/observations", {"Idempotency-Key": f"k{n}"}, json=report)
    assert again.status_code == 201, "the key was not used up"
    assert desk.kept() == kept + 1


def test_where_no_answer_can_be_kept_a_key_is_refused_and_a_report_without_one_goes_in(desk: Desk) -> None:
    accounts = desk.house.accounts
    assert isinstance(accounts, SqliteAccounts)
    with accounts._file.open(to_write=True) as db:
        db.pragma("query_only", 1)
    refused = desk.send("/v1/observations", {"Idempotency-Key": "k"}, json=REPORT)
    assert (refused.status_code, desk.kept()) == (503, 0)
    assert desk.send("/v1/observations", json=REPORT).status_code == 201
