"""Two real news texts as a mission: one origin, claims with their claimants, no breach where nothing is in force."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def truceline(*words: str | Path) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [sys.executable, "-m", "truceline.cli", *map(str, words)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory, seed_texts: Path) -> dict[str, Any]:
    mission = tmp_path_factory.mktemp("seeds") / "mission"
    truceline("init", mission)
    settings = mission / "mission.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace('zone = "UTC"', 'zone = "Europe/Kyiv"').replace("period_days = 1", "period_days = 7"),
        encoding="utf-8",
    )
    truceline("ingest", mission, seed_texts)
    truceline("run", mission)
    truceline("bulletin", mission, "--format", "json,html,md")
    (page,) = mission.glob("bulletins/*/bulletin.json")
    loaded: dict[str, Any] = json.loads(page.read_bytes())
    return loaded


def test_one_origin_not_two(bulletin: dict[str, Any]) -> None:
    (origin,) = bulletin["origins"]
    assert len(origin["items"]) == 2
    assert origin["relation"] in ("rewrite", "copy")
    assert all(i["origins_max"] == 1 for i in bulletin["incidents"])


def test_no_breach_since_there_is_no_agreement(bulletin: dict[str, Any]) -> None:
    assert bulletin["findings"] == []
    assert bulletin["in_force"] is False
    assert "no agreement to judge by" in bulletin["headline"]
    assert bulletin["verdict"]["verdict"] == "undetermined"


def test_statements_have_their_speakers(bulletin: dict[str, Any]) -> None:
    said = {(s["speaker"], s["words"][:40]) for s in bulletin["statements"]}
    assert any(who == "Borys Filatov" and words.startswith("This is truly a national") for who, words in said)
    assert any("Zakharova" in who and words.startswith("All such units and facilities") for who, words in said)
    assert all(s["speaker"] for s in bulletin["statements"])


def test_the_households_once_claimed_by_dtek(bulletin: dict[str, Any]) -> None:
    households = [q for q in bulletin["quantities"] if "600,000" in q["words"]]
    assert [(q["claimed_by"], q["unit"]) for q in households] == [("DTEK", "household")]
    assert households[0]["value_low_milli"] <= 600_000_000 <= households[0]["value_high_milli"]
    outages = [i for i in bulletin["incidents"] if i["event_type"] == "harm.outage" and "DTEK" in i["claimants"]]
    assert len(outages) == 1


def test_strikes_on_energy_with_an_honest_radius(bulletin: dict[str, Any]) -> None:
    strikes = [
        i for i in bulletin["incidents"] if (i["target"] or "").startswith("energy") and "outage" not in i["event_type"]
    ]
    assert strikes
    # "its Dnipropetrovsk and Zaporizhzhia regions" is no point: a region's circle, or no place at all
    assert all(i["radius_km"] is None or i["radius_km"] >= 50 for i in strikes)


def test_elements_of_an_agreement_with_their_status(bulletin: dict[str, Any]) -> None:
    status = {}
    for element in bulletin["elements"]:
        status.setdefault(element["status"], []).append(element["words"].lower())
    assert any("security" in words for words in status.get("ready", []) + status.get("agreed", []))
    assert any("donbas" in words or "territor" in words for words in status.get("unresolved", []))
    assert status.get("undisclosed")
