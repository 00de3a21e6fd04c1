"""The Review page by keys alone: one key a ruling, one to undo it; and two analysts who rule on the same at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.browsing import complaints, served
from tests.peopled import peopled

from truceline.mission.folder import open_mission
from truceline.mission.locks import lock_record
from truceline.mission.ruling_lines import ruling_lines
from truceline.mission.stores import record_of

ROLES = {"anna": "chair", "bert": "side_a", "dan": "analyst", "eva": "analyst"}

#: three invented texts on one incident, each too short to tell whether it is told after another
TEXTS = {
    "wire.txt": """Shells hit ferry landing at Orvane

By AFP | March 4, 2031

Mortar shells struck the ferry landing at Orvane early on Tuesday, killing two dock workers and wounding 14 people who
were waiting for the first crossing, harbour master Jonas Virel said.
""",
    "gazette.txt": """Two dead at Orvane ferry

March 4, 2031

Two dock workers died and 14 people were hurt at the ferry landing of Orvane on Tuesday, according to Jonas Virel.
""",
    "herald.txt": """Orvane: 14 hurt

March 4, 2031

At Orvane on Tuesday shells fell on a landing. Jonas Virel spoke of two dead and 14 wounded.
""",
}


def _mission(folder: Path, keys: Path) -> dict[str, str]:
    """A mission with these texts, two analysts; everybody's password."""
    (folder / "reports").mkdir(parents=True)
    (folder / "mission.toml").write_text('[mission]\nname = "North"\n')
    for name, words in TEXTS.items():
        (folder / "reports" / name).write_text(words)
    return peopled(open_mission(folder), keys, ROLES, [folder / "reports"])


def test_two_analysts_rule_by_keys(
    npm: str, browser: str, pages: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    folder = tmp_path / "north"
    (tmp_path / "people.json").write_text(json.dumps(_mission(folder, tmp_path / "keys")))
    with served(folder) as (url, _):
        assert complaints(npm, browser, "review-keys", url, str(tmp_path / "people.json")) == []
    mission = open_mission(folder)
    record = record_of(mission)
    lock_record(mission, record)
    lines = ruling_lines(record)
    record.close()
    first, second = (lines[0].a, lines[0].b), (lines[1].a, lines[1].b)
    assert [((line.a, line.b), line.verdict, line.who) for line in lines] == [
        (first, "one_origin", "dan"),
        (second, "undetermined", "dan"),
        (second, "withdrawn", "dan"),
        (first, "two_origins", "eva"),
    ]
    assert first != second
