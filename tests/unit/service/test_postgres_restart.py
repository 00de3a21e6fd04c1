"""The database under a server is restarted: meanwhile whoever asks is told so, and then it works again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests import postgres_server
from tests.serving import NOW_S, Client

from truceline.mission.folder import open_mission
from truceline.mission.intake import receipts
from truceline.model.view import ViewChanges
from truceline.service.house import open_house
from truceline.stores.clock import FixedClock
from truceline.stores.postgres import links, record_writer

SEEN = {"type": "explosion", "at": "2026-03-01T09:10:00Z", "lat": 48.57, "lon": 37.98}
UNREACHED = r"the database cannot be reached|the connection to the database was lost, or could not be made.*"


def test_a_database_that_is_restarted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if why := postgres_server.absent():
        pytest.skip(why)
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    for module in (links, record_writer):
        monkeypatch.setattr(module, "_PATIENCE_S", 0.5)
    folder = tmp_path / "north"
    folder.mkdir()
    with postgres_server.server() as database:
        (folder / "mission.toml").write_text(f'[mission]\nname = "North"\n[store]\nurl = "{database.fresh()}"\n')
        with open_house(open_mission(folder), clock=FixedClock(NOW_S)) as house:
            observer, analyst = Client(house, "observer"), Client(house, "analyst")

            def send(patrol: str) -> int:
                report = {"patrol": patrol, "observations": [SEEN]}
                return observer("POST", "/v1/observations", json=report).status_code

            assert send("P-1") == 201
            house.view.apply(ViewChanges(whole=True), house.record.size())  # as the live desk does
            assert analyst.get("/v1/incidents").status_code == 200
            database.stop()
            for client, method, path, more in (
                (analyst, "GET", "/v1/incidents", {}),
                (observer, "POST", "/v1/observations", {"json": {"patrol": "P-2", "observations": [SEEN]}}),
                (Client(house), "GET", "/ready", {}),
            ):
                answer = client(method, path, **more)
                told = answer.json()
                assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json"), path
                assert re.fullmatch(UNREACHED, told["detail"], re.DOTALL), told
                assert told["advice"].startswith("Check that the server runs and the network is up")
                assert str(database.folder) not in answer.text, "where the database is, is nobody's business"
            assert analyst.get("/health").status_code == 200
            in_ukrainian = analyst.get("/v1/incidents", headers={"Accept-Language": "uk"}).json()
            assert in_ukrainian["title"] == "Зараз не виходить" and "баз" in in_ukrainian["detail"]
            database.start()
            assert (send("P-2"), send("P-1"), analyst.get("/v1/incidents").status_code) == (201, 200, 200)
            assert len(receipts(house.record)) == 2
