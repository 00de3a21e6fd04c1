"""The log of who looked at what, as an auditor reads it; and who holds which role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.founded import FOUNDERS, founded
from tests.serving import Client, house_of, lower_river

from truceline.service.house import House

PURPOSE = {"Truceline-Purpose": "relief of the post after the shelling"}


@pytest.fixture
def unasked(tmp_path: Path) -> Iterator[House]:
    """A house of which nobody has asked anything: who is refused again is only counted at first."""
    with house_of(lower_river(tmp_path / "mission")) as opened:
        yield opened


def test_an_auditor_reads_who_looked_where_and_who_was_refused(unasked: House) -> None:
    assert Client(unasked, "analyst").get("/v1/effort", headers=PURPOSE).status_code == 200
    assert Client(unasked, "side_a").get("/v1/observations").status_code == 403
    auditor = Client(unasked, "auditor")
    newest, *older = auditor.get("/v1/log").json()["items"]
    looked = next(one for one in [newest, *older] if one["purpose"])
    assert (looked["who"], looked["what"], looked["purpose"]) == ("analyst-1", "effort", PURPOSE["Truceline-Purpose"])
    (refused,) = auditor.get("/v1/log?refused=true&who=side_a-1&limit=1").json()["items"]
    assert not refused["allowed"] and refused["what"] == "observation"
    assert unasked.record.entry(refused["entry"]).kind == "access"
    first = auditor.get("/v1/log?limit=1").json()
    assert first["items"] == [newest] and auditor.get(first["next"]).json()["items"][0]["entry"] < newest["entry"]
    for row in (newest, *older):
        assert "planted" not in row


@pytest.mark.parametrize(("role", "status"), [("chair", 200), ("side_b", 200), ("observer", 403), ("operator", 403)])
def test_the_table_says_who_reads_the_log(house: House, role: str, status: int) -> None:
    assert Client(house, role).get("/v1/log").status_code == status  # type: ignore[arg-type]
    assert Client(house).get("/v1/log").status_code == 403


def test_who_holds_which_role(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    with founded(tmp_path / "north", tmp_path / "keys") as mission:
        told = Client(mission.house, "auditor").get("/v1/people").json()["items"]
        assert {one["name"]: one["role"] for one in told} == FOUNDERS
        assert all(one["key"].startswith(f"{one['name']}+") for one in told)
        assert Client(mission.house, "operator").get("/v1/people").status_code == 200
        assert Client(mission.house, "observer").get("/v1/people").status_code == 403
