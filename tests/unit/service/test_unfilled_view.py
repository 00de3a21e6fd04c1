"""What is asked of incidents before the live desk has shown them for the first time: not that there are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serving import FILES, Client, StudyHere, house_of, lower_river, worked_here

from truceline.mission.asking import KEYBOARD
from truceline.mission.folder import open_mission
from truceline.model.view import ViewChanges
from truceline.service.columns import MEDIA_TYPE
from truceline.service.house import House, open_house

LISTS = (
    "/v1/incidents",
    "/v1/incidents/map",
    "/v1/findings",
    "/v1/observations",
    "/v1/effort",
    "/v1/effort/coverage",
    "/ogc/collections/exact/items",
)
ROWS = ("/v1/incidents/inc_00", "/v1/findings/fnd_00", "/ogc/collections/exact/items/inc_00")
WORDS = {
    "en": "the answer is still being prepared",
    "uk": "відповідь іще готується",
    "ru": "ответ ещё готовится",
}


@pytest.fixture
def unfilled(tmp_path: Path) -> Iterator[House]:
    """A mission with evidence, as it is served before the desk has read it."""
    folder = lower_river(tmp_path / "mission")
    with open_house(open_mission(folder)) as house:
        yield worked_here(house, StudyHere(folder, house.view))


@pytest.mark.parametrize("language", WORDS)
def test_who_comes_before_the_incidents_is_told_to_ask_again(unfilled: House, language: str) -> None:
    client = Client(unfilled, "analyst")
    for path in (*LISTS, *ROWS):
        answer = client.get(path, headers={"Accept-Language": language})
        assert (answer.status_code, answer.headers.get("retry-after")) == (503, "2"), path
        assert answer.json()["detail"] == WORDS[language], path
    as_bytes = client.get("/v1/incidents/map", headers={"Accept": MEDIA_TYPE})
    assert as_bytes.status_code == 503


def test_what_was_released_waits_for_no_desk(unfilled: House) -> None:
    for path in ("/v1/incidents", "/v1/incidents/map", "/v1/findings", "/ogc/collections/released/items"):
        assert Client(unfilled, "public").get(path).status_code == 200, path


def test_once_it_was_filled_nothing_observed_is_an_answer(unfilled: House) -> None:
    unfilled.view.apply(ViewChanges(whole=True), unfilled.record.size())
    _empty(Client(unfilled, "analyst"))


def test_a_mission_without_evidence_has_no_incidents(tmp_path: Path) -> None:
    folder = tmp_path / "mission"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with house_of(folder) as house:
        assert house.record.size() == 0
        _empty(Client(house, KEYBOARD))  # who looks is not entered: the record stays empty


def _empty(client: Client) -> None:
    for path in LISTS:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not any(answer.json().get(name) for name in ("items", "incident_id", "features")), path
