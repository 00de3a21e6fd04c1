"""A device whose clock is wrong: every door keeps its report and says so, and nobody is told that it was tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

import truceline.service.app
from truceline.mission.asking import Asker
from truceline.mission.folder import open_mission
from truceline.mission.intake import receipts
from truceline.mission.work import work
from truceline.model.units import DAY_S
from truceline.pipeline import Outcome
from truceline.service.house import House, open_house
from truceline.service.problems import AnyRequest
from truceline.stores.clock import FixedClock
from truceline.stores.silence import SilentProgress

RECEIVED_S = 1_772_400_000
CLOCK = "s after this server's clock when it was received"


def _iso(ahead_s: int) -> str:
    return datetime.fromtimestamp(RECEIVED_S + ahead_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Desk:
    def __init__(self, house: House, client: TestClient[Any]) -> None:
        self.house, self.client = house, client

    def told(self) -> Outcome:
        return work(self.house.mission, self.house.record, None, SilentProgress())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "mission.toml").write_text('[mission]\nname = "North"\n')

    def observer(request: AnyRequest, house: House) -> Asker:
        return Asker("olena", "observer")

    with (
        open_house(open_mission(tmp_path / "north"), clock=FixedClock(RECEIVED_S)) as house,
        TestClient(truceline.service.app.app(house, observer)) as client,
    ):
        yield Desk(house, client)


def _report(ahead_s: int) -> dict[str, object]:
    seen = {"type": "explosion", "at": _iso(ahead_s), "lat": 48.57, "lon": 37.98}
    return {"patrol": "P-3", "start": _iso(ahead_s - 3600), "end": _iso(ahead_s + 60), "observations": [seen]}


@pytest.mark.parametrize("ahead_s", [600, 3 * DAY_S, 400 * DAY_S])
def test_a_report_from_the_future_is_kept_and_told_before_its_receipt(desk: Desk, ahead_s: int) -> None:
    answer = desk.client.post("/v1/observations", json=_report(ahead_s))
    assert (answer.status_code, answer.json()["observations"]) == (201, 1)
    assert [note["severity"] for note in answer.json()["notes"] if CLOCK in note["found"]] == ["warning"] * 2
    assert len(receipts(desk.house.record)) == 1
    outcome = desk.told()
    assert outcome.incidents["end_s"].to_pylist() == [RECEIVED_S + 1]
    assert not outcome.effort.num_rows or outcome.effort["end_s"].to_pylist()[0] <= RECEIVED_S + 120
    assert [note for note in outcome.notes if CLOCK in note.found], "whoever reads the mission's notes sees it too"


@pytest.mark.parametrize("ahead_s", [-60, -3 * DAY_S])
def test_a_clock_that_is_behind_cannot_be_told_from_a_late_report(desk: Desk, ahead_s: int) -> None:
    answer = desk.client.post("/v1/observations", json=_report(ahead_s))
    assert answer.status_code == 201 and CLOCK not in answer.text
    assert desk.told().incidents["start_s"].to_pylist() == [RECEIVED_S + ahead_s]


@pytest.mark.parametrize(
    ("language", "words"), [("en", CLOCK), ("uk", "годинник цього сервера"), ("ru", "часов этого")]
)
def test_a_phone_shows_that_its_clock_is_ahead(desk: Desk, language: str, words: str) -> None:
    form = (
        f'<data id="truceline_observation" version="1"><patrol>P-3</patrol><observations><type>explosion</type>'
        f"<at>{_iso(DAY_S)}</at><event_location>48.57 37.98 0 5</event_location></observations>"
        f"<meta><instanceID>uuid:7d2c</instanceID></meta></data>"
    )
    files = {"xml_submission_file": ("s.xml", form.encode(), "text/xml")}
    answer = desk.client.post("/openrosa/submission", files=files, headers={"Accept-Language": language})
    assert answer.status_code == 201 and words in answer.text
    assert len(receipts(desk.house.record)) == 1
